"""Take the pictures of the workplace in docs/ anew: the pages as they are, with our own plans.

    python tools/guide_pictures.py

Needs Chromium, as the tests of the pages do.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

from generator.cascade.changing.operations import Set
from generator.cascade.changing.tree import Tree
from generator.verbs import comment, edit, opinion, view
from generator.web.app import create_app
from generator.web.house import House
from generator.web.serve import bind, server_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
WARD, CITY, NODE = "kh-phuong-dong-kinh-2024", "kh-tp-lang-son-2024", "md-kl-277"
ASKED = ("Công chức Văn phòng – Thống kê Mẫu", "Tổ dân phố Mẫu số 1", "Trường học Mẫu")
SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory(prefix="kehoach-tranh-") as folder:
        root = Path(folder)
        shutil.copy(ROOT / "kehoach.toml", root)
        for name in ("plans", "templates"):
            shutil.copytree(ROOT / name, root / name)
        house = House(
            root, person="Người Soạn Mẫu", clock=lambda: datetime(2024, 6, 10, 1, 15, tzinfo=UTC)
        )
        listener = bind()
        server = server_of(house, uvicorn.Config(create_app(house), log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            _all(house, f"http://127.0.0.1:{listener.getsockname()[1]}")
        finally:
            server.should_exit = True
            thread.join()


def _all(house: House, address: str) -> None:
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_context(locale="vi-VN", viewport=SIZE).new_page()  # type: ignore[arg-type]
        page.goto(f"{address}/enter?token={house.entrance}")
        for name, (below, prepare) in PICTURES.items():
            prepare(house)
            page.goto(f"{address}/plans/{WARD}{below}")
            page.wait_for_load_state("networkidle") if below else _drawn(page)
            _keep(page, ROOT / "docs" / f"{name}.png")
        browser.close()


def _drawn(page: Page) -> None:
    """The printed pages have come; the stream of news keeps the network busy for ever."""
    page.locator("#pages svg").first.wait_for()
    time.sleep(1)


def _keep(page: Page, path: Path) -> None:
    with Image.open(io.BytesIO(page.screenshot())) as taken:
        taken.convert("RGB").quantize(128).save(path, optimize=True)


def _remarked(house: House) -> None:
    text = "Đề nghị rà soát trích yếu."
    comment.run(house.desk(), comment.Request(WARD, "add", "van_ban", text=text))


def _asked(house: House) -> None:
    def act(name: opinion.Act, **values: object) -> None:
        opinion.run(house.desk(), opinion.Request(WARD, name, **values))  # type: ignore[arg-type]

    act("open", recipients=ASKED, deadline=date(2024, 6, 15))
    act("remark", who=ASKED[0], node=NODE, text="Nêu rõ thời hạn, ai chịu trách nhiệm.")
    act("remark", who=ASKED[1], node="md-phat-huy", text="Thêm vai trò của tổ dân phố.")
    act("judge", remark="g1", verdict="tiep-thu")
    _said(
        house, WARD, NODE, lambda _text: "Tổ chức triển khai kịp thời, xong trước ngày 15/6/2024."
    )


def _changed_above(house: House) -> None:
    _said(house, CITY, NODE, lambda _text: "Tổ chức triển khai ngay trong tháng 6 năm 2024.")
    _said(house, CITY, "md-phat-huy", lambda text: text.replace("; xác định", "; làm rõ, xác định"))


def _said(house: House, plan: str, node: str, other: Callable[[str], str]) -> None:
    """Other words at a node."""
    found = view.run(house.desk(), view.Request(plan))
    if found.path is None or found.loaded is None:
        raise SystemExit(f"no plan {plan}")
    now = getattr(Tree(found.loaded.plan).items[node].node, "noi_dung", "")
    edit.run(house.desk(), edit.Request(found.path, [Set(node, "noi_dung", other(now))]))


PICTURES: dict[str, tuple[str, Callable[[House], None]]] = {
    "web-soan": ("", _remarked),
    "web-bang-dan-xuat": ("/sheet", lambda _house: None),
    "web-lay-y-kien": ("/opinions", _asked),
    "web-tu-cap-tren": ("/above", _changed_above),
}
"""Picture → the page below the plan, and what happens before it."""

if __name__ == "__main__":
    main()
