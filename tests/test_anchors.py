"""The bookmarks of a rendered plan: where each place of it came from, and harmless."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.document import anchors
from generator.plan.toml import load_plan
from generator.template.compiled import load, load_bytes
from generator.workspace.bases import Bases, fingerprint
from tests.docx_files import docx, paragraph, section, table
from tests.pages import NS, ROOT, W, document_of, read, render, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.document.blocks import Document
    from tests.conftest import Outcome

OFFICE = [
    paragraph("Số: {{ so }}/{{ ky_hieu }}"),
    paragraph("{%p if so %}"),
    paragraph("{{ thoi_gian }}"),
    paragraph("{%p else %}"),
    paragraph("nháp, {{ thoi_gian }}"),
    paragraph("{%p endif %}"),
    paragraph("{{ trich_yeu }}"),
    paragraph("Về việc {{ trich_yeu }}"),
    paragraph("{%p for k in noi_dung %}"),
    paragraph("{% for c in k.chu %}{{ c.chu }}{% endfor %}"),
    paragraph("{%p endfor %}"),
    paragraph("{% for n in noi_nhan %}{{ n.chu }}{% endfor %}"),
    paragraph("{%p for ky in nguoi_ky %}"),
    paragraph("{{ ky.chuc_vu }}"),
    paragraph(""),
    paragraph("{{ ky.ho_ten }}"),
    paragraph("{%p endfor %}"),
    paragraph("{%p for pl in phu_luc %}"),
    paragraph("{{ pl.tieu_de }}"),
    table(
        ("{%tr for d in pl.dong %}", ""), ("{{ d.tt }}", "{{ d.noi_dung }}"), ("{%tr endfor %}", "")
    ),
    paragraph("{%p endfor %}"),
]
"""The template of an office that has never heard of bookmarks."""


@pytest.fixture(scope="module")
def city() -> Document:
    return document_of("kh-tp-lang-son-2024")


def names(data: bytes) -> list[str]:
    return [b.get(f"{W}name") for b in read(data).find("//w:bookmarkStart")]


def test_every_paragraph_of_the_text_and_every_row_names_its_node(city: Document) -> None:
    made = read(render(city))
    for block in city.noi_dung:
        assert block.neo, block.nut
    expected = [block.text for block in city.noi_dung]
    marked = [
        text(p)
        for p in made.find("//w:body/w:p[w:bookmarkStart[starts-with(@w:name,'_kh_')]]")
        if p.find("w:pPr/w:pStyle", NS).get(f"{W}val")
        not in ("KHTenLoai", "KHTrichYeu", "KHPhuLuc", "KHTenPhuLuc", "KHKemTheo", "KHGhiChu")
    ]
    assert [line.replace("\u00a0", " ") for line in marked] == expected
    rows = made.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='KHBang']/w:tr[not(w:trPr/w:tblHeader)]")
    for row, data in zip(rows, city.phu_luc[0].dong, strict=True):
        (mark,) = row.findall(".//w:bookmarkStart", NS)
        assert mark.get(f"{W}name") == anchors.name(data.nut)


def test_names_are_unique_hidden_and_such_as_word_keeps(city: Document) -> None:
    data = render(city)
    found = names(data)
    assert len(set(found)) == len(found)
    visible = [n for n in found if not n.startswith("_")]
    assert sorted(visible) == ["kyten1a", "kyten1b", "ngayvanban", "sovanban"]
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", n) for n in found)
    starts = [b.get(f"{W}id") for b in read(data).find("//w:bookmarkStart")]
    ends = [b.get(f"{W}id") for b in read(data).find("//w:bookmarkEnd")]
    assert starts == ends
    assert len({int(n) for n in starts}) == len(starts)


def test_a_name_says_the_node_or_its_digest_when_too_long() -> None:
    assert anchors.name("nv-07") == "_kh_nv_07"
    assert anchors.name("iii-2", "noi_dung") == "_kh_iii_2__noi_dung"
    assert anchors.name("", "so") == "_kh___so"
    long = anchors.name("a-" * 40 + "b", "noi_dung")
    assert len(long) <= 40
    assert long != anchors.name("a-" * 40 + "c", "noi_dung")


@given(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,12}", fullmatch=True),
    st.sampled_from(["", "noi_dung", "tieu_de", "bang12_104"]),
)
def test_a_bookmark_leads_to_its_node_however_long_its_id(node: str, field: str) -> None:
    assert anchors.stem(anchors.name(node, field)) in anchors.stems(node)


def test_a_file_says_which_text_it_was_rendered_from_and_no_path(
    kehoach: Callable[..., Outcome], workspace: Path
) -> None:
    plan = next((workspace / "plans").rglob("thanh-pho.toml"))
    assert kehoach("render", str(plan), "-o", "ra").code == 0
    made = (workspace / "ra/thanh-pho.docx").read_bytes()
    source = load_plan(plan)[0]
    assert source is not None
    digest = fingerprint(source.source.text)
    assert anchors.of_plan("kh-tp-lang-son-2024", digest) in names(made)
    assert Bases(workspace).starting(digest[:16]) == source.source.text
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert str(workspace).encode() not in everything


def test_the_signature_has_its_bookmarks_in_one_row_that_never_breaks(city: Document) -> None:
    made = read(render(city))
    (top,) = made.find("//w:p[w:bookmarkStart/@w:name='kyten1a']")
    (name,) = made.find("//w:p[w:bookmarkStart/@w:name='kyten1b']")
    assert text(top) == ""
    assert top.getnext() is not None
    assert text(name) == city.nguoi_ky[0].ho_ten
    assert text(top.getprevious()) == city.nguoi_ky[0].chuc_vu
    (row,) = set(top.iterancestors(f"{W}tr"))
    assert row.find("w:trPr/w:cantSplit", NS) is not None


def test_a_template_without_the_tags_gets_the_bookmarks(city: Document) -> None:
    template, problems = load_bytes(docx("".join(OFFICE) + section(1)), "mau.docx")
    assert template is not None, problems
    drafts = (replace(city, so="12"), replace(city, so=""))
    for document in drafts:
        found = names(template.render(document.context()))
        assert len(set(found)) == len(found)
        for wanted in ("_kh___so", "_kh___ngay", "_kh___trich_yeu", "kyten1a", "kyten1b"):
            assert wanted in found, wanted
        assert {anchors.name(r.nut) for r in city.phu_luc[0].dong} <= set(found)
        body = {b.neo.decode().split('"')[3] for b in city.noi_dung}
        assert body <= set(found)
        assert not {anchors.name(n.nut) for n in city.noi_nhan if n.nut != "luu"} & set(found)


def test_a_tag_in_the_middle_of_a_run_leaves_the_rest_of_it_as_it_was(city: Document) -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = paragraph("Số {{r neo.so }}{{ so }} và {{ neo.trich_yeu }}hết", run=bold)
    template, problems = load_bytes(docx(body + section(1)), "mau.docx")
    assert template is not None, problems
    made = read(template.render(city.context()))
    assert [text(r) for r in made.find("//w:r[w:rPr/w:b]")] == ["Số ", f"{city.so} và ", "hết"]
    assert {"_kh___so", "_kh___trich_yeu"} <= set(names(template.render(city.context())))


def test_bookmarks_in_macros_and_branches_are_xml_too(city: Document) -> None:
    body = [
        paragraph("{%p macro m(k) %}"),
        paragraph("{{r k.neo }}{{ k.nhan }}"),
        paragraph("{%p endmacro %}"),
        paragraph("{%p for k in noi_dung %}"),
        paragraph("{{p m(k) }}"),
        paragraph("{%p endfor %}"),
    ]
    template, problems = load_bytes(docx("".join(body) + section(1)), "mau.docx")
    assert template is not None, problems
    found = names(template.render(city.context()))
    assert len(found) == len(city.noi_dung)


def test_libreoffice_keeps_them_when_it_saves(tmp_path: Path, city: Document) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(render(city))
    out = tmp_path / "lo"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "docx", "--outdir", str(out), str(file)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    back = (out / "a.docx").read_bytes()
    assert set(names(back)) == set(names(file.read_bytes()))
    lines, saved = ([text(p) for p in read(f).find("//w:p")] for f in (file, back))
    assert [line for line in saved if line] == [line for line in lines if line]


def test_the_official_template_prints_all_of_them(city: Document) -> None:
    template, problems = load(ROOT / "templates/ke-hoach.docx")
    assert template is not None, problems
    body = template.members(city.context())["word/document.xml"].decode()
    for row in city.phu_luc[0].dong:
        assert row.neo.decode() in body
