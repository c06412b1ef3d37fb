"""Kinds of bodies by their first words, as patterns: the data of loai-co-quan.toml."""

from __future__ import annotations

import re
from functools import cache
from itertools import permutations
from typing import Any, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.phrases import any_of

LEVELS = ("trung-uong", "tinh", "huyen", "xa", "thon")
"""Levels from above to below. "huyen" ended on 30 June 2025 (Law 72/2025/QH15)."""
UNITS = {
    "tỉnh": "tinh", "thành phố trực thuộc trung ương": "tinh", "thành phố": "", "huyện": "huyen",
    "thị xã": "huyen", "quận": "huyen", "xã": "xa", "phường": "xa", "thị trấn": "xa",
    "đặc khu": "xa", "cơ sở": "xa", "trung ương": "trung-uong", "thôn": "thon", "bản": "thon",
    "tổ dân phố": "thon",
}  # fmt: skip
CENTRAL_CITIES = frozenset(["hà nội", "hải phòng", "đà nẵng", "hồ chí minh", "cần thơ", "huế"])
UNIT = r"(?:thành phố|tỉnh|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)(?!\w)"


class FirstWord(NamedTuple):
    """What a first word, such as "sở", says of the body it begins."""

    id: str
    level: str | None
    named: str
    capital: bool
    every: bool
    needs_level: bool
    needs_name: bool
    verb: bool = False
    """Also a verb: at the head of a text its capital says nothing."""


class FirstWords(NamedTuple):
    """The data of kinds, as patterns."""

    first: re.Pattern[str]
    kinds: dict[str, FirstWord]
    person: re.Pattern[str]
    """People and things of the base that act, and are no office: "công chức xã", "hệ thống loa"."""
    persons: dict[str, FirstWord]
    open_persons: frozenset[str]
    """Those of them whose name goes on up to what they do: "kế toán xã chốt sổ"."""
    no_persons: dict[str, frozenset[str]]
    """Of those: syllables behind that make another word of it: "tổ chức"."""
    unnamed: frozenset[str]
    """Those that mean the one named before where no name follows: "tổ họp tháng một lần"."""
    opened: frozenset[str]
    """All that the data of doers add."""
    offices: re.Pattern[str]
    fields: re.Pattern[str]
    behind: frozenset[str]
    """First syllables of what follows a name and is no part of it."""
    compounds: frozenset[str]
    """Words of two syllables inside a name, the second one small."""
    nouns: frozenset[str]
    """Those of them that are never verbs though their first syllable begins some."""
    leaders: re.Pattern[str]
    """Collective names that begin with an office: "trưởng thôn"."""
    verbs: frozenset[str]
    """Verbs of two syllables: a name ends before them."""
    begin_verbs: frozenset[str]
    """First syllables of those verbs."""
    lone_verbs: frozenset[str]
    """Verbs of one syllable."""
    schools: re.Pattern[str]
    """Which of all schools: " trung học cơ sở, trung học phổ thông"."""
    common: frozenset[str]
    """First words that mean a body only where they are written large."""
    not_after: dict[str, frozenset[str]]
    """First word → syllables before it that make another word of it: "cơ sở"."""
    not_before: dict[str, frozenset[str]]
    """First word → syllables behind it that make another word of it: "trường hợp"."""


_EVERY = ("các ", "mỗi ")


def _body_words(data: dict[str, Any]) -> tuple[dict[str, FirstWord], dict[str, FirstWord]]:
    """First words of bodies of a kind and of collective names; those that only head a clause."""
    kinds: dict[str, FirstWord] = {}
    persons: dict[str, FirstWord] = {}
    for row in data["loai"]:
        kind = _kind(row, every=False)
        for first in row["dau"]:
            kinds.setdefault(first, kind._replace(every=first.startswith("các ")))
    for row in data["tap_the"]:
        for words in row["chu"]:
            (persons if row.get("dau_cau") else kinds)[words] = FirstWord(
                row["loai"], row.get("cap"), "khong", False, True, False, False
            )
    for number in (2, 3):
        for words in permutations(data["don_vi_bo"]["chu"], number):
            if not {*words} & {*data["don_vi_bo"]["co"]}:
                continue
            own = FirstWord("cuc-vu", "trung-uong", "khong", False, True, False, False)
            kinds[f"các {', '.join(words)}"] = own
            kinds[f"các {', '.join(words[:-1])} và {words[-1]}"] = own
    for board in data["ban_thon"]["ban"]:
        for place in data["ban_thon"]["noi"]:
            for words in (f"{board} {place}", f"{board} các {place}"):
                own = FirstWord("thon", "thon", "khong", False, True, False, False)
                kinds[words] = kinds[f"trưởng {words}"] = own
    return kinds, persons


def _add_doers(
    data: dict[str, Any],
    rows: list[dict[str, Any]],
    kinds: dict[str, FirstWord],
    persons: dict[str, FirstWord],
) -> set[str]:
    """Add to `persons` who else acts, by `rows`; those whose name goes on up to what they do."""
    open_persons = {w for row in data["tap_the"] if row.get("noi") for w in row["chu"]}
    for row in rows:
        open_persons.update(word for word in row["chu"] if word not in persons)
        own = FirstWord(row["loai"], None, "khong", False, True, False, False)
        for words in row["chu"]:
            persons.setdefault(words, own)
        for words in (f"{every} {word}" for every in ("các", "mỗi") for word in row["chu"]):
            if words not in kinds and words not in persons and not words[4:].startswith(_EVERY):
                persons[words] = own
                open_persons.add(words)
    large = frozenset(data["viet_hoa"])
    for row in data["loai"]:
        for first in row["dau"] if row["ten"] == "rieng" else ():
            if " " in first and first not in persons and (row.get("hoa") or first in large):
                persons[first] = FirstWord(row["id"], None, "khong", False, True, False, False)
                open_persons.add(first)
    return open_persons


@cache
def first_words() -> FirstWords:
    """The first words of all kinds, of collective names and of offices, read once."""
    data, doers = read_data("loai-co-quan.toml"), read_data("nguoi-lam.toml")
    kinds, persons = _body_words(data)
    open_persons = _add_doers(data, doers["nguoi"], kinds, persons)
    offices = [*data["chuc_vu"]["dung_dau"], *data["chuc_vu"]["pho"]]
    office = any_of([*offices, "chánh", "phó chánh"])
    units = [
        f"{every} {unit}"
        for unit in UNITS
        if unit not in ("cơ sở", "trung ương")
        for every in ("các", "mỗi", "những")
    ]
    school = any_of(data["truong"]["loai"])
    return FirstWords(
        re.compile(
            rf"(?<!\w)(?:(?P<office>{office})|(?P<kind>{any_of([*kinds, *units])})"
            rf"|(?P<unit>{UNIT}))"
        ),
        kinds,
        re.compile(rf"(?<!\w){any_of(persons)}"),
        persons,
        frozenset(open_persons),
        {first: frozenset(behind) for first, behind in doers["sau_khong"].items()},
        frozenset(
            w
            for row in doers["nguoi"]
            if row.get("ten")
            for w in row["chu"]
            if not w.startswith(_EVERY) and "," not in w
        ),
        frozenset(w for row in doers["nguoi"] for w in row["chu"]) & frozenset(open_persons),
        re.compile(
            rf"(?:{office})(?:(?:, | và |; )(?:các )?(?:{office}))*(?: thường trực)? (?:các )?"
        ),
        re.compile(any_of(data["linh_vuc"])),
        frozenset(data["sau_ten"]),
        frozenset(data["ghep"]),
        frozenset(data["danh_tu"]),
        re.compile(any_of([k for k in kinds if re.match(rf"{office} ", k)])),
        frozenset(data["dong_tu"]),
        frozenset([*data["dong_tu_don"], *(v.split(" ", 1)[0] for v in data["dong_tu"])]),
        frozenset(data["dong_tu_don"]),
        re.compile(rf" {school}(?:(?:,| và)? {school})*"),
        frozenset(data["viet_hoa"]),
        {first: frozenset(before) for first, before in data["truoc_khong"].items()},
        {first: frozenset(behind) for first, behind in data["sau_khong"].items()},
    )


def _kind(row: dict[str, Any], *, every: bool) -> FirstWord:
    return FirstWord(
        row["id"], row.get("cap"), row["ten"], row.get("hoa", False), every,
        row.get("sau") == "cap", row.get("ho", False), row.get("dong_tu", False),
    )  # fmt: skip


def begins_body(low: str, at: int) -> bool:
    """Whether a body surely begins here: a syllable such as "bản" may be part of a name."""
    words = first_words()
    found = words.first.match(low, at)
    if found is None:
        return False
    return found["office"] is not None or " " in found[0] or found[0] in ("sở", "bộ")


def makes_another(low: str, first: str, at: int, end: int) -> bool:
    """Whether a first word is another word with the syllable before or behind it: "cơ sở"."""
    words = first_words()
    not_after = words.not_after.get(first)
    if not_after is not None and low[:at].rstrip().rsplit(" ", 1)[-1] in not_after:
        return True
    if (not_before := words.not_before.get(first)) is None:
        return False
    behind = low[end : end + 12].split(maxsplit=1)[:1]
    return any(word.strip(",.;:") in not_before for word in behind)


def specific(first: str) -> bool:
    """A first word that means a body even when it is written small: "trung tâm y tế"."""
    return " " in first and first not in first_words().common
