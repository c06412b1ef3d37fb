"""TT7: what typing leaves behind: blanks, broken letters, odd characters, open revisions."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.ooxml.names import W
from generator.rules.all_rules import rule
from generator.rules.document_view import LOWER, UPPER
from generator.rules.finding import Finding, Fix, Saying
from generator.text.normal import clean
from generator.text.ties import TIE, tied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument

_RUN_OF_SPACES = re.compile(r" {4,}")
_DOUBLE = re.compile(r"(?<=[^\s.…:;,!?]) {2,3}(?=\S)|(?<=[.,;:!?]) {2,3}(?=\w)")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+([,;:.!?])(?=\s|$)")
_AFTER = re.compile(rf"(?<=[{LOWER}]{{2}})([,;])(?=[{LOWER}{UPPER}]{{2}})")
_NBSP = re.compile("[\u00a0\u2007\u202f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_BYTES = re.compile(
    rb"\xee[\x80-\xbf][\x80-\xbf]|\xef[\x80-\xa3][\x80-\xbf]|&#x[EeFf]|&#(?:5[7-9]|6[0-3])\d{3};"
)
_TEXT = W + "t"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\ufffd]")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_ETH = re.compile("[ðÐ]")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
"""Letters that TCVN3 and VNI text cannot have."""
_LOOK_ALIKE = dict(
    zip(
        "АВЕЅЈКМНОРСТХУІаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESJKMHOPCTXYIaeopcyxisjABEZHIKMNOPTYXo",
        strict=True,
    )
)
_SHOWN = 40
LINES_KEPT = 0.6
"""From such a share of blanks that do not break on, somebody kept the lines of a paragraph."""


def _gather(
    van: JudgedDocument,
    pattern: re.Pattern[str],
    want: Callable[[Any, re.Match[str]], bool] | None = None,
) -> list[tuple[Any, re.Match[str]]]:
    """All places of a pattern in the paragraphs as they are typed."""
    if pattern.search(van.raw) is None:
        return []
    return [
        (para, match)
        for para in van.paragraphs
        if para.text
        for match in pattern.finditer(para.text)
        if want is None or want(para, match)
    ]


def _around(match: re.Match[str]) -> str:
    """The place of a match with a little of what stands around it."""
    text, (start, end) = match.string, match.span()
    return text[max(0, start - 12) : end + 12].replace("\n", " ").strip("\t ")


def _count(found: list[Any]) -> str:
    return _("{so} chỗ").format(so=len(found))


def _replacements(
    found: list[tuple[Any, re.Match[str]]], right: Callable[[re.Match[str]], str]
) -> tuple[Fix, ...]:
    """One repair for each paragraph: its wrong pieces with the right ones."""
    pairs: dict[int, tuple[Any, dict[str, str]]] = {}
    for para, match in found:
        start, end = match.span()
        text = match.string
        left, after = max(0, start - 3), min(len(text), end + 3)
        wrong = text[left:after]
        pairs.setdefault(id(para), (para, {}))[1][wrong] = (
            text[left:start] + right(match) + text[end:after]
        )
    return tuple(Fix("thay", para, tuple(swaps.items())) for para, swaps in pairs.values())


@rule("TT701")
def blanks_for_place(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Runs of blanks that push text to its place."""
    found = _gather(van, _RUN_OF_SPACES, _not_a_form) if "    " in van.raw else []
    if found:
        message = _("Dùng nhiều dấu cách để đặt vị trí chữ")
        yield Finding(message, found[0][0], _count(found), _("canh lề, tab hoặc bảng"))


def _not_a_form(para: Any, match: re.Match[str]) -> bool:
    """Blanks left for a number or date to be filled in are no fault."""
    text, (start, end) = match.string, match.span()
    before, after = text[:start].rstrip(" ").lower(), text[end:].lstrip(" ").lower()
    return not (
        before.endswith(("số", "số:", "ngày", "tháng", "năm", "…", ".."))
        or after.startswith(("/", "tháng", "năm", "…", ".."))
        or para.text.lstrip().lower().startswith("số:")
    )


@rule("TT702")
def empty_paragraphs(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Empty paragraphs in place of spacing."""
    body = [p for p in van.paragraphs if p.part == "body"]
    drawn = {id(r.para) for r in van.source.rules}
    empty = [
        p for p in body
        if not p.text.strip() and id(p) not in drawn and p.cell is None and p.mark.size > 4
    ]  # fmt: skip
    if len(body) > 8 and len(empty) > so["toi_da"] * len(body):
        found = _("{so}/{tong} đoạn").format(so=len(empty), tong=len(body))
        message = _("Nhiều đoạn trống thay cho khoảng cách đoạn")
        yield Finding(message, empty[0], found, _("đặt khoảng cách trước, sau đoạn"))


@rule("TT703")
def double_space(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Two blanks inside a sentence."""
    found = _gather(van, _DOUBLE, _not_a_form) if "  " in van.raw else []
    if found:
        fixes = _replacements(found, lambda _m: " ")
        yield Finding(
            _("Thừa dấu cách trong câu"),
            found[0][0],
            _around(found[0][1]) + " – " + _count(found),
            _("một dấu cách"),
            fixes,
        )


@rule("TT704")
def space_before(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A blank before a comma or full stop."""
    suspect = any(f" {sign}" in van.raw or f"\u00a0{sign}" in van.raw for sign in ",;:.!?")
    found = _gather(van, _BEFORE, _not_a_form) if suspect else []
    if found:
        fixes = _replacements(found, lambda m: m[1])
        message = _("Thừa dấu cách trước dấu câu")
        yield Finding(
            message,
            found[0][0],
            _around(found[0][1]) + " – " + _count(found),
            _("dấu câu liền chữ đứng trước"),
            fixes,
        )


@rule("TT717")
def space_after(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No blank after a comma between words."""
    found = _gather(van, _AFTER, lambda p, _m: "@" not in p.text and "http" not in p.text)
    if found:
        fixes = _replacements(found, lambda m: m[1] + " ")
        message = _("Thiếu dấu cách sau dấu câu")
        yield Finding(
            message,
            found[0][0],
            _around(found[0][1]) + " – " + _count(found),
            _("một dấu cách sau dấu câu"),
            fixes,
        )


@rule("TT705")
def decomposed(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Letters and their marks as separate characters: search and sorting miss them."""
    if unicodedata.is_normalized("NFC", van.raw):
        return
    paras = [p for p in van.paragraphs if p.text and not unicodedata.is_normalized("NFC", p.text)]
    if not paras:
        return
    fixes = []
    words = []
    for para in paras:
        pairs = tuple(
            (w, unicodedata.normalize("NFC", w))
            for w in dict.fromkeys(para.text.split())
            if not unicodedata.is_normalized("NFC", w)
        )
        words += [right for __, right in pairs]
        fixes.append(Fix("thay", para, pairs))
    found = _("{so} từ, như “{tu}”").format(so=len(words), tu=words[0] if words else "")
    message = _("Chữ có dấu rời (Unicode tổ hợp)")
    yield Finding(message, paras[0], found, _("Unicode dựng sẵn"), tuple(fixes))


@rule("TT706")
def look_alikes(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Cyrillic or Greek letters inside Vietnamese words."""
    found = _gather(van, _FOREIGN, _inside_latin)
    if found:
        swap = lambda m: _LOOK_ALIKE.get(m[0], m[0])  # noqa: E731
        fixes = _replacements(found, swap)
        message = _("Chữ Kirin hoặc Hy Lạp lẫn trong từ")
        shown = _around(found[0][1]) + " – " + _count(found)
        yield Finding(message, found[0][0], shown, _("chữ La-tinh"), fixes)


def _inside_latin(para: Any, match: re.Match[str]) -> bool:
    """Part of a word with Latin letters, or a word of nothing but look-alikes."""
    if match[0] not in _LOOK_ALIKE:
        return False
    text, place = match.string, match.start()
    start, end = place, place + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[start:end]
    if any(_latin(c) for c in word):
        return True
    near = text[max(0, start - 8) : start] + text[end : end + 8]
    return all(c in _LOOK_ALIKE for c in word) and any(_latin(c) for c in near)


def _latin(letter: str) -> bool:
    return "a" <= letter.lower() <= "z" or _VIETNAMESE.match(letter) is not None


@rule("TT707")
def no_break_space(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Blanks that do not break, where nothing asks for them: justified lines get holes."""
    found = _gather(van, _NBSP, lambda para, match: not _keeps(para, match.start()))
    if found:
        message = _("Dấu cách không ngắt dòng (NBSP)")
        yield Finding(message, found[0][0], _count(found), _("dấu cách thường"))


def _keeps(para: Any, at: int) -> bool:
    """Tell whether a blank keeps together what a line must not part.

    In a paragraph that is not justified nearly all blanks may be such: its lines are kept.
    """
    text = para.text
    blanks = text.count(" ") + text.count("\u00a0")
    if para.fmt.align != "both" and text.count(TIE) > LINES_KEPT * blanks:
        return True
    whole = unicodedata.normalize("NFC", text).replace(TIE, " ")
    return tied(whole)[len(unicodedata.normalize("NFC", text[:at]))] == TIE


@rule("TT708")
def private_use(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Signs that only one font knows."""
    if _PRIVATE_BYTES.search(van.bytes()) is None:
        return
    paras = [
        p
        for p in van.source.body
        if any(_PRIVATE.search(node.text or "") for node in p.element.iter(_TEXT))
    ]
    if paras:
        message = _("Ký tự riêng của một phông chữ (Wingdings, Symbol)")
        found = _("{so} đoạn").format(so=len(paras))
        yield Finding(message, paras[0], found, _("gạch đầu dòng “-”"))


@rule("TT709")
def invisible(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Characters nobody sees."""
    found = _gather(van, _INVISIBLE)
    if found:
        fixes = _replacements(found, lambda _m: "")
        yield Finding(_("Ký tự không nhìn thấy"), found[0][0], _count(found), _("không có"), fixes)


@rule("TT710")
def quotes(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Straight and curly quotation marks in one document."""
    straight = _gather(van, re.compile('"'))
    curly = _gather(van, re.compile("[“”]"))
    if straight and curly:
        found = _("{thang} thẳng, {cong} cong").format(thang=len(straight), cong=len(curly))
        message = _("Lẫn dấu ngoặc kép thẳng và cong")
        yield Finding(message, straight[0][0], found, _("một kiểu trong cả văn bản"))


_OLD_TONE = re.compile(r"[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ](?!\w)|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ](?!\w)")
_NEW_TONE = re.compile(r"[òóỏõọÒÓỎÕỌ][aeAE](?!\w)|(?<![qQ])[ùúủũụÙÚỦŨỤ][yY](?!\w)")


@rule("TT711")
def tones(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Both places of the tone: "hòa" and "hoà" in one document."""
    other = _gather(van, _OLD_TONE)
    one = _gather(van, _NEW_TONE) if other else []
    if one and other:
        fewer = min((one, other), key=len)
        found = _("{mot} kiểu “òa, ủy”, {hai} kiểu “oà, uỷ”").format(mot=len(one), hai=len(other))
        message = _("Hai kiểu bỏ dấu trong một văn bản")
        yield Finding(message, fewer[0][0], found, _("một kiểu trong cả văn bản"))


@rule("TT713")
def old_encoding(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Text in TCVN3 or VNI: rubbish in any Unicode font."""
    from generator.text.normal import Changes

    changes = Changes()
    changes.encodings.hear(para.text for para in van.paragraphs)
    for para in van.paragraphs:
        right = clean(para.text, changes)
        if changes.counts.keys() & {"tcvn3", "vni", "viscii"}:
            message = _("Chữ mã cũ (TCVN3, VNI), không phải Unicode")
            yield Finding(message, para, para.text[:_SHOWN], right[:_SHOWN])
            return


@rule("TT714")
def revisions(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No open changes go out with the document."""
    if van.source.has_revisions:
        message = _("Còn thay đổi chưa duyệt (Track Changes)")
        yield Finding(message, _("cả văn bản"), wanted=_("duyệt hoặc bỏ hết"))


@rule("TT715")
def comments(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No comments go out with the document."""
    if van.source.comments:
        found = _("{so} nhận xét").format(so=len(van.source.comments))
        message = _("Còn nhận xét (Comment) trong tệp")
        yield Finding(message, _("cả văn bản"), found, _("không còn nhận xét"))


@rule("TT716")
def eth(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The Icelandic ð in place of đ."""
    found = _gather(van, _ETH)
    if found:
        fixes = _replacements(found, lambda m: "đ" if m[0] == "ð" else "Đ")
        message = _("Chữ “ð” dùng thay “đ”")
        yield Finding(
            message, found[0][0], _around(found[0][1]) + " – " + _count(found), "đ", fixes
        )
