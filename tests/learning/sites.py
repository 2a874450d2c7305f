"""Websites in the process, for the tests of links: each name is looked up as this machine, under the ports that were free."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Page = Callable[[str], tuple[int, str]]  # of a method: the status, and where it leads


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.do_HEAD()

    def do_HEAD(self) -> None:
        server: Any = self.server
        server.asked.append((self.command, self.headers["Host"], self.path))
        status, leads_to = server.pages.get(self.path, lambda method: (404, ""))(self.command)
        self.send_response(status)
        if leads_to:
            self.send_header("Location", leads_to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: Any) -> None:
        return


@contextmanager
def site(pages: dict[str, Page], *, tls: ssl.SSLContext | None = None) -> Iterator[Any]:
    """A website with these pages; `asked` is what it was asked for, `port` where it listens."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.pages, server.asked, server.port = pages, [], server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def always(status: int, leads_to: str = "") -> Page:
    """A page that answers so, however it is asked."""
    return lambda method: (status, leads_to)


def certificate_for(host: str, folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server of that name shows, signed by itself, and the file by which it is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    trusted, whole = folder / "trusted.pem", folder / "server.pem"
    trusted.write_bytes(pem)
    whole.write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(whole)
    return context, trusted
