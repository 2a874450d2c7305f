"""What hides a word from a reader of patterns, and how it reads: each step gives the changes to make, in order and apart.

A change that only takes characters out is one whose third part is empty.
"""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.disguises.apart import (
    PICTURE,
    figures_apart,
    handles_apart,
    letters_apart,
    letters_unevenly_apart,
)
from csaleads.anonymity.disguises.filled_in import letters_masked
from csaleads.anonymity.disguises.markup import Edit, emphasis, entities, looks, tags
from csaleads.anonymity.disguises.mixed_marks import marks_mixed
from csaleads.anonymity.disguises.rejoined import numbers_rejoined, words_rejoined
from csaleads.anonymity.disguises.said_oddly import (
    figures_said_oddly,
    stops_in_brackets,
    streets_misspelt,
)
from csaleads.anonymity.disguises.said_signs import (
    figures_within_words,
    letters_left_out,
    marks_in_halves,
    postcodes_in_halves,
)
from csaleads.anonymity.disguises.signs_as_letters import signs_within
from csaleads.anonymity.disguises.strewn import signs_strewn
from csaleads.anonymity.disguises.torn_lines import lines_rejoined, pairs_rejoined
from csaleads.anonymity.disguises.unwrapping import (
    base64_words,
    bracketed_letters,
    concatenated,
    encoded_words,
    escapes,
    links_within,
    misread_figures,
    percents,
    pluses,
    quoted_printable,
    stars_within,
    stuck_figures,
)
from csaleads.anonymity.disguises.welsh_figures import figures_in_welsh
from csaleads.anonymity.text.lexicon import fold, lexicon

_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]?\n[ \t]?(?=[^\W\d_])")
_PART_BEFORE, _PART_AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_DAY_BROKEN = re.compile(
    r"(?<=\d)(?P<ending>st|nd|rd|th)?[ \t]*(?P<gap>\n)[ \t]*(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)",
    re.I,
)
_MONTH_BEGINS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_WEEKDAY_BROKEN = re.compile(
    r"\b(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]?[ \t]*(?P<gap>\n)[ \t]*"
    rf"(?=(?:the )?\d{{1,2}}(?:st|nd|rd|th)? ?(?:of )?{_MONTH_BEGINS}[a-z]*\b)",
    re.I,
)
_FIGURES_BROKEN = re.compile(
    r"(?<![\d/.])\d{1,2}(?P<stroke>[/.])(?:(?P<first>[ \t]*\n[ \t]*)\d{1,2}(?P=stroke)|"
    r"\d{1,2}(?P=stroke)(?P<second>[ \t]*\n[ \t]*))"
    r"(?:19|20)?\d\d(?![\d/.]\d|\d)"
)
_LINES_OF_DAY = re.compile(
    r"(?<![\w/.-])(?!\d[ \t]?\.)\d{1,2}(?P<first>[ \t]?\n?[ \t]?(?P<stroke>[/.-])[ \t]?\n?[ \t]?)\d{1,2}"
    r"(?P<second>[ \t]?\n?[ \t]?(?P=stroke)[ \t]?\n?[ \t]?)(?:(?:19|20)\d\d|(?<!-)(?<!-[ \n])\d\d)(?![\w/]|[.-]\d)"
)
_LINE_END = re.compile(r"(?<=[\w.,/])[ \t]*\n[ \t]*(?=\w)")
_BEFORE, _AFTER = 16, 32
_STROKED_DAY = re.compile(
    r"(?<![\d/])\d{1,4}(?P<first>[\u2044\u2215])\d{1,2}(?P<second>[\u2044\u2215])\d{2,4}(?!\d)"
)
_PICTURED = re.compile(rf"(?<=[^\W_])(?: ?{PICTURE}){{1,8}} ?(?=[^\W_])")
_CAPS_LOCK = re.compile(r"(?<![^\W_])[a-z][A-Z]{2,}(?![^\W_])")
_TITLED = re.compile(r"(?<![^\W_])[A-Z][a-z]{2,}(?![^\W_])")
_FIGURES = re.compile(r"(?<![\w/.\-])[\dOoIl]{1,6}(?:[./\- ][\dOoIl]{1,6}){1,4}(?![\w/\-])")
_FIGURE_OF = str.maketrans("OoIl", "0011")
_TURNED = dict(
    zip(
        "\u0250\u0254\u01dd\u025f\u0183\u0265\u1d09\u027e\u029e\u026f\u0279\u0287\u028c\u028d\u028e",
        "acefghijkmrtvwy",
        strict=True,
    )
)
_TURNED_LETTER = re.compile(f"[{''.join(_TURNED)}]")
_TURNED_WORD = re.compile(rf"[a-z{''.join(_TURNED)}\u0131]{{3,}}")
_TURNED_PLAIN = str.maketrans(
    {**_TURNED, "q": "b", "b": "q", "p": "d", "d": "p", "n": "u", "u": "n", "\u0131": "i"}
)


def _broken_days(text: str) -> Iterator[Edit]:
    """A day, its weekday, its month or its year on two lines."""
    broken: set[Edit] = set()
    for found in _LINES_OF_DAY.finditer(text) if "\n" in text else ():
        if "\n" in found["first"] and "\n" in found["second"]:
            broken |= {(*found.span(each), found["stroke"]) for each in ("first", "second")}
    for line_end in _LINE_END.finditer(text):  # nothing but what stands around it is looked at
        first, last = max(0, line_end.start() - _BEFORE), line_end.end() + _AFTER
        for pattern in (_DAY_BROKEN, _WEEKDAY_BROKEN):
            broken |= {(*found.span("gap"), " ") for found in pattern.finditer(text, first, last)}
        for found in _FIGURES_BROKEN.finditer(text, first, last):
            if found.start() < line_end.start() < found.end():  # others may run on behind what is looked at
                broken.add((*found.span("first" if found["first"] else "second"), ""))
    yield from sorted(broken)


def _fraction_strokes(text: str) -> Iterator[Edit]:
    """ "1⁄9⁄2025": strokes of fractions in a day, not in "1⁄2 cup"."""
    if "\u2044" in text or "\u2215" in text:
        for found in _STROKED_DAY.finditer(text):
            for at in (found.start("first"), found.start("second")):
                yield at, at + 1, "/"


def _hyphens_at_line_ends(text: str) -> Iterator[Edit]:
    """A word parted at the end of a line is one again; "follow-\\nup" keeps its hyphen."""
    if "-" not in text or "\n" not in text:
        return
    lists = lexicon()
    for found in _BROKEN.finditer(text):
        before = _PART_BEFORE.search(text[max(0, found.start() - 30) : found.start()])
        after = _PART_AFTER.match(text[found.end() : found.end() + 30])
        if before and after:
            left, right = fold(before.group()), fold(after.group())
            both = lists.is_english(left) and lists.is_english(right) and not lists.is_english(left + right)
            kept = (both and len(left) > 3) or after.group()[0].isupper()
            yield found.start(), found.end(), "-" if kept else ""


def _pictures(text: str) -> Iterator[Edit]:
    """Pictures between letters: none within a word, a space between two, a comma before what they stand for."""
    if text.isascii():
        return
    for found in _PICTURED.finditer(text):
        within = (
            text[found.start() - 1].isalpha() and text[found.end()].islower() and " " not in found.group()
        )
        after = text[found.end()]
        heads = found.group()[0] == found.group()[-1] == " " and (after.isupper() or after in "0123456789")
        yield found.start(), found.end(), "" if within else ", " if heads else " "


def _figures(text: str) -> Iterator[Edit]:
    """ "l4/O3/2O25": letters that stand for noughts and ones among figures."""
    for found in _FIGURES.finditer(text):
        shown = found.group()
        groups = re.split(r"[./\- ]", shown)
        digits = sum(letter.isdigit() for letter in shown)
        mixed = any(any(c.isdigit() for c in group) and not group.isdigit() for group in groups)
        loose = " " in shown and any(group.isalpha() for group in groups)
        if mixed and not loose and digits >= 3 and 5 * digits >= 2 * sum(map(len, groups)):
            for i, letter in enumerate(shown):
                if letter in "OoIl":
                    yield found.start() + i, found.start() + i + 1, letter.translate(_FIGURE_OF)


def _upside_down(text: str) -> Iterator[Edit]:
    """Words in letters that stand on their head, read from their end."""
    if text.isascii() or not _TURNED_LETTER.search(text):
        return
    for found in _TURNED_WORD.finditer(text):
        if sum(letter in _TURNED for letter in found.group()) >= 2:
            yield found.start(), found.end(), found.group().translate(_TURNED_PLAIN)[::-1]


def _caps_lock(text: str) -> Iterator[Edit]:
    """Capitals the wrong way round throughout: "cHILD IS dYLAN"."""
    wrong = list(_CAPS_LOCK.finditer(text))
    if len(wrong) >= 3 and len(wrong) > 3 * len(_TITLED.findall(text)):
        for i, letter in enumerate(text):
            turned = letter.swapcase()
            if turned != letter and len(turned) == 1:
                yield i, i + 1, turned


def _controls(text: str) -> Iterator[Edit]:
    """Characters that steer a machine and show nothing."""
    for found in _CONTROL.finditer(text):
        yield *found.span(), ""


STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _controls,
    encoded_words,
    quoted_printable,
    percents,
    pluses,
    escapes,
    base64_words,
    entities,
    entities,
    looks,
    tags,
    emphasis,
    links_within,
    letters_masked,
    signs_strewn,
    stars_within,
    signs_within,
    concatenated,
    bracketed_letters,
    letters_left_out,
    figures_within_words,
    figures_said_oddly,
    stuck_figures,
    streets_misspelt,
    stops_in_brackets,
    figures_in_welsh,
    postcodes_in_halves,
    marks_in_halves,
    _broken_days,
    _fraction_strokes,
    _hyphens_at_line_ends,
    lines_rejoined,
    pairs_rejoined,
    numbers_rejoined,
    marks_mixed,
    handles_apart,
    letters_apart,
    letters_unevenly_apart,
    figures_apart,
    words_rejoined,
    _pictures,
    _figures,
    misread_figures,
    _upside_down,
    _caps_lock,
)
"""In this order, each on what the one before has left; what was wrapped twice is unwrapped twice."""
AGAIN = tuple(step for step in STEPS if step is not _caps_lock)
"""Those that are taken again around what has changed, until nothing changes."""
