"""Footnotes in the workplace: a chip in the sentence, their words as nodes, on the printed page."""

from __future__ import annotations

from generator.plan.toml import load_plan
from tests.test_footnotes import PLAN
from tests.web.test_door import OWN, client  # noqa: F401 - a fixture

ADDRESS = "/plans/kh-chu-thich"


def test_a_footnote_is_a_chip_a_node_and_stands_on_its_page(client, workspace) -> None:  # noqa: F811
    (workspace / "plans" / "chu-thich.toml").write_text(PLAN, "utf-8")
    page = client.get(ADDRESS).text
    assert 'data-cite="chu-thich:so-lieu"' in page
    assert ">[3]</span>" in page
    assert "Đo theo phiếu hỏi." in page
    made = client.post(f"{ADDRESS}/pages", content=b"{}", headers=OWN).json()
    shown = "".join(sheet["svg"] for sheet in made["pages"])
    assert "Đo theo phiếu hỏi." in shown.replace("\u00a0", " ")


def test_words_typed_into_a_footnote_are_saved(client, workspace) -> None:  # noqa: F811
    path = workspace / "plans" / "chu-thich.toml"
    path.write_text(PLAN, "utf-8")
    change = {"type": "set", "node": "phieu", "field": "noi_dung", "value": "Đo theo phiếu mới."}
    answer = client.post(f"{ADDRESS}/operations", json=[change], headers=OWN)
    assert answer.status_code == 200, answer.text
    loaded, _found = load_plan(path)
    assert loaded is not None
    assert loaded.plan.chu_thich[3].noi_dung == "Đo theo phiếu mới."
