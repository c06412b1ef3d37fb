"""`exchange`: envelopes for other systems, written, checked and answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from generator.diagnostics import Diagnostic, as_dicts, error, has_errors
from generator.locale import _
from generator.plan.agencies import place_line
from generator.verbs.books import Which, row_named, with_register
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.issuance.exchange.edxml import Organ
    from generator.issuance.exchange.incoming import Incoming
    from generator.storage.database import Database
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

Errand = Literal["send", "check", "answer", "akn"]
ANY_BOOK = Which()


@dataclass(frozen=True)
class Request:
    """One errand."""

    errand: Errand
    name: str = ""
    """What is sent or exported: a plan's id or file, or a number of the register."""
    which: Which = ANY_BOOK
    """The book of that number, where several have it."""
    file: Path | None = None
    """The envelope that came in."""
    pdf: Path | None = None
    """The signed PDF; None: the one in the issued folder."""
    recipients: tuple[str, ...] = ()
    """Ids of the agencies that an envelope goes to."""
    sender: str = ""
    """Id of the agency that answers."""
    code: str = ""
    """Status code of an answer: 01 - 06, 13, 15, 16."""
    words: str = ""
    target: Path | None = None
    """The file that is written; for a check the folder of the attachments."""


@dataclass
class Result:
    """What came of it."""

    errand: Errand
    number: str = ""
    envelope: Incoming | None = None
    written: list[Path] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def said(self) -> dict[str, Any] | None:
        """What the envelope that came in says."""
        from generator.issuance.exchange.edxml import STATUS

        read = self.envelope
        if read is None:
            return None
        return {
            "kind": read.kind,
            "document_id": read.document_id,
            "number": read.number,
            "date": read.day,
            "sender": " ".join(read.sender),
            "recipients": [" ".join(organ) for organ in read.recipients],
            "subject": read.subject,
            "status": f"{read.status} {STATUS.get(read.status, '')}".strip(),
            "attachments": [name for name, _data in read.attachments],
        }

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            **({"envelope": self.said()} if self.errand in {"check", "answer"} else {}),
            **({"number": self.number} if self.number else {}),
            "written": [str(path) for path in self.written],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Do one errand; what stands against it is a finding."""
    result = Result(request.errand)
    try:
        _ERRANDS[request.errand](desk, request, result)
    except OSError as fault:
        result.diagnostics.append(os_diagnostic(fault))
    return result


def _send(desk: Desk, request: Request, result: Result) -> None:
    _done, found = with_register(desk, lambda database: _envelope(desk, database, request, result))
    result.diagnostics += [*found, *desk.workspace.diagnostics]


def _envelope(desk: Desk, database: Database, request: Request, result: Result) -> None:
    """Write the envelope of an issued document. Raises Usage, Unavailable, OSError."""
    from generator.issuance.bundle import SIGNED
    from generator.issuance.exchange.edxml import Letter, Options, envelope

    workspace = desk.workspace
    row = row_named(database, request.name, request.which)
    if row.entry is None:
        message = _("Số {so} chưa có văn bản").format(so=row.number)
        result.diagnostics.append(error("TD109", message))
        return
    kept = workspace.root / workspace.settings.phat_hanh / str(row.folder) / SIGNED
    signed = request.pdf or kept
    if not signed.is_file():
        message = _("Số {so} chưa có bản ký").format(so=row.number)
        hint = _("Ký trước bằng kehoach sign {ma}, hoặc thêm --pdf.").format(ma=row.ma)
        result.diagnostics.append(error("TD110", message, None, hint))
        return
    organs, found = _organs(workspace, (row.entry.co_quan, *request.recipients))
    result.diagnostics += found
    if has_errors(found):
        return
    agency = workspace.registry.get(row.entry.co_quan, row.ngay)
    plan = workspace.plan_of(row.entry.ma)
    settings = workspace.settings.truc_lien_thong
    letter = Letter(
        organs[0],
        tuple(organs[1:]),
        row.so,
        row.entry,
        place_line(plan.van_ban.dia_danh if plan else None, agency),
        desk.now(),
        (
            (f"{row.so:02d}-{row.ky_hieu}.pdf", signed.read_bytes(), "application/pdf"),
            *_beside(kept.parent, f"{row.so:02d}-{row.ky_hieu}"),
        ),
    )
    data = envelope(letter, Options(settings.loai_van_ban, settings.nen_tep))
    result.number = row.number
    _write(request, data, result)


def _beside(folder: Path, name: str) -> tuple[tuple[str, bytes, str], ...]:
    """Of a decision: the plan that it issues, as it was frozen with it. Raises OSError."""
    from generator.issuance.bundle import ATTACHED

    file = folder / ATTACHED
    if not file.is_file():
        return ()
    return ((f"{name}-{ATTACHED}", file.read_bytes(), _WORD),)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _check(desk: Desk, request: Request, result: Result) -> None:
    read = _read(desk, request, result)
    if read is None or has_errors(result.diagnostics) or request.target is None:
        return
    for name, data in read.attachments:
        path = request.target / name
        if path.exists() and path.read_bytes() != data:
            message = _("{tep} đã có, không ghi đè").format(tep=path)
            result.diagnostics.append(error("TX703", message))
            continue
        write_atomic(path, data, durable=True)
        result.written.append(path)


def _answer(desk: Desk, request: Request, result: Result) -> None:
    from generator.issuance.exchange.edxml import Organ, status

    read = _read(desk, request, result)
    if read is None or has_errors(result.diagnostics):
        return
    organs, found = _organs(desk.workspace, (request.sender,))
    result.diagnostics += found
    if has_errors(found):
        return
    answered = (read.sender[0], read.number, read.day, read.document_id)
    told = status(organs[0], Organ(*read.sender), answered, request.code, request.words, desk.now())
    _write(request, told, result)


def _akn(desk: Desk, request: Request, result: Result) -> None:
    from generator.document.compose import compose
    from generator.issuance.exchange.akoma_ntoso import MetadataFacts, akoma_ntoso
    from generator.workspace.reading import load

    workspace = desk.workspace
    file, result.diagnostics = one_plan(workspace, request.name)
    if file is None:
        return
    loaded, result.diagnostics = load(workspace, file)
    if loaded is None:
        return
    plan = loaded.plan
    document, more = compose(plan, workspace.registry, workspace.citations, workspace.plan_of)
    result.diagnostics += more
    if not has_errors(result.diagnostics):
        head = plan.van_ban
        data = akoma_ntoso(document, MetadataFacts(head.ngay, head.co_quan, document.ten_co_quan))
        _write(request, data, result)


def _write(request: Request, data: bytes, result: Result) -> None:
    assert request.target is not None  # noqa: S101 - every door asks for it
    write_atomic(request.target, data, durable=True)
    result.written.append(request.target)


def _read(desk: Desk, request: Request, result: Result) -> Incoming | None:
    from generator.issuance.exchange.incoming import LARGEST, read_envelope

    assert request.file is not None  # noqa: S101 - every door asks for it
    with request.file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    result.envelope, found = read_envelope(data, str(request.file), desk.today())
    result.diagnostics += found
    return result.envelope


def _organs(workspace: Workspace, ids: tuple[str, ...]) -> tuple[list[Organ], list[Diagnostic]]:
    """Agencies with their identifiers on the axis; those without one are reported."""
    from generator.issuance.exchange.edxml import Organ

    known = workspace.settings.truc_lien_thong.ma_dinh_danh
    found, organs = [], []
    for id_ in ids:
        if id_ not in known:
            message = _("Chưa ghi mã định danh của {ma}").format(ma=id_)
            hint = _('kehoach.toml, [truc_lien_thong.ma_dinh_danh]: {ma} = "…"').format(ma=id_)
            found.append(error("TD104", message, None, hint))
            continue
        agency = workspace.registry.get(id_, None)
        organs.append(Organ(known[id_], agency.ten if agency else id_))
    return organs, found


_ERRANDS: dict[Errand, Callable[[Desk, Request, Result], None]] = {
    "send": _send,
    "check": _check,
    "answer": _answer,
    "akn": _akn,
}
