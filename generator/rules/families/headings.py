"""TT3: headings and numbering: mục, khoản, điểm, Điều, Chương; order of the letters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import BODY, UPPER, heavy
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_ROMAN = re.compile(r"^(M{0,3}(?:C?[DL]?X{0,3}[CL]?)(?:IX|IV|V?I{0,3}))$")
_LABEL = re.compile(r"^\s*(?P<so>[IVXLC]+|\d+(?:\.\d+)*)(?!\w)(?P<dau>\s*[.:/)\-–]|)(?P<sau>\s*)")
"""No letter follows: the C of "Chương" is no number."""
_BARE = re.compile(rf"^(?P<so>[IVX]+|\d{{1,2}}(?:\.\d{{1,2}})*) +(?=[{UPPER}])")
_BRACKETED = re.compile(r"^\d{1,2}[)/] ")
_CHAPTER = re.compile(
    r"^(phần|chương|mục|tiểu mục)\s+(thứ\s+\w+|[IVXLC]+|\d+)\s*[.:]?\s*$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^Điều\s+(\d+)\s*([.:/]?)", re.IGNORECASE)
_POINT = re.compile(r"^\s*([a-zđ])\s*([).:/])", re.IGNORECASE)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int | None:
    """The value of a Roman number; None for anything else."""
    if not text or not set(text) <= set(_VALUES):
        return None
    values = [_VALUES[c] for c in text]
    total = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return total if _ROMAN.match(text) else None


def sections(van: JudgedDocument) -> list[JudgedLine]:
    """Headings with a Roman number: I., II."""
    return [
        i for i in van.of("muc", part=None)
        if (m := _LABEL.match(i.text)) and roman(m["so"]) and i.para is not None
        and i.para.cell is None
    ]  # fmt: skip


@rule("TT311")
def chapter(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Chương I" in small letters, bold, centred; its title below in capitals."""
    labels = [
        i for i in van.of(*BODY, part=None)
        if _CHAPTER.match(i.text) and i.para is not None and i.para.cell is None
    ]  # fmt: skip
    if not labels:
        yield NOT_HERE
    for item in labels:
        match = _CHAPTER.match(item.text)
        first = match[1] if match else ""
        if first.isupper():
            wanted = _small(item.text)
            message = _("“{tu}” in thường, chỉ tiêu đề bên dưới in hoa").format(tu=first)
            yield Finding(message, item, item.text, wanted)
        elif heavy(item.marks, lambda m: m.bold) < 0.85 or item.line.align != "center":
            message = _("Dòng “{chu}” phải đậm, canh giữa").format(chu=item.text)
            yield Finding(message, item, wanted=_("đậm, canh giữa"))


def _small(label: str) -> str:
    """A label in small letters: "Phần thứ nhất"; a Roman number stays in capitals."""
    words = [word if roman(word.rstrip(".:")) else word.lower() for word in label.split(" ")]
    words[0] = words[0].capitalize()
    return " ".join(words)


@rule("TT312")
def article(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Điều 1." is bold."""
    articles = [i for i in van.of(*BODY) if i.text.startswith("Điều") and _ARTICLE.match(i.text)]
    if not articles:
        yield NOT_HERE
    for item in articles:
        match = _ARTICLE.match(item.text)
        if match is None or item.line.label:
            continue
        left = len(match[0])
        bold = total = 0
        for mark in item.marks:
            part = mark.text[:left]
            left -= len(part)
            letters = sum(c.isalnum() for c in part)
            total += letters
            bold += letters if mark.bold else 0
        if total and bold < total:
            message = _("“{dieu}” phải in đậm").format(dieu=match[0].rstrip(" .:"))
            yield Finding(message, item, _("không đậm"), _("đậm"))


@rule("TT321")
def section_case(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The title of a section I. is in capitals."""
    items = [i for i in sections(van) if len(i.text) < 200]
    if not items:
        yield NOT_HERE
    for item in items:
        title = _title(item)
        letters = [c for c in title if c.isalpha()]
        if len(letters) < 3 or (item.para and any(r.fmt.caps for r in item.para.runs)):
            continue
        if sum(c.isupper() for c in letters) < 0.85 * len(letters):
            yield Finding(
                _("Tiêu đề mục đánh số La Mã phải in hoa"), item, _("in thường"), _("in hoa")
            )


def _title(item: JudgedLine) -> str:
    match = _LABEL.match(item.text)
    rest = item.text[match.end() :] if match else item.text
    return re.sub(r"\([^)]*\)", "", rest)


@rule("TT322")
def section_bold(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The heading of a section I. is bold and upright."""
    items = sections(van)
    if not items:
        yield NOT_HERE
    for item in items:
        bold = heavy(item.marks, lambda m: m.bold)
        slant = heavy(item.marks, lambda m: m.italic)
        if bold < 0.85 or slant > 0.5:
            found = _("không đậm") if bold < 0.85 else _("nghiêng")
            fixes = () if item.para is None else (
                Fix("chu", item.para, (("bold", True), ("italic", False))),
            )  # fmt: skip
            yield Finding(_("Tiêu đề mục phải đậm, đứng"), item, found, _("đậm, đứng"), fixes)


@rule("TT323")
def label_sign(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """After the number of a section or item stands a full stop: I. 1."""
    items = van.of("muc", "khoan", part=None) + [
        i
        for i in van.of("doan", "diem", "diem_con", "khac")
        if i.text.startswith("Điều") or _BRACKETED.match(i.text)
    ]
    for item in items:
        match = _LABEL.match(item.text)
        sign = match["dau"].strip() if match else ""
        article_ = _ARTICLE.match(item.text)
        if article_ and item.text.startswith("Điều"):
            sign = article_[2]
        if item.para is not None and item.para.cell is not None:
            continue
        behind = item.text[match.end() : match.end() + 1] if match else ""
        if item.line.box or behind.isdigit():
            continue  # a span of numbers, "15 - 20 mm"
        if sign in ("/", ")", "-", "–", ":"):
            number = article_[0] if article_ else (match[0].strip() if match else "")
            message = _("Sau số thứ tự là dấu chấm")
            yield Finding(message, item, number, number.rstrip("/)-–: ") + ".")


@rule("TT324")
def label_stop(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A number without its full stop: "2.1 Nội dung"."""
    for item in van.of(*BODY, "khac", part=None):
        match = _BARE.match(item.text)
        if match is None or item.line.label or item.para is None or item.para.cell is not None:
            continue
        dotted = "." in match["so"]
        titled = item.line.bold and len(item.text) < 120
        if titled or (dotted and len(match["so"]) < 8):
            message = _("Thiếu dấu chấm sau số thứ tự")
            yield Finding(message, item, match["so"], match["so"] + ".")


@rule("TT325")
def section_title(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A section has a title."""
    items = sections(van)
    if not items:
        yield NOT_HERE
    for item in items:
        if not _title(item).strip(" .:"):
            yield Finding(_("Mục không có tiêu đề"), item, item.text, _("số thứ tự và tiêu đề"))


@rule("TT331")
def item_bold(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The title of an item 1. is bold: a short line above its points."""
    below = {i.number: i for i in van.items if i.role not in ("trong", "so_trang")}
    numbers = sorted(below)
    after = dict(pairwise(numbers))
    seen = False
    for item in van.of("khoan"):
        follower = below.get(after.get(item.number, -1))
        if not _is_title(item) or follower is None or follower.role not in _BELOW:
            continue
        seen = True
        bold = heavy(item.marks, lambda m: m.bold)
        if bold < 0.6 and item.para is not None:
            fix = (Fix("chu", item.para, (("bold", True),)),)
            message = _("Tiêu đề khoản phải đậm")
            yield Finding(message, item, _("không đậm"), _("đậm, đứng"), fix)
    if not seen:
        yield NOT_HERE


_BELOW = ("diem", "diem_con")
_SINGLE = re.compile(r"^\s*\d+\.\s")


def _is_title(item: JudgedLine) -> bool:
    text = item.text.rstrip()
    return (
        bool(_SINGLE.match(text))
        and len(text) < 70
        and text[-1] not in ".:;,"
        and item.para is not None
        and item.para.cell is None
    )


@rule("TT342")
def point_sign(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A point is "a)", not "a." nor "a/"."""
    points = [i for i in van.of("diem", "diem_con", part=None) if _POINT.match(i.text)]
    if not points:
        yield NOT_HERE
    for item in points:
        match = _POINT.match(item.text)
        if match and match[2] != ")":
            fix: tuple[Fix, ...] = ()
            if item.para is not None and not item.line.label and match[0] in item.para.text:
                fix = (Fix("thay", item.para, ((match[0], match[1] + ")"),)),)
            yield Finding(
                _("Điểm đánh bằng chữ cái và dấu đóng ngoặc đơn"),
                item, match[0].strip(), match[1].lower() + ")", fix,
            )  # fmt: skip


@rule("TT343")
def letters(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Points run a, b, c, d, đ, e, g: with đ, without f, j, w, z."""
    alphabet = so["chu_cai"]
    last = ""
    seen = False
    for item in van.of("muc", "khoan", "diem", "doan", part=None):
        if item.role in ("muc", "khoan"):
            last = ""
            continue
        match = _POINT.match(item.text) if item.role == "diem" else None
        if match is None:
            continue
        seen = True
        letter = match[1].lower()
        wanted = (
            alphabet[0] if not last else alphabet[min(alphabet.find(last) + 1, len(alphabet) - 1)]
        )
        if letter not in alphabet or (letter not in (wanted, "a")):
            message = _("Thứ tự điểm theo bảng chữ cái tiếng Việt (a, b, c, d, đ, e, g, h …)")
            yield Finding(message, item, letter + ")", wanted + ")")
        last = letter if letter in alphabet else wanted
    if not seen:
        yield NOT_HERE


@rule("TT351")
def sequence(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Numbers of sections, articles and items follow one another, none missing or twice."""
    counters = {"muc": HeadingCounter(), "khoan": HeadingCounter(), "dieu": HeadingCounter()}
    seen = False
    part = 0
    for item in van.of("muc", "khoan", "diem", "doan", part=None):
        if item.part != part:  # what is attached has its own articles, sections and items
            part = item.part
            counters = {kind: HeadingCounter() for kind in counters}
        if _CHAPTER.match(item.text):
            counters["muc"] = HeadingCounter()
        kind, number, shown = _number(item)
        if kind == "muc":
            counters["khoan"] = HeadingCounter()
        if not kind:
            continue
        seen = True
        wanted = counters[kind].take(number)
        if wanted is not None:
            message = _("Số thứ tự không liên tục")
            yield Finding(message, item, shown, _plain(kind, wanted))
    if not seen:
        yield NOT_HERE


class HeadingCounter:
    """Numbers seen under one heading. Lists inside lists may begin again with 1."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def take(self, number: int) -> int | None:
        """The number there should have been, when this one cannot be right."""
        seen = self.seen
        wrong = None
        if number != 1 and number - 1 not in seen:
            wrong = max(seen, default=0) + 1
        elif number != 1 and number in seen:
            since = seen[len(seen) - seen[::-1].index(number) :]
            if number - 1 not in since:
                wrong = number + 1
        seen.append(number)
        return wrong


def _number(item: JudgedLine) -> tuple[str, int, str]:
    """Kind of counter, value and label of an item; ("", 0, "") when it has none."""
    article_ = _ARTICLE.match(item.text) if item.text.startswith("Điều") else None
    if article_:
        return "dieu", int(article_[1]), article_[0]
    match = _LABEL.match(item.text)
    if match is None or item.role not in ("muc", "khoan") or not match["dau"].strip():
        return "", 0, ""
    if item.para is not None and item.para.cell is not None:
        return "", 0, ""
    value = roman(match["so"])
    if item.role == "muc" and value:
        return "muc", value, match[0].strip()
    if item.role == "khoan" and match["so"].isdigit():
        return "khoan", int(match["so"]), match[0].strip()
    return "", 0, ""


def _plain(kind: str, number: int) -> str:
    if kind == "dieu":
        return _("Điều {so}.").format(so=number)
    if kind == "khoan":
        return f"{number}."
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10] + "."
