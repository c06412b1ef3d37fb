"""Sign issued documents inside their folders; what exists is adopted, never signed again.

A signature cannot be made twice the same: two valid signed files for one number would be two
documents. So the order of writes is: note of intent, signed PDF, manifest, act in the
register, .zip; and `settle`, which writes what follows from the files that are there, ends
every step and finishes every step that a crash cut off.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs

from generator.diagnostics import Diagnostic, Place, error, has_errors, warning
from generator.issuance import bundle, intent
from generator.issuance.register import acts
from generator.issuance.register.audit import acts as log_of
from generator.issuance.register.register_tables import events
from generator.issuance.register.register_words import state_word
from generator.locale import _
from generator.workspace.files import sweep_leftovers, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyhanko.pdf_utils.reader import PdfFileReader

    from generator.issuance.pdf.sign_pdf import Who
    from generator.issuance.register.acts import Clerk
    from generator.issuance.register.entered import Act, NumberRow
    from generator.issuance.signing_job import SignedElsewhere, SigningJob, SigningWish
    from generator.issuance.verdict.office import SigningOffice
    from generator.storage.database import Database
    from generator.verbs.check_word import DocumentReport
    from generator.workspace.signing_settings import Level
    from generator.workspace.workspace import Workspace

MADE, LEADER, NUMBERED, AGENCY, SEALED, CHECKED = (
    "tao_pdf",
    "ky_lanh_dao",
    "dien_so",
    "ky_co_quan",
    "niem_phong",
    "kiem_tra",
)
"""Kinds of acts, in the order in which they happen to a file."""
ORDER = (MADE, LEADER, NUMBERED, AGENCY, SEALED, CHECKED)
OF_PDF = (MADE, LEADER, NUMBERED, AGENCY, SEALED)
OF_FILE = {MADE: bundle.PDF, CHECKED: bundle.FORM}


class Signing:
    """The clerk at the issued folders of one workspace."""

    def __init__(self, workspace: Workspace, database: Database, clerk: Clerk) -> None:
        self.workspace, self.database, self.clerk = workspace, database, clerk
        self.root = workspace.root / workspace.settings.phat_hanh

    def folder(self, row: NumberRow) -> Path:
        """Where the document of a row is kept."""
        return self.root / str(row.folder)

    def job(self, row: NumberRow) -> SigningJob:
        """The work on an issued document: its PDF, and whose certificates may sign it."""
        from generator.issuance.signing_job import SigningJob

        folder = self.folder(row)
        target = folder / bundle.SIGNED
        source = target if target.exists() else folder / bundle.PDF
        return SigningJob(source, target, *self.signers(row))

    def signers(self, row: NumberRow) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Names of leaders and agency as they were issued, with what the settings also allow."""
        from generator.plan.toml import load_plan

        others = self.workspace.settings.ky_so.ten_khac
        loaded, _problems = load_plan(self.folder(row) / bundle.PLAN)
        signers = loaded.plan.nguoi_ky if loaded else []
        agency = row.entry.ten_co_quan if row.entry else ""
        return (
            tuple((s.ho_ten, *others.get(s.ho_ten, ())) for s in signers if s.ho_ten),
            (agency, *others.get(agency, ())) if agency else (),
        )

    def turns_left(self, row: NumberRow) -> list[Who]:
        """Who has not signed a document yet; nobody may once the agency has."""
        done = Counter(act.kind for act in self._log(row))
        if done[AGENCY]:
            return []
        leaders = max(len(self.signers(row)[0]), 1)
        return ["leader", "agency"] if done[LEADER] < leaders else ["agency"]

    def ready(self, rows: Sequence[NumberRow]) -> list[Diagnostic]:
        """See that the documents may be signed, and make the PDFs that are not there yet."""
        found: list[Diagnostic] = []
        bare = []
        for row in rows:
            problems = self._sound(row)
            found += problems
            job = self.job(row)
            if not has_errors(problems) and not job.source.exists():
                bare.append(row)
        return found if has_errors(found) or not bare else found + self._make(bare)

    def _sound(self, row: NumberRow) -> list[Diagnostic]:
        where = Place(self.workspace.shown(self.folder(row)), _("hồ sơ"))
        if row.state != "phat_hanh":
            message = _("Số {so} đã {trang_thai}, không ký nữa")
            said = message.format(so=row.number, trang_thai=state_word(row.state))
            return [error("SO214", said, where)]
        return bundle.prove(self.folder(row), row.digest)

    def _make(self, rows: Sequence[NumberRow]) -> list[Diagnostic]:
        """PDFs of the frozen documents, all at once; a plan goes behind the decision it is of."""
        from generator.issuance.pdf.joined import joined
        from generator.verbs.printing import to_pdf

        found: list[Diagnostic] = []
        with tempfile.TemporaryDirectory(prefix="kehoach-ky-") as temp:
            drafts: dict[NumberRow, list[Path]] = {}
            for n, row in enumerate(rows):
                parts = [self.folder(row) / name for name in (bundle.DOCUMENT, bundle.ATTACHED)]
                for part in [part for part in parts if part.exists()]:
                    draft = Path(temp) / f"{n}-{part.name}"
                    draft.write_bytes(part.read_bytes())
                    drafts.setdefault(row, []).append(draft)
            found += to_pdf([one for each in drafts.values() for one in each]).diagnostics
            for row, each in drafts.items():
                made = [draft.with_suffix(".pdf") for draft in each]
                if all(one.exists() for one in made):
                    whole = reduce(joined, [one.read_bytes() for one in made])
                    found += self.step(row, _writer(self.folder(row) / bundle.PDF, whole))
        return found

    def sign(
        self, row: NumberRow, wish: SigningWish, signer: Any, office: SigningOffice
    ) -> list[Diagnostic]:
        """Sign one issued document; the agency's signature first stands, then is proved."""
        from generator.issuance.signing_job import sign_job

        if not self._waits_for_number(row):
            settings = structs.replace(office.settings, danh_so="truoc_khi_ky")
            office = replace(office, settings=settings)
        wish = replace(wish, number=row.so, date=row.ngay)
        first = replace(wish, level="B-B" if wish.level == "B-B" else "B-T")
        kinds = {act.kind for act in self._log(row)}
        if wish.who == "agency" and AGENCY in kinds and SEALED not in kinds:
            found = []  # signed, and then cut off: only the proofs are missing
        else:
            found = self.step(row, lambda: sign_job(self.job(row), first, signer, office))
        late = wish.who == "agency" and wish.level in {"B-LT", "B-LTA"}
        if late and not has_errors(found):
            found += self.finish(row, office, wish.level)
        return found

    def finish(self, row: NumberRow, office: SigningOffice, level: Level) -> list[Diagnostic]:
        """Add the proofs of time to a signed document."""
        from generator.issuance.signing_job import finish_job

        return self.step(row, lambda: finish_job(self.job(row), office, level))

    def adopt(self, row: NumberRow, signed: SignedElsewhere) -> list[Diagnostic]:
        """Take what was signed with another tool, judged by its bytes.

        It begins with what was sent out; each signature is good and of who may sign this.
        """
        from generator.issuance.signing_job import adopt, belongs
        from generator.verbs.signed_elsewhere import judged

        job, now = self.job(row), datetime.fromisoformat(self.clerk.when)
        wrong = belongs(job.source, signed) or judged(
            self.workspace, signed, job.leaders, job.agency, now
        )
        return wrong or self.step(row, lambda: adopt(job.source, signed, job.target))

    def fill(self, row: NumberRow) -> list[Diagnostic]:
        """Number and date into the fields of the PDF that the leader signed."""
        target = self.folder(row) / bundle.SIGNED
        return self.step(row, lambda: _fill(target, row)) if target.exists() else []

    def check(
        self, row: NumberRow, *, packed: bool = False, report: DocumentReport | None = None
    ) -> list[Diagnostic]:
        """Examine the frozen .docx as any checker would, and keep the report with it.

        `report`: of these very bytes, where they were examined before they were frozen.
        """
        from generator.verbs.check_word import DocxChecker

        folder = self.folder(row)
        report = report or DocxChecker(row.ngay)(folder / bundle.DOCUMENT)
        value = {
            "tep": bundle.DOCUMENT,
            "quy_dinh": report.profile,
            "ngay": report.day,
            "tong_hop": report.coverage,
            "dat": report.passed,
            "khong_xet": [{"ma": code, "ly_do": why} for code, why in report.unjudged],
            "phat_hien": [d.as_dict() for d in report.diagnostics],
        }
        data = bundle.pretty(value)
        found = self.step(row, _writer(folder / bundle.FORM, data), packed=packed)
        if has_errors(report.diagnostics):
            codes = ", ".join(sorted({d.code for d in report.diagnostics if has_errors([d])}))
            message = _("Văn bản số {so} có lỗi thể thức: {ma}").format(so=row.number, ma=codes)
            hint = _("Xem kehoach check {tep}; sửa bằng kehoach register amend --correct.")
            where = Place(self.workspace.shown(folder), bundle.DOCUMENT)
            found.append(
                warning("SO111", message, where, hint.format(tep=folder / bundle.DOCUMENT))
            )
        return found

    def step(
        self, row: NumberRow, work: Callable[[], list[Diagnostic]], *, packed: bool = False
    ) -> list[Diagnostic]:
        """Do one piece of work in an issued folder and register what came of it.

        With `packed` the .zip is made where there is none.

        Raises Unavailable, OSError; the note then stays and the next start settles it.
        """
        note = intent.path_of(self.root, row.book, row.so, "ky")
        with intent.held(note, row.book, row.so, str(row.folder)) as busy:
            if busy is not None:
                return [busy]
            found = [*work(), *self.settle(row)]
            if packed:
                bundle.pack(self.folder(row))
            return found

    def settle(self, row: NumberRow, *, adopting: bool = False) -> list[Diagnostic]:
        """Write what follows from the files of an issued folder: manifest, acts, .zip.

        With `adopting` a signed file that no act tells of is verified first.
        """
        folder = self.folder(row)
        sweep_leftovers(folder)
        now = acts.row_of(self.database, row.book, row.so) or row
        log = self._log(row)
        recorded = _recorded(log)
        if bundle.digest_before(folder, recorded) != now.digest:
            return [_altered(folder)]
        there = {n: (folder / n).read_bytes() for n in bundle.GROWN if (folder / n).exists()}
        prints = {n: (hashlib.sha256(d).hexdigest(), len(d)) for n, d in there.items()}
        kinds = _unrecorded(there, prints, recorded, log, self.signers(row)[1])
        signed = there.get(bundle.SIGNED)
        if adopting and signed is not None and prints[bundle.SIGNED] != recorded.get(bundle.SIGNED):
            doubts = self._doubt(folder, signed, recorded, there.get(bundle.PDF))
            if doubts:
                return doubts
        if kinds:
            written = bundle.add_files(folder, there, {})
            # all acts of one file end at the same manifest
            for kind in kinds:
                name = OF_FILE.get(kind, bundle.SIGNED)
                digest, size = prints[name]
                content = {"tep": name, "sha256": digest, "byte": size, "ma_bam": written.digest}
                if adopting:
                    content["nhan_lai"] = True
                acts.record(self.database, row.book, row.so, self.clerk, kind, content)
        bundle.seal(folder)
        if set(kinds) - set(OF_FILE) or folder.with_name(folder.name + ".zip").exists():
            bundle.pack(folder)
        return [_adopted(folder, row)] if adopting and set(kinds) - set(OF_FILE) else []

    def _log(self, row: NumberRow) -> list[Act]:
        return [act for act in log_of(self.database, events.c.so == row.so) if act.book == row.book]

    def _waits_for_number(self, row: NumberRow) -> bool:
        """Whether the leader signed before there was a number."""
        return all(act.kind != MADE for act in self._log(row))

    def _doubt(
        self,
        folder: Path,
        signed: bytes,
        recorded: dict[str, tuple[str, int]],
        sent: bytes | None,
    ) -> list[Diagnostic]:
        """What keeps a signed file that a crash left from being taken."""
        from generator.issuance.pdf.verify_pdf import verify_pdf
        from generator.issuance.verdict.means import VerdictMeans
        from generator.issuance.verdict.result import Verdict
        from generator.issuance.verdict.trust_list import load_trust

        where = Place(self.workspace.shown(folder), bundle.SIGNED)
        digest, size = recorded.get(bundle.SIGNED) or recorded.get(bundle.PDF) or ("", 0)
        begun = sent is None or signed.startswith(sent)
        if not begun or (size and hashlib.sha256(signed[:size]).hexdigest() != digest):
            return [_not_adopted(where, _("không bắt đầu bằng bản đã gửi đi ký"))]
        store, _problems = load_trust(self.workspace.trust_file)
        means = VerdictMeans(store, None, datetime.fromisoformat(self.clerk.when))
        report = verify_pdf(signed, bundle.SIGNED, means)
        against = [*report.findings, *(f for s in report.signatures for f in s.findings)]
        # the others have not signed yet
        wrong = [f for f in against if f.verdict is Verdict.INVALID and f.code != "XT203"]
        return [_not_adopted(where, f"{wrong[0].code} {wrong[0].message}")] if wrong else []


def _recorded(log: Sequence[Act]) -> dict[str, tuple[str, int]]:
    """Name of each file that came later → SHA-256 and bytes, as the log has it last."""
    told: dict[str, tuple[str, int]] = {}
    for act in log:
        content = act.content
        if "tep" in content and "sha256" in content:
            told[content["tep"]] = (content["sha256"], content["byte"])
        for item in content.get("kem", ()):
            told[item["ten"]] = (item["sha256"], item["byte"])
    return told


def _unrecorded(
    there: dict[str, bytes],
    prints: dict[str, tuple[str, int]],
    recorded: dict[str, tuple[str, int]],
    log: Sequence[Act],
    agency: Sequence[str],
) -> list[str]:
    """The acts that the files tell of and the log does not."""
    kinds = [k for k, n in OF_FILE.items() if n in there and prints[n] != recorded.get(n)]
    if bundle.SIGNED not in there:
        return kinds
    have = Counter(act.kind for act in log)
    missing = _acts_in(there[bundle.SIGNED], agency) - have
    signed = [k for k in (LEADER, NUMBERED, AGENCY, SEALED) for _n in range(missing[k])]
    if not signed and prints[bundle.SIGNED] != recorded.get(bundle.SIGNED):
        signed = [SEALED]
    return sorted([*kinds, *signed], key=ORDER.index)


def _acts_in(data: bytes, agency: Sequence[str]) -> Counter[str]:
    """What was done to a PDF, by the fields that are signed or filled in it.

    A tool of others names its fields as it likes: whose signature it is, the certificate tells.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    from generator.issuance.pdf import form_fields

    reader = PdfFileReader(io.BytesIO(data))
    signed = [name for name, done in form_fields.signature_fields(reader).items() if done]
    sealing = {form_fields.AGENCY, *_fields_of(reader, agency)}
    filled = [f for f in form_fields.text_fields(reader).values() if str(f.get("/V", ""))]
    stamps = len(reader.embedded_timestamp_signatures)
    sealed = sum(name in sealing for name in signed)
    return +Counter(
        {
            LEADER: len(signed) - sealed - stamps,
            NUMBERED: int(bool(filled)),
            AGENCY: sealed,
            SEALED: stamps,
        }
    )


def _fields_of(reader: PdfFileReader, names: Sequence[str]) -> set[str]:
    """The fields whose signer's certificate is in one of these names."""
    from pyhanko.pdf_utils.misc import PdfError

    from generator.issuance.verdict.holders import holder_of, match

    try:
        signatures = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError, TypeError):
        return set()  # what cannot be read is nobody's; `verify` says why
    return {
        one.field_name
        for one in signatures
        if one.signer_cert is not None and match(holder_of(one.signer_cert).name, names) != "other"
    }


def _writer(target: Path, source: Path | bytes) -> Callable[[], list[Diagnostic]]:
    def write() -> list[Diagnostic]:
        write_atomic(
            target, source if isinstance(source, bytes) else source.read_bytes(), durable=True
        )
        return []

    return write


def _fill(target: Path, row: NumberRow) -> list[Diagnostic]:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    from generator.issuance.pdf import form_fields
    from generator.plan import wording

    values = {
        form_fields.NUMBER: wording.number(row.so),
        form_fields.DATE: wording.long_date(row.ngay),
    }
    writer = IncrementalPdfFileWriter(io.BytesIO(target.read_bytes()))
    waiting = form_fields.text_fields(writer)
    problems = form_fields.fill(writer, {n: v for n, v in values.items() if n in waiting})
    if problems or not waiting:
        return problems
    out = io.BytesIO()
    writer.write(out)
    write_atomic(target, out.getvalue(), durable=True)
    return []


def _altered(folder: Path) -> Diagnostic:
    return error(
        "HS120",
        _("Bản kê của hồ sơ khác với sổ đăng ký; chưa ghi thêm gì"),
        Place(str(folder), bundle.MANIFEST),
        _("Chạy kehoach register audit; lấy lại hồ sơ từ bản sao lưu."),
    )


def _not_adopted(where: Place, reason: str) -> Diagnostic:
    return error(
        "HS121",
        _("Tệp đã ký bị ngắt lúc ghi sổ không nhận lại được: {ly_do}").format(ly_do=reason),
        where,
        _("Không ký lại số này khi chưa rõ: hỏi người ký, đối chiếu bản sao lưu."),
    )


def _adopted(folder: Path, row: NumberRow) -> Diagnostic:
    return warning(
        "SO503",
        _("Chữ ký của số {so} đã có từ lần bị ngắt: đã kiểm tra và ghi vào sổ").format(
            so=row.number
        ),
        Place(str(folder), bundle.SIGNED),
    )
