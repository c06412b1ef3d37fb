"""What an edited file says where a plan has no words: told place by place, never lost.

Text boxes, notes, headers, pictures, formulas, hidden words stand outside the units that
`pull` takes over; so do marks that a reviewer's hand makes (struck through, highlighted,
underlined, coloured). All of it is compared with the print of the plan: what is more is told.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, error, warning
from generator.locale import N_, _
from generator.ooxml.elements import parent_of
from generator.ooxml.names import W
from generator.pulling.units import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ooxml.content import Para, WordRun, WordText

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PLACES = {
    "box": N_("khung chữ"),
    "header": N_("đầu trang"),
    "footer": N_("chân trang"),
    "endnote": N_("chú thích cuối văn bản"),
    "hidden": N_("chữ ẩn"),
    "ruby": N_("chú âm trên chữ"),
    "math": N_("công thức"),
    "picture": N_("hình ảnh"),
    "drawn": N_("chữ nghệ thuật (WordArt, hình mờ)"),
}
MARKS = {
    "highlight": N_("tô nền"),
    "underline": N_("gạch chân"),
    "colour": N_("đổi màu"),
    "caps": N_("định dạng thành chữ hoa"),
    "raised": N_("nâng lên hay hạ xuống"),
    "size": N_("đổi cỡ"),
    "link": N_("gắn liên kết"),
}
THINGS = {
    "shape": N_("hình vẽ"),
    "field": N_("trường tự tính"),
    "pages": N_("trang ngang hay cột chữ"),
}
"""What stands among the words and says none itself."""
_SHAPES = (
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp",
    *(
        f"{{urn:schemas-microsoft-com:vml}}{x}"
        for x in ("rect", "roundrect", "oval", "line", "polyline", "shape")
    ),
)
_RUBY_TEXT = W + "rt"
_DRAWN = "{urn:schemas-microsoft-com:vml}textpath"
"""Letters along a line, as Word makes its watermarks."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINK, _TARGET = W + "hyperlink", _RELATED + "id"
_LINKED = "HYPERLINK"
_LINK_STYLES = frozenset({"hyperlink", "internetlink", "followedhyperlink"})
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_OLE = W + "object"
_EMBED = (_RELATED + "embed", _RELATED + "link", _RELATED + "id")


class _Said(NamedTuple):
    """Something said outside the units, and the paragraph it is told at."""

    place: str
    text: str
    para: Para


def elsewhere(printed: WordText, edited: WordText, file: str) -> list[Diagnostic]:
    """What `edited` says outside the units of a plan and `printed`, its print, does not."""
    found = [_no_place(one, file) for one in _more(_said(printed), _said(edited))]
    found += [_struck(one, file) for one in _more(_struck_words(printed), _struck_words(edited))]
    found += [_marked(one, file) for one in _more(_marks(printed), _marks(edited))]
    return found + [_thing(one, file) for one in _more(_things(printed), _things(edited))]


def _more(before: Iterable[_Said], after: Iterable[_Said]) -> Iterator[_Said]:
    """What is said more often than before."""
    known = Counter((one.place, one.text) for one in before)
    for one in after:
        key = one.place, one.text
        known[key] -= 1
        if known[key] < 0:
            yield one


# ------------------------------------------------------------------ places


def _said(text: WordText) -> Iterator[_Said]:
    for para in text.paragraphs:
        place = "box" if para.box else para.part
        words = seen("".join(run.text for run in para.runs if run.kind != "field"))
        if place in PLACES and words:
            yield _Said(place, words, para)
        if seen(para.hidden):
            yield _Said("hidden", seen(para.hidden), para)
        for spoken in para.element.iter(_RUBY_TEXT):
            if words := seen("".join(spoken.itertext(W + "t"))):
                yield _Said("ruby", words, para)
        for drawn in para.element.iter(_DRAWN):
            if words := seen(drawn.get("string", "")):
                yield _Said("drawn", words, para)
        for run in para.runs:
            if run.kind == "math":
                yield _Said("math", seen(run.text), para)
        for _picture in _pictures(para):
            # which part holds it is the file's own affair: more pictures than printed count
            yield _Said("picture", para.part, para)


def _pictures(para: Para) -> Iterator[str]:
    yield from _shown(para.element)


def _shown(inside: Any) -> Iterator[str]:
    for element in inside.iter(_BLIP, _IMAGE, _OLE):
        shown = next((value for name in _EMBED if (value := element.get(name))), "")
        if shown or element.tag == _OLE:
            yield shown


def _no_place(one: _Said, file: str) -> Diagnostic:
    where = _(PLACES[one.place])
    if one.place == "picture":
        message = _("Có {noi} mà kế hoạch không có chỗ chứa").format(noi=where)
    else:
        message = _("Chữ ở {noi} không có chỗ trong kế hoạch: “{chu}”").format(
            noi=where, chu=one.text[:80]
        )
    hint = _("Chuyển chữ ấy vào một đoạn, ô bảng hay nhận xét, hoặc xóa đi, rồi chạy lại.")
    if one.place == "endnote":
        hint = _(
            "Đổi thành chú thích cuối trang (trong Word: References → Footnotes ↘ → Convert), "
            "rồi chạy lại."
        )
    return error("KE812", message, one.para.place(file), hint)


# ------------------------------------------------------------------ marks of a hand


def _own(text: WordText) -> Iterator[tuple[Para, WordRun]]:
    for para in text.paragraphs:
        if para.part in ("body", "footnote") and not para.box:
            for run in para.runs:
                if run.kind == "text" and run.text.strip():
                    yield para, run


def _joined(pairs: Iterable[tuple[Para, WordRun]], place: str) -> Iterator[_Said]:
    """Neighbouring runs of one paragraph told as one stretch of words."""
    last: Para | None = None
    words = ""
    for para, run in pairs:
        if last is not None and para is not last:
            yield _Said(place, seen(words), last)
            words = ""
        last, words = para, words + run.text
    if last is not None:
        yield _Said(place, seen(words), last)


def _struck_words(text: WordText) -> Iterator[_Said]:
    return _joined(((para, run) for para, run in _own(text) if run.fmt.strike), "struck")


def _struck(one: _Said, file: str) -> Diagnostic:
    message = _("Chữ bị gạch ngang bằng tay: bỏ hay giữ? “{chu}”").format(chu=one.text[:80])
    hint = _("Bỏ thì xóa chữ ấy trong Word; giữ thì bỏ định dạng gạch ngang. Rồi lưu và chạy lại.")
    return error("KE813", message, one.para.place(file), hint)


def _marks(text: WordText) -> Iterator[_Said]:
    for mark in MARKS:
        yield from _joined(((p, r) for p, r in _own(text) if _has(p, r, mark)), mark)


def _has(para: Para, run: WordRun, mark: str) -> bool:
    if mark != "link" and _is_linked(run):
        return False  # a link looks like one: that it is one is told
    if mark == "caps":
        return run.fmt.caps or run.fmt.small_caps
    if mark == "raised":
        return bool(run.fmt.vertical or run.fmt.raised)
    if mark == "size":
        return abs(run.fmt.size - para.size) >= 1 and not run.fmt.vertical
    if mark == "link":
        around = parent_of(run.element)
        return around.tag == _LINK and bool(around.get(_TARGET))
    if mark == "highlight":
        return bool(run.fmt.highlight or run.fmt.shade not in ("", "FFFFFF"))
    if mark == "colour":
        return run.fmt.colour.upper() not in ("", "000000")
    return bool(run.fmt.underline)


def _is_linked(run: WordRun) -> bool:
    style = run.element.find(f"{W}rPr/{W}rStyle")
    named = "" if style is None else (style.get(W + "val") or "")
    return parent_of(run.element).tag == _LINK or named.casefold() in _LINK_STYLES


def _marked(one: _Said, file: str) -> Diagnostic:
    message = _("Chữ {dau} chỉ có trong Word, kế hoạch không ghi dấu này: “{chu}”").format(
        dau=_(MARKS[one.place]), chu=one.text[:80]
    )
    return warning("KE814", message, one.para.place(file))


# ------------------------------------------------------------------ things without words


def _things(text: WordText) -> Iterator[_Said]:
    for number, section in enumerate(text.sections):
        if section.landscape or section.columns > 1:
            inside = next((p for p in text.body if p.section == number), None)
            if inside is not None:
                yield _Said("pages", "", inside)
    for para in text.paragraphs:
        if para.part != "body" or para.box:
            continue
        for field in para.fields:
            yield _Said("link" if field.name == _LINKED else "field", field.name, para)
        for shape in para.element.iter(*_SHAPES):
            drawn = next(shape.iterancestors(_FALLBACK), None) is None
            if drawn and not any(shape.itertext(W + "t")) and not any(_shown(shape)):
                yield _Said("shape", "", para)


def _thing(one: _Said, file: str) -> Diagnostic:
    what = _(THINGS[one.place]) if one.place in THINGS else _("liên kết")
    message = _("Có {gi} chỉ ở trong Word, kế hoạch không ghi").format(
        gi=f"{what} {one.text}".strip()
    )
    return warning("KE814", message, one.para.place(file))
