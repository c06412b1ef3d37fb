"""Drop a signed file: who signed, when, and whether it is still what was signed, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.issuance.verdict.result import FileVerdict, Verdict
from generator.issuance.verdict.verdict_words import signature_name, signature_rows, verdict_word
from generator.locale import _
from generator.web.pages import house_of, known, page, told
from generator.web.upload import dropped

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.verbs.prove import BundleProof
    from generator.web.may import Person

ENDS = (".pdf", ".docx", ".zip")
_KIND = {Verdict.VALID: "good", Verdict.INDETERMINATE: "warning", Verdict.INVALID: "error"}


def _page(request: Request, person: Person) -> Response:
    """The place to drop a file."""
    del person
    return page(request, "verify.html", reports=[], found=[], name="")


async def judge(request: Request) -> Response:
    """The report on the file that was dropped; nothing of the file is kept."""
    if house_of(request).who(request) is None:
        return page(request, "stranger.html", 401)
    async with dropped(request) as got:
        if got.file is None or Path(got.name).suffix.lower() not in ENDS:
            message = _("Chọn một tệp .pdf, .docx hoặc .zip")
            lacking = {"kind": "error", "severity": _("Lỗi"), "code": "", "hints": ()}
            found = [{**lacking, "message": message}]
            return page(request, "verify.html", 422, reports=[], found=found, name=got.name)
        return await run_in_threadpool(_judged, request, got.file, got.name)


def _judged(request: Request, copy: Path, name: str) -> Response:
    from generator.verbs import verify  # brings much along that only this page needs

    done = verify.run(house_of(request).desk(request), verify.Request((copy,)))
    reports = [_told(one) for one in done.results]
    return page(request, "verify.html", reports=reports, found=told(done.diagnostics), name=name)


def _told(result: FileVerdict | BundleProof) -> dict[str, Any]:
    """A report as the page shows it."""
    inner = [result] if isinstance(result, FileVerdict) else result.reports
    return {
        "verdict": verdict_word(result.verdict),
        "kind": _KIND[result.verdict],
        "findings": [one.message for report in inner for one in report.findings],
        "found": [] if isinstance(result, FileVerdict) else told(result.diagnostics),
        "signatures": [
            {
                "name": signature_name(one),
                "verdict": verdict_word(one.verdict),
                "kind": _KIND[one.verdict],
                "rows": signature_rows(one),
                "findings": [found.message for found in one.findings],
            }
            for report in inner
            for one in report.signatures
        ],
    }


ROUTES = [
    Route("/verify", known(_page)),
    Route("/verify", judge, methods=["POST"]),
]
