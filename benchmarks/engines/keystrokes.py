"""From a key to the printed page that shows it, in Chromium, as somebody types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.engines.process import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

CHROMIUM = "/usr/bin/chromium"
KEYS, WARM = 60, 5
EVERY = 0.15
"""Seconds between two keys: 400 a minute, a quick typist."""
WATCHED = """(node) => {
  const said = () => [...document.querySelectorAll("#pages a")]
    .filter((one) => [node, `${node}__noi_dung`].includes(one.getAttribute("href")))
    .map((one) => one.textContent).join("").replace(/\\s/g, "").length;
  const pressed = [];
  const painted = (window.painted = []);
  let shown = said();
  document.addEventListener("keydown", () => pressed.push(performance.now()), true);
  new MutationObserver(() => {
    const now = said();
    const done = pressed.splice(0, Math.max(0, now - shown));
    shown = now;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => painted.push(...done.map((at) => performance.now() - at));
      after.port2.postMessage(0);
    });
  }).observe(document.getElementById("pages"), { childList: true, subtree: true });
}"""
"""A key counts as painted in the frame after the one whose pages have its letter."""


def measure_keystrokes(entrance: str, plan: str, node: str) -> Sequence[float]:
    """Milliseconds from each key to the frame that shows its letter on the printed page."""
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="vi-VN", viewport={"width": 1366, "height": 900})
        page.goto(entrance)
        page.goto(f"{entrance.partition('/enter')[0]}/plans/{plan}")
        page.locator(".sheet svg").first.wait_for()
        there = page.locator(f'.node[data-id="{node}"]')
        there.locator(".text").first.click()
        page.keyboard.press("Control+End")
        time.sleep(1)
        page.evaluate(WATCHED, f"#{there.get_attribute('id')}")
        for key in range(KEYS + WARM):
            page.keyboard.type("abcdefgh"[key % 8])
            time.sleep(EVERY)
        time.sleep(2)
        times: list[float] = page.evaluate("window.painted")
        browser.close()
    if len(times) != KEYS + WARM:
        raise RefusedError(f"{len(times)} of {KEYS + WARM} keys came to the paper")
    return times[WARM:]
