"""What is told of planted faults, as lines that people can read; and the record of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import planting
from tests.planting.variants import VARIANTS

if TYPE_CHECKING:
    from generator.rules.judge import Judged

FILE = Path(__file__).with_name("told.json")
RECORD: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def told(fault: planting.Fault) -> dict[str, list[str]]:
    """Document → what is told of a fault in it: in the first plan that can have it, and the first
    document of another kind.
    """
    from tests.test_rules import PLANS, judged, office_docs, plantings

    found: dict[str, list[str]] = {}
    for names in (PLANS, tuple(office_docs.OFFICE)):
        for name, data in plantings(fault, *names):
            said = [j for j in judged(data).findings if j.diagnostic.code == fault.code]
            if said:
                found[name] = [_line(one) for one in said]
                break
    return found


def _line(one: Judged) -> str:
    said = one.diagnostic
    where = getattr(said.span, "where", "")
    fixes = [
        f" [{fix.kind} {getattr(fix.para, 'where', '')}{fix.scope and f' “{fix.scope}”'}:"
        f" {', '.join(f'{key} → {value}' for key, value in fix.values)}]"
        for fix in one.fixes[:2]
    ]
    more = f" [{len(one.fixes)}]" if len(one.fixes) > 2 else ""
    told_ = f"{said.severity.name} {where}: {said.message}: {said.found} → {said.wanted}"
    return f"{told_}{''.join(fixes)}{more}"


def told_of(data: bytes) -> list[str]:
    """All that is told of a document, each with its code."""
    from tests.test_rules import judged

    return [f"{one.diagnostic.code} {_line(one)}" for one in judged(data).findings]


def applies(name: str) -> dict[str, str]:
    """Rules that do not apply to a document as it is, and those not evaluated."""
    from tests.test_rules import base, judged

    result = judged(base(name))
    return {
        "not here": " ".join(sorted(result.not_here)),
        "not evaluated": " ".join(sorted(one.code for one in result.unjudged)),
    }


def record() -> None:
    """Write the record anew."""
    from tests.test_rules import BASES

    said = {
        "told": {fault.name: told(fault) for fault in planting.FAULTS},
        "variants": {name: told_of(data) for name, data in VARIANTS.items()},
        "applies": {name: applies(name) for name in BASES},
    }
    FILE.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


def outcome(data: bytes, code: str) -> str:
    """In which of the four lists a rule of a document ends."""
    from tests.test_rules import judged

    result = judged(data)
    lists = {
        "found": result.found,
        "passed": result.passed,
        "not here": result.not_here,
        "not evaluated": [one.code for one in result.unjudged],
    }
    (only,) = [name for name, codes in lists.items() if code in codes]
    return only
