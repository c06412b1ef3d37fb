"""The application: which address is which page."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import to_thread
from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.routing import Route

from generator.web import (
    above,
    agent_door,
    amending,
    assets,
    bulk,
    comments,
    compare,
    derived_sheet,
    dispatch,
    dossiers,
    editor,
    entrance,
    news,
    office_settings,
    opinions,
    progress,
    provider_login,
    receive,
    register,
    search,
    signing,
    targets,
    verify,
    way,
    word,
    worklist,
)
from generator.web.gate import Gate
from generator.web.guard import Guard
from generator.web.pages import blocked, failed, left

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

    from generator.web.house import House

LOOPBACK = ("127.0.0.1", "localhost", "::1")


HANDS = 8
"""Requests worked on at once: more would only wait for the processor, each in memory of its own."""


@asynccontextmanager
async def _open(app: Starlette) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = HANDS
    meanwhile = asyncio.create_task(app.state.house.indexer.run()) if app.state.indexing else None
    yield
    if meanwhile is not None:
        meanwhile.cancel()
    await to_thread.run_sync(app.state.house.bulk.close)


_ROUTES = (
    *worklist.ROUTES,
    Route("/enter", entrance.enter),
    Route("/login", entrance.log_in, methods=["POST"]),
    Route("/logout", entrance.log_out, methods=["POST"]),
    Route("/language", entrance.language, methods=["POST"]),
    Route("/health", entrance.health),
    *provider_login.ROUTES,
    *receive.ROUTES,
    *bulk.ROUTES,
    *derived_sheet.ROUTES,
    *editor.ROUTES,
    *news.ROUTES,
    *targets.ROUTES,
    *above.ROUTES,
    *compare.ROUTES,
    *way.ROUTES,
    *comments.ROUTES,
    *opinions.ROUTES,
    *progress.ROUTES,
    *word.ROUTES,
    *register.ROUTES,
    *agent_door.ROUTES,
    *signing.ROUTES,
    *amending.ROUTES,
    *dispatch.ROUTES,
    *dossiers.ROUTES,
    *search.ROUTES,
    *verify.ROUTES,
    *office_settings.ROUTES,
    *assets.ROUTES,
)


def create_app(
    house: House,
    hosts: Collection[str] = LOOPBACK,
    *,
    encrypted: bool = False,
    indexing: bool = False,
) -> Starlette:
    """The pages of one house, answered only for the named hosts.

    `encrypted`: refuse what did not come by HTTPS, behind a proxy that says so.
    `indexing`: read plans for the search while nobody waits for it.
    """
    app = Starlette(
        lifespan=_open,
        routes=_ROUTES,
        middleware=[
            Middleware(Guard, hosts=hosts, encrypted=encrypted),
            Middleware(GZipMiddleware, minimum_size=800),
            Middleware(Gate, house=house),
        ],
        exception_handlers={
            Exception: failed,
            404: failed,
            405: failed,
            ClientDisconnect: left,
            OSError: blocked,
        },
    )
    app.state.house, app.state.indexing = house, indexing
    return app
