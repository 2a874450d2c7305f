"""Runs the real web server for a measurement, and the load client against it."""

import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from scripts.web_server import web_server_command

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 60
WORKERS = 2


class MeasurementFailed(Exception):
    """Something answered that must not be measured; the message names the page and what came instead."""


def granian(port: int, target: str) -> list[str]:
    """The server as `make run` starts it."""
    return web_server_command(str(port), target)


def granian_with_two_threads(port: int, target: str) -> list[str]:
    return web_server_command(str(port), target, blocking_threads=2)


def gunicorn_sync(port: int, target: str) -> list[str]:
    options = ["--workers", str(WORKERS), "--worker-class", "sync", "--bind", f"127.0.0.1:{port}"]
    return [sys.executable, "-m", "gunicorn", *options, "--log-level", "warning", target]


Command = Callable[[int, str], list[str]]


@contextmanager
def serve(
    target: str, environment: Mapping[str, str], log: Path, *, command: Command = granian, path: str = "/"
) -> Iterator[int]:
    """The port on which `target` answers while the block runs. What it logs goes to the file `log`, as it would go to disk."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CSALEADS_")}
    with log.open("wb") as file:
        process = subprocess.Popen(
            command(port, target),
            cwd=ROOT,
            env=clean | {"CSALEADS_WORKERS": str(WORKERS)} | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
        try:
            _wait_until_ready(port, process, log, path)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path, path: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is None and answers(port, path):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise MeasurementFailed(f"The server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def answers(port: int, path: str) -> bool:
    """Whether something answers `path` with success."""
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path)
        return connection.getresponse().status < 400
    except (OSError, HTTPException):
        return False


def get_request(path: str, cookie: str = "") -> bytes:
    """A GET as a browser sends it."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Mozilla/5.0 (benchmark)",
        "Accept: text/html,application/xhtml+xml",
        "Accept-Language: en-GB,en;q=0.8",
        "Sec-Fetch-Site: same-origin",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def post_request(path: str, body: str, cookie: str) -> bytes:
    """A form as a browser sends it."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Mozilla/5.0 (benchmark)",
        "Accept: text/html,application/xhtml+xml",
        "Origin: http://127.0.0.1",
        f"Referer: http://127.0.0.1{path}",
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body.encode())}",
        f"Cookie: {cookie}",
    ]
    return ("\r\n".join([*lines, "", ""]) + body).encode()


def load(
    port: int, scripts: Sequence[Sequence[bytes]], *, seconds: float | None, marker: str | None
) -> dict[str, Any]:
    """What the load client saw; a connection for each script. Raises MeasurementFailed if it could not finish."""
    orders = {
        "port": port,
        "seconds": seconds,
        "marker": marker,
        "scripts": [[base64.b64encode(request).decode() for request in script] for script in scripts],
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load_client"],
        cwd=ROOT,
        input=json.dumps(orders),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise MeasurementFailed(f"The load client failed:\n{done.stderr[-2000:]}")
    seen: dict[str, Any] = json.loads(done.stdout)
    if "broken" in seen:
        raise MeasurementFailed(seen["broken"])
    return seen
