"""LibreOffice opens redlines and, accepting or rejecting all, gives the documents back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from generator.redline import redline
from tests.redline import cases

SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python of the system: `uno` comes with it (tools/install-programs.sh), not from PyPI."""
RESOLVED = (
    "words_many", "nfc_nfd", "tab", "line_break", "cut_word", "insert_first", "insert_last",
    "insert_two_last", "replace_two_last", "two_before_table", "after_table", "split",
    "split_edited", "repeated_between", "move", "move_far", "move_list", "section_paragraph",
    "section_deleted_text", "row_first", "row_renumbered", "rows_all", "cell_append_two",
    "column", "merge_down", "table_whole", "table_to_text", "table_replaced", "footnote",
    "link_text", "header_table", "bold_and_text", "align", "mixed",
)  # fmt: skip
"""Cases LibreOffice can resolve; the others meet its limits (docs: paragraph marks before a
table with none before them, changes inside fields, content controls)."""


def test_libreoffice_gives_both_documents_back(tmp_path: Path) -> None:
    jobs = []
    for name in RESOLVED:
        old, new = cases.pair(name)
        data, problems = redline(old, new, author="Người rà soát", reader="libreoffice")
        assert data is not None, problems
        for kind, content in (("old", old), ("new", new), ("redline", data)):
            (tmp_path / f"{name}.{kind}.docx").write_bytes(content)
        for kind, action in (
            ("old", "read"), ("redline", "reject"), ("new", "read"), ("redline", "accept"),
        ):  # fmt: skip
            jobs.append([str(tmp_path / f"{name}.{kind}.docx"), action])
    (tmp_path / "jobs.json").write_text(json.dumps(jobs))
    script = Path(__file__).parent / "redline/office.py"
    results = tmp_path / "results.json"
    command = [SYSTEM_PYTHON, str(script), str(tmp_path / "jobs.json"), str(results)]
    for _ in range(2):  # a crash of LibreOffice is no verdict
        if subprocess.run(command, check=False, timeout=600).returncode == 0:
            break
    found = json.loads(results.read_text())
    wrong = {}
    for number, name in enumerate(RESOLVED):
        old, rejected, new, accepted = found[4 * number : 4 * number + 4]
        if (old, new) != (rejected, accepted):
            wrong[name] = (old, rejected, new, accepted)
    assert not wrong
