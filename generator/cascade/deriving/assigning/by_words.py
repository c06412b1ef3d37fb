"""Who of the unit does a point, by its words: whom it names first, who heads a team, whose work.

Where only a word in passing tells, or where an item is mostly of others' fields and a point of it
tells none, whom the program chose is put before a person: one question for all such points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.allotted import who_has_means
from generator.cascade.deriving.assigning.own_bodies import Doers
from generator.cascade.deriving.rulebook.questions import Q_FIELD
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.competence import allots_money
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.topics import topics
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.plan.agencies import Agency

_MORE = re.compile(
    r"(?<!\w)(?:(?:xây dựng|ban hành|lập) kế hoạch|huy động (?!kinh phí|nguồn|vốn)|phân công)(?!\w)"
)
"""What is done beside finding the money: the work is the lead's, not the purse-keeper's."""
_HEADED = re.compile(
    r"(?<!\w)do (?:đồng chí )?(?:Phó )?(?:Trưởng|Chánh|Chỉ huy trưởng) (?P<body>[^,;.]{3,60}?)"
    r" làm (?i:tổ|đội|nhóm|đoàn) trưởng(?!\w)"
)
_NAMES_EACH = re.compile(
    r"([\W\d]*(?i:giao|phân công|cử) [^,;.]+? (?:làm|là) [^,;.]+), "
    r"[^,;.]+ (?:làm|là|giúp|theo dõi) "
)
"""Several who are named for parts of one thing: the first leads it."""

_OF_OFFICE = re.compile(
    r"[\W\d]*(?:(?:tổ chức|nghiêm túc|kịp thời|chủ động|thực hiện|khẩn trương|yêu cầu),? )*"
    r"(?:quán triệt(?!\w)(?=[^.;]*(?:cán bộ|công chức|viên chức|đảng viên|người lao động"
    r"|cơ quan|đơn vị))"
    r"|cụ thể hóa(?!\w)(?=[^.;]*(?:chương trình|kế hoạch) công tác)"
    r"|(?:không để|không được để|nghiêm cấm|chấn chỉnh) (?:cán bộ|công chức|đảng viên)(?!\w))"
)
"""What every office does among its own people, in a point of many fields."""
_OF_LEAD = re.compile(
    r"[\W\d]*(?:(?:căn cứ|trước|định kỳ|hằng|hàng|chậm nhất|trong)(?!\w)[^,;.]{2,90}, )?"
    r"(?:tham mưu (?:chủ tịch )?(?:ubnd|ủy ban nhân dân) \w+ )?"
    r"(?:(?:xây dựng|ban hành|lập|phê duyệt|cụ thể hóa)(?: và \w+ \w+)?"
    r" (?:kế hoạch|chương trình|phương án)"
    r"|(?:tổng hợp|báo cáo|sơ kết|tổng kết|đánh giá|định kỳ|gửi|chủ trì|làm đầu mối|là đầu mối"
    r"|theo dõi|đôn đốc|chịu trách nhiệm|tổ chức thực hiện|triển khai|kiện toàn|giao chỉ tiêu"
    r"|xử phạt|kiểm tra(?=[.;,]))"
    r"(?!\w))"
)
"""What whoever leads does for the whole of it."""
_FIRST = 3
"""Words by which the beginning of a text is found in what it was."""
_OTHERS = 3
"""Points of others' fields from which on an item is of many fields."""


_WITH_WHAT = re.compile(r"[\W\d]*[^;:,.]*?(?<!\w)(?:có|nơi có|với) (?P<what>[^;:.]+)$")


def _class_before(text: str, above: str) -> str:
    """What the class of units has that stood before a text in the plan above; "" for none."""
    low = plain_of(above).low
    at = low.find(" ".join(plain_of(text).low.split()[:_FIRST]))
    found = _WITH_WHAT.match(low[:at]) if at > 0 else None
    return found["what"] if found is not None else ""


def is_of_office(low: str) -> bool:
    """Whether a point in small letters is what each office does among its own people."""
    return _OF_OFFICE.match(low) is not None


class ByWords:
    """Judges the points of one unit's items."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def does(self, text: str, lead: Agency | None, above: str = "") -> Doers:
        """Who does a point by its words: whom it names first, who heads a team, whose field.

        `above`: what it was in the plan above. Where its own words tell no field, the class of
        those who had to do it may: "Các phường có chợ đêm quy định giờ đun nấu".
        """
        text = self._without_receivers(text)
        said = key_of(text)
        named = [a for a in self.kit.own.workers if said.startswith(tuple(self._names(a)))]
        if named:
            return Doers((named[0],))
        headed = _HEADED.search(text)  # "Thành lập tổ … do Trưởng Công an xã làm Tổ trưởng"
        body = self.kit.own.named(headed["body"]) if headed is not None else None
        if body is not None and body in self.kit.own.workers:
            return Doers((body,))
        text = each[1] if (each := _NAMES_EACH.match(text)) is not None else text
        whole = topics(text) == {"tai-chinh"} and _MORE.search(plain_of(text).low) is not None
        shared = who_has_means(self.kit.own, text, lead)  # prepared by who leads, with them
        if whole or shared:
            return Doers()
        found = self.kit.own.of_work(text, lead)
        who = found.bodies or ((lead,) if lead is not None else ())
        armed = bool(who) and all(self.kit.own.is_force(body) for body in who)
        purse = self.kit.own.of_fields(["tai-chinh"]) if armed and allots_money(text) else None
        if purse is not None:
            return Doers((purse,))
        if found.bodies or not above or topics(text):
            return found
        body = self.kit.own.of_text(_class_before(text, above))
        return Doers((body,)) if body is not None and body in self.kit.own.workers else found

    def ask(self, judged: Sequence[tuple[NodeDraft, Doers]], lead: Agency | None) -> None:
        """Ask about the points of an item of which it is not sure who does them."""
        known = [does for _point, does in judged if does.bodies and does.sure]
        others = sum(lead not in does.bodies for does in known)
        mixed = lead is not None and others >= _OTHERS and 2 * others > len(known)
        for point, does in judged:
            low = plain_of(joined(point.texts["noi_dung"])).low
            if not does.sure or (mixed and not does.bodies and not _OF_LEAD.match(low)):
                self.kit.ask.mark(point, Q_FIELD)

    def _names(self, body: Agency) -> Iterator[str]:
        """Keys of the names of an own body, also without the word for the level."""
        for name in (body.ten, body.ten_ngan):
            yield key_of(name)
            if name.startswith("Văn phòng "):
                yield key_of(name.removesuffix(f" {self.kit.unit.word}"))

    def _without_receivers(self, text: str) -> str:
        """A report without the names of those who get it: they do not tell of which field it is."""
        if "báo cáo" not in plain_of(text).low:
            return text
        told = [d for d in duties(text, self.kit.day) if d.role == "report"]
        spans = {b.span for d in told for b in d.whom if self.kit.unit.kin(b) is Kin.ABOVE}
        for span in sorted(spans, reverse=True):
            text = f"{text[: span.start]}cấp trên{text[span.end :]}"
        return text
