# ruff: noqa: E501
"""Cases of words and of formatting."""

from __future__ import annotations

import unicodedata

from tests.redline.cases import (
    BOLD,
    ITALIC,
    A,
    B,
    C,
    D,
    add,
    both,
)
from tests.redline.docs import (
    PAGE,
    p,
    r,
    run,
    tbl,
)


def _text() -> None:
    nfd = unicodedata.normalize("NFD", A)
    both("word", p("phạm vi cũ xã."), p("phạm vi mới xã."))
    both("words_many", p(A), p("Phạm vi thực hiện tại địa bàn tỉnh Lạng Sơn này."))
    both("word_added", p("kết quả"), p("kết quả tốt"))
    both("word_first", p("kết quả"), p("Các kết quả"))
    both("nfc_nfd", p(A), p(nfd))
    both("nfd_part", p(A), p(f"{A[:20]}{unicodedata.normalize('NFD', A[20:])}"))
    add("nfd_both", p(nfd), p(nfd.replace("Lạng", "Cao")))
    both("tone_place", p("hòa bình, ủy ban"), p("hoà bình, uỷ ban"))
    both("nbsp", p("15 ngày làm việc"), p("15\u00a0ngày làm việc"))
    both("double_blank", p("một hai ba"), p("một  hai ba"))
    both("leading_blank", p("một hai"), p(" một hai"))
    both("trailing_blank", p("một hai"), p("một hai "))
    both("only_blank", p("  "), p(""))
    both("case", p("Ủy ban nhân dân"), p("ỦY BAN NHÂN DÂN"))
    both("digits", p("đạt 85% năm 2024"), p("đạt 90% năm 2024"))
    both("decimal", p("1.250,5 triệu đồng"), p("1.350,5 triệu đồng"))
    both("date", p("ngày 30/6/2024"), p("ngày 15/6/2024"))
    both("number", p("Số: 15/KH-UBND"), p("Số: 16/KH-UBND"))
    both("dash", p("giai đoạn 2024-2025"), p("giai đoạn 2024–2025"))
    both("tab", p("a b"), p(run("<w:t>a</w:t><w:tab/><w:t>b</w:t>")))
    both("line_break", p("một hai"), p(run("<w:t>một</w:t><w:br/><w:t>hai</w:t>")))
    both("page_break", p("một"), p("một", run('<w:br w:type="page"/>')))
    both("column_break", p("một"), p(run('<w:br w:type="column"/>'), "một"))
    both("no_break_hyphen", p("a-b"), p(run("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>")))
    both("soft_hyphen", p("ab"), p(run("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>")))
    both("symbol", p("dấu "), p("dấu ", run('<w:sym w:font="Wingdings" w:char="F0FC"/>')))
    both("cut_word", p(r("thực hi"), r("ện tốt")), p("thực hành tốt"))
    both("cut_same", p(r("thực hi"), r("ện tốt")), p("thực hiện tốt"))
    both(
        "proof_marks", p(r("thực "), '<w:proofErr w:type="spellStart"/>', r("hiện")), p("thực hiện")
    )
    both("rsid", p('<w:r w:rsidR="00AB12CD"><w:t>thực hiện</w:t></w:r>'), p("thực hiện"))
    both("empty_to_text", p(), p(A))
    both("unrelated", p(A), p("Hoàn toàn khác, không còn gì chung ở đây cả."))
    both("long", p(" ".join([A, B, C, D] * 30)), p(" ".join([A, C, D, B] * 30)))
    both("ampersand", p("a & b < c"), p("a & d < c > e"))
    add("same", p(A), p(A))
    both("emoji", p("tốt 👍 rồi"), p("tốt 👎 rồi"))


def _formats() -> None:
    both("bold", p(A), p(r(A, BOLD)))
    both("bold_part", p("tỷ lệ 85% trở lên"), p("tỷ lệ ", r("85%", BOLD), " trở lên"))
    both("bold_in_word", p("thực hiện"), p(r("thực hi"), r("ện", BOLD)))
    both("bold_and_text", p("tỷ lệ 85% trở lên"), p("tỷ lệ ", r("90%", BOLD), " trở lên"))
    both("bold_and_word", p(A), p(r(A.replace("thành phố", "tỉnh"), BOLD)))
    both("italic_to_bold", p(r(A, ITALIC)), p(r(A, BOLD)))
    both("colour", p(A), p(r(A, '<w:color w:val="FF0000"/>')))
    both("size", p(A), p(r(A, '<w:sz w:val="32"/>')))
    both("style_run", p(A), p(r(A, '<w:rStyle w:val="Hyperlink"/>')))
    both("off_switch", p(r(A, '<w:b w:val="0"/>')), p(r(A, BOLD)))
    both("align", p(A), p(A, ppr='<w:jc w:val="center"/>'))
    both(
        "indent", p(A, ppr='<w:ind w:left="0"/>'), p(A, ppr='<w:ind w:left="720" w:hanging="360"/>')
    )
    both(
        "spacing",
        p(A),
        p(A, ppr='<w:spacing w:before="120" w:after="120" w:line="360" w:lineRule="auto"/>'),
    )
    both("style", p(A), p(A, ppr='<w:pStyle w:val="Heading1"/>'))
    both("keep", p(A), p(A, ppr="<w:keepNext/><w:keepLines/>"))
    both("tabs", p(A), p(A, ppr='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'))
    both(
        "borders",
        p(A),
        p(A, ppr='<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'),
    )
    both("mark_bold", p(A), p(A, ppr="<w:rPr><w:b/></w:rPr>"))
    both("align_and_text", p(A), p(B, ppr='<w:jc w:val="right"/>'))
    both(
        "insert_other_format",
        [p(A, ppr='<w:jc w:val="center"/>')],
        [p(A, ppr='<w:jc w:val="center"/>'), p(B, ppr='<w:jc w:val="right"/>')],
    )
    both("delete_other_format", [p(A, ppr='<w:jc w:val="center"/>'), p(B, ppr='<w:jc w:val="right"/>'), tbl(("1", "x")), p()],
          [p(A, ppr='<w:jc w:val="center"/>'), tbl(("1", "x")), p()])  # fmt: skip
    both("default_columns", p(A), p(B), new_sect=PAGE + '<w:cols w:num="1" w:space="708"/>')
    both("language", p(A), p(r(A, '<w:lang w:val="vi-VN"/>')))
    both("blank_bold", p("a b"), p(r("a"), r(" ", BOLD), r("b")))


_text()
_formats()
