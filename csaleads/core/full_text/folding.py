"""Letters without their accents and words without what joins them, the same for what is searched and for what is asked."""

import re
import unicodedata

JOINING = "-_/.:@'’‘&+<>"  # the databases would each make something else of "intra-familial" or "child's"
LETTERS = "".join(
    chr(code)
    for code in (*range(0x00C0, 0x0180), *range(0x1E00, 0x1F00))
    if len(unicodedata.normalize("NFD", chr(code))) > 1
)
PLAIN = "".join(unicodedata.normalize("NFD", letter)[0] for letter in LETTERS)
WORD = re.compile(r"[^\W_]+")
_table = str.maketrans(LETTERS + JOINING, PLAIN + " " * len(JOINING))


def folded(text: str) -> str:
    """`text` in small plain letters, with spaces between words that were joined."""
    return unicodedata.normalize("NFC", text).translate(_table).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text`, folded."""
    return tuple(WORD.findall(folded(text)))
