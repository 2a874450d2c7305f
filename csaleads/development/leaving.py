"""What becomes of somebody's CPD when they leave: they are told in time to take it along, and a year later it is deleted."""

from datetime import date

from sqlalchemy import delete, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts import role_ends
from csaleads.audit import service as audit
from csaleads.core.database import db
from csaleads.core.formatting import uk_date
from csaleads.core.unit_of_work import writes
from csaleads.development import leaver_queries as queries
from csaleads.development.models import CpdEntry, CpdQuiet, CpdShare, CpdSource, SelfRating, SelfRatingMark
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import OutboxFacts
from csaleads.screening import service as screening


@role_ends.subscribe_last_day
@writes
def tell_to_take_it_along(actor: Viewer, person_id: int, area_id: int, role: Role, ends_on: date) -> None:
    """Whoever keeps something here, and can do so no longer after that day, hears until when and how they take it away."""
    last_day = queries.last_day_of_keeping(person_id)
    if last_day is None or not queries.keeps_something(person_id):
        return
    facts: dict[str, str | int] = {"what": uk_date(last_day, "long"), "last_day": last_day.isoformat()}
    notify.tell(person_id, MessageKind.CPD_TAKE_ALONG, facts=facts, path="/cpd")


def is_still_leaving(mail: OutboxFacts) -> bool:
    """Asked when the mail is about to be sent: it is still their last day."""
    last_day = queries.last_day_of_keeping(mail.person_id)
    return last_day is not None and last_day.isoformat() == mail.facts.get("last_day")


@writes
def delete_of_leavers() -> int:
    """Nothing is left of the CPD and the ratings of those who left a year ago; how many people that concerned.

    The trail says of whom, and how many entries. Whoever came back meanwhile keeps everything.
    """
    person_ids = queries.lock_those_gone()
    for person_id in person_ids:
        _delete_all(person_id)
    return len(person_ids)


def _delete_all(person_id: int) -> None:
    entry_ids = list(db.session.scalars(select(CpdEntry.id).where(CpdEntry.person_id == person_id)))
    ratings = select(SelfRating.id).where(SelfRating.person_id == person_id)
    screening.forget_marks(entry_ids)
    db.session.execute(delete(SelfRatingMark).where(SelfRatingMark.rating_id.in_(ratings)))
    for model in (CpdSource, CpdEntry, CpdShare, CpdQuiet, SelfRating):
        db.session.execute(delete(model).where(model.person_id == person_id))
    audit.record(
        SYSTEM,
        "delete_cpd_of_leaver",
        subject=("person", person_id),
        area_id=None,
        entries=len(entry_ids),
    )
    db.session.flush()


notify.register_check(MessageKind.CPD_TAKE_ALONG, is_still_leaving)
