"""Names of WordprocessingML, and which of them mark revisions."""

from __future__ import annotations

from generator.ooxml import names

WML, REL, MATH, MC = (tag[1:-1] for tag in (names.W, names.R, names.M, names.MC))
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The tag or attribute `name` of WordprocessingML."""
    return f"{{{WML}}}{name}"


def w_all(several: str) -> frozenset[str]:
    """Several at once, separated by blanks."""
    return frozenset(w(name) for name in several.split())


P, TBL, TR, TC, SDT = w("p"), w("tbl"), w("tr"), w("tc"), w("sdt")
R, T, RPR, PPR, SECTPR = w("r"), w("t"), w("rPr"), w("pPr"), w("sectPr")
TBLPR, TBLGRID, TRPR, TCPR, TBLPREX = w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"), w("tblPrEx")
SDT_CONTENT, CUSTOM_XML, HYPERLINK, FLD_SIMPLE = (
    w("sdtContent"),
    w("customXml"),
    w("hyperlink"),
    w("fldSimple"),
)
TXBX, BOOKMARK_START, BOOKMARK_END = w("txbxContent"), w("bookmarkStart"), w("bookmarkEnd")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
VAL, ID, NAME = w("val"), w("id"), w("name")
RID = f"{{{REL}}}id"

COMES = frozenset({INS, MOVE_TO})
GOES = frozenset({DEL, MOVE_FROM})
MARKS = COMES | GOES
CHANGES = w_all(
    "rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange "
    "tblPrExChange numberingChange"
)
MOVE_RANGES = w_all("moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd")
CUSTOM_RANGES = w_all(
    "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
    "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart "
    "customXmlMoveToRangeEnd"
)
REVISION_RANGES = MOVE_RANGES | CUSTOM_RANGES
COMMENT_REFERENCE = w("commentReference")
COMMENT_MARKS = w_all("commentRangeStart commentRangeEnd")
RANGE_MARKS = w_all("bookmarkStart bookmarkEnd permStart permEnd") | COMMENT_MARKS | REVISION_RANGES
"""Points of a text that are no text: where a bookmark, a permission, a comment begins or ends."""
SPELLING = w_all("proofErr lastRenderedPageBreak")
"""What a word processor noted about its own work; never compared."""
PASSING = RANGE_MARKS | SPELLING
SILENT_FORMAT = w_all("lang noProof webHidden")
"""Run properties that change nothing on the page."""
