"""A rendered .docx that was edited in Word comes back into its plan.

- prints: the plan as it was printed, read back from a rendering of its base
- units: paragraphs and table rows of a Word file, with the bookmarks in them
- match: which unit of the edited file is which of the printed one
- inline: edited words → the text of a field, with citations and emphasis where they stay
- head, body, table: edited units → nodes and fields of the plan
- run: base, edits, three-way merge, and the check that nothing was lost
"""
