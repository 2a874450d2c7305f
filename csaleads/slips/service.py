"""The life of a slip: reported and hidden at once; corrected by the authors; confirmed and wiped, or dismissed.

What is hidden is the whole request with its record and its version for learning. A detail seldom stands in one place alone:
what the worker typed comes back in the advice, an action, a reason, and the version is a copy of it. Hiding all of it needs
nobody to say where it was, and nothing to be forgotten. Locks are taken in one order: request, record, version, slip.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.accounts import held_forms
from csaleads.accounts import queries as people
from csaleads.advice import correcting as requests
from csaleads.audit import service as audit
from csaleads.consultations import correcting as records
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import ChangedMeanwhile, DomainError
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.screening import service as screening
from csaleads.screening.service import NO_ANSWERS, Answers
from csaleads.sharing import correcting as versions
from csaleads.sharing import queries as learning
from csaleads.sharing import service as sharing
from csaleads.sharing.models import StopReason
from csaleads.slips import policy, queries
from csaleads.slips.models import Slip, SlipKind
from csaleads.slips.screened import subject_of


class NothingCorrected(DomainError):
    """A correction that changes no word is none."""


@writes
def report(actor: Viewer, *, reference: str, kind: SlipKind | None = None) -> UUID:
    """The request and its record are hidden, their authors and the coordinators told; the answer is the slip's id.

    Reported again while it is open, by whomever, it is the same slip. Raises NotFound for what the actor cannot read. The
    trail does not name the reporter, whom the coordinator alone knows.
    """
    case = queries.get_case(actor, reference)
    return _report(actor, case.request_id, area_id=case.area_id, kind=kind, seen_in_learning=False)


@writes
def report_learning(actor: Viewer, *, number: str, kind: SlipKind | None = None) -> UUID:
    """Like `report`, by somebody who read the version for learning of that number and knows no reference.

    Raises NotFound for a version that is not shared with the actor, nor waits for their review.
    """
    known = learning.get_known(actor, number)
    return _report(actor, known.request_id, area_id=known.area_id, kind=kind, seen_in_learning=True)


def _report(
    actor: Viewer, request_id: UUID, *, area_id: int, kind: SlipKind | None, seen_in_learning: bool
) -> UUID:
    hide(request_id)  # locks it: of two reporters at once, the second finds the slip
    existing = queries.find_open_slip(request_id)
    if existing is not None:
        return existing.id
    slip = Slip(
        request_id=request_id,
        area_id=area_id,
        reported_by_id=actor.person_id,
        reported_at=clock.now(),
        kind=kind,
        seen_in_learning=seen_in_learning,
        version=1,
    )
    try:
        with savepoint():
            db.session.add(slip)
    except IntegrityError:
        first = queries.find_open_slip(request_id)
        if first is None:
            raise
        return first.id
    _record(SYSTEM, "report_slip", slip)
    tell_reported(slip)
    return slip.id


def hide(request_id: UUID) -> None:
    """Nobody reads the request, its record or its version for learning from now on."""
    requests.hide_request(request_id)
    records.hide_record(request_id)
    for record_id in queries.record_ids_of(request_id):
        versions.hide_version(record_id)


def tell_reported(slip: Slip) -> None:
    """Authors and coordinators hear of an open slip: that there is one and on which reference, no more."""
    facts = queries.facts_of(slip, queries.parts_of(slip.request_id))
    tell(slip, facts.present_ids, MessageKind.SLIP_TO_CORRECT)
    others = set(people.coordinator_ids(slip.area_id)) - facts.present_ids
    tell(slip, others, MessageKind.SLIP_REPORTED)


def correct(
    actor: Viewer,
    *,
    slip_id: UUID,
    texts: Mapping[str, str],
    version: int,
    wipe_note: bool = False,
    is_only_in_learning: bool = False,
    screened: Answers = NO_ANSWERS,
) -> None:
    """The parts named by their keys say what `texts` say; what they said is overwritten. The coordinators are told.

    `is_only_in_learning` says that the record may stay as it is: only its version for learning, which is wiped, says it.
    It stays hidden until one of them has confirmed it. Raises ChangedMeanwhile where the slip is no longer at `version`,
    NothingCorrected, CouldIdentify and CannotScreen, NotAllowed for a part of somebody else's, WrongState once it is closed.
    """
    screening.look_ahead(texts)
    _correct(
        actor,
        slip_id=slip_id,
        texts=texts,
        version=version,
        wipe_note=wipe_note,
        is_only_in_learning=is_only_in_learning,
        screened=screened,
    )


@writes
def _correct(
    actor: Viewer,
    *,
    slip_id: UUID,
    texts: Mapping[str, str],
    version: int,
    wipe_note: bool,
    is_only_in_learning: bool,
    screened: Answers,
) -> None:
    slip, facts = _locked(slip_id)
    target = policy.require_move(actor, facts, "correct")
    if slip.version != version:
        raise ChangedMeanwhile
    parts = {part.key: part for part in queries.parts_of(slip.request_id)}
    wanted = {key: text for key, text in texts.items() if key in parts}
    if wipe_note:
        wanted |= {key: "" for key, part in parts.items() if part.is_private}
    policy.require_correcting(actor, facts, [parts[key] for key in wanted], clock.now())
    if all(parts[key].text == text for key, text in wanted.items()):
        _require_version_to_wipe(actor, slip, facts, is_only_in_learning)
        wanted = {}
    passed = screening.pass_texts(actor, subject=subject_of(slip), texts=wanted, answers=screened)
    headings = requests.correct_request(slip.request_id, passed.texts)
    headings += records.correct_record(slip.request_id, passed.texts)
    if headings:  # a note that was wiped is nobody's business but its author's
        requests.mark_corrected(slip.request_id, headings=headings, at=clock.now())
    slip.state, slip.corrected_at, slip.corrected_by_id = target, clock.now(), actor.person_id
    slip.version += 1
    _record(actor, "correct_slip", slip, parts=len(headings), **passed.counts)
    others = set(people.coordinator_ids(slip.area_id)) - {actor.person_id}
    tell(slip, others, MessageKind.SLIP_TO_CONFIRM)
    db.session.flush()


def _require_version_to_wipe(actor: Viewer, slip: Slip, facts: policy.SlipFacts, is_only_there: bool) -> None:
    """Where no word of the record changes, there is a version for learning that says it, and is the actor's to let go."""
    copied = queries.parts_of_learning(slip.request_id) if is_only_there else []
    if not copied:
        raise NothingCorrected
    policy.require_correcting(actor, facts, copied, clock.now())


@writes
def send_back(actor: Viewer, *, slip_id: UUID) -> None:
    """Something is still in it: its authors are asked again. Raises NotFound, NotAllowed, WrongState."""
    slip, facts = _locked(slip_id)
    slip.state = policy.require_move(actor, facts, "send_back")
    slip.version += 1
    _record(actor, "send_back_slip", slip)
    tell(slip, facts.present_ids - {actor.person_id}, MessageKind.SLIP_TO_CORRECT)
    db.session.flush()


@writes
def dismiss(actor: Viewer, *, slip_id: UUID) -> None:
    """Nothing in it identifies anybody: it is shown again as it was. Raises NotFound, NotAllowed, WrongState.

    Where words were corrected before that, the version for learning still has the old ones: it is shared no longer, until a
    colleague has read it anew.
    """
    slip = _close(actor, slip_id, "dismiss")
    if slip.corrected_at is None:
        return
    for record_id in queries.record_ids_of(slip.request_id):
        sharing.stop_sharing(actor, record_id, StopReason.COULD_IDENTIFY)


@writes
def purge(actor: Viewer, *, slip_id: UUID) -> None:
    """The correction is confirmed: it is shown again, and what was typed on its pages and held is wiped.

    A version for learning is shared no longer, and nothing is left of it. The old words were overwritten as they were
    corrected, and the marks of words that were kept go too. Once the unit has committed, `core.scrubbing` takes them out of
    the files. Raises NotFound, NotAllowed, WrongState.
    """
    slip = _close(actor, slip_id, "purge")
    record_ids = queries.record_ids_of(slip.request_id)
    numbers = [number for number in map(learning.find_number, record_ids) if number]
    names = [queries.reference_of(slip.request_id), *numbers, slip.id.hex, str(slip.id)]
    held_forms.forget_pages_of(names)
    for record_id in record_ids:
        sharing.wipe_version(actor, record_id)
    screening.forget_marks([slip.request_id, slip.id, *record_ids])


def _close(actor: Viewer, slip_id: UUID, verb: str) -> Slip:
    slip, facts = _locked(slip_id)
    slip.state = policy.require_move(actor, facts, verb)
    slip.closed_at, slip.closed_by_id = clock.now(), actor.person_id
    slip.version += 1
    requests.show_request(slip.request_id)
    records.show_record(slip.request_id)
    for record_id in queries.record_ids_of(slip.request_id):
        versions.show_version(record_id)
    _record(actor, f"{verb}_slip", slip)
    tell(slip, facts.present_ids - {actor.person_id}, MessageKind.SLIP_CLOSED)
    db.session.flush()
    return slip


def _locked(slip_id: UUID) -> tuple[Slip, policy.SlipFacts]:
    """The slip as it is now: whoever writes about it locks its request, so nobody else changes it meanwhile."""
    requests.locked(queries.get_slip(slip_id).request_id)
    slip = queries.get_slip(slip_id)
    return slip, queries.facts_of(slip, queries.parts_of(slip.request_id))


def _record(actor: Viewer, verb: str, slip: Slip, **details: int) -> None:
    subject = ("request", slip.request_id)
    audit.record(actor, verb, subject=subject, area_id=slip.area_id, slip=slip.id.hex, **details)


def tell(slip: Slip, person_ids: Iterable[int], kind: MessageKind) -> None:
    """Those people hear of the slip: the reference of its request, where to go, and no word."""
    facts = {"reference": queries.reference_of(slip.request_id)}
    page = f"/slips/{slip.id}" if kind is not MessageKind.SLIP_CLOSED else f"/requests/{facts['reference']}"
    news = [notify.News(person_id, kind, facts, page) for person_id in sorted(person_ids)]
    notify.tell_all(news)
