"""Names in a sentence of the plan above, put as the unit below would put them.

A body or place is replaced as a whole, level and name together, at the span where the grammar
found it; words that a clerk's rule wrote stay out of reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.text_under_way import joined as joined
from generator.cascade.deriving.rulebook.text_under_way import put as put
from generator.cascade.deriving.unit.addressee import Kin, has_branch
from generator.cascade.deriving.wording.answers_above import answers_above
from generator.cascade.deriving.wording.cited_titles import cited_titles
from generator.cascade.deriving.wording.kind_alone import kinds_alone, kinds_below
from generator.cascade.deriving.wording.of_a_department import begins, cased, of_a_body
from generator.cascade.deriving.wording.of_level import of_level, of_same_level
from generator.cascade.deriving.wording.own_settlements import own_settlements
from generator.cascade.deriving.wording.sent_above import sent_above, told_by_place
from generator.cascade.deriving.wording.set_phrases import SENT_TO
from generator.cascade.deriving.wording.shares import end_of_kinds, is_of_each, of_each
from generator.cascade.deriving.wording.units_of_superior import of_superior
from generator.cascade.deriving.wording.whole_country import areas
from generator.grammar.competence import committee_decides, settles_sums
from generator.grammar.first_words import UNIT
from generator.grammar.letters import key_of, plain_of
from generator.grammar.level_words import level_words
from generator.grammar.name_ends import named_by_work
from generator.grammar.named_bodies import groups
from generator.grammar.subjects import apart
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody, NamedTogether


_COMMUNE = 3
_COMMUNES = ("xã", "phường", "đặc khu")
_OF_FORCES = frozenset(["quan-su", "cong-an", "nganh-doc"])
"""Kinds of bodies that are of their own ministry's line, wherever they stand: of no committee."""
_PROVINCES = frozenset(["tỉnh", "thành phố"])
OFFICIALS = "bộ phận, công chức"
STAFF = "cán bộ, công chức, người hoạt động không chuyên trách"
_STAFF = re.compile(r"(?<!\w)cán bộ, công chức, viên chức(?:, người lao động)?(?!\w)")
"""A commune had no viên chức before it got the districts' schools and services (01/7/2025)."""


class Replacement(NamedTuple):
    """New words for a stretch of a text; braces are names of the level."""

    start: int
    end: int
    words: str


_PEOPLE = (
    r"(?:đảng bộ|đảng viên|chính quyền|hệ thống chính trị|lực lượng vũ trang|quân|cán bộ|công chức"
    r"|(?:các tầng lớp )?nhân dân|đoàn viên|hội viên)"
)
_ACROSS = re.compile(
    r"(?P<lead>(?<!\w)(?:trên )?(?:phạm vi )?(?:toàn )?địa bàn(?: toàn)?|(?<!\w)trên phạm vi"
    rf"|(?<!\w)toàn(?: thể)?(?: {_PEOPLE}(?:(?:, | và ){_PEOPLE})*)?|(?<!\w)trong đảng bộ"
    rf"|(?<!\w)khắp|(?P<within>(?<!\w)trong(?: toàn)?)) (?P<unit>{UNIT})"
)
"""Over all of its area, among all of its people: "trong toàn Đảng bộ, chính quyền tỉnh"."""
_WIDE = re.compile(r"địa bàn|phạm vi|toàn |khắp |trong ")
_MANY = re.compile(
    r"(?<!\w)(?P<lead>100 ?% (?:số )?(?:các )?|(?:các|mỗi|từng|tất cả các|toàn bộ các) )"
    rf"(?P<unit>{UNIT})"
    rf"(?P<more>(?:(?:, | và |/){UNIT})*)(?! [A-ZĐ])"
)
_EVERY_UNIT = re.compile(
    r"(?<!\w)(?:100 ?% (?:số )?(?:các )?|mỗi |từng |tất cả (?:các )?|toàn bộ (?:các )?)"
    r"(?:đơn vị hành chính|địa phương|chính quyền địa phương) cấp (?P<level>tỉnh|xã)"
    r"(?!\w)(?!,? (?:và |hoặc )?cấp )"
)
"""Every unit of a level, not called by its kinds: "100% đơn vị hành chính cấp tỉnh"."""
_PAIR = re.compile(
    r"(?<!\w)(?P<unit>xã|phường|thị trấn|đặc khu)(?P<more>(?:(?:, | và |/)"
    r"(?:xã|phường|thị trấn|đặc khu)(?!\w))+)"
)
_PAIRED = tuple(
    f"{kind}{join}"
    for kind in ("xã", "phường", "thị trấn", "đặc khu")
    for join in (",", " và", "/")
)
_COMMUNES_SAID = (
    "xã", "phường", "thị trấn", "đặc khu", "tỉnh", "thành phố", "huyện", "quận", "thị xã",
)  # fmt: skip
_ALL_LEVELS = re.compile(r" (?:ở )?các cấp$")
_FRONT_NAMES = {
    "tỉnh đoàn": "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "thành đoàn": "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
}


def changes(text: str, unit: Addressee, skip: Sequence[tuple[int, int]] = ()) -> list[Replacement]:
    """What has to be put otherwise in a text of the plan above, in its order.

    `skip` are stretches that somebody else has decided.
    """
    plain = plain_of(text)
    found = [Replacement(*s) for s in of_superior(plain, unit)]
    found += _every_unit(plain, unit)
    found += [Replacement(*s) for s in of_same_level(plain, unit)]
    found += [c for c in _bodies(plain, unit) if not _within(c, [(d.start, d.end) for d in found])]
    taken = [(c.start, c.end) for c in found] + [
        plain.span(g.start, g.end) for g in groups(plain)
    ]  # fmt: skip
    found += [c for c in _places(plain, unit) if not _within(c, taken)]
    settled = [Replacement(*one) for one in own_settlements(plain, unit)]
    settled += [Replacement(*one) for one in kinds_alone(plain, unit)]
    found += [c for c in settled if not _within(c, [(d.start, d.end) for d in found])]
    if unit.committee and unit.level == 1:
        kinds = [Replacement(*s, "{don_vi_duoi}") for s in kinds_below(plain)]
        found += [c for c in kinds if not _within(c, [(d.start, d.end) for d in found])]
    shares = of_each(plain) if unit.committee and unit.level >= _COMMUNE else []
    found = [c for c in found if not _within(c, shares)] + [Replacement(*s, "") for s in shares]
    if unit.committee and unit.rooms == OFFICIALS and "viên chức" in plain.low:
        found += [Replacement(*plain.span(*s.span()), STAFF) for s in _STAFF.finditer(plain.low)]
    cited = [plain.span(*title) for title in cited_titles(plain)]
    return sorted(c for c in found if not _within(c, [*skip, *cited]))


def _within(change: Replacement, taken: Sequence[tuple[int, int]]) -> bool:
    return any(change.start < end and start < change.end for start, end in taken)


def _every_unit(plain: Plain, unit: Addressee) -> Iterator[Replacement]:
    """The unit where every unit of its level is meant, whatever kinds there are."""
    level = {1: "tỉnh", _COMMUNE: "xã"}.get(unit.level) if unit.committee else None
    for found in _EVERY_UNIT.finditer(plain.low) if " cấp " in plain.low else ():
        if found["level"] == level:
            yield Replacement(*plain.span(*found.span()), _level(plain, found.start()))


def _bodies(plain: Plain, unit: Addressee) -> Iterator[Replacement]:
    for group in apart(plain, groups(plain)):
        place = plain.span(group.start, group.end)
        if _is_speaker(plain, group, unit):
            name = "Ủy ban nhân dân {cap}"
            yield Replacement(*place, name)
            continue
        if sent_above(plain, group, unit) or _of_whom(plain, group) or told_by_place(plain, group):
            continue
        words = group_words(plain, group, unit)
        if (
            words is not None
            and words.startswith("{ten} phối hợp")
            and (again := _AGAIN.match(plain.low, group.end))
        ):  # "Sở A, Sở B phối hợp mở lớp": said once
            place = place._replace(end=plain.span(group.start, again.end()).end)
        if words is not None and words.startswith("UBND {cap}"):
            each = _EACH_OF.search(plain.low[: group.start])
            if each is not None:  # "Từng sở, ngành, địa phương phân công …"
                place = place._replace(start=plain.span(each.start(), group.start).start)
        if words is not None and _ONE_OF.match(words) and len(group.bodies) == 1:
            many = re.search(r"(?<!\w)(?:các|mỗi|từng) $", plain.low[: group.start])
            if many is not None:  # "các Đoàn Thanh niên xã, phường" are one in a commune
                place = place._replace(start=plain.span(many.start(), group.start).start)
        if words is not None:
            single = words.startswith("các ") and _ONE_BY_ONE.search(plain.low[: group.start])
            yield Replacement(*place, words[4:] if single else words)


_AGAIN = re.compile(r",? (?:cùng )?phối hợp(?= (?!với|chặt)[^\W\d])")
_ONE_OF = re.compile(r"(?:Đoàn|Hội|Đảng ủy|Công an|Trạm|Ban|Mặt trận|Ủy ban MTTQ)(?!\w).*\{cap\}$")
"""Of which a commune has one."""


def _of_whom(plain: Plain, group: NamedTogether) -> bool:
    """Whether the first only says of whom: "Đối với các trường, UBND cấp xã chỉ đạo"."""
    apart = group.bodies[0].kind == "su-nghiep" and group.bodies[-1].kind == "ubnd"
    return apart and plain.low[: group.start].endswith("đối với ")


_ONE_BY_ONE = re.compile(r"(?<!\w)(?:từng|mỗi|các|tất cả các|toàn bộ các|những) $")
_EACH_OF = re.compile(r"(?:^|(?<=[.;] ))(?:từng|mỗi) $")
_SPEAKS = re.compile(r",? (?:yêu cầu|đề nghị|giao|phân công|chỉ đạo|thông báo)(?!\w)")


def _is_speaker(plain: Plain, group: NamedTogether, unit: Addressee) -> bool:
    """Whether the issuer of the plan above speaks here: "Ủy ban nhân dân tỉnh yêu cầu …"."""
    if not unit.committee or len(group.bodies) > 1 or not begins(plain, group.start, loose=True):
        return False
    body = group.bodies[0]
    superior = body.kind in ("ubnd", "van-phong") and unit.kin(body) is Kin.ABOVE
    return superior and _SPEAKS.match(plain.low, group.end) is not None


def group_words(plain: Plain, group: NamedTogether, unit: Addressee) -> str | None:
    """The words for bodies named together; None where they may stay."""
    kins = [unit.kin(body) for body in group.bodies]
    if Kin.SELF in kins or Kin.SOME in kins:
        return _with_self(plain, group, kins, unit)
    general = Kin.EVERYBODY in kins and unit.committee
    if general and any(k is Kin.ABOVE and b.every for b, k in zip(group.bodies, kins, strict=True)):
        words = f"các {{phong}} thuộc UBND {{cap}}{_below(unit, group)}"
        return cased(words, begins(plain, group.start))
    if len(group.bodies) > 1:
        return _listed(plain, group, unit)
    return _one(group.bodies[0], kins[0], unit)


def _with_self(
    plain: Plain, group: NamedTogether, kins: Sequence[Kin], unit: Addressee
) -> str | None:
    capital = begins(plain, group.start)
    if not unit.committee:
        return of_a_body(plain, group, kins, unit)
    own = [b for b, k in zip(group.bodies, kins, strict=True) if k in (Kin.SELF, Kin.SOME)]
    if all(
        body.kind in ("dia-phuong", "co-quan", "ban-nganh") and not body.units
        for body in group.bodies
    ):
        which = _WHICH.fullmatch(plain.low, group.start, group.end)
        return cased("{cap} nào", capital) if which is not None else None
    if len(own) < len(kins) and " hoặc " in plain.low[group.start : group.end]:
        return _each_by_name(plain, group, unit)
    rest = {k for k in kins if k not in (Kin.SELF, Kin.SOME)}
    if Kin.OUTSIDE in rest and len(group.bodies) > 1:
        return _with_outsiders(plain, group, kins, unit)
    if not rest <= {Kin.OTHER} and len(group.bodies) > 1:
        heads = any(body.head for body in group.bodies)
        theirs = [b for b, k in zip(group.bodies, kins, strict=True) if k is Kin.OWN]
        named = any(b.kind not in ("phong", "ban") and not _is_many(b) for b in theirs)
        beside = rest <= {Kin.OWN, Kin.OTHER} and (named or any(body.head for body in own))
        if beside or SENT_TO.search(plain.low[: group.start]):
            return _each_by_name(plain, group, unit)
        behind = plain.low[group.end :].lstrip(" ,:")
        settles = settles_sums(behind) and any(b.kind == "ubnd" and not b.head for b in own)
        if settles or (not heads and committee_decides(behind)):
            return "UBND {cap}"
        if heads and answers_above(unit, plain.said(group.end, len(plain.low))):
            return "Chủ tịch UBND {cap}"
        if heads:
            return cased("thủ trưởng các {phong} thuộc UBND {cap}", capital)
        fronts = Kin.FRONT in rest
        more = _below(unit, group) + (", các tổ chức chính trị - xã hội {cap}" if fronts else "")
        return cased(f"các {{phong}} thuộc UBND {{cap}}{more}", capital)
    body = own[0]
    if body.kind in ("so", "bo"):
        return cased("các {phong} thuộc UBND {cap}", capital)
    if body.kind == "dia-phuong":
        if not body.units:
            return None
        only = f" {body.only}" if body.only and Kin.SOME in kins else ""  # till it is answered
        return cased(f"{{cap}}{only}", capital) if not body.head else "Chủ tịch UBND {cap}"
    single = len(own) == 1 and len(group.bodies) == 1 and not body.every and not body.place
    if single and (not body.units or unit.word in body.units):
        return None
    if body.kind not in ("ubnd", "hdnd") and not body.head:  # "trạm y tế xã có tủ đạt chuẩn"
        return " ".join(filter(None, [cased(_name(body), capital), "{cap}", body.only]))
    return f"{_office(body) if body.head else ''}UBND {{cap}}"


def _with_outsiders(
    plain: Plain, group: NamedTogether, kins: Sequence[Kin], unit: Addressee
) -> str | None:
    """The unit beside whom it does not house: "các địa phương, doanh nghiệp" are both told."""
    rest = {k for k in kins if k not in (Kin.SELF, Kin.SOME)}
    if rest <= {Kin.OUTSIDE, Kin.OTHER, Kin.OWN}:
        return _each_by_name(plain, group, unit)
    first = next(b for b, k in zip(group.bodies, kins, strict=True) if k is Kin.OUTSIDE)
    at, end = first.span.start, plain.span(group.start, group.end).end
    words = cased("các {phong} thuộc UBND {cap}", begins(plain, group.start))
    return f"{words}, {plain.text[at:end]}" if at < end else words


def _below(unit: Addressee, group: NamedTogether) -> str:
    """The communes, which are the localities of a province, behind its own departments."""
    named = any(b.kind == "dia-phuong" and not b.units for b in group.bodies)
    return ", UBND các {don_vi_duoi}" if named and unit.level == 1 else ""


_WHICH = re.compile(rf"{UNIT}(?:(?:, | và |/){UNIT})* nào")
"""Any of them that is so or has that: "phường, xã nào đạt dưới 90%"."""


def _is_many(body: NamedBody) -> bool:
    return plain_of(body.text).low.startswith("các ")


def _each_by_name(plain: Plain, group: NamedTogether, unit: Addressee) -> str:
    """Each by its own name: "Đồn Biên phòng hoặc UBND các xã", "Chủ tịch UBND, Công an cấp xã"."""
    at, end = plain.span(group.start, group.end)
    out = ""
    for body in group.bodies:
        kin = unit.kin(body)
        if body.span.start < at or plain.text[body.span.start : body.span.end] != body.text:
            continue
        mine = f"{_office(body) if body.head else ''}UBND {{cap}}"
        words = mine if kin in (Kin.SELF, Kin.SOME) else _one(body, kin, unit) or body.text
        out += plain.text[at : body.span.start] + words
        at = body.span.end
    return out + plain.text[at:end]


def _office(body: NamedBody) -> str:
    low = plain_of(body.text).low
    cut = low.find("ủy ban")
    words = body.text[: plain_of(body.text).span(0, cut).end] if cut > 0 else "Chủ tịch "
    return re.sub(r"(?i)\bcác $|các $", "", words)


def _listed(plain: Plain, group: NamedTogether, unit: Addressee) -> str | None:
    """Several bodies: each that must change, changed inside the list."""
    out, at, changed = "", plain.span(group.start, group.end).start, False
    mine = any(unit.word in body.units for body in group.bodies)
    for body in group.bodies:
        if mine and _of_other_kind(body, unit) and body.span.start >= at:
            out = f"{out}{plain.text[at : body.span.start]}".rstrip(" ,;").removesuffix(" và")
            at, changed = body.span.end, True
            continue
        words = _one(body, unit.kin(body), unit)
        stands = plain.text[body.span.start : body.span.end] == body.text
        if words is None or body.span.start < at or not stands:
            continue
        out += plain.text[at : body.span.start] + words
        at = body.span.end
        changed = True
    if not changed:
        return None
    return out + plain.text[at : plain.span(group.start, group.end).end]


def _of_other_kind(body: NamedBody, unit: Addressee) -> bool:
    """Whether a room is named that units of another kind have: "Phòng … các phường" in a xã."""
    rooms = body.kind in ("phong", "trung-tam", "van-phong", "ban")
    return rooms and unit.level >= _COMMUNE and bool(body.units) and unit.word not in body.units


def _one(body: NamedBody, kin: Kin, unit: Addressee) -> str | None:
    if not unit.committee:
        return None
    capital = body.text[:1].isupper()
    if kin is Kin.FRONT:
        return _front(body, unit)
    if kin is Kin.PARTY and body.name.startswith("ban thường vụ các") and unit.level == _COMMUNE:
        return "Ban Thường vụ Đảng ủy {cap}"
    if kin is Kin.PARTY and "trực thuộc" in body.name:  # right below the province's: its own one
        board = "Ban Thường vụ " if body.name.startswith("ban thường vụ") else ""
        return f"{board}Đảng ủy {{cap}}" if unit.level == _COMMUNE else None
    if kin is Kin.PARTY and body.name == "các chi bộ":
        return None  # below the commune's committee of the Party
    if kin is Kin.PARTY and (body.every or body.units):
        return cased(f"{_name(body).replace(' các ', ' ')} {{cap}}", capital)
    if kin is Kin.OWN and body.kind == "so" and not body.every and body.level == "tinh":
        many = plain_of(body.text).low.startswith("các ")  # "các Sở Y tế": a province has one
        return cased(body.text[4:], capital) if many else None
    if kin is Kin.OWN and unit.level == 1 and body.units and not body.place:
        if body.kind == "so":
            return cased(_name(body), capital)  # "Sở Y tế tỉnh, thành phố": its own one
        if unit.word not in body.units and set(body.units) <= _PROVINCES:
            return cased(f"{_name(body)} {{cap}}", capital)  # "Bệnh viện đa khoa tỉnh", in a city
    if kin is Kin.OWN and named_by_work(body.name):
        return body.text
    alone = body.units[0] if len(body.units) == 1 and not body.place else unit.word
    if kin is Kin.OWN and unit.level == _COMMUNE and alone != unit.word and alone in _COMMUNES:
        return cased(f"{_name(body)} {{cap}}", capital)  # "Công an xã" of all, in a ward
    if kin is Kin.OWN and (body.every or len(body.units) > 1):
        if body.kind in ("phong", "trung-tam", "van-phong", "ban") and not body.name.startswith(
            "các"
        ):
            return cased(f"{_name(body)} {{cap}}", capital)
        if body.name.endswith("trạm y tế"):
            return "Trạm Y tế {cap}"  # each commune has one (bo-may.toml, `tram-y-te-xa`)
        if body.level is None and "trường " in body.name:
            return None  # schools by their kind
        if body.name.startswith("các"):
            whose = "trên địa bàn" if body.kind in _OF_FORCES else "thuộc UBND"
            return cased(f"{_name(body)} {whose} {{cap}}", capital)
        return cased(f"{_name(body)} {{cap}}", capital)
    return None


def _name(body: NamedBody) -> str:
    """The name without level and place, with the letters of the text; its head stays its head."""
    low = plain_of(body.text)
    at = low.low.find(body.name)
    return low.said(0 if body.head else at, at + len(body.name)) if at >= 0 else body.text


def _front(body: NamedBody, unit: Addressee) -> str | None:
    """The Front or an organisation at the unit's own level, where there is one."""
    body, of_above = _placeless(body, unit)
    if body.level == "trung-uong" and (own := _below_centre(body)):
        return f"{own} {{cap}}"
    if unit.level >= _COMMUNE and not has_branch(body):
        return None
    central = unit.above == 0 and body.kind == "doan-the" and body.level is None
    if central and body.text.endswith(" Việt Nam") and has_branch(body):
        return f"{body.text.removesuffix(' Việt Nam')} {{cap}}"
    short = _FRONT_NAMES.get(body.name)
    if short is not None:
        return f"{short} {{cap}}"
    if body.every and (levels := _ALL_LEVELS.search(plain_of(body.text).low)) is not None:
        return f"{body.text[: levels.start()]} {{cap}}"
    if body.every:
        named = of_above or body.level is not None
        return cased(f"{_name(body)} {{cap}}", body.text[:1].isupper()) if named else None
    if body.level is None and not body.place and not of_above:
        return None
    if body.name == "liên đoàn lao động":
        return "Công đoàn {cap}"
    return f"{_name(body)} {{cap}}"


_CENTRE = re.compile(r"(?:Ban Chấp hành )?Trung ương (?P<name>.+?)(?: Việt Nam)?")


def _below_centre(body: NamedBody) -> str:
    """An organisation that a plan from the centre names there: "Trung ương Hội Nông dân"."""
    found = _CENTRE.fullmatch(body.text)
    return found["name"] if found is not None else ""


def _placeless(body: NamedBody, unit: Addressee) -> tuple[NamedBody, bool]:
    """A body without the superior's place in its name ("Tỉnh đoàn Bắc Ninh"); whether it is its."""
    above = plain_of(unit.place_above).low
    bare = " ".join(word for word in above.split(" ") if word not in ("tỉnh", "thành", "phố"))
    name = body.name.removesuffix(f" {bare}") if bare else body.name
    said = bool(body.units) and above.startswith(tuple(body.units))
    return body._replace(name=name), said or name != body.name


# ------------------------------------------------------------------ places


def _places(plain: Plain, unit: Addressee) -> Iterator[Replacement]:
    if not unit.committee:
        return
    low, word = plain.low, unit.word_above
    for one in of_level(plain, unit):
        yield Replacement(*one)
    for area in areas(plain, unit):
        yield Replacement(*area, "trên địa bàn {cap}")
    name = key_of(unit.place_above)
    of_people = {w.unit_start for w in level_words(plain) if w.people}
    for found in _ACROSS.finditer(low) if f" {word}" in low and _WIDE.search(low) else ():
        if found["unit"] != word or (found["within"] and found.start("unit") not in of_people):
            continue
        start, end = found.start("unit"), found.end("unit")
        said = key_of(low[start : start + len(name) + 8])
        named = bool(name) and said.startswith(name)
        stop = end
        while named and key_of(low[start:stop]) != name and stop <= end + len(name) + 8:
            stop += 1
        if named:
            yield Replacement(*plain.span(start, stop), "{don_vi}")
        elif not _capital_after(plain, end):
            yield Replacement(*plain.span(start, end), "{cap}")
    if not holds(low, _COMMUNES_SAID):
        return
    for found in _MANY.finditer(low):
        units = re.findall(UNIT, found[0])
        each = is_of_each(low, found, units)
        if unit.word in units and not each and not _capital_after(plain, found.end()):
            end = end_of_kinds(low, found.end(), other=units[-1] != unit.word)
            yield Replacement(*plain.span(found.start(), end), _level(plain, found.start()))
    for found in _PAIR.finditer(low) if holds(low, _PAIRED) else ():
        units = re.findall(UNIT, found[0])
        before = low[: found.start()].rsplit(" ", 2)[-2:]
        led = {"các", "mỗi", "từng"} & set(before) or _COUNT.search(low[: found.start()])
        if unit.word in units and not led and not _capital_after(plain, found.end()):
            yield Replacement(*plain.span(found.start(), found.end()), _level(plain, found.start()))


def places(text: str, unit: Addressee) -> list[Replacement]:
    """What has to be put otherwise of the places of a text, whatever bodies it names."""
    return sorted(_places(plain_of(text), unit))


_COUNT = re.compile(r"\d+ $")
"""Units that are counted, "12 xã, phường", are the superior's."""


def _level(plain: Plain, at: int) -> str:
    return "{Cap}" if begins(plain, at) else "{cap}"


def _capital_after(plain: Plain, at: int) -> bool:
    return plain.low[at : at + 1] == " " and plain.capital(at + 1)
