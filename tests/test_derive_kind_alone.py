"""One kind of commune said for any: a phường's plan speaks of the phường."""

from __future__ import annotations

import pytest

from generator.cascade.deriving.unit.addressee import Addressee
from generator.cascade.deriving.wording.entities import changes

WARD = Addressee(
    3, "phường", "phường Tô Hiệu", "UBND phường Tô Hiệu", committee=True, above=1,
    place_above="tỉnh Sơn La", facts={},
)  # fmt: skip
COMMUNE = WARD._replace(word="xã", unit="xã Yên Châu", name="UBND xã Yên Châu")


def put(text: str, unit: Addressee) -> str:
    for change in reversed(changes(text, unit)):
        words = change.words.replace("{cap}", unit.word)
        text = f"{text[: change.start]}{words}{text[change.end :]}"
    return text


@pytest.mark.parametrize(
    ("said", "ward"),
    [
        ("Rà soát các dự án do xã làm chủ đầu tư.", "Rà soát các dự án do phường làm chủ đầu tư."),
        ("Chi từ ngân sách xã để mua phao.", "Chi từ ngân sách phường để mua phao."),
        ("Công khai tại trụ sở xã.", "Công khai tại trụ sở phường."),
        ("Cử dân quân xã trực ngầm tràn.", "Cử dân quân phường trực ngầm tràn."),
    ],
)
def test_a_commune_said_as_xa_is_the_ward_in_its_plan(said: str, ward: str) -> None:
    assert put(said, WARD) == ward
    assert put(ward, COMMUNE) == said
    assert put(said, COMMUNE) == said


@pytest.mark.parametrize(
    "said",
    [
        "Hỗ trợ các xã từ ngân sách xã.",  # those that are xã
        "Vận động hợp tác xã và trụ sở xã hội hóa.",
        "Tập trung cho xã biên giới trước.",
        "Tham quan mô hình tại xã Yên Châu.",
        "Phường đạt 95%, phần của xã là 80%.",
    ],
)
def test_a_kind_that_is_told_apart_named_or_narrowed_stays(said: str) -> None:
    assert "xã" in put(said, WARD)
