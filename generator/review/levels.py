"""A plan against the plan above it: what follows from the level, and what a person changed.

Between a city's plan and a ward's, "thành phố" becomes "phường" everywhere. What the rules
of derivation do is known by deriving anew; without rules, a replacement that returns in many
places is taken for one of the level. Such changes have the nature "level" and can be put
aside, so that what a person decided is seen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.changing.tree import DOCUMENT
from generator.cascade.changing.update import content
from generator.review.changes import compare
from generator.review.words import segments

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from generator.plan.model import KeHoach
    from generator.review.changes import Change, ComparedSide, PlanDifference

RETURNS = 3
"""In so many nodes a replacement stands that is taken for one of the level."""
OF_LEVEL = frozenset(
    {"ma", "co_quan", "cap_tren", "so", "ky_hieu", "dia_danh", "ngay", "ngay_xet", "ho_ten"}
)
"""Keys that differ between any two levels."""


class ExpectedPlan(NamedTuple):
    """What the rules make of the plan above for this unit."""

    plan: KeHoach
    dropped: Mapping[str, str]
    """Node of the plan above → rule that left it out."""
    changes: Mapping[str, Change] | None = None
    """By key: what the rules change in the plan above; None: not worked out yet."""


class LevelFates(NamedTuple):
    """What became of the nodes of the plan above, and what is new."""

    inherited: int
    adapted_by_level: int
    adapted: int
    added_by_level: int
    added: int
    dropped_by_level: int
    dropped: int


def follows(old: KeHoach, new: KeHoach) -> bool:
    """Whether the new plan implements the old one."""
    ma = old.van_ban.ma
    if new.van_ban.ma == ma:
        return False
    return new.van_ban.cap_tren == ma or bool(new.dan_xuat and new.dan_xuat.ke_hoach == ma)


def related(old: KeHoach, new: KeHoach) -> bool:
    """Whether two plans are versions of one plan or belong to one cascade."""
    heads = old.van_ban, new.van_ban
    if heads[0].ma == heads[1].ma or follows(old, new) or follows(new, old):
        return True
    return bool(heads[0].cap_tren) and heads[0].cap_tren == heads[1].cap_tren


def by_level(difference: PlanDifference, expected: ExpectedPlan | None) -> PlanDifference:
    """The difference with the nature "level" for what is not a person's doing."""
    if expected is not None:
        changes = _by_rules(difference, expected)
    else:
        changes = _by_returning(difference.changes)
    # where a node comes from is how the plans hang together, no difference between them
    told = [_inherent(c) for c in changes if c.field != "nguon"]
    return difference._replace(changes=tuple(told))


def _inherent(change: Change) -> Change:
    own = change.type in (DOCUMENT, "nguoi_ky") and change.field in OF_LEVEL
    own = own or change.type == "dan_xuat"
    return change._replace(nature="level", why=()) if own else change


def _by_rules(difference: PlanDifference, expected: ExpectedPlan) -> Iterator[Change]:
    wanted = expected.changes
    if wanted is None:
        wanted = changes_to(difference.old.side, expected.plan)
    for change in difference.changes:
        other = wanted.get(change.key)
        if other is None or _outcome(change) != _outcome(other):
            yield change
        else:
            yield change._replace(nature="level", why=_rules(difference, change, expected))


def changes_to(above: ComparedSide, plan: KeHoach) -> dict[str, Change]:
    """By key: what the rules change in a plan to make the one below it."""
    below = above._replace(plan=plan, line=None, imported=False)
    return {change.key: change for change in compare(above, below).changes}


def _outcome(change: Change) -> object:
    if change.kind == "added":
        return content(change.new), change.inside
    return None if change.kind == "removed" else change.new


def _rules(difference: PlanDifference, change: Change, expected: ExpectedPlan) -> tuple[str, ...]:
    if change.kind == "removed":
        rule = expected.dropped.get(change.node, "")
        return (rule,) if rule else ()
    item = difference.new.items.get(change.node)
    origin = getattr(item.node, "nguon", None) if item else None
    return tuple(origin.quy_tac) if origin else ()


def _by_returning(changes: tuple[Change, ...]) -> Iterator[Change]:
    """Without rules: replacements that return in several nodes."""
    places: dict[Hashable, set[str]] = defaultdict(set)
    done: dict[str, set[Hashable]] = {}
    for change in changes:
        done[change.key] = set(_replacements(change))
        for one in done[change.key]:
            places[one].add(change.node)
    for change in changes:
        made = done[change.key]
        often = made and all(len(places[one]) >= RETURNS for one in made)
        yield change._replace(nature="level") if often else change


def _replacements(change: Change) -> Iterator[Hashable]:
    if change.kind == "text":
        for piece in segments(change.old, change.new):
            if not piece.same:
                yield piece.old.lower().strip(), piece.new.lower().strip()
    elif change.kind == "field" and isinstance(change.old, list):
        yield change.field, *map(str, change.old), "→", *map(str, change.new or ())


def fates(difference: PlanDifference) -> LevelFates:
    """Count what became of the nodes of the plan above."""
    level: Counter[str] = Counter()
    own: Counter[str] = Counter()
    touched: dict[str, bool] = {}
    for change in difference.changes:
        if change.nature == "data" or change.type in (DOCUMENT, "dan_xuat", "khong_thuc_hien"):
            continue
        if change.kind in ("added", "removed"):
            (level if change.nature == "level" else own)[change.kind] += 1 + change.inside
        else:
            person = change.nature != "level"
            touched[change.node] = touched.get(change.node, False) or person
    both = sum(i in difference.new.items for i in difference.old.items if i != DOCUMENT)
    adapted = sum(touched.values())
    return LevelFates(
        inherited=both - len(touched),
        adapted_by_level=len(touched) - adapted,
        adapted=adapted,
        added_by_level=level["added"],
        added=own["added"],
        dropped_by_level=level["removed"],
        dropped=own["removed"],
    )
