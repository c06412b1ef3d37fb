"""Effective formats, judged by docx-plus, which walks styles and tables by itself."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docx_plus.styles import resolve_effective_formatting
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ooxml.content import Para
from generator.ooxml.formats import RunFormat
from generator.ooxml.names import W
from generator.ooxml.opened import open_word
from generator.ooxml.walk import read_word
from tests.word_files import STYLES, word_file

if TYPE_CHECKING:
    from docx_plus.styles import ResolvedFormatting

MM = 25.4 / 1440

SWITCHES = ("b", "i", "caps", "smallCaps", "strike", "dstrike")
VALUES = {
    "sz": ("20", "26", "28"),
    "u": ("single", "dash", "none"),
    "color": ("FF0000", "auto", "00B050"),
    "highlight": ("yellow", "none"),
    "vertAlign": ("superscript", "baseline"),
    "lang": ("vi-VN", "en-US"),
}
PARAGRAPH = {
    "keepNext": ("", "0"),
    "jc": ("left", "center", "both", "right"),
    "outlineLvl": ("0", "3", "9"),
}
SPACES = {"before": ("0", "120"), "after": ("60", "240")}
LINES = ("", *(f'w:line="300" w:lineRule="{rule}"' for rule in ("auto", "exact", "atLeast")))
"""Always both: of a line without a rule the judge keeps an older rule, the standard does not."""
INDENTS = {"left": ("0", "720"), "right": ("284",), "firstLine": ("567",)}
CONDITIONS = (
    *("wholeTable", "firstRow", "lastRow", "firstCol", "lastCol"),
    *("nwCell", "neCell", "swCell", "seCell"),
)


def some(choices: dict[str, tuple[str, ...]]) -> st.SearchStrategy[dict[str, str]]:
    """Values of some of the names."""
    return st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in choices.items()})


def _rpr(said: dict[str, str]) -> str:
    names = ("rFonts", *SWITCHES, *(name for name in VALUES if name != "u"), "u")
    return "".join(
        f'<w:rFonts w:ascii="{said[n]}" w:hAnsi="{said[n]}"/>'
        if n == "rFonts"
        else f'<w:{n} w:val="{said[n]}"/>'
        for n in names
        if n in said
    )


RUN = some(
    {
        "rFonts": ("Arial", "Tahoma"),
        **dict.fromkeys(SWITCHES, ("1", "0")),
        **VALUES,
    }
).map(_rpr)


def _ppr(said: dict[str, str], spaces: dict[str, str], line: str, indents: dict[str, str]) -> str:
    def attributes(of: dict[str, str]) -> str:
        return " ".join(f'w:{name}="{value}"' for name, value in of.items())

    single = {name: f'<w:{name} w:val="{said[name]}"/>' for name in said if said[name]}
    single |= {name: f"<w:{name}/>" for name in said if not said[name]}
    return (
        single.get("keepNext", "")
        + (f"<w:spacing {attributes(spaces)} {line}/>" if spaces or line else "")
        + (f"<w:ind {attributes(indents)}/>" if indents else "")
        + single.get("jc", "")
        + single.get("outlineLvl", "")
    )


PARA = st.builds(_ppr, some(PARAGRAPH), some(SPACES), st.sampled_from(LINES), some(INDENTS))


def _style(kind: str, name: str, base: str, ppr: str, rpr: str) -> str:
    default = ' w:default="1"' if name == "P0" else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{name}"/>'
        f"{based}{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}<w:rPr>{rpr}</w:rPr></w:style>"
    )


@st.composite
def styles(draw: st.DrawFn) -> str:
    """Defaults, styles based on one another, and a style of tables with conditions."""
    found = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{draw(RUN)}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{draw(PARA)}</w:pPr></w:pPrDefault></w:docDefaults>"
    ]
    for number in range(3):
        for kind, name in (("paragraph", "P"), ("character", "C")):
            base = f"{name}{number - 1}" if number and draw(st.booleans()) else ""
            ppr = draw(PARA) if kind == "paragraph" else ""
            found.append(_style(kind, f"{name}{number}", base, ppr, draw(RUN)))
    parts = [
        f'<w:tblStylePr w:type="{each}"><w:pPr>{draw(PARA)}</w:pPr>'
        f"<w:rPr>{draw(RUN)}</w:rPr></w:tblStylePr>"
        for each in draw(st.lists(st.sampled_from(CONDITIONS), unique=True, max_size=3))
    ]
    table = _style("table", "T", "", draw(PARA), draw(RUN))
    return STYLES("".join([*found, table.replace("</w:style>", "".join(parts) + "</w:style>")]))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    named = draw(st.sampled_from(["", "P1", "P2"]))
    style = f'<w:pStyle w:val="{named}"/>' if named else ""
    worded = draw(st.sampled_from(["", "C0", "C1", "C2"]))
    run = f'<w:rStyle w:val="{worded}"/>' if worded else ""
    return (
        f"<w:p><w:pPr>{style}{draw(PARA)}</w:pPr>"
        f"<w:r><w:rPr>{run}{draw(RUN)}</w:rPr><w:t>chữ</w:t></w:r></w:p>"
    )


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Paragraphs before and in a table of three by three."""
    look = " ".join(
        f'w:{each}="{draw(st.sampled_from("01"))}"'
        for each in ("firstRow", "lastRow", "firstColumn", "lastColumn")
    )
    cells = [f"<w:tc><w:tcPr/>{draw(paragraphs())}</w:tc>" for _cell in range(9)]
    rows = [f"<w:tr>{''.join(cells[at : at + 3])}</w:tr>" for at in (0, 3, 6)]
    table = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0000" {look}/></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    body = "".join(draw(st.lists(paragraphs(), min_size=2, max_size=4)))
    return word_file(body + table + "<w:p/>", styles=draw(styles()))


def _said(look: RunFormat) -> dict[str, object]:
    return {
        "font_name": look.font, "font_size": look.size, "bold": look.bold, "italic": look.italic,
        "caps": look.caps, "small_caps": look.small_caps, "struck": look.strike,
        "underline": look.underline, "color_rgb": look.colour, "highlight": look.highlight,
        "vert_align": look.vertical, "lang": look.lang,
    }  # fmt: skip


def _judged(look: ResolvedFormatting) -> dict[str, object]:
    """The same of the judge, whose None is what Word takes where nothing is said."""
    plain = {"none": "", "auto": "", "baseline": "", None: ""}
    return {
        "font_name": look.font_name or "Times New Roman", "font_size": look.font_size or 10.0,
        "bold": bool(look.bold), "italic": bool(look.italic), "caps": bool(look.caps),
        "small_caps": bool(look.small_caps), "struck": bool(look.strike or look.double_strike),
        "underline": plain.get(look.underline, look.underline),
        "color_rgb": plain.get(look.color_rgb, look.color_rgb),
        "highlight": plain.get(look.highlight, look.highlight),
        "vert_align": plain.get(look.vert_align, look.vert_align), "lang": look.lang or "",
    }  # fmt: skip


def _set(para: Para) -> dict[str, object]:
    look = para.fmt
    return {
        "alignment": look.align, "left": look.left, "right": look.right, "first": look.first_line,
        "before": look.before, "after": look.after, "keep_with_next": look.keep_next,
        "outline": look.outline, "line": (look.rule, look.line or look.line_pt),
    }  # fmt: skip


def _judged_set(look: ResolvedFormatting) -> dict[str, object]:
    def mm(twips: int | None) -> float:
        return round((twips or 0) * MM, 2)

    rule, line = look.line_spacing_rule or "auto", look.line_spacing
    return {
        "alignment": look.alignment or "left", "left": mm(look.indent_left),
        "right": mm(look.indent_right), "first": mm(look.indent_first_line),
        "before": (look.spacing_before or 0) / 20, "after": (look.spacing_after or 0) / 20,
        "keep_with_next": bool(look.keep_with_next),
        "outline": None if look.outline_level in (None, 9) else look.outline_level,
        "line": (rule, (line or 1.0) if rule == "auto" else (line or 240) / 20),
    }  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(documents())
def test_paragraphs_and_runs_look_as_another_reader_of_styles_says(data: bytes) -> None:
    word, problems = open_word(Path("a.docx"), data)
    assert word is not None, problems
    document = Document(io.BytesIO(data))
    ours = [para for para in read_word(word).paragraphs if para.runs]
    theirs = [
        each for each in document.element.body.iter(W + "p") if each.find(W + "r") is not None
    ]
    assert len(ours) == len(theirs) >= 11
    for para, element in zip(ours, theirs, strict=True):
        judged = Paragraph(element, document._body)
        assert _set(para) == _judged_set(resolve_effective_formatting(judged))
        look = resolve_effective_formatting(Run(element.find(W + "r"), judged))
        assert _said(para.runs[0].fmt) == _judged(look)
