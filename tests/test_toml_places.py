"""Places read off plain lines are those that the syntax tree gives, whatever the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.source import TomlSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Span
    from generator.plan.model import Loc

ROOT = Path(__file__).parent.parent
PLANS = sorted((ROOT / "plans").rglob("*.toml"))


def every_place(values: Any, loc: Loc = ()) -> Iterator[Loc]:
    yield loc
    inside = values.items() if isinstance(values, dict) else ()
    inside = enumerate(values) if isinstance(values, list) else inside
    for step, value in inside:
        yield from every_place(value, (*loc, step))
    yield (*loc, "khong-co")


def spans(text: str, *, by_tree: bool) -> dict[tuple[Loc, bool], Span]:
    """The places of all values and keys, and of some that are not there."""
    values = tomli.loads(text)
    source = TomlSource("a.toml", text, values, "")
    found = {}
    for loc in every_place(values):
        for key in (False, True):
            asked = source if by_tree else TomlSource("a.toml", text, values, "")
            if by_tree:
                asked.span(("khong", "co", "gi"))  # indexes the whole text
            found[loc, key] = asked.span(loc, key=key)
    return found


@pytest.mark.parametrize("path", PLANS, ids=[path.stem for path in PLANS])
def test_in_the_real_files_both_agree(path: Path) -> None:
    text = path.read_text("utf-8")
    values = tomli.loads(text)
    tree = TomlSource("a.toml", text, values, "")
    tree.span(("khong", "co", "gi"))
    plain = TomlSource("a.toml", text, values, "")
    for loc in [("van_ban", "ma"), ("phien_ban",), ("van_ban",), *every_place(values)][:400]:
        assert plain.span(loc) == tree.span(loc), loc
        assert plain.span(loc, key=True) == tree.span(loc, key=True), loc


LINES = (
    "[a]", "[[a]]", "[a.b]", "[[a.b]]", "[[a.b.c]]", "  [d]", "[ e ]", '["f"]', "[1]", "[[1]]",
    "[g] # đây", "[g]# [h]", "x = 1", "y = 'không [a]'", 'z = "một \\" # hai"', 'z2="ô" # ghi',
    "m = [", "[1],", "[1]", "]", "[[2]],", "n = [[1], [2]]", "o = {p = 1, q = [2]}", "a.r = 2",
    '"s" = 3', "t = 2024-01-02", "u = 2024-01-02 03:04:05", "# [i]", "", 'v = """', "[j]", '"""',
    "w = '''", "'''", "x1 = true  ", "\tx2 = 1_000", "x3 = -inf",
)  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=9))
def test_whatever_lines_stand_together_both_agree(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    assert spans(text, by_tree=False) == spans(text, by_tree=True)
