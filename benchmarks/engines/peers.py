"""The npm engines: installed once into benchmarks/.peers, pinned by package-lock.json."""

from __future__ import annotations

import filecmp
import shutil
import subprocess
from pathlib import Path

from benchmarks.engines.process import RefusedError

HERE = Path(__file__).parent.parent
NODE = HERE / "node"
PEERS = HERE / ".peers"
FILES = ("package.json", "package-lock.json")


def install() -> None:
    """Install what package-lock.json names, unless that very lock is installed already."""
    stamp = PEERS / "installed.json"
    if stamp.exists() and filecmp.cmp(stamp, NODE / FILES[1], shallow=False):
        return
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise RefusedError("the npm engines need Node.js and npm: apt install nodejs npm")
    print("installing the npm engines into benchmarks/.peers …", flush=True)
    PEERS.mkdir(exist_ok=True)
    for name in FILES:
        shutil.copyfile(NODE / name, PEERS / name)
    command = ["npm", "ci", "--prefix", str(PEERS), "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RefusedError(f"npm could not install the engines:\n{done.stderr}")
    shutil.copyfile(NODE / FILES[1], stamp)


def command(engine: str, template: Path, data: list[Path]) -> list[str]:
    """How to start an npm engine as a worker."""
    return ["node", str(NODE / "worker.cjs"), str(PEERS), engine, str(template), *map(str, data)]
