"""Which task a paragraph in a unit's own words tells of."""

from __future__ import annotations

from datetime import date

from generator.progress.asked import AskedTask
from generator.progress.retold import retold

ALL_DO = "Ủy ban nhân dân các xã, phường "
TASKS = [
    AskedTask(f"nv-{i}", str(i), ALL_DO + text, "", date(2026, 6, 1), frozenset(["xa-mau"]))
    for i, text in enumerate((
        "tổ chức ít nhất 02 buổi tập huấn cho hộ trồng thanh long; hoàn thành trước 30/6/2026.",
        "thành lập tổ bảo vệ rừng phòng hộ; hoàn thành trong quý II năm 2026.",
        "tổ chức tiêm phòng cúm gia cầm đợt 1; hoàn thành trước ngày 15 tháng 6 năm 2026.",
        "báo cáo kết quả.",
    ), 1)
]  # fmt: skip


def of(*lines: str, found: tuple[str, ...] = ()) -> list[str]:
    before = found or ("",) * len(lines)
    return retold(lines, before, TASKS, [task.text for task in TASKS])


def test_a_task_is_known_by_its_own_words_whoever_acts_and_however_many() -> None:
    assert of(
        "UBND xã đã thành lập tổ bảo vệ rừng phòng hộ gồm 06 người theo Quyết định số 9/QĐ-UBND.",
        "Xã đã tổ chức 04 buổi tập huấn cho hộ trồng thanh long với 310 lượt người.",
        "Tổ chức tiêm phòng cúm gia cầm đợt 1 được 3.301/3.977 con.",
    ) == ["nv-2", "nv-1", "nv-3"]


def test_other_work_in_like_words_is_left_to_a_person() -> None:
    assert of(
        "Tổ chức tiêm phòng dại cho chó, mèo đợt 2 được 300 con.",
        "Thành lập tổ công tác kiểm tra an toàn thực phẩm.",
        "Báo cáo kết quả thực hiện về tỉnh đúng hạn.",
    ) == ["", "", ""]


def test_a_task_is_given_once_and_what_was_found_stays() -> None:
    line = "Đã thành lập tổ bảo vệ rừng phòng hộ."
    assert of(line, line) == ["nv-2", ""]
    assert of(line, "Tổ bảo vệ rừng.", found=("", "nv-2")) == ["", "nv-2"]
