"""`dossier diff`: what changed in all papers since they were submitted, or since a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import FINDINGS, Diagnostic, as_dicts, exit_code
from generator.plan.dossier import HoSo
from generator.plan.toml import decode, parse
from generator.verbs import diff, process
from generator.verbs.dossier_common import opened
from generator.workspace.bases import Bases

if TYPE_CHECKING:
    from generator.verbs.dossier_common import Member, OpenedDossier
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which dossier, since when."""

    plan: str
    since: str = ""
    """A revision of git: HEAD, a tag, a commit; "" for what each paper said when submitted."""


class ComparedMember(NamedTuple):
    """One member."""

    ma: str
    came: bool
    """It was not in the dossier then, or there was no such paper."""
    lines: list[str]
    """What changed, in the plan's words; none where nothing did."""
    known: bool = True
    """False of a paper that was not submitted, or whose text of then is not kept."""


class Result(NamedTuple):
    """What changed, paper by paper, in the order of the dossier."""

    plan: str
    members: list[ComparedMember]
    gone: list[str]
    """Ids of members that were in and are not now."""
    diagnostics: list[Diagnostic]

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
            "plan": self.plan, "members": rows, "gone": self.gone,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Compare each member with itself then, and the list of members with the list then."""
    found, problems = opened(desk.workspace, request.plan)
    if found is None:
        return Result(request.plan, [], [], problems)
    own = found.dossier.ho_so.ke_hoach
    if not request.since:
        members = [_since_submitted(desk, member) for member in found.members]
        return Result(own, members, [], problems)
    before, wrong = _members_then(found, request.since)
    if wrong:
        return Result(own, [], [], [*problems, *wrong])
    members = [_compared(desk, member, request.since, before) for member in found.members]
    now = set(found.dossier.enabled())
    return Result(own, members, [ma for ma in before or () if ma not in now], problems)


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


def _compared(desk: Desk, member: Member, since: str, before: list[str] | None) -> ComparedMember:
    came = before is not None and member.ma not in before
    lines = _lines(desk, f"{member.path}@{since}", member)
    return (
        ComparedMember(member.ma, came, lines)
        if lines is not None
        else ComparedMember(member.ma, True, [])
    )


def _since_submitted(desk: Desk, member: Member) -> ComparedMember:
    """The paper beside what it said when it was submitted."""
    event = process.submitted(desk.workspace, member.ma)
    bases = Bases(desk.workspace.root)
    if event is None or bases.find(event.ma_bam) is None:
        return ComparedMember(member.ma, came=False, lines=[], known=False)
    lines = _lines(desk, str(bases.path(event.ma_bam)), member)
    return ComparedMember(member.ma, came=False, lines=lines or [], known=lines is not None)


def _lines(desk: Desk, then: str, member: Member) -> list[str] | None:
    """What changed in the plan's words; None where the text of then cannot be read."""
    from generator.review.report import summary

    told = diff.run(desk, diff.Request(then, str(member.path)))
    if told.difference is None or told.words is None:
        return None
    return summary(told.difference, told.words) if told.changed else []
