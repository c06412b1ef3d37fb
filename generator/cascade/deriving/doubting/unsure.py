"""What keeps a sentence of a derived plan from standing unmarked, though no word of it is wrong.

A node is left without a question only where nothing in it leans on what the unit's plan has not:
a place or road by name that may lie elsewhere, an item of the plan above by its number, a share
of several units with one figure, a report to the superior that a room would send by itself,
a body of all units of a kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import (
    Q_CONDITION,
    Q_OURS,
    Q_PEER,
    Q_READ,
    Q_REFERS,
    Q_ROOM,
    Q_SHARED,
    Q_SITE,
    Q_WHO,
)
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.binding import binding
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit

_NAME = re.compile(r" [A-ZĐÂÁÀẢÔỐÚÝ][^\W\d_]*(?: [A-ZĐÂÁÀẢÔỐÚÝ][^\W\d_]*)*| \d+\w?")
_SITES = tuple(
    f" {word}"
    for word in (
        "vịnh", "đầm", "phá", "hồ", "đèo", "núi", "sông", "suối", "kênh", "đảo", "hòn", "cồn",
        "bãi", "bãi biển", "bãi rác", "bãi tắm", "khu bảo tồn", "khu du lịch", "khu kinh tế",
        "khu công nghiệp", "cụm công nghiệp", "cửa khẩu", "cao tốc", "đường", "cầu", "cảng",
        "sân bay", "nhà máy", "chợ", "khu dân cư", "tuyến đường", "vùng", "vườn quốc gia",
    )
)  # fmt: skip
_ROADS = (" quốc lộ", " tỉnh lộ", " đường tỉnh")
_REFERS = re.compile(
    r"(?<!\w)(?:tại|theo|nêu ở|ở|các) (?P<item>(?:khoản|điểm|tiểu mục|mục|phần) "
    r"(?:[ivxlc]+|\d{1,2}(?:\.\d+)*|[a-zđ])(?!\w)(?:[,/]? (?:khoản|mục|phần|điểm)? ?"
    r"(?:[ivxlc]+|\d{1,2}|này|[a-zđ])(?!\w))*)(?! ?,? ?(?:của |thuộc )?(?:điều|luật|nghị|quyết"
    r"|thông|quy|chỉ|công|đề|chương|kết|phụ lục))"
)
_CENTRAL = re.compile(
    r"Trung ương (?:Đoàn|Hội|Mặt trận)(?: [^,;.:]{0,30}?(?:Việt Nam|Hồ Chí Minh))?"
    r"|(?:Hội|Hiệp hội|Liên hiệp các [Hh]ội|Liên đoàn) [^,;.:()]{3,50}? Việt Nam"
)
"""An organisation at the centre, which a province's plan neither orders nor asks."""
_SEVERAL = re.compile(r"xã(?:, | và |/)|phường(?:, | và |/)|các cấp ")
_OF_ALL = re.compile(
    r"(?<!\w)(?:công an|trạm y tế|hội [^\W\d_]+(?: [^\W\d_]+){0,3}|ban chỉ huy quân sự|phòng"
    r" [^\W\d_]+(?: [^\W\d_]+){0,2}|trung tâm [^\W\d_]+(?: [^\W\d_]+){0,4})"
    r" (?:các )?(?:xã|phường)(?:, | và |/)(?:xã|phường|đặc khu)(?!\w)"
    r"|(?<!\w)các cấp (?:bộ|hội|đoàn|công đoàn)(?!\w)"
)
"""A body of units of several kinds, in the plan of one unit."""


_DOES_IT = re.compile(
    r"; (?P<who>(?:cục|vụ|viện|tổng cục|chi cục|sở|bộ|ban quản lý|trung tâm|trường|ngân hàng|quỹ"
    r"|liên minh) [^;.]{2,80}?) (?:chủ trì|(?:là |làm )?đầu mối|thực hiện)(?!\w)"
)
"""Whose the work before is, by a name that the grammar does not read whole."""
_BARE = re.compile(
    r"(?:^|[.;,] )(?P<who>(?:chi cục|tổng cục|cục|sở|ban quản lý|trung tâm|viện))"
    r"(?: sẽ| có trách nhiệm)?"
    r" (?:thẩm định|trả lời|kiểm tra|tổng hợp|phê duyệt|công bố|cấp|hướng dẫn|nghiệm thu|báo cáo"
    r"|thông báo|xem xét|ban hành|tổ chức|cử|chi trả|công nhận)(?!\w)"
)
"""A body of above by its kind alone, named before: "…, gửi Chi cục A. Chi cục thẩm định …"."""
_COMMANDS = re.compile(
    r"[\W\d]*(?:chỉ đạo|hướng dẫn|yêu cầu|giao) (?:các )?(?:hội|đoàn|tổ chức hội)(?! đồng)(?!\w)"
)
"""Orders an organisation: who is asked, nobody commands."""


def unsure(kit: Kit, draft: NodeDraft, said: str, *, room: bool) -> Iterator[str]:
    """Questions about a sentence of a committee's plan; `room`: one of its rooms has the work."""
    unit = kit.unit
    if not unit.committee:
        return
    low = plain_of(said).low
    if unit.above == 0 and (peer := _CENTRAL.search(draft.said)) is not None:
        yield Q_PEER.replace("{chu}", peer[0].strip())
    own = key_of(unit.unit.split(" ", 1)[-1])
    if any(own not in key_of(site) for site in _sites(said)) and (
        not own or key_of(unit.unit) not in key_of(draft.said)
    ):
        yield Q_SITE
    if (item := _REFERS.search(low)) is not None:
        yield Q_REFERS.replace("{chu}", item["item"])
    if unit.level == RANKS["xa"] and _SEVERAL.search(low) and _OF_ALL.search(low):
        yield Q_READ
    if ";" in low and (doer := _DOES_IT.search(low)) is not None and unit.word not in doer["who"]:
        yield Q_WHO.replace("{chu}", plain_of(said).said(*doer.span("who")))
    if (bare := _BARE.search(low)) is not None and unit.level == RANKS["xa"]:
        yield Q_WHO.replace("{chu}", plain_of(said).said(*bare.span("who")))
    if _COMMANDS.match(low):
        yield Q_OURS
    if room and (_reports_by_itself(kit, said) or _forces(low)) and not armed(draft, low):
        yield Q_ROOM
    if unit.level == RANKS["xa"] and (only := _ONLY.search(low)) is not None:
        yield Q_CONDITION.replace("{chu}", only["only"])
    yield from _shared(kit, draft)


def _sites(said: str) -> Iterator[str]:
    """The names of places, roads, works: a small word for what they are, then capitals."""
    for found in _NAME.finditer(said):
        before = f" {said[: found.start()]}"
        kinds = _ROADS if found[0][1:2].isdigit() else _SITES
        if before.rsplit(" ", 1)[-1][:1].islower() and before.lower().endswith(kinds):
            yield found[0]


def armed(draft: NodeDraft, low: str) -> bool:
    """Whether police punish offences: their own power, under their own heading."""
    at, title = draft.parent, ""
    while at is not None and not title:
        title, at = "".join(map(joined, at.texts.values())), at.parent
    return title.startswith("Công an") and _PUNISHES.match(low) is not None


_PUNISHES = re.compile(r"[\W\d]*(?:xử phạt|xử lý)(?!\w)")


def _forces(low: str) -> bool:
    """Whether a sentence has a room do what only the committee or its chairman may."""
    return any(
        _FORCE.search(sentence) and "tham mưu" not in sentence and "đề nghị" not in sentence
        for sentence in re.split(r"(?<=[.]) ", low)
    )


_FORCE = re.compile(
    r"(?<!\w)(?:cưỡng chế|xử phạt|ra quyết định|thu hồi (?:đất|giấy phép)|đình chỉ|kỷ luật)(?!\w)"
)
_ONLY = re.compile(
    r"(?:^|[.;,] )[\W\d]*(?:các |những |mỗi )?(?:xã|phường|địa phương|nơi) "
    r"(?P<only>(?:(?:có|nơi có|nào có) (?:từ|trên|dưới|hơn|ít nhất|tối thiểu) \d"
    r"(?:[^,;.:]|[.,]\d){2,60}?"
    r"|(?:có (?!trách nhiệm|nhiệm vụ|thể|ít nhất|tối thiểu|\d|từ|trên|dưới|hơn)|chưa|không|đã|thuộc"
    r"|dưới \d|trên \d|giáp|nằm)(?:[^,;.:]|[.,]\d){2,60}?))"
    r"(?<! tổ)(?<! đội)(?<! đoàn)(?<! ban)(?<! nhóm)(?<! chốt)(?<! công tác)"
    r" (?:tổ chức|thành lập|bố trí|lập|giảm|tăng|phải|xây dựng|thực hiện|có thêm|đạt|kiểm tra|mở|cử"
    r"|rà soát|duy trì|tiếp tục|ưu tiên|khẩn trương|huy động|vận động|giữ vững)(?!\w)"
)
"""Only those units that have so many, in the middle of a sentence about all."""


def _reports_by_itself(kit: Kit, said: str) -> bool:
    """Whether a room would report to the superior's committee without its own."""
    for duty in duties(said, kit.day):
        clause = plain_of(said[duty.span.start : duty.span.end]).low
        if duty.role != "report" or "tham mưu" in clause or duty.who:
            continue
        if any(b.kind == "ubnd" and kit.unit.kin(b) is Kin.ABOVE for b in duty.whom):
            return True
    return False


def _shared(kit: Kit, draft: NodeDraft) -> Iterator[str]:
    """A figure that the plan above gives to several named units together."""
    own = plain_of(kit.unit.unit).low
    if not own or own not in plain_of(draft.said).low:
        return
    for duty in duties(draft.said, kit.day):
        clause = draft.said[duty.span.start : duty.span.end]
        kins = [kit.unit.kin(body) for body in duty.who if body.place]
        both = duty.said and Kin.SELF in kins and Kin.OTHER in kins
        if both and binding(clause) and not _EACH.search(plain_of(clause).low):
            yield Q_SHARED
            return


_EACH = re.compile(r"(?<!\w)(?:mỗi|từng) (?:xã|phường|đặc khu|địa phương|đơn vị|nơi)(?!\w)")
