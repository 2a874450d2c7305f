"""What this room's pages say, made ready from rows."""

from collections.abc import Sequence

from csaleads.learning.models import TRACK_LABELS, Track
from csaleads.learning.queries import EditionLine, TopicLine

SHIPPED = "csaleads, as it came"
INTRODUCTIONS = {
    Track.SOCIAL_WORK: "For social workers who become Practice Leads, and for everybody whom they advise.",
    Track.THIRD_SECTOR: "For people in charities and community organisations who support children, families and survivors.",
}


def by_track(topics: Sequence[TopicLine]) -> list[tuple[Track, str, list[TopicLine]]]:
    """(track, for whom it is, its topics) in the order in which tracks are shown."""
    return [
        (track, INTRODUCTIONS[track], [topic for topic in topics if topic.track is track])
        for track in TRACK_LABELS
    ]


def edition_entries(editions: Sequence[EditionLine]) -> list[dict[str, object]]:
    """The editions for a timeline, the newest first."""
    newest = editions[0].number if editions else 0
    return [
        {
            "title": f"Edition {edition.number}{', as it reads now' if edition.number == newest else ''}",
            "by": edition.made_by or SHIPPED,
            "at": edition.made_at,
        }
        for edition in editions
    ]


def edition_choices(editions: Sequence[EditionLine]) -> list[tuple[int, str]]:
    """The editions to choose from where two are compared."""
    return [(edition.number, f"Edition {edition.number}") for edition in editions]
