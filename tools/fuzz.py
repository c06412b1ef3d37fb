"""Feeds the readers broken files: no traceback, no file outside, at most 20 s and 1 GB each.

    make fuzz                     ten minutes for each reader
    python tools/fuzz.py toml docx --seconds 60 --seed 7

Files begin as good ones that the program itself makes; bytes are changed, cut, doubled and
put together, in packages also inside their members. What is found is written to
output/fuzz/, named by reader and seed, to become a test.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
FOUND = ROOT / "output" / "fuzz"
SECONDS, MEMORY = 20, 1 << 30
WORDS = (b"\0", b"\xff\xff", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"../../", b"9" * 40,
         b"[" * 500, b'"""', b"%PDF-1.7", b"PK\x03\x04", b"<w:p>", b"</w:p>", b"{{")  # fmt: skip


class Slow(Exception):  # noqa: N818 - a finding
    """A reader took too long."""


def mutate(data: bytes, chance: random.Random) -> bytes:
    """A few bytes otherwise, or the inside of a package."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.8:
        return _package(data, chance)
    out = bytearray(data)
    for _step in range(chance.randint(1, 8)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(5):
            case 0 if out:
                out[min(at, len(out) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del out[at : at + chance.randint(1, 200)]
            case 2:
                out[at:at] = chance.choice(WORDS)
            case 3:
                out[at:at] = out[at : at + chance.randint(1, 2000)]
            case _:
                other = chance.randrange(len(out) + 1)
                out[at : at + 50] = out[other : other + chance.randint(0, 200)]
    return bytes(out)


def _package(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(members))
    members[name] = mutate(members[name], chance)
    if chance.random() < 0.1:
        del members[chance.choice(sorted(members))]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in members.items():
            package.writestr(each, content)
    return made.getvalue()


def readers(folder: Path) -> dict[str, tuple[list[bytes], Callable[[bytes], object]]]:
    """Each reader with the good files to begin from."""
    from generator.issuance.exchange.incoming import read_envelope
    from generator.plan.toml import parse_plan
    from generator.read.imported import import_file
    from generator.verbs import verify
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

    workspace = Workspace(ROOT)
    moment = datetime(2026, 11, 29, tzinfo=UTC)
    plans = [path.read_bytes() for path in workspace.plan_files()[:3]]
    documents = [_rendered(workspace, path) for path in workspace.plan_files()[:2]]

    def from_file(suffix: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
        def with_file(data: bytes) -> object:
            path = folder / f"x{suffix}"
            path.write_bytes(data)
            return read(path)

        return with_file

    def imported(path: Path) -> object:
        return import_file(path, workspace, "accept")

    def verified(path: Path) -> object:
        desk = Desk(workspace, lambda: moment)
        return verify.run(desk, verify.Request((path,), offline=True))

    pdf = _pdf()
    envelope = b'<?xml version="1.0"?><edXML><edXMLEnvelope/></edXML>'
    return {
        "toml": (plans, lambda data: parse_plan(data, "x.toml")),
        "docx": (documents, from_file(".docx", imported)),
        "pdf": ([pdf], from_file(".pdf", imported)),
        "text": ([p[:4000] for p in plans], from_file(".txt", imported)),
        "edxml": ([envelope], lambda data: read_envelope(data, "x.edxml", moment.date())),
        "signed": ([pdf, *documents], from_file(".pdf", verified)),
        "bundle": (documents, from_file(".zip", verified)),
    }


def _rendered(workspace: object, path: Path) -> bytes:
    from generator.document.compose import compose
    from generator.plan.toml import load_plan
    from generator.template.compiled import load

    loaded, _found = load_plan(path)
    assert loaded is not None
    known = workspace.registry, workspace.citations, workspace.plan_of  # type: ignore[attr-defined]
    document, _found = compose(loaded.plan, *known)
    template, _found = load(ROOT / "templates" / "ke-hoach.docx")
    assert template is not None
    return template.render(document.context())


def _pdf() -> bytes:
    import pikepdf

    made = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(made)
    return made.getvalue()


def run(name: str, seconds: float, seed: int, folder: Path) -> int:
    """Feed one reader; the number of findings."""
    seeds, read = readers(folder)[name]
    started, number, findings = time.monotonic(), 0, 0
    while time.monotonic() - started < seconds:
        chance = random.Random(f"{seed}-{number}")
        data = mutate(chance.choice(seeds), chance)
        fault = _fault(read, data)
        if fault:
            findings += 1
            FOUND.mkdir(parents=True, exist_ok=True)
            (FOUND / f"{name}-{seed}-{number}").write_bytes(data)
            print(f"{name} {seed}-{number}: {fault}", flush=True)
        number += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"{name}: {number} files, {findings} findings, peak {peak >> 20} MB", flush=True)
    return findings + (peak > MEMORY)


def _fault(read: Callable[[bytes], object], data: bytes) -> str:
    signal.alarm(SECONDS)
    try:
        read(data)
    except Exception as fault:
        last = traceback.extract_tb(fault.__traceback__)[-1]
        return f"{type(fault).__name__}: {fault} ({last.filename}:{last.lineno})"
    finally:
        signal.alarm(0)
    return ""


def main() -> int:
    """Run the named readers, or all."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("names", nargs="*")
    wanted.add_argument("--seconds", type=float, default=600)
    wanted.add_argument("--seed", type=int, default=1)
    asked = wanted.parse_args()

    def slow(*_args: object) -> None:
        raise Slow

    signal.signal(signal.SIGALRM, slow)
    with tempfile.TemporaryDirectory() as folder:
        names = asked.names or sorted(readers(Path(folder)))
        return min(sum(run(n, asked.seconds, asked.seed, Path(folder)) for n in names), 1)


if __name__ == "__main__":
    sys.exit(main())
