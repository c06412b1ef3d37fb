"""Numbers of an imported body: styles, and labels where the source counts otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.plan.numbering import NodeCounter, item_style, number_of, section_style
from generator.read.classify.line_marks import ReadLabel, as_upper, label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import Diem, Khoan, Muc
    from generator.plan.numbering import Path
    from generator.read.classify.decide import Decision
    from generator.read.rebuild.body import BodyBuilder
    from generator.read.rebuild.import_report import LineFates

_SECTION = {"la-ma": "la-ma", "so": "so", "hoa": "hoa", "thap-phan": "so", "dieu": "dieu"}
_ITEM = {"so": "so", "thap-phan": "thap-phan", "la-ma": "la-ma", "hoa": "hoa", "ngoac": "ngoac"}
_ODD = re.compile(r"[\s.)/:\-–]+$")


def settle_numbers(body: BodyBuilder) -> None:
    """Give sections and items their styles, and labels where the count would differ."""
    body.finish()
    settler = _Settler(body.labels, body.account)
    settler.items(body.loose, (), nested=False)
    settler.sections(body.sections)


class _Settler:
    def __init__(self, labels: dict[int, Decision], account: LineFates) -> None:
        self.labels = labels
        self.account = account

    def _label(self, node: Muc | Khoan | Diem) -> ReadLabel | None:
        d = self.labels.get(id(node))
        return None if d is None else label_of(d.line.text, d.line.label)

    def sections(self, sections: Sequence[Muc]) -> None:
        numbering = NodeCounter()
        for muc in sections:
            label = self._label(muc)
            path: Path = ()
            if label is not None:
                if label.style == "la-ma" and self._is_letter(sections, label):
                    label = as_upper(label)
                if label.style in _SECTION:
                    style = _SECTION[label.style]
                    muc.kieu = None if style == "la-ma" else style  # type: ignore[assignment]
                    path = self._number(numbering, muc, section_style(muc), label)
                else:
                    muc.nhan = label.raw
                    path = numbering.next("la-ma", label.raw)[1]
            self.items(muc.khoan, path, nested=section_style(muc) == "so")
            self.sections(muc.muc)

    def _is_letter(self, sections: Sequence[Muc], label: ReadLabel) -> bool:
        """C. among A. and B., where a Roman hundred would be far off."""
        others = [self._label(m) for m in sections]
        return len(_ODD.sub("", label.raw)) == 1 and any(o and o.style == "hoa" for o in others)

    def items(self, items: Sequence[Khoan], path: Path, *, nested: bool) -> None:
        numbering = NodeCounter(path)
        for khoan in items:
            below = path
            label = self._label(khoan)
            if khoan.danh_so and label is not None:
                style = _ITEM.get(label.style)
                if style is None:
                    khoan.nhan = label.raw
                    below = numbering.next(item_style(khoan, nested=nested), label.raw)[1]
                else:
                    default = "thap-phan" if nested else "so"
                    khoan.kieu = None if style == default else style  # type: ignore[assignment]
                    below = self._number(numbering, khoan, style, label)
            self.points(khoan.diem, khoan.kieu_diem)
            self.items(khoan.khoan, below, nested=True)

    def _number(
        self, numbering: NodeCounter, node: Muc | Khoan, style: str, label: ReadLabel
    ) -> Path:
        """Count on; where the source has another number, keep the source's."""
        before = numbering.snapshot()
        printed, path = numbering.next(style)
        same = (
            label.path == path
            if style == "thap-phan" and label.path
            else (number_of(style, printed) == label.number)
        )
        # strokes of a Roman number are often miscounted by recognition: the count knows better
        strokes = style == "la-ma" and self.labels[id(node)].line.recognised
        if same or strokes:
            if printed != label.raw:
                self.account.relabelled.append((self.labels[id(node)], printed))
            return path
        numbering.restore(before)
        text = _ODD.sub("", label.raw)
        given = label.raw if style == "ngoac" else f"{text}."
        node.nhan = given
        if given != label.raw:
            self.account.relabelled.append((self.labels[id(node)], given))
        return numbering.next(style, given)[1]

    def points(self, points: Sequence[Diem], style: str) -> None:
        numbering = NodeCounter()
        for point in points:
            own = point.kieu or style
            d = self.labels.get(id(point))
            label = self._label(point)
            if label is not None and d is not None:
                before = numbering.snapshot()
                printed = numbering.point(own)
                if own in ("chu", "so") and not _same_point(label, printed):
                    numbering.restore(before)
                    point.nhan = label.raw
                    numbering.point(own, label.raw)
                elif printed != label.raw:
                    self.account.relabelled.append((d, printed))
            if point.diem:
                self.points(point.diem, _below(own))


def _same_point(label: ReadLabel, printed: str) -> bool:
    plain = _ODD.sub("", label.raw).strip("()")
    return len(plain) <= 2 and plain == printed.strip("()")


def _below(style: str) -> str:
    from generator.read.rebuild.body import _BELOW

    return _BELOW[style]
