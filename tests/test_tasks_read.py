"""Sentences of many fields, read at once: whoever acts has his whole name, a time its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import convert

from generator.cascade.tasks.prose import live
from generator.grammar.body_tables import read_table
from generator.grammar.column_contents import with_contents
from generator.grammar.column_heads import field_of
from generator.grammar.deadlines import whole
from generator.grammar.stored import next_day
from generator.plan.model import KeHoach
from generator.plan.ruled import Bang

if TYPE_CHECKING:
    from generator.cascade.tasks.prose import Prose

DAY = date(2026, 1, 20)
SENTENCES = Path(__file__).parent / "sentences"


def table(name: str) -> list[list[str]]:
    """The lines of a table: a sentence, then what is to be read in it."""
    return [line.split("\t") for line in (SENTENCES / name).read_text("utf-8").splitlines()]


def read(*sentences: str) -> list[list[Prose]]:
    """The tasks of each sentence, each an item of one part of a plan."""
    items = [{"id": f"k-{i}", "noi_dung": text} for i, text in enumerate(sentences)]
    head = {"ma": "kh", "co_quan": "ubnd-tinh", "ngay": DAY, "trich_yeu": "Minh họa"}
    part = {"id": "m", "tieu_de": "NHIỆM VỤ", "khoan": items}
    found = live(convert({"phien_ban": 1, "van_ban": head, "muc": [part]}, KeHoach))
    return [[one for one in found if one.node.id == item["id"]] for item in items]


def test_whoever_acts_has_his_whole_name() -> None:
    rows = table("leads.tsv")
    found = read(*(words for words, *_leads in rows))
    named = [[name.lower() for one in tasks for name in one.record.chu_tri] for tasks in found]
    assert named == [[name.lower() for name in leads] for _words, *leads in rows]


def test_a_time_has_all_its_words_and_its_day() -> None:
    rows = table("times.tsv")
    for (words, *times), tasks in zip(rows, read(*(row[0] for row in rows)), strict=True):
        whens = [w for t in tasks for w in (t.record.thoi_han, *t.record.thoi_han_khac) if w]
        read_ = [(w.loi or w.ghi_chu or "", str(next_day(w, DAY) or "")) for w in whens]
        wanted = [time.split(" = ") for time in times]
        missing = [
            text for text, day in wanted
            if not any(text.lower() in said.lower() and day == due for said, due in read_)
        ]  # fmt: skip
        assert not missing, (words, read_)
        assert times or not read_, (words, read_)


def test_a_title_that_sets_a_day_sets_it_for_its_points() -> None:
    points = [{"id": "d", "noi_dung": "Sở Y tế lập danh sách."}]
    item = {"id": "k", "tieu_de": "Rà soát (hoàn thành trước ngày 30/6/2026)", "diem": points}
    head = {"ma": "kh", "co_quan": "ubnd-tinh", "ngay": DAY, "trich_yeu": "Minh họa"}
    part = {"id": "m", "tieu_de": "NHIỆM VỤ", "khoan": [item]}
    (found,) = live(convert({"phien_ban": 1, "van_ban": head, "muc": [part]}, KeHoach))
    assert found.record.thoi_han is not None
    assert found.record.thoi_han.truoc == date(2026, 6, 30)


def test_a_part_headed_by_a_sentence_is_of_whom_it_names_and_a_phase_has_its_time() -> None:
    head = {"ma": "kh", "co_quan": "ubnd-tinh", "ngay": DAY, "trich_yeu": "Minh họa"}
    points = [{"id": "d", "noi_dung": "Chỉ đạo trưởng thôn lập danh sách giếng."}]
    told = "Chủ tịch UBND các xã chịu trách nhiệm trước UBND tỉnh về nước sạch và làm các việc sau:"
    phase = {"id": "k2", "tieu_de": "Giai đoạn đào giếng (từ tháng 4 đến tháng 9/2026)",
             "diem": [{"id": "e", "noi_dung": "Sở Y tế lấy mẫu nước."}]}  # fmt: skip
    parts = [{"id": "m", "tieu_de": told, "kieu": "so", "khoan": [{"id": "k", "diem": points}]},
             {"id": "n", "tieu_de": "NHIỆM VỤ", "khoan": [phase]}]  # fmt: skip
    found = live(convert({"phien_ban": 1, "van_ban": head, "muc": parts}, KeHoach))
    assert [(one.record.vai_tro, one.record.chu_tri) for one in found] == [
        ("chiu-trach-nhiem", ["Chủ tịch UBND các xã"]), ("chu-tri", ["Chủ tịch UBND các xã"]),
        ("chu-tri", ["Sở Y tế"]),
    ]  # fmt: skip
    assert found[2].record.thoi_han is not None
    assert next_day(found[2].record.thoi_han, DAY) == date(2026, 9, 30)


@pytest.mark.parametrize(("words", "leads", "helpers", "product"), [
    ("Tập huấn cho cán bộ Công an xã: Sở Y tế chủ trì 03 lớp.", ["Sở Y tế"], [], None),
    ("Sở Y tế chủ trì, phối hợp với Ban Quản lý vịnh Hạ Lớn, Đội Quy tắc đô thị dọn rác.",
     ["Sở Y tế"], ["Ban Quản lý vịnh Hạ Lớn", "Đội Quy tắc đô thị"], None),
    ("Cục Quản lý Khám, chữa bệnh lập hồ sơ chuyển Công an tỉnh.",
     ["Cục Quản lý Khám, chữa bệnh"], [], "hồ sơ"),
    ("Sở Y tế tham mưu UBND tỉnh sửa đổi, bổ sung Quyết định số 24/2024/QĐ-UBND về giá nước.",
     ["Sở Y tế"], [], "Quyết định số 24/2024/QĐ-UBND về giá nước"),
    ("Xã có từ 1.500 ha rừng trở lên quy hoạch điểm đặt ong.",
     ["Xã có từ 1.500 ha rừng trở lên"], [], None),
])  # fmt: skip
def test_names_of_bodies_and_papers_are_whole(
    words: str, leads: list[str], helpers: list[str], product: str | None
) -> None:
    ((task,),) = read(words)
    said = task.record
    assert (said.chu_tri, said.phoi_hop, said.san_pham) == (leads, helpers, product)


@pytest.mark.parametrize(("heading", "first", "due"), [
    ("Quý II", "Sở Y tế lập danh sách.", "2027-06-30"),
    ("Công việc tháng 5 và tháng 6", "Sở Y tế lập danh sách.", "2027-06-30"),
    ("Nội dung", "Các nhiệm vụ dưới đây hoàn thành trước 30/6.", "2027-06-29"),
    ("Nội dung", "Sở Y tế lập danh sách trước 10/12.", "2027-12-09"),
    ("Nội dung", "UBND các xã xây dựng kế hoạch, gửi Sở Y tế trước 25/12.", "2026-12-24"),
])  # fmt: skip
def test_titles_introductions_and_what_was_said_before_date_what_follows(
    heading: str, first: str, due: str
) -> None:
    """Of a plan of December for the year that begins, whose days have that year."""
    second = "Sở Nội vụ in danh sách" + (" cùng thời hạn trên." if first[:3] != "Các" else ".")
    texts = [{"id": f"d-{i}", "noi_dung": text} for i, text in enumerate((first, second))]
    head = {"ma": "kh", "co_quan": "ubnd-tinh", "ngay": date(2026, 12, 5)}
    part = {"id": "m", "tieu_de": "NHIỆM VỤ", "khoan": [
        {"id": "k", "tieu_de": heading, "khoan": texts},
    ]}  # fmt: skip
    plan = {"phien_ban": 1, "van_ban": head | {"trich_yeu": "Nước sạch năm 2027"}, "muc": [part]}
    last = list(live(convert(plan, KeHoach)))[-1]
    assert (last.node.id, str(next_day(last.record.thoi_han, DAY))) == ("d-1", due)


@pytest.mark.parametrize(("rows", "due"), [
    ([["Lập sổ", "Sở Y tế", "30/6/2026"], ["In sổ", "Sở Y tế", ""], ["Phát sổ", "Sở Y tế", ""]],
     ["2026-06-30"] * 3),  # a cell over all rows
    ([["Lập sổ", "Sở Y tế", "30/6/2026"], ["In sổ", "", ""], ["Phát sổ", "Công an tỉnh", ""]],
     ["2026-06-30"] * 2 + [""]),
    ([["Lập sổ", "Sở Y tế", "30/6/2026"], ["In sổ", "Công an tỉnh", ""]], ["2026-06-30", ""]),
])  # fmt: skip
def test_a_time_over_several_rows_is_the_time_of_each(
    rows: list[list[str]], due: list[str]
) -> None:
    heads = ["Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    reading = read_table(convert({"cot": heads, "hang": rows}, Bang))
    assert reading is not None
    assert [whole_day(row.said["thoi_han"]) for row in reading.rows] == due


def whole_day(cell: str) -> str:
    """The last day that a cell says, "" for none."""
    found = whole(cell, DAY) if cell else None
    return str(found.last) if found is not None else ""


COLUMNS = [
    (
        ["Lúc nào", "Bước", "Ai lo", "Ai đỡ"],
        [
            ["Tháng 3/2026", "Đo lại mặt cầu", "Sở Xây dựng", "UBND xã Ba Tơ"],
            ["Tháng 4/2026", "Thay lan can", "Ban Quản lý chợ tỉnh", "Công an tỉnh"],
        ],
        {"noi_dung": 1, "chu_tri": 2, "phoi_hop": 3, "thoi_han": 0},
    ),
    (
        ["Tên cầu", "Bên cấp vốn", "Bên làm", "Khởi công", "Xong"],
        [
            ["Cầu Kênh Xáng", "Sở Tài chính", "UBND xã Ba Tơ", "Tháng 3/2026", "Tháng 9/2026"],
            ["Cầu Mương Điều", "Sở Tài chính", "UBND xã Sơn Tây", "Tháng 4/2026", "Tháng 10/2026"],
        ],
        {"noi_dung": 0, "chu_tri": 2, "phoi_hop": 1, "thoi_han": 4},
    ),
    (
        ["Mốc", "Đầu việc phải xong", "Giao cho", "Báo ai"],
        [
            ["Tháng 3/2026", "Chốt danh sách", "Hội đồng in sao đề", "Giám đốc Sở"],
            ["Tháng 6/2026", "In sao đề", "Phòng Giáo dục Phổ thông", "Giám đốc Sở"],
        ],
        {"noi_dung": 1, "chu_tri": 2, "thoi_han": 0},
    ),
    (
        ["Nội dung nhiệm vụ", "Nơi lo chính", "Ai cùng gánh", "Hạn cuối"],
        [
            ["Khơi cống", "Sở Xây dựng", "Dân quân xã", "30/4"],
            ["Vá đường", "UBND xã Ba Tơ", "Đội thanh niên", "15/5"],
        ],
        {"noi_dung": 0, "chu_tri": 1, "phoi_hop": 2, "thoi_han": 3},
    ),
    (
        ["Họ và tên", "Đơn vị", "Ngày sinh"],
        [["Lò Văn A", "Sở Nội vụ", "01/02/1990"], ["Vàng Thị B", "Sở Y tế", "03/4/1991"]],
        {"chu_tri": 1},
    ),
]


@pytest.mark.parametrize(("heads", "rows", "wanted"), COLUMNS)
def test_columns_are_known_by_bodies_days_and_verbs_in_them(
    heads: list[str], rows: list[list[str]], wanted: dict[str, int]
) -> None:
    told = {field: i for i, head in enumerate(heads) if (field := field_of(head))}
    assert with_contents(told, heads, rows) == wanted


def test_work_without_a_name_or_a_day_is_told_and_what_only_urges_is_not() -> None:
    told, general = read("Sửa chữa 38 km đường vào bản.", "Đẩy mạnh sửa chữa đường vào bản.")
    assert [one.record.chu_tri for one in told] == [[]]
    assert general == []


@pytest.mark.parametrize(
    ("cell", "last"),
    [("Cả năm", "2026-12-31"), ("Tháng 4 - tháng 6", "2026-06-30"), ("Tháng 3+4", "2026-04-30"),
     ("T3 - T5", "2026-05-31"), ("Tháng 11 đến tháng 3 năm sau", "2027-03-31"),
     ("Khi có bão", "None"), ("Theo hướng dẫn của Bộ", "None"), ("Năm học 2026 - 2027", "None")],
)  # fmt: skip
def test_a_cell_of_times_is_one_whatever_its_words(cell: str, last: str) -> None:
    found = whole(cell, DAY)
    assert found is not None
    assert str(found.last) == last
