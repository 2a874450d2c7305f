"""Names that are nobody's here: authors a text cites, pets, code words, parties of published cases, marks of mail.

"Munro: complexity. Casey: looking", "the Casey audit", "the dog Bruno", "Child Charlie", "Gillick v West Norfolk".
"""

import re
from functools import cache

from csaleads.anonymity.text.lexicon import leading_words, read_lines
from csaleads.anonymity.text.scanning import WordStarts, may_hold

_STRUCK = "\x01"
_ENOUGH = 2  # different authors in a paragraph that make a reading list of it
_WORD = re.compile(r"(?<![\w'-])[A-Z]\w{2,}(?![\w-])")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Uncle|Aunt|Auntie|Aunty|DC|DS|PC|Sgt)\.? $")
_WORK = re.compile(
    r"(?:'s)? (?:[Rr]eport|[Rr]eview|[Ii]nquiry|[Aa]udit|[Rr]ecommendation|[Jj]udge?ment|[Mm]odel|[Cc]ycle|[Ss]cale)s?\b"
)
_BEASTS = (
    r"dog|puppy|pup|cat|kitten|hamster|rabbit|guinea pig|gerbil|pony|horse|parrot|budgie|goldfish|tortoise|staff(?:y|ie)|"
    r"[Rr]ottweiler|[Ll]abrador|[Aa]lsatian|[Ss]paniel|[Tt]errier|[Pp]oodle|[Hh]usky|[Pp]itbull"
)
_BEAST = re.compile(rf"\b(?:{_BEASTS})\b")
_PETS = (
    re.compile(
        rf"\b(?:{_BEASTS})(?: is| was|,)?(?: called\??| named)?(?:,? |\s+A: |: )(?P<name>[A-Z][a-z]+)\b"
        r"(?!'s (?:mum|dad|mother|father))"
    ),
    re.compile(rf"\b(?P<name>[A-Z][a-z]+), (?:the|their|her|his|our|my|an?) (?:\w+ ){{0,2}}(?:{_BEASTS})\b"),
)
_CODED = re.compile(
    r"\b(?:Child|Adult|Person|Parent|Sibling|Witness|Baby|Worker|Family) (?P<name>Alpha|Bravo|Charlie|Delta|Echo|Foxtrot|Golf|"
    r"Hotel|India|Juliett?|Kilo|Lima|Mike|November|Oscar|Papa|Quebec|Romeo|Sierra|Tango|Uniform|Victor|Whiskey|Yankee|Zulu|Red|"
    r"Blue|Green|Yellow|Orange|Purple)\b"
)
_CODE_WORDS = frozenset(leading_words("nobodies code words"))
_MAIL_WORDS = frozenset(("re", "fw", "fwd", "cc", "bcc"))
_RE = frozenset(("re",))
_PEERS = frozenset(("baroness", "justice"))
_BEAST_WORDS = frozenset(leading_words("nobodies beast words"))
_CASE = re.compile(r"\b(?P<name>[A-Z]\w* v [A-Z]\w+)\b")
_ANONYMOUS = re.compile(r"\b(?:Re|In re) (?P<name>[A-Z](?:-[A-Z]{1,2})*)(?=[ ,.;()]|$)")
_PUPPETS = (
    "hedgehog pig piglet bear rabbit bunny owl tortoise turtle elephant giraffe monkey penguin duck frog mouse kangaroo "
    "koala panda zebra hippo caterpillar butterfly ladybird squirrel lamb puppy kitten dinosaur dragon unicorn badger robin"
)
_PUPPET = re.compile(rf"\b(?P<name>[A-Z][a-z]+ the (?:{_PUPPETS.title().replace(' ', '|')}))\b")
"""Figures of cards and stories: "Hassan the Hedgehog", where the text speaks of such."""
_OF_STORIES = re.compile(
    r"\b(?:cards?|packs?|books?|story|stories|puppets?|characters?|cartoons?|posters?|stickers?|read)\b", re.I
)
_PUPPET_WORDS = frozenset(_PUPPETS.split())
_PEER = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bmet )(?<!\bsaw )"
    r"\b(?P<name>(?:Baroness|Lord Justice|Lady Justice|Lord Chief Justice) [A-Z][a-z]+(?:-[A-Z][a-z]+| of [A-Z][a-z]+)?)\b"
)
"""Members of the Lords and judges of the higher courts, whom a text quotes."""
_MAILED = re.compile(r"\b(?P<name>RE|FWD?|Re|Fwd?|CC|BCC):(?= )")


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Authors who are seldom anybody else, and all; in capitals too."""
    kinds: dict[str, set[str]] = {}
    for line in read_lines("thinkers.txt"):
        kind, _, names = line.partition(": ")
        kinds.setdefault(kind, set()).update(names.split())
    plain, every = frozenset(kinds["plain"]), frozenset().union(*kinds.values())
    return plain | {name.upper() for name in plain}, every | {name.upper() for name in every}


def is_well_known_author(name: str) -> bool:
    """Whether `name`, as it is written, is an author's that families seldom have."""
    return name in _known()[0]


def every_author() -> frozenset[str]:
    """Each author of whom the lists know, in capitals too."""
    return _known()[1]


def is_author(name: str) -> bool:
    """Whether `name`, as it is written, is an author's, whoever else has it."""
    return name in _known()[1]


def struck_out(text: str, words: WordStarts | None = None) -> str:
    """`text`, whose words begin at `words`, as long as before, without names that are nobody's."""
    plain, everybody = _known()
    met = [
        found
        for found in (_WORD.finditer(text) if may_hold(words, small_authors()) else ())
        if found.group() in everybody and not _TITLE.search(text, 0, found.start())
    ]
    is_list = len({found.group() for found in met} & plain) >= _ENOUGH
    spans = [found.span() for found in met if is_list or _WORK.match(text, found.end())]
    spans += [
        found.span("name") for pattern in _patterns_for(text, words) for found in pattern.finditer(text)
    ]
    for start, end in spans:
        text = text[:start] + _STRUCK * (end - start) + text[end:]
    return text


@cache
def small_authors() -> frozenset[str]:
    """Each author of whom the lists know, in small letters."""
    return frozenset(name.lower() for name in every_author())


def _patterns_for(text: str, words: WordStarts | None) -> list[re.Pattern[str]]:
    """Those that may find something in `text`: most texts have no beast, no case and no markup."""
    found = []
    if may_hold(words, _CODE_WORDS):
        found.append(_CODED)
    if may_hold(words, _MAIL_WORDS):
        found.append(_MAILED)
    if may_hold(words, _BEAST_WORDS) and _BEAST.search(text):
        found += _PETS
    if may_hold(words, _PUPPET_WORDS) and _OF_STORIES.search(text):
        found.append(_PUPPET)
    if may_hold(words, _PEERS):
        found.append(_PEER)
    if " v " in text:
        found.append(_CASE)
    if may_hold(words, _RE) and len(_ANONYMOUS.findall(text)) > 1:  # "Re B, Re H-N"
        found.append(_ANONYMOUS)
    return found
