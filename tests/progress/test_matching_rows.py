"""Rows of a report in words of their own: which task each is about. Plan and rows are invented."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.progress.test_progress_levels import report
from tests.progress.test_progress_refusals import sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN, MA, UNIT, PERIOD = "plans/nuoc.toml", "kh-nuoc", "ubnd-phuong-ky-lua", "2026-Q3"
TASKS = (
    "Kiện toàn Ban Chỉ huy phòng thủ dân sự các cấp",
    "Di dời các hộ dân ra khỏi khu vực có nguy cơ sạt lở cao",
    "Bố trí kinh phí dự phòng cho công tác phòng chống thiên tai",
    "Kiểm tra việc dự trữ vật tư, phương tiện của các xã, phường",
    "Xây dựng cơ sở dữ liệu về thiên tai và thiệt hại",
    "Thu Quỹ phòng chống thiên tai năm 2026",
    "Lắp đặt camera giám sát mực nước tại các ngầm tràn",
    "Trồng cây chắn sóng, trồng rừng phòng hộ đầu nguồn",
)


@pytest.fixture
def linked(workspace: Path, kehoach: Callable[..., Outcome]) -> Callable[..., dict[str, int]]:
    head = ('phien_ban = 1\n[van_ban]\nma = "kh-nuoc"\nco_quan = "ubnd-tinh-lang-son"\n'
            'ngay_xet = 2026-01-15\ntrich_yeu = "Kế hoạch mẫu"\nminh_hoa = true\n[[nguoi_ky]]\n'
            'quyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"\n[[phu_luc]]\nid = "pl"\n'
            'tieu_de = "Nhiệm vụ"\n')  # fmt: skip
    rows = [
        f'[[phu_luc.nhiem_vu]]\nid = "nv-{i}"\nnoi_dung = "{text}"\nchu_tri = ["{UNIT}"]\n'
        for i, text in enumerate(TASKS)
    ]
    Path(PLAN).write_text(head + "".join(rows), "utf-8")

    def read(*words: str) -> dict[str, int]:
        heads = ("TT", "Nội dung công việc", "Tiến độ")
        lines = [(str(i), one, "Đang thực hiện") for i, one in enumerate(words, 1)]
        form = sheet("bao-cao.xlsx", heads, *lines)
        told = kehoach("progress", "import", PLAN, form, "--period", PERIOD, "--unit", UNIT)
        assert told.code == 0, told.err
        found = report(MA, UNIT, PERIOD)["ket_qua"]
        return {row["noi_dung"]: int(row["nut"][3:]) for row in found if row.get("nut")}

    return read


def test_abbreviations_are_the_words_of_the_plan(linked: Callable[..., dict[str, int]]) -> None:
    found = linked("Thu nộp Quỹ PCTT", "CSDL thiên tai, thiệt hại", "Kinh phí dự phòng PCTT",
                   "Kiện toàn BCH phòng thủ dân sự")  # fmt: skip
    assert list(found.values()) == [5, 4, 2, 0]


def test_a_row_between_sure_ones_is_believed_where_its_task_is_between_theirs(
    linked: Callable[..., dict[str, int]],
) -> None:
    moved = "Bố trí, sắp xếp di dời dân cư khỏi vùng nguy cơ sạt lở"
    checked = "Đoàn kiểm tra công tác dự trữ vật tư tại cơ sở"
    found = linked("Kiện toàn Ban Chỉ huy phòng thủ dân sự", moved, "Kinh phí dự phòng PCTT",
                   checked, "CSDL thiên tai, thiệt hại")  # fmt: skip
    assert (found[moved], found[checked]) == (1, 3)


def test_the_same_words_out_of_place_and_work_of_others_are_left_to_a_person(
    linked: Callable[..., dict[str, int]],
) -> None:
    strange = ("Bố trí kinh phí mua xe cứu thương", "Hỗ trợ sản xuất hữu cơ",
               "Kiểm tra công tác phòng cháy tại các xã")  # fmt: skip
    out = "Đoàn kiểm tra công tác dự trữ vật tư tại cơ sở"
    found = linked("CSDL thiên tai, thiệt hại", out, *strange, "Thu Quỹ PCTT năm 2026")
    assert set(found.values()) == {4, 5}


def test_capitals_are_no_abbreviations(linked: Callable[..., dict[str, int]]) -> None:
    found = linked(TASKS[7].upper(), TASKS[6].upper())
    assert list(found.values()) == [7, 6]


def test_work_that_only_begins_like_a_task_is_left_to_a_person(
    linked: Callable[..., dict[str, int]],
) -> None:
    others = (
        "Lắp đặt camera giám sát giao thông tại các ngã tư",
        "Thu Quỹ vì người nghèo năm 2026",
        "Xây dựng cơ sở dữ liệu về dân cư",
    )
    assert linked(*others) == {}
    assert list(linked("Camera giám sát mực nước ở ngầm tràn").values()) == [6]


def test_the_same_done_to_another_thing_is_left_to_a_person(
    linked: Callable[..., dict[str, int]],
) -> None:
    others = (
        "Xây dựng cơ sở dữ liệu về tàu cá và thiệt hại",
        "Bố trí kinh phí dự phòng cho hội nghị tổng kết cuối nhiệm kỳ",
        "Tháo dỡ camera giám sát",
    )
    assert linked(*others) == {}
