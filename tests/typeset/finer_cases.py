"""Things the typesetter knows to the twip, one case each: letters, cells, merged cells."""

from __future__ import annotations

from generator.typeset.metrics import DOTS, scale
from generator.typeset.pages import DASHES
from tests.typeset.made import (
    MARGINS,
    cell,
    document,
    para,
    row,
    run,
    section,
    spaced,
    table,
    words,
)

RIGHT = '<w:jc w:val="right"/>'
WHOLE = "<w:cantSplit/>"
RESTART = '<w:vMerge w:val="restart"/>'
MIDDLE = '<w:vAlign w:val="center"/>'
COURIER = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/><w:sz w:val="22"/>'


def _letters(rpr: str) -> str:
    """Runs of one look among others, at the end of lines and within them, at both margins."""
    pieces = "".join([run(words(3 + n % 4, n) + " ", rpr if n % 2 else "") for n in range(24)])
    return para("", "", more=pieces) + para("", RIGHT, more=pieces) + para(words(2), RIGHT, rpr)


def _margins(first: str, second: str) -> str:
    rows = [
        row(cell(para(words(9, n)), 3000, first) + cell(para(words(2)), 3000, second), WHOLE)
        for n in range(3)
    ]
    return table("".join(rows), (3000, 3000)) + para("Sau")


def _distance(**sides: int) -> str:
    inner = "".join([f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides.items()])
    return f"<w:tcMar>{inner}</w:tcMar>"


def _top_line(size: int) -> str:
    return f'<w:tcBorders><w:top w:val="single" w:sz="{size}" w:space="0"/></w:tcBorders>'


def _tight(align: str) -> str:
    """Empty paragraphs less than a line high: LibreOffice sets those to the left in full."""
    ppr = spaced(60, 60, 200) + f'<w:jc w:val="{align}"/>'
    pair = row(cell(para("", ppr), 3000) + cell(para(words(2), ppr), 3000), WHOLE)
    return table(pair * 4, (3000, 3000)) + para("", ppr) + para("Sau", ppr)


def _marked() -> str:
    """Cells whose letters, and the mark of their end, have another size than the style."""
    small, apart = '<w:sz w:val="20"/>', spaced(60, 60, 360)
    end = f"{apart}<w:rPr>{small}</w:rPr>"
    rows = [row(cell(para(words(9, n), end, small), 2500) * 2, WHOLE) for n in range(3)]
    empty = row(cell(para("", end), 2500) + cell(para(words(2), apart, small), 2500), WHOLE)
    return table("".join([*rows, empty]), (2500, 2500)) + para("Sau")


def _over(vertical: str, lines: int) -> str:
    """A merged cell of few lines whose rows go over to the next page."""
    many = "".join([para(str(n)) for n in range(lines)])
    rows = [
        row(
            cell(para() if n else many, 2500, "<w:vMerge/>" if n else RESTART)
            + cell("".join([para(words(2, k)) for k in range(5)]), 3500)
            + cell(para(f"hàng {n}"), 2500, vertical),
            WHOLE,
        )
        for n in range(7)
    ]
    upper = "".join([para(str(n)) for n in range(30)])
    return upper + table("".join(rows), (2500, 3500, 2500)) + para("Sau")


def _staggered() -> str:
    """Rows in which each cell begins above or goes on below; the last row of a table, too."""
    begins, goes_on = cell(para("m0\nm1"), 2500, RESTART), cell(para(), 2500, "<w:vMerge/>")
    own = cell(para("u"), 2500)
    rows = [begins + own, goes_on + begins, begins + goes_on, goes_on + own, own + own]
    rows += [begins * 2, goes_on * 2]
    return table("".join([row(each, WHOLE) for each in rows]), (2500, 2500), lines=12) + para("Sau")


def _deciding() -> str:
    """A merged cell that makes the last of its rows higher."""
    many = "".join([para(words(3, n)) for n in range(12)])
    rows = row(cell(many, 2500, RESTART) + cell(para("b"), 2500), WHOLE)
    rows += row(cell(para(), 2500, "<w:vMerge/>") + cell(para("d"), 2500), WHOLE)
    return table(rows, (2500, 2500), lines=12) + para("Sau")


STYLED = (
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:pPr>'
    '<w:spacing w:before="200" w:after="300" w:line="360" w:lineRule="auto"/>'
    '<w:ind w:left="600" w:right="300" w:firstLine="400"/><w:jc w:val="right"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="24"/></w:rPr></w:style>'
)


def _broken(own: str) -> bytes:
    """A page break among the letters of a paragraph with a style, and `own` measures."""
    page = run(words(9)) + '<w:r><w:br w:type="page"/></w:r>' + run(words(40))
    ppr = f'<w:pStyle w:val="S"/>{own}'
    return document(para("Trước") + para("", ppr, more=page) + para("Sau"), styles=STYLED)


def _noted() -> bytes:
    """Numbers of footnotes behind signs after which a line may end; in lines of all lengths."""
    style = (
        '<w:style w:type="character" w:styleId="Ref"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    raised = '<w:rPr><w:rStyle w:val="Ref"/></w:rPr>'
    head = f"<w:r>{raised}<w:footnoteRef/></w:r>" + run(" Chú thích.")
    body = notes = ""
    for n in range(12):
        mark = f'<w:r>{raised}<w:footnoteReference w:id="{n + 1}"/></w:r>'
        more = run(words(12, n) + " các !") + mark + run(" " + words(9))
        body += para("", f'<w:ind w:right="{90 * n}"/>', more=more)
        notes += f'<w:footnote w:id="{n + 1}">{para(more=head)}</w:footnote>'
    return document(body, footnotes=notes, styles=style)


def _dots(place: int) -> str:
    return f'<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="{place}"/></w:tabs>'


def _dotted() -> str:
    """Lines of nothing but dots, as forms have them: no spacing makes them higher or lower."""
    spacings = [
        spaced(line=line, rule=rule)
        for line, rule in ((400, "exact"), (250, "exact"), (500, "atLeast"), (360, "auto"))
    ]
    return "".join([para("\t", each + _dots(9000)) * 2 + para("Tên:\n\t", each + _dots(9000))
                    for each in spacings]) + para("Sau")  # fmt: skip


def _behind() -> str:
    """A left stop behind the text: dots up to it, or a line of them."""
    first = '<w:ind w:firstLine="567"/>'
    return "".join(
        [
            para(text, _dots(place) + indent)
            for place in (9455, 9655, 10155)
            for indent in ("", first)
            for text in ("Kính gửi:\t", "Kính gửi:\t12")
        ]
    )


def _large_blanks() -> str:
    """Blanks and tabs larger than the letters do not make a first line higher."""
    large = '<w:sz w:val="60"/>'
    inner = [
        run("a") + run(" ", large) + run("b"),
        run("   ", large) + run("b"),
        run("a") + run("\t", large) + run("b"),
        run("  ", large),
        run(words(16)) + run(" ", large) + run(words(20)),
        run(words(30) + " x") + run(" ", large) + run("y"),
    ]
    spacings = ["", spaced(line=360), spaced(line=216)]
    return "".join([para("", each, more=one) + para("Sau") for one in inner for each in spacings])


def _gaps(kind: str) -> str:
    """Borders that are a line with gaps, thin and thick, of cells and of paragraphs."""
    side = f'w:val="{kind}" w:sz="{{}}" w:space="1"/>'
    lined = "".join([f"<w:{name} {side.format(18)}" for name in ("top", "bottom")])
    rows = row(cell(para(words(9)), 3000) + cell(para(words(30)), 3000), WHOLE) * 5
    tables = [
        table(rows, (3000, 3000), lines=size).replace('w:val="single"', f'w:val="{kind}"')
        + para(words(40), f"<w:pBdr>{lined}</w:pBdr>")
        for size in (4, 24)
    ]
    return "".join(tables) + para("Sau")


def _old(mode: str) -> bytes:
    """What was laid out otherwise before Word 2013: places of tables, slanted letters."""
    slanted = "".join([para(words(9 + n, n), RIGHT, "<w:i/>") for n in range(12)])
    pair = row(cell(para(words(9), "", "<w:i/>"), 3000) + cell(para(words(2)), 3000), WHOLE)
    tables = [
        table(pair * 2, (3000, 3000), lines=lines, more=more) + para("Sau")
        for lines in (0, 4, 24)
        for more in (
            "",
            '<w:tblInd w:w="400" w:type="dxa"/>',
            _TABLE_CELLS,
            '<w:jc w:val="center"/>',
        )
    ]
    return document(slanted + "".join(tables), mode=mode)


_TABLE_CELLS = '<w:tblCellMar><w:left w:w="300" w:type="dxa"/></w:tblCellMar>'


def _centred() -> str:
    """Centred tables with an odd twip left over: a text fits their last cell by that twip."""
    found = ""
    for count in range(3, 9):
        text = words(count, count)
        width = -(-sum(scale("serif", "regular", 14).widths(text)) // DOTS)
        left = 6000 if (9355 - 6000 - width - 215) % 2 else 6001
        columns = (left, width + 215)  # what the cell keeps is 216
        cells = cell(para("trái"), left) + cell(para(f"{text} {words(9)}"), columns[1])
        found += table(row(cells, WHOLE), columns, more='<w:jc w:val="center"/>') + para("Sau")
    return found


def _hanging_blanks() -> str:
    """Words glued by blanks, wider than their cells, in every alignment."""
    text = "HĐND\u00a0và\u00a0UBND, 1.250\u00a0đồng nghiệp\u00a0vụ 5\u00a0%"
    found = ""
    for number, width in enumerate(range(800, 1500, 60)):
        align = ("left", "center", "right", "both")[number % 4]
        inner = para(text, f'<w:jc w:val="{align}"/>')
        found += table(row(cell(inner, width), WHOLE), (width,)) + para("Sau")
    return found


def _bullets(font: str, sign: str) -> bytes:
    """Bullets of a font of signs, larger and smaller than the text behind them."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" '
        f'w:hanging="360"/></w:pPr><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
        "</w:lvl>"
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(
        [
            para(words(12, size), listed + spaced(line=spacing), f'<w:sz w:val="{size}"/>')
            for size in (20, 26, 28, 40)
            for spacing in (240, 312, 200)
        ]
    )
    return document(
        body,
        numbering=f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )


def _empty_headers() -> bytes:
    """Even pages without a header of their own: an empty one, high as its style."""
    styles = "".join(
        [
            f'<w:style w:type="paragraph" w:styleId="X{name}"><w:name w:val="{name}"/><w:pPr>'
            f'{spaced(60, 120)}</w:pPr><w:rPr><w:sz w:val="36"/></w:rPr></w:style>'
            for name in ("header", "footer")
        ]
    )
    named = "".join(
        [
            f'<w:{part}Reference w:type="default" r:id="{key}"/>'
            for part, key in (("header", "h1"), ("footer", "f1"))
        ]
    )
    narrow = MARGINS.replace('"1134"', '"800"').replace('"567"', '"700"')
    return document(
        "".join([para(words(30, n)) for n in range(60)]),
        section(margins=narrow, more=named),
        margin_parts={"h1": para("đầu"), "f1": para("chân")},
        styles=styles,
        settings="<w:evenAndOddHeaders/>",
    )


def finer_cases() -> dict[str, bytes]:
    """Name → .docx."""
    spaced_rows = row(cell(para(words(12), spaced(0, 0, 360), COURIER), 5000), WHOLE) * 12
    italic = "<w:i/>" + COURIER
    bodies = {
        "letters_apart": _letters('<w:spacing w:val="15"/>'),
        "letters_close": _letters('<w:spacing w:val="-9"/>'),
        "raised_alone": _letters('<w:vertAlign w:val="superscript"/>'),
        "lowered_alone": _letters('<w:vertAlign w:val="subscript"/>'),
        "blank_before_a_sign": para(
            "", RIGHT + '<w:ind w:left="5000"/>',
            more=run("báo cáo TB-VPCP/abc ", "<w:b/>") + run("! môn", "<w:i/>")
        ) * 2,
        "capitals": _letters("<w:caps/>"),
        **{f"font_{name}": para(words(40), "", f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>')
           for name in ("TimesNewRoman", "Courier", "helvetica")},
        "glued_words": para(
            "\u00a0".join([words(2, n) for n in range(9)]) + " x\u2011y " + words(30), "", italic
        ) * 2,
        "distance_above": _margins(_distance(top=120), _distance(top=40)),
        "distance_below": _margins(_distance(bottom=30), _distance(bottom=160)),
        "line_and_distance": _margins(_top_line(24), _distance(top=120)),
        "marked_cells": _marked(),
        "spaced_lines_of_two_fonts": para(
            "", spaced(0, 0, 480), more=(run(words(12)) + run(words(9), COURIER)) * 4
        ),
        "tight_left": _tight("left"),
        "tight_both": _tight("both"),
        "courier_in_cells": table(spaced_rows, (5000,)) + para("Sau"),
        "no_room_for_a_letter": para("abc de fg", '<w:ind w:left="9295"/>') + para("Sau"),
        "merged_over_middle": _over(MIDDLE, 3),
        "merged_over_long": _over(MIDDLE, 30),
        "merged_rows_only": _staggered(),
        "merged_decides": _deciding(),
        "dotted_lines": _dotted(),
        "centred_and_a_twip_wider": _centred(),
        "blanks_that_hang_over": _hanging_blanks(),
        "right_tab_in_a_line_that_goes_on": para(
            words(9) + "\t" + words(30, 4),
            '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>',
        ) * 2,
        "tab_behind_the_text": _behind(),
        "blanks_before_a_word_without_room": _blanks_first(),
        "large_blanks": _large_blanks(),
        **{f"gaps_{kind}": _gaps(kind) for kind in DASHES},
        "close_lines_over_pages": para(words(40), spaced(line=200)) * 40 + para("Sau"),
    }  # fmt: skip
    whole = {
        "bullets_of_symbol": _bullets("Symbol", "\uf0b7"),
        "bullets_of_wingdings": _bullets("Wingdings", "\uf0a7"),
        "empty_headers": _empty_headers(),
    }
    broken = {
        "sign_before_a_note": _noted(),
        "page_break_in_a_style": _broken(""),
        "page_break_and_indents": _broken('<w:ind w:left="900" w:firstLine="100"/>'),
        "page_break_and_spacing": _broken(spaced(100, 100, 480)),
        "page_break_in_the_middle": _broken('<w:jc w:val="center"/>'),
    }
    old = {f"before_2013_{mode or 'unsaid'}": _old(mode) for mode in ("14", "12", "")}
    return broken | old | whole | {name: document(body) for name, body in bodies.items()}


def _blanks_first() -> str:
    """Blanks that begin a line, before a word that is wider than the column."""
    texts = (" tuyên truyền", "ab… tuyên truyền", "ab\n tuyên", "ab…  tuyên", "  " + "w" * 40)
    found = ""
    for align in ("left", "both", "center", "right"):
        for width in (400, 440, 600):
            cells = [cell(para(text, f'<w:jc w:val="{align}"/>'), width) for text in texts]
            found += table(row("".join(cells), WHOLE), (width,) * len(texts)) + para("Sau")
    return found


def fixed_rows() -> bytes:
    """Rows of fixed heights, most lower than what they hold, at the top, middle and foot."""
    body = ""
    for height in (200, 322, 400, 645, 1000):
        for stands in ("", MIDDLE, '<w:vAlign w:val="bottom"/>'):
            cells = cell("".join([para(f"a{n}") for n in range(4)]), 1500, stands)
            cells += cell(para("b0\nb1\nb2\nb3"), 1500, stands)
            cells += cell("".join([para(f"c{n}", spaced(60, 60)) for n in range(3)]), 1500, stands)
            cells += cell(para("d"), 1500, stands)
            fixed = f'<w:trHeight w:val="{height}" w:hRule="exact"/>'
            body += para(f"cao {height}") + table(row(cells, WHOLE + fixed), (1500,) * 4)
    return document(body)
