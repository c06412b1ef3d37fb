"""SARIF 2.1.0: findings for editors and continuous integration, with the rules they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Severity, Span, in_order
from generator.workspace.spool import Lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(
    diagnostics: Iterable[Diagnostic],
    version: str,
    unjudged: Sequence[tuple[str, str, str]] = (),
) -> dict[str, Any]:
    """A log of one run, its results made as they are looked at.

    `unjudged`: file, code and reason of rules that were not evaluated.
    """
    ordered = in_order(diagnostics)
    codes = sorted({d.code for d in ordered} | {code for __, code, __ in unjudged})
    index = {code: number for number, code in enumerate(codes)}
    results = _Results(ordered, unjudged, index)
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "kehoach",
                        "version": version,
                        "language": "vi",
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


class _Results(Lazy[dict[str, Any]]):
    """The findings and, behind them, the rules that were not evaluated."""

    def __init__(
        self,
        found: Iterable[Diagnostic],
        unjudged: Iterable[tuple[str, str, str]],
        index: dict[str, int],
    ) -> None:
        self._found, self._unjudged, self._index = found, unjudged, index

    def __iter__(self) -> Iterator[dict[str, Any]]:
        yield from (_result(one, self._index[one.code]) for one in self._found)
        for file, code, reason in self._unjudged:
            yield _open(file, code, reason, self._index[code])


def _rule(code: str) -> dict[str, Any]:
    """What a code means, from the same texts as `kehoach explain`."""
    from generator.explain import codes

    entry = codes().get(code)
    if entry is None:
        return {"id": code}
    help_text = f"{entry['vi_sao'].strip()}\n\n{entry['cach_sua'].strip()}"
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": entry["ten"]},
        "fullDescription": {"text": entry["vi_sao"].strip()},
        "help": {"text": help_text},
    }
    if "nguon" in entry:
        rule["properties"] = {"nguon": entry["nguon"].strip()}
    return rule


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": " ".join((diagnostic.message, *diagnostic.hints))},
        "locations": _locations(diagnostic),
    }
    values = {"found": diagnostic.found, "wanted": diagnostic.wanted}
    if any(values.values()):
        result["properties"] = {key: value for key, value in values.items() if value}
    return result


def _open(file: str, code: str, reason: str, index: int) -> dict[str, Any]:
    """A rule that could not be evaluated: an open question, neither passed nor failed."""
    uri = {"uri": file.replace("\\", "/")}
    return {
        "ruleId": code,
        "ruleIndex": index,
        "kind": "open",
        "level": "none",
        "message": {"text": reason},
        "locations": [{"physicalLocation": {"artifactLocation": uri}}],
    }


def _locations(diagnostic: Diagnostic) -> list[dict[str, Any]]:
    span = diagnostic.span
    if span is None:
        return []
    location: dict[str, Any] = {"artifactLocation": {"uri": span.file.replace("\\", "/")}}
    if isinstance(span, Span):
        location["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endColumn": span.end_column,
        }
        return [{"physicalLocation": location}]
    if span.paragraph:
        # a .docx has no lines: the paragraph stands for one
        location["region"] = {"startLine": span.paragraph, "snippet": {"text": span.text}}
    return [{"physicalLocation": location, "logicalLocations": [{"name": span.where}]}]
