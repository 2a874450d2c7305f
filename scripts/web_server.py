"""How the web server is started: the one command that `make run`, the benchmarks and README.md agree on."""

import os
import sys


def web_server_command(port: str, target: str = "app:app", *, blocking_threads: int = 1) -> list[str]:
    """The command of the production WSGI server for `target`, with CSALEADS_WORKERS processes (two if not set).

    One thread a worker: a page is processor time, so a second thread only makes others wait (docs/decisions/0003).
    """
    return [
        sys.executable,
        "-m",
        "granian",
        *web_server_arguments(port, target, blocking_threads=blocking_threads),
    ]


def web_server_arguments(port: str, target: str = "app:app", *, blocking_threads: int = 1) -> list[str]:
    """What that command is told."""
    workers = os.environ.get("CSALEADS_WORKERS", "2")
    return [
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", port),
        *("--workers", workers, "--blocking-threads", str(blocking_threads)),
        *("--log-level", "warning", "--respawn-failed-workers", "--workers-kill-timeout", "5", target),
    ]
