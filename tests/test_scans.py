"""Scans: pages that are pictures are read, what is doubtful is marked, nothing is silent."""

from __future__ import annotations

import json
import random
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from generator.office.pdf import convert
from generator.verbs.render import Manner, Renderer
from generator.workspace.workspace import Workspace
from tests.conftest import ROOT

PLAN = """phien_ban = 1
[van_ban]
ma = "kh-quet"
co_quan = "ubnd-tp-lang-son"
so = 1105
ngay = 2024-06-07
trich_yeu = "Tuyên truyền chăm sóc cây xanh trong các khu dân cư năm 2024"
minh_hoa = true
[[mo_dau]]
id = "mo-dau"
noi_dung = "Để cây xanh trong các khu dân cư được chăm sóc thường xuyên, Ủy ban nhân dân thành phố \
Lạng Sơn ban hành Kế hoạch như sau:"
[[muc]]
id = "muc-dich"
tieu_de = "MỤC ĐÍCH, YÊU CẦU"
[[muc.khoan]]
id = "muc-dich-1"
tieu_de = "Mục đích"
kieu_diem = "gach"
[[muc.khoan.diem]]
id = "nang-cao"
noi_dung = "Nâng cao ý thức của người dân trong việc chăm sóc 2.450 cây xanh trên các tuyến đường."
[[muc.khoan]]
id = "yeu-cau"
tieu_de = "Yêu cầu"
kieu_diem = "gach"
[[muc.khoan.diem]]
id = "cong-viec"
noi_dung = "Công việc được giao rõ cho từng đơn vị, hoàn thành trước ngày 15/9/2024 và được \
kiểm tra."
[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"
[[muc.khoan]]
id = "phong-noi-vu"
tieu_de = "Phòng Nội vụ"
kieu_diem = "gach"
[[muc.khoan.diem]]
id = "theo-doi"
noi_dung = "Theo dõi, đôn đốc việc thực hiện và báo cáo Ủy ban nhân dân thành phố."
[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"
[[muc.khoan]]
id = "cac-don-vi"
noi_dung = "Các đơn vị căn cứ Kế hoạch này tổ chức thực hiện."
danh_so = false
[[noi_nhan]]
id = "nn"
noi_dung = "Các cơ quan, đơn vị"
[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
ho_ten = "Người Ký Mẫu"
[[phu_luc]]
id = "phu-luc"
tieu_de = "NHIỆM VỤ CỤ THỂ"
[[phu_luc.nhiem_vu]]
id = "nv-1"
noi_dung = "Rà soát cây xanh tại các tổ dân phố"
chu_tri = ["phong-noi-vu-tp"]
san_pham = "Danh sách cây xanh"
thoi_han = {ngay = 2024-07-20}
[[phu_luc.nhiem_vu]]
id = "nv-2"
noi_dung = "Kiểm tra việc chăm sóc cây xanh"
chu_tri = ["phong-noi-vu-tp"]
san_pham = "Biên bản kiểm tra"
thoi_han = {ngay = 2024-09-15}
"""


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of two pages and a turned one, as PDF with text."""
    home = tmp_path_factory.mktemp("quet")
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "kehoach.toml", home)
    (home / "plans/kh-quet.toml").write_text(PLAN, "utf-8")
    workspace = Workspace(home)
    made = Renderer(workspace, Manner())(home / "plans/kh-quet.toml", home / "kh-quet.docx")
    assert made.status == "written", made.diagnostics
    assert convert([home / "kh-quet.docx"]) == []
    return home / "kh-quet.pdf"


@pytest.fixture(scope="session")
def pages(printed: Path) -> list[Image.Image]:
    """Its pages in colour, 300 dots an inch."""
    return [
        p.render(scale=300 / 72).to_pil().convert("RGB") for p in pypdfium2.PdfDocument(printed)
    ]


def scanned(page: Image.Image, seed: int = 1, angle: float = 0.0) -> Image.Image:
    """The page as a scanner gives it: a little askew, blurred, with grain."""
    turn = angle or random.Random(seed).uniform(-0.5, 0.5)
    grey = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white")
    grain = Image.effect_noise(page.size, 12).point([max(0, v - 128) for v in range(256)])
    soft = grey.filter(ImageFilter.GaussianBlur(0.6))
    return ImageChops.subtract(soft, Image.merge("RGB", [grain] * 3))


def as_pdf(pages: list[Image.Image], path: Path) -> Path:
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=300)
    return path


def read(workspace: Path, kehoach: Any, file: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The plan, and what `import --json` said."""
    done = kehoach("import", file, "-o", "doc.toml", "--json")
    assert done.code == 0, done.err
    return tomllib.loads((workspace / "doc.toml").read_text("utf-8")), json.loads(done.out)


def codes(said: dict[str, Any]) -> list[str]:
    return [found["code"] for found in said["diagnostics"]]


def marks(plan: dict[str, Any]) -> str:
    return str(plan["van_ban"].get("can_xem", ""))


def headings(plan: dict[str, Any]) -> list[str]:
    found = []
    for section in plan["muc"]:
        found.append(section["tieu_de"])
        found += [item["tieu_de"] for item in section.get("khoan", []) if "tieu_de" in item]
    return found


def test_a_scanned_plan_is_read_as_the_plan_that_was_printed(
    pages, workspace: Path, kehoach
) -> None:
    scan = as_pdf([scanned(page, seed) for seed, page in enumerate(pages)], workspace / "a.pdf")
    plan, said = read(workspace, kehoach, scan)
    head = plan["van_ban"]
    assert head["so"] == 1105 or "số" in marks(plan)
    assert (head["ngay"].isoformat(), head["co_quan"]) == ("2024-06-07", "ubnd-tp-lang-son")
    assert plan["nguoi_ky"][0]["ho_ten"] == "Người Ký Mẫu"
    assert headings(plan) == [
        "MỤC ĐÍCH, YÊU CẦU", "Mục đích", "Yêu cầu", "NHIỆM VỤ", "Phòng Nội vụ",
        "TỔ CHỨC THỰC HIỆN",
    ]  # fmt: skip
    rows = plan["phu_luc"][0]["nhiem_vu"]
    assert [row["noi_dung"] for row in rows] == [
        "Rà soát cây xanh tại các tổ dân phố", "Kiểm tra việc chăm sóc cây xanh",
    ]  # fmt: skip
    assert [row["thoi_han"]["ngay"].isoformat() for row in rows] == ["2024-07-20", "2024-09-15"]
    assert "NH515" in codes(said)


def test_a_page_upside_down_is_turned_and_told(pages, workspace: Path, kehoach) -> None:
    scanned(pages[0]).rotate(180).save(workspace / "nguoc.png", dpi=(300, 300))
    plan, said = read(workspace, kehoach, workspace / "nguoc.png")
    assert plan["van_ban"]["trich_yeu"].startswith("Tuyên truyền chăm sóc cây xanh")
    told = [d["message"] for d in said["diagnostics"] if d["code"] == "NH516"]
    assert any("180" in message for message in told)


def test_a_page_askew_is_straightened_and_told(pages, workspace: Path, kehoach) -> None:
    scanned(pages[0], angle=3.0).save(workspace / "lech.jpg", dpi=(300, 300), quality=80)
    plan, said = read(workspace, kehoach, workspace / "lech.jpg")
    assert headings(plan)[:3] == ["MỤC ĐÍCH, YÊU CẦU", "Mục đích", "Yêu cầu"]
    assert "NH516" in codes(said)


def test_words_under_a_stamp_are_marked_whatever_was_read(pages, workspace: Path, kehoach) -> None:
    page = scanned(pages[0])
    stamp = Image.new("RGB", page.size, "white")
    ImageDraw.Draw(stamp).ellipse((1250, 380, 1850, 640), outline=(230, 40, 50), width=12)
    ImageDraw.Draw(stamp).ellipse((1400, 440, 1750, 600), fill=(240, 90, 90))
    ImageDraw.Draw(stamp).ellipse((400, 900, 1500, 1500), fill=(240, 90, 90))
    ImageChops.darker(page, stamp).save(workspace / "dau.png", dpi=(300, 300))
    plan, said = read(workspace, kehoach, workspace / "dau.png")
    assert {"NH518", "NH519"} <= set(codes(said))
    assert "ngày" in marks(plan)
    told = [d["message"] for d in said["diagnostics"] if d["code"] == "NH516"]
    assert any("dấu đỏ" in message for message in told)


def test_a_coarse_picture_is_told_or_refused_never_silently_read(
    pages, workspace: Path, kehoach
) -> None:
    page = pages[0]
    coarse = page.resize((page.width * 72 // 300, page.height * 72 // 300), Image.Resampling.BOX)
    coarse.save(workspace / "tho.png", dpi=(72, 72))
    done = kehoach("import", "tho.png", "-o", "doc.toml", "--json")
    found = codes(json.loads(done.out))
    assert {"NH516", "NH514"} & set(found)


def test_pages_of_text_and_pages_of_pictures_are_read_as_one_plan(
    printed: Path, pages, workspace: Path, kehoach
) -> None:
    mixed = pypdfium2.PdfDocument(printed)
    last = as_pdf([scanned(pages[-1])], workspace / "cuoi.pdf")
    mixed.del_page(len(mixed) - 1)
    mixed.import_pages(pypdfium2.PdfDocument(last))
    mixed.save(workspace / "lan.pdf")
    plan, said = read(workspace, kehoach, workspace / "lan.pdf")
    assert plan["van_ban"]["so"] == 1105
    assert len(plan["phu_luc"][0]["nhiem_vu"]) == 2
    assert "NH515" in codes(said)


def test_without_tesseract_one_sentence_says_what_to_install(
    pages, workspace: Path, kehoach, monkeypatch
) -> None:
    monkeypatch.setenv("KEHOACH_TESSERACT", "/không/có")
    as_pdf([pages[0]], workspace / "a.pdf")
    done = kehoach("import", "a.pdf", "-o", "doc.toml")
    assert done.code == 1
    assert "NH513" in done.err
    assert "tesseract-ocr-vie" in done.err
    assert not (workspace / "doc.toml").exists()


@pytest.mark.parametrize("size", [(20_000, 20_000), (65_000, 9_000)])
def test_a_hostile_picture_is_refused_before_it_is_unpacked(
    size: tuple[int, int], workspace: Path, kehoach
) -> None:
    Image.new("1", size).save(workspace / "to.png")
    done = kehoach("import", "to.png", "-o", "doc.toml")
    assert done.code == 1
    assert "NH517" in done.err


def test_a_damaged_picture_and_a_blank_one_are_refused_in_one_sentence(
    pages, workspace: Path, kehoach
) -> None:
    pages[0].convert("L").save(workspace / "nguyen.png")
    whole = (workspace / "nguyen.png").read_bytes()
    (workspace / "cut.png").write_bytes(whole[: len(whole) // 3])
    Image.new("L", (2480, 3508), 255).save(workspace / "trang.png")
    for name, code in (("cut.png", "NH517"), ("trang.png", "NH514")):
        done = kehoach("import", name, "-o", "doc.toml")
        assert done.code == 1
        assert code in done.err
    assert not (workspace / "doc.toml").exists()
