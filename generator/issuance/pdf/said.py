"""What the pages of a PDF say, without the marks that signatures leave on them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.issuance.pdf import shown
from generator.issuance.verdict.printed import PrintedFacts, names_body, printed_in

if TYPE_CHECKING:
    from generator.read.pdf.text_layer import PdfText

NEAR = 20
"""Pages that are drawn and looked at; of those behind, only those with pictures count."""
READ = 4
"""Later pages that are read by recognition; where there are more the answer stays open."""
MARK = 0.2
"""Share of a page up to which a signature's picture is its mark; more is the page itself."""


def lines_said(data: bytes) -> PdfText | None:
    """The text of the pages; None when it cannot be read."""
    from generator.read.pdf.text_layer import lines_of_pdf

    read, _problems = lines_of_pdf(Path("x.pdf"), unmarked(data), any_language=True)
    return read


def printed_in_pdf(data: bytes, *, wary: bool = False) -> PrintedFacts:
    """The facts that the first page and the signature blocks print.

    Where the pages themselves print no agency, the pictures of the signatures are read too:
    a forger could have put the whole letterhead into one. `wary`: where the first page may
    show other things than its letters, what it shows counts.
    """
    found = _printed(lines_said(data))
    if not found.readable:
        return found
    if not found.agency:
        from generator.read.pdf.text_layer import lines_of_pdf

        whole, _problems = lines_of_pdf(Path("x.pdf"), data, any_language=True)
        found = _printed(whole)
    return _as_shown(data, found) if wary else found


def _as_shown(data: bytes, found: PrintedFacts) -> PrintedFacts:
    """What the pages show, where that is not what their letters say.

    Behind a first page that is nobody's the document of an office may stand as a picture.
    """
    bare = unmarked(data)
    found = _page_as_shown(bare, 1, found)
    if found.agency or found.doubtful:
        return found
    try:
        pictures = shown.pictured(bare)
        near = range(2, min(len(pictures), NEAR) + 1)
        odd = [n for n in near if not shown.shows_its_letters(shown.page_alone(bare, n))]
        odd += [n for n, one in enumerate(pictures, 1) if one and n > NEAR]
    except Exception:
        return found._replace(doubtful=True)
    for number in odd[:READ]:
        found = _page_as_shown(bare, number, found)
        if found.agency or found.doubtful:
            return found
    return found._replace(doubtful=len(odd) > READ)


def _page_as_shown(data: bytes, number: int, found: PrintedFacts) -> PrintedFacts:
    try:
        page = shown.page_alone(data, number)
        plain = shown.shows_its_letters(page)
        if plain and shown.has_plain_fonts(page):
            return found
        lines = shown.lines_seen(page)
    except Exception:
        return found._replace(doubtful=True)
    if lines is None:
        return found._replace(doubtful=not plain)
    seen = printed_in(lines)
    if not seen.agency or names_body(seen.agency, found.agency):
        return found
    if found.agency:
        return found._replace(doubtful=True)
    return seen


def _printed(read: PdfText | None) -> PrintedFacts:
    if read is None or 1 in read.scanned:
        return PrintedFacts(readable=False)
    return printed_in(read.lines)


def unmarked(data: bytes) -> bytes:
    """The PDF without the pictures of its signatures: names and times that tools write there."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if not sum(_strip(page) for page in pdf.pages):
                return data
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()
    except Exception:
        # what pikepdf cannot read is read as it is, or told as unreadable there
        return data


def _strip(page: Any) -> int:
    """Take the signatures' pictures off a page; how many there were."""
    if "/Annots" not in page:
        return 0
    left, _low, right, high = (abs(float(v)) for v in page.mediabox)
    whole = max(1.0, (right - left) * high)
    count = 0
    for widget in page.Annots:
        kind = widget.get("/FT") or widget.get("/Parent", {}).get("/FT")
        if kind != "/Sig" or "/AP" not in widget:
            continue
        x0, y0, x1, y1 = (float(v) for v in widget.Rect)
        if abs((x1 - x0) * (y1 - y0)) <= MARK * whole:
            del widget["/AP"]
            count += 1
    return count
