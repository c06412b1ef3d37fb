"""A line under classification: what the rules know of it and what they decided so far."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.read.classify.line_marks import ReadLabel, label_of
from generator.read.lines import is_caps
from generator.text.normal import fold

if TYPE_CHECKING:
    from generator.read.classify.roles import Role
    from generator.read.lines import Line


class ReadLine:
    """One line; rules call `decide`, the later the surer."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.role: Role | None = None
        self.score = 0.0
        self.reasons: list[str] = []
        self.level = 0
        self.part = 0
        self.heading = False
        self.data = False
        """In a table of data."""

    @cached_property
    def folded(self) -> str:
        """The text as words are matched."""
        return fold(self.line.full[:400])

    @cached_property
    def label(self) -> ReadLabel | None:
        """The number or mark it begins with."""
        return label_of(self.line.text, self.line.label)

    @cached_property
    def caps(self) -> bool:
        """In capitals."""
        return is_caps(self.line.text)

    @property
    def text(self) -> str:
        """The clean text."""
        return self.line.text

    @property
    def rest(self) -> str:
        """The text without its label."""
        return self.label.rest if self.label and self.role in _LABELLED else self.line.text

    def decide(self, role: Role, score: float, *reasons: str) -> None:
        """Give the role, with the reasons for `--explain`."""
        self.role = role
        self.score = score
        self.reasons = list(reasons)


_LABELLED = frozenset(
    ("muc", "khoan", "diem", "diem_con", "can_cu", "noi_nhan", "kinh_gui", "mo_dau", "ket_thuc")
)
