"""What `check` says of words and figures that a unit's own plan cannot mean, whoever wrote it.

Numbers of units in the plan of one unit, what an office has that only its area can have, the area
of the country, the ministry's units, sentences with a hole, appendices that the plan has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.doubting.leaning import annex_meant
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import warning
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.diagnostics import Diagnostic
    from generator.grammar.letters import Plain
    from generator.plan.model import KeHoach
    from generator.plan.source import TomlSource


class OwnText(NamedTuple):
    """One text of a plan as the laws read it."""

    words: Plain
    me: Addressee
    title: bool
    appendices: int


_PARTS = ("muc", "phu_luc", "ket_thuc")
_UNIT = r"(?:xã|phường|đặc khu|thị trấn)"
_COUNTED = re.compile(
    rf"(?<![\w/,.])(?<!năm )(?:(?P<share>\d+/)?0*(?P<count>[2-9]|[1-9]\d+)) (?P<units>{_UNIT}"
    rf"(?:(?:, | và |/){_UNIT})*)(?!\w)(?! (?:giáp|lân cận|bạn|khác|trong|thuộc|của))"
)
"""Such as "148/148 xã, phường", "ít nhất 06 phường, xã" in the plan of one of them."""
_PER_UNIT = (
    r"(?<!\w)(?:bình quân|trung bình)(?: mỗi)? {unit} (?:có )?(?:ít nhất |tối thiểu )?\d[\d.,]*"
    r"|(?<!\w)(?:mỗi|từng) {unit}(?! hội)(?: (?:có|bố trí|lập|xây dựng))?"
    r"(?: ít nhất| tối thiểu)? \d[\d.,]*"
)
_OF_OFFICE = re.compile(
    r" (?:(?:phấn đấu )?(?:có )?đạt (?:từ |trên |ít nhất |tối thiểu )?\d"
    r"|có (?:ít nhất |tối thiểu |trên )?\d[\d.,]* (?!lãnh đạo|cán bộ|công chức|phó|đồng chí|bộ phận"
    r"|phòng|đơn vị|đầu mối|trụ sở|thành viên|người|chỉ tiêu|tiêu chí|nhiệm vụ|văn bản)"
    r"|\d[\d.,]* (?:hộ|ha|km|mô hình|hợp tác xã|sản phẩm|trẻ|học sinh|người|lao động)(?!\w))"
)
"""Households, areas, shares: an office has none of them."""
_WHOLE_COUNTRY = re.compile(r"(?<!\w)trên (?:phạm vi )?(?:cả nước|toàn quốc)(?!\w)")
_CITED = re.compile(r"(?:thực hiện|triển khai) (?:kế hoạch|nghị quyết|chỉ thị|đề án|chương trình) ")
_MINISTRYS = re.compile(
    r"(?<!\w)(?:các |từng |mỗi )?(?:cơ quan|đơn vị)(?:,? (?:cơ quan|đơn vị))?"
    r" (?:trực )?thuộc bộ(?= *[,.;)]|$| và| trong)"
)
_EMPTY = re.compile(r"\(\s*\)|“\s*”|\"\s*\"")
_TORN_ADVICE = re.compile(
    r"tham mưu (?:cho )?(?:chủ tịch )?ủy ban nhân dân (?:xã|phường|đặc khu|huyện|tỉnh|thành phố)"
    r" (?P<hole>đến nay|phải|có|được|đã|nơi|\()(?!\w)"
)
_POINTS_BACK = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?:trên cơ sở (?:đó|này|ấy)|theo đó|từ đó|sau đó),? (?=\w)"
)
"""Points to the sentence before, at the very beginning of a paragraph."""
_NO_VERB = re.compile(
    r" (?P<hole>phương án|kế hoạch|danh sách|hồ sơ|quy chế|kịch bản|số liệu|báo cáo kết quả)(?!\w)"
)
_TITLE_OF_LAW = re.compile(r"[\W\d]*(?:hiệu lực|điều khoản)(?: và| và điều khoản)? thi hành\W*")
_ANNEX = re.compile(
    r"(?<!\w)(?:theo|tại|ở) (?:quy định (?:tại|ở) )?"
    r"(?:phụ lục(?: số)? (?:[ivx]+|\d{1,2})(?:,| và|;) )*(?P<said>phụ lục(?: số)? "
    r"(?P<number>[ivx]+|\d{1,2}))(?!\w)(?P<rest>[^.;]{0,60})"
)
_OF_PAPER = re.compile(
    r"(?:(?:ban hành|kèm|theo|của|thuộc) )*(?:nghị định|thông tư|quyết định|luật|nghị quyết"
    r"|công văn|hướng dẫn|kế hoạch|chỉ thị|\d+/)"
)
_TO_EVERY = re.compile(
    r"(?<!\w)(?:cho|đến|tới|về) (?:các|từng|mỗi) (?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))*"
    r"(?= *(?:[.;,)/]|$| (?:trước|trong|theo|để|và)(?!\w)))"
)
"""Such as "giao chỉ tiêu cho từng phường, xã" in the plan of one of them."""
_BRANCHES = re.compile(
    r"(?:chỉ đạo|hướng dẫn) (?:các )?(?:cấp cơ sở|cấp bộ đoàn|tổ chức cơ sở|hội cơ sở)(?!\w)"
)
_FOR_KIND = re.compile(
    r"\((?!kèm|ban hành)[^()]{0,60}?(?:đối với|ở|của|tại) (?:các )?"
    r"(?P<kind>xã|phường|đặc khu|thị trấn)(?P<more>(?:(?:, | và |/)(?:xã|phường|đặc khu))*)\)"
)
_WHERE_IT = (
    r"(?<!\w)(?:ủy ban nhân dân )?{unit} (?P<only>nơi (?:xảy ra|phát sinh|có)[^,.;:]{{0,40}}?)"
    r"(?= (?:phải|chịu|tổ chức|lập|báo|kịp|chủ|thì|xử|phối|huy|có trách)|[,.;:]|$)"
)
_IF_IT_HAS = (
    r"(?:^|[;.,] )[\W\d]*(?:với |riêng |đối với )?{unit} (?P<only>(?:có|giáp|ven|nằm trong|vùng"
    r"|chưa|không|còn) (?!\d|thẩm quyền|trách nhiệm|nhiệm vụ)[^;.:]{{3,70}}?) (?:thì|phải"
    r"|tổ chức|bố trí|xây dựng|chủ động|rà soát|lập|cần)(?!\w)"
)


def check_own_figures(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC713, LC717, LC718, LC727 to LC729, LC736, of what nobody is asked to look at already."""
    asked = {loc for loc, node in walk(plan) if getattr(node, "can_xem", None)}
    for loc, node in walk(plan):
        if loc[0] not in _PARTS or loc in asked:
            continue
        for field in ("tieu_de", "noi_dung"):
            text = unquoted(plain(getattr(node, field, None) or ""))
            if not text:
                continue
            said = OwnText(plain_of(text), me, field == "tieu_de", len(plan.phu_luc))
            for told in _told(said):
                yield told._replace(span=source.span((*loc, field)))
    yield from _bases(plan, source, me)
    yield from _country_in_title(plan, source, me)


def _country_in_title(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC713: a unit's plan that by its title is of the whole country."""
    title = plain_of(plain(plan.van_ban.trich_yeu))
    found = _WHOLE_COUNTRY.search(title.low) if me.level > RANKS["trung-uong"] else None
    if found is not None and _CITED.search(title.low) is None:
        message = _("“{chu}” là địa bàn của cấp trên; kế hoạch này là của {don_vi}")
        told = message.format(chu=title.said(*found.span()), don_vi=me.unit or me.name)
        place = source.span(("van_ban", "trich_yeu"))
        yield warning("LC713", told, place, _("Chỉ nêu địa bàn của mình"))


def _told(said: OwnText) -> Iterator[Diagnostic]:
    yield from _holes(said)
    yield from _annexes(said)
    if said.me.level > RANKS["trung-uong"]:
        yield from _of_the_country(said)
    if said.me.committee:
        yield from _of_an_office(said)
    if said.me.committee and said.me.level == RANKS["xa"]:
        yield from _of_many(said)


def _holes(said: OwnText) -> Iterator[Diagnostic]:
    """LC718, LC728: a sentence that lost a part; a title that only a legal document has."""
    low = said.words.low
    found = _EMPTY.search(low) or _TORN_ADVICE.search(low) or _POINTS_BACK.match(low)
    for group in groups(said.words) if found is None and low.startswith("phối hợp với") else ():
        if low[: group.start].endswith("phối hợp với "):
            found = found or _NO_VERB.match(low, group.end)
    if found is not None:
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”")
        told = message.format(chu=said.words.said(*found.span()).strip())
        yield warning("LC718", told, None, _("Viết lại cho đủ câu"))
    if said.title and _TITLE_OF_LAW.fullmatch(low):
        message = _("“{chu} …” là lời của cấp trên, không phải của {don_vi}")
        told = message.format(chu=said.words.text.strip(), don_vi=said.me.unit or said.me.name)
        yield warning("LC728", told, None, _("Viết lại bằng lời của đơn vị mình"))


def _annexes(said: OwnText) -> Iterator[Diagnostic]:
    """LC729: "theo quy định tại Phụ lục II" where the plan has one appendix."""
    for found in _ANNEX.finditer(said.words.low):
        if _OF_PAPER.match(found["rest"].strip()) is None and _number(found["number"]) > max(
            said.appendices, 0
        ):
            words = said.words.said(*found.span("said"))
            message = _("Dẫn đến “{chu}” mà kế hoạch này không có").format(chu=words)
            yield warning("LC729", message, None, _("Ghi lại chỗ được dẫn"))
            return
    if said.appendices == 0 and (bare := annex_meant(said.words.low)):
        message = _("Dẫn đến “{chu}” mà kế hoạch này không có").format(chu=bare)
        yield warning("LC729", message, None, _("Ghi lại chỗ được dẫn"))


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in said]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _of_the_country(said: OwnText) -> Iterator[Diagnostic]:
    """LC713, LC728: the whole country's area, the ministry's own units."""
    unit = said.me.unit or said.me.name
    found = _WHOLE_COUNTRY.search(said.words.low)
    if found is not None and "quốc gia" not in said.words.low[: found.start()]:
        message = _("“{chu}” là địa bàn của cấp trên; kế hoạch này là của {don_vi}")
        told = message.format(chu=said.words.said(*found.span()), don_vi=unit)
        yield warning("LC713", told, None, _("Chỉ nêu địa bàn của mình"))
    found = _MINISTRYS.search(said.words.low)
    if found is not None and said.me.committee:
        message = _("“{chu} …” là lời của cấp trên, không phải của {don_vi}")
        told = message.format(chu=said.words.said(*found.span()), don_vi=unit)
        yield warning("LC728", told, None, _("Viết lại bằng lời của đơn vị mình"))


def _of_an_office(said: OwnText) -> Iterator[Diagnostic]:
    """LC736: what households, fields, shares an office is said to have."""
    for group in groups(said.words):
        body = group.bodies[-1]
        own = body.kind == "ubnd" and said.me.kin(body) is Kin.SELF and not body.head
        if own and not body.every and (found := _OF_OFFICE.match(said.words.low, group.end)):
            words = said.words.said(group.start, found.end())
            message = _("“{chu} …”: của địa bàn, không phải của cơ quan").format(chu=words)
            hint = _("Viết “{cap} …”, hoặc “trên địa bàn {cap} …”").format(cap=said.me.word)
            yield warning("LC736", message, None, hint)
            return


def _other_kinds(low: str, word: str) -> str:
    """What a bracket says of units of another kind: "(Phòng X đối với phường)" in a commune."""
    for found in _FOR_KIND.finditer(low):
        if found["kind"] != word and word not in found["more"]:
            return found[0].strip("() ")
    return ""


def _of_many(said: OwnText) -> Iterator[Diagnostic]:
    """LC727: several units of the kind, each of them, or one that fits a condition."""
    low, word = said.words.low, re.escape(said.me.word)
    if other := _other_kinds(low, said.me.word):
        message = _("“{chu}” chỉ nhiều đơn vị; kế hoạch này là của {don_vi}")
        told = message.format(chu=other, don_vi=said.me.unit)
        yield warning("LC727", told, None, _("Chỉ ghi phần của đơn vị mình"))
        return
    counted = _COUNTED.search(low)
    found = counted or re.search(_PER_UNIT.format(unit=word), low) or _BRANCHES.search(low)
    found = found or _TO_EVERY.search(low)
    if found is not None:
        message = _("“{chu}” chỉ nhiều đơn vị; kế hoạch này là của {don_vi}")
        told = message.format(chu=said.words.said(*found.span()), don_vi=said.me.unit)
        yield warning("LC727", told, None, _("Chỉ ghi phần của đơn vị mình"))
        return
    where = re.search(_WHERE_IT.format(unit=word), low)
    if where is not None:
        only = said.words.said(*where.span("only"))
        message = _("“{chu}”: kế hoạch này chỉ của {don_vi}, không cần nói đơn vị nào")
        told = message.format(chu=only, don_vi=said.me.unit)
        yield warning("LC727", told, None, _("Bỏ “{chu}”").format(chu=only))
        return
    found = re.search(_IF_IT_HAS.format(unit=word), low)
    if found is not None:
        message = _("“Đối với {chu}”: kế hoạch của một đơn vị phải nói rõ có hay không")
        hint = _("Bỏ nếu không thuộc diện ấy; nếu thuộc thì bỏ chữ “Đối với …”")
        told = message.format(chu=said.words.said(*found.span("only")))
        yield warning("LC727", told, None, hint)


_POWERS = re.compile(r"quy định (?:về )?chức năng,? nhiệm vụ(?:,? (?:và )?quyền hạn)?[^;.]* của ")


def _bases(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC717: a basis on the powers of another body, as a ministry's decree on itself."""
    for part in ("can_cu", "mo_dau"):
        for i, paragraph in enumerate(getattr(plan, part)):
            text = plain(paragraph.noi_dung)
            found = _POWERS.search(plain_of(text).low)
            named = bodies(text[found.end() :])[:1] if found else ()
            if named and me.kin(named[0]) in (Kin.ABOVE, Kin.OTHER) and not named[0].every:
                message = _("“{ten}”: căn cứ về chức năng, quyền hạn của cơ quan khác")
                hint = _("Bỏ căn cứ ấy, hoặc ghi căn cứ về thẩm quyền của mình")
                place = source.span((part, i, "noi_dung"))
                yield warning("LC717", message.format(ten=named[0].text), place, hint)
