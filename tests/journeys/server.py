"""The service as `make run` starts it, on a demonstration of its own, for one set of journeys."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "journey.sqlite"
SECONDS_TO_START = 120


@dataclass
class RunningService:
    """Where it listens, and where its mail lands."""

    url: str
    folder: Path
    database_url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop it as Ctrl+C would, with everything it started."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)

    def mails(self) -> list[str]:
        """Every mail delivered so far, as text, oldest first."""
        paths = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_text() for path in paths]


def start(folder: Path, database_url: str | None = None) -> RunningService:
    """Migrate, load the demonstration where it is not there yet, serve; answers when /health/ready does."""
    port = _free_port()
    database_url = database_url or f"sqlite:///{folder / DATABASE}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CSALEADS_")}
    environment |= {
        "CSALEADS_PORT": str(port),
        "CSALEADS_DATABASE_URL": database_url,
        "CSALEADS_MAIL_FOLDER": str(folder / "mail"),
        "CSALEADS_RATE_LIMIT": "100000 per minute",
    }
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "scripts/run.py"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    service = RunningService(f"http://127.0.0.1:{port}", folder, database_url, process)
    _wait_until_ready(service)
    return service


def copy_database(source: Path, target: Path) -> None:
    """`target` holds what `source` does, with what still lies beside the file."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(service: RunningService) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{service.url}/health/ready", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    service.stop()
    raise RuntimeError("The service did not start:\n" + (service.folder / "server.log").read_text()[-3000:])
