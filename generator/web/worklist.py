"""The front page: which plans wait for me, each with the next step as one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from starlette.routing import Route

from generator.locale import N_, _
from generator.verbs import my_work
from generator.web.pages import house_of, known, limit_of, page, told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person

DO = {
    "choose": ("above", N_("Chọn chỗ hai bên cùng sửa")),
    "draft": ("", N_("Soạn tiếp")),
    "submit": ("way", N_("Xem lại và trình")),
    "decide": ("way", N_("Đọc và quyết định")),
    "opinions": ("opinions", N_("Xem ý kiến")),
    "number": ("way", N_("Lấy số, phát hành")),
    "sign": ("number", N_("Ký của lãnh đạo")),
    "seal": ("number", N_("Ký của cơ quan")),
    "send": ("number/send", N_("Gửi đi")),
    "derive": ("derive", N_("Lập kế hoạch của đơn vị")),
}
"""What a plan waits for → the page below the plan (or below its number), the button."""


AT_ONCE = 150
"""Plans never read before that one look reads: a quarter of a second; the page then asks again."""


class WorkLine(NamedTuple):
    """One plan on the page."""

    item: my_work.WorkItem
    address: str
    """Of the next step; where there is none, of the plan."""
    button: str
    """"" where nothing waits for this person."""
    register: str
    """The page of its number; "" where it has none here."""


def _page(request: Request, person: Person) -> Response:
    """All plans that this person may see: what waits, what others have, what is done."""
    house, query = house_of(request), request.query_params.get("q", "")
    asked = my_work.Request(person.roles, person.unit, query, AT_ONCE)
    result = my_work.run(house.desk(request), asked)
    look = house.looker(person)
    seen = [one for one in result.items if look("see", one.row.plan)]
    lines = [line_of(one) for one in seen]
    groups = [
        (_("Chờ tôi"), [one for one in lines if one.button]),
        (_("Đang ở người khác"), [one for one in lines if not one.button and _open(one.item)]),
        (_("Đã xong"), [one for one in lines if not one.button and not _open(one.item)]),
    ]
    found = [] if person.unit else told(result.diagnostics)
    return page(
        request,
        "worklist.html",
        groups=groups,
        query=query,
        found=found,
        limit=limit_of(request),
        unread=result.unread,
        read=len(result.items),
    )


def _open(item: my_work.WorkItem) -> bool:
    """Whether somebody still has something to do with a plan."""
    return item.row.state != "issued" and bool(item.state_name)


def line_of(item: my_work.WorkItem) -> WorkLine:
    """The plan with its next step."""
    below, button = DO.get(item.do, ("", ""))
    plan = f"/plans/{quote(item.row.plan, safe='')}"
    number = ""
    if item.number is not None:
        book, so = item.number.book, item.number.so
        number = f"/register/{book.co_quan}/{book.loat}/{book.nam}/{so}"
    if below.startswith("number") and number:
        return WorkLine(item, number + below.removeprefix("number"), _(button), number)
    return WorkLine(item, f"{plan}/{below}".rstrip("/"), _(button) if button else "", number)


ROUTES = [Route("/", known(_page))]
