"""What generated code writes with: texts of the template and values → chunks of bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import escape

from generator.document.noted import without
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable

    Reference = Callable[[int], bytes]
    """Number of a footnote → the run that marks it."""

CONTROLS = bytes(range(0x20))
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_IN_TEXT = re.compile(rb"<w:t(?: [^<>]*)?>[^<]*\Z")
_SLOT = re.compile(rb"(%[%b])")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_TAG = re.compile(r"(<[^>]*>)")
_RUN_PROPERTIES = re.compile(rb"<w:rPr>.*?</w:rPr>", re.DOTALL)


_EDGE = b"\xef\xbf\xbf"
_NOTE = re.compile(_EDGE + rb"(\d+)" + _EDGE)
"""The mark of a footnote in a text (`document.noted`)."""
_HOLLOW = re.compile(
    rb'(<w:footnoteReference w:id="\d+"/></w:r>)<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?'
    rb'<w:t xml:space="preserve"></w:t></w:r>',
    re.DOTALL,
)


class IllegalCharacterError(ValueError):
    """A value holds a character that XML, and so Word, cannot hold."""

    def __init__(self, value: str) -> None:
        found = _ILLEGAL.search(value)
        self.at = found.start() if found else 0
        self.character = value[self.at : self.at + 1]
        self.value = value
        super().__init__(f"U+{ord(self.character or chr(0)):04X} in {value[:80]!r}")


RAW = "\x01kehoach"
"""Stands among the values for one that is XML already; known by identity."""


class Weaver:
    """Weaves the text of a template and the values into chunks of bytes."""

    def __init__(self, reference: Reference | None = None) -> None:
        self._reference = reference
        self._before = b""
        """The chunk before, to know in which run a value stands."""
        self._raw: list[str] = []

    def join(self, texts: list[bytes], values: list[str]) -> bytes:
        """The chunk of what has gathered; empties both lists."""
        try:
            d = "\0".join(values).encode()
        except UnicodeEncodeError:  # a lone surrogate
            d = b"\1"
        # one memchr each: many times faster than looking at each character once
        if (
            1 in d or 2 in d or 3 in d or 4 in d or 5 in d or 6 in d or 7 in d or 8 in d
            or 9 in d or 10 in d or 11 in d or 12 in d or 14 in d or 15 in d or 16 in d
            or 17 in d or 18 in d or 19 in d or 20 in d or 21 in d or 22 in d or 23 in d
            or 24 in d or 25 in d or 26 in d or 27 in d or 28 in d or 29 in d or 30 in d
            or 31 in d or 0xEF in d
        ):  # fmt: skip
            chunk = self._carefully(texts, values)
        else:
            # & < > ' ": as markupsafe does, which needs a str
            if 38 in d:
                d = d.replace(b"&", b"&amp;")
            if 60 in d:
                d = d.replace(b"<", b"&lt;")
            if 62 in d:
                d = d.replace(b">", b"&gt;")
            if 39 in d:
                d = d.replace(b"'", b"&#39;")
            if 34 in d:
                d = d.replace(b'"', b"&#34;")
            parts = tuple(d.split(b"\0")) if values else ()
            if len(parts) != len(values):  # a NUL in a value
                chunk = self._carefully(texts, values)
            else:
                chunk = b"".join(texts) % parts
        if _EDGE in chunk:
            chunk = with_references(chunk, self._before, self._reference)
        texts.clear()
        values.clear()
        self._before = chunk
        return chunk

    def _carefully(self, texts: list[bytes], values: list[str]) -> bytes:
        """Value by value: refuse what XML cannot hold, resolve newlines and tabs."""
        done = bytearray(self._before)
        following = iter(values)
        for piece in _SLOT.split(b"".join(texts)):
            if piece == b"%%":
                done += b"%"
            elif piece != b"%b":
                done += piece
            else:
                value = next(following)
                if value is RAW:
                    add_markup(done, self._raw.pop(0))
                    continue
                if refused(value):
                    raise IllegalCharacterError(value)
                data = escape(value).encode()
                if b"\n" in data or b"\t" in data:
                    data = breaks(data, done)
                done += data
        return bytes(done[len(self._before) :])

    def slow(self, value: object) -> str:
        """A value that is no plain str. What has `__html__` is XML already."""
        if not hasattr(value, "__html__"):
            return str(value)
        return self.finished(value.__html__())

    def text(self, value: object) -> bytes:
        """A value where a bookmark is expected, as text of the template."""
        done = bytearray()
        add_markup(done, str(escape(value)))
        return bytes(done.replace(b"%", b"%%"))

    def finished(self, value: object) -> str:
        """XML that goes in as it is."""
        self._raw.append(str(value))
        return RAW


def refused(value: str) -> bool:
    """Whether a text holds what XML cannot hold; marks of footnotes are no text."""
    return _ILLEGAL.search(without(value)) is not None


def with_references(chunk: bytes, before: bytes, reference: Reference | None) -> bytes:
    """The chunk with the number of a footnote in the place of each mark.

    A mark outside the text of a run, such as in a document property, goes.
    """
    done = bytearray(before)
    at = 0
    for found in _NOTE.finditer(chunk):
        done += chunk[at : found.start()]
        at = found.end()
        if reference is not None and (run := _run_around(done)) is not None:
            text = b"<w:r>" + run + b'<w:t xml:space="preserve">'
            done += b"</w:t></w:r>" + reference(int(found[1])) + text
    done += chunk[at:]
    return _HOLLOW.sub(rb"\1", bytes(done[len(before) :]))


def add_markup(done: bytearray, markup: str) -> None:
    """Append finished XML, its newlines and tabs in text resolved."""
    if refused(markup):
        raise IllegalCharacterError(markup)
    if _STRAY.search(markup):  # such as a filter that cut "&lt;" in two
        raise ValueError(
            _("bộ lọc làm hỏng ký tự đặc biệt trong “{doan}”").format(doan=markup[:60])
        )
    if "\n" not in markup and "\t" not in markup:
        done += markup.encode()
        return
    for piece in _TAG.split(markup):
        data = piece.encode()
        if piece[:1] != "<" and (b"\n" in data or b"\t" in data):
            data = breaks(data, done)
        done += data


def _run_around(before: bytes | bytearray) -> bytes | None:
    """The properties of the run in whose text the XML ends; None where it ends elsewhere."""
    if not _IN_TEXT.match(before, max(0, before.rfind(b"<w:t"))):
        return None
    run = max(before.rfind(b"<w:r>"), before.rfind(b"<w:r "))
    found = _RUN_PROPERTIES.search(before, max(0, run))
    return bytes(found[0]) if found else b""


def breaks(data: bytes, before: bytes | bytearray) -> bytes:
    """Newline → <w:br/>, tab → <w:tab/>, as docxtpl's resolve_listing, inside <w:t> only.

    `before` is the XML before the value; in other places (an attribute, a document
    property) the character stays as it is.
    """
    properties = _run_around(before)
    if properties is None:
        return data
    opening = b"<w:r>" + properties
    text = b'<w:t xml:space="preserve">'
    tab = b"</w:t></w:r>" + opening + b"<w:tab/></w:r>" + opening + text
    return data.replace(b"\t", tab).replace(b"\n", b"</w:t><w:br/>" + text)
