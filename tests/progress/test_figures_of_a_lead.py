"""Targets that a table gives to a body, and that body's report in its own words. All invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.progress.test_progress_levels import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN, MA, UNIT, PERIOD = "plans/thu-vien.toml", "kh-thu-vien", "so-noi-vu", "2026-Q3"
SHARE = "Tỷ lệ thư viện xã có máy tính nối mạng cho người đọc"
HEADS = ("TT", "Nội dung công việc", "Kết quả", "Đánh giá", "Minh chứng")
FIGURES = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Ghi chú")
DONE = ("1", "Số hóa sách địa chí", "Xong 500 cuốn", "Đã hoàn thành", "")
DOING = ("2", "Mở điểm đọc sách tại chợ", "Đang khảo sát", "Đang thực hiện", "")
OWN = ("3", "Họp chi bộ quý III", "Đã họp", "Đã hoàn thành", "")
SHARE_ID = "ct-ty-le-thu-vien-xa-co-may-tinh-noi-mang-cho-nguoi-doc"
FIGURE = ("1", "Thư viện xã có máy tính nối mạng cho người đọc", "%", "61,5", "8/13 thư viện")


@pytest.fixture
def plan(workspace: Path) -> Path:
    head = ('phien_ban = 1\n[van_ban]\nma = "kh-thu-vien"\nco_quan = "ubnd-tinh-lang-son"\n'
            'ngay_xet = 2026-01-15\ntrich_yeu = "Kế hoạch mẫu"\nminh_hoa = true\n[[nguoi_ky]]\n'
            'quyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"\n[[phu_luc]]\nid = "pl"\n'
            'tieu_de = "Nhiệm vụ"\n')  # fmt: skip
    tasks = "".join(
        f'[[phu_luc.nhiem_vu]]\nid = "nv-{i}"\nnoi_dung = "{text}"\nchu_tri = ["{UNIT}"]\n'
        for i, text in enumerate(
            ("Số hóa sách địa chí của thư viện tỉnh", "Mở điểm đọc sách tại các chợ trung tâm"), 1
        )
    )
    targets = (
        '[[phu_luc]]\nid = "pl-2"\ntieu_de = "Chỉ tiêu"\n[[phu_luc.bang]]\nhang = [\n'
        '["TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu năm 2026", "Cơ quan chủ trì"],\n'
        f'["1", "{SHARE}", "%", "≥ 80", "Sở Nội vụ"],\n'
        '["2", "Số cuốn sách mới bổ sung cho thư viện", "cuốn", "≥ 900", "Sở Nội vụ"],\n]\n'
    )
    path = workspace / PLAN
    path.write_text(head + tasks + targets, "utf-8")
    return path


def paper(name: str, prose: str, *tables: tuple[tuple[str, ...], ...]) -> str:
    made = Document()
    made.add_paragraph("SỞ NỘI VỤ")
    made.add_paragraph(prose)
    for rows in tables:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.save(name)
    return name


@pytest.fixture
def take(plan: Path, kehoach: Callable[..., Outcome]) -> Callable[..., Outcome]:
    def read(prose: str, *tables: tuple[tuple[str, ...], ...]) -> Outcome:
        form = paper("bao-cao.docx", prose, *tables)
        told = kehoach("progress", "import", PLAN, form, "--period", PERIOD)
        assert told.code == 0, told.err
        return told

    return read


def test_only_the_body_that_a_table_names_is_asked_for_its_targets(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    made = kehoach("progress", "init", PLAN, "--period", PERIOD)
    assert made.code == 0, made.err
    assert [path.stem for path in Path("tien-do").rglob("*.toml")] == [UNIT]
    assert len(report(MA, UNIT, PERIOD)["so_lieu"]) == 2


def test_where_a_named_body_is_unknown_nobody_is_left_out(
    plan: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan.write_text(plan.read_text("utf-8").replace('"Sở Nội vụ"]', '"Ban Đọc sách"]'), "utf-8")
    assert kehoach("progress", "init", PLAN, "--period", PERIOD).code == 0
    asked = {path.stem for path in Path("tien-do").rglob("*.toml")}
    assert asked > {UNIT, "ubnd-phuong-ky-lua"}


def test_a_column_of_assessment_says_the_state(take: Callable[..., Outcome]) -> None:
    take("Báo cáo kết quả.", (HEADS, DONE, DOING))
    found = report(MA, UNIT, PERIOD)["ket_qua"]
    assert [row["trang_thai"] for row in found] == ["hoan_thanh", "dang"]


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("Quý III năm 2026, tỷ lệ thư viện xã có máy tính nối mạng cho người đọc đạt 65,1%.", True),
        ("Tỷ lệ thư viện cấp xã có máy tính nối mạng cho người đọc đạt 61,5%.", False),
        ("Năm 2025, tỷ lệ thư viện xã có máy tính nối mạng cho bạn đọc đạt 40%.", False),
        ("Mục tiêu tỷ lệ thư viện xã có máy tính nối mạng cho bạn đọc đạt 80%.", False),
    ],
)
def test_words_that_nearly_say_a_target_are_held_against_its_row(
    take: Callable[..., Outcome], prose: str, told: bool
) -> None:
    take(prose, (FIGURES, FIGURE))
    found = report(MA, UNIT, PERIOD)
    assert [row["chi_tieu"] for row in found["so_lieu"]] == [SHARE_ID]
    assert [one["gia_tri"] for one in found.get("khac_nhau", ())] == [["65,1", "61,5"]] * told


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("Sở được giao 2 nhiệm vụ: đã hoàn thành 1, đang thực hiện 1.", False),
        ("Sở đã làm 3 việc: đã hoàn thành 2, đang thực hiện 1.", False),
        ("Sở được giao 2 nhiệm vụ: đã hoàn thành 3, đang thực hiện 1.", True),
    ],
)
def test_a_summary_may_leave_out_the_rows_that_the_plan_did_not_ask_for(
    take: Callable[..., Outcome], prose: str, told: bool
) -> None:
    take(prose, (HEADS, DONE, DOING, OWN))
    assert ("khac_nhau" in report(MA, UNIT, PERIOD)) is told


def test_targets_below_the_tasks_in_one_table_are_read(take: Callable[..., Outcome]) -> None:
    take("Báo cáo kết quả.", (HEADS, DONE, FIGURES, FIGURE))
    (figure,) = [one for one in report(MA, UNIT, PERIOD)["so_lieu"] if one.get("gia_tri")]
    assert figure["gia_tri"] == "61,5"


def test_a_share_that_its_own_fraction_contradicts_is_marked_in_the_report(
    take: Callable[..., Outcome], kehoach: Callable[..., Outcome]
) -> None:
    take("Báo cáo kết quả.", (FIGURES, ("1", SHARE, "%", "65", "8/13 thư viện")))
    made = kehoach("progress", "report", PLAN, "--period", PERIOD, "--date", "2026-10-05")
    assert made.code == 0, made.err
    text = next(Path("plans").glob("thu-vien-bao-cao-*.toml")).read_text("utf-8")
    assert 'can_xem = "Tỷ lệ không khớp mẫu số: Sở Nội vụ: 65 ≠ 8/13 thư viện' in text


def test_a_row_of_the_plan_inserted_above_takes_no_figure_from_another(
    plan: Path, take: Callable[..., Outcome], kehoach: Callable[..., Outcome]
) -> None:
    take("Báo cáo kết quả.", (FIGURES, ("1", SHARE, *FIGURE[2:])))
    kept = next(Path("tien-do").rglob("*.toml"))
    by_place = kept.read_text("utf-8").replace(SHARE_ID, "ct-01")  # as ids once were
    kept.write_text(by_place, "utf-8")
    above = '["1", "Số xe thư viện lưu động", "xe", "≥ 3", "Sở Nội vụ"],\n["2", "' + SHARE
    plan.write_text(plan.read_text("utf-8").replace(f'["1", "{SHARE}', above), "utf-8")
    found = json.loads(kehoach("progress", "roll-up", PLAN, "--period", PERIOD,
                               "--date", "2026-10-05", "--json").out)  # fmt: skip
    assert [(one["text"], one["reporting"]) for one in found["totals"]] == [
        ("Số xe thư viện lưu động", 0), (SHARE, 1), ("Số cuốn sách mới bổ sung cho thư viện", 0),
    ]  # fmt: skip
    assert found["unknown"] == []


def test_a_share_of_one_body_is_shown_and_not_added(
    take: Callable[..., Outcome], kehoach: Callable[..., Outcome]
) -> None:
    take("Báo cáo kết quả.", (FIGURES, FIGURE))
    told = kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--date", "2026-09-25")
    assert f"{SHARE}: 61,5 %" in told.out


def test_a_column_without_a_place_in_the_report_is_told_with_its_filled_cells(
    take: Callable[..., Outcome],
) -> None:
    heads = (*HEADS, "Kinh phí đã chi", "Người làm")
    told = take("Báo cáo kết quả.", (heads, (*DONE, "12 triệu", ""), (*DOING, "3 triệu", "")))
    assert told.err.count("BC921") == 1
    assert "“Kinh phí đã chi”" in told.err
    assert "2 ô" in told.err


def test_a_form_of_ours_has_no_column_that_is_not_taken(take: Callable[..., Outcome]) -> None:
    assert "BC921" not in take("Báo cáo kết quả.", (HEADS, DONE, DOING)).err
