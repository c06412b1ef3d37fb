"""For whom a plan is read: what each body that it names is, seen from that unit.

"UBND các xã, phường" is the unit itself for a commune, below for a province, others for a
department. The level decides, then the kind; a body that no registry lists has both.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar import schools
from generator.grammar.first_words import UNITS
from generator.grammar.former_units import lay_in
from generator.grammar.letters import key_of, plain_of
from generator.grammar.regions import in_region, lies_so
from generator.grammar.subordinates import belongs_to
from generator.grammar.whole_names import office_of_staff
from generator.places.country import country_of
from generator.plan.bodies import TWO_LEVELS
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from generator.grammar.named_bodies import NamedBody
    from generator.grammar.subordinates import Belongs
    from generator.plan.agencies import Agency, Cap, Registry

RANKS = {"trung-uong": 0, "tinh": 1, "huyen": 2, "xa": 3, "thon": 4}
"""Levels of the grammar as ranks of co-quan.toml; what is below communes comes last."""


class Kin(Enum):
    """What a body is to the unit."""

    __hash__ = object.__hash__  # that of Enum is Python's, and asked thousands of times
    SELF = "self"
    """The unit, or all units of its kind."""
    SOME = "some"
    """Some units of its kind: whether it is one of them a person knows."""
    OWN = "own"
    """A body of the unit, or one of each such unit."""
    BELOW = "below"
    EVERYBODY = "everybody"
    """Such as "các cơ quan, đơn vị", "các cấp, các ngành"."""
    FRONT = "front"
    """The Fatherland Front and mass organisations: asked, not ordered."""
    PARTY = "party"
    """A committee of the Party at the unit's level."""
    OTHER = "other"
    """Another unit."""
    ABOVE = "above"
    """A superior, or a body of a superior level."""
    OUTSIDE = "outside"
    """Enterprises, people: neither a superior nor the unit's."""


_GENERAL = frozenset(["co-quan", "ban-nganh"])
_OWNERS = {"bộ": 0, "sở": 1, "tỉnh": 1}
"""Whose units are meant in "các đơn vị thuộc Bộ"."""
_FRONTS = frozenset(["mat-tran", "doan-the"])
_UNITS_OF_DEPARTMENTS = frozenset(
    ["trung-tam", "cuc-vu", "su-nghiep", "van-phong", "ban", "phong", "to-chuc-khac"]
)
_ROOMS = frozenset(["phong", "van-phong"])
_INSPECTORS = frozenset(["thanh-tra"])
"""What a department had and a commune never has."""
_OF_OTHERS = re.compile(
    r"(?<!\w)(?:cảnh sát|khu vực|hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|giao dịch|công chứng"
    r"|quốc hội|trung ương|thi hành án|luật sư|chính phủ|đại diện|điều phối|đăng ký đất đai)(?!\w)"
)
"""In the name of a room that is another's, whatever section it stands in."""
_CONCERNED = ("có liên quan", "liên quan", "sở tại", "nơi đó", "nơi ấy")
"""Said of whichever units the work is in: no class that a unit is of or not."""
_VAGUE = frozenset(["doanh-nghiep", "to-chuc-khac"])


_OF_COMMUNES = re.compile(
    r"(?:(?:các |mỗi )?trạm y tế|đài truyền thanh"
    r"|hệ thống (?:truyền thanh|loa)(?: truyền thanh| cơ sở)*"
    r"|ban chỉ huy quân sự|(?:các )?tổ công nghệ số cộng đồng"
    r"|(?:các )?trung tâm học tập cộng đồng)$"
)
"""What every commune has and no province, where a text says no level."""
_SUPERIORS_SCHOOL = re.compile(
    rf"(?:các )?trường {schools.PROVINCES}(?!\w)(?!.*{schools.COMMUNES})"
)
"""What a province keeps (Decree 142/2025/NĐ-CP), and no commune."""
_OWN_SCHOOLS = re.compile(
    rf"(?:các |mỗi )?trường {schools.KINDS_OF_COMMUNES}"
    rf"(?:(?:, | và )(?:trường )?{schools.KINDS_OF_COMMUNES})*"
)
"""Schools by their kind alone: since 1 July 2025 those of the commune."""
_PARTY_ORGAN = re.compile(
    r"(?:văn phòng|cơ quan|ủy ban kiểm tra|ban [^,;]{3,30}) (?P<of>tỉnh|thành|đảng) ủy(?! ban)"
)
"""A body that serves a committee of the Party, under no People's Committee."""
_BELOW_PROVINCE = re.compile(
    r"(?:ban thường vụ )?(?:các )?(?:đảng ủy|đảng bộ|cấp ủy)(?:, tổ chức đảng)? trực thuộc"
    r"(?! (?:đảng ủy|huyện|quận|thị))"
)
"""Committees of the Party that a province's leads: "các cấp ủy trực thuộc Tỉnh ủy"."""
_HAS_BRANCH = re.compile(
    r"(?:các )?(?:hội|đoàn|tổ chức|đoàn thể|tỉnh đoàn|thành đoàn|liên đoàn lao động|công đoàn)"
    r"(?: (?:nông dân|liên hiệp phụ nữ|phụ nữ|cựu chiến binh|chữ thập đỏ|người cao tuổi|khuyến học"
    r"|thanh niên|chính trị|viên|đoàn thể)|$)"
)


_ISLANDS = re.compile(
    r"(?:ven biển|biển|hải đảo|đảo|biển đảo)(?:(?:, | và )(?:hải đảo|đảo|ven biển))*"
)
"""What every special zone is: all thirteen of 1 July 2025 are islands (Law 72/2025/QH15 founds
them "tại địa bàn đặc thù, hải đảo")."""


_OF_TWO_WORDS = ("thành", "đặc", "thị")
"""Begin kinds of units that are called by two words: "thành phố"."""


class Addressee(NamedTuple):
    """The unit for which a plan is read."""

    level: int
    """Its rank: 0 central, 1 province, 2 district, 3 commune."""
    word: str
    """The word for its level: "xã"."""
    unit: str
    """Its unit with name: "xã Bắc Hà"; "" for a body that is no unit."""
    name: str
    """The whole name of the office: "Sở Tài chính"."""
    committee: bool
    """Whether it is the committee of a unit, and not a body such as a department."""
    above: int
    """The rank of the issuer of the plan above."""
    place_above: str
    """The unit of the issuer: "tỉnh Lào Cai"."""
    facts: Mapping[str, bool]
    """Remembered answers: what narrows a group → whether the unit is in it."""
    rooms: str = "phòng, đơn vị"
    """What its own bodies are called together: "phòng, đơn vị"."""
    settled: tuple[str, ...] = ()
    """Kinds of units whose settlements it has: a commune of a township has "tổ dân phố" too."""
    bodies: frozenset[str] = frozenset()
    """Keys of the names of its own bodies."""

    @property
    def word_above(self) -> str:
        """The kind of the superior's unit: "tỉnh", "thành phố"; "" without one."""
        words = plain_of(self.place_above).low.split(" ")
        return " ".join(words[:2]) if words[0] in _OF_TWO_WORDS else words[0]

    @property
    def bare(self) -> str:
        """The key of its name without the word for its level: "con dao"; of a body, the whole."""
        if not self.committee:
            return key_of(self.name)
        return key_of(self.unit).removeprefix(f"{key_of(self.word)} ")

    def kin(self, body: NamedBody) -> Kin:
        """What a body is to the unit."""
        bare = self.committee and body.level is None and not body.place and not body.units
        if bare and (key_of(body.name) in self.bodies or self._is_own_staff(body)):
            return Kin.OWN
        if bare and self.level == RANKS["xa"] and _OF_COMMUNES.match(plain_of(body.text).low):
            return Kin.OWN
        if bare and self._is_own_school(body):
            return Kin.OWN
        if body.kind in ("ubnd", "dia-phuong"):
            return self._unit(body)
        if self.level == RANKS["xa"] and _SUPERIORS_SCHOOL.match(body.name):
            return Kin.ABOVE
        if not self.committee and self._is_own_office(body):
            return Kin.SELF
        if not self.committee and body.of and key_of(body.of) == key_of(self.name):
            return Kin.OWN
        if self.subordinate(body) != "no" or (not self.committee and self.houses(body)):
            return Kin.OWN
        if body.every and body.kind in ("so", "bo") and "địa phương" in body.name:
            return Kin.SELF if self.committee else Kin.EVERYBODY
        if body.of.endswith("ủy") and body.level is not None:
            return Kin.ABOVE if RANKS[body.level] < self.level else Kin.OTHER
        if (organ := _PARTY_ORGAN.match(body.name)) is not None:
            rank = RANKS.get(body.level or "", self.level) if organ["of"] == "đảng" else 1
            own = Kin.PARTY if self.level >= RANKS["xa"] else Kin.OTHER
            return Kin.ABOVE if rank < self.level else own
        owner = plain_of(body.of).low.split(" ")[0] if body.of and body.every else ""
        if owner in _OWNERS and _OWNERS[owner] < self.level:
            return Kin.ABOVE  # "các đơn vị sự nghiệp thuộc Bộ"
        if body.kind in _GENERAL:
            above = body.level is not None and RANKS[body.level] < self.level
            return Kin.ABOVE if above and self.committee else Kin.EVERYBODY
        return self._by_level(body)

    def _by_level(self, body: NamedBody) -> Kin:
        """What a body is that is the unit's or another's by its level alone."""
        level = self.rank_of(body)
        if body.kind == "hdnd" and body.text.endswith(" các cấp") and self.committee:
            return Kin.OWN
        if level == self.level and body.kind in (*_FRONTS, "dang") and self._is_elsewhere(body):
            return Kin.OTHER  # "Hội Nông dân xã Mỹ Thanh", in the plan of another commune
        if body.kind in _FRONTS:
            if self._has_no_branch(body, level):
                return Kin.ABOVE
            return Kin.FRONT if level is None or level <= self.level else Kin.BELOW
        if body.kind == "dang":
            if self._is_own_party(body):
                return Kin.PARTY
            if level is None:
                return (
                    Kin.EVERYBODY if body.name.startswith(("cấp ủy", "các cấp ủy")) else Kin.PARTY
                )
            if level > self.level:
                return Kin.BELOW
            return Kin.PARTY if level == self.level else Kin.ABOVE
        if level is None:
            nobodys = body.every or body.kind in _VAGUE
            nobodys = nobodys or (body.kind == "su-nghiep" and body.text.islower())
            return Kin.OUTSIDE if nobodys else Kin.ABOVE
        if level > self.level:
            return Kin.BELOW
        if level < self.level:
            return Kin.ABOVE
        return self._same_level(body)

    def _is_own_party(self, body: NamedBody) -> bool:
        """Whether committees of the Party are those right below a province's: a commune's is one.

        Since 1 July 2025 there is none between them.
        """
        since = self.level == RANKS["xa"] and self.rooms == rooms_of(self.level, TWO_LEVELS)
        return since and self.committee and _BELOW_PROVINCE.match(body.name) is not None

    def _is_own_staff(self, body: NamedBody) -> bool:
        """Whether people are named by the unit's own room: "Công chức Phòng Kinh tế"."""
        office = key_of(office_of_staff(body.name)) if body.kind == "to-chuc-khac" else ""
        return bool(office) and any(own.startswith(office) for own in self.bodies)

    def _is_own_school(self, body: NamedBody) -> bool:
        """Whether schools that communes have are named by their kind, and by no name of one."""
        since = self.level == RANKS["xa"] and self.rooms == rooms_of(self.level, TWO_LEVELS)
        named = body.every and body.text.startswith("Trường ")  # "Trường THCS | Hồng Bàng"
        return since and not named and _OWN_SCHOOLS.fullmatch(body.name) is not None

    def houses(self, body: NamedBody) -> bool:
        """Whether a body is a room by its name, and no other's: "Phòng Giáo dục Mầm non"."""
        rooms = _ROOMS if self.committee else _ROOMS | _INSPECTORS
        bare = body.level is None and not body.place and not body.of and not body.every
        bare = bare and _PARTY_ORGAN.match(body.name) is None  # "Văn phòng Tỉnh ủy"
        return bare and body.kind in rooms and _OF_OTHERS.search(plain_of(body.text).low) is None

    def subordinate(self, body: NamedBody) -> Belongs:
        """Whether a body is a unit of this department; "perhaps": a person has to say."""
        department = not self.committee and plain_of(self.name).low.startswith("sở ")
        if not department or body.of:
            return "no"
        if body.kind not in _UNITS_OF_DEPARTMENTS:  # of a sector that came under the department
            sector = body.kind == "nganh-doc" and belongs_to(body, self.name) == "own"
            return "own" if sector else "no"
        if body.place and key_of(body.place) != key_of(self.place_above):
            return "no"
        if (said := self.facts.get(key_of(body.text))) is not None:
            return "own" if said else "no"
        return belongs_to(body, self.name)

    def kins(self, bodies: Iterable[NamedBody]) -> set[Kin]:
        """What several bodies are."""
        return {self.kin(body) for body in bodies}

    # ------------------------------------------------------------------ pieces

    def rank_of(self, body: NamedBody) -> int | None:
        """The rank of a body by its words; None where they say none."""
        if body.level is not None:
            return RANKS[body.level]
        if len(body.units) == 1 and not body.place and self._is_word_above(body.units[0]):
            return self.above  # "Hội Nông dân thành phố", in the plan of a city
        if body.of:
            owner = plain_of(body.of).low
            for word, level in UNITS.items():
                if level and f" {word}" in f" {owner}":
                    return RANKS[level]
        if body.kind in ("phong", "van-phong", "ban", "quan-su", "thanh-tra"):
            return self.above
        if body.kind == "trung-tam" and not body.every:
            return self.above
        return None

    def _is_word_above(self, word: str) -> bool:
        return plain_of(self.place_above).low.startswith(f"{word} ")

    def _has_no_branch(self, body: NamedBody, level: int | None) -> bool:
        """Whether an association of a level above has none at the unit's: "Hội Luật gia tỉnh"."""
        superior = plain_of(self.place_above).low
        above = level < self.level if level is not None else superior.startswith(body.units or "-")
        commune = self.committee and self.level >= RANKS["xa"]
        return commune and above and not body.every and not has_branch(body)

    def _same_level(self, body: NamedBody) -> Kin:
        if not self.committee:
            return Kin.OTHER
        if self._is_elsewhere(body):
            return Kin.OTHER
        if body.every and body.only:
            return self._narrowed(body)
        return Kin.OWN

    def _is_elsewhere(self, body: NamedBody) -> bool:
        """Whether a body is of a unit by name that is not this one."""
        named = self.committee and bool(body.place)
        return named and key_of(body.place) != key_of(self.unit)

    def _narrowed(self, body: NamedBody) -> Kin:
        known = self.belongs(body.only)
        if known is None:
            common = body.only.startswith(_CONCERNED) or is_mutual(body)
            return Kin.SELF if common else Kin.SOME
        return Kin.SELF if known else Kin.OTHER

    def belongs(self, about: str) -> bool | None:
        """What the office has answered of a class of units, or of its opposite; None: nothing."""
        about = class_said(about)
        if (said := self.facts.get(key_of(about))) is not None:
            return said
        known = (self.facts.get(key_of(other)) for other in opposites(about))
        opposite = next((said for said in known if said is not None), None)
        if opposite is not None:
            return not opposite
        if self.word == "đặc khu" and _ISLANDS.fullmatch(plain_of(about).low):
            return True
        if self.level == RANKS["xa"] and self.committee:
            return lay_in(about, self.unit, self.place_above)
        if self.level != RANKS["tinh"]:
            return None
        lies = lies_so(about, self.unit)
        return in_region(about, self.unit) if lies is None else lies

    def _unit(self, body: NamedBody) -> Kin:
        """A unit, its committee, or all of a kind."""
        if not body.units:
            if body.kind == "ubnd":
                of_all = body.text.endswith(" các cấp")
                return (Kin.SELF if self.committee else Kin.EVERYBODY) if of_all else Kin.ABOVE
            if body.every and body.only and self.committee:
                return self._narrowed(body)
            everybody = "các cấp" in plain_of(body.text).low or "cơ quan" in body.text
            return Kin.EVERYBODY if everybody or not self.committee else Kin.SELF
        if body.place:
            if key_of(body.place) == key_of(self.unit):
                return Kin.SELF if self.committee else Kin.ABOVE
            level = RANKS.get(body.level or "", self.level)
            return Kin.ABOVE if level < self.level else Kin.OTHER
        if not self.committee:
            level = RANKS.get(body.level or "", self.level + 1)
            return Kin.ABOVE if level <= self.level else Kin.OTHER
        mine = self._of_my_kind(body)
        of_region = self.word == "thành phố" and body.units == ("tỉnh",) and body.only
        if of_region and body.every and in_region(body.only, self.unit):
            return Kin.SELF  # "các tỉnh vùng Đồng bằng sông Cửu Long": the cities there, too
        if mine and body.every and body.only:
            return self._narrowed(body)
        if mine:
            return Kin.SELF
        if body.level is None and len(body.units) == 1 and self._is_word_above(body.units[0]):
            return Kin.ABOVE  # "UBND thành phố", in the plan of a city
        level = RANKS.get(body.level or "", self.level)
        if level == self.level:
            return Kin.OTHER
        return Kin.BELOW if level > self.level else Kin.ABOVE

    def _of_my_kind(self, body: NamedBody) -> bool:
        low = plain_of(body.text).low
        if "cấp " in low and RANKS.get(body.level or "") == self.level:
            return True
        if self.word == "thành phố" and body.level is not None:
            of_all = body.units == ("tỉnh",) and not body.every and not body.only
            return RANKS[body.level] == self.level and (self.word in body.units or of_all)
        return self.word in body.units

    def _is_own_office(self, body: NamedBody) -> bool:
        if body.every:
            return body.kind == "so" and self.level == 1
        return (
            key_of(body.text) == key_of(self.name)
            or (not body.place and key_of(body.name) == key_of(self.name))
            or (body.name == "sở" and plain_of(self.name).low.startswith("sở "))
        )


PILOT = "được chọn làm điểm"
"""What is asked of the office, and kept, of units that try something first."""
_PILOTS = re.compile(r"(?:được (?:lựa )?chọn )?(?:(?:làm|là|thực hiện) )?(?:thí )?điểm")


_PEOPLE = re.compile(
    r"(?<!\w)((?:làng|thôn|bản|buôn|ấp|sóc|phum|xóm) )"
    r"(?:của )?(?:(?:cộng đồng |bà con )?(?:đồng bào|người)(?: dân tộc)?|dân tộc)"
    r" (?=[^\W\da-zà-ỹđ])"
)
"""Before the name of a people: "làng đồng bào Bahnar" is "làng Bahnar"."""


def class_said(about: str) -> str:
    """What a class of units is asked by, however a text says it: "xã điểm", "xã làm thí điểm"."""
    if (on_list := _ON_LIST.fullmatch(about.strip())) is not None:
        off = on_list["off"].startswith("không") or on_list["off"].endswith("ngoài")
        return f"{'không ' if off else ''}thuộc {on_list['which']}"
    return PILOT if _PILOTS.fullmatch(about.strip().lower()) else _PEOPLE.sub(r"\1", about)


_ON_LIST = re.compile(
    r"(?P<off>(?:không |nằm )?(?:thuộc|ngoài|trong)) (?P<which>danh (?:sách|mục) .+?)"
    r"(?: trực tiếp)?"
)
"""However it is said, and whatever is said of how things are done to those on the list."""

_FROM = re.compile(r"(?P<has>(?:[^\W\d]+ )*)từ (?P<n>\d[\d.]*) (?P<what>.+) trở lên")
_BELOW = re.compile(r"(?P<has>(?:[^\W\d]+ )*)dưới (?P<n>\d[\d.]*) (?P<what>.+)")


def opposites(about: str) -> Iterator[str]:
    """How a text says the opposite of a class: "có rừng", "không có rừng"; "đã", "chưa đạt"."""
    word, _space, rest = about.partition(" ")
    if word in ("không", "chưa"):
        yield rest
        yield f"đã {rest}"
    else:
        yield f"không {about}"
        yield f"chưa {rest if word == 'đã' else about}"
    if (least := _FROM.fullmatch(about)) is not None:
        yield f"{least['has']}dưới {least['n']} {least['what']}"
    elif (below := _BELOW.fullmatch(about)) is not None:
        yield f"{below['has']}từ {below['n']} {below['what']} trở lên"


_NEIGHBOURS = ("giáp ranh", "lân cận", "liền kề", "giáp nhau", "cùng giáp ranh", "tiếp giáp")


def is_mutual(body: NamedBody) -> bool:
    """Whether units are told by what each of them is to the next: "các xã giáp ranh"."""
    return body.only in _NEIGHBOURS


def has_branch(body: NamedBody) -> bool:
    """Whether communes have an organisation of the kind: Hội Luật gia, Liên minh have none."""
    return body.kind != "doan-the" or _HAS_BRANCH.match(body.name) is not None


def rooms_of(rank: int, day: date | None) -> str:
    """What the bodies of a committee of a rank (3: commune) are called together on a day.

    Communes have rooms since 01/7/2025 (Decree 150/2025/NĐ-CP); before, only officials.
    """
    if rank < RANKS["huyen"]:
        return "sở, ban, ngành"
    if rank < RANKS["xa"]:
        return "phòng, ban, đơn vị"
    return "phòng, đơn vị" if day is None or day >= TWO_LEVELS else "bộ phận, công chức"


def addressee_of(
    unit: Agency,
    above: Agency,
    registry: Registry,
    facts: Mapping[str, bool] | None = None,
    day: date | None = None,
) -> Addressee:
    """A unit as the reader of its superior's plan of a day; `facts` are remembered answers."""
    committee = unit.vai_tro == "ubnd"
    level, superior = registry.level(unit.cap), registry.level(above.cap)
    return Addressee(
        level.bac, level.ten, unit.don_vi if committee else "", unit.ten, committee,
        superior.bac, _place_of(above, unit, registry, day), facts or {},
        rooms_of(level.bac, day), settled(unit, level, day),
    )  # fmt: skip


def _place_of(above: Agency, unit: Agency, registry: Registry, day: date | None) -> str:
    """The unit of an issuer with its name: a department's is that of the province."""
    over = registry.get(unit.truc_thuoc, day) if unit.truc_thuoc else None
    bare = above.don_vi in ("", "tỉnh", "thành phố")
    return over.don_vi if bare and over is not None and over.cap == above.cap else above.don_vi


def settled(unit: Agency, level: Cap, day: date | None) -> tuple[str, ...]:
    """The kinds of units whose settlements a unit has.

    A commune that was made of a township keeps its "tổ dân phố"; of one without a code nobody
    knows what it was made of.
    """
    recent = level.ten == "xã" and (day is None or day >= TWO_LEVELS)
    if recent and (not unit.ma or unit.ma in country_of().with_towns):
        return ("xã", "phường")
    return (level.ten,)
