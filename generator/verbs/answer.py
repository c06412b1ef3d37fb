"""`answer`: what only the office knows, asked once and kept for every later plan.

An answer that holds for the office ("Sở Công Thương → Phòng Kinh tế") goes into
danh-muc/tra-loi.toml, and the plan is brought up to date by it; any other question is settled
in the plan itself: its note goes.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.deriving.rulebook.answers import ANSWERS, with_answer
from generator.cascade.deriving.rulebook.questions import asked_of, in_order
from generator.diagnostics import (
    Diagnostic,
    Place,
    as_dicts,
    error,
    exit_code,
    has_errors,
    nearest,
)
from generator.grammar.letters import key_of
from generator.locale import _
from generator.plan.asked_notes import questions_in
from generator.plan.model import walk, words_key
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach
    from generator.verbs.update import Outcome
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

DONE = ("xong", "đúng", "ok")
"""Answers that settle a question of this plan alone."""
_YES = {"có": True, "co": True, "y": True, "yes": True, "không": False, "khong": False,
        "k": False, "n": False, "no": False}  # fmt: skip
_ROOMS = frozenset(["bo-phan", "chuyen-mon", "vu-trang", "su-nghiep"])


class AskedPlace(NamedTuple):
    """A node that a question is about, as a person finds it on paper."""

    node: str
    """Its id."""
    printed: str
    """Where it stands, as `node_places` has it: "III.2.a"; "" for what has no number."""
    words: str
    """What it says."""


class Open(NamedTuple):
    """A question that is still open in a plan."""

    number: int
    """From 1, in the order in which a clerk answers fastest."""
    text: str
    places: tuple[AskedPlace, ...]
    """All nodes it is about."""
    choices: tuple[str, ...]
    """What can be answered; empty: "xong" once the nodes have been put right."""
    kept: bool
    """Whether the answer is kept for the office."""


class Request(NamedTuple):
    """Which plan, and what is answered."""

    plan: str
    """Path or id."""
    answers: tuple[tuple[str, str], ...] = ()
    """Number or text of a question → answer; none: only ask what is open."""


class Result(NamedTuple):
    """What was kept, what became of the plan, what is still open."""

    file: str
    stored: tuple[str, ...]
    """Questions whose answers are kept for the office now."""
    settled: tuple[str, ...]
    """Questions that were settled in the plan."""
    status: Outcome
    questions: list[Open]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when an answer could not be taken."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.file,
            "stored": list(self.stored),
            "settled": list(self.settled),
            "status": self.status,
            "questions": [
                {
                    **one._asdict(),
                    "nodes": [place.node for place in one.places],
                    "places": [place._asdict() for place in one.places],
                    "choices": list(one.choices),
                }
                for one in self.questions
            ],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Take the answers, keep them, bring the plan up to date; say what is open."""
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    loaded, found = load(workspace, path) if path is not None else (None, problems)
    if path is None or loaded is None:
        return Result(request.plan, (), (), "refused", [], found)
    shown = workspace.shown(path)
    questions = open_questions(workspace, loaded.plan)
    if not request.answers:
        return Result(shown, (), (), "unchanged", questions, [])
    try:
        return _answered(desk, path, request, questions)
    except OSError as fault:
        return Result(shown, (), (), "refused", questions, [os_diagnostic(fault)])


def open_questions(workspace: Workspace, plan: KeHoach) -> list[Open]:
    """The questions of a plan, each once."""
    from generator.review.node_places import labels

    asked: dict[str, list[AskedPlace]] = {}
    printed = labels(plan)
    for _loc, node in walk(plan):
        for text in questions_in(node.can_xem):
            short = printed[node.id].short if node.id in printed else ""
            words = str(getattr(node, words_key(node) or "id"))
            asked.setdefault(text, []).append(AskedPlace(node.id, short, words))
    bodies = tuple(a.ten for a in _own_bodies(workspace, plan))
    found = []
    for number, (text, places) in enumerate(in_order(asked), 1):
        about = asked_of(text)
        kind = about.kind if about is not None else ""
        choices = bodies if kind == "counterpart" else ("có", "không") if kind else ()
        found.append(Open(number, text, tuple(places), choices, bool(choices)))
    return found


def _own_bodies(workspace: Workspace, plan: KeHoach) -> list[Agency]:
    """The bodies of the plan's issuer that can be given work."""
    registry, day = workspace.registry, plan.day()
    unit = registry.get(plan.van_ban.co_quan, day)
    every = (registry.get(id_, day) for id_ in registry.known(day)) if unit is not None else ()
    near = {unit.id, None} if unit is not None else set()
    return [
        a
        for a in every
        if a is not None and unit is not None and a.cap == unit.cap and a.gom is None
        and a.loai in _ROOMS and a.truc_thuoc in near
    ]  # fmt: skip


def _answered(desk: Desk, path: Path, request: Request, questions: Sequence[Open]) -> Result:
    from generator.cascade.changing.operations import Settle
    from generator.verbs import edit, update

    workspace = desk.workspace
    shown = workspace.shown(path)
    file = workspace.registry_dir / ANSWERS
    before = file.read_text("utf-8") if file.exists() else ""
    text, stored, done, problems = before, list[str](), list[Open](), list[Diagnostic]()
    for name, said in request.answers:
        one = _question(questions, name)
        if one is None:
            problems.append(_no_question(name, questions))
        elif not one.choices:
            done += [one] if said.strip().lower() in DONE else []
            problems += [] if said.strip().lower() in DONE else [_not_one_word(one)]
        else:
            new = _with(text, one, said)
            if isinstance(new, Diagnostic):
                problems.append(new)
            else:
                text = new
                stored.append(one.text)
    if has_errors(problems):
        if len(request.answers) > len(problems):
            none = _("Chưa ghi câu trả lời nào của lệnh này: sửa rồi gửi lại tất cả.")
            problems[-1] = problems[-1]._replace(hints=(*problems[-1].hints, none))
        return Result(shown, (), (), "refused", list(questions), problems)
    if text != before:
        write_atomic(file, text.encode(), durable=True)
    if done:
        settles = [Settle(at.node, one.text) for one in done for at in one.places]
        problems += edit.run(desk, edit.Request(path, settles)).diagnostics
    status: Outcome = "unchanged"
    if stored:
        updated = update.run(desk, update.Request((str(path),)))
        problems += updated.diagnostics
        status = updated.items[0].status if updated.items else "refused"
    after = load(workspace, path)[0]
    left = open_questions(workspace, after.plan) if after is not None else list(questions)
    settled = tuple(one.text for one in done)
    return Result(shown, tuple(stored), settled, status, left, problems)


def _question(questions: Sequence[Open], name: str) -> Open | None:
    said = key_of(name)
    return next((q for q in questions if name == str(q.number) or key_of(q.text) == said), None)


def _with(text: str, one: Open, said: str) -> str | Diagnostic:
    """The file of answers with one more, or why the answer cannot be taken."""
    asked = asked_of(one.text)
    assert asked is not None  # noqa: S101 - it has choices
    value: str | bool | None
    if asked.kind == "belongs":
        value = _YES.get(said.strip().lower())
    else:
        named = [c for c in one.choices if key_of(c) == key_of(said)]
        value = named[0] if named else None
    if value is None:
        message = _("“{tra_loi}” không phải câu trả lời cho câu hỏi {so}")
        hints = nearest(said, one.choices) or [_("Chọn: {ds}").format(ds="; ".join(one.choices))]
        return error("LN054", message.format(tra_loi=said, so=one.number), None, *hints)
    new = with_answer(text, asked, value)
    if new is None:
        message = _("Không ghi thêm được vào {tep}: tệp có lỗi hoặc viết theo cách khác")
        return error("DX545", message.format(tep=ANSWERS), Place(ANSWERS, _("cả tệp")))
    return new


def _no_question(name: str, questions: Sequence[Open]) -> Diagnostic:
    message = _("Không có câu hỏi “{ten}” trong kế hoạch này").format(ten=name)
    hint = _("Có {so} câu, đánh số từ 1").format(so=len(questions))
    return error("LN054", message, None, hint)


def _not_one_word(one: Open) -> Diagnostic:
    message = _("Câu hỏi {so} phải sửa ngay trong kế hoạch; sửa xong thì trả lời “xong”")
    where = (at.printed or f"“{shorten(at.words, 60, placeholder=' …')}”" for at in one.places[:8])
    hint = _("Ở: {nut}").format(nut="; ".join(where))
    return error("LN054", message.format(so=one.number), None, hint)
