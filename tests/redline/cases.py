"""Names for pairs of documents, and the sentences they are made of."""

from __future__ import annotations

from collections.abc import Callable

from tests.redline.docs import (
    LANDSCAPE,
    break_section,
    docx,
    numbering,
)

A = "Phạm vi áp dụng trên địa bàn thành phố Lạng Sơn."
B = "Đối tượng là các phòng, ban và đơn vị trực thuộc."
C = "Kinh phí do ngân sách nhà nước bảo đảm theo phân cấp."
D = "Thời gian thực hiện từ ngày 01/7/2024 đến 31/12/2024."
E = "Văn phòng tổng hợp kết quả, báo cáo trước ngày 15."
BOLD, ITALIC = "<w:b/>", "<w:i/>"
SEC = break_section()
LAND = break_section(LANDSCAPE)
LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
ROWS = [(str(i), x) for i, x in enumerate((A, B, C, D, E), 1)]
FIRST = numbering(("decimal", "%1."))
SECOND = numbering(("upperRoman", "%1."))

Pair = tuple[bytes, bytes]
_MADE: dict[str, Callable[[], Pair]] = {}


def add(name: str, old: list[str] | str, new: list[str] | str, **sides: object) -> None:
    """A pair; keywords `old_x` and `new_x` are for one side, others for both."""
    assert name not in _MADE, name
    theirs = {k.removeprefix("old_"): v for k, v in sides.items() if not k.startswith("new_")}
    ours = {k.removeprefix("new_"): v for k, v in sides.items() if not k.startswith("old_")}
    a, b = ([x] if isinstance(x, str) else x for x in (old, new))
    _MADE[name] = lambda: (docx(*a, **theirs), docx(*b, **ours))  # type: ignore[arg-type]


def both(name: str, old: list[str] | str, new: list[str] | str, **sides: object) -> None:
    """A pair and the same the other way round."""
    add(name, old, new, **sides)
    swapped = {}
    for k, v in sides.items():
        for side, other in (("old_", "new_"), ("new_", "old_")):
            if k.startswith(side):
                swapped[k.replace(side, other, 1)] = v
                break
        else:
            swapped[k] = v
    add(f"{name}_back", new, old, **swapped)


def names() -> tuple[str, ...]:
    """All cases, in the order they were written down."""
    from tests.redline import inline, paragraphs, parts, tables, text  # noqa: F401 - they add to it

    return tuple(_MADE)


def pair(name: str) -> Pair:
    """The old and the new document of a case."""
    names()
    return _MADE[name]()
