"""Addresses of what is one's own and may be anonymous: they open to their reader alone, and name no post and no act.

An address may be kept beside a person's id: with a form that is held until they sign in again, or in the log of a server.
"""

import base64
import binascii

from csaleads.access.viewer import Viewer
from csaleads.core.encryption import CannotOpen, open_text, seal_text
from csaleads.core.errors import NotFound

POST, ACT = "post", "act"


def link_to(viewer: Viewer, kind: str, row_id: int) -> str:
    """A word for an address that stands for the row, for that viewer; another one each time."""
    sealed = seal_text(str(row_id), _bound_to(viewer, kind))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def opened(viewer: Viewer, kind: str, link: str) -> int:
    """The id of the row; NotFound for everybody but whom the address was made for."""
    try:
        sealed = base64.urlsafe_b64decode(link + "=" * (-len(link) % 4))
        return int(open_text(sealed, _bound_to(viewer, kind)))
    except (CannotOpen, binascii.Error, ValueError):
        raise NotFound(kind) from None


def _bound_to(viewer: Viewer, kind: str) -> str:
    return f"forum:own:{kind}:{viewer.person_id}"
