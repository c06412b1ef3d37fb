"""`countercheck`: the pages of the typesetter beside those LibreOffice makes of the real .docx.

Where LibreOffice is not installed nothing is claimed. It runs as a process of its own, for at
most one plan at a time: pages are looked at while people type.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code, has_errors
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from generator.workspace.desk import Desk

_turn = Lock()


class Request(NamedTuple):
    """Which plan."""

    plan: str


class FirstDifference(NamedTuple):
    """The first line that only one of both has."""

    page: int
    """From 1."""
    ours: str
    """Without blanks; "" where ours has no such line."""
    theirs: str


class Result(NamedTuple):
    """What the comparison says."""

    plan: str
    status: Literal["same", "differs", "absent", "busy", "refused"]
    """`absent`: no LibreOffice here; `busy`: it is at work on another plan."""
    pages: int
    first: FirstDifference | None
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """As the diagnostics say."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        first = self.first._asdict() if self.first is not None else None
        return {**self._asdict(), "first": first, "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Compare the lines of all pages; never raises for what users can cause."""
    from generator.office.libreoffice import find_office

    if find_office() is None:
        return Result(request.plan, "absent", 0, None, [])
    if not _turn.acquire(blocking=False):
        return Result(request.plan, "busy", 0, None, [])
    try:
        return _compared(desk, request.plan)
    except OSError as fault:
        return Result(request.plan, "refused", 0, None, [os_diagnostic(fault)])
    finally:
        _turn.release()


def _compared(desk: Desk, plan_id: str) -> Result:
    """Raises OSError."""
    from generator.office.pdf import convert
    from generator.ooxml.opened import open_word
    from generator.review.against_pdf import first_difference, lines_of_pdf, lines_set
    from generator.typeset.setting import set_word
    from generator.verbs import word_copy

    made = word_copy.run(desk, word_copy.Request(plan_id, comments=False))
    if not made.data:
        return Result(plan_id, "refused", 0, None, made.diagnostics)
    with tempfile.TemporaryDirectory(prefix="kehoach-doi-") as folder:
        docx = Path(folder) / "ban.docx"
        docx.write_bytes(made.data)
        word, problems = open_word(docx)
        problems += convert([docx], jobs=1)
        pdf = docx.with_suffix(".pdf")
        if word is None or not pdf.exists() or has_errors(problems):
            return Result(plan_id, "refused", 0, None, problems)
        theirs, pages = lines_of_pdf(pdf)
    printed = set_word(word)
    ours = lines_set(printed, theirs)
    found = first_difference(ours, theirs)
    if found is None and pages == len(printed.pages):
        return Result(plan_id, "same", pages, None, [])
    mine, other = found or (None, None)
    page = min(one.page for one in (mine, other) if one is not None) if found else pages - 1
    said = (mine.text if mine else "", other.text if other else "")
    return Result(plan_id, "differs", pages, FirstDifference(page + 1, *said), [])
