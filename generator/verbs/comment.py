"""`comment`: what reviewers say about nodes of a plan; answers, and what is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.review.comments import LONGEST, SoYKien, TraLoiYKien, YKien, fresh_id, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.workspace.desk import Desk

FOLDER = "ho-so"
FILE = "y-kien.toml"
Act = Literal["list", "add", "answer", "settle", "reopen"]


class Request(NamedTuple):
    """Which plan, and what to do."""

    plan: str
    act: Act = "list"
    node: str = ""
    """Of a new comment: id of its node; "van_ban" is the document as a whole."""
    comment: str = ""
    """Id of the comment that is answered, settled or opened again."""
    text: str = ""


class Pinned(NamedTuple):
    """A comment and what its node says now."""

    comment: YKien
    there: bool
    """Whether the node is still in the plan."""
    place: str
    """Such as "III.2.a", as it is numbered now; "" for the document or a node that is gone."""
    now: str
    """What the node says now."""

    @property
    def open(self) -> bool:
        """Whether somebody has still to settle it."""
        return not self.comment.xong_nguoi and not self.comment.xong_luc


class Result(NamedTuple):
    """All comments of the plan, in the order of its nodes; those of gone nodes last."""

    plan: str
    status: Literal["asked", "written", "refused"]
    comments: list[Pinned]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when nothing could be done."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "status": self.status,
            "comments": [
                {
                    **msgspec.to_builtins(one.comment),
                    "open": one.open,
                    "place": one.place,
                    "there": one.there,
                }
                for one in self.comments
            ],
            "diagnostics": as_dicts(self.diagnostics),
        }


Said = dict[str, tuple[str, str]]
"""Id of a node → its place as numbered now, and its words."""


def run(desk: Desk, request: Request) -> Result:
    """List comments, or write one down; what cannot be read is never written over."""
    if request.act == "list":
        return changed(desk, request.plan, None)
    return changed(desk, request.plan, lambda comments, said: _done(desk, request, comments, said))


def changed(
    desk: Desk,
    plan_id: str,
    change: Callable[[list[YKien], Said], list[YKien] | Diagnostic] | None,
) -> Result:
    """The comments of a plan after a change; None only looks at them."""
    from generator.verbs.view import no_plan, path_of, reader
    from generator.workspace.reading import examine

    workspace = desk.workspace
    source = path_of(workspace, plan_id)
    if source is None:
        return Result(plan_id, "refused", [], [no_plan(plan_id)])
    loaded, problems = examine(workspace, source)
    if loaded is None:
        return Result(plan_id, "refused", [], problems)
    said = said_at(loaded.plan, reader(workspace, loaded.plan))
    path = workspace.root / FOLDER / plan_id / FILE
    if change is None:
        comments, found = read_comments(path)
        return Result(plan_id, "asked", _pinned(comments, said), found)
    done, found = _changed(path, lambda comments: change(comments, said))
    if done is None:
        comments, _problems = read_comments(path)
        return Result(plan_id, "refused", _pinned(comments, said), found)
    return Result(plan_id, "written", _pinned(done, said), [])


class Settled(NamedTuple):
    """A question of the plan that somebody settled outside of it, as in Word."""

    node: str
    question: str
    who: str
    words: str
    """The answer; "" where the question was only taken away."""


def keep(desk: Desk, plan: KeHoach, settled: Sequence[Settled]) -> list[Diagnostic]:
    """Write settled questions down as comments with their answers; what went wrong is told."""
    from generator.verbs.view import reader

    said = said_at(plan, reader(desk.workspace, plan))
    moment = desk.now().isoformat(timespec="seconds")

    def added(comments: list[YKien]) -> list[YKien]:
        made = list(comments)
        for one in settled:
            words = said.get(one.node, ("", ""))[1]
            answer = [TraLoiYKien(one.who, moment, one.words[:LONGEST])] if one.words else []
            made.append(
                YKien(fresh_id(made), one.node, "kehoach", moment, one.question[:LONGEST], words,
                      one.who, moment, answer)
            )  # fmt: skip
        return made

    done, found = _changed(desk.workspace.root / FOLDER / plan.van_ban.ma / FILE, added)
    return found if done is None else []


def _changed(
    path: Path, change: Callable[[list[YKien]], list[YKien] | Diagnostic]
) -> tuple[list[YKien] | None, list[Diagnostic]]:
    """The comments of a file changed under its lock; None with the reason if nothing was."""
    from generator.workspace.files import locked, os_diagnostic, write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.parent / ".khoa"
        with lock.open("ab"), locked(lock):
            comments, found = read_comments(path)
            if has_errors(found):
                return None, found
            done = change(comments)
            if isinstance(done, Diagnostic):
                return None, [done]
            if done != comments:
                write_atomic(path, written(done).encode(), durable=True)
    except OSError as fault:
        return None, [os_diagnostic(fault)]
    return done, []


def kept(desk: Desk, plan_id: str) -> tuple[list[YKien], list[Diagnostic]]:
    """The comments of a plan as they are kept, without what its nodes say now."""
    return read_comments(desk.workspace.root / FOLDER / plan_id / FILE)


def read_comments(path: Path) -> tuple[list[YKien], list[Diagnostic]]:
    """The comments in a file, and what is wrong with it; none where there is no file."""
    from generator.plan.toml import decode, read

    if not path.exists():
        return [], []
    source, found = read(path)
    if source is None:
        return [], found
    record, more = decode(source, SoYKien)
    return (record.y_kien if record is not None else []), found + more


def said_at(plan: KeHoach, read: Callable[[str], str]) -> Said:
    """Id of each node → its place as numbered now, and its words; in reading order."""
    from generator.cascade.changing.tree import Tree
    from generator.review.node_places import labels

    printed = labels(plan)
    found = {}
    for id_, item in Tree(plan).items.items():
        texts = [getattr(item.node, name, None) for name in ("tieu_de", "noi_dung", "trich_yeu")]
        label = printed.get(id_)
        words = " ".join(text for text in texts if isinstance(text, str))
        found[id_] = (label.short if label else "", read(words))
    return found


def _pinned(comments: list[YKien], said: dict[str, tuple[str, str]]) -> list[Pinned]:
    order = {id_: number for number, id_ in enumerate(said)}
    return [
        Pinned(one, one.nut in said, *said.get(one.nut, ("", "")))
        for one in sorted(comments, key=lambda one: order.get(one.nut, len(order)))
    ]


def _done(
    desk: Desk, request: Request, comments: list[YKien], said: dict[str, tuple[str, str]]
) -> list[YKien] | Diagnostic:
    """The comments after the act, or why it cannot be done."""
    text = request.text.replace("\r\n", "\n").strip()
    moment = desk.now().isoformat(timespec="seconds")
    if request.act in ("add", "answer") and not 0 < len(text) <= LONGEST:
        message = _("Ý kiến phải có từ 1 đến {so} chữ cái").format(so=LONGEST)
        return error("QT911", message, Place(request.plan, request.node))
    if request.act == "add":
        if request.node not in said:
            message = _("Nội dung “{nut}” không còn trong kế hoạch").format(nut=request.node)
            return error("QT912", message, Place(request.plan, request.node))
        words = said[request.node][1]
        new = YKien(fresh_id(comments), request.node, desk.who, moment, text, words)
        return [*comments, new]
    at = next((i for i, one in enumerate(comments) if one.id == request.comment), None)
    if at is None:
        message = _("Không có ý kiến “{ma}”").format(ma=request.comment)
        return error("QT912", message, Place(request.plan, request.comment))
    old = comments[at]
    match request.act:
        case "answer":
            answer = TraLoiYKien(desk.who, moment, text)
            new = msgspec.structs.replace(old, tra_loi=[*old.tra_loi, answer])
        case "settle":
            new = msgspec.structs.replace(old, xong_nguoi=desk.who, xong_luc=moment)
        case _:
            new = msgspec.structs.replace(old, xong_nguoi="", xong_luc="")
    return [*comments[:at], new, *comments[at + 1 :]]
