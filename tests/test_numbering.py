"""Printed numbers: counted by style, or as the plan gives them and counted on from there."""

from __future__ import annotations

import pytest

from generator.plan.model import Khoan
from generator.plan.numbering import NodeCounter, item_style, number_of


@pytest.mark.parametrize(
    ("style", "labels"),
    [
        ("la-ma", ["I.", "II.", "III.", "IV."]),
        ("so", ["1.", "2.", "3.", "4."]),
        ("hoa", ["A.", "B.", "C.", "D."]),
        ("dieu", ["Điều 1.", "Điều 2.", "Điều 3.", "Điều 4."]),
        ("ngoac", ["(1)", "(2)", "(3)", "(4)"]),
        ("chu", ["a)", "b)", "c)", "d)"]),
        ("thap-phan", ["1.", "2.", "3.", "4."]),
    ],
)
def test_each_style_counts_from_one(style: str, labels: list[str]) -> None:
    counted = NodeCounter()
    assert [counted.next(style)[0] for _ in labels] == labels


def test_after_d_comes_the_letter_d_with_a_stroke() -> None:
    counted = NodeCounter()
    assert [counted.point("chu") for _ in range(6)] == ["a)", "b)", "c)", "d)", "đ)", "e)"]


def test_decimals_carry_the_numbers_above_them_and_other_styles_begin_anew() -> None:
    counted = NodeCounter((2, 3))
    assert counted.next("thap-phan") == ("2.3.1.", (2, 3, 1))
    assert counted.next("thap-phan") == ("2.3.2.", (2, 3, 2))
    assert counted.next("so") == ("1.", (1,))


def test_styles_in_one_list_are_counted_apart() -> None:
    counted = NodeCounter()
    assert [counted.next(style)[0] for style in ("so", "chu", "so", "chu")] == [
        "1.", "a)", "2.", "b)",
    ]  # fmt: skip


def test_a_given_number_is_printed_as_it_is_and_counted_on_from() -> None:
    counted = NodeCounter()
    assert counted.next("so", "5/") == ("5/", (5,))
    assert counted.next("so") == ("6.", (6,))
    assert counted.next("la-ma", "X.") == ("X.", (10,))
    assert counted.next("la-ma") == ("XI.", (11,))


def test_a_given_label_without_a_number_counts_as_the_next() -> None:
    counted = NodeCounter()
    counted.next("so")
    assert counted.next("so", "Một là") == ("Một là", (2,))
    assert counted.next("so") == ("3.", (3,))


def test_a_given_decimal_leads_the_decimals_below_it_by_its_own_numbers() -> None:
    counted = NodeCounter((7,))
    assert counted.next("thap-phan", "4.12.") == ("4.12.", (4, 12))
    assert counted.next("thap-phan") == ("7.13.", (7, 13))
    assert counted.next("thap-phan", "Mục") == ("Mục", (7, 14))


@pytest.mark.parametrize(
    ("style", "mark"),
    [("gach", "-"), ("cong", "+"), ("sao", "*"), ("tron", "•"), ("khong", "")],
)
def test_marks_are_no_numbers_and_a_given_mark_stays(style: str, mark: str) -> None:
    counted = NodeCounter()
    assert [counted.point(style), counted.point(style)] == [mark, mark]
    assert counted.point(style, "–") == "–"


def test_numbered_points_stand_in_brackets_and_count_on_from_a_given_one() -> None:
    counted = NodeCounter()
    assert [counted.point("so"), counted.point("so", "(4)"), counted.point("so")] == [
        "(1)", "(4)", "(5)",
    ]  # fmt: skip
    assert [counted.point("chu", "g)"), counted.point("chu")] == ["g)", "h)"]


def test_counts_go_back_to_where_they_were_remembered() -> None:
    counted = NodeCounter()
    counted.next("so")
    before = counted.snapshot()
    counted.next("so")
    counted.restore(before)
    counted.next("so")
    assert before == {"so": 1}
    assert counted.next("so")[0] == "3."


@pytest.mark.parametrize(
    ("style", "label", "number"),
    [
        ("la-ma", "PHẦN IV", 4), ("la-ma", "89", 0), ("la-ma", "LXXXIX.", 89),
        ("la-ma", "I.", 1), ("la-ma", "XC.", 0), ("la-ma", "VX.", 0),
        ("hoa", "B.", 2), ("chu", "đ)", 5), ("chu", "1)", 0), ("so", "Điều 12.", 12),
        ("thap-phan", "3.2.7", 7), ("so", "mục", 0),
    ],
)  # fmt: skip
def test_the_number_of_a_label_is_read_by_its_style(style: str, label: str, number: int) -> None:
    assert number_of(style, label) == number


def test_items_are_counted_by_whole_numbers_and_by_decimals_where_they_are_nested() -> None:
    item = Khoan(id="k")
    assert (item_style(item, nested=False), item_style(item, nested=True)) == ("so", "thap-phan")
    assert item_style(Khoan(id="k", kieu="hoa"), nested=True) == "hoa"
