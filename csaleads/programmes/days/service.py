"""Planning the learning days of a cohort, changing one, and its morning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, WrongState
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind
from csaleads.programmes import policy, queries, trail
from csaleads.programmes.afternoons import group_service
from csaleads.programmes.cohorts import completion_service
from csaleads.programmes.cohorts.setting_up import require_working_day
from csaleads.programmes.cohorts.timetable import Holiday, Part, learning_dates, spread, usual_morning
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.days.held_days import why_it_stays
from csaleads.programmes.days.news import announce_day
from csaleads.programmes.days.session_moving import follow_morning
from csaleads.programmes.errors import DayHeld, DayTaken
from csaleads.programmes.models import DayPart, LearningDay, LearningDayTopic, Mode
from csaleads.programmes.queries import CohortView


@dataclass(frozen=True)
class Setting:
    """When on the wall clock, and where."""

    starts: time
    ends: time
    mode: Mode
    place: str
    online_link: str


@dataclass(frozen=True)
class DaysPlan:
    """A rhythm: so many days, so many weeks apart."""

    first_on: date
    count: int
    every_weeks: int
    setting: Setting


@dataclass(frozen=True)
class PlannedDay:
    """A day as it would be made."""

    on: date
    topics: tuple[day_queries.TopicName, ...]


def preview_days(cohort: CohortView, plan: DaysPlan) -> tuple[list[PlannedDay], list[Holiday]]:
    """(the days that `plan_days` would make, the bank holidays passed over). Raises NotAWorkingDay for the first day."""
    require_working_day(plan.first_on)
    dates, left_out = learning_dates(plan.first_on, count=plan.count, every_weeks=plan.every_weeks)
    topics = day_queries.topics_of_track(cohort.track)
    taught = spread(topics, len(dates))
    days = [
        PlannedDay(on, tuple(topics[place] for place in places))
        for on, places in zip(dates, taught, strict=True)
    ]
    return days, left_out


@writes
def plan_days(actor: Viewer, *, cohort_id: int, plan: DaysPlan) -> int:
    """The days of the plan, each with its topics and a usual morning; how many.

    Raises NotFound, NotAWorkingDay, WrongState where there are days already.
    """
    cohort = _lock(actor, cohort_id)
    if day_queries.dates_taken(cohort_id):
        raise WrongState("plan_days", "planned")
    days, _ = preview_days(cohort, plan)
    for day in days:
        made = _add(cohort_id, day.on, plan.setting, [topic.id for topic in day.topics])
        _write_parts(made.id, usual_morning([topic.title for topic in day.topics]))
    trail.record(actor, "plan_days", cohort, count=len(days))
    db.session.flush()
    return len(days)


@writes
def add_day(actor: Viewer, *, cohort_id: int, on: date, setting: Setting, topic_ids: Sequence[UUID]) -> int:
    """One more day; its id. Raises NotFound, WrongState, NotAWorkingDay, DayTaken, InvalidChoice."""
    cohort = _lock(actor, cohort_id)
    titles = _titles(cohort, topic_ids)
    _require_free(cohort_id, on, None)
    made = _add(cohort_id, on, setting, topic_ids)
    _write_parts(made.id, usual_morning(titles))
    trail.record(actor, "add_day", cohort, day_id=made.id)
    completion_service.give_early_word(cohort)
    return made.id


@writes
def change_day(
    actor: Viewer,
    *,
    cohort_id: int,
    day_id: int,
    version: int,
    on: date,
    setting: Setting,
    topic_ids: Sequence[UUID],
) -> None:
    """The day is as given. Members are told of another time or place; of another date they say anew whether they are away.

    Raises NotFound, WrongState, ChangedMeanwhile, NotAWorkingDay, DayTaken, DayHeld, InvalidChoice.
    """
    cohort = _lock(actor, cohort_id)
    day = _lock_day(cohort_id, day_id, version)
    _titles(cohort, topic_ids)
    before = day_queries.get_day(cohort, day_id)
    if on != day.held_on:
        _require_free(cohort_id, on, day_id)
        _move(day_id, on)
    day.held_on, day.starts_at_local, day.ends_at_local = on, setting.starts, setting.ends
    day.mode, day.place, day.online_link = setting.mode, setting.place, setting.online_link
    db.session.execute(delete(LearningDayTopic).where(LearningDayTopic.day_id == day_id))
    _write_topics(day_id, topic_ids)
    trail.record(actor, "change_day", cohort, day_id=day_id)
    db.session.flush()
    after = day_queries.get_day(cohort, day_id)
    is_changed = (before.held_on, _setting_of(before)) != (on, setting)
    if is_changed and not (before.is_over and after.is_over):
        announce_day(actor, cohort, before, MessageKind.DAY_CHANGED)
    completion_service.give_early_word(cohort)


def _move(day_id: int, on: date) -> None:
    """What hangs on the date follows: a day that was held keeps it all, and can only be on another day that is past."""
    if not why_it_stays(day_id):
        group_service.follow_date(day_id)
    elif on > clock.today():
        raise DayHeld


def _setting_of(day: day_queries.DayView) -> Setting:
    return Setting(day.starts, day.ends, day.mode, day.place, day.online_link)


@writes
def set_morning(actor: Viewer, *, cohort_id: int, day_id: int, version: int, parts: Sequence[Part]) -> None:
    """The morning has these parts, in order; speakers stay with their sessions. Raises NotFound, WrongState, ChangedMeanwhile."""
    cohort = _lock(actor, cohort_id)
    _lock_day(cohort_id, day_id, version)
    follow_morning(day_id, parts)
    db.session.execute(delete(DayPart).where(DayPart.day_id == day_id))
    _write_parts(day_id, parts)
    trail.record(actor, "set_morning", cohort, day_id=day_id)
    db.session.flush()


def _lock(actor: Viewer, cohort_id: int) -> CohortView:
    cohort, now = queries.lock_cohort(actor, cohort_id)
    policy.require_run(actor, now)
    if cohort.state not in policy.EDITABLE:
        raise WrongState("change_days", cohort.state.value)
    return now


def _lock_day(cohort_id: int, day_id: int, version: int) -> LearningDay:
    day = day_queries.lock_day(cohort_id, day_id)
    if day.version != version:
        raise ChangedMeanwhile
    day.version += 1
    return day


def _titles(cohort: CohortView, topic_ids: Sequence[UUID]) -> list[str]:
    known = {topic.id: topic.title for topic in day_queries.topics_of_track(cohort.track)}
    if not set(topic_ids) <= set(known):
        raise InvalidChoice("topics")
    return [known[topic_id] for topic_id in topic_ids]


def _require_free(cohort_id: int, on: date, own_id: int | None) -> None:
    require_working_day(on)
    if day_queries.dates_taken(cohort_id).get(on) not in (None, own_id):
        raise DayTaken


def _add(cohort_id: int, on: date, setting: Setting, topic_ids: Sequence[UUID]) -> LearningDay:
    day = LearningDay(
        cohort_id=cohort_id,
        held_on=on,
        starts_at_local=setting.starts,
        ends_at_local=setting.ends,
        mode=setting.mode,
        place=setting.place,
        online_link=setting.online_link,
        version=1,
    )
    db.session.add(day)
    db.session.flush()
    _write_topics(day.id, topic_ids)
    return day


def _write_topics(day_id: int, topic_ids: Sequence[UUID]) -> None:
    db.session.add_all(
        LearningDayTopic(day_id=day_id, topic_id=topic_id) for topic_id in dict.fromkeys(topic_ids)
    )
    db.session.flush()


def _write_parts(day_id: int, parts: Sequence[Part]) -> None:
    db.session.add_all(
        DayPart(day_id=day_id, position=position, kind=part.kind, title=part.title, minutes=part.minutes)
        for position, part in enumerate(parts, start=1)
    )
    db.session.flush()
