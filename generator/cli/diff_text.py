"""A difference on the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from generator.locale import _
from generator.review.change_report import counted, group_of, section_name
from generator.review.levels import fates
from generator.review.words import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.review.changes import Change, PlanDifference
    from generator.review.sentences import Sentences
    from generator.review.words import WordSegment

AROUND = 6
"""Words shown before and after a change of words."""
_SIGNS = {
    "added": ("+", "green"), "removed": ("-", "red"), "moved": (">", "cyan"),
    "text": ("~", "yellow"), "field": ("~", "yellow"), "spelling": ("'", None),
    "level": ("=", None), "data": (".", None),
}  # fmt: skip


def coloured() -> bool:
    """Whether the terminal shows colours and wants them (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def lines(difference: PlanDifference, words: Sentences, *, level: bool) -> Iterator[str]:
    """The whole difference, section by section, in the order of the plan."""
    painter = _Painter(difference, words)
    old, new = difference.old.side, difference.new.side
    yield painter.bold(f"--- {old.name} ({old.plan.van_ban.ma})")
    yield painter.bold(f"+++ {new.name} ({new.plan.van_ban.ma})")
    if level:
        yield from _fates(difference)
    section = None
    for change in difference.changes:
        if change.section != section:
            section = change.section
            yield ""
            yield painter.bold(section_name(difference, words, section))
        yield from painter.change(change)
    yield ""
    yield counted(difference)


def _fates(difference: PlanDifference) -> Iterator[str]:
    fate = fates(difference)
    yield _(
        "Nội dung cấp trên: {giu} giữ nguyên, {theo} đổi theo cấp, {sua} đơn vị sửa, "
        "{bo_theo} bỏ theo quy tắc, {bo} đơn vị bỏ; thêm theo quy tắc {them_theo}, "
        "đơn vị thêm {them}"
    ).format(
        giu=fate.inherited, theo=fate.adapted_by_level, sua=fate.adapted,
        bo_theo=fate.dropped_by_level, bo=fate.dropped,
        them_theo=fate.added_by_level, them=fate.added,
    )  # fmt: skip


class _Painter:
    def __init__(self, difference: PlanDifference, words: Sentences) -> None:
        self.difference, self.words = difference, words
        self.colour = coloured()

    def bold(self, text: str) -> str:
        return click.style(text, bold=True) if self.colour else text

    def change(self, change: Change) -> Iterator[str]:
        """The sentence, the places, and the words that changed."""
        sign, colour = _SIGNS[group_of(change)]
        told = f"  {sign} {self.words.say(change)}"
        head = click.style(told, fg=colour) if self.colour and colour else told
        spots = list(dict.fromkeys(str(spot) for spot in change.spots if spot))
        place = " → ".join(spots)
        yield f"{head}  {click.style(place, dim=True) if self.colour else f'({place})'}"
        if change.why:
            yield "      " + _("quy tắc: {ten}").format(ten=", ".join(change.why))
        if change.kind == "text":
            yield "      " + self._marked(segments(change.old, change.new))

    def _marked(self, pieces: list[WordSegment]) -> str:
        out = []
        last = len(pieces) - 1
        for i, piece in enumerate(pieces):
            if piece.same:
                out.append(_context(self.words.shown(piece.old, new=True), i > 0, i < last))
                continue
            old = self.words.shown(piece.old, new=False)
            new = self.words.shown(piece.new, new=True)
            if old == new:
                old, new = piece.old, piece.new
            if self.colour:
                out.append(click.style(old, fg="red", strikethrough=True) if old else "")
                out.append(click.style(new, fg="green", underline=True) if new else "")
            else:
                out.append((f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
        return "".join(out)


def _context(text: str, after: bool, before: bool) -> str:
    """What stands around a change: the words next to it only."""
    found = text.split(" ")
    if len(found) <= 2 * AROUND + 1:
        return text
    left = " ".join(found[:AROUND]) if after else ""
    right = " ".join(found[-AROUND:]) if before else ""
    return f"{left} … {right}" if left and right else f"… {right}" if right else f"{left} …"
