"""The papers of the chain: the city's plan and the wards' reports, as Word files and as sheets."""

from __future__ import annotations

import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.plans_apart.typist import text_of, typed

HERE = Path(__file__).parent
PLAN = "ke-hoach"
REPORTS = ("bao-cao-dong-kinh", "bao-cao-chi-lang", "bao-cao-tam-thanh")
SHEETS = ("Nhiệm vụ", "Chỉ tiêu")


def found() -> dict[str, Any]:
    """What a roll-up must say: gold.toml."""
    return tomllib.loads((HERE / "gold.toml").read_text("utf-8"))


def as_word(name: str) -> bytes:
    """The plan or a report as a Word file."""
    return typed(name, HERE)


def rows(name: str) -> list[list[list[str]]]:
    """The tables of a paper: rows of cells, the heads first."""
    tables: list[list[list[str]]] = []
    for line in text_of(name, HERE).body:
        if line.startswith("@table"):
            tables.append([])
        elif line.startswith("|"):
            tables[-1].append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return tables


def as_sheet(name: str) -> bytes:
    """A report as an office fills a form: title lines, heads, rows; figures as text, as typed."""
    facts, whole = text_of(name, HERE).facts, BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for title, table in zip(SHEETS, rows(name), strict=True):
        sheet = book.add_worksheet(title)
        sheet.write(0, 0, facts["agency"].replace(" / ", " "))
        sheet.merge_range(1, 0, 1, len(table[0]) - 1, facts["title"])
        sheet.write(2, 0, f"({facts['number']}, {facts['place']})")
        for at, row in enumerate(table, 4):
            for column, words in enumerate(row):
                sheet.write_string(at, column, words, plain if at > 4 else bold)
        sheet.set_column(1, 1, 40)
    book.close()
    return whole.getvalue()
