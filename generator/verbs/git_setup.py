"""`git-setup`: what git must know of plans: attributes in the repository, commands in settings."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code
from generator.locale import _
from generator.workspace import git
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

_BEGIN, _END = "# kehoach git-setup: bắt đầu", "# kehoach git-setup: hết"


class NotInGitError(Exception):
    """The workspace is in no repository, or there is no git."""


class Request(NamedTuple):
    """Set up, or only look."""

    check: bool = False


class Result(NamedTuple):
    """What was missing, each as one line, and whether it is there now."""

    missing: list[str]
    written: bool
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something is missing."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "missing": self.missing,
            "written": self.written,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Set up what is missing, or tell it (KE811). Raises OSError."""
    workspace = desk.workspace
    try:
        lacking = missing(workspace)
        if lacking and not request.check:
            apply(workspace)
    except NotInGitError:
        hint = _("Chạy git init trước, hoặc cài git.")
        message = _("Thư mục này không nằm trong kho git")
        return Result([], False, [error("KE811", message, Place(".", ""), hint)])
    if not request.check:
        return Result(lacking, bool(lacking), [])
    place = Place(workspace.shown(workspace.root), ".gitattributes")
    message = _("Thiếu: {gi}")
    return Result(
        lacking, False, [error("KE811", message.format(gi=one), place) for one in lacking]
    )


def missing(workspace: Workspace) -> list[str]:
    """The settings that are not there, each as one line."""
    root = _root(workspace)
    found = [f"{key}={value}" for key, value in _settings().items() if _get(root, key) != value]
    if _block(workspace, root) not in _attributes(root):
        found.insert(0, ".gitattributes")
    return found


def apply(workspace: Workspace) -> None:
    """Write them; what is there already stays as it is. Raises OSError."""
    root = _root(workspace)
    for key, value in _settings().items():
        if _get(root, key) != value:
            _git(root, "config", "--local", key, value)
    text, block = _attributes(root), _block(workspace, root)
    if block in text:
        return
    if _BEGIN in text and _END in text:
        before, rest = text.split(_BEGIN, 1)
        text = before + block + rest.split(_END, 1)[1].removeprefix("\n")
    else:
        text = f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{block}"
    write_atomic(root / ".gitattributes", text.encode())


def _settings() -> dict[str, str]:
    program = _program()
    return {
        "diff.kehoach.command": f"{program} git-diff",
        "diff.kehoach-docx.textconv": f"{program} textconv",
        "merge.kehoach.name": "gộp kế hoạch theo nội dung (kehoach)",
        "merge.kehoach.driver": f"{program} merge-driver %O %A %B %P",
    }


def _program() -> str:
    """How git's shell calls this program."""
    beside = Path(sys.executable).parent / "kehoach"
    if beside.exists() and shutil.which("kehoach") != str(beside):
        return shlex.quote(beside.as_posix())
    return "kehoach"


def _block(workspace: Workspace, root: Path) -> str:
    """The lines of .gitattributes; registries are no plans."""
    plans = _inside(workspace.plans_dir, root)
    lists = _inside(workspace.registry_dir, root)
    lines = [
        _BEGIN,
        f"{plans}/**/*.toml diff=kehoach merge=kehoach",
        f"{lists}/*.toml !diff !merge",
        "*.docx diff=kehoach-docx -merge",
        _END,
    ]
    return "\n".join(lines) + "\n"


def _inside(folder: Path, root: Path) -> str:
    path = folder.resolve().relative_to(root.resolve()).as_posix()
    return f"/{path}".replace(" ", "[[:space:]]") if path != "." else ""


def _attributes(root: Path) -> str:
    file = root / ".gitattributes"
    return file.read_text("utf-8") if file.exists() else ""


def _root(workspace: Workspace) -> Path:
    try:
        return Path(_git(workspace.root, "rev-parse", "--show-toplevel"))
    except OSError as fault:
        raise NotInGitError from fault


def _get(root: Path, key: str) -> str:
    try:
        return _git(root, "config", "--local", "--get", key)
    except NotInGitError:
        return ""


def _git(folder: Path, *arguments: str) -> str:
    done = git.asked(folder, *arguments)
    if done.returncode:
        raise NotInGitError
    return done.stdout.decode().strip()
