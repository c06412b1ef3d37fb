"""Clean text: composed letters, single spaces, one script, one encoding.

Every change is counted by its kind with an example, so that the reader can tell the
clerk what was touched. TCVN3 and VNI are recognised by what the text looks like and
never by the name of a font: most documents that name .VnTime hold Unicode text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

ChangeKind = Literal["nfc", "khoang_trang", "an", "cyrillic", "rieng", "tcvn3", "vni"]
"""Composed letters; odd spaces; invisible characters; Cyrillic look-alikes; private-use
characters (Wingdings bullets); old Vietnamese encodings."""


class Changes:
    """What was changed in the text of one document."""

    def __init__(self) -> None:
        self.counts: dict[ChangeKind, int] = {}
        self.examples: dict[ChangeKind, tuple[str, str]] = {}

    def note(self, kind: ChangeKind, before: str, after: str, count: int = 1) -> None:
        """Count a change, and keep the first as an example."""
        self.counts[kind] = self.counts.get(kind, 0) + count
        self.examples.setdefault(kind, (before[:60], after[:60]))


_SPACES = re.compile(r"[\t\v\f\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HIDDEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LOOK_ALIKE = str.maketrans(
    "АВЕЅЈКМНОРСТХУІаеорсухіѕјһԛԝ",
    "ABESJKMHOPCTXYIaeopcyxisjhqw",
)
_CHECKS = {0xF0D8: "➢", 0xF0FC: "✓", 0xF0A7: "▪", 0xF0B7: "•", 0xF02D: "-", 0xF02B: "+"}
"""Glyphs of Symbol and Wingdings that stand for bullets; any other is a bullet too."""


def clean(text: str, changes: Changes | None = None) -> str:
    """The text in composed form with plain spaces; runs of spaces and the ends are kept."""
    if text.isascii() and text.isprintable():
        return text
    note = changes.note if changes is not None else _ignore
    out = text
    if not unicodedata.is_normalized("NFC", out):
        fixed = unicodedata.normalize("NFC", out)
        note("nfc", out, fixed)
        out = fixed
    if _HIDDEN.search(out):
        old = _old_encoding(out)
        if old is None:
            fixed = _HIDDEN.sub("", out)
            note("an", out, fixed)
            out = fixed
    if _SPACES.search(out):
        fixed = _SPACES.sub(" ", out)
        if "\u00a0" in out or "\u3000" in out:
            note("khoang_trang", out, fixed)
        out = fixed
    if _PRIVATE.search(out):
        fixed = _PRIVATE.sub(lambda m: _CHECKS.get(ord(m[0]), "•"), out)
        note("rieng", out, fixed)
        out = fixed
    if _CYRILLIC.search(out):
        fixed = out.translate(_LOOK_ALIKE)
        if fixed != out:
            note("cyrillic", out, fixed)
            out = fixed
    old = _old_encoding(out)
    if old is not None:
        kind, fixed = old
        note(kind, out, fixed)
        out = fixed
    return out


def _ignore(kind: ChangeKind, before: str, after: str, count: int = 1) -> None:
    """Count nothing."""


def squeeze(text: str) -> str:
    """The text with single spaces and none at its ends."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """Every character that is not a blank, in order: what must not get lost."""
    return "".join(text.split())


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−\xad", "-"))
_MARKS = re.compile(r"[\u0300-\u036f]")


@lru_cache(8192)
def fold(text: str) -> str:
    """Small letters without marks, plain dashes, single spaces: for matching words.

    Old and new places of the tone, decomposed letters, look-alike Cyrillic letters and
    all dashes come out the same.
    """
    out = unicodedata.normalize("NFD", text.translate(_LOOK_ALIKE))
    out = _MARKS.sub("", out).lower().replace("đ", "d").translate(_DASHES)
    return " ".join(out.split())


# ------------------------------------------------------------------- old encodings

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_SIGNS = re.compile(r"[µ¸¶·¹¨»¾¼½©®ª«¬\u00ad×ß÷þ§¦¥¤£¢¡]")
_VNI_TONES = {"ø": "̀", "ù": "́", "û": "̉", "õ": "̃", "ï": "̣"}
_VNI_HATS = {
    "â": "̂", "á": "̂́", "à": "̂̀", "å": "̂̉", "ã": "̂̃", "ä": "̣̂",
    "ê": "̆", "é": "̆́", "è": "̆̀", "ú": "̆̉", "ü": "̆̃", "ë": "̣̆",
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(r"[aeouyôöAEOUYÔÖ][øùûõïâáàåãäêéèúüëØÙÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_COMMON = frozenset(
    [
        "va",
        "cua",
        "cac",
        "cho",
        "theo",
        "nam",
        "ngay",
        "trong",
        "duoc",
        "thuc",
        "hien",
        "uy",
        "ban",
        "nhan",
        "dan",
        "tinh",
        "xa",
        "huyen",
        "thanh",
        "pho",
        "hoach",
        "chinh",
        "phu",
        "nguoi",
        "cong",
        "tac",
        "voi",
        "tai",
        "quyet",
        "dinh",
        "ve",
        "tren",
        "to",
        "chuc",
        "don",
        "vi",
        "nhiem",
        "vu",
    ]
)


def _old_encoding(text: str) -> tuple[ChangeKind, str] | None:
    """The text in Unicode, if it is TCVN3 or VNI: by its pattern, line by line."""
    if text.isascii() or _VIETNAMESE.search(text):
        return None
    if len(_TCVN3_SIGNS.findall(text)) >= 2:
        fixed = "".join(_TCVN3.get(c, c) for c in text)
        if _reads(fixed) and _reads(fixed) > _reads(text):
            return "tcvn3", fixed
    if len(_VNI_PAIR.findall(text)) >= 2:
        fixed = _from_vni(text)
        if _reads(fixed) and _reads(fixed) > _reads(text):
            return "vni", fixed
    return None


def _from_vni(text: str) -> str:
    out: list[str] = []
    for char in text:
        low = char.lower()
        before = out[-1][-1:].lower() if out else ""
        base = unicodedata.normalize("NFD", before)[:1] if before else ""
        mark = _VNI_TONES.get(low) or (_VNI_HATS.get(low) if base in ("a", "e", "o") else None)
        if mark and base and base in "aeouy" and out:
            out[-1] = unicodedata.normalize("NFC", out[-1] + mark)
        else:
            alone = _VNI_ALONE.get(low)
            out.append((alone.upper() if char.isupper() else alone) if alone else char)
    return "".join(out)


def _reads(text: str) -> int:
    """How many everyday words a text has."""
    return sum(word in _COMMON for word in re.findall(r"[a-z]+", fold(text)))


def stop_word_share(texts: Iterable[str]) -> float:
    """Everyday words per word: below 0.03 a text layer is rubbish, below 0.08 suspicious."""
    words = [w for text in texts for w in re.findall(r"[^\W\d_]+", text.lower())]
    if not words:
        return 0.0
    return sum(w in _STOP for w in words) / len(words)


_STOP = frozenset(
    "của và các theo ngày trong cho được tại về có với thực hiện năm để là trên công".split()  # noqa: SIM905
)
