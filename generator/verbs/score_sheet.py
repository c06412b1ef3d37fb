"""`score export`, `score update`: a set of criteria out to .xlsx and, edited, back by a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.plan.toml import decode, parse
from generator.progress.criteria import TepTieuChi, as_toml
from generator.progress.form_tables import read_pages
from generator.progress.sheets import FACTS_SHEET
from generator.pulling.criteria_sheet import CRITERIA_MARK, CriteriaEdits, as_criteria_sheet
from generator.verbs.score_common import bad_id, set_file, sums_of
from generator.workspace.bases import Bases, fingerprint
from generator.workspace.files import os_diagnostic, read_whole, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.desk import Desk

State = Literal["written", "unchanged", "refused"]


class Request(NamedTuple):
    """Which set goes out to a file, or which edited file comes back."""

    task: Literal["export", "update"]
    file: Path
    set_id: str = ""
    """Of an update "": the set that the file names."""


class Result(NamedTuple):
    """What became of it."""

    target: str
    status: State
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "target": self.target, "status": self.status,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the sheet of a set, or bring an edited one back. Raises OSError."""
    return _out(desk, request) if request.task == "export" else _back(desk, request)


class _SetFile(NamedTuple):
    path: Path
    text: str
    criteria: TepTieuChi


def _opened(desk: Desk, set_id: str) -> tuple[_SetFile | None, list[Diagnostic]]:
    if refused := bad_id(set_id):
        return None, refused
    path = set_file(desk.workspace, set_id)
    try:
        data = read_whole(path)
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    criteria, problems = _read(data, desk.workspace.shown(path))
    if criteria is None:
        return None, problems
    return _SetFile(path, data.decode().replace("\r\n", "\n"), criteria), problems


def _read(data: bytes, shown: str) -> tuple[TepTieuChi | None, list[Diagnostic]]:
    source, problems = parse(data, shown)
    if source is None:
        return None, problems
    criteria, more = decode(source, TepTieuChi)
    return criteria, problems + more


def _out(desk: Desk, request: Request) -> Result:
    shown = desk.workspace.shown(request.file)
    found, problems = _opened(desk, request.set_id)
    if found is None:
        return Result("", "refused", problems)
    if request.file.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=shown)
        return Result("", "refused", [error("LN052", message, None)])
    Bases(desk.workspace.root).keep_rendered(found.text)
    write_atomic(request.file, as_criteria_sheet(found.criteria, fingerprint(found.text)))
    return Result(shown, "written", problems)


def _back(desk: Desk, request: Request) -> Result:
    shown = desk.workspace.shown(request.file)
    try:
        pages, problems = read_pages(read_whole(request.file), shown)
    except OSError as fault:
        return Result("", "refused", [os_diagnostic(fault)])
    facts = [row[0].text for row in pages.pop(FACTS_SHEET, []) if row]
    if not has_errors(problems) and (len(facts) < 3 or facts[0] != CRITERIA_MARK):
        message = _("Tệp này không phải bảng do kehoach score export viết ra")
        problems.append(error("KE834", message, Place(shown, "")))
    if has_errors(problems):
        return Result("", "refused", problems)
    if request.set_id not in ("", facts[1]):
        message = _("Bảng này của bộ {bo}").format(bo=facts[1])
        return Result("", "refused", [error("KE834", message, Place(shown, ""))])
    found, problems = _opened(desk, facts[1])
    if found is None:
        return Result("", "refused", problems)
    target = desk.workspace.shown(found.path)
    text = Bases(desk.workspace.root).find(facts[2])
    base = _read(text.encode(), "")[0] if text is not None else None
    if base is None:
        message = _("Không còn bản bộ tiêu chí lúc xuất bảng nên không biết ai sửa chỗ nào")
        return Result(target, "refused", [error("KE803", message, Place(shown, ""))])
    edits = CriteriaEdits(base, found.criteria, shown)
    made = replace(found.criteria, tieu_chi=edits.take(pages))
    problems += edits.problems
    if has_errors(problems):
        return Result(target, "refused", problems)
    if made == found.criteria:
        return Result(target, "unchanged", problems)
    head = _remarks(found.text)
    if head is None:
        message = _("Tệp {tep} có ghi chú (#) ở giữa, ghi lại thì mất; chưa ghi gì")
        hint = _("Đưa các ghi chú ấy lên đầu tệp, rồi nhận lại")
        return Result(target, "refused", [error("KE831", message.format(tep=target), None, hint)])
    write_atomic(found.path, (head + as_toml(made)).encode(), durable=True)
    return Result(target, "written", problems + sums_of(made, target))


def _remarks(text: str) -> str | None:
    """The comments at the head of a file; None where others stand further down."""
    lines = text.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rest = any(line.lstrip().startswith("#") for line in lines[count:])
    return None if rest else "".join(lines[:count])
