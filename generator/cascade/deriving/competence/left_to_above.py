"""What is left to the superior's level before a text is read: its organisations', its events.

"Tổ chức lễ phát động cấp tỉnh ngày 12/5; các xã tổ chức hưởng ứng": nobody is named for the first
half, and its level says whose it is. The other half is the units', and stands by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.after_lost import ask_after, hangs
from generator.cascade.deriving.competence.events_above import sent_to
from generator.cascade.deriving.competence.fronts_above import leave_to_fronts
from generator.cascade.deriving.rulebook.questions import Q_ABOVE
from generator.cascade.deriving.rulebook.rules import OTHERS, SUPERIOR
from generator.cascade.deriving.rulebook.text_under_way import joined
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.occasions import CAMPAIGN, OCCASION
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody

_EVENT = re.compile(
    rf"[\W\d]*(?:tổ chức|mở|phát động|đăng cai|khai mạc) (?P<event>(?:{OCCASION}|{CAMPAIGN})"
    r"(?:(?! (?:tham gia|tham dự|dự|chọn|tuyển chọn|lựa chọn|cử|hưởng ứng)(?!\w))[^,;.]){0,80}?"
    r" cấp (?P<level>tỉnh|thành phố)(?!\w)(?!,? (?:và )?(?:cấp )?(?:xã|phường|cơ sở|các cấp))"
    r"[^;.]*(?:\.(?=\d)[^;.]*)*)"
)
"""An event that nobody is named for, with its level; who sends a team to one holds none."""
_HELD = re.compile(
    rf"[\W\d]*(?:tổ chức|mở|đăng cai|khai mạc) (?P<event>(?:{OCCASION}|{CAMPAIGN})[^;.,]{{0,120}})"
)
"""An event that somebody holds, with the words that tell which."""
_NAMED_FOR = re.compile(
    r"(?<!\w)(?:(?:do|của|theo|với|tại|ở|trên địa bàn) $|(?:tham gia|dự|hưởng ứng)(?!\w))"
)
"""Before the superior's name where it tells who else, or where."""
_BUILDS = re.compile(
    r"[\W\d]*(?:(?:đầu tư|tiếp tục|hoàn thành|triển khai|phấn đấu),? )*"
    r"(?:xây dựng|lắp đặt|thành lập|nâng cấp|cải tạo|sửa chữa|hình thành)(?: mới)?"
    r" (?:ít nhất |tối thiểu )?\d+ "
    r"(?!mô hình|sản phẩm|di tích|làng nghề|thương hiệu|nhãn hiệu|đề tài|sáng kiến|câu lạc bộ)"
    r"[^,;:.]{3,80}? cấp (?P<level>tỉnh|thành phố)(?!\w)(?! (?:công nhận|và|hoặc|hỗ trợ|trở lên))"
    r"(?![^;.]*(?<!\w)(?:xã|phường|đặc khu|thôn|địa phương|mỗi)(?!\w))(?:[^;:.]|\.(?=\d))*\.?"
)
"""Buildings counted for the level above; what a place is awarded at that level it works for."""
_PURSE = re.compile(
    r"[\W\d]*(?:(?:ưu tiên|tập trung|tiếp tục|chủ động|kịp thời),? )*"
    r"(?:bố trí|cân đối|phân bổ|dành|trích) (?:đủ |đầy đủ |thêm )?(?:nguồn )?(?:vốn|ngân sách"
    r"|kinh phí|dự phòng)(?: [^\W\d]+){0,5}? (?:của )?(?P<level>tỉnh|thành phố)(?!\w)"
)
_HERE = re.compile(
    r"(?<!\w)(?:xã|phường|đặc khu|địa phương|cơ sở|thôn|bản|tổ dân phố|khu phố|hộ)(?!\w)"
)
"""Money of the superior's that is allotted, and nothing of it here."""
_UNDER = re.compile(
    r"(?:các |mỗi )?(?:cơ sở|đơn vị|trung tâm|bệnh viện|trường|công ty|đội|hạt|trạm)(?!\w)"
    r"[^,;:.]{0,60}? (?:trực )?thuộc "
    r"(?=sở|công an tỉnh|ban|bộ|ủy ban nhân dân (?:tỉnh|thành phố))"
    r"|[\W\d]*(?:(?:các|toàn thể|mỗi|từng|những|giao|yêu cầu|đề nghị) )*(?:đồng chí )?"
    r"(?:là )?(?:thành viên|ủy viên|cán bộ|chuyên viên) (?:(?:thuộc|của) )?"
)
"""Before a superior's body whose those are that act: "Các cơ sở … thuộc Sở X tiếp nhận …",
"Các thành viên Ban Chỉ huy … tỉnh trực …"."""
_MUST = re.compile(r" (?:(?:phải|cần|có trách nhiệm|chủ động|được phân công|phụ trách) ?)+")
_PARTS = re.compile(r"(?<=[;.]) +")
_ECHOES = re.compile(r"(?:tổ chức|phát động) hưởng ứng(?=[.;,]|$| (?:từ|trong|vào|trước)(?!\w))")
"""Takes part in what is not said."""


def leave_to_above(kit: Kit, draft: NodeDraft, field: str, asked: Sequence[NamedBody]) -> None:
    """Leave out what organisations and events above are; `asked`: whom the headings ask."""
    leave_to_fronts(draft, field, kit.unit, asked)
    if draft.dropped is not None or draft.part != "muc" or not kit.unit.committee:
        return
    said = joined(draft.texts[field])
    if _built_above(kit.unit, said) or _paid_above(kit.unit, said):
        draft.drop(SUPERIOR)
    elif not (left := _without_those_of_above(kit.unit, said)):
        draft.drop(OTHERS)
    else:
        if left != said:
            draft.texts[field] = [left]
            draft.touch(OTHERS)
        _leave_events(kit, draft, field)
        _ask_events(kit, draft, field)


def _ask_events(kit: Kit, draft: NodeDraft, field: str) -> None:
    """Ask about an event that bears the superior's name, which no unit below holds as its own.

    "Tổ chức Tuần hàng nông sản tỉnh X tại Hà Nội" under the communes' heading: they come to it.
    """
    above = plain_of(kit.unit.place_above).low
    if kit.unit.level <= kit.unit.above or not above:
        return
    for part in _PARTS.split(joined(draft.texts[field])):
        plain = plain_of(part)
        held = _HELD.match(plain.low)
        at = plain.low.find(above, held.start("event"), held.end("event")) if held else -1
        if held is not None and at > 0 and not _NAMED_FOR.search(plain.low[:at]):
            event = plain.said(held.start("event"), at + len(above))
            kit.ask.mark(draft, Q_ABOVE.replace("{chu}", event))
            return


def _built_above(unit: Addressee, text: str) -> bool:
    """Whether all that a text has done is to put up things said to be of the superior's level."""
    found = _BUILDS.fullmatch(plain_of(text).low) if unit.level >= RANKS["xa"] else None
    return found is not None and found["level"] == unit.word_above and unit.unit not in text


def _paid_above(unit: Addressee, text: str) -> bool:
    """Whether a text allots the superior's own money, to nothing that is the unit's."""
    low = plain_of(text).low
    found = _PURSE.match(low) if unit.level >= RANKS["xa"] else None
    whole = found is not None and _HERE.search(low) is None and unit.unit not in text
    return whole and found is not None and found["level"] == unit.word_above


def _without_those_of_above(unit: Addressee, text: str) -> str:
    """A text without what is done by those who are said to be a superior's body's, by its name."""
    if unit.level < RANKS["xa"]:
        return text
    kept: list[str] = []
    gone = False
    parts = _PARTS.split(text)
    for before, part in zip(["", *parts], parts, strict=False):
        goes_on = gone and before.endswith(";") and begins_work(plain_of(part).low)
        gone = goes_on or _acts_for_above(unit, part)
        kept += [] if gone else [part]
    if len(kept) == len(parts):
        return text
    left = " ".join(kept)
    return left[:1].upper() + left[1:]


def _acts_for_above(unit: Addressee, part: str) -> bool:
    """Whether who acts in a part is said to be under a body of above, or a member of it."""
    plain = plain_of(part)
    found = _UNDER.match(plain.low)
    if found is None:
        return False
    body = next((g for g in groups(plain) if g.start == found.end()), None)
    if body is None or unit.kins(body.bodies) != {Kin.ABOVE} or any(map(_of_all, body.bodies)):
        return False
    must = _MUST.match(plain.low, body.end)
    return begins_work(plain.low, must.end() if must is not None else body.end + 1)


def _of_all(body: NamedBody) -> bool:
    return body.text.endswith((" các cấp", " mọi cấp"))


def _leave_events(kit: Kit, draft: NodeDraft, field: str) -> None:
    """Leave out an event of the level above before what the units do themselves."""
    parts = _PARTS.split(joined(draft.texts[field]))
    kept: list[str] = []
    gone = ""
    for number, part in enumerate(parts):
        behind = parts[number + 1] if number + 1 < len(parts) else ""
        if (event := _event_of(kit.unit, part)) and _of_units(kit.unit, behind):
            gone = event
            continue
        kept.append(_after(kit, draft, part, gone) if gone else part)
        gone = ""
    if len(kept) < len(parts):
        text = " ".join(kept)
        draft.texts[field] = [text[:1].upper() + text[1:]]
        draft.touch(SUPERIOR)


def _after(kit: Kit, draft: NodeDraft, part: str, event: str) -> str:
    """What units do behind an event of above; asked about where it says nothing without that."""
    first = groups(plain_of(part))[0].bodies
    if (sent := sent_to(event, part)) and kit.unit.kins(first) & {Kin.SELF}:
        draft.borrowed.append(event)
        return sent
    if hangs(part) or _ECHOES.search(plain_of(part).low):
        ask_after(kit.ask, draft, event)
    return part


def _event_of(unit: Addressee, part: str) -> str:
    """The event of the level above that nobody is named for; "" for none."""
    plain = plain_of(part)
    found = _EVENT.match(plain.low)
    if found is None or found["level"] != unit.word_above:
        return ""
    return plain.said(*found.span("event")).strip()


def _of_units(unit: Addressee, part: str) -> bool:
    """Whether units below act in a part, by its beginning; some of them, or others, too."""
    plain = plain_of(part)
    first = next(iter(groups(plain)), None)
    if first is None or plain.low[: first.start].strip(" -+*•"):
        return False
    return all(b.unit and b.every and unit.kin(b) is not Kin.ABOVE for b in first.bodies)
