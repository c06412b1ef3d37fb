"""Lines that say for which units what follows is: "Đối với các xã có rừng:", "Đối với phường:".

They hold for everything below them. Of another kind of units nothing is the unit's; of a class
("có rừng", "ven biển") only a person, or an answer kept for the office, knows whether it is in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook.questions import Q_CONDITION, Q_SOME
from generator.grammar.letters import key_of, plain_of

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee

_KIND = r"(?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố|địa phương)"
_SAYS = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:(?:riêng )?đối với |riêng )(?:(?:các|những|mỗi) )?"
    rf"(?P<kinds>{_KIND}(?:(?:, | và |/){_KIND})*)(?!\w)(?P<about>[^:;.]{{0,70}}?) ?: *"
)
_EVERYBODY = re.compile(r"(?:có )?liên quan|trên địa bàn|trực thuộc|khác")
_NOT = "không "

Verdict = Literal["ours", "others", "asked"]


class Narrowing(NamedTuple):
    """For which units a line or a sentence is."""

    kinds: tuple[str, ...]
    about: str
    """What they have or are: "có rừng"; "" for all of the kinds."""
    end: int
    """Where what they have to do begins."""

    def verdict(self, unit: Addressee) -> Verdict:
        """Whether the unit is meant."""
        if unit.word not in self.kinds and "địa phương" not in self.kinds:
            return "others"
        if not self.about or _EVERYBODY.match(self.about):
            return "ours"
        known = _known(unit, self.about)
        return "asked" if known is None else "ours" if known else "others"

    def ask(self, draft: NodeDraft, ask: Questions, unit: Addressee) -> None:
        """Ask whether the unit is meant: of a class once for the office, else of this plan."""
        if self.about and unit.word in (*self.kinds, "địa phương"):
            ask.mark(draft, Q_SOME.replace("{dien}", self.about))
        else:
            said = ", ".join(self.kinds)
            ask.mark(draft, Q_CONDITION.replace("{chu}", f"{said} {self.about}".strip()))


def narrowing(text: str, unit: Addressee) -> Narrowing | None:
    """For which units a text says to be; None where it names units, or narrows nothing."""
    if not unit.committee:
        return None
    plain = plain_of(text)
    found = _SAYS.match(plain.low)
    if found is None or plain.capital(found.end("kinds") + 1):
        return None
    kinds = tuple(re.split(r", | và |/", found["kinds"]))
    return Narrowing(kinds, found["about"].strip(" ,"), plain.span(0, found.end()).end)


def _known(unit: Addressee, about: str) -> bool | None:
    """What the office has answered of a class, or of its opposite."""
    if (said := unit.facts.get(key_of(about))) is not None:
        return said
    other = about.removeprefix(_NOT) if about.startswith(_NOT) else f"{_NOT}{about}"
    opposite = unit.facts.get(key_of(other))
    return None if opposite is None else not opposite
