"""Small documents of Word, each with one thing a typesetter must know."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" '
    'w:footer="567" w:gutter="0"/>'
)
SENTENCE = (
    "Thực hiện Kế hoạch cải cách hành chính của Ủy ban nhân dân, các cơ quan chuyên môn và "
    "đơn vị sự nghiệp tổ chức triển khai nhiệm vụ được giao, bảo đảm tiến độ và chất lượng; "
    "định kỳ tổng hợp, báo cáo kết quả thực hiện, khó khăn, vướng mắc và đề xuất giải pháp."
)
WORDS = SENTENCE.split()
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>{}</Types>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = {"document": "document.main", "styles": "styles", "settings": "settings"}


def words(count: int, start: int = 0) -> str:
    return " ".join([WORDS[(start + n) % len(WORDS)] for n in range(count)])


def run(text: str, rpr: str = "") -> str:
    inner = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    inner = inner.replace("<w:t>", '<w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'


def para(text: str = "", ppr: str = "", rpr: str = "", more: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr>{run(text, rpr) if text else ''}{more}</w:p>"


def cell(inner: str, width: int, tcpr: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{tcpr}</w:tcPr>{inner}</w:tc>'


def row(cells: str, trpr: str = "") -> str:
    return f"<w:tr><w:trPr>{trpr}</w:trPr>{cells}</w:tr>"


def table(rows: str, columns: tuple[int, ...], *, lines: int = 4, more: str = "") -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = "".join(
        [f'<w:{s} w:val="single" w:sz="{lines}" w:space="0" w:color="auto"/>' for s in sides]
    )
    borders = f"<w:tblBorders>{line}</w:tblBorders>" if lines else ""
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in columns])
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{more}{borders}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def section(size: str = PORTRAIT, margins: str = MARGINS, more: str = "") -> str:
    return f"<w:sectPr>{more}{size}{margins}</w:sectPr>"


def document(
    body: str,
    last: str = "",
    *,
    margin_parts: dict[str, str] | None = None,
    styles: str = "",
    numbering: str = "",
    settings: str = "",
    links: dict[str, str] | None = None,
    pictures: dict[str, bytes] | None = None,
    footnotes: str = "",
    mode: str = "15",
) -> bytes:
    """A .docx. `margin_parts`: relationship id → XML inside a header or (id "f…") a footer.

    `links`, `pictures`: relationship id → address, bytes of a PNG. `mode`: which Word it is
    laid out as, "" where it does not say.
    """
    parts = margin_parts or {}
    kinds = {
        **_PARTS,
        **({"numbering": "numbering"} if numbering else {}),
        **({"footnotes": "footnotes"} if footnotes else {}),
    }
    names = {key: ("footer" if key.startswith("f") else "header") for key in parts}
    types = "".join(
        [
            f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}{kind}+xml"/>'
            for name, kind in {**kinds, **{k: names[k] for k in parts}}.items()
        ]
    )
    related = "".join(
        [
            f'<Relationship Id="{key}" Type="{_RELATED}{kind}" Target="{key}.xml"/>'
            for key, kind in {**{k: k for k in kinds if k != "document"}, **names}.items()
        ]
        + [
            f'<Relationship Id="{key}" Type="{_RELATED}hyperlink" Target="{escape(address)}" '
            'TargetMode="External"/>'
            for key, address in (links or {}).items()
        ]
        + [
            f'<Relationship Id="{key}" Type="{_RELATED}image" Target="media/{key}.png"/>'
            for key in pictures or {}
        ]
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    )
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w") as package:

            def put(name: str, data: str | bytes) -> None:
                package.writestr(zipfile.ZipInfo(name), data)

            put("[Content_Types].xml", _TYPES.format(types))
            put(
                "_rels/.rels",
                f'{relations}<Relationship Id="m" Type="{_RELATED}officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            )
            put("word/_rels/document.xml.rels", f"{relations}{related}</Relationships>")
            put("word/styles.xml", _styles(styles))
            said = _SETTINGS.replace("><w:compat>", f">{settings}<w:compat>")
            put("word/settings.xml", said.replace(_MODE, _MODE.replace("15", mode) if mode else ""))
            if numbering:
                put("word/numbering.xml", f"<w:numbering {NS}>{numbering}</w:numbering>")
            if footnotes:
                put("word/footnotes.xml", f"<w:footnotes {NS}>{footnotes}</w:footnotes>")
            for key, picture in (pictures or {}).items():
                put(f"word/media/{key}.png", picture)
            for key, inner in parts.items():
                tag = "ftr" if key.startswith("f") else "hdr"
                put(f"word/{key}.xml", f"<w:{tag} {NS}>{inner}</w:{tag}>")
            put(
                "word/document.xml",
                f"<w:document {NS}><w:body>{body}{last or section()}</w:body></w:document>",
            )
        return out.getvalue()


_MODE = (
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
)
_SETTINGS = (
    f'<w:settings {NS}><w:defaultTabStop w:val="720"/><w:compat>{_MODE}</w:compat></w:settings>'
)


def _styles(more: str) -> str:
    fonts = "".join([f' w:{slot}="Times New Roman"' for slot in ("ascii", "hAnsi", "cs")])
    return (
        f"<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
        '<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f"{more}</w:styles>"
    )


PAGE_FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
BOTH = '<w:jc w:val="both"/>'


def spaced(before: int = 0, after: int = 0, line: int = 240, rule: str = "auto") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'
