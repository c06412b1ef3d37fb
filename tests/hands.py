"""Three clerks, a text editor, the command line and kill -9 at one plan, in any order.

Each clerk works from what the page last showed, as old as that may be. Every word is written
once in the world, so a lost one is seen: whatever the program said was saved has to stand in
the file, which has to be a plan after every step.
"""

from __future__ import annotations

import os
import random
import re
import signal
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cascade.changing.operations import Set
from generator.plan.toml import load_plan
from generator.verbs import edit, update
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace
from tests.killing import arm

if TYPE_CHECKING:
    from collections.abc import Callable

CLERKS = ("an", "binh", "chi")
NODES = ("md-phat-huy", "md-nhiem-vu", "yc-kha-thi")
WARD, CITY = "plans/lang-son-2024/phuong-dong-kinh.toml", "plans/lang-son-2024/thanh-pho.toml"
CITYS = "md-hai-long"
"""A node that the clerks leave alone: words from above arrive there."""
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


class Hands:
    """The plan of a ward, and everybody who writes it."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.plan = root / WARD
        self.words: set[str] = set()
        """What was said to be saved."""
        self.open: set[str] = set()
        """Words of whoever was killed: they may stand there or not."""
        update.run(self.desk("lệnh"), update.Request((str(self.plan),)))  # keeps what was derived
        self.seen = {who: self.texts() for who in CLERKS}
        self.merged = self.clashed = self.killed = 0
        self._count = 0

    def texts(self) -> dict[str, str]:
        """What the nodes say now."""
        text = self.plan.read_text("utf-8")
        return {
            node: re.search(rf'id = "{node}"\nnoi_dung = "([^"\n]*)"', text)[1]  # type: ignore[index]
            for node in NODES
        }

    def word(self) -> str:
        """A word that nobody has written yet."""
        self._count += 1
        return f"zz{self._count}zz"

    def desk(self, who: str) -> Desk:
        """A request of its own."""
        return Desk(Workspace(self.root), lambda: NOW, who)

    # ------------------------------------------------------------------ steps

    def look(self, who: str) -> None:
        """A clerk's page is shown anew."""
        self.seen[who] = self.texts()

    def write(self, who: str, node: str) -> None:
        """A clerk puts a word somewhere into a text as the page shows it."""
        word, base = self.word(), self.seen[who][node]
        done = self._edit(who, node, self._with(base, word), base)
        if done.clashes:
            # both texts are shown; the clerk puts the word into the one that stands there
            self.clashed += 1
            theirs = done.clashes[0].theirs
            assert theirs is not None
            done = self._edit(who, node, self._with(theirs, word), theirs)
        assert done.status == "written", done.diagnostics
        self.merged += bool(done.merged)
        self.words.add(word)
        self.seen[who][node] = self.texts()[node]

    def _with(self, text: str, word: str) -> str:
        parts = text.split(" ")
        parts.insert(self.chance.randint(1, len(parts) - 1), word)
        return " ".join(parts)

    def _edit(self, who: str, node: str, value: str, base: str) -> edit.Result:
        asked = edit.Request(self.plan, [Set(node, "noi_dung", value, base)])
        return edit.run(self.desk(who), asked)

    def killed_writing(self, who: str, node: str, number: int) -> None:
        """The server is killed before its n-th durable write, while a clerk's word is saved."""
        word = self.word()
        value = self._with(self.seen[who][node], word)
        self.open.add(word)
        self.killed += _killed(number, lambda: self._edit(who, node, value, self.seen[who][node]))
        self.look(who)

    def type_into_the_file(self, node: str) -> None:
        """Somebody opens the file in an editor and saves it, with a word and a comment more."""
        word = self.word()
        text = self.plan.read_text("utf-8")
        old = self.texts()[node]
        new = text.replace(f'"{old}"', f'"{self._with(old, word)}"', 1)
        self.plan.write_text(new + f"# {word} ghi chú\n", "utf-8")
        self.words.add(word)

    def from_above(self) -> None:
        """The city's plan says a word more, and the command line brings it down."""
        word, path = self.word(), self.root / CITY
        text = path.read_text("utf-8")
        old = re.search(rf'id = "{CITYS}"\nnoi_dung = "([^"\n]*)"', text)[1]  # type: ignore[index]
        path.write_text(text.replace(f'"{old}"', f'"{old} {word}"', 1), "utf-8")
        done = update.run(self.desk("lệnh"), update.Request((str(self.plan),)))
        assert not [one for one in done.diagnostics if one.severity.name == "ERROR"], (
            done.diagnostics
        )
        self.words.add(word)

    def step(self) -> None:
        """Anybody does anything."""
        who, node = self.chance.choice(CLERKS), self.chance.choice(NODES)
        acts: list[tuple[int, Callable[[], None]]] = [
            (3, lambda: self.look(who)),
            (10, lambda: self.write(who, node)),
            (2, lambda: self.type_into_the_file(node)),
            (2, lambda: self.killed_writing(who, node, self.chance.randint(1, 8))),
            (1, self.from_above),
        ]
        self.chance.choices([act for _w, act in acts], [weight for weight, _a in acts])[0]()
        self.check()

    def check(self) -> None:
        """The file is a plan, and no word is lost or there twice."""
        loaded, problems = load_plan(self.plan)
        assert loaded is not None, problems
        text = self.plan.read_text("utf-8")
        body = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
        said = re.findall(r"zz\d+zz", body.partition("\n[dan_xuat")[0] or body)
        assert self.lost() == []
        assert len(said) == len(set(said))

    def lost(self) -> list[str]:
        """Words that were saved and stand there no more."""
        return sorted(self.words - set(re.findall(r"zz\d+zz", self.plan.read_text("utf-8"))))


def _killed(number: int, act: Callable[[], object]) -> bool:
    """Do it in a process that is killed before so many durable writes; whether it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            arm(number)
            act()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
