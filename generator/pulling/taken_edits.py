"""All edits of a file taken over into a draft, and the check that no word of it was lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Indel

from generator.cascade.changing.tree import values_of
from generator.document.task_table import HEAD as HEADS
from generator.locale import N_, _
from generator.ooxml.note_signs import SIGN
from generator.pulling import typed_labels
from generator.pulling.addressees import addressed, addressees
from generator.pulling.column_fields import FieldColumns, heads
from generator.pulling.edited_body import rebuild
from generator.pulling.edited_head import head, recipients, signers
from generator.pulling.field_text import Char
from generator.pulling.footnotes_back import footnotes
from generator.pulling.free_table import free_tables
from generator.pulling.match import MatchedUnits
from generator.pulling.plan_draft import PUT_BACK, PulledDraft, whole, without_label
from generator.pulling.table import BODIES, appendix_head, rows
from generator.pulling.typed_tables import typed_tables
from generator.pulling.units import automatic_number, seen, units

if TYPE_CHECKING:
    from generator.pulling.plan_draft import EditedUnit
    from generator.pulling.prints import Print, PrintedSpot
    from generator.pulling.sign_book import Notes
    from generator.pulling.units import Unit


def take_over(print_: Print, edited: list[Unit], notes: Notes, file: str) -> PulledDraft:
    """The base plan with the edits of a file; `problems` of the draft tells what could not be."""
    draft = PulledDraft(print_, MatchedUnits(print_.units, edited), file)
    parts = _sorted(draft)
    _missing(draft)
    rebuild(draft, parts["body"])
    for found in parts["head"]:
        head(draft, found)
    recipients(draft, parts["noi_nhan"])
    signers(draft, parts["ky"])
    for found in parts["phu_luc"]:
        appendix_head(draft, found)
    for found in parts["than"]:
        _appendix_text(draft, found)
    tables = _appendices(draft)
    heads(draft, parts["cot"], tables)
    rows(draft, parts["rows"], tables)
    free_tables(draft, parts["bang"])
    typed_tables(draft, parts["bang_moi"])
    footnotes(draft, notes)
    _layout(draft)
    return draft


_LOOKS = (
    N_("canh lề"),
    N_("thụt dòng"),
    N_("giãn dòng"),
    N_("cỡ chữ"),
    N_("ngắt trang"),
    N_("ngắt dòng hay dấu tab"),
    N_("số tự động của Word"),
)
"""What of the layout of a paragraph a person changes on purpose, in the order of `_look`."""


def _layout(draft: PulledDraft) -> None:
    """Tell of paragraphs that look otherwise than they were printed: once, for all."""
    looks = [(s, _look(s.unit), _look(s.old)) for s in draft.seen if s.old is not None]
    changed = [(s, now, then) for s, now, then in looks if now != then]
    if changed:
        kinds = [
            _(name)
            for at, name in enumerate(_LOOKS)
            if any(now[at] != then[at] for _s, now, then in changed)
        ]
        what = _("{so} chỗ đổi {gi}").format(so=len(changed), gi=", ".join(kinds))
        draft.layout(changed[0][0].unit, what)


def _look(unit: Unit) -> tuple[object, ...]:
    para = unit.para
    fmt = para.fmt
    lines = "\t" if unit.is_row else "\n\t\v"  # the lines of a cell are words of the plan
    return (
        fmt.align,
        (round(fmt.left), round(fmt.first_line)),
        fmt.line,
        round(para.size),
        para.page_break,
        tuple(sum(p.text.count(sign) for p in unit.paras) for sign in lines),
        bool(para.label and not automatic_number(para)),
    )


FROM_TEMPLATE = N_(
    "Chữ này in từ mẫu và danh mục cơ quan (co-quan.toml): sửa ở đó, hoặc đưa trở lại trong Word."
)
_NUMBER = re.compile(r"(?:(?:\d+(?:\.\d+)*|[IVXLC]+)[.)]?|[a-zđ]{1,2}[.)])?$")
"""What a column that counts the rows may say: the program counts them itself."""
_PART = {"luu": "noi_nhan", "nhom": "rows", "nhiem_vu": "rows"}


def _sorted(draft: PulledDraft) -> dict[str, list[EditedUnit]]:
    """The edited units by the part of the plan they belong to; new ones by their neighbours."""
    parts: dict[str, list[EditedUnit]] = {
        key: []
        for key in (
            "head", "body", "noi_nhan", "ky", "phu_luc", "than", "rows", "cot", "bang", "bang_moi"
        )
    }  # fmt: skip
    ours = {s.unit.cell[0] for s in draft.seen if s.old is not None and s.unit.cell}
    free = {s.unit.cell[0] for s in draft.seen if s.spot and s.spot.part == "bang" and s.unit.cell}
    cells = {s.unit.cell: _part(s) for s in draft.seen if s.spot is not None and s.unit.cell}
    last = ""
    draft.addressed = addressees(draft)
    for found in draft.seen:
        if found.number in draft.addressed:
            continue
        part = _part(found)
        if part:
            parts[part].append(found)
            last = part if found.unit.cell is None else last
            continue
        if found.old is not None:
            if found.unit.is_row:
                parts["cot"].append(found)
            continue  # words of the template
        if found.unit.is_row:
            table = found.unit.cell[0] if found.unit.cell else -1
            part = "bang" if table in free else "rows"
            if table not in ours and last != "phu_luc":
                part = "bang_moi"
        elif found.unit.cell is not None:
            around = cells.get(found.unit.cell, "")
            part = around if around in ("noi_nhan", "ky") else ""
        elif last == "body" or (last == "head" and _after_title(draft, found)):
            part = "body"
        if part:
            parts[part].append(found)
        elif found.unit.text:
            draft.refuse(found.unit, _("chữ mới ở chỗ kế hoạch không có"))
    return parts


def _appendices(draft: PulledDraft) -> dict[int, str]:
    """Which table is which appendix: by its rows, else in order."""
    votes: dict[int, Counter[str]] = {}
    for found in draft.seen:
        if not found.unit.is_row or found.unit.cell is None:
            continue
        spot = found.spot
        vote = votes.setdefault(found.unit.cell[0], Counter())
        if spot is not None:
            item = draft.tree.items[spot.node]
            vote[{"bang": "", "cot": spot.node}.get(spot.part, item.group[0])] += 1
    chosen = {table: vote.most_common(1)[0][0] for table, vote in votes.items() if vote}
    left = [i for i in draft.order.get(("", "phu_luc"), []) if i not in chosen.values()]
    for table in votes:
        if table not in chosen and left:
            chosen[table] = left.pop(0)
    return {table: id_ for table, id_ in chosen.items() if id_}


def _appendix_text(draft: PulledDraft, found: EditedUnit) -> None:
    """The words of a paragraph of an appendix; its order is not changed from Word."""
    spot, old = found.spot, found.old
    assert spot is not None and old is not None and spot.block is not None  # noqa: S101, PT018
    before = without_label(whole(old), spot.block.nhan)
    after = without_label(whole(found.unit), spot.block.nhan)
    source = draft.get(spot.node, spot.field) or ""
    draft.set(spot.node, spot.field, draft.words(source, before, after, found.unit))


def _part(found: EditedUnit) -> str:
    return _PART.get(found.spot.part, found.spot.part) if found.spot is not None else ""


def _after_title(draft: PulledDraft, found: EditedUnit) -> bool:
    """Whether the subject stands before a unit."""
    before = draft.seen[: found.number]
    return any(s.spot is not None and s.spot.field == "trich_yeu" for s in before)


def _missing(draft: PulledDraft) -> None:
    """What was printed outside the body and is gone."""
    gone = [u for i, u in enumerate(draft.matched.old) if i not in draft.matched.to_new]
    lost = [(u, s) for u in gone if (s := draft.print.spot(u)) is not None]
    kept = {s.spot.node for s in draft.seen if s.spot is not None}
    dropped: set[str] = set()
    for unit, spot in lost:
        if spot.part == "head":
            draft.refuse(unit, _("thành phần này bị xóa trong tệp Word"), _(PUT_BACK))
        elif spot.part == "cot" and spot.field == HEADS and spot.node in kept:
            why = _("bảng của phụ lục bị xóa nhưng tên phụ lục còn")
            draft.refuse(unit, why, _("Bỏ cả phụ lục thì xóa cả tên của nó; không thì Ctrl+Z."))
        elif spot.part == "ky" and unit.text and spot.node not in kept:
            if spot.field == "chuc_vu":
                draft.refuse(unit, _("chức vụ người ký bị xóa trong tệp Word"), _(PUT_BACK))
            else:
                draft.set(spot.node, spot.field, None)
        elif spot.part == "phu_luc" and spot.field == "tieu_de":
            inside = set(draft.tree.below(spot.node))
            if inside & kept:
                why = _("tên phụ lục bị xóa nhưng bảng còn")
                draft.refuse(unit, why, _("Bỏ cả phụ lục thì xóa cả bảng; không thì Ctrl+Z."))
            else:
                dropped.add(spot.node)
    for id_ in dropped:
        for below in draft.tree.below(id_):
            draft.remove(below)


# ------------------------------------------------------------------------------ the check


def leftovers(draft: PulledDraft, again: Print) -> None:
    """Compare the edited file with a print of the new plan; what differs was not taken over."""
    printed_now = units(again.text, again.rows, draft.print.heads)
    own = addressed(printed_now, again.plan.kinh_gui)
    new = [u for i, u in enumerate(printed_now) if u.text and i not in own]
    edited = [
        s
        for s in draft.seen
        if s.unit.text
        and s.number not in draft.blank | draft.addressed
        and not draft.is_closed(s.unit)
    ]
    capitals = {id(s.unit) for s in edited if s.spot is not None and s.spot.part == "phu_luc"}
    columns = _columns(draft, again)
    ours = [_read(u, columns[0], capital=_is_title(again, u)) for u in new]
    theirs = [_read(s.unit, columns[1], capital=id(s.unit) in capitals) for s in edited]
    renumbered: list[EditedUnit] = []
    recased: list[EditedUnit] = []
    printed = {unit.text for unit in draft.print.units}
    closed = {s.old.text for s in draft.seen if s.old is not None and draft.is_closed(s.unit)}
    for code in Indel.opcodes(ours, theirs):
        if code.tag == "equal":
            pairs = zip(new[code.src_start : code.src_end], edited[code.dest_start :], strict=False)
            alike = list(pairs)
            renumbered += [found for unit, found in alike if _other_label(unit, found.unit)]
            recased += [f for u, f in alike if id(f.unit) in capitals and u.text != f.unit.text]
            continue
        for found in edited[code.dest_start : code.dest_end]:
            touched = found.old is None or found.old.text != found.unit.text
            computed = _is_computed(found) or _has_citation(draft, found)
            if not touched and (computed or _follows(draft, again, found)):
                continue  # it follows from what was edited elsewhere
            if _is_computed(found):
                draft.computed(found.unit, _("Dòng này"))
            elif _has_citation(draft, found):
                draft.computed(found.unit, _("Cách dẫn văn bản (lần đầu đầy đủ, lần sau gọn)"))
            else:
                draft.refuse(found.unit, _("chữ này không thuộc nội dung nào của kế hoạch"))
        for unit in new[code.src_start : code.src_end]:
            spot = again.spot(unit)
            if spot is None and unit.text in printed and unit.text not in closed:
                why = _("chữ của mẫu bị xóa trong tệp Word")
                draft.refuse(unit, why, _(FROM_TEMPLATE))
    if renumbered:
        what = _("{so} đầu mục gõ số khác, chương trình tự đánh số").format(so=len(renumbered))
        draft.layout(renumbered[0].unit, what)
    if recased:
        draft.layout(recased[0].unit, _("chữ thường ở tên phụ lục, luôn in chữ hoa"))


def _other_label(printed: Unit, edited: Unit) -> bool:
    """Whether a line was given another number or letter than the program prints."""
    a, b = (u.text[: len(u.text) - len(labels_off(u.text))].strip() for u in (printed, edited))
    return (
        bool(a and b)
        and a != b
        and not printed.is_row
        and typed_labels.kind_of(f"{b} ") not in ("gach", "cong", "khong")
    )


def _follows(draft: PulledDraft, again: Print, found: EditedUnit) -> bool:
    """Whether the plan says of a line what it said before, and prints it: its words are safe.

    With another day the names of agencies are others, and so are all lines that have one.
    """
    if found.spot is None or found.spot.part == "head":
        return found.old is not None  # of the template, or worked out of head and registry
    id_ = found.spot.node
    if id_ not in draft.tree.items or id_ not in draft.nodes:
        return False
    said = draft.print.signs.into(values_of(draft.tree.items[id_].node))
    printed = any(spot.node == id_ for unit in again.units if (spot := again.spot(unit)))
    return printed and draft.nodes[id_][1] == said


def _is_computed(found: EditedUnit) -> bool:
    """Whether the program prints a line by itself: label, title and note of an appendix."""
    return found.spot is not None and found.spot.part == "phu_luc"


def _has_citation(draft: PulledDraft, found: EditedUnit) -> bool:
    """Whether the node of a paragraph cites: its form depends on what stands before it."""
    node = draft.node_of.get(found.number, "")
    if node not in draft.nodes:
        return False
    _kind, values = draft.nodes[node]
    return any("{" in str(values.get(key) or "") for key in ("noi_dung", "tieu_de", "trich_yeu"))


def _is_title(print_: Print, unit: Unit) -> bool:
    spot = print_.spot(unit)
    return spot is not None and spot.part == "phu_luc"


class _Columns(NamedTuple):
    """What of a table of tasks is read in a way of its own."""

    number: int = -1
    """The column that counts the rows."""
    bodies: tuple[int, ...] = ()
    """Those that list bodies: one a paragraph, or all in one."""


def _columns(draft: PulledDraft, again: Print) -> tuple[dict[int, _Columns], dict[int, _Columns]]:
    """The columns by table: of the new print, and of the edited file."""

    def found(
        units: list[tuple[Unit, PrintedSpot | None]], columns: FieldColumns
    ) -> dict[int, _Columns]:
        of = {
            unit.cell[0]: columns.of(spot.node)
            for unit, spot in units
            if spot is not None and unit.cell is not None and spot.part == "nhiem_vu"
        }
        return {
            table: _Columns(where.get("tt", -1), tuple(where[f] for f in BODIES if f in where))
            for table, where in of.items()
        }

    new = found([(u, again.spot(u)) for u in again.units], FieldColumns(again))
    typed = found([(s.unit, s.spot) for s in draft.seen], FieldColumns(draft.print))
    return new, typed


_LAST_MARK = re.compile(rf"[ ;.]*((?:{SIGN.pattern})+)[ ;.]*$")


def _read(unit: Unit, columns: dict[int, _Columns], *, capital: bool) -> str:
    """The words of a unit without labels and marks that the program puts itself."""
    if unit.is_row:
        title = unit.title()
        if title is not None:
            return labels_off(title)
        own = columns.get(unit.cell[0] if unit.cell else -1, _Columns())
        said = unit.columns() | {
            col: "; ".join(filter(None, map(seen, lines)))
            for col, lines in unit.lines().items()
            if col in own.bodies
        }
        return " | ".join(
            text
            for col, text in sorted(said.items())
            if col != own.number or not _NUMBER.match(text)
        )
    text = unit.text.upper() if capital else unit.text
    if unit.cell is not None:
        # a reference may stand before or behind the mark at the end of a recipient
        return _LAST_MARK.sub(r"\1", text).strip(" ;.-")
    return labels_off(text)


def labels_off(text: str) -> str:
    """A line without its label."""
    if len(text) > 2 and text[0].isupper() and text[1:3] == ". ":
        return text[3:]
    found = typed_labels.split([Char(c) for c in text[:12]])
    return text[12 - len(found.chars) :] if len(text) > 12 else "".join(c.char for c in found.chars)
