"""What an operation gives, as a plan holds it: ids, clean texts, values of fields, new nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import fields

from generator.cascade.changing.update import said
from generator.plan.cell_lines import CELLS, together
from generator.plan.hygiene import cleaned
from generator.plan.model import Khoan, NhiemVu
from generator.plan.typed import convert
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

WORDS_OF_ID = 5
"""So many words of a text make its id."""


class RefusedOperationError(Exception):
    """An operation that cannot be done as asked; nothing of it was done."""

    def __init__(self, why: Any, field: str = "", **texts: str | None) -> None:
        super().__init__(why)
        self.why, self.field, self.texts = why, field, texts


def named_records(field: str, records: Any, now: Sequence[Any]) -> Any:
    """The records of a request; a new target gets its id from its words."""
    if field != "chi_tieu" or not isinstance(records, list):
        return records
    given = [str(one.get("id", "")) for one in records if isinstance(one, dict)]
    taken = {*(one.id for one in now), *given}
    found = []
    for record in records:
        if isinstance(record, dict) and not record.get("id"):
            id_ = fresh_id(f"ct {record.get('noi_dung', '')}", taken)
            taken.add(id_)
            record = {**record, "id": id_}
        found.append(record)
    return found


def fresh_id(text: str, taken: Container[str]) -> str:
    """An id made of the words of a text that nobody has yet."""
    words = re.findall(r"[a-z0-9]+", unmarked(text))[:WORDS_OF_ID]
    base = "-".join(words)[:60].strip("-") or "moi"
    if base in ("van_ban", "luu"):
        base = f"{base}-moi"
    number, id_ = 2, base
    while id_ in taken:
        id_, number = f"{base}-{number}", number + 1
    return id_


def clean(text: str) -> str:
    """One line of text: line ends are blanks, no control characters, no blanks at the ends."""
    return " ".join(cleaned(text).split())


def cell_text(text: str) -> str:
    """The text of a cell of a task: line by line."""
    return together(map(clean, text.split("\n")))


def _cleaned(value: Any, text: Callable[[str], str]) -> Any:
    """A value with every text in it clean."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return [_cleaned(one, text) for one in value]
    if isinstance(value, dict):
        return {key: _cleaned(one, text) for key, one in value.items()}
    return value


def uncut(head: str) -> bool:
    """Whether a cut leaves no citation or emphasis open."""
    return head.rfind("{") <= head.rfind("}") and head.replace("\\*", "").count("*") % 2 == 0


def new_node(
    kind: type[msgspec.Struct], id_: str, text: str, like: dict[str, Any], *, titled: bool = True
) -> msgspec.Struct:
    """A node of a kind with its main text, and what it takes from its neighbour.

    `titled`: whether the text of a numbered item is its title; else it is a paragraph.
    """
    names = {f.name for f in fields(kind)}
    values = {k: v for k, v in like.items() if k in names}
    if kind is Khoan:
        key = "tieu_de" if titled and like.get("danh_so", True) else "noi_dung"
    else:
        key = "noi_dung" if "noi_dung" in names else "tieu_de"
    return kind(id=id_, **values, **{key: text})


def typed_value(kind: type[msgspec.Struct], field: str, value: Any) -> Any:
    """A value as the field holds it; texts are cleaned, nothing said is None.

    Raises RefusedOperationError for what does not fit.
    """
    type_ = next(f.type for f in fields(kind) if f.name == field)
    value = _cleaned(value, cell_text if kind is NhiemVu and field in CELLS else clean)
    for candidate in (None, value) if value == "" else (value,):
        try:
            return convert(candidate, type_, strict=False)
        except msgspec.ValidationError:
            continue
    raise RefusedOperationError("value", field, mine=said(value))
