"""The polls and events of the world: a poll and an event of the lead, and a support session that has begun."""

from collections.abc import Mapping
from uuid import uuid4

from csaleads.accounts.models import Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.forum.gatherings import poll_service
from csaleads.forum.gatherings import service as gathering_service
from csaleads.forum.gatherings.models import GatheringKind
from csaleads.forum.gatherings.poll_service import NewPoll
from csaleads.forum.gatherings.service import NewEvent
from csaleads.forum.models import Space, SpaceKind
from tests.forum.gatherings.stage import in_hours, setting_in, viewer_of


def make_gatherings(people: Mapping[str, Person]) -> dict[str, object]:
    """Names of the things that were made; everybody who may has agreed to the code of conduct by then."""
    lead, programme = (viewer_of(people[part]) for part in ("lead", "programme"))
    poll = NewPoll("A wet morning", "A walk in the rain.", ["Red", "Green"], False, in_hours(48))
    event = NewEvent(GatheringKind.EVENT, "A wet morning", "A walk in the rain.", setting_in(48))
    with unit_of_work():
        space = Space(kind=SpaceKind.OPEN, name="Events", made_at=clock.now())
        db.session.add(space)
        db.session.flush()
        names: dict[str, object] = {
            "gathering_space": space.id,
            "poll": poll_service.begin_poll(lead, space_id=space.id, new=poll, key=uuid4()),
            "event": gathering_service.begin_event(lead, space_id=space.id, new=event, key=uuid4()),
        }
    with clock.at(in_hours(-4)), unit_of_work():
        past = event._replace(kind=GatheringKind.SUPPORT_SESSION, setting=setting_in(1))
        names["support_session"] = gathering_service.begin_event(
            programme, space_id=space.id, new=past, key=uuid4()
        )
    return names
