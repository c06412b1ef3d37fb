"""VP5: "./.", the list of recipients, "V/v", "Kính gửi"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import BODY
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_FILED = re.compile(r"^[-–+•*]?\s*lưu\b", re.IGNORECASE)
_NOTE = re.compile(r"\(.{0,12}(b/c|để|để báo cáo|p/h|thực hiện|t/h).*\)?$", re.IGNORECASE)


def _list(van: JudgedDocument) -> list[JudgedLine]:
    """The recipients, one to a line; continuation lines and braces are left out."""
    return [
        i for i in van.of("noi_nhan") if i.text.strip(" }{\\-") and not i.blank and not i.shared
    ]


def _filed(van: JudgedDocument) -> JudgedLine | None:
    return next((i for i in _list(van) if _FILED.match(i.text.strip())), None)


def _tail(item: JudgedLine, end: str) -> tuple[Fix, ...]:
    """Put another sign at the end of a line."""
    if item.para is None or item.shared:
        return ()
    words = item.para.text.split()
    if not words:
        return ()
    right = words[-1].rstrip(";.,:/") + end
    return (Fix("thay", item.para, ((words[-1], right),)),)


@rule("VP501")
def dashes(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Each recipient begins with a hyphen."""
    items = _list(van)
    if not items:
        yield NOT_HERE
        return
    wrong = [
        i for n, i in enumerate(items)
        if not i.text.lstrip().startswith("-")
        and (n == 0 or items[n - 1].text.rstrip()[-1:] in (";", "."))
    ]  # fmt: skip
    crowded = [i for i in items if re.search(r"; ?- ?\w", i.text)]
    if crowded:
        message = _("Mỗi nơi nhận ở một dòng riêng")
        yield Finding(message, crowded[0], crowded[0].text[:60], _("mỗi dòng một nơi nhận"))
    if wrong:
        message = _("Mỗi nơi nhận bắt đầu bằng gạch đầu dòng “-”")
        yield Finding(
            message, wrong[0], wrong[0].text[:40], "- " + wrong[0].text.lstrip("–+•* ")[:38]
        )


@rule("VP502")
def semicolons(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Recipients end with a semicolon."""
    items = _list(van)
    if not items:
        yield NOT_HERE
        return
    wrong = []
    for item, below in pairwise(items):
        end = item.text.rstrip()[-1:]
        ends_here = below.text.lstrip().startswith(("-", "–", "+")) or _FILED.match(below.text)
        if ends_here and end != ";" and not _NOTE.search(item.text) and "}" not in item.text:
            wrong.append(item)
    if wrong:
        found = _("{chu} ({so} dòng)").format(chu="…" + wrong[0].text.rstrip()[-20:], so=len(wrong))
        fixes = tuple(f for i in wrong for f in _tail(i, ";"))
        message = _("Mỗi nơi nhận kết thúc bằng dấu chấm phẩy")
        yield Finding(message, wrong[0], found, _("dấu “;” ở cuối dòng"), fixes)


@rule("VP503")
def filed(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The last line says where the document is filed: "Lưu: VT, …"."""
    items = van.of("noi_nhan")
    if not items:
        yield NOT_HERE
    elif not any(re.search(r"(?<!\w)lưu\b", i.text, re.IGNORECASE) for i in items):
        message = _("Nơi nhận thiếu dòng “Lưu: VT, …”")
        yield Finding(message, items[-1], items[-1].text[:40], "- Lưu: VT, ….")


@rule("VP504")
def last_stop(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The last line ends with a full stop."""
    item = _filed(van)
    if item is None:
        yield NOT_HERE
        return
    after = [i for i in _list(van) if i.number > item.number]
    text = (after[-1] if after else item).text.rstrip()
    target = after[-1] if after else item
    if text[-1:] not in (".", "…"):
        message = _("Dòng cuối của nơi nhận kết thúc bằng dấu chấm")
        yield Finding(message, target, "…" + text[-20:], _("dấu “.” ở cuối"), _tail(target, "."))


@rule("VP505")
def colon(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Lưu: VT", with a colon and a capital."""
    item = _filed(van)
    if item is None:
        yield NOT_HERE
        return
    match = re.match(r"^([-–+•*]?\s*)(lưu)\s*([:;.,]?)\s*(.*)$", item.text.strip(), re.IGNORECASE)
    if match and (match[3] != ":" or match[2] != "Lưu"):
        found = f"{match[2]}{match[3]} {match[4][:10]}".strip()
        wanted = f"Lưu: {match[4][:10]}".strip()
        wrong = item.text.strip()[len(match[1]) : match.start(4)]
        fix: tuple[Fix, ...] = ()
        if item.para is not None and wrong and wrong in item.para.text:
            fix = (Fix("thay", item.para, ((wrong, "Lưu: "),)),)
        yield Finding(_("Dòng lưu viết “Lưu: VT, …”"), item, found, wanted, fix)


@rule("VP506")
def as_above(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Như trên" only where "Kính gửi" stands above."""
    item = next(
        (i for i in van.of("noi_nhan") if fold(i.text).strip("- ;.").startswith("nhu tren")), None
    )
    if item is None:
        yield NOT_HERE
    elif van.first("kinh_gui") is None and van.kind and van.kind not in ("CĐ", "GM", "GGT", "GNP"):
        message = _("“Như trên” nhưng trên không có “Kính gửi”")
        yield Finding(message, item, item.text, _("tên nơi nhận"))


@rule("VP507")
def as_article(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Như Điều 3" in a document without articles."""
    item = next(
        (i for i in van.of("noi_nhan") if fold(i.text).strip("- ").startswith("nhu dieu")), None
    )
    if item is None:
        yield NOT_HERE
        return
    articles = {m[1] for i in van.items if (m := re.match(r"^Điều\s+(\d+)", i.text))}
    named = re.findall(r"\d+", item.text)
    if not named:
        yield NOT_HERE  # a form to be filled in
    elif not set(named) & articles:
        message = _("“{chu}” nhưng văn bản không có điều ấy").format(chu=item.text.strip(" -;."))
        yield Finding(message, item, item.text, _("tên nơi nhận"))


@rule("VP521")
def end_mark(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The text ends with "./."."""
    body = [i for i in van.of("can_cu", *BODY) if not i.blank or "/." in i.text]
    foot = van.of("nhan_noi_nhan", "quyen_han", "chuc_vu")
    if not body or not foot or not van.official:
        yield NOT_HERE
        return
    start = min(i.number for i in foot)
    before = [i for i in van.items[:start] if i.part == 0 and i.text.strip()]
    ends = [i.text.replace(" ", "").rstrip() for i in before[-3:]]
    inside = [i for i in body if i.number < start]
    done = any(i.text.rstrip().endswith("/.") for i in inside)
    if done or any(e.endswith("/.") for e in ends) or not inside:
        return
    last = inside[-1]
    if before[-1].role in ("bang", "khac") and before[-1].line.cell:
        return  # the text ends with a table
    message = _("Hết nội dung có dấu “./.”")
    yield Finding(message, last, "…" + last.text.rstrip()[-20:], "…./.", _tail(last, "./."))


@rule("VP523")
def annex_end(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """An appendix that ends with text ends with "./."; one that ends with a table has no mark."""
    last: dict[int, JudgedLine] = {}
    for item in van.items:
        if item.part > 0 and item.line.part == "than" and item.text.strip():
            last[item.part] = item
    texts = [i for i in last.values() if i.role in BODY and i.line.cell is None and not i.blank]
    if not texts or not van.official:
        yield NOT_HERE
        return
    for item in texts:
        end = item.text.replace(" ", "").rstrip()
        aside = item.line.bold or fold(item.text).startswith(("ghi chu", "nguoi lap", "chu thich"))
        if aside or end.endswith(("/.", ":")):
            continue
        message = _("Hết phụ lục có dấu “./.”")
        yield Finding(message, item, "…" + item.text.rstrip()[-20:], "…./.", _tail(item, "./."))


@rule("VP522")
def about(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "V/v" and then the subject: no colon, no full stop."""
    item = van.vv
    if item is None or not van.letter:
        yield NOT_HERE
        return
    text = item.text.strip()
    match = re.match(r"^(V/v)\s*(:?)", text)
    if match is None or match[2]:
        found = text[:12]
        fix: tuple[Fix, ...] = ()
        if match and item.para is not None and match[0] in item.para.text:
            fix = (Fix("thay", item.para, ((match[0], "V/v"),)),)
        yield Finding(_("Trích yếu công văn viết “V/v …”"), item, found, "V/v …", fix)


@rule("VP531")
def addressees(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Several addressees: one to a line, with hyphen and semicolon, the last a full stop."""
    items = van.of("kinh_gui")
    if not items:
        yield NOT_HERE
        return
    first = items[0].text.strip()
    if not re.match(r"^Kính gửi\s*:", first) and fold(first).startswith("kinh gui"):
        message = _("Sau “Kính gửi” là dấu hai chấm")
        yield Finding(message, items[0], first[:20], "Kính gửi:")
        return
    lines = [i for i in items[1:] if i.text.strip().startswith("-") and not i.blank]
    for number, item in enumerate(lines):
        end = item.text.rstrip()[-1:]
        wanted = "." if number == len(lines) - 1 else ";"
        if end != wanted and end != "…":
            message = _("Nơi kính gửi kết thúc bằng “;”, nơi cuối bằng “.”")
            yield Finding(
                message, item, "…" + item.text.rstrip()[-20:], wanted, _tail(item, wanted)
            )
            return
