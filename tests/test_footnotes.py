"""Footnotes of a plan: marked in its texts, printed as Word's own, come back, and are compared."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from generator.plan.emit import emit
from generator.plan.toml import load_plan
from tests.pages import NS, W, read, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome
    from tests.pages import Docx

    Kehoach = Callable[..., Outcome]

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-chu-thich"
co_quan = "ubnd-tp-lang-son"
ngay = 2024-06-07
trich_yeu = "Nâng cao chất lượng phục vụ người dân năm 2024{chu-thich:pham-vi}"

[[mo_dau]]
id = "mo-dau"
noi_dung = "Thực hiện {kh-126}, Ủy ban nhân dân thành phố ban hành kế hoạch như sau:"

[[muc]]
id = "muc-tieu"
tieu_de = "MỤC TIÊU{chu-thich:muc-tieu-chung}"

[[muc.khoan]]
id = "chung"
noi_dung = "Có 95% hồ sơ{chu-thich:so-lieu} đúng hạn, người dân **hài lòng{chu-thich:phieu}**."

[[muc.khoan.bang]]
cot = ["Chỉ số", "Mức"]
hang = [
  ["Mức chung{chu-thich:sipas}", "90% & hơn"],
]

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"

[[phu_luc]]
id = "pl"
tieu_de = "Danh mục nhiệm vụ"

[[phu_luc.nhiem_vu]]
id = "nv-1"
noi_dung = "Rà soát thủ tục{chu-thich:ra-soat}"
san_pham = "Báo cáo{chu-thich:mau}"
thoi_han = { nam = 2024 }

[[chu_thich]]
id = "pham-vi"
noi_dung = "Trên địa bàn thành phố."

[[chu_thich]]
id = "muc-tieu-chung"
noi_dung = "Theo {kh-126}."

[[chu_thich]]
id = "so-lieu"
noi_dung = "Số liệu **năm 2023** của {kh-105:ngan} & <các báo cáo>."

[[chu_thich]]
id = "phieu"
noi_dung = "Đo theo phiếu hỏi."

[[chu_thich]]
id = "sipas"
noi_dung = "Chỉ số hài lòng."

[[chu_thich]]
id = "ra-soat"
noi_dung = "Mỗi quý một lần."

[[chu_thich]]
id = "mau"
noi_dung = "Theo mẫu của Văn phòng."
"""
IDS = ("pham-vi", "muc-tieu-chung", "so-lieu", "phieu", "sipas", "ra-soat", "mau")
SAID = (
    "Trên địa bàn thành phố.",
    "Theo Kế hoạch số 126/KH-UBND.",
    "Số liệu năm 2023 của Kế hoạch số 105/KH-UBND & <các báo cáo>.",
    "Đo theo phiếu hỏi.",
    "Chỉ số hài lòng.",
    "Mỗi quý một lần.",
    "Theo mẫu của Văn phòng.",
)


class Noted:
    """A plan with footnotes in a workspace, and what it prints."""

    def __init__(self, workspace: Path, kehoach: Kehoach) -> None:
        self.kehoach, self.home = kehoach, workspace
        self.plan = workspace / "plans" / "chu-thich.toml"
        self.plan.write_text(PLAN, "utf-8")

    def write(self, old: str, new: str) -> None:
        text = self.plan.read_text("utf-8")
        assert old in text
        self.plan.write_text(text.replace(old, new), "utf-8")

    def codes(self) -> list[str]:
        found = self.kehoach("check", self.plan)
        return sorted(set(re.findall(r"KH44\d", found.out + found.err)))

    def docx(self) -> Path:
        done = self.kehoach("render", self.plan, "-o", "ra", "--overwrite")
        assert done.code == 0, done.err
        return self.home / "ra" / "chu-thich.docx"


@pytest.fixture
def noted(workspace: Path, kehoach: Kehoach) -> Noted:
    return Noted(workspace, kehoach)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def notes_of(docx: Docx) -> dict[str, str]:
    """Id → text of the footnotes of a .docx, without the separators."""
    found = docx.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    return {note.get(f"{W}id"): plain(text(note)).strip() for note in found}


# ------------------------------------------------------------------------------ the plan


def test_a_plan_with_footnotes_is_clean_and_written_as_it_was_read(noted: Noted) -> None:
    loaded, found = load_plan(noted.plan)
    assert loaded is not None
    assert [note.id for note in loaded.plan.chu_thich] == list(IDS)
    assert noted.codes() == []
    again, more = load_plan(_kept(noted, emit(loaded.plan)))
    assert found == more
    assert again is not None
    assert again.plan == loaded.plan


def _kept(noted: Noted, written: str) -> Path:
    path = noted.plan.with_name("lai.toml")
    path.write_text(written, "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Mức chung{chu-thich:sipas}", "Mức chung{chu-thich:spas}", "KH441"),
        ("Mức chung{chu-thich:sipas}", "Mức chung{chu-thich:mau}{chu-thich:sipas}", "KH442"),
        ("Báo cáo{chu-thich:mau}", "Báo cáo", "KH443"),
        ("Mỗi quý một lần.", "Mỗi quý{chu-thich:mau} một lần.", "KH444"),
        ('chuc_vu = "CHỦ TỊCH"', 'chuc_vu = "CHỦ TỊCH{chu-thich:la}"', "KH444"),
    ],
)
def test_a_mark_that_leads_nowhere_is_found(noted: Noted, old: str, new: str, code: str) -> None:
    noted.write(old, new)
    assert code in noted.codes()


def test_a_brace_that_is_escaped_marks_nothing(noted: Noted) -> None:
    noted.write("Đo theo phiếu hỏi.", "Viết \\\\{chu-thich:mau} để đánh dấu.")
    assert noted.codes() == []
    assert "Viết {chu-thich:mau} để đánh dấu." in notes_of(read(noted.docx())).values()


# ------------------------------------------------------------------------------ printed


def test_each_footnote_is_one_of_words_own_where_it_is_marked(noted: Noted) -> None:
    docx = read(noted.docx())
    assert tuple(notes_of(docx).values()) == SAID
    marks = docx.find("//w:footnoteReference")
    before = [plain(text(_run_before(mark))) for mark in marks]
    assert [words.split()[-1] for words in before] == [
        "2024", "TIÊU", "sơ", "lòng", "chung", "tục", "cáo",
    ]  # fmt: skip
    assert [mark.get(f"{W}id") for mark in marks] == list(notes_of(docx))


def _run_before(mark: object) -> object:
    return mark.getparent().getprevious()  # type: ignore[attr-defined]


def test_word_finds_all_that_a_footnote_needs(noted: Noted) -> None:
    docx = read(noted.docx())
    assert b"footnotes+xml" in docx.parts["[Content_Types].xml"]
    assert b'Target="footnotes.xml"' in docx.parts["word/_rels/document.xml.rels"]
    lines = docx.find("//w:footnote[@w:type]", "word/footnotes.xml")
    named = docx.find("//w:footnotePr/w:footnote", "word/settings.xml")
    assert [n.get(f"{W}id") for n in lines] == [n.get(f"{W}id") for n in named] == ["-1", "0"]
    used = {
        style.get(f"{W}val")
        for part in ("word/document.xml", "word/footnotes.xml")
        for style in docx.find("//w:pStyle | //w:rStyle", part)
    }
    styles = {s.get(f"{W}styleId"): s for s in docx.find("//w:style", "word/styles.xml")}
    assert used <= set(styles)
    names = {s.find("w:name", NS).get(f"{W}val") for s in styles.values()}
    assert {"footnote text", "footnote reference"} <= names


def test_a_document_without_footnotes_has_no_part_for_them(
    workspace: Path, kehoach: Kehoach
) -> None:
    plan = workspace / "plans/lang-son-2024/thanh-pho.toml"
    assert kehoach("render", plan, "-o", "ra").code == 0
    with zipfile.ZipFile(workspace / "ra/thanh-pho.docx") as package:
        assert "word/footnotes.xml" not in package.namelist()
        assert b"footnote" not in package.read("word/document.xml")


def test_the_same_plan_prints_the_same_bytes(noted: Noted) -> None:
    first = noted.docx().read_bytes()
    assert noted.docx().read_bytes() == first


def test_a_mark_that_leads_nowhere_is_told_and_nothing_is_printed(noted: Noted) -> None:
    noted.write("Mức chung{chu-thich:sipas}", "Mức chung{chu-thich:khong-co}")
    done = noted.kehoach("render", noted.plan, "-o", "ra")
    assert done.code == 1
    assert "KH441" in done.err
    assert not (noted.home / "ra" / "chu-thich.docx").exists()


def test_no_mark_of_a_footnote_reaches_the_title_of_the_file(noted: Noted) -> None:
    title = read(noted.docx()).parts["docProps/core.xml"].decode()
    assert "năm 2024<" in title
    assert "\uffff" not in title


# ------------------------------------------------------------------------------ derived

ABOVE = """\
phien_ban = 1

[van_ban]
ma = "kh-tren"
co_quan = "ubnd-tp-lang-son"
ngay = 2024-06-07
trich_yeu = "Nâng cao chất lượng phục vụ người dân năm 2024"

[[mo_dau]]
id = "mo-dau"
noi_dung = "Ủy ban nhân dân thành phố Lạng Sơn ban hành kế hoạch như sau:"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"

[[muc.khoan]]
id = "cong-khai"
danh_so = false
noi_dung = "UBND các phường, xã{chu-thich:ds} công khai thủ tục{chu-thich:don-vi} trước 15/7."

[[muc.khoan]]
id = "noi-vu"
danh_so = false
noi_dung = "Phòng Nội vụ{chu-thich:phong} chủ trì tổng hợp kết quả của các phòng."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"

[[chu_thich]]
id = "don-vi"
noi_dung = "Theo danh mục đã công bố."

[[chu_thich]]
id = "ds"
noi_dung = "Gồm 5 phường và 3 xã."

[[chu_thich]]
id = "phong"
noi_dung = "Phòng Nội vụ là cơ quan thường trực."
"""


def test_a_footnote_goes_down_with_the_words_that_mark_it(
    workspace: Path, kehoach: Kehoach
) -> None:
    above = workspace / "plans" / "tren.toml"
    above.write_text(ABOVE, "utf-8")
    done = kehoach("derive", above, "--unit", "ubnd-phuong-dong-kinh", "-o", "plans/duoi", "--json")
    made = next((workspace / "plans" / "duoi").glob("*.toml"))
    loaded, _found = load_plan(made)
    assert loaded is not None, done.err
    notes = loaded.plan.chu_thich
    marked = [text for text in made.read_text("utf-8").split("\n") if "{chu-thich:" in text]
    assert [note.id for note in notes] == ["don-vi"]
    assert len(marked) == 1
    assert "Công khai thủ tục{chu-thich:don-vi} trước" in marked[0]
    assert "KH44" not in kehoach("check", made).err
    assert "phong" in done.out


# ------------------------------------------------------------------------------ elsewhere


def test_a_comparison_names_footnotes_by_their_numbers(noted: Noted) -> None:
    other = noted.plan.with_name("khac.toml")
    words = noted.plan.read_text("utf-8").replace("Đo theo phiếu hỏi.", "Đo theo phiếu mới.")
    words = words.replace("hồ sơ{chu-thich:so-lieu} đúng", "hồ sơ đúng{chu-thich:so-lieu}")
    other.write_text(words, "utf-8")
    told = noted.kehoach("diff", noted.plan, other).out
    assert "Chú thích 4: “hỏi” → “mới”" in told
    assert "hồ sơ[-[3]-] đúng{+[3]+} hạn" in told
    assert "chu-thich:" not in told.replace("chu-thich.toml", "").replace("kh-chu-thich", "")


def test_akoma_ntoso_has_each_footnote_where_it_is_marked(noted: Noted) -> None:
    assert noted.kehoach("exchange", "akn", noted.plan, "-o", "akn.xml").code == 0
    root = etree.parse(noted.home / "akn.xml").getroot()
    notes = root.findall(".//{*}authorialNote")
    assert [n.get("marker") for n in notes] == [str(n) for n in range(1, 8)]
    assert ["".join(n.itertext()) for n in notes] == list(SAID)
    assert notes[4].getparent().text == "Mức chung"


def test_a_word_file_is_formatted_with_its_footnotes(noted: Noted) -> None:
    source = noted.docx()
    assert noted.kehoach("format", source, "-o", "moi.docx").code == 0
    assert tuple(notes_of(read(noted.home / "moi.docx")).values()) == SAID


def test_the_law_of_blanks_holds_in_footnotes_too(noted: Noted) -> None:
    noted.write("Mỗi quý một lần.", "Xem ngày 15/6/2024 tại Quyết định số 105.")
    (note,) = [
        text(n)
        for n in read(noted.docx()).find("//w:footnote", "word/footnotes.xml")
        if "Quyết định" in text(n)
    ]
    assert "ngày\u00a015/6/2024" in note


def test_a_plan_and_its_print_differ_in_nothing_and_a_moved_mark_is_told(noted: Noted) -> None:
    docx = noted.docx()
    assert "Không có thay đổi" in noted.kehoach("diff", noted.plan, docx).out
    noted.write("hồ sơ{chu-thich:so-lieu} đúng", "hồ sơ đúng{chu-thich:so-lieu}")
    noted.write("Đo theo phiếu hỏi.", "Đo theo phiếu mới.")
    told = noted.kehoach("diff", docx, noted.plan)
    assert "hồ sơ[-[3]-] đúng{+[3]+} hạn" in told.out
    assert "Chú thích 4" in told.out
    assert "SS201" not in told.err


def test_the_task_of_a_row_is_told_without_the_marks_of_its_footnotes(noted: Noted) -> None:
    told = noted.kehoach("tasks", noted.plan).out
    assert "Rà soát thủ tục\n" in told
    assert "sản phẩm: Báo cáo\n" in told
