"""Two plans become one .docx with tracked changes and comments at the changed nodes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

from generator.diagnostics import has_errors
from generator.document.compose import compose
from generator.plan.toml import parse_plan
from generator.redline.plan_redline import redline_plans
from generator.surroundings import surroundings
from generator.template.compiled import load as load_template
from generator.workspace.reading import load
from generator.workspace.workspace import Workspace
from tests.redline import oracle

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.template.compiled import Template

W = oracle.W
CITY = Path("plans/lang-son-2024/thanh-pho.toml")
WARDS = ("phuong-dong-kinh", "phuong-chi-lang", "xa-mai-pha")


class Office(NamedTuple):
    workspace: Workspace
    template: Template

    def plan(self, name: str) -> KeHoach:
        loaded, problems = load(self.workspace, CITY.with_name(f"{name}.toml"))
        assert loaded is not None, problems
        return loaded.plan

    def printed(self, plan: KeHoach) -> bytes:
        w = self.workspace
        document, _ = compose(plan, w.registry, w.citations, w.plan_of)
        return self.template.render(document.context())

    def compared(
        self, old: KeHoach, new: KeHoach, comments: dict[str, list[str]] | None = None
    ) -> bytes:
        w = self.workspace
        data, problems = redline_plans(
            old, new, template=self.template, registry=w.registry, citations=w.citations,
            plan_of=w.plan_of, author="Nguyễn Văn A", comments=comments,
        )  # fmt: skip
        assert data is not None, problems
        assert not has_errors(problems)
        assert not {"SS102", "SS109"} & {d.code for d in problems}
        return data


@pytest.fixture
def office(workspace: Path) -> Office:
    found = Workspace(workspace)
    template, problems = load_template(found.template, surroundings().cache)
    assert template is not None, problems
    return Office(found, template)


@pytest.mark.parametrize("old", ["thanh-pho", *WARDS])
@pytest.mark.parametrize("new", ["thanh-pho", *WARDS])
def test_plans_of_any_two_levels_come_back_in_everything(
    office: Office, old: str, new: str
) -> None:
    a, b = office.plan(old), office.plan(new)
    verdict = oracle.check(office.printed(a), office.printed(b), office.compared(a, b))
    assert not verdict.wrong
    assert not verdict.markup
    assert verdict.noise < 1.5


def test_a_comment_stands_at_the_changed_node_and_one_at_the_deleted_node(office: Office) -> None:
    old = office.plan("thanh-pho")
    text = CITY.read_text("utf-8")
    task = old.phu_luc[0].nhiem_vu[2]
    start = text.index(f'id = "{task.id}"')
    head = text.rindex("[[phu_luc.nhiem_vu]]", 0, start)
    end = text.index("[[phu_luc.nhiem_vu]]", start)
    shorter, problems = parse_plan((text[:head] + text[end:]).encode(), str(CITY))
    assert shorter is not None, problems
    said = {task.id: ["Bỏ nhiệm vụ này."], old.muc[0].id: ["Mục này đổi.", "Hai dòng."]}
    data = office.compared(old, shorter.plan, said)
    archive = zipfile.ZipFile(io.BytesIO(data))
    comments = etree.fromstring(archive.read("word/comments.xml"))
    assert ["".join(c.itertext(W + "t")) for c in comments] == [
        "Bỏ nhiệm vụ này.", "Mục này đổi.Hai dòng.",
    ]  # fmt: skip
    main = etree.fromstring(archive.read("word/document.xml"))
    reference = main.find(f".//{W}del//{W}commentReference[@{W}id='0']")
    assert reference is not None, "the comment on what is gone goes with it"
    verdict = oracle.check(office.printed(old), office.printed(shorter.plan), data)
    assert not verdict.wrong
    assert not verdict.markup
