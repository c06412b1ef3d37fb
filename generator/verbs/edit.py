"""`edit`: operations on the nodes of a plan, written into its file; and taken back again.

The one writer of every editor: a page in the browser, a script, an agent. Words changed by
others meanwhile are merged or come back as a clash; comments and layout of the file stay.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, has_errors
from generator.locale import N_, _
from generator.workspace.bases import Bases, fingerprint
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.cascade.changing.operations import Clash, Operation
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk

JOURNAL = ".kehoach/nhat-ky"
"""Folder of the journals of edits: who, when, from which text to which."""
RECENT = 65_536
"""Bytes at the end of a journal: some 200 edits."""
VERSION_EVERY = 600
"""Seconds of work that are shown as one version."""
TRIES = 8
"""So often an edit is done anew when somebody else writes the file at the same moment."""
_WHY = {
    "gone": N_("nội dung này không còn"),
    "changed": N_("người khác vừa sửa cùng chỗ này"),
    "value": N_("giá trị không hợp lệ"),
    "place": N_("không đặt được vào chỗ này"),
    "frozen": N_("kế hoạch đã phát hành, không sửa được nữa"),
}


class Request(NamedTuple):
    """What to do with which plan."""

    plan: Path
    operations: Sequence[Operation] = ()
    undo: str | None = None
    """Take back the edit with this number of the journal, in place of operations."""
    write: bool = True


class Result(NamedTuple):
    """The plan as it is now, and what could not be done."""

    plan: Path
    status: Literal["written", "unchanged", "refused"]
    diagnostics: list[Diagnostic]
    clashes: list[Clash] = []  # noqa: RUF012 - never changed
    added: dict[int, str] = {}  # noqa: RUF012 - never changed
    merged: frozenset[int] = frozenset()
    loaded: Loaded | None = None
    entry: str | None = None
    """The number of this edit in the journal, by which it is undone."""

    def as_dict(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "plan": str(self.plan),
            "status": self.status,
            "clashes": [clash._asdict() for clash in self.clashes],
            "added": {str(number): node for number, node in self.added.items()},
            "merged": sorted(self.merged),
            "entry": self.entry,
            "diagnostics": [found.as_dict() for found in self.diagnostics],
        }


def run(desk: Desk, request: Request) -> Result:
    """Do the operations and write the plan; never raises for what users can cause."""
    try:
        for _attempt in range(TRIES):
            done = _once(desk, request)
            if done is not None:
                return done
    except OSError as fault:
        return Result(request.plan, "refused", [os_diagnostic(fault)])
    message = _("Nhiều người cùng ghi kế hoạch này; chưa ghi được thay đổi của bạn")
    place = Place(str(request.plan), "")
    return Result(
        request.plan, "refused", [error("DX544", message, place, _("Thử lại sau ít phút."))]
    )


def _once(desk: Desk, request: Request) -> Result | None:
    """One try; None when the file changed between reading and writing."""
    from generator.cascade.changing.operations import edit
    from generator.cascade.changing.rewrite import rewritten
    from generator.plan.toml import parse_plan
    from generator.verbs.spoken import understood
    from generator.workspace.files import replace_plan

    data = request.plan.read_bytes()
    loaded, problems = parse_plan(data, desk.workspace.shown(request.plan))
    if loaded is None:
        return Result(request.plan, "refused", problems)
    if request.undo is not None:
        undone = _undone(desk, request.undo, loaded)
        if isinstance(undone, Diagnostic):
            return Result(request.plan, "refused", [undone], loaded=loaded)
        new, clashes, added, merged = edit(undone, ())
    else:
        new, clashes, added, merged = edit(
            loaded.plan, understood(loaded.plan, request.operations, desk.workspace.registry)
        )
    found = [_told(clash, loaded) for clash in clashes]
    if new == loaded.plan:
        status: Literal["unchanged", "refused"] = "refused" if clashes else "unchanged"
        return Result(request.plan, status, found, clashes, added, merged, loaded)
    made = rewritten(data, loaded, new)
    if made.data is None or made.loaded is None:
        return Result(request.plan, "refused", [*found, *made.diagnostics], clashes, loaded=loaded)
    entry = None
    if request.write:
        if (
            replace_plan(request.plan, loaded.source.digest, made.data, loaded.source.file)
            is not None
        ):
            return None
        more = {"undo": request.undo} if request.undo is not None else {}
        entry = _journal(desk, loaded, made.loaded, more)
    return Result(request.plan, "written", found, clashes, added, merged, made.loaded, entry)


def _told(clash: Clash, loaded: Loaded) -> Diagnostic:
    from generator.review.node_places import labels

    known = labels(loaded.plan).get(clash.node)
    name = known.short if known and known.short else clash.node
    message = _("Chưa sửa được “{nut}”: {ly_do}").format(nut=name, ly_do=_(_WHY[clash.why]))
    hint = _("Xem lại nội dung hiện nay rồi chọn giữ bản nào.")
    return error("DX541", message, Place(loaded.source.file, clash.node), hint)


# ------------------------------------------------------------------ journal


def noted(desk: Desk, before: Loaded, after: Loaded, what: str = "") -> str:
    """Write down a change that another verb made, so that it can be seen and undone as an edit.

    `what` names its kind: "update", "restore".
    """
    return _journal(desk, before, after, {"what": what} if what else {})


def _journal(desk: Desk, before: Loaded, after: Loaded, more: dict[str, str]) -> str:
    """Write down who changed which text into which; both texts are kept as bases."""
    bases = Bases(desk.workspace.root)
    texts = [before.source.text, after.source.text]
    for text in texts:
        bases.keep_rendered(text)
    digests = fingerprint(texts[0]), fingerprint(texts[1])
    return recorded(desk, after.plan.van_ban.ma, *digests, more)


def recorded(desk: Desk, plan_id: str, before: str, after: str, more: dict[str, str]) -> str:
    """As `noted`, of texts that are kept already, by their fingerprints. Raises OSError."""
    path = desk.workspace.root / JOURNAL / f"{plan_id}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    at = desk.now().isoformat(timespec="milliseconds")
    entry = {"at": at, "who": desk.who, "before": before, "after": after, **more}
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return f"{entry['before'][:16]}-{entry['after'][:16]}"


def entries(desk: Desk, plan_id: str, last: int = 0) -> list[dict[str, str]]:
    """The journal of a plan, the oldest edit first; a line cut off by a crash is left out.

    `last`: only what stands in so many bytes at its end; 0 for all of it.
    """
    path = desk.workspace.root / JOURNAL / f"{plan_id}.jsonl"
    found = []
    try:
        with path.open("rb") as journal:
            size = journal.seek(0, os.SEEK_END)
            journal.seek(max(size - last, 0) if last else 0)
            lines = journal.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            found.append({k: str(v) for k, v in value.items()})
    return found


class Whole(NamedTuple):
    """A change of a whole plan by one act, which can be taken back."""

    entry: str
    at: str
    who: str


def updates(desk: Desk, plan_id: str) -> list[Whole]:
    """The updates from above that stand, the newest first."""
    told = entries(desk, plan_id)
    undone = {one["undo"] for one in told if "undo" in one}
    found = [
        Whole(f"{one['before'][:16]}-{one['after'][:16]}", one["at"], one["who"])
        for one in told
        if one.get("what") == "update"
    ]
    return [one for one in found[::-1] if one.entry not in undone]


class Version(NamedTuple):
    """A text that a plan had: before an edit."""

    digest: str
    at: str
    """Moment of the edit that changed it, ISO 8601."""
    who: str
    """Who changed it, or named it."""
    name: str = ""
    """As somebody called it; "" where nobody did."""


def versions(desk: Desk, plan_id: str, every: int = VERSION_EVERY) -> list[Version]:
    """What a plan said before edits, the newest first; one for each stretch of `every` seconds.

    A version that somebody named is there whatever came close to it.
    """
    kept: list[Version] = []
    last: datetime | None = None
    for entry in entries(desk, plan_id):
        try:
            moment = datetime.fromisoformat(entry["at"])
            name = entry.get("name", "")
            version = Version(entry["before"], entry["at"], entry["who"], name)
        except (KeyError, ValueError):
            continue
        if name:
            kept.append(version)
        elif last is None or (moment - last).total_seconds() >= every:
            kept.append(version)
            last = moment
    return kept[::-1]


def version_file(desk: Desk, plan_id: str, digest: str) -> Path | None:
    """The file of an earlier text of this plan; None where it had no such text."""
    bases = Bases(desk.workspace.root)
    known = {one["before"] for one in entries(desk, plan_id) if "before" in one}
    if digest not in known or bases.find(digest) is None:
        return None
    return bases.path(digest)


def _undone(desk: Desk, entry: str, now: Loaded) -> KeHoach | Diagnostic:
    """The plan without one edit: what others did since stays. A diagnostic when it cannot be."""
    from generator.cascade.changing.update import MismatchError
    from generator.plan.toml import parse_plan
    from generator.pulling.plan_merge import merge

    before, _sep, after = entry.partition("-")
    bases = Bases(desk.workspace.root)
    texts = [bases.starting(digest) for digest in (after, before)]
    lost = error("DX542", _("Không còn bản trước khi sửa"), Place(now.source.file, ""))
    plans = []
    for text in texts:
        read, problems = parse_plan(text.encode(), now.source.file) if text else (None, [])
        if read is None or has_errors(problems):
            return lost
        plans.append(read.plan)
    try:
        return merge(plans[0], plans[1], now.plan)
    except MismatchError:
        return lost
