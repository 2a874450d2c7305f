"""A name found once is a name everywhere in the text: again, shortened, misspelt, in small letters."""

import re
from collections.abc import Iterator, Set

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people.context import SPEAKS
from csaleads.anonymity.text.file_names import FILE_NAME
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]{2,})?")
_LETTERS_OF_FILE = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){1,3}[A-Z]?")
_TO_FOLD = re.compile(r"[A-Z]+|[^\x00-\x7f]")
_NEVER_SMALL = word_group("never small")
_TO_SOMEBODY = re.compile(
    r"(?:^|[\s(])(?:told|asked|saw|rang|met|with|between|says|said|and) (?:that )?$", re.I
)
_DOES = re.compile(
    r" (?:said|says|told|tells|asked|rang|denies|denied|lives|wants|knew|knows|to (?:ring|call|write|ask|see|send|check|visit))\b"
)
_OWN = re.compile(r"\b(?:[Mm]y|our|your|poor|little|called|named) $")
_OPENS_CLAUSE = re.compile(r"(?:^|[.;:!?\n] ?)$")
_TO_WHOM = re.compile(r"\b(?:tell|told|ask|asked|rang|ring|met|text|texted|called) $")
_NO_START = (
    word_group("function words")
    | word_group("seasons and months")
    | word_group("never a name in small letters")
)
_STARTERS = word_group("function words")
_SIZES = word_group("sizes before a name")
_PET_ENDINGS = ("ders", "ers", "zza", "ster", "kins", "ie", "zy", "s", "y", "z", "o", "a", "i", "x")


def names_of(text: str, spans: list[Span], lists: Lexicon, called: Set[str] = frozenset()) -> set[str]:
    """Folded words of every name of a person among `spans`; words of the field only if somebody is `called` so."""
    words = {fold(each) for each in called if len(each) > 2 and each.istitle() and each.isalpha()}
    for span in spans:
        if span.label is Label.PERSON:
            for found in _WORD.finditer(text, span.start, span.end):
                word = fold(found.group())
                if (
                    len(word) > 2
                    and word not in lists.field
                    and word not in lists.short
                    and word not in _SIZES
                ):
                    words.add(word)
    return words


def again(text: str, names: set[str], lists: Lexicon, called: Set[str] = frozenset()) -> Iterator[Span]:
    """Every further mention of `names`. One that is an English word too must be written with a capital, not at the start.

    Words that the text says somebody is `called` may open a sentence.
    """
    if not names:
        return
    plain = {name for name in names if not lists.is_english(name)}
    worded = sorted(
        (name for name in names if lists.is_english(name) and name.isascii()), key=len, reverse=True
    )
    for start, end in _places_of(plain, _folded(text)):
        yield Span(start, end, Label.PERSON)
    if worded:
        pattern = "|".join(re.escape(name.capitalize()) for name in worded)
        sure = {fold(each) for each in called}
        for found in re.finditer(rf"(?<![\w])(?:{pattern})(?![\w])", text):
            before = text[: found.start()].rstrip(" \"'(")[-1:]
            follows = text[found.end() : found.end() + 2]
            if (
                before not in ("", ".", "?", "!", ":", "\n")
                or follows == "'s"
                or SPEAKS.match(text, found.end())
                or _DOES.match(text, found.end())
                or fold(found.group()) in lists.wordlike
                or fold(found.group()) in sure
            ):
                yield Span(found.start(), found.end(), Label.PERSON)


def _places_of(names: Set[str], folded: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each of `names` in `folded`, where no letter or figure goes on before or after it."""
    by_run: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        if first := _RUN.match(name):
            by_run.setdefault(first.group(), []).append(name)
    end = 0
    for found in _RUN.finditer(folded) if names else ():
        some = by_run.get(found.group())
        if some is None or found.start() < end:
            continue
        name = next((each for each in some if _goes_on(folded, found.start(), each)), "")
        if name:
            end = found.start() + len(name)
            yield found.start(), end


def _goes_on(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return text.startswith(name, start) and not text[end : end + 1].isalnum()


def shortened(text: str, names: set[str], lists: Lexicon) -> Iterator[Span]:
    """The start of a known given name, though English has it as a word too: "my Dust" of Dustin, "told Tabs"."""
    long = [name for name in names if len(name) > 4 and name in lists.first]
    starts = {name[:size] for name in long for size in range(3, min(6, len(name)))}
    starts = {
        each
        for each in starts
        if lists.is_english(each) and each not in lists.field and each not in _NO_START
    }
    if not starts:
        return
    pattern = "|".join(rf"[{each[0].upper()}{each[0]}]{re.escape(each[1:])}" for each in sorted(starts))
    for found in re.finditer(rf"(?<![\w'-])(?:{pattern})(?![\w-])", text):
        before = text[max(0, found.start() - 14) : found.start()]
        if found.group().islower():
            is_own = bool(_TO_WHOM.search(before))  # "tell lace he" of lacey
        else:
            is_own = bool(_OWN.search(before)) or (
                bool(_TO_SOMEBODY.search(before)) and not before.endswith("(")
            )
        if is_own:
            yield Span(found.start(), found.end(), Label.PERSON)


def in_hashtags(text: str, names: set[str]) -> Iterator[Span]:
    """Known names within a hashtag: "#wheresMarnie", "#marnielies"."""
    if "#" not in text:
        return
    long = [name for name in names if len(name) > 4]
    for tag in re.finditer(r"#\w{6,60}", text):
        small = fold(tag.group()) if tag.group().isascii() else ""
        for name in long:
            if (at := small.find(name)) > 0:
                yield Span(tag.start() + at, tag.start() + at + len(name), Label.PERSON)


def in_file_names(text: str, names: set[str]) -> Iterator[Span]:
    """Known names among the parts of a file's name: "strategy_zych_2024-11-08.docx"."""
    if "_" not in text or "." not in text:
        return
    parts = {part for name in names for part in _LETTERS_OF_FILE.findall(name)}
    for found in FILE_NAME.finditer(text):
        for part in _LETTERS_OF_FILE.finditer(text, *found.span()):
            if len(part.group()) > 2 and fold(part.group()) in parts:
                yield Span(*part.span(), Label.PERSON)


def small_again(
    text: str, spans: list[Span], lists: Lexicon, called: Set[str] = frozenset()
) -> Iterator[Span]:
    """Further mentions of names that are words, where capitals say nothing: only where a person is spoken of there."""
    names = {
        fold(found.group())
        for span in spans
        if span.label is Label.PERSON
        for found in _WORD.finditer(text, span.start, span.end)
        if found.group().islower() or found.group().isupper()
    }
    told = {fold(each) for each in called if each.islower() and " " not in each}
    worded = sorted(
        name
        for name in names
        if (name in lists.wordlike or name in told) and name not in _NEVER_SMALL and len(name) > 2
    )
    if not worded:
        return
    pattern = "|".join(map(re.escape, worded))
    for found in re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", _folded(text)):
        is_title = text[found.start() : found.end()].istitle()
        before = text[max(0, found.start() - 14) : found.start()]
        opens = found.group() in told and _OPENS_CLAUSE.search(before)
        if not is_title and (opens or SPEAKS.match(text, found.end()) or _TO_SOMEBODY.search(before)):
            yield Span(found.start(), found.end(), Label.PERSON)


def confirmed(text: str, doubtful: list[tuple[int, int]], names: set[str]) -> Iterator[Span]:
    """Words that might have been names, and are since somebody is called so: "ambers case", "will didnt"."""
    for start, end in doubtful:
        word = fold(text[start:end])
        if word in names or (word[-1:] == "s" and word[:-1] in names):
            yield Span(start, end, Label.PERSON)


def initials_again(
    text: str, spans: list[Span], lists: Lexicon, called: Set[str] = frozenset()
) -> Iterator[Span]:
    """Every further mention of two or three capitals that stood for a person, dotted or not."""
    found = {
        written
        for span in spans
        if span.label is Label.PERSON and _INITIALS.fullmatch(written := text[span.start : span.end])
    }
    words = _STARTERS if sum(map(str.islower, text)) * 4 < len(text) else frozenset()
    known = {
        each
        for each in found
        if each in called
        or (fold(each) not in lists.short and fold(each) not in lists.field and fold(each) not in words)
    }
    known |= _letters_of(text, spans)
    if known:
        pattern = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w.])(?<!Child )(?<!Mr )(?<!Adult )(?:{pattern})(?![\w:])", text):
            yield Span(match.start(), match.end(), Label.PERSON)


def _letters_of(text: str, spans: list[Span]) -> set[str]:
    """Single capitals by which somebody was called twice."""
    met = [
        text[span.start : span.end]
        for span in spans
        if span.label is Label.PERSON and span.end - span.start == 1
    ]
    return {letter for letter in met if letter.isupper() and letter not in "AI" and met.count(letter) > 1}


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return _TO_FOLD.sub(_folded_letters, text)


def _folded_letters(found: re.Match[str]) -> str:
    letters = found.group()
    return folded if len(folded := fold(letters)) == len(letters) else letters


def alike(text: str, strange: list[tuple[int, int]], names: set[str], lists: Lexicon) -> Iterator[Span]:
    """Words that no list knows and that are a slip of the finger or a short form of one of `names`."""
    seen: dict[str, bool] = {}
    by_letter: dict[tuple[int, str], list[str]] = {}
    for name in names:
        for at in (0, 1):
            by_letter.setdefault((at, name[at : at + 1]), []).append(name)
    for start, end in strange:
        word = fold(text[start:end])
        if word not in seen:
            near = (*by_letter.get((0, word[:1]), ()), *by_letter.get((1, word[1:2]), ()))
            seen[word] = word not in names and any(_is_like(word, name) for name in near)
        if seen[word]:
            yield Span(start, end, Label.PERSON)


def _is_like(word: str, name: str) -> bool:
    if len(word) >= 3 and name.startswith(word):
        return True
    if _is_pet_form(word, name):
        return True
    if (
        min(len(word), len(name)) < 4
        or abs(len(word) - len(name)) > 1
        or (word[0] != name[0] and word[1:2] != name[1:2])
    ):
        return False
    return one_slip(word, name)


def _is_pet_form(word: str, name: str) -> bool:
    """ "Bradders" of Bradley, "lils" of Lillian, "Kezza" of Kezia: the start of a name and an ending of endearment."""
    for ending in _PET_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and name.startswith(stem):
            return True
    return False


def one_slip(word: str, name: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped make `word` of `name`."""
    if len(word) == len(name):
        wrong = [i for i, (a, b) in enumerate(zip(word, name, strict=True)) if a != b]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and word[wrong[0]] == name[wrong[1]]
            and word[wrong[1]] == name[wrong[0]]
        )
    shorter, longer = sorted((word, name), key=len)
    i = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[i:] == longer[i + 1 :]
