"""Choices that several forms of this room offer."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.learning import queries as topics
from csaleads.learning.models import TRACK_LABELS


def topic_choices(viewer: Viewer) -> list[tuple[UUID, str]]:
    """The topics of the curriculum, each with its track. One statement."""
    listed = topics.list_topics(viewer)
    return [(topic.id, f"{topic.title} ({TRACK_LABELS[topic.track].lower()})") for topic in listed]
