"""The report of a unit that is words only: which paragraph tells of which task, and how it stands.

A paragraph is believed to be about a task as a row of a table is, but never for its place alone.
Its state is taken only where the words leave no doubt; all that is taken is told, and a paragraph
about other work is kept as a row that answers to nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from generator.locale import _
from generator.progress.matching import RowWording, matched, nearly_named
from generator.progress.reported import KetQua
from generator.progress.retold import retold
from generator.progress.saying import (
    STATES,
    names_with_figures,
    nothing_arose,
    proofs_of,
    proved,
    still_to_come,
)
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedOfUnits
    from generator.progress.reported import TaskState

_NUMBERING = re.compile(r"^\s*(?:(?:\d+(?:\.\d+)*|[a-zđA-ZĐ]|[IVX]+)[.)]|[-+•–])\s+")
_COUNTED = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s")
_LISTED = re.compile(r"^\s*[-+•–]\s")
_SAYS = re.compile(r"^.{30,}[.;]$|^\s*(?:\d|[a-zđ][.)]).*:\s+\S", re.DOTALL)
"""A whole sentence, or something behind the colon of a point: no mere name."""
_LEAD_IN = re.compile(
    r"^(?:về|đối với|ngoài ra,?|công tác|việc|nhiệm vụ(?: \d+[.:]?)?)\s+", re.IGNORECASE
)
_COLON = 160
"""Letters before which a colon parts what is told of from what is told."""
_WORK = re.compile(r"\b(?:đã|đang|chưa|hoàn thành|được)\b|%|\d+/\d+")
"""With its marks: "chữa bệnh" and "Đà Lạt" are no words of how far work is."""
_NOT_WORK = re.compile(
    r"(?:thuc hien (?:ke hoach|cong van|chi thi|quyet dinh|chi dao|van ban)|can cu|kinh gui"
    r"|tren day|v/v|so:|luu|nhu tren)\b"
    r"|.*(?:bao cao|ket qua|nhu sau|cu the)(?: cu the)?(?: nhu sau)?:$"
)
_OTHER_PART = re.compile(
    r"(?:cac |mot so |nhung )?(?:ton tai|kho khan|vuong mac|han che|nguyen nhan|phuong huong"
    r"|kien nghi|de xuat|giai phap|muc tieu|nhiem vu (?:trong tam|thoi gian|tiep theo|quy|thang"
    r"|nam))"
)
_PARTS = (
    ("hardship", re.compile(
        r"(?:cac |mot so |nhung )?(?:ton tai|kho khan|vuong mac|han che|nguyen nhan)")),
    ("proposal", re.compile(r"(?:cac |mot so |nhung )?(?:kien nghi|de xuat)")),
)  # fmt: skip
_ASKS = re.compile(r"(?:kien nghi|de nghi|de xuat)\b")
_NAME_OF_PART = 45
"""Letters before which a colon parts the name of a part from what it says."""
_OWN_PART = re.compile(r"(?:tinh hinh|ket qua|cong tac)\b")
_SHORT = 90
"""Letters up to which a line without an end mark is a heading."""
_FRACTION = re.compile(r"(?<![\d/])(?<!ngày )(?<!tháng )(?<!quý )(\d+)/(\d+)(?![\d/])")
_PLANNED = re.compile(r"\b(?:dự kiến|sẽ) (?:\w+ ){0,3}?(?:tổ chức|triển khai|thực hiện)\b")
_NOT_YET = re.compile(
    r"\b(?:đang|tiếp tục|còn (?:lại|\d+)|cơ bản|một phần|chưa (?:hoàn thành|xong))\b"
    r"|(?<![\d.,])(?!100 ?%)\d+(?:,\d+)? ?%"
)
_NOTHING_AT_END = re.compile(r":[^:.;]{0,40}\bkhông (?:có )?phát sinh[ .;]*$")
_DONE = re.compile(r"\bhoàn thành\b(?: (?:việc|công tác|nhiệm vụ))?(?: (\w+))?")
_DONE_LATER = re.compile(
    r"\b(?:sẽ|chưa|không|phấn đấu|dự kiến|để|trước khi|cần|yêu cầu)\b[^,;.]{0,25}\bhoàn thành\b"
)
_ISSUED = re.compile(r"\bđã (?:xây dựng(?:,| và) )?ban hành\b")
_TO_ISSUE = re.compile(r"(?:(?:xây dựng|tham mưu)(?:,| và)? )?ban hành\b")
"""A task that the document itself fulfils."""
_BESIDE = frozenset({
    "đúng", "trước", "sớm", "trong", "vào", "từ", "ngày", "tháng", "quý", "tại", "ở", "và", "với",
    "toàn", "tất", "các", "đủ", "vượt", "theo",
})  # fmt: skip
"""Words behind "hoàn thành" that say when, where, how, not what."""


class InWords(NamedTuple):
    """The rows that words make, and what is told of them: a code and a message each."""

    rows: list[KetQua]
    told: list[tuple[str, str]]


class PartsBeside(NamedTuple):
    """What a report says of no task in particular, a line for each paragraph."""

    hardship: str
    proposal: str
    told: list[tuple[str, str]]
    """What was taken and what was not: a code and a message each."""


class _Paragraph(NamedTuple):
    text: str
    heads: bool
    """Whether it only names what the paragraphs below it tell of."""
    inner: bool
    """Whether it may stand below such a name: it has no number of its own."""


def in_words(prose: Sequence[str], asked: AskedOfUnits, unit: str) -> InWords:
    """What a paper without a table says of the tasks of a unit; no rows where it tells of none."""
    tasks = asked.tasks_for(unit)
    paragraphs, _left = _paragraphs(prose)
    said = nothing_arose(prose)
    if said and tasks and not any(_tells_more(one, said) for one in paragraphs):
        message = _("Lấy từ lời văn: không phát sinh ở cả {so} nhiệm vụ của đơn vị: “{chu}”")
        rows = [
            KetQua(nut=task.id, noi_dung=task.text, trang_thai="khong_phat_sinh") for task in tasks
        ]
        return InWords(rows, [("BC922", message.format(so=len(tasks), chu=said))])
    paragraphs = [one for one in paragraphs if not _of_a_target(one.text, asked)]
    wordings = [RowWording(_name(one.text)) for one in paragraphs]
    found = matched(wordings, tasks, asked.tasks, dict(asked.units), by_place=False)
    found = retold([p.text for p in paragraphs], found, tasks, [t.text for t in asked.tasks])
    lines, nodes = _joined(paragraphs, found)
    if not any(nodes):
        return InWords([], [])
    texts = {task.id: (task.number, task.text) for task in tasks}
    made = InWords([], [])
    for line, node in zip(lines, nodes, strict=True):
        made.rows.append(_row(line, node, texts.get(node, ("", ""))[1]))
        if node:
            state = _(STATES.get(made.rows[-1].trang_thai, "")) if made.rows[-1].trang_thai else "?"
            message = _("Lấy từ lời văn: nhiệm vụ {so} ({trang_thai}): “{chu}”")
            text = message.format(so=texts[node][0], trang_thai=state, chu=line)
            made.told.append(("BC922", text))
        else:
            message = _("Đoạn này không khớp nhiệm vụ nào của kế hoạch; giữ lại để xem: “{chu}”")
            made.told.append(("BC907", message.format(chu=line)))
    return made


def parts_beside(prose: Sequence[str]) -> PartsBeside:
    """The parts of a report on hardships and proposals; other parts beside the work are told."""
    said: dict[str, list[str]] = {"hardship": [], "proposal": [], "": []}
    part = ""
    for line in _paragraphs(prose)[1]:
        bare = _NUMBERING.sub("", line)
        low = fold(bare)
        heads = _heads_part(line, low)
        if heads:
            part = next((name for name, words in _PARTS if words.match(low)), "")
            before, _colon, behind = bare.partition(":")
            bare = behind.strip() if len(before) <= _SHORT else bare
        of = "proposal" if part == "hardship" and _ASKS.match(low) else part
        if of and bare:
            said[of].append(bare)
        elif not of:
            said[""].append(line)
    told = [
        ("BC922", message.format(so=len(lines)))
        for message, lines in (
            (_("Lấy từ lời văn: khó khăn, vướng mắc nêu chung, {so} đoạn"), said["hardship"]),
            (_("Lấy từ lời văn: kiến nghị, đề xuất chung, {so} đoạn"), said["proposal"]),
        )
        if lines
    ]
    if said[""]:
        message = _("Lời văn từ “{ten}” không được lấy: {so} đoạn")
        told.append(("BC921", message.format(ten=said[""][0], so=len(said[""]))))
    return PartsBeside("\n".join(said["hardship"]), "\n".join(said["proposal"]), told)


def _heads_part(line: str, low: str) -> bool:
    """Whether a line is the heading of a part beside the work, with or without words behind it."""
    return _OTHER_PART.match(low) is not None and (
        (len(line) <= _SHORT and not line.endswith((".", ";")))
        or (len(line.partition(":")[0]) <= _NAME_OF_PART and ":" in line)
    )


def _tells_more(one: _Paragraph, nothing: str) -> bool:
    """Whether a paragraph tells of work beside the sentence that nothing arose."""
    if one.text == _NUMBERING.sub("", squeeze(nothing)):
        return not one.inner
    works = _WORK.search(_plain(one.text).replace("đã nhận được", "nhận"))
    return works is not None or not one.inner


def _joined(paragraphs: Sequence[_Paragraph], found: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is told under the name of a task goes to it; the names of groups are left out."""
    lines: list[str] = []
    nodes: list[str] = []
    head = ""
    for one, node in zip(paragraphs, found, strict=True):
        if one.heads:
            head = node
        if head and not one.heads and one.inner and not node:
            at = nodes.index(head) if head in nodes else -1
            named = next(p.text for p, n in zip(paragraphs, found, strict=True) if n == head)
            if at < 0:
                lines.append(f"{named.rstrip(' .:')}: {one.text}")
                nodes.append(head)
            else:
                lines[at] += f" {one.text}"
        elif not one.heads:
            lines.append(one.text)
            nodes.append(node)
            head = head if one.inner else ""
    return lines, nodes


def _paragraphs(prose: Sequence[str]) -> tuple[list[_Paragraph], list[str]]:
    """The paragraphs that tell of work, and those of parts about hardships and what comes."""
    lines: list[_Paragraph] = []
    left: list[str] = []
    other = False
    for line in map(squeeze, prose):
        bare = _NUMBERING.sub("", line)
        low = fold(bare)
        if low.startswith(("noi nhan", "tren day la ")):
            break
        numbered = _COUNTED.match(line) is not None
        works = bool(_WORK.search(_plain(line)) or _SAYS.search(line) or _LISTED.match(line))
        if len(line) <= _SHORT and not line.endswith((".", ";")):
            works = works and not _OWN_PART.match(low)
            other = bool(_OTHER_PART.match(low)) or (other and not _OWN_PART.match(low))
        if other:
            left.append(line)
        elif (works or numbered) and not _NOT_WORK.match(low):
            lines.append(_Paragraph(bare, heads=not works, inner=not numbered))
    return lines, left


def _plain(line: str) -> str:
    return normalize("NFC", line).lower()


def _of_a_target(line: str, asked: AskedOfUnits) -> bool:
    """Whether a paragraph only gives figures of targets, which are read as such."""
    year = "".join(re.findall(r"\b20\d\d\b", line)[:1])
    named = names_with_figures(line, year)
    return bool(named) and all(nearly_named(name, asked.targets) for name in named)


def _name(line: str) -> str:
    """What a paragraph is about: the words before its colon, else its first sentence."""
    before, colon, _after = line.partition(":")
    named = before if colon and len(before) <= _COLON else re.split(r"[;.](?:\s|$)", line)[0]
    return _LEAD_IN.sub("", named)


def _row(line: str, node: str, text: str) -> KetQua:
    proofs = "" if still_to_come(line) else "; ".join(one.text for one in proofs_of(line))
    return KetQua(
        nut=node,
        noi_dung=text or line,
        trang_thai=_state(line, text),
        trong_ky=line,
        minh_chung=proofs,
    )


def _state(line: str, task: str) -> TaskState:
    """The state that words leave no doubt of; "" where they do.

    "Đã hoàn thành dự thảo" is no word about the whole of a task that does not speak of a draft.
    """
    low = _plain(line)
    parts = any(int(one[1]) < int(one[2]) for one in _FRACTION.finditer(low))
    if _NOTHING_AT_END.search(low):
        return "khong_phat_sinh"
    begun = re.search(r"\b(?:đã|đang)\b", low) is not None
    if _NOT_YET.search(low) or parts or (still_to_come(line) and begun):
        return "dang"
    if re.search(r"\bchưa\b", low) or (_PLANNED.search(low) and not _DONE.search(low)):
        return "" if begun else "chua"
    if _ISSUED.search(low) and proved(line) and _TO_ISSUE.match(_plain(task)):
        return "hoan_thanh"
    done = _DONE.search(low)
    if done is None or _DONE_LATER.search(low):
        return ""
    what = done[1] or ""
    whole = not what or what.isdigit() or what in _BESIDE or what in _plain(task).split()
    return "hoan_thanh" if whole else ""
