"""Units of a class as who acts, each asked by itself; those by name and their share of a total."""

from __future__ import annotations

import pytest

from generator.cascade.deriving.competence.narrowed import narrowing
from generator.cascade.deriving.unit.addressee import Addressee
from generator.grammar.letters import key_of
from generator.workspace.workspace import Workspace
from tests.derived_plan import derive, item, node, office

__all__ = ["office"]

HEADING = "Ủy ban nhân dân các xã, phường"
TWO = (
    "Các xã có đường sắt đi qua tổ chức cảnh giới; các xã có mỏ đá, bến bãi vật liệu yêu cầu chủ mỏ"
    " cam kết chở đúng tải trọng."
)


def unit(word: str, **facts: bool) -> Addressee:
    return Addressee(
        3, word, f"{word} A", f"UBND {word} A", committee=True, above=1,
        place_above="tỉnh B", facts={key_of(k.replace("_", " ")): v for k, v in facts.items()},
    )  # fmt: skip


CLASSES = {
    "Đặc khu có từ 200 tàu cá trở lên thành lập Tổ công tác liên ngành.":
        "có từ 200 tàu cá trở lên",
    "Các xã, đặc khu giáp ranh tỉnh Đắk Lắk lập chốt kiểm soát.": "giáp ranh tỉnh Đắk Lắk",
    "Các xã, đặc khu nằm trên tuyến Quốc lộ 19 bố trí lực lượng trực.":
        "nằm trên tuyến Quốc lộ 19",
    "Các xã, đặc khu có tỷ lệ giải ngân dưới 50% kiểm điểm trách nhiệm.":
        "có tỷ lệ giải ngân dưới 50%",
    "UBND các xã, đặc khu có chợ hạng 2 trở lên sắp xếp nơi bán hàng.": "có chợ hạng 2 trở lên",
}  # fmt: skip


@pytest.mark.parametrize(("said", "about"), CLASSES.items())
def test_the_whole_condition_is_asked_with_its_place_and_number(said: str, about: str) -> None:
    found = narrowing(said, unit("đặc khu"))
    assert found is not None
    assert found.about == about
    assert found.verdict(unit("đặc khu")) == "asked"


@pytest.mark.parametrize(
    "said",
    [
        "Các xã không để phát sinh điểm nóng.",
        "Các xã có trách nhiệm bảo đảm kinh phí.",
        "Các xã còn lại tổ chức phun hóa chất.",
        "Các xã rà soát hộ nghèo.",
    ],
)
def test_what_all_units_do_narrows_nothing(said: str) -> None:
    assert narrowing(said, unit("xã")) is None


def test_of_two_classes_the_unit_need_be_in_one() -> None:
    said = "Các xã giáp ranh tỉnh Lai Châu và xã biên giới tổ chức thêm 01 đợt."
    found = narrowing(said, unit("xã"))
    assert found is not None
    assert found.classes == ["giáp ranh tỉnh Lai Châu", "biên giới"]
    assert found.verdict(unit("xã", biên_giới=True)) == "ours"
    assert found.verdict(unit("xã", biên_giới=False)) == "asked"
    no = unit("xã", biên_giới=False, giáp_ranh_tỉnh_Lai_Châu=False)
    assert found.verdict(no) == "others"


def test_two_conditions_of_a_sentence_are_two_questions_and_its_words_stay(
    office: Workspace,
) -> None:
    made = node(derive(office, item("xa", HEADING, TWO, "Nạo vét mương.")), "xa-1")
    assert "“có đường sắt đi qua”" in made.can_xem
    assert "“có mỏ đá, bến bãi vật liệu”" in made.can_xem
    assert "xã có mỏ đá, bến bãi vật liệu yêu cầu chủ mỏ" in made.noi_dung


@pytest.mark.parametrize(
    ("answers", "now"),
    [
        ({"có đường sắt đi qua": False, "có mỏ đá, bến bãi vật liệu": True},
         "Yêu cầu chủ mỏ cam kết chở đúng tải trọng."),
        ({"có đường sắt đi qua": True, "có mỏ đá, bến bãi vật liệu": False},
         "Tổ chức cảnh giới."),
    ],
)  # fmt: skip
def test_an_answer_takes_out_its_own_clause_alone(
    answers: dict[str, bool], now: str, office: Workspace
) -> None:
    made = derive(office, item("xa", HEADING, TWO, "Nạo vét mương."), facts=answers)
    assert node(made, "xa-1").noi_dung == now
    assert node(made, "xa-1").can_xem is None


SHARES = {
    "Tỷ lệ tiêm đạt trên 70%; toàn tỉnh tiêm 420.000 liều, trong đó xã Yên Châu 6.500 liều, xã"
    " Chiềng Hặc 4.200 liều.": "Tỷ lệ tiêm đạt trên 70%; tiêm 6.500 liều.",
    "Toàn tỉnh trồng 3.000 ha rừng, riêng xã Yên Châu 120 ha.": "Trồng 120 ha rừng.",
    "Xây mới 12 nhà văn hóa thôn (xã Yên Châu 02 nhà, xã Chiềng Hặc 01 nhà).":
        "Xây mới 02 nhà văn hóa thôn.",
    "Đào tạo nghề cho 5.000 lao động, trong đó có 90 lao động của xã Yên Châu.":
        "Đào tạo nghề cho 90 lao động.",
    "Trích 5,2 tỷ đồng từ nguồn xử phạt; Sở Tài chính phân bổ, trong đó hỗ trợ xã Yên Châu 180"
    " triệu đồng mua biển báo.": "Sử dụng 180 triệu đồng được hỗ trợ mua biển báo.",
}  # fmt: skip


@pytest.mark.parametrize(("said", "now"), SHARES.items())
def test_of_a_total_the_unit_s_share_stays_in_words_of_its_own(
    said: str, now: str, office: Workspace
) -> None:
    assert node(derive(office, item("muc", "Chỉ tiêu", said)), "muc-1").noi_dung == now


LISTED = {
    "Riêng các xã Mường Bú, Mai Sơn: bố trí ngay từ ngân sách xã 150 triệu đồng.": "",
    "Đối với các xã: Mường Bú, Yên Châu, Mai Sơn: mua 02 máy thổi gió.": "Mua 02 máy thổi gió.",
    "Riêng các xã Yên Châu, Mai Sơn: bố trí từ ngân sách xã không dưới 150 triệu đồng mua máy.":
        "Bố trí từ ngân sách xã không dưới 150 triệu đồng mua máy.",
    "Riêng xã Mường Bú: 15 ha cà phê.": "",
}  # fmt: skip
"""Sentences that begin with the units they are for."""


@pytest.mark.parametrize(("said", "now"), LISTED.items())
def test_what_is_said_of_units_by_name_before_a_colon_is_theirs(
    office: Workspace, said: str, now: str
) -> None:
    found = node(derive(office, item("k", said)), "k")
    assert (found.tieu_de if found is not None else "") == now
