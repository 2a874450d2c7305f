"""From which list somebody came to a resource: they are led back to it as they had narrowed it down.

The address carries it (`?back=resources?kind=film`), through every page and button of the resource.
"""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode
from uuid import UUID

from flask import request

from csaleads.core.paging import address_at

NAME = "back"
LONGEST = 400
LISTS = {
    "resources": ("learning.resources", "Back to the list"),
    "saved": ("learning.saved", "Back to what you saved"),
    "topic": ("learning.topic", "Back to the topic"),
}
OF_ONE = {"topic": "topic_id"}  # a list of one thing: by which its address names it


class WayBack(NamedTuple):
    """A link back to a list."""

    href: str
    label: str


def mark_of(name: str, **of: UUID) -> str:
    """What the links of the list `name` carry behind their address, so that they lead back to the list as it is shown now.

    `of` names the thing whose list it is, where it is the list of one.
    """
    shown = request.query_string.decode("ascii", "ignore")
    query = "&".join(filter(None, (urlencode(of), shown)))
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
    asked = parse_qsl(query, max_num_fields=20)
    if name not in OF_ONE:
        return WayBack(address_at(endpoint, asked), label)
    key = OF_ONE[name]
    of = next((value for shown, value in asked if shown == key), "")
    if not _is_id(of):
        return None
    return WayBack(address_at(endpoint, [pair for pair in asked if pair[0] != key], **{key: of}), label)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _given() -> str:
    given = request.args.get(NAME, "")
    return given if len(given) <= LONGEST and given.count("&") < 20 else ""
