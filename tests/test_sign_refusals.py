"""What is refused before a signature is made, each with its reason and nothing written."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509 as asn1
from pikepdf import Array, Dictionary, Name
from PIL import Image

from generator.issuance.pdf.seals import load_image
from generator.issuance.pdf.sign_pdf import MarkImages, prepare, sign
from generator.issuance.pdf.signable import check_document, read_pdf
from generator.issuance.verdict.certificate import check_certificate, check_holder
from generator.verbs.sign import Request, run
from generator.workspace.desk import Desk as WorkDesk
from generator.workspace.workspace import Workspace
from tests.desk import desk, forge, signer_of
from tests.pki import AGENCY, DAY, LEADER, OTHER_AGENCY, Holder, now, rsa_key
from tests.signing_files import seal_image, signature_image


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]


# --- certificates


def leader(**how) -> Holder:
    return desk().pki.issue(LEADER, "leader", organisation=AGENCY, **how)


def foreign() -> Holder:
    root = desk().pki.authority("CA khác", "other-root")
    return desk().pki.issue(LEADER, "leader", root)


CERTIFICATES = {
    "good": (leader, []),
    "expired": (lambda: leader(start=now() - 9 * DAY, end=now() - DAY), ["KY201"]),
    "not yet valid": (lambda: leader(start=now() + DAY), ["KY201"]),
    "unknown issuer": (foreign, ["KY202"]),
    "issued by a leaf": (
        lambda: desk().pki.issue(LEADER, "leader", desk().pki.agency),
        ["KY202"],
    ),
    "wrong usage": (lambda: leader(usage="none"), ["KY203"]),
    "for servers": (lambda: leader(usage="tls"), ["KY203"]),
    "short key": (lambda: desk().pki.issue(LEADER, rsa_key("short", 1024)), ["KY204"]),
    "revoked": (lambda: desk().pki.revoke(leader()), ["KY205"]),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_that_may_not_sign_is_refused(name) -> None:
    make, wanted = CERTIFICATES[name]
    holder = make()
    signer = signer_of(holder)
    found = check_certificate(
        signer.signing_cert, signer.cert_registry, desk().store, desk().office().fetchers(), now()
    )
    assert codes(found) == wanted


@pytest.mark.parametrize(
    "request_",
    [
        Request(()),
        Request(("x.pdf",)),
        Request(("x.pdf",), "leader"),
        Request(("a.pdf", "b.pdf"), "leader", "k.p12", out=Path("c.pdf")),
    ],
)
def test_what_is_not_clear_is_not_signed(request_: Request, workspace: Path) -> None:
    """Nobody is asked for a password."""
    at = WorkDesk(Workspace(workspace), now)
    result = run(at, request_, lambda: pytest.fail("asked"))
    assert [d.code for d in result.diagnostics] == ["LN023"]
    assert (result.exit_code, result.done) == (2, [])


def test_nobody_signs_while_revocation_is_unknown() -> None:
    signer = signer_of(leader())
    try:
        desk().pki.refuse |= {"ocsp", "crl"}
        office = desk().office()
        found = check_certificate(signer.signing_cert, [], desk().store, office.fetchers(), now())
    finally:
        desk().pki.refuse.clear()
    assert codes(found) == ["HT932"]
    assert "503" in found[0].message


def test_a_certificate_of_another_agency_is_refused_unless_told() -> None:
    other = desk().pki.issue(OTHER_AGENCY, "agency")
    certificate = asn1.Certificate.load(other.der)
    (found,) = check_holder(certificate, [AGENCY], "cơ quan", allow_other=False)
    assert (found.code, found.severity.name) == ("KY207", "ERROR")
    assert OTHER_AGENCY in found.message
    (told,) = check_holder(certificate, [AGENCY], "cơ quan", allow_other=True)
    assert told.severity.name == "WARNING"
    assert check_holder(certificate, [AGENCY, OTHER_AGENCY], "cơ quan", allow_other=False) == []


# --- the PDF


def changed(**root) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        for key, value in root.items():
            pdf.Root[f"/{key}"] = pdf.make_indirect(value)
        pdf.save(out)
    return out.getvalue()


def with_attachment() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        pdf.attachments["a.txt"] = b"x"
        pdf.save(out)
    return out.getvalue()


def with_password() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def with_a_script_on_a_page() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.pages[0]["/AA"] = Dictionary(O=action)
        pdf.save(out)
    return out.getvalue()


DOCUMENTS = {
    "encrypted": (with_password, "KY302"),
    "hidden layers": (lambda: changed(OCProperties=Dictionary(OCGs=Array())), "KY303"),
    "XFA": (lambda: changed(AcroForm=Dictionary(Fields=Array(), XFA="x")), "KY303"),
    "portfolio": (lambda: changed(Collection=Dictionary()), "KY303"),
    "attached file": (with_attachment, "KY303"),
    "script at opening": (
        lambda: changed(OpenAction=Dictionary(S=Name.JavaScript, JS="x")),
        "KY303",
    ),
    "script on a page": (with_a_script_on_a_page, "KY303"),
    "usage rights": (lambda: changed(Perms=Dictionary(UR3=Dictionary())), "KY304"),
    "locked by the seal": (lambda: desk().signed("B-T"), "KY304"),
    "no PDF": (lambda: b"PK\x03\x04", "KY301"),
    "cut off": (lambda: desk().draft[:5000], "KY301"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_pdf_that_can_show_two_things_or_is_closed_is_refused(name) -> None:
    make, code = DOCUMENTS[name]
    assert code in codes(check_document(make(), "x.pdf"))


def test_a_pdf_of_a_gigabyte_is_refused_without_reading_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(1_000_000_000)
    data, problems = read_pdf(huge)
    assert data is None
    assert codes(problems) == ["KY307"]


# --- whose turn it is


def attempt(data: bytes, holder: Holder, who, **how):
    return sign(
        data,
        "x.pdf",
        signer_of(holder),
        who,
        how.pop("office", desk().office()),
        level=how.pop("level", "B-T"),
        **how,
    )


def test_the_agency_does_not_sign_before_the_leader() -> None:
    made, problems = attempt(desk().prepared(), desk().pki.agency, "agency")
    assert made is None
    assert codes(problems) == ["KY309"]


def test_nobody_signs_twice() -> None:
    for who in ("leader", "agency"):
        made, problems = attempt(desk().signed("B-T"), desk().pki.leader, who)
        assert made is None
        assert codes(problems) == ["KY308"]


def test_a_number_must_be_there_when_the_agency_signs() -> None:
    made, problems = attempt(desk().by_leader("khi_phat_hanh"), desk().pki.agency, "agency")
    assert made is None
    assert codes(problems) == ["KY310"]


# --- time-stamps


def test_no_authority_set_is_said_and_nothing_is_signed_lower() -> None:
    office = desk().office(tsa=[])
    made, problems = attempt(desk().prepared(), desk().pki.leader, "leader", office=office)
    assert made is None
    assert codes(problems) == ["KY401"]


def test_an_authority_that_does_not_answer_stops_the_signature() -> None:
    try:
        desk().pki.refuse.add("tsa")
        made, problems = attempt(desk().prepared(), desk().pki.leader, "leader")
    finally:
        desk().pki.refuse.clear()
    assert made is None
    assert codes(problems) == ["HT931"]


def test_the_second_authority_is_asked_when_the_first_is_silent() -> None:
    pki = desk().pki
    office = desk().office(tsa=[f"{pki.url}/nowhere", f"{pki.url}/tsa"])
    made, problems = attempt(desk().prepared(), pki.leader, "leader", office=office)
    assert made is not None, problems


def test_an_authority_that_comes_back_is_waited_for(monkeypatch) -> None:
    from generator.issuance.verdict import tsa

    monkeypatch.setattr(tsa, "PAUSES", (0.01,))
    answers = iter([503, 503])
    pki = desk().pki

    def flaky():
        status = next(answers, None)
        return (status, "text/plain", b"") if status else (307, "", f"{pki.url}/tsa".encode())

    desk().server.extra["/flaky"] = flaky
    office = desk().office(tsa=[f"{pki.url}/flaky"], khi_tsa_loi="cho", tsa_cho_giay=20)
    made, problems = attempt(desk().prepared(), pki.leader, "leader", office=office)
    assert made is not None, problems


@pytest.mark.parametrize("years", [-6, 5])
def test_an_authority_that_lies_about_the_time_is_refused(years) -> None:
    pki = desk().pki
    try:
        pki.time = lambda: now() + years * 365 * DAY
        made, problems = attempt(desk().prepared(), pki.leader, "leader")
    finally:
        pki.time = None
    assert made is None
    assert codes(problems) == ["KY403"]


def test_an_authority_nobody_trusts_is_refused() -> None:
    own = desk().pki.issue("TSA lạ", "own-tsa", usage="tsa", self_signed=True, ocsp=False)
    office = desk().office(tsa=[f"{desk().pki.url}/tsa/{own.certificate.serial_number}"])
    made, problems = attempt(desk().prepared(), desk().pki.leader, "leader", office=office)
    assert made is None
    assert codes(problems) == ["KY404"]


# --- places and images


def test_a_name_that_is_not_where_the_mark_is_stops_the_work() -> None:
    made, problems = prepare(
        desk().draft, "x.pdf", ["Trần Thị B"], desk().office().settings, MarkImages()
    )
    assert made is None
    assert codes(problems) == ["KY306"]


def test_without_marks_the_name_below_its_title_is_found_by_its_text() -> None:
    from generator.issuance.pdf.place import Pages, find_blocks

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        for key in ("/Dests", "/Names"):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.save(out)
    with Pages(out.getvalue()) as bare, Pages(desk().draft) as marked:
        assert bare.destination("kyten1b") is None
        by_text, problems = find_blocks(bare, [LEADER], "x.pdf")
        by_mark, more = find_blocks(marked, [LEADER], "x.pdf")
    assert (problems, more) == ([], [])
    for one, other in zip(by_text[0].room, by_mark[0].room, strict=True):
        assert abs(one - other) <= 8


def test_nobodys_name_is_found_nowhere() -> None:
    from generator.issuance.pdf.place import Pages, find_blocks

    with Pages(pikepdf_blank()) as pages:
        blocks, problems = find_blocks(pages, [LEADER], "x.pdf")
    assert blocks == []
    assert codes(problems) == ["KY305"]


def pikepdf_blank() -> bytes:
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB"])
def test_an_image_of_any_usual_kind_is_taken(tmp_path: Path, mode) -> None:
    path = tmp_path / "a.png"
    signature_image().convert(mode).save(path)
    image, problems = load_image(path, blue=True)
    assert image is not None
    assert image.mode == "RGBA"
    assert all(p.severity.name == "WARNING" for p in problems)


def test_bad_images_are_refused(tmp_path: Path) -> None:
    pictures = {
        "tiny.png": Image.new("RGBA", (1, 1)),
        "huge.png": Image.new("1", (20_000, 20_000)),
        "clear.png": Image.new("RGBA", (100, 100), (0, 0, 0, 0)),
    }
    for name, picture in pictures.items():
        picture.save(tmp_path / name)
    Image.new("RGB", (50, 50)).save(tmp_path / "photo.png", format="JPEG")
    (tmp_path / "text.png").write_text("PNG")
    for path in sorted(tmp_path.iterdir()):
        image, problems = load_image(path, blue=True)
        assert image is None, path
        assert codes(problems) == ["KY313"], path


def test_a_blue_seal_and_a_red_signature_are_remarked_on(tmp_path: Path) -> None:
    signature_image().save(tmp_path / "chu-ky.png")
    seal_image().save(tmp_path / "dau.png")
    assert load_image(tmp_path / "chu-ky.png", blue=True)[1] == []
    assert load_image(tmp_path / "dau.png", blue=False)[1] == []
    assert codes(load_image(tmp_path / "chu-ky.png", blue=False)[1]) == ["KY316"]
    assert codes(load_image(tmp_path / "dau.png", blue=True)[1]) == ["KY316"]


def test_a_font_without_the_letters_is_refused_before_signing(monkeypatch) -> None:
    from generator.issuance.pdf import seals

    monkeypatch.setattr(seals, "_letters", lambda _path: frozenset("05/KH-UBND;"))
    style, problems = seals.text_style("05/KH-UBND; ngày ấy")
    assert style is None
    assert codes(problems) == ["KY312"]


def test_a_clock_of_another_zone_does_not_show_in_the_text(monkeypatch, tmp_path: Path) -> None:
    from generator.issuance.pdf.sign_pdf import sign_appendix

    monkeypatch.setenv("TZ", "America/New_York")
    data, problems = sign_appendix(
        desk().draft,
        "x.pdf",
        signer_of(desk().pki.agency),
        desk().office(),
        symbol="05/KH-UBND",
        level="B-T",
    )
    assert data is not None, problems
    path = tmp_path / "phu-luc.pdf"
    path.write_bytes(data)
    first = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    symbol, _semicolon, told = first.splitlines()[0].partition("; ")
    assert symbol == "05/KH-UBND"
    assert dt.datetime.fromisoformat(told).utcoffset() == dt.timedelta(hours=7)
    with pikepdf.open(path) as pdf:
        (widget,) = pdf.pages[0].Annots
        _x0, y0, x1, _y1 = map(float, widget.Rect)
        _left, _low, width, height = map(float, pdf.pages[0].MediaBox)
    assert x1 > width * 0.85
    assert y0 > height * 0.95
    assert {s.verdict.name for s in desk().verify(data).signatures} == {"VALID"}


def test_a_document_that_was_certified_against_changes_is_not_signed_again() -> None:
    data = forge(desk().draft, desk().pki.leader, "Khac", stamped=False)
    assert codes(check_document(data, "x.pdf")) == []  # an ordinary signature allows more
    assert codes(check_document(desk().signed("B-LTA"), "x.pdf")) == ["KY304"]


def test_a_broken_file_never_breaks_the_program() -> None:
    good = desk().prepared()
    for at in range(200, len(good), len(good) // 23):
        cut = good[:at]
        for made, problems in (
            prepare(cut, "x.pdf", [LEADER], desk().office().settings, MarkImages()),
            attempt(cut, desk().pki.leader, "leader", level="B-B"),
        ):
            assert made is None or problems == []


def test_two_leaders_sign_one_after_the_other_and_the_seal_stands_on_the_first() -> None:
    from generator.issuance.pdf import form_fields
    from generator.issuance.pdf.place import PageBox, seal_box
    from generator.issuance.verdict.result import ExpectedDocument, ExpectedSigner

    boxes = [PageBox(0, 340, 300, 460, 340), PageBox(0, 100, 300, 220, 340)]
    data = form_fields.prepare(desk().draft, boxes, seal_box(boxes[0], 100), {})
    second = desk().pki.issue("Trần Thị B", "second", organisation=AGENCY)
    one = desk().act(data, desk().pki.leader, "leader")
    early, problems = attempt(one, desk().pki.agency, "agency")
    assert early is None
    assert codes(problems) == ["KY309"]
    three = desk().act(desk().act(one, second, "leader"), desk().pki.agency, "agency")
    wanted = ExpectedDocument(
        signers=(
            ExpectedSigner("leader", (LEADER,)),
            ExpectedSigner("leader", ("Trần Thị B",)),
            ExpectedSigner("agency", (AGENCY,)),
        )
    )
    report = desk().verify(three, expected=wanted)
    assert report.verdict.name == "VALID", report.as_dict()
