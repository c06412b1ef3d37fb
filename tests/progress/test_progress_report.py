"""The report upwards: body and annex from one datum, by the outline that is prescribed."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.progress.test_progress_chain import PERIOD, PLAN, city, received

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

__all__ = ["city"]
REPORT = "plans/cds-bao-cao-2024-9-thang.toml"
ASK = ("progress", "report", PLAN, "--period", PERIOD, "--date", "2024-09-25")


@pytest.fixture
def reported(city: Path, kehoach: Callable[..., Outcome], kept: Callable[..., None]) -> Path:
    def make() -> None:
        sent = received("docx")
        assert kehoach("progress", "import", PLAN, *sent, "--period", PERIOD).code == 0

    kept(city, make)
    return city


def words(node: Any) -> list[str]:
    """All strings of a value, in order."""
    if isinstance(node, str):
        return [node]
    values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for value in values for text in words(value)]


def written() -> Any:
    return tomllib.loads(Path(REPORT).read_text("utf-8"))


def settled(kehoach: Callable[..., Outcome], value: str = "78,5") -> Outcome:
    return kehoach("progress", "choose", PLAN, "--period", PERIOD, "--unit",
                   "ubnd-phuong-dong-kinh", "--row", "ct1", "--value", value, "--reason",
                   "đã đối chiếu", "--by", "Người Chốt Mẫu")  # fmt: skip


def test_the_report_says_in_words_and_in_its_annex_what_the_units_said(
    reported: Path, kehoach: Callable[..., Outcome]
) -> None:
    assert kehoach(*ASK).code == 0
    made = written()
    body, annexes = words(made["muc"]), made["phu_luc"]
    assert any("3/10 đơn vị đã báo cáo" in text for text in body)
    assert any("31 buổi, tổng của 3 đơn vị" in text for text in body)
    assert any("quá hạn 30/8/2024 (UBND phường Chi Lăng)" in text for text in body)
    rows = annexes[0]["bang"][0]["hang"]
    assert len(rows) == 12
    assert rows[5][4] == "Quá hạn ở 1/8 đơn vị"
    figures = {row[1]: row[3] for row in annexes[1]["bang"][0]["hang"]}
    assert all(
        any(name in text and said in text for text in body) for name, said in figures.items()
    )
    counts = next(text for text in body if "trong 12 nhiệm vụ" in text)
    numbers = [int(part.split()[0]) for part in counts.partition(": ")[2].split(", ")]
    assert sum(numbers) == 12


def test_an_open_contradiction_is_left_to_a_person_and_a_settled_one_is_not(
    reported: Path, kehoach: Callable[..., Outcome]
) -> None:
    open_ = kehoach(*ASK).out
    assert open_.count("Đã viết, cần xem lại: ") == 1, open_
    assert any("82,5" in text and "chưa chốt" in text for text in words(written()["muc"]))
    Path(REPORT).unlink()
    assert settled(kehoach).code == 0
    assert "cần xem lại" not in kehoach(*ASK).out
    assert not any("chưa chốt" in text for text in words(written()["muc"]))
    found = json.loads(kehoach("progress", "roll-up", PLAN, "--period", PERIOD, "--json").out)
    assert found["contradictions"] == []
    report = Path(f"tien-do/kh-9-tp-lang-son-2024/{PERIOD}/ubnd-phuong-dong-kinh.toml").read_text()
    assert 'gia_tri = ["82,5", "78,5"]' in report
    assert 'nguoi_chot = "Người Chốt Mẫu"' in report


def test_only_what_a_source_states_can_be_chosen(
    reported: Path, kehoach: Callable[..., Outcome]
) -> None:
    other = settled(kehoach, "80")
    assert (other.code, "LN053" in other.err) == (2, True), other.err
    assert settled(kehoach, "82,50%").code == 0


def test_the_report_prints_clean_once_a_person_has_written_what_only_persons_know(
    reported: Path, kehoach: Callable[..., Outcome]
) -> None:
    settled(kehoach)
    kehoach(*ASK)
    text = Path(REPORT).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("can_xem")]
    Path(REPORT).write_text(
        "\n".join(lines).replace("…………", "Theo báo cáo của các đơn vị"), "utf-8"
    )
    sense = kehoach("check", REPORT)
    assert sense.code == 0, sense.err
    assert kehoach("render", REPORT).code == 0
    form = kehoach("check", "output/cds-bao-cao-2024-9-thang.docx")
    assert form.code == 0, form.out + form.err
    again = kehoach(*ASK)
    assert (again.code, "LN052" in again.err) == (2, True)


def test_the_outline_and_the_table_are_those_that_the_plan_prescribes(
    reported: Path, kehoach: Callable[..., Outcome]
) -> None:
    outline = """
[[phu_luc]]
id = "de-cuong"
tieu_de = "Đề cương báo cáo"
[[phu_luc.muc]]
id = "dc-1"
tieu_de = "Tình hình chung"
[[phu_luc.muc.khoan]]
id = "dc-1-1"
noi_dung = "**Bối cảnh:** Nêu khái quát."
[[phu_luc.muc]]
id = "dc-2"
tieu_de = "Kết quả"
[[phu_luc.muc.khoan]]
id = "dc-2-1"
tieu_de = "Việc đã làm"
[[phu_luc.muc.khoan.diem]]
id = "dc-2-1-a"
noi_dung = "**Các chỉ tiêu:**"
[[phu_luc.muc.khoan.diem]]
id = "dc-2-1-b"
noi_dung = "**Nhiệm vụ trọng tâm:**"
[[phu_luc]]
id = "bieu-01"
tieu_de = "Biểu 01"
[[phu_luc.bang]]
cot = ["TT", "Tên nhiệm vụ", "Vai trò (Chủ trì/Phối hợp)", "Kết quả trong tháng", "Tiến độ"]
hang = [["", "", "", "", ""]]
"""
    Path(PLAN).write_text(Path(PLAN).read_text("utf-8") + outline, "utf-8")
    settled(kehoach)
    told = json.loads(kehoach(*ASK, "--json").out)
    assert told["blanks"] == ["Bối cảnh"]
    made = written()
    assert [section["tieu_de"] for section in made["muc"]] == ["TÌNH HÌNH CHUNG", "KẾT QUẢ"]
    inner = made["muc"][1]["khoan"][0]["khoan"]
    assert [item["tieu_de"] for item in inner] == ["Các chỉ tiêu", "Nhiệm vụ trọng tâm"]
    assert any("Nhiệm vụ 6." in text for text in words(inner[1]))
    table = made["phu_luc"][0]["bang"][0]
    assert table["cot"][2].startswith("Vai trò")
    assert table["hang"][0][2] == "Chủ trì"


def test_a_unit_reports_about_itself_alone(reported: Path, kehoach: Callable[..., Outcome]) -> None:
    made = kehoach(*ASK, "--unit", "ubnd-phuong-chi-lang", "-o", "plans/bc.toml")
    assert made.code == 0, made.err
    text = Path("plans/bc.toml").read_text("utf-8")
    assert 'kinh_gui = ["Ủy ban nhân dân thành phố Lạng Sơn"]' in text
    assert "Tam Thanh" not in text
    assert "trong 10 nhiệm vụ của Kế hoạch giao cho đơn vị" in text


def test_an_office_may_have_its_own_outline(
    reported: Path, kehoach: Callable[..., Outcome]
) -> None:
    Path("plans/danh-muc/de-cuong.toml").write_text(
        'phien_ban = 1\n[[phan]]\ntieu_de = "Số liệu"\nnoi_dung = "chi-tieu"\n', "utf-8"
    )
    kehoach(*ASK)
    (section,) = written()["muc"]
    assert section["tieu_de"] == "SỐ LIỆU"
    assert "84,1" in section["khoan"][0]["noi_dung"]
    assert section["khoan"][0]["diem"][-1]["noi_dung"].endswith("./.")


def test_before_any_form_has_come_the_report_says_so(
    city: Path, kehoach: Callable[..., Outcome]
) -> None:
    told = kehoach(*ASK)
    assert (told.code, "BC915" in told.err) == (1, True)
