"""What is done to a derived plan once each of its nodes is settled, in this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.assigning.meeting import name_who_meets
from generator.cascade.deriving.assigning.missing_bodies import ask_departments
from generator.cascade.deriving.assigning.proposed_leads import propose_leads
from generator.cascade.deriving.assigning.said_once import say_bodies_once
from generator.cascade.deriving.doubting.accounted import Accounts
from generator.cascade.deriving.doubting.needless import (
    given_by_rows,
    lead_found,
    told_by_name,
)
from generator.cascade.deriving.doubting.told_nothing import ask_whether_told
from generator.cascade.deriving.doubting.unaccounted import tell_losses
from generator.cascade.deriving.frame.house_line import (
    report_inside,
    settle_idle,
)
from generator.cascade.deriving.frame.last_words import end_plan
from generator.cascade.deriving.frame.lone_points import mark_lone_points
from generator.cascade.deriving.frame.recipients import settle_recipients
from generator.cascade.deriving.frame.section_titles import capital_sections
from generator.cascade.deriving.frame.whole_duties import complete_duties
from generator.cascade.deriving.tables.gathered_rows import gather_rows
from generator.cascade.deriving.wording.area_counted import keep_area
from generator.cascade.deriving.wording.issuer_named import name_the_issuer
from generator.cascade.deriving.wording.of_the_party import without_the_party
from generator.cascade.deriving.wording.references import name_the_plan_above
from generator.cascade.deriving.wording.short_forms import define_again

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit


def finish(kit: Kit, program: Program, renamed: list[NodeDraft]) -> None:
    """Look at the whole; add the lines that are the unit's own.

    `renamed`: nodes in which departments of the unit took the place of others.
    """
    ask_departments(kit, program, renamed)
    name_the_plan_above(kit.ask, program)
    name_the_issuer(kit, program)
    without_the_party(kit, program)
    define_again(program)
    gather_rows(kit, program)
    given_by_rows(kit, program)
    told_by_name(kit, program)
    complete_duties(kit, program)
    Accounts(kit, program).ask()
    tell_losses(kit, program)
    keep_area(kit, program)
    ask_whether_told(kit, program)
    settle_recipients(kit, program)
    report_inside(kit, program)
    propose_leads(kit, program)
    name_who_meets(kit, program)
    lead_found(kit, program)
    settle_idle(kit, program)
    say_bodies_once(kit, program)
    end_plan(kit, program)
    capital_sections(program)
    mark_lone_points(program)
