"""Invisible bookmarks in a rendered .docx: which node and field of the plan each place prints.

A file that comes back from Word is read by them (`pull`), and the signature is put where
they stand. A name begins with `_`, which hides it in Word's list of bookmarks, has at most
40 letters, digits and underscores, and is spelled from the id of the node, so that it means
the same in every rendering of the plan: `_kh_nv_07`, `_kh_iii_2__noi_dung`, `_kh___so`.
Nothing of the plan but these ids and two digests goes into the file.
"""

from __future__ import annotations

from hashlib import blake2b

LONGEST = 40
"""Longest name of a bookmark that Word keeps."""
FIRST_ID = 10_001
"""Number of the first bookmark: those of a template are below it."""
PREFIX = "_kh_"
NUMBER, DATE = "sovanban", "ngayvanban"
"""Names without `_`, which LibreOffice writes into a PDF as they are: named destinations."""


class Neo(bytes):
    """Finished XML of bookmarks and tables, for a template to print with {{r … }}.

    It becomes a part of the template, where % begins a place for a value: a % of the text
    stands twice.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return self.decode().replace("%%", "%")


NONE = Neo(b"")


def name(node: str, field: str = "") -> str:
    """The bookmark of a field of a node; `node` is "" for the document's own fields."""
    end = f"__{field}" if field else ""
    made = f"{PREFIX}{node.replace('-', '_')}{end}"
    return made if len(made) <= LONGEST else f"{_digested(node)}{end}"


def stem(bookmark: str) -> str:
    """A bookmark without the name of its field."""
    return bookmark.rpartition("__")[0] or bookmark


def stems(node: str) -> tuple[str, str]:
    """What the bookmarks of a node begin with: a long id is digested once a field follows it."""
    return f"{PREFIX}{node.replace('-', '_')}", _digested(node)


def _digested(node: str) -> str:
    return f"_khx_{blake2b(node.encode(), digest_size=8).hexdigest()}"


def row(table: int, number: int) -> str:
    """The field of a row of a free table: both count from 0, and the head is a row."""
    return f"bang{table}_{number}"


def signature(number: int, place: str) -> str:
    """The bookmark of signer `number` (from 1): "a" above the signature, "b" on the name."""
    return f"kyten{number}{place}"


def of_plan(ma: str, digest: str) -> str:
    """The bookmark that says which plan, and which text of it, a file was rendered from."""
    return f"_khp_{short(ma)}_{digest[:16]}"


def short(ma: str) -> str:
    """A plan's id in 16 hexadecimal digits."""
    return blake2b(ma.encode(), digest_size=8).hexdigest()


class BookmarkMaker:
    """Makes the bookmarks of one document, numbered in the order they are asked for."""

    __slots__ = ("last",)

    def __init__(self, last: int = FIRST_ID - 1) -> None:
        self.last = last

    def __call__(self, node: str, field: str = "", *more: str) -> Neo:
        """The bookmark of a field of a node, and `more` of other names beside it."""
        made = name(node, field)
        self.last += 1
        xml = _xml(self.last, made)
        for other in more:
            self.last += 1
            xml += _xml(self.last, other)
        return Neo(xml.encode())


def _xml(number: int, name_: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name_}"/><w:bookmarkEnd w:id="{number}"/>'
