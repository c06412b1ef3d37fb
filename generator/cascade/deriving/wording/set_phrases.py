"""What a paper says of itself or of the past in set phrases, and what the unit says instead."""

from __future__ import annotations

import re

ASSESSES = re.compile(
    r"[\W\d]*(?:về )?(?:đánh giá(?: (?:chung|tình hình|kết quả|thực trạng)|(?=[\W\d]*$))"
    r"|thực trạng|tình hình"
    r"|kết quả|bối cảnh|sự cần thiết|khái quát|tồn tại|hạn chế|nguyên nhân|những kết quả)(?!\w)"
    r"(?![^:]*(?:,| và) (?:mục tiêu|yêu cầu|nhiệm vụ|phương hướng|giải pháp|chỉ tiêu)(?!\w))"
    r"[^:]{0,80}$"
)
ASSESSES_AND = re.compile(
    rf"(?P<account>{ASSESSES.pattern[: ASSESSES.pattern.index('(?![^:]*')]}[^:]{{0,60}}?(?:,| và) )"
    r"(?=(?:mục tiêu|yêu cầu|nhiệm vụ|phương hướng|giải pháp|chỉ tiêu)(?!\w))"
)
"""A title of an account and of what is demanded: "Về tình hình và yêu cầu"."""
ACCOUNT = re.compile(
    r"[\W\d]*(?:(?:trong )?(?:thời gian|những năm|năm) (?:qua|vừa qua|gần đây)|hiện nay|tuy nhiên"
    r"|trên thực tế|qua kiểm tra|nhìn chung|nguyên nhân|theo thống kê)(?!\w)"
)
"""How a paragraph of such an account begins."""
STATES = re.compile(
    r"[\W\d]*(?:về )?(?:đánh giá (?:chung|tình hình)|thực trạng|tình hình chung|kết quả đạt được"
    r"|khái quát(?: chung)?)(?!\w)[^:.]{0,40}: ?(?=\w)"
)
"""The superior's own account in one paragraph: "Đánh giá chung: Quý I/2026 toàn tỉnh …"."""
CLOSES = re.compile(
    r"trên đây là|vướng mắc|sửa đổi, bổ sung|nghiêm túc (?:triển khai|thực hiện|tổ chức)"
    r"|thực hiện nghiêm(?: túc)? (?:chỉ thị|kế hoạch|công điện|nội dung|các nội dung)"
    r"|khó khăn,? (?:kịp thời |đề nghị )?(?:báo|phản ánh|thông tin|gửi)(?!\w)"
    r"|căn cứ (?:nội dung )?kế hoạch này|^[\W\d]*thừa lệnh (?!\w+ \w+ này)"
    r"|(?:chỉ thị|nghị quyết|công điện|kết luận|kế hoạch|chương trình) này (?:có hiệu lực|thay thế)"
    r"|chịu trách nhiệm (?:thi hành|triển khai thực hiện|thực hiện) (?:kế hoạch|chỉ thị) này"
    r"|^[\W\d]*(?:(?:chủ tịch )?(?:ủy ban nhân dân|ubnd)[^;:.,\d]{0,40} )?(?:yêu cầu|đề nghị) "
    r"[^;:.\d]{3,160} (?:triển khai|tổ chức|khẩn trương|nghiêm túc)(?: tổ chức)? thực hiện\W*$"
)
RECEIVED = re.compile(
    r"[\W\d]*(?:khi )?nhận được (?:chỉ thị|công điện|kế hoạch|kết luận|thông báo|văn bản) này(?!\w)"
)
ENDS_RULE = re.compile(
    r"^[\W\d]*(?:chỉ thị|nghị quyết|công điện|kết luận|thông báo|kế hoạch|chương trình|quyết định)"
    r" này (?:có hiệu lực|thay thế)|^[\W\d]*thừa (?:lệnh|ủy quyền)(?!\w)"
)
"""What a document says of itself: since when it holds, what it replaces, on whose order."""
ENDS_TITLE = re.compile(
    r"[\W\d]*(?:về )?(?:hiệu lực|điều khoản)(?:,? (?:và )?(?:tổ chức |trách nhiệm )?"
    r"(?:thi hành|thực hiện|áp dụng|chuyển tiếp|hiệu lực))*\W*"
)
"""A title over what a document says of itself: "Hiệu lực thi hành"."""
VOICE = re.compile(
    r"[\W\d]*(?:đồng chí )?(?:phó )?(?:chủ tịch|bí thư|bộ trưởng|thứ trưởng|thủ tướng)(?!\w)"
    r"[^.;:]{0,90} (?:yêu cầu|giao|chỉ đạo|kết luận|đề nghị|chỉ thị)(?!\w)[^.;:]{0,120}:[\s*]*$"
)
"""A superior in person who begins to order: the unit says it for itself."""
VOICE_LAST = re.compile(
    r"^(?P<before>(?:[\W\d]*(?:để|nhằm|thực hiện|triển khai|căn cứ|trước tình hình|tiếp tục"
    r"|trên cơ sở)(?!\w)[^.:]{5,600}, )?)[\W\d]*(?:chủ tịch )?(?:ủy ban nhân dân|ubnd)"
    r" (?:tỉnh|thành phố)[^.;:,]{0,40} (?:yêu cầu|giao|chỉ đạo|đề nghị) [^.:]{3,240}"
    r" (?:thực hiện|triển khai)[^.;:]{0,60}:[\s*]*$"
)
"""The same behind what it is for: "Để tháo gỡ …, UBND tỉnh yêu cầu … thực hiện các việc sau:"."""
BEGINS = "Ủy ban nhân dân {cap} yêu cầu các {phong} tập trung thực hiện các nội dung sau:"
PRAISES = re.compile(
    r"[\W\d]*(?:đánh giá cao|ghi nhận|biểu dương|hoan nghênh|cơ bản (?:đồng ý|thống nhất|nhất trí)"
    r"|thống nhất với|đồng ý với|phê bình|nhất trí với)(?!\w)"
)
"""What a superior says of what was done: nothing that a unit says of others."""
CLOSING = (
    "Ủy ban nhân dân {cap} yêu cầu các {phong}{va_duoi} nghiêm túc triển khai thực hiện"
    " Kế hoạch này; quá trình thực hiện nếu có khó khăn, vướng mắc, kịp thời báo cáo Ủy ban nhân"
    " dân {cap} xem xét, chỉ đạo./."
)
CLOSING_OF_BODY = (
    "{ten} yêu cầu các phòng, đơn vị thuộc {ten_ngan} nghiêm túc triển khai thực hiện Kế hoạch"
    " này; quá trình thực hiện nếu có khó khăn, vướng mắc, kịp thời báo cáo Lãnh đạo {ten_ngan}"
    " xem xét, chỉ đạo./."
)
SPREAD = re.compile(
    r"^[\W\d]*(?:chương trình(?: hành động)?|kế hoạch(?: hành động)?|nghị quyết|chỉ thị|kết luận"
    r"|quy định|hướng dẫn|thông báo|đề án) này (?:được )?"
    r"(?:(?:phổ biến|gửi|thông báo|quán triệt)(?:, )?)+ (?:rộng rãi )?(?:đến|tới)(?!\w)"
)
SENT_TO = re.compile(
    r"(?<!\w)(?:báo cáo|báo|gửi|thông báo|trình báo)(?: (?:ngay|kịp thời|nhanh|về|cho|đến|tới))* $"
)
"""Before those to whom something is told: each of them gets it, whoever else does."""
