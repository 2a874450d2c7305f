"""Names in other scripts within an English note: one to three words that no sentence of that language surrounds."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span

_LETTER = (
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u137f"
    "\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_RUN = re.compile(rf"{_LETTER}{{2,}}(?:[ ,·・'’\-‘]{{1,2}}{_LETTER}{{2,}})*")
_QUOTED_SPEECH = re.compile(
    r"(?:\b(?:said|says|saying|typed|types|then|means|mean|meaning|words?|shouted|replied|sings?|sang|prayer|phrase|sentence|texted)"
    r"[ :,\"'“‘(=]{1,3})$",
    re.I,
)
_SPOKEN = re.compile(
    r"[!?,.\"'”’ ]{1,4}(?:(?:she|he|they|it|mum|dad) )?(?:said|says|typed|types|texted|shouted|replied|sang|means)\b"
)
_MARKS = re.compile(r"^[\W\d_]+$")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_MOST_WORDS = 3


def find(text: str) -> Iterator[Span]:
    """Every name that `text` writes in a script that is not ours."""
    if text.isascii() or not _LATIN.search(text):
        return
    for found in _RUN.finditer(text):
        words = found.group().split()
        before = text[max(0, found.start() - 16) : found.start()]
        if (
            len(words) <= _MOST_WORDS
            and not _MARKS.match(found.group())
            and not _QUOTED_SPEECH.search(before)
            and not _SPOKEN.match(text, found.end())
        ):
            yield Span(found.start(), found.end(), Label.PERSON)
