"""A new office's own registry: its unit, its superior, its neighbours, its bodies.

Units come from the list of the country; bodies from the kinds that are set up beforehand
(bo-may.toml, `lap_san`). The names of such bodies are a frame: the office corrects them, and
until then they are marked `tu_nho`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.places.country import name_key
from generator.plan.agencies import PARTS, Cap
from generator.plan.emit import literal
from generator.plan.records import CoQuan, Gom

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.places.country import Area, Country
    from generator.plan.agencies import DanhMucCoQuan
    from generator.plan.apparatus import BoMay
    from generator.plan.records import Base

DISTRICT = 2
TWO_LEVELS = date(2025, 7, 1)
"""The first day of the units that are now (Law 72/2025/QH15, Resolution 202/2025/QH15)."""
_CAPS = {
    "xã": "xa", "phường": "phuong", "đặc khu": "dac-khu", "thị trấn": "thi-tran",
    "huyện": "huyen", "thành phố": "thanh-pho", "thị xã": "thi-xa", "quận": "quan",
}  # fmt: skip
_FORMER = ("thi-xa", "thị xã"), ("quan", "quận")
_ORDER = {"dang": 0, "hdnd": 1, "mttq": 2}


class Founded(NamedTuple):
    """The registry of a new office."""

    text: str
    """co-quan.toml, whole."""
    id: str
    """The id of the office in it."""
    frame: int
    """How many bodies were taken from the frame and have to be looked at."""


def found_office(
    area: Area,
    country: Country,
    kinds: Sequence[BoMay],
    shared: DanhMucCoQuan,
    day: date,
    office: BoMay | None = None,
) -> Founded:
    """The registry of the office of a unit that exists on a day, or of one of its bodies.

    `kinds` are all kinds of bodies; of `shared` only the levels and kinds of agencies are taken.
    `office` is the kind of the body that the registry is for; None: the unit's committee.
    """
    return _Founding(area, country, kinds, shared, day, office).run()


class _Founding:
    def __init__(
        self,
        area: Area,
        country: Country,
        kinds: Sequence[BoMay],
        shared: DanhMucCoQuan,
        day: date,
        office: BoMay | None,
    ) -> None:
        self.area, self.country, self.shared, self.day = area, country, shared, day
        self.office = office
        self.kinds = [k for k in kinds if (k.lap_san or k is office) and k.on(day)]
        self.central = [k for k in kinds if k.bac == 0 and k.loai == "bo" and k.on(day)]
        self.province = country.province(area, day)
        self.three = day < TWO_LEVELS
        """Whether communes stood below districts on the day."""
        self.units = country.below(self.province, day)
        if self.three and (district := self._own_district()) is not None:
            self.units = [*self.units, *country.below(district, day)]
        self.renamed = {} if self.three else self._renamed()
        first = self.renamed.get(_mark(area), area)
        self.before = country.predecessors(first) if area.level > 1 and not self.three else []
        first = self.renamed.get(_mark(self.province), self.province)
        self.provinces_before = [] if self.three else country.predecessors(first)
        self.ids = self._ids()
        self.frame = 0

    def run(self) -> Founded:
        above, own = self.province, self.area
        parts = [
            self._head(),
            "\n".join(_table("cap", level) for level in self._levels()),
            _section("Loại cơ quan"),
            "\n".join(_table("loai", kind) for kind in self.shared.loai),
            *self._ministries(),
            _section(f"Cấp tỉnh: {above.full}"),
            "\n".join(_table("co_quan", one) for one in self._provincial()),
            _section(f"Đơn vị trực thuộc {above.full}"),
            "\n".join(self._unit(one) for one in self.units),
        ]
        if own.level > 1:
            bodies = self._bodies(own, own.level)
            parts += [_section(f"Cơ quan, bộ phận của {own.full}"), self._framed(bodies)]
        former = self._former()
        if former:
            parts += [
                _section(f"Đơn vị đã nhập vào {own.full}"),
                "\n".join(_table("co_quan", one) for one in former),
            ]
        id_ = self.ids[_mark(own)]
        if self.office is not None:
            id_ = _body(self.office, own, self._cap(own), id_).id
        return Founded("\n".join(parts), id_, self.frame)

    # ------------------------------------------------------------------ ids, levels

    def _renamed(self) -> dict[tuple[str, str], Area]:
        """Unit → the same unit under its earlier kind, where it changed after July 2025."""
        earlier: dict[tuple[str, str], Area] = {}
        for one in [self.province, *self.units]:
            if one.since is not None and one.since > TWO_LEVELS:
                (before,) = self.country.predecessors(one)
                earlier[_mark(one)] = before
        return earlier

    def _ids(self) -> dict[tuple[str, str], str]:
        """Unit → id; where two would be one on one day, both carry their code."""
        former = [*self.before, *(d for d in map(self._district, self.before) if d is not None)]
        old = [*self.provinces_before, *former]
        users: dict[str, list[Area]] = {}
        for one in {_mark(a): a for a in [self.province, *self.units, *old]}.values():
            users.setdefault(_plain_id(one), []).append(one)
        ids: dict[tuple[str, str], str] = {}
        for plain, areas in users.items():
            for one in areas:
                twin = any(o is not one and o.until == one.until for o in areas)
                ids[_mark(one)] = f"{plain}-{one.code}" if twin else plain
        for later, earlier in self.renamed.items():
            ids[_mark(earlier)] = ids[later]
        return ids

    def _own_district(self) -> Area | None:
        """The district of the office: its own, or that of its commune."""
        if self.area.level == DISTRICT:
            return self.area
        return self.country.superior(self.area, self.day) if self.area.level > DISTRICT else None

    def _district(self, area: Area) -> Area | None:
        return self.country.superior(area) if area.level == 3 else None

    def _levels(self) -> list[Cap]:
        """The shared levels; that of the province under its own word, "tỉnh" or "thành phố"."""
        word = self.province.kind
        levels = [
            msgspec.structs.replace(cap, ten=word) if cap.id == "tinh" else cap
            for cap in self.shared.cap
        ]
        known = {cap.id for cap in levels}
        last = date.fromordinal(TWO_LEVELS.toordinal() - 1)
        return levels + [
            Cap(id=id_, ten=ten, bac=2, den=last) for id_, ten in _FORMER if id_ not in known
        ]

    # ------------------------------------------------------------------ records

    def _head(self) -> str:
        lines = [
            f"Danh mục cơ quan của {self.area.full}"
            + (f", {self.province.full}" if self.area.level > 1 else ""),
            "",
            "Tên, mã đơn vị hành chính theo danh mục của Nhà nước. Cơ quan, bộ phận có",
            "`tu_nho = true` ghi theo khung chung cả nước: sửa cho đúng với nơi này (tên, vai trò,",
            "bỏ, thêm), rồi xóa dòng tu_nho.",
            "`tu`: ngày đầu tiên, `den`: ngày cuối cùng. Mã đơn vị một mình không chỉ được đơn vị",
            "nào: phải kèm ngày.",
        ]
        return "\n".join([*(f"# {x}".rstrip() for x in lines), "phien_ban = 1", _section("Cấp")])

    def _ministries(self) -> list[str]:
        """Who stands above a province: it takes up their plans, and answers them.

        A commune has its province above it, and is set up without them.
        """
        if self.area.level > 1:
            return []
        bodies = [_central(kind) for kind in self.central]
        return [_section("Trung ương"), self._framed(bodies)]

    def _provincial(self) -> list[CoQuan]:
        own = self.ids[_mark(self.province)]
        former = self.provinces_before
        same = [p for p in former if _plain_id(p) == own]
        merged = any(p.code != self.province.code for p in same)
        here = _record(self.province, own, "tinh", None)
        if not merged and len(same) == 1:
            here.tu = None  # the same unit before and after
        rows = [here, *self._bodies(self.province, 1)]
        if earlier := self.renamed.get(_mark(self.province)):
            rows.insert(0, _record(earlier, own, "tinh", None))
        rows += [
            CoQuan(
                id="so-ban-nganh", loai="nhom", cap="tinh", ten="Các sở, ban, ngành",
                ten_trong_cau="các sở, ban, ngành", gom=Gom(loai=["chuyen-mon"], truc_thuoc=own),
            ),
            *([self._all_districts(own)] if self.three else [self._all_communes(own)]),
        ]  # fmt: skip
        rows += [
            _record(p, self.ids[_mark(p)], "tinh", None) for p in former if merged or p not in same
        ]
        return rows

    def _all_communes(self, own: str) -> CoQuan:
        return CoQuan(
            id="ubnd-xa-phuong", loai="ubnd", cap="tinh", don_vi=self._all_units(),
            gom=Gom(loai=["ubnd"], cap=["xa", "phuong", "dac-khu"], truc_thuoc=own),
            tu=TWO_LEVELS,
        )  # fmt: skip

    def _all_districts(self, own: str) -> CoQuan:
        return CoQuan(
            id="ubnd-huyen-thanh-pho", loai="ubnd", cap="tinh",
            don_vi="các huyện, thị xã, thành phố",
            gom=Gom(loai=["ubnd"], cap=["huyen", "thanh-pho", "thi-xa", "quan"], truc_thuoc=own),
            den=date.fromordinal(TWO_LEVELS.toordinal() - 1),
        )  # fmt: skip

    def _all_units(self) -> str:
        kinds = {one.kind for one in self.units}
        return "các " + ", ".join(kind for kind in ("xã", "phường", "đặc khu") if kind in kinds)

    def _unit(self, area: Area) -> str:
        over = self.country.superior(area, self.day) if self.three else None
        above = self.ids[_mark(over or self.province)]
        periods = [one for one in (self.renamed.get(_mark(area)), area) if one is not None]
        records = [_record(a, self.ids[_mark(area)], _CAPS[a.kind], above) for a in periods]
        question = (
            f"# Có phải tên người? Nếu phải: don_vi, dia_danh ghi “{_with_capital(area)}”.\n"
            if area.maybe_person
            else ""
        )
        return question + "\n".join(_table("co_quan", record) for record in records)

    @staticmethod
    def _cap(area: Area) -> str:
        return "tinh" if area.level == 1 else _CAPS[area.kind]

    def _bodies(self, area: Area, level: int) -> list[CoQuan]:
        """The bodies of a unit by the frame: those whose kind is set up beforehand."""
        above = self.ids[_mark(area)]
        cap = self._cap(area)
        fitting = [k for k in self.kinds if k.bac == level and (not k.cap or cap in k.cap)]
        fitting.sort(key=lambda kind: _ORDER.get(kind.role or "", 3))
        self.frame += len(fitting)
        return [_body(kind, area, cap, above) for kind in fitting]

    def _framed(self, bodies: Iterable[CoQuan]) -> str:
        return "\n".join(_table("co_quan", one) for one in bodies)

    def _former(self) -> list[CoQuan]:
        """The units that became the own one, with their districts, until the last day."""
        rows: list[CoQuan] = []
        seen: set[tuple[str, str]] = set()
        for area in self.before:
            district = self._district(area)
            province = self.country.province(area)
            above = self.ids.get(_mark(province), self.ids[_mark(self.province)])
            if district is not None and _mark(district) not in seen:
                seen.add(_mark(district))
                cap = _CAPS[district.kind]
                rows.append(_record(district, self.ids[_mark(district)], cap, above))
            if district is not None:
                above = self.ids[_mark(district)]
            rows.append(_record(area, self.ids[_mark(area)], _CAPS[area.kind], above))
        return rows


# ------------------------------------------------------------------------------ pieces


def _mark(area: Area) -> tuple[str, str]:
    """What tells a unit from all others: its code and its last day."""
    return area.code, area.until.isoformat() if area.until else ""


def _slug(text: str) -> str:
    return name_key(text).replace(" ", "-")


def _plain_id(area: Area) -> str:
    kind = {"thành phố": "tp"}.get(area.kind) or _slug(area.kind)
    return f"ubnd-{kind}-{_slug(area.name)}"


def _with_capital(area: Area) -> str:
    return f"{area.kind[:1].upper()}{area.kind[1:]} {area.name}"


def _record(area: Area, id_: str, cap: str, above: str | None) -> CoQuan:
    return CoQuan(
        id=id_, loai="ubnd", cap=cap, don_vi=area.full, dia_danh=area.place_line,
        truc_thuoc=above, ma=area.code, tu=area.since, den=area.until,
    )  # fmt: skip


def _body(kind: BoMay, area: Area, cap: str, above: str) -> CoQuan:
    """One body of a unit, named after its kind and the kind of the unit."""
    id_ = kind.id.removesuffix("-xa") + f"-{cap}" if kind.id.endswith("-xa") else kind.id
    patterned = kind.loai in ("thuong-truc-hdnd", "mttq")
    level = f" {area.kind}" if kind.kem_cap else ""
    group = kind.loai == "nhom"
    part = above if kind.loai in PARTS else None
    return CoQuan(
        id=id_,
        loai=kind.loai,
        cap=cap,
        don_vi=area.kind if patterned else "",
        ten=None if patterned else f"{kind.ten}{level}",
        ten_ngan=f"{kind.ten_ngan}{level}" if kind.ten_ngan and not patterned else None,
        ten_trong_cau=f"{kind.ten[:1].lower()}{kind.ten[1:]}{level}" if group else None,
        truc_thuoc=part,
        chu_quan=part,
        ky_hieu=next(iter(kind.viet_tat), None) if part else None,
        vai_tro=None if patterned else kind.role,
        tu=kind.tu,
        tu_nho=True,
        nguon=kind.nguon,
    )


def _central(kind: BoMay) -> CoQuan:
    """A ministry, or another body of the centre: the same for all provinces."""
    return CoQuan(
        id=kind.id, loai=kind.loai, cap="trung-uong", ten=kind.ten, dia_danh="Hà Nội",
        ky_hieu=next(iter(kind.viet_tat), None), vai_tro=kind.role, tu=kind.tu, den=kind.den,
        tu_nho=kind.tu_nho, nguon=kind.nguon,
    )  # fmt: skip


def _table(name: str, record: Base) -> str:
    """One record as TOML; what equals its default is left out."""
    lines = [f"[[{name}]]"]
    for key, value in msgspec.to_builtins(record, builtin_types=(date,)).items():
        lines.append(f"{key} = {_inline(value) if isinstance(value, dict) else literal(value)}")
    return "\n".join(lines) + "\n"


def _inline(values: dict[str, object]) -> str:
    return "{ " + ", ".join(f"{key} = {literal(value)}" for key, value in values.items()) + " }"


def _section(title: str) -> str:
    return f"\n# {'=' * 64} {title}\n"
