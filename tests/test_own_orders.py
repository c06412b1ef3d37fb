"""What `check` says of who orders whom, and of figures, in a plan that nobody derived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-rieng"
co_quan = "{issuer}"
so = 9
ngay = 2026-04-02
trich_yeu = "Bảo vệ rừng năm 2026"

[[mo_dau]]
id = "can-cu"
noi_dung = "{basis}"
vai_tro = "can_cu"

[[mo_dau]]
id = "loi-dan"
noi_dung = "Ban hành Kế hoạch bảo vệ rừng như sau:"
vai_tro = "loi_dan"

[[nguoi_ky]]
chuc_vu = "CHỦ TỊCH"

[[muc]]
id = "nhiem-vu"
tieu_de = "NHIỆM VỤ"

[[muc.khoan]]
id = "k"
tieu_de = "{title}"

[[muc.khoan.diem]]
id = "d"
noi_dung = "{sentence}"
"""
LAW = "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;"
CODES = {"LC709", "LC710", "LC711", "LC713", "LC715", "LC717", "LC718", "LC720", "LC721", "LC727",
         "LC728", "LC729", "LC732", "LC734", "LC735", "LC736", "LC738"}  # fmt: skip


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("xa"), "xã Yên Châu, Sơn La")


@pytest.fixture(scope="module")
def department(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("so"), "Sở Y tế tỉnh Sơn La")


def told(
    office: Office, title: str, sentence: str, issuer: str = "ubnd-xa-yen-chau", basis: str = LAW
) -> set[str]:
    file: Path = office.folder / "plans/rieng.toml"
    text = PLAN.format(issuer=issuer, basis=basis, title=title, sentence=sentence)
    file.write_text(text, encoding="utf-8")
    said = office.do("check", "plans/rieng.toml", "--json").data["diagnostics"]
    return {row["code"] for row in said} & CODES


@pytest.mark.parametrize(("title", "sentence", "code"), [
    ("Phòng Kinh tế", "Bố trí kho dụng cụ, giao Công an xã quản lý.", "LC734"),
    ("Công an xã", "Tham mưu UBND xã xử phạt người đốt rừng; chỉ đạo Trạm Y tế trực cấp cứu.",
     "LC734"),
    ("Phòng Kinh tế", "Đối thoại với chủ rừng; cưỡng chế khi đủ điều kiện.", "LC721"),
    ("Phòng Kinh tế", "Kiểm điểm, thay thế ngay cán bộ chậm trễ.", "LC721"),
    ("Phòng Kinh tế", "Trước ngày 25 hằng tháng, báo cáo Sở Nông nghiệp và Môi trường.", "LC735"),
    ("Phòng Kinh tế", "Hướng dẫn UBND xã mẫu sổ tuần rừng.", "LC715"),
    ("Trồng rừng", "Toàn xã có 75/75 xã, phường có tổ tuần rừng.", "LC727"),
    ("Trồng rừng", "Đào tạo 150 tuyên truyền viên, bình quân xã 02 người.", "LC727"),
    ("Trồng rừng", "Bố trí loa; với xã có bến thuyền thì lập chốt trên sông.", "LC727"),
    ("Trồng rừng", "Khi có cháy, UBND xã nơi xảy ra cháy huy động dân quân.", "LC727"),
    ("Trồng rừng", "UBND xã có ít nhất 03 mô hình rừng gỗ lớn.", "LC736"),
    ("Trồng rừng", "Tỷ lệ che phủ rừng tăng; riêng UBND xã đạt từ 48%.", "LC736"),
    ("Trồng rừng", "Tổng kiểm kê rừng trên phạm vi cả nước.", "LC713"),
    ("Trồng rừng", "Phân công rõ trách nhiệm cho từng đơn vị thuộc Bộ.", "LC728"),
    ("Hiệu lực và thi hành", "Các phòng, đơn vị phản ánh về Phòng Kinh tế.", "LC728"),
    ("Trồng rừng", "Phòng Kinh tế () tập huấn lại cho các bản.", "LC718"),
    ("Trồng rừng", "Tham mưu UBND xã đến nay phải trồng bù.", "LC718"),
    ("Trồng rừng", "Phối hợp với Sở Xây dựng phương án chữa cháy.", "LC718"),
    ("Trồng rừng", "Ảnh chụp theo quy định tại Phụ lục II.", "LC729"),
    ("Trồng rừng", "Ảnh chụp theo mẫu tại Phụ lục I và Phụ lục III.", "LC729"),
    ("Trồng rừng", "Lập danh sách chủ rừng theo mẫu tại Phụ lục.", "LC729"),
    ("Trồng rừng", "Giao Phòng Kinh tế (Phòng Hạ tầng đối với phường) làm đầu mối.", "LC727"),
    ("Trồng rừng", "Trên cơ sở đó, UBND xã chấm điểm các bản.", "LC718"),
    ("Phòng Kinh tế", "Rà soát; vượt thẩm quyền thì kiến nghị Chủ tịch UBND tỉnh.", "LC735"),
    ("Số hóa", "Trung tâm Công nghệ thông tin của Bộ cấp tài khoản cho xã.", "LC709"),
    ("Trồng rừng", "Bố trí chòi canh tại mỗi; xong trước ngày 30/4/2026.", "LC718"),
    ("Trồng rừng", "Trồng mới 40 ha, trong đó.", "LC718"),
    ("Trồng rừng", "Phối hợp với chủ rừng phối hợp với các bản tuần tra.", "LC718"),
    ("Trồng rừng", "UBND xã thì lập tổ tuần rừng.", "LC718"),
    ("Trồng rừng", "Vùng cao được cấp thêm cây giống.", "LC718"),
    ("Trồng rừng", "Nêu trên bàn giao đất trước ngày 12/6/2026.", "LC718"),
    ("Trồng rừng", "UBND xã giáp ranh ký quy chế.", "LC718"),
    ("Trồng rừng", "Phối hợp với Công an tỉnh khu vực điều tra.", "LC718"),
    ("Trồng rừng", "Lập biên bản; Trường hợp nặng thì chuyển hồ sơ.", "LC718"),
    ("Trồng rừng", "Trạm Y tế xã đồng chủ trì diễn tập.", "LC718"),
    ("Trồng rừng", "Hỗ trợ hộ bị cháy nhà chậm nhất sau 02 ngày.", "LC718"),
    ("Trồng rừng", "Phát loa mỗi tối (trong việc: “Báo Sơn La mở chuyên mục”).", "LC718"),
    ("Trồng rừng", "Xã nào để cháy rừng phải kiểm điểm.", "LC727"),
    ("Trồng rừng", "Báo cáo HĐND cùng cấp.", "LC727"),
    ("Trồng rừng", "Các đồng chí Chủ tịch UBND xã trực tiếp kiểm tra rừng.", "LC727"),
    ("Trồng rừng", "Xã được thanh tra chuẩn bị hồ sơ.", "LC727"),
    ("Trồng rừng", "Lập 45 tổ, trong đó xã biên giới 18 tổ.", "LC727"),
    ("Trồng rừng", "Lập 02 tổ tuần rừng, phường thì 01 tổ.", "LC720"),
    ("Các phòng, đơn vị thuộc UBND xã", "Thành lập tổ kiểm tra rừng.", "LC721"),
    ("Trồng rừng", "Các phòng, đơn vị thuộc UBND xã báo cáo kết quả về Sở Y tế.", "LC735"),
    ("Trồng rừng", "Chủ tịch UBND xã nghiêm túc triển khai thực hiện.", "LC738"),
    ("Đề nghị Hội Nông dân xã", "Chủ tịch UBND xã quyết định ngày ra quân.", "LC710"),
    ("Trồng rừng", "Thành lập Ban Chỉ đạo trồng rừng cấp tỉnh và cấp xã.", "LC732"),
    ("Hạt Kiểm lâm khu vực Yên Châu", "Trực 24/24 giờ trong mùa khô.", "LC709"),
    ("Phòng Kinh tế", "Phối hợp với Phòng Kinh tế kiểm tra rừng.", "LC715"),
    ("Phòng Kinh tế", "Tham mưu UBND tỉnh ban hành mức hỗ trợ trồng rừng.", "LC735"),
    ("Phòng Kinh tế", "Giao chỉ tiêu trồng rừng cho từng xã, phường.", "LC727"),
    ("Trồng rừng", "Trưởng bản quyết định xử phạt hộ đốt nương.", "LC721"),
    ("Trạm Y tế xã", "Xử phạt hộ không dọn vệ sinh.", "LC721"),
    ("Trồng rừng", "UBND xã Mường Giôn phối hợp kiểm tra rừng giáp ranh.", "LC709"),
])  # fmt: skip
def test_each_kind_of_order_and_figure_has_its_code(
    title: str, sentence: str, code: str, commune: Office
) -> None:
    assert code in told(commune, title, sentence)


@pytest.mark.parametrize(("title", "sentence"), [
    ("Phòng Kinh tế", "Tham mưu UBND xã giao Công an xã quản lý kho dụng cụ."),
    ("Phòng Kinh tế", "Tham mưu UBND xã báo cáo Sở Xây dựng trước ngày 25/5/2026."),
    ("Phòng Kinh tế", "Bàn giao cây giống cho các bản, giao ban hằng tuần."),
    ("Phòng Văn hóa - Xã hội", "Chỉ đạo các trường tiểu học trồng cây."),
    ("Công an xã", "Báo cáo Công an tỉnh khi có cháy."),
    ("Trồng rừng", "UBND xã có 01 lãnh đạo trực, 03 bộ phận chuyên môn."),
    ("Trồng rừng", "Xã có 12 bản, trong đó 05 bản giáp rừng."),
    ("Trồng rừng", "Ký quy chế với 02 xã giáp ranh."),
    ("Trồng rừng", "Theo Phụ lục II ban hành kèm theo Nghị định số 30/2020/NĐ-CP."),
    ("Trồng rừng", "Cập nhật cơ sở dữ liệu quốc gia về rừng trên phạm vi toàn quốc."),
    ("Trồng rừng", "Phối hợp với Chi cục Kiểm lâm lập phương án chữa cháy."),
    ("Trồng rừng", "Chấm điểm các bản; trên cơ sở đó khen thưởng."),
    ("Trồng rừng", "Lập danh sách theo Phụ lục kèm theo Nghị định số 156/2018/NĐ-CP."),
    ("Phòng Kinh tế", "Tham mưu UBND xã kiến nghị Chủ tịch UBND tỉnh khi vượt thẩm quyền."),
    ("Trồng rừng", "Họp các bản (trừ bản Pha Cúng của xã) trước mùa khô."),
    ("Trồng rừng", "Khảo sát hiện trạng nhà ở, đất ở; khắc phục tồn tại."),
    ("Trồng rừng", "Nếu có cháy thì báo ngay; vụ việc phức tạp thì xin ý kiến."),
    ("Trồng rừng", "Kiểm lâm và Công an xã phối hợp chặt chẽ."),
    ("Trồng rừng", "Thăm hộ bị nạn; khi có cháy, cấp lều chậm nhất sau 02 ngày."),
    ("Trồng rừng", "Chủ tịch UBND xã bị kiểm điểm nếu để cháy lan."),
    ("Trồng rừng", "Bộ phận nào thuộc UBND xã dùng nhà rông thì trả trước 17 giờ."),
    ("Các phòng, đơn vị thuộc UBND xã", "Tham mưu UBND xã thành lập tổ kiểm tra rừng."),
    ("Các phòng, đơn vị thuộc UBND xã", "Tham mưu UBND xã phân công; thành lập tổ tuần rừng."),
    ("Trồng rừng", "Khi có cháy rừng, thì gọi ngay dân quân."),
    ("Phòng Kinh tế", "Chủ trì, phối hợp với Công an xã tuần tra."),
    ("Trồng rừng", "Kiểm dịch cây giống từ ngoài tỉnh, hợp tác với hộ trong và ngoài tỉnh."),
    ("Trồng rừng", "Các công ty và Ủy ban nhân dân xã ký quy chế phối hợp trước tháng 12/2026."),
    ("Trồng rừng", "Hồ sơ: Công an xã lập, Tòa án nhân dân khu vực xem xét, quyết định."),
])  # fmt: skip
def test_a_right_order_is_left_alone(title: str, sentence: str, commune: Office) -> None:
    assert told(commune, title, sentence) == set()


@pytest.mark.parametrize(("title", "sentence", "code"), [
    ("Điều tra", "Điều tra ngộ độc; phối hợp với Sở Y tế.", "LC715"),
    ("Phân công", "Sở Xây dựng sửa trạm cấp cứu.", "LC709"),
    ("Các phòng, đơn vị thuộc Sở Y tế", "Chủ trì, tham mưu UBND tỉnh chỉ đạo.", "LC735"),
    ("Các phòng, đơn vị thuộc Sở Y tế", "Ký kết với 03 bệnh viện.", "LC721"),
    ("Văn phòng Sở", "Chỉ đạo Sở Giáo dục và Đào tạo mở lớp sơ cứu.", "LC709"),
    ("Phân công", "Giám đốc Sở chịu trách nhiệm trước Giám đốc Sở về kết quả.", "LC711"),
    ("Các phòng, đơn vị thuộc Sở Y tế", "Tham mưu UBND xã kiện toàn Ban Chỉ đạo.", "LC735"),
    ("Phối hợp với UBND các xã", "Báo cáo Sở Y tế trước ngày 10/12 hằng năm.", "LC711"),
])  # fmt: skip
def test_a_department_does_not_order_its_equals_or_help_itself(
    title: str, sentence: str, code: str, department: Office
) -> None:
    assert code in told(department, title, sentence, issuer="so-y-te")


@pytest.mark.parametrize(("title", "sentence"), [
    ("Phân công", "Sở tập huấn sơ cứu cho 40 người, hoàn thành trong quý III năm 2026."),
    ("Ủy ban nhân dân các xã", "Chỉ đạo Công an, Trạm Y tế trực cấp cứu ở bến đò."),
])  # fmt: skip
def test_a_department_that_calls_itself_so_and_what_communes_direct_are_in_order(
    title: str, sentence: str, department: Office
) -> None:
    assert "LC709" not in told(department, title, sentence, issuer="so-y-te")


def test_the_powers_of_another_body_are_no_basis(commune: Office) -> None:
    basis = (
        "Căn cứ Nghị định số 43/2025/NĐ-CP quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ "
        "chức của Bộ Nông nghiệp và Môi trường;"
    )
    assert "LC717" in told(commune, "Trồng rừng", "Trồng 12 ha.", basis=basis)


def test_the_departments_of_a_province_get_what_all_of_them_get(commune: Office) -> None:
    text = PLAN.format(
        issuer="ubnd-tinh-son-la", basis=LAW, title="Công an tỉnh", sentence="Tuần tra rừng."
    ).replace('tieu_de = "Công an tỉnh"', 'tieu_de = "Công an tỉnh"\nco_quan = ["cong-an-tinh"]')
    (commune.folder / "plans/tinh.toml").write_text(
        text + '\n[[noi_nhan]]\nid = "nn"\nnoi_dung = "Các sở, ban, ngành tỉnh"\n', "utf-8"
    )
    said = commune.do("check", "plans/tinh.toml", "--json").data["diagnostics"]
    assert "LC705" not in {row["code"] for row in said}


ROW = """
[[phu_luc]]
id = "pl"
tieu_de = "NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "nv"
noi_dung = "Tuần tra rừng"
chu_tri = ["cong-an-xa"]
phoi_hop = {helpers}
"""


@pytest.mark.parametrize(
    ("helpers", "found"),
    [('["cong-an-xa", "phong-kinh-te"]', {"LC715"}), ('["phong-kinh-te"]', set())],
)
def test_who_leads_a_row_does_not_help_it(helpers: str, found: set[str], commune: Office) -> None:
    text = PLAN.format(issuer="ubnd-xa-yen-chau", basis=LAW, title="Rừng", sentence="Trồng 12 ha.")
    (commune.folder / "plans/hang.toml").write_text(text + ROW.format(helpers=helpers), "utf-8")
    said = commune.do("check", "plans/hang.toml", "--json").data["diagnostics"]
    assert {row["code"] for row in said} & {"LC715"} == found


@pytest.mark.parametrize(
    ("issuer", "told_of"), [("ubnd-tinh-son-la", True), ("ubnd-xa-yen-chau", False)]
)
def test_a_superiors_paper_that_a_record_cites_is_not_replaced(
    issuer: str, told_of: bool, commune: Office
) -> None:
    record = f'\n[[van_ban_moi]]\nid = "kh-x"\nloai = "KH"\nso = 140\nco_quan = "{issuer}"\n'
    file: Path = commune.folder / "plans/rieng.toml"
    text = PLAN.format(issuer="ubnd-xa-yen-chau", basis=LAW, title="Trồng rừng",
                       sentence="Kế hoạch này thay thế {kh-x:ngay}.")  # fmt: skip
    file.write_text(text + record, encoding="utf-8")
    said = commune.do("check", "plans/rieng.toml", "--json").data["diagnostics"]
    assert ("LC728" in {row["code"] for row in said}) == told_of
