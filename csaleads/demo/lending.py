"""What the two fictional areas have asked one another for: one question that is open, one loan that has arrived, one in use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from csaleads.core import clock
from csaleads.core.database import db
from csaleads.demo.content_reader import read
from csaleads.demo.story import Story
from csaleads.learning.lent_models import LentResource
from csaleads.learning.models import Resource, ResourceState
from csaleads.learning.resource_queries import content_of, file_of, positions_of
from csaleads.learning.resource_service import write_resource
from csaleads.lending.models import Loan, LoanEvent, LoanState, Opinion
from csaleads.lending.terms import Terms

Steps = Sequence[tuple[str, int, int, str]]  # (verb, by whom, how many days ago, words)


@dataclass
class _Told:
    """A loan as it is being told."""

    borrower: Story
    lender: Story
    resource: Resource
    loan: Loan


def lend_between(stories: list[Story]) -> None:
    """Both areas ask, and each has something to answer or to confirm."""
    northmere, southholt = stories
    north, south = northmere.cast, southholt.cast
    checklist, words = _titled("Checklist for a joint visit"), _titled("Words for parents")
    briefing = _titled("Briefing for teams")
    said = read("lending")
    told = _ask(southholt, northmere, checklist, said["checklist"], 3)
    told.loan.opinion, told.loan.opinion_by_id = Opinion.LEND_WITH_CARE, checklist.owner_id
    told.loan.opinion_words = said["opinion"]
    _go_on(told, [("recommend", checklist.owner_id or 0, 2, told.loan.opinion_words)])

    told = _ask(northmere, southholt, words, said["words"], 12)
    terms = Terms(may_adapt=True, must_credit=True, stays_in_area=True)
    _agree(told, terms)
    answer = south.coordinators[0]
    _go_on(told, [("agree", answer, 10, terms.line), ("deliver", answer, 10, "")])
    _deliver(told, terms, LoanState.DELIVERED, 10)

    told = _ask(southholt, northmere, briefing, said["briefing"], 40)
    terms = Terms(stays_in_area=True, until=clock.today() + timedelta(days=200))
    _agree(told, terms)
    answer, asker = north.coordinators[0], south.leads[0]
    steps = [("agree", answer, 36, terms.line), ("deliver", answer, 30, ""), ("acknowledge", asker, 29, "")]
    _go_on(told, steps)
    _deliver(told, terms, LoanState.ACKNOWLEDGED, 29)
    db.session.flush()


def _titled(beginning: str) -> Resource:
    return db.session.scalars(select(Resource).where(Resource.title.startswith(beginning))).one()


def _ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def _ask(borrower: Story, lender: Story, resource: Resource, wanted_for: str, days: int) -> _Told:
    asker = borrower.cast.leads[0]
    loan = Loan(
        id=uuid4(),
        resource_id=resource.id,
        lender_area_id=lender.cast.area_id,
        area_id=borrower.cast.area_id,
        asked_by_id=asker,
        asked_at=_ago(days),
        wanted_for=wanted_for,
        state=LoanState.ASKED,
        state_since=_ago(days),
        version=0,
    )
    db.session.add(loan)
    db.session.flush()
    told = _Told(borrower, lender, resource, loan)
    _go_on(told, [("ask", asker, days, wanted_for)])
    return told


def _agree(told: _Told, terms: Terms) -> None:
    told.loan.may_adapt, told.loan.must_credit = terms.may_adapt, terms.must_credit
    told.loan.stays_in_area, told.loan.until = terms.stays_in_area, terms.until
    told.loan.edition = told.resource.edition


def _go_on(told: _Told, steps: Steps) -> None:
    for verb, person_id, days, words in steps:
        told.loan.version += 1
        event = LoanEvent(
            loan_id=told.loan.id,
            happened_at=_ago(days),
            person_id=person_id,
            verb=verb,
            edition=told.loan.edition,
            words=words,
        )
        db.session.add(event)
        db.session.flush()
        story = told.borrower if verb in ("ask", "acknowledge") else told.lender
        story.note(_ago(days), person_id, f"{verb}_loan", ("loan", told.loan.id))


def _deliver(told: _Told, terms: Terms, state: LoanState, days: int) -> None:
    """The edition that was agreed is read by the area that asked; its own people write nothing of it."""
    source = told.resource
    copy = Resource(
        id=uuid4(),
        area_id=told.borrower.cast.area_id,
        state=ResourceState.APPROVED,
        version=1,
        added_at=_ago(days),
        approved_at=_ago(days),
        approved_by_id=told.lender.cast.coordinators[0],
        is_lent=True,
        lent_until=terms.until,
    )
    content = replace(content_of(source, sorted(positions_of(source.id)), file_of(source)), may_leave=False)
    write_resource(copy, content, number=source.edition, made_by_id=copy.approved_by_id)
    db.session.add(
        LentResource(
            resource_id=copy.id,
            source_id=source.id,
            lender_area_id=told.lender.cast.area_id,
            edition=source.edition,
            terms=terms.line,
            delivered_at=_ago(days),
        )
    )
    told.loan.copy_id, told.loan.state, told.loan.state_since = copy.id, state, _ago(days)
    db.session.flush()
