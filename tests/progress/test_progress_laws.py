"""Laws of joining and rolling up: whatever the reports say, and in whatever order they come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.progress.asked import AskedOfUnits, AskedTarget, AskedTask
from generator.progress.joining import join, same_value
from generator.progress.reported import BaoCao, DauBaoCao, KetQua, SoLieu
from generator.progress.reporting_tasks import only_reports
from generator.progress.rollup import condensed, one_each, roll_up
from generator.progress.saying import figure_of, number_of, number_text, proved, state_of
from generator.progress.task_standing import standings

UNITS = ("xa-mot", "xa-hai", "xa-ba")
ALL = frozenset(UNITS)
ASKED = AskedOfUnits(
    "kh-mau", "Kế hoạch mẫu", "tinh-mau", "",
    tuple(AskedTask(f"nv-{i}", str(i), f"Việc {i}", "", date(2026, i, 1), ALL) for i in (1, 2, 3)),
    (AskedTarget("ct-1", "1", "Số nhà", "nhà", ">=", "10", True, ALL),),
    tuple((unit, unit) for unit in UNITS),
)  # fmt: skip
WORDS = st.sampled_from(["", "một", "hai", "1.320", "5"])
TASK = st.builds(
    KetQua,
    nut=st.sampled_from(["nv-1", "nv-2", "nv-3"]),
    trang_thai=st.sampled_from(["", "dang", "hoan_thanh", "khong_phat_sinh"]),
    trong_ky=WORDS,
    minh_chung=st.sampled_from(["", "5/KH-UBND ngày 01/02/2026", "có"]),
)
FIGURE = st.builds(SoLieu, chi_tieu=st.just("ct-1"), gia_tri=WORDS)
REPORT = st.builds(
    BaoCao,
    bao_cao=st.builds(
        DauBaoCao, ke_hoach=st.just("kh-mau"), ky=st.just("2026-Q1"), don_vi=st.sampled_from(UNITS),
        so_ky_hieu=st.sampled_from(["1/BC", "2/BC"]),
    ),
    ket_qua=st.lists(TASK, max_size=3, unique_by=lambda row: row.nut),
    so_lieu=st.lists(FIGURE, max_size=1),
)  # fmt: skip


@given(st.lists(REPORT, max_size=6), st.randoms())
def test_a_roll_up_does_not_depend_on_the_order_of_reports(reports, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(reports)
    random.shuffle(shuffled)
    one, other = (
        roll_up(
            ASKED,
            "2026-Q1",
            date(2026, 2, 15),
            [condensed(one, ASKED.nodes()) for one in one_each(some)],
        )
        for some in (reports, shuffled)
    )
    assert one == other


@pytest.mark.parametrize(("day", "late"), [(1, False), (2, True)])
def test_a_task_is_overdue_from_the_day_after_its_last_one(day: int, late: bool) -> None:
    under_way = BaoCao(
        bao_cao=DauBaoCao(ke_hoach="kh-mau", ky="2026-Q1", don_vi="xa-mot", so_ky_hieu="1/BC"),
        ket_qua=[KetQua(nut="nv-2", trang_thai="dang")],
    )
    found = roll_up(ASKED, "2026-Q1", date(2026, 2, day), [condensed(under_way, ASKED.nodes())])
    told = [(item.unit, item.node) for item in found.overdue]
    silent = {(item.unit, item.node) for item in found.past_of_silent()}
    (standing,) = [row for row in standings(found) if row.task.id == "nv-2"]
    assert told == [("xa-mot", "nv-2")] * late
    assert (("xa-hai", "nv-2") in silent) is late
    assert standing.late == ("xa-mot",) * late


@pytest.mark.parametrize(("day", "late"), [(1, False), (2, True)])
def test_a_proof_of_the_last_day_is_in_time(day: int, late: bool) -> None:
    proof = f"5/KH-UBND ngày {day:02}/02/2026"
    done = BaoCao(
        bao_cao=DauBaoCao(ke_hoach="kh-mau", ky="2026-Q1", don_vi="xa-mot", so_ky_hieu="1/BC"),
        ket_qua=[KetQua(nut="nv-2", trang_thai="hoan_thanh", minh_chung=proof)],
    )
    found = roll_up(ASKED, "2026-Q1", date(2026, 3, 1), [condensed(done, ASKED.nodes())])
    assert [(item.unit, item.node) for item in found.late] == [("xa-mot", "nv-2")] * late


@given(REPORT, REPORT)
def test_no_value_of_two_reports_is_lost_when_they_are_joined(a: BaoCao, b: BaoCao) -> None:
    made = join(a, b, "a", "b").report
    kept = {(row.nut, row.trong_ky) for row in made.ket_qua}
    kept |= {(one.nut, value) for one in made.khac_nhau for value in one.gia_tri}
    for row in (*a.ket_qua, *b.ket_qua):
        said = [
            value for node, value in kept if node == row.nut and same_value(value, row.trong_ky)
        ]
        assert said or not row.trong_ky


@given(REPORT)
def test_joining_a_report_with_itself_changes_nothing(report: BaoCao) -> None:
    joined = join(report, report, "a", "b")
    assert (joined.report, joined.filled, joined.differing) == (report, 0, ())


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_a_number_written_the_vietnamese_way_is_read_back(value) -> None:  # type: ignore[no-untyped-def]
    assert number_of(number_text(value)) == value


def test_a_figure_may_have_its_unit_of_measure_behind_it_and_no_other_word() -> None:
    assert [str(figure_of(text, "con")) for text in ("5.640 con", "5640con", "5.640 CON.", "12")] \
        == ["5640", "5640", "5640", "12"]  # fmt: skip
    others = ("chưa có", "5.640 hộ", "hơn 5.640 con", "5.640/6.000 con", "5.640 con và 12 hộ")
    assert [figure_of(text, "con") for text in others] == [None] * len(others)
    assert [figure_of("1,250", unit) for unit in ("hộ", "lớp học", "đại biểu")] == [None] * 3
    assert [str(figure_of("1,250", unit)) for unit in ("tấn quả", "tỷ đồng", "%", "m2/người", "")] \
        == ["1.250"] * 5  # fmt: skip
    assert same_value("5640 con", "5.640", "con")
    assert not same_value("5640 con", "5.640")


def test_words_of_a_state_are_never_taken_for_more_than_they_say() -> None:
    said = ["Hoàn thành", "Đã hoàn thành 100%", "Hoàn thành 80%", "Cơ bản hoàn thành",
            "Chưa hoàn thành", "Không phát sinh", "Chưa thực hiện", "", "Rất tốt",
            "chưa phát sinh", "100%", "đạt 60 %", "0%", "HT", "đang TH"]  # fmt: skip
    assert [state_of(text) for text in said] == [
        "hoan_thanh", "hoan_thanh", "dang", "dang", "dang", "khong_phat_sinh", "chua", "", None,
        "khong_phat_sinh", "hoan_thanh", "dang", "chua", "hoan_thanh", "dang",
    ]  # fmt: skip


def test_a_proof_is_a_number_with_its_day_or_a_file_with_its_digest() -> None:
    for day in ("29/3/2024", "29.3.2024", "29-3-2024", "29 tháng 3 năm 2024"):
        assert proved(f"29/QĐ-UBND ngày {day}"), day
    assert proved(f"bien-ban.pdf#{'a' * 64}")
    assert not proved("29/QĐ-UBND")
    assert not proved("có văn bản kèm theo")
    assert not proved("29/QĐ-UBND ngày 31/2/2024")


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Ủy ban nhân dân các xã, phường báo cáo về Sở trước ngày 20 tháng cuối quý./.", True),
        ("Các sở, ngành định kỳ hằng quý gửi báo cáo kết quả về Sở Y tế để tổng hợp.", True),
        ("UBND các xã xây dựng kế hoạch; hằng quý báo cáo kết quả về Sở.", False),
        ("UBND các xã báo cáo kết quả, xử lý các điểm tồn đọng.", False),
        ("Sở Nông nghiệp theo dõi, đôn đốc, tổng hợp báo cáo UBND tỉnh.", False),
        ("Tổ chức thi báo cáo viên giỏi cấp xã", False),
    ],
)
def test_a_task_that_asks_for_the_report_alone_is_done_by_it(text: str, only: bool) -> None:
    assert only_reports(text) is only


def test_who_has_reported_owes_no_answer_to_the_task_of_reporting() -> None:
    task = AskedTask("nv-9", "9", "Báo cáo về Sở", "", date(2026, 1, 1), ALL, reports=True)
    asked = ASKED._replace(tasks=(task,))
    row = KetQua(nut="nv-1", trang_thai="dang")
    head = DauBaoCao(ke_hoach="kh-mau", ky="2026-Q1", don_vi=UNITS[0])
    came = condensed(BaoCao(bao_cao=head, ket_qua=[row]), asked.nodes())
    found = roll_up(asked, "2026-Q1", date(2026, 2, 15), [came])
    assert (found.unanswered, found.not_reported) == ((), UNITS[1:])
