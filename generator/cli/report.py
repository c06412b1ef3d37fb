"""How diagnostics look: text with the line and a caret, JSON."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from generator.diagnostics import Diagnostic, Ordered, Severity, Span, in_order
from generator.locale import _
from generator.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
WINDOW = 100
"""Characters of a long line that are shown."""
CARETS = 40
"""A long value is marked at its beginning only."""
MANY = 200
"""Beyond so many findings only the errors are printed in full."""


def show(diagnostics: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """Print diagnostics to stderr, in order of file and line, and give them all back.

    Thousands of plans can have tens of thousands of warnings: past MANY the rest is
    counted, and the way to see it is told. Errors are never left out.
    """
    ordered = in_order(diagnostics)
    left_out = 0
    for number, diagnostic in enumerate(ordered):
        if number < MANY or diagnostic.severity is Severity.ERROR:
            click.echo(text(diagnostic), err=True)
        else:
            left_out += 1
    if left_out:
        message = _("… và {so} điều khác; xem đủ bằng --json, hoặc kehoach check TỆP")
        click.echo(message.format(so=left_out), err=True)
    return ordered


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Such as "2 lỗi, 1 cảnh báo", or "" when there is nothing."""
    words = {
        Severity.ERROR: _("{so} lỗi"),
        Severity.WARNING: _("{so} cảnh báo"),
        Severity.INFO: _("{so} ghi chú"),
    }
    if isinstance(diagnostics, Ordered):
        counts = diagnostics.counts()
    else:
        counts = Counter(d.severity for d in diagnostics)
    return ", ".join(words[s].format(so=counts[s]) for s in words if counts[s])


def text(diagnostic: Diagnostic) -> str:
    """One diagnostic for the terminal: place, kind, code, message, line, caret, hints."""
    span = diagnostic.span
    if isinstance(span, Span):
        place = f"{span.file}:{span.line}:{span.column}: "
    else:
        place = "".join(f"{part}: " for part in span[:2] if part) if span else ""
    place = visible(place)
    colour = _COLOURS[diagnostic.severity]
    head = click.style(f"{diagnostic.severity.label} {diagnostic.code}", fg=colour, bold=True)
    lines = [f"{click.style(place, bold=True)}{head}: {_told(diagnostic.message)}"]
    if isinstance(span, Span) and span.text.strip():
        lines += _excerpt(span, colour)
    elif span and not isinstance(span, Span) and span.text:
        lines.append(f"    «{visible(span.text)}»")
    if diagnostic.found or diagnostic.wanted:
        lines.append(_values(diagnostic))
    lines += [click.style("    → ", fg="green") + _told(hint) for hint in diagnostic.hints]
    return "\n".join(lines)


def _told(text: str) -> str:
    """A message as it is printed: names in it obey no terminal and begin no line of their own."""
    return visible(text, keep="\n").replace("\n", "\n      ")


def _values(diagnostic: Diagnostic) -> str:
    """What is there and what should be."""
    parts = []
    if diagnostic.found:
        parts.append(_("có: {gia_tri}").format(gia_tri=visible(diagnostic.found)))
    if diagnostic.wanted:
        parts.append(_("cần: {gia_tri}").format(gia_tri=visible(diagnostic.wanted)))
    return "    " + "; ".join(parts)


def _excerpt(span: Span, colour: str) -> list[str]:
    """The line, cut to a window around the place, and a caret line below it."""
    start = 0
    if len(span.text) > WINDOW:
        start = max(0, min(span.column - 1 - WINDOW // 3, len(span.text) - WINDOW))
    shown = _held(span.text[start : start + WINDOW])
    first = span.column - 1 - start
    before, marked = shown[:first], shown[first : span.end_column - 1 - start]
    left, right = ("…" if start else ""), ("…" if start + WINDOW < len(span.text) else "")
    carets = "^" * min(CARETS, max(1, _cells(marked)))
    return [
        f"{span.line:>5} │ {left}{shown}{right}",
        f"{'':>5} │ {'':{len(left) + _cells(before)}}{click.style(carets, fg=colour, bold=True)}",
    ]


def _held(text: str) -> str:
    """A line with one sign for each character, so that the caret stands below its place."""
    return "".join(
        " " if c == "\t" else "�" if unicodedata.category(c) in {"Cc", "Cf"} else c for c in text
    )


def _cells(shown: str) -> int:
    """Columns a text takes on a terminal: combining marks none, wide letters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in shown
    )


def as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Plain values in stable order."""
    return [d.as_dict() for d in in_order(diagnostics)]


def not_in_workspace() -> click.UsageError:
    """No `kehoach.toml` here or above."""
    return click.UsageError(
        _("Thư mục này không thuộc không gian làm việc nào (không thấy kehoach.toml). ")
        + _("Chạy «kehoach init» để tạo, hoặc chuyển vào thư mục có kehoach.toml.")
    )
