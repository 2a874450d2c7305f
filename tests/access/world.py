"""Two areas with the same cast, and one of everything in the first: the stage on which every page is tried."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import update

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person, Team
from csaleads.advice.models import RequestState
from csaleads.clinics.models import ClinicState, Slot, SlotState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import Screened
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development.models import EntryState, Occasion, SelfRating
from csaleads.learning.models import ResourceState, Track
from csaleads.lending.models import LoanState
from csaleads.programmes.models import CohortState, MemberState
from csaleads.sharing.models import SharingState
from tests.access.forum_world import make_forum
from tests.access.gathering_world import make_gatherings
from tests.access.moderation_world import add_moderation
from tests.access.theme_world import make_theme
from tests.factories import Factory
from tests.kept_rows import begin_with

NOBODY = "nobody"
HELD_ID = UUID(int=77)
RATED_ON = date(2026, 11, 2)


@dataclass
class World:
    """People by the part they play, and what the addresses of pages need."""

    people: dict[str, Person] = field(default_factory=dict)
    names: dict[str, object] = field(default_factory=dict)

    @property
    def visitors(self) -> list[str]:
        return [NOBODY, *self.people]


def make_world(make: Factory) -> World:
    """asker, lead and manager belong together; "other" ones are of the same area; "their" ones of the neighbour area.

    For the start of a test, whose database is empty.
    """
    world = begin_with(make.app, "world", lambda: _build(make))
    return World(dict(world.people), dict(world.names))


def _build(make: Factory) -> World:
    world = World()
    here, there = make.area("Here"), make.area("There")
    team = make.team(here, "Assessment")
    _people(world, make, here, team)
    _neighbours(world, make, there)
    world.people["programme"] = make.person(None, Role.PROGRAMME_TEAM)
    world.people["auditor"] = make.person(None, Role.AUDITOR)
    _things(world, make, here)
    colleague = make.worker(here)
    closed_team = make.team(here, "Closed", closed_on=clock.today())
    world.names |= {
        "area": here.id,
        "team": team.id,
        "closed_team": closed_team.id,
        "person": colleague.id,
        "role": make.role(colleague, here, Role.LINE_MANAGER).id,
        "invited": make.invited(here).id,
        "word": make.word(here, world.people["lead"], "Larkwood Rise"),
        "word_import": make.word_import(here, world.people["lead"], "Fernbridge"),
        **_cohorts(world, make, here),
        "session": make.session(world.people["asker"]).id,
        "topic": make.topic().id,
    }
    _resources(world, make, here, there)
    world.names |= make_forum(make, world.people, here)
    world.names |= make_gatherings(world.people)
    world.names["theme"] = make_theme(make, world.people, here)
    _network(world, make, there)
    return world


def _network(world: World, make: Factory, area: Area) -> None:
    """The lead is listed, and a colleague of the other area, who is none of the people, was named to moderate."""
    listed, named = world.people["lead"], make.lead(area)
    make.agreed(named)
    make.directory_entry(listed)
    make.moderator(named, world.people["programme"])
    world.names |= {"listed_person": listed.id, "named_person": named.id}
    add_moderation(world)


def _resources(world: World, make: Factory, area: Area, there: Area) -> None:
    topic = make.topic()
    for name, state in (
        ("resource", ResourceState.APPROVED),
        ("draft_resource", ResourceState.DRAFT),
        ("archived_resource", ResourceState.ARCHIVED),
    ):
        owner = world.people["lead"]
        world.names[name] = make.resource(topic, area, owner=owner, state=state).id
    network = make.resource(topic, area, owner=world.people["lead"], for_network=True)
    world.names["file_resource"] = make.resource(
        topic, area, owner=world.people["lead"], link="", file=make.file(world.people["lead"])
    ).id
    world.names |= {"network_resource": network.id, "topic_of_resource": topic.id}
    asked, lent = (make.resource(topic, area, owner=world.people["lead"]) for _ in range(2))
    asker, others = world.people["their_lead"], make.area("Elsewhere")
    world.names |= {
        "loan": make.loan(asked, there, asker).id,
        "others_loan": make.loan(asked, others, make.lead(others)).id,
        "lent": make.loan(lent, there, asker, state=LoanState.DELIVERED).id,
    }


def _people(world: World, make: Factory, area: Area, team: Team) -> None:
    world.people["asker"] = make.worker(area, team=team)
    world.people["other_worker"] = make.worker(area)
    world.people["lead"] = make.lead(area)
    world.people["co_lead"] = make.lead(area)
    world.people["other_lead"] = make.lead(area)
    world.people["manager"] = make.manager(area, of=[world.people["lead"]])
    world.people["coordinator"] = make.coordinator(area)


def _neighbours(world: World, make: Factory, area: Area) -> None:
    world.people["their_worker"] = make.worker(area)
    world.people["their_lead"] = make.lead(area)
    world.people["their_manager"] = make.manager(area)
    world.people["their_coordinator"] = make.coordinator(area)


def _things(world: World, make: Factory, area: Area) -> None:
    asker, lead, co_lead = (world.people[part] for part in ("asker", "lead", "co_lead"))
    clinic = make.clinic(area, [lead, co_lead])
    slots = make.slots_of(clinic)
    draft = make.request(area, asker, reference="DRA-FT2", state=RequestState.DRAFT, submitted_at=None)
    sent = make.request(area, asker, reference="SEN-T23")
    queued = make.request(area, asker, reference="QUE-UE2", state=RequestState.QUEUED)
    accepted = make.request(area, asker, reference="ACC-EP2", state=RequestState.ACCEPTED, lead_id=lead.id)
    booked = make.request(area, asker, reference="BKK-ED2")
    make.booking(booked, slots[0])
    open_request = make.request(area, asker, reference="WRT-NG2")
    make.consultation(open_request, lead)
    signed_request = make.request(area, asker, reference="SGN-ED2")
    signed = make.consultation(signed_request, lead, signed_at=clock.now() - timedelta(hours=1))
    action = make.action(signed)
    slipped = make.request(area, asker, reference="SLP-PD2")
    slipped_record = make.consultation(slipped, lead, signed_at=clock.now() - timedelta(hours=2))
    hidden_version = make.learning_version(slipped_record, state=SharingState.SHARED)
    slip = make.slip(slipped, co_lead)
    versions = {
        name: _version(make, area, asker, lead, reference, state)
        for name, reference, state in (
            ("editing", "EDT-NG2", SharingState.DRAFT),
            ("waiting", "WTT-NG2", SharingState.PROPOSED),
            ("shared", "SHR-ED2", SharingState.SHARED),
        )
    }
    past = make.clinic(area, [lead, co_lead], starts_at=clock.now() - timedelta(hours=30))
    held_at = clock.now() - timedelta(hours=50)
    make.clinic(area, [lead, co_lead], id=HELD_ID, starts_at=held_at, state=ClinicState.HELD, held_at=held_at)
    cancelled = make.clinic(
        area,
        [lead, co_lead],
        starts_at=clock.now() + timedelta(days=20),
        state=ClinicState.CANCELLED,
        cancelled_at=clock.now(),
        cancelled_by_id=lead.id,
        cancelled_reason=Screened("Court on that day."),
    )
    with unit_of_work():
        of_cancelled = update(Slot).where(Slot.clinic_id == cancelled.id)
        db.session.execute(of_cancelled.values(state=SlotState.WITHDRAWN))
    finished = make.cpd_entry(asker, area, state=EntryState.FINISHED)
    with unit_of_work():
        rated = SelfRating(
            person_id=lead.id, track=Track.SOCIAL_WORK, occasion=Occasion.ANY_TIME, rated_on=RATED_ON
        )
        db.session.add(rated)
    world.names |= {
        "cpd_draft": make.cpd_entry(asker, area).id,
        "cpd_entry": finished.id,
        "shadowing": make.shadowing(clinic, world.people["other_lead"]).id,
        "clinic": clinic.id,
        "cancelled_clinic": cancelled.id,
        "past_clinic": past.id,
        "free_slot": slots[1].id,
        "draft": draft.reference,
        "sent": sent.reference,
        "queued": queued.reference,
        "accepted": accepted.reference,
        "booked": booked.reference,
        "writing": open_request.reference,
        "signed": signed_request.reference,
        "action": action.id,
        "kept": make.kept(sent, asker).id,
        "slip": slip.id,
        "slipped": slipped.reference,
        "hidden_version": hidden_version.number,
        "editing": "EDT-NG2",
        "waiting": versions["waiting"],
        "shared": versions["shared"],
    }


def _cohorts(world: World, make: Factory, area: Area) -> dict[str, object]:
    """A cohort that only organisers see, and one that is open, in which the lead takes part, presents and is asked to swap."""
    cohort = make.cohort(area)
    member = make.member(cohort, area, world.people["lead"])
    other = make.member(cohort, area, make.worker(area))
    group = make.group(cohort, member, other)
    day, next_day = make.day(cohort, cohort.starts_on), make.day(cohort, date(2027, 3, 31))
    turn, other_turn = make.turn(group, day, member), make.turn(group, next_day, other)
    make.parts(day, "Teaching")
    led = make.group(cohort, facilitator_id=world.people["co_lead"].id)
    begun = make.day(cohort, clock.today(), starts_at_local=time(0, 5))
    shared = make.case(day, member)
    asked = make.check_out(begun, member, contact_id=world.people["coordinator"].id)
    make.mark(member, day)
    seen = make.group(
        cohort,
        make.member(cohort, area, make.worker(area)),
        facilitator_id=world.people["co_lead"].id,
    )
    running = make.cohort(area, state=CohortState.RUNNING)
    completed = make.member(running, area, world.people["other_worker"], state=MemberState.COMPLETED)
    make.certificate(completed)
    return {
        "seen_group": seen.id,
        "running_cohort": running.id,
        "completed": completed.id,
        "next_day": next_day.id,
        "planned_cohort": make.cohort(area, state=CohortState.PLANNED).id,
        "cohort": cohort.id,
        "member": member.id,
        "unplaced": make.member(cohort, area, world.people["other_lead"]).id,
        "day": day.id,
        "group": group.id,
        "turn": turn.id,
        "position": 1,
        "led_group": led.id,
        "begun_day": begun.id,
        "case": shared.id,
        "check_out": asked.id,
        "vignette": make.vignette(make.topic()).id,
        "swap": make.swap(other_turn, turn).id,
    }


def _version(
    make: Factory, area: Area, asker: Person, lead: Person, reference: str, state: SharingState
) -> str:
    """The number of a version for learning, of a signed record of that reference."""
    request = make.request(area, asker, reference=reference)
    record = make.consultation(request, lead, signed_at=clock.now() - timedelta(hours=1))
    return make.learning_version(record, state=state).number
