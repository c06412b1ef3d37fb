"""One Python engine in a process of its own: `python -m benchmarks.engines.worker ENGINE`.

The protocol is that of `process.Worker`. Only one engine is imported.
"""

from __future__ import annotations

import io
import json
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import content

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.document.blocks import Document


def kehoach(deflate: Any = None) -> Callable[[Document], bytes]:
    """The product: the compiled template, a document's context → bytes.

    Another process compiles the template, so that this one, as in use, finds it in the
    cache and never imports docxtpl and lxml.
    """
    from generator.template.compiled import load

    code = (
        "import sys; from pathlib import Path; from generator.template.compiled import load;"
        "load(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-c", code, str(content.TEMPLATE), folder], check=True)
        template, problems = load(content.TEMPLATE, Path(folder))
    assert template is not None, problems
    assert "docxtpl" not in sys.modules
    return lambda document: template.render(document.context(), deflate=deflate)


def docxtpl() -> Callable[[Document], bytes]:
    """docxtpl as its documentation shows it: an object per document."""
    from docxtpl import DocxTemplate

    path = str(content.TEMPLATE)

    def render(document: Document) -> bytes:
        template = DocxTemplate(path)
        template.render(document.context(), autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    return render


def floor() -> Callable[[Document], bytes]:
    """Hand-written formatting, its constants prepared by another process."""
    with tempfile.NamedTemporaryFile() as file:
        command = [sys.executable, "-m", "benchmarks.engines.floor", file.name]
        subprocess.run(command, check=True)
        prepared = pickle.load(file)
    assert "docxtpl" not in sys.modules
    render: Callable[[Document], bytes] = prepared.render
    return render


ENGINES: dict[str, Callable[[], Callable[[Document], bytes]]] = {
    "kehoach": kehoach,
    "kehoach-zlib": lambda: kehoach("zlib"),
    "docxtpl": docxtpl,
    "floor": floor,
}


def compose() -> Callable[[int], object]:
    """The step before rendering: a plan in memory → its document, rows made."""
    plans = [content.plan(number) for number in range(content.SETS)]
    workspace = content.Workspace(content.ROOT)

    def run(number: int) -> object:
        made = content.composed(plans[number], workspace)
        return [list(table.dong) for table in made.phu_luc]

    return run


def main() -> None:
    name = sys.argv[1]
    work: Callable[[int], Any]
    if name == "compose":
        work = compose()
    else:
        render = ENGINES[name]()
        documents = [content.document(number) for number in range(content.SETS)]

        def work(number: int) -> bytes:
            return render(documents[number])

    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        answer: dict[str, Any] = {}
        if question["do"] == "save":
            Path(question["to"]).write_bytes(work(question["set"]))
        else:
            sets = content.SETS
            start = time.perf_counter()
            for i in range(question["count"]):
                work(i % sets)
            answer["seconds"] = time.perf_counter() - start
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
