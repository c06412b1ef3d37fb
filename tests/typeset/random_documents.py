"""Plans whose words were thrown together, addresses and numbers, with bold and slanted tails."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from typing import Any

from lxml import etree

from tests.typeset.made import SENTENCE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODD = (
    "“Một cửa” (VNeID) 01/01/2025 123/2016/NĐ-CP 30/2020/NĐ-CP; 99,5% 1.250.000 đồng/năm "
    "kinh-tế e-mail https://example.gov.vn/van-ban/chi-tiet tỉnh/thành/phố xã/phường A/B; – — … "
    "50-60% B1-B2 và/hoặc TB-VPCP/abc (a) - , . ) ( ! !? “ ” 2024-2025 a–b x—y II. NĐ-CP/x-y"
)
WORDS = SENTENCE.split() + ODD.split()


def scrambled(data: bytes, seed: int) -> bytes:
    """A rendered plan with other words, repeated paragraphs and rows."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    _body(root[0], chance)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return out.getvalue()


def _said(chance: random.Random, count: int) -> str:
    return " ".join([chance.choice(WORDS) for _ in range(count)])


def _body(body: Any, chance: random.Random) -> None:
    for paragraph in body.findall(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if style in {"KHDiem", "KHDoan", "KHDiemCon", "KHCanCu"}:
            _write(paragraph, _said(chance, chance.choice([3, 12, 25, 40, 60, 90])), chance)
            if chance.random() < 0.15:
                paragraph.addnext(copy.deepcopy(paragraph))
        elif style in {"Heading1", "Heading2", "KHTrichYeu"}:
            _write(paragraph, _said(chance, chance.randint(2, 24)), chance)
    for table in body.findall(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "KHBang":
            _rows(table, chance)


def _rows(table: Any, chance: random.Random) -> None:
    for row in table.findall(f"{W}tr")[1:]:
        for number, cell in enumerate(row.findall(f"{W}tc")):
            count = chance.choice([1, 3, 6, 12, 30]) if number == 1 else chance.choice([1, 2, 4])
            _write(cell.find(f"{W}p"), _said(chance, count), chance)
        if chance.random() < 0.3:
            table.append(copy.deepcopy(row))


def _write(paragraph: Any, text: str, chance: random.Random) -> None:
    runs = paragraph.findall(f"{W}r")
    if not runs:
        return
    for run in runs[1:]:
        paragraph.remove(run)
    cut = text.find(" ", len(text) // 2) + 1
    _say(runs[0], text[:cut])
    tail = copy.deepcopy(runs[0])
    _say(tail, text[cut:])
    if chance.random() < 0.2:
        look = etree.Element(f"{W}rPr")
        etree.SubElement(look, W + chance.choice("bi"))
        tail.insert(0, look)
    paragraph.append(tail)


def _say(run: Any, text: str) -> None:
    said = run.find(f"{W}t")
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
