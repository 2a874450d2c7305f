"""What came of a conversation in the network stands in the library as the network's own.

The room above keeps who proposed it, who agreed and who checked it, has had its words screened, and has decided who may.
"""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import writes
from csaleads.learning import changes
from csaleads.learning.content import ResourceContent
from csaleads.learning.models import Audience, Level, Resource, ResourceKind, ResourceState
from csaleads.learning.resource_service import write_resource

CREDIT = "The network, with the consent of those who wrote"
LOOKED_AT_AGAIN = timedelta(days=365)


class Entry(NamedTuple):
    """What it says, the topic under which it stands, and the conversation to which it leads back."""

    title: str
    summary: str
    topic_id: UUID
    link: str


@writes
def publish(actor: Viewer, entry: Entry) -> UUID:
    """Leads everywhere read it from now on; its id. It leads to a page that they alone open, and so it is for them.

    Raises InvalidChoice for a topic that does not exist, NotAWebAddress for the link.
    """
    now = clock.now()
    row = Resource(
        id=uuid4(),
        area_id=None,
        state=ResourceState.APPROVED,
        version=1,
        added_at=now,
        approved_at=now,
        approved_by_id=actor.person_id,
        network_at=now,
        network_by_id=actor.person_id,
    )
    write_resource(row, _content(entry), number=1, made_by_id=actor.person_id)
    audit.record(actor, "publish_from_talk", subject=("resource", row.id), area_id=None)
    changes.announce(actor, changes.ResourceChange(row.id, "approve", row.state, row.edition, True, False))
    db.session.flush()
    return row.id


def _content(entry: Entry) -> ResourceContent:
    return ResourceContent(
        kind=ResourceKind.GUIDE,
        title=entry.title,
        link=entry.link,
        topics=(entry.topic_id,),
        summary=entry.summary,
        audience=Audience.LEADS,
        level=Level.FURTHER,
        review_by=clock.today() + LOOKED_AT_AGAIN,
        publisher=CREDIT,
        is_verified=True,
    )
