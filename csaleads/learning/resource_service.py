"""Writing resources: adding one, changing what it says, and moving it from state to state."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound
from csaleads.core.markdown import markdown
from csaleads.core.unit_of_work import writes
from csaleads.learning import changes, file_service, link_service, policy, search_texts
from csaleads.learning import resource_queries as queries
from csaleads.learning.content import ResourceContent
from csaleads.learning.errors import LeadsNowhere, NotAWebAddress, NoTopic
from csaleads.learning.material_models import ResourceFile
from csaleads.learning.models import (
    LONGEST_TITLE,
    Resource,
    ResourceEdition,
    ResourceState,
    ResourceTopic,
)
from csaleads.learning.screened import resource_subject
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers

SCREENED = ("title", "summary", "content_note", "licence")


@writes
def add_resource(
    actor: Viewer,
    *,
    resource_id: UUID,
    area_id: int | None,
    content: ResourceContent,
    screened: Answers = NO_ANSWERS,
) -> None:
    """There is a draft that says `content`, looked after by the actor; with `area_id` None it is the network's own.

    Raises NotFound where the actor adds nothing there, as `write_resource` does, CouldIdentify and CannotScreen for its words.
    """
    if not policy.can_add(actor, area_id):
        raise NotFound("place for resources")
    passed = screening.pass_texts(
        actor,
        subject=resource_subject(resource_id, area_id),
        texts={name: getattr(content, name) for name in SCREENED},
        answers=screened,
    )
    row = Resource(
        id=resource_id,
        area_id=area_id,
        owner_id=actor.person_id,
        state=ResourceState.DRAFT,
        version=1,
        added_at=clock.now(),
    )
    write_resource(row, content, number=1, made_by_id=actor.person_id)
    _note(actor, "add_resource", row, **passed.counts)


@writes
def edit_resource(
    actor: Viewer,
    *,
    resource_id: UUID,
    content: ResourceContent,
    version: int,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The resource says `content`, as a new edition; what it said before is kept. What says the same changes nothing.

    It keeps the approvals that the actor could give: changed by the lead who looks after it, it is a draft again; changed by the
    coordinator of its area, it is not the whole network's any more. Raises as `add_resource`, WrongState where it is archived,
    and ChangedMeanwhile where it was changed or moved after `version`.
    """
    row = queries.lock_resource(resource_id)
    after = policy.require_write(actor, queries.facts_of(row))
    before = queries.content_of(row, sorted(queries.positions_of(resource_id)), queries.file_of(row))
    if _same(content, before):
        return
    if row.version != version:
        raise ChangedMeanwhile
    texts = {
        name: getattr(content, name) for name in SCREENED if getattr(content, name) != getattr(before, name)
    }
    subject = resource_subject(resource_id, row.area_id)
    passed = screening.pass_texts(actor, subject=subject, texts=texts, answers=screened)
    _enter(actor, row, after)
    if row.area_id is not None:
        row.network_at = row.network_by_id = None
    row.changed_at = clock.now()
    write_resource(row, content, number=row.edition + 1, made_by_id=actor.person_id)
    _note(actor, "edit_resource", row, edition=row.edition, **passed.counts)
    _announce(actor, "edit", row)


def _same(one: ResourceContent, other: ResourceContent) -> bool:
    kept, known = one.kept, other.kept
    first = kept["topics"][:1] == known["topics"][:1]
    return first and kept | {"topics": sorted(kept["topics"])} == known | {"topics": sorted(known["topics"])}


def write_resource(row: Resource, content: ResourceContent, *, number: int, made_by_id: int | None) -> None:
    """`row` says `content` from now on and is found by it; edition `number` keeps it.

    Raises NoTopic, LeadsNowhere, NotAWebAddress, and InvalidChoice for topics that do not exist and files of others.
    """
    if not content.topics:
        raise NoTopic
    if bool(content.link) == bool(content.file):
        raise LeadsNowhere
    if not all(map(policy.is_web_address, filter(None, (content.link, content.transcript)))):
        raise NotAWebAddress
    last = queries.last_positions(content.topics)
    if set(content.topics) - last.keys():
        raise InvalidChoice("topics")
    file = _claim_file(row, content, made_by_id)
    # From here to the flush nothing is read: link and file change together, or the database refuses.
    for name, value in vars(content).items():
        if name not in ("topics", "file"):
            setattr(row, name, value)
    row.file_id = file.file_id if file else None
    row.summary_html = str(markdown(content.summary))
    row.sort_title = content.title.lower()[:LONGEST_TITLE]  # some letters become two
    row.main_topic_id = content.topics[0]
    row.edition = number
    db.session.add(row)
    db.session.flush()
    if file and not row.is_lent:
        file.resource_id = row.id
    link_service.forget_other(row)
    stands = queries.positions_of(row.id)
    db.session.execute(delete(ResourceTopic).where(ResourceTopic.resource_id == row.id))
    db.session.add_all(
        ResourceTopic(
            resource_id=row.id, topic_id=topic_id, position=stands.get(topic_id, last[topic_id] + 1)
        )
        for topic_id in content.topics
    )
    _keep_edition(row, content, made_by_id=made_by_id)
    search_texts.put_resource(row)


def _claim_file(row: Resource, content: ResourceContent, made_by_id: int | None) -> ResourceFile | None:
    if content.file is None:
        return None
    return file_service.claim(content.file, resource_id=row.id, by_id=made_by_id, is_lent=bool(row.is_lent))


def _keep_edition(row: Resource, content: ResourceContent, *, made_by_id: int | None) -> None:
    db.session.add(
        ResourceEdition(
            resource_id=row.id,
            number=row.edition,
            content=content.kept,
            made_by_id=made_by_id,
            made_at=clock.now(),
        )
    )
    db.session.flush()


@writes
def move_resource(actor: Viewer, *, resource_id: UUID, verb: str, version: int) -> None:
    """The resource is where `verb` of policy.RESOURCE_MOVES leads: approved, archived, a draft again, or the network's.

    Raises NotFound, WrongState, and ChangedMeanwhile where it was changed or moved after `version`: nobody approves words that
    they have not seen.
    """
    row = queries.lock_resource(resource_id)
    after = policy.require_do(actor, queries.facts_of(row), verb)
    if row.version != version:
        raise ChangedMeanwhile
    _enter(actor, row, after)
    if verb == "approve_for_network":
        row.network_at, row.network_by_id = clock.now(), actor.person_id
    elif verb == "take_from_network":
        row.network_at = row.network_by_id = None
    search_texts.put_resource(row)
    _note(actor, f"{verb}_resource", row)
    db.session.flush()
    _announce(actor, verb, row)


@writes
def take_out(actor: Viewer, resource_id: UUID) -> None:
    """The resource is archived, whatever `actor` may; one that is archived stays so.

    For rooms above, whose rules decided that it may stand in the library no longer.
    """
    row = queries.lock_resource(resource_id)
    if row.state is ResourceState.ARCHIVED:
        return
    _enter(actor, row, policy.RESOURCE_MOVES[row.state, "archive"])
    search_texts.put_resource(row)
    _note(actor, "archive_resource", row)
    db.session.flush()
    _announce(actor, "archive", row)


def _enter(actor: Viewer, row: Resource, after: ResourceState) -> None:
    """`row` is in the state `after`, with the moments that belong to it and who approved it."""
    if after is not ResourceState.APPROVED:
        row.approved_at = row.approved_by_id = row.network_at = row.network_by_id = None
    elif row.state is not after:
        row.approved_at, row.approved_by_id = clock.now(), actor.person_id
        if row.area_id is None:
            row.network_at, row.network_by_id = row.approved_at, actor.person_id
    row.state = after
    row.version += 1


@writes
def check_resource(actor: Viewer, *, resource_id: UUID, version: int, review_by: date) -> None:
    """The actor looked and it is still right: it is due again on `review_by`, and its approvals stand. A new edition tells it.

    A link that was thought not to open any more counts as one that opens.

    Raises NotFound, WrongState unless it is approved, ChangedMeanwhile.
    """
    row = queries.lock_resource(resource_id)
    policy.require_do(actor, queries.facts_of(row), "check")
    if row.version != version:
        raise ChangedMeanwhile
    row.review_by, row.is_verified = review_by, True
    row.version += 1
    row.edition += 1
    content = queries.content_of(row, sorted(queries.positions_of(resource_id)), queries.file_of(row))
    _keep_edition(row, content, made_by_id=actor.person_id)
    link_service.forget(resource_id)
    _note(actor, "check_resource", row)
    _announce(actor, "check", row)


@writes
def hand_over_resource(actor: Viewer, *, resource_id: UUID, owner_id: int) -> None:
    """That person looks after the resource from now on, and its words and approvals stay.

    Raises NotFound, and InvalidChoice for somebody who does not add resources in its area.
    """
    row = queries.lock_resource(resource_id)
    if row.area_id is None or not policy.may_hand_over(actor, queries.facts_of(row)):
        raise NotFound("resource")
    if owner_id not in {person.id for person in queries.owners_to_choose(row.area_id)}:
        raise InvalidChoice("owner")
    if row.owner_id == owner_id:
        return
    row.owner_id = owner_id
    _note(actor, "hand_over_resource", row, owner_id=owner_id)
    db.session.flush()


def _note(actor: Viewer, verb: str, row: Resource, **details: int) -> None:
    audit.record(actor, verb, subject=("resource", row.id), area_id=row.area_id, **details)


def _announce(actor: Viewer, verb: str, row: Resource) -> None:
    is_for_network = row.network_at is not None
    changes.announce(
        actor,
        changes.ResourceChange(row.id, verb, row.state, row.edition, is_for_network, row.may_leave),
    )
