"""VP2: legal bases and citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.plan.slips.repealed import Repealed, repealed, repealed_in
from generator.rules.all_rules import rule
from generator.rules.document_view import BODY
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_TYPES = (
    "Nghị định|Nghị quyết liên tịch|Nghị quyết|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|"
    "Kế hoạch|Công văn|Thông báo|Hướng dẫn|Chương trình|Báo cáo|Tờ trình|Đề án|Công điện|Kết luận|"
    "Quy định|Quy chế|Phương án"
)
_CITED = re.compile(
    rf"(?P<loai>{_TYPES})\s+số:?\s*(?P<so>\d+[a-zA-Z]?)\s*(?:/\s*(?P<nam>\d{{4}})\s*)?[/\-]\s*"
    rf"(?P<ky>[A-ZĐa-z0-9][\w&.]*(?:\s?-\s?[\w.]+)*(?:/[A-ZĐ]{{2,}}\b)?)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\b({_TYPES})\s+(\d+/\d{{4}}/[A-ZĐ][\w\-]*|\d+/[A-ZĐ]{{2,}}[\w]*-[\w]+)")
_DATED = re.compile(r"^[\s,(]*ngày\s+(\d{1,2}|[.…\s]+)\s*(tháng|/|-)")
_LAW = re.compile(
    r"\b(Luật|Bộ luật|Pháp lệnh)\b[^;,.]{2,90}?\bsố:?\s*(\d+/\d{4}/(?:QH|UBTVQH|PL)\S*)"
)
_OWNER = re.compile(r"\bcủa\b|\bvề\b|\bquy định\b|\bban hành\b")


@rule("VP201")
def ends(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Bases end with a semicolon, the last with a full stop."""
    bases = [i for i in van.of("can_cu") if i.part == 0 and _is_basis(i)]
    bases = [i for i in bases if i.letters > 12]
    if not bases:
        yield NOT_HERE
        return
    for number, item in enumerate(bases):
        last = number == len(bases) - 1
        wanted = "." if last else ";"
        end = item.text.rstrip()[-1:]
        if end == wanted or end == "…" or item.text.rstrip().endswith(("..", "…;")):
            continue
        if last and end == ";" and _followed_by_basis(van, item):
            continue
        message = (
            _("Dòng căn cứ cuối cùng kết thúc bằng dấu chấm")
            if last
            else _("Mỗi căn cứ kết thúc bằng dấu chấm phẩy")
        )
        found = "…" + item.text.rstrip()[-25:]
        fix: tuple[Fix, ...] = ()
        tail = item.text.rstrip().split()[-1]
        if item.para is not None and not item.shared and item.para.text.rstrip().endswith(tail):
            fix = (Fix("thay", item.para, ((tail, tail.rstrip(";.,:") + wanted),)),)
        yield Finding(message, item, found, _("dấu “{dau}” ở cuối").format(dau=wanted), fix)


def _is_basis(item: JudgedLine) -> bool:
    """A basis by its first words; a preamble in running text is none."""
    return fold(item.text).startswith(("can cu", "xet ", "theo de nghi", "thuc hien ")) and (
        item.text.rstrip().endswith((";", ".", ",", "…")) or len(item.text) < 400
    )


def _followed_by_basis(van: JudgedDocument, item: JudgedLine) -> bool:
    """A line that other rules would call a preamble: "Theo đề nghị của …"."""
    nexts = van.items[item.number + 1 : item.number + 2]
    return any(fold(n.text).startswith(("theo de nghi", "xet", "can cu")) for n in nexts)


def _cited(van: JudgedDocument) -> list[tuple[JudgedLine, re.Match[str]]]:
    """Citations in reading order, in the text (not in appendices' tables)."""
    return [
        (item, match)
        for item in van.of("can_cu", *BODY)
        if "/" in item.text
        for match in _CITED.finditer(item.text)
    ]


def _key(match: re.Match[str]) -> tuple[Any, ...]:
    return (int(re.sub(r"\D", "", match["so"])), match["nam"], match["ky"].upper().replace(" ", ""))


@rule("VP203")
def complete(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The first time: type, number, symbol, date, issuer, subject."""
    seen: set[tuple[Any, ...]] = set()
    found = _cited(van)
    own = van.symbol
    if not found:
        yield NOT_HERE
    for item, match in found:
        key = _key(match)
        if key in seen:
            continue
        seen.add(key)
        if own and own[0].isdigit() and key[0] == int(own[0]) and key[2] == own[1].upper():
            continue
        after = item.text[match.end() : match.end() + 90]
        before = item.text[max(0, match.start() - 40) : match.start()]
        missing = []
        if not _DATED.match(after) and not re.search(r"ngày\s+\d", before[-30:]):
            missing.append(_("ngày ban hành"))
        elif not _OWNER.search(item.text[match.end() : match.end() + 140]):
            missing.append(_("cơ quan ban hành"))
        if missing:
            message = _("Viện dẫn lần đầu thiếu {gi}").format(gi=", ".join(missing))
            wanted = _("{loai} số …/… ngày … của … về …").format(loai=match["loai"])
            yield Finding(message, item, match[0].rstrip(" .,;"), wanted)


@rule("VP204")
def laws(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A law is cited by its name, without number and issuer."""
    hits = [(i, m) for i in van.of("can_cu") if (m := _LAW.search(i.text))]
    if not van.of("can_cu"):
        yield NOT_HERE
    if hits:
        item, match = hits[0]
        message = _("Luật, pháp lệnh chỉ ghi tên loại và tên, không ghi số, ký hiệu")
        yield Finding(
            message, item, match[2], match[0][: match.start(2) - match.start()].rstrip(" số:")
        )


@rule("VP205")
def with_number(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Nghị định số 30/2020/NĐ-CP", with the word "số"."""
    roles = ("can_cu", *BODY, "trich_yeu", "bang")
    hits = [
        (i, m) for i in van.of(*roles, part=None) if "/" in i.text and (m := _BARE.search(i.text))
    ]
    if hits:
        item, match = hits[0]
        wanted = f"{match[1]} số {match[2]}"
        found = _("{chu} ({so} chỗ)").format(chu=match[0], so=len(hits))
        fixes = tuple(
            Fix("thay", i.para, ((m[0], f"{m[1]} số {m[2]}"),))
            for i, m in hits
            if i.para is not None and not i.shared and m[0] in i.para.text
        )
        yield Finding(_("Viện dẫn thiếu từ “số”"), item, found, wanted, fixes)


@rule("VP206")
def out_of_force(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A document out of force on the day is no basis any more."""
    day = van.day or van.today
    own = [(k, None, v["tu"], v["thay"]) for k, v in so["het_hieu_luc"].items()]
    listed = (*repealed(), *(Repealed(*one) for one in own))
    for item in van.of("can_cu", "mo_dau"):
        for one in repealed_in(item.text, day, listed):
            message = _("{so} hết hiệu lực từ {ngay}").format(
                so=one.number, ngay=f"{one.since.day:02}/{one.since.month}/{one.since.year}"
            )
            yield Finding(message, item, one.number, one.instead)


@rule("VP208")
def other_form(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The decrees on the form of legal documents say nothing of administrative ones."""
    symbol = van.symbol[1] if van.symbol else ""
    if re.match(r"(?:19|20)\d\d/", symbol):
        yield NOT_HERE  # a legal document itself
        return
    for item in van.of("can_cu", *BODY, part=None):
        text = fold(item.text)
        if "the thuc" not in text or "quy pham" in text:
            continue
        found = next((n for n in so["van_ban"] if fold(n) in text.replace(" ", "")), None)
        if found is not None:
            message = _("{so} quy định thể thức văn bản quy phạm pháp luật, không phải hành chính")
            yield Finding(message.format(so=found), item, found, so["thay"])
