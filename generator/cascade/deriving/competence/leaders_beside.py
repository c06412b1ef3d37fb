"""Who of above, or of whom it only asks, does one thing together with the unit, as its equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

ARMED = frozenset(["cong-an", "quan-su"])
OURS = (Kin.SELF, Kin.SOME, Kin.OTHER)
_TOGETHER = re.compile(
    r"(?i)[\s:,]*(?:đồng|cùng)(?: nhau)? (?:chủ trì|tổ chức|thực hiện|làm|chịu trách nhiệm"
    r"|phụ trách|quản lý|ký|ban hành|kiểm tra|giám sát|bảo đảm)(?!\w)"
)
"""Several lead side by side: in the plan of one of them the others still do."""
_IN_FORCE = re.compile(
    r"(?i)[\s:,]*(?:(?:tăng cường|chủ động|thường xuyên|tổ chức|phối hợp) )*(?:tuần tra|kiểm soát"
    r"|truy quét|diễn tập|cứu hộ|cứu nạn|ứng cứu|truy bắt|cưỡng chế|kiểm tra liên ngành|chốt chặn)"
    r"(?!\w)"
)
"""What forces of several bodies by name do as one."""


def leaders_beside(unit: Addressee, first: Duty, after: str) -> list[str]:
    """Who of above, or of whom it only asks, leads together with the unit, by name."""
    forces = any(b.kind in ARMED and not b.every for b in first.who)
    if not _TOGETHER.match(after) and not (
        (forces and _IN_FORCE.match(after)) or _is_joint(unit, first, after)
    ):
        return []
    theirs = (Kin.ABOVE, Kin.FRONT, Kin.OTHER, Kin.OUTSIDE, Kin.PARTY)
    return [b.text for b in first.who if unit.kin(b) in theirs]


_FEW = 4
"""Bodies up to which a list is of those who do one thing together, and not of all it is said to."""
_EACH_HIS_OWN = re.compile(
    r"(?i)[\s:,]*(?:(?:có trách nhiệm|chủ động|khẩn trương|phải|cần|nghiêm túc|tập trung|kịp thời)"
    r"[ ,]+)*(?:tăng cường|đẩy mạnh|tiếp tục|quán triệt|báo cáo|gửi|ban hành|(?:xây dựng|lập)"
    r" (?:kế hoạch|dự toán)|bố trí|cân đối|chịu trách nhiệm|căn cứ|chỉ đạo|phân công|cử|quan tâm"
    r"|(?:tổ chức |triển khai )*(?:thực hiện|triển khai|quán triệt)|nâng cao|đưa|coi|lấy|gương mẫu"
    r"|theo dõi|rà soát(?=[^.;]* (?:ban hành|văn bản))|phát huy|đổi mới|bảo đảm kinh phí|ưu tiên"
    r"|thường xuyên|tuyên truyền|phổ biến|vận động|công khai|cập nhật|cung cấp|tham mưu)(?!\w)"
    r"|.*(?<!\w)(?:của mình|cấp mình|ngành mình|đơn vị mình|địa phương mình|theo (?:chức năng"
    r"|lĩnh vực|phạm vi|thẩm quyền|nhiệm vụ|phân cấp)|thuộc (?:phạm vi|lĩnh vực|thẩm quyền))(?!\w)"
)
"""What each of those named does in his own house or by his own powers."""


def _is_joint(unit: Addressee, first: Duty, after: str) -> bool:
    """Whether a few bodies by name do one thing together with the unit: "Sở X và UBND các xã …"."""
    if not 1 < len(first.who) <= _FEW or _EACH_HIS_OWN.match(after):
        return False
    others = [b for b in first.who if unit.kin(b) not in (*OURS, Kin.OWN)]
    return bool(others) and all(
        not b.every and not b.head and b.kind in _BY_NAME and b.text[:1].isupper()
        and unit.kin(b) in (Kin.ABOVE, Kin.FRONT)
        and (b.level is not None or b.kind in _BRANCHES or b.name.startswith("ban quản lý "))
        for b in others
    )  # fmt: skip


_BY_NAME = frozenset([
    "so", "cong-an", "quan-su", "doan-the", "mat-tran", "cuc-vu", "nganh-doc", "thue", "ban",
    "trung-tam", "su-nghiep", "thanh-tra", "phong",
])  # fmt: skip
_BRANCHES = ("cuc-vu", "nganh-doc", "thue", "trung-tam", "su-nghiep", "doan-the")
