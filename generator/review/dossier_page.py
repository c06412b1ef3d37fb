"""The page of a dossier since a revision: its papers, their facts, what changed, what disagrees."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from generator.locale import _, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import NguoiKy
    from generator.review.contents import DongMucLuc

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #767676;padding:.4rem .6rem;"
    "vertical-align:top;text-align:left}ul{margin:.3rem 0;padding-left:1.2rem}"
    ".changed td:first-child{border-left:.4rem solid #a15c00}"
    ".came td:first-child{border-left:.4rem solid #1a6b2f}.told{background:#fff4c2}"
    "@media print{@page{size:A4 landscape;margin:15mm}body{margin:0;max-width:none}a{color:#000}"
    "tr{break-inside:avoid}}"
)


class ComparedPaper(NamedTuple):
    """A paper of the dossier."""

    facts: DongMucLuc
    """As the table of contents names it."""
    signers: Sequence[NguoiKy]
    came: bool
    """It was not in the dossier then."""
    known: bool
    """Whether there is a text of then."""
    lines: Sequence[str]
    """What changed in it; the first line counts."""
    page: str
    """The file beside this page that compares it; "" for none."""


def dossier_page(
    title: str,
    since: str,
    papers: Sequence[ComparedPaper],
    gone: Sequence[str],
    disagreeing: Sequence[str],
) -> str:
    """One page that needs nothing else; the pages of papers lie beside it."""
    heads = (_("TT"), _("Văn bản"), _("Số, ký hiệu, ngày"), _("Người ký"), _("Đã đổi gì"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(map(_row, papers))
    left = [_("{ma}: đã bỏ ra khỏi hồ sơ").format(ma=ma) for ma in gone]
    then = _("bản {ban}").format(ban=since) if since else _("bản đã trình")
    name = escape(_("{ten}: thay đổi từ {ban}").format(ten=title, ban=then))
    return (
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        '\'unsafe-inline\'"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{name}</title><style>{_STYLE}</style><h1>{name}</h1>"
        f"{_list(_('Các văn bản nói khác nhau'), disagreeing)}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"{_list(_('Không còn trong hồ sơ'), left)}</html>\n"
    )


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<section class="told"><h2>{escape(title)}</h2><ul>{items}</ul></section>'


def _row(paper: ComparedPaper) -> str:
    facts = paper.facts
    subject = escape(facts.trich_yeu)
    name = f'<a href="{escape(quote(paper.page))}">{subject}</a>' if paper.page else subject
    signers = "; ".join(f"{one.chuc_vu} {one.ho_ten or ''}".strip() for one in paper.signers)
    numbered = ", ".join(filter(None, (facts.so_ky_hieu or _("chưa có số"), facts.ngay)))
    cells = (facts.tt, name, escape(numbered), escape(signers), _changes(paper))
    inner = "".join(f"<td>{cell}</td>" for cell in cells)
    state = "came" if paper.came else "changed" if paper.lines else "same"
    return f'<tr class="{state}">{inner}</tr>'


def _changes(paper: ComparedPaper) -> str:
    if paper.came:
        return f"<strong>{escape(_('văn bản mới'))}</strong>"
    if not paper.known:
        return escape(_("không có bản đã trình để so"))
    if not paper.lines:
        return escape(_("không đổi"))
    first, *others = paper.lines
    items = "".join(f"<li>{escape(line)}</li>" for line in others)
    return f"<strong>{escape(first)}</strong>" + (f"<ul>{items}</ul>" if items else "")
