"""LC745: a sentence that a person changed since it was derived, so that it orders another thing.

The text as derived is kept, so all that derivation itself changed is known, and every other
difference is a person's. One finding for each node: that the office meant it is possible, and
what is stricter or earlier is not told.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.beside import PARTS, words_of
from generator.cascade.sense.reworded import Reworded, Weight, apart, reworded, takes_power
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units
from generator.grammar.stored import ends_later, last_day
from generator.locale import _
from generator.plan.model import CHILDREN, NhiemVu, NoiNhan, walk
from generator.plan.wording import deadline, plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Registry
    from generator.plan.model import AnyNode, KeHoach, Loc, VanBan
    from generator.plan.source import TomlSource

_FIELDS = ("tieu_de", "noi_dung", "san_pham", "loi_chu_tri", "loi_phoi_hop")
_OF_FIGURES = re.compile(r"Chỉ tiêu|Số liệu|Số tiền|mức của|Cột ")
_OF_WHOM = re.compile(
    r"ai làm|là ai ở|trường nào|bộ phận nào|đầu mối|ghi lại|viết lại|giữ phần"
    r"|phần việc|làm phần nào"
)
"""Which questions ask for other figures, which for other bodies and words."""
_OF_COUNTS = re.compile(r"Chỉ tiêu|Số liệu|Cột ")
_MONEY = re.compile(r"\d ?(?:đồng|nghìn|ngàn|triệu|tỷ)(?!\w)")
_UNITS = re.compile(
    r"(?<!\w)(?:tỉnh|thành phố|các xã|mỗi xã|phường|đặc khu|địa phương|các cấp)(?!\w)"
)
_FIGURE = re.compile(r"\d[\d.,/]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUOTED = re.compile(r"“([^”]+)”")
_COMMANDS = re.compile(r"(?:[Gg]iao|[Cc]hỉ đạo|[Yy]êu cầu|[Pp]hân công)(?: cho| các)* $")
_NOT_OURS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.FRONT, Kin.PARTY])
_STRANGERS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE])
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


class SinceDerived:
    """A plan beside itself as derived: what a person changed in it since."""

    def __init__(
        self, plan: KeHoach, base: KeHoach, above: KeHoach, me: Addressee | None, known: Registry
    ) -> None:
        self.plan, self.base, self.me, self.known = plan, base, me, known
        self.day = above.day()
        self._here = {node.id: (loc, node) for loc, node in walk(plan)}
        self._stated = {one.nut for one in plan.khong_thuc_hien}
        self._above = {node.id: (loc, node) for loc, node in walk(above)}

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
            origin = self._origin(one.node)
            if origin is not None and origin[0] in lost and one in self._missing:
                continue
            hint = _("Đơn vị mình cố ý đổi thì để nguyên; không thì ghi lại như đã dẫn xuất")
            said = ""
            if origin is not None:
                span = above.span(origin[0])
                words = plain(words_of(origin[1]))
                words = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
                told = _("Kế hoạch trên ({noi}): “{cau}”")
                said = told.format(noi=f"{span.file}:{span.line}:{span.column}", cau=words)
            order = one.weight is Weight.ORDER
            severity = Severity.WARNING if order else Severity.INFO
            hints = (said, hint) if said else (hint,)
            yield Diagnostic("LC745", severity, one.message, source.span(one.loc), hints)

    def _origin(self, node: AnyNode | VanBan) -> tuple[Loc, AnyNode] | None:
        nguon = getattr(node, "nguon", None)
        return self._above.get(nguon.nut) if nguon is not None else None

    @cached_property
    def _missing(self) -> list[_Told]:
        """What a person took out."""
        gone = ((loc, node) for loc, node in walk(self.base) if node.id not in self._here)
        return [told for loc, node in gone if (told := self._gone(loc, node)) is not None]

    @property
    def taken_out(self) -> frozenset[Loc]:
        """The nodes of the plan above of which a person took out what was derived."""
        origins = (self._origin(one.node) for one in self._missing)
        return frozenset(origin[0] for origin in origins if origin is not None)

    def _added(self) -> Iterator[_Told]:
        """Sentences of a person that order whom or what the office may not."""
        known = {node.id for _loc, node in walk(self.base)}
        for loc, node in self._here.values():
            words = plain(getattr(node, "noi_dung", None) or "")
            if node.id in known or not words or loc[0] not in PARTS:
                continue
            told = [one.now for one in self._commands("", words)]
            told += [act] if (act := takes_power(words, self._everything)) else []
            if told:
                message = _("Thêm “{sau}” ngoài kế hoạch trên").format(sau=told[0])
                yield _Told(node, (*loc, "noi_dung"), Weight.ORDER, message)

    @cached_property
    def _everything(self) -> str:
        return " ".join(words_of(node) for _loc, node in self._above.values())

    def _subject(self) -> Iterator[_Told]:
        """The subject of the plan, for another year or another place."""
        was, now = (plain(each.van_ban.trich_yeu) for each in (self.base, self.plan))
        found = reworded(was, now, was, self.day) if was != now else ()
        for one in found:
            if one.weight is Weight.ORDER:
                yield _Told(self.base.van_ban, ("van_ban", "trich_yeu"), one.weight, _said(one))
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
                told = self._compared(was, plain(before), plain(after or ""))
                if told is not None:
                    yield _Told(was, (*loc, name) if after else loc, *told)

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
                    told = self._compared(was, before, after) if before != after else None
                    if told is not None:
                        yield _Told(was, (*loc, "bang", at, "hang", min(number, len(new.hang) - 1)),
                                    *told)  # fmt: skip

    def _compared(self, node: AnyNode, was: str, now: str) -> tuple[Weight, str] | None:
        """How much two texts of a node differ, and that in words; None where nothing is told."""
        asked = getattr(node, "can_xem", None) or ""
        found = [
            one
            for one in reworded(was, now, self._said_above(node), self.day)
            if not self._own_choice(node, one) and not self._is_asked(asked, one)
        ]
        found = [*self._commands(was, now), *(found or self._others(node, was, now))]
        if not found:
            return None
        worst = [one for one in found if one.weight is found[0].weight]
        return found[0].weight, "; ".join(_said(one) for one in worst[:2])

    def _said_above(self, node: AnyNode) -> str:
        origin = self._origin(node)
        return words_of(origin[1]) if origin is not None else ""

    def _own_choice(self, node: AnyNode, one: Reworded) -> bool:
        """Whether one room of the office took another's place, and the plan above names neither."""
        if self.me is None or not one.was or not one.now:
            return False
        sides = [self._bodies(text) for text in (one.was, one.now)]
        if not all(side and self.me.kins(side) <= {Kin.OWN} for side in sides):
            return False
        said = key_of(self._said_above(node))
        first = [" ".join(key_of(body.name).split()[:2]) for body in sides[0]]
        return not any(name in said for name in first)

    def _is_asked(self, asked: str, one: Reworded) -> bool:
        """Whether a question of derivation asks for just such a change."""
        if not asked:
            return False
        words = key_of(one.was)
        if any(key_of(quoted) in words for quoted in _QUOTED.findall(asked)):
            return True
        if not one.now and (_OF_WHOM.search(asked) or _OF_FIGURES.search(asked)):
            others = _FIGURE.search(one.was) or _UNITS.search(one.was)
            if others and not deadlines(one.was, self.day):
                return True  # the unit keeps its own part
        if one.weight is not Weight.ORDER:
            named = [*self._bodies(one.was), *self._bodies(one.now)]
            ours = self.me is None or self.me.kins(named) <= {Kin.SELF}
            return ours or _OF_WHOM.search(asked) is not None
        figures = [*_FIGURE.findall(f"{one.was} {one.now}")]
        years = figures and all(_YEAR.fullmatch(each) for each in figures)
        if not figures or years or _OF_FIGURES.search(asked) is None:
            return False
        only_money = _OF_COUNTS.search(asked) is None
        return not only_money or _MONEY.search(f"{one.was} {one.now}") is not None

    def _commands(self, was: str, now: str) -> Iterator[Reworded]:
        """An order to a body that is not the unit's to order, where there was none."""
        old, me = key_of(was), self.me
        for body in self._bodies(now) if me is not None else ():
            before = _COMMANDS.search(now[: body.span.start])
            if before is None or me is None or me.kin(body) not in _NOT_OURS:
                continue
            words = f"{before[0]}{body.text}"
            if key_of(words) not in old:
                yield Reworded(Weight.ORDER, "", words)

    def _others(self, node: AnyNode, was: str, now: str) -> Iterator[Reworded]:
        """Bodies that changed places in a sentence; a body that is not the unit's, or a place."""
        old, new = (" ".join(side) for side in apart(was, now))
        before, after = self._bodies(old), self._bodies(new)
        names = [[key_of(body.name) for body in side] for side in (before, after)]
        if names[0] != names[1] and sorted(names[0]) == sorted(names[1]):
            yield Reworded(Weight.OTHER, before[0].text, after[0].text)
            return
        said = key_of(f"{self._said_above(node)} {was}")
        for body in after:
            strange = self.me is not None and self.me.kin(body) in _STRANGERS
            if strange and not body.every and key_of(body.name) not in said:
                yield Reworded(Weight.OTHER, "", body.text)
        for one in named_units(new):
            if key_of(one.name) not in said and not self._is_us(one.name):
                yield Reworded(Weight.ORDER, "", new[one.span.start : one.span.end])

    def _is_us(self, name: str) -> bool:
        unit = self.known.get(self.plan.van_ban.co_quan, self.plan.day())
        return unit is not None and key_of(name) in key_of(f"{unit.ten} {unit.don_vi or ''}")

    def _bodies(self, text: str) -> list[NamedBody]:
        return [body for group in groups(plain_of(text)) for body in group.bodies]

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
            yield _Told(was, (*loc, "chu_tri"), Weight.OTHER,
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
        if now.thoi_han is not None and not ends_later(now.thoi_han, was.thoi_han, self.day):
            same = last_day(now.thoi_han) or last_day(was.thoi_han)
            if same or deadline(now.thoi_han) == deadline(was.thoi_han):
                return None
        message = _("Thời hạn “{truoc}” (lúc dẫn xuất) thành “{sau}”").format(
            truoc=deadline(was.thoi_han),
            sau=deadline(now.thoi_han) if now.thoi_han is not None else _("không có thời hạn"),
        )
        at = (*loc, "thoi_han") if now.thoi_han is not None else loc
        return _Told(was, at, Weight.ORDER, message)

    # ------------------------------------------------------------------ a node that is gone

    def _gone(self, loc: Loc, node: AnyNode) -> _Told | None:
        """A node that is not here any more, nor its words anywhere else."""
        words = words_of(node)
        if not words or any(getattr(node, name) for name in CHILDREN.get(type(node), ())):
            return None  # of a heading what stands under it is told
        stays, origin = self._stays(words), self._origin(node)
        if origin is not None and origin[1].id in self._stated:
            return None
        if getattr(node, "can_xem", None) or stays is not isinstance(node, NoiNhan):
            return None  # whoever is named in the plan gets it; whatever stands elsewhere is there
        if isinstance(node, NoiNhan):
            message = _("Nơi nhận không còn “{chu}”")
        else:
            message = _("Không còn câu đã dẫn xuất: “{chu}”")
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        at = self._place(loc)
        order = origin is not None and not isinstance(node, NoiNhan) and self._is_ours(origin[1])
        weight = Weight.ORDER if order else Weight.OTHER
        return _Told(node, at, weight, message.format(chu=shown.rstrip(" .;")))

    def _is_ours(self, above: AnyNode) -> bool:
        """Whether a node above names no body, or the unit's own among those it names."""
        kins = self.me.kins(self._bodies(words_of(above))) if self.me is not None else set()
        return not kins or not kins <= _NOT_OURS | _STRANGERS

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


def _said(one: Reworded) -> str:
    if not one.now:
        return _("Bỏ “{truoc}” của câu đã dẫn xuất").format(truoc=one.was)
    if not one.was:
        return _("Thêm “{sau}” vào câu đã dẫn xuất").format(sau=one.now)
    return _("Câu đã dẫn xuất ghi “{truoc}”, nay là “{sau}”").format(truoc=one.was, sau=one.now)


def _flat(row: Sequence[str | list[str]]) -> list[str]:
    return [plain(cell if isinstance(cell, str) else "; ".join(cell)) for cell in row]
