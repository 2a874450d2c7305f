"""Single letters that stand for somebody who is not named: "Mr A", "Child D", "Re H and Re W", "minded by X".

A letter that shortens a name of the text ("Yasmin Tully. Mrs T said") stands for that person and is none of these.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold, word_starts

_TITLED = LedPattern(
    re.compile(
        r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?|Miss|Mx|Judge|Master|Child|Children|Adult|Parent|Person|Mother|Father|Baby|Sibling|Worker|"
        r"Witness|Family|Carer|Teacher|Case|Pupil|Student|Learner|Patient|Participant|Respondent|Interviewee|Resident|Applicant|Practitioner|"
        r"Manager|Young (?:person|adult|woman|man|carer|parent)|[Yy]oung person|boys?|girls?|children|"
        r"siblings|families|people) (?P<letter>[A-Z])(?![\w&/-]|\.[A-Z]|['’](?!s\b)\w)"
    ),
    leading_words("stand ins titled"),
)
_IN_RE = LedPattern(re.compile(r"\bRe (?P<letter>[A-Z])(?![\w'’-]|\.[A-Z])"), ("re",))
_IN_RE_TOLD = re.compile(
    r"\bIn Re\b|\((?:A Child|Children|A Minor|Minors)\b|\b(?:judgment|court|Lords|cited|v)\b", re.I
)
_ALONE = re.compile(r"(?<![\w.'’&/-])(?<!\bSt )[A-Z](?!\w|\.[A-Za-z]|\. ?[A-Z]\.|[&/-])")
_CAPITAL = re.compile(r"(?<![\w'])[A-Z][a-zà-ÿ]{2,}")
_INITIAL_AFTER = re.compile(r" [A-Z]\b")
_CODED = re.compile(
    r"\b(?:vignette|scenario|case study|exercise|anonymised|let us call|(?:will|shall|'ll|to|let's) call (?:them|him|her)|"
    r"known here as)\b",
    re.I,
)

_CODED_WORDS = frozenset(leading_words("stand ins coded words"))


def letters(text: str, lists: Lexicon, words: WordStarts | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of the letters in `text`, whose words begin at `words`, that stand for nobody who is named."""
    words = word_starts(text) if words is None else words
    titled = [found for found in _TITLED.finditer(text, words) if not _shortens(found["letter"], text, lists)]
    in_re = list(_IN_RE.finditer(text, words))
    if len(in_re) == 1 and not _IN_RE_TOLD.search(text):
        in_re = []
    for found in (*titled, *in_re):
        yield found.span("letter")
    is_coded = len({found["letter"] for found in titled}) > 1 or (
        may_hold(words, _CODED_WORDS) and _CODED.search(text)
    )
    for found in _ALONE.finditer(text) if is_coded else ():
        if found.group() not in "I" and not _shortens(found.group(), text, lists):
            yield found.span()


def _shortens(letter: str, text: str, lists: Lexicon) -> bool:
    """Whether a name in `text` begins with `letter`, or somebody in it is called by a first name and an initial."""
    for found in _CAPITAL.finditer(text):
        word = fold(found.group())
        if found.group()[0] == letter and not (
            lists.is_english(word) or word in lists.field or word in lists.large_places
        ):
            return True
        if word in lists.first and word not in lists.field and _INITIAL_AFTER.match(text, found.end()):
            return True
    return False
