"""Words, numbers and marks that are shattered, whatever the splinters and what lies between them.

"M c F @ r l 4 n e", "L-K 1~4 X..Z_Q", "o dot l dot u", one letter under the other, "GRA\\nHAM\\nTUFF\\nNELL". No form is known
here by itself: splinters are joined, and what they make, or how oddly they lie, tells.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from csaleads.anonymity.disguises.fragments import (
    Piece,
    gaps_of,
    is_name,
    is_plain,
    mark_of,
    may_be_word,
    readings,
    runs,
)
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold

_PROSE = re.compile(r"[)\"'\u201d\u2019.,;:!?]{0,3}[ \u00a0]{1,2}[(\"'\u201c\u2018]{0,2}|,| & ")
"""What stands between the words of a sentence."""
_SCORED = frozenset("=+×÷%")
_LINE = re.compile(r"(?m)^[ \t>*•|\-]{0,4}(?P<piece>[^\W\d_])[ \t|.,*]{0,3}$")
_LINE_OF_PIECE = re.compile(r"(?m)^[ \t]*(?P<piece>[A-Za-z]{2,5})[ \t]*$")
_FEWEST, _FEWEST_STRANGE, _FEWEST_LINES, _FEWEST_FIGURES = 4, 5, 3, 7
_LONG = 5
_SURE_SIZE = 6
_WIDE = 2
_LEAST, _MOST = 3, 60


def find(text: str, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, which is as somebody wrote it."""
    for pieces in runs(text, _LEAST):
        for alone in _alone(pieces):
            yield from _singles(text, alone, lists)
        yield from _splinters(text, pieces, lists)


def in_columns(text: str, lists: Lexicon) -> Iterator[Span]:
    """Letters or pieces of words in `text`, one below the other."""
    if text.count("\n") >= _FEWEST_LINES - 1:
        yield from _letters_in_column(text)
        yield from _pieces_in_column(text, lists)


def _alone(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Rows of single characters."""
    for single, row in groupby(pieces, lambda piece: len(piece.shown) == 1):
        if single and _FEWEST <= len(alone := list(row)) <= _MOST:
            yield alone


def _singles(text: str, pieces: list[Piece], lists: Lexicon) -> Iterator[Span]:
    """Characters each of which stands alone; words of a letter at either end are of the sentence."""
    if _are_words_spelt(text, pieces, lists):
        return
    for first, last in _stretches(text, pieces):
        label = _meaning(text, pieces[first:last], lists)
        if label:
            yield Span(pieces[first].start, pieces[last - 1].end, label)
            return


def _are_words_spelt(text: str, pieces: Sequence[Piece], lists: Lexicon) -> bool:
    """ "c-a-t, d-o-g": words one after the other, each of which is a plain one."""
    words, word = [], pieces[0].shown
    for gap, piece in zip(gaps_of(text, pieces), pieces[1:], strict=True):
        if _is_of_prose(gap) and gap != " ":
            words.append(word)
            word = ""
        word += piece.shown
    words.append(word)
    plain = [len(each) < _LEAST or is_plain(fold(each), lists) for each in words]
    return 1 < len(words) < len(pieces) and all(plain)


def _stretches(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """The whole, the whole without "a" or "I" of the sentence, and what lies between marks of a sentence or lines."""
    count = len(pieces)
    yield 0, count
    gaps = gaps_of(text, pieces)
    first = int(_is_of_sentence(pieces[0], gaps[0], gaps[1]))
    last = count - _is_of_sentence(pieces[-1], gaps[-1], gaps[-2])
    if last - first < count:
        yield first, last
    for breaks in (
        [at + 1 for at, gap in enumerate(gaps) if _is_of_prose(gap)],
        [at + 1 for at, gap in enumerate(gaps) if _is_of_prose(gap) and gap.strip()],
        [at + 1 for at, gap in enumerate(gaps) if "\n" in gap],
    ):
        bounds = [0, *breaks, count]
        yield from ((start, end) for start, end in pairwise(bounds) if _FEWEST <= end - start < count)


def _is_of_sentence(piece: Piece, gap: str, other: str) -> bool:
    """Whether it is a word of one letter before or after what is broken."""
    return gap != other and _is_of_prose(gap) and piece.shown in "aAIiu&"


def _meaning(text: str, pieces: Sequence[Piece], lists: Lexicon) -> Label | None:
    joined = "".join(piece.shown for piece in pieces)
    gaps = gaps_of(text, pieces)
    if len(joined) < _FEWEST:
        return None
    kinds = set(gaps)
    if joined.isdecimal():
        return _number(joined, kinds)
    figures = sum(letter.isdecimal() for letter in joined)
    if (label := mark_of(joined)) and not any(set(gap) & _SCORED for gap in kinds):
        return label
    if kinds <= {", "} or any("=" in gap for gap in kinds):
        return None
    words = list(readings(joined))
    odd = {gap for gap in kinds - {".", "-"} if not _is_of_prose(gap)}
    meant = odd and joined[0].isupper() and not joined.isupper()
    named = any(is_name(word, lists) and (meant or not lists.is_english(word)) for word in words)
    if named and (odd or not figures or len(joined) >= _FEWEST_STRANGE):
        return Label.PERSON
    if (
        not odd
        or figures > 1
        or any(is_plain(word, lists) for word in words)
        or any(set(gap) & set("+<>=") for gap in kinds)
    ):
        return None
    if len(joined) >= _FEWEST_STRANGE and any(map(may_be_word, words)) and not _are_choices(gaps):
        return Label.PERSON
    return None


def _are_choices(gaps: Sequence[str]) -> bool:
    """ "a/b or c/d", "s, t and p": letters that are named, with the commas of a sentence between some of them."""
    listed = sum(gap in (", ", ". ", "; ", "/", " / ", ",", ": ", "? ", "! ") for gap in gaps)
    return 2 * listed >= len(gaps)


def _number(figures: str, kinds: set[str]) -> Label | None:
    """Single figures: a number that is known by its shape, with more than a sentence has between them."""
    label = mark_of(figures)
    return label if label and (len(kinds) > 1 or not all(map(_is_of_prose, kinds))) else None


def _is_of_prose(gap: str) -> bool:
    return bool(_PROSE.fullmatch(gap))


_QUOTES = ('"', "”")
_LETTER_FOR_A_NAME = re.compile(
    r"(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof|[Cc]hild|[Aa]dult|[Pp]arent|[Pp]erson|[Ss]ibling|[Ww]orker) $"
)
"""What stands before a letter in the place of a name: 'replace "Mr X" and "Ms Y"'."""
_ROW = 400
"""Of more pieces in a row nobody could read a name."""


def _splinters(text: str, pieces: list[Piece], lists: Lexicon) -> Iterator[Span]:
    """Pieces of some letters: the longest stretch that is a name once joined, or is nothing that anybody writes."""
    strange = [not _is_wordlike(piece.shown, lists) for piece in pieces]
    if not any(strange) or len(pieces) > _ROW:
        return
    gaps = gaps_of(text, pieces)
    barred = ["=" in gap or gap in (", ", ". ") for gap in gaps]
    first = 0
    while first < len(pieces) - 1:
        taken = 0
        if gaps[first][:1] in _QUOTES and _LETTER_FOR_A_NAME.search(text, 0, pieces[first].start):
            first += 1
            continue
        far = min(len(pieces), first + 12)
        if True in barred[first : far - 1]:
            far = barred.index(True, first) + 1
        capital = pieces[first].shown[0].isupper()
        for last in range(far, first + _WIDE, -1):
            told = sum(strange[first:last])
            if not told or (not capital and 2 * told < last - first):
                continue
            if _are_shattered(pieces[first:last], gaps[first : last - 1], strange[first:last], lists):
                yield Span(pieces[first].start, pieces[last - 1].end, Label.PERSON)
                taken = last - first
                break
        first += taken or 1


def _are_shattered(
    pieces: Sequence[Piece], gaps: Sequence[str], strange: Sequence[bool], lists: Lexicon
) -> bool:
    odd = [not _is_of_prose(gap) for gap in gaps]
    joined = "".join(piece.shown for piece in pieces)
    if len(joined) <= _LONG:
        return False
    if all(len(piece.shown) == 1 for piece in pieces):
        return False
    names = [word for word in readings(joined) if is_name(word, lists) and not lists.is_english(word)]
    exact = joined[0].isupper() and any(word in lists.first or word in lists.last for word in names)
    signs = sum(not letter.isalpha() for letter in joined)
    if exact and (all(odd) or (strange[0] and not signs)):
        return True
    if 2 * sum(strange) < len(pieces) or not (strange[0] or odd[0]) or not (strange[-1] or odd[-1]):
        return False
    if names and (all(odd) or sum(strange) > _WIDE or not signs) and strange[0] | strange[-1]:
        return True
    plainly = any(is_plain(word, lists) for word in readings(joined))
    kinds = {gap.strip() for gap in gaps}
    return (
        all(odd)
        and (strange[-1] or gaps[-1] == gaps[0])
        and kinds.isdisjoint(("-", "/", ".", ":", "", "&", "|", ","))
        and len(pieces) >= _FEWEST
        and sum(strange) * 4 >= 3 * len(pieces)
        and not signs
        and not plainly
        and joined[0].isupper()
        and may_be_word(fold(joined))
    )


def _is_wordlike(piece: str, lists: Lexicon) -> bool:
    word = fold(piece)
    if len(word) == 1:
        return word in "aio"
    return lists.is_english(word) or word in lists.short or word in lists.field or word.isdecimal()


def _columns(text: str, pattern: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Lines of that kind of which one follows the other."""
    held: list[re.Match[str]] = []
    for found in pattern.finditer(text):
        if held and text[held[-1].end() : found.start()].strip(" \t\r") not in ("\n", "\n\n"):
            yield held
            held = []
        held.append(found)
    yield held


def _letters_in_column(text: str) -> Iterator[Span]:
    """One letter on each line: always hidden, except the alphabet, answers and noughts and crosses."""
    for lines in _columns(text, _LINE):
        letters = fold("".join(line["piece"] for line in lines))
        if len(lines) >= _FEWEST_LINES and list(letters) != sorted(letters) and may_be_word(letters):
            yield Span(lines[0].start("piece"), lines[-1].end("piece"), Label.PERSON)


def _pieces_in_column(text: str, lists: Lexicon) -> Iterator[Span]:
    """A piece of a word on each line, most of them no words."""
    for lines in _columns(text, _LINE_OF_PIECE):
        if len(lines) < _WIDE:
            continue
        shown = [line["piece"] for line in lines]
        strange = sum(not _is_wordlike(piece, lists) for piece in shown)
        joined = fold("".join(shown))
        named = is_name(joined, lists) and strange
        unlike = len(lines) >= _FEWEST_LINES and 4 * strange >= 3 * len(lines) and may_be_word(joined)
        if named or (unlike and not is_plain(joined, lists) and not _are_names(shown, lists)):
            yield Span(lines[0].start("piece"), lines[-1].end("piece"), Label.PERSON)


def _are_names(shown: Sequence[str], lists: Lexicon) -> bool:
    """Whether each line is a name by itself, which others find."""
    return all(fold(piece) in lists.first or fold(piece) in lists.last for piece in shown)
