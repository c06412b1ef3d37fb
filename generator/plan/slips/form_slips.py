"""Slips of form in an office's plan: bases, place, addressees, recipients, numbers, headings.

Each is certain from the plan and its issuer (Decree 30/2020/NĐ-CP, Annexes I and III).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, warning
from generator.locale import _
from generator.plan import families
from generator.plan.model import Diem, Doan, Khoan, Muc
from generator.plan.numbering import item_style, number_of, section_style
from generator.text import patterns as re
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.plan.agencies import Agency
    from generator.plan.gaps import PrintedText
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.toml import Loaded

_NAMED = re.compile(
    r"(?<!\w)(?:luật|hiến pháp|pháp lệnh|nghị quyết|nghị định|chỉ thị|quyết định|thông tư|công văn"
    r"|chương trình|kết luận|thông báo|đề án|công điện|hướng dẫn|quy định|văn bản|tờ trình"
    r"|kế hoạch số|căn cứ|thực hiện|triển khai|theo)(?!\w)",
    re.IGNORECASE,
)
ADDRESSED = frozenset(
    {families.LETTER, families.SLIP, "TTr", "BC", "TB", "CĐ", "GM", "GGT", "PC", "PG", "PB"}
)
"""Types that may be addressed ("Kính gửi"): letters, and what is submitted or reported."""
_KIND = re.compile(
    r"^(?:tinh|thanh pho|tp\.?|tx\.?|xa|phuong|dac khu|thi tran|huyen|thi xa|quan|thu do) "
)
_BRACKETS = re.compile(r"\([^)]*\)")
_SHORT = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"),
          ("mat tran to quoc viet nam", "mttq"), ("uy ban mttq", "ub mttq"))  # fmt: skip
_LIKE = re.compile(r"^như (?:trên|điều (\d+))", re.IGNORECASE)
_KEPT = re.compile(r"^lưu\s*(?::|vt\b|văn thư)", re.IGNORECASE)
_BROKEN_END = re.compile(r"(?:,|(?<!\.)\.\.|[;,:]\.|\.[;,])$")
_END = 4
"""Letters at the end of a text in which those signs stand."""
_OPENS, _ENDS = '("“', ',.;:)"”'
"""What may stand right before the first and right behind the second of two words."""
_TWICE = re.compile(
    r"(?<![\w-])(và|của|các|theo|cho|trong|được|với|tại|để|những|trên|khi|do|bởi|phải) \1(?![\w-])",
    re.IGNORECASE,
)
_ENACTED = 40
"""Words of an opening that only says who enacts what."""
_LONG = 8
"""Words from which on two equal paragraphs of one list are no short entries."""
_ELSEWHERE = re.compile(r"phụ lục|biểu|bảng|chi tiết|kèm theo", re.IGNORECASE)


def form_slips(
    loaded: Loaded,
    issuer: Agency | None,
    texts: Sequence[PrintedText],
    nodes: Sequence[tuple[Loc, AnyNode]],
) -> Iterator[Diagnostic]:
    """Codes KH461 - KH467; `nodes`: all of the plan, as `walk` gives."""
    yield from _bases(loaded, texts)
    yield from _place(loaded, issuer)
    yield from _addressed(loaded)
    yield from _recipients(loaded)
    yield from _numbers(loaded, nodes)
    yield from _empty_headings(loaded, nodes)
    yield from _sentences(loaded, texts)


def _finished(plan: KeHoach) -> bool:
    """Whether a plan has its parts and its signer, so that what it lacks is missed."""
    return len(plan.muc) > 1 and any(s.ho_ten for s in plan.nguoi_ky)


def _bases(loaded: Loaded, texts: Sequence[PrintedText]) -> Iterator[Diagnostic]:
    """A plan rests on something: a basis, or the document that it carries out."""
    plan = loaded.plan
    if plan.van_ban.loai != "KH" or families.attached(plan) or not _finished(plan):
        return
    opening = [p.text for p in texts if p.loc[:1] in (("can_cu",), ("mo_dau",))]
    if plan.van_ban.cap_tren or plan.can_cu or any(map(_NAMED.search, opening)):
        return
    if sum(len(text.split()) for text in opening) > _ENACTED:
        return  # the state of things stands there instead
    message = _("Kế hoạch không nêu căn cứ ban hành nào")
    hint = _('Thêm [[can_cu]] với noi_dung = "Căn cứ …;" (Phụ lục I.II.6).')
    yield warning("KH461", message, loaded.source.span(("van_ban",)), hint)


def _place(loaded: Loaded, issuer: Agency | None) -> Iterator[Diagnostic]:
    """The place of the date line is the issuer's own (Annex I.II.4a)."""
    own = loaded.plan.van_ban.dia_danh
    if not own or issuer is None or not issuer.dia_danh:
        return
    known = {_bare(name) for name in (issuer.dia_danh, issuer.don_vi) if name}
    if _bare(own) not in known:
        message = _("Địa danh “{ten}” không phải của {co_quan}").format(
            ten=own, co_quan=issuer.ten_ngan
        )
        hint = _("Bỏ khóa dia_danh; chương trình ghi “{ten}”.").format(ten=issuer.dia_danh)
        yield warning("KH462", message, loaded.source.span(("van_ban", "dia_danh")), hint)


def _bare(name: str) -> str:
    return _KIND.sub("", fold(name).strip())


def _addressed(loaded: Loaded) -> Iterator[Diagnostic]:
    plan = loaded.plan
    if plan.kinh_gui and plan.van_ban.loai not in ADDRESSED:
        message = _("Loại văn bản này không có “Kính gửi”")
        hint = _("Bỏ kinh_gui; nơi nhận ghi ở cuối văn bản, [[noi_nhan]].")
        yield warning("KH463", message, loaded.source.span(("kinh_gui",)), hint)


def _recipients(loaded: Loaded) -> Iterator[Diagnostic]:
    """Lines that point to nothing, one place twice, the line of the archive (Annex I.II.9b)."""
    plan = loaded.plan
    seen: dict[str, int] = {}
    articles = sum(m.kieu == "dieu" for m in plan.muc)
    addressed = plan.kinh_gui or plan.van_ban.loai in ADDRESSED

    def slip(number: int, message: str, hint: str) -> Diagnostic:
        return warning("KH464", message, loaded.source.span(("noi_nhan", number, "noi_dung")), hint)

    for number, line in enumerate(plan.noi_nhan):
        name = recipient_name(line.noi_dung)
        if name and seen.setdefault(name, number) != number:
            message = _("Nơi nhận ghi hai lần: “{ten}”").format(ten=line.noi_dung)
            yield slip(number, message, _("Bỏ một dòng."))
        found = _LIKE.match(line.noi_dung.strip())
        if found and (int(found[1]) > articles if found[1] else not addressed):
            what = _("Kính gửi") if found[1] is None else _("điều ấy")
            message = _("“{chu}” mà văn bản không có {gi}").format(chu=found[0], gi=what)
            yield slip(number, message, _("Ghi tên nơi nhận."))
        if plan.van_ban.luu and _KEPT.match(line.noi_dung.strip()):
            message = _("Dòng “{chu}” sẽ in hai lần: chương trình in dòng Lưu").format(
                chu=line.noi_dung
            )
            yield slip(number, message, _("Bỏ dòng này; ghi ở khóa luu."))
    kept = plan.van_ban.luu or any(_KEPT.match(n.noi_dung.strip()) for n in plan.noi_nhan)
    if plan.noi_nhan and not kept and not families.attached(plan) and _finished(plan):
        message = _("Nơi nhận không có dòng Lưu")
        span = loaded.source.span(("van_ban",))
        yield warning("KH464", message, span, _('Ghi luu = "VT, …" ở [van_ban].'))


@lru_cache(1024)  # plans of one cascade go to the same places
def recipient_name(line: str) -> str:
    """A recipient as it is compared: without what for, in short forms."""
    name = " ".join(re.sub(r"[^\w ]", " ", fold(_BRACKETS.sub(" ", line))).split())
    for full, short in _SHORT:
        name = name.replace(full, short)
    return name


def _numbers(loaded: Loaded, placed: Iterable[tuple[Loc, AnyNode]]) -> Iterator[Diagnostic]:
    """Numbers given by hand that follow none before them."""
    plan = loaded.plan
    lists: list[tuple[Loc, Sequence[Muc | Khoan | Diem], str]] = [(("muc",), plan.muc, "")]
    for loc, node in placed:
        if isinstance(node, Muc):
            lists += [((*loc, "khoan"), node.khoan, ""), ((*loc, "muc"), node.muc, "")]
        elif isinstance(node, Khoan):
            lists.append(((*loc, "khoan"), node.khoan, "thap-phan"))
            lists.append(((*loc, "diem"), node.diem, node.kieu_diem))
    for loc, nodes, style in lists:
        last: dict[str, int] = {}
        for number, node in enumerate(nodes):
            kind = _style(node, style)
            if kind is None:
                continue
            before = last.get(kind, 0)
            last[kind] = before + 1 if node.nhan is None else number_of(kind, node.nhan)
            begins = last[kind] == 1 and before != 1
            begins = begins or (before == 0 and loc != ("muc",))  # a list that goes on from above
            if node.nhan and last[kind] and last[kind] != before + 1 and not begins:
                message = _("Số thứ tự “{so}” không nối tiếp số trước").format(so=node.nhan)
                hint = _("Bỏ khóa nhan để chương trình đánh số.")
                span = loaded.source.span((*loc, number, "nhan"))
                yield warning("KH465", message, span, hint)


def _style(node: Muc | Khoan | Diem, style: str) -> str | None:
    """How a node is numbered; None where it has no number."""
    if isinstance(node, Muc):
        return section_style(node)
    if isinstance(node, Khoan):
        return item_style(node, nested=style == "thap-phan") if node.danh_so else None
    kind = node.kieu or style
    return {"chu": "chu", "so": "ngoac"}.get(kind)


def _empty_headings(loaded: Loaded, nodes: Iterable[tuple[Loc, AnyNode]]) -> Iterator[Diagnostic]:
    """Headings below which nothing stands."""
    for loc, node in nodes:
        if loc[0] != "muc" or not isinstance(node, Muc | Khoan) or not node.tieu_de:
            continue
        if _below(node):
            continue
        title = node.tieu_de.strip()
        if title.endswith((".", ";", ":", "/.")) or _ELSEWHERE.search(title):
            continue
        if isinstance(node, Khoan):
            around = _list_of(loaded.plan, loc)
            if sum(isinstance(k, Khoan) and bool(k.tieu_de) and _below(k) for k in around) < 1:
                continue  # a list of short entries
        elif node.kieu == "dieu" or not title.isupper():
            continue
        message = _("Dưới tiêu đề “{ten}” không có nội dung nào").format(ten=title)
        span = loaded.source.span((*loc, "tieu_de"))
        yield warning("KH466", message, span, _("Viết nội dung, hoặc bỏ tiêu đề."))


def _below(node: Muc | Khoan) -> bool:
    if node.bang or node.khoan:
        return True
    return bool(node.muc) if isinstance(node, Muc) else bool(node.diem or node.noi_dung)


def _list_of(plan: KeHoach, loc: Loc) -> Sequence[object]:
    """The list in which a node stands."""
    found: object = plan
    for step in loc[:-1]:
        found = found[step] if isinstance(step, int) else getattr(found, step)  # type: ignore[index]
    return found if isinstance(found, list) else []


def _sentences(loaded: Loaded, texts: Sequence[PrintedText]) -> Iterator[Diagnostic]:
    """Ends no sentence has, a small word twice, a paragraph twice in one list."""
    seen: set[tuple[Loc, str]] = set()
    for printed in texts:
        if not isinstance(printed.node, Diem | Khoan | Doan):
            continue
        end, twice, same = _read(printed.text)
        opening = printed.loc[0] in ("can_cu", "mo_dau")  # "Thực hiện …," goes on in the next one
        if end and not opening:
            message = _("Câu kết thúc bằng “{dau}”").format(dau=end)
            yield _slip(loaded, printed, message, _("Sửa dấu cuối câu."))
        if twice:
            message = _("Chữ lặp hai lần: “{chu}”").format(chu=twice)
            yield _slip(loaded, printed, message, _("Bỏ một chữ."))
        if same and (key := (printed.loc[:-2], same)) in seen:
            message = _("Đoạn này đã có ở trên, trong cùng danh sách")
            yield _slip(loaded, printed, message, _("Bỏ một đoạn."))
        elif same:
            seen.add(key)


class _Words(NamedTuple):
    """What is odd in the words of a text; "" where nothing is."""

    end: str
    """The signs with which it ends and no sentence does."""
    twice: str
    """A small word said twice."""
    same: str
    """How it is known again in a list: "" for short entries."""


@lru_cache(2048)  # plans of one cascade share most of their texts
def _read(said: str) -> _Words:
    text, words = said.rstrip(), said.lower().split()
    end = _BROKEN_END.search(text[-_END:])
    may = any(one.lstrip(_OPENS) == other.rstrip(_ENDS) for one, other in pairwise(words))
    twice = _TWICE.search(text) if may else None
    same = " ".join(words) if len(words) >= _LONG else ""
    return _Words(end[0] if end else "", twice[0] if twice else "", same)


def _slip(loaded: Loaded, printed: PrintedText, message: str, hint: str) -> Diagnostic:
    return warning("KH467", message, loaded.source.span(printed.loc), hint)
