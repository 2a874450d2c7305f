"""Characters of books, films and games, and songs that are called like people, where the text speaks of the work.

"Jane Eyre … Mr Rochester is a red flag", "Holes, in which Stanley Yelnats carries the pig", 'the playlist: "Jolene", "Hey Jude"'.
Each is told by its title or by a word of its kind (data/named_works.txt); readers, singers and players have such names too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.people import well_known
from csaleads.anonymity.text.lexicon import either, lexicon, phrase_group, read_lines
from csaleads.anonymity.text.scanning import LedPattern, Phrases, WordStarts

_FILE = "named_works.txt"
_MET = re.compile(
    r"\b(?:to|with|from|by|for|rang|saw|told|phoned|asked|met|emailed|seen|spoke|visited|texted|called|named|aged) "
    r"(?:(?:mr|mrs|ms|miss|dr)\.? )?$",
    re.I,
)
_DOES = re.compile(
    r"['’]s (?!(?:death|speech|story|character|scene|chapter|lines?|arc|role|part|monologue|fault)\b)|"
    r" is (?:\d|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"her |his |my |their |in (?:year|care|her|his))|"
    r",? \(?\d|, (?:who|her|his|the|my)\b|"
    r" (?:said|says|told|tells|asked|asks|disclosed|rang|rings|phoned|called|messaged|sent|lives|lived|attends|attended|"
    r"reports|reported|emailed|came|went home|was seen|is seen|was at|is at|watched|read|reads|"
    r"plays|played|wants|has been (?:seen|told|placed))\b",
    re.I,
)
_ABOUT = r"(?:where|in which|fancy(?:ing)?|fancies|root(?:ing|s)? for|team|between|swoon(?:ing)? over|crying over|cried over)"
_LIKENED = (
    r"(?i:like|poor|team|than|more|very|being|pure|total|proper|channelling|channel|love|hate|adore|miss|cast as|every|another|"
    r"when|until|because|why|that|at|over|beaten|beat|beats)"
)
_IS_SAID = (
    r" (?:is (?:me|us|all of us|every|my hero|a hero|iconic|a queen|no role model|the real|still the best|"
    r"right|wrong|horrid|back|gone|dead|such)"
    r"|has (?:a (?:coat|face|kitchen|cardigan|hat|point|voice|look)|the best|no idea|died|gone)|dies|died|gets|deserves?d?|"
    r"finds out|never|would (?:have|never|not)|should have|needs a)\b|"
    r"['’]s (?:coat|cardigan|death|speech|wig|face|accent|arc|storyline|outfits?|kitchen|hat|hair|one-liners|eyebrows|office|"
    r"exit|shirts?|wardrobe|scarf|fringe|knitwear|bakes?|handshake|catchphrase|jumpers?|secret|lies|waistcoats?|monologue)\b"
)
"""What is said of characters and hardly of people one works with."""
_TOLD_CUES = frozenset(phrase.split()[0] for phrase in phrase_group(_FILE, "cue told"))
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Ww]e|[Mm]y|[Mm]e|[Oo]urs?|[Uu]s|[Mm]ine)\b")
_SONG_BEFORE = re.compile(
    r"\b(?:song|sang|sing|sings|singing|sung|played|playing|plays|chorus of|track|tune|hit|karaoke|danc(?:ed|"
    r"ing) to|version of)"
    r"(?:,? called|,? is|,? was|:)? [\"“]$",
    re.I,
)
_QUOTED = re.compile(r"[\"“](?P<name>[^\"”\n]{3,30})[\"”]")
_ROLES = phrase_group(_FILE, "role")
_AS_ROLE = LedPattern(
    re.compile(
        rf"\b(?:{either(_ROLES)}),? (?:(?:is|was|who is) )?(?:named|called|by the name of) [\"“]?"
        r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?![\w-])",
        re.I,
    ),
    _ROLES,
)
_ROLE_PLAY = frozenset(phrase_group(_FILE, "cue role"))
_SONG_CUES = frozenset(phrase_group(_FILE, "cue song"))
_SONGS = frozenset(song.lower() for song in phrase_group(_FILE, "song"))
_ENOUGH_SONGS = 2
_ENOUGH_NAMES = 2
_OF_WORKS = re.compile(
    r"\b(?:novels?|gcse|theatre|musical|panto|episodes?|finale|series|film|films|cinema|characters?|book club|"
    r"book group|memoir|"
    r"booker|author|narrator|sequel|audiobook|box set|boxset|play|plot|chapters?|books?|reread|rereading|"
    r"rewatch\w*|binge\w*|drama|"
    r"netflix|iplayer|bbc|itv|again|poor|team|deserved)\b",
    re.I,
)
_JOINS = re.compile(
    r" (?:\w+ly )?(?:listened|joined|giggled|settled|loves?|enjoy\w*|clapped|fell|got|were|had|have|are|both|did)\b"
)


@dataclass(frozen=True, slots=True)
class _Work:
    """The names that are its own, and pairs of given names in a sentence about it."""

    own: re.Pattern[str] | None
    pair: re.Pattern[str] | None
    alone: re.Pattern[str] | None
    given: re.Pattern[str] | None


@cache
def _works() -> dict[str, _Work]:
    """Each work by its titles in small letters."""
    works = {}
    for line in read_lines(_FILE):
        kind, _, rest = line.partition(": ")
        if kind != "work":
            continue
        titles, own, given = (
            [each.strip() for each in part.split(",") if each.strip()] for part in (*rest.split(";"), "")[:3]
        )
        theirs = f"(?:{either(sorted(own, key=len, reverse=True))})"
        work = _Work(
            re.compile(rf"(?<![\w'’-]){theirs}(?![\w-])", re.I) if own else None,
            _pair_of(titles, given) if given else None,
            _alone_of(given) if given else None,
            re.compile(rf"(?<![\w'’-])(?:{either(sorted(given, key=len, reverse=True))})(?![\w-])")
            if given
            else None,
        )
        works.update({title.lower(): work for title in titles})
    return works


def _pair_of(titles: list[str], given: list[str]) -> re.Pattern[str]:
    name = f"(?:{either(sorted(given, key=len, reverse=True))})"
    return re.compile(
        rf"(?:{either(titles)})[\"”]?,?[^.?!\n]{{0,40}}? {_ABOUT}(?: both)? (?P<names>{name}(?: and | & |"
        rf" or ){name})(?![\w'’-])",
        re.I,
    )


def _alone_of(given: list[str]) -> re.Pattern[str]:
    name = either(sorted(given, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w'’-])(?:{_LIKENED} (?P<likened>{name})(?=[.,;:!?)]|$|{_IS_SAID})|(?P<said>{name})(?={_IS_SAID}))"
    )


@cache
def _titles() -> Phrases:
    titles = {
        title
        for line in read_lines(_FILE)
        if line.startswith("work: ")
        for title in line[6:].partition(";")[0].split(",")
    }
    plain = {title.strip() for title in titles}
    small = {title.lower() for title in plain if not lexicon().is_english(title.lower())}
    return Phrases(plain | small | {title.upper() for title in plain})


def nobody(text: str, low: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
    for start, end in list(_titles().find(text, low, words)):
        yield from _of_work(_works()[low[start:end]], text, start, end, words)
    if words.has_any(_SONG_CUES):
        yield from _songs(text)
    if words.has_any(_ROLE_PLAY):
        for found in _AS_ROLE.finditer(text, words):
            yield found.span("name")


def _of_work(work: _Work, text: str, start: int, end: int, words: WordStarts) -> Iterator[tuple[int, int]]:
    """Its characters, its title standing from `start` to `end`."""
    for found in work.own.finditer(text) if work.own else ():
        if not _MET.search(text, max(0, found.start() - 20), found.start()) and not _DOES.match(
            text, found.end()
        ):
            yield found.span()
    if work.alone and text[start:end].split()[-1][0].isupper() and _is_told(text, words):
        yield from _alone(work.alone, text)
    if work.given and text[start].isupper():
        yield from _several(work.given, text, start, end)
    for found in work.pair.finditer(text, start) if work.pair else ():
        if not _DOES.match(text, found.end()):
            yield found.span("names")


def _is_told(text: str, words: WordStarts) -> bool:
    """Whether somebody speaks of what one watches or reads, or for himself or herself, and of no family."""
    return (
        words.has_any(_TOLD_CUES) or bool(_FIRST_PERSON.search(text))
    ) and not well_known.speaks_of_a_case(text)


def _alone(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        if not _MET.search(text, max(0, start - 20), start):
            yield start, end


def _several(pattern: re.Pattern[str], text: str, title: int, end: int) -> Iterator[tuple[int, int]]:
    """Characters of a work, and its author, where two of them stand beside its title and none does what people do.

    In a text of a case only if one of them is called as nobody is.
    """
    met = [found for found in pattern.finditer(text) if not title <= found.start() < end]
    names = {found.group() for found in met}
    strange = any(name.lower() not in lexicon().first for name in names)
    if len(names) < _ENOUGH_NAMES or not _is_a_title(text, title, end):
        return
    of_a_case = well_known.speaks_of_a_case(f"{text[:title]} {text[end:]}")
    if not strange and (of_a_case or not (_is_coined(text[title:end]) or _OF_WORKS.search(text))):
        return
    for found in met:
        before = _MET.search(text, max(0, found.start() - 20), found.start())
        if before or (not strange and _is_doing(text, found.end())):
            return
    yield from (found.span() for found in met)
    yield title, end


def _is_coined(title: str) -> bool:
    """Whether it is one word that is in no dictionary and nobody's name: "Dobby"."""
    word = title.lower()
    return " " not in word and not lexicon().is_english(word) and word not in lexicon().first


def _is_doing(text: str, end: int) -> bool:
    return bool(_DOES.match(text, end) or _JOINS.match(text, end)) or well_known.does_something(text, end)


def _is_a_title(text: str, title: int, end: int) -> bool:
    """Whether it is written as one, not as the words of a sentence: "Blue lights", "Neighbours say"."""
    written = text[title:end].split()
    return (len(written) > 1 and written[-1][0].isupper()) or not lexicon().is_english(written[0].lower())


def _songs(text: str) -> Iterator[tuple[int, int]]:
    known = [found for found in _QUOTED.finditer(text) if found["name"].strip(" ,.").lower() in _SONGS]
    is_list = len(known) >= _ENOUGH_SONGS and any(" " in found["name"] for found in known)
    for found in known:
        is_sung = bool(_SONG_BEFORE.search(text, max(0, found.start() - 24), found.start() + 1))
        if (is_sung or is_list) and not _DOES.match(text, found.end()):
            yield found.span("name")
