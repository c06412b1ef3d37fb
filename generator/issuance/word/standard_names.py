"""Names of packages, signatures and algorithms, as the standards spell them."""

from __future__ import annotations

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f"{PACKAGE}/relationships"
TYPES = f"{PACKAGE}/content-types"
MDSSI = f"{PACKAGE}/digital-signature"
DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
OFFICE = "http://schemas.microsoft.com/office/2006/digsig"

# relationship types
ORIGIN = f"{RELATIONS}/digital-signature/origin"
SIGNATURE = f"{RELATIONS}/digital-signature/signature"
CORE = f"{RELATIONS}/metadata/core-properties"
APP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
APP_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"
MAIN = "/officeDocument"
"""End of the type of the relationship to the main part, transitional and strict."""

# content types
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
ORIGIN_TYPE = "application/vnd.openxmlformats-package.digital-signature-origin"
SIGNATURE_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"

# algorithms
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
TRANSFORM = f"{PACKAGE}/RelationshipTransform"
DIGESTS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
"""Algorithm → name for hashlib. What is not here is refused, SHA-1 and MD5 first of all."""
METHODS = {
    f"http://www.w3.org/2001/04/xmldsig-more#{kind}-{digest}": (kind, digest)
    for kind in ("rsa", "ecdsa")
    for digest in DIGESTS.values()
}
"""Signature algorithm → kind of key and digest."""
OBJECT_TYPE = f"{DS}Object"
PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties"

# ids, as Office writes them: LibreOffice finds its objects by these
PACKAGE_SIGNATURE = "idPackageSignature"
PACKAGE_OBJECT = "idPackageObject"
OFFICE_OBJECT = "idOfficeObject"
SIGNED_PROPERTIES = "idSignedProperties"

LEADER_ROLE = "Người ký văn bản"
AGENCY_ROLE = "Cơ quan ban hành văn bản"
ROLES = {LEADER_ROLE: "leader", AGENCY_ROLE: "agency"}
"""The role a signer claims (xd:ClaimedRole) → role in a report. In the file, so not translated."""
COMMITMENTS = {
    "leader": "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval",
    "agency": "http://uri.etsi.org/01903/v1.2.2#ProofOfOrigin",
}


def algorithm_of(digest: str) -> str:
    """The algorithm of a digest's name."""
    return next(uri for uri, name in DIGESTS.items() if name == digest)
