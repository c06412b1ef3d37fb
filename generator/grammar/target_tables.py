"""Tables of targets read row by row: what is promised, in which unit, how much, by which year.

"Chỉ tiêu | ĐVT | 2026 | 2027 | 2030" promises one figure for each year; a second row of heads
("Mục tiêu" over "2026", "2030"), groups of rows and a column for what was reached so far are
understood. What is no figure ("Giảm so với năm trước") is no target here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.body_tables import heads_of, text_of
from generator.text import patterns as re
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.plan.ruled import Bang

Sign = Literal[">=", "<=", "="]

_KEYS = (
    ("noi_bao_cao", re.compile(
        r"(?:co quan|don vi).*(?:chu tri|thuc hien|bao cao)|^chu tri|^co quan$")),
    ("chu_tri", re.compile(r"theo doi|chu tri|phu trach|co quan")),
    ("don_vi", re.compile(r"^(?:don vi|don vi tinh|dvt|d\.v\.t)$|don vi tinh")),
    ("hien_trang", re.compile(
        r"hien trang|hien nay|uoc (?:thuc hien|dat)|thuc hien|^th |ket qua nam"
        r"|so voi")),
    ("khac", re.compile(r"^(?:tt|stt|so tt|ghi chu|nguon|can cu|mau so|cong thuc)")),
    ("noi_dung", re.compile(r"chi tieu(?! nam)|tieu chi|noi dung|muc tieu cu the|^ten ")),
    ("gia_tri", re.compile(
        r"muc tieu|ket qua can dat|ke hoach|chi tieu nam|gia tri|phan dau|ket qua|muc phan dau"
        r"|giao nam|chi tieu giao")),
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?P<first>20\d\d)(?: ?- ?(?P<last>20\d\d))?(?!\d)")
_PERSON = re.compile(r"ca nhan|nguoi phu trach|lanh dao")
_FIGURE = re.compile(
    r"(?P<sign>>=|<=|≥|≤|=|>|<|từ|trên|tối thiểu|ít nhất|đạt|dưới|không quá|tối đa|còn)?\s*"
    r"(?P<value>\d[\d.]*(?:,\d+)?)\s*(?P<unit>%?)(?P<more>\s*(?:trở lên|trở xuống))?",
    re.IGNORECASE,
)
_AT_MOST = ("<=", "≤", "<", "dưới", "không quá", "tối đa", "còn")


_Figures = tuple[int, "int | None"]
"""A column of figures, and its year where the head says one."""


class TargetRow(NamedTuple):
    """A figure that a row promises for a year."""

    place: int
    """Among the rows of the table."""
    text: str
    unit: str
    sign: Sign
    value: str
    """As written: "1.250,5"."""
    year: int | None
    base: str
    """What was reached when the plan was made."""
    lead: str
    """Who follows it, as the cell says."""
    person: str
    reporters: str = ""
    """Who carries it out and so gives its figure, as the cell says."""


def read_targets(table: Bang) -> list[TargetRow]:
    """The targets of a table in reading order; none where it is no table of targets."""
    first, heads = heads_of(table)
    columns, values = _columns(heads)
    if "noi_dung" not in columns or not values or not _promises(heads):
        return []
    found: list[TargetRow] = []
    for place, cells in enumerate(table.rows[first:], first):
        words = [text_of(cell) for cell in cells]
        found += _targets(place, words, columns, values)
    return found


def _promises(heads: Sequence[str]) -> bool:
    return any(re.search(r"chi tieu|muc tieu|tieu chi", fold(head)) for head in heads)


def _columns(heads: Sequence[str]) -> tuple[dict[str, int], list[_Figures]]:
    """Which column holds what, and the columns of figures with their years."""
    columns: dict[str, int] = {}
    years: list[_Figures] = []
    plain: list[_Figures] = []
    for at, head in enumerate(heads):
        folded = fold(head)
        key = next((key for key, pattern in _KEYS if pattern.search(folded)), "")
        said = list(_YEAR.finditer(folded))
        if _PERSON.search(folded):
            key = "ca_nhan"
        if said and key in ("", "gia_tri", "noi_dung") and (key != "noi_dung" or columns):
            years.append((at, int(said[-1]["last"] or said[-1]["first"])))
        elif key == "gia_tri":
            plain.append((at, None))
        elif key and key not in columns:
            columns[key] = at
    return columns, years or plain[:1]


def _targets(
    place: int,
    words: Sequence[str],
    columns: dict[str, int],
    values: Sequence[tuple[int, int | None]],
) -> Iterator[TargetRow]:
    def cell(key: str) -> str:
        at = columns.get(key, len(words))
        return words[at] if at < len(words) else ""

    if not cell("noi_dung"):
        return
    for at, year in values:
        figure = _FIGURE.fullmatch(words[at].strip()) if at < len(words) else None
        if figure is None:
            continue
        yield TargetRow(
            place, cell("noi_dung"), cell("don_vi") or figure["unit"], _sign(figure),
            figure["value"], year, cell("hien_trang"), cell("chu_tri"), cell("ca_nhan"),
            cell("noi_bao_cao"),
        )  # fmt: skip


def _sign(figure: re.Match[str]) -> Sign:
    said = (figure["sign"] or "").lower()
    if said in _AT_MOST or "xuống" in (figure["more"] or ""):
        return "<="
    return "=" if said == "=" else ">="


def figure_of(value: str) -> float | None:
    """The number of a target's words, "1.250,5" → 1250.5; None for other words."""
    plain = value.strip().rstrip("%").strip()
    if re.fullmatch(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", plain) is None:
        return None
    return float(plain.replace(".", "").replace(",", "."))
