"""The outline of a body: which number stands under which, whatever the numbering style.

The order of styles is that of practice: Phần, A., I., 1., 1.1., a), (1), -, +. Where
a document has no Roman numbers its Arabic ones are the top. Bullets of different
marks stand under one another in the order in which they appear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.read import vocabulary as words
from generator.read.classify.line_marks import ReadLabel, as_upper
from generator.read.lines import is_caps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.classify.items import ReadLine
    from generator.read.classify.roles import Role

TITLE = 220
"""A heading that is not bold is no longer than this."""


class Step(NamedTuple):
    """One open item of the outline."""

    rank: float
    label: ReadLabel
    role: Role
    level: int


_RANKS = {"phan": 0.0, "dieu": 1.5, "hoa": 1.0, "la-ma": 2.0, "so": 3.0, "chu": 6.0, "ngoac": 7.0}
_DASH_RANK = 8.0


def read_outline(items: Sequence[ReadLine]) -> None:
    """Decide muc, khoan, diem, diem_con and doan of the lines of one body, in order."""
    _Outline(items).run()


class _Outline:
    def __init__(self, items: Sequence[ReadLine]) -> None:
        self.items = [i for i in items if i.role is None and not i.data]
        self.styles = self._styles()
        self.open: list[Step] = []

    def _styles(self) -> set[str]:
        """The styles that head this body; a lone "I." inside a list is none."""
        found: set[str] = set()
        for item in self.items:
            if item.label is not None:
                found.add(self._read(item.label, found).style)
        return found

    @staticmethod
    def _read(label: ReadLabel, found: set[str]) -> ReadLabel:
        """A Roman label of one letter may be a capital letter: C., D. after B."""
        one = label.style == "la-ma" and label.raw[:1] in "CDLM" and len(label.raw) <= 2
        return as_upper(label) if one and "hoa" in found else label

    def run(self) -> None:
        untitled: ReadLine | None = None
        for index, item in enumerate(self.items):
            if item.label is None and untitled is not None and len(item.text) < TITLE:
                item.level, item.heading = untitled.level, True
                item.decide(
                    "muc", 0.85, _("tiêu đề ở dòng dưới “{nhan}”").format(nhan=untitled.text)
                )
                untitled = None
                continue
            bare = item.label is not None and not item.label.rest.strip()
            untitled = item if bare else None
            if item.label is None:
                self._paragraph(item)
            else:
                self._labelled(item, item.label, index)

    # -- labelled lines

    def _labelled(self, item: ReadLine, label: ReadLabel, index: int) -> None:
        label = self._in_sequence(label)
        rank = self._rank(label)
        if label.style == "dau":
            rank = self._bullet_rank(label)
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()
        top = not self.open
        role = self._role(label, rank, top)
        heads = role in ("muc", "khoan")
        level = len(self.open) + 1
        heading = heads and self._is_heading(item, label, index)
        self.open.append(Step(rank, label, role, level))
        item.level = level
        item.heading = heading
        item.decide(role, 0.95 if label.style != "dau" else 0.9, *self._reasons(item, label))

    def _in_sequence(self, label: ReadLabel) -> ReadLabel:
        """A label of one letter, C. or I., belongs to the sequence that it continues."""
        if label.style != "la-ma" or len(label.raw.rstrip(" .)/:-–")) != 1 or label.number == 1:
            return label
        upper = as_upper(label)
        letters = [s for s in self.open if s.label.style == "hoa"]
        romans = [s for s in self.open if s.label.style == "la-ma"]
        goes_on = letters and letters[-1].label.number + 1 == upper.number
        roman_goes_on = romans and romans[-1].label.number + 1 == label.number
        return upper if goes_on and not roman_goes_on else label

    def _rank(self, label: ReadLabel) -> float:
        if label.style == "thap-phan":
            return 3.0 + 0.5 * (label.depth - 1)
        if label.style == "so":
            # "1." inside a lettered point, when the number above it goes on later
            inner = self._inner_number(label)
            return inner or 3.0
        if label.style == "hoa" and "la-ma" in self.styles and not self._letters_first():
            return 2.5
        return _RANKS.get(label.style, _DASH_RANK)

    def _letters_first(self) -> bool:
        for item in self.items:
            if item.label is not None and item.label.style in ("hoa", "la-ma"):
                return item.label.style == "hoa"
        return False

    def _inner_number(self, label: ReadLabel) -> float:
        """A number that restarts at 1 inside a point stands under that point."""
        numbers = [s for s in self.open if s.label.style == "so" and s.rank == 3.0]
        inner = [s for s in self.open if s.label.style == "so" and s.rank > 6.0]
        if inner and label.number == inner[-1].label.number + 1:
            return inner[-1].rank
        points = [s for s in self.open if s.label.style == "chu"]
        if label.number == 1 and numbers and points and numbers[-1].label.number >= 1:
            return 6.5
        return 0.0

    def _bullet_rank(self, label: ReadLabel) -> float:
        mark = "-" if label.raw in "-–—−‐‑‒―" else label.raw
        rank = _DASH_RANK
        for step in self.open:
            if step.label.style == "dau":
                other = "-" if step.label.raw in "-–—−‐‑‒―" else step.label.raw
                if other == mark:
                    return step.rank
                rank = step.rank + 0.1
        return rank

    def _role(self, label: ReadLabel, rank: float, top: bool) -> Role:
        if label.style == "dau":
            return "diem_con" if self._under_point() else "diem"
        if label.style in ("phan", "hoa", "la-ma", "dieu"):
            return "muc" if top or label.style == "phan" else self._upper_role(label)
        if label.style == "so" and rank == 3.0:
            return "muc" if top and self._arabic_top() else "khoan"
        if label.style == "thap-phan":
            return "muc" if top and label.depth == 1 else "khoan"
        return "diem_con" if self._under_point() else "diem"

    def _upper_role(self, label: ReadLabel) -> Role:
        """I. under A. or Phần is still a section; A. under 1. is an item."""
        above = self.open[-1].label.style
        if label.style in ("la-ma", "hoa", "dieu") and above in ("phan", "hoa", "la-ma"):
            return "muc" if above == "phan" or label.style == "la-ma" else "khoan"
        return "khoan"

    def _under_point(self) -> bool:
        return any(step.role in ("diem", "diem_con") for step in self.open)

    def _arabic_top(self) -> bool:
        return not self.styles & {"la-ma", "phan", "hoa", "dieu"}

    def _is_heading(self, item: ReadLine, label: ReadLabel, index: int) -> bool:
        """A number opens a heading, or a paragraph that runs on after it."""
        rest = label.rest.strip()
        if label.style in ("phan", "la-ma", "hoa") and (not rest or is_caps(rest)):
            return True
        if item.line.bold:
            return len(rest) < 400
        first = item.line.runs[0] if item.line.runs else None
        if first is not None and first.bold and len(first.text) < len(item.text) - 20:
            return False  # bold lead and a text that runs on
        after = self.items[index + 1] if index + 1 < len(self.items) else None
        if len(rest) > TITLE:
            return False
        if after is not None and rest.endswith(".") and self._counts_below(label, after):
            return True
        if rest.endswith((".", ";")) and not (rest.endswith("...") or label.style == "la-ma"):
            return False
        below = after is not None and (
            after.label is None or self._rank(after.label) > self._rank(label)
        )
        if rest.endswith(":"):
            return below
        return label.style in ("la-ma", "phan", "hoa") or below or len(rest) < 90

    @staticmethod
    def _counts_below(label: ReadLabel, after: ReadLine) -> bool:
        """1.1. right below 1.: the line is the title of the items that it counts."""
        below = after.label
        return (
            below is not None
            and below.style == "thap-phan"
            and len(label.rest) < 120
            and below.path[:-1] == (label.path or (label.number,))
            and below.number == 1
        )

    def _reasons(self, item: ReadLine, label: ReadLabel) -> list[str]:
        reasons = [_("đánh dấu “{nhan}”").format(nhan=label.raw)]
        if item.heading:
            reasons.append(
                _("tiêu đề: đậm") if item.line.bold else _("tiêu đề: ngắn, không dấu chấm")
            )
        if self.open[:-1]:
            reasons.append(_("dưới “{nhan}”").format(nhan=self.open[-2].label.raw))
        return reasons

    # -- paragraphs

    def _paragraph(self, item: ReadLine) -> None:
        """An unnumbered paragraph belongs to the nearest heading; points above it are closed."""
        while self.open and self.open[-1].role in ("diem", "diem_con"):
            if self.open[-1].label.style == "chu" and self._keeps(self.open[-1]):
                break
            self.open.pop()
        if words.ALL_REPORT.match(item.folded):
            while self.open and self.open[-1].role == "khoan" and _is_whole(self.open[-1]):
                self.open.pop()
        item.level = len(self.open) + 1
        item.decide("doan", 0.8, _("đoạn không đánh số"))

    def _keeps(self, step: Step) -> bool:
        """A lettered heading, short and without a full stop, keeps the paragraphs under it."""
        rest = step.label.rest.strip()
        return len(rest) < 120 and rest[-1:] not in (".", ";")


def _is_whole(step: Step) -> bool:
    """Whether a numbered line says all that it has to: what is told to everybody is not its own."""
    return step.label.rest.rstrip()[-1:] in (".", ";")
