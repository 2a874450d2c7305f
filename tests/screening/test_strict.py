"""What all areas will read is asked about more strictly: exact ages, places below region. An ordinary subject lets them pass."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask, render_template_string

from csaleads.core.forms import CsaForm, LongText
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.screening import engine, service, wording
from csaleads.screening.answers import Answers
from csaleads.screening.errors import CannotScreen, CouldIdentify, Obstacle
from csaleads.screening.findings import replaced
from csaleads.screening.models import Because
from csaleads.screening.subjects import Subject
from tests.page_client import PageClient
from tests.screening.conftest import KNOWN, NAME, Scene
from tests.screening.test_live import URL

TEXT = "A 7-year-old girl in Leeds draws this. She's 7."


def post(*, is_strict: bool = True) -> Subject:
    return Subject("forum_post", uuid4(), None, is_strict=is_strict)


@pytest.mark.parametrize(
    ("is_strict", "asked"), [(True, ["7-year-old", "Leeds", "7"]), (False, [])], ids=["strict", "ordinary"]
)
def test_a_strict_subject_asks_about_what_an_ordinary_one_lets_pass(
    app: Flask, is_strict: bool, asked: list[str]
) -> None:
    questions = service.questions_of(post(is_strict=is_strict), {"body": TEXT})

    assert [question.words for question in questions] == asked


def test_names_are_asked_about_in_both(app: Flask) -> None:
    strict, ordinary = (
        service.questions_of(post(is_strict=is_strict), {"body": f"{KNOWN} {NAME} is from Leeds."})
        for is_strict in (True, False)
    )

    assert [question.words for question in ordinary] == [NAME]
    assert [question.words for question in strict] == [NAME, "eight", "Leeds"]


def test_a_strict_text_is_sent_only_once_every_question_is_answered(scene: Scene) -> None:
    subject = post()

    with pytest.raises(CouldIdentify) as stopped, unit_of_work():
        service.pass_texts(scene.as_worker, subject=subject, texts={"body": TEXT})
    roll_back()
    marks = [mark for one in stopped.value.questions for mark in one.marks.values()]
    answers = Answers(dict.fromkeys(marks, Because.NOT_A_NAME))
    with unit_of_work():
        passed = service.pass_texts(scene.as_worker, subject=subject, texts={"body": TEXT}, answers=answers)

    assert passed.counts == {"screened": 1, "kept_age": 2, "kept_place": 1}


def test_an_ordinary_text_passes_as_it_is(scene: Scene) -> None:
    with unit_of_work():
        passed = service.pass_texts(scene.as_worker, subject=post(is_strict=False), texts={"body": TEXT})

    assert passed["body"] == TEXT


def test_suggestions_are_written_in_every_place_and_pass(app: Flask) -> None:
    subject = post()
    questions = service.questions_of(subject, {"body": TEXT, "title": "A 9-year-old in Bolton"})

    new = replaced({"body": TEXT, "title": "A 9-year-old in Bolton"}, questions)

    assert new == {
        "body": "A girl aged 5 to 7 in Yorkshire and the Humber draws this. She's aged 5 to 7.",
        "title": "A child aged 8 to 10 in the north-west of England",
    }
    assert service.questions_of(subject, new) == []


def test_a_look_ahead_is_as_strict_as_the_look_that_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(engine, "screen", lambda text, words: looked.append("ordinary") or [])
    monkeypatch.setattr(engine, "screen_strictly", lambda text, words: looked.append("strict") or [])

    service.look_ahead({"body": TEXT})
    service.look_ahead({"body": TEXT}, is_strict=True)

    assert looked == ["ordinary", "strict"]


def test_a_strict_look_that_fails_refuses_the_text(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, words: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(engine, "screen_strictly", fail)

    with pytest.raises(CannotScreen) as stopped:
        service.questions_of(post(), {"body": TEXT})
    assert stopped.value.obstacle is Obstacle.FAILED


def test_every_kind_of_finding_is_said_in_words() -> None:
    unsaid = [label for label in service.Label if label.value not in wording.KINDS]

    assert unsaid == []


@pytest.fixture
def worker(client: PageClient, scene: Scene) -> PageClient:
    return client.sign_in(scene.worker)


def found_live(worker: PageClient, **sent: Any) -> list[str]:
    found = worker.post(URL, json={"texts": {"0": TEXT}, **sent}).get_json()["found"]["0"]
    return [TEXT[one["start"] : one["end"]] for one in found]


@pytest.mark.parametrize(
    ("sent", "marked"),
    [({"strict": True}, ["7-year-old", "Leeds", "7"]), ({"strict": False}, []), ({}, [])],
    ids=["strict", "ordinary", "nothing said"],
)
def test_what_is_marked_while_one_types_is_what_is_asked(
    worker: PageClient, sent: dict[str, Any], marked: list[str]
) -> None:
    assert found_live(worker, **sent) == marked


def test_a_strict_look_while_one_types_is_without_the_words_of_the_area(
    worker: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr(engine, "screen_strictly", lambda text, words: given.append(words) or [])

    found_live(worker, strict=True)

    assert given == [None]


@pytest.mark.parametrize("strict", ["yes", 1, None, []])
def test_strictness_is_said_plainly_or_the_question_is_refused(worker: PageClient, strict: object) -> None:
    assert worker.post(URL, json={"texts": {"0": TEXT}, "strict": strict}).status_code == 400


class BothForm(CsaForm):
    """A strict text and one that is not."""

    post = LongText("Post", screened=True, strict=True)
    note = LongText("Note", screened=True)


def test_a_strict_box_says_so_to_the_script(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(
            '{% from "components/field.html" import field %}{{ field(form.post) }}{{ field(form.note) }}',
            form=BothForm(),
        )

    assert page.count('data-screen="strict"') == 1
    assert page.count("data-screen") == 2
