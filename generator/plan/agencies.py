"""The dated registry of agencies and levels: `plans/danh-muc/co-quan.toml`.

Levels are data, and so is time: one id may stand for an agency in several periods
that do not overlap (a ward under the city until 30/6/2025, under the province after).
A unit code identifies nothing without a date. Kinds of agencies give patterns for the
forms of the name, so that 3,321 communes need no more than their own names.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence  # noqa: TC003 - a field of a struct
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct, field

from generator.plan.packed_agencies import JoinedAgencies, PackedAgencies
from generator.plan.records import Base, CoQuan, Gom, Id, Line
from generator.text.packed import PackedRows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

T = TypeVar("T")
AGENCIES_KEPT = 512
"""Agencies whose names are kept worked out: all of a province and of the communes in it."""
PARTS = ("chuyen-mon", "bo-phan", "su-nghiep")
"""Kinds of bodies that print the one they belong to above their own name (Decree 30, Annex I)."""
ERAS_KEPT = 16
"""So many things worked out of all agencies of a time are kept."""


class Cap(Base, kw_only=True):
    """A level of administration."""

    id: Id
    ten: Annotated[str, Meta(min_length=1, description="Tên cấp trong câu: phường, xã, …")]
    bac: Annotated[int, Meta(ge=0, le=9, description="Bậc: 0 trung ương, 1 tỉnh, 2 huyện, 3 xã")]
    tu: Annotated[date | None, Meta(description="Ngày đầu tiên có cấp này")] = None
    den: Annotated[date | None, Meta(description="Ngày cuối cùng có cấp này")] = None


class LoaiCoQuan(Base, kw_only=True):
    """A kind of agency: patterns of the forms of its name, with {don_vi} and {DON_VI}."""

    id: Id
    ten: Annotated[Line, Meta(description="Mẫu tên đầy đủ: Ủy ban nhân dân {don_vi}")]
    ten_ngan: Annotated[str | None, Meta(description="Mẫu tên ngắn: UBND {don_vi}")] = None
    ten_tieu_de: Annotated[
        list[str], Meta(description="Mẫu các dòng tên ở đầu văn bản, chữ hoa, dùng {DON_VI}")
    ] = field(default_factory=list)
    ten_trong_cau: Annotated[str | None, Meta(description="Mẫu tên dùng trong câu")] = None
    ky_hieu: Annotated[str, Meta(description="Chữ viết tắt trong ký hiệu: UBND")] = ""
    vai_tro: Annotated[str | None, Meta(description="Vai trò chung của loại cơ quan này")] = None


class DanhMucCoQuan(Base, kw_only=True):
    """The file co-quan.toml."""

    phien_ban: Annotated[Literal[1], Meta(description="Phiên bản lược đồ dữ liệu")]
    cap: Annotated[list[Cap], Meta(description="Các cấp hành chính")] = field(default_factory=list)
    loai: Annotated[list[LoaiCoQuan], Meta(description="Các loại cơ quan")] = field(
        default_factory=list
    )
    co_quan: Annotated[Sequence[CoQuan], Meta(description="Các cơ quan")] = field(
        default_factory=list
    )


class Agency(Struct, frozen=True, kw_only=True):
    """An agency in one period, with every form of its name worked out."""

    id: str
    ten: str
    """Full: "Ủy ban nhân dân phường Đông Kinh"."""
    ten_tieu_de: tuple[str, ...]
    """Lines of the header, in capitals: ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐÔNG KINH")."""
    ten_ngan: str
    """Short: "UBND phường Đông Kinh"."""
    ten_trong_cau: str
    """In running text; the full name unless the registry says otherwise."""
    don_vi: str
    """The unit: "phường Đông Kinh"; "" where there is none."""
    dia_danh: str
    """Place of the date line: "Đông Kinh"; "Phường Hoàng Văn Thụ" after a person."""
    ky_hieu: str
    """Abbreviation in symbols: "UBND"."""
    cap: str
    truc_thuoc: str | None
    chu_quan: str | None
    """The superior body printed above the name in the header, if any."""
    loai: str | None
    vai_tro: str | None
    ma: str | None
    tu: date | None
    den: date | None
    tu_nho: bool
    gom: Gom | None = None

    def valid_on(self, day: date | None) -> bool:
        """Tell whether the agency exists on a day; None asks about no day."""
        return day is None or covers(self, day)


def covers(period: Agency | CoQuan | Cap, day: date) -> bool:
    """Tell whether a day lies between `tu` and `den`, both included."""
    return (period.tu is None or period.tu <= day) and (period.den is None or day <= period.den)


def overlap(a: Agency | CoQuan | Cap, b: Agency | CoQuan | Cap) -> bool:
    """Tell whether two periods have a day in common."""
    return (a.tu or date.min) <= (b.den or date.max) and (b.tu or date.min) <= (a.den or date.max)


class AgencyIndex:
    """Ids of agencies by a key, in the order of the file; those a plan proposes come last."""

    def __init__(
        self, own: dict[Hashable, tuple[str, ...]], before: AgencyIndex | None = None
    ) -> None:
        self._own, self._before = own, before

    def of(self, key: Hashable) -> tuple[str, ...]:
        """The ids of a key; none for one that nobody has."""
        found = self._own.get(key, ())
        return found if self._before is None else (*self._before.of(key), *found)


class Registry:
    """Agencies by id and day. Forms of names are worked out when first asked for.

    Those of a few are kept: who goes through the whole country needs each of them once.
    """

    def __init__(self, data: DanhMucCoQuan, base: Registry | None = None) -> None:
        """`base`: a registry of which `data` is a continuation; what it has worked out is used."""
        self.data = data
        self._base = base
        self.added: frozenset[str] = frozenset()
        """Ids that a plan proposed, which the registry itself does not list."""
        self._levels: dict[str, list[Cap]] = {}
        for level in data.cap:
            self._levels.setdefault(level.id, []).append(level)
        self._kinds = {kind.id: kind for kind in data.loai}
        self._rows: Mapping[str, Sequence[int]] = {}
        """Rows of its own, by id."""
        self._from: array[int] = array("l", base._from if base else ())
        self._until: array[int] = array("l", base._until if base else ())
        """Periods, both days included, as days since the year 1."""
        self._begin = len(self._from)
        """The first row of its own."""
        own = data.co_quan if base is None else data.co_quan[self._begin :]
        rows: dict[str, tuple[int, ...]] = {}
        for row, record in enumerate(own, self._begin):
            rows[record.id] = (*rows.get(record.id, ()), row)
            self._from.append((record.tu or date.min).toordinal())
            self._until.append((record.den or date.max).toordinal())
        self._rows = rows
        self._agencies: dict[int, Agency] = {}
        self._below: dict[str, list[int]] | None = None
        """Rows of its own, by the agency above."""
        self._made: dict[tuple[str, int], Any] = {}

    @classmethod
    def from_structs(
        cls,
        levels: Sequence[Cap],
        kinds: Sequence[LoaiCoQuan],
        agencies: Sequence[CoQuan],
    ) -> Registry:
        """A registry made by a program, such as a benchmark, without a file."""
        data = DanhMucCoQuan(
            phien_ban=1, cap=list(levels), loai=list(kinds), co_quan=list(agencies)
        )
        return cls(data)

    def extended(self, agencies: Sequence[CoQuan]) -> Registry:
        """The registry with more agencies; those whose id it has already stay out."""
        new = [record for record in agencies if not self._rows_of(record.id)]
        if not new:
            return self
        data = self.data
        # levels that a proposal names and nobody knows have no names of their own
        unknown = {r.cap for r in new if r.cap and r.cap not in self._levels}
        levels = [*data.cap, *(Cap(id=cap, ten=cap, bac=9) for cap in sorted(unknown))]
        whole = DanhMucCoQuan(
            phien_ban=1, cap=levels, loai=data.loai, co_quan=JoinedAgencies(data.co_quan, new)
        )
        named = unknown | {record.id for record in new}
        # what is known of the others holds, unless one of them waited for what is new
        longer = Registry(whole, self if self._waiting.isdisjoint(named) else None)
        longer.added = self.added | {record.id for record in new}
        return longer

    def pack(self) -> None:
        """Take less memory where there are very many agencies."""
        if len(self) > AGENCIES_KEPT:
            self._rows = PackedRows(record.id for record in self.data.co_quan)
            self.data.co_quan = PackedAgencies(self.data.co_quan)

    def __len__(self) -> int:
        return len(self.data.co_quan)

    def get(self, id_: str, day: date | None = None) -> Agency | None:
        """The agency of an id on a day; with no day, its latest period."""
        rows = self._rows_of(id_)
        if not rows:
            return None
        if day is None:
            return self._at(max(rows, key=lambda row: (self._from[row], row)))
        return next((self._at(row) for row in rows if self._on(row, day.toordinal())), None)

    def _rows_of(self, id_: str) -> Sequence[int]:
        found = self._rows.get(id_, ())
        return found if found or self._base is None else self._base._rows_of(id_)

    def _on(self, row: int, day: int) -> bool:
        return self._from[row] <= day <= self._until[row]

    @cached_property
    def _waiting(self) -> frozenset[str]:
        """Ids and levels that its agencies name and that it does not have."""
        before = self._base._waiting if self._base is not None else frozenset()
        own = [self.data.co_quan[row] for row in range(self._begin, len(self))]
        above = {r.truc_thuoc for r in own if r.truc_thuoc and not self._rows_of(r.truc_thuoc)}
        return before | above | {r.cap for r in own if r.cap and r.cap not in self._levels}

    def known(self, day: date | None = None) -> list[str]:
        """Ids that exist on a day (of any day, for None), in the order of the file."""
        before = self._base.known(day) if self._base is not None else []
        if day is None:
            return [*before, *self._rows]
        number = day.toordinal()
        own = [id_ for id_, rows in self._rows.items() if any(self._on(r, number) for r in rows)]
        return [*before, *own]

    def every(self, day: date | None = None) -> Iterator[Agency]:
        """The agencies that exist on a day, in the order of the file."""
        for id_ in self.known(day):
            agency = self.get(id_, day)
            if agency is not None:
                yield agency

    def made(self, name: str, day: date | None, make: Callable[[], T]) -> T:
        """What is worked out of all agencies of a day: once for all days that have the same ones.

        Thousands of plans ask for it, and each going through the whole country would take as
        long as the country is large. Nobody changes what is given out.
        """
        key = (name, 0 if day is None else 1 + bisect_right(self._turns, day.toordinal()))
        found: T | None = self._made.get(key)  # asked once: another thread may take it out
        if found is None:
            found = make()
            while len(self._made) >= ERAS_KEPT:
                self._made.pop(next(iter([*self._made])), None)
            self._made[key] = found
        return found

    def gathered(
        self, name: str, day: date | None, of: Callable[[Agency], Iterable[T]]
    ) -> Sequence[T]:
        """What `of` gives for each agency of a day, in the order of the file: looked at once.

        Of a registry that a plan has added to only what is added is looked at anew. `of` asks
        of the agency alone, and of levels.
        """
        own = self.made(name, day, lambda: [one for a in self._every_own(day) for one in of(a)])
        return own if self._base is None else [*self._base.gathered(name, day, of), *own]

    def index(
        self, name: str, day: date | None, keys: Callable[[Agency], Iterable[Hashable]]
    ) -> AgencyIndex:
        """The agencies of a day by keys that `keys` gives for each, made as in `gathered`."""
        before = self._base.index(name, day, keys) if self._base is not None else None
        return AgencyIndex(self.made(name, day, lambda: self._indexed(day, keys)), before)

    def _indexed(
        self, day: date | None, keys: Callable[[Agency], Iterable[Hashable]]
    ) -> dict[Hashable, tuple[str, ...]]:
        found: dict[Hashable, tuple[str, ...]] = {}
        for agency in self._every_own(day):
            for key in dict.fromkeys(keys(agency)):
                found[key] = (*found.get(key, ()), agency.id)
        return found

    def _every_own(self, day: date | None) -> Iterator[Agency]:
        for id_ in self._rows:
            agency = self.get(id_, day)
            if agency is not None:
                yield agency

    @cached_property
    def _turns(self) -> list[int]:
        """The days on which an agency begins, or is no more."""
        before = self._base._turns if self._base is not None else ()
        begun, ended = self._from[self._begin :], self._until[self._begin :]
        return sorted({*before, *begun, *(day + 1 for day in ended)})

    def children(self, id_: str, day: date | None = None, cap: str | None = None) -> list[Agency]:
        """The agencies directly under another on a day, in the order of the file.

        Collective names are not agencies and stay out; see `members`.
        """
        found: dict[str, Agency] = {}
        for row in self._rows_below(id_):
            agency = self._at(row)
            if agency.valid_on(day) and (cap is None or agency.cap == cap):
                # Of no particular day: each id once, in its latest period.
                newer = self.get(agency.id) if day is None else agency
                if newer is not None and newer.truc_thuoc == id_:
                    found.setdefault(agency.id, newer)
        return list(found.values())

    def _rows_below(self, id_: str) -> list[int]:
        """The rows of agencies directly under another, in any period."""
        if self._below is None:
            below: dict[str, list[int]] = {}  # whole before another thread can see it
            for row in range(self._begin, len(self)):
                record = self.data.co_quan[row]
                if record.truc_thuoc is not None and record.gom is None:
                    below.setdefault(record.truc_thuoc, []).append(row)
            self._below = below
        before = self._base._rows_below(id_) if self._base is not None else []
        return [*before, *self._below.get(id_, ())]

    def members(self, collective: Agency, day: date | None = None) -> list[Agency]:
        """The agencies that a collective name stands for on a day; itself if it is none."""
        group = collective.gom
        if group is None:
            return [collective]
        if group.truc_thuoc is not None:
            pool = self.children(group.truc_thuoc, day)
        else:
            every = self.gathered("single", day, _single)
            wanted = (id_ for id_, cap, kind in every if _is_of(group, cap, kind))
            return [agency for id_ in wanted if (agency := self.get(id_, day)) is not None]
        return [agency for agency in pool if _is_of(group, agency.cap, agency.loai)]

    def level(self, id_: str, day: date | None = None) -> Cap:
        """The level of an id, on a day or the latest; KeyError if no agency can have it."""
        periods = self._levels[id_]
        if day is not None:
            for level in periods:
                if covers(level, day):
                    return level
        return max(periods, key=lambda c: c.tu or date.min)

    def levels(self, day: date | None = None) -> list[str]:
        """Ids of the levels that exist on a day, in the order of the file."""
        return [
            id_
            for id_, periods in self._levels.items()
            if day is None or any(covers(level, day) for level in periods)
        ]

    def expired(self, id_: str) -> list[Agency]:
        """The agency of an id in all its periods, oldest first."""
        periods = [self._at(row) for row in self._rows_of(id_)]
        return sorted(periods, key=lambda a: a.tu or date.min)

    def _at(self, row: int) -> Agency:
        if self._base is not None and row < self._begin:
            return self._base._at(row)
        agency = self._agencies.get(row)
        if agency is None:
            if len(self._agencies) >= AGENCIES_KEPT:
                self._agencies.clear()
            agency = self._agencies[row] = self._resolve(self.data.co_quan[row])
        return agency

    def _resolve(self, record: CoQuan) -> Agency:
        kind = self._kinds.get(record.loai or "")
        full = record.ten or _fill(kind.ten if kind else None, record) or record.id
        running = record.ten_trong_cau or _fill(kind.ten_trong_cau if kind else None, record)
        lines = record.ten_tieu_de
        if not lines and kind and record.don_vi:
            lines = [_fill(line, record) for line in kind.ten_tieu_de]
        symbol = record.ky_hieu
        if symbol is None:
            symbol = kind.ky_hieu if kind else ""
        return Agency(
            id=record.id,
            ten=full,
            ten_tieu_de=tuple(lines) or header_lines(full),
            ten_ngan=record.ten_ngan or _fill(kind.ten_ngan if kind else None, record) or full,
            ten_trong_cau=running or full,
            don_vi=record.don_vi,
            dia_danh=self._place(record),
            ky_hieu=symbol,
            cap=record.cap,
            truc_thuoc=record.truc_thuoc,
            chu_quan=record.chu_quan or (record.truc_thuoc if record.loai in PARTS else None),
            loai=record.loai,
            vai_tro=record.vai_tro or (kind.vai_tro if kind else None),
            ma=record.ma,
            tu=record.tu,
            den=record.den,
            tu_nho=record.tu_nho,
            gom=record.gom,
        )

    def _place(self, record: CoQuan) -> str:
        """The place of the date line: given, or the unit's own name, or the superior's.

        A unit named after a person keeps its whole name, which the registry writes with
        a capital: "Phường Hoàng Văn Thụ" (Decree 30, Annex II.III.1).
        """
        seen: set[str] = set()
        while True:
            if record.dia_danh is not None:
                return record.dia_danh
            level = self._levels.get(record.cap)
            prefix = f"{level[0].ten} " if level else "\0"
            if record.don_vi.startswith(prefix):
                return record.don_vi.removeprefix(prefix)
            if record.don_vi.lower().startswith(prefix):
                # Written with a capital: a unit named after a person, number or event.
                return record.don_vi
            rows = self._rows_of(record.truc_thuoc or "")
            if not rows or record.id in seen:
                return ""
            seen.add(record.id)
            above = [self.data.co_quan[row] for row in rows]
            record = next((a for a in above if overlap(a, record)), above[-1])


def _single(agency: Agency) -> Iterator[tuple[str, str, str | None]]:
    """What decides whether a collective name stands for an agency."""
    if agency.gom is None:
        yield agency.id, agency.cap, agency.loai


def _is_of(group: Gom, cap: str, kind: str | None) -> bool:
    return (not group.cap or cap in group.cap) and (not group.loai or kind in group.loai)


_COMMITTEES = ("ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN ")


def place_line(own: str | None, agency: Agency | None) -> str:
    """The place of the date line: a plan's own, else the agency's; its papers have the same."""
    return own or (agency.dia_danh if agency else "")


def header_lines(name: str) -> tuple[str, ...]:
    """An agency's name as the head of a document has it, where the registry does not say.

    A committee stands above the name of its unit (Decree 30, sample 1.4).
    """
    capitals = name.upper()
    start = next((c for c in _COMMITTEES if capitals.startswith(c)), "")
    return (start.strip(), capitals[len(start) :]) if start else (capitals,)


def _fill(pattern: str | None, record: CoQuan) -> str:
    """A form of the name; "" where there is no pattern, or no unit to put into it."""
    if not pattern or ("{" in pattern and not record.don_vi):
        return ""
    return pattern.replace("{don_vi}", record.don_vi).replace("{DON_VI}", record.don_vi.upper())
