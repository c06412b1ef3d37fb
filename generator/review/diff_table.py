"""An appendix of both plans as one table: changed cells marked, rows of the old plan above."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.plan.wording import deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.review.changes import Change, PlanDifference, View
    from generator.review.diff_parts import HtmlMaker, Row
    from generator.review.sentences import Sentences

_CELLS = ("noi_dung", "chu_tri", "phoi_hop", "san_pham", "thoi_han")


class TaskTable:
    """The tasks of one appendix, in the order in which they are printed."""

    def __init__(self, difference: PlanDifference, words: Sentences, mark: HtmlMaker) -> None:
        self.difference, self.words, self.mark = difference, words, mark
        self.heads = (
            _("TT"), _("Nội dung nhiệm vụ"), _("Chủ trì"), _("Phối hợp"), _("Sản phẩm"),
            _("Thời hạn"),
        )  # fmt: skip

    def rows(self, rows: list[Row]) -> Iterator[str]:
        """The table, row by row; nothing where the appendix is empty."""
        if not rows:
            return
        heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in self.heads)
        yield f'<div class="frame"><table><thead><tr>{heads}</tr></thead>'
        groups = [r for r in rows if self._view(r).items[r[0]].group[1] == "nhom"]
        buckets: dict[str, list[Row]] = {"": []}
        for row in groups:
            buckets.setdefault(row[0], [])
        for row in rows:
            if self._view(row).items[row[0]].group[1] != "nhom":
                group = self._group(row)
                buckets.get(group, buckets[""]).append(row)
        yield from map(self._task, buckets.pop(""))
        for row in groups:
            tasks = buckets.pop(row[0], None)
            if tasks is not None:  # a group that moved has two rows; the first is the one
                yield self._group_row(row)
                yield from map(self._task, tasks)
        yield "</table></div>"

    def _view(self, row: Row) -> View:
        return self.difference.new if row[2] else self.difference.old

    def _group(self, row: Row) -> str:
        """The group a task is printed in, by the id it has here."""
        view = self._view(row)
        node: Any = view.items[row[0]].node
        if not node.nhom:
            return ""
        return str(view.known(node.nhom))

    # ------------------------------------------------------------------ rows

    def _group_row(self, row: Row) -> str:
        id_, before, after = row
        node: Any = self._view(row).items[id_].node
        changes = self.mark.of(id_)
        titles = [c for c in changes if c.field == "tieu_de"]
        said = self.mark.value(titles[0]) if titles else self.mark.text(node.tieu_de, new=after)
        if not (id_ in self.difference.new.items and id_ in self.difference.old.items):
            said = self.mark.whole(said, added=after)
        number = self.mark.number(id_, before=before, after=after)
        body = f'<tr class="grp"><td>{number}</td><th colspan="5" scope="rowgroup">{said}</th></tr>'
        return self._body(body, changes)

    def _task(self, row: Row) -> str:
        id_, before, after = row
        node: Any = self._view(row).items[id_].node
        changes = self.mark.of(id_)
        if before and not after and id_ in self.difference.new.items:
            return self._went(id_)
        by_field = {c.field: c for c in changes}
        cells = [self._cell(name, node, by_field, row) for name in _CELLS]
        number = self.mark.number(id_, before=before, after=after)
        line = f'<td class="tt">{number}</td>{"".join(cells)}'
        if not changes:
            return f'<tbody class="r same"><tr>{line}</tr></tbody>'
        if before and after and any(name in by_field for name in _CELLS):
            line = f'<tr class="a">{line}</tr><tr class="b">{line}</tr>'
        else:
            line = f"<tr>{line}</tr>"
        return self._body(line, changes)

    def _cell(self, name: str, node: Any, by_field: dict[str, Change], row: Row) -> str:
        head = escape(self.heads[1 + _CELLS.index(name)])
        if name in by_field:
            said = self.mark.value(by_field[name])
            return f'<td class="x" data-h="{head}">{said}</td>'
        said = self._said(name, node, new=row[2])
        if said and not (
            row[0] in self.difference.new.items and row[0] in self.difference.old.items
        ):
            said = self.mark.whole(said, added=row[2])
        return f'<td data-h="{head}">{said}</td>'

    def _said(self, name: str, node: Any, *, new: bool) -> str:
        value = getattr(node, name)
        if not value:
            return ""
        if name == "thoi_han":
            return escape(deadline(value), quote=False)
        if isinstance(value, list):
            plan = (self.difference.new if new else self.difference.old).side.plan
            names = "; ".join([self.words.agency(a, plan) for a in value])
            return escape(names, quote=False)
        return self.mark.text(value, new=new)

    def _went(self, id_: str) -> str:
        label = self.difference.new.label(id_).short
        told = escape(_("chuyển đến {noi}").format(noi=label))
        text = self._said("noi_dung", self.difference.old.items[id_].node, new=False)
        number = escape(self.difference.old.label(id_).number)
        return (
            f'<tbody class="r ghost"><tr><td class="tt">{number}</td><td colspan="5">'
            f'<span class="mv">{told}</span> {text}</td></tr></tbody>'
        )

    def _body(self, line: str, changes: list[Change]) -> str:
        if not changes:
            return f'<tbody class="r same">{line}</tbody>'
        number = self.mark.numbers[changes[0].key]
        return (
            f'<tbody class="r chg" id="c{number}" tabindex="-1">{line}'
            f'<tr class="w"><td colspan="6">{self.mark.list(changes)}</td></tr></tbody>'
        )
