"""Plans of a commune that nobody derived: what `check` says of planted faults, and of none.

In `checks/co-loi.txt` each paragraph is keyed by the fault in it (`clean-…`: none);
`checks/dung.txt` says the same rightly. A missing recipient is no planted fault.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.plans_apart import typist
from tests.plans_apart.judging import Figures, alike
from tests.plans_apart.office import Office, nodes

HERE = Path(__file__).parent / "checks"
UNIT = "xã Yên Châu, Sơn La"
PAPERS = ("co-loi", "dung")
LOUD = ("warning", "error")
RECIPIENT_MISSING = "LC705"


def keyed(paper: str) -> dict[str, str]:
    """The keyed paragraphs of a paper of `checks/`."""
    return typist.keyed(typist.text_of(paper, HERE))


def judge_checks(folder: Path) -> Figures:
    """Planted faults told by `check`, and right paragraphs it is quiet about."""
    found = Figures()
    for paper in PAPERS:
        office = Office(folder / paper, UNIT)
        (office.folder / "vao.docx").write_bytes(typist.typed(paper, HERE))
        office.do("import", "vao.docx", "-o", "plans/vao.toml")
        said = office.do("check", "plans/vao.toml", "--json").data.get("diagnostics", [])
        told = {row["line"]: row for row in said if row["severity"] in LOUD}
        text = (office.folder / "plans" / "vao.toml").read_text("utf-8")
        for key, words in keyed(paper).items():
            near = [told[line] for line in _lines_of(text, office, words) if line in told]
            if key.startswith("clean"):
                says = [row["message"] for row in near]
                found.count("check.quiet", not near, f"{paper} {key}: {says}")
            else:
                meant = any(row["code"] != RECIPIENT_MISSING for row in near)
                found.count("check.told", meant, f"{paper} {key}: {words[:70]}")
    return found


def _lines_of(text: str, office: Office, words: str) -> set[int]:
    """The lines of a paragraph's node, and of the heading it stands under."""
    node = max(nodes(office.read("plans/vao.toml")), key=lambda n: alike(n.words, words))
    blocks: list[tuple[str, set[int]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("[["):
            blocks.append((line, set()))
        if blocks:
            blocks[-1][1].add(number)
    lines = text.splitlines()
    own = next(
        at
        for at, (_, numbers) in enumerate(blocks)
        if any(lines[n - 1] == f'id = "{node.id}"' for n in numbers)
    )
    heads = [numbers for name, numbers in blocks[:own] if re.fullmatch(r"\[\[muc\.khoan\]\]", name)]
    above = heads[-1] if heads and node.kind.endswith("diem") else set()
    return blocks[own][1] | above
