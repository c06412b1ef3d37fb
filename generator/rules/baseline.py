"""Old sins an office accepts: a file of findings that are known and no longer reported.

An entry is found again by what it says (code, text, value found), not by its place, so
that new paragraphs above do not bring it back. Entries that are found no more are
reported, so that the file shrinks.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, Severity, error
from generator.locale import _
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERSION = 1
_COUNTED = 60
"""Letters of a text that make it the same text again."""


def fingerprint(diagnostic: Diagnostic) -> str:
    """What a finding is known by: code, text of its place, value found."""
    text = diagnostic.span.text if diagnostic.span else ""
    said = "\x1f".join((diagnostic.code, " ".join(text.split())[:_COUNTED], diagnostic.found))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def write(path: Path, diagnostics: Iterable[Diagnostic]) -> None:
    """Write the findings as accepted. Raises OSError."""
    entries: dict[str, dict[str, dict[str, Any]]] = {}
    for diagnostic in diagnostics:
        if not diagnostic.span:
            continue
        of_file = entries.setdefault(Path(diagnostic.span.file).name, {})
        entry = of_file.setdefault(
            fingerprint(diagnostic),
            {"ma": diagnostic.code, "noi_dung": diagnostic.message, "so_lan": 0},
        )
        entry["so_lan"] += 1
    value = {
        "phien_ban": _VERSION,
        "tep": {f: dict(sorted(e.items())) for f, e in sorted(entries.items())},
    }
    write_atomic(path, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def read(path: Path) -> tuple[dict[str, dict[str, dict[str, Any]]] | None, list[Diagnostic]]:
    """The accepted findings by file and fingerprint. Codes TT912 (no baseline), HT (disk)."""
    try:
        value = json.loads(path.read_text("utf-8"))
        entries = {
            str(file): {str(k): dict(v) for k, v in found.items()}
            for file, found in value["tep"].items()
        }
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    except (ValueError, KeyError, TypeError, AttributeError):
        message = _("Tệp nền {tep} không đúng dạng").format(tep=path.name)
        return None, [error("TT912", message, Place(str(path), _("cả tệp")))]
    return entries, []


def split(
    diagnostics: Iterable[Diagnostic],
    accepted: dict[str, dict[str, dict[str, Any]]],
    files: Iterable[str],
) -> tuple[list[Diagnostic], int, list[Diagnostic]]:
    """(new findings, how many were accepted, entries found no more as notes TT911).

    `files` are the documents that were checked: entries of others are left alone.
    """
    left = {
        (file, key): int(entry.get("so_lan", 1))
        for file, found in accepted.items()
        for key, entry in found.items()
    }
    fresh: list[Diagnostic] = []
    known = 0
    for diagnostic in diagnostics:
        name = Path(diagnostic.span.file).name if diagnostic.span else ""
        place = (name, fingerprint(diagnostic))
        if left.get(place, 0) > 0:
            left[place] -= 1
            known += 1
        else:
            fresh.append(diagnostic)
    checked = {Path(file).name for file in files}
    gone = []
    for (file, key), count in left.items():
        if count and file in checked:
            entry = accepted[file][key]
            message = _("Lỗi {ma} đã chấp nhận nay không còn: {noi_dung}").format(
                ma=entry.get("ma", ""), noi_dung=entry.get("noi_dung", "")
            )
            gone.append(Diagnostic("TT911", Severity.INFO, message, Place(file, _("tệp nền"))))
    return fresh, known, gone
