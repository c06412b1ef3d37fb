"""What a sentence asks for: the paper that is made, as far as its name goes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.grammar.data import read_data
from generator.grammar.phrases import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_PRODUCT = re.compile(
    r"(?:ban hành|xây dựng|lập|trình|hoàn thiện|soạn thảo|phê duyệt|tham mưu|đề xuất"
    r"|biên soạn|công bố|ký kết"
    r"|sửa đổi, bổ sung|cập nhật|gửi)(?: (?:ủy ban nhân dân|chủ tịch"
    r"|hội đồng nhân dân)[^,;.]{0,40}?)?"
    r"(?:(?: và| hoặc|,) (?:ban hành|triển khai|trình|hoàn thiện|tổ chức thực hiện))*(?: các"
    r"| dự thảo| \d+)? "
    r"(?P<product>(?:kế hoạch|báo cáo|quyết định|đề án|quy chế|văn bản|hướng dẫn|danh mục"
    r"|phương án|chương trình"
    r"|tờ trình|nghị quyết|quy trình|quy định|hồ sơ|kịch bản|dự toán|bộ tiêu chí|tiêu chí"
    r"|sổ tay|tài liệu|quy hoạch"
    r"|bản đồ|cơ sở dữ liệu|biểu mẫu|chỉ thị|công văn|thông báo)(?!\w))"
)
_ENDS = re.compile(
    r"[;:()]|\.(?!\d)|,(?= )"
    r"| (?:trước|báo cáo|(?<!chương )(?<!công )(?<!lộ )trình|gửi|hoàn thành|xong"
    r"|chậm nhất|để|phù hợp|bảo đảm"
    r"|đảm bảo|nhằm|làm cơ sở|và (?:tổ chức|triển khai)|trong (?:quý|tháng|năm|thời hạn|vòng|\d+)"
    r"|định kỳ|(?:trong|tại|vào) (?:học kỳ|kỳ họp))(?!\w)"
)
_TO = re.compile(r" (?:về|cho|đến|tới|với|chuyển|sang|và)$")
_VERBS = ("quyết định", "báo cáo", "thông báo", "công bố", "hướng dẫn", "quy định", "phê duyệt")
"""Words that are papers and acts: "trình UBND tỉnh quyết định" asks for no decision as a paper."""
_MOVES = re.compile(r"(?<!\w)(?:hướng dẫn|chỉ đạo|đôn đốc|giúp|hỗ trợ|yêu cầu|đề nghị) ")
_LISTED = re.compile(r", (?:xã|phường|đặc khu|thị trấn|thị xã|ban|ngành|sở|đơn vị|địa phương)")
_DONE_BY = ("thực hiện ", "triển khai ", "theo ")
_HELP_IN = re.compile(r"phối hợp(?: [^,.;]{2,80})? trong (?:công tác|việc) [^.;]{0,60}$")
"""In what one helps: "phối hợp với UBND các xã trong công tác kiểm đếm, lập phương án"."""
_THIS = re.compile(r" này(?!\w)")
_NEAR = 4
"""Words before a comma in which a list names its kind: "chợ Cồn, chợ Hàn"."""
_LONGEST = 120


@cache
def _pairs() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(read_data('cap-tu.toml')['cap_tu'])})(?!\w)")


def product_in(low: str, start: int, end: int, bodies: Sequence[int]) -> tuple[int, int] | None:
    """The place of the paper that a clause asks for, in small letters; None for none.

    `bodies` are the places where bodies are named: what goes to a body is no part of the name.
    """
    for found in _PRODUCT.finditer(low, start, end):
        begin = found.start("product")
        name = low[begin : _name_end(low, begin, found.end(), end, bodies)]
        bare = name.rstrip(" ,")
        if _others(low, start, found.start(), bodies) or low.endswith(
            ("khi ", "ngày "), start, found.start()
        ):
            continue  # "trước khi ban hành quyết định …": when, and not what
        if found[0].removesuffix(found["product"]).endswith(_DONE_BY) or _HELP_IN.search(
            low, start, found.start()
        ):
            continue  # "tham mưu UBND tỉnh tổ chức thực hiện Kế hoạch": made already
        if _THIS.match(low, begin + len(found["product"])):
            continue  # "triển khai Kế hoạch này": the paper that speaks
        if bare in _VERBS and (found["product"] in _VERBS) and not _is_paper(low, begin, bare):
            continue
        return begin, begin + len(bare)
    return None


def _others(low: str, start: int, at: int, bodies: Sequence[int]) -> bool:
    """Whether somebody else makes it: "hướng dẫn các xã xây dựng kế hoạch"."""
    begin = max(start, *(low.rfind(mark, 0, at) + 1 for mark in ".;"))
    moved = [m.end() for m in _MOVES.finditer(low, begin, at)]
    who = next((p for p in bodies if moved and moved[-1] <= p < at), None)
    return who is not None and "," not in _LISTED.sub("", low[who:at])


def _is_paper(low: str, begin: int, bare: str) -> bool:
    """Whether a word alone is the paper: "lập báo cáo, gửi Sở X", not "trình UBND quyết định"."""
    made = re.search(r"(?:lập|xây dựng|ban hành|gửi|hoàn thiện|soạn thảo) (?:các |dự thảo )?$",
                     low[:begin])  # fmt: skip
    behind = low[begin + len(bare) : begin + len(bare) + 2]
    return made is not None and not behind[:2].strip().isalpha()


def _name_end(low: str, begin: int, at: int, end: int, bodies: Sequence[int]) -> int:
    """Where the name ends that begins at a place: commas inside a pair of words are its own."""
    stop, begun = min(end, begin + _LONGEST), at
    inside = [p for p in bodies if at < p < stop and low[p - 1] not in "-/"]  # "24/2024/QĐ-UBND"
    if inside:
        before = low[: inside[0]].rstrip()
        if before.endswith(("của", "với", "giữa")):
            inside = inside[1:]
    stop = min([stop, *inside[:1]])
    while (found := _ENDS.search(low, at, stop)) is not None:
        pair = found[0] == "," and _inside_pair(low, found.start())
        what_for = found.start() == begun and found[0].strip() in ("bảo đảm", "đảm bảo", "phù hợp")
        if not (pair or what_for):
            stop = found.start()
            break
        at = found.end()
    name = low[begin:stop].rstrip()
    return begin + len(_TO.sub("", name))


def _inside_pair(low: str, comma: int) -> bool:
    """Whether a comma stands in a pair of words: "phòng, chống", "chợ Cồn, chợ Hàn"."""
    before = low[:comma].split()[-_NEAR:]
    after = low[comma + 2 :].split(" ", 1)[0]
    if after and after in before:
        return True
    return any(
        m.start() < comma < m.end() for m in _pairs().finditer(low, max(0, comma - 30), comma + 30)
    )
