"""The derivation sheet: each node of the plan above, what became of it, why, by which rule.

It is made of the two plans alone (`nguon` of each derived node) and of what was left out, so
that it says what is in the files. Each question comes once, with all nodes it is about; those that
one word answers for the office come first.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.cascade.deriving.rulebook.questions import in_order
from generator.cascade.deriving.rulebook.rules import (
    ASKED,
    ASSESSED,
    CLOSED,
    EMPTY,
    HELPED,
    MERGED,
    NAMED,
    OPENED,
    OWN_WORK,
    QUESTION,
    UNACCOUNTED,
)
from generator.cascade.tasks.table_tasks import row_id
from generator.grammar.body_tables import row_line, row_words
from generator.plan.model import walk
from generator.plan.ruled import Hang

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.cascade.deriving.level_text import Derived
    from generator.cascade.deriving.rulebook.rules import Rules
    from generator.plan.model import AnyNode, KeHoach

What = Literal["taken", "helped", "asked", "adapted", "kept", "added", "left_out", "question"]
"""Own work; helps others; asked of others; put otherwise; as above; by a rule of its own; left
out; a person decides."""
WHATS: tuple[What, ...] = (
    "question", "taken", "helped", "asked", "adapted", "kept", "added", "left_out",
)  # fmt: skip


_ELSEWHERE = frozenset([MERGED, EMPTY, CLOSED, ASSESSED])
"""What it held stands elsewhere, is told itself, or orders nothing."""


class NodeFate(NamedTuple):
    """What became of one node, or of a row that was left out of its table."""

    id: str
    """Of the node above; of an added node, its own."""
    said: str
    """The words above; "" for an added node."""
    what: What
    now: str
    """The words below; "" where it is left out."""
    why: tuple[str, ...]
    """Reasons of the rules that touched it, in Vietnamese, as data are."""
    rules: tuple[str, ...]
    question: str


class SheetQuestion(NamedTuple):
    """Something only a person can decide, once for all nodes it is about."""

    text: str
    nodes: tuple[str, ...]


class DerivationSheet(NamedTuple):
    """The whole sheet of one derived plan."""

    unit: str
    above: str
    """Id of the plan above."""
    fates: list[NodeFate]
    questions: list[SheetQuestion]
    mentioned: list[NodeFate]
    """What is left out though its words name the unit, its bodies, all units of its kind, or
    though nothing says that it is another's: a node, or a sentence of one."""

    @property
    def counts(self) -> dict[What, int]:
        """How many nodes became what."""
        found = Counter(fate.what for fate in self.fates)
        return {what: found[what] for what in WHATS}

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "unit": self.unit,
            "above": self.above,
            "counts": self.counts,
            "questions": [{"text": q.text, "nodes": list(q.nodes)} for q in self.questions],
            "mentioned": [_plain(fate) for fate in self.mentioned],
            "nodes": [_plain(fate) for fate in self.fates],
        }


def _plain(fate: NodeFate) -> dict[str, Any]:
    return {**fate._asdict(), "why": list(fate.why), "rules": list(fate.rules)}


def sheet_of(
    above: KeHoach, derived: Derived, rules: Rules, ours: Callable[[str], bool] = lambda _: False
) -> DerivationSheet:
    """The sheet of a derived plan; `ours`: whether words speak of the unit."""
    below: dict[str, AnyNode] = {}
    added: list[AnyNode] = []
    for _loc, node in walk(derived.plan):
        origin = node.nguon
        if origin is not None and origin.nut:
            below[origin.nut] = node
        else:
            added.append(node)
    dropped = dict(derived.dropped)
    cut: dict[str, list[NodeFate]] = {}
    for row in derived.cut:
        why = reasons((row.rule,), rules)
        fate = NodeFate(row.node, row.words, "left_out", "", why, (row.rule,), "")
        cut.setdefault(row.node, []).append(fate)
    fates = []
    for _loc, node in walk(above):
        now = below.get(node.id)
        fates.append(_fate(node, now, dropped.get(node.id), rules))
        fates += [*_rows(node, now, rules), *cut.get(node.id, [])]
    fates += [_added(node, rules) for node in added]
    receivers = {node.id for node in above.noi_nhan}
    mentioned = [
        fate
        for fate in fates
        if fate.what == "left_out" and fate.id not in receivers
        and not _ELSEWHERE.intersection(fate.rules) and ours(fate.said)
    ]  # fmt: skip
    told = {fate.id for fate in mentioned}
    why = reasons((UNACCOUNTED,), rules)
    mentioned += [
        NodeFate(one.node, one.words, "left_out", "", why, (UNACCOUNTED,), "")
        for one in derived.lost
        if one.node not in told
    ]
    return DerivationSheet(
        derived.plan.van_ban.co_quan, above.van_ban.ma, fates, _questions(fates), mentioned
    )


def _fate(node: AnyNode, now: AnyNode | None, dropped: str | None, rules: Rules) -> NodeFate:
    said = words_of(node)
    if now is None:
        ids = (dropped,) if dropped else ()
        return NodeFate(node.id, said, "left_out", "", reasons(ids, rules), ids, "")
    touched = tuple(now.nguon.quy_tac) if now.nguon else ()
    return NodeFate(
        node.id, said, _what(touched, now), words_of(now), reasons(touched, rules), touched,
        now.can_xem or "",
    )  # fmt: skip


def _rows(node: AnyNode, now: AnyNode | None, rules: Rules) -> Iterator[NodeFate]:
    """What became of the rows that stay of the tables of a node."""
    above = {
        row_id(node.id, table, at, words): row_line(table.rows[at])
        for table in getattr(node, "bang", ())
        for at, words in row_words(table).items()
    }
    for table in getattr(now, "bang", ()):
        for row in table.hang:
            if not isinstance(row, Hang) or row.nguon is None:
                continue
            touched = tuple(row.nguon.quy_tac)
            said, words = above.get(row.nguon.nut, ""), row_line(row.o)
            what: What = "helped" if HELPED in touched else "taken"
            yield NodeFate(node.id, said, what, words, reasons(touched, rules), touched, "")


def _what(touched: tuple[str, ...], now: AnyNode) -> What:
    if now.can_xem or QUESTION in touched:
        return "question"
    for rule, what in ((HELPED, "helped"), (ASKED, "asked"), (OWN_WORK, "taken")):
        if rule in touched:
            return what  # type: ignore[return-value]
    return "adapted" if touched else "kept"


def _added(node: AnyNode, rules: Rules) -> NodeFate:
    touched = tuple(node.nguon.quy_tac) if node.nguon else ()
    what: What = "question" if node.can_xem else "added"
    why = reasons(touched, rules)
    return NodeFate(node.id, "", what, words_of(node), why, touched, node.can_xem or "")


def reasons(ids: Iterable[str], rules: Rules) -> tuple[str, ...]:
    """Why rules with these ids touched a node, in words, the telling ones first."""
    found = [why for id_ in ids if id_ not in (NAMED, OPENED) and (why := rules.why(id_))]
    return tuple(dict.fromkeys(found or [why for id_ in ids if (why := rules.why(id_))]))


def words_of(node: AnyNode) -> str:
    """What a node says, in one line, with the size of its tables."""
    said = [getattr(node, name, None) or "" for name in ("tieu_de", "noi_dung")]
    said += [f"[bảng {len(table.rows)} hàng]" for table in getattr(node, "bang", ())]
    return " ".join(part for part in said if part)


def _questions(fates: Iterable[NodeFate]) -> list[SheetQuestion]:
    """Each question once, with the nodes it is about."""
    asked: dict[str, list[str]] = {}
    for fate in fates:
        for text in fate.question.split("; ") if fate.question else ():
            asked.setdefault(text, []).append(fate.id)
    return [SheetQuestion(text, tuple(nodes)) for text, nodes in in_order(asked)]
