"""A crew of several machines: the workers of a scheduler of dask.distributed.

The engine is dask's: it hands chunks to machines and takes them back from those that are lost.
Ours are the questions before (is this the same program, does it see the same files), the order of
the results, and the words for what went wrong. This process is the only one that tells results;
when it or the scheduler dies, whole files are left and running again completes the rest.
"""

from __future__ import annotations

import os
import platform
from concurrent.futures import CancelledError, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - what machines send back names it
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from uuid import uuid4

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _, language
from generator.workspace.batch import (
    AHEAD,
    Errand,
    Hands,
    Job,
    LostError,
    handed,
    in_order,
    named,
    unpacked,
)
from generator.workspace.files import carrying, os_diagnostic, try_lock, write_atomic
from generator.workspace.machines import (
    MachineAnswer,
    MachineQuestion,
    look,
    question,
    swept,
    work_in,
)
from generator.workspace.scheduler import Waits, connected, let_go, look_at_address

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from concurrent.futures import Future
    from io import BufferedRandom

    from generator.surroundings import Surroundings
    from generator.workspace.mirror import MirroredPlace

T = TypeVar("T")
R = TypeVar("R")
LOCK = ".kehoach/cum-may.khoa"
"""Held by the cluster that writes into a workspace; in it stands who holds it."""
_LOOK_AGAIN = 64
"""Chunks after which the machines are counted anew."""
_SHOWN = 3
_TICK = 1.0
"""Seconds between two looks at machines that are waited for."""
SHARES = 6
"""Chunks that each process gets at least, so that all end at about the same time."""
LARGEST_CHUNK = 64


class Refusal(NamedTuple):
    """What a machine says that must not work on a batch."""

    seen: MachineAnswer


class Carried(NamedTuple):
    """A chunk worked on in a machine's own copy of a workspace kept elsewhere."""

    results: bytes
    files: dict[Path, bytes]
    """What is to be written where the asking machine is."""


_looked: list[tuple[str, bool]] = []
"""The batch that this process has been found fit for, and whether it does it in its own copy."""


def remote(errand: Errand, asked: MachineQuestion, items: list[Any]) -> bytes | Carried | Refusal:
    """On a machine of a cluster: work on a chunk, if program and files are the same there.

    Asked before the first chunk in each process: a machine may come when the batch has begun.
    """
    if not _looked or _looked[0][0] != asked.token:
        seen = work_in(asked)
        if not seen.fits(asked):
            return Refusal(seen)
        _looked[:] = [(asked.token, seen.apart)]
    if asked.origin is None or not _looked[0][1]:
        return handed(errand, items)
    with carrying(asked.origin.root) as files:
        return Carried(handed(errand, items), files)


class Cluster:
    """The machines of one scheduler, for the batches of one command.

    `around` is called on each machine: how it learns its own surroundings. `here` is the folder
    where relative paths of the request begin. `origin` brings the place elsewhere of which that
    folder is a copy up to it, before each batch, and may raise LostError. Close it when the
    command ends.
    """

    def __init__(
        self,
        address: str,
        around: Callable[[], Surroundings],
        here: Path,
        *,
        jobs: int | None = None,
        without_tls: bool = False,
        waits: Waits = Waits(),  # noqa: B008 - a tuple
        origin: Callable[[], MirroredPlace] | None = None,
    ) -> None:
        self.address, self.around, self.here = address, around, here
        self.jobs, self.without_tls, self.waits = jobs, without_tls, waits
        self.origin = origin
        self._client: Any = None
        self._locks: dict[Path, BufferedRandom] = {}

    def do(
        self,
        job: Job[T, R],
        items: Sequence[T],
        ready: Callable[[T], R] | None = None,  # noqa: ARG002 - others open it for themselves
    ) -> Generator[R, None, None]:
        """Work on items; results in their order. Raises LostError."""
        if not items:
            return
        if bound := job.bound():
            raise LostError(bound)
        client = self._connected()
        try:
            self._guard(job.guarded())
            origin = self.origin() if self.origin else None
            asked = question(uuid4().hex, job, items, self.here, origin)
        except OSError as fault:
            raise LostError(os_diagnostic(fault)) from None
        try:
            self._ask(client, asked)
            errand = Errand(asked.token, job, language(), self.around, asked.folder)
            yield from in_order(_Machines(client, errand, asked, self.waits), job, items)
        finally:
            swept(asked)

    def machines(self) -> tuple[list[MachineAnswer], list[Diagnostic]]:
        """Who is there, one for each worker process, and what speaks against them."""
        try:
            client = self._connected()
            asked = question(uuid4().hex, _Nothing(), [], self.here)
            found = _answers(client, asked, self.waits)
        except LostError as lost:
            return [], [lost.fault]
        seen = [one for one in found.values() if isinstance(one, MachineAnswer)]
        return seen, _faults(found, asked)

    def close(self) -> None:
        """Let the scheduler and the workspace go."""
        for handle in self._locks.values():
            handle.close()
        self._locks.clear()
        if self._client is not None:
            with suppress(Exception):  # a scheduler that is gone cannot be said goodbye to
                self._client.close(timeout=2)
            self._client = None

    def _connected(self) -> Any:
        """The client of the scheduler. Raises LostError (HT951 to HT953, HT959)."""
        if self._client is None:
            look_at_address(self.address, without_tls=self.without_tls)
            self._client = connected(self.address, self.waits)
        return self._client

    def _guard(self, root: Path | None) -> None:
        """Keep other clusters out of a workspace until closed. Raises LostError (HT956)."""
        if root is None or root in self._locks:
            return
        path = root / LOCK
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        handle = path.open("r+b", buffering=-1)
        if not try_lock(handle.fileno()):
            holder = handle.read(200).decode("utf-8", "replace").strip()
            handle.close()
            message = _("Một cụm máy khác đang ghi vào không gian làm việc này ({ai})")
            hint = _("Đợi lệnh kia xong rồi chạy lại; lệnh bị dừng thì khóa tự mở.")
            raise LostError(error("HT956", message.format(ai=holder), Place(str(path), ""), hint))
        handle.truncate(0)
        handle.write(f"{platform.node()}, {os.getpid()}, {self.address}\n".encode())
        handle.flush()
        self._locks[root] = handle

    def _ask(self, client: Any, asked: MachineQuestion) -> None:
        """Look at all machines before the first chunk. Raises LostError (HT954, HT955)."""
        found = _answers(client, asked, self.waits)
        unseen = [
            one._replace(unlike=(*one.unlike, str(path.parent)))
            for one in found.values()
            if isinstance(one, MachineAnswer)
            for path in one.written
            if not path.is_file()
        ]
        faults = _faults(found, asked) or [_fault_of(one, asked) for one in unseen]
        if faults:
            raise LostError(faults[0])


@dataclass(frozen=True)
class _Nothing(Job[None, None]):
    """A job for machines that are only looked at."""

    def open(self) -> Callable[[None], None]:
        """Nothing is done."""
        return lambda _item: None

    def lost(self, item: None, fault: Diagnostic) -> None:
        """Nothing is lost."""


class _Machines(Hands):
    def __init__(self, client: Any, errand: Errand, asked: MachineQuestion, waits: Waits) -> None:
        from distributed.scheduler import KilledWorker

        self.died = (KilledWorker,)
        self._client, self._errand, self._asked, self._waits = client, errand, asked, waits
        self._executor = client.get_executor(pure=False)
        self._count = 0
        self._width = 1

    def submit(self, items: list[Any]) -> Future[bytes]:
        """Have a chunk worked on by a machine."""
        found: Future[bytes] = self._executor.submit(remote, self._errand, self._asked, items)
        return found

    def width(self) -> int:
        """Some chunks for each process there is."""
        if self._count % _LOOK_AGAIN == 0:
            self._width = AHEAD * max(1, len(self._threads()))
        self._count += 1
        return self._width

    def chunk(self, total: int) -> int:
        """More files go together where there are very many: a chunk costs scheduler and client."""
        fair = total // (SHARES * max(1, len(self._threads())))
        return max(1, min(LARGEST_CHUNK, fair))

    def result(self, future: Future[bytes]) -> list[Any]:
        """Wait for a chunk; give up when scheduler or machines are gone for good (HT957)."""
        idle = 0.0
        while True:
            try:
                found = future.result(timeout=_TICK)
            except CancelledError:
                raise LostError(_gone(_("mất liên lạc với bộ điều phối"))) from None
            except TimeoutError:
                if future.done():
                    raise  # the work's own
                let_go(self._client, self._waits.asleep)
                idle = idle + _TICK if not self._threads() else 0
                if idle >= self._waits.machines:
                    raise LostError(_gone(_("không còn máy nào"))) from None
                continue
            if isinstance(found, Refusal):
                raise LostError(_fault_of(found.seen, self._asked))
            if isinstance(found, Carried):
                self._write(found.files)
                found = found.results
            return unpacked(found)

    def _write(self, files: dict[Path, bytes]) -> None:
        """Write here what machines made in copies of their own. Raises LostError."""
        try:
            for path, data in files.items():
                write_atomic(path, data)
        except OSError as fault:
            raise LostError(os_diagnostic(fault)) from None

    def dead(self, item: object) -> Diagnostic:
        """Tell of which file processes die."""
        message = _("Mọi máy thử làm tệp này đều bị dừng giữa chừng; các tệp khác vẫn được làm")
        hint = _("Xem tệp này riêng trên một máy; thường vì tệp hỏng hoặc máy thiếu bộ nhớ.")
        return error("HT958", message, Place(named(item), ""), hint)

    def _threads(self) -> dict[str, int]:
        try:
            found: dict[str, int] = self._client.nthreads()
        except Exception:
            return {}
        return found


def _answers(
    client: Any, asked: MachineQuestion, waits: Waits
) -> dict[str, MachineAnswer | BaseException]:
    """What each worker process answers, or why it cannot; none that is gone. Raises LostError."""
    with ThreadPoolExecutor(1) as pool:
        answered = pool.submit(client.run, look, asked, on_error="return")
        try:
            while True:
                done, _waiting = wait([answered], timeout=_TICK)
                if done:
                    break
                let_go(client, waits.asleep)
            found: dict[str, MachineAnswer | BaseException] = answered.result()
        except (OSError, CancelledError, TimeoutError):
            raise LostError(_gone(_("mất liên lạc với bộ điều phối"))) from None
    here = {address: one for address, one in found.items() if not isinstance(one, OSError)}
    if not here:
        raise LostError(_gone(_("không còn máy nào")))
    return here


def _faults(
    found: dict[str, MachineAnswer | BaseException], asked: MachineQuestion
) -> list[Diagnostic]:
    """What speaks against the machines, one finding for all that have another program."""
    other = [
        one.host if isinstance(one, MachineAnswer) else address
        for address, one in found.items()
        if not isinstance(one, MachineAnswer)
        or one.program != asked.program
        or one.needs != asked.needs
    ]
    if other:
        return [_unequal(other)]
    seen = [one for one in found.values() if isinstance(one, MachineAnswer)]
    return [_fault_of(one, asked) for one in seen if not one.fits(asked)]


def _fault_of(seen: MachineAnswer, asked: MachineQuestion) -> Diagnostic:
    if seen.program != asked.program or seen.needs != asked.needs:
        return _unequal([seen.host])
    if seen.apart:
        return _without_copy(seen)
    message = _("Máy {may} không thấy {noi} như máy này thấy")
    where = ", ".join(seen.unlike[:_SHOWN]) + (", …" if len(seen.unlike) > _SHOWN else "")
    hints = (
        _("Mọi máy phải thấy thư mục chung ở cùng một đường dẫn (ổ mạng gắn cùng chỗ)."),
        _("Tệp kế hoạch, mẫu, danh mục phải nằm trong thư mục chung ấy."),
    )
    return error("HT955", message.format(may=seen.host, noi=where), None, *hints)


def _without_copy(seen: MachineAnswer) -> Diagnostic:
    """Tell of a machine that shares no drive and cannot work in a copy of its own."""
    message = _("Máy {may} không tự lấy được bản của không gian làm việc: {loi}")
    hints = (
        _("Bản ấy nằm ở cùng đường dẫn như ở máy này: đặt KEHOACH_STATE tới thư mục mọi máy có."),
        _("Máy ấy phải ghi được vào đó và đọc được nơi xa (cấu hình AWS, ~/.ssh)."),
    )
    told = message.format(may=seen.host, loi="; ".join(seen.unlike[:_SHOWN]))
    return error("HT955", told, None, *hints)


def _unequal(hosts: list[str]) -> Diagnostic:
    message = _("Các máy {may} chạy bản kehoach, Python, thư viện hoặc phông chữ khác máy này")
    hints = (
        _(
            "Cài cùng một bản trên mọi máy: pip install --require-hashes -r requirements.lock, "
            "rồi pip install --no-deps kehoach"
        ),
        _("Khác bản thì kết quả có thể khác từng byte, nên không máy nào được giao việc."),
    )
    shown = ", ".join(dict.fromkeys(hosts))
    return error("HT954", message.format(may=shown), None, *hints)


def _gone(reason: str) -> Diagnostic:
    return error(
        "HT957",
        _("Việc dừng giữa chừng: {ly_do}").format(ly_do=reason),
        None,
        _("Các tệp đã ghi đều trọn vẹn; chạy lại để làm tiếp, không tệp nào bị làm hai lần."),
    )
