"""Rows by which others report to the department that leads the plan: its own is to gather them.

"Báo cáo kết quả | Các sở, ngành; UBND các xã | Trước ngày 15 tháng cuối quý" has the day by which
they report; the department's own is that of its report upwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.house_line import upward
from generator.cascade.deriving.rulebook.questions import Q_SELF
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import RuleWords, joined
from generator.cascade.deriving.tables.row_duties import is_report
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.named_bodies import bodies
from generator.grammar.stored import stored
from generator.plan.model import ThoiHan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit


def gather_rows(kit: Kit, program: Program) -> None:
    """Make of the reports that a leading department gets its own, with the day of its own."""
    if kit.unit.committee or not kit.ask.leads:
        return
    own = [one.when for one in upward(kit, program)]
    for row in _reports_of_all(kit, program):
        theirs = getattr(row.above, "thoi_han", None) or ThoiHan()
        same = [one for one in own if one.periods and set(one.periods) <= set(theirs.dinh_ky)]
        whens = [one for one in same if one.each != theirs.ngay_ky]  # and not the day of others
        row.texts["noi_dung"] = [RuleWords((f"Tổng hợp, {small(joined(row.texts['noi_dung']))}",))]
        row.agencies["phoi_hop"] = list(getattr(row.above, "chu_tri", []))
        row.touch(OWN_WORK)
        if len(whens) == 1:
            day = stored(whens[0])
            day.loi = f"{day.loi[:1].upper()}{day.loi[1:]}" if day.loi else None
            row.changed["thoi_han"] = day
        else:
            kit.ask.mark(row, Q_SELF)


def _reports_of_all(kit: Kit, program: Program) -> Iterator[NodeDraft]:
    """Rows of reports that all departments make, each for itself."""
    for row in program.order:
        if row.kind != "nhiem_vu" or row.dropped is not None or row.kept or not is_report(row.said):
            continue
        leads = [bodies(kit.names.get(id_, ""))[:1] for id_ in getattr(row.above, "chu_tri", [])]
        of_all = bool(leads) and all(found and found[0].every for found in leads)
        if of_all and row.agencies.get("chu_tri") == [SELF]:
            yield row
