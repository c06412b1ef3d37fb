"""Two reports of one unit for one period made one: what both say differently is kept twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.progress.reported import ANSWERED, FIGURED, IN_GENERAL, KhacNhau
from generator.progress.saying import figure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.reported import BaoCao


RowOfForm = TypeVar("RowOfForm", bound=Struct)


class JoinedReport(NamedTuple):
    """The joined report and what happened to each value."""

    report: BaoCao
    filled: int
    """Values that were blank before."""
    differing: tuple[KhacNhau, ...]
    """Contradictions that are new."""
    kept: tuple[str, ...]
    """Nodes whose value stands although the later source leaves it blank."""


def join(old: BaoCao, new: BaoCao, old_source: str, new_source: str) -> JoinedReport:
    """The old report with what the new one adds; no value of either is lost.

    A blank is filled; equal values stay; different ones stay both, as a contradiction with
    both sources, and the old one stands in the row until a person chooses.
    """
    work = RowJoiner(old_source, new_source)
    tasks = work.rows(old.ket_qua, new.ket_qua, "nut", ANSWERED)
    figures = work.rows(old.so_lieu, new.so_lieu, "chi_tieu", FIGURED)
    known = {_key(one) for one in old.khac_nhau}
    carried = [one for one in new.khac_nhau if _key(one) not in known]
    fresh = [one for one in work.differing if _key(one) not in known]
    sources = [*old.bao_cao.nguon, *(s for s in new.bao_cao.nguon if s not in old.bao_cao.nguon)]
    general = {name: work.general(old, new, name) for name in IN_GENERAL}
    head = replace(
        old.bao_cao, **general, nguon=sources,
        so_ky_hieu=old.bao_cao.so_ky_hieu or new.bao_cao.so_ky_hieu,
        ngay=old.bao_cao.ngay or new.bao_cao.ngay,
    )  # fmt: skip
    joined = replace(
        old, bao_cao=head, ket_qua=tasks, so_lieu=figures,
        khac_nhau=[*old.khac_nhau, *carried, *fresh],
    )  # fmt: skip
    return JoinedReport(joined, work.filled, (*carried, *fresh), tuple(work.kept))


def _key(one: KhacNhau) -> tuple[str, str, tuple[str, ...]]:
    return one.nut, one.truong, tuple(one.gia_tri)


def same_value(a: str, b: str, unit: str = "") -> bool:
    """Whether two cells say the same: equal words, or equal numbers written differently.

    `unit`: of measure, which may stand behind either: "5.640 con" is 5640.
    """
    if " ".join(a.split()) == " ".join(b.split()):
        return True
    one, other = figure_of(a, unit), figure_of(b, unit)
    return one is not None and one == other


class RowJoiner:
    """Joins rows of two sources by an id, field by field; differing values are kept twice."""

    def __init__(self, old_source: str, new_source: str) -> None:
        self.sources = [old_source, new_source]
        self.filled = 0
        self.differing: list[KhacNhau] = []
        self.kept: list[str] = []

    def rows(
        self, old: Sequence[RowOfForm], new: Sequence[RowOfForm], id_: str, fields: tuple[str, ...]
    ) -> list[RowOfForm]:
        """The rows of the old source filled up by the new one, then those it has more."""
        later: dict[tuple[str, str], RowOfForm] = {}
        for row in new:
            later.setdefault(_row_key(row, id_), row)
        made = []
        for row in old:
            other = later.pop(_row_key(row, id_), None)
            made.append(row if other is None else self._row(row, other, id_, fields))
        added = list(later.values())
        self.filled += sum(1 for row in added for name in fields if getattr(row, name))
        return made + added

    def general(self, old: BaoCao, new: BaoCao, name: str) -> str:
        """What both sources say of no task in particular: both, each paragraph once."""
        before, after = getattr(old.bao_cao, name), getattr(new.bao_cao, name)
        fresh = [line for line in after.split("\n") if line and line not in before.split("\n")]
        self.filled += bool(fresh)
        return "\n".join([before, *fresh] if before else fresh)

    def _row(
        self, row: RowOfForm, other: RowOfForm, id_: str, fields: tuple[str, ...]
    ) -> RowOfForm:
        values = {}
        for name in fields:
            before, after = getattr(row, name), getattr(other, name)
            unit = getattr(row, "don_vi", "") if name == "gia_tri" else ""
            if before and after and not same_value(before, after, unit):
                node = "".join(_row_key(row, id_))
                pair = [before, after]
                self.differing.append(
                    KhacNhau(nut=node, truong=name, gia_tri=pair, nguon=list(self.sources))
                )
            elif after and not before:
                values[name] = after
                self.filled += 1
            elif before and not after and name != "loi":  # the words of a state go with it
                self.kept.append("".join(_row_key(row, id_)))
        return replace(row, **values) if values else row


def _row_key(row: Struct, id_: str) -> tuple[str, str]:
    """A row that was not found in the plan is known by its words."""
    node = getattr(row, id_)
    return (node, "") if node else ("", getattr(row, "noi_dung", ""))
