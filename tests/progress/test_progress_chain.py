"""The chain kept apart: a city's plan, three wards' nine-month reports, rolled up by the city."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.ooxml.opened import open_word
from generator.typeset.pdf.making import PdfFacts, make_pdf
from generator.typeset.setting import set_word
from tests.plans_apart.chain import papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN = "plans/cds.toml"
FOUND = papers.found()
PERIOD = FOUND["period"]


@pytest.fixture
def city(workspace: Path, kehoach: Callable[..., Outcome], kept: Callable[..., None]) -> Path:
    def make() -> None:
        Path("ke-hoach.docx").write_bytes(papers.as_word(papers.PLAN))
        assert kehoach("import", "ke-hoach.docx", "-o", PLAN).code == 0

    kept(workspace, make)
    return workspace


def as_pdf(name: str) -> bytes:
    """A report as the ward printed it to a PDF."""
    word, problems = open_word(Path(f"{name}.docx"), papers.as_word(name))
    assert word is not None, problems
    return make_pdf(set_word(word), PdfFacts("Báo cáo", "Phường"))


MADE = {"docx": papers.as_word, "xlsx": papers.as_sheet, "pdf": as_pdf}


def received(suffix: str) -> list[str]:
    make = MADE[suffix]
    for name in papers.REPORTS:
        Path(f"{name}.{suffix}").write_bytes(make(name))
    return [f"{name}.{suffix}" for name in papers.REPORTS]


def rolled(kehoach: Callable[..., Outcome]) -> Any:
    day = FOUND["as_of"].isoformat()
    outcome = kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--date", day, "--json")
    return json.loads(outcome.out)


def rows(items: list[dict[str, Any]]) -> set[tuple[str, int]]:
    wards = {unit: ward for ward, unit in FOUND["wards"].items()}
    return {(wards.get(item["unit"], item["unit"]), int(item["number"])) for item in items}


def wanted(name: str) -> set[tuple[str, int]]:
    return {(row["ward"], row["no"]) for row in FOUND["found"][name]}


@pytest.mark.parametrize("suffix", sorted(MADE))
def test_the_roll_up_says_what_a_clerk_found_by_hand(
    city: Path, kehoach: Callable[..., Outcome], suffix: str
) -> None:
    assert kehoach("progress", "init", PLAN, "--period", PERIOD).code == 0
    imported = kehoach("progress", "import", PLAN, *received(suffix), "--period", PERIOD)
    assert imported.code == 0, imported.err
    found = rolled(kehoach)
    assert rows(found["overdue"]) == wanted("overdue")
    assert rows(found["unproved"]) == wanted("done_without_proof")
    assert rows(found["nothing_arose"]) == wanted("nothing_arose")
    assert set(FOUND["found"]["not_reported"]) <= set(found["not_reported"])
    assert set(FOUND["wards"].values()).isdisjoint(found["not_reported"])
    sums = {int(t["number"]): t["sum"] for t in found["totals"] if t["sum"] is not None}
    assert sums == {row["target"]: str(row["value"]) for row in FOUND["found"]["sums"]}


def test_words_and_table_of_one_report_that_disagree_stay_both(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    kehoach("progress", "import", PLAN, *received("docx"), "--period", PERIOD)
    (one,) = rolled(kehoach)["contradictions"]
    (gold,) = FOUND["found"]["contradictions"]
    assert int(one["number"]) == gold["target"]
    assert all(value in one["detail"] for value in gold["values"])


def test_a_form_given_out_and_sent_back_unchanged_reports_nothing(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    made = kehoach("progress", "init", PLAN, "--period", PERIOD, "--format", "xlsx", "--format",
                   "docx", "-o", "bieu", "--json")  # fmt: skip
    before = {path: path.read_bytes() for path in Path("tien-do").rglob("*.toml")}
    assert len(before) == 10, made.out
    forms = sorted(map(str, Path("bieu").iterdir()))
    back = json.loads(kehoach("progress", "import", PLAN, *forms, "--json").out)
    assert {one["status"] for one in back["forms"]} == {"unchanged"}
    assert back["diagnostics"] == []
    assert before == {path: path.read_bytes() for path in Path("tien-do").rglob("*.toml")}
    assert len(rolled(kehoach)["not_reported"]) == 10


def test_a_form_of_another_period_or_unit_is_refused(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    kehoach("progress", "init", PLAN, "--period", "2024-6-thang", "-o", "bieu")
    form = "bieu/ubnd-phuong-chi-lang.xlsx"
    late = kehoach("progress", "import", PLAN, form, "--period", PERIOD)
    assert (late.code, "BC904" in late.err) == (1, True)
    other = kehoach("progress", "import", PLAN, form, "--unit", "ubnd-xa-mai-pha")
    assert (other.code, "BC906" in other.err) == (1, True)
    Path("quet.xlsx").write_bytes(b"%PDF-1.7 scan")
    scan = kehoach("progress", "import", PLAN, "quet.xlsx", "--period", PERIOD)
    assert (scan.code, "BC901" in scan.err) == (1, True)


def test_a_form_filled_in_our_own_sheet_comes_back_by_its_ids(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    from openpyxl import load_workbook

    kehoach("progress", "init", PLAN, "--period", PERIOD, "-o", "bieu")
    form = Path("bieu/ubnd-phuong-vinh-trai.xlsx")
    book = load_workbook(form)
    tasks, targets = book["Nhiệm vụ"], book["Chỉ tiêu"]
    tasks["B6"], tasks["D6"], tasks["G6"] = "Tên viết lại", "Hoàn thành", "5/KH-UBND ngày 01/2/2024"
    tasks["D7"] = "Gần xong rồi"
    targets["E6"], targets["E7"] = "khoảng tám mươi", 61.5
    book.save(form)
    first = kehoach("progress", "import", PLAN, str(form))
    assert "Nhiệm vụ!D7" in first.err
    assert "Chỉ tiêu!E6" in first.err
    targets["E7"] = 70
    book.save("lan-hai.xlsx")
    second = kehoach("progress", "import", PLAN, "lan-hai.xlsx")
    assert "BC913" in second.err
    assert "gia_tri" not in second.err  # told by the title of the column
    report = Path(f"tien-do/kh-9-tp-lang-son-2024/{PERIOD}/ubnd-phuong-vinh-trai.toml").read_text()
    assert 'minh_chung = "5/KH-UBND ngày 01/2/2024"' in report
    assert 'gia_tri = ["61,5", "70"]' in report
    again = kehoach("progress", "import", PLAN, "lan-hai.xlsx", "--json")
    assert json.loads(again.out)["forms"][0]["status"] == "unchanged"


def test_the_page_of_a_roll_up_stands_alone_and_says_each_light_in_words(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    kehoach("progress", "import", PLAN, *received("docx"), "--period", PERIOD)
    kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--date", "2024-09-25", "--html",
            "tien-do.html")  # fmt: skip
    page = Path("tien-do.html").read_text("utf-8")
    assert "6: quá hạn" in page
    assert "chưa báo cáo" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_letter_that_urges_names_exactly_the_overdue_rows(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    from docx import Document

    kehoach("progress", "import", PLAN, *received("xlsx"), "--period", PERIOD)
    ask = ("progress", "remind", PLAN, "--period", PERIOD, "--date", "2024-09-25", "-o", "cv.docx")
    made = json.loads(kehoach(*ask, "--json").out)
    assert len(made["lines"]) == len(wanted("overdue")) + 1
    text = "\n".join(paragraph.text for paragraph in Document("cv.docx").paragraphs)
    assert all(line in text for line in made["lines"])
    assert "/KH-UBND" in text
    assert "báo cáo kết quả trước ngày …../…../2024./." in text
    kehoach(*ask, "--overwrite", "--answer-by", "2024-10-02")
    assert "báo cáo kết quả trước ngày 02/10/2024./." in Document("cv.docx").paragraphs[-2].text
    assert "các nhiệm vụ sau đã quá hạn, các đơn vị sau chưa báo cáo:" in text
    assert "LN052" in kehoach(*ask).err


def test_the_page_tells_what_changed_since_the_period_before(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    from openpyxl import load_workbook

    kehoach("progress", "init", PLAN, "--period", "2024-6-thang", "-o", "bieu")
    form = "bieu/ubnd-phuong-chi-lang.xlsx"
    book = load_workbook(form)
    book["Nhiệm vụ"]["D7"], book["Nhiệm vụ"]["G7"] = "Hoàn thành", "5/QĐ-UBND ngày 01/3/2024"
    book["Chỉ tiêu"]["E8"] = "4"
    book.save(form)
    assert kehoach("progress", "import", PLAN, form).code == 0
    kehoach("progress", "import", PLAN, *received("docx"), "--period", PERIOD)
    kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--date", "2024-09-25", "--html",
            "tien-do.html")  # fmt: skip
    page = Path("tien-do.html").read_text("utf-8")
    changes = page.partition("Thay đổi so với kỳ 2024-6-thang")[2].partition("</table>")[0]
    assert "Hoàn thành ở 1/8 đơn vị</td><td>Hoàn thành ở 3/8 đơn vị" in changes
    assert "4 buổi</td><td>31 buổi" in changes
    assert "Nâng cấp Trang thông tin" not in changes
