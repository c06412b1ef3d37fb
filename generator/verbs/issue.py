"""Issue plans: check, number, stamp, freeze, register.

The order of writes, so that a power cut at any of them loses nothing and doubles nothing:
a note of intent (`.dang-ghi`), the issued folder, the commit of the register, the plan's own
file. `recovering` reads the notes.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, error, has_errors, warning
from generator.issuance import bundle, intent
from generator.issuance.register import acts
from generator.issuance.register.acts import Clerk, Frozen, Refused
from generator.issuance.register.database import Database, Unavailable
from generator.issuance.register.records import Book, Entry, Row, misfits
from generator.locale import _
from generator.plan.model import PhatHanh
from generator.plan.stamp import stamp
from generator.verbs.recover import set_aside, tell_amended
from generator.workspace.bases import fingerprint
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.reading import load

if TYPE_CHECKING:
    from datetime import date

    from generator.document.blocks import Document
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.template.compiled import Template
    from generator.workspace.workspace import Workspace


class Issued(NamedTuple):
    """What became of one plan."""

    source: str
    row: Row | None
    folder: str | None
    diagnostics: list[Diagnostic]


class Wish(NamedTuple):
    """How the clerk wants a plan issued."""

    series: str | None = None
    """Name of the series; None: as the office's settings say."""
    reserved: int | None = None
    day: date | None = None
    reason: str = ""
    signed: bytes | None = None
    """The PDF that the leader signed before there was a number."""


class Issuer:
    """Issues plans of one workspace with its register."""

    def __init__(
        self,
        workspace: Workspace,
        database: Database,
        clerk: Clerk,
        template: Template | None,
        *,
        form: bool = False,
    ) -> None:
        self.workspace, self.database, self.clerk = workspace, database, clerk
        self.template = template
        self.form = form
        """Whether the document itself is checked before it gets a number."""
        self.root = workspace.root / workspace.settings.phat_hanh
        self._shared = _Sources(workspace)

    def __call__(self, path: Path, wish: Wish = Wish()) -> Issued:  # noqa: B008 - immutable
        """Issue one plan; never raises for what users, disk or database can cause."""
        shown = self.workspace.shown(path)
        try:
            return self._issue(path, shown, wish)
        except (Refused, Unavailable) as fault:
            found = fault.diagnostic
            if found.span is None:
                found = found._replace(span=Place(shown, _("kế hoạch")))
            return Issued(shown, None, None, [found])
        except OSError as fault:
            return Issued(shown, None, None, [os_diagnostic(fault)])

    def _issue(self, path: Path, shown: str, wish: Wish) -> Issued:
        data = path.read_bytes()
        loaded, problems = load(self.workspace, path)
        if loaded is None or self.template is None:
            return Issued(shown, None, None, problems)
        problems += ready(loaded, wish)
        day = wish.day or loaded.plan.van_ban.ngay or self.clerk.today
        entry = entry_for(loaded.plan, self.workspace, day)
        problems += misfits(entry)
        if self.form and not has_errors(problems):
            problems += self._form_errors(loaded.plan, shown, day)
        if has_errors(problems):
            return Issued(shown, None, None, problems)
        book = Book(entry.co_quan, wish.series or self._series(entry), day.year)
        work = _Work(self, path, data, loaded, entry, book, problems, wish.signed)
        try:
            row = acts.issue(
                self.database,
                book,
                entry,
                self.clerk,
                work.freeze,
                reserved=wish.reserved,
                reason=wish.reason,
            )
        except (Refused, OSError):
            work.undo()
            raise
        work.finish()
        return Issued(shown, row, self.workspace.shown(self.root / str(row.folder)), problems)

    def _form_errors(self, plan: KeHoach, shown: str, day: date) -> list[Diagnostic]:
        """Errors of form in the document as it would be issued, its number still blank."""
        from generator.document.compose import compose
        from generator.rules.judge import check_docx
        from generator.rules.profile import OFFICE, profile_on
        from generator.verbs.check_word import office

        workspace = self.workspace
        head = msgspec.structs.replace(plan.van_ban, ngay=day)
        draft = msgspec.structs.replace(plan, van_ban=head)
        document, problems = compose(
            draft, workspace.registry, workspace.citations, workspace.plan_of
        )
        if self.template is None or has_errors(problems):
            return problems
        profile = workspace.registry_dir / OFFICE
        own, found = office(profile, day) if profile.exists() else (None, [])
        data = self.template.render(document.context())
        place = Path(shown).with_suffix(".docx")
        checked = check_docx(place, day, own.on if own else profile_on, data)
        told = [*checked.diagnostics, *(checked.judgement.diagnostics if checked.judgement else [])]
        return [d for d in (*found, *told) if has_errors([d])]

    def _series(self, entry: Entry) -> str:
        common = self.workspace.settings.so_dang_ky.loat == "chung"
        return "chung" if common else entry.loai

    def sources(self, plan: KeHoach, used: set[str]) -> dict[str, bytes]:
        """Files a document was made from, by their names in a workspace of its own."""
        return self._shared.files(plan, used)


class _Work:
    """One plan on its way through the transaction."""

    def __init__(
        self,
        issuer: Issuer,
        path: Path,
        data: bytes,
        loaded: Loaded,
        entry: Entry,
        book: Book,
        problems: list[Diagnostic],
        signed: bytes | None = None,
    ) -> None:
        self.signed = signed
        self.issuer, self.path, self.data, self.loaded = issuer, path, data, loaded
        self.entry, self.book, self.problems = entry, book, problems
        self.text = b""
        self.print = ""
        self.note: Path | None = None
        self.folder: Path | None = None

    def freeze(self, number: int) -> Frozen:
        """Make the issued folder of this number. Raises Refused, OSError."""
        plan = self._stamp(number)
        used: set[str] = set()
        document = self._compose(plan, used)
        template = self.issuer.template
        assert template is not None  # noqa: S101 - checked before, for the type checker
        name = f"{number:04d}-{self.entry.ky_hieu.replace('/', '-')}"
        relative = "/".join((self.book.co_quan, str(self.book.nam), self.book.loat, name))
        folder = self.issuer.root / relative
        self.note = intent.path_of(self.issuer.root, self.book, number)
        # with a note, a folder without a row is what a crash left of an issue that never was
        if folder.exists() and not self.note.exists():
            self.note = None
            raise Refused(_lost_row(folder, number))
        set_aside(self.issuer.root, folder)
        plan_file = str(self.path.resolve())
        intent.write(self.note, self.book, number, relative, tep=plan_file)
        own = {
            bundle.DOCUMENT: template.render(document.context()),
            bundle.PLAN: self.text,
            bundle.ENTRY: bundle.pretty(
                {"so": number, "so_dang_ky": self.book, "van_ban": self.entry}
            ),
            bundle.CHECKS: bundle.pretty({"phat_hien": [d.as_dict() for d in self.problems]}),
        }
        later = []
        if self.signed is not None:
            own[bundle.SIGNED] = self.signed
            digest = hashlib.sha256(self.signed).hexdigest()
            later = [{"ten": bundle.SIGNED, "sha256": digest, "byte": len(self.signed)}]
        shared = self.issuer.sources(plan, used)
        facts = {
            "ma": self.entry.ma,
            "so": number,
            "ky_hieu": self.entry.ky_hieu,
            "ngay": self.entry.ngay.isoformat(),
            "so_dang_ky": "/".join(map(str, self.book)),
            "mau_sha256": template.digest,
        }
        self.folder = folder
        written = bundle.write_bundle(folder, own, shared, facts, self.issuer.root / bundle.STORE)
        return Frozen(written.digest, relative, tuple(later))

    def finish(self) -> None:
        """After the commit: the plan's own file gets what the register has. Raises OSError."""
        if self.path.read_bytes() == self.data:
            write_atomic(self.path, self.text, durable=True)
        tell_amended(self.issuer.database, self.entry, self.issuer.clerk)
        if self.note is not None:
            self.note.unlink(missing_ok=True)

    def undo(self) -> None:
        """Nothing was registered: what `freeze` made is set aside. Keeps quiet on a full disk."""
        with suppress(OSError):
            if self.folder is not None:
                set_aside(self.issuer.root, self.folder)
            if self.note is not None:
                self.note.unlink(missing_ok=True)

    def _stamp(self, number: int) -> KeHoach:
        from generator.plan.toml import parse_plan

        text = self.data.decode()
        mark = PhatHanh(so_dang_ky="/".join(map(str, self.book)), luc=self.issuer.clerk.when)
        made = stamp(text, number, self.entry.ngay, mark)
        old = self.loaded.plan
        wanted = msgspec.structs.replace(
            old,
            phat_hanh=mark,
            van_ban=msgspec.structs.replace(old.van_ban, so=number, ngay=self.entry.ngay),
        )
        loaded, _found = parse_plan(made.encode(), self.loaded.source.file) if made else (None, [])
        if made is None or loaded is None or loaded.plan != wanted:
            raise Refused(_odd(self.loaded))
        self.text = made.encode()
        self.print = fingerprint(loaded.source.text)
        return wanted

    def _compose(self, plan: KeHoach, used: set[str]) -> Document:
        from generator.document.compose import compose

        workspace = self.issuer.workspace

        def plan_of(ma: str) -> KeHoach | None:
            used.add(ma)
            return workspace.plan_of(ma)

        document, problems = compose(
            plan, workspace.registry, workspace.citations, plan_of, self.print
        )
        if stop := next((d for d in problems if has_errors([d])), None):
            raise Refused(stop)
        return document


class _Sources:
    """The files of a workspace that a document depends on, read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._read: dict[Path, bytes] = {}

    def files(self, plan: KeHoach, used: set[str]) -> dict[str, bytes]:
        """Name in the small workspace → bytes."""
        space, settings = self.workspace, self.workspace.settings
        found = {"kehoach.toml": space.root / "kehoach.toml", settings.mau: space.template}
        for name in ("co-quan.toml", "van-ban.toml"):
            found[f"{settings.danh_muc}/{name}"] = space.registry_dir / name
        for ma in sorted(used | ({plan.van_ban.cap_tren} if plan.van_ban.cap_tren else set())):
            for path in space.plan_index.get(ma, [])[:1]:
                found[f"{settings.ke_hoach}/{path.name}"] = path
        return {
            f"{bundle.SOURCES}/{name}": data
            for name, path in found.items()
            if (data := self._bytes(path)) is not None
        }

    def _bytes(self, path: Path) -> bytes | None:
        if path not in self._read or path.suffix == ".toml":
            with suppress(FileNotFoundError):
                self._read[path] = path.read_bytes()
        return self._read.get(path)


def ready(loaded: Loaded, wish: Wish) -> list[Diagnostic]:
    """What keeps a plan that is right from being issued: blanks, marks, another number."""
    plan, source = loaded.plan, loaded.source
    found = []
    if plan.phat_hanh is not None:
        message = _("Kế hoạch đã phát hành ({so})").format(so=plan.phat_hanh.so_dang_ky)
        hint = _("Sửa nội dung: kehoach register amend; bỏ văn bản: kehoach register recall.")
        found.append(error("SO204", message, source.span(("phat_hanh",)), hint))
    head = plan.van_ban
    if head.so is not None and head.so != wish.reserved:
        message = _("Kế hoạch đã ghi số {so}; số do sổ đăng ký cấp").format(so=head.so)
        hint = _("Xóa dòng so =, hoặc --so {so} nếu số ấy được giữ trong sổ.").format(so=head.so)
        found.append(error("SO103", message, source.span(("van_ban", "so")), hint))
    if wish.day and head.ngay and head.ngay != wish.day:
        message = _("Ngày trong kế hoạch ({co}) khác --ngay {muon}").format(
            co=head.ngay.isoformat(), muon=wish.day.isoformat()
        )
        found.append(error("SO104", message, source.span(("van_ban", "ngay"))))
    found += _blanks(loaded)
    return found


def _blanks(loaded: Loaded) -> list[Diagnostic]:
    from generator.plan.model import walk

    plan, source = loaded.plan, loaded.source
    found = []
    if not plan.nguoi_ky:
        found.append(error("SO105", _("Kế hoạch chưa có người ký"), source.span(("van_ban",))))
    for i, signer in enumerate(plan.nguoi_ky):
        if not signer.ho_ten:
            message = _("Chưa điền họ và tên người ký ({chuc_vu})").format(chuc_vu=signer.chuc_vu)
            found.append(error("SO105", message, source.span(("nguoi_ky", i))))
    marks = [(("van_ban",), plan.van_ban), *walk(plan)]
    for loc, node in marks:
        if node.can_xem:
            message = _("Còn chỗ phải xem lại trước khi phát hành: {dieu}").format(
                dieu=node.can_xem
            )
            hint = _("Sửa nếu cần, rồi xóa dòng can_xem.")
            found.append(error("SO106", message, source.span((*loc, "can_xem")), hint))
        if getattr(node, "minh_hoa", False):
            message = _("Nội dung minh họa, không phải văn bản gốc")
            found.append(warning("SO107", message, source.span((*loc, "minh_hoa"))))
    return found


def entry_for(plan: KeHoach, workspace: Workspace, day: date) -> Entry:
    """The register's entry of a plan, with names as they were on that day."""
    from generator.plan.wording import plain, type_name

    head = plan.van_ban
    agency = workspace.registry.get(head.co_quan, day)
    signer = plan.nguoi_ky[0] if plan.nguoi_ky else None
    return Entry(
        ma=head.ma,
        loai=head.loai,
        ky_hieu=head.ky_hieu or f"{head.loai}-{agency.ky_hieu if agency else ''}",
        ten_loai=type_name(head.loai) or head.loai,
        trich_yeu=plain(head.trich_yeu),
        co_quan=head.co_quan,
        ten_co_quan=agency.ten if agency else head.co_quan,
        ngay=day,
        quyen_han="; ".join(signer.capacity()) if signer else "",
        chuc_vu=signer.chuc_vu if signer else "",
        nguoi_ky="; ".join(s.ho_ten for s in plan.nguoi_ky if s.ho_ten),
        thay_cho=head.thay_the or "",
        sua_doi=head.sua_doi or "",
        noi_nhan=tuple(plain(line.noi_dung) for line in plan.noi_nhan),
        don_vi_luu=head.luu or "",
        ma_dinh_danh=(agency.ma or "") if agency else "",
    )


def _lost_row(folder: Path, number: int) -> Diagnostic:
    return error(
        "SO306",
        _("Hồ sơ của số {so} đã có trên đĩa nhưng sổ đăng ký không có số này").format(so=number),
        Place(str(folder), _("hồ sơ")),
        _("Sổ có thể được khôi phục từ bản sao lưu cũ: lấy bản mới hơn, kẻo cấp trùng số."),
    )


def _odd(loaded: Loaded) -> Diagnostic:
    return error(
        "SO108",
        _("Tệp viết theo cách mà chương trình không ghi số và ngày vào được; tệp còn nguyên"),
        Place(loaded.source.file, "[van_ban]"),
        _("Viết so và ngay thành dòng riêng trong bảng [van_ban]."),
    )


def template_of(workspace: Workspace) -> tuple[Template | None, list[Diagnostic]]:
    """The workspace's template, compiled."""
    from generator.surroundings import surroundings
    from generator.template.compiled import load as load_template

    return load_template(workspace.template, surroundings().cache)
