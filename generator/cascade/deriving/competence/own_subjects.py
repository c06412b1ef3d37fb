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

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_SETTLED = r"(?:thôn|ấp|bản|khóm|xóm|buôn|làng|tổ dân phố|khu phố|khu dân cư)"
_HEADS = (
    r"(?:hệ thống (?:truyền thanh|loa)|đài truyền thanh|cụm loa|loa|đài|trạm|tổ(?! chức)|đội"
    r"|lực lượng|cán bộ|công chức|trưởng|ban(?! (?:hành|đầu))|chi hội|chi đoàn|câu lạc bộ|nhóm"
    r"|mạng lưới"
    r"|cộng tác viên|nhân viên|y tế|nhà văn hóa|điểm|bộ phận|trung tâm|hội đồng|tuyên truyền viên"
    r"|dân quân|người hoạt động không chuyên trách|bí thư|bưu điện)"
)
_NO_PLACE = r"(?!(?:tại|cho|về|trên|trong|đến|tới|từ|với|của|do|để|theo|và)(?!\w))"
_OWN = re.compile(
    rf"[\W\d]*(?:(?:các|mỗi|từng) )?(?P<who>{_HEADS}(?!\w)(?: {_NO_PLACE}[^\W\d]+){{0,7}}?"
    rf" (?P<of>(?:cấp |ở )?(?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))*|(?:ở )?cơ sở"
    rf"|cộng đồng|{_SETTLED}(?:, {_SETTLED})*))"
    r" (?!(?:được|bị|do|của|và|hoặc|là|này|đó|khác|thuộc|trên|tại|ở|trong|theo|gồm|có|còn|đã|để"
    r"|về|với|hội|nông thôn|điểm|học|nghiệp|[a-zđ]\))(?!\w))(?=[^\W\d])"
)
"""Body or post, whose it is, and then the verb; no passive, nothing that goes on with its name."""
_GENERAL = ("cấp xã", "cơ sở", "cộng đồng")


def own_subject(unit: Addressee, sentence: str) -> NamedBody | None:
    """The body of the commune with which a sentence begins, and which acts in it; else None."""
    if not unit.committee or unit.level != RANKS["xa"]:
        return None
    plain = plain_of(sentence)
    found = _OWN.match(plain.low)
    if found is None or plain.capital(found.end()) or not _is_ours(unit, found["of"]):
        return None
    text = plain.said(*found.span("who"))
    span = plain.span(*found.span("who"))
    return NamedBody(
        "trung-tam", "xa", False, found["who"], "", (), False, "", "", text, span
    )  # fmt: skip


def _is_ours(unit: Addressee, of: str) -> bool:
    """Whether the words behind a body are of the unit's kind, or of any commune."""
    if re.match(rf"{_SETTLED}(?!\w)", of):
        return True
    return unit.word in of or any(word in of for word in _GENERAL)
