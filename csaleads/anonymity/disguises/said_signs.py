"""Letters left out in words, figures within the words for figures, and marks with words in their gaps.

"P dash dash dash G", "K, four stars, y", "zer0-s3ven", "LL69 (and then) 2QJ", "G U 1 9, then Z, F, K". Each gives the changes
to make, as in respelling.py, so that the rules of names and numbers read them.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, read_digits
from csaleads.anonymity.text.lexicon import either, phrase_group, word_group

_SIGNS = phrase_group("hiding_cues.txt", "sign")
_COUNT = r"(?:two|three|four|five|six|seven|eight|[2-8])"
_SIGN = rf"(?:(?P<count>{_COUNT}) )?(?:{either(_SIGNS)})(?:es|s)?"
_MORE = _SIGN.replace("?P<count>", "?:")
_JOINT = r"(?:,? (?:then |and |and then )?)"
_LEFT_OUT = re.compile(
    rf"(?<![\w'])[A-Z](?:{_JOINT}(?:{_MORE}|(?-i:[A-Za-z])(?![\w']))){{2,14}}(?![\w'])", re.I
)
_PIECE = re.compile(rf"{_SIGN}(?!\w)|(?<!\w)[a-z](?!\w)", re.I)
_FEWEST_SIGNS, _SHORTEST, _LONGEST = 2, 3, 14
_LETTERS_ENOUGH = 4
"""Beside so many letters one sign will do."""
_SEAM = re.compile(r"[a-z][0-9]|[0-9][a-z]", re.I)
_LONGEST_WORD = 9
_LETTER_OF = str.maketrans("0123456789", "oizeassteg")
_BEGINS = {"4": "f", "5": "f", "6": "s", "7": "s", "8": "e", "9": "n", "3": "t", "2": "t"}
_MONTHS = frozenset(("oct", "october"))
_AREAS = word_group("postcode areas")
_NEXT = (
    r"(?:and|then|plus|space|gap|dash|stroke|slash|next|after that|followed by|(?:the )?(?:second|other|last) (?:half|part|bit)|"
    r"(?:the )?rest|is|ends?|ending|with)"
)
_GAP = r"[ ,.;:/|()\[\]\-+*_~]"
_POSTCODE = re.compile(
    rf"(?<![\w'])(?P<area>[A-Z]{{1,2}})\d[A-Z\d]?(?P<gap>{_GAP}{{1,4}}(?:{_NEXT}{_GAP}{{1,4}}){{1,4}}"
    rf"|{_GAP}{{2,6}})\d(?!st|nd|rd|th)[ABD-HJLNP-UW-Z]{{2}}(?![\w'])",
    re.I,
)
_MARK_GOES_ON = re.compile(
    r"[A-Z\d],? (?:and |and then )?(?:then|next|and|followed by),? [A-Z\d]{1,3}(?![\w'])"
)
_MARK = re.compile(
    r"(?<![\w'])[A-Z]{1,2}(?:[ ,./|\-]{1,3}(?:(?:and|then|next|followed by),? ){0,2}[A-Z\d]{1,3}(?![\w'])){2,9}"
)
_MARK_IN_COMMAS = re.compile(r"[A-Z], ?(?:[A-Z], ?)?\d[ ,]{0,2}\d[ ,]")
_HALVED = re.compile(r"[a-z]|,.*,.*,")
_MARK_WORD = re.compile(r"[^A-Z\d]+")
_SHAPES = re.compile(r"[A-Z]{2}\d\d[A-Z]{3}|[A-Z]{2}\d{6}[A-D]|[A-HJ-NP-TV-Y]\d{1,3}[A-HJ-PR-Y]{3}")


def letters_left_out(text: str) -> Iterator[Edit]:
    """ "P dash dash G" becomes "P**g", as somebody writes who leaves letters out."""
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return
    for found in _LEFT_OUT.finditer(text):
        shown = ""
        signs = 0
        for piece in _PIECE.finditer(found.group()):
            if len(piece.group()) == 1:
                shown += piece.group().lower()
                continue
            many = int(read_digits(piece["count"])) if piece["count"] else 1
            signs += many
            shown += "*" * many
        enough = signs >= _FEWEST_SIGNS or (signs and len(shown) > _LETTERS_ENOUGH)
        if enough and _SHORTEST <= len(shown) <= _LONGEST and found.group()[0].isupper():
            yield *found.span(), shown.capitalize()


def figures_within_words(text: str) -> Iterator[Edit]:
    """ "zer0", "s3ven", "thr33": the word for a figure with figures for its letters."""
    last = 0
    for seam in _SEAM.finditer(text):
        if seam.start() < last:
            continue
        start, last = seam.span()
        while start and text[start - 1].isalnum():
            start -= 1
        while text[last : last + 1].isalnum():
            last += 1
        shown = text[start:last].lower() if last - start <= _LONGEST_WORD else ""
        for word in (shown.translate(_LETTER_OF), _BEGINS.get(shown[:1], "") + shown[1:]):
            if len(word) > 2 and (word in DIGIT_WORDS or (word in _MONTHS and shown[0] == "0")):
                yield start, last, word
                break


def postcodes_in_halves(text: str) -> Iterator[Edit]:
    """ "LL69 (and then) 2QJ"."""
    for found in _POSTCODE.finditer(text):
        if found["area"].lower() in _AREAS:
            yield *found.span("gap"), " "


def marks_in_halves(text: str) -> Iterator[Edit]:
    """ "G U 1 9, then Z, F, K": what would be a registration or an insurance number without the words in its gaps."""
    if not (_MARK_GOES_ON.search(text) or _MARK_IN_COMMAS.search(text)):
        return
    for found in _MARK.finditer(text):
        joined = re.sub(r"[^A-Z\d]", "", found.group())
        if _SHAPES.fullmatch(joined) and _HALVED.search(found.group()):
            for gap in _MARK_WORD.finditer(found.group()):
                yield found.start() + gap.start(), found.start() + gap.end(), ""
