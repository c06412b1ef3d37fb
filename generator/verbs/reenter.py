"""`register reenter`: the way back when a register is lost and no newer backup is there.

Without a reason it only tells what it would enter and what stays lost. Nothing is deleted:
folders stay as they are, the log goes on from where it stands and says what was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error, has_errors, warning
from generator.issuance import bundle, intent
from generator.issuance.register import acts, anchor
from generator.issuance.register.audit import loss_owned
from generator.issuance.register.entered import Book, Entry
from generator.issuance.register.limits import need_reason
from generator.issuance.register.reentered import KeptFolder, reenter
from generator.locale import _
from generator.plan.typed import convert, from_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.issuance.register.acts import Clerk
    from generator.issuance.register.entered import NumberRow
    from generator.storage.database import Database
    from generator.workspace.workspace import Workspace


def reenter_folders(
    workspace: Workspace, database: Database, clerk: Clerk, reason: str
) -> tuple[list[NumberRow], list[Diagnostic]]:
    """Enter issued folders that no row stands for; without a `reason` only say which.

    A folder that is not whole, or two of one number, stop it. Raises ActRefused, Unavailable,
    OSError.
    """
    root = workspace.root / workspace.settings.phat_hanh
    with intent.alone(root):
        lost, found = _lost(root, database)
        if has_errors(found):
            return [], found
        found += [_told(root, book, number, kept) for book, number, kept in lost]
        found += list(_stays_lost(database, lost))
        anchored = anchor.lost(database, root)
        found += [
            loss_owned("/".join(map(str, book)), when)
            for book, heads in anchored.items()
            for when in heads.values()
        ]
        if not (lost or anchored) or not reason:
            return [], found
        made: list[NumberRow] = []
        for book in dict.fromkeys(book for book, _number, _kept in lost):
            own = {number: kept for of, number, kept in lost if of == book}
            made += reenter(database, book, own, clerk, reason)
        if anchored:
            need_reason(reason)
            anchor.own_loss(database, root, clerk, reason)
    from generator.verbs.sign_issued import Signing

    for row in made:
        if row.entry is not None:
            found += Signing(workspace, database, clerk).settle(row, adopting=True)
    return made, found


_Lost = tuple[Book, int, KeptFolder]


def _lost(root: Path, database: Database) -> tuple[list[_Lost], list[Diagnostic]]:
    """The folders without a row, each proved; what is wrong with one of them."""
    rows = acts.rows(database)
    known = {row.folder for row in rows}
    taken = {(row.book, row.so): row.number for row in rows}
    plans = {row.ma for row in rows if row.ma}
    lost: list[_Lost] = []
    found: list[Diagnostic] = []
    for manifest in sorted(root.glob(f"[!.]*/*/*/[!.]*/{bundle.MANIFEST}")):
        folder = manifest.parent
        name = folder.relative_to(root).as_posix()
        if name in known:
            continue
        where = Place(str(folder), _("hồ sơ"))
        said = _said(folder)
        problems = bundle.prove(folder)
        if said is None or problems:
            found += [*problems, _unfit(where, _("không còn nguyên"))]
            continue
        book, number, kept = said
        if (book, number) in taken:
            reason = _("sổ đã có số này ({so})").format(so=taken[book, number])
            found.append(_unfit(where, reason))
        elif kept.entry.ma in plans:
            reason = _("sổ đã có kế hoạch {ma}").format(ma=kept.entry.ma)
            found.append(_unfit(where, reason))
        else:
            taken[book, number] = name
            plans.add(kept.entry.ma)
            lost.append((book, number, kept._replace(folder=name)))
    return lost, found


def _said(folder: Path) -> _Lost | None:
    """What a folder says of its book, number and document, where all its files say the same."""
    manifest, _digest = bundle.read_manifest(folder)
    try:
        head = from_json((folder / bundle.ENTRY).read_bytes(), dict)
        book, number = convert(head["so_dang_ky"], Book), convert(head["so"], int)
        entry = convert(head["van_ban"], Entry)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    said = (number, "/".join(map(str, book)), entry.ma, entry.ky_hieu, entry.ngay.isoformat())
    listed = manifest and tuple(
        manifest.get(key) for key in ("so", "so_dang_ky", "ma", "ky_hieu", "ngay")
    )
    place = folder.parts[-4:-1]
    if listed != said or place != (book.co_quan, str(book.nam), book.loat) or number < 1:
        return None
    # as it was when issued: what was signed later is verified and adopted behind it
    return book, number, KeptFolder(entry, bundle.digest_before(folder, {}), "")


def _told(root: Path, book: Book, number: int, kept: KeptFolder) -> Diagnostic:
    message = _("Số {so}/{ky_hieu} ngày {ngay} có hồ sơ mà sổ {so_dang_ky} không có")
    message = message.format(
        so=f"{number:02d}",
        ky_hieu=kept.entry.ky_hieu,
        ngay=kept.entry.ngay.strftime("%d/%m/%Y"),
        so_dang_ky="/".join(map(str, book)),
    )
    return warning("SO310", message, Place(str(root / kept.folder), _("hồ sơ")))


def _stays_lost(database: Database, lost: list[_Lost]) -> Iterator[Diagnostic]:
    """What no folder can say, told once; and the numbers between that nobody knows of."""
    for book in dict.fromkeys(book for book, _number, _kept in lost):
        own = {number for of, number, _kept in lost if of == book}
        unknown = sorted(set(range(acts.next_number(database, book), max(own))) - own)
        if unknown:
            message = _("Không còn gì về số {so}: giữ lại, không cấp cho văn bản khác")
            numbers = ", ".join(map(str, unknown))
            hint = _("Tìm bản giấy hoặc hỏi người soạn; chắc chắn chưa dùng thì register void.")
            yield warning("SO311", message.format(so=numbers), None, hint)
    if lost:
        yield warning(
            "SO311",
            _("Hồ sơ không nói được: ai đã cấp số và lúc nào, thu hồi, sửa đổi, gửi đi, ghi chú, "
              "số giữ hay hủy sau số cuối"),
            None,
            _("So với sổ in và bản nơi nhận; ghi lại việc thu hồi bằng kehoach register recall."),
        )  # fmt: skip


def _unfit(where: Place, reason: str) -> Diagnostic:
    return error(
        "SO312",
        _("Không ghi lại được từ hồ sơ này: {ly_do}").format(ly_do=reason),
        where,
        _("Lấy lại hồ sơ ấy từ bản sao; hồ sơ giả hoặc dở dang thì chuyển ra ngoài phat-hanh/."),
    )
