"""`merge-driver`: three files of one plan merged, by nodes where they can be read, else by lines.

For `git merge`: the common ancestor, this branch, the other one. Where the merge by lines
and the one by nodes say the same, the lines are taken, with the comments of both sides.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.diagnostics import CLEAN, FINDINGS, Diagnostic, Place, as_dicts, warning
from generator.locale import _
from generator.workspace import git
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk

_REST = ("kinh_gui", "giao_viec", "khong_thuc_hien", "co_quan_moi", "van_ban_moi", "phat_hanh")
"""What no node holds; each is taken whole from the side that changed it."""


class Request(NamedTuple):
    """What git hands over."""

    base: Path
    mine: Path
    """Also where the result goes."""
    theirs: Path
    name: str = ""
    """Of the file in the repository."""


class Result(NamedTuple):
    """What became of the file."""

    file: str
    conflicts: int
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 tells git that conflicts are left in the file."""
        return FINDINGS if self.conflicts else CLEAN

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "file": self.file,
            "conflicts": self.conflicts,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(_desk: Desk, request: Request) -> Result:
    """Merge into `mine`, whole or not at all. Raises OSError."""
    old, own, other = (path.read_bytes() for path in (request.base, request.mine, request.theirs))
    name = request.name or str(request.mine)
    merged = merge_files(old, own, other, name)
    write_atomic(request.mine, merged.data, durable=True)
    return Result(name, merged.conflicts, merged.diagnostics)


class Merged(NamedTuple):
    """The bytes to go on with, and whether a person must look at them."""

    data: bytes
    conflicts: int
    diagnostics: list[Diagnostic]


def merge_files(base: bytes, mine: bytes, theirs: bytes, name: str) -> Merged:
    """Merge three versions of the file `name`; conflicts stay in the result."""
    by_lines, clash = _by_lines(base, mine, theirs)
    made = _by_nodes(base, mine, theirs, name)
    if made is None:
        message = _("{tep} không đọc được như kế hoạch ở cả ba bản: gộp theo dòng").format(tep=name)
        told = warning("KE810", message, Place(name, _("cả tệp")))
        return Merged(by_lines, clash, [told])
    plan, mine_read = made
    if not clash and (same := _read(by_lines, name)) is not None and same.plan == plan:
        return Merged(by_lines, 0, [])
    return _written(mine, mine_read, plan, Merged(by_lines, max(clash, 1), []))


def _written(mine: bytes, read: Loaded, plan: KeHoach, lines: Merged) -> Merged:
    """The merged plan in the place of mine; by lines where the file is laid out oddly."""
    from generator.cascade.changing.rewrite import rewritten
    from generator.plan.check import open_conflicts

    before = {str(d.message) for d in open_conflicts(read)}
    made = rewritten(mine, read, plan)
    if made.data is None or made.loaded is None:
        return lines._replace(diagnostics=made.diagnostics)
    conflicts = [d for d in open_conflicts(made.loaded) if str(d.message) not in before]
    if conflicts:
        message = _("Hai nhánh cùng sửa {so} chỗ").format(so=len(conflicts))
        hint = _("kehoach resolve: --above là nhánh kia, --mine là nhánh này; rồi git add, commit")
        place = Place(read.source.file, _("cả tệp"))
        conflicts.insert(0, warning("KE807", message, place, hint))
    return Merged(made.data, len(conflicts), conflicts)


def _read(data: bytes, name: str) -> Loaded | None:
    from generator.plan.toml import parse_plan

    return parse_plan(data, name)[0]


def _by_nodes(base: bytes, mine: bytes, theirs: bytes, name: str) -> tuple[KeHoach, Loaded] | None:
    """The merged plan; None when a side is no plan or the sides do not go together."""
    from generator.cascade.changing.tree import Tree
    from generator.pulling.plan_merge import MismatchError, merge

    read = [_read(data, name) for data in (base, mine, theirs)]
    if read[1] is None or read[2] is None or read[0] is None:
        return None
    plans = [one.plan for one in read if one is not None]
    if any(Tree(plan).twice for plan in plans):
        return None
    old, own, other = plans
    try:
        merged = merge(old, other, own)
    except MismatchError:
        return None
    rest = {
        key: getattr(other if getattr(own, key) == getattr(old, key) else own, key) for key in _REST
    }
    if any(
        len({_key(getattr(p, key)) for p in plans}) == 3 for key in _REST
    ):  # both changed what has no node
        return None
    return msgspec.structs.replace(merged, **rest), read[1]


def _key(value: object) -> bytes:
    return msgspec.json.encode(value)


def _by_lines(base: bytes, mine: bytes, theirs: bytes) -> tuple[bytes, int]:
    """What `git merge-file` makes of them, and how many conflicts it left."""
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        files = []
        for label, data in (("mine", mine), ("base", base), ("theirs", theirs)):
            files.append(Path(folder) / label)
            files[-1].write_bytes(data)
        labels = [x for label in ("ours", "base", "theirs") for x in ("-L", label)]
        done = git.asked(None, "merge-file", "-p", "--diff3", *labels, *map(str, files))
    if done.returncode < 0 or done.returncode > 127:
        return mine, 1
    return done.stdout, done.returncode
