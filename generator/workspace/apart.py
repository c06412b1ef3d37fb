"""Work done in a copy of this process, so that only its result stays in the memory of this one.

Reading a large file takes many times the memory of what is kept of it, and what is kept lies
scattered over it, so that none of it is given back; each process of a batch would have it again.
"""

from __future__ import annotations

import os
import pickle
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def apart(work: Callable[[], T]) -> T:
    """`work()`, done in a copy of this process where that can be; its result can be pickled.

    Threads are not copied along and may hold locks, so with other threads it is done here, and so
    it is where the copy gives nothing. Raises what `work` raises.
    """
    if os.name == "nt" or threading.active_count() > 1:
        return work()
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException), os.fdopen(into, "wb") as file:
            file.write(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as file:
        data = file.read()
    os.waitpid(child, 0)
    try:
        found: T = pickle.loads(data)  # noqa: S301 - of our own copy
    except (EOFError, pickle.UnpicklingError):
        return work()
    return found
