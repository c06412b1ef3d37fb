"""The page as a person sees it: the real plans through LibreOffice, read back from the PDF.

Positions are in points from the top left corner of the page; 1 mm is 72/25.4 pt.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import run
from tests.conftest import ROOT

MM = 72 / 25.4
NAMES = [
    "tinh",
    "thanh-pho",
    "phuong-hoang-van-thu",
    "phuong-tam-thanh",
    "phuong-vinh-trai",
    "phuong-dong-kinh",
    "phuong-chi-lang",
    "xa-hoang-dong",
    "xa-quang-lac",
    "xa-mai-pha",
]


class Line(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    width: float
    height: float
    lines: list[Line]

    def find(self, text: str) -> Line:
        return next(line for line in self.lines if text in line.text)

    def has(self, text: str) -> bool:
        return any(text in line.text for line in self.lines)

    @property
    def number(self) -> str | None:
        """The page number, if one stands inside the top margin."""
        shown = [line.text for line in self.lines if line.bottom < 20 * MM + 4]
        return shown[0] if shown else None


def read_pdf(path: Path) -> list[Page]:
    made = subprocess.run(
        ["pdftotext", "-bbox-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = []
    for body in re.findall(r"<page .*?</page>", made, re.DOTALL):
        width, height = map(float, re.search(r'width="(.*?)" height="(.*?)"', body).groups())
        lines = []
        for box, words in re.findall(r"<line (.*?)>(.*?)</line>", body, re.DOTALL):
            left, top, right, bottom = map(float, re.findall(r'="(.*?)"', box))
            text = " ".join(unescape(word) for word in re.findall(r"<word.*?>(.*?)</word>", words))
            lines.append(Line(text, left, top, right, bottom))
        pages.append(Page(width, height, lines))
    return pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    home = tmp_path_factory.mktemp("trang")
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "kehoach.toml", home)
    code = run(
        [
            "render",
            "--pdf",
            "--engine",
            "libreoffice",
            "-o",
            str(home / "ra"),
            str(home / "plans/lang-son-2024"),
        ]
    )
    assert code == 0
    found = {path.stem: path for path in (home / "ra").rglob("*.pdf")}
    return {name: read_pdf(found[name]) for name in NAMES}


def body_and_appendix(pages: list[Page]) -> tuple[list[Page], list[Page]]:
    body = [page for page in pages if page.height > page.width]
    return body, pages[len(body) :]


@pytest.mark.parametrize("name", NAMES)
def test_body_is_portrait_a4_and_the_appendix_landscape_a4(pages, name) -> None:
    body, appendix = body_and_appendix(pages[name])
    assert body
    assert appendix
    for page in body:
        assert (round(page.width / MM), round(page.height / MM)) == (210, 297)
    for page in appendix:
        assert (round(page.width / MM), round(page.height / MM)) == (297, 210)


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_numbered_at_the_top_centre_but_for_the_first(pages, name) -> None:
    for part in body_and_appendix(pages[name]):
        shown = [page.number for page in part]
        assert shown == [None, *(str(i) for i in range(2, len(part) + 1))]
        for page in part[1:]:
            number = page.lines[0] if page.lines[0].text == page.number else page.find(page.number)
            # centred between the margins: 30 mm left, 15-20 mm right
            assert abs((number.left + number.right) / 2 - page.width / 2) < 10 * MM


@pytest.mark.parametrize("name", NAMES)
def test_number_and_date_stand_on_one_line(pages, name) -> None:
    first = pages[name][0]
    number, date = first.find("/KH-UBND"), first.find("tháng")
    assert abs(number.bottom - date.bottom) < 3
    assert number.right < date.left


@pytest.mark.parametrize("name", NAMES)
def test_header_stands_in_two_columns_and_the_title_below(pages, name) -> None:
    first = pages[name][0]
    nation, motto = first.find("CỘNG HÒA XÃ HỘI"), first.find("Độc lập - Tự do")
    agency = first.find("ỦY BAN NHÂN DÂN")
    assert agency.right <= nation.left
    assert abs(agency.top - nation.top) < 4
    assert nation.bottom <= motto.top + 2
    assert first.find("KẾ HOẠCH").top > first.find("tháng").bottom
    centre = (nation.left + nation.right) / 2
    assert abs((motto.left + motto.right) / 2 - centre) < 3


@pytest.mark.parametrize("name", NAMES)
def test_recipients_and_signature_stand_side_by_side_on_one_page(pages, name) -> None:
    body, _appendix = body_and_appendix(pages[name])
    last = body[-1]
    label, function = last.find("Nơi nhận:"), last.find("TM. ỦY BAN NHÂN DÂN")
    assert abs(label.top - function.top) < 6
    assert label.right < function.left
    assert last.has("CHỦ TỊCH")
    assert last.has("Lưu: VT")


@pytest.mark.parametrize("name", NAMES)
def test_the_signature_never_stands_with_less_than_two_lines_of_body(pages, name) -> None:
    last = body_and_appendix(pages[name])[0][-1]
    label = last.find("Nơi nhận:")
    above = {round(line.top) for line in last.lines if 20 * MM < line.top < label.top - 4}
    assert len(above) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_every_appendix_page_repeats_the_table_head(pages, name) -> None:
    _body, appendix = body_and_appendix(pages[name])
    assert appendix[0].find("Phụ lục").top < appendix[0].find("(Kèm theo").top
    for page in appendix:
        assert page.has("Cơ quan chủ trì") or page.has("chủ trì")


@pytest.mark.parametrize("name", NAMES)
def test_text_stays_inside_the_margins(pages, name) -> None:
    for page in body_and_appendix(pages[name])[0]:
        for line in page.lines:
            assert line.left >= 30 * MM - 4, line
            assert line.right <= page.width - 15 * MM + 2, line
            assert line.bottom <= page.height - 20 * MM + 4, line
