"""A folder from a stranger with a `.git` whose settings name programs: none of them is run."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

PLAN = "plans/lang-son-2024/thanh-pho.toml"
CITY = Path(PLAN)


class Planted:
    """A workspace in git; what its settings run leaves a file."""

    def __init__(self, home: Path) -> None:
        self.home, self.mark = home, home.parent / "da-chay"
        self.program = home.parent / "doc.sh"
        self.program.write_text(f"#!/bin/sh\necho $0 $@ >> {self.mark}\ncat\n", "utf-8")
        self.program.chmod(0o755)
        self("init", "-q")
        self.commit()

    def __call__(self, *arguments: str) -> bytes:
        told = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgSign=false"]
        done = subprocess.run(
            ["git", *told, *arguments], cwd=self.home, capture_output=True, check=True, timeout=600
        )
        return done.stdout

    def commit(self) -> None:
        self("add", "-A")
        self("commit", "-qm", "một")

    def sets(self, key: str) -> None:
        self("config", key, str(self.program))

    @property
    def ran(self) -> bool:
        return self.mark.exists()


@pytest.fixture
def planted(workspace: Path) -> Planted:
    return Planted(workspace)


def signed_commits(planted: Planted) -> None:
    """Each commit pretends to be signed, and git is told to show whose signature it is."""
    commit = planted("cat-file", "commit", "HEAD").decode()
    head, _blank, rest = commit.partition("\n\n")
    fake = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    file = planted.home.parent / "commit"
    alone = "\n".join(line for line in head.splitlines() if not line.startswith("parent "))
    file.write_text(f"{alone}\n{fake}\n\n{rest}", "utf-8")
    made = planted("hash-object", "-t", "commit", "-w", str(file)).decode().strip()
    planted("update-ref", "HEAD", made)
    planted.sets("gpg.program")
    planted("config", "log.showSignature", "true")


def smudged(planted: Planted) -> None:
    """The plan is kept as a pointer of git-lfs, and the folder says who smudges it."""
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    text = CITY.read_bytes()
    CITY.write_text(pointer, "utf-8")
    planted.commit()
    CITY.write_bytes(text)
    (planted.home / ".git/info").mkdir(exist_ok=True)
    (planted.home / ".git/info/attributes").write_text("*.toml filter=lfs\n", "utf-8")
    planted.sets("filter.lfs.smudge")


def lacking(planted: Planted) -> None:
    """The plan's text lacks in the repository, and the folder says from where git fetches it."""
    blob = planted("rev-parse", f"HEAD:{PLAN}").decode().strip()
    (planted.home / ".git/objects" / blob[:2] / blob[2:]).unlink()
    planted("config", "extensions.partialClone", "origin")
    planted("config", "core.repositoryFormatVersion", "1")
    planted("config", "remote.origin.promisor", "true")
    planted("config", "remote.origin.url", "ssh://127.0.0.1/x")
    planted("config", "protocol.ssh.allow", "always")
    planted.sets("core.sshCommand")


def watched(planted: Planted) -> None:
    planted.sets("core.fsmonitor")
    planted.sets("core.pager")
    planted.sets("diff.external")
    planted.sets("diff.x.textconv")
    (planted.home / ".git/info").mkdir(exist_ok=True)
    (planted.home / ".git/info/attributes").write_text("* diff=x\n", "utf-8")
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(planted.program, planted.home / ".git/hooks" / hook)


TRAPS = [signed_commits, smudged, lacking, watched]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_a_comparison_with_a_revision_runs_nothing_of_the_folder(planted, kehoach, trap) -> None:
    trap(planted)
    told = kehoach("diff", f"{CITY}@HEAD", CITY)
    assert told.code in (0, 1)
    assert not planted.ran


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_taking_an_edited_document_back_runs_nothing_of_the_folder(planted, kehoach, trap) -> None:
    assert kehoach("render", CITY).code == 0
    planted.commit()
    trap(planted)
    shutil.rmtree(".kehoach", ignore_errors=True)
    CITY.write_text(CITY.read_text("utf-8") + "\n# khác\n", "utf-8")
    told = kehoach("pull", "output/lang-son-2024/thanh-pho.docx")
    assert told.code in (0, 1)
    assert not planted.ran


def test_a_plan_kept_apart_by_git_lfs_is_read_by_its_digest(planted, kehoach) -> None:
    text = CITY.read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(text)}\n"
    CITY.write_text(pointer, "utf-8")
    planted.commit()
    CITY.write_bytes(text.replace(b"truoc = 2024-06-15", b"truoc = 2024-06-30"))
    kept = planted.home / ".git/lfs/objects" / digest[:2] / digest[2:4]
    kept.mkdir(parents=True)
    (kept / digest).write_bytes(text)
    assert "15/6/2024 → 30/6/2024" in kehoach("diff", f"{CITY}@HEAD", CITY).out

    (kept / digest).write_bytes(text.replace(b"2024", b"2025"))
    other = kehoach("diff", f"{CITY}@HEAD", CITY)
    assert other.code == 1
    assert "2025" not in other.out
