"""Players, authors, presenters, singers, makes and brands that are mentioned in passing: "Rashford should have started",
"my car: a Megane, before that a Clio", "Steve Davis against Dennis Taylor, the black-ball final".

Each is struck out only where the text speaks of such things and of no family (data/well_known.txt), and never where it says of
the name what is said of people one works with, or where a name stands before or behind it that would make it somebody's.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.keeping import kept_for
from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, read_lines, word_group
from csaleads.anonymity.text.scanning import Phrases, WordStarts

_FILE = "well_known.txt"
_END_OF_SENTENCE = re.compile(r"[.?!](?=\s|$)|\n")
_WORD_BEFORE = re.compile(r"(?P<name>[^\W\d_][\w'’-]*)(?: and| &| n|,)? $")
_WORD_AFTER = re.compile(r"(?:['’]s)?(?: and| &| n)? (?P<name>[A-Z][\w'’-]+)")
_OF_A_THING = re.compile(r"\b(?:an?|the|this|that|these|another|old|new|second-hand|vintage|no) $", re.I)
_END_OF_ITEM = re.compile(r"[.,;)\n]|$")
_MET = re.compile(
    r"\b(?:to|with|from|rang|saw|told|phoned|asked|met|emailed|seen|visited|texted|named|aged|uncle|auntie|aunt|nanny|little|"
    r"called|calls|sees|between|pupil|client|patient|colleague|cllr|councillor|coach|judge|inspector|hhj|dj|pc|ds|dc|dr|prof) $",
    re.I,
)
_INSTITUTION = (
    r"academy|school|primary|infants?|juniors?|secondary|college|house|ward|unit|centre|surgery|clinic|hospital|hall|court|road|"
    r"street|close|avenue|lane|drive|way|place|crescent|nursery|estate|lodge|hostel|inn|pub|arms"
)
_ROLE = (
    r"social worker|sw|ssw|fsw|health visitor|hv|teacher|headteacher|midwife|manager|tm|iro|chair|tutor|gp|nurse|sn|dsl|"
    r"senco|worker|solicitor|guardian|support|practitioner|foster|colleague|student|minutes|police|minuting"
)
_DEED = (
    r"excluded|suspended|referred|placed|moved|removed|weighed|missing|attend\w*|upset|tearful|angry|distressed|unwell|pregnant|"
    r"came|comes|arrived|arrives|sat|sits|slept|sleeps|presented|presents|appeared|seemed|seems|disclos\w+|alleg\w+|report\w*|"
    r"lives?|lived|stay\w*|said|says|told|tells|asked|asks|rang|rings|phoned|texted|emailed|messaged|watched|watches|watching|"
    r"likes?|liked|loves?|loved|enjoy\w*|supports|supported|reads|read|reading|drives|drove|wears|wore|wearing|bought|buys|eats|"
    r"ate|eating|drinks|drank|drinking|wants|wanted|needs|needed|feels|felt|thinks|thought|went|goes|going|left|returned|agreed|"
    r"agrees|stated|states|explained|described|confirmed|refused|denied|denies|struggl\w+|spoke|speaks|cried|laughed|smiled|hid|"
    r"ran|chose|brought|borrowed|will (?:attend|visit|call|ring|speak|see|meet|contact|move|collect|chair|minute|bring|stay)"
)
_ACTS = re.compile(
    rf" (?:(?:has|had|is|was|been|being|also|then|now|still|just|again|often|always|never|only) )*(?:{_DEED})\b",
    re.I,
)
_DONE_TO = re.compile(
    r" (?:is|was|has been|had been|being|got|gets) (?:\w+ly |being )?(?!overrated|underrated|robbed|subbed|dropped|knighted|"
    r"played|cast|wasted|outclassed|signed|booked|red|wicked|need|written|beaten|elected|crowned|sacked|open|often|even|seven|"
    r"parked|sold|ruined|banned)\w+(?:ed|en)\b|"
    r" (?:is|was|has been) (?:hurt|cut|hit|met|found|taken|seen|left|kept|held|sent|late|absent|off|ill|sick|quiet|safe|here|"
    r"there)\b",
    re.I,
)
_ACTS_ON = re.compile(
    r" (?:has |had |is |was |not )*[a-z]+ (?:her|him|them|me|us|his|my|home|here)\b|"
    r" (?:will|won['’]t|cannot|can['’]t|may|might|must|is (?:not )?to|has not|hasn['’]t|owes|argued|shouted|swore) [a-z]+",
    re.I,
)
"""What is said of somebody with a full name that many have."""
_WORKS = re.compile(rf",? \(?(?:(?:the|her|his|our|their|my|allocated|duty|senior) )*(?:{_ROLE})\b", re.I)
_IS = re.compile(
    r" (?:is|was) (?:\d|nearly|almost|her|his|their|my|our|at home|in care|with)\b| (?:and|&) (?:I|her|his)\b|"
    rf",? \(?(?:(?:the|her|his|our|their|my|allocated|duty|senior) )*(?:{_ROLE})\b|(?:['’]s)? (?:{_INSTITUTION})\b|"
    r" (?:family|household|children|boys|girls|siblings|brothers|sisters|twins|case|file|referral|address)\b|"
    r",? \(?(?:aged? )?\d{1,2}(?:\)|,| years| yrs|$)|, (?:who|her|his|their|our) |['’]s (?:mum|dad|mother|father|name|nan|dob)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Field:
    """Words that show what a text speaks of; names that few families have, and names that many have."""

    cues: frozenset[str]
    seldom: Phrases
    often: Phrases


@cache
def _fields() -> tuple[_Field, ...]:
    kinds = {line.partition(":")[0].partition(" ")[2] for line in read_lines(_FILE)} - {"words", ""}
    return tuple(
        _Field(
            frozenset(phrase_group(_FILE, f"cue {kind}")),
            Phrases(phrase_group(_FILE, f"seldom {kind}")),
            Phrases(phrase_group(_FILE, f"often {kind}")),
        )
        for kind in sorted(kinds)
    )


@cache
def _sure() -> Phrases:
    return Phrases(phrase_group(_FILE, "sure"))


@cache
def _private() -> re.Pattern[str]:
    """What a text about somebody's case speaks of, and others seldom."""
    return re.compile(rf"\b(?:{either(phrase_group(_FILE, 'private words'))})(?![\w-])", re.I)


def _speaks_of_the_public(text: str) -> bool:
    return kept_for(b"the public", text, lambda whole: bool(_public().search(whole)))


@cache
def _public() -> re.Pattern[str]:
    """What means the famous bearer of a name."""
    return re.compile(rf"\b(?:{either(phrase_group(_FILE, 'public words'))})(?![\w-])", re.I)


def speaks_of_a_case(text: str) -> bool:
    """Whether `text` has a word that stands where somebody's case is spoken of, and seldom elsewhere."""
    return kept_for(b"a case", text, lambda whole: bool(_private().search(whole)))


def nobody(text: str, low: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, which is `low` in small letters and whose words begin at `words`."""
    found = [(at, False) for at in _sure().find(text, low, words)]
    of_many: list[tuple[int, int]] = []
    for field in _fields():
        if words.has_any(field.cues):
            found += [(at, True) for at in field.seldom.find(text, low, words)]
            of_many += field.often.find(text, low, words)
    for (start, end), _ in found:
        if _is_in_passing(text, start, end, lists) and not speaks_of_a_case(
            text[slice(*sentence_around(text, start, end))]
        ):
            yield start, end
    if of_many and not speaks_of_a_case(text):
        yield from (at for at in of_many if _is_in_passing(text, *at, lists))


def acts(text: str, end: int) -> bool:
    """Whether the words of `text` after `end` tell what somebody met does or is."""
    return any(each.match(text, end) for each in (_ACTS, _DONE_TO, _IS))


def does_something(text: str, end: int) -> bool:
    """Whether somebody acts or is acted on in the words of `text` after `end`."""
    return any(each.match(text, end) for each in (_ACTS, _DONE_TO, _ACTS_ON, _IS))


def unless_met(struck: Iterable[tuple[int, int]], text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Those of `struck`, names in any list, that are no full name of somebody who works here or does something in a case."""
    for start, end in struck:
        if not (_is_common(text[start:end], lists) and _is_met(text, start, end)):
            yield start, end


def _is_common(name: str, lists: Lexicon) -> bool:
    """Whether it is a given name with a surname, as a child of that family may be called."""
    parts = name.split()
    return (
        len(parts) == 2
        and name[0].isupper()
        and fold(parts[0]) in lists.first
        and fold(parts[1]) in lists.last
    )


def _is_met(text: str, start: int, end: int) -> bool:
    if _WORKS.match(text, end):
        return True
    sentence = sentence_around(text, start, end)
    many_have_it = fold(text[start:end].split()[-1]) in word_group("common surnames")
    said = text[slice(*sentence)]
    if not speaks_of_a_case(text if many_have_it else said):
        return False
    acts = any(each.match(text, end) for each in (_ACTS, _DONE_TO, _ACTS_ON))
    return acts or not _speaks_of_the_public(said)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence of `text` in which those characters stand."""
    ends = [0, *(found.end() for found in _END_OF_SENTENCE.finditer(text, 0, start))]
    after = _END_OF_SENTENCE.search(text, end)
    return ends[-1], after.start() if after else len(text)


def _is_in_passing(text: str, start: int, end: int, lists: Lexicon) -> bool:
    """Whether the name is written as one, stands by itself, and nothing is said of it that is said of people met."""
    name, before = text[start:end], text[max(0, start - 40) : start]
    if not name[0].isupper() and name.islower():
        return " " in name and not lists.first & {fold(name.split()[0])}
    of_a_thing = bool(_OF_A_THING.search(before))
    acts = _ACTS.match(text, end) or _DONE_TO.match(text, end)
    if _MET.search(before) or _IS.match(text, end) or (acts and not of_a_thing):
        return False
    if (
        " " not in name
        and _bare(name) in lists.first
        and not (_OF_A_THING.search(before) or (before.endswith(": ") and _END_OF_ITEM.match(text, end)))
    ):
        return False
    neighbours = (_WORD_BEFORE.search(before), _WORD_AFTER.match(text, end))
    if any(each and _is_name(each["name"], lists) for each in neighbours):
        return False
    return not is_said_of_somebody(text, name)


def _bare(name: str) -> str:
    """A name without what makes it somebody's: "Jacob's"."""
    return re.sub(r"['’]?s?$", "", fold(name)) if "'" in name or "’" in name else fold(name)


def _is_name(word: str, lists: Lexicon) -> bool:
    """Whether `word` beside a name would make it somebody's: "Kayleigh Rashford", "Rashford Jones"."""
    known = fold(word)
    return word[:1].isupper() and known in lists.first and not lists.is_english(known)
