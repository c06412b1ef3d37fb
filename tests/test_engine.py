"""The engine: docxtpl's document, made a hundred times faster and the same everywhere."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from jinja2 import nodes
from lxml import etree
from markupsafe import Markup
from msgspec.structs import replace

from generator.document.blocks import BangPhuLuc, Chu, Document
from generator.ooxml.package import is_untouched
from generator.template import cache
from generator.template import compiled as in_memory
from generator.template.compiled import RenderError, Template, load, load_bytes
from generator.template.environment import SafeEnvironment
from generator.template.kept_tree import kept, read_again
from generator.template.program import CachedPart, PartProgram
from tests.docx_files import W, document, docx, paragraph, rows, section, table

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
OFFICIAL = ROOT / "templates" / "ke-hoach.docx"
NASTY = (
    " {{ 7*7 }} {% if x %} <w:p> </w:t> & &amp; ]]> \"'“”‘’ %s %b 100% 😀 \u00a0 nga\u0303 \ufe0f"
)


def compiled(data: bytes) -> Template:
    template, problems = load_bytes(data, "mau.docx")
    assert not problems
    assert template is not None
    return template


def body_of(template: Template, context: dict[str, Any]) -> str:
    return template.members(context)["word/document.xml"].decode()


def text_of(xml: str) -> str:
    return "".join(etree.fromstring(xml.encode()).itertext())


def by_docxtpl(data: bytes, context: dict[str, Any]) -> dict[str, bytes]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from docxtpl import DocxTemplate

        template = DocxTemplate(io.BytesIO(data))
        template.render(context, autoescape=True)
        out = io.BytesIO()
        template.save(out)
    archive = zipfile.ZipFile(out)
    return {name: archive.read(name) for name in archive.namelist()}


def canonical(name: str, xml: bytes) -> bytes:
    root = etree.fromstring(xml)
    if name == "[Content_Types].xml":  # docxtpl sorts it otherwise; order means nothing there
        root[:] = sorted(root, key=lambda n: sorted(n.items()))
    for text in [t for t in root.iter(f"{{{W}}}t") if not t.text]:  # around its {{r … }}
        run = text.getparent()
        if run is not None and len(run) == 1:
            run.getparent().remove(run)
    return etree.tostring(root, method="c14n")  # type: ignore[no-any-return]


def assert_same_as_docxtpl(data: bytes, context: dict[str, Any]) -> None:
    made = zipfile.ZipFile(io.BytesIO(compiled(data).render(context)))
    wanted = by_docxtpl(data, context)
    empty = {n for n in made.namelist() if n.endswith(".rels") and b"Target" not in made.read(n)}
    assert set(made.namelist()) - empty == set(wanted) - empty
    for name in set(wanted) - empty:
        # docxtpl escapes document properties twice and adds empty ones; it leaves the empty
        # list of relationships out
        if name.endswith((".xml", ".rels")) and name != "docProps/core.xml":
            assert canonical(name, made.read(name)) == canonical(name, wanted[name]), name


# -- the same document as docxtpl's


@pytest.mark.parametrize(
    "context",
    [
        document(1),
        document(2, appendices=3),
        document(3, extra=NASTY),
        document(4, extra=" dòng\nmới\tcột ", rows_each=3),
        document(5, rows_each=0),
        replace(document(6), noi_dung=document(6).noi_dung[:1], noi_nhan=(), so="…"),
        replace(document(7), trich_yeu="Ắ" * 100_000),
    ],
    ids=["plain", "appendices", "nasty", "newlines", "no rows", "short", "100000 characters"],
)
def test_every_part_equals_docxtpl_s(context: Document) -> None:
    assert_same_as_docxtpl(OFFICIAL.read_bytes(), context.context())


TRICKS = {
    "macro": paragraph("{% macro m(a) %}[{{ a }}|{{ so }}]{% endmacro %}{{ m(dia_danh) }}"),
    "set": paragraph("{% set x = so ~ '/' ~ ky_hieu %}{{ x }}, {{ x|length }}"),
    "set block": paragraph("{% set x %}<{{ trich_yeu }}>{% endset %}{{ x }}{{ x }}"),
    "call": paragraph(
        "{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ so }}{% endcall %}"
    ),
    "filter block": paragraph("{% filter trim %} số {{ trich_yeu }}{% endfilter %}"),
    "with": paragraph("{% with a = so %}{{ a }}{% endwith %}{{ so }}"),
    "loop variable": paragraph(
        "{% for k in noi_dung %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}"
    ),
    "loop with a test": paragraph("{% for k in noi_dung if k.nhan %}{{ k.nhan }}{% endfor %}"),
    "loop with else": paragraph("{% for d in phu_luc %}a{% else %}không{% endfor %}"),
    "set in a loop": paragraph(
        "{% for k in noi_dung %}{% set n = k.nhan %}{{ n }}{% for c in k.chu %}{{ n }}{% endfor %}"
        "{% endfor %}"
    ),
    "loop over runs": paragraph(
        "{% for k in noi_dung %}{% for c in k.chu %}{{ c.chu }}{{ c.dam }}{% endfor %}{% endfor %}"
    ),
    "same name twice": paragraph(
        "{% for k in noi_dung %}{% for k in k.chu %}{{ k.chu }}{% endfor %}{{ k.nhan }}{% endfor %}"
    ),
    "namespace": paragraph(
        "{% set n = namespace(x=0) %}{% for k in noi_dung %}{% set n.x = n.x + 1 %}{% endfor %}"
        "{{ n.x }}"
    ),
    "index": paragraph("{{ noi_dung[0].chu[0].chu }} {{ (nguoi_ky|first).ho_ten }}"),
    "inline if": paragraph("{{ so if so else ky_hieu }}{{ 'a' if false else '&' }}"),
    "arithmetic": paragraph("{{ gach_co_quan * 2 + 1 }} {{ 7 * 7 }} {{ 10 % 4 }} 100%"),
    "comment": paragraph("a{# không in #}b") + paragraph("{#p cũng không #}") + paragraph("c"),
    "typographic quotes": paragraph("{{ “x”|upper }}{{ ‘y’ }}"),
    "curly escape": paragraph("{_{ không phải thẻ }_}"),
    "rows": table(
        ("a", "b"), ("{%tr for k in noi_nhan %}", ""), ("{{ k.chu }}", "x"), ("{%tr endfor %}", "")
    ),
    "paragraphs": paragraph("{%p for k in noi_nhan %}")
    + paragraph("{{ k.chu }}")
    + paragraph("{%p endfor %}"),
    "minus": paragraph("a {%- if so %} b {%- endif %}"),
    "drawings": paragraph("{%p for k in noi_nhan %}")
    + '<w:p><w:r><wp:inline><wp:docPr id="7" name="a"/></wp:inline></w:r></w:p>'
    + paragraph("{%p endfor %}")
    + '<w:p><w:r><wp:inline><wp:docPr id="7" name="b"/></wp:inline></w:r></w:p>',
    "tag over runs": "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ s</w:t></w:r>"
    "<w:r><w:t>o }</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_every_construct_of_a_template_gives_what_docxtpl_gives(trick: str) -> None:
    context = document(8, extra=" <&> ", rows_each=2).context()
    context["noi_dung"] = context["noi_dung"][:6]
    assert_same_as_docxtpl(docx(TRICKS[trick] + section(1)), context)


def test_tags_in_headers_are_filled_too() -> None:
    data = docx(paragraph("{{ so }}") + section(1), header=paragraph("{{ ky_hieu }} & {{ so }}"))
    context = document(1, extra="<>").context()
    assert_same_as_docxtpl(data, context)
    assert "KH-UBND" in compiled(data).members(context)["word/header1.xml"].decode()


# -- two code generators, one result


@pytest.mark.parametrize("trick", TRICKS)
def test_jinja_s_own_code_gives_the_same_bytes(trick: str) -> None:
    context = document(9, extra=" <&>\n\t%s ", rows_each=2).context()
    for program in compiled(docx(TRICKS[trick] + section(1)))._programs:
        stock = PartProgram(program.environment, program.part, as_text=True)
        assert b"".join(program.chunks(context)) == b"".join(stock.chunks(context))


OFFICIAL_AND_TRICKS = [OFFICIAL.read_bytes(), *(docx(t + section(1)) for t in TRICKS.values())]


@pytest.mark.parametrize("data", OFFICIAL_AND_TRICKS, ids=["official", *TRICKS])
def test_a_tree_that_was_kept_is_the_tree_jinja_reads(data: bytes) -> None:
    for program in compiled(data)._programs:
        kept = msgspec.json.decode(msgspec.json.encode(program.part.tree))
        again = read_again(kept, program.environment)
        fresh = program.environment.parse(program.part.source)
        assert again == fresh
        assert again.environment is fresh.environment  # type: ignore[union-attr]
        lines = [[node.lineno for node in tree.find_all(nodes.Node)] for tree in (again, fresh)]  # type: ignore[union-attr]
        assert lines[0] == lines[1]


@pytest.mark.parametrize("tree", [
    "x", [], [99, 1, []], [1, 1, []], [0, "1", []], [0, 1], [0, 1, [[3, 1, "a", "load"]], []],
    [0, 1, [[1, 1, [[3, 1, "a is missing else exit()", "load"]]]]],
    [0, 1, [[1, 1, [[9, 1, None, "upper'](print", [], [], None, None]]]]],
    [0, 1, [[1, 1, [[4, 1, {"a": 1}]]]]],
])  # fmt: skip
def test_what_is_no_tree_of_a_template_is_read_anew(tree: object) -> None:
    part = CachedPart("p", "{{ so }}", (), {}, tree)  # type: ignore[arg-type]
    assert read_again(tree, SafeEnvironment(Document)) is None
    program = PartProgram(SafeEnvironment(Document), part)
    assert b"".join(program.chunks({"so": "7"})) == b"7"


@pytest.mark.parametrize("tag", ["{{ '\\ud800' }}", "{{ 1e999 }}", "{{ 9" + "0" * 30 + " }}"])
def test_what_no_file_can_hold_is_not_kept(tag: str) -> None:
    assert kept(SafeEnvironment(Document).parse(tag)) is None


def test_a_part_with_blocks_is_left_to_jinja() -> None:
    source = (
        "\x010\x01{% block x %}{{ so }}{{ self.y() }}{% endblock %}"
        "{% block y %}\x011\x01{% endblock %}"
    )
    program = PartProgram(SafeEnvironment(Document), CachedPart("p", source, ("<a/>", "<b/>"), {}))
    assert b"".join(program.chunks({"so": "<1>"})) == b"<a/>&lt;1&gt;<b/><b/>"


@pytest.mark.parametrize(
    "tag", ["{% set x %}{{ so }} <br/>{% endset %}{{ x|upper }}", "{{ so|upper }} <BR/>"]
)
def test_a_filter_of_letters_leaves_special_characters_whole(tag: str) -> None:
    template = compiled(
        docx(paragraph(tag.replace("<br/>", "x").replace("<BR/>", "X")) + section(1))
    )
    xml = body_of(template, {**document().context(), "so": "a < đ & 'ư"})
    assert "A < Đ & 'Ư X" in text_of(xml)


def test_a_filter_that_would_cut_a_special_character_in_two_is_refused() -> None:
    template = compiled(
        docx(
            paragraph("{% set x %}{{ so }}{% endset %}{{ x|truncate(2, true, '', 0) }}")
            + section(1)
        )
    )
    with pytest.raises(RenderError) as refused:
        template.render({**document().context(), "so": "<"})
    assert refused.value.diagnostic.code == "MB642"


# -- values


class Bold:
    def __html__(self) -> str:
        return "<b>đậm</b>"


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("a<b", "a&lt;b"),
        (Markup("<i>x</i>"), "<i>x</i>"),
        (Bold(), "<b>đậm</b>"),
        (5, "5"),
        (2.5, "2.5"),
        (True, "True"),
        (None, "None"),
        ("", ""),
        ("'\"", "&#39;&#34;"),
        ("%b%%", "%b%%"),
        ("\ufe0f\uff01", "\ufe0f\uff01"),
        ("\r", "\r"),
        ("\x7f", "\x7f"),
    ],
)
def test_a_value_is_printed_as_jinja_prints_it(value: object, wanted: str) -> None:
    template = compiled(docx(paragraph("[{{ so }}|{{ ky_hieu }}]") + section(1)))
    context = {**document().context(), "so": value, "ky_hieu": "<"}
    assert f"[{wanted}|&lt;]" in body_of(template, context)


@pytest.mark.parametrize(
    "bad", ["\0", "\x01", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "\ud800"]
)
@pytest.mark.parametrize("where", ["{{ so }}", "{% set x %}{{ so }}{% endset %}{{ x }}"])
def test_what_xml_cannot_hold_is_refused_and_named(bad: str, where: str) -> None:
    template = compiled(docx(paragraph(where) + section(1)))
    context = {**document().context(), "so": f"trước{bad}sau"}
    with pytest.raises(RenderError) as refused:
        template.render(context)
    found = refused.value.diagnostic
    assert found.code == "MB641"
    assert f"U+{ord(bad):04X}" in found.message
    assert "trước\ufffdsau" in found.hints[0]


def test_a_newline_in_a_property_or_an_attribute_stays_a_newline() -> None:
    body = '<w:p><w:r><wp:inline><wp:docPr id="1" name="{{ so }}"/></wp:inline></w:r></w:p>'
    template = compiled(docx(body + paragraph("{{ so }}") + section(1)))
    xml = body_of(template, {**document().context(), "so": "a\nb"})
    assert 'name="a\nb"' in xml
    assert 'a</w:t><w:br/><w:t xml:space="preserve">b' in xml


@pytest.mark.parametrize("make", [dict, lambda d: type("Any", (), d)()])
def test_data_of_other_types_than_the_blocks_works_too(
    make: Callable[[dict[str, Any]], Any],
) -> None:
    template = compiled(
        docx(paragraph("{% for k in noi_dung %}{{ k.nhan }}{% endfor %}") + section(1))
    )
    context = {**document().context(), "noi_dung": [make({"nhan": "I."}), make({"nhan": "<"})]}
    assert "I.&lt;" in body_of(template, context)


def test_a_value_missing_at_run_time_is_a_diagnostic_with_its_place() -> None:
    body = paragraph("một") + table(
        ("a", "{{ so }} {% for k in noi_dung %}{{ k.nhan }}{% endfor %}")
    )
    template = compiled(docx(body + section(1)))
    with pytest.raises(RenderError) as refused:
        template.render({**document().context(), "noi_dung": [{"kieu": "muc"}]})
    found = refused.value.diagnostic
    assert (found.code, found.span.where) == ("MB640", "bảng 1, hàng 1, ô 2")  # type: ignore[union-attr]
    assert "nhan" in found.message


def test_data_that_raises_is_a_diagnostic() -> None:
    template = compiled(docx(paragraph("{{ so + 1 }}") + section(1)))
    with pytest.raises(RenderError) as refused:
        template.render(document().context())
    assert refused.value.diagnostic.code == "MB642"
    assert refused.value.diagnostic.span.where == "đoạn 1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "source", ["{{ 'a' * 999999999 }}", "{{ 9 ** 9 ** 9 }}", "{{ '%999999999d' % 1 }}"]
)
def test_a_template_cannot_eat_the_memory_with_arithmetic(source: str) -> None:
    template = compiled(docx(paragraph(source) + section(1)))
    with pytest.raises(RenderError) as refused:
        template.render(document().context())
    assert refused.value.diagnostic.code == "MB625"


# -- the last section


def test_without_appendices_the_document_keeps_the_layout_of_its_first_section() -> None:
    template = compiled(OFFICIAL.read_bytes())
    without = etree.fromstring(
        template.members(document(1, appendices=0).context())["word/document.xml"]
    )
    with_two = etree.fromstring(
        template.members(document(1, appendices=2).context())["word/document.xml"]
    )
    assert [s.find(f"{{{W}}}pgSz").get(f"{{{W}}}w") for s in without.iter(f"{{{W}}}sectPr")] == [
        "11906"
    ]
    widths = [s.find(f"{{{W}}}pgSz").get(f"{{{W}}}w") for s in with_two.iter(f"{{{W}}}sectPr")]
    assert widths == ["11906", "16838", "16838"]


@pytest.mark.parametrize("opening", ["for x in phu_luc", "if phu_luc", "if phu_luc|length"])
def test_the_list_that_decides_the_last_section_is_read_from_the_template(opening: str) -> None:
    end = "endfor" if opening.startswith("for") else "endif"
    body = (
        paragraph("{%p " + opening + " %}")
        + f"<w:p><w:pPr>{section(11)}</w:pPr></w:p>"
        + paragraph("{%p " + end + " %}")
        + section(22)
    )
    template = compiled(docx(body))
    assert (
        "".join(re.findall('w:w="(..)"', body_of(template, document(appendices=0).context())))
        == "11"
    )
    assert re.findall('w:w="(..)"', body_of(template, document(appendices=1).context())) == [
        "11",
        "22",
    ]


def test_a_section_that_is_always_there_changes_nothing() -> None:
    template = compiled(
        docx(f"<w:p><w:pPr>{section(11)}</w:pPr></w:p>{paragraph('{{ so }}')}{section(22)}")
    )
    found = re.findall('w:w="(..)"', body_of(template, document(appendices=0).context()))
    assert found == ["11", "22"]


# -- bytes, streams, processes


def test_a_stream_is_the_same_file_and_nobody_touched_it() -> None:
    template = compiled(OFFICIAL.read_bytes())
    context = document(1, appendices=2, rows_each=500).context()
    pieces: list[bytes] = []
    template.stream(context, pieces.append)
    data = template.render(context)
    assert b"".join(pieces) == data
    assert is_untouched(data)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_both_ways_of_deflating_hold_the_same_xml() -> None:
    template = compiled(OFFICIAL.read_bytes())
    context = document(1).context()
    archives = [
        zipfile.ZipFile(io.BytesIO(template.render(context, deflate=way)))
        for way in ("isal", "zlib")
    ]
    for name in archives[0].namelist():
        assert archives[0].read(name) == archives[1].read(name)


def test_rows_made_on_demand_are_rendered_like_a_list() -> None:
    template = compiled(OFFICIAL.read_bytes())
    plan = document(1)
    lists, made = (
        replace(plan, phu_luc=(BangPhuLuc("a", "b", "c", "", 20, dong, "p"),))
        for dong in (tuple(rows(300)), rows(300))
    )
    assert template.render(lists.context()) == template.render(made.context())


SCRIPT = """
import sys, hashlib
from pathlib import Path
from generator.template.compiled import load
from tests.docx_files import document
template, problems = load(Path(sys.argv[1]), Path(sys.argv[2]))
data = template.render(document(3, extra=" <&> \\n").context())
print(hashlib.sha256(data).hexdigest(), sorted({"docxtpl", "docx", "lxml"} & set(sys.modules)))
"""


def in_a_process(folder: Path, cwd: Path, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(OFFICIAL), str(folder)],
        check=True, capture_output=True, text=True, cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    return done.stdout.strip().split(" ", 1)


def test_bytes_are_the_same_whenever_and_wherever_and_a_warm_cache_needs_no_docxtpl(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "cache"
    first, imported = in_a_process(folder, ROOT, PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh")
    again, now = in_a_process(folder, tmp_path, PYTHONHASHSEED="2", TZ="UTC", LC_ALL="C")
    assert first == again
    assert "lxml" in imported
    assert now == "[]"


BIG = """
import resource, sys
from pathlib import Path
from msgspec.structs import replace
from generator.document.blocks import BangPhuLuc
from generator.template.compiled import load
from tests.docx_files import document, rows
template, problems = load(Path(sys.argv[1]), Path(sys.argv[2]))
plan = replace(document(1), phu_luc=(BangPhuLuc("a", "b", "c", "", 20, tuple(rows(60_000)), "p"),))
with open(sys.argv[3], "wb") as out:
    template.stream(plan.context(), out.write)
status = Path("/proc/self/status")
if status.exists():
    # the peak of this program alone: Linux hands the parent's on in ru_maxrss
    print(int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the peak is asked of the kernel")
def test_sixty_thousand_rows_need_no_more_than_150_megabytes(tmp_path: Path) -> None:
    compiled_once, _ = load(OFFICIAL, tmp_path / "cache")
    assert compiled_once
    target = tmp_path / "big.docx"
    done = subprocess.run(
        [sys.executable, "-c", BIG, str(OFFICIAL), str(tmp_path / "cache"), str(target)],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert int(done.stdout) <= 150
    with zipfile.ZipFile(target) as archive, archive.open("word/document.xml") as xml:
        assert (
            sum(1 for _, n in etree.iterparse(xml, tag=f"{{{W}}}tr") if n.clear() is None) > 60_000
        )


# -- the cache


@pytest.fixture
def warm(tmp_path: Path) -> tuple[Path, Path]:
    """A cache folder with the official template, and its file there."""
    folder = tmp_path / "bo-nho"
    load(OFFICIAL, folder)
    return folder, next(folder.iterdir())


def rendered(folder: Path) -> bytes:
    in_memory._ready.clear()  # the next start of the program has nothing in memory
    template, problems = load(OFFICIAL, folder)
    assert template is not None
    assert not problems
    return template.render(document(1).context())


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are of POSIX")
def test_the_cache_belongs_to_the_user_alone(warm: tuple[Path, Path]) -> None:
    folder, file = warm
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_cached_template_gives_the_same_bytes(warm: tuple[Path, Path]) -> None:
    fresh, _ = load(OFFICIAL)
    assert fresh is not None
    assert rendered(warm[0]) == fresh.render(document(1).context())


def test_the_cache_holds_text_and_members_and_no_code(warm: tuple[Path, Path]) -> None:
    data = warm[1].read_bytes()
    assert data.startswith(cache.MAGIC)
    assert b"def root" not in data
    assert not re.search(rb"\x80\x04\x95|c__builtin__|marshal", data)


@pytest.mark.parametrize("spoil", [
    lambda data: data[:-1],
    lambda data: data[:100],
    lambda data: b"",
    lambda data: data.replace(b"phu_luc", b"PHU_LUC", 1),
    lambda data: data[:-40] + b"x" + data[-39:],
    lambda data: b"\x80\x04" + data,
])  # fmt: skip
def test_a_damaged_cache_is_made_again(
    warm: tuple[Path, Path], spoil: Callable[[bytes], bytes]
) -> None:
    folder, file = warm
    good = file.read_bytes()
    wanted = rendered(folder)
    file.write_bytes(spoil(good))
    assert rendered(folder) == wanted
    assert file.read_bytes() == good


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are of POSIX")
@pytest.mark.parametrize("mode", [0o777, 0o720])
def test_a_cache_that_others_can_write_is_not_used(warm: tuple[Path, Path], mode: int) -> None:
    folder, file = warm
    digest = file.stem
    assert cache.read(folder, digest) is not None
    folder.chmod(mode)
    assert cache.read(folder, digest) is None
    assert rendered(folder)
    folder.chmod(0o700)
    file.chmod(0o622)
    assert cache.read(folder, digest) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_cache_is_not_followed(warm: tuple[Path, Path], tmp_path: Path) -> None:
    folder, file = warm
    elsewhere = file.rename(tmp_path / "elsewhere")
    file.symlink_to(elsewhere)
    assert cache.read(folder, file.stem) is None


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert rendered(blocked / "cache")
    assert rendered(blocked)


def test_a_changed_template_or_changed_data_types_are_compiled_anew(tmp_path: Path) -> None:
    first, _ = load_bytes(docx(paragraph("{{ so }}") + section(1)), "a", tmp_path)
    second, _ = load_bytes(docx(paragraph("{{ ky_hieu }}") + section(1)), "a", tmp_path)
    third, problems = load_bytes(docx(paragraph("{{ chu }}") + section(1)), "a", tmp_path, Chu)
    assert not problems
    assert len({first.digest, second.digest, third.digest}) == 3  # type: ignore[union-attr]
