"""What belongs to a plan as a whole: its targets, and to whom it is addressed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.cascade.changing.operations import Set
from generator.locale import N_, _
from generator.verbs import edit, tasks, view
from generator.web.pages import back_to, house_of, known, page, words_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person
    from generator.workspace.desk import Desk

COLUMNS = {
    "noi_dung": N_("Chỉ tiêu"),
    "so_sanh": N_("Đạt khi"),
    "gia_tri": N_("Giá trị"),
    "don_vi": N_("Đơn vị tính"),
    "nam": N_("Năm"),
    "hien_trang": N_("Hiện trạng"),
}
COMPARE = {">=": N_("từ … trở lên"), "<=": N_("không quá"), "=": N_("đúng bằng")}
BLANK = 3
"""Empty rows for new targets."""


def _page(request: Request, person: Person) -> Response:
    """Targets in rows; an emptied row goes, a filled empty one comes."""
    return _shown(request, person, 200, [])


def _shown(request: Request, person: Person, status: int, problems: list[str]) -> Response:
    house, plan_id = house_of(request), request.path_params["plan"]
    plan = view.run(house.desk(request), view.Request(plan_id, above=False))
    if plan.loaded is None:
        text = "; ".join(words_of(one) for one in plan.diagnostics)
        return page(request, "message.html", 404, title=_("Không mở được kế hoạch này"), text=text)
    held = msgspec.to_builtins(plan.loaded.plan.chi_tieu)
    read = [] if held else _read(house.desk(request), plan_id)
    return page(
        request,
        "targets.html",
        status,
        plan=plan_id,
        rows=[*(held or read), *({} for _blank in range(BLANK))],
        read=bool(read),
        held=json.dumps(held, ensure_ascii=False),
        shown=json.dumps(held or read, ensure_ascii=False),
        addressed=plan.loaded.plan.kinh_gui,
        columns={key: _(word) for key, word in COLUMNS.items()},
        compare={key: _(word) for key, word in COMPARE.items()},
        frozen=not house.allows(person, "write", plan_id),
        problems=problems,
    )


def _read(desk: Desk, plan: str) -> list[dict[str, Any]]:
    """What tables and sentences of a plan promise, as records that nobody has stored yet."""
    found = tasks.run(desk, tasks.Request(plan)).targets
    return [
        {
            "id": one.id, "noi_dung": one.text, "don_vi": one.unit, "so_sanh": one.compare,
            "gia_tri": one.value,
        }
        | ({"nut": one.node} if one.node else {})
        | ({"nam": one.year} if one.year else {})
        | ({"mau_so": one.of} if one.of else {})
        | ({"don_vi_thuc_hien": one.reported_by} if one.reported_by else {})
        for one in found
    ]  # fmt: skip


async def take(request: Request) -> Response:
    """Write the rows; what others changed meanwhile is merged target by target."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form(max_fields=20_000)
    plan_id = request.path_params["plan"]
    operations = _asked(form)
    if operations is None:
        return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")

    def work() -> Response:
        desk = house.desk(request)
        path = view.path_of(desk.workspace, plan_id)
        if path is None:
            return page(request, "message.html", 404, title=_("Không có kế hoạch này"), text="")
        done = edit.run(desk, edit.Request(path, operations))
        if done.status == "refused":
            return _shown(request, person, 409, [words_of(one) for one in done.diagnostics])
        return back_to(f"/plans/{plan_id}/targets")

    return await run_in_threadpool(work)


def _asked(form: FormData) -> list[Set] | None:
    """The operations of the form; None where it is none of ours."""
    try:
        held = json.loads(str(form.get("held", "")))
        shown = json.loads(str(form.get("shown", "[]")))
        before = json.loads(str(form.get("addressed_before", "[]")))
    except ValueError:
        return None
    for one in (held, shown):
        if not isinstance(one, list) or not all(isinstance(row, dict) for row in one):
            return None
    columns = {key: [str(one) for one in form.getlist(key)] for key in COLUMNS}
    rows = []
    for i, words in enumerate(columns["noi_dung"]):
        if not words.strip():
            continue
        row: dict[str, Any] = dict(shown[i]) if i < len(shown) else {}
        for key, values in columns.items():
            said = " ".join(values[i].split()) if i < len(values) else ""
            row[key] = said or (None if key in ("nam", "hien_trang") else "")
        rows.append(row)
    lines = [line.strip() for line in str(form.get("addressed", "")).splitlines() if line.strip()]
    return [Set("", "chi_tieu", rows, held), Set("", "kinh_gui", lines, before)]


ROUTES = [
    Route("/plans/{plan}/targets", known(_page)),
    Route("/plans/{plan}/targets", take, methods=["POST"]),
]
