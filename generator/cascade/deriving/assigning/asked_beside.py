"""Organisations named with the unit in one heading: what stands there they do, too, when asked.

Below "UBND các xã; Hội Nông dân các xã" the points go to the rooms of the unit, of which the
organisation is none: it is asked beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.draft import points_of
from generator.cascade.deriving.rulebook.rules import ASKED
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import key_of
from generator.plan.model import Diem, Khoan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody

_WORDS = "Phối hợp với UBND {cap} thực hiện các nội dung liên quan tại Kế hoạch này."


def ask_beside(
    kit: Kit,
    program: Program,
    item: NodeDraft,
    who: Sequence[NamedBody],
    siblings: list[NodeDraft] | None,
) -> None:
    """Put an item behind that of the unit which asks whom its heading names beside it."""
    fronts = [body for body in who if kit.unit.kin(body) is Kin.FRONT and not _has_item(
        program, item, body)]  # fmt: skip
    if (
        siblings is None
        or not fronts
        or not kit.unit.committee
        or item.kind != "khoan"
        or points_of(item) is None
    ):
        return
    title = f"Đề nghị {', '.join(body.text for body in fronts)}"
    name = f"{item.id}-de-nghi"
    node = Khoan(id=name, tieu_de=title, kieu_diem=item.above.kieu_diem)
    new = program.new(node, item.part, item.parent, ASKED)
    new.texts["tieu_de"] = [title]  # of the plan above: its names are put
    kit.kept.names(new)
    point = Diem(id=f"{name}-1", noi_dung=_WORDS)
    made = program.new(point, item.part, new, ASKED)
    made.texts["noi_dung"] = [kit.speech.words(_WORDS)]
    new.below["diem"] = [made]
    siblings.insert(siblings.index(item) + 1, new)


def _has_item(program: Program, item: NodeDraft, body: NamedBody) -> bool:
    """Whether an item of its own asks an organisation."""
    name = key_of(body.name)
    return any(
        name in key_of(joined(one.texts.get("tieu_de", [])))
        for one in program.order
        if one is not item and one.kind in ("muc", "khoan") and one.dropped is None
        and any(child.dropped is None for child in one.children())
    )  # fmt: skip
