"""What a document prints about itself: agency, number, date, who signs it in which capacity.

Read from what its pages show. It is what a stranger's document is held to when neither a
register nor a plan says whose it must be.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from generator.issuance.verdict.holders import plain, unaccented
from generator.read.classify.decide import classify
from generator.read.rebuild.foot import build_signers
from generator.read.rebuild.head import date_of, read_number
from generator.read.rebuild.import_report import LineFates
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.plan.model import NguoiKy
    from generator.read.lines import Line

# bodies that sign in their own name, and not by the certificates of the State
_PRIVATE = re.compile(
    r"^(tổng )?công ty|^tập đoàn|^ngân hàng|^doanh nghiệp|^hợp tác xã|^hội |^hiệp hội|^liên hiệp "
    r"|^quỹ |^câu lạc bộ|tnhh|cổ phần"
)
_RANKS = {
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), 1),
    **dict.fromkeys(("huyện", "quận", "thị xã"), 2),
    **dict.fromkeys(("tỉnh", "thành phố"), 3),
}
_NAMES = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?! hội)|phường|đặc khu"
_PLACE = re.compile(f" ({_NAMES}) ")
_LAST = re.compile(f"\\b({_NAMES}) ")
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
    """A page shows more than its letters, or other things, and nobody could read them."""
    other_head: str = ""
    """Another agency, whose head the first page shows over the letters that are read."""
    nameless: bool = False
    """A capacity is printed to sign in, and no name below it."""

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
    own = _head(d.line.text for d in reading.of("co_quan"))
    above = _head(d.line.text for d in reading.of("co_quan_chu_quan"))
    number, symbol = read_number(" ".join(d.line.full for d in reading.of("so")))
    dated = date_of(reading)
    signers = build_signers(reading, LineFates())
    names = tuple(s.ho_ten for s in signers if s.ho_ten)
    nameless = not names and any(_capacity(s) for s in signers)
    if not own and not above and any(_SPELLED.search(line.full) for line in lines):
        return PrintedFacts(readable=False)
    day = dated.date() if dated else None
    if not number and not symbol and not reading.of("quoc_hieu"):
        # a letterhead alone makes no document of an agency, but who signs in its name does
        return PrintedFacts(
            _signed_for(signers, own or above or _at_the_top(lines)), day=day, signers=names
        )
    agency = own or above or _signed_for(signers, "") or _at_the_top(lines)
    return PrintedFacts(agency, number, symbol, day, names, nameless=nameless and bool(agency))


_PAPER = re.compile(
    r"^(đơn(?! vị)|giấy|bản (cam kết|tự|khai|kê)|hợp đồng|tờ khai|phiếu|lý lịch|sơ yếu"
    r"|thư(?! viện)|hóa đơn) "
)
"""Papers of citizens, whose titles stand where a letterhead does."""


def _head(texts: Iterable[str]) -> str:
    """The lines of a letterhead; a title in its place is none."""
    return squeeze(" ".join(t for t in texts if not _PAPER.match(f"{plain(t)} ")))


def _at_the_top(lines: list[Line]) -> str:
    """A body of the State that stands in capitals among the first lines, to nobody addressed."""
    before = ""
    for line in lines[:_TOP]:
        if line.text.isupper() and names_state(line.text) and not before.startswith("kính gửi"):
            return squeeze(line.text)
        before = plain(line.text)
    return ""


def names_state(text: str) -> bool:
    """Whether a line begins with the name of a body of the State or of the Party."""
    return _OF_STATE.match(_body(text)) is not None


def _capacity(signer: NguoiKy) -> str:
    """In what capacity somebody signs, as it is printed; "" where nothing is."""
    return " ".join(t for t in (*signer.capacity(), signer.chuc_vu) if t and t != "…")


def _signed_for(signers: Iterable[NguoiKy], letterhead: str) -> str:
    """The body of the State in whose name somebody signs (Decree 30/2020, Art. 13)."""
    said = " ".join(plain(_capacity(s)) for s in signers)
    if found := _FOR.search(said):
        return letterhead if _OF_STATE.match(plain(letterhead)) else found[1].upper()
    if _OF_STATE.match(plain(letterhead)) and _HEAD.search(said):
        return letterhead
    return ""


_TOP = 8
_OF_STATE = re.compile(
    r"^(ủy ban|ubnd|hội đồng nhân dân|hđnd|tỉnh ủy|thành ủy|huyện ủy|đảng ủy|ban chấp hành đảng"
    r"|chính phủ|thủ tướng|quốc hội|bộ |sở |cục |tổng cục|chi cục|thanh tra|công an|tòa án"
    r"|viện kiểm sát|ban chỉ |văn phòng|phòng |kho bạc|bảo hiểm xã hội|bộ chỉ huy|bộ tư lệnh)"
)
_FOR = re.compile(
    r"\bt[./]?m[. ]+((?:ủy ban|hội đồng|chính phủ|ban chấp hành|ban thường vụ)[^.]*?)"
    r"(?= (?:kt|q|tl|tuq)\.| (?:phó )?(?:chủ tịch|bí thư|thủ tướng)|$)"
)
_HEAD = re.compile(
    r"chủ tịch|trưởng|giám đốc|bí thư|thẩm phán|viện trưởng|chánh|chỉ huy|tư lệnh|thủ tướng"
)


def names_body(found: str, wanted: str) -> bool:
    """Whether a certificate's name is that of a body as printed, short forms written out.

    A certificate may add where the body is ("…, tỉnh …"), which the letterhead leaves out.
    """
    one, two = _body(found), _body(wanted)
    if not one or not two:
        return False
    rest = one.removeprefix(two)
    if not rest or rest == one:
        return not rest
    place = _PLACE.match(rest)
    return place is not None and _RANKS[place[1]] > _rank(two)


def _rank(body: str) -> int:
    """The level of the last place in a body's name: what is added has to be above it."""
    places = _LAST.findall(body)
    return _RANKS[places[-1]] - (places[-1] == "thành phố") if places else 0


def resembles(seen: str, said: str) -> bool:
    """Whether a name that recognition read is the one that the letters say, misread or not."""
    return SequenceMatcher(None, unaccented(_body(seen)), unaccented(_body(said))).ratio() >= ALIKE


ALIKE = 0.8
"""Of two names one of which recognition has read."""


def _body(name: str) -> str:
    text = plain(name).replace(",", " ").replace("-", " ")
    for pattern, long in _SHORT:
        text = pattern.sub(long, text)
    return " ".join(text.split())
