"""An office in the middle of its work: something to see on every page of the workplace."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from starlette.testclient import TestClient

from generator.cascade.changing.operations import Set
from generator.verbs import comment, edit, opinion, view
from generator.web import bulk_records as records
from generator.web.app import create_app
from generator.web.house import House
from tests.conftest import completed
from tests.web.test_dispatch import AXIS, PROVINCE, sent, set_up, signed
from tests.web.test_door import OWN, WARD
from tests.web.test_register import CITY, DATED, Office, approve

if TYPE_CHECKING:
    from pathlib import Path

NODE = "md-kl-277"
COMMUNE = "kh-xa-mai-pha-2024"
ASKED = ("Công chức Văn phòng – Thống kê Mẫu", "Tổ dân phố Mẫu số 1", "Trường học Mẫu")


class Filled(NamedTuple):
    """The house, and for each route of a page an address where there is something to see."""

    house: House
    addresses: dict[str, list[str]]


def filled(root: Path) -> Filled:
    """Fill the copy of the real workspace at `root`; signing needs a thread without a loop."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_filled, root).result()


def _filled(root: Path) -> Filled:
    set_up(root)
    completed(root)
    settings = root / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + AXIS, "utf-8")
    for name in ("thanh-pho", "xa-mai-pha"):
        plan = root / f"plans/lang-son-2024/{name}.toml"
        text = re.sub(r"^(ngay|ho_ten) = .*\n", "", plan.read_text("utf-8"), flags=re.MULTILINE)
        signed_by = '\\1ho_ten = "Nguyễn Văn A"\n'
        plan.write_text(re.sub(r"(?m)^(\[\[nguoi_ky\]\]\n)", signed_by, text), "utf-8")
    house = House(root, person="Người Soạn Mẫu")
    with Office(create_app(house), base_url="http://127.0.0.1", headers=OWN) as at:
        at.house = house
        at.get(f"/enter?token={house.entrance}")
        _talked_about(house)
        _asked_about(house)
        at.post(f"/plans/{WARD}/versions", data={"name": "Bản gửi lấy ý kiến"})
        _changed(house, "Tổ chức triển khai thực hiện kịp thời, xong trước ngày 15/6/2024.")
        at.post(f"/plans/{WARD}/dossier", data={"act": "new", "paper": "letter"})
        out = _issued(at, CITY)
        signed(at, out)
        sent(at, out, recipient=PROVINCE)
        waiting = _issued(at, COMMUNE)
        at.post(f"{waiting}/pdf")
        kept = _reserved(at)
    return Filled(house, {**_addresses(out, waiting, kept), "/bulk/{work}": _long_work(house)})


def _long_work(house: House) -> list[str]:
    """Work that came to its end, and work that was broken off."""
    order = records.BulkOrder("update", CITY, "Người Soạn Mẫu", "2024-06-10T01:15:00+00:00")
    found = []
    for end in (records.BulkEnd("done", order.at), None):
        name = records.begin(house.root, order, house.clock())
        log = records.EventLog(records.path_of(house.root, name))
        log.write(records.BulkPhase("Cập nhật", 2))
        log.write(
            records.BulkUnit("written", WARD, "ubnd-phuong-dong-kinh", "x", (), 3, ("0", "1"))
        )
        why = ("Tệp đã có người sửa sau khi dẫn xuất, nên không bị ghi đè",)
        log.write(records.BulkUnit("refused", COMMUNE, "", "x", why))
        if end is not None:
            log.write(end)
        found.append(f"/bulk/{name}")
    return found


def _talked_about(house: House) -> None:
    for node, text in ((NODE, "Nêu rõ thời hạn."), ("van_ban", "Đề nghị rà soát trích yếu.")):
        comment.run(house.desk(), comment.Request(WARD, "add", node, text=text))


def _asked_about(house: House) -> None:
    desk = house.desk()

    def act(name: opinion.Act, **values: object) -> None:
        opinion.run(desk, opinion.Request(WARD, name, **values))  # type: ignore[arg-type]

    act("open", recipients=ASKED, deadline=desk.today() + timedelta(days=5))
    act("remark", who=ASKED[0], node=NODE, text="Nêu rõ thời hạn, ai chịu trách nhiệm.")
    act("remark", who=ASKED[1], node="md-phat-huy", text="Thêm vai trò của tổ dân phố.")
    act("judge", remark="g1", verdict="tiep-thu")


def _changed(house: House, words: str) -> None:
    desk = house.desk()
    path = view.path_of(desk.workspace, WARD)
    assert path is not None
    edit.run(desk, edit.Request(path, [Set(NODE, "noi_dung", words)]))


def _issued(at: Office, plan: str) -> str:
    """The page of a plan in the register once it has its number."""
    approve(at.house, plan)
    done = at.post(f"/plans/{plan}/issue", data=DATED)
    assert done.status_code == 200, done.text
    return done.url.path


def _reserved(at: TestClient) -> str:
    unit = re.search(r'<option value="([^"]+)"', at.get("/register").text)
    assert unit is not None
    asked = {"agency": unit[1], "reason": "giữ cho văn bản đến muộn"}
    return at.post("/register/reserve", data=asked).url.path


def _addresses(out: str, waiting: str, kept: str) -> dict[str, list[str]]:
    plan, one = "/plans/{plan}", "/register/{agency}/{series}/{year:int}/{number:int}"
    ward = f"/plans/{WARD}"
    return {
        "/": ["/"],
        "/receive": ["/receive"],
        "/bulk": ["/bulk"],
        "/search": ["/search", "/search?q=cai+cach+hanh+chinh", "/search?q=khongcogi"],
        "/register": ["/register", "/register?q=khongcogi"],
        "/verify": ["/verify"],
        "/settings": ["/settings"],
        "/dossiers": ["/dossiers"],
        "/signing": ["/signing"],
        plan: [ward, f"/plans/{CITY}"],
        f"{plan}/way": [f"{ward}/way", f"/plans/{CITY}/way"],
        f"{plan}/compare": [f"{ward}/compare", f"{ward}/compare?view=beside&all=1"],
        f"{plan}/sheet": [f"{ward}/sheet"],
        f"{plan}/comments": [f"{ward}/comments"],
        f"{plan}/word": [f"{ward}/word"],
        f"{plan}/opinions": [f"{ward}/opinions"],
        f"{plan}/above": [f"{ward}/above"],
        f"{plan}/targets": [f"{ward}/targets"],
        f"{plan}/dossier": [f"{ward}/dossier", f"/plans/{CITY}/dossier"],
        f"{plan}/progress": [f"/plans/{CITY}/progress", f"{ward}/progress?period=2024-Q2"],
        f"{plan}/coverage": [f"/plans/{CITY}/coverage"],
        f"{plan}/derive": [f"/plans/{CITY}/derive?several=1"],
        one: [out, waiting, kept],
        f"{one}/sign": [f"{waiting}/sign", f"{out}/sign"],
        f"{one}/send": [f"{out}/send", f"{waiting}/send"],
    }
