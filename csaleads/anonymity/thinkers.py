"""Authors and chairs of inquiries where a text cites them: "Munro: complexity. Casey: looking", "the Casey audit"."""

import re
from functools import cache

from csaleads.anonymity.lexicon import read_lines

_STRUCK = "\x01"
_ENOUGH = 2  # different authors in a paragraph that make a reading list of it
_WORD = re.compile(r"(?<![\w'-])[A-Z]\w{2,}(?![\w-])")
_WORK = re.compile(
    r"(?:'s)? (?:[Rr]eport|[Rr]eview|[Ii]nquiry|[Aa]udit|[Rr]ecommendation|[Jj]udge?ment|[Mm]odel|[Cc]ycle|[Ss]cale)s?\b"
)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Those who are seldom anybody else, and all."""
    kinds: dict[str, set[str]] = {}
    for line in read_lines("thinkers.txt"):
        kind, _, names = line.partition(": ")
        kinds.setdefault(kind, set()).update(names.split())
    return frozenset(kinds["plain"]), frozenset().union(*kinds.values())


def struck_out(text: str) -> str:
    """`text`, as long as before, without authors who stand among authors or before a work of theirs."""
    plain, everybody = _known()
    met = [found for found in _WORD.finditer(text) if found.group() in everybody]
    is_list = len({found.group() for found in met} & plain) >= _ENOUGH
    for found in met:
        if is_list or _WORK.match(text, found.end()):
            text = text[: found.start()] + _STRUCK * len(found.group()) + text[found.end() :]
    return text
