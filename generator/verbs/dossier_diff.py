"""`dossier diff`: what changed in all papers since they were submitted, or since a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import FINDINGS, Diagnostic, as_dicts, exit_code, in_order
from generator.plan.agreeing import disagreements
from generator.plan.dossier import HoSo
from generator.plan.toml import decode, parse
from generator.verbs import diff, process
from generator.verbs.dossier_common import opened
from generator.workspace.bases import Bases
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.verbs.dossier_common import Member, OpenedDossier
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which dossier, since when."""

    plan: str
    since: str = ""
    """A revision of git: HEAD, a tag, a commit; "" for what each paper said when submitted."""
    pages: Path | None = None
    """The folder of the page of the dossier and of the page of each changed paper."""


class ComparedMember(NamedTuple):
    """One member."""

    ma: str
    came: bool
    """It was not in the dossier then, or there was no such paper."""
    lines: list[str]
    """What changed, in the plan's words; none where nothing did."""
    known: bool = True
    """False of a paper that was not submitted, or whose text of then is not kept."""
    page: str = ""
    """The name of its page in the folder; "" where none was written."""


class Result(NamedTuple):
    """What changed, paper by paper, in the order of the dossier."""

    plan: str
    members: list[ComparedMember]
    gone: list[str]
    """Ids of members that were in and are not now."""
    diagnostics: list[Diagnostic]
    written: str = ""
    """The page of the dossier."""

    @property
    def changed(self) -> bool:
        """Whether anything is other than it was."""
        return bool(self.gone) or any(one.came or one.lines for one in self.members)

    @property
    def exit_code(self) -> int:
        """0 where nothing changed, 1 where something did or could not be read."""
        return exit_code(self.diagnostics) or (FINDINGS if self.changed else 0)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        rows = [
            {"id": one.ma, "new": one.came, "known": one.known, "changes": one.lines}
            for one in self.members
        ]
        return {
            "plan": self.plan, "members": rows, "gone": self.gone, "written": self.written,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Compare each member with itself then, and the list of members with the list then.

    Raises OSError where a page cannot be written.
    """
    found, problems = opened(desk.workspace, request.plan)
    if found is None:
        return Result(request.plan, [], [], problems)
    own, before = found.dossier.ho_so.ke_hoach, None
    if request.since:
        before, wrong = _members_then(found, request.since)
        if wrong:
            return Result(own, [], [], [*problems, *wrong])
    members = [_compared(desk, member, request, before) for member in found.members]
    now = set(found.dossier.enabled())
    result = Result(own, members, [ma for ma in before or () if ma not in now], problems)
    if request.pages is None:
        return result
    target = request.pages / PAGE
    write_atomic(target, _page(desk, found, request, result).encode())
    return result._replace(written=desk.workspace.shown(target))


PAGE = "ho-so.html"


def _page(desk: Desk, found: OpenedDossier, request: Request, result: Result) -> str:
    """The page of the dossier: its papers with their facts and changes, and what disagrees."""
    from generator.review.contents import row
    from generator.review.dossier_page import ComparedPaper, dossier_page

    workspace = desk.workspace
    plan = workspace.plan_of(found.dossier.ho_so.ke_hoach)
    loaded = [member.loaded for member in found.members]
    told = disagreements(loaded, plan, workspace.registry) if plan is not None else []
    pairs = enumerate(zip(loaded, result.members, strict=True), 1)
    papers = [
        ComparedPaper(
            row(i, one.plan, workspace.registry, {}), one.plan.nguoi_ky, as_told.came,
            as_told.known, as_told.lines, as_told.page,
        )
        for i, (one, as_told) in pairs
    ]  # fmt: skip
    said = [str(one.message) for one in in_order(told)]
    return dossier_page(found.dossier.ho_so.ten, request.since, papers, result.gone, said)


def _members_then(found: OpenedDossier, since: str) -> tuple[list[str] | None, list[Diagnostic]]:
    """Ids of the members then; None where there was no dossier yet."""
    from generator.review.revisions import AtRevision, read_at

    data, problems = read_at(AtRevision(found.path, since))
    if data is None:
        absent = [d for d in problems if d.code != NO_FILE_THEN]
        return None, absent
    source, _found = parse(data, str(found.path))
    dossier = decode(source, HoSo)[0] if source else None
    return (dossier.enabled() if dossier else None), []


NO_FILE_THEN = "SS212"
"""Code of a file that was not there at the revision."""


def _compared(
    desk: Desk, member: Member, request: Request, before: list[str] | None
) -> ComparedMember:
    """The paper beside what it said then."""
    came = before is not None and member.ma not in before
    then = f"{member.path}@{request.since}" if request.since else _submitted(desk, member)
    told = diff.run(desk, diff.Request(then, str(member.path))) if then else None
    if told is None or told.difference is None or told.words is None:
        unknown = ComparedMember(member.ma, came=False, lines=[], known=False)
        return ComparedMember(member.ma, came=True, lines=[]) if request.since else unknown
    from generator.review.change_report import summary

    lines = summary(told.difference, told.words) if told.changed else []
    if not lines or request.pages is None:
        return ComparedMember(member.ma, came, lines)
    name = f"{member.ma}.html"
    diff.run(desk, diff.Request(then, str(member.path), "page", request.pages / name))
    return ComparedMember(member.ma, came, lines, page=name)


def _submitted(desk: Desk, member: Member) -> str:
    """The file of what the paper said when it was submitted; "" where none is kept."""
    event = process.submitted(desk.workspace, member.ma)
    bases = Bases(desk.workspace.root)
    kept = event is not None and bases.find(event.ma_bam) is not None
    return str(bases.path(event.ma_bam)) if event is not None and kept else ""
