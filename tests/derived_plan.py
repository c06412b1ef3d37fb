"""A commune's plan derived from a few sentences: what tests of single sentences stand on."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.cascade.deriving.derive import Cascade
from generator.cascade.deriving.level_text import Derived
from generator.cascade.deriving.rulebook.answers import Answers, ThuocDien, TraLoi
from generator.cascade.deriving.rulebook.rules import load_rules
from generator.cascade.deriving.unit.addressee import Addressee
from generator.plan.model import KeHoach, walk
from generator.plan.toml import Loaded, decode, parse
from generator.workspace.workspace import Workspace
from tests.plans_apart.office import Office

UNIT, PLACE = "ubnd-xa-yen-chau", "xã Yên Châu, Sơn La"
HEAD = """\
phien_ban = 1

[van_ban]
ma = "kh-1"
co_quan = "ubnd-tinh-son-la"
so = 1
ngay = 2026-03-02
trich_yeu = "Phòng, chống thiên tai năm 2026"

[[mo_dau]]
id = "mo-dau"
vai_tro = "loi_dan"
noi_dung = "{opening}"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"

[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"
"""
SUBJECT = "Phòng, chống thiên tai năm 2026"
OPENING = "Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch phòng, chống thiên tai như sau:"
ALL = "Nhiệm vụ, giải pháp"
OWN = "Ủy ban nhân dân các xã, phường"
COMMUNE = Addressee(
    3, "xã", "xã Yên Châu", "UBND xã Yên Châu", committee=True, above=1,
    place_above="tỉnh Sơn La", facts={},
)  # fmt: skip


@pytest.fixture(scope="module")
def office() -> Workspace:
    folder = Path(tempfile.mkdtemp())
    assert Office(folder, PLACE).knows_unit
    return Workspace(folder)


def item(id_: str, title: str, *points: str) -> str:
    rows = "".join(
        f'\n[[muc.khoan.diem]]\nid = "{id_}-{n}"\nnoi_dung = "{text}"\n'
        for n, text in enumerate(points, 1)
    )
    return f'\n[[muc.khoan]]\nid = "{id_}"\ntieu_de = "{title}"\n{rows}'


def derive(
    office: Workspace,
    *items: str,
    opening: str = OPENING,
    subject: str = SUBJECT,
    facts: Mapping[str, bool] | None = None,
) -> Derived:
    """`facts`: what the office has answered, by what was asked."""
    known = [ThuocDien(dien=about, thuoc=said) for about, said in (facts or {}).items()]
    text = HEAD.format(opening=opening).replace(SUBJECT, subject) + "".join(items)
    source, problems = parse(text.encode(), "tren.toml")
    assert source is not None, problems
    plan, problems = decode(source, KeHoach)
    assert plan is not None, problems
    rules, problems = load_rules(office.registry_dir / "quy-tac.toml")
    assert rules is not None, problems
    cascade = Cascade(
        Loaded(plan, source), office.registry, office.citations, rules,
        answers=Answers(TraLoi(thuoc_dien=known)), kinds=office.bodies,
    )  # fmt: skip
    agency = office.registry.get(UNIT, plan.day())
    assert agency is not None
    derived, problems = cascade.derive(agency)
    assert derived is not None, problems
    return derived


def titles(derived: Derived) -> list[str]:
    return [k.tieu_de or "" for m in derived.plan.muc for k in m.khoan]


def under(derived: Derived, id_: str) -> str:
    """The title of the item under which a point stands; "" where it is left out."""
    for part in derived.plan.muc:
        for one in part.khoan:
            if any(point.id == id_ for point in one.diem):
                return one.tieu_de or ""
    return ""


def node(derived: Derived, id_: str) -> Any:
    return next((n for _loc, n in walk(derived.plan) if n.id == id_), None)


def said(office: Workspace, point: str, heading: str = ALL) -> tuple[str, str]:
    """A point as the unit says it, and what is asked about it; "" twice where it is left out."""
    found = node(derive(office, item("nv", heading, point)), "nv-1")
    return ("", "") if found is None else (found.noi_dung, found.can_xem or "")


def said_by_us(office: Workspace, point: str) -> tuple[str, str]:
    """A point under the heading of the communes, as the unit says it, and what is asked."""
    return said(office, point, OWN)


def asked(office: Workspace, point: str, heading: str = ALL) -> str:
    """What is asked about a point."""
    return said(office, point, heading)[1]
