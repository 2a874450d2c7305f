"""The page with the questions, without scripts: what is typed into a form travels with it and is stored nowhere meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from csaleads.advice.models import Booking, RequestForAdvice, RequestState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.screening import engine
from csaleads.screening.models import KeptException
from tests.page_client import Page, PageClient
from tests.screening.conftest import KNOWN, NAME, PHONE, Scene

TITLE = "Check what could identify somebody"


def answered(page: Page, **choices: str) -> dict[str, Any]:
    """The form of the page with the answer for each question by its words; "nobody:reason" for the last choice."""
    values = page.form_values()
    for section in page.html.select(".csa-question"):
        words = section.select_one("h2").get_text()  # type: ignore[union-attr]
        chosen, _, why = choices.get(words, choices.get("every", "")).partition(":")
        key = str(section.select("input[type=radio]")[0]["name"]).removeprefix("answer_")
        if chosen:
            values[f"answer_{key}"] = chosen
        if why:
            values[f"because_{key}"] = why
    return values


def row(request: RequestForAdvice) -> RequestForAdvice:
    db.session.rollback()
    return db.session.get_one(RequestForAdvice, request.id, populate_existing=True)


@pytest.fixture
def request_(scene: Scene) -> RequestForAdvice:
    return scene.request()


@pytest.fixture
def url(request_: RequestForAdvice) -> str:
    return f"/requests/{request_.reference}/withdraw"


@pytest.fixture
def worker(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.worker)


def test_a_finding_is_shown_in_its_sentence_with_its_reason_and_nothing_is_stored(
    worker: PageClient, url: str, request_: RequestForAdvice
) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    assert page.h1 == TITLE
    assert [mark.get_text() for mark in page.html.select("q mark")] == [NAME, NAME]
    assert page.html.select("q")[0].get_text() == f"The teacher says {NAME} told her about a secret."
    assert "somebody's name" in page.main
    assert "“Why do you need no advice any more?”" not in page.main
    assert row(request_).state is RequestState.SUBMITTED
    assert page.form_values()["reason"] == KNOWN


def test_the_suggestion_is_written_in_every_place_and_the_form_goes_on(
    worker: PageClient, url: str, request_: RequestForAdvice
) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    done = worker.post_page(url, answered(page, every="use"))

    assert "is withdrawn" in done.text
    assert row(request_).state is RequestState.WITHDRAWN
    assert NAME not in row(request_).ended_reason
    assert "Child A told her about a secret" in row(request_).ended_reason


def test_what_identifies_nobody_is_kept_with_a_reason(
    worker: PageClient, url: str, request_: RequestForAdvice
) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    worker.post_page(url, answered(page, every="nobody:well_known"))

    assert row(request_).ended_reason == KNOWN
    (kept,) = db.session.scalars(select(KeptException))
    assert (kept.reason, kept.field, kept.is_sent) == ("well_known", "reason", True)


def test_changing_it_oneself_leads_back_to_the_form_with_everything_typed_and_an_error_at_the_field(
    worker: PageClient, url: str, request_: RequestForAdvice
) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    form = worker.post_page(url, answered(page, every="change"), status=422)

    assert form.h1 == f"Withdraw {request_.reference}"
    assert form.form_values()["reason"] == KNOWN
    assert form.errors == [f"Change “{NAME}”: it could identify somebody"]
    assert form.one(".govuk-error-summary__list a")["href"] == "#reason"
    assert row(request_).state is RequestState.SUBMITTED


def test_the_other_answers_are_not_lost_when_one_is_changed_by_hand(
    worker: PageClient, url: str, request_: RequestForAdvice
) -> None:
    page = worker.post_page(url, {"reason": f"{KNOWN} {PHONE}"}, status=422)
    values = answered(page, **{NAME: "nobody:well_known", "07700 900123": "change"})
    form = worker.post_page(url, values, status=422)
    again = form.form_values() | {"reason": f"{KNOWN} Ring the aunt."}

    worker.post_page(url, again)

    assert row(request_).ended_reason == f"{KNOWN} Ring the aunt."


def test_a_question_without_an_answer_is_asked_again_beside_those_that_are_answered(
    worker: PageClient, url: str, request_: RequestForAdvice
) -> None:
    page = worker.post_page(url, {"reason": f"{KNOWN} {PHONE}"}, status=422)

    again = worker.post_page(url, answered(page, **{NAME: "use"}), status=422)

    assert again.errors == ["Select what you would like to do about “07700 900123”"]
    assert "Child A told her" in again.form_values()["reason"]
    worker.post_page(url, answered(again, every="use"))
    assert row(request_).state is RequestState.WITHDRAWN


def test_nobody_needs_its_reason(worker: PageClient, url: str, request_: RequestForAdvice) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    again = worker.post_page(url, answered(page, every="nobody"), status=422)

    assert again.errors == ["Select why it identifies nobody"]
    assert row(request_).state is RequestState.SUBMITTED


@pytest.mark.parametrize("why", ["", "because I say so", "NOT_A_NAME"])
def test_a_reason_that_is_not_on_the_list_keeps_nothing(worker: PageClient, url: str, why: str) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    assert worker.post_page(url, answered(page, every=f"nobody:{why}"), status=422).h1 == TITLE


def test_all_suggestions_at_once(worker: PageClient, url: str, request_: RequestForAdvice) -> None:
    text = f"{KNOWN} {PHONE} Write to SW1A 2AA."
    page = worker.post_page(url, {"reason": text}, status=422)
    assert "suggestions" in page.one("button[name=use_all]").get_text()

    worker.post_page(url, page.form_values() | {"use_all": "yes"})

    assert "07700" not in row(request_).ended_reason
    assert "SW1A" not in row(request_).ended_reason


def test_going_back_loses_nothing(worker: PageClient, url: str) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)

    form = worker.post_page(url, page.form_values() | {"go_back": "yes"}, status=422)

    assert form.form_values()["reason"] == KNOWN


def test_everything_else_that_was_chosen_travels_along(
    worker: PageClient, scene: Scene, request_: RequestForAdvice
) -> None:
    clinic = scene.make.clinic(scene.area, [scene.lead])
    scene.make.booking(request_, scene.make.slots_of(clinic)[0])
    url = f"/requests/{request_.reference}/cancel"
    page = worker.post_page(url, {"reason": KNOWN, "afterwards": "keep"}, status=422)

    worker.post_page(url, answered(page, every="use"))

    assert row(request_).state is RequestState.SUBMITTED
    assert "Child A" in db.session.scalars(select(Booking)).one().released_reason


def test_sent_twice_it_is_done_once(worker: PageClient, url: str, request_: RequestForAdvice) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)
    values = answered(page, every="nobody:well_known")

    first, second = worker.post_page(url, values), worker.post_page(url, values)

    assert "is withdrawn" in first.text
    assert "cannot be done now" in second.text
    assert len(db.session.scalars(select(KeptException)).all()) == 1


def test_a_session_that_ends_on_the_page_loses_nothing(
    app: Flask, scene: Scene, worker: PageClient, url: str
) -> None:
    page = worker.post_page(url, {"reason": KNOWN}, status=422)
    values = answered(page, every="use")

    with clock.at(clock.now() + timedelta(hours=3)):
        answer = worker.post(
            url, data=values, headers={"Origin": "http://localhost", "Referer": f"http://localhost{url}"}
        )
        assert "/sign-in" in answer.location
        worker.sign_in(scene.worker)
        with worker.session_transaction() as session:
            session["held_forms"] = [url]
        back = worker.get_page(url)

    assert back.form_values()["reason"] == KNOWN


def test_a_text_that_cannot_be_checked_is_shown_again_and_not_stored(
    worker: PageClient, url: str, request_: RequestForAdvice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str, words: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(engine, "screen", fail)
        page = worker.post_page(url, {"reason": KNOWN}, status=422)

    assert page.h1 == "Your text could not be checked"
    assert "Try again in a minute" in page.main
    assert KNOWN in page.main
    assert row(request_).state is RequestState.SUBMITTED
    assert worker.post_page(url, page.form_values(), status=422).h1 == TITLE


def test_what_was_changed_in_another_window_meanwhile_is_shown(
    worker: PageClient, scene: Scene, request_: RequestForAdvice
) -> None:
    url = f"/ask/{request_.reference}/question"
    page = worker.post_page(url, {"question": KNOWN, "version": "1"}, status=422)
    worker.post_page(url, {"question": "Another question?", "version": "1"})

    conflict = worker.post_page(url, answered(page, every="use"), status=409)

    assert "was changed since you opened this page" in conflict.main
    assert "Child A told her" in conflict.form_values()["question"]
    assert row(request_).question == "Another question?"


def test_an_answer_that_was_sent_is_changed_only_when_nothing_is_open(
    worker: PageClient, request_: RequestForAdvice
) -> None:
    url = f"/ask/{request_.reference}/question"
    page = worker.post_page(url, {"question": KNOWN, "version": "1"}, status=422)
    assert row(request_).question == "How do we talk with Child A next?"

    worker.post_page(url, answered(page, every="use"))

    assert "Child A told her" in row(request_).question


FORMS = [
    ("requests/{}/withdraw", "worker", {"reason": KNOWN}),
    ("requests/{}/decline", "lead", {"reason": KNOWN}),
]


@pytest.mark.parametrize(("path", "who", "data"), FORMS)
def test_words_that_look_like_html_are_shown_as_typed(
    scene: Scene, client: PageClient, path: str, who: str, data: dict[str, str]
) -> None:
    request = scene.request(state=RequestState.QUEUED)
    client.sign_in(getattr(scene, who))

    page = client.post_page(
        "/" + path.format(request.reference),
        {"reason": f"<b>{NAME}</b> <script>alert(1)</script>"},
        status=422,
    )

    assert page.h1 == TITLE
    assert page.html.select("q b, q script") == []
