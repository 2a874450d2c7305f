"""Names of people: how each word is written, which lists know it, what stands around it, and what the model thinks.

Capitals are the first sign, where they mean anything; a word that English knows too must be led up to, or do what
people do. What stays open is asked of the model.
"""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.people.company import named_by_company
from csaleads.anonymity.people.context import Cues, is_month_or_verb, speaks
from csaleads.anonymity.people.joining import spread, together
from csaleads.anonymity.people.judging import Words, is_name
from csaleads.anonymity.text.lexicon import Lexicon, word_group
from csaleads.anonymity.text.model import Opinion
from csaleads.anonymity.text.tokens import Token

Ask = Callable[[int, int], float]
"""How sure the model is, from 0 to 1, that characters start to end name a person."""

_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z](?:\.|\b)(?![\w@])")
_NOT_INITIALS = word_group("no initials")
_BARE_INITIALS = re.compile(
    r"(?<![\w.'&/-])([A-Z]{2,3})(?='s\b|,? \((?:aged? )?\d{1,2}\b|, (?:aged? )?\d{1,2}[,. ]|"
    r" (?:is|was|has|had|said|says|told|tells|lives|disclosed|asked|wants|feels|thinks|went|stays|"
    r"denies|reported|drew|cried|came) )"
)
_SPELT_OUT = re.compile(r"(?<!\w)(?:[A-Za-z][ .\-*_]){2,14}[A-Za-z](?!\w)")
_MAY_BE_SPELT = re.compile(r"[ .\-*_][A-Za-z][ .\-*_][A-Za-z](?!\w)")
_LETTER_AND_STOP = re.compile(r"\.[A-Za-z](?![A-Za-z])")
_SMALL_INITIALS = re.compile(
    r"(?<![\w.])[a-z]\.[a-z]\.(?:[a-z]\.)?(?![\w@.])|(?<![\w.])[a-z]\.[a-z](?= ?\()", re.I
)
_COLLAR = re.compile(r"\b(?:PC|PCSO|WPC|DC|PS|SC|Police Constable|Officer) ?(\d{2,6} [A-Z][\w'-]+)")
_NO_NAME_AFTER_TITLE = word_group("not after a title")
_STARTERS = word_group("function words")
_NEVER_SMALL = word_group("never small")


_DOUBTFUL = 0.1
_JOINED = 0.08
"""The least chance at which a word beside a name belongs to it."""


def chances_of(tokens: list[Token], opinion: Opinion) -> list[float] | None:
    """How likely each word is part of a name; None where there is no model."""
    return opinion.chances((token.start, token.end) for token in tokens)


def doubtful_in(words: Words, chances: list[float] | None) -> tuple[tuple[int, int], ...]:
    """(start, end) of words that are names if somebody of that name is met elsewhere in the text."""
    return tuple(
        (token.start, token.end)
        for token, chance in zip(words.tokens, chances or (), strict=False)
        if chance >= _DOUBTFUL
    )


def names_in(words: Words, lists: Lexicon, chances: list[float] | None) -> Iterator[tuple[int, int]]:
    """(start, end) of every name."""
    text, tokens, loud = words.text, words.tokens, words.loud
    if chances is None:
        named = [_is_name(text, tokens, i, words.cues, _nobody, loud) for i in range(len(tokens))]
        spread(text, tokens, named, loud=loud)
    else:
        named = [is_name(words, i, chance) for i, chance in enumerate(chances)]
        named_by_company(words, named, chances)
        spread(text, tokens, named, loud=loud, free=[chance >= _JOINED for chance in chances])
    yield from together(text, tokens, named)
    if chances is None:
        yield from _initials(text, lists, loud)
    else:
        yield from _small_initials(text, lists)
    for found in _SPELT_OUT.finditer(text) if _MAY_BE_SPELT.search(text) else ():
        joined = re.sub(r"[^A-Za-z]", "", found.group()).lower()
        if len(joined) >= 3 and joined in lists.first and joined not in lists.short:
            yield found.span()


def _nobody(_start: int, _end: int) -> float:
    """What is thought of any word where there is no model."""
    return 0.0


def _small_initials(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "a.j." where capitals say nothing; not "e.g."."""
    for found in _SMALL_INITIALS.finditer(text) if _LETTER_AND_STOP.search(text) else ():
        letters = found.group().strip().lower()
        bare = re.sub(r"[.\s]", "", letters)
        if letters not in _NOT_INITIALS and f"{letters}." not in _NOT_INITIALS and bare not in lists.short:
            yield found.span()


def _initials(text: str, lists: Lexicon, loud: bool) -> Iterator[tuple[int, int]]:
    for pattern in (_SMALL_INITIALS,) if loud else (_INITIALS, _SMALL_INITIALS):
        for found in pattern.finditer(text):
            letters = found.group().strip().lower()
            bare = re.sub(r"[.\s]", "", letters)
            if letters not in _NOT_INITIALS and (
                bare not in lists.short or (len(bare) == 2 and pattern is _INITIALS)
            ):
                yield found.span()
    for found in _COLLAR.finditer(text):
        yield found.span(1)
    for found in _BARE_INITIALS.finditer(text):
        letters = found.group(1).lower()
        if letters not in lists.short and letters not in lists.field and letters not in _STARTERS:
            yield found.span(1)


def _is_name(text: str, tokens: list[Token], i: int, cues: Cues, ask: Ask, loud: bool) -> bool:
    token = tokens[i]
    titled = cues.after_title(text, tokens, i)
    if token.field or len(token.word) < 2 or (token.place and not titled):
        return False
    small = loud or not token.capital
    if titled:
        return token.word not in _NO_NAME_AFTER_TITLE and (
            not small or not token.english or (token.wordlike and token.word not in _NEVER_SMALL)
        )
    led = cues.is_led(text, tokens, i)
    if small:
        return _is_small_name(text, token, ask, led=led)
    if token.english:
        return _is_worded_name(text, token, ask, led=led)
    return _is_plain_name(text, token, ask)


def _is_plain_name(text: str, token: Token, ask: Ask) -> bool:
    """A word with a capital that English does not know."""
    listed = token.first or token.last
    if token.shape == "U" and not listed:
        return len(token.word) >= 5 and ask(token.start, token.end) >= 0.2
    if token.first or not token.opens:
        return True
    if not text[token.start : token.end].isascii():
        return True
    return (token.last and speaks(text, token)) or ask(token.start, token.end) >= 0.05


def _is_worded_name(text: str, token: Token, ask: Ask, *, led: bool) -> bool:
    """A word with a capital that English knows too."""
    if token.word in _STARTERS and token.word not in ("will", "may"):
        return False
    if token.shape == "U" and not token.wordlike:
        return False
    if not (token.wordlike or token.first or token.last):
        return led and not token.opens and ask(token.start, token.end) >= 0.5
    if token.wordlike and not is_month_or_verb(text, token):
        if not token.opens or (speaks(text, token) and token.word not in ("said", "man")):
            return True
        return led or ask(token.start, token.end) >= 0.4
    if token.wordlike:
        return False
    return (led and not token.opens) or ask(token.start, token.end) >= (0.6 if token.opens else 0.4)


def _is_small_name(text: str, token: Token, ask: Ask, *, led: bool) -> bool:
    """A word whose capitals say nothing, or that has none."""
    if len(token.word) < 3:
        return False
    if not token.english:
        if token.first:
            return led or len(token.word) > 3 or ask(token.start, token.end) >= 0.01
        return led or ask(token.start, token.end) >= (0.15 if token.last else 0.4)
    if not token.wordlike or token.word in _STARTERS:
        return False
    told = speaks(text, token)
    if token.word in _NEVER_SMALL:
        return told and ask(token.start, token.end) >= (0.5 if led else 0.8)
    return (led and not is_month_or_verb(text, token)) or ask(token.start, token.end) >= (
        0.5 if told else 0.75
    )
