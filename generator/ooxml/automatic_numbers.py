"""Automatic numbers as Word prints them: the label of each numbered paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.names import VAL, W, is_on, whole
from generator.ooxml.properties import Layer, para_layer, run_layer
from generator.ooxml.symbols import symbol_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

LEVELS = 9
_ALIGNS = {"right": "right", "end": "right", "center": "center"}
_MAX_LINKS = 8


class Level(NamedTuple):
    """One level of a list."""

    kind: str
    """numFmt: "decimal", "bullet", …"""
    text: str
    """lvlText, such as "%1.%2."."""
    start: int
    restart: int | None
    """The level (from 1) whose advance restarts this one; 0 never; None the one above."""
    legal: bool
    suffix: str
    """"tab", "space" or "nothing"."""
    style: str
    para: Layer
    run: Layer
    align: str
    """Which end of the label stands at its indent: "left", "center" or "right"."""


class _List(NamedTuple):
    """A w:num: the abstract list it counts in, its levels, the starts it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class AutomaticNumber(NamedTuple):
    """An automatic number: the text as printed, and what Word puts after it."""

    text: str
    suffix: str
    run: Layer
    align: str


class WordLists:
    """The lists of a document. `count` walks; everything else only looks."""

    def __init__(
        self, word: Word, fonts: Mapping[str, str], style_num: Callable[[str], str]
    ) -> None:
        self._fonts = fonts
        self._style_num = style_num
        name = word.related("numbering")
        root = word.xml(name) if name else ()
        self._abstracts = {
            n.get(W + "abstractNumId"): n for n in root if n.tag == W + "abstractNum"
        }
        self._nums = {n.get(W + "numId"): n for n in root if n.tag == W + "num"}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def named(self, node: Element, style: str, num: int, level: int) -> tuple[int, int]:
        """List and level after a numPr; `style` is the style that holds it, "" for direct."""
        id_node, level_node = node.find(W + "numId"), node.find(W + "ilvl")
        if id_node is not None:
            num = whole(id_node.get(VAL)) or 0
        if level_node is not None:
            level = min(max(whole(level_node.get(VAL)) or 0, 0), LEVELS - 1)
        if style and num:
            of_style = self._level_of_style(num, style)
            if of_style is not None:
                level = of_style
        return num, level

    def level(self, num: int, level: int) -> Level | None:
        """The level of a list; None when the file does not have it."""
        found = self._list(num)
        return found.levels.get(level) if found else None

    def para_layer(self, num: int, level: int) -> Layer:
        """What a list level says of its paragraphs: indents and tabs."""
        found = self.level(num, level)
        return found.para if found else {}

    def reset(self) -> None:
        """Start counting again: each story of a document counts for itself."""
        self._counts.clear()
        self._started.clear()

    def count(self, num: int, level: int) -> AutomaticNumber | None:
        """Count one more paragraph of this level and give its label."""
        lists = self._list(num)
        if lists is None or level not in lists.levels:
            return None
        counts = self._counts.setdefault(lists.abstract, [None] * LEVELS)
        here = lists.levels[level]
        if level in lists.starts and (num, level) not in self._started:
            self._started.add((num, level))
            counts[level] = None
        for above in range(level):
            if counts[above] is None and above in lists.levels:
                counts[above] = self._start(lists, above)
        value = counts[level]
        counts[level] = self._start(lists, level) if value is None else value + 1
        for below in range(level + 1, LEVELS):
            of_below = lists.levels.get(below)
            restart = of_below.restart if of_below else None
            if restart is None or level < restart:
                counts[below] = None
        return AutomaticNumber(
            _print(here, lists.levels, counts), here.suffix, here.run, here.align
        )

    @staticmethod
    def _start(lists: _List, level: int) -> int:
        return lists.starts.get(level, lists.levels[level].start)

    def _list(self, num: int) -> _List | None:
        if num not in self._lists:
            self._lists[num] = self._read_list(num)
        return self._lists[num]

    def _read_list(self, num: int) -> _List | None:
        node = self._nums.get(str(num))
        abstract_id = _val(node, "abstractNumId")
        abstract = self._abstract(abstract_id)
        if node is None or abstract is None:
            return None
        levels = {
            index: self._read_level(child)
            for child in abstract.iterchildren(W + "lvl")
            if (index := _index(child)) is not None
        }
        starts: dict[int, int] = {}
        for override in node.iterchildren(W + "lvlOverride"):
            index = _index(override)
            if index is None:
                continue
            inner = override.find(W + "lvl")
            if inner is not None:
                levels[index] = self._read_level(inner)
            start = whole(_val(override, "startOverride"))
            if start is not None:
                starts[index] = start
        return _List(abstract.get(W + "abstractNumId") or "", levels, starts)

    def _abstract(self, abstract_id: str) -> Element | None:
        """The abstract list, through numStyleLink to the one that has the levels."""
        for _hop in range(_MAX_LINKS):
            abstract: Element | None = self._abstracts.get(abstract_id)
            if abstract is None:
                return None
            link = _val(abstract, "numStyleLink")
            if not link:
                return abstract
            abstract_id = _val(self._nums.get(self._style_num(link)), "abstractNumId")
        return None

    def _read_level(self, node: Element) -> Level:
        ppr, rpr = node.find(W + "pPr"), node.find(W + "rPr")
        run = run_layer(rpr, self._fonts) if rpr is not None else {}
        kind = _val(node, "numFmt") or "decimal"
        text = _val(node, "lvlText")
        if kind == "bullet":
            text = symbol_text(text, run.get("font", ""))
        legal = node.find(W + "isLgl")
        return Level(
            kind=kind,
            text=text,
            start=whole(_val(node, "start")) or 0,
            restart=whole(_val(node, "lvlRestart")),
            legal=legal is not None and is_on(legal.get(VAL)),
            suffix=_val(node, "suff") or "tab",
            style=_val(node, "pStyle"),
            para=para_layer(ppr) if ppr is not None else {},
            run=run,
            align=_ALIGNS.get(_val(node, "lvlJc"), "left"),
        )

    def _level_of_style(self, num: int, style: str) -> int | None:
        found = self._list(num)
        if found is None:
            return None
        return next((i for i, level in found.levels.items() if level.style == style), None)


def _print(here: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if here.kind == "bullet":
        return here.text
    if here.kind == "none" and "%" not in here.text:
        return here.text
    text = here.text
    for index in range(LEVELS):
        mark = f"%{index + 1}"
        if mark in text:
            level, value = levels.get(index), counts[index]
            kind = level.kind if level else "decimal"
            if here.legal and kind not in {"none", "bullet"}:
                kind = "decimal"
            text = text.replace(mark, format_number(value or 0, kind))
    return text


def format_number(value: int, kind: str) -> str:
    """A number in one of Word's kinds; kinds of other scripts are written in digits."""
    if kind in {"none", "bullet"}:
        return ""
    if kind in {"upperRoman", "lowerRoman"} and 0 < value < 4000:
        text = _roman(value)
        return text if kind == "upperRoman" else text.lower()
    if kind in {"upperLetter", "lowerLetter"} and value > 0:
        text = chr(65 + (value - 1) % 26) * min(-(-value // 26), 40)
        return text if kind == "upperLetter" else text.lower()
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind == "ordinal":
        return f"{value}{_english_ordinal(value)}"
    if kind == "numberInDash":
        return f"- {value} -"
    if kind == "decimalEnclosedParen":
        return f"({value})"
    if kind == "decimalEnclosedFullstop":
        return f"{value}."
    if kind == "decimalEnclosedCircle" and 1 <= value <= 20:
        return chr(0x245F + value)
    return str(value)


def _english_ordinal(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _roman(value: int) -> str:
    text = ""
    for number, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        text += sign * (value // number)
        value %= number
    return text


def _index(node: Element) -> int | None:
    index = whole(node.get(W + "ilvl"))
    return index if index is not None and 0 <= index < LEVELS else None


def _val(node: Element | None, name: str) -> str:
    child = None if node is None else node.find(W + name)
    return "" if child is None else child.get(VAL) or ""
