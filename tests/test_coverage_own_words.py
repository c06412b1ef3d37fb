"""Tasks below in the unit's own words: shorter, split, joined; of a directive as of a plan."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import convert

from generator.cascade.covering.coverage import Coverage
from generator.cascade.tasks.all_tasks import match, tasks_of
from generator.plan.model import KeHoach
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable


def plan(ma: str, *sentences: str) -> KeHoach:
    items = [{"id": f"{ma}-{i}", "noi_dung": text} for i, text in enumerate(sentences)]
    head = {"ma": ma, "co_quan": ma, "ngay": date(2026, 2, 5), "trich_yeu": "Minh họa"}
    part = {"id": "m", "tieu_de": "NHIỆM VỤ", "khoan": items}
    return convert({"phien_ban": 1, "van_ban": head, "muc": [part]}, KeHoach)


ABOVE = (
    "UBND các xã, phường kiểm kê hiện trạng từng công trình thủy lợi nhỏ, lập sổ theo dõi cống hỏng"
    " trước ngày 15/4/2026.",
    "UBND các xã, phường thành lập tổ thủy nông cho mỗi hồ chứa trong quý II/2026.",
    "UBND các xã, phường vận động hộ dân lắp đồng hồ đo nước tưới, xong trước ngày 31/8/2026.",
    "UBND các xã, phường xây dựng 50 bể chứa nước cho hộ nghèo và khơi thông rãnh tiêu thoát nước"
    " khu dân cư trước ngày 30/9/2026.",
    "UBND các xã, phường sửa chữa nhà vệ sinh tại các điểm trường mầm non trước ngày 15/8/2026.",
    "UBND các xã, phường khử khuẩn giếng, bể nước tại trạm y tế sau mỗi đợt mưa lũ.",
    "UBND các xã, phường ký cam kết không phá rừng đầu nguồn trước ngày 30/5/2026.",
)
BELOW = (
    "Phòng Kinh tế rà soát, thống kê công trình thủy lợi nhỏ, vào sổ cống hỏng trước 10/4/2026.",
    "Phòng Kinh tế tuyên truyền các hộ gắn đồng hồ đo nước tưới, hoàn thành trước 31/10/2026.",
    "Phòng Kinh tế xây 50 bể chứa nước cho hộ nghèo trước ngày 15/9/2026.",
    "Các thôn khơi thông rãnh, cống tiêu thoát nước trong khu dân cư trước ngày 15/9/2026.",
    "Phòng Văn hóa - Xã hội sửa nhà vệ sinh các điểm trường mầm non trước ngày 10/8/2026; phối hợp"
    " với Trạm Y tế khử khuẩn giếng, bể nước của trạm y tế sau các đợt mưa lũ.",
    "Các thôn cho hộ dân ký cam kết không chặt phá rừng đầu nguồn trước ngày 20/5/2026.",
    "Công an xã kiểm tra xe quá tải.",
)


def test_each_task_is_found_in_other_words_and_what_nobody_does_is_not() -> None:
    above, below = tasks_of(plan("tren", *ABOVE)), tasks_of(plan("duoi", *BELOW))
    found = match(above, "tren", below)
    places = [[below.index(one) for one in tasks] for tasks in found.found]
    assert places == [[0], [], [1], [2, 3], [4], [4], [5]]
    assert [below.index(one) for one in found.local] == [6]


@pytest.mark.parametrize("gone", range(len(ABOVE)))
def test_without_its_task_below_no_other_one_is_taken_for_it(gone: int) -> None:
    above = tasks_of(plan("tren", ABOVE[gone]))
    others = [text for i, text in enumerate(BELOW) if gone not in TAKEN.get(i, ())]
    assert match(above, "tren", tasks_of(plan("duoi", *others))).found == [[]]


TAKEN = {0: (0,), 1: (2,), 2: (3,), 3: (3,), 4: (4, 5), 5: (6,)}


def test_work_that_only_sentences_give_beside_a_table_is_compared_too(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    path = Path("plans/lang-son-2024/thanh-pho.toml")
    path.write_text(
        path.read_text("utf-8").replace(
            "[[phu_luc]]",
            '[[ket_thuc]]\nid = "them"\nnoi_dung = "UBND các phường, xã nạo vét mương trước ngày'
            ' 01/10/2024."\n\n[[phu_luc]]',
            1,
        ),
        "utf-8",
    )
    found = json.loads(kehoach("coverage", str(path), "--json").out)
    place = [task["id"] for task in found["tasks"]].index("them")
    assert {row["cells"][place]["state"] for row in found["units"] if row["plan"]} == {"dropped"}


def test_late_and_missing_work_is_told_and_work_that_names_nobody_is_asked_of_no_unit(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    head = (
        'phien_ban = 1\n[van_ban]\nma = "{}"\nco_quan = "{}"\nngay = {}\ntrich_yeu = "Đọc sách"\n'
        '[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n[[muc]]\nid = "m"\ntieu_de = "NHIỆM VỤ"\n'
    )
    item = '[[muc.khoan]]\nid = "{}"\nnoi_dung = "{}"\n'
    above = (
        "UBND các xã, phường mở phòng đọc tại nhà văn hóa trước ngày 30/4/2026.",
        "UBND các xã, phường trao giải người đọc nhiều trước ngày 15/6/2026.",
        "Nâng cấp 04 thư viện cụm.",
    )
    below = ("Phòng Văn hóa - Xã hội mở phòng đọc tại nhà văn hóa trước ngày 20/5/2026.",)
    unit, mine = "ubnd-phuong-dong-kinh", 'cap_tren = "tren"\n'
    upper = head.format("tren", "ubnd-tinh-lang-son", "2026-02-02")
    lower = head.format("duoi", unit, "2026-02-20").replace("trich_yeu", mine + "trich_yeu")
    for name, start, said in (("tren", upper, above), ("duoi", lower, below)):
        text = start + "".join(item.format(f"k{i}", one) for i, one in enumerate(said))
        (workspace / f"plans/{name}.toml").write_text(text, "utf-8")
    found = json.loads(kehoach("coverage", "plans/tren.toml", "--json").out)
    (row,) = (one for one in found["units"] if one["unit"] == unit)
    assert [cell["state"] for cell in row["cells"]] == ["late", "dropped", "dropped-with-reason"]
    assert [reason["kind"] for reason in row["cells"][2]["reasons"]] == ["unsaid"]


HEAD = (
    'phien_ban = 1\n[van_ban]\nma = "{ma}"\nco_quan = "{unit}"\nso = {so}\nngay = {day}\n{above}'
    'trich_yeu = "Đọc sách"\n[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n'
)
POINT = '[[muc.khoan]]\nid = "{}"\nnoi_dung = "{}"\n'
ROW = '[[phu_luc.nhiem_vu]]\nid = "{}"\nnoi_dung = "{}"\nchu_tri = ["{}"]\n'
PART = '[[muc]]\nid = "m"\ntieu_de = "NHIỆM VỤ"\n'
ANNEX = '[[phu_luc]]\nid = "bang"\ntieu_de = "TIẾN ĐỘ"\n'
PROVINCE, UNIT = "ubnd-tinh-lang-son", "ubnd-phuong-dong-kinh"


def _plan(name: str, unit: str, day: str, body: str, *, so: int = 1, above: str = "") -> None:
    joined = f'cap_tren = "{above}"\n' if above else ""
    text = HEAD.format(ma=name, unit=unit, so=so, day=day, above=joined) + body
    Path(f"plans/{name}.toml").write_text(text, "utf-8")


def _cells(kehoach: Callable[..., Any]) -> dict[str, tuple[str, list[str]]]:
    found = json.loads(kehoach("coverage", "plans/tren.toml", "--json").out)
    (row,) = (one for one in found["units"] if one["unit"] == UNIT)
    return {
        one["task"]: (one["state"], [r["kind"] for r in one.get("reasons", [])])
        for one in row["cells"]
    }


def test_sentences_beside_a_table_and_rows_kept_in_sentences_are_compared(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    said = (
        "Ủy ban nhân dân các phường lập danh mục cây nguy hiểm trước ngày 15/4/2026.",
        "Ủy ban nhân dân các phường thực hiện các nhiệm vụ được giao tại Phụ lục.",
    )
    upper = PART + "".join(POINT.format(f"k{i}", one) for i, one in enumerate(said)) + ANNEX
    upper += ROW.format("r0", "Lắp ghế đá tại công viên nhỏ", PROVINCE)
    upper += ROW.format("r1", "Trồng dặm cây bóng mát trên vỉa hè", PROVINCE)
    _plan("tren", PROVINCE, "2026-02-02", upper)
    lower = PART + POINT.format(
        "a", "Phòng Văn hóa - Xã hội lập danh mục cây nguy hiểm trước ngày 30/4/2026."
    )
    lower += POINT.format("b", "Phòng Văn hóa - Xã hội trồng dặm cây bóng mát trên vỉa hè.") + ANNEX
    lower += ROW.format("c", "Lắp ghế đá tại công viên nhỏ", UNIT)
    _plan("duoi", UNIT, "2026-02-20", lower, above="tren")
    cells = _cells(kehoach)
    assert list(cells) == ["r0", "r1", "k0"]
    assert cells["k0"][0] == "late"
    assert cells["r1"][0] != "dropped"


def test_a_plan_that_a_body_of_the_unit_had_to_advise_is_late_when_issued_late(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    order = (
        "Phòng Văn hóa - Xã hội các xã, phường tham mưu Ủy ban nhân dân cấp xã xây dựng kế hoạch"
        " thực hiện trước ngày 28/02/2026."
    )
    _plan("tren", PROVINCE, "2026-02-02", PART + POINT.format("k", order))
    _plan("duoi", UNIT, "2026-03-06", PART, above="tren")
    assert _cells(kehoach) == {"k": ("late", ["issued"])}
    _plan("duoi", UNIT, "2026-02-20", PART, above="tren")
    assert _cells(kehoach) == {"k": ("taken", ["this-plan"])}


def test_a_plan_that_names_the_one_above_and_is_not_joined_to_it_is_told(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    order = "UBND các xã, phường mở phòng đọc trước ngày 30/4/2026."
    _plan("tren", PROVINCE, "2026-02-02", PART + POINT.format("k", order), so=58)
    opening = (
        '[[mo_dau]]\nid = "o"\nvai_tro = "loi_dan"\nnoi_dung = "Thực hiện Kế hoạch số'
        ' 58/KH-UBND ngày {} của UBND tỉnh, Ủy ban nhân dân phường ban hành Kế hoạch như sau:"\n'
    )
    for day, told in (("02/02/2026", True), ("03/02/2026", False)):
        _plan("duoi", UNIT, "2026-02-20", opening.format(day) + PART)
        found = json.loads(kehoach("coverage", "plans/tren.toml", "--json").out)
        codes = {(one["code"], one["file"]) for one in found["diagnostics"]}
        assert (("LC746", "plans/duoi.toml") in codes) == told


@pytest.mark.parametrize(
    ("order", "state"),
    [
        ("Ủy ban nhân dân các phường kẻ vạch sơn vỉa hè.", "dropped"),
        ("Ủy ban nhân dân cấp xã kẻ vạch sơn vỉa hè.", "dropped"),
        ("Ủy ban nhân dân các xã kẻ vạch sơn vỉa hè.", "dropped-with-reason"),
    ],
)
def test_what_is_given_to_units_of_one_kind_is_not_asked_of_another(
    order: str, state: str, workspace: Path, kehoach: Callable[..., Any]
) -> None:
    _plan("tren", PROVINCE, "2026-02-02", PART + POINT.format("k", order))
    _plan("duoi", UNIT, "2026-02-20", PART, above="tren")
    assert _cells(kehoach)["k"][0] == state


def test_both_tasks_of_a_sentence_that_stays_whole_stay(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    text = (
        "UBND các xã, phường kiểm kê sách của các phòng đọc ở nhà văn hóa, loại sách đã cũ nát."
        " Sở Nội vụ tham mưu, trình UBND tỉnh trước ngày 30/4/2026."
    )
    _plan("tren", PROVINCE, "2026-02-02", PART + POINT.format("k", text))
    origin = POINT.format("k", text) + 'nguon = { ke_hoach = "tren", nut = "k", ma_bam = "0" }\n'
    _plan("duoi", UNIT, "2026-02-20", PART + origin, above="tren")
    states = [state for state, _reasons in _cells(kehoach).values()]
    assert len(states) == 2
    assert "dropped" not in states


def test_a_number_that_no_unit_is_asked_for_adds_up_to_nothing(workspace: Path) -> None:
    text = "Trường Cao đẳng nghề mở 20 lớp đào tạo nghề đóng sách."
    _plan("tren", PROVINCE, "2026-02-02", PART + POINT.format("k", text))
    _plan("duoi", UNIT, "2026-02-20", PART + POINT.format("a", "Phát 300 thẻ đọc."), above="tren")
    office = Workspace(workspace)
    above, below = office.plan_above("tren"), office.plan_above("duoi")
    assert above is not None
    assert below is not None
    made = Coverage(above, office.registry, office.citations, None)
    assert [one for one in made.sums([made.row(below, "duoi.toml")]) if one.unit == "lớp"] == []
    assert [one.unit for one in made.sums([made.missing(made.registry.get(UNIT))])] == ["lớp"]
