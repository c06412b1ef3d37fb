"""LC737: what the plan above tells the unit to do, and its own plan does not say.

A duty is lost where neither a task of the plan is matched with it nor any of its sentences is like
it. It is a notice and no more, unless a person took out what was derived of it: a plan may say the
same in words that nothing matches. Of a plan
that nobody derived only work with a day or a period is told, and nothing where most of it is
matched with nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin, addressee_of
from generator.cascade.tasks.all_tasks import asks_for_plan, likeness, match, tasks_of
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.letters import key_of
from generator.grammar.quoted import unquoted
from generator.grammar.stored import last_day
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.tasks.task import Task
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach
    from generator.plan.source import TomlSource
    from generator.plan.toml import Loaded

_LIKE = 0.5
"""Likeness from which a sentence of the plan says what the task above is about."""
_OURS = frozenset([Kin.SELF, Kin.OWN, Kin.BELOW])
_SHOWN = 90
"""Letters of a task that a message shows."""


def lost_work(
    child: Loaded, parent: Loaded, registry: Registry, told: Collection[str] = ()
) -> Iterator[Task]:
    """Work of the plan above for this unit, or one of its bodies, that it does not say.

    `told`: sentences of the plan above that are told as such already (unsaid.py).
    """
    plan = child.plan
    unit = registry.get(plan.van_ban.co_quan, plan.day())
    issuer = registry.get(parent.plan.van_ban.co_quan, parent.plan.day())
    if unit is None or not unit.cap or issuer is None or not issuer.cap:
        return
    me = addressee_of(unit, issuer, registry, day=plan.day())
    derived = plan.dan_xuat is not None
    above = [t for t in tasks_of(parent.plan, registry) if _told(t, me) and (derived or _dated(t))]
    if not above:
        return
    left = {item.nut for item in plan.khong_thuc_hien}
    found = match(above, parent.plan.van_ban.ma, tasks_of(plan)).found
    if not derived and sum(map(bool, found)) * 2 < len(above):
        return  # written in words of its own: what it says of which task nobody can tell
    said = _sentences(plan)
    for task, taken in zip(above, found, strict=True):
        if not taken and task.id not in left and not _is_said(task, [*said, *told]):
            yield task


def _told(task: Task, me: Addressee) -> bool:
    """Whether the unit, by its name or its kind, or one of its bodies has to do a task."""
    if asks_for_plan(task) or task.role not in ("chu-tri", "phoi-hop", "chiu-trach-nhiem"):
        return False
    return bool(me.kins(task.named) & _OURS)


def _dated(task: Task) -> bool:
    return task.when is not None and bool(last_day(task.when) or task.when.dinh_ky)


def _sentences(plan: KeHoach) -> list[str]:
    return [
        unquoted(plain(text))
        for _loc, node in walk(plan)
        for text in (getattr(node, "noi_dung", None), getattr(node, "tieu_de", None))
        if text
    ]


def _is_said(task: Task, sentences: list[str]) -> bool:
    """Whether a sentence, or a part of one, is like a task."""
    words = task.text
    short = key_of(words)
    return any(
        short in key_of(said) or any(likeness(part, words) >= _LIKE for part in _parts(said))
        for said in sentences
    )


def _parts(said: str) -> list[str]:
    return [said, *(part for whole in said.split("; ") for part in whole.split(". "))]


def told_lost(
    task: Task, above: TomlSource, source: TomlSource, *, taken_out: bool = False
) -> Diagnostic:
    """LC737 of one of them; `taken_out`: it was derived, and a person took it out."""
    span = above.span(task.loc)
    message = _("Cấp trên giao đơn vị này “{viec}” ({noi}): không thấy trong kế hoạch này")
    words = task.text if len(task.text) <= _SHOWN else f"{task.text[:_SHOWN].rstrip()}…"
    told = message.format(viec=words, noi=f"{span.file}:{span.line}:{span.column}")
    hint = _("Ghi thêm việc ấy, hoặc ghi vào khong_thuc_hien và vì sao")
    place = source.span(("van_ban", "cap_tren"))
    severity = Severity.WARNING if taken_out else Severity.INFO
    return Diagnostic("LC737", severity, told, place, (hint,))
