"""A task done with less than its own words ask for."""

from __future__ import annotations

from datetime import date

import pytest

from generator.progress.asked import AskedOfUnits, AskedTask
from generator.progress.reported import BaoCao, DauBaoCao, KetQua, KhacNhau
from generator.progress.rollup import condensed, roll_up

ONE, TWO = frozenset(["xa-mot"]), frozenset(["xa-mot", "xa-hai"])


def short(text: str, units: frozenset[str], row: KetQua, *apart: KhacNhau) -> list[str]:
    """What a roll-up tells of a task and its answer."""
    task = AskedTask("nv-1", "1", text, "", None, units)
    names = tuple((unit, unit) for unit in sorted(units))
    asked = AskedOfUnits("kh-mau", "", "tinh-mau", "", (task,), (), names)
    head = DauBaoCao(ke_hoach="kh-mau", don_vi="xa-mot", ky="2026-Q1")
    report = BaoCao(bao_cao=head, ket_qua=[row], khac_nhau=list(apart))
    ids = asked.ids()
    came = [condensed(report, ids.nodes, texts=False, asked=ids.promised)]
    return [one.detail for one in roll_up(asked, "2026-Q1", date(2026, 4, 5), came).short]


def done(result: str, state: str = "hoan_thanh", total: str = "") -> KetQua:
    return KetQua(nut="nv-1", trang_thai=state, trong_ky=result, luy_ke=total)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "units", "row", "told"),
    [
        ("Tổ chức 12 lớp tập huấn cho nông dân", ONE, done("Đã mở 9 lớp tập huấn"), "9 < 12 lớp"),
        ("Tổ chức 12 lớp tập huấn", ONE, done("Đã mở 12 lớp, 450 lượt người"), None),
        ("Tổ chức 12 lớp tập huấn", ONE, done("Đã mở 3 lớp", total="12 lớp"), None),
        ("Tổ chức 12 lớp tập huấn", ONE, done("Đã mở 9 lớp", "dang"), None),
        ("Tổ chức 12 lớp tập huấn", TWO, done("Đã mở 5 lớp"), None),
        ("Mỗi xã tổ chức 02 buổi tuyên truyền", TWO, done("Đã tổ chức 1 buổi"), "1 < 2 buổi"),
        ("Tiêm phòng đạt 95% đối tượng", TWO, done("Đã tiêm 87,5%"), "87,5 < 95 %"),
        ("Giảm tỷ lệ hộ nghèo còn không quá 3%", ONE, done("Còn 2,1%"), None),
        ("Trồng 1.200 ha rừng", ONE, done("Trồng 800 ha keo và 400 ha quế"), None),
        ("Rà soát thủ tục hành chính", ONE, done("Đã rà soát 5 thủ tục"), None),
    ],
)
def test_only_what_leaves_no_doubt_is_told(
    text: str, units: frozenset[str], row: KetQua, told: str | None
) -> None:
    assert short(text, units, row) == ([] if told is None else [told])


def test_while_two_sources_differ_nothing_is_told() -> None:
    apart = KhacNhau(nut="nv-1", truong="trong_ky", gia_tri=["9 lớp", "12 lớp"], nguon=["a", "b"])
    assert short("Tổ chức 12 lớp tập huấn", ONE, done("9 lớp"), apart) == []
