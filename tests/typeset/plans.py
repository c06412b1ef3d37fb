"""Plans of the workspace, composed and rendered with its template."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.blocks import Document
from generator.document.compose import compose
from generator.ooxml.opened import open_word
from generator.review.contents import DongMucLuc, MucLuc
from generator.review.opinion_table import DongGopY, TongHopYKien
from generator.template.compiled import load as load_template
from generator.typeset.setting import Setter
from generator.workspace.reading import load
from generator.workspace.workspace import Workspace
from tests.pages import ROOT, TEMPLATE, engine
from tests.typeset.made import words

if TYPE_CHECKING:
    pass

PLANS = ROOT / "plans" / "lang-son-2024"


def composed(path: Path) -> Document:
    workspace = Workspace(ROOT)
    loaded, problems = load(workspace, path)
    assert loaded is not None, problems
    document, _ = compose(
        loaded.plan, workspace.registry, workspace.citations, workspace.plan_of, "0" * 16
    )
    return document


def rendered(path: Path) -> bytes:
    return engine().render(composed(path).context())


def in_other_templates(path: Path) -> dict[str, bytes]:
    """A plan in each template that takes one, and the two tables, by the names of templates."""
    context = composed(path).context()
    values = {
        "muc-luc-ho-so": (MucLuc, _contents()),
        "tong-hop-y-kien": (TongHopYKien, _opinions()),
    }
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for template in sorted((ROOT / "templates").glob("*.docx")):
            if template == TEMPLATE:
                continue
            kind, said = values.get(template.stem, (Document, context))
            made, problems = load_template(template, Path(folder), kind)
            assert made is not None, problems
            found[template.stem] = made.render(said)
    return found


def _contents() -> dict[str, object]:
    rows = [
        DongMucLuc(str(n), f"{n}/KH-UBND", "7/6/2024", words(9 + n, n), words(4, n), str(n))
        for n in range(1, 40)
    ]
    return _fields(MucLuc(words(4), [words(5)], "Mục lục", "a", words(9), rows))


def _opinions() -> dict[str, object]:
    rows = [
        DongGopY(str(n), [words(9, n)], [words(4, n)], [words(20 + n, n)] * 2, [words(12, n)])
        for n in range(1, 12)
    ]
    day = "ngày 07 tháng 6 năm 2024"
    head = ([words(4)], [words(5)], words(4), words(2), day, "Tổng hợp", "a", words(8), words(40))
    return _fields(TongHopYKien(*head, [words(30)] * 3, rows, words(2), words(3)))


def _fields(values: MucLuc | TongHopYKien) -> dict[str, object]:
    return {key: getattr(values, key) for key in values.__struct_fields__}


def members(path: Path) -> dict[str, bytes]:
    return engine().members(composed(path).context())


def setter() -> Setter:
    word, problems = open_word(TEMPLATE)
    assert word is not None, problems
    return Setter(word)
