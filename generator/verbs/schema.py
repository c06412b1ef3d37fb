"""`schema`: JSON Schema of plans and registries, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import CLEAN, Diagnostic
from generator.plan.schema import agencies_schema, citations_schema, json_schema
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.desk import Desk

Kind = Literal["ke-hoach", "co-quan", "van-ban"]
KINDS = {"ke-hoach": json_schema, "co-quan": agencies_schema, "van-ban": citations_schema}


class Request(NamedTuple):
    """Of which kind of file, and where it goes."""

    kind: Kind = "ke-hoach"
    target: Path | None = None


class Result(NamedTuple):
    """The schema."""

    schema: dict[str, Any]
    written: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """Always 0: nothing can be wrong with it."""
        return CLEAN

    @property
    def text(self) -> str:
        """The schema as it is written."""
        return json.dumps(self.schema, ensure_ascii=False, indent=2) + "\n"

    def as_dict(self) -> dict[str, Any]:
        """For programs: the schema is one."""
        return self.schema


def run(_desk: Desk, request: Request) -> Result:
    """Make it and write it. Raises OSError."""
    result = Result(KINDS[request.kind](), str(request.target or ""), [])
    if request.target is not None:
        write_atomic(request.target, result.text.encode())
    return result
