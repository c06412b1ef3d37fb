"""Workbooks of strangers bring values only: what they would work out or fetch is told, not done."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from generator.diagnostics import Severity
from generator.progress.form_tables import read_pages

LINKS = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</externalLink>'


def workbook(formula: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Biểu")
        sheet.write_string("A1", "=1+1 gõ như chữ")
        if formula:
            sheet.write_formula("B1", formula, value=42)
    with zipfile.ZipFile(out, "a") as package:
        for name, inner in parts.items():
            package.writestr(f"xl/{name.replace('__', '/')}.xml", inner)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said", "severity"),
    [
        (workbook("=SUM(C1:C9)"), "công thức", Severity.INFO),
        (
            workbook("=cmd|'/c calc'!A1", externalLinks__e1=LINKS.format("<ddeLink/>")),
            "lệnh gọi chương trình khác",
            Severity.WARNING,
        ),
        (
            workbook(externalLinks__e1=LINKS.format("<externalBook/>")),
            "liên kết tới tệp khác",
            Severity.WARNING,
        ),
        (workbook(connections="<connections/>"), "kết nối dữ liệu", Severity.WARNING),
    ],
    ids=["formula", "DDE", "another file", "connection"],
)
def test_what_a_workbook_would_do_is_told_and_its_saved_values_are_read(
    data: bytes, said: str, severity: Severity
) -> None:
    pages, problems = read_pages(data, "biểu.xlsx")
    assert [(d.code, d.severity) for d in problems] == [("TL015", severity)]
    assert said in str(problems[0].message)
    assert pages["Biểu"][0][0].text == "=1+1 gõ như chữ"
    assert [c.text for c in pages["Biểu"][0][1:]] in ([], ["42"])


def test_a_workbook_of_values_is_not_spoken_of() -> None:
    assert read_pages(workbook(), "biểu.xlsx")[1] == []


def with_sheet(rows: str, merged: str = "", *, other: str = "") -> bytes:
    """A workbook whose one sheet has these rows, as no program would write them."""
    out, kept = io.BytesIO(workbook()), io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{merged}</worksheet>'
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if "worksheets/" in name else old.read(name))
        if other:
            new.writestr(other, "x")
    return kept.getvalue()


ONE = '<row r="1"><c r="A1"><v>7</v></c>'
"""A first row, open."""


@pytest.mark.parametrize(
    "rows",
    [
        f'{ONE}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        f'{ONE}<c r="ZZZZZZZ1"><v>1</v></c></row>',
        f'{ONE}</row><row r="99999999999999999999"><c r="A99999999999999999999"><v>1</v></c></row>',
        f'{ONE}</row><row r="1048576"><c r="A1048576"/><c><v>1</v></c></row>',
        f"""{ONE}<c a=' r="A1"' r="XFD1048576"><v>1</v></c></row>""",
        f'{ONE}<c a=">" r="XFD1048576"><v>1</v></c></row>',
    ],
    ids=["far", "no such column", "no such row", "without a place", "two places", "a torn tag"],
)
def test_a_cell_beyond_any_form_is_refused_before_room_is_made_for_it(rows: str) -> None:
    pages, problems = read_pages(with_sheet(rows), "biểu.xlsx")
    assert (pages, [d.code for d in problems]) == ({}, ["BC901"])
    assert "quá nhiều hàng hoặc cột" in str(problems[0].message)


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (f'{ONE}</row><row r="1048576" ht="12"><c r="A1048576" s="0"/></row>', ""),
        (f"{ONE}</row>", '<mergeCells><mergeCell ref="XFD1:XFD9"/></mergeCells>'),
        (f"{ONE}</row>", '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'),
    ],
    ids=["an empty last row", "merged where nothing is", "merged to the last row"],
)
def test_empty_rows_and_merged_cells_to_the_end_of_a_sheet_are_read(rows: str, merged: str) -> None:
    pages, problems = read_pages(with_sheet(rows, merged), "biểu.xlsx")
    assert ([[c.text for c in row] for row in pages["Biểu"]], problems) == ([["7"]], [])


@pytest.mark.parametrize("other", ["content.xml", "xl/workbook.bin"])
def test_another_kind_of_workbook_under_the_same_name_is_no_form(other: str) -> None:
    pages, problems = read_pages(with_sheet(f"{ONE}</row>", other=other), "biểu.xlsx")
    assert (pages, [d.code for d in problems]) == ({}, ["BC901"])


def test_a_percentage_is_read_as_the_cell_shows_it() -> None:
    shown = [
        (0.87, "0%"),
        (0.8749, "0.0%"),
        (0.5, "0.00"),
        (1.2, '0" %"'),
        (0.123, '[Red]0.00%;"x"'),
    ]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Trước")
        sheet = book.add_worksheet("Chỉ tiêu & số")
        for at, (value, look) in enumerate(shown):
            sheet.write_number(at, 0, value, book.add_format({"num_format": look}))
    pages, problems = read_pages(out.getvalue(), "biểu.xlsx")
    texts = [row[0].text for row in pages["Chỉ tiêu & số"]]
    assert (texts, problems) == (["87%", "87,5%", "0,5", "1,2", "12,3%"], [])
