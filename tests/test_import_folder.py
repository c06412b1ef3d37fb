"""A folder imported: units whose names differ in marks alone, ids twice, sources of one name."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.plan.agencies import Cap, CoQuan, LoaiCoQuan, Registry
from generator.read.rebuild.named_agencies import Names
from generator.workspace.files import unfinished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

WARD = "plans/lang-son-2024/phuong-dong-kinh.toml"
CITY = "plans/lang-son-2024/thanh-pho.toml"
UNITS = {"hoi": "xã Hội Bắc", "hoi-hai": "xã Hồi Bắc", "an": "xã An Hòa"}


@pytest.fixture(scope="module")
def names() -> Names:
    levels = [Cap(id="xa", ten="xã", bac=3)]
    kind = LoaiCoQuan(
        id="ubnd",
        ten="Ủy ban nhân dân {don_vi}",
        ten_ngan="UBND {don_vi}",
        ten_tieu_de=["ỦY BAN NHÂN DÂN", "{DON_VI}"],
        ky_hieu="UBND",
        vai_tro="ubnd",
    )
    units = [CoQuan(id=i, loai="ubnd", cap="xa", don_vi=name) for i, name in UNITS.items()]
    return Names(Registry.from_structs(levels, [kind], units), date(2025, 7, 1), "thử")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("xã Hội Bắc", "hoi"), ("xã Hồi Bắc", "hoi-hai"), ("xã Hôi Bắc", None), ("xã An Hoà", "an"),
     ("xã An Hoa", "an")],
)  # fmt: skip
def test_of_units_that_differ_in_marks_only_the_one_spelled_so_is_meant(
    said: str, meant: str | None, names: Names
) -> None:
    header = names.of_header(["ỦY BAN NHÂN DÂN", said.upper()], [])
    forms = (f"UBND {said}", f"Ủy ban nhân dân {said}")
    assert (header.id if header else None) == meant
    assert [names.find(form, any_form=True) for form in forms] == [meant, meant]


@pytest.mark.parametrize("unit", ["hoi", "hoi-hai"])
def test_a_sentence_names_the_issuer_that_it_spells(unit: str, names: Names) -> None:
    text = f"Ủy ban nhân dân {UNITS[unit]} ban hành Kế hoạch như sau:"
    found = names.in_text(text, "Nơi khác")
    assert found is not None
    assert found.id == unit


@pytest.fixture
def word(workspace: Path, kehoach: Callable[..., Outcome]) -> Path:
    assert kehoach("render", CITY).code == 0
    return workspace / "output/lang-son-2024/thanh-pho.docx"


def test_an_id_that_two_imported_plans_have_is_told_with_both(
    word: Path, kehoach: Callable[..., Outcome]
) -> None:
    other = word.with_name("ban-hai.docx")
    other.write_bytes(word.read_bytes())
    outcome = kehoach("import", word, other, "-o", word.parent / "nhap")
    assert outcome.code == 0
    assert "cảnh báo KH414" in outcome.err
    assert "ban-hai.toml" in outcome.err
    assert "thanh-pho.toml" in outcome.err


def test_an_id_that_the_workspace_has_is_told(
    word: Path, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    outside = kehoach("import", word, "-o", workspace / "nhap/mot.toml")
    assert "KH414" not in outside.err
    inside = kehoach("import", word, "-o", workspace / "plans/nhap/mot.toml")
    assert inside.err.count("cảnh báo KH414") == 1


def test_a_plan_imported_from_another_source_of_the_same_name_is_not_replaced(
    word: Path, kehoach: Callable[..., Outcome]
) -> None:
    folder = word.parent / "nhap"
    assert kehoach("import", word, "-o", folder).code == 0
    before = (folder / "thanh-pho.toml").read_bytes()
    assert kehoach("render", WARD).code == 0
    other = word.parent / "khac/thanh-pho.docx"
    other.parent.mkdir()
    other.write_bytes(word.with_name("phuong-dong-kinh.docx").read_bytes())
    refused = kehoach("import", other, "-o", folder)
    assert (refused.code, "NH005" in refused.err) == (1, True)
    assert (folder / "thanh-pho.toml").read_bytes() == before
    assert kehoach("import", word, "-o", folder).code == 0


def test_what_a_killed_process_left_is_swept_where_it_wrote_plans_and_bases(
    word: Path, workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    (base,) = (workspace / ".kehoach/goc").rglob("*.toml")
    base.unlink()
    folder = workspace / "nhap"
    folder.mkdir()
    source = workspace / "viec.docx"
    source.write_bytes(word.read_bytes())
    word.unlink()
    left = [
        unfinished(place).with_name(
            unfinished(place).name.replace(str(os.getpid()), str(dead.pid), 1)
        )
        for place in (base, folder / "viec.toml")
    ]
    for file in left:
        file.write_bytes(b"x")
    assert kehoach("render", CITY).code == 0
    assert kehoach("import", source, "-o", folder).code == 0
    assert base.exists()
    assert not any(file.exists() for file in left)
