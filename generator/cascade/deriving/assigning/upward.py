"""What in a room's point goes above the committee: what is reported, submitted, asked of superiors.

A room hands nothing up in its own name: the committee does, whom the room advises (advice.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.sent_above import acts_above
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody

CLAUSE = re.compile(r"[;.] (?=\w)|, (?=(?:ban hành|ra) (?:các )?quyết định(?!\w))")
_PROPOSES = re.compile(
    r"[\W\d]*(?:(?:đối với|trường hợp|nếu|khi|với|những|các|việc|nội dung|phần)(?!\w)"
    r"[^.;:,]{3,100}?(?:,| thì) )?(?P<verb>(?:kịp thời |chủ động )*(?:đề xuất|kiến nghị|đề nghị"
    r"|báo cáo(?: ngay| kịp thời)?))"
    r" (?:với |về |đến )?"
)
"""What is asked of others, also in a case: "đối với bến do tỉnh quản lý, kiến nghị Sở X xử lý"."""
_PROPOSES_TO = re.compile(
    r"[\W\d]*(?P<verb>(?:xét, )?(?:đề xuất|đề nghị|kiến nghị)(?!\w)(?=[^;.]*? gửi )"
    r"|(?:xây dựng|lập|ban hành) (?:kế hoạch|phương án|đề án|chương trình)(?!\w))"
    r"[^;.]*?(?:[,;] (?:kế hoạch|phương án|đề án))?,? gửi (?:về )?"
)
"""What the unit proposes or plans, to whom is above: "đề nghị khen thưởng …, gửi Sở Nội vụ"."""
_ASKS_BEHIND = re.compile(
    r"[^.;:, ], (?P<verb>(?:kịp thời |chủ động |đồng thời )*(?:đề xuất|kiến nghị|đề nghị))"
    r" (?:với )?"
)
"""What a room asks behind its own act: "rà soát dây điện, đề nghị Sở X hỗ trợ"."""
_LATER = re.compile(
    r"[^,]{0,60}?(?:, | thì |^|(?<=\w) )(?P<verb>báo cáo)(?: ngay| kịp thời)? (?=[^\W\d]|\d+ tháng)"
)
"""A report in a later clause: "…; việc nào vượt thẩm quyền thì báo cáo UBND tỉnh"."""
_REPORTS_UP = re.compile(
    r"(?:gửi )?báo cáo(?!\w)[^;]* (?:về|gửi|đến|tới) (?:sở|bộ|công an tỉnh"
    r"|(?:ubnd|ủy ban nhân dân) tỉnh)(?!\w)"
)
_THROUGH = re.compile(r"báo cáo(?!\w)[^;.]*\((?:thông )?qua (?:sở|công an|văn phòng|ban|bộ)(?!\w)")
"""A report that goes up by way of a body above, whoever is to have it."""
_SENDS = ("báo cáo", "gửi báo cáo", "trình", "tổng hợp")
"""What is handed up as the committee's; a room sends lists and drafts by itself."""


class SentUpward:
    """Where a text sends something to whom is above the unit, for the committee to do."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def reports(self, text: str) -> bool:
        """Whether a text reports to a superior anywhere, by whatever way."""
        low = plain_of(text).low.lstrip(" -+*")
        upward = _REPORTS_UP.match(low) is not None or any(
            d.role == "report" and self._stands_above(d.whom) for d in duties(text, self.kit.day)
        )
        return upward or _THROUGH.search(low) is not None

    def _stands_above(self, whom: Sequence[NamedBody]) -> bool:
        """Whether a report goes above: to a superior's body, or to an association of its level."""
        unit = self.kit.unit
        return Kin.ABOVE in unit.kins(whom) or any(acts_above(unit, body) for body in whom)

    def asks(self, text: str) -> int | None:
        """Where a clause proposes something to a superior, which the committee does."""
        plain = plain_of(text)
        found = _PROPOSES.match(plain.low)
        if found is None or not self.is_above(plain, found.end()):
            found = _PROPOSES_TO.match(plain.low)
        if found is None or not self.is_above(plain, found.end()):
            return None
        verb = found.start("verb")
        begins = not plain.low[:verb].strip(" -+*")
        return 0 if begins else plain.span(verb, found.end()).start

    def asks_behind(self, text: str) -> Iterator[int]:
        """Where a superior is asked behind an act of the room: "rà soát …, đề nghị Sở X hỗ trợ"."""
        plain = plain_of(text)
        for found in _ASKS_BEHIND.finditer(plain.low):
            at = plain.span(found.start("verb"), found.end()).start
            if self.is_above(plain, found.end()) and not advises(CLAUSE.split(text[:at])[-1]):
                yield at

    def is_above(self, plain: Plain, at: int) -> bool:
        """Whether a superior's bodies alone are named at a place."""
        first = next((g for g in groups(plain) if g.start == at), None)
        return first is not None and self.kit.unit.kins(first.bodies) == {Kin.ABOVE}

    def sent_behind(self, clause: str) -> int | None:
        """Where a clause sends up what the room has made: "Thống kê …, rà soát …, báo cáo Sở X"."""
        for duty in duties(clause, self.kit.day):
            at = duty.act.start
            if duty.role != "report" or duty.who or not self._stands_above(duty.whom):
                continue
            before, act = clause[:at].lower(), clause[at : at + 14].lower()
            if before.endswith((", ", " và ")) and act.startswith(_SENDS):
                return None if "tham mưu" in before else at
        return None

    def reports_later(self, clause: str) -> int | None:
        """Where a later clause begins to report to a superior; None where it does not."""
        found = _LATER.match(clause.lower())
        if found is None or "tham mưu" in clause.lower():
            return None
        told = [d.whom for d in duties(clause, self.kit.day) if d.role == "report" and not d.who]
        upward = any(self._stands_above(whom) for whom in told)
        upward = upward or _REPORTS_UP.match(clause.lower()) is not None
        return found.start("verb") if upward else None


def advises(before: str) -> bool:
    """Whether the sentence under way is one of advice to the committee."""
    return plain_of(before).low.rsplit(". ", 1)[-1].lstrip(" -+*").startswith("tham mưu")
