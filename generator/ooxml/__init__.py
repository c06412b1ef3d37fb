"""Any .docx, whoever made it: opened safely, read as printed, annotated, repaired.

`opened` opens, `walk` reads paragraphs with their effective formatting, `annotate`
and `fix` write copies of the file.
"""
