"""Which task of a plan is taken up where in the plans below it, and what became of it.

One `UnitRow` for each unit below, one `TaskCell` for each task of the plan above. What a task
should say at the lower level is what the rules of derivation make of it; where there are
no rules, what the plan above says. Cells hold no name of their own unit and no line, so
that thousands of units share them: `UnitRow.names` and `UnitRow.lines` put them back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.covering.coverage_cells import (
    CellState,
    Local,
    Reason,
    Said,
    Sum,
    TaskCell,
    UnitRow,
)
from generator.cascade.covering.open_names import closed, generic, opened, same_bodies
from generator.cascade.covering.promised_below import pairs, promises_of
from generator.cascade.deriving.derive import Cascade, own_names
from generator.cascade.deriving.level_text import OPEN
from generator.cascade.deriving.rulebook.rules import APPLIES_TO
from generator.cascade.tasks.all_tasks import (
    SAME_WORDS,
    asks_for_plan,
    beside_rows,
    derived_from,
    is_foreign,
    likeness,
    match,
    members,
    same_text,
    shared,
    tasks_of,
)
from generator.cascade.tasks.promised_figures import counts, targets, weaker
from generator.cascade.tasks.prose import includes, namer
from generator.cascade.tasks.staying import staying
from generator.cascade.tasks.table_tasks import task_digest
from generator.cascade.tasks.task_lines import TaskLines
from generator.grammar.first_words import LEVELS
from generator.grammar.named_bodies import bodies
from generator.grammar.stored import ends_later, last_day, next_day, rounds_begin, work_begins
from generator.plan.model import NhiemVu
from generator.plan.wording import deadline, short_date
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.cascade.deriving.rulebook.answers import Answers
    from generator.cascade.deriving.rulebook.rules import Rules
    from generator.cascade.tasks.all_tasks import MatchedTasks
    from generator.cascade.tasks.task import Task
    from generator.plan.agencies import Agency, Registry
    from generator.plan.bodies import BodyKinds
    from generator.plan.citations import Citations
    from generator.plan.model import KeHoach, ThoiHan
    from generator.plan.toml import Loaded

_ADVISES = re.compile(r"(?<!\w)[Tt]ham mưu(?: cho)? ")
SAME_PRODUCT = 0.34
"""Likeness below which two products are different things and not one in other words."""


_DROPPED = TaskCell(CellState.DROPPED, None, ())
_Told = list[tuple[CellState, Reason]]


class _Wanted(NamedTuple):
    """What one unit should do: by task above, and the rules that left tasks out."""

    tasks: Mapping[str, Task]
    """With the unit's own names open."""
    dropped: Mapping[str, str]
    taken: Sequence[TaskCell | None]
    """For each task above, the cell of a unit that says just what the rules make of it."""


class Coverage:
    """Compares the plans below with one plan, one after the other."""

    def __init__(
        self,
        parent: Loaded,
        registry: Registry,
        citations: Citations,
        rules: Rules | None,
        answers: Answers | None = None,
        kinds: BodyKinds | None = None,
    ) -> None:
        """`answers`, `kinds` as for `Cascade`, which says what a unit's plan would be."""
        self.plan, self.source = parent
        self.registry = registry
        self.day, self.begins = self.plan.day(), work_begins(self.plan)
        self.rounds = rounds_begin(self.plan)
        self.ma = self.plan.van_ban.ma
        self.tasks = [*tasks_of(self.plan, registry), *beside_rows(self.plan, registry)]
        self.rules = rules
        self._proposed = {one.id: one.ten for one in self.plan.co_quan_moi if one.ten}
        self._digests = [task_digest(task) for task in self.tasks]
        self._targets = [targets(f"{t.text}\n{t.product}") for t in self.tasks]
        self.promised = promises_of(self.plan)
        self._wants: dict[int, _Wanted] = {}
        self._members: dict[str, frozenset[str]] = {}
        self._cascade = None
        if rules:
            self._cascade = Cascade(
                parent, registry, citations, rules, answers=answers, kinds=kinds
            )

    def said(self) -> list[Said]:
        """The tasks of the plan above, in words."""
        return [self._said(task, None) for task in self.tasks]

    def missing(self, unit: Agency) -> UnitRow:
        """The row of a unit that has no plan."""
        cells = (TaskCell(CellState.MISSING, None, ()),) * len(self.tasks)
        lines = (0,) * len(self.tasks)
        return UnitRow(unit.id, unit.cap, own_names(unit), "", "", "", cells, lines, (), ())

    def row(self, child: Loaded, file: str) -> UnitRow:
        """The row of one plan below; `file` is its path as shown."""
        plan = child.plan
        head = plan.van_ban
        self._proposed |= {one.id: one.ten for one in plan.co_quan_moi if one.ten}
        unit = self.registry.get(head.co_quan, plan.day()) or self.registry.get(head.co_quan)
        names = own_names(unit) if unit else (head.co_quan,) * len(OPEN)
        wanted = self._wanted(unit)
        below = tasks_of(plan, self.registry)
        matched, below = self._matched(plan, below, wanted)
        stated = {item.nut: item.ly_do for item in plan.khong_thuc_hien}
        lines = TaskLines(child, below)
        cells, places, numbers = [], [], []
        for i, found in enumerate(matched.found):
            if not found and (stays := staying(self.tasks, i, self.ma, plan)) is not None:
                found = [stays]
            found = found or self._told_with(i, below)
            place = lines(found[0].loc) if found else 0
            cell = self._cell(i, found, wanted, unit, names, stated, plan)
            cells.append(self._of_the_plan(i, cell, plan, unit))
            places.append(place)
            if not self._targets[i]:
                continue
            stating = counts([t for one in found for t in targets(f"{one.text}\n{one.product}")])
            numbers += [(i, name, value) for name, value in stating.items()]
        numbers += [
            (-1 - at, own.unit, own.value)
            for at, own in pairs(self.promised, promises_of(plan) if self.promised else ())
            if own.adds_up
        ]
        return UnitRow(
            head.co_quan,
            unit.cap if unit else "",
            names,
            file,
            head.ma,
            head.ngay.isoformat() if head.ngay else "",
            tuple(cells),
            tuple(places),
            tuple(self._local(task, lines, unit) for task in matched.local),
            tuple(numbers),
        )

    def _matched(
        self, plan: KeHoach, below: list[Task], wanted: _Wanted | None
    ) -> tuple[MatchedTasks, list[Task]]:
        """The unit's tasks beside those above; its sentences are read where rows do not do.

        What sentences say beside the rows is never a task of the unit's own; a sentence that
        comes from another one above is no row of it.
        """
        matched = match(self.tasks, self.ma, below)
        dropped = wanted.dropped if wanted else {}
        if all(
            found or task.id in dropped
            for task, found in zip(self.tasks, matched.found, strict=True)
        ):
            return matched, below
        known = {task.node.id for task in self.tasks}
        more = [
            task
            for task in beside_rows(plan, self.registry)
            if not (o := task.origin) or o.ke_hoach != self.ma or o.nut in known
        ]
        if not more:
            return matched, below
        rows = {id(task) for task in below}
        below = [*below, *more]
        matched = match(self.tasks, self.ma, below)
        return matched._replace(local=[t for t in matched.local if id(t) in rows]), below

    def _told_with(self, number: int, below: Sequence[Task]) -> list[Task]:
        """The task below that says a sentence above with the one it stands behind there."""
        above = self.tasks[number]
        for task in below:
            origin = task.origin
            same = origin and origin.ke_hoach == self.ma and origin.nut == above.node.id
            if ends_later(task.when, above.when, self.begins):
                continue  # what is said with another day is another task
            if same and shared(above.text, task.text) >= SAME_WORDS:
                return [task]
        return []

    def sums(self, rows: Iterable[UnitRow]) -> list[Sum]:
        """The numbers of the plan above that units add up to, against those sums."""
        wanted = {
            (i, u): v for i, found in enumerate(self._targets) for u, v in counts(found).items()
        }
        wanted |= {
            (-1 - at, one.unit): one.value for at, one in enumerate(self.promised) if one.adds_up
        }
        total: dict[tuple[int, str], list[float]] = {key: [] for key in wanted}
        asked = dict.fromkeys(wanted, 0)
        for row in rows:
            for i, unit, value in row.numbers:
                if (i, unit) in total:
                    total[i, unit].append(value)
            for i, unit in asked:
                given = i < 0 or row.cells[i].state is not CellState.REASONED
                asked[i, unit] += given
        return [
            Sum(i, unit, value, sum(total[i, unit]), len(total[i, unit]), asked[i, unit])
            for (i, unit), value in wanted.items()
            if asked[i, unit] or total[i, unit]  # what is nobody's below adds up to nothing
        ]

    # ------------------------------------------------------------------ what should be there

    def _wanted(self, unit: Agency | None) -> _Wanted | None:
        """What the rules make of the tasks for a unit; None where there are no rules."""
        content = self._cascade.content(unit) if self._cascade and unit else None
        if content is None:
            return None
        if id(content) not in self._wants:
            made = content.plan
            told = [*tasks_of(made, self.registry), *beside_rows(made, self.registry)]
            tasks = derived_from(self.tasks, self.ma, told)
            taken = [
                TaskCell(CellState.TAKEN, self._said(tasks[i], None), ()) if i in tasks else None
                for i in (task.id for task in self.tasks)
            ]
            dropped = {d.id: d.rule for d in content.dropped if d.id not in content.lost}
            self._wants[id(content)] = _Wanted(tasks, dropped, taken)
        return self._wants[id(content)]

    def _cell(
        self,
        number: int,
        found: Sequence[Task],
        wanted: _Wanted | None,
        unit: Agency | None,
        names: Sequence[str],
        stated: Mapping[str, str],
        plan: KeHoach,
    ) -> TaskCell:
        above = self.tasks[number]
        if not found:
            why = self._reason(above, wanted, unit, stated)
            return TaskCell(CellState.REASONED, None, (why,)) if why else _DROPPED
        model = wanted.tasks.get(above.id) if wanted else None
        if model is not None and unit is not None:
            model = closed(model, names)
            if found[0][3:5] != model[3:5]:
                model = self._named(model, plan)
        if wanted and model and len(found) == 1 and not self._targets[number]:
            same, taken = found[0][3:7] == model[3:7], wanted.taken[number]
            if same and found[0].text == model.text and taken is not None:
                return taken
        parts = [self._compare(number, part, model, unit) for part in found]
        state = max(worst for worst, _more in parts)
        reasons = [reason for _worst, more in parts for reason in more]
        if len(found) > 1:
            state = max(state, CellState.ADAPTED)
            reasons.append(Reason("split", below=str(len(found))))
        if wanted and above.id in wanted.dropped:
            state = max(state, CellState.ADAPTED)
            reasons.append(Reason("extra", wanted.dropped[above.id]))
        said = self._said(found[0], unit)
        if len(found) > 1:
            said = said._replace(text="\n".join(opened(part.text, unit) for part in found))
        return TaskCell(state, said, tuple(dict.fromkeys(reasons)))

    def _named(self, model: Task, plan: KeHoach) -> Task:
        """What the rules make of a task, with its bodies called as in the unit's own plan."""
        if all(self.registry.get(id_, self.day) for id_ in (*model.leads, *model.helpers)):
            return model
        ids = namer(plan, self.registry)

        def called(names: Sequence[str]) -> tuple[str, ...]:
            found: list[str] = []
            for name in names:
                listed = self.registry.get(name, self.day) is not None
                found += [name] if listed else ids(bodies(name)) or [name]
            return tuple(dict.fromkeys(found))

        return model._replace(leads=called(model.leads), helpers=called(model.helpers))

    def _of_the_plan(
        self, number: int, cell: TaskCell, plan: KeHoach, unit: Agency | None
    ) -> TaskCell:
        """A task to issue a plan is kept by the unit's plan itself, if it came in time."""
        above, issued = self.tasks[number], plan.van_ban.ngay
        limit = last_day(above.when, self.begins)
        if limit is None or issued is None or unit is None or not asks_for_plan(above):
            return cell
        advised = self._advised(above, unit)
        if not (advised or self._asks(above, unit)) or plan.van_ban.cap_tren != self.ma:
            return cell
        if issued > limit:
            late = Reason("issued", short_date(limit), short_date(issued))
            before = () if advised else cell.reasons
            return TaskCell(max(CellState.LATE, cell.state), cell.said, (*before, late))
        if cell.state is not CellState.DROPPED and not advised:
            return cell
        kept_by = Reason("this-plan", below=short_date(issued))
        return TaskCell(CellState.TAKEN, cell.said, (kept_by,))

    def _advised(self, above: Task, unit: Agency) -> bool:
        """Whether a body of the unit has to advise it: "Sở Y tế tham mưu UBND cấp tỉnh …"."""
        found = _ADVISES.search(above.text)
        named = bodies(above.text[found.end() :])[:1] if found else ()
        return includes(named, self._level(unit), unit.don_vi)

    def _reason(
        self, above: Task, wanted: _Wanted | None, unit: Agency | None, stated: Mapping[str, str]
    ) -> Reason | None:
        """Why a task may be left out: by the unit, by a rule, or because it is not theirs."""
        if above.id in stated:
            return Reason("local", below=stated[above.id])
        if wanted is not None and (rule := wanted.dropped.get(above.id)):
            return Reason("rule", rule)
        helps = unit is not None and unit.id in self._everyone(above.helpers)
        row = wanted is not None and isinstance(above.node, NhiemVu)
        if unit is None or (row and not helps):
            return None
        if above.applies and not self._levels(unit).intersection(above.applies):
            return Reason("rule", APPLIES_TO)
        other = Reason("not-theirs", self._label(above.leads)) if above.leads else Reason("unsaid")
        return None if self._asks(above, unit) else other

    def _levels(self, unit: Agency) -> set[str]:
        """The unit's level and those below it."""
        rank = self.registry.level(unit.cap).bac
        return {unit.cap, *(c for c in self.registry.levels() if self.registry.level(c).bac > rank)}

    def _asks(self, above: Task, unit: Agency) -> bool:
        """Whether the plan above gives a task to the unit, by name or with others."""
        if not above.leads:
            return bool(above.when) or isinstance(above.node, NhiemVu) or "bang" in above.loc
        if unit.id in self._everyone(above.leads):
            return True
        return includes(above.named, self._level(unit), unit.don_vi)

    def _level(self, unit: Agency) -> str:
        return LEVELS[min(self.registry.level(unit.cap).bac, len(LEVELS) - 1)]

    def _everyone(self, ids: Iterable[str]) -> set[str]:
        """Agencies with the members of those that stand for several."""
        found: set[str] = set()
        for id_ in ids:
            if id_ not in self._members:
                self._members[id_] = members(id_, self.registry, self.day)
            found |= self._members[id_]
        return found

    # ------------------------------------------------------------------ what is there instead

    def _compare(
        self, number: int, part: Task, model: Task | None, unit: Agency | None
    ) -> tuple[CellState, list[Reason]]:
        """One task below against the one above and what the rules make of it."""
        above = self.tasks[number]
        should = model or above
        found = [
            *self._text(part, should, above, unit),
            *self._leads(part, model, above, unit),
            *self._product(part, should, unit),
            *_when(part.when, above.when, self.begins),
            *self._numbers(part, number),
        ]
        if found and part.origin and part.origin.ma_bam not in ("", self._digests[number]):
            found.append((CellState.ADAPTED, Reason("stale")))
        return max((s for s, _r in found), default=CellState.TAKEN), [r for _s, r in found]

    def _text(self, part: Task, should: Task, above: Task, unit: Agency | None) -> _Told:
        if same_text(part.text, should.text) or same_text(part.text, above.text):
            return []
        return [(CellState.ADAPTED, Reason("text", opened(should.text, unit)))]

    def _leads(self, part: Task, model: Task | None, above: Task, unit: Agency | None) -> _Told:
        should = model.leads if model else above.leads
        if part.leads == should:
            return self._helpers(part, model, unit) if model else []
        given = self._label(part.leads, unit)
        wanted = self._label(should, unit) or opened(", ".join(b.text for b in above.named), unit)
        mine = unit is None or unit.id in (*should, *part.leads) or generic(wanted, unit)
        theirs = unit is not None and self._asks(above, unit)
        if model is None or mine or theirs or (unit is not None and self._within(should, unit)):
            # Its own work a unit may hand to its bodies and to those below it, to nobody else.
            asked = model is not None or theirs
            other = asked and bool(part.leads) and all(self._foreign(a, unit) for a in part.leads)
            if model is None and not other:
                return []
        else:
            here = self._everyone(part.leads)
            other = bool(should and here) and here.isdisjoint(self._everyone(should))
        if same_bodies(wanted, given, unit) or (
            unit is not None and unit.id in part.leads and generic(wanted, unit)
        ):
            # one body under two ids, or "UBND xã" for the unit itself
            return self._helpers(part, model, unit) if model else []
        reason = Reason("lead" if other else "leads", wanted, given)
        return [(CellState.CONTRADICTED if other else CellState.ADAPTED, reason)]

    def _helpers(self, part: Task, model: Task, unit: Agency | None) -> _Told:
        if set(part.helpers) == set(model.helpers):
            return []
        words = (self._label(model.helpers, unit), self._label(part.helpers, unit))
        if same_bodies(*words, unit):  # one body under two ids
            return []
        return [(CellState.ADAPTED, Reason("helpers", *words))]

    def _within(self, ids: Sequence[str], unit: Agency) -> bool:
        """Whether bodies are the unit's own: what it gives one of them it may give another."""
        return bool(ids) and all(
            (one := self.registry.get(i, self.day)) and one.truc_thuoc == unit.id for i in ids
        )

    def _foreign(self, id_: str, unit: Agency | None) -> bool:
        return unit is not None and is_foreign(id_, unit, self.registry, self.day)

    def _product(self, part: Task, should: Task, unit: Agency | None) -> _Told:
        one, other = should.product, part.product
        if same_text(one, other):
            return []
        different = bool(one and other) and likeness(one, other) < SAME_PRODUCT
        reason = Reason("product", opened(one, unit), opened(other, unit))
        return [(CellState.CONTRADICTED if different else CellState.ADAPTED, reason)]

    def _numbers(self, part: Task, number: int) -> _Told:
        if not self._targets[number]:
            return []
        found = weaker(self._targets[number], targets(f"{part.text}\n{part.product}"))
        if found is None:
            return []
        return [(CellState.CONTRADICTED, Reason("target", *(f"{t.value:g}%" for t in found)))]

    # ------------------------------------------------------------------ in words

    def _said(self, task: Task, unit: Agency | None) -> Said:
        due = next_day(task.when, self.rounds)
        return Said(
            opened(task.text, unit),
            self._label(task.leads, unit),
            self._label(task.helpers, unit),
            opened(task.product, unit),
            deadline(task.when) if task.when else "",
            due.isoformat() if due else "",
        )

    def _label(self, ids: Iterable[str], unit: Agency | None = None) -> str:
        found = ((id_, self.registry.get(id_, self.day)) for id_ in ids)
        names = [one.ten_ngan if one else self._proposed.get(id_, id_) for id_, one in found]
        return opened(", ".join(names).replace(OPEN["id"], OPEN["ten_ngan"]), unit)

    def _local(self, task: Task, lines: TaskLines, unit: Agency | None) -> Local:
        origin = task.origin
        mine = origin is not None and origin.ke_hoach == self.ma
        gone = origin.nut if origin and mine else ""
        rule = origin.quy_tac[0] if origin and mine and not gone and origin.quy_tac else ""
        return Local(task.id, self._said(task, unit), lines(task.loc), rule, gone)


def _when(below: ThoiHan | None, above: ThoiHan | None, day: date | None) -> _Told:
    if below == above:
        return []
    if below and above and deadline(below) == deadline(above):
        return []  # the same words: a day that hangs on the issue is another in a draft
    words = (deadline(above) if above else "", deadline(below) if below else "")
    if ends_later(below, above, day):
        return [(CellState.LATE, Reason("late", *words))]
    return [(CellState.ADAPTED, Reason("when", *words))]
