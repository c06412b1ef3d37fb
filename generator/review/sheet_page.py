"""The derivation sheet for people: on a terminal, as a page, as a Word file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.cascade.deriving.derivation_sheet import WHATS
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.derivation_sheet import DerivationSheet, NodeFate, What

_LONG = 300
"""Letters of a node that are shown."""
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #888;padding:.4rem .6rem;"
    "vertical-align:top;text-align:left}.question{background:#fff4c2}.left_out{color:#666}"
)


def label(what: What) -> str:
    """What became of a node, in words."""
    return {
        "question": _("cần người quyết định"),
        "taken": _("việc của mình"),
        "helped": _("phối hợp"),
        "asked": _("đề nghị"),
        "adapted": _("sửa cho hợp cấp mình"),
        "kept": _("giữ nguyên"),
        "added": _("thêm"),
        "left_out": _("không lấy"),
    }[what]


def lines(sheets: Sequence[DerivationSheet]) -> Iterator[tuple[str, str]]:
    """The sheets as lines: (kind, text), kinds as of a Word page."""
    yield "title", _("BẢNG DẪN XUẤT")
    for sheet in sheets:
        title = _("{unit}, từ kế hoạch {above}").format(unit=sheet.unit, above=sheet.above)
        yield "head", title
        yield "text", counted(sheet)
        if sheet.questions:
            yield "head", _("Cần trả lời ({so})").format(so=len(sheet.questions))
        for question in sheet.questions:
            yield "item", f"{question.text} [{', '.join(question.nodes)}]"
        if sheet.mentioned:
            yield "head", left_out_words(sheet)
        for fate in sheet.mentioned:
            yield "item", _line(fate)
        yield "head", _("Từng nội dung của kế hoạch trên")
        for fate in sheet.fates:
            yield "item", _line(fate)


def left_out_words(sheet: DerivationSheet) -> str:
    """The head of the list of what was left out though it speaks of the unit."""
    words = _("Bỏ ra, có thể là việc của ta ({so}): xem có mất việc không")
    return words.format(so=len(sheet.mentioned))


def counted(sheet: DerivationSheet) -> str:
    """How many nodes became what, in one line."""
    parts = [f"{label(what)}: {sheet.counts[what]}" for what in WHATS if sheet.counts[what]]
    return "; ".join(parts)


def _line(fate: NodeFate) -> str:
    why = "; ".join([*fate.why, *([fate.question] if fate.question else [])])
    said = _short(fate.said or fate.now)
    now = f" → {_short(fate.now)}" if fate.now and fate.said and fate.now != fate.said else ""
    return f"{fate.id}: {label(fate.what)}. {said}{now}" + (f" ({why})" if why else "")


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def text_page(sheets: Sequence[DerivationSheet]) -> str:
    """The sheets for a terminal."""
    marks = {"item": "- ", "head": "\n", "title": "", "text": ""}
    return "\n".join(f"{marks[kind]}{text}" for kind, text in lines(sheets)) + "\n"


def html_page(sheets: Sequence[DerivationSheet]) -> str:
    """The sheets as one page that needs nothing else."""
    body = "".join(_section(sheet) for sheet in sheets)
    title = escape(_("Bảng dẫn xuất"))
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style><h1>{title}</h1>{body}</html>\n"
    )


def _section(sheet: DerivationSheet) -> str:
    questions = "".join(
        f"<li>{escape(q.text)} <small>{escape(', '.join(q.nodes))}</small></li>"
        for q in sheet.questions
    )
    asked = f"<h3>{escape(_('Cần trả lời'))}</h3><ol>{questions}</ol>" if questions else ""
    lost = "".join(f"<li>{escape(_line(fate))}</li>" for fate in sheet.mentioned)
    asked += f"<h3>{escape(left_out_words(sheet))}</h3><ul>{lost}</ul>" if lost else ""
    heads = (_("Kế hoạch trên"), _("Kết quả"), _("Nay là"), _("Vì sao"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    rows = "".join(_row(fate) for fate in sheet.fates)
    title = escape(_("{unit}, từ kế hoạch {above}").format(unit=sheet.unit, above=sheet.above))
    return (
        f"<section><h2>{title}</h2><p>{escape(counted(sheet))}</p>{asked}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _row(fate: NodeFate) -> str:
    why = [*fate.why, *([fate.question] if fate.question else [])]
    cells = (fate.said, label(fate.what), fate.now, "; ".join(why))
    inner = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr class="{fate.what}" id="{escape(fate.id)}">{inner}</tr>'
