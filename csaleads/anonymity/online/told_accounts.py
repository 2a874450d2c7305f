"""Names online that a sentence tells: "the account calling itself Daddy Dom", 'he's "Ghosty" on Kik', "username: M1LLZ"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "online_words.txt"
_ACCOUNTS = phrase_group(_FILE, "calls itself")
_ITSELF = LedPattern(
    re.compile(
        rf"\b(?:{either(_ACCOUNTS)})(?: [a-z]+)? (?:calling|calls|called|naming|names) itself [\"“]?"
        r"(?P<name>(?-i:[A-Z\d][\w.'-]*(?: [A-Z\d][\w.'-]*){0,3}))(?<![.'-])",
        re.I,
    ),
    _ACCOUNTS,
)
_NETWORKS = phrase_group(_FILE, "network")
_ROOMS = ("group chat", "gc", "server", "lobby", "app")
_QUOTED_THERE = re.compile(
    r"(?:\b(?:is|was|as|called|named|by|and|user|it's)|['’]s) "
    r"[\"“](?P<name>[A-Z][\w.-]{2,20}(?: [A-Z\d][\w.-]{0,20}){0,2})[\"”]"
    rf" (?i:(?:on|in|over|via) (?:the |his |her |their )?(?:{either((*_ROOMS, *_NETWORKS))}))(?![\w-])"
)
_ONLINE = frozenset(phrase.split()[0] for phrase in (*_NETWORKS, *_ROOMS))
_NAMES = phrase_group(_FILE, "written name")
_WRITTEN = LedPattern(
    re.compile(
        rf"\b(?:{either(_NAMES)})\b[^.;:\n\"]{{3,40}}: ?[\"“]?(?P<name>[\w.#-]{{3,30}}\w)"
        r"(?=[.,;)\"”\n]|$| (?:and|who|on)\b)",
        re.I,
    ),
    _NAMES,
)
_NO_HANDLE = word_group("no name online")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Every such name in `text`, whose words begin at `words`."""
    for found in _ITSELF.finditer(text, words):
        yield Span(*found.span("name"), Label.URL_HANDLE)
    if words.has_any(_ONLINE) and ('" ' in text or "” " in text):
        for found in _QUOTED_THERE.finditer(text):
            yield Span(*found.span("name"), Label.URL_HANDLE)
    for found in _WRITTEN.finditer(text, words):
        word = fold(found["name"])
        plain = lists.is_english(word) or word in lists.field or word in lists.short or word in _NO_HANDLE
        if not plain and not word.isdigit():
            yield Span(*found.span("name"), Label.URL_HANDLE)
