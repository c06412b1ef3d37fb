"""What the verbs of dossiers share: the file that is meant, its members read in their order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, has_errors, nearest
from generator.locale import _
from generator.plan.attaching import decision_of
from generator.plan.dossier import HoSo
from generator.plan.families import attached, numberless
from generator.plan.toml import decode, read
from generator.verbs.process import FOLDER
from generator.workspace.index import head_of
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from generator.plan.source import TomlSource
    from generator.plan.toml import Loaded
    from generator.workspace.workspace import Workspace

NAME = "ho-so.toml"
"""The dossier among the records on a plan."""


class Member(NamedTuple):
    """A paper of a dossier."""

    path: Path
    loaded: Loaded

    @property
    def ma(self) -> str:
        """Id of the paper."""
        return self.loaded.plan.van_ban.ma


class OpenedDossier(NamedTuple):
    """A dossier and those of its members that are in and can be read."""

    path: Path
    source: TomlSource
    dossier: HoSo
    members: list[Member]


def file_of(workspace: Workspace, plan: str) -> Path:
    """The file of a plan's dossier."""
    return workspace.root / FOLDER / plan / NAME


def opened(workspace: Workspace, name: str) -> tuple[OpenedDossier | None, list[Diagnostic]]:
    """A dossier by its plan (id or file) or by its own file; None and the reason otherwise.

    A member that cannot be read is told (HV801); the others are there.
    """
    path = Path(name)
    if path.name != NAME:
        plan, found = one_plan(workspace, name)
        if plan is None:
            return None, found
        path = file_of(workspace, head_of(plan).ma)
    if not path.is_file():
        message = _("Chưa có hồ sơ {tep}").format(tep=workspace.shown(path))
        return None, [error("LN001", message, None, _("Lập hồ sơ: kehoach dossier new KẾ_HOẠCH"))]
    source, found = read(path)
    if source is None:
        return None, found
    dossier, more = decode(source, HoSo)
    if dossier is None:
        return None, found + more
    members, told = _members(workspace, dossier, source)
    return OpenedDossier(path, source, dossier, members), [*found, *more, *told]


def _members(
    workspace: Workspace, dossier: HoSo, source: TomlSource
) -> tuple[list[Member], list[Diagnostic]]:
    members: list[Member] = []
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for i, one in enumerate(dossier.thanh_phan):
        span = source.span(("thanh_phan", i, "van_ban"))
        paths = workspace.plan_index.get(one.van_ban, [])
        if one.van_ban in seen:
            message = _("“{ma}” có hai lần trong hồ sơ").format(ma=one.van_ban)
            found.append(error("HV801", message, span))
        elif one.bat and len(paths) != 1:
            message = _("Không có đúng một văn bản mang mã “{ma}”").format(ma=one.van_ban)
            hints = nearest(one.van_ban, workspace.plan_index)
            found.append(error("HV801", message, span, *hints))
        elif one.bat:
            loaded, problems = load(workspace, paths[0])
            found += [d for d in problems if has_errors([d])]  # the rest is told by its check
            if loaded is not None:
                members.append(Member(paths[0], loaded))
        seen.add(one.van_ban)
    return members, found


def takes_number(member: Member) -> bool:
    """Whether a paper gets a number of its own: no slip, no plan attached to a decision."""
    plan = member.loaded.plan
    return not numberless(plan.van_ban) and not attached(plan)


def undecided(workspace: Workspace, members: list[Member]) -> list[Diagnostic]:
    """Attached plans whose decision is not in the dossier: nothing would issue them (HV808)."""
    inside = {member.ma for member in members}
    found = []
    for member in members:
        plan = member.loaded.plan
        decision = decision_of(plan, workspace.plan_of) if attached(plan) else None
        if attached(plan) and (decision is None or decision.van_ban.ma not in inside):
            message = _("Quyết định ban hành kế hoạch này không ở trong hồ sơ")
            span = member.loaded.source.span(("van_ban", "kem_theo"))
            found.append(error("HV808", message, span))
    return found


class WrittenPapers(NamedTuple):
    """What was written of a dossier, its contents first; nothing where one paper was refused."""

    plan: str
    written: list[str]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan, "written": self.written, "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip
