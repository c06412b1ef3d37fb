"""A sentence whose subject is a body or a post of the commune that no register of bodies names.

"Báo tỉnh mở chuyên mục. Loa truyền thanh ấp phát hằng ngày": the second sentence has a subject of
its own, and does not go on with the newspaper's. What acts so is of the commune by its last words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import NamedBody
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

SETTLED = (
    r"(?:thôn(?! quê| tính)|ấp(?! ủ)|bản(?! đồ| kê| cam| vẽ| tin| án| sao| chính| ghi| thân| quyền"
    r"| chất| đăng| tự| báo| thảo| thỏa| in)|khóm|xóm|buôn(?! bán| lậu)|tổ dân phố|khu phố"
    r"|khu dân cư)"
)
_HEADS = (
    r"(?:hệ thống (?:truyền thanh|loa)|đài truyền thanh|cụm loa|loa|đài|trạm|tổ(?! chức)|đội"
    r"|lực lượng|cán bộ|công chức|trưởng|ban(?! (?:hành|đầu))|chi hội|chi đoàn|câu lạc bộ|nhóm"
    r"|mạng lưới"
    r"|cộng tác viên|nhân viên|y tế|nhà văn hóa|điểm|bộ phận|trung tâm|hội đồng|tuyên truyền viên"
    r"|dân quân|người hoạt động không chuyên trách|bí thư|bưu điện"
    r"|trang (?:thông tin|tin|fanpage|facebook|zalo)|cổng thông tin|bảng tin|tủ sách|thư viện)"
)
_NO_PLACE = r"(?!(?:tại|cho|về|trên|trong|đến|tới|từ|với|của|do|để|theo(?! dõi)|và)(?!\w))"
_OWN = re.compile(
    rf"[\W\d]*(?:(?:các|mỗi|từng) )?(?P<who>{_HEADS}(?!\w)(?:,? {_NO_PLACE}[^\W\d]+){{0,9}}?"
    r"(?: của)?(?: các)? (?P<of>(?:cấp |ở )?(?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))*"
    rf"|(?:ở )?cơ sở|cộng đồng|{SETTLED}(?:, {SETTLED})*))"
    r" (?!(?:được|bị|do|của|và|hoặc|là|này|đó|khác|thuộc|trên|tại|ở|trong|theo(?! dõi)|gồm|có"
    r"|còn|đã|để"
    r"|về|với|hội|nông thôn|điểm|học|nghiệp|[a-zđ]\))(?!\w))(?=[^\W\d])"
)
"""Body or post, whose it is, and then the verb; no passive, nothing that goes on with its name."""
_OFFICIAL = re.compile(
    r"[\W\d]*(?:(?:các|mỗi|từng) )?(?P<who>(?:công chức|cán bộ)(?: phụ trách(?: lĩnh vực)?)?"
    r" (?:tư pháp|hộ tịch|địa chính|văn phòng|thống kê|tài chính|kế toán|văn hóa|lao động)"
    r"(?:(?: ?[-–,] ?| và | )(?:tư pháp|hộ tịch|xây dựng|đô thị|môi trường|nông nghiệp|thống kê"
    r"|kế toán|xã hội|thông tin|thương binh)(?!\w))*)"
    r"(?P<of>(?: (?:cấp |của )?(?:ubnd )?(?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))*)?)"
    r" (?!(?:do|của|và|hoặc|là|sở|bộ|tỉnh|thành phố|huyện|thuộc|có|trong|cấp tỉnh)(?!\w))"
    r"(?=[^\W\d])"
)
"""Civil servants by function that only communes have (Decree 33/2023/NĐ-CP, Article 5)."""
_SETTLEMENT = re.compile(
    rf"[\W\d]*(?:(?:các|mỗi|từng) )?(?P<who>{SETTLED}(?:(?:, | và ){SETTLED})*)(?P<of>)"
    r" (?=(?P<verb>[^\W\d]+))"
)
"""The settlements of a commune as those who act: "Khu phố, ấp lập danh sách"."""
_FORCE = (
    r"(?:(?:lực lượng )?(?:dân quân(?: tự vệ)?|dân phòng|bảo vệ dân phố|(?:đội )?xung kích)"
    r"|tổ (?:công nghệ số cộng đồng|tự quản|hòa giải|liên gia|tuyên truyền|bảo vệ an ninh)"
    r"|cảnh sát khu vực|công an viên|cộng tác viên dân số)"
)
_MILITIA = re.compile(
    rf"[\W\d]*(?:(?:các|mỗi|từng) )?(?P<who>{_FORCE}(?:(?:, | và ){_FORCE})*)(?P<of>)"
    r" (?!(?:của|tỉnh|thành phố|huyện|do|và|được|bị|là)(?!\w))(?=[^\W\d])"
)
"""Forces that only communes have (Laws 48/2019/QH14, 30/2023/QH15), where no level is said."""
_FRAGMENT = frozenset(["ban", "to-chuc-khac", "trung-tam", "phong", "co-quan"])
_GENERAL = ("cấp xã", "cơ sở", "cộng đồng")


def own_subject(unit: Addressee, sentence: str) -> NamedBody | None:
    """The body of the commune with which a sentence begins, and which acts in it; else None."""
    if not unit.committee or unit.level != RANKS["xa"]:
        return None
    plain = plain_of(sentence)
    found = _OWN.match(plain.low) or _OFFICIAL.match(plain.low) or _MILITIA.match(plain.low)
    if found is None and (place := _SETTLEMENT.match(plain.low)) is not None:
        found = place if begins_work(plain.low, place.end()) else None
    if found is None or plain.capital(found.end()):
        return None
    if found["of"] == "cơ sở" and not begins_work(plain.low, found.end()):
        return None  # "Ban Quản trị cơ sở hỏa táng"
    if not _is_ours(unit, found["of"] or "cơ sở"):
        return None
    text = plain.said(*found.span("who"))
    span = plain.span(*found.span("who"))
    return NamedBody(
        "trung-tam", "xa", False, found["who"], "", (), False, "", "", text, span
    )  # fmt: skip


def is_fragment(named: NamedBody, own: NamedBody) -> bool:
    """Whether a body that was read is no more than the first words of an own subject.

    "Trưởng ban nhân dân ấp" is no "Ban", "Công chức địa chính" more than "Công chức".
    """
    bare = named.level is None and not named.place and not named.of
    shorter = own.text.lower().startswith(named.text.lower()) and own.text != named.text
    return bare and named.kind in _FRAGMENT and shorter


def _is_ours(unit: Addressee, of: str) -> bool:
    """Whether the words behind a body are of the unit's kind, or of any commune."""
    if re.match(rf"{SETTLED}(?!\w)", of):
        return True
    return unit.word in of or any(word in of for word in _GENERAL)
