"""Names online that are said in words: "the word otter, underscore, then 44", "mia rose all one word", "capital k, e, z"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "online_words.txt"
_NAMED = (
    *(phrase for phrase in phrase_group(_FILE, "naming") if " " not in phrase),
    *phrase_group(_FILE, "told name"),
)
_NETWORKS = phrase_group(_FILE, "network")
_SIGNS = phrase_group(_FILE, "said sign")
_SAID = re.compile(
    rf"\b(?:{either(_SIGNS)})(?!\w)|\bwith (?:a|an|one|two|three|four|no) [a-z0-9]{{1,2}}(?:'?s)?(?!\w)", re.I
)
_SIGN_WORDS = frozenset(phrase.split()[0] for phrase in _SIGNS)
_LEAD = (
    r"(?:,? (?:is|was|he|she|they|it|gave|gives|her|him|his|their|me|us|uses|used|has|had|goes|by|now|as|called|said|there|says|"
    r"name|account|username|handle|tag|profile)(?!\w)){0,6}"
)
_STOP = (
    r"(?:on|but|who|which|that|he|she|they|we|because|so|if|when|to|from|is|was|and (?:he|she|they|it|we|the|her|his|mum|dad)|"
    r"for|in|via|at the|not)(?!\w)"
)
_WORD = rf"(?!{_STOP})[\w'@#*.+-]*[\w'@#*+-]"
_NO_START = (
    r"(?!(?:must|needs?|should|did|does|has|had|have|can|could|will|would|of|with|all|one|no|a|an|full|in|under|then|and|or|be|"
    r"page|rules?|requires?|wants?|asks?|"
    r"the(?! (?:words?|name|letters?|numbers?)\b)|capitals?(?! [a-z]\b)|underscores?|my|your)(?!\w))"
)
_TOLD = LedPattern(
    re.compile(
        rf"\b(?:(?:{either(_NAMED)})(?!\w)(?:'s)?{_LEAD}[:,=]?|"
        rf"(?:{either(_NETWORKS)})(?!\w){_LEAD}(?: is| was| as| called|:| =)) "
        rf"(?P<name>{_NO_START}{_WORD}(?:(?:, (?:and )?| - | ){_WORD}){{1,14}})",
        re.I,
    ),
    (*_NAMED, *_NETWORKS),
)

_AT_ONE_WORD = re.compile(
    r"(?<![\w@])at [\w'-]{2,20},? (?:all )?one word(?:,? (?:and|with|no|then) (?:an? )?[\w' ]{3,40})?(?!\w)",
    re.I,
)


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every such name in `text`, whose words begin at `words`."""
    for found in (
        _AT_ONE_WORD.finditer(text) if words.has_any(_SIGN_WORDS) and " one word" in text.lower() else ()
    ):
        yield Span(*found.span(), Label.URL_HANDLE)
    for found in _TOLD.finditer(text, words) if words.has_any(_SIGN_WORDS) else ():
        said = [each.end() for each in _SAID.finditer(found["name"])]
        if said:
            yield Span(*found.span("name"), Label.URL_HANDLE)
