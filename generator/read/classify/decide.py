"""Which role each line plays: rules one can read, each with a score and a reason.

    reading = classify(lines)
    reading.first("so").line.text

The head is known by its words, the foot by "Nơi nhận" and the signature, appendices
by their names; what lies between is the body, whose outline is read from its numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.locale import _
from generator.read import vocabulary as words
from generator.read.classify.foot_roles import read_foot
from generator.read.classify.header import read_header
from generator.read.classify.items import ReadLine
from generator.read.classify.outline import read_outline
from generator.read.classify.rejoin import rejoin
from generator.read.classify.roles import Role  # noqa: TC001 - msgspec reads annotations
from generator.read.classify.two_columns import untangle
from generator.read.lines import Line  # noqa: TC001 - msgspec reads annotations

if TYPE_CHECKING:
    from collections.abc import Sequence


class Decision(Struct, frozen=True, kw_only=True):
    """What one line is, and why."""

    line: Line
    role: Role
    score: float = 1.0
    """0 to 1: how sure the rules are."""
    reasons: tuple[str, ...] = ()
    """For `--explain`."""
    label: str = ""
    """The number or mark of the line as the source has it: "I.", "1.1.", "a)", "-"."""
    level: int = 0
    """Of `muc`, `khoan`, `diem`, `diem_con`: depth in the body, 1 for the top."""
    heading: bool = False
    """A title of its own, and not the beginning of a paragraph that runs on."""
    rest: str = ""
    """The text without its label."""
    part: int = 0
    """0 for the document itself, 1 for the first appendix and on."""


class DocumentRoles(Struct, frozen=True, kw_only=True):
    """A document as roles of its lines, in reading order."""

    decisions: tuple[Decision, ...]
    file: str = ""

    def of(self, *roles: Role, part: int | None = 0) -> list[Decision]:
        """The decisions of some roles; of the document itself unless `part` says otherwise."""
        return [d for d in self.decisions if d.role in roles and (part is None or d.part == part)]

    def first(self, role: Role) -> Decision | None:
        """The first decision of a role in the document itself."""
        return next((d for d in self.decisions if d.role == role and d.part == 0), None)


def classify(lines: Sequence[Line], file: str = "") -> DocumentRoles:
    """Decide the role of every line; no line is left out, joined lines count as one."""
    items = [ReadLine(line) for line in rejoin(untangle(lines))]
    _aside(items)
    _tables(items)
    inside = _plan_inside(items)
    agencies = _issuing_act(items[:inside]) if inside else []
    outer, items = items[:inside], items[inside:]
    start = read_header(items)
    if not any(item.role == "co_quan" for item in items):
        for item, role in agencies:
            item.decide(role, 0.8, _("cơ quan của quyết định ban hành kế hoạch"))
    foot, end = read_foot(items, start)
    if foot == len(items):
        foot = end = _unsigned_end(items, start)
    _body(items[start:foot])
    _appendices(items, end)
    items = outer + items
    for item in items:
        if item.role is None:
            item.decide("khac", 0.2, _("không quy tắc nào nhận ra"))
    return DocumentRoles(decisions=tuple(_decision(item) for item in items), file=file)


def _unsigned_end(items: Sequence[ReadLine], start: int) -> int:
    """Where the appendices begin of what has no foot: issued with a decision, or one of them."""
    tied = any(i.role == "kem_theo" for i in items[:start])
    for number in range(start, len(items)):
        item = items[number]
        if item.role is not None or item.data:
            continue
        if _names_appendix(item, just_titled=False) and (tied or _alone(items[:number])):
            return number
    return len(items)


def _alone(above: Sequence[ReadLine]) -> bool:
    """Nothing stands above an appendix but what a digital signature wrote there."""
    return all(i.role in ("trong", "dau_ky_so", "so_trang", "duong_ke") for i in above)


def _plan_inside(items: Sequence[ReadLine]) -> int:
    """Where a plan begins that was issued with a decision, in one file; 0 if there is none."""
    types = [
        (n, named[0])
        for n, i in enumerate(items)
        if i.role is None and not i.data and len(i.text) < 40
        if (named := words.type_name(i.folded)) is not None and not named[1] and i.caps
    ]
    if len(types) < 2 or types[0][1] != "Quyết định":
        return 0
    for at, kind in types[1:]:
        below = [i for i in items[at + 1 : at + 8] if i.role is None]
        if kind == "Kế hoạch" and any(words.KEM_THEO.match(i.folded) for i in below):
            start = at
            # its own head, if it has one, stands above
            while start > 0 and at - start < 6:
                above = items[start - 1]
                head = words.QUOC_HIEU.search(above.folded) or words.TIEU_NGU.search(above.folded)
                agency = above.caps and words.AGENCY_NOUN.match(above.folded)
                if not (head or agency or above.role in ("duong_ke", "trong")):
                    break
                start -= 1
            return start
    return 0


def _issuing_act(items: list[ReadLine]) -> list[tuple[ReadLine, Role]]:
    """The decision before its plan gives date and signer; its own text is not the plan's.

    Returns the lines of its agency, which is the plan's where the plan names none.
    """
    start = read_header(items)
    foot, _end = read_foot(items, start)
    kept = ("dia_danh", "quoc_hieu", "tieu_ngu", "trong", "so_trang", "dau_ky_so", "duong_ke")
    signs = ("noi_nhan", "nhan_noi_nhan", "quyen_han", "chuc_vu", "ho_ten")
    agencies: list[tuple[ReadLine, Role]] = [
        (i, i.role) for i in items if i.role in ("co_quan", "co_quan_chu_quan")
    ]
    for n, item in enumerate(items):
        if item.role not in kept and not (n >= foot and item.role in signs):
            item.decide("khac", 0.6, _("thuộc quyết định ban hành kế hoạch"))
    return agencies


def _decision(item: ReadLine) -> Decision:
    label = item.label
    labelled = (label is not None and item.rest != item.text) or bool(item.line.label)
    return Decision(
        line=item.line,
        role=item.role or "khac",
        score=item.score,
        reasons=tuple(item.reasons),
        label=label.raw if labelled and label is not None else item.line.label,
        level=item.level,
        heading=item.heading,
        rest=item.rest,
        part=item.part,
    )


def _aside(items: Sequence[ReadLine]) -> None:
    """What belongs to the paper: blanks, page numbers, drawn lines, stamps."""
    for item in items:
        line, text = item.line, item.folded
        if not line.text.strip():
            item.decide("trong", 1.0)
        elif line.part in ("dau", "chan"):
            role: Role = "so_trang" if words.SO_TRANG.match(text) else "khac"
            item.decide(role, 0.9, _("ở lề trang"))
        elif line.part in ("chu_thich", "nhan_xet"):
            item.decide("khac", 0.9, _("chú thích hoặc nhận xét, không thuộc bài"))
        elif line.cell is None and words.SO_TRANG.match(text) and (line.hard or line.align):
            item.decide("so_trang", 0.8, _("chỉ có số"))
        elif words.DUONG_KE.match(text):
            item.decide("duong_ke", 0.9, _("nét kẻ bằng dấu"))
        elif words.DAU_KY_SO.match(text) and len(line.text) < 160:
            item.decide("dau_ky_so", 0.9, _("dấu chữ ký số"))


def _tables(items: Sequence[ReadLine]) -> None:
    """Tables of data keep their cells; those that only place text are read as lines."""
    tables: dict[int, list[ReadLine]] = {}
    for item in items:
        if item.line.cell is not None:
            tables.setdefault(item.line.cell.table, []).append(item)
    for cells in tables.values():
        if _places_text(cells):
            continue
        for item in cells:
            item.data = True
            if item.role in (None, "so_trang", "duong_ke", "trong"):
                item.decide("bang", 0.9, _("ô của một bảng"))


def _places_text(cells: Sequence[ReadLine]) -> bool:
    """Head, foot or frame: few cells, with the words of a head or a foot in them."""
    places = [i.line.cell for i in cells if i.line.cell is not None]
    rows = max(c.row + c.rows for c in places)
    cols = max(c.col + c.cols for c in places)
    if rows * cols == 1:
        return True
    if rows > 12 or cols > 4:
        return False
    known = (words.QUOC_HIEU, words.TIEU_NGU, words.SO, words.DIA_DANH, words.NOI_NHAN,
             words.QUYEN_HAN)  # fmt: skip
    if any(p.search(i.folded) for i in cells for p in known):
        return True
    filled = [i for i in cells if i.text.strip()]
    if rows == 1 and any(words.type_name(i.folded) == ("Kế hoạch", "") and i.caps for i in filled):
        return True  # a stamp beside the title
    signs = [i for i in filled if words.CHUC_VU.match(i.folded) and i.caps]
    return rows <= 3 and bool(signs) and all(len(i.text) < 90 for i in filled)


# ------------------------------------------------------------------------------ body


def _body(items: Sequence[ReadLine]) -> None:
    first = next((n for n, i in enumerate(items) if _opens_section(i, items)), len(items))
    _preamble(items[:first])
    _closing(items[first:])
    read_outline(items[first:])


def _opens_section(item: ReadLine, items: Sequence[ReadLine]) -> bool:
    """The first number of the body; a dash only where there is no number at all."""
    if item.role is not None or item.data or item.label is None:
        return False
    if item.label.style == "dau":
        return not any(
            i.label is not None and i.label.style in ("la-ma", "so", "phan", "hoa", "dieu")
            for i in items
            if i.role is None and not i.data
        ) and not words.CAN_CU.match(item.folded.lstrip("-+ "))
    return item.label.style in ("la-ma", "so", "phan", "hoa", "dieu", "thap-phan", "chu")


def _preamble(items: Sequence[ReadLine]) -> None:
    addressed = False
    for item in items:
        if item.role is not None or item.data:
            continue
        bullet = item.label is not None
        if words.KINH_GUI.match(item.folded):
            item.decide("kinh_gui", 1.0, _("chữ Kính gửi"))
            addressed = True
        elif addressed and bullet and not words.CAN_CU.match(item.folded.lstrip("-+ ")):
            item.decide("kinh_gui", 0.9, _("gạch đầu dòng dưới Kính gửi"))
        elif words.CAN_CU.match(item.folded.lstrip("-+ ")):
            addressed = False
            item.decide("can_cu", 0.95, _("mở đầu bằng Căn cứ, Xét, Theo đề nghị"))
        else:
            addressed = False
            item.decide("mo_dau", 0.85, _("trước mục đầu tiên"))


def _closing(items: Sequence[ReadLine]) -> None:
    """The paragraphs after the last point, that say the document is at its end."""
    tail: list[ReadLine] = []
    above: ReadLine | None = None
    for item in reversed(items):
        if item.role is not None and not item.data:
            continue
        above = item
        if item.data or item.label is not None:
            break
        if item.caps and item.line.bold:
            break
        tail.append(item)
        if len(tail) == 4:
            break
    tail.reverse()
    last = len(tail) - 1
    for number, item in enumerate(tail):
        if number < last and item.folded.startswith("giao "):
            continue  # a task given to someone; the sentence that closes follows
        if number == 0 and above is not None and _begs_text(above) and not _says_end(item):
            continue  # all that its heading has
        ends = number == last and item.text.rstrip().endswith("./.")
        if words.KET_THUC.match(item.folded) or (
            ends and (number > 0 or _addresses_all(item, above))
        ):
            for later in tail[number:]:
                later.decide("ket_thuc", 0.85, _("câu kết sau mục cuối"))
            return


def _addresses_all(item: ReadLine, above: ReadLine | None) -> bool:
    """Whether a last paragraph behind lettered points asks something of others: it is of none."""
    points = above is not None and above.label is not None and above.label.style in ("chu", "dau")
    return points and item.folded.startswith(("de nghi ", "yeu cau "))


def _begs_text(item: ReadLine) -> bool:
    """A heading, so that the text below it is its own."""
    if item.label is None or item.label.style == "dau" or item.data:
        return False
    short = len(item.text) < 120 and item.text.rstrip()[-1:] not in ".;"
    return item.label.style in ("la-ma", "hoa", "phan") and (item.caps or item.line.bold or short)


def _says_end(item: ReadLine) -> bool:
    return item.folded.startswith(("tren day la", "tren co so ke hoach"))


# ------------------------------------------------------------------------------ appendices


def _appendices(items: Sequence[ReadLine], start: int) -> None:
    """Every appendix is a part of its own, with an outline of its own."""
    part = 0
    begun: list[ReadLine] = []
    titled = False
    for item in items[start:]:
        if item.role is not None and not item.data:
            item.part = part
            continue
        if not item.data and words.QUOC_HIEU.search(item.folded) and len(item.text) < 60:
            item.decide("quoc_hieu", 0.9, _("quốc hiệu ở phần kèm theo"))
            item.part = part
            continue
        if not item.data and words.TIEU_NGU.search(item.folded) and len(item.text) < 60:
            item.decide("tieu_ngu", 0.9, _("tiêu ngữ ở phần kèm theo"))
            item.part = part
            continue
        if not item.data and _names_appendix(item, titled and not begun):
            read_outline(begun)
            begun, part, titled = [], part + 1, False
            item.decide("phu_luc", 0.95, _("tên phụ lục"))
        elif part == 0:
            part = 1
        item.part = part
        if item.role is not None:
            titled = titled or item.data
            if item.data:
                begun.append(item)
            continue
        if not begun and words.KEM_THEO.match(item.folded):
            item.decide("kem_theo", 0.9, _("dòng (kèm theo …)"))
        elif not begun and item.folded.startswith("(phu luc minh hoa"):
            item.decide("khac", 0.9, _("dòng báo phụ lục minh họa"))
        elif not begun and _titles_appendix(item, titled):
            item.decide("tieu_de_phu_luc", 0.85, _("dưới tên phụ lục"))
            titled = True
        else:
            begun.append(item)
    read_outline(begun)


def _names_appendix(item: ReadLine, just_titled: bool) -> bool:
    if words.PHU_LUC_ALONE.match(item.folded) and len(item.text) < 30:
        return True
    found = words.PHU_LUC.match(item.folded)
    if found is None or len(item.text) > 300:
        return False
    named = item.text.split()[0]
    looks = named.isupper() or item.line.align == "center" or item.line.bold
    return looks and not just_titled and not item.text.rstrip().endswith((";", "."))


def _titles_appendix(item: ReadLine, titled: bool) -> bool:
    if item.label is not None and item.label.style != "ngoac":
        return False
    line = item.line
    if item.caps or line.align == "center":
        return True
    return line.bold and not titled
