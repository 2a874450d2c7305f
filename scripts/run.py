"""What `make run` does after set-up: migrates, loads demonstration data once, and serves until it is stopped.

Two processes run side by side, the web server and the delivery worker. If either ends, the other is stopped too, so that
a half-running service is never mistaken for a whole one.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from flask import Flask

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from csaleads import create_app  # noqa: E402 - the path to it is set above
from csaleads.config import SettingsError  # noqa: E402
from csaleads.core import migrations  # noqa: E402
from csaleads.demo import loader  # noqa: E402
from csaleads.demo.password import DEMONSTRATION_PASSWORD  # noqa: E402
from scripts.web_server import web_server_command  # noqa: E402

SECONDS_TO_STOP = 10
ACCOUNTS = (
    ("Social worker", "worker@northmere.example"),
    ("Practice Lead", "lead@northmere.example"),
    ("another Practice Lead", "lead2@northmere.example"),
    ("Line manager", "manager@northmere.example"),
    ("Area coordinator", "coordinator@northmere.example"),
    ("the same in the other area", "worker@southholt.example …"),
    ("Programme team", "programme@network.example"),
    ("Auditor", "auditor@network.example"),
)


def main() -> int:
    """Prepare, serve, and answer with the status of whichever process ended first."""
    try:
        app = create_app({"LOG_LEVEL": "WARNING"})
    except SettingsError as error:
        print(f"csaleads cannot start: {error}")
        return 2
    port = os.environ.setdefault("CSALEADS_PORT", "8000")
    if is_taken(int(port)):
        print(f"Port {port} is in use. Stop what uses it, or choose another: CSALEADS_PORT=8001 make run")
        return 1
    prepare(app)
    say_where(port, is_demonstration=app.config["IS_DEMONSTRATION"])
    return serve(port)


def is_taken(port: int) -> bool:
    """Whether something listens on the port already."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare(app: Flask) -> None:
    """Bring the database up to date and, in demonstration mode, fill it on the first run."""
    with app.app_context():
        migrations.upgrade()
        if app.config["IS_DEMONSTRATION"] and loader.is_empty():
            print("Loading demonstration data (once, a few seconds) …", flush=True)
            loader.load()


def say_where(port: str, *, is_demonstration: bool) -> None:
    """Tell the person at the terminal where to go, and whom to sign in as."""
    print(f"\ncsaleads is at http://127.0.0.1:{port}   (stop it with Ctrl+C)\n")
    if is_demonstration:
        print("Demonstration: fictional people and places. Sign in as")
        for role, email in ACCOUNTS:
            print(f"  {email:<32} {role}")
        print(f"with the password  {DEMONSTRATION_PASSWORD}\n", flush=True)


def serve(port: str) -> int:
    """Run the web server and the delivery worker until one ends or somebody stops them."""
    python = sys.executable
    server = web_server_command(port)
    worker = [python, "-m", "flask", "--app", "app", "notify", "deliver"]
    children = [subprocess.Popen(command, cwd=ROOT) for command in (server, worker)]

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    status = 0
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        status = next(child.returncode for child in children if child.poll() is not None) or 1
        print("A part of csaleads ended by itself; the rest is being stopped.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopping …")
    finally:
        stop_all(children)
    return status


def stop_all(children: list[subprocess.Popen[bytes]]) -> None:
    """End the processes, gently first."""
    for number in (signal.SIGINT, signal.SIGTERM):  # asked twice: the first time counts
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
