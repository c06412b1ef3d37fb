"""After issue: the draft that changes what was issued (Decree 30, Article 18.3).

An error of content is put right by a document of equivalent form, which amends or replaces;
an error of form, technique or procedure by an official letter (công văn) of the issuer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.plan.agencies import place_line
from generator.plan.emit import literal, quote
from generator.plan.wording import long_date, plain, short_date, type_name, uncapital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.issuance.register.entered import Entry, NumberRow
    from generator.plan.toml import Loaded
    from generator.workspace.workspace import Workspace

Kind = Literal["thay_the", "sua_doi", "dinh_chinh", "soan_lai"]


class Prepared(NamedTuple):
    """A draft, not written yet."""

    name: str
    """Name of the file."""
    data: bytes


def prepare(
    workspace: Workspace, row: NumberRow, kind: Kind
) -> tuple[Prepared | None, list[Diagnostic]]:
    """The draft that replaces, amends or corrects an issued plan, or a recalled one written anew.

    A replacing plan is the issued text with a new id and a closing that says what it replaces;
    an amending plan is a frame; both carry `can_xem` where the clerk must write. A correction
    is a letter in Word. What was recalled is in force no more and nothing replaces it: its text
    becomes a draft with an id of its own.
    """
    from generator.plan.toml import parse_plan

    path = workspace.root / workspace.settings.phat_hanh / str(row.folder) / "ke-hoach.toml"
    text = path.read_bytes().decode()
    loaded, problems = parse_plan(text.encode(), workspace.shown(path))
    if loaded is None:
        return None, problems
    if kind == "dinh_chinh":
        from generator.issuance.letter import correction

        return Prepared(f"dinh-chinh-{row.ma}.docx", correction(_letter(workspace, row))), []
    ma = _new_id(workspace, str(row.ma), kind.replace("_", "-"))
    wanted: tuple[str, str | None]
    if kind == "soan_lai":
        made, wanted = _as_draft(text, ma), (ma, None)
    elif kind == "thay_the":
        made, wanted = _replacing(text, loaded, row, ma), (ma, row.ma)
    else:
        made, wanted = _amending(loaded, row, ma), (ma, row.ma)
    again, found = parse_plan(made.encode(), f"{ma}.toml")
    head = again.plan.van_ban if again is not None else None
    if head is None or (head.ma, getattr(head, kind, None)) != wanted:
        message = _("Không soạn được từ tệp này; tệp viết theo cách chương trình không sửa được")
        return None, [error("SO109", message), *found]
    return Prepared(f"{ma}.toml", made.encode()), []


def recall_notice(workspace: Workspace, row: NumberRow, reason: str) -> Prepared:
    """The letter that asks those who have an issued document to send it back or cancel it.

    Decree 30, Article 18.4: paper goes back to the issuer, an electronic document is
    cancelled in the recipient's system, which says so.
    """
    from generator.issuance.letter import notice

    entry = row.entry
    assert entry is not None  # noqa: S101 - only issued documents are recalled
    kind = type_name(entry.loai) or entry.loai
    facts = _letter(workspace, row) | {
        "trich_yeu": f"thu hồi {kind} số {row.number}",
        "mo_dau": f"{entry.ten_co_quan} thu hồi {_cited(row, entry)}. Lý do: {reason.rstrip('.')}.",
    }
    return Prepared(f"thu-hoi-{row.ma}.docx", notice(facts))


def _cited(row: NumberRow, entry: Entry) -> str:
    """A document of the register as it is cited the first time (Decree 30, Annex I.II.6d)."""
    kind = type_name(entry.loai) or entry.loai
    subject = uncapital(entry.trich_yeu)
    about = subject if subject.startswith("về ") else f"về việc {subject}"
    return f"{kind} số {row.number} {long_date(row.ngay)} của {entry.ten_co_quan} {about}"


def _addressees(recipients: Iterable[str]) -> list[str]:
    """Those that a letter is addressed to: bodies, not where the copy is kept or published."""
    kept = ("như ", "lưu", "cổng ", "trang ", "vt")
    names = [plain(line).strip(" ;.") for line in recipients]
    return [name for name in names if name and not name.lower().startswith(kept)] or ["…………"]


def _new_id(workspace: Workspace, ma: str, what: str) -> str:
    made, number = f"{ma}-{what}", 1
    while made in workspace.plan_index:
        number += 1
        made = f"{ma}-{what}-{number}"
    return made


def _as_draft(text: str, ma: str, *more: str) -> str:
    """An issued text without number and date, under an id of its own; `more`: lines behind it."""
    text = re.sub(r"\n\[phat_hanh\]\r?\n(?:(?!\[).*(?:\n|\Z))*", "", text)
    head = re.compile(r"^\[van_ban\][^\n]*\n((?:(?![ \t]*\[)[^\n]*(?:\n|\Z))*)", re.MULTILINE)
    found = head.search(text)
    if found is None:
        return text
    body = re.sub(r"^so[ \t]*=[^\r\n]*\r?\n", "", found[1], flags=re.MULTILINE)
    body = re.sub(r"^ngay[ \t]*=", "ngay_xet =", body, flags=re.MULTILINE)
    if re.search(r"^ngay_xet[ \t]*=.*\n(?:.*\n)*^ngay_xet", body, re.MULTILINE):
        body = re.sub(r"^ngay_xet[ \t]*=[^\r\n]*\r?\n", "", body, count=1, flags=re.MULTILINE)
    body = re.sub(
        r"^ma[ \t]*=[^\r\n]*",
        "\n".join((f'ma = "{ma}"', *more)),
        body,
        count=1,
        flags=re.MULTILINE,
    )
    return text[: found.start(1)] + body + text[found.end(1) :]


def _replacing(text: str, loaded: Loaded, row: NumberRow, ma: str) -> str:
    text = _as_draft(text, ma, f'thay_the = "{row.ma}"')
    ids = set(re.findall(r'^id = "([a-z0-9-]+)"', text, re.MULTILINE))
    own = next(name for name in ("thay-the", f"thay-the-{row.so}", ma) if name not in ids)
    kind = type_name(loaded.plan.van_ban.loai) or loaded.plan.van_ban.loai
    sentence = f"{kind} này thay thế {{{row.ma}}}."
    return text.rstrip("\n") + "\n" + _closing(own, sentence)


def _closing(own: str, sentence: str) -> str:
    return "\n".join(
        (
            "",
            "[[ket_thuc]]",
            f'id = "{own}"',
            'can_xem = "Xem lại câu thay thế, rồi sửa những chỗ sai của bản đã phát hành"',
            f"noi_dung = {quote(sentence)}",
            "",
        )
    )


def _amending(loaded: Loaded, row: NumberRow, ma: str) -> str:
    plan = loaded.plan
    head = plan.van_ban
    kind = type_name(head.loai) or head.loai
    subject = f"Sửa đổi, bổ sung {kind} số {row.number} ngày {short_date(row.ngay)}"
    lines = [
        "phien_ban = 1",
        "",
        "[van_ban]",
        f'ma = "{ma}"',
        f'sua_doi = "{row.ma}"',
        f"loai = {quote(head.loai)}",
        f'co_quan = "{head.co_quan}"',
        f"ngay_xet = {row.ngay.isoformat()}",
        f"trich_yeu = {quote(subject)}",
        *([f'cap_tren = "{head.cap_tren}"'] if head.cap_tren else []),
        f"luu = {quote(head.luu or 'VT')}",
        "",
        "[[mo_dau]]",
        'id = "mo-dau"',
        f'noi_dung = "Sửa đổi, bổ sung một số nội dung của {{{row.ma}}} như sau:"',
        "",
        "[[muc]]",
        'id = "noi-dung-sua-doi"',
        'tieu_de = "NỘI DUNG SỬA ĐỔI, BỔ SUNG"',
        "",
        "[[muc.khoan]]",
        'id = "sua-doi-1"',
        'can_xem = "Viết nội dung sửa đổi: mục, khoản nào, từ đâu thành gì"',
        'noi_dung = "Sửa đổi … thành: …"',
        "",
    ]
    for signer in plan.nguoi_ky:
        lines += ["[[nguoi_ky]]"]
        lines += [f"quyen_han = {literal(signer.quyen_han)}"] if signer.quyen_han else []
        lines += [f"chuc_vu = {quote(signer.chuc_vu)}"]
        lines += [f"ho_ten = {quote(signer.ho_ten)}", ""] if signer.ho_ten else [""]
    for line in plan.noi_nhan:
        lines += ["[[noi_nhan]]", f'id = "{line.id}"', f"noi_dung = {quote(line.noi_dung)}", ""]
    return "\n".join(lines)


def _letter(workspace: Workspace, row: NumberRow) -> dict[str, object]:
    entry = row.entry
    assert entry is not None  # noqa: S101 - only issued documents are corrected
    agency = workspace.registry.get(entry.co_quan, row.ngay)
    plan = workspace.plan_of(entry.ma)
    kind = type_name(entry.loai) or entry.loai
    number = f"{kind} số {row.number}"
    return {
        "co_quan": agency.ten_tieu_de if agency else (entry.ten_co_quan.upper(),),
        "ky_hieu": agency.ky_hieu if agency else "",
        "ten_co_quan": entry.ten_co_quan,
        "dia_danh": place_line(plan.van_ban.dia_danh if plan else None, agency),
        "trich_yeu": f"đính chính {number}",
        "kinh_gui": _addressees(entry.noi_nhan),
        "mo_dau": f"{entry.ten_co_quan} đính chính {_cited(row, entry)}, do sơ suất về thể "
        "thức, kỹ thuật trình bày, như sau:",
        "quyen_han": entry.quyen_han,
        "chuc_vu": entry.chuc_vu,
        "ho_ten": entry.nguoi_ky,
        "luu": entry.don_vi_luu or "VT",
    }
