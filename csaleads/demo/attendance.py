"""Who was there on the days of the cohort that are over, and a cohort of last year whose members have their certificates."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from csaleads.access.permissions import Role
from csaleads.access.viewer import RoleHeld, Viewer
from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.calendar import next_working_day
from csaleads.demo.cast import AreaCast
from csaleads.demo.story import Story
from csaleads.learning.models import Track
from csaleads.programmes import queries
from csaleads.programmes.attendance.models import (
    AttendanceChange,
    AttendanceMark,
    CompletionWord,
    CorrectionReason,
    EarlyWord,
    Half,
    MarkWay,
    Presence,
)
from csaleads.programmes.certificates.models import Certificate
from csaleads.programmes.cohorts import standing_queries
from csaleads.programmes.cohorts.completion import Level
from csaleads.programmes.cohorts.timetable import learning_dates
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members.joining_codes import new_number
from csaleads.programmes.models import (
    Cohort,
    CohortArea,
    CohortMember,
    CohortState,
    LearningDay,
    MemberState,
    Mode,
    Way,
)

P, Q = Presence, Half
DAYS = 10
PLACES = 4
MONTHS_AGO = 10
# What each member missed, by (day, half); they were there otherwise. The well-known social workers come first.
MISSED: tuple[dict[tuple[int, Half], Presence], ...] = (
    {(1, Q.AFTERNOON): P.PART},
    {},
    {(0, Q.MORNING): P.ABSENT, (0, Q.AFTERNOON): P.ABSENT},
    {(2, Q.MORNING): P.APOLOGY, (2, Q.AFTERNOON): P.APOLOGY, (1, Q.MORNING): P.PART},
)


def tell_attendance(stories: list[Story]) -> None:
    """Registers of the days that are over, and last year's certificates."""
    running = db.session.scalars(db.select(Cohort).where(Cohort.state == CohortState.RUNNING)).first()
    if running is None:
        return
    days = list(
        db.session.scalars(
            db.select(LearningDay)
            .where(LearningDay.cohort_id == running.id, LearningDay.held_on < clock.today())
            .order_by(LearningDay.held_on)
        )
    )
    for story in stories:
        _registers(story, running, days)
    db.session.flush()
    _early_words(running, days[-1].held_on)
    _last_year(stories, running)
    db.session.flush()


def _at(day: date, hour: int) -> datetime:
    return clock.from_local(day, time(hour))


def _registers(story: Story, cohort: Cohort, days: list[LearningDay]) -> None:
    cast = story.cast
    members = db.session.scalars(
        db.select(CohortMember)
        .where(
            CohortMember.cohort_id == cohort.id,
            CohortMember.area_id == cast.area_id,
            CohortMember.state == MemberState.MEMBER,
        )
        .order_by(CohortMember.id)
    )
    for member, missed in zip(list(members), cycle(MISSED), strict=False):
        for place, day in enumerate(days):
            for half in Half:
                presence = missed.get((place, half), P.PRESENT)
                _mark(member, day, half, presence, cast)
    for day in days:
        story.note(_at(day.held_on, 15), cast.leads[0], "take_attendance", ("cohort", cohort.id))


def _mark(member: CohortMember, day: LearningDay, half: Half, presence: Presence, cast: AreaCast) -> None:
    by_code = presence is P.PRESENT and half is Q.MORNING
    at = _at(day.held_on, 10 if half is Q.MORNING else 14)
    mark = AttendanceMark(
        member_id=member.id,
        day_id=day.id,
        half=half,
        presence=presence,
        way=MarkWay.BY_CODE if by_code else MarkWay.BY_REGISTER,
        marked_by_id=member.person_id if by_code else cast.leads[0],
        marked_at=at,
    )
    db.session.add(mark)
    if presence is P.PART:  # marked as absent first
        mark.way, mark.marked_at = MarkWay.BY_CORRECTION, at + timedelta(hours=2)
        db.session.add(
            AttendanceChange(
                member_id=member.id,
                day_id=day.id,
                half=half,
                before=P.ABSENT,
                after=P.PART,
                reason=CorrectionReason.CAME_LATER,
                changed_by_id=cast.leads[0],
                changed_at=at + timedelta(hours=2),
            )
        )


def _early_words(running: Cohort, told_on: date) -> None:
    """Whoever may not complete the cohort was told so on the last day that is over."""
    team = Viewer(running.made_by_id, "", "", (RoleHeld(Role.PROGRAMME_TEAM, None),))
    cohort = queries.get_cohort(team, running.id)
    learners = standing_queries.list_learners(cohort.id)
    found = standing_queries.days_of_members(cohort.id, day_queries.list_days(cohort), learners)
    db.session.add_all(
        CompletionWord(member_id=member_id, word=EarlyWord(each.standing.level), told_at=_at(told_on, 15))
        for member_id, each in found.items()
        if each.standing.level in (Level.IN_DANGER, Level.OUT_OF_REACH)
    )


def _last_year(stories: list[Story], running: Cohort) -> None:
    """A finished cohort in which the first two leads of each area completed."""
    first = next_working_day(clock.today() - timedelta(days=30 * MONTHS_AGO))
    dates, _ = learning_dates(first, count=DAYS, every_weeks=2)
    cohort = Cohort(
        name=f"{first:%B %Y} cohort",
        track=Track.SOCIAL_WORK,
        state=CohortState.FINISHED,
        state_since=_at(dates[-1], 17),
        starts_on=first,
        made_by_id=running.made_by_id,
        made_at=_at(first - timedelta(weeks=14), 10),
        version=3,
    )
    db.session.add(cohort)
    db.session.flush()
    days = [
        LearningDay(
            cohort_id=cohort.id,
            held_on=on,
            starts_at_local=time(9, 30),
            ends_at_local=time(16),
            mode=Mode.ROOM,
            place="Training room 1, Harbour House",
            online_link="",
            version=1,
        )
        for on in dates
    ]
    db.session.add_all(days)
    for story in stories:
        db.session.add(CohortArea(cohort_id=cohort.id, area_id=story.cast.area_id, places=PLACES))
    db.session.flush()
    for story in stories:
        for person_id in story.cast.leads[:2]:
            _completed(story, cohort, days, person_id)


def _completed(story: Story, cohort: Cohort, days: list[LearningDay], person_id: int) -> None:
    cast, since = story.cast, _at(days[0].held_on - timedelta(weeks=5), 10)
    confirmed_at = _at(next_working_day(days[-1].held_on + timedelta(days=1)), 11)
    member = CohortMember(
        cohort_id=cohort.id,
        area_id=cast.area_id,
        person_id=person_id,
        state=MemberState.COMPLETED,
        state_since=confirmed_at,
        way=Way.BY_COORDINATOR,
        nominated_by_id=cast.coordinators[0],
        nominated_at=since,
        agreed_by_id=cast.managers[0],
    )
    db.session.add(member)
    db.session.flush()
    for day in days:
        for half in Half:
            _mark(member, day, half, P.PRESENT, cast)
    certificate = Certificate(
        member_id=member.id,
        number=new_number(),
        holder=db.session.get_one(Person, person_id).full_name,
        programme=f"{cohort.name}, {cohort.track.label.lower()} curriculum",
        area_name=db.session.get_one(Area, cast.area_id).name,
        issued_on=clock.to_local(confirmed_at).date(),
        issued_by_id=cast.coordinators[0],
        issued_at=confirmed_at,
    )
    db.session.add(certificate)
    story.note(confirmed_at, cast.coordinators[0], "complete_member", ("cohort_member", member.id))
    story.note(confirmed_at, cast.coordinators[0], "issue_certificate", ("certificate", certificate.id))
