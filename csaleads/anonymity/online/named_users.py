"""Names online after the word for who has them: "User pink-axolotl-09 told", "player mud_lark 7 said", "m-o-t-h dot backup"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_WHO = ("user", "player", "gamer", "poster", "streamer", "subscriber", "commenter", "follower", "username")
_DOES = (
    r"(?:told|tells|said|says|sent|sends|asked|asks|wrote|writes|posted|posts|messaged|messages|offered|offers|replied|joined|"
    r"added|adds|has|had|was|is|then|uploaded|shared|invited|claimed|threatened|gifted|traded|paid|friended|followed|follows|"
    r"blocked|commented|streamed|typed|and|who|to|from|on|in|with|wants|wanted|keeps|kept|started)"
)
_NAMED = LedPattern(
    re.compile(
        rf"\b(?i:{either(_WHO)}) \"?(?P<name>(?=[\w.-]*[\d_])[A-Za-z][\w.-]{{3,30}}[A-Za-z\d_])\"?(?= {_DOES}\b|[,.;:)]|$)"
    ),
    _WHO,
)
_NUMBERED = re.compile(
    r"[A-Za-z]{1,5}-?\d{1,2}|(?:version|group|level|type|year|tier|number|stage|wave|day)-?\d+", re.I
)
_SPELT = re.compile(
    r"(?<![\w-])[a-z](?:-[a-z\d]){2,19},? (?:(?:dot|underscore|under score|dash|hyphen|full stop|period|point)s?,? "
    r"[a-z\d]{1,20}(?:(?:-[a-z\d])*)(?:,? )?){1,3}(?<![ ,])(?![\w-])",
    re.I,
)
_ACCOUNT = re.compile(rf"(?<!\w)(?:{either(phrase_group('told_otherwise.txt', 'account'))})s?(?!\w)", re.I)
_LESSON = re.compile(rf"(?<!\w)(?:{either(phrase_group('told_otherwise.txt', 'lesson'))})(?!\w)", re.I)
_SEEN = 90


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _NAMED.finditer(text, words):
        if not _NUMBERED.fullmatch(found["name"]):
            yield Span(*found.span("name"), Label.URL_HANDLE)


def spelt(text: str) -> Iterator[Span]:
    """Each that is spelt with a stroke between its letters and a sign that is said, in `text` as it was written."""
    for found in _SPELT.finditer(text):
        around = text[max(0, found.start() - _SEEN) : found.end() + _SEEN]
        if _ACCOUNT.search(around) and not _LESSON.search(around):
            yield Span(*found.span(), Label.URL_HANDLE)
