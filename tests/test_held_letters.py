"""What a program reads in a PDF and what a person sees there are the same, or it is told."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Operator
from PIL import Image, ImageDraw, ImageFont

from generator.issuance.pdf.sign_pdf import prepare
from generator.issuance.verdict.result import Verdict
from generator.read.imported import import_file
from generator.read.pdf.held_letters import HeldLetters, hold_letters
from generator.workspace.workspace import Workspace
from tests.desk import ROOT, desk, forge
from tests.pki import LEADER
from tests.test_trust_edges import against

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SERIF = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"


def lying(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The office's draft as LibreOffice exports it, changed before anybody signs it."""
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def read_as(letter: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    """The table of each font says another letter of the same glyph."""
    one, two = (text.encode("utf-16-be").hex().upper().encode() for text in (letter, other))

    def change(pdf: pikepdf.Pdf) -> None:
        for font in (o for o in pdf.objects if isinstance(o, Dictionary) and "/ToUnicode" in o):
            table = font.ToUnicode.read_bytes()
            font.ToUnicode = pdf.make_stream(re.sub(rb"<%s>(?=\s)" % one, b"<%s>" % two, table))

    return change


def glyphs_swapped(one: str, two: str) -> Callable[[pikepdf.Pdf], None]:
    """The tables are honest, and the fonts draw one letter for the other."""

    def change(pdf: pikepdf.Pdf) -> None:
        for part in pdf.objects:
            if not isinstance(part, Dictionary) or "/FontFile2" not in part:
                continue
            font = TTFont(io.BytesIO(part.FontFile2.read_bytes()))
            named = _names(pdf, part, font)
            if one in named and two in named:
                table = font["glyf"]
                a, b = named[one], named[two]
                table[a], table[b] = table[b], table[a]
                made = io.BytesIO()
                font.save(made)
                part.FontFile2 = pdf.make_stream(made.getvalue(), Length1=len(made.getvalue()))

    return change


def _names(pdf: pikepdf.Pdf, part: Dictionary, font: TTFont) -> dict[str, str]:
    """Of each letter the glyph, by the honest table of the font that has this program."""
    codes = next(iter(font["cmap"].tables)).cmap
    for user in pdf.objects:
        if isinstance(user, Dictionary) and "/ToUnicode" in user and "/FontDescriptor" in user:
            if user.FontDescriptor.objgen != part.objgen:
                continue
            table = re.sub(rb"\s", b"", user.ToUnicode.read_bytes().split(b"beginbfchar")[-1])
            pairs = re.findall(rb"<(..)><(....)>", table)
            return {
                chr(int(said, 16)): codes.get(int(code, 16)) or codes[0xF000 + int(code, 16)]
                for code, said in pairs
            }
    return {}


def actual_text(words: str, *, key: bytes = b"ActualText") -> Callable[[pikepdf.Pdf], None]:
    """Other words stand for all that the first page draws."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        begun = b"/Span <</%s (%s)>> BDC " % (key, words.encode())
        page.contents_add(begun, prepend=True)
        page.contents_add(b" EMC", prepend=False)

    return change


def pictured(show: bytes) -> Callable[[pikepdf.Pdf], None]:
    """A figure in letters, and another one as a picture in its place."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Resources.Font["/Own"] = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"))
        )
        picture = Image.new("L", (224, 144), 255)
        font = ImageFont.truetype(SERIF, 112)
        ImageDraw.Draw(picture).text((0, 108), "50", font=font, fill=0, anchor="ls")
        image = pdf.make_stream(
            picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=224, Height=144,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        page.Resources["/XObject"] = Dictionary(Own=image)
        page.contents_add(b"q ", prepend=True)
        page.contents_add(b" Q " + show, prepend=False)

    return change


WORDS = b"BT %d Tr /Own 14 Tf 30 20 Td (90) Tj ET "
DRAWN = b"q 28 0 0 18 30 15.5 cm /Own Do Q "

LIES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a digit read as another": read_as("5", "9"),
    "a digit read as two": read_as("0", "00"),
    "a digit read as a space": read_as("2", " "),
    "a digit read as a letter": read_as("2", "k"),
    "letters read as others": read_as("n", "h"),
    "glyphs of digits changed places": glyphs_swapped("0", "2"),
    "glyphs of letters changed places": glyphs_swapped("n", "g"),
    "words that stand for what is drawn": actual_text("90"),
    "the same with its name spelled by numbers": actual_text("90", key=b"Act#75alText"),
    "letters below a picture": pictured(WORDS % 0 + DRAWN),
    "unseen letters before a picture": pictured(DRAWN + WORDS % 3),
    "letters that only cut, before a picture": pictured(DRAWN + WORDS % 7),
    "letters that nobody sees": pictured(WORDS % 3),
}


def test_an_honest_file_has_no_lies_and_its_digits_are_known() -> None:
    held = hold_letters(desk().draft)
    assert held == HeldLetters([], held.digits, 0, [], 0)
    assert held.digits > 50


@pytest.mark.parametrize("name", LIES)
def test_words_that_are_drawn_otherwise_are_told_with_their_place(name: str) -> None:
    held = hold_letters(lying(LIES[name]))
    assert {lie.page for lie in held.lies} <= {1, 2, 3}
    assert all(lie.read != lie.drawn for lie in held.lies)
    assert held.lies


def test_an_officials_own_signature_does_not_make_a_lie_true() -> None:
    data = lying(read_as("5", "9"))
    report = desk().verify(forge(forge(data, desk().pki.leader, "A"), desk().pki.agency, "B"))
    assert against(report) == {"XT224": Verdict.INDETERMINATE}
    told = [f.message for f in report.findings if f.code == "XT224"]
    assert "mắt nhìn thấy «" in told[0]


def test_nobody_is_given_a_lie_to_sign() -> None:
    made, problems = prepare(
        lying(read_as("5", "9")), "x.pdf", [LEADER], desk().office().settings, desk().marks
    )
    assert made is None
    assert {d.code for d in problems} == {"KY327"}


def test_what_lies_below_a_scan_is_said_to_be_a_machines_reading() -> None:
    def scanned(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        turns = pikepdf.parse_content_stream(page)
        hidden = [([], Operator("q")), ([3], Operator("Tr")), *turns, ([], Operator("Q"))]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(hidden))

    data = lying(scanned)
    held = hold_letters(data)
    assert held.by_machine == [1]
    report = desk().verify(forge(forge(data, desk().pki.leader, "A"), desk().pki.agency, "B"))
    assert "XT225" in {f.code for f in report.findings}


def test_unseen_letters_beside_a_lie_hide_it_from_nobody() -> None:
    def padded(pdf: pikepdf.Pdf) -> None:
        read_as("5", "9")(pdf)
        pictured(b"BT 3 Tr /Own 1 Tf 20 10 Td (%s) Tj ET " % (b"ab " * 4000))(pdf)

    held = hold_letters(lying(padded))
    assert held.by_machine[:1] == [1]
    assert any("9" in lie.read and "5" in lie.drawn for lie in held.lies)


def test_a_reading_drawn_below_its_scan_is_no_lie() -> None:
    def covered(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        picture = Image.effect_noise((600, 850), 90)
        page.Resources["/XObject"] = Dictionary(
            Scan=pdf.make_stream(
                picture.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=600, Height=850,
                ColorSpace=Name.DeviceGray, BitsPerComponent=8,
            )
        )  # fmt: skip
        page.contents_add(b"q ", prepend=True)
        page.contents_add(b" Q q 595 0 0 842 0 0 cm /Scan Do Q", prepend=False)

    held = hold_letters(lying(covered))
    assert (held.lies, held.by_machine) == ([], [1])


@pytest.mark.parametrize(("found", "code"), [(True, "NH523"), (False, "NH522")])
def test_an_import_reads_the_picture_or_nothing(
    found: bool, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not found:
        monkeypatch.setattr("generator.read.scan.recognition.find_tesseract", lambda: None)
    path = tmp_path / "a.pdf"
    path.write_bytes(lying(read_as("5", "9")))
    imported = import_file(path, Workspace(ROOT))
    assert code in {d.code for d in imported.diagnostics}
    assert (imported.plan is not None) is found
