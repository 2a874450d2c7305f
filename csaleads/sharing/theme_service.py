"""A theme of several consultations becomes an entry of the library: proposed, agreed to by its leads, checked by another."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound
from csaleads.core.unit_of_work import writes
from csaleads.learning import from_talk_service
from csaleads.learning import queries as library
from csaleads.learning.knowledge import Consent
from csaleads.network.queries import find_standing
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers
from csaleads.sharing import theme_lock_queries as queries
from csaleads.sharing import theme_policy, theme_queries
from csaleads.sharing.broadening import (
    AgeGroup,
    ConcernGroup,
    Description,
    Period,
    StageGroup,
    part_not_held_by,
)
from csaleads.sharing.combination_queries import has_enough_in_each
from csaleads.sharing.errors import NotTrueOfAll, TooFewAlike, TooFewUsed
from csaleads.sharing.models import LearningVersion
from csaleads.sharing.queries import description_of
from csaleads.sharing.theme_models import LearningTheme, LearningThemeTopic, LearningThemeVersion
from csaleads.sharing.theme_parting import agree_when_all_do, end, go_on_without, note, path_of
from csaleads.sharing.theme_screened import theme_subject

CONSENTS = "/themes/asked"


class NewTheme(NamedTuple):
    """What somebody proposes: written anew, whom it is about in broad words, and the numbers of the versions it rests on."""

    title: str
    summary: str
    topic_ids: tuple[UUID, ...]
    age: AgeGroup
    concern: ConcernGroup
    stage: StageGroup
    numbers: tuple[str, ...]

    @property
    def said(self) -> Description:
        """Of no time at all: when a consultation was is nothing that a theme needs to say."""
        return Description(self.age, self.concern, self.stage, Period.ANY_TIME)


@writes
def propose(actor: Viewer, *, new: NewTheme, key: UUID, screened: Answers = NO_ANSWERS) -> UUID:
    """Every other lead who wrote what it rests on is asked; the id of the theme, which is `key`.

    Raises NotFound where the actor may not, InvalidChoice for versions that they may not read or whose lead has left and for
    topics that do not exist, TooFewUsed, NotTrueOfAll, TooFewAlike where in one of its areas too few records answer to the
    description, CouldIdentify and CannotScreen for the words.
    """
    theme_policy.require_propose(actor)
    versions = queries.lock_versions(actor, set(new.numbers))
    if len(versions) != len(set(new.numbers)):
        raise InvalidChoice("versions")
    if len(versions) < theme_policy.SMALLEST_THEME:
        raise TooFewUsed
    _require_topics(actor, new.topic_ids)
    _require_true(new.said, versions)
    if not has_enough_in_each({version.area_id for version in versions}, new.said):
        raise TooFewAlike
    homes = theme_policy.homes_of(actor)
    subject = theme_subject(key, homes)
    texts = {"title": new.title, "summary": new.summary}
    passed = screening.pass_texts(actor, subject=subject, texts=texts, answers=screened)
    row = LearningTheme(
        id=key,
        area_id=homes[0],
        proposed_by_id=actor.person_id,
        proposed_at=clock.now(),
        age_group=new.age,
        concern=new.concern,
        stage=new.stage,
        title=passed["title"],
        summary=passed["summary"],
    )
    db.session.add(row)
    db.session.flush()
    note(row, "propose_theme", by=actor, records=len(versions), **passed.counts)
    _rest_on(actor, row, new.topic_ids, versions)
    agree_when_all_do(row)
    db.session.flush()
    return row.id


def _require_topics(actor: Viewer, topic_ids: Sequence[UUID]) -> None:
    if not topic_ids or not set(topic_ids) <= {topic.id for topic in library.list_topics(actor)}:
        raise InvalidChoice("topics")


def _require_true(said: Description, versions: Sequence[LearningVersion]) -> None:
    for version in versions:
        part = part_not_held_by(said, description_of(version))
        if part:
            raise NotTrueOfAll(part)


def _rest_on(
    actor: Viewer, row: LearningTheme, topic_ids: Sequence[UUID], versions: Sequence[LearningVersion]
) -> None:
    """Topics, versions, and the question to each lead, asked once; whoever proposes agrees to what is their own."""
    for position, topic_id in enumerate(topic_ids):
        db.session.add(LearningThemeTopic(theme_id=row.id, topic_id=topic_id, position=position))
    for version in versions:
        said = Consent.GIVEN if version.lead_id == actor.person_id else Consent.ASKED
        db.session.add(LearningThemeVersion(theme_id=row.id, learning_version_id=version.id, consent=said))
    asked = {version.lead_id for version in versions} - {actor.person_id}
    notify.tell_all([News(person_id, MessageKind.THEME_ASKED, {}, CONSENTS) for person_id in sorted(asked)])


@writes
def agree(actor: Viewer, *, theme_id: UUID) -> None:
    """The actor agrees that the theme rests on their records. Saying it twice changes nothing.

    Raises NotFound where it rests on none of theirs, WrongState where it is over.
    """
    row, own = _asked(actor, theme_id)
    waiting = [one for one in own if one.consent is Consent.ASKED]
    if not waiting:
        return
    _answer(waiting, Consent.GIVEN)
    note(row, "agree_to_theme", by=actor)
    agree_when_all_do(row)
    db.session.flush()


@writes
def decline(actor: Viewer, *, theme_id: UUID) -> None:
    """The actor does not agree, or takes it back, in the library too: the theme goes on without their records, or stops.

    Raises as above.
    """
    row, own = _asked(actor, theme_id)
    _answer(own, Consent.REFUSED)
    note(row, "decline_theme", by=actor)
    go_on_without(row)
    db.session.flush()


def _asked(actor: Viewer, theme_id: UUID) -> tuple[LearningTheme, list[LearningThemeVersion]]:
    row = queries.lock_theme(theme_id)
    own = queries.used_of(actor, theme_id)
    if not own:
        raise NotFound("theme")
    theme_policy.after(row.state, "leave_out")
    return row, own


def _answer(rows: Sequence[LearningThemeVersion], said: Consent) -> None:
    for row in rows:
        row.consent, row.answered_at = said, clock.now()


@writes
def withdraw(actor: Viewer, *, theme_id: UUID) -> None:
    """Whoever proposed it does so no longer; it leaves the library. Raises NotFound to others, WrongState where it is over."""
    row = queries.lock_theme(theme_id)
    if not theme_policy.is_proposer(actor, queries.facts_of(actor, row)):
        raise NotFound("theme")
    end(row, "withdraw")
    note(row, "withdraw_theme", by=actor)
    db.session.flush()


@writes
def publish(actor: Viewer, *, theme_id: UUID, version: int) -> UUID:
    """A moderator who took no part has read it for anonymity: it stands in the library; the id of the resource.

    Raises NotFound, WrongState unless all agreed, ChangedMeanwhile where it changed after `version`, TooFewAlike.
    """
    row = _lock_to_check(actor, theme_id)
    if theme_policy.after(row.state, "publish") and row.version != version:
        raise ChangedMeanwhile
    said = Description(row.age_group, row.concern, row.stage, Period.ANY_TIME)
    if not has_enough_in_each(queries.areas_of(row.id), said):
        raise TooFewAlike
    link = from_talk_service.link_back(path_of(row))
    title, summary = theme_queries.words_of([row.id])[row.id]
    entry = from_talk_service.Entry(title, summary, queries.topics_of(row.id), link)
    row.resource_id = from_talk_service.publish(actor, entry)
    row.state = theme_policy.after(row.state, "publish")
    _checked(actor, row, "publish_theme")
    notify.tell(row.proposed_by_id, MessageKind.THEME_PUBLISHED, facts={}, path=path_of(row))
    db.session.flush()
    return row.resource_id


@writes
def turn_down(actor: Viewer, *, theme_id: UUID) -> None:
    """A moderator who took no part holds that somebody could be known by it: it leaves the library, or does not come there.

    Raises NotFound, WrongState.
    """
    row = _lock_to_check(actor, theme_id)
    end(row, "turn_down")
    _checked(actor, row, "turn_down_theme")
    notify.tell(row.proposed_by_id, MessageKind.THEME_ENDED, facts={}, path=path_of(row))
    db.session.flush()


def _lock_to_check(actor: Viewer, theme_id: UUID) -> LearningTheme:
    row = queries.lock_theme(theme_id)
    theme_policy.require_check(actor, find_standing(actor), queries.facts_of(actor, row))
    return row


def _checked(actor: Viewer, row: LearningTheme, verb: str) -> None:
    row.checked_by_id, row.checked_at = actor.person_id, clock.now()
    row.version += 1
    note(row, verb, by=actor)
