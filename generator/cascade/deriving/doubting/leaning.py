"""What a derived sentence leans on that the unit's plan may not have.

A place or thing by its name, an item or a form of the plan above by its number, a day counted
from that plan, a level above the unit's, a condition that only some units meet, a total beside
a share, words for something that stood before and was left out: where one of them is in the
sentence, it does not stand without a question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import (
    Q_ABOVE,
    Q_BARE,
    Q_CONDITION,
    Q_EACH,
    Q_PEER,
    Q_REFERS,
    Q_SHARED,
    Q_SINCE,
    Q_SITE,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.binding import binding
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.sentence import Sentence
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit


def leaning(sentence: Sentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """Questions about what a sentence leans on; `unit` speaks for itself."""
    yield from _numbered(sentence)
    yield from _since(sentence)
    yield from _levels(sentence, unit, kit.unit.above)
    if unit.committee:
        if unit.level == RANKS["xa"] and (every := _LEVELS.search(sentence.low)) is not None:
            yield Q_EACH.replace("{chu}", sentence.plain.said(*every.span()))
        yield from _sites(sentence, unit)
        yield from _conditions(sentence, unit)
        yield from _figures(sentence, kit, unit)


# ------------------------------------------------------------------ names

_CAPITAL = "A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ"
_NAME = re.compile(rf"[{_CAPITAL}][\w'’]*(?: [{_CAPITAL}][\w'’]*)*")
_ROAD = re.compile(r"(?:[Qq]uốc lộ|[Tt]ỉnh lộ|[Đđ]ường tỉnh) \d+\w?")
_SHUT = re.compile(r"[“\"«][^”\"»]*[”\"»]|\{[^{}]*\}|\([^()]*\)")
_AT = re.compile(
    r"(?<!\w)(?:tại|ở|xã|phường|thôn|bản|hồ|sông|suối|đường|cầu|khu|cảng|chợ|núi|đèo|đảo|vịnh"
    r"|bãi biển|bãi|vùng|đầm|phá|hòn|cồn|kênh|cửa khẩu|khu vực|khu công nghiệp|cụm công nghiệp"
    r"|khu bảo tồn|khu du lịch|khu kinh tế|cao tốc|sân bay|nhà máy|khu dân cư|tuyến|tuyến đường"
    r"|tượng đài|nghĩa trang|quảng trường|vườn quốc gia) $"
)
"""Before one capital alone that names a place; two capitals are a name anywhere."""
_TITLE = re.compile(
    r"(?<!\w)(?:luật|bộ luật|nghị định|nghị quyết|quyết định|chỉ thị|kế hoạch|đề án|chương trình"
    r"|thông tư|kết luận|công điện|pháp lệnh|hiến pháp|chiến lược|quy hoạch|tết|lễ|danh hiệu"
    r"|phong trào|cuộc vận động|tháng|ngày|tuần|giải|hệ thống|cổng|nền tảng|phần mềm|ứng dụng"
    r"|tiếng|dân tộc|đồng bào|người|bác|chủ tịch hồ|bệnh|vi rút|vắc xin|giống|tiêu chuẩn|mô hình"
    r"|quỹ|hội thi|cuộc thi|chỉ số|bộ chỉ số|huân chương|mạng xã hội|trang|luật)"
    r"(?!\w)[^,;.:]{0,90}$"
)
"""Before capitals of a title, a people, a product, a day: no place that may lie elsewhere."""
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
    r"|pháp lệnh|hiến pháp|chiến lược|quy (?:hoạch|định|chế)|danh mục)(?!\w)"
)
"""What is cited by its number or name."""


def _sites(sentence: Sentence, unit: Addressee) -> Iterator[str]:
    """A name in a sentence that neither the unit, a body nor a title bears."""
    said, above = sentence.said, key_of(unit.place_above)
    own = key_of(unit.unit.split(" ", 1)[-1]) if unit.unit else ""
    if own and key_of(unit.unit) in key_of(sentence.above):
        return  # the plan above says it of this unit by name
    if _ROAD.search(said):
        yield Q_SITE
        return
    taken = [
        sentence.plain.span(g.start, g.end) for g in groups(sentence.plain) if not g.bodies[-1].only
    ]
    taken += [found.span() for found in _SHUT.finditer(said)]  # type: ignore[misc]
    for found in _NAME.finditer(said):
        start = found.start()
        before, key = said[:start].rstrip(), key_of(found[0])
        if not before or before[-1] in ".;:*-+•)" or any(a <= start < b for a, b in taken):
            continue
        low = said[max(0, start - 110) : start].lower()
        if (
            key in _COMMON
            or _CITES.match(said[start:].lower())
            or found[0].isupper()
            or _TITLE.search(low)
        ):
            continue
        if (own and (key in own or own in key)) or (above and key in above):
            continue
        if " " in found[0] or _AT.search(low):
            yield Q_SITE
            return


# ------------------------------------------------------------------ the plan above

_NUMBERED = re.compile(
    r"(?<!\w)(?P<item>(?:phụ lục|phụ biểu|mẫu|biểu|biểu mẫu|phiếu|nhiệm vụ|khoản|điểm|tiểu mục|mục"
    r"|phần)(?: số)? (?:[ivx]+|\d{1,2}(?:\.\d+)*|[a-zđ])(?!\w)(?!%)"
    r"(?:[,/]? (?:khoản|mục|phần|điểm)? ?(?:[ivxlc]+|\d{1,2}|này|[a-zđ])(?!\w))*)"
    r"(?! ?,? ?(?:kèm |ban hành |của |thuộc )?(?:kèm |theo )*(?:điều|luật|nghị|quyết|thông|quy"
    r"|chỉ|công|đề|chương|kết|phụ lục|\{))"
)
_ANNEX = re.compile(
    r"(?<!\w)(?:theo|tại|ở) (?:mẫu (?:tại|ở) )?(?P<item>phụ lục)(?! (?:số|[ivx]+|\d|[a-zđ])(?!\w))"
    r"(?! ?,? ?(?:kèm |ban hành |của |đính kèm))"
)
_HAS_NUMBER = re.compile(r"(?<!\w)(?:phụ lục|phụ biểu|mẫu|biểu|phiếu|khoản|điểm|mục|phần|vụ)(?= )")
_SINCE = re.compile(
    r"(?<!\w)(?:kể từ|sau khi|sau ngày|tính từ|từ ngày|từ khi)(?: ngày| khi)?[^,;.{]{0,25}"
    r"(?<!\w)(?:kế hoạch|chỉ thị|nghị quyết|công điện|thông báo)(?! số)(?!\w)(?!:)[^,;.{]{0,25}"
    r"|(?<!\w)(?:trong )?(?:vòng )?\d+ (?:ngày|tháng|tuần)(?: làm việc)? tiếp theo"
)
_LEVEL = re.compile(
    r"(?<!\w)(?:toàn quốc|cả nước|liên tỉnh|trên toàn tuyến"
    r"|(?:lập|xây dựng|hoàn thiện|vận hành) [^,;.]{0,40}quốc gia"
    r"|(?:của|thuộc|về|gửi|báo cáo|trình) (?P<bare>bộ|sở)(?=[\s,;.]|$))(?!\w)"
)
_CITED = re.compile(
    r"(?:chương trình|hội nghị|danh hiệu|giải|kỳ thi|cuộc thi|ngày|hội thi|phong trào|so với"
    r"|theo|hệ thống|cơ sở dữ liệu|nghị quyết|kế hoạch|quyết định|chiến lược|đề án)[^,;.]{0,60}$"
)
_CENTRAL = re.compile(
    r"Trung ương (?:Đoàn|Hội|Mặt trận)(?: [^,;.:]{0,30}?(?:Việt Nam|Hồ Chí Minh))?"
    r"|(?:Hội|Hiệp hội|Liên hiệp các [Hh]ội|Liên đoàn) [^,;.:()]{3,50}? Việt Nam"
)
"""An organisation at the centre, which a province's plan neither orders nor asks."""


def _numbered(sentence: Sentence) -> Iterator[str]:
    """An item, a form, an appendix by its number, of no law and no document that is named."""
    if not _HAS_NUMBER.search(sentence.low) and "phụ lục" not in sentence.low:
        return
    found = _NUMBERED.search(sentence.low) or _ANNEX.search(sentence.low)
    if found is not None and "{cap_tren" not in sentence.said[found.end() : found.end() + 40]:
        yield Q_REFERS.replace("{chu}", found["item"])


def _since(sentence: Sentence) -> Iterator[str]:
    """A term that runs from a plan of which nobody says which, or from what stood before."""
    if (found := _SINCE.search(sentence.low)) is not None:
        yield Q_SINCE.replace("{chu}", found[0].strip())


def _levels(sentence: Sentence, unit: Addressee, above: int) -> Iterator[str]:
    """The centre's level, or "Bộ", "Sở" without saying which, where the unit speaks."""
    for found in _LEVEL.finditer(sentence.low):
        if found["bare"]:
            at = found.end() + 1
            named = at < len(sentence.low) and sentence.plain.capital(at)
            if named or not sentence.plain.capital(found.start("bare")):
                continue
            if found["bare"] == "sở" and not unit.committee:
                continue
            yield Q_BARE.replace("{chu}", found["bare"].capitalize())
            break
        if _CITED.search(sentence.low[: found.start()]):
            continue
        yield Q_ABOVE.replace("{chu}", sentence.plain.said(*found.span()))
        break
    if unit.committee and above == 0 and (peer := _CENTRAL.search(sentence.above)) is not None:
        yield Q_PEER.replace("{chu}", peer[0].strip())


# ------------------------------------------------------------------ conditions

_UNITS = {"xa": r"(?:xã|phường|đặc khu)(?:(?:, |/| và )(?:xã|phường|đặc khu))*|địa phương|nơi"}
_UNITS["tinh"] = r"(?:tỉnh|thành phố)(?:, (?:tỉnh|thành phố))*|địa phương|nơi"
_CONDITION = (
    r"(?<!\w)(?<!hợp tác )(?<!của )(?<!cấp )(?<!trong )(?<!bộ )(?<!trên )(?P<unit>UNITS)(?: nào)? "
    r"(?P<is>(?:có|chưa|đã|thuộc|miền|vùng|ven|giáp|nằm|bị|không có|khó khăn|biên giới|hải đảo"
    r"|trọng điểm|điểm|loại|(?:đạt )?(?:dưới|trên|từ|hơn) \d)(?!\w)(?! (?:trách nhiệm|nhiệm vụ|thể"
    r"|kế hoạch|ít nhất|tối thiểu|liên quan|tổ(?!\w)|địa bàn|đồng|được|ban hành|khu vực|ý kiến"
    r"|quyền|báo cáo|phương án|biện pháp|giải pháp|hình thức|văn bản|thẩm quyền|\d|một|đủ|xong|và))"
    r"[^,;.:]{0,60}?)(?= (?:thì|phải|tổ chức|thành lập|bố trí|lập|xây dựng|thực hiện|rà soát"
    r"|huy động|mở|cử|giảm|tăng|ưu tiên|tập trung|khẩn trương|chủ động|kiểm tra|gửi|báo cáo)(?!\w)"
    r"|[,;.:]|$)"
)
_CONDITIONS = {
    level: re.compile(_CONDITION.replace("UNITS", units)) for level, units in _UNITS.items()
}
_SINGLED = re.compile(
    r"(?:(?:^[\s\-+•]*|[.;:,(]\s+)riêng (?:đối với )?(?:các |những )?"
    r"(?:xã|phường|địa phương|địa bàn|vùng|miền|nơi|khu vực|đơn vị|thôn|bản|đặc khu|ubnd|ủy ban"
    r"|đảo)"
    r"(?: \w+){0,3}"
    r"|(?<!\w)(?:xã|phường|đặc khu|địa phương|địa bàn|khu vực|vùng|đơn vị|nơi|huyện|thôn|bản)"
    r"(?: \w+)? còn lại)(?!\w)"
)
"""Narrows who is meant by what was said of the others before; hộ, ngày, vắc xin are no units."""


_REST = 18
"""Letters behind a condition by which what it governs is found again in the sentence."""
_LEVELS = re.compile(r"(?<!\w)(?:các cấp (?:bộ|hội|đoàn|công đoàn)|chỉ đạo cấp cơ sở)(?!\w)")
"""Levels below a commune's organisation, which has none."""


def _conditions(sentence: Sentence, unit: Addressee) -> Iterator[str]:
    """What only some units are or have, in the plan above or still in the sentence."""
    if (found := _SINGLED.search(sentence.low)) is not None:
        yield Q_CONDITION.replace("{chu}", found[0].strip(" -+•.;:,("))
        return
    pattern = _CONDITIONS.get("xa" if unit.level == RANKS["xa"] else "tinh")
    low = plain_of(sentence.above).low
    if pattern is None or any(known in key_of(low) for known in unit.facts):
        return
    if unit.unit and key_of(unit.unit.split(" ", 1)[-1]) in key_of(low):
        return  # it is named
    for found in pattern.finditer(low):
        if low[found.end() : found.end() + _REST].strip(" ,;.:") in sentence.low:
            yield Q_CONDITION.replace("{chu}", f"{found['unit']} {found['is']}".strip())
            return


# ------------------------------------------------------------------ figures

_BESIDE = re.compile(r"(?<!\w)(?:bình quân|(?:mỗi|từng) (?:xã|phường|đặc khu|địa phương|đơn vị))")
_OF_ALL = re.compile(r"(?<![\d.,])(\d[\d.]*)/\1 (?:xã|phường|tỉnh|huyện|đơn vị|địa phương)")
_EACH = re.compile(r"(?<!\w)(?:mỗi|từng) (?:xã|phường|đặc khu|địa phương|đơn vị|nơi)(?!\w)")


def _figures(sentence: Sentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """A total beside a share, or one figure that several named units share."""
    counted = [f for f in binding(sentence.said) if f.unit != "%"]
    total = len(counted) > 1 and _BESIDE.search(sentence.low)
    if total or _OF_ALL.search(sentence.low):
        yield Q_SHARED
        return
    own = plain_of(unit.unit).low
    if not own or own not in plain_of(sentence.above).low:
        return
    for duty in duties(sentence.above, kit.day):
        clause = sentence.above[duty.span.start : duty.span.end]
        kins = [unit.kin(body) for body in duty.who if body.place]
        both = duty.said and Kin.SELF in kins and Kin.OTHER in kins
        if both and binding(clause) and not _EACH.search(plain_of(clause).low):
            yield Q_SHARED
            return
