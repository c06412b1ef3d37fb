"""What a document prints about itself: agency, number, date, who signs it in which capacity.

Read from what its pages show. It is what a stranger's document is held to when neither a
register nor a plan says whose it must be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.issuance.verdict.holders import plain
from generator.read.classify.decide import classify
from generator.read.rebuild.foot import build_signers
from generator.read.rebuild.head import date_of, read_number
from generator.read.rebuild.import_report import LineFates
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.read.lines import Line

# bodies that sign in their own name, and not by the certificates of the State
_PRIVATE = re.compile(
    r"^(tổng )?công ty|^tập đoàn|^ngân hàng|^doanh nghiệp|^hợp tác xã|^hội |^hiệp hội|^liên hiệp "
    r"|^quỹ |^câu lạc bộ|tnhh|cổ phần"
)
_PLACE = re.compile(r" (tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu) ")
_SPELLED = re.compile(r"(?:\b[^\W\d_]\s+){5,}[^\W\d_]\b")
"""Letters set apart: a letterhead that a person reads and a program does not."""
_SHORT = (
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"),
    (re.compile(r"\btp\b\.?"), "thành phố"),
)


class PrintedFacts(NamedTuple):
    """The printed facts; empty where the document prints none."""

    agency: str = ""
    number: int | None = None
    symbol: str = ""
    day: date | None = None
    signers: tuple[str, ...] = ()
    """Names at the signature blocks."""
    readable: bool = True
    """False: the pages are pictures, or what they say could not be read."""
    doubtful: bool = False
    """The first page shows more than its letters, or other things, and nobody could read them."""

    @property
    def of_the_state(self) -> bool:
        """Whether the printed agency is one that signs with certificates of the State."""
        return bool(self.agency) and not _PRIVATE.search(plain(self.agency))


def printed_in(lines: Iterable[Line] | None) -> PrintedFacts:
    """What lines of a document say; None: they could not be read."""
    if lines is None:
        return PrintedFacts(readable=False)
    lines = list(lines)
    reading = classify(lines)
    own = squeeze(" ".join(d.line.text for d in reading.of("co_quan")))
    above = squeeze(" ".join(d.line.text for d in reading.of("co_quan_chu_quan")))
    number, symbol = read_number(" ".join(d.line.full for d in reading.of("so")))
    dated = date_of(reading)
    names = tuple(s.ho_ten for s in build_signers(reading, LineFates()) if s.ho_ten)
    if not own and not above and any(_SPELLED.search(line.full) for line in lines):
        return PrintedFacts(readable=False)
    if not number and not symbol and not reading.of("quoc_hieu"):
        return PrintedFacts()  # a letterhead alone makes no document of an agency
    return PrintedFacts(own or above, number, symbol, dated.date() if dated else None, names)


def names_body(found: str, wanted: str) -> bool:
    """Whether a certificate's name is that of a body as printed, short forms written out.

    A certificate may add where the body is ("…, tỉnh …"), which the letterhead leaves out.
    """
    one, two = _body(found), _body(wanted)
    if not one or not two:
        return False
    rest = one.removeprefix(two)
    return not rest or (rest != one and _PLACE.match(rest) is not None)


def _body(name: str) -> str:
    text = plain(name).replace(",", " ").replace("-", " ")
    for pattern, long in _SHORT:
        text = pattern.sub(long, text)
    return " ".join(text.split())
