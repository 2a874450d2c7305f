"""Books of the Bible that people are called like: "read Ruth before dinner and Mark after", "James 3:17", "1 Peter 3".

A paragraph must speak of scripture; a book is then told by its chapter, by what is read, or by a list with books that are
nobody's name. Once it is told, the same word is the book in the whole paragraph.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "storms_and_books.txt"
_BOOKS, _NO_PERSONS = phrase_group(_FILE, "book"), phrase_group(_FILE, "no person")
_SCRIPTURE = frozenset(phrase_group(_FILE, "scripture"))
_CUES = _SCRIPTURE - {
    "read",
    "reads",
    "reading",
    "readings",
    "lesson",
    "chapter",
    "chapters",
    "hymn",
    "hymns",
}
_BOOK_WORDS = frozenset(book.lower() for book in _BOOKS)
_BOOK = f"(?:{either(sorted(_BOOKS, key=len, reverse=True))})"
_ANY = f"(?:{either(sorted((*_BOOKS, *_NO_PERSONS), key=len, reverse=True))})"
_PLACE = r"\d{1,3}(?::\d{1,3}(?:-\d{1,3})?)?(?![\w:]|\.\d| ?[ap]m\b)"
_NUMBERED = re.compile(
    rf"(?<![\w'-])(?P<count>[1-3] |[1-3](?:st|nd|rd) |I{{1,3}} |First |Second |Third )?"
    rf"(?P<book>{_BOOK})(?: {_PLACE}| chapter \w+)"
)
_COUNTED = re.compile(rf"(?<![\w'-])(?:[1-3]|I{{1,3}}|First|Second|Third) (?P<book>{_BOOK})(?![\w'’-])")
_THEN = r"(?:,? (?:and|then|and then|or|followed by)|,)(?: the)?(?: [1-3])?"
_READ = LedPattern(
    re.compile(
        r"\b(?:read(?:s|ings?)?|lessons?|gospels?|books?|epistles?|letters?|preached|quot(?:es|ed|ing)|recit(?:es|ed|ing)|verses?|"
        r"chapters?|passages?|sermons?)(?:,? (?:was|is|were|are))?(?: aloud| out)?(?: (?:from|of|on|according to|in))?(?: the)?"
        r"(?: (?:book|gospel|letter|epistle)s? (?:of|according to))?(?: St)?(?: [1-3])? "
        rf"(?P<book>{_BOOK})(?!['’\w-]| (?:a|an|the|her|his|their|some|one|another|to)\b|(?-i: [A-Z]))",
        re.I,
    ),
    (
        *(
            "read",
            "reads",
            "reading",
            "readings",
            "lesson",
            "lessons",
            "gospel",
            "gospels",
            "book",
            "books",
            "epistle",
        ),
        *(
            "epistles",
            "letter",
            "letters",
            "preached",
            "quotes",
            "quoted",
            "quoting",
            "recites",
            "recited",
            "reciting",
        ),
        *("verse", "verses", "chapter", "chapters", "passage", "passages", "sermon", "sermons"),
    ),
)
_GOES_ON = re.compile(rf"(?: {_PLACE})?(?: [a-z]+){{0,2}}{_THEN} (?P<book>{_BOOK})(?!['’\w-]| [A-Z])")
_LIST = re.compile(rf"(?<![\w'-]){_ANY}(?: {_PLACE})?(?:{_THEN} {_ANY}(?: {_PLACE})?){{2,}}(?!['’\w-])")
_EVANGELISTS = re.compile(r"\bMatthew, Mark, Luke,? (?:and|&) John\b", re.I)
_VERSE = re.compile(rf"{_BOOK} \d{{1,3}}:\d")
_NO_TIME = re.compile(rf"(?<![\w'-]){_BOOK} \d{{1,3}}:(?:\d{{1,3}}-\d{{1,3}}|\d|[6-9]\d|1\d\d)(?![\w:-])")
"""A chapter and verses that no clock shows: "Matt 5:3-12", "Jn 3:7"."""
_SURELY = re.compile(either(_NO_PERSONS))
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Uncle|Aunt|Auntie|St|PC|DC|DS)\.? $", re.I)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each book in `text`, whose words begin at `words`."""
    if not (words.has_any(_BOOK_WORDS) and (words.has_any(_SCRIPTURE) or ":" in text)):
        return
    told: set[str] = set()
    for found in _told(text, words, is_scripture=words.has_any(_CUES) or bool(_NO_TIME.search(text))):
        told.add(found["book"] if "book" in found.re.groupindex else found.group())
        yield found.span()
    for book in told:
        if book in _BOOKS:
            for again in re.finditer(rf"(?<![\w'-]){book}(?!['’\w-]| [A-Z])", text):
                if not _TITLE.search(text, max(0, again.start() - 8), again.start()):
                    yield again.span()


def _told(text: str, words: WordStarts, *, is_scripture: bool) -> Iterator[re.Match[str]]:
    for found in _LIST.finditer(text):
        if _SURELY.search(found.group()) or _EVANGELISTS.search(found.group()):
            yield found
            yield from _each(text, found)
    for found in _READ.finditer(text, words) if is_scripture or _VERSE.search(text) else ():
        if not is_scripture and not _VERSE.match(text, found.start("book")):
            continue
        yield found
        end = found.end()
        while after := _GOES_ON.match(text, end):
            yield after
            end = after.end()
    if is_scripture:
        for pattern in (_NUMBERED, _COUNTED):
            yield from pattern.finditer(text)


def _each(text: str, found: re.Match[str]) -> Iterator[re.Match[str]]:
    """Every book of a list."""
    yield from re.compile(rf"(?P<book>{_BOOK})").finditer(text, *found.span())
