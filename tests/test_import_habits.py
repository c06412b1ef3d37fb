"""Habits of real offices that a reader must survive, in invented documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.document.compose import compose
from generator.read.classify.decide import classify
from generator.read.classify.line_marks import label_of
from generator.read.imported import import_file
from generator.read.text_lines import lines_of_text
from generator.text.normal import Changes, clean
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.read.classify.decide import DocumentRoles
    from generator.read.imported import ImportedFile

FILES = Path(__file__).parent / "imported"


def imported(name: str, workspace: Path) -> ImportedFile:
    made = import_file(FILES / f"{name}.txt", Workspace(workspace))
    assert made.plan is not None, made.diagnostics
    return made


def printed(made: ImportedFile, workspace: Path) -> list[str]:
    assert made.plan is not None
    ws = Workspace(workspace)
    document, _ = compose(made.plan, ws.registry, ws.citations, ws.plan_of)
    return [text for _node, text in document.texts()]


def read(text: str) -> DocumentRoles:
    return classify(lines_of_text(text, "a.txt"), "a.txt")


def test_a_stamp_before_the_head_and_a_signature_before_the_recipients(workspace: Path) -> None:
    plan = imported("so-giao-duc", workspace).plan
    assert plan is not None
    head = plan.van_ban
    assert (head.so, head.ky_hieu, head.do_khan) == (134, None, "HỎA TỐC")
    assert head.trich_yeu == "TỔ CHỨC KỲ THI CHỌN HỌC SINH GIỎI CẤP TỈNH NĂM HỌC 2023-2024"
    assert head.kem_theo is not None
    assert head.kem_theo.startswith("(Ban hành kèm theo Quyết định số 12/QĐ-SGDĐT")
    signer = plan.nguoi_ky[0]
    assert signer.capacity() == ["KT.GIÁM ĐỐC"]
    assert (signer.chuc_vu, signer.ho_ten) == ("PHÓ GIÁM ĐỐC", "Nguyễn Văn A")
    assert signer.chuc_danh == "Phó Bí thư Đảng ủy Sở"
    assert [n.noi_dung for n in plan.noi_nhan][1] == "UBND tỉnh (để báo cáo)"
    assert head.luu == "VT, GDTrH"


def test_letters_above_roman_numbers_and_an_appendix_with_sections(workspace: Path) -> None:
    plan = imported("so-giao-duc", workspace).plan
    assert plan is not None
    assert [(m.kieu, m.tieu_de) for m in plan.muc] == [
        ("hoa", "MỤC ĐÍCH, YÊU CẦU"), ("hoa", "NỘI DUNG"), ("hoa", "TỔ CHỨC THỰC HIỆN"),
    ]  # fmt: skip
    assert [m.tieu_de for m in plan.muc[1].muc] == ["Môn thi, hình thức thi", "Thời gian"]
    points = plan.muc[1].muc[0].khoan[0].diem
    assert [len(p.diem) for p in points] == [2, 1]
    assert [m.tieu_de for m in plan.phu_luc[0].muc] == ["Cấp THPT", "Cấp THCS"]


def test_two_signers_side_by_side(workspace: Path) -> None:
    made = imported("hai-nguoi-ky", workspace)
    assert made.plan is not None
    assert [(s.capacity(), s.chuc_vu, s.ho_ten) for s in made.plan.nguoi_ky] == [
        (["T/M BAN THƯỜNG VỤ"], "BÍ THƯ", "Nguyễn Văn A"),
        ([], "HIỆU TRƯỞNG", "Trần Thị B"),
    ]
    text = "2. Giao lưu văn nghệ, thi đấu thể thao chào mừng kỷ niệm ngày thành lập trường."
    assert text in printed(made, workspace)


def test_four_levels_and_an_approval_beside_the_signature(workspace: Path) -> None:
    made = imported("khoa-duoc", workspace)
    plan = made.plan
    assert plan is not None
    assert [(m.nhan, m.tieu_de) for m in plan.muc] == [
        ("Phần thứ nhất", "ĐÁNH GIÁ KẾT QUẢ NĂM 2023"),
        ("Phần thứ hai", "KẾ HOẠCH NĂM 2024"),
    ]
    texts = printed(made, workspace)
    for line in ("1.1. Mục tiêu chung", "(1) 100% khoa phòng được giám sát.", "1.1. Đào tạo",
                 "a) Đào tạo tại chỗ", "+ Lớp 2: quý II.", "1.2. Tuyển dụng"):  # fmt: skip
        assert line in texts
    assert plan.van_ban.so is None
    assert plan.van_ban.ngay is not None
    assert [s.ho_ten for s in plan.nguoi_ky] == ["BSCKII. Nguyễn Văn A", "DSCKI. Trần Thị B"]


def test_a_plan_inside_its_decision(workspace: Path) -> None:
    made = imported("trong-quyet-dinh", workspace)
    plan = made.plan
    assert plan is not None
    assert plan.van_ban.loai == "KH"
    assert plan.van_ban.so is None
    assert plan.van_ban.ngay is not None
    assert [m.tieu_de for m in plan.muc] == ["MỤC TIÊU", "NHIỆM VỤ"]
    assert plan.nguoi_ky[0].ho_ten == "Nguyễn Văn A"
    assert any(d.code == "NH041" for d in made.diagnostics)
    assert any("Điều 2." in left.text for left in made.left)


@pytest.mark.parametrize("name", [p.stem for p in FILES.glob("*.txt")])
def test_every_letter_is_in_the_plan_or_in_the_report(name: str, workspace: Path) -> None:
    made = imported(name, workspace)
    there = "".join("".join(printed(made, workspace)).split()).lower()
    told = "".join("".join(left.text for left in made.left).split()).lower()
    told += "".join("".join(d.message for d in made.diagnostics).split()).lower()
    for line in (FILES / f"{name}.txt").read_text("utf-8").splitlines():
        for word in line.lower().replace("/", " ").split():
            bare = word.strip(".,;:-–()}")
            assert bare in there or bare in told, line


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("i. mục đích, yêu cầu", "la-ma", 1),
        ("ii. nhiệm vụ", "la-ma", 2),
        ("iv/ kinh phí", "la-ma", 4),
        ("i. Trồng 20 cây ven đường", "chu", None),
        ("v. tổ chức thực hiện", "la-ma", 5),
    ],
)
def test_parts_in_small_roman_letters_are_parts(text: str, style: str, number: int | None) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.style, found.number if number else None) == (style, number)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("I/ MỤC ĐÍCH", "I/", "MỤC ĐÍCH"),
        ("I - MỤC ĐÍCH", "I -", "MỤC ĐÍCH"),
        ("2.1 Mục", "2.1", "Mục"),
        ("a/ Nội dung", "a/", "Nội dung"),
        ("đ) Giải trình", "đ)", "Giải trình"),
        ("• Việc một", "•", "Việc một"),
        ("(1) Việc một", "(1)", "Việc một"),
    ],
)
def test_odd_labels_are_labels(text: str, label: str, rest: str) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.raw, found.rest) == (label, rest)


@pytest.mark.parametrize(
    "text",
    ["1.500.000 đồng", "15/6/2024 là hạn", "2.5 triệu đồng", "Phần mềm quản lý", "85,94%", "-----"],
)
def test_numbers_in_a_sentence_are_no_labels(text: str) -> None:
    assert label_of(text) is None


def test_old_encodings_and_look_alikes_are_known_by_their_pattern() -> None:
    changes = Changes()
    assert clean("QuyÕt ®Þnh cña Uû ban nh©n d©n huyÖn", changes) == (
        "Quyết định của Uỷ ban nhân dân huyện"
    )
    assert clean("Quyeát ñònh cuûa huyeän naêm", changes) == "Quyết định của huyện năm"
    assert clean("Số 12/ВСТ", changes) == "Số 12/BCT"
    assert set(changes.counts) == {"tcvn3", "vni", "cyrillic"}


def test_a_form_with_nothing_but_dots_stays_blank() -> None:
    reading = read(
        "UBND XÃ MẪU\nSố: ...../KH-UBND\nMẫu, ngày ..... tháng ..... năm 2025\nKẾ HOẠCH\n"
        "Công tác năm 2025\nI. MỤC ĐÍCH\n- Một việc.\n"
    )
    assert [d.role for d in reading.decisions][:5] == [
        "co_quan", "so", "dia_danh", "ten_loai", "trich_yeu",
    ]  # fmt: skip


def test_a_number_of_a_cited_decision_is_never_the_number_of_the_paper() -> None:
    text = (
        "UBND TỈNH GIẢ ĐỊNH\nSỞ CÂY XANH\n\nSố: 1105/KH-SCX\n\nKẾ HOẠCH\n"
        "Trồng cây theo Quyết định\nsố 1050/QĐ-SCX\n\nI. MỤC ĐÍCH\n\n1. Trồng cây.\n"
    )
    numbers = [d.line.text for d in read(text).of("so")]
    assert numbers == ["Số: 1105/KH-SCX"]


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH GIẢ ĐỊNH\nVĂN PHÒNG", ["VĂN PHÒNG"]),
        ("UBND TỈNH GIẢ ĐỊNH\nBAN CHỈ ĐẠO TRỒNG CÂY", ["BAN CHỈ ĐẠO TRỒNG CÂY"]),
        ("ỦY BAN NHÂN DÂN\nXÃ GIẢ ĐỊNH", ["ỦY BAN NHÂN DÂN", "XÃ GIẢ ĐỊNH"]),
        ("BAN CHỈ ĐẠO\nPHÒNG, CHỐNG LỤT", ["BAN CHỈ ĐẠO", "PHÒNG, CHỐNG LỤT"]),
    ],
)
def test_a_body_under_a_whole_committee_is_its_own_also_in_one_weight(head, issuer) -> None:
    text = f"{head}\n\nSố: 214/TB-VP\n\nTHÔNG BÁO\nTrồng cây\n\nI. VIỆC\n\n1. Trồng cây.\n"
    lines = [replace(line, bold=line.text.isupper(), size=13) for line in lines_of_text(text, "a")]
    assert [d.line.text for d in classify(lines, "a.txt").of("co_quan")] == issuer
