"""What a superior counts over all units, and what of it each unit has: only that is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import asked, derive, item, node, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

NOBODY, OURS = "Nhiệm vụ chung", "UBND các xã, phường"


SHARES = {
    "Gieo 3.000 cây sa mộc, bình quân mỗi xã, phường 40 cây.": "Gieo 40 cây sa mộc.",
    "Tập huấn ít nhất 150 báo cáo viên, mỗi địa phương tối thiểu 02 người, xong trước ngày"
    " 30/9/2026.": "Tập huấn tối thiểu 02 báo cáo viên, xong trước ngày 30/9/2026.",
    "Gắn 375 biển báo lũ (mỗi xã, phường 05 biển); ghi sổ theo dõi.":
    "Gắn 05 biển báo lũ; ghi sổ theo dõi.",
    "Cấp 750 bộ áo phao, bình quân 10 bộ/xã, phường.": "Cấp 10 bộ áo phao.",
    "Lập 75 tổ canh đê, mỗi xã, phường một tổ.": "Lập một tổ canh đê.",
    "Đến hết năm 2026, toàn tỉnh có 150 mô hình, mỗi xã, phường ít nhất 02 mô hình vườn ươm.":
    "Đến hết năm 2026, có ít nhất 02 mô hình vườn ươm.",
    "Toàn tỉnh khơi 1.500 km mương, trung bình mỗi xã, phường 20 km.": "Khơi 20 km mương.",
    "Khơi 20 km mương ở mỗi bản; mỗi xã, phường đắp 02 kè, toàn tỉnh 150 kè.":
    "Khơi 20 km mương ở mỗi bản; đắp 02 kè.",
}  # fmt: skip


@pytest.mark.parametrize("title", [NOBODY, OURS])
@pytest.mark.parametrize("sentence", SHARES)
def test_beside_a_total_only_the_share_of_the_unit_stays(
    sentence: str, title: str, office: Workspace
) -> None:
    assert said(office, sentence, title)[0] == SHARES[sentence]


@pytest.mark.parametrize("sentence", list(SHARES)[:7])
def test_a_share_that_stands_alone_is_not_asked_about(sentence: str, office: Workspace) -> None:
    assert "số" not in asked(office, sentence, NOBODY)


def test_a_count_of_all_units_falls_beside_a_share_of_what_is_in_them(office: Workspace) -> None:
    sentence = "Toàn tỉnh có 75/75 xã, phường và 100% bản có đội cứu nạn."
    assert said(office, sentence, NOBODY)[0] == "Toàn xã có 100% bản có đội cứu nạn."


@pytest.mark.parametrize(
    "sentence",
    [
        "Phấn đấu 75/75 xã, phường trên địa bàn toàn tỉnh có nhà tránh lũ.",
        "Toàn tỉnh có 70/75 xã, phường giữ được rừng đầu nguồn.",
        "Toàn tỉnh phát 30.000 tờ gấp, mỗi địa phương 02 thùng.",
    ],
)
def test_a_total_that_cannot_be_taken_apart_keeps_its_area_and_is_asked_about(
    sentence: str, office: Workspace
) -> None:
    words = said(office, sentence, NOBODY)[0]
    assert words
    assert "toàn xã" not in words.lower()
    assert "Chỉ tiêu bằng số của tỉnh" in asked(office, sentence, NOBODY)


def test_the_total_of_work_of_others_is_not_made_the_units(office: Workspace) -> None:
    sentence = "Sở Nội vụ tập huấn 150 báo cáo viên, bình quân mỗi xã, phường 02 người."
    assert said(office, sentence, NOBODY)[0] == sentence
    assert "việc của nơi khác" in asked(office, sentence, NOBODY)


# ------------------------------------------------------------------ own bodies in a sentence

OWN_SUBJECTS = (
    "Loa truyền thanh bản đọc lại tin vào buổi tối.",
    "Cộng tác viên dân số các bản đến từng nhà trước ngày 30/5/2026.",
    "Hệ thống truyền thanh cơ sở đọc bản tin mỗi sáng.",
    "Tổ bảo vệ rừng xã ghi nhật ký tuần tra.",
)


@pytest.mark.parametrize("own", OWN_SUBJECTS)
def test_a_later_sentence_of_an_own_body_is_own_work(own: str, office: Workspace) -> None:
    assert said(office, f"Sở Y tế in 9.000 tờ gấp. {own}", NOBODY)[0] == own


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Y tế mở lớp tại tỉnh. Cán bộ dân số xã được tập huấn 02 ngày.",
        "Sở Y tế mở lớp tại tỉnh. Trạm bơm phường bảo đảm đủ nước.",
        "Sở Y tế mở lớp tại tỉnh. Tổ chức thi giữa các đội ở xã Mai Sơn.",
    ],
)
def test_who_only_undergoes_or_is_of_another_kind_of_unit_does_not_act(
    sentence: str, office: Workspace
) -> None:
    assert said(office, sentence, NOBODY)[0] == ""


def test_the_learning_centre_that_a_department_tells_is_the_communes(office: Workspace) -> None:
    sentence = "Biên soạn học liệu; chỉ đạo Trung tâm học tập cộng đồng mở cửa cuối tuần."
    derived = derive(office, item("nv", "Sở Giáo dục và Đào tạo", sentence))
    assert node(derived, "nv-1").noi_dung == "Trung tâm học tập cộng đồng mở cửa cuối tuần."
    assert under(derived, "nv-1")


# ------------------------------------------------------------------ receivers


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Trưởng xóm đi từng nhà.", "Các xóm"),
        ("Họp dân ở từng ấp, khóm.", "Các ấp, khóm"),
        ("Họp dân ở các thôn, xóm.", "Các thôn, xóm"),
        ("Cấp nước sạch cho dân nông thôn; họp từng xóm.", "Các xóm"),
    ],
)
def test_settlements_get_the_plan_by_the_name_that_the_plan_gives_them(
    words: str, line: str, office: Workspace
) -> None:
    derived = derive(office, item("nv", OURS, words))
    assert node(derived, "nn-khu-dan-cu").noi_dung == line
