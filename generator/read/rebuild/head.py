"""The head of a plan: type, agency, number, date, place, subject, urgency."""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.places.country import country_of
from generator.plan.families import DECISION, LETTER
from generator.plan.model import VanBan
from generator.plan.wording import document_types
from generator.read import vocabulary as words
from generator.read.rebuild.ids import slug
from generator.read.rebuild.marks import marked
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from generator.plan.agencies import Agency
    from generator.plan.records import CoQuan
    from generator.read.classify.decide import DocumentRoles
    from generator.read.rebuild.import_report import LineFates
    from generator.read.rebuild.named_agencies import Names

_NUMBER = re.compile(
    r"^\s*(?:[Kk][ếẾ]\s+[hH]o[ạẠ]ch\s+)?S[ỐốÔôo]\s*[:.;]?\s*(?P<so>\d{0,6})(?P<blank>[.…_\-\s]*)"
    r"[/\-]\s*(?P<rest>.*)$"
)
_DAY = re.compile(r"ng[àa]y(?P<d>[\s\d.…_/]*)th[áa]ng(?P<m>[\s\d.…_/]*)n[ăa]m(?P<y>[\s\d.…_]*)",
                  re.IGNORECASE)  # fmt: skip
_ABOUT = re.compile(r"^\s*V/[vV]\s*:?\s*")
_DIGITS = re.compile(r"\d+")


class Dated(NamedTuple):
    """The date line in parts; None where the draft leaves a blank."""

    place: str
    day: int | None
    month: int | None
    year: int | None

    def date(self) -> date | None:
        """The whole date, if there is one."""
        if self.day and self.month and self.year:
            try:
                return date(self.year, self.month, self.day)
            except ValueError:
                return None
        return None


def read_number(text: str) -> tuple[int | None, str]:
    """Number and symbol of "Số: 126/KH-UBND": (126, "KH-UBND"); (None, …) for a draft."""
    found = _NUMBER.match(text)
    if found is None:
        return None, ""
    number = int(found["so"]) if found["so"] else None
    symbol = re.sub(r"\s*([/\-–])\s*", lambda m: m[1].replace("–", "-"), found["rest"]).strip(
        " .…_"
    )
    return number or None, squeeze(symbol)


def read_date(text: str) -> Dated | None:
    """The parts of a place and date line."""
    found = _DAY.search(text)
    if found is None:
        return None
    numbers = [_DIGITS.search(found[k]) for k in ("d", "m", "y")]
    day, month, year = (int(n[0]) if n else None for n in numbers)
    if year is not None and year < 1900:
        year = None
    return Dated(squeeze(text[: found.start()]).rstrip(" ,.;"), day, month, year)


def date_of(reading: DocumentRoles) -> Dated | None:
    """The date line of a document, which may stand on two lines."""
    lines = reading.of("dia_danh")
    return read_date(" ".join([d.line.text for d in lines])) if lines else None


def build_head(reading: DocumentRoles, names: Names, account: LineFates) -> VanBan:
    """The head of the plan; what is not there stays blank and is reported."""
    dated = date_of(reading)
    number, symbol = _numbered(reading)
    kind = _kind(reading, symbol)
    subject, decides = _subject(reading, account, kind)
    agency_id = _agency(reading, names, account, dated, symbol)
    agency = names.registry.get(agency_id, names.day) or names.registry.get(agency_id)
    entry = names.proposed.get(agency_id)
    own_symbol = agency.ky_hieu if agency else (entry.ky_hieu if entry else "") or ""
    own_place = agency.dia_danh if agency else (entry.dia_danh if entry else "") or ""
    whole = dated.date() if dated else None
    lead, _dash, unit = symbol.rpartition("-")
    drafted = unit if kind == LETTER and lead and lead == own_symbol else None
    usual = f"{kind}-{own_symbol}" if kind != LETTER else own_symbol
    name = (agency.ten if agency else entry.ten if entry else "") or ""
    head = VanBan(
        ma=_id(kind, number, agency_id, dated),
        loai=kind,
        co_quan=agency_id,
        so=number,
        ky_hieu=symbol if symbol and symbol != usual and not drafted else None,
        don_vi_soan=drafted,
        khong_so=kind == "BB" and not reading.of("so"),
        tham_quyen=decides if decides and fold(decides) != fold(name) else None,
        dia_danh=dated.place if dated and dated.place and dated.place != own_place else None,
        ngay=whole,
        ngay_xet=None if whole or not (dated and dated.year) else assumed_day(dated),
        trich_yeu=subject,
    )
    _marks(reading, head, account)
    if dated is not None and whole is None:
        _unfinished(reading, dated, account)
    for d in reading.of("so", "dia_danh", "ten_loai", "co_quan", "co_quan_chu_quan"):
        account.keep([d], "van_ban")
    return head


def assumed_day(dated: Dated) -> date:
    """The first day of the month or year that a draft says: for the rules in force only."""
    year = dated.year or date.max.year
    try:
        return date(year, dated.month or 1, 1)
    except ValueError:
        return date(year, 1, 1)


def _unfinished(reading: DocumentRoles, dated: Dated, account: LineFates) -> None:
    lines = reading.of("dia_danh")
    if dated.day and dated.month and dated.year:
        message = _("Ngày {ngay}/{thang}/{nam} không có thật; để trống").format(
            ngay=dated.day, thang=dated.month, nam=dated.year
        )
        account.doubt("NH012", message, lines[0].line.place)
    elif dated.day or dated.month:
        message = _("Ngày ban hành chưa đủ: “{chu}”; để trống, chỉ giữ làm ngày xét quy định")
        text = " ".join([d.line.text for d in lines])
        account.note("NH013", message.format(chu=text), lines[0].line.place)


def _numbered(reading: DocumentRoles) -> tuple[int | None, str]:
    lines = reading.of("so")
    if not lines:
        return None, ""
    number, symbol = read_number(" ".join([d.line.full for d in lines]))
    return number, symbol


def _kind(reading: DocumentRoles, symbol: str) -> str:
    found = reading.first("ten_loai")
    named = words.type_name(fold(found.line.text)) if found else None
    types = {name: short for short, name in document_types().items()}
    if named is not None:
        return types[named[0]]
    start = re.split(r"[-/]", symbol)[0] if symbol else ""
    if start in document_types():
        return start
    about = reading.first("trich_yeu")
    letter = named is None and about is not None and _ABOUT.match(about.line.text)
    return LETTER if letter else "KH"


def _subject(reading: DocumentRoles, account: LineFates, kind: str) -> tuple[str, str]:
    """What the document is about; and who decides, which stands below it in a decision."""
    lines = reading.of("trich_yeu")
    own = [
        d
        for d in lines[1:]
        if kind == DECISION and d.line.caps and words.AUTHORITY.match(fold(d.line.text))
    ]
    lines = [d for d in lines if d not in own]
    account.keep(lines, "trich_yeu")
    account.keep(own, "tham_quyen")
    decides = squeeze(" ".join([d.line.text for d in own]))
    parts = [marked(d.line.runs, d.line.text, plain_bold=True) for d in lines]
    who, about = _decider(lines[0].line.text) if lines else ("", "")
    if who and (about or len(parts) > 1):
        parts[0] = f"của {sentence_name(who, reading)} {about}"
    text = squeeze(" ".join(parts))
    if kind == LETTER:
        text = _ABOUT.sub("", text)
    if not text:
        account.doubt("NH014", _("Không tìm thấy trích yếu"), _place(reading))
        return "(chưa có trích yếu)", decides
    return text, decides


def _decider(line: str) -> tuple[str, str]:
    """Who decides in capitals, as a line of a subject begins, and what the line goes on with.

    "CỦA BAN THƯỜNG VỤ TỈNH ỦY", "CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH về …"; "" where it says nobody.
    """
    of, *words_ = line.split()
    if of != "CỦA":
        return "", ""
    who = list(takewhile(str.isupper, words_))
    about = words_[len(who) :]
    return (" ".join(who), " ".join(about)) if not about or about[0] in ("về", "Về") else ("", "")


def _place(reading: DocumentRoles):  # type: ignore[no-untyped-def]
    return reading.decisions[0].line.place if reading.decisions else None


def _agency(
    reading: DocumentRoles, names: Names, account: LineFates, dated: Dated | None, symbol: str
) -> str:
    own = [d.line.text for d in reading.of("co_quan")]
    above = [d.line.text for d in reading.of("co_quan_chu_quan")]
    found = names.of_header(own, above) or names.of_header(_spelled(own), _spelled(above))
    if found is not None and (by := _in_person(reading, names, found, own, dated, symbol)):
        return by
    if found is not None:
        return found.id
    if own and (chaired := _chairman(names, own, above, dated, symbol)):
        return chaired
    place = dated.place if dated else ""
    if not own:
        preamble = reversed(reading.of("mo_dau", "can_cu"))
        guesses = (names.in_text(d.line.text, place) for d in preamble)
        guess = next((g for g in guesses if g is not None), None)
        if guess is not None:
            message = _("Nguồn không có tên cơ quan ban hành; theo lời dẫn là “{ten}”")
            account.doubt("NH015", message.format(ten=guess.ten), _place(reading))
            return guess.id
        named = _named_below(reading)
        if named:
            message = _("Nguồn không có tên cơ quan ban hành; theo dòng kèm theo là “{ten}”")
            account.doubt("NH015", message.format(ten=named), _place(reading))
            known = names.find(named, any_form=True)
            return known or _entry(names, named, [named.upper()], place, symbol, None).id
        account.doubt("NH016", _("Không tìm thấy cơ quan ban hành"), _place(reading))
        name = "Cơ quan ban hành"
        return names.propose(name, ten_tieu_de=[name.upper()], ky_hieu="").id
    return _proposed(reading, names, account, own, above, place, symbol)


def _proposed(
    reading: DocumentRoles,
    names: Names,
    account: LineFates,
    own: list[str],
    above: list[str],
    place: str,
    symbol: str,
) -> str:
    """An agency that the registry does not know, as the header writes it."""
    superior, whose = None, ""
    party = _of_party(sentence_name(" ".join([*above, *own]), reading))
    if party and (known_id := names.find(party, any_form=True)):
        return known_id
    if party:
        above, own = [], [*above, *own]
    if above:
        known = names.of_header(above, []) or names.of_header(_spelled(above), [])
        superior, whose = (known.id, known.ten_ngan) if known else (None, "")
        if superior is None:
            whose = sentence_name(" ".join(above), reading)
            superior = names.propose(whose, ten_tieu_de=_unbroken(above, names.day)).id
    name = party or sentence_name(" ".join(own), reading)
    if whose and name in _OF_ANYBODY:
        name = f"{name} {whose}"
    entry = _entry(names, name, own, place, symbol, superior)
    message = _("Cơ quan “{ten}” chưa có trong danh mục; đã đề nghị thêm ([[co_quan_moi]])")
    first = reading.of("co_quan")[0]
    account.doubt("NH030", message.format(ten=name), first.line.place)
    return entry.id


_PARTY = re.compile(
    r"Đảng bộ (?P<kind>tỉnh|thành phố|xã|phường|đặc khu) (?P<name>.+?)"
    r" (?P<who>Tỉnh ủy|Thành ủy|Đảng ủy)"
)


def _of_party(header: str) -> str:
    """A committee of the Party by its name, where the header says whose branch it leads; else "".

    ĐẢNG BỘ TỈNH LÂM ĐỒNG / TỈNH ỦY is "Tỉnh ủy Lâm Đồng", ĐẢNG BỘ XÃ … / ĐẢNG ỦY "Đảng ủy xã …".
    """
    found = _PARTY.fullmatch(header)
    if found is None:
        return ""
    of = f"{found['kind']} " if found["who"] == "Đảng ủy" else ""
    return f"{found['who']} {of}{found['name']}"


def _in_person(
    reading: DocumentRoles,
    names: Names,
    found: Agency,
    own: list[str],
    dated: Dated | None,
    symbol: str,
) -> str:
    """The Chairman of a committee, where a directive or telegram is his; "" where it is not.

    He signs by his own title, not on behalf of the committee (Decree 30/2020/NĐ-CP, Annex I).
    """
    signs = [fold(d.line.text).strip(" .,") for d in reading.of("quyen_han", "chuc_vu")]
    of_office = symbol.startswith(_OF_CHAIRMEN) and found.vai_tro == "ubnd" and bool(own)
    if not of_office or not signs or signs[0] not in ("chu tich", "kt. chu tich", "kt chu tich"):
        return ""
    place = dated.place if dated else ""
    return _entry(names, f"Chủ tịch {found.ten}", own, place, symbol, None).id


_OF_CHAIRMEN = ("CT-", "CĐ-")
"""Symbols of the documents by which a chairman mostly orders in person."""
_OF_ANYBODY = ("Văn phòng", "Thanh tra", "Ban Chỉ đạo", "Hội đồng")
"""Names that say nothing without the body they belong to."""


def _spelled(lines: list[str]) -> list[str]:
    """The lines of a header with the usual abbreviations in full."""
    return [
        line.replace("UBND", "ỦY BAN NHÂN DÂN").replace("HĐND", "HỘI ĐỒNG NHÂN DÂN")
        for line in lines
    ]


def _chairman(
    names: Names, own: list[str], above: list[str], dated: Dated | None, symbol: str
) -> str:
    """The Chairman of a committee that the registry knows, who issues in person.

    CHỦ TỊCH / ỦY BAN NHÂN DÂN / …; "" where the header is another one.
    """
    lines = [*above, *own]
    if fold(lines[0]).strip() != "chu tich" or len(lines) == 1:
        return ""
    known = names.of_header(_spelled(lines[1:]), [])
    if known is None:
        known_id = names.find(sentence_in(" ".join(_spelled(lines[1:]))), any_form=True)
        known = names.registry.get(known_id, names.day) if known_id else None
    if known is None:
        return ""
    place = dated.place if dated else ""
    return _entry(names, f"Chủ tịch {known.ten}", lines, place, symbol, None).id


def _entry(
    names: Names, name: str, lines: list[str], place: str, symbol: str, superior: str | None
) -> CoQuan:
    tail = symbol.split("-", 1)[1] if "-" in symbol else ""
    return names.propose(
        name,
        ten_tieu_de=_unbroken(lines, names.day),
        ky_hieu=tail,
        dia_danh=place or None,
        chu_quan=superior,
    )


_UNIT = re.compile(r"(?<=\s)(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU)\s(?=\S)")


def _unbroken(lines: list[str], day: date | None) -> list[str]:
    """The lines of a header with the name of a unit on one of its own.

    A narrow column breaks "ỦY BAN NHÂN DÂN TỈNH LÂM / ĐỒNG" inside the name.
    """
    out = list(lines)
    for at in range(len(out) - 1):
        for found in _UNIT.finditer(out[at]):
            whole = f"{out[at][found.start() :]} {out[at + 1]}"
            if country_of().find(whole.lower(), day):
                out[at : at + 2] = [out[at][: found.start()].rstrip(), whole]
                break
    return out


_OF = re.compile(r"\bcủa\s+(?:Chủ tịch\s+|Giám đốc\s+)?(?P<name>[^()]{4,90}?)\s*\)?\s*$")


def _named_below(reading: DocumentRoles) -> str:
    """The body that the line under the subject names: (… kèm theo Quyết định … của …)."""
    found = _OF.search(squeeze(" ".join([d.line.text for d in reading.of("kem_theo")])))
    return found["name"] if found else ""


def sentence_name(capitals: str, reading: DocumentRoles) -> str:
    """A name in capitals as the text writes it, or else with a capital at each proper word."""
    wanted = fold(capitals)
    pattern = re.compile(r"[\s,]+".join(re.escape(w) for w in wanted.split()))
    for d in reading.decisions:
        text = d.line.text
        folded = fold(text)
        if d.role in ("co_quan", "co_quan_chu_quan") or len(folded) != len(text):
            continue
        found = pattern.search(folded)
        if found and not text[found.start() : found.end()].isupper():
            name = text[found.start() : found.end()]
            return name[:1].upper() + name[1:]
    return _titled(capitals)


_SHORT = frozenset(
    ("UBND", "HĐND", "MTTQ", "UBMTTQ", "THPT", "THCS", "TH", "PTDT", "GDTX", "GDĐT", "TNCS", "TNHH")
)
_PHRASES = {
    phrase.casefold(): phrase
    for phrase in (
        "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc",
        "Mặt trận Tổ quốc Việt Nam", "Ban Chỉ đạo", "Ban Chỉ huy Quân sự", "Ban Quản lý",
        "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Ban Thường vụ",
        "Thường trực", "Ban Chấp hành", "Ban Tuyên giáo và Dân vận", "Ban Tổ chức", "Đảng bộ",
        "Ủy ban Kiểm tra", "Ban Nội chính", "Chủ tịch",
        "Ban Dân tộc", "Sở Nội vụ", "Sở Y tế", "Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng",
        "Sở Công Thương", "Sở Ngoại vụ", "Sở Du lịch", "Sở Kế hoạch và Đầu tư",
        "Sở Giáo dục và Đào tạo", "Sở Khoa học và Công nghệ", "Sở Thông tin và Truyền thông",
        "Sở Giao thông vận tải", "Sở Tài nguyên và Môi trường", "Sở Dân tộc và Tôn giáo",
        "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Lao động - Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch",
        "Phòng Nội vụ", "Phòng Tư pháp", "Phòng Y tế", "Phòng Kinh tế", "Phòng Quản lý đô thị",
        "Phòng Văn hóa và Thông tin", "Phòng Văn hóa - Xã hội", "Phòng Giáo dục và Đào tạo",
        "Phòng Lao động - Thương binh và Xã hội", "Xã hội", "Phòng Tài chính - Kế hoạch",
        "Phòng Tài nguyên và Môi trường", "Phòng Dân tộc",
        "Văn phòng", "Bộ Nội vụ", "Bộ Y tế", "Bộ Tài chính", "Bộ Giáo dục và Đào tạo",
        "Thanh tra", "Công an", "Trạm Y tế", "Trung tâm Y tế", "Bệnh viện Đa khoa",
        "Trung tâm Phục vụ hành chính công", "Bảo hiểm xã hội", "Chi cục Thuế",
        "Trường Tiểu học", "Trường Mầm non", "Trường Trung học cơ sở",
        "Trường Trung học phổ thông", "Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ",
        "Hội Nông dân", "Hội Cựu chiến binh", "Liên đoàn Lao động", "và", "tỉnh", "thành phố",
        "huyện", "xã", "phường", "thị trấn", "thị xã", "quận", "đặc khu",
    )
}  # fmt: skip
"""How bodies are written in running text (Annex II, IV.1): function and field, not each word."""


def sentence_in(capitals: str) -> str:
    """A name in capitals as running text writes it, whatever the document says."""
    return _titled(capitals)


def _titled(capitals: str) -> str:
    """A name in capitals in small letters: known parts as they are written, others as names."""
    words_ = capitals.split()
    out: list[str] = []
    at = 0
    while at < len(words_):
        for size in range(min(9, len(words_) - at), 0, -1):
            known = _PHRASES.get(" ".join(words_[at : at + size]).casefold())
            if known is not None:
                out.append(known)
                at += size
                break
        else:
            out.append(words_[at] if words_[at] in _SHORT else words_[at].capitalize())
            at += 1
    text = " ".join(out)
    return text[:1].upper() + text[1:]


def _id(kind: str, number: int | None, agency: str, dated: Dated | None) -> str:
    year = str(dated.year) if dated and dated.year else ""
    unit = agency.removeprefix("ubnd-").removeprefix("uy-ban-nhan-dan-")
    parts = [slug(kind), str(number) if number else "", unit, year]
    return "-".join(p for p in parts if p)[:100].strip("-")


def _marks(reading: DocumentRoles, head: VanBan, account: LineFates) -> None:
    """Urgency, secrecy, circulation, the line under the subject."""
    for d in reading.of("muc_do_khan"):
        text = squeeze(d.line.text).upper().replace("HOẢ", "HỎA")
        if text in ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"):
            head.do_khan = text  # type: ignore[assignment]
            account.keep([d], "van_ban")
        else:
            account.leave(d, _("mức độ khẩn không có trong mẫu"))
    for d in reading.of("do_mat"):
        head.do_mat = squeeze(d.line.text).upper()  # type: ignore[assignment]
        account.keep([d], "van_ban")
    for d in reading.of("luu_hanh"):
        head.luu_hanh = squeeze(d.line.text)
        account.keep([d], "van_ban")
    lines = reading.of("kem_theo")
    if lines:
        joined = [marked(d.line.runs, d.line.text, plain_italic=True) for d in lines]
        head.kem_theo = squeeze(" ".join(joined))
        account.keep(lines, "kem_theo")
