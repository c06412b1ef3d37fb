"""What a document of Word can contain and the typesetter knows, one case each."""

from __future__ import annotations

import unicodedata

from tests.typeset import made
from tests.typeset.made import BOTH, cell, document, para, row, run, spaced, table, words


def _filled(count: int, ppr: str = BOTH, size: int = 60) -> str:
    return "".join([para(words(size + 7 * n, n), ppr) for n in range(count)])


def _rows(count: int, trpr: str = "", size: int = 12) -> str:
    return "".join(
        [
            row(
                cell(para(str(n)), 1000)
                + cell(para(words(size + n % 9, n)), 5000)
                + cell(para(words(4 + n % 5, n + 3)), 3300),
                trpr,
            )
            for n in range(count)
        ]
    )


COLUMNS = (1000, 5000, 3300)


def _split_section() -> str:
    return para("", made.section(made.LANDSCAPE))


def _merged() -> str:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = ""
    for n in range(12):
        first = n % 3 == 0
        rows += row(
            cell(para(words(14, n) if first else ""), 2500, restart if first else goes_on)
            + cell(para(words(9, n)), 3400)
            + cell(para(words(3, n)), 3400)
        )
    rows += row(cell(para(words(25)), 5900, '<w:gridSpan w:val="2"/>') + cell(para("x"), 3400))
    return table(rows, (2500, 3400, 3400))


def _mixed(ppr: str) -> str:
    """Letters of two sizes in one paragraph, on several lines."""
    small, big = '<w:sz w:val="22"/>', '<w:sz w:val="36"/>'
    return para(words(30), ppr, small, run(" " + words(12, 3), big) + run(" " + words(30), small))


def _tall(val: str, left: int) -> bytes:
    """A row that goes over to the next page, `left` twips above the end of the first."""
    vertical = f'<w:vAlign w:val="{val}"/>'
    tall = "".join(
        [
            cell(para(words(count, count), spaced(40, 40, 276)), 3100, vertical)
            for count in (1, 40, 9)
        ]
    )
    more = row(cell(para(words(6)), 3100) * 3) * 4
    fill = para("Trên", f'<w:spacing w:line="{14570 - left}" w:lineRule="exact"/>')
    return document(fill + table(row(tall) + more, (3100, 3100, 3100)) + para("Sau"))


def _heads() -> bytes:
    """Two rows that repeat, below a style that makes first rows bold, large and centred."""
    style = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:basedOn w:val="TableNormal"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr></w:style>'
    )
    heads = _rows(2, "<w:tblHeader/><w:cantSplit/>") + _rows(40, "<w:cantSplit/>")
    made = (
        table(heads, COLUMNS)
        .replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="T"/>')
        .replace("</w:tblPr>", '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>')
    )
    return document(made + para("Sau"), styles=style)


def cases() -> dict[str, bytes]:
    """Name → document."""
    tabs = (
        '<w:tabs><w:tab w:val="left" w:pos="2000"/><w:tab w:val="center" w:pos="4500"/>'
        '<w:tab w:val="right" w:pos="9000" w:leader="dot"/></w:tabs>'
    )
    head, footer = para("", '<w:jc w:val="center"/>', more=made.PAGE_FIELD), para("Chân trang")
    reference = '<w:headerReference w:type="default" r:id="h1"/>'
    both = reference + '<w:footerReference w:type="default" r:id="f1"/>'
    small = '<w:sz w:val="22"/>'
    return {
        "line_at_least": document(_filled(8, spaced(line=400, rule="atLeast") + BOTH)),
        "line_exact": document(_filled(8, spaced(line=360, rule="exact") + BOTH)),
        "line_one_and_a_half": document(_filled(8, spaced(120, 60, 360) + BOTH)),
        "line_below_one": document(_filled(10, spaced(line=216) + BOTH)),
        "space_after_wins": document(_filled(12, spaced(60, 200) + BOTH, 30)),
        "hanging": document(_filled(8, '<w:ind w:left="900" w:hanging="500"/>' + BOTH)),
        "tabs": document(
            "".join([para(f"{words(2, n)}\t{words(2)}\t{words(3)}\t{n}", tabs) for n in range(9)])
            + para("Một\thai\tba bốn\tnăm " + words(30))
        ),
        "hanging_tab": document(
            "".join(
                [
                    para(f"{n}.\t{words(40, n)}", '<w:ind w:left="720" w:hanging="720"/>')
                    for n in range(9)
                ]
            )
        ),
        "breaks": document(para(words(14) + "\n" + words(40) + "\n" + words(3)) * 5),
        "sizes": document(
            "".join(
                [
                    para(
                        words(20, n),
                        BOTH,
                        more=run(" " + words(9, n), '<w:sz w:val="36"/>')
                        + run(" " + words(25), small)
                        + run(" " + words(9), "<w:b/><w:i/>"),
                    )
                    for n in range(12)
                ]
            )
        ),
        "keep_lines": document(_filled(14, "<w:keepLines/>" + BOTH, 70)),
        "keep_next": document(
            "".join(
                [
                    para(words(6, n), "<w:keepNext/>" + spaced(120)) + para(words(30 + 9 * n))
                    for n in range(16)
                ]
            )
        ),
        "widows_allowed": document(_filled(16, '<w:widowControl w:val="0"/>' + BOTH, 50)),
        "page_break_before": document(
            _filled(2) + para(words(9), "<w:pageBreakBefore/>" + spaced(400)) + _filled(2)
        ),
        "contextual": document(
            _filled(12, "<w:contextualSpacing/>" + spaced(200, 200) + BOTH, 30)
        ),
        "sections": document(_filled(3, spaced(200)) + _split_section() + _filled(3, spaced(200))),
        "header_and_footer": document(
            _filled(14),
            made.section(more=both),
            margin_parts={"h1": head, "f1": footer},
        ),
        "high_header": document(
            _filled(14),
            made.section(more=reference),
            margin_parts={"h1": para("Dòng đầu trang") * 3 + head},
        ),
        "rows_break": document(para("Trước") + table(_rows(30, size=30), COLUMNS)),
        "rows_whole": document(
            para("Trước") + table(_rows(30, "<w:cantSplit/>", size=30), COLUMNS)
        ),
        "heads_repeat": document(
            table(
                row(
                    "".join([cell(para(words(2, n)), w) for n, w in enumerate(COLUMNS)]),
                    "<w:cantSplit/><w:tblHeader/>",
                )
                + _rows(50, "<w:cantSplit/>"),
                COLUMNS,
            )
            + para("Sau")
        ),
        "merged": document(_merged() + para("Sau")),
        "thick_borders": document(table(_rows(20), COLUMNS, lines=18) + para("Sau")),
        "no_borders": document(table(_rows(20), COLUMNS, lines=0) + para("Sau")),
        "row_heights": document(
            table(
                _rows(8, '<w:trHeight w:val="900"/>')
                + _rows(8, '<w:trHeight w:val="1200" w:hRule="atLeast"/>', 5),
                COLUMNS,
            )
            + para("Sau")
        ),
        "middle_of_cells": document(
            table(
                "".join(
                    [
                        row(
                            cell(para(words(30, n)), 5000)
                            + cell(para("giữa"), 2000, '<w:vAlign w:val="center"/>')
                            + cell(para("dưới"), 2000, '<w:vAlign w:val="bottom"/>')
                        )
                        for n in range(5)
                    ]
                ),
                (5000, 2000, 2000),
            )
        ),
        "padded_cells": document(
            table(
                _rows(12),
                COLUMNS,
                more='<w:tblCellMar><w:top w:w="80" w:type="dxa"/><w:left w:w="200" w:type="dxa"/>'
                '<w:bottom w:w="120" w:type="dxa"/><w:right w:w="50" w:type="dxa"/>'
                "</w:tblCellMar>",
            )
            + para("Sau")
        ),
        "space_in_cells": document(
            table(
                "".join(
                    [
                        row(cell(para(words(9, n), spaced(80, 80, 300)) * 2, 9000))
                        for n in range(12)
                    ]
                ),
                (9000,),
            )
            + para("Sau", spaced(200))
        ),
        "bordered_paragraphs": document(
            para(
                words(40),
                '<w:pBdr><w:top w:val="single" w:sz="12" w:space="4" w:color="auto"/>'
                '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>',
            )
            + para(words(20))
        ),
        "right_and_centre": document(
            _filled(2, '<w:jc w:val="right"/>') + _filled(2, '<w:jc w:val="center"/>')
        ),
        "kerned": document(
            "".join([para("AVATAR Tự Vụ Tỷ Yêu WATER To " + words(30, n), BOTH,
                          '<w:kern w:val="2"/>') for n in range(9)])
        ),
        "letter_spacing": document(
            "".join([para(words(40, n), BOTH, f'<w:spacing w:val="{n * 3 - 6}"/>')
                     for n in range(6)])
        ),
        "capitals": document(para(words(60), BOTH, "<w:caps/>")),
        "raised": document(
            para(words(10), "", more=run("2", '<w:vertAlign w:val="superscript"/>')
                 + run(" " + words(20)) + run("n", '<w:vertAlign w:val="subscript"/>')) * 3
        ),
        "decomposed": document(
            "".join([para(unicodedata.normalize("NFD", words(50, n)), BOTH)
                     for n in range(4)])
        ),
        "long_word": document(para("dài" * 200 + " " + words(9)) + para("x" * 300)),
        "empty_paragraphs": document((para("", "", "") + para(words(5))) * 30),
        "sans": document(
            "".join([para(words(60, n), BOTH, '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>')
                     for n in range(6)])
        ),
        "table_in_the_middle": document(
            table(_rows(6), (1000, 3000, 2300), more='<w:jc w:val="center"/>') + para("Sau")
        ),
        "indented_table": document(
            table(_rows(6), (1000, 3000, 2300), more='<w:tblInd w:w="600" w:type="dxa"/>')
            + para("Sau")
        ),
        "nested": document(
            table(
                row(
                    cell(para("Ngoài") + table(row(cell(para(words(9)), 2000)
                         + cell(para(words(5)), 2000)), (2000, 2000)) + para("Cuối"), 5000)
                    + cell(para(words(9)), 4000)
                ),
                (5000, 4000),
            )
            + para("Sau")
        ),
        "sizes_mixed": document(_mixed(spaced(0, 60, 312) + BOTH) * 4 + para("Sau")),
        "sizes_mixed_in_cells": document(
            table(row(cell(_mixed(spaced(0, 60, 312)) * 2, 9300)) * 3, (9300,)) + para("Sau")
        ),
        "small_letters_in_cells": document(
            table(row(cell(para(words(40), spaced(40, 40, 276), small), 9300)) * 9, (9300,))
            + para("Sau")
        ),
        "rows_that_stay_and_rows_that_break": document(
            _filled(6)
            + table("".join([row(cell(para(words(4, n), "<w:keepNext/>"), 9300))
                             + row(cell(para(words(90 + 9 * n, n)), 9300)) for n in range(9)]),
                    (9300,))
        ),
        "two_heads": _heads(),
        **{f"tall_{val}_{left}": _tall(val, left)
           for val in ("top", "center", "bottom") for left in (430, 900, 1440)},
        "space_at_page_top": document(_filled(3, spaced(300, 0) + BOTH, 150)),
        "table_after_heading": document(
            _filled(5, size=70) + para("Đề mục", "<w:keepNext/>") + table(
                _rows(20, "<w:cantSplit/>"), COLUMNS)
        ),
    }  # fmt: skip
