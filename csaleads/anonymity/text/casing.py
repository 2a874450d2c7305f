"""Text without useful capitals, given those that its writer would have used for names and kinds of place.

Only for finding places: their rules go by capitals. The length stays as it was.
"""

import re

from csaleads.anonymity.places.words import KEEP, STOPPERS
from csaleads.anonymity.text.lexicon import Lexicon, word_group
from csaleads.anonymity.text.raising import streets
from csaleads.anonymity.text.tokens import Token, tokenise

_INITIAL = re.compile(r"(?<![\w'])[a-z]")
_KINDS = word_group("kinds of place")
_SPECIFIC = word_group("kinds of place that follow a name")
_STARTERS = word_group("function words")
_BETWEEN = word_group("between a name and its kind")
_PLACED = re.compile(
    r"(?:\b(?:in|at|near|from|school is|school|nursery|attends|surgery is|gp is|surgery|lives at|address)|=)(?: the)? $"
)
_NUMBERED = re.compile(r"\d[a-z]?,? (?:[a-z']+ ){1,3}$")
_LEADS = re.compile(
    r"(?:\b(?:in|at|near|from|of|on|school is|attends|surgery is|gp is|lives at|address|by|to)|[=:(,])(?: the)? $"
)


def with_capitals(text: str, lists: Lexicon) -> str:
    """`text` in small letters with capitals where names of places are likely."""
    small = text.lower()
    if len(small) != len(text):
        return text
    tokens = tokenise(small)
    raised = [_stands_out(small, token, lists) for token in tokens]
    for i in range(len(tokens) - 1, 0, -1):
        if tokens[i].word in _KINDS:
            _raise_name_of_kind(small, tokens, raised, i, lists)
    for i in range(len(tokens) - 1):
        if _is_title_of_next(small, tokens, raised, i, lists):
            raised[i] = raised[i + 1] = True
    letters = list(small)
    for start, end in streets(small, lists):
        for word in _INITIAL.finditer(small, start, end):
            letters[word.start()] = letters[word.start()].upper()
    for token, up in zip(tokens, raised, strict=True):
        if up:
            letters[token.start] = letters[token.start].upper()
    return "".join(letters) if len("".join(letters)) == len(small) else small


def _stands_out(small: str, token: Token, lists: Lexicon) -> bool:
    """Whether no list knows the word as English, and it stands where a place may stand."""
    plain = token.english or token.field or token.place or token.word in lists.short or len(token.word) < 3
    return not plain and bool(_PLACED.search(small[max(0, token.start - 24) : token.start]))


def _raise_name_of_kind(small: str, tokens: list[Token], raised: list[bool], i: int, lists: Lexicon) -> None:
    """ "heron bank retail park", "wickerby maternity unit": the kind, the words between and the name before it."""
    first = i
    while first > 0 and _touch(small, tokens, first) and tokens[first - 1].word in _BETWEEN:
        first -= 1
    if first == 0 or not _touch(small, tokens, first) or not _may_be_part(tokens[first - 1].word, lists):
        return
    before = tokens[first - 1]
    known = before.english or before.field or before.place
    if known and not (tokens[i].word in _SPECIFIC and _is_led(small, tokens, first - 1, lists)):
        return
    for j in range(first - 1, i + 1):
        raised[j] = True
    j = first - 1
    while j > 0 and first - j < 3 and _touch(small, tokens, j) and _may_be_part(tokens[j - 1].word, lists):
        j -= 1
        raised[j] = True


def _touch(small: str, tokens: list[Token], i: int) -> bool:
    return small[tokens[i - 1].end : tokens[i].start] in (" ", "'s ")


def _is_title_of_next(small: str, tokens: list[Token], raised: list[bool], i: int, lists: Lexicon) -> bool:
    """ "st osyth's", "dr pelling's", "nether wickerby"."""
    token, after = tokens[i], tokens[i + 1]
    gap = small[token.end : after.start]
    if token.word == "st" and _NUMBERED.search(small[max(0, token.start - 40) : token.start]):
        return False  # "46 hartington st til"
    if (
        token.word in ("st", "dr", "ysgol")
        and gap in (" ", ". ")
        and len(after.word) > 1
        and after.word not in _STARTERS
    ):
        return True
    known = after.english or after.field or after.place
    placed = _PLACED.search(small[max(0, token.start - 24) : token.start])
    return (
        gap == " " and not known and len(after.word) > 3 and bool(placed) and _may_be_part(token.word, lists)
    )


def _may_be_part(word: str, lists: Lexicon) -> bool:
    return not (
        word in KEEP or word in STOPPERS or word in _STARTERS or word in lists.field or word in lists.short
    )


def _is_led(small: str, tokens: list[Token], i: int, lists: Lexicon) -> bool:
    """Whether a place may begin with word `i` or up to two words before it."""
    first = i
    while (
        first > 0
        and i - first < 2
        and _touch(small, tokens, first)
        and _may_be_part(tokens[first - 1].word, lists)
    ):
        first -= 1
    start = tokens[first].start
    return bool(_LEADS.search(small[max(0, start - 20) : start]))
