"""The least that renders one document with docxtpl: bare_docxtpl.py TEMPLATE JSON OUT."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

template, data, out = sys.argv[1:]
document = DocxTemplate(template)
document.render(json.loads(Path(data).read_text("utf-8")), autoescape=True)
document.save(out)
