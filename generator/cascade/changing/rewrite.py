"""A changed plan written into the text of its file, and proved by reading it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded


class Rewritten(NamedTuple):
    """A plan written into the text of its file."""

    data: bytes | None
    loaded: Loaded | None
    """The new bytes read again."""
    diagnostics: list[Diagnostic]


def rewritten(data: bytes, old: Loaded, new: KeHoach) -> Rewritten:
    """The bytes of a file with `new` in the place of `old`, the plan that was read from it.

    The result is read again and compared: what cannot be written faithfully is refused.
    """
    from generator.cascade.changing.edits import LayoutError, rewrite

    text = data.decode()
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        made = (bom + rewrite(text.removeprefix(bom), old.plan, new)).encode()
    except LayoutError:
        return Rewritten(None, None, [_odd_layout(old.source.file)])
    return _read_back(made, old.source.file, new)


def _read_back(data: bytes, file: str, plan: KeHoach) -> Rewritten:
    from generator.plan.toml import parse_plan

    loaded, _found = parse_plan(data, file)
    if loaded is None or loaded.plan != plan:
        return Rewritten(None, None, [_odd_layout(file)])
    return Rewritten(data, loaded, [])


def _odd_layout(file: str) -> Diagnostic:
    message = _("Tệp viết theo cách mà chương trình không sửa tại chỗ được; tệp còn nguyên")
    hint = _(
        "Viết mỗi mục, khoản, điểm, nhiệm vụ thành một bảng [[…]] riêng, liền với bảng chứa nó"
    )
    return error("DX527", message, Place(file, _("cả tệp")), hint)
