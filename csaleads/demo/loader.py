"""Loads the demonstration: in one unit of work, so that a kill in the middle leaves nothing half told."""

from sqlalchemy import select

from csaleads.accounts import passwords
from csaleads.accounts.models import Person
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.demo.attendance import tell_attendance
from csaleads.demo.cast import hire
from csaleads.demo.cohort import tell_cohort
from csaleads.demo.content_reader import cases
from csaleads.demo.development import tell_development
from csaleads.demo.forum import tell_forum
from csaleads.demo.giving import give_with_records
from csaleads.demo.learning import stock_library
from csaleads.demo.learning_days import tell_learning_days
from csaleads.demo.lending import lend_between
from csaleads.demo.network import tell_network
from csaleads.demo.password import DEMONSTRATION_PASSWORD
from csaleads.demo.story import actor
from csaleads.demo.themes import tell_themes
from csaleads.demo.year import happenings_in_order, tell_year
from csaleads.learning import start_data
from csaleads.programmes.afternoons import vignette_start

CASES_AN_AREA = 58


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    return db.session.scalar(select(Person.id).limit(1)) is None


def load() -> None:
    """Two areas, their people, and a year of clinics and consultations up to this moment."""
    with unit_of_work():
        start_data.add_missing()
        vignette_start.add_missing()
        casts = hire(passwords.hash_password(DEMONSTRATION_PASSWORD))
        told = cases()
        # Nobody reads two areas, so each may tell most of the cases, in another order.
        turn = len(told) // len(casts)
        stories = [
            tell_year(cast, [*told[place * turn :], *told[: place * turn]][:CASES_AN_AREA])
            for place, cast in enumerate(casts)
        ]
        stock_library(stories)
        lend_between(stories)
        give_with_records(stories)
        tell_cohort(stories)
        tell_development(stories)
        tell_learning_days(stories)
        tell_attendance(stories)
        tell_network(stories)
        for happening in happenings_in_order(stories):
            with clock.at(happening.at):
                audit.record(
                    actor(happening.actor_id),
                    happening.verb,
                    subject=happening.subject,
                    area_id=happening.area_id,
                )
        tell_forum(stories)
        tell_themes(stories)
