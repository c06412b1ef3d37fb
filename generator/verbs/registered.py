"""What the register knows of a signed file that somebody brings: is it ours, and as it was issued.

A file is found by where it lies, by the bytes it begins with, or, when those were changed,
by the number and the agency that its pages print.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, warning
from generator.issuance import bundle
from generator.issuance.pdf.said import printed_in_pdf
from generator.issuance.register import acts
from generator.issuance.register.audit import acts as log_of
from generator.issuance.register.entered import Book
from generator.issuance.register.register_tables import events
from generator.issuance.verdict.holders import plain
from generator.issuance.verdict.printed import PrintedFacts, names_body
from generator.issuance.verdict.result import (
    ExpectedDocument,
    ExpectedSigner,
    Verdict,
    VerdictReason,
)
from generator.issuance.word.printed_in_word import printed_in_word
from generator.locale import _
from generator.plan import wording
from generator.plan.families import prints_date
from generator.storage.database import Unavailable
from generator.verbs.prove import Told, not_registered
from generator.verbs.sign_issued import OF_PDF, Signing
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.issuance.register.entered import Act, Entry, NumberRow
    from generator.storage.database import Database
    from generator.workspace.workspace import Workspace

MOST = 1 << 31
"""Beyond all numbers and years that a register holds."""


class RegisterAnswer(NamedTuple):
    """What the register knows of a document that is, or says it is, of this office."""

    row: NumberRow | None
    """None: a number that this office's book has not given."""
    expected: ExpectedDocument
    frozen: bytes | None = None
    """The .docx as it was issued."""
    became: tuple[VerdictReason, ...] = ()
    """What happened to the document since: what it was until when, and what is used today."""

    def told(self, *, word: bool) -> list[VerdictReason]:
        """What the register says beside the signatures; `word`: of a signed .docx."""
        if self.row is None:
            message = _("số in trên văn bản không có trong sổ đăng ký của cơ quan này")
            return [VerdictReason("XT219", Verdict.INDETERMINATE, message)]
        signed = word or self.expected.prefix is not None
        return [*_told(self.row, signed=signed), *self.became]


class RegisterQuestions:
    """Asks the register about signed PDFs. Every call may raise Unavailable."""

    def __init__(self, workspace: Workspace, database: Database) -> None:
        self.workspace, self.database = workspace, database
        self.root = (workspace.root / workspace.settings.phat_hanh).resolve()
        # of the many acts only those that tell of a PDF
        self._log = log_of(database, events.c.loai.in_(OF_PDF))

    def find(self, path: Path, data: bytes, *, word: bool) -> RegisterAnswer | None:
        """The document of ours that a file is: by its place, its bytes, or what it prints.

        What prints a number of ours is ours to judge, however it was made and whoever
        signed it.
        """
        if word:
            return self._by_print(_printed_word(path, data))
        known = self._by_place(path) or self._by_bytes(data)
        return known or self._by_print(printed_in_pdf(data))

    def told_of(self, manifest: Mapping[str, Any]) -> Told:
        """What the register says of the document that a manifest says it is."""
        try:
            agency, series, year = str(manifest.get("so_dang_ky", "")).split("/")
            book, number = Book(agency, series, int(year)), manifest.get("so")
        except ValueError:
            return Told(None, [not_registered()])
        if not isinstance(number, int) or not (0 < number < MOST and 0 < book.nam < MOST):
            return Told(None, [not_registered()])
        try:
            row = acts.row_of(self.database, book, number)
        except Unavailable as fault:
            return Told(None, [fault.diagnostic])
        if row is None or row.digest is None:
            return Told(None, [not_registered()])
        since, gone = self.of(row).expected.signed_until, row.state == "thu_hoi"
        return Told(row.digest, [_was_recalled(row)] if gone else [], since, gone)

    def of_plan(self, name: str) -> ExpectedDocument | None:
        """What must be true of the signed PDF of an issued plan, by id, number or file."""
        from generator.workspace.index import head_of

        path = Path(name)
        ma = head_of(path).ma if path.suffix and path.is_file() else name
        hits = [row for row in acts.rows(self.database) if ma in {row.ma, row.number}]
        return self.of(hits[0]).expected if len(hits) == 1 and hits[0].folder else None

    def of(self, row: NumberRow) -> RegisterAnswer:
        """What the register says of the signed PDF of a row."""
        log = [act for act in self._log if (act.book, act.so) == (row.book, row.so)]
        files = [a.content for a in log if a.content.get("tep") == bundle.SIGNED]
        leaders, agency = Signing(
            self.workspace, self.database, acts.Clerk("", "", row.ngay)
        ).signers(row)
        expected = ExpectedDocument(
            number=wording.number(row.so),
            date=row.ngay,
            dated=row.entry is None or prints_date(row.entry.loai),
            prefix=(files[-1]["byte"], files[-1]["sha256"]) if files else None,
            signers=(
                *(ExpectedSigner("leader", names) for names in leaders),
                *([ExpectedSigner("agency", agency)] if agency else []),
            ),
            signed_until=_last_day(log),
        )
        return RegisterAnswer(row, expected, self._frozen(row), tuple(self._became(row)))

    def _became(self, row: NumberRow) -> Iterator[VerdictReason]:
        """Recalled, replaced, amended: since when and by what, and whether that is used today."""
        kinds = events.c.loai.in_(("thu_hoi", "thay_the", "sua_doi"))
        for act in log_of(self.database, kinds, events.c.so == row.so):
            if act.book != row.book:
                continue
            day = datetime.fromisoformat(act.when).astimezone(VIETNAM).date()
            if act.kind == "thu_hoi":
                message = _("đến ngày {ngay} là văn bản đã phát hành; từ ngày ấy không còn dùng")
                said = message.format(ngay=f"{day:%d/%m/%Y}")
                yield VerdictReason("XT220", Verdict.INDETERMINATE, said)
                continue
            newer = acts.find(self.database, str(act.content.get("boi", "")))
            if newer is None:
                continue
            if newer.state == "thu_hoi":
                message = _(
                    "{so} thay thế, sửa đổi nó đã bị thu hồi: hỏi nơi ban hành bản nào còn dùng"
                )
                said = message.format(so=newer.number)
                yield VerdictReason("XT220", Verdict.INDETERMINATE, said)
            else:
                message = (
                    _("hôm nay dùng {so} ngày {ngay} thay cho văn bản này")
                    if act.kind == "thay_the"
                    else _("hôm nay dùng cùng với {so} ngày {ngay}")
                )
                said = message.format(so=newer.number, ngay=f"{newer.ngay:%d/%m/%Y}")
                yield VerdictReason("XT220", Verdict.VALID, said)

    def _frozen(self, row: NumberRow) -> bytes | None:
        try:
            return (self.root / str(row.folder) / bundle.DOCUMENT).read_bytes()
        except OSError:
            return None

    def _by_place(self, path: Path) -> RegisterAnswer | None:
        from generator.issuance.register.register_tables import entries

        full = path.resolve()
        if not full.is_relative_to(self.root):
            return None
        folder = full.parent.relative_to(self.root).as_posix()
        rows = acts.rows(self.database, entries.c.thu_muc == folder)
        return self.of(rows[0]) if rows else None

    def _by_bytes(self, data: bytes) -> RegisterAnswer | None:
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

    def _by_print(self, printed: PrintedFacts) -> RegisterAnswer | None:
        """By the number on the first page, of our agency and year; a false day is for judging."""
        if printed.number is None:
            return None
        ours = [r for r in acts.rows(self.database) if r.entry and _same_body(printed, r.entry)]
        if printed.day is not None:
            ours = [r for r in ours if r.book.nam == printed.day.year]
        for row in ours:
            if row.so == printed.number and plain(row.ky_hieu) == plain(printed.symbol):
                return self.of(row)
        kin = any(plain(r.ky_hieu) == plain(printed.symbol) for r in ours)
        return RegisterAnswer(None, ExpectedDocument()) if kin and printed.agency else None

    def _of_act(self, act: Act) -> RegisterAnswer | None:
        row = acts.row_of(self.database, act.book, act.so or 0)
        return self.of(row) if row else None


def _same_body(printed: PrintedFacts, entry: Entry) -> bool:
    """Whether a document printed under this agency; one that prints none may be of any."""
    if not printed.agency:
        return printed.day == entry.ngay
    return names_body(printed.agency, entry.ten_co_quan) or names_body(
        entry.ten_co_quan, printed.agency
    )


def _printed_word(path: Path, data: bytes) -> PrintedFacts:
    from generator.ooxml.opened import open_word

    word, _problems = open_word(path, data)
    return printed_in_word(word) if word else PrintedFacts(readable=False)


def _last_day(log: list[Act]) -> date | None:
    """The day, in Vietnam, of the last signature by the register."""
    moments = [datetime.fromisoformat(a.when) for a in log if a.kind.startswith("ky_")]
    return max((m.astimezone(VIETNAM).date() for m in moments), default=None)


def _was_recalled(row: NumberRow) -> Diagnostic:
    message = _("Văn bản {so} đã bị thu hồi ({ly_do})").format(so=row.number, ly_do=row.note)
    hint = _("Hồ sơ còn nguyên nhưng văn bản không còn được dùng; xem thông báo thu hồi.")
    return warning("HS113", message, Place(row.number, ""), hint)


def _told(row: NumberRow, *, signed: bool) -> list[VerdictReason]:
    found = []
    if signed:
        message = _("văn bản của sổ đăng ký này: số {so} ngày {ngay}")
        said = message.format(so=row.number, ngay=row.ngay.strftime("%d/%m/%Y"))
        found.append(VerdictReason("XT219", Verdict.VALID, said))
    else:
        message = _("số {so} đã vào sổ nhưng sổ chưa ghi bản ký nào")
        found.append(VerdictReason("XT219", Verdict.INDETERMINATE, message.format(so=row.number)))
    if row.state == "thu_hoi":
        message = _("văn bản đã bị thu hồi: {ly_do}")
        found.append(VerdictReason("XT220", Verdict.INDETERMINATE, message.format(ly_do=row.note)))
    elif row.note:
        found.append(
            VerdictReason("XT220", Verdict.VALID, _("ghi chú trong sổ: {gi}").format(gi=row.note))
        )
    return found
