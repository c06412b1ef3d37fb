"""What the verbs of scoring share: the set that is meant, its units, their sheets."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Place, error, has_errors, warning
from generator.locale import _
from generator.progress.criteria import FOLDER, read_set, wrong_sums
from generator.progress.formula import BadFormulaError, names_in, worked_out
from generator.progress.score_sheet import DauPhieu, PhieuCham, read_sheet, sheet_path

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.progress.criteria import TepTieuChi
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class OpenedSet(NamedTuple):
    """A set of criteria, and the units that are scored by it."""

    criteria: TepTieuChi
    units: dict[str, str]
    """Id → short name, in the order of the set."""

    @property
    def title(self) -> str:
        """The name of the set; an invented one says that it is."""
        head = self.criteria.bo
        name = head.ten or head.id
        return f"{name} ({_('MINH HỌA: bộ tiêu chí bịa ra')})" if head.minh_hoa else name


def bad_id(set_id: str) -> list[Diagnostic]:
    """An id names a file: letters without marks, digits, hyphens (LN055)."""
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", set_id):
        return []
    message = _("“{ma}” không dùng làm mã được").format(ma=set_id)
    hint = _("Chữ thường không dấu, số, gạch nối: par-2026")
    return [error("LN055", message, None, hint)]


def set_file(workspace: Workspace, set_id: str) -> Path:
    """Where the set of an id is."""
    return workspace.registry_dir / FOLDER / f"{set_id}.toml"


def sums_of(whole: TepTieuChi, shown: str) -> list[Diagnostic]:
    """Where a set states other points than its parts have together, with both figures (BC932)."""
    found = []
    for one in wrong_sums(whole):
        what = _("Tiêu chí {so}").format(so=one.number) if one.number else _("Cả bộ tiêu chí")
        message = _("{gi}: nêu {neu} điểm, các phần cộng lại {cong}; giữ cả hai")
        text = message.format(gi=what, neu=one.stated, cong=one.added)
        found.append(warning("BC932", text, Place(shown, "")))
    return found


def opened_set(workspace: Workspace, set_id: str) -> tuple[TepTieuChi | None, list[Diagnostic]]:
    """The set of an id, and what is wrong with it."""
    if refused := bad_id(set_id):
        return None, refused
    file = set_file(workspace, set_id)
    whole, problems = read_set(file)
    if whole is None:
        return None, problems
    shown = workspace.shown(file)
    return whole, problems + sums_of(whole, shown) + _formulas(whole, shown)


def _formulas(whole: TepTieuChi, shown: str) -> list[Diagnostic]:
    """Formulas that cannot be worked out, or that ask for figures nobody explains (BC945)."""
    found = []
    for one in whole.tieu_chi:
        if not one.cong_thuc:
            continue
        try:
            bare = [name for name in names_in(one.cong_thuc) if name not in one.bien]
            worked_out(one.cong_thuc, dict.fromkeys([*one.bien, *bare], Decimal(1)))
        except BadFormulaError as fault:
            text = _("Công thức của tiêu chí {so} {loi}").format(so=one.so, loi=fault)
            found.append(warning("BC945", text, Place(shown, "")))
            continue
        if bare:
            text = _("Công thức của tiêu chí {so} dùng số liệu chưa nói là gì: {cac}")
            hint = _("Ghi trong bien của tiêu chí")
            text = text.format(so=one.so, cac=", ".join(bare))
            found.append(warning("BC945", text, Place(shown, ""), hint))
    return found


def scored(desk: Desk, set_id: str) -> tuple[OpenedSet | None, list[Diagnostic]]:
    """The set that units are scored by; a frame without points is refused (BC940)."""
    workspace = desk.workspace
    whole, problems = opened_set(workspace, set_id)
    if whole is None or has_errors(problems):
        return None, problems
    place = Place(workspace.shown(set_file(workspace, set_id)), "")
    if whole.bo.khung or not whole.total():
        message = _("Bộ này chỉ có tên các lĩnh vực, chưa có điểm để chấm")
        hint = _("Nhận bảng tiêu chí của quyết định: kehoach score import")
        return None, [*problems, error("BC940", message, place, hint)]
    day, registry = date(whole.bo.nam, 12, 31), workspace.registry
    units: dict[str, str] = {}
    for name in whole.bo.don_vi:
        agency = registry.get(name, day)
        if agency is None:
            message = _("Danh mục không có cơ quan “{ma}” vào năm {nam}")
            text = message.format(ma=name, nam=whole.bo.nam)
            problems.append(error("BC940", text, place))
            continue
        units |= {one.id: one.ten_ngan for one in registry.members(agency, day)}
    return (None if has_errors(problems) else OpenedSet(whole, units)), problems


def named_units(
    desk: Desk, found: OpenedSet, wanted: tuple[str, ...]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The units of a request: those it names, else all of the set (LN051)."""
    if not wanted:
        if found.units:
            return found.units, []
        message = _("Bộ tiêu chí không nói chấm đơn vị nào")
        hint = _("Thêm --unit MÃ, hoặc ghi don_vi trong bộ tiêu chí")
        return {}, [error("LN051", message, None, hint)]
    day = date(found.criteria.bo.nam, 12, 31)
    units, problems = {}, []
    for name in wanted:
        agency = desk.workspace.registry.get(name, day)
        if agency is None or (found.units and name not in found.units):
            message = _("“{ma}” không phải đơn vị được chấm theo bộ này").format(ma=name)
            problems.append(error("LN051", message, None))
        else:
            units[name] = agency.ten_ngan
    return units, problems


def sheet_of(desk: Desk, found: OpenedSet, unit: str) -> tuple[PhieuCham | None, list[Diagnostic]]:
    """The sheet of a unit, a blank one where there is none yet."""
    head = found.criteria.bo
    path = sheet_path(desk.workspace, head.id, unit)
    if path.exists():
        return read_sheet(path, desk.workspace.shown(path))
    start = DauPhieu(bo=head.id, nam=head.nam, don_vi=unit, minh_hoa=head.minh_hoa)
    return PhieuCham(phieu=start), []
