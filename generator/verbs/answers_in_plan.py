"""What the answers of one command do to the sentences of a plan they are about.

Several answers may be about one sentence: each goes on from what the one before it left, and
what is taken out is not changed as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.changing.operations import Remove, Set, Settle
from generator.cascade.changing.tree import Tree
from generator.cascade.deriving.rulebook.answered_here import (
    as_ours,
    as_request,
    asks_for,
    claims_mended,
    cut,
    kind_of,
    one_of,
    own_part,
    stays,
    yes_or_no,
)
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.grammar.work_verbs import begins_work
from generator.plan.model import walk, words_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.changing.operations import Operation
    from generator.plan.model import KeHoach

TOGETHER = re.compile(r"Các (?P<who>.+?) thuộc (?P<whose>.+)")
"""The heading of what nobody leads yet."""
_LED = "{0} chủ trì, phối hợp với các {who} liên quan thuộc {whose}"
_NO_NAME = re.compile(r"[.;:?!]")
_MOST_WORDS = 15
"""Of a unit's name: the longest of a department has eleven."""


class AskedPlace(NamedTuple):
    """A node that a question is about, as a person finds it on paper."""

    node: str
    """Its id."""
    printed: str
    """Where it stands, as `node_places` has it: "III.2.a"; "" for what has no number."""
    words: str
    """What it says."""


class NotDone(NamedTuple):
    """Why an answer does nothing."""

    reason: Literal["no answer", "no head", "more in it", "as derived"]
    """It answers nothing; the sentence does not begin with the body; more is said in it; it is
    said to be mended, and no word of it is a person's."""
    places: tuple[AskedPlace, ...] = ()
    """Where."""


class PlanAnswers:
    """The answers of one command, one after the other."""

    def __init__(
        self, plan: KeHoach, own: Sequence[tuple[str, str]], derived: KeHoach | None = None
    ) -> None:
        """`own`: id and name of the bodies of the plan's issuer that can be given work.

        `derived`: the plan as it was derived; None where that is not known.
        """
        self._tree, self._own = Tree(plan), own
        self._derived = {node.id: node for _at, node in walk(derived)} if derived else {}
        self._made: list[Set | Settle] = []
        self._gone, self._words = dict[str, None](), dict[str, str]()

    @property
    def operations(self) -> list[Operation]:
        """What is to be done to the plan."""
        changed = [one for one in self._made if not self._lost(one.node)]
        tops = [id_ for id_ in self._gone if not self._lost(self._tree.items[id_].group[0])]
        return [*changed, *(Remove(id_) for id_ in tops)]

    def _lost(self, id_: str) -> bool:
        """Whether a node is taken out, alone or with what it stands in."""
        return id_ in self._gone or (id_ != "" and self._lost(self._tree.items[id_].group[0]))

    def take(
        self, question: str, places: Sequence[AskedPlace], said: str, *, named: bool
    ) -> NotDone | None:
        """Take an answer; why it cannot be taken, if so.

        `named`: whether a name answers the question that no list has.
        """
        now = [at._replace(words=self._words.get(at.node, at.words)) for at in places]
        kind = kind_of(question)
        keeps = stays(said, kind)
        if kind == "write" and claims_mended(said):
            left = tuple(at for at in now if self._as_derived(at))
            if left:
                return NotDone("as derived", left)
        self._made += [Settle(at.node, question) for at in places]
        if keeps:
            parts = [(at, own_part(question, at.words)) for at in now if kind == "keep"]
            if kind == "whether" and yes_or_no(said):
                parts = [(at, as_ours(question, at.words)) for at in now]
            for at, words in parts:
                if words != at.words:
                    self._say(at, words)
            return None
        if kind == "who" and asks_for(said):
            return self._asked(question, now)
        if keeps is None:
            return self._led(now, said, kind == "body", named=named)
        return self._cut(question, now)

    def _as_derived(self, at: AskedPlace) -> bool:
        """Whether a node says what was derived, word for word."""
        before, item = self._derived.get(at.node), self._tree.items[at.node]
        field = words_key(item.node)
        if before is None or field is None or getattr(before, field, None) != at.words:
            return False
        return getattr(before, "bang", None) == getattr(item.node, "bang", None)

    def _say(self, at: AskedPlace, words: str) -> None:
        field = words_key(self._tree.items[at.node].node) or ""
        old = [
            one
            for one in self._made
            if isinstance(one, Set) and one.field == field and one.node == at.node
        ]
        self._made = [one for one in self._made if one not in old]
        self._made.append(Set(at.node, field, words, old[0].base if old else at.words))
        self._words[at.node] = words

    def _asked(self, question: str, places: Sequence[AskedPlace]) -> NotDone | None:
        """What a body was told is asked of it."""
        asked = [(at, as_request(question, at.words)) for at in places]
        left = tuple(at for at, words in asked if words is None)
        if left:
            return NotDone("no head", left)
        for at, words in asked:
            self._say(at, words or "")
        return None

    def _led(
        self, places: Sequence[AskedPlace], said: str, listed: bool, *, named: bool
    ) -> NotDone | None:
        """A heading of work that nobody leads names who does."""
        body = one_of(said, self._own) if listed else _unit_named(said) if named else None
        led = [TOGETHER.fullmatch(at.words) for at in places]
        if body is None or not all(led):
            return NotDone("no answer")
        ids = [id_ for id_, name in self._own if name == body]
        for at, found in zip(places, led, strict=True):
            self._say(at, _LED.format(body, **found.groupdict()) if found is not None else body)
            self._made += [Set(at.node, "co_quan", ids)] if ids else []
        return None

    def _cut(self, question: str, places: Sequence[AskedPlace]) -> NotDone | None:
        """Sentences, or the clauses that are asked about, go out."""
        left = tuple(at for at in places if not self._without(at, question))
        return NotDone("more in it", left) if left else None

    def _without(self, at: AskedPlace, question: str) -> bool:
        """Take a sentence out, and a heading that then has nothing below it.

        False where more is said in it than what was asked.
        """
        tree, item = self._tree, self._tree.items[at.node]
        heads = any(ids for (parent, _key), ids in tree.order.items() if parent == at.node)
        if words_key(item.node) and not heads and not getattr(item.node, "bang", None):
            left = cut(question, at.words)
            if left is None or left.text:
                if left is not None:
                    self._say(at, left.text)
                return left is not None
        self._gone[item.id] = None
        while above := item.group[0]:
            below = {i for (home, _key), ids in tree.order.items() if home == above for i in ids}
            if below - self._gone.keys() or getattr(tree.items[above].node, "noi_dung", None):
                break
            item = tree.items[above]
            self._gone[item.id] = None
        return True


def _unit_named(said: str) -> str | None:
    """A name that is one of a body; None for other words.

    A department's own units bear names that no list has ("Phòng Giáo dục phổ thông và Giáo dục
    thường xuyên", "Phòng Chính trị, tư tưởng"): what begins as a name of a body and is no
    sentence is taken as the clerk wrote it.
    """
    name = " ".join(said.split()).rstrip(" .;,")
    found = bodies(name)
    if not found or found[0].span.start or _NO_NAME.search(name) or found[0].every:
        return None
    rest = name[found[0].span.end :]
    if begins_work(plain_of(rest).low.lstrip(" ,")):
        return None
    return name if len(name.split()) <= _MOST_WORDS else None
