"""Long TOML texts are read in pieces; what they say is what the whole text says."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import has_errors
from generator.plan.toml import parse

FILL = f'ten = "{"Ủy ban nhân dân xã " * 30}"\n'
HEADS = ("phien_ban = 1\n", "", "xa = []\n", "xa = [\n  [[1]],\n]\n", 'xa = [{ten = "một"}]\n')
PARTS = (
    f"[[xa]]\n{FILL}",
    f"[[xa]]\n{FILL}[xa.gom]\ncap = ['a']\n",
    f"[[huyen]] \n{FILL}[[huyen.xa]]\nma = 1\n",
    f"[[xa]]\nso = [\n[[1]],\n[2],\n]\n{FILL}",
    f'[[xa]]\nten = """\n[[xa]]\n{FILL}"""\n',
    f"[tinh]\n{FILL}",
    f"[tinh.so]\n{FILL}",
    f"[[xa.thon]]\n{FILL}",
    f"[[xa]]\n# [[xa]]\n{FILL}\nsai\n",
)
LONG = 64_000 // len(FILL)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(HEADS),
    st.lists(st.tuples(st.sampled_from(PARTS), st.integers(1, LONG)), min_size=1, max_size=6),
)
def test_a_long_text_says_what_tomllib_reads_and_is_refused_where_it_refuses(
    head: str, parts: list[tuple[str, int]]
) -> None:
    text = head + "".join(part * times for part, times in parts)
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        wanted = None
    source, found = parse(text.encode(), "dai.toml")
    assert (source.values if source else None) == wanted
    assert has_errors(found) == (wanted is None)


def test_a_registry_of_a_country_is_read_in_order_and_its_last_mistake_is_found() -> None:
    good = "".join(f'[[xa]]\nma = "{number}"\n{FILL}' for number in range(1000))
    source, _found = parse(good.encode(), "dai.toml")
    assert source is not None
    assert [xa["ma"] for xa in source.values["xa"]] == [str(n) for n in range(1000)]
    broken, found = parse(f"{good}ten = 1\n".encode(), "dai.toml")
    assert broken is None
    assert [one.span and one.span[1] for one in found] == [good.count("\n") + 1]
