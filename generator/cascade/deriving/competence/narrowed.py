"""Lines that say for which units what follows is: "Đối với các xã có rừng:", "Đối với phường:".

They hold for everything below them. Of another kind of units nothing is the unit's; of a class
("có rừng", "ven biển") only a person, or an answer kept for the office, knows whether it is in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook.questions import Q_CONDITION, Q_SOME
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee

_GENERAL = ("địa phương", "địa bàn", "nơi")
"""Words for units of whatever kind."""
_UNIT = "(?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố)"
_KIND = rf"(?:{_UNIT}|{'|'.join(_GENERAL)})"
_KINDS = rf"(?P<kinds>{_KIND}(?:(?:, | và |/){_KIND})*)(?!\w)"
_LABEL = r"[\W\d]*(?:[a-zđ]\) ?)?"
_FOR = (
    rf"{_LABEL}(?:(?:còn |riêng )?đối với |riêng "
    rf"|(?:với|tại|ở|nếu là) (?=(?:(?:các|những) )?{_UNIT}))"
    rf"(?:(?:các|những|mỗi) )?{_KINDS}"
)
_IS = (
    r"(?:đã|chưa|không|còn|đạt|thuộc|nằm|giáp|được|có(?! (?:trách nhiệm|nhiệm vụ|thể|kế hoạch))"
    r"|trên|dưới|từ)"
)
"""How that which a class of units is or has begins."""
_MORE = (
    r"(?:(?:, | và )(?:vùng|miền|biên giới|hải đảo|ven|bãi ngang|đặc biệt)(?!\w)[^:;.,]{0,40}?)*"
)
_SAYS = re.compile(rf"{_FOR}(?P<about>[^:;.]{{0,70}}?) ?: *")
_TITLED = re.compile(
    rf"{_FOR}(?P<about>[^:;.]{{0,90}}?)[\s.:*]*$"
    rf"|{_LABEL}(?:(?:các|những) )?{_KINDS.replace('kinds', 'of')}"
    rf"(?P<are> {_IS} [^:;.]{{2,90}}?|)[\s.:*]*$"
)
"""A title has no colon: "Đối với xã nội địa", "Các xã chưa đạt chuẩn"."""
_WORDS = r"(?:[^:;.]|\.(?=\d)){2,90}?"
_THEN = re.compile(
    rf"{_LABEL}(?:(?:các|những|mỗi) )?{_KINDS} (?P<about>nào (?!đó){_WORDS}(?=,| thì "
    r"| phải )"
    rf"|{_IS}(?!\w){_WORDS}(?= thì ))(?:,|,? thì| phải) "
)
"""A relative clause: "Xã nào có trên 30 hộ … thì", "Những xã đã hoàn thành … thì"."""
_PAST_COMMA = re.compile(rf"{_FOR}(?P<about>[^:;.,]{{0,60}}?{_MORE}), (?!\d)")
"""The same before its verb: "Đối với các xã vùng cao, mở lớp tại bản"."""
_HAPPENS = re.compile(
    r"(?:nào )?(?:để (?:xảy ra|phát sinh|chậm|mất)|xảy ra|phát sinh|vi phạm|chậm|buông lỏng|thiếu"
    r"|không (?:còn|hoàn thành|thực hiện|báo cáo|chấp hành|bảo đảm)|gặp|làm tốt"
    r"|hoàn thành (?:sớm|tốt|xuất sắc|vượt)|có (?:ca|ổ dịch|dịch|vụ"
    r"|cháy|người (?:chết|mắc|tử vong|bị)|thiệt hại|sự cố|vướng mắc|khó khăn|phát sinh"
    r"|vi phạm))(?!\w)"
)
"""What may happen in any unit: a case, and no class of units."""
_OF_THAT = re.compile(
    r"(?i)(?P<who>ubnd|ủy ban nhân dân) (?:nơi|địa phương|xã|phường|cấp xã|xã, phường|đơn vị)"
    r" (?:đó|ấy)(?!\w)"
)
_PARTS = re.compile(r"(?<=[;.]) +")
_EVERYBODY = re.compile(r"(?:có )?liên quan|trên địa bàn|trực thuộc|khác")

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
        if not self._of_kind(unit):
            return "others"
        if not self.about or _EVERYBODY.match(self.about):
            return "ours"
        known = unit.belongs(self.about)
        return "asked" if known is None else "ours" if known else "others"

    @property
    def happens(self) -> bool:
        """Whether it is a case that may come up in any unit, and no class of units."""
        return _HAPPENS.match(self.about) is not None

    def _of_kind(self, unit: Addressee) -> bool:
        return unit.word in self.kinds or any(word in self.kinds for word in _GENERAL)

    def ask(self, draft: NodeDraft, ask: Questions, unit: Addressee) -> None:
        """Ask whether the unit is meant: of a class once for the office, else of this plan."""
        if self.about and self._of_kind(unit):
            ask.mark(draft, Q_SOME.replace("{dien}", self.about))
        else:
            said = ", ".join(self.kinds)
            ask.mark(draft, Q_CONDITION.replace("{chu}", f"{said} {self.about}".strip()))


def narrowing(text: str, unit: Addressee, *, title: bool = False) -> Narrowing | None:
    """For which units a text says to be; None where it names units, or narrows nothing."""
    if not unit.committee:
        return None
    plain = plain_of(text)
    found = _SAYS.match(plain.low) or (_TITLED.match(plain.low) if title else None)
    if found is None and not title:
        found = _THEN.match(plain.low) or _past_comma(plain.low, unit)
    if found is None:
        return None
    groups = found.groupdict()
    name = "kinds" if groups["kinds"] else "of"
    if plain.capital(found.end(name) + 1):
        return None
    about = (groups["about"] or groups.get("are") or "").strip(" ,").removeprefix("nào ")
    kinds = tuple(re.split(r", | và |/", found[name]))
    return Narrowing(kinds, about, plain.span(0, found.end()).end)


def _past_comma(low: str, unit: Addressee) -> re.Match[str] | None:
    """A condition that ends with a comma; kinds alone only where the unit is none of them."""
    found = _PAST_COMMA.match(low)
    if found is None or found["about"]:
        return found
    kinds = re.split(r", | và |/", found["kinds"])
    return None if unit.word in kinds or any(word in kinds for word in _GENERAL) else found


def for_unit(draft: NodeDraft, text: str, ask: Questions, unit: Addressee) -> str | None:
    """A text without what says for which units it is; None where nothing of it is the unit's.

    One that has parts for several classes keeps the words of each that a person has to decide.
    """
    title = "tieu_de" in draft.texts and "noi_dung" not in draft.texts
    parts = _parts(text, unit, title=title)
    kept: list[str] = []
    for part in parts:
        said = narrowing(part, unit, title=title)
        if said is None:
            kept.append(part)
            continue
        if not title and (case := _case(part, said)):
            kept.append(case)
            continue
        verdict = said.verdict(unit)
        if verdict == "others":
            continue
        if verdict == "asked":
            said.ask(draft, ask, unit)
        rest = part[said.end :].strip()
        stays = not rest or (verdict == "asked" and len(parts) > 1)
        begins = not kept or not kept[-1].rstrip().endswith(";")
        kept.append(part if stays else rest[:1].upper() + rest[1:] if begins else rest)
    if not kept:
        return None
    whole = " ".join(kept)
    ends = len(kept) < len(parts) and whole.endswith(";") and not text.rstrip().endswith(";")
    return f"{whole[:-1]}." if ends else whole


def _parts(text: str, unit: Addressee, *, title: bool) -> list[str]:
    """A text cut where a later part says for whom it is."""
    found: list[str] = []
    for part in _PARTS.split(text):
        if found and (title or narrowing(part, unit) is None):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _case(part: str, said: Narrowing) -> str:
    """What may happen anywhere, as a case: "Địa phương nào để xảy ra … thì Chủ tịch … nơi đó"."""
    if _HAPPENS.match(said.about) is None:
        return ""
    rest = _OF_THAT.sub(r"\g<who> cấp xã", part[said.end :].strip())
    return f"Trường hợp {said.about}, {rest}"
