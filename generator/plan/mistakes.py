"""What is wrong in the values of a TOML file, measured against the schema, all of it.

msgspec stops at the first mistake. When it does, this module walks the values beside
the same types and reports each mistake with its place, in Vietnamese, with a way out.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import msgspec.inspect as mi

from generator.diagnostics import Diagnostic, error, nearest
from generator.locale import _
from generator.plan.emit import literal
from generator.plan.model import ThoiHan
from generator.plan.plain_deadlines import plain_deadline
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.plan.model import Loc
    from generator.plan.source import TomlSource


def iso_date(text: str) -> str | None:
    """The date that a text most likely means, as 2024-06-15; None if there is none.

    Reads 15/6/2024, 15-06-2024, 15.6.2024, "ngày 15 tháng 6 năm 2024", 2024/6/15.
    """
    numbers = [int(n) for n in re.findall(r"\d+", text)[:4]]
    if len(numbers) != 3:
        return None
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)
    for guess in ((year, month, day), (year, day, month)):
        try:
            return date(*guess).isoformat()
        except ValueError:
            continue
    return None


def date_hints(text: str) -> tuple[str, ...]:
    """How to write the date that was meant."""
    meant = iso_date(text)
    if meant:
        return (_("Viết năm-tháng-ngày, không có dấu nháy: {date}").format(date=meant),)
    return (_("Viết năm-tháng-ngày, không có dấu nháy, ví dụ: 2024-06-15"),)


def slug(text: str) -> str:
    """An id made of a text: "Phường Đông Kinh" → "phuong-dong-kinh"."""
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text)).strip("-")[:100].strip("-")


def _quoted(words: Any) -> str:
    return ", ".join(f"“{w}”" for w in words)


MOST = 1_000
"""Mistakes told of one file: who makes more has another file in hand than a plan."""


class _EnoughError(Exception):
    """So many mistakes were found that no more are looked for."""


class Finder:
    """Walks the values of a source against a type and collects the mistakes."""

    def __init__(self, source: TomlSource) -> None:
        self.source = source
        self.found: list[Diagnostic] = []

    def walk(self, type_: Any) -> list[Diagnostic]:
        """Every mistake of the whole file, in the order of the schema's keys."""
        root = mi.type_info(type_)
        self.homes = _homes(root)
        try:
            self._check(self.source.values, root, ())
        except _EnoughError:
            message = _("Tệp có hơn {so} lỗi; phần còn lại chưa được xem").format(so=MOST)
            hint = _("Sửa những lỗi đã kể rồi kiểm tra lại; xem có đúng là tệp kế hoạch không.")
            self.found.append(error("DL127", message, self.source.span(()), hint))
        return self.found

    def _report(self, code: str, message: str, span: Span, *hints: str) -> None:
        self.found.append(error(code, message, span, *hints))
        if len(self.found) >= MOST:
            raise _EnoughError

    def _check(self, value: Any, type_: mi.Type, loc: Loc) -> None:
        """Compare one value with one type."""
        type_ = _bare(type_)
        if isinstance(type_, mi.StructType):
            self._struct(value, type_, loc)
        elif isinstance(type_, mi.ListType):
            self._list(value, type_, loc)
        elif isinstance(type_, mi.LiteralType):
            self._literal(value, type_, loc)
        elif isinstance(type_, mi.DateType):
            self._date(value, loc)
        elif isinstance(type_, mi.StrType):
            self._string(value, type_, loc)
        elif isinstance(type_, mi.IntType | mi.FloatType):
            self._number(value, type_, loc)
        elif isinstance(type_, mi.BoolType) and not isinstance(value, bool):
            hints = [_("Viết true (có) hoặc false (không), chữ thường, không có dấu nháy")]
            self._wrong_type(value, _("true hoặc false"), loc, *hints)
        elif isinstance(type_, mi.DictType):
            self._dict(value, type_, loc)

    def _wrong_type(self, value: Any, wanted: str, loc: Loc, *hints: str) -> None:
        message = _("“{key}” cần {wanted}, nhưng nhận được {got}").format(
            key=_key(loc), wanted=wanted, got=_kind(value)
        )
        self._report("DL105", message, self.source.span(loc), *hints)

    # -- tables

    def _struct(self, value: Any, type_: mi.StructType, loc: Loc) -> None:
        if not isinstance(value, dict):
            keys = ", ".join(f.encode_name for f in type_.fields)
            hints = [_("Các khóa của bảng này: {keys}").format(keys=keys)]
            if type_.cls is ThoiHan and isinstance(value, str):
                line = f"{_key(loc)} = {literal(plain_deadline(value))}"
                hints.insert(0, _("Viết: {dong}").format(dong=line))
            self._wrong_type(value, _("một bảng"), loc, *hints)
            return
        fields = {f.encode_name: f for f in type_.fields}
        for key, item in value.items():
            if key in fields:
                self._check(item, fields[key].type, (*loc, key))
            elif type_.forbid_unknown_fields:
                self._unknown(key, type_, loc)
        for name, field in fields.items():
            if field.required and name not in value:
                self._missing(name, field, loc)

    def _unknown(self, key: str, type_: mi.StructType, loc: Loc) -> None:
        known = [f.encode_name for f in type_.fields]
        hints = []
        if homes := self.homes.get(key):
            shown = ", ".join(homes[:3])
            hint = _("Khóa này thuộc về {tables}; đặt nó dưới đúng tiêu đề bảng")
            hints.append(hint.format(tables=shown))
        elif near := nearest(key, known, 1):
            hints.append(_("Có phải “{key}”?").format(key=near[0]))
        hints.append(_("Các khóa được dùng ở đây: {keys}").format(keys=", ".join(known)))
        message = _("Không có khóa “{key}” trong {table}").format(key=key, table=_table(loc))
        self._report("DL102", message, self.source.span((*loc, key), key=True), *hints)

    def _missing(self, name: str, field: mi.Field, loc: Loc) -> None:
        message = _("Thiếu khóa bắt buộc “{key}” trong {table}").format(key=name, table=_table(loc))
        about = _description(field.type)
        hints = [f"{name}: {about}"] if about else []
        self._report("DL103", message, self.source.span(loc), *hints)

    def _dict(self, value: Any, type_: mi.DictType, loc: Loc) -> None:
        if not isinstance(value, dict):
            self._wrong_type(value, _("một bảng"), loc)
            return
        for key, item in value.items():
            self._check(item, type_.value_type, (*loc, key))

    def _list(self, value: Any, type_: mi.ListType, loc: Loc) -> None:
        tables = isinstance(_bare(type_.item_type), mi.StructType)
        if not isinstance(value, list):
            if tables and isinstance(value, dict):
                name = ".".join(str(step) for step in loc if isinstance(step, str))
                hint = _("Viết hai ngoặc vuông: [[{name}]]").format(name=name)
                self._wrong_type(value, _("danh sách các bảng"), loc, hint)
                self._check(value, type_.item_type, loc)
                return
            hint = _('Viết trong ngoặc vuông, ví dụ: {key} = ["…", "…"]').format(key=_key(loc))
            self._wrong_type(value, _("một danh sách"), loc, hint)
            return
        for number, item in enumerate(value):
            self._check(item, type_.item_type, (*loc, number))

    # -- single values

    def _literal(self, value: Any, type_: mi.LiteralType, loc: Loc) -> None:
        if value in type_.values and not isinstance(value, bool):
            return
        allowed = _("Các giá trị được dùng: {values}").format(
            values=", ".join(str(v) for v in type_.values)
        )
        hints = [allowed]
        if near := nearest(str(value).lower(), [str(v) for v in type_.values], 1):
            hints.insert(0, _("Có phải “{value}”?").format(value=near[0]))
        if loc == ("phien_ban",):
            hints.append(_("Tệp của phiên bản mới hơn cần bản kehoach mới hơn"))
        message = _("Giá trị “{value}” của “{key}” không thuộc danh sách cho phép")
        self._report(
            "DL106", message.format(value=value, key=_key(loc)), self.source.span(loc), *hints
        )

    def _date(self, value: Any, loc: Loc) -> None:
        span = self.source.span(loc)
        if isinstance(value, datetime):
            message = _("“{key}” cần ngày, không có giờ").format(key=_key(loc))
            self._report("DL104", message, span, *date_hints(value.date().isoformat()))
        elif isinstance(value, str):
            message = _("“{key}” cần một ngày, “{value}” không phải dạng ngày của TOML")
            self._report(
                "DL104",
                message.format(key=_key(loc), value=_short(value)),
                span,
                *date_hints(value),
            )
        elif not isinstance(value, date):
            message = _("“{key}” cần một ngày, nhưng nhận được {got}")
            message = message.format(key=_key(loc), got=_kind(value))
            self._report("DL104", message, span, *date_hints(""))

    def _string(self, value: Any, type_: mi.StrType, loc: Loc) -> None:
        if not isinstance(value, str):
            hint = _('Đặt giá trị trong dấu nháy kép: {key} = "{value}"')
            simple = isinstance(value, int | float | date) and not isinstance(value, bool)
            hints = [hint.format(key=_key(loc), value=value)] if simple else []
            self._wrong_type(value, _("một chuỗi"), loc, *hints)
            return
        span = self.source.span(loc)
        if type_.min_length and len(value) < type_.min_length:
            message = _("“{key}” không được để trống").format(key=_key(loc))
            self._report("DL108", message, span, _("Điền nội dung, hoặc xóa cả khóa nếu được phép"))
        if type_.max_length and len(value) > type_.max_length:
            message = _("“{key}” dài {length} ký tự, tối đa {limit}")
            self._report(
                "DL108",
                message.format(key=_key(loc), length=len(value), limit=type_.max_length),
                span,
            )
        if type_.pattern and not re.search(type_.pattern, value):
            self._bad_id(value, span, loc)

    def _bad_id(self, value: str, span: Span, loc: Loc) -> None:
        message = _("Mã “{value}” của “{key}” sai dạng").format(value=_short(value), key=_key(loc))
        hints = [_("Mã chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ: phuong-dong-kinh")]
        if suggestion := slug(value):
            hints.insert(0, _("Có thể dùng: {id}").format(id=suggestion))
        self._report("DL107", message, span, *hints)

    def _number(self, value: Any, type_: mi.IntType | mi.FloatType, loc: Loc) -> None:
        whole = isinstance(type_, mi.IntType)
        right = isinstance(value, int) if whole else isinstance(value, int | float)
        if not right or isinstance(value, bool):
            hints = []
            text = value.strip() if isinstance(value, str) else ""
            said = re.fullmatch(r"(\d{1,6})(?:/(\S+))?", text)
            if said is not None and not said[2]:
                hint = _("Bỏ dấu nháy: {key} = {value}")
                hints.append(hint.format(key=_key(loc), value=int(said[1])))
            elif said is not None:
                hint = _('Viết: {key} = {value}; ký hiệu ghi riêng: ky_hieu = "{ky_hieu}"')
                hints.append(hint.format(key=_key(loc), value=int(said[1]), ky_hieu=said[2]))
            self._wrong_type(value, _("một số nguyên") if whole else _("một số"), loc, *hints)
            return
        bounds = _bounds(type_)
        if (type_.ge is not None and value < type_.ge) or (
            type_.le is not None and value > type_.le
        ):
            message = _("“{key}” là {value}, ngoài khoảng cho phép").format(
                key=_key(loc), value=value
            )
            self._report("DL108", message, self.source.span(loc), bounds)


def _bounds(type_: mi.IntType | mi.FloatType) -> str:
    if type_.le is None:
        return _("Cần số từ {low} trở lên").format(low=type_.ge)
    if type_.ge is None:
        return _("Cần số đến {high}").format(high=type_.le)
    return _("Cần số từ {low} đến {high}").format(low=type_.ge, high=type_.le)


def _bare(type_: mi.Type) -> mi.Type:
    """The type without its description; of `X | None` the X, as TOML has no null."""
    while True:
        if isinstance(type_, mi.Metadata):
            type_ = type_.type
        elif isinstance(type_, mi.UnionType):
            type_ = next(t for t in type_.types if not isinstance(t, mi.NoneType))
        else:
            return type_


def _description(type_: mi.Type) -> str:
    if isinstance(type_, mi.Metadata):
        about = (type_.extra_json_schema or {}).get("description")
        return str(about) if about else _description(type_.type)
    if isinstance(type_, mi.UnionType):
        return next((d for t in type_.types if (d := _description(t))), "")
    return ""


def _homes(root: mi.Type) -> dict[str, list[str]]:
    """Key → headers of the tables that have it: where a misplaced key belongs."""
    homes: dict[str, list[str]] = {}
    seen: set[Any] = set()

    def visit(type_: mi.Type, header: str, repeated: bool) -> None:
        type_ = _bare(type_)
        if isinstance(type_, mi.ListType):
            visit(type_.item_type, header, True)
        elif isinstance(type_, mi.StructType) and type_.cls not in seen:
            seen.add(type_.cls)
            shown = f"[[{header}]]" if repeated else f"[{header}]"
            for field in type_.fields:
                homes.setdefault(field.encode_name, []).append(shown if header else _("đầu tệp"))
            for field in type_.fields:
                below = f"{header}.{field.encode_name}" if header else field.encode_name
                visit(field.type, below, False)

    visit(root, "", False)
    return homes


def _key(loc: Loc) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "")


def _table(loc: Loc) -> str:
    """The name of a table as its header is written: [van_ban], [[muc.khoan]]."""
    names = ".".join(step for step in loc if isinstance(step, str))
    if not names:
        return _("phần đầu tệp")
    return f"[[{names}]]" if isinstance(loc[-1], int) else f"[{names}]"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _kind(value: Any) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, _("giá trị true/false")),
        (str, _("chuỗi")),
        (int, _("số nguyên")),
        (float, _("số thập phân")),
        (datetime, _("ngày giờ")),
        (date, _("ngày")),
        (time, _("giờ")),
        (list, _("danh sách")),
        (dict, _("bảng")),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), type(value).__name__)
