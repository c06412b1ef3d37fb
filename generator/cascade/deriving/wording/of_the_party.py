"""Headings about how Party and government lead, in the plan of a People's Committee.

"Tăng cường sự lãnh đạo của cấp ủy, sự quản lý của chính quyền" is half its own: a committee does
not strengthen how its Party committee leads; it directs and runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.wording.entities import joined, put
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_PARTY = (
    r"(?:các )?(?:cấp ủy|tổ chức đảng|đảng ủy|Đảng)(?:(?:,| và)? (?:đảng|các cấp|tổ chức đảng))*"
)
_LEADS = r"(?:sự |công tác |vai trò )?lãnh đạo(?:(?:, | và )(?:chỉ đạo|điều hành))*"
_APART = re.compile(
    rf"(?P<cut>{_LEADS} của {_PARTY}(?:, | và |; ))"
    r"(?=(?:sự |công tác |vai trò )?(?:quản lý|chỉ đạo|điều hành)[^,;.]* của (?:các )?chính quyền)",
    re.IGNORECASE,
)
"""The Party's half before the government's."""
_TOGETHER = re.compile(
    rf"(?P<lead>{_LEADS}) của (?P<party>{_PARTY}(?:, | và ))(?P<own>(?:các )?chính quyền)(?!\w)",
    re.IGNORECASE,
)
_OWN = "sự chỉ đạo, điều hành của chính quyền"


def without_the_party(kit: Kit, program: Program) -> None:
    """Leave in headings what the government does of what it does together with the Party."""
    if not kit.unit.committee:
        return
    for draft in program.order:
        if draft.dropped is not None or draft.kept or draft.part != "muc":
            continue
        text = draft.texts.get("tieu_de")
        if not text:
            continue
        said = joined(text)
        apart = _APART.search(said)
        whole = _TOGETHER.search(said) if apart is None else None
        made = [(*apart.span("cut"), RuleWords(("",)))] if apart is not None else []
        made += [(*whole.span(), RuleWords((_OWN,)))] if whole is not None else []
        new, done = put(text, made)
        if done:
            draft.texts["tieu_de"] = new
            draft.touch(OWN_WORK)
