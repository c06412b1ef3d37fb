"""Checks of the tags themselves: placement, syntax, blocks that open and close.

All mistakes of a part are reported at once. What is wrong is then left out, so that
the names in the rest can be checked too (`tag_names.py`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateSyntaxError

from generator.diagnostics import Diagnostic, error, nearest
from generator.locale import _
from generator.ooxml.elements import parent_of
from generator.template.admission import W
from generator.template.tag_names import check_names

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.template.environment import SafeEnvironment
    from generator.template.tags import Scan, Tag

BLOCKS = {
    "for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall",
    "filter": "endfilter", "with": "endwith", "set": "endset",
}  # fmt: skip
ENDS = {end: start for start, end in BLOCKS.items()}
MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
FORBIDDEN = frozenset({
    "include", "import", "from", "extends", "block", "endblock", "autoescape",
    "endautoescape", "do", "raw", "endraw", "colspan", "cellbg", "vm", "hm",
})  # fmt: skip
_FOR_NAME = re.compile(r"for\s+([^\W\d]\w*)\s+in\b")


def check(scan: Scan, environment: SafeEnvironment) -> list[Diagnostic]:
    """Everything wrong with the tags of a part, in reading order."""
    problems = list(scan.problems)
    sound: dict[int, str] = {}
    for i, tag in enumerate(scan.tags):
        if tag.opening == "{#":
            continue
        misplaced = _placement(scan, tag)
        found = _statement(scan, tag) or _syntax(scan, tag, environment)
        problems += [p for p in (misplaced, found) if p]
        sound[i] = _stand_in(tag) if found else _plain(tag)
    problems += _structure(scan, sound)
    problems += check_names(scan, sound, environment, quiet=bool(problems))
    return problems


def _plain(tag: Tag) -> str:
    """A tag without docxtpl's prefix."""
    closing = "}}" if tag.opening == "{{" else "%}"
    return f"{tag.opening} {tag.body} {closing}"


def _stand_in(tag: Tag) -> str:
    """What a broken tag is read as while the others are checked."""
    if tag.keyword == "for":
        name = _FOR_NAME.match(tag.body)
        return f"{{% for {name[1] if name else '_'} in kehoach_bat_ky %}}"
    if tag.keyword in ("if", "elif"):
        return f"{{% {tag.keyword} kehoach_bat_ky %}}"
    if tag.keyword in ("macro", "call", "filter", "with"):
        return "{% with %}"
    return f"{{% {tag.keyword} %}}" if tag.keyword in ENDS else ""


def _problem(code: str, scan: Scan, tag: Tag, message: str, *hints: str) -> Diagnostic:
    return error(code, message, scan.place(tag), *hints)


# -- placement of {%p %} and {%tr %}


def _placement(scan: Scan, tag: Tag) -> Diagnostic | None:
    if tag.prefix == "tc":
        message = _("Thẻ {the} (cột thay đổi) không được hỗ trợ").format(the=tag.raw)
        return _problem("MB625", scan, tag, message, _("Dùng bảng có số cột cố định."))
    if tag.prefix not in ("p", "tr"):
        return None
    node = scan.spots[tag.spot - 1].node
    if tag.prefix == "tr":
        row = next(node.iterancestors(W + "tr"), None)
        if row is None:
            message = _("Thẻ {the} nằm ngoài bảng").format(the=tag.raw)
            hint = _("{%tr … %} chỉ dùng trong một hàng của bảng; ngoài bảng dùng {%p … %}.")
            return _problem("MB626", scan, tag, message, hint)
        node = row
    beside = _beside(scan, tag, node)
    if not beside:
        return None
    unit = _("hàng") if tag.prefix == "tr" else _("đoạn")
    message = _("Cả {don_vi} chứa thẻ {the} bị bỏ khi sinh văn bản, nên chữ “{chu}” sẽ mất")
    message = message.format(don_vi=unit, the=tag.raw, chu=beside[:40])
    hint = _("Để thẻ {the} một mình trong một {don_vi} riêng.").format(the=tag.raw, don_vi=unit)
    return _problem("MB626", scan, tag, message, hint)


def _beside(scan: Scan, tag: Tag, unit: Element) -> str:
    """What else stands in the paragraph or row that a p or tr tag takes away."""
    left: list[str] = []
    at = tag.spot - 1
    if tag.prefix == "tr":
        while scan.spots[at].node is not unit:  # the row stands before its paragraphs
            at -= 1
        at += 1
    while at < len(scan.spots):
        spot = scan.spots[at]
        if spot.node is not unit and unit not in spot.node.iterancestors():
            break
        text = spot.text if spot.node.tag == W + "p" else ""
        for other in scan.tags_at.get(at + 1, ()):
            if other.opening == "{#" or other == tag:
                text = text.replace(other.raw, "", 1)
        left.append(text)
        at += 1
    return "".join(left).strip()


# -- statements and syntax


def _statement(scan: Scan, tag: Tag) -> Diagnostic | None:
    if tag.opening != "{%":
        return None
    word = tag.keyword
    if word in FORBIDDEN:
        message = _("Thẻ {tu} không được dùng trong mẫu").format(tu=word)
        hint = _("Mẫu chỉ dùng for, if, set, with và macro.")
        return _problem("MB625", scan, tag, message, hint)
    if word in ("p", "tr", "tc", "r"):
        message = _("Chữ {tu} phải viết liền sau {dau}").format(tu=word, dau="{%")
        right = "{%" + tag.body + " %}"
        return _problem("MB622", scan, tag, message, _("Viết {dung}").format(dung=right))
    known = [*BLOCKS, *ENDS, *MIDDLES]
    if word not in known:
        close = nearest(word.removeprefix("tr").removeprefix("p"), known)
        message = _("Không có thẻ nào tên là “{tu}”").format(tu=word)
        hints = [_("Có phải {goi_y}?").format(goi_y=", ".join(close))] if close else []
        return _problem("MB622", scan, tag, message, *hints)
    return None


def _syntax(scan: Scan, tag: Tag, environment: SafeEnvironment) -> Diagnostic | None:
    try:
        environment.parse(_alone(tag))
    except TemplateSyntaxError as fault:
        message = _("Thẻ {the} sai cú pháp: {ly_do}").format(the=tag.raw, ly_do=fault.message)
        return _problem("MB622", scan, tag, message, _right_form(tag.keyword))
    except RecursionError:
        message = _("Thẻ {the} lồng nhau quá sâu").format(the=tag.raw[:60])
        return _problem("MB622", scan, tag, message)
    return None


def _alone(tag: Tag) -> str:
    """A template of this tag only."""
    text, word = _plain(tag), tag.keyword
    if word in ENDS:
        opening = {"for": "for x in x", "if": "if x", "macro": "macro x()", "call": "call x()"}
        start = ENDS[word]
        rest = {"filter": "filter e", "with": "with", "set": "set x"}
        return f"{{% {opening.get(start) or rest[start]} %}}{text}"
    if word in MIDDLES:
        return f"{{% if x %}}{text}{{% endif %}}"
    if word in BLOCKS and _is_block(tag):
        return f"{text}{{% {BLOCKS[word]} %}}"
    return text


def _is_block(tag: Tag) -> bool:
    """`set` with "=" stands alone."""
    return tag.keyword != "set" or "=" not in tag.body


def _right_form(word: str) -> str:
    forms = {
        "for": "{% for c in k.chu %} … {% endfor %}",
        "if": '{% if k.kieu == "muc" %} … {% endif %}',
        "elif": '{% elif k.kieu == "khoan" %}',
        "set": "{% set ten = k.nhan %}",
    }
    return _("Dạng đúng: {dang}").format(dang=forms.get(word, "{{ so }}, {% if so %}"))


# -- blocks that open and close


def _structure(scan: Scan, sound: dict[int, str]) -> list[Diagnostic]:
    """Pair the tags; a stray one is left out of `sound`, a missing end added."""
    problems: list[Diagnostic] = []
    opened: list[int] = []
    for i in sound:
        tag = scan.tags[i]
        word = tag.keyword
        if word in BLOCKS and _is_block(tag):
            opened.append(i)
        elif word in MIDDLES:
            start = scan.tags[opened[-1]] if opened else None
            if start is None or start.keyword not in MIDDLES[word]:
                problems.append(_stray(scan, tag, " / ".join(MIDDLES[word])))
                sound[i] = ""
            else:
                problems += _matching(scan, start, tag)
        elif word in ENDS:
            depth = [n for n, o in enumerate(opened) if scan.tags[o].keyword == ENDS[word]]
            if not depth:
                problems.append(_stray(scan, tag, ENDS[word]))
                sound[i] = ""
                continue
            for lost in reversed(opened[depth[-1] + 1 :]):
                problems.append(_unclosed(scan, scan.tags[lost]))
                sound[i] = _end(sound[lost]) + sound[i]
            problems += _matching(scan, scan.tags[opened[depth[-1]]], tag)
            sound[i] = sound[i].replace(f"{{% {word} %}}", _end(sound[opened[depth[-1]]]))
            del opened[depth[-1] :]
    for lost in reversed(opened):
        problems.append(_unclosed(scan, scan.tags[lost]))
        sound[len(scan.tags) + len(opened) - opened.index(lost)] = _end(sound[lost])
    return problems


def _end(opening: str) -> str:
    """The end tag of an opening tag (or of what stands in for it)."""
    words = opening.split()
    return f"{{% {BLOCKS[words[1]]} %}}" if len(words) > 1 and words[1] in BLOCKS else ""


def _stray(scan: Scan, tag: Tag, start: str) -> Diagnostic:
    message = _("Thẻ {the} không có thẻ {mo} nào mở trước đó").format(the=tag.raw, mo=start)
    return _problem("MB621", scan, tag, message)


def _unclosed(scan: Scan, tag: Tag) -> Diagnostic:
    end = BLOCKS[tag.keyword]
    message = _("Thẻ {the} không được đóng bằng {dong}").format(the=tag.raw, dong=end)
    hint = _("Thêm {dong} ở cuối phần lặp hoặc phần có điều kiện.").format(
        dong="{%" + tag.prefix + " " + end + " %}"
    )
    return _problem("MB621", scan, tag, message, hint)


def _matching(scan: Scan, start: Tag, tag: Tag) -> list[Diagnostic]:
    """Both tags must have the same prefix and stand in the same container."""
    inline = ("", "r")
    if start.prefix != tag.prefix and not (start.prefix in inline and tag.prefix in inline):
        message = _("Thẻ {mo} và {dong} phải cùng kiểu ({dau_mo} và {dau_dong})").format(
            mo=start.raw, dong=tag.raw, dau_mo="{%" + start.prefix, dau_dong="{%" + tag.prefix
        )
        return [_problem("MB627", scan, tag, message, _opened_at(scan, start))]
    if _container(scan, start) is _container(scan, tag) or start.spot == tag.spot:
        return []
    message = _("Thẻ {mo} và {dong} không nằm cùng một chỗ (cùng ô, cùng bảng hoặc cùng thân)")
    message = message.format(mo=start.raw, dong=tag.raw)
    return [_problem("MB627", scan, tag, message, _opened_at(scan, start))]


def _opened_at(scan: Scan, start: Tag) -> str:
    return _("{mo} ở {cho}").format(mo=start.raw, cho=scan.place(start).where)


def _container(scan: Scan, tag: Tag) -> Element:
    node = scan.spots[tag.spot - 1].node
    if tag.prefix == "tr":
        node = next(node.iterancestors(W + "tr"), node)
    return parent_of(node)
