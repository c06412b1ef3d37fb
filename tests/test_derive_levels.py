"""What a committee takes from its Party committee, its Council, a ministry: never their work."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans_apart.office import Node, Office, nodes

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
phien_ban = 1

[[co_quan_moi]]
id = "{id}"
ten = "{ten}"
ky_hieu = "{ky_hieu}"
dia_danh = "{dia_danh}"

[van_ban]
ma = "tren"
loai = "{loai}"
co_quan = "{id}"
so = 26
ngay = 2026-04-09
trich_yeu = "{about}"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ, GIẢI PHÁP"
"""
PARTY = {
    "id": "tinh-uy", "ten": "Tỉnh ủy Gia Lai", "ky_hieu": "TU", "dia_danh": "Gia Lai",
    "loai": "NQ", "about": "Về quản lý, bảo vệ và phát triển rừng bền vững",
}  # fmt: skip
MINISTRY = {
    "id": "bo", "ten": "Bộ Nội vụ", "ky_hieu": "BNV", "dia_danh": "Hà Nội",
    "loai": "KH", "about": "Phát triển thị trường lao động giai đoạn 2026 - 2030",
}  # fmt: skip
SIGNED = '\n[[nguoi_ky]]\nchuc_vu = "BÍ THƯ"\n'


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def items(*texts: str) -> str:
    return "".join(
        f'\n[[muc.khoan]]\nid = "k{n}"\nnoi_dung = "{text}"\n' for n, text in enumerate(texts, 1)
    )


def taken(folder: Path, unit: str, above: dict[str, str], *texts: str) -> dict[str, Node]:
    """Id of a node of the plan above → the node that came of it."""
    office = Office(folder, unit)
    assert office.knows_unit, office.unknown
    plan = HEAD.format(**above) + items(*texts) + SIGNED
    (folder / "plans" / "tren.toml").write_text(plan, encoding="utf-8")
    kept = office.derive("tren")
    assert not isinstance(kept, str), kept
    return {node.source: node for node in nodes(kept[0]) if node.source}


def test_where_the_party_leads_the_committee_to_act_it_is_the_committees_own_work(
    tmp_path: Path,
) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", PARTY,
        "Đảng ủy UBND tỉnh lãnh đạo, chỉ đạo UBND tỉnh bố trí 45 tỷ đồng trồng rừng mỗi năm.",
        "Các đảng ủy xã, phường lãnh đạo chính quyền cùng cấp rà soát diện tích rừng bị lấn chiếm.",
    )  # fmt: skip
    assert found["k1"].words == "Bố trí 45 tỷ đồng trồng rừng mỗi năm."
    assert found["k2"].words == "UBND các xã, phường rà soát diện tích rừng bị lấn chiếm."
    assert not found["k1"].marked  # resolved at its own level: the sum is its own


def test_the_communes_part_of_the_same_resolution_is_the_communes(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "xã Ia Grai, Gia Lai", PARTY,
        "Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh bố trí 45 tỷ đồng trồng rừng mỗi năm.",
        "Các đảng ủy xã, phường lãnh đạo chính quyền cùng cấp rà soát diện tích rừng bị lấn chiếm.",
        "Đảng ủy HĐND tỉnh lãnh đạo HĐND tỉnh giám sát chuyên đề việc giao rừng.",
    )  # fmt: skip
    assert set(found) & {"k1", "k2", "k3"} == {"k2"}
    assert found["k2"].words == "Rà soát diện tích rừng bị lấn chiếm."


@pytest.mark.parametrize(
    "order",
    [
        "Giao Ban Nội chính Tỉnh ủy, Văn phòng Tỉnh ủy đôn đốc việc thực hiện Nghị quyết.",
        "Ủy ban Kiểm tra Tỉnh ủy kiểm tra tổ chức đảng nơi để mất rừng.",
    ],
)
def test_nobody_orders_the_bodies_of_the_party(order: str, tmp_path: Path) -> None:
    assert "k1" not in taken(tmp_path, "tỉnh Gia Lai", PARTY, order, "Trồng 3.000 ha rừng.")


def test_party_committees_are_asked_and_a_person_looks(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", PARTY, "Các cấp ủy đưa chỉ tiêu giữ rừng vào nghị quyết hằng năm."
    )
    assert found["k1"].words.startswith("Đề nghị các cấp ủy đưa chỉ tiêu")
    assert "Các cấp ủy" in found["k1"].marked


def test_what_the_council_resolves_is_submitted_what_it_watches_is_asked(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", PARTY,
        "Rà soát quy hoạch ba loại rừng; HĐND tỉnh quy định mức hỗ trợ khoán bảo vệ rừng.",
        "HĐND tỉnh giám sát việc chuyển mục đích sử dụng rừng.",
    )  # fmt: skip
    assert "; trình HĐND tỉnh quy định mức hỗ trợ" in found["k1"].words
    assert found["k2"].words.startswith("Đề nghị HĐND tỉnh giám sát")
    assert found["k2"].marked


def test_a_ministrys_own_units_are_no_bodies_of_a_province(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", MINISTRY,
        "Xác định rõ trách nhiệm của từng đơn vị thuộc Bộ trong dự báo nhu cầu lao động.",
        "Gắn trách nhiệm của các cục, vụ, đơn vị thuộc Bộ, các địa phương với kết quả việc làm.",
        "Các đơn vị thuộc Bộ xây dựng phần mềm dự báo.",
    )  # fmt: skip
    assert "của các sở, ban, ngành thuộc UBND tỉnh trong dự báo" in found["k1"].words
    assert "thuộc UBND tỉnh, UBND các xã, phường với kết quả" in found["k2"].words
    assert "k3" not in found


@pytest.mark.parametrize(
    ("above", "below", "asked"),
    [
        ("Sở Lao động - Thương binh và Xã hội", "Sở Lao động", True),  # several have its fields
        ("Sở quản lý nhà nước về khoa học và công nghệ", "Sở Khoa học và Công nghệ", False),
        ("Sở Quy hoạch - Kiến trúc", "Sở Xây dựng", False),
    ],
)
def test_a_department_that_the_province_has_not_is_its_own_or_asked(
    above: str, below: str, asked: bool, tmp_path: Path
) -> None:
    said = f"Sở Giáo dục và Đào tạo phối hợp với {above} tư vấn nghề cho học sinh lớp 12."
    node = taken(tmp_path, "tỉnh Gia Lai", MINISTRY, said)["k1"]
    assert f"phối hợp với {below}" in node.words
    assert bool(node.marked) is asked


def test_organisations_at_the_centre_are_put_before_a_person(tmp_path: Path) -> None:
    said = "Đề nghị Trung ương Hội Nông dân Việt Nam vận động hội viên học nghề."
    node = taken(tmp_path, "tỉnh Gia Lai", MINISTRY, said)["k1"]
    assert "Đề nghị Hội Nông dân tỉnh vận động" in node.words
    assert "tổ chức của trung ương" in node.marked


def test_where_nobody_leads_leads_are_proposed_and_put_before_a_person(tmp_path: Path) -> None:
    office = Office(tmp_path, "xã Ia Grai, Gia Lai")
    groups = "".join(
        f'\n[[muc.khoan]]\nid = "g{n}"\ntieu_de = "{title}"\n'
        f'\n[[muc.khoan.diem]]\nid = "g{n}-1"\nnoi_dung = "{text}"\n'
        for n, (title, text) in enumerate(
            [
                ("Phát triển rừng", "Đẩy mạnh trồng rừng gỗ lớn."),
                ("Giữ gìn lễ hội", "Khôi phục lễ hội mừng lúa mới."),
            ],
            1,
        )
    )
    text = HEAD.format(**PARTY) + groups + SIGNED
    (tmp_path / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    kept = office.derive("tren")
    assert not isinstance(kept, str), kept
    made = {node.words: node for node in nodes(kept[0]) if not node.source}
    led = {node.heading.split(" / ")[-1]: words for words, node in made.items() if "“" in words}
    assert "“Phát triển rừng”" in led["Phòng Kinh tế"]
    assert "“Giữ gìn lễ hội”" in led["Phòng Văn hóa - Xã hội"]
    assert all("đề xuất theo lĩnh vực" in made[words].marked for words in led.values())
    assert any(words.endswith("xem xét, chỉ đạo./.") for words in made)  # it closes


def test_who_has_work_already_gets_no_proposal(tmp_path: Path) -> None:
    found = taken(
        tmp_path, "tỉnh Gia Lai", PARTY, "Sở Tài chính bố trí vốn trồng rừng.", "Trồng rừng gỗ lớn."
    )
    assert {found["k1"].words, found["k2"].words} == {
        "Sở Tài chính bố trí vốn trồng rừng.",
        "Trồng rừng gỗ lớn.",
    }
    plan = read_toml(tmp_path / "plans" / "duoi" / "tinh-gia-lai.toml")
    assert not any("“" in node.words for node in nodes(plan))


@pytest.mark.parametrize(
    ("opening", "used", "said"),
    [
        ("Tỉnh có 4 xã chậm bồi thường, tái định cư (BTTĐC).", "Đẩy nhanh BTTĐC các tuyến đường.",
         "Đẩy nhanh bồi thường, tái định cư (BTTĐC) các tuyến đường."),
        ("Đề án trồng 5.000 ha keo lai (sau đây gọi tắt là Đề án) đang chậm.",
         "Tuyên truyền về Đề án đến từng hộ.",
         "Tuyên truyền về Đề án trồng 5.000 ha keo lai (sau đây gọi tắt là Đề án) đến từng hộ."),
        ("Ủy ban nhân dân (UBND) tỉnh biểu dương xã Ia Dơk.", "UBND các xã rà soát rừng.",
         "Rà soát rừng."),
    ],
)  # fmt: skip
def test_a_short_form_is_explained_where_the_unit_uses_it_first(
    opening: str, used: str, said: str, tmp_path: Path
) -> None:
    office = Office(tmp_path, "xã Ia Grai, Gia Lai")
    text = HEAD.format(**PARTY).replace(
        "[[muc]]",
        f'[[muc]]\nid = "tinh-hinh"\ntieu_de = "TÌNH HÌNH"\n{items(opening)}\n[[muc]]',
    )
    tasks = items(used).replace('id = "k1"', 'id = "dung"')
    (tmp_path / "plans" / "tren.toml").write_text(text + tasks + SIGNED, encoding="utf-8")
    kept = office.derive("tren")
    assert not isinstance(kept, str), kept
    assert {node.source: node.words for node in nodes(kept[0])}["dung"] == said


def test_what_another_leads_is_not_the_provinces_because_it_helps(tmp_path: Path) -> None:
    node = taken(
        tmp_path, "tỉnh Gia Lai", MINISTRY,
        "Lập bản đồ nhu cầu lao động toàn quốc; Cục Việc làm chủ trì, các địa phương cung cấp số "
        "liệu trước ngày 15/11 hằng năm.",
    )["k1"]  # fmt: skip
    assert node.words == ("Phối hợp với Cục Việc làm cung cấp số liệu trước ngày 15/11 hằng năm.")
    assert node.marked


PROVINCE = {
    "id": "khong-dung", "ten": "Không dùng", "ky_hieu": "KD", "dia_danh": "Gia Lai",
    "loai": "KH", "about": "Phòng, chống bệnh sốt xuất huyết",
}  # fmt: skip


def test_a_departments_plan_is_its_own_rooms_work_told_by_its_head(tmp_path: Path) -> None:
    office = Office(tmp_path, "Sở Giáo dục và Đào tạo tỉnh Gia Lai")
    assert office.knows_unit, office.unknown
    own = items("Kiểm tra bể nước tại các trường; gửi báo cáo về Sở Y tế trước ngày 05/11/2026.")
    text = (
        HEAD.format(**PROVINCE).replace('co_quan = "khong-dung"', 'co_quan = "ubnd-tinh-gia-lai"')
        + items("Các chủ công trình xây dựng thu gom phế thải đọng nước.").replace("k1", "chu")
        + '\n[[muc]]\nid = "to-chuc"\ntieu_de = "TỔ CHỨC THỰC HIỆN"\n'
        + '\n[[muc.khoan]]\nid = "gd"\ntieu_de = "Sở Giáo dục và Đào tạo"\n'
        + own.replace("[[muc.khoan]]", "[[muc.khoan.diem]]")
        + SIGNED
    )
    (tmp_path / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "--unit", "so-giao-duc-dao-tao", "-o", "plans/d")
    assert said.code == 0, said.err
    plan = read_toml(next((tmp_path / "plans" / "d").glob("*.toml")))
    found = {node.source: node for node in nodes(plan) if node.source}
    assert "chu" not in found
    assert "; tham mưu Lãnh đạo Sở Giáo dục và Đào tạo gửi báo cáo về Sở Y tế" in found["k1"].words
    assert "phân công cho từng nhóm việc" in found["gd"].marked
    assert "Sở Y tế" in [line["noi_dung"] for line in plan["noi_nhan"]]


GIVEN = '\n[[muc]]\nid = "to-chuc"\ntieu_de = "TỔ CHỨC THỰC HIỆN"\n\n' + (
    '[[muc.khoan]]\nid = "tinh"\ntieu_de = "Ủy ban nhân dân các tỉnh, thành phố"\n'
)
OF_COMMUNES = "Giao Ủy ban nhân dân cấp xã quản lý chợ dân sinh trên địa bàn; không giao khoán."
TOLD_TOGETHER = "Giao Sở Công Thương và Ủy ban nhân dân cấp xã quản lý chợ dân sinh."


def test_what_a_province_tells_its_communes_is_an_item_of_theirs(tmp_path: Path) -> None:
    office = Office(tmp_path, "tỉnh Gia Lai")
    texts = ("Cân đối ngân sách sửa chợ.", OF_COMMUNES, TOLD_TOGETHER)
    points = "".join(
        f'\n[[muc.khoan.diem]]\nid = "d{n}"\nnoi_dung = "{text}"\n' for n, text in enumerate(texts)
    )
    plan = HEAD.format(**MINISTRY) + items("Lập kho dữ liệu chợ.") + GIVEN + points + SIGNED
    (tmp_path / "plans" / "tren.toml").write_text(plan, encoding="utf-8")
    kept = office.derive("tren")
    assert not isinstance(kept, str), kept
    found = {node.source: node for node in nodes(kept[0]) if node.source}
    assert found["d1"].heading.endswith("/ Ủy ban nhân dân cấp xã")
    assert found["d1"].words == "Quản lý chợ dân sinh trên địa bàn; không giao khoán."
    assert not found["d0"].heading.endswith("cấp xã")
    assert not found["d2"].heading.endswith("cấp xã")  # with a department: the province's to give


ALL_HAVE = "Mỗi tỉnh, thành phố có ít nhất 02 trạm cứu hộ hoặc kho vật tư, riêng các tỉnh {}."


@pytest.mark.parametrize(
    ("rest", "own", "question"),
    [
        ("Tây Nguyên ít nhất 03 kho chống hạn", "Tỉnh có ít nhất 03 kho chống hạn.", False),
        ("Đông Nam Bộ ít nhất 03 kho chống ngập",
         "Tỉnh có ít nhất 02 trạm cứu hộ hoặc kho vật tư.", False),
        ("Tây Nguyên có thêm 01 trạm", "có thêm 01 trạm", True),  # besides, not instead
    ],
)  # fmt: skip
def test_a_province_has_the_figure_of_its_region_alone(
    rest: str, own: str, question: bool, tmp_path: Path
) -> None:
    found = taken(tmp_path, "tỉnh Gia Lai", MINISTRY, ALL_HAVE.format(rest))["k1"]
    assert own in found.words
    assert bool(found.marked) is question
    assert ("riêng" in found.words) is question


@pytest.mark.parametrize(
    ("whom", "head"),
    [
        ("Thủ tướng Chính phủ", "Chủ tịch UBND tỉnh"),
        ("Ủy ban nhân dân tỉnh", "Người đứng đầu cơ quan, đơn vị"),
    ],
)
def test_a_province_answers_to_who_is_above_it_and_not_to_itself(
    whom: str, head: str, tmp_path: Path
) -> None:
    said = f"Người đứng đầu cơ quan, địa phương chịu trách nhiệm trước {whom} về tiến độ."
    node = taken(tmp_path, "tỉnh Gia Lai", MINISTRY, said)["k1"]
    assert node.words.startswith(head)
