"""Today, and the pages about the service itself."""

from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import public, signed_in, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.home import (
    area_presenters,
    area_queries,
    clinic_presenters,
    development_presenters,
    development_queries,
    forum_presenters,
    learning_presenters,
    lending_presenters,
    own_presenters,
    programme_presenters,
    programme_queries,
    queries,
    sharing_presenters,
    sharing_queries,
    slip_presenters,
    waiting_queries,
)
from csaleads.home.kept_parts import part_of, whole
from csaleads.home.today import Today
from csaleads.slips import list_queries as slips

blueprint = Blueprint("home", __name__)

WEEK = timedelta(days=7)


@blueprint.get("/")
@signed_in
def today() -> ResponseReturnValue:
    """What needs the viewer now, whatever their roles, each with its one next step."""
    person = viewer()
    waiting = waiting_queries.find_waiting(person)
    page = whole(
        *_own_work(person),
        part_of(own_presenters.present_unwritten, waiting.unwritten),
        part_of(learning_presenters.present_learning, waiting.learning),
        part_of(lending_presenters.present_lending, waiting.lending),
        part_of(area_presenters.present_kept, waiting.kept_exceptions),
        part_of(forum_presenters.present_network, waiting.network),
        part_of(forum_presenters.present_moderation, waiting.moderating),
        part_of(sharing_presenters.present_themes, waiting.themes),
        *_work_of_others(person),
        part_of(programme_presenters.present_cohorts, programme_queries.find_news(person)),
        part_of(development_presenters.present_development, development_queries.find_news(person)),
    )
    return render_template(
        "home/today.html",
        first_name=person.first_name,
        date=clock.today(),
        today=page,
        next_step=_likely_step(person),
    )


def _own_work(person: Viewer) -> Iterator[Today]:
    if person.can(Permission.ASK_FOR_ADVICE):
        yield part_of(own_presenters.present_requests, *queries.list_open_requests(person))
        yield part_of(own_presenters.present_records, *queries.list_open_records(person))
        yield part_of(slip_presenters.present_slips, *slips.list_open_slips(person))
    if person.can(Permission.RUN_CLINICS):
        yield part_of(clinic_presenters.present_clinics, *queries.list_leads_clinics(person))


def _work_of_others(person: Viewer) -> Iterator[Today]:
    if person.can(Permission.REVIEW_FOR_LEARNING):
        yield part_of(sharing_presenters.present_sharing, *sharing_queries.list_open_versions(person))
    if person.can(Permission.ANSWER_REQUESTS) or person.can(Permission.SEE_UPTAKE_OF_AREA):
        answers_in = tuple(person.areas_with(Permission.ANSWER_REQUESTS))
        yield part_of(area_presenters.present_queues, answers_in, *area_queries.list_queues(person))
    if person.can(Permission.SEE_UPTAKE_OF_MANAGED):
        yield part_of(area_presenters.present_managed, *area_queries.list_managed_leads(person))
    if person.can(Permission.SEE_UPTAKE_OF_AREA):
        first = (clock.today().replace(day=1) + timedelta(days=32)).replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
        month = (clock.start_of_day(first), clock.start_of_day(after))
        needs = area_queries.list_area_needs(person, month=month)
        yield part_of(area_presenters.present_areas, first, *needs)
    if person.can(Permission.SEE_COUNTS_BY_AREA):
        yield part_of(area_presenters.present_quiet_areas, *area_queries.list_quiet_areas())
    if person.can(Permission.READ_AUDIT_OF_ALL):
        yield part_of(area_presenters.present_trail, area_queries.count_events_since(clock.now() - WEEK))


def _likely_step(person: Viewer) -> tuple[str, str, str]:
    """What an empty page offers: a sentence, an address and its label."""
    if person.can(Permission.RUN_CLINICS):
        return (
            "When a colleague books with you or a record waits for you, it is here.",
            url_for("clinics.list_clinics"),
            "See your clinics",
        )
    if person.can(Permission.ASK_FOR_ADVICE):
        return (
            "When a case worries you, a Practice Lead is there to think it through with you.",
            url_for("advice.start"),
            "Ask for advice",
        )
    if person.can(Permission.SEE_COUNTS_BY_AREA):
        return ("Every area has clinics.", url_for("insight.uptake"), "See the counts by area")
    if person.can(Permission.READ_AUDIT_OF_ALL):
        return (
            "You can read the audit trail and check that it is whole.",
            url_for("insight.audit_trail"),
            "Open the audit trail",
        )
    return (
        "You have no role in an area yet. Ask the coordinator of your area for one.",
        url_for("home.help"),
        "Read how csaleads works",
    )


@blueprint.get("/help")
@public
def help() -> ResponseReturnValue:  # noqa: A001 - the address says what it is
    """How csaleads works, in questions."""
    return render_template("home/help.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("home/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """What is kept about whom, who sees it, and for how long."""
    return render_template("home/privacy.html")
