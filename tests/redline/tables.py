# ruff: noqa: E501
"""Cases of tables."""

from __future__ import annotations

from tests.redline.cases import (
    BOLD,
    ROWS,
    A,
    B,
    C,
    E,
    add,
    both,
)
from tests.redline.docs import (
    note,
    p,
    r,
    tbl,
    tc,
    tr,
)


def _tables() -> None:
    def around(*blocks: str) -> list[str]:
        return [p("Trước bảng."), *blocks, p("Sau bảng.")]

    both("row_first", around(tbl(*ROWS[1:])), around(tbl(*ROWS)))
    both("row_middle", around(tbl(ROWS[0], ROWS[2])), around(tbl(*ROWS[:3])))
    both("row_last", around(tbl(*ROWS[:2])), around(tbl(*ROWS[:3])))
    both("rows_all", around(tbl(*ROWS[:2])), around(tbl(("9", "khác hẳn"), ("8", "không giống"))))
    add("row_renumbered", around(tbl(*ROWS)),
         around(tbl(ROWS[0], ("2", "Một nhiệm vụ vừa được thêm"), *[(str(int(n) + 1), x) for n, x in ROWS[1:]])))  # fmt: skip
    add("row_moved", around(tbl(*ROWS)), around(tbl(ROWS[3], *ROWS[:3], ROWS[4])))
    both(
        "cell_edit",
        around(tbl(*ROWS)),
        around(tbl(ROWS[0], ("2", B.replace("phòng", "sở")), *ROWS[2:])),
    )
    both("cell_emptied", around(tbl(("1", A))), around(tbl(("1", ""))))
    both(
        "cell_paragraphs",
        around(tbl(tr("1", tc(p(A), p(B))))),
        around(tbl(tr("1", tc(p(A), p(C), p(B))))),
    )
    both("cell_append", around(tbl(tr("1", tc(p(A))))), around(tbl(tr("1", tc(p(A), p(B))))))
    both(
        "cell_append_two",
        around(tbl(tr("1", tc(p(A))))),
        around(tbl(tr("1", tc(p(A), p(B), p(C))))),
    )
    both("cell_first", around(tbl(tr("1", tc(p(A))))), around(tbl(tr("1", tc(p(B), p(A))))))
    both("cell_split", around(tbl(tr("1", tc(p(A + B))))), around(tbl(tr("1", tc(p(A), p(B))))))
    both(
        "column",
        around(tbl(*ROWS)),
        around(tbl(*[(n, x, "mới") for n, x in ROWS], columns=3, width=2000)),
    )
    both(
        "column_first",
        around(tbl(*ROWS)),
        around(tbl(*[("mới", n, x) for n, x in ROWS], columns=3)),
    )
    both(
        "merge_across",
        around(tbl(*ROWS)),
        around(tbl(tr(tc(A, pr='<w:gridSpan w:val="2"/>')), *ROWS[1:])),
    )
    both("merge_down", around(tbl(*ROWS[:3])), around(
        tbl(tr(tc("1", pr='<w:vMerge w:val="restart"/>'), A), tr(tc("", pr="<w:vMerge/>"), B), ROWS[2])))  # fmt: skip
    both(
        "header_row", around(tbl(*ROWS)), around(tbl(tr(*ROWS[0], pr="<w:tblHeader/>"), *ROWS[1:]))
    )
    both(
        "row_height",
        around(tbl(tr(*ROWS[0], pr='<w:trHeight w:val="300"/>'))),
        around(tbl(tr(*ROWS[0], pr='<w:trHeight w:val="600"/>'))),
    )
    both(
        "cant_split_row", around(tbl(tr(*ROWS[0]))), around(tbl(tr(*ROWS[0], pr="<w:cantSplit/>")))
    )
    both(
        "cell_shade",
        around(tbl(("1", A))),
        around(tbl(tr("1", tc(A, pr='<w:shd w:val="clear" w:fill="FFFF00"/>')))),
    )
    both(
        "widths",
        around(tbl(*ROWS)),
        around(tbl(*[tr(tc(n, width=1000), tc(x, width=5000)) for n, x in ROWS], width=2500)),
    )
    both("table_align", around(tbl(*ROWS)), around(tbl(*ROWS, pr='<w:jc w:val="center"/>')))
    both(
        "table_borders",
        around(tbl(*ROWS)),
        around(tbl(*ROWS, pr='<w:tblBorders><w:top w:val="single" w:sz="4"/></w:tblBorders>')),
    )
    both(
        "nested_edit",
        around(tbl(tr("1", tc(tbl(("a", A)), p())))),
        around(tbl(tr("1", tc(tbl(("a", B)), p())))),
    )
    both(
        "nested_added",
        around(tbl(tr("1", tc(p(A))))),
        around(tbl(tr("1", tc(p(A), tbl(("a", B)), p())))),
    )
    both(
        "nested_row",
        around(tbl(tr("1", tc(tbl(("a", A)), p())))),
        around(tbl(tr("1", tc(tbl(("a", A), ("b", B)), p())))),
    )
    both(
        "row_with_nested",
        around(tbl(ROWS[0])),
        around(tbl(ROWS[0], tr("2", tc(tbl(("a", A)), p())))),
    )
    both("table_whole", around(), around(tbl(*ROWS)))
    both("table_first", [p(A)], [tbl(*ROWS), p(A)])
    both("table_last", [p(A)], [p(A), tbl(*ROWS), p()])
    both("table_and_text_last", [p(A)], [p(A), tbl(*ROWS), p(B)])
    both("table_to_text", around(tbl(*ROWS)), around(*[p(f"{n}. {x}") for n, x in ROWS]))
    both("adjacent_tables", around(tbl(*ROWS[:2])), around(tbl(*ROWS[:2]), tbl(*ROWS[2:])))
    both("table_replaced", around(tbl(*ROWS)), around(tbl(("x", "khác", "hẳn"), columns=3)))
    both("tables_two", around(tbl(*ROWS[:2]), p(E), tbl(*ROWS[2:4])), around(tbl(*ROWS[2:4]), p(E)))
    both(
        "cell_note",
        around(tbl(("1", A))),
        around(tbl(tr("1", tc(p(A, note(1)))))),
        old_footnotes={},
        new_footnotes={1: "Chú thích"},
    )
    both("cell_format", around(tbl(("1", A))), around(tbl(tr("1", tc(p(r(A, BOLD)))))))
    both("text_before_and_table_gone", [p(A), tbl(*ROWS), p(B)], [p(C)])
    both("before_table_gone", [p(A), p(B), tbl(*ROWS), p(C)], [p(A), p(C)])
    both(
        "grid_before",
        around(tbl(*ROWS)),
        around(tbl(tr("1", pr='<w:gridBefore w:val="1"/>'), *ROWS[1:])),
    )
    both("row_exceptions", around(tbl(("1", A))), around(
        tbl(tr("1", A).replace("<w:tr>", '<w:tr><w:tblPrEx><w:jc w:val="right"/></w:tblPrEx>'))))  # fmt: skip


_tables()
