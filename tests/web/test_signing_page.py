"""The page that calls the national tool, in Chromium, with a fake of the tool behind its socket."""

from __future__ import annotations

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from generator.web.house import House
from tests.web.conftest import browser, served, window_of
from tests.web.test_signing import DOCUMENT, acts, by_leader, issued

if TYPE_CHECKING:
    from playwright.sync_api import WebSocketRoute

__all__ = ["browser", "issued"]
NAME = "Ký bằng phần mềm ký quốc gia"


def upload(address: str, data: bytes) -> str:
    """What the tool does at the end: a multipart form without cookies."""
    head = b'--x\r\nContent-Disposition: form-data; name="uploadfile"; filename="f.pdf"\r\n\r\n'
    asked = urllib.request.Request(
        address,
        data=head + data + b"\r\n--x--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    with urllib.request.urlopen(asked) as answer:
        return str(answer.read().decode())


def test_the_page_calls_the_tool_and_believes_the_server_alone(issued, browser) -> None:
    house = House(issued, person="Lãnh Đạo Mẫu")
    honest = [False, True]
    said: list[str] = []
    services: list[str] = []

    def tool(socket: WebSocketRoute) -> None:
        services.append(socket.url)

        def work(text: Any) -> None:
            message = json.loads(text)
            with urllib.request.urlopen(message["FileName"]) as answer:
                data = answer.read()
            with ThreadPoolExecutor(1) as apart:  # the signer has a loop of its own
                signed = apart.submit(by_leader, data).result() if honest.pop(0) else data
            told = upload(message["FileUploadHandler"], signed)
            # whatever became of it, the tool says that all is well
            socket.send(json.dumps({**json.loads(told), "Status": 0}))

        socket.on_message(work)

    with served(house) as address:
        window = window_of(browser)
        page = window.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.route_web_socket("wss://127.0.0.1:8987/**", tool)
        page.goto(f"{address}/enter?token={house.entrance}")
        page.goto(f"{address}{DOCUMENT}/sign")
        page.get_by_role("button", name=NAME).first.click()
        page.get_by_text("Không thành").wait_for()
        assert "ky_lanh_dao" not in acts(house)
        page.get_by_role("button", name=NAME).first.click()
        page.wait_for_url(f"**{DOCUMENT}")
        window.close()
    assert services == ["wss://127.0.0.1:8987/SignApproved"] * 2
    assert "ky_lanh_dao" in acts(house)
    assert said == []
