"""Areas, teams and people of the scale data. Every area looks alike, so that a page shows the same rows at every size."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from benchmarks.bulk import Batch
from csaleads.access.permissions import Role
from csaleads.accounts.models import AreaKind
from csaleads.audit.chain import FIRST_HASH

COORDINATORS, MANAGERS, LEADS, WORKERS = 2, 4, 20, 174
PEOPLE_PER_AREA = COORDINATORS + MANAGERS + LEADS + WORKERS
TEAMS = (
    "Assessment North", "Assessment South", "Family Safeguarding East", "Family Safeguarding West",
    "Children Looked After", "Fostering", "Children with Disabilities", "Front Door",
)  # fmt: skip
FIRST_NAMES = (
    "Amara", "Ben", "Carys", "Dev", "Ewan", "Farah", "Gwen", "Hamid", "Isla", "Jonah", "Kemi", "Lewis", "Maya",
    "Nia", "Owen", "Priya", "Rhys", "Sana", "Tomos", "Yusuf",
)  # fmt: skip
LAST_NAMES = (
    "Adeyemi", "Barker", "Chowdhury", "Davies", "Evans", "Fletcher", "Griffiths", "Hussain", "Ivory", "Jenkins",
    "Khan", "Llewellyn", "Morgan", "Nowak", "Okafor", "Patel", "Quinn", "Roberts", "Sharma", "Thomas", "Usman",
    "Vaughan", "Walsh", "Yilmaz",
)  # fmt: skip
PLACES = (
    "Northmere",
    "Southholt",
    "Eastwick",
    "Westbourne",
    "Highfell",
    "Lowmoor",
    "Longreach",
    "Stonebridge",
)
NO_PASSWORD = "$argon2id$v=19$m=19456,t=2,p=1$" + "A" * 22 + "$" + "A" * 43  # fits no password


@dataclass(frozen=True)
class AreaPeople:
    """Who is who in one area, by id."""

    area_id: int
    team_ids: list[int]
    coordinators: list[int]
    managers: list[int]
    leads: list[int]
    workers: list[int]
    names: dict[int, str]


class Population:
    """Hands out ids and makes the people of one area after another."""

    def __init__(self, random: Random, today: date) -> None:
        self.random = random
        self.today = today
        self.long_ago = today - timedelta(days=1100)
        self.next_person, self.next_team, self.next_role, self.next_link = 1, 1, 1, 1

    def area(self, batch: Batch, area_id: int, *, is_whole: bool) -> AreaPeople:
        """One area; one that is not whole has one person of each role and only counts as an area."""
        name = f"{PLACES[area_id % len(PLACES)]} {area_id:03d}"
        batch.add("areas", id=area_id, name=name, kind=AreaKind.LOCAL_AUTHORITY, is_fictional=True)
        teams = self._teams(batch, area_id)
        counts = (COORDINATORS, MANAGERS, LEADS, WORKERS) if is_whole else (1, 1, 1, 1)
        roles = (Role.COORDINATOR, Role.LINE_MANAGER, Role.PRACTICE_LEAD, Role.SOCIAL_WORKER)
        names: dict[int, str] = {}
        coordinators, managers, leads, workers = (
            [self.person(batch, role, area_id, names) for _ in range(count)]
            for role, count in zip(roles, counts, strict=True)
        )
        people = AreaPeople(area_id, teams, coordinators, managers, leads, workers, names)
        self._join_teams(batch, people)
        self._give_managers(batch, people)
        return people

    def leads_alone(self, batch: Batch, area_id: int, count: int) -> list[int]:
        """An area of which only the leads are here: ids of them."""
        batch.add(
            "areas",
            id=area_id,
            name=f"{PLACES[area_id % len(PLACES)]} {area_id:03d}",
            kind=AreaKind.LOCAL_AUTHORITY,
            is_fictional=True,
        )
        batch.add(
            "audit_heads", chain=area_id, sequence=0, hash=FIRST_HASH
        )  # as every area has one from the start
        return [self.person(batch, Role.PRACTICE_LEAD, area_id, {}) for _ in range(count)]

    def person(self, batch: Batch, role: Role, area_id: int | None, names: dict[int, str]) -> int:
        """Somebody with one role today; every third lead was a social worker before."""
        number = self.next_person
        self.next_person += 1
        first = FIRST_NAMES[number % len(FIRST_NAMES)]
        last = LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]
        names[number] = f"{first} {last}"
        joined = datetime(self.long_ago.year, self.long_ago.month, 1, 9, tzinfo=UTC)
        batch.add(
            "people",
            id=number,
            email=f"person{number}@area{area_id or 0}.example",
            full_name=names[number],
            password_hash=NO_PASSWORD,
            password_set_at=joined,
            is_fictional=True,
            invited_at=joined,
            joined_at=joined,
        )
        if role is Role.PRACTICE_LEAD and number % 3 == 0:
            self._role(
                batch, number, area_id, Role.SOCIAL_WORKER, ends_on=self.long_ago + timedelta(days=200)
            )
        self._role(batch, number, area_id, role)
        return number

    def _role(
        self, batch: Batch, person_id: int, area_id: int | None, role: Role, ends_on: date | None = None
    ) -> None:
        batch.add(
            "roles_in_area",
            id=self.next_role,
            person_id=person_id,
            area_id=area_id,
            role=role,
            starts_on=self.long_ago,
            ends_on=ends_on,
        )
        self.next_role += 1

    def _teams(self, batch: Batch, area_id: int) -> list[int]:
        ids = list(range(self.next_team, self.next_team + len(TEAMS)))
        self.next_team += len(TEAMS)
        for team_id, name in zip(ids, TEAMS, strict=True):
            batch.add("teams", id=team_id, area_id=area_id, name=name)
        return ids

    def _join_teams(self, batch: Batch, people: AreaPeople) -> None:
        for place, person_id in enumerate(people.managers + people.leads + people.workers):
            batch.add(
                "team_memberships",
                id=self.next_link,
                person_id=person_id,
                team_id=people.team_ids[place % len(people.team_ids)],
                starts_on=self.long_ago,
            )
            self.next_link += 1

    def _give_managers(self, batch: Batch, people: AreaPeople) -> None:
        """Half of the managers share the leads, all of them the social workers."""
        of_leads = people.managers[: max(1, len(people.managers) // 2)]
        for group, managers in ((people.leads, of_leads), (people.workers, people.managers)):
            for place, person_id in enumerate(group):
                batch.add(
                    "line_management",
                    id=self.next_link,
                    area_id=people.area_id,
                    manager_id=managers[place % len(managers)],
                    person_id=person_id,
                    starts_on=self.long_ago,
                )
                self.next_link += 1
