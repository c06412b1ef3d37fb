"""Safe repairs of findings, in the terms of `word.fix`: tracked changes of a person's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.ooxml.fix import ParaFix, RunFix, SectionFix, TextFix, text_fixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ooxml.fix import Fix as WordFix
    from generator.rules.judge import Judged


def repairs(judged: Iterable[Judged]) -> list[WordFix]:
    """The repairs of findings; two that would touch the same letters are not both made."""
    looks: dict[int, tuple[Any, dict[str, Any]]] = {}
    shapes: dict[int, tuple[Any, dict[str, Any]]] = {}
    pages: dict[int, tuple[Any, dict[str, Any]]] = {}
    texts: list[TextFix] = []
    for one in judged:
        for fix in one.fixes:
            if fix.kind == "chu":
                values = dict(fix.values)
                if "font" in values:
                    values["font_high"] = values["font"]
                looks.setdefault(id(fix.para), (fix.para, {}))[1].update(values)
            elif fix.kind == "doan":
                shapes.setdefault(id(fix.para), (fix.para, {}))[1].update(fix.values)
            elif fix.kind == "trang":
                pages.setdefault(id(fix.para), (fix.para, {}))[1].update(fix.values)
            else:
                for wrong, right in fix.values:
                    texts += _apart(texts, text_fixes(fix.para, wrong, right))
    done: list[WordFix] = [RunFix(p, _plain(v)) for p, v in looks.values()]
    done += [ParaFix(p, tuple(v.items())) for p, v in shapes.values()]
    return [*done, *texts, *(SectionFix(s, tuple(v.items())) for s, v in pages.values())]


def _plain(values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((k, v) for k, v in values.items() if k != "font_high")


def _apart(old: list[TextFix], new: list[TextFix]) -> list[TextFix]:
    """Those of the new replacements that touch none of the old ones."""
    return [
        fix
        for fix in new
        if all(fix.para is not o.para or fix.end <= o.start or o.end <= fix.start for o in old)
    ]
