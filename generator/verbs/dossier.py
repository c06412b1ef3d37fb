"""`dossier`: the papers of one matter: made, shown, a member put in or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code
from generator.locale import _
from generator.plan.attaching import decision_of
from generator.plan.dossier import (
    HoSo,
    ThanhPhan,
    ThongTinHoSo,
    as_toml,
    in_order,
    switched,
    with_member,
)
from generator.plan.families import attached
from generator.plan.toml import decode, parse
from generator.plan.wording import plain, type_name, uncapital
from generator.verbs.dossier_common import file_of, opened
from generator.workspace.files import write_atomic
from generator.workspace.index import head_of
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.drafts import PaperKind
    from generator.plan.model import KeHoach
    from generator.review.contents import DongMucLuc
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

Errand = Literal["new", "show", "enable", "disable", "add"]


class Request(NamedTuple):
    """What to do with the dossier of which plan."""

    errand: Errand
    plan: str
    """The plan, or the file of the dossier."""
    members: tuple[str, ...] = ()
    """Ids or files of papers that are put in or left out."""
    kinds: tuple[PaperKind, ...] = ()
    """Of a new one: papers that are drafted where they are not there yet."""


class MemberStanding(NamedTuple):
    """A member as it stands."""

    ma: str
    enabled: bool
    number: str
    """"" while it has none."""
    line: DongMucLuc | None
    """Its row in the table of contents; None of one that is left out or cannot be read."""


class Result(NamedTuple):
    """The dossier as it stands now."""

    plan: str
    title: str
    members: list[MemberStanding]
    written: list[str]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1 or 2."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        rows = [
            {"id": one.ma, "enabled": one.enabled, "number": one.number or None}
            | ({"title": one.line.trich_yeu, "pages": one.line.so_trang} if one.line else {})
            for one in self.members
        ]
        return {
            "plan": self.plan, "title": self.title, "members": rows, "written": self.written,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Make, change or show it. Raises OSError."""
    if request.errand == "new":
        return _new(desk, request)
    if request.errand != "show":
        wrong, written = _change(desk, request)
        if wrong:
            return Result(request.plan, "", [], [], wrong)
        return _shown(desk, request.plan)._replace(written=written)
    return _shown(desk, request.plan)


def _shown(desk: Desk, name: str) -> Result:
    from generator.review.contents import row
    from generator.verbs.dossier_render import page_counts

    workspace = desk.workspace
    found, problems = opened(workspace, name)
    if found is None:
        return Result(name, "", [], [], problems)
    pages = page_counts(workspace, found.members)
    plans = {member.ma: member.loaded.plan for member in found.members}
    rows, at = [], 0
    for one in found.dossier.thanh_phan:
        plan = plans.get(one.van_ban)
        at += plan is not None
        line = row(at, plan, workspace.registry, pages) if plan else None
        rows.append(MemberStanding(one.van_ban, one.bat, line.so_ky_hieu if line else "", line))
    own = found.dossier.ho_so
    return Result(own.ke_hoach, own.ten, rows, [], problems)


# ------------------------------------------------------------------------------ made


def _new(desk: Desk, request: Request) -> Result:
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    if path is None:
        return Result(request.plan, "", [], [], problems)
    ma = head_of(path).ma
    plan = workspace.plan_of(ma)
    if plan is None:
        message = _("Không đọc được kế hoạch {tep}").format(tep=workspace.shown(path))
        return Result(ma, "", [], [], [error("HV801", message)])
    target = file_of(workspace, ma)
    if target.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=workspace.shown(target))
        return Result(
            ma,
            "",
            [],
            [],
            [error("LN052", message, None, _("Xem hồ sơ ấy: kehoach dossier show."))],
        )
    written, wrong = _drafted(desk, ma, request)
    if wrong:
        return Result(ma, "", [], written, wrong)
    members = _papers(desk.workspace.again(), plan)
    named = f"{type_name(plan.van_ban.loai) or plan.van_ban.loai} "
    title = f"Hồ sơ ban hành {named}{uncapital(plain(plan.van_ban.trich_yeu))}"
    dossier = HoSo(
        phien_ban=1,
        ho_so=ThongTinHoSo(ten=title, ke_hoach=ma),
        thanh_phan=[ThanhPhan(van_ban=one) for one in members],
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, as_toml(dossier).encode())
    desk = _again(desk)
    return _shown(desk, ma)._replace(written=[*written, workspace.shown(target)])


def _again(desk: Desk) -> Desk:
    from dataclasses import replace

    return replace(desk, workspace=desk.workspace.again())


def _drafted(desk: Desk, ma: str, request: Request) -> tuple[list[str], list[Diagnostic]]:
    """Draft what is asked for and not there; slips last, since they tell of the others."""
    from generator.verbs import new

    written: list[str] = []
    for kind in sorted(request.kinds, key=lambda kind: kind == "slip"):
        desk = _again(desk)
        if f"{ma}-{kind}" in desk.workspace.plan_index:
            continue
        made = new.run(desk, new.Request(kind, request.plan))
        if not made.written:
            return written, made.diagnostics
        written.append(made.written)
    return written, []


def _papers(workspace: Workspace, plan: KeHoach) -> list[str]:
    """The plan and what goes with it, as they lie in a folder; reports come later in its life."""
    every = [workspace.plan_of(ma) for ma in workspace.plan_index]
    decision = decision_of(plan, workspace.plan_of) if attached(plan) else None
    around = [
        paper
        for paper in every
        if paper is not None
        and paper.van_ban.loai != "BC"
        and (paper.van_ban.ban_hanh == plan.van_ban.ma or paper is decision)
    ]
    return [paper.van_ban.ma for paper in in_order([*around, plan])]


# ------------------------------------------------------------------------------ changed


def _change(desk: Desk, request: Request) -> tuple[list[Diagnostic], list[str]]:
    workspace = desk.workspace
    found, problems = opened(workspace, request.plan)
    if found is None:
        return problems, []
    text, known = found.source.text, {one.van_ban for one in found.dossier.thanh_phan}
    wanted = {one.van_ban: one.bat for one in found.dossier.thanh_phan}
    for name in request.members:
        path, wrong = (None, []) if name in known else one_plan(workspace, name)
        if wrong:
            return wrong, []
        ma = head_of(path).ma if path is not None else name
        if request.errand == "add" and ma not in known:
            text, known = with_member(text, ma), known | {ma}
        elif ma not in known:
            message = _("“{ma}” không ở trong hồ sơ").format(ma=ma)
            return [error("LN001", message, None, _("Thêm vào: kehoach dossier add"))], []
        wanted[ma] = request.errand != "disable"
        text = switched(text, ma, on=wanted[ma])
    return _save(desk, found.path, text, wanted)


def _save(
    desk: Desk, path: Path, text: str, wanted: dict[str, bool]
) -> tuple[list[Diagnostic], list[str]]:
    """Write the text when it says just what was wanted (HV810 otherwise)."""
    source, _wrong = parse(text.encode(), str(path))
    dossier = decode(source, HoSo)[0] if source else None
    said = {one.van_ban: one.bat for one in dossier.thanh_phan} if dossier else {}
    if said != wanted:
        message = _("Tệp viết theo cách mà chương trình không sửa được; tệp còn nguyên")
        hint = _("Viết mỗi thành phần thành một bảng [[thanh_phan]] với van_ban, bat riêng dòng.")
        return [error("HV810", f"{desk.workspace.shown(path)}: {message}", None, hint)], []
    write_atomic(path, text.encode())
    return [], [desk.workspace.shown(path)]
