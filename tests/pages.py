"""Rendering the official template and reading the .docx that comes out."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from generator.document.compose import compose
from generator.template.compiled import Template, load
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.document.blocks import Document

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "templates" / "ke-hoach.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
MM = 1440 / 25.4


class Docx(NamedTuple):
    """A .docx opened for reading."""

    parts: dict[str, bytes]

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def find(self, path: str, part: str = "word/document.xml") -> list[Any]:
        return self.xml(part).xpath(path, namespaces=NS)

    def paragraphs(self, style: str) -> list[str]:
        found = self.find(f'//w:p[w:pPr/w:pStyle/@w:val="{style}"]')
        return [text(p) for p in found]


def text(element: etree._Element) -> str:
    parts = element.iter(f"{W}t", f"{W}br")
    return "".join("\n" if p.tag == f"{W}br" else p.text or "" for p in parts)


def read(data: bytes | Path) -> Docx:
    with zipfile.ZipFile(data if isinstance(data, Path) else io.BytesIO(data)) as package:
        return Docx({name: package.read(name) for name in package.namelist()})


@cache
def engine() -> Template:
    with tempfile.TemporaryDirectory() as folder:
        template, found = load(TEMPLATE, Path(folder))
    assert template is not None
    assert found == []
    return template


def render(document: Document) -> bytes:
    return engine().render(document.context())


def render_with_docxtpl(document: Document) -> bytes:
    from docxtpl import DocxTemplate

    template = DocxTemplate(TEMPLATE)
    template.render(document.context(), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def document_of(ma: str) -> Document:
    workspace = Workspace(ROOT)
    plan = workspace.plan_of(ma)
    assert plan is not None
    document, found = compose(plan, workspace.registry, workspace.citations, workspace.plan_of)
    assert found == []
    return document
