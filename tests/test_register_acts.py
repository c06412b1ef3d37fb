"""What an act of the register refuses, changes and leaves alone, each at its edge."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from generator.issuance.register import acts
from generator.issuance.register.acts import Clerk, Frozen
from generator.issuance.register.audit import acts as log_of
from generator.issuance.register.audit import audit
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import Database, open_database
from tests.test_register import BOOK, CLERK, TODAY, entry, frozen, issue, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHER = BOOK._replace(co_quan="ubnd-xa-b")
BEFORE, AFTER = date(2026, 2, 27), date(2026, 3, 3)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database("so.db", tmp_path, REGISTER)
    yield opened
    opened.close()


def logged(database: Database) -> list[tuple[str, int | None, dict[str, Any]]]:
    return [(act.kind, act.so, act.content) for act in log_of(database)]


# ------------------------------------------------------------------ one number, one book


@pytest.mark.parametrize(
    "act",
    [
        lambda database: acts.recall(database, OTHER, 1, CLERK, "sai thẩm quyền"),
        lambda database: acts.record(database, OTHER, 1, CLERK, "gui", {"ghi_chu": "đã gửi"}),
        lambda database: acts.record(database, OTHER, 1, CLERK, "ky_so", {"ma_bam": "f" * 64}),
    ],
)
def test_an_act_about_a_number_leaves_the_same_number_of_another_book_alone(
    database: Database, act: Any
) -> None:
    issue(database, "kh-1")
    acts.issue(database, OTHER, entry("kh-b"), CLERK, frozen)
    mine, theirs = acts.row_of(database, BOOK, 1), acts.row_of(database, OTHER, 1)
    changed = act(database)
    assert acts.row_of(database, BOOK, 1) == mine
    assert acts.row_of(database, OTHER, 1) == changed != theirs
    assert audit(database).diagnostics == []


def test_a_number_belongs_to_its_series_and_year(database: Database) -> None:
    mine = issue(database, "kh-1")
    apart = BOOK._replace(loat="rieng")
    assert acts.row_of(database, apart, 1) is None
    theirs = acts.issue(database, apart, entry("kh-r"), CLERK, frozen)
    assert acts.row_of(database, BOOK, 1) == mine != theirs
    assert acts.row_of(database, apart, 1) == theirs
    assert acts.row_of(database, BOOK._replace(nam=2025), 1) is None


def test_a_plan_that_was_not_issued_has_no_row(database: Database) -> None:
    issue(database, "kh-1")
    assert acts.find(database, "kh-2") is None
    assert acts.row_of(database, BOOK, 2) is None


def test_each_act_of_a_number_adds_its_note_behind_those_before_it(database: Database) -> None:
    issue(database, "kh-1", BEFORE, reason="nhập sổ giấy")
    acts.record(database, BOOK, 1, CLERK, "gui", {"ghi_chu": "đã gửi"})
    acts.record(database, BOOK, 1, CLERK, "ky_so", {"tep": "ban-ky.pdf"})
    row = acts.recall(database, BOOK, 1, CLERK, "sai thẩm quyền")
    assert row.note == "nhập sổ giấy; đã gửi; thu hồi: sai thẩm quyền"


# ------------------------------------------------------------------ trying without doing


def test_rehearsing_refuses_what_issuing_would_refuse(database: Database) -> None:
    def rehearsed(ma: str) -> None:
        acts.rehearse(database, BOOK, entry(ma), CLERK, "", None)

    issue(database, "kh-1")
    assert refusal(rehearsed, "kh-1") == "SO204"
    rehearsed("kh-2")
    acts.close_book(database, BOOK, CLERK, "hết năm")
    assert refusal(rehearsed, "kh-2") == "SO205"


def test_rehearsing_in_a_book_of_another_register_is_refused(database: Database) -> None:
    issue(database, "kh-1", wanted=126, source="sổ điện tử của huyện")
    asked = (database, BOOK, entry("kh-2"), CLERK, "", None)
    assert refusal(acts.rehearse, *asked) == "SO215"


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(("minutes", "code"), [(0, "SO208"), (1, "SO220")])
def test_a_clock_behind_by_more_than_a_day_and_a_half_is_refused_to_the_minute(
    database: Database, minutes: int, code: str
) -> None:
    issue(database, "kh-1")
    then = datetime.fromisoformat(CLERK.when) - timedelta(hours=36, minutes=minutes)
    clerk = Clerk("van-thu", then.isoformat(), then.date())
    asked = (database, BOOK, entry("kh-2"), clerk, "", None)
    assert refusal(acts.rehearse, *asked) == code


def test_a_clerk_whose_clock_tells_no_zone_is_judged_by_the_day_alone(database: Database) -> None:
    issue(database, "kh-1")
    clerk = CLERK._replace(when="2026-03-02T08:00:00")
    assert acts.issue(database, BOOK, entry("kh-2"), clerk, frozen).so == 2


def test_a_number_is_kept_in_the_order_of_days(database: Database) -> None:
    acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    late = (database, BOOK, "KH-UBND", BEFORE, CLERK, "chờ ký")
    assert refusal(acts.reserve, *late) == "SO207"


@pytest.mark.parametrize(
    ("day", "code"), [(BEFORE, "SO207"), (date(2026, 3, 1), None), (TODAY, None)]
)
def test_a_number_of_another_register_has_its_day_between_its_neighbours(
    database: Database, day: date, code: str | None
) -> None:
    source = {"source": "sổ điện tử của huyện", "reason": "nhập sau"}
    issue(database, "kh-1", date(2026, 3, 1), wanted=10, **source)
    issue(database, "kh-3", TODAY, wanted=12, **source)
    given = [issue, database, "kh-2", day]
    assert outcome(*given, wanted=11, **source) == (code or 11)


def test_a_kept_number_that_is_used_does_not_take_the_book_back_to_its_day(
    database: Database,
) -> None:
    kept = acts.reserve(database, BOOK, "KH-UBND", BEFORE, CLERK, "chờ ký")
    issue(database, "kh-2")
    assert issue(database, "kh-1", BEFORE, wanted=kept.so, reason="ký sau").so == kept.so
    assert outcome(issue, database, "kh-3", date(2026, 3, 1), reason="quên") == "SO207"
    assert outcome(issue, database, "kh-3") == 3


def test_the_last_number_kept_and_issued_later_is_what_the_next_day_follows(
    database: Database,
) -> None:
    kept = acts.reserve(database, BOOK, "KH-UBND", BEFORE, CLERK, "chờ ký")
    assert issue(database, "kh-1", TODAY, wanted=kept.so).so == kept.so
    assert outcome(issue, database, "kh-2", BEFORE, reason="quên") == "SO207"
    assert outcome(issue, database, "kh-2", TODAY) == 2


def test_the_last_number_kept_and_issued_earlier_does_not_take_the_book_back(
    database: Database,
) -> None:
    kept = acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    assert issue(database, "kh-1", BEFORE, wanted=kept.so, reason="ký trước").so == kept.so
    assert outcome(issue, database, "kh-2", BEFORE, reason="quên") == "SO207"


def test_a_number_of_another_register_is_not_later_than_the_one_after_it(
    database: Database,
) -> None:
    source = {"source": "sổ điện tử của huyện", "reason": "nhập sau"}
    issue(database, "kh-3", BEFORE, wanted=12, **source)
    assert outcome(issue, database, "kh-2", date(2026, 3, 1), wanted=11, **source) == "SO207"
    assert outcome(issue, database, "kh-2", BEFORE, wanted=11, **source) == 11
    assert outcome(issue, database, "kh-4", BEFORE, wanted=11, **source) == "SO217"


def test_a_refusal_says_in_words_what_its_diagnostic_says(database: Database) -> None:
    issue(database, "kh-1")
    with pytest.raises(acts.ActRefused, match="Kế hoạch kh-1 đã phát hành: số 01/KH-UBND"):
        issue(database, "kh-1")


def test_a_refusal_shows_the_way_out(database: Database) -> None:
    issue(database, "kh-1", wanted=126, source="sổ điện tử của huyện")
    with pytest.raises(acts.ActRefused, match="do sổ khác cấp") as caught:
        acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    assert "--book external" in caught.value.diagnostic.hints[0]
    with pytest.raises(acts.ActRefused, match="việc này cần “giữ số”") as caught:
        acts.void(database, BOOK, 126, CLERK, "nhầm")
    assert "recall" in "".join(caught.value.diagnostic.hints)


def outcome(call: Any, *arguments: Any, **named: Any) -> str | int:
    """The number given, or the code of the refusal."""
    try:
        return int(call(*arguments, **named).so)
    except acts.ActRefused as refused:
        return refused.diagnostic.code


# ------------------------------------------------------------------ kept without a symbol


def test_only_a_kept_number_with_the_type_alone_lacks_its_symbol(database: Database) -> None:
    bare = acts.reserve(database, BOOK, "KH", TODAY, CLERK, "chờ ký")
    whole = acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    nameless = acts.reserve(database, BOOK, "", TODAY, CLERK, "chờ ký")
    used = issue(database, "kh-1")
    gone = acts.void(database, BOOK, bare.so, CLERK, "lãnh đạo không ký")
    lacking = [acts.lacks_symbol(row) for row in (bare, whole, nameless, used, gone)]
    assert lacking == [True, False, False, False, False]


# ------------------------------------------------------------------ the log


def test_the_log_says_each_act_with_its_reason(database: Database) -> None:
    acts.open_book(database, BOOK, 125, CLERK, "sổ giấy đến số 125")
    acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    acts.void(database, BOOK, 126, CLERK, "lãnh đạo không ký")
    acts.close_book(database, BOOK, CLERK, "hết năm")
    kept = {"ky_hieu": "KH-UBND", "ngay": "2026-03-02", "ly_do": "chờ ký"}
    assert logged(database) == [
        ("mo_so", None, {"so_cuoi": 125, "ly_do": "sổ giấy đến số 125"}),
        ("giu_so", 126, kept),
        ("huy", 126, {"ly_do": "lãnh đạo không ký"}),
        ("dong_so", None, {"so_cuoi": 126, "ly_do": "hết năm"}),
    ]


def test_the_log_names_the_files_of_a_folder_that_will_grow(database: Database) -> None:
    later = ({"ten": "ban-ky.pdf", "sha256": "0" * 64, "byte": 1},)

    def grows(number: int) -> Frozen:
        return frozen(number)._replace(later=later)

    acts.issue(database, BOOK, entry("kh-1"), CLERK, grows)
    issue(database, "kh-2")
    contents = [content for _kind, _so, content in logged(database)]
    assert [content.get("kem") for content in contents] == [list(later), None]


def test_the_log_says_once_from_which_number_on_another_register_counts(
    database: Database,
) -> None:
    issue(database, "kh-1")
    source = "sổ điện tử của huyện"
    for number, ma in ((126, "kh-2"), (127, "kh-3")):
        issue(database, ma, wanted=number, source=source, reason="nhập sau")
    told = logged(database)
    assert [(kind, so) for kind, so, _content in told] == [
        ("phat_hanh", 1), ("so_ngoai", None), ("phat_hanh", 126), ("phat_hanh", 127),
    ]  # fmt: skip
    assert told[1][2] == {"nguon": source, "so_cuoi": 1}
    assert [content.get("nguon_so") for _kind, _so, content in told] == [None, None, source, source]
    assert [content.get("ly_do") for _kind, _so, content in told] == [
        "",
        None,
        "nhập sau",
        "nhập sau",
    ]
