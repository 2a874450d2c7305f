"""Names joined by a sign to one that is found: "w sid n flo", "yusra + mo", "rain/ayaan", "sid & blue".

A word that may be a verb too has to end there: "ava + hope seen", not "ava + hope to".
"""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, phrase_group, word_group

_FILE = "names_in_clauses.txt"
_W = r"[^\W\d_]{2,12}"
_AFTER = re.compile(
    rf"(?: ?[+&/] ?| n | an | nd )(?P<name>{_W})(?![\w'’-])"
    r"(?P<ends>(?=[.,;:)\n+&/]|$| (?:both|were|are|was|is|seen|at|in|n|and|out|home|"
    r"to stay|back|have|had|said|w|with|for|from|ok|all)\b))?"
)
_BEFORE = re.compile(rf"(?<![\w'’/-])(?P<name>{_W})(?: ?[+&/] ?| n | an | nd )$")
_LEADS = re.compile(
    r"(?:^|[.,;:(\n+&/]|\b(?:w|with|saw|seen|re|for|and|n|of|to|from|by|hv|tc|"
    r"visit|both|kids|boys|girls|children)) ?$",
    re.I,
)
_NAMES = frozenset(phrase_group(_FILE, "name"))
_VERBS = frozenset(phrase_group(_FILE, "verb"))
_THINGS = frozenset(phrase_group(_FILE, "thing"))
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("not after a title")
    | word_group("no name told")
    | word_group("seasons and months")
    | word_group("kin before a name")
) - frozenset(("will",))
_ROLES_THAT_ARE_NAMES = frozenset(("flo", "mo", "pat", "bea"))
_MOST_STEPS = 4


def find(text: str, spans: Sequence[Span], lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, where `spans` were found."""
    people = [span for span in spans if span.label is Label.PERSON]
    for span in people:
        yield from _after(text, span.end, lists)
        if text.startswith(" n", span.end - 2):
            yield from _after(text, span.end - 2, lists)
        before = _BEFORE.search(text, max(0, span.start - 18), span.start)
        if before and _may_be(before["name"], lists) and _is_alone(text, before, lists):
            yield before.span("name")


def _after(text: str, end: int, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for _ in range(_MOST_STEPS):
        found = _AFTER.match(text, end)
        if not found or not _may_be(found["name"], lists):
            return
        word = fold(found["name"])
        if (word in _VERBS or word in _THINGS or lists.is_english(word)) and found["ends"] is None:
            return
        yield found.span("name")
        end = found.end("name")


def _is_alone(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    word = fold(found["name"])
    if not (word in _VERBS or word in _THINGS or lists.is_english(word)):
        return True
    return bool(_LEADS.search(text, max(0, found.start() - 10), found.start()))


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    if word in _ROLES_THAT_ARE_NAMES:
        return shown.islower()
    if word in _NEVER or word in lists.field or word in lists.short or word in lists.large_places:
        return False
    return word in lists.wordlike or word in _NAMES or (word in lists.first and not lists.is_english(word))
