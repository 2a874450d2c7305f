"""Teaching an area its words: by pages, by lists, by two at once."""

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.accounts.models import Area, Person
from csaleads.anonymity.findings import Label
from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.vocabulary import queries, service
from csaleads.vocabulary.errors import WordKnown, WordProblem, WordRefused
from csaleads.vocabulary.models import Meaning, TaughtWord
from csaleads.vocabulary.reading import ListedWord
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements


@pytest.fixture
def area(make: Factory) -> Area:
    return make.area("Northmere")


@pytest.fixture
def lead(make: Factory, area: Area) -> Person:
    return make.lead(area)


def taught() -> list[tuple[str, Meaning]]:
    rows = db.session.execute(select(TaughtWord.written, TaughtWord.meaning).order_by(TaughtWord.folded))
    found = [tuple(row) for row in rows]
    db.session.rollback()
    return found  # type: ignore[return-value]


def test_a_lead_adds_a_word_and_takes_it_back(client: PageClient, area: Area, lead: Person) -> None:
    client.sign_in(lead)
    assert "There are no words yet" in client.get_page("/words").main

    page = client.post_page("/words/new", {"word": " Larkwood  Rise ", "meaning": "place"})
    assert page.rows()[0].startswith("Larkwood Rise Estate, village or building")
    page = client.post_page(client.get_page("/words").href("Remove Larkwood Rise"))

    assert "“Larkwood Rise” is removed" in page.main
    assert taught() == []
    verbs = db.session.scalars(
        select(AuditEvent.verb).where(AuditEvent.chain == area.id).order_by(AuditEvent.id)
    )
    assert list(verbs) == ["teach_word", "forget_word"]


@pytest.mark.parametrize(
    ("word", "meaning", "says"),
    [
        ("", "place", "Enter the word or name"),
        ("ab", "place", "at least 3 letters"),
        ("123 456", "place", "at least 3 letters"),
        ("x" * 101, "place", "100 characters or fewer"),
        ("Larkwood", "", "Select what it is"),
        ("Sophie", "harmless", "person’s name"),
        ("oliver", "harmless", "person’s name"),
    ],
)
def test_a_word_that_cannot_be_taught_is_shown_again_with_the_reason(
    client: PageClient, lead: Person, word: str, meaning: str, says: str
) -> None:
    client.sign_in(lead)

    page = client.post_page("/words/new", {"word": word, "meaning": meaning}, status=422)

    assert any(says in error for error in page.errors)
    assert page.form_values()["word"] == word
    assert taught() == []


def test_a_team_called_after_a_person_can_be_left_alone_by_its_whole_name(
    client: PageClient, lead: Person
) -> None:
    client.sign_in(lead)

    client.post_page("/words/new", {"word": "Sophie House team", "meaning": "harmless"})

    assert taught() == [("Sophie House team", Meaning.HARMLESS)]


def test_the_same_word_twice_says_what_it_is_already(client: PageClient, lead: Person) -> None:
    client.sign_in(lead)
    client.post_page("/words/new", {"word": "Larkwood", "meaning": "place"})

    page = client.post_page("/words/new", {"word": "LARKWOOD", "meaning": "school"}, status=422)

    assert any("on the list already, as “Estate, village or building”" in error for error in page.errors)


def test_removing_twice_leads_to_the_list(client: PageClient, lead: Person) -> None:
    client.sign_in(lead)
    client.post_page("/words/new", {"word": "Larkwood", "meaning": "place"})
    href = client.get_page("/words").href("Remove Larkwood")
    client.post_page(href)

    again = client.post_page(href)

    assert (again.h1, again.rows()) == ("Words of your area", [])


def test_a_file_is_read_in_once_however_often_it_is_sent_and_taken_back(
    client: PageClient, lead: Person, area: Area
) -> None:
    client.sign_in(lead)
    client.post_page("/words/new", {"word": "Larkwood School", "meaning": "school"})
    form = client.get_page("/words/import").form_values()

    def send() -> Any:
        content = io.BytesIO(
            b"name,type\nFernbridge,primary school\nlarkwood school,\nThe Elms,GP surgery\n??,\n"
        )
        return client.post_page("/words/import", form | {"file": (content, "list.csv"), "kind": "school"})

    first, second = send(), send()

    assert "2 names were added" in first.main
    assert "1 was on the list already" in first.main
    assert "Line 5 could not be read" in first.main
    assert second.h1 == first.h1 == "List added", "the second is led to what the first one did"
    assert taught() == [
        ("Fernbridge", Meaning.SCHOOL),
        ("Larkwood School", Meaning.SCHOOL),
        ("The Elms", Meaning.HEALTH),
    ]
    undo = first.one("main form")["action"]
    assert "2 names were removed" in client.post_page(str(undo)).main
    assert "undone already" in client.post_page(str(undo)).main
    assert taught() == [("Larkwood School", Meaning.SCHOOL)]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "", "no names in what you sent"),
        (b"PK\x03\x04\x00", "list.xlsx", "Save it from your spreadsheet as CSV"),
        (b"a\n" * 5001, "list.csv", "more than 5,000 lines"),
        (b"12\n??\n", "list.csv", "no names in what you sent"),
        (b"x" * 400_001, "list.csv", "smaller than 400 kB"),
    ],
)
def test_a_list_that_cannot_be_read_says_what_to_do(
    client: PageClient, lead: Person, content: bytes, name: str, says: str
) -> None:
    client.sign_in(lead)

    page = client.post_page(
        "/words/import", {"file": (io.BytesIO(content), name), "kind": "school"}, status=422
    )

    assert any(says in error for error in page.errors)


def test_what_an_area_taught_reaches_its_screening_at_once(
    app: Flask, make: Factory, area: Area, lead: Person
) -> None:
    actor = make.viewer(lead, area, Role.PRACTICE_LEAD)
    assert queries.area_words(area.id) is None

    with unit_of_work():
        word_id = service.teach_word(actor, area_id=area.id, word="Larkwood", meaning=Meaning.PLACE)
    known = queries.area_words(area.id)
    assert known is not None and known.identifying == (("Larkwood", Label.SMALL_PLACE),)
    assert queries.area_words(area.id) is known, "kept until it changes"

    with unit_of_work():
        service.forget_word(actor, word_id=word_id)
    after = queries.area_words(area.id)
    assert after is not None and after.identifying == ()


def test_nobody_else_teaches_an_area_its_words(app: Flask, make: Factory, area: Area, lead: Person) -> None:
    word_id = make.word(area, lead, "Larkwood")
    southholt = make.area("Southholt")
    strangers = [
        make.viewer(make.lead(southholt), southholt, Role.PRACTICE_LEAD),
        make.viewer(make.worker(area), area, Role.SOCIAL_WORKER),
        make.viewer(make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM),
    ]
    for actor in strangers:
        with pytest.raises(NotFound), unit_of_work():
            service.teach_word(actor, area_id=area.id, word="Elmwood", meaning=Meaning.PLACE)
        with pytest.raises(NotFound), unit_of_work():
            service.forget_word(actor, word_id=word_id)
        with pytest.raises(NotFound), unit_of_work():
            service.import_words(actor, area_id=area.id, words=[ListedWord("Elmwood", Meaning.PLACE)])


def test_the_service_refuses_what_the_page_refuses(
    app: Flask, make: Factory, area: Area, lead: Person
) -> None:
    actor = make.viewer(lead, area, Role.PRACTICE_LEAD)

    with pytest.raises(WordRefused) as refused, unit_of_work():
        service.teach_word(actor, area_id=area.id, word="Sophie", meaning=Meaning.HARMLESS)
    assert refused.value.problem is WordProblem.PERSONS_NAME
    with unit_of_work():
        service.teach_word(actor, area_id=area.id, word="Larkwood", meaning=Meaning.PLACE)
    with pytest.raises(WordKnown), unit_of_work():
        service.teach_word(actor, area_id=area.id, word="larkwood", meaning=Meaning.PLACE)
    with unit_of_work():
        import_id = service.import_words(actor, area_id=area.id, words=[ListedWord("Elmwood", Meaning.PLACE)])
    with unit_of_work():
        assert service.undo_import(actor, import_id=import_id) == 1
    with pytest.raises(WrongState), unit_of_work():
        service.undo_import(actor, import_id=import_id)


def test_the_list_costs_the_same_however_long_it_is(
    app: Flask, make: Factory, client: PageClient, area: Area, lead: Person
) -> None:
    actor = make.viewer(lead, area, Role.PRACTICE_LEAD)

    def statements(first: int, count: int) -> int:
        words = [
            ListedWord(f"Larkwood {'abcdefghij'[n % 10]}{n}", Meaning.PLACE)
            for n in range(first, first + count)
        ]
        with unit_of_work():
            service.import_words(actor, area_id=area.id, words=words)
        client.get_page("/words")
        with count_statements() as seen:
            client.get_page("/words")
        return len(seen)

    client.sign_in(lead)
    few = statements(0, 10)
    many = statements(100, 100)

    assert few == many
    assert db.session.scalar(select(func.count()).select_from(TaughtWord)) == 110
    assert "1 to 50 of 110" in client.get_page("/words").main or "110 words" in client.get_page("/words").main
    assert len(client.get_page("/words?page=3").rows()) == 10
    assert client.get_page("/words?text=zzz").rows() == []
