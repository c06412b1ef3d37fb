"""A difference as one HTML page: offline, printable, whole without a script.

The page holds both plans in reading order with the changed words marked; the script adds
filters, keys and the decisions, which it exports for `kehoach apply`. All text is escaped,
and only the page's own script may run (its digest stands in the content policy).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter, defaultdict
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cascade.changing.tree import DOCUMENT, SIGNER
from generator.locale import _, language
from generator.plan.wording import capital
from generator.review.change_report import counts, group_name, group_of, section_name
from generator.review.changes import LEFT_OUT, LOOSE, MARK
from generator.review.diff_parts import HtmlMaker
from generator.review.diff_table import TaskTable
from generator.review.levels import fates
from generator.review.sentences import field_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.review.changes import Change, PlanDifference
    from generator.review.sentences import Sentences

_HEAD_FIELDS = ("so", "ngay", "dia_danh", "trich_yeu", "co_quan", "luu")


def page(
    difference: PlanDifference,
    words: Sentences,
    link: Callable[[str], str],
    paths: tuple[str, str],
    *,
    level: bool = False,
) -> bytes:
    """The page as bytes.

    `link` gives the address of a side's file from the page ("" for none); `paths` are the
    names of both sides from the root of the workspace, for the decisions.
    """
    return _Page(difference, words, link, paths, level=level).bytes()


@cache
def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _policy(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Page:
    def __init__(
        self,
        difference: PlanDifference,
        words: Sentences,
        link: Callable[[str], str],
        paths: tuple[str, str],
        *,
        level: bool,
    ) -> None:
        self.difference, self.words, self.level = difference, words, level
        self.paths = paths
        self.mark = HtmlMaker(difference, words, link)
        self.loose: list[Change] = []
        self.of_section: dict[str, list[tuple[str, bool, bool]]] = defaultdict(list)
        for change in difference.changes:
            if change.type in (LEFT_OUT, MARK):
                self.loose.append(change)
        for row in difference.rows():
            view = difference.new if row[2] else difference.old
            self.of_section[view.section(row[0])].append(row)
        self.per_section = Counter(
            LEFT_OUT if c.type in (LEFT_OUT, MARK) else c.section for c in difference.changes
        )

    def bytes(self) -> bytes:
        script = _asset("diff.js")
        style = _asset("diff.css")
        for hole, word in (
            ("TICK-NHAN", _("nhận")),
            ("TICK-BO", _("bỏ")),
            ("WORD-THEM", _("thêm")),
        ):
            style = style.replace(hole, word)
        sections = [s for s in self.of_section if self.of_section[s]]
        if self.loose:
            sections.append(LEFT_OUT)
        names = {s: self._section_name(s) for s in sections}
        holes = {
            "LANG": language(),
            "POLICY": f"default-src 'none'; style-src {_policy(style)}; script-src "
            f"{_policy(script)}; base-uri 'none'; form-action 'none'",
            "TITLE": escape(self._title()),
            "STYLE": style,
            "HEADER": self._header(),
            "TOC": self._toc(names),
            "TOOLS": self._tools(),
            "BODY": "\n".join([self._section(i, s, names[s]) for i, s in enumerate(sections)]),
            "DATA": self._data(),
            "SCRIPT": script,
        }
        pieces = _asset("diff.html").split("__")
        pieces[1::2] = [holes[name] for name in pieces[1::2]]
        return "".join(pieces).encode()

    # ------------------------------------------------------------------ around the text

    def _title(self) -> str:
        old, new = self.difference.old.side, self.difference.new.side
        return _("So sánh {a} → {b}").format(a=old.name, b=new.name)

    def _header(self) -> str:
        old, new = self.difference.old.side, self.difference.new.side
        sides = [
            f"<div><dt>{escape(name)}</dt><dd><code>{escape(side.name)}</code> "
            f"<span>{escape(side.plan.van_ban.ma)}</span></dd></div>"
            for name, side in ((_("Bản cũ"), old), (_("Bản mới"), new))
        ]
        total = "".join(
            f'<li class="g-{group}"><b>{number}</b> {escape(group_name(group))}</li>'
            for group, number in counts(self.difference).items()
        )
        total = total or f"<li>{escape(_('Không có thay đổi.'))}</li>"
        told = f'<p class="fate">{escape(self._fate())}</p>' if self.level else ""
        subject = self.words.shown(new.plan.van_ban.trich_yeu, new=True)
        return (
            f"<h1>{escape(_('So sánh hai bản kế hoạch'))}</h1><p class='sub'>{escape(subject)}</p>"
            f'<dl class="sides">{"".join(sides)}</dl>{told}<ul class="sum">{total}</ul>'
        )

    def _fate(self) -> str:
        fate = fates(self.difference)
        return _(
            "So với kế hoạch cấp trên: {giu} nội dung giữ nguyên, {theo} đổi theo cấp, "
            "{sua} đơn vị tự sửa, {bo} đơn vị bỏ, {them} đơn vị thêm."
        ).format(
            giu=fate.inherited, theo=fate.adapted_by_level, sua=fate.adapted,
            bo=fate.dropped, them=fate.added,
        )  # fmt: skip

    def _toc(self, names: dict[str, str]) -> str:
        rows = []
        for i, (section, name) in enumerate(names.items()):
            number = self.per_section[section]
            count = f'<span class="n">{number}</span>' if number else ""
            quiet = "" if number else ' class="quiet"'
            rows.append(f'<li{quiet}><a href="#s{i}">{escape(name)}</a>{count}</li>')
        name = escape(_("Mục lục"))
        return f'<h2 id="muc-luc-ten">{name}</h2><ol>{"".join(rows)}</ol>'

    def _tools(self) -> str:
        return "".join(
            f'<label class="chip g-{group}"><input type="checkbox" value="{group}" checked>'
            f"<span>{escape(capital(group_name(group)))} <b>{number}</b></span></label>"
            for group, number in counts(self.difference).items()
        )

    def _section_name(self, section: str) -> str:
        if section == LEFT_OUT:
            return _("Nhiệm vụ không thực hiện, dấu dẫn xuất")
        return section_name(self.difference, self.words, section)

    # ------------------------------------------------------------------ the text

    def _section(self, number: int, section: str, name: str) -> str:
        count = self.per_section[section]
        told = _("{so} thay đổi").format(so=count) if count else _("không đổi")
        kind = "sec" if count else "sec quiet"
        body = "\n".join(self._rows(section))
        return (
            f'<section id="s{number}" class="{kind}" aria-labelledby="h{number}">'
            f'<h2 id="h{number}">{escape(name)} <span class="n">{escape(told)}</span></h2>'
            f"\n{body}\n</section>"
        )

    def _rows(self, section: str) -> Iterator[str]:
        if section == LEFT_OUT:
            yield from (self.mark.article("", [change]) for change in self.loose)
            return
        rows = self.of_section[section]
        cells = [r for r in rows if self._kind(r) in ("nhom", "nhiem_vu")]
        first = rows.index(cells[0]) if cells else len(rows)
        yield from self._paragraphs(rows[:first])
        yield from TaskTable(self.difference, self.words, self.mark).rows(cells)
        yield from self._paragraphs(r for r in rows[first:] if r not in cells)

    def _kind(self, row: tuple[str, bool, bool]) -> str:
        view = self.difference.new if row[2] else self.difference.old
        return view.items[row[0]].group[1]

    def _paragraphs(self, rows: Iterable[tuple[str, bool, bool]]) -> Iterator[str]:
        for row in rows:
            if row[0] == DOCUMENT:
                yield from self._head()
            elif self._kind(row) == SIGNER:
                yield self._signer(row)
            elif self._kind(row) in ("muc", "phu_luc") and not self.mark.of(row[0]):
                continue  # its title is the heading
            else:
                yield self.mark.paragraph(row)

    def _head(self) -> Iterator[str]:
        """Number, date, subject: what changed with its change, what did not in one line."""
        changes = self.mark.of(DOCUMENT)
        touched = {c.field: c for c in changes}
        new = self.difference.new.side.plan.van_ban
        for change in self.difference.changes:
            if change.type in LOOSE:
                name = escape(capital(field_name(change.field)))
                body = f'<span class="k">{name}:</span> {self.mark.value(change)}'
                yield self.mark.article(body, [change])
        fields = [*_HEAD_FIELDS, *(f for f in touched if f not in _HEAD_FIELDS)]
        for field in fields:
            name = escape(capital(field_name(field, DOCUMENT)))
            if field in touched:
                change = touched[field]
                body = f'<span class="k">{name}:</span> {self.mark.value(change)}'
                yield self.mark.article(body, [change])
            elif (value := getattr(new, field)) is not None:
                said = self.words.value(_plain(field), value, new=True)
                yield f'<p class="r same"><span class="k">{name}:</span> {escape(said)}</p>'

    def _signer(self, row: tuple[str, bool, bool]) -> str:
        id_, before, after = row
        node: Any = (self.difference.new if after else self.difference.old).items[id_].node
        changes = self.mark.of(id_)
        by_field = {c.field: c for c in changes}
        parts = []
        for name in ("quyen_han", "chuc_vu", "ho_ten", "chuc_danh"):
            value = node.capacity() if name == "quyen_han" else getattr(node, name)
            if name in by_field:
                parts.append(self.mark.value(by_field[name]))
            elif value:
                told = " ".join(value) if isinstance(value, list) else value
                parts.append(escape(told, quote=False))
        said = " · ".join(parts)
        here = id_ in self.difference.old.items and id_ in self.difference.new.items
        if not here:
            said = self.mark.whole(said, added=after)
        if changes and (after or not here):
            return self.mark.article(said, changes)
        return f'<p class="r {"same" if before and after else "ghost"}">{said}</p>'

    # ------------------------------------------------------------------ for the script

    def _data(self) -> str:
        """What the script needs: files, keys in the order of their numbers, words."""
        old, new = self.difference.old.side, self.difference.new.side
        data = {
            "old": {"file": self.paths[0], "sha256": old.digest},
            "new": {"file": self.paths[1], "sha256": new.digest},
            "keys": [c.key for c in self.difference.changes],
            "needs": {c.key: list(c.needs) for c in self.difference.changes if c.needs},
            "groups": [group_of(c) for c in self.difference.changes],
            "words": words(),
            "can_apply": not self.level and bool(old.digest and new.digest),
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return (
            text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        )


def _plain(field: str) -> Any:
    """A change of nothing, for the words of a value of the head."""
    from generator.review.changes import Change

    return Change("", "field", "content", DOCUMENT, DOCUMENT, DOCUMENT, field)


def words() -> dict[str, str]:
    """The words of the script; numbers stand in braces."""
    return {
        "view": _("Cách xem"),
        "side_by_side": _("Song song"),
        "one_column": _("Một cột"),
        "only_changes": _("Chỉ chỗ thay đổi"),
        "previous": _("Trước (k)"),
        "next": _("Sau (j)"),
        "take": _("Nhận"),
        "leave": _("Bỏ"),
        "open": _("Chưa"),
        "decision": _("Quyết định"),
        "note": _("Ghi chú"),
        "export": _("Tải quyết định (.json)"),
        "copy": _("Chép"),
        "copied": _("Đã chép quyết định"),
        "take_all": _("Nhận mọi chỗ đang hiện"),
        "leave_all": _("Bỏ mọi chỗ đang hiện"),
        "clear": _("Xóa quyết định"),
        "ask_clear": _("Xóa mọi quyết định và ghi chú trên trang này?"),
        "progress": _("Đã quyết định {co}/{tong}"),
        "taken_with": _("Nhận kèm {so} chỗ phải đi cùng"),
        "left_with": _("Bỏ kèm {so} chỗ phải đi cùng"),
        "position": _("Thay đổi {thu}/{tong}"),
        "keys": _("Phím: j/n sau, k/p trước, a nhận, r bỏ, u chưa, c ghi chú"),
        "not_kept": _("Trình duyệt không cho nhớ trên máy: tải quyết định trước khi đóng trang."),
    }
