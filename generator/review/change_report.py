"""A difference counted, summed up in a few lines, and as plain values for programs."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from generator.locale import _, language
from generator.plan.wording import capital
from generator.review.levels import fates
from generator.review.sentences import cut, part_name
from generator.review.words import segments

if TYPE_CHECKING:
    from generator.review.changes import Change, ChangedSpot, PlanDifference
    from generator.review.sentences import Sentences

FEW = 5
"""Sentences of a summary for each kind, the rest is counted."""
ORDER = ("added", "removed", "moved", "text", "field")


def group_of(change: Change) -> str:
    """The one name under which a change is counted and filtered."""
    return change.nature if change.nature != "content" else change.kind


def group_name(group: str) -> str:
    """What such a group of changes is called."""
    return _groups(language())[group]


@cache
def _groups(_language: str) -> dict[str, str]:
    return {
        "added": _("thêm"),
        "removed": _("bỏ"),
        "moved": _("chuyển chỗ"),
        "text": _("sửa lời"),
        "field": _("đổi thông tin"),
        "spelling": _("chính tả"),
        "data": _("không in ra"),
        "level": _("đổi theo cấp"),
    }


GROUPS = (*ORDER, "spelling", "level", "data")


def counts(difference: PlanDifference) -> dict[str, int]:
    """How many changes of each group there are; groups without any are left out."""
    found = Counter(group_of(c) for c in difference.changes)
    return {group: found[group] for group in GROUPS if found[group]}


def counted(difference: PlanDifference) -> str:
    """Such as "2 thêm, 1 bỏ, 3 sửa lời"; "" without changes."""
    return ", ".join(f"{n} {group_name(group)}" for group, n in counts(difference).items())


def summary(difference: PlanDifference, words: Sentences) -> list[str]:
    """The changes in a few lines: for a commit message or the slip that goes with a draft.

    The first line counts; then come the sentences of what is printed, at most FEW of a kind.
    """
    if not difference.changes:
        return [_("Không có thay đổi.")]
    lines = [capital(counted(difference)) + "."]
    told = [c for c in difference.changes if c.nature == "content"]
    for group in ORDER:
        mine = [c for c in told if group_of(c) == group]
        lines += [f"- {cut(words.say(c), 160)}" for c in mine[:FEW]]
        if len(mine) > FEW:
            more = _("- … và {so} chỗ {loai} khác").format(
                so=len(mine) - FEW, loai=group_name(group)
            )
            lines.append(more)
    return lines


def section_name(difference: PlanDifference, words: Sentences, section: str) -> str:
    """The heading of a section: "Mục III. TỔ CHỨC THỰC HIỆN", "Nơi nhận"."""
    view = difference.new if section in difference.new.items else difference.old
    item = view.items.get(section)
    if item is None or item.group[1] not in ("muc", "phu_luc"):
        return capital(part_name(section))
    label = view.label(section)
    name = _("Mục {so}").format(so=label.short) if item.group[1] == "muc" else label.short
    return f"{name}. {words.shown(getattr(item.node, 'tieu_de', ''), new=view is difference.new)}"


# ------------------------------------------------------------------------------ JSON


def as_json(difference: PlanDifference, words: Sentences, *, level: bool) -> dict[str, Any]:
    """Plain values with stable keys, for programs."""
    sides = {
        name: {"file": v.side.name, "plan": v.side.plan.van_ban.ma, "sha256": v.side.digest}
        for name, v in (("old", difference.old), ("new", difference.new))
    }
    fate = {"fates": fates(difference)._asdict()} if level else {}
    return {
        **sides,
        "identical": not difference.changes,
        "counts": counts(difference),
        **fate,
        "changes": [_change(change, words) for change in difference.changes],
    }


def _change(change: Change, words: Sentences) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": change.key,
        "kind": change.kind,
        "nature": change.nature,
        "node": change.node,
        "type": change.type,
        "section": change.section,
        "field": change.field,
        "says": words.say(change),
        "old": _value(change, change.old),
        "new": _value(change, change.new),
        "old_place": _spot(change.spots[0]),
        "new_place": _spot(change.spots[1]),
        "needs": list(change.needs),
    }
    if change.kind == "text":
        found["words"] = [
            s.old if s.same else {"old": s.old, "new": s.new, "spelling": s.spelling}
            for s in segments(change.old, change.new)
        ]
    if change.why:
        found["rules"] = list(change.why)
    return found


def _value(change: Change, value: Any) -> Any:
    if change.kind == "moved":
        return {"in": value[0], "list": value[1]}
    return msgspec.to_builtins(value)


def _spot(spot: ChangedSpot | None) -> dict[str, Any] | None:
    if spot is None:
        return None
    return {"label": spot.label.short, "file": spot.file, "line": spot.line or None}
