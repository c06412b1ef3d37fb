"""That plan, .docx and PDF of an issued folder say the same text.

Bytes are the manifest's matter; here the words are compared: those of the plan set again, of
the frozen .docx, and of every PDF in the folder. Where they part, one of them was exchanged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error, has_errors, warning
from generator.issuance import bundle
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.workspace.workspace import Workspace

_WORD = re.compile(r"[^\W_]+")
_FILLED = re.compile(r"^Số\s*:|ngày\s.*tháng\s.*năm\s")
HEAD = 12
"""Lines among which number and date stand."""
LONG = 12
"""Letters from which on a word may have been broken at the end of a line."""
SHOWN = 120
"""Letters of what a message tells."""


def one_text(folder: Path) -> list[Diagnostic]:
    """What is said in one of plan, .docx and PDF and not in the others. Codes HS111, HS112.

    Number and date of a PDF that was signed before they were known are filled in later: those
    two lines are left to whoever verifies the signatures.
    """
    document = (folder / bundle.DOCUMENT).read_bytes()
    issued = _lines_of_word(document)
    if issued is None:
        return [_unread(folder, bundle.DOCUMENT)]
    found: list[Diagnostic] = []
    made, _problems = rendered(folder)
    again = _lines_of_word(made) if made is not None else None
    if again is None:
        found.append(_unread(folder, bundle.PLAN))
    elif again != issued:
        more, less = _words(again) - _words(issued), _words(issued) - _words(again)
        found.append(_other(folder, bundle.PLAN, list(more), list(less)))
    attached = _attached(folder)
    if attached is None:
        return [*found, _unread(folder, bundle.ATTACHED)]
    for name in (bundle.PDF, bundle.SIGNED):
        if (folder / name).is_file():
            found += _pdf(folder, name, issued, attached)
    return found


def _attached(folder: Path) -> list[str] | None:
    """The lines of the plan that a decision issues; none of another paper."""
    file = folder / bundle.ATTACHED
    return _lines_of_word(file.read_bytes()) if file.is_file() else []


def _lines_of_word(data: bytes) -> list[str] | None:
    from pathlib import Path

    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word
    from generator.read.word_lines import lines_of_word

    word, _problems = open_word(Path(bundle.DOCUMENT), data)
    return [line.full for line in lines_of_word(read_word(word), "")] if word else None


def _pdf(folder: Path, name: str, issued: list[str], attached: list[str]) -> list[Diagnostic]:
    """Each line of the PDF stands in the document, and no word of the document is left out.

    The plan that a decision issues is in its PDF, behind it; in one made before that was so it
    is not, and then stands beside it only.

    Heads of tables stand on each page anew, and a cell may be cut in two by the end of one.
    """
    from generator.issuance.pdf.said import lines_said

    read = lines_said((folder / name).read_bytes())
    if read is None or read.scanned:
        return [_unread(folder, name)]
    printed = _undated([line.full for line in read.lines if line.part == "than"])
    wanted = _undated(issued)
    if attached and _letters(attached[-1]) in _letters(" ".join(printed)):
        wanted += _unnumbered(attached)
    stream, shown = _letters(" ".join(wanted)), _letters(" ".join(printed))
    more = [line for line in printed if _letters(line) not in stream]
    less = [
        word
        for word in _words(wanted) - _words(printed)
        if _letters(word) not in shown or len(word) < LONG
    ]
    return [_other(folder, name, more, less)] if more or less else []


def _undated(lines: list[str]) -> list[str]:
    """Without number and date, and without numbers that stand alone: of pages and rows."""
    dated = [t for t in lines[:HEAD] if not _FILLED.search(t)] + lines[HEAD:]
    return _unnumbered(dated)


def _unnumbered(lines: list[str]) -> list[str]:
    return [t for t in lines if not t.strip(" .").isdigit()]


def _letters(text: str) -> str:
    """Letters and digits alone: where a line breaks and where a blank stands is form."""
    return "".join(_WORD.findall(unicodedata.normalize("NFC", text)))


def _words(lines: Iterable[str]) -> Counter[str]:
    """Words with how often each is said; dots to be filled in are none."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", " ".join(lines))))


def _other(folder: Path, name: str, more: list[str], less: list[str]) -> Diagnostic:
    message = _("{tep} không cùng lời với {van_ban}: thừa «{thua}», thiếu «{thieu}»").format(
        tep=name, van_ban=bundle.DOCUMENT, thua=_shown(more), thieu=_shown(less)
    )
    return error("HS111", message, Place(str(folder), name))


def _shown(told: list[str]) -> str:
    text = " ".join(told)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _unread(folder: Path, name: str) -> Diagnostic:
    return warning(
        "HS112",
        _("Không đọc được lời của {tep} để so với các tệp khác trong hồ sơ").format(tep=name),
        Place(str(folder), name),
    )


def rendered(folder: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The document made again from the plan and the sources inside an issued folder."""
    from generator.document.compose import compose
    from generator.plan.toml import load_plan
    from generator.template.compiled import load as load_template
    from generator.workspace.bases import fingerprint
    from generator.workspace.workspace import Workspace

    workspace = Workspace(folder / bundle.SOURCES)
    if not stays_inside(workspace):
        return None, []
    loaded, problems = load_plan(folder / bundle.PLAN)
    if loaded is None:
        return None, problems
    template, more = load_template(workspace.template_for(loaded.plan.van_ban.loai))
    if template is None:
        return None, problems + more
    document, problems = compose(
        loaded.plan,
        workspace.registry,
        workspace.citations,
        workspace.plan_of,
        fingerprint(loaded.source.text),
    )
    problems += workspace.diagnostics
    return (None, problems) if has_errors(problems) else (template.render(document.context()), [])


def stays_inside(workspace: Workspace) -> bool:
    """That the settings of a bundle from elsewhere lead to nothing outside of it."""
    root, settings = workspace.root.resolve(), workspace.settings
    named = (settings.mau, settings.ke_hoach, settings.danh_muc, *settings.mau_rieng.values())
    return all((root / name).resolve().is_relative_to(root) for name in named)
