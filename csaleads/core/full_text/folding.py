"""Letters without their accents and words without what joins them, the same for what is searched and for what is asked."""

import re
import unicodedata

JOINING = "-_/.:@'’‘&+<>"  # the databases would each make something else of "well-known" or "today's"
ACCENTS = "\u0300-\u036f"  # that stand by themselves once a letter has been taken apart
WORD = re.compile(r"[^\W_]+")
_accents = re.compile(f"[{ACCENTS}]")
_joining = str.maketrans(JOINING, " " * len(JOINING))


def folded(text: str) -> str:
    """`text` in small plain letters, with spaces between words that were joined."""
    return _accents.sub("", unicodedata.normalize("NFD", text)).translate(_joining).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(WORD.findall(folded(text)))
