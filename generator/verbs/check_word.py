"""Check Word documents: one in this process, many spread over processes as all batches are.

Also what follows from a check: a copy with comments, a copy with repairs, the profile of
an office laid over that of the decree.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from generator.diagnostics import Diagnostic, Severity
from generator.locale import _
from generator.workspace.batch import Job, named
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from generator.rules.judge import Checked, Judged
    from generator.rules.profile import Profile
    from generator.workspace.batch import Crew

AUTHOR = "kehoach"
SUFFIXES = (".docx", ".docm", ".doc", ".rtf", ".odt")
"""What is checked as a document and not as a plan; most of these are refused with a reason."""


class DocumentReport(Struct):
    """What came of one document, without the document: it goes between processes."""

    file: str
    diagnostics: list[Diagnostic]
    profile: str = ""
    day: str = ""
    """ISO date that chose the profile."""
    dated: bool = False
    coverage: dict[str, int] = {}
    unjudged: list[tuple[str, str]] = []
    passed: list[str] = []
    looser: tuple[str, ...] = ()


class OfficeProfile(NamedTuple):
    """An office's own profile: its values and the file they are from."""

    values: dict[str, Any]
    file: str

    def on(self, day: date) -> Profile | None:
        """The decree's profile of a day with the office's laid over it."""
        from generator.rules.profile import profile_on, tightened

        base = profile_on(day)
        return None if base is None else tightened(base, self.values, self.file)[0]


def office(path: Path, today: date) -> tuple[OfficeProfile | None, list[Diagnostic]]:
    """Read an office's profile; what is wrong with it or loosens the decree (TT90x)."""
    from generator.rules.profile import load_office, profile_on, shipped, tightened

    values, problems = load_office(path)
    if values is None:
        return None, problems
    base = profile_on(today) or shipped()[-1]
    return OfficeProfile(values, str(path)), tightened(base, values, str(path))[1]


class DocxChecker:
    """Checks documents one after the other with one profile."""

    def __init__(self, today: date, own: OfficeProfile | None = None) -> None:
        self.today = today
        self.own = own

    def __call__(self, path: Path, data: bytes | None = None) -> DocumentReport:
        """The report of one document; never raises for what users can cause.

        `data` are its bytes where it is not on the disk.
        """
        return self.judged(path, data)[0]

    def judged(
        self, path: Path, data: bytes | None = None
    ) -> tuple[DocumentReport, Checked | None]:
        """The report of one document, and the document as it was read, if it could be."""
        from generator.rules.judge import check_docx
        from generator.rules.profile import profile_on

        try:
            profile = self.own.on if self.own else profile_on
            checked = check_docx(path, self.today, profile, data, paged=True)
        except OSError as fault:
            return DocumentReport(str(path), [os_diagnostic(fault)]), None
        judged = checked.judgement
        if judged is None:
            return DocumentReport(str(path), checked.diagnostics), None
        report = DocumentReport(
            str(path),
            checked.diagnostics + judged.diagnostics,
            judged.profile,
            judged.day.isoformat(),
            judged.dated,
            judged.coverage(),
            [(u.code, u.reason) for u in judged.unjudged],
            judged.passed,
            judged.looser,
        )
        return report, checked


@dataclass(frozen=True)
class DocumentJob(Job["Path", DocumentReport]):
    """Check Word documents against the profile of their day."""

    today: date
    own: OfficeProfile | None = field(hash=False)

    def open(self) -> DocxChecker:
        """What checks document after document."""
        return DocxChecker(self.today, self.own)

    def lost(self, item: Path, fault: Diagnostic) -> DocumentReport:
        """The report of a document nobody has read."""
        return DocumentReport(named(item), [fault])


def check_documents(
    paths: list[Path], today: date, own: OfficeProfile | None, crew: Crew
) -> Iterator[DocumentReport]:
    """Reports of many documents, in their order."""
    yield from crew.do(DocumentJob(today, own), paths)


class WrittenCopy(NamedTuple):
    """A document made of another: its bytes, how many places were written, left out."""

    data: bytes
    written: int
    left: int


def annotated(checked: Checked, now: datetime) -> WrittenCopy | None:
    """A copy with a comment at each place of each finding that is more than a note."""
    from generator.ooxml.annotate import Note, annotate

    if checked.judgement is None or checked.word is None:
        return None
    notes = []
    for judged in checked.judgement.findings:
        text = comment(judged.diagnostic)
        paras = judged.paras or (None,)
        notes += [Note(para, text) for para in paras]
    return WrittenCopy(annotate(checked.word, notes, now), len(notes), 0)


def comment(diagnostic: Diagnostic) -> str:
    """A finding as the text of a Word comment."""
    lines = [f"{diagnostic.code} ({diagnostic.severity.label}): {diagnostic.message}"]
    if diagnostic.found:
        lines.append(_("Có: {gia_tri}").format(gia_tri=diagnostic.found))
    if diagnostic.wanted:
        lines.append(_("Cần: {gia_tri}").format(gia_tri=diagnostic.wanted))
    return "\n".join(lines)


def repaired(checked: Checked, now: datetime) -> tuple[WrittenCopy | None, list[Diagnostic]]:
    """A copy with the safe repairs as tracked changes. Codes TL020, TL021: signed, issued."""
    from generator.ooxml.fix import apply_fixes
    from generator.rules.mending import repairs

    if checked.judgement is None or checked.word is None or checked.text is None:
        return None, []
    wanted: list[Judged] = [j for j in checked.judgement.findings if j.fixes]
    fixes = repairs(wanted)
    fixed, problems = apply_fixes(
        checked.word, fixes, AUTHOR, now, is_issued=lambda word: is_frozen(word.path, word.data)
    )
    if fixed is None:
        return None, problems
    return WrittenCopy(fixed.data, len(fixed.applied), len(fixed.skipped)), problems


def is_frozen(path: Path, data: bytes) -> bool:
    """Tell whether a document is issued.

    Its folder has a manifest that lists these bytes, or the file is write-protected, as
    frozen files are.
    """
    from generator.issuance.bundle import MANIFEST

    manifest = path.parent / MANIFEST
    digest = hashlib.sha256(data).hexdigest().encode()
    if manifest.is_file() and digest in manifest.read_bytes():
        return True
    return path.exists() and not path.stat().st_mode & stat.S_IWUSR


def coverage_of(report: DocumentReport) -> dict[str, Any]:
    """What was judged of a document, for programs."""
    return {
        "file": report.file,
        "profile": report.profile,
        "day": report.day,
        "dated": report.dated,
        "coverage": report.coverage,
        "passed": report.passed,
        "not_evaluated": [{"code": c, "reason": reason} for c, reason in report.unjudged],
        "looser": list(report.looser),
    }


def strict(found: Diagnostic) -> Diagnostic:
    """A warning counted as an error (`--strict`)."""
    heavier = found.severity is Severity.WARNING
    return found._replace(severity=Severity.ERROR) if heavier else found
