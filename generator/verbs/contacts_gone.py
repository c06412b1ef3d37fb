"""What goes with a sentence that an answer takes out: those who were sent the plan for it alone.

A derived plan names who is met among its recipients, and gives a room the contact; where the work
with him is not the unit's, neither has a ground any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.changing.operations import Remove, Set
from generator.cascade.deriving.rulebook.rules import LED, RECEIVES
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies
from generator.plan.model import NoiNhan, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.plan.model import AnyNode, KeHoach

_CONTACT = "dau-moi-"
"""How ids of contacts begin that derivation gave a room."""


def contacts_gone(plan: KeHoach, gone: Collection[str]) -> Iterator[Remove | Set]:
    """What is to be done to lines of recipients and contacts when nodes go out.

    `gone`: the ids of all of these nodes. A name that only they had goes; a line of no other, too.
    """
    nodes = [node for _at, node in walk(plan)]
    made = [node for node in nodes if _is_made(node)]
    lost = key_of(" ".join(_words(node) for node in nodes if node.id in gone))
    known = {node.id for node in made}
    stays = (n for n in nodes if n.id not in gone and n.id not in known)
    rest = key_of(" ".join(_words(node) for node in stays if not isinstance(node, NoiNhan)))
    for node in made if lost else ():
        if node.id in gone:
            continue
        names = _names(_words(node))
        alone = [name for name in names if key_of(name) in lost and key_of(name) not in rest]
        if not alone:
            continue
        if len(alone) == len(names):
            item = f"{node.id.removesuffix('-1')}"
            yield Remove(item if item in {n.id for n in nodes} else node.id)
        else:
            yield Set(node.id, "noi_dung", _without(_words(node), alone))


def _is_made(node: AnyNode) -> bool:
    """Whether derivation put a line of recipients, or a contact, there for a sentence."""
    source = getattr(node, "nguon", None)
    rules = source.quy_tac if source is not None else []
    contact = node.id.startswith(_CONTACT) and node.id.endswith("-1") and LED in rules
    return contact or (isinstance(node, NoiNhan) and RECEIVES in rules)


def _words(node: AnyNode) -> str:
    return " ".join(filter(None, (getattr(node, n, None) for n in ("tieu_de", "noi_dung"))))


def _names(words: str) -> list[str]:
    return [body.text for body in bodies(words)]


def _without(words: str, names: Collection[str]) -> str:
    """Words of a list of names without some of them."""
    found = bodies(words)
    for n in reversed(range(len(found))):
        if found[n].text not in names:
            continue
        last = n + 1 == len(found)
        start = found[n - 1].span.end if last and n else found[n].span.start
        end = found[n].span.end if last else found[n + 1].span.start
        words = words[:start] + words[end:]
    return words
