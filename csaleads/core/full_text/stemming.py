"""What the databases take words for that differ in their endings: M. F. Porter, "An algorithm for suffix stripping", 1980.

SQLite stems so, and PostgreSQL nearly so. Here it only says which words of a text are shown as marked: finding is the databases'.
"""

import re

VOWEL = "(?:[aeiou]|(?<![aeiou])(?<!^)y)"
CONSONANT = "(?:[^aeiouy]|(?:^|(?<=[aeiou]))y)"
HAS_VOWEL = re.compile(VOWEL)
MEASURED = re.compile(f"{VOWEL}{CONSONANT}")  # as often as Porter's m says
DOUBLED = re.compile(r"([^aeiouylsz])\1$")
SHORT = re.compile(f"{CONSONANT}[aeiouy][^aeiouywx]$")
ENDED = re.compile("(?:at|bl|iz)$")
SECOND = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
THIRD = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
FOURTH = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er",
    "ic", "ou",
)  # fmt: skip


def stem(word: str) -> str:
    """`word`, in small letters, without its ending."""
    if len(word) < 3:
        return word
    word = _without_past(_without_plural(word))
    if word.endswith("y") and HAS_VOWEL.search(word[:-1]):
        word = word[:-1] + "i"
    for endings in (SECOND, THIRD):
        word = _exchanged(word, endings)
    return _without_last_e(_without_fourth(word))


def _measure(word: str) -> int:
    return len(MEASURED.findall(word))


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and HAS_VOWEL.search(rest):
            return _mended(rest)
    return word


def _mended(rest: str) -> str:
    if ENDED.search(rest):
        return rest + "e"
    if DOUBLED.search(rest):
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and SHORT.search(rest) else rest


def _exchanged(word: str, endings: dict[str, str]) -> str:
    for length in range(7, 2, -1):
        ending = word[-length:]
        if ending in endings:
            rest = word[: len(word) - length]
            return rest + endings[ending] if _measure(rest) else word
    return word


def _without_fourth(word: str) -> str:
    if word.endswith(("sion", "tion")):
        return word[:-3] if _measure(word[:-3]) > 1 else word
    for ending in FOURTH:
        if word.endswith(ending):
            rest = word.removesuffix(ending)
            return rest if _measure(rest) > 1 else word
    return word


def _without_last_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not SHORT.search(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
