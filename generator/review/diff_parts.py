"""Pieces of the page of a difference: marked words, a paragraph, the list of its changes."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.review.change_report import group_name, group_of
from generator.review.changes import NOT_NODES
from generator.review.sentences import changed_cells, rows_of
from generator.review.words import segments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.review.changes import Change, ChangedSpot, PlanDifference
    from generator.review.sentences import Sentences

Row = tuple[str, bool, bool]
"""Id of a node, whether the old plan has it here, whether the new one has."""


class HtmlMaker:
    """Makes HTML of texts, values and changes; everything from a plan is escaped."""

    def __init__(
        self, difference: PlanDifference, words: Sentences, link: Callable[[str], str]
    ) -> None:
        self.difference, self.words = difference, words
        self.links = {v.side.name: link(v.side.name) for v in (difference.old, difference.new)}
        self.numbers = {c.key: i for i, c in enumerate(difference.changes)}
        self._of: dict[str, list[Change]] = defaultdict(list)
        for change in difference.changes:
            if change.type not in NOT_NODES:
                self._of[change.node].append(change)

    def of(self, id_: str) -> list[Change]:
        """The changes of a node."""
        return self._of.get(id_, [])

    # ------------------------------------------------------------------ words

    def text(self, text: str, *, new: bool) -> str:
        """A text as it is read."""
        return escape(self.words.shown(text, new=new), quote=False)

    def words_of(self, old: str, new: str) -> str:
        """Two texts as one, with <del> and <ins>."""
        out = []
        for piece in segments(old, new):
            if piece.same:
                out.append(self.text(piece.old, new=True))
                continue
            gone, come = self.text(piece.old, new=False), self.text(piece.new, new=True)
            if gone == come:  # another form of one citation
                gone, come = escape(piece.old, quote=False), escape(piece.new, quote=False)
            kind = ' class="sp"' if piece.spelling else ""
            out.append(f"<del{kind}>{gone}</del>" if gone else "")
            out.append(f"<ins{kind}>{come}</ins>" if come else "")
        return "".join(out)

    def whole(self, html: str, *, added: bool) -> str:
        """Something that came or went as a whole."""
        return f"<ins>{html}</ins>" if added else f"<del>{html}</del>"

    def value(self, change: Change) -> str:
        """Both values of a field as one."""
        if change.kind == "text":
            return self.words_of(change.old, change.new)
        if change.field == "bang":
            return self._tables(change)
        if isinstance(change.old, list) and isinstance(change.new, list):
            return self._list(change)
        parts = []
        if change.old is not None:
            old = self.words.value(change, change.old, new=False)
            parts.append(f"<del>{escape(old, quote=False)}</del>")
        if change.new is not None:
            new = self.words.value(change, change.new, new=True)
            parts.append(f"<ins>{escape(new, quote=False)}</ins>")
        return " ".join(parts)

    def _list(self, change: Change) -> str:
        """The items of a list: gone, come, or the same."""
        out = []
        for one in dict.fromkeys(map(_hashable, [*change.old, *change.new])):
            item = next(x for x in [*change.new, *change.old] if _hashable(x) == one)
            said = escape(self.words.value(change, [item], new=item in change.new), quote=False)
            if item not in change.new:
                said = f"<del>{said}</del>"
            elif item not in change.old:
                said = f"<ins>{said}</ins>"
            out.append(said)
        return "; ".join(out)

    def _tables(self, change: Change) -> str:
        """Free tables: cell by cell where their shape is the same, else both as a whole."""
        if changed_cells(change.old, change.new):
            pairs = zip(change.old, change.new, strict=True)
            return "".join([self._grid(rows_of(a), rows_of(b)) for a, b in pairs])
        gone = [self._grid(rows_of(table), None) for table in change.old]
        come = [self._grid(None, rows_of(table)) for table in change.new]
        return "".join([*gone, *come])

    def _grid(self, old: list[list[str]] | None, new: list[list[str]] | None) -> str:
        some = old or new or []
        before = old if old is not None else [[""] * len(row) for row in some]
        after = new if new is not None else [[""] * len(row) for row in some]
        rows = []
        for one, other in zip(before, after, strict=True):
            cells = [self.words_of(a, b) for a, b in zip(one, other, strict=True)]
            rows.append(f"<tr>{''.join([f'<td>{cell}</td>' for cell in cells])}</tr>")
        return f'<table class="free"><tbody>{"".join(rows)}</tbody></table>'

    # ------------------------------------------------------------------ paragraphs

    def paragraph(self, row: Row) -> str:
        """A node of the body with its number, its words and its changes."""
        id_, before, after = row
        view = self.difference.new if after else self.difference.old
        if before and not after and id_ in self.difference.new.items:
            return self._went(id_)
        item = view.items[id_]
        changes = self.of(id_)
        node: Any = item.node
        here = before and after
        if here or (after and id_ in self.difference.moved):
            body = self._both(id_, changes)
            kind = "" if changes else "same"
        else:
            body = self.whole(self._said(node, new=after), added=after)
            kind = "come" if after else "gone"
        body = self.number(id_, before=before, after=after) + body
        title = " ti" if getattr(node, "tieu_de", None) else ""
        kind = f"{kind} d-{_depth(item.loc)}{title}".strip()
        if changes:
            return self.article(body, changes, kind)
        return f'<p class="r {kind}">{body}</p>'

    def _said(self, node: Any, *, new: bool) -> str:
        texts = (getattr(node, name, None) for name in ("tieu_de", "noi_dung"))
        return "<br>".join([self.text(text, new=new) for text in texts if text])

    def _both(self, id_: str, changes: Iterable[Change]) -> str:
        """The words of a node in both plans, marked."""
        by_field = {c.field: c for c in changes}
        node = self.difference.new.items[id_].node
        parts = []
        for name in ("tieu_de", "noi_dung"):
            if name in by_field:
                parts.append(self.value(by_field[name]))
            elif text := getattr(node, name, None):
                parts.append(self.text(text, new=True))
        tables = by_field.get("bang")
        return "<br>".join(parts) + (self.value(tables) if tables else "")

    def number(self, id_: str, *, before: bool, after: bool) -> str:
        """The printed number in the old plan and in the new one."""
        one = self.difference.old.label(id_).number if before or not after else ""
        if after and not before and id_ in self.difference.old.items:
            one = self.difference.old.label(id_).number
        other = self.difference.new.label(id_).number if after else ""
        if one == other or not (one and other):
            return f'<span class="nb">{one or other}</span> ' if one or other else ""
        return f'<span class="nb o">{one}</span><span class="nb w">{other}</span> '

    def _went(self, id_: str) -> str:
        """Where a node stood that was moved away."""
        label = self.difference.new.label(id_).short
        told = _("chuyển đến {noi}").format(noi=label) if label else _("chuyển chỗ")
        moved = [c for c in self.of(id_) if c.kind == "moved"]
        target = f"c{self.numbers[moved[0].key]}" if moved else ""
        text = self._said(self.difference.old.items[id_].node, new=False)
        link = f'<a href="#{target}">{escape(told)}</a>' if target else escape(told)
        return f'<p class="r ghost"><span class="mv">{link}</span> {text}</p>'

    # ------------------------------------------------------------------ changes

    def article(self, body: str, changes: list[Change], kind: str = "") -> str:
        """Changed words, side by side or as one, and what changed."""
        first = self.numbers[changes[0].key]
        both = f'<div class="a">{body}</div><div class="b">{body}</div>'
        pair = f'<div class="pair">{both}</div>' if body else ""
        return (
            f'<article class="r chg {kind}" id="c{first}" tabindex="-1">{pair}'
            f"{self.list(changes)}</article>"
        )

    def list(self, changes: list[Change]) -> str:
        """The sentences of a node's changes, with their places."""
        return f'<ul class="what">{"".join([self._item(c) for c in changes])}</ul>'

    def _item(self, change: Change) -> str:
        number = self.numbers[change.key]
        group = group_of(change)
        spots = dict.fromkeys(self._spot(spot) for spot in change.spots if spot)
        why = ""
        if change.why:
            told = _("quy tắc: {ten}").format(ten=", ".join(change.why))
            why = f' <span class="why">{escape(told)}</span>'
        return (
            f'<li class="g-{group}" data-i="{number}"><span class="tag">'
            f"{escape(group_name(group))}</span> "
            f'<span class="say">{escape(self.words.say(change), quote=False)}</span>{why} '
            f'<span class="at">{" → ".join(spots)}</span></li>'
        )

    def _spot(self, spot: ChangedSpot) -> str:
        shown = escape(str(spot))
        link = self.links.get(spot.file, "")
        if not link:
            return f"<code>{shown}</code>"
        line = f"#L{spot.line}" if spot.line else ""
        return f'<a href="{escape(link)}{line}"><code>{shown}</code></a>'


def _hashable(value: Any) -> Any:
    return value if isinstance(value, str) else repr(value)


def _depth(loc: tuple[str | int, ...]) -> int:
    return len(loc) // 2
