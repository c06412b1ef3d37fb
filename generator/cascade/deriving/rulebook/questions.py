"""What only a person can decide about a derived plan, each thing in one and the same words.

The same question in many nodes is one question: it is asked once for the whole plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from generator.cascade.deriving.rulebook.rules import OTHERS, QUESTION
from generator.cascade.deriving.unit.addressee import Kin, class_said
from generator.grammar.class_facts import tells_fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_at_work import Speech
    from generator.cascade.deriving.rulebook.text_under_way import RuleWords
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

Q_TARGET = "Chỉ tiêu bằng số của {cap_tren.cap}: xác định chỉ tiêu của {cap}"
Q_MONEY = "Số tiền do {cap_tren.cap} nêu: xác định mức của {cap}"
Q_PURSE = "Có nguồn tiền của cấp trên: xem {cap} chi từ nguồn nào"
Q_SOME = "Chỉ giao nơi “{dien}”: {don_vi} có thuộc diện này không"
Q_CONDITION = "Chỉ nói riêng một phần (“{chu}”): xem {don_vi} có thuộc phần ấy không"
Q_LEVEL = "Có phần thuộc thẩm quyền cấp trên: xem {cap} làm phần nào"
Q_PARTY = "Có việc của tổ chức đảng (“{chu}”): đề nghị cấp ủy làm, hoặc bỏ phần này"
Q_PLACE = "Có nêu đơn vị hành chính khác: xem có liên quan đến {don_vi} không"
Q_DISTRICT = "Nêu cấp huyện, từ 01/7/2025 không còn: xem nay là việc của ai"
Q_ABOVE = "Còn chữ chỉ cấp trên (“{chu}”): xem có đúng với {cap} không"
Q_ISSUE = "Kế hoạch phải ban hành, gửi lên trên chính là kế hoạch này: xem lại câu và thời hạn"
Q_WHOSE = "Kế hoạch trên không nói cấp nào làm việc này: xem {cap} có làm không"
Q_UNCUT = "Không làm phần “{chu}”: câu còn ý khác, sửa lại câu cho đúng phần của mình"
Q_UNCUT_PART = "Có phần đã trả lời là không làm: sửa lại câu cho đúng phần của mình"
Q_SETTLED = "“{chu}” không có ở {cap}: ghi lại khu dân cư của {cap}"
Q_WORDS = "Chưa đổi được chắc chắn, để nguyên lời của kế hoạch trên: viết lại cho {cap}"
Q_ROOM = "Việc của UBND {cap}, Chủ tịch đứng dưới việc của một bộ phận: xem ai làm"
Q_CUT = "Câu liền trước trong kế hoạch trên là việc của nơi khác, đã bỏ: xem câu này còn đủ ý không"
Q_AFTER = "Câu liền trước đã bỏ (“{chu}”): xem câu này còn đủ ý không"
Q_HELP = "Có nêu {cap} phối hợp: xem phần việc của {cap} trong câu này"
Q_PROJECT = "Có nêu dự án, công trình cụ thể: xem có liên quan đến {don_vi} không"
Q_BARE = "Còn chữ “{chu}” không nói rõ là cơ quan nào: ghi đủ tên ở chỗ đầu tiên"
Q_EACH = "Còn chữ chỉ mọi đơn vị, mọi cấp (“{chu}”): ghi lại là ai ở {cap}"
Q_SITE = "Có nêu địa danh, tuyến đường, công trình cụ thể: xem có trên địa bàn {don_vi} không"
Q_HERE = "“{chu}” không phải nơi nào cũng có: xem trên địa bàn {don_vi} có không, không thì bỏ"
Q_REFERS = "Dẫn “{chu}” của kế hoạch trên: sửa theo số khoản, mục của kế hoạch này"
Q_WHICH = "Dẫn “{chu}” mà không nói là văn bản nào: ghi số, ngày của văn bản ấy"
Q_SINCE = "Thời hạn tính từ “{chu}”: ghi rõ ngày hoặc văn bản làm mốc"
Q_SHARED = "Số liệu giao chung cho nhiều đơn vị: xác định phần của {don_vi}"
Q_SCHOOLS = "Trường mầm non, tiểu học, THCS do {cap} quản lý từ 01/7/2025: xem giao trường nào"
Q_BANS = "Điều cấm với mọi người, ở kế hoạch trên đứng dưới việc của nơi khác: giữ hay bỏ"
Q_LEAD = "Việc của {so} ở {cap} do bộ phận nào làm đầu mối"
Q_NO_LEAD = "Kế hoạch trên không nói cơ quan nào chủ trì: chọn bộ phận của {cap} làm đầu mối"
Q_CELL = "Cột “{cot}” của bảng nêu tiền, người hoặc cơ quan của cấp trên: điền phần của {cap}"
Q_READ = "Câu có thể sai sau khi đổi tên gọi: đọc lại"
Q_GONE = "Kế hoạch trên còn nêu “{chu}”, ở đây không còn: xem có phải ghi thêm không"
Q_ADDED = "Kế hoạch trên không nói “{chu}”: xem có đúng không, không thì bỏ"
Q_BEFORE = "Có thể chịu trách nhiệm vượt cấp (“{chu}”): ghi lại ai chịu trách nhiệm trước ai"
Q_PAST = "Báo cáo vượt cấp (“{chu}”): xem {cap} báo cáo đến đâu, bỏ phần cấp trên báo cáo tiếp"
Q_TORN = "Câu có thể bị cắt dở hoặc thừa chữ (“{chu}”): đọc lại cả câu"
Q_WHO = "Câu nói {chu} làm: xem có phải việc của {cap}, hay chuyển thành đề nghị, phối hợp"
Q_UPWARD = "Có báo cáo lên cấp trên ở lời kết: xem bộ phận nào báo cáo"
Q_NAMED = "Việc, số liệu của nơi khác nhưng có nêu {don_vi}: giữ phần của {cap} hoặc bỏ câu này"
Q_OURS = "Việc cấp trên chỉ đạo bộ phận của {cap}: xem lại câu"
Q_SELF = "{don_vi} làm việc, báo cáo hoặc chịu trách nhiệm với chính mình: xem lại ai làm"
Q_APPLIES = "Bảng của kế hoạch trên dành việc này cho cấp khác: giữ đoạn này, hay bỏ"
Q_ENDED = "{chu} không còn vào ngày của kế hoạch: xem nay là cơ quan nào"
Q_CHAIR = "Việc Chủ tịch chịu trách nhiệm đứng dưới việc của một bộ phận: đưa ra mục riêng"
Q_PEER = "Kế hoạch trên nói tổ chức của trung ương (“{chu}”): xem tổ chức tương ứng của {cap}"
Q_BODY = "“{chu}” không có trong danh mục cơ quan của {cap}: ghi cơ quan có lĩnh vực ấy"
Q_LEADS = "Chủ trì các nhóm nhiệm vụ do phần mềm đề xuất theo lĩnh vực: xem lại, sửa nơi chưa đúng"
Q_FIELD = "Phần mềm tạm chọn bộ phận của {cap} theo lĩnh vực: xem lại, chuyển câu nào chưa đúng"
Q_UNLED = "Chưa nêu phòng, đơn vị nào của {ten_ngan} chủ trì: phân công cho từng nhóm việc"
Q_UNIT = "“{chu}” có phải đơn vị thuộc {ten_ngan} không: phải thì giữ, không thì bỏ"
Q_ROWS = "Bảng còn hàng chưa rõ bộ phận nào của {cap} chủ trì: chọn bộ phận"
Q_NOTHING = "Kế hoạch trên không giao {cap} chủ trì việc nào: xem có phải lập kế hoạch này không"
Q_TABLE = "Bảng của {cap_tren.cap}: lập bảng của {cap} hoặc bỏ"


class OfficeQuestion(NamedTuple):
    """A question whose answer holds for the office, not for one plan alone."""

    kind: Literal["counterpart", "belongs"]
    about: str
    """The superior's body, or what narrows a group."""


_ANSWERABLE = (
    ("counterpart", re.compile(re.escape(Q_LEAD).replace(r"\{so\}", "(?P<about>.+)")
     .replace(r"\{cap\}", ".+"))),
    ("belongs", re.compile(re.escape(Q_SOME).replace(r"\{dien\}", "(?P<about>.+)")
     .replace(r"\{don_vi\}", ".+"))),
    ("belongs", re.compile(re.escape(Q_UNIT).replace(r"\{chu\}", "(?P<about>.+)")
     .replace(r"\{ten_ngan\}", ".+"))),
)  # fmt: skip


def asked_of(text: str) -> OfficeQuestion | None:
    """What a question of a plan asks the office; None where only this plan can be settled."""
    for kind, pattern in _ANSWERABLE:
        found = pattern.fullmatch(text)
        if found is not None:
            here = kind == "belongs" and not tells_fact(found["about"])
            return None if here else OfficeQuestion(kind, found["about"])  # type: ignore[arg-type]
    return None


_At = TypeVar("_At")
"""What stands for a node that a question is about."""


def in_order(asked: Mapping[str, Sequence[_At]]) -> list[tuple[str, Sequence[_At]]]:
    """Questions with their nodes as a clerk answers them fastest.

    First what one word answers for the office, then what settles most places; questions that
    come to the same stay in the order of the plan.
    """
    pairs = list(asked.items())
    return sorted(pairs, key=lambda pair: (asked_of(pair[0]) is None, -len(pair[1])))


_REST = re.compile(
    r"(?:(?:các|những) )?(?:(?:UBND|Ủy ban nhân dân) )?(?:các )?(?:xã|phường|đặc khu|địa phương|nơi"
    r"|đơn vị|tỉnh)(?:(?:, | và )(?:xã|phường|đặc khu|địa phương|tỉnh))* (?:còn lại|khác)(?!\w)",
    re.IGNORECASE,
)


def some_of(draft: NodeDraft, narrowing: str) -> str:
    """Whether the unit is of a class: asked of the office, or here of those that are left."""
    found = None if tells_fact(narrowing) else _REST.search(draft.said)
    if found is None:
        return Q_SOME.replace("{dien}", class_said(narrowing))
    return Q_CONDITION.replace("{chu}", found[0])


_OF_THE_REST = re.compile(
    re.escape(Q_CONDITION)
    .replace(r"\{chu\}", "[^”]* (?:còn lại|khác)")
    .replace(r"\{don_vi\}", ".+")
)


def _settled_by_class(question: str, marks: Iterable[RuleWords]) -> bool:
    """Whether it asks about the units that are left where their class is asked about already."""
    asked = Q_SOME.partition("{")[0]
    return _OF_THE_REST.fullmatch(question) is not None and any(
        str(mark.pieces[0]).startswith(asked) for mark in marks
    )


class Questions:
    """Puts questions on the nodes of a plan."""

    def __init__(self, unit: Addressee, speech: Speech, *, leads: bool = False) -> None:
        """`leads`: the unit leads the plan above itself, whose targets are then its own."""
        self.unit, self.speech, self.leads = unit, speech, leads

    def mark(self, draft: NodeDraft, question: str) -> None:
        """Ask about a node, once; whose share it is settles what its figure is."""
        if question == Q_TARGET and self.speech.words(Q_SHARED) in draft.marks:
            return
        if _settled_by_class(question, draft.marks):
            return
        resolved = self.unit.committee and self.unit.level <= self.unit.above
        if question == Q_TARGET and (resolved or self.leads):
            return  # resolved at its own level, or carried by the department: its own figures
        if not self.unit.committee:  # a department has no level of its own
            question = question.replace("{cap}", "{ten_ngan}").replace("{don_vi}", "{ten_ngan}")
        words = self.speech.words(question)
        if words not in draft.marks:
            draft.marks.append(words)
        draft.touch(QUESTION)

    def ask_belongs(self, draft: NodeDraft, narrowing: str) -> None:
        """Ask whether the unit is of those that a text is about; an answer kept settles it."""
        known = self.unit.belongs(narrowing)
        if known is None:
            self.mark(draft, some_of(draft, narrowing))
        elif not known:
            draft.drop(OTHERS)

    def ask_some(self, draft: NodeDraft, who: Iterable[NamedBody]) -> None:
        """Ask whether the unit is one of those that a narrowed group means."""
        for body in who:
            if self.unit.kin(body) is Kin.SOME:
                self.mark(draft, some_of(draft, body.only))
