"""Laws of the forms: unchanged says nothing; the order of files says nothing; no figure is lost."""

from __future__ import annotations

import itertools
import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from generator.plan.emit import emit
from generator.plan.model import KeHoach, NguoiKy, NhiemVu, PhuLuc, ThoiHan, VanBan
from generator.plan.promised import ChiTieu
from tests.pdf_files import PdfPage, write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PERIOD = "2024-9-thang"
WARDS = ("ubnd-phuong-tam-thanh", "ubnd-phuong-chi-lang", "ubnd-xa-mai-pha")
PLAN = "plans/thu.toml"
_each = itertools.count()

words = st.sampled_from(
    [
        "Rà soát",
        "thủ tục",
        "hồ sơ",
        "số hóa",
        "95%",
        "“một cửa”",
        "(PAPI)",
        "tháng 6",
        "1.383",
        "xã",
    ]
)
sentences = st.lists(words, min_size=2, max_size=7).map(" ".join)
deadlines = st.one_of(
    st.none(),
    st.dates(date(2024, 1, 1), date(2025, 6, 30)).map(lambda day: ThoiHan(truoc=day)),
    st.just(ThoiHan(dinh_ky=["quy", "nam"])),
    st.just(ThoiHan(thuong_xuyen=True)),
)
units = st.sampled_from(["%", "ha"])
bodies = st.sampled_from([*WARDS, "ubnd-phuong-xa", "phong-noi-vu-tp"])
leads = st.lists(bodies, min_size=1, max_size=2, unique=True)


@st.composite
def plans(draw: st.DrawFn) -> KeHoach:
    """A plan of the city with tasks and targets of any words, bodies and deadlines."""
    tasks = [
        NhiemVu(id=f"nv-{i}", noi_dung=f"{draw(sentences)} {i}", chu_tri=draw(leads),
                thoi_han=draw(deadlines), san_pham=draw(st.one_of(st.none(), sentences)))
        for i in range(draw(st.integers(1, 6)))
    ]  # fmt: skip
    targets = [
        ChiTieu(id=f"ct-{i}", noi_dung=f"{draw(sentences)} {i}", don_vi=draw(units),
                gia_tri=draw(st.sampled_from(["95", "1.320,5"])), don_vi_thuc_hien=[WARDS[0]])
        for i in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return KeHoach(
        phien_ban=1,
        van_ban=VanBan(ma=f"thu-{next(_each)}", co_quan="ubnd-tp-lang-son", trich_yeu="Việc thử",
                       ngay_xet=date(2024, 1, 5)),
        nguoi_ky=[NguoiKy(quyen_han="TM. ỦY BAN NHÂN DÂN", chuc_vu="CHỦ TỊCH")],
        phu_luc=[PhuLuc(id="pl", tieu_de="Nhiệm vụ", nhiem_vu=tasks)],
        chi_tieu=targets,
    )  # fmt: skip


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=plans())
def test_a_form_sent_back_as_it_was_given_out_reports_nothing(
    workspace: Path, kehoach: Callable[..., Outcome], plan: KeHoach
) -> None:
    path = f"plans/{plan.van_ban.ma}.toml"
    Path(path).write_text(emit(plan), "utf-8")
    forms = Path("bieu") / plan.van_ban.ma
    both = ("--format", "xlsx", "--format", "docx")
    made = kehoach("progress", "init", path, "--period", PERIOD, "-o", str(forms), *both)
    assert made.code == 0, made.err
    sent = sorted(str(form) for form in forms.iterdir())
    before = {p: p.read_bytes() for p in Path("tien-do", plan.van_ban.ma).rglob("*.toml")}
    taken = kehoach("progress", "import", path, *sent)
    assert (taken.code, taken.err) == (0, "")
    assert {p: p.read_bytes() for p in before} == before
    found = json.loads(kehoach("progress", "roll-up", path, "--period", PERIOD, "--json").out)
    assert found["reported"] == 0
    assert len(found["not_reported"]) == len(sent) // 2
    Path(path).unlink()


# ------------------------------------------------------------------------------ many files


@pytest.fixture
def given_out(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """A plan of four tasks and a target, and the forms of three wards."""
    tasks = [
        NhiemVu(id=f"nv-{i}", noi_dung=f"Việc thứ {i} của năm", chu_tri=list(WARDS),
                thoi_han=ThoiHan(truoc=date(2024, 6, 15)))
        for i in range(1, 5)
    ]  # fmt: skip
    target = ChiTieu(id="ct-1", noi_dung="Số thủ tục được công khai", don_vi="thủ tục",
                     gia_tri="60", don_vi_thuc_hien=list(WARDS))  # fmt: skip
    plan = KeHoach(
        phien_ban=1,
        van_ban=VanBan(ma="thu", co_quan="ubnd-tp-lang-son", trich_yeu="Việc thử",
                       ngay_xet=date(2024, 1, 5)),
        nguoi_ky=[NguoiKy(quyen_han="TM. ỦY BAN NHÂN DÂN", chuc_vu="CHỦ TỊCH")],
        phu_luc=[PhuLuc(id="pl", tieu_de="Nhiệm vụ", nhiem_vu=tasks)],
        chi_tieu=[target],
    )  # fmt: skip
    Path(PLAN).write_text(emit(plan), "utf-8")
    assert kehoach("progress", "init", PLAN, "--period", PERIOD, "-o", "bieu").code == 0
    return workspace


def answered(form: str, name: str, cells: dict[str, str], figure: str | None) -> str:
    """A copy of a form with cells of the tasks ("D6") and the figure of the target."""
    book = load_workbook(f"bieu/{form}.xlsx")
    for at, value in cells.items():
        book["Nhiệm vụ"][at] = value
    figures = book["Chỉ tiêu"]
    heads = next(r for r in figures.iter_rows() if "Chỉ tiêu" in [c.value for c in r])
    column = next(c.column for c in heads if str(c.value).startswith("Kết quả"))
    figures.cell(heads[0].row + 1, column).value = figure
    book.save(name)
    return name


SENT = (
    (WARDS[0], {"D6": "Hoàn thành", "G6": "5/KH-UBND ngày 01/02/2024"}, "50"),
    (WARDS[1], {"D6": "Đang thực hiện", "D7": "Không phát sinh"}, "40"),
    (WARDS[0], {"D6": "Đang thực hiện", "E7": "Đã mở 3 lớp"}, "55"),
    (WARDS[2], {"D8": "Hoàn thành"}, None),
)


def comparable(value: Any) -> Any:
    """Without order: what was found, not how it was listed."""
    if isinstance(value, dict):
        return {key: comparable(one) for key, one in value.items() if key != "written"}
    if isinstance(value, list):
        return sorted((comparable(one) for one in value), key=json.dumps)
    if isinstance(value, str) and " ≠ " in value:
        return sorted(value.split(" ≠ "))
    return value


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (2, 1, 0, 3), (3, 2, 1, 0), (1, 3, 2, 0)])
def test_the_roll_up_is_the_same_in_whatever_order_the_files_came(
    given_out: Path, kehoach: Callable[..., Outcome], order: tuple[int, ...]
) -> None:
    sent = [answered(*row[:1], f"{i}.xlsx", *row[1:]) for i, row in enumerate(SENT)]

    def rolled(files: list[str]) -> Any:
        for file in files:
            assert kehoach("progress", "import", PLAN, file).code == 0
        day = ("--date", "2024-09-20", "--json")
        return json.loads(kehoach("progress", "roll-up", PLAN, "--period", PERIOD, *day).out)

    shutil.copytree("tien-do", "cho")
    first = rolled(sent)
    shutil.rmtree("tien-do")
    shutil.copytree("cho", "tien-do")
    assert comparable(rolled([sent[i] for i in order])) == comparable(first)


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    figures=st.lists(
        st.one_of(
            st.integers(0, 99_999).map(str),
            st.decimals(0, 999, places=2).map(lambda d: str(d).replace(".", ",")),
            st.sampled_from(["khoảng năm mươi", "60 thủ tục", "1.383", "n/a", "45/60", "-"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_figure_that_was_sent_is_kept_or_told_of(
    given_out: Path, kehoach: Callable[..., Outcome], figures: list[str]
) -> None:
    told = ""
    for i, figure in enumerate(figures):
        told += kehoach("progress", "import", PLAN, answered(WARDS[0], f"{i}.xlsx", {}, figure)).err
    kept = Path(f"tien-do/thu/{PERIOD}/{WARDS[0]}.toml").read_text("utf-8")
    assert [figure for figure in figures if figure not in kept and figure not in told] == []


# ------------------------------------------------------------------------------ wrong forms


def test_rows_that_were_deleted_are_named_and_what_was_reported_stays(
    given_out: Path, kehoach: Callable[..., Outcome]
) -> None:
    whole = answered(WARDS[0], "a.xlsx", {"D7": "Hoàn thành", "G7": "5/KH-UBND"}, "50")
    assert kehoach("progress", "import", PLAN, whole).code == 0
    book = load_workbook("a.xlsx")
    book["Nhiệm vụ"].delete_rows(7, 2)
    book["Nhiệm vụ"]["D6"] = "Đang thực hiện"
    book.save("b.xlsx")
    told = kehoach("progress", "import", PLAN, "b.xlsx")
    assert told.err.count("BC911") == 2
    assert "Việc thứ 2 của năm" in told.err
    kept = Path(f"tien-do/thu/{PERIOD}/{WARDS[0]}.toml").read_text("utf-8")
    assert 'trang_thai = "hoan_thanh"' in kept
    assert 'trang_thai = "dang"' in kept


@pytest.mark.parametrize("name", ["quet.pdf", "quet.png", "quet.xlsx", "quet.docx", "anh.pdf"])
def test_a_scan_is_refused_under_whatever_name_and_changes_nothing(
    given_out: Path, kehoach: Callable[..., Outcome], name: str
) -> None:
    Path(name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    write_pdf(Path("anh.pdf"), [PdfPage(image=True)])
    before = {p: p.read_bytes() for p in Path("tien-do").rglob("*") if p.is_file()}
    told = kehoach("progress", "import", PLAN, name)
    assert (told.code, "BC901" in told.err) == (1, True)
    assert {p: p.read_bytes() for p in Path("tien-do").rglob("*") if p.is_file()} == before
