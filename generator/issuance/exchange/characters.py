"""The characters that XML 1.0 can carry."""


def carried(text: str) -> str:
    """The text without what XML has no place for: control characters, U+FFFE, U+FFFF."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
