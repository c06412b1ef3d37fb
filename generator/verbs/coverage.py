"""`coverage`: which task of a plan is taken up where in the plans below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.covering.open_names import close
from generator.cascade.covering.survey import Gatherer, make_coverage, survey_files
from generator.diagnostics import FINDINGS, Diagnostic, as_dicts, exit_code, has_errors
from generator.locale import _
from generator.review.coverage_words import KEYS, say, say_local
from generator.workspace.batch import LostError
from generator.workspace.files import stream_atomic, write_atomic
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.cascade.covering.coverage_cells import Local, Said, TaskCell, UnitRow
    from generator.cascade.covering.survey import CoverageSurvey
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Of which plan; a page of it is written on request."""

    plan: str
    """Path or id of the plan above."""
    html: Path | None = None
    xlsx: Path | None = None


class Result(NamedTuple):
    """The whole matrix; None where the plan or the rules cannot be used, or not all was read."""

    survey: CoverageSurvey | None
    written: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something is dropped without reason, late, contradicted or missing."""
        clean = self.survey is None or self.survey.clean
        return exit_code(self.diagnostics) or (0 if clean else FINDINGS)

    def as_dict(self) -> dict[str, Any]:
        """For programs; `head` and `units` give the same piece by piece."""
        if self.survey is None:
            return {"diagnostics": as_dicts(self.diagnostics)}
        return {**self.head(), "units": list(self.units())}

    def head(self) -> dict[str, Any]:
        """All but the units."""
        survey = self.survey
        assert survey is not None  # noqa: S101 - the caller has looked
        head = survey.coverage.plan.van_ban
        return {
            "plan": head.ma,
            "agency": head.co_quan,
            "file": survey.file,
            "clean": survey.clean,
            "totals": {KEYS[state]: count for state, count in survey.totals().items()},
            "evaluated": survey.evaluated,
            "tasks": [_task(survey, i) for i in range(len(survey.tasks))],
            "sums": [
                {
                    "task": survey.of_sum(s)[0],
                    "text": survey.of_sum(s)[2],
                    "of": s.unit,
                    "target": s.wanted,
                    "sum": s.total,
                    "stating": s.stating,
                    "asked": s.asked,
                    "short": s.short,
                }
                for s in survey.sums
            ],
            "diagnostics": as_dicts(self.diagnostics),
        }

    def units(self) -> Iterator[dict[str, Any]]:
        """The row of each unit, one after the other: thousands of them are large."""
        assert self.survey is not None  # noqa: S101 - the caller has looked
        for row in self.survey.rows:
            yield _unit(row, self.survey)


def run(desk: Desk, request: Request) -> Result:
    """Compare all plans below with one plan. Raises OSError where the page cannot be written."""
    workspace = desk.workspace
    parent, problems = one_plan(workspace, request.plan)
    if parent is None:
        return Result(None, "", problems)
    coverage, problems = make_coverage(workspace, parent)
    problems += workspace.diagnostics
    if coverage is None or has_errors(workspace.diagnostics):
        return Result(None, "", problems)
    gatherer = Gatherer(workspace, coverage, workspace.shown(parent))
    files = workspace.plan_files()
    work = survey_files(workspace, coverage, parent, files, desk.crew)
    try:
        for one in desk.progress(work, len(files), _("Đối chiếu")):
            gatherer.add(one)
    except LostError as lost:  # a unit whose plan nobody has read is not one without a plan
        return Result(None, "", [lost.fault])
    survey = gatherer.finish()
    written = ""
    if request.html is not None:
        from generator.review.coverage_html import write_page

        stream_atomic(request.html, lambda write: write_page(survey, write))
        written = workspace.shown(request.html)
    if request.xlsx is not None:
        from generator.review.coverage_sheet import as_matrix

        write_atomic(request.xlsx, as_matrix(survey))
        written = workspace.shown(request.xlsx)
    told = [d for d in problems if d.severity]  # notes about the plan itself are for `check`
    return Result(survey, written, told + survey.diagnostics)


def _task(survey: CoverageSurvey, i: int) -> dict[str, Any]:
    task = survey.coverage.tasks[i]
    return {"id": task.id, "line": survey.lines[i], "group": task.group, **_said(survey.tasks[i])}


def _said(said: Said, row: UnitRow | None = None) -> dict[str, Any]:
    names = row.names if row else ()
    return {
        "text": close(said.text, names) if names else said.text,
        "leads": close(said.leads, names) if names else said.leads,
        "helpers": close(said.helpers, names) if names else said.helpers,
        "product": close(said.product, names) if names else said.product,
        "deadline": said.when,
        "due": said.due or None,
    }


def _unit(row: UnitRow, survey: CoverageSurvey) -> dict[str, Any]:
    cells = [_cell(row, i, cell, survey) for i, cell in enumerate(row.cells)]
    return {
        "unit": row.unit,
        "name": row.names[2],
        "plan": row.ma or None,
        "file": row.file or None,
        "date": row.day or None,
        "cells": cells if row.ma else [],
        "local": [_local(row, local, survey) for local in row.local],
    }


def _cell(row: UnitRow, i: int, cell: TaskCell, survey: CoverageSurvey) -> dict[str, Any]:
    found: dict[str, Any] = {
        "task": survey.coverage.tasks[i].id,
        "state": KEYS[cell.state],
        "line": row.lines[i] or None,
    }
    if cell.reasons:
        found["reasons"] = [
            {"kind": r.kind, "message": say(r, survey, row.names)} for r in cell.reasons
        ]
    return found


def _local(row: UnitRow, local: Local, survey: CoverageSurvey) -> dict[str, Any]:
    return {
        "id": local.id,
        "line": local.line,
        "message": say_local(local, survey),
        **_said(local.said, row),
    }
