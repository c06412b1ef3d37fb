"""Whose certificate is this: names compared as people mean them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.text.spelling import unmarked
from generator.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asn1crypto.x509 import Certificate

Match = Literal["same", "unaccented", "other"]

# Uỷ and Ủy, hoà and hòa are one word: the tone stands on the other letter.
_TONES = re.compile(
    "(o)([ae])([\u0300\u0301\u0303\u0309\u0323])|(u)(y)([\u0300\u0301\u0303\u0309\u0323])"
)


class Holder(NamedTuple):
    """Who a certificate says it belongs to."""

    name: str
    organisation: str
    """Organisation and unit, or ""."""
    issuer: str


def holder_of(certificate: Certificate) -> Holder:
    """The readable names of a certificate; what cannot be shown safely is escaped."""
    subject = certificate.subject.native
    unit = [
        *_texts(subject.get("organization_name")),
        *_texts(subject.get("organizational_unit_name")),
    ]
    issuer = certificate.issuer.native
    shown = issuer.get("common_name") or issuer.get("organization_name") or ""
    return Holder(
        visible(" ".join(_texts(subject.get("common_name")))[:300]),
        visible(", ".join(unit)[:300]),
        visible(" ".join(_texts(shown))[:300]),
    )


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(v) for v in value[:5]]
    return [str(value)] if value else []


def plain(name: str) -> str:
    """A name for comparing: one form, one case, single spaces, one way to place tones."""
    text = unicodedata.normalize("NFD", " ".join(name.lower().split()))
    return unicodedata.normalize("NFC", _TONES.sub(_tone_first, text))


def _tone_first(found: re.Match[str]) -> str:
    first, second, tone = (group for group in found.groups() if group)
    return first + tone + second


def unaccented(name: str) -> str:
    """The letters without any mark, đ as d."""
    return unmarked(plain(name))


def match(found: str, wanted: Iterable[str]) -> Match:
    """Whether a certificate's name is one of the wanted names.

    A name wholly without accents matches only weakly: it may be another person's.
    Look-alike letters of other scripts match nothing.
    """
    wanted = list(wanted)
    if plain(found) in {plain(w) for w in wanted}:
        return "same"
    if found.isascii() and plain(found) in {unaccented(w) for w in wanted}:
        return "unaccented"
    return "other"
