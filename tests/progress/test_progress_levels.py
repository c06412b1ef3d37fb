"""Many levels: a ward's report becomes the city's row, the city's becomes the province's."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from generator.progress.asked import AskedOfUnits, AskedTask
from generator.progress.raising import raised
from generator.progress.rollup import roll_up
from generator.progress.saying import agrees, fraction_of, number_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PERIOD = "2024-9-thang"
PLANS = "plans/lang-son-2024"
DONE = "8/KH-UBND ngày 12/6/2024"


def filled(form: str, *rows: tuple[int, str, str]) -> str:
    """A form with number of the row, state and proof filled in."""
    book = load_workbook(form)
    sheet = book["Nhiệm vụ"]
    at = {str(row[0].value): row for row in sheet.iter_rows() if row[0].value}
    for number, state, proof in rows:
        at[str(number)][3].value, at[str(number)][6].value = state, proof
    book.save(form)
    return form


def report(plan: str, unit: str, period: str = PERIOD) -> Any:
    return tomllib.loads(Path(f"tien-do/{plan}/{period}/{unit}.toml").read_text("utf-8"))


def rows(found: Any) -> dict[str, Any]:
    return {row["nut"]: row for row in found["ket_qua"] if row.get("trang_thai")}


def test_three_levels_of_2024(workspace: Path, kehoach: Callable[..., Outcome]) -> None:
    ward = f"{PLANS}/phuong-dong-kinh.toml"
    kehoach("progress", "init", ward, "--period", PERIOD, "-o", "bieu")
    form = filled("bieu/ubnd-phuong-dong-kinh.xlsx",
                  (1, "Đang thực hiện", ""), (2, "Hoàn thành", DONE))  # fmt: skip
    assert kehoach("progress", "import", ward, form).code == 0
    up = json.loads(kehoach("progress", "raise", ward, "--period", PERIOD, "--json").out)
    assert (up["above"], up["rows"]) == ("kh-tp-lang-son-2024", 2)
    city = rows(report("kh-tp-lang-son-2024", "ubnd-phuong-dong-kinh"))
    assert city["nv-ke-hoach-phuong-xa"]["trang_thai"] == "hoan_thanh"
    assert city["nv-ke-hoach-phuong-xa"]["minh_chung"] == DONE
    above = kehoach("progress", "raise", f"{PLANS}/thanh-pho.toml", "--period", PERIOD)
    assert (above.code, "BC917" in above.err) == (0, True)  # the city has no task for each row
    province = rows(report("kh-126-lang-son-2024", "ubnd-tp-lang-son"))
    assert province["nv-nguoi-dung-dau"]["trang_thai"] == "dang"
    assert set(province) == {"nv-nguoi-dung-dau"}
    whole = kehoach("progress", "roll-up", f"{PLANS}/tinh.toml", "--period", PERIOD, "--json")
    assert "ubnd-tp-lang-son" not in json.loads(whole.out)["not_reported"]


def asked(plan: str, issuer: str, above: str, unit: str, *texts: str) -> AskedOfUnits:
    rows = tuple(
        AskedTask(f"{plan}-{i}", str(i), text, "", None, frozenset([unit]))
        for i, text in enumerate(texts, 1)
    )
    return AskedOfUnits(plan, "", issuer, above, rows, (), ((unit, unit),))


def test_a_blank_row_above_names_what_here_resembles_it_and_stays_blank() -> None:
    below = asked("xa", "ubnd-xa-a", "tinh", "phong-a", "Ngày hội đọc sách ở trường tiểu học",
                  "Vệ sinh khu dân cư cuối tuần", "Thu gom rác thải nhựa")  # fmt: skip
    above = asked("tinh", "ubnd-tinh", "", "ubnd-xa-a",
                  "Tổ chức Ngày hội đọc sách cho học sinh tại các trường",
                  "Lắp đặt camera giám sát tại các khu dân cư")  # fmt: skip
    made = raised(roll_up(below, PERIOD, date(2024, 9, 30), []), above)
    assert {id_: one.text for id_, one in made.likely.items()} == {"tinh-1": below.tasks[0].text}
    assert [row.trang_thai for row in made.report.ket_qua] == ["", ""]


def test_what_was_raised_is_raised_anew_until_a_person_has_touched_it(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    ward = f"{PLANS}/phuong-dong-kinh.toml"
    kehoach("progress", "init", ward, "--period", PERIOD, "-o", "bieu")
    form = filled("bieu/ubnd-phuong-dong-kinh.xlsx", (1, "Chưa thực hiện", ""))
    kehoach("progress", "import", ward, form)
    ask = ("progress", "raise", ward, "--period", PERIOD)
    kehoach(*ask)
    same = json.loads(kehoach(*ask, "--json").out)
    assert same["written"] is None
    kehoach("progress", "import", ward, filled(form, (2, "Hoàn thành", DONE)))
    kehoach(*ask)
    fresh = report("kh-tp-lang-son-2024", "ubnd-phuong-dong-kinh")
    assert len(rows(fresh)) == 2
    assert fresh.get("khac_nhau") is None
    path = Path(f"tien-do/kh-tp-lang-son-2024/{PERIOD}/ubnd-phuong-dong-kinh.toml")
    path.write_text(path.read_text("utf-8").replace('"chua"', '"dang"'), "utf-8")
    kehoach("progress", "import", ward, filled(form, (3, "Hoàn thành", DONE)))
    told = kehoach(*ask)
    assert "BC913" in told.err
    kept = report("kh-tp-lang-son-2024", "ubnd-phuong-dong-kinh")
    assert [one["gia_tri"] for one in kept["khac_nhau"]] == [["dang", "chua"]]
    assert len(rows(kept)) == 3


def test_two_levels_of_2026(workspace: Path, kehoach: Callable[..., Outcome]) -> None:
    Path("plans/tinh-2026.toml").write_text(
        'phien_ban = 1\n[van_ban]\nma = "kh-mau-2026"\nco_quan = "ubnd-tinh-lang-son"\n'
        'ngay_xet = 2026-03-02\ntrich_yeu = "Kế hoạch mẫu"\nminh_hoa = true\n'
        '[[nguoi_ky]]\nquyen_han = "TM. ỦY BAN NHÂN DÂN"\nchuc_vu = "CHỦ TỊCH"\n'
        '[[phu_luc]]\nid = "pl"\ntieu_de = "Nhiệm vụ"\n[[phu_luc.nhiem_vu]]\nid = "nv-1"\n'
        'noi_dung = "Rà soát hồ sơ tồn đọng"\nchu_tri = ["ubnd-xa-phuong"]\n'
        "thoi_han = { ngay = 2026-06-30 }\n"
        '[[chi_tieu]]\nid = "ct-1"\nnoi_dung = "Tỷ lệ hồ sơ đúng hạn"\ndon_vi = "%"\n'
        'gia_tri = "95"\n', "utf-8",
    )  # fmt: skip
    made = kehoach("progress", "init", "plans/tinh-2026.toml", "--period", "2026-Q3", "-o", "bieu")
    assert made.code == 0, made.err
    forms = sorted(Path("bieu").glob("*.xlsx"))
    assert len(forms) > 60
    unit = forms[0].stem
    kehoach("progress", "import", "plans/tinh-2026.toml",
            filled(str(forms[0]), (1, "Đang thực hiện", "")))  # fmt: skip
    found = json.loads(
        kehoach("progress", "roll-up", "plans/tinh-2026.toml", "--period", "2026-Q3", "--date",
                "2026-09-30", "--json").out
    )  # fmt: skip
    assert [item["unit"] for item in found["overdue"]] == [unit]
    assert len(found["not_reported"]) == len(forms) - 1


def test_all_units_go_to_one_sheet_and_each_gets_its_own_rows_back(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    city, plan, ward = f"{PLANS}/thanh-pho.toml", "kh-tp-lang-son-2024", "ubnd-phuong-tam-thanh"
    kehoach("progress", "init", city, "--period", PERIOD, "-o", "bieu")
    form = filled(f"bieu/{ward}.xlsx", (1, "Đang thực hiện", ""), (2, "Hoàn thành", DONE))
    assert kehoach("progress", "import", city, form).code == 0
    before = {path: path.read_bytes() for path in Path(f"tien-do/{plan}").rglob("*.toml")}
    kehoach("progress", "roll-up", city, "--period", PERIOD, "--xlsx", "tong-hop.xlsx")
    told = kehoach("progress", "import", city, "tong-hop.xlsx")
    assert told.code == 0, told.err
    assert {path: path.read_bytes() for path in before} == before
    book = load_workbook("tong-hop.xlsx")
    mine = [row for row in book["Nhiệm vụ"].iter_rows() if row[0].value == "2"]
    other = next(row for row in mine if row[2].value == "UBND phường Đông Kinh")
    other[4].value, other[7].value = "Hoàn thành", "9/KH-UBND ngày 13/6/2024"
    own = next(row for row in mine if row[2].value == "UBND phường Tam Thanh")
    own[4].value = "Đang thực hiện"
    book.save("sua.xlsx")
    told = kehoach("progress", "import", city, "sua.xlsx")
    assert (told.code, "BC913" in told.err) == (0, True)
    added = rows(report(plan, "ubnd-phuong-dong-kinh"))
    assert added["nv-ke-hoach-phuong-xa"]["minh_chung"] == "9/KH-UBND ngày 13/6/2024"
    kept = report(plan, ward)["khac_nhau"]
    assert [one["gia_tri"] for one in kept] == [["hoan_thanh", "dang"]]
    kehoach("progress", "roll-up", city, "--period", PERIOD, "--xlsx", "khac.xlsx")
    pages = load_workbook("khac.xlsx")["Nhiệm vụ"].iter_rows(values_only=True)
    said = next(row[4] for row in pages if row[0] == "2" and row[2] == "UBND phường Tam Thanh")
    assert said == "Khác nhau, chưa chốt: Hoàn thành ≠ Đang thực hiện"
    assert "BC913" not in kehoach("progress", "import", city, "khac.xlsx").err
    assert report(plan, ward)["khac_nhau"] == kept


def test_a_plan_without_one_above_has_nowhere_to_report(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    told = kehoach("progress", "raise", f"{PLANS}/tinh.toml", "--period", PERIOD)
    assert (told.code, "BC916" in told.err) == (1, True)


def test_a_task_for_nobody_in_particular_is_told_and_owed_by_nobody(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    path = Path(f"{PLANS}/thanh-pho.toml")
    path.write_text(
        path.read_text("utf-8").replace(
            'chu_tri = ["mttq-tp"]', 'chu_tri = ["co-quan-don-vi"]', 1
        ), "utf-8",
    )  # fmt: skip
    made = kehoach("progress", "init", str(path), "--period", PERIOD, "-o", "bieu")
    assert "BC918" in made.err
    assert not Path("bieu/co-quan-don-vi.xlsx").exists()


def test_a_percentage_is_held_against_its_own_fraction() -> None:
    said = [("78,5", "1.256/1.600 hồ sơ"), ("78", "1.256/1.600"), ("79", "1.256/1.600"),
            ("82,5", "1.256/1.600"), ("100", "5/5"), ("33,33", "1/3")]  # fmt: skip
    judged = []
    for value, base in said:
        number, part = number_of(value), fraction_of(base)
        assert number is not None
        assert part is not None
        judged.append(agrees(number, part))
    assert judged == [True, True, True, False, True, True]
    assert fraction_of("hồ sơ") is None
    assert fraction_of("3/0") is None


def test_a_ministry_asks_each_province_and_bodies_that_no_list_has(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    province = Path(f"{PLANS}/tinh.toml")
    head = province.read_text("utf-8").partition("[van_ban]")[2]
    issuer = next(line for line in head.splitlines() if line.startswith("co_quan"))
    own = issuer.partition('"')[2].rstrip('"')
    text = (
        'phien_ban = 1\n\n[van_ban]\nma = "kh-bo"\nco_quan = "bo-mau"\nso = 5\nngay = 2024-01-05\n'
        'trich_yeu = "Cải cách năm 2024"\n\n[[muc]]\nid = "m1"\ntieu_de = "NHIỆM VỤ"\n'
    )
    for i, said in enumerate((
        "Ủy ban nhân dân các tỉnh, thành phố ban hành kế hoạch trước ngày 31 tháng 3 năm 2024.",
        "Các phòng, đơn vị thuộc Bộ tổ chức thực hiện thường xuyên.",
        "Hợp tác xã Thanh Long Mẫu trồng 20 ha trước ngày 30 tháng 6 năm 2024.",
    ), 1):  # fmt: skip
        text += f'\n[[muc.khoan]]\nid = "k{i}"\nnoi_dung = "{said}"\n'
    text += '\n[[nguoi_ky]]\nquyen_han = ["KT. BỘ TRƯỞNG"]\nchuc_vu = "THỨ TRƯỞNG"\n'
    text += '\n[[co_quan_moi]]\nid = "bo-mau"\nten = "Bộ Mẫu"\nten_ngan = "Bộ Mẫu"\n'
    Path("plans/bo.toml").write_text(text, "utf-8")
    made = kehoach("progress", "init", "plans/bo.toml", "--period", PERIOD, "-o", "bieu-bo")
    assert made.code == 0, made.err
    units = {path.stem for path in Path("bieu-bo").glob("*.xlsx")}
    assert own in units
    assert "hop-tac-xa-thanh-long-mau" in units
    assert not any(unit.startswith("cac-") for unit in units)


def test_units_named_by_their_kind_in_a_sentence_are_asked_each(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    sentences = (
        "Ủy ban nhân dân các phường niêm yết thủ tục tại nhà văn hóa.",
        "Mỗi xã tổ chức 02 buổi đối thoại với người dân./.",
    )
    body = "".join(
        f'[[muc.khoan]]\nid = "k-{i}"\nnoi_dung = "{text}"\n' for i, text in enumerate(sentences)
    )
    Path("plans/loi.toml").write_text(
        'phien_ban = 1\n[van_ban]\nma = "kh-loi"\nco_quan = "ubnd-tp-lang-son"\n'
        'ngay_xet = 2024-05-05\ntrich_yeu = "Kế hoạch mẫu"\nminh_hoa = true\n'
        f'[[muc]]\nid = "viec"\ntieu_de = "NHIỆM VỤ"\n{body}'
        '[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n',
        "utf-8",
    )
    made = kehoach("progress", "init", "plans/loi.toml", "--period", PERIOD, "-o", "bieu")
    assert made.code == 0, made.err
    kinds: dict[str, set[str]] = {}
    for form in Path("bieu").glob("*.xlsx"):
        texts = {r[1].value for r in load_workbook(form)["Nhiệm vụ"].iter_rows(min_row=6)}
        for text in texts & set(sentences):
            kinds.setdefault(text, set()).add(form.stem.split("-")[1])
    assert kinds == {sentences[0]: {"phuong"}, sentences[1]: {"xa"}}
