"""What screening asks of this room: what is written about the field names no child either."""

from collections.abc import Collection, Mapping
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

TOPIC = "topic"
RESOURCE = "resource"


def topic_subject(topic_id: UUID) -> Subject:
    """A topic, which belongs to the network, as what its texts belong to."""
    return Subject(TOPIC, topic_id, None)


def resource_subject(resource_id: UUID, area_id: int | None) -> Subject:
    """A resource of an area, or of the network."""
    return Subject(RESOURCE, resource_id, area_id)


def names_of(viewer: Viewer | None, resource_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """Resources lie open to all of their area who look at what was kept: each is called so, and found at its page."""
    return {
        resource_id: Named("Resource", f"/learning/resources/{resource_id}") for resource_id in resource_ids
    }


screening.register_namer(RESOURCE, names_of)
