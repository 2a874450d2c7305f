"""A clamd and a bucket in the process, as far as csaleads speaks with them."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class _Clamd(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        server: Any = self.server
        server.scanned.append(content)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(server.answer or found)


@contextmanager
def clamd(*, path: str = "", answer: bytes = b"") -> Iterator[Any]:
    """A scanner; `address` is where it listens, `scanned` what it was sent, `answer` what it says instead of the truth."""
    server: Any = (
        socketserver.ThreadingUnixStreamServer(path, _Clamd)
        if path
        else socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd)
    )
    server.daemon_threads = True
    server.scanned, server.answer = [], answer
    server.address = f"unix://{path}" if path else f"tcp://127.0.0.1:{server.server_address[1]}"
    with _running(server):
        yield server


class _Bucket(BaseHTTPRequestHandler):
    """PUT, GET, DELETE, HEAD and a list, in path style. Refuses whatever is not signed with the key that it knows."""

    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_PUT(self) -> None:
        length = int(self.headers["Content-Length"])
        content = self.rfile.read(length)
        if self._is_refused():
            return
        self.server.objects[self._key] = content  # type: ignore[attr-defined]
        self._say(200, b"", ETag='"1"')

    def do_GET(self) -> None:
        if self._is_refused():
            return
        if "list-type" in self._asked:
            self._say(200, self._list())
        elif self._key in self.server.objects:  # type: ignore[attr-defined]
            self._say(200, self.server.objects[self._key], **STAMPS)  # type: ignore[attr-defined]
        else:
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_DELETE(self) -> None:
        if self._is_refused():
            return
        self.server.objects.pop(self._key, None)  # type: ignore[attr-defined]
        self._say(204, b"")

    def do_POST(self) -> None:
        """Several are deleted at once."""
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self._is_refused():
            return
        key = content.partition("<Key>")[2].partition("</Key>")[0]
        self.server.objects.pop(key, None)  # type: ignore[attr-defined]
        self._say(200, f"<DeleteResult><Deleted><Key>{key}</Key></Deleted></DeleteResult>".encode())

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).partition("/bucket/")[2]

    @property
    def _asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query, keep_blank_values=True)

    def _list(self) -> bytes:
        prefix = self._asked.get("prefix", [""])[0]
        since: datetime = self.server.since  # type: ignore[attr-defined]
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>{since:%Y-%m-%dT%H:%M:%S.000Z}</LastModified>"
            f'<ETag>"1"</ETag><Size>{len(content)}</Size><StorageClass>STANDARD</StorageClass></Contents>'
            for key, content in self.server.objects.items()  # type: ignore[attr-defined]
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>".encode()

    def _is_refused(self) -> bool:
        status = self.server.status  # type: ignore[attr-defined]
        is_signed = "Credential=the-key-id/" in self.headers.get("Authorization", "")
        if is_signed and not status:
            return False
        self._say(status or 403, b"<Error><Code>Refused</Code></Error>")
        return True

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


STAMPS = {"ETag": '"1"', "Last_Modified": "Wed, 18 Nov 2026 12:00:00 GMT"}


@contextmanager
def bucket() -> Iterator[Any]:
    """A bucket; `address` is that of a store in it, `objects` what it holds, `status` what it answers instead of the truth."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Bucket)
    server.daemon_threads = True
    server.objects, server.status, server.since = {}, 0, datetime(2026, 11, 1, tzinfo=UTC)
    endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    server.address = f"s3://bucket/csaleads/files?endpoint={endpoint}&region=eu-west-2"
    with _running(server):
        yield server


@contextmanager
def _running(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
