"""Numbers and choices that decide: each is asked for right at its edge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.changing.merge import merge_text
from tests.test_bad_input import in_document, mangled
from tests.test_citations import PLANS, REGISTRY, load
from tests.test_rules import PLANS as DOCUMENTS
from tests.test_rules import judged, rendered
from tests.test_update_story import CITY, DONG_KINH, change, drafted, nodes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["drafted"]

# ------------------------------------------------------------------ merging a text

WORDS = "một hai ba bốn năm sáu bảy tám chín mười"
MINE = "một hai ba bốn năm sáu bảy tám chín mười."


def above(changed: int) -> str:
    """The first words reworded by the plan above."""
    words = WORDS.split()
    return " ".join([f"mới{n}" for n in range(changed)] + words[changed:])


@pytest.mark.parametrize("changed", range(1, 6))
def test_up_to_half_of_the_words_changed_above_are_merged(changed: int) -> None:
    assert merge_text(WORDS, above(changed), MINE) == above(changed) + "."
    assert merge_text(WORDS, MINE, above(changed)) == above(changed) + "."


@pytest.mark.parametrize("changed", range(6, 9))
def test_a_text_of_which_more_than_half_is_new_is_nobodys_to_mix(changed: int) -> None:
    assert merge_text(WORDS, above(changed), MINE) is None
    assert merge_text(WORDS, MINE, above(changed)) is None


# ------------------------------------------------------------------ a second conflict


def test_a_second_conflict_about_a_place_keeps_the_first_common_base(
    drafted: Path, kehoach: Callable[..., Any]
) -> None:
    first, second, third = (f"thoi_han = {{ truoc = 2024-06-{day} }}" for day in (15, 20, 25))
    change(CITY, first, second)
    assert "conflict" in kehoach("update", DONG_KINH, "--json").out
    change(CITY, second, third)
    kehoach("update", DONG_KINH)
    (conflict,) = nodes(DONG_KINH)["nv-ke-hoach-phuong-xa"].xung_dot  # type: ignore[attr-defined]
    assert conflict.goc == "{ truoc = 2024-06-15 }"
    assert conflict.tren == "{ truoc = 2024-06-25 }"
    assert conflict.cua_toi == "{ truoc = 2024-06-12 }"


# ------------------------------------------------------------------ a citation against its plan

SAME = {
    "so": "126",
    "ngay": date(2024, 6, 3).isoformat(),
    "loai": '"KH"',
    "ky_hieu": '"KH-UBND"',
    "co_quan": '"ubnd-tinh"',
}
OTHER = {"so": "127", "ngay": "2024-06-04", "loai": '"TB"', "co_quan": '"ubnd-tp"'}


def cited(values: dict[str, str]) -> list[str]:
    head = 'phien_ban = 1\n[[van_ban]]\nid = "kh-126"\nke_hoach = "kh-tinh"\n'
    text = head + "".join(f"{key} = {value}\n" for key, value in values.items())
    return [d.code for d in load(text).check(REGISTRY, PLANS.get)]


def test_a_citation_that_says_the_same_as_its_plan_is_right() -> None:
    assert cited(SAME) == []


@pytest.mark.parametrize("key", OTHER)
def test_a_citation_contradicts_its_plan_in_any_one_thing(key: str) -> None:
    assert cited({**SAME, key: OTHER[key]}) == ["VB302"]


# ------------------------------------------------------------------ capitals

TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    "written",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA Việt Nam",
        "CỘNG HÒA XÃ HỘI chủ nghĩa VIỆT NAM",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
    ],
)
def test_a_title_partly_in_capitals_is_not_in_capitals(tmp_path: Path, written: str) -> None:
    good = tmp_path / "a.docx"
    good.write_bytes(rendered(DOCUMENTS[0]))
    assert "TT102" not in judged(good.read_bytes()).found
    bad = mangled(good, tmp_path / "b.docx", in_document(TITLE.encode(), written.encode()))
    assert "TT102" in judged(bad.read_bytes()).found


@pytest.mark.parametrize(
    ("code", "right", "written"),
    [
        ("TT143", "THÀNH PHỐ LẠNG SƠN", "THÀNH PHỐ Lạng Sơn"),
        ("TT203", "KẾ HOẠCH", "KẾ HOạch"),
    ],
)
def test_more_than_half_in_capitals_is_not_in_capitals(
    tmp_path: Path, code: str, right: str, written: str
) -> None:
    good = tmp_path / "a.docx"
    good.write_bytes(rendered("thanh-pho"))
    assert code not in judged(good.read_bytes()).found
    bad = mangled(good, tmp_path / "b.docx", in_document(right.encode(), written.encode()))
    assert bad.read_bytes() != good.read_bytes()
    assert code in judged(bad.read_bytes()).found


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("MỤC ĐÍCH, YÊU CẦu", False),  # twelve of thirteen letters: a slip of the caps key
        ("MỤC ĐÍCH, YÊU cầU", True),  # eleven
    ],
)
def test_the_title_of_a_section_is_in_capitals_but_for_a_slip(
    tmp_path: Path, written: str, wrong: bool
) -> None:
    good = tmp_path / "a.docx"
    good.write_bytes(rendered("thanh-pho"))
    assert "TT321" not in judged(good.read_bytes()).found
    right = "MỤC ĐÍCH, YÊU CẦU"
    bad = mangled(good, tmp_path / "b.docx", in_document(right.encode(), written.encode()))
    assert bad.read_bytes() != good.read_bytes()
    assert ("TT321" in judged(bad.read_bytes()).found) is wrong
