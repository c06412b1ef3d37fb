"""What `check` says of single sentences of a plan that nobody derived, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-don-vi"
co_quan = "{office}"
ngay_xet = 2026-04-01
trich_yeu = "{title}"

[[mo_dau]]
id = "loi-dan"
vai_tro = "loi_dan"
noi_dung = "{opening}"

[[muc]]
id = "to-chuc"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "mot"
tieu_de = "{who}"

[[muc.khoan.diem]]
id = "mot-a"
noi_dung = "{words}"

[[muc.khoan]]
id = "hai"
tieu_de = "{other}"

[[muc.khoan.diem]]
id = "hai-a"
noi_dung = "Tuyên truyền trên hệ thống truyền thanh cơ sở."

[[noi_nhan]]
id = "nn"
noi_dung = "Các phòng, đơn vị; Sở Y tế"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""
RIGHT = {
    "office": "ubnd-xa-mo-duc",
    "title": "Phòng, chống ma túy trên địa bàn xã Mỏ Cày năm 2026",
    "opening": "Ủy ban nhân dân xã ban hành Kế hoạch phòng, chống ma túy năm 2026 như sau:",
    "who": "Phòng Văn hóa - Xã hội",
    "words": "Tham mưu UBND xã phê duyệt danh sách người cai nghiện tại cộng đồng.",
    "other": "Công an xã",
}
CODES = {"LC711", "LC713", *(f"LC{number}" for number in range(718, 725))}
COMMUNE, WARD, DEPARTMENT = "xã Mường Hum, Lào Cai", "phường Hòa Khánh, Đà Nẵng", "Sở Y tế Lào Cai"


@pytest.fixture(scope="module", params=[COMMUNE])
def commune(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Office:
    return Office(tmp_path_factory.mktemp("don-vi"), request.param)


def told(office: Office, id_: str, **wrong: str) -> set[str]:
    path: Path = office.folder / "plans/don-vi.toml"
    path.write_text(PLAN.format(**{**RIGHT, "office": id_, **wrong}), encoding="utf-8")
    rows = office.do("check", "plans/don-vi.toml", "--json").data["diagnostics"]
    return {row["code"] for row in rows} & CODES


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        ("LC713", "title", "Phòng, chống ma túy trên địa bàn tỉnh năm 2026"),
        ("LC713", "opening", "UBND xã ban hành Kế hoạch ra quân trên địa bàn tỉnh như sau:"),
        ("LC713", "words", "Bảo đảm 100% bệnh viện tuyến tỉnh có khoa điều trị nghiện chất."),
        ("LC713", "words", "Vận động doanh nghiệp toàn tỉnh nhận người cai nghiện vào làm việc."),
        ("LC718", "words", "Xã."),
        ("LC718", "words", "Ra quân đợt cao điểm (Công an xã chủ trì."),
        ("LC718", "words", "Phấn đấu 100% Sở Y tế, xã, phường lập hồ sơ điện tử."),
        ("LC718", "words", "UBND xã người đứng đầu chịu trách nhiệm về kết quả."),
        ("LC719", "words", "Lập danh sách người nghiện. Lập danh sách người nghiện."),
        ("LC720", "words", "Huy động các tổ dân phố ra quân dọn điểm nóng."),
        ("LC720", "words", "Sử dụng ngân sách phường theo phân cấp."),
        ("LC721", "words", "Phê duyệt danh sách người cai nghiện tại cộng đồng."),
        ("LC721", "words", "Xử lý nghiêm cán bộ, công chức bao che người vi phạm."),
        ("LC723", "words", "Tham mưu UBND xã báo cáo Công an tỉnh trước ngày 15/6/2026."),
        ("LC723", "words", "Tham mưu UBND xã gửi số liệu về Hội Chữ thập đỏ tỉnh hằng tháng."),
        (
            "LC723",
            "words",
            "Tham mưu UBND xã báo cáo kết quả cai nghiện về Sở Y tế trước ngày 15/6/2026, tình hình"
            " tuyên truyền về Sở Văn hóa, Thể thao và Du lịch trước ngày 20/6/2026.",
        ),
        ("LC724", "other", "Phòng Văn hóa - Xã hội"),
    ],
)  # fmt: skip
def test_each_law_is_told_by_its_own_code(
    code: str, field: str, words: str, commune: Office
) -> None:
    assert told(commune, "ubnd-xa-muong-hum", **{field: words}) == {code}


def test_a_plan_that_orders_to_issue_itself_is_told(commune: Office) -> None:
    words = "Ban hành kế hoạch của địa phương chậm nhất ngày 10/5/2026."
    found = told(commune, "ubnd-xa-muong-hum", who="Ủy ban nhân dân xã", words=words)
    assert found == {"LC722"}


@pytest.mark.parametrize(
    "words",
    [
        RIGHT["words"],
        "Tham gia Hội thi tìm hiểu pháp luật trên địa bàn tỉnh do cấp trên tổ chức.",
        "Phối hợp với các thôn, bản cập nhật danh sách (theo mẫu kèm theo).",
        "Tham mưu UBND xã báo cáo Sở Y tế trước ngày 15/6/2026.",
        "Tuyên truyền: a) cho học sinh; b) cho người lao động.",
        "Góp phần giảm số người nghiện trên địa bàn tỉnh.",
        "Niêm yết danh sách cơ sở cai nghiện trên địa bàn tỉnh của Sở Y tế tại trụ sở xã.",
        "Tham mưu UBND xã gửi danh sách về Hội Chữ thập đỏ xã trước ngày 15/6/2026.",
        "Báo cáo kết quả cai nghiện về Sở Y tế, tình hình lây nhiễm trên địa bàn.",
        "Mỗi thôn thành lập ít nhất 01 tổ tự quản phòng, chống ma túy.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(words: str, commune: Office) -> None:
    assert told(commune, "ubnd-xa-muong-hum", words=words) == set()


def test_a_ward_has_no_hamlets_and_a_commune_made_of_a_township_has_both(tmp_path: Path) -> None:
    words = "Huy động các thôn, tổ dân phố ra quân."
    ward = Office(tmp_path / "phuong", WARD)
    town = Office(tmp_path / "xa", "xã Hàm Yên, Tuyên Quang")
    own = {"title": "Ra quân năm 2026", "opening": "UBND phường ban hành Kế hoạch như sau:"}
    assert told(ward, "ubnd-phuong-hoa-khanh", words=words, **own) == {"LC720"}
    assert told(town, "ubnd-xa-ham-yen", words=words) == set()


def test_a_department_does_not_report_to_itself(tmp_path: Path) -> None:
    office = Office(tmp_path, DEPARTMENT)
    words = "Sở Y tế báo cáo kết quả về Sở Y tế trước ngày 15/6/2026."
    assert told(office, "so-y-te", who="Sở Y tế", words=words) == {"LC711"}


def test_who_gathers_for_a_department_does_not_report_to_it(tmp_path: Path) -> None:
    office = Office(tmp_path, DEPARTMENT)
    words = "Tổng hợp kết quả của các xã, báo cáo Sở Y tế trước ngày 15/6/2026."
    assert told(office, "so-y-te", who="Chế độ báo cáo", words=words) == {"LC711"}
    right = words.replace("Sở Y tế", "UBND tỉnh")
    assert told(office, "so-y-te", who="Chế độ báo cáo", words=right) == set()
    rooms = told(office, "so-y-te", who="Phòng Nghiệp vụ Y", words=words)
    assert rooms == set()


@pytest.mark.parametrize(
    "words",
    ["Riêng các xã biên giới đề xuất thêm 10 tên.", "100% xã có điểm tiếp nhận trước 30/6/2026."],
)
def test_a_province_may_single_out_its_communes(words: str, tmp_path: Path) -> None:
    office = Office(tmp_path, "tỉnh Tuyên Quang")
    own = {
        "title": "Đặt tên đường trên địa bàn tỉnh Tuyên Quang năm 2026",
        "opening": "Ủy ban nhân dân tỉnh ban hành Kế hoạch đặt tên đường năm 2026 như sau:",
    }
    assert "LC718" not in told(office, "ubnd-tinh-tuyen-quang", who="Xã", words=words, **own)
