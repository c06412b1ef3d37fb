"""`kehoach coverage` on the real cascade: what became of every task, in three shapes."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.cascade.covering.open_names import same_bodies
from generator.cascade.tasks.all_tasks import match, tasks_of
from generator.cascade.tasks.promised_figures import Target, counts, targets, weaker
from generator.cascade.tasks.staying import staying
from generator.grammar.stored import last_day
from generator.plan.model import KeHoach, ThoiHan
from generator.plan.toml import decode, load_plan, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLANS = "plans/lang-son-2024"
CITY = f"{PLANS}/thanh-pho.toml"
WARD = f"{PLANS}/phuong-dong-kinh.toml"
UNIT = "ubnd-phuong-dong-kinh"


def edit(file: str, *pairs: tuple[str, str]) -> None:
    text = Path(file).read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    Path(file).write_text(text, "utf-8")


def task(file: str, id_: str) -> str:
    """The lines of one task, header included."""
    text = Path(file).read_text("utf-8")
    found = re.search(rf'\[\[phu_luc\.nhiem_vu\]\]\nid = "{id_}"\n(?:(?!\[\[).*\n?)*', text)
    assert found, id_
    return found[0]


def drop(file: str, id_: str) -> None:
    edit(file, (task(file, id_), ""))


def change(file: str, id_: str, old: str, new: str) -> None:
    block = task(file, id_)
    assert old in block
    edit(file, (block, block.replace(old, new, 1)))


@pytest.fixture
def matrix(workspace: Path, kehoach: Callable[..., Outcome]) -> Callable[..., Any]:
    def run(root: str = CITY) -> Any:
        outcome = kehoach("coverage", root, "--json")
        found = json.loads(outcome.out)
        found["code"] = outcome.code
        return found

    return run


def cell(found: Any, id_: str, unit: str = UNIT) -> Any:
    row = next(u for u in found["units"] if u["unit"] == unit)
    return next(c for c in row["cells"] if c["task"] == id_)


def kinds(found: Any, id_: str, unit: str = UNIT) -> list[str]:
    return [reason["kind"] for reason in cell(found, id_, unit).get("reasons", [])]


# ---------------------------------------------------------------------- the real cascade


def test_derived_plans_take_up_every_task_or_leave_it_out_by_a_rule(matrix) -> None:
    found = matrix()

    assert found["code"] == 0
    assert found["clean"]
    assert len(found["units"]) == 8
    assert len(found["tasks"]) == 23
    assert found["totals"] == {
        "taken": 152, "adapted": 0, "dropped-with-reason": 32, "dropped": 0, "late": 0,
        "contradicted": 0, "missing": 0,
    }  # fmt: skip
    assert kinds(found, "nv-kiem-tra") == ["rule"]


def test_every_cell_names_the_line_where_the_task_stands(matrix) -> None:
    found = matrix()

    for unit in found["units"]:
        lines = Path(unit["file"]).read_text("utf-8").splitlines()
        for one in unit["cells"]:
            if one["state"] == "taken":
                assert lines[one["line"] - 1] == "[[phu_luc.nhiem_vu]]"
                assert f'id = "{one["task"]}"' in lines[one["line"]]


def test_the_province_sees_the_city_and_ten_districts_without_a_plan(matrix) -> None:
    found = matrix(f"{PLANS}/tinh.toml")

    assert found["code"] == 1
    assert [u["unit"] for u in found["units"] if u["plan"]] == ["ubnd-tp-lang-son"]
    assert found["totals"]["missing"] == 10 * len(found["tasks"])
    city = "ubnd-tp-lang-son"
    assert cell(found, "nv-chi-dao", city)["state"] == "dropped"
    # the city's own plan is written by hand, without `nguon`: matched by id and words
    assert cell(found, "nv-bao-cao", city)["state"] == "adapted"
    assert cell(found, "nv-par-xep-hang", city)["state"] == "dropped-with-reason"


def test_work_handed_to_bodies_of_ones_own_is_no_contradiction(matrix) -> None:
    found = matrix(f"{PLANS}/tinh.toml")

    assert "leads" in kinds(found, "nv-bao-cao", "ubnd-tp-lang-son")
    assert found["totals"]["contradicted"] == 0


def test_the_root_is_named_by_file_or_id_with_the_same_result(workspace, kehoach) -> None:
    by_file = kehoach("coverage", CITY, "--json")
    by_id = kehoach("coverage", "kh-tp-lang-son-2024", "--json")

    # the place of the root is the same file, however it was named
    assert json.loads(by_file.out) == json.loads(by_id.out)


def test_the_json_is_the_same_in_one_process_or_several_and_every_time(workspace, kehoach) -> None:
    registry = Path("plans/danh-muc/co-quan.toml")
    base = Path(WARD).read_text("utf-8")
    for n in range(30):  # more files than one process takes on
        more = (
            f'\n[[co_quan]]\nid = "ubnd-xa-{n}"\nloai = "ubnd"\ncap = "xa"\n'
            f'don_vi = "xã Số {n}"\ntruc_thuoc = "ubnd-tp-lang-son"\n'
        )
        registry.write_text(registry.read_text("utf-8") + more, "utf-8")
        copy = base.replace("ubnd-phuong-dong-kinh", f"ubnd-xa-{n}")
        copy = copy.replace("kh-phuong-dong-kinh-2024", f"kh-xa-{n}-2024")
        Path(f"{PLANS}/xa-so-{n:02}.toml").write_text(copy, "utf-8")

    alone = kehoach("coverage", CITY, "--json", "-j", "1")
    together = kehoach("coverage", CITY, "--json", "-j", "2")

    assert alone.out == together.out
    assert alone.code == together.code
    assert len(json.loads(alone.out)["units"]) == 38


# ---------------------------------------------------------------------- planted faults


def test_a_task_deleted_below_is_dropped_without_reason(matrix) -> None:
    drop(WARD, "nv-papi-giam-sat")

    found = matrix()

    assert found["code"] == 1
    assert cell(found, "nv-papi-giam-sat")["state"] == "dropped"
    assert found["totals"]["dropped"] == 1


def test_a_reason_of_the_unit_makes_a_dropped_task_stand(matrix) -> None:
    drop(WARD, "nv-papi-giam-sat")
    reason = "Mặt trận Tổ quốc phường có kế hoạch riêng"
    with Path(WARD).open("a", encoding="utf-8") as file:
        file.write(f'\n[[khong_thuc_hien]]\nnut = "nv-papi-giam-sat"\nly_do = "{reason}"\n')

    found = matrix()

    assert found["code"] == 0
    one = cell(found, "nv-papi-giam-sat")
    assert one["state"] == "dropped-with-reason"
    assert reason in one["reasons"][0]["message"]


def test_a_later_deadline_is_late_and_an_earlier_one_is_not(matrix) -> None:
    change(WARD, "nv-ke-hoach-phuong-xa", "2024-06-15", "2024-06-16")
    change(f"{PLANS}/xa-mai-pha.toml", "nv-ke-hoach-phuong-xa", "2024-06-15", "2024-06-10")

    found = matrix()

    assert cell(found, "nv-ke-hoach-phuong-xa")["state"] == "late"
    assert cell(found, "nv-ke-hoach-phuong-xa", "ubnd-xa-mai-pha")["state"] == "adapted"
    assert found["totals"]["late"] == 1


@pytest.mark.parametrize(("day", "state"), [("13", "taken"), ("14", "taken"), ("15", "late")])
def test_a_plan_issued_on_the_last_day_is_in_time_and_a_day_later_is_late(
    matrix, day: str, state: str
) -> None:
    edit(WARD, ("# ngay =  ", f"ngay = 2024-06-{day} # "))

    found = matrix()

    assert cell(found, "nv-ke-hoach-phuong-xa")["state"] == state


def test_by_14_june_keeps_before_15_june_but_on_15_june_does_not(matrix) -> None:
    change(WARD, "nv-ke-hoach-phuong-xa", "truoc = 2024-06-15", "ngay = 2024-06-14")
    other = f"{PLANS}/xa-mai-pha.toml"
    change(other, "nv-ke-hoach-phuong-xa", "truoc = 2024-06-15", "ngay = 2024-06-15")

    found = matrix()

    assert cell(found, "nv-ke-hoach-phuong-xa")["state"] == "adapted"
    assert cell(found, "nv-ke-hoach-phuong-xa", "ubnd-xa-mai-pha")["state"] == "late"


def test_another_lead_than_the_counterpart_contradicts_but_one_more_adapts(matrix) -> None:
    change(WARD, "nv-papi-giam-sat", '["mttq-phuong"]', '["van-hoa-xa-hoi-phuong"]')
    change(WARD, "nv-papi-pho-bien-luat", '["mttq-phuong"]', '["mttq-phuong", "mot-cua-phuong"]')

    found = matrix()

    assert cell(found, "nv-papi-giam-sat")["state"] == "contradicted"
    assert kinds(found, "nv-papi-giam-sat") == ["lead"]
    assert cell(found, "nv-papi-pho-bien-luat")["state"] == "adapted"


def test_another_product_contradicts_but_other_words_for_it_adapt(matrix) -> None:
    change(WARD, "nv-bao-cao", "Báo cáo CCHC", "Đề án chuyển đổi số")
    change(f"{PLANS}/xa-mai-pha.toml", "nv-bao-cao", "Báo cáo CCHC", "Báo cáo CCHC của xã")

    found = matrix()

    assert cell(found, "nv-bao-cao")["state"] == "contradicted"
    assert cell(found, "nv-bao-cao", "ubnd-xa-mai-pha")["state"] == "adapted"


def test_a_lower_share_contradicts_and_the_sum_of_the_units_is_held_against_the_city(
    matrix,
) -> None:
    words = "Chủ động tổ chức thực hiện đầy đủ"
    aim = "Tổ chức {} hội nghị, giải quyết đúng hạn {}% hồ sơ, thực hiện đầy đủ"
    edit(CITY, (words, aim.format(40, 95)))
    files = sorted({*Path(PLANS).glob("phuong-*.toml"), *Path(PLANS).glob("xa-*.toml")})
    for file in files:
        edit(str(file), (words, aim.format(4, 90 if file.name == Path(WARD).name else 95)))

    found = matrix()

    assert cell(found, "nv-to-chuc-thuc-hien")["state"] == "contradicted"
    assert "target" in kinds(found, "nv-to-chuc-thuc-hien")
    assert cell(found, "nv-to-chuc-thuc-hien", "ubnd-xa-mai-pha")["state"] == "adapted"
    (total,) = found["sums"]
    assert (total["of"], total["target"], total["sum"]) == ("hội nghị", 40, 32)
    assert total["short"]

    for file in files:
        edit(str(file), ("Tổ chức 4 hội nghị", "Tổ chức 6 hội nghị"))
    assert not matrix()["sums"][0]["short"]


def test_a_sum_is_not_judged_while_some_units_state_no_number(matrix) -> None:
    edit(CITY, ("Chủ động tổ chức thực hiện", "Mở 40 lớp tập huấn, chủ động tổ chức thực hiện"))
    edit(WARD, ("Chủ động tổ chức thực hiện", "Mở 2 lớp tập huấn, chủ động tổ chức thực hiện"))

    (total,) = matrix()["sums"]

    assert (total["stating"], total["asked"], total["short"]) == (1, 8, False)


def test_a_task_of_ones_own_is_local_and_no_fault(matrix) -> None:
    with Path(WARD).open("a", encoding="utf-8") as file:
        file.write(
            '\n[[phu_luc.nhiem_vu]]\nid = "nv-cho-dem"\nnhom = "papi"\n'
            'noi_dung = "Mở quầy hướng dẫn dịch vụ công tại chợ đêm Kỳ Lừa"\n'
        )

    found = matrix()

    assert found["code"] == 0
    row = next(u for u in found["units"] if u["unit"] == UNIT)
    assert [local["id"] for local in row["local"]] == ["nv-cho-dem"]


def test_a_unit_without_a_plan_is_missing(matrix) -> None:
    Path(WARD).unlink()

    found = matrix()

    assert found["code"] == 1
    row = next(u for u in found["units"] if u["unit"] == UNIT)
    assert row["plan"] is None
    assert found["totals"]["missing"] == 23


def test_a_broken_plan_is_reported_and_the_others_are_still_compared(workspace, kehoach) -> None:
    edit(WARD, ('id = "nv-bao-cao"', "id = nv-bao-cao"))

    outcome = kehoach("coverage", CITY)

    assert outcome.code == 1
    assert "DL1" in outcome.err
    assert "phường Đông Kinh" in outcome.out
    assert "đưa vào đủ: 133" in outcome.out


# ---------------------------------------------------------------------- look-alikes


def test_a_renamed_task_without_origin_is_found_by_its_words(matrix) -> None:
    block = task(WARD, "nv-papi-giam-sat")
    bare = "\n".join(x for x in block.splitlines() if not x.startswith("nguon"))
    edit(WARD, (block, bare.replace("nv-papi-giam-sat", "nv-cua-toi") + "\n\n"))

    found = matrix()

    assert cell(found, "nv-papi-giam-sat")["state"] == "taken"
    assert found["code"] == 0


def test_an_id_used_for_something_else_is_not_the_same_task(matrix) -> None:
    drop(WARD, "nv-papi-giam-sat")
    with Path(WARD).open("a", encoding="utf-8") as file:
        file.write(
            '\n[[phu_luc.nhiem_vu]]\nid = "nv-papi-giam-sat"\nnhom = "papi"\n'
            'noi_dung = "Sửa mái nhà văn hóa khối phố 5"\n'
        )

    assert cell(matrix(), "nv-papi-giam-sat")["state"] == "dropped"


def test_spaces_the_full_stop_and_decomposed_letters_are_no_adaptation(matrix) -> None:
    words = "Xác định nâng cao Chỉ số PAPI là nhiệm vụ thường xuyên"
    edit(WARD, (words, unicodedata.normalize("NFD", words)), ('liên tục"', 'liên tục."'))

    assert cell(matrix(), "nv-papi-thuong-xuyen")["state"] == "taken"


def test_a_task_split_in_two_is_one_task_in_two_places(matrix) -> None:
    block = task(WARD, "nv-papi-giam-sat")
    second = block.replace('"nv-papi-giam-sat"', '"nv-papi-giam-sat-2"', 1)
    edit(WARD, (block, block + second))

    found = matrix()

    assert cell(found, "nv-papi-giam-sat")["state"] == "adapted"
    assert kinds(found, "nv-papi-giam-sat") == ["split"]
    assert found["code"] == 0


def test_a_plan_changed_above_since_the_derivation_says_so(matrix) -> None:
    edit(CITY, ("Chủ động tổ chức thực hiện đầy đủ", "Chủ động, kịp thời thực hiện đầy đủ"))

    found = matrix()

    assert cell(found, "nv-to-chuc-thuc-hien")["state"] == "adapted"
    assert "stale" in kinds(found, "nv-to-chuc-thuc-hien")


def test_points_of_the_body_are_the_tasks_of_a_plan_without_an_appendix() -> None:
    loaded, _found = load_plan(Path(CITY).resolve())
    if loaded is None:
        loaded, _found = load_plan(Path(__file__).parent.parent / CITY)
    assert loaded is not None
    loaded.plan.phu_luc.clear()

    tasks = tasks_of(loaded.plan)

    assert "tc-pnv-bao-cao" in [t.id for t in tasks]
    assert match(tasks, "x", tasks).local == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("đạt 95% hồ sơ", [Target(95, "%", False)]),
        ("không quá 12,5 % hồ sơ", [Target(12.5, "%", True)]),
        ("1.200 hồ sơ số hóa", [Target(1200, "hồ sơ", False)]),
        ("trước ngày 15/6/2024, năm 2024, trong 6 tháng", []),
        ("Nghị định số 30 của Chính phủ, Điều 13 khoản 2", []),
        ("nằm trong nhóm xếp hạng 30 tỉnh đứng đầu", []),
        ("từ 80-90% hồ sơ", []),
        ("Kế hoạch 126/KH-UBND", []),
    ],
)
def test_numbers_are_targets_only_where_they_promise_something(text, wanted) -> None:
    assert targets(text) == wanted


def test_a_ceiling_is_weaker_when_it_is_higher() -> None:
    assert weaker(targets("không quá 5% hồ sơ"), targets("không quá 8% hồ sơ"))
    assert not weaker(targets("không quá 5% hồ sơ"), targets("không quá 3% hồ sơ"))
    assert counts(targets("mở 2 lớp học và 3 lớp học")) == {}


def test_a_task_without_a_day_has_no_last_day() -> None:
    assert last_day(ThoiHan(thuong_xuyen=True)) is None
    assert str(last_day(ThoiHan(nam=2024))) == "2024-12-31"


# ---------------------------------------------------------------------- terminal and page


def test_the_terminal_shows_signs_a_legend_and_both_places(workspace, kehoach, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    drop(WARD, "nv-papi-giam-sat")
    change(WARD, "nv-papi-pho-bien-luat", '["mttq-phuong"]', '["van-hoa-xa-hoi-phuong"]')

    outcome = kehoach("coverage", CITY)

    assert outcome.code == 1
    assert "✗ bỏ, không rõ lý do: 1" in outcome.out
    line = next(i for i, t in enumerate(Path(CITY).read_text("utf-8").splitlines(), 1)
                if t == 'id = "nv-papi-giam-sat"')  # fmt: skip
    assert f"{CITY}:{line - 1}" in outcome.out
    assert f"{WARD}:" in outcome.out
    table = [x for x in outcome.out.splitlines() if re.match(r" {0,2}\d+ .*●", x)]
    assert len(table) == 19
    assert max(map(len, table)) <= 80


def test_an_unknown_plan_is_wrong_usage(workspace, kehoach) -> None:
    assert kehoach("coverage", "kh-tp-lang-son").code == 2
    assert "kh-tp-lang-son-2024" in kehoach("coverage", "kh-tp-lang-son").err


def evil_page(kehoach: Callable[..., Outcome]) -> Path:
    """A page whose plans hold what would be code if it were not text."""
    with Path(WARD).open("a", encoding="utf-8") as file:
        file.write(
            '\n[[phu_luc.nhiem_vu]]\nid = "nv-doc"\nnhom = "papi"\n'
            'noi_dung = "</script><script>document.title=1</script><img src=x onerror=alert(1)>"\n'
        )
    edit(CITY, ("Chủ động tổ chức", "<b>Chủ động</b> & </script> tổ chức"))
    target = Path("output/doi-chieu.html")
    kehoach("coverage", CITY, "--html", target)
    return target


def test_the_page_holds_plan_text_as_data_only_and_loads_nothing(workspace, kehoach) -> None:
    page = evil_page(kehoach).read_text("utf-8")

    assert page.count("<script") == 2
    assert "onerror=alert(1)>" in page  # as text inside the JSON
    assert "<img" not in page
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert len(data["rows"]) == 8
    assert not re.search(r'(?:src|href)\s*=\s*["\']?(?:https?:)?//', page)
    assert "default-src 'none'" in page


def test_the_page_is_the_same_bytes_every_time(workspace, kehoach) -> None:
    kehoach("coverage", CITY, "--html", "a.html")
    kehoach("coverage", CITY, "--html", "b.html")

    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def chromium(page: Path, folder: Path, script: str = "") -> str:
    """The page's elements after its script has run, and after one more."""
    text = page.read_text("utf-8")
    if script:  # the page's policy lets no other script run
        text = re.sub(r"<meta http-equiv=.Content-Security-Policy.*?>", "", text)
        text = text.replace("</body>", f"<script>{script}</script></body>")
    copy = folder / "trang.html"
    copy.write_text(text, "utf-8")
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'ho-so'}", "--dump-dom", copy.resolve().as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    return done.stdout


def test_a_browser_shows_matrix_timeline_and_both_paragraphs(workspace, kehoach, tmp_path) -> None:
    change(WARD, "nv-ke-hoach-phuong-xa", "2024-06-15", "2024-07-01")
    page = evil_page(kehoach)

    shown = chromium(page, tmp_path, "cellAt(3, 1).click();")

    assert "data-ready=" in shown  # the script came to its end
    assert shown.count('<tr data-row="') == 8
    assert "phường Đông Kinh, nhiệm vụ 2: muộn hơn cấp trên" in shown
    assert "<circle" in shown
    assert re.search(r"<dialog[^>]* open", shown)
    assert f"{WARD}:" in shown
    assert f"{CITY}:" in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "<title>Đối chiếu kh-tp-lang-son-2024</title>" in shown


def test_a_browser_filters_units_by_name_without_marks_and_by_state(
    workspace, kehoach, tmp_path
) -> None:
    drop(WARD, "nv-papi-giam-sat")
    kehoach("coverage", CITY, "--html", "a.html")

    named = chromium(Path("a.html"), tmp_path, 'byId("search").value = "dong kinh"; filter();')
    wrong = chromium(
        Path("a.html"), tmp_path, 'byId("states").querySelector("[value=\'3\']").click();'
    )

    for shown in (named, wrong):
        assert shown.count('<tr data-row="') == 1
        assert "1/8 đơn vị" in shown


ABOVE = """\
phien_ban = 1
[van_ban]
ma = "kh-tren"
co_quan = "ubnd-tinh-lang-son"
so = 5
ngay = 2026-01-10
trich_yeu = "Trồng cây"
minh_hoa = true
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
[[muc]]
id = "m"
tieu_de = "NHIỆM VỤ"
[[muc.khoan]]
id = "k"
tieu_de = "Trồng cây"
[[muc.khoan.diem]]
id = "a"
noi_dung = "Sở Xây dựng tập huấn cho 240 người trồng cây; mỗi xã, phường cử 02 người tham gia."
"""


def plan_of(text: str) -> KeHoach:
    source, _problems = parse(text.encode(), "ke-hoach.toml")
    assert source is not None
    plan, problems = decode(source, KeHoach)
    assert plan is not None, problems
    return plan


def test_of_two_tasks_in_one_sentence_the_one_that_stays_is_known_by_its_words() -> None:
    plan = plan_of(ABOVE)
    above = tasks_of(plan)
    assert [task.text[:6] for task in above] == ["Sở Xây", "mỗi xã"]
    old = ABOVE[ABOVE.index('noi_dung = "Sở') :]
    new = (
        'noi_dung = "Cử 02 người tham gia theo nội dung: “Sở Xây dựng tập huấn cho 240 người trồng '
        'cây”."\nnguon = { ke_hoach = "kh-tren", nut = "a", ma_bam = "0" }\n'
    )
    below = plan_of(ABOVE.replace(old, new))
    assert staying(above, 0, "kh-tren", below) is None
    assert staying(above, 1, "kh-tren", below) is not None


def test_two_names_of_one_body_are_no_contradiction() -> None:
    assert same_bodies("Sở KH&CN, Phòng Kinh tế", "Phòng Kinh tế, Sở Khoa học và Công nghệ", None)
    assert not same_bodies("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", None)
