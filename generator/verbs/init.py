"""`init`: a new workspace, as it is shipped or set up for an office of any unit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import OWN_RULES
from generator.diagnostics import Diagnostic, Place, Severity, error
from generator.locale import _
from generator.plan.wording import short_date
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.workspace import MARKER, shipped

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.places.country import Area, Country
    from generator.plan.apparatus import BoMay
    from generator.plan.bodies import BodyKinds
    from generator.workspace.desk import Desk

FOLDERS = ("templates", "plans")
REGISTRY = "co-quan.toml"
CITATIONS = "van-ban.toml"
OLD_NAMES = 4
"""Old names that are shown for a unit of a name that several have."""


class Request(NamedTuple):
    """What the workspace is for."""

    unit: str = ""
    """The office's unit: name, with province where need be, or code; "": no particular one."""
    day: date | None = None
    """The day on which the unit exists: a workspace for plans of that time; None: today."""
    examples: bool = True
    """Whether the example plans come along; an office of its own gets none."""


class Candidate(NamedTuple):
    """One of the units that a name may mean."""

    area: Area
    province: str
    """Its province, such as "tỉnh Lạng Sơn"; "" for a province."""
    before: list[str]
    """Names of the units that it was made of."""


class Result(NamedTuple):
    """The workspace that was made, or why none was."""

    root: Path
    written: list[Path]
    kept: list[Path]
    """Files that were there already and stay as they are."""
    diagnostics: list[Diagnostic]
    area: Area | None = None
    agency: str = ""
    """The office's id in co-quan.toml."""
    body: str = ""
    """The name of the office where it is a body of the unit, such as a department; else ""."""
    candidates: list[Candidate] | None = None
    """The units that an ambiguous name may mean; nothing was written then."""


def run(desk: Desk, request: Request) -> Result:
    """Make the workspace in the desk's folder. Files that are there are left alone."""
    root = desk.workspace.root
    try:
        if request.unit:
            return _office(root, request.unit, request.day or desk.today())
        return _copied(root, _files(examples=request.examples))
    except OSError as fault:
        return Result(root, [], [], [os_diagnostic(fault)])


# ------------------------------------------------------------------------------ for anybody


def _files(*, examples: bool) -> dict[str, bytes]:
    """Path in the workspace → content of everything that is shipped."""
    home = shipped()
    paths = [home / MARKER, *(p for name in FOLDERS for p in sorted((home / name).rglob("*")))]
    found = {path.relative_to(home): path for path in paths if path.is_file()}
    return {
        relative.as_posix(): _without_plans(path) if not examples else path.read_bytes()
        for relative, path in found.items()
        if examples
        or relative.parts[0] != "plans"
        or ("danh-muc" in relative.parts and OWN_RULES not in relative.parts)
    }


def _without_plans(path: Path) -> bytes:
    """A file for a workspace without the example plans: its list of citations names none."""
    data = path.read_bytes()
    if path.name != CITATIONS:
        return data
    return b"".join(line for line in data.splitlines(True) if not line.startswith(b"ke_hoach ="))


def _copied(root: Path, files: dict[str, bytes]) -> Result:
    from generator.plan.schema import json_schema

    written, kept = [], []
    for relative, data in files.items():
        target = root / relative
        if target.exists():
            kept.append(target)
        else:
            write_atomic(target, data, durable=True)
            written.append(target)
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    write_atomic(root / "plans" / "ke-hoach.schema.json", schema.encode())
    return Result(root, written, kept, [])


# ------------------------------------------------------------------------------ for an office


def _office(root: Path, unit: str, day: date) -> Result:
    from generator.places.country import country_of

    registry = root / "plans" / "danh-muc" / REGISTRY
    if registry.exists():
        message = _("Thư mục này đã có danh mục cơ quan; không lập đơn vị khác đè lên")
        hint = _("Lập không gian làm việc của đơn vị mới trong thư mục khác")
        return Result(root, [], [], [error("CQ216", message, Place(str(registry), ""), hint)])
    country = country_of()
    found, office = country.find(unit, day), None
    if not found:
        found, office = _body_named(unit, country, day)
    if len(found) == 1:
        return _founded(root, found[0], country, day, office)
    place = Place("--unit", unit)
    if not found:
        return Result(root, [], [], [_unknown(unit, day, country, place)])
    candidates = [_candidate(area, country, day) for area in found]
    message = _("“{ten}” là tên của {so} đơn vị").format(ten=unit, so=len(found))
    hints = [told(one) for one in candidates]
    return Result(root, [], [], [error("CQ214", message, place, *hints)], candidates=candidates)


def _body_named(unit: str, country: Country, day: date) -> tuple[list[Area], BoMay | None]:
    """The unit and the kind of a body of it: "Sở Tài chính tỉnh Gia Lai"."""
    from generator.plan.apparatus import load_apparatus
    from generator.plan.bodies import BodyKinds

    parts = unit.split(",")
    bodies = BodyKinds(load_apparatus(shipped() / "plans" / "danh-muc" / "bo-may.toml")[0])
    # A comma may be one of the name: "Sở Văn hóa, Thể thao và Du lịch, Đồng Nai".
    for end in range(len(parts), 0, -1):
        found = _body_of(",".join(parts[:end]), parts[end:], bodies, country, day)
        if found[0]:
            return found
    return [], None


def _body_of(
    name: str, above: list[str], bodies: BodyKinds, country: Country, day: date
) -> tuple[list[Area], BoMay | None]:
    """The unit and the kind of a body by its name and the places that stand behind it."""
    body = bodies.body_of(name, day)
    if above and (body is None or body.place is None):  # "Sở Y tế, Bắc Ninh"
        units = country.find(",".join(above), day)
        said = (bodies.body_of(f"{name} {a.kind} {a.name}", day) for a in units)
        body, above = next((b for b in said if b is not None and b.place is not None), body), []
    if body is None or not body.kind or body.place is None or body.collective:
        return [], None
    kind = bodies.kinds[body.kind]
    where = ",".join([f"{body.place.kind} {body.place.name}", *above])
    areas = [a for a in country.find(where, day) if kind.bac == a.level]
    return areas, None if kind.loai == "ubnd" else kind


def _founded(
    root: Path, area: Area, country: Country, day: date, body: BoMay | None = None
) -> Result:
    from generator.plan.apparatus import load_apparatus
    from generator.plan.founding import found_office
    from generator.plan.registry import load_registry

    lists = shipped() / "plans" / "danh-muc"
    apparatus, _told = load_apparatus(lists / "bo-may.toml")
    shared, _told = load_registry(lists / REGISTRY)
    kind = next((k for k in apparatus.bo_may if body is not None and k.id == body.id), None)
    office = found_office(area, country, apparatus.bo_may, shared.data, day, kind)
    files = _files(examples=False)
    own = kind.ten if kind is not None else ""
    whose = f"{own}, {area.full}" if own else area.full
    settings = files[MARKER].decode()
    files[MARKER] = settings.replace(
        "phien_ban = 1\n", f'phien_ban = 1\nco_quan  = "{office.id}"  # {whose}\n', 1
    ).encode()
    files[f"plans/danh-muc/{REGISTRY}"] = office.text.encode()
    files[f"plans/danh-muc/{CITATIONS}"] = (
        f"# Văn bản được dẫn trong các kế hoạch của {area.full}.\nphien_ban = 1\n".encode()
    )
    result = _copied(root, files)
    registry = str(root / "plans" / "danh-muc" / REGISTRY)
    return result._replace(
        area=area, agency=office.id, body=own, diagnostics=_to_look_at(area, office.frame, registry)
    )


def _to_look_at(area: Area, frame: int, registry: str) -> list[Diagnostic]:
    """What the office has to settle before it relies on its registry."""
    place = Place(registry, _("cơ quan, bộ phận"))
    message = _("{so} cơ quan, bộ phận ghi theo khung chung: xem lại tên, phân công của nơi này")
    hint = _("Sửa các mục có tu_nho = true rồi xóa dòng tu_nho")
    found = [Diagnostic("CQ217", Severity.INFO, message.format(so=frame), place, (hint,))]
    if area.maybe_person:
        whole = f"{area.kind[:1].upper()}{area.kind[1:]} {area.name}"
        message = _("Tên “{ten}” có phải tên người không?").format(ten=area.name)
        hint = _("Nếu phải, ghi “{ten}” ở don_vi và dia_danh (Nghị định 30/2020/NĐ-CP)")
        place = Place(registry, area.full)
        told_ = Diagnostic("CQ218", Severity.INFO, message, place, (hint.format(ten=whole),))
        found.append(told_)
    return found


def _candidate(area: Area, country: Country, day: date) -> Candidate:
    province = country.province(area, day).full if area.level > 1 else ""
    return Candidate(area, province, [one.full for one in country.predecessors(area)])


def told(candidate: Candidate) -> str:
    """A unit with its province and the names it had: enough to know which one is meant."""
    area = candidate.area
    text = f"{area.full}, {candidate.province}" if candidate.province else area.full
    text += f" ({area.code})"
    before = candidate.before
    if not before:
        return text
    names = ", ".join(before[:OLD_NAMES]) + (" …" if len(before) > OLD_NAMES else "")
    return _("{don_vi}: trước 01/7/2025 là {ten}").format(don_vi=text, ten=names)


def _whose(unit: str) -> str:
    """The unit of a body: "Phòng Kinh tế xã Nhơn Trạch, Đồng Nai" → "xã Nhơn Trạch, Đồng Nai"."""
    from generator.grammar.named_bodies import bodies

    place = next((body.place for body in bodies(unit) if body.place), "")
    _body, comma, rest = unit.partition(",")
    return f"{place}{comma}{rest}" if place else unit


def _unknown(unit: str, day: date, country: Country, place: Place) -> Diagnostic:
    """No such unit on the day: what became of it, or which names are like it."""
    from generator.plan.succession import told as became

    asked = unit if country.find(unit) else _whose(unit)
    old = [area for area in country.find(asked) if area.until is not None and area.until < day]
    sentences = (became(area, country.successors(area, day), day) for area in old)
    hints = [sentence for sentence in sentences if sentence is not None]
    if old and (until := max(area.until for area in old if area.until)):
        hint = _("Lập không gian làm việc cho kế hoạch thời ấy: thêm --date {ngay}")
        hints.append(hint.format(ngay=until.isoformat()))
    if not hints:
        near = country.near(asked)
        hints = [_("Có phải: {ids}").format(ids=", ".join(near))] if near else []
    message = _("Ngày {ngay} không có đơn vị “{ten}”").format(ngay=short_date(day), ten=unit)
    return error("CQ215", message, place, *hints)
