"""What cells say: states, numbers, proofs, in the words that offices write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import N_
from generator.text import patterns as re
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.reported import TaskState

STATES: dict[TaskState, str] = {
    "chua": N_("Chưa thực hiện"),
    "dang": N_("Đang thực hiện"),
    "cham": N_("Chậm"),
    "dat": N_("Đạt"),
    "vuot": N_("Vượt"),
    "hoan_thanh": N_("Hoàn thành"),
    "khong_phat_sinh": N_("Không phát sinh"),
}
"""State → its words in a form. The choices of a form are those of CHOICES."""
CHOICES: tuple[TaskState, ...] = ("chua", "dang", "hoan_thanh", "khong_phat_sinh")

_SAID: tuple[tuple[str, TaskState], ...] = (
    (r"(khong|chua) (co )?phat sinh|khong co", "khong_phat_sinh"),
    (r"(chua|khong) hoan thanh|dang|chua xong|co ban (da )?hoan thanh|trien khai|dth$", "dang"),
    (r"chua|cth$", "chua"),
    (r"(da )?hoan thanh|(da )?xong|(da )?ket thuc|(da )?ht$", "hoan_thanh"),
    (r"vuot", "vuot"),
    (r"(da |van )?(duy tri|(thuc hien |trien khai |lam |to chuc )?thuong xuyen)", "dang"),
    (r"dat|dung (tien do|han)|bao dam tien do", "dat"),
    (r"cham|qua han|tre", "cham"),
)
_SHORT_NO = re.compile(r"^(?:ko|k|kg|hong)(?= )")
"""How "không" is typed in haste."""
_ONLY_SHARE = re.compile(r"(?:(?:uoc|da|khoang|dat) )*(\d{1,3})(?:[.,]\d{1,2})? ?%")
"""A cell that answers with how much of the work is done."""
_PARTLY = re.compile(r"\d+(?:[.,]\d+)? ?%|mot phan|\d+/\d+")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_PROOF = re.compile(
    r"(?P<number>\d+[a-zđ]?)\s*/\s*(?P<symbol>(?:\d{4}/)?[A-ZĐ][\w&.-]*(?:[-/][A-ZĐ][\w&.-]*)*)"
    r"(?:[,;]?\s*(?:ngày\s*)?(?P<d>\d{1,2})(?:[/.-]| tháng )(?P<m>\d{1,2})"
    r"(?:[/.-]| năm )(?P<y>\d{4}))?"
)
_WITH_FIGURE = re.compile(
    r"(?P<name>[^.;:,]{12,}?)(?:\s*:\s*|\s+(?=ước |đã |hiện |đạt |là |còn |chiếm ))"
    r"(?:(?:ước|đã|hiện|đạt|là|còn|chiếm|được|tỷ lệ)\s+)*(?=\d)"
)
_NOT_NOW = re.compile(
    r"muc tieu|chi tieu|phan dau|ke hoach|du kien|yeu cau|cung ky|nam truoc|(?<!tu )dau nam"
)
_SENTENCE = re.compile(r"[;]|\.(?!\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d/")
_TO_COME = re.compile(
    r"\b(?:se|du kien|dang) (?:duoc )?(?:xem xet|trinh|ban hanh|hoan thanh|ky|cong bo|phe duyet"
    r"|lay y kien|hoan thien|tham dinh)"
)
_FILE = re.compile(r"\S[^;#]*#[0-9a-f]{64}")


class ReportedProof(NamedTuple):
    """A document of a register, or a file with its digest."""

    text: str
    number: str = ""
    symbol: str = ""
    day: date | None = None


def state_of(text: str) -> TaskState | None:
    """The state that a cell says; None where it says something else; "" for an empty cell.

    "Hoàn thành 80%" is not done; "Cơ bản hoàn thành" neither. "100%" alone is done, "60%" begun.
    """
    low = _SHORT_NO.sub("khong", fold(text).strip(" .;-"))
    if not low:
        return ""
    if (share := _ONLY_SHARE.fullmatch(low)) is not None:
        return _of_share(int(share[1]))
    for pattern, state in _SAID:
        if re.match(rf"(?:{pattern})(?!\w)", low):
            partly = state == "hoan_thanh" and _PARTLY.search(low.replace("100%", ""))
            return "dang" if partly else state
    return None


def says_plainly(text: str, state: TaskState) -> bool:
    """Whether a cell says a state in the very words of a form."""
    return fold(text).strip(" .") == fold(STATES.get(state, ""))


def _of_share(percent: int) -> TaskState:
    if percent > 100:
        return "vuot"
    return "hoan_thanh" if percent == 100 else "dang" if percent else "chua"


def names_with_figures(line: str, year: str) -> list[str]:
    """What a line of prose says a figure of now: "tỷ lệ hộ dùng nước sạch" of "… đạt 93,2%".

    What was promised, or reached in another year than `year`, is no figure of now.
    """
    return [
        found["name"].strip()
        for sentence in _SENTENCE.split(line)
        if not _NOT_NOW.search(fold(sentence))
        and all(said == year for said in _ANY_YEAR.findall(sentence))
        for found in _WITH_FIGURE.finditer(sentence)
    ]


def number_of(text: str) -> Decimal | None:
    """A number as Vietnamese write it ("1.320,5"; also "82,5%"); None for other words."""
    plain = text.strip().rstrip("%").strip().replace("\xa0", "")
    if _NUMBER.fullmatch(plain) is None:
        return None
    try:
        return Decimal(plain.replace(".", "").replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern admits numbers only
        return None


_COUNTED = re.compile(r"(?P<value>[\d.,]+)\s*(?P<unit>\D{1,30})")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
"""A thousand as others write it, or a fraction: "1,200"."""
_DIVIDED = frozenset({
    "%", "ha", "m", "km", "m2", "m3", "km2", "kg", "ta", "tan", "lit", "kwh", "mw", "dong", "diem",
    "nghin", "ngan", "trieu", "ty", "ti", "usd", "gio", "nam",
})  # fmt: skip
"""First words of what is measured and has fractions; people, households, classes have none."""


def doubtful_thousands(text: str, unit: str) -> bool:
    """Whether a figure of whole things has three digits behind a comma: 1,200 hộ."""
    found = _COUNTED.fullmatch(text.strip())
    value = found["value"] if found is not None else text.strip()
    first = fold(unit).partition(" ")[0]
    whole = bool(first) and first not in _DIVIDED and "/" not in unit
    return whole and _THOUSANDS.fullmatch(value) is not None


def figure_of(text: str, unit: str) -> Decimal | None:
    """A number, also with the unit of measure that is asked for behind it: "5.640 con".

    None where it may be a thousand or a fraction: "1,200 hộ".
    """
    if doubtful_thousands(text, unit):
        return None
    value = number_of(text)
    if value is not None or not unit:
        return value
    found = _COUNTED.fullmatch(text.strip())
    same = found is not None and fold(found["unit"]).strip(" .") == fold(unit)
    return number_of(found["value"]) if found is not None and same else None


_FRACTION = re.compile(
    r"(?P<n>\d[\d.]*(?:,\d+)?)\s*/\s*(?P<d>\d[\d.]*(?:,\d+)?)\s*(?P<what>[^\d/].*)?", re.DOTALL
)


class Fraction(NamedTuple):
    """What a percentage is a share of: 1.256/1.600 hồ sơ."""

    part: Decimal
    whole: Decimal
    what: str

    @property
    def share(self) -> Decimal:
        """In percent."""
        return self.part * 100 / self.whole


def fraction_of(text: str) -> Fraction | None:
    """The fraction that a cell of a denominator states; None for other words."""
    found = _FRACTION.fullmatch(text.strip().strip("()"))
    if found is None:
        return None
    part, whole = number_of(found["n"].rstrip(".")), number_of(found["d"].rstrip("."))
    if part is None or not whole:
        return None
    return Fraction(part, whole, (found["what"] or "").strip())


def agrees(value: Decimal, fraction: Fraction) -> bool:
    """Whether a percentage is its fraction, rounded to as many places as it has, or cut there."""
    places = max(-int(value.as_tuple().exponent), 0)
    return abs(fraction.share - value) < Decimal(10) ** -places


def number_text(value: Decimal) -> str:
    """The number as a Vietnamese document writes it, digits in threes: 1.320,5."""
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, _dot, rest = plain.lstrip("-").partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole) if len(whole) > 3 else whole
    return ("-" if plain.startswith("-") else "") + grouped + (f",{rest}" if rest else "")


_PAPER = re.compile(
    r"(?:số:? *)?(?P<report>\d+\s*/\s*BC[-\w]*)"
    r"|^\s*số:? *(?P<letter>\d+\s*/\s*[A-ZĐ][A-ZĐ&]*(?:-[A-ZĐ&]+)*)(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)


def paper_number(text: str) -> str:
    """Number and symbol of a paper: of a report wherever they stand, of a letter in their line."""
    found = _PAPER.search(text)
    return " ".join((found["report"] or found["letter"]).split()) if found is not None else ""


def proofs_of(text: str) -> list[ReportedProof]:
    """The documents and files that a cell names. A word such as "có" proves nothing."""
    found = [ReportedProof(one[0].strip()) for one in _FILE.finditer(text)]
    for one in _PROOF.finditer(_FILE.sub("", text)):
        day = None
        if one["d"]:
            try:
                day = date(int(one["y"]), int(one["m"]), int(one["d"]))
            except ValueError:
                continue  # a day that the calendar does not have: no proof
        found.append(ReportedProof(one[0].strip(), one["number"], one["symbol"], day))
    return found


def proved(text: str) -> bool:
    """Whether there is a document with number and date, or a file with its digest.

    A symbol that begins with the year, as of laws and decrees, needs no day.
    """
    return any(
        proof.day is not None or not proof.number or _YEAR.match(proof.symbol)
        for proof in proofs_of(text)
    )


_NOTHING = re.compile(
    r"\bkhong (?:co )?(?:(?:noi dung|nhiem vu|cong viec)(?: nao)? )?phat sinh"
    r"(?: (?:cac |them )?(?:noi dung|nhiem vu|cong viec)(?! (?:moi|khac|ngoai|chua))\b|[ .;/]*$)"
)
_TELLS_WORK = re.compile(
    r"\b(?:da|dang|chua) (?:duoc )?(?:co ban )?(?:hoan thanh|trien khai|thuc hien|to chuc|ban hanh)"
    r"|\d ?%|\bket qua (?:cu the|nhu sau)"
)
_OF_HARDSHIP = re.compile(r"kho khan|vuong mac|ton tai|kien nghi|de xuat")


def nothing_arose(lines: Sequence[str]) -> str:
    """The sentence by which a whole paper answers that nothing arose; "" where it tells more.

    "Không phát sinh khó khăn" and a paper that also tells of work done are no such answer.
    """
    low = [fold(line) for line in lines]
    if any(_TELLS_WORK.search(line) for line in low):
        return ""
    found = zip(lines, low, strict=True)
    return next(
        (one for one, line in found if _NOTHING.search(line) and not _OF_HARDSHIP.search(line)), ""
    )


def still_to_come(text: str) -> bool:
    """Whether words about a result tell of something that has not come yet."""
    return _TO_COME.search(fold(text)) is not None
