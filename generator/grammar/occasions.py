"""Words for what somebody holds and others come to, or take part in, without level and name.

"Hội thi", "lễ", "lớp": an occasion has its place and its days. "Tuần lễ", "đợt cao điểm": a
campaign goes on everywhere.
"""

OCCASION = (
    r"(?:(?:hội (?:thi|thao|diễn|chợ|thảo|nghị|trại)|cuộc thi|thi(?= [“\"])"
    r"|vòng (?:chung kết|sơ khảo|loại)|liên hoan"
    r"|giải(?! (?:quyết|pháp|phóng|ngân|đáp|trình|tỏa|thích|thể|mã|trí|cứu))"
    r"|lễ|ngày hội|diễn đàn|festival|lớp|triển lãm|hội (?:sách|xuân|hoa|báo)|phiên chợ|chợ phiên"
    r"|tuần (?:hàng|văn hóa|du lịch|ẩm thực|phim|nông sản|giao thương|xúc tiến))(?!\w))"
)
CAMPAIGN = r"(?:(?:đợt|chiến dịch|cao điểm|tháng (?:hành động|cao điểm)|tuần lễ)(?!\w))"
