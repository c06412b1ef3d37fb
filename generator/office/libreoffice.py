"""LibreOffice run without a window: found, given a profile of its own, ended in time.

A profile that only ever converted never records its first start, and LibreOffice
then repeats that work (0.7 s) in every call; so each profile is seeded with the
one setting that says it was started before.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from generator.surroundings import surroundings

SECONDS_PER_CALL = 60
SECONDS_PER_FILE = 30
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "/org.openoffice.Inet/Settings"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (_INTERNET, "ooInetProxyType", "2"),
    *(
        (_INTERNET, f"ooInet{protocol}Proxy{what}", value)
        for protocol in ("HTTP", "HTTPS", "FTP")
        for what, value in (("Name", "127.0.0.1"), ("Port", "9"))
    ),
)
"""A document from a stranger fetches nothing: no linked picture, object or text, of the network
or of this machine. What gets past the first settings finds a proxy where nobody answers."""


def find_office() -> str | None:
    """Path of LibreOffice's `soffice`, as the user names it, from PATH or the usual places."""
    usual = [
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ]
    given = surroundings().office
    if given is not None:
        return shutil.which(given)
    return (
        shutil.which("soffice")
        or shutil.which("libreoffice")
        or next((path for path in usual if Path(path).is_file()), None)
    )


def version(office: str) -> str:
    """The version of a LibreOffice, such as "7.4"."""
    # read from its settings: asking the program itself takes a fifth of a second
    settings = Path(office).resolve().parent.parent / "share/registry/main.xcd"
    with contextlib.suppress(OSError):
        if said := re.search(rb'ooSetupVersion"[^/]*<value>(\d+\.\d+)', settings.read_bytes()):
            return said[1].decode()
    text = subprocess.run([office, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+\.\d+)", text)
    return found[1] if found else "7.4"


def make_profile(folder: Path, version: str) -> Path:
    """Make a profile in a new folder, and give the folder."""
    user = folder / "user"
    user.mkdir(parents=True)
    started = ("/org.openoffice.Setup/Product", "ooSetupLastVersion", version)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in (started, *_SETTINGS)
    )
    schema = 'xmlns:oor="http://openoffice.org/2001/registry"'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {schema}>\n{items}</oor:items>\n'
    (user / "registrymodifications.xcu").write_text(text, "utf-8")
    return folder


def convert_command(office: str, profile: Path, kind: str, folder: Path) -> list[str]:
    """The command that converts files, to be named after it, into a folder."""
    return [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
    ]


def run(command: list[str], seconds: int) -> None:
    """Run to the end, or kill the whole group: `soffice` is a script that starts the program."""
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _kill(process)  # what was converted before the hang is kept
        except BaseException:
            _kill(process)
            raise


def _kill(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


class Started:
    """A LibreOffice that waits; `end` ends it, however it is."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def end(self) -> None:
        """Kill it and wait for its end."""
        _kill(self._process)
        self._process.wait()


def start_listening(office: str, profile: Path) -> Started:
    """Start a LibreOffice without document; a later call with its profile is handed to it."""
    pipe = f"--accept=pipe,name=kehoach-{os.getpid()}-{profile.name};urp;"
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        pipe,
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    return Started(process)
