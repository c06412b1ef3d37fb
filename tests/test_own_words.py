"""What `check` says of words that are left of another level or another document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-xa"
co_quan = "ubnd-xa-yen-chau"
ngay_xet = 2026-04-01
trich_yeu = "{title}"

[[can_cu]]
id = "cc"
noi_dung = "{basis}"

[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "mot"
noi_dung = "{words}"

[[muc.khoan]]
id = "hai"
noi_dung = "Việc theo bảng:"

[[muc.khoan.bang]]
cot = ["TT", "Nội dung", "Chủ trì"]
hang = [["1", "Kiểm tra chợ", "{lead}"]]

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""
RIGHT = {
    "title": "Phòng, chống đuối nước trên địa bàn xã Yên Châu năm 2026",
    "basis": "Theo đề nghị của Trưởng Phòng Kinh tế.",
    "words": "Phòng Kinh tế phối hợp với các thôn cắm biển báo ở hồ, ao trên địa bàn xã.",
    "lead": "Phòng Kinh tế",
}
CODES = {f"LC{number}" for number in (709, *range(715, 720))}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("xa"), "xã Yên Châu, Sơn La")


def told(office: Office, **wrong: str) -> set[str]:
    path: Path = office.folder / "plans/xa.toml"
    path.write_text(PLAN.format(**{**RIGHT, **wrong}), encoding="utf-8")
    rows = office.do("check", "plans/xa.toml", "--json").data["diagnostics"]
    return {row["code"] for row in rows} & CODES


def test_a_plan_in_its_own_words_is_left_alone(office: Office) -> None:
    assert told(office) == set()


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        ("LC709", "lead", "Sở Công Thương"),
        ("LC715", "words", "UBND xã chủ trì, phối hợp với UBND xã cắm biển báo ở hồ, ao."),
        ("LC716", "title", "Phòng, chống đuối nước tỉnh Sơn La trên địa bàn xã Yên Châu"),
        ("LC717", "basis", "Xét đề nghị của Giám đốc Sở Y tế tại Tờ trình số 5/TTr-SYT;"),
        ("LC718", "words", "Chỉ thị này có hiệu lực kể từ ngày ký."),
        ("LC718", "words", "Thừa lệnh Chủ tịch UBND tỉnh, thông báo để các thôn biết."),
        ("LC718", "words", "Xét đề nghị của; các thôn cắm biển báo ở hồ, ao."),
        ("LC719", "words",
         "Các thôn nghiêm túc tổ chức thực hiện. Các thôn nghiêm túc tổ chức thực hiện."),
    ],
)  # fmt: skip
def test_each_leftover_is_told_by_its_own_code(
    code: str, field: str, words: str, office: Office
) -> None:
    assert told(office, **{field: words}) == {code}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("words", "Thực hiện Chỉ thị số 08/CT-UBND; Chỉ thị này được phổ biến đến từng thôn."),
        ("title", "Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh Sơn La trên địa bàn xã Yên Châu"),
        ("words", "Các thôn phối hợp với UBND xã cắm biển báo ở hồ, ao."),
        ("lead", "Công an xã"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(field: str, words: str, office: Office) -> None:
    assert told(office, **{field: words}) == set()
