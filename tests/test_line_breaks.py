"""Where printed lines break, and that the blanks that keep them are no part of the plan."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.balance import SUBJECT_ROOM, SUBJECT_SIZE, balanced, kept
from generator.text.measure import line_width
from generator.text.ties import TIE, tied
from tests.word_edits import Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUBJECTS = (
    "Triển khai thực hiện công tác chuyển đổi số trên địa bàn phường Tam Thanh năm 2026",
    "Phát triển kinh tế - xã hội và bảo đảm quốc phòng, an ninh của xã Mai Pha "
    "giai đoạn 2026 - 2030",
    "Nâng cao chất lượng cung cấp dịch vụ công trực tuyến trên địa bàn tỉnh Lạng Sơn năm 2027",
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Kế hoạch số 105", "Kế hoạch số~105"),
        ("ngày 07 tháng 6 năm 2024", "ngày~07 tháng~6 năm~2024"),
        ("khoản 2 Điều 13", "khoản~2 Điều~13"),
        ("kinh tế - xã hội", "kinh tế~-~xã hội"),
        ("Chỉ số PAR INDEX tăng", "Chỉ số PAR~INDEX tăng"),
        ("một số việc", "một số việc"),
        ("MỤC ĐÍCH, YÊU CẦU", "MỤC ĐÍCH, YÊU CẦU"),
    ],
)
def test_a_line_does_not_break_where_sense_would_be_torn(text: str, printed: str) -> None:
    assert tied(text) == printed.replace("~", TIE)


@given(st.text("aAĐ1 -.,;()số"))
def test_ties_change_nothing_but_the_kind_of_blanks(text: str) -> None:
    assert tied(text).replace(TIE, " ") == text


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_of_two_lines_breaks_by_sense_and_in_balance(subject: str) -> None:
    lines = balanced(subject, SUBJECT_ROOM, SUBJECT_SIZE)
    widths = [line_width(line, SUBJECT_SIZE) for line in lines]
    assert len(lines) == 2
    assert max(widths) <= SUBJECT_ROOM
    assert min(widths) > 0.55 * max(widths)
    assert not lines[1].startswith(("bàn", "số", "Sơn", "xã hội"))
    assert " ".join(lines) == subject


def test_a_comma_ends_a_line_though_a_name_in_capitals_stands_before_it() -> None:
    text = (
        "Nâng cao Chỉ số cải cách hành chính (PAR INDEX), Chỉ số hài lòng của người dân đối với "
        "sự phục vụ của cơ quan hành chính nhà nước (SIPAS) năm 2024"
    )
    assert balanced(text, SUBJECT_ROOM, SUBJECT_SIZE)[0].endswith("(PAR INDEX),")


WORDS = ("và", "của", "trên", "số", "Lạng", "Sơn", "(SIPAS)", "thực", "hiện")


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_word_of_a_subject_is_lost_and_no_line_is_too_long(words: list[str]) -> None:
    text = " ".join(words)
    lines = kept(text, SUBJECT_ROOM, SUBJECT_SIZE).split(" ")
    assert " ".join(lines).replace(TIE, " ") == text
    for line in balanced(text, SUBJECT_ROOM, SUBJECT_SIZE)[1:]:
        assert line_width(line, SUBJECT_SIZE) <= SUBJECT_ROOM


def test_the_print_has_the_blanks_and_what_reads_it_back_has_not(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = "plans/lang-son-2024/thanh-pho.toml"
    kehoach("render", plan)
    made = workspace / "output/lang-son-2024/thanh-pho.docx"
    with zipfile.ZipFile(made) as package:
        assert TIE in package.read("word/document.xml").decode()
    assert kehoach("check", made).code == 0
    before = (workspace / plan).read_bytes()
    assert kehoach("pull", made).code == 0
    assert (workspace / plan).read_bytes() == before
    assert kehoach("import", made, "-o", "doc-lai.toml").code == 0
    assert TIE not in (workspace / "doc-lai.toml").read_text("utf-8")


def test_a_number_with_a_hyphen_that_does_not_break_is_read_as_any_other(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = workspace / "plans/lang-son-2024/thanh-pho.toml"
    assert kehoach("render", plan, "-o", "ra").code == 0
    word = Reviewed((workspace / "ra/thanh-pho.docx").read_bytes())
    word.replace("277/TB-UBND", "277/TB\u2011UBND")
    kehoach("import", word.save(workspace / "nguon.docx"), "-o", "plans/nhap.toml")
    made = (workspace / "plans/nhap.toml").read_text("utf-8")
    assert "\u2011" not in made
    assert "{tb-277}" in made
