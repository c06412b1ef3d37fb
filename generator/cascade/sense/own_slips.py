"""What a plain reading of a unit's own plan finds: sentences cut short, words that point nowhere.

Each law looks at one sentence, with the heading it stands under: an ending that hangs ("tại.",
"trong đó."), "thì" without its case, two "phối hợp với" one behind the other, a name glued to
another, a condition that only some units meet, units of the kind that are many, what rooms may not
do by themselves, the signer who orders himself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.orders import heading
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.source import TomlSource

_PARTS = ("muc", "phu_luc", "ket_thuc")
_UNIT = r"(?:xã(?! hội)|phường|đặc khu)"
_OFFICE = r"(?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu)"

# ------------------------------------------------------------------------ sentences cut short

_HANGS = re.compile(
    r"(?<!\w)(?:(?<!hiện )(?<!tồn )(?<!thực )(?<!nhược )tại|trong đó|bao gồm|nhằm|trên địa bàn của"
    r"|(?<!phần )(?<!khoảng )(?:báo cáo|gửi|phối hợp) (?:về|với|cho)|thuộc về|đối với|cùng với"
    r"|thông qua việc|căn cứ vào|dựa trên|liên quan đến|nơi có)(?: (?:các|mỗi|từng))?\s*[.;]"
)
"""Words that need something behind them, at the end of a clause."""
_BARE_START = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?P<words>(?:nêu|nói|kể) trên|đặc biệt khó khăn|còn lại|giáp ranh"
    r"|thì|mà|(?:bị ảnh hưởng|biên giới|ven biển|vùng cao|miền núi|hải đảo) (?:được|phải|tổ chức"
    r"|bố trí|lập|thực hiện|rà soát))(?!\w)"
)
"""What narrows a noun, or goes on from a case, at the very beginning."""
_OTHERWISE = re.compile(
    r"(?:nếu|khi|trường hợp|nào|hễ|để xảy ra|mà|ai|chưa|không|quá|trên|dưới|có|bị|vượt|đủ|hết|sau"
    r"|đã|lần|vi phạm|chậm|muốn|cần|được|đạt|riêng|còn|đối với|với|ngoài|phát sinh|vướng mắc)(?!\w)"
)
_THEN = re.compile(r", thì (?!thầm)")
_UNIT_THEN = re.compile(
    rf"(?:^|[;,.] )[\W\d]*(?P<words>(?:{_OFFICE}|thủ trưởng các phòng[^;,.]*"
    r"|các phòng, đơn vị thuộc [^;,.]*) thì) "
)
_TWICE_WITH = re.compile(
    r"(?:^|[;.] )[\W\d]*phối hợp với [^,;.]{3,80}? phối hợp (?:chặt chẽ )?với "
)
_WITH_NOBODY = re.compile(
    r"(?<!\w)phối hợp(?: chặt chẽ| đồng bộ| thường xuyên| thực hiện)?\s*(?:[.;]|$)"
)
_PARTNER = re.compile(
    r"(?<!\w)(?:với|giữa|cùng|các|và|sự|công tác|quy chế|cơ chế|cơ quan|chủ trì)(?!\w)"
)
_LEADS_TOGETHER = re.compile(r"(?<!\w)(?:đồng|cùng) chủ trì(?!\w)")
_OFFICE_IS = re.compile(
    rf"(?<!\w)(?<!thuộc )(?<!của )(?<!chủ tịch )(?P<words>{_OFFICE}"
    r" (?:vùng|bị (?:ảnh hưởng|thiệt hại)|giáp|ven|miền|biên giới|trọng điểm|đặc biệt|dùng|nào"
    r"|tỉnh|còn lại|khó khăn|hải đảo))(?!\w)(?! (?:trưởng|mình))"
)
"""What an area is, said of its committee."""
_GLUED = re.compile(
    r"(?<!\w)(?P<words>(?:công an|sở [^\W\d]+(?: [^\W\d]+)?|bộ chỉ huy quân sự|ban chỉ huy quân sự)"
    r" (?:tỉnh|thành phố|thương|dựng|chính|vụ)? ?(?:khu vực(?! phòng)|cục (?!bộ)[^\W\d]+))(?!\w)"
)
"""The name of one body with the tail of another's: "Công an tỉnh khu vực"."""
_CAPITAL = re.compile(
    r"; (?=(?:Trường hợp|Khi|Nếu|Các|Việc|Từ|Mỗi|Tổ chức|Thực hiện|Hoàn thành|Báo cáo|Riêng"
    r"|Đồng thời|Trong|Sau|Trước|Kết quả|Đối với) )"
)
_AFTER = re.compile(r"(?<!\w)chậm nhất sau \d+ (?:ngày|giờ|tuần|tháng)(?: làm việc)?\s*(?:[.;]|$)")
_EVENT = re.compile(
    r"(?<!\w)(?:kể từ|tính từ|từ khi|từ ngày|sau khi|khi|kết thúc|xảy ra|nếu|nhận|thì"
    r"|trường hợp)(?!\w)"
)
_SIGNED_WITH = re.compile(
    r"(?<!\w)(?P<words>ký (?:kết )?(?:quy chế|chương trình|kế hoạch|thỏa thuận) phối hợp)(?!\w)"
    r"(?P<rest>[^.;]*)"
)
_WITH = re.compile(r"(?<!\w)(?:với|giữa|cùng|của|đã|do|theo)(?!\w)")
_TWO_ISSUERS = re.compile(
    r"(?<!\w)(?P<words>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (?:tỉnh|thành phố|Tỉnh|Thành phố)"
    rf"(?: (?!Văn|Sở|Ban){LARGE}[^\W\d]*){{1,3}} (?:Văn phòng|Sở {LARGE}|Ban {LARGE}))(?!\w)"
)
"""The two lines of a header in one: "UBND tỉnh Nghệ An Văn phòng"."""
_SAYS = 60
"""Letters from which a title without anything below it is read as a sentence."""
_IN_QUOTES = re.compile(r"\(trong việc: ")
_POINTS = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?P<words>(?:lực lượng|việc|nội dung|số|danh sách|đối tượng|công trình"
    r"|kinh phí|dữ liệu|tổ|đoàn|quy chế|những|các|hai|ba|bốn|tài liệu|hồ sơ)"
    r"(?: (?:xã|địa phương|đơn vị|trường hợp|nội dung|việc|cơ sở))? (?:này|đó|ấy))(?!\w)"
)

# ------------------------------------------------------------------------ one unit, not many

_MANY = re.compile(
    r"(?<!\w)(?P<words>(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) (?:cùng cấp|cấp mình)"
    rf"|{_UNIT} (?:nào|đó)(?! \d)(?!\w)|kế hoạch(?: \w+ \w+)? của (?:các )?địa phương"
    rf"|(?:hai|ba|bốn|những) {_UNIT} (?:này|ấy|(?:nêu |nói )?trên)"
    r"|(?:các|những) (?:(?:ông, bà|đồng chí) )?(?:đảng ủy|đoàn thanh niên|chủ tịch (?:ubnd"
    r"|ủy ban nhân dân)|ubnd|ủy ban nhân dân|công an|ban chỉ huy quân sự) (?:xã|phường|đặc khu)"
    r"(?! [A-ZĐ]))(?!\w)"
)
_THE_REST = re.compile(
    rf"[,;] (?P<words>(?:các |những |số )?{_UNIT}(?:, {_UNIT})*(?: [^\W\d]+){{0,2}}"
    r" (?:còn lại|khác) (?:theo|căn cứ|tự|thực hiện|chủ động|bảo đảm|đạt|phấn đấu|do|\d))(?!\w)"
)
"""What the other units do, behind what this one does."""
_FOR_EACH = re.compile(
    rf"(?<!\w)(?P<words>\d[\d.,]* (?:nghìn |triệu |tỷ )?đồng/{_UNIT})(?!\w)"
    rf"|(?<!\w)(?P<many>mỗi {_UNIT}(?:, {_UNIT})+(?: có| bố trí)?(?: ít nhất| tối thiểu)?"
    rf" \d[\d.,]*)"
    rf"|(?:^|[;,.] )[\W\d]*(?P<point>{_UNIT} (?:điểm|trọng điểm|thí điểm) được)(?!\w)"
)
_SOME = re.compile(
    rf"(?:(?:^|[;.] )[\W\d]*(?:các )?(?P<words>{_UNIT} (?:được|bị) (?:thanh tra|kiểm tra|lựa chọn"
    r"|chọn|giao|phân công|ảnh hưởng|hỗ trợ|phân bổ))"
    r"(?= (?!thực|trong|trước|để|tại|theo|từ|và|\d)\w)"
    rf"|trong đó,? (?:các )?(?P<inside>{_UNIT} (?:biên giới|ven|vùng|miền|giáp|còn lại|khó khăn)))"
)
_TITLE = re.compile(r"(?<!\w)(?:xã, phường|phường, xã)(?:, đặc khu)?(?!\w)")
_CARRIES_OUT = re.compile(
    r"(?:kế hoạch|nghị quyết|chỉ thị|quyết định|đề án|thông báo|chương trình) "
)

# ------------------------------------------------------------------------ who may do it

_ROOMS = re.compile(r"[\W\d]*(?:yêu cầu )?các (?:phòng|phòng, ban|phòng, đơn vị)[^;.]{0,60}?thuộc ")
_TELLS = re.compile(
    r"(?<!\w)(?:báo cáo|báo|phản ánh|gửi|kiến nghị|đề xuất)(?!\w)[^;.]{0,60}? (?:về|lên|tới|với) $"
)
_SUPERIORS = frozenset(["so", "bo", "cuc-vu", "cong-an", "quan-su", "thanh-tra", "ubnd"])
_OF_HEAD = re.compile(
    r"(?:^|[;.] )[\W\d]*(?P<act>ký kết|ký (?:quy chế|hợp đồng|thỏa thuận)"
    r"|thành lập (?:tổ|ban|đoàn|hội đồng)"
    r"|ban hành (?:quyết định|quy chế|quy định|kế hoạch)|phê duyệt|quyết định (?!số)|làm chủ đầu tư"
    r"|bổ nhiệm|kỷ luật|khen thưởng|xử phạt)(?!\w)"
)
_INVESTS = re.compile(r"(?<!\w)(?:các )?phòng[^;.]{0,60}? làm chủ đầu tư(?!\w)")
_HIMSELF = re.compile(
    rf"[\W\d]*(?:yêu cầu )?chủ tịch {_OFFICE}(?! [A-ZĐ])(?:[^;.]{{0,40}}?)"
    r" (?:nghiêm túc|khẩn trương) (?:triển khai|tổ chức|thực hiện)(?!\w)"
)
_GATHERS = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?:định kỳ [^,.;]{0,40}|hằng \w+,? )?tổng hợp(?!\w)[^.;]*?"
    r"báo cáo (?:kết quả (?:thực hiện )?)?(?:về |với |cho |lên )?$"
)
"""Who gathers what others have done and reports it, where nobody is said to do it."""
_COMMITTEE_OF = re.compile(r"(?:kiện toàn|thành lập) ban chỉ đạo[^.;]{0,80}? cấp tỉnh(?!\w)")


class _Said(NamedTuple):
    words: Plain
    me: Addressee
    part: str
    first: bool
    """Whether nothing stands before it under its heading."""
    titles: tuple[str, ...]
    """The headings above, the nearest last."""

    @property
    def low(self) -> str:
        return self.words.low


def check_own_slips(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC710, LC711, LC718, LC720, LC721, LC727, LC732, LC735, LC738, where nobody is asked yet."""
    titles: dict[Loc, str] = {}
    for loc, node in walk(plan):
        titles[loc] = plain(getattr(node, "tieu_de", None) or "")
        if loc[0] not in _PARTS or getattr(node, "can_xem", None):
            continue
        field, whole = _sentence_of(node, titles[loc])
        text = unquoted(whole)
        if not text:
            continue
        above = tuple(titles[loc[:n]] for n in range(2, len(loc)) if titles.get(loc[:n]))
        said = _Said(plain_of(text), me, str(loc[0]), loc[-1] == 0, above)
        if _IN_QUOTES.search(whole):
            yield _torn("(trong việc: …)")._replace(span=source.span((*loc, field)))
        for told in _told(said):
            yield told._replace(span=source.span((*loc, field)))
    yield from _subject(plan, me, source)
    yield from _issuers(plan, source)


def _sentence_of(node: AnyNode, title: str) -> tuple[str, str]:
    """What a node says, and where: a long title with nothing below it is a sentence."""
    said = plain(getattr(node, "noi_dung", None) or "")
    below = any(getattr(node, name, None) for name in ("khoan", "diem", "muc", "bang", "nhiem_vu"))
    if said or below or len(title) <= _SAYS:
        return "noi_dung", said
    return "tieu_de", title


def _issuers(plan: KeHoach, source: TomlSource) -> Iterator[Diagnostic]:
    """LC718: two bodies as one in the title, in the words of enactment, among the recipients."""
    texts: list[tuple[Loc, str]] = [(("van_ban", "trich_yeu"), plan.van_ban.trich_yeu)]
    texts += [
        ((part, at, "noi_dung"), one.noi_dung)
        for part in ("can_cu", "mo_dau", "noi_nhan")
        for at, one in enumerate(getattr(plan, part))
    ]
    for loc, text in texts:
        found = _TWO_ISSUERS.search(plain(text))
        if found is not None:
            yield _torn(found["words"])._replace(span=source.span(loc))


def _told(said: _Said) -> Iterator[Diagnostic]:
    cut = _cut(said)
    if cut:
        yield _torn(cut)
    if said.me.committee and said.me.level == RANKS["xa"]:
        yield from _many(said)
    yield from _beyond(said)


def points_back(words: Plain) -> str:
    """The words at the beginning of a text that point to the one before; "" where none do."""
    found = _POINTS.match(words.low)
    return words.said(*found.span("words")) if found is not None else ""


# ------------------------------------------------------------------------------ the laws


def _cut(said: _Said) -> str:
    """The words at which a sentence hangs, "" where none does."""
    low, words = said.low, said.words
    for law in (_HANGS, _TWICE_WITH, _AFTER):
        found = law.search(low)
        if found is not None and not (law is _AFTER and _EVENT.search(low[: found.start()])):
            return words.said(*found.span()).strip(" .;")
    for law in (_BARE_START, _OFFICE_IS, _GLUED):
        found = law.search(low) if law is not _BARE_START else law.match(low)
        if found is not None and not (law is _OFFICE_IS and said.me.level != RANKS["xa"]):
            return words.said(*found.span("words"))
    points = points_back(words) if said.first and said.part == "muc" else ""
    if points and not said.titles[1:]:
        return points
    found = _TWO_ISSUERS.search(words.text)
    if found is not None:
        return found["words"]
    return _then(said) or _alone(said) or _signed(said) or _capital(said)


def _signed(said: _Said) -> str:
    """The rules of working together that are signed with nobody."""
    found = _SIGNED_WITH.search(said.low)
    if found is None or _WITH.search(found["rest"]) or _WITH.search(said.low[: found.start()]):
        return ""
    before = re.split(r"[.;] ", said.low[: found.start()])[-1]
    if " và " in before and groups(said.words):
        return ""  # several who act sign them with one another
    return said.words.said(*found.span("words"))


def _then(said: _Said) -> str:
    """Where "thì" follows no case in its clause: "UBND xã thì báo cáo nhanh"."""
    unit = _UNIT_THEN.search(said.low)
    if unit is not None:
        return said.words.said(*unit.span("words"))
    for found in _THEN.finditer(said.low):
        before = re.split(r"[.;] ", said.low[: found.start()])[-1]
        if _OTHERWISE.search(before) is None:
            return said.words.said(max(found.start() - 12, 0), found.end()).strip(" ,;.")
    return ""


def _alone(said: _Said) -> str:
    """The unit that works together, leads together, with nobody named."""
    found = _WITH_NOBODY.search(said.low)
    before = [g for g in groups(said.words) if found is not None and g.end <= found.start()]
    if found is not None and before and said.me.kins(before[-1].bodies) == {Kin.SELF}:
        sentence = re.split(r"[.;] ", said.low[: found.start()])[-1]
        if len(before) == 1 and _PARTNER.search(sentence) is None:
            return said.words.said(*found.span()).strip(" .;")
    found = _LEADS_TOGETHER.search(said.low)
    if found is None:
        return ""
    sentence = re.split(r"[.;] ", said.low[: found.start()])[-1]
    rest = re.split(r"[.;]", said.low[found.end() :])[0]
    who = [g for g in groups(said.words) if g.end <= found.start()]
    together = " với " in f"{sentence}{rest}" or " và " in sentence or len(who) > 1
    return "" if together else said.words.said(*found.span())


def _capital(said: _Said) -> str:
    found = _CAPITAL.search(said.words.text)
    return said.words.text[found.start() : found.end() + 12].strip() if found is not None else ""


def _many(said: _Said) -> Iterator[Diagnostic]:
    """LC720, LC727: units of the kind, or a case that only some of them meet."""
    found = _MANY.search(said.low) or _THE_REST.search(said.low)
    if found is not None:
        message = _("“{chu}” chỉ nhiều đơn vị; kế hoạch này là của {don_vi}")
        told = message.format(chu=said.words.said(*found.span("words")), don_vi=said.me.unit)
        yield warning("LC727", told, None, _("Ghi cơ quan, bộ phận của đơn vị mình"))
        return
    found = _SOME.search(said.low)
    if found is not None:
        words = found["words"] or found["inside"]
        message = _("“Đối với {chu}”: kế hoạch của một đơn vị phải nói rõ có hay không")
        hint = _("Bỏ nếu không thuộc diện ấy; nếu thuộc thì bỏ chữ “Đối với …”")
        yield warning("LC727", message.format(chu=words), None, hint)
    found = _FOR_EACH.search(said.low)
    if found is not None:
        message = _("“{chu}”: mức cho mỗi đơn vị; ghi phần của {don_vi}")
        span = next(found.span(name) for name in ("words", "many", "point") if found[name])
        told = message.format(chu=said.words.said(*span), don_vi=said.me.unit)
        yield warning("LC727", told, None, _("Ghi mức của đơn vị mình, hoặc bỏ nếu không được"))
    other = re.search(rf"(?:, |; )(?!{said.me.word} )(?P<kind>{_UNIT}) thì ", said.low)
    if other is not None:
        message = _("“{chu}” không có ở {don_vi}").format(chu=other["kind"], don_vi=said.me.unit)
        yield warning("LC720", message, None, _("Ghi theo đơn vị của mình"))


def _beyond(said: _Said) -> Iterator[Diagnostic]:
    """LC721, LC732, LC735, LC738: what rooms, what the level, what the signer does not do."""
    low, me = said.low, said.me
    title = said.titles[-1] if said.titles else ""
    rooms = _ROOMS.match(low) is not None
    under_rooms = _ROOMS.match(plain_of(title).low) is not None
    act = _OF_HEAD.search(low) if under_rooms else _INVESTS.search(low)
    if act is not None and "tham mưu" not in low[: act.end()]:
        message = _("“{ten}” chỉ tham mưu: việc này Ủy ban nhân dân, Chủ tịch quyết định")
        if not me.committee:
            message = _("“{ten}” chỉ tham mưu: việc này người đứng đầu cơ quan quyết định")
        who = title if under_rooms else said.words.said(*act.span()).split(" làm ")[0]
        yield warning("LC721", message.format(ten=who), None, _("Viết “Tham mưu …”"))
    if rooms and "tham mưu" not in low:
        for group in groups(said.words):
            body = group.bodies[0]
            up = me.kin(body) is Kin.ABOVE and body.kind in _SUPERIORS and not body.every
            if up and _TELLS.search(low[: group.start]):
                message = _("“{ten}” tham mưu, báo cáo thẳng “{noi}”, không qua {minh}")
                own = _("UBND {cap}").format(cap=me.word) if me.committee else _("Lãnh đạo Sở")
                told = message.format(ten=_("Các phòng, đơn vị"), noi=body.text, minh=own)
                hint = _("Viết “Tham mưu {minh} …”").format(minh=own)
                yield Diagnostic("LC735", Severity.INFO, told, None, (hint,))
                break
    if _HIMSELF.match(low) and me.committee:
        message = _("Người ký kế hoạch tự giao việc cho mình")
        yield warning("LC738", message, None, _("Ghi các phòng, đơn vị phải làm"))
    if me.level != RANKS["tinh"] or not me.committee:
        found = _COMMITTEE_OF.search(low)
        if found is not None and "tham mưu" not in low[: found.start() + 1]:
            message = _("“{chu}” là việc của cấp trên").format(chu=said.words.said(*found.span()))
            yield warning("LC732", message, None, _("Bỏ, hoặc ghi là tham mưu, phối hợp"))
    yield from _asked_of_others(said, title)
    if not me.committee and not any(bodies(one) for one in said.titles):
        yield from _gathered(said)
    told_itself = re.match(r"[\W\d]*(?:[a-zđ]\) )?báo cáo (?=sở )", low)
    starts = told_itself.end() if told_itself is not None and not me.committee else -1
    for group in groups(said.words) if starts > 0 else ():
        if group.start <= starts and me.kin(group.bodies[0]) is Kin.SELF:
            message = _("“{ten}” không chịu trách nhiệm, không báo cáo với chính mình")
            hint = _("Ghi cơ quan cấp trên, hoặc ghi bộ phận phải báo cáo")
            yield warning("LC711", message.format(ten=me.name), None, hint)
            return


def _gathered(said: _Said) -> Iterator[Diagnostic]:
    """LC711: "Tổng hợp …, báo cáo Sở Y tế" in the department's own plan."""
    for group in groups(said.words):
        body = group.bodies[0]
        own = said.me.kin(body) is Kin.SELF and not body.every and not body.head
        if own and _GATHERS.match(said.low[: group.start]):
            message = _("“{ten}” không chịu trách nhiệm, không báo cáo với chính mình")
            hint = _("Ghi cơ quan cấp trên, hoặc ghi bộ phận phải báo cáo")
            told = message.format(ten=said.me.name)
            yield Diagnostic("LC711", Severity.INFO, told, None, (hint,))
            return


def _asked_of_others(said: _Said, title: str) -> Iterator[Diagnostic]:
    """LC710: under what others are asked, the unit's own head does it."""
    _who, asked = heading(title)
    begins = re.match(rf"[\W\d]*(?:chủ tịch )?{_OFFICE}(?! [A-ZĐ]) (?!đề nghị)", said.low)
    if asked and begins is not None and bodies(title):
        message = _("“{ten}” là bộ phận của cơ quan ban hành: giao việc, không đề nghị")
        told = message.format(ten=said.words.said(*begins.span()).strip())
        yield warning("LC710", told, None, _("Đưa ra mục riêng"))


def _torn(words: str) -> Diagnostic:
    message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”").format(chu=words)
    return warning("LC718", message, None, _("Viết lại cho đủ câu"))


def _subject(plan: KeHoach, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC727: all kinds of unit in the title of one unit's plan."""
    low = plain_of(plain(plan.van_ban.trich_yeu))
    found = _TITLE.search(low.low) if me.committee and me.level == RANKS["xa"] else None
    if found is not None and _CARRIES_OUT.search(low.low[: found.start()]) is None:
        message = _("“{chu}” chỉ nhiều đơn vị; kế hoạch này là của {don_vi}")
        told = message.format(chu=low.said(*found.span()), don_vi=me.unit)
        place = source.span(("van_ban", "trich_yeu"))
        yield warning("LC727", told, place, _("Ghi cơ quan, bộ phận của đơn vị mình"))
