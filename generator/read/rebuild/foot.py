"""The foot of a plan: recipients, where it is filed, signers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.model import NguoiKy, NoiNhan
from generator.read import vocabulary as words
from generator.read.rebuild.ids import own_id, slug
from generator.read.rebuild.marks import marked
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from generator.read.classify.decide import Decision, DocumentRoles
    from generator.read.rebuild.ids import Ids
    from generator.read.rebuild.import_report import LineFates
    from generator.read.rebuild.named_agencies import Names

_LUU = re.compile(r"^\s*[Ll][ưƯ][uU]\s*[:.;]?\s*(?P<rest>.*)$", re.DOTALL)
_END = re.compile(r"[\s;,.]+$")


def build_recipients(
    reading: DocumentRoles, ids: Ids, names: Names, account: LineFates
) -> tuple[list[NoiNhan], str]:
    """The recipients, and where the document is filed ("" where the source does not say)."""
    out: list[NoiNhan] = []
    filed = ""
    first = reading.first("nhan_noi_nhan")
    groups = _grouped(reading.of("noi_nhan"))
    braced = _braced(groups)
    if first is not None:
        inline = words.NOI_NHAN.match(fold(first.line.text))
        if inline and inline["rest"]:  # "Nơi nhận: - Như trên;"
            groups.insert(0, [first])
    for group in groups:
        text = squeeze(" ".join([d.rest if i == 0 else d.line.text for i, d in enumerate(group)]))
        if group[0].role == "nhan_noi_nhan":
            text = re.sub(r"^[^:]*:\s*[-+]?\s*", "", text)
        luu = _LUU.match(text)
        if luu is not None and words.LUU.match(fold(text)):
            filed = _END.sub("", luu["rest"]).strip() if not filed else f"{filed}; {luu['rest']}"
            account.keep(group, "luu")
            continue
        said = _END.sub("", braced.get(id(group[0]), text))
        if not said:
            account.leave(group[0], _("dòng nơi nhận không có chữ"))
            continue
        runs = group[0].line.runs
        plain = id(group[0]) in braced  # a note that another line of the source bears
        whole = said if plain else marked(runs, said, plain_italic=True, plain_bold=True)
        node = NoiNhan(id=ids.take(own_id(group[0]) or f"nn-{slug(said)}"), noi_dung=whole)
        if (found := names.find(said)) is not None:
            node.co_quan = [found]
        out.append(node)
        account.keep(group, node.id)
    return out, filed


_BRACE = re.compile(r"\s*[}\]{\uf000-\uf0ff]\s*(?P<note>\([^)]*\)|[^;,.]*)?[;,.\s]*$")


def _braced(groups: list[list[Decision]]) -> dict[int, str]:
    """Lines that a brace holds together share the note beside it: } (để báo cáo)."""
    out: dict[int, str] = {}
    open_: list[tuple[int, str]] = []
    note = ""
    for group in [*groups, []]:
        text = squeeze(" ".join([d.rest if i == 0 else d.line.text for i, d in enumerate(group)]))
        found = _BRACE.search(text)
        if found is not None:
            open_.append((id(group[0]), text[: found.start()]))
            note = note or (found["note"] or "").strip()
            continue
        if open_:
            out |= {key: f"{said} {note}".strip() for key, said in open_}
        open_, note = [], ""
    return out


def _grouped(lines: list[Decision]) -> list[list[Decision]]:
    """Lines of one recipient: the first has a dash, or the one before it ended."""
    groups: list[list[Decision]] = []
    dashes = sum(bool(d.label) for d in lines) * 2 >= len(lines)
    for d in lines:
        before = groups[-1][-1].line.text.rstrip() if groups else ""
        luu = words.LUU.match(fold(d.line.text)) is not None
        begins = bool(d.label) or luu or (not dashes and before.endswith((";", ".")))
        begins = begins or (not dashes and not d.line.text[:1].islower())
        if not groups or begins:
            groups.append([d])
        else:
            groups[-1].append(d)
    return groups


def build_signers(reading: DocumentRoles, account: LineFates) -> list[NguoiKy]:
    """The signers, each with capacity, function, name and what stands under the name."""
    lines = reading.of("quyen_han", "chuc_vu", "ho_ten", "phe_duyet")
    columns: dict[tuple[int, int], list[Decision]] = {}
    for d in lines:
        columns.setdefault(_column_of(d), []).append(d)
    names = [c for c in columns.values() if any(d.role == "ho_ten" for d in c)]
    titled = [c for c in columns.values() if any(d.role != "ho_ten" for d in c)]
    # a name that stands outside of the column of its function
    whole = len(names) == len(titled) == len(columns)
    kind = reading.first("ten_loai")
    if kind is not None and fold(kind.line.text) == "bien ban" and len(titled) == len(columns):
        whole = True  # secretary and chair, side by side, named or not
    signers: list[NguoiKy] = []
    for column in columns.values() if whole else [lines]:
        signers += _column(column)
    account.keep(lines, "nguoi_ky")
    attached = reading.first("kem_theo") is not None and reading.first("so") is None
    if not signers and not attached:
        account.doubt("NH017", _("Không tìm thấy người ký"), None)
        signers.append(NguoiKy(chuc_vu="…"))
    return signers


RIGHT = 60.0
"""mm: what begins so far from the margin stands in the right column."""


def _column_of(d: Decision) -> tuple[int, int]:
    cell = d.line.cell
    if cell is not None:
        return cell.table, cell.col
    return -1, int((d.line.x or 0.0) > RIGHT)


def _column(lines: list[Decision]) -> list[NguoiKy]:
    signers: list[NguoiKy] = []
    titles: list[str] = []
    named: NguoiKy | None = None
    for d in lines:
        text = squeeze(d.line.full)
        if d.role == "ho_ten":
            named = _signer(titles, text)
            signers.append(named)
            titles = []
        elif named is not None and d.role == "chuc_vu" and not d.line.caps:
            named.chuc_danh = f"{named.chuc_danh}, {text}" if named.chuc_danh else text
        else:
            titles.append(text)
    if titles:
        signers.append(_signer(titles, None))
    return signers


def _signer(titles: list[str], name: str | None) -> NguoiKy:
    if not titles:
        return NguoiKy(chuc_vu="…", ho_ten=name)
    above = titles[:-1]
    return NguoiKy(
        quyen_han=None if not above else above[0] if len(above) == 1 else above,
        chuc_vu=titles[-1],
        ho_ten=name,
    )
