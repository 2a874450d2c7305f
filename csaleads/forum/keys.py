"""The key under which what somebody writes in one form is screened: the same however often the form comes back.

And the key by which a form that is sent twice is carried out once: where it is sent without a name, nothing that is kept of it
says whose it was.
"""

from uuid import UUID

from csaleads.access.viewer import SYSTEM_PERSON_ID, Viewer
from csaleads.core import once


def key_of(viewer: Viewer, once_key: str) -> UUID:
    """The key of the form that carries `once_key`, sent by the viewer."""
    return once.uuid_of(once_key, person_id=viewer.person_id)


def claim(viewer: Viewer, once_key: str, *, is_anonymous: bool) -> str | None:
    """As `once.claim`; a form without a name is claimed for csaleads, by a key from which nobody can tell whose it was."""
    if not is_anonymous:
        return once.claim(once_key, person_id=viewer.person_id)
    return once.claim(key_of(viewer, once_key).hex if once_key else "", person_id=SYSTEM_PERSON_ID)
