"""Which plan of the workspace an imported plan says it carries out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, Severity
from generator.locale import _
from generator.plan.emit import emit
from generator.plan.wording import plain
from generator.read.imported import header, seal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.read.imported import ImportedFile
    from generator.workspace.workspace import Workspace

_MARK = re.compile(r"\{([a-z0-9][a-z0-9-]*)(?::\w+)?\}")
_NUMBERED = re.compile(
    r"số (?P<so>\d{1,5})[/-][^\s,;.()]+ ngày (?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})"
    r"(?:/| năm )(?P<y>\d{4})"
)


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


def _named(plan: KeHoach, workspace: Workspace) -> Iterator[str]:
    """The ids of plans that the paragraphs before the first part cite."""
    for paragraph in plan.mo_dau:
        for id_ in _MARK.findall(paragraph.noi_dung):
            cited = workspace.citations.get(id_)
            if cited is not None and cited.ke_hoach:
                yield cited.ke_hoach
        for said in _NUMBERED.finditer(plain(paragraph.noi_dung)):
            yield from _of_number(said, workspace)


def _of_number(said: re.Match[str], workspace: Workspace) -> Iterator[str]:
    """Plans with this number of this day: their ids tell the number, the plans themselves prove it.

    Only ids with the number in them are opened, so that thousands of plans cost nothing.
    """
    number = re.compile(rf"(?<!\d)0*{int(said['so'])}(?!\d)")
    try:
        day = date(int(said["y"]), int(said["m"]), int(said["d"]))
    except ValueError:
        return
    for ma in workspace.plan_index:
        head = above.van_ban if number.search(ma) and (above := workspace.plan_of(ma)) else None
        if head is not None and head.so == int(said["so"]) and head.ngay == day:
            yield ma


def with_plan_above(
    made: ImportedFile, plan: KeHoach, source: Path, workspace: Workspace
) -> ImportedFile:
    """The plan with the plan above that its opening names, where the workspace has that one."""
    above = followed(plan, workspace) if plan.van_ban.cap_tren is None else None
    if above is None:
        return made
    plan.van_ban.cap_tren = above
    message = _("Ghi cap_tren = “{ma}”: lời mở đầu nêu số và ngày của kế hoạch ấy")
    told = Diagnostic("NH043", Severity.INFO, message.format(ma=above), Place(made.source, ""))
    text = seal(emit(plan, header(source)))
    return made._replace(text=text, diagnostics=[*made.diagnostics, told])
