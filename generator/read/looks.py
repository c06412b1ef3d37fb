"""How the components of a document look, and what is different in another copy of it.

Only what a source knows is compared: a PDF says no styles, a text no looks at all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.ooxml.content import Section
    from generator.read.classify.decide import Decision, DocumentRoles
    from generator.read.lines import Line

V = TypeVar("V")
FIELDS = ("size", "bold", "italic", "align", "first_mm", "label")
_NEAR = {"size": 0.3, "first_mm": 1.0}
"""Smaller differences (points, mm) are the measuring, not the look."""


class ComponentLook(NamedTuple):
    """The look most lines of a component have; None where the source does not say."""

    size: float | None = None
    """Points."""
    bold: bool | None = None
    italic: bool | None = None
    align: str | None = None
    first_mm: float | None = None
    """Indent of the first line from the left margin."""
    label: str | None = None
    """Of sections, items and points: their kind of number, "I.", "1.", "a)", "-"."""


class LookChange(NamedTuple):
    """One thing that looks otherwise: role, what, how it was, how it is."""

    role: str
    field: str
    before: object
    after: object

    def say(self) -> str:
        """The change in words."""
        return _("{thanh_phan}: {dieu} {truoc} → {sau}").format(
            thanh_phan=role_name(self.role),
            dieu=_field_name(self.field),
            truoc=_value(self.field, self.before),
            sau=_value(self.field, self.after),
        )


def looks(reading: DocumentRoles) -> dict[str, ComponentLook]:
    """The look of each component of the document itself, by its role."""
    by_role: dict[str, list[Decision]] = {}
    for decision in reading.decisions:
        line = decision.line
        if decision.part == 0 and line.part == "than" and line.text and decision.role in _names():
            by_role.setdefault(decision.role, []).append(decision)
    return {role: _look(found) for role, found in by_role.items()}


PAGE = ("width", "height", "top", "bottom", "left", "right")


def page_changes(before: Section, after: Section) -> list[LookChange]:
    """What is otherwise about the page: its size and margins, mm."""
    found = []
    for name in PAGE:
        was, now = round(getattr(before, name), 1), round(getattr(after, name), 1)
        if abs(was - now) > 0.5:
            found.append(LookChange("trang", name, was, now))
    return found


def look_changes(before: DocumentRoles, after: DocumentRoles) -> list[LookChange]:
    """What looks otherwise in the second reading, component by component."""
    old, new = looks(before), looks(after)
    found = []
    for role in _names():
        if role not in old or role not in new:
            continue
        for name, was, now in zip(FIELDS, old[role], new[role], strict=True):
            if was is None or now is None or was == now:
                continue
            if name in _NEAR and abs(was - now) <= _NEAR[name]:  # type: ignore[operator]
                continue
            found.append(LookChange(role, name, was, now))
    return found


def _look(found: Sequence[Decision]) -> ComponentLook:
    lines = [d.line for d in found]
    known = [line for line in lines if line.size is not None or line.align]
    return ComponentLook(
        size=_most((line.size, line) for line in known),
        bold=_most((line.bold, line) for line in known),
        italic=_most((line.italic, line) for line in known),
        align=_most((line.align or None, line) for line in known),
        first_mm=_most((_first(line), line) for line in known),
        label=_label(found),
    )


def _first(line: Line) -> float | None:
    if line.first_mm is None or line.cell is not None or line.align in ("center", "right"):
        return None
    return round((line.indent_mm or 0.0) + line.first_mm, 1)


def _most(values: Iterable[tuple[V | None, Line]]) -> V | None:
    """The value of most letters; None is no value."""
    counts: Counter[V] = Counter()
    for value, line in values:
        if value is not None:
            counts[value] += len(line.text)
    return max(counts, key=lambda v: counts[v]) if counts else None


def _label(found: Sequence[Decision]) -> str | None:
    """The kind of the first label, as it would be for the first of its list."""
    kinds = Counter(_kind(d.label) for d in found if d.label)
    return max(kinds, key=lambda k: kinds[k]) if kinds else None


def _kind(label: str) -> str:
    core = label.strip("().:/ \t–—-")
    if not core:
        return label.strip()
    if core.isdigit():
        return label.replace(core, "1", 1)
    if set(core) <= set("IVXL"):
        return label.replace(core, "I", 1)
    if "." in core:
        return label.replace(core, ".".join("1" for _part in core.split(".")), 1)
    return label.replace(core, "A" if core.isupper() else "a", 1)


def role_name(role: str) -> str:
    """What a component is called (Decree 30/2020/NĐ-CP, Annex I)."""
    return _names().get(role, role)


def _names() -> dict[str, str]:
    return {
        "trang": _("Trang giấy"),
        "quoc_hieu": _("Quốc hiệu"),
        "tieu_ngu": _("Tiêu ngữ"),
        "co_quan_chu_quan": _("Cơ quan chủ quản"),
        "co_quan": _("Tên cơ quan"),
        "so": _("Số, ký hiệu"),
        "dia_danh": _("Địa danh, thời gian"),
        "ten_loai": _("Tên loại"),
        "trich_yeu": _("Trích yếu"),
        "can_cu": _("Căn cứ"),
        "mo_dau": _("Phần mở đầu"),
        "muc": _("Mục"),
        "khoan": _("Khoản"),
        "diem": _("Điểm"),
        "diem_con": _("Điểm con"),
        "doan": _("Đoạn văn"),
        "ket_thuc": _("Đoạn kết"),
        "nhan_noi_nhan": _("Chữ “Nơi nhận”"),
        "noi_nhan": _("Nơi nhận"),
        "quyen_han": _("Quyền hạn người ký"),
        "chuc_vu": _("Chức vụ người ký"),
        "ho_ten": _("Họ tên người ký"),
    }


def _field_name(name: str) -> str:
    return {
        "size": _("cỡ chữ"),
        "bold": _("kiểu chữ"),
        "italic": _("kiểu chữ"),
        "align": _("canh"),
        "first_mm": _("lùi đầu dòng"),
        "label": _("đánh số"),
        "width": _("khổ ngang"),
        "height": _("khổ dọc"),
        "top": _("lề trên"),
        "bottom": _("lề dưới"),
        "left": _("lề trái"),
        "right": _("lề phải"),
    }[name]


def _value(name: str, value: object) -> str:
    if name == "bold":
        return _("đậm") if value else _("không đậm")
    if name == "italic":
        return _("nghiêng") if value else _("đứng")
    if name == "align":
        return {
            "left": _("trái"),
            "center": _("giữa"),
            "right": _("phải"),
            "both": _("đều hai lề"),
        }.get(str(value), str(value))
    if name == "first_mm" or name in PAGE:
        return f"{value:g} mm"
    return f"{value:g}" if isinstance(value, float) else str(value)
