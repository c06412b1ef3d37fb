"""Units of several kinds in one list, where a class is said of one kind: which words are ours.

"UBND các phường có chợ đầu mối, xã lấy 240 mẫu": for a commune "UBND các xã lấy 240 mẫu", without
the class; for a ward "UBND các phường có chợ đầu mối lấy 240 mẫu". Of clauses each for one kind
("mỗi xã có 01 tổ, mỗi phường có 02 tổ") the unit's own stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.paid_to_others import without_their_purse
from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import joined
from generator.cascade.deriving.wording.singled_out import as_singled_out, left_by_name
from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import key_of, plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

_KIND = r"(?:xã(?! hội| viên)|phường|đặc khu)"
_TWO = re.compile(
    rf"(?<!\w)các (?P<more>(?:{_KIND}(?:, | và ))*)(?P<first>{_KIND})"
    r" (?P<of>(?:có|thuộc|ven|giáp|nằm|được|biên giới|miền núi|vùng"
    r"|trọng điểm|khu vực|nội thành|ngoại thành|trung tâm|đồng bằng|hải đảo|đô thị|nông thôn)(?!\w)"
    rf"[^;.:()]{{0,60}}?)(?:, | và |,? và các ) ?(?:các )?(?P<last>{_KIND}) (?=[^\W\d_])"
)
_ONE = re.compile(
    rf"[\W\d]*(?:(?:ubnd|ủy ban nhân dân|đối với|riêng) )*(?:các|mỗi) (?P<kind>{_KIND})"
    rf"(?!(?:,| và|/) ?{_KIND}(?!\w))(?= \w)"
)
"""A clause for units of one kind."""
_PLACE = re.compile(LARGE)
_NAME = rf"{LARGE}[^\W\d_]*(?: {LARGE}[^\W\d_]*)*"
_ANY_KIND = (
    r"(?:[Xx]ã(?! hội| viên)|[Pp]hường|[Đđ]ặc khu"
    r"|[Đđ]ịa phương(?: (?:ven|vùng|biên|miền|có) [^\W\d]+)?)"
)
_EACH = re.compile(
    r"(?:^|(?<=[,;:(]) ?| và | còn |(?<=\w) (?=(?:mỗi|từng) ))"
    r"(?P<lead>(?:(?:trong đó|riêng|còn|và|[Pp]hấn đấu),? )*"
    r"(?:(?:UBND|Ủy ban nhân dân|đối với) )?)"
    rf"(?P<many>(?:[Mm]ỗi|[Cc]ác|[Tt]ừng|[Mm]ột) )?(?P<kind>{_ANY_KIND})(?: (?P<name>{_NAME}))? "
    r"(?P<does>(?:(?:phải|có|phấn đấu|đạt|được(?: cấp| giao| hỗ trợ)?) )*(?:phải (?=[^\W\d])"
    r"|(?:(?:ít nhất|tối thiểu|không dưới|từ|trên) )?\d)|(?=[^\W\d]))"
)
"""A clause for units of one kind, or for one of them by its name, inside a sentence."""
_TAIL = re.compile(
    r", (?:hoàn thành|xong|trước|chậm nhất|trong (?:tháng|quý|năm)|bảo đảm|đảm bảo|do|theo|để|nhằm)"
    r"(?!\w)"
)
"""What behind the last of such clauses is said of them all."""
_END = re.compile(r"[;)]|\.(?!\d)|$")


_BARE = re.compile(rf"(?:[^\W\d]+ )?{_ANY_KIND} (?=(?:ít nhất |tối thiểu )?\d)")
_VERB = re.compile(
    rf"(?:[^\W\d]+ )?{_ANY_KIND} "
    r"(?P<verb>(?!ít nhất|tối thiểu)(?:[^\W\d]+ ){1,4}?)(?=(?:ít nhất |tối thiểu )?\d)"
)
_DOES = re.compile(rf"(?:[^\W\d]+ )?{_ANY_KIND} (?P<does>(?:[^\W\d]+ ){{0,4}})\d")
_COUNT = re.compile(r"\d[\d.,]* (?P<noun>[^\W\d]+(?: [^\W\d]+)?)")
_SHARE_ALONE = re.compile(rf"{_ANY_KIND} (?P<does>(?:[^\W\d]+ ){{0,4}})\d[\d.,]* ?%$")
_SHARE_OF = re.compile(
    rf"{_ANY_KIND} (?P<does>(?:[^\W\d]+ ){{0,4}})\d[\d.,]* ?% (?P<of>[^\W\d][^;.%\d]*)$"
)
"""Of what the first clause gives a share: "các phường đạt 98% hộ ký cam kết, các xã 90%"."""
_OF_WHAT = re.compile(r"[\d.,]* ?% [^\W\d]")
"""Behind the first digit of a share, of what it is: "phường đạt 95% hộ …, xã đạt 80%"."""
_CLASS = 60
"""Letters within which the class of other units ends."""


class _Clause(NamedTuple):
    start: int
    said: int
    """Where its subject begins."""
    kind: str
    name: str


def keep_own_kind(
    draft: NodeDraft, field: str, unit: Addressee, heads: Sequence[NamedBody] = ()
) -> None:
    """Leave out of a text what it gives to units of other kinds than the unit's.

    `heads`: whom the headings tell: "các xã, phường" below "UBND các xã, phường, đặc khu" are they.
    """
    if unit.word == _ISLANDS and any(_ISLANDS in body.units for body in heads):
        draft.said = _SHORT.sub(rf"\g<0>, {_ISLANDS}", draft.said)
        draft.texts[field] = [_SHORT.sub(rf"\g<0>, {_ISLANDS}", joined(draft.texts[field]))]
    said = joined(draft.texts[field])
    own = own_kind(unit, said) if unit.committee else said
    alone = as_singled_out(own, unit) if unit.unit else own
    if alone != own:  # what all do otherwise is none of its own
        draft.said = draft.said.replace(said, alone)
        draft.by_name = left_by_name(own, alone, unit) or draft.by_name
    if alone != said:
        draft.texts[field] = [alone]
        draft.touch(OWN_WORK)


_ISLANDS = "đặc khu"
_SHORT = re.compile(
    r"(?<=[Cc]ác )(?:xã, phường|phường, xã)(?!,? (?:và )?(?:đặc khu|thị trấn))(?!\w)"
)


def own_kind(unit: Addressee, text: str) -> str:
    """The text with the list narrowed to the unit's kind; as it is where it has no such list."""
    plain = plain_of(text)
    if "; " in text:
        text = _without_above(unit, text)
    if "ngân sách" in plain.low:
        text = without_their_purse(unit, text)
    low = f" {plain.low}".replace("(", " ")
    both = "%" in low and "xã " in low and "phường " in low
    if not both and not any(word in low for word in (" các ", " mỗi ")):
        return text
    text = _of_a_run(unit, text)
    if "; " in text:
        text = _own_clauses(unit, text)
    plain = plain_of(text)
    for found in _TWO.finditer(plain.low):
        classed = re.findall(_KIND, found["more"] + found["first"])
        if unit.word not in (*classed, found["last"]) or found["last"] in classed:
            continue
        start, end = plain.span(*found.span())
        of = found["of"].split(" ")
        acts = any(begins_work(" ".join(of[at:])) for at in range(1, len(of)))
        if (acts and unit.word in classed) or _PLACE.match(text[end:]):
            continue  # each kind does its own part; a unit by its name
        words = f"{text[start : start + 3]} {unit.word} "
        if unit.word in classed:
            words += f"{plain.said(*found.span('of'))} "
            end = _verb_after(text, end)
        return own_kind(unit, text[:start] + words + text[end:])
    return text


_ONES = rf"(?:(?:ubnd|ủy ban nhân dân) )?(?:các |cấp )?{_KIND}(?:(?:, | và ){_KIND})*"


_LEANS = re.compile(r"(?<!\w)(?:còn lại|số này|phần này|việc này|đó|trên)(?=[.;,]|$)")
"""What is said of what the superior's clause names."""


def _without_above(unit: Addressee, text: str) -> str:
    """A text without what a level does itself beside the unit's kinds: "Tỉnh tặng …; xã tặng …"."""
    if not unit.word_above:
        return text
    parts = text.split("; ")
    lows = [plain_of(part).low for part in parts]
    above = re.compile(rf"[\W\d]*{unit.word_above} (?=[^\W\d])")
    theirs = [(m := above.match(low)) is not None and begins_work(low, m.end()) for low in lows]
    ours = re.compile(rf"[\W\d]*(?P<whom>{_ONES}) (?=[^\W\d])")
    mine = [(m := ours.match(low)) is not None and unit.word in m["whom"]
            and begins_work(low, m.end()) for low in lows]  # fmt: skip
    if not any(theirs) or not any(mine) or _LEANS.search(plain_of(text).low):
        return text
    kept = "; ".join(part for part, gone in zip(parts, theirs, strict=True) if not gone)
    kept = kept.rstrip(" ;")
    if re.match(_KIND, kept):  # who acts, as elsewhere: "phường, xã tặng …"
        kept = f"Các {kept}"
    return f"{kept[:1].upper()}{kept[1:]}" + ("" if kept.endswith(".") else ".")


def _verb_after(text: str, at: int) -> int:
    """Where, behind a class of the others, what all of them do begins; `at` where nothing does."""
    low = plain_of(text[at : at + _CLASS]).low
    begins = (found.start() for found in re.finditer(r"(?<!\w)(?=\w)", low))
    verb = next((start for start in begins if begins_work(low, start)), 0)
    return at + verb if not re.search(r"[,;.:]", low[:verb]) else at


def _own_clauses(unit: Addressee, text: str) -> str:
    """Of clauses each for one kind of units, those of the unit's: "Các phường …; các xã …"."""
    parts: list[tuple[str, str]] = []
    for part in text.split("; "):
        found = _ONE.match(plain_of(part).low)
        if found is None and not parts:
            return text
        parts.append((found["kind"] if found is not None else parts[-1][0], part))
    own = [part for kind, part in parts if kind == unit.word]
    if not own or len(own) == len(parts):
        return text
    said = _with_verb("; ".join(own).rstrip(" ./;"), parts[0][1])
    end = "./." if text.rstrip().endswith("./.") else "."
    return f"{said[:1].upper()}{said[1:]}{end}"


def _of_a_run(unit: Addressee, text: str) -> str:
    """Of clauses of one sentence each for one kind of units, the unit's own alone."""
    for run in _runs(text):
        kinds = {clause.kind for clause in run}
        named = [c for c in run if c.name and key_of(f"{c.kind} {c.name}") == key_of(unit.unit)]
        own = named or [c for c in run if c.kind == unit.word and not c.name]
        own = own or [c for c in run if c.kind.startswith("địa phương")]
        if len(kinds) == 1 or len(own) != 1:
            continue
        stop = _END.search(text, run[-1].said)
        end = stop.start() if stop is not None else len(text)
        tail = _TAIL.search(text, run[-1].said, end)
        ends = [*(one.start for one in run[1:]), tail.start() if tail is not None else end]
        mine = text[own[0].said : ends[run.index(own[0])]].rstrip(" ,")
        mine = _with_verb(mine, text[run[0].said : ends[0]])
        if own[0] is not run[0]:
            mine += _thing_of(mine, text[run[0].said : ends[0]])
        if own[0] is not run[-1]:
            mine += _rest_of(mine, text[run[-1].said : ends[-1]])
        begins = run[0].said == 0
        mine = f"{mine[:1].upper()}{mine[1:]}" if begins else f"{mine[:1].lower()}{mine[1:]}"
        return _of_a_run(unit, text[: run[0].said] + mine + text[ends[-1] :])
    return text


def _with_verb(mine: str, first: str) -> str:
    """A clause that begins with its figure, with the verb that only the first of them has."""
    figure, verb = _BARE.match(mine), _VERB.match(first)
    if figure is None or verb is None:
        return mine
    return f"{mine[: figure.end()]}{verb['verb']}{mine[figure.end() :]}"


def _thing_of(mine: str, first: str) -> str:
    """What the first clause says of what all count: "02 mô hình trồng rau, … 01 mô hình".

    Only where they do one thing with it.
    """
    if (share := _SHARE_ALONE.search(mine)) is not None:
        whole = _SHARE_OF.search(first)
        return f" {whole['of'].rstrip(' ,')}" if whole and share["does"] == whole["does"] else ""
    counted, same = _COUNT.search(mine), _COUNT.search(first)
    if counted is None or same is None or counted.end() < len(mine):
        return ""
    does, noun = _DOES.match(mine), f" {counted['noun']} "
    behind = first[same.start("noun") - 1 :]
    alike = does is not None and (all_of := _DOES.match(first)) and does["does"] == all_of["does"]
    return f" {behind.removeprefix(noun).rstrip(' ,')}" if alike and behind.startswith(noun) else ""


def _rest_of(mine: str, last: str) -> str:
    """What the last clause says behind what all of them count: "02 người, … 03 người dự họp"."""
    counted, same = _COUNT.search(mine), _COUNT.search(last)
    if counted is None or same is None or counted.end() < len(mine):
        return ""
    noun = counted["noun"]
    at = last.find(f" {noun} ", same.start())
    return last[at + len(noun) + 1 :].rstrip(" ,") if at > 0 else ""


def _runs(text: str) -> Iterator[list[_Clause]]:
    """Two or more such clauses that follow each other in one sentence."""
    run: list[_Clause] = []
    for found in _EACH.finditer(text):
        counts = found["does"][-1:].isdigit() and _OF_WHAT.match(text, found.end())
        if not (found["many"] or found["name"] or run or counts) or not _acts(text, found):
            continue
        name, kind = found["name"] or "", found["kind"].lower()
        said = found.end("lead")
        clause = _Clause(found.start(), said, kind, name)
        if run and _END.search(text, run[-1].said).start() < said:  # type: ignore[union-attr]
            yield from [run] if len(run) > 1 else []
            run = []
        run.append(clause)
    if len(run) > 1:
        yield run


def _acts(text: str, found: re.Match[str]) -> bool:
    """Whether such units have or do something, and are no place and no class."""
    if found["does"]:
        return True
    low = plain_of(text[found.end() - 1 :][:60]).low
    each = (found["many"] or "").lower() in ("mỗi ", "từng ")  # one by one: no class is meant
    counts = begins_act(low, 0) or _COUNTS.match(low)
    return begins_work(low[1:]) or (each and bool(counts))


_COUNTS = re.compile(r" (?:[^\W\d]+ ){1,6}\d")
