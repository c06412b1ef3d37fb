"""The draft of the slip that carries a file to those who decide; its form is the office's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.plan.draft_parts import END, SEE, UNKNOWN, blank
from generator.plan.model import Diem, Khoan, Muc, NguoiKy
from generator.plan.ruled import Bang
from generator.plan.wording import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.draft_parts import PaperSubject
    from generator.plan.model import KeHoach

CHOICES = "Đồng ý: ……; đồng ý, có sửa: ……; không đồng ý: ……"
COMMAND = ": kehoach"
STEPS = ("Người kiểm tra", "Lãnh đạo bộ phận trình", "Người ký văn bản")


class SlipFacts(NamedTuple):
    """What the program knows of the file, in words."""

    enclosed: Sequence[str] = ()
    """Ids of the papers that go with the plan."""
    changes: Sequence[str] = ()
    """Against the version before; empty where there is none."""
    checked: Sequence[str] = ()
    still_open: Sequence[str] = ()
    unchecked: Sequence[str] = ()


def slip(paper: KeHoach, about: PaperSubject, facts: SlipFacts) -> None:
    """What is submitted, what changed, what was checked and what not; room for the opinions."""
    paper.kinh_gui = [f"Lãnh đạo {about.decider(paper)}"]
    enclosed = [f"Dự thảo {about.title}.", *(f"{{{ma}:ten}}." for ma in facts.enclosed)]
    changes = list(facts.changes) or ["Trình lần đầu, không có bản trước để so."]
    parts = (
        ("van-de", "Vấn đề trình", [f"Xem xét, ký ban hành {about.title}."]),
        ("ho-so", "Hồ sơ kèm theo", enclosed),
        ("thay-doi", "Thay đổi so với bản trước", _sentences(changes)),
        ("da-kiem-tra", "Đã kiểm tra", _sentences(facts.checked)),
        ("con-lai", "Còn phải xử lý", _sentences(facts.still_open)),
        ("chua-kiem-tra", "Chưa kiểm tra được bằng chương trình", _sentences(facts.unchecked)),
    )
    paper.muc = [
        Muc(id=id_, kieu="so", tieu_de=title, khoan=[_points(id_, lines)])
        for id_, title, lines in parts
    ]
    paper.muc += [
        Muc(id="de-xuat", kieu="so", tieu_de="Đề xuất của người trình",
            khoan=[blank("de-xuat-1", END)]),
        Muc(id="y-kien", kieu="so", tieu_de="Ý kiến xử lý", bang=[_opinions()]),
    ]  # fmt: skip
    paper.noi_nhan, paper.van_ban.luu = [], ""
    paper.nguoi_ky = [NguoiKy(chuc_vu="NGƯỜI TRÌNH")]
    paper.van_ban.can_xem = SEE


def _sentences(lines: Sequence[str]) -> list[str]:
    """Each with a stop, without what to type next, and nothing in it that is a mark here."""
    plain = [line.removeprefix("- ").partition(COMMAND)[0].strip() for line in lines]
    return [escape(line if line.endswith((".", ":", ";")) else f"{line}.") for line in plain]


def _points(id_: str, lines: Sequence[str]) -> Khoan:
    points = [Diem(id=f"{id_}-d{i}", noi_dung=line) for i, line in enumerate(lines or [UNKNOWN], 1)]
    return Khoan(id=f"{id_}-1", danh_so=False, kieu_diem="gach", diem=points)


def _opinions() -> Bang:
    """A row for each step: the choice, the words, the day, the signature."""
    room = [CHOICES, "Ý kiến: ……………………………………", "Ngày …… tháng …… năm …… (ký, họ tên)"]
    return Bang(cot=["Người cho ý kiến", "Ý kiến, chữ ký"], hang=[[step, room] for step in STEPS])
