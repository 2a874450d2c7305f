"""The words that an area has taught: what identifies somebody there, and what does not."""

from collections.abc import Iterable

from csaleads.anonymity.service import AreaWords
from csaleads.vocabulary.queries import area_words

__all__ = ["area_words", "words_of_areas"]


def words_of_areas(area_ids: Iterable[int]) -> AreaWords | None:
    """What several areas have taught, together: harmless is only what is harmless in all that teach."""
    taught = [words for words in map(area_words, area_ids) if words is not None]
    if not taught:
        return None
    return AreaWords(
        identifying=tuple(pair for words in taught for pair in words.identifying),
        harmless=frozenset.intersection(*(words.harmless for words in taught)),
    )
