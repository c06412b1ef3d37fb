"""Prints for each file what LibreOffice says of its signatures; run by the system's Python.

LibreOffice runs as a process of its own: some bad signatures make it crash. Usage:
libreoffice_check.py PROFILE FILE…
"""

import contextlib
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.embed import ElementModes
from com.sun.star.uno import Exception as UnoError


def argument(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _attempt in range(2_400):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def check(context, file):
    made = context.ServiceManager.createInstanceWithContext
    access = made("com.sun.star.ucb.SimpleFileAccess", context)
    stream = access.openFileRead(pathlib.Path(file).resolve().as_uri())
    storages = made("com.sun.star.embed.StorageFactory", context)
    # only as a zip does it show the list of content types, which the check needs
    plain = uno.Any("[]com.sun.star.beans.PropertyValue", (argument("StorageFormat", "ZipFormat"),))
    given = (stream, ElementModes.READ, plain)
    storage = uno.invoke(storages, "createInstanceWithArguments", (given,))
    signatures = context.ServiceManager.createInstanceWithArgumentsAndContext(
        "com.sun.star.security.DocumentDigitalSignatures", ("1.2", True), context
    )
    found = signatures.verifyDocumentContentSignatures(storage, None)
    return f"{sum(s.SignatureIsValid for s in found)}/{len(found)}"


def main():
    profile, *files = sys.argv[1:]
    pipe = "kehoach" + pathlib.Path(profile).name.replace("-", "")
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation={pathlib.Path(profile).as_uri()}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe)
        for file in files:
            try:
                print(check(context, file), flush=True)
            except UnoError as fault:
                print("0/0", str(fault)[:200], flush=True)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        with contextlib.suppress(UnoError):
            desktop.terminate()
    finally:
        office.kill()
        office.wait()


main()
