"""Versions with names, brought back whole; an update from above taken back on its page."""

from __future__ import annotations

import re

from generator.verbs import edit, versions, view
from tests.web.test_above import ABOVE, NODE, changed_above, desk, fresh, of, write
from tests.web.test_above import Set as SetWords
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

COMPARE = f"/plans/{WARD}/compare"


def test_a_version_with_a_name_comes_back_whole_and_goes_again(client) -> None:  # noqa: F811
    fresh(client)
    path = view.path_of(desk(client).workspace, WARD)
    before = path.read_text()
    named = {"name": "Bản <b>gửi</b> lấy ý kiến"}
    shown = client.post(f"/plans/{WARD}/versions", data=named, headers=OWN).text
    assert "Bản &lt;b&gt;gửi&lt;/b&gt; lấy ý kiến" in shown
    write(client, WARD, SetWords(NODE, "noi_dung", "Lời khác hẳn."))
    after = path.read_text()
    (kept,) = [one for one in edit.versions(desk(client), WARD) if one.name]
    page = client.get(f"{COMPARE}?with=v:{kept.digest}&all=1").text
    assert "Khôi phục cả bản này" in page
    client.post(f"/plans/{WARD}/versions", data={"restore": kept.digest}, headers=OWN)
    assert path.read_text() == before
    last = edit.entries(desk(client), WARD)[-1]
    undo = f"{last['before'][:16]}-{last['after'][:16]}"
    edit.run(desk(client), edit.Request(path, undo=undo))
    assert of(client, WARD, NODE) == "Lời khác hẳn."
    assert path.read_text() == after


def test_a_name_that_is_none_and_a_version_that_is_not_there_are_told(client) -> None:  # noqa: F811
    fresh(client)
    address = f"/plans/{WARD}/versions"
    empty = client.post(address, data={"name": "  "}, headers=OWN)
    assert (empty.status_code, "DX561" in empty.text) == (409, True)
    for digest in ("0" * 64, "../../x", "ab"):
        lost = client.post(address, data={"restore": digest}, headers=OWN)
        assert (lost.status_code, "DX542" in lost.text) == (409, True)
    path = view.path_of(desk(client).workspace, WARD)
    done = versions.run(desk(client), versions.Request(WARD, name="Bản một", act="name"))
    assert done.status == "named"
    (kept,) = edit.versions(desk(client), WARD)
    again = versions.run(desk(client), versions.Request(WARD, restore=kept.digest, act="restore"))
    assert again.status == "unchanged"
    path.write_text(path.read_text() + ISSUED)
    closed = versions.run(desk(client), versions.Request(WARD, restore=kept.digest, act="restore"))
    assert [one.code for one in closed.diagnostics] == ["DX562"]


ISSUED = """
[phat_hanh]
so_dang_ky = "ubnd-phuong-dong-kinh/chung/2024"
luc = "2024-06-10T08:00:00+07:00"
"""


def test_an_update_is_taken_back_on_its_page_and_later_words_stay(client) -> None:  # noqa: F811
    fresh(client)
    before = of(client, WARD, NODE)
    changed_above(client)
    text = client.get(ABOVE).text
    keys = re.findall(r'name="offered" value="([^"]*)"', text)
    text = client.post(ABOVE, data={"offered": keys, "wanted": keys}, headers=OWN).text
    assert of(client, WARD, NODE).endswith("Thêm một câu.")
    entry = re.search(r'name="undo" value="([^"]+)"', text)[1]
    write(client, WARD, SetWords("md-kh-cchc", "noi_dung", "Lời gõ sau."))
    text = client.post(ABOVE, data={"undo": entry}, headers=OWN).text
    assert of(client, WARD, NODE) == before
    assert of(client, WARD, "md-kh-cchc") == "Lời gõ sau."
    assert f'value="{entry}"' not in text
    again = client.post(ABOVE, data={"undo": entry}, headers=OWN)
    assert again.status_code == 409
