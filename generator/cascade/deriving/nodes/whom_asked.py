"""Whom a title of the unit's plan asks: its own Front, and only those with work below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.nodes.clauses import fronts_among
from generator.cascade.deriving.nodes.entities import joined
from generator.cascade.deriving.rulebook.rules import ASKED
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from generator.cascade.deriving.nodes.clauses import HeldByHeads
    from generator.cascade.deriving.nodes.kit import Kit
    from generator.cascade.deriving.rulebook.draft import NodeDraft

_PRESS = re.compile(r"(?<!\w)(?:báo(?! cáo)|đài|phát thanh|truyền hình|báo chí)(?!\w)")


def asks_own_front(kit: Kit, draft: NodeDraft) -> None:
    """Whom an item asks: the unit's own Front; organisations that no registry lists by name."""
    front = kit.own.by_role.get("mttq")
    if front is None or "co_quan" not in draft.agencies:
        return
    named = {id_: kit.names.get(id_, "") for id_ in draft.agencies["co_quan"]}
    fronts = [id_ for id_, name in named.items() if "mặt trận" in plain_of(name).low]
    draft.agencies["co_quan"] = [front.id] if fronts else []


def only_asked(kit: Kit, draft: NodeDraft, inner: HeldByHeads) -> str:
    """The organisations of a title with bodies of above, where they alone have work left."""
    left = [child for child in draft.children() if child.dropped is None]
    fronts = fronts_among(kit.unit, inner.who)
    asked = all(ASKED in child.touched for child in left)
    return ", ".join(body.text for body in fronts) if asked else ""


def fewer_asked(draft: NodeDraft, text: str, inner: HeldByHeads) -> str:
    """Whom a title still asks, where some of its bodies have no work left; else ""."""
    left = [child for child in draft.children() if child.dropped is None]
    said = [plain_of(joined(words)).low for child in left for words in child.texts.values()]
    press = any(_PRESS.search(words) for words in said)
    named = [b for b in inner.who if press or b.kind != "bao-dai"]
    every = len(named) == len(bodies(text))
    return "" if every else ", ".join(body.text for body in named)
