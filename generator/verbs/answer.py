"""`answer`: what only the office knows, asked once and kept for every later plan.

An answer that holds for the office ("Sở Công Thương → Phòng Kinh tế") goes into
danh-muc/tra-loi.toml, and the plan is brought up to date by it; any other question is settled
in the plan itself: its note goes, and by "không" or "bỏ" the sentence, or the clause that is asked
about, goes with it.
"""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.deriving.rulebook.answered_here import (
    CHOICES,
    as_request,
    asks_for,
    cut,
    kind_of,
    one_of,
    stays,
    yes_or_no,
)
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
from generator.grammar.named_bodies import bodies
from generator.locale import _
from generator.plan.asked_notes import questions_in
from generator.plan.model import walk, words_key
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.cascade.changing.operations import Operation
    from generator.cascade.changing.tree import Tree
    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.verbs.update import Outcome
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

_TOGETHER = re.compile(r"Các (?P<who>.+?) thuộc (?P<whose>.+)")
"""The heading of what nobody leads yet."""
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
    """What can be answered; empty: "xong" once the nodes have been put right, or "bỏ"."""
    kept: bool
    """Whether the answer is kept for the office."""
    named: bool = False
    """Whether a name answers it that no list has: a department's own unit."""

    @property
    def drops(self) -> frozenset[str]:
        """The nodes from which "bỏ" can take what is asked about; the others say more."""
        return frozenset(at.node for at in self.places if cut(self.text, at.words) is not None)


class Request(NamedTuple):
    """Which plan, and what is answered."""

    plan: str
    """Path or id."""
    answers: tuple[tuple[str, str], ...] = ()
    """Number or text of a question → answer; "3.2": its second place alone; none: only ask."""


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
    own = tuple(a.ten for a in _own_bodies(workspace, plan))
    found = []
    for number, (text, places) in enumerate(in_order(asked), 1):
        about = asked_of(text)
        kind = about.kind if about is not None else ""
        here = kind_of(text)
        named = here == "unit" and all(_TOGETHER.fullmatch(at.words) for at in places)
        choices = CHOICES["whether"] if kind else CHOICES.get(here, ())
        if kind == "counterpart" or here == "body":
            choices = own
        found.append(Open(number, text, tuple(places), choices, bool(kind), named))
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
    from generator.verbs import edit, update

    workspace = desk.workspace
    shown = workspace.shown(path)
    loaded = load(workspace, path)[0]
    file = workspace.registry_dir / ANSWERS
    before = file.read_text("utf-8") if file.exists() else ""
    text, stored, problems = before, list[str](), list[Diagnostic]()
    settled = list[str]()
    operations: list[Operation] = []
    for name, said in request.answers:
        one = _question(questions, name)
        if one is None:
            problems.append(_no_question(name, questions))
        elif one.kept:
            new = _with(text, one, said, _named_bodies(workspace, loaded))
            if isinstance(new, Diagnostic):
                problems.append(new)
            else:
                text = new
                stored.append(one.text)
        elif loaded is not None:
            done = _here(loaded.plan, one, said, _named_bodies(workspace, loaded))
            if isinstance(done, Diagnostic):
                problems.append(done)
            else:
                operations += done
                settled.append(one.text)
    if has_errors(problems):
        if len(request.answers) > len(problems):
            none = _("Chưa ghi câu trả lời nào của lệnh này: sửa rồi gửi lại tất cả.")
            problems[-1] = problems[-1]._replace(hints=(*problems[-1].hints, none))
        return Result(shown, (), (), "refused", list(questions), problems)
    if text != before:
        write_atomic(file, text.encode(), durable=True)
    if operations:
        problems += edit.run(desk, edit.Request(path, operations)).diagnostics
    status: Outcome = "unchanged"
    if stored:
        updated = update.run(desk, update.Request((str(path),)))
        problems += updated.diagnostics
        status = updated.items[0].status if updated.items else "refused"
    after = load(workspace, path)[0]
    left = open_questions(workspace, after.plan) if after is not None else list(questions)
    return Result(shown, tuple(stored), tuple(settled), status, left, problems)


def _question(questions: Sequence[Open], name: str) -> Open | None:
    """The question of a number or text; of "3.2" with its second place only."""
    said = key_of(name)
    number, _dot, place = name.partition(".")
    for one in questions:
        if name == str(one.number) or key_of(one.text) == said:
            return one
        at = int(place) - 1 if place.isdecimal() else -1
        if number == str(one.number) and not one.kept and 0 <= at < len(one.places):
            return one._replace(places=(one.places[at],))
    return None


def _named_bodies(workspace: Workspace, loaded: Loaded | None) -> list[tuple[str, str]]:
    return [(a.id, a.ten) for a in _own_bodies(workspace, loaded.plan)] if loaded else []


def _with(text: str, one: Open, said: str, own: list[tuple[str, str]]) -> str | Diagnostic:
    """The file of answers with one more, or why the answer cannot be taken."""
    asked = asked_of(one.text)
    assert asked is not None  # noqa: S101 - it is kept
    value = yes_or_no(said) if asked.kind == "belongs" else one_of(said, own)
    if value is None:
        return _not_taken(one, said)
    new = with_answer(text, asked, value)
    if new is None:
        message = _("Không ghi thêm được vào {tep}: tệp có lỗi hoặc viết theo cách khác")
        return error("DX545", message.format(tep=ANSWERS), Place(ANSWERS, _("cả tệp")))
    return new


# ------------------------------------------------------------------ in the plan itself


def _here(
    plan: KeHoach, one: Open, said: str, own: list[tuple[str, str]]
) -> list[Operation] | Diagnostic:
    """What an answer does to the sentences asked about, or why it cannot be taken."""
    from generator.cascade.changing.operations import Set, Settle
    from generator.cascade.changing.tree import Tree

    kind, tree = kind_of(one.text), Tree(plan)
    keeps = stays(said, kind)
    settles: list[Operation] = [Settle(at.node, one.text) for at in one.places]
    if keeps:
        return settles
    if kind == "who" and asks_for(said):
        asked = [(at, as_request(one.text, at.words)) for at in one.places]
        if any(words is None for _at, words in asked):
            return _no_head(one, [at for at, words in asked if words is None])
        return [*settles, *(
            Set(at.node, words_key(tree.items[at.node].node) or "", words, at.words)
            for at, words in asked
        )]  # fmt: skip
    if keeps is None:
        body = one_of(said, own) if kind == "body" else _unit_named(said) if one.named else None
        led = [_TOGETHER.fullmatch(at.words) for at in one.places]
        if body is None or not all(led):
            return _not_taken(one, said)
        ids = [id_ for id_, name in own if name == body]
        for at, found in zip(one.places, led, strict=True):
            words = _LED.format(body, **found.groupdict()) if found is not None else body
            settles += [Set(at.node, words_key(tree.items[at.node].node) or "", words, at.words)]
            settles += [Set(at.node, "co_quan", ids)] if ids else []
        return settles
    taken = [_without(tree, at, one) for at in one.places]
    if None in taken:
        left = [at for at, done in zip(one.places, taken, strict=True) if done is None]
        return _more_in_it(one, left)
    return [*settles, *(operation for operation in taken if operation is not None)]


_LED = "{0} chủ trì, phối hợp với các {who} liên quan thuộc {whose}"


def _unit_named(said: str) -> str | None:
    """A name that is one of a body; None for other words."""
    name = " ".join(said.split())
    found = bodies(name)
    return name if len(found) == 1 and found[0].text == name else None


def _without(tree: Tree, at: AskedPlace, one: Open) -> Operation | None:
    """The operation that takes a sentence out, and a heading that then has nothing below it.

    None where more is said in it than what was asked.
    """
    from generator.cascade.changing.operations import Remove, Set

    item = tree.items[at.node]
    field = words_key(item.node) or ""
    heads = any(ids for (parent, _key), ids in tree.order.items() if parent == at.node)
    if field and not heads and not getattr(item.node, "bang", None):
        left = cut(one.text, at.words)
        if left is None or left.text:
            return Set(at.node, field, left.text, at.words) if left is not None else None
    while above := item.group[0]:
        below = [i for (parent, _key), ids in tree.order.items() if parent == above for i in ids]
        if below != [item.id] or getattr(tree.items[above].node, "noi_dung", None):
            break
        item = tree.items[above]
    return Remove(item.id)


def _not_taken(one: Open, said: str) -> Diagnostic:
    """An answer that does not fit a question, and what does."""
    if not one.choices and not one.named:
        return _not_one_word(one)
    message = _("“{tra_loi}” không phải câu trả lời cho câu hỏi {so}")
    if one.named:
        hints = [_("Ghi đủ tên một phòng, đơn vị trực thuộc, như: Phòng Kế hoạch - Tài chính")]
    else:
        hints = nearest(said, one.choices) or [_("Chọn: {ds}").format(ds="; ".join(one.choices))]
    return error("LN054", message.format(tra_loi=said, so=one.number), None, *hints)


def _more_in_it(one: Open, left: Sequence[AskedPlace]) -> Diagnostic:
    """`left`: where more is said; the other places can be answered by themselves."""
    message = _("Câu hỏi {so}: câu còn ý khác, không bỏ cả câu được").format(so=one.number)
    hints = [_("Bỏ phần ấy ngay trong kế hoạch rồi trả lời “xong”")]
    loose = [n for n, at in enumerate(one.places, 1) if at not in left]
    if loose:
        numbers = "; ".join(f"{one.number}.{n}=bỏ" for n in loose)
        hints.append(_("Chỗ khác bỏ được ngay: {ds}").format(ds=numbers))
    return error("LN054", message, None, *hints, _where(one._replace(places=tuple(left))))


def _no_head(one: Open, left: Sequence[AskedPlace]) -> Diagnostic:
    message = _("Câu hỏi {so}: câu không mở đầu bằng cơ quan ấy, không tự chuyển được")
    hint = _("Viết lại thành “Đề nghị …” ngay trong kế hoạch rồi trả lời “xong”")
    where = _where(one._replace(places=tuple(left)))
    return error("LN054", message.format(so=one.number), None, hint, where)


def _no_question(name: str, questions: Sequence[Open]) -> Diagnostic:
    message = _("Không có câu hỏi “{ten}” trong kế hoạch này").format(ten=name)
    hint = _("Có {so} câu, đánh số từ 1").format(so=len(questions))
    return error("LN054", message, None, hint)


def _not_one_word(one: Open) -> Diagnostic:
    message = _(
        "Câu hỏi {so} phải sửa ngay trong kế hoạch; sửa xong thì trả lời “xong”, không cần câu ấy"
        " thì “bỏ”"
    )
    return error("LN054", message.format(so=one.number), None, _where(one))


def _where(one: Open) -> str:
    where = (at.printed or f"“{shorten(at.words, 60, placeholder=' …')}”" for at in one.places[:8])
    return _("Ở: {nut}").format(nut="; ".join(where))
