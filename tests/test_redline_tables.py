"""Columns, merged cells and moved paragraphs: marked by themselves where the reader is Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.redline import redline
from tests.redline import grids, oracle
from tests.redline.docs import W, control, customised, docx, p, tbl, tc, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.redline.state import Reader
    from tests.conftest import Outcome

NOISE = 1.5
"""Marked characters to those of an optimal comparison (issue: "How good")."""
HEAD = ("STT", "Nhiệm vụ", "Thời hạn")
ROWS = [
    ("1", "Rà soát thủ tục hành chính, công khai tại trụ sở", "Quý I"),
    ("2", "Tập huấn nghiệp vụ cho cán bộ, công chức", "Quý II"),
    ("3", "Kiểm tra việc tiếp nhận và giải quyết hồ sơ", "Quý III"),
]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[grids.Table, grids.Table]:
    before = draw(grids.grids())
    return before, draw(grids.edited(before))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_what_is_done_to_columns_and_cells_is_all_that_is_marked(
    pair: tuple[grids.Table, grids.Table],
) -> None:
    swallowed = pair[1].swallowed
    for before, after in (pair, pair[::-1]):
        old, new = grids.written(before), grids.written(after)
        data, problems = redline(old, new, author="Người rà soát", reader="word")
        assert data is not None, problems
        verdict = oracle.check(old, new, data)
        assert not verdict.wrong
        assert not verdict.markup
        assert verdict.marked <= NOISE * (verdict.needed + 2 * swallowed)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs())
def test_for_libreoffice_nothing_is_marked_that_it_does_not_know(
    pair: tuple[grids.Table, grids.Table],
) -> None:
    old, new = (grids.written(x) for x in pair)
    data, problems = redline(old, new, author="Người rà soát", reader="libreoffice")
    assert data is not None, problems
    assert oracle.check(old, new, data).right
    assert b"cellIns" not in _document(data)
    assert b"cellDel" not in _document(data)


def _document(data: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def _table(rows: list[tuple[str, ...]]) -> bytes:
    return docx(p("Phụ lục."), tbl(*rows, columns=len(rows[0])), p("Hết."))


def _column() -> tuple[bytes, bytes]:
    rows = [HEAD, *ROWS]
    return _table(rows), _table([(a, b, "Chủ trì" if a == "STT" else "", c) for a, b, c in rows])


def test_a_new_column_marks_its_own_cells_only() -> None:
    old, new = _column()
    data, problems = redline(old, new, author="A")
    assert data is not None
    written = _document(data)
    assert written.count(b"<w:cellIns ") == 4
    assert b"<w:del " not in written
    assert [d.code for d in problems] == ["SS118"]


def test_merged_cells_are_remembered_as_the_properties_they_are() -> None:
    old = _table([HEAD, *ROWS])
    merged = [
        tr(tc("1"), tc(ROWS[0][1]), tc("Quý I", pr='<w:vMerge w:val="restart"/>')),
        tr(tc("2"), tc(ROWS[1][1]), tc("", pr="<w:vMerge/>")),
    ]
    new = docx(p("Phụ lục."), tbl(HEAD, *merged, ROWS[2], columns=3), p("Hết."))
    data, _problems = redline(old, new, author="A")
    assert data is not None
    verdict = oracle.check(old, new, data)
    assert verdict.right
    assert verdict.marked == len("Quý II")
    assert _document(data).count(b"<w:tcPrChange ") == 2


def _by(application: str, data: bytes) -> bytes:
    """The document as a program says it wrote it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                more = (
                    f'<Relationship Id="rIdApp" Type="{relations}/extended-properties" '
                    'Target="docProps/app.xml"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", more.encode())
            new.writestr(name, content)
        new.writestr(
            "docProps/app.xml",
            f'<Properties xmlns="{kind}"><Application>{application}</Application></Properties>',
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("writer", "option", "cells"),
    [
        ("Microsoft Office Word", [], True),
        ("LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40", [], False),
        ("LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40", ["--reader", "word"], True),
        ("Microsoft Office Word", ["--reader", "libreoffice"], False),
    ],
)
def test_the_marks_are_for_the_program_that_wrote_the_files_or_that_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kehoach: Callable[..., Outcome],
    writer: str,
    option: list[str],
    cells: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    old, new = _column()
    Path("cu.docx").write_bytes(old)
    Path("moi.docx").write_bytes(_by(writer, new))
    done = kehoach("diff", "cu.docx", "moi.docx", "--format", "docx", "-o", "ss.docx", *option)
    assert done.code == 1, done.err
    assert (b"cellIns" in _document(Path("ss.docx").read_bytes())) is cells


CLAUSES = [
    "Văn phòng chủ trì rà soát thủ tục hành chính của phường, báo cáo trước ngày 15/6/2024.",
    "Công an phường phối hợp cập nhật dữ liệu dân cư để phục vụ giải quyết hồ sơ trực tuyến.",
    "Công chức Địa chính công khai quy hoạch và kế hoạch sử dụng đất tại trụ sở phường.",
    "Công chức Tài chính bố trí kinh phí thực hiện các nhiệm vụ trong kế hoạch này.",
    "Trưởng các tổ dân phố tuyên truyền đến từng hộ gia đình về dịch vụ công trực tuyến.",
]
MOVED = CLAUSES[0].replace("15/6/2024", "30/6/2024").replace(" của phường", "")


@pytest.mark.parametrize("reader", ["word", "libreoffice"])
def test_a_clause_moved_with_a_small_edit_is_a_move_with_the_edit_marked_in_it(
    reader: Reader,
) -> None:
    old = docx(*map(p, CLAUSES))
    new = docx(*map(p, [*CLAUSES[1:4], MOVED, CLAUSES[4]]))
    data, problems = redline(old, new, author="A", reader=reader)
    assert data is not None, problems
    assert oracle.check(old, new, data).right
    written = _document(data).decode()
    came = written[written.index("<w:moveToRangeStart") : written.index("<w:moveToRangeEnd")]
    assert "<w:ins " in came
    assert "30/6/2024" in came
    assert ("15/6/2024</w:delText>" in came) is (reader == "word")
    assert "15/6/2024" in written[: written.index("<w:moveFromRangeEnd")]


def test_a_paragraph_that_only_shares_phrases_did_not_move() -> None:
    other = "Văn phòng chủ trì báo cáo tình hình kinh tế - xã hội quý III của tỉnh năm 2025."
    old = docx(*map(p, CLAUSES))
    new = docx(*map(p, [*CLAUSES[1:4], other, CLAUSES[4]]))
    data, problems = redline(old, new, author="A")
    assert data is not None, problems
    assert oracle.check(old, new, data).right
    assert b"<w:moveTo" not in _document(data)


@pytest.mark.parametrize("wrap", [control, customised, lambda row: control(control(row))])
@pytest.mark.parametrize("goes", [True, False], ids=["goes", "comes"])
def test_a_table_of_rows_in_controls_leaves_no_empty_table_behind(
    wrap: Callable[[str], str], goes: bool
) -> None:
    table = tbl(wrap(tr("a", "b")), wrap(tr("c", "d")))
    long, short = docx(p("đầu"), table, p("cuối")), docx(p("đầu"), p("cuối"))
    old, new = (long, short) if goes else (short, long)
    data, problems = redline(old, new, author="A")
    assert data is not None, problems
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    (table_,) = body.iter(f"{{{W}}}tbl")
    assert {etree.QName(c).localname for c in table_} == {"tblPr", "tblGrid", "tr"}
    assert "Ô điều khiển nội dung quanh cả hàng" in " ".join(d.message for d in problems)
    assert not oracle.check(old, new, data, minimal=False).wrong
