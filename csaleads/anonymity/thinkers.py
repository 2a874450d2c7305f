"""Authors and chairs of inquiries where a text cites them: "Munro: complexity. Casey: looking", "the Casey audit"."""

import re
from functools import cache

from csaleads.anonymity.lexicon import read_lines

_STRUCK = "\x01"
_ENOUGH = 2  # different authors in a paragraph that make a reading list of it
_WORK = r"(?:'s)? (?:[Rr]eport|[Rr]eview|[Ii]nquiry|[Aa]udit|[Rr]ecommendations?|[Jj]udge?ment|[Mm]odel|[Cc]ycle|[Ss]cale)s?\b"


@cache
def _known() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Plain authors; a pattern for any author; one for an author and a work."""
    kinds: dict[str, set[str]] = {}
    for line in read_lines("thinkers.txt"):
        kind, _, names = line.partition(": ")
        kinds.setdefault(kind, set()).update(names.split())
    every = "|".join(sorted(set().union(*kinds.values()), key=len, reverse=True))
    return (
        frozenset(kinds["plain"]),
        re.compile(rf"(?<![\w'-])(?:{every})(?![\w-])"),
        re.compile(rf"(?<![\w'-])(?:{every})(?={_WORK})"),
    )


def struck_out(text: str) -> str:
    """`text`, as long as before, without authors who stand among authors or before a work of theirs."""
    plain, anybody, author = _known()
    cited = {found.group() for found in anybody.finditer(text)} & plain
    pattern = anybody if len(cited) >= _ENOUGH else author
    return pattern.sub(lambda found: _STRUCK * len(found.group()), text)
