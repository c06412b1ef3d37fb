"""Any plan rendered anew with the official template: what was read, what looks otherwise.

Read, made a plan, printed: the text stays, the layout becomes that of the template. The
result is read again and compared with the source component by component, so the report
tells what is there and not what was meant.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, has_errors
from generator.locale import _
from generator.read.looks import LookChange, look_changes, page_changes
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from generator.ooxml.content import Section
    from generator.plan.model import KeHoach
    from generator.read.classify.decide import Reading
    from generator.read.imported import Imported, Revisions
    from generator.read.rebuild.report import Left
    from generator.template.compiled import Template
    from generator.workspace.workspace import Workspace

Status = Literal["written", "unchanged", "refused"]


class Formatted(NamedTuple):
    """What became of one file."""

    source: str
    target: str
    status: Status
    looks: list[LookChange]
    """What looks otherwise, component by component."""
    left: list[Left]
    """Lines of the source that are not in the new file, with reasons."""
    diagnostics: list[Diagnostic]


def format_file(
    source: Path,
    target: Path,
    workspace: Workspace,
    template: Template,
    *,
    revisions: Revisions | None = None,
    overwrite: bool = False,
) -> Formatted:
    """Write the plan of a file to `target` (.docx) as the template has it.

    Refused when a text of the source would be lost, when the target is the source, or
    when it was edited by hand; nothing is written then.
    """
    from generator.read.imported import import_file

    refused = _refuse(source, target, overwrite=overwrite)
    if refused is not None:
        return Formatted(str(source), str(target), "refused", [], [], [refused])
    made = import_file(source, workspace, revisions)
    problems = list(made.diagnostics)
    missing = any(d.code == "NH090" for d in problems)  # a file made from it would lack text
    if made.plan is None or made.reading is None or missing:
        return Formatted(str(source), str(target), "refused", [], made.left, problems)
    return _write(made, made.plan, made.reading, target, workspace, template, problems)


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
    made: Imported,
    plan: KeHoach,
    before: Reading,
    target: Path,
    workspace: Workspace,
    template: Template,
    problems: list[Diagnostic],
) -> Formatted:
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
            old = _page_of(Path(made.source))
            looks = (page_changes(old, page) if old else []) + look_changes(before, after)
            left = _not_printed(made.left, after)
        except RenderError as fault:
            problems.append(fault.diagnostic)
        except OSError as fault:
            problems.append(os_diagnostic(fault))
    return Formatted(made.source, str(target), status, looks, left, problems)


def _put(target: Path, data: bytes) -> Status:
    if target.exists() and target.read_bytes() == data:
        return "unchanged"
    write_atomic(target, data)
    return "written"


def _read_back(target: Path, data: bytes) -> tuple[Reading, Section]:
    """The new file as a reader sees it, and its first page."""
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.read.classify.decide import classify
    from generator.read.word_lines import lines_of_word

    word, problems = open_word(target, data)
    assert word is not None, problems  # noqa: S101 - the template engine has just written it
    text = read_word(word)
    return classify(lines_of_word(text, str(target)), str(target)), text.sections[0]


def _page_of(source: Path) -> Section | None:
    """The first page of a .docx; other kinds do not say their margins."""
    from generator.ooxml.opened import open_word
    from generator.ooxml.sniff import sniff
    from generator.ooxml.walk import read_word

    word = open_word(source)[0] if sniff(source) == "docx" else None
    sections = read_word(word).sections if word is not None else []
    return sections[0] if sections else None


def _not_printed(left: list[Left], after: Reading) -> list[Left]:
    """What was left out of the plan and is not in the new file either."""
    from generator.text.normal import bare, fold

    there = {bare(fold(d.line.full)) for d in after.decisions}
    return [item for item in left if bare(fold(item.text)) not in there]
