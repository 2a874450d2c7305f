"""From which list somebody came to a resource: they are led back to it as they had narrowed it down.

The address carries it (`?back=resources?kind=film`), through every page and button of the resource.
"""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote

from flask import request

from csaleads.core.paging import address_at

NAME = "back"
LONGEST = 400
LISTS = {
    "resources": ("learning.resources", "Back to the list"),
    "saved": ("learning.saved", "Back to what you saved"),
}


class WayBack(NamedTuple):
    """A link back to a list."""

    href: str
    label: str


def mark_of(name: str) -> str:
    """What the links of the list `name` carry behind their address, so that they lead back to the list as it is shown now."""
    query = request.query_string.decode("ascii", "ignore")
    return f"?{NAME}={quote(f'{name}?{query}' if query else name)}"


def carried() -> dict[str, Any]:
    """For `url_for`: what the addresses of the resource carry on, nothing where its reader came from no list."""
    return {NAME: _given()} if find_way_back() else {}


def find_way_back() -> WayBack | None:
    """The way back to the list, or None where the reader came from none."""
    name, _, query = _given().partition("?")
    if name not in LISTS:
        return None
    endpoint, label = LISTS[name]
    return WayBack(address_at(endpoint, parse_qsl(query, max_num_fields=20)), label)


def _given() -> str:
    given = request.args.get(NAME, "")
    return given if len(given) <= LONGEST and given.count("&") < 20 else ""
