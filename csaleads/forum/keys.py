"""The key under which what somebody writes in one form is screened: the same however often the form comes back."""

from uuid import UUID, uuid5

from csaleads.access.viewer import Viewer

OF_PERSON = UUID("5bb9b1d4-5a53-4d8e-9f0e-0f4d1f9e2a77")  # the name space of these keys


def key_of(viewer: Viewer, once_key: str) -> UUID:
    """The key of the form that carries `once_key`, sent by the viewer."""
    return uuid5(OF_PERSON, f"{viewer.person_id} {once_key}")
