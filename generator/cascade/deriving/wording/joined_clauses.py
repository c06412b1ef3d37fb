"""Clauses as one text: small letters inside a sentence, nothing said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence


def small(words: str) -> str:
    """Words inside a sentence: a small first letter, but for names and abbreviations."""
    words = words.lstrip()
    if words[:1].isupper() and not words[1:2].isupper() and not _NAME.match(words):
        return words[:1].lower() + words[1:]
    return words


_NAME = re.compile(
    r"(?:Hiệp hội|Liên|Tổng|Bưu điện|Viễn thông|Điện lực|Học viện|Tập đoàn|Hạt|Đồn)(?!\w)"
    r"|Trưởng(?= (?:Ban|Đoàn|Công an|Tiểu ban) )"
    r"|(?:Thư viện|Bảo tàng|Nhà (?:hát|văn hóa|thiếu nhi|xuất bản)|Cung (?:văn hóa|thiếu nhi)"
    r"|Cảng vụ|Kho lưu trữ|Lưu trữ lịch sử)(?= (?:tỉnh|thành phố|xã|phường|quốc gia|[A-ZĐ]))"
    r"|(?:Quỹ|Ngân hàng|Trường|Bệnh viện|Công ty|Nhà|Đội|Khu)(?= [A-ZĐ])"
    r"|(?:Sở|Bộ(?! phận)|Công (?:an|đoàn)|Ban(?! hành| đầu| ngày| đêm)|Ủy ban"
    r"|Văn phòng|Mặt trận|Đảng|Chủ tịch|Hội(?! họp| thảo| nghị| ý)|Đoàn(?! kết| kiểm| công)"
    r"|Tỉnh (?:ủy|[đĐ]oàn)|Thành (?:ủy|[đĐ]oàn)|Vườn|Trung tâm|Kho bạc"
    r"|Thanh tra(?! (?:việc|trách nhiệm|công vụ|đột xuất|chuyên|các|tại))"
    r"|Phòng(?!,| (?:chống|ngừa|ngập|trừ|cháy))"
    r"|Chi cục|Cục|Vụ(?! việc| mùa| án| vi| phá)|Báo(?! cáo| ngay| động| tin)|Đài|Giám đốc|Thuế"
    r"|Bảo hiểm|Trạm|Tòa|Viện)(?!\w)"
)


def sentences(kept: Sequence[str]) -> str:
    """Clauses as one text: a small letter after a semicolon, a large one after a full stop."""
    out, spoken = "", set[str]()
    for words in kept:
        said = words.strip()
        if said in spoken:
            continue  # two bodies of the plan above may be one here: it says it once
        spoken.add(said)
        if not out:
            out = said
        elif out.endswith((".", "!", "?", ":")):
            out += f" {said[:1].upper()}{said[1:]}"
        else:
            out = out.rstrip(" ,")
            out += f" {small(said)}" if out.endswith(";") else f"; {small(said)}"
    return out
