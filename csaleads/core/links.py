"""Where a link that a person typed may lead: to http, https and mailto, and from a post also to what of our own has an
address that stays: a resource, and what stands in the network. Everything else of ours is reached by our own pages alone."""

import re
import unicodedata
from uuid import UUID

from flask import current_app, has_app_context

_UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
MAY_LEAD_TO = re.compile(r"(https?://|mailto:)[^/\s]", re.IGNORECASE)
AUTHORITY = re.compile(
    r"https?://(?P<host>[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_.])?)(?::(?P<port>[0-9]{1,5}))?(?=[/?#]|\Z)",
    re.IGNORECASE | re.ASCII,
)
DOTTED = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}")
HIGHEST_PORT = 65_535
RESOURCE = re.compile(rf"/learning/resources/({_UUID})/?(?:[?#].*)?")
LINKED = re.compile(rf"/learning/resources/{_UUID}(?![0-9a-zA-Z-])")
NETWORK = re.compile(r"/network(?:/[A-Za-z0-9_-]+)+(?:\?page=[0-9]{1,6})?(?:#[A-Za-z0-9_-]+)?")
OWN_PATHS = re.compile(rf"/learning/resources/{_UUID}|{NETWORK.pattern}")


def may_lead_to(address: str) -> bool:
    """Whether `address` leads out by a scheme that is allowed. What the scheme leads to is not judged."""
    return MAY_LEAD_TO.match(address) is not None


def leads_out_of_post(address: str) -> bool:
    """The same for a post, and that a browser can read it: a host that can be one, and no name in front of it that misleads."""
    if not may_lead_to(address):
        return False
    if address[:4].lower() != "http":
        return True
    found = AUTHORITY.match(address)
    return (
        found is not None and _can_be_host(found["host"].lower()) and int(found["port"] or 0) <= HIGHEST_PORT
    )


def _can_be_host(host: str) -> bool:
    *_, last = labels = host.removesuffix(".").split(".")
    if last[:1].isdigit() and (last.isdigit() or last.startswith("0x")):
        return DOTTED.fullmatch(host) is not None and all(int(label) < 256 for label in labels)
    return all(labels) and all(_can_be_label(label) for label in labels if label.startswith("xn--"))


def _can_be_label(label: str) -> bool:
    try:
        name = label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return False
    return (
        name == unicodedata.normalize("NFC", name.lower())
        and name.replace("-", "").isalnum()
        and not name.isascii()
    )


def own_path(address: str, site: str) -> str | None:
    """The path of `address` where it is one of ours that a post may lead to, given with or without `site`; else None.

    A resource loses what was asked of its page (`?from=…`), so that it is the same address wherever it was copied.
    """
    path = address.removeprefix(site) if site and address.startswith(f"{site}/") else address
    resource = resource_at(path)
    if resource is not None:
        return f"/learning/resources/{resource}"
    return path if NETWORK.fullmatch(path) else None


def resource_at(path: str) -> UUID | None:
    """The id of the resource whose page has this path."""
    found = RESOURCE.fullmatch(path)
    return UUID(found[1]) if found else None


def resources_linked_in(text: str, site: str) -> frozenset[str]:
    """The addresses of resources of ours that stand in `text`, as they are typed, with `site` before them or without."""
    return frozenset(
        f"{site}{found[0]}" if site and text.endswith(site, 0, found.start()) else found[0]
        for found in LINKED.finditer(text)
    )


def our_site() -> str:
    """https://csaleads.example.org: where people reach this service, as it is set; nothing outside of the application."""
    return str(current_app.config["PUBLIC_URL"]) if has_app_context() else ""
