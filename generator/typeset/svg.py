"""Pages as SVG: text that can be selected, found, zoomed and printed.

One `<svg>` a page, in points. Each paragraph of a plan is a link to its node, `href="#n-…"`.
There is no inline style and no script, so that `Content-Security-Policy: default-src 'self'`
holds; `STYLE` belongs into a style sheet of the page that shows them.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.document.anchors import stem
from generator.typeset.link_targets import leads_out
from generator.typeset.metrics import family_of
from generator.typeset.pages import DASHES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.typeset.pages import (
        PlacedBlock,
        PrintedBlock,
        PrintedDocument,
        PrintedImage,
        PrintedPage,
        PrintedRun,
        PrintedStroke,
    )

STYLE = """\
.page text{white-space:pre;font-family:"Times New Roman","Liberation Serif",Tinos,serif;\
font-kerning:none;font-variant-ligatures:none;fill:#000}
.page .sans{font-family:Arial,"Liberation Sans",Arimo,sans-serif}
.page .mono{font-family:"Courier New","Liberation Mono",Cousine,monospace}
.page .kern{font-kerning:normal}
.page .b{font-weight:bold}
.page .i{font-style:italic}
.page .u{text-decoration:underline}
.page .s{text-decoration:line-through}
.page .paper{fill:#fff}
.page line{stroke:#000}
"""
STYLE += "".join(
    [
        f".page .{kind}{{stroke-dasharray:{' '.join([f'{each:g}' for each in lengths])}}}\n"
        for kind, lengths in DASHES.items()
    ]
)
_AS_PRINTED: Mapping[str, str] = MappingProxyType({})
_DASHED = {**dict(zip(DASHES, DASHES, strict=True)), "dashSmallGap": "dashed"}


def svg_pages(document: PrintedDocument, names: Mapping[str, str] = _AS_PRINTED) -> list[str]:
    """Each page as an `<svg>` element, to be put into a page of HTML.

    `names`: what the nodes are called there, where it is not what their bookmarks say.
    """
    return [svg_page(page, names) for page in document.pages]


class PageDrawer:
    """Draws one document as it changes: a page that is as before is not drawn again."""

    def __init__(self) -> None:
        self._last: tuple[Mapping[str, str], list[tuple[PrintedPage, str]]] = {}, []

    def pages(self, document: PrintedDocument, names: Mapping[str, str] = _AS_PRINTED) -> list[str]:
        """As `svg_pages`. Safe for threads."""
        told, drawn = self._last
        known = dict(enumerate(drawn)) if told == names else {}
        now = []
        for number, page in enumerate(document.pages):
            before = known.get(number)
            same = before is not None and before[0] == page
            now.append((page, before[1] if before and same else svg_page(page, names)))
        self._last = names, now
        return [svg for _page, svg in now]


def svg_page(page: PrintedPage, names: Mapping[str, str] = _AS_PRINTED) -> str:
    """One page. Its root has the class "page"; sizes are in points."""
    width, height = _points(page.width), _points(page.height)
    said = "".join(_fills(page)) + "".join([_block(placed, names) for placed in page.blocks])
    strokes = "".join([_stroke(stroke) for stroke in page.strokes()])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="page" viewBox="0 0 {width} {height}" '
        f'width="{width}pt" height="{height}pt" lang="vi">'
        f'<rect class="paper" width="{width}" height="{height}"/>{said}{strokes}</svg>'
    )


def svg_file(page: PrintedPage) -> str:
    """One page as a file of its own, its style inside."""
    made = svg_page(page)
    at = made.index(">") + 1
    return made[:at] + f"<style>{STYLE}</style>" + made[at:]


def node_link(block: PrintedBlock, names: Mapping[str, str] = _AS_PRINTED) -> str:
    """The fragment a paragraph links to, its field behind; "" where it names no node."""
    node = stem(block.node)
    return f"n-{names.get(node, node)}{block.node[len(node) :]}" if block.node else ""


def _points(twips: float) -> str:
    """Twips in points, as short as it can be written."""
    return f"{twips / 20:.2f}".rstrip("0").rstrip(".")


def _block(placed: PlacedBlock, names: Mapping[str, str]) -> str:
    x, y, block, repeated = placed
    link = node_link(block, names)
    node = f"#{link}" if link and not repeated else ""
    runs = [(run.link or node, y + line.baseline, run) for line in block.lines for run in line.runs]
    said = "".join(
        [
            _led(target, "".join([_run(x + run.x, at - run.raised, run) for _t, at, run in some]))
            for target, some in groupby(runs, key=itemgetter(0))
        ]
    )
    said += "".join([_image(x + image.x, y + image.y, image) for image in block.images])
    if repeated:
        return f'<g aria-hidden="true">{said}</g>' if said else ""
    for mark in block.marks:
        if said and not mark.name.startswith("_kh"):
            said = f'<g id="{escape(place_id(mark.name))}">{said}</g>'
    return said


def _image(x: float, y: float, image: PrintedImage) -> str:
    kind = "png" if image.data.startswith(b"\x89PNG") else "jpeg"
    place = f'x="{_points(x)}" y="{_points(y)}"'
    size = f'width="{_points(image.width)}" height="{_points(image.height)}"'
    data = b64encode(image.data).decode("ascii")
    return (
        f'<image {place} {size} preserveAspectRatio="none" '
        f'href="data:image/{kind};base64,{data}"><title>{escape(image.described)}</title></image>'
    )


def place_id(name: str) -> str:
    """The id of the paragraph that has a bookmark of this name."""
    return f"b-{name}"


def _led(target: str, said: str) -> str:
    """Letters, and where they lead: to their node, a place of the document, an address."""
    if not target or not said:
        return said
    if leads_out(target):
        return f'<a rel="noopener noreferrer" href="{escape(target)}">{said}</a>'
    place = target if target.startswith("#n-") else f"#{place_id(target[1:])}"
    return f'<a href="{escape(place)}">{said}</a>'


def _run(x: float, y: float, run: PrintedRun) -> str:
    said = "".join([c for c in run.text if c >= " "])
    marks = [
        *([] if (kind := family_of(run.face.family)) in {None, "serif"} else [str(kind)]),
        *(["b"] if run.face.bold else []),
        *(["i"] if run.face.italic else []),
        *(["u"] if run.underline else []),
        *(["s"] if run.strike else []),
        *(["kern"] if run.kerning else []),
    ]
    more = f' class="{" ".join(marks)}"' if marks else ""
    if run.space:
        more += f' word-spacing="{_points(run.space)}"'
    if run.letter:
        more += f' letter-spacing="{_points(run.letter)}"'
    if run.colour:
        more += f' fill="#{run.colour}"'
    # the width is told, so that another font than the one measured stands in the same place
    length = f' textLength="{_points(run.width)}"' if run.width > 0 and said.strip() else ""
    place = f'x="{_points(x)}" y="{_points(y)}" font-size="{run.size:g}"'
    return f"<text {place}{length}{more}>{escape(said, quote=False)}</text>"


def _stroke(stroke: PrintedStroke) -> str:
    x, y = _points(stroke.x), _points(stroke.y)
    x2, y2 = _points(stroke.x + stroke.width), _points(stroke.y + stroke.height)
    more = f' class="{_DASHED[stroke.kind]}"' if stroke.kind in _DASHED else ""
    if stroke.colour:
        more += f' stroke="#{stroke.colour}"'
    thick = _points(stroke.thickness)
    return f'<line x1="{x}" y1="{y}" x2="{x2}" y2="{y2}" stroke-width="{thick}"{more}/>'


def _fills(page: PrintedPage) -> list[str]:
    fills = list(page.fills)
    for x, y, block, _repeated in page.blocks:
        fills += [each._replace(x=each.x + x, y=each.y + y) for each in block.fills]
    return [
        f'<rect x="{_points(f.x)}" y="{_points(f.y)}" width="{_points(f.width)}" '
        f'height="{_points(f.height)}" fill="#{f.colour}"/>'
        for f in fills
    ]
