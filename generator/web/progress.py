"""Progress of a plan: forms out, filled forms back, how it stands, the report, in one page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from generator.diagnostics import has_errors
from generator.locale import _
from generator.progress.periods import period_of
from generator.verbs import progress_import, progress_init, progress_report, progress_roll_up, view
from generator.web.dossiers import zipped
from generator.web.pages import back_to, house_of, known, page, told, unopened
from generator.web.upload import dropped
from generator.workspace.naming import id_named

if TYPE_CHECKING:
    from datetime import date

    from starlette.requests import Request

    from generator.diagnostics import Diagnostic
    from generator.web.may import Person

KINDS = ".xlsx,.docx,.pdf"
"""Forms that are read back."""


def _page(request: Request, person: Person) -> Response:
    """How the plan stands in a period."""
    del person
    return _shown(request, _period(request, request.query_params.get("period", "")), 200)


def _period(request: Request, said: str) -> str:
    """The period asked for; else the quarter of today."""
    offered = periods(house_of(request).desk(request).today())
    return said if period_of(said) is not None else next(iter(offered))


def periods(today: date) -> dict[str, str]:
    """Name → words of the periods of this year and the last one, the present quarter first."""
    quarter = (today.month + 2) // 3
    names = [f"{today.year}-Q{quarter}", f"{today.year}-{today.month:02d}"]
    for year in (today.year, today.year - 1):
        names += [f"{year}-Q{n}" for n in range(4, 0, -1)]
        names += [f"{year}-6-thang", f"{year}-9-thang", f"{year}-nam"]
        names += [f"{year}-{month:02d}" for month in range(12, 0, -1)]
    found = [one for one in map(period_of, dict.fromkeys(names)) if one is not None]
    return {one.name: one.words for one in found if one.first <= today}


def _shown(
    request: Request,
    period: str,
    status: int,
    found: list[Diagnostic] | None = None,
    taken: tuple[progress_import.ImportedForm, ...] = (),
) -> Response:
    house, plan_id = house_of(request), request.path_params["plan"]
    desk, person = house.desk(request), house.who(request)
    plan = view.run(desk, view.Request(plan_id))
    if plan.loaded is None:
        return unopened(request, plan.diagnostics)
    done = progress_roll_up.run(desk, progress_roll_up.Request(plan_id, period))
    rolled = done.rolled
    units = dict(rolled.asked.units) if rolled is not None else {}
    offered = periods(desk.today())
    words = period_of(period)
    return page(
        request,
        "progress.html",
        status,
        plan=plan,
        head=plan.loaded.plan.van_ban,
        period=period,
        periods=offered if period in offered or words is None else {period: words.words} | offered,
        units=units,
        rolled=rolled,
        lists=_lists(rolled) if rolled is not None else [],
        taken=taken,
        kinds=KINDS,
        works=person is not None and house.allows(person, "arrange", plan_id),
        found=told([*(found or ()), *done.diagnostics]),
    )


def _lists(rolled: Any) -> list[tuple[str, list[Any]]]:
    """What somebody has to be asked about, by kind."""
    named = (
        (_("Quá hạn"), rolled.overdue),
        (_("Đã hết thời hạn, đơn vị chưa báo cáo"), rolled.past_of_silent()),
        (_("Chưa nêu xong hay chưa"), rolled.unanswered),
        (_("Ghi hoàn thành mà chưa có văn bản làm căn cứ"), rolled.unproved),
        (_("Hoàn thành mà số thấp hơn nhiệm vụ nêu"), rolled.short),
        (_("Hai lần báo cáo nói khác nhau"), rolled.differing),
        (_("Chỉ tiêu chưa có số"), rolled.no_number),
    )
    return [(name, list(items)) for name, items in named if items]


async def take(request: Request) -> Response:
    """Make forms, take a filled one, or draft the report."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    async with dropped(request) as got:
        said = {key: str(got.form.get(key, "")) for key in ("act", "unit", "period")}
        period = _period(request, said["period"])
        if said["act"] == "forms":
            return await run_in_threadpool(_forms, request, period)
        if said["act"] == "report":
            return await run_in_threadpool(_report, request, period)
        return await run_in_threadpool(_taken, request, period, said["unit"], got.file)


def _forms(request: Request, period: str) -> Response:
    plan_id = request.path_params["plan"]
    with tempfile.TemporaryDirectory(prefix="kehoach-bieu-") as folder:
        wanted = progress_init.Request(plan_id, period, target=Path(folder))
        done = progress_init.run(house_of(request).desk(request), wanted)
        data = zipped(sorted(Path(folder).rglob("*.xlsx")))
    if has_errors(done.diagnostics):
        return _shown(request, period, 422, done.diagnostics)
    headers = {"content-disposition": f'attachment; filename="bieu-{plan_id}-{period}.zip"'}
    return Response(data, media_type="application/zip", headers=headers)


def _taken(request: Request, period: str, unit: str, file: Path | None) -> Response:
    if file is None:
        return page(request, "message.html", 422, title=_("Chưa chọn tệp nào"), text="")
    wanted = progress_import.Request(request.path_params["plan"], (file,), period, unit)
    done = progress_import.run(house_of(request).desk(request), wanted)
    status = 422 if has_errors(done.diagnostics) else 200
    return _shown(request, period, status, done.diagnostics, tuple(done.forms))


def _report(request: Request, period: str) -> Response:
    desk = house_of(request).desk(request)
    wanted = progress_report.Request(request.path_params["plan"], period)
    done = progress_report.run(desk, wanted)
    if not done.written:
        return _shown(request, period, 422, done.diagnostics)
    made, _problems = id_named(desk.workspace.again(), done.written)
    return back_to(f"/plans/{made}")


ROUTES = [
    Route("/plans/{plan}/progress", known(_page)),
    Route("/plans/{plan}/progress", take, methods=["POST"]),
]
