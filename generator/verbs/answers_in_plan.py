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
    CHOICES,
    as_of_all,
    as_ours,
    as_request,
    asks_for,
    claims_mended,
    is_moot,
    kind_of,
    left_to_do,
    one_of,
    own_part,
    stays,
    yes_or_no,
)
from generator.cascade.deriving.rulebook.clause_cuts import cut
from generator.cascade.deriving.rulebook.figures_given import (
    cell_to_fill,
    figures_asked,
    is_about_figures,
    says_figures,
    share_left,
    with_figures,
)
from generator.cascade.deriving.rulebook.questions import Q_READ
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.grammar.work_verbs import begins_work
from generator.plan.asked_notes import BETWEEN, questions_in
from generator.plan.model import NhiemVu, PhuLuc, walk, words_key
from generator.verbs.contacts_gone import contacts_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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

    reason: Literal["no answer", "no head", "more in it", "as derived", "which figure", "over"]
    """It answers nothing; the sentence does not begin with the body; more is said in it; it is
    said to be mended, and no word of it is a person's; not all figures of it are given, or not
    certainly which; one is more than what all have together."""
    places: tuple[AskedPlace, ...] = ()
    """Where."""


class PlanAnswers:
    """The answers of one command, one after the other."""

    def __init__(
        self,
        plan: KeHoach,
        own: Sequence[tuple[str, str]],
        derived: KeHoach | None = None,
        doubted: Callable[[str], frozenset[str]] = lambda _words: frozenset(),
    ) -> None:
        """`own`: id and name of the bodies of the plan's issuer that can be given work.

        `derived`: the plan as it was derived; None where that is not known. `doubted`: what a
        sentence says that the issuer cannot mean, as of one that was derived.
        """
        self._plan = plan
        self._tree, self._own, self._doubted = Tree(plan), own, doubted
        self._issuer = plan.van_ban.co_quan
        self._derived = {node.id: node for _at, node in walk(derived)} if derived else {}
        self._made: list[Set | Settle] = []
        self._gone, self._words = dict[str, None](), dict[str, str]()
        self._still = dict[str, list[str]]()
        """Node → what is still to be done there by hand."""

    @property
    def operations(self) -> list[Operation]:
        """What is to be done to the plan."""
        changed = [one for one in self._made if not self._lost(one.node)]
        tops = [id_ for id_ in self._gone if not self._lost(self._tree.items[id_].group[0])]
        noted = [
            Set(id_, "can_xem", BETWEEN.join(self._notes(id_)))
            for id_ in self._still
            if not self._lost(id_)
        ]
        gone = {id_ for top in tops for id_ in self._tree.below(top)}
        beside = [o for o in contacts_gone(self._plan, gone) if not self._lost(o.node)]
        return [*changed, *noted, *(Remove(id_) for id_ in tops), *beside]

    def _notes(self, id_: str) -> list[str]:
        """What is asked at a node when all answers are taken."""
        done = {one.question for one in self._made if isinstance(one, Settle) and one.node == id_}
        now = questions_in(getattr(self._tree.items[id_].node, "can_xem", None))
        return list(dict.fromkeys([*(n for n in now if n not in done), *self._still[id_]]))

    def _lost(self, id_: str) -> bool:
        """Whether a node is taken out, alone or with what it stands in."""
        return id_ in self._gone or (id_ != "" and self._lost(self._tree.items[id_].group[0]))

    def take(
        self, question: str, places: Sequence[AskedPlace], said: str, *, named: bool
    ) -> NotDone | None:
        """Take an answer; why it cannot be taken, if so.

        `named`: whether a name answers the question that no list has.
        """
        places = [at for at in places if Settle(at.node, question) not in self._made]
        if not places:
            return None  # what it was about went out with another answer
        now = [at._replace(words=self._words.get(at.node, at.words)) for at in places]
        kind = kind_of(question)
        keeps = stays(said, kind)
        why = None
        if kind == "write" and claims_mended(said):
            left = tuple(at for at in now if self._as_derived(at))
            why = NotDone("as derived", left) if left else None
        elif keeps is None and kind == "who" and asks_for(said):
            why = self._asked(question, now)
        elif is_about_figures(question) and says_figures(said):
            why = self._figured(question, now, said)
        elif keeps is None and all(as_of_all(question, said, at.words) for at in now):
            for at in now:
                self._say(at, as_of_all(question, said, at.words) or at.words)
        elif keeps is None:
            why = self._led(now, said, kind == "body", named=named)
        elif keeps:
            self._kept(question, now, kind, said)
        else:
            why = self._cut(question, now, offered=kind in CHOICES)
        if why is None:
            self._made += [Settle(at.node, question) for at in places]
        return why

    def _kept(self, question: str, places: Sequence[AskedPlace], kind: str, said: str) -> None:
        """What stays is said of the unit; where that makes no sentence, as it was, and asked."""
        for at in places:
            words: str | None = at.words
            if kind == "keep":
                words = own_part(question, at.words)
            elif kind == "whether" and yes_or_no(said):
                words = as_ours(question, at.words)
            if words is None or (words != at.words and self._worse(at.words, words)):
                self._leave(at, Q_READ)
            elif words != at.words:
                self._say(at, words)

    def _worse(self, before: str, after: str) -> bool:
        """Whether words that an answer changed say what nobody here can mean."""
        return not self._doubted(after) <= self._doubted(before)

    def _leave(self, at: AskedPlace, still: str) -> None:
        """The words stay, and what is to be done with them is asked of a person."""
        self._still.setdefault(at.node, []).append(still)

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
        asked = questions_in(getattr(self._tree.items[at.node].node, "can_xem", None))
        self._made += [Settle(at.node, one) for one in asked if is_moot(one, at.words, words)]

    def _asked(self, question: str, places: Sequence[AskedPlace]) -> NotDone | None:
        """What a body was told is asked of it."""
        asked = [(at, as_request(question, at.words)) for at in places]
        left = tuple(at for at, words in asked if words is None)
        if left:
            return NotDone("no head", left)
        for at, words in asked:
            self._say(at, words or "")
        return None

    def _figured(self, question: str, places: Sequence[AskedPlace], said: str) -> NotDone | None:
        """The unit's figures stand where those of all stood; the same ones at one place only.

        What a row counts in its other cells is answered with it; where that is not certain, asked.
        """
        if len(places) > 1:
            return NotDone("which figure", tuple(places))
        at = places[0]
        cells = _cells(self._tree.items[at.node].node)
        counted = {name: cell for name, cell in cells.items() if figures_asked(question, cell)}
        alone = bool(counted) and not figures_asked(question, at.words)
        texts = counted if alone else {"": at.words, **counted}
        made = {name: with_figures(question, text, said) for name, text in texts.items()}
        why = next((one.why for one in made.values()), "")
        if why:
            return NotDone("over" if why == "over" else "which figure", tuple(places))
        for name, put in made.items():
            if not name:
                self._say(at, put.words)
            elif name == _PRODUCT and not put.why:
                self._made.append(Set(at.node, name, put.words, cells[name]))
            else:
                self._leave(at, cell_to_fill(question, "Sản phẩm" if name == _PRODUCT else name))
        return None

    def _led(
        self, places: Sequence[AskedPlace], said: str, listed: bool, *, named: bool
    ) -> NotDone | None:
        """A heading of work that nobody leads names who does."""
        body = one_of(said, self._own) if listed else _unit_named(said) if named else None
        led = [(at, TOGETHER.fullmatch(at.words), self._rows(at)) for at in places]
        if body is None or not all(found or rows for _at, found, rows in led):
            return NotDone("no answer")
        ids = [id_ for id_, name in self._own if name == body]
        for at, found, rows in led:
            self._made += [Set(row.id, "loi_chu_tri", body) for row in rows]
            if found is not None:
                self._say(at, _LED.format(body, **found.groupdict()))
                self._made += [Set(at.node, "co_quan", ids)] if ids else []
        return None

    def _rows(self, at: AskedPlace) -> list[NhiemVu]:
        """The rows of an appendix that nobody of the issuer's own leads yet."""
        return rows_of_issuer(self._tree.items[at.node].node, self._issuer)

    def _cut(self, question: str, places: Sequence[AskedPlace], *, offered: bool) -> NotDone | None:
        """Sentences, or the clauses that are asked about, go out.

        `offered`: whether that is one of the answers to choose from, which are all taken; of a
        look at a sentence it is taken only where nothing else is said there.
        """
        left = tuple(at for at in places if not offered and self._cuttable(question, at) is None)
        if left:
            return NotDone("more in it", left)
        for at in places:
            self._without(at, question)
        return None

    def _cuttable(self, question: str, at: AskedPlace) -> str | None:
        """What is left of a text, "" where the node goes whole; None where that is not certain."""
        item = self._tree.items[at.node]
        heads = any(ids for (parent, _key), ids in self._tree.order.items() if parent == at.node)
        if heads or not words_key(item.node) or getattr(item.node, "bang", None):
            return ""
        left = cut(question, at.words)
        if left is None or (left.text and self._worse(at.words, left.text)):
            return None
        return left.text

    def _without(self, at: AskedPlace, question: str) -> None:
        """Take a sentence out, and a heading that then has nothing below it.

        Where more is said in it than what was asked, that stays; where it cannot stand by itself,
        all of it stays, and a person is asked to mend it.
        """
        tree, item = self._tree, self._tree.items[at.node]
        left = self._cuttable(question, at)
        if left is None:
            self._leave(at, left_to_do(question))
            return
        if left:
            asked = questions_in(getattr(item.node, "can_xem", None))
            shared = share_left(question, at.words, left)
            if shared and not any(is_about_figures(one) for one in asked):
                self._leave(at, shared)
            self._say(at, left)
            return
        self._gone[item.id] = None
        while above := item.group[0]:
            below = {i for (home, _key), ids in tree.order.items() if home == above for i in ids}
            if below - self._gone.keys() or getattr(tree.items[above].node, "noi_dung", None):
                break
            item = tree.items[above]
            self._gone[item.id] = None


_PRODUCT = "san_pham"


def _cells(node: object) -> dict[str, str]:
    """The cells of a row beside its work: its product, and columns by their heads."""
    if not isinstance(node, NhiemVu):
        return {}
    return {_PRODUCT: node.san_pham or "", **node.cot_them}


def rows_of_issuer(node: object, issuer: str) -> list[NhiemVu]:
    """The rows of an appendix that its issuer leads as a whole; none for another node."""
    rows = node.nhiem_vu if isinstance(node, PhuLuc) else []
    return [row for row in rows if row.chu_tri == [issuer] and not row.loi_chu_tri]


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
