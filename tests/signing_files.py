"""PDFs to sign: the city's plan through LibreOffice, with the marks of its .docx; images."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"


def text_of(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


def with_bookmarks(docx: bytes, name: str) -> bytes:
    """The .docx with the marks of signature block, number and date, where it has none yet."""
    source = zipfile.ZipFile(io.BytesIO(docx))
    root = etree.fromstring(source.read(BODY))
    if root.find(f".//{W}bookmarkStart[@{W}name='kyten1b']") is None:
        paragraphs = list(root.iter(f"{W}p"))
        at = next(i for i, p in enumerate(paragraphs) if text_of(p) == name)
        number = next(p for p in paragraphs if text_of(p).startswith("Số: "))
        date = next(p for p in paragraphs if " ngày " in text_of(p) and " năm " in text_of(p))
        _mark(paragraphs[at - 1], "kyten1a", 901)
        _mark(paragraphs[at], "kyten1b", 902)
        _mark_text(number, "sovanban", 903, "Số: ")
        _mark_text(date, "ngayvanban", 904, ", ")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = etree.tostring(root) if info.filename == BODY else source.read(info)
            target.writestr(info.filename, data)
    return out.getvalue()


def _bookmark(name: str, number: int) -> tuple[etree._Element, etree._Element]:
    start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(number), f"{W}name": name})
    return start, etree.Element(f"{W}bookmarkEnd", {f"{W}id": str(number)})


def _mark(paragraph: etree._Element, name: str, number: int) -> None:
    start, end = _bookmark(name, number)
    first = next(paragraph.iter(f"{W}r"))
    first.addprevious(start)
    paragraph.append(end)


def _mark_text(paragraph: etree._Element, name: str, number: int, after: str) -> None:
    """Mark the text behind `after`; the run that holds it is cut in two."""
    import copy

    start, end = _bookmark(name, number)
    for run in paragraph.iter(f"{W}r"):
        texts = list(run.iter(f"{W}t"))
        whole = "".join(t.text or "" for t in texts)
        if after not in whole:
            continue
        head, _cut, tail = whole.partition(after)
        second = copy.deepcopy(run)
        for made, text in ((run, head + after), (second, tail)):
            kept, *rest = list(made.iter(f"{W}t"))
            for extra in rest:
                made.remove(extra)
            kept.text = text
            kept.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(second)
        second.addprevious(start)
        if not tail:
            second = second.getnext()
        second.addnext(end)
        return


def signature_image() -> Image:
    """A blue scribble on transparent ground."""
    from PIL import Image as Pillow
    from PIL import ImageDraw

    image = Pillow.new("RGBA", (450, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    points = [(20 + 10 * i, 100 + (70 if i % 2 else -70) * (40 - i) / 40) for i in range(41)]
    draw.line(points, fill=(20, 40, 200, 255), width=7)
    draw.line([(20, 170), (430, 150)], fill=(20, 40, 200, 255), width=6)
    return image


def seal_image() -> Image:
    """A red ring with a star on transparent ground; nobody's seal."""
    import math

    from PIL import Image as Pillow
    from PIL import ImageDraw

    image = Pillow.new("RGBA", (400, 400), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for inset, width in ((6, 9), (60, 4)):
        draw.ellipse(
            (inset, inset, 400 - inset, 400 - inset), outline=(210, 20, 30, 255), width=width
        )
    turns = [math.pi * (i / 5 - 0.5) for i in range(10)]
    star = [
        (200 + math.cos(t) * (90, 36)[i % 2], 200 + math.sin(t) * (90, 36)[i % 2])
        for i, t in enumerate(turns)
    ]
    draw.polygon(star, fill=(210, 20, 30, 255))
    return image


@cache
def today() -> dt.date:
    """The official day, one for the whole run: midnight may pass between two documents."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()


def short_plan(name: str) -> bytes:
    """The city's plan with its first lines and its signature block only, signed by `name`."""
    from generator.document.compose import compose
    from generator.plan.toml import load_plan
    from generator.plan.wording import long_date
    from generator.template.compiled import load
    from generator.workspace.workspace import Workspace
    from tests.word_attacks import BODY, edited, swap

    workspace = Workspace(ROOT)
    loaded, problems = load_plan(ROOT / "plans/lang-son-2024/thanh-pho.toml")
    assert loaded is not None, problems
    plan = loaded.plan
    plan.nguoi_ky[0].ho_ten = name
    plan.muc, plan.phu_luc = plan.muc[:1], []
    composed, problems = compose(plan, workspace.registry, workspace.citations, lambda _ma: None)
    template, problems = load(ROOT / "templates/ke-hoach.docx")
    assert template is not None, problems
    made = template.render(composed.context())
    printed = long_date(today())
    return with_bookmarks(edited(made, {BODY: swap(long_date(plan.day()), printed)}), name)
