"""From above: changes as a list to choose from, conflicts side by side; what became of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.cascade.changing.settle import Choice
from generator.cascade.covering.coverage_cells import CellState
from generator.locale import N_, _
from generator.review.coverage_words import KEYS, SYMBOLS, label
from generator.review.words import segments
from generator.verbs import coverage, edit, resolve, take_update, view
from generator.web.pages import back_to, house_of, known, page, told, unopened

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.cascade.covering.survey import CoverageSurvey
    from generator.web.may import Person

KINDS = {
    "changed": N_("cấp trên sửa"),
    "merged": N_("cấp trên sửa, gộp với lời của mình"),
    "added": N_("cấp trên thêm"),
    "moved": N_("cấp trên chuyển chỗ"),
    "removed": N_("cấp trên bỏ"),
    "conflict": N_("hai bên cùng sửa: chọn ở dưới sau khi cập nhật"),
    "not_taken": N_("cấp trên thêm ở chỗ không còn"),
}
FIELDS = {
    "noi_dung": N_("nội dung"),
    "tieu_de": N_("tiêu đề"),
    "trich_yeu": N_("trích yếu"),
    "chu_tri": N_("chủ trì"),
    "phoi_hop": N_("phối hợp"),
    "san_pham": N_("sản phẩm"),
    "thoi_han": N_("thời hạn"),
    "nut": N_("cấp trên bỏ cả nội dung này"),
    "vi_tri": N_("chỗ đứng"),
}


def _page(request: Request, person: Person) -> Response:
    """What the plan above changed since, and the conflicts that wait."""
    del person
    plan_id = request.path_params["plan"]
    done = take_update.run(house_of(request).desk(request), take_update.Request(plan_id))
    return _shown(request, done, 200)


def _shown(request: Request, done: take_update.Result, status: int) -> Response:
    desk = house_of(request).desk(request)
    plan = view.run(desk, view.Request(done.plan))
    if plan.loaded is None:
        return unopened(request, plan.diagnostics)
    read = view.reader(desk.workspace, plan.loaded.plan)
    conflicts = [
        {
            "node": node,
            "place": f"{node.id}.{one.truong}",
            "field": _(FIELDS.get(one.truong, one.truong)),
            "above": read(one.tren or ""),
            "mine": read(one.cua_toi or ""),
        }
        for node in plan.nodes
        for one in node.conflicts
    ]
    return page(
        request,
        "above.html",
        status,
        plan=plan,
        done=done,
        conflicts=conflicts,
        kinds={key: _(word) for key, word in KINDS.items()},
        segments=segments,
        updates=edit.updates(desk, done.plan)[:5],
        frozen=plan.loaded.plan.phat_hanh is not None,
        problems=told([one for one in done.diagnostics if done.status == "refused"]),
    )


async def take(request: Request) -> Response:
    """Bring the plan up to date without what was not chosen; or settle a conflict."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    form = await request.form(max_fields=20_000)
    plan_id = request.path_params["plan"]
    place, choice = str(form.get("place", "")), str(form.get("choice", ""))
    undo = str(form.get("undo", ""))
    offered, wanted = form.getlist("offered"), set(form.getlist("wanted"))
    left = tuple(str(key) for key in offered if key not in wanted)

    def work() -> Response:
        desk = house.desk(request)
        if undo:
            return _undone(request, plan_id, undo)
        if place:
            return _settled(request, plan_id, place, choice)
        done = take_update.run(desk, take_update.Request(plan_id, take=True, left=left))
        if done.status == "refused":
            return _shown(request, done, 422)
        return back_to(f"/plans/{plan_id}/above")

    return await run_in_threadpool(work)


def _undone(request: Request, plan_id: str, entry: str) -> Response:
    """Take a whole update back; what people wrote since stays."""
    desk = house_of(request).desk(request)
    path = view.path_of(desk.workspace, plan_id)
    known = {one.entry for one in edit.updates(desk, plan_id)}
    done = edit.run(desk, edit.Request(path, undo=entry)) if path and entry in known else None
    if done is None or done.status == "refused":
        title = _("Chưa hoàn tác được lần cập nhật này")
        found = told(done.diagnostics if done is not None else [])
        back = f"/plans/{plan_id}/above"
        return page(request, "problem.html", 409, title=title, found=found, back=back)
    return back_to(f"/plans/{plan_id}/above")


def _settled(request: Request, plan_id: str, place: str, choice: str) -> Response:
    wanted = next((one for one in get_args(Choice) if one == choice and one != "text"), None)
    desk = house_of(request).desk(request)
    path = view.path_of(desk.workspace, plan_id)
    if wanted is None or path is None:
        return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")
    done = resolve.run(desk, resolve.Request(str(path), place, wanted))
    if not done.written:
        title = _("Chưa chọn được cách này")
        found = told(done.diagnostics)
        back = f"/plans/{plan_id}/above"
        return page(request, "problem.html", 422, title=title, found=found, back=back)
    return back_to(f"/plans/{plan_id}/above", request)


def _coverage(request: Request, person: Person) -> Response:
    """The matrix: tasks of this plan × plans below; a cell leads to both paragraphs."""
    house, plan_id = house_of(request), request.path_params["plan"]
    done = coverage.run(house.desk(request), coverage.Request(plan_id))
    survey = done.survey
    if survey is None or not survey.evaluated or not survey.rows:
        text = _("Chưa có kế hoạch cấp dưới hay nhiệm vụ nào để đối chiếu.")
        return page(request, "message.html", 404, title=_("Đối chiếu cấp dưới"), text=text)
    rows = [row for row in survey.rows if row.ma and house.allows(person, "see", row.ma)]
    without = [row.names[2] for row in survey.rows if not row.ma]
    asked = request.query_params
    return page(
        request,
        "coverage.html",
        plan=plan_id,
        survey=survey,
        rows=rows,
        without=without,
        symbols=SYMBOLS,
        keys=KEYS,
        label=label,
        totals={state: n for state, n in survey.totals().items() if state != CellState.MISSING},
        chosen=_chosen(survey, rows, asked.get("task", ""), asked.get("unit", "")),
        read=_plainly,
    )


def _plainly(text: str) -> str:
    from generator.plan.wording import plain

    return plain(text)


def _chosen(survey: CoverageSurvey, rows: list[Any], task: str, unit: str) -> dict[str, Any] | None:
    """Both paragraphs of one cell, and why it is in its state."""
    from generator.cascade.covering.open_names import close
    from generator.review.coverage_words import say

    at = next((i for i, one in enumerate(survey.coverage.tasks) if one.id == task), None)
    row = next((one for one in rows if one.unit == unit), None)
    if at is None or row is None or not row.ma:
        return None
    cell = row.cells[at]
    below = close(cell.said.text, row.names) if cell.said is not None else ""
    return {
        "task": survey.tasks[at],
        "id": task,
        "row": row,
        "cell": cell,
        "below": below,
        "why": [say(one, survey, row.names) for one in cell.reasons],
    }


ROUTES = [
    Route("/plans/{plan}/above", known(_page)),
    Route("/plans/{plan}/above", take, methods=["POST"]),
    Route("/plans/{plan}/coverage", known(_coverage)),
]
