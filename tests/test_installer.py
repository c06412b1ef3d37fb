"""The installer for Windows, as far as Linux can see it: digests, tags, places, what starts."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tools.make_installer import ROOT, Wrong, checked, lacking, laid_out, main, packed, pins


def archive(file: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(file, "w") as made:
        for name, text in members.items():
            made.writestr(name, text)
    return file


def wheel(folder: Path, name: str, tag: str = "py3-none-any", *needs: str, **more: str) -> Path:
    told = "Metadata-Version: 2.1\nName: x\n" + "".join(f"Requires-Dist: {n}\n" for n in needs)
    members = {f"{name}/__init__.py": "", f"{name}-1.dist-info/METADATA": told, **more}
    return archive(folder / f"{name}-1-{tag}.whl", members)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """What python.org's archive looks like from outside."""
    return archive(
        tmp_path / "python-3.12.9-embed-amd64.zip",
        {"python.exe": "MZ", "pythonw.exe": "MZ", "python312.zip": "PK",
         "python312._pth": "python312.zip\n.\n#import site\n"},
    )  # fmt: skip


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_everything_lies_in_one_folder_and_python_looks_only_there(python, tmp_path) -> None:
    one = wheel(tmp_path, "mot", "cp312-cp312-win_amd64", **{"mot-1.data/purelib/sau.py": "x = 1",
                "mot-1.data/scripts/mot": "no"})  # fmt: skip
    two = wheel(tmp_path, "hai", "cp310-abi3-win_amd64", "mot>=1")
    home = tmp_path / "ra"
    laid_out(python, [one, two], home)
    paths = (home / "python/python312._pth").read_text().split()
    assert paths == ["python312.zip", ".", "..\\app"]
    assert (home / "app/sau.py").read_text() == "x = 1"
    assert not list(home.rglob("scripts"))
    for name in ("kehoach.cmd", "kehoach.vbs", "install.cmd", "uninstall.cmd", "shortcuts.ps1"):
        text = (home / name).read_bytes()
        assert text.count(b"\r\n") == text.count(b"\n") > 3, name
    first, second = (packed(home, tmp_path / f"{n}.zip").read_bytes() for n in "ab")
    assert first == second


def test_the_command_of_the_folder_starts_the_program() -> None:
    command = (ROOT / "tools/windows/kehoach.cmd").read_text()
    assert '"%~dp0python\\python.exe" -I -X utf8 -m generator %*' in command
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "generator", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "web" in told.stdout


def test_another_python_than_the_one_that_was_meant_is_refused(python, tmp_path) -> None:
    assert checked(str(python), digest(python).upper(), tmp_path) == python
    with pytest.raises(Wrong, match="SHA-256 is"):
        checked(str(python), "0" * 64, tmp_path)
    with pytest.raises(Wrong, match="give the SHA-256"):
        checked(str(python), "", tmp_path)
    with pytest.raises(Wrong, match="no embeddable Python"):
        laid_out(archive(tmp_path / "x.zip", {"python.exe": ""}), [], tmp_path / "ra")


@pytest.mark.parametrize("tag", ["cp312-cp312-manylinux_2_17_x86_64", "cp311-cp311-win_amd64",
                                 "cp312-cp312-win32", "py2-none-any"])  # fmt: skip
def test_a_wheel_for_another_machine_is_refused(python, tmp_path, tag) -> None:
    with pytest.raises(Wrong, match="is not for Python"):
        laid_out(python, [wheel(tmp_path, "mot", tag)], tmp_path / "ra")


@pytest.mark.parametrize("name", ["../x.py", "/x.py", "a/../../x.py", "C:x.py", "a\\b.py"])
def test_a_wheel_that_would_write_elsewhere_is_refused(python, tmp_path, name) -> None:
    with pytest.raises(Wrong, match="outside"):
        laid_out(python, [wheel(tmp_path, "mot", **{name: ""})], tmp_path / "ra")


def test_what_windows_alone_needs_is_asked_for_too(tmp_path) -> None:
    bare = wheel(
        tmp_path, "mot", "py3-none-any",
        'colorama; platform_system == "Windows"', 'uvloop; sys_platform != "win32"',
        "hai[them]>=1", 'ba; extra == "khac"',
    )  # fmt: skip
    two = wheel(tmp_path, "hai", "py3-none-any", 'bon>=2; extra == "them"')
    assert lacking([bare, two]) == ["bon>=2", "colorama"]


def test_the_tool_makes_one_file(python, tmp_path, monkeypatch, capsys) -> None:
    house = tmp_path / "wheels"
    house.mkdir()
    wheel(house, "mot")
    monkeypatch.setenv("PATH", str(tmp_path))  # no makensis here: the .zip
    monkeypatch.setattr(
        "sys.argv",
        ["x", str(python), digest(python), "--wheels", str(house), "--out", str(tmp_path / "ra")],
    )
    assert main() == 0
    (made,) = (tmp_path / "ra").iterdir()
    assert str(made) in capsys.readouterr().out
    with zipfile.ZipFile(made) as opened:
        assert "kehoach/python/python.exe" in opened.namelist()
        assert "kehoach/kehoach.vbs" in opened.namelist()


def test_the_lock_file_gives_each_package_with_the_digests_of_its_files() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    found = pins(lock)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for need in wanted["dependencies"]:
        name, _equal, version = need.partition("==")
        name = re.sub(r"\[.*\]", "", name).lower()
        assert found[name].startswith(f"{name}=={version} ")
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", found[name])
    assert not any(";" in entry for entry in found.values())
    assert lock.count("==") == len(found) + lock.count(" == ")  # those of markers
