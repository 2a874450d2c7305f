"""Asking another area for a resource, answering, and what follows: each a verb of policy.LOAN_MOVES.

The resource is always locked before its loans, here and where it changes, so that two people wait for one another.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.learning import lent_service
from csaleads.lending import loan_news, policy, queries
from csaleads.lending.errors import AskedAlready
from csaleads.lending.models import Loan, LoanEvent, LoanState, Opinion, Reason
from csaleads.lending.policy import LoanFacts
from csaleads.lending.queries import Source, terms_of
from csaleads.lending.screened import loan_subject
from csaleads.lending.terms import Terms
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers, Passed

K = MessageKind
BY_ASKER = ("ask", "withdraw", "acknowledge", "give_back")
TOLD_TO_LENDERS = {"acknowledge": K.LOAN_ACKNOWLEDGED, "give_back": K.LOAN_GIVEN_BACK}
WORDLESS = ("deliver", "renew", "keep", "acknowledge", "withdraw", "give_back")


@writes
def ask(
    actor: Viewer,
    *,
    loan_id: UUID,
    resource_id: UUID,
    area_id: int,
    wanted_for: str,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The area has asked for the resource; its coordinators there and whoever looks after it are told.

    Raises NotFound where the actor does not ask for that area or there is nothing to ask for, AskedAlready while a loan of it is
    open, CouldIdentify and CannotScreen for the words.
    """
    source = queries.lock_source(resource_id)
    if not policy.can_ask_for(actor, area_id) or not source.is_lendable or source.area_id in (None, area_id):
        raise NotFound("resource")
    open_loan = queries.find_open_loan(resource_id, area_id)
    if open_loan is not None:
        raise AskedAlready(open_loan)
    passed = screening.pass_texts(
        actor, subject=loan_subject(loan_id, area_id), texts={"wanted_for": wanted_for}, answers=screened
    )
    loan = Loan(
        id=loan_id,
        resource_id=resource_id,
        lender_area_id=source.area_id,
        area_id=area_id,
        asked_by_id=actor.person_id,
        asked_at=clock.now(),
        wanted_for=str(passed["wanted_for"]),
        state=LoanState.ASKED,
        state_since=clock.now(),
        version=0,
    )
    try:
        with savepoint():
            db.session.add(loan)
    except IntegrityError:  # the same key, or a colleague in the same moment
        raise AskedAlready(queries.find_open_loan(resource_id, area_id) or loan_id) from None
    _note(actor, loan, "ask", words=loan.wanted_for, passed=passed)
    loan_news.announce_to_lenders(actor, loan, source, K.LOAN_ASKED)


@writes
def recommend(
    actor: Viewer,
    *,
    loan_id: UUID,
    version: int,
    opinion: Opinion,
    words: str,
    screened: Answers = NO_ANSWERS,
) -> None:
    """Whoever looks after the resource has said what they recommend. Raises as `agree`."""
    loan, _ = _lock(actor, loan_id, "recommend", version)
    passed = _pass(actor, loan, loan.lender_area_id, words, screened)
    loan.opinion, loan.opinion_words = opinion, str(passed["words"])
    loan.opinion_by_id = actor.person_id
    _note(actor, loan, "recommend", words=loan.opinion_words, passed=passed)


@writes
def agree(
    actor: Viewer,
    *,
    loan_id: UUID,
    version: int,
    edition: int,
    terms: Terms,
    deliver_now: bool,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The area that has it lends edition `edition` on these terms, and delivers it at once where it says so.

    Raises NotFound for whoever does not answer for that area, WrongState where it is answered, ChangedMeanwhile where the loan or
    the resource changed after `version` and `edition`, InvalidChoice for a last day that is over, CouldIdentify and CannotScreen.
    """
    loan, source = _lock(actor, loan_id, "agree", version)
    _require_lendable(loan, source, "agree")
    if source.edition != edition:
        raise ChangedMeanwhile
    if terms.until is not None and terms.until < clock.today():
        raise InvalidChoice("until")
    passed = _pass(actor, loan, loan.lender_area_id, terms.words, screened)
    agreed = replace(terms, words=str(passed["words"]))
    loan.may_adapt, loan.must_credit = agreed.may_adapt, agreed.must_credit
    loan.stays_in_area, loan.until, loan.terms_words = agreed.stays_in_area, agreed.until, agreed.words
    loan.edition = edition
    _enter(loan, "agree")
    _note(actor, loan, "agree", words=agreed.line, passed=passed)
    if deliver_now:
        _deliver(actor, loan, source)
    else:
        loan_news.announce_to_asker(actor, loan, K.LOAN_ANSWERED)


@writes
def decline(
    actor: Viewer,
    *,
    loan_id: UUID,
    version: int,
    reason: Reason,
    words: str,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The area that has it does not lend it, for a reason that the other one reads. Raises as `agree`."""
    loan, _ = _lock(actor, loan_id, "decline", version)
    passed = _pass(actor, loan, loan.lender_area_id, words, screened)
    loan.reason = reason
    _enter(loan, "decline")
    _note(actor, loan, "decline", words=str(passed["words"]), passed=passed)
    loan_news.announce_to_asker(actor, loan, K.LOAN_ANSWERED)


@writes
def take_back(
    actor: Viewer, *, loan_id: UUID, version: int, words: str, screened: Answers = NO_ANSWERS
) -> None:
    """The other area does not read it any more, and is told why. Raises as `agree`."""
    loan, _ = _lock(actor, loan_id, "take_back", version)
    passed = _pass(actor, loan, loan.lender_area_id, words, screened)
    end(actor, loan, "take_back", words=str(passed["words"]), passed=passed)


@writes
def move_loan(actor: Viewer, *, loan_id: UUID, version: int, edition: int, verb: str) -> LoanState:
    """What needs no words: deliver, renew, keep, acknowledge, withdraw, give_back; the state that it leads to.

    `edition` is the newest one that the page showed: nobody hands over words that they have not seen. Raises as `agree`.
    """
    if verb not in WORDLESS:
        raise NotFound("verb")
    loan, source = _lock(actor, loan_id, verb, version)
    if verb in ("deliver", "renew", "keep") and source.edition != edition:
        raise ChangedMeanwhile
    if verb == "deliver":
        _deliver(actor, loan, source)
    elif verb == "renew":
        _renew(actor, loan, source)
    elif verb == "give_back":
        end(actor, loan, verb)
    else:
        loan.kept_edition = source.edition if verb == "keep" else loan.kept_edition
        _enter(loan, verb)
        _note(actor, loan, verb, edition=source.edition if verb == "keep" else loan.edition)
    if verb in TOLD_TO_LENDERS:
        loan_news.announce_to_lenders(actor, loan, source, TOLD_TO_LENDERS[verb])
    db.session.flush()
    return loan.state


def _require_lendable(loan: Loan, source: Source, verb: str) -> None:
    """Raises WrongState where the resource cannot be lent now, or the last day that was agreed is over."""
    if not source.is_lendable:
        raise WrongState(verb, "not_lendable")
    if _is_over(loan):
        raise WrongState(verb, LoanState.EXPIRED.value)


def _is_over(loan: Loan) -> bool:
    return loan.until is not None and loan.until < clock.today()


def _deliver(actor: Viewer, loan: Loan, source: Source) -> None:
    _require_lendable(loan, source, "deliver")
    terms = terms_of(loan)
    loan.copy_id = lent_service.deliver(
        actor, source_id=source.id, area_id=loan.area_id, terms=terms.line, until=terms.until
    )
    loan.edition = source.edition
    _enter(loan, "deliver")
    _note(actor, loan, "deliver")
    loan_news.announce_to_asker(actor, loan, K.LOAN_DELIVERED)


def _renew(actor: Viewer, loan: Loan, source: Source) -> None:
    _require_lendable(loan, source, "renew")
    if loan.copy_id is None or source.edition <= (loan.edition or 0):
        raise WrongState("renew", loan.state.value)
    terms = terms_of(loan)
    loan.edition = lent_service.renew(actor, copy_id=loan.copy_id, terms=terms.line, until=terms.until)
    _enter(loan, "renew")
    _note(actor, loan, "renew")
    loan_news.announce_to_asker(actor, loan, K.LOAN_DELIVERED)


@writes
def end(actor: Viewer, loan: Loan, verb: str, *, words: str = "", passed: Passed | None = None) -> None:
    """A locked loan ends by `verb`: what was delivered disappears, and the area that asked is told unless it gave it back."""
    was_answered = loan.state is not LoanState.ASKED
    if loan.copy_id is not None:
        lent_service.end(actor, copy_id=loan.copy_id)
    _enter(loan, verb)
    _note(actor, loan, verb, words=words, passed=passed)
    if verb == "give_back":
        return
    kind = K.LOAN_ENDED if loan.copy_id is not None and was_answered else K.LOAN_ANSWERED
    loan_news.announce_to_asker(actor, loan, kind)


@writes
def end_what_is_past() -> int:
    """Loans whose last day is over end; how many did. The area that had them is told."""
    count = 0
    for loan_id in queries.list_past(clock.today()):
        loan, _ = queries.lock_loan(loan_id)
        if _is_over(loan) and (loan.state, "expire") in policy.LOAN_MOVES:
            end(SYSTEM, loan, "expire")
            count += 1
    return count


def _lock(actor: Viewer, loan_id: UUID, verb: str, version: int) -> tuple[Loan, Source]:
    """The loan and its resource, for somebody who may do that to it now and has seen how it stands."""
    loan, source = queries.lock_loan(loan_id)
    facts = LoanFacts(loan.area_id, loan.lender_area_id, source.owner_id, loan.state)
    policy.require_do(actor, facts, verb)
    if loan.version != version:
        raise ChangedMeanwhile
    return loan, source


def _pass(actor: Viewer, loan: Loan, area_id: int, words: str, screened: Answers) -> Passed:
    return screening.pass_texts(
        actor, subject=loan_subject(loan.id, area_id), texts={"words": words}, answers=screened
    )


def _enter(loan: Loan, verb: str) -> None:
    """The loan is where `verb` leads; since when is told where that is another state."""
    after = policy.after(loan.state, verb)
    if after is not loan.state or verb == "renew":
        loan.state, loan.state_since = after, clock.now()


def _note(
    actor: Viewer,
    loan: Loan,
    verb: str,
    *,
    words: str = "",
    edition: int | None = None,
    passed: Passed | None = None,
) -> None:
    """What happened stands in the history of the loan, and without words in the trail of the area that acted."""
    loan.version += 1
    db.session.flush()
    event = LoanEvent(
        loan_id=loan.id,
        happened_at=clock.now(),
        person_id=actor.person_id or None,
        verb=verb,
        edition=edition or loan.edition,
        words=words,
    )
    db.session.add(event)
    counts = dict(passed.counts) if passed else {}
    area_id = loan.area_id if verb in BY_ASKER else loan.lender_area_id
    audit.record(actor, f"{verb}_loan", subject=("loan", loan.id), area_id=area_id, **counts)
    db.session.flush()
