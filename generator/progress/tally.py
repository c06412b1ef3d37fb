"""What a score sheet adds up to: every sum made anew and set beside the stated one.

Pure. Nothing is put right in silence: points beyond the most, sums that differ, points that a
formula gives otherwise, points without a proof are told with both figures.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.locale import _
from generator.progress.criteria import points
from generator.progress.formula import BadFormulaError, figures_of, worked_out
from generator.progress.saying import number_of, number_text, proved
from generator.progress.score_sheet import ROUNDS, DongCham
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.progress.criteria import TepTieuChi, TieuChi
    from generator.progress.score_sheet import PhieuCham

RemarkKind = Literal[
    "blank", "no_number", "over", "below", "formula", "figures", "unproved", "sum", "ceiling",
    "unexplained", "differing", "unknown",
]  # fmt: skip


class ScoreRemark(NamedTuple):
    """Something in a sheet that somebody has to look at."""

    number: str
    """Of the criterion; "" for the whole sheet."""
    kind: RemarkKind
    detail: str


class ScoreLine(NamedTuple):
    """A criterion with its points; of one that has parts the sums of its parts."""

    number: str
    name: str
    leaf: bool
    kind: str
    """thuong: added beyond the total; tru: taken off it; "": of the total."""
    most: Decimal
    own: Decimal | None
    appraised: Decimal | None
    second: Decimal | None

    @property
    def final(self) -> Decimal | None:
        """The points that hold: of the second appraisal, else of the first."""
        return self.second if self.second is not None else self.appraised

    @property
    def lost(self) -> Decimal:
        """Points that were appraised away from the most; 0 before an appraisal."""
        return self.most - self.final if self.final is not None and not self.kind else Decimal(0)


class ScoreTotals(NamedTuple):
    """The sum of a sheet in each round, bonus and penalty within their ceilings; None: not said."""

    most: Decimal
    own: Decimal | None
    appraised: Decimal | None
    final: Decimal | None


class Tally(NamedTuple):
    """A sheet added up."""

    unit: str
    lines: tuple[ScoreLine, ...]
    totals: ScoreTotals
    remarks: tuple[ScoreRemark, ...]
    awaiting: tuple[str, ...]
    """Names of rounds in which nothing was said."""

    def fields(self) -> list[ScoreLine]:
        """The criteria at the top of the tree."""
        return [line for line in self.lines if "." not in line.number]


def tally(criteria: TepTieuChi, sheet: PhieuCham) -> Tally:
    """Add up a sheet."""
    work = _Adding(criteria, sheet)
    lines = tuple(work.line(one) for one in criteria.tieu_chi)
    for one, line in zip(criteria.tieu_chi, lines, strict=True):
        if line.leaf:
            work.look(one, line)
        else:
            work.against_stated(line)
    totals = ScoreTotals(
        criteria.total(),
        work.total(lines, lambda line: line.own, _("tự chấm")),
        work.total(lines, lambda line: line.appraised, _("thẩm định")),
        work.total(lines, lambda line: line.final, _("điểm cuối")),
    )
    work.others()
    awaiting = tuple(one.name for one in ROUNDS if not sheet.answered(one))
    return Tally(sheet.phieu.don_vi, lines, totals, tuple(work.remarks), awaiting)


class _Adding:
    def __init__(self, criteria: TepTieuChi, sheet: PhieuCham) -> None:
        self.criteria, self.sheet = criteria, sheet
        self.rows = sheet.settled()
        self.remarks: list[ScoreRemark] = []
        self.leaves = criteria.leaves()
        self._blank = DongCham(so="")

    def tell(self, number: str, kind: RemarkKind, detail: str) -> None:
        self.remarks.append(ScoreRemark(number, kind, detail))

    def _row(self, number: str) -> DongCham:
        return self.rows.get(number, self._blank)

    def line(self, one: TieuChi) -> ScoreLine:
        """A criterion with its points, of a parent added up from the scored parts below it."""
        below = [leaf for leaf in self.leaves if leaf.so.startswith(f"{one.so}.")]
        leaves = below or [one]
        counted = [leaf for leaf in leaves if leaf.loai == one.loai]
        values = [
            _sum(number_of(getattr(self._row(leaf.so), name)) for leaf in counted)
            for name in ("tu_cham", "tham_dinh")
        ]
        again = _sum(self._latest(leaf.so) for leaf in counted)
        said_again = any(self._row(leaf.so).tham_dinh_lai for leaf in counted)
        most = sum(map(points, counted), Decimal(0))
        return ScoreLine(
            one.so, one.ten, not below, one.loai, most, values[0], values[1],
            again if said_again else None,
        )  # fmt: skip

    def _latest(self, number: str) -> Decimal | None:
        row = self._row(number)
        return number_of(row.tham_dinh_lai or row.tham_dinh)

    # -------------------------------------------------------------------- what is told

    def look(self, one: TieuChi, line: ScoreLine) -> None:
        """Look at the points of a scored criterion, round by round."""
        row = self._row(one.so)
        for turn in ROUNDS:
            said = getattr(row, turn.points) if turn.points else ""
            value = number_of(said)
            if said and value is None:
                self.tell(one.so, "no_number", said)
            elif value is not None and value < 0:
                self.tell(one.so, "below", f"{said} ({_(turn.words)})")
            elif value is not None and one.diem and value > line.most:
                detail = _("{co} ({vong}), tối đa {most}")
                text = detail.format(co=said, vong=_(turn.words), most=one.diem)
                self.tell(one.so, "over", text)
        if not row.tu_cham and not one.loai and not self._open(one.so, "tu_cham"):
            self.tell(one.so, "blank", one.ten)
        self._formula(one, line, row)
        self._proofs(one, line, row)

    def _open(self, number: str, name: str) -> bool:
        """Whether two papers still disagree about a cell."""
        pairs = ((d.nut, d.truong, d.chot) for d in self.sheet.khac_nhau)
        return (number, name, None) in pairs

    def _formula(self, one: TieuChi, line: ScoreLine, row: DongCham) -> None:
        """Set the points of a formula beside those that the unit says."""
        figures, wrong = figures_of(row.so_lieu)
        for part in wrong:
            self.tell(one.so, "figures", part)
        if not one.cong_thuc or line.own is None:
            return
        try:
            value = round(worked_out(one.cong_thuc, figures), 4)
        except BadFormulaError as fault:
            self.tell(one.so, "formula", _("{ct}: {loi}").format(ct=one.cong_thuc, loi=fault))
            return
        places = max(-int(line.own.as_tuple().exponent), 2)
        if abs(value - line.own) >= Decimal(10) ** -places:
            detail = _("tự chấm {co}, công thức {ct} cho {tinh}")
            text = detail.format(co=row.tu_cham, ct=one.cong_thuc, tinh=number_text(value))
            self.tell(one.so, "formula", text)

    def _proofs(self, one: TieuChi, line: ScoreLine, row: DongCham) -> None:
        """Points that the unit gives itself need a proof; points taken from it an explanation."""
        surveyed = "dieu tra" in fold(one.cach)
        claimed = line.own is not None and line.own > 0 and one.loai != "tru"
        if claimed and not surveyed and not proved(f"{row.minh_chung}; {row.minh_chung_them}"):
            self.tell(one.so, "unproved", row.minh_chung or _("không nêu minh chứng"))
        final = line.appraised
        lower = line.own is not None and final is not None and final < line.own
        if lower and not row.giai_trinh:
            detail = _("tự chấm {co}, thẩm định {con}")
            self.tell(one.so, "unexplained", detail.format(co=row.tu_cham, con=row.tham_dinh))

    def against_stated(self, line: ScoreLine) -> None:
        """Set the sums that a paper states beside those of its parts."""
        row = self._row(line.number)
        sums = {"tu_cham": line.own, "tham_dinh": line.appraised, "tham_dinh_lai": line.second}
        for turn in ROUNDS:
            said = getattr(row, turn.points) if turn.points else ""
            value, added = number_of(said), sums.get(turn.points)
            if value is not None and value != (added or Decimal(0)):
                detail = _("{vong}: nêu {co}, các phần cộng lại {cong}")
                text = detail.format(
                    vong=_(turn.words), co=said, cong=number_text(added or Decimal(0))
                )
                self.tell(line.number, "sum", text)

    def total(
        self, lines: Iterable[ScoreLine], of: Callable[[ScoreLine], Decimal | None], words: str
    ) -> Decimal | None:
        """All points of a round: bonus and penalty no more than their ceilings."""
        values: dict[str, Decimal | None] = {
            kind: _sum(of(line) for line in lines if line.leaf and line.kind == kind)
            for kind in ("", "thuong", "tru")
        }
        head = self.criteria.bo
        for kind, ceiling in (("thuong", head.thuong_toi_da), ("tru", head.tru_toi_da)):
            most, value = number_of(ceiling), values[kind]
            if most is not None and value is not None and value > most:
                name = _("Điểm thưởng") if kind == "thuong" else _("Điểm trừ")
                detail = _("{ten} ({vong}) {co}, nhiều nhất {most}: tính {most}")
                said = number_text(value)
                self.tell("", "ceiling", detail.format(ten=name, vong=words, co=said, most=ceiling))
                values[kind] = most
        if all(value is None for value in values.values()):
            return None
        bonus, penalty = values["thuong"] or Decimal(0), values["tru"] or Decimal(0)
        return (values[""] or Decimal(0)) + bonus - penalty

    def others(self) -> None:
        """Tell of contradictions that nobody settled, and of rows the set does not have."""
        for one in self.sheet.khac_nhau:
            if one.chot is None:
                pairs = zip(one.gia_tri, one.nguon, strict=False)
                said = "; ".join(f"{value} ({source})" for value, source in pairs)
                self.tell(one.nut, "differing", f"{one.truong}: {said}")
        known = {one.so for one in self.criteria.tieu_chi}
        for row in self.sheet.dong:
            if row.so not in known:
                self.tell(row.so, "unknown", "; ".join(filter(None, (row.tu_cham, row.tham_dinh))))


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the values that are there; None where there is none."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if there else None
