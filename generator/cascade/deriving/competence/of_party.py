"""What only the Party does with its members and branches: who is asked for it, or whether it is.

"Mở lớp nghề cho thanh niên; quan tâm kết nạp đảng viên trẻ" is half a committee's own: over
members, branches, the committee of the Party its Charter lets the Party alone dispose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_PARTY
from generator.cascade.deriving.rulebook.rules import ASKED
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee

_THEM = (
    r"(?:đảng viên|cấp ủy viên|đảng ủy viên|bí thư (?:chi bộ|đảng)|chi bộ|tổ chức (?:cơ sở )?đảng"
    r"|(?:trong |là )?(?:ban )?thường vụ|ủy viên ban (?:thường vụ|chấp hành)|cấp ủy(?! các cấp))"
)
PARTY_DOES = re.compile(
    r"[\W\d]*(?:(?:kịp thời|chủ động|tiếp tục|tăng cường|quan tâm|thường xuyên|chú trọng|coi trọng"
    r"|làm tốt|đẩy mạnh|công tác),? )*"
    r"(?:(?:(?:phân công|giao nhiệm vụ cho|giao|cử|bố trí|kết nạp|phát triển|giới thiệu|quán triệt"
    r"(?: đến| tới)?|kiểm tra, giám sát|tạo nguồn(?: kết nạp)?|bồi dưỡng|kiện toàn|củng cố"
    r"|thành lập|thi hành kỷ luật|kỷ luật|luân chuyển)(?:, | và )?)+ ?"
    rf"(?:các |từng |mỗi |lớp )?(?:đồng chí )?(?:các )?{_THEM}"
    r"|đưa [^.;]{3,80} vào (?:(?:các )?nghị quyết (?:của )?(?:cấp ủy|đảng ủy|đảng bộ|chi bộ|chi ủy"
    r"|(?:lãnh đạo|chuyên đề|đại hội)[^.;]*(?:cấp ủy|đảng ủy|đảng bộ|chi bộ))"
    r"|(?:nội dung )?sinh hoạt (?:chi bộ|đảng)))(?!\w)"
)
"""What only the Party tells its members and branches (Charter of the Party, 2011)."""
_OF_PARTY = re.compile(
    r"(?:đưa|lồng ghép|cụ thể hóa)(?!\w)[^.;]* vào (?:các )?(?:nghị quyết|chương trình|chỉ thị)"
    r"[^.;]*(?:cấp ủy|đảng ủy|đảng bộ)(?!\w)"
    r"|^\W*(?:các )?cấp ủy(?!\w)[^.;]{0,40}? (?:ban hành|ra|lãnh đạo)(?!\w)"
    r"|(?<!\w)(?:kết nạp|phát triển) (?:\w+ )?đảng viên"
    r"|(?<!\w)(?:thành lập|phát triển|kiện toàn) (?:các )?(?:chi bộ|tổ chức (?:cơ sở )?đảng)"
    r"|đồng chí (?:trong |là )?(?:ban )?thường vụ"
)
"""What only a committee of the Party resolves."""
_ASKED = re.compile(r"(?<!\w)đề nghị (?:các )?(?:đảng ủy|cấp ủy)(?!\w)")
_SENTENCES = re.compile(r"(?<=\.) (?=[^\W\d_])")


def ask_the_party(draft: NodeDraft, field: str, ask: Questions) -> None:
    """Ask the Party for the clauses that it alone does; a person, where that is no clause."""
    said = joined(draft.texts[field])
    made = said
    if ask.unit.committee:
        made = " ".join(_sentence(ask.unit, one) for one in _SENTENCES.split(said))
    if made != said:
        draft.texts[field] = [made]
        if made.startswith("Đề nghị"):  # nothing in it is the unit's own
            draft.touch(ASKED)
    plain = plain_of(made)
    found = _OF_PARTY.search(plain.low)
    if found is None or _ASKED.search(plain.low[: found.start()].rpartition("; ")[2]):
        return
    ask.mark(draft, Q_PARTY.replace("{chu}", plain.said(*found.span()).strip()))


def whom_to_ask(unit: Addressee) -> str:
    """The Party's committees that a committee asks in its plan."""
    return f"Đảng ủy {unit.word}" if unit.level == RANKS["xa"] else "cấp ủy các cấp"


def _sentence(unit: Addressee, said: str) -> str:
    clauses = said.split("; ")
    theirs = [one for one in clauses if PARTY_DOES.match(plain_of(one).low)]
    if not theirs:
        return said
    own = [one.rstrip(" .") for one in clauses if one not in theirs]
    asked = ", ".join(small(one.strip(" .-+*")) for one in theirs)
    words = "; ".join([*own, f"đề nghị {whom_to_ask(unit)} {asked}"])
    return f"{words[:1].upper()}{words[1:]}{'.' if said.rstrip().endswith('.') else ''}"
