"""What a letter brings that acts, hides or pretends: each differs from a good file in one thing."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from generator.issuance.pdf.shown import has_plain_fonts, page_alone, shows_its_letters
from generator.issuance.verdict.printed import printed_in
from generator.issuance.verdict.result import FileVerdict, Verdict
from generator.read.pdf.file import draw_page
from generator.read.text_lines import lines_of_text
from generator.surroundings import be_in, surroundings
from generator.text.normal import clean
from generator.text.visible import visible
from generator.verbs.prove import prove_bundle
from tests.desk import desk, forge
from tests.pki import AGENCY
from tests.test_bundle_proof import NOBODY
from tests.test_trust_edges import (
    against,
    citizen,
    judged,
    neutral,
    public_ca,
    without_fields,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome
    from tests.pki import Holder

VALID, INDETERMINATE, INVALID = Verdict.VALID, Verdict.INDETERMINATE, Verdict.INVALID


def changed(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> bytes:
    """A PDF changed before anybody signed it; at first a letter that prints no agency."""
    with pikepdf.open(io.BytesIO(data or neutral())) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def by_citizen(data: bytes) -> FileVerdict:
    return judged(forge(data, citizen("Trần Thị B"), "Signature1"))


def with_mark(holder: Holder, mark: Image.Image) -> dict[str, Verdict]:
    return against(judged(forge(neutral(), holder, "Signature1", mark=mark)))


def test_a_persons_mark_that_shows_a_seal_is_nobodys_seal() -> None:
    body = desk().pki.issue(AGENCY, "agency", public_ca(), organisation=AGENCY)
    seal, scribble = desk().marks.seal, desk().marks.signature
    assert seal is not None
    assert scribble is not None
    assert with_mark(citizen("Trần Thị B"), seal) == {"XT226": INDETERMINATE}
    assert with_mark(citizen("Trần Thị B", "Công ty Ví dụ"), seal) == {"XT226": INDETERMINATE}
    assert with_mark(citizen("Trần Thị B"), scribble) == {}
    assert with_mark(body, seal) == {}


# --- things that act, or look otherwise elsewhere


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 595, 842], A=action)
        pdf.pages[0].Annots = Array([pdf.make_indirect(made)])

    return change


def at_root(**what: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in what.items():
            pdf.Root[f"/{key}"] = value

    return change


def page_that_acts(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=script())


def field_that_reckons(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="n", V="1", F=4,
            Rect=[100, 600, 300, 620], DA="/Helv 12 Tf 0 g", AA=Dictionary(C=script()),
        )
    )  # fmt: skip
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def form_xobject(**more: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        for key, value in more.items():
            made[f"/{key}"] = value
        pdf.pages[0].Resources.XObject = Dictionary(X=made)

    return change


def picture_for_printing(pdf: pikepdf.Pdf) -> None:
    shown, printed = (
        pdf.make_stream(
            shade, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )
        for shade in (b"\0", b"\xff")
    )  # fmt: skip
    shown.Alternates = Array([Dictionary(Image=printed, DefaultForPrinting=True)])
    pdf.pages[0].Resources.XObject = Dictionary(X=shown)


def portfolio(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Collection = Dictionary(Type=Name.Collection)


ACTING: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "a script at opening": (at_root(OpenAction=script()), "JavaScript"),
    "a program at opening": (
        at_root(OpenAction=Dictionary(S=Name.Launch, F=String("calc.exe"))),
        "Launch",
    ),
    "a script of the document": (at_root(AA=Dictionary(WS=script())), "JavaScript"),
    "a script by name": (
        at_root(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))),
        "JavaScript",
    ),
    "a script of the page": (page_that_acts, "JavaScript"),
    "a script of a field": (field_that_reckons, "JavaScript"),
    "a script behind two links": (
        link(
            Dictionary(
                S=Name.URI, URI=String("a"),
                Next=Array([Dictionary(S=Name.URI, URI=String("b"), Next=script())]),
            )
        ),
        "JavaScript",
    ),
    "a link that starts a program": (
        link(Dictionary(S=Name.Launch, F=String("calc.exe"))),
        "Launch",
    ),
    "a link that hides": (link(Dictionary(S=Name.Hide, T=String("a"))), "hành động ẩn, hiện"),
    "layers": (at_root(OCProperties=Dictionary(OCGs=Array([]), D=Dictionary())), "lớp ẩn"),
    "XFA": (at_root(AcroForm=Dictionary(Fields=Array([]), XFA=String("<x/>"))), "XFA"),
    "another file's page": (
        form_xobject(Ref=Dictionary(F=String("http://a/x.pdf"), Page=0)),
        "nội dung lấy từ tệp khác",
    ),
    "another file's content": (form_xobject(F=String("c:/a.txt")), "nội dung lấy từ tệp khác"),
    "a picture for printing": (picture_for_printing, "hình thay thế khi in"),
    "a slide show": (
        at_root(Names=Dictionary(AlternatePresentations=Dictionary(Names=Array([])))),
        "trình chiếu thay thế",
    ),
    "a portfolio": (portfolio, "hồ sơ nhiều tệp (portfolio)"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTING)
def test_what_may_look_otherwise_is_not_called_valid_although_nobody_touched_it(name: str) -> None:
    change, what = ACTING[name]
    report = by_citizen(changed(change))
    assert against(report) == {"XT218": INDETERMINATE}
    (told,) = [f.message for f in report.findings if f.code == "XT218"]
    assert told.endswith(what)


def test_a_file_attached_to_an_agencys_document_is_told() -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["kem.exe"] = b"MZ"

    def signed(data: bytes) -> FileVerdict:
        one = forge(data, desk().pki.leader, "Signature1")
        return judged(forge(one, desk().pki.agency, "Signature2"))

    assert signed(without_fields()).verdict is VALID
    assert against(signed(changed(attach, without_fields()))) == {"XT218": INDETERMINATE}


# --- a letterhead that a person sees and a program does not


@pytest.fixture
def blind() -> None:
    """A machine without recognition of letters in pictures."""
    be_in(replace(surroundings(), tesseract="/khong/co/tesseract"))


BODY = ["A plan for this year is made, and all shall carry it out as told below."] * 8
HEAD = (0, 630, 595, 210)
"""Left, bottom, width and height of a letterhead."""


def written(*more: Callable[[pikepdf.Pdf], bytes]) -> bytes:
    """A page of plain letters, with what `more` draws before them."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = b"".join(draw(pdf) for draw in more)
        for number, line in enumerate(BODY):
            content += b"BT /F0 12 Tf 72 %d Td (%s) Tj ET\n" % (500 - 20 * number, line.encode())
        pdf.pages[0].Contents = pdf.make_stream(content)

    return changed(change)


def letterhead() -> Image.Image:
    """The upper quarter of an office's first page, as a picture."""
    drawn = draw_page(without_fields(), 1, 150, 10**8)
    assert drawn is not None
    width, height, pixels = drawn
    whole = Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", width * 3, 1)
    return whole.crop((0, 0, width, height // 4))


def picture_of(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    return pdf.make_stream(
        image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.width,
        Height=image.height, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip


def as_picture(pdf: pikepdf.Pdf) -> bytes:
    pdf.pages[0].Resources.XObject = Dictionary(I=picture_of(pdf, letterhead()))
    left, low, wide, high = HEAD
    return b"q %d 0 0 %d %d %d cm /I Do Q\n" % (wide, high, left, low)


def as_note(kind: Name) -> Callable[[pikepdf.Pdf], bytes]:
    def draw(pdf: pikepdf.Pdf) -> bytes:
        left, low, wide, high = HEAD
        looks = pdf.make_stream(
            b"q %d 0 0 %d 0 0 cm /I Do Q" % (wide, high), Type=Name.XObject, Subtype=Name.Form,
            BBox=[0, 0, wide, high],
            Resources=Dictionary(XObject=Dictionary(I=picture_of(pdf, letterhead()))),
        )  # fmt: skip
        note = Dictionary(
            Type=Name.Annot, Subtype=kind, F=4, AP=Dictionary(N=looks),
            Rect=[left, low, left + wide, low + high],
        )  # fmt: skip
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        return b""

    return draw


def as_outlines(_pdf: pikepdf.Pdf) -> bytes:
    """Letters drawn as shapes: here they are triangles."""
    shapes = (b"%d 760 m %d 780 l %d 760 l f\n" % (x, x + 5, x + 10) for x in range(60, 260, 14))
    return b"".join(shapes)


def unseen(_pdf: pikepdf.Pdf) -> bytes:
    """Letters that are read, and shown to nobody."""
    return b"BT 3 Tr /F0 12 Tf 72 780 Td (CONG TY VI DU    So: 12/KH-VD) Tj 0 Tr ET\n"


def white(_pdf: pikepdf.Pdf) -> bytes:
    return b"1 g BT /F0 12 Tf 72 780 Td (CONG TY VI DU    So: 12/KH-VD) Tj ET 0 g\n"


def covered(_pdf: pikepdf.Pdf) -> bytes:
    words = b"BT /F0 12 Tf 72 780 Td (CONG TY VI DU    So: 12/KH-VD) Tj ET\n"
    return words + b"1 g 60 770 400 30 re f 0 g\n"


HIDING: dict[str, Callable[[pikepdf.Pdf], bytes]] = {
    "a picture": as_picture,
    "a stamp": as_note(Name.Stamp),
    "a note": as_note(Name.FreeText),
    "a frame": as_note(Name.Square),
    "outlines": as_outlines,
    "unseen letters": unseen,
    "white letters": white,
    "covered letters": covered,
}
READ_UNSEEN = (unseen, white, covered)
"""They give words to programs that nobody sees."""


def undecided(name: str) -> dict[str, Verdict]:
    codes = {"XT221", *(["XT224"] if HIDING[name] in READ_UNSEEN else [])}
    return dict.fromkeys(codes, INDETERMINATE)


@pytest.mark.usefixtures("blind")
def test_a_page_that_shows_its_letters_is_taken_at_its_word() -> None:
    assert by_citizen(written()).verdict is VALID


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("name", HIDING)
def test_what_nobody_could_read_leaves_open_whose_document_it_is(name: str) -> None:
    report = by_citizen(written(HIDING[name]))
    assert against(report) == undecided(name)
    assert "có trang là hình, nét vẽ hay chữ bị che" in report.findings[-1].message


def test_a_letterhead_in_a_picture_is_read_as_a_person_reads_it() -> None:
    report = by_citizen(written(unseen, as_picture))
    assert against(report) == {"XT221": INDETERMINATE, "XT224": INDETERMINATE}
    assert "THÀNH PHỐ LẠNG SƠN" in " ".join(f.message for f in report.findings)


def behind(first: bytes, *others: bytes) -> bytes:
    """One PDF with the pages of others behind its own."""

    def change(pdf: pikepdf.Pdf) -> None:
        for one in others:
            with pikepdf.open(io.BytesIO(one)) as more:
                pdf.pages.extend(more.pages)

    return changed(change, first)


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("name", HIDING)
def test_a_later_page_that_nobody_could_read_leaves_it_open_too(name: str) -> None:
    report = by_citizen(behind(neutral(), written(), written(HIDING[name])))
    assert against(report) == undecided(name)


def test_an_agencys_document_behind_a_page_of_nobodys_is_not_the_senders() -> None:
    in_letters = by_citizen(behind(neutral(), without_fields()))
    in_a_picture = by_citizen(behind(neutral(), written(as_picture)))
    for report in (in_letters, in_a_picture):
        assert against(report) == {"XT221": INDETERMINATE}
        assert "THÀNH PHỐ LẠNG SƠN" in " ".join(f.message for f in report.findings)


@pytest.mark.usefixtures("blind")
def test_later_pages_that_show_their_letters_are_taken_at_their_word() -> None:
    assert by_citizen(behind(neutral(), *[written()] * 5)).verdict is VALID


def test_letters_that_are_read_otherwise_than_they_look_are_looked_at() -> None:
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <00> <7F> <0061> endbfrange endcmap end end"
    )

    def lie(pdf: pikepdf.Pdf) -> None:
        for font in (o for o in pdf.objects if isinstance(o, Dictionary) and "/ToUnicode" in o):
            font.ToUnicode = pdf.make_stream(table)

    data = changed(lie, without_fields())
    page = page_alone(data)
    assert shows_its_letters(page)
    assert not has_plain_fonts(page)
    report = by_citizen(data)
    assert against(report) == {"XT221": INDETERMINATE, "XT224": INDETERMINATE}
    assert "THÀNH PHỐ LẠNG SƠN" in " ".join(f.message for f in report.findings)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("𝐔𝐁𝐍𝐃 tỉnh", "UBND tỉnh"),
        ("ＵＢＮＤ tỉnh", "UBND tỉnh"),
        ("ﬁ", "fi"),
        ("ỦY ΒΑΝ ΝΗÂΝ DÂΝ", "ỦY BAN NHÂN DÂN"),
        ("góc α = 2β, Δ và Ω", "góc α = 2β, Δ và Ω"),
        ("m², ½, ①", "m², ½, ①"),
    ],
)
def test_letters_in_other_dress_are_the_letters_that_they_look_like(
    written: str, read: str
) -> None:
    assert clean(written) == read


@pytest.mark.parametrize(
    ("head", "readable"),
    [
        ("ỦY BAN NHÂN DÂN", True),
        ("Ủ Y B A N N H Â N D Â N", False),
        ("a b c", True),
    ],
)
def test_letters_set_apart_are_not_taken_for_no_letterhead(head: str, readable: bool) -> None:
    lines = lines_of_text(f"{head}\n\nMột lá thư gửi người quen.\n", "")
    assert printed_in(lines).readable is readable


# --- names and archives


MANIFEST = ("h/manifest.json", json.dumps({"phien_ban": 1, "tep": []}).encode())
BAD_NAMES = {
    "a line end": "h/a\nho-so: HỢP LỆ",
    "an escape": "h/\x1b[2Ja",
    "letters turned": "h/\u202egnp.exe",
    "too long": "h/" + "x" * 250,
    "too deep": "/".join("h" * 40) + "/a",
    "a file as folder": "h/manifest.json/a",
    "a mark apart": "h/manife\u0301st.json",
    "a point at the end": "h/manifest.json.",
    "a folder of nothing": "h/./manifest.json",
}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_zip_with_names_that_pretend_is_not_unpacked(name: str, tmp_path: Path) -> None:
    file = tmp_path / "ho-so.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(*MANIFEST)
        archive.writestr("h/manifést.json", b"x")
        archive.writestr(BAD_NAMES[name], b"x")
    proof = prove_bundle(file, NOBODY)
    assert [d.code for d in proof.diagnostics] == ["HS107"]
    assert proof.verdict is INVALID


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_a_manifest_that_is_no_file_of_the_folder_is_not_read(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "ho-so"
    folder.mkdir()
    if kind == "pipe":
        os.mkfifo(folder / "manifest.json")
    else:
        (tmp_path / "khac.json").write_bytes(MANIFEST[1])
        (folder / "manifest.json").symlink_to(tmp_path / "khac.json")
    proof = prove_bundle(folder, NOBODY)
    assert "HS101" in {d.code for d in proof.diagnostics}
    assert proof.verdict is INVALID


def test_a_folder_that_leads_outside_is_foreign(tmp_path: Path) -> None:
    folder = tmp_path / "ho-so"
    folder.mkdir()
    (folder / "manifest.json").write_bytes(MANIFEST[1])
    (folder / "nguon").symlink_to("/etc")
    proof = prove_bundle(folder, NOBODY)
    assert ("HS103", "nguon") in {(d.code, getattr(d.span, "where", "")) for d in proof.diagnostics}


def test_what_stands_in_a_zip_is_told_by_the_name_of_the_zip(tmp_path: Path) -> None:
    file = tmp_path / "ho-so.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(*MANIFEST)
    places = {getattr(d.span, "file", "") for d in prove_bundle(file, NOBODY).diagnostics}
    assert places == {str(file)}


def test_an_archive_behind_a_pdf_is_not_what_people_see(
    tmp_path: Path, kehoach: Callable[..., Outcome]
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(*MANIFEST)
    file = tmp_path / "van-ban.pdf"
    file.write_bytes(neutral() + packed.getvalue())
    told = kehoach("verify", file)
    assert told.code == 1
    assert "tệp không có chữ ký số" in told.out
    assert "HS1" not in told.err


@pytest.mark.parametrize(
    ("name", "code"), [("van-ban.pdf", {"XT202"}), ("van-ban.docx", {"XT202", "XT223"})]
)
def test_a_name_that_says_another_kind_is_told(
    name: str, code: set[str], tmp_path: Path, kehoach: Callable[..., Outcome]
) -> None:
    (tmp_path / name).write_bytes(neutral())
    told = json.loads(kehoach("verify", "--json", tmp_path / name).out)
    assert {f["code"] for f in told["results"][0]["findings"]} - {"XT101"} == code


def test_names_from_a_file_obey_no_terminal(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan = workspace / "plans" / "la.toml"
    plan.write_text('[van_ban]\nma = "a\\u001b[2J\\u202eb\\nlỗi"\n', "utf-8")
    told = kehoach("check", plan)
    assert told.code == 1
    assert "\x1b" not in told.err
    assert "\u202e" not in told.err
    assert "\\u001b[2J\\u202eb" in told.err
    assert not any(line.startswith("lỗi") for line in told.err.splitlines())


def test_what_a_screen_would_obey_is_shown_by_its_code() -> None:
    assert visible("phường Đông Kinh") == "phường Đông Kinh"
    assert visible("a\x1b[2J\u202eb\n") == "a\\u001b[2J\\u202eb\\u000a"


@pytest.mark.parametrize("number", ["0x" + "F" * 9000, "0b" + "1" * 30000, "0o" + "7" * 9000])
def test_a_number_that_nobody_can_print_is_a_mistake_with_its_place(
    number: str, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan = workspace / "plans" / "la.toml"
    plan.write_text(f"phien_ban = {number}\n", "utf-8")
    told = kehoach("check", plan)
    assert told.code == 1
    assert "la.toml:1:13: lỗi DL108: Số quá dài" in told.err


def test_a_pipe_in_a_folder_is_not_waited_for(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    folder = workspace / "nhan"
    folder.mkdir()
    for name in ("a.toml", "b.docx"):
        os.mkfifo(folder / name)
    assert kehoach("check", folder).code == 0
