"""The reviewer's pages: comments at nodes, versions side by side, an edited Word file."""

from __future__ import annotations

import io
import json
import re
import zipfile

from generator.cascade.changing.operations import Add, Remove
from generator.verbs import comment, edit, view
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

COMMENTS = f"/plans/{WARD}/comments"
COMPARE = f"/plans/{WARD}/compare"
NODE = "md-kl-277"


def said(client, **values: str):  # noqa: F811
    return client.post(COMMENTS, data=values, headers=OWN)


def changed(client, text: str) -> None:  # noqa: F811
    change = [{"type": "set", "node": NODE, "field": "noi_dung", "value": text}]
    answer = client.post(f"/plans/{WARD}/operations", content=json.dumps(change), headers=OWN)
    assert answer.status_code == 200


def test_a_comment_is_kept_answered_settled_and_opened_again(client) -> None:  # noqa: F811
    text = said(client, act="add", node=NODE, text="Nêu rõ <b>thời hạn</b>.\nCảm ơn.").text
    assert "Nêu rõ &lt;b&gt;thời hạn&lt;/b&gt;." in text
    assert "Đã bổ sung" in said(client, act="answer", comment="y1", text="Đã bổ sung").text
    assert "đã xong (Người Soạn Mẫu)" in said(client, act="settle", comment="y1").text
    assert "đã xong" not in said(client, act="reopen", comment="y1").text


def test_a_comment_stays_at_its_node_when_numbers_change_and_when_the_node_is_gone(
    client,  # noqa: F811
) -> None:
    said(client, act="add", node=NODE, text="Xem lại")
    house = client.app.state.house
    desk = house.desk()
    (before,) = comment.run(desk, comment.Request(WARD)).comments
    found = view.run(desk, view.Request(WARD))
    node = next(one for one in found.nodes if one.id == NODE)
    edit.run(desk, edit.Request(found.path, [Add(node.parent, node.key, "", "Mới")]))
    (after,) = comment.run(house.desk(), comment.Request(WARD)).comments
    assert (before.place, after.place) == ("I.1 gạch 1", "I.1 gạch 2")
    edit.run(house.desk(), edit.Request(found.path, [Remove(NODE)]))
    text = client.get(COMMENTS).text
    assert "Xem lại" in text
    assert "nội dung không còn" in text


def test_what_cannot_be_said_is_told_and_a_damaged_file_is_not_written_over(
    client,  # noqa: F811
    workspace,
) -> None:
    assert said(client, act="add", node=NODE, text="  ").status_code == 422
    assert said(client, act="add", node="../x", text="a").status_code == 422
    assert said(client, act="settle", comment="y9").status_code == 422
    assert said(client, act="list").status_code == 422
    path = workspace / "ho-so" / WARD / "y-kien.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("phien_ban = 1\n[[y_kien")
    assert said(client, act="add", node=NODE, text="a").status_code == 422
    assert path.read_text() == "phien_ban = 1\n[[y_kien"


def test_a_refused_comment_has_its_code(client) -> None:  # noqa: F811
    desk = client.app.state.house.desk()

    def code(act: comment.Act, **values: str) -> str:
        return comment.run(desk, comment.Request(WARD, act, **values)).diagnostics[0].code

    assert code("add", node=NODE, text="x" * 4001) == "QT911"
    assert code("add", node="khong-co", text="x") == "QT912"
    assert code("reopen", comment="y1") == "QT912"


def test_an_edit_is_seen_beside_the_earlier_text_and_taken_back_at_its_place(client) -> None:  # noqa: F811
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    first = path.read_text()
    changed(client, "Lời hoàn toàn khác.")
    digest = edit.versions(client.app.state.house.desk(), WARD)[0].digest
    address = f"{COMPARE}?with=v:{digest}&view=beside"
    page = client.get(address).text
    assert "Lời hoàn toàn khác." in re.sub(r"</?(ins|del)>", "", page)
    form = dict(re.findall(r'name="(with|kind|node|field|seen)" value="([^"]*)"', page))
    assert form["node"] == NODE
    back = client.post(address, data=form, headers=OWN)
    assert back.status_code == 200
    assert "0 thay đổi" in back.text
    assert path.read_text() == first
    again = client.post(address, data=form, headers=OWN)
    assert again.status_code == 409


def test_words_of_the_plan_above_are_taken_at_a_click(client) -> None:  # noqa: F811
    changed(client, "Lời của phường.")
    page = client.get(f"{COMPARE}?all=1").text
    above = re.search(r"Kế hoạch cấp trên: ([^<]*)", page)
    assert above is not None
    assert "kh-tp-lang-son" not in above[1]  # a number or a type, never an id
    forms = re.findall(r'<form method="post".*?</form>', page, re.DOTALL)
    chosen = next(one for one in forms if f'name="node" value="{NODE}"' in one)
    data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', chosen))
    assert client.post(COMPARE, data=data, headers=OWN).status_code == 200
    assert "Lời của phường." not in client.get(f"/plans/{WARD}").text


def test_a_node_that_was_removed_comes_back_from_the_earlier_text(client) -> None:  # noqa: F811
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    first = path.read_text()
    edit.run(client.app.state.house.desk(), edit.Request(path, [Remove(NODE)]))
    address = f"{COMPARE}?with=v:{edit.versions(client.app.state.house.desk(), WARD)[0].digest}"
    forms = re.findall(r'<form method="post".*?</form>', client.get(address).text, re.DOTALL)
    chosen = next(one for one in forms if f'name="node" value="{NODE}"' in one)
    data = dict(re.findall(r'name="(\w+)" value="([^"]*)"', chosen))
    assert "0 thay đổi" in client.post(address, data=data, headers=OWN).text
    assert path.read_text().count(NODE) == first.count(NODE)


def test_no_file_of_the_machine_is_compared(client) -> None:  # noqa: F811
    for name in ("/etc/passwd", "../../etc/passwd", "kehoach.toml", "v:", "v:00", "x@HEAD"):
        assert client.get(COMPARE, params={"with": name}).status_code == 404


def printed(client) -> bytes:  # noqa: F811
    from generator.verbs import render

    house = client.app.state.house
    path = view.path_of(house.desk().workspace, WARD)
    render.run(house.desk(), render.Request((str(path),), path.parent / "in"))
    return next((path.parent / "in").glob("*.docx")).read_bytes()


def edited(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        parts = {name: source.read(name) for name in source.namelist()}
        main = parts["word/document.xml"].decode()
        assert old in main
        parts["word/document.xml"] = main.replace(old, new, 1).encode()
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()


def test_an_edited_word_file_is_shown_first_and_written_after_a_yes(client) -> None:  # noqa: F811
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    before = path.read_text()
    data = edited(printed(client), "Tổ chức triển khai thực hiện", "Tổ chức phổ biến, thực hiện")
    seen = client.post(f"/plans/{WARD}/word", files={"file": ("a.docx", data)}, headers=OWN)
    assert "1 thay đổi sẽ vào kế hoạch" in seen.text
    assert path.read_text() == before
    token = re.search(r'name="token" value="(\w+)"', seen.text)[1]
    yes = {"token": token, "revisions": "accept"}
    client.post(f"/plans/{WARD}/word/confirm", data=yes, headers=OWN)
    assert "Tổ chức phổ biến, thực hiện" in path.read_text()
    gone = client.post(f"/plans/{WARD}/word/confirm", data=yes, headers=OWN)
    assert gone.status_code == 409


def test_a_file_that_is_no_word_file_changes_nothing(client) -> None:  # noqa: F811
    for data in (b"", b"PK nothing", b"%PDF-1.4"):
        seen = client.post(f"/plans/{WARD}/word", files={"file": ("a.docx", data)}, headers=OWN)
        assert "Không đưa được tệp này vào kế hoạch" in seen.text
        assert "Traceback" not in seen.text


def word_copy(client) -> bytes:  # noqa: F811
    return client.get(f"/plans/{WARD}/word/{WARD}.docx").content


def back(client, data: bytes) -> None:  # noqa: F811
    form = {"only": "comments", "revisions": "accept"}
    files = {"file": ("a.docx", data)}
    answer = client.post(f"/plans/{WARD}/word", data=form, files=files, headers=OWN)
    assert answer.status_code == 200


def listed(client) -> list[comment.Pinned]:  # noqa: F811
    return comment.run(client.app.state.house.desk(), comment.Request(WARD)).comments


def with_comment(data: bytes, node_words: str, author: str, text: str) -> bytes:
    """As Word does it: a comment on a paragraph, beside those that are there."""
    from pathlib import Path

    from generator.ooxml.annotate import Note, annotate
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word

    word, _found = open_word(Path("a.docx"), data)
    para = next(one for one in read_word(word).body if node_words in one.text)
    return annotate(word, [Note(para, text, author=author)], None)


def test_comments_go_to_word_at_their_paragraph_and_come_back_once(client) -> None:  # noqa: F811
    said(client, act="add", node=NODE, text="Nêu rõ <thời hạn> & số\nCảm ơn")
    said(client, act="add", node="nv-don-doc", text="Ai làm?")
    said(client, act="answer", comment="y1", text="Đang xem")
    before = listed(client)
    data = word_copy(client)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "word/comments.xml" in names
    back(client, data)
    assert listed(client) == before


def test_what_a_leader_says_in_word_is_pinned_to_its_node_after_renumbering(client) -> None:  # noqa: F811
    said(client, act="add", node=NODE, text="Của tôi")
    data = word_copy(client)
    data = with_comment(data, "Phát huy những kết quả", "Lãnh Đạo Mẫu", "Viết gọn lại")
    data = with_comment(data, "Theo dõi, đôn đốc", "Lãnh Đạo Mẫu", "Thêm thời hạn")
    house = client.app.state.house
    found = view.run(house.desk(), view.Request(WARD))
    node = next(one for one in found.nodes if one.id == NODE)
    edit.run(house.desk(), edit.Request(found.path, [Add(node.parent, node.key, "", "Mới")]))
    for _time in range(2):
        back(client, data)
        told = [(one.comment.nguoi, one.comment.nut, one.comment.loi) for one in listed(client)]
        assert told == [
            ("Người Soạn Mẫu", NODE, "Của tôi"),
            ("Lãnh Đạo Mẫu", "md-phat-huy", "Viết gọn lại"),
            ("Lãnh Đạo Mẫu", "nv-don-doc", "Thêm thời hạn"),
        ]


def test_a_settled_comment_does_not_go_to_word(client) -> None:  # noqa: F811
    said(client, act="add", node=NODE, text="Xong rồi")
    said(client, act="settle", comment="y1")
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(word_copy(client))).namelist()
