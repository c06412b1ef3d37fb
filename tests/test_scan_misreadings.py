"""Recognition's usual mistakes: mended where only one reading can be, and marked."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from generator.grammar.column_contents import with_contents
from generator.office.tesseract import RecognisedWord, TextLine
from generator.read.scan.misreadings import mended, read_on
from generator.read.scan.passed_over import passed_over
from generator.read.scan.ruling import Bar
from generator.read.scan.usual_words import family_name

SURE = 96


def line(text: str, top: int, left: int = 100) -> TextLine:
    words, at = [], left
    for said in text.split():
        words.append(RecognisedWord(said, at, top, at + 20 * len(said), top + 36, SURE))
        at += 20 * len(said) + 14
    return TextLine(tuple(words), 50.0, top + 36.0)


READ = line("Bố trí kinh phí cho phường đối với", 100)


def texts(lines: list[TextLine]) -> list[str]:
    return [" ".join(word.text for word in one.words) for one in lines]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["Hoàn thành trong quý 11/2026."], ["Hoàn thành trong quý II/2026."]),
        (["Trong quý H/2026"], ["Trong quý II/2026"]),
        (["Quý", "1/2026"], ["Quý", "I/2026"]),
        (["quý lV năm 2026,"], ["quý IV năm 2026,"]),
        (["(Quý HI/2026)"], ["(Quý III/2026)"]),
        (["quý 2/2026"], ["quý 2/2026"]),
        (["ngày 11/2026"], ["ngày 11/2026"]),
        (["quý I/2026"], ["quý I/2026"]),
    ],
)
def test_the_number_of_a_quarter_is_roman(read: list[str], meant: list[str]) -> None:
    said = read_on([line(text, 100 + 60 * i) for i, text in enumerate(read)])
    assert texts(said) == meant
    changed = [w for one in said for w in one.words if w.text not in " ".join(read).split()]
    assert all(word.sure < SURE for word in changed)


def test_the_last_line_above_the_recipients_ends_as_texts_end() -> None:
    page = [line("triển khai thực hiện...", 100), line("Nơi nhận:", 200), line("- Lưu: VT...", 260)]
    assert texts(read_on(page)) == ["triển khai thực hiện./.", "Nơi nhận:", "- Lưu: VT..."]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("THANHPHO CAN THO", "THÀNH PHỐ CẦN THƠ"),
        ("TĨNH LÀO CAI", "TỈNH LÀO CAI"),
        ("THÀNH PHỐ HẢI DƯƠNG", "THÀNH PHỐ HẢI DƯƠNG"),
        ("D. TỔ CHỨC THỰC HIỆN", "D. TỔ CHỨC THỰC HIỆN"),
    ],
)
def test_names_of_provinces_in_capitals_are_whole(read: str, meant: str) -> None:
    assert " ".join(word.text for word in mended(line(read, 100).words)) == meant


def drawn(*boxes: tuple[int, int, int, int]) -> Image.Image:
    """Ink of letters: strokes that fill a third of each box."""
    ink = Image.new("L", (1200, 800), 0)
    draw = ImageDraw.Draw(ink)
    for left, top, right, bottom in boxes:
        for x in range(left, right, 9):
            draw.rectangle((x, top, x + 3, bottom), fill=255)
    return ink


def test_a_short_last_line_that_recognition_took_for_dirt_is_found() -> None:
    ink = drawn((100, 100, READ.words[-1].right, 136), (100, 172, 190, 208))
    found = passed_over(ink, [], [READ])
    assert len(found) == 1
    left, top, right, bottom = found[0]
    assert (left <= 100, top <= 172, right >= 188, bottom >= 208) == (True, True, True, True)


@pytest.mark.parametrize(
    "box",
    [(100, 172, 108, 178), (100, 172, 400, 400), (20, 0, 24, 800)],
    ids=["speck", "seal", "edge"],
)
def test_what_is_no_line_of_letters_is_not_taken_for_one(box: tuple[int, int, int, int]) -> None:
    assert passed_over(drawn((100, 100, READ.words[-1].right, 136), box), [], [READ]) == []


def test_drawn_lines_are_no_words() -> None:
    ink = drawn((100, 100, READ.words[-1].right, 136))
    ImageDraw.Draw(ink).rectangle((300, 200, 700, 203), fill=255)
    assert passed_over(ink, [Bar(300, 200, 700, 203)], [READ]) == []


@pytest.mark.parametrize(
    ("cells", "numbered"),
    [(["1", "2", "3"], True), (["1.", "2.", "1.", "2."], True), (["15", "20", "7"], False)],
)
def test_a_column_that_numbers_its_rows_is_known_by_them(cells: list[str], numbered: bool) -> None:
    rows = [[cell, "Rà soát hộ nghèo"] for cell in cells]
    assert with_contents({"noi_dung": 1}, ["11", "Nội dung"], rows).get("tt") == (
        0 if numbered else None
    )


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["Tố chức triến khai, tống hợp"], ["Tổ chức triển khai, tổng hợp"]),
        (["hồ sơ thâm", "định theo thấm quyên"], ["hồ sơ thẩm", "định theo thẩm quyền"]),
        (["MẶT TRẬN TỐ QUỐC"], ["MẶT TRẬN TỔ QUỐC"]),
        (["ông Nguyễn Cao Đăng"], ["ông Nguyễn Cao Đăng"]),
        (["phân bố dân cư, thiếu số liệu"], ["phân bố dân cư, thiếu số liệu"]),
        (["hai sản phẩm ven biên giới"], ["hai sản phẩm ven biên giới"]),
    ],
)
def test_usual_words_get_their_marks_and_other_words_stay(
    read: list[str], meant: list[str]
) -> None:
    said = read_on([line(text, 100 + 60 * i) for i, text in enumerate(read)])
    assert texts(said) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Định", "Đinh"), ("Nguyễn", None), ("Lẽ", "Lê"), ("Xyz", "")],
)
def test_a_family_name_is_one_or_is_told(read: str, meant: str | None) -> None:
    assert family_name(read) == meant


def test_a_label_glued_to_its_heading_is_parted() -> None:
    said = mended(line("IMỤC TIÊU", 100).words)
    assert [word.text for word in said] == ["I.", "MỤC", "TIÊU"]
