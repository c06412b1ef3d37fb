# ruff: noqa: E501
"""Cases of headers, footers, lists, styles, settings."""

from __future__ import annotations

from tests.redline.cases import (
    FIRST,
    LIST,
    SECOND,
    A,
    B,
    C,
    both,
)
from tests.redline.docs import (
    LANDSCAPE,
    PAGE,
    STYLES,
    break_section,
    field,
    note,
    numbering,
    p,
    tbl,
)


def _parts() -> None:
    head = '<w:headerReference w:type="default" r:id="rIdH"/>'
    first = '<w:headerReference w:type="first" r:id="rIdH1"/>'
    even = '<w:headerReference w:type="even" r:id="rIdH2"/>'
    foot = '<w:footerReference w:type="default" r:id="rIdT"/>'
    both(
        "header_text",
        p(A),
        p(A),
        sect=head + PAGE,
        old_headers={"rIdH": "hdr:" + p("Đầu cũ")},
        new_headers={"rIdH": "hdr:" + p("Đầu mới")},
    )
    both(
        "footer_text",
        p(A),
        p(B),
        sect=foot + PAGE,
        old_headers={"rIdT": "ftr:" + p("Trang ", field("PAGE", "1"))},
        new_headers={"rIdT": "ftr:" + p(field("PAGE", "1"))},
    )
    both(
        "header_added",
        p(A),
        p(A),
        new_sect=head + PAGE,
        new_headers={"rIdH": "hdr:" + p("Đầu mới")},
    )
    both("header_first", p(A), p(A), sect=head + first + PAGE + "<w:titlePg/>",
          old_headers={"rIdH": "hdr:" + p("Đầu"), "rIdH1": "hdr:" + p("Trang nhất")},
          new_headers={"rIdH": "hdr:" + p("Đầu"), "rIdH1": "hdr:" + p("Trang thứ nhất")})  # fmt: skip
    both("header_even", p(A), p(A), sect=head + even + PAGE,
          old_headers={"rIdH": "hdr:" + p("Lẻ"), "rIdH2": "hdr:" + p("Chẵn")},
          new_headers={"rIdH": "hdr:" + p("Lẻ"), "rIdH2": "hdr:" + p("Chẵn mới")})  # fmt: skip
    both("header_table", p(A), p(A), sect=head + PAGE,
          old_headers={"rIdH": "hdr:" + tbl(("1", A)) + p()}, new_headers={"rIdH": "hdr:" + tbl(("1", B), ("2", C)) + p()})  # fmt: skip
    both(
        "header_paragraph",
        p(A),
        p(A),
        sect=head + PAGE,
        old_headers={"rIdH": "hdr:" + p("Một")},
        new_headers={"rIdH": "hdr:" + p("Một") + p("Hai")},
    )
    both("title_page", p(A), p(A), new_sect=PAGE + "<w:titlePg/>")
    both("header_two_sections", [p(A, ppr=break_section(head + PAGE)), p(B)], [p(A, ppr=break_section(head + PAGE)), p(C)],
          sect=head.replace("rIdH", "rIdG") + LANDSCAPE,
          old_headers={"rIdH": "hdr:" + p("Một"), "rIdG": "hdr:" + p("Hai")},
          new_headers={"rIdH": "hdr:" + p("Một"), "rIdG": "hdr:" + p("Hai mới")})  # fmt: skip
    both(
        "header_of_section_gone",
        [p(A, ppr=break_section(head + PAGE)), p(B)],
        [p(A), p(B)],
        old_headers={"rIdH": "hdr:" + p("Riêng")},
    )
    both(
        "list_other_definition",
        [p(A, ppr=LIST.format(0, 1))],
        [p(A, ppr=LIST.format(0, 1))],
        old_lists=FIRST,
        new_lists=SECOND,
    )
    both("list_other_id", [p(A, ppr=LIST.format(0, 2)), p(B)], [p(A, ppr=LIST.format(0, 1)), p(C)],
          old_lists=numbering(("bullet", "-"), ("decimal", "%1.")), new_lists=FIRST)  # fmt: skip
    both("list_gone", [p(A), p(B, ppr=LIST.format(0, 1)), p(C)], [p(A), p(C)], old_lists=FIRST)
    both("list_level", [p(A, ppr=LIST.format(0, 1))], [p(A, ppr=LIST.format(1, 1))], lists=FIRST)
    both("list_off", [p(A, ppr=LIST.format(0, 1))], [p(A)], lists=FIRST)
    both("list_insert", [p(A, ppr=LIST.format(0, 1)), p(C, ppr=LIST.format(0, 1))],
          [p(A, ppr=LIST.format(0, 1)), p(B, ppr=LIST.format(0, 1)), p(C, ppr=LIST.format(0, 1))], lists=FIRST)  # fmt: skip
    quote = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
    both(
        "style_gone",
        [p(A, ppr='<w:pStyle w:val="Trich"/>'), p(B)],
        [p(B)],
        old_styles=STYLES + quote.format("Trich"),
    )
    both("style_other_id", [p(A, ppr='<w:pStyle w:val="Trich"/>')], [p(B, ppr='<w:pStyle w:val="Quote"/>')],
          old_styles=STYLES + quote.format("Trich"), new_styles=STYLES + quote.format("Quote"))  # fmt: skip
    both("settings", p(A), p(B), new_settings='<w:evenAndOddHeaders w:val="1"/>')
    both(
        "link_in_note",
        p(A, note(1)),
        p(A, note(1)),
        old_footnotes={1: "Cũ."},
        new_footnotes={1: "Mới."},
        links={"rId9": "https://a.vn/"},
    )


_parts()
