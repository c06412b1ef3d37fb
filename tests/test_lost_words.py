"""Words of a .docx that its PDF lacks: told by their place, and nothing else is.

The PDF is of the same document with a part less, or with one more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.diagnostics import Severity
from generator.ooxml.opened import open_word
from generator.review.lost_words import lost_words
from generator.verbs.printing import to_pdf
from tests.test_pages_bad_input import REFUSED
from tests.typeset.made import cell, document, para, row, run, table
from tests.typeset.test_typeset import BAD

if TYPE_CHECKING:
    from pathlib import Path

ABOVE = para("Sở Y tế kiểm tra an toàn thực phẩm tại các chợ, bếp ăn tập thể trong tháng 3.")
BELOW = para("Sở Tài chính bố trí kinh phí; Công an tỉnh phối hợp kiểm tra, xử lý vi phạm.")
TASK = "Sở Y tế kiểm tra an toàn thực phẩm"
HEAD = row(
    "".join([cell(para(t), 3000) for t in ("Nội dung", "Cơ quan chủ trì")]), "<w:tblHeader/>"
)
SPLIT = "".join(cell(para(each), 3000) for each in ("Tập huấn tại xã", "Trạm Y tế"))
MANY = "".join(
    row(cell(para(f"Việc {n}"), 3000) + cell(para("Trạm Y tế"), 3000)) for n in range(90)
)
HEADER = {"rId9": para("Kế hoạch bảo đảm an toàn thực phẩm")}
SHOWN = '<w:headerReference w:type="default" r:id="rId9"/>'
FIELD = f'<w:fldSimple w:instr=" REF a ">{run("Một hai ba bốn năm")}</w:fldSimple>'
GONE = f'<w:del w:id="1" w:author="A">{run("Bỏ câu này đi").replace("w:t", "w:delText")}</w:del>'


def found(said: bytes, printed: bytes, folder: Path) -> list[tuple[str, str]]:
    """Place and words of what the first says and the PDF of the second lacks."""
    docx, other = folder / "a.docx", folder / "b.docx"
    docx.write_bytes(said)
    other.write_bytes(printed)
    assert to_pdf([other], engine="own").diagnostics == []
    word, problems = open_word(docx)
    assert word is not None, problems
    lost = lost_words(word, other.with_suffix(".pdf"))
    return [(one.para.where, one.words) for one in lost]


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (para("Báo cáo trước ngày 20"), [("đoạn 2", "Báo cáo trước ngày 20")]),
        (para("Báo"), [("đoạn 2", "Báo")]),
        (para(TASK), [("đoạn 2", TASK)]),
        (table(row(cell(para("Đạt 95%"), 3000)), (3000,)), [("bảng 1, hàng 1, ô 1", "Đạt 95%")]),
        (para("Chữ ẩn không in", "", "<w:vanish/>"), []),
        (para("", more=FIELD), []),
        (para("", more=GONE), []),
    ],
)
def test_what_is_lost_is_told_by_place_and_words(
    lost: str, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    said, printed = document(ABOVE + lost + BELOW), document(ABOVE + BELOW)
    assert found(said, printed, tmp_path) == told


def test_part_of_a_long_paragraph_is_told(tmp_path: Path) -> None:
    said = document(ABOVE.replace("tháng 3.", "tháng 3, gửi kết quả về Ủy ban nhân dân tỉnh."))
    assert found(said, document(ABOVE), tmp_path) == [
        ("đoạn 1", "gui ket qua ve uy ban nhan dan tinh")
    ]


def test_a_header_on_each_page_does_not_stand_for_a_paragraph_of_its_words(tmp_path: Path) -> None:
    pages = "".join([para(f"Trang {n}", "<w:pageBreakBefore/>") for n in range(4)])
    title = para("Kế hoạch bảo đảm an toàn thực phẩm")
    said = document(title + pages, SHOWN, margin_parts=HEADER)
    printed = document(pages, SHOWN, margin_parts=HEADER)
    assert found(said, printed, tmp_path) == [("đoạn 1", "Kế hoạch bảo đảm an toàn thực phẩm")]
    assert found(said, said, tmp_path) == []


def test_repeated_heads_do_not_stand_for_a_row_of_their_words(tmp_path: Path) -> None:
    last = row(cell(para("Cơ quan chủ trì"), 3000) + cell(para("Nội dung"), 3000))
    said = document(table(HEAD + MANY + last, (3000, 3000)))
    printed = document(table(HEAD + MANY, (3000, 3000)))
    told = [words for _place, words in found(said, printed, tmp_path)]
    assert sorted(told) == ["Cơ quan chủ trì", "Nội dung"]  # of its own cells or of the head
    assert found(said, said, tmp_path) == []


@pytest.mark.parametrize("name", sorted(set(BAD) - REFUSED))
def test_nothing_is_missed_in_what_is_printed_whole(name: str, tmp_path: Path) -> None:
    said = document(BAD[name])
    assert found(said, said, tmp_path) == []


def test_a_pdf_in_which_libreoffice_lost_words_is_not_kept(tmp_path: Path) -> None:
    tall = cell(para("Kiểm tra các chợ trong mùa lễ hội") * 70, 4000)
    fixed = cell(para("Kiểm tra các chợ") + para("Trạm Y tế báo cáo") * 2, 4000)
    lines = '<w:trHeight w:val="300" w:hRule="exact"/>'
    whole, cut = tmp_path / "whole.docx", tmp_path / "cut.docx"
    whole.write_bytes(document(table(row(tall, "<w:cantSplit/>"), (4000,))))
    cut.write_bytes(document(ABOVE + table(row(fixed, lines), (4000,))))
    made = to_pdf([whole, cut], engine="libreoffice")
    assert list(made.pages) == [whole]
    assert [(d.code, d.severity) for d in made.diagnostics] == [("HT939", Severity.ERROR)]
    assert "Trạm Y tế báo cáo" in made.diagnostics[0].message
    assert not cut.with_suffix(".pdf").exists()
