"""A plan as a document, and a document as bytes."""
