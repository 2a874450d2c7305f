"""Records of the year that are shared for learning, one that waits to be read first, and one that was sent back."""

from datetime import timedelta

from csaleads.advice.models import RequestForAdvice
from csaleads.clinics.models import ClinicLead
from csaleads.consultations.content import SHARED_NAMES, ActionEntry, AgencyEntry, RecordContent
from csaleads.consultations.models import Action, AgencyInvolved, Amendment, Consultation, RecordState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.content_reader import read
from csaleads.demo.story import Story
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening.service import vouch_for_fiction as fiction
from csaleads.sharing.broadening import (
    SMALLEST_GROUP,
    AgeGroup,
    Description,
    Period,
    RecordKind,
    StageGroup,
    choices_of,
    first_day,
)
from csaleads.sharing.combination_queries import count_alike
from csaleads.sharing.content import copied_from
from csaleads.sharing.models import (
    LearningReview,
    LearningVersion,
    Outcome,
    Question,
    ReviewAnswer,
    SharingState,
)

SHARED_COUNT = 7  # so that a theme can rest on some of them
OLD_ENOUGH = timedelta(days=30)


def share_some(story: Story) -> None:
    """Versions for learning in the states that pages show; each one's description fits enough records of the area."""
    first_lead = story.cast.leads[0]
    chosen = [(record, said) for record in _candidates(story) if (said := _description(record)) is not None]
    waiting = next(
        (pair for pair in chosen if pair[0].lead_id != first_lead and first_lead not in _took_part(pair[0])),
        None,
    )
    returned = next((pair for pair in chosen if pair[0].lead_id == first_lead), None)
    for turn, (record, said) in enumerate(p for p in chosen if p not in (waiting, returned)):
        if turn == SHARED_COUNT:
            break
        _share(story, record, said, days_ago=17 + 10 * turn)
    if waiting is not None:
        _ask(story, *waiting)
    if returned is not None:
        _send_back(story, *returned)


def _candidates(story: Story) -> list[Consultation]:
    query = (
        db.select(Consultation)
        .where(
            Consultation.area_id == story.cast.area_id,
            Consultation.state == RecordState.SIGNED,
            Consultation.signed_at < clock.now() - OLD_ENOUGH,
        )
        .order_by(Consultation.signed_at.desc(), Consultation.lead_id)
    )
    return list(db.session.scalars(query))


def _took_part(record: Consultation) -> set[int]:
    leads = db.select(ClinicLead.person_id).where(ClinicLead.clinic_id == record.clinic_id)
    others = db.session.scalars(leads) if record.clinic_id else ()
    return {record.lead_id, record.worker_id, *others}


def _kind_of(record: Consultation) -> RecordKind:
    request = db.session.get_one(RequestForAdvice, record.request_id)
    return RecordKind(request.age_band, request.concern, request.stage, clock.to_local(record.held_at).date())


def _description(record: Consultation) -> Description | None:
    """One that keeps the kind of concern and fits enough records, as narrow in age as it can be."""
    kind = _kind_of(record)
    choices = choices_of(kind)
    for period in (Period.YEAR, Period.ANY_TIME):
        for age in choices.ages:
            said = Description(age, choices.concerns[0], StageGroup.ANY_STAGE, period)
            if (
                age is not AgeGroup.ANY_AGE
                and count_alike(record.area_id, [said], kind.held_on)[0] >= SMALLEST_GROUP
            ):
                return said
    return None


def _prepare(story: Story, record: Consultation, said: Description, days_ago: int) -> LearningVersion:
    saved_at = clock.now() - timedelta(days=days_ago, hours=2)
    age, concern, stage, period = said
    version = LearningVersion(
        number=f"L-{story.chance.randint(10_000, 99_999)}",
        consultation_id=record.id,
        area_id=record.area_id,
        lead_id=record.lead_id,
        state=SharingState.DRAFT,
        version=3,
        saved_at=saved_at,
        age_group=age,
        concern=concern,
        stage=stage,
        period=period,
        period_on=first_day(period, _kind_of(record).held_on),
        **copied_from(_content(record), _additions(record)),
    )
    db.session.add(version)
    db.session.flush()
    story.note(saved_at, record.lead_id, "prepare_learning_version", ("learning_version", version.id))
    return version


def _content(record: Consultation) -> RecordContent:
    agencies = db.select(AgencyInvolved).where(AgencyInvolved.consultation_id == record.id)
    actions = db.select(Action).where(Action.consultation_id == record.id)
    return RecordContent(
        texts={name: getattr(record, name) for name in SHARED_NAMES},
        agencies=tuple(
            AgencyEntry(row.agency, row.role)
            for row in db.session.scalars(agencies.order_by(AgencyInvolved.position))
        ),
        actions=tuple(
            ActionEntry(row.description, row.owner_role)
            for row in db.session.scalars(actions.order_by(Action.position))
        ),
    )


def _additions(record: Consultation) -> list[str]:
    query = db.select(Amendment).where(Amendment.consultation_id == record.id).order_by(Amendment.amended_at)
    return [amendment.text for amendment in db.session.scalars(query)]


def _reviewer(story: Story, record: Consultation) -> int:
    took_part = _took_part(record)
    return next(person for person in (*story.cast.leads, *story.cast.coordinators) if person not in took_part)


def _share(story: Story, record: Consultation, said: Description, days_ago: int) -> None:
    version = _prepare(story, record, said, days_ago)
    reviewer_id, shared_at = _reviewer(story, record), version.saved_at + timedelta(hours=1)
    _review(version, reviewer_id, Outcome.CONFIRMED, "", ())
    version.state, version.shared_at = SharingState.SHARED, shared_at
    story.note(version.saved_at, record.lead_id, "propose_sharing", ("learning_version", version.id))
    story.note(shared_at, reviewer_id, "confirm_sharing", ("learning_version", version.id))


def _ask(story: Story, record: Consultation, said: Description) -> None:
    version = _prepare(story, record, said, 2)
    version.state, version.proposed_at = SharingState.PROPOSED, version.saved_at
    story.note(version.saved_at, record.lead_id, "propose_sharing", ("learning_version", version.id))
    asked = {*story.cast.leads, *story.cast.coordinators} - _took_part(record)
    with clock.at(version.saved_at):
        for person_id in sorted(asked):
            notify.tell(
                person_id,
                MessageKind.LEARNING_ASKED,
                facts={"number": version.number},
                path=f"/shared-records/{version.number}",
                mail=False,
            )


def _send_back(story: Story, record: Consultation, said: Description) -> None:
    version = _prepare(story, record, said, 4)
    reviewer_id = _reviewer(story, record)
    reviewed_at = version.saved_at + timedelta(hours=1)
    _review(
        version,
        reviewer_id,
        Outcome.SENT_BACK,
        read("sharing")[story.cast.key],
        (Question.UNUSUAL_FAMILY, Question.DATES) if story.cast.key == "northmere" else (Question.QUOTE,),
    )
    version.state = SharingState.RETURNED
    story.note(version.saved_at, record.lead_id, "propose_sharing", ("learning_version", version.id))
    story.note(reviewed_at, reviewer_id, "send_back_sharing", ("learning_version", version.id))


def _review(
    version: LearningVersion,
    reviewer_id: int,
    outcome: Outcome,
    what_to_change: str,
    could_identify: tuple[Question, ...],
) -> None:
    review = LearningReview(
        learning_version_id=version.id,
        version=version.version,
        reviewer_id=reviewer_id,
        reviewed_at=version.saved_at + timedelta(hours=1),
        outcome=outcome,
        what_to_change=fiction(what_to_change),
    )
    db.session.add(review)
    db.session.flush()
    db.session.add_all(
        ReviewAnswer(review_id=review.id, question=question, could_identify=question in could_identify)
        for question in Question
    )
    version.version += 1
