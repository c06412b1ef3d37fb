"""The number or mark a line begins with: I., A., 1., 1.1., a), -, (1) and their odd forms."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from generator.plan.wording import LETTERS, roman

Style = Literal["phan", "dieu", "la-ma", "hoa", "so", "thap-phan", "chu", "ngoac", "dau"]
"""Phần I; Điều 1; I.; A.; 1.; 1.1.; a); (1) or 1); -, +, * and other bullets."""


class ReadLabel(NamedTuple):
    """A label and what follows it."""

    style: Style
    raw: str
    """As the source has it: "I/", "1.1", "a)", "•"."""
    number: int
    """1 for I, A, 1, a and (1); the last number of a decimal; 0 for a bullet."""
    depth: int
    """How many numbers a decimal has; 1 for all others."""
    rest: str
    path: tuple[int, ...] = ()
    """The numbers of a decimal."""


BULLETS = "-–—−‐‑‒―•●○◦▪▫■□·∙⁃➢➤►▶→⇒✓✔❖✦★☆♦◆◇+*"
_ORDINALS = (
    "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười",
)  # fmt: skip
_PHAN = re.compile(
    r"^(?P<raw>(?:phần|chương)\s+(?:thứ\s+)?(?P<n>[ivx]{1,5}|\d{1,2}|[a-eđ]|"
    + "|".join(_ORDINALS)
    + r"))(?P<end>\s*[.:\-–]|(?=\s)|$)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_DIEU = re.compile(r"^(?P<raw>Điều\s+(?P<n>\d{1,3})\s*[.:])\s*(?P<rest>.*)$", re.DOTALL)
_ROMAN = re.compile(r"^(?P<raw>(?P<n>[IVXL]{1,6})\s*[.)/:\-–])\s*(?P<rest>[^\d\s.].*)$", re.DOTALL)
_ROMAN_BARE = re.compile(r"^(?P<raw>(?P<n>[IVX]{1,5}))\s+(?P<rest>[^\W\d_]{2}.*)$", re.DOTALL)
_ROMAN_SMALL = re.compile(
    r"^(?P<raw>(?P<n>[ivx]{2,5}|[ivx](?=\s*[./]\s+(?:mục (?:đích|tiêu)|yêu cầu|căn cứ|tình hình"
    r"|quan điểm|sự cần thiết|đặc điểm|nội dung|nhiệm vụ|kinh phí|tổ chức thực hiện)(?!\w)))"
    r"\s*[./])\s+(?P<rest>\S.*)$",
    re.DOTALL | re.IGNORECASE,
)
"""Parts numbered in small letters: "ii. nhiệm vụ"; alone "i." is one only before a part's title."""
_UPPER = re.compile(r"^(?P<raw>(?P<n>[A-HKLMĐ])\s*[.)/])\s+(?P<rest>\S.*)$", re.DOTALL)
_DECIMAL = re.compile(
    r"^(?P<raw>(?P<n>\d{1,2}(?:\s?\.\s?\d{1,2}){1,3})\s*[.)/:]?)(?:\s+|(?<=[.)/:])(?=\D))"
    r"(?P<rest>[^\s\d%].*)$",
    re.DOTALL,
)
_NUMBER = re.compile(
    r"^(?P<raw>(?P<n>\d{1,3})\s*(?:\.\-|[./\-](?!\d)|:(?!\d)))\s*(?P<rest>[^\s].*)$", re.DOTALL
)
_PAREN = re.compile(
    r"^(?P<raw>\((?P<n>\d{1,2}|[ivx]{1,4}|[a-zđ]{1,2}\d?)\)|(?P<m>\d{1,2}|[ivx]{2,4})\))\s*"
    r"(?P<rest>\S.*)$",
    re.DOTALL,
)
_LETTER = re.compile(
    r"^(?P<raw>(?P<n>[a-zđ])(?P<sub>[.]?\d{0,2})\s*[.)/](?!\w))\s*(?P<rest>\S.*)$", re.DOTALL
)
_LETTER_TIGHT = re.compile(r"^(?P<raw>(?P<n>[a-zđ])(?P<sub>\d?)\))(?P<rest>\S.*)$", re.DOTALL)
_BULLET = re.compile(rf"^(?P<raw>[{re.escape(BULLETS)}])(?P<rest>.*)$", re.DOTALL)
_ROMAN_VALUES = {roman(n): n for n in range(1, 90)}


def label_of(text: str, automatic: str = "") -> ReadLabel | None:
    """The label of a line, None where it has none.

    `automatic` is the number Word prints before the text; the text then has none.
    """
    if automatic:
        found = _parse(f"{automatic.strip()} x")
        if found is None:
            return None
        return found._replace(raw=automatic.strip(), rest=text)
    return _parse(text.lstrip())


def _parse(text: str) -> ReadLabel | None:
    head = text[:1]
    if not head:
        return None
    if head in BULLETS:
        return _bullet(text)
    if head.isdigit():
        return _decimal(text) or _number(text) or _paren(text)
    if head == "(":
        return _paren(text)
    if head.isalpha():
        return _worded(text) or _roman(text) or _upper(text) or _letter(text)
    return None


def _bullet(text: str) -> ReadLabel | None:
    found = _BULLET.match(text)
    if found is None:
        return None
    raw, rest = found["raw"], found["rest"]
    if not rest.strip() or rest.lstrip()[:1] in BULLETS:
        return None  # a drawn line of dashes
    if raw == "*" and text.startswith("**"):
        return None
    if raw in "+*" and rest[:1].isdigit():
        return None
    return ReadLabel("dau", raw, 0, 1, rest.strip())


def _decimal(text: str) -> ReadLabel | None:
    found = _DECIMAL.match(text)
    if found is None:
        return None
    path = tuple(int(n) for n in found["n"].replace(" ", "").split("."))
    if 0 in path or found["rest"][:1] in ",;)":
        return None
    if found["raw"].rstrip()[-1:] not in ".)/:" and found["rest"][:1].islower():
        return None  # "2.5 triệu đồng", "1.2 ha"
    return ReadLabel("thap-phan", found["raw"].strip(), path[-1], len(path), found["rest"], path)


def _number(text: str) -> ReadLabel | None:
    found = _NUMBER.match(text)
    if found is None or found["rest"][:1] in ",;%)":
        return None
    number = int(found["n"])
    if number == 0:
        return None
    return ReadLabel("so", found["raw"].strip(), number, 1, found["rest"], (number,))


def _paren(text: str) -> ReadLabel | None:
    found = _PAREN.match(text)
    if found is None:
        return None
    inner = found["n"] or found["m"]
    if inner.isdigit():
        number = int(inner)
    elif inner.upper() in _ROMAN_VALUES and (len(inner) > 1 or inner in "ivx"):
        number = _ROMAN_VALUES[inner.upper()]
    else:
        number = letter_number(inner[0])
    return ReadLabel("ngoac", found["raw"], number, 1, found["rest"])


def _worded(text: str) -> ReadLabel | None:
    found = _PHAN.match(text)
    if found is not None:
        # "Phần mềm", "Phần lớn" are no labels: the number must end there.
        inner = found["n"]
        titled = text[:1].isupper() and (
            found["end"].strip() or not found["rest"].strip() or found["rest"][:2].isupper()
        )
        if titled:
            raw = (found["raw"] + found["end"]).strip()
            return ReadLabel("phan", raw, _ordinal(inner), 1, found["rest"])
    found = _DIEU.match(text)
    if found is not None:
        return ReadLabel("dieu", found["raw"], int(found["n"]), 1, found["rest"])
    return None


def _ordinal(inner: str) -> int:
    low = inner.lower()
    if low in _ORDINALS:
        return _ORDINALS.index(low) + 1
    if low.isdigit():
        return int(low)
    return _ROMAN_VALUES.get(inner.upper()) or letter_number(low)


def _roman(text: str) -> ReadLabel | None:
    if text[:3] in ("V/v", "V/V"):
        return None  # về việc
    found = _ROMAN.match(text)
    if found is None:
        found = _ROMAN_SMALL.match(text)
        if found is not None and found["n"].islower() and found["n"].upper() in _ROMAN_VALUES:
            value = _ROMAN_VALUES[found["n"].upper()]
            return ReadLabel("la-ma", found["raw"].strip(), value, 1, found["rest"])
        found = _ROMAN_BARE.match(text)
        if found is None or not found["rest"][:8].isupper():
            return None
        if len(found["n"]) == 1 and found["n"] == "V":
            return None
    number = _ROMAN_VALUES.get(found["n"])
    if number is None:
        return None
    return ReadLabel("la-ma", found["raw"].strip(), number, 1, found["rest"])


def _upper(text: str) -> ReadLabel | None:
    found = _UPPER.match(text)
    if found is None:
        return None
    return ReadLabel(
        "hoa", found["raw"].strip(), letter_number(found["n"].lower()), 1, found["rest"]
    )


def _letter(text: str) -> ReadLabel | None:
    found = _LETTER.match(text) or _LETTER_TIGHT.match(text)
    if found is None:
        return None
    return ReadLabel("chu", found["raw"].strip(), letter_number(found["n"]), 1, found["rest"])


def as_upper(label: ReadLabel) -> ReadLabel:
    """A Roman label of one letter read as a capital letter: C., D., I."""
    letter = label.raw[:1].lower()
    return label._replace(style="hoa", number=letter_number(letter))


def letter_number(letter: str) -> int:
    """1 for a, 5 for đ; letters that the decree does not use stand at the end."""
    return LETTERS.index(letter) + 1 if letter in LETTERS else 90 + ord(letter[0]) % 32
