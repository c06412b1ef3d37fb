"""LC747: an item whose heading names one body while its data name another.

The words are what people read, the data what tasks, coverage and the recipients go by: whoever
changes one of them has to change the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import warning
from generator.grammar.known import KnownAgencies
from generator.grammar.letters import key_of
from generator.grammar.orders import heading
from generator.locale import _
from generator.plan.model import Khoan, walk
from generator.plan.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Diagnostic
    from generator.plan.agencies import Registry
    from generator.plan.toml import Loaded


def headed_otherwise(loaded: Loaded, registry: Registry) -> Iterator[Diagnostic]:
    """LC747 for each item of which heading and `co_quan` have no body in common."""
    plan, source = loaded
    known = None
    for loc, node in walk(plan):
        if not isinstance(node, Khoan) or not node.co_quan or not node.tieu_de:
            continue
        title = plain(node.tieu_de)
        said, _asked = heading(title)
        if not said:
            continue
        known = known or KnownAgencies(registry.extended(plan.co_quan_moi), plan.day(),
                                       plan.van_ban.co_quan)  # fmt: skip
        named = [id_ for body in said if (id_ := known.id_of(body)) is not None]
        ours = [known.registry.get(id_, plan.day()) for id_ in node.co_quan]
        key = key_of(title)
        if len(named) < len(said) or {*named} & {*node.co_quan}:
            continue
        if any(one is None or one.gom is not None or key_of(one.ten) in key for one in ours):
            continue
        data = ", ".join(one.ten for one in ours if one is not None)
        message = _("Tiêu đề nói “{loi}”, mà co_quan ghi “{du_lieu}”").format(
            loi=said[0].text, du_lieu=data
        )
        hint = _("Ghi cùng một cơ quan ở cả hai chỗ")
        yield warning("LC747", message, source.span((*loc, "co_quan")), hint)
