"""The report upwards as a document: its outline filled with what units say, and its annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.plan.families import attached
from generator.plan.model import Diem, Doan, KeHoach, Khoan, Muc, NoiNhan, PhuLuc, VanBan
from generator.plan.ruled import Bang
from generator.plan.wording import capital, escape, plain, type_name, uncapital
from generator.progress.form_tables import FilledCell
from generator.progress.heads import Kind, table_of
from generator.progress.telling import MANY, figure_words, state_words, told, wanted_words
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from datetime import date

    from generator.plan.model import NguoiKy
    from generator.progress.periods import ReportPeriod
    from generator.progress.report_outline import ReportOutline, ReportPart
    from generator.progress.task_standing import TaskStanding
    from generator.progress.telling import Sentence, TellingFacts

UNKNOWN = "…………"
TASK_HEADS = (
    "TT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn", "Tiến độ", "Kết quả", "Văn bản, minh chứng",
)  # fmt: skip
TARGET_HEADS = ("TT", "Chỉ tiêu", "Mục tiêu", "Kết quả")


class ReportHead(NamedTuple):
    """Who reports what to whom."""

    ma: str
    agency: str
    to: str
    """Name of the body that gets it; "" where nobody knows."""
    day: date | None
    """For the agencies that are named."""
    signers: list[NguoiKy]


def composed(
    head: ReportHead,
    plan: KeHoach,
    period: ReportPeriod,
    outline: ReportOutline,
    account: TellingFacts,
) -> KeHoach:
    """The report as a plan's file holds it; what only a person knows is left with `can_xem`."""
    own = plan.van_ban
    cited = f"{{{own.ma}:ngay}}" if own.so or attached(plan) else f"{{{own.ma}:ten}}"
    named = f"{type_name(own.loai) or own.loai} {uncapital(plain(own.trich_yeu))}"
    sections = [_section(part, i, account) for i, part in enumerate(outline.parts, 1)]
    _end(sections)
    return KeHoach(
        phien_ban=1,
        van_ban=VanBan(
            ma=head.ma, loai="BC", co_quan=head.agency, ngay_xet=head.day, ban_hanh=own.ma,
            trich_yeu=f"Kết quả {period.words} thực hiện {named}", luu=own.luu,
            can_xem=None if head.to else "Điền nơi kính gửi",
        ),
        kinh_gui=[head.to or UNKNOWN],
        mo_dau=[
            Doan(
                id="thuc-hien",
                noi_dung=f"Thực hiện {cited}, kết quả {period.words} như sau:",
            )
        ],
        muc=sections,
        noi_nhan=[NoiNhan(id="nhu-tren", noi_dung="Như trên")],
        nguoi_ky=head.signers,
        phu_luc=_annexes(outline, account),
    )  # fmt: skip


# ------------------------------------------------------------------------------ the body


def _section(part: ReportPart, at: int, account: TellingFacts) -> Muc:
    id_ = f"phan-{at}"
    if not part.parts:
        lines = told(account, part.says)
        return Muc(id=id_, tieu_de=part.title.upper(), khoan=_paragraphs(id_, part, lines))
    items = [_item(inner, f"{id_}-{i}", account) for i, inner in enumerate(part.parts, 1)]
    return Muc(id=id_, tieu_de=part.title.upper(), khoan=items)


def _item(part: ReportPart, id_: str, account: TellingFacts) -> Khoan:
    title = capital(part.title)
    if part.parts:
        inner = [_item(one, f"{id_}-{i}", account) for i, one in enumerate(part.parts, 1)]
        return Khoan(id=id_, tieu_de=escape(title), khoan=inner)
    lines = told(account, part.says)
    points = _points(id_, lines)
    if not points:
        points = [Diem(id=f"{id_}-d1", noi_dung=UNKNOWN, can_xem=_ask(part))]
    return Khoan(id=id_, tieu_de=escape(title), kieu_diem="gach", diem=points)


def _points(id_: str, lines: list[Sentence]) -> list[Diem]:
    return [
        Diem(id=f"{id_}-d{i}", noi_dung=_line(line.text), can_xem=line.open or None)
        for i, line in enumerate(lines, 1)
    ]


def _paragraphs(id_: str, part: ReportPart, lines: list[Sentence]) -> list[Khoan]:
    own = f"{id_}-1"
    if not lines:
        return [Khoan(id=own, danh_so=False, noi_dung=UNKNOWN, can_xem=_ask(part))]
    first, *rest = lines
    item = Khoan(id=own, danh_so=False, noi_dung=_line(first.text), can_xem=first.open or None)
    item.kieu_diem, item.diem = "gach", _points(id_, rest)
    return [item]


def _line(text: str) -> str:
    """What a unit wrote, on one line and with nothing in it that is a mark here."""
    return escape(squeeze(text.replace("\n", "; ")))


def _ask(part: ReportPart) -> str:
    return part.hint or f"Viết phần “{part.title}”, rồi xóa dòng can_xem"


def _end(sections: list[Muc]) -> None:
    """Close the text with "./." (Decree 30, samples of Annex III)."""
    if not sections or not sections[-1].khoan:
        return
    item = sections[-1].khoan[-1]
    while item.khoan:
        item = item.khoan[-1]
    if item.diem:
        item.diem[-1].noi_dung = item.diem[-1].noi_dung.rstrip(".") + "./."
    elif item.noi_dung:
        item.noi_dung = item.noi_dung.rstrip(".") + "./."


# ------------------------------------------------------------------------------ the annexes


def _annexes(outline: ReportOutline, account: TellingFacts) -> list[PhuLuc]:
    made = []
    if account.rows:
        heads = outline.columns or TASK_HEADS
        table = Bang(cot=[escape(head) for head in heads], hang=list(_rows(heads, account)))
        made.append(
            PhuLuc(id="phu-luc-nhiem-vu", tieu_de="Kết quả thực hiện nhiệm vụ", bang=[table])
        )
    if account.found.totals:
        hang: list[list[str | list[str]]] = [
            [
                total.target.number, _line(total.target.text), wanted_words(total),
                _line(figure_words(account, total).partition("; mục tiêu")[0]),
            ]
            for total in account.found.totals
        ]  # fmt: skip
        table = Bang(cot=list(TARGET_HEADS), hang=list(hang))
        made.append(
            PhuLuc(id="phu-luc-chi-tieu", tieu_de="Kết quả thực hiện chỉ tiêu", bang=[table])
        )
    return made


def _rows(heads: tuple[str, ...], account: TellingFacts) -> list[list[str | list[str]]]:
    keys = _keys(heads)
    made: list[list[str | list[str]]] = []
    group = ""
    for row in account.rows:
        if row.task.group != group:
            group = row.task.group
            made.append([f"**{escape(group)}**"])
        cells = _cells(row, account)
        made.append([_cell(cells.get(key, [])) for key in keys])
    return made


def _keys(heads: tuple[str, ...]) -> list[str]:
    """What each column prints; those of a prescribed table are known by their heads."""
    if heads == TASK_HEADS:
        return ["tt", "noi_dung", "who", "han", "trang_thai", "trong_ky", "minh_chung"]
    table = table_of([[FilledCell(head, "") for head in heads]])
    assert table is not None  # noqa: S101 - the outline holds a table only when it was known
    assert table.kind is Kind.TASKS  # noqa: S101 - as above
    proofs = "minh_chung" if "minh_chung" not in table.columns else ""
    at = {column: proofs if key == "ghi_chu" else key for key, column in table.columns.items()}
    return [at.get(i, "") for i in range(len(heads))]


def _cell(said: list[str]) -> str | list[str]:
    """A cell of one paragraph, or of one for each unit."""
    lines = [_line(text) for text in said]
    return lines if len(lines) > 1 else "".join(lines)


def _cells(row: TaskStanding, account: TellingFacts) -> dict[str, list[str]]:
    """The cells of a task by what they are, each unit's words after its name."""

    def each(field: str) -> list[str]:
        said = [
            (unit, text)
            for unit, one in (*row.answers, *row.unclear)
            if (text := getattr(one, field).strip())
        ]
        if len(said) > MANY:  # each stands in the unit's own report
            return [f"{len(said)} đơn vị có nêu"]
        return [text if row.of == 1 else f"{account.name(unit)}: {text}" for unit, text in said]

    units = [unit for unit, _name in account.found.asked.units if unit in row.task.units]
    who = account.name(units[0]) if len(units) == 1 else f"{len(units)} đơn vị"
    single = {
        "tt": row.task.number, "noi_dung": row.task.text, "who": who, "han": row.task.when,
        "trang_thai": state_words(row), "vai_tro": "Chủ trì",
    }  # fmt: skip
    return {key: [text] for key, text in single.items()} | {
        "trong_ky": each("result"), "minh_chung": each("proof_text"),
        "kho_khan": each("hardship"), "kien_nghi": each("proposal"),
    }  # fmt: skip
