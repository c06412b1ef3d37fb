"""Rows with own numbers that come, go and change places in an editor: 1, 1a, 1b, 2, 2a, 8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cascade.changing.operations import Add, Merge, Move, Remove, Split, edit
from generator.cascade.changing.row_places import next_number
from generator.plan.appendix_rows import row_mistakes
from generator.plan.model import KeHoach, NhiemVu, PhuLuc, VanBan
from generator.plan.row_parts import whole_rows

ROWS = (("1", None), ("1a", "1"), ("1b", "1"), ("2", None), ("2a", "2"), ("8", None))


def made(rows=ROWS) -> KeHoach:
    """A plan with one table; row "n1a" has the number 1a. A row with parts says who leads."""
    heads = {of for _number, of in rows}
    tasks = [
        NhiemVu(
            id=f"n{number}",
            noi_dung=f"Việc thứ {number} của bảng",
            tt=number,
            thuoc=of and f"n{of}",
            chu_tri=["so-noi-vu"] if number in heads else [],
        )
        for number, of in rows
    ]
    head = VanBan(ma="kh", loai="KH", co_quan="ubnd", trich_yeu="Kế hoạch")
    return KeHoach(
        phien_ban=1, van_ban=head, phu_luc=[PhuLuc(id="pl", tieu_de="BẢNG", nhiem_vu=tasks)]
    )


def table(plan: KeHoach) -> list[tuple[str | None, str | None]]:
    """The rows as they are: number, and the number of the row each is a part of."""
    rows = plan.phu_luc[0].nhiem_vu
    numbers = {row.id: row.tt for row in rows}
    return [(row.tt, numbers[row.thuoc] if row.thuoc else None) for row in rows]


def after(*operations):
    done = edit(made(), operations)
    assert not done.clashes
    assert list(row_mistakes((), done.plan.phu_luc[0])) == []
    return done.plan


def new(behind: str) -> Add:
    return Add("pl", "nhiem_vu", after=behind, text="Việc mới")


@pytest.mark.parametrize(
    ("operation", "rows"),
    [
        (new("n1a"), "1 1a>1 1b>1* 1c>1 2 2a>2 8"),
        (new("n1b"), "1 1a>1 1b>1 1c>1* 2 2a>2 8"),
        (new("n1"), "1 1a>1 1b>1 2* 3 3a>3 8"),  # behind its parts, the numbers go on by one
        (new("n2"), "1 1a>1 1b>1 2 2a>2 3* 8"),  # 8 follows nothing: it stays
        (new("n8"), "1 1a>1 1b>1 2 2a>2 8 9*"),
        (Split("n1a", "noi_dung", 8, "Việc thứ 1a của bảng"), "1 1a>1 1b>1* 1c>1 2 2a>2 8"),
        (Remove("n1"), "1a 1b 2 2a>2 8"),
        (Remove("n1a"), "1 1b>1 2 2a>2 8"),
        (Merge("n2"), "1 1a>1 1b>1 2a 8"),
        (Move("n2", "pl", "nhiem_vu", "n1a"), "2 2a>2 1 1a>1 1b>1 8"),
        (Move("n1", "pl", "nhiem_vu", "n1a"), "2 2a>2 1 1a>1 1b>1 8"),
        (Move("n8", "pl", "nhiem_vu", "n1"), "8 1 1a>1 1b>1 2 2a>2"),
        (Move("n1b", "pl", "nhiem_vu", "n1"), "1 1b>1 1a>1 2 2a>2 8"),
        (Move("n1a", "pl", "nhiem_vu", ""), "1a 1 1b>1 2 2a>2 8"),
    ],
)
def test_a_row_takes_its_place_among_rows_with_own_numbers(operation, rows) -> None:
    plan = after(operation)
    known = {f"n{number}" for number, _of in ROWS}
    told = [
        f"{number}{'>' + of if of else ''}{'*' if row.id not in known else ''}"
        for row, (number, of) in zip(plan.phu_luc[0].nhiem_vu, table(plan), strict=True)
    ]
    assert " ".join(told) == rows


def test_parts_keep_what_they_had_of_a_row_that_goes() -> None:
    rows = after(Remove("n1")).phu_luc[0].nhiem_vu
    assert [row.chu_tri for row in rows[:2]] == [["so-noi-vu"], ["so-noi-vu"]]


@given(st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from(("", *ROWS))), max_size=6))
def test_moving_loses_no_row_and_no_part_of_what_it_was_told(steps) -> None:
    plan = made()
    for (number, _of), behind in steps:
        place = f"n{behind[0]}" if behind else ""
        plan = edit(plan, [Move(f"n{number}", "pl", "nhiem_vu", place)]).plan
        assert list(row_mistakes((), plan.phu_luc[0])) == []
    assert {row.id: row.chu_tri for row in whole_rows(plan.phu_luc[0])} == {
        row.id: row.chu_tri for row in whole_rows(made().phu_luc[0])
    }


@pytest.mark.parametrize(
    ("number", "following"),
    [
        ("1a", "1b"),
        ("2.1", "2.2"),
        ("09", "10"),
        ("1d", "1đ"),
        ("a)", "b)"),
        ("-", "-"),
        ("1y", None),
        ("II", None),
    ],
)
def test_the_number_behind_one_is_made_as_it_is(number, following) -> None:
    assert next_number(number) == following
