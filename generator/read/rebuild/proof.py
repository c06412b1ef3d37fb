"""The proof that nothing was lost and nothing invented: the plan is printed and compared.

A line that is not found in what is printed goes into the report, as every line that the
plan does not hold: a plan with a gap that is named serves better than no plan.
"""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING

from generator.document.compose import compose
from generator.locale import _
from generator.read.rebuild.source_tables import GROUP_LABEL
from generator.text.normal import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.plan.agencies import Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.model import KeHoach
    from generator.read.classify.decide import Decision
    from generator.read.rebuild.import_report import LineFates

_FORMAL = ("van_ban", "luu", "nguoi_ky", "kinh_gui")
"""Parts printed from facts: what is printed may be of another form, which is reported."""
_FORMAL_ROLES = ("phu_luc", "kem_theo", "tieu_de_phu_luc", "trich_yeu")
_KEYS = {
    "co_quan": ("co_quan",),
    "co_quan_chu_quan": ("co_quan",),
    "so": ("so",),
    "dia_danh": ("dia_danh",),
    "ten_loai": ("loai",),
}
"""Of the facts of the head: by what name `Document.texts` gives them."""
_LABEL = re.compile(r"^\s*(?:[A-ZĐ]|[IVX]{1,5})\s*[.)]?\s*$")
_SIGNS = re.compile(r"[\W_]+")


def prove(
    plan: KeHoach, registry: Registry, citations: Citations, plan_of: PlanOf, account: LineFates
) -> None:
    """Leave out every line whose text is not printed; other forms are noted in the account."""
    document, _problems = compose(plan, registry, citations, plan_of)
    printed: dict[str, list[str]] = {}
    for node, text in document.texts():
        printed.setdefault(node, []).append(text)
    lost: list[Decision] = []
    formal: list[tuple[Decision, str]] = []
    size: dict[str, int] = {}
    joined = {node: bare("".join(texts)) for node, texts in printed.items()}
    for d, node in account.kept:
        keys = _KEYS.get(d.role, (node,)) if node == "van_ban" else (node,)
        there = "".join([joined.get(key, "") for key in keys])
        said = bare(d.rest or d.line.full)
        size[node] = size.get(node, 0) + len(said)
        if said in there:
            continue
        if d.role == "bang" and _letters(said) in _letters(there):
            continue
        if d.role == "bang" and bare(GROUP_LABEL.sub("", d.line.full)) in there:
            continue  # the row of a group: its letter is counted by the program
        if d.line.cell is not None and d.line.cell.col == 0 and _LABEL.match(d.line.full):
            continue  # the letter or number of a group in a cell of its own
        form = node in _FORMAL or d.role in _FORMAL_ROLES
        if form or _letters(said) in _letters(there):
            formal.append((d, node))
        elif d.role == "bang" and _cell_there(d, there):
            continue
        else:
            lost.append(d)
    _note(account, formal, printed)
    for d in lost:
        _leave(account, d)


def _same_but_blanks(said: str, there: list[str]) -> bool:
    """A draft's blank is printed as dots."""
    return bool(there) and _letters(said) == _letters(there[0])


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _cell_there(d: Decision, there: str) -> bool:
    """Every name of a cell is printed, in whatever order and with whatever signs between."""
    printed = _letters(there)
    return all(_letters(part) in printed for part in re.split(r"[;,\n]", d.line.full))


def _begun(text: str, length: int) -> str:
    """A text, or its first words and a sign that there are more."""
    return shorten(text, length, placeholder=" …")


def _leave(account: LineFates, d: Decision) -> None:
    message = _("Chữ này không vào được kế hoạch: “{chu}”").format(chu=_begun(d.line.full, 120))
    hint = _("Chép dòng này vào chỗ của nó trong tệp TOML.")
    account.leave(d, _("chương trình không có chỗ cho dòng này"))
    account.doubt("NH090", message, d.line.place, hint)


def _note(
    account: LineFates, formal: Iterable[tuple[Decision, str]], printed: dict[str, list[str]]
) -> None:
    """Say what is printed in another form than the source has."""
    for d, node in formal:
        keys = _KEYS.get(d.role, (node,)) if node == "van_ban" else (node,)
        if d.role in ("so", "dia_danh") and _same_but_blanks(d.line.full, printed.get(keys[0], [])):
            continue
        shown = " / ".join([t for key in keys for t in printed.get(key, ())])
        if _letters(d.line.full) not in _letters(shown):
            account.leave(d, _("in lại từ dữ kiện, theo lời khác"))
        message = _("“{nguon}” sẽ in là “{in_ra}”").format(
            nguon=_begun(d.line.full, 90), in_ra=_begun(shown, 120) or "…"
        )
        account.note("NH022", message, d.line.place)
    changed = account.relabelled
    if changed:
        shown = ", ".join([f"{d.label or d.line.full[:12]} → {new}" for d, new in changed[:6]])
        message = _("{so} số, dấu đầu dòng in theo lối của chương trình: {vi_du}")
        more = ", …" if len(changed) > 6 else ""
        message = message.format(so=len(changed), vi_du=shown + more)
        account.note("NH021", message, changed[0][0].line.place)
