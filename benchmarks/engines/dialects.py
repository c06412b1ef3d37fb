"""Our template and data in the tag languages of the npm engines.

The template's own tags are translated one for one: the same paragraphs, styles,
tables and runs, a loop for a loop, a branch for a branch. None of the three engines
compares values as Jinja does, so the branches are worked out beforehand and come as
booleans in the data: work that docxtpl and kehoach do and these engines are spared.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING, Any, Literal

from generator.template.bookmarks import NAME as BOOKMARK
from generator.template.bookmarks import unwrap

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document.blocks import Document

Dialect = Literal["carbone", "easy-template-x", "docxtemplater"]
DIALECTS: tuple[Dialect, ...] = ("carbone", "easy-template-x", "docxtemplater")
BODY = "word/document.xml"
PROPERTIES = "docProps/core.xml"

_TAG = re.compile(r"({%.*?%}|{{.*?}})", re.DOTALL)
_ELEMENT = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")
_T = '<w:t xml:space="preserve">'


@dataclass
class Text:
    """XML between tags."""

    xml: str


@dataclass
class Value:
    """{{ expression }}."""

    expression: str


@dataclass
class Loop:
    """{% for variable in items %}."""

    variable: str
    items: str
    within: str
    """The element whose children are repeated: w:body, w:tc, w:tbl, w:p or w:t."""
    name: str = ""
    """The list in the data; loops over one list that test other things have other names."""
    body: list[Part] = field(default_factory=list)


@dataclass
class Branch:
    """One arm of an if: taken when its test holds and no earlier one did."""

    test: str
    flag: str
    body: list[Part] = field(default_factory=list)


@dataclass
class Choice:
    """{% if %}…{% elif %}…{% else %}."""

    within: str
    branches: list[Branch] = field(default_factory=list)


Part = Text | Value | Loop | Choice


# --- reading the template


def parse(xml: str) -> list[Part]:
    """The XML of a part with docxtpl's tags, as a tree."""
    from docxtpl import DocxTemplate

    source = DocxTemplate.patch_xml(DocxTemplate(io.BytesIO()), unwrap(xml))
    names: dict[tuple[str, ...], int] = {}
    root: list[Part] = []
    # each open tag: the list its parts go to, and the tag itself
    open_: list[tuple[list[Part], Loop | Choice | None]] = [(root, None)]
    elements: list[str] = []
    for piece in _TAG.split(source):
        parts, tag = open_[-1]
        if piece.startswith("{{"):
            parts.append(Value(piece[2:-2].strip()))
        elif not piece.startswith("{%"):
            _follow(piece, elements)
            if piece:
                parts.append(Text(piece))
        else:
            word, _, rest = unescape(piece[2:-2]).strip().partition(" ")
            if word == "for":
                variable, items = rest.split(" in ", 1)
                loop = Loop(variable.strip(), items.strip(), elements[-1])
                parts.append(loop)
                open_.append((loop.body, loop))
            elif word == "if":
                choice = Choice(elements[-1], [Branch(rest.strip(), "")])
                parts.append(choice)
                open_.append((choice.branches[0].body, choice))
            elif word in {"elif", "else"}:
                assert isinstance(tag, Choice)
                tag.branches.append(Branch(rest.strip() or "true", ""))
                open_[-1] = (tag.branches[-1].body, tag)
            else:
                assert word in {"endif", "endfor"}, piece
                if isinstance(tag, Choice):
                    _name_flags(tag, names)
                elif isinstance(tag, Loop):
                    _name_list(tag, names)
                open_.pop()
    assert len(open_) == 1
    return _used(root)


_ABSENT = ("do_mat", "do_khan", "luu_hanh", "kem_theo", "ky.chuc_danh", 'k.kieu == "bang"')
_EMPTY = ("ky.quyen_han_tiep", "pl.noi_dung", "pl.ket_thuc")
_PRESENT = ("pl.co_bang",)
"""What no document of the comparison has, or every one: the engines that are translated for
and the floor are spared the question."""


def _used(parts: list[Part]) -> list[Part]:
    """The parts that the documents of the comparison use, texts side by side joined."""
    left: list[Part] = []
    for part in parts:
        for one in _kept(part):
            last = left[-1] if left else None
            if isinstance(one, Text) and isinstance(last, Text):
                left[-1] = Text(last.xml + one.xml)
            else:
                left.append(one)
    return left


def _kept(part: Part) -> list[Part]:
    if isinstance(part, Loop):
        return [] if part.items in _EMPTY else [replace(part, body=_used(part.body))]
    if not isinstance(part, Choice):
        return [part]
    if part.branches[0].test in _PRESENT:
        return _used(part.branches[0].body)
    branches = [replace(b, body=_used(b.body)) for b in part.branches if b.test not in _ABSENT]
    return [replace(part, branches=branches)] if branches else []


def _follow(xml: str, elements: list[str]) -> None:
    """Keep the stack of open elements."""
    for closing, name, empty in _ELEMENT.findall(xml):
        if closing:
            assert elements.pop() == name
        elif not empty:
            elements.append(name)


def _name_flags(choice: Choice, names: dict[tuple[str, ...], int]) -> None:
    """The same tests get the same names, so that the data hold each flag once."""
    number = names.setdefault(tuple(branch.test for branch in choice.branches), len(names))
    for letter, branch in zip("abcdefghijklmnopqrstuvwxyz", choice.branches, strict=False):
        branch.flag = f"neu{number}{letter}"


def _name_list(loop: Loop, names: dict[tuple[str, ...], int]) -> None:
    tests = [b.flag for part in loop.body if isinstance(part, Choice) for b in part.branches]
    number = names.setdefault((loop.items, *tests), len(names))
    loop.name = f"{_key(loop.items)}{number}"


# --- the data


def data(parts: list[Part], document: Document) -> dict[str, Any]:
    """What the translated template needs of a document, as JSON."""
    return _scope(parts, dict(document.context()))


def _scope(parts: list[Part], names: dict[str, Any]) -> dict[str, Any]:
    """Values, flags and lists that stand in one scope."""
    made: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Value):
            if BOOKMARK.fullmatch(part.expression):
                continue
            made[_key(part.expression)] = str(evaluate(part.expression, names))
        elif isinstance(part, Choice):
            taken = False
            for branch in part.branches:
                now = not taken and bool(evaluate(branch.test, names))
                taken = taken or now
                made[branch.flag] = now
                # all arms, as the document has all these fields
                made.update(_scope(branch.body, names))
        elif isinstance(part, Loop) and part.name not in made:
            items = list(evaluate(part.items, names))
            made[part.name] = [
                _scope(part.body, {**names, part.variable: item, "loop": {"first": i == 0}})
                for i, item in enumerate(items)
            ]
    return made


def evaluate(expression: str, names: dict[str, Any]) -> Any:
    """What an expression of the template gives for these variables."""
    from jinja2 import Environment

    if expression not in _compiled:
        _compiled[expression] = Environment().compile_expression(expression)
    return _compiled[expression](**names)


_compiled: dict[str, Any] = {}


def _key(expression: str) -> str:
    """k.nhan is "nhan" in the scope of k."""
    assert re.fullmatch(r"\w+(\.\w+)?", expression), expression
    return expression.rpartition(".")[2]


# --- writing


def translate(template: Path, dialect: Dialect) -> bytes:
    """The template in another engine's language."""
    made = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == BODY:
                content = _WRITERS[dialect](_unmarked(parse(content.decode()))).encode()
            elif name == PROPERTIES:
                content = _properties(content.decode(), dialect).encode()
            new.writestr(name, content)
    return made.getvalue()


def _unmarked(parts: list[Part]) -> list[Part]:
    """The parts without bookmarks, which these engines are spared."""
    left: list[Part] = []
    for part in parts:
        if isinstance(part, Value) and BOOKMARK.fullmatch(part.expression):
            continue
        if isinstance(part, Loop):
            left.append(replace(part, body=_unmarked(part.body)))
        elif isinstance(part, Choice):
            branches = [replace(b, body=_unmarked(b.body)) for b in part.branches]
            left.append(replace(part, branches=branches))
        elif isinstance(part, Text) and left and isinstance(left[-1], Text):
            left[-1] = Text(left[-1].xml + part.xml)
        else:
            left.append(part)
    return left


def _properties(xml: str, dialect: Dialect) -> str:
    if dialect == "easy-template-x":  # has no tags in document properties
        return re.sub(r"{{.*?}}", "", xml)
    return re.sub(r"{{ *(\w+) *}}", r"{d.\1}" if dialect == "carbone" else r"{\1}", xml)


def _run(text: str) -> str:
    return f"<w:r>{_T}{text}</w:t></w:r>"


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


# docxtemplater and easy-template-x: {#list}…{/list}, and the same for a flag

_OPEN, _CLOSE, _END = "\ue000", "\ue001", "\ue002"
"""Private characters around a tag that is to move into a neighbouring paragraph."""


class _Mustache:
    """{#name}…{/name} around what is repeated or chosen."""

    row = paragraph = ""
    """How a tag says that it repeats its whole row or paragraph: {format} of its name."""

    def write(self, parts: list[Part]) -> str:
        return _settle(self._parts(parts))

    def _parts(self, parts: list[Part]) -> str:
        out = []
        for part in parts:
            if isinstance(part, Text):
                out.append(part.xml)
            elif isinstance(part, Value):
                out.append(f"{{{_key(part.expression)}}}")
            elif isinstance(part, Loop):
                out.append(self._block(part.name, part.within, part.body))
            else:
                out += [self._block(b.flag, part.within, b.body) for b in part.branches]
        return "".join(out)

    def _block(self, name: str, within: str, body: list[Part]) -> str:
        inner = self._parts(body)
        start, end = f"{{#{name}}}", f"{{/{name}}}"
        if within == "w:t":
            return start + inner + end
        if within == "w:p":
            return _run(start) + inner + _run(end)
        whole = self.row if within == "w:tbl" else self.paragraph
        if whole:
            return f"{_OPEN}{whole.format(name)}{_END}{inner}{_CLOSE}{end}{_END}"
        return _paragraph(start) + inner + _paragraph(end)


class _Docxtemplater(_Mustache):
    row = "{{-w:tr {}}}"


class _EasyTemplate(_Mustache):
    row = '{{#{} [loopOver: "row"]}}'
    paragraph = '{{#{} [loopOver: "paragraph"]}}'


_MOVING = re.compile(f"[{_OPEN}{_CLOSE}][^{_END}]*{_END}")


def _settle(xml: str) -> str:
    """Move opening tags into the paragraph that follows, closing ones into that before."""
    out = ""
    waiting = ""
    position = 0
    for tag in _MOVING.finditer(xml):
        out, waiting = _add(out, waiting, xml[position : tag.start()])
        text = tag[0][1:-1]
        if tag[0][0] == _OPEN:
            waiting += text
        elif out.endswith("</w:tbl>"):
            out += _paragraph(text)
        else:
            at = out.rindex("</w:p>")
            out = out[:at] + _run(text) + out[at:]
        position = tag.end()
    return _add(out, waiting, xml[position:])[0]


def _add(out: str, waiting: str, xml: str) -> tuple[str, str]:
    """Append XML; its first paragraph takes the tags that wait."""
    if waiting and (found := re.search(r"<w:p(?: [^>]*)?>(<w:pPr>.*?</w:pPr>)?", xml, re.DOTALL)):
        return out + xml[: found.end()] + _run(waiting) + xml[found.end() :], ""
    return out + xml, waiting


# carbone: {d.list[i].value}, and {d.list[i+1]} where the repeated part ends


_FIRST_TAG = re.compile(r"<w:(?:p|r|tr)(?: [^>]*)?>")


def _carbone(parts: list[Part], scope: str = "d", *, as_runs: bool = False) -> str:
    """XML with carbone's tags; `as_runs` where parts of runs must become whole runs.

    A condition's mark stands just inside the first element of what it decides on:
    carbone moves it before that element, and finds where a repetition begins only
    from a mark inside of it.
    """
    out = []
    for part in parts:
        if isinstance(part, Choice):
            for branch in part.branches:
                flag = f"{scope}.{branch.flag}:ifEQ(true)"
                inner = _carbone(branch.body, scope)
                if as_runs:
                    inner = _run(inner).replace(_run(""), "")
                first = _FIRST_TAG.match(inner)
                at = first.end() if first else 0
                out.append(f"{inner[:at]}{{{flag}:showBegin}}{inner[at:]}{{{flag}:showEnd}}")
            continue
        if isinstance(part, Text):
            made = part.xml
        elif isinstance(part, Value):
            made = f"{{{scope}.{_key(part.expression)}}}"
        else:
            made = _carbone_loop(part, scope)
        out.append(_run(made) if as_runs else made)
    return "".join(out)


def _carbone_loop(loop: Loop, scope: str) -> str:
    path = f"{scope}.{loop.name}"
    in_run = loop.within == "w:t"
    inner = _carbone(loop.body, f"{path}[i]", as_runs=in_run)
    again = f"{{{path}[i+1].{_first_key(loop.body)}}}"
    if in_run:
        return f"</w:t></w:r>{inner}{_run(again)}<w:r>{_T}"
    if loop.within == "w:p":
        return inner + _run(again)
    if loop.within == "w:tbl":
        return f"{inner}<w:tr><w:tc>{_paragraph(again)}</w:tc></w:tr>"
    return inner + _paragraph(again)


def _first_key(parts: list[Part]) -> str:
    """Any value of the items of a list: carbone asks for one where a repetition ends."""
    for part in parts:
        if isinstance(part, Value):
            return _key(part.expression)
        if isinstance(part, Choice):
            return part.branches[0].flag
    raise AssertionError("a loop without content")


_WRITERS = {
    "carbone": _carbone,
    "docxtemplater": lambda parts: _Docxtemplater().write(parts),
    "easy-template-x": lambda parts: _EasyTemplate().write(parts),
}
