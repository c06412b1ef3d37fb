"""LC745: a sentence that a person changed since it was derived, so that it orders another thing.

The text as derived is kept, so all that derivation itself changed is known, and every other
difference is a person's. One finding for each node: that the office meant it is possible, and
what is stricter or earlier is not told.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import CLOSED
from generator.cascade.sense.beside import PARTS, words_of
from generator.cascade.sense.edited_words import EditedWords
from generator.cascade.sense.reworded import Weight, reworded, takes_power
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.deadlines import deadlines, whole
from generator.grammar.letters import key_of
from generator.grammar.stored import ends_later, last_day
from generator.locale import _
from generator.plan.model import CHILDREN, NhiemVu, NoiNhan, walk
from generator.plan.wording import deadline, plain, short_date
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.plan.agencies import Registry
    from generator.plan.model import AnyNode, KeHoach, Loc, ThoiHan, VanBan
    from generator.plan.source import TomlSource

_FIELDS = ("tieu_de", "noi_dung", "san_pham", "loi_chu_tri", "loi_phoi_hop")
_WHO = ("loi_chu_tri", "loi_phoi_hop")
_FIGURE = re.compile(r"\d[\d.,]*")
"""A cell of a table that is nothing but a figure."""
_SHOWN = 110
_SAME = 0.8
"""Share of its words that stand in one other node from which a node was moved there."""


class _Told(NamedTuple):
    node: AnyNode | VanBan
    """As derived; as a person wrote it where nothing was."""
    loc: Loc
    """The key in the plan as it is."""
    weight: Weight
    message: str
    was: str = ""
    """What is no longer there: around it the words of the plan above are shown."""


class SinceDerived:
    """A plan beside itself as derived: what a person changed in it since."""

    def __init__(
        self, plan: KeHoach, base: KeHoach, above: KeHoach, me: Addressee | None, known: Registry
    ) -> None:
        self.plan, self.base, self.me, self.known = plan, base, me, known
        self.day = above.day()
        self._here = {node.id: (loc, node) for loc, node in walk(plan)}
        self._stated = {one.nut for one in plan.khong_thuc_hien}
        unit = known.get(plan.van_ban.co_quan, plan.day())
        names = f"{unit.ten} {unit.don_vi or ''}" if unit is not None else ""
        self._texts = EditedWords(me, names, above)

    @cached_property
    def _changes(self) -> list[_Told]:
        """What is another thing in the nodes that are still here."""
        found = []
        for _loc, node in walk(self.base):
            mine = self._here.get(node.id)
            if mine is not None and (told := self._changed(node, *mine)) is not None:
                found.append(told)
        return found

    @property
    def changed(self) -> frozenset[Loc]:
        """The nodes here whose words a person changed, whether that is told or not."""
        at = ((self._here.get(node.id), node) for _loc, node in walk(self.base))
        return frozenset(m[0] for m, node in at if m and words_of(m[1]) != words_of(node))

    def told(
        self, source: TomlSource, above: TomlSource, lost: Container[Loc]
    ) -> Iterator[Diagnostic]:
        """LC745 for each node that was changed, taken out, or put in.

        `lost`: the nodes above of which is told already that their work is not here (LC737).
        """
        for one in (*self._subject(), *self._changes, *self._missing, *self._added()):
            origin = self._texts.origin(one.node)
            if origin is not None and origin[0] in lost and one in self._missing:
                continue
            order = one.weight is Weight.ORDER
            severity = Severity.WARNING if order else Severity.INFO
            hints = self._hints(one, origin, above)
            yield Diagnostic("LC745", severity, one.message, source.span(one.loc), hints)

    def _hints(
        self, one: _Told, origin: tuple[Loc, AnyNode] | None, above: TomlSource
    ) -> tuple[str, ...]:
        """What the plan above says there, around what was changed; what to do."""
        hint = _("Đơn vị mình cố ý đổi thì để nguyên; không thì ghi lại như đã dẫn xuất")
        if origin is None:
            return (hint,)
        span = above.span(origin[0])
        words = _around(plain(words_of(origin[1])), one.was)
        told = _("Kế hoạch trên ({noi}): “{cau}”")
        return told.format(noi=f"{span.file}:{span.line}:{span.column}", cau=words), hint

    @cached_property
    def _missing(self) -> list[_Told]:
        """What a person took out."""
        gone = ((loc, node) for loc, node in walk(self.base) if node.id not in self._here)
        return [told for loc, node in gone if (told := self._gone(loc, node)) is not None]

    @property
    def taken_out(self) -> frozenset[Loc]:
        """The nodes of the plan above of which a person took out what was derived."""
        origins = (self._texts.origin(one.node) for one in self._missing)
        return frozenset(origin[0] for origin in origins if origin is not None)

    def _added(self) -> Iterator[_Told]:
        """Sentences of a person that order whom or what the office may not."""
        known = {node.id for _loc, node in walk(self.base)}
        for loc, node in self._here.values():
            words = plain(getattr(node, "noi_dung", None) or "")
            if node.id in known or not words or loc[0] not in PARTS:
                continue
            told = [one.now for one in self._texts.commands("", words)]
            told += [act] if (act := takes_power(words, self._texts.everything)) else []
            if told:
                message = _("Thêm “{sau}” ngoài kế hoạch trên").format(sau=told[0])
                yield _Told(node, (*loc, "noi_dung"), Weight.ORDER, message)

    def _subject(self) -> Iterator[_Told]:
        """The subject of the plan, for another year or another place."""
        was, now = (plain(each.van_ban.trich_yeu) for each in (self.base, self.plan))
        found = reworded(was, now, was, self.day) if was != now else ()
        for one in found:
            if one.weight is Weight.ORDER:
                yield _Told(self.base.van_ban, ("van_ban", "trich_yeu"), one.weight,
                            self._texts.said(one))  # fmt: skip
                return

    # ------------------------------------------------------------------ a node that is there

    def _changed(self, was: AnyNode, loc: Loc, now: AnyNode) -> _Told | None:
        """The weightiest of what is another thing in a node."""
        found = [
            *self._words(was, loc, now), *self._cells(was, loc, now), *self._ids(was, loc, now)
        ]  # fmt: skip
        when = self._when(was, loc, now)
        found += [when] if when is not None else []
        return max(found, key=lambda one: one.weight, default=None)

    def _words(self, was: AnyNode, loc: Loc, now: AnyNode) -> Iterator[_Told]:
        for name in _FIELDS:
            before, after = getattr(was, name, None), getattr(now, name, None)
            if before and before != after:
                cell = self._cell_above(was, name) if name in _WHO else None
                told = self._texts.compared(was, plain(before), plain(after or ""), cell)
                if told is not None and not (_is_closing(loc, was) and _closes(before, after)):
                    if self._leads_more(was, name, before, after or ""):
                        told = told._replace(weight=Weight.ORDER)
                    yield _Told(was, (*loc, name) if after else loc, *told)

    def _leads_more(self, was: AnyNode, name: str, before: str, after: str) -> bool:
        """Whether another leads all that stands below a heading, or a row of a table."""
        heads = name == "tieu_de" and any(
            getattr(was, below) for below in CHILDREN.get(type(was), ())
        )
        sides = [[key_of(b.name) for b in self._texts.bodies(plain(t))] for t in (before, after)]
        return (heads or name == "loi_chu_tri") and sides[0] != sides[1]

    def _cell_above(self, was: AnyNode, name: str) -> str:
        """Who leads or helps in the row above: in its words, or the names of its ids."""
        origin = self._texts.origin(was)
        row = origin[1] if origin is not None else None
        ids = getattr(row, name.removeprefix("loi_"), None) or ()
        return plain(getattr(row, name, None) or "") or ", ".join(map(self._name, ids))

    def _cells(self, was: AnyNode, loc: Loc, now: AnyNode) -> Iterator[_Told]:
        """Cells of a table of free columns, row by row."""
        tables, mine_now = (getattr(node, "bang", None) or () for node in (was, now))
        if tables == mine_now:
            return
        for at, (old, new) in enumerate(zip(tables, mine_now, strict=False)):
            rows = {row[0] if row else "": row for row in map(_flat, new.rows)}
            for number, row in enumerate(map(_flat, old.rows)):
                mine = rows.get(row[0] if row else "")
                if mine is None and number < len(new.rows):
                    mine = _flat(new.rows[number])
                for before, after in zip(row, mine or (), strict=False):
                    told = self._texts.compared(was, before, after) if before != after else None
                    if told is not None and not getattr(was, "can_xem", None):
                        figures = _FIGURE.fullmatch(before) and _FIGURE.fullmatch(after)
                        told = told._replace(weight=Weight.ORDER) if figures else told
                    if told is not None:
                        yield _Told(was, (*loc, "bang", at, "hang", min(number, len(new.hang) - 1)),
                                    *told)  # fmt: skip

    def _ids(self, was: AnyNode, loc: Loc, now: AnyNode) -> Iterator[_Told]:
        """Who leads a row, by its id."""
        if not isinstance(was, NhiemVu) or not isinstance(now, NhiemVu):
            return
        if was.chu_tri == now.chu_tri:
            return
        if was.loi_chu_tri and now.loi_chu_tri:
            return  # its words are compared
        before, after = (", ".join(map(self._name, side)) for side in (was.chu_tri, now.chu_tri))
        if was.chu_tri and after:
            message = _("Chủ trì: “{truoc}” (lúc dẫn xuất) thành “{sau}”")
            yield _Told(was, (*loc, "chu_tri"), Weight.ORDER,
                        message.format(truoc=before, sau=after))  # fmt: skip

    def _name(self, id_: str) -> str:
        agency = self.known.get(id_, self.day) or self.known.get(id_)
        return agency.ten if agency is not None else id_

    def _when(self, was: AnyNode, loc: Loc, now: AnyNode) -> _Told | None:
        """A term of a row that is later, or gone."""
        if not isinstance(was, NhiemVu) or not isinstance(now, NhiemVu):
            return None
        if was.thoi_han is None or was.thoi_han == now.thoi_han:
            return None
        if now.thoi_han is not None and (said := self._said_otherwise(was.thoi_han, now.thoi_han)):
            message = _("Lời của thời hạn là “{loi}”, mà ngày vẫn ghi {ngay}")
            day = last_day(now.thoi_han)
            told = message.format(loi=said, ngay=short_date(day) if day else "")
            return _Told(was, (*loc, "thoi_han"), Weight.ORDER, told)
        if now.thoi_han is not None and not ends_later(now.thoi_han, was.thoi_han, self.day):
            day = last_day(now.thoi_han)
            over = day is not None and self.day is not None and day < self.day
            same = not over and (day or last_day(was.thoi_han))
            if same or deadline(now.thoi_han) == deadline(was.thoi_han):
                return None
        before = deadline(was.thoi_han)
        after = deadline(now.thoi_han) if now.thoi_han is not None else _("không có thời hạn")
        days = [last_day(one) for one in (was.thoi_han, now.thoi_han) if one is not None]
        if before == after and all(days):
            before, after = (short_date(day) for day in days if day is not None)
            message = _("Ngày của thời hạn đổi từ {truoc} thành {sau}, mà lời vẫn ghi như cũ")
        else:
            message = _("Thời hạn “{truoc}” (lúc dẫn xuất) thành “{sau}”")
        message = message.format(truoc=before, sau=after)
        at = (*loc, "thoi_han") if now.thoi_han is not None else loc
        return _Told(was, at, Weight.ORDER, message)

    def _said_otherwise(self, was: ThoiHan, now: ThoiHan) -> str:
        """The words of a term that a person made another day than its data; "" for none."""
        if not now.loi or now.loi == was.loi or last_day(now) != last_day(was):
            return ""
        found = whole(now.loi, self.day, self.day)
        other = found is not None and found.last and found.last != last_day(now)
        return now.loi if other else ""

    # ------------------------------------------------------------------ a node that is gone

    def _gone(self, loc: Loc, node: AnyNode) -> _Told | None:
        """A node that is not here any more, nor its words anywhere else."""
        words = words_of(node)
        if not words or any(getattr(node, name) for name in CHILDREN.get(type(node), ())):
            return None  # of a heading what stands under it is told
        stays, origin = self._stays(words), self._texts.origin(node)
        if origin is not None and origin[1].id in self._stated:
            return None
        if getattr(node, "can_xem", None):
            return None
        if stays and isinstance(node, NhiemVu) and origin is not None:
            message = _("Bảng không còn dòng “{chu}”; việc này còn ở nơi khác trong kế hoạch")
            return _Told(node, self._place(loc), Weight.OTHER, message.format(chu=_shown(words)))
        if stays is not isinstance(node, NoiNhan):
            return None  # whoever is named in the plan gets it; whatever stands elsewhere is there
        if isinstance(node, NoiNhan):
            message = _("Nơi nhận không còn “{chu}”")
        else:
            message = _("Không còn câu đã dẫn xuất: “{chu}”")
        at = self._place(loc)
        order = origin is not None and not isinstance(node, NoiNhan)
        weight = Weight.ORDER if order else Weight.OTHER
        return _Told(node, at, weight, message.format(chu=_shown(words)))

    def _place(self, loc: Loc) -> Loc:
        """The nearest node around a place of the base that is still here."""
        around = {at: node for at, node in walk(self.base) if at == loc[: len(at)] and at != loc}
        for at in sorted(around, key=len, reverse=True):
            if (mine := self._here.get(around[at].id)) is not None:
                return mine[0]
        return ("van_ban", "trich_yeu")

    def _stays(self, words: str) -> bool:
        """Whether most words of a node stand in one node here."""
        mine = set(key_of(words).split())
        for _loc, node in self._here.values():
            there = set(key_of(words_of(node)).split())
            if len(mine & there) >= _SAME * len(mine):
                return True
        return False


def _shown(words: str) -> str:
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
    return shown.rstrip(" .;")


def _is_closing(loc: Loc, was: AnyNode) -> bool:
    nguon = getattr(was, "nguon", None)
    return loc[0] == "ket_thuc" or (nguon is not None and CLOSED in nguon.quy_tac)


def _closes(*texts: str | None) -> bool:
    """Whether an office's closing words set nobody a day: they are its own affair."""
    return not any(deadlines(plain(text)) for text in texts if text)


def _around(text: str, words: str) -> str:
    """A text, or as much of it as a message holds, with what some words of it are about."""
    if len(text) <= _SHOWN:
        return text
    found = max((text.find(part) for part in _parts(words)), default=-1)
    if found < _SHOWN * 2 // 3:
        return f"{text[:_SHOWN].rstrip()}…"
    start = text.find(" ", max(found - _SHOWN // 2, 0)) + 1
    end = start + _SHOWN
    return f"…{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _parts(words: str) -> Iterator[str]:
    """Some words, and if they stand nowhere together, their figures and long ones."""
    yield words
    yield from (part for part in words.split() if part[:1].isdigit() and len(part) > 1)


def _flat(row: Sequence[str | list[str]]) -> list[str]:
    return [plain(cell if isinstance(cell, str) else "; ".join(cell)) for cell in row]
