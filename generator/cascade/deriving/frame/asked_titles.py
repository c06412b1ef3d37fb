"""Whom a title asks, once the work below it is settled: not all whom the plan above names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.partners import fronts_among
from generator.cascade.deriving.rulebook.rules import ASKED
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

_PRESS = re.compile(r"(?<!\w)(?:báo(?! cáo)|đài|phát thanh|truyền hình|báo chí)(?!\w)")


def only_asked(unit: Addressee, draft: NodeDraft, who: Sequence[NamedBody]) -> str:
    """The organisations of a title with bodies of above, where they alone have work left."""
    left = [child for child in draft.children() if child.dropped is None]
    asked = all(ASKED in child.touched for child in left)
    return ", ".join(body.text for body in fronts_among(unit, who)) if asked else ""


def fewer(draft: NodeDraft, text: str, who: Sequence[NamedBody]) -> str:
    """Whom a title still asks, where some of its bodies have no work left; else ""."""
    left = [child for child in draft.children() if child.dropped is None]
    said = [plain_of(joined(words)).low for child in left for words in child.texts.values()]
    press = any(_PRESS.search(words) for words in said)
    named = [b for b in who if press or b.kind != "bao-dai"]
    every = len(named) == len(bodies(text))
    return "" if every else ", ".join(body.text for body in named)
