"""The derivation sheet: what became of each node of the plan above, and the questions.

All questions stand in one form, each with what answers it: a choice, a name, the sentence to be
put right where it stands, or a look that finds it right. Whichever button is pressed, everything
that was filled in is taken; what cannot be taken stays as typed, beside the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.cascade.changing.operations import Set, Settle
from generator.locale import _
from generator.plan.asked_notes import questions_in
from generator.review.sheet_page import counted, label
from generator.verbs import answer, derive, edit, view
from generator.web.pages import back_to, house_of, known, page, told, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.cascade.changing.operations import Operation
    from generator.cascade.deriving.derivation_sheet import DerivationSheet
    from generator.diagnostics import Diagnostic
    from generator.review.editing import NodeView
    from generator.web.house import House
    from generator.web.may import Person
    from generator.workspace.desk import Desk

DROP = "bỏ"
"""The answer that takes a sentence out."""


class Asked(NamedTuple):
    """A question on the page."""

    open: answer.Open
    nodes: list[NodeView]
    said: str = ""
    """What was typed or chosen and could not be taken."""
    at: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Node → the same, for that place alone."""
    words: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Node → words that were typed and could not be taken."""
    problems: tuple[str, ...] = ()

    @property
    def apart(self) -> bool:
        """Whether each place can have an answer of its own."""
        return len(self.nodes) > 1 and not self.open.kept


class SheetAnswer(NamedTuple):
    """What a form says to one question."""

    question: str
    said: str = ""
    at: dict[str, str] = {}  # noqa: RUF012 - never changed
    """Node → what is said of that place alone."""
    seen: tuple[str, ...] = ()
    """The nodes that were looked at and found right."""
    drop: str = ""
    """The node whose sentence goes."""
    words: dict[str, tuple[str, str]] = {}  # noqa: RUF012 - never changed
    """Node → words as the page showed them, words as typed; where they differ."""


_Refused = dict[str, tuple[SheetAnswer, list[str]]]
"""Question → what was given to it, and why that was not taken."""


def _page(request: Request, person: Person) -> Response:
    """The sheet as it is now."""
    del person
    return _shown(request, 200, {})


def _shown(request: Request, status: int, refused: _Refused) -> Response:
    """The sheet, with what was refused as it was typed."""
    house, plan_id = house_of(request), request.path_params["plan"]
    person = house.who(request)
    sheet, found = derive.sheet_of_plan(house.desk(request), plan_id)
    plan = view.run(house.desk(request), view.Request(plan_id))
    if sheet is None or plan.loaded is None:
        title = _("Kế hoạch này không dẫn xuất từ kế hoạch nào trong nơi làm việc")
        said = told([*found, *plan.diagnostics])
        return page(request, "problem.html", 404, title=title, found=said, back="/")
    return page(
        request,
        "sheet.html",
        status,
        plan=plan,
        head=plan.loaded.plan.van_ban,
        sheet=sheet,
        counted=counted(sheet),
        label=label,
        frozen=person is None or not house.allows(person, "write", plan_id),
        questions=[_with(one, refused) for one in _asked(house.desk(request), plan)],
        here=_here(plan, sheet),
        numberless=_numberless(house, person, plan_id),
        read=view.reader(house.desk(request).workspace, plan.loaded.plan),
        plain=_plain,
        drop=DROP,
    )


def _numberless(house: House, person: Person | None, plan_id: str) -> str:
    """Id of the plan above, where it came without number or day and they can be entered."""
    above = house.above(person, plan_id) if person is not None else ""
    return above if person is not None and house.wants_number(person, above) else ""


def _asked(desk: Desk, plan: view.Result) -> list[Asked]:
    """Each question still open once, with the nodes it is about."""
    if plan.loaded is None:
        return []
    open_: dict[str, list[NodeView]] = {}
    for node in plan.nodes:
        for text in questions_in(node.note):
            open_.setdefault(text, []).append(node)
    found = answer.open_questions(desk.workspace, plan.loaded.plan)
    return [Asked(one, open_[one.text]) for one in found if one.text in open_]


def _with(one: Asked, refused: _Refused) -> Asked:
    if one.open.text not in refused:
        return one
    given, why = refused[one.open.text]
    typed = {node: new for node, (_shown_then, new) in given.words.items()}
    return one._replace(said=given.said, at=given.at, words=typed, problems=tuple(why))


def _plain(node: NodeView) -> str | None:
    """The words of a node as they can be put right in a field; None where they have marks."""
    if not node.words or any(p.cite or p.bold or p.italic for p in node.words[0].pieces):
        return None
    return node.words[0].source


def _here(plan: view.Result, sheet: DerivationSheet) -> dict[str, str]:
    """Node above → name of its place in the editor."""
    found = {n.origin.node: n.anchor for n in plan.nodes if n.origin is not None}
    own = {n.id: n.anchor for n in plan.nodes}
    return {f.id: found.get(f.id) or own[f.id] for f in sheet.fates if f.id in found or f.id in own}


async def settle(request: Request) -> Response:
    """Take what was answered; what cannot be taken comes back as it was typed."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    given = list(_given(await request.form()))
    plan_id = request.path_params["plan"]

    def work() -> Response:
        desk = house.desk(request)
        refused: _Refused = {}
        for one in given:
            why = _taken(desk, plan_id, one)
            if why:
                refused[one.question] = (one, [words_of(found) for found in why])
        if refused:
            return _shown(request, 422, refused)
        return back_to(f"/plans/{plan_id}/sheet", request)

    return await run_in_threadpool(work)


def _given(form: FormData) -> Iterator[SheetAnswer]:
    """What was filled in, question by question; questions that nobody touched are left out."""
    act, _dash, rest = str(form.get("do", "")).partition("-")
    at, _dash, node = rest.partition("-")
    for number in form.getlist("number"):
        question = str(form.get(f"question-{number}", ""))
        mine = number == at
        nodes = tuple(str(one) for one in form.getlist(f"node-{number}"))
        words = {}
        for one in nodes:
            then = str(form.get(f"base-{number}-{one}", ""))
            new = " ".join(str(form.get(f"words-{number}-{one}", then)).split())
            if new != " ".join(then.split()):
                words[one] = (then, new)
        said = str(form.get(f"answer-{number}", "")).strip()
        apart = {one: str(form.get(f"answer-{number}-{one}", "")).strip() for one in nodes}
        at_nodes = {one: text for one, text in apart.items() if text}
        seen = ((node,) if node else nodes) if mine and act == "seen" else ()
        drop = node if mine and act == "drop" else ""
        if question and (said or at_nodes or seen or drop or words):
            yield SheetAnswer(question, said, at_nodes, seen, drop, words)


def _taken(desk: Desk, plan_id: str, one: SheetAnswer) -> list[Diagnostic]:
    """Do what was answered to one question; why not, where that cannot be."""
    asked = answer.run(desk, answer.Request(plan_id))
    path = view.path_of(desk.workspace, plan_id)
    open_ = next((q for q in asked.questions if q.text == one.question), None)
    if path is None or open_ is None:
        # answered meanwhile; an answer to a question that never was is told by its verb
        said = next(filter(None, (one.said, *one.at.values())), "")
        given = answer.Request(plan_id, ((one.question, said),))
        return answer.run(desk, given).diagnostics if said else []
    if one.words:
        done = edit.run(desk, edit.Request(path, list(_edits(desk, plan_id, one))))
        if done.status == "refused":
            return done.diagnostics
    answers = _answers(open_, one)
    if answers:
        taken = answer.run(desk, answer.Request(plan_id, answers))
        return taken.diagnostics if taken.exit_code else []
    settled = one.seen or (() if open_.kept else tuple(one.words))
    edit.run(desk, edit.Request(path, [Settle(node, one.question) for node in settled]))
    return []


def _answers(open_: answer.Open, one: SheetAnswer) -> tuple[tuple[str, str], ...]:
    """What is told to the verb: of the whole question, or place by place where they differ."""
    at = {**one.at, **({one.drop: DROP} if one.drop else {})}
    nodes = [place.node for place in open_.places]
    if open_.kept or len(nodes) == 1 or not any(node in at for node in nodes):
        said = one.said or next((at[node] for node in nodes if node in at), "")
        return ((one.question, said),) if said else ()
    each = ((f"{open_.number}.{n}", at.get(node, one.said)) for n, node in enumerate(nodes, 1))
    return tuple((name, said) for name, said in each if said)


def _edits(desk: Desk, plan_id: str, one: SheetAnswer) -> Iterable[Operation]:
    fields = {
        node.id: node.words[0].field
        for node in view.run(desk, view.Request(plan_id)).nodes
        if node.words
    }
    for node, (then, new) in one.words.items():
        if node in fields:
            yield Set(node, fields[node], new, then)


ROUTES = [
    Route("/plans/{plan}/sheet", known(_page)),
    Route("/plans/{plan}/sheet", settle, methods=["POST"]),
]
