"""Findings in the words of somebody who works in a browser.

A finding is made for every door. Its hints may speak to who edits files in a terminal: of keys,
commands, options. A page leaves those out and says what to do on a page instead, as the
explanation of the code has it (`trinh_duyet` in generator/explain/*.toml).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Severity
from generator.explain import codes
from generator.locale import _, language

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

_FOR_FILES = re.compile(
    r"\bkehoach [a-z]|(?<![\w-])--?[a-zA-Z]|\.kehoach\b|\.toml\b|\bTOML\b|\bJSON\b|\bgit\b"
    r"|\[\[|\[[a-z]\w*[\].]"  # a table of a file
    r"|(?<![\w@.{/-])[a-z]+(?:_[a-z]+)+(?![\w@/])|\b[a-z]+ = "  # a key of it
    r"|\bkhóa (?:“|(?:luu|nhan|ngay|so|ten|loai|ma)\b)|\bkeys? (?:“|(?:luu|nhan|ngay|so|ten)\b)"
    r"|\{[\w-]+(?::\w+)?\}"  # a mark in a text of it
)
"""What speaks to somebody who edits files or types commands."""
_FOLDERS = re.compile(
    r"(?<![\w/:.])(?:[A-Za-z]:)?[\w.\-/\\]*[/\\](?=[\w.\-]+\.(?:toml|docx|pdf|db|json)\b)"
)
_PLAN_FILE = re.compile(r"(?<![\w-])([\w-]+)\.toml\b(?::\d+){0,2}")
_LINE_OF_A_FILE = re.compile(r"\s*\([^()]*\.toml(?::\d+){1,2}\)")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
"""Words that a message quotes are a person's: they may be anything."""


def for_files(text: str) -> bool:
    """Whether a sentence speaks of files, their keys, or commands, and not to a browser's user."""
    return bool(_FOR_FILES.search(_QUOTED.sub("“”", text)))


def message_of(one: Diagnostic) -> str:
    """What is wrong: files by their names alone; what its keys say, by the code's name."""
    said = _LINE_OF_A_FILE.sub("", one.message)
    said = _PLAN_FILE.sub(r"\1", _FOLDERS.sub("", said))
    named = _explained(one.code, "ten", "name")
    return named if named and for_files(said) else said


def hints_of(one: Diagnostic) -> list[str]:
    """What to do about it on a page; who can do the rest, where that is done elsewhere."""
    here = [_FOLDERS.sub("", hint) for hint in one.hints if not for_files(hint)]
    way = _explained(one.code, "trinh_duyet", "in_browser")
    if way and (not here or len(here) < len(one.hints)):
        return [way, *here]
    if here or not one.hints or one.severity is not Severity.ERROR:
        return here
    elsewhere = _("Việc này làm ngoài trình duyệt: nhờ người quản trị máy, nêu mã {ma}")
    return [elsewhere.format(ma=one.code)]


def _explained(code: str, vietnamese: str, english: str) -> str:
    return codes().get(code, {}).get(english if language() == "en" else vietnamese, "").strip()
