"""The table of contents of a dossier as the variables of its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.plan.families import symbol as symbol_of
from generator.plan.wording import number, plain, short_date, type_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.plan.agencies import Registry
    from generator.plan.dossier import HoSo
    from generator.plan.model import KeHoach

NAME = "muc-luc-ho-so.docx"


class DongMucLuc(Struct, frozen=True):
    """A row: a paper of the dossier."""

    tt: str
    so_ky_hieu: str
    """"" of a draft, and of what takes no number."""
    ngay: str
    trich_yeu: str
    """With the type before it: "Tờ trình Về việc …"."""
    tac_gia: str
    so_trang: str
    """"" where not every line could be placed."""


class MucLuc(Struct, frozen=True):
    """The variables of the template."""

    ten_co_quan: str
    co_quan: list[str]
    tieu_de: str
    ma: str
    ten: str
    dong: list[DongMucLuc]


def contents(
    dossier: HoSo, papers: Sequence[KeHoach], registry: Registry, pages: Mapping[str, int]
) -> MucLuc:
    """The table; `pages` are those that are known, by the ids of papers."""
    plan = next((p for p in papers if p.van_ban.ma == dossier.ho_so.ke_hoach), papers[0])
    agency = registry.get(plan.van_ban.co_quan, plan.day())
    return MucLuc(
        ten_co_quan=agency.ten if agency else plan.van_ban.co_quan,
        co_quan=list(agency.ten_tieu_de) if agency else [plan.van_ban.co_quan.upper()],
        tieu_de=f"Mục lục: {dossier.ho_so.ten}",
        ma=dossier.ho_so.ke_hoach,
        ten=dossier.ho_so.ten,
        dong=[row(i, paper, registry, pages) for i, paper in enumerate(papers, 1)],
    )


def row(at: int, paper: KeHoach, registry: Registry, pages: Mapping[str, int]) -> DongMucLuc:
    """One paper as the table names it."""
    head = paper.van_ban
    agency = registry.get(head.co_quan, paper.day())
    kind = type_name(head.loai) or head.loai
    count = pages.get(head.ma, 0)
    return DongMucLuc(
        tt=str(at),
        so_ky_hieu=f"{number(head.so)}/{symbol_of(head, agency)}" if head.so else "",
        ngay=short_date(head.ngay) if head.ngay else "",
        trich_yeu=f"{kind}: {plain(head.trich_yeu)}",
        tac_gia=agency.ten_ngan if agency else head.co_quan,
        so_trang=str(count) if count else "",
    )
