"""Words of a .docx that stand on no page of the PDF another program made of it.

LibreOffice loses lines, rows, even a table where rows must stay whole, and says nothing.
Words are counted, so that one that also stands elsewhere is missed all the same. What the
PDF says beyond the document (a word that was broken at the end of a line, two that stand
close) is put together and looked through before a word is called lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.walk import read_word
from generator.read.pdf.library import pdfium_alone

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.ooxml.content import Para, WordText
    from generator.ooxml.opened import Word

_WORD = re.compile(r"[^\W_]+")
_SYMBOLS = {code + 0xF000: code for code in range(0x20, 0x100)}
"""Letters of a font of symbols, as a PDF tells them."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_AS_WRITTEN = ("HYPERLINK", "TOC")
"""Fields printed as the file has them; what others say is worked out anew."""
_STRETCH = 4
"""So many words of a paragraph in a row, or all it has: less is told by no line of a page."""
_RUNNING = 3
"""A header or the head of a table of so many words is known again on each page."""
_LONG = 30
"""A longer word goes over many lines, perhaps pages: its beginning and end are asked for."""


class UnprintedWords(NamedTuple):
    """A paragraph, and the words of it that are nowhere."""

    para: Para
    words: str


def lost_words(word: Word, pdf: Path) -> list[UnprintedWords]:
    """The paragraphs of body and notes that are printed nowhere, or not whole, in their order.

    Hidden text, numbers of lists, fields that are worked out anew, headers and footers are
    not asked for. A PDF that cannot be opened has no words.
    """
    text = read_word(word)
    asked = [(para, _words(_said(para))) for para in _printed(text)]
    pages = [_words(page) for page in _pages(pdf)]
    _without_running(pages, text, [words for _para, words in asked])
    wanted = Counter(each for _para, words in asked for each in words)
    missing = wanted - Counter(each for page in pages for each in page)
    if missing:
        _take_broken(missing, pages, wanted)
    return list(_places(asked, pages, missing)) if missing else []


def _pages(pdf: Path) -> list[str]:
    import pypdfium2

    with pdfium_alone():
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (OSError, pypdfium2.PdfiumError):
            return []
        found = [page.get_textpage().get_text_range() for page in document]
        document.close()
    return found


def _words(text: str) -> list[str]:
    """Words without marks, case and hyphens: a PDF tells marks in another order."""
    plain = text
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", _UNSEEN.sub("", text).translate(_SYMBOLS))
        plain = "".join([each for each in apart if not unicodedata.combining(each)])
    return _WORD.findall(plain.casefold())


def _printed(text: WordText) -> Iterator[Para]:
    """Paragraphs of the body, and of the notes it refers to."""
    called = {(mark.kind, mark.id) for para in text.body for mark in para.marks}
    for para in text.paragraphs:
        if para.part == "body" or (para.part, para.note) in called:
            yield para


def _said(para: Para) -> str:
    return "".join(
        [
            run.text
            for run in para.runs
            if run.kind == "text"
            or (run.kind == "field" and run.instruction.lstrip().upper().startswith(_AS_WRITTEN))
        ]
    )


def _without_running(pages: list[list[str]], text: WordText, asked: Iterable[list[str]]) -> None:
    """Take away headers, footers and heads of tables as often as they are repeated.

    They would stand in for words that are lost.
    """
    running = {
        tuple(_words(para.text)) for para in text.paragraphs if para.part in {"header", "footer"}
    }
    heads = [para for para in text.body if para.cell is not None and para.cell.header]
    for _row, paras in groupby(heads, lambda para: para.cell and (para.cell.table, para.cell.row)):
        running.add(tuple(_words("\n".join([para.text for para in paras]))))
    own = _joined(asked)
    said = [_joined([page]) for page in pages]
    for words in sorted(running, key=len, reverse=True):  # one may be the beginning of another
        if len(words) < _RUNNING:
            continue
        run = _joined([words])
        more = sum(page.count(run) for page in said) - own.count(run)
        for number, page in enumerate(said):
            if more > 0:
                times = min(more, page.count(run))
                said[number] = page.replace(run, "", times)
                more -= times
    pages[:] = [page.split() for page in said]


def _joined(pages: Iterable[Iterable[str]]) -> str:
    """All words, each with a blank on both sides."""
    return "".join([f" {each} " for page in pages for each in page])


def _take_broken(missing: Counter[str], pages: list[list[str]], asked: Counter[str]) -> None:
    """Strike out what the pages say broken, or close to another word or the number of a note."""
    surplus = Counter(each for page in pages for each in page) - asked
    said = _joined(pages)
    whole = {"".join(page) for page in pages if any(len(each) > _LONG for each in missing)}
    for each in list(missing):
        if len(each) > _LONG:
            ends = all(any(end in page for page in whole) for end in (each[:12], each[-12:]))
            missing[each] *= not ends
            continue
        broken = re.findall(f"(?<= ){' *'.join(each)}[0-9]*(?= )", said)
        found = sum(" " in one for one in broken) + _glued(each, surplus, asked)
        if found < missing[each]:
            found += _over_pages(each, pages, surplus)
        missing[each] -= min(missing[each], found)


def _glued(word: str, surplus: Counter[str], asked: Container[str]) -> int:
    """How often a word stands in what pdfium takes for one: letters below one another, notes."""
    return sum(
        times
        for each, times in surplus.items()
        if any(
            _made_of(each[: at.start()], asked) and _made_of(each[at.end() :], asked)
            for at in re.finditer(word, each)
        )
    )


def _made_of(letters: str, asked: Container[str]) -> bool:
    """Whether letters are nothing but words of the document, or a number."""
    if not letters or letters.isdecimal():
        return True
    ends = {0}
    for end in range(1, len(letters) + 1):
        near = range(max(0, end - _LONG), end)
        if any(start in ends and letters[start:end] in asked for start in near):
            ends.add(end)
    return len(letters) in ends


def _over_pages(word: str, pages: Sequence[Iterable[str]], surplus: Container[str]) -> int:
    """How often a word may be broken at the end of a page: in a row that is broken there."""
    more = [{each for each in page if each in surplus} for page in pages]
    cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
    return sum(
        any(head in page and tail in after for head, tail in cuts) for page, after in pairwise(more)
    )


def _places(
    asked: Sequence[tuple[Para, list[str]]], pages: list[list[str]], missing: Counter[str]
) -> Iterator[UnprintedWords]:
    """The paragraphs the missing words are of.

    Of those that could be meant it is first one that stands nowhere as it is, first a whole one.
    """
    said = _joined(pages)
    own = Counter(tuple(words) for _para, words in asked)
    found: dict[int, UnprintedWords] = {}
    for astray, whole in ((True, True), (True, False), (False, True)):
        for number, (para, words) in enumerate(asked):
            if number in found or not (stretch := _stretch(words, missing)):
                continue
            start, end = stretch
            if end - start < (len(words) if whole else _STRETCH):
                continue
            if not astray and len(words) == 1:  # it stands somewhere: that is no proof
                continue
            if astray and said.count(_joined([words])) >= own[tuple(words)]:
                continue
            missing.subtract(words[start:end])
            lost = para.text.strip() if whole else " ".join(words[start:end])
            found[number] = UnprintedWords(para, lost)
    yield from (found[number] for number in sorted(found))


def _stretch(words: list[str], missing: Counter[str]) -> tuple[int, int] | None:
    """From where to where the most words of a paragraph lack, each taken once."""
    left = Counter[str]()
    ends = [-1]
    for at, each in enumerate(words):
        if left[each] >= missing[each]:
            ends.append(at)
            left.clear()
        else:
            left[each] += 1
    found = [(start + 1, end) for start, end in pairwise([*ends, len(words)]) if end > start + 1]
    return max(found, key=lambda each: each[1] - each[0], default=None)
