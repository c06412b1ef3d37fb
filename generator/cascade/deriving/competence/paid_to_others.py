"""Whose purse gives what to whom: "Tỉnh cấp 9 tỷ đồng cho Sở X", "Hộ nghèo được xã hỗ trợ …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.binding import sums
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_GRANTS = re.compile(
    r"[\W\d]*(?:ngân sách )?(?:tỉnh|thành phố|trung ương|nhà nước) (?:cấp|bố trí|hỗ trợ|phân bổ"
    r"|giao|dành|chi) \d[^;.]{0,40}? đồng cho (?!mỗi|từng|các xã|các phường|xã|phường)"
)


def pays_others(unit: Addressee, words: str, text: str) -> bool:
    """Whether a clause of a text says so: of two, only the other one may be the unit's."""
    plain = plain_of(words)
    whole = words.strip() == text.strip()
    found = _GRANTS.match(plain.low) if unit.committee and not whole else None
    if found is None:
        return False
    to = [body for group in groups(plain) if group.start >= found.end() for body in group.bodies]
    return bool(to) and unit.kins(to) <= {Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE}


_IS_GIVEN = re.compile(
    r"[^,;.]{3,90}? được (?:xét |ngân sách )?(?:hỗ trợ|trợ cấp|cấp|miễn|giảm|hưởng|vay|thưởng"
    r"|chi trả|bồi dưỡng)(?!\w)"
)


def paid_by_us(unit: Addressee, sentence: str) -> bool:
    """Whether a sentence says what people get from the unit's own purse: nobody else's work."""
    low = plain_of(sentence).low
    purse = rf"ngân sách (?:cấp |các )?(?:{unit.word}|xã|địa phương)(?! hội)(?!\w)"
    return unit.committee and bool(_IS_GIVEN.match(low)) and re.search(purse, low) is not None


_HERE = re.compile(
    r"(?<!\w)(?:xã|phường|đặc khu|địa phương|cơ sở|thôn|bản|tổ dân phố|khu phố)(?!\w)"
)


_PURSE_OF = re.compile(
    r"[\W\d]*(?:(?:nguồn )?kinh phí|dự toán|chi phí|nguồn vốn)(?: thực hiện| hoạt động)*"
    r" (?:của|cho|tại) (?:các )?"
)


def their_purse(unit: Addressee, text: str) -> bool:
    """Whether a sentence says what a superior's body itself spends: "Kinh phí của Sở X: …"."""
    plain = plain_of(text)
    found = _PURSE_OF.match(plain.low)
    whose = next((g for g in groups(plain) if found and g.start <= found.end() < g.end), None)
    if whose is None or _HERE.search(plain.low) is not None:
        return False
    first, *others = (unit.kin(body) for body in whose.bodies)
    return unit.committee and first is Kin.ABOVE and set(others) <= {Kin.ABOVE, Kin.EVERYBODY}


def without_their_purse(unit: Addressee, text: str) -> str:
    """A text without what the superior's departments are paid of, beside the unit's own purse.

    "Kinh phí của sở, ngành do ngân sách tỉnh bảo đảm; của xã do ngân sách xã bảo đảm": the second.
    """
    if not unit.word_above:
        return text
    above = rf"(?:tỉnh|{unit.word_above})"
    text = _of_all(text, above)
    theirs = re.compile(
        rf"(?<!\w)(?:của|cho) (?:các )?(?:sở(?:, ban)?(?:, ngành)?|ban, ngành"
        rf"|(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị))* (?:cấp |thuộc |của )?{above})(?!\w)"
    )
    purse = re.compile(r"(?<!\w)(?:ngân sách|kinh phí|dự toán)(?!\w)")
    lows = [plain_of(part).low for part in text.split("; ")]
    gone = [all(one.search(low) for one in (theirs, purse)) and not _HERE.search(low)
            for low in lows]  # fmt: skip
    own = re.compile(rf"ngân sách (?:các |cấp )?(?:{unit.word}|xã|phường|địa phương)(?! hội)(?!\w)")
    mine = any(own.search(low) for low, out in zip(lows, gone, strict=True) if not out)
    if not any(gone) or not mine:
        return text
    parts = zip(text.split("; "), gone, strict=True)
    kept = "; ".join(part for part, out in parts if not out).rstrip(" ;")
    return f"{kept[:1].upper()}{kept[1:]}" + ("" if kept.endswith(".") else ".")


def _of_all(text: str, above: str) -> str:
    """What a text says of the funds of all, without a sentence on the sum of the superior's.

    "Kinh phí từ ngân sách nhà nước theo phân cấp. Năm 2026, ngân sách tỉnh bố trí 12,8 tỷ đồng."
    """
    said = [one for one in _SENTENCE.split(text) if one.strip()]
    lows = [plain_of(one).low for one in said]
    purse = re.compile(rf"(?<!\w)ngân sách (?:trung ương|cấp {above}|{above})(?!\w)")
    theirs = [bool(purse.search(low) and sums(one)) for low, one in zip(lows, said, strict=True)]
    rest = [(low, one) for low, one, out in zip(lows, said, theirs, strict=True) if not out]
    if not any(theirs) or not rest or not any(_OF_EACH_LEVEL.search(low) for low, _one in rest):
        return text
    return " ".join(one.strip() for _low, one in rest)


_SENTENCE = re.compile(rf"(?<=[^\W\d_]\.) (?={LARGE})")
_OF_EACH_LEVEL = re.compile(r"theo phân cấp|nguồn (?:\w+ ){0,4}hợp pháp|ngân sách các cấp")
