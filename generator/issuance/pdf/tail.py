"""What came into a PDF behind its last signature: proofs of time, and nothing beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import PdfFileReader

_WHEN = {"/ModDate", "/Producer"}
"""What a program that adds proofs of time may write anew into /Info,"""
_WHEN_XMP = re.compile(
    rb"<(xmp:ModifyDate|xmp:MetadataDate|pdf:Producer)>[^<]*</\1>"
    rb"""|\s(?:xmp:ModifyDate|xmp:MetadataDate|pdf:Producer)=(?:"[^"]*"|'[^']*')"""
)
"""and into /Metadata."""


def described_anew(reader: PdfFileReader, revision: int) -> bool:
    """Whether title or other metadata came after a revision; the engine takes it for a proof."""
    before = reader.get_historical_resolver(revision)
    old, new = before.trailer_view.get("/Info"), reader.trailer_view.get("/Info")
    if _information(old) != _information(new):
        return True
    changed = _described(before.root.get("/Metadata")) != _described(reader.root.get("/Metadata"))
    return bool(changed)


def only_proofs(reader: PdfFileReader, revision: int) -> bool:
    """Whether each object after a revision is a proof of time, or the catalogue that names it.

    One that nothing leads to is no proof either: a later update could bring it to light.
    """
    root, trailer = reader.root, reader.trailer
    known = _below(root.raw_get("/DSS")) if "/DSS" in root else set()
    known |= {_reference(trailer.raw_get(key)) for key in ("/Root", "/Info") if key in trailer}
    known |= {_reference(root.raw_get("/Metadata"))} if "/Metadata" in root else set()
    xrefs = reader.xrefs
    for number in range(revision + 1, xrefs.total_revisions):
        known |= {(r.idnum, r.generation) for r in xrefs.object_streams_used_in(number)}
        own = xrefs.get_xref_container_info(number).stream_ref  # a table of objects is one, too
        known |= {(own.idnum, own.generation)} if own is not None else set()
        given = {(r.idnum, r.generation) for r in xrefs.explicit_refs_in_revision(number)}
        if given - known or xrefs.refs_freed_in_revision(number):
            return False
    before = reader.get_historical_resolver(revision).root
    form, had = _opened(reader.root.get("/AcroForm")), _opened(before.get("/AcroForm"))
    return bool(_settings(form) == _settings(had))


def _settings(form: Any) -> Any:
    """What a form says of all its fields, such as the fonts to draw them in."""
    kept = {k: v for k, v in form.items() if k != "/Fields"} if form is not None else {}
    return {k: _opened(v) for k, v in kept.items()}


def _below(thing: Any) -> set[tuple[int, int] | None]:
    """Numbers of the objects that a dictionary leads to, itself among them."""
    seen: set[tuple[int, int] | None] = set()
    waiting = [thing]
    while waiting:
        here = waiting.pop()
        number = _reference(here)
        here = _opened(here)
        if number is not None:
            if number in seen:
                continue
            seen.add(number)
        if not isinstance(here, StreamObject):
            waiting += _inside(here)
    return seen


def _inside(thing: Any) -> Iterator[Any]:
    if isinstance(thing, ArrayObject):
        yield from (thing.raw_get(i) for i in range(len(thing)))
    elif isinstance(thing, DictionaryObject):
        yield from (thing.raw_get(key) for key in thing)


def _reference(thing: Any) -> tuple[int, int] | None:
    """Number and generation of what is only referred to."""
    return (thing.idnum, thing.generation) if isinstance(thing, IndirectObject) else None


def _opened(thing: Any) -> Any:
    return thing.get_object() if isinstance(thing, IndirectObject) else thing


def _information(info: Any) -> dict[str, Any]:
    found = _opened(info)
    return {k: v for k, v in dict(found).items() if k not in _WHEN} if found is not None else {}


def _described(metadata: Any) -> bytes:
    found = _opened(metadata)
    data = getattr(found, "data", b"") if found is not None else b""
    return _WHEN_XMP.sub(b"", bytes(data))
