"""The clerk's way by keyboard alone, in Chromium: how long, and how many activations."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.engines.process import RefusedError
from tests.web.keyboard import from_word_to_paper

if TYPE_CHECKING:
    from collections.abc import Callable

CHROMIUM = "/usr/bin/chromium"
CITY = "plans/lang-son-2024/thanh-pho.toml"


class JourneyTime(NamedTuple):
    """One way from the city's Word file to the ward's PDF."""

    seconds: float
    activations: int


def measure_journey(
    root: Path, started: Callable[..., subprocess.Popen[str]], env: dict[str, str]
) -> JourneyTime:
    """Go it once on a workspace whose plans came as that one Word file."""
    word, city = root.parent / "den", root / CITY
    numbered = 'so = 85\nky_hieu = "KH-UBND"'  # as what comes down is
    text = city.read_text("utf-8").replace('ky_hieu = "KH-UBND"', numbered, 1)
    city.write_text(text, "utf-8")
    command = [sys.executable, "-m", "generator", "render", CITY, "-o", str(word)]
    subprocess.run(command, cwd=root, env=env, check=True, capture_output=True)
    shutil.rmtree(root / Path(CITY).parent)
    with started(root, "--no-window") as server:
        try:
            assert server.stdout is not None
            told = next((line for line in server.stdout if "http://" in line), "")
            found = re.search(r"http://\S+", told)
            if found is None:
                raise RefusedError(f"kehoach web said: {told}")
            return _gone(found[0], next(word.rglob("*.docx")))
        finally:
            server.terminate()


def _gone(address: str, word: Path) -> JourneyTime:
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(locale="vi-VN")
        page.goto(address)
        begun = time.perf_counter()
        hands, _paper = from_word_to_paper(page, word)
        took = time.perf_counter() - begun
        browser.close()
    return JourneyTime(took, hands.activations)
