"""What drafts of all kinds are made of: blanks for the clerk, and what a plan says of bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.plan.model import Khoan, walk
from generator.plan.wording import deadline, uncapital

if TYPE_CHECKING:
    from generator.plan.agencies import Registry
    from generator.plan.model import GiaoViec, KeHoach, NhiemVu

UNKNOWN = "…………"
"""What the clerk writes."""
END = "./."
"""The end of the text (Decree 30, samples of Annex III)."""
SEE = "Xem lại, điền chỗ trống rồi xóa dòng can_xem"


class SaidTask(NamedTuple):
    """A task of a sentence."""

    id: str
    text: str
    record: GiaoViec


class PaperSubject(NamedTuple):
    """The plan that a paper goes with, as the paper speaks of it."""

    plan: KeHoach
    registry: Registry
    cited: str
    """The plan with number and date, where it has them."""
    title: str
    """The plan by its name alone."""

    def issuer(self, paper: KeHoach) -> str:
        """Name of the body that issues the paper."""
        agency = self.registry.get(paper.van_ban.co_quan, paper.day())
        return agency.ten if agency else UNKNOWN

    def decider(self, paper: KeHoach) -> str:
        """Name of the body that issues the plan, to which the paper is submitted."""
        agency = self.registry.get(self.plan.van_ban.co_quan, paper.day())
        return agency.ten if agency else UNKNOWN

    def leads(self, paper: KeHoach) -> dict[str, str]:
        """Id and name of the bodies that lead tasks, in the plan's order.

        Neither the plan's own nor the one that makes the paper: nobody writes to itself.
        """
        given = [*(t.chu_tri for t in self.tasks()), *(g.chu_tri for g in self.plan.giao_viec)]
        ids = dict.fromkeys(id_ for one in given for id_ in one)
        for own in (self.plan.van_ban.co_quan, paper.van_ban.co_quan):
            ids.pop(own, None)
        known = {id_: self.registry.get(id_, self.plan.day()) for id_ in ids}
        named = {id_: agency.ten for id_, agency in known.items() if agency is not None}
        bodies = {f"Ủy ban nhân dân {uncapital(name)}" for name in named.values()}
        twice = bodies & set(named.values())  # "các xã, phường" beside their committees
        return {
            id_: name
            for id_, name in named.items()
            if f"Ủy ban nhân dân {uncapital(name)}" not in twice
        }

    def tasks(self) -> list[NhiemVu]:
        """The tasks of all tables."""
        return [task for appendix in self.plan.phu_luc for task in appendix.nhiem_vu]

    def said(self) -> list[SaidTask]:
        """The tasks of sentences in their own words, which say who and when."""
        words = {
            node.id: getattr(node, "noi_dung", None) or getattr(node, "tieu_de", None) or ""
            for _loc, node in walk(self.plan)
        }
        return [
            SaidTask(one.id, (one.doan or words.get(one.nut, "")).rstrip(" .;/"), one)
            for one in self.plan.giao_viec
            if one.trang_thai != "bo" and one.vai_tro == "chu-tri" and one.nut in words
        ]

    def names(self, ids: list[str]) -> str:
        """Short names of bodies, with commas between."""
        known = [self.registry.get(id_, self.plan.day()) for id_ in ids]
        return ", ".join(agency.ten_ngan for agency in known if agency is not None)


def blank(id_: str, end: str = "") -> Khoan:
    """A paragraph that a person writes."""
    return Khoan(id=id_, danh_so=False, noi_dung=UNKNOWN + end, can_xem=SEE)


def with_deadline(task: NhiemVu) -> str:
    """What a task asks and by when, without a stop at the end."""
    words = task.noi_dung.rstrip(" .;")
    when = deadline(task.thoi_han) if task.thoi_han else ""
    return f"{words} (thời hạn: {uncapital(when)})" if when else words
