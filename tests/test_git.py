"""Plans in git: diff, text of .docx, merge by nodes, slips."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

    Kehoach = Callable[..., Outcome]

PLAN = "plans/lang-son-2024/thanh-pho.toml"


class Repository:
    """A workspace in git, on the branch `chinh`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        program = home.parent / "bin"
        program.mkdir(exist_ok=True)
        script = program / "kehoach"
        script.write_text(f"#!{sys.executable}\nfrom generator.cli import main\nmain()\n", "utf-8")
        script.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{program}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": "nguoi" for who in ("AUTHOR", "COMMITTER")
               for what in ("NAME", "EMAIL")},
        }  # fmt: skip
        self("init", "-q", "-b", "chinh")
        self("add", "-A")
        self("commit", "-qm", "đầu")

    def __call__(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.home, env=self.environment, capture_output=True,
            text=True, check=False, timeout=600,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    @property
    def plan(self) -> Path:
        return self.home / PLAN

    def edit(self, old: str, new: str) -> None:
        text = self.plan.read_text("utf-8")
        assert old in text
        self.plan.write_text(text.replace(old, new, 1), "utf-8")

    def branch(self, old: str, new: str, ours: tuple[str, str]) -> None:
        """Another branch changes one thing, this one another."""
        self("checkout", "-qb", "khac")
        self.edit(old, new)
        self("commit", "-qam", "khác")
        self("checkout", "-q", "chinh")
        self.edit(*ours)
        self("commit", "-qam", "này")


@pytest.fixture
def repository(workspace: Path, kehoach: Kehoach, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(workspace)
    monkeypatch.setenv("PATH", made.environment["PATH"])
    assert kehoach("git-setup").code == 0
    return made


def test_setting_up_twice_changes_nothing_and_check_tells_what_is_missing(
    workspace: Path, kehoach: Kehoach
) -> None:
    assert "KE811" in kehoach("git-setup", "--check").err  # not in a repository yet
    made = Repository(workspace)
    (workspace / ".gitattributes").write_text("*.png binary", "utf-8")
    assert kehoach("git-setup", "--check").code == 1
    assert kehoach("git-setup").code == 0
    attributes = (workspace / ".gitattributes").read_text("utf-8")
    assert attributes.startswith("*.png binary\n")
    config = made("config", "--local", "--list")
    assert kehoach("git-setup").code == 0
    assert kehoach("git-setup", "--check").code == 0
    assert (workspace / ".gitattributes").read_text("utf-8") == attributes
    assert made("config", "--local", "--list") == config
    told = made("check-attr", "merge", PLAN, "plans/danh-muc/co-quan.toml")
    assert f"{PLAN}: merge: kehoach" in told
    assert "co-quan.toml: merge: unspecified" in told


def test_git_diff_speaks_in_the_words_of_the_plan(repository: Repository) -> None:
    repository.edit("thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-30 }")
    told = repository("diff")
    assert "15/6/2024" in told
    assert "30/6/2024" in told
    assert "@@" not in told


def test_git_diff_of_what_is_no_plan_falls_back_to_lines(repository: Repository) -> None:
    repository.plan.write_text("hỏng =", "utf-8")
    assert "+hỏng =" in repository("diff")


def test_git_diff_reads_word_files(repository: Repository, kehoach: Kehoach) -> None:
    assert kehoach("render", repository.plan, "-o", "ra").code == 0
    repository("add", "-f", "ra/thanh-pho.docx")
    repository("commit", "-qm", "in")
    repository.edit("Phát huy những kết quả", "Phát huy mọi kết quả")
    assert kehoach("render", repository.plan, "-o", "ra").code == 0
    told = repository("diff", "ra/thanh-pho.docx")
    assert "+- Phát huy mọi kết quả" in told
    assert "-- Phát huy những kết quả" in told


def test_git_merges_changes_of_neighbouring_lines_by_node(repository: Repository) -> None:
    repository.branch(
        'san_pham = "Kế hoạch của UBND phường, xã"',
        'san_pham = "Kế hoạch của phường, xã"',
        ("thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-30 }"),
    )
    repository("merge", "-q", "--no-edit", "khac")
    text = repository.plan.read_text("utf-8")
    assert "thoi_han = { truoc = 2024-06-30 }" in text
    assert 'san_pham = "Kế hoạch của phường, xã"' in text
    assert "<<<<" not in text


def test_comments_of_both_branches_stay(repository: Repository) -> None:
    repository.branch(
        'id = "md-phat-huy"',
        'id = "md-phat-huy"\n# ghi chú của nhánh kia',
        ('id = "nv-kiem-tra"', 'id = "nv-kiem-tra"\n# ghi chú của nhánh này'),
    )
    repository("merge", "-q", "--no-edit", "khac")
    text = repository.plan.read_text("utf-8")
    assert "# ghi chú của nhánh kia" in text
    assert "# ghi chú của nhánh này" in text


def test_a_conflict_waits_in_the_file_for_resolve(repository: Repository, kehoach: Kehoach) -> None:
    repository.branch(
        "truoc = 2024-06-15", "truoc = 2024-06-20", ("truoc = 2024-06-15", "truoc = 2024-06-30")
    )
    told = repository("merge", "--no-edit", "khac", code=1)
    assert "CONFLICT" in told
    text = repository.plan.read_text("utf-8")
    assert "<<<<" not in text
    assert "xung_dot" in text
    assert 'tren = "{ truoc = 2024-06-20 }"' in text
    assert kehoach("resolve", repository.plan, "nv-ke-hoach-phuong-xa", "--above").code == 0
    assert "truoc = 2024-06-20" in repository.plan.read_text("utf-8")
    repository("commit", "-qam", "gộp")


def test_what_cannot_be_read_is_merged_by_lines(repository: Repository) -> None:
    repository.branch(
        'san_pham = "Kế hoạch của UBND phường, xã"',
        'san_pham = "Kế hoạch khác',
        ('san_pham = "Kế hoạch của UBND phường, xã"', 'san_pham = "Kế hoạch của phường"'),
    )
    repository("merge", "--no-edit", "khac", code=1)
    text = repository.plan.read_text("utf-8")
    assert "<<<<<<< ours" in text
    assert "||||||| base" in text


def test_a_slip_tells_changes_checks_and_leaves_room_for_names(
    repository: Repository, kehoach: Kehoach, tmp_path: Path
) -> None:
    repository.edit("truoc = 2024-06-15", "truoc = 2024-06-30")
    told = kehoach("slip", f"{PLAN}@HEAD", PLAN)
    assert told.code == 0, told.err
    for words in ("# PHIẾU TRÌNH", "15/6/2024 → ", "## Đã kiểm tra", "## Còn phải xử lý",
                  "## Chưa kiểm tra được bằng chương trình", "Người duyệt: …"):  # fmt: skip
        assert words in told.out, words
    assert kehoach("slip", f"{PLAN}@HEAD", PLAN, "-o", tmp_path / "phieu.docx").code == 0
    data = (tmp_path / "phieu.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert "PHIẾU TRÌNH" in package.read("word/document.xml").decode()
    message = kehoach("slip", f"{PLAN}@HEAD", PLAN, "--message").out.split("\n")
    assert message[0].startswith("kh-tp-lang-son-2024: 1 ")
    assert message[1] == ""
    assert "30/6/2024" in message[2]
