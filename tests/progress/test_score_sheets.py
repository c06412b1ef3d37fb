"""Score sheets, round after round: out, filled in, back, added up. The set is the invented one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.progress.formula import BadFormulaError, figures_of, names_in, worked_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

SET = "mau-minh-hoa"
WARD, OTHER = "ubnd-phuong-dong-kinh", "ubnd-phuong-tam-thanh"
PROOF = "8/KH-UBND ngày 12/6/2024"
FULL: dict[str, dict[str, Any]] = {
    "1.1.1": {"Điểm tự chấm": 3, "Tài liệu kiểm chứng": PROOF},
    "1.1.2": {"Điểm tự chấm": 3.14, "Tài liệu kiểm chứng": PROOF,
              "Số liệu": "dung_han = 1.256; tong_so = 1.600"},
    "1.2": {"Điểm tự chấm": 5, "Tài liệu kiểm chứng": PROOF},
    "2.1": {"Điểm tự chấm": 6.5},
}  # fmt: skip


def form_of(kehoach: Callable[..., Outcome], turn: str = "self", unit: str = WARD) -> str:
    told = kehoach("score", "init", SET, "--round", turn, "--unit", unit, "-o", f"phieu-{turn}")
    assert told.code == 0, told.err
    return f"phieu-{turn}/{unit}.xlsx"


def filled(form: str, rows: dict[str, dict[str, Any]], name: str = "") -> str:
    book = load_workbook(form)
    sheet = book["Phiếu chấm"]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    columns = {str(cell.value): i for i, cell in enumerate(heads)}
    numbered = {str(row[0].value): row for row in sheet.iter_rows(min_row=heads[0].row + 1)}
    for number, cells in rows.items():
        for title, value in cells.items():
            numbered[number][columns[title]].value = value
    book.save(name or form)
    return name or form


def received(kehoach: Callable[..., Outcome], *files: str, wanted: int = 0) -> Any:
    told = kehoach("score", "receive", SET, *files, "--json")
    assert told.code == wanted, told.out
    return json.loads(told.out)


def rolled(kehoach: Callable[..., Outcome], *more: str) -> Any:
    return json.loads(kehoach("score", "roll-up", SET, "--json", *more).out)


def remarks(found: Any, unit: str = WARD) -> set[tuple[str, str]]:
    (one,) = [row for row in found["units"] if row["unit"] == unit]
    return {(remark["number"], remark["kind"]) for remark in one["remarks"]}


def test_four_rounds_and_the_points_that_hold(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    received(kehoach, filled(form_of(kehoach), FULL))
    found = rolled(kehoach)
    (ward,) = found["units"]
    assert (ward["own"], ward["most"], ward["final"], ward["rank"]) == ("17,64", "20", None, 1)
    assert remarks(found) == set()
    assert found["illustration"] is True
    assert len(found["not_answered"]) == 7
    taken = {"1.2": {"Điểm thẩm định": 3, "Ghi chú của thẩm định": "Thiếu một việc"},
             "1.1.1": {"Điểm thẩm định": 3}, "1.1.2": {"Điểm thẩm định": 3.14},
             "2.1": {"Điểm thẩm định": 6.5}}  # fmt: skip
    received(kehoach, filled(form_of(kehoach, "appraisal"), taken))
    found = rolled(kehoach)
    assert remarks(found) == {("1.2", "unexplained")}
    assert found["units"][0]["final"] == "15,64"
    told = {
        "1.2": {"Giải trình của đơn vị": "Việc thứ ba ở văn bản 9", "Minh chứng bổ sung": PROOF}
    }
    received(kehoach, filled(form_of(kehoach, "explanation"), told))
    received(kehoach, filled(form_of(kehoach, "second"), {"1.2": {"Điểm thẩm định lần 2": 4.5}}))
    found = rolled(kehoach)
    (ward,) = found["units"]
    assert (ward["own"], ward["appraised"], ward["final"]) == ("17,64", "15,64", "17,14")
    assert {one["number"]: one["final"] for one in ward["fields"]} == {
        "1": "10,64", "2": "6,5", "3": None, "4": None,
    }  # fmt: skip
    assert (ward["awaiting"], remarks(found)) == ([], set())


def test_a_form_given_back_as_it_was_says_nothing(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    (form,) = received(kehoach, form_of(kehoach))["forms"]
    assert form["status"] == "unchanged"
    assert not Path("cham-diem").exists()
    received(kehoach, filled(form_of(kehoach), FULL))
    before = Path(f"cham-diem/{SET}/{WARD}.toml").read_bytes()
    (again,) = received(kehoach, form_of(kehoach))["forms"]
    assert again["status"] == "unchanged"
    assert Path(f"cham-diem/{SET}/{WARD}.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("row", "title", "value", "code"),
    [
        ("1.1.1", "Điểm tự chấm", "ba", "BC941"),
        ("1.1.1", "Điểm tự chấm", 3.5, "BC941"),
        ("1.1.1", "Điểm tự chấm", -1, "BC941"),
        ("1.1.1", "Điểm tối đa", "10", "BC942"),
        ("1.2", "STT", "9.9", "BC943"),
        ("1.1.2", "STT", "1.1.1", "BC943"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named_and_nothing_of_the_form_is_kept(
    workspace: Path, kehoach: Callable[..., Outcome], row: str, title: str, value: Any, code: str
) -> None:
    form = filled(form_of(kehoach), FULL)
    told = received(kehoach, filled(form, {row: {title: value}}), wanted=1)
    (wrong,) = [one for one in told["diagnostics"] if one["severity"] == "error"]
    assert wrong["code"] == code
    assert wrong["where"].startswith("Phiếu chấm!")
    assert not Path("cham-diem").exists()


def test_another_round_may_not_touch_the_points_before_it_nor_a_closed_round_change(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    first = filled(form_of(kehoach), FULL)
    received(kehoach, first)
    second = filled(form_of(kehoach, "appraisal"), {"1.2": {"Điểm tự chấm": 4}}, "sua.xlsx")
    assert "BC942" in {d["code"] for d in received(kehoach, second, wanted=1)["diagnostics"]}
    taken = filled(form_of(kehoach, "appraisal"), {"1.2": {"Điểm thẩm định": 5}})
    received(kehoach, taken)
    late = filled(first, {"1.2": {"Điểm tự chấm": 4}}, "muon.xlsx")
    assert "BC944" in {d["code"] for d in received(kehoach, late, wanted=1)["diagnostics"]}


def test_two_papers_of_one_round_stay_both_until_a_person_chooses(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    form = filled(form_of(kehoach), FULL)
    received(kehoach, form)
    (again,) = received(kehoach, filled(form, {"1.2": {"Điểm tự chấm": 3}}, "lai.xlsx"))["forms"]
    assert again["contradictions"] == 1
    found = rolled(kehoach)
    assert remarks(found) == {("1.2", "differing")}
    assert found["units"][0]["own"] == "12,64"
    chosen = ("--unit", WARD, "--row", "1.2", "--value", "3", "--by", "Người Chốt Mẫu")
    bare = kehoach("score", "choose", SET, *chosen, "--reason", " ")
    assert (bare.code, "LN053" in bare.err) == (2, True)
    assert kehoach("score", "choose", SET, *chosen, "--reason", "đã đối chiếu").code == 0
    found = rolled(kehoach)
    assert (found["units"][0]["own"], remarks(found)) == ("15,64", set())


def test_what_does_not_add_up_is_told_with_both_figures(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    rows = {
        "1.1.1": {"Điểm tự chấm": 3},
        "1.1.2": {"Điểm tự chấm": 4, "Số liệu": "dung_han = 1.256; tong_so = 1.600"},
        "3": {"Điểm tự chấm": 2, "Tài liệu kiểm chứng": PROOF},
        "4": {"Điểm tự chấm": 5},
    }
    received(kehoach, filled(form_of(kehoach), rows))
    found = rolled(kehoach)
    assert remarks(found) == {
        ("1.1.1", "unproved"), ("1.1.2", "unproved"), ("1.1.2", "formula"), ("1.2", "blank"),
        ("2.1", "blank"), ("", "ceiling"),
    }  # fmt: skip
    assert found["units"][0]["own"] == "6"  # 7 + 1 of 2 – 2 of 5
    details = [one["detail"] for one in found["units"][0]["remarks"] if one["kind"] == "formula"]
    assert "3,14" in details[0]


def test_an_offices_own_form_with_heads_on_two_lines_and_stated_sums_is_read(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    document = Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN PHƯỜNG ĐÔNG KINH")
    rows = (
        ("STT", "Lĩnh vực, tiêu chí", "Điểm", "", "Ghi chú của đơn vị"),
        ("", "", "Tự chấm", "Thẩm định", ""),
        ("I", "Lĩnh vực mẫu A", "10", "", ""),
        ("1.1", "Phần mẫu", "3", "", PROOF),
        ("2", "Tiêu chí", "5", "", ""),
    )
    table = document.add_table(rows=0, cols=5)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save("rieng.docx")
    told = kehoach("score", "receive", SET, "rieng.docx", "--round", "self", "--json")
    assert told.code == 0, told.out
    assert json.loads(told.out)["forms"][0]["unit"] == WARD
    found = rolled(kehoach)
    assert ("1", "sum") in remarks(found)
    (said,) = [one for one in found["units"][0]["remarks"] if one["kind"] == "sum"]
    assert "10" in said["detail"]
    assert "8" in said["detail"]


def test_units_are_ranked_and_those_that_are_silent_are_named(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    received(kehoach, filled(form_of(kehoach), FULL),
             filled(form_of(kehoach, unit=OTHER), FULL | {"2.1": {"Điểm tự chấm": 8}}))  # fmt: skip
    told = kehoach("score", "roll-up", SET, "-o", "tong-hop.xlsx")
    assert told.code == 1
    assert "MINH HỌA" in told.out
    assert "Chưa gửi (6)" in told.out
    ranks = {one["unit"]: one["rank"] for one in rolled(kehoach)["units"]}
    assert ranks == {OTHER: 1, WARD: 2}
    sheet = load_workbook("tong-hop.xlsx").worksheets[0]
    said = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert any("MINH HỌA" in row[0] for row in said)
    assert any("19,14" in row for row in said)


def test_lost_points_come_to_the_body_that_leads_the_task(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan = Path("plans/lang-son-2024/thanh-pho.toml")
    text = plan.read_text("utf-8")
    node = 'id = "nv-ke-hoach-phuong-xa"\n'
    plan.write_text(text.replace(node, f'{node}tieu_chi = ["{SET}:1.1.1"]\n', 1), "utf-8")
    received(kehoach, filled(form_of(kehoach), FULL))
    taken = {"1.1.1": {"Điểm thẩm định": 1}, "1.2": {"Điểm thẩm định": 4}}
    received(kehoach, filled(form_of(kehoach, "appraisal"), taken))
    told = kehoach("score", "coverage", str(plan), "--set", SET, "--unit", WARD, "--json")
    assert json.loads(told.out)["lost"] == {"": "1", "ubnd-phuong-xa": "2"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("init", "khung-par-index", "--unit", WARD), "BC940"),
        (("init", "khong-co"), "khong-co.toml"),
        (("init", SET, "--unit", "khong-co"), "LN051"),
        (("roll-up", "../ngoai"), "LN055"),
        (("choose", SET, "--unit", WARD, "--row", "1", "--value", "1", "--reason", "x"), "LN053"),
    ],
)
def test_requests_for_what_cannot_be_are_refused(
    workspace: Path, kehoach: Callable[..., Outcome], arguments: tuple[str, ...], code: str
) -> None:
    told = kehoach("score", *arguments)
    assert told.code != 0
    assert code in told.err


def test_a_form_of_another_unit_round_set_or_kind_and_a_scan_are_refused(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    form = filled(form_of(kehoach), FULL)
    for more, code in ((("--unit", OTHER), "BC906"), (("--round", "second"), "BC904")):
        told = kehoach("score", "receive", SET, form, *more)
        assert (told.code, code in told.err) == (1, True)
    Path("quet.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    told = kehoach("score", "receive", SET, "quet.pdf")
    assert (told.code, "BC901" in told.err) == (1, True)
    plan = "plans/lang-son-2024/phuong-dong-kinh.toml"
    kehoach("progress", "init", plan, "--period", "2024-nam", "-o", "bieu")
    told = kehoach("score", "receive", SET, f"bieu/{WARD}.xlsx")
    assert (told.code, "BC903" in told.err) == (1, True)
    told = kehoach("progress", "import", plan, form)
    assert (told.code, "BC903" in told.err) == (1, True)
    book = load_workbook(form)
    book["_kehoach"]["A5"] = "khac"
    book.save("cu.xlsx")
    assert "BC905" in kehoach("score", "receive", SET, "cu.xlsx").err


FIGURES = st.decimals(-1000, 1000, places=3)


@given(FIGURES, FIGURES, FIGURES)
def test_a_formula_is_plain_arithmetic(a: Decimal, b: Decimal, c: Decimal) -> None:
    given_figures = {"a": a, "b": b, "c": c}
    assert worked_out("a + b * c - 1,5", given_figures) == a + b * c - Decimal("1.5")
    assert worked_out("min(a; b; max(b; c))", given_figures) == min(a, b, max(b, c))
    assert worked_out("-(a - b) * 2", given_figures) == -(a - b) * 2
    assert names_in("min(a / b; c)") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "formula",
    ["", "a b", "a.b", "a[0]", "__import__('os')", "a ** 9", "1 if a else 2", "lambda: 1", "min()",
     "print(a)", "a / 0", "z + 1", "True", "'a'", "(" * 300 + "a" + ")" * 300, "a + " * 400 + "a",
     "9" * 400 + " * 1e99", "1e999", "a * 1000000000 * 2", "min(a; b=2)", "[a for a in (1; 2)]"],
)  # fmt: skip
def test_a_formula_of_a_stranger_does_nothing_else(formula: str) -> None:
    with pytest.raises(BadFormulaError):
        worked_out(formula, {"a": Decimal(1)})


def test_a_formula_of_a_set_that_cannot_be_used_is_told(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    file = Path(f"plans/danh-muc/tieu-chi/{SET}.toml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("min(dung_han / tong_so * 4; 4)", "dung_han / la * 4"), "utf-8")
    assert "BC945" in kehoach("score", "roll-up", SET).err
    file.write_text(text.replace("min(dung_han / tong_so * 4; 4)", "dung_han ** 4"), "utf-8")
    assert "BC945" in kehoach("score", "roll-up", SET).err


def test_figures_are_read_as_vietnamese_write_numbers() -> None:
    said = figures_of("dung_han = 1.256; tong_so: 1.600,5\nkhác")
    assert said.figures == {"dung_han": Decimal(1256), "tong_so": Decimal("1600.5")}
    assert said.wrong == ["khác"]
