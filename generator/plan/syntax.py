"""Broken TOML in words a clerk understands: what, where it begins, how to mend it.

tomli stops at the first error and says in English where it gave up, which may be far
from the cause. Here the place is moved to the cause (the quote that was opened, the
first of two equal keys), and reading goes on behind errors that end with their line.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import tomli

from generator.diagnostics import Diagnostic, Span, error
from generator.locale import _
from generator.plan.mistakes import date_hints
from generator.plan.source import values_by_tomli

_TOO_DEEP = "DL116"


class _Fault(NamedTuple):
    """An explained error: [start, end) in the text; `is_date`: only a date is wrong."""

    code: str
    message: str
    start: int
    end: int
    hints: tuple[str, ...] = ()
    is_date: bool = False


class Mended(NamedTuple):
    """A text whose only fault was dates, each replaced by a valid one."""

    text: str
    values: dict[str, Any]


def mistakes(
    text: str, file: str, fault: Exception, limit: int
) -> tuple[Mended | None, list[Diagnostic]]:
    """Explain the errors of a text that tomli refused with `fault`.

    If nothing but dates was wrong, the mended text comes back too, so that the caller
    can go on and report mistakes of other kinds.
    """
    lines = text.split("\n")
    found: list[Diagnostic] = []
    only_dates = True
    while len(found) < limit:
        explained = _explain(text, fault)
        span = _span(text, lines, file, explained)
        found.append(error(explained.code, explained.message, span, *explained.hints))
        only_dates &= explained.is_date
        mended = _mend(text, explained)
        if mended is None:
            return None, found
        text = mended
        try:
            values = values_by_tomli(text)
        except (ValueError, RecursionError) as next_fault:
            fault = next_fault
        else:
            return (Mended(text, values) if only_dates else None), found
    return None, found


def _span(text: str, lines: list[str], file: str, fault: _Fault) -> Span:
    """The place of a fault; the line is shown as the file has it, not as mended."""
    start = min(fault.start, len(text))
    row = text.count("\n", 0, start)
    line_start = text.rfind("\n", 0, start) + 1
    column = start - line_start + 1
    last = max(column, min(fault.end - line_start, len(lines[row])) + 1)
    return Span(file, row + 1, column, last, lines[row])


# ------------------------------------------------------------------------- where it broke

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _position(text: str, fault: str) -> int:
    """Offset of the place that tomli names."""
    at = _AT.search(fault)
    if at is None or at[1] is None:
        return len(text)
    start = 0
    for _line in range(int(at[1]) - 1):
        start = text.index("\n", start) + 1
    return start + int(at[2]) - 1


_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"""|\'\'\''
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|"|\'|#[^\n]*|[\[\]{}]',
    re.DOTALL,
)


def _opened(text: str, upto: int) -> list[int]:
    """Offsets of the brackets and quotes that are open at `upto`, outermost first."""
    stack: list[int] = []
    for token in _TOKEN.finditer(text, 0, upto):
        mark = token[0]
        if mark in ("[", "{"):
            stack.append(token.start())
        elif mark in ("]", "}"):
            if stack:
                stack.pop()
        elif mark in ('"""', "'''", '"', "'"):
            return [*stack, token.start()]
    return stack


def _line_of(text: str, at: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, len(text) if end < 0 else end


def _mend(text: str, fault: _Fault) -> str | None:
    """The text with the broken part made harmless, lines kept; None if that is unsafe."""
    if fault.is_date:
        valid = "2000-01-01".ljust(fault.end - fault.start)
        return text[: fault.start] + valid + text[fault.end :]
    if fault.code == _TOO_DEEP:
        return None
    start, end = _line_of(text, fault.start)
    line = text[start:end]
    if line.lstrip().startswith("[") or _opened(text, start) or not line.strip():
        return None
    if any(quotes in line for quotes in ('"""', "'''")) or _opens_lines(line):
        return None
    return text[:start] + " " * len(line) + text[end:]


def _opens_lines(line: str) -> bool:
    """Tell whether a line opens a bracket that it does not close."""
    return any(line[at] in "[{" for at in _opened(line, len(line)))


# ------------------------------------------------------------------------- what is wrong


def _explain(text: str, fault: Exception) -> _Fault:
    if isinstance(fault, RecursionError):
        message = _("Danh sách hoặc bảng lồng nhau quá sâu")
        return _Fault(_TOO_DEEP, message, 0, 0, (_("Giảm số tầng ngoặc [ ] và { }"),))
    if not isinstance(fault, tomli.TOMLDecodeError):
        # int() refuses numbers of more than 4300 digits before tomli can say where.
        digits = re.search(r"(?<![\w\"'])(?:\d{4300,}|0[xob][0-9a-fA-F_]{17,})", text)
        at = digits.start() if digits else 0
        return _Fault("DL108", _("Số quá dài"), at, at + 1)
    words = _AT.sub("", str(fault))
    at = _position(text, str(fault))
    for prefixes, explain in _EXPLAINERS:
        if words.startswith(prefixes):
            return explain(text, at, words)
    return _Fault("DL101", _("Sai cú pháp TOML: {detail}").format(detail=words), at, at + 1)


_DATE_TIME = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?"
)
_DATE_LIKE = re.compile(r"(?<![\w/.-])\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?![\w/.-])")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _bad_date(text: str, at: int, _words: str) -> _Fault:
    token = _DATE_TIME.match(text, at)
    written = token[0] if token else text[at : at + 10]
    hints = []
    year, month, _day = (int(n) for n in written[:10].split("-"))
    if 1 <= month <= 12:
        leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        days = _DAYS[month - 1] + leap
        hints.append(
            _("Tháng {month} năm {year} có {days} ngày").format(month=month, year=year, days=days)
        )
    else:
        hints.append(_("Tháng chỉ từ 01 đến 12; viết năm-tháng-ngày, ví dụ: 2024-06-15"))
    message = _("Ngày “{date}” không có thật").format(date=written)
    return _Fault("DL104", message, at, at + len(written), tuple(hints), True)


def _value_of_line(text: str, at: int) -> tuple[int, str]:
    """Where the value of the line at `at` starts, and the rest of the line from there."""
    start, end = _line_of(text, at)
    equals = text.find("=", start, end)
    if equals < 0:
        return start, text[start:end]
    value = text[equals + 1 : end]
    begin = equals + 1 + len(value) - len(value.lstrip())
    return begin, text[begin:end]


def _wrong_date_form(text: str, at: int) -> _Fault | None:
    """A date written without quotes in another form than TOML's: 15/6/2024, 2024-6-15."""
    line_start, line_end = _line_of(text, at)
    for like in _DATE_LIKE.finditer(text, line_start, line_end):
        if like.start() <= at <= like.end() and like.start() > line_start:
            message = _("“{date}” không phải dạng ngày của TOML").format(date=like[0])
            hints = date_hints(like[0])
            return _Fault("DL104", message, like.start(), like.end(), hints, is_date=True)
    return None


def _bad_value(text: str, at: int, _words: str) -> _Fault:
    if dated := _wrong_date_form(text, at):
        return dated
    line_end = _line_of(text, at)[1]
    rest = text[at:line_end].split("#")[0].rstrip()
    if not rest:
        if not text[at:].strip():
            return _cut_off(text, at)
        message = _("Thiếu giá trị sau dấu “=”")
        equals = text.rfind("=", 0, at)
        return _Fault("DL101", message, equals, equals + 1, (_("Điền giá trị, hoặc xóa cả dòng"),))
    end = at + len(rest)
    if rest[0] in "“”‘’«":
        message = _("Dấu nháy cong “ ” không mở được chuỗi")
        return _Fault("DL101", message, at, at + 1, (_('Dùng dấu nháy thẳng: "…"'),))
    word = rest.rstrip(",]} ").lower()
    if word in ("true", "đúng", "có", "yes", "on"):
        return _Fault("DL101", _not_a_value(rest), at, end, (_("Viết: true"),))
    if word in ("false", "sai", "không", "no", "off"):
        return _Fault("DL101", _not_a_value(rest), at, end, (_("Viết: false"),))
    if word in ("null", "none", "nil", "trống"):
        return _Fault("DL101", _not_a_value(rest), at, end, (_("Để trống thì xóa cả dòng"),))
    hint = _('Chữ phải đặt trong dấu nháy kép: "…"')
    return _Fault("DL101", _not_a_value(rest), at, end, (hint,))


def _not_a_value(rest: str) -> str:
    shown = rest if len(rest) <= 40 else rest[:39] + "…"
    return _("“{text}” không phải giá trị hợp lệ").format(text=shown)


def _rest_of_line(text: str, at: int, _words: str) -> _Fault:
    """Something stands behind a complete statement."""
    if dated := _wrong_date_form(text, at):
        return dated
    end = max(at + 1, _line_of(text, at)[1])
    start, value = _value_of_line(text, at)
    if re.match(r"[+-]?0\d", value):
        number = re.match(r"[+-]?0+(\d+)", value)
        plain = number[1] if number else "0"
        message = _("Số không được bắt đầu bằng 0")
        hint = _("Viết {number}; chương trình tự in số 0 phía trước").format(number=plain)
        return _Fault("DL101", message, start, start + len(value.split()[0]), (hint,))
    message = _("Thừa chữ ở cuối dòng: “{text}”").format(text=text[at:end].strip()[:40])
    hints = []
    if value.startswith(('"', "'")):
        hints.append(_('Trong chuỗi, dùng nháy cong “ ” hoặc viết \\" thay cho dấu "'))
    hints.append(_("Mỗi dòng chỉ có một khóa = giá trị; ghi chú đặt sau dấu #"))
    return _Fault("DL101", message, at, end, tuple(hints))


def _open_string(text: str, at: int, words: str) -> _Fault:
    """A string that its line, or the file, ends before it is closed."""
    odd = re.search(r"'(.|\\.+)'$", words)
    newline = "'\\n'" in words or at >= len(text) or text[at : at + 1] == "\n"
    if odd and not newline and words.startswith(("Illegal", "Found")):
        return _control(text, at)
    opened = _opened(text, at)
    start = opened[-1] if opened else at
    triple = text[start : start + 3] in ('"""', "'''")
    mark = text[start : start + 3] if triple else text[start : start + 1]
    message = _("Chuỗi mở bằng {mark} nhưng không có dấu đóng").format(mark=mark)
    if triple:
        hints = [_("Thêm {mark} ở cuối đoạn; tệp có thể đã bị cắt giữa chừng").format(mark=mark)]
    else:
        hints = [_("Thêm {mark} ở cuối chuỗi").format(mark=mark)]
        if at < len(text):
            hints.append(_('Chuỗi nhiều dòng thì mở và đóng bằng ba dấu nháy: """'))
        else:
            hints.append(_("Tệp có thể đã bị cắt giữa chừng"))
    return _Fault("DL119", message, start, _line_of(text, start)[1], tuple(hints))


def _control(text: str, at: int) -> _Fault:
    message = _("Ký tự điều khiển U+{code} không được có trong tệp").format(
        code=f"{ord(text[at : at + 1] or chr(0)):04X}"
    )
    hints = [_("Xóa ký tự này (thường do chép từ Word hoặc PDF)")]
    if text[at : at + 1] == "\r":
        hints = [_("Lưu lại tệp với dấu xuống dòng LF hoặc CRLF")]
    return _Fault("DL122", message, at, at + 1, tuple(hints))


def _backslash(text: str, at: int, _words: str) -> _Fault:
    # tomli stands behind the escape, or at its hexadecimal digits.
    start = text.rfind("\\", 0, at + 1)
    start = at if start < 0 else start
    written = text[start : start + 2]
    message = _("Dấu “\\” trong chuỗi nháy kép không hợp lệ: {text}").format(text=written)
    hints = [_("Viết \\\\ để có một dấu “\\”, hoặc dùng nháy đơn: '…'")]
    if written in ("\\*", "\\{"):
        hints = [_("Trong nháy kép viết \\{text}, hoặc dùng nháy đơn: '…'").format(text=written)]
    return _Fault("DL101", message, start, start + 2, tuple(hints))


_VALUE_STARTS = "\"'[{-+0123456789tf"


def _open_bracket(text: str, at: int, _words: str) -> _Fault:
    if dated := _wrong_date_form(text, at):
        return dated
    opened = _opened(text, at)
    start = opened[-1] if opened else at
    array = text[start : start + 1] == "["
    same_line = _line_of(text, at) == _line_of(text, start)
    if same_line and text[at : at + 1] and text[at] in _VALUE_STARTS:
        message = _("Thiếu dấu phẩy trước giá trị này")
        return _Fault("DL101", message, at, at + 1, (_("Các giá trị cách nhau bằng dấu phẩy"),))
    if at >= len(text.rstrip()):
        return _cut_off(text, at)
    close = "]" if array else "}"
    message = (
        _("Danh sách mở bằng “[” nhưng không có “]”")
        if array
        else _("Bảng viết liền mở bằng “{” nhưng không có “}” trên cùng dòng")
    )
    hint = _("Thêm dấu phẩy giữa các giá trị, hoặc “{close}” ở cuối").format(close=close)
    return _Fault("DL119", message, start, start + 1, (hint,))


def _cut_off(text: str, at: int) -> _Fault:
    opened = _opened(text, at)
    start = opened[-1] if opened else max(0, len(text.rstrip()) - 1)
    row = text.count("\n", 0, start) + 1
    message = _("Tệp hết khi câu lệnh ở dòng {row} chưa xong").format(row=row)
    hint = _("Tệp có thể đã bị cắt giữa chừng: lấy lại bản đầy đủ, hoặc viết tiếp")
    return _Fault("DL119", message, start, start + 1, (hint,))


def _bad_key(text: str, at: int, words: str) -> _Fault:
    if at >= len(text):
        return _cut_off(text, at)
    if _opened(text, at):
        return _open_bracket(text, at, words)
    start, end = _line_of(text, at)
    line = text[start:end]
    indent = start + len(line) - len(line.lstrip())
    key = line.split("=")[0].strip().strip("[]")
    if line.lstrip().startswith("["):
        message = _("Tiêu đề bảng sai: {line}").format(line=line.strip())
        hint = _("Viết [ten_bang] hoặc [[ten_danh_sach]], tên không dấu, ngăn bởi dấu chấm")
        return _Fault("DL101", message, indent, end, (hint,))
    if "=" in line:
        message = _("Tên khóa “{key}” không hợp lệ").format(key=key)
        hint = _('Tên khóa chỉ có chữ không dấu, số, “_”: ví dụ noi_dung = "…"')
        return _Fault("DL101", message, indent, indent + max(1, len(key)), (hint,))
    if words.startswith("Expected '='") and text[at:].strip() == "":
        return _cut_off(text, at)
    message = _("Dòng này không phải “khóa = giá trị”")
    hints = (
        _("Thiếu dấu “=”, hoặc dòng này là phần tiếp của đoạn văn ở trên (dùng ba dấu nháy)"),
        _("Ghi chú bắt đầu bằng dấu #"),
    )
    return _Fault("DL101", message, indent, max(indent + 1, end), hints)


def _bad_header(text: str, at: int, _words: str) -> _Fault:
    start, end = _line_of(text, max(0, at - 1) if at >= len(text) else at)
    line = text[start:end]
    message = _("Tiêu đề bảng thiếu ngoặc đóng: {line}").format(line=line.strip())
    doubled = line.lstrip().startswith("[[")
    hint = _("Viết đủ: {header}").format(header="[[…]]" if doubled else "[…]")
    indent = start + len(line) - len(line.lstrip())
    return _Fault("DL119", message, indent, max(indent + 1, end), (hint,))


def _twice(text: str, at: int, words: str) -> _Fault:
    """A key or a table that is already there."""
    if inline := re.match(r"Duplicate inline table key '(.*)'", words):
        message = _("Khóa “{key}” đã có trong cùng bảng").format(key=inline[1])
        return _Fault("DL118", message, at - 1, at, (_("Xóa hoặc đổi tên một trong hai"),))
    start, end = _line_of(text, max(0, at - 1))
    line = text[start:end]
    indent = start + len(line) - len(line.lstrip())
    header = re.match(r"\s*\[+([^\]]*)\]+", line)
    if header:
        name, shown = header[1].strip(), line.split("#")[0].strip()
        message = _("Bảng {table} đã có trước đó").format(table=shown)
        before = re.compile(rf"^[ \t]*\[\[?[ \t]*{re.escape(name)}[ \t]*\]", re.MULTILINE)
        hint = _("Mỗi [bảng] chỉ viết một lần; phần tử của danh sách viết hai ngoặc: [[{name}]]")
        hints = [hint.format(name=name)]
        at_first = [m.start() for m in before.finditer(text, 0, start)]
    else:
        name = shown = line.split("=")[0].strip()
        message = _("Khóa “{key}” đã có trong cùng bảng").format(key=name)
        table = max(
            (m.start() for m in re.finditer(r"^[ \t]*\[", text[:start], re.MULTILINE)), default=0
        )
        before = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*=", re.MULTILINE)
        hints = [_("Xóa hoặc đổi tên một trong hai; thiếu tiêu đề [[…]] giữa hai phần tử?")]
        at_first = [m.start() for m in before.finditer(text, table, start)]
    if at_first:
        row = text.count("\n", 0, at_first[-1]) + 1
        hints.insert(0, _("Lần đầu ở dòng {row}").format(row=row))
    return _Fault("DL118", message, indent, indent + len(shown), tuple(hints))


_EXPLAINERS = (
    (("Invalid date",), _bad_date),
    (("Invalid value",), _bad_value),
    (("Expected newline",), _rest_of_line),
    (("Unterminated", "Illegal", "Found invalid", 'Expected "', "Expected ''"), _open_string),
    (("Unescaped", "Invalid hex", "Escaped character"), _backslash),
    (("Unclosed",), _open_bracket),
    (("Expected ']",), _bad_header),
    (("Cannot", "Duplicate"), _twice),
    (("Expected '='", "Invalid initial", "Invalid statement"), _bad_key),
)
