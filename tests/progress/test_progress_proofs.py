"""Proofs looked up in registers and files at hand; amended plans keep what was reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.progress.test_progress_chain import PERIOD, PLAN, city
from tests.progress.test_progress_levels import filled

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

__all__ = ["city"]
UNIT = "ubnd-phuong-vinh-trai"
FORM = f"bieu/{UNIT}.xlsx"


@pytest.fixture
def form(city: Path, kehoach: Callable[..., Outcome]) -> str:
    assert kehoach("progress", "init", PLAN, "--period", PERIOD, "-o", "bieu").code == 0
    return FORM


def register(*rows: tuple[str, str]) -> str:
    """The list of outgoing documents that a ward sent, as offices keep it."""
    with xlsxwriter.Workbook("so.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("SỔ ĐĂNG KÝ VĂN BẢN ĐI",))
        sheet.write_row(2, 0, ("Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại, trích yếu"))
        for i, row in enumerate(rows, 3):
            sheet.write_row(i, 0, (*row, "Kế hoạch"))
    return f"{UNIT}=so.xlsx"


def rolled(kehoach: Callable[..., Outcome], *more: str) -> Any:
    ask = ("progress", "roll-up", PLAN, "--period", PERIOD, "--date", "2024-09-25", "--json")
    return json.loads(kehoach(*ask, *more).out)


def test_a_proof_is_looked_up_in_the_register_that_its_body_sent(
    form: str, kehoach: Callable[..., Outcome]
) -> None:
    filled(form, (1, "Hoàn thành", "05/KH-UBND ngày 01/02/2024"),
           (2, "Hoàn thành", "31/QĐ-UBND ngày 25/3/2024"),
           (3, "Hoàn thành", "77/QĐ-UBND ngày 25/3/2024"),
           (5, "Hoàn thành", "126/KH-UBND ngày 03/6/2023"))  # fmt: skip
    assert kehoach("progress", "import", PLAN, form).code == 0
    listed = register(("05/KH-UBND", "01/02/2024"), ("31/QĐ-UBND", "26/3/2024"))
    found = rolled(kehoach, "--register", listed)
    doubts = {item["number"]: item["detail"] for item in found["doubtful_proofs"]}
    assert set(doubts) == {"2", "3"}
    assert "26/3/2024" in doubts["2"]
    assert (found["confirmed_proofs"], found["unchecked_proofs"]) == (1, 1)
    assert rolled(kehoach)["unchecked_proofs"] == 4


def test_a_list_without_numbers_and_days_is_refused(
    form: str, kehoach: Callable[..., Outcome]
) -> None:
    with xlsxwriter.Workbook("khac.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ("Họ tên", "Chức vụ"))
    told = kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--register", "a=khac.xlsx")
    assert "BC902" in told.err
    usage = kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--register", "khac.xlsx")
    assert usage.code == 2


def test_a_file_named_as_proof_is_kept_with_its_digest_and_found_changed(
    form: str, kehoach: Callable[..., Outcome]
) -> None:
    Path("minh-chung").mkdir()
    Path("minh-chung/bien-ban.pdf").write_bytes(b"%PDF mau")
    filled(form, (1, "Hoàn thành", "bien-ban.pdf; không có tệp này.pdf"))
    assert kehoach("progress", "import", PLAN, form, "--proofs", "minh-chung").code == 0
    found = rolled(kehoach)
    assert (found["unproved"], found["confirmed_proofs"]) == ([], 1)
    (kept,) = Path("tien-do").rglob("bien-ban.pdf")
    kept.write_bytes(b"%PDF khac")
    (doubt,) = rolled(kehoach)["doubtful_proofs"]
    assert doubt["number"] == "1"


def amended(text: str) -> str:
    """Task 1 reworded, task 2 moved to the end, task 3 split, task 5 taken out."""
    head, *tasks = (
        text.partition("\n[[phu_luc.nhiem_vu]]")[0],
        *text.split("\n[[phu_luc.nhiem_vu]]")[1:],
    )
    last, sign, rest = tasks[-1].partition("\n[[")
    tasks[-1] = last
    tasks[0] = tasks[0].replace("Ban hành kế hoạch", "Lập và niêm yết kế hoạch")
    split = (
        tasks[2]
        .replace('id = "', 'id = "phan-hai-', 1)
        .replace('noi_dung = "', 'noi_dung = "Phần hai: ', 1)
    )
    order = [tasks[0], tasks[2], split, *tasks[5:], tasks[1], tasks[3]]
    return "\n[[phu_luc.nhiem_vu]]".join([head, *order]) + sign + rest


@pytest.mark.parametrize("replacing", [False, True])
def test_an_amended_plan_keeps_what_was_reported(
    form: str, kehoach: Callable[..., Outcome], replacing: bool
) -> None:
    filled(form, (1, "Hoàn thành", "5/KH-UBND ngày 01/02/2024"), (2, "Đang thực hiện", ""),
           (3, "Đang thực hiện", ""), (5, "Hoàn thành", "6/BC-UBND ngày 01/6/2024"))  # fmt: skip
    kehoach("progress", "import", PLAN, form)
    text = amended(Path(PLAN).read_text("utf-8"))
    plan = PLAN
    if replacing:
        plan = "plans/cds-sua.toml"
        own = 'ma = "kh-9-tp-lang-son-2024"'
        text = text.replace(own, own[:-1] + '-sua"\nthay_the = "kh-9-tp-lang-son-2024"', 1)
    Path(plan).write_text(text, "utf-8")
    kehoach("progress", "init", plan, "--period", PERIOD, "--unit", UNIT, "-o", "bieu-moi")
    found = json.loads(kehoach("progress", "roll-up", plan, "--period", PERIOD, "--date",
                               "2024-09-25", "--json").out)  # fmt: skip
    mine = [item for item in found["unanswered"] if item["unit"] == UNIT]
    assert any(item["text"].startswith("Phần hai") for item in mine)
    sheet = load_workbook(f"bieu-moi/{UNIT}.xlsx")["Nhiệm vụ"]
    states = {row[1].value: row[3].value for row in sheet.iter_rows(min_row=6) if row[1].value}
    assert states["Lập và niêm yết kế hoạch của phường, xã"] == "Hoàn thành"
    assert states["Kiện toàn Tổ công nghệ số cộng đồng"] == "Đang thực hiện"
    assert states["Số hóa hồ sơ hộ tịch"] == "Đang thực hiện"
    assert [one["text"] for one in found["unknown"]] == ["Thanh toán trực tuyến phí, lệ phí"]


def test_a_form_of_the_plan_before_it_was_amended_comes_back_by_its_ids(
    form: str, kehoach: Callable[..., Outcome]
) -> None:
    filled(form, (1, "Hoàn thành", "5/KH-UBND ngày 01/02/2024"), (5, "Hoàn thành", ""))
    Path(PLAN).write_text(amended(Path(PLAN).read_text("utf-8")), "utf-8")
    told = kehoach("progress", "import", PLAN, form)
    assert [code in told.err for code in ("BC905", "BC907")] == [True, True]
    report = Path(f"tien-do/kh-9-tp-lang-son-2024/{PERIOD}/{UNIT}.toml").read_text("utf-8")
    assert "Thanh toán trực tuyến phí, lệ phí" in report
    assert report.count('trang_thai = "hoan_thanh"') == 2
