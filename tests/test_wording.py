"""The words of Decree 30: dates, numbers, labels, names of types, deadlines, marks in a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.model import ThoiHan
from generator.plan.wording import (
    LETTERS,
    Cite,
    EmphasisRun,
    deadline,
    document_types,
    draft_date,
    escape,
    inline,
    letter,
    long_date,
    nfc,
    number,
    plain,
    roman,
    short_date,
    type_name,
    uncapital,
)

# ------------------------------------------------------------------ dates and numbers


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2024, 6, 7), "ngày 07 tháng 6 năm 2024", "07/6/2024"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024", "29/02/2024"),
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026", "05/01/2026"),
        (date(2024, 3, 10), "ngày 10 tháng 3 năm 2024", "10/3/2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024", "31/12/2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(
    day: date, long: str, short: str
) -> None:
    assert long_date(day) == long
    assert short_date(day) == short


@given(st.dates())
def test_a_written_date_gives_the_day_back(day: date) -> None:
    d, m, y = (int(n) for n in short_date(day).split("/"))
    assert date(y, m, d) == day
    assert [int(w) for w in long_date(day).split()[1::2]] == [d, m, y]


def test_a_draft_has_dots_for_what_is_not_known() -> None:
    assert draft_date(2024) == "ngày … tháng … năm 2024"
    assert draft_date(2024, 6) == "ngày … tháng 6 năm 2024"
    assert draft_date() == "ngày … tháng … năm …"


def test_numbers_below_ten_have_a_zero() -> None:
    assert [number(n) for n in (5, 10, 126)] == ["05", "10", "126"]


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(n: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[c] for c in roman(n)]
    following = [*digits[1:], 0]
    assert sum(-a if a < b else a for a, b in zip(digits, following, strict=True)) == n


def test_points_run_through_the_vietnamese_alphabet() -> None:
    assert [letter(i) for i in range(9)] == list("abcdđeghi")
    assert letter(len(LETTERS) - 1) == "y"
    assert not set("fjwz") & set(LETTERS)


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_no_two_points_share_a_letter(i: int, j: int) -> None:
    assert (letter(i) == letter(j)) == (i == j)


# ------------------------------------------------------------------ types of documents


def test_the_decree_lists_27_abbreviations_and_an_office_has_its_slip() -> None:
    assert len(document_types()) == 27 + 1
    assert document_types()["Phiếu trình"] == "Phiếu trình"
    assert document_types()["KH"] == "Kế hoạch"
    assert "CV" not in document_types()


def test_types_without_abbreviation_are_cited_by_their_names() -> None:
    assert type_name("QyĐ") == "Quy định"
    assert type_name("Nghị định") == "Nghị định"
    assert type_name("KHH") is None


# ------------------------------------------------------------------ deadlines


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (ThoiHan(truoc=date(2024, 6, 15)), "Trước ngày 15/6/2024"),
        (ThoiHan(ngay=date(2024, 2, 1)), "Ngày 01/02/2024"),
        (ThoiHan(nam=2024), "Năm 2024"),
        (ThoiHan(thuong_xuyen=True), "Thường xuyên"),
        (ThoiHan(thuong_xuyen=True, nam=2024), "Thường xuyên; năm 2024"),
        (ThoiHan(dinh_ky=["6-thang", "9-thang", "nam"]), "Định kỳ 6 tháng, 9 tháng, năm"),
        (
            ThoiHan(dinh_ky=["nam"], ghi_chu="trong báo cáo CCHC"),
            "Định kỳ năm, trong báo cáo CCHC",
        ),
        (ThoiHan(nam=2024, ghi_chu="(theo Đề án)"), "Năm 2024 (theo Đề án)"),
        (ThoiHan(ghi_chu="theo hướng dẫn"), "Theo hướng dẫn"),
        (ThoiHan(), ""),
    ],
)
def test_a_deadline_in_words(when: ThoiHan, words: str) -> None:
    assert deadline(when) == words


# ------------------------------------------------------------------ letters


def test_an_acronym_keeps_its_capitals_in_a_sentence() -> None:
    assert uncapital("Nâng cao Chỉ số") == "nâng cao Chỉ số"
    assert uncapital("PAR INDEX năm 2024") == "PAR INDEX năm 2024"
    assert uncapital("") == ""


def test_composed_and_decomposed_text_become_one() -> None:
    assert nfc("ế") == nfc("ê\u0301") == "ế"


# ------------------------------------------------------------------ marks inside a text


def runs(text: str) -> list[tuple[str, bool, bool]]:
    return [(r.raw if isinstance(r, Cite) else r.text, r.bold, r.italic) for r in inline(text)]


def test_two_stars_are_bold_and_one_is_italic() -> None:
    assert runs("xong **trước ngày 15/6/2024.** và “*Siết chặt*”") == [
        ("xong ", False, False),
        ("trước ngày 15/6/2024.", True, False),
        (" và “", False, False),
        ("Siết chặt", False, True),
        ("”", False, False),
    ]


def test_emphasis_may_stand_inside_emphasis() -> None:
    assert runs("**a *b* c** ***d***") == [
        ("a ", True, False),
        ("b", True, True),
        (" c", True, False),
        (" ", False, False),
        ("d", True, True),
    ]


@pytest.mark.parametrize(
    "text", ["2*3*4", "a * b * c", "**mở", "đóng**", "****", "a ** b **", "x*", "*", "5 * (3*2)"]
)
def test_marks_without_a_partner_are_printed(text: str) -> None:
    assert list(inline(text)) == [EmphasisRun(text)]


def test_citations_are_found_with_their_form_and_emphasis() -> None:
    assert list(inline("theo **{kh-126:ngan}**, {tb_277}")) == [
        EmphasisRun("theo "),
        Cite("kh-126", "ngan", "{kh-126:ngan}", bold=True),
        EmphasisRun(", "),
        Cite("tb_277", "", "{tb_277}"),
    ]


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{{x}}", "{x}}", "{{x}", "{ x }", "{X}", "{}", "{a b}", "{% if %}"]
)
def test_braces_that_are_no_citation_are_printed(text: str) -> None:
    assert plain(text) == text
    assert not [r for r in inline(text) if isinstance(r, Cite)]


def test_a_backslash_makes_the_next_mark_a_letter() -> None:
    assert list(inline(r"\*a\* \{kh-126} \\ \n")) == [EmphasisRun(r"*a* {kh-126} \\ \n")]


@given(st.text())
def test_text_without_marks_survives(text: str) -> None:
    clean = text.replace("*", "").replace("{", "").replace("\\", "")
    assert list(inline(clean)) == ([EmphasisRun(clean)] if clean else [])


@given(st.text(st.sampled_from("*{}\\ ab:-đ.“")))
def test_escaped_text_is_printed_as_it_was(text: str) -> None:
    assert list(inline(escape(text))) == ([EmphasisRun(text)] if text else [])


@given(st.text(st.sampled_from("*{}\\ ab:-đ.“")))
def test_no_letter_is_lost_between_marks(text: str) -> None:
    kept = "".join(r.raw if isinstance(r, Cite) else r.text for r in inline(text))
    assert kept.replace("*", "").replace("\\", "") == text.replace("*", "").replace("\\", "")


@given(st.lists(st.tuples(st.text("abđ ,", min_size=1), st.booleans(), st.booleans())))
def test_emphasis_of_whole_words_is_read_back(parts: list[tuple[str, bool, bool]]) -> None:
    words = [(f"x{text}x", bold, italic) for text, bold, italic in parts]
    marked = " ".join(f"{'**' * b}{'*' * i}{text}{'*' * i}{'**' * b}" for text, b, i in words)
    emphasised = [r for r in runs(marked) if r[1] or r[2]]
    assert emphasised == [w for w in words if w[1] or w[2]]
