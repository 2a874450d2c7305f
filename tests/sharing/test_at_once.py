"""Two people, or two clicks, in the same moment: one version, one proposal, one answer."""

from flask import Flask
from sqlalchemy import func, select

from csaleads.core.database import db
from csaleads.core.errors import WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.notify.models import Message, MessageKind
from csaleads.sharing import reading, reviewing, service
from csaleads.sharing.models import LearningReading, LearningReview, LearningVersion, SharingState
from tests.consultations.conftest import REFERENCE
from tests.consultations.test_at_once import all_at_once
from tests.sharing.conftest import CHANGE, NOBODY, Sharing


def count(model: type) -> int:
    roll_back()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_preparing_clicked_many_times_makes_one_version(app: Flask, sharing: Sharing) -> None:
    lead = sharing.scene.actor("lead")

    answers = all_at_once(app, *([lambda: service.prepare_version(lead, reference=REFERENCE)] * 4))

    assert answers == [None] * 4
    assert count(LearningVersion) == 1


def test_proposing_clicked_many_times_asks_once(app: Flask, sharing: Sharing) -> None:
    sharing.alike(4)
    sharing.prepare()
    lead, version = sharing.scene.actor("lead"), sharing.own().version.version

    answers = all_at_once(
        app, *([lambda: service.propose_sharing(lead, reference=REFERENCE, version=version)] * 4)
    )

    assert answers.count(None) == 1
    assert sum(isinstance(answer, WrongState) for answer in answers) == 3
    asked = select(func.count()).where(Message.kind == MessageKind.LEARNING_ASKED)
    assert db.session.scalar(asked) == 2  # the other lead and the coordinator, once each


def test_of_two_reviewers_at_once_the_first_settles_it(app: Flask, sharing: Sharing) -> None:
    sharing.waiting()
    sharing.open("stranger")
    sharing.open("coordinator")
    one, other = sharing.scene.actor("stranger"), sharing.scene.actor("coordinator")
    number, version = sharing.number, sharing.own().version.version

    answers = all_at_once(
        app,
        lambda: reviewing.confirm(one, number=number, version=version, answers=NOBODY),
        lambda: reviewing.send_back(
            other, number=number, version=version, answers=NOBODY, what_to_change=CHANGE
        ),
    )

    assert answers.count(None) == 1
    assert any(isinstance(answer, WrongState) for answer in answers)
    assert count(LearningReview) == 1
    assert sharing.own().version.state in (SharingState.SHARED, SharingState.RETURNED)


def test_opening_clicked_many_times_is_one_reading(app: Flask, sharing: Sharing) -> None:
    sharing.shared()
    reader, number = sharing.scene.actor("co_lead"), sharing.number
    before = count(LearningReading)

    all_at_once(app, *([lambda: reading.open_to_read(reader, number=number)] * 3))

    assert count(LearningReading) == before + 1


def test_taking_back_and_confirming_at_once_leave_one_truth(app: Flask, sharing: Sharing) -> None:
    sharing.waiting()
    sharing.open("stranger")
    lead, stranger = sharing.scene.actor("lead"), sharing.scene.actor("stranger")
    number, version = sharing.number, sharing.own().version.version

    all_at_once(
        app,
        lambda: service.take_back_sharing(lead, reference=REFERENCE),
        lambda: reviewing.confirm(stranger, number=number, version=version, answers=NOBODY),
    )

    assert (
        sharing.own().version.state is SharingState.TAKEN_BACK
    )  # before it or after it, the lead's word holds
