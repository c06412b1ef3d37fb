"""Vietnamese text from before Unicode: TCVN3 (ABC), VNI, VISCII.

Known by what a paragraph looks like and never by the name of its font: most documents
that name .VnTime hold Unicode text, and some hold two encodings below one font's name.
A paragraph too short to tell takes the encoding of most of the document. Tables and
recognition are viparse's (MIT); this file is the port to it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

EncodingName = Literal["tcvn3", "vni", "viscii"]

_SHORTEST = 24
"""Letters a paragraph must have to be judged for itself: shorter ones were told wrong in a
fifth of cases (measured by viparse's authors)."""
_SAMPLE = 20_000
"""Characters that are enough to know the encoding of a whole document."""
_CAPITAL_FONT = re.compile(r"\.vn\w+h", re.IGNORECASE)
_MODERN = re.compile(r"[ăđơưĂĐƠƯ\u0300-\u0309\u0323\u1ea0-\u1ef9]")
"""Letters that only Unicode has: such a paragraph is not converted."""
_ODD = re.compile("[\x80-\x9f¡-ÿ\u2212\u2219]")
_PLAIN = frozenset("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ°±²³§")
"""What Vietnamese in Unicode has of Latin-1: a paragraph with nothing else is Unicode."""


class Encoding(NamedTuple):
    """One old encoding."""

    name: EncodingName

    def unicode(self, text: str) -> str:
        """The text in Unicode, composed; what the encoding does not know stays."""
        from viparse.normalize.encodings import get_charmap
        from viparse.normalize.tables import convert

        table = get_charmap(self.name)
        return text if table is None or _is_modern(text) else str(convert(text, table))

    def is_capital(self, font: str) -> bool:
        """Whether a font prints small letters as capitals: .VnTimeH and its kin have them only."""
        return self.name == "tcvn3" and _CAPITAL_FONT.fullmatch(font) is not None


class Encodings:
    """The encodings of one document."""

    def __init__(self) -> None:
        self.most: Encoding | None = None
        """That of most of its old text; None where it has none."""

    def hear(self, texts: Iterable[str]) -> None:
        """Learn from all paragraphs of the document what the short ones are in."""
        old = "\n".join([text for text in texts if not (_is_modern(text) or _is_plain(text))])
        self.most = _detected(old[:_SAMPLE])

    def of(self, text: str) -> Encoding | None:
        """That of a whole paragraph; None: Unicode, or nothing shows what it is."""
        if _is_modern(text):
            return None
        if _is_plain(text) or len(text) < _SHORTEST:
            return self.most
        return _detected(text) or self.most


def _is_modern(text: str) -> bool:
    """Whether a text holds more letters of Unicode than signs of an old encoding."""
    return text.isascii() or len(_MODERN.findall(text)) > len(_ODD.findall(text)) / 2


def _is_plain(text: str) -> bool:
    return all(char in _PLAIN for char in _ODD.findall(text))


@lru_cache(1024)
def _detected(text: str) -> Encoding | None:
    if text.isascii():
        return None
    from viparse.normalize.detector import detect_encoding_by_content
    from viparse.normalize.encodings import AUTO_DETECT_CHARMAPS

    # control characters are letters of VISCII, so nothing is taken out before
    plain = unicodedata.normalize("NFC", text)
    name = detect_encoding_by_content(plain, AUTO_DETECT_CHARMAPS).encoding
    return Encoding(cast("EncodingName", name)) if name is not None else None
