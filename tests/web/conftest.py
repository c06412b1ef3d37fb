"""A server of pages on loopback, and Debian's Chromium before it."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import uvicorn
from playwright.sync_api import Error, expect, sync_playwright

from generator.verbs import countercheck
from generator.web.app import create_app
from generator.web.house import House
from generator.web.serve import bind, server_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

WAIT = 240_000
"""Milliseconds a page may need on a machine with much to do; who passes does not wait for them."""
expect.set_options(timeout=WAIT)
SHOWN = 3_000
"""Letters of each page that the report of a failed test tells."""
PASSED_OVER = re.compile(r"^\s*- ('?option |/url:)")
"""Lines that it does not: what could be chosen, and where links lead."""


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

    def rest(self) -> None:
        """Wait until no page of the window is saving: then the files say what the pages say."""
        for page in self.window.pages:
            expect(page.locator("#status")).not_to_have_text("Đang lưu…")


class HeldRequests:
    """Requests of a page that wait until the test lets them go, they and all that come later."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self._open = page, False
        self.asked: list[Route] = []
        page.route(address, self._on)

    def _on(self, route: Route) -> None:
        if self._open:
            route.continue_()
        else:
            self.asked.append(route)

    def come(self) -> None:
        """Wait for the first."""
        until(lambda: self.asked, self.page)

    def go(self) -> None:
        """Let them go. Taking the route away instead would forget one that comes meanwhile."""
        self._open = True
        for one in self.asked:
            one.continue_()


def until(holds: Callable[[], object], page: Page | None = None) -> None:
    """Wait until something holds that no page shows; the events of `page` go on meanwhile."""
    deadline = time.monotonic() + WAIT / 1000
    while not holds():
        assert time.monotonic() < deadline
        if page is None:
            time.sleep(0.02)
        else:
            page.wait_for_timeout(20)


@pytest.fixture(autouse=True)
def _unproved(monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice begins behind a page that rests for some seconds, but where it is awaited."""
    absent = countercheck.Result("", "absent", 0, None, [])
    monkeypatch.setattr(countercheck, "run", lambda _desk, _request: absent)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; of a module, for its loop runs in this thread and signing starts one."""
    with sync_playwright() as started:
        made = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"], timeout=WAIT
        )
        yield made
        made.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Of a test that failed before a browser: what its pages show, and what their consoles said."""
    report = yield
    used = getattr(item, "funcargs", {})
    if report.when == "call" and report.failed and "browser" in used:
        pages = [page for window in used["browser"].contexts for page in window.pages]
        report.sections += [(f"page {page.url}", _shown(page)) for page in pages]
        said = [line for one in used.values() for line in getattr(one, "said", ())]
        report.sections.append(("consoles", "\n".join(said)))
    return report


def _shown(page: Page) -> str:
    """What a page is by its roles, with what is typed into it."""
    try:
        parts = [
            page.locator(one).aria_snapshot(timeout=5_000)
            for one in ("main", "#news", "#status")
            if page.locator(one).count()
        ]
        lines = "\n".join(parts).splitlines()
        return "\n".join(one for one in lines if not PASSED_OVER.search(one))[:SHOWN]
    except Error as fault:  # it went, or is too busy to say
        return str(fault)


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
    until(lambda: server.started or not thread.is_alive())
    assert thread.is_alive()
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
