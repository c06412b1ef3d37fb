"""Lines that say for which units what follows is: "Đối với các xã có rừng:", "Đối với phường:".

They hold for everything below them. Of another kind of units nothing is the unit's; of a class
("có rừng", "ven biển") only a person, or an answer kept for the office, knows whether it is in it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.competence.all_of_class import of_all
from generator.cascade.deriving.competence.events import (
    GENERAL,
    KIND,
    KINDS,
    UNIT,
    case_of,
    happens,
)
from generator.cascade.deriving.competence.listed import acting_by_names, aiming, among
from generator.cascade.deriving.competence.of_programme import of_programme
from generator.cascade.deriving.competence.told_places import ANY_PLACE, of_those_told
from generator.cascade.deriving.competence.with_object import given_from, held_by, said_with_object
from generator.cascade.deriving.rulebook.questions import (
    Q_AFTER,
    Q_CONDITION,
    Q_LEVEL,
    Q_SHARED,
    Q_SOME,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin, opposites
from generator.cascade.deriving.wording.singled_out import (
    only_counts,
    says_otherwise,
    with_own_figures,
)
from generator.grammar.class_ends import PLACE, bidden, class_end
from generator.grammar.data import read_data
from generator.grammar.first_words import UNITS, first_words
from generator.grammar.former_units import heads_former
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.orders import heading
from generator.grammar.phrases import any_of
from generator.grammar.regions import lies_so
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.competence.events import Case
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

_LABEL = r"[\W\d]*(?:[a-zđ]\) ?)?"
_FOR = (
    rf"{_LABEL}(?:(?:còn |riêng )?đối với |riêng "
    rf"|(?:với|tại|ở|nếu là) (?=(?:(?:các|những) )?{UNIT}))"
    rf"(?:(?:các|những|mỗi) )?{KINDS}"
)
_IS = (
    r"(?:đã|đang|chưa|không|còn|đạt|thuộc|nằm|giáp|được|trên|dưới|từ"
    r"|có(?! (?:trách nhiệm|nhiệm vụ|thể|kế hoạch)))"
)
"""How that which a class of units is or has begins."""
_MORE = (
    r"(?:(?:, | và )(?:vùng|miền|biên giới|hải đảo|ven|bãi ngang|đặc biệt)(?!\w)[^:;.,]{0,40}?)*"
)
_SAYS = re.compile(rf"{_FOR}(?P<about>[^:;.]{{0,70}}?) ?: *")
_TITLED = re.compile(
    rf"{_FOR}(?P<about>[^:;.]{{0,90}}?)[\s.:*]*$"
    rf"|{_LABEL}(?:(?:các|những) )?{KINDS.replace('kinds', 'of')}"
    rf"(?P<are> {_IS} [^:;.]{{2,90}}?|)[\s.:*]*$"
)
"""A title has no colon: "Đối với xã nội địa", "Các xã chưa đạt chuẩn"."""
_WORDS = r"(?:[^:;.]|\.(?=\d)){2,90}?"
_THEN = re.compile(
    rf"{_LABEL}(?:(?:các|những|mỗi) )?{KINDS} (?P<about>nào (?!đó){_WORDS}(?=,| thì "
    r"| phải )"
    rf"|{_IS}(?!\w){_WORDS}(?= thì ))(?:,|,? thì| phải) "
)
"""A relative clause: "Xã nào có trên 30 hộ … thì", "Những xã đã hoàn thành … thì"."""
_PAST_COMMA = re.compile(
    rf"{_FOR}(?P<about>[^:;.,]{{0,90}}?{_MORE}), (?!\d|(?:[^\W\d]+ ){{1,3}}trở (?:lên|xuống)(?!\w))"
)
"""The same before its verb: "Đối với các xã vùng cao, mở lớp tại bản"."""
_CLASS = re.compile(
    rf"{_LABEL}(?:riêng |còn )?(?:(?:ubnd|ủy ban nhân dân) )?(?:(?:các|những|mỗi|tất cả các) )?"
    rf"(?:{UNIT}(?:(?:, | và |/){UNIT})*|địa phương|nơi)(?!\w) "
    rf"(?P<about>(?:{_IS}|{PLACE}|trung tâm(?= (?:có|đạt|được) )"
    r"|bị (?:ảnh hưởng|thiệt hại|cô lập|hạn mặn|nhiễm \w+|chia cắt))(?!\w)"
    r"(?:[^;:.]|\.(?=\d)){0,120})"
)
"""Units of a class as who acts, without a word between: "Các xã có đường sắt đi qua tổ chức …"."""
_MANAGES = re.compile(
    rf"{_LABEL}(?:riêng )?(?:(?:ubnd|ủy ban nhân dân) )?(?:(?:các|những|mỗi) )?"
    rf"(?P<kinds>{UNIT}(?:(?:, | và |/){UNIT})*)(?!\w) "
    r"(?P<about>(?:(?:đang |được giao |đang trực tiếp )?(?:trực tiếp )?(?:quản lý|sở hữu|sử dụng"
    r"|khai thác|vận hành))(?! (?:tốt|chặt|hiệu quả|có hiệu quả|nghiêm|đúng|thống nhất|toàn diện"
    r"|công tác|việc)(?!\w)) [^;:.,\d]{3,60}?)(?<! để)(?<! nhằm)(?<! và)(?<! việc)(?<! công tác) "
    r"(?=(?:rà soát|kiểm tra|lập|tổ chức|có trách nhiệm|báo cáo|thống kê|bố trí|chủ động|cập nhật"
    r"|nhập|sửa chữa|hoàn thành|phối hợp|chủ trì|phải|khẩn trương|tiến hành|thực hiện)(?!\w))"
)
"""What units have in hand, before the verb of what they have to do with it, no comma between."""
_ALSO = re.compile(
    rf"(?:,| và| hoặc) (?:(?:các|những) )?(?:{UNIT}|địa phương|nơi) (?={_IS}|{PLACE})"
)
"""One more class beside: "các xã giáp ranh tỉnh Đắk Lắk và xã biên giới"."""
_NO_CLASS = re.compile(
    r"(?:có )?(?:liên quan|trách nhiệm|thể|nhiệm vụ|kế hoạch|biện pháp|giải pháp|văn bản|báo cáo"
    r"|thêm|ít nhất|tối thiểu|\d)|sở tại|nơi (?:đó|ấy)|còn lại|trên địa bàn|trên cơ sở"
    r"|từ nay|từ (?:ngày|tháng|năm|quý)"
    r"|không (?!có|thuộc|còn|giáp)|còn (?!lại|có|hộ|nhà|trên|dưới|ít|nhiều|thiếu|tồn)|đạt"
    r"|được(?! (?:chọn|lựa chọn|công nhận|hỗ trợ|đầu tư|thanh tra|kiểm tra|giám sát"
    r"|thí điểm))|từ \d[^;]*đến|trên (?!\d)|đã (?:và|được giao)"
)
"""What is done or held by all units, and narrows nothing."""
_SANCTIONS = re.compile(
    r"(?<!\w)(?:không (?:xét|đề nghị|xem xét|công nhận|khen thưởng|bình xét)|trừ điểm"
    r"|hạ (?:bậc|loại)|xem xét xử lý)(?!\w)"
)
"""What only a superior rules about the head of a unit."""
_PARTS = re.compile(
    r"(?<=[;.]) +|(?<=,)(?<!xã,)(?<!phường,)(?<!đặc khu,)(?<!tỉnh,)(?<!thành phố,) +"
    rf"(?=(?:còn )?(?:các |những )?{KIND}(?:(?:, | và ){KIND})* (?:khác|còn lại) )"
)
"""Behind a semicolon, a full stop, or before the units that are left."""
_EVERYBODY = re.compile(r"(?:có )?liên quan|trên địa bàn|trực thuộc|khác")

Verdict = Literal["ours", "others", "asked"]


class Narrowing(NamedTuple):
    """For which units a line or a sentence is."""

    kinds: tuple[str, ...]
    about: str
    """What they have or are: "có rừng"; "" for all of the kinds."""
    end: int
    """Where what they have to do begins."""
    beyond: tuple[str, ...] = ()
    """The classes named before, of which none of these units is: "các xã khác"."""

    def verdict(self, unit: Addressee) -> Verdict:
        """Whether the unit is meant."""
        if not self._of_kind(unit):
            return "others"
        if self.beyond:
            among = [unit.belongs(about) for about in self.beyond]
            return "others" if True in among else "asked" if None in among else "ours"
        if not self.about or _EVERYBODY.match(self.about.lower()):
            return "ours"
        known = [unit.belongs(about) for about in self.classes]
        return "ours" if True in known else "asked" if None in known else "others"

    @property
    def classes(self) -> list[str]:
        """The classes it names side by side, of which the unit need be in one."""
        return [about.strip(" ,") for about in _ALSO.split(self.about)]

    @property
    def happens(self) -> bool:
        """Whether it is a case that may come up in any unit, and no class of units."""
        return happens(self.about)

    def _of_kind(self, unit: Addressee) -> bool:
        like = self.about and unit.word == "thành phố" and unit.level == RANKS["tinh"]
        if like and "tỉnh" in self.kinds:
            return True  # "các tỉnh có biên giới" said of cities too: a person knows
        return unit.word in self.kinds or any(word in self.kinds for word in GENERAL)

    def ask(self, draft: NodeDraft, ask: Questions, unit: Addressee) -> None:
        """Ask whether the unit is meant: of a class once for the office, else of this plan."""
        if self.beyond:
            return  # the classes named before are asked about, and settle this, too
        if self.about and self._of_kind(unit):
            asked = [ask.speech.words(Q_SOME.replace("{dien}", other))
                     for about in self.classes for other in opposites(about)]  # fmt: skip
            if any(mark in asked for mark in draft.marks):
                return  # whether it is of the others is asked; that settles this, too
            for about in self.classes:
                if unit.belongs(about) is None:
                    ask.ask_belongs(draft, about)
        else:
            said = ", ".join(self.kinds)
            ask.mark(draft, Q_CONDITION.replace("{chu}", f"{said} {self.about}".strip()))


def narrowing(text: str, unit: Addressee, *, title: bool = False) -> Narrowing | None:
    """For which units a text says to be; None where it names units, or narrows nothing."""
    if not unit.committee:
        return None
    if (area := heads_former(text)) is not None:
        return Narrowing(GENERAL, *area)
    plain = plain_of(text)
    found = _SAYS.match(plain.low) or (_TITLED.match(plain.low) if title else None)
    if found is None and not title:
        found = _THEN.match(plain.low) or _BY_KIND.match(plain.low)
        found = found or _past_comma(plain.low, unit)
    if found is None and not title and (those := acting_by_names(text)) is not None:
        units, kind = those
        end = len(text) - len(text[units.end :].lstrip(" ,"))
        ours = units.means(unit)
        return Narrowing((kind,) if ours else (), "" if ours else units.said, end)
    if found is None:
        of_class = None if title else _class_of(plain)
        below = of_class is not None and _are_below(of_class.kinds, of_class.about, unit)
        return None if below else of_class
    groups = found.groupdict()
    name = "kinds" if groups["kinds"] else "of"
    if plain.capital(found.end(name) + 1):
        return None
    part = "about" if groups["about"] or "are" not in groups else "are"
    about = plain.said(*found.span(part)).strip(" ,").removeprefix("nào ") if found[part] else ""
    kinds = tuple(re.split(r", | và |/", found[name]))
    if _are_below(kinds, about, unit):
        return None
    if (named := among(unit, text.split("\n")[0])) is not None:  # "các xã ven biển (A, B):"
        kinds, about = kinds if named else (), ""
    return Narrowing(kinds, about, plain.span(0, found.end()).end)


def _are_below(kinds: tuple[str, ...], about: str, unit: Addressee) -> bool:
    """Whether units are a province's own: what those do that it may have stays in its plan."""
    if about and lies_so(about, unit.unit) is False:
        return False  # communes by the sea, of a province that has no sea
    return unit.level == RANKS["tinh"] and all((UNITS.get(kind) or "") == "xa" for kind in kinds)


_BY_KIND = re.compile(rf"{_LABEL}(?:còn |riêng )?(?:các )?{KINDS}(?P<about>) thì ")
"""What units of another kind do instead: "…; đặc khu thì do Phòng … kiêm nhiệm"."""

_IS_SO = re.compile(rf"(?:{PLACE}|trung tâm)(?= (?:có|đạt|được) )")
"""Where units of a class lie, before what each of them is to have: "mỗi phường trung tâm có"."""


def _class_of(plain: Plain) -> Narrowing | None:
    """Units of a class that act, up to their verb; None where none act so."""
    if (manages := _MANAGES.match(plain.low) or of_programme(plain.low)) is not None:
        units = tuple(re.findall(KIND, manages["kinds"]))
        return Narrowing(
            units, plain.said(*manages.span("about")), plain.span(0, manages.end()).end
        )
    if (aims := aiming(plain.low)) is not None:
        kinds = re.findall(KIND, aims["kinds"])
        end = plain.span(0, aims.end() + 1).end
        return Narrowing(tuple(kinds), plain.said(*aims.span("about")), end)
    found = _CLASS.match(plain.low)
    if found is not None and of_all(plain.low):
        return None
    if found is None or _NO_CLASS.match(found["about"]):
        return None
    start, stop = found.span("about")
    if (states := _IS_SO.match(plain.low, start)) is not None:
        kinds = re.findall(KIND, plain.low[:start])
        about = plain.said(start, states.end())
        return Narrowing(tuple(kinds), about, plain.span(0, states.end() + 1).end)
    ends = class_end(plain.low, start - 1)
    gets = given_from(plain.low, start, ends.at if ends.verb else stop)
    end = gets.start() if gets is not None else ends.at
    if gets is None and not ends.verb:
        return None
    kinds = re.findall(KIND, plain.low[:start])
    about = plain.said(start, end).strip(" ,")
    does = end + 2 if plain.low.startswith(", ", end) else end + 1
    return Narrowing(tuple(kinds), about, plain.span(0, does).end)


@cache
def _verbs() -> re.Pattern[str]:
    """A verb with which what a class of units has to do may begin."""
    begins = read_data("dong-tu.toml")["mo_dau"]
    return re.compile(rf" {any_of([*begins, *first_words().verbs])}(?!\w)")


_SO_MANY = re.compile(r" (?:ít nhất |tối thiểu |thêm )?\d")


def _past_comma(low: str, unit: Addressee) -> re.Match[str] | None:
    """A condition that ends with a comma; kinds alone only where the unit is none of them."""
    found = _PAST_COMMA.match(low)
    if found is not None and found["about"] and "đối với" not in found[0]:
        if bidden(low, *found.span("about")):
            return None
        does = _verbs().search(low, found.start("about") + 1, found.end("about"))
        if does is not None and _SO_MANY.match(low, does.end()):
            return None  # "riêng xã có hồ chứa lập 02 tổ, bố trí …": it acts before the comma
    if found is None or found["about"]:
        return found
    kinds = re.split(r", | và |/", found["kinds"])
    return None if unit.word in kinds or any(word in kinds for word in GENERAL) else found


_GIVEN = ("được ", "có ", "đạt ")
"""What a unit gets, has or reaches is said of it: "xã biên giới được tỉnh cấp thêm …"."""
_ALONE = re.compile(r"(?i)[\W\d]*(?:còn )?riêng ")
"""Begins what some units do otherwise than all."""


def for_unit(draft: NodeDraft, text: str, ask: Questions, unit: Addressee) -> str | None:
    """A text without what says for which units it is; None where nothing of it is the unit's.

    One that has parts for several classes keeps the words of each that a person has to decide.
    """
    title = "tieu_de" in draft.texts and "noi_dung" not in draft.texts
    parts = list(passages(text, unit, title=title))
    kept: list[str] = []
    gone: list[str] = []
    does = ""
    for part, said in parts:
        told = unit.committee and not title
        case = case_of(part, unit, " ".join(kept)) if told else None
        if case is not None:
            kept += _in_case(draft, case, ask, unit)
            continue
        if said is None:
            kept.append(part)
            continue
        verdict = said.verdict(unit)
        if verdict == "others":
            gone.append(part)
            does = part[said.end :] if said.about else does
            continue
        if gone and _BY_KIND.match(plain_of(part).low):  # says only how it differs from that
            ask.mark(draft, Q_AFTER.replace("{chu}", gone[-1].strip(" .;")))
        if verdict == "asked":
            said.ask(draft, ask, unit)
        rest = part[said.end :].strip()
        if said.beyond and verdict == "ours":
            rest = _with_noun(_with_verb(rest, does), does)
        does = part[said.end :] if said.about and not said.beyond else does
        stays = not rest or (verdict == "asked" and len(parts) > 1)
        if not stays:
            then = part[: said.end].rstrip().endswith(" thì")
            rest, stays = said_with_object(draft, ask, said.about, rest, then=then)
        if rest.startswith(_GIVEN):
            rest = f"{unit.word} {rest}"
        ours = verdict == "ours" and bool(said.about)
        if ours and kept and not stays and _in_figures(draft, ask, kept, part, rest):
            continue
        begins = not kept or not kept[-1].rstrip().endswith(";")
        if not (begins or stays) and verdict == "ours" and _others_act(kept[-1], unit):
            rest = f"UBND {unit.word} {rest}"  # whose the clause before is goes not on here
        kept.append(part if stays else rest[:1].upper() + rest[1:] if begins else rest)
    if not kept:
        return None
    whole = " ".join(kept)
    ends = len(kept) < len(parts) and whole.endswith((";", ",")) and not text.endswith((";", ","))
    return f"{whole[:-1]}." if ends else whole


def _in_case(draft: NodeDraft, case: Case, ask: Questions, unit: Addressee) -> list[str]:
    """What is to be done in a case that may come up, where it may come up in the unit."""
    if not case.means(unit):
        return []
    if _SANCTIONS.search(case.words.lower()):
        ask.mark(draft, Q_LEVEL)
    return [case.words]


_TIME_OR_COUNT = re.compile(
    r"(?<!\w)(?:(?:trước|trong|từ|vào|xong|chậm nhất|đến hết) (?:ngày|tháng|quý|năm|\d)"
    r"|(?:ít nhất |tối thiểu )?\d)"
)


def _with_verb(rest: str, does: str) -> str:
    """What the others do, whose verb is that of the units before: "các nơi khác trước ngày"."""
    mine = _TIME_OR_COUNT.match(plain_of(rest).low)
    theirs = _TIME_OR_COUNT.search(plain_of(does).low) if mine is not None else None
    if mine is None or theirs is None or mine[0][:1].isdigit() != theirs[0][:1].isdigit():
        return rest
    return f"{does[: theirs.start()].strip()} {rest}"


_LAST_COUNT = re.compile(r"(?<![\w.,/])\d[\d.,]* (?P<of>[^\W\d_]+)(?=[ ;.]*$)")
_NO_NOUN = r"(?:trong|trước|xong|tại|ở|từ|vào|theo|để|cho|và|hằng|mỗi|do|của|có|được|đến)"


def _with_noun(rest: str, does: str) -> str:
    """What the others do, counting by the first word of what the units before it count."""
    mine = _LAST_COUNT.search(rest)
    if mine is None:
        return rest
    of = re.escape(mine["of"])
    theirs = re.search(rf"(?<![\w.,/])\d[\d.,]* {of}(?P<more>(?: (?!{_NO_NOUN} )[^\W\d_]+)+)", does)
    return rest if theirs is None else rest[: mine.end()] + theirs["more"] + rest[mine.end() :]


def _others_act(text: str, unit: Addressee) -> bool:
    """Whether a body of above has to do with a clause, so that the unit must be named behind it."""
    return any(unit.kins(g.bodies) <= {Kin.ABOVE, Kin.OTHER} for g in groups(plain_of(text)))


def _in_figures(draft: NodeDraft, ask: Questions, kept: list[str], part: str, rest: str) -> bool:
    """Put figures that a class alone has into the sentence before them; whether they are there."""
    figures = f" {rest.rstrip(' ;.')}"
    if _ALONE.match(part) is None and not only_counts(figures):
        return False
    own = with_own_figures(kept[-1].rstrip(" ;."), figures)
    if own is None:
        if says_otherwise(kept[-1], rest):
            ask.mark(draft, Q_SHARED)
        return False
    kept[-1] = f"{own}{rest.rstrip()[-1:]}"
    return True


def passages(
    text: str, unit: Addressee, *, title: bool = False
) -> Iterator[tuple[str, Narrowing | None]]:
    """The parts of a text, and for which units each is.

    "đã có kho thì …; nơi chưa có thì …": what a later class has not is said of the one before.
    """
    what = before = ""
    classes: list[str] = []
    for part in _parts(text, unit, title=title):
        said = narrowing(part, unit, title=title) or _of_the_rest(part, unit, classes)
        if said is not None and is_of_told(said, before):
            said = None
        before = part
        classes += said.classes if said is not None and said.about and not said.beyond else []
        held = held_by(said.about) if said is not None else None
        if said is not None and held is not None:
            if not held.what and what:
                said = said._replace(about=f"{said.about} {what}")
            what = held.what or what
        yield part, said


def is_of_told(said: Narrowing, before: str) -> bool:
    """Whether a part is for places of those who are told in the one before, and for no units."""
    return set(said.kinds) <= {ANY_PLACE} and of_those_told(before)


_OF_REST = re.compile(
    rf"[\W\d]*(?:còn |riêng )?(?:(?:ubnd|ủy ban nhân dân) )?(?:các |những )?{KINDS}"
    r" (?:khác|còn lại)(?P<then> thì)? "
)


def _of_the_rest(part: str, unit: Addressee, classes: list[str]) -> Narrowing | None:
    """A part for the units that are of none of the classes before it: "các xã khác lắp 01 …"."""
    plain = plain_of(part)
    found = _OF_REST.match(plain.low) if classes and unit.committee else None
    if found is None:
        return None
    kinds = tuple(re.split(r", | và |/", found["kinds"]))
    return Narrowing(kinds, "", plain.span(0, found.end()).end, tuple(classes))


def for_others(text: str, unit: Addressee) -> list[str]:
    """The parts of a text that are for a class of units of which the unit is known not to be."""
    return [
        part for part, said in passages(text, unit)
        if said is not None and (said.about or said.beyond) and said.verdict(unit) == "others"
    ]  # fmt: skip


def of_others(title: str, said: Narrowing | None, unit: Addressee) -> bool:
    """Whether a title, and with it all that stands below, is for units of which this is none.

    `said`: for which units the title is; None where it gives work: "Giao UBND các xã có rừng".
    """
    line = title.split("\n")[0]
    who, others = heading(line)[0] if unit.committee else (), among(unit, line) is False
    if said is not None and not (who and others):
        return said.verdict(unit) == "others"
    return bool(who) and all(
        b.unit and (others or (b.only and unit.belongs(b.only) is False)) for b in who
    )


def _has_actor(part: str, unit: Addressee) -> bool:
    """Whether a part says itself who acts in it: a class named before does not hold for it."""
    low = plain_of(part).low
    return unit.committee and (_OF_REST.match(low) or _EVERY_UNIT.match(low)) is not None


_EVERY_UNIT = re.compile(
    rf"[\W\d]*(?:(?:(?:ubnd|ủy ban nhân dân) )?(?:các|mỗi|từng) |(?:ubnd|ủy ban nhân dân) ){KINDS} "
)


def _parts(text: str, unit: Addressee, *, title: bool) -> list[str]:
    """A text cut where a later part says for whom it is."""
    found: list[str] = []
    for part in _PARTS.split(text):
        alone = not title and unit.committee and case_of(part, unit) is not None
        alone = alone or (not title and bool(found) and _has_actor(part, unit))
        if found and not alone and (title or narrowing(part, unit) is None):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found
