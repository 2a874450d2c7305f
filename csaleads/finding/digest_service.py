"""The weekly mail of what is new in learning: one a person a week, however often it is asked for."""

from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError

from csaleads.accounts import viewer_queries
from csaleads.core.database import db
from csaleads.core.formatting import plural
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.finding import digest_queries as queries
from csaleads.finding import policy
from csaleads.finding.digest_queries import Waiting
from csaleads.finding.models import LearningDigest
from csaleads.notify import choices
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News, OutboxFacts

KIND = MessageKind.LEARNING_DIGEST
PATH = "/learning/resources?yours=new"

choices.offer(
    choices.Offer(
        KIND,
        "What is new in learning, once a week",
        "The titles of resources that are new or changed and that you can open. Nothing in weeks without any",
        policy.may_have_digest,
        policy.has_digest_by_default,
    )
)


def first_day_of_week(day: date) -> date:
    """The Monday on or before `day`."""
    return day - timedelta(days=day.weekday())


@writes
def send_digest(waiting: Waiting, *, week_on: date) -> bool:
    """The reader has a mail of this week in the outbox, and that is noted with it; False where there is nothing to tell.

    Also False where another run was quicker: the note and the mail are kept together or not at all.
    """
    reader, span = waiting
    if not queries.changes_within(reader, span).total:
        return False
    note = LearningDigest(person_id=reader.person_id, week_on=week_on, **span._asdict())
    try:
        with savepoint():
            db.session.add(note)
    except IntegrityError:
        return False
    notify.tell_all([News(reader.person_id, KIND, {"week_on": week_on.isoformat()}, PATH, in_app=False)])
    return True


def titles_of(mail: OutboxFacts) -> list[str]:
    """What the mail lists when it is sent: titles of what the reader sees then; none where they want no such mail any more."""
    reader = viewer_queries.find_viewer(mail.person_id)
    span = queries.find_span(mail.person_id, date.fromisoformat(str(mail.facts["week_on"])))
    if reader is None or span is None or not choices.wants(reader, KIND):
        return []
    changes = queries.changes_within(reader, span)
    rest = changes.total - len(changes.titles)
    return [*changes.titles, f"and {plural(rest, 'more', 'more')}"] if rest > 0 else changes.titles


notify.register_listing(KIND, titles_of)
