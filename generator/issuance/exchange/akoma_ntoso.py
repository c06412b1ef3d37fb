"""An Akoma Ntoso 1.0 export (OASIS, namespace 3.0) of a composed plan, from its blocks.

Sections, items and points nest by the level of their block; recipients and signature are
conclusions; each appendix is an attachment with its table. Ids are those of the plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.issuance.exchange.authorial_notes import put_notes, with_places
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.document.blocks import BangPhuLuc, Chu, Document, Khoi
    from generator.ooxml.elements import Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_A = f"{{{NAMESPACE}}}"
_LEVEL = {"muc": 0, "khoan": 1, "diem": 2, "diem_con": 3}
_TAG = {"muc": "section", "khoan": "paragraph", "diem": "subparagraph", "diem_con": "point"}
_START = {"can_cu", "mo_dau", "kinh_gui"}
_NO_DATE = "0001-01-01"


class MetadataFacts(NamedTuple):
    """What the metadata needs beside the document."""

    ngay: date | None
    co_quan: str
    """Id of the issuing agency."""
    ten_co_quan: str
    dia_ban: str = "vn"


def akoma_ntoso(document: Document, facts: MetadataFacts) -> bytes:
    """The .xml; it validates against the standard's schema."""
    root = etree.Element(f"{_A}akomaNtoso", nsmap={None: NAMESPACE})
    doc = _add(root, "doc", name="ke-hoach")
    _meta(doc, document, facts, "main")
    _preface(doc, document)
    start = [block for block in document.noi_dung if block.kieu in _START]
    if start:
        preamble = _add(doc, "preamble")
        for block in start:
            _paragraph(preamble, block.chu)
    body = _add(doc, "mainBody")
    ids = _Ids()
    _body(body, [block for block in document.noi_dung if block.kieu not in _START], ids)
    if not len(body):
        _paragraph(_wrapped(body), ())
    _conclusions(doc, document)
    if document.phu_luc:
        attachments = _add(doc, "attachments")
        for number, appendix in enumerate(document.phu_luc, 1):
            _attachment(attachments, appendix, document, facts, number, ids)
    if document.chu_thich:
        put_notes(root, document.chu_thich, _add, lambda into, note: _paragraph(into, note.chu))
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return made


class _Ids:
    """eIds: of the nodes, each once in the document."""

    def __init__(self) -> None:
        self.used: dict[str, int] = {}

    def __call__(self, node: str) -> str:
        base = re.sub(r"[^a-z0-9-]", "-", node) or "doan"
        self.used[base] = self.used.get(base, 0) + 1
        return base if self.used[base] == 1 else f"{base}__{self.used[base]}"


def _meta(doc: Element, document: Document, facts: MetadataFacts, part: str) -> None:
    day = facts.ngay.isoformat() if facts.ngay else _NO_DATE
    work = f"/akn/{facts.dia_ban}/doc/ke-hoach/{facts.co_quan}/{day}/{_slug(document.ma)}"
    meta = _add(doc, "meta")
    identity = _add(meta, "identification", source="#kehoach")
    for level, uri in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/vie@{day}"),
        ("FRBRManifestation", f"{work}/vie@{day}.xml"),
    ):
        group = _add(identity, level)
        _add(group, "FRBRthis", value=f"{uri}/!{part}")
        _add(group, "FRBRuri", value=uri)
        _add(group, "FRBRdate", date=day, name="ban-hanh")
        _add(group, "FRBRauthor", href=f"#{facts.co_quan}")
        if level == "FRBRWork":
            _add(group, "FRBRcountry", value="vn")
            if document.so.isdigit():
                _add(group, "FRBRnumber", value=f"{document.so}/{document.ky_hieu}")
        elif level == "FRBRExpression":
            _add(group, "FRBRlanguage", language="vie")
        else:
            _add(group, "FRBRformat", value="application/akn+xml")
    if part != "main":
        return  # the ids of the references are those of the main document
    references = _add(meta, "references", source="#kehoach")
    organ = f"/akn/ontology/organization/vn/{facts.co_quan}"
    shown = facts.ten_co_quan or facts.co_quan
    _add(references, "TLCOrganization", eId=facts.co_quan, href=organ, showAs=shown)
    tool = "/akn/ontology/object/kehoach"
    _add(references, "TLCObject", eId="kehoach", href=tool, showAs="kehoach")


def _preface(doc: Element, document: Document) -> None:
    preface = _add(doc, "preface")
    for lines in (document.co_quan_chu_quan, document.co_quan):
        if lines:
            _line(preface, " ".join(lines))
    number = _add(_add(preface, "p"), "docNumber")
    number.text = f"Số: {document.so}/{document.ky_hieu}"
    _line(preface, f"{document.dia_danh}, {document.thoi_gian}")
    _add(_add(preface, "p"), "docType").text = document.ten_loai
    _add(_add(preface, "p"), "docTitle").text = with_places(document.trich_yeu)


class _Part(NamedTuple):
    """A block with what stands below it."""

    block: Khoi
    below: list[_Part]


def _body(parent: Element, blocks: Sequence[Khoi], ids: _Ids) -> None:
    for part in _nested(blocks):
        _put(parent, part, ids)


def _nested(blocks: Sequence[Khoi]) -> list[_Part]:
    """Blocks by level: each stands below the nearest one before it of a higher level."""
    top: list[_Part] = []
    path: list[tuple[int, list[_Part]]] = [(-1, top)]
    for block in blocks:
        part = _Part(block, [])
        if block.kieu == "ket_thuc":
            del path[1:]
        if block.kieu not in _TAG:  # plain text belongs to what stands before it
            path[-1][1].append(part)
            continue
        level = _LEVEL[block.kieu]
        while path[-1][0] >= level:
            path.pop()
        path[-1][1].append(part)
        path.append((level, part.below))
    return top


def _put(parent: Element, part: _Part, ids: _Ids) -> None:
    block = part.block
    if block.kieu not in _TAG:
        _flow(parent, block)
        return
    node = _add(parent, _TAG[block.kieu], eId=ids(block.nut))
    if block.nhan:
        _add(node, "num").text = block.nhan
    titled = block.kieu == "muc" or (block.kieu == "khoan" and all(c.dam for c in block.chu))
    if titled:
        _inline(_add(node, "heading"), block.chu, bold=False)
    elif part.below:
        _paragraph(_add(node, "intro"), block.chu)
    else:
        _paragraph(_add(node, "content"), block.chu)
    for below in part.below:
        _put(node, below, ids)
    if titled and not part.below:
        _paragraph(_add(node, "content"), ())


def _flow(parent: Element, block: Khoi) -> None:
    """A paragraph or table without a number of its own."""
    if block.bang is not None:
        _grid(_wrapped(parent), _grid_rows(block))
    else:
        _paragraph(_wrapped(parent), block.chu)


def _grid_rows(block: Khoi) -> Iterable[list[str]]:
    table = block.bang
    if table is None:
        return
    for cells in table.hang:
        yield list(cells)


def _wrapped(parent: Element) -> Element:
    """Where plain text may stand: in a nameless container of its own."""
    return _add(_add(parent, "hcontainer", name="doan"), "content")


def _conclusions(doc: Element, document: Document) -> None:
    end = _add(doc, "conclusions")
    if document.noi_nhan:
        _line(end, "Nơi nhận:")
    for line in document.noi_nhan:
        _line(end, line.chu)
    for signer in document.nguoi_ky:
        capacity = (signer.quyen_han, *signer.quyen_han_tiep, signer.chuc_vu)
        block = _add(_add(end, "p"), "signature")
        block.text = " / ".join(line for line in (*capacity, signer.ho_ten) if line)


def _attachment(
    parent: Element,
    appendix: BangPhuLuc,
    document: Document,
    facts: MetadataFacts,
    number: int,
    ids: _Ids,
) -> None:
    doc = _add(_add(parent, "attachment", eId=ids(f"phu-luc-{number}")), "doc", name="phu-luc")
    _meta(doc, document, facts, f"phu-luc-{number}")
    preface = _add(doc, "preface")
    for line in (appendix.nhan, appendix.tieu_de, appendix.kem_theo, appendix.ghi_chu):
        if line:
            _line(preface, line)
    body = _add(doc, "mainBody")
    _body(body, list(appendix.noi_dung), ids)
    rows = [
        [r.tt, r.noi_dung, r.chu_tri, r.phoi_hop, r.san_pham, r.thoi_han] for r in appendix.dong
    ]
    if rows:
        _grid(_wrapped(body), rows)
    _body(body, list(appendix.ket_thuc), ids)
    if not len(body):
        _paragraph(_wrapped(body), ())


def _grid(parent: Element, rows: Iterable[Sequence[str]]) -> None:
    table = _add(parent, "table")
    for row in rows:
        line = _add(table, "tr")
        for text in row:
            cell = _add(line, "td")
            for part in text.split("\n"):
                _line(cell, part)


def _paragraph(parent: Element, runs: Sequence[Chu], *, wrap: bool = True) -> None:
    _inline(_add(parent, "p") if wrap else parent, runs, bold=True)


def _inline(parent: Element, runs: Sequence[Chu], *, bold: bool) -> None:
    last = None
    for run in runs:
        text = with_places(run.chu)
        tags = [tag for tag, on in (("b", run.dam and bold), ("i", run.nghieng)) if on]
        if not tags:
            if last is None:
                parent.text = (parent.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            continue
        last = inner = _add(parent, tags[0])
        if len(tags) == 2:
            inner = _add(inner, tags[1])
        inner.text = text


def _line(parent: Element, text: str) -> None:
    _add(parent, "p").text = with_places(text)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{_A}{tag}", attributes)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", unmarked(text)).strip("-") or "ke-hoach"
