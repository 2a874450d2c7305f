"""Asking a website whether a link still opens. Only public addresses are ever asked: what somebody typed as a link must not
make csaleads knock at machines of its own network.

The name of a site is looked up once, each answer is looked at, and then that very address is asked: a name that changes its
meaning between the two gains nothing. A redirection is a link like any other.
"""

import socket
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError, LocationValueError

from csaleads.learning.material_models import LinkOutcome

Address = IPv4Address | IPv6Address
LookUp = Callable[[str, int], Collection[str]]

PORTS = {"http": 80, "https": 443}
UNICAST = ip_network(
    "2000::/3"
)  # all that version 6 has given out; elsewhere version 4 hides in more than one disguise
NEVER = (
    ip_network("168.63.129.16/32"),  # where Azure answers its own machines, though the address is public
    ip_network("192.0.0.0/24"),  # for protocols
    ip_network("192.88.99.0/24"),
    ip_network("2001::/32"),  # addresses of version 4 in disguise
    ip_network("2002::/16"),
)
CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
MOST_SECONDS = 25.0  # for a link with all its redirections
MOST_REDIRECTIONS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
HEADERS = {"User-Agent": "csaleads-link-check/1.0", "Accept": "*/*"}


class Answer(NamedTuple):
    """What became of asking, and the status of the last answer where there was one."""

    outcome: LinkOutcome
    status: int | None = None


class NotPublic(Exception):
    """The link leads where csaleads does not ask."""


def is_public(text: str) -> bool:
    """Whether the address is one that anybody on the internet may reach; everything else is somebody's own network."""
    address: Address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return (
        address.is_global
        and not address.is_multicast
        and (address.version == 4 or address in UNICAST)
        and not any(address.version == net.version and address in net for net in NEVER)
    )


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def ask(link: str, *, look_up: LookUp = look_up) -> Answer:
    """What the website says to `link`. Never raises for what a website does; takes MOST_SECONDS and one answer more at most."""
    ends = monotonic() + MOST_SECONDS
    status = None
    try:
        for _ in range(MOST_REDIRECTIONS + 1):
            status, leads_to = _answer(link, look_up)
            if leads_to is None:
                return Answer(_meaning(status), status)
            if monotonic() > ends:
                break
            link = urljoin(link, leads_to)
    except NotPublic:
        return Answer(LinkOutcome.NOT_ASKED)
    except (HTTPError, OSError, UnicodeError, ValueError):
        return Answer(LinkOutcome.NO_ANSWER)
    return Answer(LinkOutcome.NO_ANSWER, status)


def _meaning(status: int) -> LinkOutcome:
    if status < 400:
        return LinkOutcome.WORKS
    if status in GONE:
        return LinkOutcome.GONE
    return LinkOutcome.NO_ANSWER if status >= 500 else LinkOutcome.UNSURE


def _answer(link: str, look_up: LookUp) -> tuple[int, str | None]:
    """(status, where it leads). Asked for the head alone first; a site that does not like that is asked for the page."""
    parts = urlsplit(link)
    address = _address_of(parts, look_up)
    status, leads_to = _request("HEAD", parts, address)
    if status >= 400:
        status, leads_to = _request("GET", parts, address)
    return status, leads_to


def _address_of(parts: SplitResult, look_up: LookUp) -> str:
    """The address that is asked; NotPublic where any address of the name is not, or the link leads elsewhere than to pages."""
    port = PORTS.get(parts.scheme)
    if port is None or "@" in parts.netloc or (parts.port or port) != port:
        raise NotPublic
    host = _host_of(parts)
    if not host:
        raise LocationValueError
    addresses = look_up(host, port)
    if not addresses or not all(is_public(address) for address in addresses):
        raise NotPublic
    return next(iter(addresses))


def _host_of(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return host if ":" in host else host.encode("idna").decode("ascii")


def _request(method: str, parts: SplitResult, address: str) -> tuple[int, str | None]:
    """One request to `address` in the name of the host. Nothing of the page is read."""
    host, port = _host_of(parts), PORTS[parts.scheme]
    timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    pool = (
        HTTPSConnectionPool(address, port, timeout=timeout, server_hostname=host, assert_hostname=host)
        if parts.scheme == "https"
        else HTTPConnectionPool(address, port, timeout=timeout)
    )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with pool:
        answer = pool.request(
            method,
            target,
            headers=HEADERS | {"Host": f"[{host}]" if ":" in host else host},
            redirect=False,
            retries=False,
            preload_content=False,
            assert_same_host=False,
        )
        try:
            location = answer.headers.get("Location") if answer.status in MOVED else None
            return answer.status, location
        finally:
            answer.close()
