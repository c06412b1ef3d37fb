"""A few lines as a plain Word file on A4: slips and sheets, not plans."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = "http://schemas.openxmlformats.org/package/2006"
_O = "http://schemas.openxmlformats.org/officeDocument/2006"
_LOOKS = {
    "title": '<w:pPr><w:jc w:val="center"/></w:pPr>|<w:b/><w:sz w:val="28"/>',
    "head": '<w:pPr><w:keepNext/><w:spacing w:before="160"/></w:pPr>|<w:b/>',
    "item": '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>|',
    "text": '<w:pPr><w:spacing w:after="80"/></w:pPr>|',
}


def word_page(lines: Iterable[tuple[str, str]]) -> bytes:
    """Lines (kind, text) as a Word file; the same bytes for the same lines.

    Kinds: title, head, item, text.
    """
    from generator.ooxml.package import pack_static, write

    body = "".join(_paragraph(kind, text) for kind, text in lines)
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" '
        'w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    main = f'<w:document xmlns:w="{_W}"><w:body>{body}{section}</w:body></w:document>'
    fonts = "".join(f' w:{s}="Times New Roman"' for s in ("ascii", "hAnsi", "eastAsia", "cs"))
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>'
        '<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = (
        f'<Types xmlns="{_P}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>'
    )
    members = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": styles,
    }
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    pieces: list[bytes] = []
    static = pack_static((name, (head + xml).encode()) for name, xml in members.items())
    write(static, [], pieces.append)
    return b"".join(pieces)


def _paragraph(kind: str, text: str) -> str:
    layout, look = _LOOKS[kind].split("|")
    shown = escape(f"- {text}" if kind == "item" else text)
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:p>{layout}<w:r>{run}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_P}/relationships"><Relationship Id="rId1" '
        f'Type="{_O}/relationships/{kind}" Target="{target}"/></Relationships>'
    )
