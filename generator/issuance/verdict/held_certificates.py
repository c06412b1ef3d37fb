"""Which signing certificates stand on the tokens that are in this machine: read without a PIN."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from asn1crypto import x509

from generator.issuance.verdict.keys import refused_library

if TYPE_CHECKING:
    from datetime import date

    from generator.diagnostics import Diagnostic


class HeldCertificate(NamedTuple):
    """A certificate that can sign, as a person chooses it."""

    address: str
    """By which `open_key` finds its key (RFC 7512)."""
    holder: str
    token: str
    until: date


def held_certificates(module: str) -> tuple[list[HeldCertificate], list[Diagnostic]]:
    """Those on all tokens of a library of the settings, by token and name; "" has none.

    The library must be one that this person or the administrator allows (KY107); one that
    cannot be asked has none to show: who signs with it is then told why.
    """
    import pkcs11
    from pkcs11 import Attribute, ObjectClass

    if not module:
        return [], []
    refused = refused_library(Path(module), typed=False)
    if refused is not None:
        return [], [refused]
    found: dict[str, HeldCertificate] = {}
    try:
        library = pkcs11.lib(module)
        for token in library.get_tokens():
            with token.open() as session:
                for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    made = _held(token.label, one[Attribute.LABEL], one[Attribute.VALUE])
                    if made is not None:
                        found.setdefault(made.address, made)
    except (pkcs11.PKCS11Error, RuntimeError, OSError, ValueError):
        pass
    return sorted(found.values(), key=lambda one: (one.token, one.holder)), []


def _held(token: str, label: str, data: bytes) -> HeldCertificate | None:
    certificate = x509.Certificate.load(data)
    if certificate.ca:
        return None
    names = certificate.subject.native
    holder = names.get("common_name") or certificate.subject.human_friendly
    address = f"pkcs11:token={quote(token)};object={quote(label)}"
    return HeldCertificate(address, str(holder), token, certificate.not_valid_after.date())
