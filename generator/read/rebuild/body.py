"""The body of a plan from the roles of its lines: sections, items, points, paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.plan.model import Diem, Doan, Khoan, Muc
from generator.read.classify.line_marks import label_of
from generator.read.rebuild.ids import own_id, slug
from generator.read.rebuild.marks import marked
from generator.read.rebuild.source_tables import free_table
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import PointStyle
    from generator.plan.ruled import Bang
    from generator.read.classify.decide import Decision
    from generator.read.rebuild.ids import Ids
    from generator.read.rebuild.import_report import LineFates

POINT_STYLES: dict[str, PointStyle] = {"chu": "chu", "ngoac": "so", "so": "so"}
BULLET_STYLES: dict[str, PointStyle] = {"+": "cong", "*": "sao"}
_BELOW: dict[str, PointStyle] = {
    "chu": "gach", "gach": "cong", "cong": "cong", "sao": "gach", "tron": "cong", "so": "gach",
    "khong": "gach",
}  # fmt: skip


class _Open(NamedTuple):
    level: int
    node: Muc | Khoan | Diem


class BodyBuilder:
    """Builds the tree of one body: of the document, or of an appendix."""

    def __init__(self, ids: Ids, account: LineFates, home: str = "") -> None:
        self.ids = ids
        self.account = account
        self.home = home
        """The node that holds the tables before any text."""
        self.loose: list[Khoan] = []
        """Items that stand under no section."""
        self.sections: list[Muc] = []
        self.labels: dict[int, Decision] = {}
        """id() of a node → the line with its label."""
        self.points: dict[int, PointStyle] = {}
        """id() of a point → how it is marked in the source."""
        self._open: list[_Open] = []
        self._last: Muc | Khoan | Diem | Doan | None = None
        self.tables_before: list[Bang] = []
        """Tables before any text."""

    def add(self, decision: Decision) -> None:
        """Put the next line into the tree."""
        while self._open and self._open[-1].level >= decision.level:
            self._open.pop()
        role = decision.role
        if role == "muc":
            self._section(decision)
        elif role == "khoan":
            self._item(decision)
        elif role in ("diem", "diem_con"):
            self._point(decision)
        else:
            self._paragraph(decision)

    def add_table(self, cells: Sequence[Decision]) -> None:
        """A table follows the text read last."""
        table, texts = free_table(cells)
        node = self._last
        if node is None:
            self.tables_before.append(table)
            self.account.keep(texts, self.home)
            return
        node.bang = [*node.bang, table]
        self.account.keep(texts, node.id)

    # -- the kinds of lines

    def _section(self, d: Decision) -> None:
        title = marked(d.line.runs, d.rest, plain_bold=True)
        if not d.label and self._untitled is not None:
            self._untitled.tieu_de = title
            self._open.append(_Open(d.level, self._untitled))
            self.account.keep([d], self._untitled.id)
            self._untitled = None
            return
        node = Muc(id=self._id(d, d.rest or d.label), tieu_de=title or d.label)
        self._untitled = None if title else node
        above = self._nearest(Muc)
        (above.muc if isinstance(above, Muc) else self.sections).append(node)
        self._enter(d, node)

    def _item(self, d: Decision) -> None:
        if d.heading:
            title = marked(d.line.runs, d.rest, plain_bold=True)
            node = Khoan(id=self._id(d, d.rest), tieu_de=title)
        else:
            node = Khoan(id=self._id(d, d.rest), noi_dung=marked(d.line.runs, d.rest))
        self._siblings().append(node)
        self._enter(d, node)

    def _siblings(self) -> list[Khoan]:
        """The list a new item goes into: of the item or the section around it."""
        for step in reversed(self._open):
            if isinstance(step.node, Khoan | Muc):
                return step.node.khoan
        return self.loose

    def _point(self, d: Decision) -> None:
        node = Diem(id=self._id(d, d.rest), noi_dung=marked(d.line.runs, d.rest))
        self.points[id(node)] = _style(d)
        self._holder().append(node)
        self._enter(d, node)

    def _holder(self) -> list[Diem]:
        """The list a new point goes into; an item without number where there is none."""
        for step in reversed(self._open):
            if isinstance(step.node, Khoan | Diem):
                return step.node.diem
        siblings = self._siblings()
        last = siblings[-1] if siblings else None
        if last is not None and last is self._wrapper:
            return last.diem
        if last is not None and not last.danh_so and self._last is last:
            return last.diem  # a paragraph that leads a list
        around = self._nearest(Muc)
        wrapper = Khoan(id=self.ids.take(f"{around.id if around else 'phan'}-y"), danh_so=False)
        siblings.append(wrapper)
        self._wrapper = wrapper
        return wrapper.diem

    _wrapper: Khoan | None = None
    _untitled: Muc | None = None
    """A section whose title is on the next line."""

    def finish(self) -> None:
        """Report the section that never got a title."""
        if self._untitled is not None:
            d = self.labels[id(self._untitled)]
            self.account.doubt("NH011", _("Mục không có tiêu đề"), d.line.place)

    def _paragraph(self, d: Decision) -> None:
        text = marked(d.line.runs, d.rest)
        around = next(
            (s.node for s in reversed(self._open) if isinstance(s.node, Khoan | Diem)), None
        )
        if around is None:
            self._wrapper = None
            node: Khoan | Diem = Khoan(id=self._id(d, d.rest), noi_dung=text, danh_so=False)
            self._siblings().append(node)  # type: ignore[arg-type]
        else:
            node = Diem(id=self._id(d, d.rest), noi_dung=text)
            self.points[id(node)] = "khong"
            around.diem.append(node)
        self._last = node
        self.account.keep([d], node.id)

    # -- helpers

    def _enter(self, d: Decision, node: Muc | Khoan | Diem) -> None:
        if not isinstance(node, Diem):
            self._wrapper = None
        self.labels[id(node)] = d
        self._open.append(_Open(d.level, node))
        self._last = node
        self.account.keep([d], node.id)

    def _nearest(self, kind: type) -> Muc | Khoan | Diem | None:
        return next((s.node for s in reversed(self._open) if isinstance(s.node, kind)), None)

    def _id(self, d: Decision, text: str) -> str:
        return self.ids.take(own_id(d) or slug(text))


def _style(d: Decision) -> PointStyle:
    label = label_of(d.line.text, d.line.label)
    if label is None:
        return "khong"
    if label.style == "dau":
        dash = fold(label.raw) == "-" or label.raw in "‐‑‒–—―−"
        return "gach" if dash else BULLET_STYLES.get(label.raw, "tron")
    return POINT_STYLES.get(label.style, "so")


def settle_points(items: Sequence[Khoan], styles: dict[int, PointStyle]) -> None:
    """Give each item the mark most of its points begin with; odd ones say their own."""
    for item in items:
        own = [styles[id(p)] for p in item.diem]
        marks = [s for s in own if s != "khong"]
        if own:
            item.kieu_diem = marks[0] if marks else "khong"
            _settle(item.diem, item.kieu_diem, styles)
        settle_points(item.khoan, styles)


def _settle(points: Sequence[Diem], style: PointStyle, styles: dict[int, PointStyle]) -> None:
    for point in points:
        own = styles[id(point)]
        if own != style:
            point.kieu = own
        if point.diem:
            _settle(point.diem, _BELOW[own], styles)
