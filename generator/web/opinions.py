"""Rounds of opinions: who is asked, what they say, what becomes of each remark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from generator.document.anchors import name
from generator.locale import N_, _
from generator.review.opinion_table import VERDICTS
from generator.review.opinions import Answer, Verdict
from generator.review.sentences import cut
from generator.review.words import segments
from generator.verbs import opinion, opinion_paper, opinion_round, view
from generator.web import hub
from generator.web.pages import back_to, house_of, known, page, told, unopened, words_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from generator.web.may import Person

DOCUMENT = "van_ban"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANSWERS = {
    "": N_("Chưa trả lời"),
    "dong-y": N_("Đồng ý"),
    "co-y-kien": N_("Có ý kiến"),
    "khong-dong-y": N_("Không đồng ý"),
}
PROOFS = {
    "changed": N_("đã sửa"),
    "same": N_("chưa đổi gì"),
    "gone": N_("đã bỏ"),
    "lost": N_("không còn bản đã gửi để đối chiếu"),
}


def _page(request: Request, person: Person) -> Response:
    """All rounds, the last one open for work."""
    del person
    plan_id = request.path_params["plan"]
    desk = house_of(request).desk(request)
    showing = hub.shown(desk, plan_id)  # first: what is written while the rounds are read is news
    return _shown(request, showing, opinion.run(desk, opinion.Request(plan_id)), 200)


def _shown(request: Request, showing: str, done: opinion.Result, status: int) -> Response:
    desk = house_of(request).desk(request)
    plan = view.run(desk, view.Request(done.plan))
    if plan.loaded is None:
        return unopened(request, plan.diagnostics)
    read = view.reader(desk.workspace, plan.loaded.plan)
    places = [
        (
            node.id,
            f"{node.place}: {cut(read(node.words[0].source), 70)}" if node.place else node.kind,
        )
        for node in plan.nodes
        if node.words and node.id != DOCUMENT
    ]
    return page(
        request,
        "opinions.html",
        status,
        showing=showing,
        plan=plan,
        rounds=done.rounds,
        problems=told(done.diagnostics),
        places=places,
        answers={key: _(word) for key, word in ANSWERS.items()},
        verdicts={key: _(word) for key, word in VERDICTS.items()},
        proofs={key: _(word) for key, word in PROOFS.items()},
        segments=segments,
        today=desk.today().isoformat(),
        anchor=lambda nut: name("", "trich_yeu") if nut == DOCUMENT else name(nut),
    )


async def take(request: Request) -> Response:
    """Ask, write down an answer or a remark, decide on one, close the round."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    asked = _asked(request.path_params["plan"], form)
    if asked is None:
        return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")

    def work() -> Response:
        showing = hub.shown(house.desk(request), asked.plan)
        done = opinion_round.run(house.desk(request), asked, person.roles)
        if done.status == "refused":
            return _shown(request, showing, done, 422)
        mark = f"#g-{asked.remark}" if asked.remark else ""
        return back_to(f"/plans/{asked.plan}/opinions{mark}")

    return await run_in_threadpool(work)


def _asked(plan_id: str, form: FormData) -> opinion.Request | None:
    """What a form asks for; None where it is none of ours."""

    def said(field: str) -> str:
        return str(form.get(field, ""))

    values: dict[str, Any] = {
        "act": said("act"),
        "answer": said("answer"),
        "verdict": said("verdict"),
    }
    allowed = {
        "act": get_args(opinion.Act),
        "answer": get_args(Answer),
        "verdict": get_args(Verdict),
    }
    number, day = said("round"), said("deadline")
    if values["act"] == "list" or any(values[key] not in allowed[key] for key in allowed):
        return None
    try:
        deadline = date.fromisoformat(day) if day else None
        at = int(number) if number else 0
    except ValueError:
        return None
    names = [str(one) for one in form.getlist("recipient")] + said("names").splitlines()
    return opinion.Request(
        plan_id,
        round=at,
        recipients=tuple(names),
        deadline=deadline,
        who=said("who"),
        letter=said("letter"),
        node=said("node"),
        text=said("text"),
        remark=said("remark"),
        **values,
    )


def _paper(request: Request, person: Person) -> Response:
    """The table of a round as a Word file."""
    del person
    plan_id = request.path_params["plan"]
    wanted = opinion_paper.Request(plan_id, int(request.path_params["round"]))
    done = opinion_paper.run(house_of(request).desk(request), wanted)
    if not done.data:
        text = "; ".join(words_of(one) for one in done.diagnostics)
        return page(request, "message.html", 404, title=_("Chưa in được bảng này"), text=text)
    headers = {"content-disposition": f'attachment; filename="{done.name}"'}
    return Response(done.data, media_type=DOCX, headers=headers)


ROUTES = [
    Route("/plans/{plan}/opinions", known(_page)),
    Route("/plans/{plan}/opinions", take, methods=["POST"]),
    Route("/plans/{plan}/opinions/{round:int}.docx", known(_paper)),
]
