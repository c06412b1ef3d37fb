"""Sentences of many fields, read at once: whoever acts has his whole name, a time its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import convert

from generator.cascade.tasks.prose import live
from generator.grammar.stored import next_day
from generator.plan.model import KeHoach

if TYPE_CHECKING:
    from generator.cascade.tasks.prose import Prose

DAY = date(2026, 1, 20)
SENTENCES = Path(__file__).parent / "sentences"


def table(name: str) -> list[list[str]]:
    """The lines of a table: a sentence, then what is to be read in it."""
    return [line.split("\t") for line in (SENTENCES / name).read_text("utf-8").splitlines()]


def read(*sentences: str) -> list[list[Prose]]:
    """The tasks of each sentence, each an item of one part of a plan."""
    items = [{"id": f"k-{i}", "noi_dung": text} for i, text in enumerate(sentences)]
    head = {"ma": "kh", "co_quan": "ubnd-tinh", "ngay": DAY, "trich_yeu": "Minh họa"}
    part = {"id": "m", "tieu_de": "NHIỆM VỤ", "khoan": items}
    found = live(convert({"phien_ban": 1, "van_ban": head, "muc": [part]}, KeHoach))
    return [[one for one in found if one.node.id == item["id"]] for item in items]


def test_whoever_acts_has_his_whole_name() -> None:
    rows = table("leads.tsv")
    found = read(*(words for words, *_leads in rows))
    named = [[name.lower() for one in tasks for name in one.record.chu_tri] for tasks in found]
    assert named == [[name.lower() for name in leads] for _words, *leads in rows]


def test_a_time_has_all_its_words_and_its_day() -> None:
    rows = table("times.tsv")
    for (words, *times), tasks in zip(rows, read(*(row[0] for row in rows)), strict=True):
        whens = [w for t in tasks for w in (t.record.thoi_han, *t.record.thoi_han_khac) if w]
        read_ = [(w.loi or w.ghi_chu or "", str(next_day(w, DAY) or "")) for w in whens]
        wanted = [time.split(" = ") for time in times]
        missing = [
            text for text, day in wanted
            if not any(text.lower() in said.lower() and day == due for said, due in read_)
        ]  # fmt: skip
        assert not missing, (words, read_)


def test_a_title_that_sets_a_day_sets_it_for_its_points() -> None:
    points = [{"id": "d", "noi_dung": "Sở Y tế lập danh sách."}]
    item = {"id": "k", "tieu_de": "Rà soát (hoàn thành trước ngày 30/6/2026)", "diem": points}
    head = {"ma": "kh", "co_quan": "ubnd-tinh", "ngay": DAY, "trich_yeu": "Minh họa"}
    part = {"id": "m", "tieu_de": "NHIỆM VỤ", "khoan": [item]}
    (found,) = live(convert({"phien_ban": 1, "van_ban": head, "muc": [part]}, KeHoach))
    assert found.record.thoi_han is not None
    assert found.record.thoi_han.truoc == date(2026, 6, 30)
