"""A text passes or nothing is stored: what is kept, what is asked again, and what the trail tells."""

from typing import Any

import pytest
from sqlalchemy import select

from csaleads.advice import drafts, waiting
from csaleads.advice.models import RequestForAdvice, RequestState
from csaleads.audit.models import AuditEvent
from csaleads.core.database import db
from csaleads.core.encryption import NotScreened, Screened
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.screening import engine, service
from csaleads.screening.answers import Answers
from csaleads.screening.errors import CannotScreen, CouldIdentify
from csaleads.screening.models import Because, KeptException, Verdict
from tests.screening.conftest import KNOWN, NAME, PHONE, Scene, subject_of


def kept() -> list[KeptException]:
    db.session.rollback()
    return list(db.session.scalars(select(KeptException).order_by(KeptException.id)))


def answers_for(request: RequestForAdvice, texts: dict[str, str]) -> Answers:
    """Everything in `texts` identifies nobody."""
    questions = service.questions_of(subject_of(request), texts)
    return Answers({mark: Because.NOT_A_NAME for one in questions for mark in one.marks.values()})


def test_a_clean_text_comes_back_as_screened(scene: Scene) -> None:
    request = scene.request()

    with unit_of_work():
        passed = service.pass_texts(
            scene.as_worker, subject=subject_of(request), texts={"known": "Child A is quiet.", "question": ""}
        )

    assert isinstance(passed["known"], Screened)
    assert passed.counts == {"screened": 1}
    assert kept() == []


def test_a_finding_without_an_answer_stores_nothing(scene: Scene) -> None:
    request = scene.request(state=RequestState.QUEUED)

    with pytest.raises(CouldIdentify) as stopped, unit_of_work():
        waiting.decline_request(scene.as_lead, reference=request.reference, reason=KNOWN)

    assert [question.words for question in stopped.value.questions] == [NAME]
    db.session.rollback()
    assert db.session.get_one(RequestForAdvice, request.id).state is RequestState.QUEUED


def test_a_draft_is_not_sent_with_a_finding_and_stays_as_it_is(scene: Scene) -> None:
    draft = scene.draft(known=KNOWN)

    with pytest.raises(CouldIdentify), unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference)

    db.session.rollback()
    assert db.session.get_one(RequestForAdvice, draft.id).state is RequestState.DRAFT
    assert db.session.get_one(RequestForAdvice, draft.id).known == KNOWN


def test_a_draft_that_cannot_be_screened_is_not_sent(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = scene.draft()

    def fail(text: str, words: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(engine, "screen", fail)
    with pytest.raises(CannotScreen), unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference)

    db.session.rollback()
    assert db.session.get_one(RequestForAdvice, draft.id).state is RequestState.DRAFT


def test_what_is_kept_is_recorded_as_kind_and_reason_never_as_words(scene: Scene) -> None:
    draft = scene.draft(known=KNOWN)
    answers = answers_for(draft, {"known": KNOWN})

    with unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference, screened=answers)

    (row,) = kept()
    assert (row.label, row.reason, row.field) == ("PERSON", Because.NOT_A_NAME, "known")
    assert (row.person_id, row.area_id, row.subject_id) == (scene.worker.id, scene.area.id, draft.id)
    assert row.is_sent
    assert row.verdict is None
    stored = " ".join(str(value) for value in vars(row).values())
    assert "jayden" not in stored.lower()


def test_the_trail_counts_by_kind_in_the_event_of_the_submission(scene: Scene) -> None:
    draft = scene.draft(known=KNOWN)
    answers = answers_for(draft, {"known": KNOWN})

    with unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference, screened=answers)

    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [event.verb for event in events] == ["keep_finding", "submit"]
    assert events[0].details == {"label": "PERSON", "reason": "not_a_name"}
    assert events[1].details == {"screened": 4, "kept_person": 2}


def test_the_same_words_are_not_asked_about_again_in_the_same_request(scene: Scene) -> None:
    draft = scene.draft(known=KNOWN)
    answers = answers_for(draft, {"known": KNOWN})
    with unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference, screened=answers)

    with unit_of_work():
        drafts.change_answers(
            scene.as_worker,
            reference=draft.reference,
            answers={"question": f"How do I ask {NAME.upper()}?"},
            version=1,
        )

    assert db.session.get_one(RequestForAdvice, draft.id).question.endswith(f"{NAME.upper()}?")
    assert len(kept()) == 1


def test_another_request_asks_again(scene: Scene) -> None:
    first, second = scene.draft(known=KNOWN), scene.draft(known=KNOWN)
    answers = answers_for(first, {"known": KNOWN})
    with unit_of_work():
        drafts.submit_request(scene.as_worker, reference=first.reference, screened=answers)

    with pytest.raises(CouldIdentify), unit_of_work():
        drafts.submit_request(scene.as_worker, reference=second.reference, screened=answers)
    roll_back()


def test_what_a_draft_kept_is_seen_by_nobody_until_it_is_sent(scene: Scene) -> None:
    draft = scene.draft(known=KNOWN)
    subject = subject_of(draft)
    questions = service.questions_of(subject, {"known": KNOWN})
    with unit_of_work():
        service.keep(
            scene.as_worker,
            subject=subject,
            questions=questions,
            answers=answers_for(draft, {"known": KNOWN}),
        )
    assert [row.is_sent for row in kept()] == [False]

    with unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference)

    assert [row.is_sent for row in kept()] == [True]


def test_what_somebody_asked_to_look_at_again_is_asked_about_again(scene: Scene) -> None:
    request = scene.request(known=KNOWN)
    with unit_of_work():
        service.pass_texts(
            scene.as_worker,
            subject=subject_of(request),
            texts={"known": KNOWN},
            answers=answers_for(request, {"known": KNOWN}),
        )
    (row,) = kept()
    with unit_of_work():
        service.ask_to_look_again(scene.as_lead, kept_id=row.id)

    with pytest.raises(CouldIdentify), unit_of_work():
        service.pass_texts(scene.as_worker, subject=subject_of(request), texts={"known": KNOWN})
    with unit_of_work():
        service.pass_texts(
            scene.as_worker,
            subject=subject_of(request),
            texts={"known": KNOWN},
            answers=answers_for(request, {"known": KNOWN}),
        )

    (again,) = kept()
    assert (again.id, again.verdict, again.reviewed_by_id) == (row.id, None, None)


def test_several_findings_are_all_open_at_once(scene: Scene) -> None:
    draft = scene.draft(known=KNOWN, worrying=PHONE)

    with pytest.raises(CouldIdentify) as stopped, unit_of_work():
        drafts.submit_request(scene.as_worker, reference=draft.reference)
    roll_back()

    assert [question.label for question in stopped.value.questions] == ["PERSON", "PHONE"]


@pytest.mark.parametrize("words", ["as typed", str(Screened("x")) + "!"])
def test_a_column_that_is_screened_at_once_takes_no_other_text(scene: Scene, words: str) -> None:
    request: Any = scene.request()

    with pytest.raises(NotScreened):
        request.ended_reason = words

    request.ended_reason = Screened(words)
    assert request.ended_reason == words


def test_a_verdict_stands(scene: Scene) -> None:
    row = scene.make.kept(scene.request(), scene.worker)
    with unit_of_work():
        service.agree(scene.as_lead, kept_id=row.id)

    (after,) = kept()

    assert (after.verdict, after.reviewed_by_id) == (Verdict.AGREED, scene.lead.id)
