"""What in a PDF can show two people two documents, although nobody touched it.

A signature covers the file, not what a program makes of it: scripts, layers, other files and
pictures kept for printing only. Such a file is not signed here, and not called valid.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.locale import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECTS = 2_000_000
"""So many are looked at; a plan of 500 pages has 10,000."""

_KINDS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/RichMedia": "RichMedia",
    "/RichMediaExecute": "RichMedia",
    "/3D": "3D",
    "/GoTo3DView": "3D",
    "/Movie": "Movie",
    "/Sound": "Sound",
    "/Screen": "Movie",
    "/Rendition": "Movie",
    "/GoToE": "GoToE",
    "/SubmitForm": "SubmitForm",
    "/ImportData": "ImportData",
    "/ResetForm": "ResetForm",
    "/SetOCGState": N_("lớp ẩn"),
    "/Hide": N_("hành động ẩn, hiện"),
}
"""Values of /S and /Subtype of things that act (ISO 32000-1, 12.6.4, 12.5.6)."""
_KEYS = {
    "/JS": "JavaScript",
    "/AlternatePresentations": N_("trình chiếu thay thế"),
    "/Alternates": N_("hình thay thế khi in"),
}
"""Keys that say the same wherever they stand."""


def two_faces(data: bytes) -> list[str]:
    """Each kind of thing that may look otherwise elsewhere, once, in words of people.

    Attached files are not among them: they change no page. Raises what pikepdf raises.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        return sorted(faces_of(pdf))


def has_attachments(data: bytes) -> bool:
    """Whether other files are in it. Raises what pikepdf raises."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        return bool(len(pdf.attachments))


def faces_of(pdf: Any) -> set[str]:
    """The same of a file that is open."""
    root = pdf.Root
    found = set()
    if "/OCProperties" in root:
        found.add(_("lớp ẩn"))
    if "/XFA" in root.get("/AcroForm", {}):
        found.add("XFA")
    if "/Collection" in root:
        found.add(_("hồ sơ nhiều tệp (portfolio)"))
    for number, thing in enumerate(pdf.objects):
        if number > OBJECTS:
            break
        for part in dictionaries_in(thing):
            found |= _of_dictionary(part)
    return found


def _of_dictionary(part: Any) -> set[str]:
    import pikepdf

    found = {_(what) for key, what in _KEYS.items() if key in part}
    for key in ("/S", "/Subtype"):
        kind = str(part.get(key, "")) if isinstance(part.get(key), pikepdf.Name) else ""
        if kind in _KINDS:
            found.add(_(_KINDS[kind]))
    if isinstance(part, pikepdf.Stream) and ("/F" in part or "/Ref" in part):
        found.add(_("nội dung lấy từ tệp khác"))
    return found


def dictionaries_in(thing: Any) -> Iterator[Any]:
    """The dictionaries in an object, at any depth; what it only refers to has its own turn."""
    import pikepdf

    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            inside = list(part)
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inside = [value for _key, value in part.items()]
        else:
            continue
        waiting += [i for i in inside if isinstance(i, pikepdf.Object) and not i.is_indirect]
