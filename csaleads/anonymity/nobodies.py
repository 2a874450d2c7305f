"""Names that are nobody's here: authors a text cites, pets, code words, parties of published cases, marks of mail and markup.

"Munro: complexity. Casey: looking", "the Casey audit", "the dog Bruno", "Child Charlie", "Gillick v West Norfolk", "<li>".
"""

import re
from functools import cache

from csaleads.anonymity.lexicon import read_lines

_STRUCK = "\x01"
_ENOUGH = 2  # different authors in a paragraph that make a reading list of it
_WORD = re.compile(r"(?<![\w'-])[A-Z]\w{2,}(?![\w-])")
_WORK = re.compile(
    r"(?:'s)? (?:[Rr]eport|[Rr]eview|[Ii]nquiry|[Aa]udit|[Rr]ecommendation|[Jj]udge?ment|[Mm]odel|[Cc]ycle|[Ss]cale)s?\b"
)
_OTHERS = re.compile(
    r"\b(?:dog|puppy|pup|cat|kitten|hamster|rabbit|guinea pig|gerbil|pony|horse|parrot|budgie|goldfish|tortoise|staffy)"
    r"(?: is| was|,)?(?: called\??| named)?(?:,? |\s+A: |: )(?P<pet>[A-Z][a-z]+)\b(?!'s (?:mum|dad|mother|father))"
    r"|\b(?P<beast>[A-Z][a-z]+), (?:the|their|her|his|our|my|a|an) (?:\w+ ){0,2}(?:dog|puppy|cat|kitten|hamster|rabbit|pony|horse|"
    r"[Rr]ottweiler|[Ss]taff(?:y|ie)|[Ll]abrador|[Aa]lsatian|[Ss]paniel|[Tt]errier|[Pp]oodle|[Hh]usky|[Pp]itbull)\b"
    r"|\b(?:Family|Child|Baby) (?P<colour>Red|Blue|Green|Yellow|Orange|Purple)\b"
    r"|\b(?:Child|Adult|Person|Parent|Sibling|Witness|Baby|Worker|Family) (?P<code>Alpha|Bravo|Charlie|Delta|Echo|Foxtrot|Golf|Hotel|"
    r"India|Juliett?|Kilo|Lima|Mike|November|Oscar|Papa|Quebec|Romeo|Sierra|Tango|Uniform|Victor|Whiskey|Yankee|Zulu)\b"
    r"|\b(?P<case>[A-Z]\w* v [A-Z]\w+)\b"
    r"|(?P<subject>\b(?:RE|FWD?|Re|Fwd?|CC|BCC):)(?= )"
    r"|(?P<tag></?[a-z][a-z0-9]{0,9}(?: [^<>\n]{0,60})?/?>)"
)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Authors who are seldom anybody else, and all; in capitals too."""
    kinds: dict[str, set[str]] = {}
    for line in read_lines("thinkers.txt"):
        kind, _, names = line.partition(": ")
        kinds.setdefault(kind, set()).update(names.split())
    plain, every = frozenset(kinds["plain"]), frozenset().union(*kinds.values())
    return plain | {name.upper() for name in plain}, every | {name.upper() for name in every}


def struck_out(text: str) -> str:
    """`text`, as long as before, without names that are nobody's."""
    plain, everybody = _known()
    met = [found for found in _WORD.finditer(text) if found.group() in everybody]
    is_list = len({found.group() for found in met} & plain) >= _ENOUGH
    spans = [found.span() for found in met if is_list or _WORK.match(text, found.end())]
    spans += [found.span(found.lastgroup or 0) for found in _OTHERS.finditer(text)]
    for start, end in spans:
        text = text[:start] + _STRUCK * (end - start) + text[end:]
    return text
