"""Which role each line plays: rules one can read, each with a score and a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.document.read.lines import Line  # noqa: TC001 - msgspec reads annotations
from generator.document.read.roles import Role  # noqa: TC001 - msgspec reads annotations

if TYPE_CHECKING:
    from collections.abc import Sequence


class Decision(Struct, frozen=True, kw_only=True):
    """What one line is, and why."""

    line: Line
    role: Role
    score: float = 1.0
    """0 to 1: how sure the rules are."""
    reasons: tuple[str, ...] = ()
    """For `--explain`."""
    label: str = ""
    """The number or mark of the line as the source has it: "I.", "1.1.", "a)", "-"."""
    level: int = 0
    """Of `muc`, `khoan`, `diem`, `diem_con`: depth in the body, 1 for the top."""
    rest: str = ""
    """The text without its label."""
    part: int = 0
    """0 for the document itself, 1 for the first appendix and on."""


class Reading(Struct, frozen=True, kw_only=True):
    """A document as roles of its lines, in reading order."""

    decisions: tuple[Decision, ...]
    file: str = ""

    def of(self, *roles: Role, part: int | None = 0) -> list[Decision]:
        """The decisions of some roles; of the document itself unless `part` says otherwise."""
        return [d for d in self.decisions if d.role in roles and (part is None or d.part == part)]

    def first(self, role: Role) -> Decision | None:
        """The first decision of a role in the document itself."""
        return next((d for d in self.decisions if d.role == role and d.part == 0), None)


def classify(lines: Sequence[Line], file: str = "") -> Reading:
    """Decide the role of every line; no line is left out."""
    decisions = tuple(
        Decision(line=line, role="khac" if line.text else "trong", rest=line.text, score=0.0)
        for line in lines
    )
    return Reading(decisions=decisions, file=file)
