"""Scale data: 100 areas, 2,000 leads, 20,000 people and 120,000 consultations at size 1, drawn from a fixed seed.

Whatever the size there are at least 100 areas, so that the programme team's page keeps its rows; at small sizes most of them
are shells with one person of each role. Whole areas are alike: a page of fifty rows has fifty at every size.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from flask import current_app
from sqlalchemy import Engine, select
from tqdm import tqdm

from benchmarks.bulk import Batch, Writer
from benchmarks.casework import AreaStory
from benchmarks.library import Library
from benchmarks.network import LEADS_ALONE_AREAS, LEADS_OF_SUCH, Network
from benchmarks.paper import Numbers
from benchmarks.people import Population
from csaleads.access.permissions import Role
from csaleads.core.database import WRITING, db
from csaleads.forum.models import Space, SpaceKind
from csaleads.learning.models import Topic, Track

AREAS_AT_SIZE_1 = 100
CONSULTATIONS_PER_AREA = 1200
SEED = 20261118
FULL_ENOUGH = 0.5  # of a size: below, areas that have only leads have one


@dataclass(frozen=True)
class Cast:
    """The people and things whose pages are measured: ids and references in the first area."""

    area_id: int
    worker: int
    lead: int
    manager: int
    coordinator: int
    programme: int
    auditor: int
    open_reference: str  # of the worker, submitted, still to choose a slot
    booked_reference: str  # of the worker
    record_reference: str  # of the lead, signed
    clinic_id: str  # of the lead, in the coming days, every slot booked
    topic_id: str
    resource_id: str  # of the network
    cohort_id: int  # in which the worker and the lead are members
    thread_id: int  # of a hundred posts
    space_id: int  # with more than fifty threads


@dataclass(frozen=True)
class Size:
    """How much data `--size` means."""

    factor: float

    @property
    def whole_areas(self) -> int:
        return max(1, round(AREAS_AT_SIZE_1 * self.factor))

    @property
    def areas(self) -> int:
        return max(AREAS_AT_SIZE_1, self.whole_areas)

    @property
    def small(self) -> "Size":
        """A hundredth of it."""
        return Size(self.factor / 100)


def load(engine: Engine, size: Size, *, today: date) -> dict[str, object]:
    """Fill an empty, migrated database; the answer is the cast. Needs an application context for its keys."""
    writer = Writer(engine)
    random = Random(SEED)
    population, numbers = Population(random, today), Numbers()
    library = Library(Random(SEED), _topics(), today)
    network = Network(Random(SEED), _spaces(), today)
    cast: Cast | None = None
    bar = tqdm(
        total=size.whole_areas * CONSULTATIONS_PER_AREA, unit=" consultations", desc=engine.dialect.name
    )
    with bar:
        for batch, found in _areas(size, population, numbers, library, network):
            writer.write(batch)
            cast = cast or found
            bar.update(len(batch.rows.get("consultations", ())) if found else 0)
        bar.set_description(f"{engine.dialect.name}, network")
        for batch, long in network.fill(size.factor):
            writer.write(batch)
            if long and cast:
                cast = replace(cast, thread_id=long.thread_id, space_id=long.space_id)
        with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            network.settle(connection)
        bar.set_description(f"{engine.dialect.name}, finishing")
        writer.finish()
    assert cast is not None  # noqa: S101 - there is always one whole area
    return asdict(cast)


def _areas(
    size: Size, population: Population, numbers: Numbers, library: Library, members: Network
) -> Iterator[tuple[Batch, Cast | None]]:
    ring = current_app.config["NARRATIVE_KEYS"]
    network = Batch()
    programme = population.person(network, Role.PROGRAMME_TEAM, None, {})
    auditor = population.person(network, Role.AUDITOR, None, {})
    library.fill(network, size.factor, programme)
    members.members.append(programme)
    yield network, None
    for area_id in range(1, size.areas + 1):
        batch, is_whole = Batch(), area_id <= size.whole_areas
        people = population.area(batch, area_id, is_whole=is_whole)
        members.members += people.leads
        story = AreaStory(
            batch, people, random=population.random, ring=ring, today=library.today, numbers=numbers
        )
        story.tell(is_whole=is_whole)
        if is_whole:
            library.of_area(batch, size.factor, people, size.whole_areas)
        yield batch, _cast_of(batch, story, library, programme, auditor) if is_whole else None
    batch = Batch()
    for area_id in range(size.areas + 1, size.areas + 1 + LEADS_ALONE_AREAS):
        count = LEADS_OF_SUCH if size.factor > FULL_ENOUGH else 1
        members.members += population.leads_alone(batch, area_id, count)
    yield batch, None


def _spaces() -> list[int]:
    """Ids of the spaces that all members read and write in."""
    query = select(Space.id).where(Space.kind.in_((SpaceKind.OPEN, SpaceKind.TOPIC))).order_by(Space.id)
    return list(db.session.scalars(query))


def _topics() -> list[UUID]:
    """Topics of the curriculum for social work, in its order."""
    query = select(Topic.id).where(Topic.track == Track.SOCIAL_WORK).order_by(Topic.position)
    return list(db.session.scalars(query))


def _cast_of(batch: Batch, story: AreaStory, library: Library, programme: int, auditor: int) -> Cast:
    people = story.people
    worker, lead = people.workers[0], people.leads[0]
    requests = batch.rows["requests"]
    references = {row["id"]: row["reference"] for row in requests}
    own = [row for row in requests if row["worker_id"] == worker]
    record = next(
        row
        for row in batch.rows["consultations"]
        if row["lead_id"] == lead
        and row["signed_at"]
        and story.today - row["held_at"].date() > timedelta(days=30)
    )
    return Cast(
        area_id=people.area_id,
        worker=worker,
        lead=lead,
        manager=people.managers[0],
        coordinator=people.coordinators[0],
        programme=programme,
        auditor=auditor,
        open_reference=next(row["reference"] for row in own if row["state"] == "submitted"),
        booked_reference=next(row["reference"] for row in own if row["state"] == "booked"),
        record_reference=references[record["request_id"]],
        clinic_id=str(story.first_open_clinic),
        topic_id=str(library.topics[0]),
        resource_id=str(library.network[0]),
        cohort_id=batch.rows["cohorts"][0]["id"],
        thread_id=0,
        space_id=0,
    )
