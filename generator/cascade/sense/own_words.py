"""Words of a plan that its issuer cannot mean: leftovers of another level, another document.

A body that works with itself, a title of two places, a submission to the superior among the
bases, "Chỉ thị này" in a plan, rows of a table that others lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.own_voices import by_order
from generator.diagnostics import warning
from generator.grammar.body_tables import read_table
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.diagnostics import Diagnostic
    from generator.grammar.whose_order import Order
    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach, Loc
    from generator.plan.source import TomlSource

_REQUEST = re.compile(r"(?:^|[;,] ?)[\s*]*(?:và )?(?:căn cứ |xét |theo )?đề nghị của ")
_TWICE = re.compile(r"(?<!\w)trên địa bàn [^,;.:]{3,60}? trên địa bàn(?!\w)")
_OF_UPPER = re.compile(
    r"(?<!\w)(?<!ngân sách )(?:của|tại|trong) (?:tỉnh|thành phố)(?!\w)(?! [^\W\d]+ủy)"
)
_THIS = re.compile(
    r"(?<!\w)(?P<what>chỉ thị|nghị quyết|công điện|kết luận|thông báo) này(?!\w)"
    r"|(?<!\w)(?P<by>thừa lệnh) "
)
_NAMES = {"CT": "chỉ thị", "NQ": "nghị quyết", "CĐ": "công điện", "KL": "kết luận",
          "TB": "thông báo"}  # fmt: skip


def check_own_words(
    plan: KeHoach, source: TomlSource, me: Addressee, above: Agency, orders: list[Order]
) -> Iterator[Diagnostic]:
    """LC715 to LC718, and LC709 for rows of tables, of a unit whose superior is `above`."""
    for order in orders:
        yield from _itself(order, me, source)
    if me.committee:
        yield from _two_places(plan, me, above, source)
        yield from _submissions(plan, me, source)
        yield from _rows(plan, me, source)
    for loc, node in walk(plan):
        if loc[0] == "chu_thich":
            continue  # a note speaks of what it is set to: "Nghị quyết này …"
        for field in ("tieu_de", "noi_dung"):
            text = getattr(node, field, None)
            if text and loc[0] != "chu_thich":  # a footnote speaks of what the text cites
                yield from _leftovers(plan, plain(text), (*loc, field), source)


def _itself(order: Order, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC715: who leads does not coordinate with itself."""
    if Kin.SELF not in me.kins(order.leads):
        return
    for body in order.helpers:
        if me.kin(body) is Kin.SELF and not body.every:
            message = _("“{ten}” phối hợp với chính mình").format(ten=body.text)
            hint = _("Ghi cơ quan, bộ phận khác cùng làm, hoặc bỏ phần phối hợp")
            yield warning("LC715", message, source.span((*order.loc, order.key)), hint)
            return


def _two_places(
    plan: KeHoach, me: Addressee, above: Agency, source: TomlSource
) -> Iterator[Diagnostic]:
    """LC716: a title of the unit's own place and of its superior's."""
    title = plain(plan.van_ban.trich_yeu)
    parts = plain_of(title)
    bare = list(parts.low)
    for group in groups(parts):  # "HĐND tỉnh Sơn La" is a body, not a place
        bare[group.start : group.end] = " " * (group.end - group.start)
    # what the plan carries out is cited by its own title
    cited = re.search(r"(?:thực hiện|triển khai) (?:kế hoạch|nghị quyết|chỉ thị|công văn"
                      r"|thông báo|kết luận|quyết định|chương trình) ", parts.low)  # fmt: skip
    said = key_of("".join(bare))
    both = key_of(above.don_vi) in said and key_of(me.unit) in said
    upper = _OF_UPPER.search(parts.low) if key_of(me.unit) in said else None
    if not cited and (both or upper or _TWICE.search(parts.low)):
        message = _("Trích yếu nêu hai địa bàn: của {tren} và của {minh}").format(
            tren=above.don_vi, minh=me.unit
        )
        hint = _("Chỉ nêu địa bàn của mình")
        yield warning("LC716", message, source.span(("van_ban", "trich_yeu")), hint)


def _submissions(plan: KeHoach, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC717: a department of the superior proposes to the superior, not to this unit."""
    for part in ("can_cu", "mo_dau"):
        for i, paragraph in enumerate(getattr(plan, part)):
            text = plain(paragraph.noi_dung)
            found = _REQUEST.search(plain_of(text).low)
            named = bodies(text[found.end() :])[:1] if found else ()
            if found and named and me.kin(named[0]) is Kin.ABOVE:
                message = _("“{ten}” đề nghị với cấp trên: không phải căn cứ của kế hoạch này")
                hint = _("Bỏ đề nghị ấy, hoặc ghi đề nghị của bộ phận mình")
                place = source.span((part, i, "noi_dung"))
                yield warning("LC717", message.format(ten=named[0].text), place, hint)


def _rows(plan: KeHoach, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC709: rows of a table among the words that a superior's body leads, once for a table."""
    for loc, node in walk(plan):
        for number, table in enumerate(getattr(node, "bang", ())):
            reading = read_table(table)
            if reading is None or reading.watched:
                continue
            for row in reading.rows:
                leads = bodies(row.said["chu_tri"])
                if leads and me.kins(leads) <= {Kin.ABOVE, Kin.OTHER}:
                    message = _("Bảng giao việc cho “{ten}”, không thuộc cấp này")
                    hint = _("Chỉ giữ các hàng của cấp mình, hoặc ghi là phối hợp, đề nghị")
                    place = source.span((*loc, "bang", number))
                    yield warning("LC709", message.format(ten=leads[0].text), place, hint)
                    break


def _leftovers(plan: KeHoach, text: str, loc: Loc, source: TomlSource) -> Iterator[Diagnostic]:
    """LC718: words of another document."""
    low = plain_of(text).low
    found = _THIS.search(low)
    own = _NAMES.get(plan.van_ban.loai)
    if found and found["by"] and by_order(plan):
        return
    if found and (found["by"] or found["what"] != own) and _speaks_of_itself(low, found):
        message = _("“{chu}” là lời của văn bản khác, không phải của văn bản này")
        hint = _("Viết lại theo văn bản đang soạn")
        yield warning("LC718", message.format(chu=found[0].strip()), source.span(loc), hint)


def _speaks_of_itself(low: str, found: re.Match[str]) -> bool:
    """Whether "Chỉ thị này" is said of the document itself, not of one cited before."""
    cited = re.search(rf"{found['what'] or ' '} số", low[: found.start()])
    return bool(found["by"] and low.startswith("thừa lệnh")) or (not found["by"] and not cited)
