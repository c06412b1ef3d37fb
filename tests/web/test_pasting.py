"""What comes from Word, Excel or a PDF by the clipboard keeps each paragraph and each cell."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generator.cascade.changing.tree import Tree
from tests.web.test_browser import EDITOR, FIELD, NODE, saved
from tests.web.test_fields import plan_of

WORD = (
    "<html><head><style>p {margin: 0}</style></head><body><!--StartFragment-->"
    "<p class=MsoListParagraph><span style='mso-list:Ignore'>-<span>&nbsp;&nbsp; </span></span>"
    "<b>Rà soát</b>\nthủ tục;<o:p></o:p></p><p>b) Công khai {kết quả}*.</p><p>&nbsp;</p></body>"
)
PDF = "1. Rà soát, đơn giản hóa thủ tục hành chính thuộc việc của\nUBND xã trong năm.\n2. Công khai"
EXCEL = "<table><tr><td rowspan=2>Việc</td><td>Đơn vị<br>chủ trì</td></tr>"
EXCEL += "<tr><td>A<br>B</td></tr></table>"


def paste(page, place: str, text: str, html: str = "") -> None:
    page.evaluate(
        """([place, text, html]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          if (html) data.setData("text/html", html);
          const how = {clipboardData: data, bubbles: true, cancelable: true};
          document.querySelector(place).dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        [place, text, html],
    )


CASES = [
    ("", WORD, ["- Rà soát thủ tục;", "b) Công khai {kết quả}*."]),
    (PDF, "", [PDF.splitlines()[0] + " UBND xã trong năm.", "2. Công khai"]),
    ("Nạo vét kênh\nSửa đường liên thôn qua cầu\nTrồng cây", "", 3),
    ("Việc\tHạn\nRà soát\tQuý I\n", "", [[["Việc", "Hạn"], ["Rà soát", "Quý I"]]]),
    ("x", EXCEL, [[["Việc", "Đơn vị chủ trì"], ["", "A\nB"]]]),
    ("x", f"<p>Trước</p>{EXCEL}<div>Sau<br>nữa</div>", 3),
    ("1.\tMột việc\n2.\tHai việc", "", ["1. Một việc", "2. Hai việc"]),
]


def test_paragraphs_and_tables_are_known_whatever_program_they_come_from(office) -> None:
    page = office.open(EDITOR)
    script = page.locator('script[src$="editor.js"]').get_attribute("src")
    for text, html, wanted in CASES:
        found = page.evaluate(
            "async ([at, given]) => (await import(at)).brought(given)",
            [script.replace("editor.js", "pasted.js"), {"text": text, "html": html}],
        )
        assert (len(found) if isinstance(wanted, int) else found) == wanted


@pytest.mark.parametrize("tail", ["", " và lời cuối"])
def test_each_paragraph_from_word_has_a_place_of_its_own_and_goes_at_once(office, tail) -> None:
    page = office.open(EDITOR)
    before = page.locator(".node").count()
    page.locator(FIELD).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"Lời đầu{tail}")
    for _letter in tail:
        page.keyboard.press("ArrowLeft")
    saved(page)
    paste(page, FIELD, "x\ny", f"{WORD}{EXCEL}")
    expect(page.locator(".node")).to_have_count(before + 1)
    saved(page)
    tree = Tree(plan_of(office))
    ids = list(tree.items)
    mine, new = tree.items[NODE].node, tree.items[ids[ids.index(NODE) + 1]].node
    assert (mine.noi_dung, new.noi_dung) == (
        "Lời đầuRà soát thủ tục;",
        f"Công khai \\{{kết quả}}\\*.{tail}",
    )
    assert new.bang[0].hang == [["", ["A", "B"]]]
    page.keyboard.type("!")
    saved(page)
    page.keyboard.press("Control+z")
    expect(page.locator(".node", has_text="!")).to_have_count(0)
    saved(page)
    expect(page.locator(".node")).to_have_count(before + 1)  # one key takes one step back
    page.keyboard.press("Control+z")  # the hands stay on the keys
    expect(page.locator(".node")).to_have_count(before)
    saved(page)
    assert Tree(plan_of(office)).items[NODE].node.noi_dung == f"Lời đầu{tail}"
    assert office.said == []
