"""The appendices: titles, groups, tasks; names of agencies → ids, deadlines → dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import nearest
from generator.grammar.labels import roles_of_cell
from generator.grammar.stored import work_begins
from generator.locale import _
from generator.plan.model import NhiemVu, Nhom, ThoiHan
from generator.plan.plain_deadlines import readings
from generator.plan.row_parts import NumberedRow, parts_by_number
from generator.plan.wording import deadline
from generator.pulling.cell_text import cell_chars
from generator.pulling.column_fields import OWN, FieldColumns, places
from generator.pulling.field_text import Char, StyleLooks
from generator.pulling.plan_draft import whole
from generator.pulling.units import seen
from generator.read.rebuild.source_tables import parse_deadline

if TYPE_CHECKING:
    from datetime import date

    from generator.plan.model import CotBang
    from generator.pulling.plan_draft import EditedUnit, PulledDraft
    from generator.pulling.units import Unit

_LETTER = re.compile(r"[A-ZĐ]{1,2}\.\s+")
_JOINTS = re.compile(r"(\s*,\s*(?:và\s+)?|\s+và\s+)")
BODIES = ("chu_tri", "phoi_hop")
LEVELS = ("xã", "phường", "đặc khu", "tỉnh", "thành phố")
"""Behind the name of a body: whose it is."""


def appendix_head(draft: PulledDraft, found: EditedUnit) -> None:
    """Take over the title of an appendix; the other lines above its table are computed."""
    assert found.spot is not None  # noqa: S101 - the caller has looked
    assert found.old is not None  # noqa: S101 - the caller has looked
    if found.unit.text == found.old.text:
        return
    if found.spot.field != "tieu_de":
        draft.computed(found.unit, _("Dòng này"))
        return
    source = draft.get(found.spot.node, "tieu_de")
    text = draft.words(source, whole(found.old), whole(found.unit), found.unit, flat=True)
    draft.set(found.spot.node, "tieu_de", text)


def rows(draft: PulledDraft, seen: list[EditedUnit], appendix_of: dict[int, str]) -> None:
    """All rows of all appendices; `appendix_of` says which appendix a table is."""
    _Table(draft, seen, appendix_of).run()


class _Table:
    def __init__(
        self, draft: PulledDraft, found: list[EditedUnit], appendix_of: dict[int, str]
    ) -> None:
        self.draft, self.found, self.appendix_of = draft, found, appendix_of
        self.columns = FieldColumns(draft.print)
        self.names: dict[str, str] | None = None
        self.groups: dict[str, list[str]] = {}
        self.tasks: dict[str, list[str]] = {}

    def run(self) -> None:
        group: dict[str, str | None] = {}
        for found in self.found:
            id_ = self.appendix_of.get(found.unit.cell[0] if found.unit.cell else -1)
            if id_ is None:
                self.draft.refuse(found.unit, _("hàng nằm ngoài bảng của các phụ lục"))
                continue
            if found.spot is None and _says_nothing(found.unit):
                self.draft.blank.add(found.number)
                self.draft.layout(found.unit, _("hàng trống thêm vào bảng"))
                continue
            if self.draft.is_closed(found.unit) or _is_merged(found):
                self._left_alone(found, id_)
            elif self._is_group(found):
                node = self._group(found)
                group[id_] = node
                self.groups.setdefault(id_, []).append(node)
            else:
                node = self._task(found, id_)
                self.draft.set(node, "nhom", group.get(id_))
                self.tasks.setdefault(id_, []).append(node)
        self._arrange()

    def _is_group(self, found: EditedUnit) -> bool:
        if found.spot is not None:
            return found.spot.part == "nhom"
        return found.unit.title() is not None

    def _left_alone(self, found: EditedUnit, appendix: str) -> None:
        """A row of which nothing is taken: a printed one stays as it is."""
        why = _("ô của nhiều hàng bị gộp làm một, mà mỗi hàng là một nhiệm vụ")
        self.draft.refuse_table(found.unit, why, _("Tách ô (Split Cells) rồi lưu và chạy lại."))
        if found.spot is not None:
            kept = self.groups if found.spot.part == "nhom" else self.tasks
            kept.setdefault(appendix, []).append(found.spot.node)

    # ------------------------------------------------------------------ one row

    def _group(self, found: EditedUnit) -> str:
        text = _LETTER.sub("", found.unit.title() or "", count=1).strip()
        if found.spot is None:
            return self.draft.add(Nhom, text, found.number, tieu_de=text)
        assert found.old is not None  # noqa: S101 - what has a spot has a printed unit
        if found.old.text != found.unit.text and text:
            self.draft.set(found.spot.node, "tieu_de", text)
        return found.spot.node

    def _task(self, found: EditedUnit, appendix: str) -> str:
        """The id of the task of a row, its fields brought up to date."""
        draft = self.draft
        now = places(draft.get(appendix, "cot")) or self.columns.of_appendix(appendix)
        cells = found.unit.cells()
        value = {f: cells.get(c, "") for f, c in now.items()}
        if found.spot is None:
            chars = _chars(found.unit, now["noi_dung"])
            text = draft.new_words(_bare(chars), StyleLooks(), found.unit) or "……"
            node = draft.add(NhiemVu, text, found.number, noi_dung=text)
            was: dict[str, str] = {}
        else:
            assert found.old is not None  # noqa: S101 - what has a spot has a printed unit
            node = found.spot.node
            old, then = found.old.cells(), self.columns.of(node)
            was = {f: old.get(c, "") for f, c in then.items()}
            if value["noi_dung"] != was["noi_dung"]:
                self._content(node, found, then["noi_dung"], now["noi_dung"])
            if any(
                _looks(found.old, then[f]) != _looks(found.unit, now[f]) for f in now if f in then
            ):
                draft.layout(found.unit, _("chữ đậm, nghiêng trong bảng nhiệm vụ"))
        if self._own_numbers(appendix):
            draft.set(node, "tt", value.get("tt", ""))
        lines = found.unit.lines()
        for field, text in value.items():
            if field == "chu_tri" and self._holds_both(appendix):
                if text != was.get(field, ""):
                    self._both(node, found, now[field])
            elif field in BODIES:
                own = "\n" if "\n" in (draft.get(node, f"loi_{field}") or "") else "; "
                said = own.join(seen(line) for line in lines.get(now[field], ()) if seen(line))
                if text != was.get(field, ""):
                    self._bodies(node, field, said, found.unit)
            elif text != was.get(field, ""):
                self._field(node, field, text)
        return node

    def _field(self, node: str, field: str, text: str) -> None:
        """A cell that was retyped."""
        draft = self.draft
        if field == "san_pham":
            draft.set(node, field, text or None)
        elif field == "thoi_han":
            draft.set(node, field, read_deadline(text, work_begins(draft.print.plan)))
        elif field.startswith(OWN):
            said = {**draft.get(node, "cot_them"), field.removeprefix(OWN): text}
            draft.set(node, "cot_them", {k: v for k, v in said.items() if v})

    def _own_numbers(self, appendix: str) -> bool:
        """Whether the rows of a table have numbers of their own: 1, 1a, 1b, 2."""
        rows = self.draft.tree.order.get((appendix, "nhiem_vu"), [])
        items = self.draft.tree.items
        return any(getattr(items[id_].node, "tt", None) is not None for id_ in rows)

    def _parts(self, order: list[str]) -> None:
        """Rows are parts of those that their numbers begin with, as they stand now."""
        get = self.draft.get
        rows = [NumberedRow(id_, get(id_, "tt") or "", get(id_, "nhom")) for id_ in order]
        parts = parts_by_number(rows)
        for id_ in order:
            self.draft.set(id_, "thuoc", parts.get(id_))

    def _holds_both(self, appendix: str) -> bool:
        """Whether one column of the table says who leads and who helps."""
        columns: list[CotBang] = self.draft.get(appendix, "cot")
        return any(column.khoa == "chu_tri" and column.nhan for column in columns)

    def _both(self, node: str, found: EditedUnit, column: int) -> None:
        """A cell that says who leads and who helps: of "Chủ trì: …", "Phối hợp: …" what changed."""
        before = _roles(found.old, column)
        for field, then, now in zip(BODIES, before, _roles(found.unit, column), strict=True):
            if now != then:
                self._bodies(node, field, now, found.unit)

    def _bodies(self, node: str, field: str, text: str, unit: Unit) -> None:
        """The agencies of a cell; words of its own stay words where they were so before."""
        draft = self.draft
        own = f"loi_{field}"
        if (same := self._worded(node, own, text)) is not None:
            draft.set(node, own, text)
            draft.set(node, field, list(same))
            return
        names = _named(text)
        known = [self._id_of(name) for name in names]
        if (draft.get(node, own) and not all(known)) or self._in_short(names, known):
            draft.set(node, own, text)
            draft.set(node, field, self._still(draft.get(node, field), text, known))
            return
        if not all(known) and (parts := [self._parted(name) for name in names]) and all(parts):
            draft.set(node, own, text)  # known bodies, joined as a person joins them
            draft.set(node, field, list(dict.fromkeys(id_ for ids in parts for id_ in ids)))
            return
        draft.set(node, own, None)
        draft.set(node, field, self._agencies(unit, text))

    def _worded(self, node: str, own: str, text: str) -> list[str] | None:
        """The bodies that another task names in these very words of its own."""
        field = own.removeprefix("loi_")
        return (
            next(
                (
                    values[field]
                    for id_, (kind, values) in self.draft.nodes.items()
                    if kind is NhiemVu
                    and id_ != node
                    and _folded(values[own] or "") == _folded(text)
                ),
                None,
            )
            if text
            else None
        )

    def _parted(self, text: str) -> list[str]:
        """Known bodies joined by commas and "và"; a name may have both in it. [] for others."""
        parts = _JOINTS.split(text)  # names and what joins them, in turn
        best: dict[int, list[str]] = {0: []}
        for end in range(1, len(parts) + 1, 2):
            for start in range(0, end, 2):
                id_ = self._known().get(_folded("".join(parts[start:end])))
                if id_ is not None and start in best and end + 1 not in best:
                    best[end + 1] = [*best[start], id_]
        return best.get(len(parts) + 1, [])

    def _content(self, node: str, found: EditedUnit, then: int, now: int) -> None:
        assert found.old is not None  # noqa: S101 - the caller has looked
        before, after = _chars(found.old, then), _chars(found.unit, now)
        if not after:
            why = _("ô nội dung nhiệm vụ bị bỏ trống")
            self.draft.refuse(found.old, why, _("Bỏ nhiệm vụ thì xóa cả hàng (Delete Rows)."))
            return
        source = self.draft.get(node, "noi_dung")
        text = self.draft.words(source, before, after, found.unit, flat=True)
        self.draft.set(node, "noi_dung", text)

    def _agencies(self, unit: Unit, text: str) -> list[str]:
        """Ids of the agencies a cell names; an unknown name is reported."""
        ids: list[str] = []
        for name in _named(text):
            id_ = self._id_of(name)
            if id_ is None:
                near = nearest(name, [n for n in self._known() if n])
                hints = [_("Có phải: {ten}").format(ten=", ".join(near))] if near else []
                hints.append(_("Thêm cơ quan vào co-quan.toml, hoặc viết như danh mục"))
                why = _("danh mục không có cơ quan “{ten}”").format(ten=name)
                self.draft.refuse(unit, why, *hints)
                continue
            ids.append(id_)
        return ids

    def _still(self, before: list[str], text: str, known: list[str | None]) -> list[str]:
        """The bodies of words of a cell's own: those it names still, and those it names now."""
        folded = _folded(text)
        names: dict[str, list[str]] = {}
        for name, id_ in self._known().items():
            names.setdefault(id_, []).append(name)
        stay = [i for i in before if any(name in folded for name in names.get(i, ()))]
        now = [id_ for id_ in known if id_]
        parted = [id_ for name in _named(text) for id_ in self._parted(name)]
        return list(dict.fromkeys([*stay, *now, *parted]))

    def _in_short(self, names: list[str], known: list[str | None]) -> bool:
        """Whether all are known, and one by less than its name: its words are kept."""
        return all(known) and not all(_folded(name) in self._known() for name in names)

    def _id_of(self, name: str) -> str | None:
        """The id of a name; of one without its level, as an office calls its own bodies."""
        known = self._known()
        if (id_ := known.get(_folded(name))) is not None:
            return id_
        whole = {i for level in LEVELS if (i := known.get(f"{_folded(name)} {level}")) is not None}
        return whole.pop() if len(whole) == 1 else None

    def _known(self) -> dict[str, str]:
        """Short and full names, folded → id; those the plan already names come first."""
        if self.names is None:
            registry, day = self.draft.print.known.registry, self.draft.print.plan.day()
            self.names = {}
            used = [
                id_
                for _kind, values in self.draft.nodes.values()
                for field in ("chu_tri", "phoi_hop")
                for id_ in values.get(field, ())
            ]
            for id_ in dict.fromkeys([*used, *registry.known(day)]):
                agency = registry.get(id_, day)
                for name in (agency.ten_ngan, agency.ten) if agency else (id_,):
                    self.names.setdefault(_folded(name), id_)
        return self.names

    # ------------------------------------------------------------------ order

    def _arrange(self) -> None:
        order, tree = self.draft.order, self.draft.tree
        for id_ in self.draft.order.get(("", "phu_luc"), []):
            groups, tasks = self.groups.get(id_, []), self.tasks.get(id_, [])
            for key, now in (("nhom", groups), ("nhiem_vu", tasks)):
                before = tree.order.get((id_, key), [])
                for gone in set(before) - {x for m in (self.groups, self.tasks) for v in m.values()
                                           for x in v}:  # fmt: skip
                    self.draft.nodes.pop(gone, None)
                order[id_, key] = self._as_stored(id_, before, now) if key == "nhiem_vu" else now
            if self._own_numbers(id_):
                self._parts(tasks)

    def _as_stored(self, appendix: str, before: list[str], now: list[str]) -> list[str]:
        """The order in the file; it may differ from the printed one, where groups sort the rows."""
        table = next(t for t in self.draft.print.document.phu_luc if t.nut == appendix)
        rows_ = [n for b in table.noi_dung if b.bang is not None for n in b.bang.nut]
        printed = [n for n in rows_ or [row.nut for row in table.dong] if n in set(before)]
        stayed = [id_ for id_ in now if id_ in before]
        moved = any(
            self.draft.get(i, "nhom") != getattr(self.draft.tree.items[i].node, "nhom", None)
            for i in stayed
        )
        if moved or stayed != [i for i in printed if i in set(stayed)]:
            return now
        order = [i for i in before if i in set(now)]
        for at, id_ in enumerate(now):
            if id_ not in before:
                order.insert(order.index(now[at - 1]) + 1 if at else 0, id_)
        return order


def read_deadline(text: str, day: date | None = None) -> ThoiHan | None:
    """A deadline in words → its data; what is not understood stays as a remark.

    `day` is the date of the plan: "Quý II" is one of its year.
    """
    if not text:
        return None
    plain = readings(text) if "\n" not in text else []
    for made in [*plain, parse_deadline(text, day)]:
        if made is not None and deadline(made) == text:
            return made
    return ThoiHan(ghi_chu=text)


def _roles(unit: Unit | None, column: int) -> tuple[str, str]:
    """Who leads and who helps by a cell that labels both; without labels all of it leads."""
    lines = unit.lines().get(column, ()) if unit is not None else ()
    text = "\n".join([said for line in lines if (said := seen(line))])
    both = roles_of_cell(text)
    leads, helpers = (both.leads, both.helpers) if both is not None else (text, "")
    return leads.replace("\n", "; "), helpers.replace("\n", "; ")


def _says_nothing(unit: Unit) -> bool:
    """Whether a row is empty, but for a number."""
    return all(not text or text.strip(" .)").isdigit() for text in unit.columns().values())


def _is_merged(found: EditedUnit) -> bool:
    """Whether a cell of the row was joined with one of the next row."""
    old = [] if found.old is None else [p.cell.row_span for p in found.old.paras if p.cell]
    spans = [p.cell.row_span for p in found.unit.paras if p.cell]
    return max(spans, default=1) > max(old, default=1)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _named(text: str) -> list[str]:
    """The names in a cell of agencies."""
    return [name for part in re.split(r"[;\n]", text) if (name := part.strip(" ."))]


def _chars(unit: Unit, column: int) -> list[Char]:
    """The characters of one cell; its paragraphs parted by line ends."""
    return cell_chars(p for p in unit.paras if p.cell is not None and p.cell.col == column)


def _looks(unit: Unit, column: int) -> tuple[bool, bool]:
    """Whether a cell has bold letters, and whether italic ones."""
    said = [c for c in _chars(unit, column) if not c.char.isspace()]
    return any(c.bold for c in said), any(c.italic for c in said)


def _bare(chars: list[Char]) -> list[Char]:
    return [c._replace(bold=False, italic=False) for c in chars]
