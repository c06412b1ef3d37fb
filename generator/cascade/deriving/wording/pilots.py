"""Units that try something first ("xã điểm"): whether the unit is one the plan says, or the office.

"Tỉnh chọn xã A, xã B làm điểm" names them; then "xã điểm được hỗ trợ …" is said of the unit, and
"xã còn lại" is not, or the other way round. Where the plan names none, the office is asked once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import some_of
from generator.cascade.deriving.rulebook.rules import OTHERS
from generator.cascade.deriving.unit.addressee import PILOT
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import key_of, plain_of
from generator.plan.model import walk, words_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.plan.model import KeHoach

_UNIT = r"(?:xã|phường|đặc khu|địa phương|nơi)"
_UNITS = (
    r"(?:(?:các|những|mỗi) )?(?:(?:ubnd|ủy ban nhân dân) )?(?:(?:các|những|mỗi) )?"
    rf"{_UNIT}(?:(?:, | và |/){_UNIT})*"
)
_FIRST = (
    r"(?: được (?:lựa )?chọn)?(?: làm| là| thực hiện)?(?: thí)? điểm(?: \([^()]*\))?"
    r"(?= (?:được|phải|thì|tổ chức|thực hiện|hoàn thành|rà soát|báo cáo|bố trí|lập|có|xây dựng"
    r"|triển khai|đăng ký|mở|cử|gửi|tự|chủ động|ký|đánh giá|sơ kết|nhận)(?!\w)|,)"
)
_PILOT = re.compile(
    r"(?P<at>^[\W\d]*(?:[a-zđ]\) ?)?|[.;:,] )(?:riêng |đối với )*"
    rf"(?P<units>{_UNITS})(?P<first>{_FIRST})"
)
_REST = re.compile(
    rf"(?:[,;] )?(?:còn |riêng )*(?P<units>{_UNITS})(?P<rest> (?:còn lại|khác))(?!\w)"
)
_CLAUSES = re.compile(
    r"(?<=[.;]) (?=\w)|(?<=,)(?<!xã,)(?<!phường,)(?<!khu,) "
    rf"(?=(?:còn |riêng )*{_UNITS} (?:còn lại|khác)(?!\w))"
)
_CHOSEN = re.compile(
    r"(?<!\w)(?:(?:lựa )?chọn|giao) (?P<who>[^.;]{3,200}?) (?:làm|thực hiện|là)"
    r" (?:(?:xã|phường|địa phương|đơn vị|nơi)(?:, (?:xã|phường))* )?(?:thí )?điểm(?!\w)"
    r"|(?<!\w)(?:thí|làm|chỉ đạo) điểm (?:tại|ở) (?P<there>[^.;]{3,200})"
    r"|(?:xã|phường|đặc khu|địa phương)(?: làm| thí)? điểm \((?P<listed>[^()]{3,300})\)"
)
_SAID = re.compile(
    r"(?P<label>[\W\d]*(?:[a-zđ]\) ?)?)(?:(?:(?:ubnd|ủy ban nhân dân) )?(?:tỉnh|thành phố) )?"
    r"(?:lựa )?chọn (?P<who>[^.;]{3,200}?) (?P<what>làm (?:(?:xã|phường|đơn vị) )?(?:thí )?điểm"
    r"(?: [^.;]*)?)(?=[.;]|$)"
)
_WHEN = re.compile(r" (?:trước|trong|chậm nhất|muộn nhất|vào|từ|đến|xong)(?!\w)")
_ANY = re.compile(r"(?<!\w)(?:xã|phường|đặc khu) (?=[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴ])")


def named_pilots(plan: KeHoach, unit: Addressee) -> Mapping[str, bool]:
    """Whether a plan names the unit as one that tries first; empty where it names nobody."""
    said = set[bool]()
    for _loc, node in walk(plan) if unit.committee and unit.unit else ():
        text = getattr(node, words_key(node) or "", None)
        if not isinstance(text, str) or "điểm" not in text:
            continue
        plain = plain_of(text)
        for found in _CHOSEN.finditer(plain.low):
            part = next(one for one in ("who", "there", "listed") if found[one])
            who = plain.said(*found.span(part))
            if part == "listed":
                said.add(f" {unit.bare} " in f" {key_of(who)} ")
            elif _ANY.search(who):
                said.add(key_of(unit.unit) in key_of(who))
    return {key_of(PILOT): said.pop()} if len(said) == 1 else {}


def own_pilots(drafts: Iterable[NodeDraft], unit: Addressee) -> None:
    """Say of the unit what is said of those that try first, once it is known whether it does."""
    known = unit.belongs(PILOT) if unit.committee else None
    for draft in drafts if unit.committee else ():
        for name, text in draft.texts.items():
            said = joined(text)
            if draft.dropped is not None or draft.kept or "điểm" not in said:
                continue
            own = _of_unit(said, unit)
            if own == said and known is not None:
                own = _settled(said, unit.word, first=known)
            if not own:
                draft.drop(OTHERS)
            elif own != said:
                draft.texts[name], draft.said = [own], draft.said.replace(said, own)


def ask_pilot(draft: NodeDraft, unit: Addressee, ask: Questions) -> None:
    """Ask whether the unit is one of those, where the plan does not say."""
    if not unit.committee or draft.dropped is not None or "điểm" not in draft.said:
        return
    if unit.belongs(PILOT) is None and _PILOT.search(plain_of(draft.said).low):
        ask.ask_belongs(draft, PILOT)
        rest = ask.speech.words(some_of(draft, "còn lại"))  # that settles it, too
        draft.marks = [mark for mark in draft.marks if mark != rest]


def _of_unit(text: str, unit: Addressee) -> str:
    """The sentence by which the unit is chosen, as it says that itself."""
    plain = plain_of(text)
    found = _SAID.match(plain.low)
    if found is None or key_of(unit.unit) not in key_of(plain.said(*found.span("who"))):
        return text
    by = unit.word_above or "cấp trên"
    name = f"{unit.unit[:1].upper()}{unit.unit[1:]}"
    what = plain.said(*found.span("what"))
    rest = plain.said(found.end(), len(plain.low))
    return f"{plain.said(*found.span('label'))}{name} được {by} chọn {what}{rest}"


_ANY_PLACE = re.compile(r"(?i)(?:các |những )?(?:nơi|địa phương)$")


def _any_place(units: str, word: str) -> str:
    """Units of whatever kind, as the one that is left."""
    return _ANY_PLACE.sub(lambda _found: word, units)


def _settled(text: str, word: str, *, first: bool) -> str:
    """A text of units that try first and of the others, as one of them says it; "": nothing."""
    if _PILOT.search(plain_of(text).low) is None:
        return text
    kept: list[str] = []
    work = ""
    for clause in _CLAUSES.split(text):
        plain = plain_of(clause)
        pilot, rest = _PILOT.search(plain.low), _REST.match(plain.low)
        if pilot is not None and not first:
            before = plain.said(0, pilot.start("at")).rstrip(" ,")
            kept += [f"{before};"] if before else []
            when = _WHEN.search(plain.low, pilot.end())
            work = plain.said(pilot.end(), when.start()) if when is not None else ""
        elif pilot is not None:
            units, at = plain.span(*pilot.span("units")), plain.span(*pilot.span("first"))
            who = (
                word
                if " được " in pilot["first"] or plain.low.startswith(" được", pilot.end())
                else ""
            )
            kept.append(
                clause[: units.start] + (who or clause[units.start : units.end]) + clause[at.end :]
            )
        elif rest is not None and first:
            continue
        elif rest is not None:
            at = plain.span(*rest.span("rest"))
            if not _WHEN.match(plain.low, rest.end()):
                work = ""  # the others do something else
            kept.append(_any_place(clause[: at.start], word) + work + clause[at.end :])
        else:
            kept.append(clause)
    whole = " ".join(kept)
    end = text.rstrip()[-1:] if text.rstrip().endswith((".", ";", "/")) else ""
    whole = f"{whole.rstrip(' .;,/')}{'./.' if text.rstrip().endswith('./.') else end}"
    return f"{whole[:1].upper()}{whole[1:]}" if kept else ""
