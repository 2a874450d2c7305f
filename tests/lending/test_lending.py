"""The life of a loan: who may do what from which state, what either area reads meanwhile, and that nothing is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from csaleads.accounts.models import RoleInArea
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import edition_queries, policy, resource_queries, resource_service
from csaleads.learning import list_queries as library
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import Audience
from csaleads.lending import list_queries, presenters, queries, service
from csaleads.lending import policy as rules
from csaleads.lending.errors import AskedAlready
from csaleads.lending.models import LoanState, Opinion, Reason
from csaleads.lending.policy import LOAN_MOVES, WHO, LoanFacts
from csaleads.lending.terms import Terms
from csaleads.notify.kinds import line_of
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from csaleads.screening.errors import CouldIdentify
from tests.clinics.test_contention import all_at_once
from tests.learning.conftest import ROLES
from tests.lending.conftest import Stage

S = LoanState
READERS_THERE = ("their_worker", "their_lead", "their_coordinator")
MAY = {  # of a loan from "here" to "there" of what "lead" looks after
    "recommend": {"lead"},
    "agree": {"coordinator"},
    "decline": {"coordinator"},
    "deliver": {"coordinator"},
    "renew": {"coordinator"},
    "keep": {"coordinator"},
    "take_back": {"coordinator"},
    "withdraw": {"their_lead", "their_coordinator"},
    "acknowledge": {"their_lead", "their_coordinator"},
    "give_back": {"their_lead", "their_coordinator"},
}


@pytest.mark.parametrize("verb", MAY)
@pytest.mark.parametrize("state", list(S))
def test_each_verb_is_for_the_right_people_from_the_right_state(
    stage: Stage, verb: str, state: LoanState
) -> None:
    facts = LoanFacts(stage.cast.there.id, stage.cast.here.id, stage.cast.person["lead"].id, state)

    may = {part for part in ROLES if rules.can_do(stage.cast.actor(part), facts, verb)}

    assert may == (MAY[verb] if (state, verb) in LOAN_MOVES else set())
    for part in ROLES:
        refused = WrongState if part in MAY[verb] else NotFound
        if part in may:
            assert rules.require_do(stage.cast.actor(part), facts, verb) is LOAN_MOVES[state, verb]
        else:
            with pytest.raises(refused):
                rules.require_do(stage.cast.actor(part), facts, verb)


def test_nobody_moves_a_loan_by_what_only_follows_from_the_resource(stage: Stage) -> None:
    loan_id = stage.ask()

    assert {"recall", "open_to_all", "expire"} == {verb for _, verb in LOAN_MOVES} - WHO.keys()
    for verb in ("recall", "open_to_all", "expire", "agree", "nonsense"):
        with pytest.raises(NotFound):
            stage.move(loan_id, verb, "coordinator")


def test_a_loan_is_seen_by_both_sides_and_whoever_looks_after_it(stage: Stage) -> None:
    loan_id = stage.ask()

    def sees(part: str) -> bool:
        try:
            return queries.get_loan(stage.cast.actor(part), loan_id).id == loan_id
        except NotFound:
            return False

    facts = LoanFacts(stage.cast.there.id, stage.cast.here.id, stage.cast.person["lead"].id, S.ASKED)
    seen = {part for part in ROLES if sees(part)}
    assert seen == {"lead", "coordinator", "their_lead", "their_coordinator"}
    assert seen == {part for part in ROLES if rules.can_see(stage.cast.actor(part), facts)}
    assert queries.seen_of(stage.cast.actor("their_worker"), [loan_id]) == set()
    assert queries.seen_of(stage.cast.actor("their_lead"), [loan_id]) == {loan_id}


def test_asked_agreed_delivered_and_acknowledged(stage: Stage) -> None:
    terms = Terms(may_adapt=True, until=clock.today() + timedelta(days=90), words="Keep the cover page.")
    loan_id = stage.ask()
    assert stage.read_by("their_lead", loan_id) is None

    stage.agree(loan_id, terms=terms, deliver_now=False)
    assert (stage.loan(loan_id).state, stage.read_by("their_lead", loan_id)) == (S.AGREED, None)
    stage.move(loan_id, "deliver", "coordinator")
    assert {part: stage.read_by(part, loan_id) for part in READERS_THERE} == dict.fromkeys(
        READERS_THERE, "A body map"
    )
    assert stage.move(loan_id, "acknowledge", "their_coordinator") is S.ACKNOWLEDGED

    assert stage.events(loan_id) == ["ask", "agree", "deliver", "acknowledge"]
    assert stage.told() == [
        ("loan_asked", "coordinator"),
        ("loan_asked", "lead"),
        ("loan_answered", "their_lead"),
        ("loan_delivered", "their_lead"),
        ("loan_delivered", "their_coordinator"),
        ("loan_acknowledged", "coordinator"),
    ]
    copy = resource_queries.get_resource(stage.cast.actor("their_worker"), stage.loan(loan_id).copy_id)
    assert copy.credit == (
        "Shared by Northmere, edition 1. May be adapted; say where it is from; not beyond your area; "
        "until 16 February 2027. Keep the cover page."
    )
    verbs = list(db.session.scalars(select(AuditEvent.verb).order_by(AuditEvent.id)))
    assert [verb for verb in verbs if verb.endswith("_loan")] == [
        "ask_loan",
        "agree_loan",
        "deliver_loan",
        "acknowledge_loan",
    ]


def test_what_was_lent_is_read_there_by_its_audience_and_written_by_nobody(stage: Stage) -> None:
    stage.resource = stage.cast.make.resource(
        stage.topic, stage.cast.here, title="For leads", audience=Audience.LEADS
    )
    loan_id = stage.ask()
    stage.agree(loan_id)
    copy_id = stage.loan(loan_id).copy_id

    readers = {part for part in ROLES if stage.read_by(part, loan_id)}
    assert readers == {"their_lead", "their_coordinator"}
    for part in ROLES:
        viewer = stage.cast.actor(part)
        with unit_of_work():
            facts = resource_queries.facts_of(resource_queries.lock_resource(copy_id))
        listed = {line.id for line in library.list_resources(viewer, Narrowing(), page=1).rows}
        assert (copy_id in listed) == policy.can_see(viewer, facts) == (part in readers), part
        assert not policy.may_write(viewer, facts), part
        for verb in ("save", "approve", "archive", "approve_for_network", "check"):
            assert not policy.can_do(viewer, facts, verb), (part, verb)
    with pytest.raises(NotFound), unit_of_work():
        resource_service.move_resource(
            stage.cast.actor("their_coordinator"), resource_id=copy_id, verb="archive", version=1
        )
    with pytest.raises(NotFound), unit_of_work():
        resource_service.hand_over_resource(
            stage.cast.actor("their_coordinator"),
            resource_id=copy_id,
            owner_id=stage.cast.person["their_lead"].id,
        )


def test_a_later_edition_is_read_once_the_lender_says_so(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)
    stage.move(loan_id, "acknowledge", "their_lead")

    stage.edit(title="A better body map")
    assert stage.read_by("their_worker", loan_id) == "A body map"
    assert stage.told()[-1][0] == "loan_acknowledged", "whoever changed it is not told of it"
    assert queries.get_loan(stage.cast.actor("coordinator"), loan_id).has_newer
    stage.move(loan_id, "keep", "coordinator")
    assert stage.read_by("their_worker", loan_id) == "A body map"
    assert not queries.get_loan(stage.cast.actor("coordinator"), loan_id).has_newer

    stage.edit(title="The best body map")
    assert stage.move(loan_id, "renew", "coordinator") is S.DELIVERED
    assert stage.read_by("their_worker", loan_id) == "The best body map"
    loan = stage.loan(loan_id)
    assert (loan.edition, stage.editions_of(loan.copy_id)) == (3, [1, 3])
    assert stage.told()[-2:] == [("loan_delivered", "their_lead"), ("loan_delivered", "their_coordinator")]
    assert stage.editions_of(stage.resource.id) == [1, 2, 3], "the lender keeps every edition"
    with pytest.raises(WrongState):
        stage.move(loan_id, "renew", "coordinator")


def test_the_coordinator_is_asked_about_what_a_lead_changed_once_it_is_approved(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)

    stage.edit("lead", title="Being changed")
    assert stage.read_by("their_worker", loan_id) == "A body map", "what was agreed stays while it is a draft"
    assert not queries.get_loan(stage.cast.actor("coordinator"), loan_id).has_newer
    second = stage.cast.make.coordinator(stage.cast.here)
    stage.cast.person["second"] = second
    stage.do("approve")

    assert stage.told()[-1] == ("loan_newer", "second")
    assert queries.get_loan(stage.cast.actor("coordinator"), loan_id).has_newer


def test_what_is_checked_and_still_right_is_so_where_it_is_lent_too(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)
    told = stage.told()

    stage.check("lead")

    loan = stage.loan(loan_id)
    copy = resource_queries.get_resource(stage.cast.actor("their_worker"), loan.copy_id)
    assert (loan.edition, copy.edition, copy.content.review_by.year) == (2, 2, 2028)
    editions = edition_queries.list_resource_editions(stage.cast.actor("their_worker"), loan.copy_id)
    assert editions[0].made_by == stage.cast.person["lead"].full_name
    assert not queries.get_loan(stage.cast.actor("coordinator"), loan_id).has_newer
    assert stage.told() == told


def test_taken_back_it_disappears_for_everybody_there_with_a_word(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)

    stage.take_back(loan_id)

    assert {part for part in ROLES if stage.read_by(part, loan_id)} == set()
    assert stage.loan(loan_id).state is S.TAKEN_BACK
    assert stage.told()[-2:] == [("loan_ended", "their_lead"), ("loan_ended", "their_coordinator")]
    assert queries.list_events(stage.cast.actor("their_lead"), loan_id)[0].words == "It is out of date."
    with pytest.raises(WrongState):
        stage.take_back(loan_id)
    assert stage.ask() != loan_id, "it can be asked for again"


def test_given_back_it_disappears_too(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)

    assert stage.move(loan_id, "give_back", "their_lead") is S.GIVEN_BACK

    assert stage.read_by("their_worker", loan_id) is None


def test_whoever_lent_it_hears_that_it_is_given_back(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)
    before = stage.told()

    stage.move(loan_id, "give_back", "their_lead")

    assert stage.told() == [*before, ("loan_given_back", "coordinator")]
    row = db.session.scalars(select(OutboxRow).where(OutboxRow.kind == MessageKind.LOAN_GIVEN_BACK)).one()
    mail = OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)
    db.session.rollback()
    assert is_still_true(mail)
    assert line_of(mail.kind, mail.facts) == (
        "Colleagues of Southholt do not need “A body map” any more. It is not in their library now."
    )


@pytest.mark.parametrize(
    ("act", "state", "verb"),
    [
        (lambda stage: stage.do("archive"), S.TAKEN_BACK, "recall"),
        (lambda stage: stage.edit(may_leave=False), S.TAKEN_BACK, "recall"),
        (lambda stage: stage.do("approve_for_network", "programme"), S.OVERTAKEN, "open_to_all"),
    ],
)
def test_what_the_lender_does_with_it_ends_what_is_lent(
    stage: Stage, act: Any, state: LoanState, verb: str
) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)

    act(stage)

    assert (stage.loan(loan_id).state, stage.events(loan_id)[-1]) == (state, verb)
    assert stage.read_by("their_worker", loan_id) is None
    assert ("loan_ended", "their_lead") in stage.told()


def test_what_is_archived_while_it_is_asked_for_is_declined_with_a_reason(stage: Stage) -> None:
    loan_id = stage.ask()

    stage.do("archive")

    loan = stage.loan(loan_id)
    assert (loan.state, loan.reason) == (S.DECLINED, Reason.NO_LONGER)
    assert stage.told()[-1] == ("loan_answered", "their_lead")


def test_past_its_last_day_it_is_gone_at_once_and_the_night_tells(stage: Stage) -> None:
    loan_id = stage.ask()
    last = clock.today() + timedelta(days=3)
    stage.agree(loan_id, terms=Terms(until=last))

    with clock.at(clock.start_of_day(last) + timedelta(hours=20)):
        assert stage.read_by("their_worker", loan_id) == "A body map"
        with unit_of_work():
            assert service.end_what_is_past() == 0
    with clock.at(clock.start_of_day(last + timedelta(days=1)) + timedelta(minutes=5)):
        assert {part for part in ROLES if stage.read_by(part, loan_id)} == set()
        with unit_of_work():
            assert service.end_what_is_past() == 1
        with unit_of_work():
            assert service.end_what_is_past() == 0
    assert stage.loan(loan_id).state is S.EXPIRED
    assert stage.told()[-2:] == [("loan_ended", "their_lead"), ("loan_ended", "their_coordinator")]
    assert stage.events(loan_id)[-1] == "expire"


def test_nothing_goes_out_once_its_last_day_is_over(stage: Stage, app: Flask) -> None:
    last = clock.today() + timedelta(days=3)
    waiting = stage.ask()
    stage.agree(waiting, terms=Terms(until=last), deliver_now=False)
    other = stage.cast.make.resource(stage.topic, stage.cast.here, title="Another map")
    read = stage.ask(resource_id=other.id)
    stage.agree(read, terms=Terms(until=last), edition=1)
    stage.resource = other
    stage.edit(title="A newer map")

    with clock.at(clock.start_of_day(last + timedelta(days=1)) + timedelta(minutes=5)):
        for loan_id, verb, edition in ((waiting, "deliver", 1), (read, "renew", 2)):
            shown = queries.get_loan(stage.cast.actor("coordinator"), loan_id)
            with app.test_request_context():
                acts = presenters.acts_for(stage.cast.actor("coordinator"), shown)
            assert verb not in {each.act.verb for each in acts}
            with pytest.raises(WrongState) as refused:
                stage.move(loan_id, verb, "coordinator", edition=edition)
            assert refused.value.state == "expired"
        with unit_of_work():
            assert service.end_what_is_past() == 2


def test_what_it_is_called_while_it_is_being_changed_stays_in_its_area(stage: Stage) -> None:
    asked = stage.ask()
    with clock.at(clock.now() + timedelta(hours=1)):
        stage.edit("lead", title="Zebra crossing")
        their_lead = stage.cast.actor("their_lead")

        def called() -> set[str]:
            listed = list_queries.list_loans(their_lead, is_ours=True, state=None, page=1).rows
            return {queries.get_loan(their_lead, asked).title, *(line.title for line in listed)}

        assert called() == {"A body map"}
        with unit_of_work():
            service.decline(
                stage.cast.actor("coordinator"), loan_id=asked, version=1, reason=Reason.NOT_READY, words=""
            )
        assert called() == {"A body map"}
        told = db.session.scalars(select(Message.facts).order_by(Message.id.desc())).first()
        db.session.rollback()
        assert told is not None
        assert told["what"] == "A body map"
        stage.do("approve")
        stage.agree(stage.ask())
        titles = {
            line.title for line in list_queries.list_loans(their_lead, is_ours=True, state=None, page=1).rows
        }
        assert titles == {"A body map", "Zebra crossing"}


def test_a_last_day_that_is_over_is_not_agreed(stage: Stage) -> None:
    loan_id = stage.ask()

    with pytest.raises(InvalidChoice):
        stage.agree(loan_id, terms=Terms(until=clock.today() - timedelta(days=1)))

    assert stage.loan(loan_id).state is S.ASKED


def test_whoever_looks_after_it_recommends_and_the_coordinator_declines(stage: Stage) -> None:
    loan_id = stage.ask()
    with unit_of_work():
        service.recommend(
            stage.cast.actor("lead"),
            loan_id=loan_id,
            version=1,
            opinion=Opinion.RATHER_NOT,
            words="It needs work.",
        )
    with unit_of_work():
        service.decline(
            stage.cast.actor("coordinator"),
            loan_id=loan_id,
            version=2,
            reason=Reason.NOT_READY,
            words="Ask again in spring.",
        )

    loan = stage.loan(loan_id)
    assert (loan.state, loan.opinion, loan.reason) == (S.DECLINED, Opinion.RATHER_NOT, Reason.NOT_READY)
    assert stage.told()[-1] == ("loan_answered", "their_lead")


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("their_worker", {}),
        ("programme", {}),
        ("lead", {}),
        ("their_lead", {"area": "here"}),
        ("their_lead", {"resource": "stays"}),
        ("their_lead", {"resource": "draft"}),
        ("their_lead", {"resource": "network"}),
        ("their_lead", {"resource": "own"}),
        ("their_lead", {"resource": "nothing"}),
    ],
)
def test_only_leads_and_coordinators_ask_and_only_for_what_may_leave(
    stage: Stage, part: str, changes: dict[str, str]
) -> None:
    make, topic, here = stage.cast.make, stage.topic, stage.cast.here
    made = {
        "stays": lambda: make.resource(topic, here, may_leave=False).id,
        "draft": lambda: make.resource(topic, here, state=policy.DRAFT).id,
        "network": lambda: make.resource(topic, here, for_network=True).id,
        "own": lambda: make.resource(topic, stage.cast.there).id,
        "nothing": uuid4,
    }
    told: dict[str, Any] = {"area_id": here.id} if changes.get("area") else {}
    if "resource" in changes:
        told["resource_id"] = made[changes["resource"]]()

    with pytest.raises(NotFound):
        stage.ask(part, **told)


def test_what_was_lent_cannot_be_asked_for_from_whoever_has_it_on_loan(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)

    with pytest.raises(NotFound):
        stage.ask("lead", resource_id=stage.loan(loan_id).copy_id, area_id=stage.cast.here.id)


def test_an_area_has_one_open_loan_of_a_resource(stage: Stage) -> None:
    loan_id = stage.ask()

    with pytest.raises(AskedAlready) as known:
        stage.ask("their_coordinator")

    assert known.value.loan_id == loan_id
    stage.move(loan_id, "withdraw", "their_coordinator")
    assert stage.ask() != loan_id


def test_words_that_could_identify_somebody_are_asked_about_first(stage: Stage) -> None:
    with pytest.raises(CouldIdentify):
        stage.ask(wanted_for="For the case of Tamsin Hollowbridge, born 3 March 2015.")
    loan_id = stage.ask()
    with pytest.raises(CouldIdentify):
        stage.agree(loan_id, terms=Terms(words="Ring Tamsin Hollowbridge on 07700 900123."))

    assert stage.loan(loan_id).state is S.ASKED


def test_nobody_decides_about_what_they_have_not_seen(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.edit(title="A newer body map")

    with pytest.raises(ChangedMeanwhile):
        stage.agree(loan_id, edition=1)
    with pytest.raises(ChangedMeanwhile):
        stage.agree(loan_id, version=0)
    stage.agree(loan_id)
    stage.edit(title="The newest body map")
    with pytest.raises(ChangedMeanwhile):
        stage.move(loan_id, "renew", "coordinator", edition=2)

    assert stage.read_by("their_worker", loan_id) == "A newer body map"


def test_nothing_is_delivered_that_is_not_approved_any_more(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id, deliver_now=False)
    stage.edit("lead", title="Being changed")

    with pytest.raises(WrongState):
        stage.move(loan_id, "deliver", "coordinator")

    assert stage.loan(loan_id).state is S.AGREED


def test_two_answer_at_once_and_one_of_them_counts(stage: Stage, app: Flask) -> None:
    loan_id = stage.ask()
    actor = stage.cast.actor("coordinator")

    def agree() -> None:
        service.agree(actor, loan_id=loan_id, version=1, edition=1, terms=Terms(), deliver_now=True)

    def decline() -> None:
        service.decline(actor, loan_id=loan_id, version=1, reason=Reason.LICENCE, words="")

    ends = all_at_once(app, [agree, decline, agree, decline])

    assert (ends["done"], ends["WrongState"]) == (1, 3)
    assert len(stage.events(loan_id)) in (2, 3)


def test_colleagues_ask_at_once_and_there_is_one_loan(stage: Stage, app: Flask) -> None:
    def ask(part: str) -> Any:
        actor = stage.cast.actor(part)
        return lambda: service.ask(
            actor,
            loan_id=uuid4(),
            resource_id=stage.resource.id,
            area_id=stage.cast.there.id,
            wanted_for="For the duty team.",
        )

    ends = all_at_once(app, [ask("their_lead"), ask("their_coordinator"), ask("their_lead")])

    assert ends == {"done": 1, "AskedAlready": 2}


def test_taking_back_and_changing_the_resource_at_once_do_not_lock_one_another_out(
    stage: Stage, app: Flask
) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)
    actor = stage.cast.actor("coordinator")
    version = stage.loan(loan_id).version

    def archive() -> None:
        resource_service.move_resource(actor, resource_id=stage.resource.id, verb="archive", version=1)

    def take_back() -> None:
        service.take_back(actor, loan_id=loan_id, version=version, words="It is out of date.")

    ends = all_at_once(app, [archive, take_back])

    assert ends["done"] >= 1
    assert sum(ends.values()) == 2
    assert stage.read_by("their_worker", loan_id) is None
    assert stage.events(loan_id).count("take_back") + stage.events(loan_id).count("recall") == 1


def test_whoever_has_left_is_not_told_and_somebody_of_their_area_is(stage: Stage) -> None:
    loan_id = stage.ask()
    gone = [stage.cast.person[part].id for part in ("their_lead", "lead")]
    with unit_of_work():
        ended = update(RoleInArea).where(RoleInArea.person_id.in_(gone))
        db.session.execute(ended.values(ends_on=clock.today() - timedelta(days=1)))
    other = stage.cast.make.resource(stage.topic, stage.cast.here, owner=stage.cast.person["lead"])
    stage.ask("their_coordinator", resource_id=other.id)
    stage.agree(loan_id, deliver_now=False)

    assert stage.told()[2:] == [("loan_asked", "coordinator"), ("loan_answered", "their_coordinator")]


def test_a_mail_that_is_overtaken_is_not_sent(stage: Stage) -> None:
    loan_id = stage.ask()
    row = db.session.scalars(select(OutboxRow).order_by(OutboxRow.id)).first()
    assert row is not None
    mail = OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)
    db.session.rollback()

    assert is_still_true(mail)
    stage.move(loan_id, "withdraw", "their_lead")
    assert not is_still_true(mail)


def test_the_mail_about_a_later_edition_waits_for_the_decision_and_nothing_else(stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id)
    stage.cast.person["second"] = stage.cast.make.coordinator(stage.cast.here)
    stage.edit(title="A newer body map")
    query = select(OutboxRow).where(OutboxRow.kind == MessageKind.LOAN_NEWER)
    row = db.session.scalars(query).one()
    mail = OutboxFacts(row.person_id, row.kind, row.facts, row.path, row.created_at)
    db.session.rollback()

    stage.move(loan_id, "acknowledge", "their_lead")
    assert is_still_true(mail)
    stage.move(loan_id, "keep", "coordinator")
    assert not is_still_true(mail)


@pytest.mark.parametrize(
    "change",
    [
        "state = 'delivered'",
        "state = 'declined'",
        "area_id = lender_area_id",
    ],
)
def test_the_database_keeps_the_rules_too(stage: Stage, change: str) -> None:
    stage.ask()

    with pytest.raises(IntegrityError), unit_of_work():
        db.session.execute(text(f"UPDATE loans SET {change}"))
