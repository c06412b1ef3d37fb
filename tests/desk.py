"""A desk where documents are signed: PKI, trust, office, a draft; and a forger's desk beside it.

Made once per process: what is slow (LibreOffice, RSA keys) is shared by all tests of it.
"""

from __future__ import annotations

import asyncio
import atexit
import datetime as dt
import io
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from generator.issuance.network import Web
from generator.issuance.pdf import form_fields
from generator.issuance.pdf.seals import image_style
from generator.issuance.pdf.sign_pdf import MarkImages, finish, prepare, sign
from generator.issuance.pdf.verify_pdf import verify_pdf
from generator.issuance.verdict.keys import KeySigner
from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.office import SigningOffice
from generator.issuance.verdict.result import ExpectedDocument, ExpectedSigner, FileVerdict
from generator.issuance.verdict.trust_list import TrustStore, load_trust
from generator.office.pdf import convert
from generator.workspace.signing_settings import KySo
from tests.pki import AGENCY, LEADER, Holder, Pki, Server, now
from tests.signing_files import seal_image, short_plan, signature_image, today

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from pyhanko.sign.signers import Signer

ROOT = Path(__file__).parent.parent


def values() -> dict[str, str]:
    from generator.plan.wording import long_date

    return {form_fields.NUMBER: "05", form_fields.DATE: long_date(today())}


class Desk:
    """The office's side."""

    def __init__(self) -> None:
        self.server = Server()
        atexit.register(self.server.close)
        self.pki: Pki = self.server.pki
        self.folder = Path(tempfile.mkdtemp(prefix="kehoach-desk-"))
        self.marks = MarkImages(signature_image(), seal_image())
        store, problems = load_trust(self.pki.trust(self.folder))
        assert store is not None, problems
        self.store: TrustStore = store
        docx = self.folder / "nhap.docx"
        docx.write_bytes(short_plan(LEADER))
        assert convert([docx], jobs=1) == []
        self.draft = docx.with_suffix(".pdf").read_bytes()
        self._made: dict[Any, bytes] = {}

    @property
    def web(self) -> Web:
        return Web((self.server.host,))

    def office(self, **settings: Any) -> SigningOffice:
        known = {"tsa": [f"{self.pki.url}/tsa"], "khi_tsa_loi": "dung"}
        return SigningOffice(KySo(**{**known, **settings}), self.store, self.web, now)

    def prepared(self, when: str = "truoc_khi_ky") -> bytes:
        key = ("prepared", when)
        if key not in self._made:
            office = self.office(danh_so=when)
            made, problems = prepare(self.draft, "nhap.pdf", [LEADER], office.settings, self.marks)
            assert made is not None, problems
            assert problems == []
            self._made[key] = made
        return self._made[key]

    def signed(self, level: Any = "B-T", when: str = "truoc_khi_ky") -> bytes:
        """Signed by leader and agency, with all that the level asks for."""
        key = (level, when)
        if key not in self._made:
            office = self.office(danh_so=when)
            one = self.act(self.prepared(when), self.pki.leader, "leader", level, office)
            filled = values() if when == "khi_phat_hanh" else None
            two = self.act(one, self.pki.agency, "agency", level, office, filled)
            done, problems = finish(two, "x.pdf", office, level=level)
            assert done is not None, problems
            self._made[("leader", level, when)] = one
            self._made[key] = done
        return self._made[key]

    def by_leader(self, when: str = "truoc_khi_ky") -> bytes:
        self.signed("B-T", when)
        return self._made[("leader", "B-T", when)]

    def act(
        self,
        data: bytes,
        holder: Holder,
        who: Any,
        level: Any = "B-T",
        office: SigningOffice | None = None,
        filled: dict[str, str] | None = None,
    ) -> bytes:
        image = self.marks.signature if who == "leader" else self.marks.seal
        made, problems = sign(
            data,
            "x.pdf",
            signer_of(holder),
            who,
            office or self.office(),
            level=level,
            image=image,
            values=filled,
        )
        assert made is not None, problems
        return made

    def verify(
        self,
        data: bytes,
        *,
        offline: bool = False,
        moment: dt.datetime | None = None,
        expected: ExpectedDocument | None = None,
        store: TrustStore | None = None,
    ) -> FileVerdict:
        web = None if offline else self.web
        means = VerdictMeans(store or self.store, web, now(), moment)
        return verify_pdf(data, "x.pdf", means, expected=expected)


def expected(**more: Any) -> ExpectedDocument:
    """What the register knows of the desk's documents."""
    signers = (ExpectedSigner("leader", (LEADER,)), ExpectedSigner("agency", (AGENCY,)))
    # midnight may pass between the document and its signature
    days = {"date": today(), "signed_until": today() + dt.timedelta(days=1)}
    return ExpectedDocument(signers=signers, **{**days, **more})


@cache
def desk() -> Desk:
    return Desk()


def signer_of(holder: Holder) -> Signer:
    others = [asn1.Certificate.load(h.der) for h in holder.chain]
    return KeySigner(holder.key, asn1.Certificate.load(holder.der), others)


# --- the forger's side: the same engine, without any of our checks


class Stamps(TimeStamper):
    """An authority that stamps what it is given, at whatever time it is told."""

    def __init__(self, by: Holder, time: Callable[[], dt.datetime] | None) -> None:
        super().__init__()
        self.by, self.time = by, time

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        pki = desk().pki
        before, pki.time = pki.time, self.time
        try:
            made = await asyncio.to_thread(pki.stamp, req.dump(), self.by)
        finally:
            pki.time = before
        return tsp.TimeStampResp.load(made)


def forge(
    data: bytes,
    holder: Holder,
    field: str,
    *,
    tsa: Holder | None = None,
    time: dt.datetime | None = None,
    digest: str = "sha256",
    stamped: bool = True,
    mark: Image | None = None,
) -> bytes:
    """Sign as somebody who checks nothing; `mark` is shown where the signature stands."""
    key = holder.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    others = SimpleCertificateStore()
    others.register_multiple([asn1.Certificate.load(h.der) for h in holder.chain])
    signer = SimpleSigner(
        asn1.Certificate.load(holder.der), asn1_keys.PrivateKeyInfo.load(key), others
    )
    stamper = Stamps(tsa or desk().pki.tsa, (lambda: time) if time else None)
    metadata = PdfSignatureMetadata(field, md_algorithm=digest, subfilter=SigSeedSubFilter.PADES)
    out = io.BytesIO()
    tool = PdfSigner(
        metadata,
        signer,
        timestamper=stamper if stamped else None,
        stamp_style=image_style(mark) if mark else None,
        new_field_spec=SigFieldSpec(field, box=(300, 200, 400, 300) if mark else None)
        if field not in {form_fields.LEADER, form_fields.AGENCY}
        else None,
    )
    tool.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), bytes_reserved=20_000, output=out)
    return out.getvalue()


def forged(
    leader: Holder | None = None, agency: Holder | None = None, **leader_options: Any
) -> bytes:
    """A prepared draft signed by both, the leader's part as the forger likes."""
    pki = desk().pki
    one = forge(desk().prepared(), leader or pki.leader, form_fields.LEADER, **leader_options)
    return forge(one, agency or pki.agency, form_fields.AGENCY)
