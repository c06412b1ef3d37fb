"""A roll-up on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.locale import _
from generator.plan.wording import short_date
from generator.progress.saying import number_text
from generator.progress.sheets import SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.rollup import RollUp, RollupItem


def write_roll_up(found: RollUp) -> None:
    """What needs somebody, part by part; parts without a line say so by their number."""
    names = dict(found.asked.units)
    line = _("{ten}, kỳ {ky}, tính đến ngày {ngay}: {co}/{tong} đơn vị đã báo cáo")
    click.echo(line.format(
        ten=found.asked.plan, ky=found.period, ngay=short_date(found.as_of),
        co=len(found.reports), tong=len(names),
    ))  # fmt: skip
    _part(_("Chưa báo cáo"), [names.get(unit, unit) for unit in found.not_reported])
    for title, items in (
        (_("Quá hạn"), found.overdue),
        (_("Chưa trả lời rõ"), found.unanswered),
        (_("Hoàn thành mà thiếu minh chứng"), found.unproved),
        (_("Hoàn thành mà số thấp hơn nhiệm vụ nêu"), found.short),
        (_("Hoàn thành sau thời hạn"), found.late),
        (_("Không phát sinh"), found.nothing_arose),
        (_("Số liệu khác nhau, chưa chốt"), found.differing),
        (_("Tỷ lệ không nêu mẫu số"), found.bare_shares),
        (_("Tỷ lệ không khớp mẫu số"), found.wrong_shares),
        (_("Minh chứng không đúng sổ, tệp"), found.doubtful),
        (_("Không phải số"), found.no_number),
    ):
        _part(title, _lines(items, names))
    counted = _("Minh chứng đã tra: {co} đúng sổ hoặc tệp, {khong} không tra được ở đây")
    click.echo(counted.format(co=found.confirmed, khong=found.unchecked))
    _part(_("Hàng không khớp kế hoạch"), [f"{names.get(u, u)}: {w}" for u, w in found.unknown])
    for title, field in ((_("Khó khăn nêu chung"), "hardship"), (_("Kiến nghị chung"), "proposal")):
        _part(title, [f"{names.get(u, u)}: {text}" for u, text in found.in_general(field)])
    _part(_("Chỉ tiêu"), _totals(found))


def _part(title: str, lines: Sequence[str]) -> None:
    click.echo(f"{title}: {len(lines)}")
    for line in lines:
        click.echo(f"  {line}")


def _lines(items: Sequence[RollupItem], names: dict[str, str]) -> list[str]:
    made = []
    for one in items:
        due = _(", hạn {ngay}").format(ngay=short_date(one.due)) if one.due else ""
        detail = f": {one.detail}" if one.detail else ""
        text = one.text.rstrip(" .;/")
        made.append(f"{names.get(one.unit, one.unit)}: {one.number}. {text}{due}{detail}")
    return made


def _totals(found: RollUp) -> list[str]:
    made = []
    for total in found.totals:
        target = total.target
        added = total.only or (number_text(total.added) if total.added is not None else "")
        unit = f" {target.unit}" if target.unit else ""
        each = _("{dat}/{co} đơn vị có số liệu đạt, không cộng")
        unsummed = each.format(dat=total.keeping, co=total.reporting)
        unsummed = unsummed if total.reporting else _("chưa có số liệu")
        summed = f"{added}{unit}" if added else unsummed
        stated = _("; đã nêu {so}").format(so=total.stated) if total.stated else ""
        line = _("{so}. {ten}: {tong} (mục tiêu {can}), {thieu} đơn vị thiếu số{neu}")
        made.append(line.format(
            so=target.number, ten=target.text, tong=summed, thieu=total.missing,
            can=f"{SIGNS[target.compare]} {target.value}{unit}", neu=stated,
        ))  # fmt: skip
    return made
