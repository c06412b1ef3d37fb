"""Papers typed before Unicode come in with every letter, and modern ones are left alone."""

from __future__ import annotations

import unicodedata

import pytest
from viparse.normalize.encodings import get_charmap

from generator.read.text_lines import lines_of_text
from generator.text.normal import Changes, clean

PARAGRAPHS = (
    "Thực hiện chương trình nước sạch nông thôn, Uỷ ban nhân dân xã xây dựng kế hoạch như sau:",
    "Yêu cầu",
    "Báo cáo",
    "Lý do",
    "Các hộ gia đình tự khơi thông mương nước, chịu trách nhiệm trước khu dân cư.",
    "Được ghi vào sổ, lưu ở văn phòng; mọi người được xem.",
    "Cờ thi đua và bằng khen",
)


def typed_in(name: str, text: str) -> str:
    """The text as a machine of those days held it."""
    table = get_charmap(name)
    assert table is not None
    old = {unicodedata.normalize("NFC", new): was for was, new in reversed(table.pairs)}
    return "".join(old.get(char, char) for char in text)


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii"])
def test_every_letter_of_every_paragraph_comes_in_the_short_ones_too(name: str) -> None:
    old = "\n\n".join(typed_in(name, text) for text in PARAGRAPHS)
    changes = Changes()
    read = [line.text for line in lines_of_text(old, "cu.txt", changes)]
    assert read == list(PARAGRAPHS)
    assert name in changes.counts


def test_a_paper_put_together_from_two_encodings_is_read_paragraph_by_paragraph() -> None:
    names = ("tcvn3", "vni", "vni", "vni", "tcvn3", "tcvn3")
    texts = [text for text in PARAGRAPHS if len(text) > 40]
    old = "\n\n".join(typed_in(n, t) for n, t in zip(names, texts, strict=False))
    assert [line.text for line in lines_of_text(old, "cu.txt")] == texts


@pytest.mark.parametrize(
    "text",
    [
        "XÃ AN HÒA",
        "Phòng và các cơ quan, cá nhân có liên quan ký tên vào bên phải",
        "«Lá lành đùm lá rách» là lý do có cái hội này",
        "El niño está en la montaña y mañana será otro día más",
        "Nhiệt độ 30°C ± 2; diện tích 15 m²; Điều 3 § 2",
    ],
)
def test_modern_text_and_other_languages_stay_as_they_are(text: str) -> None:
    changes = Changes()
    changes.encodings.hear([text] * 3)
    assert clean(text, changes) == text


def test_the_letter_that_looks_like_a_soft_hyphen_or_a_minus_is_not_lost() -> None:
    for sign in ("\u00ad", "\u2212"):
        text = typed_in("tcvn3", PARAGRAPHS[0]).replace("\u00ad", sign)
        assert clean(text) == PARAGRAPHS[0]
