"""What others do, in clauses of the plan above that are left out below: who, verb, thing, when."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.data import read_data
from generator.grammar.first_words import first_words
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.phrases import any_of
from generator.text import patterns as re

_ABOUT = 10
"""Words below which the subject of a course is said with it."""


class LostWork(NamedTuple):
    """What others do, in the clause that was left out."""

    who: str
    verb: str
    thing: str
    """What they make or hold, without its number of one or more; "" for none."""
    act: str
    """Verb and all behind it."""
    when: str
    """From when to when, where it says so: " từ 20/4 đến 30/6/2026"."""

    @property
    def named(self) -> str:
        """The thing with its maker: "lớp tập huấn do Sở Y tế mở"; "" where either is not said."""
        return f"{self.thing} do {self.who} {self.verb}" if self.thing and self.who else ""


def works_in(event: str, who: str) -> list[LostWork]:
    """The clauses of a work, the nearest first."""
    found: list[LostWork] = []
    for clause in _CLAUSES.split(event.strip(" .;,:-+*\n")):
        work = _work(clause.strip(" .;,:-+*\n"), who)
        if work is not None:
            who = work.who or who
            found.append(work)
        elif (first := next(iter(groups(plain_of(clause))), None)) and first.start == 0:
            who = plain_of(clause).said(0, first.end)  # what it does has a verb nobody lists
    return found[::-1]


def _work(clause: str, who: str) -> LostWork | None:
    clause = _DONE_BY.sub("", clause) if ", do " in clause else clause
    plain = plain_of(clause)
    first = next(iter(groups(plain)), None)
    if first is not None and _BEFORE_SUBJECT.fullmatch(plain.low, 0, first.start):
        who = plain.said(first.start, first.end)
        clause = plain.said(first.end, len(plain.low))
    clause = _without_partners(clause.strip(" ,:"))
    while (cut := _ADVERB.match(plain_of(clause).low)) is not None:
        clause = clause[plain_of(clause).span(0, cut.end()).end :]
    plain = plain_of(clause)
    verb = verb_pattern().match(plain.low)
    if verb is None:
        return None
    rest = plain.said(verb.end(), len(plain.low)).strip()
    act = small(clause.strip(" ."))
    end = _ends().search(f" {plain_of(rest).low}")
    thing = rest if end is None else rest[: max(0, end.start() - 1)]
    when = _WHEN.search(plain_of(rest).low)
    said = "" if when is None else f" {rest[when.start() : when.end()].strip()}"
    does = small(plain.said(0, verb.end()))
    if does in _EVENTS:  # "Sở Xây dựng tập huấn cho 240 người": what is held has the verb's name
        held = f"lớp {does}" if does in ("tập huấn", "bồi dưỡng") else does
        said_about = thing and not thing.startswith("cho ") and len(thing.split()) < _ABOUT
        thing, does = f"{held} {thing}" if said_about else held, "tổ chức"
    return LostWork(who, does, counted(thing.strip(" ,").removeprefix("cho ")), act, said)


_DONE_BY = re.compile(
    r", do [^,;.]{4,60}? (?:đảm nhiệm|đảm nhận|thực hiện|chủ trì|tổ chức|tiến hành|phụ trách)(?!\w)"
)
"""Who does it, behind what is done: it is known."""
_MEETS = re.compile(r"(?:chủ trì,? )?phối hợp(?: chặt chẽ)? với (?:các )?")


def _without_partners(clause: str) -> str:
    """A clause from its verb on, without with whom it is done."""
    plain = plain_of(clause)
    met = _MEETS.match(plain.low)
    partners = next((g for g in groups(plain) if met and g.start == met.end()), None)
    return clause if partners is None else plain.said(partners.end, len(plain.low)).strip(" ,")


_BEFORE_SUBJECT = re.compile(r"(?:[^,:]{3,90}, )?(?:giao (?:cho )?|yêu cầu |đề nghị )?[\W\d]*")
_ADVERB = re.compile(
    r"(?:(?:có trách nhiệm|chủ trì(?:,? phối hợp với [^,;]{3,80}?,)?|tiếp tục|chủ động|định kỳ"
    r"|(?:hằng|hàng) (?:năm|tháng|quý|tuần)|thường xuyên|kịp thời|khẩn trương|tích cực|quyết liệt"
    r"|nghiêm túc|trực tiếp|phối hợp với [^,;]{3,80},"
    r"|theo chức năng|tổ chức(?= (?:tập huấn|bồi dưỡng|kiểm tra|khám|tuyên truyền|in|biên soạn"
    r"|phát)(?!\w)))[ ,]+)"
)
_EVENTS = ("tập huấn", "bồi dưỡng", "diễn tập", "hội thảo", "tọa đàm")
TIME = (
    r"(?:trước|chậm nhất|xong|hoàn thành|mỗi|hằng|hàng|định kỳ|\d+ lần|tối thiểu|ít nhất)(?!\w)"
    r"|(?:trong|từ|vào|đến)(?= (?:ngày|tháng|năm|quý|dịp|thứ|cuối|đầu|hết|vòng|thời|giai|\d+/))"
)
_ENDS = (
    rf" (?:{TIME}|(?:theo|để|nhằm|gửi|bằng kinh phí|phục vụ|vào)(?!\w)"
    r"|(?:dành )?cho(?= (?:ubnd|ủy ban|các (?:xã|phường|địa phương|tr[ưạ]\w+|đơn vị|cơ quan)"
    r"|địa phương|mỗi|từng|hộ|người|\d))"
    r"|về(?= (?:ubnd|ủy ban|các (?:xã|phường)|địa phương))|tại(?= (?:\d|các (?:xã|phường)|mỗi)))"
    rf"|, (?=(?:{TIME}|{{verb}}|đồng thời|trong đó|riêng|kể cả|gồm))|[;.] "
)
"""Where the name of a thing ends: at a time, at whom it is for, at another act."""
_WHEN = re.compile(
    r"(?:từ (?:ngày )?\d[^;.]{2,60} đến (?:hết )?(?:ngày )?\d[\d/.]*(?: (?:tháng|năm) \d+)*"
    r"|trước ngày \d[\d/]*(?: tháng \d+ năm \d+)?"
    r"|trong (?:tháng|quý) [\divx]+(?: và (?:tháng |quý )?[\divx]+)?(?:/\d{4}| năm \d{4})?)(?!\w)"
)
_CLAUSES = re.compile(
    r"[.;] |, đồng thời |, (?=(?:thông báo|công bố|ban hành|phát hành|cung cấp|gửi|cấp|mở|tổ chức)"
    r" [^\W\d]|(?:mở|tổ chức|phát động|trang bị|biên soạn|cấp|trao) \d)"
)
_NUMBER = re.compile(r"(?P<n>\d[\d.]*) (?=[^\W\d])")
_ONE_MORE = re.compile(
    r"(?P<join>, | và )\d[\d.]* (?=(?:phiên|lớp|khóa|hội|đợt|cuộc|buổi|giải|chương|diễn)(?!\w))"
)


def counted(thing: str) -> str:
    """A thing without the number in which the superior makes it: "04 lớp" are "các lớp"."""
    found = _NUMBER.match(thing)
    if found is None:
        return thing
    more = _ONE_MORE.sub(r"\g<join>các ", thing[found.end() :])
    return ("" if found["n"].lstrip("0") == "1" else "các ") + more


@cache
def verb_pattern() -> re.Pattern[str]:
    """Verbs with which work begins, one or several in a row."""
    verbs = _verbs()
    return re.compile(rf"{verbs}(?!\w)(?:(?:, | và ){verbs}(?!\w))*")


@cache
def _verbs() -> str:
    words, data = first_words(), read_data("dong-tu.toml")
    return any_of({*data["mo_dau"], *data["lam_ra"], *words.verbs, *words.lone_verbs})


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(_ENDS.replace("{verb}", rf"{_verbs()}(?!\w)"))
