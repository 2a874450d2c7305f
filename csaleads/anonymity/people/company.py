"""Words that are names for the company they keep: after a name, or listed with words in doubt like themselves."""

import re

from csaleads.anonymity.people.judging import Words, log_odds, weights
from csaleads.anonymity.text.lexicon import word_group
from csaleads.anonymity.text.tokens import Token

_LISTED = re.compile(r"(?:, ?| & | \+ | and |, and | / )", re.I)
_FAMILIES = word_group("families of the field")
_NO_FAMILY = re.compile(r" (?:care|carers?|homes?|mums?|dads?|famil|plac|[A-Z])")
_SURE = 0.85
_RATHER = 0.2
_NEARLY = -1.0
"""How far below nought the signs of two listed words may sum up."""


def named_by_company(words: Words, named: list[bool], chances: list[float]) -> None:
    """Mark in `named` words that follow a name and that the model takes for one, and pairs of strange words in a list."""
    tokens = words.tokens
    for i in range(1, len(tokens)):
        if not named[i - 1] and chances[i - 1] < _RATHER and chances[i] < _RATHER:
            continue
        gap = words.text[tokens[i - 1].end : tokens[i].start]
        if (
            gap == " "
            and named[i - 1]
            and (chances[i] >= _SURE or _is_between_names(words, i, named, chances) or _is_family(words, i))
        ):
            named[i] = True
        elif (
            _LISTED.fullmatch(gap)
            and not (named[i] and named[i - 1])
            and max(chances[i - 1], chances[i]) >= _RATHER
            and _could_be_listed(words, i - 1, named, chances)
            and _could_be_listed(words, i, named, chances)
        ):
            named[i] = named[i - 1] = True


def _is_family(words: Words, i: int) -> bool:
    """ "Anna Church", not "Anna Foster carer": a word of the field that families have, right after a given name."""
    name, token = words.tokens[i - 1], words.tokens[i]
    is_written = not words.loud and name.shape == token.shape == "T"
    return (
        token.word in _FAMILIES and is_written and name.first and not _NO_FAMILY.match(words.text, token.end)
    )


def _is_between_names(words: Words, i: int, named: list[bool], chances: list[float]) -> bool:
    """ "bailey mo jayden": a given name among others, without a comma."""
    token = words.tokens[i]
    if i + 1 == len(words.tokens) or not token.first or chances[i] < _RATHER:
        return False
    return named[i + 1] and words.text[token.end : words.tokens[i + 1].start] in (" ", ", ", " n ", " and ")


def _could_be_listed(words: Words, i: int, named: list[bool], chances: list[float]) -> bool:
    token = words.tokens[i]
    if named[i]:
        return True
    if chances[i] < 0.08 or not _is_strange(token):
        return False
    known = weights()
    return (
        log_odds(chances[i]) * known["model"]
        + sum(known.get(sign, 0.0) for sign in words.signs(i, chances[i]))
        >= _NEARLY
    )


def _is_strange(token: Token) -> bool:
    return len(token.word) > 2 and not (token.english or token.field or token.place)
