"""Run by the system's Python, which has `uno`: LibreOffice accepts or rejects all changes.

    /usr/bin/python3 office.py jobs.json results.json

jobs.json: [[file, "accept" | "reject" | "read"], …]; results.json: for each the texts of the
document in reading order, table cells and notes included.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def office(profile):
    """Start LibreOffice with a profile of its own; give the process and its desktop."""
    pipe = f"kehoach{abs(hash(profile))}"
    process = subprocess.Popen(
        [
            "soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
            f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(960):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not listening yet
            time.sleep(0.25)
        else:
            return process, context
    raise SystemExit("LibreOffice did not start")


def texts(story):
    """Paragraphs and cells of a story, in order."""
    out = []
    blocks = story.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            names = sorted(block.getCellNames(), key=lambda n: (len(n), n[1:].zfill(6), n[0]))
            for name in names:
                out += [f"[{name}]", *texts(block.getCellByName(name))]
            out.append("[end]")
        else:
            out.append(block.getString())
    return out


def main(jobs, results):
    with tempfile.TemporaryDirectory() as profile:
        process, context = office(profile)
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        found = []
        try:
            for file, action in json.loads(Path(jobs).read_text()):
                document = desktop.loadComponentFromURL(
                    uno.systemPathToFileUrl(file), "_blank", 0, (hidden,)
                )
                if action != "read":
                    frame = document.getCurrentController().getFrame()
                    command = f".uno:{action.capitalize()}AllTrackedChanges"
                    dispatcher.executeDispatch(frame, command, "", 0, ())
                notes = document.getFootnotes()
                found.append(
                    texts(document.getText())
                    + [notes.getByIndex(i).getString() for i in range(notes.getCount())]
                )
                document.close(True)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # soffice is a script around the program
            process.wait()
        Path(results).write_text(json.dumps(found))


main(*sys.argv[1:])
