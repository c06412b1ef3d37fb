"""What a superior's body hands over to communes: they take it over from it, they do as told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.after_lost import tell
from generator.cascade.deriving.doubting.doubts import issues_itself
from generator.cascade.deriving.rulebook.questions import (
    Q_CONDITION,
    Q_CUT,
    Q_HELP,
    Q_ISSUE,
    Q_NAMED,
)
from generator.cascade.deriving.wording.work_of_others import counted
from generator.grammar.letters import key_of, plain_of
from generator.grammar.level_words import COMMUNES
from generator.grammar.named_bodies import bodies
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit

HANDS_OVER = re.compile(
    r"(?:bàn giao|chuyển giao|giao)(?! (?:nhiệm vụ|chỉ tiêu))[^.;]{0,60} cho"
    r" (?:ubnd|ủy ban nhân dân) (?:các |cấp )?(?:xã|phường)"
    r"|(?:ký|ký kết|thống nhất|thỏa thuận)(?!\w)[^.;]{0,40} với (?:ubnd|ủy ban nhân dân)"
    r" (?:các |cấp )?(?:xã|phường)"
    r"|(?:bàn giao|giới thiệu)(?! (?:nhiệm vụ|chỉ tiêu|cho|về))[^.;]{0,60} (?:về|cho|tại)"
    r" (?:[^.;,]{0,30} )?(?:địa phương|nơi cư trú|nơi ở|khu dân cư)(?! (?:khác|trong|cấp))(?!\w)"
)
"""What a superior's body hands over to communes, agrees with them: they are the other side."""
_OVER = re.compile(
    r"(?P<does>bàn giao|chuyển giao)(?P<what> [^.;,]{0,60}?)? cho (?:ubnd|ủy ban nhân dân)"
    r" (?:các |cấp )?(?P<units>(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*)(?!\w)"
)
_VERB = re.compile(r" (?:quản lý|sử dụng|vận hành|khai thác|theo dõi|triển khai|bảo quản)(?!\w)")
_GIVES = re.compile(
    r"(?<!\w)(?<!nâng )(?<!được )(?<!các )(?<!nghị )(?<!do )(?<!phân )"
    r"(?<!không )(?<!chưa )(?<!ngừng )(?<!dừng )(?<!báo )(?<!theo )"
    r"(?P<does>bàn giao|chuyển giao|cấp phát|cấp|trang bị|cung cấp|cung ứng"
    r"|trao tặng|trao|hỗ trợ|phân phối|phân bổ|gửi|phát(?! (?:triển|huy|động|hiện|sinh|hành))"
    r"|chuyển(?! (?:đổi|biến|tiếp|hóa|dịch|tải))) (?P<what>(?!kinh phí|vốn|tiền"
    r"|ngân sách|dự toán|chỉ tiêu|nhiệm vụ|quyền|thẩm quyền|trách nhiệm|kỹ thuật|chuyên môn|nghiệp"
    r"|ý kiến|thông tin|văn bản|hướng dẫn|báo cáo|giấy|phép|điện|biên chế|cán bộ|phản hồi|kết quả"
    r"|danh hiệu|thưởng|nguồn|hồ sơ|pháp lý|đề nghị|công văn|thông báo|mã|tài khoản|dịch vụ|số liệu"
    r"|dữ liệu|kế hoạch|chứng|bằng|\d[\d.,]* (?:triệu|tỷ|đồng|nghìn))"
    r"(?:[^.;,:]|(?<=\d)[.,](?=\d)){2,70}?)"
    r" (?:cho|về|đến|tới) (?:(?:ubnd|ủy ban nhân dân|trạm y tế|công an) )?(?:các |từng |mỗi )?"
    r"(?P<units>(?:xã|phường|đặc khu|địa phương)(?:(?:, | và )(?:xã|phường|đặc khu))*)"
    r"(?= (?:quản lý|sử dụng|vận hành|khai thác|theo dõi|triển khai|bảo quản|trước|trong|từ ngày|để"
    r"|theo|vào|chậm nhất)(?!\w)|[.;,]|$)"
)
"""Goods that a superior's body gives to communes of all kinds; not money, no order, no paper."""
_SO_MANY_EACH = re.compile(
    r",? (?:mỗi|từng) (?:đơn vị|địa phương|xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))* "
    r"(?P<share>\d[\d.]* [^\W\d]+)"
)
_MORE_OF_IT = re.compile(
    r", (?!hoàn thành|xong|trước|trong (?:tháng|quý|năm)|chậm nhất|từ ngày|vào)"
)
"""What the superior's body does besides."""
_GOODS = ("cấp", "trao", "gửi", "phát", "hỗ", "trang", "bàn", "chuyển", "cung", "phân")
"""Without the beginning of such a verb nobody gives anything."""
_NAME = 8
"""Words up to which what stands before is the name of who hands over."""


def given_to(kit: Kit, sentence: str, who: str) -> str:
    """What the unit does when a superior's body gives goods to all communes; "" for none.

    `who`: whose work the sentence is. "Sở Y tế cấp máy phun cho các xã, mỗi đơn vị 02 máy" is
    "Tiếp nhận máy phun do Sở Y tế cấp (02 máy)", to be kept by a person.
    """
    plain = plain_of(sentence)
    if not who or not any(word in plain.low for word in _GOODS):
        return ""
    found = _GIVES.search(plain.low)
    if found is None or not _among(kit, found["units"]):
        return ""
    what, rest = plain.said(*found.span("what")), plain.said(found.end(), len(plain.low))
    if (each := _SO_MANY_EACH.match(plain_of(rest).low)) is not None:
        share = plain_of(rest).said(*each.span("share"))
        rest = f" ({share}){plain_of(rest).said(each.end(), len(rest))}"
    rest = _MORE_OF_IT.split(rest)[0]
    rest = f" để{rest}" if _VERB.match(rest) else rest
    return f"Tiếp nhận {counted(what)} do {who} {found['does']}{rest.rstrip(' .;')}."


_MAKES = (
    r"(?:lập|in|công khai|xây dựng|biên soạn|phát hành|thống kê|rà soát|tổng hợp|cập nhật|phê duyệt"
    r"|ban hành|chuẩn bị|thiết kế|công bố)"
)
_DO_WITH = (
    r"(?P<act>niêm yết(?: công khai)?|phát|treo|dán|công khai|phổ biến|sử dụng|theo dõi|quản lý"
    r"|thông báo|đối chiếu|xác nhận)(?!\w)(?P<rest>[^.;]*)"
)
_SENT = re.compile(
    rf"[\W\d]*(?:[a-zđ]\) ?)?(?:{_MAKES}(?:, {_MAKES})* (?P<made>[^.;,]{{3,90}}?),? )?"
    r"(?:gửi|chuyển)(?: (?P<what>[^.;,]{3,90}?) (?:cho|về|đến|tới))?"
    r" (?:(?:ubnd|ủy ban nhân dân) )?(?:các |cấp |từng )"
    rf"(?P<units>{COMMUNES}) (?:để )?{_DO_WITH}"
)
"""What a superior's body makes and sends to all communes, for them to do something with it."""
_NO_THING = re.compile(r"(?: (?:trong|trước|tại|ở|đến|cho|công khai|trên|để|theo)(?!\w)|,|$)")


def sent_to_do(kit: Kit, sentence: str, who: str) -> str:
    """What the unit does with what a superior's body sends to all communes; "" for none.

    "Lập danh sách hộ được hỗ trợ, gửi UBND các xã niêm yết" is "Niêm yết danh sách hộ được hỗ trợ
    do Sở X gửi", to be kept by a person.
    """
    plain = plain_of(sentence.removeprefix(who).lstrip(" :"))
    found = _SENT.match(plain.low) if who else None
    thing = "" if found is None else "what" if found["what"] else "made" if found["made"] else ""
    if found is None or not thing or not _among(kit, found["units"]):
        return ""
    act, rest = found["act"].capitalize(), plain.said(*found.span("rest")).rstrip()
    if _NO_THING.match(found["rest"]) is None:
        return f"{act}{rest}."  # it has a thing of its own
    return f"{act} {plain.said(*found.span(thing))} do {who} gửi{rest}."


def _among(kit: Kit, units: str) -> bool:
    """Whether units of such kinds are the unit's kind, too."""
    return kit.unit.word in units or "địa phương" in units or units == "xã, phường"


def received_from(
    kit: Kit, draft: NodeDraft, text: str, sentence: str, hands: re.Match[str], heading: str
) -> str:
    """What the unit does when something is handed over to it; "" where that is not to be said.

    `heading`: whose work the sentence is, as the heading above it says.
    """
    over = _OVER.match(plain_of(sentence).low, hands.start())
    if over is None or not _among(kit, over["units"]):
        return ""
    plain = plain_of(sentence)
    before = text[: text.index(sentence)] + sentence[: plain.span(0, over.start()).end]
    event = re.split(r"[.;] ", before.strip(" ,;."))[-1]
    what = plain.said(*over.span("what")).strip()
    rest = plain.said(over.end(), len(plain.low)).rstrip(" .;")
    who = event if event and bodies(event) and len(event.split()) <= _NAME else ""
    who = who or heading
    rest = f" để{rest}" if _VERB.match(rest) else rest
    if what and who:
        return f"Tiếp nhận {counted(what)} do {who} {over['does']}{rest}."
    if event and not what:
        said = "" if bodies(event)[:1] and event.startswith(bodies(event)[0].text) else who
        return tell(kit.ask, draft, f"Tiếp nhận {over['does']}{rest}.", event, said)
    return ""


def asked_of_order(kit: Kit, text: str, rest: str, verb: str) -> str:
    """What is asked about an order that a superior's body passes on: `rest`, in a `text`.

    Told to a unit by its name, a person looks what it has of it; told to all of its kind, it is
    each one's own work, unless it is no more than a few words that lean on what was said before,
    or help that it gets (`verb`: "hướng dẫn"), or said of some units ("Đối với các xã …, giao …").
    """
    if kit.unit.unit and key_of(kit.unit.unit) in key_of(text):
        return Q_NAMED
    if issues_itself(plain_of(rest).low):
        return Q_ISSUE
    if (some := _OF_SOME.match(text)) is not None:
        return Q_CONDITION.replace("{chu}", some["who"])
    if verb in ("hướng dẫn", "đôn đốc"):
        return Q_HELP
    return Q_CUT if len(rest.split()) <= _LEANS else ""


_OF_SOME = re.compile(
    r"\W*Đối với (?P<who>(?:các )?(?:xã|phường|đặc khu|địa phương)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))*[^,;.]{3,90})[,:]"
)
_LEANS = 8
"""Words up to which an order says little of what it is about."""
