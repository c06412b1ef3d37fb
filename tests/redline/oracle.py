# ruff: noqa: E501
"""What a reviewer would get: a second opinion on redlines that shares no code with the writer.

`check(old, new, redline)` rebuilds both sides of a redline in one walk over its XML, never
editing it: a text token, a mark, a row counts for a side if that side keeps it. It says at
which levels a side differs: text, rich (fields, links, notes, images), paragraph format, run
format, headers; and which markup Word or LibreOffice would stumble over.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ADDED = {W + "ins", W + "moveTo"}
TAKEN = {W + "del", W + "moveFrom"}
REVISIONS = ADDED | TAKEN
WRAPS = {W + x for x in ("sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo")} | REVISIONS
NOISE = {"lang", "noProof", "webHidden", "divId", "cellIns", "cellDel"} | {
    x.removeprefix(W) for x in REVISIONS
}  # fmt: skip
RECKONED = frozenset(
    ("PAGE", "NUMPAGES", "PAGEREF", "REF", "TOC", "DATE", "TIME", "FILENAME", "STYLEREF")
)
"""Fields whose results no one wrote."""
TOKEN = re.compile(r"\d+(?:/\d+)*/[A-ZĐ]\w*(?:-\w+)*|\w+|\s|[^\w\s]")


@dataclass
class Verdict:
    """Differences by level (empty: the level holds), markup faults, and how much is marked."""

    wrong: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    marked: int = 0
    needed: int = 0

    @property
    def right(self) -> bool:
        return not self.wrong and not self.markup

    @property
    def noise(self) -> float:
        return self.marked / self.needed if self.needed else float(bool(self.marked))


class _Book:
    """A package: parts, relationships, names of styles, look of lists."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.zip.namelist())
        self.main = next(t for k, t, _ in self.rels("").values() if k == "officeDocument")
        self.trees: dict[str, Any] = {}
        self.style_names: dict[str, str] = {}
        styles = self.by_kind("styles")
        for style in self.tree(styles).iter(W + "style") if styles else ():
            name = style.find(W + "name")
            self.style_names[style.get(W + "styleId")] = name.get(W + "val")
        self.lists = self._lists()

    def _lists(self) -> dict[str, dict[str, tuple[str, str]]]:
        part = self.by_kind("numbering")
        if not part:
            return {}
        looks: dict[str, dict[str, tuple[str, str]]] = {}
        for abstract in self.tree(part).iter(W + "abstractNum"):
            looks[abstract.get(W + "abstractNumId")] = {
                x.get(W + "ilvl"): (
                    x.find(W + "numFmt").get(W + "val"), x.find(W + "lvlText").get(W + "val")
                )
                for x in abstract.iter(W + "lvl")
            }  # fmt: skip
        return {
            n.get(W + "numId"): looks[n.find(W + "abstractNumId").get(W + "val")]
            for n in self.tree(part).iter(W + "num")
        }

    def tree(self, part: str) -> Any:
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.zip.read(part))
        return self.trees[part]

    def rels(self, part: str) -> dict[str, tuple[str, str, bool]]:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", base + ".rels")
        if name not in self.names:
            return {}
        out = {}
        for entry in etree.fromstring(self.zip.read(name)):
            target, external = entry.get("Target"), entry.get("TargetMode") == "External"
            if not external:
                target = (
                    target[1:]
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
            out[entry.get("Id")] = (entry.get("Type").rpartition("/")[2], target, external)
        return out

    def by_kind(self, kind: str) -> str | None:
        return next((t for k, t, _ in self.rels(self.main).values() if k == kind), None)

    def comment(self, number: str) -> str:
        part = self.by_kind("comments")
        assert part is not None, "a comment without comments"
        said = [x for x in self.tree(part) if x.get(W + "id") == number]
        assert len(said) == 1, f"comment {number} leads nowhere"
        return "".join(said[0].itertext(W + "t"))

    def stories(self) -> list[str]:
        kinds = ("header", "footer", "footnotes", "endnotes")
        return [self.main, *sorted({t for k, t, _ in self.rels(self.main).values() if k in kinds})]


class _Side:
    """One side of a book: "old" leaves out what was added, "new" what was taken."""

    def __init__(self, book: _Book, side: str) -> None:
        self.book = book
        self.drops = ADDED if side == "old" else TAKEN
        self.former = side == "old"
        self.text: list[str] = []
        self.rich: list[str] = []
        self.looks: list[Any] = []
        self.runs: list[Any] = []
        self._para: list[Any] = []
        self._rich: list[str] = []
        self._sections = 0
        self.comments: list[str] = []
        self._hung = False
        self._fields: list[list[Any]] = []
        self.headers: dict[str, Any] = {}
        self.part = book.main
        body = book.tree(book.main).find(W + "body")
        self.story(body)
        self.section(body.find(W + "sectPr"))

    def kept(self, element: Any) -> bool:
        """Whether no revision around an inline element takes it from this side."""
        return element.tag not in self.drops

    def story(self, container: Any) -> None:
        """The blocks of a container; a mark of the other side runs on into what follows."""
        before = (self._para, self._rich)
        self._para, self._rich = [], []
        blocks = list(self._flat(container))
        for i, block in enumerate(blocks):
            if block.tag == W + "p":
                self.inline(block)
                if self.mark_kept(block):
                    self.end(block)
                elif not self._para and not self._rich:
                    if self._hung:
                        self.text.append("<<a comment left behind>>")
                        self._hung = False
                    continue
                elif not any(b.tag == W + "p" for b in blocks[i + 1 : i + 2]):
                    self.text.append("<<text without a mark>>")
                    self.end(block)
            else:
                self.table(block)
        self._para, self._rich = before

    def _flat(self, container: Any) -> Any:
        for child in container:
            if child.tag in {W + "p", W + "tbl"}:
                if child.tag == W + "p" or any(self.row_kept(x) for x in self._rows(child)):
                    yield child
            elif child.tag == W + "sdt":
                yield from self._flat(child.find(W + "sdtContent"))
            elif child.tag == W + "customXml":
                yield from self._flat(child)

    def mark_kept(self, paragraph: Any) -> bool:
        marks = paragraph.findall(f"{W}pPr/{W}rPr/*")
        return all(x.tag not in self.drops for x in marks if x.tag in REVISIONS)

    @property
    def reckoned(self) -> bool:
        """Whether the walk is in the result of a field that every program works out anew."""
        return any(said and code.split()[:1] and code.split()[0] in RECKONED
                   for code, said in self._fields)  # fmt: skip

    def end(self, paragraph: Any) -> None:
        self._hung = False
        if self.reckoned:
            return
        properties = paragraph.find(W + "pPr")
        self.text.append("".join(c for c, _ in self._para))
        self.rich.append("".join(_fields_as_links(self._rich)))
        joined: list[list[Any]] = []
        for char, look in self._para:
            if joined and joined[-1][1] == look:
                joined[-1][0] += char
            else:
                joined.append([char, look])
        self.runs.append(joined)
        if properties is not None:
            self.looks.append(self.properties(properties, {"rPr", "sectPr"}))
            section = properties.find(W + "sectPr")
            if section is not None:
                self.section(section)
        else:
            self.looks.append(())
        self._para, self._rich = [], []

    def properties(self, element: Any, leave: set[str]) -> tuple[Any, ...]:
        """Properties as this side has them: what a change record remembers, or what stands."""
        change = next((c for c in element if str(c.tag).endswith("Change")), None)
        source = element
        if change is not None and self.former:
            source = change[0] if len(change) else ()
        found = []
        for child in source:
            name = child.tag.removeprefix(W)
            if name.endswith("Change") or name in leave or name in NOISE:
                continue
            found.append(self._property(name, child))
        return tuple(sorted((x for x in found if x), key=repr))

    def _property(self, name: str, child: Any) -> Any:
        value = child.get(W + "val")
        if name in {"pStyle", "rStyle", "tblStyle"}:
            label = self.book.style_names.get(value, value)
            return None if label == "Normal" else (name, label)
        if name == "numPr":
            got = {c.tag.removeprefix(W): c.get(W + "val") for c in child}
            levels = self.book.lists.get(got.get("numId", ""), {})
            return (name, got.get("ilvl", "0"), levels.get(got.get("ilvl", "0")))
        return self._plain(child)

    def _plain(self, child: Any) -> Any:
        attributes = {
            k.rpartition("}")[2]: v
            for k, v in child.attrib.items()
            if k.startswith((W, "val")) and "rsid" not in k and not k.endswith("hint")
        }
        if attributes.get("val") in {"1", "true", "on"}:
            attributes.pop("val")
        if attributes.get("num") == "1":
            attributes.pop("num")
        children = tuple(self._plain(c) for c in child)
        return (child.tag.rpartition("}")[2], tuple(sorted(attributes.items())), children)

    # ---- tables

    def _rows(self, table: Any) -> list[Any]:
        found = []
        for child in table:
            if child.tag == W + "tr":
                found.append(child)
            elif child.tag == W + "sdt":
                found += self._rows(child.find(W + "sdtContent"))
            elif child.tag == W + "customXml":
                found += self._rows(child)
        return found

    def row_kept(self, row: Any) -> bool:
        return all(x.tag not in self.drops for x in row.findall(f"{W}trPr/*"))

    def _cells(self, row: Any) -> list[Any]:
        found = []
        for child in row:
            if child.tag == W + "tc":
                found.append(child)
            elif child.tag == W + "sdt":
                found += self._cells(child.find(W + "sdtContent"))
            elif child.tag == W + "customXml":
                found += self._cells(child)
        return found

    def cell_kept(self, cell: Any) -> bool:
        gone = W + ("cellIns" if self.former else "cellDel")
        return cell.find(f"{W}tcPr/{gone}") is None

    def _of(self, owner: Any, name: str) -> Any:
        element = owner.find(W + name)
        return () if element is None else self.properties(element, set())

    def table(self, table: Any) -> None:
        self.text.append("[table")
        self.looks.append((self._of(table, "tblPr"), self._of(table, "tblGrid")))
        for row in self._rows(table):
            if not self.row_kept(row):
                continue
            self.text.append("[row")
            self.looks.append((self._of(row, "trPr"), self._of(row, "tblPrEx")))
            for cell in self._cells(row):
                if not self.cell_kept(cell):
                    continue
                self.text.append("[cell")
                self.looks.append(self._of(cell, "tcPr"))
                self.story(cell)
        self.text.append("table]")

    # ---- inline

    def inline(self, parent: Any, *, link: bool = True) -> None:
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self.run(child)
            elif tag == W + "hyperlink":
                self.link(child)
            elif tag == W + "fldSimple":
                self._rich.append(f"[{' '.join(child.get(W + 'instr').split())}|")
                self._fields.append([child.get(W + "instr"), True])
                self.inline(child)
                self._fields.pop()
                self._rich.append("]")
            elif tag == MC + "AlternateContent":
                self.inline(child.find(MC + "Choice"))
            elif tag in WRAPS:
                if self.kept(child):
                    self.inline(child)
            elif tag.startswith(M):
                formula = "".join(child.itertext(M + "t"))
                self.put("∑", (), f"[math {child.tag[-4:]} {formula}]")

    def link(self, child: Any) -> None:
        target = self.book.rels(self.part).get(child.get(R + "id"), ("", "", False))[1]
        mark = f"[link {target}#{child.get(W + 'anchor')}:"
        if self._rich and self._rich[-1] == "link]" and getattr(self, "_last", "") == mark:
            self._rich.pop()
        elif not self.reckoned:
            self._rich.append(mark)
        self._last = mark
        self.inline(child)
        if not self.reckoned:
            self._rich.append("link]")

    def put(self, char: str, look: Any, rich: str | None = None) -> None:
        if self.reckoned:
            return
        self._rich.append(char if rich is None else rich)
        self._para += [(c, look) for c in char]

    def run(self, run: Any) -> None:
        properties = run.find(W + "rPr")
        look = () if properties is None else self.properties(properties, set())
        for child in run:
            name = str(child.tag).removeprefix(W)
            if name in {"t", "delText"}:
                self.put(child.text or "", look)
            elif name in {"tab", "ptab"}:
                self.put("\t", look)
            elif name in {"br", "cr"}:
                self.put("\n", look, f"[{name} {child.get(W + 'type') or ''}]")
            elif name in {"noBreakHyphen", "softHyphen", "sym", "ruby"}:
                said = f"[{name} {child.get(W + 'char')}]"
                self.put("\u25a1", look, said)
            elif name in {"instrText", "delInstrText"}:
                if self._fields and not self._fields[-1][1]:
                    self._fields[-1][0] += child.text or ""
                said = f"{{{' '.join((child.text or '').split())}}}"
                if self._rich and self._rich[-1].endswith("}") and self._rich[-1] != "{begin}":
                    said = self._rich.pop()[:-1] + said[1:]
                if not self.reckoned:
                    self._rich.append(said)
            elif name == "fldChar":
                self.field(child.get(W + "fldCharType"))
            elif name in {"footnoteReference", "endnoteReference"}:
                self.note(name, child, look)
            elif name in {"drawing", "pict", "object"}:
                self.graphic(child, look)
            elif name == "commentReference":
                self._hung = True
                self.comments.append(self.book.comment(child.get(W + "id")))
            elif child.tag == MC + "AlternateContent":
                for graphic in child.find(MC + "Choice"):
                    self.graphic(graphic, look)

    def field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(["", False])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()
        if not self.reckoned or kind == "separate":
            self._rich.append(f"{{{kind}}}")

    def note(self, name: str, child: Any, look: Any) -> None:
        kind = name.removesuffix("Reference")
        part = self.book.by_kind(kind + "s") or ""
        body = next(
            (x for x in self.book.tree(part) if x.get(W + "id") == child.get(W + "id")), None
        )
        self.put("†", look, f"[{kind} {self._aside(part, body)}]")

    def _aside(self, part: str, body: Any) -> Any:
        """Another story, on this side: its texts and looks."""
        saved = (self.text, self.rich, self.looks, self.runs, self.part)
        self.text, self.rich, self.looks, self.runs, self.part = [], [], [], [], part
        if body is not None:
            self.story(body)
        found = (self.text, self.rich, self.looks, self.runs)
        self.text, self.rich, self.looks, self.runs, self.part = saved
        return found

    def graphic(self, element: Any, look: Any) -> None:
        prints = []
        for x in element.iter():
            for name in ("embed", "link", "pict", "id"):
                target = self.book.rels(self.part).get(x.get(R + name) or "")
                if target and not target[2]:
                    prints.append(hashlib.sha1(self.book.zip.read(target[1])).hexdigest()[:10])
        boxes = [self._aside(self.part, b) for b in element.iter(W + "txbxContent")]
        extents = [x for x in element.iter() if x.tag.endswith("}extent")] if prints else []
        size = [(x.get("cx"), x.get("cy")) for x in extents]
        self.put("\ufffc", look, f"[picture {prints} {size} {boxes}]")

    # ---- sections

    def section(self, element: Any) -> None:
        if element is None:
            return
        leave = {"headerReference", "footerReference"}
        self.looks.append(("section", self.properties(element, leave)))
        for reference in element:
            if reference.tag.removeprefix(W) in leave:
                part = self.book.rels(self.book.main)[reference.get(R + "id")][1]
                text = self._aside(part, self.book.tree(part))
                key = (self._sections, reference.tag[-15:], reference.get(W + "type"))
                if any(text[0]) and text[0] != [""]:
                    self.headers[str(key)] = text
        self._sections += 1


_HYPERLINK = re.compile(r'\{HYPERLINK(?: "((?:[^"\\]|\\.)*)")?(?: \\l "([^"]*)")?.*\}$', re.DOTALL)


def _fields_as_links(said: list[str]) -> list[str]:
    """What a paragraph says, with fields that are links read as links (Word's own two ways)."""
    out: list[str] = []
    opened: list[bool] = []
    i = 0
    while i < len(said):
        match = (
            _HYPERLINK.match(said[i + 1]) if said[i] == "{begin}" and i + 2 < len(said) else None
        )
        if match is not None and said[i + 2] == "{separate}":
            address = (match[1] or "").replace("\\\\", "\\")
            mark = f"[link {address}#{match[2]}:"
            opened.append(True)
            out.append(mark)
            i += 3
            continue
        if said[i] == "{begin}":
            opened.append(False)
        link = said[i] == "{end}" and bool(opened) and opened.pop()
        out.append("link]" if link else said[i])
        i += 1
    return _joined_links(out)


def _joined_links(said: list[str]) -> list[str]:
    """Two links in a row to one place are one."""
    out: list[str] = []
    last = ""
    for word in said:
        if out and out[-1] == "link]" and word == last:
            out.pop()
            continue
        out.append(word)
        if word.startswith("[link "):
            last = word
    return out


def check(old: bytes, new: bytes, redline: bytes, *, minimal: bool = True) -> Verdict:
    """Compare both sides of a redline with the documents they should be."""
    verdict = Verdict()
    book = _Book(redline)
    sides = {}
    for side, data in (("old", old), ("new", new)):
        wanted, got = _Side(_Book(data), "new"), _Side(book, side)
        sides[side] = wanted
        for level in ("text", "rich", "looks", "runs", "headers"):
            a, b = getattr(wanted, level), getattr(got, level)
            if a != b:
                verdict.wrong.append(f"{side} {level}: {_first(a, b)}")
        own = [x for x in got.comments if x in wanted.comments]
        if side == "new" and wanted.comments != own:
            verdict.wrong.append(f"comments: {_first(wanted.comments, own)}")
    verdict.markup = _markup(book)
    if minimal:
        verdict.marked = sum(
            len(x.text or "")
            for part in book.stories()[:1]
            for x in book.tree(part).iter(W + "t", W + "delText")
            if any(a.tag in REVISIONS for a in x.iterancestors())
            and not any(a.tag == MC + "Fallback" for a in x.iterancestors())
        )
        verdict.needed = _needed(sides["old"].text, sides["new"].text)
    return verdict


def _first(a: Any, b: Any) -> str:
    if isinstance(a, list):
        for x, y in zip(a, b, strict=False):
            if x != y:
                return f"wanted {x!r}, got {y!r}"[:600]
        return f"{len(a)} wanted, {len(b)} got: {a[len(b) :] or b[len(a) :]!r}"[:600]
    return f"wanted {a!r}, got {b!r}"[:600]


def _needed(old: list[str], new: list[str]) -> int:
    from rapidfuzz.distance import Indel

    a, b = ([t for x in s for t in (*TOKEN.findall(x), "¶")] for s in (old, new))
    return sum(
        sum(
            len(x) for x in (*a[o.src_start : o.src_end], *b[o.dest_start : o.dest_end]) if x != "¶"
        )
        for o in Indel.opcodes(a, b)
        if o.tag != "equal"
    )


def _markup(book: _Book) -> list[str]:
    """What a schema, Word or LibreOffice would object to in revision markup."""
    faults = []
    for part in book.stories():
        tree = book.tree(part)
        ids = [
            x.get(W + "id")
            for x in tree.iter()
            if x.tag in REVISIONS or (str(x.tag).endswith("Change") and "Grid" not in x.tag)
        ]
        if len(ids) != len(set(ids)) or None in ids:
            faults.append(f"{part}: revision ids missing or twice")
        for x in tree.iter(*REVISIONS):
            if not x.get(W + "author"):
                faults.append("revision without author")
            if any(c.tag in {W + "p", W + "tbl", W + "tr", W + "hyperlink"} for c in x):
                faults.append(f"{x.tag[-8:]} around {x[0].tag[-9:]}")
            if x.getparent().tag == W + "rPr" and x.getparent().getparent().tag == W + "pPr":
                faults += _last_mark(x.getparent().getparent().getparent(), part)
        for x in tree.iter(W + "t", W + "delText", W + "instrText"):
            story = []
            for a in x.iterancestors():
                if a.tag == W + "txbxContent":
                    break
                story.append(a.tag)
            if x.tag != W + "delText" and W + "del" in story:
                faults.append(f"{x.tag[-8:]} inside del")
            if x.tag == W + "delText" and W + "del" not in story:
                faults.append("delText outside del")
            text = x.text or ""
            space = x.get("{http://www.w3.org/XML/1998/namespace}space")
            if x.tag != W + "instrText" and text != text.strip() and space != "preserve":
                faults.append("blanks not preserved")
        for x in tree.iter(W + "pPr"):
            if x.getparent().tag == W + "p" and x.getparent()[0] is not x:
                faults.append("pPr not first")
        for kind in ("From", "To"):
            starts = {x.get(W + "id") for x in tree.iter(f"{W}move{kind}RangeStart")}
            if starts != {x.get(W + "id") for x in tree.iter(f"{W}move{kind}RangeEnd")}:
                faults.append("move ranges do not pair")
        names = [sorted(x.get(W + "name") for x in tree.iter(f"{W}move{k}RangeStart")) for k in ("From", "To")]  # fmt: skip
        if names[0] != names[1]:
            faults.append("moves do not pair")
        bookmarks = [x.get(W + "name") for x in tree.iter(W + "bookmarkStart")]
        if len(bookmarks) != len(set(bookmarks)):
            faults.append("a bookmark twice")
        rels = book.rels(part)
        for x in tree.iter():
            for name in ("id", "embed", "link", "pict"):
                value = x.get(R + name)
                if value and (
                    value not in rels or not (rels[value][2] or rels[value][1] in book.names)
                ):
                    faults.append(f"{part}: {value} leads nowhere")
    return faults


def _last_mark(paragraph: Any, part: str) -> list[str]:
    after = paragraph.getnext()
    while after is not None and after.tag in {W + "bookmarkEnd", W + "moveFromRangeEnd", W + "moveToRangeEnd"}:  # fmt: skip
        after = after.getnext()
    row = next(paragraph.iterancestors(W + "tr"), None)
    if after is not None and after.tag != W + "sectPr":
        return []
    if paragraph.getparent().tag in {W + "sdtContent", W + "customXml"} or (
        row is not None and row.find(f"{W}trPr/{W}ins") is not None
    ):
        return []
    if row is not None and row.find(f"{W}trPr/{W}del") is not None:
        return []
    return [f"{part}: the last mark is tracked"]
