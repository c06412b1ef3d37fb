"""Word files to PDF: by our own typesetter where every line is known, else by LibreOffice."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Diagnostic, Place, error, has_errors, warning
from generator.locale import _
from generator.ooxml.elements import local
from generator.verbs.unplaced import in_words
from generator.workspace.batch import Job, losses
from generator.workspace.desk import silent
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.processes import EVERY_CORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.ooxml.opened import Word
    from generator.typeset.pages import PrintedDocument
    from generator.typeset.pdf.making import PdfFacts
    from generator.typeset.setting import Setter
    from generator.verbs.print_options import Engine
    from generator.workspace.batch import Crew
    from generator.workspace.desk import Progress

_MARKS = ("sovanban", "ngayvanban", "kyten")
"""The bookmarks of number, date and signatures begin so."""
_SHOWN = 4
"""So many unknown things are named."""
_LETTERS = 40
"""So many letters are shown of what was lost."""


class PrintedFile(NamedTuple):
    """What became of one .docx."""

    docx: Path
    pages: int | None
    """None where there is no PDF."""
    why: tuple[Diagnostic, ...] = ()
    """Why our own typesetter did not print it."""


class MarkPlace(NamedTuple):
    """Where number, date or a signature stands on paper."""

    name: str
    """Of the bookmark."""
    page: int
    """From 1."""
    x: float
    """Points from the left edge."""
    y: float
    """Points from the upper edge, of the top of the line."""


class PagesKnown(NamedTuple):
    """The pages of a .docx, without a PDF."""

    docx: Path
    pages: int
    exact: bool
    """False where the document holds something without a known place: about so many."""
    marks: tuple[MarkPlace, ...] = ()


class Result(NamedTuple):
    """Pages of each PDF that was made, by its .docx; and what is to be said."""

    pages: dict[Path, int]
    diagnostics: list[Diagnostic]


def to_pdf(
    files: Sequence[Path],
    *,
    engine: Engine = "auto",
    archival: bool = False,
    crew: Crew = EVERY_CORE,
    progress: Progress = silent,
) -> Result:
    """Write a .pdf beside each .docx. Each appears whole or not at all.

    A PDF that our typesetter made of the same .docx stays: work that was stopped goes on.

    What our own typesetter writes is always PDF/A-2b and PDF/UA-1; `archival` asks
    LibreOffice for PDF/A-2b, too.
    """
    pages: dict[Path, int] = {}
    problems: list[Diagnostic] = []
    left = list(files)
    if engine != "libreoffice":
        refused: list[PrintedFile] = []
        with losses(problems.append):
            for sheet in progress(_printed(files, crew), len(files), "PDF"):
                if sheet.pages is not None:
                    pages[sheet.docx] = sheet.pages
                else:
                    refused.append(sheet)
        if problems:  # the rest was not tried
            return Result(pages, [*(d for sheet in refused for d in sheet.why), *problems])
        left = [sheet.docx for sheet in refused]
        if engine == "own":
            return Result(pages, [d for sheet in refused for d in sheet.why])
        problems = _said(refused)
    if left:
        from generator.office.pdf import convert

        found = convert(left, jobs=crew.jobs, pdfa=archival, progress=progress)
        found += [lost for path in left if (lost := _without_its_words(path)) is not None]
        problems = [*problems, *found] if has_errors(found) else [*_fonts_only(problems), *found]
        for path in left:
            count = _count(path.with_suffix(".pdf"), found)
            if count:
                pages[path] = count
    return Result(pages, problems)


def _without_its_words(docx: Path) -> Diagnostic | None:
    """Remove a PDF of LibreOffice that lacks words of its .docx, and say which."""
    from generator.ooxml.opened import open_word
    from generator.review.lost_words import lost_words

    pdf = docx.with_suffix(".pdf")
    word, _problems = open_word(docx)
    if word is None or not pdf.is_file():
        return None  # why there is no PDF is told
    lost = lost_words(word, pdf)
    if not lost:
        return None
    pdf.unlink()
    message = _("LibreOffice làm mất chữ ở {so} chỗ nên không giữ PDF: {cho}")
    shown = [f"{one.para.where} “{_beginning(one.words)}”" for one in lost[:_SHOWN]]
    named = "; ".join(shown) + ("…" if len(lost) > _SHOWN else "")
    return error(
        "HT939",
        message.format(so=len(lost), cho=named),
        lost[0].para.place(str(docx)),
        _("Mở tệp .docx trong Word, thấy đủ chữ thì chọn Lưu thành PDF."),
        _("Hoặc cho hàng cao hơn trang ngắt sang trang sau, bỏ chiều cao hàng cố định."),
    )


def _beginning(words: str) -> str:
    return words if len(words) <= _LETTERS else words[:_LETTERS].rsplit(" ", 1)[0] + "…"


def _said(refused: list[PrintedFile]) -> list[Diagnostic]:
    """Why LibreOffice is asked: warnings, each once."""
    found: list[Diagnostic] = []
    for sheet in refused:
        for d in sheet.why:
            said = warning(d.code, d.message, d.span, *d.hints)
            if said not in found[-8:]:
                found.append(said)
    return found


def _fonts_only(problems: list[Diagnostic]) -> list[Diagnostic]:
    """LibreOffice printed it: of what was unknown only the font concerns a person."""
    return [d for d in problems if d.code == "HT937"][:1]


def _count(pdf: Path, found: list[Diagnostic]) -> int:
    """Pages of a PDF that LibreOffice wrote; 0 where it did not."""
    import pikepdf

    if any(d.code in {"HT901", "HT906"} for d in found) and not pdf.is_file():
        return 0
    try:
        with pikepdf.open(pdf) as opened:
            return len(opened.pages)
    except (OSError, pikepdf.PdfError):
        return 0


@dataclass(frozen=True)
class PrintJob(Job[Path, PrintedFile]):
    """Print .docx by our own typesetter, each to a .pdf beside it."""

    folders: tuple[Path, ...]

    def open(self) -> Printer:
        """What prints file after file."""
        return Printer()

    def lost(self, item: Path, fault: Diagnostic) -> PrintedFile:
        """A document nobody has printed."""
        return PrintedFile(item, None, (fault,))

    def needs(self) -> str:
        """The fonts of the machine: they go into the PDFs."""
        from generator.office.font_files import fonts_fingerprint

        return fonts_fingerprint()

    def writes(self) -> tuple[Path, ...]:
        """The PDFs."""
        return self.folders


def _printed(files: Sequence[Path], crew: Crew) -> Iterator[PrintedFile]:
    """Each file as our own typesetter prints it."""
    # read here, once: processes that are copies of this one have it already
    from generator.typeset import setting  # noqa: F401
    from generator.typeset.pdf import making  # noqa: F401

    folders = tuple(dict.fromkeys(file.parent for file in files))
    yield from crew.do(PrintJob(folders), list(files), Printer())


@dataclass(frozen=True)
class CountJob(Job[Path, "PagesKnown | Diagnostic | None"]):
    """Count the pages of .docx, without printing."""

    def open(self) -> PageCounter:
        """What counts file after file."""
        return PageCounter()

    def lost(self, item: Path, fault: Diagnostic) -> Diagnostic:  # noqa: ARG002 - it tells
        """Why a document was not looked at."""
        return fault


def pages_of(
    files: Sequence[Path], *, crew: Crew = EVERY_CORE, progress: Progress = silent
) -> tuple[list[PagesKnown], list[Diagnostic]]:
    """The pages of Word files, counted without printing; a file that cannot be read is left out.

    The findings tell of files that nobody could look at.
    """
    work = crew.do(CountJob(), list(files), PageCounter())
    known: list[PagesKnown] = []
    found: list[Diagnostic] = []
    with losses(found.append):
        for one in progress(work, len(files), _("Đếm trang")):
            if isinstance(one, PagesKnown):
                known.append(one)
            elif one is not None:
                found.append(one)
    return known, found


_KEPT = 4
"""So many templates are kept ready; a batch has few, and each takes some megabytes."""


class _Sets:
    """Sets one .docx after the other; what those of one template have in common is read once."""

    def __init__(self) -> None:
        self._setters: dict[bytes, Setter] = {}
        """By what the files say beside their text; the last used stands last."""

    def pages(self, word: Word) -> PrintedDocument:
        """The pages of a document."""
        from generator.typeset.setting import Setter

        base = sha256()
        for name in sorted(word.names):
            if name != word.main and not name.startswith("docProps/"):
                data = word.bytes(name)
                base.update(b"%d %b %b" % (len(data), name.encode(), data))
        setter = self._setters.pop(base.digest(), None) or Setter(word)
        self._setters[base.digest()] = setter
        for oldest in list(self._setters)[:-_KEPT]:
            del self._setters[oldest]
        return setter.pages({word.main: word.bytes(word.main)})


class PageCounter:
    """Counts the pages of one .docx after the other."""

    def __init__(self) -> None:
        self._sets = _Sets()

    def __call__(self, docx: Path) -> PagesKnown | None:
        """The pages of a .docx; None where it cannot be read."""
        from generator.ooxml.opened import open_word

        word, _problems = open_word(docx)
        if word is None:
            return None
        printed = self._sets.pages(word)
        return PagesKnown(docx, len(printed.pages), printed.known, _marks(printed))


def _marks(printed: PrintedDocument) -> tuple[MarkPlace, ...]:
    """Places of number, date and signatures."""
    return tuple(
        [
            MarkPlace(mark.name, number, round(mark.x / 20, 2), round(mark.y / 20, 2))
            for number, page in enumerate(printed.pages, 1)
            for mark in page.marks()
            if mark.name.startswith(_MARKS)
        ]
    )


class Printer:
    """Prints one .docx after the other."""

    def __init__(self) -> None:
        self._sets = _Sets()

    def __call__(self, docx: Path) -> PrintedFile:
        """Write the PDF of a .docx, if every line of it is known."""
        from generator.ooxml.opened import open_word
        from generator.typeset.pdf.objects import made_of

        source = _source(docx)
        pdf = docx.with_suffix(".pdf")
        with suppress(OSError):  # what cannot be read is written anew
            if source and made_of(pdf) == source and (pages := _count(pdf, [])):
                return PrintedFile(docx, pages)
        word, problems = open_word(docx)
        if word is None:
            return PrintedFile(docx, None, tuple(problems))
        printed = self._sets.pages(word)
        if printed.unknown:
            return PrintedFile(docx, None, (unknown_problem(printed, docx),))
        return _make(docx, word, printed, source)


def _source(docx: Path) -> str:
    """What a PDF of this file is made of: its bytes and this program; "" when unreadable."""
    from generator import __version__

    try:
        return sha256(docx.read_bytes() + __version__.encode()).hexdigest()[:32].upper()
    except OSError:
        return ""


def _make(docx: Path, word: Word, printed: PrintedDocument, source: str) -> PrintedFile:
    from generator.typeset.pages import Unknown
    from generator.typeset.pdf.embedded_fonts import LackingError, NoFontError
    from generator.typeset.pdf.images import BrokenPictureError
    from generator.typeset.pdf.making import make_pdf

    try:
        data = make_pdf(printed, about(word, printed)._replace(source=source))
        write_atomic(docx.with_suffix(".pdf"), data)
    except NoFontError as fault:
        message = _("Máy không có phông {ten} hay phông cùng độ rộng, nên không tự in được PDF")
        return PrintedFile(docx, None, (_no_font(message.format(ten=fault)),))
    except BrokenPictureError as fault:
        broken = printed._replace(unknown=(Unknown("drawing", str(fault)),))
        return PrintedFile(docx, None, (unknown_problem(broken, docx),))
    except LackingError as fault:
        message = _("Phông trên máy thiếu các chữ {chu}, nên không tự in được PDF")
        return PrintedFile(docx, None, (_no_font(message.format(chu=" ".join(str(fault)[:6]))),))
    except OSError as fault:
        return PrintedFile(docx, None, (os_diagnostic(fault),))
    return PrintedFile(docx, len(printed.pages))


def _no_font(message: str) -> Diagnostic:
    hint = _("Cài Times New Roman, hoặc: sudo apt install fonts-liberation2")
    return error("HT937", message, None, hint)


def unknown_problem(printed: PrintedDocument, docx: Path) -> Diagnostic:
    """What in a document has no place that we know."""
    named = in_words(printed.unknown)
    more = "…" if len(named) > _SHOWN else ""
    message = _("kehoach chưa tự in được tệp này, vì có: {gi}")
    near = next((one.near for one in printed.unknown if one.near), "")
    return error(
        "HT936",
        message.format(gi=", ".join(named[:_SHOWN]) + more),
        Place(str(docx), near or "PDF"),
        _("Dùng --engine libreoffice, hoặc --engine auto để tự chọn."),
    )


def about(word: Word, printed: PrintedDocument) -> PdfFacts:
    """Title and author as the .docx says; without a title, what is first written in it."""
    from generator.typeset.pdf.making import PdfFacts

    said = {"title": "", "creator": ""}
    if word.member("docProps/core.xml"):
        for node in word.xml("docProps/core.xml"):
            name = local(node)
            if name in said:
                said[name] = (node.text or "").strip()
    texts = (p.block.text.strip() for page in printed.pages for p in page.blocks if not p.repeated)
    title = said["title"] or next(filter(None, texts), "") or word.path.stem
    return PdfFacts(title, said["creator"])
