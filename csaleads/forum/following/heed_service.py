"""Following and muting a thread or a space. It is nobody else's business, so the trail does not tell of it."""

from sqlalchemy import delete, select

from csaleads.access.viewer import Viewer
from csaleads.core.database import db, table_of
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes
from csaleads.forum.following.models import Heed, SpaceFollow, ThreadFollow
from csaleads.forum.models import Space, Thread
from csaleads.forum.posts import posting
from csaleads.forum.spaces.queries import get_space
from csaleads.forum.threads.queries import get_thread
from csaleads.network import members_service


@writes
def heed_thread(actor: Viewer, *, thread_id: int, heed: Heed | None) -> None:
    """The actor follows the thread, has muted it, or (None) hears of it as they do of its space.

    Raises NotFound for a thread that they do not read.
    """
    # Before rows of one's own, and never against somebody who posts and then notes what they themselves have read.
    share = select(Thread.id).where(Thread.id == thread_id).with_for_update(read=True, key_share=True)
    db.session.execute(share)
    if not get_thread(actor, thread_id).facts.is_listed:
        raise NotFound("thread")
    _heed(ThreadFollow, {"person_id": actor.person_id, "thread_id": thread_id}, heed)
    members_service.note_reading(actor)


@writes
def heed_space(actor: Viewer, *, space_id: int, heed: Heed | None) -> None:
    """The same for all threads of a space of which the actor said nothing else. Raises NotFound."""
    share = select(Space.id).where(Space.id == space_id).with_for_update(read=True, key_share=True)
    db.session.execute(share)
    get_space(actor, space_id)
    _heed(SpaceFollow, {"person_id": actor.person_id, "space_id": space_id}, heed)
    members_service.note_reading(actor)


def _heed(model: type[ThreadFollow | SpaceFollow], keys: dict[str, int], heed: Heed | None) -> None:
    if heed is None:
        conditions = [table_of(model).c[name] == value for name, value in keys.items()]
        db.session.execute(delete(model).where(*conditions))
        return
    new = posting.inserting(model).values(**keys, heed=heed)
    db.session.connection().execute(
        new.on_conflict_do_update(index_elements=list(keys), set_={"heed": new.excluded.heed})
    )


def follow_unless_muted(person_id: int, thread_id: int) -> None:
    """Whoever writes in a thread follows it from then on, except where they muted it. Inside a write, the thread locked."""
    new = posting.inserting(ThreadFollow).values(person_id=person_id, thread_id=thread_id, heed=Heed.FOLLOW)
    db.session.connection().execute(new.on_conflict_do_nothing(index_elements=["person_id", "thread_id"]))
