"""Runs one PostgreSQL server for as long as the process that asked for it lives.

Started by tests/services/postgres.py as a process of its own, with its orders as JSON in its one argument. Its standard
input is a pipe that nobody writes to: when the other end closes, because the tests have ended or were killed outright,
the server is stopped and its folder removed. No server outlives its tests.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

STOP_SECONDS = 10


def main(*, folder: Path, user: str | None, initdb: list[str], server: list[str]) -> int:
    with (folder / "server.log").open("ab") as log:
        if start(initdb, user=user, folder=folder, log=log).wait() != 0:
            return 1  # the log says why; the tests read it and remove the folder
        running = start(server, user=user, folder=folder, log=log)
    stopping = threading.Event()

    def end_when_the_server_does() -> None:
        code = running.wait()
        if not stopping.is_set():
            os._exit(code or 1)

    threading.Thread(target=end_when_the_server_does, daemon=True).start()
    os.read(sys.stdin.fileno(), 1)
    stopping.set()
    stop(running)
    shutil.rmtree(folder, ignore_errors=True)
    return 0


def start(command: list[str], *, user: str | None, folder: Path, log: BinaryIO) -> subprocess.Popen[bytes]:
    group = pwd.getpwnam(user).pw_gid if user else None
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        user=user,
        group=group,
        extra_groups=[] if user else None,
    )


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown: sessions are ended, data is kept whole
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    orders = json.loads(sys.argv[1])
    sys.exit(main(**orders | {"folder": Path(orders["folder"])}))
