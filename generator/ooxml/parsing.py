"""The one parser for XML from anywhere: no network, no DTD, no entity is ever expanded.

What a part must not say besides (a DTD at all, comments beside the root) is for each reader
to refuse in its own words; what no part may do to the reader is settled here.
"""

from __future__ import annotations

from lxml import etree

from generator.ooxml.names import STRICT, STRICT_MARK


def safe_parser(*, asides: bool = True, long: bool = False) -> etree.XMLParser:
    """A parser for bytes that strangers sent.

    Without `asides` comments and processing instructions are dropped. `long` lets a text be
    longer than 10 MB and nest deeper than 256, for who has bounded the bytes before.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=long,
        remove_pis=not asides,
        remove_comments=not asides,
    )


def transitional(root: etree._Element) -> etree._Element:
    """A root whose strict namespaces (ISO 29500-1) are the transitional ones.

    Looked for in what was parsed, not in the bytes: those may be in another encoding.
    """
    if not any((name or "").encode().startswith(STRICT_MARK) for name in root.nsmap.values()):
        return root
    data: bytes = etree.tostring(root, encoding="UTF-8")
    for strict, usual in STRICT:
        data = data.replace(strict, usual)
    return etree.fromstring(data, safe_parser(long=True))
