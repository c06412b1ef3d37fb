"""Results of a batch on their way back from other processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.workspace.batch import Done, FileJob
from generator.workspace.processes import FEW, Processes

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = [Path(f"ke-hoach-{number}.toml") for number in range(FEW * 2)]
STUCK = FILES[FEW + 3]


@dataclass(frozen=True)
class Sending(FileJob[Path]):
    """Gives for one of the files a result that no process can send."""

    def open(self) -> Callable[[Path], Done]:
        return lambda path: Done(
            str(path), "", "written", [], plan=(lambda: 0) if path == STUCK else "kh"  # type: ignore[arg-type]
        )  # fmt: skip


def test_a_result_that_cannot_be_sent_is_told_of_its_file_and_all_others_arrive() -> None:
    found = list(Processes(2).do(Sending(), FILES))
    assert [one.source for one in found] == [str(path) for path in FILES]
    lost = [one for one in found if one.status != "written"]
    assert [one.source for one in lost] == [str(STUCK)]
    assert [d.code for d in lost[0].diagnostics] == ["HT964"]
    assert str(STUCK) in str(lost[0].diagnostics[0].span)
