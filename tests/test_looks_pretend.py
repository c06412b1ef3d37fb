"""Letters to nobody that a person takes for an office's: each hides its letterhead in its own way.

The page holds plain letters of no agency, and a citizen signed it; what is drawn besides says
otherwise. On a machine without recognition each has to stay undecided.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from generator.issuance.pdf.said import said_elsewhere
from generator.issuance.pdf.shown import borrows_fonts, page_alone, shows_its_letters
from generator.issuance.verdict.printed import PrintedFacts, names_body, printed_in, resembles
from generator.issuance.verdict.result import SignatureReport, Verdict
from generator.issuance.verdict.signers import check_printed
from generator.read.text_lines import lines_of_text
from generator.surroundings import be_in, surroundings
from generator.text.normal import clean

if TYPE_CHECKING:
    from collections.abc import Callable

BODY = ["A plan for this year is made, and all shall carry it out as told below."] * 4


@pytest.fixture(autouse=True)
def blind() -> None:
    """A machine without recognition of letters in pictures."""
    be_in(replace(surroundings(), tesseract="/khong/co/tesseract"))


def page(draw: Callable[[pikepdf.Pdf], bytes] = lambda _pdf: b"", after: bytes = b"") -> bytes:
    """A page of plain letters, with what `draw` puts before them and `after` behind."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    sheet.Resources = Dictionary(Font=Dictionary(F0=font))
    content = draw(pdf)
    for number, line in enumerate(BODY):
        content += b"BT /F0 12 Tf 72 %d Td (%s) Tj ET\n" % (500 - 20 * number, line.encode())
    sheet.Contents = pdf.make_stream(content + after)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def picture(colour: tuple[int, int, int], pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """Stripes as thick as letters: what they would say is no matter where nothing is read."""
    image = Image.new("RGB", (200, 40), (255, 255, 255))
    for x in range(0, 200, 8):
        image.paste(colour, (x, 10, x + 3, 30))
    return pdf.make_stream(
        image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=200, Height=40,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip


AT_TOP = b"q 400 0 0 80 90 740 cm /I Do Q\n"


def drawn(colour: tuple[int, int, int] = (0, 0, 0)) -> Callable[[pikepdf.Pdf], bytes]:
    def draw(pdf: pikepdf.Pdf) -> bytes:
        pdf.pages[0].Resources.XObject = Dictionary(I=picture(colour, pdf))
        return AT_TOP

    return draw


def nested(pdf: pikepdf.Pdf) -> bytes:
    """Deeper than one reader draws, and another still does."""
    inner = pdf.make_stream(
        AT_TOP, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842],
        Resources=Dictionary(XObject=Dictionary(I=picture((0, 0, 0), pdf))),
    )  # fmt: skip
    for _level in range(45):
        inner = pdf.make_stream(
            b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842],
            Resources=Dictionary(XObject=Dictionary(X=inner)),
        )  # fmt: skip
    pdf.pages[0].Resources.XObject = Dictionary(X=inner)
    return b"/X Do\n"


def in_letters(pdf: pikepdf.Pdf) -> bytes:
    """Points filled with a pattern that is a picture."""
    tile = pdf.make_stream(
        AT_TOP, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 595, 842], XStep=595,
        YStep=842, Resources=Dictionary(XObject=Dictionary(I=picture((0, 0, 0), pdf))),
    )  # fmt: skip
    pdf.pages[0].Resources.Pattern = Dictionary(P=tile)
    return b"/Pattern cs /P scn BT /F0 60 Tf 90 740 Td (........) Tj ET 0 g\n"


UNSEEN = b"BT 3 Tr /F0 %d Tf -10 640 Td (%s) Tj 0 Tr ET\n"
WHITE_RULES = b"1 g " + b"".join(b"0 %d 595 1 re f " % y for y in range(700, 842, 3)) + b"0 g\n"
RULES = b"0.2 w " + b"".join(b"0 %d m 595 %d l S " % (y, y) for y in range(702, 842, 5)) + b"\n"
SHORT = b"".join(b"%d 760 3 12 re f " % x for x in range(90, 400, 6))
TEETH = (b"%d 760 m %d 780 l %d 760 l h " % (x, x + 5, x + 10) for x in range(60, 260, 14))
CUT = b"q " + b"".join(TEETH)
HIDDEN_HEADS = {
    "pale grey": page(drawn((200, 200, 200))),
    "pale red": page(drawn((255, 190, 190))),
    "yellow": page(drawn((240, 210, 0))),
    "below unseen dashes": page(drawn(), UNSEEN % (200, b"-------")),
    "below a large unseen letter": page(drawn(), UNSEEN % (420, b"WW")),
    "between white rules": page(drawn(), WHITE_RULES),
    "between black rules": page(drawn(), RULES),
    "in short strokes": page(lambda _pdf: SHORT),
    "in rules cut to shape": page(lambda _pdf: CUT + b"W n 0 765 595 2 re f 0 770 595 2 re f Q\n"),
    "nested": page(nested),
    "in the letters themselves": page(in_letters),
}


@pytest.mark.parametrize("name", HIDDEN_HEADS)
def test_what_is_to_be_seen_beside_the_letters_is_noticed(name: str) -> None:
    assert not shows_its_letters(page_alone(HIDDEN_HEADS[name]))


TABLE = b"0.5 w " + b"".join(b"60 %d 400 18 re S " % y for y in range(560, 720, 18)) + b"\n"
LINES = b"150 700 80 0.7 re f 1 w 72 600 m 500 600 l S\n"


@pytest.mark.parametrize("drawn", [b"", TABLE, LINES])
def test_a_page_of_letters_tables_and_rules_is_what_it_says(drawn: bytes) -> None:
    assert shows_its_letters(page_alone(page(lambda _pdf: drawn)))


def noted(**note: object) -> bytes:
    """The page with a note or a field on it."""

    def draw(pdf: pikepdf.Pdf) -> bytes:
        made = Dictionary(Type=Name.Annot, F=4, Rect=[60, 700, 540, 830])
        for key, value in note.items():
            made[f"/{key}"] = value
        pdf.pages[0].Annots = Array([pdf.make_indirect(made)])
        pdf.Root.AcroForm = Dictionary(Fields=Array(list(pdf.pages[0].Annots)))
        return b""

    return page(draw)


HEAD = String("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN")
REPEATED = String(BODY[0])


@pytest.mark.parametrize(
    ("note", "more"),
    [
        ({"Subtype": Name.FreeText, "Contents": HEAD}, True),
        ({"Subtype": Name.Widget, "FT": Name.Tx, "V": HEAD}, True),
        ({"Subtype": Name.Widget, "FT": Name.Tx, "V": REPEATED}, False),
        ({"Subtype": Name.Widget, "FT": Name.Btn, "V": Name.Off}, False),
        ({"Subtype": Name.Link, "Contents": HEAD}, False),
    ],
)
def test_words_that_each_program_draws_anew_are_words_of_the_page(
    note: dict[str, object], more: bool
) -> None:
    assert said_elsewhere(noted(**note)) is more


@pytest.mark.parametrize(
    ("font", "borrowed"),
    [(".VnTimeH", True), ("VNI-Times", True), ("Symbol", True), ("TimesNewRomanPSMT", False)],
)
def test_a_font_that_another_machine_has_shows_other_letters(font: str, borrowed: bool) -> None:
    def draw(pdf: pikepdf.Pdf) -> bytes:
        made = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{font}"))
        pdf.pages[0].Resources.Font["/F9"] = made
        return b"BT /F9 13 Tf 72 800 Td (abc) Tj ET\n"

    assert borrows_fonts(page_alone(page(draw))) is borrowed


# --- whose document it is, by what it prints


DATED = "Lạng Sơn, ngày 05 tháng 6 năm 2026"


def facts(*lines: str) -> PrintedFacts:
    return printed_in(lines_of_text(clean("\n".join(lines)), ""))


def agency_of(*lines: str) -> str:
    return facts(*lines).agency


def test_who_signs_in_the_name_of_a_body_makes_its_document() -> None:
    foot = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Lê A")
    head = ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", DATED, "KẾ HOẠCH", "Về việc thu tiền")
    said = "Các đơn vị nộp tiền vào tài khoản dưới đây."
    assert agency_of(*head, said, *foot).startswith("ỦY BAN NHÂN DÂN")
    assert agency_of("KẾ HOẠCH", "Về việc thu tiền", said, *foot) == "ỦY BAN NHÂN DÂN"


def test_a_letter_to_a_body_is_not_its_document() -> None:
    head = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐƠN ĐỀ NGHỊ")
    to = ("Kính gửi: Ủy ban nhân dân xã Mai Pha", "Tôi xin được xác nhận nơi ở.")
    assert agency_of(*head, *to, "NGƯỜI LÀM ĐƠN", "", "Trần Thị B") == ""


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("Ủy ban nhân dân tỉnh Lạng Sơn xã Mai Pha", "UBND tỉnh Lạng Sơn", False),
        ("Ủy ban nhân dân xã Mai Pha, tỉnh Lạng Sơn", "UBND xã Mai Pha", True),
        ("UBND thành phố Lạng Sơn - tỉnh Lạng Sơn", "UBND thành phố Lạng Sơn", True),
        ("UBND thành phố Lạng Sơn, phường Đông Kinh", "UBND thành phố Lạng Sơn", False),
        ("Phòng Văn hóa - Xã hội, phường Đông Kinh", "Phòng Văn hóa - Xã hội", True),
    ],
)
def test_a_place_below_makes_another_body(found: str, wanted: str, same: bool) -> None:
    assert names_body(found, wanted) is same


def test_a_name_misread_is_still_that_name() -> None:
    assert resembles("ỦY BAN NHÂN DẦN XÃ MAI PHÀ", "ỦY BAN NHÂN DÂN XÃ MAI PHA")
    assert not resembles("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "CÔNG AN XÃ MAI PHA")


class By(NamedTuple):
    name: str
    unit: str = ""


OFFICE = "Ủy ban nhân dân xã Mai Pha"
NAMELESS = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


@pytest.mark.parametrize(
    ("signed", "verdict"),
    [
        ([By(OFFICE)], Verdict.INDETERMINATE),
        ([By(OFFICE), By("Lê Văn A", OFFICE)], Verdict.VALID),
        ([By(OFFICE), By("Lê Văn A", "Công an tỉnh Lạng Sơn")], Verdict.INDETERMINATE),
    ],
)
def test_a_seal_alone_signs_for_no_leader(signed: list[By], verdict: Verdict) -> None:
    head = ("ỦY BAN NHÂN DÂN", "XÃ MAI PHA", "Số: 12/KH-UBND", DATED, "KẾ HOẠCH", "Về việc thu")
    foot = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", *NAMELESS)
    said = facts(*head, "Nội dung kế hoạch.", *foot)
    reports = [
        SignatureReport(f"S{n}", "other", one.name, one.unit, scope=("gov",))
        for n, one in enumerate(signed)
    ]
    (told,) = check_printed(reports, said)
    assert told.verdict is verdict


def test_another_head_over_the_letters_is_told_with_both() -> None:
    head = ("ỦY BAN NHÂN DÂN", "XÃ MAI PHA", "Số: 12/KH-UBND", DATED)
    said = facts(*head)._replace(other_head="UBND TỈNH")
    (told,) = check_printed([SignatureReport("S", "other", OFFICE, scope=("gov",))], said)
    assert told.verdict is Verdict.INDETERMINATE
    assert "«UBND TỈNH»" in told.message
    assert "XÃ MAI PHA" in told.message
