"""Reading slips: each answer holds only what the viewer may see, and words only on the page of one slip."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Person, RoleInArea
from csaleads.accounts.queries import is_current, names_of
from csaleads.advice import queries as advice
from csaleads.advice.correcting import Part, parts_of_request
from csaleads.advice.models import RequestForAdvice
from csaleads.advice.references import tidy_reference
from csaleads.consultations import queries as consultations
from csaleads.consultations.correcting import parts_of_record
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound
from csaleads.sharing.correcting import parts_of_version
from csaleads.slips import policy
from csaleads.slips.models import OPEN, Slip, SlipKind, SlipState


class Case(NamedTuple):
    """A request that somebody can read, or could before it was hidden."""

    request_id: UUID
    reference: str
    area_id: int
    hidden_at: datetime | None


def get_case(viewer: Viewer, reference: str) -> Case:
    """The request of that reference, if `viewer` reads it or its record; raises NotFound. Hidden or not."""
    case = _find_case(reference)
    if case is None or not _can_read(viewer, case):
        raise NotFound
    return case


def get_hidden_case(viewer: Viewer, reference: str) -> Case:
    """Like `get_case`, and for the coordinator of its area too while it is hidden: they see to its slip. Raises NotFound."""
    found = _find_case(reference)
    if found is not None and found.hidden_at is not None and _coordinates(viewer, found):
        return found
    return get_case(viewer, reference)


def _coordinates(viewer: Viewer, case: Case) -> bool:
    return viewer.can_in(Permission.BREAK_GLASS, case.area_id) and find_open_slip(case.request_id) is not None


def _find_case(reference: str) -> Case | None:
    query = select(
        RequestForAdvice.id,
        RequestForAdvice.reference,
        RequestForAdvice.area_id,
        RequestForAdvice.hidden_at,
    )
    row = db.session.execute(query.where(RequestForAdvice.reference == tidy_reference(reference))).first()
    return Case(*row) if row is not None else None


def _can_read(viewer: Viewer, case: Case) -> bool:
    try:
        advice.get_request(viewer, case.reference)
    except NotFound:
        return consultations.can_read_record_of(viewer, case.request_id)
    return True


def find_open_slip(request_id: UUID) -> Slip | None:
    """The slip that is open on the request, or None."""
    query = select(Slip).where(Slip.request_id == request_id, Slip.state.in_(OPEN))
    return db.session.scalar(query.execution_options(populate_existing=True))


def find_own_slip(viewer: Viewer, request_id: UUID) -> Slip | None:
    """The open slip, if it is the viewer's to correct or to see to."""
    slip = find_open_slip(request_id)
    if slip is None:
        return None
    facts = facts_of(slip, parts_of(slip.request_id))
    return slip if policy.coordinates(viewer, facts) or policy.is_author(viewer, facts) else None


def get_slip(slip_id: UUID) -> Slip:
    """The slip; raises NotFound. For those who ask policy next."""
    slip = db.session.get(Slip, slip_id, populate_existing=True)
    if slip is None:
        raise NotFound
    return slip


def parts_of(request_id: UUID) -> list[Part]:
    """Every text of the request and of its record, whoever wrote it."""
    return [*parts_of_request(request_id), *parts_of_record(request_id)]


def parts_of_learning(request_id: UUID) -> list[Part]:
    """Every text of the version for learning of the request's record, which nobody corrects: it is wiped with the old words."""
    return [part for record_id in record_ids_of(request_id) for part in parts_of_version(record_id)]


def facts_of(slip: Slip, parts: list[Part]) -> policy.SlipFacts:
    """What policy needs to know of `slip`, whose texts are `parts`."""
    author_ids = _authors(parts)
    return policy.SlipFacts(
        area_id=slip.area_id,
        state=slip.state,
        reported_at=slip.reported_at,
        author_ids=author_ids,
        present_ids=_present(slip.area_id, author_ids),
    )


def author_ids_of(slip: Slip) -> frozenset[int]:
    """Everybody who wrote some of the words."""
    return _authors(parts_of(slip.request_id))


def _authors(parts: list[Part]) -> frozenset[int]:
    return frozenset(part.author_id for part in parts if part.author_id is not None)


def _present(area_id: int, person_ids: frozenset[int]) -> frozenset[int]:
    """Those of the people who hold a role in the area today."""
    query = (
        select(RoleInArea.person_id)
        .join(Person, Person.id == RoleInArea.person_id)
        .where(
            RoleInArea.person_id.in_(person_ids),
            RoleInArea.area_id == area_id,
            Person.left_on.is_(None),
            is_current(RoleInArea),
        )
    )
    return frozenset(db.session.scalars(query))


def reference_of(request_id: UUID) -> str:
    """The reference of a request."""
    query = select(RequestForAdvice.reference).where(RequestForAdvice.id == request_id)
    return db.session.scalars(query).one()


@dataclass(frozen=True)
class PartView:
    """A text on the page of a slip, and whether the viewer may change it."""

    key: str
    heading: str
    author_name: str
    text: str
    longest: int
    is_own: bool
    can_correct: bool


@dataclass(frozen=True)
class SlipView:
    """A slip as one viewer may see it. `reporter_name` is empty to everybody but the coordinator."""

    id: UUID
    request_id: UUID
    area_id: int
    reference: str
    state: SlipState
    kind: SlipKind | None
    reported_at: datetime
    reporter_name: str
    corrected_at: datetime | None
    corrected_by_name: str
    closed_at: datetime | None
    scrubbed_at: datetime | None
    version: int
    days_open: int
    is_overdue: bool
    is_coordinator: bool
    parts: tuple[PartView, ...]
    learning: tuple[Part, ...]  # the version for learning, for its lead and the coordinator
    can_leave_record: bool  # whether the viewer may say that only the version says it
    seen_in_learning: bool  # told to nobody else, for they need not know that there is a version
    can_wipe_note: bool  # the lead's own note, which the coordinator never reads
    moves: frozenset[str]  # what the viewer can decide now

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def get_slip_view(viewer: Viewer, slip_id: UUID) -> SlipView:
    """The slip, with the words that `viewer` may read while it is open; raises NotFound."""
    slip, now = get_slip(slip_id), clock.now()
    parts = parts_of(slip.request_id)
    facts = facts_of(slip, parts)
    policy.require_seeing(viewer, facts)
    is_coordinator = policy.coordinates(viewer, facts)
    names = names_of(
        [i for i in (slip.reported_by_id, slip.corrected_by_id, *facts.author_ids) if i is not None]
    )
    is_open = slip.state in OPEN
    seen = [part for part in parts if is_open and policy.can_see_part(viewer, facts, part)]
    headings = numbered([part.heading for part in seen])
    learning = [
        part for part in parts_of_learning(slip.request_id) if policy.can_see_part(viewer, facts, part)
    ]
    return SlipView(
        id=slip.id,
        request_id=slip.request_id,
        area_id=slip.area_id,
        reference=reference_of(slip.request_id),
        state=slip.state,
        kind=slip.kind,
        reported_at=slip.reported_at,
        reporter_name=names.get(slip.reported_by_id or -1, "") if is_coordinator else "",
        corrected_at=slip.corrected_at,
        corrected_by_name=names.get(slip.corrected_by_id or -1, ""),
        closed_at=slip.closed_at,
        scrubbed_at=slip.scrubbed_at,
        version=slip.version,
        days_open=policy.days_open(facts, now),
        is_overdue=policy.is_overdue(facts, now),
        is_coordinator=is_coordinator,
        parts=tuple(
            PartView(
                key=part.key,
                heading=heading,
                author_name=names.get(part.author_id or -1, ""),
                text=part.text,
                longest=part.longest,
                is_own=part.author_id == viewer.person_id,
                can_correct=policy.can_correct_part(viewer, facts, part, now),
            )
            for part, heading in zip(seen, headings, strict=True)
        ),
        learning=tuple(learning) if is_open else (),
        can_leave_record=is_open
        and any(policy.can_correct_part(viewer, facts, part, now) for part in learning),
        seen_in_learning=slip.seen_in_learning
        and (is_coordinator or viewer.person_id in _lead_ids(slip.request_id)),
        can_wipe_note=is_open
        and any(
            part.is_private and part.author_id != viewer.person_id
            for part in parts
            if policy.can_correct_part(viewer, facts, part, now)
        ),
        moves=frozenset(verb for _, verb in policy.SLIP_MOVES if policy.can_move(viewer, facts, verb)),
    )


def numbered(headings: list[str]) -> list[str]:
    """The same headings, those that occur more than once with their number: "Actions, 2 of 3"."""
    total, reached = Counter(headings), Counter[str]()
    found = []
    for heading in headings:
        reached[heading] += 1
        found.append(f"{heading}, {reached[heading]} of {total[heading]}" if total[heading] > 1 else heading)
    return found


def is_waiting(reference: str, state: SlipState) -> bool:
    """Whether the request of that reference has a slip in that state now: for mail that is about to be sent."""
    query = (
        select(Slip.id)
        .join(RequestForAdvice, RequestForAdvice.id == Slip.request_id)
        .where(RequestForAdvice.reference == reference, Slip.state == state)
    )
    return db.session.scalar(query.limit(1)) is not None


def known_references(viewer: Viewer | None, slip_ids: Collection[UUID]) -> dict[UUID, str]:
    """References of their requests by id of the slip: those of the areas that the viewer coordinates; all of them for None."""
    query = (
        select(Slip.id, RequestForAdvice.reference)
        .join(RequestForAdvice, RequestForAdvice.id == Slip.request_id)
        .where(Slip.id.in_(slip_ids))
    )
    if viewer is not None:
        query = query.where(Slip.area_id.in_(viewer.areas_with(Permission.BREAK_GLASS)))
    return {row.id: row.reference for row in db.session.execute(query)}


def _lead_ids(request_id: UUID) -> list[int]:
    query = select(Consultation.lead_id).where(Consultation.request_id == request_id)
    return list(db.session.scalars(query))


def record_ids_of(request_id: UUID) -> list[UUID]:
    """The id of the request's record, if there is one."""
    query = select(Consultation.id).where(Consultation.request_id == request_id)
    return list(db.session.scalars(query))
