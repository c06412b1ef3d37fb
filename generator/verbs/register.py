"""`register`: the register of outgoing documents, seen and acted upon.

One request is one act on the register; each is a transaction and a link of its chain, or it
only looks. Nothing here reads the clock: the day is the desk's, that of Vietnam.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from generator.diagnostics import Diagnostic, as_dicts, error, has_errors, warning
from generator.issuance.register import acts, anchor
from generator.issuance.register.audit import acts as log_of
from generator.issuance.register.audit import audit as examine
from generator.issuance.register.edited import SheetCell, additions, row_id
from generator.issuance.register.register_tables import events
from generator.locale import _
from generator.plan.succession import succession
from generator.progress.form_tables import read_pages
from generator.text.spelling import unmarked
from generator.verbs.amend import Kind, prepare, recall_notice
from generator.verbs.books import (
    Usage,
    Which,
    book_of,
    clerk_of,
    row_dict,
    row_named,
    rows_of,
    take_anchor,
    with_register,
)
from generator.verbs.recover import audit_folders, recover
from generator.verbs.reenter import reenter_folders
from generator.workspace.files import os_diagnostic, read_whole, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.issuance.register.anchor import Anchor
    from generator.issuance.register.entered import Act, Book, NumberRow
    from generator.issuance.register.export import Cover
    from generator.storage.database import Database
    from generator.verbs.amend import Prepared
    from generator.workspace.desk import Desk

Task = Literal[
    "list", "show", "search", "export", "import", "reserve", "void", "recall", "amend", "open",
    "close", "audit", "anchor", "reenter",
]  # fmt: skip
EXPORTS = (".xlsx", ".docx", ".pdf")


@dataclass(frozen=True)
class Request:
    """One act."""

    task: Task
    which: Which = field(default_factory=Which)
    name: str = ""
    """The document that is meant: a plan's id or file, "05/KH-UBND", or 5."""
    words: tuple[str, ...] = ()
    """What is searched for."""
    reason: str = ""
    kind: str = "KH"
    """Kind of document of a reserved number."""
    last: int = 0
    """The last number of the book that one goes on from."""
    how: Kind | None = None
    """How an issued document is changed."""
    target: Path | None = None
    """The file or folder that something is written to."""
    file: Path | None = None
    """An edited .xlsx of the register."""


@dataclass
class Result:
    """What came of it; what does not belong to the act is empty."""

    task: Task
    rows: list[NumberRow] = field(default_factory=list)
    log: list[Act] = field(default_factory=list)
    """The acts on the one document that was asked for."""
    book: Book | None = None
    next_number: int | None = None
    """Of a book that was opened."""
    written: list[Path] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """What an audit looked at: books, numbers, acts, anchors."""
    anchor: Anchor | None = None
    became: list[str] = field(default_factory=list)
    """Of units that issued what was found and have ended since: what took their place."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        log = [{"when": a.when, "who": a.who, "what": a.kind, **a.content} for a in self.log]
        stamp = {"order": self.anchor.order, "digest": self.anchor.digest} if self.anchor else None
        said: dict[str, Any] = {
            "results": [row_dict(row) for row in self.rows],
            **({"acts": log} if self.task == "show" else {}),
            **({"register": "/".join(map(str, self.book))} if self.book else {}),
            **({"next_number": self.next_number} if self.next_number else {}),
            **({"written": [str(path) for path in self.written]} if self.written else {}),
            **({"became": self.became} if self.task == "search" else {}),
            **({"anchor": stamp} if stamp else {}),
            **self.counts,
        }
        return said | {"diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Do one act on the register; what stands against it is a finding."""
    result = Result(request.task)
    _done, found = with_register(
        desk, lambda database: _TASKS[request.task](desk, database, request, result)
    )
    result.diagnostics += [*found, *desk.workspace.diagnostics]
    return result


# ---------------------------------------------------------------- looking


def _list(_desk: Desk, database: Database, request: Request, result: Result) -> None:
    result.rows = rows_of(database, request.which)


def _show(desk: Desk, database: Database, request: Request, result: Result) -> None:
    row = row_named(database, request.name, request.which)
    result.rows = [row]
    result.log = [a for a in log_of(database, events.c.so == row.so) if a.book == row.book]
    result.diagnostics += _symbol_missing(desk, row)


def _search(desk: Desk, database: Database, request: Request, result: Result) -> None:
    """By what the register says, and by the issuer under its name then and today."""
    wanted = [unmarked(word) for word in request.words]
    for row in rows_of(database, request.which):
        name, became = _issuer(desk, row)
        text = unmarked(" ".join((*row.columns(), row.ma or "", name, became)))
        if all(word in text for word in wanted):
            result.rows.append(row)
            if became and became not in result.became:
                result.became.append(became)


def _issuer(desk: Desk, row: NumberRow) -> tuple[str, str]:
    """The name of who issued a document, and what became of the unit since ("" for nothing)."""
    registry, id_ = desk.workspace.registry, row.book.co_quan
    agency = registry.get(id_, row.ngay) or registry.get(id_)
    if agency is None:
        return "", ""
    return agency.ten, succession(agency, desk.today()) or ""


def _export(desk: Desk, database: Database, request: Request, result: Result) -> None:
    target = request.target
    if target is None or target.suffix.lower() not in EXPORTS:
        message = _("Tên tệp phải kết thúc bằng .xlsx, .docx hoặc .pdf.")
        raise Usage(error("LN005", message))
    result.rows = rows_of(database, request.which)
    title, cover = _title(desk, result.rows, request.which)
    result.diagnostics += _write_book(target, title, cover, result.rows)
    if not has_errors(result.diagnostics):
        result.written.append(target)


def _import(desk: Desk, database: Database, request: Request, result: Result) -> None:
    """Take over what an office added to a sheet of the register: receipts and notes, or nothing."""
    assert request.file is not None  # noqa: S101 - the doors ask for it
    shown = desk.workspace.shown(request.file)
    try:
        pages, problems = read_pages(read_whole(request.file), shown)
    except OSError as fault:
        result.diagnostics.append(os_diagnostic(fault))
        return
    result.diagnostics += problems
    if has_errors(problems):
        return
    now = {row_id(row): row for row in rows_of(database, Which())}
    cells = {
        name: [[SheetCell(cell.text, cell.where) for cell in line] for line in rows]
        for name, rows in pages.items()
    }
    found = additions(cells, now, shown)
    result.diagnostics += found.diagnostics
    if has_errors(found.diagnostics):
        return
    clerk = clerk_of(desk)
    for one in found.added:
        row, said = now[one.row], {"ghi_chu": one.text, "tep": request.file.name}
        result.rows.append(acts.record(database, row.book, row.so, clerk, "ghi_chu", said))


def _title(desk: Desk, listed: list[NumberRow], which: Which) -> tuple[str, Cover]:
    """Title and cover of the printed register: agency and years where there is one."""
    from generator.issuance.register.export import Cover

    registry = desk.workspace.registry
    agencies = {row.book.co_quan for row in listed} | ({which.agency} if which.agency else set())
    years = sorted({row.book.nam for row in listed} | ({which.year} if which.year else set()))
    name = above = ""
    if len(agencies) == 1 and years:
        found = registry.get(agencies.pop(), date(years[-1], 12, 31))
        name = found.ten if found else ""
        superior = registry.get(found.chu_quan) if found and found.chu_quan else None
        above = superior.ten if superior else ""
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""
    title = " ".join(filter(None, ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", span, name and f"- {name}")))
    return title, Cover(above, name, span)


def _write_book(
    target: Path, title: str, cover: Cover, listed: list[NumberRow]
) -> list[Diagnostic]:
    """Write the register as .xlsx, .docx or .pdf. Raises OSError."""
    from generator.issuance.register.export import as_docx, as_xlsx
    from generator.verbs.printing import to_pdf

    if target.suffix.lower() == ".xlsx":
        write_atomic(target, as_xlsx(title, listed), durable=True)
        return []
    if target.suffix.lower() == ".docx":
        write_atomic(target, as_docx(title, cover, listed), durable=True)
        return []
    with tempfile.TemporaryDirectory(prefix="kehoach-so-") as folder:
        draft = Path(folder) / "so.docx"
        draft.write_bytes(as_docx(title, cover, listed))
        found = to_pdf([draft]).diagnostics
        if not has_errors(found):
            write_atomic(target, draft.with_suffix(".pdf").read_bytes(), durable=True)
    return found


def _audit(desk: Desk, database: Database, _request: Request, result: Result) -> None:
    from generator.issuance.verdict.trust_list import load_trust

    workspace = desk.workspace
    found = recover(workspace, database, clerk_of(desk))
    audited = examine(database)
    trusted = load_trust(workspace.trust_file)[0]
    root = workspace.root / workspace.settings.phat_hanh
    found += [*audited.diagnostics, *anchor.examine(database, root, trusted)]
    result.diagnostics += found + audit_folders(workspace, database)
    result.counts = {
        "books": audited.books,
        "numbers": audited.numbers,
        "acts": audited.acts,
        "anchors": audited.anchors,
    }


# ---------------------------------------------------------------- acting


def _reserve(desk: Desk, database: Database, request: Request, result: Result) -> None:
    clerk = clerk_of(desk)
    book = book_of(desk, request.which, request.kind)
    agency = desk.workspace.registry.get(book.co_quan, clerk.today)
    if agency is None:
        message = _("Cơ quan {ma} không còn vào ngày {ngay}").format(
            ma=book.co_quan, ngay=clerk.today.strftime("%d/%m/%Y")
        )
        result.diagnostics.append(error("SO213", message))
        return
    symbol = f"{request.kind}-{agency.ky_hieu}" if agency.ky_hieu else request.kind
    row = acts.reserve(database, book, symbol, clerk.today, clerk, request.reason)
    result.rows = [row]
    result.diagnostics += _symbol_missing(desk, row)


def _symbol_missing(desk: Desk, row: NumberRow) -> list[Diagnostic]:
    """That a number is kept without the symbol of its agency; nothing where it has one."""
    if not acts.lacks_symbol(row):
        return []
    agency = desk.workspace.registry.get(row.book.co_quan, row.ngay)
    message = _("Số {so} giữ mà chưa có ký hiệu của cơ quan: danh mục không ghi ký hiệu của {ten}")
    hint = _(
        "Thêm ký hiệu của cơ quan vào danh mục; số này in đủ ký hiệu khi văn bản được phát hành"
    )
    name = agency.ten if agency is not None else row.book.co_quan
    return [warning("SO221", message.format(so=row.number, ten=name), None, hint)]


def _void(desk: Desk, database: Database, request: Request, result: Result) -> None:
    row = row_named(database, request.name, request.which)
    result.rows = [acts.void(database, row.book, row.so, clerk_of(desk), request.reason)]


def _recall(desk: Desk, database: Database, request: Request, result: Result) -> None:
    """Recall a document, and draft the notice to those who have it (Decree 30, Art. 18.4)."""
    row = row_named(database, request.name, request.which)
    row = acts.recall(database, row.book, row.so, clerk_of(desk), request.reason)
    result.rows = [row]
    made = recall_notice(desk.workspace, row, request.reason)
    clash = _keep(desk, request, made, result)
    if clash is not None:  # the document is recalled all the same
        result.diagnostics.append(warning(clash.code, clash.message))


def _amend(desk: Desk, database: Database, request: Request, result: Result) -> None:
    if request.how is None:
        message = _("Chọn một: --replace, --amend, --correct hoặc --anew.")
        raise Usage(error("LN008", message))
    row = row_named(database, request.name, request.which)
    if row.folder is None:
        raise Usage(error("LN020", _("Số {so} chưa có văn bản.").format(so=row.number)))
    if request.how == "soan_lai" and row.state != "thu_hoi":
        message = _(
            "Chỉ văn bản đã thu hồi mới soạn lại; văn bản còn hiệu lực thì thay thế, sửa đổi."
        )
        raise Usage(error("LN008", message))
    result.rows = [row]
    made, found = prepare(desk.workspace, row, request.how)
    result.diagnostics += found
    if made is not None and (clash := _keep(desk, request, made, result)):
        result.diagnostics.append(clash)


def _keep(desk: Desk, request: Request, made: Prepared, result: Result) -> Diagnostic | None:
    """Write a draft; over no file of a person. Raises OSError."""
    workspace = desk.workspace
    target = (request.target or workspace.plans_dir) / made.name
    if target.exists():
        message = _("{tep} đã có, không ghi đè").format(tep=workspace.shown(target))
        return error("TX703", message)
    write_atomic(target, made.data, durable=True)
    result.written.append(target)
    return None


def _open(desk: Desk, database: Database, request: Request, result: Result) -> None:
    book = book_of(desk, request.which, request.kind)
    acts.open_book(database, book, request.last, clerk_of(desk), request.reason)
    result.book, result.next_number = book, request.last + 1


def _close(desk: Desk, database: Database, request: Request, result: Result) -> None:
    book = book_of(desk, request.which, request.kind, database)
    acts.close_book(database, book, clerk_of(desk), request.reason)
    result.book = book


def _anchor(desk: Desk, database: Database, _request: Request, result: Result) -> None:
    result.anchor, found = take_anchor(desk, database)
    result.diagnostics += found


def _reenter(desk: Desk, database: Database, request: Request, result: Result) -> None:
    clerk = clerk_of(desk)
    result.diagnostics += recover(desk.workspace, database, clerk)
    if has_errors(result.diagnostics):
        return
    result.rows, found = reenter_folders(desk.workspace, database, clerk, request.reason)
    result.diagnostics += found


_TASKS: dict[Task, Callable[[Desk, Database, Request, Result], None]] = {
    "list": _list,
    "show": _show,
    "search": _search,
    "export": _export,
    "import": _import,
    "reserve": _reserve,
    "void": _void,
    "recall": _recall,
    "amend": _amend,
    "open": _open,
    "close": _close,
    "audit": _audit,
    "anchor": _anchor,
    "reenter": _reenter,
}
