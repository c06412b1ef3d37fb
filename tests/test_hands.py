"""Whatever three clerks, an editor, the command line and kill -9 do, no word is lost."""

from __future__ import annotations

import random

import pytest

from tests.hands import Hands


@pytest.mark.parametrize("seed", range(4))
def test_no_word_is_lost_in_any_order_of_writers(workspace, seed) -> None:
    hands = Hands(workspace, random.Random(seed))
    for _step in range(25):
        hands.step()
    assert len(hands.words) > 10
    assert hands.lost() == []


def test_old_pages_are_merged_and_only_touching_words_come_back(workspace) -> None:
    hands = Hands(workspace, random.Random(1))
    for who in ("an", "binh", "chi"):
        for _time in range(3):
            hands.write(who, "md-phat-huy")
        hands.type_into_the_file("md-phat-huy")
    hands.check()
    assert hands.merged > 0


def test_each_durable_write_may_be_the_last(workspace) -> None:
    hands = Hands(workspace, random.Random(2))
    for number in range(1, 12):
        hands.killed_writing("an", "yc-kha-thi", number)
        hands.check()
        hands.write("binh", "yc-kha-thi")
    assert hands.killed > 2
    assert hands.lost() == []
