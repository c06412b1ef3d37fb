"""What a cut sentence takes with it and what it leaves: tails, pointers, cases, campaigns, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.workspace.workspace import Workspace
from tests import derived_plan
from tests.derived_plan import derive, item, node, office
from tests.plans_apart.office import Office

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["office"]
ROOMS = "Ủy ban nhân dân các xã, phường"


@pytest.mark.parametrize(
    ("title", "point", "said"),
    [
        # powers and figures behind ";" are the superior's body's, what goes on is not
        ("Công an tỉnh", "Chỉ đạo Công an các xã tuần tra đêm; thẩm định hồ sơ của doanh nghiệp.",
         "Tuần tra đêm."),
        ("Phân công", "Sở Y tế chỉ đạo Trạm Y tế xã khám sàng lọc; mua 20 bộ dụng cụ.",
         "Trạm Y tế xã khám sàng lọc."),
        ("Giám sát", "Sở Y tế chỉ đạo các trạm y tế tư vấn người bị chó cắn; báo tin trong 24 giờ.",
         "Trạm Y tế xã tư vấn người bị chó cắn; báo tin trong 24 giờ."),
        ("Rừng", "Các phường ven biển treo 20 băng rôn; các xã dọn vệ sinh trước ngày 20/5/2026.",
         "Dọn vệ sinh trước ngày 20/5/2026."),
        ("Rừng", "Mỗi phường lập 02 đội; mỗi xã lập 01 đội trước ngày 10/5/2026.",
         "Lập 01 đội trước ngày 10/5/2026."),
        ("Chợ", "Sở Y tế chủ trì, phối hợp với UBND các phường có chợ đầu mối, xã lấy mẫu nước.",
         "Phối hợp với Sở Y tế lấy mẫu nước."),
        ("Công an tỉnh", "Chỉ đạo Công an cấp xã lập chốt; phối hợp với Điện lực bảo vệ lưới điện.",
         "Lập chốt; phối hợp với Điện lực bảo vệ lưới điện."),
        # things of the unit act in a sentence of their own
        ("Loa", "Báo Sơn La đăng bài. Trang tin, hệ thống loa của phường, xã phát lại hằng ngày.",
         "Trang tin, hệ thống loa của xã phát lại hằng ngày."),
        # a sentence that only says by when is for all
        ("Xưởng gỗ", "UBND xã kiểm tra hồ sơ; Sở Y tế thu hồi giấy phép. Xong trước 30/4/2026.",
         "Kiểm tra hồ sơ; xong trước 30/4/2026."),
        # what points to the sentence that is left out says it
        ("Rà soát", "Sở Nội vụ ban hành mẫu sổ. Theo đó, UBND các xã lập sổ trong tháng 4/2026.",
         "Trên cơ sở Sở Nội vụ ban hành mẫu sổ, UBND xã lập sổ trong tháng 4/2026."),
        ("Rà soát", "Công an tỉnh gửi số liệu trước ngày 15/4/2026. Trên cơ sở đó, phường, xã đối"
         " chiếu trong 10 ngày.", "Trên cơ sở Công an tỉnh gửi số liệu trước ngày 15/4/2026, UBND"
         " xã đối chiếu trong 10 ngày."),
        ("Kho", "Sở Nội vụ ban hành danh mục hồ sơ. Căn cứ danh mục này, xã, phường kiểm đếm và"
         " đóng hộp.", "Căn cứ danh mục của Sở Nội vụ, UBND xã kiểm đếm và đóng hộp."),
        ("Thuốc", "Sở Y tế ban hành danh mục thuốc. Trên cơ sở danh mục này UBND các xã mua bổ"
         " sung.", "Trên cơ sở danh mục của Sở Y tế, UBND xã mua bổ sung."),
        ("Dự toán", "Sở Tài chính thông báo định mức. Theo định mức đó, xã, phường lập dự toán.",
         "Theo định mức của Sở Tài chính, UBND xã lập dự toán."),
        ("Thu", "Bảo hiểm xã hội tỉnh gửi danh sách. Từ danh sách này, xã, phường vận động hộ.",
         "Từ danh sách của Bảo hiểm xã hội tỉnh, UBND xã vận động hộ."),
        # a case in which the commune acts behind what another does
        ("Điểm cấp", "Bưu điện tỉnh cử nhân viên; bưu điện không cử đủ người thì phường, xã báo"
         " Sở Nội vụ.", "Trường hợp bưu điện không cử đủ người thì UBND xã báo Sở Nội vụ."),
        ("Kho", "Sở Nội vụ thu hồ sơ; hồ sơ thất lạc thì xã lập biên bản.",
         "Trường hợp hồ sơ thất lạc thì UBND xã lập biên bản."),
        ("Lớp", "Sở Nội vụ cử giám sát; nếu lớp vắng quá nửa thì xã, phường báo ngay Sở Nội vụ.",
         "Nếu lớp vắng quá nửa thì UBND xã báo ngay Sở Nội vụ."),
        ("Chợ", "Sở Công Thương thẩm định phương án; phương án không đạt thì xã, phường sửa lại.",
         "Trường hợp phương án không đạt thì UBND xã sửa lại."),
        ("Nước", "Sở Y tế lấy mẫu; nếu mẫu nhiễm khuẩn thì các xã, phường dừng cấp nước.",
         "Nếu mẫu nhiễm khuẩn thì UBND xã dừng cấp nước."),
        ("Cây", "Công ty Môi trường chặt cây; cây đổ vào nhà dân thì phường, xã lập biên bản.",
         "Trường hợp cây đổ vào nhà dân thì UBND xã lập biên bản."),
        # rooms of the commune, told by a department through who heads or staffs them
        ("Sở Nội vụ", "Chỉ đạo trưởng phòng các phòng chuyên môn cấp xã nộp hồ sơ.",
         "Trưởng phòng các phòng chuyên môn thuộc UBND xã nộp hồ sơ."),
        ("Sở Tài chính", "Hướng dẫn công chức các phòng thuộc UBND cấp xã đối chiếu công nợ.",
         "Công chức các phòng thuộc UBND xã đối chiếu công nợ."),
        # discipline behind a ban is the unit's, too
        ("Ký số", "Nghiêm cấm ký thay người dân. Công chức vi phạm bị xem xét kỷ luật.",
         "Nghiêm cấm ký thay người dân. Công chức vi phạm bị xem xét kỷ luật."),
        ("Quà", "Không được nhận quà. Cán bộ, công chức nhận quà bị kiểm điểm.",
         "Không được nhận quà. Cán bộ, công chức nhận quà bị kiểm điểm."),
        ("Rẫy", "Nghiêm cấm đốt rẫy. Viên chức bao che bị buộc thôi việc.",
         "Nghiêm cấm đốt rẫy. Viên chức bao che bị buộc thôi việc."),
        ("Đề thi", "Nghiêm cấm lộ đề. Công chức nào để lộ đề thì phải chịu trách nhiệm.",
         "Nghiêm cấm lộ đề. Công chức nào để lộ đề thì phải chịu trách nhiệm."),
        # what others are given has its receivers, and no second purpose
        ("Danh sách", "Sở Công Thương mời siêu thị; Sở Xây dựng mời nhà thầu; UBND các xã cung cấp"
         " danh sách cơ sở cho hai sở.",
         "Cung cấp danh sách cơ sở cho Sở Công Thương và Sở Xây dựng."),
        # what the superior's purse gives another is not glued to what the commune pays
        ("Kinh phí", "Tỉnh cấp 9 tỷ đồng cho Sở Nội vụ; các xã bảo đảm tiền điện nước.",
         "Bảo đảm tiền điện nước."),
        ("Kinh phí", "Tỉnh cấp 9 tỷ đồng cho Sở Nội vụ. Các xã bảo đảm tiền điện nước.",
         "Bảo đảm tiền điện nước."),
        ("Kinh phí", "Ngân sách tỉnh hỗ trợ 02 tỷ đồng cho Sở Y tế; các xã, phường trả tiền công.",
         "Trả tiền công."),
        ("Kinh phí", "Trung ương phân bổ 500 triệu đồng cho Công an tỉnh; các xã trang bị bình"
         " chữa cháy.", "Trang bị bình chữa cháy."),
        ("Kinh phí", "Tỉnh giao 4 tỷ đồng cho Sở Xây dựng; UBND các xã cân đối tiền di dời.",
         "Cân đối tiền di dời."),
        ("Kinh phí", "Ngân sách nhà nước chi 30 tỷ đồng cho Ban Quản lý dự án tỉnh; các xã bố trí"
         " mặt bằng.", "Bố trí mặt bằng."),
        # what may happen anywhere is a case
        ("Lễ hội", "Xã nào tổ chức lễ hội trên 5.000 người phải có phương án an ninh.",
         "Trường hợp tổ chức lễ hội trên 5.000 người, phải có phương án an ninh."),
        ("Trực", "Nơi nào để xảy ra cháy rừng thì Chủ tịch UBND chịu trách nhiệm.",
         "Trường hợp để xảy ra cháy rừng, Chủ tịch UBND xã chịu trách nhiệm."),
        ("Nền nếp", "Đơn vị nào chậm nộp sổ thì người đứng đầu giải trình.",
         "Bộ phận nào thuộc UBND xã chậm nộp sổ thì người đứng đầu giải trình."),
        # whoever acts beside the unit is still told
        ("Trực", "Trong tháng 4/2026, các địa phương, chủ rừng trực 24/24 giờ.",
         "Trong tháng 4/2026, UBND xã, chủ rừng trực 24/24 giờ."),
        ("Treo cờ", "Các địa phương, trường học, doanh nghiệp treo cờ từ ngày 28/12/2026.",
         "UBND xã, trường học, doanh nghiệp treo cờ từ ngày 28/12/2026."),
        ("Cống", "UBND các xã và các công ty thủy lợi vận hành cống theo lịch.",
         "UBND xã, các công ty thủy lợi vận hành cống theo lịch."),
        ("Mạng", "Các địa phương, doanh nghiệp viễn thông phủ sóng trong năm 2026.",
         "UBND xã, doanh nghiệp viễn thông phủ sóng trong năm 2026."),
        ("Trợ giúp", "Các xã, phường và bưu điện xã mở điểm hỗ trợ người cao tuổi.",
         "UBND xã, bưu điện xã mở điểm hỗ trợ người cao tuổi."),
        ("Báo cáo", "Yêu cầu các địa phương, các cơ sở dưỡng lão báo cáo Sở Y tế trước 10/6/2026.",
         "UBND xã, các cơ sở dưỡng lão báo cáo Sở Y tế trước 10/6/2026."),
        # what neighbours do together
        ("Quy chế", "Chủ tịch UBND các xã giáp ranh ký quy chế phối hợp trước ngày 15/5/2026.",
         "Chủ tịch UBND xã ký quy chế phối hợp với các xã giáp ranh trước ngày 15/5/2026."),
        ("Giao ban", "Các ông, bà Chủ tịch UBND các xã, phường dự họp ngày 03 hằng tháng.",
         "Chủ tịch UBND xã dự họp ngày 03 hằng tháng."),
        # a term from an issue that is not said of what runs from the plan above
        (ROOMS, "Nộp danh sách trong 15 ngày kể từ ngày ký ban hành.",
         "Nộp danh sách trong 15 ngày kể từ ngày ký ban hành {cap_tren:ngay}."),
        (ROOMS, "Gửi quyết định xử lý trong 05 ngày kể từ ngày ký.",
         "Gửi quyết định xử lý trong 05 ngày kể từ ngày ký."),
        # an event that the superior's organisation holds is no commune's own
        ("Hội thi", "Hội Phụ nữ tỉnh mở hội thi nấu ăn trong tháng 3/2026, mỗi xã chọn 01 đội.",
         "Đề nghị Hội Phụ nữ xã chọn 01 đội tham gia hội thi nấu ăn trong tháng 3/2026 do Hội Phụ"
         " nữ tỉnh mở."),
        ("Thi ảnh", "Tỉnh đoàn phát động cuộc thi ảnh; các xã cử 02 thí sinh dự thi.",
         "Cử 02 thí sinh dự thi cuộc thi ảnh do Tỉnh đoàn phát động."),
        ("Đề nghị Hội Người cao tuổi tỉnh", "Tổ chức hội thao; mỗi xã thành lập 01 đoàn.",
         "Thành lập 01 đoàn tham gia hội thao do Hội Người cao tuổi tỉnh tổ chức."),
        ("Đơn", "Hội Nông dân tỉnh tổ chức giải quyết kiến nghị của hội viên.",
         "Đề nghị Hội Nông dân xã tổ chức giải quyết kiến nghị của hội viên."),
        ("Kênh", "Hội Nông dân tỉnh vận động hội viên nạo vét kênh.",
         "Đề nghị Hội Nông dân xã vận động hội viên nạo vét kênh."),
        ("Công an tỉnh", "Chỉ đạo Công an các xã kích hoạt định danh; điều tra tội phạm lừa đảo.",
         "Kích hoạt định danh."),
        # what others do by kind of unit
        ("Cán bộ", "Bố trí 01 công chức theo dõi; đặc khu thì do Phòng Kinh tế kiêm nhiệm.",
         "Bố trí 01 công chức theo dõi."),
        # "Sở" alone is the one that was named before
        ("Tập huấn", "Sở Y tế mở lớp sơ cứu. Mỗi xã cử 02 người dự, gửi tên về Sở trước 5/4.",
         "UBND xã cử 02 người dự lớp sơ cứu do Sở Y tế mở, gửi tên về Sở Y tế trước 5/4."),
        ("Cẩm nang", "Sở Y tế biên soạn cẩm nang. Các xã in, phát đến từng hộ trước 30/6/2026.",
         "In, phát cẩm nang của Sở Y tế đến từng hộ trước 30/6/2026."),
        ("Hội Nông dân tỉnh", "Hội Nông dân tỉnh tổ chức thi “Ruộng đẹp”, mỗi xã đăng ký 01 ruộng.",
         "Hội Nông dân xã đăng ký 01 ruộng tham gia thi “Ruộng đẹp” do Hội Nông dân tỉnh tổ chức."),
        ("Họp thôn", "Sở Y tế phối hợp với Sở Nội vụ biên dịch 10 video; các xã chiếu tại thôn.",
         "Chiếu các video của Sở Y tế tại thôn."),
        ("Lớp", "Sở Nội vụ mở 06 lớp cho công chức. Các xã cử đủ thành phần, không cử người thay.",
         "Cử đủ thành phần tham gia các lớp cho công chức do Sở Nội vụ mở, không cử người thay."),
        # whose name goes on in small letters, who answers beside the chairman
        ("Hồ", "Chủ tịch UBND các xã, Giám đốc các công ty thủy lợi kiểm tra hồ trước 30/4/2026.",
         "Chủ tịch UBND xã kiểm tra hồ trước 30/4/2026."),
        ("Bạo hành", "Nơi nào để xảy ra cháy thì Trưởng Công an và Chủ tịch UBND nơi đó kiểm điểm.",
         "Trường hợp để xảy ra cháy, Chủ tịch UBND xã, Trưởng Công an xã kiểm điểm."),
        ("Hồ", "Xã nào có hồ bị thấm, sạt mái, nứt đập thì cắm biển cảnh báo.",
         "Trường hợp có hồ bị thấm, sạt mái, nứt đập thì cắm biển cảnh báo."),
        (ROOMS, "Cập nhật số liệu hằng tháng; báo cáo 6 tháng về Sở Y tế trước 10/6/2026.",
         "Cập nhật số liệu hằng tháng; tham mưu UBND xã báo cáo 6 tháng về Sở Y tế trước"
         " 10/6/2026."),
        # of one level with whoever acts is the unit's own level
        ("Báo cáo", "Trạm Y tế các xã, phường báo cáo UBND cùng cấp hằng tháng.",
         "Trạm Y tế xã báo cáo UBND xã hằng tháng."),
        ("Đoàn", "Các Đoàn Thanh niên xã, phường nạo vét kênh.",
         "Đề nghị Đoàn Thanh niên xã nạo vét kênh."),
        # each clause of a room is judged: who signs, founds, directs, invests
        (ROOMS, "Rà soát hộ neo đơn; ký quy chế phối hợp với Công ty Điện lực.",
         "Rà soát hộ neo đơn; tham mưu UBND xã ký quy chế phối hợp với Công ty Điện lực."),
        (ROOMS, "Lập sổ theo dõi, ký hợp đồng với đơn vị thu gom; chỉ đạo các thôn dọn mương.",
         "Lập sổ theo dõi, tham mưu UBND xã ký hợp đồng với đơn vị thu gom; tham mưu UBND"
         " xã chỉ đạo các thôn dọn mương."),
        (ROOMS, "Nạo vét mương; làm chủ đầu tư tuyến kênh số 2.",
         "Nạo vét mương; tham mưu UBND xã làm chủ đầu tư tuyến kênh số 2."),
        (ROOMS, "Vận động nhân dân và thành lập tổ thủy nông.",
         "Vận động nhân dân và tham mưu UBND xã thành lập tổ thủy nông."),
        (ROOMS, "Theo dõi việc lập, phê duyệt dự toán của các thôn.",
         "Theo dõi việc lập, phê duyệt dự toán của các thôn."),
        (ROOMS, "Bố trí người trực, phân công Phó Chủ tịch phụ trách.",
         "Bố trí người trực, tham mưu UBND xã phân công Phó Chủ tịch phụ trách."),
        (ROOMS, "Hoàn thành phương án cấp xã, phê duyệt trước ngày 25/4/2026; củng cố Ban Chỉ huy.",
         "Hoàn thành phương án cấp xã, tham mưu UBND xã phê duyệt trước ngày 25/4/2026; tham mưu"
         " UBND xã củng cố Ban Chỉ huy."),
        (ROOMS, "Hoàn thiện phương án sơ tán, gửi Sở Y tế thẩm định, phê duyệt trong tháng 4/2026.",
         "Hoàn thiện phương án sơ tán, gửi Sở Y tế thẩm định, phê duyệt trong tháng 4/2026."),
        (ROOMS, "Trực ban 24/24 giờ và cấm tuyệt đối việc tắm suối khi có mưa lũ.",
         "Trực ban 24/24 giờ và tham mưu UBND xã cấm tuyệt đối việc tắm suối khi có mưa lũ."),
        (ROOMS, "Bố trí từ ngân sách xã tối thiểu 50 triệu đồng cho công tác này.",
         "Tham mưu UBND xã bố trí từ ngân sách xã tối thiểu 50 triệu đồng cho công tác này."),
        (ROOMS, "Đánh giá kết quả, khen thưởng 05 tập thể; thực hiện tốt thi đua, khen thưởng.",
         "Đánh giá kết quả, tham mưu UBND xã khen thưởng 05 tập thể; thực hiện tốt thi đua, khen"
         " thưởng."),
        (ROOMS, "Công bố dịch vụ công trực tuyến, phát 20 tờ rơi.",
         "Công bố dịch vụ công trực tuyến, phát 20 tờ rơi."),
        (ROOMS, "Khám cho người cao tuổi; trình Hội đồng nhân dân xã mức hỗ trợ.",
         "Khám cho người cao tuổi; tham mưu UBND xã trình Hội đồng nhân dân xã mức hỗ trợ."),
        ("Rét", "Từ ngày 15/12/2026, xã nào có gia súc chết rét thì báo cáo Sở Y tế hằng ngày.",
         "Từ ngày 15/12/2026, trường hợp có gia súc chết rét, UBND xã báo cáo Sở Y tế hằng ngày."),
        ("Cống", "Trong mùa mưa, địa phương nào có cống bị sạt mái thì UBND xử lý trong 02 giờ.",
         "Trong mùa mưa, trường hợp có cống bị sạt mái, UBND xã xử lý trong 02 giờ."),
        ("Già", "Nơi nào có người cao tuổi bị bạo hành thì UBND cấp xã can thiệp trong 24 giờ.",
         "Trường hợp có người cao tuổi bị bạo hành, UBND xã can thiệp trong 24 giờ."),
        ("Mạng", "Khi địa phương nào mất kết nối mạng quá 04 giờ thì báo cáo Sở Y tế.",
         "Trường hợp mất kết nối mạng quá 04 giờ, UBND xã báo cáo Sở Y tế."),
        ("Dịch", "Các xã có lợn ốm chết tổ chức tiêu hủy trong 24 giờ.",
         "Trường hợp có lợn ốm chết, tổ chức tiêu hủy trong 24 giờ."),
        ("Cầu", "Địa phương có cầu treo bị hư hỏng phải cắm biển cấm ngay.",
         "Trường hợp có cầu treo bị hư hỏng, phải cắm biển cấm ngay."),
        ("Hạn", "Những xã có lúa bị hạn trên 30% thì lập hồ sơ trước ngày 15/6/2026.",
         "Trường hợp có lúa bị hạn trên 30%, lập hồ sơ trước ngày 15/6/2026."),
        ("Hồ sơ", "Xã được thanh tra chuẩn bị hồ sơ trước ngày 20/6/2026.",
         "Trường hợp được thanh tra, chuẩn bị hồ sơ trước ngày 20/6/2026."),
        # a campaign of the superior's whole area is joined
        ("Chiến dịch", "Tỉnh phát động 02 đợt: từ ngày 15/4 đến 30/4, trong tháng 9/2026.",
         "Hưởng ứng 02 đợt do tỉnh phát động: từ ngày 15/4 đến 30/4, trong tháng 9/2026."),
        # several who have a power keep it
        ("Xử phạt", "Việc xử phạt do Chủ tịch UBND cấp xã, Trưởng Công an cấp xã thực hiện.",
         "Việc xử phạt do Chủ tịch UBND xã, Trưởng Công an xã thực hiện."),
        # who gets something does nothing
        ("Hỗ trợ", "Doanh nghiệp mua sáng chế được hỗ trợ 30% giá hợp đồng.",
         "Doanh nghiệp mua sáng chế được hỗ trợ 30% giá hợp đồng."),
        # what is handed over is received
        ("Thông tin", "Sở Y tế sản xuất 06 phóng sự; bàn giao cho UBND các xã trước 30/9/2026.",
         "Tiếp nhận các phóng sự do Sở Y tế sản xuất, bàn giao trước 30/9/2026."),
        # what is cut leaves its thing, its maker, its time to the sentence behind
        ("Bản tin", "Chi cục Thủy lợi phát bản tin. Căn cứ bản tin đó, UBND các xã báo cho dân.",
         "Căn cứ bản tin của Chi cục Thủy lợi, UBND xã báo cho dân."),
        ("Tiền", "Sở Tài chính cấp kinh phí mừng thọ; UBND các xã chi trả trước 30/9/2026.",
         "Chi trả kinh phí mừng thọ trước 30/9/2026."),
        ("Máy", "Sở Y tế cấp 40 máy đo cho các trạm; UBND các xã quản lý, sử dụng đúng mục đích.",
         "Quản lý, sử dụng các máy đo do Sở Y tế cấp đúng mục đích."),
        ("Bài giảng", "Sở Y tế biên soạn bài giảng. UBND các xã phát lại mỗi tuần 02 buổi.",
         "Phát lại bài giảng của Sở Y tế mỗi tuần 02 buổi."),
        ("Loa", "Báo Sơn La mở chuyên mục; UBND các xã phát trên loa ít nhất 02 lần/tuần.",
         "Phát chuyên mục của Báo Sơn La trên loa ít nhất 02 lần/tuần."),
        ("Khám", "Viện Mắt tổ chức 03 đợt khám mắt. UBND các xã bố trí địa điểm, bàn ghế.",
         "Bố trí địa điểm, bàn ghế trong các đợt khám mắt do Viện Mắt tổ chức."),
        ("Thi", "Sở Nội vụ tổ chức cuộc thi soạn thảo trong tháng 8/2026. Mỗi xã cử 01 đội dự thi.",
         "Cử 01 đội dự thi cuộc thi soạn thảo trong tháng 8/2026 do Sở Nội vụ tổ chức."),
        ("Khám", "Sở Y tế khám mắt cho phụ nữ; UBND các xã lập danh sách trước ngày 15/5/2026.",
         "Lập danh sách trước ngày 15/5/2026, phục vụ Sở Y tế khám mắt cho phụ nữ."),
        ("Sở Xây dựng", "Bàn giao 30 trụ đèn cho UBND các xã quản lý.",
         "Tiếp nhận các trụ đèn do Sở Xây dựng bàn giao để quản lý."),
        # no figure of others, of another thing, becomes the unit's; who reports is who orders
        ("Giống", "Trung tâm Khuyến nông tỉnh cấp 9.000 cây giống; mở 12 lớp tập huấn, mỗi xã cử 20"
         " hộ tham gia.",
         "Xã cử 20 hộ tham gia các lớp tập huấn do Trung tâm Khuyến nông tỉnh mở."),
        ("Khóa", "Sở Nội vụ in 500 cuốn tài liệu, mở 06 khóa đào tạo; mỗi xã chọn 03 người tham"
         " gia.", "Chọn 03 người tham gia các khóa đào tạo do Sở Nội vụ mở."),
        ("Sở Y tế", "Giám sát; chỉ đạo Trạm Y tế các xã lấy mẫu; báo cáo Bộ Y tế trước 15/12/2026.",
         "Trạm Y tế xã lấy mẫu."),
        ("Trực", "Công an tỉnh chỉ đạo Công an các xã ký cam kết, tổng hợp, báo cáo UBND tỉnh.",
         "Công an xã ký cam kết."),
        ("Trực", "Công an tỉnh chỉ đạo Công an các xã ký cam kết, báo cáo Công an tỉnh hằng quý.",
         "Công an xã ký cam kết, báo cáo Công an tỉnh hằng quý."),
        # a target of all is each one's, whatever their number; what they are given, they handle
        ("Mục tiêu", "75/75 xã, phường có đội bắt giữ chó thả rông trước ngày 31/3/2026.",
         "Xã có đội bắt giữ chó thả rông trước ngày 31/3/2026."),
        ("Thuốc", "Thuốc mê do Sở Y tế mua, cấp cho các xã, phường quản lý.",
         "Quản lý thuốc mê do Sở Y tế cấp."),
        ("Địa chỉ", "Công an tỉnh cập nhật địa chỉ mới vào hệ thống; các địa phương thông báo,"
         " không thu phí.",
         "UBND xã thông báo địa chỉ mới do Công an tỉnh cập nhật, không thu phí."),
        # rounds of a rhythm and a majority that a rule asks for hold in each place; people declare
        ("Tiêm", "Mỗi năm tiêm 02 đợt vào tháng 4 và tháng 10.",
         "Mỗi năm tiêm 02 đợt vào tháng 4 và tháng 10."),
        ("Tên", "Lấy ý kiến, bảo đảm đồng thuận từ 70% số hộ trở lên.",
         "Lấy ý kiến, bảo đảm đồng thuận từ 70% số hộ trở lên."),
        ("Chó", "Chủ nuôi khai báo việc nuôi chó với UBND xã trong tháng 4/2026.",
         "Chủ nuôi khai báo việc nuôi chó với UBND xã trong tháng 4/2026."),
        ("Lớp", "Mở 24 lớp tập huấn cho 900 lượt người, do Sở Nội vụ thực hiện trong quý I và quý"
         " II; các xã cử người tham dự đúng thành phần.",
         "Cử người tham dự các lớp tập huấn trong quý I và quý II do Sở Nội vụ mở, đúng thành"
         " phần."),
        # names in brackets are those of the last kind; a court that is asked hides no front
        ("Sổ", "UBND các xã, phường, đặc khu (Cát Hải, Bạch Long Vĩ) lập sổ trước ngày 12/4/2026.",
         "Lập sổ trước ngày 12/4/2026."),
        ("Án", "Đề nghị Tòa án nhân dân tỉnh, Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh vận động Nhân"
         " dân.", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã vận động Nhân dân."),
        ("Rác", "Các xã điểm Yên Châu, Mộc Sơn lập mô hình trước ngày 30/6/2026.",
         "Lập mô hình trước ngày 30/6/2026."),
        # whoever determines the thing with which something is done does not do it
        ("Rừng", "Tuần tra tại các khu rừng do Chi cục Kiểm lâm tỉnh khoanh định; dựng biển cấm"
         " lửa.", "Tuần tra tại các khu rừng do Chi cục Kiểm lâm tỉnh khoanh định; dựng biển cấm"
         " lửa."),
        ("Chuột", "Diệt chuột trong tháng 5/2026; phun hóa chất chợ đầu mối do Sở Y tế thực hiện.",
         "Diệt chuột trong tháng 5/2026."),
        # who is asked is told nothing by its own superior
        ("Hội Chữ thập đỏ tỉnh", "Chỉ đạo Hội Chữ thập đỏ các xã củng cố đội sơ cứu.",
         "Củng cố đội sơ cứu."),
        ("Phân công", "Chủ tịch UBND cấp xã chịu trách nhiệm trước Chủ tịch UBND Tỉnh.",
         "Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh."),
        # the own police, told by its superior to work with the committee, does it, with its term
        ("Loa", "Công an tỉnh chỉ đạo Công an cấp xã phối hợp với UBND cấp xã kiểm tra loa; khi có"
         " phản ánh thì phải đến xác minh trong vòng 24 giờ.",
         "Công an xã phối hợp với UBND xã kiểm tra loa; khi có phản ánh thì phải đến xác minh trong"
         " vòng 24 giờ."),
        # who sits on what is made
        ("UBND các xã", "Kiện toàn Ban Chỉ đạo hiến máu; Trưởng ban là lãnh đạo UBND cấp xã; Trạm Y"
         " tế, Hội Chữ thập đỏ là thành viên.",
         "Tham mưu UBND xã kiện toàn Ban Chỉ đạo hiến máu; Trưởng ban là lãnh đạo UBND xã; Trạm Y"
         " tế, Hội Chữ thập đỏ là thành viên."),
        # the commune has it, not its committee
        ("Trạm y tế", "Phủ kín bảo hiểm y tế; mỗi xã có ít nhất một bác sĩ.",
         "Phủ kín bảo hiểm y tế; xã có ít nhất một bác sĩ."),
        (ROOMS, "Giao các thôn lập tổ tự quản trước ngày 15/5/2026.",
         "Tham mưu UBND xã giao các thôn lập tổ tự quản trước ngày 15/5/2026."),
        ("Kinh phí", "Ngân sách tỉnh cấp 12 tỷ đồng tổ chức Đại hội; hỗ trợ xã Yên Châu 350 triệu"
         " đồng, mỗi xã vùng đồng bào 40 triệu đồng.",
         "Sử dụng 350 triệu đồng được hỗ trợ từ ngân sách tỉnh."),
        (ROOMS, "Các xã và đặc khu Phú Quý tập huấn, mỗi xã ít nhất 05 lớp.",
         "Tập huấn, ít nhất 05 lớp."),
        # with whom another leads does its part, not what the leader makes, gives out or reports
        ("Kiểm kê", "Sở Xây dựng chủ trì, phối hợp với Bảo tàng tỉnh và các địa phương lập danh mục"
         " công trình; xây dựng mẫu phiếu và gửi các địa phương trước ngày 20/12/2026.",
         "Phối hợp với Sở Xây dựng lập danh mục công trình."),
        ("Vị trí", "Sở Xây dựng chủ trì, phối hợp với các địa phương nghiên cứu vị trí, báo cáo"
         " UBND tỉnh trước ngày 28/02/2027.", "Phối hợp với Sở Xây dựng nghiên cứu vị trí, phục vụ"
         " Sở Xây dựng báo cáo UBND tỉnh trước ngày 28/02/2027."),
        ("Hè phố", "Sở Xây dựng cấp phép đào hè; thẩm định phương án; phối hợp với các xã kiểm tra"
         " việc hoàn trả.", "Phối hợp với Sở Xây dựng kiểm tra việc hoàn trả."),
        ("Biển", "Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh và UBND các xã tuần tra vùng nuôi.",
         "UBND xã, Ban Chỉ huy Quân sự xã, Công an xã phối hợp với Bộ Chỉ huy Quân sự tỉnh, Công an"
         " tỉnh tuần tra vùng nuôi."),
        ("Tang lễ", "Sở Y tế hướng dẫn vệ sinh trong mai táng; trạm y tế xã giám sát tại cơ sở.",
         "Trạm y tế xã giám sát vệ sinh trong mai táng do Sở Y tế hướng dẫn tại cơ sở."),
        ("Cây", "Sở Y tế hướng dẫn kỹ thuật; các xã bố trí đất trồng thử nghiệm mỗi xã ít nhất"
         " 03 ha nghệ trong vụ mùa.",
         "Bố trí đất trồng thử nghiệm ít nhất 03 ha nghệ trong vụ mùa."),
        # where the unit's own begins behind a comma; what comes when units of another have done
        ("Kho", "Sở Nội vụ ban hành danh mục trước ngày 15/5/2026, dựa trên danh mục này các xã"
         " kiểm đếm.", "Dựa trên danh mục của Sở Nội vụ, UBND xã kiểm đếm."),
        ("Dân cư", "Từ kết quả rà soát, Công an tỉnh chủ trì, Công an cấp xã làm sạch dữ liệu.",
         "Công an xã làm sạch dữ liệu."),
        ("Sở Nội vụ", "Công khai kết quả; xã, phường xếp cuối 02 tháng phải giải trình.",
         "Trường hợp xếp cuối 02 tháng, UBND xã phải giải trình."),
        ("Thanh tra", "Sở Y tế thanh tra 12 xã; xã được thanh tra cung cấp hồ sơ trong 03 ngày làm"
         " việc.", "Trường hợp được thanh tra, UBND xã cung cấp hồ sơ trong 03 ngày làm việc."),
        (ROOMS, "Riêng các xã Yên Châu, Mộc Sơn mỗi xã chọn 02 trường, hỗ trợ 60 triệu đồng/xã.",
         "Chọn 02 trường, hỗ trợ 60 triệu đồng."),
        ("Khách", "Đón 1,6 triệu lượt khách, trong đó xã Yên Châu 21.000 lượt, xã Mộc Sơn 9.000"
         " lượt.", "Đón 21.000 lượt khách."),
        # a thing that the unit makes is its work; who is named for the whole leads, not who helps
        ("Sở Nội vụ", "Sở Nội vụ đào tạo nghề cho 300 lao động; danh sách học viên do UBND các xã"
         " lập.", "Lập danh sách học viên, phục vụ Sở Nội vụ đào tạo nghề cho 300 lao động."),
        (ROOMS, "Giao công chức phụ trách nông nghiệp làm đầu mối, công chức y tế làm phó đầu mối.",
         "Tham mưu UBND xã giao công chức phụ trách nông nghiệp làm đầu mối, công chức y tế làm phó"
         " đầu mối."),
        # what a superior's body sums up somebody sends; whom it works with does it
        ("Sở Tài chính", "Tổng hợp nhu cầu kinh phí của UBND cấp xã gửi trước 15/7/2026.",
         "Gửi nhu cầu kinh phí về Sở Tài chính trước 15/7/2026."),
        ("Công an tỉnh", "Phối hợp Công an cấp xã xử lý tin báo; bắt giữ đối tượng truy nã.",
         "Phối hợp với Công an tỉnh xử lý tin báo."),
        # what is said of all, and otherwise of the unit; cases sent up; own ones told among others
        ("Mục tiêu", "Mỗi xã có ít nhất 01 điểm gom rác, 01 điểm thu pin; riêng các xã Yên Châu,"
         " Mộc Sơn có ít nhất 03 điểm mỗi loại.",
         "Xã có ít nhất 03 điểm gom rác, ít nhất 03 điểm thu pin."),
        ("Lớp", "Các xã, phường tổ chức 02 lớp sơ cứu; riêng xã Yên Châu tổ chức 04 lớp.",
         "Tổ chức 04 lớp sơ cứu."),
        ("Xử lý", "Xử lý vi phạm hành trình theo Nghị định số 38/2024/NĐ-CP; hồ sơ vượt thẩm quyền"
         " chuyển Chủ tịch UBND tỉnh trong 05 ngày.",
         "Xử lý vi phạm hành trình theo Nghị định số 38/2024/NĐ-CP; hồ sơ vượt thẩm quyền chuyển"
         " Chủ tịch UBND tỉnh trong 05 ngày."),
        ("Bến", "Công an tỉnh chỉ đạo lực lượng cảnh sát và Công an cấp xã kiểm tra bến đò.",
         "Công an xã kiểm tra bến đò."),
        ("Nhà ở", "Liên đoàn Lao động tỉnh cùng UBND các xã, phường rà soát danh sách công nhân.",
         "UBND xã phối hợp với Liên đoàn Lao động tỉnh rà soát danh sách công nhân."),
        ("Thi", "Hội Nông dân tỉnh phối hợp với Sở Y tế và chính quyền cấp xã xây dựng lịch thi.",
         "Phối hợp với Hội Nông dân tỉnh xây dựng lịch thi."),
        ("Chợ", "Công an tỉnh, UBND cấp xã kiểm tra lối thoát nạn tại chợ.",
         "UBND xã, Công an xã phối hợp với Công an tỉnh kiểm tra lối thoát nạn tại chợ."),
        ("Lề đường", "Sở Xây dựng và UBND các xã tăng cường tuyên truyền.",
         "Các phòng, đơn vị thuộc UBND xã tăng cường tuyên truyền."),
        ("Tiêm chủng", "Sở Y tế và UBND các xã cùng chịu trách nhiệm về số liệu.",
         "UBND xã phối hợp với Sở Y tế cùng chịu trách nhiệm về số liệu."),
        (ROOMS, "Không để phát sinh điểm nóng; vụ việc phức tạp báo cáo ngay UBND tỉnh.",
         "Không để phát sinh điểm nóng; vụ việc phức tạp tham mưu UBND xã báo cáo ngay UBND tỉnh."),
        # sanctions as far as a commune's powers go
        ("Xử lý", "Áp dụng các biện pháp đình chỉ, thu hồi giấy phép đối với cơ sở tái phạm.",
         "Áp dụng các biện pháp đình chỉ, thu hồi giấy phép đối với cơ sở tái phạm theo thẩm quyền;"
         " trường hợp vượt thẩm quyền, kiến nghị cấp có thẩm quyền xem xét, quyết định."),
        (ROOMS, "Xử lý nghiêm hành vi đốn hạ cây rừng.",
         "Tham mưu UBND xã xử lý nghiêm hành vi đốn hạ cây rừng."),
    ],
)  # fmt: skip
def test_a_sentence_keeps_what_is_the_units_alone(
    title: str, point: str, said: str, office: Workspace
) -> None:
    made = node(derive(office, item("x", title, point)), "x-1")
    assert (made.noi_dung, made.can_xem) == (said, None)


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        # the plan above stands behind what it carries out itself
        ("Thực hiện Công điện số 5/CĐ-TTg, Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch như sau:",
         "Thực hiện Công điện số 5/CĐ-TTg; thực hiện {cap_tren}, Ủy ban nhân dân"),
        ("Để đủ điện đến hết tháng 9 năm 2026, Chủ tịch UBND tỉnh Sơn La yêu cầu:",
         "Thực hiện {cap_tren}, để đủ điện đến hết tháng 9 năm 2026, Ủy ban nhân dân xã"),
    ],
)  # fmt: skip
def test_the_words_of_enactment_lose_nothing(opening: str, said: str, office: Workspace) -> None:
    derived = derive(office, item("x", ROOMS, "Dọn kênh mương."), opening=opening)
    assert node(derived, "mo-dau").noi_dung.startswith(said)


def test_an_account_of_the_superiors_own_year_is_left_out(office: Workspace) -> None:
    point = "Đánh giá chung: Năm 2025 toàn tỉnh xảy ra 214 vụ tai nạn."
    assert node(derive(office, item("x", "An toàn giao thông", point)), "x-1") is None


def test_last_words_that_stand_as_an_item_are_the_units_own(office: Workspace) -> None:
    last = "Các đơn vị có vướng mắc gửi Sở Xây dựng để trình UBND tỉnh xem xét./."
    end = f'\n[[muc.khoan]]\nid = "het"\nnoi_dung = "{last}"\n'
    made = node(derive(office, item("x", ROOMS, "Dọn kênh mương."), end), "het")
    assert made.noi_dung.startswith("Ủy ban nhân dân xã yêu cầu các phòng, đơn vị")


def test_what_the_council_of_above_adopts_is_not_drafted_below(office: Workspace) -> None:
    point = "Tham mưu nghị quyết hỗ trợ trình HĐND tỉnh thông qua tại kỳ họp cuối năm 2026."
    assert node(derive(office, item("x", "Giải pháp", point)), "x-1") is None


def test_an_inspection_of_the_superior_is_no_campaign(office: Workspace) -> None:
    point = "Tỉnh tổ chức 02 đợt thanh tra từ ngày 01/5 đến 15/5/2026."
    assert node(derive(office, item("x", "Chiến dịch", point)), "x-1") is None


def test_a_report_ordered_in_the_last_words_is_kept(office: Workspace) -> None:
    last = (
        "Nhận được Kế hoạch này, các cơ quan, địa phương triển khai thực hiện; 15 ngày một lần"
        " phản ánh tiến độ về Sở Xây dựng./."
    )
    end = f'\n[[ket_thuc]]\nid = "het"\nnoi_dung = "{last}"\n'
    made = node(derive(office, item("x", ROOMS, "Dọn kênh mương."), end), "het")
    assert made.noi_dung.startswith(
        "UBND xã 15 ngày một lần phản ánh tiến độ về Sở Xây dựng. Ủy ban nhân dân xã yêu cầu"
    )


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("Các tổ chức chính trị - xã hội thành phố tặng quà hộ nghèo.",
         "Đề nghị các tổ chức chính trị - xã hội phường tặng quà hộ nghèo."),
        ("Đề nghị các đoàn thể thành phố giám sát.", "Đề nghị các đoàn thể phường giám sát."),
        ("Hội Nông dân thành phố vận động hội viên.",
         "Đề nghị Hội Nông dân phường vận động hội viên."),
        ("UBND các phường đăng ký lịch với Hội Chữ thập đỏ thành phố.",
         "Đăng ký lịch với Hội Chữ thập đỏ thành phố."),
        ("UBND các phường báo cáo Sở Nội vụ (qua Hội Liên hiệp Phụ nữ thành phố).",
         "UBND phường báo cáo Sở Nội vụ (qua Hội Liên hiệp Phụ nữ thành phố)."),
        ("Đề nghị Hội Chữ thập đỏ thành phố làm thường trực Ban Chỉ đạo thành phố; hướng dẫn Hội"
         " Chữ thập đỏ phường lập danh sách.",
         "Đề nghị Hội Chữ thập đỏ phường lập danh sách."),
        ("Đề nghị Ban Thường vụ các đảng ủy trực thuộc, Hội Nông dân thành phố vận động hội viên.",
         "Đề nghị Ban Thường vụ Đảng ủy phường, Hội Nông dân phường vận động hội viên."),
    ],
)  # fmt: skip
def test_organisations_of_a_city_are_those_of_the_ward_in_its_plan(
    above: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Office(tmp_path, "phường Ninh Kiều, Cần Thơ").knows_unit
    monkeypatch.setattr(derived_plan, "UNIT", "ubnd-phuong-ninh-kieu")
    head = derived_plan.HEAD.replace("ubnd-tinh-son-la", "ubnd-tp-can-tho")
    monkeypatch.setattr(derived_plan, "HEAD", head)
    assert node(derive(Workspace(tmp_path), item("x", "Vận động", above)), "x-1").noi_dung == said


@pytest.mark.parametrize(
    "act",
    ["Hội Nông dân tỉnh tổng hợp, báo cáo UBND tỉnh trước ngày 20/12.",
     "Đề nghị Hội Chữ thập đỏ tỉnh chủ trì tổ chức Lễ tôn vinh người hiến máu.",
     "Đề nghị Hội Liên hiệp Phụ nữ tỉnh vận hành Ngôi nhà bình yên của tỉnh.",
     "Giao Sở Y tế theo dõi; Hội Chữ thập đỏ tỉnh tổng hợp, báo cáo UBND tỉnh."],
)  # fmt: skip
def test_what_an_organisation_above_does_as_such_is_asked_of_nobody_here(
    act: str, office: Workspace
) -> None:
    assert node(derive(office, item("x", "Vận động", act, "Trực ban.")), "x-1") is None


@pytest.mark.parametrize(
    ("point", "when"),
    [
        ("Định kỳ 06 tháng, hằng năm báo cáo Sở Y tế trước ngày 15 tháng 6 và 15 tháng 12.",
         "trước ngày 08/6 hằng năm; trước ngày 08/12 hằng năm"),
        ("Hằng năm báo cáo Sở Y tế trước ngày 10 tháng 5 và ngày 10 tháng 11.",
         "trước ngày 04/5 hằng năm; trước ngày 03/11 hằng năm"),
        ("Định kỳ hằng năm gửi báo cáo về Sở Y tế trước ngày 20/6, 20/12.",
         "trước ngày 15/6 hằng năm; trước ngày 14/12 hằng năm"),
        ("Báo cáo Sở Y tế trước ngày 15/6/2026 và 15/12/2026.",
         "trước ngày 08/6/2026; trước ngày 08/12/2026"),
        ("Báo cáo 6 tháng, năm (trước ngày 10/6 và trước ngày 10/12) về Sở Y tế.",
         "trước ngày 03/6/2026; trước ngày 03/12/2026"),
        ("Báo cáo 6 tháng trước ngày 05 tháng 6, cả năm trước ngày 25 tháng 11 năm 2026 về Sở"
         " Y tế.", "trước ngày 29/5/2026; trước ngày 18/11/2026"),
        ("Gửi Sở Y tế báo cáo quý trước ngày 20 của tháng cuối quý; báo cáo năm trước ngày"
         " 15/12/2026.",
         "định kỳ hằng quý trước ngày 13 của tháng cuối quý; trước ngày 08/12/2026"),
    ],
)  # fmt: skip
def test_a_day_beside_a_yearly_one_is_of_each_year(
    point: str, when: str, office: Workspace
) -> None:
    made = node(derive(office, item("x", ROOMS, point)), "bao-cao-noi-bo")
    assert f" {when} để tổng hợp" in made.noi_dung


@pytest.mark.parametrize(
    "last",
    [
        "Các cơ quan, địa phương căn cứ Kế hoạch này triển khai thực hiện; khó khăn báo Sở Y tế./.",
        "Các địa phương, đơn vị căn cứ Kế hoạch này thực hiện; vướng mắc gửi Sở Nội vụ xử lý./.",
        "Các sở, ngành, địa phương căn cứ Kế hoạch này tổ chức thực hiện./.",
        "Các xã, phường căn cứ nội dung Kế hoạch này triển khai; phát sinh báo Sở Y tế./.",
        "UBND các xã, phường căn cứ Kế hoạch này triển khai thực hiện./.",
        "Các ngành, các cấp căn cứ nội dung Kế hoạch này nghiêm túc thực hiện./.",
    ],
)
def test_the_last_order_to_all_is_said_by_who_issues_the_plan(last: str, office: Workspace) -> None:
    above = item("x", ROOMS, "Lập sổ theo dõi.", last)
    loose = above.replace(f'"{ROOMS}"', f'"{ROOMS}"\nkieu_diem = "khong"', 1)
    derived = derive(office, loose)
    assert node(derived, "x-2") is None
    assert node(derived, "ket-thuc").noi_dung.startswith("Ủy ban nhân dân xã yêu cầu các phòng")


def test_on_the_ground_of_what_a_heading_does_the_unit_acts_and_its_part_is_asked(
    office: Workspace,
) -> None:
    point = "Cung ứng vắc-xin trong tháng 4. Trên cơ sở đó, xã, phường lập lịch tiêm."
    made = node(derive(office, item("x", "Sở Y tế", point)), "x-1")
    assert made.noi_dung == (
        "Trên cơ sở Sở Y tế cung ứng vắc-xin trong tháng 4, UBND xã lập lịch tiêm."
    )
    assert "xem phần việc của xã" in made.can_xem
