"""pdfium, which threads may use only one after the other.

The library has state of its own, so it is one lock for all documents, held from opening one to
closing it. A server that reads many PDF files at once starts processes.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_turn = RLock()


@contextmanager
def pdfium_alone() -> Iterator[Any]:
    """The raw functions of pdfium, for this thread alone.

    The import is here: it costs a third of a tenth of a second.
    """
    with _turn:
        import pypdfium2_raw as pdfium

        pdfium.FPDF_InitLibrary()
        yield pdfium
