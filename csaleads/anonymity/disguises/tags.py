"""Names and places in hashtags: "#holmwoodestate", "#idrisandpetra", "#MrThistlewoodknows", "#freeRomaine"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.run_together import pair_in, place_in, whole_name_in
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group

_FILE = "within_names.txt"
_TAG = re.compile(r"#(?P<tag>[^\W\d_]{6,40})(?![\w-])")
_SAID_OF = either(phrase_group(_FILE, "said of"))
_TITLED = re.compile(
    r"#(?:[^\W\d_]*[a-z])?(?:Mr|Mrs|Miss|Ms|Dr|Coach|Uncle|Auntie|Nurse|Sir|Pastor|Officer)"
    rf"(?P<name>[A-Z][a-z]{{2,14}}?)(?=(?:{_SAID_OF})[a-z]*(?![a-z])|[^a-z]|$)"
)
_CALLED = re.compile(
    rf"#[a-z\d]{{0,16}}(?:{either(phrase_group(_FILE, 'before a name'))})(?P<name>[A-Z][a-z]{{2,12}})(?=[^a-z]|$)"
)
"""Somebody after what they are called or wished: "#dutypaedoNorm", "#freeRomaine"."""
_TITLES = ("mrs", "mr", "miss", "ms", "dr")
_TOLD_OF = re.compile(rf"(?:{_SAID_OF})$")
_CROWD = re.compile(rf"(?:{either(phrase_group(_FILE, 'crowd'))})$")
"""Who cheers for a place in a tag: "#wrencottagemassive"."""
_KNOWN = frozenset(phrase_group(_FILE, "known by a title"))
_SHORTEST = 4


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in the hashtags of `text`."""
    if "#" not in text:
        return
    for found in _TITLED.finditer(text):
        name = fold(found["name"])
        if name not in _KNOWN and (name in lists.last or not lists.is_english(name)):
            yield Span(*found.span("name"), Label.PERSON)
    for found in _CALLED.finditer(text):
        name = fold(found["name"])
        if name in lists.first and name not in lists.large_places:
            yield Span(*found.span("name"), Label.PERSON)
    for found in _TAG.finditer(text):
        word = fold(found["tag"])
        if len(word) == len(found["tag"]) and not lists.is_english(word):
            for start, end, label in _in_small(word, lists):
                yield Span(found.start("tag") + start, found.start("tag") + end, label)


def _in_small(word: str, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:
    """(start, end, what it is) of the first that is found in `word`, a tag in small letters."""
    told = _TOLD_OF.sub("", word)
    if (title := next((each for each in _TITLES if _is_titled(told, each, lists)), None)) is not None:
        yield len(title), len(told), Label.PERSON
        return
    for without in (_CROWD.sub("", word), told):
        if place := place_in(without, lists):
            yield place[0], len(without), place[1]
            return
    if name := pair_in(word, lists) or whole_name_in(word, lists):
        yield *name, Label.PERSON


def _is_titled(word: str, title: str, lists: Lexicon) -> bool:
    """ "mrsmith", "drpatel": a surname right behind its title."""
    name = word.removeprefix(title)
    return len(name) >= _SHORTEST and name != word and name in lists.last and not lists.is_english(name)
