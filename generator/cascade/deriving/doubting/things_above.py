"""Things of the superior's level that a sentence of the unit makes or runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.competence import grants
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.doubting.derived_sentence import DerivedSentence
    from generator.cascade.deriving.unit.addressee import Addressee

_MAKES = (
    r"(?:đưa vào (?:vận hành|sử dụng|khai thác|hoạt động)|vận hành|nâng cấp|xây dựng|hoàn thành"
    r"|hoàn thiện|thành lập|phát triển|khai trương|mở rộng|cải tạo|kiện toàn)"
)
_THINGS = (
    r"(?:trung tâm|cổng|hệ thống|quỹ|kho|bảo tàng|thư viện|bệnh viện|cơ sở dữ liệu|nền tảng"
    r"|phần mềm|trục|nhà văn hóa|sàn|khu liên hợp|công viên|quảng trường|ban chỉ đạo|hội đồng)"
)


_OF_A_GRADE = re.compile(
    r" ?(?:(?:tổng )?số |các )*(?!(?:hộ|người|gia đình|cán bộ|hồ sơ)(?!\w))"
    r"[^\W\d]+(?: [^\W\d]+){0,3}? (?<!đạt )(?<!xếp )(?:(?:hạng|loại) (?:đặc biệt|i{1,2}|[12])"
    r"|cấp (?:đặc biệt|i{1,2}))(?![\w/])"
)


def of_a_grade(sentence: DerivedSentence, end: int) -> bool:
    """Whether a share, which ends there, is of things of a high grade: "100% chợ hạng 1".

    Not every unit has such things, and those it has are seldom its own to run.
    """
    return _OF_A_GRADE.match(sentence.low, end) is not None


_SPENDS = re.compile(
    r"(?<!\w)(?:bố trí|dành|chi|trích|phân bổ|cấp|đầu tư|hỗ trợ)(?!\w)[^.;]{0,80}?"
    r"ngân sách (?:cấp )?(?:tỉnh|thành phố|trung ương)(?!\w)"
    r"|ngân sách (?:cấp )?(?:tỉnh|thành phố|trung ương) (?:bố trí|dành|chi|cấp|bảo đảm)(?!\w)"
)
_ASKS_FOR = re.compile(
    r"(?:đề nghị|đề xuất|kiến nghị|trình|xin|tranh thủ|tiếp nhận|được)(?!\w)[^.;]*$"
)


def purse_above(sentence: DerivedSentence, unit: Addressee) -> bool:
    """Whether a commune would spend, or say how much is spent, from a superior's budget."""
    commune = unit.committee and unit.level == RANKS["xa"]
    if not commune or "ngân sách" not in sentence.low:
        return False
    return any(
        _ASKS_FOR.search(sentence.low[: found.start()]) is None
        for found in _SPENDS.finditer(sentence.low)
    )


_PUT_INTO = (
    r"(?<!\w)(?:lồng ghép|đưa|tích hợp|bổ sung|cập nhật|xây dựng thành)(?!\w)[^.;]{2,160}?"
    r" vào (?:các )?"
)
_PAPERS = r"(?:chương trình|kế hoạch|nghị quyết|quy hoạch|đề án|chiến lược|chính sách)"


def thing_above(sentence: DerivedSentence, unit: Addressee) -> str:
    """A thing of the superior's that a sentence makes or runs: "Vận hành Trung tâm … thành phố".

    Or a paper of its that a sentence changes: "lồng ghép … vào kế hoạch của thành phố".
    """
    if f" {unit.word_above}" not in sentence.low:
        return ""
    made = re.compile(
        rf"(?:^[\W\d]*|[;.,] |và ){_MAKES} (?P<what>{_THINGS}(?: [^\W\d]+){{1,8}}?"
        rf" (?:của |cấp )?{unit.word_above})(?!\w)"
    )
    found = made.search(sentence.low) or re.search(
        rf"{_PUT_INTO}(?P<what>{_PAPERS}[^.;]{{0,60}}? (?:của |cấp )"
        rf"(?:hội đồng nhân dân |ủy ban nhân dân )?{unit.word_above})(?!\w)",
        sentence.low,
    )
    return sentence.plain.said(*found.span("what")) if found is not None else ""


_MEASURE = re.compile(
    r"(?<!\w)(?:trưởng|phó trưởng|chỉ huy trưởng|giám đốc|hiệu trưởng|người đứng đầu|thủ trưởng"
    r"|chủ tịch|lãnh đạo|cán bộ|công chức|viên chức)(?!\w)[^.;]{3,120}? (?:thì|sẽ|phải)(?: bị)?"
    r" (?:[^.;]{3,40}? )?(?:xem xét|xử lý|kỷ luật|kiểm điểm|phê bình|điều chuyển|thay thế|hạ bậc)"
    r"(?: (?:trách nhiệm|kỷ luật|xử lý))?(?!\w)"
)


def measure_above(sentence: DerivedSentence) -> bool:
    """Whether what a superior does to people of the unit stands among what the unit helps it in.

    "Trưởng Công an xã để tái diễn thì xem xét trách nhiệm", under "Phối hợp với Công an tỉnh": the
    unit takes no part in what a branch decides on its own officers.
    """
    return sentence.helped and _MEASURE.search(sentence.low) is not None


_WITHIN = re.compile(r"(?<!\w)(?:theo thẩm quyền|vượt (?:quá )?thẩm quyền)(?!\w)")
"""Says itself how far the unit may go."""


def says_how_far(low: str) -> bool:
    """Whether a text says how far its powers go; of a permit not whether the unit grants it."""
    return _WITHIN.search(low) is not None and ("vượt" in low or not grants(plain_of(low).low))
