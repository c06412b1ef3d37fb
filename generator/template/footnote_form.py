"""How a template prints footnotes: parts and styles that it need not have itself.

A template knows nothing of footnotes. When it is compiled, a second set of its unchanging
members is made, with what Word asks of a document that has some (ECMA-376-1, 17.11): the
part with the two separator lines, its relationship and content type, the settings that name
the separators, and the two styles, where they are missing. A document without footnotes is
made of the first set, byte for byte as before.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from generator.ooxml.edited_copy import serialise
from generator.ooxml.elements import local
from generator.template.admission import parse_xml
from generator.template.weaver import IllegalCharacterError, refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.document.blocks import ChuThichIn
    from generator.ooxml.elements import Element

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_NS}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINE = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{name}" w:id="{id_}"><w:p>{_LINE}<w:r><w:{name}/></w:r></w:p>'
    "</w:footnote>"
    for name, id_ in (("separator", -1), ("continuationSeparator", 0))
)
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:footnotes xmlns:w="{_NS}" xmlns:r="{_OFFICE}">{_SEPARATORS}</w:footnotes>'
)
_END = re.compile(rb"</(?:\w+:)?footnotes>\s*\Z")
# What stands after footnotePr in settings (ECMA-376-1, A.1, CT_Settings).
_BEHIND = frozenset({
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures",
    "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary",
    "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
})  # fmt: skip


class FootnoteForm(NamedTuple):
    """What a compiled template keeps for the documents that have footnotes."""

    part: str
    """Name of the part of the footnotes."""
    base: str
    """Its XML without those of the document; "" where the template has tags in it."""
    first: int
    """Id of the first footnote of a document: those of the template are below it."""
    text_style: str
    number_style: str
    """Ids of styles; "" where the template has no part of styles."""

    def reference(self, number: int) -> bytes:
        """The run of a mark: the raised number."""
        return (
            f'<w:r>{self._look()}<w:footnoteReference w:id="{self.first + number - 1}"/></w:r>'
        ).encode()

    def part_with(self, notes: Iterable[ChuThichIn], base: bytes) -> bytes:
        """The part with the footnotes of a document. Raises IllegalCharacterError."""
        end = _END.search(base)
        assert end is not None  # noqa: S101 - compiled so
        made = [base[: end.start()]]
        made += [self._note(number, note).encode() for number, note in enumerate(notes)]
        return b"".join([*made, end[0]])

    def _look(self) -> str:
        style = f'<w:rStyle w:val="{self.number_style}"/>'
        raised = '<w:vertAlign w:val="superscript"/>'
        return f"<w:rPr>{style if self.number_style else raised}</w:rPr>"

    def _note(self, number: int, note: ChuThichIn) -> str:
        style = f'<w:pPr><w:pStyle w:val="{self.text_style}"/></w:pPr>' if self.text_style else ""
        runs = ""
        for run in note.chu:
            if refused(run.chu):
                raise IllegalCharacterError(run.chu)
            look = ("<w:b/><w:bCs/>" if run.dam else "") + ("<w:i/><w:iCs/>" if run.nghieng else "")
            look = f"<w:rPr>{look}</w:rPr>" if look else ""
            text = escape(run.chu)
            runs += f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
        return (
            f'<w:footnote w:id="{self.first + number}"><w:p>{style}{note.neo.decode()}'
            f"<w:r>{self._look()}<w:footnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{runs}</w:p></w:footnote>'
        )


def prepare(
    members: Mapping[str, bytes], main: str, tagged: Iterable[str]
) -> tuple[FootnoteForm, dict[str, bytes]]:
    """The form for a template, and its members with all that a footnote needs.

    `members` are well-formed (see `guard`); `tagged` are the parts that have tags.
    """
    new = dict(members)
    part, base = _part(new, main)
    text_style, number_style = _styles(new, main)
    ids = [int(n) for n in re.findall(rb'<\w+:footnote\b[^>]*?\bid="(-?\d+)"', base)] or [0]
    kept = "" if part in set(tagged) else base.decode()
    return FootnoteForm(part, kept, max(ids) + 1, text_style, number_style), new


def _tree(data: bytes) -> Element:
    return parse_xml(data, "footnotes", "")


def _related(members: Mapping[str, bytes], main: str, kind: str) -> str | None:
    """The part of the template that stands in a relation of this kind to its main part."""
    rels = members.get(_rels_of(main))
    for node in _tree(rels) if rels else ():
        if str(node.get("Type", "")).endswith(f"/{kind}") and node.get("TargetMode") != "External":
            target = posixpath.join("/", posixpath.dirname(main), str(node.get("Target")))
            name = posixpath.normpath(target).lstrip("/")
            return name if name in members else None
    return None


def _rels_of(main: str) -> str:
    folder, name = posixpath.split(main)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _part(new: dict[str, bytes], main: str) -> tuple[str, bytes]:
    """Name and XML of the part of footnotes, which is made where there is none."""
    own = _related(new, main, "footnotes")
    if own is not None:
        base = new[own]
        if not _END.search(base):  # an empty root, or another encoding
            root = _tree(base)
            root.text = root.text or "\n"
            base = serialise(root)
        return own, base
    name = posixpath.join(posixpath.dirname(main), "footnotes.xml")
    while name in new:
        name = name.replace(".xml", "-kh.xml")
    _connect(new, main, name)
    _separators(new, main)
    return name, _EMPTY.encode()


def _connect(new: dict[str, bytes], main: str, name: str) -> None:
    """Name the new part among the content types and the relations."""
    types = _tree(new["[Content_Types].xml"])
    types.append(
        types.makeelement(f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": _KIND})
    )
    new["[Content_Types].xml"] = serialise(types)
    rels_name = _rels_of(main)
    empty = f'<Relationships xmlns="{_RELS[1:-1]}"/>'.encode()
    rels = _tree(new.get(rels_name, empty))
    taken = {node.get("Id") for node in rels}
    id_ = next(f"rIdKH{n}" for n in range(1, len(taken) + 2) if f"rIdKH{n}" not in taken)
    kind = f"{_OFFICE}/footnotes"
    target = {"Id": id_, "Type": kind, "Target": posixpath.basename(name)}
    rels.append(rels.makeelement(f"{_RELS}Relationship", target))
    new[rels_name] = serialise(rels)


def _separators(new: dict[str, bytes], main: str) -> None:
    """Name the separator lines in the settings, where the schema wants them."""
    part = _related(new, main, "settings")
    if part is None:
        return
    settings = _tree(new[part])
    named = settings.find(f"{W}footnotePr")
    if named is None:
        named = settings.makeelement(f"{W}footnotePr", {})
        behind = (n for n in settings if local(n) in _BEHIND)
        first = next(behind, None)
        if first is None:
            settings.append(named)
        else:
            first.addprevious(named)
    for id_ in ("-1", "0"):
        named.append(named.makeelement(f"{W}footnote", {f"{W}id": id_}))
    new[part] = serialise(settings)


def _styles(new: dict[str, bytes], main: str) -> tuple[str, str]:
    """Ids of the styles of a footnote's text and of its number, made where missing."""
    part = _related(new, main, "styles")
    if part is None:
        return "", ""
    root = _tree(new[part])
    known: dict[str, str] = {}
    normal = ""
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        id_ = str(style.get(f"{W}styleId", ""))
        if name is not None:
            known[str(name.get(f"{W}val", "")).casefold()] = id_
        if style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph":
            normal = id_
    found = []
    for label, id_, form in (
        ("footnote text", "FootnoteText", _text_style(normal)),
        ("footnote reference", "FootnoteReference", _NUMBER_STYLE),
    ):
        if label not in known:
            while id_ in known.values():
                id_ += "KH"
            known[label] = id_
            root.append(_tree(form.format(id=id_).encode()))
            new[part] = serialise(root)
        found.append(known[label])
    return found[0], found[1]


_NUMBER_STYLE = (
    f'<w:style xmlns:w="{_NS}" w:type="character" w:styleId="{{id}}">'
    '<w:name w:val="footnote reference"/><w:uiPriority w:val="99"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def _text_style(normal: str) -> str:
    """Ten points, one line, as Word's own: Decree 30 says nothing of footnotes."""
    based = f'<w:basedOn w:val="{normal}"/>' if normal else ""
    return (
        f'<w:style xmlns:w="{_NS}" w:type="paragraph" w:styleId="{{id}}">'
        f'<w:name w:val="footnote text"/>{based}<w:uiPriority w:val="99"/><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLine="0"/><w:jc w:val="both"/></w:pPr>'
        '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
    )
