"""An appendix that ends with text ends with "./."; one that ends with a table has no mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

APPENDIX = """
[[phu_luc]]
id = "them"
tieu_de = "Hướng dẫn thực hiện"

[[phu_luc.khoan]]
id = "them-1"
danh_so = false
noi_dung = "Các phòng, ban gửi số liệu về Phòng Nội vụ trước ngày 15 hằng tháng."

[[phu_luc.khoan]]
id = "them-2"
danh_so = false
noi_dung = "Phòng Nội vụ tổng hợp, trình Chủ tịch Ủy ban nhân dân thành phố{end}"
"""


def checked(workspace: Path, kehoach: Kehoach, end: str, *options: str) -> str:
    plan = workspace / "plans/lang-son-2024/thanh-pho.toml"
    made = workspace / "plans/co-loi.toml"
    made.write_text(plan.read_text("utf-8") + APPENDIX.format(end=end), "utf-8")
    kehoach("render", made, "-o", "ra", "--overwrite")
    done = kehoach("check", workspace / "ra/co-loi.docx", *options)
    return done.out + done.err


@pytest.mark.parametrize(("end", "told"), [(".", True), ("./.", False), (" ./.", False)])
def test_the_last_text_of_an_appendix_has_the_end_mark(
    workspace: Path, kehoach: Kehoach, end: str, *, told: bool
) -> None:
    assert ("VP523" in checked(workspace, kehoach, end)) is told


def test_an_appendix_that_ends_with_its_table_needs_no_mark(
    workspace: Path, kehoach: Kehoach
) -> None:
    kehoach("render", workspace / "plans/lang-son-2024/thanh-pho.toml", "-o", "ra")
    done = kehoach("check", workspace / "ra/thanh-pho.docx")
    assert "VP523" not in done.out + done.err
