"""Teaching an area its words, one by one or by the list, and taking them back."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from csaleads.access.viewer import Viewer
from csaleads.anonymity.text.lexicon import fold
from csaleads.audit import service as audit
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import NotFound, WrongState
from csaleads.core.unit_of_work import savepoint, writes
from csaleads.vocabulary import policy
from csaleads.vocabulary.errors import WordKnown
from csaleads.vocabulary.models import Meaning, TaughtWord, WordImport, WordList
from csaleads.vocabulary.reading import ListedWord


@writes
def teach_word(actor: Viewer, *, area_id: int, word: str, meaning: Meaning) -> int:
    """From now on the screening of the area knows the word; its id.

    Raises NotFound, WordRefused where it cannot be taught, WordKnown where the area has it already.
    """
    policy.require_teaches(actor, area_id)
    written = policy.tidy(word)
    policy.require_teachable(written, meaning)
    _change_list(area_id)
    known = db.session.scalar(
        select(TaughtWord.meaning).where(TaughtWord.area_id == area_id, TaughtWord.folded == fold(written))
    )
    if known is not None:
        raise WordKnown(known.value)
    taught = _row(actor, area_id, ListedWord(written, meaning))
    db.session.add(taught)
    db.session.flush()
    audit.record(actor, "teach_word", subject=("word", taught.id), area_id=area_id, meaning=meaning.value)
    return taught.id


@writes
def forget_word(actor: Viewer, *, word_id: int) -> str:
    """The screening of the area knows the word no more; what it was. Raises NotFound, also where it is gone already."""
    word = db.session.scalar(select(TaughtWord).where(TaughtWord.id == word_id).with_for_update())
    if word is None or not policy.can_teach(actor, word.area_id):
        raise NotFound("word")
    _change_list(word.area_id)
    written = word.written
    db.session.delete(word)
    audit.record(actor, "forget_word", subject=("word", word_id), area_id=word.area_id)
    db.session.flush()
    return written


@writes
def import_words(actor: Viewer, *, area_id: int, words: Sequence[ListedWord]) -> int:
    """Every name of the list that the area did not have is taught; the id of the import. Raises NotFound."""
    policy.require_teaches(actor, area_id)
    _change_list(area_id)
    known = set(db.session.scalars(select(TaughtWord.folded).where(TaughtWord.area_id == area_id)))
    new: dict[str, ListedWord] = {}
    for word in words:
        folded = fold(word.written)
        if folded not in known:
            new.setdefault(folded, word)
    done = WordImport(
        area_id=area_id,
        imported_by_id=actor.person_id,
        imported_at=clock.now(),
        added_count=len(new),
        known_count=len(words) - len(new),
    )
    db.session.add(done)
    db.session.flush()
    db.session.add_all(_row(actor, area_id, word, import_id=done.id) for word in new.values())
    audit.record(actor, "import_words", subject=("word_import", done.id), area_id=area_id, count=len(new))
    db.session.flush()
    return done.id


@writes
def undo_import(actor: Viewer, *, import_id: int) -> int:
    """The words of that import are forgotten again; how many. Raises NotFound, WrongState where it was undone before."""
    done = db.session.scalar(select(WordImport).where(WordImport.id == import_id).with_for_update())
    if done is None or not policy.can_teach(actor, done.area_id):
        raise NotFound("import")
    if done.undone_at is not None:
        raise WrongState("undo", "undone")
    _change_list(done.area_id)
    count = int(
        db.session.execute(delete(TaughtWord).where(TaughtWord.import_id == import_id)).rowcount  # type: ignore[attr-defined]  # a DELETE has a row count
    )
    done.undone_at = clock.now()
    audit.record(actor, "undo_import", subject=("word_import", import_id), area_id=done.area_id, count=count)
    db.session.flush()
    return count


def _row(actor: Viewer, area_id: int, word: ListedWord, *, import_id: int | None = None) -> TaughtWord:
    return TaughtWord(
        area_id=area_id,
        written=word.written,
        folded=fold(word.written),
        meaning=word.meaning,
        import_id=import_id,
        added_by_id=actor.person_id,
        added_at=clock.now(),
    )


def _change_list(area_id: int) -> None:
    """One writer of an area's list at a time, from here to the end of the unit; whoever kept the list reads it anew."""
    lock = select(WordList).where(WordList.area_id == area_id).with_for_update()
    held = db.session.scalar(lock.execution_options(populate_existing=True))
    if held is None:
        try:
            with savepoint():
                db.session.add(WordList(area_id=area_id, version=0))
        except IntegrityError:
            pass  # a colleague taught the first word in the same moment
        held = db.session.scalars(lock.execution_options(populate_existing=True)).one()
    held.version += 1
    db.session.flush()
