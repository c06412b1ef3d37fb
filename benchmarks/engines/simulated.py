"""A batch on many machines, simulated: how long it takes where everybody waits for three.

One scheduler hands out chunks, one client takes their results, one file server holds the files:
each does one thing at a time, however many workers there are. Measured are the seconds that a
chunk costs the scheduler and a plan costs a worker and the client; the file server is described.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

from generator.workspace.batch import AHEAD
from generator.workspace.cluster import LARGEST_CHUNK, SHARES


class Costs(NamedTuple):
    """Seconds, each of one thing."""

    plan: float
    """Work on a plan, by a worker."""
    opened: float
    """To open a job, by each worker once."""
    scheduled: float
    """Work of the scheduler on a chunk."""
    gathered: float
    """Work of the client on the results of a plan."""
    start: float
    """Before the first chunk and after the last."""


class Drive(NamedTuple):
    """A file server on the network."""

    bytes_per_second: float = 110e6
    """One gigabit, less what protocols take."""
    operations_per_second: float = 8_000
    latency: float = 0.0005
    """Seconds of one operation, waited for by the worker."""


OFFICE = Drive()
"""A PC of the office that shares a folder."""
SERVER = Drive(1_100e6, 50_000, 0.0002)
"""A file server with fast disks on ten gigabits."""


class Files(NamedTuple):
    """What a plan asks of the drive."""

    size: float
    """Bytes read and written."""
    operations: int
    """Opened, written, renamed, closed."""


def seconds(costs: Costs, drive: Drive, files: Files, plans: int, workers: int) -> float:
    """How long so many plans take so many workers."""
    served = files.size / drive.bytes_per_second + files.operations / drive.operations_per_second
    waited = files.operations * drive.latency
    size = max(1, min(LARGEST_CHUNK, plans // (SHARES * workers)))
    chunks = -(-plans // size)
    free = [(costs.opened, worker) for worker in range(workers)]
    scheduler = client = server = 0.0
    taken: list[float] = []
    for number in range(chunks):
        # few chunks are under way: the next waits until the client has taken an earlier one
        allowed = taken[number - AHEAD * workers] if number >= AHEAD * workers else 0.0
        scheduler = max(scheduler, allowed) + costs.scheduled
        ready, worker = heapq.heappop(free)
        begun = max(ready, scheduler)
        server = max(server, begun) + size * served
        done = max(begun + size * (costs.plan + waited), server)
        heapq.heappush(free, (done, worker))
        client = max(client, done) + size * costs.gathered
        taken.append(client)
    return costs.start + client
