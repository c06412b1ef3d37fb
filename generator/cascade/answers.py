"""What an office has answered once: `plans/danh-muc/tra-loi.toml`.

A question is asked once for a whole plan, and never again once it is answered here: which body
of the office has the field of a superior's body, and whether the unit is one of those that
"có điểm du lịch" and the like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, field

from generator.grammar.letters import key_of
from generator.plan.records import Base, Line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.diagnostics import Diagnostic


class TuongUng(Base, kw_only=True):
    """Which own body has the field of a superior's body."""

    cua: Annotated[Line, Meta(description="Cơ quan ở cấp trên: Sở Công Thương")]
    la: Annotated[Line, Meta(description="Bộ phận của cơ quan mình: Phòng Kinh tế")]


class ThuocDien(Base, kw_only=True):
    """Whether the unit belongs to a narrowed group."""

    dien: Annotated[Line, Meta(description="Chữ thu hẹp: có điểm du lịch, biên giới")]
    thuoc: Annotated[bool, Meta(description="true: đơn vị mình thuộc diện này")]


class TraLoi(Base, kw_only=True):
    """The file tra-loi.toml."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ dữ liệu")] = 1
    tuong_ung: list[TuongUng] = field(default_factory=list)
    thuoc_dien: list[ThuocDien] = field(default_factory=list)


class Answers:
    """The answers, by what was asked."""

    def __init__(self, data: TraLoi | None = None) -> None:
        self.data = data or TraLoi()
        self.counterparts: Mapping[str, str] = {
            key_of(one.cua): one.la for one in self.data.tuong_ung
        }
        self.facts: Mapping[str, bool] = {
            key_of(one.dien): one.thuoc for one in self.data.thuoc_dien
        }


def load_answers(path: Path) -> tuple[Answers, list[Diagnostic]]:
    """Read tra-loi.toml; without the file nothing has been answered."""
    from generator.plan.toml import decode, read

    if not path.exists():
        return Answers(), []
    source, found = read(path)
    if source is None:
        return Answers(), found
    data, mistakes = decode(source, TraLoi)
    return Answers(data), [*found, *mistakes]
