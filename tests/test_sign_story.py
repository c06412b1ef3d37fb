"""A document's way through `kehoach sign` and `kehoach verify`, as a clerk goes it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyhanko.pdf_utils.generic import pdf_string

from generator.issuance.pdf.verify_pdf import verify_pdf
from tests.conftest import Outcome
from tests.desk import desk, forge
from tests.forgeries import the_page_written_anew, update
from tests.other_verifiers import openssl_accepts, pdfsig_counts
from tests.pki import AGENCY, LEADER, PASSWORD
from tests.signing_files import seal_image, signature_image
from tests.tokens import PIN, token

if TYPE_CHECKING:
    from generator.issuance.verdict.result import FileVerdict

CITY = "plans/lang-son-2024/thanh-pho.toml"
PDF = Path("output/lang-son-2024/thanh-pho.pdf")
SIGNED = Path("output/lang-son-2024/thanh-pho.da-ky.pdf")


@pytest.fixture
def office(workspace, monkeypatch) -> Path:
    """A workspace with trust, keys, images, and the city's plan as PDF."""
    pki = desk().pki
    pki.trust(workspace / "plans/danh-muc")
    settings = (workspace / "kehoach.toml").read_text("utf-8").partition("[ky_so]")[0]
    settings += f'[ky_so]\ntsa = ["{pki.url}/tsa"]\nkhi_tsa_loi = "dung"\n'
    settings += f'may_chu = ["{desk().server.host}"]\n'
    settings += 'anh_chu_ky = "chu-ky.png"\nanh_dau = "dau.png"\n'
    (workspace / "kehoach.toml").write_text(settings, "utf-8")
    signature_image().save(workspace / "chu-ky.png")
    seal_image().save(workspace / "dau.png")
    (workspace / "lanh-dao.p12").write_bytes(pki.leader.pkcs12())
    (workspace / "co-quan.p12").write_bytes(pki.agency.pkcs12())
    plan = workspace / CITY
    text = re.sub(r'ho_ten = "[^"]+"', f'ho_ten = "{LEADER}"', plan.read_text("utf-8"))
    plan.write_text(text, "utf-8")
    PDF.parent.mkdir(parents=True)
    PDF.write_bytes(desk().draft)
    return workspace


def with_password(kehoach, password: str, *arguments: object) -> Outcome:
    reading, writing = os.pipe()
    os.write(writing, password.encode() + b"\n")
    os.close(writing)
    try:
        return kehoach(*arguments, "--password-fd", reading)
    finally:
        os.close(reading)


def sign(kehoach, who: str, key: str, *more: object, what: str | Path = CITY) -> Outcome:
    return with_password(kehoach, PASSWORD, "sign", what, "--as", who, "--key", key, *more)


def test_leader_and_agency_sign_and_anyone_verifies(office, kehoach) -> None:
    first = sign(kehoach, "leader", "lanh-dao.p12")
    assert (first.code, first.err) == (0, "")
    assert "đã ký" in first.out
    second = sign(kehoach, "agency", "co-quan.p12")
    assert (second.code, second.err) == (0, "")
    assert SIGNED.read_bytes().startswith(PDF.read_bytes())

    told = kehoach("verify", SIGNED, "--plan", CITY)
    assert told.code == 0, told.out
    for word in (
        "HỢP LỆ",
        LEADER,
        AGENCY,
        "CA cơ quan thử nghiệm",
        "chuyên dùng công vụ",
        "theo dấu thời gian",
        "nguyên vẹn",
        "không bị thu hồi khi ký",
        "B-LTA",
    ):
        assert word in told.out, word
    assert "KHÔNG HỢP LỆ" not in told.out

    result = json.loads(kehoach("verify", SIGNED, "--offline", "--json").out)["results"][0]
    assert result["verdict"] == "VALID"
    assert result["sha256"] == hashlib.sha256(SIGNED.read_bytes()).hexdigest()
    assert [s["role"] for s in result["signatures"]] == ["leader", "agency", "timestamp"]
    assert all(s["intact"] and s["valid_at_signing"] for s in result["signatures"])


def test_a_changed_file_is_told_with_its_reason(office, kehoach) -> None:
    sign(kehoach, "leader", "lanh-dao.p12")
    sign(kehoach, "agency", "co-quan.p12")
    data = bytearray(SIGNED.read_bytes())
    at = data.index(b"stream\n") + 50
    data[at] ^= 1
    SIGNED.write_bytes(data)
    told = kehoach("verify", SIGNED)
    assert told.code == 1
    assert "KHÔNG HỢP LỆ" in told.out
    assert "XT206" in told.out


def test_the_agency_alone_or_the_leader_alone_is_not_enough(office, kehoach) -> None:
    early = sign(kehoach, "agency", "co-quan.p12")
    assert early.code == 1
    assert "KY309" in early.err
    assert not SIGNED.exists()
    assert sign(kehoach, "leader", "lanh-dao.p12").code == 0
    told = kehoach("verify", SIGNED)
    assert told.code == 1
    assert "XT203" in told.out


@pytest.mark.parametrize("password", ["khong-dung", "", PASSWORD + " "])
def test_a_wrong_password_is_one_sentence(office, kehoach, password) -> None:
    told = with_password(kehoach, password, "sign", CITY, "--as", "leader", "--key", "lanh-dao.p12")
    assert told.code == 1
    assert "KY101" in told.err
    assert "Traceback" not in told.err
    assert password not in told.err or not password.strip()
    assert not SIGNED.exists()


def test_another_persons_key_is_refused_unless_told(office, kehoach) -> None:
    told = sign(kehoach, "leader", "co-quan.p12")
    assert told.code == 1
    assert "KY207" in told.err
    told = sign(kehoach, "leader", "co-quan.p12", "--allow-other-signer")
    assert told.code == 0
    assert "KY207" in told.err


def test_a_number_is_filled_when_the_agency_signs(office, kehoach) -> None:
    import datetime as dt

    with (office / "kehoach.toml").open("a") as settings:
        settings.write('danh_so = "khi_phat_hanh"\n')
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
    assert sign(kehoach, "leader", "lanh-dao.p12").code == 0
    told = sign(kehoach, "agency", "co-quan.p12")
    assert "KY310" in told.err
    told = sign(kehoach, "agency", "co-quan.p12", "--number", 5, "--date", today)
    assert (told.code, told.err) == (0, "")
    shown = subprocess.run(
        ["pdftoppm", "-r", "60", "-png", "-singlefile", SIGNED, office / "trang"], check=True
    )
    assert shown.returncode == 0
    assert kehoach("verify", SIGNED).code == 0
    assert "số văn bản" in kehoach("verify", SIGNED).out


def test_a_signed_file_is_never_overwritten(office, kehoach) -> None:
    assert sign(kehoach, "leader", "lanh-dao.p12").code == 0
    before = SIGNED.read_bytes()
    told = sign(kehoach, "leader", "lanh-dao.p12", what=PDF)
    assert told.code == 1
    assert "KY320" in told.err
    assert SIGNED.read_bytes() == before


def test_proofs_that_could_not_be_had_are_added_later(office, kehoach) -> None:
    sign(kehoach, "leader", "lanh-dao.p12")
    try:
        desk().pki.refuse |= {"crl"}
        told = sign(kehoach, "agency", "co-quan.p12", "--level", "B-T")
        assert "HT932" in told.err  # unknown status: not signed at all
    finally:
        desk().pki.refuse.clear()
    assert sign(kehoach, "agency", "co-quan.p12", "--level", "B-T").code == 0
    assert kehoach("sign", SIGNED, "--finish").code == 0
    told = kehoach("verify", SIGNED, "--offline")
    assert told.code == 0
    assert "B-LTA" in told.out


def test_a_file_signed_elsewhere_is_taken_when_it_begins_with_what_was_sent(
    office, kehoach
) -> None:
    elsewhere = office / "ky-noi-khac.pdf"
    elsewhere.write_bytes(forge(PDF.read_bytes(), desk().pki.leader, "Signature1"))
    told = kehoach("sign", CITY, "--adopt", elsewhere)
    assert (told.code, told.err) == (0, "")
    assert SIGNED.read_bytes() == elsewhere.read_bytes()
    told = kehoach("verify", SIGNED)
    assert told.code == 3, told.out  # the leader's signature is good, the agency has not signed
    assert "XT221" in told.out
    assert sign(kehoach, "agency", "co-quan.p12").code == 0
    assert SIGNED.read_bytes().startswith(elsewhere.read_bytes())
    told = kehoach("verify", SIGNED, "--plan", CITY)
    assert told.code == 0, told.out


@pytest.mark.parametrize("how", ["other", "same", "cut"])
def test_another_file_is_not_taken_for_the_signed_one(office, kehoach, how) -> None:
    elsewhere = office / "ky-noi-khac.pdf"
    data = forge(PDF.read_bytes(), desk().pki.leader, "Signature1")
    other = {"other": data.replace(b"%PDF-1", b"%PDF-2", 1), "same": PDF.read_bytes()}
    elsewhere.write_bytes(other.get(how, data[:-10]))
    told = kehoach("sign", CITY, "--adopt", elsewhere)
    assert told.code == 1
    assert "KY314" in told.err
    assert not SIGNED.exists()


def by_a_citizen(data: bytes) -> bytes:
    return forge(data, desk().pki.issue("Trần Thị B", "sign-story b"), "Signature1")


def by_the_agency_alone(data: bytes) -> bytes:
    return forge(data, desk().pki.agency, "Signature1")


def with_nothing_signed(data: bytes) -> bytes:
    """An update that holds the word of a signature, and none."""
    return update(data, lambda writer: writer.add_object(pdf_string("/ByteRange [0 1 2 3]")))


def written_on_afterwards(data: bytes) -> bytes:
    """The leader's signature, and a page written anew behind it."""
    return the_page_written_anew(forge(data, desk().pki.leader, "Signature1"))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (by_a_citizen, "XT211"),
        (by_the_agency_alone, "XT217"),
        (with_nothing_signed, "XT202"),
        (written_on_afterwards, "XT205"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_draft_signed_elsewhere_is_judged_before_it_is_taken(office, kehoach, make, code) -> None:
    elsewhere = office / "ky-noi-khac.pdf"
    elsewhere.write_bytes(make(PDF.read_bytes()))
    told = kehoach("sign", CITY, "--adopt", elsewhere)
    assert told.code == 1
    assert "KY326" in told.err
    assert code in told.err
    assert not SIGNED.exists()


def test_what_is_judged_is_what_is_taken(office, kehoach, monkeypatch) -> None:
    elsewhere = office / "ky-noi-khac.pdf"
    good = forge(PDF.read_bytes(), desk().pki.leader, "Signature1")
    elsewhere.write_bytes(good)

    def swapped(*about: Any, **more: Any) -> FileVerdict:
        elsewhere.write_bytes(by_a_citizen(PDF.read_bytes()))  # while it is being judged
        return verify_pdf(*about, **more)

    monkeypatch.setattr("generator.issuance.pdf.verify_pdf.verify_pdf", swapped)
    assert kehoach("sign", CITY, "--adopt", elsewhere).code == 0
    assert SIGNED.read_bytes() == good


def test_a_token_signs_and_shows_its_certificate_before_the_pin(office, kehoach, tmp_path) -> None:
    with token(tmp_path, desk().pki.leader, "Lanh dao") as address:
        address = address.replace(" ", "%20")
        # the agency's turn with the leader's token: refused before a PIN is read
        told = kehoach("sign", CITY, "--as", "agency", "--key", address)
        assert "KY207" in told.err
        wrong = with_password(kehoach, "999999", "sign", CITY, "--as", "leader", "--key", address)
        assert wrong.code == 1
        assert "KY101" in wrong.err
        good = with_password(kehoach, PIN, "sign", CITY, "--as", "leader", "--key", address)
        assert (good.code, good.err) == (0, "")
    assert sign(kehoach, "agency", "co-quan.p12").code == 0
    assert kehoach("verify", SIGNED, "--plan", CITY).code == 0


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("pkcs11:token=x?module-path=/no/such.so", "KY104"),
        ("pkcs11:token=x", "KY106"),
        ("pkcs11:token=x;pin-value=123456?module-path=/x.so", "KY106"),
        ("kehoach.toml", "KY103"),
        ("khong-co.p12", "KY103"),
    ],
)
def test_a_key_that_is_not_there_is_said(office, kehoach, key, code) -> None:
    told = sign(kehoach, "leader", key)
    assert told.code == 1
    assert code in told.err
    assert "123456" not in told.err


def test_other_peoples_verifiers_agree(office, kehoach) -> None:
    """Poppler on integrity; OpenSSL on the CMS and the time-stamp, over bytes we cut ourselves."""
    sign(kehoach, "leader", "lanh-dao.p12")
    sign(kehoach, "agency", "co-quan.p12")
    assert pdfsig_counts(SIGNED) == 2
    roots = office / "goc.pem"
    roots.write_bytes(desk().pki.root.pem + desk().pki.tsa_root.pem)
    assert openssl_accepts(SIGNED, roots, office) == ["cms", "cms", "ts"]


def test_the_marks_stand_where_the_decree_wants_them(office, kehoach) -> None:
    """The signature between title and name, the seal over its left third."""
    import pikepdf

    from generator.issuance.pdf.place import Pages, find_blocks

    sign(kehoach, "leader", "lanh-dao.p12")
    sign(kehoach, "agency", "co-quan.p12")
    with Pages(SIGNED.read_bytes()) as pages:
        (block,), _problems = find_blocks(pages, [LEADER], "x")
    with pikepdf.open(SIGNED) as pdf:
        boxes = {
            str(f.T): [float(v) for v in f.Rect] for f in pdf.Root.AcroForm.Fields if "/Rect" in f
        }
    leader, seal = boxes["ChuKyLanhDao"], boxes["ChuKyCoQuan"]
    assert block.room.y0 <= leader[1] < leader[3] <= block.room.y1
    assert abs((leader[0] + leader[2]) / 2 - (block.room.x0 + block.room.x1) / 2) < 1
    width = leader[2] - leader[0]
    assert abs((seal[2] - leader[0]) / width - 1 / 3) < 0.01
    assert abs((seal[2] - seal[0]) - 36 * 72 / 25.4) < 0.1
    assert shutil.which("pdftoppm")


def test_without_network_a_plain_signature_is_made_with_a_warning(office, kehoach) -> None:
    try:
        desk().pki.refuse |= {"ocsp", "crl", "tsa"}
        told = sign(kehoach, "leader", "lanh-dao.p12")
        assert told.code == 3
        assert "HT932" in told.err
        told = sign(kehoach, "leader", "lanh-dao.p12", "--level", "B-B")
        assert told.code == 0
        assert "HT932" in told.err
        assert sign(kehoach, "agency", "co-quan.p12", "--level", "B-B").code == 0
        told = kehoach("verify", SIGNED)
        assert told.code == 3
        assert "CHƯA KẾT LUẬN ĐƯỢC" in told.out
    finally:
        desk().pki.refuse.clear()
    assert kehoach("verify", SIGNED).code == 0


def test_a_pdf_without_plan_is_signed_by_the_person_whose_name_is_printed(office, kehoach) -> None:
    alone = office / "khac.pdf"
    alone.write_bytes(PDF.read_bytes())
    told = sign(kehoach, "leader", "co-quan.p12", what=alone)
    assert told.code == 1
    assert "KY207" in told.err
    assert LEADER in told.err
    assert sign(kehoach, "leader", "lanh-dao.p12", what=alone).code == 0


def test_the_password_is_nowhere_in_what_is_shown_or_kept(office, kehoach) -> None:
    outcomes = [
        sign(kehoach, "leader", "lanh-dao.p12"),
        sign(kehoach, "agency", "co-quan.p12", "--json"),
        with_password(
            kehoach, "sai-hoan-toan", "sign", CITY, "--as", "leader", "--key", "lanh-dao.p12"
        ),
    ]
    for outcome in outcomes:
        assert PASSWORD not in outcome.out + outcome.err
        assert "sai-hoan-toan" not in outcome.out + outcome.err
    for path in office.rglob("*"):
        if path.is_file():
            assert PASSWORD.encode() not in path.read_bytes()
