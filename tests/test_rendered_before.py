"""A second rendering of many plans leaves out what is as it was, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from generator.verbs.render import Renderer
from tests.test_bad_input import many_plans

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 16
PLAN = "plans/nhieu/p0007.toml"
CHOSEN = "output/nhieu/p0007.docx"
PROVINCE = "plans/lang-son-2024/tinh.toml"
"""Cited by all of them."""


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda home: None,
    "the plan": lambda home: changed(home / PLAN, 'trich_yeu = "', 'trich_yeu = "Sửa: '),
    "a plan it cites": lambda home: changed(home / PROVINCE, "so = 126", "so = 127"),
    "a plan it cites is gone": lambda home: (home / PROVINCE).unlink(),
    "a plan it cites is there twice": lambda home: shutil.copy(
        home / PROVINCE, home / "plans/a.toml"
    ),
    "the agencies": lambda home: changed(
        home / "plans/danh-muc/co-quan.toml", 'don_vi = "', 'don_vi = "ấy '
    ),
    "the office's name": lambda home: changed(
        home / "kehoach.toml", "phien_ban = 1", 'phien_ban = 1\nmau_rieng = { KH = "m.docx" }'
    ),
    "the template": lambda home: shutil.copy(
        home / "templates/quyet-dinh.docx", home / "templates/ke-hoach.docx"
    ),
    "the document is gone": lambda home: (home / CHOSEN).unlink(),
    "the document was cut off": lambda home: (home / CHOSEN).write_bytes(
        (home / CHOSEN).read_bytes()[:900]
    ),
    "the document is another's": lambda home: shutil.copy(
        home / "output/nhieu/p0008.docx", home / CHOSEN
    ),
    "the kept texts are gone": lambda home: shutil.rmtree(home / ".kehoach/goc"),
    "the document is open": lambda home: (home / CHOSEN).with_name("~$p0007.docx").touch(),
}


def all_files(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_a_second_run_does_what_a_first_would(
    change: str, workspace, kehoach, monkeypatch, tmp_path
) -> None:
    many_plans(workspace, COUNT)
    assert kehoach("render", "-j", "1").code == 0
    CHANGES[change](workspace)
    shutil.copytree(workspace, tmp_path / "giu")
    second = kehoach("render", "--json", "-j", "1")
    left = all_files(workspace)
    shutil.rmtree(workspace)
    shutil.copytree(tmp_path / "giu", workspace)
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("KEHOACH_CACHE", str(tmp_path / "moi"))
    assert kehoach("render", "--json", "-j", "1") == second
    assert all_files(workspace) == left


@pytest.mark.parametrize(
    ("first", "second"),
    [({}, {"KEHOACH_LANG": "en"}), ({"KEHOACH_LANG": "en"}, {})],
)
def test_a_second_run_speaks_the_language_it_is_asked_in(
    workspace, kehoach, monkeypatch, tmp_path, first, second
) -> None:
    many_plans(workspace, COUNT)
    with monkeypatch.context() as patch:
        for name, value in first.items():
            patch.setenv(name, value)
        kehoach("render", "-j", "1")
    for name, value in second.items():
        monkeypatch.setenv(name, value)
    again = kehoach("render", "--json", "-j", "1")
    monkeypatch.setenv("KEHOACH_CACHE", str(tmp_path / "moi"))
    assert kehoach("render", "--json", "-j", "1") == again


def test_what_is_as_it_was_is_not_rendered_again(workspace, kehoach, monkeypatch) -> None:
    many_plans(workspace, COUNT)
    kehoach("render", "-j", "1")
    seen = []

    def remembered(_renderer: Renderer, source: Path, _target: Path) -> NoReturn:
        seen.append(source)
        raise OSError

    monkeypatch.setattr(Renderer, "_render", remembered)
    outcome = kehoach("render", "-j", "1")
    assert (outcome.code, seen) == (0, [])
    changed(workspace / PLAN, 'trich_yeu = "', 'trich_yeu = "Sửa: ')
    kehoach("render", "-j", "1")
    assert seen == [workspace / PLAN]


def test_a_workspace_does_not_vouch_for_its_own_documents(
    workspace, kehoach, monkeypatch, tmp_path
) -> None:
    """All that a sender could send along is there; only this person's cache is not."""
    many_plans(workspace, COUNT)
    kehoach("render", "-j", "1")
    shutil.copy(workspace / "output/nhieu/p0008.docx", workspace / CHOSEN)
    monkeypatch.setenv("KEHOACH_CACHE", str(tmp_path / "cua-toi"))
    kehoach("render", "-j", "1")
    other = (workspace / "output/nhieu/p0008.docx").read_bytes()
    assert (workspace / CHOSEN).read_bytes() != other
