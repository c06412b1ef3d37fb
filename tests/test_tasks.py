"""`kehoach tasks`: tasks of tables and of sentences, kept and dropped; coverage of them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans_apart.typist import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

DIRECTIVE = """
phien_ban = 1

[van_ban]
ma = "ct-tp-2024"
loai = "CT"
co_quan = "ubnd-tp-lang-son"
so = 7
ngay = 2024-05-02
trich_yeu = "Chỉ thị minh họa về vệ sinh môi trường"
minh_hoa = true

[[muc]]
id = "m1"
tieu_de = "NHIỆM VỤ"

[[muc.khoan]]
id = "k1"
danh_so = false
noi_dung = "UBND thành phố yêu cầu các phòng, ban, đơn vị và UBND các phường, xã thực hiện:"

[[muc.khoan]]
id = "k2"
tieu_de = "UBND các phường, xã"

[[muc.khoan.diem]]
id = "d-ke-hoach"
noi_dung = "Xây dựng kế hoạch thực hiện, gửi Phòng Nội vụ trước ngày 01/6/2024."

[[muc.khoan.diem]]
id = "d-bao-cao"
noi_dung = "Báo cáo UBND thành phố kết quả trước ngày 25 hằng tháng."

[[muc.khoan]]
id = "k3"
noi_dung = "Phòng Nội vụ chủ trì, phối hợp với Công an thành phố kiểm tra trong quý III/2024."

[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
"""
"""A directive whose tasks all stand in sentences; invented."""


@pytest.fixture
def directive(workspace: Path) -> Path:
    path = workspace / "plans" / "chi-thi.toml"
    path.write_text(DIRECTIVE, "utf-8")
    return path


@pytest.fixture
def tasks(directive: Path, kehoach: Callable[..., Outcome]) -> Callable[..., dict[str, Any]]:
    def run(*options: str) -> dict[str, Any]:
        done = kehoach("tasks", directive, "--json", *options)
        found: dict[str, Any] = json.loads(done.out)
        return found | {"code": done.code}

    return run


def test_sentences_give_who_with_whom_by_when_and_to_whom(tasks) -> None:
    found = {task["node"]: task for task in tasks()["tasks"]}
    assert list(found) == ["d-ke-hoach", "d-bao-cao", "k3"]
    plan, report, check = found.values()
    assert (plan["lead_ids"], plan["due"]) == (["ubnd-phuong-xa"], "2024-05-31")
    assert (report["deadline"], report["due"]) == ("trước ngày 25 hằng tháng", "2024-05-24")
    assert report["report_to"] == ["UBND thành phố Lạng Sơn"]
    assert (check["leads"], check["helpers"]) == (["Phòng Nội vụ"], ["Công an thành phố"])
    assert check["due"] == "2024-09-30"


def test_what_is_written_stays_and_what_is_dropped_comes_back_no_more(tasks, directive) -> None:
    first = tasks("--write")
    assert first["status"] == "written"
    id_ = first["tasks"][2]["id"]
    tasks("--drop", id_, "--keep", first["tasks"][0]["id"])
    again = tasks("--write")
    assert [task["state"] for task in again["tasks"]] == ["giu", "de-xuat", "bo"]
    assert directive.read_text("utf-8").startswith(DIRECTIVE.rstrip()[:200])


def test_a_wrong_id_is_refused_with_the_nearest(tasks, directive) -> None:
    found = tasks("--drop", "gv-d-ke-hoac")
    assert found["code"] == 1
    assert found["diagnostics"][0]["code"] == "KH440"
    assert directive.read_text("utf-8") == DIRECTIVE


def test_coverage_compares_tasks_of_sentences(directive, kehoach) -> None:
    found = json.loads(kehoach("coverage", directive, "--json").out)
    assert (found["evaluated"], len(found["tasks"])) == (True, 3)


def test_a_plan_issued_after_the_day_set_for_it_is_late(workspace, directive, kehoach) -> None:
    below = workspace / "plans" / "phuong-duoi.toml"
    below.write_text(
        DIRECTIVE.split("[[muc]]")[0]
        .replace("ct-tp-2024", "kh-duoi-2024")
        .replace('"CT"', '"KH"')
        .replace("ubnd-tp-lang-son", "ubnd-phuong-dong-kinh")
        .replace("2024-05-02", "2024-06-03")
        .replace("minh_hoa = true", 'minh_hoa = true\ncap_tren = "ct-tp-2024"')
        + '[[muc]]\nid = "m1"\ntieu_de = "NHIỆM VỤ"\n[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n',
        "utf-8",
    )
    found = json.loads(kehoach("coverage", directive, "--json").out)
    unit = next(u for u in found["units"] if u["unit"] == "ubnd-phuong-dong-kinh")
    cells = {cell["task"]: cell for cell in unit["cells"]}
    assert cells["d-ke-hoach"]["state"] == "late"
    assert cells["k3"]["state"] == "dropped-with-reason"
    assert cells["k3"]["reasons"][0]["kind"] == "rule"  # deriving leaves out what others are given


def test_where_no_task_is_read_nothing_is_called_covered(directive, kehoach) -> None:
    text = DIRECTIVE.split("[[muc]]")[0] + '[[nguoi_ky]]\nchuc_vu = "CHỦ TỊCH"\n'
    directive.write_text(text, "utf-8")
    done = kehoach("coverage", directive)
    assert done.code == 1
    assert "CHƯA ĐÁNH GIÁ" in done.out
    assert "Mọi nhiệm vụ" not in done.out


SAID_ELSEWHERE = """
[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"
[[muc]]
id = "viec"
tieu_de = "NHIỆM VỤ"
[[muc.khoan]]
id = "nhan-tren-dong"
noi_dung = "Cấp xã: UBND các xã, phường tổ chức ít nhất 02 buổi tập huấn."
[[muc.khoan]]
id = "moi-xa"
noi_dung = "Mỗi xã, phường đăng ký ít nhất 01 mô hình trước ngày 30/6/2027."
[[muc.khoan]]
id = "trong-ngoac"
noi_dung = "Lập quy hoạch chi tiết (Sở Xây dựng chủ trì, phối hợp với UBND các xã, phường; \
hoàn thành trong Quý IV/2026)."
[[muc.khoan]]
id = "hai-han"
noi_dung = "UBND các xã, phường báo cáo 6 tháng trước ngày 10/6/2026, báo cáo năm trước ngày \
05/12/2026."
[[muc.khoan]]
id = "theo-doi"
noi_dung = "Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch."
"""


def test_who_acts_is_read_wherever_the_sentence_says_it(workspace: Path, kehoach) -> None:
    head = """phien_ban = 1
[van_ban]
ma = "kh-noi-khac"
co_quan = "ubnd-tinh-lang-son"
ngay = 2026-01-15
trich_yeu = "Thử"
"""
    (workspace / "plans/noi-khac.toml").write_text(head + SAID_ELSEWHERE, "utf-8")
    said = json.loads(kehoach("tasks", "plans/noi-khac.toml", "--json").out)
    read = {task["node"]: task for task in said["tasks"]}
    communes = ["UBND các xã, phường"]
    assert read["nhan-tren-dong"]["leads"] == communes
    assert [one.lower() for one in read["moi-xa"]["leads"]] == ["các xã, phường"]
    assert read["trong-ngoac"]["leads"] == ["Sở Xây dựng"]
    assert read["trong-ngoac"]["helpers"] == communes
    assert read["trong-ngoac"]["due"] == "2026-12-31"
    assert read["hai-han"]["due"] == "2026-06-09"
    assert [day for _said, day in read["hai-han"]["more"]] == ["2026-12-04"]
    assert len(read["theo-doi"]["leads"]) == 1
    assert "Văn phòng" in read["theo-doi"]["leads"][0]


def test_import_stores_tasks_and_targets_and_a_dropped_one_orders_nothing(
    workspace: Path, kehoach
) -> None:
    word = typed("pccc-hai-phong")
    (workspace / "a.docx").write_bytes(word)
    assert kehoach("import", "a.docx", "-o", "plans/a.toml", "--tasks").code == 0
    stored = tomllib.loads((workspace / "plans/a.toml").read_text("utf-8"))["giao_viec"]
    assert {task.get("trang_thai", "de-xuat") for task in stored} == {"de-xuat"}
    assert len(stored) > 8
    gone = stored[0]
    assert kehoach("tasks", "plans/a.toml", "--drop", gone["id"]).code == 0
    after = json.loads(kehoach("tasks", "plans/a.toml", "--json").out)["tasks"]
    told = {task["id"]: task for task in after}
    assert told[gone["id"]]["state"] == "bo"
    assert told[gone["id"]]["text"]
    assert [task["state"] for task in after if task["node"] == gone["nut"]] == ["bo"]
    assert kehoach("tasks", "plans/a.toml", "--write").code == 0
    again = json.loads(kehoach("tasks", "plans/a.toml", "--json").out)["tasks"]
    assert again == after
