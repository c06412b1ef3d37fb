"""Where a line must not break: the blanks there are printed as blanks that do not break.

The rules are data (khong-ngat.toml). A plan and whoever reads a document keep plain blanks.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import tomli

TIE = "\u00a0"
HYPHENS = "\u2010\u2011"
"""Hyphens that break and that do not, which Word has beside that of the keyboard."""
_PLAIN_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))


def with_plain_hyphens(text: str) -> str:
    """The text with the keyboard's hyphen in place of the others: as long as it was."""
    return text if text.isascii() else text.translate(_PLAIN_HYPHEN)


@cache
def _rules() -> re.Pattern[str]:
    data = tomli.loads(Path(__file__).with_name("khong-ngat.toml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{rule['mau']})" for rule in data["luat"]))


@lru_cache(1024)  # plans of one cascade share most of their texts
def tied(text: str) -> str:
    """The text with blanks that do not break where a rule asks for them.

    A text wholly in capitals is a heading, in which names in capitals are not told apart.
    """
    if " " not in text or text.isupper():
        return text
    return _rules().sub(lambda found: found[0].replace(" ", TIE), text)
