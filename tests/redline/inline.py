# ruff: noqa: E501
"""Cases of fields, links, notes, images, boxes, math, controls."""

from __future__ import annotations

from tests.redline.cases import (
    BOLD,
    A,
    B,
    C,
    D,
    both,
)
from tests.redline.docs import (
    anchor,
    bookmark,
    box,
    control,
    field,
    fraction,
    image,
    link,
    math,
    note,
    p,
    png,
    r,
    run,
    simple,
    tbl,
    tc,
    tr,
)


def _inline() -> None:
    both("field_page", p("Trang ", field("PAGE", "1")), p("Trang "))
    both(
        "field_result",
        p("Xem mục ", field("REF muc", "II")),
        p("Xem mục ", field("REF muc", "III")),
    )
    both("field_code", p("Xem ", field("REF a", "1")), p("Xem ", field("REF b", "1")))
    both(
        "field_around",
        p("Xem ", field("PAGEREF x", "5"), " nhé"),
        p("Hãy xem ", field("PAGEREF x", "5"), " đi"),
    )
    both("field_bold", p(field("PAGE", "1")), p(field("PAGE", "1", properties=BOLD)))
    both("field_simple_result", p("Trang ", simple("PAGE", "1")), p("Trang ", simple("PAGE", "2")))
    both(
        "field_nested",
        p(field("IF ", field("PAGE", "1"), "x")),
        p(field("IF ", field("PAGE", "2"), "x")),
    )
    toc = [run('<w:fldChar w:fldCharType="begin"/>') + run('<w:instrText> TOC \\o "1-3" </w:instrText>')
           + run('<w:fldChar w:fldCharType="separate"/>')]  # fmt: skip
    end = p(run('<w:fldChar w:fldCharType="end"/>'))
    both(
        "toc",
        [p(*toc, "Mục I\t1"), p("Mục II\t2"), end, p(A)],
        [p(*toc, "Mục I\t1"), p("Mục mới\t2"), p("Mục II\t3"), end, p(A)],
    )
    both(
        "link_text",
        p("Xem ", link("rId9", "Nghị định 30"), "."),
        p("Xem ", link("rId9", "Nghị định số 30"), "."),
        links={"rId9": "https://a.vn/"},
    )
    both(
        "link_target",
        p("Xem ", link("rId9", "văn bản")),
        p("Xem ", link("rId9", "văn bản")),
        old_links={"rId9": "https://a.vn/"},
        new_links={"rId9": "https://b.vn/"},
    )
    both(
        "link_around",
        p("Xem ", link("rId9", "văn bản"), " này"),
        p("Mời xem ", link("rId9", "văn bản"), " này nhé"),
        links={"rId9": "https://a.vn/"},
    )
    both(
        "link_other_id",
        p("Xem ", link("rId8", "văn bản"), A),
        p("Xem ", link("rId9", "văn bản"), B),
        old_links={"rId8": "https://a.vn/"},
        new_links={"rId9": "https://a.vn/"},
    )
    both(
        "link_gone",
        p("Xem ", link("rId9", "Nghị định 30"), " này."),
        p("Xem này."),
        old_links={"rId9": "https://a.vn/?a=1&amp;b=2"},
    )
    both(
        "link_among_links",
        p(link("rId9", "Một"), " ", link("rId8", "Hai"), " ", link("rId9", "Ba"), "."),
        p(link("rId9", "Một"), " ", link("rId9", "Ba"), "."),
        links={"rId9": "https://a.vn/", "rId8": "https://b.vn/"},
    )
    both(
        "link_with_paragraph",
        [p(A), p("Tải tại ", link("rId9", "cổng thông tin"), anchor("m1", " mục 1")), p(B)],
        [p(A), p(B)],
        old_links={"rId9": "https://a.vn/"},
    )
    both(
        "link_with_row",
        [tbl(("1", A), ("2", p(link("rId9", "cổng thông tin")))), p(A)],
        [tbl(("1", A)), p(A)],
        old_links={"rId9": "https://a.vn/"},
    )
    both(
        "link_round_bookmark",
        p("Xem ", anchor("m1", bookmark(1, "m", "mục 1"), "và 2"), " nhé."),
        p("Xem nhé."),
    )
    both(
        "link_round_field",
        [p(A), p(anchor("m1", "Mục I\t", field("PAGEREF m1", "3"))), p(B)],
        [p(A), p(B)],
    )
    both(
        "field_in_field_format",
        p(
            field(
                "ADDIN a",
                "(Xem ",
                field("ADDIN b", "; năm ", "1966"),
                " và các văn bản kèm theo khác đã ban hành)",
            )
        ),
        p(
            field(
                "ADDIN a",
                "(Xem ",
                field("ADDIN b", "; năm ", r("1966", BOLD)),
                " và các văn bản kèm theo khác đã ban hành)",
            )
        ),
    )
    both(
        "box_empty",
        p(run(box("Khung một").replace("</mc:Choice>", "<w:txbxContent/></mc:Choice>"))),
        p(run(box("Khung hai").replace("</mc:Choice>", "<w:txbxContent/></mc:Choice>"))),
    )
    both("link_anchor", p(anchor("m1", "mục 1"), " và sau"), p(anchor("m1", "mục 1"), " và trước"))
    both(
        "bookmark_over", p(bookmark(1, "m", A)), p(bookmark(1, "m", A.replace("thành phố", "tỉnh")))
    )
    both(
        "bookmark_in_word",
        p(r("thực"), bookmark(1, "m", "hiện"), r("tốt")),
        p(r("thực"), bookmark(1, "m", "hành"), r("tốt")),
    )
    both("bookmark_across", [p('<w:bookmarkStart w:id="1" w:name="m"/>', A), p(B, '<w:bookmarkEnd w:id="1"/>')],
          [p('<w:bookmarkStart w:id="1" w:name="m"/>', A), p(C), p(B, '<w:bookmarkEnd w:id="1"/>')])  # fmt: skip
    both(
        "footnote_text",
        p(A, note(1)),
        p(A, note(1)),
        old_footnotes={1: "Xem Nghị định 30."},
        new_footnotes={1: "Xem Nghị định số 30/2020."},
    )
    both("footnote", p(A), p(A, note(1)), old_footnotes={}, new_footnotes={1: "Chú thích thêm."})
    both("footnote_without_part", p(A), p(A, note(1)), new_footnotes={1: "Chú thích thêm."})
    both(
        "footnote_before",
        p(A, note(1)),
        p("Câu đầu.", note(1), A, note(2)),
        old_footnotes={1: "Cũ."},
        new_footnotes={1: "Mới.", 2: "Cũ."},
    )
    both(
        "footnote_paragraph",
        p(A, note(1)),
        p(A, note(1)),
        old_footnotes={1: "Một."},
        new_footnotes={1: p("Một.") + p("Hai.")},
    )
    both(
        "footnote_in_deleted",
        [p(A), p(B, note(1)), p(C)],
        [p(A), p(C)],
        old_footnotes={1: "Bị xóa."},
        new_footnotes={},
    )
    both(
        "footnotes_swapped",
        p("x", note(1), "y", note(2)),
        p("x", note(1), "y", note(2)),
        old_footnotes={1: "Một.", 2: "Hai."},
        new_footnotes={1: "Hai.", 2: "Một."},
    )
    both(
        "endnote",
        p(A, note(1, "endnote")),
        p(B, note(1, "endnote")),
        old_endnotes={1: "Cuối cũ."},
        new_endnotes={1: "Cuối mới."},
    )
    both("image", p(A), p(A, image("rId5")), new_images={"rId5": png(1)})
    both(
        "image_changed",
        p(A, image("rId5")),
        p(A, image("rId5")),
        old_images={"rId5": png(1)},
        new_images={"rId5": png(2)},
    )
    both(
        "image_other_id",
        p(A, image("rId5")),
        p(B, image("rId6")),
        old_images={"rId5": png(1)},
        new_images={"rId6": png(1)},
    )
    both(
        "image_paragraph", [p(A), p(image("rId5")), p(B)], [p(A), p(B)], old_images={"rId5": png(1)}
    )
    both("image_size", p(image("rId5")), p(image("rId5", size=200000)), images={"rId5": png(1)})
    both("box_text", p(A, box("chữ trong hộp")), p(A, box("chữ mới trong hộp")))
    both("box", p(A), p(A, box("chữ trong hộp")))
    both("box_paragraph", p(box(A)), p(box(A, B)))
    both("box_around", p("trước ", box("hộp"), " sau"), p("trước đó ", box("hộp"), " và sau"))
    both("box_drawing", p(box(A, fallback=False)), p(box(B, fallback=False)))
    both("box_table", p(box(tbl(("1", "x")), p())), p(box(tbl(("1", "x"), ("2", "y")), p())))
    both("box_gone", [p(A), p(box(B)), p(C)], [p(A), p(C)])
    both("math", p("Ta có ", math("x+1"), "."), p("Ta có ", math("x+2"), "."))
    both("math_added", p("Ta có "), p("Ta có ", fraction("a", "b")))
    both(
        "math_around",
        p("Ta có ", fraction("a", "b"), " nên"),
        p("Lại có ", fraction("a", "b"), " nên"),
    )
    both(
        "math_block",
        [p(A), p(f"<m:oMathPara>{math('y')}</m:oMathPara>")],
        [p(A), p(f"<m:oMathPara>{math('z')}</m:oMathPara>")],
    )
    both(
        "control_text",
        p("Họ tên: ", control("Nguyễn Văn A")),
        p("Họ tên: ", control("Nguyễn Văn B")),
    )
    both("control", p("Họ tên: ", "Nguyễn Văn A"), p("Họ tên: ", control("Nguyễn Văn A")))
    both("control_gone", p("Họ tên: ", control("Nguyễn Văn A"), " hết"), p("Họ tên:  hết"))
    both("control_block", [control(p(A), p(B)), p(C)], [control(p(A), p(D), p(B)), p(C)])
    both("control_block_gone", [p(A), control(p(B)), p(C)], [p(A), p(C)])
    both("control_block_last", [p(A), control(p(B))], [p(A), control(p(B), p(C))])
    both(
        "control_row",
        [tbl(control(tr("1", A)), tr("2", B)), p()],
        [tbl(control(tr("1", C)), tr("2", B)), p()],
    )
    both(
        "control_cell",
        [tbl(f"<w:tr>{tc('1')}{control(tc(A))}</w:tr>"), p()],
        [tbl(f"<w:tr>{tc('1')}{control(tc(B))}</w:tr>"), p()],
    )
    both(
        "smart_tag",
        p("ở ", f'<w:smartTag w:uri="u" w:element="place">{r("Lạng Sơn")}</w:smartTag>'),
        p("ở Lạng Sơn"),
    )
    both("comment", p('<w:commentRangeStart w:id="0"/>', A, '<w:commentRangeEnd w:id="0"/>', run('<w:commentReference w:id="0"/>')),
          p('<w:commentRangeStart w:id="0"/>', B, '<w:commentRangeEnd w:id="0"/>', run('<w:commentReference w:id="0"/>')), comments={0: "Xem lại"})  # fmt: skip
    both(
        "ruby",
        p(A),
        p(
            A,
            run(
                f"<w:ruby><w:rubyPr/><w:rt>{r('a')}</w:rt><w:rubyBase>{r('b')}</w:rubyBase></w:ruby>"
            ),
        ),
    )
    both(
        "ptab",
        p("a"),
        p("a", run('<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>'), "b"),
    )


_inline()
