"""`cluster`: the machines of a scheduler, and what speaks against giving them work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import as_dicts, exit_code

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.workspace.cluster import Cluster


class Machine(NamedTuple):
    """Worker processes of one machine that answer alike."""

    host: str
    processes: int
    python: str
    program: str
    """Fingerprint of program and libraries, hexadecimal."""


class Result(NamedTuple):
    """Who is there."""

    machines: list[Machine]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """3 when a machine would be refused, or none is there."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "results": [machine._asdict() for machine in self.machines],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(cluster: Cluster) -> Result:
    """Look at the machines of a cluster; nothing is changed."""
    seen, found = cluster.machines()
    counted: dict[tuple[str, str, str], int] = {}
    for one in seen:
        key = (one.host, one.python, one.program)
        counted[key] = counted.get(key, 0) + 1
    return Result(
        [
            Machine(host, count, python, program)
            for (host, python, program), count in sorted(counted.items())
        ],
        found,
    )
