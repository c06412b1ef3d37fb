"""Dossiers: the papers of one matter on one page, put in and left out, printed, issued together."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from generator.diagnostics import has_errors
from generator.locale import N_, _
from generator.plan.drafts import KINDS
from generator.verbs import (
    dossier,
    dossier_diff,
    dossier_issue,
    dossier_list,
    dossier_render,
    plans,
    view,
)
from generator.verbs.dossier_common import file_of, opened, takes_number
from generator.web.may import may
from generator.web.pages import back_to, house_of, known, limit_of, page, told, unopened, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from generator.diagnostics import Diagnostic
    from generator.web.may import Person
    from generator.workspace.desk import Desk

PAPERS: dict[str, str] = {
    "submission": N_("Tờ trình"),
    "slip": N_("Phiếu trình"),
    "decision": N_("Quyết định ban hành"),
    "letter": N_("Công văn gửi kèm"),
    "reminder": N_("Công văn đôn đốc"),
    "report": N_("Báo cáo"),
    "conclusion": N_("Thông báo kết luận"),
    "invitation": N_("Giấy mời"),
    "minutes": N_("Biên bản"),
    "programme": N_("Chương trình"),
}
SINCE = {"": N_("Từ lúc trình"), "HEAD": N_("Từ bản git gần nhất")}
"""Since when a dossier is compared; the second where the workspace is kept with git."""
LONGEST = 2000
PACKED = "ho-so.zip"


def _list(request: Request, person: Person) -> Response:
    """Every dossier of the own unit."""
    house = house_of(request)
    desk, look = house.desk(request), house.looker(person)
    found = dossier_list.run(desk, dossier_list.Request())
    seen = [one for one in found.items if look("remark", one.plan)]
    inside = {name for one in seen for name in (one.plan, *one.members)}
    rows = plans.run(desk, plans.Request()).rows
    mine = [
        one
        for one in rows
        if one.state == "draft" and one.plan not in inside and look("arrange", one.plan)
    ]
    problems = [] if person.unit else told(found.diagnostics)
    limit = limit_of(request)
    return page(request, "dossiers.html", dossiers=seen, plans=mine, found=problems, limit=limit)


def _page(request: Request, person: Person) -> Response:
    """The papers of one matter in their order, and what can be done with them."""
    return _shown(request, person, 200, [])


def _shown(request: Request, person: Person, status: int, found: list[Diagnostic]) -> Response:
    house, plan_id = house_of(request), request.path_params["plan"]
    desk = house.desk(request)
    plan = view.run(desk, view.Request(plan_id, brief=True))
    if plan.loaded is None:
        return unopened(request, plan.diagnostics)
    there = file_of(desk.workspace, plan_id).is_file()
    now = _now(desk, plan_id) if there else None
    look = house.looker(person)
    inside = {one.ma for one in now.members} if now is not None else set()
    waits, left = _waits(desk, plan_id, person) if there else ({}, 0)
    return page(
        request,
        "dossier.html",
        status,
        plan=plan,
        head=plan.loaded.plan.van_ban,
        dossier=now,
        arranges=house.allows(person, "arrange", plan_id),
        sees=lambda ma: look("see", ma),
        others=[
            one
            for one in plans.run(desk, plans.Request()).rows
            if one.plan not in inside and one.state != "unreadable" and look("arrange", one.plan)
        ],
        papers={kind: _(words) for kind, words in PAPERS.items()},
        issues=may(person, "issue"),
        waits={ma: words_of(one) for ma, one in waits.items()},
        left=left,
        since={key: _(words) for key, words in _since(desk).items()},
        compared=_compared(desk, request, plan_id) if there else None,
        told=told,
        found=told([*found, *(now.diagnostics if now is not None else [])]),
    )


def _now(desk: Desk, plan_id: str) -> dossier.Result:
    name = str(file_of(desk.workspace, plan_id))
    return dossier.run(desk, dossier.Request("show", name))


def _waits(desk: Desk, plan_id: str, person: Person) -> tuple[dict[str, Diagnostic], int]:
    """Paper → why it may not be issued yet; and how many have no number yet."""
    found, _problems = opened(desk.workspace, str(file_of(desk.workspace, plan_id)))
    members = found.members if found is not None else []
    left = [one for one in members if takes_number(one) and one.loaded.plan.phat_hanh is None]
    return dossier_issue.not_approved(desk, members, person.roles), len(left)


def _since(desk: Desk) -> dict[str, str]:
    with_git = (desk.workspace.root / ".git").exists()
    return {key: words for key, words in SINCE.items() if with_git or not key}


def _compared(desk: Desk, request: Request, plan_id: str) -> dossier_diff.Result | None:
    """What changed, where somebody asks for it."""
    since = request.query_params.get("since")
    if since is None or since not in _since(desk):
        return None
    name = str(file_of(desk.workspace, plan_id))
    return dossier_diff.run(desk, dossier_diff.Request(name, since))


# ------------------------------------------------------------------ what is done


async def arrange(request: Request) -> Response:
    """Make the dossier, put a paper in, leave one out, bring it back."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    errand = str(form.get("act", ""))
    if errand not in get_args(dossier.Errand) or errand == "show":
        return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")

    def work() -> Response:
        desk, plan_id = house.desk(request), request.path_params["plan"]
        asked = _asked(desk, plan_id, cast("dossier.Errand", errand), form)
        if not all(house.allows(person, "arrange", one) for one in asked.members):
            return page(request, "message.html", 404, title=_("Không có kế hoạch này"), text="")
        done = dossier.run(desk, asked)
        if has_errors(done.diagnostics):
            return _shown(request, person, 409, done.diagnostics)
        return back_to(f"/plans/{plan_id}/dossier", request)

    return await run_in_threadpool(work)


def _asked(desk: Desk, plan_id: str, errand: dossier.Errand, form: FormData) -> dossier.Request:
    """What the form asks for; papers are named by their ids alone, never by a path."""
    if errand == "new":
        path = view.path_of(desk.workspace, plan_id)
        wanted = {str(one) for one in form.getlist("paper")}
        kinds = tuple(kind for kind in KINDS if kind in wanted)
        return dossier.Request("new", str(path), kinds=kinds)
    known = set(desk.workspace.plan_index) | set(_members(desk, plan_id))
    member = str(form.get("member", ""))
    members = (member,) if member in known else ()
    return dossier.Request(errand, str(file_of(desk.workspace, plan_id)), members)


def _members(desk: Desk, plan_id: str) -> Sequence[str]:
    found, _problems = opened(desk.workspace, str(file_of(desk.workspace, plan_id)))
    return [one.van_ban for one in found.dossier.thanh_phan] if found is not None else []


async def issued(request: Request) -> Response:
    """All papers get their numbers together, each as its leader approved it; or none does."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    day, reason = str(form.get("date", "")), str(form.get("reason", ""))[:LONGEST]

    def work() -> Response:
        desk, plan_id = house.desk(request), request.path_params["plan"]
        unit = view.run(desk, view.Request(plan_id, brief=True))
        strangers = [
            one for one in _members(desk, plan_id) if not house.allows(person, "remark", one)
        ]
        if unit.loaded is None or not may(person, "issue") or strangers:
            title = _("Việc này không thuộc vai trò của bạn")
            return page(request, "message.html", 403, title=title, text=", ".join(strangers))
        done = dossier_issue.run(
            desk,
            dossier_issue.Request(
                str(file_of(desk.workspace, plan_id)), _day(day), reason, roles=person.roles
            ),
        )
        for one in done.issued:
            if one.row is not None:
                content = {"plan": str(one.row.ma), "number": one.row.number}
                house.note(person, "issue", content)
        if has_errors(done.diagnostics):
            return _shown(request, person, 409, done.diagnostics)
        return back_to(f"/plans/{plan_id}/dossier")

    return await run_in_threadpool(work)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def packed(request: Request, person: Person) -> Response:
    """The papers as they print, with their table of contents, in one .zip."""
    house, plan_id = house_of(request), request.path_params["plan"]
    desk = house.desk(request)
    strangers = [one for one in _members(desk, plan_id) if not house.allows(person, "see", one)]
    if strangers:
        text = ", ".join(strangers)
        return page(request, "message.html", 404, title=_("Không có kế hoạch này"), text=text)
    with tempfile.TemporaryDirectory(prefix="kehoach-ho-so-") as folder:
        asked = dossier_render.Request(
            str(file_of(desk.workspace, plan_id)),
            Path(folder),
            pdf=request.query_params.get("pdf") == "1",
        )
        done = dossier_render.run(desk, asked)
        if not done.written or has_errors(done.diagnostics):
            return _shown(request, person, 409, done.diagnostics)
        data = zipped(sorted(Path(folder).glob("*.*")))
    headers = {"content-disposition": f'attachment; filename="{PACKED}"'}
    return Response(data, media_type="application/zip", headers=headers)


def zipped(files: Sequence[Path]) -> bytes:
    """Files as one .zip, each under its own name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for path in files:
            out.write(path, path.name)
    return made.getvalue()


ROUTES: list[Any] = [
    Route("/dossiers", known(_list)),
    Route("/plans/{plan}/dossier", known(_page)),
    Route("/plans/{plan}/dossier", arrange, methods=["POST"]),
    Route("/plans/{plan}/dossier/issue", issued, methods=["POST"]),
    Route("/plans/{plan}/dossier/" + PACKED, known(packed)),
]
