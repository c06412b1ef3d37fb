"""One document from file to signed file: who signs, with which key, into which file."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, Severity, error, has_errors
from generator.issuance.pdf import form_fields
from generator.issuance.pdf.place import Pages, find_blocks
from generator.issuance.pdf.sign_pdf import (
    BROKEN,
    MarkImages,
    Who,
    finish,
    next_field,
    prepare,
    sign,
    sign_appendix,
)
from generator.issuance.pdf.signable import pdf_of, read_pdf
from generator.issuance.verdict.certificate import check_certificate, check_holder
from generator.issuance.word.turns import (
    HEAD,
    is_word,
    leader_names,
    pdf_only,
    read_word_file,
    sign_next,
)
from generator.locale import _
from generator.plan import wording
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import Signer

    from generator.issuance.verdict.keys import Key
    from generator.issuance.verdict.office import SigningOffice
    from generator.workspace.signing_settings import Level

SIGNED = ".da-ky.pdf"
"""End of the names of signed files."""
SIGNED_WORD = ".da-ky.docx"
"""The same of a .docx."""


@dataclass(frozen=True)
class SigningJob:
    """One document to sign."""

    source: Path
    target: Path
    leaders: tuple[tuple[str, ...], ...] = ()
    """Of each leader the printed name, and other names that the certificate may carry."""
    agency: tuple[str, ...] = ()


@dataclass(frozen=True)
class SigningWish:
    """What is to be done to the documents."""

    who: Who
    level: Level
    marks: MarkImages = field(default_factory=MarkImages)
    number: int | None = None
    date: date | None = None
    symbol: str = ""
    """Of the main document, when the file is an appendix of its own ("05/KH-UBND")."""
    allow_other: bool = False
    comment: str = ""
    """Said along with the signature; in a .docx only."""


def target_of(source: Path) -> Path:
    """The signed file beside an unsigned one; a signed file is its own target."""
    if source.name.endswith((SIGNED, SIGNED_WORD)):
        return source
    if source.suffix.lower() == ".docx":
        return source.with_name(source.stem + SIGNED_WORD)
    return source.with_name(source.name.removesuffix(".pdf") + SIGNED)


@contextlib.contextmanager
def unlocked(
    key: Key,
    jobs: Sequence[SigningJob],
    wish: SigningWish,
    office: SigningOffice,
    ask: Callable[[], str],
) -> Iterator[tuple[Signer | None, list[Diagnostic]]]:
    """The signer, after everything that can be checked before the password was checked.

    `ask` gives the password and is called at most once, and not at all for a token
    whose certificate may not sign these documents.
    """
    problems: list[Diagnostic] = []
    if key.certificate is not None:
        problems = _admitted(key.certificate, getattr(key, "others", []), jobs, wish, office)
        if has_errors(problems):
            yield None, problems
            return
    with key.unlock(ask()) as (signer, more):
        if signer is None:
            yield None, problems + more
            return
        if key.certificate is None:
            others = list(signer.cert_registry)
            problems = _admitted(signer.signing_cert, others, jobs, wish, office)
        yield (None if has_errors(problems) else signer), problems


def _admitted(
    certificate: Certificate,
    others: Sequence[Certificate],
    jobs: Sequence[SigningJob],
    wish: SigningWish,
    office: SigningOffice,
) -> list[Diagnostic]:
    found = check_certificate(certificate, others, office.store, office.fetchers(), office.clock())
    if wish.level == "B-B":
        # made without network: unknown revocation is a warning (Circular 15/2025, Annex II)
        found = [d._replace(severity=Severity.WARNING) if d.code == "HT932" else d for d in found]
    for names in dict.fromkeys(_wanted(job, wish.who) for job in jobs):
        what = _("người ký") if wish.who == "leader" else _("cơ quan")
        found += check_holder(certificate, names, what, allow_other=wish.allow_other)
    return found


def _wanted(job: SigningJob, who: Who) -> tuple[str, ...]:
    """The names that the certificate must carry; of the leader whose turn it is.

    Without a plan a leader's name is the one printed below the signature.
    """
    if who == "agency":
        return job.agency
    if is_word(job.source):
        return leader_names(job.source, job.leaders)
    data, _problems = read_pdf(job.source)
    turn = 0
    if data is not None and len(job.leaders) != 1:
        with contextlib.suppress(*BROKEN):  # signing itself says what is broken
            name, waits = next_field(data, who, str(job.source))
            turn = 0 if waits else int(name.removeprefix(form_fields.LEADER) or "1") - 1
        if not job.leaders:
            return _printed(data, turn)
    return job.leaders[turn] if turn < len(job.leaders) else ()


def _printed(data: bytes, turn: int) -> tuple[str, ...]:
    with contextlib.suppress(*BROKEN), Pages(data) as pages:
        blocks, _problems = find_blocks(pages, (), "")
        if turn < len(blocks):
            return (blocks[turn].name,)
    return ()


def sign_job(
    job: SigningJob, wish: SigningWish, signer: Signer, office: SigningOffice
) -> list[Diagnostic]:
    """Sign one document and write it, whole or not at all. Raises OSError."""
    data, problems = _read(job.source)
    if data is None:
        return problems
    if job.target != job.source and job.target.exists():
        return [_taken(job)]
    made, problems = _signed(data, job, wish, signer, office)
    if made is not None:
        problems += _write(job, data, made)
    return problems


def _signed(
    data: bytes, job: SigningJob, wish: SigningWish, signer: Signer, office: SigningOffice
) -> tuple[bytes | None, list[Diagnostic]]:
    file = str(job.source)
    if data.startswith(HEAD):
        return _signed_word(data, job, wish, signer, office)
    if wish.symbol:
        made, problems = sign_appendix(
            data, file, signer, office, symbol=wish.symbol, level=wish.level
        )
    else:
        names = [own[0] for own in job.leaders]
        ready, problems = prepare(data, file, names, office.settings, wish.marks)
        if ready is None:
            return None, problems
        image = wish.marks.signature if wish.who == "leader" else wish.marks.seal
        values = _values(wish)
        made, more = sign(
            ready, file, signer, wish.who, office, level=wish.level, image=image, values=values
        )
        problems += more
    if made is None or wish.who == "leader":
        return made, problems
    done, more = finish(made, file, office, level=wish.level)
    # without proofs yet the signature still stands: it is kept, and the rest is said
    return done or made, problems + more


def _signed_word(
    data: bytes, job: SigningJob, wish: SigningWish, signer: Signer, office: SigningOffice
) -> tuple[bytes | None, list[Diagnostic]]:
    file = str(job.source)
    given = {"--number": wish.number, "--date": wish.date, "--appendix": wish.symbol}
    problems = [pdf_only(file, option) for option, value in given.items() if value]
    if problems:
        return None, problems
    return sign_next(
        data,
        file,
        signer,
        wish.who,
        office,
        level=wish.level,
        leaders=len(job.leaders),
        comment=wish.comment,
    )


def _read(path: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a PDF or .docx, by what it is. Raises OSError."""
    return read_word_file(path) if is_word(path) else read_pdf(path)


def _values(wish: SigningWish) -> dict[str, str]:
    values = {}
    if wish.number is not None:
        values[form_fields.NUMBER] = wording.number(wish.number)
    if wish.date:
        values[form_fields.DATE] = wording.long_date(wish.date)
    return values


def finish_job(job: SigningJob, office: SigningOffice, level: Level) -> list[Diagnostic]:
    """Add the proofs of time to a signed PDF. Raises OSError."""
    if is_word(job.source):
        return [pdf_only(str(job.source), "--finish")]
    data, problems = read_pdf(job.source)
    if data is None:
        return problems
    made, problems = finish(data, str(job.source), office, level=level)
    return problems + (_write(job, data, made) if made is not None else [])


class SignedElsewhere(NamedTuple):
    """A PDF as it came back from another tool: read once, so that what is judged is taken."""

    name: str
    data: bytes


def received(given: Path | bytes) -> tuple[SignedElsewhere | None, list[Diagnostic]]:
    """A file that came back, or bytes that a page was given. Raises OSError."""
    if isinstance(given, bytes):
        name = "da-ky.pdf"
        data, problems = pdf_of(given, name)
    else:
        name = str(given)
        data, problems = read_pdf(given)
    return (None if data is None else SignedElsewhere(name, data)), problems


def adopt(sent: Path, signed: SignedElsewhere, target: Path) -> list[Diagnostic]:
    """Write a PDF that was signed elsewhere, whole, as it came. Raises OSError.

    It must begin with the bytes that were sent out, at the moment of writing too; whose
    signature it is and whether it is good, is judged before.
    """
    problems = belongs(sent, signed)
    if problems:
        return problems
    if target.exists() and target.read_bytes() != sent.read_bytes():
        return [_taken(SigningJob(sent, target))]
    write_atomic(target, signed.data, durable=True)
    return []


def belongs(sent: Path, signed: SignedElsewhere) -> list[Diagnostic]:
    """Why a file is not the one that was sent out and a signature. Raises OSError."""
    from generator.issuance.pdf.ranges import check_ends

    before, problems = read_pdf(sent)
    if before is None:
        return problems
    after = signed.data
    if not after.startswith(before) or len(after) == len(before) or check_ends(after):
        return [_other_file(signed.name)]
    return []


def _write(job: SigningJob, before: bytes, made: bytes) -> list[Diagnostic]:
    now = job.source.read_bytes()
    if hashlib.sha256(now).digest() != hashlib.sha256(before).digest():
        return [_changed(job)]
    write_atomic(job.target, made, durable=True)
    return []


def _taken(job: SigningJob) -> Diagnostic:
    return error(
        "KY320",
        _("Đã có bản đã ký {tep}; không ghi đè").format(tep=job.target.name),
        Place(str(job.target), "PDF"),
        _("Ký tiếp trên chính tệp đó, hoặc chuyển tệp đi nếu muốn ký lại từ đầu."),
    )


def _changed(job: SigningJob) -> Diagnostic:
    return error(
        "KY321",
        _("Tệp đã đổi trong lúc ký; chưa ghi gì"),
        Place(str(job.source), "PDF"),
        _("Chạy lại trên tệp mới."),
    )


def _other_file(name: str) -> Diagnostic:
    return error(
        "KY314",
        _("Tệp ký ở nơi khác không phải là tệp đã gửi đi, cộng thêm chữ ký"),
        Place(name, "PDF"),
        _("Ký đúng tệp đã gửi, và để công cụ ký lưu nối tiếp (không in lại, không nén lại)."),
    )
