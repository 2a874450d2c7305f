"""What hides words in a text undone, paragraph by paragraph: of one where nothing is hidden that is kept, and no word of it.

What hides a word goes over the end of a line, and never over an empty one.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity import keeping
from csaleads.anonymity.disguises.respelling import STEPS
from csaleads.anonymity.text.stepping import again, stepped

_WAY = b"nothing hidden"
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_MOST_ROUNDS = 2


def undone(text: str) -> tuple[str, list[int], list[int]]:
    """(how `text` reads, where each of its characters begins in `text`, where it ends); no positions if nothing was hidden."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for first, last in _paragraphs(text):
        paragraph = text[first:last]
        if not keeping.is_kept(_WAY, paragraph):
            read, its_starts, its_ends = _steps(paragraph)
            if its_starts:
                if not starts:
                    starts, ends = list(range(first)), list(range(1, first + 1))
                parts.append(read)
                starts += [at + first for at in its_starts]
                ends += [at + first for at in its_ends]
                continue
            keeping.keep(_WAY, paragraph, True)
        parts.append(paragraph)
        if starts:
            starts += range(first, last)
            ends += range(first + 1, last + 1)
    return ("".join(parts), starts, ends) if starts else (text, [], [])


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _EMPTY_LINE.finditer(text):
        yield start, gap.end()
        start = gap.end()
    yield start, len(text)


def _steps(paragraph: str) -> tuple[str, list[int], list[int]]:
    """Each step on `paragraph`, and then once more on what stands around the changes."""
    text, starts, ends, touched = stepped(paragraph, [], [], STEPS)
    for _ in range(_MOST_ROUNDS):
        if not touched:
            break
        text, starts, ends, touched = again(text, starts, ends, touched)
    return text, starts, ends
