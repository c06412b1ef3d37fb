"""What a signature covers, and the little that none needs to: its own parts and two of metadata.

Office itself leaves core.xml and app.xml out, since tools outside Word write into
them. Everything else is covered: each part, its content type and each relationship.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.issuance.word.canonical import digest, transformed
from generator.issuance.word.standard_names import (
    APP,
    APP_STRICT,
    APP_TYPE,
    CORE,
    CORE_TYPE,
    MAIN,
    ORIGIN,
    ORIGIN_TYPE,
    SIGNATURE,
    SIGNATURE_TYPE,
)
from generator.issuance.word.strict_package import (
    Package,
    PackageFault,
    is_rels,
    key,
    rels_of,
    source_of,
)
from generator.locale import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 64
"""Signatures of one file; real ones have a handful."""
_FREE = {
    CORE: (CORE_TYPE, N_("mô tả")),
    APP: (APP_TYPE, N_("thống kê")),
    APP_STRICT: (APP_TYPE, N_("thống kê")),
}


class Outside(NamedTuple):
    """What a signature need not cover."""

    origin: str
    """Name of the part that the signatures hang on, or ""."""
    signatures: tuple[str, ...]
    """Names of the signature parts, in the order of their relationships."""
    parts: frozenset[str]
    """Keys of all parts that need no cover."""
    relations: frozenset[str]
    """Ids of relationships of the package that need none."""


class Covered(NamedTuple):
    """One reference of a manifest, or what it should be."""

    name: str
    """Key of the part."""
    content_type: str
    ids: frozenset[str] | None
    """Ids of the relationships, in a list of them; None: the part as its bytes are."""
    algorithm: str = ""
    value: bytes = b""
    types: frozenset[str] = frozenset()
    """Types of relationships that are covered whole."""


def outside(package: Package) -> Outside:
    """The signatures of a package and what else is free. Raises PackageFault."""
    origin, parts, ids = "", set(), set()
    relations = package.relations("")
    mains = [r for r in relations if r.type.endswith(MAIN)]
    if len(mains) != 1 or mains[0].external:
        raise PackageFault(_("tệp không có đúng một phần chính"))
    for relation in relations:
        if relation.type == ORIGIN:
            wanted, what = ORIGIN_TYPE, _("gốc chữ ký")
        elif relation.type in _FREE:
            wanted, what = _FREE[relation.type][0], _(_FREE[relation.type][1])
        else:
            continue
        name = package.names.get(relation.part(""), "")
        twice = sum(r.type == relation.type for r in relations) > 1
        if not name or twice or package.content_type(name) != wanted:
            raise PackageFault(_("quan hệ tới phần {gi} sai").format(gi=what))
        if relation.type == ORIGIN:
            origin = name
        parts.add(key(name))
        ids.add(relation.id)
    signatures = tuple(_signatures(package, origin)) if origin else ()
    parts |= {key(name) for name in signatures}
    if origin:
        parts.add(key(rels_of(origin)))
    return Outside(origin, signatures, frozenset(parts), frozenset(ids))


def _signatures(package: Package, origin: str) -> Iterator[str]:
    if package.parts[origin]:
        raise PackageFault(_("phần gốc chữ ký không rỗng"))
    found = package.relations(origin)
    names = [package.names.get(r.part(origin), "") for r in found]
    if len(found) > MOST or len(set(names)) != len(names):
        raise PackageFault(_("quan hệ tới phần chữ ký sai"))
    for relation, name in zip(found, names, strict=True):
        own = key(name).startswith("_xmlsignatures/") and relation.type == SIGNATURE
        if not own or package.content_type(name) != SIGNATURE_TYPE:
            raise PackageFault(_("quan hệ tới phần chữ ký sai"))
        yield name


def to_cover(package: Package, free: Outside) -> list[Covered]:
    """Everything that a signature has to cover, by name."""
    found = []
    for name in sorted(package.part_names(), key=key):
        if key(name) in free.parts:
            continue
        ids = None
        if is_rels(name):
            source = source_of(name)
            ids = frozenset(r.id for r in package.relations(source)) - (
                free.relations if not source else frozenset()
            )
        found.append(Covered(key(name), package.content_type(name), ids))
    return found


class Digests:
    """Digests of a package's parts, each made once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._made: dict[tuple[str, str, frozenset[str] | None], bytes] = {}

    def of(self, name: str, ids: frozenset[str] | None, algorithm: str) -> bytes:
        """Of a part (by its key), or of some relationships of a list of them."""
        tag = (name, algorithm, ids)
        if tag not in self._made:
            own = self.package.names[name]
            if ids is None:
                data = self.package.parts[own]
            else:
                relations = self.package.relations(source_of(own))
                data = transformed(r for r in relations if r.id in ids)
            self._made[tag] = digest(data, algorithm)
        return self._made[tag]


def differences(
    package: Package, free: Outside, covered: list[Covered], made: Digests
) -> list[str]:
    """What a signature does not cover, or covers as something else; empty when all is well."""
    listed = {c.name: c for c in covered}
    if len(listed) != len(covered):
        return [_("chữ ký kê một phần hai lần")]
    wanted = {c.name: c for c in to_cover(package, free)}
    # a list that holds only free relationships needs no cover
    bare = [c for c in wanted.values() if c.name not in listed and (c.ids is None or c.ids)]
    found = [_("phần {ten} không được ký").format(ten=c.name) for c in bare]
    for signed in covered:
        name = package.names.get(signed.name)
        if name is None:
            found.append(_("thiếu phần {ten}").format(ten=signed.name))
            continue
        ids = frozenset[str]() if is_rels(name) else None
        free_part = Covered(signed.name, package.content_type(name), ids)
        found += _difference(package, wanted.get(signed.name, free_part), signed, made)
    return found


def _difference(package: Package, own: Covered, signed: Covered, made: Digests) -> list[str]:
    if signed.content_type != own.content_type:
        return [_("phần {ten} bị đổi loại").format(ten=own.name)]
    ids = None
    if signed.ids is not None:
        if own.ids is None:
            return [_("phần {ten} không phải danh sách quan hệ").format(ten=own.name)]
        relations = package.relations(source_of(package.names[own.name]))
        ids = frozenset(r.id for r in relations if r.id in signed.ids or r.type in signed.types)
        if own.ids - ids:
            return [_("có quan hệ không được ký trong {ten}").format(ten=own.name)]
        if signed.ids - ids:
            return [_("thiếu quan hệ trong {ten}").format(ten=own.name)]
    if made.of(own.name, ids, signed.algorithm) != signed.value:
        return [_("phần {ten} bị thay đổi").format(ten=own.name)]
    return []
