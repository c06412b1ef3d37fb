"""What a text says of all units, with what it says of the unit alone behind it.

"Mỗi xã có ít nhất 01 điểm; riêng các xã A, B có ít nhất 03 điểm" is, for A, "Mỗi xã có ít nhất
03 điểm": the figure of all is none of its own. What cannot be put together is asked about. For a
province the same holds of its region (vung.toml): "riêng các tỉnh Tây Nguyên ít nhất 03 kho".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.grammar.letters import key_of, plain_of
from generator.grammar.regions import region_words
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_KIND = r"(?:xã|phường|đặc khu|thị trấn)"
_NAME = rf"{LARGE}[^\W\d_]*(?:[ '’\-]{LARGE}[^\W\d_]*)*"
_ALONE = re.compile(
    r"(?P<gap>[;,.] )(?:còn |trong đó,? )?[Rr]iêng (?:đối với )?(?:(?:UBND|Ủy ban nhân dân) )?"
    rf"(?:các )?{_KIND} (?P<names>{_NAME}(?:(?:, | và )(?:(?:các )?{_KIND} )?{_NAME})*)"
    r"(?P<does> (?:[^.;]|\.(?=\d))+)(?=;|\.(?!\d)|$)"
)
_ALL_PROVINCES = re.compile(r"(?i)(?<!\w)(?:mỗi|các|từng|tất cả)[^;.]*?(?:tỉnh|thành phố)(?!\w)")
_NUMBER = r"\d+(?:[.,]\d+)*"
_LEAST = r"(?:(?:ít nhất|tối thiểu|trên|từ|không dưới|khoảng|không quá|tối đa) )?"
_COUNT = re.compile(
    rf"(?P<least>{_LEAST})(?<![\w/.,\-])(?P<n>{_NUMBER})"
    r"(?P<unit> ?%| (?:nghìn |triệu |tỷ )?[^\W\d_]+)"
    r"(?P<times>/[^\W\d_]+)?"
)
_NO_UNIT = re.compile(r"(?:ngày|tháng|năm|quý|giờ|tuổi)(?!\w)")
_NO_COUNT = re.compile(r"(?:tháng|ngày|năm|quý|đến|từ|đợt) $")
"""Behind a number, before one: days and ages, of which nobody has more or fewer."""
_MORE = re.compile(r"(?<!\w)(?:thêm|bổ sung|tăng)(?!\w)")
"""What some do besides is not what they do instead."""
_EACH_KIND = re.compile(r" mỗi (?:loại|nội dung|hạng mục|thứ|mặt hàng)(?!\w)")
_OF_ALL = re.compile(
    r"(?i)(?<!\w)(?:mỗi|các|từng|tất cả|100 ?%|cấp|ubnd|nhân dân)[^;.]*?"
    rf"(?:{_KIND}|địa phương)(?!\w)"
)
_TOTAL = re.compile(r"(?i)(?<!\w)(?:toàn|cả) (?:tỉnh|thành phố)|(?<!\w)(?:tổng|trong đó|gồm)(?!\w)")
"""A total of which the unit's figure is a share is no figure of all."""
_TOTAL_BEFORE = re.compile(r"(?P<lead>[\s\-+•*]*)(?i:toàn|cả) (?:tỉnh|thành phố) [^;]*$")
"""A sentence that says only what all together make."""
_OWN_ACT = re.compile(
    rf" (?:mỗi {_KIND} )?(?:(?:phải|cần|thì) )?(?P<act>(?!có |đạt |là )[^\W\d_]+ [^;]*\d[^;]*)"
)
_VERB = re.compile(
    r" (?:(?:phải|cần|thì|được|phấn đấu) )?(?:[^\W\d_]+ ){0,3}?"
    rf"(?={_LEAST}{_NUMBER}(?: ?%| [^\W\d_]))"
)


_ITEM = re.compile(
    rf"(?P<before>(?:[;,.]|,? và|,? còn) (?:(?:còn )?[Rr]iêng (?:đối với )?)?)"
    rf"(?P<who>(?:(?:UBND|Ủy ban nhân dân) )?(?:các )?{_KIND} {_NAME}"
    rf"(?:(?:, | và )(?:(?:các )?{_KIND} )?{_NAME})*):?(?P<does> (?![;,.])(?:[^.;]|\.(?=\d))*?)"
    rf"(?=(?:[;,]|,? và|,? còn) (?:riêng )?(?:(?:UBND|Ủy ban nhân dân) )?(?:các )?{_KIND} {_NAME}"
    r"|;|\.(?!\d)|$)"
)
"""Units by name, and what they do: one of several exceptions side by side."""


def _its_exception(text: str, unit: Addressee) -> str:
    """A text with the unit's own of several exceptions: "riêng xã A 60 …, đặc khu B 90 …"."""
    found = [*_ITEM.finditer(text)]
    for at, first in enumerate(found):
        if "iêng " not in first["before"]:
            continue
        run = [first]
        for one in found[at + 1 :]:
            if one.start() != run[-1].end() or "iêng " in one["before"]:
                break
            run.append(one)
        own = [one for one in run if _has(one["who"], unit)]
        if len(run) > 1 and len(own) == 1:
            said = f"{first['before']}{unit.unit}{own[0]['does']}"
            return f"{text[: first.start()]}{said}{text[run[-1].end() :]}"
    return text


def as_singled_out(text: str, unit: Addressee) -> str:
    """A text in which the figure of all is the one by which the unit is singled out."""
    text = _its_exception(text, unit)
    found = next((one for one in _ALONE.finditer(text) if _has(one["names"], unit)), None)
    if found is None:
        return _of_its_region(text, unit)
    begin = max(text.rfind("; ", 0, found.start()), text.rfind(". ", 0, found.start()))
    begin = begin + 2 if begin >= 0 else 0
    general = text[begin : found.start()]
    if (total := _TOTAL_BEFORE.match(general)) and (act := _OWN_ACT.fullmatch(found["does"])):
        return f"{text[:begin]}{total['lead']}{_large(act['act'])}{text[found.end() :]}"
    if _OF_ALL.search(general) is None or _TOTAL.search(general) is not None:
        return text
    own = with_own_figures(of_its_kind(general, unit), found["does"])
    return text if own is None else f"{text[:begin]}{own}{text[found.end() :]}"


_STOP = re.compile(r"[;.] (?=\w)")


def left_by_name(before: str, after: str, unit: Addressee) -> Literal["", "named", "shared"]:
    """Whether nothing is left of a text but what the unit does by its name.

    "shared": with others whose number is not said to be of each of them.
    """
    found = next((one for one in _ALONE.finditer(before) if _has(one["names"], unit)), None)
    if found is None or _STOP.search(after.strip(" ./;")) is not None or "iêng " in after:
        return ""
    several = re.search(r",| và ", found["names"]) is not None
    return "shared" if several and "mỗi " not in found["does"] else "named"


_EACH = re.compile(rf"(?<!\w)(?P<all>[Mm]ỗi|[Cc]ác|[Tt]ừng) {_KIND}(?:(?:, | và |/){_KIND})*(?!\w)")
_NEXT = re.compile(
    rf"(?:[,;]|,? và|,? còn) (?:(?:mỗi|các|từng) )?{_KIND} [^;.,\d]*\d(?:[\d.,]*\d)?"
    r"(?P<of>[^;.,]*)$"
)
_LAST_COUNT = re.compile(rf"{_NUMBER}(?P<of>(?: ?%)?[^\d;,.]*)$")


def of_its_kind(general: str, unit: Addressee) -> str:
    """What is said of each kind of units but the unit's, as said of each of its own kind."""
    first = _EACH.search(general)
    if first is None or re.search(rf"(?<!\w){unit.word}(?!\w)", general.lower()):
        return general
    said, other = general, _NEXT.search(general, first.end())
    if other is not None:
        said = general[: other.start()]
        mine = _LAST_COUNT.search(said)
        of, last = ("", other["of"]) if mine is None else (mine["of"], other["of"])
        if not of.startswith(last) and not last.startswith(of):
            return general  # each kind does another thing
        said += last.removeprefix(of) if last.startswith(of) else ""
    return f"{said[: first.end('all')]} {unit.word}{said[first.end() :]}"


@cache
def _region() -> re.Pattern[str]:
    """What the provinces of a region do otherwise, in small letters."""
    one = region_words()
    return re.compile(
        r"(?P<gap>[;,.] )(?:còn )?riêng (?:đối với )?(?:(?:ubnd|ủy ban nhân dân) )?(?:các )?"
        rf"(?:tỉnh|thành phố)(?:(?:, | và )thành phố)? (?P<about>{one}(?:(?:, | và ){one})*)"
        r"(?:,| thì)?(?P<does> (?:[^.;]|\.(?=\d))+)(?=;|\.(?!\d)|$)"
    )


def _of_its_region(text: str, unit: Addressee) -> str:
    """A text in which the provinces of a region are the unit's, or are left out."""
    plain = plain_of(text)
    found = _region().search(plain.low) if "riêng " in plain.low else None
    lies = unit.belongs(found["about"]) if found is not None and unit.committee else None
    if found is None or lies is None:
        return text
    start, end = plain.span(*found.span())
    if not lies:
        return text[:start] + text[end:]
    begin = max(text.rfind("; ", 0, start), text.rfind(". ", 0, start)) + 1
    begin += begin > 0
    own = _otherwise(text[begin:start], plain.said(*found.span("does")))
    return text if own is None else f"{text[:begin]}{own}{text[end:]}"


def _otherwise(general: str, does: str) -> str | None:
    """What is said of all provinces as those of a region do it; None: it is not the same.

    "có ít nhất 02 trung tâm hoặc kho dự trữ" and "ít nhất 03 kho chống lũ" count one thing.
    """
    if _ALL_PROVINCES.search(general) is None:
        return None
    if (own := with_own_figures(general, does)) is not None:
        return own
    mine, all_of = _counts(does), _counts(general)
    if len(mine) != 1 or len(all_of) != 1 or not _counts_it(general, does):
        return None
    before = general[: all_of[0].start()]
    verb = does[: mine[0].start()].strip()
    same = not verb or before.endswith(f" {verb} ")
    return f"{before}{does[mine[0].start() :].strip()}" if same else None


def _counts_it(general: str, does: str) -> bool:
    """Whether what one counts is among what all count, called by another word first."""
    mine, all_of = _counts(does)[:1], _counts(general)[:1]
    return any(
        f" {one['unit'].strip()} " in f"{general[all_of[0].end() :]} " for one in mine if all_of
    )


def with_own_figures(general: str, does: str) -> str | None:
    """What is said of all with the figures of what one of them does; None: it is not the same.

    `does`: from the verb on, "có ít nhất 03 điểm mỗi loại".
    """
    mine, all_of = _counts(does), _counts(general)
    rest = _VERB.sub("", does, count=1) if mine else does
    if not mine or not all_of or len(rest.split()) > _SHORT * len(mine):
        return None
    if _MORE.search(does[: mine[0].start()]):
        return None
    if len(mine) == 1 and _EACH_KIND.match(does, mine[0].end()):
        same = [one for one in all_of if _of(one) == _of(mine[0])]
        pairs = [(one, mine[0]) for one in same]
    else:
        pairs = [(one, own) for own in mine for one in all_of if _of(one) == _of(own)]
        if len(pairs) != len(mine) or len({one.start() for one, _own in pairs}) != len(mine):
            return None
    for one, own in sorted(pairs, key=lambda pair: -pair[0].start()):
        least = own["least"] or one["least"]
        said = f"{least}{own['n']}{one['unit']}{one['times'] or ''}"
        general = general[: one.start()] + said + general[one.end() :]
    return general if pairs else None


def only_counts(does: str) -> bool:
    """Whether what some do is a verb and a figure, and so the figure of all otherwise."""
    return _COUNT.fullmatch(_VERB.sub("", does, count=1).strip()) is not None


def says_otherwise(general: str, does: str) -> bool:
    """Whether two texts count the same: where one is said of all, the other of some."""
    return bool({_of(one) for one in _counts(general)} & {_of(one) for one in _counts(does)})


_SHORT = 7
"""Words for each figure up to which nothing but the figure differs from what all do."""


def still_singled_out(text: str, unit: Addressee) -> bool:
    """Whether a text still counts something for all units and otherwise for this one."""
    if "iêng " not in text or not unit.committee:
        return False
    plain = plain_of(text)
    region = _region().search(plain.low)
    if region is not None and unit.belongs(region["about"]):
        general, does = plain.said(0, region.start()), plain.said(*region.span("does"))
        said = says_otherwise(general, does) or _counts_it(general, does)
        if said and _ALL_PROVINCES.search(general):
            return True
    return any(
        _has(one["names"], unit)
        and (unit.word in text[: one.start()] or "địa phương" in text[: one.start()])
        and says_otherwise(text[: one.start()], one["does"])
        for one in _ALONE.finditer(text)
    )


def _counts(text: str) -> list[re.Match[str]]:
    return [
        one
        for one in _COUNT.finditer(text)
        if not _NO_UNIT.match(one["unit"].strip()) and not _NO_COUNT.search(text[: one.start()])
    ]


def _of(count: re.Match[str]) -> str:
    return key_of(f"{count['unit'].strip()}{count['times'] or ''}")


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _has(names: str, unit: Addressee) -> bool:
    own = unit.bare
    said = (re.sub(rf"^(?:các )?{_KIND} ", "", one) for one in re.split(r", | và ", names))
    return bool(own) and any(key_of(one) == own for one in said)
