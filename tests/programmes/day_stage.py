"""The stage for learning days: a running cohort of two areas with a group, its lead, and a day that teaches a topic."""

from datetime import date, datetime, time

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.learning.models import Topic
from csaleads.programmes.models import CohortState, LearningDay
from tests.factories import Factory

ON = date(2026, 11, 25)  # a week after the moment at which every test begins
LATER = date(2026, 12, 9)


class DayStage:
    """`presenter` has a turn on the day, `colleague` is of the same group, `outsider` of another one."""

    def __init__(self, make: Factory) -> None:
        self.make = make
        self.here: Area = make.area("Northmere")
        self.there: Area = make.area("Southholt")
        self.coordinator: Person = make.coordinator(self.here, name="Sam Okoro")
        self.programme: Person = make.person(None, Role.PROGRAMME_TEAM, name="Pat Lindqvist")
        self.lead: Person = make.lead(self.here, name="Lena Adeyemi")
        self.presenter: Person = make.worker(self.here, name="Amara Okafor")
        self.colleague: Person = make.worker(self.there, name="Bo Lindgren")
        self.outsider: Person = make.worker(self.there, name="Cleo Marsh")
        self.cohort = make.cohort(self.here, self.there, name="Spring", state=CohortState.RUNNING)
        self.member = make.member(self.cohort, self.here, self.presenter)
        self.second = make.member(self.cohort, self.there, self.colleague)
        self.third = make.member(self.cohort, self.there, self.outsider)
        self.topic: Topic = make.topic("Online offending")
        self.day: LearningDay = make.day(self.cohort, ON, self.topic)
        self.next_day: LearningDay = make.day(self.cohort, LATER)
        self.group = make.group(self.cohort, self.member, self.second, facilitator_id=self.lead.id, number=1)
        self.other_group = make.group(self.cohort, self.third, number=2)
        self.turn = make.turn(self.group, self.day, self.member)

    def viewer(self, person: Person) -> Viewer:
        """The person with the role that they play here."""
        if person is self.programme:
            return self.make.viewer(person, None, Role.PROGRAMME_TEAM)
        if person is self.coordinator:
            return self.make.viewer(person, self.here, Role.COORDINATOR)
        if person is self.lead:
            return self.make.viewer(person, self.here, Role.PRACTICE_LEAD)
        area = self.here if person is self.presenter else self.there
        return self.make.viewer(person, area, Role.SOCIAL_WORKER)

    def page(self, rest: str = "", day: LearningDay | None = None) -> str:
        """The address of a page of the day."""
        return f"/cohorts/{self.cohort.id}/days/{(day or self.day).id}{rest}"

    @property
    def afternoon(self) -> str:
        return f"/cohorts/{self.cohort.id}/groups/{self.group.id}/days/{self.day.id}"


def at(on: date, hour: int, minute: int = 0) -> datetime:
    """That hour on the wall."""
    return clock.from_local(on, time(hour, minute))
