"""Two .docx compared to one with tracked changes.

    data, report = redline(old, new, author="Nguyễn Văn A")

The law: rejecting all changes gives the old document, accepting all gives the new one, in
text, structure and formatting. Every redline is checked against it before it is handed
out; where near minimal marks fail the check, whole blocks are marked; where that fails too,
nothing is handed out but the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml.etree import LxmlError

from generator.redline.author import Author, moment
from generator.redline.reader import reader_of
from generator.redline.redline_law import Failure, verify
from generator.redline.redline_report import (
    differences,
    fallen_back,
    identical,
    open_package,
    refused,
)
from generator.redline.state import WriterState, levels
from generator.redline.writer import first_free_id, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from generator.diagnostics import Diagnostic
    from generator.ooxml.changed_package import Opc
    from generator.redline.state import Reader
    from generator.redline.writer import Attempt

__all__ = ["redline"]

_STRANGE = (LookupError, ValueError, TypeError, AttributeError, StopIteration, LxmlError)
"""What a package nobody thought of can make the writer raise; then there is no redline."""


def redline(
    old: bytes,
    new: bytes,
    *,
    author: str,
    date: datetime | None = None,
    comments: Mapping[str, Sequence[str]] | None = None,
    names: tuple[str, str] = ("cũ", "mới"),
    reader: Reader | None = None,
) -> tuple[bytes | None, list[Diagnostic]]:
    """Compare two .docx; give one with tracked changes, and what these could not express.

    `date` defaults to SOURCE_DATE_EPOCH, else 1980. `comments` says of a plan node (by id)
    what changed; they become Word comments where kehoach rendered the files. `names` name the
    files in diagnostics. `reader` is the program that will resolve the marks; by default
    LibreOffice where it wrote one of the files, else Word. None with an error where a file cannot
    be read or no correct redline was found.
    """
    first, problems = open_package(old, names[0])
    second, more = open_package(new, names[1])
    problems += more
    if first is None or second is None:
        return None, problems
    who = Author(author, moment(date), first_free_id(second))
    data, more = compare(first, second, who, names, comments or {}, reader)
    return data, problems + more


def compare(
    old: Opc,
    new: Opc,
    author: Author,
    names: tuple[str, str],
    comments: Mapping[str, Sequence[str]],
    reader: Reader | None = None,
) -> tuple[bytes | None, list[Diagnostic]]:
    """As `redline`, of opened packages without revisions."""
    failure = None
    for daring in levels(reader or reader_of(old, new)):
        state = WriterState(author.again(), daring)
        attempt, failure = _tried(old, new, state, comments)
        if attempt is not None:
            problems = differences(old, new, attempt, names)
            if not daring.splits:
                problems.append(fallen_back(names))
            if not state.author.used:
                problems.append(identical(names))
            return attempt.package.to_bytes(), problems
    return None, [] if failure is None else [refused(failure, names)]


def _tried(
    old: Opc, new: Opc, state: WriterState, comments: Mapping[str, Sequence[str]]
) -> tuple[Attempt | None, Failure | None]:
    """One attempt, if it is right; else why not."""
    try:
        attempt = write(old, new, state, comments)
        failure = verify(attempt, old, new)
    except _STRANGE as fault:
        return None, Failure(new.main, "writer", None, repr(fault))
    return (attempt, None) if failure is None else (None, failure)
