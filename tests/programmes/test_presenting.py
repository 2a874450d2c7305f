"""A case for an afternoon: its author's alone until it is shared, read by the group and its lead, and gone in time."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import RoleInArea
from csaleads.audit.models import AuditEvent
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from csaleads.practice.models import AgeBand, Concern
from csaleads.programmes import service
from csaleads.programmes.afternoons import (
    group_service,
    points_queries,
    presenting_queries,
    presenting_service,
    turn_service,
)
from csaleads.programmes.afternoons.grouping import Mixing
from csaleads.programmes.afternoons.models import LearningPoints, PresentedCase
from csaleads.programmes.afternoons.presenting_service import CaseAnswers
from csaleads.programmes.members import service as member_service
from csaleads.programmes.models import Cohort, CohortState, PresenterTurn, ReflectiveGroup
from csaleads.screening.errors import CouldIdentify
from csaleads.screening.models import KeptException
from tests.factories import Factory
from tests.page_client import PageClient
from tests.programmes.day_stage import LATER, ON, DayStage, at

MARK = "pebble note"
WHOLE: dict[str, Any] = {
    "concern": "online",
    "age_band": "11_to_13",
    "wanted": "Where would you begin?",
    "known": f"There is a {MARK}.",
    "worrying": "It goes on.",
    "going_well": "School.",
}


@pytest.fixture
def stage(make: Factory) -> DayStage:
    return DayStage(make)


def answers(**texts: str) -> CaseAnswers:
    said = {"wanted": "Other eyes.", "known": "What is known.", "worrying": "It goes on."} | texts
    return CaseAnswers(Concern.ONLINE, AgeBand.FROM_11_TO_13, **said)


def save(stage: DayStage, person: Any = None, **texts: str) -> None:
    with unit_of_work():
        presenting_service.save_case(
            stage.viewer(person or stage.presenter),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            answers=answers(**texts),
        )


def share(stage: DayStage, **texts: str) -> None:
    with unit_of_work():
        presenting_service.share_case(
            stage.viewer(stage.presenter),
            cohort_id=stage.cohort.id,
            day_id=stage.day.id,
            answers=answers(**texts),
        )


def case_count() -> int:
    found = db.session.scalar(select(func.count()).select_from(PresentedCase)) or 0
    db.session.rollback()
    return found


def readers(client: PageClient, stage: DayStage, case: PresentedCase) -> set[str]:
    people = {
        "presenter": stage.presenter,
        "colleague": stage.colleague,
        "lead": stage.lead,
        "outsider": stage.outsider,
        "coordinator": stage.coordinator,
        "programme": stage.programme,
    }
    found = set()
    for name, person in people.items():
        answer = client.sign_in(person).get(f"/cases/{case.id}")
        assert answer.status_code in (200, 404)
        if answer.status_code == 200:
            found.add(name)
    return found


def test_a_presenter_drafts_shares_and_is_read(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.presenter)
    address = client.get_page("/my-learning").href("Prepare your case")
    form = client.get_page(address).form_values()
    kept = client.post_page(address, form | WHOLE | {"known": "", "step": "save"})
    assert "Your draft is kept" in kept.text
    assert "Draft Your case" in kept.main

    refused = client.post_page(address, form | WHOLE | {"known": "", "step": "share"}, status=422)
    assert refused.errors == ["Enter what is known"]
    page = client.post_page(address, form | WHOLE | {"step": "share"})
    assert "Your group and its lead can read it now" in page.text
    assert MARK in page.main
    assert "Case shared Your case" in client.get_page("/my-learning").main

    client.sign_in(stage.colleague)
    read = client.get_page(client.get_page(stage.afternoon).href("read the case of Amara Okafor"))
    assert (read.h1, MARK in read.main) == ("Case of Amara Okafor", True)
    assert "Wednesday 2 December 2026" in read.main  # until when it is kept


def test_a_draft_is_its_authors_alone_and_a_shared_case_the_groups_and_its_leads(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    case = make.case(stage.day, stage.member, shared_at=None)
    assert readers(client, stage, case) == {"presenter"}

    share(stage)
    assert readers(client, stage, case) == {"presenter", "colleague", "lead"}
    for person in (stage.outsider, stage.coordinator, stage.programme):
        page = client.sign_in(person).get(stage.afternoon)
        assert b"read the case" not in page.data


def test_whoever_is_no_lead_any_more_reads_no_case_of_their_former_group(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    case = make.case(stage.day, stage.member)
    make.role(stage.lead, stage.here, Role.SOCIAL_WORKER)
    assert readers(client, stage, case) == {"presenter", "colleague", "lead"}
    role = select(RoleInArea).where(
        RoleInArea.person_id == stage.lead.id, RoleInArea.role == Role.PRACTICE_LEAD
    )
    with unit_of_work():
        db.session.scalars(role).one().ends_on = clock.today() - timedelta(days=1)

    assert readers(client, stage, case) == {"presenter", "colleague"}
    client.sign_in(stage.lead).get_page(stage.afternoon, status=404)


def test_somebody_else_prepares_nothing_for_a_day_on_which_they_do_not_present(
    client: PageClient, stage: DayStage
) -> None:
    for person in (stage.colleague, stage.lead, stage.coordinator, stage.outsider):
        client.sign_in(person).get_page(stage.page("/case"), status=404)
        with pytest.raises(NotFound):
            save(stage, person)
    assert case_count() == 0


def test_what_could_identify_somebody_stays_a_draft_until_it_is_answered(
    client: PageClient, stage: DayStage
) -> None:
    save(stage, known="Ring 07700 900123.")  # a draft keeps it as typed
    with pytest.raises(CouldIdentify):
        share(stage, known="Ring 07700 900123.")
    client.sign_in(stage.presenter)
    form = client.get_page(stage.page("/case")).form_values()
    assert form["known"] == "Ring 07700 900123."

    page = client.post_page(stage.page("/case"), form | {"step": "share"}, status=422)
    assert "07700 900123" in page.main
    done = client.post_page(stage.page("/case"), page.form_values() | {"use_all": "1"})

    assert "07700 900123" not in done.main
    assert "Shared" in done.main


def test_a_first_case_can_be_shared_at_once_and_is_screened_too(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.presenter)
    form = client.get_page(stage.page("/case")).form_values()
    typed = form | WHOLE | {"worrying": "Ring 07700 900123.", "step": "share"}

    page = client.post_page(stage.page("/case"), typed, status=422)
    done = client.post_page(stage.page("/case"), page.form_values() | {"use_all": "1"})

    assert "07700 900123" not in done.main
    assert case_count() == 1


def test_what_is_typed_saves_itself_and_only_while_it_is_a_draft(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.presenter)
    saved = client.post(stage.page("/case/autosave"), data={"known": "Half a"})
    assert "saved_at" in (saved.json or {})
    assert client.get_page(stage.page("/case")).form_values()["known"] == "Half a"
    assert client.post(stage.page("/case/autosave"), data={"known": "x" * 3001}).status_code == 413
    share(stage)

    assert client.post(stage.page("/case/autosave"), data={"known": "Other"}).status_code == 409


def test_what_is_too_long_is_not_lost(client: PageClient, stage: DayStage) -> None:
    client.sign_in(stage.presenter)
    form = client.get_page(stage.page("/case")).form_values()

    page = client.post_page(stage.page("/case"), form | {"known": "long " * 700, "step": "save"}, status=422)

    assert any("3,000 characters or fewer" in error for error in page.errors)
    assert len(page.form_values()["known"]) > 3000


def test_a_case_without_an_answer_is_not_shared(stage: DayStage) -> None:
    with pytest.raises(InvalidChoice):
        share(stage, wanted="")


def test_sharing_twice_is_told_and_stopping_makes_it_a_draft_again(
    client: PageClient, stage: DayStage
) -> None:
    share(stage)
    with pytest.raises(WrongState):
        share(stage)
    with pytest.raises(WrongState):
        save(stage)
    client.sign_in(stage.presenter)

    page = client.post_page(stage.page("/case/stop-sharing"))
    assert page.form_values()["known"] == "What is known."
    again = client.post_page(stage.page("/case/stop-sharing"))
    assert "It is not shared" in again.text


def test_taken_back_every_word_is_gone_and_the_points_are_kept(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    share(stage)
    client.sign_in(stage.presenter)
    sure = client.get_page(client.get_page(stage.page("/case")).href("Take it back"))
    assert "Every word of it is deleted at once" in sure.main

    client.post_page(stage.page("/case/take-back"))
    assert case_count() == 0
    assert "It is taken back" in client.post_page(stage.page("/case/take-back")).text
    assert "nothing shared yet" in client.sign_in(stage.colleague).get_page(stage.afternoon).main


def test_what_was_kept_in_a_case_goes_with_it(make: Factory, stage: DayStage) -> None:
    case = make.case(stage.day, stage.member)
    about = {"subject_kind": "presented_case", "subject_id": case.id}
    make.kept(stage.member, stage.presenter, **about)
    with unit_of_work():
        presenting_service.take_back(
            stage.viewer(stage.presenter), cohort_id=stage.cohort.id, day_id=stage.day.id
        )

    assert db.session.scalar(select(func.count()).select_from(KeptException)) == 0


def test_a_colleague_reports_something_and_only_the_author_reads_it_then(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    share(stage)
    case = db.session.scalars(select(PresentedCase)).one()
    client.sign_in(stage.colleague)
    sure = client.get_page(client.get_page(f"/cases/{case.id}").href("Report something"))
    assert "They do not learn who reported it" in sure.main

    client.post_page(f"/cases/{case.id}/hold")
    assert readers(client, stage, case) == {"presenter"}
    mail = db.session.scalars(select(OutboxRow)).one()
    assert (mail.person_id, mail.kind, mail.facts) == (stage.presenter.id, MessageKind.CASE_HELD, {})
    page = client.sign_in(stage.presenter).get_page(stage.page("/case"))
    assert "Something in it could identify somebody" in page.main
    client.post_page(stage.page("/case"), page.form_values() | {"step": "share"})
    assert readers(client, stage, case) == {"presenter", "colleague", "lead"}


def test_a_second_click_and_a_colleague_who_comes_second_are_told_kindly(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    case = make.case(stage.day, stage.member)
    client.sign_in(stage.colleague).post_page(f"/cases/{case.id}/hold")

    again = client.post_page(f"/cases/{case.id}/hold")
    lead = client.sign_in(stage.lead).get_page(f"/cases/{case.id}/hold")

    for page in (again, lead):
        assert "Nobody but its author can read it any more" in page.text
        assert page.h1 == "Afternoon of group 1, day 1"
    assert len(list(db.session.scalars(select(OutboxRow)))) == 1


def test_groups_that_are_made_anew_read_no_case_that_another_group_was_given(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    case = make.case(stage.day, stage.member)
    make.member(stage.cohort, stage.there, make.worker(stage.there))
    with unit_of_work():
        group_service.make_all_groups(
            stage.viewer(stage.programme), cohort_id=stage.cohort.id, size=4, mixing=Mixing.BALANCED
        )
        group = db.session.scalars(select(ReflectiveGroup)).one()
        db.session.add(PresenterTurn(group_id=group.id, day_id=stage.day.id, member_id=stage.member.id))

    assert readers(client, stage, case) == {"presenter"}  # the outsider is of the same group now
    assert "Draft" in client.sign_in(stage.presenter).get_page("/my-learning").main


@pytest.mark.parametrize("step", ["share", "save"])
def test_nothing_is_prepared_once_the_cohort_is_finished(
    client: PageClient, stage: DayStage, step: str
) -> None:
    with unit_of_work():
        db.session.get_one(Cohort, stage.cohort.id).state = CohortState.FINISHED
    client.sign_in(stage.presenter)
    form = client.get_page(stage.page("/case")).form_values()

    page = client.post_page(stage.page("/case"), form | WHOLE | {"step": step})

    assert "Nothing can be prepared for this day any more" in page.text
    assert case_count() == 0


def test_an_outsider_reports_nothing(client: PageClient, make: Factory, stage: DayStage) -> None:
    case = make.case(stage.day, stage.member)
    client.sign_in(stage.outsider).post_page(f"/cases/{case.id}/hold", status=404)

    assert "colleague" in readers(client, stage, case)


@pytest.mark.parametrize(("days", "is_there"), [(7, True), (8, False)])
def test_seven_days_after_the_day_it_is_wiped_and_not_before(
    app: Flask, client: PageClient, make: Factory, stage: DayStage, days: int, is_there: bool
) -> None:
    case = make.case(stage.day, stage.member)
    with clock.at(at(ON + timedelta(days=days), 12)):
        assert ("colleague" in readers(client, stage, case)) is is_there  # also before the command has run
        said = app.test_cli_runner().invoke(args=["programmes", "tidy"]).output

    assert said == f"Wiped: {0 if is_there else 1} cases, 0 answers after a day.\n"
    assert case_count() == int(is_there)


def test_the_case_goes_and_the_learning_points_stay(make: Factory, stage: DayStage) -> None:
    make.case(stage.day, stage.member)
    points = LearningPoints(
        day_id=stage.day.id, group_number=1, written_by_id=stage.lead.id, written_at=clock.now()
    )
    with unit_of_work():
        db.session.add(points)
    with clock.at(at(ON + timedelta(days=30), 3)), unit_of_work():
        assert presenting_service.wipe_past_cases() == 1
    assert points_queries.find_points(stage.day.id, 1).version == 1


def test_whoever_leaves_takes_their_case_with_them(
    make: Factory, stage: DayStage, client: PageClient
) -> None:
    case = make.case(stage.day, stage.member)
    with unit_of_work():
        member_service.move_member(
            stage.viewer(stage.presenter),
            cohort_id=stage.cohort.id,
            member_id=stage.member.id,
            verb="leave",
        )
    assert readers(client, stage, case) == set()
    with unit_of_work():
        assert presenting_service.wipe_past_cases() == 1


def test_the_cases_of_a_cancelled_cohort_are_wiped(make: Factory, stage: DayStage) -> None:
    make.case(stage.day, stage.member)
    with unit_of_work():
        service.move_cohort(stage.viewer(stage.programme), cohort_id=stage.cohort.id, verb="cancel")
    with unit_of_work():
        assert presenting_service.wipe_past_cases() == 1


def test_a_case_goes_with_its_author_to_the_day_for_which_they_swap(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    theirs = make.turn(stage.group, stage.next_day, stage.second)
    case = make.case(stage.day, stage.member)
    swap = make.swap(theirs, stage.turn)
    with unit_of_work():
        turn_service.answer_swap(stage.viewer(stage.presenter), swap_id=swap.id, verb="agree")

    moved = presenting_queries.find_own_case(stage.viewer(stage.presenter), stage.next_day.id)
    assert moved is not None
    assert (moved.id, moved.known, moved.shared_at, moved.held_on) == (case.id, "What is known.", None, LATER)
    assert presenting_queries.find_own_case(stage.viewer(stage.presenter), stage.day.id) is None
    assert readers(client, stage, case) == {"presenter"}


def test_whoever_has_no_turn_any_more_reads_and_deletes_what_they_prepared(
    client: PageClient, make: Factory, stage: DayStage
) -> None:
    case = make.case(stage.day, stage.member)
    with unit_of_work():
        db.session.delete(db.session.get_one(type(stage.turn), stage.turn.id))
    assert readers(client, stage, case) == {"presenter"}

    client.sign_in(stage.presenter)
    client.post_page(stage.page("/case/stop-sharing"))
    assert "You have no turn on this day" in client.get_page(stage.page("/case")).main
    with pytest.raises(NotFound):
        share(stage)
    client.post_page(stage.page("/case/take-back"))
    assert case_count() == 0


def test_no_word_of_a_case_is_in_the_trail_a_message_or_the_database(stage: DayStage) -> None:
    share(stage, known=f"There is a {MARK}.")
    with unit_of_work():
        case = db.session.scalars(select(PresentedCase)).one()
        presenting_service.hold_case(stage.viewer(stage.colleague), case_id=case.id)

    found = select(AuditEvent).where(AuditEvent.chain == stage.here.id).order_by(AuditEvent.sequence)
    events = list(db.session.scalars(found))
    assert [event.verb for event in events] == ["share_case", "hold_case"]
    assert all(MARK not in str(event.details) for event in events)
    stored = db.session.execute(select(PresentedCase.__table__)).one()
    assert MARK.encode() not in b"".join(value for value in stored if isinstance(value, bytes))
