"""Marks that say which of several a point is are for several points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.derived_plan import derive, item, office

if TYPE_CHECKING:
    from generator.cascade.deriving.level_text import Derived
    from generator.workspace.workspace import Workspace

__all__ = ["office"]
OURS = "Sửa mái chợ trước mùa mưa."
OTHERS = "Công an tỉnh tổ chức tuần tra trên sông Đà."


def marks(derived: Derived) -> list[tuple[int, str]]:
    """How many points each item has, and their marks."""
    found = (one for part in derived.plan.muc for one in part.khoan)
    return [(len(one.diem), one.kieu_diem) for one in found if one.diem]


def test_a_point_that_stays_alone_of_several_is_no_a(office: Workspace) -> None:
    assert marks(derive(office, item("a", "Giải pháp", OURS, OTHERS))) == [(1, "gach")]


def test_points_that_stay_several_keep_their_letters(office: Workspace) -> None:
    more = "Thông báo giờ họp chợ trên loa."
    assert marks(derive(office, item("a", "Giải pháp", OURS, more))) == [(2, "chu")]


def test_a_point_that_was_alone_in_the_plan_above_keeps_its_letter(office: Workspace) -> None:
    assert marks(derive(office, item("a", "Giải pháp", OURS))) == [(1, "chu")]
