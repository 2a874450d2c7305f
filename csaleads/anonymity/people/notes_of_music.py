"""Letters that are notes, keys and chords: "Open G tuning is D G D G B D", "a chord of A minor", "from C to G7 and back"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.people.well_known import speaks_of_a_case
from csaleads.anonymity.text.scanning import WordStarts

_MUSIC = frozenset(
    (
        *("tuning", "tuned", "guitar", "ukulele", "uke", "fret", "frets", "chord", "chords", "capo", "string", "strings", "keys"),
        *("scale", "scales", "octave", "major", "minor", "piano", "violin", "cello", "bass", "banjo", "mandolin", "recorder"),
        *("flute", "choir", "notes", "tune", "melody", "harmonica", "fiddle", "key"),
    )
)  # fmt: skip
_NOTE = r"[A-G](?:b|#|♭|♯|flat|sharp)?(?:m|maj|min|sus|dim|aug|add)?\d{0,2}"
_CAPO = re.compile(r"\bCapo(?= (?:at|on|up|off|in|the|third|second|first|fifth)\b)")
_ROW = re.compile(
    rf"(?<![\w'’.&-])(?:{_NOTE}(?:,? (?:and |then |to )?| ?- ?|-|/)){{2,12}}{_NOTE}(?![\w'’&-])"
)
_KEY = re.compile(
    rf"\b(?:[Dd]ouble drop|tuned (?:down |up )?to|top|bottom|low|high|an?|the|in|from|to) (?P<name>{_NOTE})"
    r"(?= (?:tuning|major|minor|flat|sharp|chord|chords|string|strings|scale|shape|seventh|key|harmonica|whistle|natural)\b)"
)
_TUNED = re.compile(
    rf"\b(?:[Oo]pen|[Dd]ropped|[Dd]rop|key of|chords? of|scale of|tuned (?:down |up )?to|concert|middle) (?P<name>{_NOTE})"
    r"(?![\w'’.&-])"
)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    if not words.has_any(_MUSIC) or speaks_of_a_case(text):
        return
    for found in _CAPO.finditer(text):
        yield found.span()
    for found in _ROW.finditer(text):
        yield found.span()
    for pattern in (_KEY, _TUNED):
        for found in pattern.finditer(text):
            yield found.span("name")
