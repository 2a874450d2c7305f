"""Two people, or two clicks, in the same moment: one record, one signature, one message."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select

from csaleads.consultations import drafting, service
from csaleads.consultations.content import RecordContent
from csaleads.consultations.models import Consultation
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, DomainError, WrongState
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.notify.models import Message, MessageKind
from tests.consultations.conftest import REFERENCE, Scene


def all_at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """What each act answered or refused with, all begun in the same moment in threads of their own."""
    gate, answers = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                with unit_of_work():
                    answers.append(act())
            except DomainError as refused:
                answers.append(refused)
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(answers) == len(acts)
    return answers


def test_both_leads_open_at_once_and_share_one_record(app: Flask, scene: Scene) -> None:
    lead, co_lead = scene.actor("lead"), scene.actor("co_lead")

    answers = all_at_once(
        app,
        *(lambda who=who: service.open_record(who, reference=REFERENCE) for who in (lead, co_lead, lead, co_lead)),
    )  # fmt: skip

    assert len(set(answers)) == 1
    roll_back()
    assert db.session.scalar(select(func.count()).select_from(Consultation)) == 1


def test_signing_clicked_many_times_at_once_tells_the_worker_once(app: Flask, scene: Scene) -> None:
    scene.open()
    scene.save()
    lead, version = scene.actor("lead"), scene.view("lead").version

    answers = all_at_once(
        app, *([lambda: service.sign_record(lead, reference=REFERENCE, version=version)] * 4)
    )

    assert answers.count(None) == 1
    assert all(answer is None or isinstance(answer, WrongState) for answer in answers)
    roll_back()
    told = select(func.count()).select_from(Message).where(Message.kind == MessageKind.ADVICE_READY)
    assert db.session.scalar(told) == 1


def test_two_leads_who_save_at_once_never_overwrite_each_other(app: Flask, scene: Scene) -> None:
    scene.open()
    version = scene.view("lead").version

    answers = all_at_once(
        app,
        *(
            lambda who=who: drafting.save_draft(
                scene.actor(who), reference=REFERENCE, content=RecordContent({"advice": who}), version=version
            )
            for who in ("lead", "co_lead")
        ),
    )

    assert sorted(type(answer).__name__ for answer in answers) == [ChangedMeanwhile.__name__, "int"]
