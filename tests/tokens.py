"""A signing token: SoftHSM2 with a key and its certificates."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pki import Holder

PIN = "123456"
MODULE = next(
    path
    for path in (
        "/usr/lib/softhsm/libsofthsm2.so",
        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib64/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so",
    )
    if Path(path).is_file()
)


@contextmanager
def token(folder: Path, holder: Holder, name: str) -> Iterator[str]:
    """A token that holds the key; gives its address without PIN."""
    import pkcs11
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.rsa import decode_rsa_private_key, decode_rsa_public_key

    home = folder / "tokens"
    home.mkdir(exist_ok=True)
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {home}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    subprocess.run(
        [
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            name,
            "--pin",
            PIN,
            "--so-pin",
            "0000",
        ],
        check=True,
        capture_output=True,
    )
    library = pkcs11.lib(MODULE)
    library.reinitialize()
    with library.get_token(token_label=name).open(user_pin=PIN, rw=True) as session:
        common = {Attribute.TOKEN: True, Attribute.LABEL: "ky", Attribute.ID: b"\x01"}
        key = holder.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        public = holder.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.PKCS1
        )
        session.create_object({**decode_rsa_private_key(key), **common})
        session.create_object({**decode_rsa_public_key(public), **common})
        for label, der in (("ky", holder.der), ("ca", holder.chain[0].der)):
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    Attribute.TOKEN: True,
                    Attribute.LABEL: label,
                    Attribute.ID: b"\x01" if label == "ky" else b"\x02",
                    Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                    Attribute.VALUE: der,
                }
            )
    yield f"pkcs11:token={name};object=ky?module-path={MODULE}"
