"""People whom what they do or what is done to them tells, whatever word their name is.

"Summer is streaming", "took Bones by the ear", "someone called Fanta", '"its Will, will you ring us"',
"Perpetua to drop the nappies;", "the payee is K Asante", "old 1 T has" beside Terrence.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "told_by_doing.txt"
_T = r"[A-Z](?:[a-z]{2,12}|[A-Z]{2,12})"
_DEEDS = frozenset(phrase_group(_FILE, "deed"))
_BEGINS = re.compile(r"(?:[.?!:\"] |\n|^)$")
_DOES = re.compile(
    r"(?: is|'s| was| has been| keeps| isn't| wasn't)(?: (?:now|still|also|already|always|not|just))? "
    r"(?P<deed>[a-z-]+)(?![\w-]| as (?:a|an|the|being)\b)",
    re.I,
)
_HELD = frozenset(phrase_group(_FILE, "held"))
_HOLDING = re.compile(
    rf"\b(?:{either(phrase_group(_FILE, 'holding'))}) (?P<name>[a-z]{{3,13}}) by (?:the|his|her|one|an) (?P<held>[a-z]+)(?!\w)",
    re.I,
)
_BEARER = phrase_group(_FILE, "bearer")
_AFTER_THINGS = LedPattern(
    re.compile(
        rf"\b(?:{either(_BEARER)}),? (?:(?:is|was|who is|who was|who's|whose name is) )?(?:called|named) "
        r"[\"“]?(?P<name>[A-Z][a-z]+)(?![\w-]| [A-Z])",
        re.I,
    ),
    _BEARER,
)
_THINGS = frozenset(fold(word) for word in phrase_group(_FILE, "called after a thing"))
_IT_IS = re.compile(
    r"(?:^|[\"“]|\n)(?:(?:hi|hiya|hello|hey)[,.!]? )?(?:it['’]?s|this is)(?: (?:only|just))?(?: me)?,? "
    r"(?P<name>[A-Za-z][a-z]{2,12})(?=[,.!] ?[a-z]|[\"”])",
    re.I,
)
_LEFT_WORD = re.compile(
    r"\b(?:vm|v/m|voicemail|message|msg|answerphone|text|txt|rang|call|called|phone|said|says)\b[^.?!\n\"“]{0,20}$",
    re.I,
)
_SAVED = LedPattern(
    re.compile(
        r"\b(?:saved|stored|listed)(?: (?:in|on) (?:her|his|their|the) (?:phone|contacts|mobile))? as [\"“]?"
        r"(?P<name>[a-z]{3,12})(?=[.,;)\"”\n]|$)",
        re.I,
    ),
    ("saved", "stored", "listed"),
)
_FILES = frozenset(phrase_group("online_words.txt", "file ending"))
_THE_ONE = re.compile(
    rf"\bthe (?:{either(phrase_group(_FILE, 'one'))}) one(?: with the [a-z]+)? (?:is|was|being)(?: called)? (?P<name>{_T})"
    r"(?=[.,;)\n]|$| and\b)",
    re.I,
)
_ONES = frozenset(("one",))
_TASKED = re.compile(rf"(?:(?:^|\n)[•*– -]{{0,3}}|[;:] )(?P<name>{_T}) $")
_ACTIONS = frozenset(("actions", "action", "agreed", "tasks", "todo", "plan"))
_PAID = phrase_group(_FILE, "paid")
_PAYEE = LedPattern(
    re.compile(
        rf"\b(?i:{either(_PAID)})(?i: (?:on|for|of) (?:each|it|them|all|both|the [a-z]+))?(?i: name)?"
        r"(?i: is| was|:| as| reads| shows| given as)? [\"“]?"
        r"(?P<name>[A-Z]\.? (?:[A-Z]\.? )?[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)?)(?![\w-])"
    ),
    _PAID,
)
_INITIALS = frozenset("bcdefghjklmnopqrstuvwxyz")
_SAYS = re.compile(r" (?:has|says|said|told|wants|rang|lives|came|took|gave|sent|refused|knows|wont|will)\b")
_NO_LETTER = re.compile(rf"\b(?:{either(phrase_group(_FILE, 'before no initial'))}) $", re.I)
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | word_group("no name told")
)
_NICKNAMES = word_group("nicknames that are words")
_SEASONS = word_group("seasons and months")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if words.has_any(_DEEDS):
        yield from _doing(text, words, lists)
    yield from _called(text, words, lists)
    yield from _said_to_be(text, lists)
    yield from _with_tasks(text, words, lists)
    for found in _PAYEE.finditer(text, words):
        yield found.span("name")
    yield from _letters(text, words, lists)


def _called(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "took Bones by the ear", "someone called Fanta", "saved as bae", "the tall one is Lurch"."""
    for found in _HOLDING.finditer(text) if words.has_any(_HELD) else ():
        if found["held"].lower() in _HELD and _is_named(found["name"], lists):
            yield found.span("name")
    for found in _AFTER_THINGS.finditer(text, words):
        if fold(found["name"]) in _THINGS:
            yield found.span("name")
    for found in _SAVED.finditer(text, words):
        if _is_named(found["name"], lists) and found["name"].lower() not in _FILES:
            yield found.span("name")
    for found in _THE_ONE.finditer(text) if words.has_any(_ONES) else ():
        if _is_capital(found["name"], text) and _is_named(found["name"].capitalize(), lists):
            yield found.span("name")


def _doing(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Summer is streaming": a name that is a word begins the sentence."""
    for name in words.keys() & lists.wordlike:
        for start in words[name]:
            end = start + len(name)
            does = _DOES.match(text, end)
            if does and does["deed"].lower() in _DEEDS and _BEGINS.search(text, max(0, start - 2), start):
                yield start, end


def _said_to_be(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "its Will, will you ring us": with a capital in quotes, or in small letters after "voicemail"."""
    for found in _IT_IS.finditer(text) if '"' in text or "“" in text else ():
        word = fold(found["name"])
        named = (
            word in lists.wordlike
            or word in lists.own_first
            or (word in lists.first and not lists.is_english(word))
        )
        if not named or word in _SEASONS or word in lists.field:
            continue
        if _is_capital(found["name"], text) or (
            found["name"].islower()
            and word in lists.first
            and _LEFT_WORD.search(text, max(0, found.start() - 40), found.start())
        ):
            yield found.span("name")


def _with_tasks(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Perpetua to drop the nappies" where several are told what to do."""
    led = (_TASKED.search(text, max(0, start - 20), start) for start in words.get("to", ()))
    tasks = [found for found in led if found]
    if len(tasks) < 2 and not (tasks and words.has_any(_ACTIONS)):
        return
    for found in tasks:
        word = fold(found["name"])
        strange = not (
            lists.is_english(word) or word in lists.field or word in lists.short or word in lists.large_places
        )
        named = strange or (word in lists.own_first and word not in lists.english)
        if named and word not in _NEVER and _is_capital(found["name"], text):
            yield found.span("name")


def _letters(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "old 1 T has": the first letter of somebody whom the text names."""
    for letter in words.keys() & _INITIALS if words.has_any(_INITIALS) else ():
        for start in words[letter]:
            shown, before = text[start], text[max(0, start - 2) : start]
            if not (
                shown.isupper() and before[-1:] == " " and before[0].isalnum() and not before[0].isupper()
            ):
                continue
            if _SAYS.match(text, start + 1) and not _NO_LETTER.search(text, max(0, start - 16), start):
                named = re.findall(rf"\b{shown}[a-z]{{2,12}}\b", text)
                if any(fold(name) in lists.first and not lists.is_english(fold(name)) for name in named):
                    yield start, start + 1


def _is_capital(shown: str, text: str) -> bool:
    """Whether it is written as names are: with a capital, or in capitals as the whole text is."""
    return shown.istitle() or (shown.isupper() and text.isupper())


def _is_named(shown: str, lists: Lexicon) -> bool:
    """A capital in the midst of a sentence tells a name; without it a list has to, or that no list has the word."""
    word = fold(shown)
    if word in _NEVER or word in lists.field or word in lists.short or word in lists.large_places:
        return False
    return shown.istitle() or not lists.is_english(word) or word in lists.wordlike or word in _NICKNAMES
