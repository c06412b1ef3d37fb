"""Verifiers nobody here wrote: poppler's pdfsig; OpenSSL over bytes that we cut ourselves."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def pdfsig_counts(pdf: Path) -> int:
    """How many signatures poppler calls valid."""
    ran = subprocess.run(["pdfsig", str(pdf)], capture_output=True, text=True, check=False)
    return ran.stdout.count("Signature is Valid")


def openssl_accepts(pdf: Path, roots: Path, scratch: Path) -> list[str]:
    """What OpenSSL verified, in the order of the file: "cms" or "ts"."""
    data = pdf.read_bytes()
    found = []
    for number, numbers in enumerate(
        re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", data)
    ):
        _zero, first, second, rest = map(int, numbers)
        signed, value = scratch / f"{number}.bin", scratch / f"{number}.der"
        signed.write_bytes(data[:first] + data[second : second + rest])
        padded = bytes.fromhex(data[first + 1 : second - 1].decode())
        value.write_bytes(padded[: _length(padded)])
        given = ["-inform", "DER", "-in", value, "-content", signed, "-CAfile", roots]
        cms = ["cms", "-verify", "-binary", *given, "-purpose", "any", "-out", os.devnull]
        ts = ["ts", "-verify", "-token_in", "-in", value, "-data", signed, "-CAfile", roots]
        for command in (ts, cms):
            ran = subprocess.run(
                ["openssl", *map(str, command)], capture_output=True, text=True, check=False
            )
            if ran.returncode == 0:
                found.append(str(command[0]))
                break
        else:
            raise AssertionError(ran.stderr)
    return found


def _length(der: bytes) -> int:
    """Bytes of the DER value at the beginning; zeros fill the room behind it."""
    if der[1] < 0x80:
        return 2 + der[1]
    count = der[1] & 0x7F
    return 2 + count + int.from_bytes(der[2 : 2 + count], "big")
