"""The mail of titles, a day or a week of what somebody follows: one for each, however often it is asked for."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from csaleads.access.permissions import Permission
from csaleads.accounts import viewer_queries
from csaleads.core.database import db
from csaleads.core.formatting import plural
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.forum import addresses
from csaleads.forum.following import digest_queries as queries
from csaleads.forum.following.digest_queries import Due
from csaleads.forum.following.models import NetworkDigest
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News, OutboxFacts

KIND = MessageKind.NETWORK_DIGEST
# What is posted while the mails are made may be kept after them: the next mail looks a little further back, and rather names a
# title twice than never.
OVERLAP = timedelta(minutes=5)


@writes
def send_digest(due: Due, *, now: datetime) -> bool:
    """The reader has a mail in the outbox, and that is noted with it; False where there is nothing to tell.

    Also False where another run was quicker: the note and the mail are kept together or not at all.
    """
    since = _take(due, now)
    if since is None or not queries.may_read(due.reader):
        return False
    if not queries.count_news(due.reader, since=since):
        return False
    facts = {"since": since.isoformat()}
    notify.tell_all([News(due.reader.person_id, KIND, facts, addresses.NEW_OF_FOLLOWED, in_app=False)])
    return True


def _take(due: Due, now: datetime) -> datetime | None:
    """Since when the mail tells, and it is noted that it tells until now; None where another run has done it."""
    person_id = due.reader.person_id
    query = select(NetworkDigest).where(NetworkDigest.person_id == person_id).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is not None:
        if row.until >= queries.due_since(due.rhythm, now):
            return None
        since, row.until = row.until - OVERLAP, now
        return since
    try:
        with savepoint():
            db.session.add(NetworkDigest(person_id=person_id, until=now))
    except IntegrityError:
        return None
    return due.first_since


def titles_of(mail: OutboxFacts) -> list[str]:
    """What the mail lists when it is sent: titles that the reader may open then and has not read, by space."""
    reader = viewer_queries.find_viewer(mail.person_id)
    if reader is None or not reader.can(Permission.USE_NETWORK) or not queries.may_read(reader):
        return []
    since = datetime.fromisoformat(str(mail.facts["since"]))
    titles = queries.list_titles(reader, since=since)
    listed = [f"{each.space_name}: {each.title}" for each in titles]
    rest = queries.count_news(reader, since=since) - len(titles)
    return [*listed, f"and {plural(rest, 'more', 'more')}"] if rest > 0 else listed


notify.register_listing(KIND, titles_of)
