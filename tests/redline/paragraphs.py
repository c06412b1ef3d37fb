# ruff: noqa: E501
"""Cases of paragraphs, sections, moves, and of sources that carry revisions."""

from __future__ import annotations

from tests.redline.cases import (
    FIRST,
    LAND,
    LIST,
    ROWS,
    SEC,
    A,
    B,
    C,
    D,
    E,
    add,
    both,
)
from tests.redline.docs import (
    LANDSCAPE,
    PAGE,
    link,
    p,
    r,
    run,
    t,
    tbl,
    tr,
)


def _paragraphs() -> None:
    both("insert_first", [p(B), p(C)], [p(A), p(B), p(C)])
    both("insert_middle", [p(A), p(C)], [p(A), p(B), p(C)])
    both("insert_last", [p(A), p(B)], [p(A), p(B), p(C)])
    both("insert_two", [p(A), p(D)], [p(A), p(B), p(C), p(D)])
    both("insert_two_last", [p(A)], [p(A), p(B), p(C)])
    both("insert_three_first", [p(D)], [p(A), p(B), p(C), p(D)])
    both("replace_last", [p(A), p(B)], [p(A), p("Nội dung khác hẳn, không liên quan.")])
    both("replace_two_last", [p(A), p(B), p(C)], [p(A), p("Một nội dung khác hẳn."), p("Xong.")])
    both("replace_all", [p(A), p(B)], [p("Tất cả đều mới."), p("Không còn câu cũ nào."), p("Hết.")])
    both("before_table", [p(A), tbl(("1", "x")), p(B)], [p(A), p(C), tbl(("1", "x")), p(B)])
    both("two_before_table", [p(A), tbl(("1", "x")), p()], [p(A), p(C), p(D), tbl(("1", "x")), p()])
    both("first_before_table", [tbl(("1", "x")), p(B)], [p(A), tbl(("1", "x")), p(B)])
    both("after_table", [tbl(("1", "x")), p(B)], [tbl(("1", "x")), p(A), p(B)])
    both("after_last_table", [p(A), tbl(("1", "x")), p()], [p(A), tbl(("1", "x")), p(B), p()])
    both("between_tables", [tbl(("1", "x")), p(A), tbl(("2", "y")), p()],
          [tbl(("1", "x")), p(A), p(B), tbl(("2", "y")), p()])  # fmt: skip
    both(
        "tables_meet",
        [tbl(("1", A)), tbl(("2", B)), p()],
        [tbl(("1", A)), p(C), tbl(("2", B)), p()],
    )
    both("split", [p(f"{A} {B}")], [p(f"{A} "), p(B)])
    both("split_exact", [p(A + B)], [p(A), p(B)])
    both("split_three", [p(A + B + C)], [p(A), p(B), p(C)])
    both("split_edited", [p(f"{A} {B}"), p(E)], [p(A), p(B.replace("các", "mọi")), p(E)])
    both("split_before_table", [p(A + B), tbl(("1", "x")), p()], [p(A), p(B), tbl(("1", "x")), p()])
    both("split_formats", [p(A + B, ppr='<w:jc w:val="both"/>')],
          [p(A, ppr='<w:jc w:val="center"/>'), p(B, ppr='<w:jc w:val="both"/>')])  # fmt: skip
    both("repeated", [p(A), p(A), p(A)], [p(A), p(A)])
    both("repeated_between", [p(A), p(B), p(A)], [p(A), p(A), p(B), p(A)])
    both("empty_paragraphs", [p(A), p(), p(B)], [p(A), p(), p(), p(), p(B)])
    both("empty_last", [p(A)], [p(A), p()])
    both("empty_first", [p(A)], [p(), p(A)])
    add("all_empty", [p(), p()], [p(), p(), p()])
    add("move", [p(A), p(B), p(C), p(D)], [p(A), p(C), p(B), p(D)])
    add("move_far", [p(A), p(B), p(C), p(D), p(E)], [p(D), p(A), p(B), p(C), p(E)])
    add("move_to_last", [p(A), p(B), p(C)], [p(B), p(C), p(A)])
    add("move_last", [p(A), p(B), p(C)], [p(C), p(A), p(B)])
    add("move_edited", [p(A), p(B), p(C), p(D)], [p(A), p(C), p(B.replace("phòng", "sở")), p(D)])
    add("move_over_table", [p(A), p(B), tbl(("1", "x")), p(C), p(D)],
         [p(A), tbl(("1", "x")), p(C), p(B), p(D)])  # fmt: skip
    add("swap", [p(A), p(B), p(C), p(D)], [p(D), p(B), p(C), p(A)])
    add("move_two", [p(A), p(B), p(C), p(D), p(E)], [p(C), p(D), p(A), p(B), p(E)])
    add("move_list", [p(A), p(B), p(C, ppr=LIST.format(0, 1)), p(D)],
         [p(A), p(C, ppr=LIST.format(0, 1)), p(B), p(D)], lists=FIRST)  # fmt: skip
    both("section_break", [p(A), p(B)], [p(A, ppr=SEC), p(B)])
    both("section_paragraph", [p(A), p(B)], [p(A), p(C, ppr=LAND), p(B)])
    both("section_deleted_text", [p(A, ppr=SEC), p(B)], [p(A), p(C), p(B)])
    both("section_size", [p(A, ppr=SEC), p(B)], [p(A, ppr=LAND), p(B)])
    both("section_edited", [p(A, ppr=SEC), p(B)], [p(A.replace("thành", "trong"), ppr=SEC), p(B)])
    both("body_section", p(A), p(A), new_sect=LANDSCAPE)
    both(
        "section_link_before_table",
        [p(A), p(link("rId9", B), ppr=SEC), tbl(("1", "x")), p(C)],
        [p(A), tbl(("1", "x")), p(C)],
        links={"rId9": "https://a.vn/"},
    )
    both("section_empty", [p(A), p(ppr=SEC), p(B)], [p(A), p(B)])
    both("sections_two", [p(A, ppr=SEC), p(B, ppr=LAND), p(C)], [p(A, ppr=SEC), p(C)])
    both(
        "landscape_annex",
        [p(A)],
        [p(A), p(ppr=SEC), p("PHỤ LỤC"), tbl(("1", "x")), p()],
        new_sect=LANDSCAPE,
    )
    both("columns", p(A), p(A), new_sect=PAGE + '<w:cols w:num="2" w:space="708"/>')


def _revisions() -> None:
    mark = 'w:id="{}" w:author="X" w:date="2026-01-01T00:00:00Z"'
    both("has_revisions", [p("Một ", f"<w:ins {mark.format(90)}>{r('hai ')}</w:ins>",
          f"<w:del {mark.format(91)}><w:r><w:delText>ba</w:delText></w:r></w:del>"), p(A)], [p("Một hai bốn"), p(A)])  # fmt: skip
    both(
        "has_row_revision",
        [tbl(tr(*ROWS[0]), tr(*ROWS[1], pr=f"<w:del {mark.format(92)}/>")), p()],
        [tbl(*ROWS[:1]), p(A)],
    )
    both(
        "has_format_revision",
        [p(run(f"{t(A)}", f"<w:b/><w:rPrChange {mark.format(93)}><w:rPr/></w:rPrChange>"))],
        [p(A)],
    )
    add("mixed", [p(A), p(B), tbl(*ROWS), p(C), p(D, ppr=SEC), p(E)],
         [p(B), p(A.replace("thành phố", "tỉnh")), tbl(*ROWS[1:], ("6", "thêm")), p(C + D), p(E, ppr=LAND), p("Hết.")])  # fmt: skip


_paragraphs()
_revisions()
