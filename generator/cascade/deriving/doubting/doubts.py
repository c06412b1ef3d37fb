"""What a sentence of a plan says that the unit it speaks for cannot mean.

Laws of any plan, whoever wrote it: `derive` reads its own sentences by them before anybody sees
them, `check` reads the plans of others. Each law looks at one text alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.cited_titles import cited_titles
from generator.grammar.duties import duties
from generator.grammar.first_words import UNITS
from generator.grammar.letters import plain_of
from generator.grammar.level_words import has_settlement, level_words, settlements
from generator.grammar.named_bodies import groups
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

Sort = Literal["torn", "level", "settlement", "itself", "kind"]
"""A sentence that lost a part; a word of the superior's level; settlements that the unit has not;
the unit asks, orders, reports to itself; words for a unit of another kind."""


class Doubt(NamedTuple):
    """One thing that cannot be meant."""

    sort: Sort
    words: str
    """The words that say it."""


_EMPTY = re.compile(
    r"(?<!\w)(?:của|đề nghị của|theo đề nghị của|phối hợp với|cùng với|bao gồm|gồm|giao cho|và"
    r"|nhằm|hoặc)\s*(?:[;,.](?![.\w/])|$)"
)
"""A word that must have something behind it, and has not."""
_REST = re.compile(r"^[\s\-+•]*(?:thuộc|của|và|riêng|còn lại|hoặc|cùng)(?!\w)")
"""How the rest of a sentence begins whose head is gone."""
_TWICE_HERE = re.compile(r"trên địa bàn [^,;.]{0,60}trên địa bàn")
_ORDER_IN_ORDER = re.compile(
    r"(?<!\w)(?:phối hợp với|đề nghị) [^.;:]{0,80}: [^.;]{0,40}(?<!\w)(?:chủ trì|đề nghị)(?!\w)"
)
# it begins with its letters: the search passes over all others at once
_MET_TWICE = re.compile(
    r"phối hợp với (?<!\wphối hợp với )[^,.;:]{3,90} (?:ubnd|ủy ban nhân dân) (?:xã|phường|tỉnh)"
    r"(?: [^,.;]{0,20})? phối hợp(?!\w)"
)
_OTHERWISE = re.compile(
    r"(?<!\w)làm ban chỉ đạo(?!\w)"
    r"|(?<!\w)ủy ban nhân dân (?:xã|phường|đặc khu) - (?=\w)"
    r"|(?<!\w)phối hợp với (?:đề nghị|yêu cầu|giao|phối hợp|tham mưu)(?!\w)"
)
_STUMP = re.compile(r"[\W\d]*(?:[a-zđ]\) ?)?(?:[^\W\d]+[\W\d]*){0,2}")
"""A paragraph of no more than two words: what is left when its sentence was about others."""
# it begins with one class of letters: the search passes over all others at once
_ALONE = re.compile(
    r"[:\d](?:(?<=:)|(?<=\d)\d* ?%|(?<=\d)(?<!\w\d)\d*) (?:xã|phường|đặc khu|thị trấn)[\s.;]*"
    r"(?:$|(?=[.;,](?! (?:xã|phường|đặc khu|thị trấn)(?!\w))))"
)
_SHARE = re.compile(r"\d+ ?% (?:các )?(?:xã|phường|đặc khu|thị trấn)(?!\w)(?!, | và |/)")
_BESIDE = re.compile(r"(?:, | và )(?:xã|phường|đặc khu)(?!\w)(?! [A-ZĐ])")
"""Units by their kind alone, in one list with a body that is named."""
_AGAIN = ("ubnd", "ủy ban nhân dân", "phòng", "sở", "công an", "xã", "phường")
_SAME = re.compile(
    rf"(?<!\w)((?:{'|'.join(_AGAIN)})(?: [^\W\d]+){{0,5}})"
    r"(?:,| và) \1(?!\w)"
)
_SUBJECTS = re.compile(
    r"(?<!\w)(?:ủy ban nhân dân|công an|phòng [^\W\d]+(?: [^\W\d]+)?)"
    r" (?:xã|phường|đặc khu|thị trấn)"
    r" (?:(?:các )?(?:sở|phòng|ủy ban|công an)|người đứng đầu|thủ trưởng|chủ tịch"
    r"|lãnh đạo(?!,? (?:và )?(?:chỉ đạo|tổ chức|thực hiện|triển khai)))(?!\w)"
)
"""Two bodies in a row, as where one subject was put before another."""
_TORN = (
    (_EMPTY, ("",)), (_REST, ("",)),
    (_TWICE_HERE, ("trên địa bàn",)), (_ORDER_IN_ORDER, (": ",)),
    (_MET_TWICE, ("phối hợp với ",)), (_OTHERWISE, (
        "làm ban chỉ đạo", " - ",
        *(f"phối hợp với {verb}" for verb in (
            "đề nghị", "yêu cầu", "giao", "phối hợp", "tham mưu")),
    )),
    (_ALONE, (" xã", " phường", " đặc khu", " thị trấn")), (_SHARE, ("%",)),
    (_SAME, tuple(f"{join} {name}" for join in (",", " và") for name in _AGAIN)),
    (_SUBJECTS, ("ủy ban nhân dân ", "công an ", "phòng ")),
)  # fmt: skip
"""The laws of a text that lost a part, each with words without which it finds nothing."""
_TORN_OF_MANY = tuple(law for law in _TORN if law[0] not in (_SHARE, _ALONE))
_UNIT_ALONE = re.compile(
    r"[\W\d]*(?:(?:[a-zđ]|\d{1,2})\) )?(?:tỉnh|thành phố|xã|phường|đặc khu|thị trấn)"
    r"(?P<name>(?: [^\W\d]+){0,3}?), (?!(?:các |ubnd |ủy ban )?(?:tỉnh|thành phố|xã|phường"
    r"|đặc khu|thị trấn|huyện|thôn|bản|ủy ban|tổ dân phố)(?!\w))"
)
_LONG = 20
"""Letters from which on the same words twice are no accident."""
_SUBJECT = 60
"""Letters that a subject put before a sentence has at most."""
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"), ("«", "»"))
_LABEL = re.compile(r"(?:^|[\s;,.])(?:[a-zđ]|\d{1,2})\)")
_MEETS = "phối hợp|phối hợp với|phối hợp chặt chẽ với|cùng với|đề nghị|yêu cầu|(?<!bàn )giao cho"
_CITES = re.compile(
    r"(?:kế hoạch|nghị quyết|chỉ thị|đề án|chương trình|quyết định|quy hoạch|công điện|văn bản"
    r"|công văn|thông báo|dự án|quy chế|quy định|hội thi|giải|cuộc thi|hội nghị|bộ chỉ số|chỉ số"
    r"|góp phần|đóng góp|so với|đứng đầu|nhóm)(?!\w)[^.;]{0,120}$"
)
"""Before words of a superior's level that are part of a title or a comparison."""
_KINDS = ("xã", "phường", "đặc khu", "thị trấn")
_OWN_KIND = r"(?:ngân sách|địa bàn|ubnd|ủy ban nhân dân|công an|đảng ủy|hđnd|của) "
_ISSUES = re.compile(
    r"(?<!ngày )(?<!khi )(?:ban hành|phê duyệt|xây dựng|lập)(?: và (?:ban hành|tổ chức thực hiện"
    r"|triển khai)"
    r"| kịp thời)?"
    r" (?:các )?(?:(?:văn bản|chương trình),? (?:hoặc )?)?(?:kế hoạch|văn bản triển khai)"
    r"(?: (?:chi tiết|cụ thể|riêng|triển khai|chỉ đạo))?"
    r"(?:,(?! (?:phương án|đề án|lộ trình)(?!\w))|[;.]|$"
    r"| và (?:tổ chức )?(?:triển khai|thực hiện|bố trí|phân công|giao|dự toán|gửi)(?!\w)"
    r"| trong(?= (?:vòng|thời hạn|\d))"
    r"| (?:thực hiện|triển khai|tổ chức|của (?:địa phương|đơn vị|cơ quan|ngành|(?:cấp )?mình|xã"
    r"|phường|đặc khu)|trên cơ sở|phù hợp|này|năm \d|giai đoạn|hành động|trên địa bàn"
    r"|tại (?:địa phương|đơn vị)|(?:\d{1,2}|ba|năm) năm"
    r"|trước ngày|chậm nhất|xong|hoàn thành|gửi|báo cáo|trình)(?!\w))"
)
_ISSUES_IN = re.compile(
    r"(?:ban hành|xây dựng|lập) (?:và (?:ban hành|triển khai) )?kế hoạch,? [^;.]{1,80}?"
    r"(?: năm \d{4} của| của) (?:địa phương|đơn vị|mình)(?!\w)"
    r"|(?:ban hành|xây dựng) kế hoạch (?!kiểm tra|thanh tra|giám sát)[^;.,]{1,60}? năm \d{4},?"
    r" (?:trước ngày|chậm nhất|xong trước|gửi)(?!\w)"
    r"|(?<!chưa )(?<!khi )(?<!đã )(?<!không )(?<!nào )có kế hoạch (?:chi tiết |cụ thể )?"
    r"(?:triển khai|thực hiện|của (?:địa phương|đơn vị))(?!\w)[^;.]*?(?: trước ngày| gửi |[;.]|$)"
    r"|cụ thể hóa (?:[^;.]{0,60} )?(?:bằng|thành|trong) (?:các )?kế hoạch(?! phát triển)(?!\w)"
)
"""The same of a plan that is called by its own subject."""
_YEARLY = re.compile(r"(?:hằng|hàng|mỗi|các) năm")
_OF_PERIOD = re.compile(
    r"kế hoạch (?:(?:[^\W\d]+ ){0,4}?giai đoạn|(?:\d{1,2}|ba|năm) năm(?:,| và))(?!\w)"
)


def doubts(text: str, me: Addressee, day: date | None = None) -> Iterator[Doubt]:
    """What is doubtful in a text that a unit says of itself, in a plan of a day."""
    plain = plain_of(text)
    if (torn := torn_in(plain, shares=me.level < RANKS["xa"])) is not None:
        yield Doubt("torn", torn)
    yield from _itself(plain, me, day)
    if not me.committee:
        return
    yield from _levels(plain, me)
    if me.level == RANKS["xa"]:
        yield from _settlements(plain, me)
        yield from _other_kind(plain, me)


@lru_cache(1024)
def torn_in(plain: Plain, *, title: bool = False, shares: bool = False) -> str | None:
    """What shows that a text lost a part, or says something twice; None where nothing does.

    A title may be of one word; `shares`: "100% xã" is said by one that has many.
    """
    low = plain.low
    if not title and _STUMP.fullmatch(low) is not None:
        return low.strip()
    if not title and low.endswith((".", ";")) and _only_meets(plain):
        return low.strip()
    bare = _LABEL.sub(" ", low) if ")" in low else low
    for opening, closing in _PAIRS:
        if opening not in low and closing not in low:
            continue
        if all(words.count(opening) != words.count(closing) for words in (low, bare)):
            return opening
    for pattern, words in _TORN_OF_MANY if shares else _TORN:
        if holds(low, words) and (found := pattern.search(low)) is not None:
            return found[0].strip()
    return _left_of_class(plain) or _mixed(plain) or twice_in(low)


def _only_meets(plain: Plain) -> bool:
    """Whether a sentence says with whom, and nothing that is done: "Phối hợp với Sở Y tế."."""
    met = _MEETS_FIRST.match(plain.low)
    first = next(iter(groups(plain)), None) if met is not None else None
    if met is None or first is None or first.start > met.end():
        return False
    return not plain.low[first.end :].strip(" .;/")


_MEETS_FIRST = re.compile(r"[\W\d]*(?:[a-zđ]\) ?)?(?:chủ trì, )?phối hợp(?: chặt chẽ)?(?: với)? ")


def _left_of_class(plain: Plain) -> str | None:
    """A unit and a comma before small words that are no unit: "Tỉnh Hà Tĩnh, lễ hội …"."""
    found = _UNIT_ALONE.match(plain.low)
    if found is None or plain.capital(found.end()):
        return None
    name = range(found.start("name") + 1, found.end("name"))
    starts = [at for at in name if plain.low[at - 1] == " "]
    return found[0].strip() if all(plain.capital(at) for at in starts) else None


def twice_in(low: str) -> str | None:
    """A sentence that a text says twice: two subjects that became one."""
    parts = map(str.strip, low.replace(";", ".").split("."))
    said = [part for part in parts if len(part) > _LONG]
    return next((s for i, s in enumerate(said) if any(_repeats(s, t) for t in said[:i])), None)


def _repeats(one: str, other: str) -> bool:
    """Whether two sentences are one, but for a subject that one of them has."""
    short, long = sorted((one, other), key=len)
    return long == short or (long.endswith(f" {short}") and len(long) - len(short) <= _SUBJECT)


def _mixed(plain: Plain) -> str | None:
    """A named body and units of a kind in one list: "Sở Nội vụ, xã, phường"."""
    for group in groups(plain):
        last = group.bodies[-1]
        if last.every or last.unit or last.place or last.units:
            continue
        found = _BESIDE.match(plain.text, plain.span(group.start, group.end).end)
        if found is not None:
            return f"{last.text}{found[0]}"
    return None


def issues_itself(low: str) -> bool:
    """Whether a text (small letters) orders to issue the very plan in which it stands."""
    if "kế hoạch" not in low and "văn bản triển khai" not in low:
        return False
    found = _ISSUES.search(low) or _ISSUES_IN.search(low)
    return found is not None and (_YEARLY.search(low) is None or _OF_PERIOD.search(low) is not None)


# ------------------------------------------------------------------ said of itself


def _itself(plain: Plain, me: Addressee, day: date | None) -> Iterator[Doubt]:
    """The unit coordinates with itself, asks itself, orders itself, reports to itself."""
    may = holds(plain.low, ("phối hợp", "cùng với", "đề nghị", "yêu cầu", "giao cho"))
    found = _meets_itself(me).search(plain.low) if may else None
    named = found is not None and _names_another(plain, found.end(), me)
    if found is not None and not named and not _beside_it(plain, found.start(), me):
        yield Doubt("itself", found[0])
        return
    for duty in duties(plain.text, day):
        if duty.role not in ("report", "answer") or Kin.SELF not in me.kins(duty.whom):
            continue
        if any(body.every for body in duty.whom):
            continue
        # rooms report to their committee; the committee itself, a department nobody below
        speaks = Kin.SELF in me.kins(duty.who) or (not me.committee and not duty.who)
        if speaks or _ADVISED.match(plain.low):
            yield Doubt("itself", duty.whom[0].text)
            return


def _beside_it(plain: Plain, at: int, me: Addressee) -> bool:
    """Whether a body that is no room of its own, as the police, begins the sentence before `at`."""
    start = max(plain.low.rfind(". ", 0, at), plain.low.rfind("; ", 0, at)) + 1
    head = next((g for g in groups(plain) if start <= g.start < at), None)
    opens = head is not None and _LABEL_ONLY.fullmatch(plain.low[start : head.start])
    return (
        bool(opens)
        and head is not None
        and all(body.kind not in _ROOMS and Kin.OWN in me.kins([body]) for body in head.bodies)
    )


_LABEL_ONLY = re.compile(r"[\W\d]*(?:[a-zđ]\) )?")
_ROOMS = ("phong", "van-phong")


def _meets_itself(me: Addressee) -> re.Pattern[str]:
    """What it does with another, said of its own name."""
    names = [plain_of(me.name).low]
    if me.committee:
        names += [f"ủy ban nhân dân {me.word}"]
    own = "|".join(map(re.escape, filter(None, names)))
    return re.compile(rf"(?<!\w)(?:{_MEETS}) (?:{own})(?!\w)(?! (?:các|tỉnh|cấp))")


def _names_another(plain: Plain, at: int, me: Addressee) -> bool:
    """Whether the name of another unit follows: "UBND xã Phú Lạc" is not the unit itself."""
    own = plain_of(me.unit).low.split(" ", 1)[-1] if me.unit else ""
    named = plain.low[at : at + 1] == " " and plain.capital(at + 1)
    return me.committee and named and not (own and plain.low.startswith(f" {own}", at))


_ADVISED = re.compile(r"[\W\d]*tham mưu ủy ban nhân dân \w+(?: khu)? (?:báo cáo|gửi|trình)")


# ------------------------------------------------------------------ words of levels


def _levels(plain: Plain, me: Addressee) -> Iterator[Doubt]:
    """Words of a level above the unit's, not those of a title that is cited."""
    taken = [*((g.start, g.end) for g in groups(plain)), *cited_titles(plain)]
    for word in level_words(plain):
        level = RANKS.get(UNITS.get(word.unit) or ("tinh" if word.unit == "thành phố" else ""))
        mine = word.unit == me.word or level is None or level >= me.level
        if mine or any(a <= word.start < b for a, b in taken):
            continue
        if _CITES.search(plain.low[: word.start]) is None:
            yield Doubt("level", plain.said(word.start, word.end))


def _settlements(plain: Plain, me: Addressee) -> Iterator[Doubt]:
    for said in settlements(plain):
        foreign = [item for item in said.items if not has_settlement(me.settled, item)]
        if foreign:
            yield Doubt("settlement", foreign[0])
            return


def _other_kind(plain: Plain, me: Addressee) -> Iterator[Doubt]:
    """Words for units of another kind: "ngân sách xã" in a ward; not one that is named."""
    for kind in _KINDS:
        if kind == me.word or f" {kind}" not in plain.low:
            continue
        others = "|".join(k for k in _KINDS if k != kind)
        pattern = rf"(?<!\w){_OWN_KIND}{kind}(?! hội)(?!\w)(?!(?:, | và |/)(?:{others}))"
        found = re.search(pattern, plain.low)
        if found is not None and not plain.capital(found.end() + 1):
            yield Doubt("kind", kind)
            return
