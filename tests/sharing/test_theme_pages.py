"""The pages of a theme: proposing, answering, the second check, what stands in the library; nobody learns which records."""

from typing import Any

import pytest

from csaleads.access.permissions import Role
from csaleads.core.unit_of_work import roll_back
from csaleads.learning.knowledge import KnowledgeState
from csaleads.practice.models import Concern
from csaleads.sharing.broadening import ConcernGroup
from tests.factories import Factory
from tests.page_client import PageClient
from tests.sharing.themes import SUMMARY, TITLE, Themes, reference_of, row_of, state_of
from tests.statements import count_statements

NEW = "/themes/new"
TICKS = {"rare": "y", "place": "y", "family": "y", "dates": "y"}


@pytest.fixture
def themes(make: Factory) -> Themes:
    return Themes(make)


def typed(themes: Themes, client: PageClient, address: str = NEW, **changed: Any) -> dict[str, Any]:
    """The form as somebody fills it in who chooses every record."""
    form: dict[str, Any] = client.get_page(address).form_values("form[method=post][data-warn-on-leave]")
    return (
        form
        | {
            "versions": themes.numbers,
            "title": TITLE,
            "summary": SUMMARY,
            "topics": [str(themes.topic_id)],
        }
        | changed
    )


def propose(themes: Themes, client: PageClient, **changed: Any) -> str:
    client.sign_in(themes.proposer)
    location = client.post(NEW, data=typed(themes, client, **changed)).headers["Location"]
    return str(location)


def test_a_theme_is_proposed_from_the_list_with_its_filters(themes: Themes, client: PageClient) -> None:
    for _ in range(5):
        themes.share(themes.one, concern=ConcernGroup.ONLINE)
    client.sign_in(themes.proposer)
    page = client.get_page("/shared-records?concern=online")

    address = page.href("Propose a theme for the library")
    form = client.get_page(address)

    assert address == "/themes/new?concern=online"
    boxes = form.html.select("input[name=versions]")
    assert len(boxes) == 11  # those that are about anything could be about this too
    chosen = form.html.select("select[name=about_concern] option[selected]")
    assert "online" in [option["value"] for option in chosen]
    assert Concern.ONLINE.value == "online"


def test_whoever_proposes_is_led_to_its_page_once(themes: Themes, client: PageClient) -> None:
    client.sign_in(themes.proposer)
    form = typed(themes, client)

    places = [client.post(NEW, data=form).headers["Location"] for _ in range(2)]

    assert places[0] == places[1]
    page = client.get_page(places[0])
    assert page.h1 == TITLE
    assert "5 to 9 consultations of one area" in page.main
    assert "Waits for those who wrote" in page.main
    assert not any(number in page.text for number in themes.numbers)
    assert "Take the theme back" in page.main
    assert TITLE not in client.get_page("/themes").main, "a list loads no words"


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"versions": []}, ["Select at least 5 records"]),
        ({"title": "", "summary": ""}, ["Enter a title", "Enter what was learnt"]),
        ({"topics": []}, ["Select at least one topic"]),
        (
            {"about_concern": "online"},
            [
                "A record that you chose is about something else. Choose a broader description, or other records"
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    themes: Themes, client: PageClient, changed: dict[str, Any], errors: list[str]
) -> None:
    client.sign_in(themes.proposer)

    page = client.post_page(NEW, typed(themes, client, **changed), status=422)

    assert page.errors == errors
    if "summary" not in changed:
        assert SUMMARY in page.text


def test_four_records_are_too_few(themes: Themes, client: PageClient) -> None:
    client.sign_in(themes.proposer)

    page = client.post_page(NEW, typed(themes, client, versions=themes.numbers[:4]), status=422)

    assert page.errors == ["Select at least 5 records"]


def test_a_finding_is_asked_about_before_anything_is_proposed(themes: Themes, client: PageClient) -> None:
    client.sign_in(themes.proposer)

    page = client.post_page(NEW, typed(themes, client, summary="She is 8 years old."), status=422)

    assert "8" in page.main
    assert client.get_page("/themes").rows() == []


def test_where_too_little_is_shared_nothing_can_be_proposed(make: Factory, client: PageClient) -> None:
    themes = Themes(make, each=2)
    client.sign_in(themes.proposer)

    assert "Too few records to choose from" in client.get_page(NEW).main


def test_a_lead_reads_what_they_are_asked_and_answers(themes: Themes, client: PageClient) -> None:
    address = propose(themes, client)
    own = [reference_of(number) for number in themes.numbers[:3]]
    theirs = [reference_of(number) for number in themes.numbers[3:]]
    client.sign_in(themes.one)

    page = client.get_page("/themes/asked")
    assert TITLE in page.main
    assert "several walks in the rain" in page.main
    assert all(reference in page.main for reference in own)
    assert not any(reference in page.main for reference in theirs)
    done = client.post_page(f"{address}/agree", {})

    assert "Thank you." in done.text
    assert "You agreed" in done.main
    assert "Nobody asks you" in client.sign_in(themes.proposer).get_page("/themes/asked").main
    assert client.sign_in(themes.one).get(address).status_code == 404, "it is no page of theirs yet"


def test_a_moderator_checks_with_four_questions_and_everybody_reads_it(
    themes: Themes, client: PageClient, make: Factory
) -> None:
    address = f"/themes/{themes.agreed()}"
    client.sign_in(themes.checker)
    assert address in [link["href"] for link in client.get_page("/themes").html.select("tbody a")]
    page = client.get_page(address)
    form = page.form_values(f"form[action='{address}/publish']")

    unsure = client.post_page(f"{address}/publish", form | {"rare": "y"}, status=422)
    published = client.post_page(f"{address}/publish", form | TICKS)

    assert len(unsure.errors) == 3
    assert "It stands in the library now." in published.text
    assert published.href("See on how many it rests") == address
    client.sign_in(make.lead(make.area()))
    entry = client.get_page(published.href("See on how many it rests"))
    assert "5 to 9 consultations of one area" in entry.main
    assert "Northmere" not in entry.text
    assert not any(number in entry.text for number in themes.numbers)
    for name in (themes.one.full_name, themes.proposer.full_name):
        assert name not in entry.main
    assert TITLE in client.get_page("/themes").main


def test_a_moderator_reads_nothing_before_everybody_has_agreed(themes: Themes, client: PageClient) -> None:
    address = propose(themes, client)

    client.sign_in(themes.checker)

    assert client.get(address).status_code == 404
    assert client.get_page("/themes").rows() == []


def test_what_a_moderator_does_not_publish_is_theirs_no_longer(themes: Themes, client: PageClient) -> None:
    theme_id = themes.agreed()
    client.sign_in(themes.checker)

    done = client.post_page(f"/themes/{theme_id}/turn-down", {})

    assert "It is not in the library" in done.text
    assert state_of(theme_id) is KnowledgeState.WITHDRAWN
    assert client.get(f"/themes/{theme_id}").status_code == 404
    again = client.post_page(f"/themes/{theme_id}/turn-down", {})
    assert "This is over" in again.text


def test_a_check_of_a_page_that_is_old_is_led_back(themes: Themes, client: PageClient) -> None:
    theme_id = themes.agreed()
    client.sign_in(themes.checker)
    form = client.get_page(f"/themes/{theme_id}").form_values(f"form[action='/themes/{theme_id}/publish']")
    roll_back()

    page = client.post_page(f"/themes/{theme_id}/publish", form | TICKS | {"version": "1"})

    assert "This is over, or it changed" in page.text
    assert row_of(theme_id).state is KnowledgeState.AGREED


def test_whoever_proposed_it_takes_it_back(themes: Themes, client: PageClient) -> None:
    address = propose(themes, client)

    page = client.post_page(f"{address}/withdraw", {})

    assert "You have taken it back." in page.text
    assert "Not published" in page.main
    assert "Take the theme back" not in page.main


def test_a_social_worker_reads_no_theme(themes: Themes, client: PageClient) -> None:
    theme_id = themes.published()

    for person in (themes.worker, themes.make.person(themes.area, Role.LINE_MANAGER)):
        client.sign_in(person)
        assert client.get("/themes").status_code == 404
        assert client.get(f"/themes/{theme_id}").status_code == 404


def test_more_themes_and_records_ask_no_more_of_the_database(make: Factory, client: PageClient) -> None:
    themes = Themes(make)
    counts: list[list[int]] = []
    for _ in range(2):
        for _ in range(3):
            themes.numbers.append(themes.share(themes.one))
            theme_id = themes.published()
            themes.propose()
        seen = []
        for person, address in (
            (themes.proposer, NEW),
            (themes.proposer, "/themes"),
            (themes.one, "/themes/asked"),
            (themes.checker, "/themes"),
            (themes.checker, f"/themes/{theme_id}"),
        ):
            client.sign_in(person)
            client.get_page(address)
            with count_statements() as statements:
                client.get_page(address)
            seen.append(statements.count)
        counts.append(seen)

    assert counts[0] == counts[1]


def test_today_says_that_a_theme_waits_for_an_answer_until_there_is_one(
    themes: Themes, client: PageClient, new_client: Any
) -> None:
    address = propose(themes, client)
    theirs = new_client().sign_in(themes.one)

    today = theirs.get_page("/")
    asked = theirs.get_page(today.href("Read and answer"))
    theirs.post(f"{address}/agree")

    assert "A theme asks to rest on your records" in today.main
    assert TITLE in asked.main
    assert "asks to rest on your records" not in theirs.get_page("/").main
    assert "asks to rest on your records" not in client.get_page("/").main
