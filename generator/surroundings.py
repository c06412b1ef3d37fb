"""What the machine gives a request besides its desk: folders, programs, their environment.

A door reads the environment of its process and says what it found (`be_in`); below the doors
nobody reads it. It is a matter of the request, as the language is: two may differ at once.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import defpath
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def _home_cache() -> Path:
    return Path.home() / ".cache" / "kehoach"


def _home_state() -> Path:
    return Path.home() / ".local" / "state" / "kehoach"


@dataclass(frozen=True)
class Proxies:
    """The ways out of an office's network, as the variables of a process name them."""

    http: str = ""
    """The address of the proxy for http; "" for none."""
    https: str = ""
    without: tuple[str, ...] = ()
    """Hosts asked without one: names, with all that end in them; "*" for all."""

    def of(self, scheme: str, host: str) -> str:
        """The proxy for a host; "" where it is asked straight, as this machine always is."""
        host = host.casefold().rstrip(".")
        own = host in {"localhost", "::1"} or host.startswith("127.")
        if own or any(each == "*" or f".{host}".endswith(f".{each}") for each in self.without):
            return ""
        return self.https if scheme == "https" else self.http


@dataclass(frozen=True)
class Surroundings:
    """The surroundings of one request; the defaults serve a program that says nothing."""

    cache: Path = field(default_factory=_home_cache)
    """Where what can be made again is kept."""
    state: Path = field(default_factory=_home_state)
    """What this person's program remembers: confirmed workspaces, logs of faults."""
    office: str | None = None
    """LibreOffice's program where the user names one; else it is looked for."""
    tesseract: str | None = None
    """Tesseract's program, likewise: it reads pictures of text."""
    dated: datetime | None = None
    """The date to be written into what is made, for builds that must be the same again."""
    programs: Mapping[str, str] = field(default_factory=lambda: {"PATH": defpath})
    """The environment of programs that are started with variables of ours."""
    proxies: Proxies = Proxies()
    """Who passes questions to the network on."""
    bases: str = ""
    """The place elsewhere (s3://, sftp://, file://) to which workspaces with their bases are sent;
    "" for none. A person's machine says it, never a workspace."""


_current: ContextVar[Surroundings | None] = ContextVar("kehoach_surroundings", default=None)


def surroundings() -> Surroundings:
    """The surroundings of this request."""
    return _current.get() or Surroundings()


def be_in(found: Surroundings) -> None:
    """Set the surroundings of this context."""
    _current.set(found)


def told_by(environment: Mapping[str, str]) -> Surroundings:
    """What the variables of a process say.

    KEHOACH_CACHE and KEHOACH_STATE, or the user's folders; KEHOACH_SOFFICE;
    KEHOACH_TESSERACT; KEHOACH_BASES; SOURCE_DATE_EPOCH (seconds); http_proxy, https_proxy,
    no_proxy.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return Surroundings(
        _folder(environment, "cache") or _home_cache(),
        _folder(environment, "state") or _home_state(),
        environment.get("KEHOACH_SOFFICE"),
        environment.get("KEHOACH_TESSERACT"),
        _moment(epoch),
        dict(environment),
        _proxies(environment),
        environment.get("KEHOACH_BASES", ""),
    )


def _moment(epoch: str) -> datetime | None:
    """The moment of so many seconds; None where that is no number, or of no year that there is."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else None
    except (ValueError, OverflowError, OSError):
        return None


def _proxies(environment: Mapping[str, str]) -> Proxies:
    """As programs usually read them: the small letters before the capitals, a name for http."""

    def said(name: str) -> str:
        return (environment.get(name) or environment.get(name.upper()) or "").strip()

    def address(scheme: str) -> str:
        found = said(f"{scheme}_proxy") or said("all_proxy")
        return found if not found or "://" in found else f"http://{found}"

    names = (each.strip().casefold().removeprefix("*.") for each in said("no_proxy").split(","))
    # a port ("may:8080") narrows what is meant; the host is asked straight at all of them
    without = (each.rpartition(":")[0] if each.count(":") == 1 else each for each in names)
    hosts = tuple(each.lstrip(".") for each in without if each)
    return Proxies(address("http"), address("https"), hosts)


def _folder(environment: Mapping[str, str], what: str) -> Path | None:
    """The user's folder for "cache" or "state"; None where no variable names one."""
    if given := environment.get(f"KEHOACH_{what.upper()}"):
        return Path(given)
    if local := environment.get("LOCALAPPDATA"):  # Windows
        return Path(local) / "kehoach" / what
    common = environment.get(f"XDG_{what.upper()}_HOME")
    return Path(common) / "kehoach" if common else None
