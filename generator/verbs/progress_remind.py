"""`progress remind`: the letter that urges, with exactly the overdue rows and the silent units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code
from generator.locale import _
from generator.plan.agencies import place_line
from generator.plan.families import symbol
from generator.plan.wording import number as number_said
from generator.plan.wording import short_date, type_name
from generator.progress.periods import period_of
from generator.verbs.progress_common import meant
from generator.verbs.progress_roll_up import rolled
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.progress.rollup import RollUp, RollupItem
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Of which plan, for which period, as seen on which day, written where."""

    plan: str
    period: str
    day: date | None = None
    """None: today in Vietnam."""
    target: Path | None = None
    """None: beside the forms, below the folder of output."""
    overwrite: bool = False
    """Also over a letter that is there: a person may have edited it."""
    answer: date | None = None
    """The day by which they have to answer; None: left open in the letter."""


class Result(NamedTuple):
    """The letter, in values and as a file; no file where nobody has to be urged."""

    addressees: list[str]
    lines: list[str]
    written: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1, 2 or 3."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "addressees": self.addressees, "lines": self.lines, "written": self.written,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the letter as a draft in Word. Raises OSError."""
    found, problems = rolled(desk, request.plan, request.period, request.day)
    asked, _again = meant(desk, request.plan, request.period)
    if found is None or asked is None:
        return Result([], [], "", problems)
    names = dict(found.asked.units)
    lines = urged(found)
    late = {item.unit for item in (*found.overdue, *unanswered_past(found))}
    units = [unit for unit in names if unit in late or unit in found.not_reported]
    if not units:
        return Result([], [], "", problems)
    folder = desk.workspace.output_dir / "bieu" / found.asked.plan / found.period
    target = request.target or folder / f"don-doc-{found.as_of.isoformat()}.docx"
    if target.exists() and not request.overwrite:
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=desk.workspace.shown(target))
        problems.append(error("LN052", message, None, _("Thêm --overwrite hoặc -o tên khác")))
        return Result([], [], "", problems)
    from generator.issuance.letter import urging

    addressees = [names[unit] for unit in units]
    facts = _facts(desk, asked.plan, found) | {"kinh_gui": together(addressees)}
    write_atomic(target, urging(facts, lines, _by(request.answer, found.as_of)))
    return Result(addressees, lines, desk.workspace.shown(target), problems)


def _by(answer: date | None, day: date) -> str:
    """The day by which an answer is due; room for it where nobody has set one."""
    return short_date(answer) if answer is not None else f"…../…../{day.year}"


def urged(found: RollUp) -> list[str]:
    """The lines of the letter: each overdue row, then who has not reported."""
    names = dict(found.asked.units)
    lines = [
        f"{names[one.unit]}: {one.text.rstrip(' .;/')} (nhiệm vụ {one.number}), "
        f"hạn {short_date(one.due)}."
        for one in found.overdue
        if one.due is not None
    ]
    by_unit: dict[str, list[str]] = {}
    for one in unanswered_past(found):
        by_unit.setdefault(one.unit, []).append(one.number)
    lines += [
        f"{names[unit]}: chưa nêu rõ đã hoàn thành hay chưa nhiệm vụ {', '.join(numbers)}, "
        "đã hết thời hạn."
        for unit, numbers in by_unit.items()
    ]
    if found.not_reported:
        lines.append(f"Chưa gửi báo cáo: {'; '.join(_silent(found, names))}.")
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def unanswered_past(found: RollUp) -> list[RollupItem]:
    """Rows of reports that came without their state, although their last day has passed."""
    return [one for one in found.unanswered if one.due is not None and one.due < found.as_of]


def _silent(found: RollUp, names: dict[str, str]) -> list[str]:
    """Units without a report, those together whose same tasks have passed their last day."""
    past: dict[str, list[str]] = {}
    for one in found.past_of_silent():
        past.setdefault(one.unit, []).append(one.number)
    groups: dict[tuple[str, ...], list[str]] = {}
    for unit in found.not_reported:
        groups.setdefault(tuple(past.get(unit, ())), []).append(names[unit])
    each = "mỗi nơi có " if any(len(units) > 1 for units in groups.values()) else ""
    return [
        (", ".join(units) if together(units) is units else "; ".join(together(units)))
        + (f" ({each if len(units) > 1 else ''}nhiệm vụ đã hết thời hạn: {', '.join(numbers)})"
           if numbers else "")
        for numbers, units in groups.items()
    ]  # fmt: skip


_OF_A_KIND = re.compile(r"(UBND) (xã|phường|đặc khu|thị trấn|huyện) (.+)")
_MANY = 12
"""Names from which those of one kind stand together, as letters to a whole province write them."""


def together(names: list[str]) -> list[str]:
    """Many units by their kinds: "UBND các xã: Tân Lập, Trà Vong"; few ones as they are."""
    if len(names) <= _MANY:
        return names
    kinds: dict[str, list[str]] = {}
    for name in names:
        of = _OF_A_KIND.fullmatch(name)
        kinds.setdefault(f"{of[1]} các {of[2]}" if of else name, []).append(of[3] if of else "")
    return [f"{kind}: {', '.join(own)}" if own[0] else kind for kind, own in kinds.items()]


def _what_is_urged(found: RollUp) -> str:
    """What the lines below tell: overdue tasks, silent units, or both."""
    parts = ["các nhiệm vụ sau đã quá hạn"] if found.overdue else []
    parts += ["kết quả các nhiệm vụ sau chưa rõ"] if unanswered_past(found) else []
    parts += ["các đơn vị sau chưa báo cáo"] if found.not_reported else []
    return ", ".join(parts)


def _facts(desk: Desk, plan: KeHoach, found: RollUp) -> dict[str, Any]:
    head = plan.van_ban
    agency = desk.workspace.registry.get(head.co_quan, plan.day())
    period = period_of(found.period)
    signer = plan.nguoi_ky[0] if plan.nguoi_ky else None
    number = f" số {number_said(head.so)}/{symbol(head, agency)}" if head.so else ""
    issued = f" ngày {short_date(head.ngay)}" if head.ngay else ""
    kind = type_name(head.loai) or head.loai
    name = agency.ten if agency else head.co_quan
    return {
        "co_quan": agency.ten_tieu_de if agency else (name.upper(),),
        "ky_hieu": agency.ky_hieu if agency else "",
        "dia_danh": place_line(head.dia_danh, agency),
        "trich_yeu": f"đôn đốc thực hiện {kind}{number}",
        "mo_dau": f"Thực hiện {kind}{number}{issued} ({found.asked.title}), theo báo cáo "
        f"{period.words if period else found.period} tính đến ngày {short_date(found.as_of)}, "
        f"{_what_is_urged(found)}:",
        "quyen_han": "\n".join(signer.capacity()) if signer else "",
        "chuc_vu": signer.chuc_vu if signer else "",
        "ho_ten": (signer.ho_ten if signer else "") or "",
        "luu": head.luu or "VT",
    }
