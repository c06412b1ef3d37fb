"""The city amends its plan after the wards have drafted theirs: the whole story, by command."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.plan.model import Diem, NhiemVu, walk
from generator.plan.toml import load_plan
from tests.conftest import process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PLANS = Path("plans/lang-son-2024")
CITY = PLANS / "thanh-pho.toml"
DONG_KINH, TAM_THANH, VINH_TRAI, CHI_LANG = (
    PLANS / f"phuong-{name}.toml" for name in ("dong-kinh", "tam-thanh", "vinh-trai", "chi-lang")
)
NEW_TASK = """
[[phu_luc.nhiem_vu]]
id = "nv-khao-sat"
nhom = "papi"
noi_dung = "Khảo sát sự hài lòng của người dân tại phường, xã"
chu_tri = ["ubnd-phuong-xa"]
san_pham = "Báo cáo"
thoi_han = { truoc = 2024-09-30 }
ap_dung = ["phuong", "xa"]
"""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def table(path: Path, id_: str) -> str:
    """The whole table of a node, with the empty line after it."""
    found = re.search(
        rf'^\[\[[a-z_.]+\]\]\nid = "{id_}"\n(?:(?!\[|#).*\n)*',
        path.read_text("utf-8"),
        re.MULTILINE,
    )
    assert found is not None, id_
    return found[0]


def nodes(path: Path) -> dict[str, object]:
    loaded, problems = load_plan(path)
    assert loaded is not None, problems
    return {node.id: node for _loc, node in walk(loaded.plan)}


def amended_city(path: Path) -> None:
    """A deadline, a deleted task, a new task, a reworded aim, a moved point."""
    change(path, "thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-20 }")
    change(path, table(path, "nv-papi-khieu-nai"), "")
    change(path, "chuyển biến đồng bộ, thực chất", "chuyển biến rõ nét, thực chất")
    moved = table(path, "md-hai-long")
    change(path, moved, "")
    first = table(path, "md-phat-huy")
    change(path, first, moved + first)
    group = re.search(r'^nhom = "(.*)"$', table(path, "nv-papi-trang-tin"), re.MULTILINE)
    assert group is not None
    path.write_text(path.read_text("utf-8") + NEW_TASK.replace("papi", group[1]), "utf-8")


@pytest.fixture
def drafted(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    """Eight plans derived, three of them edited."""
    assert kehoach("derive", CITY, "--all").code == 0
    change(DONG_KINH, "của Chỉ số PAR INDEX, Chỉ số SIPAS.", "của PAR INDEX, SIPAS và PAPI.")
    change(DONG_KINH, "thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-12 }")
    change(DONG_KINH, "# ho_ten =            # điền họ và tên người ký", 'ho_ten = "Lê Văn An"')
    change(
        DONG_KINH,
        table(DONG_KINH, "md-kh-cchc"),
        "# ý này phường đã bàn ngày 10/6\n" + table(DONG_KINH, "md-kh-cchc"),
    )
    change(
        DONG_KINH,
        table(DONG_KINH, "md-quan-tri"),
        table(DONG_KINH, "md-quan-tri")
        + '[[muc.khoan.diem]]\nid   = "md-rieng"   # của phường\nnoi_dung = "Việc riêng."\n\n',
    )
    task = table(TAM_THANH, "nv-papi-khieu-nai")
    change(TAM_THANH, task, task.replace('noi_dung = "', 'noi_dung = "Theo phân công, '))
    aim = table(VINH_TRAI, "md-nhiem-vu")
    change(VINH_TRAI, aim, aim.replace("noi_dung", "bao_ve = true\nnoi_dung", 1))
    change(VINH_TRAI, table(VINH_TRAI, "nv-ke-hoach-phuong-xa"), "")
    return workspace


def test_asking_what_if_writes_nothing_and_names_every_ward(
    drafted: Path, kehoach: Callable[..., Outcome]
) -> None:
    draft = drafted / "du-thao.toml"
    draft.write_bytes(CITY.read_bytes())
    amended_city(draft)
    before = {p: p.read_bytes() for p in drafted.rglob("*") if p.is_file()}

    told = kehoach("update", "--what-if", draft, "--json")

    assert {p: p.read_bytes() for p in drafted.rglob("*") if p.is_file()} == before
    report = json.loads(told.out)
    status = {Path(r["file"]).stem: r["status"] for r in report["results"]}
    assert len(status) == 8
    assert status["phuong-dong-kinh"] == "conflict"
    assert status["phuong-tam-thanh"] == "conflict"
    assert status["phuong-vinh-trai"] == "updated"
    assert status["xa-mai-pha"] == "updated"
    assert told.code == 1
    assert not report["written"]


def test_the_amendment_arrives_and_the_wards_keep_their_words(
    drafted: Path, kehoach: Callable[..., Outcome]
) -> None:
    amended_city(CITY)
    dry = kehoach("update", "--recursive", CITY, "--dry-run")
    told = kehoach("update", "--recursive", CITY)

    assert told.code == 1
    assert (
        dry.out.replace("sẽ thay đổi", "đã cập nhật").replace(
            "sẽ xung đột", "đã cập nhật, có xung đột"
        )
        == told.out
    )
    assert "DX529" in told.err  # the city wrote its plan itself: a person must compare

    untouched = nodes(CHI_LANG)
    assert "nv-papi-khieu-nai" not in untouched
    assert "nv-khao-sat" in untouched
    ids = list(untouched)
    assert ids.index("md-hai-long") < ids.index("md-phat-huy")
    before = CHI_LANG.read_bytes()
    assert kehoach("derive", CITY, "--unit", "ubnd-phuong-chi-lang").code == 0
    assert CHI_LANG.read_bytes() == before

    own = nodes(DONG_KINH)
    aim = own["md-nhiem-vu"]
    assert isinstance(aim, Diem)
    assert "chuyển biến rõ nét" in aim.noi_dung
    assert aim.noi_dung.endswith("của PAR INDEX, SIPAS và PAPI.")
    text = DONG_KINH.read_text("utf-8")
    assert '# ý này phường đã bàn ngày 10/6\n[[muc.khoan.diem]]\nid = "md-kh-cchc"' in text
    assert 'id   = "md-rieng"   # của phường\nnoi_dung = "Việc riêng."\n' in text
    assert 'ho_ten = "Lê Văn An"' in text
    task = own["nv-ke-hoach-phuong-xa"]
    assert isinstance(task, NhiemVu)
    (conflict,) = task.xung_dot
    assert (conflict.truong, conflict.goc) == ("thoi_han", "{ truoc = 2024-06-15 }")
    assert conflict.tren == "{ truoc = 2024-06-20 }"
    assert conflict.cua_toi == "{ truoc = 2024-06-12 }"

    gone = nodes(TAM_THANH)["nv-papi-khieu-nai"]
    assert isinstance(gone, NhiemVu)
    assert [c.truong for c in gone.xung_dot] == ["nut"]

    protected = nodes(VINH_TRAI)
    assert "đồng bộ" in protected["md-nhiem-vu"].noi_dung  # type: ignore[attr-defined]
    assert "nv-ke-hoach-phuong-xa" not in protected
    assert told.err.count("DX523") == 2  # the protected aim; the task that Vĩnh Trại took out

    again = {p: p.read_bytes() for p in PLANS.iterdir()}
    second = kehoach("update", "--recursive", CITY)
    assert {p: p.read_bytes() for p in PLANS.iterdir()} == again
    assert second.out.count("không đổi") == 9


def test_conflicts_stop_rendering_until_the_clerk_has_chosen(
    drafted: Path, kehoach: Callable[..., Outcome]
) -> None:
    amended_city(CITY)
    kehoach("update", DONG_KINH, TAM_THANH)
    refused = kehoach("render", DONG_KINH)
    assert refused.code == 1
    assert "DX520" in refused.err
    assert "DX520" in kehoach("check", TAM_THANH).err

    assert kehoach("resolve", DONG_KINH, "nv-ke-hoach-phuong-xa.khac", "--above").code == 2
    both = kehoach("resolve", DONG_KINH, "nv-ke-hoach-phuong-xa.thoi_han", "--both")
    assert both.code == 2
    done = kehoach("resolve", DONG_KINH, "nv-ke-hoach-phuong-xa.thoi_han", "--above")
    assert done.code == 0, done.err
    assert "xung_dot" not in DONG_KINH.read_text("utf-8")
    task = nodes(DONG_KINH)["nv-ke-hoach-phuong-xa"]
    assert str(task.thoi_han.truoc) == "2024-06-20"  # type: ignore[attr-defined]
    assert kehoach("resolve", TAM_THANH, "nv-papi-khieu-nai", "--above").code == 0
    assert "nv-papi-khieu-nai" not in nodes(TAM_THANH)
    assert kehoach("render", DONG_KINH, TAM_THANH).code == 0
    assert kehoach("update", DONG_KINH, TAM_THANH).out.count("không đổi") == 2


def wards(home: Path) -> dict[str, bytes]:
    folder = home / PLANS
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.toml")) if "-" in p.stem}


@pytest.mark.parametrize("written_before", [1, 4])
def test_killed_in_the_middle_every_plan_is_old_or_new_and_a_second_run_finishes(
    drafted: Path, tmp_path: Path, written_before: int
) -> None:
    amended_city(drafted / CITY)
    whole = tmp_path / "ca-hai"
    shutil.copytree(drafted, whole)
    process("update", "--recursive", CITY, cwd=whole).communicate(timeout=240)
    old, new = wards(drafted), wards(whole)
    assert old != new

    running = process("update", "--recursive", CITY, cwd=drafted)
    deadline = time.monotonic() + 240
    while running.poll() is None and time.monotonic() < deadline:
        now = wards(drafted)
        if sum(now[name] != old[name] for name in old) >= written_before:
            break
    running.kill()
    running.communicate(timeout=240)
    for name, data in wards(drafted).items():
        assert data in (old[name], new[name]), name

    process("update", "--recursive", CITY, cwd=drafted).communicate(timeout=240)
    assert wards(drafted) == new


def test_after_the_update_coverage_tells_what_each_ward_did(
    drafted: Path, kehoach: Callable[..., Outcome]
) -> None:
    amended_city(CITY)
    kehoach("update", "--recursive", CITY)
    for ward in (DONG_KINH, TAM_THANH):
        for node, key in conflicts(ward):
            assert kehoach("resolve", ward, f"{node}.{key}", "--above").code in {0, 1}
    page = drafted / "doi-chieu.html"
    told = kehoach("coverage", CITY, "--html", page)
    # Vĩnh Trại took the task of sending its plan out without a reason
    assert told.code == 1
    assert "nhiệm vụ" in told.out
    assert page.read_text("utf-8").startswith("<!")
    assert kehoach("render", DONG_KINH).code == 0


def conflicts(path: Path) -> list[tuple[str, str]]:
    loaded, problems = load_plan(path)
    assert loaded is not None, problems
    return [(node.id, one.truong) for _loc, node in walk(loaded.plan) for one in node.xung_dot]


def test_a_protected_key_stays_and_the_rest_of_the_task_is_brought_up_to_date(
    drafted: Path, kehoach: Callable[..., Outcome]
) -> None:
    task = table(CHI_LANG, "nv-ke-hoach-phuong-xa")
    change(CHI_LANG, task, task.replace("noi_dung", 'bao_ve = ["thoi_han"]\nnoi_dung', 1))
    amended_city(CITY)
    change(CITY, "Xây dựng Kế hoạch trên cơ sở", "Xây dựng, ban hành Kế hoạch trên cơ sở")
    told = kehoach("update", CHI_LANG)
    assert told.code == 0, told.err
    now = table(CHI_LANG, "nv-ke-hoach-phuong-xa")
    assert "truoc = 2024-06-15" in now
    assert "nv-ke-hoach-phuong-xa.thoi_han" in told.out
    change(CHI_LANG, 'bao_ve = ["thoi_han"]', 'bao_ve = ["thoi_hang"]')
    assert "KH418" in kehoach("check", CHI_LANG).err
