"""One year of the city's plan with its eight wards and communes, as its clerk lives it.

The papers that carry the plan to its signature, its issue with a decision, three reporting periods
with two late wards, a contradiction, an amended task, reminders, score sheets by an invented set,
and the report to the province.
The wards' answers and the target are invented.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.papers.test_attached import filled as completed_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

pytestmark = pytest.mark.usefixtures("official")

FOLDER = "plans/lang-son-2024"
CITY, AMENDED, PROVINCE = (f"{FOLDER}/{name}.toml" for name in ("thanh-pho", "sua", "tinh"))
OWN = "kh-tp-lang-son-2024"
LATE = ("ubnd-xa-quang-lac", "ubnd-xa-mai-pha")
PROOF = "8/KH-UBND ngày 12/6/2024"
SET = "mau-minh-hoa"
FULL_SCORE = {"1.1.1": "3", "1.1.2": "4", "1.2": "5", "2.1": "6"}
FIGURES = "dung_han = 1.600; tong_so = 1.600"
TARGET = """
[[chi_tieu]]
id = "ho-so-dung-han"
noi_dung = "Số thủ tục được công khai tại bộ phận một cửa"
don_vi = "thủ tục"
gia_tri = "60"
chu_tri = ["phong-noi-vu-tp"]
don_vi_thuc_hien = ["ubnd-phuong-xa"]
"""


class Office:
    """The clerk of the city, who types commands."""

    def __init__(self, kehoach: Callable[..., Outcome]) -> None:
        self._kehoach = kehoach

    def __call__(self, *arguments: object, wanted: int = 0) -> Outcome:
        found = self._kehoach(*arguments)
        assert found.code == wanted, (arguments, found.out, found.err)
        return found

    def says(self, *arguments: object, wanted: int = 0) -> Any:
        return json.loads(self(*arguments, "--json", wanted=wanted).out)

    def rolled(self, plan: str, period: str, day: str) -> Any:
        """The roll-up as it stands; code 1 says that it found something."""
        found = self._kehoach(
            "progress", "roll-up", plan, "--period", period, "--date", day, "--json"
        )
        assert found.code in {0, 1}, found.err
        return json.loads(found.out)


def edit(path: str, pattern: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    made, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
    assert count == 1, (path, pattern)
    Path(path).write_text(made, "utf-8")


def without(path: str, pattern: str) -> None:
    text = Path(path).read_text("utf-8")
    Path(path).write_text(re.sub(pattern, "", text, flags=re.MULTILINE), "utf-8")


def dated(path: str, day: str) -> None:
    edit(path, r"^ngay_xet = .*", f"ngay_xet = {day}")


def answered(form: Path, figure: str, **states: str) -> str:
    """A ward's form as the ward sends it: states of tasks by number, the figure of the target."""
    book = load_workbook(form)
    tasks, figures = book["Nhiệm vụ"], book["Chỉ tiêu"]
    rows = {str(row[0].value): row for row in tasks.iter_rows(min_row=6) if row[0].value}
    for number, state in states.items():
        row = rows[number.removeprefix("n")]
        row[3].value = state
        if state == "Hoàn thành":
            row[6].value = PROOF
    heads = next(r for r in figures.iter_rows() if "Chỉ tiêu" in [c.value for c in r])
    column = next(i for i, cell in enumerate(heads) if str(cell.value).startswith("Kết quả"))
    figures.cell(heads[0].row + 1, column + 1).value = figure
    book.save(form)
    return str(form)


def test_the_year_of_a_plan(workspace: Path, kehoach: Callable[..., Outcome]) -> None:
    office = Office(kehoach)
    submitted_and_issued(office)
    wards = six_months(office)
    amended(office)
    nine_months(office, wards)
    scored(office, wards)
    the_year(office, wards)


def submitted_and_issued(office: Office) -> None:
    """May, June: draft, slip, submission, decision; numbers for all of them together."""
    without(CITY, r"^(so|ngay) = .*\n")
    edit(CITY, r"^trich_yeu", "ngay_xet = 2024-06-05\ntrich_yeu")
    with Path(CITY).open("a", encoding="utf-8") as file:
        file.write(TARGET)
    office("new", "decision", "--for", CITY)
    edit(CITY, r"^trich_yeu", f'kem_theo = "(Kèm theo {{{OWN}-decision:ngay}})"\ntrich_yeu')
    office("dossier", "new", CITY, "--with", "submission", "--with", "slip", "--with", "letter")
    for kind in ("slip", "submission", "decision", "letter"):
        paper = CITY.replace(".toml", f"-{kind}.toml")
        completed_draft(Path(paper))
        dated(paper, "2024-06-05")
    edit(CITY.replace(".toml", "-letter.toml"), r"^trich_yeu", 'don_vi_soan = "NV"\ntrich_yeu')
    assert office("check", f"ho-so/{OWN}/ho-so.toml").err == ""
    office("dossier", "render", CITY)
    said = office.says("dossier", "issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ")
    numbers = [one["number"] for one in said["results"]]
    assert numbers == ["01/TTr-UBND", "02/QĐ-UBND", "03/UBND-NV"]
    issued = next(Path("phat-hanh").glob("**/0002*/kem-theo.docx"))
    lines = [p.text.replace("\xa0", " ") for p in Document(str(issued)).paragraphs]
    assert any("Quyết định số 02/QĐ-UBND ngày 07/6/2024" in line for line in lines)
    office("render", f"{FOLDER}/phuong-dong-kinh.toml")
    ward = office("textconv", "output/lang-son-2024/phuong-dong-kinh.docx").out
    assert "ban hành kèm theo Quyết định số 02/QĐ-UBND ngày 07/6/2024" in ward


def six_months(office: Office) -> list[str]:
    """Two of eight wards are silent; the letter urges them and nobody who has answered."""
    period = "2024-6-thang"
    office("progress", "init", CITY, "--period", period, "-o", "bieu-6")
    wards = sorted(
        p.stem for p in Path("bieu-6").glob("ubnd-*.xlsx") if p.stem != "ubnd-tp-lang-son"
    )
    assert len(wards) == 8
    for ward in set(wards) - set(LATE):
        form = answered(Path(f"bieu-6/{ward}.xlsx"), "50", n1="Đang thực hiện", n2="Hoàn thành")
        office("progress", "import", CITY, form)
    found = office.rolled(CITY, period, "2024-06-20")
    assert set(LATE) <= set(found["not_reported"])
    assert not (set(wards) - set(LATE)) & set(found["not_reported"])
    letter = office.says("progress", "remind", CITY, "--period", period, "--date", "2024-06-20")
    urged = " ".join(letter["addressees"])
    assert "xã Quảng Lạc" in urged
    assert "xã Mai Pha" in urged
    assert "phường Tam Thanh" not in urged
    for ward in LATE:
        form = answered(Path(f"bieu-6/{ward}.xlsx"), "40", n2="Đang thực hiện")
        office("progress", "import", CITY, form)
    found = office.rolled(CITY, period, "2024-06-20")
    assert not set(wards) & set(found["not_reported"])
    assert {(o["unit"], o["number"]) for o in found["overdue"]} == {(w, "2") for w in LATE}
    (total,) = found["totals"]
    assert total["sum"] == str(6 * 50 + 2 * 40)
    report = office.says("progress", "report", CITY, "--period", period, "--date", "2024-06-20")
    body = Path(report["written"]).read_text("utf-8")
    assert "8/14 đơn vị đã báo cáo" in body
    return wards


def amended(office: Office) -> None:
    """July: a task gets another deadline, by a second decision; what was issued is not touched."""
    frozen = Path(CITY).read_text("utf-8")
    edit(CITY, r"truoc = 2024-06-15", "truoc = 2024-08-31")
    assert "KH428" in office("check", CITY, wanted=1).err
    Path(CITY).write_text(frozen, "utf-8")
    Path(AMENDED).write_text(frozen, "utf-8")
    edit(AMENDED, rf'^ma = "{OWN}"', f'ma = "{OWN}-sua"\nthay_the = "{OWN}"')
    edit(AMENDED, r"truoc = 2024-06-15", "truoc = 2024-08-31")
    without(AMENDED, r"^kem_theo = .*\n")
    dated(AMENDED, "2024-07-10")
    office("new", "decision", "--for", AMENDED)
    edit(AMENDED, r"^trich_yeu", f'kem_theo = "(Kèm theo {{{OWN}-sua-decision:ngay}})"\ntrich_yeu')
    decision = AMENDED.replace(".toml", "-decision.toml")
    completed_draft(Path(decision))
    dated(decision, "2024-07-10")
    office("issue", decision, "--date", "2024-07-12", "--reason", "nhập sổ")
    assert office("check", CITY).err.count("KH428") == 0


def nine_months(office: Office, wards: list[str]) -> None:
    """A ward sends two figures: both stay until a person chooses; nothing is overdue now."""
    period = "2024-9-thang"
    office("progress", "init", AMENDED, "--period", period, "-o", "bieu-9")
    for ward in wards:
        state = "Đang thực hiện" if ward == LATE[0] else "Hoàn thành"
        office("progress", "import", AMENDED, answered(Path(f"bieu-9/{ward}.xlsx"), "55", n2=state))
    again = answered(Path(f"bieu-9/{wards[0]}.xlsx"), "57")
    assert "BC913" in office("progress", "import", AMENDED, again).err
    found = office.rolled(AMENDED, period, "2024-09-20")
    (both,) = found["contradictions"]
    assert both["unit"] == wards[0]
    assert "55" in both["detail"]
    assert "57" in both["detail"]
    assert [(o["unit"], o["number"]) for o in found["overdue"]] == [(LATE[0], "2")]
    office("progress", "choose", AMENDED, "--period", period, "--unit", wards[0],
           "--row", "ho-so-dung-han", "--value", "57", "--reason", "đã đối chiếu",
           "--by", "Người Chốt Mẫu")  # fmt: skip
    found = office.rolled(AMENDED, period, "2024-09-20")
    assert found["contradictions"] == []
    assert found["totals"][0]["sum"] == str(7 * 55 + 57)
    letter = office.says("progress", "remind", AMENDED, "--period", period, "--date", "2024-09-20")
    rows = [line for line in letter["lines"] if "hạn 30/8/2024" in line or "nhiệm vụ 2" in line]
    assert len(rows) == 1
    assert "xã Quảng Lạc" in rows[0]


def scored(office: Office, wards: list[str]) -> None:
    """November: the wards score themselves by the invented set; one is silent, one loses points.

    It explains, the city appraises again, and the points that are lost come to the lead body.
    """
    edit(AMENDED, r'^id = "nv-ke-hoach-phuong-xa"', f'\\g<0>\ntieu_chi = ["{SET}:1.1.1"]')
    office("score", "init", SET, "-o", "phieu")
    sent = [
        scores(Path(f"phieu/{ward}.xlsx"), "Điểm tự chấm", FULL_SCORE)
        for ward in wards
        if ward not in LATE
    ]
    office("score", "receive", SET, *sent)
    found = office.says("score", "roll-up", SET, wanted=1)
    assert sorted(found["not_answered"]) == sorted(LATE)
    assert {one["own"] for one in found["units"]} == {"18"}
    late = [scores(Path(f"phieu/{ward}.xlsx"), "Điểm tự chấm", FULL_SCORE) for ward in LATE]
    office("score", "receive", SET, *late)
    assert office.says("score", "roll-up", SET)["not_answered"] == []
    office("score", "init", SET, "--round", "appraisal", "-o", "tham-dinh")
    lost = {"1.1.1": "1", "1.1.2": "4", "1.2": "5", "2.1": "6"}
    for ward in wards:
        points = lost if ward == LATE[0] else lost | {"1.1.1": "3"}
        office(
            "score",
            "receive",
            SET,
            scores(Path(f"tham-dinh/{ward}.xlsx"), "Điểm thẩm định", points),
        )
    found = office.says("score", "roll-up", SET, "--round", "appraisal", wanted=1)
    told = {one["unit"]: one["remarks"] for one in found["units"] if one["remarks"]}
    assert {unit: [one["kind"] for one in said] for unit, said in told.items()} == {
        LATE[0]: ["unexplained"]
    }
    asked = ("score", "coverage", AMENDED, "--set", SET, "--unit", LATE[0])
    assert office.says(*asked, wanted=1)["lost"] == {"": "2", "ubnd-phuong-xa": "2"}
    again = ("--unit", LATE[0], "-o", "lan-2")
    office("score", "init", SET, "--round", "explanation", *again)
    said = {"1.1.1": "Kế hoạch gửi kèm văn bản 8/KH-UBND"}
    office(
        "score",
        "receive",
        SET,
        scores(Path(f"lan-2/{LATE[0]}.xlsx"), "Giải trình của đơn vị", said),
    )
    office("score", "init", SET, "--round", "second", *again)
    office(
        "score",
        "receive",
        SET,
        scores(Path(f"lan-2/{LATE[0]}.xlsx"), "Điểm thẩm định lần 2", {"1.1.1": "2"}),
    )
    found = office.says("score", "roll-up", SET, "--round", "appraisal", "-o", "diem.xlsx")
    final = {one["unit"]: (one["final"], one["rank"]) for one in found["units"]}
    assert final == dict.fromkeys(wards, ("18", 1)) | {LATE[0]: ("17", 8)}


def scores(form: Path, title: str, points: dict[str, str]) -> str:
    """A score sheet as it is sent: points, or words, by the number of the criterion."""
    book = load_workbook(form)
    sheet = book["Phiếu chấm"]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    columns = {str(cell.value): i for i, cell in enumerate(heads)}
    for row in sheet.iter_rows(min_row=heads[0].row + 1):
        number = str(row[0].value)
        if number in points:
            said = points[number]
            row[columns[title]].value = float(said) if said.isdecimal() else said
            if title == "Điểm tự chấm":
                row[columns["Tài liệu kiểm chứng"]].value = PROOF
                row[columns["Số liệu"]].value = FIGURES if number == "1.1.2" else None
    book.save(form)
    return str(form)


def the_year(office: Office, wards: list[str]) -> None:
    """All have answered; the report is written, issued, and goes up to the province."""
    period = "2024-nam"
    office("progress", "init", AMENDED, "--period", period, "-o", "bieu-nam")
    for form in sorted(Path("bieu-nam").glob("*.xlsx")):
        if form.stem in wards:
            office(
                "progress",
                "import",
                AMENDED,
                answered(form, "60", n1="Hoàn thành", n2="Hoàn thành"),
            )
        else:
            office("progress", "import", AMENDED, nothing_arose(form))
    found = office.rolled(AMENDED, period, "2024-12-10")
    assert (found["not_reported"], found["overdue"], found["contradictions"]) == ([], [], [])
    made = office.says("progress", "report", AMENDED, "--period", period, "--date", "2024-12-10")
    report = made["written"]
    assert "14/14 đơn vị đã báo cáo" in Path(report).read_text("utf-8")
    completed_draft(Path(report))
    assert "phu_luc" in tomllib.loads(Path(report).read_text("utf-8"))
    office("issue", report, "--date", "2024-12-12", "--reason", "nhập sổ")
    raised = office.says("progress", "raise", AMENDED, "--period", period)
    assert raised["above"] == "kh-126-lang-son-2024"
    whole = office.rolled(PROVINCE, period, "2024-12-12")
    assert "ubnd-tp-lang-son" not in whole["not_reported"]
    office("register", "audit")


def nothing_arose(form: Path) -> str:
    """The form of a body that had nothing to do: which is an answer."""
    book = load_workbook(form)
    for row in book["Nhiệm vụ"].iter_rows(min_row=6):
        if row[0].value:
            row[3].value = "Không phát sinh"
    book.save(form)
    return str(form)
