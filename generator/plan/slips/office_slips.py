"""Slips of an office in its own document: who signs as what, days that cannot be, words left over.

Each is certain from the plan alone and its issuer; nothing here is a matter of taste.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from generator.diagnostics import Diagnostic, error, warning
from generator.locale import _
from generator.plan import families
from generator.plan.model import NhiemVu
from generator.plan.slips.figure_slips import FIGURES, jumping_rows, slips_in, wrong_totals
from generator.plan.slips.form_slips import form_slips
from generator.plan.slips.repealed import repealed_in
from generator.plan.wording import plain
from generator.text import patterns as re
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.plan.agencies import Agency
    from generator.plan.gaps import PrintedText
    from generator.plan.model import AnyNode, Loc, NguoiKy
    from generator.plan.toml import Loaded

_SHORT_FORM = re.compile(r"^(TM|KT|TL|TUQ|Q)\s+\w")
_DEPUTY = re.compile(r"^pho\b")
_COLLECTIVES = ("uy ban nhan dan", "hoi dong nhan dan")
_DEGREE = re.compile(r"^(PGS|GS|TSKH|TS|ThS|BS|KS|CN)\s*\.")
_ANNEX = re.compile(
    r"phụ lục(?: (?:số )?[IVX\d]+)? (?:được )?(?:gửi |đính )?kèm theo(?! (?:kế hoạch|quyết định"
    r"|công văn|thông báo|hướng dẫn|nghị quyết|tờ trình|văn bản|nghị định|thông tư|chương trình))",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"\[(?:điền|nhập|ghi|chèn|bổ sung|thêm|tên|nêu)\b[^\]]*\]"
    r"|\((?:cần|chờ|sẽ|đề nghị) bổ sung[^)]*\)"
    r"|(?<!khóa )(?<!chương )(?<!phần )(?<!mục )(?<!thứ )(?<!lần )\bX{3,}\b|\?{3,}"
    r"|^(?:nội dung mới|new content|lời chú thích|words of the footnote)$",  # so an editor begins
    re.IGNORECASE,
)
_OPEN = ("[", "???", "xxx", "bổ sung", "nội dung mới", "new content", "chú thích", "footnote")
"""One of these stands in each place left open."""
_UNTIL = re.compile(
    r"(?:trước|chậm nhất|xong trước|đến hết|hoàn thành trước|muộn nhất)"
    r"(?: ngày| vào ngày| là ngày)? (\d{1,2})(?:[/.]| tháng )(\d{1,2})(?:[/.]| năm )(\d{4})",
    re.IGNORECASE,
)
_ISSUED = re.compile(
    r"số \d+[^\s,;]*/[\w\-]+,? ngày (\d{1,2})(?:[/.]| tháng )(\d{1,2})(?:[/.]| năm )(\d{4})",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d[/.]\d|\d tháng", re.IGNORECASE)
"""Without it no text has a date."""
_ANY = re.compile(r"ngày (\d{1,2})(?:[/.]| tháng )(\d{1,2})(?:[/.]| năm )(\d{4})\b", re.IGNORECASE)
_OF_YEAR = re.compile(
    r"(?<!đến )(?<!từ )(?<!nhìn )(?<!luật )(?<!mốc )(?<!so với )(?<!tháng \d )(?<!tháng \d\d )"
    r"(?<!\w)năm (\d{4})(?![\w/-]| ?[-–] ?\d)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\d{4} ?[-–] ?\d{4}|giai đoạn|tầm nhìn|đến năm|và năm|, năm|các năm|năm học")
_ENACTS = re.compile(
    r"ban hành(?: và tổ chức thực hiện)? kế hoạch(?! số)[^.:;()]{0,200}?"
    r"(?<!đến )(?<!từ )(?<!luật )(?<!tháng \d )(?<!tháng \d\d )năm (?P<year>\d{4})(?![\w/-])",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"(?<!cua )(?:uy ban nhan dan|ubnd) "
    r"((?:tinh|thanh pho|xa|phuong|dac khu|huyen|thi xa) [^,;.:]{2,40}?) "
    r"(?:ban hanh|xay dung) ke hoach"
)


def find_slips(
    loaded: Loaded,
    issuer: Agency | None,
    texts: Sequence[PrintedText],
    nodes: Sequence[tuple[Loc, AnyNode]],
) -> list[Diagnostic]:
    """Codes KH451 - KH468, in no particular order; `nodes`: all of the plan, as `walk` gives."""
    issued = loaded.plan.van_ban.ngay
    asked = [printed for printed in texts if not _quiet(printed.text, issued)]
    return [
        *_signers(loaded, issuer),
        *_recipients(loaded),
        *_symbol(loaded),
        *_words(loaded, asked),
        *_days(loaded, asked),
        *_other_issuer(loaded, issuer, texts),
        *_figures(loaded, asked, nodes),
        *_other_form(loaded, asked),
        *_out_of_force(loaded, texts),
        *_years(loaded, texts),
        *form_slips(loaded, issuer, texts, nodes),
    ]


@lru_cache(2048)  # plans of one cascade share most of their texts
def _quiet(text: str, issued: date | None) -> bool:
    """Whether no law of words, days, figures finds anything in a text, wherever it stands."""
    low = text.lower()
    said = ("lục" in low and _ANNEX.search(text)) or (
        any(sign in low for sign in _OPEN) and _LEFT_OVER.search(text)
    )
    if said or any(number in text for number in _OTHER_FORM):
        return False
    if _DATED.search(text):
        if any(_day(found) is None for found in _ANY.finditer(text)):
            return False
        if issued is not None and (_UNTIL.search(text) or _ISSUED.search(text)):
            return False
    return next(slips_in(text, issued), None) is None


def _signers(loaded: Loaded, issuer: Agency | None) -> Iterator[Diagnostic]:
    """What capacity, function and name cannot be together (Decree 30/2020, Art. 13)."""
    collective = loaded.plan.van_ban.loai == "KH" and not families.attached(loaded.plan)
    for number, signer in enumerate(loaded.plan.nguoi_ky):
        said = [*_against(signer, issuer), *(_alone(signer, issuer) if collective else ())]
        for message in said:
            hint = _("Ví dụ: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH (Điều 13).")
            yield warning("KH451", message, loaded.source.span(("nguoi_ky", number)), hint)


def _against(signer: NguoiKy, issuer: Agency | None) -> Iterator[str]:
    lines = signer.capacity()
    for line in lines:
        if _SHORT_FORM.match(line.strip()):
            yield _("Quyền hạn ký “{dong}” thiếu dấu chấm sau chữ viết tắt").format(dong=line)
    folded = [fold(line) for line in lines]
    deputy = _is_deputy(fold(signer.chuc_vu), folded)
    stands_in = any(line.startswith("kt") for line in folded)
    if stands_in and not deputy:
        yield _("Ký thay (KT.) nhưng chức vụ “{chuc_vu}” không phải cấp phó").format(
            chuc_vu=signer.chuc_vu
        )
    party = "bi thu" in fold(signer.chuc_vu)  # T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ: the Party's form
    if (
        deputy
        and lines
        and not party
        and not any(line.startswith(("kt", "tl", "tuq", "q.")) for line in folded)
    ):
        yield _("Cấp phó “{chuc_vu}” ký mà không ghi KT.").format(chuc_vu=signer.chuc_vu)
    own = fold(issuer.ten) if issuer is not None else ""
    body = next((c for c in _COLLECTIVES if own.startswith(c)), "")
    for line in folded:
        other = next((c for c in _COLLECTIVES if line.startswith("tm") and c in line), "")
        if body and other and other != body:
            yield _("Ký thay mặt (TM.) một cơ quan khác cơ quan ban hành")
    if body and signer.ho_ten and _DEGREE.match(signer.ho_ten):
        yield _("Trước họ tên người ký không ghi học hàm, học vị: “{ten}”").format(
            ten=signer.ho_ten
        )


def _alone(signer: NguoiKy, issuer: Agency | None) -> Iterator[str]:
    """A plan of a body that decides as a collective is signed on its behalf by who heads it."""
    own = fold(issuer.ten) if issuer is not None else ""
    if not own.startswith(_COLLECTIVES):
        return
    folded = [fold(line) for line in signer.capacity()]
    function = fold(signer.chuc_vu)
    by_order = next((line for line in folded if line.startswith(("tl", "tuq"))), "")
    if by_order:
        yield _("Kế hoạch của tập thể mà ký thừa lệnh, thừa ủy quyền (TL., TUQ.): phải ký TM.")
    elif not folded and signer.ho_ten:  # a draft without its signer is not finished
        yield _("Cơ quan làm việc theo chế độ tập thể: trên chức vụ “{chuc_vu}” ghi TM.").format(
            chuc_vu=signer.chuc_vu
        )
    elif "".join(folded[-1:]).startswith("tm") and not any(
        w in function for w in ("chu tich", "uy vien")
    ):
        yield _("“{chuc_vu}” không ký thay mặt tập thể này được").format(chuc_vu=signer.chuc_vu)
    if re.search(r"chu tich (?:ubnd|hdnd|uy ban|hoi dong|xa|phuong|tinh|thanh pho)\b", function):
        yield _("Sau chức vụ không ghi lại tên cơ quan: “{chuc_vu}”").format(chuc_vu=signer.chuc_vu)


def _is_deputy(function: str, capacity: list[str]) -> bool:
    """Whether a function is "Phó …", or the deputy by another name of the head signed for."""
    if _DEPUTY.match(function):
        return True
    heads = [head for head, deputies in _other_deputies() if function in deputies]
    return any(line.startswith("kt") and line.endswith(tuple(heads)) for line in capacity)


@cache
def _other_deputies() -> list[tuple[str, list[str]]]:
    """Heads whose deputies are called otherwise than "Phó …", and these (cap-pho.toml)."""
    read = tomli.loads(Path(__file__).with_name("cap-pho.toml").read_text("utf-8"))
    return [(fold(one["dung_dau"]), [fold(ten) for ten in one["ten"]]) for one in read["cap_pho"]]


def _recipients(loaded: Loaded) -> Iterator[Diagnostic]:
    """That a plan goes nowhere; asked once it has its day, its sections and its signer."""
    plan = loaded.plan
    signer = any(s.ho_ten for s in plan.nguoi_ky)
    if plan.van_ban.ngay is None or len(plan.muc) < 2 or not signer:
        return
    if plan.noi_nhan or families.attached(plan) or families.numberless(plan.van_ban):
        return
    message = _("Văn bản không có nơi nhận nào")
    hint = _("Thêm [[noi_nhan]] cho mỗi nơi nhận (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.9b).")
    yield warning("KH452", message, loaded.source.span(("van_ban",)), hint)


def _symbol(loaded: Loaded) -> Iterator[Diagnostic]:
    """A typed symbol that is of another type of document."""
    head = loaded.plan.van_ban
    if not head.ky_hieu or not re.fullmatch(r"[A-ZĐ][A-Za-zĐ]{0,3}", head.loai):
        return
    first = head.ky_hieu.split("-")[0]
    if first.upper() != head.loai.upper() and "-" in head.ky_hieu:
        message = _("Ký hiệu “{ky_hieu}” không phải của loại văn bản {loai}")
        message = message.format(ky_hieu=head.ky_hieu, loai=head.loai)
        hint = _("Bỏ khóa ky_hieu để chương trình tính, hoặc sửa loai.")
        yield error("KH453", message, loaded.source.span(("van_ban", "ky_hieu")), hint)


def _words(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """Annexes that are not there, and words that a clerk meant to replace."""
    span = loaded.source.span
    annexes = bool(loaded.plan.phu_luc)
    for printed in texts:
        low = printed.text.lower()
        if not annexes and "lục" in low and (found := _ANNEX.search(printed.text)):
            message = _("Nhắc “{chu}” mà văn bản không có phụ lục nào").format(chu=found[0])
            hint = _("Thêm [[phu_luc]], hoặc bỏ lời nhắc.")
            yield warning("KH454", message, span(printed.loc), hint)
        if any(sign in low for sign in _OPEN) and (found := _LEFT_OVER.search(printed.text)):
            message = _("Còn chỗ chưa điền: “{chu}”").format(chu=found[0])
            yield warning("KH455", message, span(printed.loc), _("Điền, hoặc bỏ chỗ ấy."))


def _days(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """Days that no calendar has, deadlines already past, documents not yet issued."""
    issued = loaded.plan.van_ban.ngay
    for printed in texts:
        if not _DATED.search(printed.text):
            continue
        span = loaded.source.span(printed.loc)
        for found in _ANY.finditer(printed.text):
            if _day(found) is None:
                message = _("Không có ngày này trong lịch: “{chu}”").format(chu=found[0])
                yield warning("KH456", message, span, _("Sửa ngày."))
        if issued is None:
            continue
        for pattern, told in ((_UNTIL, True), (_ISSUED, False)):
            for found in pattern.finditer(printed.text):
                day = _day(found)
                state = printed.loc[0] == "mo_dau" or " đã " in printed.text[found.end() :][:40]
                if told and state and found[0].lower().startswith("đến hết"):
                    continue  # "Đến hết ngày 30/6/2026, tỉnh đã giải ngân …"
                if day is None or (day >= issued if told else day <= issued):
                    continue
                message = (
                    _("Thời hạn “{chu}” đã qua trước ngày ban hành {ngay}")
                    if told
                    else _("Dẫn “{chu}”, ban hành sau ngày của văn bản này ({ngay})")
                )
                message = message.format(chu=found[0], ngay=f"{issued:%d/%m/%Y}")
                yield warning("KH456", message, span, _("Sửa ngày."))


def _figures(
    loaded: Loaded, texts: Iterable[PrintedText], nodes: Iterable[tuple[Loc, AnyNode]]
) -> Iterator[Diagnostic]:
    """Figures that contradict each other in a text, sums of tables, deadlines of rows."""
    issued = loaded.plan.van_ban.ngay
    for printed in texts:
        for slip in slips_in(printed.text, issued):
            yield warning(slip.code, slip.message, loaded.source.span(printed.loc), slip.hint)
    for loc, node in nodes:
        if isinstance(node, NhiemVu):
            yield from _row_deadline(loaded, loc, node, issued)
        for number, table in enumerate(getattr(node, "bang", ())):
            heads = [plain(head) for head in table.cot]
            rows = [[_cell(cell) for cell in row] for row in table.rows]
            at = (*loc, "bang", number, "hang")
            for row, slip in wrong_totals(heads, rows):
                yield warning(FIGURES, slip.message, loaded.source.span((*at, row)), slip.hint)
            for row, label in jumping_rows(heads, rows):
                message = _("Số thứ tự “{so}” không nối tiếp số trước").format(so=label)
                yield warning("KH465", message, loaded.source.span((*at, row)), _("Sửa số."))


def _cell(cell: str | list[str]) -> str:
    return plain(cell if isinstance(cell, str) else " ".join(cell))


def _row_deadline(
    loaded: Loaded, loc: Loc, task: NhiemVu, issued: date | None
) -> Iterator[Diagnostic]:
    """A typed deadline that had passed when the plan was issued."""
    when = task.thoi_han
    if when is None or issued is None or when.va_sau:
        return
    last = when.truoc or when.ngay or when.den or (date(when.nam, 12, 31) if when.nam else None)
    if last is not None and last < issued:
        message = _("Thời hạn {han} của dòng này đã qua trước ngày ban hành {ngay}").format(
            han=f"{last:%d/%m/%Y}", ngay=f"{issued:%d/%m/%Y}"
        )
        yield warning("KH456", message, loaded.source.span((*loc, "thoi_han")), _("Sửa ngày."))


_OTHER_FORM = ("78/2025/NĐ-CP", "187/2025/NĐ-CP")
"""Decrees on the form of legal documents, which say nothing of administrative ones."""


def _other_form(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """A decree on the form of legal documents named for the form of an administrative one."""
    for printed in texts:
        text = printed.text
        other = next((number for number in _OTHER_FORM if number in text), "")
        if other and "thể thức" in text.lower() and "quy phạm" not in text.lower():
            message = _(
                "{so} quy định thể thức văn bản quy phạm pháp luật, không phải văn bản hành chính"
            ).format(so=other)
            hint = _("Thể thức văn bản hành chính: Nghị định số 30/2020/NĐ-CP.")
            yield warning("KH468", message, loaded.source.span(printed.loc), hint)


def _out_of_force(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """Bases that are out of force on the plan's day (het-hieu-luc.toml)."""
    day = loaded.plan.day()
    for printed in texts:
        if printed.loc[0] not in ("can_cu", "mo_dau"):
            continue
        for ended in repealed_in(printed.text, day) if day else ():
            message = _("{so} hết hiệu lực từ {ngay}").format(
                so=ended.number, ngay=f"{ended.since:%d/%m/%Y}"
            )
            hint = _("Dẫn văn bản thay thế: {ten}.").format(ten=ended.instead)
            yield warning("KH468", message, loaded.source.span(printed.loc), hint)


def _years(loaded: Loaded, texts: Iterable[PrintedText]) -> Iterator[Diagnostic]:
    """A subject of a year to come, an opening of another year than the subject's."""
    head = loaded.plan.van_ban
    subject = set(_OF_YEAR.findall(head.trich_yeu))
    if head.loai != "KH" or len(subject) != 1 or _PERIOD.search(head.trich_yeu):
        return
    year = subject.pop()
    if head.ngay is not None and int(year) > head.ngay.year + 2:
        message = _("Trích yếu ghi năm {nam}, văn bản ban hành năm {khac}").format(
            nam=year, khac=head.ngay.year
        )
        yield warning("KH456", message, loaded.source.span(("van_ban", "trich_yeu")), _("Sửa năm."))
    for printed in texts:
        found = _ENACTS.search(printed.text) if printed.loc[:1] == ("mo_dau",) else None
        if found and not _PERIOD.search(found[0]) and {found["year"]} != {year}:
            message = _("Lời dẫn ghi năm {khac}, trích yếu ghi năm {nam}").format(
                khac=found["year"], nam=year
            )
            yield warning("KH456", message, loaded.source.span(printed.loc), _("Sửa năm."))


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


_OTHER_TYPE = re.compile(
    r"ban hành (quyết định|chỉ thị|nghị quyết|thông báo|công văn|báo cáo|tờ trình)"
    r"(?! số)[^.;:]{0,200} như sau ?:$",
    re.IGNORECASE,
)


def _other_issuer(
    loaded: Loaded, issuer: Agency | None, texts: Iterable[PrintedText]
) -> Iterator[Diagnostic]:
    """An opening in which another committee makes this plan, or this one something else."""
    for printed in texts if loaded.plan.van_ban.loai == "KH" else ():
        if printed.loc[:1] == ("mo_dau",) and (found := _OTHER_TYPE.search(printed.text)):
            message = _("Lời dẫn nói ban hành “{loai}”, văn bản này là kế hoạch")
            span = loaded.source.span(printed.loc)
            yield warning("KH457", message.format(loai=found[1]), span, _("Sửa lời dẫn."))
    if issuer is None or not fold(issuer.ten).startswith(_COLLECTIVES[0]) or not issuer.don_vi:
        return
    for printed in texts:
        if printed.loc[:1] != ("mo_dau",) or getattr(printed.node, "vai_tro", "") == "can_cu":
            continue
        found = _ISSUER.search(fold(printed.text))
        if found is not None and fold(issuer.don_vi) not in found[1]:
            message = _("Lời dẫn nói một Ủy ban nhân dân khác ban hành kế hoạch này")
            hint = _("Cơ quan ban hành là {ten}.").format(ten=issuer.ten)
            yield warning("KH457", message, loaded.source.span(printed.loc), hint)
