"""Safe repairs of findings, in the terms of `word.fix`: tracked changes of a person's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.ooxml.fix import ParaFix, RunFix, SectionFix, TextFix, text_fixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ooxml.content import WordText
    from generator.ooxml.fix import Fix as WordFix
    from generator.rules.judge import Judged

_MARGINS = {"TT003": "top", "TT004": "bottom", "TT005": "left", "TT006": "right"}
_LIMITS = {"top": (20.0, 25.0), "bottom": (20.0, 25.0), "left": (30.0, 35.0), "right": (15.0, 20.0)}


def repairs(text: WordText, judged: Iterable[Judged], found: Iterable[Judged]) -> list[WordFix]:
    """The repairs of findings; two that would touch the same letters are not both made."""
    looks: dict[int, tuple[Any, dict[str, Any]]] = {}
    shapes: dict[int, tuple[Any, dict[str, Any]]] = {}
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
            else:
                for wrong, right in fix.values:
                    texts += _apart(texts, text_fixes(fix.para, wrong, right))
    done: list[WordFix] = [RunFix(p, _plain(v)) for p, v in looks.values()]
    done += [ParaFix(p, tuple(v.items())) for p, v in shapes.values()]
    return done + list(texts) + _sections(text, {j.diagnostic.code for j in found})


def _plain(values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((k, v) for k, v in values.items() if k != "font_high")


def _apart(old: list[TextFix], new: list[TextFix]) -> list[TextFix]:
    """Those of the new replacements that touch none of the old ones."""
    return [
        fix
        for fix in new
        if all(fix.para is not o.para or fix.end <= o.start or o.end <= fix.start for o in old)
    ]


def _sections(text: WordText, codes: set[str]) -> list[WordFix]:
    """Margins moved to the nearest allowed value."""
    fixes: list[WordFix] = []
    for section in text.sections:
        values = []
        for code, name in _MARGINS.items():
            low, high = _LIMITS[name]
            size = getattr(section, name)
            if (
                code in codes
                and not low - 0.5 <= size <= high + 0.5
                and section.element is not None
            ):
                values.append((name, low if size < low else high))
        if values:
            fixes.append(SectionFix(section, tuple(values)))
    return fixes
