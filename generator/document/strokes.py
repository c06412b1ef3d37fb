"""Lengths of the drawn rules under lines of text, chosen from what a template offers."""

from __future__ import annotations

from generator.document.blocks import RULES


def rule_length(widths: list[float]) -> int:
    """The length of RULES for the rule under lines so wide, mm.

    The rule is 1/3 to 1/2 of the line of text (Decree 30, Annex I.II.2b, II.5b). It
    stands under the last line and is measured by it; where the last line is a single
    word, too short for any rule, by the longest line.
    """
    longest = max(widths, default=0.0)
    line = widths[-1] if widths and widths[-1] >= 2 * RULES[0] else longest
    fitting = [mm for mm in RULES if 2 * mm <= line <= 3 * mm]
    if not fitting:
        return RULES[0] if line < 2 * RULES[0] else RULES[-1]
    # of two that fit the last line, the one that suits the longest line too
    return min(fitting, key=lambda mm: (not 2 * mm <= longest <= 3 * mm, abs(mm / line - 5 / 12)))
