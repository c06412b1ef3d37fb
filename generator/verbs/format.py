"""Any plan rendered anew with the official template: what was read, what looks otherwise.

Read, made a plan, printed: the text stays, the layout becomes that of the template. The
result is read again and compared with the source component by component, so the report
tells what is there and not what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.plan.families import is_legal
from generator.read.looks import LookChange, look_changes, page_changes
from generator.surroundings import surroundings
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ooxml.content import Section
    from generator.plan.model import KeHoach
    from generator.read.classify.decide import DocumentRoles
    from generator.read.imported import ImportedFile, Revisions
    from generator.read.rebuild.import_report import Left
    from generator.template.compiled import Template
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

Status = Literal["written", "unchanged", "refused"]


class Request(NamedTuple):
    """Which file, and where its new form goes."""

    source: Path
    target: Path | None = None
    """A .docx; None: NAME-the-thuc.docx beside the source."""
    revisions: Revisions | None = None
    """What becomes of tracked changes; None: a file that has some is refused."""
    template: Path | None = None
    overwrite: bool = False
    """Also over a .docx that was edited by hand."""


class Result(NamedTuple):
    """What became of the file."""

    source: str
    target: str
    status: Status
    looks: list[LookChange]
    """What looks otherwise, component by component."""
    left: list[Left]
    """Lines of the source that are not in the new file, with reasons."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when the file was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "source": self.source,
            "target": self.target,
            "status": self.status,
            "layout": [
                {"component": c.role, "what": c.field, "before": c.before, "after": c.after}
                for c in self.looks
            ],
            "left": [left.as_dict() for left in self.left],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Write the plan of a file as the template has it.

    Refused when a text of the source would be lost, when the target is the source, or
    when it was edited by hand; nothing is written then.
    """
    workspace, source = desk.workspace, request.source
    target = request.target or source.with_name(f"{source.stem}-the-thuc.docx")
    result = Result(str(source), workspace.shown(target), "refused", [], [], [])
    if target.suffix.lower() != ".docx":
        problem = error("LN005", _("Tệp ghi ra phải có đuôi .docx."))
        return result._replace(diagnostics=[problem])
    workspace.read_registries()
    result = _formatted(workspace, request, target)
    found = [*workspace.diagnostics, *result.diagnostics]
    return result._replace(target=workspace.shown(target), diagnostics=found)


def _formatted(workspace: Workspace, request: Request, target: Path) -> Result:
    from generator.read.imported import import_file
    from generator.template.compiled import load

    source = request.source
    refused = _refuse(source, target, overwrite=request.overwrite)
    if refused is not None:
        return Result(str(source), str(target), "refused", [], [], [refused])
    made = import_file(source, workspace, request.revisions)
    problems = list(made.diagnostics)
    missing = any(d.code == "NH090" for d in problems)  # a file made from it would lack text
    if made.plan is None or made.reading is None or missing:
        return Result(str(source), str(target), "refused", [], made.left, problems)
    if is_legal(made.plan.van_ban):
        return Result(str(source), str(target), "refused", [], [], [*problems, legal(source)])
    wanted = request.template or workspace.template_for(made.plan.van_ban.loai)
    template, more = load(wanted, surroundings().cache)
    problems += more
    if template is None:
        return Result(str(source), str(target), "refused", [], [], problems)
    return _write(made, made.plan, made.reading, target, workspace, template, problems)


def legal(source: Path) -> Diagnostic:
    """Why a legal document gets no form of Decree 30."""
    message = _("Văn bản quy phạm pháp luật không trình bày theo Nghị định 30/2020/NĐ-CP")
    hint = _("Thể thức theo Nghị định 78/2025/NĐ-CP, sửa đổi bởi 187/2025/NĐ-CP")
    return error("KH424", message, Place(str(source), _("số, ký hiệu")), hint)


def _refuse(source: Path, target: Path, *, overwrite: bool) -> Diagnostic | None:
    from generator.document.output import refuse_target

    if target.exists() and source.exists() and target.samefile(source):
        return error(
            "NH521",
            _("{tep} là tệp đang đọc, nên không ghi đè").format(tep=source.name),
            Place(str(target), _("tệp kết quả")),
            _("Ghi ra tệp khác bằng -o."),
        )
    return None if overwrite else refuse_target(target)


def _write(
    made: ImportedFile,
    plan: KeHoach,
    before: DocumentRoles,
    target: Path,
    workspace: Workspace,
    template: Template,
    problems: list[Diagnostic],
) -> Result:
    from generator.document.compose import compose
    from generator.template.compiled import RenderError

    document, more = compose(plan, workspace.registry, workspace.citations, workspace.plan_of)
    problems += more
    status: Status = "refused"
    looks: list[LookChange] = []
    left = made.left
    if not has_errors(problems):
        try:
            data = template.render(document.context())
            status = _put(target, data)
            after, page = _read_back(target, data)
            pages = page_changes(made.page, page) if made.page else []
            looks = pages + look_changes(before, after)
            left = _not_printed(made.left, after)
        except RenderError as fault:
            problems.append(fault.diagnostic)
        except OSError as fault:
            problems.append(os_diagnostic(fault))
    return Result(made.source, str(target), status, looks, left, problems)


def _put(target: Path, data: bytes) -> Status:
    if target.exists() and target.read_bytes() == data:
        return "unchanged"
    write_atomic(target, data)
    return "written"


def _read_back(target: Path, data: bytes) -> tuple[DocumentRoles, Section]:
    """The new file as a reader sees it, and its first page."""
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.read.classify.decide import classify
    from generator.read.word_lines import lines_of_word

    word, problems = open_word(target, data)
    assert word is not None, problems  # noqa: S101 - the template engine has just written it
    text = read_word(word)
    return classify(lines_of_word(text, str(target)), str(target)), text.sections[0]


def _not_printed(left: list[Left], after: DocumentRoles) -> list[Left]:
    """What was left out of the plan and is not in the new file either."""
    from generator.text.normal import bare, fold

    there = {bare(fold(d.line.full)) for d in after.decisions}
    return [item for item in left if bare(fold(item.text)) not in there]
