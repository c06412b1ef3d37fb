"""Figures that a sentence promises: sums of money, shares, areas, counts, with how they bind."""

from __future__ import annotations

from typing import Literal, NamedTuple

from generator.grammar.letters import LetterSpan, Plain, plain_of
from generator.text import patterns as re

Compare = Literal["=", ">=", "<=", ">", "<", "~"]


class Figure(NamedTuple):
    """A number with its unit."""

    value: float
    upper: float | None
    """The second number of "60-70%"; else None."""
    unit: str
    """Such as "%", "đồng" (with its millions), or the one or two words after it, with their
    thousands or millions: "ha", "triệu công dân"."""
    compare: Compare
    per: str
    """Such as "năm" of "mỗi năm", "12%/năm"; else ""."""
    text: str
    span: LetterSpan

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return self.unit == "đồng"


_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_SCALE = {
    "nghìn tỷ đồng": 1e12, "ngàn tỷ đồng": 1e12, "tỷ đồng": 1e9, "tỉ đồng": 1e9, "tỷ": 1e9,
    "triệu đồng": 1e6, "nghìn đồng": 1e3, "ngàn đồng": 1e3, "đồng": 1.0,
}  # fmt: skip
_FIGURE = re.compile(
    rf"(?<![\w.,/–-])(?P<a>{_NUMBER})(?: ?- ?(?P<b>{_NUMBER}))? ?"
    rf"(?P<unit>%|(?:{'|'.join(_SCALE)})(?!\w| chí| bào| bộ| hồ| phục| nghiệp| lệ| trọng| suất)"
    r"|(?![-/.])(?:(?:triệu|nghìn|ngàn) )?[^\W\d_]+(?: [^\W\d_]+)?)"
    rf"(?P<per>/ ?[^\W\d_]+| mỗi năm|(?: ?trên| một) năm)?"
)
_BEFORE = re.compile(
    r"(?:(?P<least>ít nhất|tối thiểu|không thấp hơn|không dưới|đạt từ|từ)|(?P<more>trên|hơn"
    r"|vượt)"
    r"|(?P<most>không quá|không vượt quá|tối đa|giảm còn|xuống còn)|(?P<less>dưới|ít hơn"
    r"|thấp hơn)"
    r"|(?P<about>khoảng|bình quân|trung bình|gần))(?: (?:đạt|mỗi năm|là|tăng))*$"
)
_AFTER = re.compile(r" (?:trở lên|(?P<down>trở xuống))")
_NAMED = re.compile(
    r"(?:năm|(?<!tổng )(?<!trong )số|ngày|tháng|quý|điều|khoản"
    r"|(?<!làm )(?<!thí )(?<!đạo )(?<!chọn )(?<!dứt )(?<!cao )(?<!trọng )điểm|mục|mức|độ|thứ"
    r"|(?<=[\w,] )(?<!nâng )(?<!cung )(?<!trang )(?<!trợ )(?<!được )(?<!và )cấp"
    r"|hạng|đoạn|kỳ|lục|lần|khóa|phần|luật|giờ|đợt|lớp|bước|vòng|khối|quân khu"
    r"|sư đoàn|lữ đoàn|trung đoàn"
    r"|hải đoàn|khu vực)$"
)
_DEGREES = 17
"""The highest degree that is counted: of winds (Decision 18/2021/QĐ-TTg; from memory)."""
_CALLED = re.compile(
    r"(?<!\w)(?:cổng|tổng đài|đường dây nóng|đầu số|số điện thoại|hotline)(?: [^\s,;.:\d]+){0,4}$"
)
"""Before a number that is a name: "Cổng Góp ý 1022", "đường dây nóng 111"."""
_NO_UNITS = frozenset((
    "về", "của", "và", "để", "trên", "tại", "cho", "từ", "đến", "theo", "trong", "với", "mỗi",
    "các", "thì", "là", "có", "phải", "cùng",
))  # fmt: skip
"""Words after a number that is no count: "16 giờ 00 về Trung tâm"."""
_TIMES = frozenset(["ngày", "tháng", "năm", "giờ", "h", "phút", "quý", "tuần"])
_COMPARE: dict[str, Compare] = {"least": ">=", "more": ">", "most": "<=", "less": "<", "about": "~"}


def number_of(words: str) -> float:
    """Such as "7.080,5" → 7080.5: points part thousands, a comma the fraction."""
    return float(words.replace(".", "").replace(",", "."))


_DIGIT = re.compile(r"\d")


def figures(text: str) -> list[Figure]:
    """The figures of a text. Dates, numbers of documents and stretches of time are none."""
    if _DIGIT.search(text) is None:
        return []
    plain = plain_of(text)
    return [made for found in _FIGURE.finditer(plain.low) if (made := _figure(plain, found))]


def _is_code(plain: Plain, found: re.Match[str]) -> bool:
    """Whether a figure and a capital are a name: chứng nhận "4C", "5S"."""
    at, unit = found.start("unit"), found["unit"].split(" ")[0]
    joined = len(found["a"]) == 1 and at == found.end("a") and found["b"] is None
    return joined and len(unit) == 1 and plain.capital(at) and unit not in _UNIT_LETTERS


_UNIT_LETTERS = ("w", "v", "a", "m", "l", "g")
"""Units that are written with one letter."""


def _figure(plain: Plain, found: re.Match[str]) -> Figure | None:
    low, unit = plain.low, found["unit"]
    before = low[: found.start()].rstrip()
    if unit != "%" and unit not in _SCALE:
        yearly = before.endswith(("mỗi năm", "hằng năm", "hàng năm"))
        if _CALLED.search(before):
            return None
        handed = before.endswith("cấp") and number_of(found["a"]) > _DEGREES
        if (_NAMED.search(before) and not (yearly or handed)) or unit.split()[
            0
        ] in _TIMES | _NO_UNITS:
            return None
        if re.fullmatch(r"(?:19|20)\d\d", found["a"]):
            return None
    if _is_code(plain, found):
        return None
    scale = _SCALE.get(unit, 1.0)
    said = _BEFORE.search(before)
    compare: Compare = "="
    if said is not None:
        compare = next(v for k, v in _COMPARE.items() if said[k])
    if (after := _AFTER.match(low, found.end("unit"))) is not None:
        compare = "<=" if after["down"] else ">="
    per = (
        (found["per"] or ("năm" if before.endswith("mỗi năm") else ""))
        .replace("mỗi", "")
        .replace("/", "")
        .strip()
    )
    return Figure(
        number_of(found["a"]) * scale,
        number_of(found["b"]) * scale if found["b"] else None,
        "đồng" if unit in _SCALE else unit,
        compare,
        per.split()[-1] if per else "",
        plain.said(*found.span()),
        plain.span(*found.span()),
    )
