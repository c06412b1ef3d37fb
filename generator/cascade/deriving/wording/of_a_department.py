"""What a department says where all departments are named: itself, or its own rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether


def begins(plain: Plain, at: int, *, loose: bool = False) -> bool:
    """Whether a sentence (or, loosely, a clause) begins at a place."""
    before = plain.low[:at].rstrip(' "“*(-+•')
    return not before or before.endswith((".", "!", "?", ";", ",") if loose else (".", "!", "?"))


def cased(words: str, capital: bool) -> str:
    """Words, or the level's name they begin with, with a capital where a sentence begins."""
    return words[:1].upper() + words[1:] if capital and words[0] != "{" else (
        "{Cap}" + words[5:] if capital and words.startswith("{cap}") else words
    )  # fmt: skip


def of_a_body(
    plain: Plain, group: NamedTogether, kins: Sequence[Kin], unit: Addressee
) -> str | None:
    """What a department says where all departments are named: itself, or its own rooms.

    Those with whom it works stay as they are named: nobody coordinates with himself.
    """
    before = plain.low[: group.start]
    if _BESIDE.search(before):
        return None
    if _DUTY_OF.search(before) and group.bodies[0].every and group.bodies[0].kind == "so":
        return _own_in_place_of_all(plain, group, unit)
    if _PURSE.search(before):
        return None  # the superior's money for the department itself
    if _TOLD.search(before):
        return cased("các phòng, đơn vị thuộc {ten_ngan}", begins(plain, group.start))
    acts = begins(plain, group.start, loose=True) or before.rstrip().endswith(":")
    if not acts or not plain.low[group.end :].strip(" .;,)"):
        return None  # whom it guides, whom it checks: others; a list of names: nobody acts
    beside = [b.text for b, k in zip(group.bodies, kins, strict=True) if k is not Kin.SELF]
    if beside and any(
        k is Kin.SELF and not b.every for b, k in zip(group.bodies, kins, strict=True)
    ):
        own = " của mình" in plain.low[group.end :]  # each does his own part
        return "{ten}" if own else f"{{ten}} phối hợp với {', '.join(beside)}"
    single = len(kins) == 1 and not group.bodies[0].every
    many = single and plain_of(group.bodies[0].text).low.startswith("các ")
    return "{ten}" if many or not single else None


def _own_in_place_of_all(plain: Plain, group: NamedTogether, unit: Addressee) -> str:
    """A department's rooms where all departments and units have a duty; who is neither stays."""
    head = "người đứng đầu " if group.bodies[0].head else ""
    words = f"{head}các phòng, đơn vị thuộc {{ten_ngan}}"
    rest = [b for b in group.bodies if unit.kin(b) in (Kin.OUTSIDE, Kin.OWN, Kin.FRONT)]
    rest += [b for b in group.bodies if b.kind == "ban" and b.text[:1].islower()]
    end = plain.span(group.start, group.end).end
    at = min((b.span.start for b in rest), default=end)
    return f"{words}, {plain.text[at:end]}" if at < end else words


_DUTY_OF = re.compile(r"(?<!\w)(?:trách nhiệm|vai trò|nhận thức|ý thức)(?: của)?(?: các)? $")
_BESIDE = re.compile(r"(?<!\w)(?:với|cùng|và|hợp|hỗ trợ|giúp)(?: các)? $")
_PURSE = re.compile(r"(?:ngân sách|kinh phí|dự toán|nguồn vốn)(?!\w)[^.;]*$")
_TOLD = re.compile(r"(?<!\w)(?:yêu cầu|giao|chỉ đạo|phân công)(?: các)? $")


def met_by_own_unit(unit: Addressee, text: str, group: Sequence[Duty]) -> str:
    """What another leads with a department's own unit, said of that unit; "" where none is named.

    "Công an tỉnh phối hợp với Chi cục Kiểm lâm kiểm tra xưởng gỗ": the department's duty, too.
    """
    for duty in group if not unit.committee else ():
        act = text[duty.act.start : duty.act.end].strip()
        own = [body for body in duty.whom if unit.subordinate(body) != "no"]
        helps = duty.role in ("lead", "coordinate") and duty.who and own
        if helps and act.strip(" .;"):
            names = ", ".join(body.text for body in own)
            return f"{names} phối hợp với {', '.join(b.text for b in duty.who)} {small(act)}"
    return ""


_FOR_SOME = re.compile(r"[\W\d]*(?:riêng|đối với|với|ở|tại)(?!\w)")


def for_some(before: str) -> bool:
    """Whether words say of whom something holds: of some localities, and a department is none."""
    return _FOR_SOME.match(before.lower()) is not None
