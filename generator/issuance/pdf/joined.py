"""A decision and the plan it issues as one PDF, so that one signature stands for both.

Decree 30, Annex I, II: an attachment in the same file as its document is signed with it; one in
a file of its own would have to be signed again.
"""

from __future__ import annotations

import io


def joined(document: bytes, attached: bytes) -> bytes:
    """The pages of a document and, behind them, those of what goes with it.

    Each part keeps its own page numbers, as it was printed. The same bytes for the same parts.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(document)) as whole, pikepdf.open(io.BytesIO(attached)) as more:
        first = len(whole.pages)
        whole.pages.extend(more.pages)
        for page in whole.pages[first:]:
            if "/StructParents" in page.obj:  # it would name places in the first part's tree
                del page.obj["/StructParents"]
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()
