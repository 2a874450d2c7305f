"""The pages of lending: the catalogue, asking, answering, what Today says, and the credit wherever something is used."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.access.permissions import Role
from csaleads.core import clock, kept
from csaleads.core.database import db
from csaleads.core.paging import ROWS_PER_PAGE
from csaleads.core.unit_of_work import unit_of_work
from csaleads.learning import lent_queries
from csaleads.learning.models import Audience, Resource, ResourceKind, ResourceState
from csaleads.lending import catalogue_queries
from csaleads.lending.catalogue_queries import Wanted
from csaleads.lending.models import Loan, LoanState
from csaleads.lending.terms import Terms
from tests.learning.conftest import ROLES
from tests.lending.conftest import Stage
from tests.page_client import PageClient
from tests.statements import count_statements

NewClient = Callable[[], PageClient]


def test_an_area_asks_and_gets_it_on_terms_that_stand_wherever_it_is_used(
    new_client: NewClient, stage: Stage
) -> None:
    person = stage.cast.person
    asker, lender = (new_client().sign_in(person[part]) for part in ("their_lead", "coordinator"))
    reader = new_client().sign_in(person["their_worker"])
    page = asker.get_page("/lending")
    assert (page.rows()[0].split(" What")[0].strip(), "Northmere") == ("A body map", "Northmere")
    ask = page.href("Ask for it – A body map")
    page = asker.post_page(ask, {"wanted_for": "For the duty team.", "once_key": "one"})
    loan = page.response.request.path
    assert "The coordinator of Northmere answers. You are told." in page.main
    assert asker.post_page(ask, {"wanted_for": "For the duty team.", "once_key": "one"}).h1 == "A body map"

    today = lender.get_page("/")
    assert "Another area asks for a resource" in today.main
    page = lender.get_page(loan)
    assert "For the duty team." in page.main
    sent = {"version": "1", "edition": "1", "terms": ["adapt", "credit"], "words": "Keep the cover page."}
    day = {"until-day": "1", "until-month": "3", "until-year": "2027", "when": "now"}
    page = lender.post_page(f"{loan}/agree", sent | day)
    assert "It is in the library of Southholt" in page.main

    credit = (
        "Shared by Northmere, edition 1. May be adapted; say where it is from; until 1 March 2027. Keep the"
    )
    page = reader.get_page("/learning/resources")
    assert credit in page.main
    assert credit in reader.get_page("/search?q=map").main
    topic = reader.get_page(f"/learning/topics/{stage.topic.id}")
    assert credit in topic.main
    copy = reader.get_page(page.href("A body map"))
    assert credit in copy.main
    assert "Looked after by Northmere" in copy.main
    assert "What you can do" not in copy.main
    assert (
        "A body map"
        not in new_client()
        .sign_in(person["programme"])
        .get_page(f"/learning/resources?area={stage.cast.there.id}")
        .main
    )

    assert "Read the terms, and say that it has arrived." in asker.get_page("/").main
    page = asker.post_page(f"{loan}/move", {"verb": "acknowledge", "version": "3", "edition": "1"})
    assert "It is in use in Southholt." in page.main
    page = lender.post_page(f"{loan}/take-back", {"version": "4", "words": "It is out of date."})
    assert "Taken back" in page.main
    assert "A body map" not in reader.get_page("/learning/resources").main
    assert "It is out of date." in asker.get_page(loan).main


def test_a_recommendation_stays_in_the_area_that_lends(new_client: NewClient, stage: Stage) -> None:
    loan_id = stage.ask()
    owner = new_client().sign_in(stage.cast.person["lead"])
    assert "resource that you look after: another area asks" in owner.get_page("/").main
    page = owner.post_page(
        f"/lending/loans/{loan_id}/recommend",
        {"version": "1", "edition": "1", "opinion": "rather_not", "words": "Pebble note first."},
    )
    assert "Pebble note first." in page.main
    assert "another area asks" not in owner.get_page("/").main

    for part, sees in (("coordinator", True), ("their_lead", False), ("their_coordinator", False)):
        page = new_client().sign_in(stage.cast.person[part]).get_page(f"/lending/loans/{loan_id}")
        assert ("Pebble note" in page.main, "Rather not" in page.main) == (sees, sees), part


def test_declining_for_another_reason_takes_words(client: PageClient, stage: Stage) -> None:
    loan_id = stage.ask()
    client.sign_in(stage.cast.person["coordinator"])
    address = f"/lending/loans/{loan_id}/decline"

    page = client.post_page(address, {"version": "1", "reason": "other"}, status=422)
    assert page.errors == ["Say what the reason is"]
    assert client.post_page(address, {"version": "1"}, status=422).errors == ["Select why"]
    page = client.post_page(address, {"version": "1", "reason": "other", "words": "We are rewriting it."})

    assert "Another reason, said below" in page.main
    assert "We are rewriting it." in page.main


def test_who_comes_too_late_is_told_how_it_stands(client: PageClient, stage: Stage) -> None:
    loan_id = stage.ask()
    client.sign_in(stage.cast.person["coordinator"])
    sent = {"version": "1", "edition": "1", "when": "now"}
    stage.edit(title="A newer body map")
    page = client.post_page(f"/lending/loans/{loan_id}/agree", sent | {"words": "Pebble note."}, status=409)
    assert "It was changed in the meantime." in page.text
    assert "Pebble note." in page.text, "nothing that was typed is lost"

    stage.move(loan_id, "withdraw", "their_lead")
    page = client.post_page(f"/lending/loans/{loan_id}/agree", sent)
    assert "It says “not wanted any more” now, so nothing was changed." in page.text


def test_what_was_archived_meanwhile_is_not_there_for_who_asks(client: PageClient, stage: Stage) -> None:
    client.sign_in(stage.cast.person["their_lead"])
    address = f"/lending/resources/{stage.resource.id}/ask"
    sent = client.get_page(address).form_values() | {"wanted_for": "For the duty team."}
    stage.do("archive")

    client.post_page(address, sent, status=404)
    client.get_page(address, status=404)


def test_a_last_day_in_the_past_is_refused_beside_the_field(client: PageClient, stage: Stage) -> None:
    loan_id = stage.ask()
    client.sign_in(stage.cast.person["coordinator"])

    sent = {"version": "1", "edition": "1", "when": "now"}
    day = {"until-day": "1", "until-month": "3", "until-year": "2020"}
    page = client.post_page(f"/lending/loans/{loan_id}/agree", sent | day, status=422)

    assert page.errors == ["The last day must be on or after 18 November 2026"]


def test_somebody_of_two_areas_says_for_which_they_ask(client: PageClient, stage: Stage) -> None:
    make, third = stage.cast.make, stage.cast.make.area("Westmere")
    both = make.lead(stage.cast.there)
    make.role(both, third, Role.PRACTICE_LEAD)
    client.sign_in(both)
    address = f"/lending/resources/{stage.resource.id}/ask"
    words = {"wanted_for": "For the duty team.", "once_key": "one"}

    assert client.post_page(address, words, status=422).errors == ["Select for which area you ask"]
    assert client.post_page(address, words | {"area": "999999"}, status=422).errors
    page = client.post_page(address, words | {"area": str(third.id)})

    assert "Northmere to Westmere" in page.main


def test_the_catalogue_holds_what_may_be_lent_and_nothing_else(app: Flask, stage: Stage) -> None:
    make, topic, here = stage.cast.make, stage.topic, stage.cast.here
    kinds = [
        {"area": area, "state": state, "may_leave": may_leave, "for_network": for_network}
        for area in (here, None)
        for state in ResourceState
        for may_leave in (True, False)
        for for_network in (False, True)
        if (state is ResourceState.APPROVED or not for_network) and (may_leave or not for_network or not area)
    ]
    made = [make.resource(topic, kind.pop("area"), **kind).id for kind in kinds]
    loan_id = stage.ask()
    stage.agree(loan_id)
    stage.cast.make.loan(stage.resource, make.area(), make.lead(make.area()))
    every = [*made, stage.resource.id, stage.loan(loan_id).copy_id]
    rows = db.session.scalars(select(Resource).where(Resource.id.in_(every))).all()
    lendable = {row.id for row in rows if lent_queries.can_be_lent(row)}
    db.session.rollback()

    for part in ROLES:
        viewer = stage.cast.actor(part)
        if part not in ("lead", "other_lead", "coordinator", "their_lead", "their_coordinator"):
            continue
        listed = {offer.id for offer in catalogue_queries.list_offers(viewer, Wanted(), page=1).rows}
        assert listed == (lendable if part.startswith("their") else set()), part
    assert len(lendable) == 2


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["A body map", "Film", "For leads"]),
        ("?kind=film", ["Film"]),
        ("?kind=nonsense", ["A body map", "Film", "For leads"]),
        ("?topic=TOPIC", ["Film"]),
        ("?area=AREA", ["Film"]),
        ("?kind=film&area=HERE", []),
        ("?q=BODY", ["A body map"]),
        ("?q=or+lead", ["For leads"]),
        ("?q=_&kind=film", []),
        ("?q=%25", []),
        ("?q=what+is+in+it", []),
    ],
)
def test_the_catalogue_is_narrowed_in_the_address(
    client: PageClient, stage: Stage, query: str, titles: list[str]
) -> None:
    make = stage.cast.make
    third, other = make.area("Westmere"), make.topic("Other topic")
    make.resource(other, third, title="Film", kind=ResourceKind.FILM)
    make.resource(stage.topic, stage.cast.here, title="For leads", audience=Audience.LEADS)
    client.sign_in(stage.cast.person["their_lead"])
    for word, thing in (("TOPIC", other), ("AREA", third), ("HERE", stage.cast.here)):
        query = query.replace(word, str(thing.id))

    page = client.get_page(f"/lending{query}")

    assert [row.split(" What is in it")[0].removesuffix(" For leads For leads") for row in page.rows()] == [
        "For leads For leads" if title == "For leads" else title for title in titles
    ]
    if not titles:
        assert "No resource matches" in page.main


def test_the_catalogue_shows_how_a_summary_begins_without_its_signs(client: PageClient, stage: Stage) -> None:
    summary = "For **every** visit:\n\n- at the door\n- [afterwards](https://library.example/)"
    stage.cast.make.resource(stage.topic, stage.cast.here, title="A checklist", summary=summary)
    client.sign_in(stage.cast.person["their_lead"])

    page = client.get_page("/lending")

    assert "For every visit: at the door afterwards" in page.main
    assert "For every visit: at" in client.get_page(page.href("Ask for it – A checklist")).main


def test_what_is_looked_for_in_the_catalogue_is_kept_in_no_memory(
    client: PageClient, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []
    keeps = kept.Kept.keep
    monkeypatch.setattr(
        kept.Kept, "keep", lambda self, key, made: (keys.append(f"{key!r}"), keeps(self, key, made))[1]
    )
    client.sign_in(stage.cast.person["their_lead"])

    client.get_page("/lending?q=body")
    client.get_page("/lending?q=quagga")

    assert keys
    assert [key for key in keys if "'body'" in key or "quagga" in key or "q=body" in key] == []


def test_lists_are_paged_and_ask_no_more_where_there_is_more(client: PageClient, stage: Stage) -> None:
    make, there = stage.cast.make, stage.cast.there
    asker = stage.cast.person["their_lead"]
    client.sign_in(asker)

    def more(count: int) -> None:
        for _ in range(count):
            resource = make.resource(stage.topic, stage.cast.here)
            make.loan(resource, there, asker)

    def price(address: str) -> int:
        client.get_page(address)
        with count_statements() as seen:
            client.get_page(address)
        return seen.count

    more(2)
    addresses = ("/lending", "/lending/loans", "/lending/loans?state=asked", "/learning/resources", "/")
    few = [price(address) for address in addresses]
    more(ROWS_PER_PAGE)
    assert [price(address) for address in addresses] == few

    first = client.get_page("/lending/loans")
    assert len(first.rows()) == ROWS_PER_PAGE
    assert len(client.get_page("/lending/loans?page=2").rows()) == 2
    assert "There is no such page" in client.get_page("/lending/loans?page=9").main
    assert "There is no such page" in client.get_page("/lending?page=9").main


def test_loans_are_listed_by_side_what_is_open_first(new_client: NewClient, stage: Stage) -> None:
    old = stage.ask()
    stage.move(old, "withdraw", "their_lead")
    with clock.at(clock.now() - timedelta(days=2)):
        loan_id = stage.ask()
    stage.agree(loan_id)
    asker, lender, owner = (
        new_client().sign_in(stage.cast.person[part]) for part in ("their_lead", "coordinator", "lead")
    )

    ours = asker.get_page("/lending/loans").rows()
    assert [row.split(" Northmere ")[1].split(" 1")[0] for row in ours] == [
        "Delivered",
        "Not wanted any more",
    ]
    assert "Nobody has asked for anything of yours yet" in asker.get_page("/lending/loans?side=theirs").main
    for client in (lender, owner):
        assert len(client.get_page("/lending/loans?side=theirs").rows()) == 2
        assert "Your area has not asked" in client.get_page("/lending/loans").main
    page = lender.get_page("/lending/loans?side=theirs&state=taken_back")
    assert "Nothing is in that state" in page.main
    stage.edit(title="A newer body map")
    assert "New edition to decide" in lender.get_page("/lending/loans?side=theirs").main
    assert "1 new edition of what you share" in lender.get_page("/").main
    assert "There is a new edition" in lender.get_page(f"/lending/loans/{loan_id}").main
    assert "new edition" not in asker.get_page("/lending/loans").main


def test_messages_and_mails_carry_the_title_and_nothing_that_was_typed(
    new_client: NewClient, stage: Stage
) -> None:
    loan_id = stage.ask(wanted_for="Zebra crossing for the duty team.")
    stage.agree(loan_id, terms=Terms(words="Pebble note stays."))
    rows = db.session.execute(db.text("SELECT facts FROM outbox UNION ALL SELECT facts FROM messages")).all()
    db.session.rollback()

    assert rows
    assert not any("ebble" in str(row) or "ebra" in str(row) for row in rows)
    page = new_client().sign_in(stage.cast.person["coordinator"]).get_page("/messages")
    assert "Colleagues of Southholt ask for “A body map”" in page.main
    page = new_client().sign_in(stage.cast.person["their_lead"]).get_page("/messages")
    assert "The area of Northmere shares “A body map” with yours." in page.main


def test_the_nightly_command_ends_what_is_past(app: Flask, stage: Stage) -> None:
    loan_id = stage.ask()
    stage.agree(loan_id, terms=Terms(until=clock.today()))

    with clock.at(clock.now() + timedelta(days=2)):
        result = app.test_cli_runner().invoke(args=["lending", "expire"])
        again = app.test_cli_runner().invoke(args=["lending", "expire"])

    assert ("1 loans ended." in result.output, "0 loans ended." in again.output) == (True, True)
    with unit_of_work():
        assert db.session.get_one(Loan, loan_id).state is LoanState.EXPIRED


def test_the_way_there_is_shown_to_those_who_ask_alone(new_client: NewClient, stage: Stage) -> None:
    for part in ("worker", "lead", "coordinator", "programme"):
        page = new_client().sign_in(stage.cast.person[part]).get_page("/learning/resources")
        assert ("From other areas" in page.main) == (part in ("lead", "coordinator")), part
