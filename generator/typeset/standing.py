"""How a text stands on its pages: what a typist would move before printing.

Asked of pages that are already set; who knows the document says which of its paragraphs
belong to the foot (signature and recipients) and which are headings.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.typeset.pages import PlacedBlock, PrintedBlock, PrintedDocument, PrintedPage

    Asked = Callable[[PrintedBlock], bool]

FaultKind = Literal[
    "signature_alone",
    "signature_with_one_line",
    "heading_last",
    "page_of_one_line",
    "table_head_once",
    "one_word_line",
]


class PlacementFault(NamedTuple):
    """One place that does not stand well."""

    kind: FaultKind
    page: int
    """From 1."""
    text: str
    """What stands there."""


def faults(printed: PrintedDocument, is_foot: Asked, is_heading: Asked) -> list[PlacementFault]:
    """All places that do not stand well, by kind."""
    pages = [_said(page) for page in printed.pages]
    sections = [page.section for page in printed.pages]
    return [
        *_signature(pages, is_foot),
        *_headings(pages, sections, is_heading),
        *_last_pages(pages, sections, is_foot),
        *_tables(pages, is_foot),
        *_words(pages, is_foot),
    ]


def _said(page: PrintedPage) -> list[PlacedBlock]:
    """What is read on a page, without headers, footers and repeated heads."""
    return [
        placed
        for placed in page.blocks
        if not placed.repeated
        and placed.block.role.kind not in {"header", "footer", "note"}
        and placed.block.text.strip()
    ]


def _heights(placed: list[PlacedBlock]) -> int:
    """On how many heights letters stand: lines side by side in cells are one."""
    return len({round(p.y + line.baseline) for p in placed for line in p.block.lines if line.runs})


def _signature(pages: list[list[PlacedBlock]], is_foot: Asked) -> Iterator[PlacementFault]:
    """The foot alone on a page, or with one line of text above it."""
    for number, page in enumerate(pages):
        foot = [placed for placed in page if is_foot(placed.block)]
        if not number or not foot:
            continue
        top = min(placed.y for placed in foot)
        text = [placed for placed in page if not is_foot(placed.block) and placed.y < top]
        lines = _heights(text)
        if lines == 0:
            yield PlacementFault("signature_alone", number + 1, foot[0].block.text)
        elif lines == 1:
            yield PlacementFault("signature_with_one_line", number + 1, text[0].block.text)


def _headings(
    pages: list[list[PlacedBlock]], sections: list[int], is_heading: Asked
) -> Iterator[PlacementFault]:
    """A heading as the last of a page, its text on the next."""
    for number, (page, following) in enumerate(pairwise(pages)):
        same = sections[number] == sections[number + 1]
        if same and page and following and is_heading(page[-1].block) and page[-1].block.last:
            yield PlacementFault("heading_last", number + 1, page[-1].block.text)


def _last_pages(
    pages: list[list[PlacedBlock]], sections: list[int], is_foot: Asked
) -> Iterator[PlacementFault]:
    """The last page of a text or appendix with one line on it."""
    for number, page in enumerate(pages):
        last = number + 1 == len(pages) or sections[number] != sections[number + 1]
        goes_on = number > 0 and sections[number - 1] == sections[number]
        foot = any(is_foot(placed.block) for placed in page)
        if last and goes_on and not foot and _heights(page) == 1:
            yield PlacementFault("page_of_one_line", number + 1, page[0].block.text)


def _tables(pages: list[list[PlacedBlock]], is_foot: Asked) -> Iterator[PlacementFault]:
    """A table over several pages whose first row, all in bold, is no repeated head."""
    seen: dict[int, list[tuple[int, PrintedBlock]]] = {}
    for number, page in enumerate(pages):
        for placed in page:
            cell = placed.block.role.cell
            if cell is not None and cell.outer is None:
                seen.setdefault(cell.table, []).append((number, placed.block))
    for blocks in seen.values():
        first = [(n, b) for n, b in blocks if b.role.cell is not None and b.role.cell.row == 0]
        spread = len({n for n, _b in blocks}) > 1
        headed = any(b.role.cell is not None and b.role.cell.head for _n, b in blocks)
        foot = any(is_foot(b) for _n, b in blocks)
        if spread and len(first) > 1 and not headed and not foot and all(map(_bold, first)):
            yield PlacementFault("table_head_once", first[0][0] + 1, first[0][1].text)


def _bold(found: tuple[int, PrintedBlock]) -> bool:
    return all(run.face.bold for line in found[1].lines for run in line.runs if run.text.strip())


def _words(pages: list[list[PlacedBlock]], is_foot: Asked) -> Iterator[PlacementFault]:
    """A paragraph of the text whose last line is one word."""
    for number, page in enumerate(pages):
        for placed in page:
            block = placed.block
            lines = [line for line in block.lines if line.text.strip()]
            plain = block.role.kind == "paragraph" and block.role.cell is None
            if not (plain and block.last and len(lines) > 1) or is_foot(block):
                continue
            if len(lines[-1].text.split()) == 1 and not lines[-2].broken:
                yield PlacementFault("one_word_line", number + 1, lines[-1].text.strip())
