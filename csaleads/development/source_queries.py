"""What somebody did here that could become an entry of their CPD, and is none yet: days, resources, clinics, shadowing, support
sessions.

Everything is of the viewer's own, and of resources only what they still see.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, union_all

from csaleads.access.viewer import Viewer
from csaleads.clinics.models import Clinic
from csaleads.core import clock
from csaleads.core.paging import Page
from csaleads.core.statements import Query, Statement, and_total, one
from csaleads.development import done_queries, policy
from csaleads.development.models import EntryKind, Shadowing
from csaleads.development.sources import SOURCE_OF, Source
from csaleads.development.years import CpdYear
from csaleads.forum.gatherings.models import Gathering
from csaleads.learning.models import Resource
from csaleads.learning.scope_queries import Sight, sight_of
from csaleads.programmes.models import LearningDay

ROWS = 25


@dataclass(frozen=True)
class Suggestion:
    """Something done here that can become an entry. `title` is empty where the kind and the day say it all."""

    source: Source
    done_on: date
    title: str
    publisher: str
    topic_id: UUID | None


def list_suggestions(viewer: Viewer, year: CpdYear, *, page: int, rows: int = ROWS) -> Page[Suggestion]:
    """A page of what the viewer did in the year and neither wrote down nor left out, the latest first. One statement."""
    policy.require_keeper(viewer)
    sight, values = _asked(viewer, year.first_day, year.last_day)
    found, total = _suggestions.found(sight, None, **values, limit=rows, offset=(page - 1) * rows).page(
        page, lambda: _count.scalar(sight, **values)
    )
    return Page(found.made(_suggestion), page, total, rows)


def find_suggestion(viewer: Viewer, source: Source) -> Suggestion | None:
    """What is suggested to the viewer for the source, or None."""
    policy.require_keeper(viewer)
    sight, values = _asked(viewer, policy.FIRST_DAY, clock.today())
    row = _suggestions.first(sight, source.kind, **values, key=source.key, limit=1, offset=0)
    return _suggestion(row) if row else None


def _asked(viewer: Viewer, first: date, last: date) -> tuple[Sight, dict[str, Any]]:
    sight, values = sight_of(viewer)
    return sight, values | {
        "person_id": viewer.person_id,
        "first": first,
        "last": last,
        "after": clock.start_of_day(first),
        "before": clock.end_of_day(last),
        "time_now": clock.to_local(clock.now()).time().replace(microsecond=0),
    }


def _suggestion(row: Any) -> Suggestion:
    kind = EntryKind(row.kind)
    at: datetime | None = row.at
    done_on = row.held_on if at is None else clock.to_local(at).date()
    return Suggestion(
        Source(kind, getattr(row, SOURCE_OF[kind])),
        done_on,
        row.title or "",
        row.publisher or "",
        row.topic_id,
    )


@Statement
def _suggestions(sight: Sight, only: EntryKind | None) -> Query:
    found = _all(sight, only).subquery()
    lines = (
        select(*found.c)
        .order_by(found.c.sort_key.desc(), found.c.kind, found.c.tie)
        .limit(one("limit"))
        .offset(one("offset"))
    )
    return lines if only else and_total(lines, select(func.count()).select_from(found))


@Statement
def _count(sight: Sight) -> Query:
    return select(func.count()).select_from(_all(sight, None).subquery())


def _all(sight: Sight, only: EntryKind | None) -> Any:
    parts = {
        EntryKind.LEARNING_DAY: (done_queries.days_attended, LearningDay.id),
        EntryKind.RESOURCE_READ: (lambda: done_queries.resources_read(sight), Resource.id),
        EntryKind.CLINIC_HELD: (done_queries.clinics_held, Clinic.id),
        EntryKind.SHADOWING: (done_queries.clinics_shadowed, Shadowing.id),
        EntryKind.SUPPORT_SESSION: (done_queries.sessions_attended, Gathering.thread_id),
    }
    if only is not None:
        build, key = parts[only]
        return union_all(build().where(key == one("key")))
    return union_all(*(build() for build, _ in parts.values()))
