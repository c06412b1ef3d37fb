"""Signing and verifying: ours against the same steps written with bare pyHanko.

Both sides sign as leader (visible image, B-T) and agency (visible image) and end with
revocation data and a document time-stamp; ours also looks for the places of the marks,
examines the PDF, and checks each time-stamp. Verifying: a B-LTA file with two
signatures, offline; the bare side asks the engine about each signature and time-stamp.
Authority, OCSP and CRL answer on loopback.
"""

from __future__ import annotations

import asyncio
import io
import time
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_timestamp
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, alternate, at_most, figure, ratios
from generator.issuance.fetching import WebFetchers
from generator.issuance.pdf.question import TrustQuestion
from generator.issuance.pdf.sign_pdf import finish, prepare, sign
from generator.issuance.pdf.verify_pdf import verify_pdf
from generator.issuance.verdict.keys import open_key
from generator.issuance.verdict.means import VerdictMeans
from tests.desk import desk
from tests.pki import LEADER, PASSWORD, now

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS, PASSES = 7, 3
BOXES = ((360, 280, 487, 330), (300, 260, 402, 362))


class _Http(TimeStamper):
    """The plainest time-stamper over HTTP."""

    async def async_request_tsa_response(self, req: Any) -> Any:
        from asn1crypto import tsp

        made = desk().web.post(f"{desk().pki.url}/tsa", req.dump(), "application/timestamp-query")
        return tsp.TimeStampResp.load(made)


def measure(scratch: Path) -> list[Figure]:
    keys = {}
    for name in ("leader", "agency"):
        keys[name] = scratch / f"{name}.p12"
        keys[name].write_bytes(getattr(desk().pki, name).pkcs12())
    at = desk()
    good = at.signed("B-LTA")
    if verify_pdf(good, "x.pdf", VerdictMeans(at.store, None, now())).verdict.name != "VALID":
        raise RefusedError("the file to verify is not valid")
    rounds = alternate(
        {
            "sign": _timed(lambda: _ours(keys)),
            "sign-bare": _timed(lambda: _bare(keys)),
            "verify": _timed(
                lambda: verify_pdf(good, "x.pdf", VerdictMeans(at.store, None, now()))
            ),
            "verify-bare": _timed(lambda: _bare_verify(good)),
        },
        ROUNDS,
        PASSES,
    )
    return [
        figure(
            "sign.vs_pyhanko",
            ratios(rounds, "sign", "sign-bare"),
            "× its time",
            "bare pyHanko: two visible signatures, B-LTA",
            at_most(1.3),
        ),
        figure(
            "verify.vs_pyhanko",
            ratios(rounds, "verify", "verify-bare"),
            "× its time",
            "bare pyHanko: B-LTA with two signatures, offline",
            at_most(1.3),
        ),
        figure("sign.ms", [r["sign"] * 1000 for r in rounds], "ms", "both signatures, B-LTA"),
        figure("verify.ms", [r["verify"] * 1000 for r in rounds], "ms", "B-LTA, offline"),
    ]


def _timed(work: Any) -> Any:
    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return once


def _ours(keys: dict[str, Path]) -> bytes:
    at, office = desk(), desk().office()
    data, problems = prepare(at.draft, "x.pdf", [LEADER], office.settings, at.marks)
    for who, image in (("leader", at.marks.signature), ("agency", at.marks.seal)):
        key, _found = open_key(str(keys[who]))
        assert key is not None
        with key.unlock(PASSWORD) as (signer, _more):
            assert signer is not None
            data, problems = sign(
                data or b"",
                "x.pdf",
                signer,
                who,
                office,
                level="B-T",
                image=image,  # type: ignore[arg-type]
            )
    done, problems = finish(data or b"", "x.pdf", office, level="B-LTA")
    if done is None:
        raise RefusedError(str(problems))
    return done


def _context() -> ValidationContext:
    at = desk()
    return ValidationContext(
        trust_roots=[*at.store.signer_roots, *at.store.tsa_roots],
        other_certs=list(at.store.intermediates),
        allow_fetching=True,
        fetchers=WebFetchers(at.web, now()).get_fetchers(),
        revocation_mode="require",
    )


def _bare(keys: dict[str, Path]) -> bytes:
    at = desk()
    data = at.draft
    images = (at.marks.signature, at.marks.seal)
    for name, box, image in zip(keys, BOXES, images, strict=True):
        last = name == "agency"
        metadata = PdfSignatureMetadata(
            name,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            validation_context=_context(),
            embed_validation_info=True,
            use_pades_lta=last,
            signer_key_usage=set(),
        )
        tool = PdfSigner(
            metadata,
            SimpleSigner.load_pkcs12(str(keys[name]), passphrase=PASSWORD.encode()),
            timestamper=_Http(),
            stamp_style=StaticStampStyle(background=PdfImage(image), border_width=0),  # type: ignore[arg-type]
            new_field_spec=SigFieldSpec(name, on_page=0, box=box),
        )
        out = io.BytesIO()
        tool.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), output=out)
        data = out.getvalue()
    return data


def _bare_verify(data: bytes) -> None:
    question = TrustQuestion(desk().store, None, now())
    reader = PdfFileReader(io.BytesIO(data))

    async def ask() -> None:
        for signature in reader.embedded_regular_signatures:
            result = await ades_lta_validation(signature, question.specification())
            assert result.api_status is not None
        for stamp in reader.embedded_timestamp_signatures:
            await async_validate_pdf_timestamp(
                stamp, question.context(desk().store.tsa_roots, reader)
            )

    asyncio.run(ask())
