# ruff: noqa: E501
"""Small .docx documents for the comparer, written by hand down to the XML."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": REL,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="720" w:footer="720" w:gutter="0"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="720" w:footer="720" w:gutter="0"/>'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:u w:val="single"/></w:rPr></w:style>'
)


def level(number: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(*lists: tuple[str, str]) -> str:
    """Lists 1, 2, … each with two levels of (format, text)."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>'
        f"{level(0, form, text)}{level(1, 'lowerLetter', '%2)')}</w:abstractNum>"
        for i, (form, text) in enumerate(lists)
    )
    return abstract + "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>'
        for i in range(len(lists))
    )


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{rpr}{t(text)}</w:r>"


def run(inner: str, properties: str = "") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{rpr}{inner}</w:r>"


def p(*content: str, ppr: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    return f"<w:p>{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{inner}</w:p>"


def tc(*blocks: str, pr: str = "", width: int = 3000) -> str:
    inner = "".join(b if b.startswith("<") else p(b) if b else p() for b in blocks)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{pr}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, pr: str = "") -> str:
    inner = "".join(c if c.startswith("<w:tc>") else tc(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{pr}</w:trPr>' if pr else ''}{inner}</w:tr>"


def tbl(*rows: str | tuple[str, ...], columns: int = 2, pr: str = "", width: int = 3000) -> str:
    inner = "".join(x if isinstance(x, str) else tr(*x) for x in rows)
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="6000" w:type="dxa"/>{pr}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"
    )


def field(instruction: str, *result: str, properties: str = "") -> str:
    def char(kind: str) -> str:
        return run(f'<w:fldChar w:fldCharType="{kind}"/>', properties)

    inner = "".join(x if x.startswith("<") else r(x, properties) for x in result)
    code = run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>', properties)
    return f"{char('begin')}{code}{char('separate')}{inner}{char('end')}"


def simple(instruction: str, result: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{r(result)}</w:fldSimple>'


def link(identifier: str, *content: str) -> str:
    inner = "".join(
        c if c.startswith("<") else r(c, '<w:rStyle w:val="Hyperlink"/>') for c in content
    )
    return f'<w:hyperlink r:id="{identifier}">{inner}</w:hyperlink>'


def anchor(name: str, *content: str) -> str:
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    return f'<w:hyperlink w:anchor="{name}">{inner}</w:hyperlink>'


def bookmark(number: int, name: str, *content: str) -> str:
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'
    )


def note(number: int, kind: str = "footnote") -> str:
    return run(f'<w:{kind}Reference w:id="{number}"/>', '<w:vertAlign w:val="superscript"/>')


def commented(*content: str, number: int = 1) -> str:
    """Content with a comment on it, as Word writes it."""
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    reference = run(f'<w:commentReference w:id="{number}"/>')
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
        f"{reference}"
    )


def image(identifier: str, number: int = 1, size: int = 100000) -> str:
    return run(
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:docPr id="{number}" name="Hình {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def box(*blocks: str, number: int = 1, fallback: bool = True) -> str:
    """A text box as Word writes it: DrawingML, and VML for old readers."""
    inner = "".join(b if b.startswith("<") else p(b) for b in blocks)
    shape = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="2000000" cy="500000"/><wp:wrapNone/><wp:docPr id="{number}" '
        f'name="Hộp {number}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/'
        'word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></wps:spPr>"
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    if not fallback:
        return run(shape)
    old = (
        '<w:pict><v:shape id="_x0000_s1026" style="width:150pt;height:40pt"><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return run(
        f'<mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def math(text: str) -> str:
    return f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"


def fraction(above: str, below: str) -> str:
    return (
        f"<m:oMath><m:f><m:num><m:r><m:t>{above}</m:t></m:r></m:num>"
        f"<m:den><m:r><m:t>{below}</m:t></m:r></m:den></m:f></m:oMath>"
    )


def control(*content: str, tag: str = "o1") -> str:
    inner = "".join(c if c.startswith("<") else r(c) for c in content)
    number = sum(map(ord, tag))
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{number}"/></w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


def customised(*content: str) -> str:
    """Custom XML around content, as Word 2007 wrote it."""
    return f'<w:customXml w:uri="urn:x" w:element="e">{"".join(content)}</w:customXml>'


def break_section(inner: str = PAGE) -> str:
    return f"<w:sectPr>{inner}</w:sectPr>"


def png(shade: int) -> bytes:
    """A picture of one dot, different for each shade."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


def notes(kind: str, texts: dict[int, str]) -> str:
    plural = f"{kind}s"
    special = "".join(
        f'<w:{kind} w:type="{name}" w:id="{i}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, i in (("separator", -1), ("continuationSeparator", 0))
    )
    inner = "".join(
        f'<w:{kind} w:id="{i}">{x if x.startswith("<") else p(run(f"<w:{kind}Ref/>"), " " + x)}</w:{kind}>'
        for i, x in texts.items()
    )
    return f"<w:{plural} {NAMESPACES}>{special}{inner}</w:{plural}>"


def docx(
    *body: str,
    sect: str = PAGE,
    headers: dict[str, str] | None = None,
    footnotes: dict[int, str] | None = None,
    endnotes: dict[int, str] | None = None,
    links: dict[str, str] | None = None,
    images: dict[str, bytes] | None = None,
    comments: dict[int, str] | None = None,
    styles: str = STYLES,
    lists: str = "",
    settings: str = "",
) -> bytes:
    """A document. `headers` maps relationship ids to header or footer XML (`hdr:`/`ftr:` first)."""
    parts: dict[str, bytes | str] = {}
    relations: list[tuple[str, str, str, bool]] = []
    types: list[tuple[str, str]] = [("word/document.xml", "document.main+xml")]

    def part(name: str, kind: str, content_type: str, inner: str, identifier: str) -> None:
        parts[f"word/{name}"] = inner
        relations.append((identifier, kind, name, False))
        types.append((f"word/{name}", content_type))

    part(
        "styles.xml", "styles", "styles+xml", f"<w:styles {NAMESPACES}>{styles}</w:styles>", "rIdS"
    )
    if lists:
        inner = f"<w:numbering {NAMESPACES}>{lists}</w:numbering>"
        part("numbering.xml", "numbering", "numbering+xml", inner, "rIdN")
    if settings:
        inner = f"<w:settings {NAMESPACES}>{settings}</w:settings>"
        part("settings.xml", "settings", "settings+xml", inner, "rIdSet")
    for number, (identifier, text) in enumerate((headers or {}).items(), 1):
        kind, _, inner = text.partition(":")
        name = {"hdr": "header", "ftr": "footer"}[kind]
        inner = f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>"
        part(f"{name}{number}.xml", name, f"{name}+xml", inner, identifier)
    if footnotes is not None:
        part("footnotes.xml", "footnotes", "footnotes+xml", notes("footnote", footnotes), "rIdF")
    if endnotes is not None:
        part("endnotes.xml", "endnotes", "endnotes+xml", notes("endnote", endnotes), "rIdE")
    if comments is not None:
        inner = "".join(
            f'<w:comment w:id="{i}" w:author="A" w:date="2026-01-01T00:00:00Z">{p(x)}</w:comment>'
            for i, x in comments.items()
        )
        inner = f"<w:comments {NAMESPACES}>{inner}</w:comments>"
        part("comments.xml", "comments", "comments+xml", inner, "rIdC")
    for identifier, address in (links or {}).items():
        relations.append((identifier, "hyperlink", address, True))
    for number, (identifier, data) in enumerate((images or {}).items(), 1):
        parts[f"word/media/image{number}.png"] = data
        relations.append((identifier, "image", f"media/image{number}.png", False))
    section = f"<w:sectPr>{sect}</w:sectPr>" if sect else ""
    parts["word/document.xml"] = (
        f"<w:document {NAMESPACES}><w:body>{''.join(body)}{section}</w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = _relations(relations)
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{_TYPE}{k}"/>' for n, k in types)
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    parts["_rels/.rels"] = _relations([("rId1", "officeDocument", "word/document.xml", False)])
    return pack(parts)


def _relations(entries: list[tuple[str, str, str, bool]]) -> str:
    inner = "".join(_relation(i, kind, target, external=x) for i, kind, target, x in entries)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _relation(identifier: str, kind: str, target: str, *, external: bool) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{identifier}" Type="{REL}/{kind}" Target="{target}"{mode}/>'


def pack(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n)):
            data = parts[name]
            archive.writestr(name, data.encode() if isinstance(data, str) else data)
    return out.getvalue()
