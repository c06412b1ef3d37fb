"""What the register knows of a signed file that somebody brings: is it ours, and as it was issued.

A file is found by where it lies, by the bytes it begins with, or, when those were changed,
by the number and the agency it claims.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.issuance import bundle
from generator.issuance.register import acts
from generator.issuance.register.audit import acts as log_of
from generator.issuance.register.database import Unavailable
from generator.issuance.register.records import Book
from generator.issuance.register.tables import events
from generator.issuance.verdict.holders import match
from generator.issuance.verdict.result import Expected, ExpectedSigner, Finding, Report, Verdict
from generator.locale import _
from generator.plan import wording
from generator.verbs.prove import Told, not_registered
from generator.verbs.sign_issued import OF_PDF, Signing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.issuance.register.database import Database
    from generator.issuance.register.records import Act, Row
    from generator.workspace.workspace import Workspace

_NUMBER = re.compile(r"Số:\s*(\d+)\s*/\s*([\w-]+)")


class Known(NamedTuple):
    """A document of ours, and what must be true of its signed PDF."""

    row: Row
    expected: Expected


class Registered:
    """Asks the register about signed PDFs. Every call may raise Unavailable."""

    def __init__(self, workspace: Workspace, database: Database) -> None:
        self.workspace, self.database = workspace, database
        self.root = (workspace.root / workspace.settings.phat_hanh).resolve()
        # of the many acts only those that tell of a PDF
        self._log = log_of(database, events.c.loai.in_(OF_PDF))

    def verify(
        self, path: Path, data: bytes, verify: Callable[[Expected | None], Report]
    ) -> Report:
        """The report of a PDF; of one of ours against what was registered."""
        known = self._by_place(path) or self._by_bytes(data)
        report = verify(known.expected if known else None)
        if known is None:
            known = self._by_claim(data, report)
            report = verify(known.expected) if known else report
        if known is not None:
            report.findings += _told(known)
        return report

    def told_of(self, manifest: Mapping[str, Any]) -> Told:
        """What the register says of the document that a manifest says it is."""
        try:
            agency, series, year = str(manifest.get("so_dang_ky", "")).split("/")
            book, number = Book(agency, series, int(year)), int(manifest.get("so", 0))
        except (ValueError, TypeError):
            return Told(None, [not_registered()])
        try:
            row = acts.row_of(self.database, book, number)
        except Unavailable as fault:
            return Told(None, [fault.diagnostic])
        if row is None or row.digest is None:
            return Told(None, [not_registered()])
        return Told(row.digest, [], self.of(row).expected.signed_until)

    def of_plan(self, name: str) -> Expected | None:
        """What must be true of the signed PDF of an issued plan, by id, number or file."""
        from generator.workspace.index import head_of

        path = Path(name)
        ma = head_of(path).ma if path.suffix and path.is_file() else name
        hits = [row for row in acts.rows(self.database) if ma in {row.ma, row.number}]
        return self.of(hits[0]).expected if len(hits) == 1 and hits[0].folder else None

    def of(self, row: Row) -> Known:
        """What the register says of the signed PDF of a row."""
        log = [act for act in self._log if (act.book, act.so) == (row.book, row.so)]
        files = [a.content for a in log if a.content.get("tep") == bundle.SIGNED]
        leaders, agency = Signing(
            self.workspace, self.database, acts.Clerk("", "", row.ngay)
        ).signers(row)
        expected = Expected(
            number=wording.number(row.so),
            date=row.ngay,
            prefix=(files[-1]["byte"], files[-1]["sha256"]) if files else None,
            signers=(
                *(ExpectedSigner("leader", names) for names in leaders),
                *([ExpectedSigner("agency", agency)] if agency else []),
            ),
            signed_until=_last_day(log),
        )
        return Known(row, expected)

    def _by_place(self, path: Path) -> Known | None:
        from generator.issuance.register.tables import entries

        full = path.resolve()
        if not full.is_relative_to(self.root):
            return None
        folder = full.parent.relative_to(self.root).as_posix()
        rows = acts.rows(self.database, entries.c.thu_muc == folder)
        return self.of(rows[0]) if rows else None

    def _by_bytes(self, data: bytes) -> Known | None:
        """By a state of a file that was registered: the file begins with it."""
        states = {
            (a.content["byte"], a.content["sha256"]): a
            for a in self._log
            if str(a.content.get("tep", "")).endswith(".pdf")
        }
        digest, done = hashlib.sha256(), 0
        for size, wanted in sorted(states):
            if size > len(data):
                break
            digest.update(data[done:size])
            done = size
            if digest.hexdigest() == wanted:
                return self._of_act(states[size, wanted])
        return None

    def _by_claim(self, data: bytes, report: Report) -> Known | None:
        """By the number on the first page, when it is signed in our agency's name."""
        from generator.issuance.pdf.place import Pages

        try:
            with Pages(data) as pages:
                text = " ".join(line.text for line in pages.lines(0))
        except Exception:
            # what cannot be read claims nothing; the report has said that it is broken
            return None
        claimed = {(int(so), sign) for so, sign in _NUMBER.findall(text)}
        for row in acts.rows(self.database):
            if (row.so, row.ky_hieu) not in claimed or row.entry is None:
                continue
            if wording.long_date(row.ngay) not in " ".join(text.split()):
                continue
            known = self.of(row)
            ours = [s.names for s in known.expected.signers if s.role == "agency"]
            signed = {name for s in report.signatures for name in (s.signer, s.unit)}
            if any(match(name, names) == "same" for name in signed for names in ours):
                return known
        return None

    def _of_act(self, act: Act) -> Known | None:
        row = acts.row_of(self.database, act.book, act.so or 0)
        return self.of(row) if row else None


def _last_day(log: list[Act]) -> date | None:
    """The day of the last signature by the register."""
    days = [datetime.fromisoformat(a.when).date() for a in log if a.kind.startswith("ky_")]
    return max(days, default=None)


def _told(known: Known) -> list[Finding]:
    row = known.row
    found = []
    if known.expected.prefix is not None:
        message = _("văn bản của sổ đăng ký này: số {so} ngày {ngay}")
        said = message.format(so=row.number, ngay=row.ngay.strftime("%d/%m/%Y"))
        found.append(Finding("XT219", Verdict.VALID, said))
    else:
        message = _("số {so} đã vào sổ nhưng sổ chưa ghi bản ký nào")
        found.append(Finding("XT219", Verdict.INDETERMINATE, message.format(so=row.number)))
    if row.state == "thu_hoi":
        message = _("văn bản đã bị thu hồi: {ly_do}")
        found.append(Finding("XT220", Verdict.INDETERMINATE, message.format(ly_do=row.note)))
    elif row.note:
        found.append(
            Finding("XT220", Verdict.VALID, _("ghi chú trong sổ: {gi}").format(gi=row.note))
        )
    return found
