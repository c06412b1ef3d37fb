"""Rows → paragraphs: what a hard line end or a page end has cut is joined again.

A row goes on where the one before it was full (its first word would not have fitted
there any more), stands at the edge where continued lines stand in this document, looks
the same and follows at the usual distance. Labels, indents, gaps and punctuation begin
new paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.read import vocabulary as words
from generator.text.normal import fold
from generator.text.syllables import is_cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.read.pdf.layout import ColumnLine, Flow
    from generator.read.pdf.segments import GlyphPiece

STARTS = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,4}\s|[a-zđ][.)/]\s|[IVXL]{1,6}\s?[./)]\s"
    r"|[-–—+•▪➢✓❖■*○◦●]\s|(?:Điều|Chương|Phần|Mục)\s+[\dIVX]+)"
)
_ENDS = re.compile(r"[.;:!?…]['\"”’)]*$")
_HARD_END = re.compile(r"(?:\./\.|[;:])$")
_LAST_LETTERS, _FIRST_LETTERS = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_YEAR_BEGUN = re.compile(r"\d/\d{1,2}/(?P<year>\d{1,3})$")
_YEAR_ENDS = re.compile(r"(?:19|20)\d\d(?!\d)")
Align = Literal["left", "center", "right", "both", ""]
INDENTED = 6.0
"""From so many points on a line stands visibly further in."""


class Habits(NamedTuple):
    """How a document sets its paragraphs."""

    indents: bool
    """First lines stand further in than the lines after them."""
    pitch: dict[float, float]
    """Type size → usual distance of baselines inside a paragraph."""
    justified: bool
    indent: float = 0.0
    """Where first lines usually begin, from the left edge of the body, points."""
    slack: float = 0.7
    """So far from the edge a full line may end, points; more where letters were recognised."""


class Paragraph(NamedTuple):
    """Rows joined again."""

    rows: tuple[ColumnLine, ...]
    pieces: tuple[GlyphPiece, ...]
    align: Align
    left: float
    """Left edge of the lines after the first, from the edge of the flow, points."""
    first: float
    """First line beyond that."""
    gap: float
    """White above it beyond the usual distance of lines, points."""

    @property
    def text(self) -> str:
        """The text."""
        return "".join(p.text for p in self.pieces)


def habits(flows: Iterable[Flow]) -> Habits:
    """Learn from the body how paragraphs are set."""
    steps: dict[float, Counter[float]] = {}
    inward = outward = full = ragged = 0
    firsts: Counter[int] = Counter()
    for flow in flows:
        if flow.block >= 0:
            continue
        for one, two in zip(flow.rows, flow.rows[1:], strict=False):
            if one.page != two.page:
                continue
            step = round((one.y - two.y) * 2) / 2
            if 0 < step < 4 * two.size and abs(one.size - two.size) < 0.6:
                steps.setdefault(round(two.size), Counter())[step] += 1
            if _is_full(one, two, flow.right):
                inward += one.x0 > flow.left + INDENTED and two.x0 < flow.left + INDENTED
                outward += one.x0 < flow.left + INDENTED and two.x0 > flow.left + INDENTED
                if two.x0 + INDENTED < one.x0:
                    firsts[round(one.x0 - flow.left)] += 1
                full += abs(one.x1 - flow.right) < 2
                ragged += abs(one.x1 - flow.right) >= 2
    pitch = {}
    for size, counts in steps.items():
        total = sum(counts.values())
        common = [step for step, n in counts.items() if n >= max(2, 0.12 * total)]
        pitch[size] = min(common) if common else min(counts)
    indent = float(max(firsts, key=lambda x: firsts[x])) if firsts else 0.0
    return Habits(inward >= max(2, outward), pitch, full > ragged, indent)


def _is_full(row: ColumnLine, then: ColumnLine, right: float, slack: float = 0.7) -> bool:
    """Tell whether the first word of the next row had no more room in this one."""
    return row.x1 + 0.22 * row.size + then.first_word > right - slack


def paragraphs(flow: Flow, known: Habits) -> list[Paragraph]:
    """Join the rows of a flow into paragraphs."""
    groups: list[list[ColumnLine]] = []
    for row in flow.rows:
        if groups and goes_on(groups[-1], row, flow, known):
            groups[-1].append(row)
        else:
            groups.append([row])
    found: list[Paragraph] = []
    for group in groups:
        above = found[-1].rows[-1] if found else None
        found.append(_paragraph(group, above, flow, known))
    return found


def cell_paragraphs(flow: Flow, known: Habits) -> list[Paragraph]:
    """Paragraphs of a cell: a row that left no room for the next word goes on below."""
    groups: list[list[ColumnLine]] = []
    width = flow.right - flow.left
    for row in flow.rows:
        last = groups[-1][-1] if groups else None
        if last is not None:
            full = last.x1 - last.x0 + 0.24 * last.size + row.first_word > width - 0.5
            starts = STARTS.match(row.text) is not None and _ENDS.search(last.text) is not None
            full = full or _mid_sentence(last, row)
            if full and not starts and abs(last.size - row.size) < 0.8:
                groups[-1].append(row)
                continue
        groups.append([row])
    return [_paragraph(group, None, flow, known) for group in groups]


def _mid_sentence(last: ColumnLine, row: ColumnLine) -> bool:
    """The row begins with a small letter where the one above ends without a mark."""
    begins = row.text[:1].islower() and STARTS.match(row.text) is None
    return begins and last.text.rstrip()[-1:].isalnum()


def goes_on(before: Sequence[ColumnLine], row: ColumnLine, flow: Flow, known: Habits) -> bool:
    """Tell whether a row continues the paragraph of the rows before it."""
    last, first = before[-1], before[0]
    if abs(last.size - row.size) > 0.8 or (
        last.bold != row.bold
        and last.one_weight
        and row.one_weight
        and not _mid_sentence(last, row)
    ):
        return False
    centred = _centred(last, flow) and _centred(row, flow)
    if last.page == row.page:
        usual = known.pitch.get(round(row.size)) or 1.5 * row.size
        limit = usual + max(2.5, 0.18 * row.size)
        if flow.block >= 0 or centred:
            limit = max(limit, 1.55 * row.size)  # heads are often set wider than the body
        if last.y - row.y > limit:
            return False
    if flow.block >= 0:
        return _goes_on_in_column(last, row, flow)
    wide = last.x1 - last.x0 > 0.85 * (flow.right - flow.left)
    remark = first.text.startswith("(") and all(")" not in r.text for r in before)
    if remark and (centred or (wide and _centred(row, flow))):
        return True  # a remark in brackets, such as "(Kèm theo …", until it closes
    if centred and abs(last.x0 - row.x0) > 1:
        width = last.x1 - last.x0 + 0.25 * last.size + row.first_word
        return not STARTS.match(row.text) and width > 0.92 * (flow.right - flow.left)
    if not _is_full(last, row, flow.right, known.slack):
        return False
    return _edge_fits(before, first, last, row, flow, known)


def _edge_fits(
    before: Sequence[ColumnLine],
    first: ColumnLine,
    last: ColumnLine,
    row: ColumnLine,
    flow: Flow,
    known: Habits,
) -> bool:
    label = STARTS.match(row.text) is not None
    shift = row.x0 - last.x0
    if abs(shift) <= 4:
        if len(before) == 1 and known.indents and row.x0 > flow.left + INDENTED:
            return False  # another first line: continued ones stand at the edge here
        if known.indents and row.x0 <= flow.left + INDENTED:
            return not (label and _HARD_END.search(last.text))
        return not (label and _ENDS.search(last.text)) and not (
            _ENDS.search(last.text) and not known.indents and last.x1 < flow.right - 0.6 * last.size
        )
    if shift < 0:
        return len(before) == 1 and not (label and _ENDS.search(last.text))
    # further in than the row above: only the text of a hanging label
    return len(before) == 1 and abs(row.x0 - first.text_x0) < 4 and first.text_x0 > first.x0 + 2


def _goes_on_in_column(last: ColumnLine, row: ColumnLine, flow: Flow) -> bool:
    """In a narrow column only lists are rejoined: centred lines stand as they are."""
    if _wrapped_component(last, row):
        return True
    if last.bold and last.text.isupper() and not row.text.isupper():
        return False  # a title, and the name below it
    if STARTS.match(row.text) or _HARD_END.search(last.text) or last.text.endswith("."):
        return False
    if abs(last.x0 - flow.left) > 12 or abs(row.x0 - flow.left) > 14:
        return False
    if abs(last.middle - row.middle) < 3 and abs(last.x0 - row.x0) > 2:
        return False
    starts_list = STARTS.match(last.text) is not None or abs(last.x0 - row.x0) < 2
    return starts_list and row.text[:1] != "" and not last.text.endswith(":")


def _wrapped_component(last: ColumnLine, row: ColumnLine) -> bool:
    """Head and signature lines too long for their column, known by their words."""
    upper, whole = fold(last.text), fold(f"{last.text} {row.text}")
    for pattern in (words.QUOC_HIEU, words.TIEU_NGU):
        if pattern.match(whole) and not pattern.match(upper):
            return True
    if words.DIA_DANH.match(whole) and words.DIA_DANH_BEGUN.match(upper):
        return True
    if words.DIA_DANH.match(whole) and row.text.strip(" .").isdigit():
        return True  # the year alone
    signs = words.CHUC_VU.match(upper) or words.QUYEN_HAN.match(upper)
    lower = fold(row.text)
    return bool(
        signs
        and last.text.isupper()
        and row.text.isupper()
        and last.bold == row.bold
        and row.x1 - row.x0 < last.x1 - last.x0
        and not (words.CHUC_VU.match(lower) or words.QUYEN_HAN.match(lower))
    )


def _centred(row: ColumnLine, flow: Flow) -> bool:
    middle = (flow.left + flow.right) / 2
    inside = row.x0 > flow.left + 2.5 and row.x1 < flow.right + 8
    return abs(row.middle - middle) < max(6.0, 0.012 * (flow.right - flow.left)) and inside


def _paragraph(
    group: Sequence[ColumnLine], above: ColumnLine | None, flow: Flow, known: Habits
) -> Paragraph:
    first = group[0]
    others = group[1:]
    edge = min((r.x0 for r in others), default=flow.left)
    align = _align(group, flow, known)
    if align in ("center", "right"):
        edge = first.x0 = min(r.x0 for r in group)
    gap = 0.0
    if above is not None and above.page == first.page:
        usual = known.pitch.get(round(first.size)) or 1.3 * first.size
        gap = max(0.0, above.y - first.y - usual)
    return Paragraph(tuple(group), join_rows(group), align, edge - flow.left, first.x0 - edge, gap)


def _align(group: Sequence[ColumnLine], flow: Flow, known: Habits) -> Align:
    middle = (flow.left + flow.right) / 2
    if flow.block >= 0:
        edges = sum(abs(r.x0 - flow.left) < 2.5 for r in flow.rows)
        spread = [abs(r.middle - middle) for r in group]
        if edges >= max(3, 0.6 * len(flow.rows)) and group[0].x0 - flow.left < 2.5:
            return "left"
        return "center" if max(spread) < 6 and group[0].x0 > flow.left - 1 else "left"
    if (
        all(_centred(r, flow) for r in group)
        and (len(group) == 1 or max(r.x0 for r in group) - min(r.x0 for r in group) > 1)
        and not (known.indents and abs(group[0].x0 - flow.left - known.indent) < 2)
    ):
        return "center"
    if all(abs(r.x1 - flow.right) < 3 and r.x0 > middle - 20 for r in group):
        return "right"
    if len(group) > 1:
        return "both" if all(abs(r.x1 - flow.right) < 2.5 for r in group[:-1]) else "left"
    return "both" if known.justified else "left"


def join_rows(rows: Sequence[ColumnLine]) -> tuple[GlyphPiece, ...]:
    """The text of rows as one: a space between them, none after a hyphen or slash inside a word."""
    pieces: list[GlyphPiece] = list(rows[0].pieces)
    for above, row in pairwise(rows):
        tail = pieces[-1].text.rstrip()
        head = row.pieces[0].text
        broken = _YEAR_BEGUN.search(tail)
        if broken is not None and _YEAR_ENDS.match(broken["year"] + head):
            pieces[-1] = pieces[-1]._replace(text=tail)  # a narrow cell cuts a date itself
        elif tail.endswith("\u00ad"):
            pieces[-1] = pieces[-1]._replace(text=tail[:-1])
        elif _cuts_a_word(above.text.strip(), head):
            pieces[-1] = pieces[-1]._replace(text=tail)  # a cell narrower than its word
        elif len(tail) > 1 and tail[-1] in "-/" and tail[-2].isalnum() and head[:1].isalnum():
            pieces[-1] = pieces[-1]._replace(text=tail)
        else:
            pieces[-1] = pieces[-1]._replace(text=tail + " ")
        pieces += row.pieces
    return tuple(merged(pieces))


def _cuts_a_word(above: str, head: str) -> bool:
    """Whether a cell is narrower than the one word of a row, so that it goes on below."""
    begun, goes = _LAST_LETTERS.search(above), _FIRST_LETTERS.match(head)
    if " " in above or begun is None or goes is None:
        return False
    return begun[0][-1].islower() and goes[0][0].islower() and is_cut(begun[0], goes[0])


def merged(pieces: Iterable[GlyphPiece]) -> list[GlyphPiece]:
    """Pieces of one look made one."""
    found: list[GlyphPiece] = []
    for piece in pieces:
        if found and found[-1][1:] == piece[1:]:
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
        else:
            found.append(piece)
    return found
