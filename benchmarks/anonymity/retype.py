"""Types the corpus again as other people and other programs would, and carries every span along to its new place."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from benchmarks.anonymity.build import Note, Span

ZERO_WIDTH = "\u200b"
NO_BREAK_SPACE = "\u00a0"
PUNCTUATION = frozenset('.,;:()“”"?!')

# What stands at a position instead of the character there; it may be longer, or nothing.
Change = Callable[[int, str], str]


def lower_case(note: Note) -> Note:
    return _changed(note, lambda _, character: character.lower())


def capitals(note: Note) -> Note:
    return _changed(note, lambda _, character: character.upper())


def decomposed(note: Note) -> Note:
    """Accents as characters of their own, as some systems hand them over."""
    return _changed(note, lambda _, character: unicodedata.normalize("NFD", character))


def pasted(note: Note) -> Note:
    """From a word processor: quotes are curly, and here and there a space does not break."""
    dice = _dice(note)
    quotes = iter("“”" * (1 + note.text.count('"')))

    def change(_: int, character: str) -> str:
        if character == " " and dice.random() < 0.3:
            return NO_BREAK_SPACE
        return {"'": "’", '"': next(quotes) if character == '"' else ""}.get(character, character)

    return _changed(note, change)


def unpunctuated(note: Note) -> Note:
    """As dictated: no stops, brackets or quotes, except within what is marked (a date, an e-mail address)."""
    marked = _positions(note.spans) | _positions(note.optional)
    inside_words = {
        position
        for position in range(1, len(note.text) - 1)
        if note.text[position - 1].isalnum() and note.text[position + 1].isalnum()
    }

    def change(position: int, character: str) -> str:
        if character not in PUNCTUATION or position in marked:
            return character
        return " " if position in inside_words else ""

    return _changed(note, change)


def zero_width(note: Note) -> Note:
    """A character that nobody sees, inside one word in eight."""
    dice = _dice(note)

    def change(position: int, character: str) -> str:
        follows = note.text[position + 1 : position + 2]
        is_inside = character.isalpha() and follows.isalpha()
        return character + ZERO_WIDTH if is_inside and dice.random() < 0.03 else character

    return _changed(note, change)


def mistyped(note: Note) -> Note:
    """Half of the longer names with one slip each: two letters swapped, one dropped or one doubled."""
    dice = _dice(note)
    changes: dict[int, str] = {}
    for span in note.spans:
        if span.label == "PERSON" and span.end - span.start >= 5 and dice.random() < 0.5:
            changes |= _slip(note.text, dice.randrange(span.start + 1, span.end - 1), dice)
    return _changed(note, lambda position, character: changes.get(position, character))


STYLES: dict[str, Callable[[Note], Note]] = {
    "lower case": lower_case,
    "capitals": capitals,
    "mistyped names": mistyped,
    "pasted (curly, NBSP)": pasted,
    "no punctuation": unpunctuated,
    "decomposed accents": decomposed,
    "zero-width characters": zero_width,
}


def retype(note: Note, style: str) -> Note:
    """The note in this style. The same note comes out the same every time."""
    return STYLES[style](note)


def _slip(text: str, position: int, dice: random.Random) -> dict[int, str]:
    first, second = text[position], text[position + 1]
    if not (first.isalpha() and second.isalpha()):
        return {}
    return dice.choice([{position: second, position + 1: first}, {position: ""}, {position: 2 * first}])


def _changed(note: Note, change: Change) -> Note:
    pieces = [change(position, character) for position, character in enumerate(note.text)]
    places, length = [0], 0
    for piece in pieces:
        length += len(piece)
        places.append(length)

    def carried(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(places[each.start], places[each.end], each.label) for each in spans)

    return replace(note, text="".join(pieces), spans=carried(note.spans), optional=carried(note.optional))


def _positions(spans: tuple[Span, ...]) -> set[int]:
    return {position for span in spans for position in range(span.start, span.end)}


def _dice(note: Note) -> random.Random:
    return random.Random(note.id)
