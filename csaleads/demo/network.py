"""The network of the demonstration: everybody who may has entered, several are listed, and one lead was named to moderate."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from csaleads.access.permissions import Role
from csaleads.accounts.models import RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.content_reader import read
from csaleads.demo.story import Happening, Story
from csaleads.network import start_data
from csaleads.network.models import (
    ConductAcceptance,
    ConductVersion,
    DirectoryEntry,
    MailRhythm,
    NetworkMember,
    NetworkModerator,
)

PUBLISHED_DAYS_AGO = 300
NAMED_DAYS_AGO = 90
RHYTHMS = (MailRhythm.DAILY, MailRhythm.WEEKLY, MailRhythm.AT_ONCE, MailRhythm.NEVER)


def tell_network(stories: list[Story]) -> None:
    """Leads and programme team agreed one after the other in the weeks after the code was published."""
    start_data.add_missing()
    db.session.execute(update(ConductVersion).values(published_at=_ago(PUBLISHED_DAYS_AGO)))
    programme = list_programme()
    leads = [lead for story in stories for lead in story.cast.leads]
    for place, person_id in enumerate([*programme, *leads]):
        _enter(stories[0], person_id, place)
    content = read("network")
    by_area = {story.cast.key: story for story in stories}
    for entry in content["entries"]:
        _list(stories[0], by_area[entry["area"]].cast.leads[entry["lead"]], entry)
    _list(stories[0], programme[0], content["programme"])
    named = content["moderator"]
    _name(stories[0], by_area[named["area"]].cast.leads[named["lead"]], programme[0])
    db.session.flush()


def list_programme() -> list[int]:
    """Ids of the programme team."""
    query = select(RoleInArea.person_id).where(RoleInArea.role == Role.PROGRAMME_TEAM)
    return list(db.session.scalars(query.order_by(RoleInArea.person_id)))


def _ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def _note(story: Story, at: datetime, actor_id: int, verb: str, subject: tuple[str, int]) -> None:
    story.happenings.append(Happening(at, actor_id, verb, subject, None))


def _enter(story: Story, person_id: int, place: int) -> None:
    at = _ago(PUBLISHED_DAYS_AGO - 3 * place - 1)
    db.session.add_all(
        (
            NetworkMember(
                person_id=person_id,
                joined_at=at,
                accepted_number=1,
                mail_rhythm=RHYTHMS[place % len(RHYTHMS)],
            ),
            ConductAcceptance(person_id=person_id, number=1, accepted_at=at),
        )
    )
    db.session.flush()
    _note(story, at, person_id, "agree_to_code", ("code", 1))


def _list(story: Story, person_id: int, entry: dict[str, Any]) -> None:
    shown = {f"shows_{name}": True for name in entry["shows"]}
    at = _ago(PUBLISHED_DAYS_AGO // 2)
    db.session.add(
        DirectoryEntry(
            person_id=person_id,
            is_listed=True,
            languages=entry["languages"],
            ask_me_about=entry["ask_me_about"],
            can_shadow=entry["can_shadow"],
            takes_private_questions=entry.get("takes_private_questions", True),
            changed_at=at,
            **shown,
        )
    )
    _note(story, at, person_id, "save_entry", ("person", person_id))


def _name(story: Story, person_id: int, named_by_id: int) -> None:
    at = _ago(NAMED_DAYS_AGO)
    db.session.add(NetworkModerator(person_id=person_id, named_by_id=named_by_id, since=at))
    _note(story, at, named_by_id, "name_moderator", ("person", person_id))
