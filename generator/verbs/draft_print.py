"""`draft-print`: a plan as it would be printed now, as one PDF; the plan stays as it is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.verbs import word_copy

if TYPE_CHECKING:
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which plan."""

    plan: str


class Result(NamedTuple):
    """The PDF; b"" where it could not be made."""

    plan: str
    data: bytes
    pages: int
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when there is no file."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan, "size": len(self.data), "pages": self.pages,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Print it: by our own typesetter where it knows every line, else by LibreOffice."""
    from generator.verbs.printing import to_pdf

    made = word_copy.run(desk, word_copy.Request(request.plan, comments=False))
    if not made.data:
        return Result(request.plan, b"", 0, made.diagnostics)
    with TemporaryDirectory(prefix="kehoach-in-") as folder:
        word = Path(folder) / "ban-thao.docx"
        word.write_bytes(made.data)
        printed = to_pdf([word], crew=desk.crew)
        pdf = word.with_suffix(".pdf")
        data = pdf.read_bytes() if word in printed.pages else b""
    found = [*made.diagnostics, *printed.diagnostics]
    return Result(request.plan, data, printed.pages.get(word, 0), found)
