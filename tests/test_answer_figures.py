"""Figures as answers: the sentence then has those that were given, each in its own place.

Nothing that only all units have together stays in it, and nothing of the unit's goes; where that is
not certain, nothing is written.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from generator.cascade.deriving.rulebook.clause_cuts import cut
from generator.cascade.deriving.rulebook.figures_given import (
    figures_asked,
    says_figures,
    with_figures,
)

TARGET = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của xã"
NATION = "Chỉ tiêu bằng số của trung ương: xác định chỉ tiêu của tỉnh"
SHARE = "Số liệu giao chung cho nhiều đơn vị: xác định phần của phường Nà Sản"
MONEY = "Số tiền do tỉnh nêu: xác định mức của xã"
OFFICE = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của Sở Công Thương"

SENTENCES = {
    "{area} kiểm tra ít nhất 65% trong tổng số 7.400 giếng khoan, 2.150 bể chứa.":
        (("72%", "31 giếng khoan", "9 bể chứa"), ("65%", "7.400", "2.150")),
    "Đến năm 2029, {area} phủ xanh 12.500 ha đồi trọc, 860 ha bãi bồi; trồng 45 km hàng rào.":
        (("120 ha đồi trọc", "14 ha bãi bồi", "2 km"), ("12.500", "860", "45")),
    "Đến năm 2029, có 320 nghệ nhân; trên {area} đạt từ 70 - 75% số nhà có hố rác.":
        (("6 nghệ nhân", "81%"), ("320", "70 - 75%")),
}  # fmt: skip
WAYS = ("; ", ", ", " và ")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("question", "above", "here"),
    [(TARGET, "toàn tỉnh", "toàn xã"), (NATION, "cả nước", "toàn tỉnh"),
     (NATION, "toàn quốc", "toàn tỉnh"), (SHARE, "cả thành phố", "cả phường")],
)  # fmt: skip
@pytest.mark.parametrize("sentence", SENTENCES)
def test_figures_in_any_order_stand_each_in_its_own_place(
    sentence: str, question: str, above: str, here: str, way: str
) -> None:
    given, theirs = SENTENCES[sentence]
    right = sentence.replace("{area}", here)
    for new, old in zip(given, theirs, strict=True):
        right = right.replace(f" {old}", f" {new if '%' in new else new.split()[0]}", 1)
    for order in permutations(given):
        assert says_figures(way.join(order))
        made = with_figures(question, sentence.replace("{area}", above), way.join(order))
        assert (made.why, made.words) == ("", right)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_figure_that_is_not_given_leaves_the_sentence_as_it_was(sentence: str) -> None:
    given, _theirs = SENTENCES[sentence]
    text = sentence.replace("{area}", "toàn tỉnh")
    for left_out in given:
        said = "; ".join(one for one in given if one != left_out)
        assert with_figures(TARGET, text, said) == ("", "which")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_figures_without_units_are_in_the_order_in_which_they_are_asked(sentence: str) -> None:
    given, _theirs = SENTENCES[sentence]
    text = sentence.replace("{area}", "toàn tỉnh")
    bare = "; ".join(one.rstrip("%").split()[0] for one in given)
    assert with_figures(TARGET, text, bare) == with_figures(TARGET, text, "; ".join(given))


@pytest.mark.parametrize(
    ("question", "text", "said", "now"),
    [
        (TARGET, "Dạy nghề cho 900 thợ, trong đó tối thiểu 35% là nữ.", "12 thợ",
         "Dạy nghề cho 12 thợ, trong đó tối thiểu 35% là nữ."),
        (TARGET, "Dạy nghề cho 900 thợ, trong đó tối thiểu 35% là nữ.", "40%; 12 thợ",
         "Dạy nghề cho 12 thợ, trong đó tối thiểu 40% là nữ."),
        (TARGET, "Dạy 900 thợ, trong đó 300 cán bộ, tối thiểu 35% là nữ.", "12 thợ", "which"),
        (SHARE, "Mở 40 lớp, trong đó 25 lớp vùng cao, xong trước 30/9/2026.", "2 lớp",
         "Mở 2 lớp, xong trước 30/9/2026."),
        (SHARE, "Góp 80 gian, trong đó mỗi xã 01 gian.", "1 gian hàng", "which"),
        (TARGET, "Trồng 60-70 ha dẻ.", "5 ha", "Trồng 5 ha dẻ."),
        (TARGET, "Toàn tỉnh Sơn La có 35 bến đò.", "1 bến đò", "Toàn xã có 1 bến đò."),
        (TARGET, "Trên địa bàn tỉnh có 35 bến đò.", "1 bến", "Trên địa bàn xã có 1 bến đò."),
        (TARGET, "Có 35 ha dẻ, 20 ha hồi.", "3 ha quế; 2 ha hồi", "which"),
        (TARGET, "Đón 1,5 triệu lượt khách.", "2", "which"),
        (TARGET, "Giảm nghèo đạt 85%.", "850%", "over"),
        (OFFICE, "Toàn tỉnh xây 35 chợ.", "3 chợ", "which"),
        (MONEY, "Bố trí 900 triệu đồng/năm.", "25 triệu", "Bố trí 25 triệu đồng/năm."),
        (MONEY, "Bố trí 900 triệu đồng/năm.", "25 triệu đồng/năm", "Bố trí 25 triệu đồng/năm."),
        (MONEY, "Bố trí 900 triệu đồng/năm.", "25 triệu đồng/tháng", "which"),
        (MONEY, "Bố trí 900 triệu đồng/năm.", "25 triệu cây", "which"),
        (MONEY, "Bố trí tối thiểu 2 tỷ đồng.", "350", "over"),
    ],
)  # fmt: skip
def test_shares_bounds_and_periods_stay_and_what_is_not_certain_is_not_written(
    question: str, text: str, said: str, now: str
) -> None:
    made = with_figures(question, text, said)
    assert (made.why or made.words) == now


OF_KINDS = {
    "Tỷ lệ hộ có hố rác: phường đạt 90%, xã đạt 75%.":
        (TARGET, "75%", "Tỷ lệ hộ có hố rác: đạt 75%."),
    "Chi tối thiểu 30 triệu đồng/năm đối với xã và 45 triệu đồng/năm đối với phường để sửa đê.":
        (MONEY, "30 triệu đồng/năm", "Chi tối thiểu 30 triệu đồng/năm để sửa đê."),
    "Dự hội chợ; UBND xã bày 02 gian, mỗi phường 04 gian.":
        (TARGET, "02 gian", "Dự hội chợ; UBND xã bày 02 gian."),
}  # fmt: skip


@pytest.mark.parametrize("sentence", OF_KINDS)
def test_figures_of_another_kind_of_unit_are_not_asked_for_and_go(sentence: str) -> None:
    question, said, now = OF_KINDS[sentence]
    assert len(figures_asked(question, sentence)) == 1
    assert with_figures(question, sentence, said) == (now, "")


@pytest.mark.parametrize("own", ["phường tổ chức hội thi cấp phường", "xã phát 20 giấy khen"])
def test_what_the_unit_is_said_to_do_stays_where_the_rest_is_not_its_work(own: str) -> None:
    said = f"Thành phố tổ chức hội thi vòng chung khảo; {own}."
    left = cut("Kế hoạch trên không nói cấp nào làm việc này: xem phường có làm không", said)
    assert left == (f"{own[0].upper()}{own[1:]}.",)


def test_the_units_figure_is_not_said_to_be_of_the_superiors_document() -> None:
    asked = "Chỉ tiêu bằng số của tỉnh: xác định chỉ tiêu của xã"
    said = "Theo Kế hoạch của UBND tỉnh, tỷ lệ hộ dùng nước sạch toàn tỉnh đạt 75%."
    assert with_figures(asked, said, "62%") == ("Tỷ lệ hộ dùng nước sạch toàn xã đạt 62%.", "")
