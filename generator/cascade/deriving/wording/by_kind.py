"""A figure for each kind of unit in one sentence: that of the unit's kind is its own.

"ít nhất 200 triệu đồng/phường, 100 triệu đồng/xã" is "ít nhất 200 triệu đồng" in a ward's plan;
"đạt từ 80% trở lên ở các phường và 60% ở các xã" is "đạt từ 80% trở lên"; "tại các phường đạt 98%,
tại các xã đạt 85%" is "đạt 98%".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.wording.entities import joined
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_ONE = r"(?:xã|phường|đặc khu|thị trấn)"
_KIND = rf"(?P<kind>{_ONE}(?:(?:, | và |/){_ONE})*)(?! (?:hội|viên)(?!\w))(?! {LARGE})"
_BOUND = r"(?:(?:ít nhất|tối thiểu|không dưới|trên|từ|đạt|là|còn|khoảng|dưới|không quá) )*"
_FIGURE = (
    r"\d[\d.,]*\d?(?: ?%)?(?: (?:nghìn|triệu|tỷ|đồng|[^\W\d]+))?(?: đồng)?"
    r"(?:/(?:năm|quý|tháng))?"
    r"(?: trở (?:lên|xuống))?"
)
_JOIN = r"(?:,| và|;|, còn| còn|, riêng) "
_OF = r"(?:tại|ở|với|đối với|cho|của)"
_FORMS = (
    # 200 triệu đồng/phường, 100 triệu đồng/xã
    re.compile(rf"(?P<own>{_BOUND}{_FIGURE})/{_KIND}(?!\w)"),
    # đạt từ 80% trở lên ở các phường và 60% ở các xã
    re.compile(rf"(?P<own>{_BOUND}{_FIGURE}) (?:{_OF} )(?:các |mỗi )?{_KIND}(?!\w)"),
    # tại các phường đạt 98%, tại các xã đạt 85%; các phường 98%, các xã 85%
    re.compile(rf"(?:{_OF} )?(?:các |mỗi ){_KIND}:? (?P<own>{_BOUND}{_FIGURE})(?![\w%])"),
    # phường đạt 95%, xã đạt 80%
    re.compile(rf"(?:(?<=[:;,] )|(?<=^)){_KIND} (?P<own>{_BOUND}{_FIGURE})(?![\w%])"),
)


def own_figure(draft: NodeDraft, field: str, unit: Addressee) -> bool:
    """Leave in a text the figure of the unit's kind of those of each kind; whether it had them."""
    text = joined(draft.texts[field])
    said = figure_of_kind(text, unit.word) if unit.committee else text
    if said == text:
        return False
    draft.texts[field] = [said]
    draft.touch(OWN_WORK)
    return True


def figure_of_kind(text: str, word: str) -> str:
    """A text with the figure of units of a kind alone; as it is where it has not one for each."""
    several = any(kind in text for kind in ("phường", "đặc khu", "thị trấn"))
    if not several or "còn lại" in text:  # classes of one kind: somebody has to say which it is
        return text
    for form in _FORMS:
        for run in _runs(text, form):
            own = [one for one in run if word in _kinds(one)]
            if len(own) != 1:
                continue
            said = own[0]["own"]
            if own[0] is not run[0]:
                said = _bounded(run[0]["own"], said)
            return f"{text[: run[0].start()]}{said}{text[run[-1].end() :]}"
    return text


_SHARE = re.compile(
    rf"(?P<base>\d+(?:,\d+)? ?%)(?P<rest>[^;%]*)[;,] riêng (?:(?:ở|tại|đối với) )?(?:các )?"
    rf"(?P<kinds>{_ONE}(?:(?:, | và ){_ONE})*)(?: phấn đấu)?"
    r"(?: (?:đạt|là|từ|trên|tối thiểu|ít nhất))* (?P<own>\d+(?:,\d+)? ?%)(?=[.;]|$)"
)


def share_of_kind(text: str, word: str) -> str:
    """A text with the share that units of a kind have, where one kind has another."""
    found = _SHARE.search(text)
    if found is None:
        return text
    share = found["own"] if word in found["kinds"].lower() else found["base"]
    return f"{text[: found.start()]}{share}{found['rest']}{text[found.end() :]}"


def _bounded(first: str, own: str) -> str:
    """A figure with the bound that only the first of several has: "từ 80% trở lên … và 60% …"."""
    begins, ends = re.match(_BOUND, first), re.search(r" trở (?:lên|xuống)$", first)
    said = f"{begins[0]}{own}" if begins is not None and own[:1].isdigit() else own
    return f"{said}{ends[0]}" if ends is not None and " trở " not in own else said


def _runs(text: str, form: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Figures for different kinds that follow each other with nothing but commas between."""
    run: list[re.Match[str]] = []
    for found in form.finditer(text):
        if run and not re.fullmatch(_JOIN, text[run[-1].end() : found.start()]):
            yield from [run] if _is_of_each(run) else []
            run = []
        run.append(found)
    if _is_of_each(run):
        yield run


def _is_of_each(run: list[re.Match[str]]) -> bool:
    kinds = [kind for one in run for kind in _kinds(one)]
    return len(run) > 1 and len(set(kinds)) == len(kinds)


def _kinds(figure: re.Match[str]) -> list[str]:
    return re.split(r", | và |/", figure["kind"])
