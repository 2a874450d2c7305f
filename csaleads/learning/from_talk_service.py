"""What came of a conversation, or of several, stands in the library as the network's own.

The room above keeps who proposed it, who agreed and who checked it, has had its words screened, and has decided who may.
"""

from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from flask import current_app

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
    """What it says, the topics under which it stands, the main one first, and the page to which it leads back."""

    title: str
    summary: str
    topic_ids: tuple[UUID, ...]
    link: str


def link_back(path: str) -> str:
    """The address at which an entry leads back to a page of ours. It is https, also where csaleads is only tried out."""
    parts = urlsplit(current_app.config["PUBLIC_URL"])
    host = parts.netloc if "." in parts.netloc else "csaleads.localhost"
    return f"https://{host}{path}"


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
        topics=entry.topic_ids,
        summary=entry.summary,
        audience=Audience.LEADS,
        level=Level.FURTHER,
        review_by=clock.today() + LOOKED_AT_AGAIN,
        publisher=CREDIT,
        is_verified=True,
    )
