"""The way of a plan through an office: states, steps between them, who may take which.

States and steps are data (`danh-muc/quy-trinh.toml`); what happened is a list of events.
Number, signature and sending are acts of the register and not written down twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

Role = Literal["soan", "tham_dinh", "lanh_dao", "van_thu"]
Condition = Literal["khong_loi", "khong_xung_dot", "khong_can_xem", "nguyen_ban", "da_giai_trinh"]
Why = Literal["role", "state", "same_person", "reason", Condition]
"""Why a step may not be taken."""


class TrangThai(Struct, forbid_unknown_fields=True):
    """A state of a plan in the office."""

    ma: str
    ten: str


class Buoc(Struct, forbid_unknown_fields=True):
    """A step from one state to another."""

    ma: str
    ten: str
    tu: list[str]
    den: str
    vai_tro: list[Role]
    dieu_kien: list[Condition] = []
    can_ly_do: bool = False
    khac_nguoi_trinh: Annotated[
        bool, Meta(description="Người trình không được tự làm bước này")
    ] = False


class QuyTrinh(Struct, forbid_unknown_fields=True):
    """`quy-trinh.toml`."""

    phien_ban: Literal[1]
    trang_thai: list[TrangThai]
    buoc: list[Buoc]
    hai_nguoi: bool = True
    tra_lai_toi_da: int = 3

    def faults(self) -> list[str]:
        """States named by steps that no state is; the first state is where plans begin."""
        known = {state.ma for state in self.trang_thai}
        named = [name for step in self.buoc for name in (*step.tu, step.den)]
        return sorted({name for name in named if name not in known})


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """A step that somebody took."""

    buoc: str
    nguoi: str
    luc: str
    """ISO 8601, with the zone of Vietnam."""
    ma_bam: str
    """SHA-256 of the plan's text at that moment."""
    ly_do: str = ""


class ProcessFacts(NamedTuple):
    """What is so of the plan now."""

    digest: str
    errors: int
    conflicts: int
    notes: int
    opinions: int = 0
    """Remarks of rounds of opinions that are neither taken, and seen in the text, nor explained."""


class OfferedStep(NamedTuple):
    """A step out of the present state, and why it may not be taken; () when it may."""

    step: Buoc
    why: tuple[Why, ...]


def state_of(process: QuyTrinh, events: Sequence[Event]) -> str:
    """The state after the events; steps that the process no longer knows change nothing."""
    steps = {step.ma: step for step in process.buoc}
    state = process.trang_thai[0].ma
    for event in events:
        if event.buoc in steps:
            state = steps[event.buoc].den
    return state


def offers(
    process: QuyTrinh, events: Sequence[Event], who: str, roles: Sequence[str], facts: ProcessFacts
) -> list[OfferedStep]:
    """Every step out of the present state, for one person with these roles.

    Roles come from the door that knows the person; the rule is here, so that pages show
    nothing that would be refused.
    """
    state = state_of(process, events)
    submitted = last_submission(process, events)
    found = []
    for step in process.buoc:
        if state not in step.tu:
            continue
        why: list[Why] = []
        if not set(step.vai_tro) & set(roles):
            why.append("role")
        if process.hai_nguoi and step.khac_nguoi_trinh and submitted and submitted.nguoi == who:
            why.append("same_person")
        why += [name for name in step.dieu_kien if not _holds(name, facts, submitted)]
        found.append(OfferedStep(step, tuple(why)))
    return found


def last_submission(process: QuyTrinh, events: Sequence[Event]) -> Event | None:
    """The event that brought the plan out of its first state, if it has not gone back since."""
    first = process.trang_thai[0].ma
    steps = {step.ma: step for step in process.buoc}
    found: Event | None = None
    for event in events:
        step = steps.get(event.buoc)
        if step is None:
            continue
        if step.den == first:
            found = None
        elif first in step.tu and found is None:
            found = event
    return found


def returns(process: QuyTrinh, events: Sequence[Event]) -> int:
    """How often the plan was returned with a reason."""
    back = {step.ma for step in process.buoc if step.can_ly_do}
    return sum(event.buoc in back for event in events)


def _holds(name: Condition, facts: ProcessFacts, submitted: Event | None) -> bool:
    if name == "khong_loi":
        return facts.errors == 0
    if name == "khong_xung_dot":
        return facts.conflicts == 0
    if name == "khong_can_xem":
        return facts.notes == 0
    if name == "da_giai_trinh":
        return facts.opinions == 0
    return submitted is None or submitted.ma_bam == facts.digest
