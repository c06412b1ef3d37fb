"""Refusals as a records clerk reads them: true, in Vietnamese, with the place and the way out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("official")
CITY = "plans/lang-son-2024/thanh-pho.toml"
JARGON = re.compile(
    r"No such|does not|cannot|detect|invalid|Error\b|Traceback|exception|None\b|: :", re.IGNORECASE
)
USAGE = re.compile(r"^(Usage|Try) .*|^Error: Invalid value for '[^']*'", re.MULTILINE)
"""The frame that the library of the command line puts around: translated where a process starts."""

ASKED = [
    ("issue khong-co", "«khong-co»"),
    (f"issue {CITY} --date 31-12-2024", "viết như 7/6/2024 hoặc 2024-06-07"),
    (f"issue {CITY} --book external", "--number SỐ"),
    (f"issue {CITY} --pdf rac.pdf", "tệp .da-ky.pdf mà lãnh đạo đã ký"),
    (f"sign {CITY} --prepare", "kehoach issue"),
    (f"sign {CITY} --adopt khong-co.pdf", "render"),
    ("sign rac.pdf --adopt khong-co.pdf", "Không có tệp hay thư mục khong-co.pdf"),
    ("sign a.txt --as leader --key a.p12", "không phải PDF, .docx hay kế hoạch"),
    ("verify a.txt", "không phải PDF, .docx hay hồ sơ phát hành"),
    ("verify khong-co.pdf", "Không có tệp hay thư mục khong-co.pdf"),
    ("verify rac.pdf", "cấu trúc của tệp"),
    ("verify rac.pdf --at hôm-qua", "“hôm-qua” không phải một ngày"),
    ("register import a.txt", ".xlsx"),
    ("register import a.docx", "không phải bảng tính .xlsx"),
    ("register restore khong-co.bak", "Không có tệp hay thư mục khong-co.bak"),
    ("register accept-server", "không ở máy chủ PostgreSQL nào"),
    ("register reserve", "--agency"),
    ("register show 99/KH-UBND", "«99/KH-UBND»"),
    ("dossier show khong-co", "«khong-co»"),
    (f"dossier show {CITY}", "kehoach dossier new"),
]


@pytest.fixture
def desk(workspace: Path) -> Path:
    from tests.docx_files import docx, paragraph

    (workspace / "rac.pdf").write_bytes(b"%PDF-1.4\nrac")
    (workspace / "a.txt").write_text("hello\n")
    (workspace / "a.docx").write_bytes(docx(paragraph("a")))
    return workspace


@pytest.mark.parametrize(("asked", "said"), ASKED, ids=[asked for asked, _said in ASKED])
def test_a_refusal_is_true_and_names_the_way_out(
    desk: Path, kehoach: Callable[..., Any], asked: str, said: str
) -> None:
    told = kehoach(*asked.split())
    text = told.out + told.err
    assert told.code != 0
    assert said in text
    assert JARGON.search(USAGE.sub("", text.replace(str(desk), ""))) is None


def test_what_is_issued_is_refused_for_that_alone(desk: Path, kehoach: Callable[..., Any]) -> None:
    old = ("--date", "7/6/2024", "--reason", "nhập sổ năm 2024")
    assert kehoach("issue", CITY, *old).code == 0
    again = kehoach("issue", CITY, *old).err
    assert "SO204" in again
    assert "SO103" not in again  # its number is the register's: taking it out is no way
    assert (
        "kehoach register recall" in kehoach("register", "void", "01/KH-UBND", "--reason", "x").err
    )
    assert "Không tìm thấy văn bản nào" in kehoach("register", "search", "zzzz").out
    assert kehoach("register", "backup", "so.bak").code == 0
    assert "tên khác" in kehoach("register", "backup", "so.bak").err
    assert "kehoach dossier show" in [
        kehoach("dossier", "new", CITY).err for _round in range(2)
    ][1]  # fmt: skip


def test_the_folder_of_plans_is_issued_without_its_registries(
    desk: Path, kehoach: Callable[..., Any]
) -> None:
    told = kehoach("issue", "plans")
    assert "danh-muc" not in told.err


def test_letters_after_an_issue_pass_the_check_of_citations(
    desk: Path, kehoach: Callable[..., Any]
) -> None:
    assert kehoach("issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ").code == 0
    assert kehoach("register", "amend", "01/KH-UBND", "--correct", "-o", "thu").code == 0
    assert kehoach("register", "recall", "01/KH-UBND", "--reason", "sai", "-o", "thu").code in (
        0,
        2,
    )
    for letter in Path("thu").glob("*.docx"):
        told = kehoach("check", letter)
        assert "VP203" not in told.out + told.err
        assert "cảnh báo" not in told.out + told.err
