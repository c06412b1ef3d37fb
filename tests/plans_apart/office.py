"""An office that works on the texts through the command alone: init, import, tasks, derive."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cli import run
from tests.plans_apart import typist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = ("noi_dung", "tieu_de")
TASK_ROW = "phu_luc.nhiem_vu"


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The answer as JSON; nothing where it is none."""
        try:
            read = json.loads(self.out)
        except json.JSONDecodeError:
            return {}
        return read if isinstance(read, dict) else {"rows": read}


class Node(NamedTuple):
    """A node of a plan's file that says something."""

    kind: str
    """Where it stands: muc, muc.khoan, muc.khoan.diem, phu_luc.nhiem_vu …"""
    id: str
    words: str
    heading: str
    """The headings above it."""
    marked: str
    """The question to a person, its own or of a node above; empty: none."""
    source: str
    """The id of the node of the plan above from which it came."""
    row: dict[str, Any]


def plain(words: str) -> str:
    """Words for comparing: composed letters, one kind of space, new tone places, small letters."""
    words = unicodedata.normalize("NFC", words).replace("\u00a0", " ").casefold()
    for old, new in (("uỷ", "ủy"), ("hoà", "hòa"), ("hoá", "hóa")):
        words = re.sub(rf"{old}(?!\w)", new, words.replace("*", ""))
    words = re.sub(r"^(\(?[\da-zđ]{1,2}([.]\d+)*[.)/]|[-+•])\s+", "", words.strip())
    return " ".join(words.split()).rstrip(" .;:/")


def slug(words: str) -> str:
    bare = unicodedata.normalize("NFD", plain(words).replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in bare if c < "\u0300")).strip("-")


def nodes(plan: dict[str, Any]) -> Iterator[Node]:
    """Each node of a plan's file that says something, in order."""
    yield from _below(plan, "", "", "")


def _below(table: dict[str, Any], kind: str, heading: str, marked: str) -> Iterator[Node]:
    for key, rows in table.items():
        if not isinstance(rows, list) or key in ("co_quan_moi", "van_ban_moi"):
            continue
        for row in rows:
            if not isinstance(row, dict):
                continue
            name = f"{kind}.{key}".strip(".")
            question = str(row.get("can_xem", marked))
            source = row.get("nguon", {})
            came = str(source.get("nut", "")) if isinstance(source, dict) else ""
            for field in WORDS:
                if field in row:
                    yield Node(
                        name, str(row.get("id", "")), row[field], heading, question, came, row
                    )
            here = f"{heading} / {row.get('tieu_de', '')}".strip(" /")
            yield from _below(row, name, here, question)


class Office:
    """A workspace of its own in `folder`, set up for one unit where the command can do that."""

    def __init__(self, folder: Path, unit: str = "") -> None:
        self.folder = folder
        self.unit = unit
        folder.mkdir(parents=True, exist_ok=True)
        set_up = self.do("init", ".", "--unit", unit) if unit else Said(1, "", "")
        self.knows_unit = set_up.code == 0
        self.unknown = set_up.err.strip()
        if not self.knows_unit:
            self.do("init", ".", "--no-examples")

    def do(self, *arguments: str) -> Said:
        """Run the command here."""
        out, err, before = io.StringIO(), io.StringIO(), Path.cwd()
        os.chdir(self.folder)
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run(list(arguments))
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            os.chdir(before)
        return Said(code, out.getvalue(), err.getvalue())

    def read(self, path: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / path).read_text("utf-8"))

    def take_in(
        self, name: str, wording: Callable[[str], str] | None = None
    ) -> dict[str, Any] | None:
        """Import the text `name` as typed, reworded if asked; nothing when that failed."""
        (self.folder / f"{name}.docx").write_bytes(typist.typed(name, wording=wording))
        said = self.do("import", f"{name}.docx", "-o", f"plans/{name}.toml")
        return self.read(f"plans/{name}.toml") if said.code == 0 else None

    def tasks(self, name: str) -> list[dict[str, Any]] | None:
        """The tasks that the command proposes; nothing when there is no such command."""
        said = self.do("tasks", f"plans/{name}.toml", "--json")
        rows = said.data.get("tasks")
        return rows if isinstance(rows, list) and rows else None

    def derive(self, name: str) -> tuple[dict[str, Any], dict[str, Any]] | str:
        """The derived plan and what the command answered; else why there is none."""
        place, _, province = self.unit.partition(", ")
        guesses = (self.unit, f"ubnd-{slug(place)}", f"ubnd-{slug(place)}-{slug(province)}")
        why = ""
        for guess in guesses:
            asked = ("derive", f"plans/{name}.toml", "--unit", guess, "-o", "plans/duoi", "--json")
            said = self.do(*asked)
            results = said.data.get("results", [])
            if results and (target := results[0].get("target")):
                return self.read(target), said.data
            told = [row.get("message", "") for row in said.data.get("diagnostics", [])]
            now = "; ".join(told) or said.err.strip()
            why = now if not why or "không có cơ quan" in why else why
        return why if self.knows_unit else f"init --unit: {self.unknown}"

    def names(self, plan: dict[str, Any]) -> dict[str, str]:
        """Ids of bodies with their names: of the registry and those that an import proposed."""
        registry = self.read("plans/danh-muc/co-quan.toml").get("co_quan", [])
        rows = [*registry, *plan.get("co_quan_moi", [])]
        return {row["id"]: row.get("ten", row["id"]) for row in rows if "id" in row}
