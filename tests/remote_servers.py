"""Places elsewhere as real server programs: moto's S3, and SFTP by asyncssh."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST = 240.0
"""Seconds for a server to be there."""
_SFTP = """
import asyncio, sys, asyncssh
port, root, key, known = sys.argv[1:]
class Open(asyncssh.SSHServer):
    def begin_auth(self, username):
        return False
async def serve():
    made = asyncssh.generate_private_key("ssh-ed25519")
    server = await asyncssh.listen(
        "127.0.0.1", int(port), server_factory=Open, server_host_keys=[made],
        sftp_factory=lambda chan: asyncssh.SFTPServer(chan, chroot=root),
    )
    open(known, "w").write(f"[127.0.0.1]:{port} " + made.export_public_key().decode())
    await server.wait_closed()
asyncio.run(serve())
"""


@contextmanager
def _running(*command: str, port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            deadline = time.monotonic() + LONGEST
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert process.poll() is None, log.read_text()
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
            yield
        finally:
            process.kill()


@contextmanager
def s3(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A bucket and what a command finds in its environment to reach it."""
    import boto3

    port = free_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "thu",
        "AWS_SECRET_ACCESS_KEY": "thu",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    command = (sys.executable, "-m", "moto.server", "-p", str(port))
    with _running(*command, port=port, log=folder / "s3.log"):
        session = boto3.client(
            "s3", endpoint_url=environment["AWS_ENDPOINT_URL"], region_name="us-east-1",
            aws_access_key_id="thu", aws_secret_access_key="thu",
        )  # fmt: skip
        session.create_bucket(Bucket="kho")
        yield "s3://kho/ke-hoach", environment


@contextmanager
def sftp(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """A folder behind SFTP; whoever comes is let in, the server is known."""
    port, root, home = free_port(), folder / "kho", folder / "nha"
    root.mkdir()
    (home / ".ssh").mkdir(parents=True)
    known = str(home / ".ssh/known_hosts")
    command = (sys.executable, "-c", _SFTP, str(port), str(root), "", known)
    with _running(*command, port=port, log=folder / "sftp.log"):
        yield f"sftp://thu@127.0.0.1:{port}/ke-hoach", {**os.environ, "HOME": str(home)}
