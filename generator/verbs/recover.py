"""What a crash left half done is finished or set aside; the issued folders are proved.

With a row in the register an issue is completed: the plan's own file gets its number, a
signature that exists is adopted. Without a row a folder was never issued and is set aside.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.issuance import bundle, intent
from generator.issuance.one_register import belongs_elsewhere
from generator.issuance.register import acts
from generator.issuance.register.entered import Book, Entry, NumberRow
from generator.locale import _
from generator.workspace.files import sweep_leftovers, write_atomic

if TYPE_CHECKING:
    from generator.issuance.register.acts import Clerk
    from generator.storage.database import Database
    from generator.workspace.workspace import Workspace

ASIDE = ".bo-lai"


def recover(
    workspace: Workspace, database: Database, clerk: Clerk | None = None
) -> list[Diagnostic]:
    """Finish or set aside what runs that died left half done; SO313: it is not ours to.

    Raises Unavailable, OSError.
    Without a `clerk`, who would answer for it in the log, what needs an act waits.
    """
    root = _root(workspace)
    if (another := belongs_elsewhere(database, root)) is not None:
        return [another]
    found: list[Diagnostic] = []
    with intent.alone(root):
        for shared in (root, root / intent.NOTES, root / bundle.STORE, root / bundle.STAGING):
            sweep_leftovers(shared)
        for note, said in intent.left(root):
            for written in (root / said["thu_muc"], Path(said.get("tep", root))):
                sweep_leftovers(written.parent)
            row = acts.row_of(database, Book(*said["so_dang_ky"]), said["so"])
            if row is None or row.folder != said["thu_muc"]:
                _never_issued(root, database, note, said)
            elif clerk is not None or "tep" in said:
                found += _issued_before(workspace, database, clerk, note, said)
    return found


def _issued_before(
    workspace: Workspace,
    database: Database,
    clerk: Clerk | None,
    note: Path,
    said: dict[str, Any],
) -> list[Diagnostic]:
    """Finish what has its row, unless the row is another plan's that got the number just now.

    Whoever takes a number writes its note over this one while the book is locked: of a note that
    has changed since it was read, the folder is another plan's, and so is the note.
    """
    book = Book(*said["so_dang_ky"])
    with acts.locked(database, book):
        if not _still_says(note, said):
            return []
        found = _number_plan(_root(workspace), said) if "tep" in said else []
    row = acts.row_of(database, book, said["so"])
    if row is not None and clerk is not None:
        found += _settle(workspace, database, clerk, row)
    with acts.locked(database, book):
        if _still_says(note, said):
            note.unlink(missing_ok=True)
    return found


def _still_says(note: Path, said: dict[str, Any]) -> bool:
    """Whether a note is the one that was read."""
    try:
        return bool(json.loads(note.read_bytes()) == said)
    except (FileNotFoundError, ValueError):
        return False


def _root(workspace: Workspace) -> Path:
    return workspace.root / workspace.settings.phat_hanh


def _never_issued(root: Path, database: Database, note: Path, said: dict[str, Any]) -> None:
    """Set the folder aside, unless another process is about to issue that number now."""
    book = Book(*said["so_dang_ky"])
    with acts.locked(database, book):
        row = acts.row_of(database, book, said["so"])
        if _still_says(note, said) and (row is None or row.folder != said["thu_muc"]):
            set_aside(root, root / said["thu_muc"])
            note.unlink(missing_ok=True)


def _settle(
    workspace: Workspace, database: Database, clerk: Clerk, row: NumberRow
) -> list[Diagnostic]:
    """What an issue does behind the commit, besides the plan's own file."""
    if row.entry is not None:
        tell_amended(database, row.entry, clerk)
    from generator.verbs.sign_issued import Signing

    return Signing(workspace, database, clerk).settle(row, adopting=True)


def _number_plan(root: Path, said: dict[str, Any]) -> list[Diagnostic]:
    """The register has the number: the plan's file gets it from the issued folder."""
    path, issued = Path(said["tep"]), root / said["thu_muc"] / bundle.PLAN
    text = issued.read_bytes()
    if not path.exists() or b"[phat_hanh]" in path.read_bytes():
        return []
    write_atomic(path, text, durable=True)
    message = _("Hoàn tất việc ghi số {so} vào kế hoạch, bị ngắt lần trước")
    return [warning("SO501", message.format(so=said["so"]), Place(str(path), _("kế hoạch")))]


def tell_amended(database: Database, entry: Entry, clerk: Clerk) -> None:
    """Write at the document that was replaced or amended which one did it; once."""
    for kind, ma in (("thay_the", entry.thay_cho), ("sua_doi", entry.sua_doi)):
        old, new = (acts.find(database, ma), acts.find(database, entry.ma)) if ma else (None, None)
        if old is None or new is None:
            continue
        # not a message: the book is Vietnamese, whatever the language of the one who issues
        words = "bị thay thế bởi" if kind == "thay_the" else "được sửa đổi bởi"
        note = f"{words} {new.number} ngày {new.ngay:%d/%m/%Y}"
        if note not in old.note:
            acts.record(database, old.book, old.so, clerk, kind, {"ghi_chu": note, "boi": entry.ma})


def audit_folders(workspace: Workspace, database: Database) -> list[Diagnostic]:
    """No issued row without its folder as it was registered, no folder without a row."""
    root = _root(workspace)
    found: list[Diagnostic] = []
    known = set()
    for row in acts.rows(database):
        if row.folder is not None:
            known.add(row.folder)
            found += bundle.prove(root / row.folder, row.digest)
    if belongs_elsewhere(database, root) is not None:
        return found  # told already; the folders of another register are not ours to miss
    for manifest in sorted(root.glob(f"[!.]*/*/*/*/{bundle.MANIFEST}")):
        folder = manifest.parent
        if folder.relative_to(root).as_posix() not in known and not folder.name.startswith("."):
            message = _("Hồ sơ không có trong sổ đăng ký")
            found.append(error("HS106", message, Place(str(folder), _("cả thư mục"))))
    return found


def set_aside(root: Path, folder: Path) -> None:
    """Move a folder that no row stands for out of the way; it is kept, not deleted."""
    if not folder.exists():
        return
    number = 1
    while (target := root / ASIDE / f"{folder.name}-{number}").exists():
        number += 1
    target.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(target)
