"""A report of verification for people: what Circular 15/2025 (Art. 6) asks to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.diagnostics import has_errors
from generator.issuance.verdict.result import FileVerdict, SignatureReport, Verdict
from generator.issuance.verdict.verdict_words import signature_name, signature_rows, verdict_word
from generator.locale import _
from generator.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.issuance.verdict.result import VerdictReason
    from generator.verbs.prove import BundleProof

_COLOURS = {Verdict.VALID: "green", Verdict.INDETERMINATE: "yellow", Verdict.INVALID: "red"}


def lines(report: FileVerdict) -> Iterator[str]:
    """The report, line by line."""
    yield f"{visible(report.file)}: {_styled(report.verdict)}"
    for found in report.findings:
        yield f"  {_mark(found)} {found.code} {visible(found.message)}"
    for number, signature in enumerate(report.signatures, 1):
        yield from _signature(number, signature)


def proof_lines(proof: BundleProof) -> Iterator[str]:
    """An issued folder, line by line; its diagnostics were shown before."""
    yield f"{visible(proof.file)}: {_styled(proof.verdict)}"
    if not has_errors(proof.diagnostics):
        yield "  ✓ " + _("đủ tệp, đúng bản kê")
    if proof.rebuilt:
        yield "  ✓ " + _("sinh lại từ hồ sơ: đúng văn bản đã phát hành")
    for report in proof.reports:
        yield from ("  " + line for line in lines(report))


def _signature(number: int, report: SignatureReport) -> Iterator[str]:
    yield f"  {number}. {visible(signature_name(report))}: {_styled(report.verdict)}"
    for found in report.findings:
        yield f"     {_mark(found)} {found.code} {visible(found.message)}"
    for name, value in signature_rows(report):
        yield f"     {name}: {visible(value)}"


def _styled(verdict: Verdict) -> str:
    return click.style(verdict_word(verdict), fg=_COLOURS[verdict], bold=True)


_NOTES = {"XT220", "XT225"}
"""What is told of a good file and is no praise."""


def _mark(found: VerdictReason) -> str:
    if found.verdict is Verdict.VALID and found.code in _NOTES:
        return "!"
    return {Verdict.VALID: "✓", Verdict.INDETERMINATE: "?", Verdict.INVALID: "✗"}[found.verdict]
