"""LibreOffice is given a stranger's document: it fetches nothing, of the network or of this PC."""

from __future__ import annotations

import io
import threading
import zipfile
from socketserver import StreamRequestHandler, TCPServer
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.office.pdf import convert
from generator.ooxml.old import word_of_old
from tests.docx_files import docx
from tests.redline.docs import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OD = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    f'<m:manifest xmlns:m="{_OD}manifest:1.0" m:version="1.2">'
    f'<m:file-entry m:full-path="/" m:media-type="{_ODT}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class Host(TCPServer):
    """A server on this machine that remembers what it was asked for."""

    def __init__(self) -> None:
        asked: list[bytes] = []

        class Answers(StreamRequestHandler):
            def handle(self) -> None:
                asked.append(self.rfile.readline())
                self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")

        self.asked = asked
        super().__init__(("127.0.0.1", 0), Answers)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def odt(*links: str) -> bytes:
    """A document whose pictures and objects lie elsewhere."""
    frames = "".join(
        f'<d:frame s:width="3cm" s:height="3cm"><d:{kind} x:href="{link}" x:actuate="onLoad"/>'
        "</d:frame>"
        for link in links
        for kind in ("image", "object")
    )
    content = (
        f'<o:document-content xmlns:o="{_OD}office:1.0" xmlns:t="{_OD}text:1.0" '
        f'xmlns:d="{_OD}drawing:1.0" xmlns:s="{_OD}svg-compatible:1.0" '
        'xmlns:x="http://www.w3.org/1999/xlink" o:version="1.2"><o:body><o:text>'
        f"<t:p>Kính gửi {frames}</t:p></o:text></o:body></o:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", _ODT)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr("content.xml", content)
    return made.getvalue()


def with_linked_pictures(*links: str) -> bytes:
    """A .docx of the same kind."""
    size = '<wp:extent cx="900000" cy="900000"/>'
    runs = "".join(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing">{size}'
        f'<wp:docPr id="{n}" name="a"/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><p:pic xmlns:p="{_DRAWING}/picture"><p:nvPicPr>'
        f'<p:cNvPr id="{n}" name="a"/><p:cNvPicPr/></p:nvPicPr><p:blipFill><a:blip r:link="x{n}"/>'
        '</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></p:spPr></p:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
        for n, _link in enumerate(links)
    )
    relations = "".join(
        f'<Relationship Id="x{n}" Type="{_IMAGE}" Target="{link}" TargetMode="External"/>'
        for n, link in enumerate(links)
    )
    beside = f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    return docx(f"<w:p>{runs}</w:p>", **{"word/_rels/document.xml.rels": beside})


def test_an_older_file_brings_no_picture_of_elsewhere(tmp_path: Path, host: Host) -> None:
    (tmp_path / "rieng.png").write_bytes(png(200))
    path = tmp_path / "thu.odt"
    path.write_bytes(odt(f"{host.address}/a.png", (tmp_path / "rieng.png").as_uri()))
    word, problems = word_of_old(path)
    assert word is not None, problems
    assert host.asked == []
    assert [name for name in word.names if "media" in name or "embed" in name] == []


def test_a_printed_document_brings_no_picture_of_elsewhere(tmp_path: Path, host: Host) -> None:
    (tmp_path / "rieng.png").write_bytes(png(200))
    path = tmp_path / "thu.docx"
    path.write_bytes(
        with_linked_pictures(f"{host.address}/a.png", (tmp_path / "rieng.png").as_uri())
    )
    convert([path], jobs=1)
    assert host.asked == []
    with pikepdf.open(path.with_suffix(".pdf")) as printed:
        kinds = [one.get("/Subtype") for one in printed.objects if isinstance(one, pikepdf.Stream)]
    assert "/Image" not in [str(kind) for kind in kinds]
