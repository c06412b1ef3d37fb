"""Each number of the profile at its edge: the last that is right, the first that is wrong."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree

from tests import office_docs as o
from tests.planting import Docx
from tests.planting.surgery import W, look, shape, text_of
from tests.planting.told import outcome
from tests.planting.variants import document
from tests.test_rules import judged

FOUND, PASSED, NOT_HERE, SKIPPED = "found", "passed", "not here", "not evaluated"


def page(**margins: int) -> bytes:
    """The report on a page with other margins, or of another size, in twips."""
    doc = Docx(document())
    section = doc.section()
    for name, value in margins.items():
        node = section.find(W + ("pgSz" if name in ("w", "h") else "pgMar"))
        node.set(W + name, str(value))
    return doc.data()


@pytest.mark.parametrize(
    ("code", "values", "wanted"),
    [
        ("TT001", {"w": 11848}, FOUND), ("TT001", {"w": 11849}, PASSED),
        ("TT001", {"w": 11962}, PASSED), ("TT001", {"w": 11963}, FOUND),
        ("TT001", {"h": 16780}, FOUND), ("TT001", {"h": 16782}, PASSED),
        ("TT001", {"h": 16894}, PASSED), ("TT001", {"h": 16895}, FOUND),
        ("TT001", {"w": 16838, "h": 11906}, PASSED),
        ("TT003", {"top": 1105}, FOUND), ("TT003", {"top": 1106}, PASSED),
        ("TT003", {"top": 1445}, PASSED), ("TT003", {"top": 1446}, FOUND),
        ("TT004", {"bottom": 1105}, FOUND), ("TT004", {"bottom": 1106}, PASSED),
        ("TT004", {"bottom": 1445}, PASSED), ("TT004", {"bottom": 1446}, FOUND),
        ("TT005", {"left": 1672}, FOUND), ("TT005", {"left": 1673}, PASSED),
        ("TT005", {"left": 2012}, PASSED), ("TT005", {"left": 2013}, FOUND),
        ("TT005", {"left": 1572, "gutter": 101}, PASSED),
        ("TT005", {"left": 1572, "gutter": 100}, FOUND),
        ("TT006", {"right": 821}, FOUND), ("TT006", {"right": 823}, PASSED),
        ("TT006", {"right": 1162}, PASSED), ("TT006", {"right": 1163}, FOUND),
    ],
)  # fmt: skip
def test_paper_and_margins_may_be_off_by_the_slack_and_no_more(
    code: str, values: dict[str, int], wanted: str
) -> None:
    assert outcome(page(**values), code) == wanted


def paragraph(size: float = 14, **marks: Any) -> str:
    """A long paragraph; `marks`: attributes of spacing and indent."""
    made = o.para(o.run(o.LONG, size), before=120, first=marks.pop("first", 720))
    for name, value in marks.items():
        old = {"line": 'w:line="240"', "rule": 'w:lineRule="auto"', "before": 'w:before="120"'}
        key = {"rule": "lineRule"}.get(name, name)
        made = made.replace(old[name], f'w:{key}="{value}"')
    return made


@pytest.mark.parametrize(
    ("code", "marks", "wanted"),
    [
        ("TT304", {"size": 12.5}, FOUND), ("TT304", {"size": 13}, PASSED),
        ("TT304", {"size": 14}, PASSED), ("TT304", {"size": 14.5}, FOUND),
        ("TT307", {"first": 544}, FOUND), ("TT307", {"first": 550}, PASSED),
        ("TT307", {"first": 584}, PASSED), ("TT307", {"first": 590}, FOUND),
        ("TT307", {"first": 697}, FOUND), ("TT307", {"first": 703}, PASSED),
        ("TT307", {"first": 737}, PASSED), ("TT307", {"first": 743}, FOUND),
        ("TT308", {"before": 113}, FOUND), ("TT308", {"before": 114}, PASSED),
        ("TT309", {"line": 235}, FOUND), ("TT309", {"line": 236}, PASSED),
        ("TT309", {"line": 364}, PASSED), ("TT309", {"line": 365}, FOUND),
        ("TT309", {"line": 308, "rule": "exact"}, FOUND),
        ("TT309", {"line": 310, "rule": "exact"}, PASSED),
        ("TT309", {"line": 489, "rule": "exact"}, PASSED),
        ("TT309", {"line": 490, "rule": "exact"}, FOUND),
        ("TT309", {"line": 200, "rule": "atLeast"}, PASSED),
        ("TT309", {"line": 490, "rule": "atLeast"}, FOUND),
    ],
)  # fmt: skip
def test_size_indent_and_spacing_of_the_text_have_their_limits(
    code: str, marks: dict[str, Any], wanted: str
) -> None:
    assert outcome(document(o.body(o.LONG), paragraph(**marks)), code) == wanted


@pytest.mark.parametrize(
    ("code", "marks", "repair"),
    [
        ("TT304", {"size": 12.5}, ("size", 13.0)),
        ("TT304", {"size": 14.5}, ("size", 14.0)),
        ("TT309", {"line": 235}, ("line", 1.0)),
        ("TT309", {"line": 365}, ("line", 1.5)),
        ("TT308", {"before": 40}, ("before", 6.0)),
    ],
)
def test_a_number_beyond_its_limits_is_mended_to_the_nearer_limit(
    code: str, marks: dict[str, Any], repair: tuple[str, float]
) -> None:
    (said,) = [
        one
        for one in judged(document(o.body(o.LONG), paragraph(**marks))).findings
        if one.diagnostic.code == code
    ]
    assert [fix.values for fix in said.fixes] == [(repair,)]


@pytest.mark.parametrize(("letters", "wanted"), [(20, PASSED), (21, FOUND)])
def test_a_second_size_of_the_text_is_told_from_the_twenty_first_letter(
    letters: int, wanted: str
) -> None:
    text = ("rà soát các hồ sơ đã có " * 2)[:letters]
    made = o.para(o.run(o.LONG), o.run(text, 13), before=120, first=720)
    assert outcome(document(made), "TT305") == wanted


@pytest.mark.parametrize(
    ("left", "severity"), [(0, []), (1, ["WARNING"]), (2, ["ERROR"]), (10, ["ERROR"])]
)
def test_of_ten_paragraphs_one_set_flush_left_is_a_slip_and_two_are_a_fault(
    left: int, severity: list[str]
) -> None:
    ragged = o.para(o.run(o.LONG), align="left", before=120, first=720)
    made = document(*[ragged] * left, *[o.body(o.LONG)] * (9 - left), end="./.")
    said = [d.severity.name for d in judged(made).diagnostics if d.code == "TT306"]
    assert said == severity


# ------------------------------------------------------------------ the head


def planted(find: Any, change: Any, **said: Any) -> bytes:
    """A report in which one paragraph was changed."""
    doc = Docx(document(**said))
    change(doc.find(find))
    return doc.data()


def starts(text: str) -> Any:
    return lambda said: said.startswith(text)


@pytest.mark.parametrize(
    ("code", "start", "below", "low", "high", "above"),
    [
        ("TT104", "CỘNG HÒA", 11.5, 12, 13, 13.5),
        ("TT114", "Độc lập", 12.5, 13, 14, 14.5),
        ("TT134", "UBND TỈNH", 11.5, 12, 13, 13.5),
        ("TT144", "SỞ NỘI VỤ", 11.5, 12, 13, 13.5),
        ("TT164", "Số:", 12.5, 13, 13, 13.5),
        ("TT174", "Lạng Sơn, ngày", 12.5, 13, 14, 14.5),
        ("TT204", "BÁO CÁO", 12.5, 13, 14, 14.5),
        ("TT214", "Kết quả công tác", 12.5, 13, 14, 14.5),
        ("TT244", "Kính gửi", 12.5, 13, 14, 14.5),
        ("TT404", "GIÁM ĐỐC", 12.5, 13, 14, 14.5),
        ("TT414", "Nguyễn Văn A", 12.5, 13, 14, 14.5),
        ("TT504", "Nơi nhận", 11.5, 12, 12, 12.5),
        ("TT514", "- Như trên", 10.5, 11, 11, 11.5),
    ],
)
def test_each_part_of_a_document_has_its_sizes(
    code: str, start: str, below: float, low: float, high: float, above: float
) -> None:
    sizes = (below, low, high, above)
    said = [
        outcome(planted(starts(start), lambda p, s=size: look(p, sz=round(s * 2))), code)
        for size in sizes
    ]
    assert said == [FOUND, PASSED, PASSED, FOUND]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"line": 237}, FOUND), ({"line": 238}, PASSED),
        ({"line": 276}, PASSED), ({"line": 277}, FOUND),
        ({"before": 120}, PASSED), ({"before": 121}, FOUND),
    ],
)  # fmt: skip
def test_the_motto_stands_single_spaced_right_below_the_name_of_the_state(
    values: dict[str, int], wanted: str
) -> None:
    made = planted(starts("Độc lập"), lambda p: shape(p, "spacing", **values))
    assert outcome(made, "TT118") == wanted


@pytest.mark.parametrize(
    ("sizes", "wanted"),
    [
        ((13, 14, 14), PASSED), ((12, 13, 13), PASSED), ((13, 13, 13), FOUND),
        ((12, 14, 14), FOUND), ((13, 14, 13), FOUND), ((12, 13, 14), FOUND),
        ((11.5, 14, 13), PASSED), ((13, 12.5, 13), PASSED), ((13, 13, 12.5), PASSED),
        ((13.5, 13, 13), PASSED), ((13, 14.5, 13), PASSED), ((13, 13, 14.5), PASSED),
    ],
)  # fmt: skip
def test_three_sizes_of_the_head_go_together_and_a_wrong_one_is_told_by_its_own_rule(
    sizes: tuple[float, ...], wanted: str
) -> None:
    doc = Docx(document())
    for start, size in zip(("CỘNG HÒA", "Độc lập", "Lạng Sơn, ngày"), sizes, strict=True):
        look(doc.find(starts(start)), sz=round(size * 2))
    assert outcome(doc.data(), "TT181") == wanted


LETTER = {"kind": "", "number": "Số: 31/SNV-CCHC"}


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [(117, 0, FOUND), (118, 0, PASSED), (0, 118, PASSED), (60, 57, FOUND), (60, 58, PASSED)],
)
def test_what_a_letter_is_about_stands_six_points_below_its_number(
    before: int, after: int, wanted: str
) -> None:
    doc = Docx(o.package(o.letter()))
    shape(doc.find(starts("V/v")), "spacing", before=before)
    shape(doc.find(starts("Số:")), "spacing", after=after)
    assert outcome(doc.data(), "TT238") == wanted


# ------------------------------------------------------------------ lines drawn


ROOMS, USUAL = (62.7, 102.3, 165), (10, 60.5, 30)
"""Millimetres that agency, motto and subject have, and that the lines under them are long."""


def with_line(place: int, drawn: str) -> bytes:
    """The report with another line under agency (0), motto (1) or subject (2)."""
    content = contents(document())
    old = o.line("drawing", USUAL[place], ROOMS[place])
    assert content.count(old) == 1
    return o.package(content.replace(old, drawn))


def contents(data: bytes) -> str:
    """What stands in the body of a report, up to the section at its end."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    return text[text.index("<w:body>") + len("<w:body>") : text.rindex("<w:sectPr>")]


@pytest.mark.parametrize("kind", ["drawing", "vml"])
@pytest.mark.parametrize(
    ("code", "place", "lengths"),
    [
        ("TT152", 0, (6.4, 6.6, 13.2, 13.4)),
        ("TT122", 1, (51.3, 51.5, 69.4, 69.6)),
        ("TT222", 2, (18.9, 19.1, 38.9, 39.1)),
    ],
)
def test_a_line_is_as_long_as_its_share_of_the_words_above_it(
    code: str, place: int, lengths: tuple[float, ...], kind: str
) -> None:
    said = [outcome(with_line(place, o.line(kind, mm, ROOMS[place])), code) for mm in lengths]
    assert said == [FOUND, PASSED, PASSED, FOUND]


@pytest.mark.parametrize(
    ("code", "there", "place"),
    [("TT152", "TT151", 0), ("TT122", "TT121", 1), ("TT222", "TT221", 2)],
)
def test_a_line_of_typed_signs_is_there_and_has_no_length(
    code: str, there: str, place: int
) -> None:
    typed = with_line(place, o.line("typed", USUAL[place], ROOMS[place]))
    assert (outcome(typed, there), outcome(typed, code)) == (PASSED, SKIPPED)
    none = with_line(place, "")
    assert (outcome(none, there), outcome(none, code)) == (FOUND, NOT_HERE)


@pytest.mark.parametrize(
    ("off", "wanted"), [(-5.1, FOUND), (-4.9, PASSED), (4.9, PASSED), (5.1, FOUND)]
)
def test_the_line_under_the_agency_may_be_five_millimetres_off_the_middle(
    off: float, wanted: str
) -> None:
    start = (62.7 - 3.82 - 10) / 2 + off  # a cell's own margins are taken off
    points = [mm * 72 / 25.4 for mm in (start, start + 10)]
    drawn = (
        "<w:p><w:r><w:pict><v:line style='position:absolute' "
        f"from='{points[0]:.2f}pt,2pt' to='{points[1]:.2f}pt,2pt' strokecolor='black'/>"
        "</w:pict></w:r></w:p>"
    )
    assert outcome(with_line(0, drawn), "TT153") == wanted


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize(
    ("style", "wanted"),
    [("single", PASSED), ("thick", PASSED), ("dotted", FOUND), ("dashed", FOUND)],
)
def test_each_line_of_the_head_is_solid(place: int, style: str, wanted: str) -> None:
    drawn = o.line("border", USUAL[place], ROOMS[place])
    assert "'single'" in drawn
    assert outcome(with_line(place, drawn.replace("'single'", f"'{style}'")), "TT123") == wanted


@pytest.mark.parametrize(("paragraphs", "wanted"), [(0, PASSED), (3, PASSED), (4, FOUND)])
def test_a_line_may_be_anchored_a_few_empty_paragraphs_below(paragraphs: int, wanted: str) -> None:
    drawn = o.line("drawing", USUAL[0], ROOMS[0])
    assert outcome(with_line(0, "<w:p/>" * paragraphs + drawn), "TT151") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"), [("", PASSED), ("____", PASSED), ("Số: 31/BC-SNV", FOUND)]
)
def test_a_line_below_other_words_is_theirs(words: str, wanted: str) -> None:
    drawn = o.line("drawing", USUAL[0], ROOMS[0])
    made = with_line(0, o.centre(words, 13) + o.centre(words, 13) + drawn)
    assert outcome(made, "TT151") == wanted


# ------------------------------------------------------------------ numbers of pages

PAGES = (
    '<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{look}<w:sz w:val="{half}"/></w:rPr>'
    '<w:t xml:space="preserve">{before}</w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE {switch}"><w:r><w:rPr>{look}<w:sz w:val="{half}"/></w:rPr>'
    "<w:t>2</w:t></w:r></w:fldSimple></w:p>"
)


def numbered(
    *, align: str = "center", half: int = 28, look: str = "", before: str = "", switch: str = "",
    section: str = o.SECTION,
) -> bytes:  # fmt: skip
    """The report with another paragraph in its running head."""
    said = PAGES.format(align=align, half=half, look=look, before=before, switch=switch)
    doc = Docx(o.package(contents(document()), section))
    names = "".join(f'xmlns:{k}="{v}" ' for k, v in (("w", o.W),))
    doc.header = etree.fromstring(f"<w:hdr {names}>{said}</w:hdr>")
    return doc.data()


@pytest.mark.parametrize(
    ("code", "values", "wanted"),
    [
        ("TT603", {"align": "center"}, PASSED), ("TT603", {"align": "left"}, FOUND),
        ("TT604", {"half": 25}, FOUND), ("TT604", {"half": 26}, PASSED),
        ("TT604", {"half": 28}, PASSED), ("TT604", {"half": 29}, FOUND),
        ("TT605", {}, PASSED), ("TT605", {"look": "<w:b/>"}, FOUND),
        ("TT605", {"look": "<w:i/>"}, FOUND),
        ("TT606", {"switch": "\\* Arabic"}, PASSED), ("TT606", {"switch": "\\* ROMAN"}, FOUND),
        ("TT606", {"switch": "\\* alphabetic"}, FOUND),
        ("TT609", {"before": " "}, PASSED), ("TT609", {"before": "-"}, FOUND),
        ("TT609", {"before": "Trang "}, FOUND), ("TT609", {"before": "2"}, PASSED),
        ("TT607", {}, PASSED), ("TT607", {"section": o.SECTION.replace("<w:titlePg/>", "")}, FOUND),
        ("TT602", {}, PASSED),
        ("TT602", {"section": o.SECTION.replace("headerReference", "footerReference")}, FOUND),
        ("TT601", {"section": o.SECTION.replace("headerReference", "footerReference")}, PASSED),
    ],
)  # fmt: skip
def test_the_number_of_a_page_has_its_place_and_looks(
    code: str, values: dict[str, Any], wanted: str
) -> None:
    assert outcome(numbered(**values), code) == wanted


NO_HEADER = (
    o.SECTION[: o.SECTION.index("<w:headerReference")] + o.SECTION[o.SECTION.index("<w:pgSz") :]
)


@pytest.mark.parametrize(
    ("letters", "wanted"), [(1399, NOT_HERE), (1400, SKIPPED), (3600, SKIPPED), (3601, FOUND)]
)
def test_a_document_without_page_numbers_is_judged_where_its_length_is_sure(
    letters: int, wanted: str
) -> None:
    short = judged_letters("")
    made = o.package(contents(document(o.body("x" * (letters - short)))), NO_HEADER)
    assert outcome(made, "TT601") == wanted


def judged_letters(text: str) -> int:
    """How many letters and signs stand in the report before a paragraph is put in."""
    return sum(len(text_of(p)) for p in Docx(document()).body.iter(W + "p")) + len(text)
