"""A .docx open for surgery: find paragraphs, change looks directly, by style, by default."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class NotHereError(Exception):
    """The document has nothing this fault could be planted into."""


class Docx:
    """A .docx open for surgery."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.members["word/document.xml"])
        self.styles = etree.fromstring(self.members["word/styles.xml"])
        self.header = etree.fromstring(self.members["word/header1.xml"])

    def data(self) -> bytes:
        self.members["word/document.xml"] = etree.tostring(self.body)
        self.members["word/styles.xml"] = etree.tostring(self.styles)
        self.members["word/header1.xml"] = etree.tostring(self.header)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.members.items():
                archive.writestr(name, content)
        return out.getvalue()

    # --- finding

    def paragraphs(self) -> list[Any]:
        return [p for p in self.body.iter(W + "p") if p.getparent().tag != W + "txbxContent"]

    def find(self, test: Callable[[str], object]) -> Any:
        for p in self.paragraphs():
            if test(text_of(p)):
                return p
        raise NotHereError

    def all(self, test: Callable[[str], object]) -> list[Any]:
        found = [p for p in self.paragraphs() if test(text_of(p))]
        if not found:
            raise NotHereError
        return found

    def after(self, paragraph: Any) -> Any:
        every = self.paragraphs()
        return every[every.index(paragraph) + 1]

    def section(self, last: bool = True) -> Any:
        return list(self.body.iter(W + "sectPr"))[-1 if last else 0]


def text_of(p: Any) -> str:
    return "".join(t.text or "" for t in p.iter(W + "t"))


def runs_of(p: Any) -> list[Any]:
    return [r for r in p.iter(W + "r") if r.find(W + "t") is not None]


_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "i",
    "caps",
    "vanish",
    "color",
    "sz",
    "highlight",
    "u",
    "vertAlign",
]


def set_run(r: Any, **values: Any) -> None:
    rpr = r.find(W + "rPr")
    if rpr is None:
        rpr = etree.Element(W + "rPr")
        r.insert(0, rpr)
    for name, value in values.items():
        for old in rpr.findall(W + name):
            rpr.remove(old)
        node = etree.SubElement(rpr, W + name)
        if name == "rFonts":
            for slot in ("ascii", "hAnsi", "cs"):
                node.set(W + slot, value)
        elif value is not True:
            node.set(W + "val", str(value))


def look(p: Any, **values: Any) -> None:
    """Direct formatting of all runs."""
    if not runs_of(p):
        raise NotHereError
    for r in runs_of(p):
        set_run(r, **values)


def ppr_of(p: Any) -> Any:
    ppr = p.find(W + "pPr")
    if ppr is None:
        ppr = etree.Element(W + "pPr")
        p.insert(0, ppr)
    return ppr


def shape(p: Any, tag: str, **attributes: Any) -> None:
    """Direct formatting of a paragraph: one element with attributes."""
    ppr = ppr_of(p)
    node = ppr.find(W + tag)
    if node is None:
        node = etree.SubElement(ppr, W + tag)
        mark = ppr.find(W + "rPr")
        if mark is not None:
            ppr.append(mark)
    for name, value in attributes.items():
        node.set(W + name, str(value))


def by_style(doc: Docx, p: Any, run: dict[str, Any], para: dict[str, dict[str, Any]]) -> None:
    """The same through a style of its own, based on the paragraph's."""
    old = ppr_of(p).find(W + "pStyle")
    if old is None:
        raise NotHereError
    name = f"Planted{len(doc.styles)}"
    style = etree.SubElement(doc.styles, W + "style")
    style.set(W + "type", "paragraph")
    style.set(W + "styleId", name)
    etree.SubElement(style, W + "name").set(W + "val", name)
    etree.SubElement(style, W + "basedOn").set(W + "val", old.get(W + "val"))
    ppr = etree.SubElement(style, W + "pPr")
    for tag, attributes in para.items():
        node = etree.SubElement(ppr, W + tag)
        for key, value in attributes.items():
            node.set(W + key, str(value))
    set_run(style, **run)
    rpr = style.find(W + "rPr")
    style.remove(rpr)
    style.append(rpr)
    old.set(W + "val", name)


def by_character_style(doc: Docx, p: Any, run: dict[str, Any]) -> None:
    """The same through a character style on the runs."""
    name = f"PlantedChar{len(doc.styles)}"
    style = etree.SubElement(doc.styles, W + "style")
    style.set(W + "type", "character")
    style.set(W + "styleId", name)
    etree.SubElement(style, W + "name").set(W + "val", name)
    set_run(style, **run)
    for r in runs_of(p):
        rpr = r.find(W + "rPr")
        if rpr is not None and any(rpr.find(W + key) is not None for key in run):
            raise NotHereError  # direct formatting would win
        set_run(r, rStyle=name)


def write(p: Any, text: str) -> None:
    """Another text in the first run; the others are emptied."""
    texts = list(p.iter(W + "t"))
    if not texts:
        raise NotHereError
    texts[0].text = text
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for other in texts[1:]:
        other.text = ""


def swap(p: Any, old: str, new: str) -> None:
    whole = text_of(p)
    if old not in whole:
        raise NotHereError
    for t in p.iter(W + "t"):
        if old in (t.text or ""):
            t.text = t.text.replace(old, new, 1)
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
    write(p, whole.replace(old, new, 1))


def remove(node: Any) -> None:
    parent = node.getparent()
    parent.remove(node)
    if parent.tag == W + "tc" and parent.find(W + "p") is None:
        etree.SubElement(parent, W + "p")
