"""One plan on its way to a number: its document made, its folder staged, numbered, placed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, error, has_errors
from generator.document.compose import compose
from generator.issuance import bundle, intent
from generator.issuance.register import acts
from generator.issuance.register.acts import ActRefused, Frozen
from generator.locale import _
from generator.plan.attaching import attachment_of
from generator.plan.made import PhatHanh
from generator.plan.stamp import stamp
from generator.plan.toml import parse_plan
from generator.verbs.recover import set_aside, tell_amended
from generator.workspace.bases import fingerprint
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document.blocks import Document
    from generator.issuance.register.acts import Clerk
    from generator.issuance.register.entered import Book, Entry
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.storage.database import Database
    from generator.template.compiled import Template
    from generator.verbs.issued_sources import IssuedSources
    from generator.workspace.workspace import Workspace


class IssueMeans(NamedTuple):
    """What every issue of one run works with."""

    workspace: Workspace
    database: Database
    clerk: Clerk
    root: Path
    """The folder of all issued folders."""
    shared: IssuedSources


class NumberedDraft(NamedTuple):
    """A document as it will be with a number; nothing of it is on the disk."""

    number: int
    text: bytes
    """The plan's file with number and date."""
    document: bytes
    sources: dict[str, bytes]
    """Files the document was made from, by their names in a workspace of its own."""
    beside: dict[str, bytes]
    """Of a decision: the plan that it issues, printed and as its file."""


class Work:
    """One plan on its way through the transaction."""

    def __init__(
        self,
        means: IssueMeans,
        path: Path,
        data: bytes,
        loaded: Loaded,
        entry: Entry,
        book: Book,
        problems: list[Diagnostic],
        signed: bytes | None,
        template: Template,
    ) -> None:
        self.signed, self.template = signed, template
        self.means, self.path, self.data, self.loaded = means, path, data, loaded
        self.entry, self.book, self.problems = entry, book, problems
        self.draft: NumberedDraft | None = None
        self.filled: NumberedDraft | None = None
        """The draft whose files are in the staged folder."""
        self.staged = bundle.stage(means.root, entry.ma)
        self.sources: dict[str, bytes] = {}
        """What is in it since before the number."""
        self.note: Path | None = None
        self.folder: Path | None = None
        self.numbered: KeHoach | None = None
        """The plan as it is with the number made last."""
        self.attached: tuple[Loaded, Template] | None = None
        """The plan that is issued with this decision."""

    def attach(self, plan: Loaded, template: Template) -> None:
        """Let a plan be issued with this decision: printed with its number, kept beside it."""
        self.attached = plan, template

    def make(self, number: int) -> NumberedDraft:
        """The document with this number, kept for `freeze`. Raises ActRefused, OSError."""
        plan, text, mark = self._stamp(number)
        self.numbered = plan
        used: set[str] = set()
        document = self._compose(plan, used, mark)
        template = self.template
        beside = self._beside(plan, used)
        sources = self.means.shared.files(plan, used)
        self.draft = NumberedDraft(
            number, text, template.render(document.context()), sources, beside
        )
        return self.draft

    def stage(self) -> None:
        """Write what does not depend on the number, while others hold the book. Raises OSError."""
        assert self.draft is not None  # noqa: S101 - `make` comes first
        self.sources = self.draft.sources
        store = self.means.root / bundle.STORE
        self.staged.begin(self._early(), self.sources, store)

    def foresee(self) -> None:
        """Make the document of the number after the one being given now; `freeze` sees if it is.

        Raises ActRefused, OSError, Unavailable.
        """
        self._fill(acts.next_number(self.means.database, self.book) + 1)

    def _fill(self, number: int) -> NumberedDraft:
        """The staged folder with the files of a number."""
        draft = self.draft
        if draft is None or draft.number != number:
            # another process was faster: all but the number is as it was
            draft = self.make(number)
        if draft.sources != self.sources:
            self.stage()
            self.filled = None
        if self.filled is not draft:
            self.staged.fill(self._files(draft), self._facts(number))
            self.filled = draft
        return draft

    def freeze(self, number: int) -> Frozen:
        """Make the issued folder of this number. Raises ActRefused, OSError."""
        self._fill(number)
        name = f"{number:04d}-{self.entry.ky_hieu.replace('/', '-')}"
        relative = "/".join((self.book.co_quan, str(self.book.nam), self.book.loat, name))
        folder = self.means.root / relative
        self.note = intent.path_of(self.means.root, self.book, number)
        # with a note of this register, a folder without a row is what a crash left
        known = intent.of_here(self.note) or (
            self.note.exists() and self.means.database.file is None
        )
        if not known and (lost := _of_number(folder, number)) is not None:
            self.note = None
            raise ActRefused(_lost_row(lost, number))
        set_aside(self.means.root, folder)
        plan_file = str(self.path.resolve())
        intent.write(self.note, self.book, number, relative, tep=plan_file)
        self.folder = folder
        written = self.staged.place(folder)
        later: tuple[dict[str, Any], ...] = ()
        if self.signed is not None:
            digest = hashlib.sha256(self.signed).hexdigest()
            later = ({"ten": bundle.SIGNED, "sha256": digest, "byte": len(self.signed)},)
        return Frozen(written.digest, relative, later)

    def _early(self) -> dict[str, bytes]:
        """The files of this document that have no number in them."""
        found = {bundle.CHECKS: bundle.pretty({"phat_hien": [d.as_dict() for d in self.problems]})}
        if self.signed is not None:
            found[bundle.SIGNED] = self.signed
        return found

    def _files(self, draft: NumberedDraft) -> dict[str, bytes]:
        """The files of this document that say its number."""
        head = {"so": draft.number, "so_dang_ky": self.book, "van_ban": self.entry}
        return {
            **draft.beside,
            bundle.DOCUMENT: draft.document,
            bundle.PLAN: draft.text,
            bundle.ENTRY: bundle.pretty(head),
        }

    def _facts(self, number: int) -> dict[str, Any]:
        return {
            "ma": self.entry.ma,
            "so": number,
            "ky_hieu": self.entry.ky_hieu,
            "ngay": self.entry.ngay.isoformat(),
            "so_dang_ky": "/".join(map(str, self.book)),
            "mau_sha256": self.template.digest,
        }

    def finish(self) -> None:
        """After the commit: the plan's own file gets what the register has. Raises OSError."""
        if self.draft is not None and self.path.read_bytes() == self.data:
            write_atomic(self.path, self.draft.text, durable=True)
        tell_amended(self.means.database, self.entry, self.means.clerk)
        if self.note is not None:
            self.note.unlink(missing_ok=True)

    def undo(self) -> None:
        """Nothing was registered: what `freeze` made is set aside. Keeps quiet on a full disk."""
        with suppress(OSError):
            self.staged.discard()
            if self.folder is not None:
                set_aside(self.means.root, self.folder)
            if self.note is not None:
                self.note.unlink(missing_ok=True)

    def _stamp(self, number: int) -> tuple[KeHoach, bytes, str]:
        """The plan with its number and date, its text, and the print of the text."""
        text = self.data.decode()
        mark = PhatHanh(so_dang_ky="/".join(map(str, self.book)), luc=self.means.clerk.when)
        old = self.loaded.plan
        kept = old.dinh_kem
        if self.attached is not None and kept is None:
            kept = attachment_of(self.attached[0].plan)
        made = stamp(text, number, self.entry.ngay, mark, kept)
        wanted = msgspec.structs.replace(
            old,
            dinh_kem=kept,
            phat_hanh=mark,
            van_ban=msgspec.structs.replace(old.van_ban, so=number, ngay=self.entry.ngay),
        )
        loaded, _found = parse_plan(made.encode(), self.loaded.source.file) if made else (None, [])
        if made is None or loaded is None or loaded.plan != wanted:
            raise ActRefused(_odd(self.loaded))
        return wanted, made.encode(), fingerprint(loaded.source.text)

    def _beside(self, decision: KeHoach, used: set[str]) -> dict[str, bytes]:
        """The plan issued with the decision, which it names with the number it has now."""
        if self.attached is None:
            return {}
        loaded, template = self.attached
        mark = fingerprint(loaded.source.text)
        document = self._compose(loaded.plan, used, mark, decision)
        return {
            bundle.ATTACHED: template.render(document.context()),
            bundle.ATTACHED_PLAN: loaded.source.text.encode(),
        }

    def _compose(
        self, plan: KeHoach, used: set[str], mark: str, numbered: KeHoach | None = None
    ) -> Document:
        """The document; `numbered` is a paper that gets its number now, not yet on the disk."""
        workspace = self.means.workspace

        def plan_of(ma: str) -> KeHoach | None:
            if numbered is not None and ma == numbered.van_ban.ma:
                return numbered
            used.add(ma)
            return workspace.plan_of(ma)

        document, problems = compose(plan, workspace.registry, workspace.citations, plan_of, mark)
        if stop := next((d for d in problems if has_errors([d])), None):
            raise ActRefused(stop)
        return document


def _of_number(folder: Path, number: int) -> Path | None:
    """A folder of this number in the book, whatever its kind of document; None: there is none."""
    try:
        return next(folder.parent.glob(f"{number:04d}-*"), None)
    except FileNotFoundError:
        return None


def _lost_row(folder: Path, number: int) -> Diagnostic:
    return error(
        "SO306",
        _("Hồ sơ của số {so} đã có trên đĩa nhưng sổ đăng ký không có số này").format(so=number),
        Place(str(folder), _("hồ sơ")),
        _("Sổ có thể được khôi phục từ bản sao lưu cũ: lấy bản mới hơn, kẻo cấp trùng số."),
        _("Không còn bản nào mới hơn: kehoach register reenter ghi lại số từ hồ sơ."),
    )


def _odd(loaded: Loaded) -> Diagnostic:
    return error(
        "SO108",
        _("Tệp viết theo cách mà chương trình không ghi số và ngày vào được; tệp còn nguyên"),
        Place(loaded.source.file, "[van_ban]"),
        _("Viết so và ngay thành dòng riêng trong bảng [van_ban]."),
    )
