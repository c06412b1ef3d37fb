"""What can be wrong, as values: a diagnostic says what, where, and the way out.

Nothing below the command line prints, exits or raises for a mistake of the
user; it returns `Diagnostic`s, all of them at once. The command line prints them
to stderr and `exit_code` maps them to the exit codes of every verb.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CLEAN = 0
FINDINGS = 1
WRONG_USAGE = 2
ENVIRONMENT = 3
USAGE = "LN"
"""Family of codes for a request that asks for what cannot be: exit code 2."""


class Severity(IntEnum):
    """How bad a finding is; only ERROR stops a command."""

    INFO = 0
    WARNING = 1
    ERROR = 2

    @property
    def label(self) -> str:
        """The word shown to the user."""
        from generator.locale import _

        return {0: _("ghi chú"), 1: _("cảnh báo"), 2: _("lỗi")}[int(self)]

    def __reduce_ex__(self, _protocol: object) -> tuple[Callable[[int], Severity], tuple[int]]:
        """Sent, and kept on the disk, by its number: a batch tells tens of thousands."""
        return _severity, (int(self),)


_SEVERITIES = tuple(Severity)


def _severity(number: int) -> Severity:
    return _SEVERITIES[number]


class Span(NamedTuple):
    """A place in a text file. Line and column count from 1, in characters."""

    file: str
    line: int
    column: int
    end_column: int
    text: str
    """The whole line, without its end."""


class Place(NamedTuple):
    """A place that is not a line of text: a paragraph or table cell of a .docx."""

    file: str
    where: str
    """Such as "đoạn 12" or "bảng 2, hàng 1, ô 3"."""
    text: str = ""
    paragraph: int = 0
    """Number of the paragraph in its part, from 1; 0 where there is none."""


class Diagnostic(NamedTuple):
    """One finding.

    `code` is stable (`DL102`), explained by `kehoach explain CODE`; a code that
    begins with HT is a fault of the environment (no LibreOffice, disk full), one that
    begins with LN a request that asks for what cannot be.
    """

    code: str
    severity: Severity
    message: str
    span: Span | Place | None = None
    hints: tuple[str, ...] = ()
    found: str = ""
    """The value that is there, where a rule judged one: "cỡ 14"."""
    wanted: str = ""
    """The value that should be there: "cỡ 12 đến 13"."""

    def as_dict(self) -> dict[str, Any]:
        """For `--json`: plain values, stable keys."""
        place: dict[str, Any] = dict(self.span._asdict()) if self.span else {}
        if place.get("paragraph") == 0:
            del place["paragraph"]
        return {
            "code": self.code,
            "severity": self.severity.name.lower(),
            "message": self.message,
            "hints": list(self.hints),
            **place,
            **({"found": self.found} if self.found else {}),
            **({"wanted": self.wanted} if self.wanted else {}),
        }


class Ordered(Sequence[Diagnostic]):
    """Findings that come in order by themselves, each once: too many for a list."""

    def families(self) -> set[str]:
        """The families of the codes of errors."""
        return {d.code[:2] for d in self if d.severity is Severity.ERROR}

    def counts(self) -> Counter[Severity]:
        """How many there are of each severity."""
        return Counter(d.severity for d in self)


def as_dicts(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Plain values in stable order: how every result says its findings to programs."""
    return [d.as_dict() for d in in_order(diagnostics)]


def error(code: str, message: str, span: Span | Place | None = None, *hints: str) -> Diagnostic:
    """Build a diagnostic that stops the command."""
    return Diagnostic(code, Severity.ERROR, message, span, hints)


def warning(code: str, message: str, span: Span | Place | None = None, *hints: str) -> Diagnostic:
    """Build a diagnostic the user should look at; the command goes on."""
    return Diagnostic(code, Severity.WARNING, message, span, hints)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the diagnostics stops the command."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """Map diagnostics to the exit code of the command: the only such mapper."""
    if isinstance(diagnostics, Ordered):
        families = diagnostics.families()
    else:
        families = {d.code[:2] for d in diagnostics if d.severity is Severity.ERROR}
    if not families:
        return CLEAN
    if USAGE in families:
        return WRONG_USAGE
    return ENVIRONMENT if families == {"HT"} else FINDINGS


def in_order(diagnostics: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """Each once, by file, line, column, code, so that output is stable."""
    if isinstance(diagnostics, Ordered):
        return diagnostics
    return sorted(dict.fromkeys(diagnostics), key=place_of)


def place_of(found: Diagnostic) -> tuple[str, int, int, str, str]:
    """By what findings are put in order."""
    span = found.span
    if isinstance(span, Span):
        return (span.file, span.line, span.column, found.code, found.message)
    return (span.file if span else "", 0, 0, found.code, found.message)


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known words most like a misspelled one, best first; for hints."""
    import difflib

    return difflib.get_close_matches(word, list(known), n=count, cutoff=0.55)
