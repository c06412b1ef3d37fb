"""What is left out, refused or put aside at an edge is told by its own code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from generator.issuance.exchange import incoming
from generator.redline import redline
from generator.verbs.merge_driver import merge_files
from tests.pdf_files import PdfPage, paragraph, write_pdf
from tests.redline.docs import STYLES, bookmark, commented, docx, p
from tests.word_files import word_file

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = "plans/lang-son-2024/thanh-pho.toml"
WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
Kehoach = "Callable[..., Any]"


def codes(outcome: Any) -> list[str]:
    """The codes that a command told as JSON."""
    return [one["code"] for one in json.loads(outcome.out)["diagnostics"]]


# ----------------------------------------------------------------------- comparing Word files


def compared(old: bytes, new: bytes) -> set[str]:
    made, problems = redline(old, new, author="Người rà soát")
    assert made is not None, problems
    return {one.code for one in problems}


SAME = docx(p("Một đoạn"), p("Hai đoạn"))


def test_two_equal_files_are_told_to_be_equal_and_nothing_else() -> None:
    assert compared(SAME, docx(p("Một đoạn"), p("Hai đoạn"))) == {"SS112"}


@pytest.mark.parametrize(
    ("code", "old"),
    [
        ("SS107", docx(p(bookmark(1, "dau", "Một đoạn")), p("Hai đoạn"))),
        ("SS108", docx(p(commented("Một đoạn")), p("Hai đoạn"), comments={1: "Nhận xét"})),
        ("SS104", docx(p("Một đoạn"), p("Hai đoạn"), styles=STYLES.replace("28", "26", 1))),
    ],
)
def test_what_a_revision_cannot_say_is_told(code: str, old: bytes) -> None:
    assert compared(old, SAME) == {code, "SS112"}


def themed(font: str) -> bytes:
    theme = (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{font}"/>'
    )
    return word_file("<w:p><w:r><w:t>Một đoạn</w:t></w:r></w:p>", theme=theme)


def test_another_theme_is_told_and_the_same_is_not() -> None:
    assert "SS106" in compared(themed("A"), themed("B"))
    assert "SS106" not in compared(themed("A"), themed("A"))


def test_a_strict_file_is_compared_in_the_common_form_and_that_is_told() -> None:
    body = "<w:p><w:r><w:t>Một đoạn</w:t></w:r></w:p>"
    assert "SS110" in compared(word_file(body, strict=True), word_file(body))
    assert "SS110" not in compared(word_file(body), word_file(body))


# ----------------------------------------------------------------------- comparing plans


def test_a_node_whose_id_stands_twice_is_not_compared_and_that_is_told(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    text = Path(WARD).read_text("utf-8")
    first, second = [line for line in text.splitlines() if line.startswith('id = "')][3:5]
    twice = Path("hai-lan.toml")
    twice.write_text(text.replace(second, first, 1), "utf-8")
    outcome = kehoach("diff", WARD, twice)
    assert "SS202" in outcome.err
    assert "hai-lan.toml:" in outcome.err


def test_a_word_file_that_is_no_plan_is_compared_only_as_a_word_file(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    Path("thu.docx").write_bytes(b"PK\x03\x04 hong")
    outcome = kehoach("diff", CITY, "thu.docx")
    assert outcome.code == 1
    assert "SS214" in outcome.err
    assert "--format docx" in outcome.err


# ----------------------------------------------------------------------- git, conflicts, books


def test_what_is_no_plan_is_merged_by_lines_and_that_is_told() -> None:
    merged = merge_files(b"a\nb\nc\n", b"A\nb\nc\n", b"a\nb\nC\n", "ghi-chu.toml")
    assert (merged.data, merged.conflicts) == (b"A\nb\nC\n", 0)
    assert [one.code for one in merged.diagnostics] == ["KE810"]


def test_a_text_that_does_not_fit_the_place_of_a_conflict_is_refused(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    plan = Path(WARD)
    text = plan.read_text("utf-8")
    at = text.index("thoi_han = ")
    conflict = (
        'xung_dot = [{ truong = "thoi_han", tren = "{ truoc = 2024-06-20 }", '
        'cua_toi = "{ truoc = 2024-06-12 }" }]\n'
    )
    plan.write_text(text[:at] + conflict + text[at:], "utf-8")
    named = text[:at].rpartition('id = "')[2].partition('"')[0]
    before = plan.read_bytes()
    outcome = kehoach("resolve", WARD, named, "--text", "khi nào xong thì xong", "--json")
    assert codes(outcome) == ["LN007"]
    assert plan.read_bytes() == before


# ----------------------------------------------------------------------- envelopes


def test_an_envelope_larger_than_any_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "LARGEST", 10)
    read, found = incoming.read_envelope(b"<edXML/>   ", "den.edxml", incoming.date(2026, 1, 1))
    assert read is None
    assert [one.code for one in found] == ["TD101"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "TD102"),
        (b"\x00\x01", "TD102"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "TD102"),
        (b"<a/>", "TD103"),
        (b"<edXML/>", "TD103"),
    ],
)
def test_what_is_no_envelope_is_told_as_what_it_is(data: bytes, code: str) -> None:
    read, found = incoming.read_envelope(data, "den.edxml", incoming.date(2026, 1, 1))
    assert read is None
    assert [one.code for one in found] == [code]


@pytest.mark.usefixtures("official")
def test_what_has_no_document_or_no_signature_yet_is_not_sent(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    arguments = ("--to", "ubnd-tinh-lang-son", "-o", "01.edxml", "--json")
    assert kehoach("issue", CITY, "--reason", "nhập sổ").code == 0
    assert codes(kehoach("exchange", "send", "kh-tp-lang-son-2024", *arguments)) == ["TD110"]
    reserved = ("register", "reserve", "--agency", "ubnd-tinh-lang-son", "--reason", "giữ số")
    assert kehoach(*reserved).code == 0
    number = ("exchange", "send", "01/KH-UBND", *arguments)
    several = kehoach(*number)
    assert "LN021" in several.err
    assert "kh-tp-lang-son-2024" in several.err
    assert codes(kehoach(*number, "--agency", "ubnd-tinh-lang-son")) == ["TD109"]
    assert not Path("01.edxml").exists()


# ----------------------------------------------------------------------- reading what others made


def imported(kehoach: Callable[..., Any], name: str) -> str:
    return str(kehoach("import", name, "-o", "plans/nhan.toml").err)


def test_tracked_changes_are_asked_about_before_they_are_read(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    inserted = (
        '<w:p><w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">'
        "<w:r><w:t>Thêm</w:t></w:r></w:ins></w:p>"
    )
    Path("dang-sua.docx").write_bytes(docx(p("Một đoạn"), inserted))
    told = imported(kehoach, "dang-sua.docx")
    assert "NH002" in told
    assert "--revisions accept" in told
    assert not Path("plans/nhan.toml").exists()


def test_a_file_embedded_in_a_word_file_is_told_as_not_read(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    Path("nhung.docx").write_bytes(docx(p("Một đoạn"), '<w:altChunk r:id="rId77"/>'))
    assert "TL013" in imported(kehoach, "nhung.docx")
    Path("khong.docx").write_bytes(docx(p("Một đoạn")))
    assert "TL013" not in imported(kehoach, "khong.docx")


def test_a_file_attached_to_a_pdf_is_told_as_not_read(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    page = PdfPage(paragraph("Kế hoạch thực hiện nhiệm vụ năm nay"))
    made = write_pdf(workspace / "kem.pdf", [page])
    assert "NH506" not in imported(kehoach, "kem.pdf")
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        pdf.attachments["bang.xlsx"] = b"PK"
        pdf.save()
    assert "NH506" in imported(kehoach, "kem.pdf")
