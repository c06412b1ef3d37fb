"""Make the installer for Windows, on Linux: for one user, without administrator or network.

    make installer PYTHON_ZIP=python-3.12.x-embed-amd64.zip SHA256=…

The embeddable Python of python.org (by path or URL, and by the SHA-256 that its page gives) and
the wheels of all dependencies (as requirements.lock pins them) are laid out in one folder: no
pip, no registry, nothing compiled on the user's PC. `kehoach.cmd` is the command, `kehoach.vbs`
opens the workplace by double click, `install.cmd` copies everything into the user's own programs
and makes shortcuts. With makensis (zlib licence) there is one setup.exe; else a .zip to unpack.
Not tried on Windows by this script: it sees to names, digests, tags and places.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.request
import zipfile
from email import message_from_bytes
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parent.parent
PARTS = ROOT / "tools" / "windows"
NAME = "kehoach"
DAY = (2026, 1, 1, 0, 0, 0)
"""Of every file: the same input gives the same bytes."""
TAGS = re.compile(
    r"-(?:[^-]*py3[^-]*|cp312|cp3\d+)-(?:[^-]*abi3[^-]*|none|cp312)-(?:any|win_amd64)\.whl$"
)
"""Wheels that CPython 3.12 on 64-bit Windows takes."""


WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.12.0",
    "python_version": "3.12",
    "sys_platform": "win32",
}
"""The markers of the PC that this is for."""


class Wrong(SystemExit):
    """What keeps the installer from being made."""


def checked(source: str, sha256: str, folder: Path) -> Path:
    """The file at a path or URL, if it is the one that was meant."""
    if source.startswith("https://"):
        file = folder / PurePosixPath(source).name
        with urllib.request.urlopen(source, timeout=60) as answer, file.open("wb") as out:
            shutil.copyfileobj(answer, out)
    else:
        file = Path(source)
    if not re.fullmatch(r"[0-9a-fA-F]{64}", sha256):
        raise Wrong("give the SHA-256 of the Python archive, as python.org lists it")
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != sha256.lower():
        raise Wrong(f"{file.name}: SHA-256 is {found}, not {sha256.lower()}")
    return file


def wheelhouse(folder: Path) -> list[Path]:
    """Our own wheel and those of all dependencies for Windows, none built here."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", folder, ROOT], check=True)
    wanted = ("--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp")
    locked = pins((ROOT / "requirements.lock").read_text("utf-8"))
    listed = folder / "wanted.txt"
    while names := lacking(sorted(folder.glob("*.whl"))):  # pip asks this machine's markers
        wanted_names = (re.split(r"[^\w.-]", name, maxsplit=1)[0] for name in names)
        listed.write_text("".join([locked[_name(name)] for name in wanted_names]), "utf-8")
        subprocess.run(
            [*pip, "download", *wanted, "--only-binary=:all:", "--no-deps", "-d", folder,
             "--require-hashes", "-r", listed],
            check=True,
        )  # fmt: skip
        listed.unlink()
    return sorted(folder.glob("*.whl"))


def pins(lock: str) -> dict[str, str]:
    """Each package of the lock file: its version and the digests of its files, without marker."""
    found = {}
    for entry in re.findall(r"^[\w.-]+==(?:.*\\\n)*.*\n", lock, re.MULTILINE):
        plain = re.sub(r" ;[^\\\n]*", "", entry)
        found[_name(plain.partition("==")[0])] = plain
    return found


def lacking(wheels: Iterable[Path]) -> list[str]:
    """What the wheels require on Windows and do not bring, as their own metadata say."""
    needs = {_name(wheel.name.partition("-")[0]): _requirements(wheel) for wheel in wheels}
    seen: set[tuple[str, str]] = set()
    waiting = [(name, "") for name in needs]
    found: dict[str, str] = {}
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for one in needs.get(name, ()):
            if one.marker is None or one.marker.evaluate({**WINDOWS, "extra": extra}):
                key = _name(one.name)
                waiting += [(key, also) for also in ("", *sorted(one.extras))]
                if key not in needs:
                    found[key] = f"{one.name}{one.specifier}"
    return sorted(found.values())


def _requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as opened:
        name = next(n for n in opened.namelist() if n.endswith(".dist-info/METADATA"))
        told = message_from_bytes(opened.read(name))
    return [Requirement(one) for one in told.get_all("Requires-Dist", [])]


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def laid_out(python: Path, wheels: Iterable[Path], target: Path) -> None:
    """All of it in one folder, ready to run where it lies."""
    _unpacked(python, target / "python", lambda name: name)
    paths = sorted((target / "python").glob("python3*._pth"))
    if len(paths) != 1 or not (target / "python" / "python.exe").is_file():
        raise Wrong(f"{python.name} is no embeddable Python")
    version = paths[0].stem
    paths[0].write_text(f"{version}.zip\n.\n..\\app\n", "utf-8")
    wheels = list(wheels)
    if names := lacking(wheels):
        raise Wrong(f"wheels are missing: {', '.join(names)}")
    for wheel in wheels:
        if not TAGS.search(wheel.name):
            raise Wrong(f"{wheel.name} is not for Python 3.12 on 64-bit Windows")
        _unpacked(wheel, target / "app", _place)
    for part in sorted(PARTS.iterdir()):
        if part.suffix != ".nsi":
            text = part.read_text("utf-8").replace("\r\n", "\n").replace("\n", "\r\n")
            (target / part.name).write_bytes(text.encode("utf-8"))
    for name in ("LICENSE", "README.md"):
        shutil.copy(ROOT / name, target / name)


def _place(name: str) -> str | None:
    """Where a member of a wheel goes; programs and headers are not needed."""
    first, _slash, rest = name.partition("/")
    if first.endswith(".data"):
        kind, _slash, inner = rest.partition("/")
        return inner if kind in ("purelib", "platlib") else None
    return name


def _unpacked(archive: Path, target: Path, place: object) -> None:
    with zipfile.ZipFile(archive) as opened:
        for member in opened.infolist():
            name = place(member.filename)  # type: ignore[operator]
            if not name or member.is_dir():
                continue
            parts = PurePosixPath(name).parts
            if name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
                raise Wrong(f"{archive.name}: {name} would lie outside of the folder")
            file = target / name
            if file.exists() and file.read_bytes() != opened.read(member):
                raise Wrong(f"{archive.name}: {name} is there already, and is another file")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(opened.read(member))


def packed(folder: Path, target: Path) -> Path:
    """The folder as a .zip; the same bytes for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = f"{NAME}/{file.relative_to(folder).as_posix()}"
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, file.read_bytes())
    return target


def set_up(folder: Path, target: Path, version: str) -> Path | None:
    """One setup.exe by makensis; None where that is not installed."""
    program = shutil.which("makensis")
    if program is None:
        return None
    subprocess.run(
        [program, "-V2", f"-DFROM={folder}", f"-DTO={target}", f"-DVERSION={version}",
         PARTS / "kehoach.nsi"],
        check=True,
    )  # fmt: skip
    return target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("python", help="python-3.12.x-embed-amd64.zip: path or https address")
    parser.add_argument("sha256", help="its SHA-256, as python.org lists it")
    parser.add_argument("--wheels", type=Path, help="a folder of wheels that are there already")
    parser.add_argument("--out", type=Path, default=ROOT / "output")
    given = parser.parse_args()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    with tempfile.TemporaryDirectory(prefix="kehoach-installer-") as temp:
        python = checked(given.python, given.sha256, Path(temp))
        house = Path(temp) / "wheels"
        wheels = sorted(given.wheels.glob("*.whl")) if given.wheels else wheelhouse(house)
        folder = Path(temp) / NAME
        folder.mkdir()
        laid_out(python, wheels, folder)
        given.out.mkdir(parents=True, exist_ok=True)
        made = set_up(folder, given.out / f"kehoach-{version}-setup.exe", version)
        made = made or packed(folder, given.out / f"kehoach-{version}-windows.zip")
    print(f"{made} ({made.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
