"""Which plans of the workspace a plan names: the one that it carries out, replaces or amends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, Severity, warning
from generator.grammar.replacing import amended_in, replaced_in
from generator.locale import _
from generator.plan.emit import emit
from generator.plan.model import walk
from generator.plan.named_numbers import MARK, numbers_named
from generator.plan.wording import plain
from generator.read.imported import header, seal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from generator.grammar.replacing import Relation, SaidRelation
    from generator.plan.model import KeHoach
    from generator.read.imported import ImportedFile
    from generator.workspace.workspace import Workspace


def followed(plan: KeHoach, workspace: Workspace) -> str | None:
    """The id of the one plan that the opening names by number and day, and another issued.

    None where it names none that the workspace has, or several.
    """
    own = plan.van_ban
    found = {
        ma
        for ma in _named(plan, workspace)
        if (above := workspace.plan_of(ma)) is not None
        and ma != own.ma
        and above.van_ban.co_quan != own.co_quan
    }
    return found.pop() if len(found) == 1 else None


def changed(plan: KeHoach, workspace: Workspace) -> dict[Relation, list[str]]:
    """Ids of the plans that its words say it replaces ("thay_the") or amends ("sua_doi").

    Only what the workspace has counts, issued by the same body, or by one that is gone by then.
    """
    found: dict[Relation, list[str]] = {}
    for said in _relations(plan):
        known = found.setdefault(said.kind, [])
        known += [
            ma
            for ma in _cited(said.cited, plan, workspace)
            if ma not in known and _is_its_own(ma, plan, workspace)
        ]
    return {kind: ids for kind, ids in found.items() if ids}


def _relations(plan: KeHoach) -> Iterator[SaidRelation]:
    yield from amended_in(plain(plan.van_ban.trich_yeu))
    for paragraph in plan.mo_dau:
        yield from amended_in(plain(paragraph.noi_dung))
    for _loc, node in walk(plan):
        text = getattr(node, "noi_dung", None) or ""
        if "thay" in text or "Thay" in text or "hiệu lực" in text or "ãi bỏ" in text:
            yield from replaced_in(plain(text))


def _is_its_own(ma: str, plan: KeHoach, workspace: Workspace) -> bool:
    own, other = plan.van_ban, workspace.plan_of(ma)
    if other is None or ma in (own.ma, own.cap_tren):
        return False
    issuer = other.van_ban.co_quan
    return issuer == own.co_quan or workspace.registry.get(issuer, plan.day()) is None


def _named(plan: KeHoach, workspace: Workspace) -> Iterator[str]:
    """The ids of plans that the paragraphs before the first part cite."""
    for paragraph in plan.mo_dau:
        yield from _cited(paragraph.noi_dung, plan, workspace)


def _cited(text: str, plan: KeHoach, workspace: Workspace) -> Iterator[str]:
    """The ids of plans that some words of a plan cite: by a mark, by number and day."""
    for id_ in MARK.findall(text):
        cited = workspace.citations.get(id_)
        if cited is not None and cited.ke_hoach:
            yield cited.ke_hoach
        elif id_ in workspace.plan_index:
            yield id_
    for number, day, known in numbers_named(text, plan, workspace.citations):
        if known is None:
            yield from _of_number(number, day, workspace)


def _of_number(number: int, day: date, workspace: Workspace) -> Iterator[str]:
    """Plans with this number of this day: their ids tell the number, the plans themselves prove it.

    Only ids with the number in them are opened, so that thousands of plans cost nothing.
    """
    told = re.compile(rf"(?<!\d)0*{number}(?!\d)")
    for ma in workspace.plan_index:
        head = above.van_ban if told.search(ma) and (above := workspace.plan_of(ma)) else None
        if head is not None and head.so == number and head.ngay == day:
            yield ma


def with_plans_named(
    made: ImportedFile, plan: KeHoach, source: Path, workspace: Workspace
) -> ImportedFile:
    """The plan joined to those that it names, where the workspace has them, and what was joined."""
    told = [*_joined_above(plan, made.source, workspace), *_joined(plan, made.source, workspace)]
    if not told:
        return made
    text = seal(emit(plan, header(source)))
    return made._replace(text=text, diagnostics=[*made.diagnostics, *told])


def _joined_above(plan: KeHoach, shown: str, workspace: Workspace) -> Iterable[Diagnostic]:
    above = followed(plan, workspace) if plan.van_ban.cap_tren is None else None
    if above is not None:
        plan.van_ban.cap_tren = above
        message = _("Ghi cap_tren = “{ma}”: lời mở đầu nêu số và ngày của kế hoạch ấy")
        yield Diagnostic("NH043", Severity.INFO, message.format(ma=above), Place(shown, ""))


def _joined(plan: KeHoach, shown: str, workspace: Workspace) -> Iterable[Diagnostic]:
    head = plan.van_ban
    if head.thay_the or head.sua_doi:
        return
    for kind, ids in changed(plan, workspace).items():
        if len(ids) > 1:
            message = _("Lời văn thay thế, sửa đổi nhiều kế hoạch ({cac}); {khoa} chỉ ghi được một")
            message = message.format(cac=", ".join(ids), khoa=kind)
            hint = _("Ghi ở [van_ban] kế hoạch mà kết quả đã báo cáo phải chuyển sang")
            yield warning("NH044", message, Place(shown, ""), hint)
            continue
        setattr(head, kind, ids[0])
        message = _("Ghi {khoa} = “{ma}”: lời văn nêu số và ngày của kế hoạch ấy")
        message = message.format(khoa=kind, ma=ids[0])
        yield Diagnostic("NH044", Severity.INFO, message, Place(shown, ""))
