"""What this room's pages say, made ready from rows."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from csaleads.access.viewer import Viewer
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.core.formatting import plural, uk_date
from csaleads.core.forms import Choice
from csaleads.learning import policy
from csaleads.learning.models import TRACK_LABELS, Audience, ResourceState, Track
from csaleads.learning.queries import EditionLine, TopicLine
from csaleads.learning.resource_queries import ResourceView

Badge = tuple[str, str]  # what it says, and the tone of its tag
STATE_TONES = {ResourceState.DRAFT: "plain", ResourceState.ARCHIVED: "over"}
NETWORK_PLACE = "network"

LINK = Markup('<a class="govuk-link" href="{}">{}</a>')
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


def edition_entries(
    editions: Sequence[EditionLine], files: Mapping[int, tuple[str, str]]
) -> list[dict[str, object]]:
    """The editions for a timeline, the newest first, each with the link to its file where it has one."""
    newest = editions[0].number if editions else 0
    return [
        {
            "title": f"Edition {edition.number}{', as it reads now' if edition.number == newest else ''}",
            "by": edition.made_by or SHIPPED,
            "at": edition.made_at,
            "text": LINK.format(*files[edition.number]) if edition.number in files else "",
        }
        for edition in editions
    ]


def edition_choices(editions: Sequence[EditionLine]) -> list[tuple[int, str]]:
    """The editions to choose from where two are compared."""
    return [(edition.number, f"Edition {edition.number}") for edition in editions]


class Act(NamedTuple):
    """Something that the viewer may do to a resource by one button, and what it does."""

    endpoint: str
    label: str
    explained: str
    style: str = "secondary"


ACTS = (
    (
        "approve",
        Act("learning.approve", "Approve it", "Those for whom it is meant find it at once.", "primary"),
    ),
    (
        "approve_for_network",
        Act(
            "learning.approve_for_network",
            "Approve it for every area",
            "Everybody in the network for whom it is meant finds it.",
        ),
    ),
    (
        "check",
        Act(
            "learning.check",
            "It is still right",
            "You have opened it and read this page. It is due again in a year.",
        ),
    ),
    (
        "take_from_network",
        Act("learning.take_from_network", "Take it back to its area", "Other areas do not find it any more."),
    ),
    (
        "archive",
        Act(
            "learning.archive", "Archive it", "Colleagues do not find it any more. It can be taken up again."
        ),
    ),
    (
        "reopen",
        Act(
            "learning.reopen",
            "Take it up again",
            "It is a draft again, to be changed and approved.",
            "primary",
        ),
    ),
)


def acts_for(viewer: Viewer, shown: ResourceView) -> list[Act]:
    """What the viewer may do to it now."""
    return [act for verb, act in ACTS if policy.can_do(viewer, shown.facts, verb)]


def badges_of(shown: ResourceView) -> list[Badge]:
    """What stands out about it."""
    badges: list[Badge] = []
    if shown.facts.state in STATE_TONES:
        badges.append((shown.facts.state.label, STATE_TONES[shown.facts.state]))
    if shown.facts.audience is Audience.LEADS:
        badges.append(("For Practice Leads", "active"))
    if shown.is_stale:
        badges.append(("Due to be checked", "attention"))
    if not shown.content.is_verified:
        badges.append(("Not verified", "waiting"))
    return badges


def facts_for_page(shown: ResourceView) -> list[dict[str, Any] | None]:
    """The rows of the summary on its page."""
    said = shown.content
    return [
        {"key": "Level", "value": said.level.label},
        {"key": "Length", "value": length_words(said.minutes)} if said.minutes else None,
        {"key": "Captions or transcript", "value": "Yes"} if said.has_captions else None,
        {
            "key": "Transcript",
            "value": "To read",
            "href": said.transcript,
            "action": "Open",
            "about": "the transcript",
        }
        if said.transcript
        else None,
        {"key": "Published by", "value": origin_words(said.publisher, said.year)}
        if said.publisher or said.year
        else None,
        {"key": "Licence", "value": said.licence} if said.licence else None,
        {"key": "How to cite it", "value": said.cite} if said.cite else None,
        {"key": "From", "value": shown.lender_name or shown.area_name or "The network"},
        {"key": "May leave the area", "value": "Yes" if said.may_leave else "No"}
        if shown.area_name and not shown.lender_name
        else None,
        {"key": "Found by", "value": reach_words(shown)},
        {"key": "Approved by", "value": approval_words(shown)} if shown.approved_at else None,
        {"key": "Looked after by", "value": shown.owner_name or shown.lender_name or "The programme team"},
        {"key": "To be checked by", "value": uk_date(said.review_by, "long")},
    ]


def approval_words(shown: ResourceView) -> str:
    """Who approved it for whom, and when: for the area, and for every area where the programme team did."""
    if shown.lender_name:
        return shown.lender_name
    lines = []
    if shown.area_name and shown.approved_at:
        by = f"{shown.approved_by}, " if shown.approved_by else ""
        lines.append(f"For {shown.area_name}: {by}{uk_date(shown.approved_at, 'long')}")
    if shown.network_at:
        by = f"{shown.network_by} of the programme team" if shown.network_by else SHIPPED
        lines.append(f"For every area: {by}, {uk_date(shown.network_at, 'long')}")
    return "\n".join(lines)


def reach_words(shown: ResourceView) -> str:
    """Who finds it now."""
    if shown.facts.state is not ResourceState.APPROVED:
        return f"Those who add resources in {shown.area_name}" if shown.area_name else "The programme team"
    is_for_leads = shown.facts.audience is Audience.LEADS
    if shown.facts.is_for_network:
        return "Practice Leads and coordinators of every area" if is_for_leads else "All staff of every area"
    whom = "Practice Leads and the coordinator" if is_for_leads else "All staff"
    return f"{whom} of {shown.area_name}"


def length_words(minutes: int) -> str:
    """ "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [plural(hours, "hour")] if hours else []
    return " ".join([*parts, plural(rest, "minute")] if rest or not hours else parts)


def origin_words(publisher: str, year: int | None) -> str:
    """ "CSA Centre, 2023"."""
    return ", ".join(part for part in (publisher, str(year or "")) if part)


def place_value(place: int | None) -> str:
    """What a form sends for a place."""
    return NETWORK_PLACE if place is None else str(place)


def place_choices(viewer: Viewer, places: Collection[int | None]) -> list[Choice]:
    """The areas by name, and the network."""
    areas = viewer.area_names([place for place in places if place is not None])
    found = [Choice(str(area_id), name) for area_id, name in areas]
    return [*found, Choice(NETWORK_PLACE, "The whole network")] if None in places else found


def consequence_of_writing(viewer: Viewer, shown: ResourceView) -> str:
    """What saving does to approvals that stand."""
    if shown.facts.state is not ResourceState.APPROVED or shown.facts.area_id is None:
        return ""
    if policy.verb_of_writing(viewer, shown.facts) == "revise":
        return "When you save a change it is a draft again, until the coordinator of your area approves what it says then."
    if shown.facts.is_for_network:
        return "When you save a change only your area reads it, until the programme team approves what it says then."
    return ""


def refusal_words(refused: WrongState | ChangedMeanwhile) -> str:
    """Why something did not happen, and what to do."""
    if isinstance(refused, ChangedMeanwhile):
        return "It was changed in the meantime. Read what it says now, then decide again."
    return f"Nothing was done: the state of this resource is “{refused.state}” now."
