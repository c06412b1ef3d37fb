"""A server of pages on loopback, and Debian's Chromium before it."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright

from generator.web.app import create_app
from generator.web.house import House
from generator.web.serve import bind, server_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

WAIT = 60_000
"""Milliseconds a page may need on a machine with much to do; who passes does not wait for them."""
expect.set_options(timeout=WAIT)


class Office(NamedTuple):
    """A house that is open, and a person's window in it."""

    house: House
    address: str
    window: BrowserContext
    said: list[str]
    """What the browser's console said: nothing, where a page keeps its own rules."""

    def open(self, path: str, width: int = 1366) -> Page:
        """A page in a tab of its own."""
        page = self.window.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.goto(self.address + path)
        return page


def until(holds: Callable[[], object], page: Page | None = None) -> None:
    """Wait until something holds that no page shows; the events of `page` go on meanwhile."""
    deadline = time.monotonic() + WAIT / 1000
    while not holds():
        assert time.monotonic() < deadline
        if page is None:
            time.sleep(0.02)
        else:
            page.wait_for_timeout(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; of a module, for its loop runs in this thread and signing starts one."""
    with sync_playwright() as started:
        made = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield made
        made.close()


def window_of(browser: Browser, **looks: Any) -> BrowserContext:
    """A window of somebody who has not come in yet."""
    made = browser.new_context(locale="vi-VN", **looks)
    made.set_default_timeout(WAIT)
    return made


@contextmanager
def served(house: House, port: int = 0) -> Iterator[str]:
    """The address of a house that is open; port 0 takes a free one."""
    listener = bind(port)
    settings = uvicorn.Config(create_app(house), log_level="error", ws="none")
    server = server_of(house, settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def office(workspace: Path, browser: Browser) -> Iterator[Office]:
    """A server over an own copy of the workspace, and somebody who has come in."""
    house = House(workspace, person="Người Soạn Mẫu")
    with served(house) as address:
        window = window_of(browser)
        try:
            window.new_page().goto(f"{address}/enter?token={house.entrance}")
            yield Office(house, address, window, [])
        finally:
            window.close()
