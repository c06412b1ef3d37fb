"""`opinion`: rounds of opinions on a draft: asking, answers, remarks, what became of each."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - read at run time by NamedTuple
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.diagnostics import (
    Diagnostic,
    Place,
    as_dicts,
    error,
    exit_code,
    has_errors,
    warning,
)
from generator.locale import _
from generator.review.opinions import (
    LONGEST,
    Answer,
    Counts,
    Dot,
    GopY,
    NoiGui,
    Proven,
    SoLayYKien,
    Verdict,
    counts,
    fresh_id,
    proof_of,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

FILE = "lay-y-kien.toml"
MAX_ASKED = 4000
"""So many may be asked in one round: every commune of the country has room."""
Act = Literal["list", "open", "answer", "remark", "judge", "close"]


class Request(NamedTuple):
    """Which plan, and what to do."""

    plan: str
    act: Act = "list"
    round: int = 0
    """Number of the round; 0 is the last one."""
    recipients: tuple[str, ...] = ()
    """Of a new round: ids of the registry or names."""
    deadline: date | None = None
    who: str = ""
    """The recipient who answered or remarked, by name."""
    answer: Answer = ""
    letter: str = ""
    node: str = ""
    text: str = ""
    """A remark, or the explanation of a decision."""
    remark: str = ""
    """Id of the remark to decide on."""
    verdict: Verdict = ""


class RoundStanding(NamedTuple):
    """A round as it stands now."""

    round: Dot
    remarks: list[Proven]
    counts: Counts
    late: bool
    """Whether the last day has passed."""


class Result(NamedTuple):
    """All rounds of the plan, the last one first."""

    plan: str
    status: Literal["asked", "written", "refused"]
    rounds: list[RoundStanding]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when nothing could be done."""
        return exit_code(self.diagnostics)

    @property
    def open(self) -> int:
        """Remarks of all rounds with something left to do."""
        return sum(one.counts.open for one in self.rounds)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "status": self.status,
            "rounds": [
                {
                    **msgspec.to_builtins(one.round),
                    "counts": one.counts._asdict(),
                    "late": one.late,
                    "proofs": {p.remark.id: p.proof for p in one.remarks},
                }
                for one in self.rounds
            ],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Tell how the rounds stand, or write something down; what cannot be read stays as it is."""
    from generator.verbs.comment import FOLDER
    from generator.verbs.view import no_plan, path_of
    from generator.workspace.files import locked, os_diagnostic, write_atomic
    from generator.workspace.reading import examine

    workspace = desk.workspace
    source = path_of(workspace, request.plan)
    if source is None:
        return Result(request.plan, "refused", [], [no_plan(request.plan)])
    loaded, problems = examine(workspace, source)
    if loaded is None:
        return Result(request.plan, "refused", [], problems)
    path = workspace.root / FOLDER / request.plan / FILE
    if request.act == "list":
        rounds, found = read_rounds(path)
        standing, more = _standing(desk, loaded, rounds)
        return Result(request.plan, "asked", standing, found + more)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.parent / ".khoa"
        with lock.open("ab"), locked(lock):
            rounds, found = read_rounds(path)
            done = found[0] if has_errors(found) else _done(desk, request, loaded, rounds)
            if isinstance(done, Diagnostic):
                standing, _more = _standing(desk, loaded, rounds)
                return Result(request.plan, "refused", standing, [done])
            write_atomic(path, written(done).encode(), durable=True)
    except OSError as fault:
        return Result(request.plan, "refused", [], [os_diagnostic(fault)])
    standing, more = _standing(desk, loaded, done)
    return Result(request.plan, "written", standing, more)


def read_rounds(path: Path) -> tuple[list[Dot], list[Diagnostic]]:
    """The rounds in a file, and what is wrong with it; none where there is no file."""
    from generator.plan.toml import decode, read

    if not path.exists():
        return [], []
    source, found = read(path)
    if source is None:
        return [], found
    record, more = decode(source, SoLayYKien)
    return (record.dot if record is not None else []), found + more


# ------------------------------------------------------------------ how the rounds stand


def _standing(
    desk: Desk, loaded: Loaded, rounds: list[Dot]
) -> tuple[list[RoundStanding], list[Diagnostic]]:
    found: list[Diagnostic] = []
    told = []
    now = _said(loaded.plan, desk.workspace)
    for dot in reversed(rounds):
        then_plan = _sent(desk.workspace, dot)
        then = _said(then_plan, desk.workspace) if then_plan is not None else {}
        remarks = []
        for one in dot.gop_y:
            proof = proof_of(then_plan, loaded.plan, one.nut)
            before, after = then.get(one.nut, ("", "")), now.get(one.nut, ("", ""))
            proven = Proven(one, proof, before[1], after[1], after[0])
            remarks.append(proven)
            if proven.false:
                found.append(_untrue(loaded.plan, dot, proven))
        late = not dot.xong_luc and desk.today() > dot.han
        told.append(RoundStanding(dot, remarks, counts(dot, remarks), late))
    return told, found


def _untrue(plan: KeHoach, dot: Dot, proven: Proven) -> Diagnostic:
    message = _("Đợt {so}: ý kiến của {noi} ghi là tiếp thu nhưng {cho} chưa đổi gì").format(
        so=dot.so, noi=proven.remark.noi, cho=proven.place or _("nội dung ấy")
    )
    hint = _("Sửa đúng nội dung ấy, hoặc ghi lại là không tiếp thu và giải trình.")
    return warning("QT922", message, Place(plan.van_ban.ma, proven.remark.nut), hint)


def _sent(workspace: Workspace, dot: Dot) -> KeHoach | None:
    """The plan as it was sent out, where its text is still kept."""
    from generator.plan.toml import parse_plan
    from generator.workspace.bases import Bases

    text = Bases(workspace.root).find(dot.ma_bam)
    loaded = parse_plan(text.encode(), dot.ma_bam)[0] if text is not None else None
    return loaded.plan if loaded is not None else None


def _said(plan: KeHoach, workspace: Workspace) -> dict[str, tuple[str, str]]:
    from generator.verbs.comment import said_at
    from generator.verbs.view import reader

    return said_at(plan, reader(workspace, plan))


# ------------------------------------------------------------------ acts


def _done(
    desk: Desk, request: Request, loaded: Loaded, rounds: list[Dot]
) -> list[Dot] | Diagnostic:
    """The rounds after the act, or why it cannot be done."""
    if request.act == "open":
        return _opened(desk, request, loaded, rounds)
    at = next(
        (i for i, dot in enumerate(rounds) if dot.so == (request.round or rounds[-1].so)), None
    )
    if at is None:
        return _refused(request, _("Chưa có đợt lấy ý kiến ấy"))
    dot = rounds[at]
    if dot.xong_luc and request.act in ("answer", "remark"):
        return _refused(request, _("Đợt lấy ý kiến này đã khép lại"))
    acts: dict[str, Callable[[], Dot | Diagnostic]] = {
        "answer": lambda: _answered(desk, request, dot),
        "remark": lambda: _remarked(desk, request, dot, loaded),
        "judge": lambda: _judged(desk, request, dot),
        "close": lambda: msgspec.structs.replace(
            dot, xong_luc=desk.now().isoformat(timespec="seconds"), xong_nguoi=desk.who
        ),
    }
    done = acts[request.act]()
    return done if isinstance(done, Diagnostic) else [*rounds[:at], done, *rounds[at + 1 :]]


def _opened(
    desk: Desk, request: Request, loaded: Loaded, rounds: list[Dot]
) -> list[Dot] | Diagnostic:
    from generator.workspace.bases import Bases, fingerprint

    names = _recipients(desk.workspace, loaded.plan, request.recipients)
    if not names or len(names) > MAX_ASKED:
        return _refused(request, _("Phải nêu nơi được lấy ý kiến"))
    if request.deadline is None or request.deadline < desk.today():
        return _refused(request, _("Hạn trả lời phải là hôm nay hoặc một ngày sau"))
    if rounds and not rounds[-1].xong_luc:
        return _refused(request, _("Đợt trước chưa khép lại"))
    Bases(desk.workspace.root).keep_rendered(loaded.source.text)
    moment = desk.now().isoformat(timespec="seconds")
    digest = fingerprint(loaded.source.text)
    number = max((dot.so for dot in rounds), default=0) + 1
    return [*rounds, Dot(number, moment, desk.who, digest, request.deadline, names)]


def _recipients(workspace: Workspace, plan: KeHoach, said: tuple[str, ...]) -> list[NoiGui]:
    """Each recipient once, by the name that the registry gives it."""
    from generator.plan.overlay import with_own

    registry, _citations = with_own(plan, workspace.registry, workspace.citations)
    day = plan.day()
    every = ((id_, registry.get(id_, day)) for id_ in registry.known(day))
    by_name = {agency.ten: id_ for id_, agency in every if agency is not None}
    found: dict[str, NoiGui] = {}
    for one in (re.sub(r"\s+", " ", name).strip()[:300] for name in said):
        agency = registry.get(one, day) if one else None
        name = agency.ten if agency is not None else one
        if name:
            found.setdefault(name, NoiGui(name, by_name.get(name, "")))
    return list(found.values())


def _answered(desk: Desk, request: Request, dot: Dot) -> Dot | Diagnostic:
    at = next((i for i, one in enumerate(dot.noi) if one.ten == request.who), None)
    if at is None:
        return _refused(request, _("“{ten}” không có trong đợt này").format(ten=request.who))
    if request.answer == "dong-y" and any(one.noi == request.who for one in dot.gop_y):
        return _refused(request, _("Nơi này đã có ý kiến cụ thể, không thể ghi là đồng ý"))
    moment = desk.now().isoformat(timespec="seconds") if request.answer else ""
    new = msgspec.structs.replace(
        dot.noi[at], tra_loi=request.answer, van_ban=request.letter.strip()[:300], luc=moment
    )
    return msgspec.structs.replace(dot, noi=[*dot.noi[:at], new, *dot.noi[at + 1 :]])


def _remarked(desk: Desk, request: Request, dot: Dot, loaded: Loaded) -> Dot | Diagnostic:
    text = request.text.replace("\r\n", "\n").strip()
    if not 0 < len(text) <= LONGEST:
        return _refused(request, _("Ý kiến phải có từ 1 đến {so} chữ cái").format(so=LONGEST))
    if request.who not in {one.ten for one in dot.noi}:
        return _refused(request, _("“{ten}” không có trong đợt này").format(ten=request.who))
    sent = _sent(desk.workspace, dot) or loaded.plan
    said = _said(sent, desk.workspace)
    if request.node not in said:
        return _refused(request, _("Bản gửi lấy ý kiến không có nội dung ấy"))
    new = GopY(fresh_id(dot), request.who, request.node, text, said[request.node][0])
    moment = desk.now().isoformat(timespec="seconds")
    who = [
        msgspec.structs.replace(
            one,
            tra_loi=one.tra_loi if one.tra_loi == "khong-dong-y" else "co-y-kien",
            luc=one.luc or moment,
        )
        if one.ten == request.who
        else one
        for one in dot.noi
    ]
    return msgspec.structs.replace(dot, noi=who, gop_y=[*dot.gop_y, new])


def _judged(desk: Desk, request: Request, dot: Dot) -> Dot | Diagnostic:
    at = next((i for i, one in enumerate(dot.gop_y) if one.id == request.remark), None)
    if at is None:
        return _refused(request, _("Không có ý kiến “{ma}”").format(ma=request.remark))
    why = request.text.replace("\r\n", "\n").strip()
    if len(why) > LONGEST:
        return _refused(request, _("Giải trình dài quá {so} chữ cái").format(so=LONGEST))
    if request.verdict in ("khong", "mot-phan") and not why:
        return _refused(request, _("Không tiếp thu hoặc tiếp thu một phần thì phải giải trình"))
    moment = desk.now().isoformat(timespec="seconds") if request.verdict else ""
    who = desk.who if request.verdict else ""
    new = msgspec.structs.replace(
        dot.gop_y[at], ket_qua=request.verdict, giai_trinh=why, nguoi=who, luc=moment
    )
    return msgspec.structs.replace(dot, gop_y=[*dot.gop_y[:at], new, *dot.gop_y[at + 1 :]])


def _refused(request: Request, message: str) -> Diagnostic:
    return error("QT921", message, Place(request.plan, request.node or request.remark))
