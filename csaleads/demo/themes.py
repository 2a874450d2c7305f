"""A theme of shared consultations for each area: one stands in the library, for the other a lead has not answered yet."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.content_reader import read
from csaleads.demo.forum import moment, viewer_of
from csaleads.demo.network import list_programme
from csaleads.demo.story import Story
from csaleads.learning.models import Topic
from csaleads.sharing import theme_queries, theme_service
from csaleads.sharing.broadening import (
    AGES,
    CONCERNS,
    SMALLEST_GROUP,
    STAGES,
    Description,
    Period,
    part_not_held_by,
)
from csaleads.sharing.combination_queries import has_enough_in_each
from csaleads.sharing.list_queries import SharedFilter
from csaleads.sharing.theme_models import LearningTheme
from csaleads.sharing.theme_queries import VersionChoice
from csaleads.sharing.theme_service import NewTheme

KEYS = UUID("7d1f0c52-94a3-4a0e-8c2b-61b0de5f9a37")  # the name space of the ids of themes
STEP = timedelta(hours=3)  # between what two people do


def tell_themes(stories: list[Story]) -> None:
    """Each area's first lead proposes what the content says. Everybody has entered the network by then."""
    content = read("themes")
    for story in stories:
        _tell(story, content[story.cast.key])


def _tell(story: Story, told: dict[str, Any]) -> None:
    proposer = viewer_of(story.cast.leads[0])
    found = _narrowest(story, theme_queries.list_choices(proposer, SharedFilter()))
    if found is None:
        return
    said, numbers = found
    started_at = moment(told["days_ago"], 1)
    topic_ids = tuple(db.session.scalars(select(Topic.id).where(Topic.start_key == told["topic"])))
    new = NewTheme(told["title"], told["summary"], topic_ids, said.age, said.concern, said.stage, numbers)
    with clock.at(started_at):
        theme_id = theme_service.propose(proposer, new=new, key=uuid5(KEYS, story.cast.key))
    others = map(viewer_of, story.cast.leads[1:])
    asked = [lead for lead in others if any(one.id == theme_id for one in theme_queries.list_asked(lead))]
    for place, lead in enumerate(asked[told["unanswered"] :], start=1):
        with clock.at(started_at + STEP * place):
            theme_service.agree(lead, theme_id=theme_id)
    if told["unanswered"] == 0:
        with clock.at(started_at + STEP * (len(asked) + 1)):
            version = db.session.get_one(LearningTheme, theme_id).version
            theme_service.publish(viewer_of(list_programme()[0]), theme_id=theme_id, version=version)


def _narrowest(story: Story, choices: Sequence[VersionChoice]) -> tuple[Description, tuple[str, ...]] | None:
    """The narrowest description that enough of the versions, and enough records of the area, answer to; and those versions."""
    of_all = (Description(*parts, Period.ANY_TIME) for parts in product(AGES, CONCERNS, STAGES))
    by_breadth = sorted(
        of_all, key=lambda said: len(AGES[said.age]) * len(CONCERNS[said.concern]) * len(STAGES[said.stage])
    )
    for said in by_breadth:
        held = [one.number for one in choices if not part_not_held_by(said, _of(one))]
        if len(held) >= SMALLEST_GROUP and has_enough_in_each({story.cast.area_id}, said):
            return said, tuple(held)
    return None


def _of(choice: VersionChoice) -> Description:
    return Description(choice.age, choice.concern, choice.stage, choice.period)
