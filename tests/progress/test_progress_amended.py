"""Reports of a replaced plan, and of periods before: nothing lost, nothing moved to other work."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.progress.amended import followed, moved
from generator.progress.asked import AskedOfUnits, AskedTask
from generator.progress.earlier_answers import EarlierPeriod, with_done_before
from generator.progress.reported import BaoCao, DauBaoCao, KetQua, KhacNhau
from generator.progress.rollup import UnitAnswer, UnitReport, roll_up
from tests.progress.test_progress_chain import PERIOD, PLAN, city
from tests.progress.test_progress_levels import filled
from tests.progress.test_progress_proofs import FORM, UNIT, amended

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

__all__ = ["city"]
WARD = "xa-mau"
ALL_DO = "Ủy ban nhân dân các xã, phường "
BEFORE = (
    "thống kê số hộ nuôi chó, mèo; hoàn thành trước ngày 31 tháng 5 năm 2026.",
    "thành lập tổ bắt giữ chó thả rông; hoàn thành trong quý II năm 2026.",
    "tổ chức tiêm phòng vắc xin Dại đợt 1; hoàn thành trước ngày 15 tháng 6 năm 2026.",
    "phun tiêu độc, khử trùng nơi có ổ dịch.",
)
NOW = (
    "thống kê số hộ nuôi chó, mèo; hoàn thành trước ngày 31 tháng 5 năm 2026.",
    "lập sổ quản lý đàn gia cầm; hoàn thành trước ngày 31 tháng 8 năm 2026.",
    "phun tiêu độc, khử trùng nơi có ổ dịch.",
    "tổ chức tiêm phòng vắc xin Dại đợt 1 cho chó, mèo; hoàn thành trước ngày 15 tháng 8.",
)


def asked(plan: str, texts: tuple[str, ...]) -> AskedOfUnits:
    """A plan read from Word: ids that come of equal first words, numbered by place."""
    tasks = tuple(
        AskedTask(f"uy-ban-{i}", str(i), ALL_DO + text, "", date(2026, 6, 1), frozenset([WARD]))
        for i, text in enumerate(texts, 1)
    )
    return AskedOfUnits(plan, "", "tinh-mau", "", tasks, (), ((WARD, "Xã Mẫu"),))


def test_an_id_that_names_other_work_in_the_new_plan_takes_nothing_with_it() -> None:
    ids = followed(asked("cu", BEFORE), asked("moi", NOW))
    assert ids == {"uy-ban-1": "uy-ban-1", "uy-ban-3": "uy-ban-4", "uy-ban-4": "uy-ban-3"}
    rows = [KetQua(nut=f"uy-ban-{i}", noi_dung=text) for i, text in enumerate(BEFORE, 1)]
    apart = [KhacNhau(nut=f"uy-ban-{i}", truong="luy_ke", gia_tri=["1", "2"], nguon=["a", "b"])
             for i in (2, 3)]  # fmt: skip
    head = DauBaoCao(ke_hoach="cu", don_vi=WARD, ky="2026-Q2")
    made = moved(BaoCao(bao_cao=head, ket_qua=rows, khac_nhau=apart), ids, "moi")
    assert [row.nut for row in made.ket_qua] == ["uy-ban-1", "", "uy-ban-4", "uy-ban-3"]
    assert [one.nut for one in made.khac_nhau] == [BEFORE[1], "uy-ban-4"]
    assert made.bao_cao.ke_hoach == "moi"


def test_what_was_reported_done_before_is_not_asked_for_again() -> None:
    plan = asked("cu", BEFORE)
    done, under_way = (
        UnitAnswer("hoan_thanh", proof=True, proved_on=None),
        UnitAnswer("dang", proof=False, proved_on=None),
    )
    less = (("uy-ban-1", "1 < 2 đợt"), ("uy-ban-2", "3 < 4 đợt"))
    first = UnitReport(WARD, (("uy-ban-1", done), ("uy-ban-2", done)), (), (), (), short=less)
    second = UnitReport(WARD, (("uy-ban-2", under_way), ("uy-ban-3", done)), (), (), ())
    ended = [EarlierPeriod("2026-Q2", "quý II", [second]), EarlierPeriod("2026-Q1", "", [first])]
    now = UnitReport(WARD, (("uy-ban-4", under_way),), (), (), ())
    rolled = roll_up(plan, "2026-Q3", date(2026, 10, 5), with_done_before([now], ended, plan))
    assert [one.number for one in rolled.unanswered] == ["2"]
    assert [(one.number, one.detail) for one in rolled.short] == [("1", "1 < 2 đợt")]
    silent = roll_up(plan, "2026-Q3", date(2026, 10, 5), with_done_before([], ended, plan))
    assert silent.not_reported == (WARD,)
    assert [one.number for one in silent.past_of_silent()] == ["2", "4"]
    monthly = plan._replace(tasks=tuple(t._replace(again=object()) for t in plan.tasks))
    assert with_done_before([], ended, monthly) == []


def test_a_form_of_the_replaced_plan_is_taken_for_the_one_that_replaces_it(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    kehoach("progress", "init", PLAN, "--period", PERIOD, "--unit", UNIT, "-o", "bieu")
    filled(FORM, (1, "Hoàn thành", "5/KH-UBND ngày 01/02/2024"), (5, "Hoàn thành", ""))
    own = 'ma = "kh-9-tp-lang-son-2024"'
    text = amended(Path(PLAN).read_text("utf-8"))
    replacing = text.replace(own, own[:-1] + '-sua"\nthay_the = "kh-9-tp-lang-son-2024"', 1)
    Path("plans/cds-sua.toml").write_text(replacing, "utf-8")
    kehoach("progress", "init", "plans/cds-sua.toml", "--period", PERIOD, "--unit", UNIT)
    told = kehoach("progress", "import", "plans/cds-sua.toml", FORM)
    assert [code in told.err for code in ("BC905", "BC907")] == [True, True]
    other = kehoach("progress", "import", "plans/cds-sua.toml", FORM, "--period", "2024-nam").err
    assert [code in other for code in ("BC904", "BC903")] == [True, False]
    found = json.loads(kehoach("progress", "roll-up", "plans/cds-sua.toml", "--period", PERIOD,
                               "--date", "2024-09-25", "--json").out)  # fmt: skip
    assert [one["text"] for one in found["unknown"]] == ["Thanh toán trực tuyến phí, lệ phí"]
    later = json.loads(kehoach("progress", "roll-up", "plans/cds-sua.toml", "--period", "2024-nam",
                               "--date", "2025-01-05", "--json").out)  # fmt: skip
    mine = [one["text"] for one in later["not_reported_past"] if one["unit"] == UNIT]
    assert mine
    assert not any(text.startswith("Lập và niêm yết kế hoạch") for text in mine)
