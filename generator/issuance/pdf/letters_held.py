"""Whether a signed PDF gives other words to programs than it shows to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.issuance.pdf.said import unmarked
from generator.issuance.verdict.result import Verdict, VerdictReason
from generator.locale import _
from generator.read.pdf.held_letters import hold_letters, told_lie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.read.pdf.held_letters import HeldLetters

TOLD = 5
"""Places that are told one by one."""
MANY = 0.2
"""Share of letters unlike any known from on which the comparing said nothing."""


def letters_held(data: bytes) -> list[VerdictReason]:
    """XT224 for words drawn otherwise than they are read; XT225 for what nobody compared."""
    held = hold_letters(unmarked(data))
    found = [
        VerdictReason("XT224", Verdict.INDETERMINATE, told_lie(lie)) for lie in held.lies[:TOLD]
    ]
    if len(held.lies) > TOLD:
        message = _("và {so} chỗ nữa đọc một đằng, nhìn một nẻo")
        message = message.format(so=len(held.lies) - TOLD)
        found.append(VerdictReason("XT224", Verdict.INDETERMINATE, message))
    found += [VerdictReason("XT225", Verdict.VALID, message) for message in not_compared(held)]
    return found


def not_compared(held: HeldLetters) -> Iterator[str]:
    """What was not held against the drawn page, and why."""
    if held.by_machine:
        pages = ", ".join(map(str, held.by_machine))
        message = _("trang {so}: chữ đọc được là máy nhận dạng từ ảnh, chưa so với ảnh")
        yield message.format(so=pages)
    if held.unlike > MANY * max(1, held.digits):
        yield _("chữ số vẽ bằng phông lạ, chưa so được với chữ đọc được")
    if held.left:
        message = _("chữ đọc được và chữ nhìn thấy chưa được so từ trang {so} trở đi")
        yield message.format(so=held.left)
