"""The register of outgoing documents, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from generator.issuance.register import acts
from generator.issuance.register.acts import ActRefused, Clerk, Frozen
from generator.issuance.register.audit import audit
from generator.issuance.register.entered import Book, Entry, misfits
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import Database, Unavailable, open_database
from generator.workspace.desk import VIETNAM
from tests.servers import postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK = Book("ubnd-xa-a", "chung", 2026)
TODAY = date(2026, 3, 2)
CLERK = Clerk("van-thu", "2026-03-02T08:00:00+07:00", TODAY)
_NUMBER = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = open_database("so.db", tmp_path, REGISTER)
    else:
        url = request.getfixturevalue("server")
        name = f"so_{next(_NUMBER)}"
        _create(url, name)
        opened = open_database(url.replace("/postgres?", f"/{name}?"), tmp_path, REGISTER)
    yield opened
    opened.close()


def _create(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")


def entry(ma: str, day: date = TODAY, **more: object) -> Entry:
    values = {
        "ma": ma,
        "loai": "KH",
        "ky_hieu": "KH-UBND",
        "ten_loai": "Kế hoạch",
        "trich_yeu": f"Về việc {ma}",
        "co_quan": BOOK.co_quan,
        "ten_co_quan": "Ủy ban nhân dân xã A",
        "ngay": day,
        "nguoi_ky": "Nguyễn Văn A",
        **more,
    }
    return Entry(**values)  # type: ignore[arg-type]


def frozen(number: int) -> Frozen:
    return Frozen(f"{number:064d}", f"ho-so/{number}")


def issue(
    database: Database, ma: str, day: date = TODAY, ky_hieu: str = "KH-UBND", **more: object
) -> acts.Row:
    paper = entry(ma, day, ky_hieu=ky_hieu)
    return acts.issue(database, BOOK, paper, CLERK, frozen, **more)  # type: ignore[arg-type]


def refusal(call: object, *arguments: object, **named: object) -> str:
    with pytest.raises(ActRefused) as caught:
        call(*arguments, **named)  # type: ignore[operator]
    return caught.value.diagnostic.code


def test_numbers_run_from_01_without_gaps_in_each_book(database: Database) -> None:
    assert [issue(database, f"kh-{i}").number for i in range(3)] == [
        "01/KH-UBND",
        "02/KH-UBND",
        "03/KH-UBND",
    ]
    other = Book("ubnd-xa-b", "chung", 2026)
    assert acts.issue(database, other, entry("kh-b"), CLERK, frozen).so == 1
    assert audit(database).diagnostics == []


def test_a_new_year_begins_with_01(database: Database) -> None:
    issue(database, "kh-1")
    later = Clerk("van-thu", "2027-01-04T08:00:00+07:00", date(2027, 1, 4))
    row = acts.issue(
        database,
        BOOK._replace(nam=2027),
        entry("kh-2", date(2027, 1, 4)),
        later,
        frozen,
    )
    assert row.so == 1


MOMENTS = ("2026-12-31T16:59:59+00:00", "2026-12-31T23:59:59+07:00", "2027-01-01T00:00:00+07:00")
"""The last second of a year in two zones, and the first of the next in Viet Nam."""


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_at_midnight_of_the_year_each_document_enters_the_book_of_its_own_day(
    database: Database, order: tuple[int, ...]
) -> None:
    for at in order:
        day = datetime.fromisoformat(MOMENTS[at]).astimezone(VIETNAM).date()
        clerk = Clerk("van-thu", MOMENTS[at], day)
        acts.issue(database, BOOK._replace(nam=day.year), entry(f"kh-{at}", day), clerk, frozen)
    told = [(row.book.nam, row.so, row.ngay.isoformat()) for row in acts.rows(database)]
    assert told == [(2026, 1, "2026-12-31"), (2026, 2, "2026-12-31"), (2027, 1, "2027-01-01")]
    assert audit(database).diagnostics == []


def test_a_clock_that_went_back_gives_no_number_of_a_year_gone_by(database: Database) -> None:
    later = Clerk("van-thu", "2027-01-04T08:00:00+07:00", date(2027, 1, 4))
    acts.issue(database, BOOK._replace(nam=2027), entry("kh-2", later.today), later, frozen)
    back = Clerk("van-thu", "2026-12-31T08:00:00+07:00", date(2026, 12, 31))
    asked = (database, BOOK, entry("kh-3", back.today), back, frozen)
    assert refusal(acts.issue, *asked) == "SO220"
    assert acts.issue(*asked, reason="đồng hồ tháng 1 sai").so == 1


def test_a_plan_is_issued_once(database: Database) -> None:
    issue(database, "kh-1")
    assert refusal(issue, database, "kh-1") == "SO204"
    assert [row.so for row in acts.rows(database)] == [1]


def test_dates_do_not_go_back(database: Database) -> None:
    issue(database, "kh-1")
    assert refusal(issue, database, "kh-2", date(2026, 2, 27), reason="quên") == "SO207"


def test_a_number_kept_earlier_takes_the_day_it_was_kept_for(database: Database) -> None:
    before = date(2026, 2, 27)
    kept = acts.reserve(database, BOOK, "KH-UBND", before, CLERK, "chờ ký")
    issue(database, "kh-2")
    assert issue(database, "kh-1", before, wanted=kept.so, reason="ký sau").so == kept.so


def test_rehearsing_counts_the_document_that_goes_out_before(database: Database) -> None:
    asked = (database, BOOK, entry("kh-2", date(2026, 2, 27)), CLERK, "quên")
    assert refusal(acts.rehearse, *asked, TODAY) == "SO207"
    acts.rehearse(*asked, None)
    assert acts.rows(database) == []


def test_a_clock_may_stand_a_day_and_a_half_behind(database: Database) -> None:
    def rehearsed(hours: int) -> None:
        then = datetime.fromisoformat(CLERK.when) - timedelta(hours=hours)
        clerk = Clerk("van-thu", then.isoformat(), then.date())
        acts.rehearse(database, BOOK, entry("kh-2", TODAY), clerk, "", None)

    issue(database, "kh-1")
    assert refusal(rehearsed, 35) == "SO208"  # the day is judged, so the clock was not refused
    assert refusal(rehearsed, 37) == "SO220"


def test_a_past_date_needs_a_reason_and_a_coming_one_is_refused(database: Database) -> None:
    assert refusal(issue, database, "kh-1", date(2026, 2, 27)) == "SO209"
    assert refusal(issue, database, "kh-1", date(2026, 3, 3)) == "SO208"
    assert issue(database, "kh-1", date(2026, 2, 27), reason="nhập sổ giấy").note == "nhập sổ giấy"


def test_a_date_of_another_year_does_not_enter_the_book(database: Database) -> None:
    assert refusal(issue, database, "kh-1", date(2025, 12, 31), reason="x") == "SO206"


def test_a_reserved_number_is_used_or_void_with_a_reason(database: Database) -> None:
    kept = acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    gone = acts.reserve(database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký")
    assert issue(database, "kh-3").so == 3
    assert issue(database, "kh-1", wanted=kept.so).so == 1
    assert acts.void(database, BOOK, gone.so, CLERK, "lãnh đạo không ký").state == "huy"
    assert refusal(issue, database, "kh-2", wanted=gone.so) == "SO202"
    assert audit(database).diagnostics == []


def test_a_number_kept_for_another_kind_of_document_is_not_given(database: Database) -> None:
    kept = acts.reserve(database, BOOK, "QĐ-UBND", TODAY, CLERK, "chờ ký")
    assert refusal(issue, database, "kh-1", wanted=kept.so) == "SO203"
    assert issue(database, "qd-1", wanted=kept.so, ky_hieu="QĐ-UBND").so == kept.so


def test_a_number_kept_before_the_agencys_symbol_was_known_takes_that_of_its_document(
    database: Database,
) -> None:
    kept = acts.reserve(database, BOOK, "KH", TODAY, CLERK, "chờ ký")
    assert (kept.number, acts.lacks_symbol(kept)) == ("01/KH", True)
    assert refusal(issue, database, "qd-1", wanted=kept.so, ky_hieu="QĐ-UBND") == "SO203"
    assert issue(database, "kh-1", wanted=kept.so).number == "01/KH-UBND"
    assert audit(database).diagnostics == []


def test_a_number_that_the_book_never_gave_is_told(database: Database) -> None:
    issue(database, "kh-1")
    assert refusal(acts.recall, database, BOOK, 2, CLERK, "nhầm") == "SO212"
    assert acts.recall(database, BOOK, 1, CLERK, "nhầm").state == "thu_hoi"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("trich_yeu", "x" * 501, "SO101"),
        ("nguoi_ky", "A" * 51, "SO101"),
        ("trich_yeu", "Về việc\x07 lạ", "SO102"),
        ("nguoi_ky", "A\x7f", "SO102"),
    ],
)
def test_what_the_official_metadata_cannot_hold_is_told_field_by_field(
    field: str, value: str, code: str
) -> None:
    assert list(misfits(entry("kh-1"))) == []
    found = list(misfits(entry("kh-1", **{field: value})))
    assert [(d.code, field in d.message) for d in found] == [(code, True)]


def test_an_act_that_leaves_a_hole_needs_a_reason(database: Database) -> None:
    assert refusal(acts.reserve, database, BOOK, "KH-UBND", TODAY, CLERK, " ") == "SO210"


def test_where_another_book_gives_the_numbers_none_is_kept(database: Database) -> None:
    assert issue(database, "kh-1", wanted=126, source="sổ điện tử của huyện").so == 126
    assert refusal(acts.reserve, database, BOOK, "KH-UBND", TODAY, CLERK, "chờ ký") == "SO215"


def test_a_recalled_document_stays_in_the_register(database: Database) -> None:
    issue(database, "kh-1")
    row = acts.recall(database, BOOK, 1, CLERK, "sai thẩm quyền")
    assert (row.state, row.note) == ("thu_hoi", "thu hồi: sai thẩm quyền")
    assert refusal(acts.recall, database, BOOK, 1, CLERK, "lần nữa") == "SO211"
    assert issue(database, "kh-2").so == 2


def test_a_book_may_begin_after_a_paper_register(database: Database) -> None:
    acts.open_book(database, BOOK, 125, CLERK, "sổ giấy đến số 125")
    assert issue(database, "kh-1").so == 126
    assert refusal(acts.open_book, database, BOOK, 3, CLERK, "lại") == "SO201"
    empty = Book("ubnd-xa-b", "chung", 2026)
    acts.open_book(database, empty, 0, CLERK, "sổ mới")
    assert refusal(acts.open_book, database, empty, 3, CLERK, "lại") == "SO201"
    assert audit(database).diagnostics == []


def test_a_closed_book_gives_no_number(database: Database) -> None:
    issue(database, "kh-1")
    acts.close_book(database, BOOK, CLERK, "hết năm")
    assert refusal(issue, database, "kh-2") == "SO205"


def test_a_book_is_closed_before_its_year_has_ended_for_a_reason(database: Database) -> None:
    issue(database, "kh-1")
    assert refusal(acts.close_book, database, BOOK, CLERK, "") == "SO210"
    acts.close_book(database, BOOK, Clerk("van-thu", CLERK.when, date(2027, 1, 2)), "")
    assert refusal(issue, database, "kh-2") == "SO205"


def test_nothing_is_registered_when_the_files_cannot_be_written(database: Database) -> None:
    def full(_number: int) -> Frozen:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        acts.issue(database, BOOK, entry("kh-1"), CLERK, full)
    assert acts.rows(database) == []
    assert issue(database, "kh-1").so == 1


def test_texts_of_any_kind_come_back_as_they_were(database: Database) -> None:
    subject = "'; DROP TABLE so; -- “ngoặc” <b> {{ x }} 🙂 ệ"
    acts.issue(database, BOOK, entry("kh-1", trich_yeu=subject), CLERK, frozen)
    row = acts.find(database, "kh-1")
    assert row is not None
    assert row.entry is not None
    assert row.entry.trich_yeu == subject


# ------------------------------------------------------------------ the log


def tamper(database: Database, *statements: str) -> None:
    """Change the database behind the program's back, triggers out of the way."""
    with database.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE su_kien DISABLE TRIGGER ALL"))
        else:
            for verb in ("UPDATE", "DELETE"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS su_kien_{verb}"))
        for statement in statements:
            connection.execute(text(statement))


def test_the_log_refuses_changes(database: Database) -> None:
    issue(database, "kh-1")
    with pytest.raises(Unavailable) as caught, database.writing() as connection:
        connection.execute(text("UPDATE su_kien SET ai = 'khac'"))
    assert caught.value.diagnostic.code == "SO404"
    assert audit(database).diagnostics == []


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("SO301", ["UPDATE su_kien SET ai = 'khac' WHERE thu_tu = 2"]),
        ("SO301", ["DELETE FROM su_kien WHERE thu_tu = 2"]),
        ("SO302", ["DELETE FROM su_kien WHERE thu_tu = 3"]),
        ("SO304", ["UPDATE van_ban SET ngay = '2026-01-05' WHERE so = 2"]),
        ("SO304", ["UPDATE van_ban SET noi_dung = '{}' WHERE so = 2"]),
        ("SO304", ["UPDATE van_ban SET trang_thai = 'thu_hoi' WHERE so = 2"]),
        ("SO304", ["UPDATE van_ban SET ma_bam = 'x' WHERE so = 3"]),
        ("SO303", ["DELETE FROM van_ban WHERE so = 2"]),
        ("SO302", ["UPDATE so SET bam = '0'"]),
    ],
)
def test_the_audit_finds_what_was_altered(
    database: Database, code: str, statements: list[str]
) -> None:
    for i in range(3):
        issue(database, f"kh-{i}")
    assert audit(database).diagnostics == []
    tamper(database, *statements)
    assert code in {d.code for d in audit(database).diagnostics}


# ------------------------------------------------------------------ the door


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "so.db").write_bytes(b"khong phai so" * 1000)
    with pytest.raises(Unavailable) as caught:
        open_database("so.db", tmp_path, REGISTER)
    assert caught.value.diagnostic.code == "SO403"


def test_a_register_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    opened = open_database("so.db", tmp_path, REGISTER)
    with opened.writing() as connection:
        connection.execute(text("UPDATE thong_tin SET gia_tri = '99'"))
    opened.close()
    with pytest.raises(Unavailable) as caught:
        open_database("so.db", tmp_path, REGISTER)
    assert caught.value.diagnostic.code == "SO402"


@pytest.mark.parametrize("url", ["mysql://x/y", "http://x", "://"])
def test_an_address_of_another_kind_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        open_database(url, tmp_path, REGISTER)
    assert caught.value.diagnostic.code == "SO401"


def test_a_server_out_of_reach_is_a_fault_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        open_database("postgresql://x@/so?host=/khong/co", tmp_path, REGISTER)
    assert caught.value.diagnostic.code == "HT914"
