"""A dossier (hồ sơ): the papers that are submitted, issued and sent together, in their order.

It is a file of its own, kept with the other records on its plan (`ho-so/MÃ/ho-so.toml`), and names
its members by id. A member can be left out for a while (`bat = false`) without losing its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, field

from generator.plan.emit import literal
from generator.plan.families import DECISION, LETTER, SLIP, SUBMISSION
from generator.plan.records import Base, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import KeHoach

_ORDER = (SLIP, SUBMISSION, DECISION, "KH", "CTr", LETTER, "GM", "BB", "TB", "BC")
"""In which order the papers of one matter lie in their folder."""


class ThongTinHoSo(Base, kw_only=True):
    """What the dossier is about."""

    ten: Line
    ke_hoach: Annotated[str, Meta(description="Mã kế hoạch mà hồ sơ này trình, ban hành")]


class ThanhPhan(Base, kw_only=True):
    """A member of the dossier."""

    van_ban: Annotated[str, Meta(description="Mã văn bản")]
    bat: Annotated[bool, Meta(description="false: tạm bỏ ra khỏi hồ sơ")] = True


class HoSo(Base, kw_only=True):
    """The file of a dossier."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ dữ liệu")]
    ho_so: ThongTinHoSo
    thanh_phan: Annotated[list[ThanhPhan], Meta(description="Các văn bản, theo thứ tự")] = field(
        default_factory=list
    )

    def enabled(self) -> list[str]:
        """Ids of the members that are in, in their order."""
        return [one.van_ban for one in self.thanh_phan if one.bat]


def in_order(papers: Sequence[KeHoach]) -> list[KeHoach]:
    """Papers of one matter as they lie in a folder: by type, then as they were given."""
    last = len(_ORDER)
    places = {kind: place for place, kind in enumerate(_ORDER)}
    return sorted(papers, key=lambda paper: places.get(paper.van_ban.loai, last))


def as_toml(dossier: HoSo) -> str:
    """The text of a new file."""
    own = dossier.ho_so
    head = [
        "phien_ban = 1",
        "",
        "[ho_so]",
        f"ten = {literal(own.ten)}",
        f"ke_hoach = {literal(own.ke_hoach)}",
    ]
    return "\n".join(head) + "\n" + "".join(_member(one.van_ban) for one in dossier.thanh_phan)


def with_member(text: str, member: str) -> str:
    """The text of a file with one more member at its end; nothing else changes."""
    return text + ("" if text.endswith("\n") else "\n") + _member(member)


def switched(text: str, member: str, *, on: bool) -> str:
    """The text with a member put in or left out; comments and all other lines stay.

    The caller reads the result again: TOML can be written in ways that this does not see.
    """
    parts = re.split(r"(?m)^(?=[ \t]*\[\[thanh_phan\]\])", text)
    named = re.compile(rf"(?m)^[ \t]*van_ban[ \t]*=[ \t]*[\"']{re.escape(member)}[\"'].*\n?")
    for i, part in enumerate(parts[1:], 1):
        found = named.search(part)
        if found is None:
            continue
        bare = re.sub(r"(?m)^[ \t]*bat[ \t]*=.*\n?", "", part)
        line = named.search(bare)
        assert line is not None  # noqa: S101 - only lines of `bat` were taken out
        end = "" if line[0].endswith("\n") else "\n"
        new = "" if on else f"{end}bat = false\n"
        parts[i] = bare[: line.end()] + new + bare[line.end() :]
        break
    return "".join(parts)


def _member(member: str) -> str:
    return f"\n[[thanh_phan]]\nvan_ban = {literal(member)}\n"
