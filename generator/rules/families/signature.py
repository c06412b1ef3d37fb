"""TT4: who signs: capacity, function, name; the place of the block; the e-signature."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics import Severity
from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import UPPER
from generator.rules.families.header import UNKNOWN
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying, Skip
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_PREFIX = re.compile(
    r"^\s*(TM|T/M|KT|K/T|TL|T/L|TUQ|TU/Q|T/UQ|Q)\s*([./:]?)(\s*)(.*)$", re.IGNORECASE
)
_FUNCTION = re.compile(
    r"^(chu tich|giam doc|truong|bo truong|cuc truong|vu truong|chanh|hieu truong|vien truong|"
    r"tong giam doc|thu truong|chi cuc truong|bi thu|tong cuc truong|chi huy truong|thu tuong)"
)
_BODY_OR_FUNCTION = re.compile(rf"{_FUNCTION.pattern}|^(uy ban|ubnd|hoi dong|hdnd|ban |pho |tong )")
"""What is signed for, behind a capacity without its stop: "TM UBND", "KT VIỆN TRƯỞNG"."""
_ACADEMIC = re.compile(
    r"^(GS|PGS|TS|ThS|Th\.S|CN|KS|BS|BSCK|DS|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Giáo sư|Bác sĩ|"
    rf"GS\.TS|PGS\.TS|Ông|Bà|NSND|NSƯT|NGND|NGƯT|AHLĐ)[.,:]?\s*(?=[{UPPER}.])|"
    r"^(GS|PGS|TS|ThS|BS|KS|CN|DS)\.",
)
_SECTORS = re.compile(
    r"truong|benh vien|hoc vien|vien |giao duc|y te|khoa hoc|dai hoc|quan su|cong an|quan doi|"
    r"bo chi huy|bo tu lenh|trung tam y|phong giao duc|so giao|so y te"
)


def signers(van: JudgedDocument) -> list[list[JudgedLine]]:
    """The blocks of signature: lines of capacity and function, then the name, by column."""
    blocks: dict[object, list[JudgedLine]] = {}
    for item in van.of("quyen_han", "chuc_vu", "ho_ten"):
        cell = item.line.cell
        blocks.setdefault((cell.table, cell.col) if cell else None, []).append(item)
    return list(blocks.values())


@rule("TT401")
def present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The function of the signer is there."""
    if van.only_annex or van.attached:
        yield NOT_HERE
    elif not van.official:
        yield Skip(_(UNKNOWN))
    elif van.kind == "BB":
        yield Skip(_("biên bản do chủ tọa và thư ký ký"))
    elif not van.of("quyen_han", "chuc_vu", "ho_ten"):
        if any(
            i.line.cell and i.line.caps and i.line.bold
            for i in van.items[-60:]
            if i.role in ("khac", "bang", "doan")
        ):
            yield Skip(_("không nhận ra chức vụ người ký"))
        else:
            message = _("Thiếu quyền hạn, chức vụ của người ký")
            yield Finding(message, wanted=_("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"))
    elif not van.of("quyen_han", "chuc_vu"):
        message = _("Thiếu quyền hạn, chức vụ của người ký")
        yield Finding(message, van.first("ho_ten"), wanted=_("chức vụ, in hoa đậm, trên họ tên"))


@rule("TT402")
def prefix_form(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """TM. KT. TL. TUQ. Q.: with a full stop, no stroke."""
    lines = van.of("quyen_han", "chuc_vu")
    if not lines:
        yield NOT_HERE
    for item in lines:
        match = _PREFIX.match(item.text)
        if match is None or (not match[2] and "/" not in match[1]):
            if match is None or not _BODY_OR_FUNCTION.match(fold(match[4])):
                continue
            if match[1].upper() == "Q" or not item.text[match.end(1) :][:1].isspace():
                continue
        short = match[1].upper().replace("/", "")
        if "/" in match[1] or match[2] != ".":
            wanted = f"{short}."
            wrong = match[1] + match[2]
            fix = _swap(item, wrong, wanted)
            message = _("Quyền hạn viết tắt có dấu chấm: {dung}").format(dung=wanted)
            yield Finding(message, item, wrong, wanted, fix)


@rule("TT408")
def prefix_space(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A space after "KT."."""
    lines = van.of("quyen_han", "chuc_vu")
    if not lines:
        yield NOT_HERE
    for item in lines:
        match = _PREFIX.match(item.text)
        if match and match[2] == "." and not match[3] and match[4]:
            joined = f"{match[1]}.{match[4].split()[0]}"
            wanted = f"{match[1]}. {match[4].split()[0]}"
            message = _("Thiếu dấu cách sau {tat}.").format(tat=match[1])
            yield Finding(message, item, joined, wanted, _swap(item, joined, wanted))


def _swap(item: JudgedLine, wrong: str, right: str) -> tuple[Fix, ...]:
    if item.para is None or item.shared or wrong not in item.para.text:
        return ()
    return (Fix("thay", item.para, ((wrong, right),)),)


@rule("TT412")
def academic(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No degree before the name, but where the sector has its own rule."""
    names = [i for i in van.of("ho_ten") if not i.blank]
    if not names:
        yield NOT_HERE
        return
    agency = fold(" ".join(i.text for i in van.of("co_quan_chu_quan", "co_quan")))
    if _SECTORS.search(agency):
        yield Skip(_("ngành có quy định riêng về học hàm, học vị, quân hàm"))
        return
    for item in names:
        match = _ACADEMIC.match(item.text)
        if match:
            message = _("Không ghi học hàm, học vị trước họ tên người ký")
            wanted = item.text[match.end() :].lstrip(" .")
            while more := _ACADEMIC.match(wanted):  # "PGS.TS. Nguyễn Văn A"
                wanted = wanted[more.end() :].lstrip(" .")
            yield Finding(message, item, match[0].strip(), wanted)


@rule("TT421")
def what_follows(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """TM. goes before a collective; KT., TL., TUQ., Q. before a function."""
    lines = [i for i in van.of("quyen_han") if not i.blank and _PREFIX.match(i.text)]
    if not lines:
        yield NOT_HERE
    for item in lines:
        match = _PREFIX.match(item.text)
        if match is None:
            continue
        short, rest = match[1].upper().replace("/", ""), fold(match[4])
        if short == "TM" and _FUNCTION.match(rest):
            message = _("TM. (thay mặt) đứng trước tên tập thể, cơ quan, không trước chức vụ")
            yield Finding(message, item, item.text, _("TM. ỦY BAN NHÂN DÂN"))
        elif short in ("KT", "TL", "TUQ", "Q") and re.match(r"(uy ban|ubnd|hoi dong|hdnd)\b", rest):
            message = _("{tat}. đứng trước chức vụ của người đứng đầu, không trước tên cơ quan")
            yield Finding(message.format(tat=short), item, item.text, f"{short}. CHỦ TỊCH")


@rule("TT422")
def deputy(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A deputy signs for the head: KT. above PHÓ."""
    seen = False
    for block in signers(van):
        lines = [i for i in block if i.role != "ho_ten"]
        deputies = [i for i in lines if fold(i.text).startswith("pho ")]
        if not deputies:
            continue
        seen = True
        above = " ".join(fold(i.text) for i in lines if i.number < deputies[-1].number)
        if not re.search(r"\b(kt|k/t|tuq|q|tl)\b", above):
            message = _("Cấp phó ký thay phải có KT. và chức vụ người đứng đầu ở trên")
            head = deputies[-1].text.strip()
            wanted = _("KT. {truong} / {pho}").format(
                truong=re.sub(r"(?i)^phó\s+", "", head), pho=head
            )
            yield Finding(message, deputies[-1], head, wanted)
    if not seen:
        yield NOT_HERE


@rule("TT423")
def for_the_head(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Under "KT. CHỦ TỊCH" stands a deputy, not the head again."""
    seen = False
    for block in signers(van):
        lines = [i for i in block if i.role != "ho_ten"]
        for upper, lower in pairwise(lines):
            match = _PREFIX.match(upper.text)
            if match is None or match[1].upper().replace("/", "") != "KT" or not match[2]:
                continue
            seen = True
            if fold(match[4]) == fold(lower.text):
                message = _("Dưới KT. là chức vụ của người ký thay, không phải của người đứng đầu")
                wanted = _("PHÓ {chuc_vu}").format(chuc_vu=match[4])
                yield Finding(message, lower, lower.text, wanted)
    if not seen:
        yield NOT_HERE


@rule("TT424")
def collective(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A People's Committee works as a collective: its plans are signed TM."""
    agency = fold(" ".join(i.text for i in van.of("co_quan")))
    bodies = [b for b in so["tap_the"] if agency.startswith(fold(b))]
    lines = van.of("quyen_han", "chuc_vu")
    if not bodies or not lines or van.kind in so["tru_loai"] or van.letter or not van.kind:
        yield NOT_HERE
        return
    text = " ".join(fold(i.text) for i in lines)
    if not re.search(r"\b(tm|t/m|tl|tuq)\b", text):
        message = _("{co_quan} làm việc theo chế độ tập thể: trên chức vụ ghi TM.")
        wanted = f"TM. {bodies[0]}"
        # the short form "KT. CHỦ TỊCH" alone is common practice, and only noted
        mild = Severity.INFO if re.search(r"\bkt\b", text) else None
        said = message.format(co_quan=bodies[0])
        yield Finding(said, lines[0], lines[0].text, wanted, severity=mild)


@rule("TT431")
def level(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The signature stands right of "Nơi nhận:", level with it."""
    label = van.first("nhan_noi_nhan")
    lines = van.of("quyen_han", "chuc_vu")
    one = label.line.cell if label else None
    other = lines[0].line.cell if lines else None
    if label is None or not lines or van.kind == "BB":
        yield NOT_HERE
        return
    if one is None or other is None or one.table != other.table:
        para = lines[0].para
        alone = one is None and other is None and not label.shared and not label.line.box
        if alone and para is not None and para.fmt.left < 40 and "\t" not in para.text:
            message = _("Chức vụ người ký phải ở bên phải, ngang hàng với “Nơi nhận:”")
            yield Finding(message, lines[0], _("ở trên hoặc dưới nơi nhận"), _("ngang hàng"))
        return
    if other.col < one.col:
        message = _("Chức vụ người ký phải ở bên phải “Nơi nhận:”")
        yield Finding(message, lines[0], _("bên trái"), _("bên phải"))
    elif other.row != one.row:
        message = _("Chức vụ người ký phải ngang hàng với “Nơi nhận:”")
        found = _("hàng {mot} và hàng {hai}").format(mot=other.row + 1, hai=one.row + 1)
        yield Finding(message, lines[0], found, _("cùng một hàng"))


@rule("TT441")
def picture(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The picture of a signature or seal is PNG, so that its ground is transparent."""
    pictures = van.foot_pictures
    if not pictures:
        yield NOT_HERE
    for item, member in pictures:
        ending = member.rsplit(".", 1)[-1].lower()
        if ending not in so["chon_dinh_dang"]:
            message = _("Hình ảnh chữ ký, dấu phải là PNG nền trong suốt")
            yield Finding(message, item, ending.upper(), "PNG")


@rule("TT452")
def annex_signed(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """An appendix in a file of its own: number and symbol; time of signing, top right."""
    lines = [i for i in van.of("dau_ky_so", "so", part=None) if ";" in i.text]
    if not van.only_annex or not lines:
        yield NOT_HERE
        return
    text = lines[0].text
    if not re.match(r"^Số:\s*\S+/\S+;\s*\d{2}/\d{2}/\d{4};\s*\d{2}:\s*\d{2}:\s*\d{2}", text):
        message = _("Dòng chữ ký số của phụ lục ghi: Số: …; ngày/tháng/năm; giờ: phút: giây")
        yield Finding(message, lines[0], text, _("Số: 12/KH-UBND; 05/01/2026; 10:20:30"))
