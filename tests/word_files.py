"""Small .docx files as other programs write them, for the tests of reading Word."""

from __future__ import annotations

from tests.docx_files import members, pack

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w='
)
_STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main",
     "http://purl.oclc.org/ooxml/wordprocessingml/main"),
)  # fmt: skip


def STYLES(styles: str) -> str:  # noqa: N802
    return f"<w:styles {_W}>{styles}</w:styles>"


def NUMBERING(levels: list[tuple[str, str]], nums: str = "") -> str:  # noqa: N802
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (i + 1)}"/></w:pPr></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{nums}</w:numbering>'
    )


def word_file(body: str, *, strict: bool = False, **parts: str) -> bytes:
    """A .docx whose parts (styles=…, numbering=…, theme=…) are related to the main one."""
    content = members(body, **{f"word__{name}.xml": text for name, text in parts.items()})
    main = content["word/document.xml"].replace(b"xmlns:w=", _SPACES.encode(), 1)
    content["word/document.xml"] = main
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_REL}/{name}" Target="{name}.xml"/>' for name in parts
    )
    rels = content["word/_rels/document.xml.rels"]
    content["word/_rels/document.xml.rels"] = rels.replace(
        b"</Relationships>", f"{relations}</Relationships>".encode()
    )
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>'
        for name in parts
        if name in {"styles", "numbering"}
    )
    types = content["[Content_Types].xml"]
    content["[Content_Types].xml"] = types.replace(b"</Types>", f"{kinds}</Types>".encode())
    if strict:
        for old, new in _STRICT:
            content = {
                name: data
                if name == "[Content_Types].xml"
                else data.replace(old.encode(), new.encode())
                for name, data in content.items()
            }
    return pack(content)
