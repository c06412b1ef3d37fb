"""What a sentence still says of the one before it, which is the work of others and was left out.

"Sở Y tế mở 04 lớp tập huấn; UBND các xã cử người tham gia." is, below, "Cử người tham gia các
lớp tập huấn do Sở Y tế mở.": the thing that others make is named once more with its maker, where
one rule fits for sure. Else nothing is said, and a person is asked with the words that went.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.work_of_others import (
    TIME,
    LostWork,
    verb_pattern,
    works_in,
)
from generator.grammar.act_verbs import deed_end
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.occasions import CAMPAIGN, OCCASION
from generator.grammar.work_verbs import begins_work, work_begun
from generator.text import patterns as re

_LONGEST = 30
"""Words up to which the work of others is told in a sentence; a longer one is asked about."""
_THING = 14
"""Words up to which a thing that others make is named."""
_WHOLE = 12
"""Words from which on a sentence says what it is about."""


class ToldOfLost(NamedTuple):
    """A sentence that says of which work of others it is a part."""

    words: str
    borrowed: str
    """What it says of that work; "" where it stands without."""


def told_of(words: str, event: str, who: str) -> ToldOfLost | None:
    """A sentence that names what it is about, of a work that was left out; None: nobody can say.

    `event`: that work in the words of the plan above; `who`: whose it is, "" if `event` says it.
    """
    works = works_in(event, who)
    for rule in _RULES:
        for work in works if rule is not _remaining or len(works) == 1 else ():
            told = rule(words, work)
            if told is not None:
                return told
    low = plain_of(words).low
    counted = (bare := _BARE.match(low)) is not None and _SO_MANY.match(low, bare.end())
    whole = len(_SUBJECT.sub("", low).split()) >= _WHOLE or bool(counted)
    whole = whole and _TOO_LITTLE.search(low) is None and not acts_on_nothing(low)
    return ToldOfLost(words, "") if whole and (counted or bare is None) else None


_ACT_ALONE = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu) )?(?:(?:kịp thời|chủ động|tiếp tục"
    r"|phải|khẩn trương) )*(?!(?:tuần tra|canh gác|trực|ra quân|tuyên truyền|họp|báo cáo|vệ sinh"
    r"|diễn tập|phối hợp|tổ chức thực hiện|triển khai|cảnh giác)(?!\w))"
    r"(?P<act>[^\W\d]+(?: [^\W\d]+)?),(?! (?:xã|phường|đặc khu))"
)
_SUBJECT = re.compile(r"^[\W\d]*(?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu) ")


def acts_on_nothing(low: str) -> bool:
    """Whether a sentence, in small letters, begins with an act without its object, or half of it.

    "UBND xã giải tỏa, không để …": what is cleared stood in the sentence before.
    """
    if _OF_WORK.match(low) is not None or _OF_WHOM.match(low) is not None:
        return True
    act = _ACT_ALONE.match(low)
    if act is None or not begins_work(act["act"]):
        return False
    second = work_begun(low, act.end() + 1)  # "rà soát, đề xuất danh mục": both have its object
    return not second or _NO_THING.match(low, second) is not None


_NO_THING = re.compile(
    r"\W*$|[,;.]| (?:trước|trong|theo|khi|ngay|kịp|dứt|xong|và|để|đúng|hoàn|chậm|hằng|tại|với|cho"
    r"|về|gửi|báo)(?!\w)"
)
"""Behind a verb that has no object."""


# ------------------------------------------------------------------ how the sentence says it

_POINTS = re.compile(
    r"(?<!\w)(?P<many>các )?(?P<noun>[^\W\d]+(?: [^\W\d]+){0,2}?)"
    r" (?:này|đó|ấy|nói trên|nêu trên|kể trên)(?!\w)"
)


def _pointed(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Căn cứ bản tin đó" is "Căn cứ bản tin của Đài Khí tượng Thủy văn"."""
    found = _POINTS.search(plain_of(words).low)
    if found is None or not work.who:
        return None
    noun = found["noun"]
    while noun and not re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", plain_of(work.thing).low):
        noun = noun.partition(" ")[2]  # "căn cứ bản tin" has a word before its noun
    if not noun or noun in ("việc", "nội dung"):
        return None
    whose = f" của {work.who}"
    return _put(words, found.start("noun") + found["noun"].rindex(noun) + len(noun),
                found.end(), whose)  # fmt: skip


_REST = re.compile(r"(?<!\w)(?:còn lại(?!\w)|(?<=vụ việc )(?:phát sinh )?khác(?=[.;,]|$))")
SO_MANY_LEFT = re.compile(r"(?<![\w.,/])\d[\d.]*(?: [^\W\d]+){1,3} còn lại(?!\w)")
"""What is left by its number: which things they are is known."""
_LEFT = re.compile(
    r"(?:(?:các|những|số|phần|\d+ ?%) )+(?P<what>[^\W\d]+(?: [^\W\d]+){0,2}) (?:phát sinh )?$"
)


_UNITS_LEFT = re.compile(r"(?<!\w)(?:xã|phường|đặc khu|địa phương|đơn vị|nơi) còn lại(?!\w)")


def _remaining(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Kiểm tra các cơ sở còn lại, ngoài cơ sở từ 07 tầng do Công an tỉnh kiểm tra"."""
    low = plain_of(words).low
    found = _REST.search(low)
    if found is not None and _UNITS_LEFT.search(low):
        return None  # other units, not other things
    if SO_MANY_LEFT.search(low):
        return ToldOfLost(words, "")
    if found is None or not work.named or len(work.thing.split()) > _THING:
        return None
    thing = _of_the_same(work, low, _LEFT.search(low[: found.start()]))
    if not thing:
        return None
    more = words[plain_of(words).span(0, found.end()).end :][:1]
    ends = "" if more in (",", ".", ";", "") else ","
    return _put(words, found.end(), found.end(), f", ngoài {thing} do {work.who} {work.verb}{ends}")


def _of_the_same(work: LostWork, low: str, left: re.Match[str] | None) -> str:
    """What others had of the things of which some are left; "" where they did another thing."""
    what = left["what"] if left is not None else ""
    thing = plain_of(work.thing).low
    so_many = r"(?:(?:các|những|\d[\d.]*(?: ?%)?) )?"
    begins = re.search(rf"(?<!\w){so_many}{re.escape(what)}(?!\w)", thing)
    if work.verb in low:  # "trồng bù | 2.000 cây"
        return work.thing[begins.start() :] if what and begins is not None else work.thing
    return work.thing if what and begins is not None and begins.start() == 0 else ""


_JOINS = re.compile(
    r"(?<!\w)(?P<verb>tham gia|tham dự|dự thi|dự|theo học|góp mặt)"
    r"(?P<what> (?:các )?(?:lớp |hội |đợt |cuộc )?(?:tập huấn|bồi dưỡng|thi|thao|nghị|diễn|học))?"
    r"(?=[,.;]|$| (?:trước|và|theo yêu cầu|đúng|đủ|đầy đủ)(?!\w)| trong (?:năm|tháng|quý|giai))"
)


def _joined(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Cử 02 người tham dự các lớp tập huấn do Sở Tài chính tổ chức"."""
    found = _JOINS.search(plain_of(words).low)
    if found is None or not work.named or len(work.thing.split()) > _THING:
        return None
    if work.verb in _MADE or work.verb in _GIVEN:
        return None  # a thing, which nobody attends
    known = (found["what"] or "").split()[-1:]
    if known and known[0] not in plain_of(work.thing).low.split():
        return None
    return _put(words, found.end("verb"), found.end(), f" {work.thing}{work.when} do {work.who}"
                f" {work.verb}")  # fmt: skip


_TEAM = re.compile(
    r"(?:thành lập|cử|chọn|lập|đăng ký) (?:\d+|một) (?:đoàn|đội|thí sinh|vận động viên|người"
    r"|đại biểu|tiết mục|sản phẩm|gian hàng)(?=[.,;]|$| trước| trong)"
)
_OCCASION = re.compile(rf"(?:các )?{OCCASION}")


def _team(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Thành lập 01 đoàn tham gia hội thao do Hội Người cao tuổi tỉnh tổ chức"."""
    found = _TEAM.search(plain_of(words).low)
    if found is None or not work.named or not _OCCASION.match(plain_of(work.thing).low):
        return None
    what = f" tham gia {work.thing}{work.when} do {work.who} {work.verb}"
    return _put(words, found.end(), found.end(), what)


_CALLED = re.compile(rf"(?:các )?{CAMPAIGN}")


def _during(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Công an xã tuần tra trong đợt cao điểm từ 20/4 đến 30/6 do Công an tỉnh mở"."""
    if not _CALLED.match(plain_of(work.thing).low) or not work.who:
        return None
    return _end(words, f" trong {work.thing}{work.when} do {work.who} {work.verb}")


_RECEIVES = re.compile(
    r"[\W\d]*tiếp nhận(?P<over> (?:bàn giao|chuyển giao))?(?= trước| trong|[.;,]|$)"
)


def _received(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Tiếp nhận 06 phóng sự do Sở sản xuất, bàn giao trước ngày 30/9"."""
    low = plain_of(words).low
    found = _RECEIVES.match(low)
    if found is None or not work.named:
        return None
    second = deed_end(low, found.end() + 1) if low.startswith(",", found.end()) else 0
    if second and _NO_THING.match(low, second) is None:
        return None  # "tiếp nhận, kiểm tra hồ sơ": what is received stands behind the second
    over = f", {found['over'].strip()}" if found["over"] else ""
    at = found.end("over") if found["over"] else found.end()
    start = found.start("over") if found["over"] else at
    return _put(words, start, at, f" {work.named}{over}")


_SO_MANY_ARE = re.compile(
    r"(?:(?:xã|phường|đặc khu) )?(?:có |đủ )?(?P<how>(?:ít nhất |tối thiểu |đủ )?\d+"
    r" [^\W\d]+(?: [^\W\d]+){0,2}) được (?:tập huấn|bồi dưỡng|đào tạo)"
    r"(?= trước| trong|[.;,]|$)"
)


def _sent(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Cử ít nhất 05 người tham dự lớp tập huấn sơ cấp cứu do Sở Y tế tổ chức"."""
    found = _SO_MANY_ARE.match(plain_of(words).low)
    if found is None or not work.named or not work.thing.startswith("lớp "):
        return None
    told = _put(words, found.end("how"), found.end(), f" tham dự {work.named}")
    return told._replace(words=f"Cử {found['how']}{told.words[found.end('how') :]}")


_BEHIND = (
    rf"(?=[,.;]|$| (?:{TIME}|(?:tới|về|cho|tại|ở|trên|theo|qua|đúng|bằng|lên|đến|trong)(?!\w)))"
)
_MONEY = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) [^,;]{2,12}? )?"
    rf"(?P<verb>quyết toán|thanh toán|giải ngân|chi trả|thanh quyết toán){_BEHIND}"
)
_SUM = re.compile(
    r"(?<!\w)(?:kinh phí|vốn|tiền|nguồn (?:vốn|kinh phí)|dự toán)(?: (?!cho|về|theo|trong|trước|từ"
    r"|để|và|do|hằng|mỗi|năm|tại|đợt)[^\W\d]+){0,4}"
)


def _paid(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Quyết toán kinh phí hỗ trợ trước ngày 31/01/2027"."""
    found = _MONEY.match(plain_of(words).low)
    plain = plain_of(work.act)
    sum_ = _SUM.search(plain.low) if found is not None else None
    if found is None or sum_ is None:
        return None
    whole = _SUM.match(plain_of(work.thing).low) and len(work.thing.split()) <= _THING
    what = work.thing if whole else plain.said(*sum_.span())
    return _put(words, found.end("verb"), found.end("verb"), f" {what}")


_HANDS_ON = (
    r"(?:chuyển|phát|cấp phát|cấp|niêm yết|treo|dán|đăng tải|đăng lại|phát lại|lắp đặt|lắp|phổ biến"
    r"|sử dụng|thông báo|phân phối|giao|quản lý|khai thác|vận hành|bảo quản|nhân bản|in|nhận"
    r"|cập nhật|trình chiếu|chiếu|phát sóng|trồng|trao|công khai|truyền đạt|bảo vệ|khôi phục"
    r"|chia sẻ|giữ gìn|giám sát|theo dõi|đôn đốc)"
)
_BARE = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân|các trường|trường|trạm|công an) [^,;]{2,12}? )?"
    rf"(?P<verb>{_HANDS_ON}(?:(?:, | và ){_HANDS_ON})*){_BEHIND}"
)
_MADE = (
    "in", "phát hành", "biên soạn", "xây dựng", "ban hành", "vận hành", "sản xuất", "công bố",
    "phát", "soạn", "thiết kế", "biên dịch",
)  # fmt: skip
"""What is made so stays its maker's in words: "tờ gấp của Sở Tư pháp"."""


_GIVEN = (
    "cấp", "cung ứng", "cung cấp", "trang bị", "trao", "phân bổ", "hỗ trợ", "tặng", "bàn giao",
)  # fmt: skip
"""What is given is used, and not attended."""
_TELLS = ("đưa tin", "đăng tin")
"""What is done so is news of the thing, not the thing: "phát tin … của Báo Lào Cai"."""


_SO_MANY = re.compile(
    r" (?:ít nhất|tối thiểu|tối đa|không (?:dưới|quá)) \d[\d.]*"
    r" (?!(?:lần|lượt|buổi|đợt|ngày|giờ|phút|tháng|tuần|năm|kỳ|%)(?!\w))[^\W\d]"
)


def _of_thing(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Chuyển tờ gấp pháp luật của Sở Tư pháp đến từng thôn"."""
    low = plain_of(words).low
    found = _BARE.match(low)
    if found is None or not work.thing or len(work.thing.split()) > _THING:
        return None
    if _SO_MANY.match(low, found.end()):
        return None  # it has an object of its own: "treo ít nhất 05 băng rôn"
    aired = work.verb == "mở" and work.thing.startswith(("chuyên ", "các chuyên "))
    made = aired or work.verb in _MADE
    own = f"{work.thing} của {work.who}" if made and work.who else work.named
    if work.verb in _TELLS:
        own = f"tin {work.thing} của {work.who}"
    thing = work.thing if work.verb == found["verb"] else own
    return _put(words, found.end("verb"), found.end("verb"), f" {thing}") if thing else None


_SAME_ACT = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) [^,;]{2,12}? )?(?P<verb>[^\W\d]+(?: [^\W\d]+)?)"
    r"(?= (?:trên|tại|ở) )"
)
_WHERE = re.compile(r" (?:trên|tại|ở) ")


def _same_act(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Rà soát biển báo trên đường xã", where above it is done elsewhere first."""
    found = _SAME_ACT.match(plain_of(words).low)
    if found is None or found["verb"] != work.verb:
        return None
    thing = _WHERE.split(work.thing)[0].strip()
    if not thing or len(thing.split()) > _THING:
        return None
    return _put(words, found.end("verb"), found.end("verb"), f" {thing}")


_DIRECTS = re.compile(r"(?<!\w)(?:chỉ đạo|yêu cầu|hướng dẫn) ")
_CARRIED_OUT = re.compile(r"(?<!\w)(?:thực hiện|triển khai|chỉ đạo(?=,))" + _BEHIND)


def _directed(words: str, work: LostWork) -> ToldOfLost | None:
    """What others have their own do, these do, too: "thực hiện việc đưa nội dung vào …"."""
    found = _CARRIED_OUT.search(plain_of(words).low)
    plain = plain_of(work.act)
    tells = _DIRECTS.match(plain.low) if found is not None else None
    if found is None or tells is None:
        return None
    second = next((g for g in groups(plain) if tells.end() <= g.start <= tells.end() + 8), None)
    does = plain.said(second.end, len(plain.low)).strip() if second is not None else ""
    does = _KIND_OF_SCHOOL.sub("", does)
    if not does or len(does.split()) > _THING or not verb_pattern().match(plain_of(does).low):
        return None
    return _put(words, found.end(), found.end(), f" việc {does}" if found[0] != "chỉ đạo"
                else f" {does}")  # fmt: skip


_KIND_OF_SCHOOL = re.compile(r"^(?:THPT|trung học phổ thông|THCS|tiểu học|mầm non)[ ,]+")
_COMES_UP = re.compile(
    r"(?<!\w)(?:vụ việc|sự việc|trường hợp|vướng mắc|vấn đề|tình huống) (?:phát sinh|liên quan)\W*$"
)


def _within(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Giải quyết vụ việc phát sinh trong việc bảo hộ công dân"."""
    if not _COMES_UP.search(plain_of(words).low) or len(work.act.split()) > _THING:
        return None
    return _end(words, f" trong việc {work.act}{f' của {work.who}' if work.who else ''}")


_SITE = r"(?:vị trí|địa điểm|hướng tuyến|thời gian|thời điểm|phạm vi|quy mô|lịch)"
_OF_WORK = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) [^,;]{2,12}? )?(?:(?:lựa chọn|chọn|xác định|thống nhất"
    r"|khảo sát|rà soát|thỏa thuận|giới thiệu|đề xuất|bố trí|kiểm tra|công bố|thông báo)"
    rf"(?:, | và )?)+ (?:các )?{_SITE}(?:(?:, | và ){_SITE})*{_BEHIND}"
)
"""A place, a time, an extent that is of some work: of which one, the words do not say."""
_OF_WHOM = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) [^,;]{2,12}? )?(?:(?:rà soát|thống kê|tổng hợp|lập|gửi"
    r"|cung cấp|xác nhận|hoàn thiện)(?:, | và )?)+ (?:danh sách|danh mục|nhu cầu|số lượng|hồ sơ)"
    rf"{_BEHIND}"
)
"""A list, a need: of whom, of what, the words do not say."""


def _its_place(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Lựa chọn vị trí lắp đặt các trạm quan trắc trước ngày 28/02"."""
    found = _OF_WORK.match(plain_of(words).low)
    thing = work.thing
    if len(thing.split()) > _THING:  # where it is, the place itself says
        thing = _WHERE.split(thing)[0].strip()
    if found is None or not thing or len(thing.split()) > _THING:
        return None
    return _put(words, found.end(), found.end(), f" {work.verb} {thing}")


_SUPPORTS = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân|sở|phòng|công an|trạm|trường) [^,;]{2,60}? )?(?:cử|bố trí"
    r"|cung cấp|chuẩn bị|(?:rà soát, )?lập danh sách|(?:gửi|xác nhận) danh sách|đăng ký|huy động"
    r"|tạo điều kiện|giới thiệu|hỗ trợ|dọn|phát quang)(?!\w)"
    r"(?![^.;]* (?:phục vụ|tham gia|tham dự|cho (?:hai|ba|các|những|từng|mỗi|sở|ban)) )"
)


def _in_support(words: str, work: LostWork) -> ToldOfLost | None:
    """Such as "Bố trí địa điểm, phục vụ Sở Nông nghiệp và Môi trường tập huấn cho 300 hộ"."""
    low = plain_of(words).low
    if not _SUPPORTS.match(low) or not work.who:
        return None
    if _A_SUM.search(plain_of(work.act).low):  # another's money tells nothing of what is done here
        return ToldOfLost(words, "")
    if _ORDERS.match(plain_of(work.act).low) and _GONE_TO.search(low):
        return ToldOfLost(words, "")  # what the superior tells its own bodies is no aim of ours
    if (_ENOUGH.match(low) or _FOR_PEOPLE.match(low)) and len(low.split()) >= _WHOLE:
        return None  # says itself what for, and how much
    if work.verb in ("tổ chức", "mở", "phát động") and 0 < len(work.thing.split()) <= _THING:
        joins = plain_of(words).low.startswith(("cử ", "đăng ký ", "chọn "))
        comma = words.find(", ")
        if joins and comma > 0:  # what is sent is said first: "Cử đủ thành phần tham gia …, …"
            return _put(words, comma, comma, f" tham gia {work.named}")
        return _end(words, f", {'tham gia' if joins else 'phục vụ'} {work.named}")
    act = _OWN_DAY.split(work.act)[0] if _OWN_DAY.search(low) else work.act
    if len(act.split()) > _LONGEST or _GATHERS.match(plain_of(act).low):
        return None
    return _end(words, f", phục vụ {small(work.who)} {small(act)}")


_ORDERS = re.compile(r"(?:chỉ đạo|giao|yêu cầu|phân công|đôn đốc|hướng dẫn)(?!\w)")
_GONE_TO = re.compile(r"(?<!\w)(?:gửi|báo|nộp|chuyển)(?: về| đến| cho)? \w")
"""Says itself where it goes."""
_OWN_DAY = re.compile(r",? (?:trước|chậm nhất|trong) (?:ngày|tháng|quý|tuần)(?= \d| [IVX]+(?!\w))")
"""A day by which it has to be done: beside one's own that of another is none of ours."""
_GATHERS = re.compile(
    r"(?:(?:chủ trì|phối hợp|định kỳ),? )*"
    r"(?:tổng hợp|báo cáo|theo dõi|đôn đốc|tham mưu|trình)(?!\w)"
)
"""What a superior's body does with what everybody sends it: nothing that is served."""


_A_SUM = re.compile(r"\d ?(?:triệu|tỷ|nghìn|ngàn)? ?đồng(?!\w)|\d ?(?:triệu|tỷ)(?!\w)")
_ENOUGH = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) [^\W\d]+ )?(?:bố trí|hỗ trợ|huy động|chuẩn bị)(?!\w)"
    r"[^.;]*?"
    r"(?<!ngày )(?<!tháng )(?<!năm )(?<!\w)\d+ (?:ha|m2|km|phòng|lớp|điểm|tổ|người|triệu|hộ)(?!\w)"
)
"""What is found for a purpose of its own, with its measure: "đất trồng … 03 ha bông"."""
_FOR_PEOPLE = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) [^\W\d]+ )?(?:hỗ trợ|tạo điều kiện|huy động)(?: cho)?"
    r" (?:các )?(?:hợp tác xã|tổ hợp tác|hộ|người|nông dân|doanh nghiệp|cơ sở|học sinh|phụ nữ"
    r"|thanh niên|nhân dân|tiểu thương|chủ [^\W\d]+)(?!\w) (?=[^\W\d]+ [^\W\d]+)"
)
"""Whom the unit helps to do something: they are served, and no department."""
_RULES = (
    _remaining, _pointed, _joined, _team, _sent, _received, _paid, _same_act, _of_thing, _during,
    _directed, _within, _its_place, _in_support,
)  # fmt: skip
_TOO_LITTLE = re.compile(
    r"(?<!\w)(?:tham gia|phối hợp|tham dự|nêu trên|nói trên|học viên|phát sinh"
    r"|(?<!địa phương )(?<!xã )(?<!phường )(?<!khu )(?<!nơi )còn lại"
    r"|(?:theo|khi có) yêu cầu|(?:ít nhất|tối thiểu) \d+ (?:buổi|lần|đợt|cuộc|lớp|ngày)"
    r"(?:/[^\W\d]+(?: kỳ)?)?)(?=[,.;]|$)|(?<!\w)(?:này|đó|ấy|nói trên|nêu trên)(?!\w)"
    r"|(?:thực hiện|chỉ đạo)"
    + _BEHIND
    + r"|(?:gửi|nộp) (?:văn bản|công văn|tờ trình|phiếu|đăng ký|giấy đề nghị)"
    + _BEHIND
)
"""Words with which a sentence says too little without the one before."""


def _put(words: str, start: int, end: int, what: str) -> ToldOfLost:
    plain = plain_of(words)
    at = plain.span(start, max(start, end))
    end_at = at.end if end > start else at.start
    rest = words[end_at:]
    more = rest.startswith((" và ", " đúng thành phần", " đủ thành phần", " đúng đối tượng"))
    rest = f",{rest}" if more and " do " in what else rest
    return ToldOfLost(f"{words[: at.start]}{what}{rest}", what.strip(" ,"))


def _end(words: str, what: str) -> ToldOfLost:
    return ToldOfLost(f"{words.rstrip(' .;')}{what}.", what.strip(" ,"))
