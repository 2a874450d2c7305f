"""What `make run` does after set-up: migrates, loads demonstration data once, and serves until it is stopped.

Two processes run side by side, the web server and the delivery worker. If either ends, the other is stopped too, so that
a half-running service is never mistaken for a whole one. What they run is loaded here, once, and each process begins with it.
"""

import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

import granian.cli
from flask import Flask

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from csaleads import create_app  # noqa: E402 - the path to it is set above
from csaleads.config import SettingsError  # noqa: E402
from csaleads.core import migrations  # noqa: E402
from csaleads.demo import loader  # noqa: E402
from csaleads.demo.password import DEMONSTRATION_PASSWORD  # noqa: E402
from csaleads.notify import commands as notify_commands  # noqa: E402
from scripts.web_server import web_server_arguments  # noqa: E402

SECONDS_TO_STOP = 10
WRONG_SETTINGS = 2
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
    port = os.environ.setdefault("CSALEADS_PORT", "8000")
    if is_taken(int(port)):
        print(f"Port {port} is in use. Stop what uses it, or choose another: CSALEADS_PORT=8001 make run")
        return 1
    os.chdir(ROOT)
    multiprocessing.set_start_method("fork" if sys.platform == "linux" else "spawn")
    children: list[BaseProcess] = []

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        preparing = begin(children, prepare, port)
        preparing.join()
        if preparing.exitcode:
            return preparing.exitcode
        serving = [begin(children, serve_pages, port), begin(children, deliver_mails)]
        while all(child.is_alive() for child in serving):
            time.sleep(0.3)
        print("A part of csaleads ended by itself; the rest is being stopped.", file=sys.stderr)
        return next(child.exitcode or 1 for child in serving if not child.is_alive())
    except KeyboardInterrupt:
        print("\nStopping …")
        return 0
    finally:
        stop_all(children)


def stop(number: int, frame: FrameType | None) -> None:
    """What a signal does here, and in each process until it has a way of its own."""
    raise KeyboardInterrupt


def begin(children: list[BaseProcess], work: Callable[..., None], *given: str) -> BaseProcess:
    """A process that does `work`, also put among the `children`."""
    child: BaseProcess = multiprocessing.Process(target=do, args=(work, given))
    child.start()
    children.append(child)
    return child


def do(work: Callable[..., None], given: tuple[str, ...]) -> None:
    """`work`, which a signal ends without a word: the parent says that everything stops."""
    try:
        work(*given)
    except KeyboardInterrupt:
        sys.exit(1)


def is_taken(port: int) -> bool:
    """Whether something listens on the port already."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare(port: str) -> None:
    """Bring the database up to date, in demonstration mode fill it on the first run, and say where everything is."""
    try:
        app = create_app({"LOG_LEVEL": "WARNING"})
    except SettingsError as error:
        print(f"csaleads cannot start: {error}")
        sys.exit(WRONG_SETTINGS)
    bring_up_to_date(app)
    say_where(port, is_demonstration=app.config["IS_DEMONSTRATION"])


def bring_up_to_date(app: Flask) -> None:
    """The database has every migration, and the demonstration where there is to be one."""
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


def serve_pages(port: str) -> None:
    """The web server, until it is stopped: the same command as in production, in this process."""
    sys.argv = ["granian", *web_server_arguments(port)]
    granian.cli.entrypoint()  # type: ignore[no-untyped-call]


def deliver_mails() -> None:
    """The delivery worker, until it is stopped."""
    with create_app().app_context():
        notify_commands.group.main(["deliver"], prog_name="notify")


def stop_all(children: list[BaseProcess]) -> None:
    """End the processes, gently first."""
    for number in (signal.SIGINT, signal.SIGTERM):  # asked twice: the first time counts
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        child.join(max(0.1, deadline - time.monotonic()))
        if child.is_alive():
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
