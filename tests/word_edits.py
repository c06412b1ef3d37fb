"""What a reviewer does in Word, done to the XML: words, paragraphs, rows, moves, comments."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.pages import NS, W

if TYPE_CHECKING:
    from pathlib import Path

_XML = "{http://www.w3.org/XML/1998/namespace}space"


class Reviewed:
    """A .docx under the hands of a reviewer."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {n: package.read(n) for n in package.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find("w:body", NS)

    def save(self, path: Path) -> Path:
        parts = {**self.parts, "word/document.xml": etree.tostring(self.root)}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return path

    # ------------------------------------------------------------------ finding

    def texts(self) -> list[str]:
        return [text(p) for p in self.root.iter(f"{W}p")]

    def para(self, start: str) -> Any:
        """The first paragraph that holds these words."""
        return next(p for p in self.root.iter(f"{W}p") if start in text(p))

    def row(self, words: str) -> Any:
        return next(r for r in self.root.iter(f"{W}tr") if words in text(r))

    # ------------------------------------------------------------------ editing

    def replace(self, old: str, new: str) -> None:
        """Words in the first run that has them."""
        for node in self.root.iter(f"{W}t"):
            text = node.text or ""
            at = text.replace("\u00a0", " ").find(old)
            if at >= 0:
                node.text = text[:at] + new + text[at + len(old) :]
                node.set(_XML, "preserve")
                return
        raise AssertionError(old)

    def after(self, para: Any, words: str) -> Any:
        """Enter at the end of a paragraph, and type: the same style, no bookmark."""
        new = deepcopy(para)
        for child in list(new):
            if child.tag != f"{W}pPr":
                new.remove(child)
        run = etree.SubElement(new, f"{W}r")
        node = etree.SubElement(run, f"{W}t")
        node.text = words
        node.set(_XML, "preserve")
        para.addnext(new)
        return new

    def split(self, para: Any, at: str) -> None:
        """Enter in the middle, in a paragraph of one run: the bookmark stays with the first."""
        node = next(t for t in para.iter(f"{W}t") if at in (t.text or ""))
        first, second = node.text.split(at, 1)
        node.text = first.rstrip()
        self.after(para, at + second)

    def join(self, para: Any) -> None:
        """Delete at the end: the next paragraph comes into this one, with its bookmark."""
        following = para.getnext()
        blank = etree.SubElement(etree.SubElement(para, f"{W}r"), f"{W}t")
        blank.text = " "
        blank.set(_XML, "preserve")
        for child in list(following):
            if child.tag != f"{W}pPr":
                para.append(child)
        following.getparent().remove(following)

    def remove(self, element: Any) -> None:
        element.getparent().remove(element)

    def move(self, element: Any, after: Any) -> None:
        after.addnext(element)

    def bold(self, para: Any, words: str) -> None:
        """Make words of a run bold."""
        node = next(t for t in para.iter(f"{W}t") if words in (t.text or ""))
        run = node.getparent()
        before, behind = node.text.split(words, 1)
        for piece, strong in ((before, False), (words, True), (behind, False)):
            if not piece:
                continue
            copy = deepcopy(run)
            inner = copy.find("w:t", NS)
            inner.text = piece
            inner.set(_XML, "preserve")
            if strong:
                properties = copy.find("w:rPr", NS)
                if properties is None:
                    properties = etree.Element(f"{W}rPr")
                    copy.insert(0, properties)
                etree.SubElement(properties, f"{W}b")
            run.addprevious(copy)
        run.getparent().remove(run)

    def cell(self, row: Any, number: int, words: str) -> None:
        """The text of a cell."""
        inside = row.findall("w:tc", NS)[number]
        nodes = list(inside.iter(f"{W}t"))
        for node in nodes[1:]:
            node.text = ""
        if nodes:
            nodes[0].text = words
            nodes[0].set(_XML, "preserve")
        else:
            run = etree.SubElement(inside.find("w:p", NS), f"{W}r")
            etree.SubElement(run, f"{W}t").text = words

    def without_bookmarks(self, element: Any) -> None:
        for mark in list(element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)

    def tracked(self, old: str, new: str) -> None:
        """Replace words with tracked changes."""
        node = next(t for t in self.root.iter(f"{W}t") if old in (t.text or ""))
        run = node.getparent()
        before, behind = node.text.split(old, 1)
        pieces = ((before, ""), (old, "del"), (new, "ins"), (behind, ""))
        for number, (piece, kind) in enumerate(pieces):
            copy = deepcopy(run)
            inner = copy.find("w:t", NS)
            inner.text = piece
            inner.set(_XML, "preserve")
            if kind:
                if kind == "del":
                    inner.tag = f"{W}delText"
                around = etree.Element(f"{W}{kind}")
                around.set(f"{W}id", str(900 + number))
                around.set(f"{W}author", "Người duyệt")
                around.append(copy)
                copy = around
            run.addprevious(copy)
        run.getparent().remove(run)

    def comment(self, para: Any, words: str, author: str = "Người duyệt") -> None:
        """A comment on a paragraph."""
        xml = (
            f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0" w:author="{author}"><w:p><w:r>'
            f"<w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>"
        )
        self.parts["word/comments.xml"] = xml.encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        part = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
        name = "[Content_Types].xml"
        self.parts[name] = self.parts[name].replace(b"</Types>", part.encode())
        link = (
            '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/comments" Target="comments.xml"/></Relationships>'
        )
        name = "word/_rels/document.xml.rels"
        self.parts[name] = self.parts[name].replace(b"</Relationships>", link.encode())
        run = etree.SubElement(para, f"{W}r")
        etree.SubElement(run, f"{W}commentReference").set(f"{W}id", "0")


def text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))
