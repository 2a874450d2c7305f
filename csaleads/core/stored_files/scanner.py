"""Asks clamd, where one is set up, whether a file is known to do harm. The bytes go through its socket and nowhere else."""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from flask import current_app

from csaleads.core.stored_files.models import ScanState

SECONDS = 60
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
DEFAULT_PORT = 3310


def is_set_up() -> bool:
    """Whether files have to pass a scanner."""
    return bool(current_app.config["CLAMD"])


def scan(content: BinaryIO) -> ScanState:
    """What the scanner says of `content`, read from its beginning and left there; NOT_SCANNED where none answers."""
    if not is_set_up():
        return ScanState.NOT_SCANNED
    content.seek(0)
    try:
        answer = _ask(current_app.config["CLAMD"], content)
    except OSError:
        answer = b""
    finally:
        content.seek(0)
    if answer.endswith(b" FOUND"):
        return ScanState.INFECTED
    return ScanState.CLEAN if answer == b"stream: OK" else ScanState.NOT_SCANNED


def _ask(address: str, content: BinaryIO) -> bytes:
    """One INSTREAM: pieces with their length before them, then a length of nothing."""
    with _connected(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        while piece := content.read(PIECE):
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
        return _answer(connection)


def _connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(parts.path)
        return connection
    return socket.create_connection((parts.hostname, parts.port or DEFAULT_PORT), timeout=SECONDS)


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.partition(b"\0")[0].strip()
