"""A hundred edits of printed plans as people make them in Word: each comes back, or is refused.

The law: what `pull` takes, prints as the edited file read, line by line; what it does not take
it names, and writes nothing. Nothing is lost in silence, whatever the plan and the place.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import clerk_edits as hand
from tests.pages import ROOT
from tests.test_pull import Desk
from tests.word_edits import Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]
    Edit = Callable[[Reviewed], object]

OWN = """
phien_ban = 1

[van_ban]
ma = "kh-cay-xanh"
co_quan = "ubnd-tinh-lang-son"
ngay = 2026-03-02
trich_yeu = "Chăm sóc cây xanh trên địa bàn tỉnh năm 2026"
luu = "VT"

[[can_cu]]
id = "cc"
noi_dung = "Thực hiện Chương trình công tác năm 2026 của Ủy ban nhân dân tỉnh."

[[muc]]
id = "m1"
tieu_de = "MỤC ĐÍCH, YÊU CẦU"

[[muc.khoan]]
id = "m1k1"
tieu_de = "Mục đích"

[[muc.khoan.diem]]
id = "m1k1a"
noi_dung = "Tăng diện tích cây xanh công cộng tại các đô thị, khu dân cư tập trung của tỉnh."

[[muc.khoan.diem]]
id = "m1k1b"
noi_dung = "Nâng cao ý thức của người dân trong việc trồng, chăm sóc và bảo vệ cây xanh."

[[muc.khoan.diem]]
id = "m1k1c"
noi_dung = "Huy động các nguồn lực xã hội tham gia trồng cây trên địa bàn toàn tỉnh."

[[muc.khoan]]
id = "m1k2"
tieu_de = "Yêu cầu"

[[muc.khoan.diem]]
id = "m1k2a"
noi_dung = "Việc trồng cây phải đúng thời vụ, đúng loài, bảo đảm tỷ lệ sống cao và an toàn."

[[muc]]
id = "m2"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "m2k1"
tieu_de = "Kinh phí"
noi_dung = "Kinh phí do ngân sách bảo đảm theo phân cấp, dự kiến như bảng sau đây:"

[[muc.khoan.bang]]
cot = ["Nguồn", "Số tiền", "Ghi chú"]
hang = [
  ["Ngân sách tỉnh", "**120** triệu đồng", ["Giao dự toán đầu năm", "Quyết toán cuối năm"]],
  ["Nguồn xã hội hóa", "80 triệu đồng", ""],
]

[[muc.khoan]]
id = "m2k2"
tieu_de = "Sở Nội vụ"

[[muc.khoan.diem]]
id = "m2k2a"
noi_dung = "Theo dõi, đôn đốc việc thực hiện Kế hoạch, tổng hợp báo cáo Ủy ban nhân dân tỉnh."

[[muc.khoan.diem]]
id = "m2k2b"
noi_dung = "Đề xuất khen thưởng tập thể, cá nhân có thành tích trong trồng cây, chăm sóc cây."

[[muc.khoan.diem]]
id = "m2k2c"
noi_dung = "Kiểm tra việc trồng cây tại các địa phương, chấn chỉnh các trường hợp vi phạm."

[[ket_thuc]]
id = "kt"
noi_dung = "Trên đây là Kế hoạch chăm sóc cây xanh trên địa bàn tỉnh năm 2026."

[[noi_nhan]]
id = "nn1"
noi_dung = "Sở Nội vụ"

[[noi_nhan]]
id = "nn2"
noi_dung = "Sở Tài chính"

[[noi_nhan]]
id = "nn3"
noi_dung = "UBND các xã, phường"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
ho_ten = "Người Ký Mẫu"

[[phu_luc]]
id = "phu-luc"
tieu_de = "NHIỆM VỤ CHĂM SÓC CÂY XANH"
cot = [
  { khoa = "tt", tieu_de = "STT" },
  { khoa = "noi_dung", tieu_de = "Nhiệm vụ, giải pháp", so = "(1)" },
  { khoa = "chu_tri", tieu_de = "Cơ quan chủ trì", so = "(2)" },
  { khoa = "thoi_han", tieu_de = "Lộ trình", so = "(3)" },
  { tieu_de = "Kinh phí", so = "(4)" },
]

[[phu_luc.nhom]]
id = "nhom-trong"
tieu_de = "Trồng cây"

[[phu_luc.nhom]]
id = "nhom-cham"
tieu_de = "Chăm sóc"

[[phu_luc.nhiem_vu]]
id = "nv-1"
nhom = "nhom-trong"
noi_dung = "Trồng cây bóng mát trên các tuyến đường của các đô thị"
chu_tri = ["so-noi-vu", "ubnd-xa-phuong"]
loi_chu_tri = "Sở Nội vụ và UBND các xã, phường"
thoi_han = { tu = 2026-04-01, den = 2026-06-30, loi = "Xong trong Quý II/2026" }
cot_them = { "Kinh phí" = "120 triệu đồng" }

[[phu_luc.nhiem_vu]]
id = "nv-2"
nhom = "nhom-trong"
noi_dung = "Thống kê cây phải thay thế tại các trụ sở cơ quan"
chu_tri = ["so-noi-vu"]
thoi_han = { truoc = 2026-05-15 }

[[phu_luc.nhiem_vu]]
id = "nv-3"
nhom = "nhom-cham"
noi_dung = "Tưới cây mùa khô, cắt tỉa cành trước mùa mưa bão"
chu_tri = ["ubnd-xa-phuong"]
thoi_han = { dinh_ky = ["nam"], loi = "Hàng năm" }

[[phu_luc.nhiem_vu]]
id = "nv-4"
nhom = "nhom-cham"
noi_dung = "Báo cáo kết quả trồng và chăm sóc cây xanh"
chu_tri = ["so-noi-vu"]
thoi_han = { dinh_ky = ["thang"], ngay_ky = "25", loi = "Trước ngày 25 hằng tháng" }
"""
"""An invented plan with columns of its own and a free table."""

PLANS = ("thanh-pho", "phuong-dong-kinh", "cay-xanh")


@pytest.fixture(params=PLANS)
def desk(workspace: Path, kehoach: Kehoach, request: pytest.FixtureRequest) -> Desk:
    (workspace / "plans/lang-son-2024/cay-xanh.toml").write_text(OWN, "utf-8")
    return Desk(workspace, kehoach, request.param)


def _points(w: Reviewed) -> list[Any]:
    return hand.points(w)


def _move_section(w: Reviewed) -> None:
    """A whole item with its points behind the next item."""
    inside = hand.body(w)
    heads = [i for i, p in enumerate(inside) if hand.style(p) == "Heading2"]
    first, second = next(
        (a, b) for a, b in pairwise(heads)
        if all(hand.style(p) != "Heading1" for p in inside[a : b + 1])
        and all(p.getnext().tag.endswith("}p") for p in inside[a:b])
    )  # fmt: skip
    end = next(
        i for i in range(second + 1, len(inside))
        if hand.style(inside[i]) in {"Heading1", "Heading2"} or i == len(inside) - 1
    )  # fmt: skip
    at = inside[end - 1]
    for para in reversed(inside[first:second]):
        at.addnext(para)


def _row_cell(head: str, words: str, row: int = 1) -> Edit:
    def edit(w: Reviewed) -> None:
        cell = hand.table_rows(w)[row].findall("w:tc", hand.NS)[hand.column(w, head)]
        hand.retype(cell.find("w:p", hand.NS), words)

    return edit


def _row(w: Reviewed) -> None:
    rows = hand.table_rows(w)
    said = {
        0: str(len(rows) + 1),
        hand.column(w, "nhiệm vụ"): "Việc mới do lãnh đạo thêm vào bảng",
        hand.column(w, "chủ trì"): "Sở Nội vụ",
    }
    hand.new_row(w, rows[-1], said)


def _row_between(w: Reviewed) -> None:
    hand.new_row(w, hand.table_rows(w)[0], {hand.column(w, "nhiệm vụ"): "Việc chen vào giữa bảng"})


def _rows_swapped(w: Reviewed) -> None:
    rows = hand.table_rows(w)
    rows[1].addnext(rows[0])


def _signer(w: Reviewed) -> None:
    hand.retype(hand.one(w, "KHHoTen"), "Trần Văn Mẫu")


def _deputy(w: Reviewed) -> None:
    capacity = [p for p in w.root.iter(f"{hand.W}p") if hand.style(p).startswith("KHQuyenHan")]
    hand.retype(capacity[1], "PHÓ CHỦ TỊCH")
    w.after(capacity[0], "KT. CHỦ TỊCH")


def _split(w: Reviewed) -> None:
    para = _points(w)[3]
    word = hand.middle_word(para)
    w.split(para, word)
    hand.retype(para.getnext(), f"- {hand.text(para.getnext())}")


def _mark_all(w: Reviewed) -> None:
    for para in hand.body(w):
        hand.in_two_runs(para)


def _without_marks(w: Reviewed) -> None:
    for para in hand.body(w)[3:9]:
        w.without_bookmarks(para)
    hand.append(_points(w)[0], " thêm")


def _word(number: int, new: str) -> Edit:
    def edit(w: Reviewed) -> None:
        para = _points(w)[number]
        hand.change(para, hand.middle_word(para), new)

    return edit


def _in_heading(level: int, number: int, new: str) -> Edit:
    def edit(w: Reviewed) -> None:
        heading = hand.headings(w, level)[number]
        hand.change(heading, hand.middle_word(heading), new)

    return edit


def _date(w: Reviewed) -> None:
    line = hand.one(w, "KHDiaDanh")
    place, printed = hand.text(line).replace("\u00a0", " ").split(", ngày")
    hand.retype(line, f"{place}, ngày 15 tháng 11 năm {printed[-4:]}")


TAKEN: dict[str, Edit] = {
    "a word changed": _word(0, "khác"),
    "a number typed in the middle": _word(2, "85%"),
    "words typed at the end": lambda w: hand.append(_points(w)[1], "; bảo đảm tiến độ"),
    "words in odd letters": lambda w: hand.append(_points(w)[1], " “A & B” <C> {d} *e* \\f #g"),
    "words in decomposed letters": lambda w: hand.append(_points(w)[1], " tiê\u0301n đô\u0323"),
    "two blanks typed": lambda w: hand.append(_points(w)[1], "  theo  quy định"),
    "a point typed below": lambda w: w.after(_points(w)[1], "- Điểm mới do lãnh đạo thêm vào."),
    "a point typed above the first": lambda w: w.after(
        hand.headings(w, 2)[0], "- Điểm mới đứng đầu khoản."
    ),
    "three points typed": lambda w: w.after(
        w.after(w.after(_points(w)[1], "- Một là làm trước."), "- Hai là làm sau."), "- Ba là báo."
    ),
    "a plain paragraph typed": lambda w: w.after(_points(w)[2], "Đoạn lời không có gạch đầu dòng."),
    "a point removed": lambda w: w.remove(_points(w)[2]),
    "two points removed": lambda w: [w.remove(p) for p in _points(w)[2:4]],
    "a point moved up": lambda w: w.move(_points(w)[3], _points(w)[0]),
    "a point moved to another item": lambda w: w.move(_points(w)[1], hand.headings(w, 2)[-1]),
    "an item moved": _move_section,
    "a point cut in two": _split,
    "two points joined": lambda w: w.join(_points(w)[1]),
    "a point retyped whole": lambda w: hand.retype(
        _points(w)[2], "- Nội dung viết lại hoàn toàn, không giữ chữ nào của bản trước đó."
    ),
    "a point retyped, much the same": lambda w: hand.retype(
        _points(w)[2], f"{hand.text(_points(w)[2])} Bổ sung."
    ),
    "a heading changed": _in_heading(2, 0, "khác"),
    "a section's heading changed": _in_heading(1, 0, "KHÁC"),
    "words made bold": lambda w: w.bold(_points(w)[1], hand.middle_word(_points(w)[1])),
    "words made italic": lambda w: hand.look(_points(w)[1], "i", hand.middle_word(_points(w)[1])),
    "runs cut as Word cuts them": lambda w: (_mark_all(w), hand.append(_points(w)[0], " nhé")),
    "bookmarks lost by pasting": _without_marks,
    "a date of issue": _date,
    "a recipient typed": lambda w: w.after(hand.recipients(w)[0], "- Báo và Đài của tỉnh;"),
    "a recipient removed": lambda w: w.remove(hand.recipients(w)[1]),
    "recipients swapped": lambda w: w.move(hand.recipients(w)[0], hand.recipients(w)[1]),
    "a signer's name": _signer,
    "a deputy signs": _deputy,
    "the closing words": lambda w: hand.append(hand.body(w)[-1], " Trân trọng."),
    "a word tracked": lambda w: w.tracked(
        hand.middle_word(_points(w)[1]), "lời thay"
    ),
    "a paragraph tracked": lambda w: hand.tracked_paragraph(
        w, _points(w)[1], "- Điểm thêm có theo dõi."
    ),
    "a removal tracked": lambda w: hand.tracked_removal(_points(w)[2]),
    "a cell of the text": _row_cell("nhiệm vụ", "Nội dung nhiệm vụ được viết lại ở ô này"),
    "a cell of the body": _row_cell("chủ trì", "UBND tỉnh Lạng Sơn"),
    "a row typed at the end": _row,
    "a row typed between": _row_between,
    "a row removed": lambda w: w.remove(hand.table_rows(w)[1]),
    "rows swapped": _rows_swapped,
    "a column with a head typed": lambda w: hand.new_column(
        w, 9, "Lưu ý", {0: "Làm trước", 1: "Làm sau"}
    ),
    "a head retyped": lambda w: hand.retype(
        w.body.findall("w:tbl", hand.NS)[-1].find("w:tr", hand.NS)
        .findall("w:tc", hand.NS)[2].find("w:p", hand.NS), "Đơn vị làm"
    ),
}  # fmt: skip
"""What has its place in a plan."""


def _wanted(word: Reviewed, path: Path) -> list[str]:
    """What the edited file says once its tracked changes are accepted."""
    word.save(path)
    clean = Reviewed(path.read_bytes())
    for gone in list(clean.root.iter(f"{hand.W}del")):
        if gone.getparent().tag == f"{hand.W}rPr":
            paragraph = next(gone.iterancestors(f"{hand.W}p"))
            paragraph.getparent().remove(paragraph)
        else:
            gone.getparent().remove(gone)
    return hand.said(clean)


@pytest.mark.parametrize("what", TAKEN)
def test_what_a_clerk_does_in_word_comes_back(desk: Desk, what: str) -> None:
    TAKEN[what](desk.word)
    wanted = _wanted(desk.word, desk.home / "sua.docx")
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    assert desk.plan.read_bytes() != desk.before
    assert hand.said(Reviewed(desk.render().read_bytes())) == wanted


def _free(w: Reviewed) -> Any:
    """The free table of the invented plan."""
    return next(t for t in w.body.findall("w:tbl", hand.NS) if "Nguồn" in hand.text(t))


def _free_cell(row: int, cell: int, words: str) -> Edit:
    def edit(w: Reviewed) -> None:
        found = _free(w).findall("w:tr", hand.NS)[row].findall("w:tc", hand.NS)[cell]
        hand.retype(found.findall("w:p", hand.NS)[-1], words)

    return edit


def _free_row(w: Reviewed) -> None:
    row = _free(w).findall("w:tr", hand.NS)[1]
    hand.new_row(w, row, {0: "Ngân sách xã", 1: "40 triệu đồng", 2: "Đối ứng"})


def _free_column(w: Reviewed) -> None:
    for number, row in enumerate(_free(w).findall("w:tr", hand.NS)):
        made = row.findall("w:tc", hand.NS)[1]
        copy = hand.deepcopy(made)
        hand.retype(copy.find("w:p", hand.NS), "Năm" if not number else "2026")
        made.addnext(copy)


def _group(w: Reviewed) -> None:
    hand.change(w.para("B. Chăm sóc"), "Chăm sóc", "Chăm sóc, bảo vệ")


OWN_TABLES: dict[str, Edit] = {
    "a cell of a free table": _free_cell(2, 1, "95 triệu đồng"),
    "a second paragraph of a cell": _free_cell(1, 2, "Quyết toán trong tháng 12"),
    "a head of a free table": _free_cell(0, 2, "Ý kiến"),
    "a row of a free table typed": _free_row,
    "a row of a free table removed": lambda w: w.remove(_free(w).findall("w:tr", hand.NS)[2]),
    "a column of a free table typed": _free_column,
    "a free table removed": lambda w: w.remove(_free(w)),
    "a cell of a column of the plan's own": _row_cell("kinh phí", "45 triệu đồng"),
    "a deadline in the source's words": _row_cell("lộ trình", "Trong Quý III/2026"),
    "a deadline as a day": _row_cell("lộ trình", "Trước ngày 20/9/2026"),
    "a body in the source's words": _row_cell("chủ trì", "Sở Nội vụ và các sở, ngành", 0),
    "a column of the plan's own removed": lambda w: hand.without_column(w, 4),
    "a column that the program knows removed": lambda w: hand.without_column(w, 3),
    "a group retitled": _group,
    "a row moved to another group": lambda w: hand.table_rows(w)[-1].addnext(hand.table_rows(w)[0]),
}


@pytest.mark.parametrize("desk", ["cay-xanh"], indirect=True)
@pytest.mark.parametrize("what", OWN_TABLES)
def test_tables_with_columns_of_their_own_and_free_tables_come_back(desk: Desk, what: str) -> None:
    OWN_TABLES[what](desk.word)
    wanted = _wanted(desk.word, desk.home / "sua.docx")
    done = desk.pull()
    assert done.code == 0, done.out + done.err
    assert desk.plan.read_bytes() != desk.before
    assert hand.said(Reviewed(desk.render().read_bytes())) == wanted


@pytest.mark.parametrize("desk", ["phuong-dong-kinh"], indirect=True)
def test_a_day_on_which_bodies_have_other_names_is_taken_and_no_line_nobody_touched_refused(
    desk: Desk,
) -> None:
    desk.word.replace("ngày … tháng … năm 2024", "ngày 09 tháng 7 năm 2026")
    done = desk.pull()
    assert done.code == 0, done.err
    assert "ngay = 2026-07-09" in desk.changed()


@pytest.mark.parametrize("desk", ["cay-xanh"], indirect=True)
def test_a_table_removed_under_the_title_of_its_appendix_is_refused(desk: Desk) -> None:
    desk.word.remove(desk.word.body.findall("w:tbl", hand.NS)[-1])
    done = desk.pull()
    assert "bảng của phụ lục bị xóa nhưng tên phụ lục còn" in done.err
    assert desk.plan.read_bytes() == desk.before


@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_several_edits_at_once_come_back_or_are_refused_with_nothing_written(
    data: st.DataObject, workspace: Path, kehoach: Kehoach
) -> None:
    name = data.draw(st.sampled_from(PLANS))
    source = ROOT / f"plans/lang-son-2024/{name}.toml"
    text = OWN if name == "cay-xanh" else source.read_text("utf-8")
    (workspace / f"plans/lang-son-2024/{name}.toml").write_text(text, "utf-8")
    desk = Desk(workspace, kehoach, name)
    edits = {**TAKEN, **OWN_TABLES} if name == "cay-xanh" else TAKEN
    for what in data.draw(st.lists(st.sampled_from(sorted(edits)), min_size=2, max_size=4)):
        with suppress(AssertionError, StopIteration, IndexError, ValueError):
            edits[what](desk.word)  # one may have taken away what the next one looks for
    wanted = _wanted(desk.word, desk.home / "sua.docx")
    done = desk.pull()
    refused = bool(done.code)
    assert ("KE8" in done.err and desk.plan.read_bytes() == desk.before) or not refused
    assert (refused or hand.said(Reviewed(desk.render().read_bytes()))) == (refused or wanted)


def test_files_that_libreoffice_saved_come_back_with_their_edits(
    workspace: Path, kehoach: Kehoach, tmp_path: Path
) -> None:
    (workspace / "plans/lang-son-2024/cay-xanh.toml").write_text(OWN, "utf-8")
    edits = (TAKEN["a point typed below"], TAKEN["a cell of the text"], _free_row)
    desks = [Desk(workspace, kehoach, name) for name in PLANS]
    wanted = []
    for desk, edit in zip(desks, edits, strict=True):
        edit(desk.word)
        wanted.append(_wanted(desk.word, tmp_path / f"{desk.plan.stem}.docx"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "docx", "--outdir", str(tmp_path / "lo"),
         *(str(tmp_path / f"{name}.docx") for name in PLANS)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    for desk, lines in zip(desks, wanted, strict=True):
        done = kehoach("pull", tmp_path / f"lo/{desk.plan.stem}.docx", "-o", desk.plan)
        assert done.code == 0, done.out + done.err
        assert hand.said(Reviewed(desk.render().read_bytes())) == lines
