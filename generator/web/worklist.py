"""The front page: which plans wait for me, with the next step as one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.verbs import plans
from generator.web.pages import house_of, known, page, told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person


def _page(request: Request, person: Person) -> Response:
    """All plans of the workspace, those with something to do first; with a search."""
    query = request.query_params.get("q", "")
    result = plans.run(house_of(request).desk(request), plans.Request(query))
    house = house_of(request)
    look = house.looker(person)
    rows = [row for row in result.rows if look("see", row.plan)]
    found = [] if person.unit else told(result.diagnostics)
    return page(request, "worklist.html", rows=rows, query=query, found=found)


page_of_work = known(_page)
