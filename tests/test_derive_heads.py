"""Heads of derived plans: one place in the title, who issued the plan above, a department's own."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-tren"
co_quan = "ubnd-tinh-son-la"
so = 7
ngay = 2026-03-02
trich_yeu = "{title}"

[[mo_dau]]
id = "loi-dan"
noi_dung = "Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch như sau:"
vai_tro = "loi_dan"

[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "so"
tieu_de = "Sở Công Thương"

[[muc.khoan.diem]]
id = "so-1"
noi_dung = "Chủ trì, phối hợp với các sở, ngành liên quan rà soát các chợ đầu mối trong quý II."

[[muc.khoan]]
id = "xa"
tieu_de = "Ủy ban nhân dân các xã, phường"

[[muc.khoan.diem]]
id = "xa-1"
noi_dung = "Niêm yết giá tại các chợ."

[[ket_thuc]]
id = "ket"
noi_dung = "Yêu cầu các sở, ngành, UBND các xã, phường nghiêm túc triển khai thực hiện./."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


def derived(office: Office, unit: str, title: str) -> dict[str, Any]:
    (office.folder / "plans/tren.toml").write_text(PLAN.format(title=title), encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "--unit", unit, "--json")
    target = office.folder / said.data["results"][0]["target"]
    return tomllib.loads(target.read_text("utf-8"))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Bình ổn giá tỉnh Sơn La giai đoạn 2026 - 2028",
         "Bình ổn giá xã Yên Châu giai đoạn 2026 - 2028"),
        ("Bình ổn giá trên địa bàn Tỉnh Sơn La năm 2026",
         "Bình ổn giá trên địa bàn xã Yên Châu năm 2026"),
        ("Bình ổn giá của TỈNH SƠN LA", "Bình ổn giá của xã Yên Châu"),
        ("An toàn trường học tại các xã, phường năm 2026",
         "An toàn trường học năm 2026 trên địa bàn xã Yên Châu"),
        ("Bình ổn giá năm 2026", "Bình ổn giá năm 2026 trên địa bàn xã Yên Châu"),
        ("Triển khai Nghị quyết của HĐND tỉnh Sơn La về giá",
         "Triển khai Nghị quyết của HĐND tỉnh Sơn La về giá trên địa bàn xã Yên Châu"),
    ],
)  # fmt: skip
def test_a_title_names_the_unit_in_the_place_of_the_superior(
    above: str, below: str, tmp_path: Path
) -> None:
    office = Office(tmp_path, "xã Yên Châu, Sơn La")
    assert derived(office, "ubnd-xa-yen-chau", above)["van_ban"]["trich_yeu"] == below


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    office = Office(tmp_path_factory.mktemp("so"), "Sở Công Thương tỉnh Sơn La")
    return derived(office, "so-cong-thuong", "Bình ổn giá trên địa bàn tỉnh Sơn La năm 2026")


def test_a_department_signs_as_its_head_and_keeps_the_whole_title(
    department: dict[str, Any],
) -> None:
    assert [(s.get("quyen_han"), s["chuc_vu"]) for s in department["nguoi_ky"]] == [
        (None, "GIÁM ĐỐC")
    ]
    assert department["van_ban"]["trich_yeu"] == "Bình ổn giá trên địa bàn tỉnh Sơn La năm 2026"


def test_a_department_sends_its_plan_to_its_superior_and_its_own_rooms(
    department: dict[str, Any],
) -> None:
    lines = [one["noi_dung"] for one in department["noi_nhan"]]
    assert lines == [
        "UBND tỉnh Sơn La",
        "Lãnh đạo Sở Công Thương",
        "Các phòng, đơn vị thuộc Sở Công Thương",
    ]


def test_a_department_gives_its_work_to_its_rooms_and_never_works_with_itself(
    department: dict[str, Any],
) -> None:
    (item,) = department["muc"][0]["khoan"]
    assert item["tieu_de"] == "Các phòng, đơn vị thuộc Sở Công Thương"
    assert item["diem"][0]["noi_dung"].startswith("Chủ trì, phối hợp với các sở, ngành liên quan")
    closing = department["ket_thuc"][0]["noi_dung"]
    assert closing.startswith("Sở Công Thương yêu cầu các phòng, đơn vị thuộc Sở Công Thương")


PAPER = """\
{head}
Số: 12/{symbol}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn La, ngày 04 tháng 5 năm 2026
{kind}
{subject}
Để bảo đảm an toàn hồ đập, yêu cầu:
1. Ủy ban nhân dân các xã, phường kiểm tra hồ chứa trước ngày 20/5/2026.
Nơi nhận:
- Như trên;
- Lưu: VT.
{capacity}
Lò Văn Mẫu
"""


@pytest.mark.parametrize(
    ("head", "symbol", "kind", "subject", "capacity", "cited"),
    [
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN\nTỈNH SƠN LA", "CT-CTUBND", "CHỈ THỊ",
         "Về việc bảo đảm an toàn hồ đập", "CHỦ TỊCH",
         "Chỉ thị số 12/CT-CTUBND ngày 04/5/2026 của Chủ tịch Ủy ban nhân dân tỉnh Sơn La về việc"),
        ("UBND TỈNH SƠN LA\nVĂN PHÒNG", "TB-VP", "THÔNG BÁO",
         "Kết luận cuộc họp về an toàn hồ đập", "CHÁNH VĂN PHÒNG",
         "Thông báo số 12/TB-VP ngày 04/5/2026 của Văn phòng UBND tỉnh Sơn La về kết luận"),
        ("TỈNH ỦY SƠN LA", "NQ/TU", "NGHỊ QUYẾT",
         "CỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề bảo đảm an toàn hồ đập", "T/M BAN THƯỜNG VỤ\nBÍ THƯ",
         "của Ban Thường vụ Tỉnh ủy Sơn La về bảo đảm"),
    ],
)  # fmt: skip
def test_the_title_says_who_issued_what_is_carried_out(
    head: str, symbol: str, kind: str, subject: str, capacity: str, cited: str, tmp_path: Path
) -> None:
    office = Office(tmp_path, "xã Yên Châu, Sơn La")
    paper = PAPER.format(head=head, symbol=symbol, kind=kind, subject=subject, capacity=capacity)
    (tmp_path / "den.txt").write_text(paper, encoding="utf-8")
    office.do("import", "den.txt", "-o", "plans/den.toml")
    said = office.do("derive", "plans/den.toml", "--unit", "ubnd-xa-yen-chau", "--json")
    plan = tomllib.loads((tmp_path / said.data["results"][0]["target"]).read_text("utf-8"))
    assert cited in plan["van_ban"]["trich_yeu"]


ORDERS = PLAN.replace('tieu_de = "Sở Công Thương"', 'tieu_de = "{called}Sở Công Thương:"').replace(
    "Chủ trì, phối hợp với các sở, ngành liên quan rà soát các chợ đầu mối trong quý II.",
    "Chủ trì, phối hợp với UBND các xã, phường rà soát các chợ đầu mối.",
)


@pytest.mark.parametrize("called", ["", "Giao ", "Yêu cầu ", "Trách nhiệm của ", "Đối với "])
def test_who_is_helped_is_named_without_the_words_that_ordered_it(
    called: str, tmp_path: Path
) -> None:
    office = Office(tmp_path, "xã Yên Châu, Sơn La")
    text = ORDERS.format(title="Bình ổn giá năm 2026", called=called)
    (tmp_path / "plans/tren.toml").write_text(text, encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau", "--json")
    plan = tomllib.loads((tmp_path / said.data["results"][0]["target"]).read_text("utf-8"))
    titles = [item["tieu_de"] for item in plan["muc"][0]["khoan"]]
    assert "Phối hợp với Sở Công Thương" in titles


@pytest.mark.parametrize(
    "closing",
    [
        "Chỉ thị này có hiệu lực kể từ ngày ký./.",
        "Thừa lệnh Chủ tịch UBND tỉnh, Văn phòng UBND tỉnh thông báo để các đơn vị biết./.",
        "Các sở, ngành, UBND các xã, phường nghiêm túc tổ chức thực hiện. Các sở, ngành, UBND các"
        " xã, phường nghiêm túc tổ chức thực hiện./.",
    ],
)
def test_closing_words_of_another_document_give_way_to_the_unit_s_own(
    closing: str, tmp_path: Path
) -> None:
    office = Office(tmp_path, "xã Yên Châu, Sơn La")
    said = PLAN.split('id = "ket"\nnoi_dung = "')
    text = said[0] + f'id = "ket"\nnoi_dung = "{closing}"' + said[1][said[1].index('"') + 1 :]
    (tmp_path / "plans/tren.toml").write_text(text.format(title="Bình ổn giá"), encoding="utf-8")
    done = office.do("derive", "plans/tren.toml", "--unit", "ubnd-xa-yen-chau", "--json")
    plan = tomllib.loads((tmp_path / done.data["results"][0]["target"]).read_text("utf-8"))
    words = " ".join(one["noi_dung"] for one in plan["ket_thuc"])
    assert words.startswith("Ủy ban nhân dân xã yêu cầu")
    assert "hiệu lực" not in words
    assert "Thừa lệnh" not in words
