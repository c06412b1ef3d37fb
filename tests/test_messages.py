"""Messages: how the sources give them, and what the English catalogue makes of them."""

from __future__ import annotations

import ast
import io
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from generator.explain import codes
from generator.locale import N_, _, speak
from generator.review import coverage_page, diff_html
from generator.rules.profile import shipped
from tests.sources import nodes_of, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "generator").rglob("*.py"))
ACCENTED = re.compile(r"[ăâđêôơưà-ãè-êìíò-õùúýỳ-ỹạ-ỵ]", re.IGNORECASE)
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|'[^']*'|\([^()]*…[^()]*\)")
"""Words of a document stand in quotes, or in brackets with what is left open."""
OF_DOCUMENTS = re.compile(
    r"\b(\d+/\d{4}/)?NĐ-CP\b|\bQĐ-TTg\b|\bNơi nhận\b|Kính gửi|Lạng Sơn|\bSố: |đ, e"
)


@cache
def catalogue() -> dict[str, str]:
    folder = ROOT / "generator/locale/en/LC_MESSAGES"
    read = read_po(io.BytesIO((folder / "kehoach.po").read_bytes()), locale="en")
    return {str(m.id): str(m.string) for m in read if m.id}


def calls_of(path: Path, name: str = "_") -> Iterator[ast.Call]:
    for node in nodes_of(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported; decorators aside."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from at_import(child)


@pytest.mark.parametrize("name", ["_", "N_"])
def test_no_message_is_put_together_before_it_is_translated(name) -> None:
    for path in SOURCES:
        for call in calls_of(path, name):
            (message,) = call.args
            whole = not isinstance(message, ast.JoinedStr | ast.BinOp)
            formatted = isinstance(message, ast.Call) and ast.unparse(message.func).endswith(
                "format"
            )
            assert whole, f"{path}:{call.lineno}"
            assert not formatted, f"{path}:{call.lineno}"


def test_no_message_is_translated_while_its_module_is_imported() -> None:
    # but in cli/: click takes help texts when a command is declared, once for a process
    for path in SOURCES:
        if "cli" in path.relative_to(ROOT / "generator").parts:
            continue
        for node in at_import(tree_of(path)):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            told = call and node.func.id == "_"
            assert not told, f"{path}:{getattr(node, 'lineno', 0)}: mark it with N_"


def test_a_constant_is_told_in_the_language_of_the_moment() -> None:
    constant = N_("Quốc hiệu")
    speak("en")
    assert (_(constant), _("")) == ("National name", "")
    speak("vi")
    assert _(constant) == "Quốc hiệu"


def test_every_message_of_the_sources_is_in_the_catalogue() -> None:
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    found = {m for _f, _l, m, _c, _x in extract_from_dir(ROOT / "generator", methods)}
    assert not found - set(catalogue()), "run tools/messages.sh, then translate"
    assert not set(catalogue()) - found, "run tools/messages.sh"


def test_translations_have_the_places_lines_and_options_of_their_messages() -> None:
    for message, english in catalogue().items():
        for what in (
            r"\{\w*(?::\w+)?\}",
            r"\n",
            r"\x08",
            r"(?<![\w-])--?[a-z][\w-]*",
            r"\b[A-Z]{2}\d{3}\b",
        ):
            assert sorted(re.findall(what, message)) == sorted(re.findall(what, english)), english
        for side in (str.lstrip, str.rstrip):
            assert len(message) - len(side(message)) == len(english) - len(side(english)), english


def test_translations_are_english_but_for_the_words_of_documents() -> None:
    for message, english in catalogue().items():
        if message == english:
            continue  # an example of how a document says it
        told = OF_DOCUMENTS.sub("", QUOTED.sub("", english))
        example = "Example" in english or "Write it like" in english
        assert example or not ACCENTED.search(told), english


def test_explanations_are_vietnamese_first_and_english_second() -> None:
    known = {"ten", "vi_sao", "cach_sua", "vi_du", "nguon", "name", "why", "fix"}
    known |= {"trinh_duyet", "in_browser"}
    for code, entry in codes().items():
        assert set(entry) <= known, code
        for key, text in entry.items():
            assert text.strip(), f"{code}.{key}"
            assert text == text.strip() or "\n" in text, f"{code}.{key}"
        for key in ("vi_sao", "cach_sua", "why", "fix"):
            assert entry[key].rstrip()[-1] in ".!?…”»)`", f"{code}.{key}: {entry[key]}"
        for key in ("vi_sao", "cach_sua"):
            assert ACCENTED.search(entry[key]), f"{code}.{key}"
        for key in ("why", "fix"):
            assert not ACCENTED.search(OF_DOCUMENTS.sub("", QUOTED.sub("", entry[key]))), (
                f"{code}.{key}: {entry[key]}"
            )


def test_a_rule_left_to_the_reader_says_why_in_both_languages() -> None:
    for profile in shipped():
        for code, numbers in profile.rules.items():
            assert ("khong_xet" in numbers) == ("not_judged" in numbers), code
            told = OF_DOCUMENTS.sub("", QUOTED.sub("", numbers.get("not_judged", "")))
            assert not ACCENTED.search(told), code


SCRIPTS = {
    ("coverage.js", "coverage_deadlines.js"): coverage_page.words,
    ("diff.js",): diff_html.words,
}


@pytest.mark.parametrize("files", SCRIPTS)
def test_a_script_of_a_page_says_nothing_itself_and_has_every_word_it_asks_for(files) -> None:
    text = "".join([(ROOT / "generator/review" / name).read_text("utf-8") for name in files])
    assert not ACCENTED.search(text.replace("/đ/g", "").replace("/Đ/g", ""))
    assert set(re.findall(r"\bwords\.(\w+)", text)) == set(SCRIPTS[files]())


def test_the_coverage_page_speaks_the_language_of_the_user() -> None:
    speak("en")
    page = coverage_page.page()[0]
    assert '<html lang="en">' in page
    assert "<title>Comparison of plans</title>" in page
    speak("vi")
    assert "<title>Đối chiếu kế hoạch</title>" in coverage_page.page()[0]
