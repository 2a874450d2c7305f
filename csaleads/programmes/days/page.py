"""What the pages about learning days share: the cohort that the viewer runs, and where to go next."""

from datetime import date, timedelta

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.date_fields import DateParts
from csaleads.core.errors import WrongState
from csaleads.programmes import policy, queries
from csaleads.programmes.queries import CohortView
from csaleads.programmes.wording import cohort_refusal

FURTHEST = timedelta(days=5 * 365)
LONG_PAST = timedelta(days=365)
RUNS = (Permission.RUN_COHORTS, Permission.RUN_COHORTS_OF_AREA)


def within_years(field: DateParts, *known: date) -> None:
    """A mistyped year is told: only dates of the last year and the next five are taken, and what is `known` already."""
    field.earliest = min([clock.today() - LONG_PAST, *known])
    field.latest = max([clock.today() + FURTHEST, *known])


def run_by_viewer(cohort_id: int) -> CohortView:
    cohort = queries.get_cohort(viewer(), cohort_id)
    policy.require_run(viewer(), cohort)
    return cohort


def page_of_days(cohort_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.show", cohort_id=cohort_id, _anchor="days"))


def page_of_day(cohort_id: int, day_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.day", cohort_id=cohort_id, day_id=day_id))


def refused_at(cohort_id: int, refused: WrongState) -> ResponseReturnValue:
    planned = refused.state == "planned" and refused.verb == "plan_days"
    flash(
        "The days are planned already. Change them one by one."
        if planned
        else cohort_refusal(refused.verb, refused.state),
        "info",
    )
    return page_of_days(cohort_id)
