"""A Word file that somebody edited, dropped on its plan: what would change, then a person's yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from generator.locale import _
from generator.review.words import segments
from generator.verbs import draft_print, pull, view, word_copy
from generator.web.pages import back_to, house_of, known, page, told, words_of
from generator.web.upload import dropped, keep, kept

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from generator.web.may import Person

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = ("noi_dung", "tieu_de", "trich_yeu", "san_pham")


def _page(request: Request, person: Person) -> Response:
    """The place to drop a file."""
    del person
    plan_id = request.path_params["plan"]
    if view.path_of(house_of(request).desk(request).workspace, plan_id) is None:
        title = _("Không mở được kế hoạch này")
        return page(request, "message.html", 404, title=title, text="")
    return _form(request, 200, "")


def _form(request: Request, status: int, problem: str) -> Response:
    return page(
        request, "word.html", status, plan=request.path_params["plan"], problem=problem, done=None
    )


def _file(request: Request, person: Person) -> Response:
    """The plan as a Word file to work on, with the open comments."""
    del person
    plan_id = request.path_params["plan"]
    bare = request.query_params.get("comments") == "0"
    wanted = word_copy.Request(plan_id, comments=not bare)
    done = word_copy.run(house_of(request).desk(request), wanted)
    if not done.data:
        title = _("Chưa in được kế hoạch này")
        text = "; ".join(words_of(one) for one in done.diagnostics)
        return page(request, "message.html", 404, title=title, text=text)
    headers = {"content-disposition": f'attachment; filename="{plan_id}.docx"'}
    return Response(done.data, media_type=DOCX, headers=headers)


def _print(request: Request, person: Person) -> Response:
    """The plan as it would be printed now."""
    del person
    plan_id = request.path_params["plan"]
    done = draft_print.run(house_of(request).desk(request), draft_print.Request(plan_id))
    if not done.data:
        title = _("Chưa in được kế hoạch này")
        text = "; ".join(words_of(one) for one in done.diagnostics)
        return page(request, "message.html", 404, title=title, text=text)
    headers = {"content-disposition": f'attachment; filename="{plan_id}.pdf"'}
    return Response(done.data, media_type="application/pdf", headers=headers)


async def look(request: Request) -> Response:
    """Read the file and show what it would change; nothing is written yet."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    async with dropped(request) as got:
        if got.file is None:
            return _form(request, 422, _("Chưa chọn tệp nào"))
        reject = got.form.get("revisions") == "reject"
        choice: Literal["accept", "reject"] = "reject" if reject else "accept"
        token = await run_in_threadpool(keep, house.root, got.file)
        if got.form.get("only") == "comments":
            return await run_in_threadpool(_comments, request, got.file)
        return await run_in_threadpool(_preview, request, got.file, token, got.name, choice)


def _comments(request: Request, file: Path) -> Response:
    """Only what people said in the file; its words stay outside."""
    plan_id = request.path_params["plan"]
    done = word_copy.take_back(house_of(request).desk(request), plan_id, file)
    if done.diagnostics:
        return _form(request, 422, "; ".join(words_of(one) for one in done.diagnostics))
    return back_to(f"/plans/{plan_id}/comments")


def _preview(
    request: Request, file: Path, token: str, name: str, revisions: Literal["accept", "reject"]
) -> Response:
    asked = pull.Request(
        file, request.path_params["plan"], revisions=revisions, partial=True, write=False
    )
    done = pull.run(house_of(request).desk(request), asked)
    rows = []
    if done.difference is not None and done.words is not None:
        rows = [
            {
                "subject": done.words.subject(change),
                "sentence": done.words.say(change),
                "segments": segments(change.old, change.new)
                if change.field in WORDS
                and isinstance(change.old, str)
                and isinstance(change.new, str)
                else [],
            }
            for change in done.difference.changes
        ]
    return page(
        request,
        "word.html",
        plan=asked.plan,
        problem="",
        done=done,
        name=name,
        token=token,
        revisions=revisions,
        rows=rows,
        found=told(done.diagnostics),
    )


async def confirm(request: Request) -> Response:
    """The person said yes: bring the edits into the plan."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    plan_id = request.path_params["plan"]
    token, reject = str(form.get("token", "")), form.get("revisions") == "reject"

    def work() -> Response:
        file = kept(house.root, token)
        if file is None:
            return _form(request, 409, _("Tệp không còn chờ ở đây; chọn lại tệp"))
        asked = pull.Request(
            file, plan_id, revisions="reject" if reject else "accept", partial=True
        )
        done = pull.run(house.desk(request), asked)
        if done.status == "refused":
            return page(
                request,
                "problem.html",
                422,
                title=_("Chưa đưa được vào kế hoạch"),
                found=told(done.diagnostics),
                back=f"/plans/{plan_id}",
            )
        word_copy.take_back(house.desk(request), plan_id, file)
        file.unlink(missing_ok=True)
        return back_to(f"/plans/{plan_id}")

    return await run_in_threadpool(work)


ROUTES = [
    Route("/plans/{plan}/draft.pdf", known(_print)),
    Route("/plans/{plan}/word", known(_page)),
    Route("/plans/{plan}/word/{name}.docx", known(_file)),
    Route("/plans/{plan}/word", look, methods=["POST"]),
    Route("/plans/{plan}/word/confirm", confirm, methods=["POST"]),
]
