"""Footnotes stand at the foot of the page of their mark, where LibreOffice puts them."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.office.first_table import for_libreoffice
from generator.ooxml.opened import open_word
from generator.review.against_pdf import lines_set
from generator.typeset.pdf.making import PdfFacts, make_pdf
from generator.typeset.setting import set_word
from tests.test_footnotes import Noted
from tests.typeset.judge import differences, judge
from tests.typeset.made import cell, document, para, row, run, spaced, table, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument
    from tests.conftest import Outcome
    from tests.typeset.judge import Seen, Verdict

    Kehoach = Callable[..., Outcome]

WHOLE = "<w:cantSplit/>"
NEAR = 0.5
"""Points, as of other things that are judged."""
HEAD = """\
phien_ban = 1

[van_ban]
ma = "kh-dai"
co_quan = "ubnd-tp-lang-son"
ngay = 2024-06-07
trich_yeu = "Nâng cao chất lượng phục vụ người dân năm 2024"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"

"""


def long_plan(seed: int) -> str:
    """Three pages of paragraphs, of which many mark a footnote or two."""
    luck = random.Random(seed)
    sections, notes = "", ""
    count = 0
    for number in range(20):
        said = words(luck.randint(5, 90), seed * 100 + number).split()
        while luck.random() < 0.35:
            count += 1
            said[luck.randrange(len(said))] += f"{{chu-thich:n{count}}}"
            text = words(luck.randint(4, 40), seed * 1000 + count)
            notes += f'[[chu_thich]]\nid = "n{count}"\nnoi_dung = "{text}."\n\n'
        sections += f'[[muc]]\nid = "m{number}"\ntieu_de = "MỤC {number}"\n\n'
        sections += f'[[muc.khoan]]\nid = "k{number}"\nnoi_dung = "{" ".join(said)}."\n\n'
    return f"{HEAD}{sections}{notes}"


class Set(Noted):
    """A plan with footnotes, rendered and set."""

    def printed(self, plan: str = "") -> tuple[Path, PrintedDocument]:
        if plan:
            self.plan.write_text(plan, "utf-8")
        docx = self.docx()
        word, problems = open_word(docx)
        assert word is not None, problems
        return docx, set_word(word)


@pytest.fixture
def noted(workspace: Path, kehoach: Kehoach) -> Set:
    return Set(workspace, kehoach)


def test_footnotes_stand_where_libreoffice_puts_them(noted: Set, tmp_path: Path) -> None:
    files = {}
    for seed in range(4):
        docx, printed = noted.printed(long_plan(seed))
        assert {one.kind for one in printed.unknown} <= {"note"}
        mended = for_libreoffice(docx)
        assert mended is not None  # it begins with a table, above which LibreOffice errs
        files[f"seed_{seed}"] = mended
    verdicts = judge(files, tmp_path)
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert max(_higher(verdict) for verdict in verdicts.values()) <= NEAR


def test_comments_on_a_draft_push_nothing_down_in_libreoffice(
    workspace: Path, kehoach: Kehoach, tmp_path: Path
) -> None:
    plan = workspace / "plans" / "lang-son-2024" / "phuong-dong-kinh.toml"
    assert kehoach("render", plan, "--notes", "-o", "ra").code == 0
    docx = workspace / "ra" / "phuong-dong-kinh.docx"
    assert "word/comments.xml" in zipfile.ZipFile(docx).namelist()
    mended = for_libreoffice(docx)
    assert mended is not None
    verdict = judge({"draft": mended}, tmp_path)["draft"]
    assert (differences(verdict), verdict.moved <= NEAR) == ([], True)


_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
)
_LINES = spaced(0, 0, 280, "exact")


def at_page_end(room: int, notes: tuple[int, ...], ppr: str = "", number: str = "") -> bytes:
    """A page with `room` twips under its last marks; `notes`: how many lines each has.

    The first is marked in a paragraph of its own, the others on one line behind it. `number`:
    how the number at the head of a note is to look; "": by its style.
    """
    head = _RUN if not number else f"<w:r><w:rPr>{number}</w:rPr>{{}}</w:r>"
    marks = [_RUN.format(f'<w:footnoteReference w:id="{n + 1}"/>') for n in range(len(notes))]
    first, others = marks[0], "".join(marks[1:])
    high = 14570 - 40 * 280 - room - (124 + notes[0] * 240 if others else 0)
    body = para("cao", spaced(0, 0, high, "exact")) + para("dòng", _LINES) * 38
    body += para("", _LINES, more=run("Một") + first) + para("", _LINES, more=run("Hai") + others)
    said = ""
    for at, lines in enumerate(notes):
        text = "\n".join([f"chú thích {at} dòng {line}" for line in range(lines)])
        more = head.format("<w:footnoteRef/>") + run(text)
        said += (
            f'<w:footnote w:id="{at + 1}">'
            + para("", spaced(0, 0, 240, "exact") + ppr, more=more)
            + "</w:footnote>"
        )
    after = para("sau", _LINES) * 9
    return document(body + after, styles=_STYLE, footnotes=_SEPARATORS + said)


_RUN = '<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr>{}</w:r>'
_STYLE = (
    '<w:style w:type="character" w:styleId="Ref"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


_NUMBERS = {
    "raised_by_itself": '<w:vertAlign w:val="superscript"/>',
    "large": '<w:sz w:val="44"/>',
    "of_a_style_and_large": '<w:rStyle w:val="Ref"/><w:b/><w:sz w:val="44"/>',
    "of_a_style_in_another_font": '<w:rStyle w:val="Ref"/><w:rFonts w:ascii="Arial"/>',
}
"""Looks that the run of a number asks for; only its style counts."""


def test_footnotes_go_on_at_the_foot_of_the_next_page_where_libreoffice_parts_them(
    tmp_path: Path,
) -> None:
    files = {
        f"room_{room}_lines_{'_'.join(map(str, notes))}": at_page_end(room, notes, ppr)
        for room in (60, 260, 340, 590, 830)
        for notes, ppr in (
            ((1, 1), ""),
            ((1, 4), ""),
            ((2, 2, 3), ""),
            ((1, 3), "<w:keepLines/>"),
            ((1, 5), '<w:widowControl w:val="0"/>'),
        )
    } | {name: at_page_end(830, (1, 2), "", looks) for name, looks in _NUMBERS.items()}
    verdicts = judge(files, tmp_path)
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert max(verdict.moved for verdict in verdicts.values()) <= NEAR


@pytest.mark.parametrize("ppr", ["", "<w:keepLines/>", '<w:widowControl w:val="0"/>'])
@pytest.mark.parametrize("notes", [(200,), (2, 200), (90, 90, 90), (70, 1)])
def test_no_line_of_a_footnote_longer_than_a_page_is_lost(
    notes: tuple[int, ...], ppr: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(at_page_end(300, notes, ppr))
    word, _problems = open_word(path)
    assert word is not None
    said = [
        line.text.removeprefix(str(number + 1))
        for page in set_word(word).pages
        for placed in page.blocks
        if placed.block.role.kind == "note"
        for number, line in [(_number(line.text), line) for line in placed.block.lines]
    ]
    assert said == [
        f"chú thích {n} dòng {k}" for n, lines in enumerate(notes) for k in range(lines)
    ]


def _number(text: str) -> int:
    return int(text.split("chú thích ")[1].split()[0])


def test_a_footnote_on_two_pages_is_one_to_who_hears_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(at_page_end(830, (1, 4)))
    word, _problems = open_word(path)
    assert word is not None
    printed = set_word(word)
    halves = [p for page in printed.pages for p in page.blocks if p.block.role.kind == "note"]
    assert [(p.block.first, p.block.last) for p in halves] == [
        (True, True),
        (True, False),
        (False, True),
    ]
    with pikepdf.open(io.BytesIO(make_pdf(printed, PdfFacts("Thử")))) as pdf:
        notes = [o for o in pdf.objects if _is_element(o) and str(o.get("/S")) == "/Note"]
        assert [len({piece.Pg.objgen for piece in note.K}) for note in notes] == [1, 2]


def _higher(verdict: Verdict) -> float:
    """The greatest distance in height; a blank that a line begins with is drawn by one only."""
    places: dict[tuple[int, str], list[Seen]] = {}
    for line in verdict.theirs:
        places.setdefault((line.page, line.text), []).append(line)
    pairs = [(line, places[line.page, line.text]) for line in verdict.ours if len(line.text) > 2]
    return max(abs(line.y - there[0].y) for line, there in pairs if len(there) == 1)


def test_every_footnote_stands_on_the_page_of_its_mark(noted: Set) -> None:
    _docx, printed = noted.printed(long_plan(7))
    seen = 0
    for page in printed.pages:
        body = [p for p in page.blocks if p.block.role.kind in {"paragraph", "heading"}]
        notes = [p for p in page.blocks if p.block.role.kind == "note"]
        marks = [
            run.text
            for placed in body
            for line in placed.block.lines
            for run in line.runs
            if run.raised
        ]
        assert [p.block.lines[0].runs[0].text for p in notes] == marks
        assert all(p.y > max(b.y for b in body) for p in notes)
        seen += len(notes)
    assert seen > 5


def test_a_table_with_footnotes_over_two_pages_is_left_to_libreoffice(noted: Set) -> None:
    row = '[[phu_luc.nhiem_vu]]\nid = "t{0}"\nnoi_dung = "{1}{{chu-thich:n{0}}}"\n\n'
    note = '[[chu_thich]]\nid = "n{0}"\nnoi_dung = "{1}."\n\n'
    appendix = '[[phu_luc]]\nid = "pl"\ntieu_de = "Danh mục"\n\n'
    rows = "".join([row.format(n, words(20, n)) for n in range(40)])
    notes = "".join([note.format(n, words(9, n)) for n in range(40)])
    _docx, printed = noted.printed(HEAD + appendix + rows + notes)
    assert {one.kind for one in printed.unknown} == {"note"}


def test_who_hears_a_pdf_hears_footnotes_as_notes(noted: Set) -> None:
    assert noted.kehoach("render", noted.plan, "-o", "ra", "--pdf", "--engine", "own").code == 0
    with pikepdf.open(noted.home / "ra" / "chu-thich.pdf") as pdf:
        kinds = [str(o.get("/S")) for o in pdf.objects if _is_element(o)]
        ids = [str(o.ID) for o in pdf.objects if _is_element(o) and str(o.get("/S")) == "/Note"]
    assert kinds.count("/Note") == 7
    assert len(set(ids)) == 7


def _is_element(found: object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem"


@pytest.mark.parametrize(("between", "told"), [(2, True), (20, False)])
def test_a_footnote_soon_behind_a_table_over_two_pages_is_left_to_libreoffice(
    between: int, told: bool, tmp_path: Path
) -> None:
    # seen: LibreOffice sets it on the page of the table first, and leaves its room empty
    rows = "".join([row(cell(para(words(9, n)), 4000), WHOLE) for n in range(60)])
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r></w:p></w:footnote>'
    more = "".join([para(f"Sau {n}") for n in range(between)]) + para("Có chú thích", more=mark)
    path = tmp_path / "behind.docx"
    path.write_bytes(document(table(rows, (4000,)) + more, footnotes=note))
    word, problems = open_word(path)
    assert word is not None, problems
    details = {one.detail for one in set_word(word).unknown}
    assert ("footnote at a page end" in details) is told


@pytest.mark.parametrize("above", [22, 23, 24])
def test_pages_are_dealt_with_the_paragraph_libreoffice_is_given_above_the_table(
    above: int, tmp_path: Path
) -> None:
    # room for one line of a paragraph whose lines may stand alone: it stays if dealt to that page
    first = table(
        row(cell(para("Đầu"), 4000), '<w:trHeight w:val="400" w:hRule="exact"/>'), (4000,)
    )
    each = (14570 - 400 - 322 - 150) // above
    line = spaced(0, 0, each, "exact")
    long = para(words(70), '<w:widowControl w:val="0"/>')
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r></w:p></w:footnote>'
    body = "".join([para(f"Mục {n}", line) for n in range(above)])
    more = "".join([para(f"Sau {n}") for n in range(20)]) + para("Có chú thích", more=mark)
    path = tmp_path / "dealt.docx"
    path.write_bytes(document(first + body + long + more, footnotes=note))
    word, problems = open_word(path)
    mended = for_libreoffice(path)
    assert word is not None, problems
    assert mended is not None
    verdict = judge({"mended": mended}, tmp_path)["mended"]
    ours = lines_set(set_word(word), verdict.theirs)
    assert sum(each.page == 0 for each in ours) == sum(each.page == 0 for each in verdict.theirs)


@pytest.mark.parametrize(("above", "told"), [("<w:keepNext/>", True), ("", False)])
def test_a_footnote_of_a_whole_paragraph_under_a_heading_is_left_to_libreoffice(
    above: str, told: bool, tmp_path: Path
) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r></w:p></w:footnote>'
    whole = para(words(60), "<w:keepLines/>", more=mark)
    path = tmp_path / "whole.docx"
    path.write_bytes(document(para("Mục", above) + whole + para("Sau"), footnotes=note))
    word, problems = open_word(path)
    assert word is not None, problems
    details = {one.detail for one in set_word(word).unknown}
    assert ("footnote at a page end" in details) is told
