"""Files that strangers send: each differs from a good one in one thing, and is refused for it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from generator.issuance import bundle
from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.printed import names_body
from generator.issuance.verdict.result import FileVerdict, Verdict
from generator.issuance.verdict.trust_list import TrustStore
from generator.surroundings import surroundings
from generator.verbs.prove import BundleProof, prove_bundle
from tests.conftest import completed
from tests.desk import desk, forge, forged
from tests.pki import AGENCY, LEADER, OTHER_AGENCY, Holder, now
from tests.test_story_issue import CITY, good, set_up, sign
from tests.tokens import MODULE, token

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

VALID, INDETERMINATE, INVALID = Verdict.VALID, Verdict.INDETERMINATE, Verdict.INVALID
FOLDER = Path("phat-hanh/ubnd-tp-lang-son/2024/chung/0001-KH-UBND")
SIGNED = "van-ban.da-ky.pdf"


def against(report: FileVerdict) -> dict[str, Verdict]:
    """The codes that speak against a file or one of its signatures."""
    every = [*report.findings, *(f for s in report.signatures for f in s.findings)]
    return {f.code: f.verdict for f in every if f.verdict is not VALID}


# --- an issued folder, signed by leader and agency


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it is sent out: issued and signed at one place, copied to another."""
    from generator.cli import run
    from tests.conftest import ROOT

    home = tmp_path_factory.mktemp("noi-phat-hanh")
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "kehoach.toml", home)
    completed(home)
    set_up(home)
    before = Path.cwd()
    os.chdir(home)
    try:
        plan = home / CITY
        assert run(["issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ năm 2024"]) == 0

        def call(*arguments: object) -> Outcome:
            from tests.conftest import Outcome

            return Outcome(run([str(a) for a in arguments]), "", "")

        good(sign(call, str(plan), "leader"))
        good(sign(call, str(plan), "agency"))
    finally:
        os.chdir(before)
    return home / FOLDER


@pytest.fixture
def folder(sent: Path, tmp_path: Path) -> Path:
    """A copy of it in the hands of somebody else."""
    target = tmp_path / "ho-so"
    shutil.copytree(sent, target)
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return target


def prove(folder: Path) -> BundleProof:
    return prove_bundle(folder, VerdictMeans(desk().store, desk().web, now()))


def listed_anew(folder: Path, *, without: str = "") -> None:
    """The manifest made again, as an attacker would."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["tep"] = [
        {
            "ten": item["ten"],
            "sha256": hashlib.sha256((folder / item["ten"]).read_bytes()).hexdigest(),
            "byte": (folder / item["ten"]).stat().st_size,
        }
        for item in manifest["tep"]
        if item["ten"] != without
    ]
    (folder / "manifest.json").write_bytes(bundle.pretty(manifest))


def test_a_signed_folder_is_vouched_for_by_its_signatures(folder: Path) -> None:
    proof = prove(folder)
    assert not proof.registered
    (report,) = proof.reports
    # signed today under a number of 2024: the one thing wrong with the test's own document
    assert set(against(report)) == {"XT213"}
    assert [d.code for d in proof.diagnostics] == ["HS110"]


def test_a_manifest_that_vouches_for_itself_proves_nothing(folder: Path) -> None:
    (folder / SIGNED).unlink()
    listed_anew(folder, without=SIGNED)
    proof = prove(folder)
    assert proof.verdict is INDETERMINATE
    assert proof.reports == []
    assert [d.code for d in proof.diagnostics] == ["HS110"]


def test_what_the_folder_lists_as_signed_must_be_there(folder: Path) -> None:
    (folder / SIGNED).unlink()
    assert "HS104" in {d.code for d in prove(folder).diagnostics}


def hidden_name(data: bytes) -> bytes:
    """As long as before, so that the rest of the file is where it was."""
    return re.sub(rb"/ByteRange( \[[^]]+\])  ", rb"/Byte#52ange\1", data)


def line_feed_first(data: bytes) -> bytes:
    return b"\n" + data


def one_byte(data: bytes) -> bytes:
    at = data.index(b"stream") + 20
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize("change", [hidden_name, line_feed_first, one_byte])
@pytest.mark.parametrize("name", [SIGNED, "van-ban-2.pdf", "thu.bin"])
def test_what_is_signed_is_known_by_its_content(
    change: Callable[[bytes], bytes], name: str, folder: Path
) -> None:
    data = change((folder / SIGNED).read_bytes())
    (folder / SIGNED).unlink()
    (folder / name).write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for item in manifest["tep"]:
        item["ten"] = name if item["ten"] == SIGNED else item["ten"]
    (folder / "manifest.json").write_bytes(bundle.pretty(manifest))
    listed_anew(folder)
    proof = prove(folder)
    assert proof.verdict is INVALID
    (report,) = proof.reports
    wanted = {"hidden_name": "XT206", "line_feed_first": "XT201", "one_byte": "XT206"}
    assert wanted[change.__name__] in against(report)


def test_plan_document_and_pdf_say_the_same(folder: Path) -> None:
    plan = folder / "ke-hoach.toml"
    plan.write_text(plan.read_text("utf-8").replace("phải khả thi", "phải rất khả thi"), "utf-8")
    listed_anew(folder)
    found = {d.code: d.message for d in prove(folder).diagnostics}
    assert "rất" in found["HS111"]


BAD_MANIFESTS = {
    "numbers": b'{"tep": [1, 2]}',
    "a number for a name": b'{"tep": [{"ten": 3, "sha256": "00"}]}',
    "a word": b'"tep"',
    "deep": b'{"tep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep elsewhere": b'{"tep": [], "x": ' + b'{"y":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
    "no list": b'{"so": 1}',
    "one name twice": b'{"tep": [{"ten": "a", "sha256": ""}, {"ten": "a", "sha256": ""}]}',
    "not UTF-8": b'{"tep": ["\xff"]}',
    "nothing": b"",
}


@pytest.mark.parametrize("name", BAD_MANIFESTS)
def test_a_manifest_of_another_shape_is_a_finding_and_no_crash(
    name: str, tmp_path: Path, kehoach: Callable[..., Outcome]
) -> None:
    made = tmp_path / "ho-so"
    made.mkdir()
    (made / "manifest.json").write_bytes(BAD_MANIFESTS[name])
    told = kehoach("verify", made)
    assert told.code == 1
    assert "HS101" in told.err


@pytest.mark.parametrize("number", [10**30, -1, 0, "x", None, [1], 1.5, 7])
def test_a_manifest_with_an_impossible_number_is_not_in_the_register(
    number: Any, official: Path, kehoach: Callable[..., Outcome]
) -> None:
    workspace = official
    set_up(workspace)
    good(kehoach("issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ năm 2024"))
    manifest = json.loads((workspace / FOLDER / "manifest.json").read_bytes())
    target = workspace / FOLDER / "manifest.json"
    target.unlink()
    target.write_bytes(json.dumps({**manifest, "so": number}).encode())
    told = kehoach("verify", workspace / FOLDER)
    assert told.code == 1
    assert "HS106" in told.err


# --- whose word it is


def citizen(name: str, unit: str | None = None) -> Holder:
    """A certificate of the public hierarchy, which anybody can buy."""
    return desk().pki.issue(name, f"citizen {name}", public_ca(), organisation=unit)


_PUBLIC: list[Holder] = []


def public_ca() -> Holder:
    if not _PUBLIC:
        _PUBLIC.append(desk().pki.authority("CA công cộng thử nghiệm", "public-root"))
    return _PUBLIC[0]


def with_public() -> TrustStore:
    """The office's list of trust with a public authority on it."""
    from asn1crypto.x509 import Certificate

    store, root = desk().store, Certificate.load(public_ca().der)
    return TrustStore(
        (*store.signer_roots, root),
        store.tsa_roots,
        store.intermediates,
        {**store.scopes, root.sha256: ("public",)},
    )


def without_fields() -> bytes:
    """The office's document, as anybody can print it again: no fields, no destinations."""
    with pikepdf.open(io.BytesIO(desk().draft)) as pdf:
        for name in ("/Names", "/Dests", "/AcroForm"):
            if name in pdf.Root:
                del pdf.Root[name]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def judged(data: bytes) -> FileVerdict:
    return desk().verify(data, store=with_public())


def test_signed_by_the_printed_agency_and_leader_it_is_valid() -> None:
    one = forge(without_fields(), desk().pki.leader, "Signature1")
    report = judged(forge(one, desk().pki.agency, "Signature2"))
    assert report.verdict is VALID
    (told,) = report.findings
    assert told.code == "XT222"
    assert "THÀNH PHỐ LẠNG SƠN" in told.message


WRONG_SIGNERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a citizen alone": (
        lambda: forge(without_fields(), citizen("Trần Thị B"), "Signature1"),
        "không phải của cơ quan in trên văn bản",
    ),
    "a citizen in both places": (
        lambda: forge(
            forge(without_fields(), citizen("Trần Thị B"), "Signature1"),
            citizen("Trần Thị B"),
            "Signature2",
        ),
        "không phải của cơ quan in trên văn bản",
    ),
    "a citizen in the place of the seal": (
        lambda: forged(agency=citizen("Trần Thị B")),
        "không phải của cơ quan in trên văn bản",
    ),
    "somebody who calls himself the agency": (
        lambda: forged(agency=citizen(AGENCY)),
        "không do nơi cấp chứng thư công vụ cấp",
    ),
    "a namesake of the leader": (
        lambda: forged(citizen(LEADER)),
        "không do nơi cấp chứng thư công vụ cấp",
    ),
    "a namesake in another agency": (
        lambda: forged(desk().pki.issue(LEADER, "namesake", organisation=OTHER_AGENCY)),
        OTHER_AGENCY,
    ),
    "the agency without its leader": (
        lambda: forge(without_fields(), desk().pki.agency, "Signature1"),
        "chưa có chữ ký của",
    ),
    "the leader without the agency": (
        lambda: forge(without_fields(), desk().pki.leader, "Signature1"),
        "không phải của cơ quan in trên văn bản",
    ),
}


@pytest.mark.parametrize("name", WRONG_SIGNERS)
def test_a_good_signature_of_another_does_not_make_it_the_agencys(name: str) -> None:
    make, reason = WRONG_SIGNERS[name]
    report = judged(make())
    assert report.verdict is INDETERMINATE
    assert "XT221" in against(report)
    assert any(reason in f.message for f in report.findings if f.code == "XT221")
    assert all(s.intact for s in report.signatures)


def test_a_neutral_document_is_its_signers() -> None:
    report = judged(forge(neutral(), citizen("Trần Thị B"), "Signature1"))
    assert report.verdict is VALID
    (told,) = report.findings
    assert told.code == "XT222"
    assert "không in tên cơ quan" in told.message


def neutral() -> bytes:
    """A page that prints no agency."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
    page.Contents = pdf.make_stream(b"BT /F0 12 Tf 72 700 Td (A letter to a friend.) Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_time_stamp_alone_signs_nothing() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

    from tests.desk import Stamps

    out = io.BytesIO()
    PdfTimeStamper(Stamps(desk().pki.tsa, None)).timestamp_pdf(
        IncrementalPdfFileWriter(io.BytesIO(without_fields())), "sha256", output=out
    )
    report = desk().verify(out.getvalue())
    assert against(report) == {"XT202": INVALID}


def usages(*more: x509.ObjectIdentifier) -> tuple[tuple[x509.ExtensionType, bool], ...]:
    return ((x509.ExtendedKeyUsage(list(more)), False),)


UNFIT = {
    "of a web server": usages(ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH),
    "of a program": usages(ExtendedKeyUsageOID.CODE_SIGNING, ExtendedKeyUsageOID.CLIENT_AUTH),
    "of a host": ((x509.SubjectAlternativeName([x509.DNSName("may.thu.vn")]), False),),
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_certificate_made_for_something_else_signs_no_document(name: str) -> None:
    odd = desk().pki.issue(LEADER, "leader", organisation=AGENCY, extra=UNFIT[name])
    assert against(judged(forged(odd)))["XT210"] is INVALID


GOOD_USAGES = {
    "mail": usages(ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION),
    "documents": usages(x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")),
}


@pytest.mark.parametrize("name", GOOD_USAGES)
def test_a_certificate_made_for_documents_does(name: str) -> None:
    fit = desk().pki.issue(LEADER, "leader", organisation=AGENCY, extra=GOOD_USAGES[name])
    assert judged(forged(fit)).verdict is VALID


def test_a_time_stamp_unit_stamps_and_nothing_else() -> None:
    """RFC 3161, 2.3: one key purpose, time-stamping, and critical."""
    pki = desk().pki
    mixed = [ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.EMAIL_PROTECTION]
    odd = pki.issue(
        "Dấu thời gian lẫn", "tsa-mixed", pki.tsa_root, usage="sign", ocsp=False,
        extra=((x509.ExtendedKeyUsage(mixed), True),),
    )  # fmt: skip
    report = judged(forged(tsa=odd))
    assert against(report)["XT212"] is INVALID
    assert "RFC 3161" in report.signatures[0].findings[0].message


def test_names_of_bodies_are_compared_as_people_write_them() -> None:
    printed = "ỦY BAN NHÂN DÂN THÀNH PHỐ LẠNG SƠN"
    assert names_body("Ủy ban nhân dân thành phố Lạng Sơn", printed)
    assert names_body("UBND TP. Lạng Sơn, tỉnh Lạng Sơn", printed)
    assert not names_body("Ủy ban nhân dân thành phố Lạng Sơn Mới", printed)
    assert not names_body("Ủy ban nhân dân tỉnh Lạng Sơn", printed)
    assert not names_body("", printed)


# --- what a letter brings along


def test_a_letter_does_not_bring_its_own_trust(
    tmp_path: Path, kehoach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "thu"
    (letter / "plans/danh-muc").mkdir(parents=True)
    (letter / "kehoach.toml").write_text("", "utf-8")
    desk().pki.trust(letter / "plans/danh-muc")
    (letter / "van-ban.pdf").write_bytes(desk().signed("B-LTA"))
    for where in (tmp_path, letter):
        monkeypatch.chdir(where)
        told = kehoach("verify", letter / "van-ban.pdf", "--offline")
        assert told.code == 3
        assert "XT103" in told.err
        assert "XT101" in told.out
    # chosen by the person, the same list counts, and is named
    told = kehoach("verify", letter / "van-ban.pdf", "--offline", "--workspace", letter)
    assert told.code == 0, told.out
    assert "tin-cay.toml" in told.err


# --- a number of our own book


def test_what_prints_a_number_of_ours_is_ours_to_judge(
    official: Path, kehoach: Callable[..., Outcome]
) -> None:
    workspace = official
    set_up(workspace)
    good(kehoach("issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ năm 2024"))
    good(kehoach("sign", CITY, "--prepare"))
    with pikepdf.open(workspace / FOLDER / "van-ban.pdf") as pdf:
        for name in ("/Names", "/Dests", "/AcroForm"):
            if name in pdf.Root:
                del pdf.Root[name]
        pdf.save(workspace / "giả.pdf")
    (workspace / "giả.pdf").write_bytes(
        forge((workspace / "giả.pdf").read_bytes(), citizen("Trần Thị B"), "Signature1")
    )
    told = kehoach("verify", "giả.pdf", "--json")
    found = {f["code"]: f["message"] for f in json.loads(told.out)["results"][0]["findings"]}
    assert told.code == 1
    assert "01/KH-UBND" in found["XT219"]
    assert {"XT203", "XT211"} <= set(found)


def test_the_day_of_signing_and_of_the_register_are_of_one_zone(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.issuance.register.entered import Act, Book
    from generator.verbs.registered import _last_day

    late = dt.datetime(2026, 3, 1, 18, 30, tzinfo=dt.UTC).isoformat()
    acts = [Act(Book("a", "chung", 2026), 1, 1, "ky_lanh_dao", late, "", "{}", "")]
    assert _last_day(acts) == dt.date(2026, 3, 2)


def test_a_crash_is_written_where_nobody_else_can_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Callable[..., Outcome]
) -> None:
    monkeypatch.setenv("KEHOACH_STATE", str(tmp_path / "state"))

    def fall(*_args: object, **_more: object) -> None:
        raise ArithmeticError("thử")

    monkeypatch.setattr("generator.verbs.verify.run", fall)
    told = kehoach("verify", "x.pdf")
    assert told.code == 3
    (log,) = (tmp_path / "state").rglob("*.log")
    assert "ArithmeticError" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0
    assert str(log) in told.err


def test_a_zip_is_a_bundle_by_what_it_holds(folder: Path, tmp_path: Path) -> None:
    packed = tmp_path / "ho-so.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, f"a/{path.relative_to(folder).as_posix()}")
    assert set(against(prove(packed).reports[0])) == {"XT213"}


# --- the library of a signing token


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A file that a letter calls the library of a token."""
    made = tmp_path / "lib.so"
    made.write_bytes(b"no library at all")
    made.chmod(0o644)
    return made


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The libraries that were about to be run."""
    names: list[str] = []

    def load(name: str) -> None:
        names.append(name)
        raise RuntimeError("thử")

    monkeypatch.setattr("pkcs11.lib", load)
    return names


@pytest.mark.parametrize("how", ["relative", "absolute"])
def test_settings_that_came_with_a_letter_run_no_library(
    how: str,
    library: Path,
    loaded: list[str],
    workspace: Path,
    kehoach: Callable[..., Outcome],
) -> None:
    shutil.copy(library, workspace / "lib.so")
    named = {"relative": "./lib.so", "absolute": str(workspace / "lib.so")}[how]
    set_up(workspace, pkcs11=f'"{named}"')
    (workspace / "van-ban.pdf").write_bytes(desk().draft)
    told = kehoach("sign", "van-ban.pdf", "--as", "leader", "--key", "pkcs11:token=A")
    assert told.code == 1
    assert "KY107" in told.err
    assert loaded == []


def test_a_library_on_the_persons_list_is_loaded(library: Path, loaded: list[str]) -> None:
    from generator.issuance.verdict.keys import open_key
    from generator.workspace.confirmed import allow_library

    allow_library(library, surroundings().state)
    _key, problems = open_key("pkcs11:token=A", str(library))
    assert [d.code for d in problems] == ["KY104"]
    assert loaded == [str(library)]


def test_a_library_that_others_can_write_is_not_loaded(library: Path, loaded: list[str]) -> None:
    from generator.issuance.verdict.keys import open_key

    library.chmod(0o777)
    _key, problems = open_key(f"pkcs11:token=A?module-path={library}")
    assert [d.code for d in problems] == ["KY107"]
    assert loaded == []


def test_certificates_on_tokens_are_offered_by_name_and_no_authority_among_them(
    tmp_path: Path,
) -> None:
    from generator.issuance.verdict.held_certificates import held_certificates
    from generator.issuance.verdict.keys import open_key
    from generator.workspace.confirmed import allow_library

    leader = desk().pki.leader
    with token(tmp_path, leader, "Thiet bi 1"), token(tmp_path, desk().pki.agency, "Thiet bi 2"):
        found, problems = held_certificates(MODULE)
        assert (found, [one.code for one in problems]) == ([], ["KY107"])
        allow_library(Path(MODULE), surroundings().state)
        found, problems = held_certificates(MODULE)
        assert problems == []
        assert [one.token for one in found] == ["Thiet bi 1", "Thiet bi 2"]
        key, problems = open_key(found[0].address, MODULE)
        assert problems == []
        assert key is not None
        assert key.certificate is not None
        assert key.certificate.dump() == leader.der
        assert found[0].holder in leader.certificate.subject.rfc4514_string()
    assert held_certificates("") == ([], [])
