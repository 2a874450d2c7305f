"""What follows for whoever would sit in: a clinic that changes or is cancelled, leads who change, a role that ends."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Person, RoleInArea
from csaleads.clinics import service as clinics
from csaleads.clinics import state_service
from csaleads.clinics.models import Clinic, ClinicLead
from csaleads.clinics.series_service import Scope
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import listening
from csaleads.development.models import ShadowingState
from csaleads.notify.models import MessageKind
from tests.development.conftest import Cast, ask, move, state_of, told
from tests.factories import Factory
from tests.page_client import PageClient

S = ShadowingState


def test_a_cancelled_clinic_is_not_shadowed_and_whoever_asked_is_told(cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    with unit_of_work():
        state_service.cancel_clinics(
            cast.actor("lead"), clinic_id=clinic.id, scope=Scope.THIS, reason="Away on that day."
        )

    assert state_of(asked) is S.CALLED_OFF
    assert MessageKind.SHADOW_OFF in told(cast, "new_lead")


def test_whoever_is_no_lead_any_more_shadows_nothing(cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    person = cast.person["new_lead"]
    with unit_of_work():
        listening.follow_role(cast.actor("coordinator"), person.id, cast.here.id, Role.LINE_MANAGER)
    assert state_of(asked) is S.ASKED
    with unit_of_work():
        listening.follow_role(cast.actor("coordinator"), person.id, cast.here.id, Role.PRACTICE_LEAD)

    assert state_of(asked) is S.CALLED_OFF
    assert told(cast, "lead") == [MessageKind.SHADOW_ASKED, MessageKind.SHADOW_OFF]
    assert told(cast, "new_lead") == [], "they could not open the page that it leads to"


def test_a_role_that_ends_undoes_no_clinic_that_was_shadowed(
    cast: Cast, make: Factory, clinic: Clinic
) -> None:
    asked = make.shadowing(clinic, cast.person["new_lead"], state=S.AGREED).id
    with clock.at(clinic.ends_at), unit_of_work():
        listening.follow_role(
            cast.actor("coordinator"), cast.person["new_lead"].id, cast.here.id, Role.PRACTICE_LEAD
        )

    assert state_of(asked) is S.AGREED


def change(cast: Cast, clinic: Clinic, what: clinics.ClinicChange) -> None:
    with unit_of_work():
        clinics.announce(cast.actor("coordinator"), clinic.id, frozenset({what}))


@pytest.mark.parametrize("what", [clinics.ClinicChange.TIMES, clinics.ClinicChange.PLACE])
@pytest.mark.parametrize("state", [S.ASKED, S.AGREED])
def test_whoever_would_sit_in_hears_that_the_clinic_has_changed(
    cast: Cast, make: Factory, clinic: Clinic, what: clinics.ClinicChange, state: ShadowingState
) -> None:
    lead = cast.person["lead"].id
    asked = make.shadowing(clinic, cast.person["new_lead"], state=state, answered_by_id=lead).id

    change(cast, clinic, what)

    assert told(cast, "new_lead") == [MessageKind.SHADOW_CHANGED]
    assert told(cast, "lead") == []
    assert state_of(asked) is state


def test_a_clinic_that_is_held_tells_nobody_who_would_sit_in(cast: Cast, clinic: Clinic) -> None:
    ask(cast, clinic)

    change(cast, clinic, clinics.ClinicChange.HELD)

    assert told(cast, "new_lead") == []


def test_new_leads_have_not_agreed_yet(cast: Cast, clinic: Clinic) -> None:
    asked = ask(cast, clinic)
    move(cast, asked, "agree", "lead")
    second = cast.person["second_lead"].id
    with unit_of_work():
        db.session.add(ClinicLead(clinic_id=clinic.id, person_id=second, position=2))
    change(cast, clinic, clinics.ClinicChange.LEADS)
    assert state_of(asked) is S.AGREED, "whoever agreed is still there"

    with unit_of_work():
        db.session.execute(delete(ClinicLead).where(ClinicLead.person_id == cast.person["lead"].id))
    change(cast, clinic, clinics.ClinicChange.LEADS)

    assert state_of(asked) is S.ASKED
    assert told(cast, "second_lead") == [MessageKind.SHADOW_ASKED]
    assert move(cast, asked, "agree", "second_lead") is S.AGREED


def test_whoever_leads_the_clinic_themselves_now_does_not_sit_in_on_it(cast: Cast, clinic: Clinic) -> None:
    asked, other = ask(cast, clinic), ask(cast, clinic, "second_lead")
    with unit_of_work():
        db.session.add(ClinicLead(clinic_id=clinic.id, person_id=cast.person["new_lead"].id, position=2))
        clinics.announce(cast.actor("coordinator"), clinic.id, frozenset({clinics.ClinicChange.LEADS}))

    assert state_of(asked) is S.CALLED_OFF
    assert state_of(other) is S.ASKED


def gone(*people: Person) -> None:
    """They are leads no longer, and nobody has taken their clinics over."""
    with unit_of_work():
        for person in people:
            query = select(RoleInArea).where(RoleInArea.person_id == person.id)
            for row in db.session.scalars(query):
                row.ends_on = clock.today() - timedelta(days=1)


def test_a_clinic_that_nobody_leads_any_more_is_not_asked_for(
    client: PageClient, cast: Cast, clinic: Clinic
) -> None:
    client.sign_in(cast.person["new_lead"])
    before = client.get_page("/shadowing/clinics").main
    gone(cast.person["lead"])

    after = client.get_page("/shadowing/clinics").main

    assert "Ask for it" in before
    assert "Ask for it" not in after
    assert client.get(f"/shadowing/clinics/{clinic.id}").status_code == 302
    with pytest.raises(WrongState):
        ask(cast, clinic)


def test_one_of_two_leads_who_stays_can_be_asked(cast: Cast, make: Factory) -> None:
    both = make.clinic(cast.here, [cast.person["lead"], cast.person["second_lead"]])
    gone(cast.person["lead"])

    asked = ask(cast, both)

    assert move(cast, asked, "agree", "second_lead") is ShadowingState.AGREED


def test_the_only_lead_of_an_area_reads_what_they_can_do(client: PageClient, cast: Cast) -> None:
    client.sign_in(cast.person["new_lead"])
    with_others = client.get_page("/shadowing/clinics")
    gone(cast.person["lead"], cast.person["second_lead"])

    alone = client.get_page("/shadowing/clinics")

    assert "No colleague of your area has a clinic to come" in with_others.main
    assert "You are the only Practice Lead of your area now" in alone.main
    assert cast.person["coordinator"].full_name in alone.main
    assert client.get(alone.href("members of the network who offer that")).status_code in (200, 302)
    assert client.get(alone.href("Open a clinic of your own")).status_code == 200
    assert client.get(alone.href("add to your CPD yourself")).status_code == 200


def test_whoever_waits_for_leads_who_left_reads_what_to_do(
    client: PageClient, cast: Cast, clinic: Clinic
) -> None:
    ask(cast, clinic)
    client.sign_in(cast.person["new_lead"])
    before = client.get_page("/shadowing").main
    gone(cast.person["lead"])

    to_come = client.get_page("/shadowing")
    with clock.at(clinic.ends_at + timedelta(hours=1)):
        client.sign_in(cast.person["new_lead"])
        over = client.get_page("/shadowing")

    assert "Nobody leads it any more" not in before
    assert "Nobody leads it any more." in to_come.main
    assert to_come.href("Ask for another clinic") == "/shadowing/clinics"
    assert "nobody can say that you sat in" in over.main
    assert "I did not sit in" in over.main
    assert client.get(over.href("Add it to your CPD yourself")).status_code == 200
