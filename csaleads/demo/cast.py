"""The fictional people of the demonstration and the areas they work in."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, AreaKind, LineManagement, Person, RoleInArea, Team, TeamMembership
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.content_reader import read
from csaleads.demo.local_words import teach

STARTED_MONTHS_AGO = 18


@dataclass
class AreaCast:
    """Who plays which part in one area, by person id; the first of each list has the well-known address."""

    key: str
    area_id: int
    workers: list[int] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)
    managers: list[int] = field(default_factory=list)
    coordinators: list[int] = field(default_factory=list)
    team_of: dict[int, int] = field(default_factory=dict)

    def part(self, role: Role) -> list[int]:
        return {
            Role.SOCIAL_WORKER: self.workers,
            Role.PRACTICE_LEAD: self.leads,
            Role.LINE_MANAGER: self.managers,
            Role.COORDINATOR: self.coordinators,
        }[role]


def hire(password_hash: str) -> list[AreaCast]:
    """Make both areas with their teams and people, and the two people of the network."""
    content = read("areas")
    began = clock.now() - timedelta(days=30 * STARTED_MONTHS_AGO)
    casts = [_hire_area(area, password_hash, began) for area in content["areas"]]
    for member in content["network"]["people"]:
        person = _person(member, password_hash, began)
        for role in member["roles"]:
            db.session.add(RoleInArea(person_id=person.id, role=Role(role), starts_on=began.date()))
    db.session.flush()
    return casts


def _hire_area(content: dict[str, Any], password_hash: str, began: datetime) -> AreaCast:
    area = Area(name=content["name"], kind=AreaKind.LOCAL_AUTHORITY, is_fictional=True)
    db.session.add(area)
    db.session.flush()
    teams = {team["key"]: Team(area_id=area.id, name=team["name"]) for team in content["teams"]}
    db.session.add_all(teams.values())
    db.session.flush()
    cast = AreaCast(key=content["key"], area_id=area.id)
    people = {member["key"]: _person(member, password_hash, began) for member in content["people"]}
    for member in content["people"]:
        person = people[member["key"]]
        _give_roles(cast, member, person, began)
        if member.get("team"):
            team = teams[member["team"]]
            db.session.add(TeamMembership(person_id=person.id, team_id=team.id, starts_on=began.date()))
            cast.team_of[person.id] = team.id
        if member.get("manager"):
            manager = people[member["manager"]]
            db.session.add(
                LineManagement(
                    area_id=area.id, manager_id=manager.id, person_id=person.id, starts_on=began.date()
                )
            )
    db.session.flush()
    teach(content["words"], area_id=area.id, coordinator_id=cast.coordinators[0])
    return cast


def _person(member: dict[str, Any], password_hash: str, began: datetime) -> Person:
    person = Person(
        email=member["email"],
        full_name=member["full_name"],
        password_hash=password_hash,
        password_set_at=began,
        is_fictional=True,
        invited_at=began,
        joined_at=began,
    )
    db.session.add(person)
    db.session.flush()
    return person


def _give_roles(cast: AreaCast, member: dict[str, Any], person: Person, began: datetime) -> None:
    for name in member["roles"]:
        role = Role(name)
        starts_on = _trained_on(member, began) if role is Role.PRACTICE_LEAD else began.date()
        db.session.add(RoleInArea(person_id=person.id, area_id=cast.area_id, role=role, starts_on=starts_on))
        cast.part(role).append(person.id)


def _trained_on(member: dict[str, Any], began: datetime) -> date:
    """Leads took up the role on finishing their cohort, but always before the first clinic of the demonstration."""
    trained = date.fromisoformat(member["trained_on"]) if member.get("trained_on") else began.date()
    return min(trained, (clock.now() - timedelta(days=400)).date())
