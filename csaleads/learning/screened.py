"""What screening asks of this room: what is written about the field names no child either."""

from uuid import UUID

from csaleads.screening.service import Subject

TOPIC = "topic"


def topic_subject(topic_id: UUID) -> Subject:
    """A topic, which belongs to the network, as what its texts belong to."""
    return Subject(TOPIC, topic_id, None)
