"""Units named side by side, this one among them: what is said of it, without the others.

"Tại các xã A, B, C" is "tại xã A" in the plan of A; "xã A 120 ha, xã B 90 ha" is A's 120 ha, which
need not be asked about; "A, B, C bố trí lực lượng" orders A, and nobody else in its own plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook.rules import ELSEWHERE, OWN_WORK
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.totals import without_all
from generator.grammar.binding import binding
from generator.grammar.letters import key_of
from generator.places.country import country_of
from generator.places.dashed import tie
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

Verdict = Literal["", "place", "share", "subject", "others"]
"""No such list; one of places; figures of each unit; who acts, this unit among them; without it."""

_KIND = r"(?:xã|phường|đặc khu|thị trấn)"
_WORD = rf"{LARGE}[^\W\d_]*(?:['’\-][^\W\d_]+)*"
_NAME = rf"{_WORD}(?: {_WORD})*"
_AND = r"(?:, |; | và | & )"
_RUN = re.compile(
    rf"(?P<head>(?:các |những |\d+ )?{_KIND}(?:(?:, |/| và ){_KIND})*)(?P<colon>:)? "
    rf"(?P<names>{_NAME}"
    rf"(?:{_AND}(?:(?:các )?{_KIND} )?{_NAME})+)"
)
_FIGURE = r"\d[\d.]*(?:,\d+)?"
_NUMBERED = rf"{_NAME}(?: \d{{1,2}}(?=:? (?:[a-zà-ỹđ]+:? )?\(?\d))?"
"""A name, or one with a number of its own before the figure: "A Lưới 2: 30 ha"."""
_SHARE = re.compile(
    rf"(?:(?P<kind>{_KIND}) )?(?P<name>{_NUMBERED})"
    rf"(?P<said>(?: [a-zà-ỹđ]+)?:? ?\(?(?P<count>{_FIGURE})"
    r"(?P<of> (?!xã|phường)"
    r"[^\W\d_]+(?: [^\W\d_]+){0,2}?)?\)?)(?=$|[,;.)]| và )"
)
_TOTAL = re.compile(
    rf"(?P<count>{_FIGURE}(?: (?:nghìn|ngàn|triệu)(?= (?!đồng)[^\W\d_]))?)"
    r"(?P<of> [^\W\d_]+(?: [^\W\d_]+)?)(?P<rest>[^.;]{0,90}?)"
    r"(?P<cut>[,;]? ?\(?(?:trong đó|riêng|gồm|bao gồm|cụ thể|phân bổ|chia ra)(?: (?:có|cho"
    r"|tại))?:? ?(?:các )?| ?\(|,? )$"
)
_MARKED = re.compile(r"trong đó|riêng|gồm|cụ thể|phân bổ|chia ra|\(")
"""What tells that a figure is a part of the one before it."""
_COUNTS = re.compile(
    r"(?<![\w/.,])(?<!năm )(?<!Năm )(?<!tháng )(?<!ngày )(?<!quý )\d[\d.]*(?:,\d+)?(?= [^\W\d])"
)
"""A number of something; days and years are none."""
_OF_NAME = re.compile(
    rf"(?P<count>{_FIGURE})(?P<of> [^\W\d_]+(?: [^\W\d_]+){{0,2}}?) (?:cho|của|tại|ở)"
    rf" (?P<kind>{_KIND}) (?P<name>{_NAME})(?=$|[,;.)]| và )"
)
"""The same the other way round: "90 lao động của xã A"."""
_SUBJECT = re.compile(rf"(?P<names>{_NAME}(?:{_AND}{_NAME})+) (?=[^\W\d_])")
_BRACKETS = re.compile(
    r"[\W\d]*(?:UBND |Ủy ban nhân dân )?(?:[Cc]ác |[Nn]hững )?(?:xã|phường|địa phương|[Xx]ã"
    r"|[Pp]hường)"
    rf"[^.;:()]{{3,140}}?\((?P<names>(?:{_KIND} )?{_NAME}(?:{_AND}(?:{_KIND} )?{_NAME})+)\)"
)
_MUTUAL = re.compile(
    r"(?:giữa|giáp ranh|giáp|nối|liên|từ|sáp nhập|hợp nhất|với|cùng|so với|nhập) (?:các )?$"
)
"""Before units that are meant together."""
_ACTS = re.compile(
    r"(?:tổ chức|bố trí|rà soát|lập|thành lập|phải|chủ động|xây dựng|thực hiện|triển khai"
    r"|hoàn thành"
    r"|tiếp tục|khẩn trương|cử|huy động|báo cáo|tập trung|đăng ký|cắm|trồng|mở|kiểm tra|chuẩn bị"
    r"|gửi"
    r"|có trách nhiệm|tăng cường|phối hợp|ưu tiên|vận động|di dời|bàn giao|mỗi nơi|làm điểm"
    r"|sửa chữa"
    r"|quản lý|duy trì|tuyên truyền|cung cấp|thí điểm)(?!\w)"
)
_OF_CLASS = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:[Rr]iêng |[Đđ]ối với )?(?:[Cc]ác |[Nn]hững )?"
    r"(?:xã|phường|địa phương|nơi|địa bàn)(?!\w)[^:;.]{2,90}: "
    rf"(?={LARGE})"
)
"""What units by name have in common: "Các xã có rừng: Mai Sơn, Sốp Cộp lập chốt"."""
_MUST = re.compile(r"^(?:phải|cần|có trách nhiệm) ")
_ONLY = re.compile(
    rf"[\W\d]*(?:[a-zđ]\) ?)?(?P<only>[Rr]iêng )(?P<who>(?:UBND |Ủy ban nhân dân )?{_KIND} "
    rf"(?P<name>{_NAME}))(?![^\W\d_])"
)
"""This one alone, among others before it: in its own plan it is the only one."""
_EACH_OF = re.compile(
    r"(?P<label>[\W\d]*(?:[a-zđ]\) ?)?)(?:[Rr]iêng |[Gg]iao |[Yy]êu cầu )?"
    rf"(?:UBND |Ủy ban nhân dân )?[Cc]ác {_KIND} "
    rf"(?P<names>{_NAME}(?:{_AND}(?:{_KIND} )?{_NAME})+),? mỗi (?:{_KIND}|đơn vị"
    r"|địa phương|nơi) (?=[^\W\d_])"
)
"""Units by name, each of which has to do so much: "Riêng các xã A, B, mỗi xã chọn 02 trường"."""
_EACH_HERE = re.compile(
    rf",? mỗi (?:{_KIND}|nơi|địa phương)(?: có)? (?=(?:ít nhất |tối thiểu )?\d)"
)
_LEADS = re.compile(r"^[\W\d]*(?:[a-zđ]\) ?)?(?:[Rr]iêng |[Gg]iao |[Yy]êu cầu |[Đđ]ối với )?$")


OF_THE_REST = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) )?(?:các |những )?(?:xã|phường|đặc khu|địa phương|nơi)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))* (?:còn lại|khác)(?!\w)"
)
"""The units that were not named: "các xã còn lại"."""
_THE_REST = re.compile(
    r"[,;]? (?:và |còn |riêng )?(?:(?:các |những )?(?:xã|phường|đặc khu|địa phương|đơn vị|nơi)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))* (?:còn lại|khác)(?!\w)"
    r"|(?:số|phần) còn lại (?=[^.;]*(?:các|những) (?:xã|phường|đặc khu|địa phương|đơn vị)(?!\w))"
    r"|(?:(?:số|phần) )?còn lại (?=(?:giao|do|theo|phân bổ|chia|để)(?!\w)))"
    r"(?:[^.;()]|\([^()]*\)|\.(?=\d))*"
)
"""What is said, behind the shares of units by name, of those that were not named."""
_SENTENCE = re.compile(r"(?<=\.) +(?=[^\W\d_])")
_SEVERAL = 2


class Alone(NamedTuple):
    """A text in which the unit stands without the others."""

    text: str
    verdict: Verdict


def alone(text: str, unit: Addressee) -> Alone:
    """A text of the plan above without the units that are named beside this one."""
    if not unit.committee or not unit.unit:
        return Alone(text, "")
    tied = tie(text)
    said = _alone(tied.text, unit)
    return said._replace(text=tied.loosened(said.text))


def _alone(text: str, unit: Addressee) -> Alone:
    if (single := _ONLY.match(text)) is not None and _is_own(single["name"], unit):
        return Alone(text[: single.start("only")] + text[single.start("who") :], "")
    if (acting := _acting(text, unit)) is not None:
        return acting
    shared = _share(text, unit)
    if shared is not None:
        rest = shared.replace(unit.unit, " ")  # figures before are still those of all together
        more = len(binding(rest)) > 1 or len(_COUNTS.findall(shared)) > 1
        return Alone(shared, "place" if more else "share")
    placed = _places(text, unit)
    if placed == text:
        placed = _without_other_places(text, unit, several=True) or text
    return Alone(placed, "place" if placed != text else "")


def stand_alone(draft: NodeDraft, field: str, unit: Addressee) -> bool:
    """Narrow what a node says to the unit; whether it is the unit's own by name."""
    text = _of_these(_with_zones(joined(draft.texts[field]), unit), unit)
    narrowed = alone(text, unit)
    if narrowed.verdict not in ("", "others"):  # named itself, it is none of the rest
        said = _SENTENCE.split(narrowed.text)
        own = [one for one in said if not OF_THE_REST.match(one.lower())]
        narrowed = narrowed._replace(text=" ".join(own))
    if narrowed.verdict == "place":  # of places by name one is left: "…, mỗi xã 02 bản"
        narrowed = narrowed._replace(text=_EACH_HERE.sub(", ", narrowed.text))
    if narrowed.verdict == "others":
        draft.drop(ELSEWHERE)
    elif narrowed.text != joined(draft.texts[field]):
        draft.texts[field] = [narrowed.text]
        draft.touch(OWN_WORK)
    return narrowed.verdict in ("share", "subject")


_ZONE = re.compile(
    r"(?P<every>(?:^[\W\d]*(?:[a-zđ]\) ?)?|[.;] )(?:[Cc]ác |[Mm]ỗi )?(?:UBND |Ủy ban nhân dân )?"
    r"(?:các )?(?:[Xx]ã|[Pp]hường)"
    rf"(?:, (?:xã|phường))*(?:, | và )(?:các )?đặc khu) (?P<name>{_NAME})(?![^\W\d_])"
)
"""A province's one special zone said with its name behind its communes: "các xã và đặc khu X"."""


def _with_zones(text: str, unit: Addressee) -> str:
    """A text in which all units of a province are its units of all kinds, without a name."""
    if not unit.committee or "đặc khu " not in text:
        return text
    found = _ZONE.search(text)
    if found is None or (unit.word == "đặc khu" and not _is_own(found["name"], unit)):
        return text
    return text[: found.end("every")] + text[found.end() :]


_THESE = re.compile(
    r"(?P<before>[,;.] )(?:(?:UBND|Ủy ban nhân dân) )?(?:các|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|\d+)"
    rf" (?:{_KIND}|địa phương)(?:, {_KIND})* (?:này|nêu trên|nói trên|kể trên)"
    r" (?=[^\W\d])"
)
"""Units that a text has named before: "UBND ba xã này cắm biển"."""


_AT_THESE = re.compile(
    rf"(?<!\w)(?P<at>tại|ở|của|trên địa bàn|cho|thuộc) (?:cả )?(?:các|hai|ba|bốn|năm|\d+)"
    rf" (?:{_KIND}|địa phương|đơn vị)(?:(?:, | và ){_KIND})*"
    r" (?:này|trên|đó|ấy|nêu trên|nói trên|kể trên)(?!\w)"
)
"""What is at, or of, units that a text has named before: "đấu nối tại hai xã này"."""


def _of_these(text: str, unit: Addressee) -> str:
    """A text in which units that it points back to are those of the unit's kind, it among them."""
    if not unit.committee or not unit.bare:
        return text
    there = _AT_THESE.search(text)
    if there is not None and f" {unit.bare} " in f" {key_of(text[: there.start()])} ":
        text = f"{text[: there.end('at')]} {unit.word}{text[there.end() :]}"
    found = _THESE.search(text)
    if found is None or f" {unit.bare} " not in f" {key_of(text[: found.start()])} ":
        return text
    return f"{text[: found.end('before')]}UBND các {unit.word} {text[found.end() :]}"


def _is_own(name: str, unit: Addressee) -> bool:
    own = key_of(unit.unit)
    return own.endswith(f" {key_of(name)}") or own == key_of(name)


# ------------------------------------------------------------------ who acts


def _acting(text: str, unit: Addressee) -> Alone | None:
    """Units by bare names, or in brackets behind what they have in common, as those who act."""
    if (bracket := _BRACKETS.match(text)) is not None:
        names = [re.sub(rf"^{_KIND} ", "", name) for name in _split(bracket["names"])]
        if not all(country_of().has("", name) for name in names):
            return None
        rest = text[bracket.end() :].lstrip(" ,")
        if not _ACTS.match(rest):
            return None
        if not any(_is_own(name, unit) for name in names):
            return Alone(text, "others")
        return Alone(f"UBND các {unit.word} {_MUST.sub('', rest)}", "subject")
    if (each := _EACH_OF.match(text)) is not None:
        names = [re.sub(rf"^{_KIND} ", "", name) for name in _split(each["names"])]
        if not any(_is_own(name, unit) for name in names):
            return None
        rest = _MUST.sub("", text[each.end() :])
        return Alone(f"{each['label']}{rest[:1].upper()}{rest[1:]}", "subject")
    if (named := _OF_CLASS.match(text)) is not None:
        text = text[named.end() :]
    for found in _SUBJECT.finditer(text):
        lead, rest = _LEADS.match(text[: found.start()]), text[found.end() :]
        names = _split(found["names"])
        if lead is None:
            return None
        if not _ACTS.match(rest) or not all(country_of().has("", name) for name in names):
            return None
        if not any(_is_own(name, unit) for name in names):
            return Alone(text, "others")
        rest = _MUST.sub("", rest)
        return Alone(f"{rest[:1].upper()}{rest[1:]}", "subject")
    return None


def _split(names: str) -> list[str]:
    return [name.strip() for name in re.split(_AND, names) if name.strip()]


_AT_NAMES = re.compile(
    rf"(?<!\w)(?:tại|ở|thuộc|trên địa bàn)(?: các| địa bàn)*(?: {_KIND}(?:, {_KIND})*)?"
    rf" (?P<names>{_NAME}(?:{_AND}(?:{_KIND} )?{_NAME})*)"
)


def without_other_places(text: str, unit: Addressee, *, several: bool = False) -> str:
    """A text about what is at several places, the unit's among them; "" where it is at none of it.

    "Các hộ nuôi tại Cẩm Duệ, Thượng Đức sắp xếp lại lồng": those of its own area are the unit's.
    `several`: only where two or more known units are named.
    """
    tied = tie(text)
    return tied.loosened(_without_other_places(tied.text, unit, several=several))


def _without_other_places(text: str, unit: Addressee, *, several: bool = False) -> str:
    for found in _AT_NAMES.finditer(text):
        names = [re.sub(rf"^{_KIND} ", "", name) for name in _split(found["names"])]
        known = not several or (
            len(names) >= _SEVERAL and all(country_of().has("", name) for name in names)
        )
        if known and any(_is_own(name, unit) for name in names):
            return f"{text[: found.start()]}trên địa bàn {unit.word}{text[found.end() :]}"
    return ""


# ------------------------------------------------------------------ figures of each


_LAST_SHARE = re.compile(
    rf"(?<=, )(?:(?P<kind>{_KIND}) )?(?P<name>{_NAME})(?P<said> (?P<count>{_FIGURE})"
    r"(?P<of> (?!xã|phường)[^\W\d_]+))(?= [^\W\d_])"
)
"""The last of a row, which says of all what they do: "xã A 20 người, xã B 30 người tham gia …"."""
_SOME_UNITS = re.compile(
    r" (?:cho )?(?:một số|các|từng) (?:xã|phường|đặc khu|địa phương|đơn vị)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))*(?=: $)"
)


def _share(text: str, unit: Addressee) -> str | None:
    """Figures of each unit in a row: the unit's own, also instead of the sum before them."""
    found = [*_SHARE.finditer(text), *_OF_NAME.finditer(text)]
    if found:
        ends = {one.end() for one in found}
        starts = {one.start("name") for one in found}
        found += [
            one
            for one in _LAST_SHARE.finditer(text)
            if one.start() - 2 in ends and one.start("name") not in starts
        ]
    for start, items in _rows(text, sorted(found, key=re.Match.start)):
        own = [item for item in items if _is_own(item["name"], unit)]
        if len(own) != 1:
            continue
        mine, end = own[0], items[-1].end()
        if (others := _THE_REST.match(text.lower(), end)) is not None:
            end = others.end()  # it is named itself, and none of the rest
        before = text[:start]
        total = _TOTAL.search(before)
        of = (mine["of"] or items[-1]["of"] or "").strip()
        marked = total is not None and _MARKED.search(total["cut"]) is not None
        if len(items) < _SEVERAL and not marked:
            continue
        if total is not None and (counted := _counted(total["of"], of)) is not None:
            lead = without_all(before[: total.start()])
            return f"{lead}{mine['count']}{counted}{total['rest']}{text[end:].lstrip(')')}"
        if len(items) < _SEVERAL or mine.re is _OF_NAME:
            continue
        said = f"{mine['count']} {of}".rstrip()
        if before.endswith(": ") or not before.strip():
            return f"{_SOME_UNITS.sub('', before)}{said}{text[end:]}"
        kind = mine["kind"] or unit.word
        said = f" {said}"
        return f"{before.removesuffix('các ')}{kind} {mine['name']}{said}{text[end:]}"
    return None


def _counted(total: str, share: str) -> str | None:
    """What a share counts, in the words of its total; None where that counts something else."""
    first = share.split(" ")[0]
    if not share or total.strip().startswith(first) or total.endswith(f" {first}"):
        return total  # "36.000 trẻ em, trong đó xã A 400 em"
    money = share.endswith("đồng") and total.endswith(" đồng")
    return f" {share}" if money else None


def _rows(text: str, found: list[re.Match[str]]) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Items that follow each other with nothing but commas between."""
    row: list[re.Match[str]] = []
    for item in found:
        if row and not re.fullmatch(r"[,;]? ?(?:và )?", text[row[-1].end() : item.start()]):
            yield row[0].start(), row
            row = []
        row.append(item)
    if row:
        yield row[0].start(), row


# ------------------------------------------------------------------ places


def _places(text: str, unit: Addressee) -> str:
    """Places in a row, the unit's own alone; others stay where two of them are needed."""
    out, at = "", 0
    for run in _RUN.finditer(text):
        names, end = _named_places(run)
        before = text[: run.start()]
        own = next((name for name in names if _is_own(name, unit)), None)
        subject = not before.strip(" -+*•") or before.rstrip().endswith((".", ";", "UBND"))
        bracketed = before.endswith("(") and text[end:].startswith(")")
        alone_already = len(names) < _SEVERAL
        if own is None or alone_already or subject or bracketed or _MUTUAL.search(before):
            continue
        out += f"{text[at : run.start()]}{unit.unit}"
        at = end
    return out + text[at:]


def _named_places(run: re.Match[str]) -> tuple[list[str], int]:
    """The names of a row that are names of places, and where the last of them ends.

    Capitals behind a comma may begin something else: "tại xã Yên Châu; Sở Tài chính cấp …".
    """
    names: list[str] = []
    at = end = run.start("names")
    for part in re.split(f"({_AND})", run["names"]):
        name = re.sub(rf"^(?:các )?{_KIND} ", "", part)
        if not re.fullmatch(_AND, part):
            if names and name == part and not country_of().has("", name):
                break
            names.append(name)
            end = at + len(part)
        at += len(part)
    return names, end
