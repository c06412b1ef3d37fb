"""All that a database keeps as one file, the same from SQLite and from PostgreSQL, and back.

The file tells the number of its schema; it is brought into a database of that schema, which is
then brought up to date, so that copies of any age can be used.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Date, MetaData, func, insert, inspect, select, text

from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.plan.typed import from_json
from generator.storage.database import schema_now, set_schema

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Table

    from generator.storage.database import Database, KeptData

FORM = "kehoach"


class DatabaseCopy(msgspec.Struct, frozen=True):
    """A copy of a database."""

    form: str
    keeps: str
    """What it is a copy of: the name of its table of facts."""
    schema: int
    tables: dict[str, list[dict[str, Any]]]


def copied(at: Connection, kept: KeptData, without: Collection[str] = ()) -> bytes:
    """The rows of all its tables but some, in one moment of the database."""
    tables = {
        str(table.name): [
            {str(name): value for name, value in row._mapping.items()}
            for row in at.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in _tables(at, kept)
        if table.name not in without
    }
    schema = schema_now(at, kept) or kept.version
    return msgspec.json.encode(DatabaseCopy(FORM, str(kept.about.name), schema, tables))


def _tables(at: Connection, kept: KeptData) -> list[Table]:
    """The tables as they are there, parents first; the facts are not data."""
    there = set(inspect(at).get_table_names())
    seen = MetaData()
    seen.reflect(at, only=[one for one in kept.tables if one in there])
    return [table for table in seen.sorted_tables if table.name != kept.about.name]


def read_copy(data: bytes, kept: KeptData) -> DatabaseCopy | Diagnostic:
    """The copy in a file, or why it is none of this."""
    try:
        found = from_json(data, DatabaseCopy)
    except (ValueError, RecursionError):
        found = None
    if found is None or (found.form, found.keeps) != (FORM, kept.about.name):
        return error("LN032", _("Tệp không phải bản sao lưu trọn vẹn của cơ sở dữ liệu này"))
    if not 1 <= found.schema <= kept.version:
        message = _("Bản sao lưu do phiên bản kehoach mới hơn ghi (lược đồ {so})")
        return error("SO402", message.format(so=found.schema), None, _("Cập nhật kehoach."))
    return found


def restored(database: Database, kept: KeptData, copy: DatabaseCopy) -> Diagnostic | None:
    """Bring a copy into a database that holds nothing yet; whole or not at all."""
    try:
        with database.writing() as at:
            if any(at.scalar(select(func.count()).select_from(t)) for t in _tables(at, kept)):
                return error(
                    "LN032",
                    _("Cơ sở dữ liệu đã có dữ liệu, không ghi đè"),
                    None,
                    _("Đặt một cơ sở dữ liệu còn trống trong kehoach.toml rồi chạy lại."),
                )
            set_schema(at, kept, copy.schema)
            for table in _tables(at, kept):
                rows = [_row(table, one) for one in copy.tables.get(table.name, [])]
                if rows:
                    at.execute(insert(table), rows)
                    _count_on(at, table)
            set_schema(at, kept, kept.version)
    except (TypeError, ValueError):
        return error("LN032", _("Tệp không phải bản sao lưu trọn vẹn của cơ sở dữ liệu này"))
    return None


def _row(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """A row as its table takes it. Raises TypeError, ValueError where it does not fit."""
    if set(values) != {column.name for column in table.columns}:
        raise ValueError(table.name)
    days = {column.name for column in table.columns if isinstance(column.type, Date)}
    return {n: date.fromisoformat(v) if n in days and v else v for n, v in values.items()}


def _count_on(at: Connection, table: Table) -> None:
    """PostgreSQL counts new ids on from the highest that came along."""
    for column in table.primary_key.columns if at.dialect.name == "postgresql" else ():
        asked = text("SELECT pg_get_serial_sequence(:table, :column)")
        name = at.scalar(asked, {"table": table.name, "column": column.name})
        if name:
            at.scalar(select(func.setval(name, select(func.max(column)).scalar_subquery())))
