"""The navigation of a person: which rooms they have business in, by permission."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Flask, current_app, g, request, url_for
from flask_login import current_user

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.whereabouts import standing_at

P = Permission
FAILED = (
    "csaleads_failed"  # set in `g` where something of ours broke: the page then asks nothing of the database
)


@dataclass(frozen=True)
class Place:
    """A line of the navigation: where it leads, who sees it, and which endpoints count as being there.

    A name in `covers` that ends in a full stop or an underscore covers every endpoint that begins with it.
    """

    label: str
    endpoint: str
    any_of: frozenset[Permission]
    covers: tuple[str, ...] = ()


class Link(NamedTuple):
    """A place as one page shows it."""

    label: str
    href: str
    is_current: bool


PLACES = (
    Place("Today", "home.today", frozenset(P)),
    Place(
        "Ask for advice",
        "advice.start",
        frozenset({P.ASK_FOR_ADVICE}),
        (
            "advice.begin",
            "advice.step",
            "advice.save_step",
            "advice.check",
            "advice.identify",
            "advice.answer_findings",
            "advice.emergency",
        ),
    ),
    Place(
        "My requests",
        "advice.my_requests",
        frozenset({P.ASK_FOR_ADVICE}),
        (
            "advice.show",
            "advice.choose_slot",
            "advice.take_slot",
            "advice.booked",
            "advice.queued",
            "advice.ask_to_",
            "advice.cancel",
            "advice.withdraw",
        ),
    ),
    Place(
        "Clinics", "clinics.list_clinics", frozenset({P.SEE_CLINICS}), ("clinics.", "advice.running_order")
    ),
    Place("Queue", "advice.queue", frozenset({P.ANSWER_REQUESTS})),
    Place(
        "Records",
        "consultations.list_records",
        frozenset({P.WRITE_RECORDS, P.BREAK_GLASS}),
        ("consultations.", "screening.", "sharing."),
    ),
    Place(
        "Learning", "learning.topics", frozenset({P.READ_RESOURCES}), ("learning.", "lending.", "finding.")
    ),
    Place("Cohorts", "programmes.list_cohorts", frozenset({P.SEE_COHORTS}), ("programmes.",)),
    Place("Network", "forum.spaces", frozenset({P.USE_NETWORK}), ("network.", "forum.")),
    Place("CPD", "development.mine", frozenset({P.KEEP_CPD}), ("development.",)),
    Place("Slips", "slips.list_slips", frozenset({P.BREAK_GLASS}), ("slips.",)),
    Place(
        "Uptake",
        "insight.uptake",
        frozenset({P.SEE_OWN_UPTAKE, P.SEE_UPTAKE_OF_MANAGED, P.SEE_UPTAKE_OF_AREA, P.SEE_COUNTS_BY_AREA}),
    ),
    Place(
        "People",
        "accounts.people",
        frozenset({P.MANAGE_PEOPLE, P.MANAGE_COORDINATORS}),
        (
            "accounts.person",
            "accounts.team",
            "accounts.teams",
            "accounts.add_team",
            "accounts.rename_team",
            "accounts.area",
            "accounts.areas",
            "accounts.create_area",
            "accounts.create_area_send",
            "accounts.change_area",
            "accounts.invite",
            "accounts.invite_",
            "accounts.give_",
            "accounts.end_role",
            "accounts.end_role_send",
            "accounts.change_teams",
            "accounts.change_teams_send",
            "accounts.change_manager",
            "accounts.change_manager_send",
            "accounts.leave",
            "accounts.leave_send",
        ),
    ),
    Place("Words", "vocabulary.words", frozenset({P.TEACH_WORDS}), ("vocabulary.",)),
    Place(
        "Audit trail",
        "insight.audit_trail",
        frozenset({P.READ_AUDIT_OF_AREA, P.READ_AUDIT_OF_ALL}),
        ("insight.audit_", "insight.verify_audit"),
    ),
)


def install(app: Flask) -> None:
    """Give every template the viewer, their navigation and the name of the service."""

    @app.context_processor
    def chrome() -> dict[str, Any]:
        person = _viewer()
        return {
            "viewer": person,
            "navigation": links_for(person) if person else (),
            "service_name": "csaleads",
            "is_demonstration": current_app.config["IS_DEMONSTRATION"],
        }


def _viewer() -> Viewer | None:
    if g.get(FAILED):
        return None
    person: Viewer | None = current_user._get_current_object()
    return person if person and person.is_authenticated else None


def links_for(viewer: Viewer) -> Sequence[Link]:
    """The places that `viewer` may enter, in the order of the navigation."""
    return _links(viewer.permissions, standing_at(), request.script_root)


@lru_cache(maxsize=1024)
def _links(permissions: frozenset[Permission], here: str, mounted_at: str) -> tuple[Link, ...]:
    """The same for everybody with these permissions who is at the endpoint `here`: worked out once."""
    allowed = [
        place
        for place in PLACES
        if place.endpoint in current_app.view_functions and not place.any_of.isdisjoint(permissions)
    ]
    return tuple(Link(place.label, url_for(place.endpoint), _is_here(place, here)) for place in allowed)


def _is_here(place: Place, here: str) -> bool:
    return here == place.endpoint or any(
        here.startswith(name) if name.endswith((".", "_")) else here == name for name in place.covers
    )
