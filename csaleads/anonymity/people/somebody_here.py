"""Names of the famous, of makes and of figures that somebody of this case bears, whatever list strikes them out.

"picked up Elgar from school", "Verdi (autistic, 9, few words)", "Juno, 9, has", "Cola (real name Nicola)", "Cher, Marlon and
wee Tina", "Mr Bach", "a bearded driver, she called him Gandalf". The word must stand alone: no list is doubted within a title of
several words.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.namesakes import is_said_of_somebody
from csaleads.anonymity.people.nobodies import is_author
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, lexicon, phrase_group, word_group

_FILE = "somebody_here.txt"
_STRUCK = re.compile(r"\x01+")
_ALONE = re.compile(r"(?P<name>[A-Z][^\W\d_]{2,13})(?:['’]s)?")
_NAME = r"[A-Z][a-z'’-]{1,13}"
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|mx|pc|dc|ds|pcso|sgt|cllr|hhj|dr|judge|sister|brother|auntie|uncle)\.? $", re.I
)
_AGED = re.compile(
    r",? \((?:[a-z][a-z -]{1,24}, ?){0,2}(?:aged? )?"
    r"(?:1?\d|\d{1,2} ?(?:yrs?|years?|y/?o|mths?|months?|wks?|weeks?)(?: old)?)[,);]"
    r"|,? (?:aged|who is|who was|just turned|turned) (?:1?\d)(?=[,.;)\n]|$| (?:and|on|in|next|last|years|months)\b)"
    r"|, 1?\d, (?:who|has|had|is|was|lives|and|told|said|wants|sleeps|goes|in|at)\b"
)
_REALLY = re.compile(
    r",? \(?(?:(?:his|her|the|whose|their) )?(?:real|birth|legal|full|given|proper|registered) name(?:'s| is| was|:)? [A-Z]"
    r"|,? \((?:born|dob|d\.o\.b\.?|née|nee|known as|aka|short for|his|her|mum's|dad's) "
)
_KIN = either(sorted(word_group("kin before a name") | {"mum", "mam", "dad", "mother", "father", "child"}))
_ASIDE = re.compile(rf",? \((?:[a-z]+[ -])?(?:{_KIN}|{either(phrase_group(_FILE, 'role'))})[,;)]")
_OWNS = re.compile(rf"['’]s (?:own |new |old )?(?:{either(phrase_group(_FILE, 'owns'))})(?![\w-])")
_CARED = re.compile(
    rf" (?:(?:is|was|has been|had been|still|again) )?(?:{either(phrase_group(_FILE, 'cared for'))})(?![\w-])"
)
_FETCHING = re.compile(
    rf"\b(?:{either(phrase_group(_FILE, 'fetching'))}) (?:(?:{_NAME}|the boys|the girls|the twins|both) and )?$",
    re.I,
)
_FETCHED = re.compile(
    rf"(?: and {_NAME})? (?:(?:back|off|up|round|over|home) )?(?:to|from|at|into) "
    rf"(?:(?:his|her|their|the|a) )?(?:{either(phrase_group(_FILE, 'place'))})(?![\w-])|(?: and {_NAME})? (?:back )?home\b"
)
_FETCHED_AT = re.compile(r" (?:(?:back|off|up|round|over) )?(?:to|from|at) [A-ZŶ][a-zŷŵâêîôû]")
_SMALL_ONE = rf"(?:wee|little|baby|young|lil|our|the baby,?|big) {_NAME}"
_BEFORE_SMALL = re.compile(rf"(?:, {_NAME}){{0,4}},? (?:and|&|n|then|plus) {_SMALL_ONE}")
_AFTER_ELDEST = re.compile(
    rf"\b(?:[Ee]ldest|[Oo]ldest|[Yy]oungest)(?: is| are|,)? {_NAME}(?:,? (?:then|and|&|plus|next)? ?{_NAME}){{0,4}},"
    r" (?:(?:and|then|plus) )?$"
)
_CALLING = re.compile(r"\b(?:call(?:s|ed)?|knows?|knew) (?:him|her)(?: as)? $")
_STRANGER = re.compile(
    r"\b(?:driver|man|male|bloke|guy|lad|dealer|older|beard\w*|bald\w*|tattoo\w*|stranger|boyfriend|elder|runner|passenger)\b",
    re.I,
)
_LIKENED = re.compile(r"(?:\b(?:is|was|as|like|be|being|plays|playing) |[\"“>])$")
"""What leads to whom somebody plays or to what a child tells: "she is Hermione", '"Elsa lives in my house"'."""
_ROLES = sorted(
    {role for kind, roles in lexicon().cues.items() if kind != "naming" for role in roles},
    key=len,
    reverse=True,
)
_OF_A_ROLE = re.compile(rf"(?<![\w'’-])(?:{either(_ROLES)}|yp|chaired by)(?P<apart>,)?(?::| is| =)? $", re.I)
"""Who stands before the name: "Carer Juno in Thornwick", "Head is Merlin", "Dad, Juno, rang"."""
_THINGS = frozenset(phrase_group(_FILE, "thing"))
_NO_NAMES = (
    word_group("function words")
    | word_group("kin alone")
    | word_group("always roles")
    | word_group("seasons and months")
)


def find(text: str, masked: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each such name in `text`; `masked` is it without what names nobody."""
    if "\x01" not in masked:
        return
    for struck in _STRUCK.finditer(masked):
        found = _ALONE.fullmatch(text, *struck.span())
        if found is None or fold(found["name"]) in _NO_NAMES:
            continue
        start, end = found.span("name")
        if _is_surely(text, start, end) or _is_likely(text, masked, start, end, lists):
            yield start, end


def _is_surely(text: str, start: int, end: int) -> bool:
    """Whether what stands there is said of nobody and nothing but a person of the case, whatever the word is."""
    if any(each.match(text, end) for each in (_AGED, _REALLY, _ASIDE, _BEFORE_SMALL)):
        return True
    before = text[max(0, start - 90) : start]
    if _TITLE.search(before) or _AFTER_ELDEST.search(before):
        return True
    sentence = re.split(r"[.?!\n]", before)[-1]
    return bool(_CALLING.search(sentence)) and bool(_STRANGER.search(sentence))


def _is_likely(text: str, masked: str, start: int, end: int, lists: Lexicon) -> bool:
    """Whether it is said of a person, where the word is no thing that one could fetch, own or lay down."""
    word = fold(text[start:end])
    if word in _THINGS or word in lists.field or lists.is_english(word) or is_author(text[start:end]):
        return False
    if _CARED.match(text, end):
        return True
    is_listed = word in lists.first or word in lists.last
    may_be = is_listed and not _LIKENED.search(text, max(0, start - 10), start)
    if may_be and (_OWNS.match(text, end) or is_said_of_somebody(text, text[start:end])):
        return True
    role = _OF_A_ROLE.search(text, max(0, start - 30), start)
    if role and (not role["apart"] or text[end : end + 1] == ","):
        return True
    if not _FETCHING.search(text, max(0, start - 60), start):
        return False
    return bool(_FETCHED.match(text, end) or _FETCHED_AT.match(masked, end))
