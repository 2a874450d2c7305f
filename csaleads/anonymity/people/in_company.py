"""Works, characters, cooks, dishes, plants and stars that people are called after: "the whole of Orion", "Delia will stand no
nonsense", "Lavender must never be cut into old wood".

Each is struck out only in prose that speaks of its kind (data/in_company.txt) and of nobody's case, and never where its sentence
speaks of people or says of the name what people do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.people import well_known
from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, read_lines, word_group
from csaleads.anonymity.text.scanning import WordStarts, needed_words

_FILE = "in_company.txt"
_ENOUGH, _PLENTY = 2, 3
_RARELY = frozenset(("sky", "book"))
"""Kinds with names of which no list of people knows."""
_SMALL_TOO = frozenset(("dish",))
"""Kinds whose names are written in small letters."""
_MET = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|uncle|aunt|auntie|nan|little|told|rang|met|asked|visited|phoned|named|called|saw that|"
    r"(?:brought|given|picked|found|seen|helped|taken|collected|cooked for) by|"
    r"spoke to|spoke with|and i|with|to|between|emailed|texted|thank|thanks|dear|hi|hello|ask|tell|baby|child|cousin)\.? $",
    re.I,
)
_WILL = re.compile(
    r" (?:will|won['’]t|can['’]t|cannot|could|would|should|may|might|must|has|had|is|was)(?: not| never| also| now)? "
    r"(?:come|go|have|get|take|want|do|make|bring|help|call|ring|say|ask|cry|leave|move|need|start|stay|talk|see|at|in care|with|"
    r"doing|going|coming|staying|living|making|helping|bringing|cooking|baking|leading|running|off|away|back|due|our|my|a)(?!\w)"
    r"|['’]s (?!belt|hat|coat|voice|recipe|version|book|books|novel|novels|line|ending|chorus|first|last|stars)[a-z]"
    r"| [A-Z][a-z]|-[A-Z]"
)
_DID = re.compile(
    r"(?:,? (?:and|&) (?:I|we|the (?:kids|lads|girls|boys)))? (?:(?:then|also|just|again|always|often|never|[a-z]+ly) )?"
    r"(?:(?!died|flowered|rooted|survived|faded|seeded|wilted|cropped|ripened|opened|dropped|bolted|suffered|finished|started|ended|"
    r"repeated|filmed|published|aired|released|based|baked|boiled|tuned|planted|trained|pruned|mixed|chopped|sliced|used|called|"
    r"named|indeed|need|shaped|scented|coloured|played)"
    r"[a-z]{2,}ed|gave|made|dug|ate|held|sat|ran|took|brought|put|cut|drew|got|knew|kept|threw|broke|spilt|burnt|slept|fell|hurt|hid|"
    r"sang|wrote|read|chose|met|bit|hit|drank|lost|found|sent|stood|left|tries|helps|picks|says|sits|plays|eats|sings|writes|runs|"
    r"cries|shouts|laughs|looks after|works|starts|leads|teaches)(?![\w-])"
)
_STATE = re.compile(
    r"(?:(?:,|,? and| &) [A-Z][a-z]+)* (?:(?:still|both|all|very|really|so|too|again|now|was|is|were|looks|seems|looked) )*"
    r"(?:asleep|awake|quiet|cold|tired|here|there|at|back|out|off|late|early|absent|upset|poorly|ill|sick|fine|happy|sad|angry|home|"
    r"away|alone|hungry|thirsty|naked|dirty|thin|pale|bruised|crying|hiding|sitting|standing|lying|playing|watching|eating|"
    r"sleeping|smiling|laughing|shouting|screaming|missing|drunk|high|pregnant|calm|chatty|settled|unsettled|withdrawn|tearful|"
    r"anxious|scared|frightened|safe|well|unwell|excited|bored|cross|ok|okay|in(?=[.,;\n]|$)|"
    r"in (?:bed|nappies|pyjamas|uniform|tears|year|care|"
    r"her|his|the (?:car|bath|room|hall|garden|kitchen|park|pushchair|buggy))|on (?:the (?:sofa|settee|floor|phone|stairs|bus)|"
    r"her|his|my|leave|duty|call))(?![\w-])"
)
_GIVEN_BEFORE = re.compile(r"(?P<name>[A-Z][\w'’-]+) $")
_MONTHS = word_group("seasons and months")
_NUMBERED = re.compile(r"\b(?:\d+[a-d]?,?|flat|at|of the|lives|live) $", re.I)
_CAPITAL = re.compile(r"(?<=[a-z,;:\"“] )(?P<name>[A-Z][a-z]+)")


@dataclass(frozen=True, slots=True)
class _Kind:
    """Words that speak of such things, names that are sure, and those that people have, with what may lead to them."""

    kind: str
    cues: re.Pattern[str]
    sure: re.Pattern[str]
    names: re.Pattern[str]
    leads: re.Pattern[str] | None
    needed: frozenset[str]
    own: frozenset[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    named = {line.partition(": ")[0] for line in read_lines(_FILE)}
    return tuple(_kind(each.partition(" ")[2]) for each in sorted(named) if each.startswith("name "))


def _kind(kind: str) -> _Kind:
    cues, sure, names, leads = (
        phrase_group(_FILE, f"{part} {kind}") for part in ("cue", "sure", "name", "lead")
    )
    how = re.I if kind in _SMALL_TOO else re.NOFLAG
    if kind == "garden":
        cues = (*cues, *phrase_group("in_the_garden.txt", "flora"))
    every = (*sure, *names)
    return _Kind(
        kind,
        re.compile(rf"(?<![\w-])(?:{either(cues)})(?![\w-])", re.I),
        re.compile(rf"(?<![\w'’-])(?:{either(sure)})(?![\w-])", how),
        re.compile(rf"(?<![\w'’-])(?P<name>{either(sorted(every, key=len, reverse=True))})(?![\w-])", how),
        re.compile(rf"\b(?:{either(leads)}) $", re.I) if leads else None,
        needed_words(every),
        frozenset(fold(part) for name in every for part in name.split()),
    )


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{either(phrase_group(_FILE, 'others'))})(?![\w-])", re.I)


@cache
def _honoured() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(phrase_group(_FILE, 'honour'))}) (?:[A-Z][a-z]+ )?$")


def nobody(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    kinds = [kind for kind in _kinds() if words.has_any(kind.needed) and kind.names.search(text)]
    of_a_case = bool(kinds) and well_known.speaks_of_a_case(text)
    for kind in kinds:
        own = {name.lower() for name in kind.names.findall(text) if _is_proper(kind, name, lists)}
        cues = {
            found.group().lower()
            for found in kind.cues.finditer(text)
            if found.group().islower() or fold(found.group()) not in kind.own
        }
        if cues:
            for start, end in _of(kind, text, cues, own, _PLENTY if of_a_case else _ENOUGH, lists):
                if not (
                    of_a_case
                    and well_known.speaks_of_a_case(
                        text[slice(*well_known.sentence_around(text, start, end))]
                    )
                ):
                    yield start, end


def _is_proper(kind: _Kind, name: str, lists: Lexicon) -> bool:
    """Whether hardly anybody is called so, nor is it a plain word: "Wolf Hall", "Perseus", "Casaubon"."""
    word = fold(name)
    if " " in name:
        return bool(kind.sure.fullmatch(name))
    if kind.kind not in _RARELY and not kind.sure.fullmatch(name):
        return False
    return word not in lists.first and word not in lists.last and not lists.is_english(word)


def _is_given(word: str, lists: Lexicon) -> bool:
    return word in lists.first and not lists.is_english(word)


def _of(
    kind: _Kind, text: str, cues: set[str], proper: set[str], enough: int, lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """Those of one kind that stand in company enough."""
    for found in kind.names.finditer(text):
        name = found["name"]
        others = proper - {name.lower()}
        around = len((cues | others) - {name.lower()})
        led = bool(kind.leads and kind.leads.search(text, max(0, found.start() - 30), found.start()))
        sure = _is_proper(kind, name, lists)
        if kind.kind == "dish":
            stands = _is_of_kitchen(text, found, led=led)
        elif kind.kind == "garden":
            stands = sure or bool(_treated().match(text, found.end()))
        else:
            stands = led or sure or bool(others)
        if not stands or around < enough - led:
            continue
        if not _is_somebody(kind, text, found, lists, plenty=around >= _PLENTY, sure=sure):
            yield found.span()


@cache
def _treated() -> re.Pattern[str]:
    """What is said of plants alone, after the name."""
    said = either(phrase_group(_FILE, "treated"))
    verbs = (
        "must|should|can|will|may|needs?|hates?|tolerates|prefers|wants|resents|likes|loves|dislikes|takes"
    )
    return re.compile(
        rf" (?:{verbs})(?: never| not| only| always| to| take| stand| tolerate){{0,2}} (?:{said})(?!\w)"
    )


def _is_of_kitchen(text: str, found: re.Match[str], *, led: bool) -> bool:
    """Whether a dish is written small, as its name is, or stands where only a thing can."""
    before = text[max(0, found.start() - 16) : found.start()]
    return (
        found["name"].islower()
        or (found["name"].endswith("s") and not before)
        or led
        or bool(re.search(r"\b(?:an?|the|some|my|our|two|this|that) $", before))
    )


def _is_somebody(
    kind: _Kind, text: str, found: re.Match[str], lists: Lexicon, *, plenty: bool, sure: bool
) -> bool:
    """Whether the name is somebody's: by what stands before or behind it, or by its sentence."""
    start, end = found.span()
    if text[end : end + 1] in ('"', "”"):
        end += 1
    before = text[max(0, start - 24) : start]
    begin, last = well_known.sentence_around(text, start, end)
    name = found["name"]
    given = _GIVEN_BEFORE.search(before)
    if given and fold(given["name"]) in lists.first:
        return True
    if kind.kind != "garden" and _WILL.match(text, end):
        return True
    if _MET.search(before) or is_said_of_somebody(text, name):
        return True
    if sure and not _is_given(fold(name.split()[0]), lists):
        return bool(_NUMBERED.search(before))
    if kind.kind == "garden":
        return bool(_others().search(text, begin, last))
    if _DID.match(text, end) or _STATE.match(text, end):
        return True
    if well_known.acts(text, end) if plenty else well_known.does_something(text, end):
        return True
    if _others().search(text, begin, last):
        return True
    return any(_is_other(kind, text, each, lists) for each in _CAPITAL.finditer(text, begin, last))


def _is_other(kind: _Kind, text: str, each: re.Match[str], lists: Lexicon) -> bool:
    word = fold(each["name"])
    honoured = _honoured().search(text, max(0, each.start() - 24), each.start())
    return (
        word in lists.first
        and word not in kind.own
        and not lists.is_english(word)
        and word not in _MONTHS
        and not honoured
    )
