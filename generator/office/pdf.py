"""PDF through LibreOffice: many files in one call, one profile for each process."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.office.first_table import for_libreoffice
from generator.office.fonts import check_font, check_pdf_fonts
from generator.office.lacking_letters import check_letters
from generator.office.libreoffice import (
    SECONDS_PER_CALL,
    SECONDS_PER_FILE,
    Started,
    convert_command,
    find_office,
    make_profile,
    run,
    start_listening,
)
from generator.office.libreoffice import version as office_version
from generator.workspace.desk import silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.workspace.desk import Progress

_OPTIONS: dict[str, bool | int] = {
    "UseTaggedPDF": True,
    "ExportBookmarksToPDFDestination": True,  # where signatures go
    "ExportFormFields": False,
    "DisplayPDFDocumentTitle": True,
}
PDFA_2B = 2
"""Value of SelectPdfVersion."""


def missing_office() -> Diagnostic:
    """LibreOffice is not there: how to get it."""
    return error(
        "HT901",
        _("Không tìm thấy LibreOffice, nên không chuyển được sang PDF"),
        None,
        _("Windows: tải tại libreoffice.org/download rồi cài như thường lệ."),
        _("Debian/Ubuntu: sudo apt install libreoffice-writer-nogui fonts-liberation2"),
        _("Tệp .docx đã được ghi đầy đủ; có thể mở trong Word và chọn Lưu thành PDF."),
    )


def convert(
    files: Sequence[Path],
    *,
    jobs: int | None = None,
    pdfa: bool = False,
    progress: Progress = silent,
) -> list[Diagnostic]:
    """Write a .pdf beside each .docx; many files in one call, `jobs` calls at once.

    The PDF is tagged, carries language and title, its fonts, and the document's bookmarks
    as named destinations; with `pdfa` it is PDF/A-2b. A PDF appears whole or not at all.
    `progress` is told of each file as its call ends. Files that could not be converted are
    named, the others stand.
    """
    office = find_office()
    if office is None:
        return [missing_office()]
    version = office_version(office)
    jobs = max(1, min(jobs or os.cpu_count() or 1, len(files)))
    size = max(1, min(50, -(-len(files) // jobs)))
    batches = [files[i : i + size] for i in range(0, len(files), size)]
    problems = check_font()
    with tempfile.TemporaryDirectory(prefix="kehoach-pdf-") as folder:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            free.put(make_profile(Path(folder) / f"profile-{number}", version))

        def work(batch: Sequence[Path]) -> list[Diagnostic]:
            profile = free.get()  # one process of LibreOffice at a time in each
            try:
                return _convert_batch(office, profile, batch, filter_for(pdfa=pdfa))
            finally:
                free.put(profile)

        spoken = [copy_context().run for _batch in batches]  # threads speak the user's language
        with ThreadPoolExecutor(jobs) as pool:
            told = pool.map(lambda run, batch: run(work, batch), spoken, batches)
            found = list(progress(_by_file(batches, told), len(files), "PDF"))
    return problems + [diagnostic for some in found for diagnostic in some]


def _by_file(
    batches: Sequence[Sequence[Path]], results: Iterable[list[Diagnostic]]
) -> Iterator[list[Diagnostic]]:
    """For each file once, as the batches end: what was found in its batch, with the first."""
    for batch, found in zip(batches, results, strict=True):
        yield found
        yield from ([] for _file in batch[1:])


def filter_for(*, pdfa: bool) -> str:
    """What LibreOffice is told to convert to."""
    options = {**_OPTIONS, **({"SelectPdfVersion": PDFA_2B} if pdfa else {})}
    told = {
        name: {"type": "boolean", "value": str(value).lower()}
        if isinstance(value, bool)
        else {"type": "long", "value": str(value)}
        for name, value in options.items()
    }
    return f"pdf:writer_pdf_Export:{json.dumps(told)}"


def _convert_batch(
    office: str, profile: Path, batch: Sequence[Path], kind: str
) -> list[Diagnostic]:
    """One call, once more for what is missing after a hang or a crash."""
    left = list(batch)
    for _attempt in (1, 2):
        left = _call(office, profile, left, kind)
        if not left:
            break
    made = [path for path in batch if path not in left]
    found = [d for path in made for d in _fonts(path)]
    return found + [
        error(
            "HT906",
            _("LibreOffice không chuyển được tệp này sang PDF"),
            Place(str(path), "PDF"),
            _("Mở thử tệp .docx; nếu mở được, đóng mọi cửa sổ LibreOffice rồi chạy lại."),
        )
        for path in left
    ]


def _fonts(docx: Path) -> list[Diagnostic]:
    return check_pdf_fonts(docx, _pdf_of(docx).read_bytes()) + check_letters(docx)


def _call(office: str, profile: Path, files: list[Path], kind: str) -> list[Path]:
    """Convert with one LibreOffice process; the files that have no PDF afterwards."""
    with tempfile.TemporaryDirectory(prefix="out-", dir=profile.parent) as folder:
        # Names may repeat across folders: each file is converted under its number.
        inputs = [_link(path, Path(folder) / f"{i}.docx") for i, path in enumerate(files)]
        command = [*convert_command(office, profile, kind, Path(folder)), *map(str, inputs)]
        limit = SECONDS_PER_CALL + SECONDS_PER_FILE * len(files)
        run(command, limit)
        return [path for i, path in enumerate(files) if not _take(Path(folder) / f"{i}.pdf", path)]


def _link(source: Path, target: Path) -> Path:
    mended = for_libreoffice(source)
    if mended is None:
        shutil.copyfile(source, target)
    else:
        target.write_bytes(mended)
    return target


def _take(made: Path, docx: Path) -> bool:
    from generator.workspace.files import write_atomic

    if not made.is_file() or not made.stat().st_size:
        return False
    write_atomic(_pdf_of(docx), made.read_bytes())
    return True


def _pdf_of(docx: Path) -> Path:
    return docx.with_suffix(".pdf")


class Warm:
    """A LibreOffice that is started before it is needed, for one file after the other.

    It converts in half the time of a cold start. LibreOffice ends itself after each file,
    so the next one is started at once, while the person looks at the page. A hang is
    killed, and the file converted once more by a cold one. Used with `with`.
    """

    def __init__(self, office: str, folder: Path) -> None:
        self._office = office
        self._folder = folder
        self._version = office_version(office)
        self._count = 0
        self._ready = self._start()

    def __enter__(self) -> Warm:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ready[1].end()

    def _start(self) -> tuple[Path, Started]:
        self._count += 1
        profile = make_profile(self._folder / f"warm-{self._count}", self._version)
        return profile, start_listening(self._office, profile)

    def convert(self, docx: Path, *, pdfa: bool = False) -> list[Diagnostic]:
        """Write the .pdf beside a .docx."""
        profile, started = self._ready
        kind = filter_for(pdfa=pdfa)
        left = _call(self._office, profile, [docx], kind)
        started.end()
        found = _convert_batch(self._office, profile, left, kind) if left else _fonts(docx)
        self._ready = self._start()
        return found
