"""The door of this room for services: a text comes back as Screened or does not come back at all.

`pass_texts` is called inside the write that stores or sends the texts; what it raises leaves nothing stored.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, update

from csaleads.access.viewer import Viewer
from csaleads.anonymity.findings import Label
from csaleads.anonymity.service import AreaWords
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import Screened
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import writes
from csaleads.screening import engine, letters, policy, queries, wording
from csaleads.screening.answers import NO_ANSWERS, Answers
from csaleads.screening.area_words import area_words, words_of_areas
from csaleads.screening.errors import CannotScreen, CouldIdentify, NotPassed
from csaleads.screening.findings import Found, Question, grouped, without_known
from csaleads.screening.marks import mark_of
from csaleads.screening.models import Because, KeptException, Verdict
from csaleads.screening.subjects import Named, Subject, known_in, names_of, register_knower, register_namer

__all__ = [
    "NO_ANSWERS",
    "Answers",
    "CannotScreen",
    "CouldIdentify",
    "Named",
    "NotPassed",
    "Passed",
    "Question",
    "Screened",
    "Subject",
    "agree",
    "area_words",
    "ask_to_look_again",
    "forget_marks",
    "keep",
    "look_ahead",
    "look_live",
    "pass_texts",
    "questions_of",
    "register_knower",
    "register_namer",
    "vouch_for_fiction",
]


@dataclass(frozen=True)
class Passed:
    """Texts that passed, by the name of their field, and what the audit trail tells of it: counts, never words."""

    texts: Mapping[str, Screened]
    counts: Mapping[str, int]

    def __getitem__(self, name: str) -> Screened:
        return self.texts[name]


def look_ahead(texts: Mapping[str, str], *, is_strict: bool = False) -> None:
    """Look at the texts before a lock is taken: the engine remembers paragraphs, so that it is quick once others wait.

    `is_strict` as their subject is. Raises CannotScreen.
    """
    engine.find_in(texts, is_strict=is_strict)


def questions_of(subject: Subject, texts: Mapping[str, str]) -> list[Question]:
    """What must be answered before `texts` can be stored in `subject`; what was answered there before is left out.

    Raises CannotScreen.
    """
    found = _found_in(subject, texts)
    return _questions(subject, found, queries.marks_in_force(subject)) if found else []


def look_live(
    viewer: Viewer,
    texts: Mapping[str, str],
    *,
    is_strict: bool = False,
    knows: Mapping[str, str] | None = None,
) -> list[Found]:
    """What in `texts` could identify somebody, while the viewer types: by the words of their areas. Raises CannotScreen.

    A strict look is that of posts to the network, which belong to no area: without an area's words, as when they are sent.
    `knows` says by the name of a text which colleagues it may name, as its field does: they are left out, as when it is sent.
    """
    words = None if is_strict else words_of_areas(viewer.area_ids)
    found = engine.find_in(texts, words, is_strict=is_strict)
    return without_known(found, known_in(viewer, texts, knows)) if found and knows else found


@writes
def pass_texts(
    actor: Viewer, *, subject: Subject, texts: Mapping[str, str], answers: Answers = NO_ANSWERS
) -> Passed:
    """`texts` may be stored in `subject`, or sent with it: nothing in them is without an answer.

    What `answers` keeps is recorded, without words, and whatever the subject kept before counts as sent from now on. Raises
    CouldIdentify with every question that is open, and CannotScreen where the texts could not be looked at.
    """
    found = _found_in(subject, texts)
    if found:
        in_force = queries.marks_in_force(subject)
        questions = _questions(subject, found, in_force)
        open_ones = [one for one in questions if not set(one.marks.values()) <= answers.nobody.keys()]
        if open_ones:
            raise CouldIdentify(open_ones, is_own=subject.is_own, is_of_network=subject.area_id is None)
        _keep(actor, subject, questions, answers, is_sent=not subject.is_own)
        if not subject.is_own:
            _mark_sent(subject)
    return Passed({name: Screened(text) for name, text in texts.items()}, _counts(texts, found, answers))


@writes
def keep(actor: Viewer, *, subject: Subject, questions: Sequence[Question], answers: Answers) -> None:
    """What `answers` says of a draft is remembered with it, so that it is not asked again when the draft is sent."""
    _keep(actor, subject, questions, answers, is_sent=False)


@writes
def forget_marks(subject_ids: Collection[UUID]) -> None:
    """Nothing is left of what was kept in these subjects: not even a mark of the words. The trail tells that it was kept."""
    db.session.execute(delete(KeptException).where(KeptException.subject_id.in_(list(subject_ids))))


def vouch_for_fiction(text: str) -> Screened:
    """`text` as screened, for the demonstration alone: its content is looked at by a test, once, and not at every loading."""
    return Screened(text)


def _found_in(subject: Subject, texts: Mapping[str, str]) -> list[Found]:
    """What must be asked about: everything that was found, but for what lies inside words that the subject knows."""
    found = engine.find_in(texts, _words_for(subject), is_strict=subject.is_strict)
    return without_known(found, subject.known)


def _words_for(subject: Subject) -> AreaWords | None:
    if subject.area_id is None or not subject.also_of:
        return None if subject.area_id is None else area_words(subject.area_id)
    return words_of_areas(sorted({subject.area_id, *subject.also_of}))


def _questions(subject: Subject, found: Sequence[Found], in_force: set[str]) -> list[Question]:
    questions = []
    for group in grouped(found):
        marks = {one.spoken: mark_of(one.spoken, kind=subject.kind, subject_id=subject.id) for one in group}
        still_open = tuple(one for one in group if marks[one.spoken] not in in_force)
        if still_open:
            key = marks[still_open[0].spoken][:24]
            left = {one.spoken: marks[one.spoken] for one in still_open}
            questions.append(Question(key, still_open, left))
    return questions


def _keep(
    actor: Viewer, subject: Subject, questions: Sequence[Question], answers: Answers, *, is_sent: bool
) -> None:
    for question in questions:
        for spoken, mark in question.marks.items():
            if mark in answers.nobody:
                found = next(one for one in question.found if one.spoken == spoken)
                reason = answers.nobody[mark]
                _write_down(actor, subject, found, bytes.fromhex(mark), reason, is_sent=is_sent)
                audit.record(
                    actor,
                    "keep_finding",
                    subject=(subject.kind, subject.id),
                    area_id=None if subject.is_own else subject.area_id,
                    label=found.label.value,
                    reason=reason.value,
                )
    db.session.flush()


def _write_down(
    actor: Viewer, subject: Subject, found: Found, mark: bytes, reason: Because, *, is_sent: bool
) -> None:
    """A row for the mark; one that somebody asked to look at again begins anew.

    Nobody of an area reviews what belongs to the network, so there is no row for it: the trail tells, and it is asked anew.
    """
    if subject.area_id is None:
        return
    query = select(KeptException).where(
        KeptException.subject_kind == subject.kind,
        KeptException.subject_id == subject.id,
        KeptException.fingerprint == mark,
    )
    row = db.session.scalar(query.with_for_update())
    if row is None:
        row = KeptException(subject_kind=subject.kind, subject_id=subject.id, fingerprint=mark)
        db.session.add(row)
    row.area_id, row.person_id, row.kept_at = subject.area_id, actor.person_id, clock.now()
    row.field, row.label, row.reason = found.kind_of_field[:60], found.label.value, reason
    row.verdict = row.reviewed_by_id = row.reviewed_at = None
    row.is_sent = is_sent


def _mark_sent(subject: Subject) -> None:
    db.session.execute(
        update(KeptException)
        .where(
            KeptException.subject_kind == subject.kind,
            KeptException.subject_id == subject.id,
            KeptException.is_sent.is_(False),
        )
        .values(is_sent=True)
    )


def _counts(texts: Mapping[str, str], found: Sequence[Found], answers: Answers) -> dict[str, int]:
    """How many texts were looked at, how many suggestions were used, and how many findings of each kind were kept."""
    kept = Counter(one.label for one in found)
    counts = {"screened": sum(bool(text) for text in texts.values())}
    if answers.used_count:
        counts["suggestions_used"] = answers.used_count
    return counts | {f"kept_{label.value.lower()}": kept[label] for label in Label if kept[label]}


@writes
def agree(actor: Viewer, *, kept_id: int) -> None:
    """Somebody else of the area agrees that it identifies nobody. Raises NotFound, WrongState where it was reviewed."""
    _review(actor, kept_id, Verdict.AGREED)


@writes
def ask_to_look_again(actor: Viewer, *, kept_id: int) -> None:
    """The author is asked to look again, and asked anew when the text is next sent. Raises as `agree`."""
    row = _review(actor, kept_id, Verdict.LOOK_AGAIN)
    subject = (row.subject_kind, row.subject_id)
    name = names_of(None, [subject]).get(subject, Named("", ""))
    letters.ask_again(
        row.person_id,
        what=wording.kind_of(row.label),
        where=wording.field_of(row.field),
        reference=name.reference,
        path=name.path,
    )


def _review(actor: Viewer, kept_id: int, verdict: Verdict) -> KeptException:
    query = select(KeptException).where(KeptException.id == kept_id, KeptException.is_sent)
    row = db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    policy.require_review(actor, area_id=row.area_id, person_id=row.person_id, verdict=row.verdict)
    row.verdict, row.reviewed_by_id, row.reviewed_at = verdict, actor.person_id, clock.now()
    audit.record(
        actor,
        "agree_kept" if verdict is Verdict.AGREED else "ask_to_look_again",
        subject=(row.subject_kind, row.subject_id),
        area_id=row.area_id,
        label=row.label,
    )
    db.session.flush()
    return row
