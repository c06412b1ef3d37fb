"""Taking the plan above: drop a file, see what was read, choose the unit, derive."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.routing import Route

from generator.locale import _
from generator.web.pages import back_to, house_of, known, page, told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person
    from generator.workspace.desk import Desk

KINDS = (
    ".docx",
    ".docm",
    ".doc",
    ".rtf",
    ".odt",
    ".pdf",
    ".txt",
    ".md",
    ".toml",
    ".png",
    ".jpg",
    ".tif",
)
CHUNK = 1 << 20


def _page(request: Request, person: Person) -> Response:
    """The form: a place to drop a file."""
    del person
    return page(request, "receive.html", found=[], name="", kinds=KINDS)


async def take(request: Request) -> Response:
    """The file that was dropped: read into a plan of the workspace, every doubt told."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    async with request.form(max_files=1, max_fields=5) as form:
        upload = form.get("file")
        if not isinstance(upload, UploadFile) or not upload.filename:
            return page(
                request,
                "receive.html",
                422,
                found=[
                    {
                        "kind": "error",
                        "severity": _("Lỗi"),
                        "code": "",
                        "hints": (),
                        "message": _("Chưa chọn tệp nào"),
                    }
                ],
                name="",
                kinds=KINDS,
            )
        name = Path(upload.filename.replace("\\", "/")).name[:120]
        with tempfile.TemporaryDirectory(prefix="kehoach-nhan-") as folder:
            copy = Path(folder) / f"nhan{Path(name).suffix.lower()[:8]}"
            with copy.open("wb") as out:
                while data := await upload.read(CHUNK):
                    out.write(data)
            return await run_in_threadpool(_read, request, copy, name)


def _read(request: Request, copy: Path, name: str) -> Response:
    desk = house_of(request).desk(request)
    done = _imported(desk, copy)
    if done["plan"] is None:
        return page(
            request,
            "receive.html",
            422,
            found=told(done["found"]),
            name=name,
            kinds=KINDS,
        )
    return page(request, "received.html", **done, name=name, units=_units(desk, done["plan"]))


def _imported(desk: Desk, copy: Path) -> dict[str, Any]:
    """The plan read from the file and kept among the plans; nothing there is overwritten."""
    from generator.read.imported import import_file
    from generator.workspace.files import write_atomic

    if copy.suffix == ".toml":
        from generator.plan.toml import load_plan

        loaded, found = load_plan(copy)
        plan, text = (loaded.plan, loaded.source.text) if loaded else (None, "")
    else:
        made = import_file(copy, desk.workspace, "accept")
        plan, text, found = made.plan, made.text, made.diagnostics
    if plan is None:
        return {"plan": None, "found": found, "kept": False}
    target = desk.workspace.plans_dir / "nhan" / f"{plan.van_ban.ma}.toml"
    kept = plan.van_ban.ma not in desk.workspace.plan_index and not target.exists()
    if kept:
        write_atomic(target, text.encode(), durable=True)
    found = [one for one in found if one.span is None or one.span.file]
    return {"plan": plan, "found": told(found), "kept": kept}


def _units(desk: Desk, plan: Any) -> list[Any]:
    from generator.cascade.below import lower_units

    registry, day = desk.workspace.registry, plan.day()
    found = [registry.get(unit, day) for unit in lower_units(desk.workspace, plan)]
    return [unit for unit in found if unit is not None]


async def derive(request: Request) -> Response:
    """Derive the plan of one unit from a plan of the workspace, then open it."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    plan_id, unit = request.path_params["plan"], str(form.get("unit", ""))

    def work() -> Response:
        from generator.verbs.derive import Deriver
        from generator.verbs.view import path_of

        desk = house.desk(request)
        path = path_of(desk.workspace, plan_id)
        foreign = person.unit not in ("", unit)
        if path is None or foreign or desk.workspace.registry.get(unit) is None:
            return page(
                request, "message.html", 404, title=_("Không có kế hoạch hay đơn vị này"), text=""
            )
        done = Deriver(desk.workspace, path, path.parent)(unit)
        if not done.target:
            text = "; ".join(one.message for one in done.diagnostics)
            return page(request, "message.html", 422, title=_("Chưa dẫn xuất được"), text=text)
        from generator.plan.toml import load_plan

        loaded = load_plan(path.parent / Path(done.target).name)[0]
        if loaded is None:
            return page(request, "message.html", 422, title=_("Chưa dẫn xuất được"), text="")
        return back_to(f"/plans/{loaded.plan.van_ban.ma}")

    return await run_in_threadpool(work)


ROUTES = [
    Route("/receive", known(_page)),
    Route("/receive", take, methods=["POST"]),
    Route("/plans/{plan}/derive", derive, methods=["POST"]),
]
