"""The slip that goes with a draft to its reviewer: what changed, what was checked, what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from generator.diagnostics import Severity
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import Diagnostic
    from generator.plan.model import KeHoach

MOST = 12
"""Findings told one by one."""


class Slip(NamedTuple):
    """What a slip says."""

    plan: KeHoach
    title: str
    versions: tuple[str, str]
    changes: list[str]
    """The summary of the difference; its first line counts."""
    findings: list[Diagnostic]


def message(slip: Slip) -> str:
    """The summary as a commit message: a first line, an empty one, the changes."""
    first, *rest = slip.changes or [_("Không có thay đổi.")]
    head = f"{slip.plan.van_ban.ma}: {first[:1].lower()}{first[1:].rstrip('.')}"
    return "\n".join([head, *(["", *rest] if rest else [])]) + "\n"


def markdown(slip: Slip) -> str:
    """The slip as Markdown, with blanks for names."""
    out: list[str] = []
    for kind, text in _lines(slip):
        if kind == "title":
            out += [f"# {text}", ""]
        elif kind == "head":
            out += ["", f"## {text}", ""]
        elif kind == "item":
            out.append(f"- {text}")
        else:
            out += [text, ""]
    return "\n".join(out).rstrip() + "\n"


def _lines(slip: Slip) -> Iterator[tuple[str, str]]:
    """The parts of a slip in order: (kind, text)."""
    yield "title", _("PHIẾU TRÌNH")
    yield "text", slip.title
    old, new = slip.versions
    yield "text", _("So bản {moi} với bản {cu}.").format(moi=new, cu=old)
    yield "head", _("Thay đổi")
    first, *rest = slip.changes or [_("Không có thay đổi.")]
    yield "text", first
    yield from (("item", line.removeprefix("- ")) for line in rest)
    yield "head", _("Đã kiểm tra")
    yield from (("item", line) for line in _checked(slip))
    yield "head", _("Còn phải xử lý")
    yield from (("item", line) for line in _open(slip.findings))
    yield "head", _("Chưa kiểm tra được bằng chương trình")
    yield from (("item", line) for line in _unchecked(slip))
    yield "head", _("Ý kiến, chữ ký")
    for who in (_("Người soạn thảo"), _("Người kiểm tra"), _("Người duyệt")):
        yield "text", f"{who}: ……………………………………    " + _("Ngày: ……/……/………")


def _checked(slip: Slip) -> list[str]:
    """The groups of checks that found nothing wrong."""
    groups = {
        "DL": _("Dữ liệu và lược đồ"),
        "CQ": _("Cơ quan có trong danh mục vào ngày của kế hoạch"),
        "VB": _("Văn bản trích dẫn"),
        "KH": _("Nội dung kế hoạch: nhiệm vụ, thời hạn, cơ quan"),
    }
    if slip.plan.van_ban.cap_tren:
        groups["LC"] = _("Khớp với kế hoạch cấp trên")
    wrong = {d.code[:2] for d in slip.findings if d.severity is Severity.ERROR}
    return [
        _("{nhom}: đạt").format(nhom=name)
        if family not in wrong
        else _("{nhom}: CÓ LỖI, xem dưới").format(nhom=name)
        for family, name in groups.items()
    ]


def _open(findings: Sequence[Diagnostic]) -> list[str]:
    told = [d for d in findings if d.severity is not Severity.INFO]
    told.sort(key=lambda d: d.severity is not Severity.ERROR)
    lines = [f"{d.code}: {d.message}" for d in told[:MOST]]
    if len(told) > MOST:
        lines.append(_("… và {so} chỗ khác: kehoach check").format(so=len(told) - MOST))
    return lines or [_("Không có.")]


def _unchecked(slip: Slip) -> list[str]:
    """What only people can say, and what no run of this command looks at."""
    lines = [
        _("Sự đúng đắn của nội dung, tính khả thi của nhiệm vụ và thời hạn"),
        _("Thẩm quyền ký, thể thức bản in: kehoach check TỆP.docx sau khi sinh văn bản"),
    ]
    if not slip.plan.van_ban.cap_tren:
        lines.append(_("Khớp với kế hoạch cấp trên: kế hoạch này không ghi cap_tren"))
    return lines


# ------------------------------------------------------------------------------ Word

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = "http://schemas.openxmlformats.org/package/2006"
_O = "http://schemas.openxmlformats.org/officeDocument/2006"
_LOOKS = {
    "title": '<w:pPr><w:jc w:val="center"/></w:pPr>|<w:b/><w:sz w:val="28"/>',
    "head": '<w:pPr><w:keepNext/><w:spacing w:before="160"/></w:pPr>|<w:b/>',
    "item": '<w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>|',
    "text": '<w:pPr><w:spacing w:after="80"/></w:pPr>|',
}


def docx(slip: Slip) -> bytes:
    """The slip as a Word file on A4; the same bytes for the same slip."""
    from generator.ooxml.package import pack_static, write

    body = "".join(_paragraph(kind, text) for kind, text in _lines(slip))
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
