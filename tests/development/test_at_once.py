"""Two people, or one in two windows, at the same moment: one entry, one asking, one answer, and a share that is true."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.viewer import Viewer
from csaleads.clinics.models import ClinicState
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import DomainError
from csaleads.core.unit_of_work import unit_of_work
from csaleads.development import queries, service, shadow_service, source_queries, year_service
from csaleads.development.models import CpdEntry, CpdShare, EntryKind, EntryState, PeerRole, Shadowing
from csaleads.development.source_queries import Suggestion
from csaleads.development.sources import Source
from csaleads.development.years import CpdYear
from tests.conftest import NOON
from tests.development.conftest import Cast

YEAR = CpdYear(2025)


def at_once(app: Flask, *acts: Callable[[], Any]) -> list[Any]:
    """What each act answers, or the error of ours that it raised; all begin at the same moment."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        with app.app_context(), clock.at(NOON):
            start.wait()
            try:
                with unit_of_work():
                    return act()
            except DomainError as refused:
                return refused
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def count(model: Any) -> int:
    db.session.rollback()
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_one_thing_done_becomes_one_entry(app: Flask, cast: Cast) -> None:
    at = clock.now() - timedelta(hours=50)
    clinic = cast.make.clinic(
        cast.here, [cast.person["lead"]], starts_at=at, state=ClinicState.HELD, held_at=at
    )
    source = Source(EntryKind.CLINIC_HELD, clinic.id)
    actor = cast.actor("lead")

    ids = at_once(app, *[lambda: service.take_up(actor, source=source)] * 4)

    assert len(set(ids)) == 1
    assert count(CpdEntry) == 1


def test_what_was_settled_between_two_looks_leads_to_the_same_entry(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now() - timedelta(hours=50)
    clinic = cast.make.clinic(
        cast.here, [cast.person["lead"]], starts_at=at, state=ClinicState.HELD, held_at=at
    )
    source = Source(EntryKind.CLINIC_HELD, clinic.id)
    actor = cast.actor("lead")
    look, first = source_queries.find_suggestion, []

    def look_late(viewer: Viewer, asked: Source) -> Suggestion | None:
        if not first:
            first.append(None)
            first[0] = service.take_up(actor, source=source)
        return look(viewer, asked)

    monkeypatch.setattr(source_queries, "find_suggestion", look_late)

    with unit_of_work():
        second = service.take_up(actor, source=source)

    assert [second] == first


def test_a_clinic_is_asked_for_once(app: Flask, cast: Cast) -> None:
    clinic_id = cast.make.clinic(cast.here, [cast.person["lead"]]).id
    actor = cast.actor("new_lead")

    ids = at_once(app, *[lambda: shadow_service.ask_to_shadow(actor, clinic_id=clinic_id)] * 4)

    assert len(set(ids)) == 1
    assert count(Shadowing) == 1


def test_an_answer_and_a_taking_back_do_not_both_happen(app: Flask, cast: Cast) -> None:
    clinic = cast.make.clinic(cast.here, [cast.person["lead"], cast.person["second_lead"]])
    asked = cast.make.shadowing(clinic, cast.person["new_lead"]).id

    def move(part: str, verb: str) -> Callable[[], Any]:
        actor = cast.actor(part)
        return lambda: shadow_service.move_shadowing(actor, shadowing_id=asked, verb=verb)

    answers = at_once(
        app, move("lead", "decline"), move("second_lead", "decline"), move("new_lead", "withdraw")
    )

    assert sum(isinstance(answer, DomainError) for answer in answers) == 2


def test_what_is_shared_is_true_whoever_comes_first(app: Flask, cast: Cast) -> None:
    person, actor = cast.person["worker"], cast.actor("worker")
    peer = {"has_peer": True, "peer_role": PeerRole.SUPERVISOR, "peer": "So."}
    first = cast.make.cpd_entry(person, cast.here, state=EntryState.FINISHED, **peer).id
    second = cast.make.cpd_entry(person, cast.here, state=EntryState.FINISHED).id
    third = cast.make.cpd_entry(person, cast.here, state=EntryState.FINISHED).id

    at_once(
        app,
        lambda: year_service.share_year(actor, year=YEAR),
        lambda: year_service.share_year(actor, year=YEAR),
        lambda: service.reopen_entry(actor, entry_id=second),
        lambda: service.remove_entry(actor, entry_id=third),
    )

    assert first
    assert not queries.get_year(actor, YEAR).tally.is_complete
    assert count(CpdShare) == 0
