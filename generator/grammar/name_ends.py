"""Where the proper name of a body ends: "Chi cục Phát triển nông thôn | tập huấn cán bộ".

A name goes on by capitals, by words of two syllables of which only the first has one, by a few
small words, and up to the word for its level ("… các công trình nông nghiệp tỉnh"); it ends
before a verb. The words are data: loai-co-quan.toml (`ghep`, `danh_tu`, `dong_tu`, `sau_ten`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.act_verbs import begins_act, begins_deed
from generator.grammar.first_words import UNIT, begins_body, first_words
from generator.grammar.whereabouts import WHERE, name_end

if TYPE_CHECKING:
    from generator.grammar.letters import Plain

_SMALLS = 2
"""Small syllables in a row that a name may have, where no word of two syllables is known."""
_FAR = 12
"""Syllables from which on a word for a level is no longer that of the name before."""
_NUMBER = re.compile(r" (?:số |khu vực )?\d+(?!\w)")
_NAMED_TOO = re.compile(r" - (?=\w)")
_BRANCH = re.compile(r" (?:- )?chi nhánh(?: khu vực)?(?= \w)")
"""A branch behind the name of a bank, a company: "Ngân hàng X Chi nhánh tỉnh Y"."""
_AREA = re.compile(r" (?:khu vực|liên (?:xã|huyện))(?= \w)")
_THINGS = (
    r"(?:cảng cá|cảng|bến cảng|bến xe|bến thủy|chợ|hồ|đê|rừng|di tích|làng nghề|vườn|công viên"
    r"|nghĩa trang|cụm công nghiệp|khu công nghiệp|khu du lịch|khu kinh tế|bãi biển du lịch"
    r"|bãi biển|bãi tắm|bán đảo|quần đảo|đảo|vịnh|đầm phá|đầm|phá|thác|núi|hang động|danh thắng"
    r"|di sản|cửa khẩu|phố cổ|phố đi bộ|quảng trường|sân bay|cầu|chè|cà phê|nông nghiệp|dịch vụ"
    r"|thủy sản|rau)"
)
_THING = re.compile(rf" {_THINGS}(?= \w)")
"""What a body is of, before its proper name: "Ban Quản lý cảng cá Cửa Việt"."""
_AND_THING = re.compile(rf" và (?:các )?{_THINGS}(?= \w)")
"""A second thing of one body: "Ban Quản lý bán đảo Sơn Trà và các bãi biển du lịch Đà Nẵng"."""
_BARE_AREA = re.compile(
    r" (?:khu vực|liên xã|liên phường|liên huyện)(?= *(?:$|[.,;:)])"
    r"| (?!biên|miền|phía|nông|đô|ven|trung|rừng|nguy|công|xung"
    r"|đồng|nội|ngoại|này|đó|có|bị|dân|cửa|nuôi|kinh|phòng|tư|nhà|cảng|bãi|đông|tây|nam|bắc|i|ii|iii|[\d])\w)"
)
"""The level of a centre between communes, without a name: "Trung tâm Y tế khu vực"."""
_SYLLABLE = re.compile(r"[^\W_][\w'’]*")
_MAY_LINK = re.compile(r" (?:và |- |& )?|, ")
_LEVEL = re.compile(rf"{UNIT}(?! (?:hội|dân))")
_MANY = re.compile(rf"các (?:cấp(?!\w)|{UNIT})")
_OF_LEVEL = re.compile(r"cấp (?:tỉnh|huyện|xã|phường|cơ sở|trung ương)(?!\w)")


class _Step(NamedTuple):
    """One more syllable, with what stands around it."""

    word: str
    start: int
    end: int
    link: str
    """What parts it from the one before: "", "và", "-", ","."""
    capital: bool
    pair: str
    """It and the next syllable; "" where a mark parts them."""
    pair_end: int


def name_run(plain: Plain, at: int, *, whole: bool) -> int:
    """Where the proper name ends that follows a first word; `at` itself where there is none.

    `whole`: the first word has several syllables, so that small words alone may follow it
    ("Ban Quản lý dự án các công trình … tỉnh"); after "Báo", "Trường" they are no name.
    """
    if (number := _NUMBER.match(plain.low, at)) is not None:
        more = _NAMED_TOO.match(plain.low, number.end())
        named = more is not None and plain.capital(more.end())
        return name_end(plain, more.end() - 1) if more and named else number.end()
    if (area := _AREA.match(plain.low, at)) is not None:
        if not plain.capital(area.end() + 1):
            bare = _BARE_AREA.match(plain.low, at) if whole else None
            return bare.end() if bare is not None else at
        at = area.end()
    thing = _THING.match(plain.low, at) if whole else None
    of_thing = thing is not None and plain.capital(thing.end() + 1)
    end = _run(plain, thing.end() if thing is not None and of_thing else at)
    while of_thing and (more := _AND_THING.match(plain.low, end)) is not None:
        if not plain.capital(more.end() + 1):
            break
        end = _run(plain, more.end())
    end = max(end, _managed_end(plain, at, end))
    end = _to_level(plain, end) if whole or end > at else end
    area = _AREA.match(plain.low, end) if end > at or whole else None
    if area is not None and plain.capital(area.end() + 1):
        return name_end(plain, area.end())
    bare = _BARE_AREA.match(plain.low, end) if end > at or whole else None
    return bare.end() if bare is not None else end


_MANAGES = "quản lý"
_OPEN_THINGS = r"khu|cụm|dự án|công trình|nhà máy|trạm|trung tâm|điểm"
"""Things that a further word tells apart: "khu | xử lý chất thải"; "chợ" may stand alone."""
_OPEN = re.compile(_OPEN_THINGS)
_KNOWN_THINGS = (
    rf"(?:{_THINGS}|khu(?= (?:chế xuất|công nghệ|đô thị|di tích|bảo tồn|rừng|thương mại|xử lý|lâm"
    r"|vui chơi|nuôi)(?!\w))|bến|bãi(?= (?:đỗ|rác|xe))|đập|dự án|công trình|nhà máy|trạm(?= bơm))"
)
_FIRST_MANAGED = re.compile(
    rf" (?:các (?P<any>{_OPEN_THINGS}|\w+)|(?P<known>{_KNOWN_THINGS}))(?!\w)"
)
_MORE_MANAGED = re.compile(
    rf"(?P<link>, | và )(?:(?:các )?(?P<known>{_KNOWN_THINGS})|các (?P<any>{_OPEN_THINGS}))(?!\w)"
)
_AND_FIELD = re.compile(r" và (?P<pair>\w+ \w+)(?!\w)")
_JOINED = re.compile(r" (?:đầu tư xây dựng|công nghệ cao|trọng điểm|nội địa)(?!\w)")
_NEW = 2
"""Syllables that no list knows in the name of a thing: "các khu | phi thuế quan"."""


def _managed_end(plain: Plain, at: int, end: int) -> int:
    """Where the name ends of who manages several things: "các khu chế xuất và công nghiệp".

    The plural behind "quản lý" is what it manages, joined by "và", or by a comma before the
    same noun; the place or level of them all follows. 0 where no such thing is named.
    """
    low = plain.low
    start = low.rfind(_MANAGES, max(0, at - 40), end)
    first = _FIRST_MANAGED.match(low, start + len(_MANAGES)) if start >= 0 else None
    if first is None:
        return 0
    noun = first["any"] or first["known"]
    if not _OPEN.fullmatch(noun) and begins_act(low, first.end() - len(noun) - 1):
        return 0
    bare = first["any"] and not _OPEN.fullmatch(noun)  # "các di | tích": a word of two syllables
    place = _thing_end(plain, first.start("any") - 1 if bare else first.end(), noun)
    while True:
        if (more := _MORE_MANAGED.match(low, place)) is not None:
            one = more["any"] or more["known"]
            if more["link"] == ", " and one.split(" ")[0] != noun.split(" ")[0]:
                return place
            place = _thing_end(plain, more.end(), one)
        elif (field := _AND_FIELD.match(low, place)) is not None and _is_field(plain, field):
            place = _thing_end(plain, field.end(), "")
        else:
            return place


def _is_field(plain: Plain, found: re.Match[str]) -> bool:
    """Whether a second field of the same things follows: "khu chế xuất | và công nghiệp"."""
    words, start = first_words(), found.start("pair")
    if plain.capital(start) and words.first.match(plain.low, start):
        return False
    known = found["pair"] in words.compounds
    return known and (found["pair"] in words.nouns or not begins_deed(plain.low, start - 1))


def _thing_end(plain: Plain, at: int, noun: str) -> int:
    """Where the name of a thing ends: words of two syllables, a few new ones, its proper name."""
    low, words, end, new = plain.low, first_words(), at, 0
    open_ = _OPEN.fullmatch(noun) is not None
    while (step := _step(plain, end)) is not None and not step.link:
        if _starts_unit(low, step.start) or low.startswith(("khu vực", "nơi "), step.start):
            return end
        acts = begins_deed(low, end) and step.pair not in words.nouns
        known = step.pair in words.compounds and not acts
        if (joined := _JOINED.match(low, end)) is not None:
            end, new = joined.end(), _NEW
        elif known or (open_ and end == at and step.pair and not acts):
            after = _SYLLABLE.match(low, step.pair_end + 1)
            later = after is not None and f"{step.pair.split()[1]} {after[0]}" in words.compounds
            end = step.end if later and not known else step.pair_end
            new = _NEW if known else _NEW - 1
        elif step.capital:
            return _run(plain, end)
        elif acts or new >= _NEW or step.word in words.behind:
            return end
        else:
            end, new = step.end, new + 1
    return end


_BOARDS = frozenset(("ban chỉ đạo", "ban chỉ huy", "tổ công tác", "hội đồng", "tổ chỉ đạo"))
_BOARD_FOR = re.compile(
    r" (?!tổ chức|xây dựng|ban hành|báo cáo|triển khai|thực hiện|phối hợp|chủ trì|các |cấp |và )"
    r"[^\W\d_]+ [^\W\d_]+(?: [^\W\d_]+){0,6}?"
    r"(?P<level> cấp (?:xã|phường|tỉnh|huyện|thành phố|cơ sở))(?!\w)"
)
_ALONE = re.compile(r"\s*(?:[;,\n]|$)")
"""Behind a name in a cell, which has no verb."""


def board_end(plain: Plain, first: str, start: int, at: int) -> int:
    """Where a board's name ends that goes on by what it is for, before its level.

    "Ban Chỉ đạo rà soát cấp xã | chủ trì …", or that name alone in a cell; `at` itself for none.
    """
    found = _BOARD_FOR.match(plain.low, at) if first in _BOARDS else None
    if found is None:
        return at
    inside = first_words().first.finditer(plain.low, at + 1, found.start("level"))
    if any(begins_body(plain.low, one.start()) for one in inside):
        return at
    alone = not plain.low[:start].strip(" -+*•") and _ALONE.match(plain.low, found.end())
    return found.start("level") if alone or begins_act(plain.low, found.end()) else at


def named_by_work(name: str) -> bool:
    """Whether a board's name ends with what it does, so that "xã" behind it would be its object.

    "Ban Chỉ đạo rà soát cấp xã" stays so in the commune's own plan.
    """
    last = " ".join(name.split()[-2:])
    return name.startswith(tuple(_BOARDS)) and name not in _BOARDS and begins_act(f" {last}", 0)


def branch_end(plain: Plain, at: int) -> int:
    """Where the name of a branch behind a name ends; `at` itself where there is none."""
    found = _BRANCH.match(plain.low, at)
    if found is None:
        return at
    if (number := _NUMBER.match(plain.low, found.end())) is not None:
        return number.end()
    if (place := WHERE.match(plain.low, found.end())) is not None:
        return name_end(plain, place.end()) if place["unit"] else place.end()
    return name_end(plain, found.end()) if plain.capital(found.end() + 1) else at


def _step(plain: Plain, at: int) -> _Step | None:
    low = plain.low
    link = _MAY_LINK.match(low, at)
    found = _SYLLABLE.match(low, link.end()) if link else None
    if link is None or found is None:
        return None
    after = _SYLLABLE.match(low, found.end() + 1) if low.startswith(" ", found.end()) else None
    pair = f"{found[0]} {after[0]}" if after else ""
    return _Step(
        found[0], found.start(), found.end(), link[0].strip(), plain.capital(found.start()), pair,
        after.end() if after else found.end(),
    )  # fmt: skip


def _run(plain: Plain, at: int) -> int:
    """The end of a name by its capitals, its words of two syllables, and the verbs behind it."""
    low, words = plain.low, first_words()
    end, smalls, shouted = at, 0, plain.text.isupper()
    before = firm = at
    while (step := _step(plain, end)) is not None:
        known = {low[before : step.end].strip(), step.pair} & words.compounds
        linked = step.link and not step.capital
        fields = step.link == "và" and step.capital and step.pair in words.compounds
        if _starts_unit(low, step.start) or (step.link and end == at and not fields):
            return end
        if not step.capital and low.startswith("khu vực", step.start):
            return end
        goes_on = _goes_on(low, step) or _listed(low, step)
        if linked and not goes_on and (step.link == "," or step.pair not in words.compounds):
            return end
        if step.link and words.first.match(low, step.start):
            return end
        if shouted and step.word in words.behind and not known:
            return end
        verb = step.pair in words.verbs and not step.capital
        whole = low[before : step.end].strip() in words.compounds and not verb and not shouted
        before = step.start
        if step.capital or whole or linked or goes_on or step.pair in words.nouns:
            smalls = 0
        elif end == at or step.word in words.behind or smalls >= _SMALLS or verb:
            break
        else:
            firm = firm if smalls else end
            smalls += 1
        end = step.end
    return end if not smalls else _before_verb(low, firm, end)


def _before_verb(low: str, firm: int, end: int) -> int:
    """Where a name ends whose last small syllables may be what it does: "… Hải Phòng ngừng cấp"."""
    words = first_words()
    if begins_act(low, firm):
        return firm
    first, *more = low[firm:end].split()
    if first in (words.begin_verbs if more else words.lone_verbs):
        return firm
    return end - len(more[-1]) - 1 if more and more[-1] in words.lone_verbs else end


def _to_level(plain: Plain, end: int) -> int:
    """The end of a name that goes on in small words up to its level: "… các công trình tỉnh"."""
    low, words = plain.low, first_words()
    place, count = end, 0
    while count < _FAR and (step := _step(plain, place)) is not None:
        if _LEVEL.match(low, step.start):
            return place if place > end and not step.link else end
        if _MANY.match(low, step.start) or _OF_LEVEL.match(low, step.start):
            return end
        verb = step.pair in words.verbs and not WHERE.match(low, step.pair_end)
        stops = step.word in words.behind and step.word not in ("các", "và")
        if not step.capital and (verb or (stops and step.pair not in words.nouns)):
            return end
        if step.link == "và" and step.capital and words.first.match(low, step.start):
            return end  # "Tỉnh đoàn và Hội Nông dân tỉnh"
        if (
            step.link == ","
            and not _goes_on(low, step)
            and (not step.capital or words.first.match(low, step.start))
        ):
            return end
        whole = step.pair in words.compounds and not verb
        place = step.pair_end if whole else step.end
        count += 1
    return end


def _listed(low: str, step: _Step) -> bool:
    """Whether fields are listed: "Trung tâm Xúc tiến đầu tư, thương mại và du lịch"."""
    known = first_words().compounds
    behind = _AND_PAIR.match(low, step.pair_end)
    return step.link == "," and step.pair in known and behind is not None and behind[1] in known


_AND_PAIR = re.compile(r" và (\w+ \w+)")


def _goes_on(low: str, step: _Step) -> bool:
    """Whether a comma parts words of one name: "phòng, chống tội phạm", "nông, lâm, thủy sản"."""
    if step.link != ",":
        return False
    before = _OF_ONE.get(step.word)
    return before is not None and low.endswith(before, 0, step.start)


_OF_ONE = {
    "chống": ("phòng, ",),
    "chữa": ("khám, ", "phòng cháy, "),
    "lâm": ("nông, ",),
    "thủy": ("lâm, ",),
    "ngư": ("lâm, ",),
    "cứu": ("cứu nạn, ",),
    "khen": ("thi đua, ",),
    "hải": ("biển, ", "biên giới, "),
    "giám": ("kiểm tra, ", "quản lý, "),
}
"""A word behind a comma inside a name: what stands before the comma."""


_SAME_NOUN = tuple(
    re.compile(rf", (?P<noun>(?!(?:các|những|mỗi|và) )[^\W\d_]+)(?: [^\W\d_]+){{{n}}}(?= )")
    for n in (1, 2)
)


def of_one_noun(low: str, start: int, end: int) -> int:
    """Where the name ends of who acts on two things: "rừng phòng hộ, rừng đặc dụng"."""
    for pattern in _SAME_NOUN:
        found = pattern.match(low, end)
        again = found is not None and f" {found['noun']} " in low[start:end]
        if found is not None and again and begins_deed(low, found.end()):
            return found.end()
    return end


def _starts_unit(low: str, at: int) -> bool:
    return bool(_LEVEL.match(low, at) or _OF_LEVEL.match(low, at)) or low.startswith("các ", at)


_BOARD = re.compile(
    r"ban (?!(?:thường vụ|chấp hành|quản lý|chỉ đạo|chỉ huy|cán sự)(?!\w))"
    r"(?P<field>(?:[^\W\d]+ ){0,3}[^\W\d]+, (?:[^\W\d]+ ){1,3})(?=(?:tỉnh|thành) ủy(?!\w)(?! ban))"
)
"""A board of a Party committee with a comma in its name: "Ban Chính sách, chiến lược Tỉnh ủy"."""
_OTHER_BODY = re.compile(
    r"(?<!\w)(?:ban|văn phòng|ủy ban|sở|hội|đoàn|báo|đài|trường|công an|các)(?!\w)"
)


def party_board_end(low: str, at: int) -> int:
    """Where the name of such a board ends, before whose it is; 0 where none begins."""
    found = _BOARD.match(low, at)
    if found is None or _OTHER_BODY.search(found["field"]):
        return 0
    return found.end() - 1
