"""Where the components of a document are, by what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from tests.planting.surgery import Docx, NotHereError, W, text_of

TYPES = ("KẾ HOẠCH", "QUYẾT ĐỊNH", "TỜ TRÌNH", "BÁO CÁO")


def quoc_hieu(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("CỘNG H"))


def tieu_ngu(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Độc lập"))


def number(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Số:"))


def date_line(d: Docx) -> Any:
    return d.find(lambda t: re.match(r"^[^,]{2,30}, ngày .*tháng .*năm", t))


def agency(d: Docx) -> Any:
    every = d.paragraphs()
    top = every[: every.index(number(d))]
    first = [p for p in top if "CỘNG" not in text_of(p) and "Độc lập" not in text_of(p)]
    return [p for p in first if text_of(p).strip("_ ")][-1]


def superior(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("UBND TỈNH"))


def type_name(d: Docx) -> Any:
    return d.find(lambda t: t in TYPES)


def subject(d: Docx) -> Any:
    return d.after(type_name(d))


def about(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("V/v"))


def label(d: Docx) -> Any:
    return d.find(lambda t: t == "Nơi nhận:")


def recipients(d: Docx) -> list[Any]:
    every = d.paragraphs()
    found = []
    for p in every[every.index(label(d)) + 1 :]:
        if not text_of(p).startswith("- "):
            break
        found.append(p)
    return found


def function(d: Docx) -> Any:
    every = d.paragraphs()
    after = every[every.index(recipients(d)[-1]) + 1 :]
    return next(p for p in after if text_of(p).strip())


def signer(d: Docx) -> Any:
    every = d.paragraphs()
    start = every.index(function(d))
    for p in every[start + 1 : start + 9]:
        words = text_of(p).split()
        if len(words) >= 2 and all(
            w[:1].isupper() and not w.isupper() for w in words if len(w) > 1
        ):
            return p
    raise NotHereError


def basis(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("Căn cứ "))


def heading(d: Docx) -> Any:
    return d.find(lambda t: re.match(r"^I{1,3}\. ", t))


def item_title(d: Docx) -> Any:
    every = d.paragraphs()
    for p, below in pairwise(every):
        if re.match(r"^\d\. [^.]{4,60}$", text_of(p)) and re.match(r"^a\) |^- ", text_of(below)):
            return p
    raise NotHereError


def points(d: Docx) -> list[Any]:
    """The longest list a) b) c)."""
    every = d.paragraphs()
    longest: list[Any] = []
    for index, p in enumerate(every):
        if text_of(p).startswith("a) "):
            group = [p]
            for q in every[index + 1 :]:
                if not re.match(r"^[b-zđ]\) ", text_of(q)):
                    break
                group.append(q)
            longest = max(longest, group, key=len)
    if len(longest) < 2:
        raise NotHereError
    return longest


def body_all(d: Docx) -> list[Any]:
    """Long paragraphs of the text, outside tables."""
    every = d.paragraphs()
    start = every.index(type_name(d)) if has(type_name, d) else every.index(number(d))
    end = every.index(label(d))
    found = [
        p for p in every[start + 2 : end]
        if len(text_of(p)) > 90 and p.getparent().tag != W + "tc"
        and not text_of(p).startswith(("Căn cứ", "Theo đề nghị", "("))
    ]  # fmt: skip
    if not found:
        raise NotHereError
    return found


def text(d: Docx) -> Any:
    return body_all(d)[0]


def last_text(d: Docx) -> Any:
    return d.all(lambda t: t.rstrip().endswith("./."))[-1]


def annex(d: Docx) -> Any:
    return d.find(lambda t: re.match(r"^Phụ lục( [IVX]+)?$", t))


def annex_title(d: Docx) -> Any:
    return d.after(annex(d))


def annex_tie(d: Docx) -> Any:
    return d.find(lambda t: t.startswith("(Kèm theo"))


def page_number(d: Docx) -> Any:
    return d.header.find(W + "p")


def has(part: Callable[[Docx], Any], d: Docx) -> bool:
    try:
        part(d)
    except NotHereError:
        return False
    return True


def nowhere() -> None:
    raise NotHereError
