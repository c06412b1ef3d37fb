"""`dispatch`: an issued document goes out, and what its recipients answer; both into the register.

Through the axis it goes as an envelope that is kept with the plan's records; on paper, by mail
or through another system the register is told where it went (Decree 30, Articles 18 and 19).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.issuance.register import acts
from generator.issuance.register.audit import acts as log_of
from generator.issuance.register.reached import ANSWERED, SENT
from generator.issuance.register.register_tables import events
from generator.locale import _
from generator.verbs import exchange
from generator.verbs.books import Which, clerk_of, row_named, with_register
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from generator.issuance.exchange.incoming import Incoming
    from generator.issuance.register.entered import NumberRow
    from generator.storage.database import Database
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

FOLDER = "ho-so"
ENVELOPES = "gui"
LONGEST = 500


class Request(NamedTuple):
    """Which document goes where; or with `answer`: what came back."""

    name: str
    """A plan's id or file, "05/KH-UBND", or 5."""
    which: Which = Which()
    recipients: tuple[str, ...] = ()
    """Ids of agencies that get it through the axis."""
    words: str = ""
    """Where else it went, and how: "bản giấy tới 12 tổ dân phố"."""
    answer: Path | None = None
    """The status envelope of a recipient's system."""


class Result(NamedTuple):
    """What was written into the register."""

    row: NumberRow | None
    envelope: Path | None
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """As the diagnostics say."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "number": self.row.number if self.row else None,
            "envelope": str(self.envelope) if self.envelope else None,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Send a document or take an answer; what stands against it is a finding."""
    found: list[Diagnostic] = []
    try:
        done, problems = with_register(desk, lambda at: _act(desk, at, request, found))
    except OSError as fault:
        done, problems = None, [os_diagnostic(fault)]
    row, envelope = done or (None, None)
    return Result(row, envelope, [*found, *problems, *desk.workspace.diagnostics])


def envelopes(workspace: Workspace, ma: str) -> list[Path]:
    """The envelopes in which a plan went out, the oldest first."""
    return sorted((workspace.root / FOLDER / ma / ENVELOPES).glob("*.edxml"))


def letters(workspace: Workspace, ma: str) -> list[str]:
    """Letters about an issued plan that were drafted: of recall, of correction."""
    return sorted(path.name for path in (workspace.root / FOLDER / ma).glob("*.docx"))


def _act(
    desk: Desk, database: Database, request: Request, found: list[Diagnostic]
) -> tuple[NumberRow | None, Path | None]:
    row = row_named(database, request.name, request.which)
    if row.entry is None:
        found.append(error("TD109", _("Số {so} chưa có văn bản").format(so=row.number)))
        return None, None
    if request.answer is not None:
        return _answered(desk, database, row, request.answer, found), None
    words = " ".join(request.words.split())[:LONGEST]
    if not request.recipients and not words:
        found.append(
            error("TD111", _("Chưa nói gửi tới đâu"), None, _("Thêm --to MÃ, nêu được nhiều lần."))
        )
        return None, None
    content: dict[str, Any] = {"ly_do": words} if words else {}
    envelope = None
    if request.recipients:
        envelope = _envelope(desk, database, row, request.recipients, found)
        if envelope is None:
            return None, None
        content["noi_nhan"] = list(request.recipients)
        content["phong_bi"] = envelope.name
        names = ", ".join(_named(desk, one) for one in request.recipients)
        content["ly_do"] = "; ".join(filter(None, (_axis(names), words)))
    clerk = clerk_of(desk)
    return acts.record(database, row.book, row.so, clerk, SENT, content), envelope


def _axis(names: str) -> str:
    return f"trục liên thông: {names}"  # a record, in the language of records


def _named(desk: Desk, agency: str) -> str:
    known = desk.workspace.registry.get(agency, desk.today())
    return known.ten if known is not None else agency


def _envelope(
    desk: Desk,
    database: Database,
    row: NumberRow,
    recipients: tuple[str, ...],
    found: list[Diagnostic],
) -> Path | None:
    """The envelope, written beside the plan's records. Raises OSError."""
    if row.state != "phat_hanh":
        message = _("Số {so} không còn hiệu lực phát hành, không gửi nữa").format(so=row.number)
        found.append(error("TD112", message))
        return None
    kinds = {act.kind for act in log_of(database, events.c.so == row.so) if act.book == row.book}
    if "ky_co_quan" not in kinds:
        message = _("Số {so} chưa có chữ ký số của cơ quan").format(so=row.number)
        found.append(error("TD110", message, None, _("Ký và đóng dấu số rồi mới gửi.")))
        return None
    folder = desk.workspace.root / FOLDER / str(row.ma) / ENVELOPES
    with tempfile.TemporaryDirectory(prefix="kehoach-gui-") as made:
        target = Path(made) / "gui.edxml"
        wanted = exchange.Request("send", str(row.ma), recipients=recipients, target=target)
        done = exchange.run(desk, wanted)
        found += done.diagnostics
        if has_errors(done.diagnostics) or not target.exists():
            return None
        data = target.read_bytes()
    number = len(list(folder.glob("*.edxml"))) + 1
    kept = folder / f"{number:02d}.edxml"
    write_atomic(kept, data, durable=True)
    return kept


def _answered(
    desk: Desk, database: Database, row: NumberRow, file: Path, found: list[Diagnostic]
) -> NumberRow | None:
    from generator.issuance.exchange.edxml import STATUS

    done = exchange.run(desk, exchange.Request("check", file=file))
    found += done.diagnostics
    read = done.envelope
    if read is None or has_errors(found):
        return None
    if read.kind != "status" or not _about(read, row):
        message = _("Đây không phải trả lời về số {so}").format(so=row.number)
        found.append(error("TD113", message, Place(file.name, "")))
        return None
    said = f"{read.sender[1] or read.sender[0]}: {STATUS.get(read.status, read.status)}"
    content = {"ly_do": said, "ben": read.sender[0], "trang_thai": read.status}
    return acts.record(database, row.book, row.so, clerk_of(desk), ANSWERED, content)


def _about(read: Incoming, row: NumberRow) -> bool:
    """Whether an answer is about this number of this year; noughts are told or left out."""
    same = read.number.strip().lstrip("0") == row.number.lstrip("0")
    return same and read.day.replace("-", "/")[:10] == f"{row.ngay:%Y/%m/%d}"
