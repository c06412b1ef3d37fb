"""Comments of reviewers, pinned to nodes of a plan by their ids: numbers may change, they stay.

They stand in `ho-so/<id>/y-kien.toml`, beside the plan, because they are records of the office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from generator.plan.emit import record_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST = 4000
"""Letters of one comment or answer."""
Words = Annotated[str, Meta(min_length=1, max_length=LONGEST)]


class TraLoiYKien(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to a comment."""

    nguoi: str
    luc: str
    """Moment in Vietnam, ISO 8601."""
    loi: Words


class YKien(Struct, frozen=True, forbid_unknown_fields=True):
    """One comment."""

    id: str
    nut: str
    """Id of the node; "van_ban" is the document as a whole."""
    nguoi: str
    luc: str
    """Moment in Vietnam, ISO 8601."""
    loi: Words
    doan: str = ""
    """What the node said then: shown when the node is gone or says something else now."""
    xong_nguoi: str = ""
    """Who settled it; "" while it is open."""
    xong_luc: str = ""
    tra_loi: list[TraLoiYKien] = []


class SoYKien(Struct, forbid_unknown_fields=True):
    """`y-kien.toml`."""

    phien_ban: Literal[1] = 1
    y_kien: list[YKien] = []


def fresh_id(comments: Iterable[YKien]) -> str:
    """The id of the next comment; ids of a file only grow."""
    numbers = [int(one.id[1:]) for one in comments if one.id[1:].isdigit()]
    return f"y{max(numbers, default=0) + 1}"


def written(comments: Sequence[YKien]) -> str:
    """The file as text."""
    lines = [
        "# Ý kiến góp cho kế hoạch này; chương trình ghi, không sửa tay.",
        "phien_ban = 1",
    ]
    for one in comments:
        lines += ["", "[[y_kien]]", *record_lines(one)]
        for answer in one.tra_loi:
            lines += ["", "[[y_kien.tra_loi]]", *record_lines(answer)]
    return "\n".join(lines) + "\n"
