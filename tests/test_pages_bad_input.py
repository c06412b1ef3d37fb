"""`render --pdf` without LibreOffice, and what the typesetter does with texts nobody should write.

Each is printed whole, or refused with the letters named: never a box, never a word less.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from generator.verbs.printing import to_pdf
from tests.conftest import process
from tests.typeset import made
from tests.typeset.made import document, para
from tests.typeset.test_typeset import BAD

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

PLAN = "plans/lang-son-2024/thanh-pho.toml"
TITLE = "trich_yeu ="


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A search path on which the machine has its fonts, and no LibreOffice."""
    folder = tmp_path / "bin"
    folder.mkdir()
    tool = shutil.which("fc-match")
    assert tool is not None
    (folder / "fc-match").symlink_to(tool)
    return str(folder)


def printed(path: str, plan: Path, *options: str) -> tuple[int | None, str]:
    """What `render --pdf` says on such a machine."""
    run = process("render", plan, "--pdf", *options, cwd=plan.parent, PATH=path)
    _out, told = run.communicate(timeout=600)
    return run.returncode, told


def squeezed(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return re.sub("[\\s\u200b\u200c\u200d\ufeff\u2060]+", "", composed)


def read(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    said = "".join([pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))])
    pdf.close()
    return squeezed(said.replace("\ufffe", "").replace("\u0002", ""))


def test_a_plan_is_printed_on_a_machine_without_libreoffice(workspace: Path, bare: str) -> None:
    code, told = printed(bare, workspace / PLAN)
    assert code == 0, told
    pdf = next(workspace.rglob("thanh-pho.pdf"))
    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) == 8
    assert squeezed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") in read(pdf)


@pytest.mark.parametrize(
    ("letters", "code"), [("😀", "U+1F600"), ("שלום", "U+05E9"), ("漢", "U+6F22")]
)
def test_letters_the_font_lacks_are_named_and_nothing_is_printed(
    workspace: Path, bare: str, letters: str, code: str
) -> None:
    plan = workspace / PLAN
    plan.write_text(plan.read_text().replace('ten = "', f'ten = "{letters} ', 1))
    for engine in ("own", "auto"):
        found, told = printed(bare, plan, "--engine", engine)
        assert found != 0
        assert code in told
    assert not list(workspace.rglob("thanh-pho.pdf"))


def test_a_plan_in_decomposed_letters_is_printed_as_the_composed_one(
    workspace: Path, bare: str
) -> None:
    plan = workspace / PLAN
    assert printed(bare, plan)[0] == 0
    pdf = next(workspace.rglob("thanh-pho.pdf"))
    composed = read(pdf)
    plan.write_text(unicodedata.normalize("NFD", plan.read_text()))
    assert printed(bare, plan, "--overwrite")[0] == 0
    assert read(pdf) == composed


def own(data: bytes, folder: Path) -> tuple[Path | None, list[Diagnostic]]:
    """The PDF of a document by our own typesetter; None where it was refused."""
    docx = folder / "a.docx"
    docx.write_bytes(data)
    found = to_pdf([docx], engine="own")
    return (docx.with_suffix(".pdf") if found.pages else None), found.diagnostics


REFUSED = {
    "a head taller than a page",
    "space higher than a page around the paragraphs of a cell",
}
"""Where a row is cut is not known to the line."""


@pytest.mark.parametrize("name", sorted(set(BAD) - REFUSED))
def test_bad_input_is_printed_whole(name: str, tmp_path: Path) -> None:
    pdf, told = own(document(BAD[name]), tmp_path)
    assert told == []
    assert pdf is not None
    expected = squeezed("".join(etree.fromstring(f"<a {made.NS}>{BAD[name]}</a>").itertext()))
    assert sorted(read(pdf).replace("-", "")) == sorted(expected.replace("-", ""))


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_placed_is_refused_by_name(name: str, tmp_path: Path) -> None:
    pdf, told = own(document(BAD[name]), tmp_path)
    assert pdf is None
    assert [d.code for d in told] == ["HT936"]
    assert "hàng bảng bị ngắt sang trang sau" in told[0].message


def test_a_letter_no_font_has_is_told_though_libreoffice_draws_a_box(tmp_path: Path) -> None:
    docx = tmp_path / "a.docx"
    note = '<w:r><w:drawing alt="\U00012001"/></w:r>'
    docx.write_bytes(document(para("Đất \U00012000 → ★ &amp;#x41;", more=note)))
    found = to_pdf([docx])
    assert found.pages == {docx: 1}
    told = {d.code: d.message for d in found.diagnostics}
    assert set(told) == {"HT936", "HT938"}  # why LibreOffice was asked, and what it did
    assert "U+12000" in told["HT938"]
    assert "U+12001" not in told["HT938"]
    docx.write_bytes(document(para("Đất →", more=note)))
    assert to_pdf([docx]).diagnostics == []


def test_five_thousand_pages_are_printed(tmp_path: Path) -> None:
    body = "".join([para(f"Trang {n}", "<w:pageBreakBefore/>") for n in range(5000)])
    pdf, told = own(document(body), tmp_path)
    assert told == []
    assert pdf is not None
    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) == 5000
