"""Two versions or two levels side by side, in the plan's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from generator.locale import _
from generator.review.words import segments
from generator.verbs import view
from generator.web.pages import house_of, known, page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person

_WORDS = ("noi_dung", "tieu_de", "trich_yeu", "san_pham")


def _page(request: Request, person: Person) -> Response:
    """The plan and the plan above it, or another one: each change with its words."""
    del person
    from generator.review.sentences import Sentences
    from generator.review.sides import differ, open_side, plan_side
    from generator.review.sides import known as known_names

    workspace = house_of(request).desk(request).workspace
    plan_id = request.path_params["plan"]
    own = view.run(house_of(request).desk(request), view.Request(plan_id))
    other = request.query_params.get("with") or own.above
    if own.loaded is None or not other:
        return page(
            request,
            "message.html",
            404,
            title=_("Không có gì để so sánh"),
            text=_("Kế hoạch này không có kế hoạch cấp trên trong nơi làm việc."),
        )
    sides: list[Any] = []
    for name in (other, plan_id):
        named, found = open_side(workspace, name)
        side, loaded, _told = plan_side(named, workspace) if named is not None else (None, None, [])
        if side is None:
            return page(
                request,
                "message.html",
                404,
                title=_("Không mở được bản để so sánh"),
                text="; ".join(one.message for one in found),
            )
        sides.append((side, loaded))
    difference, _found = differ(workspace, sides[0], sides[1])
    words = Sentences(difference, known_names(workspace))
    rows = [
        {
            "key": change.key,
            "kind": change.kind,
            "nature": change.nature,
            "subject": words.subject(change),
            "sentence": words.say(change),
            "segments": segments(change.old or "", change.new or "")
            if change.field in _WORDS
            and isinstance(change.old, str)
            and isinstance(change.new, str)
            else [],
        }
        for change in difference.changes
    ]
    return page(request, "compare.html", plan=plan_id, other=other, rows=rows, issuer=own.issuer)


ROUTES = [Route("/plans/{plan}/compare", known(_page))]
