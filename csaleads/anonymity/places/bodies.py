"""National bodies that are told by their last word: "the Single Competent Authority", "the Forced Marriage Unit".

Every word of such a name is ordinary English; one that is a person's or a place's name makes it a body of some place.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.places.asking_words import named_after
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import WordStarts, may_hold

_KINDS = (
    "Authority|Commission|Commissioner|Mechanism|Agency|Inspectorate|Ombudsman|Tribunal|Regulator|Helpline|Unit|Council|"
    "Directorate|Taskforce|Secretariat|Executive|Office|Panel|Board|Network|Scheme|Fund|Framework|Programme|Toolkit|Pathway"
)
_KIND_WORDS = frozenset(_KINDS.lower().split("|"))
_BODY = re.compile(
    r"(?<![\w'])(?P<words>(?:[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?(?: (?:and|of|for) | )){2,6})"
    rf"(?:{_KINDS})(?![\w'])"
)


def national(text: str, lists: Lexicon, words: WordStarts | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of the names of bodies in `text`, whose words begin at `words`, that belong to no place and to nobody."""
    for found in _BODY.finditer(text) if may_hold(words, _KIND_WORDS) else ():
        parts = [fold(word) for word in found["words"].split() if word[0].isupper()]
        if parts[0] == "the":
            parts = parts[1:]
        if len(parts) > 1 and all(_is_general(word, lists) for word in parts):
            yield found.span()


def _is_general(word: str, lists: Lexicon) -> bool:
    named = word in lists.first or word in lists.wordlike or word in lists.large_places
    return (
        lists.is_english(word)
        and not named
        and word not in named_after()
        and word not in word_group("streets are called by")
    )
