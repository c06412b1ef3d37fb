"""What the user names as a side of a comparison, made a plan: file, id, or either at a revision."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, has_errors, nearest, warning
from generator.locale import _
from generator.review.changes import compare, side_of
from generator.review.levels import Expected, by_level, follows, related
from generator.review.revisions import AtRevision, read_at, split
from generator.review.sentences import Known

if TYPE_CHECKING:
    from generator.plan.toml import Loaded
    from generator.review.changes import Difference, Side
    from generator.workspace import Workspace

WORD = ".docx"


class Named(NamedTuple):
    """A side as bytes."""

    name: str
    """As it is shown: a path, with "@revision" if it has one."""
    path: Path
    revision: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_word(self) -> bool:
        """Whether it is a .docx, by its first bytes or, where it is damaged, by its name."""
        return self.data[:4] == b"PK\x03\x04" or self.path.suffix.lower() == WORD


def open_side(workspace: Workspace | None, name: str) -> tuple[Named | None, list[Diagnostic]]:
    """The bytes of what the user named; None and the reason when there are none."""
    file, revision = split(name)
    path = Path(file)
    if not path.suffix and not path.exists():
        found = workspace.plan_index.get(file, []) if workspace else []
        if len(found) != 1:
            return None, [_no_plan(workspace, file, found)]
        path = found[0]
    shown = workspace.shown(path) if workspace else str(path)
    if revision:
        data, problems = read_at(AtRevision(path, revision))
        if data is None:
            return None, problems
        return Named(f"{shown}@{revision}", path, revision, data), problems
    try:
        return Named(shown, path, "", path.read_bytes()), []
    except FileNotFoundError:
        siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        near = nearest(path.name, siblings)
        hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
        message = _("Không có tệp “{file}”").format(file=path)
        return None, [error("DL110", message, Place(shown, ""), *hints)]
    except IsADirectoryError:
        message = _("“{file}” là thư mục, cần một tệp .toml hoặc .docx").format(file=path)
        return None, [error("DL111", message, Place(shown, ""))]


def _no_plan(workspace: Workspace | None, name: str, found: list[Path]) -> Diagnostic:
    if found:
        files = ", ".join(str(path) for path in found)
        message = _("Mã kế hoạch “{ma}” có ở nhiều tệp: {tep}").format(ma=name, tep=files)
        return error("SS213", message, None, _("Nêu đường dẫn của tệp cần so sánh"))
    near = nearest(name, workspace.plan_index) if workspace else []
    message = _("Không có tệp hay mã kế hoạch “{ten}”").format(ten=name)
    hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
    return error("SS213", message, None, *hints)


def plan_side(named: Named) -> tuple[Side | None, Loaded | None, list[Diagnostic]]:
    """The plan in a file: of a TOML file with its lines, of a .docx as the importer reads it.

    Warnings about the plan itself are for `check`; only what keeps it from being read comes.
    """
    from generator.plan.toml import parse_plan

    if named.is_word:
        side, found = _imported(named)
        return side, None, found
    loaded, found = parse_plan(named.data, named.name)
    if loaded is None:
        return None, None, [d for d in found if has_errors([d])]
    return side_of(loaded, named.name), loaded, []


def _imported(named: Named) -> tuple[Side | None, list[Diagnostic]]:
    message = _("Chưa đọc được .docx thành kế hoạch ở đây")
    return None, [error("SS214", message, Place(named.name, ""))]


def known(workspace: Workspace) -> Known:
    """What the workspace knows, for the words of changes."""
    return Known(workspace.registry, workspace.citations, workspace.plan_of)


def differ(
    workspace: Workspace, old: tuple[Side, Loaded | None], new: tuple[Side, Loaded | None]
) -> tuple[Difference, list[Diagnostic]]:
    """Compare two plans; one that follows the other is compared as a plan of its level."""
    difference = compare(old[0], new[0])
    found = _twice(old[0]) + _twice(new[0])
    plans = old[0].plan, new[0].plan
    if follows(*plans):
        difference = by_level(difference, _expected(workspace, old[1], new[0]))
    elif not related(*plans):
        message = _("“{a}” và “{b}” không phải hai bản của một kế hoạch, cũng không nối tiếp nhau")
        told = message.format(a=plans[0].van_ban.ma, b=plans[1].van_ban.ma)
        hint = _("Các đoạn được ghép theo lời văn; phần lớn sẽ là thêm và bỏ")
        found.append(warning("SS201", told, Place(new[0].name, ""), hint))
    return difference, found


def _expected(workspace: Workspace, above: Loaded | None, side: Side) -> Expected | None:
    """The plan as the rules derive it today; None where they do not."""
    from generator.bulk import cascade_below

    agency = workspace.registry.get(side.plan.van_ban.co_quan, above.plan.day()) if above else None
    if above is None or agency is None:
        return None
    cascade, _problems = cascade_below(workspace, above, workspace.plans_dir)
    derived = cascade.derive(agency)[0] if cascade is not None else None
    if derived is None:
        return None
    return Expected(derived.plan, {one.id: one.rule for one in derived.dropped})


def _twice(side: Side) -> list[Diagnostic]:
    from generator.cascade.tree import Tree

    found = []
    for loc in Tree(side.plan).twice:
        line = side.line(loc) if side.line else 0
        message = _("Mã dùng hai lần: nội dung này không được so sánh")
        hint = _("Chạy kehoach check để xem các mã trùng, sửa rồi so sánh lại")
        place = Place(f"{side.name}:{line}" if line else side.name, ".".join(map(str, loc)))
        found.append(warning("SS202", message, place, hint))
    return found
