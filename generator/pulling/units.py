"""Paragraphs and table rows of a Word file, in reading order, with the bookmarks in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.plan.wording import nfc
from generator.pulling.typed_labels import is_labelled
from generator.text.ties import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.ooxml.content import Para, WordText

_BLANK = re.compile(r"[ \t\n\r\v\f\u00a0\u2028]+")
_LINE_ENDS = re.compile("[\n\v\u2028]")
_CONTENTS = re.compile(r"(?:toc|contents|mục lục)\b", re.IGNORECASE)
"""Names of the styles of tables of contents, as Word and LibreOffice write them."""
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def seen(text: str) -> str:
    """A text as a reader sees it: composed letters, single blanks, one kind of hyphen."""
    return _BLANK.sub(" ", _UNSEEN.sub("", nfc(text))).strip().translate(_HYPHENS)


@dataclass(slots=True, eq=False)
class Unit:
    """A paragraph, or a row of a table of tasks."""

    paras: tuple[Para, ...]
    """Of a row: all paragraphs of its cells."""
    text: str
    names: tuple[str, ...]
    """Bookmarks of this program."""
    is_row: bool = False

    @property
    def para(self) -> Para:
        """The (first) paragraph."""
        return self.paras[0]

    @property
    def style(self) -> str:
        """Name of the paragraph style."""
        return self.para.fmt.style_name

    @property
    def cell(self) -> tuple[int, int, int] | None:
        """Table, row and column it stands in."""
        cell = self.para.cell
        return None if cell is None else (cell.table, cell.row, cell.col)

    def columns(self) -> dict[int, str]:
        """Of a row: the text of each cell by its column."""
        return {col: seen(" ".join(texts)) for col, texts in self.lines().items()}

    def cells(self) -> dict[int, str]:
        """Of a row: the text of each cell by its column, its paragraphs and lines parted."""
        found = {}
        for col, texts in self.lines().items():
            parts = [seen(line) for text in texts for line in _LINE_ENDS.split(text)]
            found[col] = "\n".join([part for part in parts if part])
        return found

    def lines(self) -> dict[int, list[str]]:
        """Of a row: the paragraphs of each cell by its column."""
        found: dict[int, list[str]] = {}
        for para in self.paras:
            if para.cell is not None:
                found.setdefault(para.cell.col, []).append(printed(para))
        return found

    def title(self) -> str | None:
        """Of a row that says something in its first cell only: those words, as a group does."""
        said = {col: text for col, text in self.columns().items() if text}
        cells = {p.cell.col for p in self.paras if p.cell is not None}
        return next(iter(said.values())) if said and said.keys() == {min(cells)} else None


def automatic_number(para: Para) -> str:
    """The number Word puts before a paragraph; "" where one is typed: nothing is numbered twice.

    Word (and a person in a hurry) numbers a line anew that begins with "a)" already.
    """
    return "" if is_labelled(para.text.lstrip()) else para.label


def printed(para: Para) -> str:
    """Text of a paragraph with its automatic number."""
    number = automatic_number(para)
    return f"{number} {para.text}" if number else para.text


def units(
    text: WordText,
    rows: Collection[str],
    heads: Collection[str] = (),
    known: Collection[str] = (),
) -> list[Unit]:
    """The units of the body that say something or carry a bookmark.

    `rows`: names of the bookmarks of table rows; a table that has one of them, or begins
    with a row that reads as one of `heads`, is read row by row. So is a table that a person put
    in, which says little of what is `known` to be printed. Tables of contents are the program's.
    """
    paras = [p for p in text.paragraphs if p.part == "body" and not p.box and not _contents(p)]
    by_row: dict[tuple[int, int], list[Para]] = {}
    for para in paras:
        if para.cell is not None and para.cell.outer is None:
            by_row.setdefault((para.cell.table, para.cell.row), []).append(para)
    tables = {
        key[0]
        for key, inside in by_row.items()
        if any(n in rows for p in inside for n in p.bookmarks)
        or (key[1] == 0 and _row_text(inside) in heads)
    }
    tables |= {key[0] for key in by_row if known} - tables - _printed_tables(by_row, known)
    found: list[Unit] = []
    done: set[tuple[int, int]] = set()
    for para in paras:
        cell = para.cell
        if cell is None or cell.table not in tables or cell.outer is not None:
            found.append(Unit((para,), seen(printed(para)), _names([para])))
        elif (cell.table, cell.row) not in done:
            done.add((cell.table, cell.row))
            inside = by_row[cell.table, cell.row]
            found.append(Unit(tuple(inside), _row_text(inside), _names(inside), is_row=True))
    return [unit for unit in found if unit.text or unit.names]


def _contents(para: Para) -> bool:
    """Whether a paragraph is a line of a table of contents, which Word makes from headings."""
    return _CONTENTS.match(para.fmt.style_name) is not None


def _printed_tables(
    by_row: Mapping[tuple[int, int], list[Para]], known: Collection[str]
) -> set[int]:
    """The tables that carry bookmarks of this program, or say half of what is printed."""
    said: dict[int, list[bool]] = {}
    ours = set()
    for (table, _row), inside in by_row.items():
        texts = [text for p in inside if (text := seen(printed(p)))]
        said.setdefault(table, []).extend(text in known for text in texts)
        if _names(inside):
            ours.add(table)
    return ours | {table for table, found in said.items() if 2 * sum(found) >= len(found)}


def _row_text(paras: list[Para]) -> str:
    return " | ".join(seen(printed(p)) for p in paras)


def _names(paras: list[Para]) -> tuple[str, ...]:
    return tuple(n for p in paras for n in p.bookmarks if n.startswith(("_kh_", "_khx_")))
