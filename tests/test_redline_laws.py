"""The law of redlines on random documents and random edits."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from generator.redline import redline
from tests.redline import oracle, scripts


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(scripts.pairs())
def test_any_edit_comes_back_on_both_sides(pair: tuple[bytes, bytes]) -> None:
    old, new = pair
    data, problems = redline(old, new, author="Người rà soát")
    assert data is not None, problems
    verdict = oracle.check(old, new, data, minimal=False)
    assert not verdict.wrong
    assert not verdict.markup
