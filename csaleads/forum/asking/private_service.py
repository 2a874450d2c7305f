"""Asking one member privately: a thread that the two of them read, and nobody else."""

from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import writes
from csaleads.forum import addresses, service
from csaleads.forum.asking import private_queries
from csaleads.forum.following import heed_service
from csaleads.forum.following.models import ThreadTold
from csaleads.forum.models import Participant, SpaceKind, Thread, ThreadKind
from csaleads.forum.service import NewThread
from csaleads.network.people_queries import takes_private_questions
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening.service import NO_ANSWERS, Answers


@writes
def ask(
    actor: Viewer, *, person_id: int, title: str, body: str, key: UUID, screened: Answers = NO_ANSWERS
) -> int:
    """The person is asked and told; the id of the thread.

    Raises NotFound for oneself and for nobody whom the directory shows, WrongState where they take no private questions now,
    CouldIdentify and CannotScreen for the words.
    """
    private_queries.get_asked(actor, person_id)
    if not takes_private_questions(person_id):
        raise WrongState("ask", "takes_none")
    thread = Thread(space_id=private_queries.space_of_private())
    new = NewThread(ThreadKind.QUESTION, title, body)
    service.open_thread(actor, thread, SpaceKind.ONE_TO_ONE, new=new, key=key, screened=screened)
    pair = sorted((actor.person_id, person_id))
    db.session.add_all(Participant(thread_id=thread.id, person_id=each) for each in pair)
    heed_service.follow_unless_muted(person_id, thread.id)
    db.session.add(
        ThreadTold(person_id=person_id, thread_id=thread.id, number=1)
    )  # by the message that follows
    notify.tell(
        person_id,
        MessageKind.PRIVATE_QUESTION,
        facts={"thread": thread.id},
        path=addresses.of_thread(thread.id),
    )
    db.session.flush()
    return thread.id
