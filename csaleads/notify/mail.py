"""A mail as it goes out, and the two ways out: an SMTP server, or a folder where none is configured."""

import os
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS_TO_ANSWER = 30
LONGEST_SUBJECT = 150
BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class CannotBeMailed(Exception):
    """No server will ever take this mail: the address is none, or was refused for good."""


@dataclass(frozen=True)
class Letter:
    """Everything that a mail says. `key` makes its Message-ID: the same key is the same mail."""

    key: str
    created_at: datetime
    to_name: str
    to_email: str
    subject: str
    body: str


class Carrier(Protocol):
    """A way out."""

    def send(self, mail: EmailMessage) -> None: ...


def compose(letter: Letter, *, sender: str, host: str) -> EmailMessage:
    """The mail with its headers. A line break in a name, an address or a subject cannot begin a header of its own.

    Raises CannotBeMailed where the address is not one.
    """
    sender_name, sender_email = parseaddr(sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender_name, sender_email)
    mail["To"] = _address(letter.to_name, letter.to_email)
    mail["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT]
    mail["Date"] = format_datetime(letter.created_at)
    mail["Message-ID"] = f"<{letter.key}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    mail["Content-Language"] = "en-GB"  # after the content, which brings Content headers of its own
    return mail


def one_line(text: str) -> str:
    """`text` without control characters and line breaks."""
    return " ".join(BREAKS.sub(" ", text).split())


def _address(name: str, email: str) -> Address:
    try:
        return Address(display_name=one_line(name), addr_spec=email)
    except (ValueError, IndexError) as error:
        raise CannotBeMailed("the address is not one") from error


@dataclass(frozen=True)
class SmtpServer:
    """Where mail is handed over: `smtp://user:password@host:587?starttls=1`, or `smtps://…` with TLS from the start."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    uses_tls: bool = False
    starts_tls: bool = False

    def __repr__(self) -> str:  # the password never reaches a log
        return f"SmtpServer({self.host}:{self.port})"

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """Reads CSALEADS_SMTP_URL; raises ValueError, without the address in it, where it cannot be read."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("CSALEADS_SMTP_URL must look like smtp://user:password@host:587?starttls=1")
        starts_tls = parse_qs(parts.query).get("starttls", ["0"])[0] in ("1", "true", "yes")
        uses_tls = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if uses_tls else 587 if starts_tls else 25),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            uses_tls=uses_tls,
            starts_tls=starts_tls and not uses_tls,
        )


class SmtpCarrier:
    """Hands mails to one connection to a server."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        self.connection = connection

    def send(self, mail: EmailMessage) -> None:
        try:
            self.connection.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            if codes and min(codes) >= 500:
                raise CannotBeMailed("the server refuses the address for good") from refused
            raise


class FolderCarrier:
    """Leaves mails as files that only their owner may read. The same mail is the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: EmailMessage) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        draft, final = self.folder / f".{name}.{os.getpid()}.part", self.folder / f"{name}.eml"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(mail.as_bytes())
        draft.replace(final)


@contextmanager
def open_carrier(smtp_url: str, mail_folder: str) -> Iterator[Carrier]:
    """The way out that the settings name, open until the end of the block."""
    if not smtp_url:
        yield FolderCarrier(Path(mail_folder))
        return
    connection = _connect(SmtpServer.from_url(smtp_url))
    try:
        yield SmtpCarrier(connection)
    finally:
        _leave(connection)


def _connect(server: SmtpServer) -> smtplib.SMTP:
    """A connection that is encrypted and signed in as the settings want it; closed again where that fails."""
    context = ssl.create_default_context()
    if server.uses_tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS_TO_ANSWER, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS_TO_ANSWER)
    try:
        if server.starts_tls:
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
    except (OSError, smtplib.SMTPException):
        connection.close()
        raise
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    try:
        connection.quit()
    except (OSError, smtplib.SMTPException):
        connection.close()
