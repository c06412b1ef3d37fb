"""LC741: what stands here as the unit's own, and is another's in the plan above.

"Chỉ đạo Công an các xã hướng dẫn khai báo; cấp giấy phép vào khu vực biên giới": the second clause
is what the police of the province do. Under "Đề nghị Mặt trận tỉnh" stands what is asked of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.lost_parts import words_now
from generator.cascade.deriving.competence.partners import MINE
from generator.cascade.deriving.doubting.unaccounted import begins_with_verb, head_of
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.beside import words_of
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.binding import binding
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.sense.beside import Beside
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import AnyNode, Loc
    from generator.plan.source import TomlSource

_CLAUSES = re.compile(r"; +")
_DIRECTS = re.compile(r"(?<!\w)(?:chỉ đạo|hướng dẫn)(?: các)? $")
_HELPS = re.compile(
    r"[\W\d]*(?:phối hợp|đề nghị|tham gia|tham mưu|kiến nghị|cử |hưởng ứng|theo|trên cơ sở|căn cứ)"
)
_HIGHER = re.compile(
    r"[\W\d]*(?:cấp (?:giấy|phép)|thẩm định|phê duyệt|xét duyệt|mua|tuyển|phân bổ|trình|ban hành"
    r"|thu hồi|thanh tra)(?!\w)"
)
"""What those who direct others do themselves."""
_OF_THE_PLACE = re.compile(
    r"(?<!\w)(?:xã(?! hội)|phường|đặc khu|địa phương|thôn|bản|ấp|khóm|xóm|buôn|khu phố|tổ dân phố"
    r"|cấp xã|cơ sở|đơn vị|cơ quan|các cấp|người dân|toàn dân)(?!\w)"
)
"""Where the plan above speaks of all, or of what communes have."""
_STRANGERS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.FRONT, Kin.OUTSIDE])


def taken(both: Beside, source: TomlSource) -> Iterator[Diagnostic]:
    """LC741 of nodes of which nobody is asked yet."""
    for _loc, draft in both.drafts:
        mine = both.here.get(draft.id)
        if not mine or draft.part != "muc" or both.asked(draft) or draft.children():
            continue
        loc, node = mine[0]
        told = _tail(draft, both) or _of_heading(draft, loc, node, both)
        if told is not None:
            hint = _("Ghi ai làm việc ấy, hoặc bỏ; là phần của mình thì để nguyên")
            place = source.span((*loc, "noi_dung"))
            yield Diagnostic("LC741", Severity.WARNING, told, place, (hint,))


def _tail(draft: NodeDraft, both: Beside) -> str | None:
    """A clause behind one in which a superior directs a body of the unit's, kept as that body's."""
    for sentence in re.split(r"(?<=[.]) ", draft.said):
        clauses = _CLAUSES.split(sentence)
        for at, clause in enumerate(clauses[:-1]):
            words = plain_of(clause)
            found = groups(words)
            directed = [
                group for group in found
                if _DIRECTS.search(words.low[: group.start])
                and both.me.kins(group.bodies) <= {Kin.OWN, Kin.SELF, Kin.SOME}
            ]  # fmt: skip
            head = head_of(words, found)
            who = head.bodies if head is not None else both.losses.heading(draft)
            if not directed or not who or both.me.kins(who) & MINE:
                continue
            now = words_now(draft)
            for tail in clauses[at + 1 :]:
                stands = f" {key_of(tail)} " in now
                low = plain_of(tail).low
                beyond = _HIGHER.match(low) or any(f.unit != "%" for f in binding(tail))
                if stands and beyond and begins_with_verb(low):
                    message = _("“{cau}” ở kế hoạch trên là việc của “{ai}”")
                    return message.format(cau=tail.rstrip(" .;"), ai=who[0].text)
    return None


def _of_heading(draft: NodeDraft, loc: Loc, node: AnyNode, both: Beside) -> str | None:
    """A sentence that stands under another's heading above and under none of theirs here."""
    who = both.losses.heading(draft)
    if not who or not both.me.kins(who) <= _STRANGERS:
        return None
    words, above = plain_of(words_of(node)), plain_of(draft.said)
    if _HELPS.match(words.low) or _OF_THE_PLACE.search(above.low):
        return None
    if any(both.me.kins(group.bodies) & MINE for group in groups(above)):
        return None
    titles = [both.titles.get(loc[:n], "") for n in range(2, len(loc))]
    if any(_HELPS.match(plain_of(title).low) or _names(title, who) for title in titles):
        return None
    if _names(words.text, who):
        return None
    message = _("Kế hoạch trên ghi câu này ở mục của “{ai}”; ở đây thành việc của đơn vị mình")
    return message.format(ai=who[0].text)


def _names(text: str, who: Sequence[NamedBody]) -> bool:
    said = f" {key_of(text)} "
    return any(f" {key_of(body.name)} " in said or key_of(body.text) in said for body in who)
