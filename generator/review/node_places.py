"""Where a node stands, as the printed plan numbers it: III.2.a, gạch 3, nhiệm vụ 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.plan.footnotes import numbers
from generator.plan.numbering import NodeCounter, item_style, section_style
from generator.plan.wording import letter, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import Diem, KeHoach, Khoan, Muc, PhuLuc

_BELOW = {"gach": "cong", "cong": "cong", "tron": "cong"}
"""As in `compose`: the mark of points below a point; else a dash."""


class NodeLabel(NamedTuple):
    """The place of a node in the printed plan."""

    short: str
    """Such as "III.2.a", "III.2 gạch 3", "Phụ lục số 7"; "" for what has no number."""
    number: str
    """The label printed before its text: "III.", "2.", "a)", "-", "7"; "" without one."""


def labels(plan: KeHoach) -> dict[str, NodeLabel]:
    """The label of every node by its id (signers: "nguoi_ky/0")."""
    return _Labels(plan).found


class _Labels:
    def __init__(self, plan: KeHoach) -> None:
        self.found: dict[str, NodeLabel] = {}
        self._lines(plan)
        self._sections(plan.muc, "")
        several = len(plan.phu_luc) > 1
        for number, appendix in enumerate(plan.phu_luc, 1):
            name = _("Phụ lục {so}").format(so=roman(number)) if several else _("Phụ lục")
            self.found[appendix.id] = NodeLabel(name, "")
            self._items(appendix.khoan, f"{name} ", f"{name} ", (), nested=False)
            self._sections(appendix.muc, f"{name} ")
            self._rows(name, appendix)
            for place, note in enumerate(appendix.ket_thuc, 1):
                told = _("{pl} ghi chú {so}").format(pl=name, so=place)
                self.found[note.id] = NodeLabel(told, "")
        self._footnotes(plan)
        for i in range(len(plan.nguoi_ky)):
            self.found[f"nguoi_ky/{i}"] = NodeLabel("", "")

    def _footnotes(self, plan: KeHoach) -> None:
        counted = numbers(plan)
        for note in plan.chu_thich:
            number = str(counted.get(note.id, ""))
            self.found[note.id] = NodeLabel(_("chú thích {so}").format(so=number).strip(), number)

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
                self.found[node.id] = NodeLabel(words.format(so=number), mark)

    def _sections(self, sections: Sequence[Muc], here: str) -> None:
        numbering = NodeCounter()
        for muc in sections:
            style = section_style(muc)
            label, path = numbering.next(style, muc.nhan)
            short = _join(here, label)
            self.found[muc.id] = NodeLabel(short, label)
            base = here if style == "so" else short  # 1.1. repeats the 1. of its section
            self._items(muc.khoan, short, base, path, nested=style == "so")
            self._sections(muc.muc, short)

    def _items(
        self, items: Sequence[Khoan], here: str, base: str, path: tuple[int, ...], *, nested: bool
    ) -> None:
        numbering = NodeCounter(path)
        for place, khoan in enumerate(items, 1):
            below = path
            if khoan.danh_so:
                style = item_style(khoan, nested=nested)
                label, below = numbering.next(style, khoan.nhan)
                short = _join(base if style == "thap-phan" else here, label)
            else:
                label, short = "", _("{muc} đoạn {so}").format(muc=here.strip(), so=place)
            self.found[khoan.id] = NodeLabel(short, label)
            self._points(short, khoan.diem, khoan.kieu_diem)
            self._items(khoan.khoan, short, base, below, nested=True)

    def _points(self, above: str, points: Sequence[Diem], style: str) -> None:
        numbering = NodeCounter()
        for place, point in enumerate(points, 1):
            own = point.kieu or style
            mark = numbering.point(own, point.nhan)
            if own in ("chu", "so"):
                short = _join(above, mark)
            else:
                short = _("{tren} gạch {so}").format(tren=above, so=place)
            self.found[point.id] = NodeLabel(short, mark)
            self._points(short, point.diem, _BELOW.get(own, "gach"))

    def _rows(self, name: str, appendix: PhuLuc) -> None:
        """Tasks are numbered through the appendix in the order of the groups."""
        buckets: dict[str, list[str]] = {"": []}
        for index, group in enumerate(appendix.nhom):
            mark = group.tt or letter(index).upper()
            self.found[group.id] = NodeLabel(_("{pl} nhóm {so}").format(pl=name, so=mark), mark)
            buckets[group.id] = []
        for task in appendix.nhiem_vu:
            buckets.get(task.nhom or "", buckets[""]).append(task.id)
        own = {task.id: task.tt for task in appendix.nhiem_vu if task.tt}
        count = 0
        for ids in buckets.values():
            for id_ in ids:
                count += 1
                number = own.get(id_, str(count)).rstrip(".)")
                label = _("{pl} số {so}").format(pl=name, so=number)
                self.found[id_] = NodeLabel(label, number)


def _join(here: str, label: str) -> str:
    number = label.strip(" .()")
    return f"{here}{number}" if not here or here.endswith(" ") else f"{here}.{number}"
