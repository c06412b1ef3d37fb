"""A .docx with its main part changed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MAIN = "word/document.xml"


def repacked(data: bytes, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[MAIN] = change(parts[MAIN].decode()).encode()
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w") as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return out.getvalue()
