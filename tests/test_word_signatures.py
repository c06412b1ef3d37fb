"""A .docx signed by us is signed for everybody: for us, for Apache POI, for LibreOffice."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from generator.issuance.verdict.result import Verdict
from generator.issuance.word.markup import Statement
from generator.issuance.word.sign_word import sign_word
from tests.pki import LEADER, ec_key
from tests.word_attacks import BODY, EXTERNAL, RELS, edited, related, swap
from tests.word_desk import (
    ROOT,
    WHEN,
    expected,
    packed,
    parts_of,
    rendered,
    signer_of,
    word_desk,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.word_desk import WordDesk

JARS = (
    *("poi", "poi-ooxml", "poi-ooxml-schemas", "xmlbeans", "xmlsec", "curvesapi"),
    *("commons-codec", "commons-collections4", "commons-compress", "commons-math3"),
    *("commons-logging", "slf4j-api", "bcpkix", "bcprov", "bcutil"),
)


@pytest.fixture(scope="module")
def desk() -> WordDesk:
    return word_desk()


def plain_document() -> bytes:
    """As python-docx makes it: other names, white space in the lists of relationships."""
    made = docx.Document()
    made.add_heading("Kế hoạch", 1)
    made.add_paragraph("Nội dung có dấu: Ủy ban nhân dân, đường, ưỡn ẹo.")
    out = io.BytesIO()
    made.save(out)
    return edited(
        out.getvalue(),
        {"word/_rels/document.xml.rels": swap("<Relationship ", "\n\t<Relationship ")},
    )


def with_a_link() -> bytes:
    return edited(
        rendered(), {RELS: related("rIdL", "hyperlink", "https://langson.gov.vn", EXTERNAL)}
    )


GOOD: dict[str, Callable[[WordDesk], bytes]] = {
    "one signature": lambda d: d.sign(rendered(), ""),
    "leader and agency": lambda d: d.both(rendered()),
    "time-stamps": lambda d: d.both(rendered(), stamped=True),
    "a comment": lambda d: d.both(rendered(), comment="Đồng ý <ban hành> & gửi\nngay"),
    "SHA-512": lambda d: d.both(rendered(), hashed="sha512"),
    "SHA-384": lambda d: d.both(rendered(), hashed="sha384"),
    "ECDSA": lambda d: d.sign(
        d.sign(rendered(), "leader", d.pki.issue(LEADER, ec_key("leader"))), "agency"
    ),
    "a plan with appendices": lambda d: d.both(rendered("phuong-tam-thanh"), stamped=True),
    "made by python-docx": lambda d: d.both(plain_document(), stamped=True),
    "an outside link": lambda d: d.both(with_a_link()),
    "a third signature": lambda d: d.sign(d.both(rendered()), ""),
}


@pytest.fixture(scope="module")
def good(desk: WordDesk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("da-ky")
    found = {}
    for name, make in GOOD.items():
        found[name] = folder / f"{name.replace(' ', '-')}.docx"
        found[name].write_bytes(make(desk))
    found["saved by LibreOffice"] = _saved_by_libreoffice(desk, folder)
    return found


def _saved_by_libreoffice(desk: WordDesk, folder: Path) -> Path:
    source = folder / "nguon.docx"
    source.write_bytes(rendered())
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'ho-so').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "lo"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    target = folder / "libreoffice.docx"
    target.write_bytes(desk.both((folder / "lo/nguon.docx").read_bytes(), stamped=True))
    return target


def test_good_files_are_valid(desk: WordDesk, good: dict[str, Path]) -> None:
    for name, path in good.items():
        report = desk.verify(path.read_bytes())
        # one person's signature makes no document of the agency that is printed on it
        alone = name in {"one signature", "a plan with appendices"}  # the plan is a ward's
        wanted = Verdict.INDETERMINATE if alone else Verdict.VALID
        assert report.verdict is wanted, (name, report.as_dict())
        assert {f.code for f in report.findings} == {"XT221" if alone else "XT222"}
        assert all(s.intact for s in report.signatures)


def test_apache_poi_calls_the_good_files_valid(good: dict[str, Path], tmp_path: Path) -> None:
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in JARS)
    source = ROOT / "tests/verifiers/PoiCheck.java"
    subprocess.run(["javac", "-nowarn", "-cp", jars, "-d", tmp_path, source], check=True)
    ran = subprocess.run(
        ["java", "-Xshare:auto", "-cp", f"{jars}:{tmp_path}", "PoiCheck", *good.values()],
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ran.stdout.split("\n")[:-1] == _wanted(good), ran.stderr


def test_libreoffice_calls_the_good_files_valid(good: dict[str, Path], tmp_path: Path) -> None:
    # UNO belongs to the system's Python, and LibreOffice to a process of its own
    script = ROOT / "tests/verifiers/libreoffice_check.py"
    ran = subprocess.run(
        ["/usr/bin/python3", script, tmp_path / "profile", *good.values()],
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ran.stdout.split("\n")[:-1] == _wanted(good), ran.stderr


def _wanted(good: dict[str, Path]) -> list[str]:
    """All signatures there, all valid."""
    counts = []
    for path in good.values():
        names = parts_of(path.read_bytes())
        count = sum(n.startswith("_xmlsignatures/sig") for n in names)
        counts.append(f"{count}/{count}")
    return counts


def test_signing_again_gives_the_same_bytes(desk: WordDesk) -> None:
    assert desk.both(rendered(), comment="x") == desk.both(rendered(), comment="x")


def test_the_parts_keep_their_bytes(desk: WordDesk) -> None:
    before, after = parts_of(rendered()), parts_of(desk.both(rendered()))
    rewritten = {n for n in before if n.endswith(".rels")} | {"[Content_Types].xml"}
    assert {n for n in before if before[n] != after.get(n)} <= rewritten


def test_the_report_tells_signer_time_role_and_what_was_said(desk: WordDesk) -> None:
    report = desk.verify(desk.both(rendered(), stamped=True))
    leader, agency = report.signatures
    assert (leader.role, agency.role) == ("leader", "agency")
    assert leader.signer == LEADER
    assert leader.claimed_time == WHEN
    assert leader.stamped_time is not None
    assert leader.level == "XAdES-T"
    assert leader.scope == ("gov",)
    assert leader.revocation == "good"
    assert leader.changes == "none"


def test_the_expected_people_are_enough(desk: WordDesk) -> None:
    assert desk.verify(desk.both(rendered()), expected=expected()).verdict is Verdict.VALID


def test_a_document_that_the_register_did_not_freeze_is_found(desk: WordDesk) -> None:
    signed = desk.both(rendered())
    assert desk.verify(signed, frozen=rendered()).verdict is Verdict.VALID
    other = edited(rendered(), {BODY: swap("Kế hoạch", "Kế hoach")})
    report = desk.verify(signed, frozen=other)
    assert [f.code for f in report.findings if f.verdict is not Verdict.VALID] == ["XT216"]


def test_metadata_may_change_as_office_lets_it(desk: WordDesk) -> None:
    """Explorer and SharePoint write into core.xml of signed files; Office does not sign it."""
    signed = edited(desk.both(rendered()), {"docProps/core.xml": lambda part: part + b"\n"})
    assert desk.verify(signed).verdict is Verdict.VALID


BOUND = (
    "<w:dataBinding w:prefixMappings=\"xmlns:ns1='http://purl.org/dc/elements/1.1/'\" "
    'w:xpath="/ns1:title" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
)
REFUSED: dict[str, Callable[[WordDesk], bytes]] = {
    "an outside template": lambda d: edited(
        rendered(), {RELS: related("rIdX", "attachedTemplate", "http://a/b.dotm", EXTERNAL)}
    ),
    "an outside image": lambda d: edited(
        rendered(), {RELS: related("rIdX", "image", "http://a/b.png", EXTERNAL)}
    ),
    "a chunk of another file": lambda d: edited(
        rendered(), {RELS: related("rIdX", "aFChunk", "styles.xml")}
    ),
    "tracked changes": lambda d: edited(
        rendered(), {BODY: swap("<w:sectPr", '<w:p><w:ins w:id="99" w:author="a"/></w:p><w:sectPr')}
    ),
    "a date that changes": lambda d: edited(
        rendered(), {BODY: swap("<w:sectPr", '<w:p><w:fldSimple w:instr=" DATE "/></w:p><w:sectPr')}
    ),
    "a reference that shows other words than it names": lambda d: edited(
        rendered(),
        {
            BODY: swap(
                "<w:sectPr",
                '<w:p><w:bookmarkStart w:id="98" w:name="so"/><w:r><w:t>50 triệu</w:t></w:r>'
                '<w:bookmarkEnd w:id="98"/><w:fldSimple w:instr=" REF so \\h "><w:r>'
                "<w:t>500 triệu</w:t></w:r></w:fldSimple></w:p><w:sectPr",
            )
        },
    ),
    "a text that comes from the metadata": lambda _d: edited(
        rendered(),
        {BODY: swap("<w:sectPr", f"<w:p><w:sdt><w:sdtPr>{BOUND}</w:sdtPr></w:sdt></w:p><w:sectPr")},
    ),
    "two main parts": lambda d: edited(
        rendered(), {"_rels/.rels": related("rIdX", "officeDocument", "word/styles.xml")}
    ),
    "an altered signed file": lambda d: edited(
        d.sign(rendered(), "leader"), {BODY: swap("Kế hoạch", "Kế hoach")}
    ),
    "no zip": lambda _d: b"abc",
    "a twin by another case": lambda d: packed(
        {**parts_of(rendered()), "word/Document.xml": b"<a/>"}
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_must_not_be_signed_is_refused_with_a_reason(name: str, desk: WordDesk) -> None:
    signer = signer_of(desk.pki.leader)
    made, problems = sign_word(REFUSED[name](desk), "x.docx", signer, Statement(WHEN))
    assert made is None
    assert [d.code for d in problems if d.code.startswith(("KY5", "TL"))]


@pytest.mark.parametrize("comment", ["a\0b", "x" * 3000, "a\u202eb"])
def test_a_comment_that_cannot_be_shown_is_refused(comment: str, desk: WordDesk) -> None:
    said = Statement(WHEN, comment=comment)
    made, problems = sign_word(rendered(), "x.docx", signer_of(desk.pki.leader), said)
    assert made is None
    assert [d.code for d in problems] == ["KY504"]
