"""The words of a coverage matrix, the same on the terminal, in JSON and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.covering.coverage_cells import CellState
from generator.cascade.covering.open_names import close
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.covering.coverage_cells import Local, Reason, Sum, UnitRow
    from generator.cascade.covering.survey import CoverageSurvey

SYMBOLS = {
    CellState.TAKEN: "●",
    CellState.ADAPTED: "◐",
    CellState.REASONED: "○",
    CellState.DROPPED: "✗",
    CellState.LATE: "▶",
    CellState.CONTRADICTED: "≠",
    CellState.MISSING: "–",
}
KEYS = {
    CellState.TAKEN: "taken",
    CellState.ADAPTED: "adapted",
    CellState.REASONED: "dropped-with-reason",
    CellState.DROPPED: "dropped",
    CellState.LATE: "late",
    CellState.CONTRADICTED: "contradicted",
    CellState.MISSING: "missing",
}
"""Names for programs; they never change."""


def label(state: CellState) -> str:
    """What a state is called."""
    return {
        CellState.TAKEN: _("đưa vào đủ"),
        CellState.ADAPTED: _("có điều chỉnh"),
        CellState.REASONED: _("bỏ, có lý do"),
        CellState.DROPPED: _("bỏ, không rõ lý do"),
        CellState.LATE: _("muộn hơn cấp trên"),
        CellState.CONTRADICTED: _("trái cấp trên"),
        CellState.MISSING: _("chưa có kế hoạch"),
    }[state]


def say(reason: Reason, survey: CoverageSurvey, names: Sequence[str] = ()) -> str:
    """A reason in words; with no names the unit's own stay open."""
    above, below = reason.above, reason.below
    nothing = _("(trống)")
    if reason.kind in {"rule", "extra"}:
        above = _rule(reason.above, survey)
    words = {
        "text": _("Lời văn khác với lời dẫn xuất từ cấp trên"),
        "lead": _("Chủ trì là {duoi}, trong khi cơ quan tương ứng là {tren}"),
        "leads": _("Chủ trì là {duoi}; theo cấp trên: {tren}"),
        "helpers": _("Phối hợp là {duoi}; theo cấp trên: {tren}"),
        "product": _("Sản phẩm là “{duoi}”; theo cấp trên: “{tren}”"),
        "late": _("Thời hạn “{duoi}” sau thời hạn của cấp trên “{tren}”"),
        "issued": _("Kế hoạch ban hành ngày {duoi}, sau hạn cấp trên đặt cho kế hoạch: {tren}"),
        "this-plan": _("Chính kế hoạch này, ban hành ngày {duoi}"),
        "when": _("Thời hạn là “{duoi}”; ở cấp trên: “{tren}”"),
        "target": _("Chỉ tiêu {duoi} kém hơn của cấp trên {tren}"),
        "stale": _("Kế hoạch cấp trên đã đổi chỗ này sau khi dẫn xuất"),
        "split": _("Tách thành {duoi} nhiệm vụ"),
        "extra": _("Đơn vị tự nhận; quy tắc dẫn xuất bỏ: {tren}"),
        "rule": _("Quy tắc dẫn xuất: {tren}"),
        "local": _("Đơn vị nêu lý do: {duoi}"),
        "unsaid": _("Cấp trên không nói ai làm và không đặt hạn"),
        "not-theirs": _("Cấp trên giao cho {tren}, không giao cho đơn vị này"),
    }[reason.kind]
    words = words.format(tren=above or nothing, duoi=below or nothing)
    return close(words, names) if names else words


def _rule(id_: str, survey: CoverageSurvey) -> str:
    rules = survey.coverage.rules
    why = rules.why(id_) if rules else ""
    return f"{id_} ({why})" if why else id_


def say_local(local: Local, survey: CoverageSurvey) -> str:
    """Where a task comes from that the plan above does not ask for."""
    if local.gone:
        return _("Cấp trên không còn “{nut}”").format(nut=local.gone)
    if local.rule:
        return _("Quy tắc dẫn xuất thêm: {quy_tac}").format(quy_tac=_rule(local.rule, survey))
    return _("Đơn vị tự thêm")


def say_sum(one: Sum) -> str:
    """A number of the plan above against what the units add up to."""
    if one.stating < one.asked:
        words = _("Chỉ tiêu {tren} {don_vi}: mới {co}/{tong} đơn vị nêu số, cộng {cong}")
    elif one.short:
        words = _("Chỉ tiêu {tren} {don_vi}: các đơn vị cộng lại chỉ {cong}")
    elif one.total > one.wanted:
        words = _("Chỉ tiêu {tren} {don_vi}: các đơn vị cộng lại {cong}, nhiều hơn")
    else:
        words = _("Chỉ tiêu {tren} {don_vi}: các đơn vị cộng lại vừa đủ")
    return words.format(
        tren=number(one.wanted),
        don_vi=one.unit,
        cong=number(one.total),
        co=one.stating,
        tong=one.asked,
    )


def number(value: float) -> str:
    """A number the Vietnamese way: 1.200, 12,5."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def unit_name(row: UnitRow) -> str:
    """The short name of a unit: its territory, or the agency where it has none."""
    return row.names[3] or row.names[2]
