"""Places as the model reads them: streets, schools, surgeries and small places that no pattern foresees.

The model says how likely each word is part of one; a run of likely words is a place if it holds more than general words,
and a rule that the model finds absurd ("Stone Island jumper") is not believed. Without the model, the rules stand alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people.no_people import are_in_haste
from csaleads.anonymity.places.asking_words import named_after
from csaleads.anonymity.places.words import KEEP, STOPPERS, trim
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.model import Opinion

PLACES = (Label.ADDRESS, Label.SCHOOL, Label.HEALTH, Label.SMALL_PLACE)
_LIKELY = 0.45
"""From this chance on a word belongs to a place."""
_LED = 0.3
"""From this chance on words that stand where a place stands are one."""
_ASKED = 0.12
"""From this chance on words that answer what place somebody attends or is placed at are one."""
_ABSURD = 0.01
"""Below this chance, whatever it may name, a rule's place is none."""
_PLAIN = 0.6
"""What a run of ordinary words in small letters needs."""
_SURE = 0.95
"""What one ordinary word in small letters needs."""
_GAP = re.compile(r"[ .'’\-/&]{1,3}|, |,|, ?\n| ?\n ?")
_LEADS = re.compile(
    r"(?:\b(?:at|in|on|off|from|to|into|up|down|near|nr|by|behind|outside|above|over|round|around|past|"
    r"via|opposite|under|lives?|living|lived|"
    r"left|visited|flat|estate|village|church|mosque|pub|club|refuge|team|parish|plays for|trains with)(?: the)?|[:=(])\s?$",
    re.I,
)
_ASKS = re.compile(
    r"(?:\b(?:attend(?:s|ed|ing)?|goes(?: to)?|went to|edu|ed|education|school|sch|nursery|college|"
    r"academy|playgroup|gp|surgery|hv|dentist|midwife|hosp|hospital|"
    r"clinic|placed(?: at| in)?|placement|address|addr|visited|based at|pupils? at|excluded from|"
    r"registered (?:at|with)|a&e at|a and e at|admitted to)(?: is| was|:| =| -| –|,)?(?: the)?) ?$",
    re.I,
)
_LIVES = re.compile(
    r"\b(?:lives?|living|lived|stays|staying|sleeps|fled|left|moved|visit(?:ed)?)(?: (?:at|to))? $", re.I
)
_REGION = re.compile(
    r"(?:the )?(?:north|south|east|west|mid)(?:[ -](?:north|south|east|west|wales|midlands|coast))?(?: [a-z]+s)?",
    re.I,
)
"""A part of the country, and what is in it: "the North West", "South East hospitals"."""
_TWO_LINES = re.compile(r"[A-Za-z]+ ?\n ?[A-Za-z]+")
"""A word on each of two lines, as answers of a poll are."""
_FIRST_AID = re.compile(r"(?:the |our )?first aid\b", re.I)
_NUMBER = re.compile(r"(?:number|no\.?) ?\d|number [a-z]+$", re.I)
_NUMBERED = re.compile(r"\d{1,4}[a-z]?,? [A-Z][\w']+ (?:[A-Z][\w']+ )*[A-Z][a-z]+")
_OF_KIND = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w']+ ){1,2}(?:Academy|Primary|Juniors?|Infants|College|Surgery|Infirmary|Hospital|Clinic)(?: School)?"
)
_TIMED = re.compile(r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)")
_PART_OF_BUILDING = re.compile(r"(?:gate|bay|block|room|unit|door|table|desk|bed) \w{1,2}", re.I)
_TO = re.compile(r"\b(?:to|will|please|pls|must|can) $")
_DEEDS = word_group("deeds that places are called by")
_LETTER = re.compile(r"[^\W\d_]")
_STARTERS = word_group("function words")
_GENERAL = word_group("no name of a place")
_CALLED_BY = word_group("named with the") | word_group("streets are called by")
_VEHICLES = word_group("vehicles")
_PART_NAMES = word_group("common street names") | word_group("kinds that make a name together")
_KINDS = word_group("kinds of place")


@dataclass(frozen=True, slots=True)
class _Read:
    """One word, and how likely it is each kind of place."""

    start: int
    end: int
    chances: tuple[float, ...]
    struck: bool
    """Whether it is part of a well-known phrase."""

    @property
    def chance(self) -> float:
        """How likely it is part of a place."""
        return sum(self.chances[:-1])

    @property
    def named(self) -> float:
        """How likely it is part of a place or of somebody's name."""
        return sum(self.chances)


def find(
    text: str, masked: str, opinion: Opinion, lists: Lexicon, rules: list[Span], *, small: bool
) -> Iterator[Span]:
    """Every run of words in `text` that the model takes for a place; `masked` has its well-known phrases struck out.

    `small` says that capitals mean nothing here. A run that meets a place of the `rules` is called as they call it.
    """
    words = [
        _Read(start, end, chances, "\x01" in masked[start:end])
        for start, end, chances in opinion.words((*PLACES, Label.PERSON), _ASKED)
        if text[start].isalnum() or text[start] == "&"
    ]
    for run in _runs(text, words, lists):
        run = _without_edges(text, run, lists)
        if run and _is_named(text, run, lists, small=small):
            start, end = run[0].start, trim(text, run[-1].end)
            if (
                _is_part_of_building(text, start, end)
                or _TWO_LINES.fullmatch(text, start, end)
                or _is_to_do(text, start, end)
                or are_in_haste(text[start:end], lists)
            ):
                continue
            yield Span(start, end, _label_of_rules(start, end, rules) or _label(run))


def _is_part_of_building(text: str, start: int, end: int) -> bool:
    """ "Gate 2"."""
    found = _PART_OF_BUILDING.match(text, start)
    return found is not None and found.end() >= end


def _is_to_do(text: str, start: int, end: int) -> bool:
    """ "SW to chase": one word in small letters that says what is to be done."""
    return text[start:end] in _DEEDS and bool(_TO.search(text, max(0, start - 8), start))


def believed(spans: Iterable[Span], text: str, opinion: Opinion, lists: Lexicon) -> Iterator[Span]:
    """Those of the rules' `spans` that the model does not find absurd."""
    for span in spans:
        before = text[max(0, span.start - 24) : span.start]
        if (
            _is_strange(text[span.start : span.end], lists)
            or _ASKS.search(before)
            or (span.label is Label.ADDRESS and _LIVES.search(before))
            or opinion.most(span.start, span.end) >= _ABSURD
        ):
            yield span


def _runs(text: str, words: list[_Read], lists: Lexicon) -> Iterator[list[_Read]]:
    """Likely words next to each other: "Archbishop Wulfstan's" though an archbishop is nobody."""
    run: list[_Read] = []
    for word in words:
        likely = word.chance >= (_SURE if word.struck else _ASKED) or _may_be_named(text, word, run, lists)
        if run and not (likely and _GAP.fullmatch(text, run[-1].end, word.start)):
            yield run
            run = []
        if likely:
            run.append(word)
    if run:
        yield run


def _may_be_named(text: str, word: _Read, run: list[_Read], lists: Lexicon) -> bool:
    """Whether the model sees a name in a word, if only somebody's, and it stands where a place does: "sch canon pyne"."""
    shown = fold(text[word.start : word.end])
    if (
        word.struck
        or (shown in lists.first and shown not in _CALLED_BY)
        or shown in lists.field
        or shown in _GENERAL
    ):
        return False
    if run and text[run[-1].end : word.start] == " ":
        return word.named >= _LED
    before = text[max(0, word.start - 24) : word.start]
    if (lists.is_english(shown) and shown not in _CALLED_BY) or before.rstrip()[-1:] in ":=(":
        return False
    needed = _needed_after(before)
    return word.named >= needed and (needed == _ASKED or shown in _CALLED_BY or shown not in lists.last)


def _without_edges(text: str, run: list[_Read], lists: Lexicon) -> list[_Read]:
    """`run` from its first to its last telling word, with "the" and what says its kind."""
    shown = [fold(text[word.start : word.end]) for word in run]
    first, last = 0, len(run)
    while first < last and _is_edge(shown[first], lists) and shown[first] != "the":
        first += 1
    while first < last and _is_edge(shown[last - 1], lists):
        last -= 1
    return run[first:last]


def _is_edge(word: str, lists: Lexicon) -> bool:
    return (
        (len(word) == 1 and not word.isdigit())
        or word in _STARTERS
        or word in lists.short
        or bool(_TIMED.fullmatch(word))
    )


def _is_named(text: str, run: list[_Read], lists: Lexicon, *, small: bool) -> bool:
    """Whether the words of `run` say more than what kind of place it is, and are likely enough for how they are written."""
    run = [word for word in run if not word.struck]
    own = [word for word in run if _is_own(text[word.start : word.end], lists)]
    own = max(own, _of_large_place(text, run, lists), _of_kinds(text, run), key=len)
    if not own or any(fold(text[word.start : word.end]) in _VEHICLES for word in run):
        return False
    if _REGION.fullmatch(text, run[0].start, run[-1].end) or _FIRST_AID.match(text, run[0].start):
        return False
    needed = _needed_after(text[max(0, run[0].start - 24) : run[0].start])
    best = max(word.named if needed < 1 else word.chance for word in own)
    shown = [text[word.start : word.end] for word in own]
    if any((word[0].isupper() and not small) or _is_unknown(fold(word), lists) for word in shown):
        return best >= min(_LIKELY, needed)
    if not (_sounds_like_place(shown, lists) or (needed == _ASKED and len(own) > 1)):
        return best >= _SURE
    if len(own) > 1 or run[0].chances[0] >= _LIKELY:
        return best >= (needed if needed == _ASKED else min(_PLAIN, 2 * needed))
    if fold(shown[0]) in _CALLED_BY:
        return best >= min(_SURE, needed)
    return best >= (_SURE if len(own) == 1 else _PLAIN)


def _sounds_like_place(shown: list[str], lists: Lexicon) -> bool:
    """Whether one of several ordinary words is one that places are called by: not "inner thigh"."""
    return any(
        word in named_after()
        or word in _PART_NAMES
        or word in _CALLED_BY
        or word in _KINDS
        or word in lists.last
        for word in map(fold, shown)
    )


def _needed_after(before: str) -> float:
    """How likely words must be after the words `before` them."""
    if _ASKS.search(before):
        return _ASKED
    return _LED if _LEADS.search(before) else 1.0


def _of_large_place(text: str, run: list[_Read], lists: Lexicon) -> list[_Read]:
    """The town in "Sheffield Parade": a street has its name."""
    return [
        word
        for word, after in pairwise(run)
        if fold(text[word.start : word.end]) in lists.large_places
        and fold(text[after.start : after.end]) in _KINDS
        and text[word.end : after.start] == " "
    ]


def _of_kinds(text: str, run: list[_Read]) -> list[_Read]:
    """ "wood end", "mill hill": two kinds of place, both of which places are called by."""
    shown = [fold(text[word.start : word.end]) for word in run]
    named = [
        word for word, each in zip(run, shown, strict=True) if each in named_after() or each in _PART_NAMES
    ]
    return named if len(named) > 1 else []


def _is_own(shown: str, lists: Lexicon) -> bool:
    """Whether a word can be the proper part of a place's name."""
    word = fold(shown)
    if len(word) < 2 or not _LETTER.search(word) or _TIMED.fullmatch(word):
        return False
    if word in lists.large_places or word in lists.short or word in _STARTERS or word in STOPPERS:
        return False
    return word in named_after() or not (
        word in KEEP or word in lists.field or word in _GENERAL or word in _KINDS
    )


def _is_unknown(word: str, lists: Lexicon) -> bool:
    return not lists.is_english(word) and word not in lists.field and word not in lists.short


def _is_strange(shown: str, lists: Lexicon) -> bool:
    """Whether several words, one of them in no list, name it, or a house by its number: too telling to be an accident."""
    if _NUMBER.match(shown) or _NUMBERED.match(shown) or _OF_KIND.fullmatch(shown):
        return True
    words = re.findall(r"[^\W\d_][\w']*", shown)
    return len(words) > 1 and any(_is_unknown(fold(word), lists) for word in words)


def _label_of_rules(start: int, end: int, rules: list[Span]) -> Label | None:
    """What the rule calls the place that has most of characters `start` to `end`."""
    shared = [
        (min(end, rule.end) - max(start, rule.start), rule.label) for rule in rules if rule.label in PLACES
    ]
    most = max(shared, default=None)
    return most[1] if most and most[0] > 0 else None


def _label(run: list[_Read]) -> Label:
    sums = [sum(word.chances[at] for word in run) for at in range(len(PLACES))]
    return PLACES[sums.index(max(sums))]
