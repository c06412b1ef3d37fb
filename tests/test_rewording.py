"""Marks in a reworded text that somebody can read: no confetti, nothing lost."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.review.words import segments
from generator.text.rewording import Span, TokenSide, kind_of, readable
from generator.text.tokens import ATOM

TOKEN = re.compile(rf"{ATOM}|.", re.DOTALL)
KINDS = ("Công ty", "Hợp tác xã", "Doanh nghiệp", "Tổng công ty")
NAMES = ("An Phú", "Bình Minh", "Cao Sơn", "Đại Thành", "Hoàng Long", "Kim Tín", "Lộc Phát")


def _company(number: int) -> str:
    kind, name = KINDS[number % len(KINDS)], NAMES[number * 3 % len(NAMES)]
    more = NAMES[number * 5 % len(NAMES)]
    date = f"{number % 27 + 1}/{number % 11 + 1}/2024"
    return f"{kind} {name} {more} tại Văn bản số {number * 7}/TTr-SNV ngày {date}"


def _listed(numbers: list[int]) -> str:
    head = "Xét đề nghị của các doanh nghiệp: "
    return head + ", ".join(map(_company, numbers)) + " và các sở, ngành liên quan."


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _changed(old: str, new: str) -> tuple[list[str], list[str], list[Span]]:
    a, b = _tokens(old), _tokens(new)
    codes: dict[str, str] = {}
    sides = [
        TokenSide(
            "".join(codes.setdefault(t, chr(len(codes) + 1)) for t in side),
            "".join(map(kind_of, side)),
        )
        for side in (a, b)
    ]
    return a, b, readable(*sides)


def _pairs(old: str, new: str) -> list[tuple[str, str]]:
    a, b, spans = _changed(old, new)
    return [("".join(a[i:j]), "".join(b[k:m])) for i, j, k, m in spans]


def _short_islands(old: str, new: str) -> int:
    a, _b, spans = _changed(old, new)
    islands = [a[x[1] : y[0]] for x, y in pairwise(spans)]
    return sum(sum(t[0].isalnum() for t in island) < 3 for island in islands)


def test_an_enumeration_written_anew_is_replaced_and_hangs_on_no_crumbs() -> None:
    old, new = _listed(list(range(1, 29))), _listed(list(range(41, 69)))
    pairs = _pairs(old, new)
    assert len(pairs) <= 2
    assert _short_islands(old, new) == 0
    assert not any("Xét đề nghị" in gone for gone, _come in pairs), "what stays before it stays"


def test_of_an_edited_enumeration_only_the_clauses_that_changed_are_marked() -> None:
    numbers = list(range(1, 29))
    new = [*numbers[:4], 78, *numbers[5:20], *numbers[21:]]
    pairs = _pairs(_listed(numbers), _listed(new))
    assert pairs == [
        (_company(5), _company(78)),
        (f"{_company(21)}, ", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("số 255/TTr-SNV của Sở", "số 256/TTr-SNV của Sở", [("255/TTr-SNV", "256/TTr-SNV")]),
        ("số 34-NQ/TU nêu", "số 35-NQ/TU nêu", [("34-NQ/TU", "35-NQ/TU")]),
        ("trước 15/6/2024 phải", "trước 16/6/2024 phải", [("15/6/2024", "16/6/2024")]),
        ("Nghị định 30/2020/NĐ-CP", "Nghị định 31/2020/NĐ-CP",
         [("30/2020/NĐ-CP", "31/2020/NĐ-CP")]),
        ("đạt 85% trước năm 2024", "đạt 90% trước năm 2025", [("85", "90"), ("2024", "2025")]),
        ("rà soát; niêm yết công khai tại bộ phận một cửa; báo cáo",
         "rà soát; đăng tải đầy đủ trên trang thông tin của phường; báo cáo",
         [("niêm yết công khai tại bộ phận một cửa",
           "đăng tải đầy đủ trên trang thông tin của phường")]),
    ],
)  # fmt: skip
def test_numbers_dates_and_clauses_change_whole(old, new, pairs) -> None:
    assert _pairs(old, new) == pairs


def test_small_edits_all_over_a_long_text_stay_small() -> None:
    lines = [f"Mục {i} giao đơn vị thứ {i} thực hiện việc số {i} đúng hạn." for i in range(30)]
    new = [x.replace("đúng", "trước") if i % 5 == 0 else x for i, x in enumerate(lines)]
    assert _pairs(" ".join(lines), " ".join(new)) == [("đúng", "trước")] * 6


def test_the_pages_of_a_review_read_alike() -> None:
    old, new = _listed(list(range(1, 29))), _listed(list(range(41, 69)))
    changed = [s for s in segments(old, new) if not s.same]
    assert len(changed) <= 2
    number = segments("Tờ trình số 255/TTr-SNV", "Tờ trình số 256/TTr-SNV")
    assert [(s.old, s.new) for s in number if not s.same] == [("255/TTr-SNV", "256/TTr-SNV")]


WORDS = [
    "giao",
    "Văn",
    "phòng",
    ",",
    ";",
    "12/KH-UBND",
    "ngày",
    "3/4/2024",
    "và",
    "rà",
    "soát",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=40))
def test_what_is_not_marked_is_the_same_on_both_sides(old: list[str], new: list[str]) -> None:
    a, b, spans = _changed(" ".join(old), " ".join(new))
    i = k = 0
    for start, end, first, last in [*spans, (len(a), len(a), len(b), len(b))]:
        assert a[i:start] == b[k:first]
        i, k = end, last
    assert all(end > start or last > first for start, end, first, last in spans)
