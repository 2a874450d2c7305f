"""A small load client: one process, one thread, raw sockets with keep-alive, and a clock on every answer.

It reads its orders as JSON from standard input and writes what it saw as JSON to standard output. A browser would parse
the page too; this one only finds its end and checks that it is the page that was asked for, so that it takes as little
as possible of the processor that it shares with the server. What it does take is part of the answer (`client_cpu`).

Orders: `port`; `scripts`, for each connection the raw requests (base64) that it sends in turn; `seconds` after which nothing
more is sent, or null to send every request once; `marker`, text without which an answer counts as wrong (or null).
"""

from __future__ import annotations

import base64
import contextlib
import json
import select
import socket
import sys
import time
from collections import Counter
from typing import Any

BIGGEST_ANSWER = 1 << 19
PATIENCE = 60.0  # seconds without any answer at all


class Broken(Exception):
    """The server closed a connection in the middle of an answer, or said something that is not HTTP."""


class Connection:
    """One keep-alive connection that works through its requests."""

    def __init__(self, port: int, requests: list[bytes]) -> None:
        self.port, self.requests = port, requests
        self.place = 0
        self.buffer = bytearray(
            BIGGEST_ANSWER
        )  # made once: asking the system for memory costs more than the copy
        self.room = memoryview(self.buffer)
        self.filled = 0
        self.needed = 0  # bytes of the whole answer, once its head has arrived
        self.sent_at = 0.0
        self.will_close = False
        self.socket = self._connect()

    def _connect(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def send_next(self) -> None:
        """Ask again; a request is a single small packet, so a blocking send never waits."""
        request = self.requests[self.place % len(self.requests)]
        self.place += 1
        self.filled, self.needed, self.will_close = 0, 0, False
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Whether the answer is whole now; it is then in the first `needed` bytes of the buffer."""
        count = self.socket.recv_into(self.room[self.filled :])
        if not count:
            raise Broken("a connection was closed in the middle of an answer, or the answer is too long")
        self.filled += count
        if not self.needed:
            end = self.buffer.find(b"\r\n\r\n", 0, self.filled)
            if end < 0:
                return False
            head = bytes(self.room[:end]).lower()
            self.needed = end + 4 + _content_length(head)
            self.will_close = b"\r\nconnection: close" in head
        return self.filled >= self.needed

    def contains(self, marker: bytes) -> bool:
        """Whether the answer has `marker` in it."""
        return self.buffer.find(marker, 0, self.needed) >= 0

    def location(self) -> str:
        """Where a redirect leads."""
        head = bytes(self.room[: self.buffer.find(b"\r\n\r\n", 0, self.needed)])
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"location":
                return value.strip().decode("ascii", "replace")
        return ""

    def reopen(self) -> None:
        """A new connection in place of one that the server closes after each answer."""
        self.socket.close()
        self.socket = self._connect()


def _content_length(head: bytes) -> int:
    at = head.find(b"\r\ncontent-length:")
    if at < 0:
        if head.startswith((b"http/1.1 204", b"http/1.1 304")):
            return 0
        raise Broken("an answer without its length")
    stop = head.find(b"\r\n", at + 2)
    return int(head[at + 17 : stop if stop > 0 else len(head)])


def run(orders: dict[str, Any]) -> dict[str, Any]:
    """Carry out the orders; seconds, latencies and what came back, counted."""
    marker = orders["marker"].encode() if orders["marker"] else None
    scripts = [[base64.b64decode(request) for request in script] for script in orders["scripts"]]
    connections = [Connection(orders["port"], script) for script in scripts if script]
    seen = Seen(marker)
    cpu = time.process_time()
    started = time.perf_counter()
    finished = _exchange(connections, orders["seconds"], seen)
    return seen.report(finished - started, time.process_time() - cpu)


def _exchange(connections: list[Connection], seconds: float | None, seen: Seen) -> float:
    """Everybody asks at once, and again whenever an answer is whole; the moment of the last answer."""
    poll = select.epoll()
    by_number = {connection.socket.fileno(): connection for connection in connections}
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    deadline = None if seconds is None else time.perf_counter() + seconds
    for connection in connections:
        connection.send_next()
    last = time.perf_counter()
    waiting = len(connections)
    while waiting:
        ready = poll.poll(PATIENCE)
        if not ready:
            raise Broken(f"no answer within {PATIENCE:.0f} seconds")
        for number, _ in ready:
            connection = by_number[number]
            if not connection.receive():
                continue
            last = time.perf_counter()
            seen.note(connection, last - connection.sent_at)
            is_over = connection.place >= len(connection.requests) if deadline is None else last >= deadline
            if is_over:
                poll.unregister(number)
                connection.socket.close()
                waiting -= 1
            else:
                if connection.will_close:
                    poll.unregister(number)
                    del by_number[number]
                    connection.reopen()
                    by_number[connection.socket.fileno()] = connection
                    poll.register(connection.socket.fileno(), select.EPOLLIN)
                connection.send_next()
    return last


class Seen:
    """What came back so far."""

    def __init__(self, marker: bytes | None) -> None:
        self.marker = marker
        self.latencies: list[float] = []
        self.kinds: Counter[str] = Counter()
        self.without_marker = 0
        self.bytes = 0
        self.sample = ""

    def note(self, answer: Connection, latency: float) -> None:
        self.latencies.append(latency)
        self.bytes += answer.needed
        status = answer.buffer[9:12].decode("ascii", "replace")
        if status[0] == "3":
            status += " …/" + answer.location().partition("?")[0].rpartition("/")[2]
        self.kinds[status] += 1
        if self.marker is not None and not answer.contains(self.marker):
            self.without_marker += 1
            self.sample = self.sample or bytes(answer.room[:3000]).decode("utf-8", "replace")

    def report(self, seconds: float, cpu: float) -> dict[str, Any]:
        ordered = sorted(self.latencies)
        count = len(ordered)
        return {
            "seconds": seconds,
            "answers": count,
            "kinds": dict(self.kinds),
            "without_marker": self.without_marker,
            "sample": self.sample,
            "bytes": self.bytes // max(count, 1),
            "p50": ordered[count // 2] if count else 0.0,
            "p95": ordered[min(count - 1, count * 95 // 100)] if count else 0.0,
            "longest": ordered[-1] if count else 0.0,
            "client_cpu": cpu / max(count, 1),
        }


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        try:
            json.dump(run(json.load(sys.stdin)), sys.stdout)
        except (Broken, OSError) as problem:
            json.dump({"broken": str(problem)}, sys.stdout)
