"""A printed document as PDF: PDF/A-2b (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once.

Fonts are embedded, with the letters that are used; each paragraph is tagged; headings are
bookmarks, and the bookmarks of the document named destinations, under the names that
LibreOffice's export gives them. The same pages always give the same bytes: there is no
date and no chance in it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.pages import DASHES
from generator.typeset.pdf.embedded_fonts import LackingError, Letters
from generator.typeset.pdf.images import image
from generator.typeset.pdf.linked_letters import LinkedPart, leading
from generator.typeset.pdf.objects import Objects, decimal, reference, string
from generator.typeset.pdf.structure import Bookmarks, Structure, tables_with_heads

if TYPE_CHECKING:
    from generator.typeset.pages import (
        CellRule,
        PlacedBlock,
        PrintedDocument,
        PrintedFill,
        PrintedImage,
        PrintedPage,
        PrintedRun,
        PrintedStroke,
        RowRule,
        Typeface,
    )
    from generator.typeset.pdf.structure import Element

PRODUCER = "kehoach"
LANGUAGE = "vi-VN"
_DASHED = {kind: " ".join([f"{each:g}" for each in lengths]) for kind, lengths in DASHES.items()}
_DASHED["dashSmallGap"] = _DASHED["dashed"]


class PdfFacts(NamedTuple):
    """What the file says of the document."""

    title: str
    author: str = ""
    source: str = ""
    """32 hexadecimal digits that say what it was made of; "" where nobody asks."""


def make_pdf(document: PrintedDocument, about: PdfFacts) -> bytes:
    """The document as a PDF.

    Raises NoFontError where the machine has no font of the widths that were measured, and
    LackingError where that font has not every letter.
    """
    return _Making(document, about).whole()


class _Making:
    """One file while it is made."""

    def __init__(self, document: PrintedDocument, about: PdfFacts) -> None:
        self._document = document
        self._about = about
        self._objects = Objects()
        self._structure = Structure(self._objects, tables_with_heads(document))
        self._outline = Bookmarks()
        self._fonts: dict[Typeface, tuple[str, int, Letters]] = {}
        self._places: dict[str, str] = {}
        """Named destinations."""
        self._names: set[str] | None = None
        """Bookmarks of the document, where a link asks for one."""
        self._annotations: list[int] = []
        """Of the page that is made."""
        self._pictures: dict[bytes, int] = {}

    def whole(self) -> bytes:
        objects = self._objects
        tree, resources = objects.room(), objects.room()
        pages = [self._page(page, tree, resources) for page in self._document.pages]
        lacking = {c for _n, _o, letters in self._fonts.values() for c in letters.lacking}
        if lacking:
            raise LackingError("".join(sorted(lacking)))
        fonts = ""
        for name, number, letters in self._fonts.values():
            letters.embed(objects, number)
            fonts += f"/{name} {reference(number)}"
        drawn = [f"/P{n} {reference(o)}" for n, o in enumerate(self._pictures.values(), 1)]
        pictures = f"/XObject<<{''.join(drawn)}>>" if drawn else ""
        objects.put(resources, f"<</Font<<{fonts}>>{pictures}>>")
        kids = " ".join([reference(number) for number in pages])
        objects.put(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>")
        author = f"/Author {string(self._about.author)}" if self._about.author else ""
        title = string(self._about.title)
        info = objects.add(f"<</Title {title}{author}/Producer {string(PRODUCER)}>>")
        return objects.file(self._catalog(tree), info, self._about.source)

    def _catalog(self, tree: int) -> int:
        objects = self._objects
        told = f"<</Type/Catalog/Pages {reference(tree)}/Lang({LANGUAGE})/MarkInfo<</Marked true>>"
        told += f"/StructTreeRoot {reference(self._structure.write())}"
        told += "/ViewerPreferences<</DisplayDocTitle true>>"
        profile = objects.stream(colours(), "/N 3")
        told += (
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {reference(profile)}>>]"
        )
        packet = metadata(self._about).encode("utf-8")
        described = objects.stream(packet, "/Type/Metadata/Subtype/XML", packed=False)
        told += f"/Metadata {reference(described)}"
        outline = self._outline.write(objects)
        if outline is not None:
            told += f"/Outlines {reference(outline)}/PageMode/UseOutlines"
        if self._places:
            named = "".join([f"({name}){place}" for name, place in sorted(self._places.items())])
            told += f"/Names<</Dests {reference(objects.add(f'<</Names[{named}]>>'))}>>"
        return objects.add(told + ">>")

    # -- pages

    def _page(self, page: PrintedPage, tree: int, resources: int) -> int:
        number = self._objects.room()
        key = self._structure.page(number)
        height = page.height / 20
        fills = list(page.fills)
        for x, y, block, _repeated in page.blocks:
            fills += [each._replace(x=each.x + x, y=each.y + y) for each in block.fills]
        strokes = list(page.block_strokes())
        self._annotations = []
        texts = [self._block(placed, number, height, fills, strokes) for placed in page.blocks]
        led = " ".join([reference(each) for each in self._annotations])
        annotations = f"/Annots[{led}]" if led else ""
        written = [_artifact([_fill(fill, height) for fill in fills if fill.colour])]
        written += texts
        ruled = [_ruled(rule, height) for rule in page.ruled]
        written.append(_artifact([*_strokes(strokes, height), *ruled]))
        content = self._objects.stream("".join(written).encode("ascii"))
        for mark in page.marks():
            place = _destination(number, mark.x / 20, height - mark.y / 20)
            self._places.setdefault(exported(mark.name), place)
        size = f"{decimal(page.width / 20)} {decimal(height)}"
        self._objects.put(
            number,
            f"<</Type/Page/Parent {reference(tree)}/MediaBox[0 0 {size}]/StructParents {key}"
            f"/Resources {reference(resources)}/Contents {reference(content)}"
            f"{annotations}/Tabs/S>>",
        )
        return number

    def _block(
        self,
        placed: PlacedBlock,
        page: int,
        height: float,
        fills: list[PrintedFill],
        strokes: list[PrintedStroke],
    ) -> str:
        """The text of a block; grounds and lines of its letters go to the others."""
        x, y, block, repeated = placed
        parts: list[LinkedPart] = []
        for number, line in enumerate(block.lines, 1):
            goes_on = not line.broken and not (block.last and number == len(block.lines))
            for run in line.runs:
                at = (x + run.x, y + line.baseline - run.raised)
                last = goes_on and run is line.runs[-1]
                said = self._run(run, at, height, blank=last)
                link = run.link if self._leads(run.link) else ""
                if not parts or parts[-1].link != link:
                    parts.append(LinkedPart(link))
                parts[-1].said.append(said)
                if link:
                    parts[-1].add(run.text, (at[0], y + line.top, run.width, line.height), height)
                if run.background or run.underline or run.strike:
                    self._decorate(run, at, y + line.top, line.height, fills, strokes)
        said = "".join([each for part in parts for each in part.said])
        drawn = self._images(placed, height)
        if not said:
            if not repeated and not drawn:
                self._structure.empty(block)
            return drawn
        if repeated or block.role.kind in {"header", "footer"}:
            kind = {"header": "/Subtype/Header", "footer": "/Subtype/Footer"}
            told = f"<</Type/Pagination{kind.get(block.role.kind, '')}>>"
            return f"/Artifact {told}BDC\nBT\n{said}ET\nEMC\n{drawn}"
        element = self._structure.element(block)
        if block.role.kind == "heading":
            if block.first:
                place = _destination(page, x / 20, height - y / 20)
                self._outline.add(block.role.level, block.text.strip(), place)
            else:
                self._outline.go_on(block.text.strip())
        return "".join([self._part(part, element, page) for part in parts]) + drawn

    def _images(self, placed: PlacedBlock, height: float) -> str:
        """The pictures of a block."""
        x, y, block, repeated = placed
        drawn = ""
        for each in block.images:
            name = self._image(each)
            size = f"{decimal(each.width / 20)} 0 0 {decimal(each.height / 20)}"
            left, foot = (x + each.x) / 20, height - (y + each.y + each.height) / 20
            tag = "/Artifact BMC"
            if not repeated and block.role.kind not in {"header", "footer"}:
                element = self._structure.figure(block, each.described)
                tag = f"/Figure<</MCID {self._structure.piece(element)}>>BDC"
            place = f"{size} {decimal(left)} {decimal(foot)} cm"
            drawn += f"{tag}\nq {place} /{name} Do Q\nEMC\n"
        return drawn

    def _image(self, picture: PrintedImage) -> str:
        """The name of a picture among the things that pages draw; each is written once."""
        if picture.data not in self._pictures:
            self._pictures[picture.data] = image(self._objects, picture.data, picture.member)
        return f"P{list(self._pictures).index(picture.data) + 1}"

    def _part(self, part: LinkedPart, element: Element, page: int) -> str:
        """Letters of a block that lead to one place, or to none."""
        said = "".join(part.said)
        if not said:
            return ""
        inside = self._structure.link(element) if part.link else element
        piece = self._structure.piece(inside)
        for box in part.boxes:
            self._annotate(part, box, inside, page)
        return f"/{inside.kind}<</MCID {piece}>>BDC\nBT\n{said}ET\nEMC\n"

    def _annotate(self, part: LinkedPart, box: str, element: Element, page: int) -> None:
        """A place of the page that leads somewhere (ISO 14289-1, 7.18.5)."""
        number = self._objects.room()
        key = self._structure.annotated(element, number)
        self._objects.put(
            number,
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/P {reference(page)}"
            f"/StructParent {key}/Contents {string(part.text.strip() or part.link)}"
            f"{leading(part.link, exported)}>>",
        )
        self._annotations.append(number)

    def _leads(self, target: str) -> bool:
        """Whether a target is there."""
        if not target.startswith("#"):
            return bool(target)
        if self._names is None:
            self._names = {m.name for page in self._document.pages for m in page.marks()}
        return target[1:] in self._names

    def _run(self, run: PrintedRun, at: tuple[float, float], height: float, *, blank: bool) -> str:
        text = run.text
        if text == "\t" or not text:
            return ""
        name, _number, letters = self._font(run.face)
        said = letters.said(run, text + " " if blank and text[-1] != " " else text)
        if said == "[]":
            return ""
        x, y = decimal(at[0] / 20), decimal(height - at[1] / 20)
        ink, after = (f"{_colour(run.colour)} rg ", "0 g ") if run.colour else ("", "")
        return f"{ink}/{name} {run.size:g} Tf 1 0 0 1 {x} {y} Tm {said}TJ\n{after}"

    def _font(self, face: Typeface) -> tuple[str, int, Letters]:
        found = self._fonts.get(face)
        if found is None:
            found = (f"F{len(self._fonts) + 1}", self._objects.room(), Letters(face))
            self._fonts[face] = found
        return found

    def _decorate(
        self,
        run: PrintedRun,
        at: tuple[float, float],
        top: float,
        tall: float,
        fills: list[PrintedFill],
        strokes: list[PrintedStroke],
    ) -> None:
        from generator.typeset.pages import PrintedFill, PrintedStroke

        if run.background:
            fills.append(PrintedFill(at[0], top, run.width, tall, run.background))
        place, thick = self._font(run.face)[2].outline.underline
        em = run.size * 20
        if run.underline:
            y = at[1] - place * em
            strokes.append(PrintedStroke(at[0], y, run.width, 0, thick * em, "single", run.colour))
        if run.strike:
            y = at[1] - 0.26 * em
            strokes.append(PrintedStroke(at[0], y, run.width, 0, thick * em, "single", run.colour))


def exported(name: str) -> str:
    """The name of a bookmark as a destination: LibreOffice writes other signs by their code."""
    return "".join([c if c.isascii() and c.isalnum() else f"{ord(c):02X}" for c in name])


def _destination(page: int, x: float, y: float) -> str:
    return f"[{reference(page)}/XYZ {decimal(x)} {decimal(y)} 0]"


def _artifact(drawn: list[str]) -> str:
    return f"/Artifact BMC\n{''.join(drawn)}EMC\n" if drawn else ""


def _colour(colour: str) -> str:
    """RRGGBB as three parts of one."""
    try:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        parts = [0.0, 0.0, 0.0]
    return " ".join([f"{part:.4g}" for part in parts])


def _fill(fill: PrintedFill, height: float) -> str:
    x, y = decimal(fill.x / 20), decimal(height - (fill.y + fill.height) / 20)
    size = f"{decimal(fill.width / 20)} {decimal(fill.height / 20)}"
    return f"{_colour(fill.colour)} rg {x} {y} {size} re f 0 g\n"


def _strokes(strokes: list[PrintedStroke], height: float) -> list[str]:
    """Lines; pen and colour are told where they change."""
    drawn: list[str] = []
    pen: tuple[float, str, str] | None = None
    for x, y, width, tall, thick, kind, colour in strokes:
        if pen != (thick, kind, colour):
            pen = (thick, kind, colour)
            ink = _colour(colour or "000000")
            drawn.append(f"{ink} RG {decimal(thick / 20)} w [{_DASHED.get(kind, '')}] 0 d\n")
        left, top = decimal(x / 20), decimal(height - y / 20)
        right, foot = decimal((x + width) / 20), decimal(height - (y + tall) / 20)
        drawn.append(f"{left} {top} m {right} {foot} l S\n")
    return drawn


def _ruled(rule: RowRule, height: float) -> str:
    """The borders of a row of a table, drawn from its corner."""
    drawn = _borders(rule.cells)
    if not drawn:
        return ""
    return f"q 1 0 0 1 {decimal(rule.x / 20)} {decimal(height - rule.y / 20)} cm\n{drawn}Q\n"


@lru_cache(maxsize=2048)
def _borders(cells: tuple[CellRule, ...]) -> str:
    """Borders from the corner of their row; kept, for the rows of a table are alike."""
    return "".join(_strokes([stroke for cell in cells for stroke in cell.strokes(0, 0)], 0))


@cache
def colours() -> bytes:
    """The profile of sRGB, without the time it was made at."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes([7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    return bytes(made)


def metadata(about: PdfFacts) -> str:
    """XMP: what the document is, and the standards it keeps."""
    title, author = escape(about.title), escape(about.author)
    creator = (
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else ""
    )
    return _XMP.format(title=title, creator=creator, language=LANGUAGE, producer=PRODUCER)


_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
