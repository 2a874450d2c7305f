"""A running cohort with days behind, today and ahead, a group with its lead, and everybody who has to do with it."""

from datetime import date, timedelta

from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.notify.models import MessageKind, OutboxRow
from csaleads.programmes.attendance.models import AttendanceMark, Half, Presence
from csaleads.programmes.models import CohortMember, CohortState, LearningDay
from tests.factories import Factory

TODAY = date(
    2026, 11, 18
)  # the tests' clock stands at noon of it: the morning until 12:45pm, the afternoon from then on
STARTED = TODAY - timedelta(weeks=10)


class LearningStage:
    """Ten days, of which `behind` are over and the next one is today."""

    def __init__(
        self, make: Factory, *, members: int = 3, behind: int = 2, days: int = 10, area: str = "Northmere"
    ) -> None:
        self.make = make
        self.area: Area = make.area(area)
        self.coordinator: Person = make.coordinator(self.area, name="Sam Okoro")
        self.facilitator: Person = make.lead(self.area, name="Lead of the group")
        self.cohort = make.cohort(self.area, name="Spring", state=CohortState.RUNNING)
        self.people = [make.worker(self.area, name=f"Member {letter}") for letter in "ABCDEFGHIJ"[:members]]
        self.manager: Person = make.manager(self.area, of=self.people[:1])
        since = clock.from_local(STARTED, clock.to_local(clock.now()).time())
        self.members: list[CohortMember] = [
            make.member(self.cohort, self.area, person, state_since=since) for person in self.people
        ]
        self.days: list[LearningDay] = [
            make.day(self.cohort, TODAY + timedelta(weeks=place)) for place in range(-behind, days - behind)
        ]
        self.group = make.group(self.cohort, *self.members, number=1, facilitator_id=self.facilitator.id)
        self.today = self.days[behind]

    def viewer(self, person: Person, *roles: Role) -> Viewer:
        return self.make.viewer(person, self.area, *(roles or (Role.SOCIAL_WORKER,)))

    @property
    def as_coordinator(self) -> Viewer:
        return self.viewer(self.coordinator, Role.COORDINATOR)

    @property
    def as_facilitator(self) -> Viewer:
        return self.viewer(self.facilitator, Role.PRACTICE_LEAD)

    @property
    def as_programme(self) -> Viewer:
        return self.make.viewer(self.make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM)

    def mark(self, place: int, day: int, presence: Presence, *halves: Half) -> None:
        """Marked without anybody being told."""
        for half in halves or Half:
            self.make.mark(self.members[place], self.days[day], half, presence)

    def address(self, half: str = "morning", group_id: int | None = None) -> str:
        group = self.group.id if group_id is None else group_id
        return f"/cohorts/{self.cohort.id}/days/{self.today.id}/attendance/{group}/{half}"


def marks() -> dict[tuple[int, int, Half], Presence]:
    query = select(
        AttendanceMark.member_id, AttendanceMark.day_id, AttendanceMark.half, AttendanceMark.presence
    )
    found = {(row.member_id, row.day_id, row.half): row.presence for row in db.session.execute(query)}
    db.session.rollback()
    return found


def mailed(*kinds: MessageKind) -> list[tuple[int, MessageKind]]:
    query = (
        select(OutboxRow.person_id, OutboxRow.kind).where(OutboxRow.kind.in_(kinds)).order_by(OutboxRow.id)
    )
    found = [(row.person_id, row.kind) for row in db.session.execute(query)]
    db.session.rollback()
    return found
