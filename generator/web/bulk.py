"""Long work on many plans: start it, see how far it is, stop it, do it again."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from msgspec import structs
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse
from starlette.routing import Route

from generator.document.output import docx_of
from generator.locale import N_, _
from generator.verbs import plans, view
from generator.verbs.bulk import KINDS, OF_A_PLAN, OF_A_RUN
from generator.web import bulk_records as records
from generator.web.bulk_records import BulkOrder
from generator.web.bulk_runner import BUSY
from generator.web.pages import back_to, house_of, known, limit_of, page
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.bulk_records import BulkRecord, BulkUnit
    from generator.web.house import House
    from generator.web.may import Person
    from generator.workspace.workspace import Workspace

ACTS = {
    "derive": N_("Dẫn xuất cho mọi đơn vị cấp dưới"),
    "update": N_("Cập nhật mọi kế hoạch cấp dưới"),
    "check": N_("Kiểm tra mọi kế hoạch"),
    "pdf": N_("In mọi kế hoạch ra PDF"),
    "undo": N_("Hoàn tác một lần cập nhật"),
}
STATES = {
    "running": N_("Đang làm"),
    "stopping": N_("Đang dừng"),
    "done": N_("Đã xong"),
    "stopped": N_("Đã dừng giữa chừng"),
    "failed": N_("Chưa làm được"),
    "broken": N_("Bị ngắt giữa chừng"),
}
BECAME = {
    "refused": N_("không làm"),
    "conflict": N_("đã cập nhật, có chỗ phải chọn"),
    "faulty": N_("có lỗi"),
    "closed": N_("đã duyệt, lời đã khoá nên không cập nhật"),
    "noted": N_("có chỗ nên xem"),
    "written": N_("đã ghi"),
    "restored": N_("đã trở lại như trước"),
    "printed": N_("đã có PDF"),
    "clean": N_("không có lỗi"),
    "unchanged": N_("không đổi"),
}
GOING = ("running", "stopping")
AGAIN = ("stopped", "failed", "broken")
ZIP = "ke-hoach.zip"


class BulkLine(NamedTuple):
    """One piece of work in the list."""

    name: str
    act: str
    title: str
    """Of the plan below which it is; "" where it is of the whole workspace."""
    state: str
    record: BulkRecord
    moment: str


class UnitLine(NamedTuple):
    """One plan of it."""

    unit: BulkUnit
    name: str
    address: str
    """"" where there is no plan."""


def _page(request: Request, person: Person) -> Response:
    """What can be done, and what was done."""
    del person
    return _listed(request, 200, "")


def _listed(request: Request, status: int, problem: str) -> Response:
    house = house_of(request)
    desk = house.desk(request)
    rows = [one for one in plans.run(desk, plans.Request()).rows if one.plan and not one.kind]
    above = {unit for unit in {one.unit for one in rows} if _has_below(desk.workspace, unit)}
    followers = desk.workspace.followers
    below = {
        "derive": [(one, 0) for one in rows if one.unit in above],
        "update": [(one, len(followers.get(one.plan, ()))) for one in rows],
    }
    below["update"] = [(one, count) for one, count in below["update"] if count]
    found = [_line(house, name) for name in records.names(house.root)]
    return page(
        request,
        "bulk.html",
        status,
        acts={kind: _(words) for kind, words in ACTS.items()},
        below=below,
        whole=[kind for kind in KINDS if kind not in OF_A_PLAN + OF_A_RUN],
        work=[one for one in found if one is not None],
        states={key: _(words) for key, words in STATES.items()},
        became={key: _(words) for key, words in BECAME.items()},
        going=GOING,
        problem=problem,
        chosen=request.query_params.get("plan", ""),
    )


def _has_below(space: Workspace, unit: str) -> bool:
    """Whether plans are derived from those of an agency: it has units of its own kind below."""
    agency = space.registry.get(unit, None)
    return agency is not None and any(
        one.loai == agency.loai for one in space.registry.children(unit, None)
    )


def _line(house: House, name: str) -> BulkLine | None:
    """A piece of work as far as it is; None where there is none of this name."""
    path = records.path_of(house.root, name)
    try:
        record = house.memory.of(path, "bulk", records.record_of) if records.is_name(name) else None
    except OSError:
        record = None
    if record is None:
        return None
    order = record.order
    space = house.desk().workspace
    head = _head(space, order.plan) if order.plan else None
    moment = datetime.fromisoformat(order.at).astimezone(VIETNAM).isoformat()
    title = head.trich_yeu if head is not None else order.plan
    return BulkLine(
        name, _(ACTS[order.kind]), title, house.bulk.state(name, record), record, moment
    )


def _head(space: Workspace, plan_id: str) -> Any:
    path = view.path_of(space, plan_id)
    facts = plans.row_facts(space, path)[0] if path is not None else None
    return facts.head if facts is not None else None


async def start(request: Request) -> Response:
    """Begin; where other work goes on, that is said."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    asked = str(form.get("kind", ""))
    kind = next((one for one in KINDS if one == asked and one not in OF_A_RUN), None)
    plan = str(form.get("plan", "")) if kind in OF_A_PLAN else ""
    units = tuple(str(one) for one in form.getlist("unit")) if kind == "derive" else ()
    if kind == "derive" and form.get("chosen") and not units:  # nothing ticked is not everything
        return back_to(f"/plans/{quote(plan, safe='')}/derive?several=1")

    def work() -> Response:
        there = kind not in OF_A_PLAN or house.allows(person, "see", plan)
        if kind is None or not there or (plan and _head(house.desk().workspace, plan) is None):
            return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")
        return _started(request, person, BulkOrder(kind, plan, "", "", units))

    return await run_in_threadpool(work)


def _started(request: Request, person: Person, asked: BulkOrder) -> Response:
    house = house_of(request)
    now = house.clock()
    at = now.isoformat(timespec="seconds")
    name = house.bulk.start(structs.replace(asked, who=person.name, at=at), now)
    if name:
        house.note(person, "bulk", {"kind": asked.kind, "plan": asked.plan})
        return back_to(f"/bulk/{name}")
    last = next(iter(records.names(house.root)), "")
    under_way = _line(house, last)
    if under_way is not None and under_way.record.order.same(asked):  # pressed twice
        return back_to(f"/bulk/{last}")
    return _listed(request, 409, _(BUSY))


def _choose(request: Request, person: Person) -> Response:
    """To the page where the units of a plan are ticked."""
    del person
    plan = quote(request.query_params.get("plan", ""), safe="")
    return RedirectResponse(f"/plans/{plan}/derive?several=1#several", 303)


def _one(request: Request, person: Person) -> Response:
    """How far one piece of work is, and what became of each plan."""
    del person
    house = house_of(request)
    line = _line(house, request.path_params["work"])
    if line is None:
        return page(request, "message.html", 404, title=_("Không có việc này"), text="")
    limit = limit_of(request)
    shown = line.record.units if limit is None else line.record.units[:limit]
    return page(
        request,
        "bulk_work.html",
        line=line,
        units=_named(house, shown),
        count=len(line.record.units),
        limit=limit,
        states={key: _(words) for key, words in STATES.items()},
        became={key: _(words) for key, words in BECAME.items()},
        going=line.state in GOING,
        again=line.state in AGAIN,
        undoable=line.state not in GOING and bool(line.record.undoable),
        packed=ZIP if line.record.order.kind == "pdf" and line.state not in GOING else "",
    )


def _named(house: House, units: Sequence[BulkUnit]) -> list[UnitLine]:
    """Plans by the names of their agencies."""
    space = house.desk().workspace
    found = []
    for unit in units:
        agency = space.registry.get(unit.unit) if unit.unit else None
        name = agency.ten if agency is not None else unit.plan or unit.unit or unit.file
        there = unit.plan in space.plan_index
        found.append(UnitLine(unit, name, f"/plans/{quote(unit.plan, safe='')}" if there else ""))
    return found


async def act(request: Request) -> Response:
    """Stop it, or do it again: what is done stays done."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    wanted = str((await request.form()).get("do", ""))
    name = request.path_params["work"]

    def work() -> Response:
        line = _line(house, name)
        if line is None:
            return page(request, "message.html", 404, title=_("Không có việc này"), text="")
        if wanted == "again":
            return _started(request, person, line.record.order)
        if wanted == "undo" and line.state not in GOING and line.record.undoable:
            plan = line.record.order.plan
            return _started(request, person, BulkOrder("undo", plan, "", "", of=name))
        if not house.bulk.stop(name) and line.state in GOING:
            return _listed(request, 409, _("Việc này chạy ở máy chủ khác; dừng nó ở đó"))
        return back_to(f"/bulk/{name}")

    return await run_in_threadpool(work)


def _packed(request: Request, person: Person) -> Response:
    """The PDFs of one piece of work in one file, each by the id of its plan."""
    del person
    house = house_of(request)
    line = _line(house, request.path_params["work"])
    if line is None or line.record.order.kind != "pdf":
        return page(request, "message.html", 404, title=_("Không có việc này"), text="")
    space = house.desk().workspace
    made = [one.plan for one in line.record.units if one.status == "printed"]
    with (
        tempfile.NamedTemporaryFile(prefix="kehoach-", suffix=".zip", delete=False) as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed,
    ):
        for plan in made:
            path = view.path_of(space, plan)
            pdf = docx_of(space, path).with_suffix(".pdf") if path is not None else None
            if pdf is not None and pdf.is_file():
                packed.write(pdf, f"{plan}.pdf")
    gone = BackgroundTask(partial(Path(out.name).unlink, missing_ok=True))
    return FileResponse(out.name, media_type="application/zip", filename=ZIP, background=gone)


ROUTES = [
    Route("/bulk", known(_page)),
    Route("/bulk", start, methods=["POST"]),
    Route("/bulk/choose", known(_choose)),
    Route("/bulk/{work}", known(_one)),
    Route("/bulk/{work}", act, methods=["POST"]),
    Route("/bulk/{work}/" + ZIP, known(_packed)),
]
