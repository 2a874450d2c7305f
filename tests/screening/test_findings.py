"""From findings to questions: the same person or word is asked about once, and a suggestion is written in all its places."""

from uuid import uuid4

import pytest
from flask import Flask

from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import LONGEST_TEXT, AreaWords
from csaleads.screening import engine, service
from csaleads.screening.errors import CannotScreen, CouldIdentify, Obstacle
from csaleads.screening.findings import Found, grouped, replaced
from csaleads.screening.marks import mark_of
from csaleads.screening.subjects import Subject
from tests.screening.conftest import KNOWN, NAME, PHONE


@pytest.fixture
def subject(app: Flask) -> Subject:
    return Subject("request", uuid4(), 1)


def test_a_word_in_several_texts_is_one_question_with_every_place(subject: Subject) -> None:
    texts = {"known": KNOWN, "question": f"How do I ask {NAME} again?"}

    questions = service.questions_of(subject, texts)

    assert [question.words for question in questions] == [NAME]
    assert [place.field for place in questions[0].places] == ["known", "known", "question"]
    assert questions[0].places[2] == ("question", "How do I ask ", NAME, " again?")


def test_a_place_shows_its_own_sentence_and_no_other(subject: Subject) -> None:
    text = f"It began in spring. Then {NAME} rang. Nothing since."

    question = service.questions_of(subject, {"known": text})[0]

    assert question.places == [("known", "Then ", NAME, " rang.")]


def test_suggestions_replace_every_place_and_nothing_is_left_to_find(subject: Subject) -> None:
    texts = {"known": KNOWN, "question": PHONE, "worrying": "Child A is quiet."}
    questions = service.questions_of(subject, texts)

    new = replaced(texts, questions)

    assert NAME not in new["known"]
    assert "07700" not in new["question"]
    assert new["worrying"] == texts["worrying"]
    assert service.questions_of(subject, new) == []


def test_two_people_in_two_texts_get_two_names(subject: Subject) -> None:
    texts = {"known": "Then Jayden Whitlock rang.", "worrying": "Later Kayleigh Thornton rang."}

    questions = service.questions_of(subject, texts)

    assert len({question.suggestion for question in questions}) == 2


def test_the_same_words_have_the_same_mark_in_one_subject_and_another_in_the_next(app: Flask) -> None:
    here, there = uuid4(), uuid4()

    assert mark_of("jayden", kind="request", subject_id=here) == mark_of(
        "jayden", kind="request", subject_id=here
    )
    assert mark_of("jayden", kind="request", subject_id=here) != mark_of(
        "jayden", kind="request", subject_id=there
    )
    assert "jayden" not in mark_of("jayden", kind="request", subject_id=here)


def test_words_that_an_area_taught_are_asked_about_there(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = {"known": "They met by the blue bench."}
    assert service.questions_of(subject, text) == []
    label = service.questions_of(subject, {"known": KNOWN})[0].label
    taught = AreaWords(identifying=(("blue bench", label),))

    monkeypatch.setattr(service, "area_words", lambda area_id: taught if area_id == 1 else None)

    assert [question.words for question in service.questions_of(subject, text)] == ["blue bench"]
    assert service.questions_of(Subject("request", subject.id, 2), text) == []


def test_a_text_that_is_too_long_is_named(subject: Subject) -> None:
    with pytest.raises(CannotScreen) as stopped:
        engine.find_in({"known": "short", "worrying": "x" * (LONGEST_TEXT + 1)})

    assert (stopped.value.obstacle, stopped.value.field) == (Obstacle.TOO_LONG, "worrying")


def test_many_long_texts_are_looked_at_one_batch_after_another() -> None:
    texts = {f"part-{n}": "A word. " * 1200 for n in range(8)} | {"last": KNOWN}

    assert [found.field for found in engine.find_in(texts)] == ["last", "last"]


def test_an_engine_that_raises_refuses_the_text_without_a_word_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str, words: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr(engine, "screen", fail)

    with pytest.raises(CannotScreen) as stopped:
        engine.find_in({"known": KNOWN})

    assert stopped.value.obstacle is Obstacle.FAILED
    assert NAME not in f"{stopped.value!r} {caplog.text}"


def test_an_engine_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = engine.threading.Event()
    monkeypatch.setattr(engine, "screen", lambda text, words: [let_go.wait(5)][1:])
    monkeypatch.setattr(engine, "SECONDS", 0.05)

    with pytest.raises(CannotScreen) as stopped:
        engine.find_in({"known": KNOWN})
    let_go.set()

    assert stopped.value.obstacle is Obstacle.TOO_SLOW


def test_errors_say_no_word_of_the_text(subject: Subject) -> None:
    error = CouldIdentify(service.questions_of(subject, {"known": KNOWN}))

    assert NAME not in f"{error} {error!r}"


def found_of(label: Label, words: str, suggestion: str) -> Found:
    return Found("text", label, 0, 1, 0, 1, suggestion, "A reason.", words, words)


def test_each_of_thousands_of_words_is_one_question() -> None:
    words = [f"user{number}" for number in range(3000)]
    found = [found_of(Label.URL_HANDLE, word, "an online account") for word in (*words, *words)]

    assert [[one.words for one in group] for group in grouped(found)] == [[word, word] for word in words]


def test_a_person_is_one_question_under_each_of_the_names() -> None:
    found = [
        found_of(Label.PERSON, "Ann Tarrant", "Child A"),
        found_of(Label.PERSON, "Tarrant", "Person B"),
        found_of(Label.PERSON, "Ann", "child A"),
        found_of(Label.SCHOOL, "Ann", "a school"),
        found_of(Label.PERSON, "Ann's", "Person C"),
    ]

    assert [[found.index(one) for one in group] for group in grouped(found)] == [[0, 2, 4], [1], [3]]
