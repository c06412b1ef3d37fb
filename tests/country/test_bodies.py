"""A body of any province is recognised, though no registry lists it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.apparatus import BoMay, load_apparatus
from generator.plan.bodies import BodyKinds, Locality
from generator.workspace.workspace import Workspace

NOW = date(2026, 11, 28)
THEN = date(2024, 6, 3)
BODIES = Workspace(Path(__file__).parents[2]).bodies
DATA = BODIES.data


def kind(text: str, day: date = NOW, level: int | None = None) -> str | None:
    body = BODIES.body_of(text, day, level)
    return body.kind if body else None


@pytest.mark.parametrize(
    ("text", "id_", "level", "place"),
    [
        ("Sở Nội vụ", "so-noi-vu", 1, None),
        ("Sở Nội vụ tỉnh Cà Mau", "so-noi-vu", 1, Locality("tỉnh", "Cà Mau")),
        ("Công an xã Tân Tiến", "cong-an-xa", 3, Locality("xã", "Tân Tiến")),
        ("Công an tỉnh", "cong-an-tinh", 1, Locality("tỉnh", "")),
        ("UBND phường 1 Bảo Lộc", "ubnd-xa", 3, Locality("phường", "1 Bảo Lộc")),
        ("UBND TP. Hồ Chí Minh", "ubnd-tinh", 1, Locality("thành phố", "Hồ Chí Minh")),
        ("Uỷ ban nhân dân đặc khu Phú Quý", "ubnd-xa", 3, Locality("đặc khu", "Phú Quý")),
        ("Phòng Văn hoá – Xã hội", "phong-van-hoa-xa-hoi", 3, None),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", "phong-kinh-te-ha-tang-do-thi", 3, None),
        ("Ban Quản lý khu kinh tế", "ban-quan-ly-khu-kinh-te", 1, None),
        ("Bộ CHQS tỉnh", "bo-chqs-tinh", 1, Locality("tỉnh", "")),
    ],
)
def test_a_name_tells_kind_level_and_place(
    text: str, id_: str, level: int, place: Locality | None
) -> None:
    body = BODIES.body_of(text, NOW)
    assert body is not None
    assert (body.kind, body.level, body.place) == (id_, level, place)
    assert body.exists


def test_the_day_decides_which_room_is_meant() -> None:
    assert kind("Phòng Kinh tế", NOW) == "phong-kinh-te"
    assert kind("Phòng Kinh tế", THEN) == "phong-kinh-te-huyen"


def test_the_level_of_who_speaks_decides_where_the_name_does_not() -> None:
    alone = BODIES.body_of("Công an", NOW)
    assert alone is not None
    assert alone.level is None
    assert kind("Công an", NOW, level=3) == "cong-an-xa"
    assert kind("Công an", NOW, level=1) == "cong-an-tinh"


def test_a_body_that_ended_is_known_with_what_became_of_it() -> None:
    body = BODIES.body_of("Sở Tài nguyên và Môi trường tỉnh Lào Cai", NOW)
    assert body is not None
    assert not body.exists
    assert body.ended == date(2025, 2, 28)
    assert body.became == ("so-nong-nghiep-moi-truong",)
    before = BODIES.body_of("Sở Tài nguyên và Môi trường", THEN)
    assert before is not None
    assert before.exists


def test_a_city_is_of_the_rank_that_it_had_on_the_day() -> None:
    assert kind("UBND thành phố Huế", NOW) == "ubnd-tinh"
    assert kind("UBND thành phố Huế", THEN) == "ubnd-huyen"
    assert kind("UBND thành phố Lạng Sơn", THEN) == "ubnd-huyen"


def test_a_name_nobody_listed_still_tells_what_its_first_word_tells() -> None:
    body = BODIES.body_of("Bệnh viện Đa khoa tỉnh Lào Cai", NOW)
    assert body is not None
    assert (body.kind, body.loai, body.level) == ("", "su-nghiep", 1)
    sport = BODIES.body_of("Sở Du lịch và Thể thao", NOW)
    assert sport is not None
    assert (sport.kind, sport.fields) == ("", ("du-lich", "the-thao"))


@pytest.mark.parametrize(
    "text",
    ["", "nội dung khác", "Sở Tài chính và Sở Y tế", "Sở Tài chính, Nội vụ", "Tháng 8/2026"],
)
def test_what_is_no_single_body_is_not_taken_for_one(text: str) -> None:
    assert BODIES.body_of(text, NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "UBND các xã, phường và đặc khu",
        "Ủy ban nhân dân cấp xã",
        "các sở, ban, ngành tỉnh Lào Cai",
        "Công an các xã, phường",
    ],
)
def test_all_bodies_of_a_kind_are_told_from_one(text: str) -> None:
    body = BODIES.body_of(text, NOW)
    assert body is not None
    assert body.collective


def test_a_sentence_gives_its_bodies_in_order_each_with_its_place() -> None:
    text = (
        "Giao Sở Tài chính chủ trì, phối hợp với Công an tỉnh, các Sở: Nội vụ, Văn hóa, Thể "
        "thao và Du lịch và UBND các xã, phường; Chủ tịch UBND xã Bắc Hà báo cáo Sở Y tế."
    )
    found = BODIES.mentions(text, NOW)
    assert [text[m.start : m.end] for m in found] == [
        "Sở Tài chính",
        "Công an tỉnh",
        "Nội vụ",
        "Văn hóa, Thể thao và Du lịch",
        "UBND các xã, phường",
        "Chủ tịch UBND xã Bắc Hà",
        "Sở Y tế",
    ]
    assert [m.body.kind for m in found][2:4] == ["so-noi-vu", "so-van-hoa-the-thao-du-lich"]
    assert found[5].body.head == "Chủ tịch"


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Kế hoạch số 126/KH-UBND, Nghị quyết số 34-NQ/TU, Quyết định 12/2026/QĐ-SNNMT.",
        "NHIỆM VỤ TRỌNG TÂM; CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bộ luật Lao động, Bộ Tiêu chí, Hội nghị, Trường hợp đặc biệt",
        "Thuế giá trị gia tăng. Thanh tra, kiểm tra đột xuất. Thống kê số liệu.",
    ],
)
def test_symbols_headings_and_words_like_names_are_no_bodies(text: str) -> None:
    assert BODIES.mentions(text, NOW) == []


def test_a_person_after_the_word_for_a_level_is_no_province() -> None:
    text = "Chủ tịch UBND tỉnh Trần Văn Giả chủ trì; UBND tỉnh Lào Cai Sở Y tế"
    first, second, third = BODIES.mentions(text, NOW)
    assert first.body.place == Locality("tỉnh", "")
    assert second.body.place == Locality("tỉnh", "Lào Cai")
    assert third.body.kind == "so-y-te"


def test_the_one_stop_shop_is_a_body_though_its_first_word_is_common() -> None:
    (found,) = BODIES.mentions("Giao Bộ phận Một cửa xã tiếp nhận", THEN)
    assert found.body.kind == "mot-cua-xa"


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        (
            "UBND các phường: Trấn Biên, Biên Hòa và Long Bình rà soát",
            ["Trấn Biên", "Biên Hòa", "Long Bình"],
        ),
        (
            "UBND thành phố Huế, tỉnh Bắc Ninh và tỉnh Đắk Lắk rà soát",
            ["Huế", "Bắc Ninh", "Đắk Lắk"],
        ),
        ("UBND xã Bắc Hà, Sở Y tế và UBND phường Lào Cai rà soát", ["Bắc Hà", "", "Lào Cai"]),
    ],
)
def test_units_listed_behind_one_name_are_bodies_of_their_own(
    sentence: str, named: list[str]
) -> None:
    found = BODIES.mentions(sentence, NOW)
    assert [m.body.place.name if m.body.place else "" for m in found] == named
    assert not any(m.body.collective for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mặt trận Tổ quốc Việt Nam xã, phường",
        "Trung tâm Phục vụ hành chính công xã, phường",
        "các Ban Quản lý dự án",
        "Các Trạm Y tế",
        "các chủ đầu tư",
    ],
)
def test_a_kind_in_the_plural_is_all_of_the_kind(text: str) -> None:
    body = BODIES.body_of(text, NOW)
    assert body is not None
    assert body.collective


def test_what_narrows_a_collective_name_is_kept() -> None:
    body = BODIES.body_of("UBND các xã, phường có rừng", NOW)
    assert body is not None
    assert (body.collective, body.limited) == (True, "có rừng")


def test_a_name_with_a_predicate_behind_it_is_no_name() -> None:
    assert BODIES.body_of("Sở Nội vụ chủ trì thực hiện", NOW) is None
    assert BODIES.body_of("Trung tâm Khuyến nông có trách nhiệm hướng dẫn", NOW) is None


def test_common_words_are_no_bodies() -> None:
    text = "Các bộ phận công khai thanh tra, thống kê, thuế; phòng cháy; hội nghị; sở hữu; vụ mùa."
    assert BODIES.mentions(text, NOW) == []


def test_a_commune_has_a_counterpart_for_every_field_of_the_departments() -> None:
    departments = [k for k in DATA.bo_may if k.lap_san and k.bac == 1 and k.id.startswith("so-")]
    assert len(departments) >= 10
    for cap in ("xa", "phuong", "dac-khu"):
        for one in departments:
            for field in one.linh_vuc:
                assert BODIES.counterparts([field], 3, NOW, cap), (one.id, field, cap)


def test_home_affairs_of_a_commune_are_its_room_of_culture_and_social_matters() -> None:
    found = BODIES.counterparts(["noi-vu"], 3, NOW, "xa")
    assert {(k.id, sure) for k, sure in found} == {("phong-van-hoa-xa-hoi", True)}


def test_what_took_over_existed_when_the_other_ended() -> None:
    for one in DATA.bo_may:
        for id_ in one.thanh:
            later = BODIES.kinds[id_]
            assert one.den is None or later.den is None or later.den > one.den, (one.id, id_)


@given(st.sampled_from([k for k in DATA.bo_may if not k.tap_the]))
def test_every_kind_is_recognised_by_its_own_name_on_its_own_day(one: BoMay) -> None:
    day = one.tu or one.den or NOW
    body = BODIES.body_of(one.ten, day, one.bac)
    assert body is not None
    assert body.kind == one.id or BODIES.kinds[body.kind].ten == one.ten


@given(st.text())
def test_any_text_is_read_without_fault_and_its_spans_lie_in_order(text: str) -> None:
    found = BODIES.mentions(text, NOW)
    edges = [edge for m in found for edge in (m.start, m.end)]
    assert edges == sorted(edges)
    assert all(0 <= m.start < m.end <= len(text) for m in found)


def test_a_list_with_wrong_ids_is_told_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "bo-may.toml"
    entry = '[[bo_may]]\nid = "so-a"\nloai = "chuyen-mon"\nbac = 1\nten = "Sở A"\n'
    path.write_text(f'phien_ban = 1\n{entry}{entry}linh_vuc = ["x"]\nthanh = ["y"]\n', "utf-8")
    _data, found = load_apparatus(path)
    assert [(d.code, d.span.line) for d in found if d.span] == [
        ("CQ212", 8),
        ("CQ213", 12),
        ("CQ213", 13),
    ]


def test_an_unusable_list_recognises_nothing_and_says_so(tmp_path: Path) -> None:
    data, found = load_apparatus(tmp_path / "bo-may.toml")
    assert [d.code for d in found] == ["DL110"]
    assert BodyKinds(data).mentions("Sở Nội vụ", NOW) == []
