"""What is wrong in the registry of agencies, beyond what the schema can say."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, error, nearest, warning
from generator.locale import _
from generator.plan.agencies import covers, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.plan.agencies import Cap, LoaiCoQuan, Registry
    from generator.plan.records import CoQuan
    from generator.plan.source import TomlSource

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def check(registry: Registry, source: TomlSource) -> list[Diagnostic]:
    """Every contradiction in the registry, with its place."""
    return [
        *_levels_and_kinds(registry, source),
        *_agencies(registry, source),
        *_periods(registry, source),
        *_cycles(registry, source),
    ]


def near_ids(word: str, known: Iterable[str]) -> list[str]:
    """The ids a wrong one may stand for: "xã" → xa, "ubnd-tin" → ubnd-tinh."""
    from generator.plan.mistakes import slug

    ids = list(known)
    same = slug(word)
    return [same] if same in ids and same != word else nearest(word, ids)


def did_you_mean(near: list[str]) -> tuple[str, ...]:
    """The hint that names the ids most like a wrong one."""
    return (_("Có phải: {ids}").format(ids=", ".join(near)),) if near else ()


def period_text(item: CoQuan | Cap) -> str:
    """A period in words: "từ 01/7/2025", "đến 30/6/2025"."""
    from generator.plan.wording import short_date

    parts = []
    if item.tu:
        parts.append(_("từ {day}").format(day=short_date(item.tu)))
    if item.den:
        parts.append(_("đến {day}").format(day=short_date(item.den)))
    return " ".join(parts) or _("mọi lúc")


def _levels_and_kinds(registry: Registry, source: TomlSource) -> Iterator[Diagnostic]:
    for row, level in enumerate(registry.data.cap):
        twins = registry.data.cap[:row]
        if any(t.id == level.id and overlap(t, level) for t in twins):
            message = _("Cấp “{id}” khai báo hai lần cho cùng một thời gian").format(id=level.id)
            yield error("CQ209", message, source.span(("cap", row, "id")))
    seen: set[str] = set()
    for row, kind in enumerate(registry.data.loai):
        if kind.id in seen:
            message = _("Loại cơ quan “{id}” khai báo hai lần").format(id=kind.id)
            yield error("CQ209", message, source.span(("loai", row, "id")))
        seen.add(kind.id)
        yield from _patterns(kind, row, source)


def _patterns(kind: LoaiCoQuan, row: int, source: TomlSource) -> Iterator[Diagnostic]:
    for key in ("ten", "ten_ngan", "ten_tieu_de", "ten_trong_cau"):
        value = getattr(kind, key)
        for number, pattern in enumerate(value if isinstance(value, list) else [value or ""]):
            for found in _PLACEHOLDER.findall(pattern):
                if found not in ("{don_vi}", "{DON_VI}"):
                    loc = (key, number) if isinstance(value, list) else (key,)
                    message = _("Không có chỗ điền {name} trong mẫu tên").format(name=found)
                    hint = _("Các chỗ điền được dùng: {names}").format(names="{don_vi}, {DON_VI}")
                    yield error("CQ208", message, source.span(("loai", row, *loc)), hint)


def _agencies(registry: Registry, source: TomlSource) -> Iterator[Diagnostic]:
    records = registry.data.co_quan
    levels = registry.levels()
    kinds = {kind.id: kind for kind in registry.data.loai}
    ids = {record.id for record in records}

    def unknown(
        code: str, what: str, word: str, row: int, key: tuple[str | int, ...], known: Iterable[str]
    ) -> Diagnostic:
        message = _("Không có {what} “{id}” trong danh mục").format(what=what, id=word)
        span = source.span(("co_quan", row, *key))
        return error(code, message, span, *did_you_mean(near_ids(word, known)))

    for row, record in enumerate(records):
        if record.cap and record.cap not in levels:
            yield unknown("CQ201", _("cấp"), record.cap, row, ("cap",), levels)
        kind = kinds.get(record.loai or "")
        if record.loai is not None and kind is None:
            yield unknown("CQ202", _("loại cơ quan"), record.loai, row, ("loai",), kinds)
        for key in ("truc_thuoc", "chu_quan"):
            above = getattr(record, key)
            if above is not None and above not in ids:
                yield unknown("CQ203", _("cơ quan"), above, row, (key,), ids)
        if record.gom is not None:
            for number, level in enumerate(record.gom.cap):
                if level not in levels:
                    yield unknown("CQ201", _("cấp"), level, row, ("gom", "cap", number), levels)
            for number, name in enumerate(record.gom.loai):
                if name not in kinds:
                    loc = ("gom", "loai", number)
                    yield unknown("CQ202", _("loại cơ quan"), name, row, loc, kinds)
            above = record.gom.truc_thuoc
            if above is not None and above not in ids:
                yield unknown("CQ203", _("cơ quan"), above, row, ("gom", "truc_thuoc"), ids)
        if not record.ten and (kind is None or ("{" in kind.ten and not record.don_vi)):
            yield _nameless(record, row, kind, source)


def _nameless(record: CoQuan, row: int, kind: LoaiCoQuan | None, source: TomlSource) -> Diagnostic:
    message = _("Cơ quan “{id}” chưa có tên").format(id=record.id)
    if kind is not None:
        hint = _("Thêm don_vi cho mẫu tên “{pattern}”, hoặc thêm ten").format(pattern=kind.ten)
    else:
        hint = _("Thêm ten, hoặc loai cùng don_vi")
    return error("CQ207", message, source.span(("co_quan", row, "id")), hint)


def _periods(registry: Registry, source: TomlSource) -> Iterator[Diagnostic]:
    records = registry.data.co_quan
    rows_of: dict[str, list[int]] = {}
    for row, record in enumerate(records):
        rows_of.setdefault(record.id, []).append(row)
    yield from _backwards("cap", registry.data.cap, source)
    yield from _backwards("co_quan", records, source)
    for id_, rows in rows_of.items():
        yield from _overlaps(id_, rows, records, source)
    yield from _same_codes(records, source)
    for row, record in enumerate(records):
        above = rows_of.get(record.truc_thuoc or "", [])
        if above and not any(overlap(records[r], record) for r in above):
            message = _("“{id}” ({period}) trực thuộc “{above}” không tồn tại trong thời gian đó")
            hint = _("“{above}” chỉ có {periods}").format(
                above=record.truc_thuoc, periods="; ".join(period_text(records[r]) for r in above)
            )
            yield warning(
                "CQ211",
                message.format(id=record.id, period=period_text(record), above=record.truc_thuoc),
                source.span(("co_quan", row, "truc_thuoc")),
                hint,
            )


def _backwards(
    name: str, items: Sequence[Cap | CoQuan], source: TomlSource
) -> Iterator[Diagnostic]:
    for row, item in enumerate(items):
        if item.tu and item.den and item.tu > item.den:
            message = _("“{id}” kết thúc ({den}) trước khi bắt đầu ({tu})").format(
                id=item.id, den=item.den, tu=item.tu
            )
            yield error("CQ206", message, source.span((name, row, "den")))


def _overlaps(
    id_: str, rows: Sequence[int], records: Sequence[CoQuan], source: TomlSource
) -> Iterator[Diagnostic]:
    for position, row in enumerate(rows):
        for earlier in rows[:position]:
            if overlap(records[earlier], records[row]):
                first = source.span(("co_quan", earlier, "id"))
                message = _("Hai thời kỳ của “{id}” trùng nhau: {a} (dòng {line}) và {b}").format(
                    id=id_,
                    a=period_text(records[earlier]),
                    line=first.line,
                    b=period_text(records[row]),
                )
                hint = _("Đặt tu, den để các thời kỳ rời nhau, hoặc đổi mã một cơ quan")
                yield error("CQ205", message, source.span(("co_quan", row, "id")), hint)
                break


def _same_codes(records: Sequence[CoQuan], source: TomlSource) -> Iterator[Diagnostic]:
    """One unit code for two units at one time; across periods codes are used again."""
    users: dict[str, list[int]] = {}
    for row, record in enumerate(records):
        if record.ma:
            users.setdefault(record.ma, []).append(row)
    for code, rows in users.items():
        for position, row in enumerate(rows):
            others = (
                r
                for r in rows[:position]
                if records[r].don_vi != records[row].don_vi and overlap(records[r], records[row])
            )
            other = next(others, None)
            if other is not None:
                message = _("Mã đơn vị {code} đã dùng cho “{id}” trong cùng thời gian").format(
                    code=code, id=records[other].id
                )
                yield warning("CQ210", message, source.span(("co_quan", row, "ma")))


def _cycles(registry: Registry, source: TomlSource) -> Iterator[Diagnostic]:
    """Rings of `truc_thuoc` on any day. The relation changes only where a period begins."""
    records = registry.data.co_quan
    reported: set[frozenset[str]] = set()
    for day in sorted({date.min, *(r.tu for r in records if r.tu)}):
        above = {
            r.id: (r.truc_thuoc, row)
            for row, r in enumerate(records)
            if r.truc_thuoc is not None and covers(r, day)
        }
        for ring in _rings(above):
            if frozenset(ring) not in reported:
                reported.add(frozenset(ring))
                row = min(above[id_][1] for id_ in ring)
                start = ring.index(records[row].id)
                names = [*ring[start:], *ring[:start], records[row].id]
                message = _("Quan hệ trực thuộc thành vòng: {ids}").format(ids=" → ".join(names))
                hint = _("Sửa truc_thuoc của một trong các cơ quan này")
                yield error("CQ204", message, source.span(("co_quan", row, "truc_thuoc")), hint)


def _rings(above: dict[str, tuple[str, int]]) -> Iterator[list[str]]:
    done: set[str] = set()
    for start in above:
        path: list[str] = []
        at: dict[str, int] = {}
        id_ = start
        while id_ in above and id_ not in done and id_ not in at:
            at[id_] = len(path)
            path.append(id_)
            id_ = above[id_][0]
        if id_ in at:
            yield path[at[id_] :]
        done.update(path)


def ids_named(registry: Registry, name: str, day: date | None) -> list[str]:
    """The agencies called so on a day: by full or short name; a committee also by its unit's."""
    wanted = _folded(name)
    return [id_ for id_ in registry.known(day) if wanted in _names_of(registry, id_, day)]


def _names_of(registry: Registry, id_: str, day: date | None) -> set[str]:
    agency = registry.get(id_, day)
    if agency is None:
        return set()
    names = {agency.ten, agency.ten_ngan}
    if agency.loai == "ubnd" and agency.don_vi:
        names.add(agency.don_vi)
    return {_folded(name) for name in names if name}


def _folded(name: str) -> str:
    return " ".join(name.replace("–", "-").split()).casefold()
