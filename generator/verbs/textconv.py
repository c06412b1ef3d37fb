"""`textconv`: a .docx as plain text, for `git diff` and `git log -p`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which .docx."""

    file: Path


class Result(NamedTuple):
    """Its paragraphs, a table row on a line; none where it cannot be read."""

    file: str
    lines: list[str]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 where the file cannot be read."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.file,
            "lines": self.lines,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(_desk: Desk, request: Request) -> Result:
    """Read the file; warnings about it do not belong between its lines."""
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.review.plain import lines

    word, problems = open_word(request.file)
    if word is None:
        return Result(str(request.file), [], problems)
    return Result(str(request.file), list(lines(read_word(word))), [])
