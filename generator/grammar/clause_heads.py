"""How a clause begins: the words by which it is told who has to do it, as patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.grammar.named_bodies import NamedTogether

ORDER = re.compile(
    r"(?:kính |trân trọng )?(?P<verb>giao nhiệm vụ cho|giao cho|giao|yêu cầu|đề nghị"
    r"|phân công|ủy quyền cho)"
    r"(?: đồng chí)? $"
)
ORDERED = ("giao ", "cho ", "yêu cầu ", "đề nghị ", "phân công ", "đồng chí ")
"""With what words of an order end."""
TOPIC = re.compile(
    r"(?:công trình|hiện vật|hồ sơ|diện tích|dự án|hộ|trẻ|người|cơ sở|nơi|khu vực|vụ việc|tài sản"
    r"|đất|rừng|trường hợp|phần việc|nội dung|những|đối tượng)(?!\w)[^;:.]{3,140}, "
    r"|[^;:.,]{2,40} do (?:các )?(?:xã|phường|địa phương|cơ sở|tỉnh)(?!\w)[^;:.,]{2,40}, "
)
"""A thing named first, of which a unit then has to do something: "Công trình do xã quản lý, xã
chủ động bố trí ngân sách", "Hiện vật nghi là bảo vật quốc gia, địa phương giữ nguyên"."""
ABOUT = re.compile(r"về [^.;:,“”\"]{2,60}(?:: |, )")
"""What a clause is about, before who acts: "Về chế độ báo cáo: hằng tuần, UBND xã gửi …"."""
LABEL_OF_REPORT = re.compile(
    r"(?:(?:về )?(?:chế độ )?(?:thông tin,? )?báo cáo|tổng kết|sơ kết)[^.;:“”\"]{0,60}: "
)
"""A kind of report on the line of its text: "Báo cáo tháng: trước ngày 20 hằng tháng, …"."""
CASE = re.compile(r"(?<!\w)(?:nào|không|chưa|để|bị|vi phạm|xảy ra|đã|chậm|còn)(?!\w)")
POINTS_THERE = re.compile(r" (?:(?:nơi |ở |tại )?(?:đó|ấy)|sở tại)(?= \w)")
"""Whose unit is meant: "thì Chủ tịch UBND xã nơi đó giải trình"."""
MUST = re.compile(r" (?:phải|bị|kiểm điểm|giải trình|có trách nhiệm|chịu|báo(?! chí| đài))(?!\w)")
WHOEVER = re.compile(
    r"(?:[^\W\d]+ (?:[^\W\d]+ )?nào|hồ sơ|vụ việc|sự cố|đoạn|tuyến|trường hợp"
    r"|những|các|mọi|nơi|hộ|đơn vị|cơ sở|thôn|chủ|xã|phường)"
    r"(?!\w)[^.;:]*$"
)
"""Before "thì": whom or what it is about that somebody then has to do something with."""
AN_HOUR = re.compile(r"(?:trước |vào )?\d{1,2} ?(?:giờ|h)(?!\w)")
ANNOUNCED = re.compile(r"[^.;:]{0,60}: ")
TIME_ENDS = re.compile(
    r"(?:^|, )(?:vào |định kỳ |trước |trong |đến |từ |chậm nhất )[^,;.:]{0,50}?"
    r"(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)|(?:ngày|tháng|năm|quý) [\d/ivx]+"
    r"|(?:\d{1,3}|ba|sáu) (?:ngày làm việc|ngày|giờ|tuần|tháng|quý|năm)) $"
    r"|^(?:năm|tháng|quý) [\d/ivx]+(?:(?:/| năm )\d{4})? $"
)
"""A time at the head of a clause without its comma: "Vào ngày 25 hằng tháng Sở Y tế …"."""
OF_WHOM = re.compile(
    r"(?:đoàn|tổ|ban) [^;:.,]{2,40} gồm (?:đại diện )?(?:các )?|(?:thời )?hạn [^;:.,]{2,60} của "
)
"""Before those of whom a group is, whose term it is: "Đoàn công tác gồm Sở Tư pháp, Sở Y tế"."""
THIS_WORK = ("việc này", "nội dung này", "nhiệm vụ này", "công việc này")
ENCOURAGED = ("thon", "dia-phuong", "ubnd", "su-nghiep", "doan-the")
OFFENDS = re.compile(
    r"[^.;]{0,120}(?<!\w)(?:không|chưa|vi phạm|trốn|nợ|chậm|cố tình)(?!\w)[^.;]* thì"
    r" (?!phải|bị|có trách nhiệm|chủ)"
)
"""Who does badly, before what is then done: "Chủ công trình không tự dọn thì lập biên bản"."""
ASIDE = re.compile(
    r", (?:căn cứ|trên cơ sở|theo(?! dõi)|sau khi|trong|ngoài|nhân|khi|từ|qua)(?!\w)[^,;.:]{3,80}, "
)
"""Between who acts and what he does: "Sở X, căn cứ kết quả khảo sát, phân bổ …"."""
NTH_TIME = re.compile(r"(?:từ )?(?:lần|đợt|vòng) (?:thứ )?\w+(?: trở đi)?,? $")
"""Such as "lần thứ hai trở đi Chủ tịch UBND cấp xã xử phạt"."""
WHERE_SENT = re.compile(r"\W*(?:nơi (?:nhận|gửi)|địa chỉ|đồng gửi)(?!\w)")
"""A label before those who get something: "Nơi nhận: Công an tỉnh (qua Phòng X)"."""
RUN_IN = re.compile(rf"(?!{WHERE_SENT.pattern})[^.;:“”\"]{{2,70}}: ?(?:riêng )?")
"""A heading on the line of its text: "Cấp xã: UBND các xã, phường tổ chức …"."""
NO_SUBJECT = re.compile(
    r"\s*(?:$|[,.;)]|(?:về|của|đối với|trong việc|mình|đó|này|khác|tại|số(?! hóa)|ngày|năm"
    r"|từ(?! chối)|do|theo(?! dõi| (?:từng )?(?:lĩnh vực|chức năng"
    r"|thẩm quyền|nhiệm vụ|phân công|phân cấp"
    r"|quy định|trách nhiệm)))(?!\w)| (?:làm thành viên|là (?:lãnh đạo|thành viên|ủy viên|đồng chí"
    r"|ông|bà|(?:phó )?(?:trưởng (?:ban|đoàn|tiểu ban)|tổ trưởng|chủ tịch hội đồng)))(?!\w))"
)
"""Behind a body that does nothing: "của", "về"; who sits on what: "Trưởng ban là lãnh đạo …"."""
ALL_OF = re.compile(r"(?i)(?<!\w)(?:tất cả|toàn bộ|toàn thể|đồng loạt) $")
"""Said before units that all do something: "Trong năm 2027, tất cả các xã …"."""
SO = re.compile(r"(?:(?P<so>do đó|do vậy|vì vậy|vì thế|theo đó),? |còn )")
"""Before who acts behind a comma: "Luật có hiệu lực từ …, do đó Chi cục X rà soát"."""
BEFORE_NAME = (
    "đồng chí ", "các đồng chí ", "riêng ", "đối với ", "tất cả ", "toàn thể ", "toàn bộ ",
    "các ", "những ",
    "ông ", "bà ", "các ông ", "các ông, bà ", "các ông/bà ", "ông/bà ", "các vị ",
    "còn ", "do đó ", "do vậy ", "vì vậy ", "vì thế ", "theo đó ",
    "do đó, ", "do vậy, ", "vì vậy, ", "vì thế, ", "theo đó, ",
)  # fmt: skip


def without_all(before: str, group: NamedTogether) -> str:
    """The words before a group without those that only say that all of it is meant."""
    before = ALL_OF.sub("", before)
    committees = all(body.kind == "ubnd" for body in group.bodies)
    return before.removesuffix("100% ") if committees else before  # of others it is a target
