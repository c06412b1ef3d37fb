"""`process`: where a plan stands in the office, and one step further.

The events of a plan stand in `ho-so/<id>/trinh.toml`: they are records of the office.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, Severity, error, has_errors, warning
from generator.locale import N_, _, language
from generator.review.process import (
    Buoc,
    Event,
    OfferedStep,
    ProcessFacts,
    QuyTrinh,
    last_submission,
    offers,
    returns,
    state_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

FOLDER = "ho-so"
FILE = "trinh.toml"
PROCESS = "quy-trinh.toml"
"""In the folder of the registries: the office's states and steps."""
WHY = {
    "role": N_("không thuộc vai trò của bạn"),
    "state": N_("kế hoạch không ở trạng thái này"),
    "unapproved": N_("văn bản chưa được duyệt"),
    "same_person": N_("người trình không tự duyệt"),
    "reason": N_("phải ghi lý do"),
    "khong_loi": N_("còn lỗi phải sửa"),
    "khong_xung_dot": N_("còn chỗ hai bên cùng sửa, chưa chọn"),
    "khong_can_xem": N_("còn chỗ phải xem"),
    "nguyen_ban": N_("văn bản đã đổi từ lúc trình"),
    "changed_since": N_("văn bản đã đổi từ lúc lãnh đạo duyệt"),
    "da_giai_trinh": N_("còn ý kiến chưa giải trình, hoặc ghi tiếp thu mà văn bản chưa đổi"),
}


class Request(NamedTuple):
    """Which plan; with a step: take it."""

    plan: str
    roles: tuple[str, ...]
    """Roles of who asks, as the door knows them."""
    step: str = ""
    reason: str = ""
    seen: str = ""
    """Digest of the text that the person saw; "" takes the text as it is."""


class Result(NamedTuple):
    """Where the plan stands."""

    plan: str
    state: str
    state_name: str
    offers: list[OfferedStep]
    events: list[Event]
    facts: ProcessFacts | None
    status: Literal["asked", "taken", "refused"]
    diagnostics: list[Diagnostic]
    steps: list[Buoc] = []  # noqa: RUF012 - never changed
    """All steps of the office's process."""
    two_persons: bool = True
    """Whether who submits may not approve."""

    def as_dict(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "plan": self.plan,
            "state": self.state,
            "status": self.status,
            "steps": [
                {"step": one.step.ma, "name": one.step.ten, "refused_for": list(one.why)}
                for one in self.offers
            ],
            "events": [msgspec.to_builtins(event) for event in self.events],
            "diagnostics": [found.as_dict() for found in self.diagnostics],
        }


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    """`trinh.toml`."""

    phien_ban: Literal[1] = 1
    su_kien: list[Event] = []


def run(desk: Desk, request: Request) -> Result:
    """Tell where a plan stands, or take a step; a step that may not be taken changes nothing."""
    from generator.workspace.files import locked

    workspace = desk.workspace
    process, found = load_process(workspace)
    if process is None:
        return Result(request.plan, "", "", [], [], None, "refused", found)
    facts, problems = _facts(desk, request.plan)
    if facts is None:
        return Result(request.plan, "", "", [], [], None, "refused", problems)
    path = workspace.root / FOLDER / request.plan / FILE
    if not request.step:
        events, problems = _read(path, workspace)
        return _result(desk, request, process, events, facts, "asked", problems)
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / ".khoa").open("ab"), locked(path.parent / ".khoa"):
        events, problems = _read(path, workspace)
        if has_errors(problems):
            return _result(desk, request, process, events, facts, "refused", problems)
        refusal = _refusal(desk, request, process, events, facts)
        if refusal is not None:
            return _result(desk, request, process, events, facts, "refused", [refusal])
        moment = desk.now().isoformat(timespec="seconds")
        event = Event(request.step, desk.who, moment, facts.digest, request.reason.strip())
        _keep(workspace, request.plan, facts.digest)
        events = [*events, event]
        _write(path, events)
    told = []
    if returns(process, events) > process.tra_lai_toi_da:
        message = _("Kế hoạch này đã bị trả lại {so} lần").format(so=returns(process, events))
        told.append(warning("QT903", message, Place(request.plan, "")))
    return _result(desk, request, process, events, facts, "taken", told)


def _keep(workspace: Workspace, plan_id: str, digest: str) -> None:
    """Keep the text that a step was taken on, so that later ones can be compared with it."""
    from generator.verbs.view import path_of
    from generator.workspace.bases import Bases

    path = path_of(workspace, plan_id)
    data = path.read_bytes() if path is not None else b""
    if sha256(data).hexdigest() == digest:
        Bases(workspace.root).keep_rendered(data.decode("utf-8-sig"))


def submitted(workspace: Workspace, plan_id: str) -> Event | None:
    """The step that brought a plan to its leader, where it is still there or beyond."""
    process, _found = load_process(workspace)
    return last_submission(process, events_of(workspace, plan_id)) if process else None


APPROVED = "da-duyet"
"""The state of a plan that a leader approved and that waits for its number."""
ASKING = "lay-y-kien"
"""The state of a plan whose round of opinions is open."""


def state_now(workspace: Workspace, plan_id: str) -> str:
    """Where a plan stands, without looking at its text; "" where the process is unreadable."""
    process, _found = load_process(workspace)
    if process is None:
        return ""
    events, found = _read(workspace.root / FOLDER / plan_id / FILE, workspace)
    return "" if has_errors(found) else state_of(process, events)


def events_of(workspace: Workspace, plan_id: str) -> list[Event]:
    """What happened to a plan in the office, oldest first; [] where that cannot be read."""
    events, found = _read(workspace.root / FOLDER / plan_id / FILE, workspace)
    return [] if has_errors(found) else events


def not_approved(desk: Desk, plan: str, roles: tuple[str, ...] | None) -> Diagnostic | None:
    """Why a plan may not get its number yet; None when it may.

    The records clerk numbers the very text that the leader approved, nothing else. Whose
    roles nobody knows (None: the command line) is asked only about plans that were submitted:
    an office may work without steps.
    """
    if roles is None and not (desk.workspace.root / FOLDER / plan / FILE).exists():
        return None
    now = run(desk, Request(plan, roles or ()))
    why = ["role"] if roles is not None and "van_thu" not in roles else []
    if now.facts is None:
        return next(iter(now.diagnostics), None)
    if now.state != APPROVED or has_errors(now.diagnostics):
        why.append("unapproved")
    elif now.events[-1].ma_bam != now.facts.digest:
        why.append("changed_since")
    if not why:
        return None
    reasons = "; ".join(_(WHY[one]) for one in why)
    message = _("Chưa làm được bước “{buoc}”: {ly_do}").format(buoc=_("Phát hành"), ly_do=reasons)
    hints: list[str] = []
    if roles is None:
        hints = [
            _("Trình, duyệt ở trang của kế hoạch (kehoach web) rồi phát hành."),
            _("Lãnh đạo đã duyệt trên bản giấy thì thêm --approved-on-paper."),
        ]
    return error("QT902", message, Place(plan, ""), *hints)


def load_process(workspace: Workspace) -> tuple[QuyTrinh | None, list[Diagnostic]]:
    """The office's process, or the one that is shipped where it has none."""
    path = file_of(workspace)
    process, found = workspace.memory.of(path, f"process {language()}", read_process)
    return process, list(found)


def file_of(workspace: Workspace) -> Path:
    """Where the office's process stands; the shipped file where it has none of its own."""
    from generator.workspace.workspace import Workspace as Space
    from generator.workspace.workspace import shipped

    path = workspace.registry_dir / PROCESS
    return path if path.exists() else Space(shipped()).registry_dir / PROCESS


def read_process(path: Path) -> tuple[QuyTrinh | None, list[Diagnostic]]:
    """A process as a file has it; None where it cannot be used, with the reason."""
    from generator.plan.toml import decode, read

    source, found = read(path)
    if source is None:
        return None, found
    process, more = decode(source, QuyTrinh)
    found += more
    if process is not None and (not process.trang_thai or process.faults()):
        names = ", ".join(process.faults())
        message = _("Quy trình nêu trạng thái không có: {ten}").format(ten=names)
        return None, [*found, error("QT901", message, Place(source.file, ""))]
    return process, found


def _facts(desk: Desk, plan_id: str) -> tuple[ProcessFacts | None, list[Diagnostic]]:
    from generator.cascade.changing.tree import Tree
    from generator.verbs import opinion
    from generator.verbs.check_plans import Checker
    from generator.verbs.view import no_plan, path_of

    path = path_of(desk.workspace, plan_id)
    if path is None:
        return None, [no_plan(plan_id)]
    loaded, findings = Checker(desk.workspace).examine(path)
    if loaded is None:
        return None, findings
    nodes = [item.node for item in Tree(loaded.plan).items.values()]
    errors = sum(one.severity is Severity.ERROR for one in findings)
    conflicts = sum(len(getattr(node, "xung_dot", ())) for node in nodes)
    notes = sum(1 for node in nodes if getattr(node, "can_xem", None))
    asked = opinion.run(desk, opinion.Request(plan_id))
    if has_errors(asked.diagnostics):
        return None, asked.diagnostics
    return ProcessFacts(loaded.source.digest, errors - conflicts, conflicts, notes, asked.open), []


def _refusal(
    desk: Desk, request: Request, process: QuyTrinh, events: list[Event], facts: ProcessFacts
) -> Diagnostic | None:
    offered = offers(process, events, desk.who, request.roles, facts)
    offer = next((one for one in offered if one.step.ma == request.step), None)
    why = ["state"] if offer is None else list(offer.why)
    if offer is not None and offer.step.can_ly_do and not request.reason.strip():
        why.append("reason")
    if request.seen and request.seen != facts.digest:
        why.append("nguyen_ban")
    if not why:
        return None
    reasons = "; ".join(_(WHY[one]) for one in dict.fromkeys(why))
    name = offer.step.ten if offer is not None else request.step
    message = _("Chưa làm được bước “{buoc}”: {ly_do}").format(buoc=name, ly_do=reasons)
    return error("QT902", message, Place(request.plan, ""))


def _result(
    desk: Desk,
    request: Request,
    process: QuyTrinh,
    events: list[Event],
    facts: ProcessFacts,
    status: Literal["asked", "taken", "refused"],
    found: list[Diagnostic],
) -> Result:
    state = state_of(process, events)
    name = next(one.ten for one in process.trang_thai if one.ma == state)
    offered = offers(process, events, desk.who, request.roles, facts)
    return Result(
        request.plan, state, name, offered, events, facts, status, found, process.buoc,
        process.hai_nguoi,
    )  # fmt: skip


def _read(path: Path, workspace: Workspace) -> tuple[list[Event], list[Diagnostic]]:
    from generator.plan.toml import decode, read

    if not path.exists():
        return [], []
    source, found = read(path)
    if source is None:
        return [], found
    record, more = decode(source, _Record)
    del workspace
    return (record.su_kien if record is not None else []), found + more


def _write(path: Path, events: list[Event]) -> None:
    from generator.plan.emit import literal
    from generator.workspace.files import write_atomic

    lines = [
        "# Sổ việc của kế hoạch này trong cơ quan; chương trình ghi, không sửa tay.",
        "phien_ban = 1",
    ]
    for event in events:
        lines += ["", "[[su_kien]]"]
        values = msgspec.to_builtins(event)
        lines += [f"{key} = {literal(value)}" for key, value in values.items() if value != ""]
    write_atomic(path, ("\n".join(lines) + "\n").encode(), durable=True)
