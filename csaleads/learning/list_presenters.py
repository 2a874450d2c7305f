"""What lists of resources say: each line, the ways into learning, what filters offer and ask for. For the rooms above too."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for

from csaleads.access.viewer import Viewer
from csaleads.core.forms import Choice, CsaForm
from csaleads.learning import further_views
from csaleads.learning.line_queries import ResourceLine
from csaleads.learning.models import Audience, ResourceState, Track
from csaleads.learning.presenters import NETWORK_PLACE, STATE_TONES, Badge, length_words
from csaleads.learning.queries import TopicLine
from csaleads.learning.resource_queries import TopicName

MANY = 4096


class ShownLine(NamedTuple):
    """A resource as a table shows it."""

    id: UUID
    title: str
    kind: str
    level: str
    length: str
    topic: str
    origin: str
    approved: str
    credit: str
    badges: tuple[Badge, ...]


@lru_cache(maxsize=MANY)
def shown_line(line: ResourceLine) -> ShownLine:
    """The words of a line; the same line is worked out once."""
    return ShownLine(
        line.id,
        line.title,
        line.kind.label,
        line.level.label,
        length_words(line.minutes) if line.minutes else "",
        line.topic_title,
        line.lender_name or line.area_name or "Network",
        approved_words(line),
        line.credit,
        _badges(line),
    )


def approved_words(line: ResourceLine) -> str:
    """Who approved it, and for whom; nothing for what is not approved."""
    if line.state is not ResourceState.APPROVED:
        return ""
    if line.is_for_network:
        return "Approved by the programme team for every area"
    return f"Approved by {line.lender_name or line.area_name}"


def _badges(line: ResourceLine) -> tuple[Badge, ...]:
    found = (
        (line.is_new, ("New", "active")),
        (line.is_read, ("Read", "good")),
        (line.is_later, ("Read later", "waiting")),
        (line.is_favourite, ("Favourite", "active")),
        (line.state is not ResourceState.APPROVED, (line.state.label, STATE_TONES.get(line.state, "plain"))),
        (line.is_stale, ("Due to be checked", "attention")),
        (line.audience is Audience.LEADS, ("For leads", "plain")),
        (line.is_heavy, ("Content note", "plain")),
        (not line.is_verified, ("Not verified", "plain")),
        (bool(line.lender_name), ("Shared with us", "active")),
    )
    return tuple(badge for applies, badge in found if applies)


def topic_choices(topics: Iterable[TopicName | TopicLine]) -> list[Choice]:
    """The topics to choose from; those of the third sector say so, for some titles are in both tracks."""
    third = {Track.THIRD_SECTOR: " (third sector)"}
    return [Choice(str(topic.id), f"{topic.title}{third.get(topic.track, '')}") for topic in topics]


def origin_choices(places: Iterable[tuple[int, str]]) -> list[Choice]:
    """Where resources are from: the network, and areas by (id, name)."""
    return [Choice(NETWORK_PLACE, "The network"), *(Choice(str(key), name) for key, name in places)]


def narrowed(form: CsaForm) -> dict[str, Any]:
    """What any filter of resources asks for, by the names of a Narrowing; a value that is no choice asks for nothing."""
    chosen: dict[str, Any] = {each.short_name: each.data for each in form if each.data and not each.errors}
    area, state = str(chosen.get("area", "")), str(chosen.get("state", ""))
    return {
        "state": ResourceState(state) if state in ("draft", "archived") else ResourceState.APPROVED,
        "topic_id": chosen.get("topic"),
        "kind": chosen.get("kind"),
        "level": chosen.get("level"),
        "audience": chosen.get("audience"),
        "area_id": int(area) if area.isdigit() else None,
        "is_network": area == NETWORK_PLACE,
    }


def views(viewer: Viewer, here: str) -> list[tuple[str, str, bool]]:
    """The ways into learning, the one that is shown marked, and beside them those of rooms above."""
    places = [
        ("Topics", "learning.topics"),
        ("All resources", "learning.resources"),
        ("Saved by you", "learning.saved"),
        *((view.label, view.endpoint) for view in further_views.shown_to(viewer)),
    ]
    return [(label, url_for(endpoint), endpoint == here) for label, endpoint in places]
