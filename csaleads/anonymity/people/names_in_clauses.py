"""Names that are words, told by the clause they stand in.

"can will take over?", "his support worker prudence is talking", "Bluebell lifted her jumper", "Seren alert, smiling",
"flo nappy full", "Jun-Jun, 8, and Bing, 11", "Baby is Rihanna Stoica", and "Fi" at the end of a mail.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "names_in_clauses.txt"
_SMALL = r"[a-z]{2,12}"
_T = r"[A-Z][a-z]{1,12}(?:-[A-Z][a-z]{1,12})?"
_OPENS = r"(?:(?<=[.?!;] )|(?<=\n)|(?<=- )|^)"


def _group(kind: str) -> str:
    return either(phrase_group(_FILE, kind))


_AUXILIARY = ("can", "could", "will", "would", "should", "did", "does", "is", "has", "shall")
_ASKED = LedPattern(
    re.compile(
        rf"(?P<aux>{'|'.join(_AUXILIARY)}) (?P<name>(?!not\b){_SMALL}) "
        rf"(?:(?P<people>{_group('asked of people')})|(?P<duty>{_group('on duty')})|(?P<any>{_group('asked')}))"
        r"(?![\w-])(?P<rest>[^.?!\n]{0,60}\?)?",
        re.I,
    ),
    _AUXILIARY,
)
_CLAUSE = re.compile(
    r"(?:^|[.,;:!?\n(\-]|\b(?:and|but|if|or|so|ask|asked|asking|pls|please|also|then|ok|hi|know if|see if|thx|ta))\s*$",
    re.I,
)
_WORKERS = phrase_group(_FILE, "worker")
_WORKER = LedPattern(
    re.compile(
        rf"\b(?:his|her|their|the|my|our|new|old|mums?|mum's|dads?|dad's|nans?|nan's|usual|other|night) "
        rf"(?:{_group('worker')}),? (?P<name>{_SMALL}),? (?:{_group('says')})(?![\w-])"
    ),
    (
        "his",
        "her",
        "their",
        "the",
        "my",
        "our",
        "new",
        "old",
        "mum",
        "mums",
        "dad",
        "dads",
        "nan",
        "nans",
        "usual",
        "other",
        "night",
    ),
)
_WORKER_WORDS = frozenset(word.split()[-1].split("-")[-1] for word in _WORKERS)
_DOES = re.compile(
    rf"{_OPENS}(?P<name>[A-Z][a-z]{{2,12}}) (?:then |also |just |now )?(?P<deed>{_group('deed')})"
    rf"(?: (?:{_group('object')})(?![\w-])|[,.])"
)
_OF_PEOPLE = frozenset(phrase_group(_FILE, "deed of people"))
"""What no weather and no toy does."""
_DEEDS = frozenset(word.split()[0] for word in phrase_group(_FILE, "deed"))
_NO_DEED = re.compile(
    r"(?:ran (?:out|through|high|low|over|on|into)|took (?:over|a while|a lot|some|time)|put (?:on|off)|fell)\b"
)
_STATES = frozenset(word.split()[0] for word in phrase_group(_FILE, "state"))
_STATE = re.compile(
    rf"(?:(?<=\n)|^|(?<=[.?!] ))(?P<name>{_T}) (?:v |very |fairly |quite |a bit |still |was |remains )?"
    rf"(?:{_group('state')})(?:[,.;&+]|$|\n| (?:and|but|throughout|on|when|after|in|today|"
    r"with|at|this|all|n|for|by|while|most|during)\b)"
)
_CARE_WORDS = frozenset(word.split()[0] for kind in ("care", "at work") for word in phrase_group(_FILE, kind))
_CARE = re.compile(
    rf"(?:(?<=\n)|^|(?<=[.;] )|(?<=, ))(?P<name>{_SMALL}) (?:(?P<care>{_group('care')})|(?P<work>{_group('at work')}))(?![\w-])"
    r"(?! (?:of|is a|are)\b)"
)
_ROW = re.compile(
    rf"(?<![\w'’-])(?P<one>{_T})(?:, | \()(?:1[0-9]|[1-9])\)?(?:,|;)?(?: and| &| \+|/)? "
    rf"(?P<two>{_T})(?:, | \()(?:1[0-9]|[1-9])\)?"
    r"(?![\w/%:£]|[.]\d| ?(?:am|pm|weeks|days|hours|%)\b)"
)
_SIGNED = re.compile(r"(?:[.?!…)] |[xX]{1,3} |\n[ \t]*)(?P<name>[A-Z][a-z]{1,4})[ \t]?[xX]{0,3}\s*\Z")
_TURN = re.compile(r"(?<=[a-z?] )(?P<name>[A-Z][a-z]{1,7}): (?=[a-z])")
"""Whose turn it is in a chat without lines: "u ok hun Fi: not really"."""
_FAMOUS = frozenset(fold(name) for name in phrase_group(_FILE, "famous"))
_THEIR_OWN = frozenset(phrase_group(_FILE, "family of somebody famous"))
_FAMOUS_AND = re.compile(r"(?P<first>[A-Z][a-zé]+) (?P<last>[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?)(?![\w-]| [A-Z])")
_NAMES = frozenset(phrase_group(_FILE, "name"))
_THINGS = frozenset(phrase_group(_FILE, "thing"))
_VERBS = frozenset(phrase_group(_FILE, "verb"))
_SIGNERS = frozenset(phrase_group(_FILE, "signed"))
_SEASONS = word_group("seasons and months")
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("not after a title")
    | word_group("no name told")
    | frozenset(("tad", "mam", "nain", "taid", "bampi", "mamgu", "tadcu", "dada", "cash", "money", "ward"))
) - frozenset(("will", "can"))
_ROLES = word_group("always roles")
_OF_COLOURS = frozenset(
    (
        "inhaler",
        "hair",
        "milk",
        "clothes",
        "teeth",
        "bum",
        "dummy",
        "formula",
        "cot",
        "pram",
        "rash",
        "bruise",
        "eczema",
    )
)
"""What may be blue or rosy: "blue inhaler"."""
_MOTHER = frozenset(("fa", "fob", "mgm", "pgm"))
"""Who writes so writes "mo" for a mother."""


def find(
    text: str, masked: str, plainly: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`.

    `masked` is it without names that are nobody's, `plainly` that without capitals that say nothing.
    """
    whole = text if plainly is masked else text.lower()
    yield from _asked(plainly, words, lists)
    for found in _WORKER.finditer(whole, words) if words.has_any(_WORKER_WORDS) else ():
        if _is_name(found["name"], lists):
            yield found.span("name")
    if plainly is masked:
        yield from _by_capitals(text, masked, words, lists)
    yield from _cared_for(plainly, words, lists)


def _asked(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "can will take over?", "is dawn on shift"."""
    for found in _ASKED.finditer(text, words):
        shown, auxiliary = found["name"], found["aux"].lower()
        word = fold(shown)
        if not shown.islower() or word not in lists.wordlike | _NAMES | {"can"} or word in _ROLES:
            continue
        if auxiliary == word or not _CLAUSE.search(text, max(0, found.start() - 12), found.start()):
            continue
        is_state = auxiliary in ("is", "has")
        is_on_duty = found["duty"] and auxiliary == "is" and word not in _SEASONS
        is_no_thing = word not in _THINGS and word not in _VERBS - {"will"}
        is_asked = found["people"] or (found["any"] and found["rest"] and is_no_thing)
        if (is_asked and not is_state) or is_on_duty:
            yield found.span("name")


def _by_capitals(text: str, masked: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    yield from _at_openings(masked, words, lists)
    for found in _ROW.finditer(text) if "#" in words else ():
        pair = [fold(found[side]) for side in ("one", "two")]
        if all(_may_be_in_row(word, lists) for word in pair) and any(_is_odd(word, lists) for word in pair):
            yield found.span("one")
            yield found.span("two")
    signed = _SIGNED.search(masked, max(0, len(masked) - 24))
    if signed and fold(signed["name"]) in _SIGNERS and len(words) > 4:
        yield signed.span("name")
    yield from _turns(masked, lists)
    yield from _called_like_somebody_famous(text, masked, words, lists)


def _at_openings(masked: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Bluebell lifted her jumper", "Seren alert, smiling"."""
    if words.has_any(_DEEDS):
        for found in _DOES.finditer(masked):
            word = fold(found["name"])
            named = word in _NAMES or (word in lists.wordlike and word not in _SEASONS)
            fits = word in _NAMES and found["deed"] in _OF_PEOPLE if word in _THINGS else named
            if fits and not _NO_DEED.match(masked, found.start("deed")):
                yield found.span("name")
    if words.has_any(_STATES):
        for found in _STATE.finditer(masked):
            if _is_strange(found["name"], lists):
                yield found.span("name")


def _turns(masked: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "u ok hun Fi: not really"."""
    for found in _TURN.finditer(masked) if ": " in masked else ():
        word = fold(found["name"])
        if (
            word in _SIGNERS or (word in lists.first and not lists.is_english(word))
        ) and word not in _NEVER | _ROLES | _SEASONS | {"jan"}:
            yield found.span("name")


def _called_like_somebody_famous(
    text: str, masked: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """ "Rihanna Stoica": the given name of somebody famous with the name of another family."""
    for name in words.keys() & _FAMOUS if words.has_any(_FAMOUS) else ():
        for start in words[name]:
            found = _FAMOUS_AND.match(text, start)
            last = fold(found["last"]) if found else ""
            is_struck = "\x01" in masked[start : start + len(name)]
            if (
                found
                and is_struck
                and "\x01" not in masked[slice(*found.span("last"))]
                and _is_family(last, lists)
            ):
                yield found.span()


def _is_family(word: str, lists: Lexicon) -> bool:
    known = word in lists.large_places or word in lists.field or word in _THEIR_OWN or lists.is_english(word)
    return not known and (word in lists.last or word not in lists.first)


def _cared_for(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "flo nappy full", "mo working nights"."""
    if not words.has_any(_CARE_WORDS):
        return
    for found in _CARE.finditer(text):
        word = found["name"]
        shown = found["care"] or found["work"]
        if word == "mo" and (words.has_any(_MOTHER) or not shown.startswith("working")):
            continue
        if word in _THINGS and shown.split()[0] in _OF_COLOURS:
            continue
        named = (word in lists.first and not lists.is_english(word)) or word in lists.wordlike | {"mo", "flo"}
        if (
            named
            and word not in _NEVER | _SEASONS
            and word not in lists.field
            and word not in _VERBS - {"mo", "pip"}
        ):
            yield found.span("name")


def _is_name(word: str, lists: Lexicon) -> bool:
    """Whether a word in small letters is somebody's name, whatever else it is."""
    named = word in lists.wordlike or word in _NAMES or (word in lists.first and not lists.is_english(word))
    return named and word not in _NEVER - {"will"} and word not in _SEASONS and word not in lists.field


def _is_strange(shown: str, lists: Lexicon) -> bool:
    """Whether it is a name in the list of those that are words, or no word at all."""
    word = fold(shown)
    if (
        word in _NEVER
        or word in _ROLES
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
    ):
        return False
    if word in _NAMES or (word in lists.wordlike and word not in _SEASONS and word not in _THINGS):
        return True
    return not lists.is_english(word) and word not in _SEASONS


def _may_be_in_row(word: str, lists: Lexicon) -> bool:
    is_role = word in lists.field and lists.is_english(word)
    return not (is_role or word in _NEVER | _ROLES | _SEASONS | {"jan"} or word in lists.large_places)


def _is_odd(word: str, lists: Lexicon) -> bool:
    """Whether in a row with ages it can be nothing but a name: "Jun-Jun", "Bing"."""
    return "-" in word or (word in lists.field and not lists.is_english(word)) or _is_strange(word, lists)
