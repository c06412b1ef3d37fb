"""What others report to the department itself: it gathers that, and does not report to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import key_of, plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_REPORT = re.compile(
    r"(?P<who>[^.;]{5,200}?),? (?:có trách nhiệm )?(?:báo cáo|gửi báo cáo|gửi)"
    r"(?P<what> (?:kết quả|tình hình|số liệu)[^.;,]{0,60}?)? (?:về|cho|đến) (?P<whom>[^.;(]{5,80}?)"
    r"(?P<when>,? (?:trước|chậm nhất|định kỳ|hằng|hàng)(?!\w)[^.;]*?)?"
    r"(?:(?:,? để |; (?P<gathers>[^.;]{5,80}?) )(?:tổng hợp|theo dõi)"
    r"(?P<then>,? (?:kết quả |chung )?(?:tham mưu,? )?(?:báo cáo|trình)(?!\w)[^.;]*)?)?"
    r"[\s./;]*$"
)
_SENT_TO = re.compile(
    r"(?P<who>[^.;]{5,200}?),? (?:có trách nhiệm )?(?:định kỳ )?báo cáo"
    r"(?P<what> (?:kết quả|tình hình|số liệu)(?: thực hiện)?)?"
    r"(?P<when> [^.;]*?\d{1,2}/\d{1,2}[^.;]*?)"
    r",? gửi(?: về)? (?P<whom>[^.;(,]{5,80}?)(?P<gathers>)(?:,? để)? tổng hợp"
    r"(?P<then>,? (?:tham mưu,? )?(?:báo cáo|trình)(?!\w)[^.;]*)?[\s./;]*$"
)
"""The days said before to whom: "báo cáo 6 tháng trước 10/6, gửi Sở X tổng hợp, báo cáo UBND"."""
_SENT = re.compile(r"^Tổng hợp [^.;]*\(gửi (?P<when>[^()]+)\)")
_BEGINS = re.compile(r"(?:trước|chậm nhất|định kỳ|hằng|hàng)(?!\w)")
_DAYS = re.compile(r"(?:trước|chậm nhất)(?: là)? ngày [^\s,;)]+")


def gathered_here(text: str, unit: Addressee) -> str | None:
    """The department's part in "Các sở, ngành báo cáo kết quả về Sở X trước ngày …"; else None."""
    if unit.committee or not unit.name or "báo cáo" not in text.lower():
        return None
    plain = plain_of(text)
    found = _REPORT.match(plain.low)
    if found is None or key_of(found["whom"]) != key_of(unit.name):
        found = _SENT_TO.match(plain.low) or found
    first, _stop, rest = text.partition(". ")
    if found is None and rest and (alone := gathered_here(f"{first}.", unit)) is not None:
        return (
            f"{alone} {rest.removesuffix('./.').rstrip(' .')}."  # said behind it, of the document
        )
    if found is None or key_of(found["whom"]) != key_of(unit.name):
        return None
    if found["gathers"] and key_of(found["gathers"]) not in (key_of(unit.name), "so"):
        return None

    def said(name: str) -> str:
        start, end = found.span(name)
        return plain.said(start, end) if found[name] else ""

    who = said("who")
    who = who[:1].lower() + who[1:] if who.startswith(("Các ", "Những ")) else who
    what = said("what").strip() or "báo cáo"
    then = said("then").strip(" ,")
    when = said("when").strip(" ,")
    dated = f" (gửi {when})" if when else ""
    return f"Tổng hợp {what} của {who}{dated}{f', {then}' if then else ''}."


def sent_here_by(text: str) -> str:
    """By when others report to a department, in the words of `gathered_here`; "" for no day."""
    found = _SENT.match(text)
    if found is None or _BEGINS.match(found["when"]):
        return found["when"] if found is not None else ""
    return ", ".join(_DAYS.findall(found["when"]))
