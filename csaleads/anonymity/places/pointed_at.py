"""Places that three words point at: "///cable.minnow.drift", "what3words: cable.minnow.drift"."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.scanning import WordStarts

_THREE = re.compile(
    r"(?<![\w/:])///(?P<stroked>[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20})(?![\w.]?\w)"
    r"|(?<!\w)(?i:what3words|w3w|what three words|whatthreewords)\b[^\n.]{0,24}?(?<![\w./])"
    r"(?P<told>[a-z]{3,20}(?:\.[a-z]{3,20}\.| dot [a-z]{3,20} dot )[a-z]{3,20})(?!\w)"
)
_CUES = frozenset(("what3words", "w3w", "words", "whatthreewords"))


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`."""
    for found in _THREE.finditer(text) if "///" in text or words.has_any(_CUES) else ():
        yield Span(*found.span("stroked" if found["stroked"] else "told"), Label.ADDRESS)
