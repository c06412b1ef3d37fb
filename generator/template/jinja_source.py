"""A checked template → Jinja source and unchanging members. Slow; runs once per template.

docxtpl's `patch_xml` rewrites the XML of each part so that tags stand where Jinja
needs them. Around that:

* each paragraph and row gets a marker, from which source lines become places;
* bookmarks are put in (see `bookmarks`);
* drawings are numbered anew in every document, as docxtpl does;
* the section at the end depends on the appendices (`_last_section`);
* the XML between tags is taken out of the source (see `program.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.ooxml.elements import tag_of
from generator.ooxml.package import pack_static
from generator.template import bookmarks
from generator.template.admission import W, unpack_template
from generator.template.environment import COUNTER, SafeEnvironment
from generator.template.footnote_form import prepare
from generator.template.kept_tree import kept
from generator.template.lint import BLOCKS, ENDS, check
from generator.template.program import CachedPart, Compiled, PartProgram
from generator.template.tag_names import check_tree
from generator.template.tags import Scan, around, scan

if TYPE_CHECKING:
    from msgspec import Struct

    from generator.ooxml.elements import Element

_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARKER = re.compile(r"<\?kehoach (\d+)\?>")
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(?=")')
_SECTION = re.compile(r"<w:sectPr[ >](?:(?!<w:sectPr[ >]).)*?</w:sectPr>", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([A-Za-z_][\w:.\-]*)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)")
_LOOP = re.compile(r"\{%[-+]?\s*for\s+\w+\s+in\s+([^\W\d]\w*)\s*[-+]?%\}")
_CONDITION = re.compile(r"\{%[-+]?\s*if\s+([^\W\d]\w*)\s*(?:\|\s*length\s*)?[-+]?%\}")
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class _Piece(NamedTuple):
    """A stretch of source: XML, or one tag."""

    is_tag: bool
    text: str


def compile_template(
    data: bytes, digest: str, file: str, root: type[Struct]
) -> tuple[Compiled | None, list[Diagnostic]]:
    """Check a template whole and compile it, or give all that is wrong with it."""
    archive, problems = unpack_template(data, file)
    if archive is None:
        return None, problems
    environment = SafeEnvironment(root)
    scans = [scan(name, tree, file) for name, tree in archive.trees.items()]
    for each in scans:
        problems += check(each, environment)
    if problems:
        return None, problems
    parts: list[CachedPart] = []
    for each in scans:
        if not each.tags and each.name != archive.main:
            continue
        main = each.name == archive.main
        part, more = _part(each, archive.trees[each.name], environment, main=main)
        problems += more
        parts.append(part)
    if problems:
        return None, problems
    changing = {part.name for part in parts}
    form, noted = prepare(archive.members, archive.main, changing)
    static, with_notes = (
        pack_static((n, d) for n, d in members.items() if n not in unlike)
        for members, unlike in ((archive.members, changing), (noted, {*changing, form.part}))
    )
    return Compiled(digest, tuple(parts), static, with_notes, form), []


def _part(
    found: Scan, tree: Element, environment: SafeEnvironment, *, main: bool
) -> tuple[CachedPart, list[Diagnostic]]:
    """Compile one part; the last checks need its finished source."""
    from jinja2.exceptions import TemplateError

    pieces = _split(_patched(found, tree, environment, main=main), environment)
    if main:
        pieces = _last_section(pieces)
    problems = _balance(found, pieces)
    source, texts = _take_out(pieces)
    places = {
        tag.spot: (
            found.spots[tag.spot - 1].where,
            around(found.spots[tag.spot - 1].text, tag.at, tag.at + len(tag.raw)),
        )
        for tag in reversed(found.tags)
    }
    part = CachedPart(found.name, source, texts, places)

    def place(line: int, _word: str) -> Place:
        known = [n for n in places if n <= line]
        where, text = places[max(known)] if known else (found.name, "")
        return Place(found.file, where, text)

    try:
        syntax = environment.parse(source)
        problems += check_tree(syntax, environment.root, place)
        if not problems:
            part = part._replace(tree=kept(syntax))
            PartProgram(environment, part)
    except (TemplateError, RecursionError, SyntaxError, ValueError, MemoryError) as fault:
        message = _("Mẫu không dịch được: {ly_do}").format(ly_do=str(fault)[:200])
        line = getattr(fault, "lineno", None) or 1
        problems.append(error("MB622", message, place(line, "")))
    return part, problems


def _patched(found: Scan, tree: Element, environment: SafeEnvironment, *, main: bool) -> str:
    """The XML of a part as docxtpl rewrites it, with a marker before each place."""
    from docxtpl import DocxTemplate
    from lxml import etree

    if main:
        bookmarks.add(found, environment.root)
    bookmarks.separate(tree)
    if tag_of(tree).startswith(W):
        for number, spot in enumerate(found.spots, 1):
            spot.node.addprevious(etree.ProcessingInstruction("kehoach", str(number)))
    xml = etree.tostring(tree, encoding="unicode")
    xml = bookmarks.unwrap(xml)
    if main:
        xml = _DRAWING.sub(r"\g<1>{{ " + COUNTER + " }}", xml)
    return _PROLOG + str(DocxTemplate(None).patch_xml(xml))


def _split(source: str, environment: SafeEnvironment) -> list[_Piece]:
    """Split at tags with Jinja's own lexer; comments are dropped."""
    pieces: list[_Piece] = []
    tag: list[str] = []
    comment = False
    for _line, kind, value in environment.lex(source):
        if kind == "data":
            if pieces and not pieces[-1].is_tag:
                value = pieces.pop().text + value
            pieces.append(_Piece(False, value))
            continue
        if kind == "comment_begin":
            comment = True
        if not comment:
            tag.append(value)
        if kind in ("block_end", "variable_end"):
            pieces.append(_Piece(True, "".join(tag).strip().replace("\n", " ")))
            tag = []
        if kind == "comment_end":
            comment = False
    return pieces


def _last_section(pieces: list[_Piece]) -> list[_Piece]:
    """Let the page layout at the end depend on whether there are appendices.

    In Word the last section's layout stands at the end of the body: in a template with
    appendices, that of the appendix (landscape). The sections before end in paragraphs,
    which the template makes inside a loop over the appendices. Without an appendix
    those paragraphs are not there, and the whole document would turn landscape. So,
    when the first such paragraph stands in `for … in NAME` or `if NAME`, the end becomes
    `{% if NAME %}its own layout{% else %}the layout of that paragraph{% endif %}`.
    """
    first = _first_section(pieces)
    if first is None or not pieces or pieces[-1].is_tag:
        return pieces
    tail = pieces[-1].text
    ends = list(_SECTION.finditer(tail))
    if not ends or tail[ends[-1].end() :].strip() != "</w:body></w:document>":
        return pieces
    name, layout = first
    own = ends[-1]
    return [
        *pieces[:-1],
        _Piece(False, tail[: own.start()]),
        _Piece(True, f"{{% if {name} %}}"),
        _Piece(False, own[0]),
        _Piece(True, "{% else %}"),
        _Piece(False, layout),
        _Piece(True, "{% endif %}"),
        _Piece(False, tail[own.end() :]),
    ]


def _first_section(pieces: list[_Piece]) -> tuple[str, str] | None:
    """Of the first section that ends in a paragraph: the list it depends on, its layout."""
    opened: list[str] = []
    for piece in pieces[:-1]:
        if piece.is_tag:
            word = _keyword(piece)
            if word in BLOCKS:
                opened.append(piece.text)
            elif word in ENDS and opened:
                opened.pop()
            continue
        section = _SECTION.search(piece.text)
        if section:
            outer = opened[0] if opened else ""
            name = _LOOP.match(outer) or _CONDITION.match(outer)
            return (name[1], section[0]) if name else None
    return None


def _keyword(piece: _Piece) -> str:
    word = _STATEMENT.match(piece.text)
    return word[1] if word and not (word[1] == "set" and "=" in piece.text) else ""


def _balance(found: Scan, pieces: list[_Piece]) -> list[Diagnostic]:
    """Check that the XML stays well-formed whichever way the tags go."""
    balance = _Balance()
    for piece in pieces:
        trouble = balance.tag(piece) if piece.is_tag else balance.xml(piece.text)
        if balance.unknown:
            return []
        if trouble or (piece is pieces[-1] and balance.open):
            message = _("Thẻ lặp hoặc điều kiện cắt ngang cấu trúc của Word (đoạn, ô, hàng, bảng)")
            hint = _("Dùng {%p … %} cho cả đoạn, {%tr … %} cho cả hàng; mở và đóng cùng một cấp.")
            spot = found.spots[min(balance.line, len(found.spots)) - 1]
            place = Place(found.file, spot.where, spot.text[:80])
            return [error("MB627", message, place, hint)]
    return []


class _Balance:
    """The elements open at a point, followed through loops and branches."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.line = 1
        self.unknown = False
        self._rest = ""
        self._blocks: list[tuple[str, tuple[str, ...], tuple[str, ...] | None]] = []

    def xml(self, text: str) -> bool:
        """Follow a stretch of XML; True when an end does not fit."""
        markers = _MARKER.findall(text)
        text = self._rest + text
        self._rest = ""
        cut = text.rfind("<")
        if cut > text.rfind(">"):
            text, self._rest = text[:cut], text[cut:]
        for end, name, _attributes, alone in _ELEMENT.findall(text):
            if end:
                if not self.open or self.open.pop() != name:
                    return True
            elif not alone:
                self.open.append(name)
        if markers:
            self.line = int(markers[-1])
        return False

    def tag(self, piece: _Piece) -> bool:
        """Follow a tag; True when its block does not end where it began."""
        word = _keyword(piece)
        if self._rest:
            # inside an attribute: a value is fine, a statement cannot be followed
            self.unknown = bool(word)
            self._rest += "" if word else "x"
            return False
        here = tuple(self.open)
        if word in BLOCKS:
            self._blocks.append((word, here, None))
        elif word in ("else", "elif") and self._blocks:
            start, before, ended = self._blocks.pop()
            if ended is not None and ended != here:
                return True
            self._blocks.append((start, before, here))
            self.open = list(before)
            if word == "else":
                self._blocks[-1] = ("else", before, here)
        elif word in ENDS and self._blocks:
            start, before, ended = self._blocks.pop()
            return here != (ended if start == "else" and ended is not None else before) or (
                ended is not None and ended != here
            )
        return False


def _take_out(pieces: list[_Piece]) -> tuple[str, tuple[str, ...]]:
    """Replace the XML by placeholders, each with as many newlines as places in it."""
    texts: dict[str, int] = {}
    source: list[str] = []
    line = 1
    for piece in pieces:
        if piece.is_tag:
            source.append(piece.text)
            continue
        numbers = [int(n) for n in _MARKER.findall(piece.text)]
        text = _MARKER.sub("", piece.text)
        for escaped, plain in _ESCAPES:
            text = text.replace(escaped, plain)
        newlines = max(0, numbers[-1] - line) if numbers else 0
        line += newlines
        if text:
            source.append(f"\x01{texts.setdefault(text, len(texts))}\x01")
        source.append("\n" * newlines)
    return "".join(source), tuple(texts)
