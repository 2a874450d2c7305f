"""Numbers and marks read out one by one: "alpha bravo one two charlie delta echo", "nine nine nine, one two three four".

A run of spoken figures and letters is put together; its shape and the words before it tell what it is.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, read_digits
from csaleads.anonymity.text.lexicon import either, lexicon, phrase_group, word_group
from csaleads.anonymity.text.scanning import WordStarts, may_hold

_FEWEST_WORDS = 2
_STRICTLY = {
    Label.NHS_NUMBER: re.compile(r"\d{10}"),
    Label.NINO: re.compile(r"[A-Z]{2}\d{6}[A-Z]"),
    Label.PASSPORT: re.compile(r"\d{9}"),
    Label.VEHICLE: re.compile(r"[A-Z]{2}\d{2}[A-Z]{3}"),
    Label.POSTCODE: re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"),
}
"""What a number of a kind that is named beside it must be if one figure alone is in words: "999 oh 32 7711"."""
_BY_SHAPE = (Label.NINO, Label.VEHICLE)
_FEWEST_PIECES = 4
_IN_LETTERS = re.compile(r"\b[A-Za-z]{1,3}\b.*\b[A-Za-z]{1,3}\b")
"""What single letters and a figure in words make is told by its shape."""
_FEWEST_IN_REFERENCE = 4
_MOST_BEFORE = 3
_LETTER_WORDS = frozenset(phrase_group("number_words.txt", "letter"))
_SPOKEN_WORDS = _LETTER_WORDS | DIGIT_WORDS
_PIECE = rf"(?:(?:{either(sorted(_SPOKEN_WORDS, key=len, reverse=True))}|\d{{1,6}}|(?-i:[A-Z]{{1,3}}\d{{0,4}})|[a-z])(?!\w))"
_STARTERS = word_group("function words") - {"a", "i"}
_STROKES = frozenset(("slash", "stroke", "dash", "hyphen", "oblique"))
_NEXT = (
    r"(?:and )?(?:then|next|followed by|finally|lastly|(?:ending|ends|finishing) (?:in|with)|"
    r"(?:a|the) (?:last|final)|(?:a |and )?(?:space|gap|pause|comma))|and"
)
_BETWEEN = rf"(?:,\n|, ?|[ \-]| ?[/|~*] ?|(?<=\d) for (?=\d)|,? (?:forward )?(?:{either(sorted(_STROKES))}),? |,? (?:{_NEXT}),? )"
_SAID_WORDS = _SPOKEN_WORDS | _STROKES
_RUN = re.compile(rf"(?<![\w'-]){_PIECE}(?:{_BETWEEN}{_PIECE}){{2,24}}(?!')", re.I)
_TWO_FIGURES = re.compile(r"\d\d")
_SPOKEN = re.compile(r"[a-z]+|\d+", re.I)

_SHAPES = (
    (Label.NINO, re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")),
    (Label.VEHICLE, re.compile(r"[A-Z]{2}\d{2}[A-Z]{3}|[A-HJ-NP-TV-Y]\d{1,3}[A-HJ-PR-Y]{3}")),
    (Label.POSTCODE, re.compile(r"[A-PR-UWYZ][A-HJ-Y]?\d[\dA-Z]?\d[ABD-HJLNP-UW-Z]{2}")),
    (Label.CASE_REF, re.compile(r"[A-Z]{2}\d{2,3}[A-Z]\d{5,6}")),  # a family court
    (Label.NHS_NUMBER, re.compile(r"[1-9]\d{9}")),  # with its checksum
)
"""What says by its shape alone what it is."""
_ONES = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
_WORD_BEFORE = (
    (Label.NHS_NUMBER, r"\b(?:n\.?h\.?s|health)\b(?: (?:no|num|number)\b\.?)?", re.compile(r"\d{10}")),
    (Label.NINO, r"\b(?:n\.?i\.?|nino|national insurance)\b", re.compile(r"[A-Z]{2}\d{6}[A-Z]?")),
    (
        Label.PASSPORT,
        r"\b(?:passports?|pass ports?|p'ports?|travel documents?)\b",
        re.compile(r"[A-Z]{0,2}\d{6,9}"),
    ),
    (
        Label.VEHICLE,
        r"\b(?:reg|registration|plates?|index|vrm)\b",
        re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z\d]{4,7}"),
    ),
    (
        Label.POSTCODE,
        r"\b(?:post ?code|pc)\b",
        re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"),
    ),
    (
        Label.CASE_REF,
        r"\b(?:ref|reference|log|crime|incident|case|court|mosaic|hospital|hosp|custody|occurrence|urn|cad|mrn|"
        r"exhibit|exh|upn|"
        r"(?:file|home office|complaints?|record|system|client|person|referral|application|appeal|claim|booking|order|"
        r"prison|prisoner|warrant|tag|bleep|curfew|bracelet|locker|pager|exhibit|seal|property|membership|policy|account|tenancy|certificate|licence|permit|visa|"
        r"pupil|student|candidate|patient|badge|collar|card|unique|caller|docket|job|tribunal|ticket)"
        r" (?:numbers?|no|num|id|code))\b",
        re.compile(r"(?=.*\d)[A-Z\d]{3,16}"),
    ),
)
_CUES = tuple(
    (label, re.compile(rf"{word}[^.\n\d]{{0,32}}$", re.I), shape) for label, word, shape in _WORD_BEFORE
)
_FAR_CUES = (
    (
        Label.NHS_NUMBER,
        re.compile(r"\bn\.?h\.?s\b(?: (?:no|num)\.)?[^.\n\d]{0,70}$", re.I),
        re.compile(r"\d{10}"),
    ),
    (
        Label.NINO,
        re.compile(r"\b(?:n\.?i\.? (?:no|num(?:ber)?)|nino|national insurance)\b[^.\n\d]{0,70}$", re.I),
        re.compile(r"[A-Z]{2}\d{6}[A-Z]"),
    ),
    (
        Label.CASE_REF,
        re.compile(
            r"\b(?:(?:crime|log|incident|case|custody|police|hospital|hosp|court|our|your) "
            r"(?:ref(?:erence)?|no|number)\b\.?|urn|cad)"
            r"[^.\n\d]{0,70}$",
            re.I,
        ),
        re.compile(r"(?=.*\d)[A-Z\d]{4,16}"),
    ),
)
_NAMED = frozenset(
    ("nhs", "ni", "nino", "passport", "reg", "registration", "plate", "plates", "vrm", "postcode", "pc")
)
_FAR = 96
_SPELT_MARK = re.compile(r"(?<!\w)[A-Za-z][ .\-][A-Za-z\d][ .\-]\w+[ .\-]")
_STROKED = re.compile(rf"(?:\b(?:{either(sorted(_STROKES))})\b.*){{2}}", re.I | re.S)
_SHORTEST_STROKED = 7
_NEXT_SAID = re.compile(rf",? (?:{_NEXT}),? (?=[a-z\d])|(?<=\d) for (?=\d)", re.I)


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every number or mark of somebody that is read out in `text`, whose words begin at `words`."""
    said = sum(len(words[word]) for word in words.keys() & _SAID_WORDS)
    if said < _FEWEST_WORDS and not (
        said and (_TWO_FIGURES.search(text) or may_hold(words, _NAMED) or _SPELT_MARK.search(text))
    ):
        return
    for found in _RUN.finditer(text):
        for start in _starts(found):
            end = _end(found)
            label = (
                _kind(text[max(0, start - _FAR) : start], text[start:end], whole=start == found.start())
                if end > start
                else None
            )
            if label:
                yield Span(start, end, label)
                break


def _starts(found: re.Match[str]) -> Iterator[int]:
    """Where the run begins, or after words that may only look like its letters: "NI A B one two"."""
    for piece in list(_SPOKEN.finditer(found.group()))[:_MOST_BEFORE]:
        yield found.start() + piece.start()


def _end(found: re.Match[str]) -> int:
    """Where the run ends, without words in capitals that may only look like its letters: "ONE SIX END OF"."""
    pieces = list(_SPOKEN.finditer(found.group()))
    while pieces and (_is_plain_word(pieces[-1].group()) or _goes_on(found, pieces)):
        pieces.pop()
    return found.start() + pieces[-1].end() if pieces else found.start()


def _goes_on(found: re.Match[str], pieces: list[re.Match[str]]) -> bool:
    """Whether the last piece begins what is said next: "… six three and I don't have the other"."""
    at = pieces[-1].start()
    return pieces[-1].group() in ("i", "I", "a") and found.group()[:at].lower().endswith(" and ")


def _is_plain_word(piece: str) -> bool:
    small = piece.lower()
    if not piece.isalpha() or small in _SPOKEN_WORDS:
        return False
    return small in _STARTERS or (len(piece) > 2 and lexicon().is_english(small))


def _kind(before: str, shown: str, *, whole: bool) -> Label | None:
    shown = _NEXT_SAID.sub(" ", shown)
    every = [each.lower() for each in _SPOKEN.findall(shown)]
    pieces = [piece for piece in every if piece not in _STROKES]
    said = sum(piece in _SAID_WORDS for piece in every)
    if not said or any(_is_plain_word(piece) for piece in pieces):
        return None
    read = _read(pieces)
    for label, cue, shape in (*_CUES, *_FAR_CUES):
        if said < _FEWEST_WORDS and not (label in _STRICTLY and _STRICTLY[label].fullmatch(read)):
            continue
        if label is Label.CASE_REF and len(every) < _FEWEST_IN_REFERENCE:
            continue
        if any(map(shape.fullmatch, (read, _with_tens(pieces)))) and cue.search(before):
            return label
    if whole and len(every) >= _FEWEST_PIECES and _IN_LETTERS.search(shown) and (mark := _mark(pieces, read)):
        return mark
    if said < _FEWEST_WORDS:
        return Label.NHS_NUMBER if whole and _is_nhs(read) else None
    kind = next((label for label, shape in _SHAPES if shape.fullmatch(read)), None)
    if kind is Label.VEHICLE and all(
        piece == "o" or piece not in DIGIT_WORDS for piece in pieces if piece.isalpha()
    ):
        kind = kind if any(map(str.isdigit, pieces)) else None  # "kilo, O, W, A, L" has no figure
    if kind is Label.NHS_NUMBER:
        return kind if whole and _is_nhs(read) else None
    is_stroked = len(read) >= _SHORTEST_STROKED and read.isdigit() and _STROKED.search(shown)
    return kind or (Label.CASE_REF if is_stroked else None)


def _mark(pieces: list[str], read: str) -> Label | None:
    """What letters and figures are by their shape; "o" may be a letter."""
    readings = (read, "".join("O" if piece == "o" else _read([piece]) for piece in pieces))
    return next((each for each in _BY_SHAPE if any(map(_STRICTLY[each].fullmatch, readings))), None)


def _is_nhs(read: str) -> bool:
    return len(read) == 10 and read.isdigit() and read[0] != "0" and has_nhs_checksum(read)


def _with_tens(pieces: list[str]) -> str:
    """As `_read`, with "thirty", "four" for 34."""
    joined: list[str] = []
    for piece in pieces:
        if joined and joined[-1].endswith("ty") and piece in _ONES:
            joined.append(str(int(read_digits(joined.pop())) + int(read_digits(piece))))
        else:
            joined.append(piece)
    return _read(joined)


def _read(pieces: list[str]) -> str:
    """What the pieces say: "alpha", "B", "double", "one" is "AB11"."""
    said = ""
    figures: list[str] = []
    for piece in pieces:
        if piece in DIGIT_WORDS or piece.isdigit():
            figures.append(piece)
            continue
        said += read_digits(" ".join(figures)) + (piece[0] if piece in _LETTER_WORDS else piece).upper()
        figures = []
    return said + read_digits(" ".join(figures))
