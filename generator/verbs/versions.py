"""`versions`: earlier texts of a plan: listed; the text of now named; one is the plan again.

Nothing is overwritten for good: the text that was there goes into the journal, from where the
restoring itself is taken back as one edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code
from generator.locale import _
from generator.verbs import edit
from generator.workspace.bases import Bases, fingerprint
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk

LONGEST = 100
"""Letters of a name."""


Act = Literal["list", "name", "restore"]


class Request(NamedTuple):
    """Which plan, and what to do."""

    plan: str
    name: str = ""
    """What the text of now is called."""
    restore: str = ""
    """Digest of a version, or how it begins where no other does."""
    act: Act = "list"
    only: str = ""
    """Restored only where this is the digest of the text of now: later words of a person stay."""


class Result(NamedTuple):
    """What became of it."""

    plan: str
    status: Literal["listed", "named", "restored", "unchanged", "refused"]
    entry: str | None
    """The number in the journal, by which a restoring is taken back."""
    diagnostics: list[Diagnostic]
    versions: list[edit.Version] = []  # noqa: RUF012 - never changed
    """Where they were asked for, the newest first."""

    @property
    def exit_code(self) -> int:
        """1 when nothing could be done."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            **self._asdict(),
            "versions": [one._asdict() for one in self.versions],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Name the text of now, or bring an earlier one back; never raises for what users cause."""
    from generator.plan.toml import load_plan
    from generator.verbs.view import no_plan, path_of

    path = path_of(desk.workspace, request.plan)
    if path is None:
        return Result(request.plan, "refused", None, [no_plan(request.plan)])
    loaded, problems = load_plan(path)
    if loaded is None:
        return Result(request.plan, "refused", None, problems)
    if request.act == "list":
        kept = edit.versions(desk, request.plan)
        return Result(request.plan, "listed", None, [], kept)
    try:
        if request.act == "restore":
            return _restored(desk, request, path, loaded)
        return _named(desk, request, loaded)
    except OSError as fault:
        return Result(request.plan, "refused", None, [os_diagnostic(fault)])


def _named(desk: Desk, request: Request, now: Loaded) -> Result:
    name = " ".join(request.name.split())[:LONGEST]
    if not name:
        found = error("DX561", _("Chưa đặt tên cho bản này"), Place(now.source.file, ""))
        return Result(request.plan, "refused", None, [found])
    Bases(desk.workspace.root).keep_rendered(now.source.text)
    digest = fingerprint(now.source.text)
    edit.recorded(desk, now.plan.van_ban.ma, digest, digest, {"name": name})
    return Result(request.plan, "named", None, [])


def _restored(desk: Desk, request: Request, path: Path, now: Loaded) -> Result:
    from generator.plan.toml import parse_plan
    from generator.workspace.files import replace_plan

    where = Place(now.source.file, "")
    if now.plan.phat_hanh is not None:
        message = _("Kế hoạch đã phát hành, không đưa bản trước về được nữa")
        return Result(request.plan, "refused", None, [error("DX562", message, where)])
    digest = _meant(desk, request)
    file = edit.version_file(desk, request.plan, digest)
    text = Bases(desk.workspace.root).find(digest) if file is not None else None
    then, _problems = parse_plan(text.encode(), now.source.file) if text else (None, [])
    if text is None or then is None or then.plan.van_ban.ma != now.plan.van_ban.ma:
        message = _("Không còn bản ấy trong nơi làm việc")
        return Result(request.plan, "refused", None, [error("DX542", message, where)])
    if text == now.source.text:
        return Result(request.plan, "unchanged", None, [])
    if request.only and request.only != fingerprint(now.source.text):
        message = _("Sau lần chạy ấy đã có người sửa kế hoạch này, nên giữ nguyên")
        hint = _("Mở kế hoạch, chọn bản muốn trở về ở trang So sánh.")
        return Result(request.plan, "refused", None, [error("DX563", message, where, hint)])
    lost = replace_plan(path, now.source.digest, text.encode(), now.source.file)
    if lost is not None:
        return Result(request.plan, "refused", None, [lost])
    return Result(request.plan, "restored", edit.noted(desk, now, then, "restore"), [])


def _meant(desk: Desk, request: Request) -> str:
    """The digest of the one text of the plan that is meant; as it is where none is."""
    told = {one["before"] for one in edit.entries(desk, request.plan) if "before" in one}
    meant = [one for one in told if request.restore and one.startswith(request.restore)]
    return meant[0] if len(meant) == 1 else request.restore
