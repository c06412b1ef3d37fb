"""A scheduler of dask.distributed: reached, started for trying, rid of machines that sleep."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.workspace.batch import LostError

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = 8786


class Waits(NamedTuple):
    """How long is waited, in seconds."""

    scheduler: float = 10
    """For the scheduler to answer."""
    first: float = 10
    """For a first machine."""
    machines: float = 60
    """For a machine to come back when all are gone."""
    asleep: float = 60
    """For a word of a machine that says some each second: then others do its part."""


def connected(address: str, waits: Waits) -> Any:
    """A connection with at least one machine behind it. Raises LostError (HT951, HT953, HT959)."""
    try:
        from distributed import Client
    except ImportError:
        message = _("Chưa cài phần chạy trên nhiều máy")
        raise LostError(error("HT959", message, None, "pip install 'kehoach[cluster]'")) from None
    if address.startswith("tls:") and (lacking := _without_certificate()):
        raise LostError(_not_connected(address, lacking))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions; we compare what matters ourselves
            client = Client(address, timeout=waits.scheduler, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as fault:
        raise LostError(_not_connected(address, str(fault))) from None
    try:
        client.wait_for_workers(1, timeout=waits.first)
    except TimeoutError:
        client.close(timeout=2)
        message = _("Bộ điều phối {dia_chi} chưa có máy nào nhận việc")
        hint = _("Trên mỗi máy: dask worker {dia_chi} --nthreads 1 --nworkers auto")
        told = error("HT953", message.format(dia_chi=address), None, hint.format(dia_chi=address))
        raise LostError(told) from None
    return client


def _without_certificate() -> str:
    """Why this machine cannot speak TLS; "" where it can.

    Asked before a client is made: one that cannot be made waits, and complains when it goes.
    """
    from distributed.security import Security

    try:
        ready = Security().get_connection_args("client").get("ssl_context")
    except (OSError, ValueError, TypeError) as fault:  # a file that is not there, or is none
        return _("không dùng được chứng thư đã khai: {loi}").format(loi=fault)
    return "" if ready else _("máy này chưa khai chứng thư")


def _not_connected(address: str, reason: str) -> Diagnostic:
    message = _("Không nối được với bộ điều phối {dia_chi}: {loi}")
    hints = (
        _("Xem địa chỉ, tường lửa, và bộ điều phối có đang chạy không (dask scheduler)."),
        _("Với tls://: chứng thư khai trong cấu hình của dask (distributed.comm.tls)."),
    )
    told = message.format(dia_chi=address, loi=reason.partition("\n")[0])
    return error("HT951", told, None, *hints)


def look_at_address(address: str, *, without_tls: bool) -> None:
    """Refuse what is no address (LN061), and plain TCP to another machine (HT952)."""
    parts = urlsplit(address)
    try:
        usable = parts.scheme in ("tcp", "tls") and parts.hostname and (parts.port or PORT)
    except ValueError:
        usable = None
    if not usable:
        message = _("“{dia_chi}” không phải địa chỉ bộ điều phối").format(dia_chi=address)
        raise LostError(error("LN061", message, None, _("Viết tls://MÁY:8786 hoặc tcp://MÁY:8786")))
    if parts.scheme == "tls" or without_tls or _is_here(parts.hostname or ""):
        return
    message = _(
        "Bộ điều phối {dia_chi} ở máy khác mà không mã hóa: ai trong mạng cũng đọc được kế hoạch "
        "và chạy được chương trình trên các máy"
    )
    hints = (
        _("Dùng tls:// (docs: cấp chứng thư cho các máy)."),
        _("Mạng riêng hoàn toàn tin cậy thì thêm --without-tls."),
    )
    raise LostError(error("HT952", message.format(dia_chi=address), None, *hints))


def _is_here(host: str) -> bool:
    """Whether a name can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def let_go(client: Any, longest: float) -> None:
    """Have the scheduler give up machines that have said nothing for so many seconds.

    Left to itself it waits for minutes. What such a machine had to do others do; when it wakes
    it is told to end, and its nanny starts it anew.
    """

    # a function inside another goes over as it is: the scheduler needs no program of ours
    async def give_up(longest: float, dask_scheduler: Any = None) -> None:
        from time import time

        for one in list(dask_scheduler.workers.values()):
            if time() - one.last_seen > longest:
                await dask_scheduler.remove_worker(
                    one.address, stimulus_id=f"asleep-{time()}", expected=True
                )

    with suppress(Exception):  # it then waits as long as its own settings say
        client.run_on_scheduler(give_up, longest)


@contextmanager
def started(count: int, port: int = PORT) -> Iterator[str]:
    """A scheduler with `count` worker processes on this machine, for trying; its address.

    Raises LostError (HT951, HT959).
    """
    try:
        from distributed import LocalCluster
    except ImportError:
        message = _("Chưa cài phần chạy trên nhiều máy")
        raise LostError(error("HT959", message, None, "pip install 'kehoach[cluster]'")) from None
    try:
        cluster = LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            host="127.0.0.1",
            scheduler_port=port,
            dashboard_address="127.0.0.1:0",
            # when it is closed the workers complain of each other's absence; what fails in a
            # batch is told by its results
            silence_logs=logging.CRITICAL,
        )
    except (OSError, RuntimeError) as fault:
        message = _("Không mở được bộ điều phối ở cổng {cong}: {loi}")
        reason = str(fault).partition("\n")[0]
        told = error("HT951", message.format(cong=port, loi=reason), None)
        raise LostError(told) from None
    with cluster:
        yield cluster.scheduler_address
