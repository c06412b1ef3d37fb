"""How a mistake looks on the screen."""

from __future__ import annotations

import unicodedata

import click
import pytest

from generator.cli.report import MANY, show, text
from generator.diagnostics import Diagnostic, Place, Severity, Span, error, warning


def drawn(line: str, column: int, end: int) -> list[str]:
    span = Span("a.toml", 12, column, end, line)
    return click.unstyle(text(error("DL104", "Ngày sai", span, "Viết 2024-06-15"))).split("\n")


def test_a_mistake_shows_place_line_caret_and_way_out() -> None:
    assert drawn('ngay = "15/6/2024"', 8, 19) == [
        "a.toml:12:8: lỗi DL104: Ngày sai",
        '   12 │ ngay = "15/6/2024"',
        "      │        ^^^^^^^^^^^",
        "    → Viết 2024-06-15",
    ]


def test_the_caret_stands_below_its_letter_after_decomposed_vietnamese() -> None:
    line = unicodedata.normalize("NFD", "trích yếu") + " = 1"
    column = line.index("1") + 1
    _head, shown, caret, _hint = drawn(line, column, column + 1)
    assert len(unicodedata.normalize("NFC", shown)) == len(caret)


def test_a_very_long_line_is_cut_around_the_place() -> None:
    line = "a" * 50_000 + "SAI" + "b" * 50_000
    _head, shown, caret, _hint = drawn(line, 50_001, 50_004)
    assert len(shown) < 120
    start = caret.index("^")
    assert shown[start : start + 3] == "SAI"


def test_a_place_in_a_template_is_named_in_words() -> None:
    shown = click.unstyle(text(error("MB605", "Thẻ sai", Place("m.docx", "đoạn 3", "{{ a }"))))
    assert shown.split("\n") == ["m.docx: đoạn 3: lỗi MB605: Thẻ sai", "    «{{ a }»"]


def test_thousands_of_warnings_are_counted_but_no_error_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    many = [
        warning("KH411", f"Việc {i}", Span("a.toml", i, 1, 2, "x")) for i in range(1, MANY + 51)
    ]
    last = error("DL101", "Lỗi ở cuối", Span("z.toml", 1, 1, 2, "x"))
    everything = show([*many, last])
    shown = capsys.readouterr().err
    assert len(everything) == MANY + 51
    assert "Lỗi ở cuối" in shown
    assert "… và 50 điều khác" in shown


def test_severities_have_words() -> None:
    shown = text(Diagnostic("DL120", Severity.INFO, "Đã chuẩn hóa"))
    assert "ghi chú" in shown
