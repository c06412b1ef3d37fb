"""Duties that name no work once the others' part is gone: "Làm đầu mối." of what, is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.house_line import own_sentences
from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_STANDS = re.compile(
    r"[\W\d]*(?:làm|là) (?:(?:cơ quan|bộ phận|đơn vị) )?(?P<what>thường trực|đầu mối)[\s.;]*"
)
_ADVISES = re.compile(
    r"[^;.]{0,60}?(?<!\w)tham mưu (?:cho |giúp )?ủy ban nhân dân \w+(?: khu)?[\s.;]*"
)
_WORK = "tổ chức thực hiện Kế hoạch này"


def complete_duties(kit: Kit, program: Program) -> None:
    """Say what a body of the unit stands for, or advises on, where its sentence ends before."""
    if not kit.unit.committee:
        return
    for draft, said in own_sentences(kit, program):
        if len(said) > _SHORT or "noi_dung" not in draft.texts:
            continue
        low = plain_of(said).low
        if _STANDS.fullmatch(low):
            more = f", tham mưu UBND {kit.unit.word} {_WORK}."
        elif _ADVISES.fullmatch(low):
            more = f" {_WORK}."
        elif _GATHERS.fullmatch(low):
            more = " kết quả thực hiện Kế hoạch này."
        else:
            continue
        *before, last = draft.texts["noi_dung"]
        pieces = (last,) if isinstance(last, str) else last.pieces
        if isinstance(end := pieces[-1], str):
            whole = (*pieces[:-1], f"{end.rstrip(' .;')}{more}")
            said_now = whole[0] if isinstance(last, str) else RuleWords(whole)
            draft.texts["noi_dung"] = [*before, said_now]
            draft.touch(OWN_WORK)


_GATHERS = re.compile(r"[\W\d]*tổng hợp(?:, báo cáo)?[\s.;]*")
_SHORT = 90
"""Letters of a sentence that may be no more than this."""
