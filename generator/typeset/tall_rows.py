"""Rows that should stay whole, higher than a page: LibreOffice parts those it knows to be so.

It sets the paragraphs of a row one after the other and stops behind the first that begins below
the page. What is higher by then than the paper between its margins may break where it stands;
any other row goes on to the next page (sw: SwContentFrame::CalcLowers, SwRowFrame).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.stacking import SetPassage

if TYPE_CHECKING:
    from generator.typeset.manuscript import SectionPart
    from generator.typeset.tabling import SetRow


def most_high(part: SectionPart) -> int:
    """How high a row may be that stays whole: the paper between its margins, headers aside."""
    sheet = part.sheet
    top = sheet.header if part.header.default else sheet.top
    bottom = sheet.footer if part.footer.default else sheet.bottom
    return sheet.height - top - bottom


def is_tall(row: SetRow, room: int, most: int) -> bool:
    """Whether a row with `room` left on its page is known to be higher than `most`."""
    return row.course.whole and row.height > most and _formed(row, room) > most


def stays_over(row: SetRow, room: int) -> bool:
    """Whether a row that has a page for itself is neither parted nor beyond the paper's edge.

    It has no room above the margin, but is not known to be too high: it reaches into the margin.
    """
    whole = row.course.rule == "exact" or (row.course.whole and not row.tall)
    return whole and row.height <= room


def begins_above(row: SetRow, room: int) -> bool:
    """Whether each line of a row begins no lower than `room` twips under its upper edge."""
    for box, made in zip(row.course.boxes, row.stacks, strict=True):
        top = row.above + box.padding[0]
        for each in made.standing:
            if not isinstance(item := each.item, SetPassage):
                return False
            last = item.depths[each.end] - item.lines[each.end - 1].height if each.end else 0
            if top + each.y + last >= room:
                return False
    return True


def _formed(row: SetRow, room: int) -> int:
    """How high what is set of a row makes it, when setting stops below `room`."""
    high = row.least
    for box, made in zip(row.course.boxes, row.stacks, strict=True):
        if box.row_span > 1:
            continue
        top = row.above + box.padding[0]
        pads = box.padding[0] + box.padding[2] + row.above
        for each in made.standing:
            item, end = each.item, made.height
            if each is not made.standing[-1] and isinstance(item, SetPassage):
                end = each.y + item.height
            high = max(high, end + pads)
            if top + each.y > room:
                return high
    return high
