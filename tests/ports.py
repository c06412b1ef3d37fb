"""Ports for servers that begin later, or once more, than their port is chosen."""

from __future__ import annotations

import os
import socket
from itertools import count

_FIRST = range(10_000, 20_000, 16)
"""Below the ports that a system gives away for a moment, to every connection of any test."""
_next = count()


def free_port() -> int:
    """A port that nobody is given by chance: each process that asks has some of its own."""
    first = _FIRST[os.getpid() % len(_FIRST)]
    while True:
        port = first + next(_next) % _FIRST.step
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
