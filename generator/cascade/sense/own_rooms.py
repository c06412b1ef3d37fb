"""What `check` says of a room's own part: where it speaks over its head, spends, or is punished.

The heading or the label of a sentence says whose part it is. A room prepares; the committee, or
the head of a department, reports upwards, gives money and answers for what happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.orders import heading
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.plan.model import KeHoach, Loc
    from generator.plan.source import TomlSource

_KINDS = frozenset(["phong", "van-phong", "trung-tam", "cuc-vu", "nganh-doc"])
_ALL_ROOMS = re.compile(
    r"[\W\d]*(?:[ivx]+\. )?(?:yêu cầu )?(?:thủ trưởng )?các phòng(?:, (?:ban|đơn vị))*[^;.:]{0,60}?"
    r"(?: thuộc |$)"
)
_BEFORE = re.compile(r"^[\W\d]*(?:[IVX]+\.)?[\W\d]*")
_UPWARD = re.compile(
    r"(?<!\w)(?P<act>báo cáo|báo|phản ánh|(?<!giải )(?<!quá )(?<!quy )(?<!công )(?<!chương )"
    r"(?<!lộ )(?<!tiến )(?<!hành )trình|kiến nghị|đề xuất)(?!\w)(?P<between>[^;.]{0,160})$"
)
_TELLS = ("báo cáo", "báo", "phản ánh")
_DIRECTLY = re.compile(r"(?:^|[ (])(?:về|lên|tới|với|qua|gửi|cho) $")
_SUPERIORS = frozenset(["so", "bo", "ubnd", "quan-su", "cong-an", "thanh-tra"])
_PREPARES = re.compile(r"(?<!\w)(?:tham mưu|dự thảo|phối hợp với|để|giúp|theo|của)(?!\w)")
_SPENDS = re.compile(
    r"(?:^|[;.,] (?:và )?| và )[\W\d]*(?:cân đối,? |ưu tiên )?(?P<act>bố trí (?:đủ |đầy đủ )?"
    r"(?:kinh phí|ngân sách|vốn)|phân bổ (?:kinh phí|ngân sách|dự toán|vốn)|cấp kinh phí)(?!\w)"
)
_NAMES = re.compile(r"(?<!\w)tham mưu [^;.]{2,80}? (?:giao|phân công)(?: cho)? $")
_ANSWERS = re.compile(
    r"(?<!\w)(?:để (?:mất|xảy ra|phát sinh)|nếu để|không hoàn thành)(?!\w)[^.]{0,120}?"
    r"(?<!\w)(?P<act>(?:phải |bị )?(?:kiểm điểm|xem xét (?:hạ bậc|kỷ luật|trách nhiệm)|hạ bậc"
    r"|kỷ luật|xử lý trách nhiệm)|chịu trách nhiệm trước)(?!\w)"
)


def check_own_rooms(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC715, LC721, LC735 of what stands in a room's part, where nobody is asked yet."""
    if me.committee and me.level != RANKS["xa"]:
        return  # departments, rooms of a district write to those above in their own name
    titles: dict[Loc, str] = {}
    for loc, node in walk(plan):
        titles[loc] = plain(getattr(node, "tieu_de", None) or "")
        if loc[0] not in ("muc", "ket_thuc") or getattr(node, "can_xem", None):
            continue
        text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
        holder = _holder(text, [titles.get(loc[:n], "") for n in range(2, len(loc))], me)
        if text and holder:
            for told in _told(plain_of(text), holder, me):
                yield told._replace(span=source.span((*loc, "noi_dung")))


def _holder(text: str, titles: list[str], me: Addressee) -> str:
    """The room, or all rooms, whose part a sentence is; "" where it is another's."""
    if _ALL_ROOMS.match(plain_of(text).low):
        return _("Các phòng, đơn vị")
    for title in reversed(titles):
        who, asked = heading(title)
        if asked:
            return ""
        if _ALL_ROOMS.match(plain_of(title).low):
            return _("Các phòng, đơn vị")
        first = groups(plain_of(title))[:1]
        if not who and first and not _BEFORE.sub("", title[: first[0].start]):
            who = first[0].bodies  # "Phòng Kinh tế chủ trì, phối hợp với …"
        if who:
            rooms = all(body.kind in _KINDS and me.kin(body) is Kin.OWN for body in who)
            return who[0].text if rooms else ""
    return ""


def _told(words: Plain, holder: str, me: Addressee) -> Iterator[Diagnostic]:
    low = words.low
    head = _("UBND {cap}").format(cap=me.word) if me.committee else _("Lãnh đạo Sở")
    hint = _("Viết “Tham mưu {minh} …”").format(minh=head)
    over = _over_the_head(words, me)
    if over:
        message = _("“{ten}” tham mưu, báo cáo thẳng “{noi}”, không qua {minh}")
        told = message.format(ten=holder, noi=over, minh=head)
        yield Diagnostic("LC735", Severity.INFO, told, None, (hint,))
    for group in groups(words):
        if key_of(group.bodies[0].text) == key_of(holder) and _NAMES.search(low[: group.start]):
            message = _("“{ten}” tham mưu giao việc cho chính mình").format(ten=holder)
            yield warning("LC715", message, None, _("Ghi thẳng việc ấy"))
            break
    found = _SPENDS.search(low) if me.committee else None
    if found is not None and not _PREPARES.search(low[: found.start("act")]):
        message = _("“{ten}” chỉ tham mưu: việc này Ủy ban nhân dân, Chủ tịch quyết định")
        yield warning("LC721", message.format(ten=holder), None, hint)
    answers = _ANSWERS.search(low)
    if answers is not None:
        message = _("“{chu}” là trách nhiệm của người đứng đầu, không phải của “{ten}”")
        told = message.format(chu=words.said(*answers.span("act")), ten=holder)
        yield warning("LC721", told, None, _("Đưa câu ấy ra mục của người đứng đầu"))


def _over_the_head(words: Plain, me: Addressee) -> str:
    """The superior to whom a room reports or submits in its own name; "" for none."""
    for group in groups(words):
        body = group.bodies[0]
        if body.kind not in _SUPERIORS or body.every or me.kin(body) is not Kin.ABOVE:
            continue
        found = _UPWARD.search(words.low[: group.start])
        if found is None:
            continue
        sentence = re.split(
            r"[.] " if found["act"] in _TELLS else r"[.;] ", words.low[: group.start]
        )
        if _PREPARES.search(sentence[-1]):
            continue
        between = found["between"]
        if between.strip(" ") in ("", "chủ tịch", "lãnh đạo") or _DIRECTLY.search(between):
            return body.text
    return ""
