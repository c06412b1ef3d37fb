"""What the pages of a PDF say, without the marks that signatures leave on them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.issuance.pdf import shown
from generator.issuance.verdict.printed import (
    PrintedFacts,
    names_body,
    names_state,
    printed_in,
    resembles,
)
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def printed_in_pdf(data: bytes, *, wary: bool | None = None) -> PrintedFacts:
    """The facts that the first page and the signature blocks print.

    Where the pages themselves print no agency, the pictures of the signatures are read too:
    a forger could have put the whole letterhead into one. `wary`: what a page shows counts
    where it is other than its letters; False for signers of the State, of whose files only
    the first page is looked at, and what nobody could read says nothing; None: letters alone.
    """
    found = _printed(lines_said(data))
    if not found.readable:
        return found
    if not found.agency:
        from generator.read.pdf.text_layer import lines_of_pdf

        whole, _problems = lines_of_pdf(Path("x.pdf"), data, any_language=True)
        found = _printed(whole)
    if wary is None:
        return found
    return _as_shown(data, found) if wary else _head_as_shown(unmarked(data), found)


def _head_as_shown(bare: bytes, found: PrintedFacts) -> PrintedFacts:
    """What the first page shows beside its letters, where that is another agency's head."""
    try:
        page = shown.page_alone(bare)
        if shown.shows_its_letters(page):
            return found
        text = shown.seen_text(page)
    except Exception:
        return found
    seen = printed_in(text.lines) if text is not None else PrintedFacts()
    if not seen.agency or resembles(seen.agency, found.agency):
        return found
    return found._replace(other_head=seen.agency) if found.agency else seen


def _as_shown(data: bytes, found: PrintedFacts) -> PrintedFacts:
    """What the pages show, where that is not what their letters say.

    Behind a first page that is nobody's the document of an office may stand as a picture.
    """
    bare = unmarked(data)
    found = _page_as_shown(bare, 1, found)
    if found.agency or found.doubtful:
        return found
    if not found.agency and (said_elsewhere(data) or _foreign_head(data)):
        return found._replace(doubtful=True)
    if bare is not data:
        found = _page_as_shown(data, 1, found, marked=True)
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


def _page_as_shown(
    data: bytes, number: int, found: PrintedFacts, *, marked: bool = False
) -> PrintedFacts:
    """What a page shows; `marked`: with the signatures' pictures, which say what they like."""
    try:
        page = shown.page_alone(data, number)
        plain = shown.shows_its_letters(page)
        if shown.borrows_fonts(page):
            return found._replace(doubtful=True)
        if plain and shown.has_plain_fonts(page):
            return found
        text = shown.seen_text(page)
    except Exception:
        return found._replace(doubtful=True)
    if text is None:
        return found._replace(doubtful=not plain and not marked)
    if marked and any(names_state(line.text) for line in text.lines):
        return found._replace(doubtful=True)
    seen = printed_in(text.lines)
    if not seen.agency and not found.agency:
        return found._replace(doubtful=not text.whole and not marked)
    if not seen.agency or names_body(seen.agency, found.agency):
        return found
    if found.agency:
        return found._replace(doubtful=True)
    return seen


def _foreign_head(data: bytes) -> bool:
    """Whether the head of the first page is that of an office of Viet Nam in English."""
    read = lines_said(data)
    head = [line.text for line in (read.lines if read is not None else [])[:HEAD]]
    return _IN_ENGLISH.search(" ".join(head)) is not None


HEAD = 15
"""Lines among which a letterhead stands."""
_IN_ENGLISH = re.compile(
    r"socialist republic of viet ?nam|people['’]s (committee|council) of|communist party of viet",
    re.IGNORECASE,
)


def said_elsewhere(data: bytes) -> bool:
    """Whether notes and fields say what no page has in its letters: each program draws them anew.

    Notes without looks of their own, values of fields that their looks do not show.
    """
    import pikepdf

    read = lines_said(data)
    lines = read.lines if read is not None else []
    on_pages = _letters(" ".join(line.full for line in lines if line.part != "nhan_xet"))
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        words = [text for note in notes for text in _words_of(note)]
    unsaid = (said for said in map(_letters, words) if said not in on_pages)
    return sum(map(len, unsaid)) > BRIEF


BRIEF = 12
"""Letters of values and notes that say nothing of whose document it is."""


def _words_of(note: Any) -> Iterator[str]:
    """What a note or a field says by itself; links, pop-ups and sticky notes draw nothing."""
    kind = str(note.get("/Subtype", ""))
    if kind == "/Widget":
        of = str(note.get("/FT") or note.get("/Parent", {}).get("/FT") or "")
        value = note.get("/V", note.get("/Parent", {}).get("/V"))
        if of in {"/Tx", "/Ch"} and value is not None:
            yield str(value)
    elif kind not in _SILENT and "/AP" not in note and "/Contents" in note:
        yield str(note.Contents)


_SILENT = {"/Link", "/Popup", "/Text", "/FileAttachment"}


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


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
