"""Where a signature goes: beside a draft's PDF, or into the issued folder and the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.verbs.books import Usage, Which, clerk_of, register_of, row_named
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from generator.issuance.register.entered import NumberRow
    from generator.issuance.signing_job import SigningJob, SigningWish
    from generator.issuance.verdict.office import SigningOffice
    from generator.verbs.sign_issued import Signing
    from generator.workspace.desk import Desk
    from generator.workspace.signing_settings import Level


class SigningHands:
    """Signs each document where it belongs; documents that are issued, only in their folders."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.workspace = desk, desk.workspace
        self.rows: dict[Path, NumberRow] = {}
        """Signed file in an issued folder → its row."""
        self.root = self.workspace.root / self.workspace.settings.phat_hanh
        self._signing: Signing | None = None

    def take(
        self, named: tuple[str, ...], plan: str | None, *, appendix: bool
    ) -> tuple[list[SigningJob], tuple[str, ...], list[Diagnostic]]:
        """Jobs of the issued documents among the arguments, and the other arguments.

        Makes the PDFs of those that have none. Raises Unavailable, OSError, Usage.
        """
        if not self.root.is_dir():
            return [], named, []
        from generator.verbs.recover import recover

        found = recover(self.workspace, self.signing.database, self.signing.clerk)
        inside = [n for n in named if n.endswith(".docx") and self._is_inside(Path(n))]
        if inside:
            message = _("«{ten}» đã đóng băng: sao .docx ra ngoài hồ sơ rồi ký bản sao.")
            raise Usage(unclear(message.format(ten=inside[0])))
        rows: list[NumberRow] = []
        rest: list[str] = []
        for name in named:
            row = self._row(name)
            if row is not None:
                rows.append(row)
            elif not appendix and (issued := self._row_of_pdf(name, plan)) is not None:
                found.append(_elsewhere(name, issued))
            else:
                rest.append(name)
        found += self.signing.ready(rows)
        jobs = [self.signing.job(row) for row in rows]
        self.rows = {job.target: row for job, row in zip(jobs, rows, strict=True)}
        return jobs, tuple(rest), found

    @property
    def signing(self) -> Signing:
        """The clerk at the issued folders; the register is opened at first use."""
        if self._signing is None:
            from generator.verbs.sign_issued import Signing

            self._signing = Signing(
                self.workspace, register_of(self.workspace), clerk_of(self.desk)
            )
        return self._signing

    def close(self) -> None:
        """Let go of the register, where it was opened."""
        if self._signing is not None:
            self._signing.database.close()

    def _row(self, name: str) -> NumberRow | None:
        """The row that an argument names: plan file or id, number, issued folder or its PDF."""
        from generator.issuance.register import acts
        from generator.issuance.register.register_tables import entries

        path = Path(name)
        if path.suffix.lower() == ".docx":
            return None
        if self._is_inside(path):
            inside = path.resolve().relative_to(self.root.resolve()).as_posix()
            folder = inside if path.is_dir() else inside.rpartition("/")[0]
            hits = acts.rows(self.signing.database, entries.c.thu_muc == folder)
            return hits[0] if hits else None
        if path.suffix.lower() == ".pdf":
            return None
        if path.exists() or path.suffix or name in self.workspace.plan_index:
            file, _problems = one_plan(self.workspace, name)
            return self._row_of_plan(file) if file else None
        return row_named(self.signing.database, name, Which())

    def _is_inside(self, path: Path) -> bool:
        return path.exists() and path.resolve().is_relative_to(self.root.resolve())

    def _row_of_plan(self, file: Path) -> NumberRow | None:
        from generator.issuance.register import acts
        from generator.plan.toml import load_plan

        loaded, _problems = load_plan(file)
        if loaded is None or loaded.plan.phat_hanh is None:
            return None
        return acts.find(self.signing.database, loaded.plan.van_ban.ma)

    def _row_of_pdf(self, name: str, plan: str | None) -> NumberRow | None:
        from generator.verbs.signing_jobs import plan_of_pdf

        if Path(name).suffix.lower() != ".pdf":
            return None
        file = plan_of_pdf(self.workspace, Path(name), plan)
        return self._row_of_plan(file) if file else None

    def sign(
        self, job: SigningJob, wish: SigningWish, signer: Any, office: SigningOffice
    ) -> list[Diagnostic]:
        """Sign one document. Raises Unavailable, OSError."""
        from generator.issuance.signing_job import sign_job

        row = self.rows.get(job.target)
        if row is None:
            return sign_job(job, wish, signer, office)
        given = [wish.number is not None and wish.number != row.so]
        given += [wish.date is not None and wish.date != row.ngay]
        if any(given):
            return [_other_number(row)]
        return self.signing.sign(row, wish, signer, office)

    def finish(self, job: SigningJob, office: SigningOffice, level: Level) -> list[Diagnostic]:
        """Add the proofs of time. Raises Unavailable, OSError."""
        from generator.issuance.signing_job import finish_job

        row = self.rows.get(job.target)
        if row is None:
            return finish_job(job, office, level)
        return self.signing.finish(row, office, level)

    def adopt(self, job: SigningJob, given: Path | bytes) -> list[Diagnostic]:
        """Take a file that was signed with another tool. Raises Unavailable, OSError."""
        from generator.issuance.signing_job import adopt, belongs, received
        from generator.verbs.signed_elsewhere import judged

        signed, problems = received(given)
        if signed is None:
            return problems
        row = self.rows.get(job.target)
        if row is not None:
            return self.signing.adopt(row, signed)
        return (
            belongs(job.source, signed)
            or judged(self.workspace, signed, job.leaders, job.agency, self.desk.clock())
            or adopt(job.source, signed, job.target)
        )


def unclear(message: str) -> Diagnostic:
    """The request does not say clearly what is to be signed, or how."""
    return error("LN023", message)


def not_issued(name: str) -> Diagnostic:
    """`--prepare` for what has no folder."""
    return error(
        "KY325",
        _("Văn bản chưa phát hành, chưa có hồ sơ"),
        Place(name, "PDF"),
        _("Phát hành trước bằng kehoach issue; với dự thảo: kehoach render TỆP --pdf."),
    )


def _elsewhere(name: str, row: NumberRow) -> Diagnostic:
    return error(
        "KY323",
        _("Văn bản đã phát hành (số {so}); ký trong hồ sơ của nó").format(so=row.number),
        Place(name, "PDF"),
        _("Chạy kehoach sign {ma} …: một số chỉ có một bản đã ký.").format(ma=row.ma),
    )


def _other_number(row: NumberRow) -> Diagnostic:
    return error(
        "KY324",
        _("Số và ngày của văn bản đã ở trong sổ: {so} ngày {ngay}").format(
            so=row.number, ngay=row.ngay.strftime("%d/%m/%Y")
        ),
        None,
        _("Bỏ --number, --date."),
    )
