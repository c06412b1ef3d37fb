"""TT81: how the text stands on its pages, as our own typesetter sets them.

The decree says nothing of it; offices ask for it. Judged only where the pages were asked
for (`JudgedDocument.paged`) and every line of the document has a known place.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.finding import NOT_HERE, Finding, Saying, Skip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument
    from generator.typeset.pages import PrintedBlock, PrintedDocument
    from generator.typeset.standing import FaultKind, PlacementFault

KINDS: dict[str, FaultKind] = {
    "TT811": "signature_alone",
    "TT812": "signature_with_one_line",
    "TT813": "heading_last",
    "TT814": "page_of_one_line",
    "TT815": "table_head_once",
    "TT816": "one_word_line",
}
"""Rule → what is looked for."""
_FOOT = ("quyen_han", "chuc_vu", "ho_ten", "nhan_noi_nhan", "noi_nhan")
_SHOWN = 40
"""Letters of a place that are told."""
_NAMED = 4
"""So many things that keep the pages unknown are named."""


def said(code: str) -> str:
    """What a rule says of a place."""
    messages = {
        "TT811": _("Phần chữ ký đứng một mình một trang, không có dòng nội dung nào"),
        "TT812": _("Trên trang có chữ ký chỉ có một dòng nội dung"),
        "TT813": _("Tiêu đề nằm cuối trang, nội dung của nó sang trang sau"),
        "TT814": _("Trang cuối chỉ có một dòng"),
        "TT815": _("Bảng sang trang mà hàng tiêu đề không lặp lại"),
        "TT816": _("Dòng cuối của đoạn chỉ có một chữ"),
    }
    return messages[code]


def where(fault: PlacementFault) -> str:
    """The place of a fault, in words."""
    text = shorten(fault.text, _SHOWN, placeholder=" …")
    return _("trang {so} («{chu}»)").format(so=fault.page, chu=text)


@rule(*KINDS)
def stands(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Each place on a page that does not stand well."""
    found = van.memo.get("pages")
    if found is None:
        found = van.memo["pages"] = _looked_at(van)
    if isinstance(found, Skip):
        yield found
        return
    if so.code in ("TT811", "TT812") and not van.of(*_FOOT[:3], part=None):
        yield NOT_HERE
    for fault in found:
        if fault.kind == KINDS[so.code]:
            yield Finding(said(so.code), where(fault))


def _looked_at(van: JudgedDocument) -> list[PlacementFault] | Skip:
    """The faults on the pages, or why there are no pages."""
    if not van.paged:
        return Skip(_("chưa dàn trang"))
    from generator.typeset.standing import faults

    printed = van.printed()
    if printed.unknown:
        return Skip(_("chưa dàn được trang vì có: {gi}").format(gi=unknown(printed)))
    return faults(printed, _one_of(van, *_FOOT), _one_of(van, "muc", headings=True))


def unknown(printed: PrintedDocument) -> str:
    """What has no known place, in few words."""
    named = list(dict.fromkeys(one.detail for one in printed.unknown))
    return ", ".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else "")


def _one_of(
    van: JudgedDocument, *roles: str, headings: bool = False
) -> Callable[[PrintedBlock], bool]:
    """Whether a block prints a line of some roles; it is known by its text."""
    texts = {_squeezed(i.para.text) for i in van.of(*roles, part=None) if i.para is not None}

    def asked(block: Any) -> bool:
        known = headings and block.role.kind == "heading"
        return known or _squeezed(block.text) in texts

    return asked


def _squeezed(text: str) -> str:
    return "".join(text.split())
