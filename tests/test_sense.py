"""Rules of sense across levels, found by `kehoach check`, each with both places."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.explain import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLANS = "plans/lang-son-2024"
CITY = f"{PLANS}/thanh-pho.toml"
PROVINCE = f"{PLANS}/tinh.toml"
WARD = f"{PLANS}/phuong-dong-kinh.toml"


def edit(file: str, *pairs: tuple[str, str]) -> None:
    text = Path(file).read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    Path(file).write_text(text, "utf-8")


@pytest.fixture
def found(workspace: Path, kehoach: Callable[..., Outcome]) -> Callable[..., list[Any]]:
    """The findings across levels of one plan."""

    def run(file: str = WARD) -> list[Any]:
        report = json.loads(kehoach("check", file, "--format", "json").out)
        return [d for d in report["diagnostics"] if d["code"].startswith("LC")]

    return run


def line_of(file: str, text: str) -> int:
    lines = Path(file).read_text("utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if text in line)


def test_the_real_plans_agree_across_levels(workspace, kehoach) -> None:
    report = json.loads(kehoach("check", "--format", "json").out)

    assert [d for d in report["diagnostics"] if d["code"].startswith("LC")] == []


def test_every_rule_is_explained_in_both_languages() -> None:
    known = codes()

    for number in range(701, 709):
        entry = known[f"LC{number}"]
        assert all(entry[key] for key in ("ten", "vi_sao", "cach_sua", "name", "why", "fix"))


def test_a_deadline_after_the_one_above_is_an_error_with_both_places(found) -> None:
    edit(WARD, ("truoc = 2024-06-15", "truoc = 2024-06-16"))

    (one,) = found()

    assert (one["code"], one["severity"]) == ("LC701", "error")
    assert one["line"] == line_of(WARD, "2024-06-16")
    assert f"thanh-pho.toml:{line_of(CITY, 'truoc = 2024-06-15')}:" in one["message"]


def test_a_deadline_matched_by_words_only_is_a_warning(found) -> None:
    text = Path(WARD).read_text("utf-8")
    Path(WARD).write_text(re.sub(r"\nnguon = .*", "", text), "utf-8")
    edit(WARD, ("truoc = 2024-06-15", "truoc = 2024-06-16"))

    assert [(d["code"], d["severity"]) for d in found()] == [("LC701", "warning")]


@pytest.mark.parametrize("same", ["truoc = 2024-06-14", "ngay = 2024-06-14", "truoc = 2024-06-15"])
def test_a_deadline_as_above_or_earlier_is_fine(found, same) -> None:
    edit(WARD, ("truoc = 2024-06-15", same))

    assert found() == []


def test_a_plan_dated_before_the_one_it_implements_is_an_error(found) -> None:
    edit(WARD, ("# ngay =", "ngay = 2024-06-06 # ngay ="))

    (one,) = found()

    assert (one["code"], one["severity"]) == ("LC702", "error")
    assert f"thanh-pho.toml:{line_of(CITY, 'ngay = 2024-06-07')}:" in one["message"]


@pytest.mark.parametrize(
    ("day", "wanted"),
    [("2024-06-07", []), ("2024-06-14", []), ("2024-06-15", ["LC703"]), ("2024-07-01", ["LC703"])],
)
def test_the_day_that_the_city_sets_for_the_wards_plans_is_kept_or_not(found, day, wanted) -> None:
    edit(WARD, ("# ngay =", f"ngay = {day} # ngay ="))

    late = found()

    assert [d["code"] for d in late] == wanted
    assert all(d["severity"] == "warning" and "thanh-pho.toml:" in d["message"] for d in late)


def test_the_day_is_read_from_the_paragraph_where_no_task_names_it(found) -> None:
    edit(CITY, ("thoi_han = { truoc = 2024-06-15 }\n", ""))
    edit(WARD, ("# ngay =", "ngay = 2024-06-20 # ngay ="))

    (one,) = [d for d in found() if d["code"] == "LC703"]

    assert f"thanh-pho.toml:{line_of(CITY, '**trước ngày 15/6/2024.**')}:" in one["message"]


def test_a_signer_with_other_marks_than_above_is_pointed_out(found) -> None:
    edit(WARD, ("# ho_ten =", 'ho_ten = "Nguyễn Văn Hanh" # ho_ten ='))

    (one,) = found()

    assert (one["code"], one["severity"]) == ("LC704", "warning")
    assert "Nguyễn Văn Hạnh" in one["message"]


@pytest.mark.parametrize("name", ["Nguyễn Văn Hạnh", "Nguyễn Văn Hành Anh", "Hoàng Thị Hạnh"])
def test_the_same_name_or_another_person_is_no_finding(found, name) -> None:
    edit(WARD, ("# ho_ten =", f'ho_ten = "{name}" # ho_ten ='))

    assert found() == []


def test_a_name_in_running_text_and_in_a_cited_document_is_compared_too(found) -> None:
    edit(CITY, ("Góp phần hoàn thành", "Theo ý kiến đồng chí Hồ Tiên Thiệu, góp phần hoàn thành"))
    edit("plans/danh-muc/van-ban.toml", ("đồng chí Hồ Tiến Thiệu", "đồng chí Hồ Tiển Thiệu"))

    names = found(CITY)

    assert [d["code"] for d in names] == ["LC704", "LC704"]
    assert {Path(d["file"]).name for d in names} == {"thanh-pho.toml", "van-ban.toml"}
    place = f"tinh.toml:{line_of(PROVINCE, 'ho_ten')}:"
    assert all(place in d["message"] for d in names)


def test_an_agency_with_work_that_gets_no_copy_is_pointed_out(found) -> None:
    edit(CITY, ('co_quan = ["co-quan-chuyen-mon-tp", "don-vi-su-nghiep-tp"]\n', ""))

    missing = [d for d in found(CITY) if d["code"] == "LC705"]

    # of four departments and a centre, the one named in another line is not missed
    told = " ".join(d["message"] for d in missing)
    assert len(missing) == 3
    assert all(name in told for name in ("Văn phòng HĐND", "Thanh tra", "Trung tâm Văn hóa"))


def test_a_collective_among_the_recipients_stands_for_its_members(found) -> None:
    edit(CITY, ('co_quan = ["phong-noi-vu-tp"]\n\n[[noi_nhan]]', "\n[[noi_nhan]]"))

    assert found(CITY) == []


def test_a_report_without_a_date_is_no_promise(found) -> None:
    edit(WARD, ('thoi_han = { dinh_ky = ["6-thang", "9-thang", "nam"] }\n', ""))

    (one,) = found()

    assert (one["code"], one["line"]) == ("LC706", line_of(WARD, "Báo cáo CCHC"))


def test_a_report_by_a_remark_and_a_product_that_is_none_are_fine(found) -> None:
    periods = '{ dinh_ky = ["6-thang", "9-thang", "nam"] }'
    edit(WARD, (periods, '{ ghi_chu = "theo yêu cầu của Phòng Nội vụ" }'))
    edit(WARD, ('tu_doan = ["tc-pnv-can-bo"]', 'san_pham = "Tờ trình, bảng tổng hợp"'))

    assert found() == []


@pytest.mark.parametrize("agency", ["phong-noi-vu-tp", "so-noi-vu", "ubnd-phuong-chi-lang"])
def test_a_ward_gives_no_work_to_the_city_the_province_or_a_neighbour(found, agency) -> None:
    edit(WARD, ('chu_tri = ["tu-phap-ho-tich-phuong"]', f'chu_tri = ["{agency}"]'))

    assert [d["code"] for d in found()] == ["LC707"]


def test_a_commune_gives_no_work_to_bodies_of_wards(found) -> None:
    file = f"{PLANS}/xa-mai-pha.toml"
    edit(file, ('chu_tri = ["tu-phap-ho-tich-xa"]', 'chu_tri = ["tu-phap-ho-tich-phuong"]'))

    assert [d["code"] for d in found(file)] == ["LC707"]


def test_what_is_left_out_with_a_reason_must_be_above_and_not_here(found) -> None:
    ids = ("nv-papi-giam-sat", "nv-papi-giamsat", "nv-kiem-tra")
    entries = [f'\n[[khong_thuc_hien]]\nnut = "{i}"\nly_do = "không có người làm"\n' for i in ids]
    with Path(WARD).open("a", encoding="utf-8") as file:
        file.writelines(entries)

    first, second = found()

    assert {first["code"], second["code"]} == {"LC708"}
    assert "phuong-dong-kinh.toml:" in first["message"]
    assert "nv-papi-giam-sat" in second["hints"][0]


def test_a_plan_above_that_is_not_there_is_said_once_and_by_another_rule(found, kehoach) -> None:
    edit(WARD, ('cap_tren = "kh-tp-lang-son-2024"', 'cap_tren = "kh-khong-co"'))

    assert found() == []
    assert "KH407" in kehoach("check", WARD).err
