"""A version as a page shows it: to its lead in every state, to others what they have opened and nothing before."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import names_of
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.screening.service import Subject
from csaleads.sharing import correcting, policy, queries
from csaleads.sharing.broadening import SMALLEST_GROUP, Choices, Description, broader_than, choices_of
from csaleads.sharing.combination_queries import count_alike
from csaleads.sharing.models import (
    LearningReview,
    LearningVersion,
    Outcome,
    Question,
    ReviewAnswer,
    SharingState,
    StopReason,
)
from csaleads.sharing.queries import Source
from csaleads.sharing.screened import subject_of


@dataclass(frozen=True)
class Alike:
    """How many records of the area answer to a description. `count` is None where it is too small to be told."""

    said: Description
    count: int | None

    @property
    def is_enough(self) -> bool:
        return self.count is not None


@dataclass(frozen=True)
class AlikeView:
    """The description as it is, and each description that is one step or more broader in one part."""

    present: Alike
    broader: tuple[Alike, ...]


@dataclass(frozen=True)
class ReviewView:
    """What the last reviewer answered, for the version's lead."""

    reviewer_name: str
    reviewed_at: datetime
    outcome: Outcome
    could_identify: tuple[Question, ...]
    what_to_change: str


@dataclass(frozen=True)
class VersionView:
    """A version as one viewer may see it. `texts` is empty until they may read its words."""

    id: UUID
    area_id: int
    number: str
    state: SharingState
    version: int
    said: Description
    period_on: date | None
    held_on: date
    saved_at: datetime
    proposed_at: datetime | None
    shared_at: datetime | None
    stopped_for: StopReason | None
    texts: dict[str, str] = field(default_factory=dict)
    open_until: datetime | None = None
    may_stop: bool = False
    may_review: bool = False
    has_lead_left: bool = False  # told to the coordinator alone
    waits_for_decision: bool = False  # of the coordinator, whether it is shared on although its lead has left
    hidden_at: datetime | None = None  # set for the few who read it while it is hidden


@dataclass(frozen=True)
class OwnView:
    """A record of the viewer's with its version, if one was prepared."""

    reference: str
    held_on: date
    choices: Choices
    version: VersionView | None
    review: ReviewView | None


def get_own(viewer: Viewer, reference: str, *, with_texts: bool) -> OwnView:
    """The viewer's own signed record and its version for learning; raises NotFound to everybody but its lead, HiddenNow."""
    source = queries.get_own_source(viewer, reference)
    row = queries.find_version(source.consultation_id)
    texts = queries.texts_of(row) if row is not None and with_texts else {}
    return OwnView(
        reference=source.reference,
        held_on=source.kind.held_on,
        choices=choices_of(source.kind),
        version=_view(row, source, texts=texts) if row is not None else None,
        review=_last_review(row) if row is not None else None,
    )


def count_alike_own(viewer: Viewer, reference: str, said: Description) -> AlikeView:
    """The combination check for the lead of a record: of `said`, and of each broader choice."""
    source = queries.get_own_source(viewer, reference)
    return _alike(source, said)


def get_to_read(viewer: Viewer, number: str) -> VersionView:
    """A shared version: its words once the viewer has opened it, or is its lead. Raises NotFound, and HiddenNow while it is
    hidden, but to those who see to it."""
    row, source, facts = _numbered(number)
    if not policy.can_read(viewer, facts) and not policy.can_read_hidden(viewer, facts):
        policy.require_shown(viewer, facts)
        raise NotFound
    return _opened(viewer, row, source, facts, is_own=policy.is_author(viewer, facts))


def get_to_review(viewer: Viewer, number: str) -> VersionView:
    """A version that waits for a review which the viewer may give: its words once they have opened it.

    Raises NotFound, and HiddenNow while it is hidden.
    """
    row, source, facts = _numbered(number)
    policy.require_shown(viewer, facts)
    if not policy.can_review(viewer, facts):
        raise NotFound
    return _opened(viewer, row, source, facts, is_own=False)


def subject_to_review(viewer: Viewer, number: str) -> Subject:
    """The version as what its reviewer's words belong to. Raises NotFound for one that the viewer may not review, HiddenNow."""
    row, _, facts = _numbered(number)
    policy.require_reviewer(viewer, facts)
    return subject_of(row)


def get_to_stop(viewer: Viewer, number: str) -> VersionView:
    """A version that the viewer may stop as coordinator, without its words. Raises NotFound, HiddenNow."""
    row, source, facts = _numbered(number)
    policy.require_shown(viewer, facts)
    if not policy.can_stop(viewer, facts):
        raise NotFound
    return _view(row, source, texts={}, may_stop=True)


def is_waiting_for(viewer: Viewer, number: str) -> bool:
    """Whether that version waits for a review which the viewer may give; raises NotFound where it is not theirs to see."""
    _, _, facts = _numbered(number)
    if policy.can_review(viewer, facts):
        return True
    if policy.may_know(viewer, facts):
        return False
    raise NotFound


def require_waiting(viewer: Viewer, number: str) -> None:
    """Raises NotFound to whoever may not review it, WrongState where it was answered or taken back meanwhile, HiddenNow."""
    row, _, facts = _numbered(number)
    policy.require_reviewer(viewer, facts)
    policy.require_move(row.state, "confirm")


def count_alike_to_review(viewer: Viewer, number: str) -> Alike:
    """The combination check for a reviewer: of the description as it is. Raises NotFound."""
    row, source, facts = _numbered(number)
    if not policy.can_review(viewer, facts):
        raise NotFound
    return _alike(source, queries.description_of(row), with_broader=False).present


def _numbered(number: str) -> tuple[LearningVersion, Source, policy.VersionFacts]:
    row = queries.get_numbered(number)
    source = queries.source_of(row)
    return row, source, queries.facts_of(row, source)


def _opened(
    viewer: Viewer, row: LearningVersion, source: Source, facts: policy.VersionFacts, *, is_own: bool
) -> VersionView:
    until = queries.open_until(viewer, row)
    read = queries.texts_of if row.hidden_at is None else correcting.words_of
    texts = read(row) if until is not None or is_own else {}
    return _view(
        row,
        source,
        texts=texts,
        until=until,
        may_stop=policy.can_stop(viewer, facts),
        may_review=policy.can_review(viewer, facts),
    )


def _view(
    row: LearningVersion,
    source: Source,
    *,
    texts: dict[str, str],
    until: datetime | None = None,
    may_stop: bool = False,
    may_review: bool = False,
) -> VersionView:
    return VersionView(
        id=row.id,
        area_id=row.area_id,
        number=row.number,
        state=row.state,
        version=row.version,
        said=queries.description_of(row),
        period_on=row.period_on,
        held_on=source.kind.held_on,
        saved_at=row.saved_at,
        proposed_at=row.proposed_at,
        shared_at=row.shared_at,
        stopped_for=row.stopped_for,
        texts=texts,
        open_until=until,
        hidden_at=row.hidden_at,
        may_stop=may_stop,
        may_review=may_review,
        has_lead_left=may_stop and queries.has_lead_left(row),
        waits_for_decision=may_stop and queries.waits_for_decision(row),
    )


def _alike(source: Source, said: Description, *, with_broader: bool = True) -> AlikeView:
    wanted = [said, *(broader_than(said, choices_of(source.kind)) if with_broader else ())]
    counts = count_alike(source.area_id, wanted, source.kind.held_on)
    told = [
        Alike(each, count if count >= SMALLEST_GROUP else None)
        for each, count in zip(wanted, counts, strict=True)
    ]
    return AlikeView(told[0], tuple(told[1:]))


def _last_review(row: LearningVersion) -> ReviewView | None:
    query = select(LearningReview).where(LearningReview.learning_version_id == row.id)
    newest = query.order_by(LearningReview.reviewed_at.desc(), LearningReview.version.desc()).limit(1)
    review = db.session.scalar(newest.options(undefer_group("narrative")))
    if review is None:
        return None
    answers = select(ReviewAnswer.question).where(
        ReviewAnswer.review_id == review.id, ReviewAnswer.could_identify.is_(True)
    )
    said = set(db.session.scalars(answers))
    return ReviewView(
        reviewer_name=names_of([review.reviewer_id]).get(review.reviewer_id, ""),
        reviewed_at=review.reviewed_at,
        outcome=review.outcome,
        could_identify=tuple(question for question in Question if question in said),
        what_to_change=review.what_to_change,
    )
