"""What an issue stops at, and what a check finds that a reader would ask."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.test_issue import CITY, OLD, WARD, document_text, fill_in

if TYPE_CHECKING:
    from collections.abc import Callable

OUTSIDE = ("--book", "external", "--source", "Sổ văn bản điện tử")


def codes(outcome: Any) -> set[str]:
    return set(re.findall(r"\b(?:KH|SO|LN)\d{3}\b", outcome.err))


def errors(outcome: Any) -> set[str]:
    return set(re.findall(r"lỗi ((?:KH|SO|LN)\d{3})\b", outcome.err))


def listed(kehoach: Callable[..., Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(kehoach("register", "list", "--json").out)["results"]
    return found


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_illustrative_appendix_is_not_issued(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    assert errors(kehoach("issue", CITY, *OLD)) == {"SO107"}
    assert listed(kehoach) == []


def test_a_plan_that_cites_a_document_without_number_is_not_issued(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    fill_in(official / WARD)
    assert errors(kehoach("issue", WARD, *OLD)) == {"KH431"}
    assert kehoach("check", WARD).code == 0
    assert kehoach("issue", CITY, *OLD).code == 0
    assert kehoach("issue", WARD, *OLD).code == 0


def test_a_blank_number_typed_by_hand_stops_the_issue_too(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    change(official / CITY, "phải khả thi", "phải khả thi theo Công văn số ..../UBND-NC")
    assert "KH431" in errors(kehoach("issue", CITY, *OLD))


def test_a_mark_of_the_clerk_is_told_once(official: Path, kehoach: Callable[..., Any]) -> None:
    kehoach("issue", CITY, *OLD)
    found = kehoach("issue", WARD, *OLD)
    assert "SO106" in codes(found)
    assert "KH411" not in codes(found)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("phải khả thi, báo cáo BQLKCN", True),
        ("phải khả thi, báo cáo Ban quản lý khu công nghiệp; BQLKCN trả lời", False),
        ("phải khả thi, báo cáo Ban quản lý các khu công nghiệp (BQLKCN)", False),
        ("phải khả thi theo Nghị định số 61/2018/NĐ-CP và mục XIV", False),
        ("phải khả thi, UBND và HĐND giám sát", False),
    ],
)
def test_an_abbreviation_that_is_spelled_out_nowhere_is_found(
    workspace: Path, kehoach: Callable[..., Any], words: str, told: bool
) -> None:
    change(workspace / CITY, "phải khả thi", words)
    assert ("KH434" in codes(kehoach("check", CITY))) == told


def test_a_row_without_the_body_that_all_others_have_is_found(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    assert "KH432" not in codes(kehoach("check", CITY))
    text = (workspace / CITY).read_text("utf-8")
    head, task, rest = text.partition("[[phu_luc.nhiem_vu]]")
    bare = re.sub(r"^chu_tri = .*\n", "", rest, count=1, flags=re.MULTILINE)
    (workspace / CITY).write_text(head + task + bare, "utf-8")
    assert "KH432" in codes(kehoach("check", CITY))


def test_a_task_of_the_body_that_the_appendix_lost_is_found(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    assert "KH433" not in codes(kehoach("check", CITY))
    assert "KH433" in codes(kehoach("check", WARD))


def test_a_number_of_another_book_is_taken_with_all_guarantees_but_gaplessness(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    outcome = kehoach("issue", CITY, "--number", 112, *OUTSIDE)
    assert outcome.code == 0, outcome.err
    assert "SO216" in codes(outcome)
    (row,) = listed(kehoach)
    assert row["number"] == "112/KH-UBND"
    assert "Sổ văn bản điện tử" in row["note"]
    told = json.loads(kehoach("register", "show", "112/KH-UBND", "--json").out)["acts"]
    assert told[0]["nguon_so"] == "Sổ văn bản điện tử"
    kehoach("register", "amend", row["plan"], "--replace", "-o", "plans")
    draft = official / f"plans/{row['plan']}-thay-the.toml"
    draft.write_text(
        re.sub(r"^can_xem = .*\n", "", draft.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    assert errors(kehoach("issue", draft, "--date", "2024-07-01", *OLD)) == {"SO215"}
    again = ("--date", "2024-07-01", *OUTSIDE)
    assert errors(kehoach("issue", draft, "--number", 112, *again)) == {"SO217"}
    assert errors(kehoach("issue", draft, "--number", 90, *again)) == {"SO207"}
    assert errors(kehoach("issue", draft, *again)) == {"LN008"}
    assert kehoach("issue", draft, "--number", 120, *again).code == 0
    assert kehoach("register", "audit").code == 0


def test_a_recall_understands_number_and_symbol_and_drafts_the_notice(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    assert "SO219" in codes(kehoach("issue", CITY, *OLD))  # the first of a year gone by
    outcome = kehoach("register", "recall", "01/KH-UBND", "--reason", "sai thẩm quyền")
    assert outcome.code == 0, outcome.err
    assert listed(kehoach)[0]["status"] == "thu_hoi"
    notice = official / "plans/thu-hoi-kh-tp-lang-son-2024.docx"
    text = document_text(notice)
    assert "V/v thu hồi Kế hoạch số 01/KH-UBND" in text
    assert "sai thẩm quyền" in text
    assert docx.Document(str(notice)).core_properties.title.startswith("V/v")
    assert "cảnh báo" not in kehoach("check", notice).err
    shown = kehoach("register", "show", "1").out
    assert re.search(r"\d\d:\d\d ngày \d\d/\d\d/\d{4}  \S+  thu hồi: sai thẩm quyền", shown)
    assert "phat_hanh" not in shown
    again = kehoach("register", "recall", "01/KH-UBND", "--reason", "lần hai")
    assert "Văn bản đã thu hồi rồi" in again.err


def test_a_book_of_this_year_is_not_closed_without_a_reason(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    agency = ("--agency", "ubnd-tp-lang-son")
    assert errors(kehoach("register", "close", *agency, "--year", date.today().year)) == {"SO210"}
    assert kehoach("register", "close", *agency, "--year", 2024).code == 0


def test_a_backup_in_the_place_of_the_register_is_told_from_a_broken_one(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    kehoach("register", "backup", "sao.kehoach")
    (official / "sao.kehoach").replace(official / "so-dang-ky/so-dang-ky.db")
    told = kehoach("register", "list")
    assert "SO403" in told.err
    assert "kehoach register restore" in told.err


def test_what_the_register_does_not_have_is_wrong_usage_with_what_is_near(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    outcome = kehoach("register", "show", "kh-tp-lang-son-2025")
    assert outcome.code == 2
    assert "LN020" in codes(outcome)
    assert "kh-tp-lang-son-2024" in outcome.err


def test_a_plan_that_rests_on_a_recalled_one_is_told_so(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, *OLD)
    assert "SO218" not in codes(kehoach("check", WARD))
    kehoach("register", "recall", "01/KH-UBND", "--reason", "sai thẩm quyền")
    assert "SO218" in codes(kehoach("check", WARD))


def test_a_number_typed_into_the_plan_is_not_taken_for_one_of_the_book(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    change(official / CITY, "ngay = 2024-06-07", "so = 15\nngay = 2024-06-07")
    assert "SO103" in errors(kehoach("issue", CITY, *OLD))
    assert listed(kehoach) == []


def test_the_day_in_the_plan_and_the_day_asked_for_must_be_one(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    assert errors(kehoach("issue", CITY, *OLD, "--date", "2024-06-06")) == {"SO104"}
    assert kehoach("issue", CITY, *OLD, "--date", "2024-06-07").code == 0


def test_no_number_is_kept_for_an_agency_that_has_ended(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    gone = kehoach("register", "reserve", "--agency", "ubnd-tp-lang-son", "--reason", "chờ ký")
    assert errors(gone) == {"SO213"}
    assert listed(kehoach) == []


OLD_REASON = ("--reason", "nhập sổ năm 2024")


def _copies(workspace: Path) -> dict[str, bytes]:
    """What the store beside the issued folders holds, by digest."""
    return {p.name: p.read_bytes() for p in (workspace / "phat-hanh/.kho").glob("*")}


def test_a_refused_issue_leaves_no_copies_and_takes_none(
    official: Path, kehoach: Callable[..., Any]
) -> None:
    text = (official / CITY).read_text("utf-8")
    first = kehoach("issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ năm 2024")
    assert first.code == 0
    before = _copies(official)
    assert before
    second = official / "plans" / "lang-son-2024" / "hai.toml"
    other = re.sub(r'(?m)^ma = "[^"]+"$', 'ma = "kh-hai"', text, count=1)
    second.write_text(other.replace("ngay = 2024-06-07", "ngay = 2024-06-01", 1), "utf-8")
    settings = official / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + "\n# thêm một dòng\n", "utf-8")
    earlier = kehoach("issue", second, *OLD_REASON)
    assert errors(earlier) == {"SO207"}
    assert _copies(official) == before
    second.write_text(other.replace("ngay = 2024-06-07", "ngay = 2024-06-08", 1), "utf-8")
    later = kehoach("issue", second, *OLD_REASON)
    assert later.code == 0, later.err
    assert before.items() < _copies(official).items()
