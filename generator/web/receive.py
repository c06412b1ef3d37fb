"""Taking the plan above: drop a file, see what was read, choose the unit, derive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.cascade.changing.operations import Set
from generator.cascade.changing.tree import DOCUMENT
from generator.locale import _
from generator.plan import families, wording
from generator.text.spelling import unmarked
from generator.verbs import derive, edit, plans, receive, view
from generator.web.pages import back_to, house_of, known, page, told, unopened, words_of
from generator.web.upload import dropped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from generator.cascade.changing.operations import Operation
    from generator.diagnostics import Diagnostic
    from generator.plan.model import KeHoach
    from generator.web.may import Person

KINDS = ".docx,.docm,.doc,.rtf,.odt,.pdf,.txt,.md,.toml,.png,.jpg,.tif"
NUMBER = re.compile(r"(?:số:?\s*)?0*(\d{1,6})\s*(?:/.*)?", re.IGNORECASE)
"""A number as people write it: "126", "126/KH-UBND"."""
EDITED = "TX704"
"""The code of a derived file that a person has edited."""
FEW = 12
"""So many units are offered each by a button of its own; of more one is chosen from a list."""


def _page(request: Request, person: Person) -> Response:
    """The form: a place to drop a file."""
    del person
    return _form(request, again=str(request.query_params.get("again", "")))


def _form(request: Request, status: int = 200, **said: Any) -> Response:
    values = {"found": [], "left": [], "name": "", "kinds": KINDS, "problem": "", "again": ""}
    return page(request, "receive.html", status, **{**values, **said})


async def take(request: Request) -> Response:
    """The file that was dropped: read into a plan of the workspace, every doubt told."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    async with dropped(request) as got:
        if got.file is None:
            return _form(request, 422, problem=_("Chưa chọn tệp nào"))
        asked = str(got.form.get("revisions", ""))
        again = bool(got.form.get("replace"))
        return await run_in_threadpool(_read, request, got.file, got.name, asked, again)


def _read(request: Request, copy: Path, name: str, revisions: str, again: bool) -> Response:
    desk = house_of(request).desk(request)
    wanted = next((one for one in ("accept", "reject") if one == revisions), None)
    done = receive.run(desk, receive.Request(copy, wanted, again))
    said: dict[str, Any] = {"found": told(done.diagnostics), "left": done.left}
    if done.plan is None:
        return _form(request, 422, name=name, **said)
    said |= {"became": done.status, "differences": done.differences, "stays": done.stays}
    return _offered(request, done.plan, done.units, read=name, **said)


def _offered(request: Request, plan: KeHoach, below: Iterable[str], **said: Any) -> Response:
    """A plan that is here, and for whom it may be derived: the office's own unit first."""
    house = house_of(request)
    person, workspace = house.who(request), house.desk(request).workspace
    own = workspace.settings.co_quan
    head = plan.van_ban
    issuer = workspace.registry.get(head.co_quan, plan.day())
    return page(
        request,
        "received.html",
        said.pop("status", 200),
        plan=plan,
        issuer=issuer.ten if issuer is not None else "",
        number=f"{wording.number(head.so)}/{families.symbol(head, issuer)}" if head.so else "",
        units=sorted(_for_whom(request, plan, below), key=lambda unit: unit.id != own),
        own=own,
        few=FEW,
        drafted=_drafted(request, head.ma),
        several=request.query_params.get("several") == "1",
        enters=person is not None and house.allows(person, "enter_number", head.ma),
        **{
            "problem": "",
            "read": "",
            "became": "",
            "differences": (),
            "found": [],
            "left": [],
            **said,
        },
    )


def _drafted(request: Request, plan_id: str) -> set[str]:
    """Ids of the agencies that have a plan below this one already."""
    space = house_of(request).desk(request).workspace
    rows = [plans.row_facts(space, path)[0] for path in space.followers.get(plan_id, ())]
    return {row.head.co_quan for row in rows if row is not None}


def _for_whom(request: Request, plan: KeHoach, units: Iterable[str]) -> list[Any]:
    """The agencies for which this person may derive, by name."""
    house = house_of(request)
    person, registry = house.who(request), house.desk(request).workspace.registry
    own = person.unit if person is not None else ""
    known = [registry.get(unit, plan.day()) for unit in units if own in ("", unit)]
    found = [one for one in known if one is not None]
    return sorted(found, key=lambda unit: unmarked(unit.ten).casefold())


def _below(request: Request, person: Person) -> Response:
    """For whom a plan that is here already may be derived."""
    del person
    desk = house_of(request).desk(request)
    plan = view.run(desk, view.Request(request.path_params["plan"]))
    if plan.loaded is None:
        return unopened(request, plan.diagnostics)
    units = receive.units_below(desk, plan.loaded.plan)
    return _offered(request, plan.loaded.plan, units)


async def enter_number(request: Request) -> Response:
    """Number and day of a plan that came without them, as the signed copy has them."""
    form = await request.form()
    number, day = str(form.get("number", "")).strip(), str(form.get("day", "")).strip()
    plan_id = request.path_params["plan"]

    def work() -> Response:
        desk = house_of(request).desk(request)
        plan = view.run(desk, view.Request(plan_id))
        if plan.loaded is None or plan.path is None:
            return unopened(request, plan.diagnostics)
        head = plan.loaded.plan.van_ban
        given: list[Operation] = []
        digits = NUMBER.fullmatch(number)
        if digits:
            given.append(Set(DOCUMENT, "so", int(digits[1]), head.so))
        if day:
            given.append(Set(DOCUMENT, "ngay", day, head.ngay and head.ngay.isoformat()))
        done = edit.run(desk, edit.Request(plan.path, given)) if given else None
        problem = _("Số văn bản là chữ số, ví dụ 126 hoặc 126/KH-UBND") if number else ""
        problem = "" if digits else problem
        if done is not None and done.status == "refused":
            problem = "; ".join(words_of(one) for one in done.diagnostics)
        if problem:
            units = receive.units_below(desk, plan.loaded.plan)
            return _offered(request, plan.loaded.plan, units, problem=problem, status=422)
        return back_to(f"/plans/{plan_id}/derive")

    return await run_in_threadpool(work)


async def derived(request: Request) -> Response:
    """Derive the plan of one unit from a plan of the workspace, then show its sheet."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    plan_id, unit = request.path_params["plan"], str(form.get("unit", ""))

    def work() -> Response:
        if person.unit not in ("", unit):
            title = _("Không có kế hoạch hay đơn vị này")
            return page(request, "message.html", 404, title=title, text="")
        done = derive.run(house.desk(request), derive.Request(plan_id, (unit,)))
        made = next((one for one in done.items if one.plan), None)
        if made is None or made.status == "refused":
            return _not_derived(request, done.diagnostics, made.plan if made else plan_id)
        return back_to(f"/plans/{made.plan}/sheet")

    return await run_in_threadpool(work)


def _not_derived(request: Request, found: Sequence[Diagnostic], there: str) -> Response:
    """Why there is no new draft; where one is in work already, the way to it."""
    title, back = _("Chưa dẫn xuất được"), f"/plans/{there}"
    if any(one.code == EDITED for one in found):
        title = _("Đơn vị đã có kế hoạch này, và đã có người sửa: không dẫn xuất đè lên")
        text = _("Thay đổi của cấp trên từ đó đến nay lấy ở trang “Từ cấp trên” của kế hoạch ấy.")
        return page(request, "refused_derive.html", 422, title=title, text=text, back=back)
    return page(request, "problem.html", 422, title=title, found=told(found), back=back)


ROUTES = [
    Route("/receive", known(_page)),
    Route("/receive", take, methods=["POST"]),
    Route("/plans/{plan}/derive", known(_below)),
    Route("/plans/{plan}/enter_number", enter_number, methods=["POST"]),
    Route("/plans/{plan}/derive", derived, methods=["POST"]),
]
