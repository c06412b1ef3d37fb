"""Every page, with something on it: for everybody, at every width, within its own rules."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route

from generator.web.app import create_app
from tests.conftest import copied
from tests.web.conftest import Office, browser, served, window_of
from tests.web.filled import filled
from tests.web.test_browser import violations

__all__ = ["browser"]
NO_PAGES = {
    "/enter": "leads to the first page",
    "/health": "for programs",
    "/paper.css": "a style",
    "/login/provider": "leads to the provider",
    "/login/callback": "leads to the first page",
    "/agent/next": "for a signer's PC",
    "/agent/{session}/pdf": "a file",
    "/signing/give/{token}/{name}": "a file",
    "/search/progress": "for a script",
    "/bulk/choose": "leads to the page where units are ticked",
    "/bulk/{work}/ke-hoach.zip": "a file",
    "/signing/{session}": "for a script",
    "/plans/{plan}/news": "a stream",
    "/plans/{plan}/lookup": "for a script",
    "/plans/{plan}/countercheck": "for a script",
    "/plans/{plan}/dossier/ho-so.zip": "a file",
    "/plans/{plan}/draft.pdf": "a file",
    "/plans/{plan}/opinions/{round:int}.docx": "a file",
    "/plans/{plan}/word/{name}.docx": "a file",
    "/register/export.{kind}": "a file",
    "/register/{agency}/{series}/{year:int}/{number:int}/bundle.zip": "a file",
    "/register/{agency}/{series}/{year:int}/{number:int}/file/{name}": "a file",
    "/register/{agency}/{series}/{year:int}/{number:int}/letter/{name}": "a file",
    "/register/{agency}/{series}/{year:int}/{number:int}/send/{name}": "a file",
}
"""What a browser may ask for that is no page, and what it is."""
TERMINAL = re.compile(
    r"\.toml\b|\.kehoach\b|\bkehoach [a-z]+|--[a-z]+|TOML"
    r"|\[\[|\b[a-z]+(?:_[a-z]+)+\b|\.[a-z]+:\d+:\d+|(?<![\w:/])/(?:[\w.-]+/){2,}"
)
"""What nobody who works in a browser is told: files of the workspace and their keys, places in
them, commands, options."""
LIGHT = """() => new Promise((tell) => {
    const moved = (seen) => seen.filter((one) => !one.hadRecentInput);
    const watch = new PerformanceObserver(() => {});
    watch.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => {
        const shifts = moved(watch.takeRecords()).reduce((sum, one) => sum + one.value, 0);
        const parts = ["navigation", "resource"].flatMap((x) => performance.getEntriesByType(x));
        tell([shifts, parts.reduce((sum, one) => sum + one.encodedBodySize, 0)]);
    }));
})"""
"""What Lighthouse's performance hangs on here, and no clock decides: how far things move while a
page comes (good up to 0.1), and how many bytes it is with all that it loads at once."""
LOST = ["/plans/khong-co", "/khong-co", "/register/khong-co/chung/2024/9"]


@pytest.fixture(scope="module")
def town(tmp_path_factory, browser):
    """An office in the middle of its work, and a window in it."""
    root = copied(tmp_path_factory.mktemp("day-du") / "lam-viec")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(root)
        made = filled(root)
    with served(made.house) as address:
        window = window_of(browser)
        cookie = {"name": made.house.cookie, "value": made.house.seal("own"), "url": address}
        window.add_cookies([cookie])
        yield Office(made.house, address, window, []), made.addresses
        window.close()


def test_no_route_is_forgotten(town) -> None:
    """A page that is added has to be looked at too."""
    office, addresses = town
    asked = {
        route.path
        for route in create_app(office.house).routes
        if isinstance(route, Route) and "GET" in (route.methods or ())
    }
    assert asked == addresses.keys() | NO_PAGES.keys()


@pytest.mark.parametrize(
    ("width", "scheme", "contrast"),
    [
        (390, "light", "no-preference"),
        (820, "light", "no-preference"),
        (1366, "light", "no-preference"),
        (1366, "dark", "no-preference"),
        (390, "dark", "more"),
    ],
)
def test_every_page_is_for_everybody_and_keeps_its_own_rules(town, width, scheme, contrast) -> None:
    office, addresses = town
    office.said.clear()
    page = office.open("/", width)
    page.emulate_media(color_scheme=scheme, contrast=contrast)
    for address in [*(one for every in addresses.values() for one in every), *LOST]:
        page.goto(office.address + address)
        page.locator("h1").wait_for()
        assert (address, violations(page)) == (address, [])
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (address, wide) == (address, 0)
        shifted, sent = page.evaluate(LIGHT)
        assert (address, shifted <= 0.1, sent <= 60_000) == (address, True, True), (shifted, sent)
        assert (address, TERMINAL.findall(page.locator("body").inner_text())) == (address, [])
    page.close()
    assert [one for one in office.said if "404" not in one] == []
