"""What a unit writes stays with it: a clerk of another sees no word of it on any page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.routing import Route

from generator.cascade.changing.operations import Set
from generator.progress.reported import BaoCao, DauBaoCao, KetQua
from generator.progress.store import file_of, write_report
from generator.verbs import comment, edit, opinion, view
from tests.web.test_door import WARD
from tests.web.test_people import CITY, app, browser, people

__all__ = ["app", "people"]
COMMUNE, NODE, PERIOD = "kh-xa-mai-pha-2024", "md-phat-huy", "2024-Q2"
SECRET = "zzkin"


def confide(desk) -> None:
    """The commune's draft, remarks, round of opinions and reports, all with a word of their own."""
    path = view.path_of(desk.workspace, COMMUNE)
    assert edit.run(
        desk, edit.Request(path, [Set(NODE, "noi_dung", f"{SECRET} chưa ban hành")])
    ).entry
    comment.run(desk, comment.Request(COMMUNE, "add", NODE, text=f"{SECRET} nhận xét"))
    who = (f"Thôn {SECRET}",)
    asked = opinion.Request(COMMUNE, "open", recipients=who, deadline=desk.today() + timedelta(5))
    opinion.run(desk, asked)
    opinion.run(
        desk, opinion.Request(COMMUNE, "remark", who=who[0], node=NODE, text=f"{SECRET} góp ý")
    )
    head = DauBaoCao(ke_hoach=CITY, don_vi="ubnd-xa-mai-pha", ky=PERIOD, kho_khan=f"{SECRET} khó")
    done = KetQua(nut=NODE, noi_dung="Việc", trang_thai="dang", trong_ky=f"{SECRET} kết quả")
    write_report(
        file_of(desk.workspace, CITY, PERIOD, head.don_vi), BaoCao(bao_cao=head, ket_qua=[done])
    )


@pytest.mark.parametrize("people", ["sqlite"], indirect=True)
def test_no_page_of_any_route_tells_a_clerk_a_word_of_a_sibling(app) -> None:
    confide(app.state.house.desk())
    clerk, whole = browser(app, "soan"), browser(app, "tinh")
    for page in (COMMUNE, f"{COMMUNE}/opinions", f"{COMMUNE}/comments"):
        assert (page, SECRET in whole.get(f"/plans/{page}").text) == (page, True)
    for plan in (COMMUNE, CITY):
        for act in ("forms", "report"):
            asked = {"act": act, "period": PERIOD}
            assert clerk.post(f"/plans/{plan}/progress", data=asked).status_code == 404
    paths = {
        route.path
        for route in app.routes
        if isinstance(route, Route) and "GET" in (route.methods or ()) and "news" not in route.path
    }
    values = {"round:int": "1", "name": "1", "kind": "csv", "work": "x", "session": "x"}
    values |= {"token": "x", "agency": "ubnd-xa-mai-pha", "series": "chung", "year:int": "2024"}
    values["number:int"] = "1"
    seen = 0
    for path in sorted(paths - {"/enter", "/agent/next", "/agent/{session}/pdf"}):
        for plan in (COMMUNE, CITY, WARD) if "{plan}" in path else ("",):
            address = path.replace("{plan}", plan)
            for name, value in values.items():
                address = address.replace("{" + name + "}", value)
            for query in ("", f"?q={SECRET}&period={PERIOD}&all=1"):
                answer = clerk.get(address + query)
                told = answer.content.decode("utf-8", "replace")
                assert (address, SECRET in told.replace(f'value="{SECRET}"', "")) == (
                    address,
                    False,
                )
                shown = plan == COMMUNE and answer.status_code != 404
                assert (address, shown) == (address, False)
                seen += 1
    assert seen > 60
