"""Bodies named in cells and sentences: each is one body of the catalogue, whatever its wording."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI"


def typed(path: Path, body: Sequence[str], cells: Sequence[tuple[str, str]]) -> None:
    """A plan of a province with sentences and a table of tasks: who leads, who helps."""
    word = Document()
    head = word.add_table(1, 2)
    head.cell(0, 0).text = f"{PROVINCE}\nSố: 61/KH-UBND"
    head.cell(0, 1).text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Lào Cai, ngày 09 tháng 3 năm 2026"
    )
    for line in ("KẾ HOẠCH", "Chăm sóc cây xanh năm 2026", *body):
        word.add_paragraph(line)
    word.add_paragraph("Nơi nhận:\n- Lưu: VT.")
    word.add_paragraph("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNgười Ký Mẫu")
    word.add_page_break()
    word.add_paragraph("PHỤ LỤC")
    word.add_paragraph("NHIỆM VỤ CHĂM SÓC CÂY XANH")
    table = word.add_table(0, 4)
    rows = [(f"Việc số {n} về cây xanh", *pair) for n, pair in enumerate(cells, 1)]
    for number, row in enumerate([("Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"), *rows]):
        for cell, text in zip(table.add_row().cells, (str(number or "TT"), *row), strict=True):
            cell.text = text
    word.save(str(path))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Callable[..., Any]) -> Path:
    """The workspace of a commune, made by `init --unit`."""
    monkeypatch.chdir(tmp_path)
    assert kehoach("init", ".", "--unit", "xã Bắc Hà, Lào Cai", "--no-examples").code == 0
    return tmp_path


def taken_in(office: Path, kehoach: Callable[..., Any]) -> dict[str, Any]:
    assert kehoach("import", "vao.docx", "-o", "plans/vao.toml").code == 0
    return tomllib.loads((office / "plans/vao.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("Công an xã", ["cong-an-xa"]),
        ("Công an xã, phường", ["cong-an-xa"]),
        ("Công an các xã", ["cong-an-xa"]),
        ("Công an cấp xã", ["cong-an-xa"]),
        ("Ban CHQS các xã, phường", ["ban-chqs-xa"]),
        ("Phòng Kinh tế các xã", ["phong-kinh-te"]),
        ("Công an tỉnh, Công an cấp xã", ["cong-an-tinh", "cong-an-xa"]),
        ("Bộ Chỉ huy quân sự tỉnh", ["bo-chqs-tinh"]),
        ("Ủy ban MTTQ tỉnh; UBND cấp xã", ["mttq-tinh", "ubnd-xa-phuong"]),
        ("UBND xã, phường, đặc khu", ["ubnd-xa-phuong"]),
        ("Sở TC, Sở XD", ["so-tai-chinh", "so-xay-dung"]),
        ("Công an tỉnh (Phòng Cảnh sát môi trường)", ["cong-an-tinh"]),
    ],
)
def test_a_cell_names_bodies_of_the_catalogue_in_any_wording(
    office: Path, kehoach: Callable[..., Any], cell: str, ids: list[str]
) -> None:
    typed(office / "vao.docx", ["I. NHIỆM VỤ", "1. Trồng cây."], [("Sở Xây dựng", cell)])
    plan = taken_in(office, kehoach)
    row = plan["phu_luc"][0]["nhiem_vu"][0]
    assert row["phoi_hop"] == ids
    assert "co_quan_moi" not in plan


def test_a_class_of_bodies_that_nobody_lists_is_proposed_once(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    cells = [
        ("Sở Xây dựng", "Trạm Y tế các xã, phường"),
        ("Sở Y tế", "Trạm Y tế xã, phường"),
        ("Sở Nội vụ", "Trạm Y tế cấp xã"),
    ]
    typed(office / "vao.docx", ["I. NHIỆM VỤ", "1. Trồng cây."], cells)
    plan = taken_in(office, kehoach)
    assert [entry["id"] for entry in plan["co_quan_moi"]] == ["tram-y-te-cac-xa-phuong"]
    rows = plan["phu_luc"][0]["nhiem_vu"]
    assert {tuple(row["phoi_hop"]) for row in rows} == {("tram-y-te-cac-xa-phuong",)}
    assert "loi_phoi_hop" in rows[1]


def test_one_body_or_another_is_not_both(office: Path, kehoach: Callable[..., Any]) -> None:
    cell = "Phòng Kinh tế (hoặc Phòng Kinh tế, Hạ tầng và Đô thị) các xã, phường"
    typed(office / "vao.docx", ["I. NHIỆM VỤ", "1. Trồng cây."], [("Sở Xây dựng", cell)])
    plan = taken_in(office, kehoach)
    assert [entry["ten"] for entry in plan["co_quan_moi"]] == [cell]


def test_a_sentence_and_a_cell_mean_the_same_body(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    body = ["I. NHIỆM VỤ", "1. Công an các xã, phường tuần tra các vườn hoa ban đêm."]
    typed(office / "vao.docx", body, [("Công an cấp xã", "Sở Xây dựng")])
    plan = taken_in(office, kehoach)
    assert plan["phu_luc"][0]["nhiem_vu"][0]["chu_tri"] == ["cong-an-xa"]
    assert kehoach("tasks", "plans/vao.toml", "--write").code == 0
    stored = tomllib.loads((office / "plans/vao.toml").read_text("utf-8"))["giao_viec"]
    assert [task["chu_tri"] for task in stored] == [["cong-an-xa"]]


def test_the_police_of_the_commune_helps_in_the_derived_row_by_its_own_name(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    rows = [("UBND các xã, phường", "Công an xã, phường; Sở Xây dựng")]
    typed(office / "vao.docx", ["I. NHIỆM VỤ", "1. Trồng cây."], rows)
    taken_in(office, kehoach)
    unit = ("--unit", "ubnd-xa-bac-ha", "-o", "plans/duoi")
    assert kehoach("derive", "plans/vao.toml", *unit).code == 0
    (path,) = (office / "plans/duoi").glob("*.toml")
    row = tomllib.loads(path.read_text("utf-8"))["phu_luc"][0]["nhiem_vu"][0]
    assert row["phoi_hop"] == ["cong-an-xa", "so-xay-dung"]
    assert "loi_phoi_hop" not in row


def test_the_police_of_another_province_is_not_the_one_of_the_catalogue(
    office: Path, kehoach: Callable[..., Any]
) -> None:
    typed(office / "vao.docx", ["I. NHIỆM VỤ", "1. Trồng cây."], [("Công an tỉnh", "Sở Y tế")])
    word = Document(str(office / "vao.docx"))
    for cell in word.tables[0]._cells:
        cell.text = cell.text.replace("LÀO CAI", "SƠN LA").replace("Lào Cai", "Sơn La")
    word.save(str(office / "vao.docx"))
    plan = taken_in(office, kehoach)
    row = plan["phu_luc"][0]["nhiem_vu"][0]
    assert row["chu_tri"] != ["cong-an-tinh"]
    assert row["chu_tri"][0] in {entry["id"] for entry in plan["co_quan_moi"]}
