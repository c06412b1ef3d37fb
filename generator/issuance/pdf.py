"""PDF through LibreOffice: many files in one call, one profile for each process."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.libreoffice import (
    SECONDS_PER_CALL,
    SECONDS_PER_FILE,
    convert_command,
    find_office,
    make_profile,
    run,
)
from generator.libreoffice import version as office_version
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FONT = "Times New Roman"
# The letters of Vietnamese outside ASCII: base vowels with their tones, and đ.
_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"


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


def check_font() -> list[Diagnostic]:
    """Warn when the font that stands in for Times New Roman lacks Vietnamese letters.

    Debian's fonts-liberation 1.07 silently lacks 92 of them; without fontconfig
    (Windows, macOS) Times New Roman itself is there and nothing is checked.
    """
    tool = shutil.which("fc-match")
    if tool is None:
        return []
    answer = subprocess.run(
        [tool, "-f", "%{family[0]}|%{charset}", FONT], capture_output=True, text=True, check=False
    ).stdout
    family, _bar, charset = answer.partition("|")
    have = _codepoints(charset)
    letters = _VIETNAMESE + _VIETNAMESE.upper()
    lacking = [letter for letter in letters if ord(letter) not in have]
    if not lacking:
        return []
    return [
        warning(
            "HT905",
            _("Phông {phong} thay cho {goc} thiếu {so} chữ tiếng Việt ({vi_du}…)").format(
                phong=family, goc=FONT, so=len(lacking), vi_du=" ".join(lacking[:6])
            ),
            None,
            _("Cài Times New Roman, hoặc: sudo apt install fonts-liberation2"),
        )
    ]


def _codepoints(charset: str) -> set[int]:
    points: set[int] = set()
    for part in charset.split():
        low, _dash, high = part.partition("-")
        points.update(range(int(low, 16), int(high or low, 16) + 1))
    return points


def convert(
    files: Sequence[Path],
    *,
    jobs: int | None = None,
    done: Callable[[int], object] = lambda _count: None,
) -> list[Diagnostic]:
    """Write a .pdf beside each .docx; many files in one call, `jobs` calls at once.

    A PDF appears whole or not at all. `done` is called with the number of files of
    each finished call. Files that could not be converted are named, the others stand.
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
        profiles = [make_profile(Path(folder) / f"profile-{i}", version) for i in range(jobs)]

        def work(number: int) -> list[Diagnostic]:
            found: list[Diagnostic] = []
            for batch in batches[number::jobs]:
                found += _convert_batch(office, profiles[number], batch)
                done(len(batch))
            return found

        with ThreadPoolExecutor(jobs) as pool:
            for found in pool.map(work, range(jobs)):
                problems += found
    return problems


def _convert_batch(office: str, profile: Path, batch: Sequence[Path]) -> list[Diagnostic]:
    """One call, once more for what is missing after a hang or a crash."""
    left = list(batch)
    for _attempt in (1, 2):
        left = _call(office, profile, left)
        if not left:
            return []
    return [
        error(
            "HT906",
            _("LibreOffice không chuyển được tệp này sang PDF"),
            Place(str(path), "PDF"),
            _("Mở thử tệp .docx; nếu mở được, đóng mọi cửa sổ LibreOffice rồi chạy lại."),
        )
        for path in left
    ]


def _call(office: str, profile: Path, files: list[Path]) -> list[Path]:
    """Convert with one LibreOffice process; the files that have no PDF afterwards."""
    with tempfile.TemporaryDirectory(prefix="out-", dir=profile.parent) as folder:
        # Names may repeat across folders: each file is converted under its number.
        inputs = [_link(path, Path(folder) / f"{i}.docx") for i, path in enumerate(files)]
        command = [*convert_command(office, profile, "pdf", Path(folder)), *map(str, inputs)]
        limit = SECONDS_PER_CALL + SECONDS_PER_FILE * len(files)
        run(command, limit)
        return [path for i, path in enumerate(files) if not _take(Path(folder) / f"{i}.pdf", path)]


def _link(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _take(made: Path, docx: Path) -> bool:
    from generator.files import write_atomic

    if not made.is_file() or not made.stat().st_size:
        return False
    write_atomic(docx.with_suffix(".pdf"), made.read_bytes())
    return True
