"""Words that a text explains to be a thing, whoever else is called so: "Henry is an eighth", "Lost Mary and Elf Bar are brands".

Also what slang calls things and kinds of people, in a list of such words, and what is said to be no person.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "explained.txt"
_THINGS = phrase_group(_FILE, "thing")
_THING = f"(?:{either(_THINGS)})"
_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
_KIND = rf"(?!(?:{either(phrase_group(_FILE, 'no kind'))})\b)[a-z-]+ "
_END = r"(?=[,.;:)!?\"”\n]|$| (?i:not|and|now|or|here|these days|in this|that|which)\b)"
_IS = re.compile(
    rf"(?<![\w'’-])(?:(?P<name>{_NAME}|(?<=[a-z,.] )[a-z]{{3,14}}) (?i:is|means|=)"
    rf"|(?P<names>{_NAME}(?:(?:, | and | or | & ){_NAME}){{1,3}}) (?i:are))"
    rf" (?i:(?:just |only |also )?(?:(?:an?|the|another) (?:{_KIND}){{0,2}})?{_THING}){_END}"
)
_BARE = re.compile(rf"(?<![\w'’-])(?P<name>{_NAME}) (?i:(?:an?|the|another) (?:{_KIND})?{_THING}){_END}")
_SLANG = frozenset(phrase_group(_FILE, "slang"))
_SLANG_NAME = re.compile(rf"(?<![\w'’-])(?:{either(phrase_group(_FILE, 'slang'))})(?![\w-])", re.I)
_GLOSSARY = frozenset(phrase_group(_FILE, "cue glossary"))
_STANDS_FOR = re.compile(
    r"(?<![\w'’-])(?P<name>[a-z][\w'’-]+) (?:is|was|means) (?:just |also |only )?(?:(?:street|rhyming|drug|prison|internet) )?"
    r"(?:slang|code|jargon|street name|(?:a|the) (?:street|code|brand|trade) name) for(?![\w-])",
    re.I,
)
_RENAMED = re.compile(
    r"\b(?:renamed|renames|named|called|changed) (?:the|our|his|her|their|its) (?:[a-z]+ )?"
    r"(?:network|wi-?fi|hotspot|printer|folder|file|playlist|router)(?: to| as)? [\"“](?P<name>[^\"”\n]{2,30})[\"”]",
    re.I,
)
_STORM_NAMES = re.compile(
    r"\b(?:storm|hurricane|cyclone|typhoon)s?'? names?(?: (?:for|this|next|last|"
    r"of) [a-z\d ]{2,20})?(?: are| were| include|:| (?:are|were) [a-z ]{4,40}:) "
    r"(?P<name>[A-Z][a-z]+(?:(?:, | and |, and )[A-Z][a-z]+){1,25})",
    re.I,
)
_STANDS = frozenset(("slang", "code", "jargon", "name"))
_RENAMED_THINGS = frozenset(
    ("network", "wifi", "fi", "hotspot", "printer", "folder", "file", "playlist", "router")
)
_STORMS = frozenset(("storm", "storms", "hurricane", "hurricanes", "cyclone", "typhoon"))
_THING_WORDS = frozenset(phrase.split()[-1] for phrase in _THINGS)
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|dr|uncle|auntie|aunt|pc|dc)\.? $", re.I)
_ENOUGH = 3


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for pattern, needed in (
        (_STANDS_FOR, _STANDS),
        (_STORM_NAMES, _STORMS),
        (_RENAMED, _RENAMED_THINGS),
    ):
        for found in pattern.finditer(text) if words.has_any(needed) else ():
            yield found.span("name")
    if not words.has_any(_THING_WORDS):
        return
    told = [found.span("name" if found["name"] else "names") for found in _IS.finditer(text)]
    if words.has_any(_GLOSSARY):
        told += [found.span("name") for found in _BARE.finditer(text)]
        if len(set(told)) >= _ENOUGH:
            told += [found.span() for found in _SLANG_NAME.finditer(text)]
    for start, end in told:
        if not _TITLED.search(text, max(0, start - 8), start):
            yield start, end
