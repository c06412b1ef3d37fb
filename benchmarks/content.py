"""The content that every engine renders: plans made of sentences of the two real ones.

A document of the warm comparison has 80 body paragraphs and an appendix of 60 tasks
under 4 groups: about 12,000 characters of body and 14,000 of table, as the plan of a
province or city has. The eight data sets, used in turn, differ in every paragraph.
All of it is the same in every run: what is random is seeded.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from generator.diagnostics import has_errors
from generator.document.compose import compose
from generator.plan.model import KeHoach, NhiemVu
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document.blocks import Document

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "templates/ke-hoach.docx"
PROVINCE = ROOT / "plans/lang-son-2024/tinh.toml"
CITY = ROOT / "plans/lang-son-2024/thanh-pho.toml"

SETS = 8
ROWS = 60
SECTIONS, ITEMS, POINTS = 4, 4, 57
"""With two paragraphs of preamble and one of closing: 80 paragraphs."""
LENGTHS = range(60, 340)
"""Sentences outside are left out, so that the average is that of an ordinary plan."""

LEADS = ("phong-noi-vu-tp", "van-phong-tp", "thanh-tra-tp", "tt-vhtt-tp", "mttq-tp")
PRODUCTS = ("Báo cáo", "Kế hoạch của phường, xã", "Tài liệu kiểm chứng", "Văn bản chỉ đạo", None)
DEADLINES: tuple[dict[str, Any], ...] = (
    {"truoc": "2024-06-15"},
    {"ngay": "2024-09-30"},
    {"dinh_ky": ["6-thang", "9-thang", "nam"]},
    {"thuong_xuyen": True},
    {"nam": 2024},
)


def plan(number: int, rows: int = ROWS) -> KeHoach:
    """Data set `number`: a plan of the city with so many tasks in its appendix."""
    skeleton = tomllib.loads(CITY.read_text("utf-8"))
    texts = _sentences()
    choice = random.Random(number)
    choice.shuffle(texts)
    skeleton["van_ban"]["ma"] = f"do-toc-do-{number}"
    skeleton["muc"] = _sections(texts, number)
    del skeleton["ket_thuc"][1:], skeleton["mo_dau"][2:]
    choice.shuffle(texts)
    appendix = skeleton["phu_luc"][0]
    appendix["nhiem_vu"] = []
    del skeleton["phu_luc"][1:]
    made = msgspec.convert(skeleton, KeHoach)
    groups = [group["id"] for group in appendix["nhom"]]
    made.phu_luc[0].nhiem_vu = [_task(n, texts, groups, many=rows > ROWS) for n in range(rows)]
    return made


def document(number: int, rows: int = ROWS) -> Document:
    """The composed form of a data set, its rows made: what every engine is given."""
    return with_rows(composed(plan(number, rows), Workspace(ROOT)))


def with_rows(document: Document) -> Document:
    """The document with the rows of its tables made, which compose leaves for later."""
    tables = [msgspec.structs.replace(t, dong=tuple(t.dong)) for t in document.phu_luc]
    return msgspec.structs.replace(document, phu_luc=tuple(tables))


def composed(plan: KeHoach, workspace: Workspace) -> Document:
    """Compose, and be sure that nothing of it was wrong."""
    made, problems = compose(plan, workspace.registry, workspace.citations, workspace.plan_of)
    problems += workspace.diagnostics
    if has_errors(problems):
        raise ValueError(f"the content of the benchmark is wrong: {problems[:3]}")
    return made


def _sentences() -> list[str]:
    """Paragraphs and tasks of the two real plans, each once."""
    found: list[str] = []
    for file in (PROVINCE, CITY):
        found += _texts(tomllib.loads(file.read_text("utf-8")))
    return [text for text in dict.fromkeys(found) if len(text) in LENGTHS]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "noi_dung" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _sections(texts: list[str], number: int) -> list[dict[str, Any]]:
    kind = ("chu", "gach")[number % 2]
    points = [
        {"id": f"d-{i}", "noi_dung": _emphasised(texts[i % len(texts)], i), "kieu": kind}
        for i in range(POINTS)
    ]
    sections = []
    for s in range(SECTIONS):
        items = []
        for i in range(ITEMS):
            place = s * ITEMS + i
            items.append(
                {
                    "id": f"k-{place}",
                    "tieu_de": " ".join(texts[-1 - place].split()[:9]).strip("*{}").rstrip(" ,;"),
                    "diem": points[place :: SECTIONS * ITEMS],
                }
            )
        sections.append({"id": f"m-{s}", "tieu_de": f"NỘI DUNG PHẦN THỨ {s + 1}", "khoan": items})
    return sections


def _emphasised(text: str, i: int) -> str:
    """Some points begin with bold words, as in the province's plan."""
    words = text.split(" ", 4)
    if i % 8 or "*" in text or "{" in text or len(words) < 5:
        return text
    return f"**{' '.join(words[:4])}** {words[4]}"


def _task(n: int, texts: list[str], groups: list[str], *, many: bool) -> NhiemVu:
    text = texts[n % len(texts)]
    lead = LEADS[n % len(LEADS)]
    return msgspec.convert(
        {
            "id": f"nv-{n}",
            # in a long appendix every text is a string of its own, as it is after reading
            "noi_dung": f"{text} (việc số {n})" if many else text,
            "nhom": groups[n * 7 % len(groups)],
            "chu_tri": [lead],
            "phoi_hop": [other for other in LEADS[n % 3 : n % 3 + 2] if other != lead],
            "san_pham": PRODUCTS[n % len(PRODUCTS)],
            "thoi_han": DEADLINES[n % len(DEADLINES)],
        },
        NhiemVu,
    )
