"""`kehoach doctor`: what is there, what is missing, and how to get it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def told(kehoach: Callable[..., Any]) -> dict[str, dict[str, str]]:
    said = json.loads(kehoach("doctor", "--json").out)
    return {one["name"]: one for one in said["results"]}


def test_what_is_missing_is_told_with_the_way_to_get_it(
    workspace: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEHOACH_SOFFICE", "/khong/co/soffice")
    (workspace / "templates").rename(workspace / "mau-cu")
    with (workspace / "kehoach.toml").open("a", encoding="utf-8") as settings:
        settings.write('[ky_so]\npkcs11 = "/khong/co/thu-vien.so"\n')
    found = told(kehoach)
    for name in ("LibreOffice", "Thư viện thiết bị ký", "Mẫu Word"):
        assert found[name]["status"] == "missing"
        assert found[name]["hint"]
    outcome = kehoach("doctor")
    assert outcome.code == 3
    assert "✗ LibreOffice" in outcome.out


def test_what_is_there_is_told_and_nothing_is_made(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    before = sorted(workspace.rglob("*"))
    found = told(kehoach)
    assert found["LibreOffice"]["status"] == "good"
    assert found["Mẫu Word"]["status"] == "good"
    assert found["Sổ đăng ký"]["status"] == "unused"
    assert sorted(workspace.rglob("*")) == before


def test_a_register_that_does_not_open_is_wrong(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    address = "so-dang-ky.db"
    text = (workspace / "kehoach.toml").read_text("utf-8")
    (workspace / "kehoach.toml").write_text(f'{text}\n[so_dang_ky]\ndia_chi = "{address}"\n')
    (workspace / address).write_text("không phải cơ sở dữ liệu " * 50)
    assert told(kehoach)["Sổ đăng ký"]["status"] == "wrong"
