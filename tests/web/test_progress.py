"""Progress of a plan in a browser: forms out, filled forms back, how it stands, the report."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

ADDRESS = f"/plans/{WARD}/progress"
PERIOD = "2024-Q2"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def post(client, **said):  # noqa: F811
    return client.post(ADDRESS, data={"period": PERIOD, **said}, headers=OWN)


def forms(client) -> dict[str, bytes]:  # noqa: F811
    answer = post(client, act="forms")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def brought(client, data: bytes, name: str = "bieu.xlsx", **said):  # noqa: F811
    given = {"period": PERIOD, "act": "take", "unit": "", **said}
    return client.post(ADDRESS, data=given, files={"file": (name, data, XLSX)}, headers=OWN)


def filled_form(data: bytes) -> bytes:
    """The form with a state at its first task."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    places = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Trạng thái"]
    sheet.cell(places[0].row + 1, places[0].column).value = "Đang thực hiện"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_forms_go_out_come_back_filled_and_become_a_report(client) -> None:  # noqa: F811
    shown = client.get(f"{ADDRESS}?period={PERIOD}").text
    units = int(re.search(r"Đã báo cáo: 0/(\d+)", shown)[1])
    made = forms(client)
    assert len(made) == units
    name, data = next(iter(made.items()))
    assert "Không có gì mới trong biểu của" in brought(client, data, name).text
    taken = brought(client, filled_form(data), name)
    assert taken.status_code == 200
    assert "Đã nhận biểu của" in taken.text
    assert f"Đã báo cáo: 1/{units}" in taken.text
    report = post(client, act="report")
    assert report.url.path == f"/plans/{WARD}-bao-cao-{PERIOD.lower()}"
    again = post(client, act="report")
    assert again.status_code == 422
    assert "LN052" in again.text
    assert "-o" not in again.text


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"PK\x03\x04", "bieu.xlsx"), (b"", "bieu.docx"), (b"<html>", "../../bieu.xlsx")],
)
def test_a_file_that_is_no_form_is_refused_and_nothing_is_kept(client, data, name) -> None:  # noqa: F811
    answer = brought(client, data, name)
    assert answer.status_code == 422
    assert "Đã nhận biểu" not in answer.text
    assert "Đã báo cáo: 0/" in client.get(f"{ADDRESS}?period={PERIOD}").text


def test_a_period_that_is_none_is_the_quarter_of_today(client) -> None:  # noqa: F811
    assert client.get(f"{ADDRESS}?period=hom-qua").status_code == 200
