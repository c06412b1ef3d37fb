"""A file as it was at a revision of git: `FILE@REV`. Git itself is asked, nothing is changed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Place, error, nearest
from generator.locale import _
from generator.workspace import git


class AtRevision(NamedTuple):
    """A file and a revision, as the user named them."""

    path: Path
    revision: str

    def __str__(self) -> str:
        return f"{self.path}@{self.revision}"


def split(name: str) -> tuple[str, str]:
    """Take "FILE@REV" apart into file and revision; the revision is "" where the name has none.

    A file whose own name holds "@" is taken as a file. The revision may hold "@" itself:
    "plan.toml@HEAD@{yesterday}".
    """
    if Path(name).exists():
        return name, ""
    at = name.find("@", 1)
    while at > 0:
        file = name[:at]
        if (
            Path(file).is_file()
            or Path(file).suffix in (".toml", ".docx")
            or "@" not in name[at + 1 :]
        ):
            return file, name[at + 1 :] or "HEAD"
        at = name.find("@", at + 1)
    return name, ""


def read_at(wanted: AtRevision) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a file at a revision; None and the reason when git does not have them."""
    folder = _existing(wanted.path.absolute().parent)
    place = Place(str(wanted), wanted.revision)
    try:
        top = git.asked(folder, "rev-parse", "--show-toplevel")
        if top.returncode:
            message = _("{tep} không nằm trong kho git nào").format(tep=wanted.path)
            hint = _("Chạy lệnh trong thư mục có .git, hoặc nêu hai tệp thay vì TỆP@BẢN")
            return None, [error("SS210", message, place, hint)]
        root = Path(os.fsdecode(top.stdout).strip())
        commit = _commit(folder, wanted.revision)
        if commit is None:
            return None, [_unknown_revision(folder, wanted, place)]
        inside = _inside(wanted.path, root)
        shown = git.asked(folder, "cat-file", "blob", f"{commit}:{inside}")
        if shown.returncode:
            return None, [_no_file(folder, wanted, commit, inside, place)]
        return git.kept_apart(folder, shown.stdout), []
    except FileNotFoundError:
        message = _("Không tìm thấy chương trình git")
        hint = _("Cài git, hoặc nêu hai tệp thay vì TỆP@BẢN")
        return None, [error("HT908", message, place, hint)]
    except TimeoutError:
        message = _("git không trả lời sau {giay} giây").format(giay=git.SECONDS)
        return None, [error("HT908", message, place)]


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one around it that is still there."""
    while not folder.is_dir():
        folder = folder.parent
    return folder


def _commit(folder: Path, revision: str) -> str | None:
    # "--end-of-options": a revision never becomes an option of git
    done = git.asked(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    return done.stdout.decode().strip() or None if done.returncode == 0 else None


def _inside(path: Path, root: Path) -> str:
    """The path as git names it: from the top of the repository."""
    whole = _existing(path.absolute().parent).resolve() / path.name
    if not path.absolute().parent.is_dir():
        whole = path.absolute()
    try:
        return whole.relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _unknown_revision(folder: Path, wanted: AtRevision, place: Place) -> Diagnostic:
    names = git.asked(
        folder, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags"
    )
    near = nearest(wanted.revision, names.stdout.decode(errors="replace").split())
    message = _("git không biết bản “{ban}”").format(ban=wanted.revision)
    hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
    hints.append(_("Xem các bản của tệp: git log --oneline -- {tep}").format(tep=wanted.path))
    return error("SS211", message, place, *hints)


def _no_file(
    folder: Path, wanted: AtRevision, commit: str, inside: str, place: Place
) -> Diagnostic:
    listed = git.asked(folder, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    files = listed.stdout.decode(errors="replace").split("\0")
    same = [f for f in files if f.rsplit("/", 1)[-1] == Path(inside).name]
    near = same[:3] or nearest(inside, files)
    message = _("Bản “{ban}” không có tệp {tep}").format(ban=wanted.revision, tep=inside)
    hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
    hints.append(_("Tệp có thể mang tên khác lúc ấy: git log --follow -- {tep}").format(tep=inside))
    return error("SS212", message, place, *hints)
