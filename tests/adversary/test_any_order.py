"""Several people act in any order that chance can find: after each step everything fits together, on both databases.

Services refuse what cannot be; nothing else may be raised, and nothing that was refused may leave a trace.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, ClassVar

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import leaving, roles_service
from csaleads.advice import attendance, booking, drafts, waiting
from csaleads.advice.models import RequestForAdvice, Stage
from csaleads.clinics import edit_service, state_service
from csaleads.clinics.models import Clinic, Slot
from csaleads.clinics.series_service import Scope, lock_clinic
from csaleads.consultations import break_glass, drafting, following, queries, service
from csaleads.consultations.content import ActionEntry, RecordContent
from csaleads.consultations.models import Consultation, ExternalAdvice, OwnerRole
from csaleads.core import clock
from csaleads.core.database import Base, db
from csaleads.core.errors import DomainError
from csaleads.core.unit_of_work import unit_of_work
from csaleads.practice.models import AgeBand, Concern
from tests.adversary.invariants import broken
from tests.conftest import NOON, _empty_tables
from tests.factories import Factory

ANSWERS: dict[str, Any] = {
    "concern": Concern.ONLINE,
    "age_band": AgeBand.FROM_11_TO_13,
    "stage": Stage.SECTION_47,
    "known": "k",
    "worrying": "w",
    "going_well": "g",
    "question": "q",
    "confidence_before": 3,
}
SOME = st.integers(min_value=0, max_value=999)


class People(RuleBasedStateMachine):
    """Two areas; in the first two workers, two leads, one of whom asks too, and a coordinator who leads as well."""

    app: ClassVar[Flask]

    @initialize()
    def begin(self) -> None:
        self.context = clock.at(NOON)
        self.context.__enter__()
        self.moment = NOON
        _empty_tables()
        self.make = make = Factory(self.app)
        self.keys = count()
        area, there = make.area(), make.area()
        people = {
            "worker": (make.worker(area), area, (Role.SOCIAL_WORKER,)),
            "other": (make.worker(area), area, (Role.SOCIAL_WORKER,)),
            "lead": (make.lead(area), area, (Role.PRACTICE_LEAD,)),
            "both": (
                make.person(area, Role.PRACTICE_LEAD, Role.SOCIAL_WORKER),
                area,
                (Role.PRACTICE_LEAD, Role.SOCIAL_WORKER),
            ),
            "coordinator": (
                make.person(area, Role.COORDINATOR, Role.PRACTICE_LEAD),
                area,
                (Role.COORDINATOR, Role.PRACTICE_LEAD),
            ),
            "stranger": (make.lead(there), there, (Role.PRACTICE_LEAD,)),
        }
        self.area = area
        self.ids = {name: person.id for name, (person, _, _) in people.items()}
        self.actors: list[Viewer] = [
            make.viewer(person, where, *roles) for person, where, roles in people.values()
        ]
        lead, both, coordinator = (people[name][0] for name in ("lead", "both", "coordinator"))
        for days, leads in ((0, [lead, both]), (2, [both]), (9, [coordinator, lead])):
            make.clinic(area, leads, starts_at=NOON + timedelta(days=days, hours=2), slots=2)
        make.clinic(there, [people["stranger"][0]], starts_at=NOON + timedelta(days=3), slots=1)
        for name in ("worker", "other", "both"):
            make.request(area, people[name][0])

    def teardown(self) -> None:
        if hasattr(self, "context"):
            db.session.rollback()
            self.context.__exit__(None, None, None)

    def do(self, act: Callable[[], Any]) -> None:
        """Done as a whole, or refused by a rule of ours and nothing of it kept."""
        before = self.fingerprint()
        try:
            with unit_of_work():
                act()
        except DomainError:
            assert self.fingerprint() == before, "something was refused and yet left a trace"

    def fingerprint(self) -> list[tuple[str, int]]:
        db.session.rollback()
        tables = (
            "requests",
            "bookings",
            "slots",
            "clinics",
            "consultations",
            "messages",
            "outbox",
            "audit_events",
        )
        found = []
        for name in tables:
            table = Base.metadata.tables[name]
            columns = [column for column in table.columns if not column.name.endswith("_sealed")]
            rows = db.session.execute(table.select().with_only_columns(*columns)).all()
            found.append((name, hash(tuple(sorted(map(str, rows))))))
        db.session.rollback()
        return found

    def actor(self, number: int) -> Viewer:
        return self.actors[number % len(self.actors)]

    def reference(self, number: int) -> str:
        found = list(
            db.session.scalars(db.select(RequestForAdvice.reference).order_by(RequestForAdvice.reference))
        )
        db.session.rollback()
        return found[number % len(found)]

    def slot(self, number: int) -> int:
        found = list(db.session.scalars(db.select(Slot.id).order_by(Slot.id)))
        db.session.rollback()
        return found[number % len(found)]

    def clinic(self, number: int) -> Any:
        found = list(db.session.scalars(db.select(Clinic.id).order_by(Clinic.starts_at, Clinic.id)))
        db.session.rollback()
        return found[number % len(found)]

    @rule(who=SOME)
    def asks(self, who: int) -> None:
        actor = self.actor(who)

        def ask() -> None:
            reference = drafts.start_request(actor, area_id=self.area.id)
            drafts.save_draft(actor, reference=reference, answers=ANSWERS)
            if who % 3:
                drafts.submit_request(actor, reference=reference)

        self.do(ask)

    @rule(who=SOME, what=SOME, slot=SOME)
    def books(self, who: int, what: int, slot: int) -> None:
        reference, slot_id = self.reference(what), self.slot(slot)
        self.do(lambda: booking.book_slot(self.actor(who), reference=reference, slot_id=slot_id))

    @rule(what=SOME, slot=SOME)
    def books_their_own(self, what: int, slot: int) -> None:
        reference, slot_id = self.reference(what), self.slot(slot)
        self.do(lambda: booking.book_slot(self.owner(reference), reference=reference, slot_id=slot_id))

    def owner(self, reference: str) -> Viewer:
        query = db.select(RequestForAdvice.worker_id).where(RequestForAdvice.reference == reference)
        worker_id = db.session.scalar(query)
        return next(actor for actor in self.actors if actor.person_id == worker_id)

    @rule(who=SOME, what=SOME, keep=st.booleans())
    def cancels(self, who: int, what: int, keep: bool) -> None:
        reference = self.reference(what)
        self.do(
            lambda: booking.cancel_booking(
                self.actor(who), reference=reference, reason="r", keep_request=keep
            )
        )

    @rule(what=SOME)
    def withdraws(self, what: int) -> None:
        reference = self.reference(what)
        self.do(lambda: booking.withdraw_request(self.owner(reference), reference=reference, reason="r"))

    @rule(who=SOME, what=SOME, how=st.sampled_from(["join", "accept", "hand back", "decline"]))
    def queues(self, who: int, what: int, how: str) -> None:
        reference = self.reference(what)
        acts: dict[str, Callable[[], Any]] = {
            "join": lambda: waiting.join_queue(self.owner(reference), reference=reference),
            "accept": lambda: waiting.accept_request(self.actor(who), reference=reference),
            "hand back": lambda: waiting.hand_back_request(self.actor(who), reference=reference),
            "decline": lambda: waiting.decline_request(self.actor(who), reference=reference, reason="r"),
        }
        self.do(acts[how])

    @rule(who=SOME, what=SOME, how=st.sampled_from(["attended", "did_not_attend", "undo"]))
    def marks(self, who: int, what: int, how: str) -> None:
        reference, actor = self.reference(what), self.actor(who)
        acts = {
            "attended": attendance.mark_attended,
            "did_not_attend": attendance.mark_did_not_attend,
            "undo": attendance.undo_attendance,
        }
        self.do(lambda: acts[how](actor, reference=reference))

    @rule(who=SOME, what=SOME)
    def opens(self, who: int, what: int) -> None:
        reference = self.reference(what)
        self.do(lambda: service.open_record(self.actor(who), reference=reference))

    @precondition(lambda self: hasattr(self, "area"))
    @rule(
        who=SOME,
        what=SOME,
        version=st.integers(0, 4),
        how=st.sampled_from(["save", "sign", "amend", "read", "feedback", "glass"]),
    )
    def writes(self, who: int, what: int, version: int, how: str) -> None:
        reference, actor = self.reference(what), self.actor(who)
        content = RecordContent(
            texts=dict.fromkeys(
                (
                    "hypotheses",
                    "evidence_for",
                    "evidence_against",
                    "protective_factors",
                    "advice",
                    "say_to_child",
                    "manager_decision",
                ),
                "t",
            ),
            agencies=(),
            actions=(ActionEntry("a", OwnerRole.SOCIAL_WORKER, None),),
            lead_note="n",
        )
        acts: dict[str, Callable[[], Any]] = {
            "save": lambda: drafting.save_draft(actor, reference=reference, content=content, version=version),
            "sign": lambda: service.sign_record(actor, reference=reference, version=version),
            "amend": lambda: following.amend_record(actor, reference=reference, text="t", reason="r"),
            "read": lambda: following.mark_read(actor, reference=reference),
            "feedback": lambda: following.give_feedback(
                actor,
                reference=reference,
                confidence_after=5,
                external_advice=ExternalAdvice.YES,
                comment="c",
            ),
            "glass": lambda: break_glass.break_glass(actor, reference=reference, reason="r"),
        }
        self.do(acts[how])

    @rule()
    def finishes_a_record(self) -> None:
        """What chance seldom finds: a draft is written to the end and signed by its lead."""
        found = db.session.execute(
            db.select(Consultation, RequestForAdvice.reference)
            .join(RequestForAdvice, RequestForAdvice.id == Consultation.request_id)
            .where(Consultation.signed_at.is_(None))
        ).first()
        if found is None:
            return
        lead = next(actor for actor in self.actors if actor.person_id == found[0].lead_id)
        version, reference = found[0].version, found[1]
        self.writes_all(lead, reference, version)

    def writes_all(self, lead: Viewer, reference: str, version: int) -> None:
        def finish() -> None:
            record = queries.lock_record(reference)
            before = queries.get_content(record, with_note=True)
            texts = {name: before.text(name) or "t" for name in before.texts}
            whole = RecordContent(
                texts=texts, agencies=before.agencies, actions=before.actions, lead_note="n"
            )
            after = drafting.save_draft(lead, reference=reference, content=whole, version=version)
            service.sign_record(lead, reference=reference, version=after)

        self.do(finish)

    @rule(who=SOME, which=SOME, how=st.sampled_from(["publish", "hold", "cancel"]))
    def runs(self, who: int, which: int, how: str) -> None:
        actor, clinic_id = self.actor(who), self.clinic(which)
        acts: dict[str, Callable[[], Any]] = {
            "publish": lambda: state_service.publish_clinics(actor, clinic_id=clinic_id, scope=Scope.THIS),
            "hold": lambda: state_service.hold_clinic(actor, clinic_id=clinic_id),
            "cancel": lambda: state_service.cancel_clinics(
                actor, clinic_id=clinic_id, scope=Scope.THIS, reason="r"
            ),
        }
        if how != "cancel" or which % 3 == 0:
            self.do(acts[how])

    @rule(who=SOME, which=SOME, slot=SOME, offers=st.booleans())
    def takes_off(self, who: int, which: int, slot: int, offers: bool) -> None:
        act = state_service.offer_slot if offers else state_service.withdraw_slot
        clinic_id, slot_id = self.clinic(which), self.slot(slot)
        self.do(lambda: act(self.actor(who), clinic_id=clinic_id, slot_id=slot_id))

    @rule(
        who=SOME,
        which=SOME,
        minutes=st.sampled_from([10, 25, 40, 60]),
        leads=st.permutations(["lead", "both", "coordinator", "stranger"]),
    )
    def edits(self, who: int, which: int, minutes: int, leads: list[str]) -> None:
        actor, clinic_id = self.actor(who), self.clinic(which)

        def edit() -> None:
            locked = lock_clinic(actor, clinic_id)
            now = vars(edit_service.details_of(locked))
            chosen = tuple(self.ids[name] for name in leads[: 1 + minutes % 2])
            wanted = edit_service.Details(
                **now | {"slot_minutes": minutes, "lead_ids": chosen, "place": str(minutes)}
            )
            edit_service.edit_clinics(
                actor, clinic_id=clinic_id, version=locked.row.version, wanted=wanted, scope=Scope.THIS
            )

        self.do(edit)

    @rule(whom=SOME)
    def leaves(self, whom: int) -> None:
        if whom % 4 == 0:
            coordinator, gone = self.actors[4], self.actor(whom // 4)
            self.do(lambda: leaving.leave_area(coordinator, person_id=gone.person_id, area_id=self.area.id))

    @rule(whom=SOME, role=st.sampled_from([Role.PRACTICE_LEAD, Role.SOCIAL_WORKER, Role.COORDINATOR]))
    def gets_a_role(self, whom: int, role: Role) -> None:
        coordinator, person = self.actors[4], self.actor(whom)
        self.do(
            lambda: roles_service.give_role(
                coordinator,
                person_id=person.person_id,
                area_id=self.area.id,
                role=role,
                starts_on=clock.today(),
            )
        )

    @rule(hours=st.sampled_from([1, 3, 30, 200]))
    def time_passes(self, hours: int) -> None:
        self.moment += timedelta(hours=hours)
        self.context.__exit__(None, None, None)
        self.context = clock.at(self.moment)
        self.context.__enter__()

    @invariant()
    def everything_fits_together(self) -> None:
        if hasattr(self, "area"):
            assert broken() == []


@pytest.mark.parametrize("round_", range(2))
def test_whatever_people_do_in_whatever_order(app: Flask, round_: int) -> None:
    People.app = app
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        People,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            derandomize=round_ == 0,  # the first round is the same everywhere, the second explores
            database=None,
            print_blob=True,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
