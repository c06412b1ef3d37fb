"""`kehoach format`: any plan printed anew, and a true report of what looks otherwise."""

from __future__ import annotations

import json
from pathlib import Path

from generator.read.imported import import_file
from generator.workspace.workspace import Workspace
from tests.office_files import office_plan
from tests.pdf_files import PdfPage, write_pdf

TEXT = """ỦY BAN NHÂN DÂN
XÃ AN PHÚ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
An Phú, ngày 12 tháng 3 năm 2025

KẾ HOẠCH
Cải cách hành chính năm 2025

Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao chất lượng phục vụ Nhân dân.
- Đơn giản hóa thủ tục hành chính.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng
- Theo dõi, đôn đốc, báo cáo./.

Nơi nhận:
- Các thôn;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn A
"""


def test_the_text_stays_and_the_layout_becomes_the_decrees(workspace: Path, kehoach) -> None:
    source = office_plan(workspace / "cu.docx", 3)
    before = source.read_bytes()
    done = kehoach("format", source, "-o", "moi.docx")
    assert done.code == 0, done.err
    assert source.read_bytes() == before
    assert "moi.docx  (đã ghi)" in done.out
    home = Workspace(workspace)
    old, new = import_file(source, home), import_file(workspace / "moi.docx", home)
    assert old.plan is not None
    assert new.plan is not None
    assert [n.noi_dung for n in new.plan.noi_nhan] == [n.noi_dung for n in old.plan.noi_nhan]
    assert [m.tieu_de for m in new.plan.muc] == [m.tieu_de for m in old.plan.muc]
    again = kehoach("format", source, "-o", "moi.docx")
    assert "(không đổi)" in again.out


def test_the_report_names_component_was_and_is(workspace: Path, kehoach) -> None:
    source = office_plan(workspace / "cu.docx", 3)
    done = kehoach("format", source, "-o", "moi.docx", "--json")
    report = json.loads(done.out)
    assert report["status"] == "written"
    changed = {(c["component"], c["what"]): (c["before"], c["after"]) for c in report["layout"]}
    assert changed["tieu_ngu", "size"] == (13.0, 14.0)
    assert ("so", "size") not in changed  # 13 in both
    assert {item["text"] for item in report["left"]} <= {str(n) for n in range(1, 30)}


def test_what_kehoach_printed_itself_is_printed_the_same(workspace: Path, kehoach) -> None:
    plan = "plans/lang-son-2024/tinh.toml"
    assert kehoach("render", plan, "-o", workspace / "ra").code == 0
    done = kehoach("format", "ra/tinh.docx", "-o", "moi.docx", "--json")
    report = json.loads(done.out)
    assert report["status"] == "written"
    assert report["layout"] == []


def test_a_plain_text_becomes_a_document(workspace: Path, kehoach) -> None:
    (workspace / "a.txt").write_text(TEXT, "utf-8")
    done = kehoach("format", "a.txt")
    assert done.code == 0, done.err
    assert (workspace / "a-the-thuc.docx").is_file()


def test_the_source_and_an_edited_target_are_never_written_over(workspace: Path, kehoach) -> None:
    source = office_plan(workspace / "cu.docx", 1)
    before = source.read_bytes()
    done = kehoach("format", source, "-o", source)
    assert done.code == 1
    assert "NH521" in done.err
    other = office_plan(workspace / "khac.docx", 2)
    kept = other.read_bytes()
    done = kehoach("format", source, "-o", other)
    assert done.code == 1
    assert "TX701" in done.err
    assert (source.read_bytes(), other.read_bytes()) == (before, kept)


def test_what_cannot_be_read_leaves_no_file(workspace: Path, kehoach, monkeypatch) -> None:
    monkeypatch.setenv("KEHOACH_TESSERACT", "/không/có")
    write_pdf(workspace / "quet.pdf", [PdfPage(image=True)])
    done = kehoach("format", "quet.pdf", "-o", "moi.docx")
    assert done.code == 1
    assert "NH508" in done.err
    assert not (workspace / "moi.docx").exists()
    assert kehoach("format", "quet.pdf", "-o", "moi.pdf").code == 2
