"""Bodies that a text names: who they are by kind, level, place, whether one or all of a kind.

`bodies("Giám đốc các Sở và Chủ tịch UBND các xã, phường")` finds two: the heads of all
departments, the chairmen of all communes. A body is known by its grammar, so one that no
registry lists has a kind and a level all the same; `known.py` finds the ids of those that
a registry lists. Kinds, their first words and fields are data: loai-co-quan.toml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.letters import Plain, Span
from generator.grammar.phrases import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = ("trung-uong", "tinh", "huyen", "xa", "thon")
"""Levels from above to below. "huyen" ended on 30 June 2025 (Law 72/2025/QH15)."""


class Body(NamedTuple):
    """A body, or all bodies of a kind, as a text names it."""

    kind: str
    """Kind in loai-co-quan.toml: ubnd, so, phong, cong-an, …; dia-phuong for units."""
    level: str | None
    """One of LEVELS; None where the text leaves it open."""
    every: bool
    """All bodies of the kind, not one that is named."""
    name: str
    """Its name in plain form, without place: "sở công thương", "ủy ban nhân dân"."""
    place: str
    """The unit with its name, as written: "xã Bắc Hà"; "" where no name is said."""
    units: tuple[str, ...]
    """Kinds of units said: ("xã", "phường")."""
    head: bool
    """Addressed through its head: "Giám đốc", "Chủ tịch"."""
    of: str
    """The body it belongs to, as written: "Sở", "UBND xã"; "" where none is said."""
    only: str
    """What narrows "all of a kind", as written: "có cụm công nghiệp"; else ""."""
    text: str
    """As it is written; for a list with one common first word, that word and its own part."""
    span: Span

    @property
    def unit(self) -> bool:
        """Whether it is an administrative unit or its committee."""
        return self.kind in ("ubnd", "dia-phuong")


_UNITS = {
    "tỉnh": "tinh", "thành phố trực thuộc trung ương": "tinh", "thành phố": "", "huyện": "huyen",
    "thị xã": "huyen", "quận": "huyen", "xã": "xa", "phường": "xa", "thị trấn": "xa",
    "đặc khu": "xa", "cơ sở": "xa", "trung ương": "trung-uong", "thôn": "thon", "bản": "thon",
    "tổ dân phố": "thon",
}  # fmt: skip
CENTRAL_CITIES = frozenset(["hà nội", "hải phòng", "đà nẵng", "hồ chí minh", "cần thơ", "huế"])
UNIT = r"(?:thành phố|tỉnh|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)(?!\w)"
_WHERE = re.compile(
    rf"(?P<of> (?:trực thuộc|thuộc|của))?(?: ủy ban nhân dân)? "
    rf"(?:cấp (?P<level>tỉnh|huyện|xã|cơ sở|trung ương)(?!\w)"
    rf"(?P<more>(?:(?:, | và )(?:cấp )?(?:huyện|xã|phường|thị trấn|đặc khu)(?!\w))*)"
    rf"|(?P<levels>các cấp)(?!\w)"
    rf"|(?P<many>các )?(?P<unit>{UNIT})(?P<units>(?:(?:, |,| và |/)(?:các )?{UNIT}(?! [A-ZĐ]))*))"
)
_NEXT_PLACE = re.compile(rf"(?:, |; | và |,)(?:({UNIT}) )?")
_OF = re.compile(r" (?:trực )?thuộc (?=\S)")
_STOP = frozenset(
    "chủ phối tham thực tổ xây rà hướng báo tổng tiếp tăng đẩy kiểm theo có chịu là được và các "
    "để về của tại trên trong trước sau với cho từ đến cùng khi nếu phải cần không do tuyên "
    "triển chỉ đôn gửi trình ban lập căn định hàng hằng thường kịp khẩn phụ liên thuộc trực "
    "đóng nghiêm tập phát nâng bố đề yêu giao quản cung hoàn vận tích cập cử bảo thẩm mời rằng "
    "khảo đánh lồng huy quán giám sớm như bằng hoặc cũng đã sẽ đang này đó nêu "
    "thông thống đảm hỗ tạo mở".split()
)
"""First syllables of what follows a name and is no part of it."""
_BEFORE_NOT = {
    "sở": "cơ trụ", "bộ": "cán toàn nội cục đảng chi tiến đồng tuyến đường tập", "phòng": "văn quốc dự biên",
    "ban": "ủy", "cục": "tổng chi bố kết toàn", "vụ": "nhiệm nghĩa dịch phục chức nghiệp công thời sự mùa",
    "trường": "môi thị hiện công lập chủ quảng lâm nông", "viện": "thư bệnh học đại trưởng phương",
    "báo": "thông cảnh dự tin kê khai", "hội": "xã quốc cơ lễ đại hiệp chi", "đài": "lâu",
    "bản": "cơ văn xuất kịch phiên biên căn tài", "quỹ": "ngân", "trạm": "", "tổ": "",
    "thuế": "miễn nộp", "mặt trận": "tác", "thanh tra": "",
}  # fmt: skip
_PLACE_BEFORE = re.compile(
    r"(?:địa bàn|tại|ở|của|giữa|vào|từ|trong|ngoài|cho|quy hoạch|toàn|đối với|với)(?: \S+)?(?: các)? $"
)
_ONLY = re.compile(
    r" (?:(?:có liên quan|liên quan|còn lại|trọng điểm|biên giới|miền núi|vùng cao)(?!\w)"
    r"|(?:(?:có|nơi có|ven|vùng|giáp|trong vùng|nằm trong)(?! (?:trách nhiệm|nhiệm vụ|thẩm quyền|thể"
    r"|biện pháp|giải pháp|kế hoạch|văn bản|báo cáo)) [^,;:.()]{2,60}?"
    r"(?=[,;:.()]|$| (?:chủ trì|phối hợp|tổ chức|thực hiện|rà soát|báo cáo|xây dựng|triển khai|"
    r"tăng cường|chủ động|khẩn trương|tập trung|chịu|căn cứ|và|đẩy|hướng dẫn|theo dõi|trên địa bàn|"
    r"tiếp tục|hoàn thành|chỉ đạo|kịp thời|tham mưu|đến|để|gửi|trong))))"
)
_COMMON = frozenset(
    ["văn phòng", "ban quản lý", "trung tâm", "hội đồng", "công ty", "bộ phận", "đại học", "học viện",
     "bệnh viện", "thư viện", "bảo tàng", "tập đoàn", "chi nhánh", "viễn thông", "điện lực",
     "ban chỉ huy", "ban tổ chức", "công chức", "bưu điện", "hợp tác xã", "công đoàn", "chi cục",
     "tổng cục", "tổ công tác", "ban giám đốc", "tổng công ty"]
)  # fmt: skip
"""First words of two syllables that mean a body only where they are written large."""
_SYLLABLE = re.compile(r"[^\W_][\w'’]*")


class _Kind(NamedTuple):
    id: str
    level: str | None
    named: str
    capital: bool
    every: bool
    needs_level: bool
    needs_name: bool


class _Words(NamedTuple):
    """The data of kinds, as patterns."""

    first: re.Pattern[str]
    kinds: dict[str, _Kind]
    offices: re.Pattern[str]
    fields: re.Pattern[str]


@cache
def _words() -> _Words:
    data = read_data("loai-co-quan.toml")
    kinds: dict[str, _Kind] = {}
    for row in data["loai"]:
        kind = _kind(row, every=False)
        for first in row["dau"]:
            kinds.setdefault(first, kind._replace(every=first.startswith("các ")))
    for row in data["tap_the"]:
        for words in row["chu"]:
            kinds[words] = _Kind(row["loai"], row.get("cap"), "khong", False, True, False, False)
    offices = [*data["chuc_vu"]["dung_dau"], *data["chuc_vu"]["pho"]]
    office = any_of([*offices, "chánh", "phó chánh"])
    units = [f"các {unit}" for unit in _UNITS if unit not in ("cơ sở", "trung ương")]
    return _Words(
        re.compile(rf"(?<!\w)(?:(?P<office>{office})|(?P<kind>{any_of([*kinds, *units])}))"),
        kinds,
        re.compile(rf"(?:{office})(?:(?:, | và |; )(?:các )?(?:{office}))* (?:các )?"),
        re.compile(any_of(data["linh_vuc"])),
    )


def _kind(row: dict[str, Any], *, every: bool) -> _Kind:
    return _Kind(
        row["id"], row.get("cap"), row["ten"], row.get("hoa", False), every,
        row.get("sau") == "cap", row.get("ho", False),
    )  # fmt: skip


@lru_cache(4096)
def bodies(text: str) -> tuple[Body, ...]:
    """All bodies that a text names, in its order; those within another body stay out."""
    return tuple(body for group in groups(Plain(text)) for body in group.bodies)


class Group(NamedTuple):
    """Bodies named together: "Sở Nội vụ, Sở Tài chính và UBND các xã"."""

    bodies: tuple[Body, ...]
    start: int
    """Places in the plain form of the text."""
    end: int


_LINK = re.compile(r"(?: ?[,;/&] ?(?:và |cùng |hoặc )?| và | cùng | cùng với | hoặc | - )$")


def groups(plain: Plain) -> list[Group]:
    """The bodies of a text, those that stand in one list together."""
    words = _words()
    at = 0
    made: list[Group] = []
    while (found := words.first.search(plain.low, at)) is not None:
        listed, end = body_at(plain, found.start())
        if not listed:
            at = found.end()
            continue
        at = end
        last = made[-1] if made else None
        if last is not None and _LINK.match(plain.low[last.end : found.start()]):
            made[-1] = Group((*last.bodies, *listed), last.start, end)
        else:
            made.append(Group(tuple(listed), found.start(), end))
    return made


def body_at(plain: Plain, at: int) -> tuple[list[Body], int]:
    """The body or the bodies named from a place of the plain form on, and where they end.

    Several where one first word stands for a list: "Sở Tài chính, Xây dựng".
    """
    words = _words()
    start = at
    head = False
    if (office := words.offices.match(plain.low, at)) is not None:
        at, head = office.end(), True
        if plain.low.startswith("các ", office.end() - 4):
            at -= 4  # "các" belongs to the name of a collective body
        unit = _unit_after(plain, at)
        if unit is not None:
            return _finish(plain, start, unit, head=True)
    found = words.first.match(plain.low, at)
    if found is None and head and plain.low.startswith("các ", at):
        found = words.first.match(plain.low, at + 4)
    if found is None or found["kind"] is None:
        return [], at
    return _finish(plain, start, _named(plain, found, head=head), head=head)


class _Draft(NamedTuple):
    """A body while it is being read."""

    kind: str
    level: str | None
    every: bool
    name: str
    end: int
    others: tuple[tuple[str, int, int], ...] = ()
    """Further names under the same first word, with their places."""
    placed: bool = True
    """Whether a level or place may follow."""


def _unit_after(plain: Plain, at: int) -> _Draft | None:
    """ "Chủ tịch các xã, phường": the office says that the committee is meant."""
    found = re.compile(rf"(?:các )?{UNIT}").match(plain.low, at)
    if found is None:
        return None
    return _Draft("ubnd", None, False, "ủy ban nhân dân", at - 1)


def _named(plain: Plain, found: re.Match[str], *, head: bool) -> _Draft | None:
    words, low = _words(), plain.low
    first, at, end = found["kind"], found.start("kind"), found.end()
    kind = words.kinds.get(first)
    if kind is None:  # "các xã, phường"
        if _PLACE_BEFORE.search(low, max(0, at - 30), at) and not head:
            return None
        return _Draft("dia-phuong", None, True, "", at - 1)
    before = low[:at].rstrip().rsplit(" ", 1)[-1] if at else ""
    if before in _BEFORE_NOT.get(first, "").split() and before:
        return None
    capital = plain.capital(at) or head
    if first == "ủy ban nhân dân" and low.startswith(" ủy ban nhân dân", end):
        end += len(" ủy ban nhân dân")  # "Ủy ban nhân dân UBND cấp xã"
    if kind.named == "linh-vuc":
        return _of_field(plain, kind, first, end, capital=capital)
    if kind.every:
        return _collective(plain, kind, first, end)
    known = " " in first
    if kind.capital and not capital and not (known and _specific(first)):
        return None
    if kind.needs_level and not _WHERE.match(low, end) and not capital:
        return None
    name_end = end
    if kind.named == "rieng":
        name_end = _name_run(plain, end)
        if kind.needs_name and name_end == end:
            return None
        if not known and name_end == end and not _WHERE.match(low, end) and not head:
            return None
    name = first if kind.named == "khong" else low[at:name_end]
    return _Draft(kind.id, kind.level, False, name, name_end)


def _specific(first: str) -> bool:
    """A first word that means a body even when it is written small: "trung tâm y tế"."""
    return " " in first and first not in _COMMON


def _of_field(plain: Plain, kind: _Kind, first: str, end: int, *, capital: bool) -> _Draft | None:
    """ "Sở Công Thương", "các Sở: Công Thương, Tài chính", "Bộ Nội vụ"."""
    low = plain.low
    field = _words().fields.match(low, end + 1) if low[end : end + 1] == " " else None
    if field is not None:
        if not capital and not plain.capital(end + 1) and kind.id == "phong" and field[0] == "dân tộc":
            return None
        others = tuple(_more_fields(plain, first, field.end()))
        last = others[-1][2] if others else field.end()
        return _Draft(kind.id, kind.level, False, f"{first} {field[0]}", last, others)
    if not capital:
        return None
    name_end = _name_run(plain, end)
    if name_end == end:
        # "Văn phòng Sở", "thuộc Sở": the department that speaks
        return _Draft(kind.id, kind.level, False, first, end) if kind.id == "so" else None
    return _Draft(kind.id, kind.level, False, low[end - len(first) : name_end], name_end)


def _more_fields(plain: Plain, first: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The fields that go on after "Sở Tài chính": ", Xây dựng", " và Nội vụ"."""
    low = plain.low
    while (part := re.compile(r"(?:, | và |; )").match(low, at)) is not None:
        field = _words().fields.match(low, part.end())
        if field is None or not plain.capital(part.end()) or field[0] in ("công an", "quốc phòng"):
            return
        yield f"{first} {field[0]}", part.end(), field.end()
        at = field.end()


def _collective(plain: Plain, kind: _Kind, first: str, end: int) -> _Draft | None:
    """All of a kind, or named ones after "các Sở:"."""
    if first == "các sở":
        colon = re.compile(r" ?:? ").match(plain.low, end)
        field = _words().fields.match(plain.low, colon.end()) if colon else None
        if colon and field and plain.capital(colon.end()):
            others = tuple(_more_fields(plain, "sở", field.end()))
            last = others[-1][2] if others else field.end()
            return _Draft("so", kind.level, False, f"sở {field[0]}", last, others)
    return _Draft(kind.id, kind.level, True, first, end)


def _name_run(plain: Plain, at: int) -> int:
    """Where the proper name ends that follows a first word; `at` itself where there is none."""
    low = plain.low
    if (number := re.compile(r" (?:số )?\d+(?!\w)").match(low, at)) is not None:
        return number.end()
    if (area := re.compile(r" (?:khu vực|liên (?:xã|huyện))(?= \w)").match(low, at)) is not None:
        if not plain.capital(area.end() + 1):
            return at
        at = area.end()
    end, smalls, links = at, 0, ""
    place = at
    while True:
        link = re.compile(r" (?:và |- |& )?|, ").match(low, place)
        found = _SYLLABLE.match(low, link.end()) if link else None
        if link is None or found is None:
            return end
        links = link[0].strip()
        capital = plain.capital(found.start())
        whole = low[found.start() :]
        if _starts_unit(whole) or (links and (not capital or end == at)):
            return end
        if links and _begins_body(low, found.start()):
            return end
        if capital:
            smalls = 0
        elif end == at or found[0] in _STOP or smalls >= 2:
            return end
        else:
            smalls += 1
        if found[0] in _STOP and not (capital and links == ""):
            return end
        place = end = found.end()


def _begins_body(low: str, at: int) -> bool:
    """Whether a body surely begins here: a syllable such as "bản" may be part of a name."""
    words = _words()
    found = words.first.match(low, at)
    if found is None:
        return False
    return found["office"] is not None or " " in found[0] or found[0] in ("sở", "bộ")


def _starts_unit(low: str) -> bool:
    return re.match(rf"{UNIT}(?! (?:hội|dân))", low) is not None or low.startswith(("cấp ", "các "))


# ------------------------------------------------------------------------------ where


def _finish(
    plain: Plain, start: int, draft: _Draft | None, *, head: bool
) -> tuple[list[Body], int]:
    """The bodies of a draft with level, place and what narrows them."""
    if draft is None:
        return [], start
    where = _where(plain, draft) if draft.placed else _Where()
    end = max(where.end, draft.end)
    every = (draft.every or where.every) and not where.place
    level = where.level or draft.level
    only = ""
    if every and (narrowed := _ONLY.match(plain.low, end)) is not None:
        only, end = plain.said(narrowed.start() + 1, narrowed.end()), narrowed.end()
    of, end = _owner(plain, end, where)

    def body(name: str, place: str, level: str | None, begin: int, stop: int, text: str) -> Body:
        return Body(
            draft.kind, level, every, name, place, where.units, head, of, only, text,
            plain.span(begin, stop),
        )  # fmt: skip

    last = draft.others[0][1] if draft.others else where.first_end or end
    first_stop = last if not draft.others else _before_link(plain.low, last)
    said = plain.said(start, first_stop)
    found = [body(draft.name, where.place, level, start, first_stop, said)]
    word = draft.name.split(" ", 1)[0].capitalize()
    for name, begin, stop in draft.others:
        found.append(body(name, where.place, level, begin, stop, f"{word} {plain.said(begin, stop)}"))
    for place, place_level, begin, stop in where.more:
        common = plain.said(start, draft.end).strip() or "UBND"
        found.append(body(draft.name, place, place_level, begin, stop, f"{common} {place}"))
    return found, end


def _owner(plain: Plain, at: int, where: _Where) -> tuple[str, int]:
    """ "thuộc Sở", "trực thuộc UBND xã": the body it belongs to, and where that ends."""
    if where.place:
        return "", at
    link = _OF.match(plain.low, at)
    if link is None:
        return "", at
    made, end = body_at(plain, link.end())
    return (plain.said(link.end(), end), end) if made else ("", at)


def _before_link(low: str, at: int) -> int:
    return len(low[:at].rstrip(" ,;").removesuffix(" và"))


class _Where(NamedTuple):
    """Level and place that follow a name."""

    end: int = 0
    level: str | None = None
    every: bool = False
    place: str = ""
    units: tuple[str, ...] = ()
    first_end: int = 0
    more: tuple[tuple[str, str | None, int, int], ...] = ()


def _where(plain: Plain, draft: _Draft) -> _Where:
    low = plain.low
    found = _WHERE.match(low, draft.end)
    if found is None:
        return _Where()
    if found["levels"]:
        return _Where(found.end(), None, True)
    if found["level"]:
        more = tuple(re.findall(UNIT, found["more"] or ""))
        return _Where(found.end(), _UNITS[found["level"]], True, "", (found["level"], *more))
    unit = found["unit"]
    units = (unit, *re.findall(UNIT, found["units"] or ""))
    if len(units) > 1 or found["many"]:
        listed = _listed(plain, found) if len(units) == 1 else None
        if listed is not None:
            return listed
        return _Where(found.end(), level_of_unit(units, ""), True, "", units)
    end = name_end(plain, found.end("unit"))
    if end == found.end("unit"):
        return _Where(end, level_of_unit(units, ""), False, "", units)
    place = plain.said(found.start("unit"), end)
    level = level_of_unit(units, low[found.end("unit") + 1 : end])
    more = tuple(_more_places(plain, unit, end))
    last = more[-1][3] if more else end
    return _Where(last, level, False, place, units, end, more)


def _listed(plain: Plain, found: re.Match[str]) -> _Where | None:
    """ "các xã: Bắc Hà, Cốc Lầu" or "các xã Bắc Hà và Cốc Lầu": named units."""
    at = found.end("unit")
    colon = plain.low[at : at + 1] == ":"
    end = name_end(plain, at + 1 if colon else at)
    if end <= at + 1:
        return None
    unit = found["unit"]
    name = plain.said(at, end).lstrip(": ")
    more = tuple(_more_places(plain, unit, end))
    level = level_of_unit((unit,), name.lower())
    last = more[-1][3] if more else end
    return _Where(last, level, False, f"{unit} {name}", (unit,), end, more)


def _more_places(plain: Plain, unit: str, at: int) -> Iterator[tuple[str, str | None, int, int]]:
    """Further places of a list: ", xã Cốc Lầu", ", Bản Liền và Nậm Lúc"."""
    while (link := _NEXT_PLACE.match(plain.low, at)) is not None:
        own = link[1]
        begin = link.end() - 1
        if own is None and _begins_body(plain.low, link.end()):
            return
        end = name_end(plain, begin)
        if end == begin or plain.low[begin : begin + 1] != " ":
            return
        unit = own or unit
        name = plain.said(link.end(), end)
        yield f"{unit} {name}", level_of_unit((unit,), name.lower()), link.end(), end
        at = end


def name_end(plain: Plain, at: int) -> int:
    """Where the name of a place ends: up to four syllables with capitals, or a number."""
    low, end = plain.low, at
    for _count in range(4):
        found = re.compile(r" ([^\W_][\w'’]*(?:-[^\W_][\w'’]*)*)").match(low, end)
        if found is None:
            return end
        word = found[1]
        if not plain.capital(found.start(1)) and not word.isdigit():
            return end
        if end > at and (word.isdigit() or _begins_body(low, found.start(1))):
            return end
        end = found.end()
    return end


def level_of_unit(units: tuple[str, ...], name: str) -> str | None:
    """The level of kinds of units; a city is the province's or, until June 2025, below it."""
    levels = {_UNITS[unit] for unit in units} - {""}
    if "thành phố" in units:
        if name in CENTRAL_CITIES:
            return "tinh"
        if not levels:
            return None
    return max(levels, key=LEVELS.index) if levels else None
