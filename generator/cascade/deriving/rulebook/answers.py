"""What an office has answered once: `plans/danh-muc/tra-loi.toml`.

A question is asked once for a whole plan, and never again once it is answered here: which body
of the office has the field of a superior's body, and whether the unit is one of those that
"có điểm du lịch" and the like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, field

from generator.grammar.class_facts import tells_fact
from generator.grammar.letters import key_of
from generator.plan.records import Base, Line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.cascade.deriving.rulebook.questions import OfficeQuestion
    from generator.diagnostics import Diagnostic
    from generator.plan.model import Loc
    from generator.plan.source import TomlSource


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
            key_of(one.dien): one.thuoc for one in self.data.thuoc_dien if tells_fact(one.dien)
        }
        """Without what means other units in every plan ("còn lại"): that answers none of them."""


HEADER = """\
# Câu trả lời của cơ quan, hỏi một lần rồi dùng cho mọi kế hoạch về sau (lệnh kehoach answer ghi).
# tuong_ung: việc của cơ quan cấp trên do bộ phận nào của mình làm đầu mối.
# thuoc_dien: đơn vị mình có thuộc diện mà kế hoạch trên chỉ giao cho hay không.
phien_ban = 1
"""


def with_answer(text: str, asked: OfficeQuestion, said: str | bool) -> str | None:
    """The text of tra-loi.toml with one more answer, or another one to a question of before.

    All other bytes stay. None where the file is laid out in a way this does not edit.
    """
    from generator.plan.emit import literal
    from generator.plan.toml import decode, parse

    text = text or HEADER
    source, _found = parse(text.encode(), ANSWERS)
    data = decode(source, TraLoi)[0] if source is not None else None
    if source is None or data is None:
        return None
    table, about, value = _KEYS[asked.kind]
    rows = getattr(data, table)
    for number, row in enumerate(rows):
        if key_of(getattr(row, about)) == key_of(asked.about):
            if getattr(row, value) == said:
                return text
            new = _put(text, source, (table, number, value), literal(said))
            break
    else:
        gap = "" if text.endswith("\n") else "\n"
        new = (
            f"{text}{gap}\n[[{table}]]\n{about} = {literal(asked.about)}\n"
            f"{value} = {literal(said)}\n"
        )
    again, _found = parse(new.encode(), ANSWERS)
    read = decode(again, TraLoi)[0] if again is not None else None
    if read is None or len(getattr(read, table)) < len(rows):
        return None
    return new


def _put(text: str, source: TomlSource, loc: Loc, value: str) -> str:
    """A text with the value at a place replaced, on its line."""
    span = source.span(loc)
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + value + line[span.end_column - 1 :]
    return "\n".join(lines)


_KEYS = {"counterpart": ("tuong_ung", "cua", "la"), "belongs": ("thuoc_dien", "dien", "thuoc")}
ANSWERS = "tra-loi.toml"
"""The file's name, beside the other lists of the office."""


def load_answers(path: Path) -> tuple[Answers, list[Diagnostic]]:
    """Read tra-loi.toml; without the file nothing has been answered."""
    from generator.plan.toml import decode, read

    if not path.exists():
        return Answers(), []
    source, found = read(path)
    if source is None:
        return Answers(), found
    data, mistakes = decode(source, TraLoi)
    unused = [
        _unused(one.dien, source, number)
        for number, one in enumerate(data.thuoc_dien if data is not None else ())
        if not tells_fact(one.dien)
    ]
    return Answers(data), [*found, *mistakes, *unused]


def _unused(about: str, source: TomlSource, number: int) -> Diagnostic:
    """An answer of before under words that tell nothing of the office."""
    from generator.diagnostics import warning
    from generator.locale import _

    message = _("Không dùng câu trả lời cho “{dien}”: chữ này ở mỗi kế hoạch chỉ nơi khác nhau")
    hint = _("Xóa khối ấy; kế hoạch nào có chữ này thì trả lời riêng cho kế hoạch ấy")
    span = source.span(("thuoc_dien", number, "dien"))
    return warning("DX546", message.format(dien=about), span, hint)
