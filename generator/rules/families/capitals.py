"""VP3: capitals (Annex II), as far as they can be judged without false alarms.

What is searched for stands in ho-so/cach-viet.toml: literal wrong forms, and patterns
that are only tried when the text holds a certain word, so that sixty of them cost
little. What needs a list of names or the sense of a sentence is said to be not
evaluated, by rules of its own in the profile.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tomli

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import LOWER
from generator.rules.finding import Finding, Fix, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine, Reader

_FILE = Path(__file__).parents[1] / "ho-so" / "cach-viet.toml"
_LABEL = re.compile(r"^\s*(?:[IVXLC]+[.)/]|\d+(?:\.\d+)*[.)/]?(?=\s)|[a-zđ][).]|[-+–•*])?\s*")
_SENTENCE = re.compile(rf"(?<=[{LOWER}]{{3}})([.?!]) ([{LOWER}]+)")
_ABBREVIATED = frozenset(
    [
        "vv",
        "tr",
        "vd",
        "gs",
        "ts",
        "ths",
        "pgs",
        "tp",
        "tx",
        "tt",
        "kt",
        "tm",
        "tl",
        "st",
        "sđt",
        "đt",
        "ktxh",
        "stt",
        "trđ",
    ]
)
_UNITS = ("Bộ ", "Sở ", "Phòng ")


class WrongCapitals(NamedTuple):
    """One wrong way of writing and the right one."""

    wrong: tuple[str, ...]
    hint: str
    pattern: re.Pattern[str] | None
    right: str
    apart: tuple[str, ...]


@cache
def wordings() -> dict[str, list[WrongCapitals]]:
    """Code → what it looks for."""
    found: dict[str, list[WrongCapitals]] = {}
    for entry in tomli.loads(_FILE.read_text("utf-8"))["cach_viet"]:
        pattern = re.compile(entry["tim"].replace("{thuong}", LOWER)) if "tim" in entry else None
        found.setdefault(entry["ma"], []).append(
            WrongCapitals(
                tuple(entry.get("sai", ())),
                entry.get("neu", ""),
                pattern,
                entry["dung"],
                tuple(entry.get("tru", ())),
            )
        )
    return found


@cache
def _fields() -> tuple[tuple[str, str], ...]:
    """(small letters, right form) of the fields of ministries and departments, longest first."""
    names = tomli.loads(_FILE.read_text("utf-8"))["linh_vuc"]["chu"]
    return tuple(sorted(((n.lower(), n) for n in names), key=lambda pair: -len(pair[0])))


def _places(text: str, wording: WrongCapitals) -> Iterator[tuple[int, str]]:
    for wrong in wording.wrong:
        place = text.find(wrong)
        while place >= 0:
            if _whole(text, place, place + len(wrong)):
                yield place, wrong
            place = text.find(wrong, place + 1)
    if wording.pattern is None:
        return
    for start, end in _lines_with(text, wording.hint):
        for match in wording.pattern.finditer(text, start, end):
            around = text[max(0, match.start() - 20) : match.end() + 10]
            if not any(word in around for word in wording.apart):
                yield match.start(), match[0]


def _lines_with(text: str, hint: str) -> Iterator[tuple[int, int]]:
    """The lines that hold a word: the pattern is tried on these only."""
    place = text.find(hint)
    while place >= 0:
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, place) + 1, end
        place = text.find(hint, end)


def _whole(text: str, start: int, end: int) -> bool:
    return not (text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()))


def _report(reader: Reader, hits: list[tuple[int, str, str]]) -> Iterator[Saying]:
    """One finding for each wrong form, at its first place."""
    seen: dict[str, list[int]] = {}
    rights = {}
    for place, wrong, right in sorted(hits):
        seen.setdefault(wrong, []).append(place)
        rights[wrong] = right
    for wrong, places in seen.items():
        right = rights[wrong]
        found = f"{wrong.strip()} ({len(places)})" if len(places) > 1 else wrong.strip()
        items = [reader.item(p) for p in places]
        fixes: tuple[Fix, ...] = ()
        if "…" not in right and "," not in right:
            fixes = tuple(
                Fix("thay", i.para, ((wrong, _fitted(wrong, right)),))
                for i in dict.fromkeys(items)
                if i.para is not None and not i.shared and wrong in i.para.text
            )
        yield Finding(_("Viết hoa chưa đúng"), items[0], found, right, fixes)


def _fitted(wrong: str, right: str) -> str:
    """The wrong text with the right words in the place of its own."""
    low = wrong.lower()
    place = low.find(right.lower())
    if place < 0:
        return wrong
    return wrong[:place] + right + wrong[place + len(right) :]


@rule(
    "VP303", "VP304", "VP305", "VP306", "VP307", "VP308", "VP309", "VP310", "VP311",
    "VP312", "VP313", "VP314", "VP315", "VP316", "VP317", "VP318", "VP319",
)  # fmt: skip
def listed(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The wrong forms of the list."""
    reader = van.reader
    hits = [
        (place, wrong, wording.right)
        for wording in wordings().get(so.code, ())
        for place, wrong in _places(reader.text, wording)
    ]
    yield from _report(reader, hits)


@rule("VP302")
def agencies(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Names of agencies: Ủy ban nhân dân, Sở Tài chính, Bộ Nông nghiệp và Môi trường."""
    reader = van.reader
    text = reader.text
    hits = [
        (place, wrong, wording.right)
        for wording in wordings()["VP302"]
        for place, wrong in _places(text, wording)
    ]
    for place, unit in _units(text):
        start = place + len(unit)
        after = text[start : start + 40]
        low = after.lower().replace("hoá", "hóa").replace("uỷ", "ủy")
        name = next((right for small, right in _fields() if low.startswith(small)), None)
        if name is None or low[len(name) : len(name) + 1].isalnum():
            continue
        given = after[: len(name)]
        if given.replace("hoá", "hóa") != name and not given.isupper():
            hits.append((place, unit + given, unit + name))
    yield from _report(reader, hits)


def _units(text: str) -> Iterator[tuple[int, str]]:
    """Where the words Bộ, Sở, Phòng stand."""
    for unit in _UNITS:
        place = text.find(unit)
        while place >= 0:
            if not (place and text[place - 1].isalnum()):
                yield place, unit
            place = text.find(unit, place + 1)


@rule("VP301")
def sentence_start(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A sentence and a paragraph begin with a capital."""
    wrong: list[tuple[JudgedLine, str, str]] = []
    for item in van.of("muc", "khoan", "diem", "doan", "ket_thuc", "mo_dau", "can_cu"):
        text = item.text
        if item.blank or (item.para is not None and item.para.cell is not None):
            continue
        label = _LABEL.match(text)
        rest = text[label.end() :] if label else text
        if rest[:1].islower() and item.number and not _runs_on(van, item):
            first = rest.split()[0]
            if not any(c.isdigit() or c.isupper() or c in "./@" for c in first):
                wrong.append((item, first, first[:1].upper() + first[1:]))
        for hit in _SENTENCE.finditer(text):
            before = re.split(r"[\s(]", text[: hit.start()])[-1].lower()
            if before not in _ABBREVIATED and "." not in before:
                shown = f"{before}{hit[1]} {hit[2]}"
                right = f"{before}{hit[1]} {hit[2].capitalize()}"
                wrong.append((item, shown, right))
    if wrong:
        item, found, wanted = wrong[0]
        more = f" ({len(wrong)})" if len(wrong) > 1 else ""
        yield Finding(_("Đầu câu phải viết hoa"), item, found + more, wanted)


def _runs_on(van: JudgedDocument, item: JudgedLine) -> bool:
    """The line goes on with the sentence of the line before."""
    before = next((i for i in reversed(van.items[: item.number]) if i.text.strip()), None)
    if before is None:
        return False
    end = before.text.rstrip()[-1:]
    return end not in (".", "!", "?") or (item.role == "doan" and end != ".")
