"""Elements of a paragraph whose place on paper is not known, and as what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.names import MC, M, W

if TYPE_CHECKING:
    from generator.typeset.pages import UnknownKind

UNPLACED: dict[str, UnknownKind] = {
    W + "del": "revision",
    W + "ins": "revision",
    W + "moveFrom": "revision",
    W + "moveTo": "revision",
    W + "framePr": "frame",
    W + "bidi": "direction",
    W + "rtl": "direction",
    W + "textDirection": "direction",
    W + "drawing": "drawing",
    W + "pict": "drawing",
    W + "object": "drawing",
    W + "endnoteReference": "note",
    W + "fitText": "text_effect",
    W + "webHidden": "text_effect",
    W + "em": "text_effect",
    W + "textboxTightWrap": "drawing",
    W + "altChunk": "embedded",
    W + "ruby": "text_effect",
    W + "ptab": "break",
    W + "softHyphen": "break",
    M + "oMath": "math",
    MC + "AlternateContent": "drawing",
}
