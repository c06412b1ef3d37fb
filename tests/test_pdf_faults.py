"""PDFs as they come: broken, scanned, tricky; read rightly, or refused in one sentence."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator.diagnostics import Severity
from generator.read.lines import Line
from generator.read.pdf.text_layer import lines_of_pdf
from tests.pdf_files import PdfPage, Text, paragraph, write_pdf

ONE = (
    "Ủy ban nhân dân xã ban hành Kế hoạch để tổ chức thực hiện các nhiệm vụ của năm 2026 theo "
    "chỉ đạo của cấp trên, bảo đảm đúng tiến độ và chất lượng trong các lĩnh vực được giao."
)
TWO = "Hai là, các cơ quan, đơn vị căn cứ Kế hoạch này để " + ONE[0].lower() + ONE[1:]
TEXTS = [*paragraph(ONE), *paragraph(TWO, y=600)]


def read(path: Path) -> tuple[list[Line], list[str]]:
    text, problems = lines_of_pdf(path)
    return (text.lines if text else []), [p.code for p in problems]


def body(lines: list[Line]) -> list[str]:
    return [line.text for line in lines if line.part == "than"]


def turned(text: Text) -> Text:
    return text._replace(x=842 - text.y, y=text.x, turn=(0, 1, -1, 0))


@pytest.mark.parametrize(
    ("page", "options"),
    [
        (PdfPage(TEXTS), {}),
        (PdfPage([t._replace(gap=6) for t in TEXTS]), {}),
        (PdfPage(TEXTS), {"shift": 41}),
        (PdfPage([t for p in TEXTS for t in (p, p._replace(x=p.x + 0.3))]), {}),
        (PdfPage(TEXTS, rotate=90), {}),
        (PdfPage([turned(t) for t in TEXTS], width=842, height=595), {}),
        (PdfPage([t._replace(text=unicodedata.normalize("NFD", t.text)) for t in TEXTS]), {}),
        (PdfPage([t._replace(text=t.text.replace(" ", "  ")) for t in TEXTS]), {}),
    ],
    ids=["plain", "no-spaces", "wrong-xref", "drawn-twice", "rotated", "turned", "nfd", "doubled"],
)
def test_the_same_paragraphs_come_out_however_a_page_draws_them(
    tmp_path: Path, page: PdfPage, options: dict[str, int]
) -> None:
    lines, codes = read(write_pdf(tmp_path / "a.pdf", [page], **options))
    assert body(lines) == [ONE, TWO]
    assert codes == []


def test_a_paragraph_cut_by_a_page_end_is_one(tmp_path: Path) -> None:
    rows = paragraph(TWO)
    pages = [
        PdfPage(
            [*paragraph(ONE, y=200), *(r._replace(y=120 - 18 * i) for i, r in enumerate(rows[:2]))]
        ),
        PdfPage(
            [
                Text(297, 800, "2"),
                *(r._replace(y=760 - 18 * i) for i, r in enumerate(rows[2:])),
                *paragraph(ONE, y=600),
            ]
        ),
    ]
    lines, _ = read(write_pdf(tmp_path / "a.pdf", pages))
    assert body(lines) == [ONE, TWO, ONE]
    assert [line.text for line in lines if line.part == "dau"] == ["2"]


def test_words_are_not_glued_nor_split_at_hyphens_and_slashes(tmp_path: Path) -> None:
    rows = [
        Text(121, 700, "Thực hiện Kế hoạch số 126/KH-UBND ngày 03/6/2024 của UBND", 14),
        Text(85, 682, "tỉnh và các văn bản hướng dẫn kèm theo Quyết định số 12/2024/NĐ-", 14),
        Text(85, 664, "CP của Chính phủ về phát triển kinh tế -", 14),
    ]
    long = PdfPage([*paragraph(ONE, y=780), *rows])
    lines, _ = read(write_pdf(tmp_path / "a.pdf", [long]))
    assert "12/2024/NĐ-CP của Chính phủ" in " ".join(body(lines))


def test_superscript_marks_of_footnotes_leave_the_sentence_and_footnotes_stand_apart(
    tmp_path: Path,
) -> None:
    last = paragraph(ONE)[-1]
    texts = [
        *TEXTS,
        Text(last.x + 7 * len(last.text), last.y + 5, "1", 8),
        Text(85, 120, "1", 7)._replace(y=124),
        Text(90, 120, " Theo báo cáo của Sở Nội vụ năm 2025.", 10),
    ]
    page = PdfPage(texts, lines=[(85, 140, 229, 140)])
    lines, _ = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [line.text for line in lines if line.part == "chu_thich"] == [
        "Theo báo cáo của Sở Nội vụ năm 2025."
    ]
    assert body(lines) == [ONE, TWO]


def test_a_footnote_as_large_as_the_body_stands_apart_where_its_mark_is_raised(
    tmp_path: Path,
) -> None:
    last = paragraph(ONE)[-1]
    texts = [
        *TEXTS,
        Text(last.x + 7 * len(last.text), last.y + 5, "1", 8),
        Text(85, 124, "1", 8),
        Text(90, 120, "Theo báo cáo của Sở Nội vụ năm 2025.", 14),
    ]
    page = PdfPage(texts, lines=[(85, 140, 229, 140)])
    lines, _ = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert body(lines) == [ONE, TWO]
    assert len([line for line in lines if line.part == "chu_thich"]) == 1


def test_a_date_that_a_narrow_cell_cuts_is_whole_again(tmp_path: Path) -> None:
    texts = [
        *TEXTS,
        Text(90, 380, "Xong trước", 14),
        Text(90, 364, "31/10/202", 14),
        Text(90, 348, "6", 14),
        Text(210, 380, "Báo cáo", 14),
    ]
    lines = [(85, 400, 300, 400), (85, 340, 300, 340)]
    lines += [(x, 340, x, 400) for x in (85, 158, 300)]
    found, _ = read(write_pdf(tmp_path / "a.pdf", [PdfPage(texts, lines=lines)]))
    assert "Xong trước 31/10/2026" in [line.text for line in found]


def test_a_mark_inside_a_sentence_leaves_its_space(tmp_path: Path) -> None:
    texts = [
        *paragraph(ONE),
        Text(85, 600, "Theo báo cáo năm 2025", 14),
        Text(85 + 21 * 7, 605, "1", 8),
        Text(85 + 21 * 7 + 4, 600, " của Sở Nội vụ, có ba nhiệm vụ và các giải pháp.", 14),
        Text(85, 120, "1", 7)._replace(y=124),
        Text(89, 120, "Theo báo cáo của Sở Nội vụ.", 10),
    ]
    page = PdfPage(texts, lines=[(85, 140, 229, 140)])
    lines, _ = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert body(lines)[1] == (
        "Theo báo cáo năm 2025 của Sở Nội vụ, có ba nhiệm vụ và các giải pháp."
    )
    assert [line.text for line in lines if line.part == "chu_thich"] == [
        "Theo báo cáo của Sở Nội vụ."
    ]


def test_a_table_with_merged_cells_keeps_its_grid(tmp_path: Path) -> None:
    xs, ys = (85.0, 150.0, 350.0, 550.0), (400.0, 370.0, 340.0, 310.0)
    lines = [(xs[0], y, xs[-1], y) for y in (ys[0], ys[2], ys[3])]
    lines.append((xs[1], ys[1], xs[-1], ys[1]))  # the first column spans two rows
    lines += [(x, ys[-1], x, ys[0]) for x in (xs[0], xs[1], xs[3])]
    lines.append((xs[2], ys[-1], xs[2], ys[1]))  # the first row spans two columns
    cells = [
        Text(90, 375, "TT"),
        Text(160, 378, "Nội dung"),
        Text(160, 348, "Việc"),
        Text(360, 348, "Hạn"),
        Text(90, 318, "1"),
        Text(160, 318, "Báo cáo"),
        Text(360, 318, "Quý I"),
    ]
    found, _ = read(write_pdf(tmp_path / "a.pdf", [PdfPage([*TEXTS, *cells], lines=lines)]))
    spans = {line.text: line.cell[1:] for line in found if line.cell}
    assert spans == {
        "TT": (0, 0, 2, 1),
        "Nội dung": (0, 1, 1, 2),
        "Việc": (1, 1, 1, 1),
        "Hạn": (1, 2, 1, 1),
        "1": (2, 0, 1, 1),
        "Báo cáo": (2, 1, 1, 1),
        "Quý I": (2, 2, 1, 1),
    }


STAMP = [
    Text(400, 800, "Ký bởi: Ủy ban nhân dân xã A", 8),
    Text(400, 790, "Thời gian ký: 12/03/2025 15:00:01 +07:00", 8),
]


@pytest.mark.parametrize(
    ("page", "code", "options"),
    [
        (PdfPage(image=True), "NH508", {}),
        (PdfPage(), "NH508", {}),
        (PdfPage(STAMP, image=True), "NH508", {}),
        (PdfPage(TEXTS), "NH509", {"unicode_map": False}),
        (
            PdfPage(TEXTS),
            "NH504",
            {
                "catalog": b"/Collection<</View/T>>"
                b"/Names<</EmbeddedFiles<</Names[(a.txt)100 0 R]>>>>",
                "more": [
                    b"<</Type/Filespec/F(a.txt)/EF<</F 101 0 R>>>>",
                    b"<</Type/EmbeddedFile/Length 2>>\nstream\nab\nendstream",
                ],
            },
        ),
    ],
    ids=["scan", "blank", "stamped-scan", "no-unicode", "portfolio"],
)
def test_what_cannot_be_read_is_refused_with_one_error(
    tmp_path: Path, page: PdfPage, code: str, options: dict[str, object]
) -> None:
    text, problems = lines_of_pdf(write_pdf(tmp_path / "a.pdf", [page], **options))  # type: ignore[arg-type]
    assert text is None
    assert [p.code for p in problems if p.severity is Severity.ERROR] == [code]


def test_bytes_that_are_no_whole_pdf_are_refused(tmp_path: Path) -> None:
    good = write_pdf(tmp_path / "a.pdf", [PdfPage(TEXTS)]).read_bytes()
    for data, code in (
        (b"", "NH501"),
        (b"xin chao", "NH501"),
        (good[: len(good) * 2 // 3], "NH503"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 500 + b"%%EOF", "NH503"),
    ):
        (tmp_path / "b.pdf").write_bytes(data)
        assert read(tmp_path / "b.pdf") == ([], [code])
    with (tmp_path / "c.pdf").open("wb") as big:
        big.write(b"%PDF-1.7\n")
        big.truncate(100_000_000)
    assert read(tmp_path / "c.pdf")[1] == ["NH501"]


def test_deep_nesting_does_no_harm(tmp_path: Path) -> None:
    deep = b"/X" + b"[" * 100_000 + b"]" * 100_000
    lines, _ = read(write_pdf(tmp_path / "a.pdf", [PdfPage(TEXTS)], catalog=deep))
    assert body(lines) == [ONE, TWO]


@pytest.mark.parametrize(
    ("page", "code", "options"),
    [
        (PdfPage(TEXTS), "NH505", {"catalog": b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"}),
        (PdfPage([t._replace(mode=3) for t in TEXTS], image=True), "NH511", {}),
    ],
    ids=["javascript", "recognised"],
)
def test_what_deserves_doubt_is_read_and_said(
    tmp_path: Path, page: PdfPage, code: str, options: dict[str, bytes]
) -> None:
    lines, codes = read(write_pdf(tmp_path / "a.pdf", [page], **options))  # type: ignore[arg-type]
    assert body(lines) == [ONE, TWO]
    assert codes == [code]


def test_pages_that_are_pictures_among_pages_of_text_are_named(tmp_path: Path) -> None:
    pages = [PdfPage(TEXTS), PdfPage(image=True)]
    text, problems = lines_of_pdf(write_pdf(tmp_path / "a.pdf", pages))
    assert text is not None
    assert [p.code for p in problems] == ["NH512"]
    assert "Trang 2" in problems[0].message


def test_a_password_is_neither_asked_for_nor_tried(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=str(write_pdf(tmp_path / "a.pdf", [PdfPage(TEXTS)])))
    writer.encrypt("bi-mat", algorithm="RC4-128")
    writer.write(str(tmp_path / "b.pdf"))
    assert read(tmp_path / "b.pdf") == ([], ["NH502"])


def test_notes_of_readers_stand_apart_and_stamps_in_form_fields_are_read(tmp_path: Path) -> None:
    note = (
        b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents"
        b"(\xfe\xff" + "Đồng ý".encode("utf-16-be") + b")>>"
    )
    look = b"BT /He 9 Tf 5 5 Td (Ky boi: UBND xa A) Tj ET"
    field = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/F 4/Rect[300 780 500 800]/AP<</N 102 0 R>>>>"
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</He "
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Length %d>>\nstream\n%s\nendstream"
        % (len(look), look)
    )
    page = PdfPage(TEXTS, extra=b"/Annots[100 0 R 101 0 R]")
    path = write_pdf(tmp_path / "a.pdf", [page], more=[note, field, form])
    lines, _ = read(path)
    assert [line.text for line in lines if line.part == "nhan_xet"] == ["Đồng ý"]
    assert "Ky boi: UBND xa A" in body(lines)
