"""`sign_word`: one more signature in a .docx."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from generator.diagnostics import Diagnostic, Place, error
from generator.issuance.verdict.tsa import TsaError
from generator.issuance.word import markup
from generator.issuance.word.canonical import canonical, digest
from generator.issuance.word.faces import two_faced
from generator.issuance.word.signature import read_signature
from generator.issuance.word.signed_parts import (
    MOST,
    Covered,
    Digests,
    Outside,
    differences,
    outside,
    to_cover,
)
from generator.issuance.word.standard_names import (
    CONTENT_TYPES,
    ORIGIN,
    ORIGIN_TYPE,
    ROOT_RELS,
    SIGNATURE,
    SIGNATURE_TYPE,
)
from generator.issuance.word.strict_package import (
    Package,
    PackageFault,
    SignedRelation,
    add_types,
    is_rels,
    key,
    read_package,
    rels_of,
    source_of,
    write_package,
    write_relations,
)
from generator.issuance.word.whose_signature import value_fits
from generator.locale import _

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from lxml import etree
    from pyhanko.sign.signers import Signer
    from pyhanko.sign.timestamps import TimeStamper

    from generator.issuance.word.markup import Statement

ORIGIN_PART = "_xmlsignatures/origin.sigs"
LONGEST = 2000
"""Characters of a comment."""


def sign_word(
    data: bytes,
    file: str,
    signer: Signer,
    said: Statement,
    *,
    stamper: TimeStamper | None = None,
    hashed: str = "sha256",
) -> tuple[bytes | None, list[Diagnostic]]:
    """The .docx with one more signature; the same inputs give the same bytes, but for a stamp.

    `stamper` adds a time-stamp over the signature's value (XAdES-T); if none can be had
    nothing is signed. `hashed` is sha256, sha384 or sha512. Parts keep their bytes; lists of
    relationships are written without white space before the first signature.
    """
    ready, problems = open_to_sign(data, file)
    if ready is None:
        return None, problems
    package, free = ready
    if len(said.comment) > LONGEST or not _printable(said.comment + said.role):
        return None, [_bad_comment(file)]
    parts, name, mark = _room(package, free)
    package = Package(parts)
    try:
        signature = asyncio.run(_sign(package, signer, replace(said, mark=mark), stamper, hashed))
    except TsaError as fault:
        return None, [fault.diagnostic]
    except PackageFault as fault:
        return None, [_failed(file, fault.message)]
    return write_package({**package.parts, name: signature}), []


def open_to_sign(data: bytes, file: str) -> tuple[tuple[Package, Outside] | None, list[Diagnostic]]:
    """The package and its signatures, when it may be signed: readable, one-faced, not altered."""
    from generator.ooxml.opened import open_word

    word, problems = open_word(Path(file), data)
    if word is None:
        return None, problems
    try:
        package = read_package(data)
        free = outside(package)
        problems = [_content(file, what) for what in two_faced(package)]
        altered = _altered(package, free)
    except PackageFault as fault:
        return None, [_odd(file, fault.message)]
    if altered:
        return None, [_changed(file, altered)]
    return (None, problems) if problems else ((package, free), [])


def _altered(package: Package, free: Outside) -> str:
    """What changed since an earlier signature, or ""."""
    made = Digests(package)
    for name in free.signatures:
        found = read_signature(package.parts[name], name)
        wrong = differences(package, free, found.covered, made) or found.mismatches()
        if wrong or not value_fits(found):
            return wrong[0] if wrong else _("giá trị chữ ký sai")
    return ""


def _room(package: Package, free: Outside) -> tuple[dict[str, bytes], str, str]:
    """The parts with room for the new signature, its name, its ids' end. Raises PackageFault."""
    parts = dict(package.parts)
    if not free.signatures:
        for name in package.part_names():
            if is_rels(name):
                parts[name] = write_relations(package.relations(source_of(name)))
    origin = free.origin or ORIGIN_PART
    if not free.origin:
        taken = package.relations("")
        root = package.names[key(ROOT_RELS)]
        parts[root] = write_relations(
            [*taken, SignedRelation(_free_id(taken), ORIGIN, origin, False)]
        )
        parts[origin] = b""
    number = next(
        n for n in range(1, MOST + 2) if f"_xmlsignatures/sig{n}.xml" not in package.names
    )
    name = f"_xmlsignatures/sig{number}.xml"
    signatures = package.relations(origin) if free.origin else []
    rels = package.names.get(key(rels_of(origin)), rels_of(origin))
    # absolute, as some origins lie elsewhere than their signatures
    target = f"sig{number}.xml" if origin.startswith("_xmlsignatures/") else f"/{name}"
    more = SignedRelation(_free_id(signatures), SIGNATURE, target, False)
    parts[rels] = write_relations([*signatures, more])
    types = add_types(parts[CONTENT_TYPES], {"sigs": ORIGIN_TYPE}, {name: SIGNATURE_TYPE})
    parts[CONTENT_TYPES] = types
    return {**parts, name: b""}, name, f"_{number}" if number > 1 else ""


def _free_id(relations: list[SignedRelation]) -> str:
    taken = {r.id for r in relations}
    return next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)


async def _sign(
    package: Package, signer: Signer, said: Statement, stamper: TimeStamper | None, hashed: str
) -> bytes:
    made = Digests(package)
    covered = [
        Covered(
            package.names[part.name],
            part.content_type,
            part.ids,
            hashed,
            made.of(part.name, part.ids, hashed),
        )
        for part in to_cover(package, outside(package))
        if part.ids is None or part.ids
    ]
    own = signer.signing_cert
    if own is None:
        raise PackageFault(_("không có chứng thư"))
    certificate = own.dump()
    kind = {"rsa": "rsa", "ec": "ecdsa"}.get(own.public_key.algorithm, "")
    if not kind:
        raise PackageFault(_("khóa không phải RSA hay ECDSA"))
    prepared = markup.objects(covered, certificate, said, hashed)
    root = markup.with_signed_info(prepared, kind, hashed)
    value = await signer.async_sign_raw(canonical(root[0]), hashed)
    if kind == "ecdsa":
        value = _joined(value, own)
    markup.add_value(root, value, certificate)
    token = await _token(root, stamper) if stamper else None
    chain = [c.dump() for c in signer.cert_registry if _useful(c, own)]
    markup.add_unsigned(root, token, sorted(chain))
    return markup.finished(root)


def _joined(value: bytes, certificate: Certificate) -> bytes:
    """Both numbers side by side, as XML signatures have them."""
    size = (certificate.public_key.bit_size + 7) // 8
    return b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(value))


async def _token(root: etree._Element, stamper: TimeStamper) -> bytes:
    imprint = digest(canonical(root[1]), "sha256")
    token = await stamper.async_timestamp(imprint, "sha256")
    made: bytes = token.dump()
    return made


def _useful(certificate: Certificate, own: Certificate) -> bool:
    """An intermediate CA; the root is known to whoever trusts it."""
    return bool(certificate.sha256 != own.sha256 and certificate.self_signed == "no")


def _printable(text: str) -> bool:
    return all(c.isprintable() or c == "\n" for c in text)


def _odd(file: str, reason: str) -> Diagnostic:
    return error(
        "KY501",
        _("Không ký được .docx này: {ly_do}").format(ly_do=reason),
        Place(file, "docx"),
        _("Mở trong Word, lưu lại thành .docx mới rồi ký; hoặc sinh lại bằng kehoach render."),
    )


def _content(file: str, what: str) -> Diagnostic:
    return error(
        "KY502",
        _("Văn bản chứa thứ có thể hiện khác nhau trên mỗi máy: {gi}").format(gi=what),
        Place(file, "docx"),
        _("Bỏ thứ ấy trong Word, hoặc ký bản do kehoach issue sinh ra."),
    )


def _changed(file: str, what: str) -> Diagnostic:
    return error(
        "KY503",
        _("Văn bản đã đổi sau chữ ký trước ({gi}), không ký thêm").format(gi=what),
        Place(file, "docx"),
        _("Lấy lại bản đã ký nguyên vẹn; xem bằng kehoach verify."),
    )


def _bad_comment(file: str) -> Diagnostic:
    return error(
        "KY504",
        _("Ý kiến kèm chữ ký dài quá {so} ký tự hoặc có ký tự lạ").format(so=LONGEST),
        Place(file, "docx"),
    )


def _failed(file: str, reason: str) -> Diagnostic:
    return error("KY318", _("Không ký được: {ly_do}").format(ly_do=reason), Place(file, "docx"))
