"""`render --png`: a picture of each page, all or none, the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from generator.verbs.page_pictures import take_pictures
from generator.verbs.printing import to_pdf
from generator.workspace.processes import EVERY_CORE
from tests.typeset.made import document, para

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome


def printed(folder: Path, pages: int) -> Path:
    """A PDF of so many pages."""
    docx = folder / "a.docx"
    words = [para(f"Trang {n}", "<w:pageBreakBefore/>" * bool(n)) for n in range(pages)]
    docx.write_bytes(document("".join(words)))
    assert to_pdf([docx], engine="own").diagnostics == []
    return docx.with_suffix(".pdf")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".png")


@pytest.mark.parametrize(
    ("dpi", "size"), [(96, (794, 1123)), (30, (249, 351)), (200, (1654, 2339))]
)
def test_pictures_have_the_size_of_the_page_and_show_its_letters(
    dpi: int, size: tuple[int, int], tmp_path: Path
) -> None:
    assert take_pictures([printed(tmp_path, 2)], dpi, EVERY_CORE) == []
    assert names(tmp_path) == ["a-trang-1.png", "a-trang-2.png"]
    for name in names(tmp_path):
        with Image.open(tmp_path / name) as picture:
            assert picture.size == size
            dark, light = picture.convert("L").getextrema()
            assert dark < 200 < light
            assert round(picture.info["dpi"][0]) == dpi


def test_fewer_pages_leave_no_picture_of_before_and_more_are_in_order(tmp_path: Path) -> None:
    foreign = tmp_path / "a-trang-ghi-chú.png"
    foreign.write_bytes(b"")
    for pages in (3, 11, 2):
        take_pictures([printed(tmp_path, pages)], 20, EVERY_CORE)
        told = [f"a-trang-{n:0{len(str(pages))}}.png" for n in range(1, pages + 1)]
        assert names(tmp_path) == [*told, foreign.name]


def test_the_same_page_is_the_same_bytes_and_a_broken_pdf_none(tmp_path: Path) -> None:
    pdf = printed(tmp_path, 1)
    take_pictures([pdf], 40, EVERY_CORE)
    first = (tmp_path / "a-trang-1.png").read_bytes()
    take_pictures([pdf], 40, EVERY_CORE)
    assert (tmp_path / "a-trang-1.png").read_bytes() == first
    pdf.write_bytes(b"%PDF-1.7 cut off")
    assert [d.code for d in take_pictures([pdf], 40, EVERY_CORE)] == ["HT940"]
    assert (tmp_path / "a-trang-1.png").read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-trang-1.png", "a.docx", "a.pdf"]


def test_render_draws_a_plan_and_refuses_a_fineness_nobody_needs(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan = "plans/lang-son-2024/thanh-pho.toml"
    assert kehoach("render", plan, "-o", "ra", "--png", "--dpi", "12").code == 0
    told = [f"thanh-pho-trang-{n}.png" for n in range(1, 9)]
    assert sorted(path.name for path in (workspace / "ra").rglob("*.png")) == told
    assert kehoach("render", plan, "-o", "khac", "--png", "--dpi", "5000").code == 2
    assert not (workspace / "khac").exists()
