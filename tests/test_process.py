"""The way of a plan through an office: who may take which step, and what is written down."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from generator.cascade.changing.operations import Settle
from generator.review.process import Event, ProcessFacts, offers, state_of
from generator.verbs import edit, office_process, process, view
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace

WARD = "kh-phuong-dong-kinh-2024"
ROLES = ("soan", "tham_dinh", "lanh_dao", "van_thu")
FINE = ProcessFacts("d", 0, 0, 0)


def desk(root, who="Người Soạn Mẫu") -> Desk:
    return Desk(Workspace(root), lambda: datetime(2026, 11, 29, 18, 30, tzinfo=UTC), who)


@pytest.fixture
def ready(workspace):
    """A ward's plan where nothing is left to look at."""
    found = view.run(desk(workspace), view.Request(WARD))
    done = [Settle(node.id) for node in found.nodes if node.note]
    assert edit.run(desk(workspace), edit.Request(found.path, done)).status == "written"
    return workspace


def take(root, step, who="Người Soạn Mẫu", roles=("soan",), **more):
    return process.run(desk(root, who), process.Request(WARD, roles, step, **more))


def test_a_plan_goes_from_its_drafter_to_the_leader_and_is_approved(ready) -> None:
    assert take(ready, "trinh").state == "trinh-ky"
    done = take(ready, "duyet", "Người Duyệt Mẫu", ("lanh_dao",))
    assert (done.status, done.state) == ("taken", "da-duyet")
    assert [e.luc for e in done.events] == ["2026-11-30T01:30:00+07:00"] * 2


def test_who_submitted_does_not_approve(ready) -> None:
    take(ready, "trinh")
    done = take(ready, "duyet", roles=ROLES)
    assert (done.status, done.state) == ("refused", "trinh-ky")
    assert "người trình không tự duyệt" in done.diagnostics[0].message


def test_an_office_of_one_person_may_say_so(ready) -> None:
    path = ready / "plans/danh-muc/quy-trinh.toml"
    path.write_text(path.read_text().replace("hai_nguoi = true", "hai_nguoi = false"))
    take(ready, "trinh")
    assert take(ready, "duyet", roles=ROLES).state == "da-duyet"


def test_the_number_of_persons_is_set_and_no_other_word_of_the_file_changes(workspace) -> None:
    path = workspace / "plans/danh-muc/quy-trinh.toml"
    before = path.read_text("utf-8")
    asked = office_process.run(desk(workspace), office_process.Request())
    assert (asked.two_persons, asked.returns, asked.status) == (True, 3, "asked")
    done = office_process.run(desk(workspace), office_process.Request(two_persons=False))
    assert (done.two_persons, done.returns, done.status) == (False, 3, "written")
    assert path.read_text("utf-8") == before.replace("hai_nguoi = true", "hai_nguoi = false")
    again = office_process.run(desk(workspace), office_process.Request(two_persons=False))
    assert again.status == "unchanged"


def test_a_process_without_these_values_gets_them_and_an_office_without_one_its_own(
    workspace,
) -> None:
    path = workspace / "plans/danh-muc/quy-trinh.toml"
    path.write_text("\n".join(x for x in path.read_text().split("\n") if "hai_nguoi" not in x))
    asked = office_process.Request(two_persons=False, returns=7)
    for _time in range(2):
        done = office_process.run(desk(workspace), asked)
        assert (done.two_persons, done.returns, done.status) == (False, 7, "written")
        assert not process.load_process(desk(workspace).workspace)[0].hai_nguoi
        path.unlink()


@pytest.mark.parametrize("broken", ["hai_nguoi = 'không'\n", "[[buoc]\n"])
def test_a_process_that_cannot_be_read_is_not_written_over(workspace, broken) -> None:
    path = workspace / "plans/danh-muc/quy-trinh.toml"
    path.write_text(broken + path.read_text())
    before = path.read_text()
    done = office_process.run(desk(workspace), office_process.Request(two_persons=False))
    assert done.status == "refused"
    assert done.diagnostics
    assert path.read_text() == before


@pytest.mark.parametrize("returns", [0, -1, 100])
def test_a_number_of_returns_that_makes_no_sense_is_refused_in_words(workspace, returns) -> None:
    done = office_process.run(desk(workspace), office_process.Request(returns=returns))
    assert [one.code for one in done.diagnostics] == ["QT904"]
    assert process.load_process(desk(workspace).workspace)[0].tra_lai_toi_da == 3


def test_what_was_changed_after_it_was_submitted_is_not_approved(ready) -> None:
    take(ready, "trinh")
    path = ready / "plans/lang-son-2024/phuong-dong-kinh.toml"
    path.write_text(path.read_text().replace("Tổ chức triển khai", "Chủ động triển khai", 1))
    done = take(ready, "duyet", "Người Duyệt Mẫu", ("lanh_dao",))
    assert (done.status, done.diagnostics[0].code) == ("refused", "QT902")
    assert "văn bản đã đổi" in done.diagnostics[0].message


def test_a_leader_approves_the_text_that_was_seen(ready) -> None:
    take(ready, "trinh")
    done = take(ready, "duyet", "Người Duyệt Mẫu", ("lanh_dao",), seen="0" * 64)
    assert done.status == "refused"


def test_a_plan_with_something_left_to_look_at_is_not_submitted(workspace) -> None:
    done = take(workspace, "trinh")
    assert (done.status, done.state) == ("refused", "soan")
    assert "còn chỗ phải xem" in done.diagnostics[0].message


def test_a_return_needs_its_reason_and_many_returns_are_told(ready) -> None:
    leader = {"who": "Người Duyệt Mẫu", "roles": ("lanh_dao",)}
    take(ready, "trinh")
    assert take(ready, "tra-lai", **leader).status == "refused"
    for _round in range(4):
        take(ready, "trinh")
        done = take(ready, "tra-lai", reason="Bổ sung thời hạn", **leader)
        assert done.state == "soan"
    assert [d.code for d in done.diagnostics] == ["QT903"]


def test_a_process_that_names_no_state_is_refused_whole(ready) -> None:
    path = ready / "plans/danh-muc/quy-trinh.toml"
    path.write_text(path.read_text().replace('den = "trinh-ky"', 'den = "khong-co"'))
    done = take(ready, "trinh")
    assert [d.code for d in done.diagnostics] == ["QT901"]


def test_no_role_takes_a_step_that_is_not_its_own(workspace) -> None:
    made, _found = process.load_process(Workspace(workspace))
    for state, role in product((s.ma for s in made.trang_thai), ROLES):
        way = [Event(b.ma, "x", "", "d") for b in made.buoc if b.den == state][:1]
        here = state_of(made, way)
        for offer in offers(made, way, "y", (role,), FINE):
            assert here in offer.step.tu
            assert (role in offer.step.vai_tro) == ("role" not in offer.why)


def test_a_submitted_plan_gets_no_number_at_the_command_line_before_it_is_approved(
    ready, kehoach
) -> None:
    take(ready, "trinh")
    told = kehoach("issue", WARD)
    assert told.code == 1
    assert "QT902" in told.err
    assert "chưa được duyệt" in told.err
    assert "--approved-on-paper" in told.err
    take(ready, "duyet", "Người Duyệt Mẫu", ("lanh_dao",))
    path = ready / "plans/lang-son-2024/phuong-dong-kinh.toml"
    path.write_text(path.read_text() + "\n# thêm sau khi duyệt\n")
    assert "đã đổi từ lúc lãnh đạo duyệt" in kehoach("issue", WARD).err
    on_paper = kehoach("issue", WARD, "--approved-on-paper")
    assert "cảnh báo QT902" in on_paper.err
    assert "lỗi QT902" not in on_paper.err


def test_a_dossier_asks_for_the_approval_of_each_submitted_paper_through_every_door(
    ready, kehoach
) -> None:
    assert kehoach("dossier", "new", WARD).code == 0
    take(ready, "trinh")
    told = kehoach("dossier", "issue", WARD, "--rehearse")
    assert told.code == 1
    assert "chưa được duyệt" in told.err
    assert "QT902" not in kehoach("dossier", "issue", WARD, "--rehearse", "--approved-on-paper").err
