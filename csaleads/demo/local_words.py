"""What the screening of a fictional area was taught by its coordinator."""

from csaleads.anonymity.text.lexicon import fold
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.vocabulary.models import Meaning, TaughtWord, WordList


def teach(words: list[dict[str, str]], *, area_id: int, coordinator_id: int) -> None:
    """The area has these words."""
    db.session.add(WordList(area_id=area_id, version=1))
    db.session.add_all(
        TaughtWord(
            area_id=area_id,
            written=word["written"],
            folded=fold(word["written"]),
            meaning=Meaning(word["meaning"]),
            added_by_id=coordinator_id,
            added_at=clock.now(),
        )
        for word in words
    )
    db.session.flush()
