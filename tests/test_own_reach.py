"""What `check` says of a commune's plan that reaches beyond the commune."""

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
so = 9
ngay = 2026-04-02
trich_yeu = "Bảo vệ rừng năm 2026"

[[mo_dau]]
id = "loi-dan"
noi_dung = "Ủy ban nhân dân xã Yên Châu ban hành Kế hoạch bảo vệ rừng như sau:"
vai_tro = "loi_dan"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"

[[muc.khoan]]
id = "k"
noi_dung = "{sentence}"
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("xa"), "xã Yên Châu, Sơn La")


def told(office: Office, sentence: str) -> set[str]:
    file: Path = office.folder / "plans/xa.toml"
    file.write_text(PLAN.format(sentence=sentence), encoding="utf-8")
    said = office.do("check", "plans/xa.toml", "--json").data["diagnostics"]
    return {row["code"] for row in said}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("In và phát 8.000 sổ tay phòng cháy rừng cho các xã, phường.", "LC732"),
        ("Làm việc với Bộ Tài chính để bổ sung vốn trồng rừng.", "LC732"),
        ("Sáp nhập các trung tâm y tế khu vực trong năm 2026.", "LC732"),
        ("Phong tặng danh hiệu Nghệ nhân ưu tú cho thợ dệt.", "LC732"),
        ("Mai Sơn, Mộc Châu, Sốp Cộp bố trí lực lượng chốt chặn rừng.", "LC733"),
        ("Đắp đường băng cản lửa tại các xã Mai Sơn, Yên Châu.", "LC733"),
        ("Trồng rừng: xã Mai Sơn 30 ha, xã Yên Châu 12 ha.", "LC733"),
        ("Thống kê chủ rừng theo Biểu số 02 kèm theo Kế hoạch này.", "LC729"),
        ("Xã nào có trên 30 ha rừng trồng thì thuê người canh lửa.", "LC727"),
        ("UBND các xã ven hồ Thác Bà bố trí 02 xuồng tuần tra.", "LC727"),
        ("Riêng các phường: kiểm tra kho gỗ trong khu dân cư.", "LC733"),
        ("Phối hợp với Chi cục Kiểm lâm UBND xã phối hợp tuần tra rừng.", "LC718"),
    ],
)
def test_each_kind_has_its_code(sentence: str, code: str, office: Office) -> None:
    assert code in told(office, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Xã có ít nhất 01 trạm bảo vệ rừng và 03 chốt gác.",
        "Phòng Kinh tế in và phát 300 tờ gấp cho các bản, tiểu khu.",
        "Phối hợp với các trung tâm y tế khu vực khám sức khỏe cho dân quân.",
        "Đề nghị Sở Tài chính làm việc với Bộ Tài chính về vốn trồng rừng.",
        "Ký quy chế phối hợp bảo vệ rừng giữa xã Yên Châu và xã Mai Sơn.",
        "Nơi để xảy ra cháy rừng thì trưởng bản chịu trách nhiệm trước Chủ tịch UBND xã.",
        "Trồng 12 ha rừng tại bản Nà Phiêng, bản Huổi Hẹ.",
        "Thống kê chủ rừng theo Biểu số 02 kèm theo Kế hoạch số 7/KH-UBND.",
        "Phối hợp với Chi cục Kiểm lâm tuần tra rừng giáp ranh.",
    ],
)
def test_a_right_sentence_is_left_alone(sentence: str, office: Office) -> None:
    assert not told(office, sentence) & {"LC718", "LC727", "LC729", "LC732", "LC733"}
