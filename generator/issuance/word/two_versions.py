"""What in a Word document is there twice, or is seen in one program and not in the next.

A drawing for new programs beside one for old ones, a control whose text Word takes from another
part, a picture in two formats, letters that a switch hides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.issuance.word.strict_package import PackageFault, is_rels, key, parse, source_of
from generator.locale import _
from generator.ooxml.elements import local
from generator.ooxml.names import MC, VAL, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from generator.issuance.word.strict_package import Package

_UNCOVERED = re.compile(
    r"core-properties|extended-properties|coverPageProps|6C3C8BC8-F283-45AE-878A-BAB7291924A1|"
    r"6668398D-A668-4E3E-A5EB-62B293D839F1",
    re.IGNORECASE,
)
"""Stores of a bound content control that no signature covers: Word fills it anew from them."""
_STEP = r"/(?:[\w.-]+:)?[\w.-]+(?:\[\d+\])?"
_PLAIN_PATH = re.compile(rf"(?:{_STEP})+(?:/@(?:[\w.-]+:)?[\w.-]+)?(?:/text\(\))?")
"""The paths that Word itself writes; others are not followed."""
_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]*)['\"]")
_KNOWN = re.compile(
    r"\{(?:http://schemas\.openxmlformats\.org/|http://schemas\.microsoft\.com/office/|"
    r"http://purl\.oclc\.org/ooxml/|urn:schemas-microsoft-com:)"
)
"""Namespaces of Office. In others one program may read on, and the next one passes over."""
_PROPERTIES = "customXmlProperties+xml"


def plain(words: str) -> str:
    """Words to be compared: without blanks, in small letters."""
    return "".join(words.split()).casefold()


def two_versions(root: etree._Element, package: Package) -> set[str]:
    """Each kind of thing in one part that is there in two versions. Raises PackageFault."""
    found = set()
    if any(len(set(_texts(node))) > 1 for node in root.iter(f"{MC}AlternateContent")):
        found.add(_("chữ khác nhau cho bản Word mới và cũ"))
    if next(root.iter("{*}svgBlip"), None) is not None:
        found.add(_("hình có hai bản (SVG và ảnh)"))
    if next(root.iter(W + "commentReference"), None) is not None:
        found.add(_("nhận xét (comment)"))
    if any(_in_the_unknown(node) for node in root.iter(W + "t")):
        found.add(_("chữ trong phần tử mà Word không biết"))
    for control in root.iter(W + "sdt"):
        if (what := _bound(control, package)) is not None:
            found.add(what)
    return found


def _texts(alternatives: etree._Element) -> Iterator[str]:
    """What each program would show in one place."""
    for branch in alternatives:
        yield plain("".join(_words(branch)))
    if len(alternatives) == 1:
        yield ""


def _words(node: etree._Element) -> Iterator[str]:
    """The words of a branch, of alternatives within it the first."""
    name = local(node)
    if name == "t":
        yield node.text or ""
    elif name == "textpath":
        yield node.get("string", "")
    elif name == "symEx":
        yield chr(int(next(iter(node.attrib.values()), "0"), 16))
    for child in node[:1] if name == "AlternateContent" else node:
        yield from _words(child)


def _in_the_unknown(text: etree._Element) -> bool:
    return any(not _KNOWN.match(str(above.tag)) for above in text.iterancestors())


def hidden_letters(roots: list[etree._Element]) -> set[str]:
    """Letters that a switch of the program shows or hides, set so themselves or by a style."""
    styles = {
        style.get(W + "styleId"): style
        for root in roots
        for style in root.iter(W + "style")
    }  # fmt: skip
    hiding = {id_ for id_ in styles if _hides(styles, id_)}
    for root in roots:
        for run in root.iter(W + "r"):
            own = run.find(W + "rPr")
            if plain("".join(t.text or "" for t in run.iter(W + "t"))) and (
                _hidden(own) or (hiding and hiding & set(_styles_at(run)))
            ):
                return {_("chữ ẩn")}
    return set()


def _hidden(properties: etree._Element | None) -> bool:
    mark = properties.find(W + "vanish") if properties is not None else None
    return mark is not None and mark.get(VAL, "1") not in {"0", "false", "off"}


def _hides(styles: dict[str | None, etree._Element], id_: str | None) -> bool:
    """Whether a style hides letters, itself or by one that it is based on."""
    seen = set()
    while id_ in styles and id_ not in seen:
        seen.add(id_)
        own = styles[id_].find(W + "rPr")
        if own is not None and own.find(W + "vanish") is not None:
            return _hidden(own)
        based = styles[id_].find(W + "basedOn")
        id_ = based.get(VAL) if based is not None else None
    return False


def _styles_at(run: etree._Element) -> Iterator[str | None]:
    above = next(run.iterancestors(W + "p"), None)
    for holder, path in ((run, f"{W}rPr/{W}rStyle"), (above, f"{W}pPr/{W}pStyle")):
        mark = holder.find(path) if holder is not None else None
        if mark is not None:
            yield mark.get(VAL)


def _bound(control: etree._Element, package: Package) -> str | None:
    """What is wrong with a control that takes its text from another part; None: nothing."""
    properties = control.find(W + "sdtPr")
    binding = properties.find("{*}dataBinding") if properties is not None else None
    if properties is None or binding is None:
        return None
    if _UNCOVERED.search(" ".join(map(str, binding.attrib.values()))):
        return _("ô nội dung lấy chữ từ phần mô tả không được ký")
    store = _store(package, binding.get(W + "storeItemID", ""))
    shown = "".join(t.text or "" for t in control.iter(W + "t"))
    if store is None:
        return None
    kept = _kept(store, binding)
    placeholder = kept == "" and properties.find(W + "showingPlcHdr") is not None
    if kept is not None and (placeholder or _as_shown(properties, kept, shown) == plain(shown)):
        return None
    return _("ô nội dung in chữ khác phần dữ liệu mà Word lấy vào")


def _store(package: Package, id_: str) -> etree._Element | None:
    """The root of the part that a control takes its text from; None: there is none."""
    for name in package.part_names():
        if package.content_type(name).endswith(_PROPERTIES):
            told = parse(package.parts[name], name)
            if any(str(value).lower() == id_.lower() for value in told.attrib.values()):
                return next((_root(package, own) for own in _led_by(package, name)), None)
    return None


def _led_by(package: Package, properties: str) -> Iterator[str]:
    """The parts whose properties these are."""
    for name in filter(is_rels, package.part_names()):
        source = source_of(name)
        if any(package.names.get(r.part(source)) == properties for r in package.relations(source)):
            yield package.names[key(source)]


def _root(package: Package, name: str) -> etree._Element | None:
    try:
        return parse(package.parts[name], name)
    except PackageFault:
        return None


def _kept(store: etree._Element, binding: etree._Element) -> str | None:
    """The text at the path of a binding; None where it cannot be followed."""
    path = binding.get(W + "xpath", "")
    prefixes = dict(_PREFIX.findall(binding.get(W + "prefixMappings", "")))
    if not _PLAIN_PATH.fullmatch(path):
        return None
    try:
        hits = store.xpath(path, namespaces=prefixes or None)
    except Exception:
        return None  # a prefix that nobody declared
    if not isinstance(hits, list) or not hits:
        return None
    first = hits[0]
    return str(first) if isinstance(first, str) else "".join(first.itertext())


def _as_shown(properties: etree._Element, kept: str, shown: str) -> str:
    """A value as its control shows it: of a list the words that stand for it."""
    for item in properties.iter(W + "listItem"):
        if item.get(W + "value") == kept:
            return plain(item.get(W + "displayText") or kept)
    day = properties.find(W + "date")
    if day is not None and kept and day.get(W + "fullDate", "")[:10] == kept[:10]:
        return plain(shown)  # how a day is written the control says itself
    return plain(kept)
