"""What a label gives to a level: "Tuyến tỉnh: lập 03 đoàn …; tuyến xã: lập 01 đoàn …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_LABEL = re.compile(
    r"(?:^|(?<=; )|(?<=\. ))[\W\d]*(?:[a-zđ]\) ?)?(?:đối với |ở |tại )?(?:tuyến|cấp) "
    r"(?P<level>trung ương|tỉnh|thành phố|xã|phường|cơ sở)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu|tỉnh|thành phố))*: ?(?=[^\W_])"
)
_ABOVE = ("trung ương", "tỉnh", "thành phố")


def of_own_level(text: str, unit: Addressee) -> str | None:
    """What of a text its labels give to a commune; "" for nothing; None where none is labelled."""
    if not unit.committee or unit.level != RANKS["xa"]:
        return None
    plain = plain_of(text)
    labels = [*_LABEL.finditer(plain.low)]
    if not labels or labels[0].start() > 0:
        return None
    ends = [one.start() for one in labels[1:]] + [len(plain.low)]
    own = [
        plain.said(label.end(), end).strip(" ;.")
        for label, end in zip(labels, ends, strict=True)
        if label["level"] not in _ABOVE
    ]
    said = "; ".join(own)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
