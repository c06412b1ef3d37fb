"""What the user names as a side of a comparison, made a plan: file, id, or either at a revision."""

from __future__ import annotations

import copy
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, has_errors, nearest, warning
from generator.locale import _
from generator.plan.model import walk
from generator.review.changes import ComparedSide, compare, side_of
from generator.review.details import PRINTED_BY
from generator.review.head_fields import without_inherited
from generator.review.levels import ExpectedPlan, by_level, changes_to, follows, related
from generator.review.revisions import AtRevision, read_at, split
from generator.review.sentences import KnownNames, Sentences
from generator.workspace.files import os_diagnostic, refuse_endless
from generator.workspace.memory import Same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.toml import Loaded
    from generator.review.changes import Change, PlanDifference
    from generator.workspace.workspace import Workspace

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
        refuse_endless(path)
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
    except OSError as fault:
        return None, [os_diagnostic(fault)]


def _no_plan(workspace: Workspace | None, name: str, found: Sequence[Path]) -> Diagnostic:
    if found:
        files = ", ".join(str(path) for path in found)
        message = _("Mã kế hoạch “{ma}” có ở nhiều tệp: {tep}").format(ma=name, tep=files)
        return error("SS213", message, None, _("Nêu đường dẫn của tệp cần so sánh"))
    near = nearest(name, workspace.plan_index) if workspace else []
    message = _("Không có tệp hay mã kế hoạch “{ten}”").format(ten=name)
    hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
    return error("SS213", message, None, *hints)


def plan_side(
    named: Named, workspace: Workspace | None = None
) -> tuple[ComparedSide | None, Loaded | None, list[Diagnostic]]:
    """The plan in a file: of a TOML file with its lines, of a .docx as the importer reads it.

    Warnings about the plan itself are for `check`; only what keeps it from being read comes.
    Tracked changes of a .docx are taken as accepted.
    """
    from generator.plan.toml import parse_plan

    if named.is_word:
        side, found = _imported(named, workspace)
        return side, None, found
    parse = workspace.parsed if workspace is not None else parse_plan
    loaded, found = parse(named.data, named.name)
    if loaded is None:
        return None, None, [d for d in found if has_errors([d])]
    return side_of(loaded, named.name), loaded, []


def _imported(
    named: Named, workspace: Workspace | None
) -> tuple[ComparedSide | None, list[Diagnostic]]:
    import tempfile

    from generator.read.imported import import_file

    if workspace is None:
        return None, [error("SS214", _("Cần không gian làm việc để đọc .docx"), _at(named))]
    with tempfile.TemporaryDirectory() as folder:  # a revision of git is no file
        copy = Path(folder) / named.path.name
        copy.write_bytes(named.data)
        made = import_file(copy, workspace, "accept")
    found = [_placed(d, named) for d in made.diagnostics if has_errors([d])]
    if made.plan is None:
        message = _("Không đọc được {tep} thành kế hoạch").format(tep=named.name)
        hint = _("So sánh hai tệp .docx từng chữ: --format docx")
        return None, [*found, error("SS214", message, _at(named), hint)]
    return ComparedSide(made.plan, named.name, None, named.digest, imported=True), []


def _at(named: Named) -> Place:
    return Place(named.name, "")


def _placed(found: Diagnostic, named: Named) -> Diagnostic:
    """A finding about the copy, said of the file that the user named."""
    where = found.span.where if isinstance(found.span, Place) else ""
    return found._replace(span=Place(named.name, where))


def known(workspace: Workspace) -> KnownNames:
    """What the workspace knows, for the words of changes."""
    return KnownNames(workspace.registry, workspace.citations, workspace.plan_of)


def differ(
    workspace: Workspace,
    old: tuple[ComparedSide, Loaded | None],
    new: tuple[ComparedSide, Loaded | None],
) -> tuple[PlanDifference, list[Diagnostic]]:
    """Compare two plans; one that follows the other is compared as a plan of its level."""
    sides = old[0], new[0]
    imported = any(side.imported for side in sides)
    if imported:
        sides = _as_printed(workspace, sides[0]), _as_printed(workspace, sides[1])
    plans = old[0].plan, new[0].plan
    below = follows(*plans)
    expected = _expected(workspace, old[1], new[0]) if below else None

    def made() -> PlanDifference:
        whole = without_inherited(compare(*sides), workspace.registry)
        if imported:
            whole = _printed(whole, known(workspace))
        return by_level(whole, expected) if below else whole

    named = ((side.name, side.digest) for side in sides)
    key = ("difference", *named, Same(expected))
    difference = made() if imported else workspace.memory.made(key, made)
    found = _twice(old[0]) + _twice(new[0])
    if not below and not related(*plans) and not (imported and _one_paper(difference)):
        message = _("“{a}” và “{b}” không phải hai bản của một kế hoạch, cũng không nối tiếp nhau")
        told = message.format(a=plans[0].van_ban.ma, b=plans[1].van_ban.ma)
        hint = _("Các đoạn được ghép theo lời văn; phần lớn sẽ là thêm và bỏ")
        found.append(warning("SS201", told, Place(new[0].name, ""), hint))
    return difference, found


def _one_paper(difference: PlanDifference) -> bool:
    """Whether most of what one side says the other says too: a paper does not tell its id."""
    old, new = difference.old.items, difference.new.items
    return len(old.keys() & new.keys()) * 2 > max(len(old), len(new))


def _as_printed(workspace: Workspace, side: ComparedSide) -> ComparedSide:
    """The plan with its citations written out, as a printed document has them."""
    registry, citations, plan_of = known(workspace)
    plan = copy.deepcopy(side.plan)
    citer = citations.citer(plan, registry, plan_of)
    citer.note = lambda mark: mark.raw  # footnotes are compared as footnotes
    nodes = [plan.van_ban, *(node for _loc, node in walk(plan))]
    for node in nodes:
        for name in ("trich_yeu", "tieu_de", "noi_dung"):
            if text := getattr(node, name, None):
                setattr(node, name, citer.text(text))
    return side._replace(plan=plan)


def _printed(difference: PlanDifference, known: KnownNames) -> PlanDifference:
    """Of a printed document only what is printed can be compared, by what is read there."""
    words = Sentences(difference, known)
    told = []
    for change in difference.changes:
        if change.nature == "data" or change.field in _WORKED_OUT:
            continue
        if change.kind == "field":
            said = [_said(difference, words, change, new=new) for new in (False, True)]
            if said[0] == said[1]:
                continue
        told.append(change)
    return difference._replace(changes=tuple(told))


def _said(difference: PlanDifference, words: Sentences, change: Change, *, new: bool) -> str:
    """What is printed of a field: where a cell has words of its own, they and no bodies."""
    for bodies, own in PRINTED_BY.items():
        if change.field in (bodies, own):
            node = (difference.new if new else difference.old).items[change.node].node
            said: str | None = getattr(node, own)
            of_bodies = change._replace(field=bodies)
            return said or words.value(of_bodies, getattr(node, bodies), new=new)
    return words.value(change, change.new if new else change.old, new=new)


_WORKED_OUT = frozenset({"nhan", "kieu", "kieu_diem", "danh_so", "ky_hieu", "dia_danh", "co_quan"})
"""Keys that a plan may leave to the program, so that a blank one is no difference."""


def _expected(
    workspace: Workspace, above: Loaded | None, side: ComparedSide
) -> ExpectedPlan | None:
    """The plan as the rules derive it today; None where they do not."""
    from generator.cascade.deriving.below import cascade_below, remembered

    agency = workspace.registry.get(side.plan.van_ban.co_quan, above.plan.day()) if above else None
    if above is None or agency is None:
        return None

    def made() -> ExpectedPlan | None:
        cascade, _problems = cascade_below(workspace, above, workspace.plans_dir)
        derived = cascade.derive(agency)[0] if cascade is not None else None
        if derived is None:
            return None
        dropped = {one.id: one.rule for one in derived.dropped}
        whole = None if side.imported else changes_to(side_of(above), derived.plan)
        return ExpectedPlan(derived.plan, dropped, whole)

    if side.imported:
        return made()
    return remembered(workspace, above, ("expected", agency.id), made)


def _twice(side: ComparedSide) -> list[Diagnostic]:
    from generator.cascade.changing.tree import Tree

    found = []
    for loc in Tree(side.plan).twice:
        line = side.line(loc) if side.line else 0
        message = _("Mã dùng hai lần: nội dung này không được so sánh")
        hint = _("Chạy kehoach check để xem các mã trùng, sửa rồi so sánh lại")
        place = Place(f"{side.name}:{line}" if line else side.name, ".".join(map(str, loc)))
        found.append(warning("SS202", message, place, hint))
    return found
