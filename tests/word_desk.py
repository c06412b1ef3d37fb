"""A desk where .docx are signed: PKI, trust, drafts; made once per process."""

from __future__ import annotations

import asyncio
import atexit
import datetime as dt
import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from asn1crypto import tsp
from asn1crypto import x509 as asn1
from pyhanko.sign.timestamps import TimeStamper

from generator.issuance.network import Web
from generator.issuance.verdict.keys import KeySigner
from generator.issuance.verdict.means import VerdictMeans
from generator.issuance.verdict.result import ExpectedDocument, ExpectedSigner, FileVerdict
from generator.issuance.verdict.trust_list import TrustStore, load_trust
from generator.issuance.word.markup import Statement
from generator.issuance.word.sign_word import sign_word
from generator.issuance.word.standard_names import AGENCY_ROLE, LEADER_ROLE
from generator.issuance.word.verify_word import verify_word
from tests.pki import AGENCY, LEADER, Holder, Pki, Server, now

ROOT = Path(__file__).parent.parent
WHEN = now()


class Stamps(TimeStamper):
    """A time-stamp authority of the PKI, asked without a network."""

    def __init__(self, pki: Pki, by: Holder | None = None, time: dt.datetime | None = None) -> None:
        super().__init__()
        self.pki, self.by, self.time = pki, by, time

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        self.pki.time = (lambda: self.time) if self.time else None  # type: ignore[assignment,return-value]
        try:
            made = await asyncio.to_thread(self.pki.stamp, req.dump(), self.by)
        finally:
            self.pki.time = None
        return tsp.TimeStampResp.load(made)


class WordDesk:
    """Signs and verifies, with nothing but what a test changes."""

    def __init__(self) -> None:
        self.server = Server()
        atexit.register(self.server.close)
        self.pki = self.server.pki
        self.folder = Path(tempfile.mkdtemp(prefix="kehoach-word-desk-"))
        store, problems = load_trust(self.pki.trust(self.folder))
        assert store is not None, problems
        self.store: TrustStore = store

    @property
    def web(self) -> Web:
        return Web((self.server.host,))

    def sign(
        self,
        data: bytes,
        who: str = "leader",
        holder: Holder | None = None,
        *,
        stamped: bool | TimeStamper = False,
        comment: str = "",
        hashed: str = "sha256",
        moment: dt.datetime | None = None,
    ) -> bytes:
        usual = {"leader": self.pki.leader, "agency": self.pki.agency, "": self.pki.leader}
        role = {"leader": LEADER_ROLE, "agency": AGENCY_ROLE, "": ""}[who]
        stamper = stamped if isinstance(stamped, TimeStamper) else None
        made, problems = sign_word(
            data,
            "x.docx",
            signer_of(holder or usual[who]),
            Statement(moment or WHEN, role, who, comment),
            stamper=Stamps(self.pki) if stamped is True else stamper,
            hashed=hashed,
        )
        assert made is not None, problems
        return made

    def both(self, data: bytes, **more: Any) -> bytes:
        return self.sign(self.sign(data, "leader", **more), "agency", **more)

    def verify(
        self,
        data: bytes,
        *,
        offline: bool = False,
        expected: ExpectedDocument | None = None,
        moment: dt.datetime | None = None,
        frozen: bytes | None = None,
    ) -> FileVerdict:
        web = None if offline else self.web
        means = VerdictMeans(self.store, web, now(), moment)
        return verify_word(data, "x.docx", means, expected=expected, frozen=frozen)


@cache
def word_desk() -> WordDesk:
    return WordDesk()


def signer_of(holder: Holder) -> KeySigner:
    others = [asn1.Certificate.load(h.der) for h in holder.chain]
    return KeySigner(holder.key, asn1.Certificate.load(holder.der), others)


def expected() -> ExpectedDocument:
    """Who must have signed."""
    return ExpectedDocument(
        signers=(ExpectedSigner("leader", (LEADER,)), ExpectedSigner("agency", (AGENCY,)))
    )


@cache
def rendered(name: str = "thanh-pho") -> bytes:
    """A real plan as `kehoach render` makes it, with the leader's test name."""
    from generator.document.compose import compose
    from generator.plan.toml import load_plan
    from generator.template.compiled import load
    from generator.workspace.workspace import Workspace

    workspace = Workspace(ROOT)
    path = next(p for p in workspace.plan_files() if p.stem == name)
    loaded, problems = load_plan(path)
    assert loaded is not None, problems
    for signer in loaded.plan.nguoi_ky:
        signer.ho_ten = LEADER
    composed, problems = compose(
        loaded.plan, workspace.registry, workspace.citations, workspace.plan_of
    )
    template, problems = load(ROOT / "templates/ke-hoach.docx")
    assert template is not None, problems
    return template.render(composed.context())


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(parts: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()
