"""What a superior's body sums up of what the communes send it: they send it, on the day said there.

"Tổng hợp, báo cáo UBND tỉnh trên cơ sở báo cáo của các xã gửi trước ngày 05/12": the summing up is
the department's, the report and its day are the commune's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.grammar.level_words import COMMUNES
from generator.text import patterns as re

if TYPE_CHECKING:
    from datetime import date

    from generator.grammar.letters import Plain

_COMMUNES = rf"(?:(?:ubnd|ủy ban nhân dân) )?(?:các |cấp ){COMMUNES}"
_SUMMED = re.compile(
    rf"(?:^|; )[\W\d]*tổng hợp (?P<what>(?:(?!trên cơ sở )[^;.]){{3,60}}?) của {_COMMUNES},? "
    r"(?P<does>gửi|đề xuất|đăng ký|báo cáo)"
    r"(?P<rest>(?: (?:về|đến)[^;.]*?)?(?: (?:trước|chậm nhất|trong)[^;.]*)?)(?=[;.]|$)"
)
_WHEN = (
    r"(?P<when>(?:(?:định kỳ|hằng) [^;.,()]{2,20} )?(?:trước|chậm nhất|trong|vào) [^;.,()]{3,60})"
)
_WHAT = (
    r"(?P<what>(?:báo cáo|kết quả|số liệu|danh sách|đề xuất|nhu cầu|hồ sơ|ý kiến)"
    r"(?: (?!của |do |trước |trên cơ sở )[^\W\d]+){0,6}?)"
)
_TO = r"(?P<to>(?: (?!trước |chậm |trong |vào |định |hằng )[^\W\d]+){0,8}?)"
_ON_GROUND = re.compile(
    rf"(?<!\w){_WHAT} (?:(?:của|do) )?{_COMMUNES},?"
    rf" ?\(?(?:gửi|cung cấp|báo cáo|nộp)(?: về| đến| cho)?{_TO} {_WHEN}(?=[;.,)]|$)"
)
"""The ground of a summing up, with the day on which it is there."""
_GROUND = re.compile(r"(?:trên cơ sở|theo|căn cứ(?: vào)?|từ) $")
_RECEIVED = re.compile(
    rf"[\W\d]*(?:tiếp nhận|nhận|thu) {_WHAT}"
    rf" của {_COMMUNES},?(?P<to>) {_WHEN}(?=,? (?:để|và) |[;.,]|$)"
)
_BARE = re.compile(
    r"Gửi (?:số liệu|danh sách|đề xuất|nhu cầu|hồ sơ|ý kiến)(?: về| trước| chậm)(?!\w)"
)
_OF_ITS_OWN = re.compile(r",? (?:để |(?:tổng hợp|báo cáo|trình)(?!\w)).*")


def sent_by_communes(text: str, whom: str, day: date | None) -> str | None:
    """What the communes send of a text of a superior's body; None where it says nothing of it.

    `whom`: that body, "" where it is not known.
    """
    plain = plain_of(text)
    summed = _SUMMED.search(plain.low)
    if summed is not None:
        what, rest = plain.said(*summed.span("what")), plain.said(*summed.span("rest"))
        to = whom if not rest.startswith((" về", " đến")) else ""
        does = summed["does"].capitalize()
        return f"{does} {what}{f' về {to}' if to and does == 'Gửi' else ''}{rest}."
    return _dated(plain, whom, day)


def _dated(plain: Plain, whom: str, day: date | None) -> str | None:
    """What is sent with a day, without which nobody is told to send it."""
    found = _ON_GROUND.search(plain.low) or _RECEIVED.match(plain.low)
    if found is None:
        return None
    what = plain.said(*found.span("what"))
    when = _OF_ITS_OWN.sub("", plain.said(*found.span("when"))).strip()
    on_arrival = found[0][: -len(found["when"])].rstrip().endswith(" đến")
    if not deadlines(when, day) or (on_arrival and when.startswith("trong ")):
        return None  # "giải quyết hồ sơ do UBND xã gửi đến trong 03 ngày": in these it is settled
    what = "báo cáo kết quả thực hiện" if what in ("báo cáo", "kết quả") else what
    named = plain.said(*found.span("to")).removesuffix(" Sở")
    if named and _GROUND.search(plain.low[: found.start()]) is None:
        return None  # "tổng hợp nhu cầu của các xã gửi Sở Tài chính": who sums up sends it
    to = f" về{named}" if named else f" về {whom}" if whom else ""
    return f"Gửi {what}{to} {when} để tổng hợp."


def is_bare(said: str) -> bool:
    """Whether it says that a list, or figures, are sent, but not of what: "Gửi danh sách về …"."""
    return _BARE.match(said) is not None
