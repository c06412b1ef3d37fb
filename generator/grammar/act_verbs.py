"""Whether an act begins at a place of a text: the verbs of dong-tu.toml and loai-co-quan.toml."""

from __future__ import annotations

from functools import cache

from generator.grammar.data import read_data
from generator.grammar.first_words import first_words
from generator.grammar.phrases import any_of
from generator.text import patterns as re


@cache
def _verbs() -> frozenset[str]:
    words, data = first_words(), read_data("dong-tu.toml")
    verbs = {*words.verbs, *words.lone_verbs, *data["mo_dau"], *data["lam"]}
    return frozenset(verbs - {"giữ", "để"})


_BEFORE = " (?:cùng |chủ động |tự |trực tiếp |đồng thời |có thể )?"


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}{any_of(_verbs())}")


@cache
def _work() -> re.Pattern[str]:
    words, data = first_words(), read_data("dong-tu.toml")
    verbs = {*words.verbs, *words.lone_verbs, *data["mo_dau"], *data["mo_dau_khac"], *data["lam"]}
    return re.compile(rf"[\W_]*{any_of(verbs - _NO_WORK)}")


_NO_WORK = frozenset(
    ["theo", "phải", "cần", "giữ", "để", "chịu trách nhiệm", "có trách nhiệm", "đề nghị"]
)
"""Words among those verbs with which no line begins that gives nobody named work."""


def begins_work(low: str) -> bool:
    """Whether a line in small letters begins as work does: "Mở 12 lớp tập huấn"."""
    return _work().match(low) is not None


def counted_work(low: str) -> bool:
    """Whether a line begins as work does and says how much of it: "Sửa chữa 38 km đường"."""
    return begins_work(low) and _COUNT.search(low) is not None


def told_work(low: str) -> bool:
    """Whether a line begins as work does that has a result: no more than "Đẩy mạnh công tác …"."""
    return begins_work(low) and not re.match(rf"[\W_]*{_urges()}", low)


@cache
def _urges() -> str:
    return any_of(read_data("dong-tu.toml")["co_vu"])


_COUNT = re.compile(
    r"(?<!số )(?<!khoản )(?<!điều )(?<![\d/.,-])\d[\d.,]*"
    r"(?: ?%| (?!tháng|năm|ngày|giờ|phút|tuần)[^\W\d])"
)
"""A number of things; no number of a document, no time."""


def begins_act(low: str, at: int) -> bool:
    """Whether an act begins behind a place of a text in small letters: " kiểm tra …"."""
    return _acts().match(low, at) is not None


@cache
def _deeds() -> re.Pattern[str]:
    """Those, and further verbs of those whom no registry lists."""
    more = read_data("nguoi-lam.toml")["viec"]["dong_tu"]
    return re.compile(f"{_BEFORE}{any_of({*_verbs(), *more})}")


def deed_end(low: str, at: int) -> int:
    """Where a verb ends with which an act begins there; 0 where none does.

    By the wider list of verbs: only behind who surely acts. A verb of one syllable that begins a
    noun is none: "thanh tra | giao thông".
    """
    found = _deeds().match(low, at)
    if found is None:
        return 0
    if " " in found[0].lstrip():
        return found.end()
    words, two = first_words(), _TWO.match(low, at)
    noun = two is not None and (two[0][1:] in words.compounds or two[0][1:] in words.nouns)
    return 0 if noun else found.end()


def begins_deed(low: str, at: int) -> bool:
    """Whether an act begins there, by the wider list of verbs (`deed_end`)."""
    return deed_end(low, at) > 0


_TWO = re.compile(r" [^\W\d]+ [^\W\d]+")
