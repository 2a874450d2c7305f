"""What members have read: up to a post of a thread, or all that a page showed of some spaces. Never less than before."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db, table_of
from csaleads.core.unit_of_work import writes
from csaleads.forum.following.models import SpaceRead
from csaleads.forum.posts import posting
from csaleads.forum.spaces.queries import list_spaces
from csaleads.forum.threads.queries import get_thread
from csaleads.network import members_service

UNDO_WITHIN = timedelta(minutes=10)


@writes
def read_up_to(actor: Viewer, *, thread_id: int, number: int) -> None:
    """The actor has read the thread up to post `number`, on whatever device. Raises NotFound for a thread they do not read."""
    view = get_thread(actor, thread_id)
    upto = min(number, view.last_number)
    if upto > view.seen_number:
        posting.note_read(actor.person_id, thread_id, upto)


@writes
def mark_spaces(actor: Viewer, *, shown: Mapping[int, datetime]) -> datetime | None:
    """Everything that a page showed counts as read: by space, the moment of the newest post that it knew of.

    What was posted while the actor looked stays new. Answers the moment by which it can be taken back; None where nothing was
    marked. Spaces that the actor does not read are left out.
    """
    read = {space.id: space.last_posted_at for space in list_spaces(actor)}
    upto = {
        space_id: min(moment, newest)
        for space_id, moment in sorted(shown.items())
        if (newest := read.get(space_id)) is not None
    }
    marked_at = clock.now()
    if not upto or not _mark(actor.person_id, upto, marked_at):
        return None
    members_service.note_reading(actor)
    return marked_at


def _mark(person_id: int, upto: Mapping[int, datetime], marked_at: datetime) -> int:
    """How many spaces are read further than before; in the order of their ids, as they are locked everywhere."""
    known = table_of(SpaceRead)
    new = posting.inserting(SpaceRead).values(
        [
            {"person_id": person_id, "space_id": space_id, "read_before": moment, "marked_at": marked_at}
            for space_id, moment in upto.items()
        ]
    )
    upsert = new.on_conflict_do_update(
        index_elements=["person_id", "space_id"],
        set_={
            "before": known.c.read_before,
            "read_before": new.excluded.read_before,
            "marked_at": new.excluded.marked_at,
        },
        where=new.excluded.read_before > known.c.read_before,
    )
    return len(db.session.connection().execute(upsert.returning(known.c.space_id)).all())


@writes
def take_back_mark(actor: Viewer, *, marked_at: datetime) -> bool:
    """What the actor marked as read at that moment is as it was before; False where that is too long ago.

    A space that was marked again since stays marked.
    """
    if not clock.now() - UNDO_WITHIN <= marked_at <= clock.now():
        return False
    own = (SpaceRead.person_id == actor.person_id, SpaceRead.marked_at == marked_at)
    rows = select(SpaceRead.space_id).where(*own).order_by(SpaceRead.space_id).with_for_update()
    if not db.session.scalars(rows).all():
        return False
    db.session.execute(delete(SpaceRead).where(*own, SpaceRead.before.is_(None)))
    restored = update(SpaceRead).where(*own).values(read_before=SpaceRead.before, before=None, marked_at=None)
    db.session.execute(restored.execution_options(synchronize_session=False))
    members_service.note_reading(actor)
    return True
