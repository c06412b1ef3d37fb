"""How a .docx template becomes bytes: the pieces behind `generator.template.compiled`.

- files, guard: the file of a stranger → its members, or what is wrong with it
- tags: paragraphs and the tags in them, each with its place
- lint, names, shape: tags and names checked against the data, all mistakes at once
- footnote_form: what a document with footnotes needs beside the template
- source: docxtpl's rewriting → Jinja source of the changing parts
- kept_tree: what Jinja has read of it, as plain data; cache: both on disk, nothing executable
- environment, codegen, weaver, program: Jinja source → a function that yields bytes
"""

from __future__ import annotations

ENGINE_VERSION = 4
"""Part of the key of cached templates: raise it whenever the compiled form changes."""
