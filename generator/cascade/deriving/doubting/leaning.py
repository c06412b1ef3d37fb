"""What a derived sentence leans on that the unit's plan may not have.

A place or thing by its name, an item or a form of the plan above by its number, a day counted
from that plan, a level above the unit's, a condition that only some units meet, a total beside
a share, words for something that stood before and was left out: where one of them is in the
sentence, it does not stand without a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.doubting.some_units import conditions, terrain
from generator.cascade.deriving.doubting.things_above import thing_above
from generator.cascade.deriving.rulebook.questions import (
    Q_ABOVE,
    Q_BARE,
    Q_CUT,
    Q_EACH,
    Q_HERE,
    Q_PEER,
    Q_REFERS,
    Q_SHARED,
    Q_SINCE,
    Q_SITE,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.cited_titles import cited_titles
from generator.cascade.deriving.wording.lost_work import SO_MANY_LEFT
from generator.grammar.binding import CLAUSE, binding, is_round
from generator.grammar.competence import held_by_few
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re
from generator.text.capitals import LARGE
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.derived_sentence import DerivedSentence
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit


def leaning(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """Questions about what a sentence leans on; `unit` speaks for itself."""
    yield from numbered(sentence)
    yield from _since(sentence)
    yield from _levels(sentence, unit, kit.unit.above)
    yield from _remains(sentence)
    if unit.committee:
        said = unit.level == RANKS["xa"] and "cấp " in sentence.low
        if said and (every := _LEVELS.search(sentence.low)) is not None:
            yield Q_EACH.replace("{chu}", sentence.plain.said(*every.span()))
        yield from _sites(sentence, unit)
        yield from _rare(sentence, unit)
        yield from _peoples(sentence, unit)
        yield from conditions(sentence, unit)
        yield from terrain(sentence, unit)
        yield from _figures(sentence, kit, unit)


# ------------------------------------------------------------------ names

_NAME = re.compile(rf"{LARGE}[\w'’]*(?: {LARGE}[\w'’]*)*")
_ROAD = re.compile(r"(?:[Qq]uốc lộ|[Tt]ỉnh lộ|[Đđ]ường tỉnh) \d+\w?")
_SHUT = re.compile(r"[“\"«][^”\"»]*[”\"»]|\{[^{}]*\}|\([^()]*\)")
_AT = tuple(
    f" {word} "
    for word in (
        "tại", "ở", "xã", "phường", "thôn", "bản", "hồ", "sông", "suối", "đường", "cầu", "khu",
        "cảng", "chợ", "núi", "đèo", "đảo", "vịnh", "bãi", "biển", "vùng", "đầm", "phá", "hòn",
        "cồn", "kênh", "cửa khẩu", "khu vực", "công nghiệp", "bảo tồn", "du lịch", "kinh tế",
        "cao tốc", "sân bay", "nhà máy", "dân cư", "tuyến", "tượng đài", "nghĩa trang",
        "quảng trường", "vườn quốc gia", "thiên nhiên",
    )
)  # fmt: skip
"""Before one capital alone that names a place; two capitals are a name anywhere."""
_TITLES = tuple(
    f" {word} "
    for word in (
        "luật", "nghị định", "nghị quyết", "quyết định", "chỉ thị", "kế hoạch", "đề án",
        "chương trình", "thông tư", "kết luận", "công điện", "pháp lệnh", "hiến pháp",
        "chiến lược", "quy hoạch", "tết", "lễ", "danh hiệu", "phong trào", "cuộc vận động",
        "tháng", "ngày", "tuần", "giải", "hệ thống", "cổng", "nền tảng", "phần mềm", "ứng dụng",
        "tiếng", "dân tộc", "đồng bào", "người", "bác", "bệnh", "vi rút", "vắc xin", "giống",
        "tiêu chuẩn", "mô hình", "quỹ", "hội thi", "cuộc thi", "chỉ số", "huân chương",
        "mạng xã hội", "trang", "vụ", "mùa",
    )
)  # fmt: skip
"""Before capitals of a title, a people, a product, a day: no place that may lie elsewhere."""
_STUFF = (
    " chất ",
    " nấm ",
    " vi khuẩn ",
    " thuốc ",
    " phụ gia ",
    " kháng sinh ",
    " ký sinh trùng ",
)
"""Right before the name of a substance or of what makes ill: "chất Vàng O"."""
_OFFICES = frozenset((
    "ban", "bộ", "sở", "phòng", "văn", "chi", "hội", "đội", "tổ", "trạm", "trung", "trường", "đoàn",
    "phó", "chỉ", "công", "hợp", "điện", "hạt", "ngân", "bệnh", "đồn", "cục", "ủy", "liên",
))  # fmt: skip
"""With which the name of an office or a post begins: "Đội Quản lý điện", "Phó Chủ tịch"."""
_CLAUSE = re.compile(r"[,;.:]")
_COMMON = frozenset([
    "nhân dân", "nhà nước", "đảng", "việt nam", "quốc hội", "chính phủ", "mặt trận", "tổ quốc",
    "mặt trận tổ quốc", "đoàn", "đoàn thanh niên", "trung ương", "nhà nước và nhân dân",
    "internet", "wi fi", "hồ chí minh", "bác hồ", "hội", "ủy ban", "chủ tịch", "trưởng ban",
    "phó chủ tịch", "ban chỉ đạo", "tổ công tác", "tổ trưởng",
])  # fmt: skip
"""Capitals of words that name no place."""


_CITES = re.compile(
    r"(?:mục|phụ lục|mẫu|biểu|bảng|phần|chương|điều|khoản|điểm|tết|luật|bộ luật|nghị (?:quyết|định)"
    r"|quyết định|chỉ thị|kế hoạch|đề án|chương trình|thông (?:tư|báo)|kết luận|công (?:điện|văn)"
    r"|pháp lệnh|hiến pháp|chiến lược|quy (?:hoạch|định|chế)|danh mục|quý(?= [ivx\d]))(?!\w)"
)
"""What is cited by its number or name."""
_NO_PLACE = re.compile(
    r"(?:cổng (?:dịch vụ|thông tin|dữ liệu|góp ý|thanh toán)|hệ thống|nền tảng|cơ sở dữ liệu"
    r"|ứng dụng|trang thông tin|quý (?:[ivx]+|\d)|tháng \d|đông nam á|châu (?:á|âu|phi|mỹ)"
    r"|việt nam|nhân dân|nhà nước)(?!\w)"
)
"""What is on the network, a time, a part of the world, everybody."""


def _sites(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """A name in a sentence that neither the unit, a body nor a title bears."""
    said = sentence.said
    road = _ROAD.search(said) if " lộ " in said or "ường tỉnh " in said else None
    found = road or next(_strange(sentence), None)
    by_name = sentence.named or (unit.unit and key_of(unit.unit) in key_of(sentence.above))
    if found is None or by_name:
        return  # or the plan above says it of this unit by name
    own = key_of(unit.unit.split(" ", 1)[-1]) if unit.unit else ""
    known = (own, key_of(unit.place_above))
    names = (key_of(one[0]) for one in _strange(sentence))
    if found.re is _ROAD or any(not _is_one_of(name, known) for name in names):
        yield Q_SITE


def _is_one_of(name: str, known: tuple[str, ...]) -> bool:
    return any(one and (name in one or one in name) for one in known)


def _strange(sentence: DerivedSentence) -> Iterator[re.Match[str]]:
    """Capitals inside a sentence that are of no body, title, citation, quotation."""
    said, taken = sentence.said, None
    for found in _NAME.finditer(said):
        start = found.start()
        before = said[:start].rstrip()
        if not before or before[-1] in ".;:*-+•)" or found[0].isupper():
            continue
        clause = f" {_CLAUSE.split(before)[-1].lower()} "
        if " " not in found[0] and not clause.endswith(_AT):
            continue
        first = found[0].split(" ")[0].lower()
        if first in _OFFICES or f" {first} " in _TITLES:
            continue
        if holds(clause, _TITLES) or clause.endswith(_STUFF) or found[0].lower() in _COMMON:
            continue
        if _CITES.match(said[start : start + 40].lower()) or _NO_PLACE.match(said[start:].lower()):
            continue
        if taken is None:
            taken = [one.span() for one in _SHUT.finditer(said)]
            taken += [
                (span.start, span.end)
                for g in groups(sentence.plain)
                if not g.bodies[-1].only and not any(_OF_PLACE.match(b.name) for b in g.bodies)
                for span in (sentence.plain.span(g.start, g.end),)
            ]
        if not any(a <= start < b for a, b in taken):
            yield found


_OF_PLACE = re.compile(
    r"ban quản lý (?:các )?(?:bán đảo|quần đảo|đảo|vịnh|đầm|phá|thác|núi|hang|danh thắng|bãi)(?!\w)"
    r"|vườn quốc gia(?!\w)|khu (?:bảo tồn|dự trữ|di tích)(?!\w)"
)
"""What is of one place, which may lie elsewhere: "Ban Quản lý vịnh Hạ Long", a park by name."""
_OF_ABOVE = (" tỉnh", " thành phố")
_ALL_OVER = re.compile(r"(?<!\w)(?:toàn|cả|địa bàn|trong|trên) (?:tỉnh|thành phố)(?!\w)")


def _rare(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """What few communes have, said of all of the superior's area and now of the unit's."""
    if unit.level != RANKS["xa"]:
        return
    above = plain_of(sentence.above).low
    if not holds(above, _OF_ABOVE) or not _ALL_OVER.search(above):
        return
    own = re.search(rf"(?<!\w)(?:toàn|cả|địa bàn|trong|trên) {unit.word}(?!\w)", sentence.low)
    found = held_by_few(sentence.low) if own is not None else ""
    if found and "phối hợp" not in sentence.low[: sentence.low.find(found)]:
        yield Q_HERE.replace("{chu}", found)


_PEOPLES = re.compile(
    rf"(?:các|đồng bào) (?:đồng bào )?dân tộc (?P<names>{LARGE}[\w'’]*(?:[ -]{LARGE}[\w'’]*)*"
    rf"(?:(?:, | và ){LARGE}[\w'’]*(?:[ -]{LARGE}[\w'’]*)*){{2,}})(?!\w)"
)
"""Peoples of the superior's area, three or more by name."""


def _peoples(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """A row of peoples that live in the superior's area, and hardly all in a commune."""
    found = _PEOPLES.search(sentence.said) if unit.level == RANKS["xa"] else None
    by_name = sentence.named or (unit.unit and key_of(unit.unit) in key_of(sentence.above))
    if found is not None and not by_name:
        yield Q_HERE.replace("{chu}", found["names"])


# ------------------------------------------------------------------ the plan above

_NUMBERED = re.compile(
    r"(?<!\w)(?P<item>(?:số thứ tự|stt|(?:dòng|hàng)(?: số| thứ)) \d{1,3}(?!\w)"
    r"|(?:phụ lục|phụ biểu|mẫu|biểu|biểu mẫu|phiếu|nhiệm vụ|khoản|(?<!thí )(?<!địa )(?<!dứt )"
    r"(?<!thời )(?<!trọng )(?<!quan )(?<!cao )(?<!làm )(?<!đạo )(?<!chọn )điểm"
    r"|tiểu mục|mục|phần)(?: số)?"
    r" (?:[ivx]+(?:\.\d+)*|\d{1,2}(?:\.\d+)*|[a-zđ])(?!\w)(?!%)"
    r"(?:[,/]? (?:khoản|mục|phần|điểm)? ?(?:[ivxlc]+|\d{1,2}|này|[a-zđ])(?!\w))*)"
    r"(?! ?,? ?(?:kèm |ban hành |của |thuộc )?(?:kèm |theo )*(?:điều|luật|nghị|quyết|thông|quy"
    r"|chỉ|công|đề|chương|kết|phụ lục|\{))"
)
_A_NUMBER = re.compile(r" (?:[ivx\d]+|[a-zđ])(?!\w)")
"""Without one nothing is called by its number: looking for it costs less."""
_ANNEX = re.compile(
    r"(?<!\w)(?:theo|tại|ở) (?:mẫu (?:tại|ở) )?(?P<item>phụ lục)(?! (?:số|[ivx]+|\d|[a-zđ])(?!\w))"
    r"(?! ?,? ?(?:kèm |ban hành |của |đính kèm))"
)
_ITEMS = (
    "thứ tự ",
    "stt ",
    "dòng ",
    "hàng ",
    "phụ lục",
    "phụ biểu",
    "mẫu ",
    "biểu ",
    "phiếu ",
    "khoản ",
    "điểm ",
    "mục ",
    "phần ",
    "vụ ",
)
_SINCE = re.compile(
    r"(?<!\w)(?:kể từ|sau khi|sau ngày|tính từ|từ ngày|từ khi)(?: ngày| khi)?[^,;.{]{0,25}"
    r"(?<!\w)(?:kế hoạch|chỉ thị|nghị quyết|công điện|(?<!nhận )(?<!nhận được )thông báo"
    r"(?! (?:mà|cho|đến|tới|về|kết quả|thu|bằng)(?!\w)))(?! số)"
    r"(?!\w)(?!:)[^,;.{]{0,25}(?!\w)"
    r"|(?<!\w)(?:trong )?(?:vòng )?\d+ (?:ngày|tháng|tuần)(?: làm việc)? tiếp theo"
)
_OF_UNITS = re.compile(
    r"(?<!\w)kế hoạch(?: thực hiện| triển khai)? của (?:địa phương|đơn vị|cấp mình|mình)(?!\w)"
)
"""The plan that each unit makes: in it this very plan."""
_UNTIL = re.compile(r"(?<!\w)đến (?:hết )?(?:ngày )?\d")
"""A span whose last day is said: on which its plan is issued changes nothing of that."""
_COUNTED_FROM = ("kể từ", "sau khi", "sau ngày", "tính từ", "từ ngày", "từ khi", "tiếp theo")
_LEVEL = re.compile(
    r"(?<!\w)(?:toàn quốc|cả nước|liên tỉnh|trên toàn tuyến"
    r"|(?:lập|xây dựng|hoàn thiện|vận hành) [^,;.]{0,40}quốc gia)(?!\w)"
)
_SAYS_LEVEL = ("toàn quốc", "cả nước", "liên tỉnh", "toàn tuyến", "quốc gia")
_BARE = re.compile(
    r"(?<!\w)(?:của|thuộc|về|gửi|báo cáo|trình) (?P<who>Bộ|Sở|Đoàn)(?=[,;.]|$| [^A-ZĐ])"
)
_CITED = re.compile(
    r"(?:chương trình|hội nghị|danh hiệu|giải|kỳ thi|cuộc thi|ngày|hội thi|phong trào|so với"
    r"|theo(?! dõi)|hệ thống|cơ sở dữ liệu|nghị quyết|kế hoạch|quyết định|chiến lược"
    r"|đề án)[^,;.]{0,60}$"
)
_CENTRAL = re.compile(
    r"Trung ương (?:Đoàn|Hội|Mặt trận)(?: [^,;.:]{0,30}?(?:Việt Nam|Hồ Chí Minh))?"
    r"|(?:Hội|Hiệp hội|Liên hiệp các [Hh]ội|Liên đoàn) [^,;.:()]{3,50}? Việt Nam"
)
"""An organisation at the centre, which a province's plan neither orders nor asks."""


def numbered(sentence: DerivedSentence) -> Iterator[str]:
    """An item, a form, an appendix by its number, of no law and no document that is named."""
    if not holds(sentence.low, _ITEMS):
        return
    low = sentence.low
    found = _NUMBERED.search(low) if _A_NUMBER.search(low) else None
    found = found or (_ANNEX.search(low) if "phụ lục" in low else None)
    if found is not None and _NAMES_ITSELF.match(sentence.low) and found.start("item") < _HEAD:
        return
    if found is not None and "{cap_tren" not in sentence.said[found.end() : found.end() + 40]:
        yield Q_REFERS.replace("{chu}", sentence.plain.said(*found.span("item")))


_NAMES_ITSELF = re.compile(
    r"[\W_]*(?:nhiệm vụ|nhóm nhiệm vụ|nội dung|giải pháp|hoạt động|bước"
    r"|mục tiêu|chỉ tiêu|giai đoạn|đợt)(?: thứ| số)? (?:\d{1,2}|[ivx]{1,5}) ?[.:)–-]"
)
"""The heading of the very item: "Nhiệm vụ 1: Khơi thông nguồn nguyên liệu"."""
_HEAD = 6
"""Letters within which a heading begins, its marks of emphasis counted."""


def annex_meant(low: str) -> str:
    """An appendix of the plan itself that a text (small letters) speaks of without its number."""
    found = _ANNEX.search(low)
    return found["item"] if found is not None else ""


def _since(sentence: DerivedSentence) -> Iterator[str]:
    """A term that runs from a plan of which nobody says which, or from what stood before."""
    if not holds(sentence.low, _COUNTED_FROM):
        return
    found = _SINCE.search(sentence.low)
    ends = found is not None and _UNTIL.search(found[0]) is not None
    if found is not None and not ends and not _OF_UNITS.search(sentence.above.lower()):
        yield Q_SINCE.replace("{chu}", found[0].strip())


_PARTY_WIDE = re.compile(r"toàn (?:thể )?đảng bộ(?: tỉnh| thành phố)?(?!\w)")


def _levels(sentence: DerivedSentence, unit: Addressee, above: int) -> Iterator[str]:
    """The centre's level, or "Bộ", "Sở" without saying which, where the unit speaks."""
    named = any(word in sentence.said for word in ("Bộ", "Sở", "Đoàn"))
    bare = _BARE.search(sentence.said) if named else None
    before = sentence.said[: bare.start()] if bare is not None else ""
    if bare is not None and re.search(rf"(?<!\w){bare['who']} [A-ZĐ]", before):
        bare = None  # it is said before which
    if bare is not None and not sentence.cites and (unit.committee or bare["who"] == "Bộ"):
        yield Q_BARE.replace("{chu}", bare["who"])
    said = holds(sentence.low, _SAYS_LEVEL)
    titles = [*cited_titles(sentence.plain)] if said else []
    for found in _LEVEL.finditer(sentence.low) if said else ():
        cited = any(start <= found.start() < end for start, end in titles)
        if not cited and _CITED.search(sentence.low[: found.start()]) is None:
            yield Q_ABOVE.replace("{chu}", sentence.plain.said(*found.span()))
            break
    if not unit.committee and (party := _PARTY_WIDE.search(sentence.low)) is not None:
        yield Q_ABOVE.replace("{chu}", sentence.plain.said(*party.span()))
    if unit.committee and unit.word_above and (thing := thing_above(sentence, unit)):
        yield Q_ABOVE.replace("{chu}", thing)
    yield from _peer(sentence, unit, above)
    superior = plain_of(unit.place_above).low.removeprefix(unit.word_above).strip()
    if unit.committee and unit.level > above and superior and superior in sentence.low:
        aims = re.compile(
            rf"(?:^|[:.;] |\d{{4}},? ){re.escape(superior)} (?:là|trở thành|đứng|nằm)(?!\w)"
        )
        if aims.search(sentence.low) is not None:
            yield Q_ABOVE.replace("{chu}", unit.place_above)


def _peer(sentence: DerivedSentence, unit: Addressee, above: int) -> Iterator[str]:
    if unit.committee and above == 0 and (peer := _CENTRAL.search(sentence.above)) is not None:
        yield Q_PEER.replace("{chu}", peer[0].strip())


def organisations(title: DerivedSentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """Of a heading that asks organisations: those of the centre; a request orders nobody."""
    yield from _peer(title, unit, kit.unit.above)


_REMAINING = re.compile(
    r"(?<!\w)(?P<what>[^\W\d]+(?: [^\W\d]+)?) còn lại(?!\w)"
    r"|(?:^|(?<= ))(?P<case>(?:các |những )?(?:vụ việc|sự việc|vụ án|vấn đề|nội dung|trường hợp"
    r"|công việc|hồ sơ|phần việc) (?:phát sinh|liên quan|tương tự|nói trên|ấy|đó|khác))\W*$"
)
_LEFT = ("còn lại", "phát sinh", "liên quan", "tương tự", "nói trên", " ấy", " đó", " khác")
"""Without one of them nothing remains of others."""
_OF_TIME = re.compile(r"(?:thời gian|tháng|ngày|quý|năm|tuần|giai đoạn)$")
_FEW = 8
"""Words up to which a sentence of cases that come up does not say what they are of."""


def _remains(sentence: DerivedSentence) -> Iterator[str]:
    """Words such as "các cơ sở còn lại", "vụ việc phát sinh" where what they are of was cut."""
    if sentence.cites:
        return  # it tells what was left out
    may = bool(sentence.above) and holds(sentence.low, _LEFT)
    may = may and SO_MANY_LEFT.search(sentence.low) is None
    found = _REMAINING.search(sentence.low) if may else None
    if found is None or plain_of(sentence.above).low.strip(" .;") == sentence.low.strip(" .;"):
        return
    if found["what"] is None:
        if len(sentence.low.split()) <= _FEW and len(sentence.above) > len(sentence.said):
            yield Q_CUT
        return
    noun, before = found["what"].removeprefix("các ").removeprefix("những "), found.start()
    if _OF_TIME.search(noun) or noun.split()[-1] in sentence.low[:before].split():
        return
    above = plain_of(sentence.above).low
    at = above.find(found[0])
    if at > 0 and noun.split()[-1] in above[:at].split():
        yield Q_CUT


_LEVELS = re.compile(r"(?<!\w)(?:các cấp (?:bộ|hội|đoàn|công đoàn)|chỉ đạo cấp cơ sở)(?!\w)")
"""Levels below a commune's organisation, which has none."""


# ------------------------------------------------------------------ figures

_BESIDE = re.compile(r"(?<!\w)(?:bình quân|(?:mỗi|từng) (?:xã|phường|đặc khu|địa phương|đơn vị))")
_OF_ALL = re.compile(r"(?<![\d.,])(\d[\d.]*)/\1 (?:xã|phường|tỉnh|huyện|đơn vị|địa phương)")
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng) (?:xã|phường|đặc khu|địa phương|đơn vị|nơi)(?!\w)")

_EACH_OF = re.compile(r"(?<!\w)(?:mỗi|từng|bình quân)(?!\w)")
_WHOLE_AREA = re.compile(r"(?<!\w)(?:toàn|cả) (?:tỉnh|thành phố)(?!\w)")
_TOGETHER = re.compile(r"(?<!\w)(?:đồng|cùng) chủ trì(?!\w)")


def _renamed(sentence: DerivedSentence, unit: Addressee) -> bool:
    """A total of the superior's area now said of the unit's, or of work that both lead together."""
    above = plain_of(sentence.above).low
    own = re.search(rf"(?<!\w)(?:toàn|cả) {unit.word}(?!\w)", sentence.low)
    return bool(own and _WHOLE_AREA.search(above)) or (
        _TOGETHER.search(above) is not None and _EACH.search(above) is None
    )


_GROUP = re.compile(
    r"(?<!\w)(?:(?:các|những|tất cả|toàn bộ)(?: các| những)? |\d+ (?=xã|phường))"
    r"(?:xã(?! hội| viên)|phường|đặc khu|địa phương|thôn|bản|ấp|buôn|tổ dân phố|khu phố"
    r"|khu dân cư)(?!\w)"
)
_MANY = 10
"""A figure from which on a group of places has it together: each one "cử 02 cán bộ"."""


def of_a_group(above: str, said: str) -> bool:
    """A count left in `said` that a group of units, or of villages, has together in `above`."""
    for clause in CLAUSE.split(above):
        low = plain_of(clause).low
        if _GROUP.search(low) is None or _EACH_OF.search(low) is not None:
            continue
        for one in binding(clause):
            shared = one.unit != "%" and not one.money and one.compare == "="
            if shared and one.value >= _MANY and not is_round(one) and one.text in said:
                return True
    return False


def _figures(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """A total beside a share, or one figure that several named units share."""
    counted = [f for f in binding(sentence.said) if f.unit != "%"]
    total = len(counted) > 1 and _BESIDE.search(sentence.low)
    if total or ("/" in sentence.low and _OF_ALL.search(sentence.low)):
        yield Q_SHARED
        return
    if counted and (_renamed(sentence, unit) or of_a_group(sentence.above, sentence.said)):
        yield Q_SHARED
        return
    if shared_by_name(sentence, kit, unit, money=True):
        yield Q_SHARED


def shared_by_name(
    sentence: DerivedSentence, kit: Kit, unit: Addressee, *, money: bool = False
) -> bool:
    """Whether a figure is one that several units by name have together; a sum only if `money`."""
    own = plain_of(unit.unit).low
    if not own or own not in plain_of(sentence.above).low:
        return False
    here = [f.text for f in binding(sentence.said) if f.unit != "%" and (money or not f.money)]
    for duty in duties(sentence.above, kit.day):
        clause = sentence.above[duty.span.start : duty.span.end]
        kins = [unit.kin(body) for body in duty.who if body.place]
        both = duty.said and Kin.SELF in kins and Kin.OTHER in kins
        found = [figure for figure in binding(clause) if money or not figure.money]
        both = both and not _is_given(sentence, unit, here)
        if both and found and not _EACH.search(plain_of(clause).low):
            return True
    return False


def _is_given(sentence: DerivedSentence, unit: Addressee, counted: list[str]) -> bool:
    """Whether all that a sentence counts is what the plan above gives to the unit by its name."""
    given = re.search(rf"{re.escape(unit.unit)}:? (\d[\d.,]*\d|\d)(?!\w)", sentence.above)
    return given is not None and bool(counted) and all(one.startswith(given[1]) for one in counted)
