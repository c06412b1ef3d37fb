"""Where a node stands, as the printed plan numbers it: III.2.a, gạch 3, nhiệm vụ 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.plan.wording import letter, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import Diem, KeHoach, Khoan, PhuLuc, PointStyle

_BELOW: dict[PointStyle, PointStyle] = {
    "chu": "gach", "gach": "cong", "cong": "cong", "khong": "gach",
}  # fmt: skip
"""As in `compose`: the mark of points below a point."""


class Label(NamedTuple):
    """The place of a node in the printed plan."""

    short: str
    """Such as "III.2.a", "III.2 gạch 3", "Phụ lục số 7"; "" for what has no number."""
    number: str
    """The label printed before its text: "III.", "2.", "a)", "-", "7"; "" without one."""


def labels(plan: KeHoach) -> dict[str, Label]:
    """The label of every node by its id (signers: "nguoi_ky/0")."""
    return _Labels(plan).found


class _Labels:
    def __init__(self, plan: KeHoach) -> None:
        self.found: dict[str, Label] = {}
        self._lines(plan)
        for number, muc in enumerate(plan.muc, 1):
            label = roman(number)
            self.found[muc.id] = Label(label, f"{label}.")
            self._items(label, muc.khoan)
        several = len(plan.phu_luc) > 1
        for number, appendix in enumerate(plan.phu_luc, 1):
            name = _("Phụ lục {so}").format(so=roman(number)) if several else _("Phụ lục")
            self.found[appendix.id] = Label(name, "")
            self._rows(name, appendix)
        for i in range(len(plan.nguoi_ky)):
            self.found[f"nguoi_ky/{i}"] = Label("", "")

    def _lines(self, plan: KeHoach) -> None:
        parts = {
            "can_cu": _("căn cứ {so}"),
            "mo_dau": _("mở đầu, đoạn {so}"),
            "ket_thuc": _("kết thúc, đoạn {so}"),
            "noi_nhan": _("nơi nhận, dòng {so}"),
        }
        for part, words in parts.items():
            mark = "-" if part == "noi_nhan" else ""
            for number, node in enumerate(getattr(plan, part), 1):
                self.found[node.id] = Label(words.format(so=number), mark)

    def _items(self, section: str, items: Sequence[Khoan]) -> None:
        numbered = 0
        for place, khoan in enumerate(items, 1):
            if khoan.danh_so:
                numbered += 1
                label, mark = f"{section}.{numbered}", f"{numbered}."
            else:
                label, mark = _("{muc} đoạn {so}").format(muc=section, so=place), ""
            self.found[khoan.id] = Label(label, mark)
            self._points(label, khoan.diem, khoan.kieu_diem)

    def _points(self, above: str, points: Sequence[Diem], style: PointStyle) -> None:
        letters = 0
        for place, point in enumerate(points, 1):
            own = point.kieu or style
            if own == "chu":
                name = letter(letters)
                letters += 1
                label, mark = f"{above}.{name}", f"{name})"
            else:
                mark = {"gach": "-", "cong": "+"}.get(own, "")
                label = _("{tren} gạch {so}").format(tren=above, so=place)
            self.found[point.id] = Label(label, mark)
            if point.diem:
                self._points(label, point.diem, _BELOW[own])

    def _rows(self, name: str, appendix: PhuLuc) -> None:
        """Tasks are numbered through the appendix in the order of the groups."""
        buckets: dict[str, list[str]] = {"": []}
        for index, group in enumerate(appendix.nhom):
            mark = letter(index).upper()
            self.found[group.id] = Label(_("{pl} nhóm {so}").format(pl=name, so=mark), mark)
            buckets[group.id] = []
        for task in appendix.nhiem_vu:
            buckets.get(task.nhom or "", buckets[""]).append(task.id)
        count = 0
        for ids in buckets.values():
            for id_ in ids:
                count += 1
                label = _("{pl} số {so}").format(pl=name, so=count)
                self.found[id_] = Label(label, str(count))
