"""What LibreOffice decides before it knows how high anything is: pages dealt out, pages counted."""

from __future__ import annotations

from tests.typeset.made import PAGE_FIELD, document, para, section, spaced, words

KEEP = "<w:keepNext/>"
_PAGES = PAGE_FIELD.replace("PAGE", "NUMPAGES")


def _left(dealt: int, high: int, more: int) -> str:
    """A page that ends with a heading: as many paragraphs as LibreOffice deals to a page.

    What follows is a heading of its own with its text, which has no room there.
    """
    line = spaced(0, 0, high, "exact")
    above = "".join([para(f"Mục {n}", line) for n in range(dealt - 1)])
    headings = para("Ở lại chân trang", KEEP + line) + para("Sang trang", KEEP + line)
    return above + headings + para(words(30)) + "".join([para(f"Sau {n}") for n in range(more)])


def _single(above: int, lines: int) -> bytes:
    """A page with room for so many lines of a paragraph whose lines may stand alone."""
    most = 14570 - lines * 322 - 150
    each = most // above
    first = para("Đầu trang", spaced(0, most - each * above, each, "exact"))
    rest = "".join([para(f"Mục {n}", spaced(0, 0, each, "exact")) for n in range(1, above)])
    long = para(words(70), '<w:widowControl w:val="0"/>')
    return document(first + rest + long + "".join([para(f"Sau {n}") for n in range(30)]))


def _numbered(start: str) -> bytes:
    """An appendix whose pages are numbered anew, "page x of y" at the foot of each."""
    foot = '<w:footerReference w:type="default" r:id="f1"/>'
    anew = f'<w:pgNumType w:start="{start}"/>'
    body = para("Thân") + para("", section(more=foot)) + para("Phụ lục")
    last = section(more=foot).replace("</w:sectPr>", f"{anew}</w:sectPr>")
    return document(body, last, margin_parts={"f1": para("", more=PAGE_FIELD + _PAGES)})


def dealt_cases() -> dict[str, bytes]:
    """Name → .docx."""
    singles = {
        f"{lines}_lines_of_the_paragraph_behind_{above}": _single(above, lines)
        for above in (20, 24, 25, 30)
        for lines in (1, 2)
    }
    return singles | {
        "heading_left_at_the_foot": document(_left(25, 560, 9)),
        "heading_left_in_a_long_document": document(_left(20, 690, 90)),
        "heading_dealt_with_what_follows": document(_left(23, 610, 9)),
        "page_counted_that_is_not_printed": _numbered("1"),
        "every_page_printed": _numbered("2"),
    }
