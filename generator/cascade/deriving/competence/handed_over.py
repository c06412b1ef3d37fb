"""What a superior's body hands over to communes: they take it over from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.after_lost import tell
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit

HANDS_OVER = re.compile(
    r"(?:bàn giao|chuyển giao|giao)(?! (?:nhiệm vụ|chỉ tiêu))[^.;]{0,60} cho"
    r" (?:ubnd|ủy ban nhân dân) (?:các |cấp )?(?:xã|phường)"
    r"|(?:ký|ký kết|thống nhất|thỏa thuận)(?!\w)[^.;]{0,40} với (?:ubnd|ủy ban nhân dân)"
    r" (?:các |cấp )?(?:xã|phường)"
    r"|(?:bàn giao|giới thiệu)(?! (?:nhiệm vụ|chỉ tiêu|cho|về))[^.;]{0,60} (?:về|cho|tại)"
    r" (?:[^.;,]{0,30} )?(?:địa phương|nơi cư trú|nơi ở|khu dân cư)(?! (?:khác|trong|cấp))(?!\w)"
)
"""What a superior's body hands over to communes, agrees with them: they are the other side."""
_OVER = re.compile(
    r"(?P<does>bàn giao|chuyển giao)(?P<what> [^.;,]{0,60}?)? cho (?:ubnd|ủy ban nhân dân)"
    r" (?:các |cấp )?(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*(?!\w)"
)
_VERB = re.compile(r" (?:quản lý|sử dụng|vận hành|khai thác|theo dõi)(?!\w)")
_NAME = 8
"""Words up to which what stands before is the name of who hands over."""


def received_from(
    kit: Kit, draft: NodeDraft, text: str, sentence: str, hands: re.Match[str], heading: str
) -> str:
    """What the unit does when something is handed over to it; "" where that is not to be said.

    `heading`: whose work the sentence is, as the heading above it says.
    """
    over = _OVER.match(plain_of(sentence).low, hands.start())
    if over is None:
        return ""
    plain = plain_of(sentence)
    before = text[: text.index(sentence)] + sentence[: plain.span(0, over.start()).end]
    event = re.split(r"[.;] ", before.strip(" ,;."))[-1]
    what = plain.said(*over.span("what")).strip()
    rest = plain.said(over.end(), len(plain.low)).rstrip(" .;")
    who = event if event and bodies(event) and len(event.split()) <= _NAME else ""
    who = who or heading
    rest = f" để{rest}" if _VERB.match(rest) else rest
    if what and who:
        return f"Tiếp nhận {what} do {who} {over['does']}{rest}."
    if event and not what:
        said = "" if bodies(event)[:1] and event.startswith(bodies(event)[0].text) else who
        return tell(kit.ask, draft, f"Tiếp nhận {over['does']}{rest}.", event, said)
    return ""
