"""Words of a Word document that nobody sees on paper, or that somebody struck out by hand.

A reader of files takes them like any others: white letters in a letter from elsewhere would
become an order of the plan. Each place is told, and what became of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, warning
from generator.locale import N_, _
from generator.ooxml.names import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ooxml.content import Para, WordRun, WordText

TINY = 4.0
"""Points; footnotes have 10, nobody reads less than 4."""
NEAR = 40
"""Two colours are one to the eye where no channel differs by more."""
FLAT = 100
"""Twips; a row of a fixed height below it shows no line."""
MOST = 20
"""Places told one by one."""
_PAPER = "FFFFFF"
_PENS = {"black": "000000", "white": _PAPER}

_WAYS = {
    "row": N_("trong hàng bị ẩn hoặc quá thấp"),
    "colour": N_("trắng hoặc cùng màu nền"),
    "tiny": N_("nhỏ hơn 4 pt"),
    "struck": N_("bị gạch ngang"),
}


def unseen_words(text: WordText, file: str) -> list[Diagnostic]:
    """A warning for each paragraph with such words and each way they are not seen. NH018."""
    found = [each for para in text.paragraphs for each in _of(para, file)]
    if len(found) <= MOST:
        return found
    message = _("Còn {so} chỗ khác có chữ ẩn, trắng, quá nhỏ hoặc bị gạch ngang")
    rest = warning("NH018", message.format(so=len(found) - MOST), found[MOST].span)
    return [*found[:MOST], rest]


def _of(para: Para, file: str) -> Iterator[Diagnostic]:
    place = para.place(file)
    hint = _("Hỏi người soạn; chữ không thuộc văn bản thì xóa khỏi tệp nguồn rồi nhập lại.")
    if _says(para.hidden):
        where = place._replace(text=para.hidden[:80])
        yield warning("NH018", _("Chữ ẩn không được nhập"), where, hint)
    words: dict[str, str] = {}
    for run in para.runs:
        if _says(run.text) and (way := _way(run, para)):
            words[way] = words.get(way, "") + run.text
    for way, said in words.items():
        message = _("Chữ {cach} được nhập như chữ thường").format(cach=_(_WAYS[way]))
        yield warning("NH018", message, place._replace(text=said[:80]), hint)


def _says(text: str) -> bool:
    return sum(c.isalnum() for c in text) > 1


def _way(run: WordRun, para: Para) -> str:
    """How a run is not seen, or ""."""
    if row_hides(para.element):
        return "row"
    if 0 < run.fmt.size < TINY:
        return "tiny"
    if _like_its_ground(run, para):
        return "colour"
    double = run.element is not None and _on(run.element.find(f"{W}rPr/{W}dstrike"))
    return "struck" if run.fmt.strike or double else ""


def _like_its_ground(run: WordRun, para: Para) -> bool:
    ground = _PENS.get(run.fmt.highlight) or run.fmt.shade or _shade(_around(para.element))
    colour = run.fmt.colour or "000000"
    if not ground and para.cell is not None and _styled(para.element):
        return False  # the style of the table may fill its rows
    return _near(colour, ground or _PAPER)


def _near(one: str, other: str) -> bool:
    try:
        pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
        return all(abs(a - b) <= NEAR for a, b in pairs)
    except ValueError:
        return False


def _around(element: Any) -> Iterable[Any]:
    """The properties that fill the ground of a paragraph: its own, its cell's, its table's."""
    yield element.find(f"{W}pPr")
    for above in element.iterancestors(W + "tc", W + "tbl"):
        yield above.find(f"{W}tcPr" if above.tag == W + "tc" else f"{W}tblPr")


def _shade(properties: Iterable[Any]) -> str:
    for found in properties:
        shade = found.find(f"{W}shd") if found is not None else None
        fill = shade.get(f"{W}fill", "") if shade is not None else ""
        if fill not in {"", "auto"}:
            return str(fill)
    return ""


def _styled(element: Any) -> bool:
    tables = element.iterancestors(W + "tbl")
    return any(table.find(f"{W}tblPr/{W}tblStyle") is not None for table in tables)


def row_hides(element: Any) -> bool:
    """Whether an element stands in a row of a table that shows no line of it."""
    for row in element.iterancestors(W + "tr"):
        if _on(row.find(f"{W}trPr/{W}hidden")):
            return True
        height = row.find(f"{W}trPr/{W}trHeight")
        if height is not None and height.get(f"{W}hRule") == "exact":
            value = height.get(f"{W}val", "")
            return value.isdecimal() and int(value) < FLAT
    return False


def _on(flag: Any) -> bool:
    return flag is not None and flag.get(f"{W}val", "1") not in {"0", "false", "off"}
