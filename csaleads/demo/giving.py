"""Resources of the library that leads of the fictional areas gave with some of their records."""

from sqlalchemy import select

from csaleads.accounts.queries import viewer_in
from csaleads.advice.models import RequestForAdvice
from csaleads.consultations.models import Consultation, ResourceGiven
from csaleads.core.database import db
from csaleads.demo.story import Story
from csaleads.learning import giving_queries
from csaleads.practice.models import Concern

EVERY = 2  # record gives something
MOST = 3


def give_with_records(stories: list[Story]) -> None:
    """Every other record, and all of the well-known social worker, name a few public resources that their worker may open."""
    for story in stories:
        query = (
            select(Consultation, RequestForAdvice.concern)
            .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
            .where(Consultation.area_id == story.cast.area_id, Consultation.hidden_at.is_(None))
            .order_by(Consultation.held_at.desc(), Consultation.id)
        )
        for turn, (record, concern) in enumerate(db.session.execute(query).all()):
            is_well_known = record.worker_id == story.cast.workers[0]
            if concern is None or (turn % EVERY and not is_well_known):
                continue
            reader = viewer_in(record.worker_id, record.area_id)
            lead = viewer_in(record.lead_id, record.area_id)
            found = giving_queries.suggest(lead, reader, Concern(concern.value))
            public = [line for line in found if not line.area_name]
            for line in public[: 1 + turn // EVERY % MOST]:
                given = ResourceGiven(
                    consultation_id=record.id,
                    resource_id=line.id,
                    edition=1,
                    given_by_id=record.lead_id,
                    given_at=record.signed_at or record.saved_at,
                )
                db.session.add(given)
                subject = ("consultation", record.id)
                story.note(record.saved_at, record.lead_id, "give_resource", subject)
        db.session.flush()
