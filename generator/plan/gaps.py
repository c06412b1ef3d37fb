"""What a plan leaves open: blanks of cited documents, short forms never explained, rows not full.

Nothing here is wrong in itself; each is what a reader of the issued document would ask.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, warning
from generator.locale import _
from generator.plan.model import Diem, Doan, Khoan, Muc, NhiemVu
from generator.plan.row_parts import has_parts, whole_rows
from generator.text import patterns as re
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.plan.model import AnyNode, Loc
    from generator.plan.toml import Loaded

NUMBERLESS = "KH431"
"""Code of a citation without number or date: a draft may have it, an issued document not."""
_NUMBER = re.compile(r"số\s*(?:…+|\.{2,}|_{2,})\s*/", re.IGNORECASE)
_DATE = re.compile(r"ngày\s*(?:…+|\.{2,}|_{2,})\s*(?:tháng|/)", re.IGNORECASE)

COMMON = (
    "UBND", "HĐND", "MTTQ", "TTHC", "CBCC", "TW", "CHQS", "CNTT", "TP", "CP",
    "TNHH", "MTV", "USD", "EUR", "VND", "THCS", "THPT", "TNCS", "OCOP", "HIV", "AIDS", "ADN", "QR",
    "LED", "MW", "GDP", "GPS", "SMS", "UNESCO", "ASEAN",
)  # fmt: skip
"""Short forms that every office reads: of the agencies in the samples of Decree 30/2020/NĐ-CP,
Annex III, of the names of bodies and schools, and those that are words by now (from memory); they
need no explanation."""
_SHORT = re.compile(r"(?<![\w/.\-–])[A-ZĐ]{2,8}(?![\w/\-–])")
_ROMAN = re.compile(r"[IVXLC]+")
_EXPLAINED = re.compile(
    r"\(\s*(?:(?:sau đây |dưới đây )?(?:gọi|viết)?\s*(?:chung |tắt )*(?:là|:)?\s*)([^()]{2,60})\)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
OPENING = 7
"""Words by which an item is known again."""
FEW_BEFORE, FEW_AFTER = 7, 14
"""Words before and behind a blank by which its place is known again."""
MOSTLY = 2 / 3
"""From such a share of rows on, a blank in one of the others is a gap and not a habit."""


class PrintedText(NamedTuple):
    """A text of the plan with its citations printed, and its place."""

    loc: Loc
    node: Any
    text: str


def find_gaps(
    loaded: Loaded, texts: Sequence[PrintedText], nodes: Sequence[tuple[Loc, AnyNode]]
) -> list[Diagnostic]:
    """Codes KH431 - KH434, in no particular order; `nodes`: all of the plan, as `walk` gives."""
    return [
        *_blank_citations(loaded, texts),
        *_unexplained(loaded, texts),
        *_rows(loaded),
        *_not_in_appendix(loaded, nodes),
    ]


def _blank_citations(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    for printed in texts:
        blanks = _blanks(printed.text)
        if not any(blanks):
            continue
        what = [name for name, blank in zip((_("số"), _("ngày")), blanks, strict=True) if blank]
        message = _("Văn bản được dẫn chưa có {gi}: “{chu}”").format(
            gi=_(" và ").join(what), chu=_around(printed.text)
        )
        hint = _(
            "Điền số, ngày của văn bản ấy; của kế hoạch cấp trên thì điền ở chính kế hoạch ấy."
        )
        yield warning(NUMBERLESS, message, loaded.source.span(printed.loc), hint)


@lru_cache(1024)  # plans of one cascade share most of their texts
def _blanks(text: str) -> tuple[bool, bool]:
    """Whether a number and a day are left blank."""
    return _NUMBER.search(text) is not None, _DATE.search(text) is not None


def _around(text: str) -> str:
    """The words around the first blank."""
    found = _NUMBER.search(text) or _DATE.search(text)
    start = found.start() if found else 0
    before, after = text[:start].split(" ")[-FEW_BEFORE:], text[start:].split(" ")
    return " ".join([*before, *after[:FEW_AFTER]]).strip()


_QUOTED = re.compile(r"“[^”]*”")
"""Another's words: the name of a document, or an abbreviation that is only spoken of."""


def _unexplained(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """Short forms in the body whose full words stand nowhere."""
    body = [p for p in texts if isinstance(p.node, Doan | Diem | Khoan) and not p.text.isupper()]
    whole = "\n".join(p.text for p in texts)
    explained = {word for found in _EXPLAINED.findall(whole) for word in _SHORT.findall(found)}
    initials = "\x00".join(_initials(p.text) for p in texts)
    told: set[str] = set(COMMON)
    for printed in body:
        for short in _shorts(_QUOTED.sub(" ", printed.text)):
            if short in told:
                continue
            told.add(short)
            if short in explained or short in initials or _is_a_name(printed.text, short):
                continue
            message = _("Chữ viết tắt “{chu}” không được viết đầy đủ ở đâu trong kế hoạch")
            hint = _("Lần đầu viết đủ rồi mở ngoặc: … ({chu}).").format(chu=short)
            span = loaded.source.span(printed.loc)
            yield warning("KH434", message.format(chu=short), span, hint)


@lru_cache(1024)
def _shorts(text: str) -> tuple[str, ...]:
    """The words in capitals that are no numbers in Roman."""
    return tuple([word for word in _SHORT.findall(text) if not _ROMAN.fullmatch(word)])


@lru_cache(1024)
def _initials(text: str) -> str:
    """The first letters of the words that are written out, in capitals."""
    words = (word for word in _WORDS.findall(text) if not (word.isupper() and len(word) > 1))
    return "".join(_capital(word[0]) for word in words)


@lru_cache(1024)
def _capital(letter: str) -> str:
    """As in a short form: "Ủ" is U, but "đ" is Đ."""
    return "Đ" if letter in "đĐ" else unmarked(letter).upper()


def _is_a_name(text: str, short: str) -> bool:
    """Tell whether the word stands in a name of several words in capitals ("PAR INDEX")."""
    return bool(re.search(rf"[A-ZĐ]{{2,}} {short}\b|\b{short} [A-ZĐ]{{2,}}", text))


def _rows(loaded: Loaded) -> Iterator[Diagnostic]:
    """Tasks without a body that leads or a deadline, where most of the others have one."""
    words = {"chu_tri": _("cơ quan chủ trì"), "thoi_han": _("thời hạn")}
    for number, appendix in enumerate(loaded.plan.phu_luc):
        tasks, over = whole_rows(appendix), has_parts(appendix)
        for key, name in words.items():
            bare = [
                row
                for row, task in enumerate(tasks)
                if not getattr(task, key) and task.id not in over
            ]
            if not bare or len(tasks) - len(bare) < MOSTLY * len(tasks):
                continue
            for row in bare:
                message = _("Nhiệm vụ không có {gi}, các dòng khác đều có").format(gi=name)
                span = loaded.source.span(("phu_luc", number, "nhiem_vu", row))
                yield warning("KH432", message, span)


def _not_in_appendix(loaded: Loaded, nodes: Sequence[tuple[Loc, AnyNode]]) -> Iterator[Diagnostic]:
    """Items that give agencies something to do, where the appendix lists the others alone."""
    listed = {id_ for _loc, n in nodes if isinstance(n, NhiemVu) for id_ in n.tu_doan}
    given = [(loc, n) for loc, n in nodes if isinstance(n, Khoan) and n.co_quan]
    leaves = {loc: list(_leaves(item)) for loc, item in given}
    below = {item.id: [leaf.id for leaf in leaves[loc]] for loc, item in given}
    everything = [id_ for ids in below.values() for id_ in ids]
    if not listed or sum(id_ in listed for id_ in everything) * 2 < len(everything):
        return  # the appendix is of something else
    for loc, item in given:
        ids = below[item.id]
        left = [] if item.id in listed else [id_ for id_ in ids if id_ not in listed]
        if left:
            message = _("{so}/{tong} việc giao ở đây không có dòng nào trong phụ lục: {viec}")
            named = "; ".join(f"“{_opening(leaf)}”" for leaf in leaves[loc] if leaf.id in left[:5])
            said = message.format(so=len(left), tong=len(ids), viec=named)
            hint = _("Thêm vào phụ lục dòng của việc ấy, hoặc bỏ việc không còn của cấp này.")
            yield warning("KH433", said, loaded.source.span(loc), hint)


def _opening(node: Khoan | Diem) -> str:
    """The first words of an item, as a reader knows it again: its id is in no printed plan."""
    said = getattr(node, "tieu_de", None) or node.noi_dung or ""
    words = re.sub(r"\{[^{}]*\}|[*\\]", " ", said).split()
    return " ".join(words[:OPENING]) + ("…" if len(words) > OPENING else "")


def _leaves(node: Khoan | Diem | Muc) -> Iterator[Khoan | Diem]:
    """The items and points under a node that have none below them, or the node itself."""
    below = [*getattr(node, "diem", ()), *getattr(node, "khoan", ())]
    if not below and not isinstance(node, Muc):
        yield node
    for one in below:
        yield from _leaves(one)
