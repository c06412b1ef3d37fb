"""Each type of document is printed in the form that its sample in Decree 30 has."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = """phien_ban = 1
{above}
[van_ban]
ma = "van-ban-thu"
loai = "{kind}"
co_quan = "ubnd-tp-lang-son"
ngay_xet = 2024-06-20
trich_yeu = "{subject}"
{more}

[[mo_dau]]
id = "loi"
noi_dung = "Ủy ban nhân dân thành phố thông tin để các cơ quan biết, thực hiện./."
"""
SIGNED = """
[[noi_nhan]]
id = "nn"
noi_dung = "Sở Nội vụ"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""
DECISION = """
[[can_cu]]
id = "de-nghi"
noi_dung = "Theo đề nghị của Trưởng phòng Nội vụ."

[[muc]]
id = "dieu-1"
kieu = "dieu"
tieu_de = "Ban hành kèm theo Quyết định này Kế hoạch của năm."

[[muc]]
id = "dieu-2"
kieu = "dieu"
tieu_de = "Các phòng chịu trách nhiệm thi hành Quyết định này./."
"""
MINUTES = """
[[nguoi_ky]]
chuc_vu = "THƯ KÝ"

[[nguoi_ky]]
chuc_vu = "CHỦ TỌA"
"""


def lines_of(docx: Path) -> list[str]:
    xml = ZipFile(docx).read("word/document.xml").decode()
    words = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", xml))
    return [line for line in words.replace("\xa0", " ").split("\n") if line]


@pytest.fixture
def printed(workspace: Path, kehoach: Callable) -> Callable[..., list[str]]:
    """Write a document of a type, render it, and give its lines."""

    def make(
        kind: str,
        body: str = SIGNED,
        subject: str = "Triển khai việc của năm",
        above: str = "",
        more: str = "",
    ) -> list[str]:
        text = HEAD.format(kind=kind, subject=subject, above=above, more=more) + body
        (workspace / "plans" / "thu.toml").write_text(text, encoding="utf-8")
        found = kehoach("render", "plans/thu.toml", "--overwrite")
        assert found.code == 0, found.err
        return lines_of(workspace / "output" / "thu.docx")

    return make


def test_a_letter_has_its_subject_under_the_number_and_no_name_of_a_type(printed) -> None:
    lines = printed("Công văn", subject="đôn đốc", more='don_vi_soan = "NV"')
    number = lines.index("Số: ……/UBND-NV")
    assert lines[number + 1] == "V/v đôn đốc"
    assert "CÔNG VĂN" not in lines


@pytest.mark.parametrize(
    ("kind", "body", "more"),
    [
        ("Công văn", SIGNED, 'don_vi_soan = "NV"'),
        ("QĐ", DECISION + SIGNED, 'tham_quyen = "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ"'),
        ("BB", MINUTES, "khong_so = true"),
        ("BB", MINUTES, ""),
        ("TTr", SIGNED, ""),
        ("BC", SIGNED, ""),
        ("TB", SIGNED, ""),
        ("CTr", SIGNED, ""),
        ("GM", SIGNED, ""),
        ("KH", "", 'kem_theo = "(Kèm theo Quyết định số 12/QĐ-UBND)"'),
    ],
)
def test_each_type_is_clean_under_check_and_reads_back_as_what_it_was(
    workspace, kehoach, printed, kind: str, body: str, more: str
) -> None:
    printed(kind, body, more=more)
    judged = kehoach("check", "output/thu.docx")
    assert judged.code == 0, judged.err
    assert " 0 không đạt" in judged.out
    read = kehoach("import", "output/thu.docx", "-o", "plans/lai.toml")
    assert read.code == 0, read.err
    before, after = (
        tomllib.loads((workspace / "plans" / name).read_text("utf-8"))
        for name in ("thu.toml", "lai.toml")
    )
    shared = ("loai", "trich_yeu", "don_vi_soan", "khong_so", "tham_quyen", "kem_theo")
    heads = [{k: v for k, v in one["van_ban"].items() if k in shared} for one in (before, after)]
    assert {"loai": "KH"} | heads[1] == heads[0]
    assert after.get("nguoi_ky") == before.get("nguoi_ky")
    texts = [[m["tieu_de"] for m in one.get("muc", [])] for one in (before, after)]
    assert texts[0] == texts[1]


def test_one_addressee_stands_on_the_line_of_kinh_gui(printed) -> None:
    assert "Kính gửi: Sở Nội vụ" in printed("Công văn", above='kinh_gui = ["Sở Nội vụ"]')


def test_several_addressees_stand_below_it_each_with_a_dash(printed) -> None:
    lines = printed("TTr", above='kinh_gui = ["Sở Nội vụ", "Sở Tài chính"]')
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == ["- Sở Nội vụ;", "- Sở Tài chính."]


def test_a_decision_names_who_decides_then_its_bases_then_its_articles(printed) -> None:
    lines = printed("QĐ", DECISION + SIGNED)
    wanted = [
        "QUYẾT ĐỊNH",
        "ỦY BAN NHÂN DÂN THÀNH PHỐ LẠNG SƠN",
        "Theo đề nghị của Trưởng phòng Nội vụ.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch của năm.",
        "Điều 2. Các phòng chịu trách nhiệm thi hành Quyết định này./.",
    ]
    assert [line for line in lines if line in wanted] == wanted


def test_who_decides_may_be_the_head_of_the_agency(printed) -> None:
    lines = printed("QĐ", DECISION + SIGNED, more='tham_quyen = "Chủ tịch Ủy ban nhân dân"')
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN" in lines


def test_minutes_have_two_signatures_no_date_line_and_no_number_unless_wanted(printed) -> None:
    numbered = printed("BB", MINUTES)
    assert "Số: ……/BB-UBND" in numbered
    assert numbered.index("THƯ KÝ") < numbered.index("Nơi nhận:") < numbered.index("CHỦ TỌA")
    bare = printed("BB", MINUTES, more="khong_so = true")
    assert [line for line in bare if "Số:" in line or "ngày …" in line] == []


def test_a_plan_issued_with_a_decision_has_nothing_that_is_the_decisions(printed) -> None:
    lines = printed("KH", more='kem_theo = "(Kèm theo Quyết định số 12/QĐ-UBND)"')
    assert "(Kèm theo Quyết định số 12/QĐ-UBND)" in lines
    own = ("Số:", "Nơi nhận:", "TM. ỦY BAN", "CHỦ TỊCH", "Lạng Sơn, ngày")
    assert [line for line in lines if line.startswith(own)] == []


def test_what_such_a_plan_says_and_does_not_print_is_told(workspace, kehoach, printed) -> None:
    printed("KH", more='kem_theo = "(Kèm theo Quyết định số 12/QĐ-UBND)"')
    told = kehoach("check", "plans/thu.toml").err
    assert told.count("KH425") == 2


@pytest.mark.parametrize(
    ("kind", "more"),
    [("KH", 'kem_theo = "(Kèm theo Quyết định số 12/QĐ-UBND)"'), ("BB", "khong_so = true")],
)
def test_what_takes_no_number_is_not_issued(kehoach, printed, kind: str, more: str) -> None:
    printed(kind, more=more)
    refused = kehoach("issue", "plans/thu.toml")
    assert refused.code == 1
    assert "SO115" in refused.out + refused.err


def test_a_legal_document_is_refused_with_the_reason(workspace, kehoach) -> None:
    text = HEAD.format(kind="QĐ", subject="Quy định", above="", more='ky_hieu = "2026/QĐ-UBND"')
    (workspace / "plans" / "thu.toml").write_text(text + SIGNED, encoding="utf-8")
    refused = kehoach("render", "plans/thu.toml")
    assert refused.code == 1
    assert "KH424" in refused.err
    assert "78/2025/NĐ-CP" in refused.err
    assert not (workspace / "output" / "thu.docx").exists()


def test_an_office_may_have_a_template_of_its_own_for_a_type(workspace, kehoach, printed) -> None:
    settings = workspace / "kehoach.toml"
    own = '\n[mau_rieng]\nBC = "templates/khong-co.docx"\n'
    settings.write_text(settings.read_text("utf-8") + own, encoding="utf-8")
    printed("KH")
    (workspace / "plans" / "thu.toml").write_text(
        HEAD.format(kind="BC", subject="Kết quả", above="", more="") + SIGNED, encoding="utf-8"
    )
    refused = kehoach("render", "plans/thu.toml", "--overwrite")
    assert refused.code != 0
    assert "khong-co.docx" in refused.err


def test_an_older_workspace_gets_the_shipped_template(workspace, printed) -> None:
    (workspace / "templates" / "cong-van.docx").unlink(missing_ok=True)
    assert "V/v đôn đốc" in printed("Công văn", subject="đôn đốc")
