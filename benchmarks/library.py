"""The library and the cohorts: 5,000 resources, ten marks for each of 20,000 people, and a cohort for every area at size 1.

Four of five resources are the network's, so that a page of fifty rows is full at every size. Topics are those that csaleads ships
with.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from types import SimpleNamespace
from uuid import UUID

from benchmarks.bulk import Batch
from benchmarks.people import AreaPeople
from benchmarks.words import text
from csaleads.core.full_text.service import columns_of
from csaleads.core.markdown import markdown
from csaleads.learning.models import Audience, Level, ResourceKind, ResourceState
from csaleads.learning.search_texts import searchable
from csaleads.programmes.models import CohortState, MemberState, Mode, PartKind, Way

RESOURCES_AT_SIZE_1, FEWEST_RESOURCES = 5000, 100
MARKS_OF_A_PERSON = 10
MEMBERS, DAYS, GROUPS = 12, 10, 2
KINDS, LEVELS = tuple(ResourceKind), tuple(Level)


class Library:
    """Hands out resources, and what people noted of them."""

    def __init__(self, random: Random, topics: Sequence[UUID], today: date) -> None:
        self.random, self.topics, self.today = random, topics, today
        self.since = datetime(today.year - 1, today.month, 1, 9, tzinfo=UTC)
        self.network: list[UUID] = []
        self._places = dict.fromkeys(topics, 1000)  # behind what csaleads ships with
        self._cohorts, self._members, self._days = count(1), count(1), count(1)
        self._groups, self._turns = count(1), count(1)

    def fill(self, batch: Batch, factor: float, owner_id: int) -> None:
        """What the network offers to everybody."""
        wanted = max(FEWEST_RESOURCES, round(RESOURCES_AT_SIZE_1 * factor))
        for number in range(round(wanted * 4 / 5)):
            self.network.append(self._resource(batch, number, None, owner_id))

    def of_area(self, batch: Batch, factor: float, people: AreaPeople, whole_areas: int) -> None:
        """What an area added for itself, what its people noted, and its cohort."""
        own = max(1, round(RESOURCES_AT_SIZE_1 * factor / 5 / whole_areas))
        for number in range(own):
            self._resource(batch, number, people.area_id, people.leads[number % len(people.leads)])
        for person_id in people.coordinators + people.managers + people.leads + people.workers:
            for resource_id in self.random.sample(self.network, MARKS_OF_A_PERSON):
                self._mark(batch, person_id, resource_id)
        self._cohort(batch, people)

    def _resource(self, batch: Batch, number: int, area_id: int | None, owner_id: int) -> UUID:
        resource_id = UUID(int=self.random.getrandbits(128), version=4)
        kind, level = KINDS[number % len(KINDS)], LEVELS[number % len(LEVELS)]
        topics = self.random.sample(list(self.topics), 2)
        title = f"{kind.label} {number + 1}: what helps a child to be heard"
        moment = self.since + timedelta(hours=number % 8000)
        summary = text(self.random, 2)
        row = batch.add(
            "resources",
            id=resource_id,
            area_id=area_id,
            owner_id=owner_id,
            state=ResourceState.APPROVED,
            version=1,
            edition=1,
            added_at=moment,
            approved_at=moment,
            network_at=moment if area_id is None else None,
            kind=kind,
            title=title,
            sort_title=title.lower(),
            link=f"https://library.example/{number}",
            main_topic_id=topics[0],
            summary=summary,
            summary_html=str(markdown(summary)),
            audience=Audience.LEADS if number % 4 == 3 else Audience.ALL_STAFF,
            level=level,
            minutes=10 + number % 50,
            content_note="",
            has_captions=False,
            transcript="",
            is_lent=False,
            publisher="A publisher",
            year=2020 + number % 6,
            licence="",
            may_leave=area_id is None,
            cite="",
            review_by=self.today + timedelta(days=200 + number % 100),
            is_verified=True,
        )
        batch.add("search_documents", **columns_of(searchable(SimpleNamespace(**row), (), "")))
        for topic_id in topics:
            self._places[topic_id] += 1
            batch.add(
                "resource_topics",
                resource_id=resource_id,
                topic_id=topic_id,
                position=self._places[topic_id],
            )
        return resource_id

    def _mark(self, batch: Batch, person_id: int, resource_id: UUID) -> None:
        moment = self.since + timedelta(minutes=self.random.randrange(400_000))
        batch.add(
            "resource_marks",
            person_id=person_id,
            resource_id=resource_id,
            read_at=moment,
            later_at=None,
            favourite_at=moment if self.random.random() < 0.2 else None,
        )

    def _cohort(self, batch: Batch, people: AreaPeople) -> None:
        """A running cohort of the area: its first half is over."""
        cohort_id, starts_on = next(self._cohorts), self.today - timedelta(days=63)
        batch.add(
            "cohorts",
            id=cohort_id,
            name=f"Cohort {cohort_id}",
            track="social_work",
            state=CohortState.RUNNING,
            state_since=self.since,
            starts_on=starts_on,
            made_by_id=people.coordinators[0],
            made_at=self.since,
            version=1,
        )
        batch.add("cohort_areas", cohort_id=cohort_id, area_id=people.area_id, places=MEMBERS)
        members = [self._member(batch, cohort_id, people, person) for person in people.workers[: MEMBERS - 1]]
        members.append(self._member(batch, cohort_id, people, people.leads[0]))
        groups = [self._group(batch, cohort_id, number, people) for number in range(1, GROUPS + 1)]
        for place, member_id in enumerate(members):
            batch.add("group_places", member_id=member_id, group_id=groups[place % GROUPS])
        for number in range(DAYS):
            day_id = self._day(batch, cohort_id, starts_on + timedelta(days=14 * number), number)
            for place, group_id in enumerate(groups):
                presenter = members[(GROUPS * number + place) % len(members)]
                batch.add(
                    "presenter_turns",
                    id=next(self._turns),
                    group_id=group_id,
                    day_id=day_id,
                    member_id=presenter,
                )

    def _member(self, batch: Batch, cohort_id: int, people: AreaPeople, person_id: int) -> int:
        member_id = next(self._members)
        batch.add(
            "cohort_members",
            id=member_id,
            cohort_id=cohort_id,
            area_id=people.area_id,
            person_id=person_id,
            state=MemberState.MEMBER,
            state_since=self.since,
            way=Way.APPLIED,
            nominated_by_id=person_id,
            nominated_at=self.since,
            agreed_by_id=people.managers[0],
        )
        return member_id

    def _group(self, batch: Batch, cohort_id: int, number: int, people: AreaPeople) -> int:
        group_id = next(self._groups)
        batch.add(
            "reflective_groups",
            id=group_id,
            cohort_id=cohort_id,
            number=number,
            facilitator_id=people.leads[1],
            dealt_at=self.since,
        )
        return group_id

    def _day(self, batch: Batch, cohort_id: int, held_on: date, number: int) -> int:
        day_id = next(self._days)
        batch.add(
            "learning_days",
            id=day_id,
            cohort_id=cohort_id,
            held_on=held_on,
            starts_at_local=time(9, 30),
            ends_at_local=time(15, 30),
            mode=Mode.ROOM,
            place="Training room",
            online_link="",
            version=1,
        )
        batch.add("learning_day_topics", day_id=day_id, topic_id=self.topics[number % len(self.topics)])
        parts = (
            (PartKind.SESSION, "Teaching", 60),
            (PartKind.BREAK, "", 15),
            (PartKind.SESSION, "Practice", 60),
        )
        for position, (kind, title, minutes) in enumerate(parts, start=1):
            batch.add("day_parts", day_id=day_id, position=position, kind=kind, title=title, minutes=minutes)
        return day_id
