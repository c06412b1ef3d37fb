"""What a plan says of itself on its pages: how many there are, and what stands badly there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, Severity, has_errors
from generator.verbs.paper import Paper, of_loaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from generator.plan.toml import Loaded
    from generator.typeset.pages import PrintedBlock, PrintedDocument
    from generator.workspace.workspace import Workspace

_SIGNED = ("kyten",)
"""Bookmarks that stand in the cell of a signature begin so."""
_ONLY_PRINTED = "TT816"
"""Of a draft that is still written nobody wants to know it."""


class PageChecker:
    """Looks at the pages of one plan after the other."""

    def __init__(self, workspace: Workspace, today: date) -> None:
        self._workspace, self._today = workspace, today
        self._paper = Paper()
        self.pages = 0
        """Of the plan looked at last; 0 where there are none."""

    def __call__(self, loaded: Loaded, found: list[Diagnostic]) -> list[Diagnostic]:
        """What stands badly; nothing for a plan with errors, or one whose template cannot be used.

        HT936, as a note, where the plan holds something without a known place.
        """
        self.pages = 0
        if has_errors(found):
            return []
        sheets = of_loaded(self._workspace, loaded, self._paper)
        if sheets.printed is None:
            return []
        self.pages = len(sheets.printed.pages)
        if sheets.printed.unknown:
            from generator.verbs.printing import unknown_problem

            problem = unknown_problem(sheets.printed, Path(loaded.source.file))
            return [problem._replace(severity=Severity.INFO)]
        return standing(sheets.printed, Path(loaded.source.file), loaded.plan.day() or self._today)


def standing(printed: PrintedDocument, path: Path, day: date) -> list[Diagnostic]:
    """Faults of the pages of one of our documents, as the profile of its day weighs them."""
    from generator.rules.families.pagination import KINDS, said, where
    from generator.rules.finding import SEVERITIES
    from generator.rules.profile import profile_on
    from generator.typeset.standing import faults

    profile = profile_on(day)
    codes = {kind: code for code, kind in KINDS.items() if code != _ONLY_PRINTED}
    found = []
    for fault in faults(printed, _foot(printed), lambda block: block.role.kind == "heading"):
        code = codes.get(fault.kind)
        if code is not None and profile is not None and code in profile.rules:
            level = SEVERITIES[profile.rules[code]["muc_do"]]
            found.append(Diagnostic(code, level, said(code), Place(str(path), where(fault))))
    return found


def _foot(printed: PrintedDocument) -> Callable[[PrintedBlock], bool]:
    """Whether a block stands in a table that holds a place of signing."""
    tables = {
        placed.block.role.cell.table
        for page in printed.pages
        for placed in page.blocks
        if placed.block.role.cell is not None
        and any(mark.name.startswith(_SIGNED) for mark in placed.block.marks)
    }
    return lambda block: block.role.cell is not None and block.role.cell.table in tables
