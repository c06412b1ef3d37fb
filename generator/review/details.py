"""What a node says beside its words: who does a task, by when; the form of the head; signers.

Each field comes as people read it (names of agencies, a deadline in words) together with what
the plan holds, so that an editor can show it, change it and say from what it started.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from generator.locale import N_
from generator.plan.model import Khoan, NguoiKy, NhiemVu, NoiNhan, ThoiHan, VanBan
from generator.plan.ruled import Bang
from generator.plan.wording import deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from generator.plan.agencies import Registry

Kind = Literal["agencies", "deadline", "day", "line", "lines", "choice", "table", "columns"]


class EditorField(NamedTuple):
    """A field that an editor offers."""

    name: str
    label: str
    kind: Kind = "line"
    choices: tuple[str, ...] = ()
    aside: bool = False
    """Seldom needed: shown where it says something, or when asked for."""


class Detail(NamedTuple):
    """A field of a node, as it is now."""

    field: EditorField
    value: Any
    """What the plan holds, in plain values: the base of an operation `set`."""
    shown: str | list[str]
    """The same in words; for agencies the name of each, for lines each line."""
    cells: list[list[list[list[Any]]]] = []  # noqa: RUF012 - never changed
    """Of tables: each table, its rows (the head first), their cells, the paragraphs of a cell as
    an editor shows them."""


FIELDS: dict[type[msgspec.Struct], tuple[EditorField, ...]] = {
    VanBan: (
        EditorField("ngay", N_("Ngày ban hành"), "day"),
        EditorField("dia_danh", N_("Địa danh"), aside=True),
        EditorField("do_khan", N_("Độ khẩn"), "choice", ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")),
        EditorField("do_mat", N_("Độ mật"), "choice", ("MẬT", "TỐI MẬT", "TUYỆT MẬT"), aside=True),
        EditorField("luu_hanh", N_("Phạm vi lưu hành"), aside=True),
        EditorField("ky_hieu", N_("Ký hiệu"), aside=True),
        EditorField("don_vi_soan", N_("Đơn vị soạn"), aside=True),
        EditorField("luu", N_("Lưu")),
    ),
    NguoiKy: (
        EditorField("quyen_han", N_("Quyền hạn"), "lines"),
        EditorField("chuc_vu", N_("Chức vụ")),
        EditorField("ho_ten", N_("Họ và tên")),
        EditorField("chuc_danh", N_("Dòng dưới họ tên"), aside=True),
    ),
    NhiemVu: (
        EditorField("chu_tri", N_("Chủ trì"), "agencies"),
        EditorField("loi_chu_tri", N_("In ở ô chủ trì"), aside=True),
        EditorField("phoi_hop", N_("Phối hợp"), "agencies"),
        EditorField("loi_phoi_hop", N_("In ở ô phối hợp"), aside=True),
        EditorField("thoi_han", N_("Thời hạn"), "deadline"),
        EditorField("tt", N_("Số thứ tự riêng"), aside=True),
    ),
    NoiNhan: (EditorField("co_quan", N_("Là cơ quan"), "agencies"),),
    Khoan: (EditorField("co_quan", N_("Giao cho"), "agencies", aside=True),),
}
"""For each kind of node the fields beside its words, in the order of a form."""
PRINTED_BY = {"chu_tri": "loi_chu_tri", "phoi_hop": "loi_phoi_hop"}
"""Agencies → the words that are printed in their place, where there are some."""
COLUMNS = EditorField("cot_them", N_("Cột khác của bảng"), "columns")
"""Of a task: the columns that its table has of its own, head → cell."""
TABLES = EditorField("bang", N_("Bảng"), "table", aside=True)


def details(
    node: Any,
    registry: Registry,
    day: date | None,
    pieces: Callable[[str], list[Any]],
    columns: Sequence[str] = (),
) -> list[Detail]:
    """The fields of a node beside its words, in the order of a form.

    `pieces` shows the words of a cell of a table; `columns`: heads of the columns that the table
    around a task has of its own.
    """
    fields = FIELDS.get(type(node), ())
    if hasattr(node, TABLES.name):
        fields = (*fields, TABLES)
    found = []
    for field in fields:
        value = getattr(node, field.name)
        words = shown(value, registry, day, agencies=field.kind == "agencies")
        cells = [_cells(one, pieces) for one in value] if field.kind == "table" else []
        plain = value
        if field.kind == "table":  # a form shows cells, no ids of rows
            plain = [Bang(cot=one.cot, hang=list(one.rows)) for one in value]
        found.append(Detail(field, msgspec.to_builtins(plain), words, cells))
    if heads := list(dict.fromkeys((*columns, *getattr(node, COLUMNS.name, ())))):
        found.append(Detail(COLUMNS, dict(node.cot_them), heads))
    return found


def _cells(table: Bang, pieces: Callable[[str], list[Any]]) -> list[list[list[Any]]]:
    rows: list[list[Any]] = [table.cot, *table.rows] if table.cot else [*table.rows]
    return [
        [[pieces(one) for one in ([cell] if isinstance(cell, str) else cell)] for cell in row]
        for row in rows
    ]


def shown(
    value: Any, registry: Registry, day: date | None, *, agencies: bool = False
) -> str | list[str]:
    """A value of a field in words; a table in lines, its cells apart by strokes."""
    if isinstance(value, ThoiHan):
        return deadline(value)
    if isinstance(value, list):
        if agencies:
            return [_name(one, registry, day) for one in value]
        return [line for one in value for line in (_rows(one) if isinstance(one, Bang) else [one])]
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y"))
    return "" if value is None else str(value)


def _name(id_: str, registry: Registry, day: date | None) -> str:
    found = registry.get(id_, day) or registry.get(id_)
    return found.ten_ngan if found is not None else id_


def _rows(table: Bang) -> list[str]:
    rows: list[list[Any]] = [table.cot, *table.rows] if table.cot else [*table.rows]
    return [" | ".join(c if isinstance(c, str) else " ".join(c) for c in row) for row in rows]
