"""Letters and figures that stand apart: "J a k e", "d-a-n-n-y", "B/e/t/h", "N G 7 - 2 B X", "1 4 / 0 6", "C-S-A"."""

import itertools
import re
from collections.abc import Iterator

from csaleads.anonymity.disguises.fragments import is_said_in_rows
from csaleads.anonymity.disguises.lookalikes import LOOKALIKES
from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.text.lexicon import fold, lexicon

PICTURE = "[\u2190-\u245f\u2500-\u2bff\U0001f000-\U0001faff\u3030\u303d]"
"""A sign that is no letter: an arrow, a heart, a face."""

_APART = re.compile(
    r"(?<![^\W_])(?<![.'&@])[^\W_]"
    rf"(?P<gap> {{2,3}}|, |[ .\-*_·•~+/|,:;=^\n\\!#]|[*•·~!] | [\-/|.+~] |{PICTURE}{{1,2}})"
    r"[^\W_](?:(?P=gap)[^\W_]){1,40}(?![^\W_]|'\w)"
)
_GROUPED = re.compile(
    r"(?<![^\W_])(?<![.'&@£$])[^\W_](?:[ .\-/]{1,9}[^\W_](?![^\W_])){3,24}(?![^\W_]|'\w|[./-]\d)"
)
_UNEVEN = re.compile(
    r"(?<![^\W_])(?<![.'&@])[^\W\d_](?:[ .\-*_·~|,/]{1,3}[^\W\d_](?![^\W_])){3,14}(?![^\W_]|'\w)"
)
_ALONE = re.compile(r"[\W_](?=[^\W_](?:[\W_]|\Z))")
_HANDLE = re.compile(r"(?<!\S)[a-z0-9@](?: [a-z0-9._]){6,40}(?![^\s,.;:)\"'])")
_SHORTEST_HANDLE = 6
_GAP = re.compile(r"[ .\-/]+")
_BY_STROKE = re.compile(r"[A-Za-z]/[A-Za-z]|\d/\d|-")
_WIDE = 3
_LONGEST_CHOICE = 5
_FIGURES_OF_A_MARK, _SHORTEST_MARK = 4, 7
_RARE_GAPS = (
    "/",
    "|",
    " / ",
    " | ",
    " . ",
    " + ",
    " ~ ",
    ",",
    ", ",
    ":",
    ";",
    "=",
    "^",
    "\n",
    "\\",
    "!",
    "#",
    "* ",
    "• ",
    "· ",
    "~ ",
    "! ",
)
_LETTER_OF = str.maketrans("034578", "oeastb")
_STROKES = frozenset("/|\\")
_HOUSE = re.compile(r"\d{1,3}(?=[A-Z][a-z]{2})")
_KIND_AFTER = re.compile(
    r"(?<=[A-Z]) (?:Road|Street|Lane|Close|Avenue|Crescent|Terrace|Gardens|Grove|Mews|Drive|Way|Court|School|Primary|"
    r"Academy)(?!\w)"
)
_REFERENCE = re.compile(
    r"(?<!\w)(?:no|nos|num|number|nr|ref|reference|id|case|file|hosp|hospital|unit|patient|urn|crime|log|incident|policy|"
    r"licen[cs]e|account|prison|nhs|mosaic)\b[.:=#]{0,2} ?(?:(?:is|was|reads) )?[\"'(]?\Z",
    re.I,
)
_LENGTHS = (10, 11)
"""So many single figures with a comma between them may be a number."""


def beginning_alone(pattern: re.Pattern[str], text: str, *, figures: int = 0) -> Iterator[re.Match[str]]:
    """As the pattern's own finditer, for one whose matches begin with a character that stands alone.

    Nothing where fewer than so many of those are figures.
    """
    starts = [found.start() for found in _ALONE.finditer(f"\n{text}")]
    if sum(text[start].isdecimal() for start in starts) < figures:
        return
    end = 0
    for start in starts:
        if start >= end and (found := pattern.match(text, start)):
            yield found
            end = found.end()


def handles_apart(text: str) -> Iterator[Edit]:
    """ "l i l . p 3 a c h": a name online with a space after each character."""
    if " . " in text or " _ " in text or "@ " in text:
        for found in _HANDLE.finditer(text):
            shown = found.group()
            if any(sign in shown for sign in "._@") and sum(map(str.isalnum, shown)) >= _SHORTEST_HANDLE:
                for at, letter in enumerate(shown, found.start()):
                    if letter == " ":
                        yield at, at + 1, ""


def letters_apart(text: str) -> Iterator[Edit]:
    """Single characters with the same thing between them."""
    last = 0
    for found in beginning_alone(_APART, text):
        gap = found["gap"]
        shown = found.group()[:: 1 + len(gap)]
        joined = shown if shown.isascii() else _in_latin(shown)
        if _is_a_word_apart(joined, gap) or (joined.isalpha() and _KIND_AFTER.match(text, found.end())):
            between = text[last : found.start()]
            if last and between.isspace() and "\n" not in between:
                yield last, found.start(), " "
            elif last and between.strip() in _STROKES and joined.islower() and len(between) <= _WIDE:
                yield last, found.start(), ""
            house = _HOUSE.match(joined)
            last = found.end()
            for i, letter in enumerate(joined):
                at = found.start() + i * (1 + len(gap))
                if letter != shown[i]:
                    yield at, at + 1, letter
                if i + 1 < len(joined):
                    parts = house is not None and i + 1 == house.end()
                    yield at + 1, at + 1 + len(gap), " " if parts else ""


def _in_latin(shown: str) -> str:
    """Letters of which some are Latin, and those that only look like it."""
    return shown.translate(LOOKALIKES) if any(letter.isascii() for letter in shown) else shown


def _is_a_word_apart(joined: str, gap: str) -> bool:
    digits = sum(letter.isdecimal() for letter in joined)
    if digits == len(joined):
        return _is_number(joined, gap)
    if digits >= _FIGURES_OF_A_MARK and len(joined) >= _SHORTEST_MARK:
        return not gap.startswith((",", "\n"))
    if gap == ", " or gap in _RARE_GAPS:  # with a comma and a space they are read out, not hidden
        in_figures = bool(digits) and _is_name_in_figures(joined)
        return gap != ", " and (joined.lower() in lexicon().first or in_figures or _is_long_name(joined, gap))
    if digits:
        return (len(joined) >= 5 and digits >= 2 and gap != "+") or (
            (not gap.isspace() or len(joined) > _WIDE) and _is_name_in_figures(joined)
        )
    return _are_letters_of_word(joined, gap)


def _is_name_in_figures(joined: str) -> bool:
    """ "M.3.g", "J-4-k-3": a given name of which some letters are figures."""
    lists = lexicon()
    small = joined.lower()
    if not small[0].isalpha():
        return False
    titled = joined[0].isupper() and joined[1:].lower() == joined[1:] and len(joined) > _WIDE
    return any(
        (
            (name := small.replace("1", one).translate(_LETTER_OF)) in lists.first
            and (joined[0].isupper() or not lists.is_english(name))
        )
        or (titled and name in lists.last)
        for one in "il"
    )


def _is_long_name(joined: str, gap: str) -> bool:
    """ "N/w/a/c/h/u/k/w/u": a capital and small letters with strokes, and no word."""
    word = joined.lower()
    return (
        gap in _STROKES
        and len(joined) > _LONGEST_CHOICE
        and joined.istitle()
        and joined.isalpha()
        and word not in "abcdefghijklmnopqrstuvwxyz"
        and len(set(word)) > _WIDE
    )


def _is_number(figures: str, gap: str) -> bool:
    """Whether single figures are one number: not "1 2 3 4 5 6", and with commas only if they are many."""
    steps = {int(b) - int(a) for a, b in itertools.pairwise(figures)}
    if gap in (", ", ",", "\n", ";"):  # scores are written so too
        return len(figures) in _LENGTHS and (figures[0] == "0" or _is_nhs(figures))
    return len(figures) >= 6 and len(steps) > 1


def _is_nhs(figures: str) -> bool:
    return len(figures) == _LENGTHS[0] and has_nhs_checksum(figures)


def _are_letters_of_word(joined: str, gap: str) -> bool:
    if gap in ".-" and joined.lower() in lexicon().short:
        return joined.isupper()
    if gap in ".-" and joined.isupper() and _is_plain_word(joined.lower()):
        return False
    if gap == " " and joined.isupper() and is_said_in_rows(joined.lower(), lexicon()):
        return False
    if len(joined) == 3 and not gap.isascii():
        return joined.lower() in lexicon().first
    if len(joined) == 3:
        return (joined[0].isupper() and joined[1:].islower()) or _is_word(joined.lower())
    if gap == "." and joined.isupper():
        return len(joined) > 3
    if len(set(joined.lower())) == 2:
        return joined.lower() in lexicon().first
    return len(set(joined.lower())) > 1 and joined.lower() not in "abcdefghijklmnopqrstuvwxyz"


def _is_plain_word(word: str) -> bool:
    """ "S-T-O-P" is no name that hides."""
    lists = lexicon()
    return len(word) > 3 and lists.is_english(word) and word not in lists.first and word not in lists.last


def _is_word(word: str) -> bool:
    lists = lexicon()
    return lists.is_english(word) or word in lists.first


def letters_unevenly_apart(text: str) -> Iterator[Edit]:
    """Letters of a name with now one thing between them, now another: "K. e - l  l,y"."""
    for found in beginning_alone(_UNEVEN, text):
        word = fold("".join(filter(str.isalpha, found.group())))
        gaps = set(re.split(r"[^\W\d_]", found.group())[1:-1])
        if len(gaps) > 1 and (word in lexicon().first or word in lexicon().last):
            for at, letter in enumerate(found.group(), found.start()):
                if not letter.isalpha():
                    yield at, at + 1, ""


def figures_apart(text: str) -> Iterator[Edit]:
    """Single characters with different gaps, at least two of them figures: the wider or rarer gap parts the groups."""
    for found in beginning_alone(_GROUPED, text, figures=2):
        shown = found.group()
        if all(_BY_STROKE.fullmatch(part) for part in shown.split(" ")):
            continue  # "w/c 9/6 n/r": short forms and a day
        characters = _GAP.sub("", shown)
        gaps = list(_GAP.finditer(shown))
        if (len({gap.group() for gap in gaps}) < 2 and len(gaps[0].group()) < _WIDE) or not (
            _is_a_number_apart(characters) or _is_reference_apart(text, found.start(), characters)
        ):
            continue
        common = max((gap.group() for gap in gaps), key=[gap.group() for gap in gaps].count)
        for gap in gaps:
            narrow = len(gap.group()) == 1 and (gap.group() == "-" or len(common) > 1)
            apart = gap.group() == common or (narrow and len(common) != 2)
            instead = "" if apart else gap.group().strip(" .") or " "
            yield found.start() + gap.start(), found.start() + gap.end(), instead


def _is_reference_apart(text: str, start: int, characters: str) -> bool:
    """ "hosp. no. 7 1 - 0 4 2 - 9 C": figures first, and letters only at the end, after what says that it is a reference."""
    figures = characters.rstrip("".join(filter(str.isalpha, characters)))
    most = len(characters) - len(figures)
    return (
        figures.isdecimal()
        and len(figures) >= _FIGURES_OF_A_MARK
        and 0 < most <= 2
        and _REFERENCE.search(text, max(0, start - 24), start) is not None
    )


def _is_a_number_apart(characters: str) -> bool:
    digits = sum(letter.isdecimal() for letter in characters)
    if digits == len(characters):
        return digits == 4 or digits >= 6
    fewest = 4 if characters[:2].isalpha() else 5
    return digits >= 2 and len(characters) >= fewest and characters[0].isalpha()
