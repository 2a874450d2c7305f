"""The words that an area has taught: what identifies somebody there, and what does not."""

from collections.abc import Iterable

from csaleads.anonymity.service import AreaWords


def area_words(area_id: int) -> AreaWords | None:
    """What the area has taught; None where it has taught nothing, which is everywhere as yet."""
    return None


def words_of_areas(area_ids: Iterable[int]) -> AreaWords | None:
    """What several areas have taught, together: harmless is only what is harmless in all that teach."""
    taught = [words for words in map(area_words, area_ids) if words is not None]
    if not taught:
        return None
    return AreaWords(
        identifying=tuple(pair for words in taught for pair in words.identifying),
        harmless=frozenset.intersection(*(words.harmless for words in taught)),
    )
