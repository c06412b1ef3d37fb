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
