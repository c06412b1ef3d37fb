"""What `check` says of "Phối hợp với …" in a commune's plan: whose each clause of it is.

The unit helps; what the other one reports to the superior, sends to all communes, permits, or has
for a class of units stays his. Nor is the superior's money the unit's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import KeHoach
    from generator.plan.source import TomlSource

_HELPS = re.compile(r"(?:^|[.] )[\W\d]*(?:[a-zđ]\) )?phối hợp(?: chặt chẽ)? với ")
_ALONE = re.compile(
    r"[;,] (?:và |đồng thời )?(?P<words>(?:tổng hợp,? )?(?:báo cáo|trình|tham mưu(?: cho)?)"
    r" (?:kết quả )?(?:chủ tịch )?(?:ủy ban nhân dân|hội đồng nhân dân) (?:tỉnh|thành phố)"
    r"|[^;,.]{0,60}?(?:gửi|cấp|phân bổ) (?:về |cho |đến )?(?:các|ủy ban nhân dân các)"
    r" (?:địa phương|xã|phường|đơn vị hành chính))(?!\w)"
)
"""A clause that is the leading body's: its report to the province, what it sends to all."""
_GRANTS = re.compile(
    r"(?: (?:tiếp tục|kịp thời|xem xét))? (?P<act>cấp (?:giấy )?phép|phê duyệt|thẩm định|ban hành"
    r"|cấp giấy (?:chứng nhận|xác nhận)|thu hồi giấy|nghiên cứu ban hành|xử phạt|xét duyệt)(?!\w)"
)
_OF_CLASS = re.compile(
    r" (?P<words>(?:có|chưa có|thuộc|nằm trong|giáp|bị ảnh hưởng bởi)"
    r" (?!trách nhiệm|thẩm quyền|liên quan|chức năng|nhiệm vụ|kế hoạch|văn bản)[^\W\d]+"
    r"(?: [^\W\d]+){0,2})"
)
_APART = re.compile(r"[;,.] (?:trong đó,? )?riêng(?: đối với)? $")
_ASKS_ITSELF = re.compile(
    r"(?:^|[;.,] )[\W\d]*đề nghị (?:(?:các )?(?:ủy ban nhân dân )?cấp xã|các (?:xã|phường|đặc khu))"
    r"(?!\w)"
)
_BY = re.compile(r"[\W\d]*(?:[^\W\d]+ ){2,8}do ")
_COUNTED = re.compile(
    r"(?: [^\W\d]+){1,3} (?:ít nhất|tối thiểu) \d+ (?!(?:lần|đợt|buổi|kỳ|ngày|tin|bài)(?!\w))"
    r"[^\W\d]+ [^\W\d]+"
)
"""Such as "Treo tuyên truyền do Sở … chỉ đạo ít nhất 05 băng rôn"."""
_ONE_OFFICE = frozenset(["so", "cong-an", "quan-su", "thanh-tra", "cuc-vu", "trung-tam", "bo"])
_PURSE = re.compile(
    r"(?<!\w)ngân sách (?:cấp )?(?:tỉnh|thành phố|trung ương)(?: (?:cấp|hỗ trợ|bố trí|chi)"
    r"| [\d.,]+)(?!\w)(?:[^;.]|\.(?=\d))*"
)
_AMOUNT = re.compile(
    r"\d[\d.,]* (?:(?:nghìn|triệu|tỷ) )?đồng(?!/)|\d[\d.,]* (?:triệu|tỷ)(?!\w| đồng/)"
)
_OURS = re.compile(r"(?<!\w)(?:cho|hỗ trợ) (?:các )?(?:xã|phường|đặc khu|địa phương)(?!\w)")
_JOINED = re.compile(r"(?:Đề nghị|đề nghị|yêu cầu|Yêu cầu|chỉ đạo|với|và) (?P<word>Các|Những|Mỗi) ")


def check_own_help(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC718, LC728, LC732, LC741 of a commune's sentences of which nobody is asked yet."""
    if not me.committee or me.level != RANKS["xa"]:
        return
    for loc, node in walk(plan):
        text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
        if loc[0] != "muc" or not text or getattr(node, "can_xem", None):
            continue
        words = plain_of(text)
        found = (*_helping(words, me), *_money(words, me), *_capital(text))
        found += (*_itself(words, me), *_mixed(words, me))
        for told in found:
            yield told._replace(span=source.span((*loc, "noi_dung")))


def _helping(words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC718, LC732, LC741: of a sentence by which the unit helps a superior's body."""
    for begins in _HELPS.finditer(words.low):
        group = next((g for g in groups(words) if g.start == begins.end()), None)
        if group is None or not me.kins(group.bodies) <= {Kin.ABOVE, Kin.OTHER}:
            continue
        end = words.low.find(". ", group.end)
        end = end if end > 0 else len(words.low)
        alone = _ALONE.search(words.low, group.end, end)
        if alone is not None and not _acts_between(words, group.end, alone.start(), me):
            message = _("“{cau}” là phần của “{ai}”, không phải phần phối hợp của {don_vi}")
            said = words.said(*alone.span("words")).strip()
            told = message.format(cau=said, ai=group.bodies[0].text, don_vi=me.unit)
            yield warning("LC741", told, None, _("Chỉ ghi phần đơn vị mình phối hợp"))
        grants = _GRANTS.match(words.low, group.end)
        if grants is not None:
            message = _("“{chu}”: việc của cấp trên, {don_vi} không làm được")
            told = message.format(chu=words.said(*grants.span("act")), don_vi=me.unit)
            hint = _("Ghi phần việc của {cap}").format(cap=me.word)
            yield Diagnostic("LC732", Severity.INFO, told, None, (hint,))
        yield from _qualified(group.bodies[-1], words, group.end)


def _qualified(body: NamedBody, words: Plain, at: int) -> Iterator[Diagnostic]:
    """LC718: one office with what narrows many: "Sở Khoa học và Công nghệ có tuyến hạ ngầm"."""
    narrows = _OF_CLASS.match(words.low, at)
    if narrows is not None and body.kind in _ONE_OFFICE and not body.every:
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”")
        told = message.format(chu=f"{body.text}{words.said(*narrows.span())}")
        yield warning("LC718", told, None, _("Bỏ phần chỉ loại đơn vị, hoặc viết lại cho đủ câu"))


def _acts_between(words: Plain, start: int, end: int, me: Addressee) -> bool:
    """Whether the unit itself is named before a clause: then the clause goes on with it."""
    return any(
        start <= g.start < end and words.low[: g.start].endswith(("; ", ", "))
        and me.kins(g.bodies) <= {Kin.SELF, Kin.OWN}
        for g in groups(words)
    )  # fmt: skip


def _itself(words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC727, LC738: the unit beside others in its own plan, or asked by itself."""
    for group in groups(words):
        before = words.low[: group.start]
        if me.kins(group.bodies) != {Kin.SELF} or len(group.bodies) > 1:
            continue
        if _APART.search(before):
            message = _("“riêng {ten}”: kế hoạch này chỉ của {don_vi}, phần chung ở trước phải bỏ")
            told = message.format(ten=group.bodies[0].text, don_vi=me.unit)
            yield warning("LC727", told, None, _("Chỉ giữ số, ngày của đơn vị mình"))
            return
    if _ASKS_ITSELF.search(words.low):
        message = _("Cơ quan ban hành tự đề nghị mình")
        hint = _("Bỏ chữ “Đề nghị”, ghi bộ phận phải làm")
        yield warning("LC738", message, None, hint)


def _mixed(words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC718: another's clause between a verb and what it is done to."""
    for group in groups(words) if _COUNTED.search(words.low) else ():
        behind = _COUNTED.match(words.low, group.end)
        if (
            behind
            and _BY.fullmatch(words.low[: group.start])
            and me.kin(group.bodies[0]) is Kin.ABOVE
        ):
            message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”")
            start = words.low.index(" do ") + 1
            told = message.format(chu=words.said(start, behind.end()))
            yield warning("LC718", told, None, _("Viết lại việc của đơn vị mình cho đủ câu"))
            return


def _money(words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC728: an amount of the superior's budget that names no commune to get it."""
    for found in _PURSE.finditer(words.low):
        said = words.said(*found.span())
        if _AMOUNT.search(said) is None or _OURS.search(found[0]) or me.bare in key_of(said):
            continue
        message = _("“{chu}”: tiền của ngân sách cấp trên, không phải của {don_vi}")
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN].rstrip()}…"
        told = message.format(chu=shown, don_vi=me.unit)
        yield warning("LC728", told, None, _("Bỏ, hoặc ghi phần cấp cho {cap}").format(cap=me.word))
        return


_SHOWN = 90


def _capital(text: str) -> Iterator[Diagnostic]:
    """LC718: a capital in the middle of a sentence that was put together."""
    found = _JOINED.search(text)
    if found is not None:
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”").format(
            chu=found[0].strip()
        )
        yield Diagnostic("LC718", Severity.INFO, message, None, (_("Viết thường chữ đầu"),))
