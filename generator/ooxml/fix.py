"""Repairs written as Word's tracked changes: a person accepts or rejects each of them.

Rejecting all gives the old document, accepting all the repaired one. A signed or issued
file is refused: it would no longer be the file that was signed.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.ooxml.edited_copy import Edit, RunPiece, drop, put_value, set_text
from generator.ooxml.names import VAL, W
from generator.ooxml.order import PARA_ORDER, RUN_ORDER, SECTION_ORDER, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from generator.ooxml.content import Para, Section
    from generator.ooxml.elements import Element
    from generator.ooxml.formats import RunFormat
    from generator.ooxml.opened import Word

Values = tuple[tuple[str, Any], ...]


class RunFix(NamedTuple):
    """Set the look of text[start:end] of a paragraph, or of all of it and its mark.

    `values`: names of `RunFormat` (font, size, bold, italic, underline, strike, caps,
    small_caps, colour, highlight, shade, spacing, raised, scale, hidden, lang).
    """

    para: Para
    values: Values
    start: int | None = None
    end: int | None = None


class ParaFix(NamedTuple):
    """Set the look of a paragraph.

    `values`: names of `ParaFormat` (align, left, right, first_line in mm, before, after in
    points, line as multiple, line_pt with rule, keep_next, keep_lines, widow,
    page_break_before, contextual, outline).
    """

    para: Para
    values: Values


class TextFix(NamedTuple):
    """Put `new` in the place of text[start:end] of a paragraph."""

    para: Para
    start: int
    end: int
    new: str


class SectionFix(NamedTuple):
    """Set the page of a section.

    `values`: names of `Section` (top, bottom, left, right, header, footer, gutter, width,
    height in mm, landscape, title_page, page_start).
    """

    section: Section
    values: Values


Fix = RunFix | ParaFix | TextFix | SectionFix


class Fixed(NamedTuple):
    """The repaired file, and the repairs that could not be written with their reasons."""

    data: bytes
    applied: tuple[Fix, ...]
    skipped: tuple[tuple[Fix, str], ...]


def text_fixes(para: Para, wrong: str, right: str) -> list[TextFix]:
    """A replacement at each place where a paragraph says `wrong`."""
    found: list[TextFix] = []
    at = para.text.find(wrong) if wrong else -1
    while at >= 0:
        found.append(TextFix(para, at, at + len(wrong), right))
        at = para.text.find(wrong, at + len(wrong))
    return found


def apply_fixes(
    word: Word,
    fixes: Sequence[Fix],
    author: str,
    date: datetime,
    *,
    is_issued: Callable[[Word], bool] = lambda _word: False,
) -> tuple[Fixed | None, list[Diagnostic]]:
    """A copy of the document with the repairs as tracked changes of `author` at `date`.

    Paragraphs and sections of the fixes are those `read_word(word)` gave. Refuses
    (TL020) a signed file, and (TL021) one `is_issued` knows as issued.
    """
    place = Place(str(word.path), "")
    if word.signed:
        return None, [error("TL020", _("Tệp đã ký số nên không được sửa"), place)]
    if is_issued(word):
        return None, [error("TL021", _("Tệp đã phát hành nên không được sửa"), place)]
    writer = _Writer(Edit(word), author, date.strftime("%Y-%m-%dT%H:%M:%SZ"))
    # looks before texts: an inserted text takes the repaired look of what it replaces
    for kind in (RunFix, TextFix, ParaFix, SectionFix):
        for fix in fixes:
            if type(fix) is kind:
                writer.write(fix)
    done = tuple(writer.applied), tuple(writer.skipped)
    return Fixed(writer.edit.pack() if writer.applied else word.data, *done), []


class _Writer:
    def __init__(self, edit: Edit, author: str, date: str) -> None:
        self.edit = edit
        self.applied: list[Fix] = []
        self.skipped: list[tuple[Fix, str]] = []
        self._author, self._date = author, date
        self._replaced: dict[int, list[tuple[int, int]]] = {}

    def write(self, fix: Fix) -> None:
        if isinstance(fix, RunFix):
            reason = self._run(fix)
        elif isinstance(fix, TextFix):
            reason = self._text(fix)
        elif isinstance(fix, ParaFix):
            reason = self._para(fix)
        else:
            reason = self._section(fix)
        if reason:
            self.skipped.append((fix, reason))
        else:
            self.applied.append(fix)

    def _mark(self, parent: Element, name: str) -> Element:
        """A change mark of this author, not yet in its place."""
        mark = parent.makeelement(W + name)
        mark.set(W + "id", self.edit.next_id())
        mark.set(W + "author", self._author)
        mark.set(W + "date", self._date)
        return mark

    def _run(self, fix: RunFix) -> str:
        for piece in self.edit.between(fix.para, fix.start, fix.end):
            wanted = _differing(piece.fmt, fix.values)
            if wanted and piece.element.tag == W + "r":
                self._set_run(_properties(piece.element, "rPr"), wanted)
        if fix.start is None and fix.end is None:
            wanted = _differing(fix.para.mark, fix.values)
            if wanted:
                ppr = _properties(self.edit.paragraph(fix.para), "pPr")
                mark = ppr.find(W + "rPr")
                if mark is None:
                    mark = ppr.makeelement(W + "rPr")
                    put(ppr, mark, PARA_ORDER)
                self._set_run(mark, wanted)
        return ""

    def _set_run(self, rpr: Element, values: list[tuple[str, Any]]) -> None:
        self._keep_old(rpr, "rPrChange", "rPr", RUN_ORDER, ("ins", "del", "moveFrom", "moveTo"))
        for name, value in values:
            _set_run_value(rpr, name, value)

    def _keep_old(
        self,
        node: Element,
        change: str,
        kind: str,
        order: dict[str, int],
        apart: tuple[str, ...],
    ) -> None:
        """Put the old properties into a change mark; one that is there is older, and stays."""
        if node.find(W + change) is not None:
            return
        mark = self._mark(node, change)
        old = mark.makeelement(W + kind)
        for child in node:
            if child.tag not in {W + name for name in apart}:
                old.append(copy.deepcopy(child))
        mark.append(old)
        put(node, mark, order)

    def _para(self, fix: ParaFix) -> str:
        wanted = [(k, v) for k, v in fix.values if getattr(fix.para.fmt, k) != v]
        if wanted:
            ppr = _properties(self.edit.paragraph(fix.para), "pPr")
            self._keep_old(ppr, "pPrChange", "pPr", PARA_ORDER, ("rPr", "sectPr"))
            strict = fix.para.part_name in self.edit.word.strict
            for name, value in wanted:
                _set_para_value(ppr, name, value, strict=strict)
        return ""

    def _section(self, fix: SectionFix) -> str:
        wanted = [(k, v) for k, v in fix.values if getattr(fix.section, k) != v]
        if not wanted:
            return ""
        node = self.edit.section(fix.section)
        apart = ("headerReference", "footerReference")
        self._keep_old(node, "sectPrChange", "sectPr", SECTION_ORDER, apart)
        if not fix.section.margins_given and any(k in _MARGINS for k, _v in wanted):
            given = {k: _twips(getattr(fix.section, k)) for k in _MARGINS}
            put_value(node, "pgMar", given)
        for name, value in wanted:
            _set_section_value(node, name, value)
        return ""

    def _text(self, fix: TextFix) -> str:
        taken = self._replaced.setdefault(fix.para.index, [])
        if any(fix.start < end and start < fix.end for start, end in taken):
            return _("trùng với một chỗ sửa khác")
        if fix.start == fix.end:
            return self._insert_only(fix)
        pieces = self.edit.between(fix.para, fix.start, fix.end)
        if not pieces or any(p.whole for p in pieces):
            return _("chỗ này có trường, hình hoặc công thức")
        if len({p.element.getparent() for p in pieces}) > 1:
            return _("chỗ này nằm nửa trong nửa ngoài một liên kết hoặc một thay đổi đã theo dõi")
        if next(pieces[0].element.iterancestors(W + "ins", W + "moveTo"), None) is not None:
            return _("chỗ này nằm trong một thay đổi đang chờ duyệt")
        taken.append((fix.start, fix.end))
        deleted = [self._delete(piece) for piece in pieces]
        if fix.new:
            deleted[-1].addnext(self._inserted(pieces[0].element, fix.new))
        return ""

    def _delete(self, piece: RunPiece) -> Element:
        run = piece.element
        mark = self._mark(run, "del")
        run.addprevious(mark)
        mark.append(run)
        for text in run.findall(W + "t"):
            text.tag = W + "delText"
            set_text(text, text.text or "")
        return mark

    def _insert_only(self, fix: TextFix) -> str:
        pieces = self.edit.between(fix.para, fix.start, fix.start + 1)
        before = not pieces
        if before:
            pieces = [p for p in self.edit.pieces(fix.para) if p.end == fix.start]
        if not pieces or pieces[0].whole:
            return _("chỗ này có trường, hình hoặc công thức")
        run = pieces[-1].element if before else pieces[0].element
        made = self._inserted(run, fix.new)
        if before:
            run.addnext(made)
        else:
            run.addprevious(made)
        return ""

    def _inserted(self, like: Element, text: str) -> Element:
        mark = self._mark(like, "ins")
        run = mark.makeelement(W + "r")
        rpr = like.find(W + "rPr")
        if rpr is not None:
            rpr = copy.deepcopy(rpr)
            drop(rpr, "rPrChange")
            run.append(rpr)
        node = run.makeelement(W + "t")
        set_text(node, text)
        run.append(node)
        mark.append(run)
        return mark


def _differing(fmt: RunFormat, values: Values) -> list[tuple[str, Any]]:
    """The wanted values a look does not have yet. A font is that of all characters."""
    return [
        (name, value)
        for name, value in values
        if getattr(fmt, name) != value or (name == "font" and fmt.font_high != value)
    ]


def _properties(node: Element, name: str) -> Element:
    """The properties of a run or paragraph, made as its first child when missing."""
    found = node.find(W + name)
    if found is None:
        found = node.makeelement(W + name)
        node.insert(0, found)
    return found


def _set(node: Element, name: str, order: dict[str, int], value: str | None) -> Element:
    child = node.makeelement(W + name)
    if value is not None:
        child.set(VAL, value)
    put(node, child, order)
    return child


_RUN_FLAGS = {
    "bold": ("b", "bCs"),
    "italic": ("i", "iCs"),
    "caps": ("caps",),
    "small_caps": ("smallCaps",),
    "strike": ("strike",),
    "hidden": ("vanish",),
}
_RUN_WORDS: dict[str, tuple[str, str]] = {
    "underline": ("u", "none"),
    "colour": ("color", "auto"),
    "highlight": ("highlight", "none"),
    "vertical": ("vertAlign", "baseline"),
    "lang": ("lang", ""),
}
_RUN_SIZES = {"size": ("sz", 2), "spacing": ("spacing", 20), "raised": ("position", 2)}


def _set_run_value(rpr: Element, name: str, value: Any) -> None:
    if name in _RUN_FLAGS:
        for tag in _RUN_FLAGS[name]:
            _set(rpr, tag, RUN_ORDER, None if value else "0")
    elif name in _RUN_WORDS:
        tag, nothing = _RUN_WORDS[name]
        _set(rpr, tag, RUN_ORDER, value or nothing)
    elif name in _RUN_SIZES:
        tag, unit = _RUN_SIZES[name]
        _set(rpr, tag, RUN_ORDER, str(round(value * unit)))
        if name == "size":
            _set(rpr, "szCs", RUN_ORDER, str(round(value * unit)))
    elif name == "scale":
        _set(rpr, "w", RUN_ORDER, str(value))
    elif name == "shade":
        shade = _set(rpr, "shd", RUN_ORDER, "clear")
        shade.set(W + "color", "auto")
        shade.set(W + "fill", value or "auto")
    elif name in {"font", "font_high"}:
        fonts = rpr.find(W + "rFonts")
        if fonts is None:
            fonts = rpr.makeelement(W + "rFonts")
            put(rpr, fonts, RUN_ORDER)
        for slot in ("ascii", "hAnsi", "cs"):
            fonts.attrib.pop(f"{W}{slot}Theme", None)
            fonts.set(W + slot, value)
        fonts.attrib.pop(W + "cstheme", None)
    else:
        raise KeyError(name)


_PARA_FLAGS = {
    "keep_next": "keepNext",
    "keep_lines": "keepLines",
    "page_break_before": "pageBreakBefore",
    "widow": "widowControl",
    "contextual": "contextualSpacing",
}


def _set_para_value(ppr: Element, name: str, value: Any, *, strict: bool) -> None:
    if name in _PARA_FLAGS:
        _set(ppr, _PARA_FLAGS[name], PARA_ORDER, None if value else "0")
    elif name == "align":
        _set(ppr, "jc", PARA_ORDER, {"left": "start", "right": "end"}.get(value, value)
             if strict else value)  # fmt: skip
    elif name == "outline":
        _set(ppr, "outlineLvl", PARA_ORDER, "9" if value is None else str(value))
    elif name in {"left", "right", "first_line"}:
        _set_indent(ppr, name, round(value * 1440 / 25.4), strict=strict)
    elif name in {"before", "after", "line", "line_pt", "rule"}:
        _set_spacing(ppr, name, value)
    else:
        raise KeyError(name)


def _child(ppr: Element, name: str) -> Element:
    found = ppr.find(W + name)
    if found is None:
        found = ppr.makeelement(W + name)
        put(ppr, found, PARA_ORDER)
    return found


def _set_indent(ppr: Element, name: str, twips: int, *, strict: bool) -> None:
    node = _child(ppr, "ind")
    if name == "first_line":
        old, new = ("firstLine", "hanging"), "hanging" if twips < 0 else "firstLine"
        twips = abs(twips)
    else:
        old = {"left": ("left", "start"), "right": ("right", "end")}[name]
        new = old[1] if strict else old[0]
    for each in old:
        node.attrib.pop(W + each, None)
        if node.get(f"{W}{each}Chars") is not None:
            node.set(f"{W}{each}Chars", "0")
    node.set(W + new, str(twips))


def _set_spacing(ppr: Element, name: str, value: Any) -> None:
    node = _child(ppr, "spacing")
    if name == "line" and value is not None:
        node.set(W + "line", str(round(value * 240)))
        node.set(W + "lineRule", "auto")
    elif name == "line_pt" and value is not None:
        node.set(W + "line", str(round(value * 20)))
        if node.get(W + "lineRule") not in {"exact", "atLeast"}:
            node.set(W + "lineRule", "exact")
    elif name == "rule":
        node.set(W + "lineRule", value)
    elif name in {"before", "after"}:
        for kind in ("Autospacing", "Lines"):
            if node.get(f"{W}{name}{kind}") is not None:
                node.set(f"{W}{name}{kind}", "0")
        node.set(W + name, str(round(value * 20)))


_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")


def _twips(mm: float) -> str:
    return str(round(mm * 1440 / 25.4))


def _set_section_value(node: Element, name: str, value: Any) -> None:
    if name in _MARGINS:
        put_value(node, "pgMar", {name: _twips(value)})
    elif name in {"width", "height"}:
        put_value(node, "pgSz", {name[0]: _twips(value)})
    elif name == "landscape":
        put_value(node, "pgSz", {"orient": "landscape" if value else None})
    elif name == "title_page":
        _set(node, "titlePg", SECTION_ORDER, None if value else "0")
    elif name == "page_start":
        put_value(node, "pgNumType", {"start": None if value is None else str(value)})
    else:
        raise KeyError(name)
