"""A coverage matrix as one HTML page: offline, nothing loaded from elsewhere.

The page (coverage_page.py) is fixed; the matrix goes into it as JSON, which the page's script
puts up as text only. What units have in common is written once, so that the page of a whole
country stays small; rows are written one after the other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from generator.cascade.covering.coverage_cells import CellState
from generator.plan.wording import plain, short_date
from generator.review.coverage_page import page, words
from generator.review.coverage_words import (
    SYMBOLS,
    label,
    say,
    say_local,
    say_sum,
    unit_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from generator.cascade.covering.coverage_cells import Reason, Said, TaskCell, UnitRow
    from generator.cascade.covering.survey import CoverageSurvey

T = TypeVar("T")
_CHUNK = 200
"""Rows turned into JSON at a time."""


def write_page(survey: CoverageSurvey, write: Callable[[bytes], object]) -> None:
    """Write the page piece by piece."""
    before, after = page()
    tables = _Tables(survey)
    write(before.encode())
    write(b'{"rows":[')
    for start in range(0, len(survey.rows), _CHUNK):
        rows = [tables.row(row) for row in survey.rows[start : start + _CHUNK]]
        text = ",".join([_json(row) for row in rows])
        write(((", " if start else "") + text).encode())
    write(b"],")
    write(_json(_head(survey) | tables.shared())[1:].encode())
    write(after.encode())


def _json(value: object) -> str:
    """JSON that may stand inside <script>: no "<" can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _head(survey: CoverageSurvey) -> dict[str, Any]:
    coverage = survey.coverage
    head = coverage.plan.van_ban
    agency = coverage.registry.get(head.co_quan, coverage.day)
    tasks = zip(coverage.tasks, survey.tasks, survey.lines, strict=True)
    return {
        "above": {
            "id": head.ma,
            "subject": plain(head.trich_yeu),
            "agency": agency.ten if agency else head.co_quan,
            "day": short_date(head.ngay) if head.ngay else "",
            "iso": head.ngay.isoformat() if head.ngay else "",
            "file": survey.file,
        },
        "states": [[SYMBOLS[s], label(s)] for s in CellState],
        "tasks": [[task.group, task.id, *_words(said), line] for task, said, line in tasks],
        "sums": [[s.task, int(s.short), say_sum(s)] for s in survey.sums if s.task >= 0],
        "levels": _levels(survey),
        "faults": [
            *(d.message for d in survey.diagnostics),
            *(f"{survey.of_sum(s)[2]}: {say_sum(s)}" for s in survey.sums if s.task < 0),
        ],
    }


def _levels(survey: CoverageSurvey) -> dict[str, str]:
    registry = survey.coverage.registry
    known = registry.levels()
    levels = dict.fromkeys(row.level for row in survey.rows)
    return {level: registry.level(level).ten for level in levels if level in known}


def _words(said: Said) -> list[str]:
    return [plain(said.text), said.leads, said.helpers, said.product, said.when, said.due]


class _Tables:
    """What rows share: cells, and the sequences of cells and of lines of whole rows."""

    def __init__(self, survey: CoverageSurvey) -> None:
        self.survey = survey
        self._cells: dict[Hashable, int] = {}
        self._made: list[list[Any]] = []
        self._rows: dict[Hashable, int] = {}
        self._lines: dict[Hashable, int] = {}

    def row(self, row: UnitRow) -> list[Any]:
        """One unit: names, level, file, plan, date, its sequences, its own tasks."""
        cells = tuple([self._cell(cell) for cell in row.cells])
        return [
            unit_name(row),
            list(row.names),
            row.level,
            row.file,
            row.ma,
            row.day,
            self._rows.setdefault(cells, len(self._rows)),
            self._lines.setdefault(row.lines, len(self._lines)),
            [[x.id, *_words(x.said), x.line, say_local(x, self.survey)] for x in row.local],
        ]

    def shared(self) -> dict[str, Any]:
        """The tables; to be asked for when all rows are through."""
        return {
            "cells": self._made,
            "cell_rows": list(self._rows),
            "line_rows": list(self._lines),
            "words": words(),
        }

    def _cell(self, cell: TaskCell) -> int:
        number = self._cells.setdefault(cell, len(self._cells))
        if number == len(self._made):
            said = _words(cell.said) if cell.said else 0
            reasons = [self._reason(reason) for reason in cell.reasons]
            self._made.append([int(cell.state), said, reasons])
        return number

    def _reason(self, reason: Reason) -> list[str]:
        """A reason in words, its kind, and for another wording what was to be expected."""
        words = [say(reason, self.survey), reason.kind]
        return [*words, plain(reason.above)] if reason.kind == "text" else words
