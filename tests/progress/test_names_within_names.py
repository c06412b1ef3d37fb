"""One sheet of all units: a unit whose name begins another's does not get the other's rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.progress.test_progress_levels import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLAN, PERIOD = "plans/mau.toml", "2024-Q3"
SHORT, LONG = "ubnd-phuong-dong-kinh", "ubnd-phuong-tam-thanh"


def test_a_row_goes_to_the_longer_name_alone(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    registry = Path("plans/danh-muc/co-quan.toml")
    text = registry.read_text("utf-8")
    registry.write_text(text.replace("Tam Thanh", "Đông Kinh Ngoại"), "utf-8")
    Path(PLAN).write_text(
        'phien_ban = 1\n[van_ban]\nma = "mau"\nco_quan = "ubnd-tp-lang-son"\n'
        'ngay_xet = 2024-03-02\ntrich_yeu = "Kế hoạch mẫu"\nminh_hoa = true\n'
        '[[nguoi_ky]]\nquyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"\n'
        '[[phu_luc]]\nid = "pl"\ntieu_de = "Nhiệm vụ"\n[[phu_luc.nhiem_vu]]\nid = "nv-1"\n'
        f'noi_dung = "Rà soát hồ sơ tồn đọng"\nchu_tri = ["{SHORT}", "{LONG}"]\n', "utf-8",
    )  # fmt: skip
    told = kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--xlsx", "chung.xlsx")
    assert "lỗi" not in told.err, told.err
    book = load_workbook("chung.xlsx")
    rows = {row[2].value: row for row in book["Nhiệm vụ"].iter_rows()}
    rows["UBND phường Đông Kinh Ngoại"][4].value = "Hoàn thành"
    rows["UBND phường Đông Kinh"][4].value = "Chưa thực hiện"
    book.save("chung.xlsx")
    told = kehoach("progress", "import", PLAN, "chung.xlsx")
    assert (told.code, "BC913" in told.err) == (0, False), told.err
    states = [report("mau", unit, PERIOD)["ket_qua"][0]["trang_thai"] for unit in (SHORT, LONG)]
    assert states == ["chua", "hoan_thanh"]
